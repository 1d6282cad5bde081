"""For whom a sentence's results hold: those whom its clause names, or the sentences before it (`people_beside.py`)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from kg.model import Arm, Span
from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.context import lead_in
from kg.reading.marks import any_sign
from kg.reading.patterns import pattern
from kg.reading.results.figures.people.people_beside import is_cut, is_everybody
from kg.reading.results.view import Result, words


def population(result: Result, at: int | None = None) -> str | None:
    """For whom a sentence's results hold, in its words; None where it does not say."""
    place = place_of(result, at)
    said = words("share_of").sub("", result.sentence.words(*place)) if place else None
    return result.carried or said if said and said.startswith(("this ", "that ")) else said


def place_of(result: Result, at: int | None = None, but: Sequence[Span] = ()) -> tuple[int, int] | None:
    """Where those stand for whom a sentence's results hold, but who stand at some places of its passage.

    Where a figure's place is given, what another clause says does not hold for it, unless the sentence begins so, and
    of two that its clause names the last one before it holds. A row tells of several people, and none of them of all.
    """
    if at is None and result.sentence.passage.block == "row":
        return None
    low, high = (0, len(result.typed)) if at is None else clause_of(result, at, at)
    told = [
        _whom(found)
        for found in _described(result)
        if (found.start() == 0 and not _turns(result, found, at)) or low <= found.start() < high
        if at is not None or not words("condition").match(found.group())
    ]
    told = [s for s in told if (at is None or _is_told_of(result, s, at)) and not _is_at(result, s, but)]
    before = [span for span in told if at is not None and span[0] < at]
    limited = (span for span in _limited(result, low, high, at) if not _is_at(result, span, but))
    chosen = before[-1:] or told[:1] or list(limited)
    return _up_to_the_result(result, *chosen[0]) if chosen else None


def clause_of(result: Result, start: int, end: int) -> tuple[int, int]:
    """Where the clause of a stretch begins and ends; not in a bracket behind it before "in the A arm"."""
    bounds = [m.span() for m in result.sentence.finditer(words("clause_end"))]
    low = max((after for _, after in bounds if after <= start), default=0)
    whole = [b for b in result.brackets if not b[0] < start < b[1] and _IN_AN_ARM.match(result.typed, b[1])]
    behind = (at for at, _ in bounds if at >= end and not any(b[0] < at < b[1] for b in whole))
    return low, min(behind, default=len(result.typed))


_IN_AN_ARM = pattern(r"\s(?:(?:months|years|weeks)\s)?(?:in|with|for|on|among)\s(?:the\s)?{arm}", "outcomes")


def _up_to_the_result(result: Result, start: int, end: int) -> tuple[int, int] | None:
    """The words for people without what no comma parts from them: a result ("whose disease had X | OS was"), an arm.

    None where they say no more without it who the people are: "those who engaged in | A".
    """
    found = words("result_begins").search(result.typed, start, min(end + 40, len(result.typed)))
    end = found.start() if found and start < found.start() < end else end
    given = words("arm_begins").search(result.typed, start, end) if result.arms else None
    if given is None and end + 1 not in result.arms and not words("who_got").match(result.typed, end + 1):
        return start, end
    said = words("left_over").sub("", result.between(start, given.start() if given else end))
    return (start, start + len(said)) if " " in said else None


def led_by(result: Result) -> str | None:
    """Those whom a sentence begins with, in its words, where it turns to no others."""
    led = [found for found in _described(result) if not found.start() and words("led_with").match(found.group())]
    told = _whom(led[0]) if led and not _turns(result, led[0], None) else None
    return result.sentence.words(*told) if told else None


def of_all(result: Result) -> str | None:
    """For whom all holds that a sentence tells: those whom it begins with, else the only people it names."""
    places = [found.start() for found in result.sentence.finditer(words("folk"))]
    place = place_of(result)
    if place and place[0] > _LEAD and words("subordinate").match(result.typed):
        return None
    if place is None or (place[0] > _LEAD and any(not place[0] <= at < place[1] for at in places)):
        return None
    return result.sentence.words(*place)


_LEAD = 16
"""Code points that may stand before people with whom a sentence begins: "However, among the"."""


