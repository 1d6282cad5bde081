"""What is in a graph, and from what it was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg import schema
from kg.cells import text
from kg.nquads import value
from kg.provenance import NOTE
from kg.store import Store
from kg.terms import KG

_BY_KIND = f"SELECT ?class (COUNT(DISTINCT ?fact) AS ?n) WHERE {{ ?fact a <{KG}Fact>, ?class }} GROUP BY ?class"
_SOURCES = f"""SELECT ?kind (COUNT(DISTINCT ?document) AS ?n)
WHERE {{ ?document <{KG}sourceKind> ?kind }} GROUP BY ?kind"""
_THINGS = f"""SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) WHERE {{
  VALUES ?class {{ {" ".join(f"<{KG}{name}>" for name in ("Drug", "Target", "Cancer", "Trial", "Event", "Person"))} }}
  ?thing a ?class }} GROUP BY ?class"""


def status(graph: Store) -> dict[str, Any]:
    """The graph's figures: documents by source, facts by kind, things by class, versions, what was set aside."""
    counts = _counts(graph, _BY_KIND)
    kinds = {kind: counts[signature.iri] for kind, signature in schema.signatures().items() if signature.iri in counts}
    said = graph.manifest
    return {
        "statements": said["statements"],
        "documents": _counts(graph, _SOURCES),
        "facts": dict(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        "things": {iri.removeprefix(KG).lower(): n for iri, n in _counts(graph, _THINGS).items()},
        "withheld": said.get("withheld", 0),
        "set_aside": said.get("set_aside", []),
        "software": said["software"],
        "rules": said.get("rules", ""),
        "vocabulary": said.get("vocabulary", ""),
        "digest": said["digest"],
    }


def _counts(graph: Store, query: str) -> dict[str, int]:
    rows = graph.query(query).rows
    found = ((text(value(name)), int(text(value(number)))) for name, number in rows if name and number)
    return dict(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def told(found: Mapping[str, Any]) -> str:
    """The status as people read it."""
    blocks = [
        _block("documents", found["documents"]),
        _block("facts", found["facts"]),
        _block("things", found["things"]),
        f"{found['statements']:,} statements"
        + (f"; {found['withheld']:,} facts kept out" if found["withheld"] else ""),
        _made(found),
    ]
    if found["set_aside"]:
        aside = (f"  {one['path']}: {one['reason']}" for one in found["set_aside"])
        blocks.append("\n".join([f"{len(found['set_aside']):,} set aside", *aside]))
    return "\n\n".join([*blocks, NOTE])


def _block(name: str, counts: Mapping[str, int]) -> str:
    total = sum(counts.values())
    lines: Iterable[str] = (f"  {n:>8,}  {key.replace('_', ' ')}" for key, n in counts.items())
    return "\n".join([f"{name:<12}{total:,}", *lines])


def _made(found: Mapping[str, Any]) -> str:
    digests = (f"{name} {found[name][:12]}" for name in ("rules", "vocabulary") if found[name])
    return f"made by kg {found['software']}, {', '.join(digests)}; graph {found['digest'][:12]}"
