"""What validation found, told so that a person can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from kg import names


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One place where the graph breaks a rule.

    Attributes:
        what: the rule.
        remedy: what to do; may be "".
        document: the IRI of the document that says it; "" where none does.
        quote: the words it was read from; "" where there are none.
        fact: the IRI of the node that is wrong: a fact, evidence, a document or an entity.
        found: what stands there in place of what the rule asks for; may be "".
        constraint: the shape's name and the constraint in it (`Approval-date or`); "" for what no shape says.

    """

    what: str
    remedy: str = ""
    document: str = ""
    quote: str = ""
    fact: str = ""
    found: str = ""
    constraint: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A validation result (SHACL, 3.6.2), its terms as plain texts.

    Attributes:
        focus: the node that breaks the shape.
        path: for a closed shape, the property that it does not know.
        value: the value that breaks it, or None.
        message: what the shape says.
        shape: its IRI.
        component: the constraint component's name without its ending.

    """

    focus: str
    path: str
    value: str | None
    message: str
    shape: str
    component: str


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found, in order.

    Attributes:
        violations: none where the graph conforms.
        nodes: how many nodes the shapes spoke of.
        quotes: how many quotes were there.
        compared: how many of them were compared with their document's text.

    """

    violations: tuple[Violation, ...]
    nodes: int
    quotes: int
    compared: int

    @property
    def conforms(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.violations

    def grouped(self) -> list[tuple[str, str, list[Violation]]]:
        """Each broken rule with its remedy and the places that break it."""
        by_rule = groupby(self.violations, key=lambda v: (v.what, v.remedy))
        return [(what, remedy, list(places)) for (what, remedy), places in by_rule]

    def __str__(self) -> str:
        """The report as people read it; a place that breaks a rule in two ways is one."""
        nodes, quotes = _many(self.nodes, "node"), _many(self.quotes, "quote")
        checked = f"{nodes} and {quotes}, {self.compared:,} of them compared with their text"
        if self.conforms:
            return f"The graph keeps its shapes: {checked}."
        told = [(what, remedy, list(dict.fromkeys(map(_place, places)))) for what, remedy, places in self.grouped()]
        count = sum(len(places) for _, _, places in told)
        lines = [f"The graph breaks its shapes in {_many(count, 'place')}: {checked}."]
        for what, remedy, places in told:
            lines += ["", f"{what} ({len(places)})", *([f"  → {remedy}"] if remedy else [])]
            lines += [f"  {place}" for place in places]
        return "\n".join(lines)


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _place(violation: Violation) -> str:
    """Where a violation is, on one line."""
    quote = " ".join(violation.quote.split())
    words = f"“{quote[:117]}…”" if len(quote) > 120 else f"“{quote}”" if quote else ""
    document = names.document_name(violation.document)
    found = f"found {' '.join(violation.found.split())[:80]}" if violation.found else ""
    return "  ".join(part for part in (document, words, found, f"<{violation.fact}>") if part)
