"""What changed between two graphs: documents, and facts added, changed and lost, with their words.

A fact is *changed* where the old graph and the new one each have one of its kind that says something else of the
same: the roles that hold things (and what tells a comparison's or an attribute's kind) are equal, its values are not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Final

from kg import names, schema
from kg.cells import readable, text, under
from kg.nquads import Iri, value
from kg.phrases import phrase
from kg.store import Store
from kg.terms import KG, OA, RDFS

_ALL: Final = f"SELECT DISTINCT ?fact WHERE {{ ?fact a <{KG}Fact> }}"
_ROLES: Final = f"""SELECT ?fact ?class ?role ?node ?label WHERE {{
  VALUES ?fact {{ %s }}
  ?fact a ?class ; ?role ?node .
  FILTER(?class != <{KG}Fact> && STRSTARTS(STR(?role), "{KG}"))
  OPTIONAL {{ ?node <{RDFS}label> ?label }}
}}"""
_WORDS: Final = f"""SELECT ?fact ?quote ?document ?under WHERE {{
  VALUES ?fact {{ %s }}
  ?evidence <{KG}supports> ?fact ; <{OA}exact> ?quote ; <{OA}hasSource> ?document .
  OPTIONAL {{
    SELECT ?evidence (GROUP_CONCAT(?words; separator=" … ") AS ?under)
    WHERE {{ {{ SELECT ?evidence ?words WHERE {{
      ?evidence <{KG}under> ?lead . ?lead <{OA}exact> ?words ; <{OA}start> ?at }} ORDER BY ?evidence ?at }} }}
    GROUP BY ?evidence
  }}
}}"""
_TELLING: Final = frozenset({"attribute", "effect", "population", "timepoint", "grade", "status", "unit", "name"})
"""Roles without a thing that tell what a fact is about, so that two which differ in them are two facts."""

_AT_ONCE: Final = 500  # facts of one question
_NAMED: Final = 5  # documents that a line names


@dataclass(frozen=True, slots=True)
class Said:
    """A fact of a graph, ready to be told: its kind, its words, and the first quote with its lead and its document."""

    kind: str
    fact: str
    quote: str
    document: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Documents:
    """Which documents differ, by name: those of the new and of the old graph alone, and those whose bytes differ."""

    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def __str__(self) -> str:
        """One line; "" where none differs."""
        told = (("new", self.added), ("changed", self.changed), ("gone", self.gone))
        return "; ".join(f"{len(found):,} {what} ({_some(found)})" for what, found in told if found)

    def about(self, document: str) -> str:
        """What became of a document; "" for one that is the same in both graphs."""
        told = (("new", self.added), ("changed", self.changed), ("gone", self.gone))
        return next((f" ({what})" for what, found in told if document in found), "")


def _some(found: Sequence[str]) -> str:
    return ", ".join(found[:_NAMED]) + (", …" if len(found) > _NAMED else "")


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed.

    Attributes:
        added, lost: facts of the new and of the old graph alone.
        changed: pairs of old and new.
        same: how many facts are in both.
        documents: which documents differ.
    """

    added: tuple[Said, ...]
    lost: tuple[Said, ...]
    changed: tuple[tuple[Said, Said], ...]
    same: int
    documents: Documents = Documents()

    def __bool__(self) -> bool:
        return bool(self.added or self.lost or self.changed)

    def __str__(self) -> str:
        """The differences as people read them."""
        blocks = [self.brief()]
        blocks += [_block("added", self.added, (self._lines("+", one) for one in self.added))]
        pairs = (f"{self._lines('-', old)}\n{self._lines('+', new)}" for old, new in self.changed)
        blocks += [_block("changed", [old for old, _ in self.changed], pairs)]
        blocks += [_block("lost", self.lost, (self._lines("-", one) for one in self.lost))]
        return "\n\n".join(filter(None, blocks))

    def brief(self) -> str:
        """How many facts and which documents differ."""
        counts = (
            f"{len(self.added):,} added, {len(self.changed):,} changed, {len(self.lost):,} lost, {self.same:,} the same"
        )
        documents = str(self.documents)
        return counts + (f"\ndocuments: {documents}" if documents else "")

    def _lines(self, sign: str, one: Said) -> str:
        where = one.document + self.documents.about(one.document)
        return f"  {sign} {_shown(one.kind)}: {one.fact}\n      “{under((one.under, one.quote))}”\n      — {where}"

    def json(self) -> str:
        """The differences for other programs."""
        changed = [{"old": asdict(old), "new": asdict(new)} for old, new in self.changed]
        one_sided = {"added": [asdict(a) for a in self.added], "lost": [asdict(one) for one in self.lost]}
        whole = {**one_sided, "changed": changed, "same": self.same, "documents": asdict(self.documents)}
        return json.dumps(whole, indent=1, ensure_ascii=False)


def _block(name: str, facts: Sequence[Said], told: Iterable[str]) -> str:
    """The facts under a heading that counts them by kind."""
    if not facts:
        return ""
    kinds = Counter(one.kind for one in facts)
    counts = ", ".join(f"{n:,} {_shown(kind)}" for kind, n in sorted(kinds.items(), key=lambda p: (-p[1], p[0])))
    return "\n".join([f"{name}: {counts}", *told])


def _shown(kind: str) -> str:
    return kind.replace("_", " ")