def _is_told_of(result: Result, span: tuple[int, int], at: int) -> bool:
    """Whether what stands at a place may be told of people before it or behind it."""
    if span[0] < at:
        return not (words("subordinate").match(result.typed) and span[1] < result.typed.find(",") < at)
    lead = words("in_these").search(result.typed, 0, span[0])
    if lead and _is_no_limit(result, lead.start()):
        return False
    return _is_of_same(result, at, span[0]) and not words("their_verb").match(result.typed, span[1])


def beside(result: Result, at: int, others: Iterable[Span]) -> str | None:
    """For whom what stands at a place of a passage holds, but those who stand at other places of it."""
    place = place_of(result, bisect_right(result.sentence.starts, at) - 1, tuple(others))
    return result.sentence.place(*place).of(result.sentence.passage.text).strip() if place else None


def _is_at(result: Result, people: tuple[int, int], places: Sequence[Span]) -> bool:
    """Whether people stand at one of some places of the passage."""
    span = result.sentence.place(*people)
    return any(span.start < other.end and other.start < span.end for other in places)


def _turns(result: Result, told: re.Match[str], at: int | None) -> bool:
    """Whether a sentence turns to others behind those whom it begins with, or to another subject than they are."""
    turns = words("led_with").match(told.group()) is None and words("other_subject").search(
        result.typed, told.end(), at or told.end()
    )
    return bool(turns or words("turns").search(result.typed, told.end(), len(result.typed) if at is None else at))


def _described(result: Result) -> list[re.Match[str]]:
    """Where a sentence describes people, whole: not "those who inhaled" before what that was."""
    described = [(one, one.groupdict().get("doing")) for one in _found(result.sentence)]
    return [
        one
        for one, doing in described
        if not (doing and (_goes_on(result, one) or is_everybody(result.sentence, one.start("doing"))))
        and not is_cut(result.sentence.words(*_whom(one)))
    ]


def _goes_on(result: Result, found: re.Match[str]) -> bool:
    """Whether what stands behind people is a part of what they did, and no arm of theirs: "who used | A"."""
    end = found.end("doing") + 1
    return end in result.arms and not words("who_got").match(result.sentence.words(end, end + 1))


@once_a_sentence
def _found(sentence: Sentence) -> list[re.Match[str]]:
    """Where a sentence describes people."""
    found = [m for m in sentence.finditer(words("population")) if not m["counted"] or _is_part(sentence, m)]
    led = None if found and not found[0].start() else words("led").match(sentence.typed)
    return [led, *found] if led and _is_led_part(sentence, led) else found


