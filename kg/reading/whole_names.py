"""The whole name of a measure: its grade and cause, the disease that it is of, what "or" joins to it.

A list or a form finds the end of a name ("blast crisis"); what belongs to it stands before or behind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.patterns import one_of, pattern

_any = partial(one_of, "measures")


@dataclass(frozen=True)
class Name:
    """A measure's name at a range of the typed text."""

    start: int
    end: int
    concept: Concept


Named = Callable[[str], Concept]
"""A measure's wording as its concept."""


def whole_name(sentence: Sentence, found: Name, named: Named) -> Name:
    """A measure by its whole name, as the sentence words it."""
    for grown in (
        _graded,
        _of_death,
        _of_disease,
        _at_a_place,
        _joined,
        _of_something,
        _of_what,
        _or_another,
        _until_changed,
        _complied_with,
    ):
        if (span := grown(sentence, found)) is not None:
            found = Name(*span, named(sentence.words(*span)))
    return found


def _graded(sentence: Sentence, found: Name) -> tuple[int, int] | None:
    """Adverse events with their grade and cause, which belong to their name: "grade 3 or 4 adverse events"."""
    if not _any("harms").search(found.concept.name):
        return None
    return _grown(sentence, found, "{harm_before}", "{harm_behind}")


def _of_death(sentence: Sentence, found: Name) -> tuple[int, int] | None:
    """How often people died of a disease, where how often they got it was found: "incidence of cancer | deaths"."""
    return _grown(sentence, found, "(?!)", "{of_its_deaths}") if _any("chances").match(found.concept.name) else None


def _of_disease(sentence: Sentence, found: Name) -> tuple[int, int] | None:
    """Mortality with the disease or the cause that it is of, which is not that of any: "CRC mortality", "cardiac …"."""
    if found.concept.name != "overall survival" or not _any("of_death").search(sentence.words(found.start, found.end)):
        return None
    return _grown(sentence, found, "(?:{disease_before}|{cause_before})", "{disease_behind}")


def _at_a_place(sentence: Sentence, found: Name) -> tuple[int, int] | None:
    """What came back with the place where it did: "marginal recurrences", "a recurrence in the brain"."""
    if not _any("come_back").search(found.concept.name):
        return None
    return _grown(sentence, found, "{place_before}", "{place_behind}")


def _joined(sentence: Sentence, found: Name) -> tuple[int, int] | None:
    """What befell people one way or another: "progression to accelerated phase or blast crisis occurred in"."""
    if not pattern("{seen_behind}", "measures").match(sentence.typed, found.end):
        return None
    return _grown(sentence, found, "{joined_before}")


def _of_something(sentence: Sentence, found: Name) -> tuple[int, int] | None:
    """What became of a thing, where the thing alone was found: "a reduction in the size of | the mass seen in 5%"."""
    if not pattern("{seen_in_so_many}", "measures").match(sentence.typed, found.end):
        return None
    return _grown(sentence, found, "{change_of}")


def _of_what(sentence: Sentence, found: Name) -> tuple[int, int] | None:
    """What a share or a chance is of, which its bare name does not tell: "cumulative incidence | of relapse"."""
    return (
        _grown(sentence, found, "{share_before}", "{of_what}")
        if _any("bare_shares").match(found.concept.name)
        else None
    )


def _or_another(sentence: Sentence, found: Name) -> tuple[int, int] | None:
    """The chance of one thing or another, which is that of neither alone: "risk of adenoma | or cancer"."""
    return _grown(sentence, found, "(?!)", "{or_another}") if _any("chances").match(found.concept.name) else None


@lru_cache(maxsize=10_000)
def is_whole(name: str) -> bool:
    """Whether a measure's name says what was measured; one torn from its noun, or from what it is of, does not.

    >>> is_whole("cumulative incidence of relapse"), is_whole("cumulative incidence"), is_whole("risk of clinically")
    (True, False, False)
    >>> is_whole("cm margin")
    False
    """
    return not _any("incomplete").search(name)


def _until_changed(sentence: Sentence, found: Name) -> tuple[int, int] | None:
    """The time until something changes with what that is: "time to deterioration of quality of life"."""
    return _grown(sentence, found, "(?!)", "{changed}") if _any("until").search(found.concept.name) else None


def _complied_with(sentence: Sentence, found: Name) -> tuple[int, int] | None:
    """Compliance with something that is no treatment: "counseling | compliance", "compliance | with questionnaires"."""
    bare = found.concept.name == "treatment compliance"
    return _grown(sentence, found, "{complied_ahead}", "{complied_behind}") if bare else None


def _grown(sentence: Sentence, found: Name, ahead: str, behind: str = "") -> tuple[int, int] | None:
    """The name's range with what a pattern finds right before it and another right behind it; None for neither."""
    before = pattern(f"(?:{ahead})$", "measures").search(sentence.typed, max(0, found.start - 90), found.start)
    after = pattern(behind, "measures").match(sentence.typed, found.end) if behind else None
    if before is None and after is None:
        return None
    return before.start() if before else found.start, after.end() if after else found.end
