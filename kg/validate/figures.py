"""Which numbers a quote's words state: the check that every number of the graph stands in its quote.

It is generous in how a number may be said (digits, words, fractions, "none", "doubled", "one in five") and
strict in that something must say it. It knows nothing of the rules that read documents, so that it can tell
where they are wrong.

>>> states("nearly two-thirds of patients", Decimal("66.7")), states("None of the patients", Decimal(0))
(True, True)
>>> states("HR, 0.43 (95% CI, 0,35−0.53)", Decimal("0.35"))
True
>>> states("12 percent had a [partial response](/def/45)", Decimal(45))
False
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

_UNREAD: Final = re.compile(r"\]\((?:[^()\n]|\([^()\n]*\))*\)|</?[a-zA-Z][^<>]{0,200}>|https?://\S+|\*+")
"""Targets of links, tags and emphasis: written in the document, but read by no one."""

_DIGITS: Final = re.compile(
    r"(?<![A-Za-z\d])(?<![A-Za-z]-)(?:\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+(?!\d)|\d+)?(?:[.·]\d+)?(?<=\d)"
)
_COMMA: Final = re.compile(r"(?<![\d.,·])0,(\d{1,3})(?![\d.,·])")
"""A decimal comma, which stands in English text by a slip: "0,35−0.53"."""
_POWER: Final = re.compile(r"(?<![\d.·])([\d.·]{1,30})\s?[×x*]\s?10\s?\^?\s?([-−–]?)\s?\^?\s?(\d{1,2})(?!\d)")
_RATIO: Final = re.compile(
    r"(?<![\w-])([\w-]{1,30}) (?:in|in every|of every|out of|out of every) ([\w-]{1,30})", re.IGNORECASE
)
_SLASH: Final = re.compile(r"(?<![\d.])(\d{1,3})\s?[/⁄]\s?(\d{1,3})(?![\d.])")
_FOLD: Final = re.compile(r"(?<![\w.·])([\d.·]{1,30}|[a-z]{1,20})[- ]?(?:fold|times)\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_SCALED: Final = re.compile(r"(?<![\w.·])([\d.·]{1,30})[ -](hundred|thousand|million|billion)\b", re.IGNORECASE)
_AND_A_HALF: Final = re.compile(r"\b(\d{1,3}|[a-z]{1,10})(?: [a-z]{1,10})? and (?:a|one)[- ]half\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[a-z]+", re.IGNORECASE)

_SMALL: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "  # noqa: SIM905
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * tens
    for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)  # noqa: SIM905
}  # fmt: skip
_SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_LARGEST: Final = 10**12
"""Words that write more than this are no figure of a document."""

_PARTS: Final = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_SIGNS: Final = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
}
_MULTIPLES: Final = {
    "once": 1, "twice": 2, "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "twofold": 2, "thrice": 3,
    "triple": 3, "tripled": 3, "tripling": 3, "threefold": 3, "quadrupled": 4, "quadruple": 4, "fourfold": 4,
    "fivefold": 5, "tenfold": 10,
}  # fmt: skip
_SAID: Final = {
    0: "no none not never neither nor nil without nobody nothing absence absent zero free any cannot",
    1: "a an one single sole another only each",
    2: "both two pair couple either twin",
    10: "decade",
    12: "dozen dozens",
    50: "half most majority halved halving halve",
    100: "all every each entire everyone complete completely whole",
}
_BY_WORD: Final = {
    word: frozenset(Decimal(number) for number, words in _SAID.items() if word in words.split())
    for words in _SAID.values()
    for word in words.split()
}


def states(quote: str, number: Decimal) -> bool:
    """Whether the quote's words state the number, whatever its sign.

    A fraction states its percentage and itself, rounded as the number is.
    """
    wanted, text = abs(number), _UNREAD.sub(" ", quote).replace("\\", "")
    return wanted in set(_stated(text)) or any(_rounds_to(part, wanted) for part in _fractions(text))


def is_number(text: str) -> bool:
    """Whether a text is a plain decimal number, as literals write it.

    >>> is_number("-12.5"), is_number("1/2"), is_number("NaN")
    (True, False, False)
    """
    return _NUMBER.fullmatch(text) is not None


def _stated(text: str) -> Iterator[Decimal]:
    for match in _DIGITS.finditer(text):
        yield from _digits(match[0])
    for match in _COMMA.finditer(text):
        yield Decimal(f"0.{match[1]}")
    for match in _POWER.finditer(text):
        power = int(match[3]) * (-1 if match[2] else 1)
        yield from (number.scaleb(power) for number in _digits(match[1]))
    for match in _SCALED.finditer(text):
        yield from (number * _SCALES[match[2].lower()] for number in _digits(match[1]))
    for match in _FOLD.finditer(text):
        for fold in (*_digits(match[1]), *_words([match[1].lower()])):
            yield from (fold, (fold - 1) * 100, fold * 100)
    words = _WORD.findall(text.lower())
    for word in words:
        yield from _BY_WORD.get(word, ())
        if word in _MULTIPLES:
            yield from (Decimal(number) for number in _said_multiple(_MULTIPLES[word]))
    yield from _words(words)


def _said_multiple(fold: int) -> tuple[int, int, int]:
    """The factor, the increase in percent, and the whole in percent."""
    return fold, (fold - 1) * 100, fold * 100


def _digits(text: str) -> Iterator[Decimal]:
    """The number that digits write, and those of its groups where they may be apart ("in 3 417 patients")."""
    plain = text.replace("·", ".")
    if not re.fullmatch(r"[\d,.\u00a0\u2009\u202f ]*\d", plain):
        return
    groups = re.split(r"[,\u00a0\u2009\u202f ]", plain)
    for part in ("".join(groups), *groups):
        if re.fullmatch(r"\d*\.?\d+", part) and len(part) < 30:
            yield Decimal(part)


def _words(words: list[str]) -> Iterator[Decimal]:
    """The numbers that runs of number words write, and each word's own."""
    total = current = 0
    running = False
    for word in [*words, ""]:
        if total + current > _LARGEST:
            total, current, running = 0, 0, False
        if word in _SMALL:
            yield Decimal(_SMALL[word])
            current += _SMALL[word]
            running = True
        elif word in _SCALES and (running or word in {"hundred", "thousand"}):
            scaled = max(current, 1) * _SCALES[word]
            total, current = (total, scaled) if word == "hundred" else (total + scaled, 0)
            running = True
            yield Decimal(total + current)
        elif word == "decades" and running:
            yield Decimal((total + current) * 10)
        elif word != "and" or not running:
            if running:
                yield Decimal(total + current)
            total, current, running = 0, 0, False


