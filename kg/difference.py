"""What changed between two graphs: facts added, changed and lost, with their words.

A fact is *changed* where the old graph and the new one each have one of its kind that says something else of the
same: the roles that hold things (and what tells a comparison's or an attribute's kind) are equal, its values are not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Final

from kg import names, schema
from kg.cells import text
from kg.nquads import Iri, value
from kg.phrases import phrase, plain
from kg.store import Store
from kg.terms import KG, OA, RDFS

_FACTS: Final = f"""SELECT ?fact ?class ?role ?node ?label WHERE {{
  ?fact a <{KG}Fact>, ?class ; ?role ?node .
  FILTER(?class != <{KG}Fact> && STRSTARTS(STR(?role), "{KG}"))
  OPTIONAL {{ ?node <{RDFS}label> ?label }}
}}"""
_WORDS: Final = f"""SELECT ?fact ?quote ?document WHERE {{
  ?evidence <{KG}supports> ?fact ; <{OA}exact> ?quote ; <{OA}hasSource> ?document
}}"""
_TELLING: Final = frozenset({"attribute", "effect", "population", "timepoint", "grade", "status", "unit", "name"})
"""Roles without a thing that tell what a fact is about, so that two which differ in them are two facts."""


@dataclass(frozen=True, slots=True)
class Said:
    """A fact of a graph, ready to be told: its kind, its words, and the first quote with its document."""

    kind: str
    fact: str
    quote: str
    document: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed.

    Attributes:
        added, lost: facts of the new and of the old graph alone.
        changed: pairs of old and new.
        same: how many facts are in both.
    """

    added: tuple[Said, ...]
    lost: tuple[Said, ...]
    changed: tuple[tuple[Said, Said], ...]
    same: int

    def __bool__(self) -> bool:
        return bool(self.added or self.lost or self.changed)

    def __str__(self) -> str:
        """The differences as people read them."""
        counts = (
            f"{len(self.added):,} added, {len(self.changed):,} changed, {len(self.lost):,} lost, {self.same:,} the same"
        )
        blocks = [counts]
        blocks += [_block("added", (_lines("+", one) for one in self.added))]
        blocks += [_block("changed", (_changed(old, new) for old, new in self.changed))]
        blocks += [_block("lost", (_lines("-", one) for one in self.lost))]
        return "\n\n".join(filter(None, blocks))

    def json(self) -> str:
        """The differences for other programs."""
        changed = [{"old": asdict(old), "new": asdict(new)} for old, new in self.changed]
        one_sided = {"added": [asdict(a) for a in self.added], "lost": [asdict(one) for one in self.lost]}
        return json.dumps({**one_sided, "changed": changed, "same": self.same}, indent=1, ensure_ascii=False)


def _block(name: str, told: Iterable[str]) -> str:
    lines = list(told)
    return "\n".join([name, *lines]) if lines else ""


def _lines(sign: str, one: Said) -> str:
    return f"  {sign} {one.kind.replace('_', ' ')}: {one.fact}\n      “{one.quote}”\n      — {one.document}"


def _changed(old: Said, new: Said) -> str:
    return f"{_lines('-', old)}\n{_lines('+', new)}"


def between(old: Store, new: Store) -> Difference:
    """The facts added, changed and lost from one graph to another, sorted by kind and words.

    A fact is the same in both where its content is, wherever it was read.
    """
    before, after = _Facts(old), _Facts(new)
    lost, added = before.iris() - after.iris(), after.iris() - before.iris()
    pairs = _pairs(before, lost, after, added)
    lost -= {one for one, _ in pairs}
    added -= {one for _, one in pairs}
    return Difference(
        tuple(sorted(map(after.said, added), key=_key)),
        tuple(sorted(map(before.said, lost), key=_key)),
        tuple(sorted(((before.said(a), after.said(b)) for a, b in pairs), key=lambda pair: _key(pair[0]))),
        len(before.iris() & after.iris()),
    )


def _key(one: Said) -> tuple[str, str, str]:
    return one.kind, one.fact, one.document


def _pairs(before: _Facts, lost: set[str], after: _Facts, added: set[str]) -> list[tuple[str, str]]:
    """The lost and the added facts that speak of the same, where there is one of each."""
    old, new = before.by_subject(lost), after.by_subject(added)
    return [(old[k][0], new[k][0]) for k in sorted(old.keys() & new.keys()) if len(old[k]) == len(new[k]) == 1]


class _Facts:
    """The facts of a graph: kind, values by role, quotes."""

    def __init__(self, graph: Store) -> None:
        kinds = {signature.iri: signature for signature in schema.signatures().values()}
        self._kinds: dict[str, str] = {}
        self._roles: dict[str, dict[str, list[tuple[str, bool]]]] = {}
        self._words: dict[str, tuple[str, str]] = {}
        for fact, of, role, node, label in _rows(graph, _FACTS):
            signature = kinds.get(of)
            name = next((n for n, r in signature.roles.items() if r.iri == role), "") if signature else ""
            if signature and name:
                self._kinds[fact] = signature.kind
                shown = label or node.removeprefix(names.BASE)
                self._roles.setdefault(fact, {}).setdefault(name, []).append((shown, isinstance(node, Iri)))
        for fact, quote, document in _rows(graph, _WORDS):
            words = (document.rpartition("/")[2], plain(quote))
            self._words[fact] = min(self._words.get(fact, words), words)

    def iris(self) -> set[str]:
        """The facts' IRIs."""
        return set(self._kinds)

    def said(self, fact: str) -> Said:
        """A fact in words."""
        roles = {role: sorted(shown for shown, _ in values) for role, values in self._roles[fact].items()}
        document, quote = self._words.get(fact, ("", ""))
        return Said(self._kinds[fact], phrase(self._kinds[fact], roles), quote, document)

    def by_subject(self, facts: Iterable[str]) -> dict[tuple[object, ...], list[str]]:
        """Facts by kind and what they are about."""
        found: dict[tuple[object, ...], list[str]] = {}
        for fact in sorted(facts):
            found.setdefault((self._kinds[fact], *self._about(fact)), []).append(fact)
        return found

    def _about(self, fact: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for role, values in sorted(self._roles[fact].items()):
            if role in _TELLING or any(thing for _, thing in values):
                yield role, tuple(sorted(shown for shown, _ in values))


def _rows(graph: Store, query: str) -> Iterator[tuple[str, ...]]:
    for row in graph.query(query).rows:
        values = (value(term) for term in row)
        yield tuple(one if isinstance(one, Iri) else text(one) for one in values)
