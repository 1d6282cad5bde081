"""What fills a slot of a verdict: whatever was longer, fewer or the same, however it is named.

"No difference in X, Y or Z" makes measures of X, Y and Z, be they in a list of measures or not: the clause says
so. A slot is read as a list of noun phrases, from a place forward, until a word that cannot belong to one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from kg.model import Concept
from kg.reading.annotate import SIGNS
from kg.reading.patterns import Match, pattern, table
from kg.reading.results.measures import Measure, own, polarity, tidy
from kg.reading.results.view import Result


@dataclass(frozen=True)
class Thing:
    """A noun phrase in a slot, as a measure.

    Attributes:
        measure: what it is called.
        good: whether more of it is better; None where its words do not tell.
        marked: whether a list of names knows a part of it (a measure, an event, a cancer).

    """

    measure: Measure
    good: bool | None
    marked: bool

    @property
    def concept(self) -> Concept:
        """The measure it is."""
        return self.measure.concept


_NUMBERS = f"[{SIGNS['number']}{SIGNS['count']}]"
_TOKEN = re.compile(
    rf"grades?\s{_NUMBERS}(?:\s?(?:or|to|and|[-–/])\s?{_NUMBERS})?|[a-z0-9]+(?:[’'./–‑-][a-z0-9]+)*|[^\sa-z0-9]",
    re.IGNORECASE,
)
"""A word, a mark or another sign; "grade 3 or 4" is one."""
_CLOSING = {"(": ")", "[": "]"}
_KINDS = {sign: kind for kind, sign in SIGNS.items()}
_NAMES = frozenset({"measure", "event", "cancer", "target"})
_TREATMENTS = frozenset({"drug", "intervention"})
_JOINERS = frozenset("-–‑/")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(" ".join(table("comparisons", name)).split())


@cache
def _form(name: str) -> re.Pattern[str]:
    return pattern("|".join(f"(?:{p})" for p in table("comparisons", name)), "comparisons")


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

    def take(self, start: int, end: int, word: str) -> None:
        """Add a word to the phrase."""
        if self._start is None:
            self._start = start
        if word == "of":
            self._before_of = self._at
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
        if word == "for":
            return bool(re.search(r"risks?$", self.last))
        if word in ("from", "due", "to", "because", "attributed", "related"):
            return bool(re.search(r"(?:death|dying|mortality|die|time|due|attributed|related|rates?)s?$", self.last))
        return False


def things(result: Result, at: int, stop: int | None = None) -> tuple[list[Thing], int]:
    """The list of things that begins at a place of the typed text, and where it ends; none ends where it begins."""
    typed, limit = result.typed, len(result.typed) if stop is None else stop
    found, place = _List(), at
    while place < limit:
        token = _TOKEN.search(typed, place, limit)
        if token is None:
            break
        place = token.end()
        word = token.group()
        if word in _CLOSING:
            closing = typed.find(_CLOSING[word], place, limit)
            if closing < 0:
                break
            place = closing + 1
        elif not _taken(result, found, token.start(), place, word.lower()):
            break
    found.close()
    items = found.items()
    end = items[-1][1] if items else at
    pairs = zip_longest(items, (last for _, last in items[1:]))
    made = [thing for (first, last), head in pairs if (thing := _thing(result, first, last, head))]
    return _named_ones(result, made, end), end


def _named_ones(result: Result, made: list[Thing], end: int) -> list[Thing]:
    """What "side effects, including X and Y" names too; where only some of a kind are told, they stand for it."""
    if not made or not _form("generic").match(made[-1].concept.name):
        return made
    found = _form("including").match(result.typed, end)
    inner = things(result, found.end())[0] if found else []
    kept = made[:-1] if inner and _form("some").search(result.typed, 0, made[-1].measure.start) else made
    return [*kept, *(thing for thing in inner if thing.marked)]


def _taken(result: Result, found: _List, start: int, end: int, word: str) -> bool:
    """Take a token into the list; False where it ends the list."""
    kind = _KINDS.get(word)
    if word == "," or word in ("and", "or", "nor", "&", "plus"):
        found.close(joined=word != ",")
        return True
    if word in _JOINERS:
        return found.open
    if kind is not None:
        treated = kind in _TREATMENTS and (found.open or (kind == "intervention" and found.begun))
        if (kind in _NAMES or treated) and start not in result.arms:
            found.take(start, end, word)
            return True
        return kind == "duration" and not found.open
    if not word[0].isalnum():
        return False
    if word in _words("slot_skips"):
        return not found.open or found.last == "of" or word not in ("the", "a", "an", "their", "its")
    if word == "of" or (word in ("in", "on", "for") and not found.open):
        if found.open:
            found.take(start, end, word)
        return True
    if word in _words("slot_ends") and not found.goes_on(word):
        return False
    found.take(start, end, word)
    return True


def _bare(words: str) -> str:
    """A thing's words without how it was counted: "the risk of X" and "X risk" are X."""
    plain = _form("slot_tails").sub("", _form("slot_leads").sub("", words)).removeprefix("both ")
    return tidy(
        re.sub(r"\b(?:returning|coming back|recurring)$", "recurrence", re.sub(r"^dying\b", "death", plain))
    ).replace("toxicities", "toxicity")


