"""`kg coverage`: what was not mapped."""

from __future__ import annotations

from argparse import Namespace
from decimal import Decimal

from kg import coverage, pipeline
from kg.cli.words import code, show, tell_set_aside
from kg.model import SetAside


def run(options: Namespace) -> int:
    """Print the sentences from which no fact was read, and the share of those that gave one."""
    aside: list[SetAside] = []
    ledger = coverage.ledger(pipeline.readings(options.documents, aside), Decimal(options.min_confidence))
    if ledger.documents or not aside:
        if options.format == "csv":
            print(ledger.csv(), end="")
        else:
            show(str(ledger))
    tell_set_aside(aside)
    return code(ledger.documents, aside)
