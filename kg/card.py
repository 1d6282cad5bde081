"""All that a graph knows of one thing, on a card for a terminal."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Final

from kg import names, query, schema, terms, things
from kg.cells import level, readable, text, under
from kg.phrases import phrase
from kg.provenance import NOTE
from kg.store import Store
from kg.things import Thing

_ORDER: Final = (
    *("brand_name", "regimen_part", "drug_target", "approval", "use", "trial", "trial_detail", "arm", "endpoint"),
    *("outcome", "comparison", "explanation", "adverse_event", "biomarker_finding", "prevalence", "statement"),
)
"""The kinds as a reader wants them: what it is, what it is for, what was found. Others follow by name."""

_HEADINGS: Final = {
    "regimen_part": "regimens and their parts",
    "trial": "trials",
    "trial_detail": "details of trials",
    "arm": "arms",
    "explanation": "why",
    "prevalence": "how common",
    "statement": "what people said",
}
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


@dataclass(slots=True)
class _Told:
    """A fact with the words it was read from.

    `roles` holds each value as text with its IRI where it is a thing.
    """

    kind: str
    document: str
    title: str
    start: int
    under: str
    quote: str
    roles: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, int, str]:
        """Facts of one place share a quote."""
        return self.document, self.start, self.quote


def card(graph: Store, name: str, width: int = 100, colour: bool = False) -> str:
    """All that is known of one thing: its facts by kind, those of one quote together, each quote with its document.

    Args:
        graph: where to look.
        name: what the asker calls it.
        width: columns to fit into.
        colour: whether the terminal shows bold and faint text.

    Raises:
        QueryError: where nothing in the graph has this name; the message names what comes near.
    """
    thing = things.find(graph, name)
    facts = _facts(query.run(graph, "about", {"thing": [str(iri) for iri in thing.iris]}))
    said = [f"{_BOLD}{thing.label}{_PLAIN}, {' and '.join(thing.kinds)}", *_names(thing)]
    blocks = ["\n".join(textwrap.fill(line, width, subsequent_indent="  ") for line in said)]
    for kind in _kinds(facts):
        mine = [fact for fact in facts if fact.kind == kind]
        heading = _heading(kind)
        blocks.append(f"{_BOLD}{heading}{_PLAIN}")
        for _, same in groupby(mine, key=lambda fact: fact.place):
            blocks.append(_block(list(same), thing, width))
    whole = "\n\n".join([*blocks, NOTE])
    return whole if colour else re.sub(r"\x1b\[\dm", "", whole)


def _names(thing: Thing) -> Iterator[str]:
    if thing.others:
        yield "also " + ", ".join(thing.others)
    yield " ".join(["<" + thing.iris[0] + ">", *(f"= {_curie(iri)}" for iri in thing.matches)])


def _curie(iri: str) -> str:
    """An IRI with the longest of the known prefixes.

    >>> _curie(terms.PREFIXES["CHEBI"] + "50924")
    'CHEBI:50924'
    """
    fitting = [(len(base), prefix) for prefix, base in terms.PREFIXES.items() if iri.startswith(base)]
    return f"{max(fitting)[1]}:{iri[max(fitting)[0] :]}" if fitting else f"<{iri}>"


def _kinds(facts: Iterable[_Told]) -> list[str]:
    def place(kind: str) -> tuple[int, str]:
        return (_ORDER.index(kind) if kind in _ORDER else len(_ORDER), kind)

    return sorted({fact.kind for fact in facts}, key=place)


def _heading(kind: str) -> str:
    words = _HEADINGS.get(kind) or schema.signatures()[kind].label + "s"
    return words[0].upper() + words[1:]


def _facts(rows: query.Result) -> list[_Told]:
    """The rows of each fact and quote as one, in the order of the documents."""
    kinds = {s.iri.removeprefix(terms.KG): kind for kind, s in schema.signatures().items()}
    roles = {kind: {r.iri.removeprefix(terms.KG): name for name, r in schema.signatures()[kind].roles.items()}
             for kind in kinds.values()}  # fmt: skip
    found: dict[tuple[object, ...], _Told] = {}
    for row in rows:
        kind = kinds.get(str(row["kind"]), "")
        role = roles.get(kind, {}).get(str(row["role"]), "")
        if not role:
            continue
        key = (row["document"], row["start"], row["fact"], row["quote"])
        place = str(row["document"]), str(row["title"] or ""), int(str(row["start"]))
        told = _Told(kind, *place, str(row["under"] or ""), str(row["quote"]))
        node = row["node"]
        value = (text(node) if isinstance(node, Decimal) else str(row["value"])), str(node)
        said = found.setdefault(key, told).roles.setdefault(role, [])
        if value not in said:
            said.append(value)
    return sorted(found.values(), key=lambda told: told.place)


def _block(facts: Sequence[_Told], thing: Thing, width: int) -> str:
    """The facts of one quote, the quote, and where it stands."""
    lines = {phrase(fact.kind, _roles(fact, thing)) for fact in facts}
    bullets = [_filled(line, width, "  • ", "    ") for line in _merged(sorted(lines))]
    said = under((readable(facts[0].under), readable(facts[0].quote)))
    quote = _filled(f"“{said}”", width, " " * 6, " " * 6)
    source = _filled(f"— {_source(facts[0])}", width, " " * 6, " " * 6)
    return "\n".join([*bullets, f"{_DIM}{quote}\n{source}{_PLAIN}"])


def _filled(text: str, width: int, first: str, then: str) -> str:
    return textwrap.fill(text, width, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)


def _source(fact: _Told) -> str:
    name = names.document_name(fact.document)
    return f"{fact.title} ({name}:{fact.start})" if fact.title else f"{name}:{fact.start}"


def _roles(fact: _Told, thing: Thing) -> dict[str, list[str]]:
    """The roles in words without the thing itself, and without a trial that only the document itself names."""
    roles: dict[str, list[str]] = {}
    for role, values in fact.roles.items():
        kept = [value for value, node in values if node != thing.iris[0] and not _local(node)]
        if role == "arm" and kept == [thing.label] and "comparator" not in fact.roles:
            kept = []  # an arm that is given the thing and nothing else
        if kept and not (role == "text" and fact.kind == "statement"):
            roles[role] = kept
    if "ci_low" in roles and (told := level("".join(roles.get("ci_level", ())), fact.quote)):
        roles["ci_level"] = [told]
    return roles or {role: [value for value, _ in values] for role, values in fact.roles.items()}


def _local(node: str) -> bool:
    return node.startswith(names.BASE + "trial/") and "/" in node.removeprefix(names.BASE + "trial/")


def _merged(lines: list[str]) -> list[str]:
    """Lines that differ in one part only, said as one.

    >>> _merged(["X · rash · serious", "X · fever · serious", "Y"])
    ['X · rash, fever · serious', 'Y']
    """
    if len(lines) < 2:
        return lines
    parts = [line.split(" · ") for line in lines]
    best: dict[tuple[object, ...], list[int]] = {}
    for place in range(max(map(len, parts))):
        groups: dict[tuple[object, ...], list[int]] = {}
        for number, one in enumerate(parts):
            if place < len(one) and not re.search(r"\d", one[place]):
                key = (place, len(one), *one[:place], _prefix(one[place]), *one[place + 1 :])
                groups.setdefault(key, []).append(number)
        if groups and max(map(len, groups.values())) > max(map(len, best.values()), default=1):
            best = groups
    out, done = [], set[int]()
    for number, one in enumerate(parts):
        same = next(((key[0], group) for key, group in best.items() if number in group), (0, [number]))
        if number not in done:
            place, members = int(str(same[0])), same[1]
            joined = _listed(dict.fromkeys(parts[i][place] for i in members))
            out.append(" · ".join([*one[:place], joined, *one[place + 1 :]]))
            done.update(members)
    return out


def _listed(parts: Iterable[str]) -> str:
    """Parts with commas, and what they begin with alike said once.

    >>> _listed(["inhibits BRAF", "inhibits RET"]), _listed(["sponsor: A", "sponsor: B"]), _listed(["rash", "fever"])
    ('inhibits BRAF, RET', 'sponsor: A, B', 'rash, fever')
    """
    first, *others = parts
    return ", ".join([first, *(other.removeprefix(_prefix(first)) for other in others)])


def _prefix(part: str) -> str:
    """What a part begins with that is not the thing itself: an attribute's name, what a drug does to its target."""
    name, colon, _ = part.partition(": ")
    verb, space, _ = part.partition(" ")
    if colon:
        return name + colon
    return verb + space if space and verb in schema.signatures()["drug_target"].roles["action"].choices else ""