def _thing(result: Result, start: int, end: int, head: int | None = None) -> Thing | None:
    """A phrase as a thing: by a measure's usual name where it holds one, else in its own words.

    An adjective alone borrows the head of the next phrase, which ends at `head`: "surgical and pathologic response".
    """
    known = [m for at, m in sorted(result.measures.items()) if start <= at < end]
    usual = [m for m in known if m.concept.known]
    kinds = {mark.kind for mark in result.sentence.marks_in(start, end)} & _NAMES
    words = result.sentence.words(start, end)
    if head is not None and not kinds and _form("adjective").match(words):
        words, kinds = f"{words} {result.sentence.words(end, head).split()[-1]}", {"measure"}
    if kinds & {"event", "cancer"} and (lead := _form("event_leads").match(words)):
        words, usual = words[lead.end() :], [m for m in usual if m.start > start]  # "adverse events of cataracts"
    named = usual[0].concept if usual else own(_bare(words))
    if not kinds and (len(words.split()) > 5 or _form("not_things").search(words)):
        return None
    never = _form("never_things")
    if (
        not named.name
        or never.search(words)
        or never.search(named.name)
        or _form("before_baseline").search(result.typed, 0, start)
    ):
        return None
    measure = Measure(start, end, named, predicate=bool(known) and known[0].predicate)
    if kinds & {"event", "cancer"} and not usual and not _form("gains").search(words):
        return Thing(measure, False, True)
    said = polarity(words)
    return Thing(measure, measure.good if said is None else said, bool(kinds))


def clause_start(typed: str, at: int) -> int:
    """Where the clause of a place begins."""
    starts = [found.end() for found in _form("clause").finditer(typed, 0, at)]
    return starts[-1] if starts else 0


_STARTS = re.compile(r"(?:,|\band\b|\bor\b)\s", re.IGNORECASE)


def subject(result: Result, cue: int) -> list[Thing]:
    """The things that are the subject of a predicate at a place: "X, Y and Z | were more common"."""
    typed, first = result.typed, clause_start(result.typed, cue)
    for start in (first, *(found.end() for found in _STARTS.finditer(typed, first, cue))):
        if _form("aside").search(typed, first, start):
            break
        if typed.count("(", first, start) > typed.count(")", first, start):
            continue
        found, end = things(result, start, cue)
        rest = _outside_brackets(typed[end:cue])
        if found and len(rest) < 100 and not _holds_another(result, end, cue):
            return found if any(t.marked for t in found) or len(rest) < 40 else []
    predicates = [at for at, m in sorted(result.measures.items()) if m.predicate and max(first, cue - 40) <= at < cue]
    return (
        [_marked(result, predicates[-1])] if predicates and not _holds_another(result, predicates[-1] + 1, cue) else []
    )


def _outside_brackets(text: str) -> str:
    """A text without what stands in its brackets."""
    return re.sub(r"\s?\([^()]*\)", "", text)


def _holds_another(result: Result, start: int, end: int) -> bool:
    """Whether a verb or another measure stands between a subject and a predicate, which then is not the subject's."""
    stretch = _outside_brackets(result.typed[start:end])
    return SIGNS["measure"] in stretch or bool(_form("finite").search(_form("relative").sub("", stretch)))


def in_slot(result: Result, match: Match) -> tuple[list[Thing], int]:
    """What fills the slot of a cue, and where cue and slot end."""
    start, end = match.found.span()
    if "measure" in match.rule.fixed:
        named = Concept("measure", match.rule.fixed["measure"], known=False)
        return [Thing(Measure(start, end, named), True, True)], end
    match match.rule.options.get("slot"):
        case "after":
            return things(result, end)
        case "subject":
            return subject(result, start), end
    group = "measure" if match.has("measure") else "measures"
    return [_marked(result, match.found.start(group))], end


def _marked(result: Result, at: int) -> Thing:
    """The measure or event of a mark."""
    words = result.sentence.words(at, at + 1)
    if at in result.measures:
        said = polarity(words)
        return Thing(result.measures[at], result.measures[at].good if said is None else said, True)
    named = Concept("measure", tidy(words), known=False)
    return Thing(Measure(at, at + 1, named), False, True)
