"""`kg facts`: the facts of documents, without a graph."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from kg import pipeline, printing
from kg.cli.words import code, many, say, show, tell_set_aside, tell_warnings
from kg.errors import UsageError
from kg.files import write_whole
from kg.model import Reading, SetAside, Warned


def run(options: Namespace) -> int:
    """Print the facts, or write them to one file (`PATH.jsonl`, `PATH.csv`) or to one a document in a folder."""
    if options.explain and (options.out or options.format == "csv"):
        raise UsageError("--explain is for people to read", "kg facts", "leave out --format and --out")
    aside: list[SetAside] = []
    warnings: list[Warned] = []
    read: list[str] = []
    threshold = Decimal(0) if options.all else Decimal(options.min_confidence)
    wanted = printing.kinds(options.kind, options.all)
    readings = _noting(pipeline.readings(options.documents, aside), warnings, read)
    found = (pipeline.confident(reading, threshold) for reading in readings)
    ending = _ending(options.out or "")
    form = options.format or ("csv" if ending == ".csv" else "jsonl")
    if ending in (".jsonl", ".csv"):
        write_whole(options.out, (line + "\n" for line in printing.lines(found, wanted, form)))
        say(f"→ {options.out}")
    elif options.out:
        count = printing.to_folder(found, wanted, Path(options.out), form)
        say(f"{many(count, 'file')} → {options.out}")
    else:
        for line in printing.lines(found, wanted, form, options.explain):
            (show if options.explain else print)(line)
    tell_warnings(warnings)
    tell_set_aside(aside)
    return code(len(read), aside)


def _ending(out: str) -> str:
    """The ending that tells the form of the file to write; "" for a folder."""
    ending = Path(out).suffix.lower()
    if ending in ("", ".jsonl", ".csv"):
        return ending
    if not Path(out).is_dir():
        remedy = "name PATH.jsonl, PATH.csv, or a folder that is there"
        raise UsageError(f"facts are written as .jsonl or .csv, and not as {ending}", out, remedy)
    return ""


def _noting(readings: Iterable[Reading], warnings: list[Warned], read: list[str]) -> Iterator[Reading]:
    """The readings as they come; what is amiss in their documents joins `warnings`, and their names `read`."""
    for reading in readings:
        warnings += reading.document.warnings
        read.append(reading.document.name)
        yield reading
