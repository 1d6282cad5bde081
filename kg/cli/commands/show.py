"""`kg show`: all that is known of one thing."""

from __future__ import annotations

import sys
from argparse import Namespace

from kg import card
from kg.cli.words import DONE, width
from kg.store import Store


def run(options: Namespace) -> int:
    """Print the thing's card."""
    with Store.open(options.graph) as graph:
        print(card.card(graph, options.entity, width(), colour=sys.stdout.isatty()))
    return DONE