def _fractions(text: str) -> Iterator[Fraction]:
    """The fractions that the text states: "two-thirds", "one in five", "1/3", "a year and a half"."""
    words = _WORD.findall(text.lower())
    for before, word in zip(["", *words], words, strict=False):
        if word in _PARTS:
            yield Fraction(_SMALL.get(before, 1), _PARTS[word])
    for match in _AND_A_HALF.finditer(text):
        yield _SMALL.get(match[1].lower(), int(match[1]) if match[1].isdigit() else 1) + Fraction(1, 2)
    for match in _RATIO.finditer(text):
        tops, bottoms = ([*_digits(part), *_words(re.split("-", part.lower()))] for part in match.groups())
        yield from (Fraction(top) / Fraction(bottom) for top in tops for bottom in bottoms if bottom)
    for match in _SLASH.finditer(text):
        if int(match[2]):
            yield Fraction(int(match[1]), int(match[2]))
    for sign, part in _SIGNS.items():
        for match in re.finditer(rf"(\d{{0,3}})\s?{sign}", text):
            yield int(match[1] or 0) + part


def _rounds_to(part: Fraction, number: Decimal) -> bool:
    """Whether the fraction, or its percentage, is the number when rounded to the number's decimals.

    >>> _rounds_to(Fraction(2, 3), Decimal("66.7")), _rounds_to(Fraction(1, 3), Decimal("33"))
    (True, True)
    """
    places = max(0, -int(number.as_tuple().exponent))
    margin = Fraction(1, 2 * 10**places)
    whole = [part * 100] + ([part] if places else [])
    return any(abs(value - Fraction(number)) <= margin for value in whole)
