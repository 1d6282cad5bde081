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


def of_dose(sentence: Sentence, detail: Detail) -> bool:
    """Whether a detail is a dose by its rank: "the lower dose"."""
    return sentence.words(detail.start, detail.end).lower().endswith(("dose", "doses"))


def ranked(said: str, known: Collection[str]) -> str:
    """Which of several doses of one unit is the lower or the higher one; "" where none is, or they are not all doses.

    >>> ranked("higher", ["2 mg/kg", "10 mg/kg"]), ranked("low", ["2 mg/kg", "10 mg/kg"]), ranked("low", ["2 mg/kg"])
    ('10 mg/kg', '2 mg/kg', '')
    >>> ranked("higher", ["low", "high"]), ranked("high", ["2 mg", "2 g"])
    ('high', '')
    """
    if (plain := _PLAIN.get(said, "")) in known:
        return plain
    rank = _RANKS.get(said)
    doses = [_DOSE.fullmatch(key) for key in known] if rank is not None else []
    units = {dose["unit"] for dose in doses if dose}
    amounts = sorted((float(dose["amount"].replace(",", "")), dose.group()) for dose in doses if dose)
    told_apart = len(amounts) > 1 and len(units) == 1 and len({amount for amount, _ in amounts}) == len(amounts)
    return amounts[rank][1] if rank is not None and told_apart else ""


_RANKS: Final = {"low": 0, "lower": 0, "lowest": 0, "high": -1, "higher": -1, "highest": -1}
"""Which of the doses in their order a word means."""
_PLAIN: Final = {"lower": "low", "lowest": "low", "higher": "high", "highest": "high"}
_DOSE: Final = re.compile(
    r"(?P<amount>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>(?:[mµu]?c?g|milligrams?|micrograms?|grams?|Gy|IU)\b.*)", re.I
)
