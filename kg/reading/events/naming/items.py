"""Lists of untoward events: "fever, dizziness, and pain in the joints".

Each item of a list that is announced as side effects is an event, whatever its words, as long as it reads as
a name; of other lists only what has an event's form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Concept
from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.events.naming.names import (
    ADJECTIVE,
    COUNTED_AHEAD,
    GRADE,
    LEADS,
    NO_EVENT,
    Item,
    by_form,
    form,
    grade_of,
    graded,
    plain_name,
    with_head,
)
from kg.reading.events.naming.wording import is_name, name_end
from kg.reading.marks import SIGNS, any_sign
from kg.reading.patterns import pattern

Severity = tuple[str, bool | None]
"""A grade ("" where none is given) and whether it is serious."""

SEPARATOR = re.compile(
    r"\s?,\s?(?:and/or\s|and\s|or\s|as well as\s|followed by\s|but also\s|including\s|such as\s)?"
    r"|\s(?:and/or|and|or|as well as|followed by|along with|plus)\s|\s?/\s?|\s?;\s?(?:and\s)?"
)
_SKIP = re.compile(rf"\([^()]{{0,200}}\)|\[[^\]]{{0,60}}\]|{GRADE}|[^\W\d_]+/[^\W\d_]+(?= cell)", re.IGNORECASE)
WHERE = (
    r"\s?,\s(?:predominantly|mainly|mostly|primarily|usually|generally|particularly|especially|typically)"
    r"\s(?:on|in|of|over|at|around)\s[^,;.():]{3,60}?(?=\s?[(\[,;.])"
)
"""Behind an event, where it was felt or of what kind it was: "a rash, predominantly on the face"."""
_RELATIVE = re.compile(
    rf"{WHERE}(?:\s?\([^()]{{0,200}}\))?|\s?,\s(?:which|that)\s[^,;.]{{0,40}}(?:{SIGNS['percent']}|{SIGNS['count']})[^,;.]{{0,60}}"
)
LONGEST = 240
"""Code points of an item with its bracket; what is longer is no item of a list."""


@once_a_sentence
def listed(
    sentence: Sentence, start: int, inherited: Severity | None, strict: bool = False, limit: int = 0
) -> tuple[Item, ...]:
    """The events of a list, two that "or" joins among three and more as one: "anemia, fatigue or asthenia, and pain".

    Arguments are those of `_listed`.
    """
    found = list(_listed(sentence, start, inherited, strict, limit))
    commas = found and re.search(r",|\sand\s", sentence.typed[found[0].end : found[-1].start])
    kept: list[Item] = []
    for item in found:
        either = kept and _ALTERNATIVE.fullmatch(sentence.typed, kept[-1].end, item.start)
        if len(found) > 2 and commas and either and (kept[-1].grade, kept[-1].serious) == (item.grade, item.serious):
            name = Concept("event", plain_name(sentence.words(kept[-1].start, item.end)), known=False)
            kept[-1] = replace(kept[-1], end=item.end, event=name, stop=item.stop)
        else:
            kept.append(with_head(sentence, kept[-1], item) if kept else item)
    return tuple(kept)


_ALTERNATIVE = re.compile(r"\sor\s")
_BUT_NO = re.compile(r"\bbut\s(?:no|not|more|less|fewer|higher|lower|greater)\b")
"""Behind the last event of a list, what was otherwise: "more rash but no difference in fractures or falls"."""
_CONTRARY = re.compile(r"(?:although|though|while|whereas|but|however|because|since)\b")
"""What begins another clause, whose events are told of otherwise."""


def _goes_no_further(text: str, at: int, stop: int, first: bool) -> bool:
    """Whether what is no event ends a list: another clause, what explains the item before, or a lone first word."""
    return bool(_ASIDE.match(text, at) or _CONTRARY.match(text, at) or (first and not _COMMA.match(text, stop)))


def _listed(sentence: Sentence, start: int, inherited: Severity | None, strict: bool, limit: int) -> Iterator[Item]:
    """The events of a list that begins at `start` of the typed text, until something that is none.

    Args:
        sentence: where the list stands.
        start: its beginning.
        inherited: the severity that its announcement gives to all items.
        strict: take only what is known by form (the words before do not announce side effects as such).
        limit: where the list must end; 0 where the sentence does.

    """
    text, at, misses = sentence.typed, start, 0
    end = limit or len(text)
    while at < end:
        item, stop = _next(sentence, at, end, inherited, strict)
        if item is None:
            misses += 1
            if misses > 1 or strict or _goes_no_further(text, at, stop, first=at == start):
                return
        else:
            if not _is_heading(sentence, item, stop):
                yield item
            tail = text[item.stop : max(item.stop, _body_end(text, at, stop))]
            if _GROUP.search(tail) or _BUT_NO.search(tail):
                return
            if at == start or inherited:
                inherited = _passed_on(sentence, at, item) or inherited
            strict = strict or bool(tail and not _IN_PEOPLE.match(tail))
        following = _following(text, stop)
        if following is None or stop >= end:
            return
        at = following


def _is_heading(sentence: Sentence, item: Item, stop: int) -> bool:
    """Whether an item only names a kind of events, which the list goes on to tell: "skin problems, including rash"."""
    kind = _KIND.search(sentence.words(item.start, item.end))
    if kind and kind.group() == "events" and _ends_formed(sentence.typed, item.start, item.end - len(" events")):
        return False  # "intracranial bleeding events" are told, whatever they include
    return kind is not None and bool(_TOLD_APART.match(sentence.typed, max(stop, item.stop)))


_KIND = re.compile(r"(?:effects|events|disorders|problems|reactions|toxicities|symptoms|complications|issues|changes)$")
_TOLD_APART = re.compile(r"\s?,\s(?:including|such as|in particular|e\.g\.)\b")
_ASIDE = re.compile(r"(?:which|that|who)\s(?:is|are|was|were|can|may)\b")
"""What explains the item before it and is no further one: "fatigue, which is feeling tired or worn out"."""


def _next(sentence: Sentence, at: int, end: int, inherited: Severity | None, strict: bool) -> tuple[Item | None, int]:
    """The event of the item that begins at a place, if it names one, and where what was read of it ends."""
    stop = _item_end(sentence.typed, at, min(end, at + LONGEST))
    shared = _sharing(sentence, (at, stop), end, inherited, strict)
    return shared or (_item(sentence, at, stop, inherited, strict), stop)


def _following(text: str, stop: int) -> int | None:
    """Where the next item begins behind the end of one and what is told aside of it; None where the list ends."""
    aside = _RELATIVE.match(text, stop) or _COUNTED.match(text, stop)
    joined = SEPARATOR.match(text, aside.end() if aside else stop)
    return joined.end() if joined else None


_COUNTED = re.compile(rf"\s?,\s{SIGNS['percent']}(?=\s?[;,]|\sand\s)")
"""Behind an event, its share, which is no item of the list: "rash, | 12%, | fever, 8%, and cough, 4%"."""
_IN_PEOPLE = re.compile(rf"\s(?:in|among)\s{any_sign('count', 'percent')}")
"""Behind an event, in how many: the list goes on behind it."""


def _passed_on(sentence: Sentence, at: int, item: Item) -> Severity | None:
    """The grade that stands before an item and so holds for those behind it too."""
    told = grade_of(sentence.words(at, item.start)) if at < item.start else None
    return told if told and told[0][:1] in tuple("12345>") else None


_GROUP = re.compile(rf"{any_sign('drug', 'intervention')}|\b(?:arms?|groups?)\b")
"""Behind an event, whose it is: what follows is told of another."""
_COMMA = re.compile(r"\s?,\s(?:and\s)?(?=[a-z\ue000-\uf8ff])")
"""Behind something that is no event and begins a list, another item."""


def _item_end(text: str, at: int, end: int) -> int:
    """Where an item ends: at the next separator outside brackets and grades, or the clause's end."""
    while at < end:
        skipped = _SKIP.match(text, at)
        if skipped and skipped.end() > at:
            at = skipped.end()
            continue
        if SEPARATOR.match(text, at) or text[at] in ".:—()\n":
            return at
        at += 1
    return end


