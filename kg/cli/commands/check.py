"""`kg check`: the graph against its shapes, its quotes against their documents."""

from __future__ import annotations

from argparse import Namespace

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
        what = f"{many(changed, 'document')} changed or went away since the build"
        say(f"{what}; kg build reads them anew, kg check FOLDER compares with those of a folder")
    tell_set_aside(aside)
    return DONE if report.conforms else BREAKS_SHAPES


def _texts(graph: Store, given: list[str], aside: list[SetAside]) -> tuple[dict[str, str], int]:
    """The documents' texts by IRI: of those that were named, else of those that are still what was built from."""
    if given:
        return {document.iri: document.text for document in pipeline.documents(given, aside)}, 0
    built = graph.manifest.get("documents", ())
    texts = pipeline.texts(built)
    return texts, len(built) - len(texts)
