"""`kg status`: what is in a graph, and from what it was made."""

from __future__ import annotations

import json
from argparse import Namespace

from kg import status
from kg.cli.words import DONE
from kg.store import Store


def run(options: Namespace) -> int:
    """Print the graph's status."""
    with Store.open(options.graph) as graph:
        found = status.status(graph)
    print(json.dumps(found, indent=1) if options.json else status.told(found))
    return DONE