def _body_end(text: str, at: int, stop: int) -> int:
    """Where the item's words end, a bracket behind them and blanks left out."""
    return at + len(re.sub(r"[\s”\"]*(?:\([^()]*\)[\s”\"]*)*$", "", text[at:stop]))


def _item(sentence: Sentence, at: int, stop: int, inherited: Severity | None, strict: bool) -> Item | None:
    """The event that an item names, or None where it reads like no name."""
    text = sentence.typed
    begin, severity = _led(sentence, at, stop, inherited)
    end = name_end(text, begin, _body_end(text, begin, stop))
    if end <= begin:
        return None
    known = form().match(text, begin, stop)
    end = max(end, known.end()) if known else end
    whole = known is not None and known.end() == end
    if strict and not whole and not _ends_formed(text, begin, end):
        return None
    if (not whole and not is_name(text[begin:end])) or NO_EVENT.match(sentence.words(begin, end)):
        return None
    made = graded(sentence, begin, end, severity)
    glossed = None if whole and not text.startswith((" called ", " known as "), end) else _gloss(sentence, end, stop)
    return replace(made, event=glossed.event, stop=glossed.end + 1) if glossed else made


def _sharing(
    sentence: Sentence, place: tuple[int, int], end: int, inherited: Severity | None, strict: bool
) -> tuple[Item, int] | None:
    """The event of an adjective whose head the next item lends, and where what was read of it ends.

    "Hepatic and ocular damage" is two events, "irregular or rapid heart rate" is one.
    """
    text, (at, stop) = sentence.typed, place
    joined = _EITHER.match(text, stop, end)
    begin, severity = _led(sentence, at, stop, inherited)
    changed = _CHANGED.match(text, begin, stop)
    bare = changed.end() if changed else begin
    if joined is None or form().match(text, begin, stop) or not ADJECTIVE.fullmatch(text, bare, stop):
        return None
    next_stop = _item_end(text, joined.end(), min(end, joined.end() + LONGEST))
    following = _item(sentence, joined.end(), next_stop, severity, strict)
    head = _head(sentence.words(following.start, following.end)) if following else ""
    if following is None or not head:
        return None
    grade, serious = severity or ("", None)
    one = changed is not None or joined.group().strip() == "or"
    name = sentence.words(begin, following.end) if one else f"{text[begin:stop]} {head}"
    event = Concept("event", plain_name(name), known=False)
    last, stop = (following.end, next_stop) if one else (stop, stop)
    return Item(begin, last, event, grade, serious, last), stop


