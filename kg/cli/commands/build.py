"""`kg build`: documents into a graph."""

from __future__ import annotations

import json
import time
from argparse import Namespace
from dataclasses import asdict
from decimal import Decimal

from kg import pipeline, resources
from kg.cli.progress import Teller
from kg.cli.words import DONE, SET_ASIDE, many, say, tell_set_aside, tell_warnings
from kg.errors import UsageError
from kg.pipeline import Built, Options
from kg.store.remote import shown
from kg.workers import Limits


def run(options: Namespace) -> int:
    """Build, write the graph's folder, say what was made and what was set aside."""
    begun = time.monotonic()
    paths = options.documents or [str(resources.path("seeds"))]
    if not options.documents and not options.quiet:
        say("no documents were named: these are the seed documents that come with the program")
    how = Options(Decimal(options.min_confidence), options.workers, Limits(options.timeout), options.on, options.store)
    with Teller(options.quiet) as tell:
        built = pipeline.build_into(options.graph, paths, how, tell)
    if not built.documents:
        tell_set_aside(built.set_aside)
        remedy = "mend what is told above" if built.set_aside else "name Markdown files, or a folder of them"
        raise UsageError("no document could be read", " ".join(paths), remedy)
    if options.json:
        print(json.dumps(_summary(built, options.graph, time.monotonic() - begun), indent=1))
    if not options.quiet:
        _tell(built, options)
        tell_warnings(built.warnings, "; kg check tells them all")
    tell_set_aside(built.set_aside, "; kg status lists them all")
    return SET_ASIDE if built.set_aside else DONE


def _summary(built: Built, graph: str, seconds: float) -> dict[str, object]:
    aside = [{"path": one.path, "reason": one.reason, "remedy": one.remedy} for one in built.set_aside]
    counts = {"documents": built.documents, "facts": built.facts, "withheld": built.withheld}
    work = {"read": built.read, "changed": built.changed, "seconds": round(seconds, 2)}
    sent = {"sent": asdict(built.sent)} if built.sent else {}
    warned = {"warnings": [asdict(one) for one in built.warnings], "set_aside": aside}
    return {**counts, "statements": built.statements, **work, **sent, **warned, "graph": str(graph)}


def _tell(built: Built, options: Namespace) -> None:
    made = (many(built.documents, "document"), many(built.facts, "fact"), many(built.statements, "statement"))
    say(f"{', '.join(made)} → {options.graph}")
    if work := _work(built):
        say(work)
    if built.sent is not None:
        counts = f"{many(built.sent.sent, 'graph')} sent, {built.sent.removed:,} taken out"
        say(f"{counts}, {built.sent.known:,} there already → {shown(options.store)}")
    if built.withheld:
        kept_out = f"{many(built.withheld, 'fact')} below confidence {options.min_confidence} kept out"
        say(f"{kept_out} (kg facts --all prints all)")


def _work(built: Built) -> str:
    """What was known from the last build; "" where nothing was."""
    if not built.changed:
        return "nothing changed since the last build; the graph stays as it is"
    known = built.documents - built.read
    return f"{built.read:,} read, {known:,} unchanged since the last build" if known > 0 else ""
