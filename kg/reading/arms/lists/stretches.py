"""Where a sentence that sets treatments against each other is cut: at "or", at groups' letters, numbers, commas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import CONTROLS
from kg.reading.arms.lists.splitting import LABEL, Stretch, between_cuts, count_up, split_at_joined, split_at_numbers
from kg.reading.arms.wording.kinds import TREATED, is_kind
from kg.reading.arms.wording.treatments import TREATMENTS, arm_words, phrases
from kg.reading.patterns import pattern
from kg.reading.text.brackets import unbracketed


def list_end(sentence: Sentence, start: int) -> int:
    """Where a list of treatments that begins at a place of the typed text ends."""
    text = unbracketed(sentence.typed, start, min(len(sentence.typed), start + LONGEST_LIST))
    named = TREATED.search(text)
    end = arm_words("list_end").search(text, named.start() if named and ":" in text[: named.start()] else 0)
    stop = end.start() if end else len(text)
    tail = arm_words("list_tail").search(text)
    if tail and not _is_again(sentence, start, start + tail.start("tail"), start + stop):
        stop = min(stop, tail.start("tail"))
    return start + stop


def _is_again(sentence: Sentence, start: int, tail: int, stop: int) -> bool:
    """Whether a list goes on with what one of its arms gets alone: "A alone or B and C, followed by A"."""
    said, behind = (sentence.marks_in(low, high, *TREATMENTS) for low, high in ((start, tail), (tail, stop)))
    alone = bool(behind) and " or " not in sentence.typed[tail:stop]
    return alone and {m.concept for m in behind} <= {m.concept for m in said}


LONGEST_LIST = 900
"""Code points in which a list of treatments ends."""
_CHOICE = pattern("{choice}", "arms")
_FIRST_NUMBER = pattern(
    r"(?:[(]\s?|(?<=[:;,]\s)|(?<=\band\s)|(?<=\bor\s))(?P<item>{number}|[a-e]|i{1,3}|iv)\s?[)]\s", "arms"
)


def choices_of(sentence: Sentence, start: int, end: int) -> list[Stretch]:
    """Where one alternative leaves a choice: "chemotherapy with either A or B", "one of two other drugs, A or B"."""
    found = [m for m in _CHOICE.finditer(sentence.typed, start, end) if _is_class(sentence, m.start())]
    found += pattern("{one_of_several}", "arms").finditer(sentence.typed, start, end)
    return [m.span() for m in found if not _of_control(sentence, m.end() - 1)]


def _of_control(sentence: Sentence, at: int) -> bool:
    """Whether a treatment is a placebo or the like, which nobody chooses: "chemotherapy with A plus B or placebo"."""
    mark = sentence.marks_in(at, at + 1, *TREATMENTS)
    return bool(mark and mark[0].concept.name in CONTROLS)


def _is_class(sentence: Sentence, at: int) -> bool:
    mark = sentence.marks_in(at, at + 1, *TREATMENTS)
    return bool(mark and (is_kind(mark[0].concept.name) or mark[0].concept.name == "investigator's choice"))


def stretches(sentence: Sentence, start: int, end: int, choices: Sequence[Stretch]) -> list[Stretch]:
    """The range in stretches of one alternative each: by numbers, by the groups' letters, else by "or" and the like."""
    text = unbracketed(sentence.typed, start, end)
    numbered = _numbered(sentence, start, text)
    if len(numbered) > 1:
        items = list(pairwise([*numbered, end]))
        return _of_questions(sentence, items) or items
    letters = [start + m.start() for m in LABEL.finditer(text)]
    first = TREATED.search(text)
    if len(letters) > 1 and (first is None or letters[0] < start + first.start()):
        begins = [_sized_from(sentence, at, start) for at in letters]
        return [_without_cut(sentence, *stretch) for stretch in pairwise([*begins, end])]
    if not choices and (sized := split_at_numbers(sentence, start, end)):
        return sized
    cuts = [(start + m.start(), start + m.end()) for m in arm_words("alternatives").finditer(text)]
    cuts = [c for c in cuts if not any(low <= c[0] < high for low, high in choices)]
    cuts = [c for c in cuts if not _of_the_past(sentence, start, c)]
    cuts = [c for c in cuts if not _BETWEEN_DOSES.match(sentence.typed, max(start, c[0] - 1), end)]
    cuts = [c for i, c in enumerate(cuts) if not (i and _of_a_choice(sentence, cuts[i - 1], c))]
    cuts = [c for c in cuts if not _OF_TWO_NAMES.match(sentence.typed, c[1], end)]
    return _in_doses(sentence, _listed(sentence, between_cuts((start, end), 0, cuts)))


def _numbered(sentence: Sentence, start: int, text: str) -> list[int]:
    """Where each item of a list begins that counts its items from the first: "(1) A, (2) B", "a) A; b) B"."""
    typed = sentence.typed[start : start + len(text)]
    found = [m for m in _FIRST_NUMBER.finditer(typed) if typed[m.start()] == "(" or text[m.start()] != "\0"]
    said = [sentence.words(*(start + at for at in m.span("item"))) for m in found]
    return [start + m.start() for m in found] if count_up(said) else []