def _head(name: str) -> str:
    """What a name lends to an adjective before it: its words behind the first, from the first adjective on.

    >>> _head("lower respiratory infections"), _head("connective tissue disorders"), _head("ocular damage")
    ('respiratory infections', 'disorders', 'damage')
    """
    words = name.split()[1:]
    while len(words) > 1 and not ADJECTIVE.fullmatch(words[0]):
        words = words[1:]
    return " ".join(words)


_EITHER = re.compile(r"\s(?:and|or|and/or)\s")


def _gloss(sentence: Sentence, end: int, stop: int) -> Item | None:
    """The event that a bracket behind a name is: "itchy skin (pruritus)", "a drop in platelets known as …"."""
    found = _GLOSS.match(sentence.typed, end, stop)
    known = next(by_form(sentence, found.start("name"), found.end("name")), None) if found else None
    return known if known and found and known.end == found.end("name") else None


_GLOSS = re.compile(
    r"[^,;()]{0,60}?\s(?:\((?:or |called |known as )?|(?:known as|called)\s)(?P<name>[^(),;.]{1,40})(?=[).]|$)"
)


def _led(sentence: Sentence, at: int, stop: int, inherited: Severity | None) -> tuple[int, Severity | None]:
    """Where an item's name begins behind its articles and adjectives, and the severity they give."""
    text, severity = sentence.typed, inherited
    changed: int | None = None
    if counted := _COUNT_AHEAD.match(text, at, stop):
        at = counted.end()  # "5 (11%) neutropenia"
    while lead := _GRADE_LEAD.match(text, at, stop) or LEADS.match(text, at, stop):
        if (known := form().match(text, at, stop)) and known.end() > lead.end():
            break  # "increased" is part of "increased creatinine"
        severity = grade_of(sentence.words(at, lead.end())) or severity
        changed = at if _CHANGED.match(lead.group()) else changed if _ARTICLE.fullmatch(lead.group()) else None
        at = lead.end()
    if changed is not None and not form().match(text, at, stop):
        return changed, severity  # a mere change of something that is no event in itself
    while at < stop and text[at] in " “\"‘'":
        at += 1
    return at, severity


_ARTICLE = re.compile(r"(?:an?|the)\s")
_CHANGED = re.compile(
    r"(?i)(?:increased|decreased|reduced|elevated|raised|less|fewer|lower|increases? in|an increase in)\s"
)
_COUNT_AHEAD = pattern(COUNTED_AHEAD)
"""A number with its share before an event in a list: "5 (11%)" of "including 5 (11%) neutropenia"."""


def _ends_formed(text: str, begin: int, end: int) -> bool:
    """Whether a name ends with an event's form ("recurrent urinary infections")."""
    return any(m.end() == end for m in form().finditer(text, begin, end))


_GRADE_LEAD = re.compile(rf"(?i)(?:{GRADE})\s")
