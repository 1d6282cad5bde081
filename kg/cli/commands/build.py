"""`kg build`: documents into a graph."""

from __future__ import annotations

import json
from argparse import Namespace
from decimal import Decimal

from kg import pipeline, resources, store
from kg.cli.words import DONE, SET_ASIDE, many, progress, say, tell_set_aside
from kg.errors import UsageError
from kg.pipeline import Built


def run(options: Namespace) -> int:
    """Build, write the graph's folder, say what was made and what was set aside."""
    paths = options.documents or [resources.path("seeds")]
    if not options.documents and not options.quiet:
        say("no documents were named: these are the seed documents that come with the program")
    built = pipeline.build(paths, Decimal(options.min_confidence), None if options.quiet else progress())
    if not built.documents:
        tell_set_aside(built.set_aside)
        where = " ".join(map(str, paths))
        raise UsageError("no document could be read", where, "name Markdown files, or a folder of them")
    store.write(options.graph, built.lines, built.manifest())
    if options.json:
        print(json.dumps(_summary(built, options.graph), indent=1))
    if not options.quiet:
        _tell(built, options)
    tell_set_aside(built.set_aside)
    return SET_ASIDE if built.set_aside else DONE


def _summary(built: Built, graph: str) -> dict[str, object]:
    aside = [{"path": one.path, "reason": one.reason, "remedy": one.remedy} for one in built.set_aside]
    counts = {"documents": built.documents, "facts": built.facts, "withheld": built.withheld}
    return {**counts, "statements": len(built.lines), "set_aside": aside, "graph": str(graph)}


def _tell(built: Built, options: Namespace) -> None:
    counts = (many(built.documents, "document"), many(built.facts, "fact"), many(len(built.lines), "statement"))
    say(f"{', '.join(counts)} → {options.graph}")
    if built.withheld:
        kept_out = f"{many(built.withheld, 'fact')} below confidence {options.min_confidence} kept out"
        say(f"{kept_out} (kg facts --all prints them)")
