"""What fills a slot of a verdict: whatever was longer, fewer or the same, however it is named.

"No difference in X, Y or Z" makes measures of X, Y and Z, be they in a list of measures or not: the clause says
so. A slot is read as a list of noun phrases, from a place forward, until a word that cannot belong to one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, partial

from kg.model import Concept
from kg.reading.marks import SIGNS
from kg.reading.measures import Measure, own, polarity, tidy
from kg.reading.patterns import one_of, table
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
    rf"as\s+well\s+as\b|relative\s+to\b|grades?\s{_NUMBERS}(?:\s?(?:or|to|and|[-–/])\s?{_NUMBERS})?|[a-z]\.[a-z]\.(?=\s[a-z])|[a-z0-9]+(?:[’'./–‑-][a-z0-9]+)*|[^\sa-z0-9]",
    re.IGNORECASE,
)
"""A word, a mark or another sign; "grade 3 or 4" is one."""
_KINDS = {sign: kind for kind, sign in SIGNS.items()}
_NAMES = frozenset({"measure", "event", "cancer", "target"})
_TREATMENTS = frozenset({"drug", "intervention"})
_FIGURED = re.compile(r"\s?\([^()]*\d[^()]*\)")
"""A bracket that holds a figure, which is no part of a name."""
_FIGURE = re.compile(
    rf"\s(?:an?\s(?:median|mean|average)\sof\s)?[{''.join(SIGNS[k] for k in ('number', 'duration', 'percent'))}]"
)
"""What no name goes on with: "survival from 12 months"."""
_JOINERS = frozenset("-–‑/")
STARTS = re.compile(r"(?:,|\band\b|\bor\b)\s", re.IGNORECASE)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(" ".join(table("things", name)).split())


form = partial(one_of, "things")
"""A table of `kg/rules/things.toml` as one pattern."""


class _List:
    """A list of noun phrases as it is read."""

    def __init__(self, given: bool = False) -> None:
        self.given = given
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
            return bool(re.search(r"(?:risk|ratio|score)s?$", self.last))
        if word == "leading":
            return bool(re.search(r"(?:events?|effects?|toxicit(?:y|ies)|reactions?)$", self.last))
        if word in ("from", "due", "to", "because", "attributed", "related"):
            return bool(form("goes_on").search(self.last))
        return False


def things(
    result: Result, at: int, stop: int | None = None, given: bool = False, acted_on: bool = False
) -> tuple[list[Thing], int]:
    """The list of things that begins at a place of the typed text, and where it ends; none ends where it begins.

    What was `given` ("more blood transfusions were needed") is a thing too. Behind a verb, whose objects are
    `acted_on`, a last one that has a verb of its own is the next clause's subject: "improved A, and B was stopped".
    """
    typed, limit = result.typed, len(result.typed) if stop is None else stop
    found, place, closing = _List(given), at, dict(result.brackets)
    while place < limit:
        token = _TOKEN.search(typed, place, limit)
        if token is None:
            break
        place = token.end()
        word = token.group()
        if word in "([":
            place = closing.get(token.start(), limit)
        elif word == ";" and typed[token.start() - 1 : token.start()] in (")", "]"):
            found.close()
        elif not _taken(result, found, token.start(), place, word.lower()):
            break
    found.close()
    items = _without_people(result, _without_subject(typed, found.items(), _FINITE if acted_on else _ACTIVE))
    end = items[-1][1] if items else at
    heads = _heads(result, items)
    made = [
        thing for (first, last), head in zip(items, heads, strict=True) if (thing := _thing(result, first, last, head))
    ]
    made = [_of_the_same(one, before) for one, before in zip(made, [None, *made], strict=False)]
    return _named_ones(result, made, end), end


_ACTIVE = re.compile(
    r"\s(?:(?:had|has|have)(?! been| also been)|(?:increas|decreas|reduc|improv|predict|experienc|show)ed"
    r"|did|can(?:not)?|may)\b"
)
_FINITE = re.compile(rf"{_ACTIVE.pattern}|\s(?:was|were|is|are|had|has|have)\b")


def _without_subject(typed: str, items: list[tuple[int, int]], verb: re.Pattern[str]) -> list[tuple[int, int]]:
    """The phrases of a list but a last one that is the next clause's subject: "of pain, and A increased …"."""
    cut = len(items) > 1 and "," in typed[items[-2][1] : items[-1][0]] and verb.match(typed, items[-1][1])
    return items[:-1] if cut else items


