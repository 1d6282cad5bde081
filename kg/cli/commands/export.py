"""`kg export`: the graph for other tools."""

from __future__ import annotations

import sys
from argparse import Namespace

from kg import export
from kg.cli.words import DONE, say
from kg.store import Store


def run(options: Namespace) -> int:
    """Write the graph to a file, or print it."""
    with Store.open(options.graph) as graph:
        if options.out:
            say(f"→ {export.export(graph, options.out, options.format)}")
        else:
            sys.stdout.writelines(export.text(graph, options.format or "turtle"))
    return DONE
