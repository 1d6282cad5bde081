"""Details that a sentence of results says of arms: as they were introduced, or by their rank or their rhythm."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from kg.reading.annotate import Sentence
from kg.reading.arms.wording.details import Detail, details


def said_details(sentence: Sentence, known: Collection[str]) -> list[Detail]:
    """The details of a sentence that are those of arms, each worded as its arm's is.

    Args:
        sentence: where arms are told of.
        known: the keys of the arms' details.

    """
    return [meant for detail in details(sentence) if (meant := _meant(detail, known)) is not None]


def _meant(detail: Detail, known: Collection[str]) -> Detail | None:
    if detail.key in known:
        return detail
    words = ranked(detail.key, known)
    return replace(detail, words=words) if words else None


def says_what(sentence: Sentence, detail: Detail) -> bool:
    """Whether a detail is a dose or a length by its rank: "the lower dose", "the longer course"."""
    return _RANKED.fullmatch(sentence.words(detail.start, detail.end)) is not None


_RANKED: Final = re.compile(
    r"(?:high|low|short|long)\w*[\s-].*\b(?:doses?|courses?|duration|period|treatment|therapy|schedule|regimen)", re.I
)


def ranked(said: str, known: Collection[str]) -> str:
    """Which of several doses, or lengths, of one unit a word of rank means; "" for none, or where not all are such.

    >>> ranked("higher", ["2 mg/kg", "10 mg/kg"]), ranked("low", ["2 mg/kg", "10 mg/kg"]), ranked("low", ["2 mg/kg"])
    ('10 mg/kg', '2 mg/kg', '')
    >>> ranked("higher", ["low", "high"]), ranked("high", ["2 mg", "2 g"]), ranked("long course", ["6 month", "1 year"])
    ('high', '', '1 year')
    """
    word = re.sub(r"(?:er|est)$", "", said.split(maxsplit=1)[0])
    if word in known:
        return word
    rank, form = _RANKS.get(word, (0, _NONE))
    amounts = sorted((_amount(one), one.group()) for key in known if (one := form.fullmatch(key)))
    units = {unit for (unit, _), _ in amounts}
    told_apart = len(amounts) > 1 and len(units) == 1 and len({amount for amount, _ in amounts}) == len(amounts)
    return amounts[rank][1] if told_apart else ""


def _amount(found: re.Match[str]) -> tuple[str, float]:
    """The unit of a dose or a length, days for all that is made of them, and how many it is of that."""
    amount, days = float(found["amount"].replace(",", "")), _DAYS.get(found["unit"])
    return ("day", amount * days) if days else (found["unit"], amount)


_DAYS: Final = {"day": 1, "week": 7, "month": 30.4, "year": 365}
_DOSE: Final = re.compile(
    r"(?P<amount>\d[\d,]*(?:\.\d+)?)[\s-]?(?P<unit>(?:[mµu]?c?g|milligrams?|micrograms?|grams?|Gy|IU)\b.*)", re.I
)
_LENGTH: Final = re.compile(r"(?P<amount>\d+) (?P<unit>day|week|month|year|cycle|course|fraction|session)")
_NONE: Final = re.compile(r"(?!)")
_RANKS: Final = {"low": (0, _DOSE), "high": (-1, _DOSE), "short": (0, _LENGTH), "long": (-1, _LENGTH)}
"""Which of the doses or lengths in their order a word means."""