def _in_doses(sentence: Sentence, made: list[Stretch]) -> list[Stretch]:
    """With a stretch cut at the commas before further doses of its one treatment: "no A, A 5 mg, 10 mg | or 15 mg"."""
    begun = pattern(r"\s?(?:to\s)?{dose}", "arms")
    last = next((i for i, part in enumerate(made[1:]) if begun.match(sentence.typed, *part)), None)
    if last is None:
        return made
    text = unbracketed(sentence.typed, *made[last])
    parts = between_cuts(made[last], made[last][0], [m.span("comma") for m in _NEXT_DOSE.finditer(text)])
    named = phrases(sentence, *made[last])
    if len(named) != 1 or (len(parts) > 1 and TREATED.search(sentence.typed, parts[0][1], made[last][1])):
        return made
    return [*made[:last], *parts, *made[last + 1 :]]


_NEXT_DOSE = pattern(r"(?P<comma>,\s)(?={dose}|{number}(?:,|\s?$))", "arms")
"""A comma before a dose, or before a number that takes its unit from the next: "A 5, | 10, or 15 mg"."""
_BETWEEN_DOSES = pattern(
    r"{number}\sor\s{dose}(?:,?\s(?:{often}|{route}|a|per|day))*\s(?:in\scombination\s)?(?:with|plus)\s", "arms"
)
"""A choice of doses of what is given with another treatment: "A 5 | or | 10 mg daily with B"."""


def _of_questions(sentence: Sentence, items: Sequence[Stretch]) -> list[Stretch]:
    """The sides of numbered comparisons: "(1) A versus B, and (2) C versus D"; [] where any item is none."""
    sides: list[Stretch] = []
    for low, high in items:
        cut = _VERSUS.search(unbracketed(sentence.typed, low, high))
        if cut is None:
            return []
        sides += [(low, low + cut.start()), (low + cut.end(), high)]
    return sides


_NAME = rf"(?:{TREATED.pattern}|[A-Z]{{2}}[\w+-]*)"
_OF_TWO_NAMES = re.compile(rf"\s{TREATED.pattern}\s\({_NAME}\s?(?:/|or)\s?{_NAME}\)")
"""Behind "or", the other of two drugs that are each a part of a regimen of its own: "A and B or | C (AB/AC)"."""
_VERSUS = re.compile(r"\s(?:versus|vs\.?|compared with)\s")


def _of_a_choice(sentence: Sentence, before: Stretch, cut: Stretch) -> bool:
    """Whether "or" ends a list within one alternative, any of which is given: "A (n = 90) or B, C, | or D (n = 45)"."""
    between = unbracketed(sentence.typed, before[1], cut[0])
    ends = sentence.typed.startswith(",", cut[0]) and "," not in sentence.typed[slice(*before)]
    return ends and bool(_ANY_OF.fullmatch(between)) and not _SIZED.search(sentence.typed, before[1], cut[0])


_ANY_OF = re.compile(rf"\s?(?:(?:either|one of|oral)\s)?{TREATED.pattern}(?:,\s{TREATED.pattern})+\s?")
"""Treatments with nothing but commas between them."""
_SIZED = re.compile(r"\(\s?[nN]\s?=")
_OF_PAST = pattern(
    r"(?<={treatment})[^.;,]{0,60}?\s(?:after|following|prior to|undergoing|who had|who underwent)\s"
    r"(?:[\w-]+\s){0,3}(?P<one>{treatment})\s?$",
    "arms",
)
_ALSO_OF_PAST = pattern(
    r"(?:an?\s|the\s)?(?:[\w-]+\s)?(?P<other>{treatment})(?!\s(?:alone|only|plus|followed|with|and|first|then))", "arms"
)


def _of_the_past(sentence: Sentence, start: int, cut: Stretch) -> bool:
    """Whether "or" parts what was given before: "A after surgery or radiation therapy" is one arm."""
    if sentence.typed[slice(*cut)].strip() != "or":
        return False
    one = _OF_PAST.search(sentence.typed, max(start, cut[0] - 120), cut[0])
    other = _ALSO_OF_PAST.match(sentence.typed, cut[1] + 1)
    if not one or not other:
        return False
    marks = [sentence.marks_in(*m.span(g))[0].concept for m, g in ((one, "one"), (other, "other"))]
    return marks[0] != marks[1]


_MOVED = r"(?:were\s)?(?:in|to|received|{allotted} to)"
_COUNT_AHEAD = pattern(rf"(?:{{count}}|{{number}})\s(?:{{people}}\s)?{_MOVED}\s(?:the\s)?$", "arms")


def _sized_from(sentence: Sentence, at: int, floor: int) -> int:
    """Where the stretch of a lettered group begins: at the number before it, "142 to group B"."""
    found = _COUNT_AHEAD.search(sentence.typed, max(floor, at - 50), at)
    return found.start() if found else at


