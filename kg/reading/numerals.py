"""Single numbers as texts write them, in digits or in words: how they look, and what they are worth."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "zero|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SMALL = rf"(?:(?:{_TENS})(?:[- ](?:{UNITS}))?|{_TEENS}|{UNITS})"
_HUNDREDS = rf"{_SMALL}(?: thousand)?(?:,? (?:and )?{_SMALL})?[- ]hundred(?:(?: and)?[- ]{_SMALL})?"
WORD_NUMBER = rf"(?:{_HUNDREDS}|{_SMALL})"
LARGE_WORDS = rf"(?:{_HUNDREDS}|(?:{_TENS})(?:[- ](?:{UNITS}))?)"
"""A number in words that is no small one, and so counts something wherever it stands: "forty-one"."""
_FIGURES = r"\d{1,30}(?!\d)"
"""The digits of a number; longer rows of digits are none."""

_DIGITS = rf"(?:\d{{1,3}}(?:[,  ]\d{{3}}){{1,9}}(?![\d])|{_FIGURES})(?:[.·]{_FIGURES})?|[.·]{_FIGURES}"
NUMBER = rf"(?:(?:{_DIGITS})(?: million\b)?)"
COMMA = r"\d,\d\d"
"""A decimal comma, which stands in an interval only by mistake: "0,35-0.53"."""

ANY = rf"(?:{NUMBER}|\b{WORD_NUMBER}\b)"


@lru_cache(maxsize=4096)
def number(text: str) -> Decimal:
    """The value of digits or of number words.

    >>> number("1,234"), number("0·73"), number(".04"), number("Eight hundred and six"), number("twenty-one")
    (Decimal('1234'), Decimal('0.73'), Decimal('0.04'), Decimal('806'), Decimal('21'))
    >>> int(number("1.7 million")), number("0,35")
    (1700000, Decimal('0.35'))
    """
    if text.endswith(" million"):
        return number(text.removesuffix(" million")) * 1_000_000
    if re.fullmatch(COMMA, text.strip()):
        return number(text.replace(",", "."))
    plain = re.sub(r"[,\s](?=\d{3})", "", text.strip()).replace("·", ".").replace("−", "-").replace("–", "-")
    if re.fullmatch(r"[-+]?\s?[\d.]+", plain):
        return Decimal(plain.replace(" ", ""))
    total = current = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        else:
            current += _WORDS.get(word, 0)
    return Decimal(total + current)
