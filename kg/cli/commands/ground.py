"""`kg ground`: what a name stands for."""

from __future__ import annotations

from argparse import Namespace

from kg import grounding
from kg.cli.words import DONE


def run(options: Namespace) -> int:
    """Print what each name may stand for, as a table with its header."""
    print(grounding.table(options.name), end="")
    return DONE
