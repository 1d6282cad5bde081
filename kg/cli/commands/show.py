"""`kg show`: all that is known of one thing."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace

from kg import card
from kg.cli.words import DONE
from kg.store import Store

_WIDEST = 110  # columns; longer lines are hard to read


def run(options: Namespace) -> int:
    """Print the thing's card."""
    width = min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)
    with Store.open(options.graph) as graph:
        print(card.card(graph, options.entity, width, colour=sys.stdout.isatty()))
    return DONE
