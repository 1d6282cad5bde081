"""`kg diff`: what changed between two graphs."""

from __future__ import annotations

from argparse import Namespace

from kg import difference
from kg.cli.words import BREAKS_SHAPES, DONE, show
from kg.store import Store


def run(options: Namespace) -> int:
    """Print the facts added, changed and lost; the exit code is 1 where there are any, as `diff` has it."""
    with Store.open(options.old) as old, Store.open(options.new) as new:
        found = difference.between(old, new)
    if options.json:
        print(found.json())
    else:
        show(found.brief() if options.brief else str(found))
    return BREAKS_SHAPES if found else DONE
