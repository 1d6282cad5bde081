"""`kg check`: the graph against its shapes, its quotes against their documents."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from kg import pipeline, validate
from kg.cli.words import BREAKS_SHAPES, DONE, many, say, show, tell_set_aside
from kg.model import SetAside
from kg.store import Store


def run(options: Namespace) -> int:
    """Validate, and print the report."""
    aside: list[SetAside] = []
    with Store.open(options.graph) as graph:
        texts, changed = _texts(graph, options.documents, aside)
        report = validate.validate(graph.lines(), texts, ask=graph.query)
    show(str(report))
    if changed:
        say(f"{many(changed, 'document')} changed or went away since the build; kg build reads them anew")
    tell_set_aside(aside)
    return DONE if report.conforms else BREAKS_SHAPES


def _texts(graph: Store, given: list[str], aside: list[SetAside]) -> tuple[dict[str, str], int]:
    """The documents' texts by IRI: of those that were named, else of those that are still what was built from."""
    if given:
        return {document.iri: document.text for document in pipeline.documents(given, aside)}, 0
    built = {one["iri"]: one for one in graph.manifest.get("documents", [])}
    there = [one["path"] for one in built.values() if Path(one["path"]).is_file()]
    found = pipeline.documents(there, aside)
    texts = {d.iri: d.text for d in found if built.get(d.iri, {}).get("sha256") == d.digest}
    return texts, len(built) - len(texts)
