"""Stretches of a sentence as groups of people that no treatment makes, or as the trait that these share.

"Women with dense breasts", "BRIP1 pathogenic variants", "smoking", "survivors". What a trial gave its participants is
never one; its arms are read elsewhere (`arms.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from kg.model import Arm, Concept, Span
from kg.reading.annotate import Sentence
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.marks import Mark, any_sign
from kg.reading.patterns import one_of


@dataclass(frozen=True)
class Group:
    """A group at a range of a sentence's typed text, in the sentence's words; `given` is what makes it, if given."""

    start: int
    end: int
    name: str
    given: tuple[Concept, ...] = ()

    def arm(self, trial: Concept) -> Arm:
        """The group as a side of a comparison."""
        return Arm(trial, self.given or (Concept("exposure", self.name, known=False),))


words = partial(one_of, "exposure_words")
"""A table of `kg/rules/exposure_words.toml` as one pattern."""
STATISTIC = re.compile(r"\b(?:ratio|relative risk|[ap]?(?:OR|HR|RR|SIR|SMR)\b|[Pp]\s?[=<>])")
"""What stands in a bracket that is told of what stands before it."""
_AT_THE_TIME = re.compile(r"\bat\sthe\stime\sof\s(?:the\s|initial\s|primary\s)*$")
_GIVEN = any_sign(*TREATMENTS)
_ANY_OF = re.compile(rf"{_GIVEN}[^,;]{{0,30}}\s(?:and/)?or\s[^,;]{{0,30}}{_GIVEN}")
"""Behind a treatment of a group, that it may be another: "users of A or B"."""
_ASIDE = re.compile(r"\(\0*\)\s(?:and|or|genes?|pathogenic|variants?|carriers?|mutations?)\b")
"""A bracket within a group: "carriers of A (27%) and B (40%) variants"."""


@dataclass(frozen=True)
class Stretches:
    """A sentence in which groups are looked for.

    Attributes:
        sentence: its typed text has what stands in brackets blanked out.
        arms: looks where it names arms of a trial, which are no groups; asked only where a group is found.
        topic: says what a bare "risk" is a risk of, where that is known.
        with_treated: whether people by what they were given are groups too, where no trial has arms.

    """

    sentence: Sentence
    arms: Callable[[], tuple[Span, ...]] = tuple
    topic: Callable[[], Concept | None] = lambda: None
    with_treated: bool = False

    @cached_property
    def treated(self) -> tuple[Span, ...]:
        """Where it names arms of a trial."""
        return self.arms()

    def behind(self, start: int) -> Group | None:
        """The group that begins at a place."""
        return self.within(start, self.end_of(start))

    def end_of(self, start: int) -> int:
        """Where a group ends that begins at a place; the first verb of a relative clause belongs to it."""
        typed = self.sentence.typed
        for stop in words("ends").finditer(typed, start):
            if stop.group()[0] in "()\0" and self._holds(typed.rfind("(", 0, stop.start() + 1)):
                continue
            if stop.group()[0] != " " or not words("begun").search(typed, start, stop.start()):
                return stop.start()
        return len(typed)

    def _holds(self, at: int) -> bool:
        """Whether a group goes on behind a bracket that opens at a place: it does not where that tells its ratio."""
        bracket = _ASIDE.match(self.sentence.typed, at)
        return bracket is not None and not STATISTIC.search(self.sentence.words(*bracket.span()))

    def treats(self, start: int, end: int) -> bool:
        """Whether a range names what a trial gave, or an arm of it."""
        if self.with_treated:
            return False
        place = self.sentence.place(start, end)
        marks = (m for m in self.sentence.marks_in(start, end, *TREATMENTS) if not self._tells_when(m))
        named = any(m.kind == "drug" or _is_treatment(m.concept) for m in marks)
        return named or any(place.start < arm.end and arm.start < place.end for arm in self.treated)

    def _tells_when(self, mark: Mark) -> bool:
        """Whether a treatment only tells when: "absence of X at the time of surgery"."""
        at = self.sentence.typed_at(mark)
        return bool(_AT_THE_TIME.search(self.sentence.typed, max(0, at - 24), at))

    def of_people(self, group: Group) -> bool:
        """Whether the head of a group's words names people, not what they have."""
        head = re.split(r"\s(?:in|among|with|who|whose|of|for|at|aged)\s", group.name)[0]
        return bool(words("people").search(head))

    def suffered(self, group: Group) -> bool:
        """Whether a group is but the name of a disease, which may be what befell people rather than who they are."""
        marks = self.sentence.marks_in(group.start, group.end, "cancer", "event")
        return bool(marks) and group.end - group.start <= 2

    def within(self, start: int, end: int) -> Group | None:
        """The group that fills a range; None where its words name none, or what a trial gave."""
        typed = self.sentence.typed
        stretch = typed[start:end]
        lead, tail = words("leads").match(stretch.lstrip()), words("tails").search(stretch)
        begin = start + len(stretch) - len(stretch.lstrip()) + (lead.end() if lead else 0)
        stop = start + (tail.start() if tail else len(stretch.rstrip(" ,\0()")))
        if stop <= begin or self.treats(begin, stop):
            return None
        bare = words("relative").sub(" …", typed[begin:stop])
        said = re.sub(r"\s?[(\[][^()\[\]]*[)\]]", "", self.sentence.words(begin, stop))
        name = _named(said) if not typed[:begin].strip() or lead else " ".join(said.split()).rstrip(" ,")
        if (
            words("unfinished").search(name)
            or words("no_group").search(bare.strip())
            or words("by_dose").search(typed, begin, stop)
            or not re.search("[A-Za-z]{2}", name)
            or len(name.split()) > 16
        ):
            return None
        given = self._given(begin, stop)
        doubtful = len(given) > 1 and _ANY_OF.search(typed, begin, stop)
        return None if doubtful or (given and words("not_given").search(name)) else Group(begin, stop, name, given)

    def _given(self, start: int, end: int) -> tuple[Concept, ...]:
        """The treatments by which a group is told; none where it is told by what no one gave."""
        marks = self.sentence.marks_in(start, end, *TREATMENTS) if self.with_treated else []
        given = (m.concept for m in marks if m.kind == "drug" or _is_treatment(m.concept))
        return tuple(dict.fromkeys(given))


def named(trial: Concept, said: str) -> Arm:
    """A group that a table's row names, as a side of a comparison."""
    return Arm(trial, (Concept("exposure", _named(said), known=False),))


def _named(said: str) -> str:
    """A group's words as its name; the capital letter of a sentence's first word is not its own.

    >>> _named("Women with  Lynch syndrome"), _named("BRCA1 carriers"), _named("Lynch syndrome")
    ('women with Lynch syndrome', 'BRCA1 carriers', 'Lynch syndrome')
    """
    first, *rest = said.split() or [""]
    named = rest and re.match(r"(?:syndrome|disease|virus|anemia|esophagus|pylori)", rest[0])
    lowered = first if named or first[1:] != first[1:].lower() or first.endswith(".") else first.lower()
    return " ".join((lowered, *rest)).rstrip(" ,")


def _is_treatment(concept: Concept | None) -> bool:
    return concept is not None and not words("no_treatments").search(concept.name)
