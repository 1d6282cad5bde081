"""A sentence as a result: its measures and arms as marks beside its numbers.

`view` makes a second typed text in which a whole arm ("those who received a placebo") and a whole measure
("had a complete response") are one code point each, so that rules on results read "{measure} was longer in
{arm} than in {arm}" and distances between the pieces mean something.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from kg.model import Arm, Concept, Span
from kg.reading.annotate import Sentence, remarked
from kg.reading.arms.entries import CONTROLS, names_of
from kg.reading.arms.referring.arms import Arms
from kg.reading.arms.referring.references import Reference
from kg.reading.arms.wording.kinds import TREATED
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.marks import Mark, any_sign
from kg.reading.measures import Measure, measures
from kg.reading.patterns import Match, matches, one_of, pattern
from kg.reading.text.brackets import brackets, unbracketed

words = partial(one_of, "outcomes")
"""A table of `outcomes.toml` as one pattern, for all readers of results: the first of its entries that matches."""
findings = partial(one_of, "findings")
"""A table of `findings.toml`, on what is said of two arms."""
sides = partial(one_of, "sides")
"""A table of `sides.toml`, on whom a sentence sets against whom."""
_EMPTIED = re.compile(r"\s?[(\[]\0*[)\]]")
"""A bracket whose contents were blanked out."""


@dataclass(frozen=True)
class Result:
    """A sentence of results.

    Attributes:
        sentence: the same words with arms and measures as marks.
        trial: the trial it speaks of.
        measures, arms: what stands at a place of its typed text.
        carried: of whom the sentences before it in its paragraph tell, in their words (`populations.py`).

    """

    sentence: Sentence
    trial: Concept
    measures: dict[int, Measure]
    arms: dict[int, Arm]
    carried: str | None = None

    @property
    def typed(self) -> str:
        """The typed text with arms and measures."""
        return self.sentence.typed

    def between(self, start: int, end: int) -> str:
        """The typed text between two places."""
        return self.sentence.typed[start:end]

    @cached_property
    def brackets(self) -> list[tuple[int, int]]:
        """The bracketed stretches of the typed text that close."""
        return brackets(self.typed)

    def bracket_at(self, at: int) -> tuple[int, int] | None:
        """The outermost bracket that a place stands in."""
        return min(((low, high) for low, high in self.brackets if low < at < high), default=None)

    @cached_property
    def unbracketed(self) -> str:
        """The typed text with what stands in brackets blanked out, so that places stay what they are."""
        return unbracketed(self.typed)

    def without_brackets(self, start: int, end: int) -> str:
        """The typed text between two places without the brackets that open and close there."""
        whole = self.typed if any(a < start < b for a, b in self.brackets) else self.unbracketed
        return _EMPTIED.sub("", whole[start:end])

    @cached_property
    def slots(self) -> list[Match]:
        """Where a clause tells of a figure what no list of measures knows (`slots.py`)."""
        return list(matches("slots", self.sentence))

    def bracketed(self, at: int) -> bool:
        """Whether a place stands in a bracket."""
        return any(start < at < end for start, end in self.brackets)

    def enclosed(self, at: int, seen_from: int) -> bool:
        """Whether a place stands in a bracket that another does not stand in."""
        return any(start < at < end and not start < seen_from < end for start, end in self.brackets)


def view(original: Sentence, arms: Arms) -> Result:
    """The sentence with its arms and measures marked; an arm that a measure's words hold stays the arm's.

    What an abstract tells as known before its study is no finding of its own trial, nor told of that trial's arms.
    """
    others = arms.trials.known_before(original)
    trial = others or arms.trials.of(original)
    pieces: dict[Span, Measure | Reference] = {}
    given = (
        []
        if others
        else _widened(original, _pooled(original, arms.references(original, brackets=True), arms.of(trial)))
    )
    for ref in given:
        pieces[original.place(ref.start, ref.end)] = ref
    for measure in (_behind_arm(original, m, given) for m in measures(original)):
        place = original.place(measure.start, measure.end)
        if not any(place.start < p.end and p.start < place.end for p in pieces):
            pieces[place] = measure
    return marked(original, trial, pieces)


def marked(original: Sentence, trial: Concept, pieces: Mapping[Span, Measure | Reference]) -> Result:
    """A sentence as a result, with arms and measures at these places of its document."""
    if not pieces:
        return Result(original, trial, {}, {})
    marks = [m for m in original.marks if not any(m.span.start < p.end and p.start < m.span.end for p in pieces)]
    marks += [Mark("measure" if isinstance(x, Measure) else "arm", span) for span, x in pieces.items()]
    seen = remarked(original, sorted(marks, key=lambda m: m.span))
    at = {span: seen.typed_at(mark) for mark in seen.marks if (span := mark.span) in pieces}
    found_measures = {
        at[s]: replace(x, start=at[s], end=at[s] + 1) for s, x in pieces.items() if isinstance(x, Measure)
    }
    found_arms = {at[s]: x.arm for s, x in pieces.items() if isinstance(x, Reference)}
    return Result(seen, trial, found_measures, found_arms)


def _pooled(original: Sentence, named: list[Reference], known: Sequence[Arm]) -> list[Reference]:
    """The references, of those who had any of several treatments one to all of these: "who received A, B, or C".

    It is not where several of them are arms of the trial, or nothing, each its own.
    """
    made: list[Reference] = []
    for ref in named:
        if made and ref.start < made[-1].end:
            continue
        more = _OR_OTHERS.match(original.typed, ref.end)
        if more and _RECEIVED.search(original.typed, max(0, ref.start - 30), ref.start):
            others = (mark.concept for mark in original.marks_in(ref.end, more.end(), *TREATMENTS))
            given = tuple(dict.fromkeys((*ref.arm.interventions, *others)))
            if _is_one(original, given, known):
                made.append(Reference(ref.start, more.end(), Arm(ref.arm.trial, given)))
                continue
        made.append(ref)
    return made


def _is_one(original: Sentence, given: Sequence[Concept], known: Sequence[Arm]) -> bool:
    """Whether treatments that "or" joins are those of one group: not each an arm, nor each with its figure."""
    alone = {arm.interventions for arm in known}
    if names_of(given) & CONTROLS or all((concept,) in alone for concept in given):
        return False
    return not any(len(re.findall(_FIGURE, row.group())) >= len(given) for row in _ROW.finditer(original.typed))


_FIGURE = any_sign("percent", "duration", "number")
_ROW = re.compile(rf"{_FIGURE}(?:,?\s(?:(?:and|v|vs|versus)\.?\s)?{_FIGURE})+")
"""Figures of which each is another group's: "20%, 30%, and 40%"."""
_OR_OTHERS = re.compile(
    rf"(?:,\s{TREATED.pattern})+,?\sor\s{TREATED.pattern}(?!\s(?:after|before|at)\b)(?!.*\brespectively\b)"
)
_RECEIVED = re.compile(r"\b(?:received|receiving|given|treated with|taking|took)\s(?:either\s)?$")