def between(old: Store, new: Store) -> Difference:
    """The facts added, changed and lost from one graph to another, sorted by kind and words.

    A fact is the same in both where its content is, wherever it was read. The number of a study without a name is none
    of it: one study more in a document gives all behind it another. Only what differs is read in full.
    """
    was, now = (set(_column(graph, _ALL)) for graph in (old, new))
    before, after = _Facts(old, was - now), _Facts(new, now - was)
    renumbered = _renumbered(before, after)
    pairs = _pairs(before, after)
    lost = before.iris() - {one for one, _ in pairs}
    added = after.iris() - {one for _, one in pairs}
    return Difference(
        tuple(sorted(map(after.said, added), key=_key)),
        tuple(sorted(map(before.said, lost), key=_key)),
        tuple(sorted(((before.said(a), after.said(b)) for a, b in pairs), key=lambda pair: _key(pair[0]))),
        len(was & now) + renumbered,
        _documents(old, new),
    )


def _key(one: Said) -> tuple[str, str, str]:
    return one.kind, one.fact, one.document


def _renumbered(before: _Facts, after: _Facts) -> int:
    """Take out of both the facts that differ in nothing but the number of a study without a name; how many they are."""
    old, new = before.by_words(), after.by_words()
    alike = [pair for key in old.keys() & new.keys() for pair in zip(old[key], new[key], strict=False)]
    before.leave_out(one for one, _ in alike)
    after.leave_out(one for _, one in alike)
    return len(alike)


def _pairs(before: _Facts, after: _Facts) -> list[tuple[str, str]]:
    """The lost and the added facts that speak of the same, where there is one of each."""
    old, new = before.by_subject(), after.by_subject()
    return [(old[k][0], new[k][0]) for k in sorted(old.keys() & new.keys()) if len(old[k]) == len(new[k]) == 1]


def _documents(old: Store, new: Store) -> Documents:
    """Which documents differ, as far as the graphs say from which bytes they were made."""
    was, now = (
        {names.document_name(one["iri"]): one["sha256"] for one in graph.manifest.get("documents", ())}
        for graph in (old, new)
    )
    if not was or not now:
        return Documents()
    changed = (name for name in was.keys() & now.keys() if was[name] != now[name])
    return Documents(*(tuple(sorted(found)) for found in (now.keys() - was.keys(), was.keys() - now.keys(), changed)))


class _Facts:
    """Some facts of a graph: kind, values by role, quotes."""

    def __init__(self, graph: Store, facts: Iterable[str]) -> None:
        roles = {s.iri: (s.kind, {role.iri: name for name, role in s.roles.items()}) for s in _signatures()}
        self._kinds: dict[str, str] = {}
        self._roles: dict[str, dict[str, list[tuple[str, bool]]]] = {}
        self._words: dict[str, tuple[str, str, str]] = {}
        for asked in _batches(facts):
            for fact, of, role, node, label in _rows(graph, _ROLES % asked):
                kind, known = roles.get(of, ("", {}))
                if role in known:
                    self._kinds[fact] = kind
                    shown = label or node.removeprefix(names.BASE)
                    self._roles.setdefault(fact, {}).setdefault(known[role], []).append((shown, isinstance(node, Iri)))
            for fact, quote, document, lead in _rows(graph, _WORDS % asked):
                words = (names.document_name(document), readable(quote), readable(lead))
                self._words[fact] = min(self._words.get(fact, words), words)

    def iris(self) -> set[str]:
        """The facts' IRIs."""
        return set(self._kinds)

    def said(self, fact: str) -> Said:
        """A fact in words."""
        roles = {role: sorted(shown for shown, _ in values) for role, values in self._roles[fact].items()}
        document, quote, lead = self._words.get(fact, ("", "", ""))
        return Said(self._kinds[fact], phrase(self._kinds[fact], roles), quote, document, lead)

    def leave_out(self, facts: Iterable[str]) -> None:
        """Speak of these facts no more."""
        for fact in facts:
            del self._kinds[fact]

    def by_words(self) -> dict[tuple[object, ...], list[str]]:
        """Facts by kind, roles and quote, whatever number a study without a name has."""
        found: dict[tuple[object, ...], list[str]] = {}
        for fact in sorted(self._kinds):
            roles = (
                (
                    role,
                    tuple(sorted("" if role == "trial" and names.is_unnamed(shown) else shown for shown, _ in values)),
                )
                for role, values in sorted(self._roles[fact].items())
            )
            found.setdefault((self._kinds[fact], *roles, self._words.get(fact, ())[:2]), []).append(fact)
        return found

    def by_subject(self) -> dict[tuple[object, ...], list[str]]:
        """Facts by kind and what they are about."""
        found: dict[tuple[object, ...], list[str]] = {}
        for fact in sorted(self._kinds):
            found.setdefault((self._kinds[fact], *self._about(fact)), []).append(fact)
        return found

    def _about(self, fact: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for role, values in sorted(self._roles[fact].items()):
            if role in _TELLING or any(thing for _, thing in values):
                yield role, tuple(sorted(shown for shown, _ in values))


def _signatures() -> Iterable[schema.Signature]:
    return schema.signatures().values()


def _batches(facts: Iterable[str]) -> Iterator[str]:
    """Facts as the data of VALUES blocks."""
    source = iter(sorted(facts))
    while batch := list(islice(source, _AT_ONCE)):
        yield " ".join(f"<{fact}>" for fact in batch)


def _column(graph: Store, query: str) -> Iterator[str]:
    return (fact for (fact,) in _rows(graph, query))


def _rows(graph: Store, query: str) -> Iterator[tuple[str, ...]]:
    for row in graph.query(query).rows:
        values = (value(term) for term in row)
        yield tuple(one if isinstance(one, Iri) else text(one) for one in values)
