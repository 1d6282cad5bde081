"""`kg status`: what is in a graph, from what it was made, how old it is; and whether its files are sound."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from kg import status
from kg.cli.words import DONE, say, show
from kg.store import Store, check


def run(options: Namespace) -> int:
    """Print the graph's status."""
    if options.verify:
        checked = check(options.graph)
        say(f"{checked.files} files, {checked.bytes / 1e6:,.1f} MB: all are as they were written")
    with Store.open(options.graph) as graph:
        found = status.status(graph, None if graph.remote else Path(options.graph))
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        show(status.told(found))
    return DONE
