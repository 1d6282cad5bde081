"""What a measure is called: one name for the many wordings of it, and whether more of it is good.

The vocabulary's usual names come first; what it does not know is called by the document's own words, tidied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from kg.model import Concept
from kg.reading.grounding.abbreviations import abbreviations
from kg.reading.patterns import table
from kg.reading.whole_names import any_of as _any


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
    if waited := _any("waited_for").match(words):
        what = waited["what"]
        return not told if (told := polarity(what)) is not None else True if _any("better_late").search(what) else None
    if _any("good").search(words) and not _any("hazards").match(words):
        return True
    return False if _any("bad").search(words) else None


def abbreviated(text: str, known: Callable[[str], Sequence[Concept]]) -> dict[str, tuple[Concept, ...]]:
    """The measures that a text abbreviates, in its own words, by their initials ("CIR"); usual ones are left out."""
    usual = table("measures", "usual")
    return {
        short: (Concept("measure", tidy(long), known=False),)
        for short, long in abbreviations(text, initials=True).items()
        if _any("measure_form").search(long)
        and not _any("not_measures").search(tidy(long))
        and not any(c.name in usual for c in known(long))
    }