def _without_cut(sentence: Sentence, start: int, end: int) -> Stretch:
    tail = re.search(r"[\s,;]+(?:and|or|versus|vs\.?|while|whereas)?\s?(?:in\s|the\s)*$", sentence.typed[start:end])
    return start, start + tail.start() if tail else end


def _listed(sentence: Sentence, made: list[Stretch]) -> list[Stretch]:
    """With the first stretch of "A, B, or C" and of "A (n = 20), B (n = 21) or C" cut at its commas."""
    if len(made) < 2:
        return made
    if again := _begun_alike(sentence, made[0]):
        return [*again, *made[1:]]
    if not _parts_a_list(sentence, made):
        return made
    if joined := split_at_joined(unbracketed(sentence.typed, *made[0])):
        return [*between_cuts(made[0], made[0][0], joined), *made[1:]]
    found = phrases(sentence, *made[0])
    text = unbracketed(sentence.typed, *made[0])
    between = [(a.end, text[a.end - made[0][0] : b.start - made[0][0]]) for a, b in pairwise(found)]
    if _DOSED_AFTER.search(text) or (len(made) == _OF_TWO and _CLOSED.search(text)):
        return made
    commas = [(at, _COMMA.fullmatch(text)) for at, text in between if "," in text]
    if not commas or not all(comma for _, comma in commas):
        return made
    cuts = [at + comma.start("comma") for at, comma in commas if comma]
    both = _BOTH.match(unbracketed(sentence.typed, found[-1].end, made[0][1]))
    edges = [made[0][0], *cuts, *([found[-1].end + both.start("comma")] if both else []), made[0][1]]
    return [*pairwise(edges), *made[1:]]


_ITEM = re.compile(rf"(?P<comma>,\s)(?:(?:an?|the|and|[a-z-]+)\s){{0,3}}(?={TREATED.pattern})")


def _begun_alike(sentence: Sentence, first: Stretch) -> list[Stretch]:
    """The stretches of "A and B plus C, A and B plus D, E", of which two begin with one treatment; [] elsewhere."""
    lead = next(iter(sentence.marks_in(*first, *TREATMENTS)), None)
    text = unbracketed(sentence.typed, *first)
    commas = list(_ITEM.finditer(text, sentence.typed_at(lead) + 1 - first[0])) if lead else []
    again = [m for m in commas if lead and _named_at(sentence, first[0] + m.end()) == lead.concept]
    if not again:
        return []
    ends = [*again[1:], None]
    cuts = again[:]
    for begun, following in zip(again, ends, strict=True):
        stop = following.start() if following else len(text)
        inner = [m for m in commas if begun.end() <= m.start() < stop]
        if not re.search(r"(?:,|^[^,]*)\sand\s", text[begun.end() : stop]):
            cuts += inner
    return between_cuts(first, first[0], [m.span("comma") for m in sorted(cuts, key=re.Match.start)])


def _named_at(sentence: Sentence, at: int) -> Concept | None:
    marks = sentence.marks_in(at, at + 1, *TREATMENTS)
    return marks[0].concept if marks else None


_BOTH = re.compile(r"[^,;]{0,60}(?P<comma>,\s)(?=(?:both|the two combined|(?:the|their) combination)\s?$)")
"""Behind the last treatment of a list, what gives all of them: "A, B, both, or neither"."""


def _parts_a_list(sentence: Sentence, made: list[Stretch]) -> bool:
    """Whether "or" ends a list: behind a comma, or before the last of several and not "A, B (AB) or A, C (AC)"."""
    at = made[0][1]
    if _TO_ANOTHER.match(sentence.typed, at) and ", to " not in sentence.typed[slice(*made[0])]:
        return False
    if sentence.typed.startswith(",", at):
        return True
    return sentence.typed[at:].lstrip().startswith("or ") and not _ITEM.search(unbracketed(sentence.typed, *made[-1]))


_OF_TWO = 2
_CLOSED = re.compile(rf",\s(?:and|plus)\s(?:[^\s,;]+\s){{0,4}}{TREATED.pattern}[^,;]*$")
"""The last of what one of two arms is given together: "A, B, and C | , or D"."""
_DOSED_AFTER = pattern(r"\bfollowed by\s[^,;]*{dose}[^,;]*,\s{drug}[^,;]*{dose}", "arms")
"""Drugs with their doses that are given together after another: "A followed by B 75 mg, C 60 mg | or D"."""
_TO_ANOTHER = re.compile(r",?\sor\sto\s")
"""Behind what one group was assigned to, the other's: the commas before it part what the first was given."""
_WORDS = (
    r"(?:(?!an?\b|the\b|which\b|either\b|both\b)(?:[\w-]+|{dose}|{number}|{duration})\s){0,4}"
    r"(?:(?<=, )the\s(?:same|above)\s(?:[a-z]+\s){0,2}(?:with|plus|and)\s(?:(?:[\w.-]+|{dose})\s){0,6})?"
)
_COMMA = pattern(r"(?:(?!\b(?:and|plus|with(?!\s[A-Za-z]{3})|followed)\b)[^,;]){0,80}(?P<comma>,\s)" + _WORDS, "arms")
