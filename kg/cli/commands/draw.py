"""`kg draw`: pictures."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from kg import picture
from kg.cli.words import DONE, say
from kg.store import Store


def run(options: Namespace) -> int:
    """Draw, and say what was left out and why."""
    with Store.open(options.graph) as graph:
        drawn = picture.draw(graph, options.view, Path(options.out), options.entity)
    for message in drawn.messages:
        say(message)
    say(f"→ {drawn.path}")
    return DONE