def _is_led_part(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether those with whom a sentence begins are a part of a study's people, and no arm."""
    said = found["led"]
    if "arm" in sentence.kinds and _ARM.search(said) and not said.endswith(" users"):
        return False
    return not any(words("no_part").search(one) for one in (said, sentence.words(*found.span("led"))))


_ARM = re.compile(any_sign("arm"))


def _whom(found: re.Match[str]) -> tuple[int, int]:
    """Where the people of a description stand: at its first group that took part, up to what is told of them."""
    start, end = next(found.span(group) for group, named in found.groupdict().items() if named)
    alone = words("up_to_verb").match(found.string, start, end)
    return start, alone.end() if alone else end


def _is_part(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether a number with its people says which of a study's they are: "the ten low-risk patients"."""
    return not words("plain_count").match(sentence.words(*found.span()))


def _limited(result: Result, low: int, high: int, at: int | None) -> list[tuple[int, int]]:
    """Where a clause names people who are not all of a study's by how they are described: behind a place, else before.

    Those before a place hold for it where they lead the clause, or no comma parts them from it.
    """
    found = [
        m.span("p" if m["p"] else "p2")
        for m in result.sentence.finditer(words("limited"))
        if low <= m.start() < high and not _is_no_limit(result, m.start(), low)
    ]
    found = [span for span in found if not is_everybody(result.sentence, span[0])]
    behind = [span for span in found if at is None or (span[0] > at and _is_of_same(result, at, span[0]))]
    before = [span for span in found if at is not None and span[0] < at and _holds_on(result, span, at)]
    return behind[:1] or before[-1:]


def _is_no_limit(result: Result, at: int, low: int = 0) -> bool:
    """Whether what stands before people makes them those of a whole study, or sides of a contrast."""
    return bool(words("no_limit").search(result.typed, max(low, at - 70), at))


def _is_of_same(result: Result, at: int, people: int) -> bool:
    """Whether people behind a place stand in its clause, and in no bracket of their own."""
    return not (result.enclosed(people, at) or words("elsewhere").search(result.typed, at, people))


def _holds_on(result: Result, span: tuple[int, int], at: int) -> bool:
    """Whether people before a place are those of what stands there: "that, among women with X, A | reduced"."""
    if any(words(kind).search(result.typed[:at], span[1]) for kind in ("other_subject", "in_others")):
        return False
    return "," not in result.between(span[1], at) or bool(words("clause_leads").search(result.typed, 0, span[0]))


def of_others(said: str | None, arm: Arm | None) -> str | None:
    """The people for whom a result holds, where they are not just those who got the arm that it is told of."""
    given = words("by_what_given").search(said) if said and arm is not None else None
    if said is None or arm is None or given is None:
        return said
    behind = said[given.end() :].casefold()
    return None if any((c.said or c.name).casefold() in behind for c in arm.interventions) else said


BACK = 3
"""Sentences of one paragraph that may stand between a part of the people and what is told of it."""


def carried(result: Result, sentences: Sequence[Sentence]) -> str | None:
    """The part of a study's people whom the sentences right before one tell of, in their words; None where all are.

    "A subgroup analysis of 87 patients who … was performed. Median survival was 15 months with A and 10 with B." So do
    those of the item of a list under which one stands: "For high-risk patients, A was better: | • Survival was …".
    """
    sentence = result.sentence
    if sentence.passage.block not in ("bullet", "paragraph"):
        return None
    this = sentence.index and sentence.search(words("this_part"))
    if this and (counted := _counted(sentence, sentences[sentence.index - 1])):
        return counted
    if not this and (sentence.search(words("not_carried")) or words("of_safety").search(sentence.text)):
        return None
    return _of_paragraph(sentence, sentences) or _of_item(sentence, sentences)


def _of_paragraph(sentence: Sentence, sentences: Sequence[Sentence]) -> str | None:
    """The part of the people whom the sentences right before one tell of, in its paragraph."""
    for before in reversed(sentences[max(0, sentence.index - BACK) : sentence.index]):
        if before.passage is not sentence.passage:
            return None
        if before.index and before.search(words("this_part")):
            return _counted(before, sentences[before.index - 1])
        if whom := _announced(before):
            return whom
        if before.index == sentence.index - 1 and sentence.search(words("goes_on")) and (led := _led(before)):
            return led
        if before.search(words("not_carried")):
            return None
    return None


def _announced(sentence: Sentence) -> str | None:
    """The part of the people of whom a sentence announces what follows, in its words."""
    found = sentence.search(words("carried"))
    whom = sentence.words(*_whom(found)) if found else None
    return None if whom is None or words("some_of").match(whom) or _got(whom) else whom


def _of_item(sentence: Sentence, sentences: Sequence[Sentence]) -> str | None:
    """The part of the people whom the item of a list tells of, under which that of a sentence stands."""
    depth = sentence.passage.depth
    if not depth:
        lead = lead_in(sentences, sentence)
        return (_announced(lead) or _led(lead)) if lead else None
    for before in reversed(sentences[: sentence.index]):
        if before.passage.path != sentence.passage.path:
            return None
        if before.passage.block == "bullet" and before.passage.depth < depth:
            if whom := _announced(before) or _led(before):
                return None if whom[0].isdigit() else whom
            depth = before.passage.depth if before.span.start == 0 else depth
    return None


def _led(sentence: Sentence) -> str | None:
    """The part of a study's people with whom a sentence begins, where it tells of no others."""
    places = list(map(_whom, _found(sentence)))
    if len(places) != 1 or any(sentence.search(words(kind)) for kind in ("other_subject", "turns")):
        return None
    if places[0][0] > _LEAD or not words("led_with").match(sentence.typed) or sentence.typed.startswith("Of "):
        return None
    said = sentence.words(*places[0])
    some = words("some_of").match(said) or said.endswith((" group", " arm"))
    return None if some or is_everybody(sentence, places[0][0]) or _got(said) else said


def _got(people: str) -> bool:
    """Whether people are told by what they were given."""
    return bool(words("by_what_given").search(people)) and " not " not in people


def _counted(sentence: Sentence, before: Sentence) -> str | None:
    """The part that the sentence before one counts, by what it was like: "in this subset", of patients who had X."""
    found = before.search(words("counted_part")) if before.passage is sentence.passage else None
    return f"patients who {before.words(*found.span('did'))}" if found else None
