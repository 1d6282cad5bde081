"""What goes with an outcome and is no treatment: a mark of the disease or of the people ("age was prognostic for …").

What a sentence says of a factor is not told of the trial's arms: it is a finding on the factor, as the population.
"""

from __future__ import annotations

import re
from functools import partial

from kg.reading.annotate import SIGNS, Sentence
from kg.reading.patterns import one_of
from kg.reading.results.view import Result

_words = partial(one_of, "findings")


def may_tell_of_a_factor(sentence: Sentence) -> bool:
    """Whether a sentence may say that something went with a factor; quick."""
    return any(sentence.may_match(_words(name), "measure", "arm") for name in _FORMS)


_FORMS = ("factor_behind", "factor_before", "factor_between")

_TREATED = re.compile("[" + "".join(SIGNS[kind] for kind in ("arm", "drug", "intervention")) + "]")


def factor(result: Result, at: int) -> str | None:
    """The factor that something at a place of a sentence is told of; None where it is told of a treatment.

    A list behind "was affected by" gives each figure in brackets the factor right before it.
    """
    behind = _words("factor_behind").search(result.unbracketed, 0, at)
    if behind is not None and not _TREATED.search(result.unbracketed, behind.end()):
        return _last_named(result, behind.end(), at)
    ahead = _words("factor_ahead").search(result.unbracketed, 0)
    if ahead is not None and any(ahead.start("list") < low < at < ahead.end() for low, _ in result.brackets):
        each = _CUTS.split(ahead["list"])
        return (
            None if all(map(_TREATED.search, filter(str.strip, each))) else _last_named(result, ahead.start("list"), at)
        )
    before = result.sentence.search(_words("factor_before")) or result.sentence.search(_words("factor_between"))
    if before is None or _TREATED.search(result.typed, 0, before.end()):
        return None
    start, end = before.span("factor")
    words = re.sub(r"\s(?:also|only|not)$", "", result.sentence.words(start, end))
    return None if _words("no_factor").search(words) else words


_CUTS = re.compile(
    r"(?:[,;:–—-]\s?(?:and\s|or\s)?|\band\s|\bor\s)(?:the\s(?:presence|number|level)\sof\s|an?\s|the\s)?"
)


def _last_named(result: Result, start: int, at: int) -> str | None:
    """The phrase that ends where the bracket of a place opens, or where the place is."""
    opened = max((a for a, b in result.brackets if a < at < b), default=at)
    cuts = [start, *(cut.end() for cut in _CUTS.finditer(result.unbracketed, start, opened))]
    low = max(cut for cut in cuts if cut <= opened)
    return result.sentence.words(low, opened).strip(" (,") or None if low < opened else None