_PEOPLE = re.compile(
    r"(?:\s?[(\[][^()\[\]]{0,40}[)\]])?\s(?:patients|women|men|children|people|participants|survivors|individuals|adults)\b",
    re.IGNORECASE,
)


def _without_people(result: Result, items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The phrases of a list but a last one by whose disease people are called: "a benefit in goiter patients"."""
    if not items or not _PEOPLE.match(result.typed, items[-1][1]):
        return items
    kinds = {mark.kind for mark in result.sentence.marks_in(*items[-1])} & _NAMES
    return items[:-1] if kinds == {"cancer"} else items


def _heads(result: Result, items: list[tuple[int, int]]) -> list[int | None]:
    """Where the phrase ends whose head each may borrow: the next one, or what an adjective there borrows from."""
    heads: list[int | None] = [None] * len(items)
    for at in reversed(range(len(items) - 1)):
        start, end = items[at + 1]
        bare = form("adjective").match(_bare(result.sentence.words(start, end)))
        heads[at] = heads[at + 1] if bare and heads[at + 1] else end
    return heads


def _named_ones(result: Result, made: list[Thing], end: int) -> list[Thing]:
    """What "side effects, including X and Y" names too; where only some of a kind are told, they stand for it."""
    generic = bool(made) and bool(form("generic").match(made[-1].concept.name))
    found = form("including" if generic else "including_right_away").match(result.typed, end) if made else None
    if found is None:
        return made
    inner = things(result, found.end())[0]
    some = generic and inner and form("some").search(result.typed, 0, made[-1].measure.start)
    kept = made[:-1] if some else made
    return [*kept, *(thing for thing in inner if thing.marked)]


def _taken(result: Result, found: _List, start: int, end: int, word: str) -> bool:
    """Take a token into the list; False where it ends the list."""
    kind = _KINDS.get(word)
    if word == "," or word.startswith("as well") or word in ("and", "or", "nor", "&", "plus"):
        found.close(joined=word != ",")
        return True
    if word in _JOINERS:
        return True
    if kind is not None:
        if kind == "measure" and (found.open or found.begun) and form("verbs").match(result.sentence.words(start, end)):
            return False
        leads = kind == "intervention" and (found.begun or _leads_a_name(result, end))
        treated = kind in _TREATMENTS and (found.open or found.given or leads)
        if (kind in _NAMES or treated) and start not in result.arms:
            found.take(start, end, result.sentence.words(start, end).lower())
            return True
        return not found.open and (kind == "duration" or (kind == "number" and not found.begun))
    if not word[0].isalnum() or word.startswith("relative "):
        return False
    if word in _words("slot_skips"):
        return not found.open or found.last in ("of", "for") or word not in ("the", "a", "an", "their", "its")
    if word == "of" or (word in ("in", "on", "for") and not found.open):
        if found.open:
            found.take(start, end, word)
        return True
    compound = found.open and result.typed[start - 1 : start] in _JOINERS
    if word in _words("slot_ends") and not compound and (not found.goes_on(word) or _FIGURE.match(result.typed, end)):
        return False
    found.take(start, end, word)
    return True


def _leads_a_name(result: Result, end: int) -> bool:
    """Whether a treatment is the first word of a thing's name: "chemotherapy dose reductions"."""
    found = _TOKEN.match(result.typed, end + 1) if result.typed[end : end + 1] == " " else None
    word = found.group().lower() if found else ""
    named = _KINDS.get(word) in _NAMES
    plain = word[:1].isalpha() and word not in _words("slot_ends") | _words("slot_skips") | {"and", "or", "of"}
    return named or plain


def _bare(words: str) -> str:
    """A thing's words without how it was counted: "the risk of X" and "X risk" are X."""
    plain = form("slot_tails").sub("", form("slot_leads").sub("", words)).removeprefix("both ")
    return tidy(
        re.sub(r"\b(?:returning|coming back|recurring)$", "recurrence", re.sub(r"^dying\b", "death", plain))
    ).replace("toxicities", "toxicity")


def _thing(result: Result, start: int, end: int, head: int | None = None) -> Thing | None:
    """A phrase as a thing: by a measure's usual name where it holds one, else in its own words.

    An adjective alone borrows the head of the next phrase, which ends at `head`: "surgical and pathologic response".
    """
    known = [m for at, m in sorted(result.measures.items()) if start <= at < end]
    usual = [m for m in known if m.concept.known]
    if len(usual) > 1 and form("further").match(result.typed[usual[0].end :]):
        usual = usual[1:]
    kinds = {mark.kind for mark in result.sentence.marks_in(start, end)} & _NAMES
    words = _FIGURED.sub("", result.sentence.words(start, end))
    if head is not None and (not kinds or form("adjective").match(_bare(words))):
        rest = STARTS.sub("", result.sentence.words(end, head))
        if _borrows(_bare(words), rest):
            words, kinds, usual = f"{words} {rest.split()[-1]}", {"measure"}, []
    if kinds & {"event", "cancer"}:
        words = words.removesuffix(" cases")
    if kinds & {"event", "cancer"} and (lead := form("event_leads").match(words)):
        words, usual = words[lead.end() :], [m for m in usual if m.start > start]  # "adverse events of cataracts"
    named = usual[0].concept if usual and not _made_another(result, start, usual[0], end) else own(_bare(words))
    if not kinds and (len(_bare(words).split()) > 5 or form("not_things").search(words)):
        return None
    if words.casefold() in _EXTENTS and _KINDS.get(result.typed[end + 1 : end + 2]) in {"arm", *_TREATMENTS}:
        return None  # of what was done
    never = form("never_things")
    if (
        not named.name
        or never.search(words)
        or never.search(named.name)
        or form("before_baseline").search(result.typed, 0, start)
    ):
        return None
    harm = bool(kinds & {"event", "cancer"}) or any(m.harm for m in known)
    measure = Measure(start, end, named, bool(known) and known[0].predicate, harm)
    if kinds & {"event", "cancer"} and not usual:
        return Thing(measure, bool(form("gains").search(words)), True)
    said = polarity(words)
    return Thing(measure, measure.good if said is None else said, bool(kinds))


_EXTENTS = frozenset({"complete", "partial", "total"})
"""How far a treatment went, where one stands right behind."""


def _borrows(words: str, rest: str) -> bool:
    """Whether an adjective or a bare noun has its head in the next phrase: "platelet and neutrophil recovery"."""
    if _FARES.fullmatch(words):
        return False
    if form("adjective").match(words):
        return True
    if _MORE_OR_LESS.match(rest):
        return False
    bare = len(words.split()) == 1 and len(rest.split()) > 1 and words[1:].islower()
    return (
        bare and bool(form("shared_heads").match(rest.rsplit(maxsplit=1)[-1])) and not form("shared_heads").match(words)
    )


_FARES = re.compile(r"(?:[a-z-]+ )?(?:prognosis|outcomes?)")
"""A phrase that lends its head to none and borrows none."""
_MORE_OR_LESS = re.compile(r"(?:faster|slower|quicker|better|worse|earlier|later|longer|shorter|milder|lower|higher)\b")
"""A phrase that begins so lends its head to none before it: "fewer complications and faster recovery"."""


def _of_the_same(one: Thing, before: Thing | None) -> Thing:
    """A bare quality with what the quality before it is of: "hot flash frequency and severity"."""
    words = before.concept.name.split() if before else []
    if len(words) < 2 or not (form("same_thing").match(one.concept.name) and form("same_thing").match(words[-1])):
        return one
    named = own(" ".join([*words[:-1], one.concept.name]))
    return replace(one, measure=replace(one.measure, concept=named), good=before.good if before else one.good)


def _made_another(result: Result, start: int, measure: Measure, end: int) -> bool:
    """Whether the words around a measure make another of it: "duration of response", "stopping because of toxicity"."""
    before = result.typed[start : measure.start]
    lasts = form("lengths").search(before) and not measure.timed
    return bool(lasts or form("caused").search(result.typed, start, end))
