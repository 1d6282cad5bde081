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

any_of = partial(one_of, "measures")
"""A table of `kg/rules/measures.toml` as one pattern."""


@dataclass(frozen=True)
class Name:
    """A measure's name at a range of the typed text."""

    start: int
    end: int
    concept: Concept


Named = Callable[[str], Concept]
"""A measure's wording as its concept."""


@dataclass(frozen=True)
class _Growth:
    """What belongs to a name: what a macro finds right `ahead` of it and another right `behind` it.

    It grows only where its name is as the table `of` says, its words as `worded`, and what follows as the macro `then`;
    not where something stands before it as the table `apart` has it.
    """

    of: str = ""
    ahead: str = ""
    behind: str = ""
    worded: str = ""
    then: str = ""
    apart: str = ""

    def holds(self, sentence: Sentence, found: Name) -> bool:
        """Whether a name may grow so."""
        return not (
            (self.of and not any_of(self.of).search(found.concept.name))
            or (self.worded and not any_of(self.worded).search(sentence.words(found.start, found.end)))
            or (self.then and not pattern(f"{{{self.then}}}", "measures").match(sentence.typed, found.end))
            or (self.apart and any_of(self.apart).search(sentence.typed, 0, found.start))
        )


_OR_ANOTHER = (
    _Growth("chances", behind="or_another"),  # "risk of adenoma | or cancer"
    _Growth("not_free", behind="or_befalls", worded="befalls", apart="each_by_itself"),  # "a relapse | or progression"
)
_GROWTHS = (
    _Growth("harms", "harm_before", "harm_behind"),  # "grade 3 or 4 | adverse events"
    _Growth("chances", behind="of_its_deaths"),  # "incidence of cancer | deaths"
    _Growth("of_survival", "of_a_cause", "disease_behind", worded="of_death"),  # "CRC | mortality", "cardiac | …"
    _Growth("come_back", "place_before", "place_behind"),  # "marginal | recurrences", "a recurrence | in the brain"
    _Growth(ahead="joined_before", then="seen_behind"),  # "progression to X or | blast crisis occurred in"
    _Growth(ahead="change_of", then="seen_in_so_many"),  # "a reduction in the size of | the mass was seen in 5%"
    _Growth("bare_shares", "share_before", "of_what"),  # "cumulative incidence | of relapse"
    *_OR_ANOTHER,
    _Growth("until", behind="changed"),  # "time to deterioration | of quality of life"
    _Growth(ahead="how_it_was", then="present_in"),  # "low | bone density was present in 51%"
    _Growth("of_a_response", "of_organs"),  # "cardiac, renal, or | soft tissue response"
    _Growth("responding", "minor_before", "minor_behind"),  # "minimal response or | stable disease"
    _Growth("for_reasons", behind="for_a_reason"),  # "risk of hospitalization | for renal causes"
    _Growth("complied", "complied_ahead", "complied_behind"),  # "counseling | compliance", "compliance | with forms"
)


_IN_FULL = (
    _Growth(ahead="graded_before", behind="graded_behind"),  # "at least one adverse event | of grade 3 or higher"
    _Growth(ahead="of_kind"),  # "general | fatigue"
    _Growth("organs", behind="behind_initials"),  # "central nervous system | (CNS) involvement"
    _Growth("sickness", "when_sick"),  # "delayed | nausea"
    _Growth("levels", "high_level"),  # "a high | level of satisfaction"
    _Growth("necks", "head_and"),  # "head and | neck involvement"
    _Growth("in_regards", behind="in_regard_to"),  # "efficacy | in regard to pain"
    _Growth(behind="with_what"),  # "infections | with a normal neutrophil count"
    _Growth(behind="in_the_seat"),  # "tumor progression | in the brain"
)


_COUNTED = _Growth(ahead="one_or", behind="or_one")
"""Of two events that "or" joins, of which one figure tells: "nausea or vomiting (12%)"."""
_OF_BOTH = _Growth(ahead="and_quality")
"""Of two measures that share a noun, of which one figure tells: "fewer invasive and | in situ cancers (RR, 0.6)"."""


def in_full(sentence: Sentence, found: Name, counted: bool = False, both: bool = False) -> str:
    """The name of a measure or an event with what is told of it right beside: how bad, of what kind, where, with what.

    The grade of an event stands by itself. It is that of two where they are `counted` together, or one figure is told
    of `both`.
    """
    growths = _IN_FULL[1:] if found.concept.kind == "event" else _IN_FULL
    growths = (*growths, *[_COUNTED] * counted, *[_OF_BOTH] * both)
    grown = _grown(sentence, found, lambda _: found.concept, growths)
    if (grown.start, grown.end) == (found.start, found.end):
        return found.concept.name
    said = sentence.words(found.start, found.end) if found.concept.kind == "event" else found.concept.name
    words = (sentence.words(grown.start, found.start), said)
    plain = (one if one[1:] != one[1:].lower() else one.lower() for one in words)
    return " ".join(" ".join((*plain, sentence.words(found.end, grown.end))).split())


def or_another(sentence: Sentence, found: Name, named: Named) -> Name:
    """A measure with what "or" joins to it, as the sentence words it."""
    return _grown(sentence, found, named, _OR_ANOTHER)


def whole_name(sentence: Sentence, found: Name, named: Named) -> Name:
    """A measure by its whole name, as the sentence words it."""
    return _grown(sentence, found, named, _GROWTHS)


def _grown(sentence: Sentence, found: Name, named: Named, growths: tuple[_Growth, ...]) -> Name:
    """A name with all that belongs to it."""
    for growth in growths:
        if not growth.holds(sentence, found):
            continue
        low, (start, end) = max(0, found.start - 90), (found.start, found.end)
        if growth.ahead and (
            ahead := pattern(f"(?:{{{growth.ahead}}})$", "measures").search(sentence.typed, low, start)
        ):
            start = ahead.start()
        if growth.behind and (behind := pattern(f"{{{growth.behind}}}", "measures").match(sentence.typed, end)):
            end = behind.end()
        if (start, end) != (found.start, found.end):
            found = Name(start, end, named(sentence.words(start, end)))
    return found


@lru_cache(maxsize=10_000)
def is_whole(name: str) -> bool:
    """Whether a measure's name says what was measured; one torn from its noun, or from what it is of, does not.

    >>> is_whole("cumulative incidence of relapse"), is_whole("cumulative incidence"), is_whole("risk of clinically")
    (True, False, False)
    >>> is_whole("cm margin")
    False
    """
    return not any_of("incomplete").search(name)