def _behind_arm(original: Sentence, measure: Measure, given: Sequence[Reference]) -> Measure:
    """What people did to an arm's treatment, by the words behind it: "discontinued A | because of side effects".

    Where nothing tells why, the words before it do: "discontinued | A".
    """
    inside = [ref for ref in given if measure.start < ref.start and ref.end <= measure.end]
    if inside and measure.concept.name == "treatment discontinuation":
        return replace(measure, end=measure.start + len(original.typed[measure.start : inside[0].start].rstrip()))
    if not inside or inside[-1].end == measure.end or measure.concept.name != "discontinuation due to adverse events":
        return measure
    start = inside[-1].end
    return replace(measure, start=start + original.typed[start : start + 1].isspace())


def _widened(original: Sentence, found: list[Reference]) -> list[Reference]:
    """Each reference with the words that belong to it: "patients who received …", "… group"."""
    lead, tail = pattern("{arm_lead}", "arms"), pattern("{arm_tail}", "arms")
    wide: list[Reference] = []
    floor = 0
    for ref in found:
        before = lead.search(original.typed, max(floor, ref.start - 90), ref.start)
        after = tail.match(original.typed[ref.end : ref.end + 40])
        start = before.start() if before else ref.start
        if before and not re.search(r"[a-z]{4,}", before.group()):
            start = ref.start
        start += _kept_apart(original.typed[start : ref.start])
        end = ref.end + (after.end() if after else 0)
        end = len(original.typed[:end].rstrip())
        wide.append(Reference(start, end, ref.arm))
        floor = end
    return wide


def _kept_apart(lead: str) -> int:
    """How much of the words before an arm is not the arm's: a leading "of", "with", "had"."""
    found = re.match(
        r"(?:(?:of|with|had|were|been|to|on|that|and|only|all|in|among|for|from|an?)\s)+", lead, re.IGNORECASE
    )
    return found.end() if found else 0
