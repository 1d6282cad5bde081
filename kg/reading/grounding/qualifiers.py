"""What is said of a disease and is no part of it: stage, spread, side, course, line, resectability, risk, age, marker.

"Metastatic, HER2-positive breast cancer" is breast cancer; the words before it belong to the patients of a trial or
to the setting of an approval. The table `qualifiers.tsv` lists them, each with its kind; one that begins with a
hyphen goes with whatever word stands before it ("BRAF-mutated").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kg.model import Span
from kg.reading.grounding import vocabulary
from kg.reading.patterns import any_word

_BETWEEN: Final = r"(?:,? (?:and/or|and|or) |, | )"


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A qualifier at a place of a text.

    Attributes:
        kind: `stage`, `spread`, `side`, `course`, `line`, `surgery`, `risk`, `age` or `marker`.
    """

    kind: str
    span: Span
    text: str


def before(text: str, end: int) -> list[Qualifier]:
    """The qualifiers that stand right before a place, in the order of the text.

    >>> [(q.kind, q.text) for q in before("with metastatic or HER2-positive breast cancer", 33)]
    [('spread', 'metastatic'), ('marker', 'HER2-positive')]
    """
    found: list[Qualifier] = []
    while may_end(word_before(text, end)) and (match := _one().search(text, max(0, end - 60), end)):
        words = match.group(1)
        found.insert(0, Qualifier(_kind(words), Span(match.start(1), match.end(1)), words))
        end = match.start(1)
    return found


def parted(name: str) -> tuple[list[Qualifier], str]:
    """The qualifiers that a name begins with, and the rest of it.

    >>> [q.kind for q in parted("recurrent stage III colon cancer")[0]], parted("recurrent stage III colon cancer")[1]
    (['course', 'stage'], 'colon cancer')
    >>> parted("breast cancer")
    ([], 'breast cancer')
    """
    found: list[Qualifier] = []
    at = 0
    while match := _first().match(name, at):
        words = match.group(1)
        found.append(Qualifier(_kind(words), Span(match.start(1), match.end(1)), words))
        at = match.end()
    return found, name[at:]


@cache
def kinds() -> dict[str, str]:
    """Each qualifier in lower case, and its kind."""
    rows = vocabulary.rows(vocabulary.folder() / "qualifiers.tsv")
    return {row["qualifier"].lower(): row["kind"] for row in rows}


def word_before(text: str, end: int) -> str:
    """The word before the sign before a place; "" at the beginning of the text.

    >>> word_before("in lung cancer", 8)
    'lung'
    """
    return text[text.rfind(" ", 0, end - 1) + 1 : end - 1] if end else ""


@lru_cache(maxsize=65536)
def may_end(word: str) -> bool:
    """Whether a word may be the last of a qualifier, or stand between two; cheaper than to look for one.

    >>> may_end("metastatic,"), may_end("HER2-positive"), may_end("IIIB"), may_end("rare"), may_end("or")
    (True, True, True, False, True)
    """
    word = word.lower().removesuffix(",")
    return word in _JOINTS or word in _last_words() or word.endswith(_endings()) or _NUMERAL.fullmatch(word) is not None


@cache
def _last_words() -> frozenset[str]:
    return frozenset(qualifier.rsplit(" ", 1)[-1] for qualifier in kinds())


@cache
def _endings() -> tuple[str, ...]:
    return tuple(qualifier for qualifier in kinds() if qualifier.startswith("-"))


_JOINTS: Final = ("and", "or", "and/or")
_NUMERAL: Final = re.compile(r"(?:iv|i{1,3}|[0-4])[a-c]?\d?")


def _kind(words: str) -> str:
    low = words.lower()
    suffix = low[low.rfind("-") :]
    return kinds().get(low) or kinds().get(suffix) or kinds()[_STAGE.sub(r"\1", low)]


_STAGE: Final = re.compile(r"(stage (?:iv|i{1,3}|[0-4])).*")


@cache
def _words() -> str:
    """A pattern for one qualifier, the longest first; a stage may have its letter ("stage IIIB")."""
    listed = sorted(kinds(), key=lambda q: (-len(q), q))
    whole = [re.escape(q) + ("[a-c]?\\d?" if q.startswith("stage ") else "") for q in listed if q[0] != "-"]
    endings = [re.escape(q) for q in listed if q[0] == "-"]
    return rf"(?:{any_word(whole)}|[A-Za-z0-9/]{{2,20}}(?:-[A-Za-z0-9]{{1,12}})?(?:{'|'.join(endings)}))"


@cache
def _one() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({_words()}){_BETWEEN}$", re.IGNORECASE)


@cache
def _first() -> re.Pattern[str]:
    return re.compile(rf"({_words()}){_BETWEEN}", re.IGNORECASE)
