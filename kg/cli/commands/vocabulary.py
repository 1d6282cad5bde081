"""`kg vocabulary`: what the vocabulary knows."""

from __future__ import annotations

from argparse import Namespace

from kg import grounding
from kg.cli.words import DONE


def run(options: Namespace) -> int:
    """Print the vocabulary's figures, or its mappings as SSSOM."""
    print(grounding.mappings() if options.sssom else grounding.figures(), end="")
    return DONE
