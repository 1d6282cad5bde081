"""The gate: a line of a sidecar becomes a finding, or is refused with the reason.

A fact enters where its names are grounded, its kind's shape takes it, its quote stands in the document to the
letter, and each of its numbers stands in the quote. Nobody's word opens it, a model's least of all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from kg import facts, schema
from kg.curation.sidecar import Line
from kg.errors import GroundingError, KgError
from kg.model import Concept, Document, Finding, Span
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.measure_names import named
from kg.validate import figures

OWN: Final = ("by", "on", "note", "retract")
"""Keys of a sidecar beside those of the exchange format."""

_EXTRA: Final = ("confidence", "document", "method", "pointer")
"""Keys of printed facts that a sidecar has no say in."""

_MEND: Final = "mend the line"

_AGENTS: Final = ("person", "model")


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the gate ruled of a line: a finding that enters or is retracted, or a fault.

    Attributes:
        line: the line.
        finding: the fact with its words; None where it was refused.
        retracts: whether it takes the fact out instead.
        fault, remedy: why it was refused, and what to do; "" where it was not.
        moved: whether its words stand elsewhere than its offsets say, because the document changed.
    """

    line: Line
    finding: Finding | None = None
    retracts: bool = False
    fault: str = ""
    remedy: str = ""
    moved: bool = False


class Gate:
    """Judges lines for one document."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        self._lexicon = lexicon.for_text(document.prose)

    def judge(self, line: Line) -> Ruled:
        """What becomes of a line."""
        if line.fault:
            return Ruled(line, fault=line.fault, remedy=_MEND)
        try:
            return self._judged(line)
        except KgError as error:
            role = error.where.removeprefix(self._document.name).removeprefix(": ")
            return Ruled(line, fault=f"{role}: {error.what}" if role else error.what, remedy=error.remedy or _MEND)

    def _judged(self, line: Line) -> Ruled:
        value = line.value
        retracts = value.get("retract", False)
        if not isinstance(retracts, bool):
            raise GroundingError("retract is neither true nor false", line.where, "leave it out, or say true")
        span = self._span(value, retracts)
        plain = {key: told for key, told in value.items() if key not in (*OWN, *_EXTRA)}
        if retracts and span is None:  # the words are gone, and what is taken out needs none
            plain |= {"quote": self._document.text[:1] or " "}
            span = Span(0, 1)
        assert span is not None  # noqa: S101  _span raises where a fact that enters has no words
        plain |= {"start": span.start, "end": span.end, "quote": span.of(self._document.text)}
        finding = facts.from_json(plain, self._document, self._ground, _method(value))
        if not retracts:
            _numbers_stand_in(finding)
        moved = isinstance(value.get("start"), int) and value["start"] != span.start
        evidence = replace(finding.evidence, on=_date(value), note=_text(value, "note"))
        return Ruled(line, replace(finding, evidence=evidence), retracts, moved=moved)

    def _ground(self, kind: str, name: str) -> Concept | None:
        """What a name stands for, as the rules take it, so that who reads a fact makes no other fact of it."""
        known = self._lexicon.ground(kind, name)
        if kind == "measure":
            return named(name, known)
        if known is not None and kind == "event":
            return replace(known, label=name)
        if known is not None and kind in TREATMENTS:
            return replace(known, said=name)
        if known is None and kind == "cancer":  # "advanced hepatocellular carcinoma" is of the kind that its end names
            found = [m for m in self._lexicon.find(name) if m.concept and m.concept.kind == kind]
            return found[0].concept if len(found) == 1 and found[0].span.end == len(name) else None
        return known

    def _span(self, value: Mapping[str, Any], retracts: bool) -> Span | None:
        """Where the quote stands: at its offsets, else at the place nearest to them.

        Raises:
            GroundingError: where it stands nowhere.
        """
        quote, start = value.get("quote"), value.get("start")
        if not isinstance(quote, str) or not quote:
            if retracts:
                return None
            raise GroundingError("the fact has no quote", self._document.name, "give the words that show it")
        near = start if isinstance(start, int) and not isinstance(start, bool) else None
        if near is not None and near >= 0 and self._document.text[near : near + len(quote)] == quote:
            return Span(near, near + len(quote))
        try:
            first = facts.find(self._document, quote)
        except GroundingError:
            if retracts:
                return None
            raise
        return first if near is None else min(self._places(quote), key=lambda s: (abs(s.start - near), s.start))

    def _places(self, quote: str) -> list[Span]:
        text, found, at = self._document.text, [], -1
        while (at := text.find(quote, at + 1)) >= 0:
            found.append(Span(at, at + len(quote)))
        return found


def _method(value: Mapping[str, Any]) -> str:
    """Who read it, as evidence names it: `person:NAME` or `model:NAME`; a plain name is a person's.

    >>> _method({"by": "model:a-model 2"}), _method({"by": "Ada Example"}), _method({})
    ('model:a-model 2', 'person:Ada Example', 'stated')
    """
    said = _text(value, "by")
    kind, colon, name = said.partition(":")
    if not said:
        return "stated"
    if colon and kind in _AGENTS and name.strip():
        return f"{kind}:{name.strip()}"
    return f"person:{said}"


def _text(value: Mapping[str, Any], key: str) -> str:
    told = value.get(key)
    if told is None:
        return ""
    if not isinstance(told, str):
        raise GroundingError(f"{key} is not a text", "", f"give {key} in quotation marks")
    return " ".join(told.split())


def _date(value: Mapping[str, Any]) -> str:
    told = _text(value, "on")
    if told and not (len(told) == 10 and schema.is_date(told)):
        raise GroundingError(f"{told!r} is no day", "", "give `on` as YYYY-MM-DD")
    return told


def _numbers_stand_in(finding: Finding) -> None:
    """Check that the quote states each number of the fact.

    Raises:
        GroundingError: names the number that it does not state.
    """
    quote = finding.evidence.quote
    for role, values in finding.fact.roles:
        for number in values:
            if isinstance(number, Decimal) and role != "ci_level" and not figures.states(quote, number):
                raise GroundingError(
                    f"the quote does not state the {role.replace('_', ' ')} {number.normalize():f}",
                    "", "give the words with the number in them",
                )  # fmt: skip
