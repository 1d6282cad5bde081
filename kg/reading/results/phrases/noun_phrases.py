"""A list of noun phrases, "X, Y or Z", as it is read: from a place forward, until a word that cannot belong to one."""

from __future__ import annotations

import re
from functools import cache, partial

from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.marks import SIGNS, any_sign
from kg.reading.patterns import one_of, table
from kg.reading.results.view import Result

KINDS = {sign: kind for kind, sign in SIGNS.items()}
"""The kind of each sign of the typed text."""
NAMES = frozenset({"measure", "event", "cancer", "target"})
"""The kinds of marks that name what may be measured."""
STARTS = re.compile(r"(?:,|\band\b|\bor\b)\s", re.IGNORECASE)
"""Behind this, another phrase of a list begins."""
_NUMBERS = any_sign("number", "count")
_TOKEN = re.compile(
    rf"as\s+well\s+as\b|(?:acute|early)\s(?:and|or)\s(?:delayed|late)\b|(?:in\s+terms\s+of|with\s+(?:respect|regard)\s+to)\b|(?:one|two|three|four|five|six|ten|{_NUMBERS})\sor\s(?:more|fewer|less)\b|relative\s+to\b|grades?\s{_NUMBERS}(?:\s?(?:or|to|and|[-–/])\s?{_NUMBERS})?|[a-z]\.[a-z]\.(?=\s[a-z])|[a-z0-9]+(?:[’'./–‑-][a-z0-9]+)*|[^\sa-z0-9]",
    re.IGNORECASE,
)
"""A word, a mark or another sign; "grade 3 or 4" is one."""
_FIGURE = re.compile(rf"\s(?:an?\s(?:median|mean|average)\sof\s)?{any_sign('number', 'duration', 'percent')}")
"""What no name goes on with: "survival from 12 months"."""
_JOINERS = frozenset("-–‑/")
_LEADING_ON = frozenset({"of", "for", "with", "in"})
"""Behind these within a phrase an article belongs to it: "satisfaction with the …"."""
_IN_TERMS_OF = ("in terms", "with re")
"""What begins words that are said again before a phrase of a list: "with respect to A and | with respect to B"."""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(" ".join(table("things", name)).split())


form = partial(one_of, "things")
"""A table of `kg/rules/things.toml` as one pattern."""


def noun_phrases(result: Result, at: int, stop: int, acted_on: bool = False) -> list[tuple[int, int]]:
    """Where the noun phrases begin and end of the list that begins at a place of the typed text and ends before `stop`.

    Of objects that are `acted_on` by a verb, a last one that
    has a verb of its own is none.
    """
    found, place, closing = _List(), at, dict(result.brackets)
    while place < stop:
        token = _TOKEN.search(result.typed, place, stop)
        if token is None:
            break
        place = token.end()
        word = token.group()
        people = form("of_people").match(result.typed, found.began) if found.last == "of" else None
        if found.begun and not found.open and form("mainly").match(result.typed, token.start()):
            break
        if people is not None and people.end() > token.start():
            place = people.end()
        elif word in "([":
            place = closing.get(token.start(), stop)
        elif word == ";" and result.typed[token.start() - 1 : token.start()] in (")", "]"):
            found.close()
        elif not _taken(result, found, token.start(), place, word.lower()):
            break
    found.close()
    items = found.items()
    if not items or items[-1][1] < stop:  # what a list's own verb stands behind is its last member
        items = _without_subject(result.typed, items, _FINITE if acted_on else _ACTIVE)
    return _without_people(result, items)


class _List:
    """A list of noun phrases as it is read."""

    def __init__(self) -> None:
        self._items: list[tuple[int, int, bool]] = []
        self._joined = True
        self._start: int | None = None
        self.last = ""
        self._at = self._before_of = 0

    @property
    def open(self) -> bool:
        """Whether a phrase has begun."""
        return self._start is not None

    @property
    def began(self) -> int:
        """Where the phrase that has begun does so."""
        return self._start or 0

    def take(self, start: int, end: int, word: str) -> None:
        """Add a word to the phrase."""
        if self._start is None:
            self._start = start
        if word == "of":
            self._before_of = self._at
        self._joined |= " and " in word  # "rash, nausea and vomiting"
        self._at, self.last = end, word

    def close(self, joined: bool = False) -> None:
        """End the phrase; what comes next is `joined` by more than a comma."""
        if self._start is not None:
            at = self._before_of if self.last == "of" else self._at
            self._items.append((self._start, at, self._joined))
            self._joined = joined
        else:
            self._joined |= joined
        self._start, self.last = None, ""

    @property
    def begun(self) -> bool:
        """Whether a phrase stands before this one."""
        return bool(self._items)

    def items(self) -> list[tuple[int, int]]:
        """The phrases; what hangs on by a comma alone is no part of the list."""
        last = max((i for i, item in enumerate(self._items) if item[2]), default=-1)
        return [(start, end) for start, end, _ in self._items[: last + 1]]

    def goes_on(self, word: str) -> bool:
        """Whether a word that mostly ends a phrase belongs to this one: "deaths from …", "grade 3"."""
        return bool(form("goes_on").search(f"{self.last} {word}"))


