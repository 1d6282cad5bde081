"""`kg vocabulary`: what the vocabulary knows."""

from __future__ import annotations

from argparse import Namespace

from kg import grounding
from kg.cli.words import DONE


def run(options: Namespace) -> int:
    """Print the vocabulary's figures."""
    del options
    print(grounding.figures(), end="")
    return DONE
