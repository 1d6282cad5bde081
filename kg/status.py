"""What is in a graph, from what it was made, and how old it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from kg import parts, schema
from kg.cells import text
from kg.nquads import value
from kg.provenance import NOTE
from kg.store import Store
from kg.terms import KG, XSD

_BY_KIND = f"SELECT ?class (COUNT(DISTINCT ?fact) AS ?n) WHERE {{ ?fact a <{KG}Fact>, ?class }} GROUP BY ?class"
_SOURCES = f"""SELECT ?kind (COUNT(DISTINCT ?document) AS ?n)
WHERE {{ ?document <{KG}sourceKind> ?kind }} GROUP BY ?kind"""
_THINGS = f"""SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) WHERE {{
  VALUES ?class {{ {" ".join(f"<{KG}{name}>" for name in ("Drug", "Target", "Cancer", "Trial", "Event", "Person"))} }}
  ?thing a ?class }} GROUP BY ?class"""
_REVIEWED = f"""SELECT (MIN(?day) AS ?oldest) (MAX(?day) AS ?newest) (COUNT(DISTINCT ?document) AS ?n)
WHERE {{ ?document <{KG}lastReviewed> ?day FILTER(DATATYPE(?day) = <{XSD}date>) }}"""

_LISTED: Final = 10
"""Documents that are told one by one."""


def status(graph: Store, folder: Path | None = None) -> dict[str, Any]:
    """The graph's figures, what it was made from, and what has changed since.

    Args:
        graph: what is told of.
        folder: where it lies, for its age; None where it lies in no folder.

    """
    counts = _counts(graph, _BY_KIND)
    kinds = {kind: counts[signature.iri] for kind, signature in schema.signatures().items() if signature.iri in counts}
    said = graph.manifest
    return {
        "statements": said["quads"],
        "different_statements": said["statements"],
        "facts_of_documents": sum(one.get("facts", 0) for one in said.get("documents", ())),
        "documents": _counts(graph, _SOURCES),
        "facts": dict(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        "things": {iri.removeprefix(KG).lower(): n for iri, n in _counts(graph, _THINGS).items()},
        "reviewed": _reviewed(graph),
        "withheld": said.get("withheld", 0),
        "set_aside": said.get("set_aside", []),
        "built": _built(folder),
        "since": _since(said.get("documents", ())),
        "software": said["software"],
        "rules": said.get("rules", ""),
        "vocabulary": said.get("vocabulary", ""),
        "digest": said["digest"],
    }


def _counts(graph: Store, query: str) -> dict[str, int]:
    rows = graph.query(query).rows
    found = ((text(value(name)), int(text(value(number)))) for name, number in rows if name and number)
    return dict(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def _reviewed(graph: Store) -> dict[str, Any]:
    """When the documents were last reviewed, as they say: the first day and the last, and how many say it."""
    ((oldest, newest, count),) = graph.query(_REVIEWED).rows
    if not oldest or not newest:
        return {}
    return {"oldest": text(value(oldest)), "newest": text(value(newest)), "documents": int(text(value(count)))}


def _built(folder: Path | None) -> str:
    """When the generation that counts was written, as the folder tells it; the graph itself knows no clock."""
    if folder is None:
        return ""
    written = datetime.fromtimestamp((folder / "current" / "manifest.json").stat().st_mtime, UTC)
    return written.isoformat(timespec="seconds")


def _since(documents: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The documents whose bytes are others than those that were read, and those that are no longer there."""
    found: dict[str, list[str]] = {"changed": [], "gone": []}
    for one in documents:
        digest = parts.fingerprint(one["path"])
        if digest != one["sha256"]:
            found["changed" if isinstance(digest, str) else "gone"].append(one["path"])
    return found


def told(found: Mapping[str, Any], today: date | None = None) -> str:
    """The status as people read it.

    Args:
        found: as `status` gives it.
        today: from when ages are counted; the day of the clock where it is None.

    """
    blocks = [
        _block("documents", found["documents"]),
        _block("facts", found["facts"]),
        _block("things", found["things"]),
        _totals(found),
        _made(found, today or datetime.now(UTC).date()),
        _changes(found["since"]),
    ]
    if found["set_aside"]:
        aside = (f"  {one['path']}: {one['reason']}" for one in found["set_aside"])
        blocks.append("\n".join([f"{len(found['set_aside']):,} set aside", *aside]))
    return "\n\n".join([*filter(None, blocks), NOTE])


def _block(name: str, counts: Mapping[str, int]) -> str:
    total = sum(counts.values())
    lines: Iterable[str] = (f"  {n:>8,}  {key.replace('_', ' ')}" for key, n in counts.items())
    return "\n".join([f"{name:<12}{total:,}", *lines])


def _totals(found: Mapping[str, Any]) -> str:
    """What is counted once for each document that says it, as `kg build` counts, and once in all."""
    said, different = found["facts_of_documents"], sum(found["facts"].values())
    facts = f"{said:,} facts are said by the documents, {different:,} of them different" if said else ""
    withheld = found["withheld"]
    kept_out = f"{withheld:,} {'fact' if withheld == 1 else 'facts'} kept out for low confidence" if withheld else ""
    statements = f"{found['statements']:,} statements, {found['different_statements']:,} different"
    return "\n".join(filter(None, [facts, statements, kept_out]))


def _made(found: Mapping[str, Any], today: date) -> str:
    """What made the graph and when, and how old its documents say they are."""
    parted = [f"made by kg {found['software']}"]
    parted += [f"{name} {found[name][:12]}" for name in ("rules", "vocabulary") if found[name]]
    lines = [", ".join(parted), *([f"graph {found['digest'][:12]}"] if found["digest"] else [])]
    if found["built"]:
        lines.append(f"built {_ago(found['built'], today)}")
    if found["reviewed"]:
        held = found["reviewed"]
        ages = f"the oldest {_ago(held['oldest'], today)}, the newest {_ago(held['newest'], today)}"
        when = ages if held["oldest"] != held["newest"] else _ago(held["oldest"], today)
        one = held["documents"] == 1
        who = "1 document says when it was" if one else f"{held['documents']:,} documents say when they were"
        lines.append(f"{who} last reviewed: {when}")
    return "\n".join(lines)


def _ago(when: str, today: date) -> str:
    """A day or time, and how long ago that was.

    >>> _ago("2021-06-30", date(2024, 7, 1)), _ago("2024-06-29", date(2024, 7, 1)), _ago("soon", date(2024, 7, 1))
    ('2021-06-30 (3 years ago)', '2024-06-29 (2 days ago)', 'soon')
    """
    try:
        days = (today - datetime.fromisoformat(when).date()).days
    except ValueError:
        return when
    count, unit = (days // 365, "year") if days >= 365 else (days // 30, "month") if days >= 60 else (days, "day")
    shown = when.replace("T", " ").replace("+00:00", " UTC")
    return f"{shown} (today)" if days == 0 else f"{shown} ({count:,} {unit}{'' if count == 1 else 's'} ago)"


def _changes(since: Mapping[str, list[str]]) -> str:
    """What is no longer as it was read."""
    lines = []
    for name, words in (("changed", "changed since the build"), ("gone", "no longer where they were")):
        paths = since[name]
        if paths:
            counted = f"{len(paths):,} document{'' if len(paths) == 1 else 's'}"
            lines.append(f"{counted} {words}; kg build reads anew")
            lines += [f"  {path}" for path in paths[:_LISTED]]
            lines += [f"  … and {len(paths) - _LISTED:,} more"] if len(paths) > _LISTED else []
    return "\n".join(lines)
