"""The graph for other tools: one function a format, files written whole, each with its licence and note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kg.errors import UsageError
from kg.export import facts, graphml, jsonld, kgx, neo4j, parquet, rdf, void
from kg.export.dataset import Source
from kg.files import write_whole

_TEXTS: dict[str, Callable[[Source], Iterator[str]]] = {
    "turtle": rdf.turtle,
    "trig": rdf.trig,
    "nquads": rdf.nquads,
    "json-ld": jsonld.jsonld,
    "json-ld-framed": jsonld.framed,
    "graphml": graphml.graphml,
    "csv": facts.csv,
    "void": void.void,
}
"""Formats of one text file."""

_BYTES: dict[str, Callable[[Source], Iterator[bytes]]] = {"parquet": parquet.parquet}
"""Formats of one file that is no text."""

_FOLDERS: dict[str, Callable[[Source], dict[str, Iterator[str]]]] = {"kgx": kgx.kgx, "neo4j": neo4j.neo4j}
"""Formats of several files: their names and texts."""

FORMATS = (*_TEXTS, *_BYTES, *_FOLDERS)

_ENDINGS = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".jsonld": "json-ld", ".json": "json-ld",
            ".graphml": "graphml", ".csv": "csv", ".parquet": "parquet"}  # fmt: skip
_ALIASES = {"ttl": "turtle", "jsonld": "json-ld", "n-quads": "nquads", "nq": "nquads"}


def export(graph: Source, path: str | Path, form: str | None = None) -> Path:
    """Write the graph in a format of other tools; each file is written whole or not at all.

    Args:
        graph: what is written.
        path: a file, or for `kgx` and `neo4j` a folder that gets the files of nodes and of edges. A CSV file
            gets its description beside it, `NAME.csv-metadata.json`.
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
    write_whole(target, _BYTES[wanted](graph) if wanted in _BYTES else _TEXTS[wanted](graph))
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
    if wanted in _BYTES:
        raise UsageError(f"{wanted} is no text", "", "name a file for it with -o")
    return _TEXTS[wanted](graph)


def _format(form: str, where: str) -> str:
    name = _ALIASES.get(form.lower(), form.lower())
    if name not in FORMATS:
        what = f"there is no format {form!r}" if form else "the ending tells no format"
        raise UsageError(what, where, f"choose from {', '.join(FORMATS)}")
    return name
