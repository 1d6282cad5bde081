"""What goes with an outcome and is no treatment: a mark of the disease or of the people ("age was prognostic for …").

What a sentence says of a factor is not told of the trial's arms: it is a finding on the factor, as the population.
"""

from __future__ import annotations

import re
from functools import cache

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.marks import any_sign
from kg.reading.matching.prefilter import Index
from kg.reading.results.phrases.things import things
from kg.reading.results.view import Result
from kg.reading.results.view import findings as _words


def may_tell_of_a_factor(sentence: Sentence) -> bool:
    """Whether a sentence may say that something went with a factor; quick."""
    return sentence.may_match(_forms(), "measure", "arm")


@cache
def _forms() -> Index[None]:
    names = ("factor_behind", "factor_ahead", "factor_as", "factor_before", "factor_between")
    return Index((_words(name), None) for name in names)


def _all_treated(listed: str) -> bool:
    """Whether each member of a list is a treatment."""
    return all(map(_TREATED.search, filter(str.strip, _CUTS.split(listed))))


def _ahead(result: Result) -> re.Match[str] | None:
    """Where a list of what goes with an outcome stands before it: "age and stage were associated with"."""
    words = _words("factor_ahead")
    return words.search(result.unbracketed) if result.sentence.may_match(words) else None


def tells_of_factors(result: Result) -> bool:
    """Whether a sentence tells of a factor, at its end or in a list that each has its figure in brackets."""
    places = [low + 1 for low, _ in result.brackets]
    return any(factor(result, at) is not None for at in (len(result.typed), *places))


_TREATED = re.compile(any_sign("arm", "drug", "intervention"))


def factor(result: Result, at: int) -> str | None:
    """The factor that something at a place of a sentence is told of; None where it is told of a treatment.

    A list behind "was affected by" gives each figure in brackets the factor right before it.
    """
    behind = _words("factor_behind").search(result.unbracketed, 0, at)
    if behind is not None and not _TREATED.search(result.unbracketed, behind.end()):
        return _last_named(result, behind.end(), at)
    ahead = _ahead(result)
    if ahead is not None and any(ahead.start("list") < low < at < ahead.end() for low, _ in result.brackets):
        return None if _all_treated(ahead["list"]) else _last_named(result, ahead.start("list"), at)
    forms = ("factor_as", "factor_before", "factor_between")
    before = next((found for form in forms if (found := result.sentence.search(_words(form)))), None)
    if before is None or _TREATED.search(result.typed, 0, before.end()):
        return None
    if _OF_ARMS.search(result.typed, before.end(), at):
        return None
    start, end = before.span("factor")
    words = re.sub(r"\s(?:also|only|not)$", "", result.sentence.words(start, end))
    if _words("no_factor").search(words):
        return None
    against = _AGAINST.match(result.typed, 0, start)
    return f"{words} vs {result.sentence.words(*against.span('other'))}" if against else words


_AGAINST = re.compile(rf"Compared (?:with|to) (?P<other>(?:(?!{_TREATED.pattern})[^,;.()]){{3,60}}), ")
"""At the head of a sentence, what a factor is measured against."""
_OF_ARMS = re.compile(rf"(?::|,\s(?:while|whereas))\s[^:]*?{_TREATED.pattern}")
"""Behind what is said of a factor, what tells of arms: "age was associated with the effect: the ratio for A …"."""


def is_listed(result: Result, at: int) -> bool:
    """Whether a place stands among factors: "age and relapse after | A were associated with" tells nothing of A."""
    ahead = _ahead(result)
    return ahead is not None and ahead.start("list") <= at < ahead.end("list")


def outcome_of_list(result: Result, at: int) -> tuple[Concept | None, bool]:
    """What all of a list of factors goes with behind it ("age (P = 0.02) and stage (P = 0.03) predicted | X").

    With it, whether a place stands in such a list, so that no measure within it is meant.
    """
    ahead = _ahead(result)
    if ahead is None or not any(ahead.start("list") < low < at < ahead.end() for low, _ in result.brackets):
        return None, False
    led = _LED.match(result.typed, ahead.end())
    found = things(result, led.end())[0] if led else []
    return (found[0].concept if found else None), led is not None


_LED = re.compile(
    r"(?:\s(?:factors?|markers?))?\s(?:with|of|for|to)\s(?:(?:an?|the|significantly|both)\s){0,3}"
    r"(?:(?:increased|decreased|higher|lower|shorter|longer|worse|poorer?|better|inferior|superior|improved|reduced)\s)?"
    r"(?:(?:risk|occurrence|rate|odds|incidence)\s(?:of|for)\s)?(?:any\s)?"
)
"""Between what says that factors go with an outcome and that outcome."""

_CUTS = re.compile(
    r"(?:(?:[,;:—]\s?|\s[–-]\s)(?:and\s|or\s|but\snot\s)?|\band\s|\bor\s|\bbut\snot\s"
    r"|\b(?:identified|revealed|showed|demonstrated|found|confirmed|indicated|that)\s(?:that\s)?)"
    r"(?:the\s(?:presence|number|level)\sof\s|an?\s|the\s)?"
)


def _last_named(result: Result, start: int, at: int) -> str | None:
    """The phrase that ends where the bracket of a place opens, or where the place is."""
    opened = min((a for a, b in result.brackets if a < at < b), default=at)
    cuts = [start, *(cut.end() for cut in _CUTS.finditer(result.unbracketed, start, opened))]
    low = max(cut for cut in cuts if cut <= opened)
    return result.sentence.words(low, opened).strip(" (,") or None if low < opened else None
