"""The graph for other tools: one function a format, files written whole, each with its licence and note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kg.errors import UsageError
from kg.export import facts, graphml, jsonld, kgx, rdf
from kg.export.dataset import Source
from kg.files import write_whole

_TEXTS: dict[str, Callable[[Source], Iterator[str]]] = {
    "turtle": rdf.turtle,
    "trig": rdf.trig,
    "nquads": rdf.nquads,
    "json-ld": jsonld.jsonld,
    "graphml": graphml.graphml,
    "csv": facts.csv,
}
"""Formats of one file."""

_FOLDERS: dict[str, Callable[[Source], dict[str, Iterator[str]]]] = {"kgx": kgx.kgx}
"""Formats of several files: their names and texts."""

FORMATS = (*_TEXTS, *_FOLDERS)

_ENDINGS = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".jsonld": "json-ld", ".json": "json-ld",
            ".graphml": "graphml", ".csv": "csv"}  # fmt: skip
_ALIASES = {"ttl": "turtle", "jsonld": "json-ld", "n-quads": "nquads", "nq": "nquads"}


def export(graph: Source, path: str | Path, form: str | None = None) -> Path:
    """Write the graph in a format of other tools; each file is written whole or not at all.

    Args:
        graph: what is written.
        path: a file, or for `kgx` a folder that gets `nodes.tsv` and `edges.tsv`. A CSV file gets its
            description beside it, `NAME.csv-metadata.json`.
        form: one of `FORMATS`; told from the path's ending where it is not given.

    Returns:
        The path.

    Raises:
        UsageError: where the format is unknown or the file cannot be written.

    """
    target = Path(path)
    wanted = _format(form or _ENDINGS.get(target.suffix.lower(), ""), str(path))
    if wanted in _FOLDERS:
        for name, chunks in _FOLDERS[wanted](graph).items():
            write_whole(target / name, chunks)
        return target
    write_whole(target, _TEXTS[wanted](graph))
    if wanted == "csv":
        write_whole(target.with_name(target.name + "-metadata.json"), facts.description(graph, target.name))
    return target


def text(graph: Source, form: str) -> Iterator[str]:
    """The graph in a format of one file, piece by piece.

    Raises:
        UsageError: where the format is unknown or takes several files.

    """
    wanted = _format(form, "")
    if wanted in _FOLDERS:
        raise UsageError(f"{wanted} is several files", "", "name a folder for them with -o")
    return _TEXTS[wanted](graph)


def _format(form: str, where: str) -> str:
    name = _ALIASES.get(form.lower(), form.lower())
    if name not in FORMATS:
        what = f"there is no format {form!r}" if form else "the ending tells no format"
        raise UsageError(what, where, f"choose from {', '.join(FORMATS)}")
    return name