def _taken(result: Result, found: _List, start: int, end: int, word: str) -> bool:
    """Take a token into the list; False where it ends the list."""
    kind = KINDS.get(word)
    if word == "," or word.startswith("as well") or word in ("and", "or", "nor", "&", "plus"):
        found.close(joined=word != ",")
        return True
    if word in _JOINERS or word.startswith(_IN_TERMS_OF):
        return word in _JOINERS or (found.begun and not found.open)
    if kind is not None:
        if kind == "measure" and (found.open or found.begun) and form("verbs").match(result.sentence.words(start, end)):
            return False
        leads = kind == "intervention" and (found.begun or _leads_a_name(result, start, end))
        treated = kind in TREATMENTS and (found.open or leads)
        if (kind in NAMES or treated) and start not in result.arms:
            found.take(start, end, result.sentence.words(start, end).lower())
            return True
        return not found.open and (kind == "duration" or (kind == "number" and not found.begun))
    if not word[0].isalnum() or word.startswith("relative "):
        return False
    if word in _words("slot_skips"):
        return not found.open or found.last in _LEADING_ON or word not in ("the", "a", "an", "their", "its")
    if word == "of" or (word in ("in", "on", "for") and not found.open):
        if found.open:
            found.take(start, end, word)
        return True
    compound = found.open and result.typed[start - 1 : start] in _JOINERS
    if word in _words("slot_ends") and not compound and (not found.goes_on(word) or _FIGURE.match(result.typed, end)):
        return False
    found.take(start, end, word)
    return True


_COUNTED = re.compile(r"\b(?:fewer|more|number of)\s(?:[a-z]+\s)?$", re.IGNORECASE)
"""Before a treatment, these count how often it was needed: "fewer | transfusions"."""


def _leads_a_name(result: Result, start: int, end: int) -> bool:
    """Whether a treatment is the first word of a thing's name ("chemotherapy dose reductions"), or such a thing."""
    if _COUNTED.search(result.typed, 0, start):
        return True
    found = _TOKEN.match(result.typed, end + 1) if result.typed[end : end + 1] == " " else None
    word = found.group().lower() if found else ""
    named = KINDS.get(word) in NAMES
    plain = word[:1].isalpha() and word not in _words("slot_ends") | _words("slot_skips") | {"and", "or", "of"}
    return named or plain


def _without_subject(typed: str, items: list[tuple[int, int]], verb: re.Pattern[str]) -> list[tuple[int, int]]:
    """The phrases of a list but a last one that is the next clause's subject: "of pain, and A increased …".

    A comma before it alone makes it so: "of pain or fever, and A was …", but not "of pain, fever, and A was seen".
    """
    if len(items) < 2 or "," not in typed[items[-2][1] : items[-1][0]]:
        return items
    verb = verb if "," in typed[items[0][0] : items[-2][1]] else _OF_ITS_CLAUSE
    return items[:-1] if verb.match(typed, items[-1][1]) else items


_ACTIVE = re.compile(
    r"\s(?:(?:had|has|have)(?! been| also been)|(?:increas|decreas|reduc|improv|predict|experienc|show)ed"
    r"|did|can(?:not)?|may|(?:consist|compris|rang)ed)\b"
)
_FINITE = re.compile(rf"{_ACTIVE.pattern}|\s(?:was|were|is|are|had|has|have)\b")


_OF_ITS_CLAUSE = re.compile(rf"(?:\s(?:for|in|with|among)\s[^.;,()\[\]]{{1,60}}?)?(?:{_FINITE.pattern})")
"""Behind a phrase, the verb of which it is the subject, with whose it is: "… and PFS | for A and B was"."""


def _without_people(result: Result, items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The phrases of a list but a last one by whose disease people are called: "a benefit in goiter patients"."""
    if not items or not _PEOPLE.match(result.typed, items[-1][1]):
        return items
    kinds = {mark.kind for mark in result.sentence.marks_in(*items[-1])} & NAMES
    return items[:-1] if kinds <= {"cancer", "target"} else items


_PEOPLE = re.compile(
    r"(?:\s?[(\[][^()\[\]]{0,40}[)\]])?\s(?:patients|women|men|children|people|participants|survivors|individuals|adults)\b",
    re.IGNORECASE,
)
