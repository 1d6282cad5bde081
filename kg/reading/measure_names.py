"""What a measure is called: its whole name, one name for the many wordings of it, and whether more of it is good.

A list or a form finds the end of a name ("blast crisis"); what belongs to it stands before or behind. The vocabulary's
usual names come first; what it does not know is called by the document's own words, tidied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.grounding.abbreviations import abbreviations
from kg.reading.patterns import one_of, pattern, table

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


def with_all(sentence: Sentence, found: Name, counted: bool = False, both: bool = False) -> str:
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


def named(words: str, known: Concept | None) -> Concept:
    """A measure that the vocabulary may know: by its usual name or what initials stand for, else in its own words.

    Where the document's own initials stand for it, it is called by the document's words for them.
    """
    if known is not None and not known.known:
        return own(known.name)
    initials = not re.search("[a-z]{3}", words.partition(" (")[0])
    if known is not None and (known.name in table("measures", "usual") or initials or _shortened(words, known.name)):
        return known
    return own(tidy(words))


def _shortened(words: str, name: str) -> bool:
    """Whether words are a part of a name: "local" of "local and distant recurrence"."""
    said, whole = words.casefold().split(), name.casefold().split()
    return len(said) < len(whole) and set(said) < set(whole)


@lru_cache(maxsize=4096)
def own(words: str) -> Concept:
    """A measure in the document's words, by its name where they mean one: "free of pain" is freedom from pain."""
    for form, name in _MEANINGS:
        if found := form.match(words):
            return Concept("measure", name.replace("@", found["x"]) if "@" in name else name, known="@" not in name)
    return Concept("measure", words, known=False)


_MEANINGS = tuple(
    (re.compile(form, re.IGNORECASE), name)
    for form, name in (entry.split(" :: ") for entry in table("measures", "means"))
)
_LEADS = re.compile(
    r"^(?:(?:had|needed|required|experienced|reported)\s)?(?:the|an?|any|their|its"
    r"|(?:the\s)?(?:primary|secondary|main)\s(?:end ?points?|outcomes?)\sof"
    r"|(?:high|low)(?=\s(?:[a-z-]+\s){0,3}?(?:rates?|incidence|risks?|frequency|probability|prevalence|proportion|scores?"
    r"|survival|mortality|responses?|remissions?|recurrences?|control|sensitivity|specificity|levels?|adherence)\b))\s",
    re.IGNORECASE,
)
"""What stands before a measure's name; how much of it there was, where that is no part of the name."""
_DOING = re.compile(
    r"^(?:delay|prolong|improv|reduc|decreas|increas|extend|lengthen)ing\s(?:the\s)?"
    r"(?=(?:time to|duration of|risk of|incidence of|[a-z -]*survival)\b)"
)
"""Before a measure, what a treatment was good for in it: "superior in delaying time to progression"."""


@lru_cache(maxsize=4096)
def tidy(words: str) -> str:
    """A measure's wording as its name: lower case where it is no acronym, without articles, "rate" and "(SBP)".

    >>> tidy("the Transplant-related mortality rates")
    'transplant-related mortality'
    >>> tidy("delaying time to first fracture")
    'time to first fracture'
    >>> tidy("Low bone mineral density"), tidy("low response rate")
    ('low bone mineral density', 'response')
    """
    plain = _LEADS.sub("", " ".join(words.split()))
    plain = re.sub(r"\s?\((?:[A-Z][A-Za-z0-9-]{1,9})\)", "", plain)
    plain = re.sub(r"\srates?$", "", plain)
    plain = _DOING.sub("", plain)
    plain = re.sub(r"^died (?:from|of|because of|due to) (?:the |their )?", "death from ", plain)
    return " ".join(w if w[1:] != w[1:].lower() else w.lower() for w in plain.split())


@lru_cache(maxsize=4096)
def polarity(words: str) -> bool | None:
    """Whether more of what the words name is better for the patient; None where they do not tell.

    >>> polarity("overall survival"), polarity("risk of an event of disease-free survival"), polarity("tumor volume")
    (True, False, None)
    >>> polarity("relief of pain"), polarity("pain")
    (True, False)
    >>> polarity("time to pain"), polarity("time to neutrophil recovery")
    (True, False)
    """
    if waited := any_of("waited_for").match(words):
        what = waited["what"]
        return (
            not told if (told := polarity(what)) is not None else True if any_of("better_late").search(what) else None
        )
    if any_of("good").search(words) and not any_of("hazards").match(words):
        return True
    return False if any_of("bad").search(words) else None


def abbreviated(text: str, known: Callable[[str], Sequence[Concept]]) -> dict[str, tuple[Concept, ...]]:
    """The measures that a text abbreviates, in its own words, by their initials ("CIR"); usual ones are left out."""
    usual = table("measures", "usual")
    return {
        short: (Concept("measure", tidy(long), known=False),)
        for short, long in abbreviations(text, initials=True).items()
        if any_of("measure_form").search(long)
        and not any_of("not_measures").search(tidy(long))
        and not any(c.name in usual for c in known(long))
    }
