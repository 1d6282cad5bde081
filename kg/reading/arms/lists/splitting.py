"""Where what names two treatments in one breath is cut: "compared A with B", "between A and B", "A (AB) and C (CB)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.reading.annotate import Sentence
from kg.reading.arms.wording.kinds import TREATED
from kg.reading.arms.wording.treatments import arm_words
from kg.reading.grounding.regimens import regimen_parts
from kg.reading.patterns import pattern
from kg.reading.text.brackets import unbracketed

Stretch = tuple[int, int]
"""A range of a sentence's typed text."""
_WITH = re.compile(rf"[),]?\s?(?P<cut>\b(?:with|to)\s)(?!either\b)(?=(?:[^\s.,;()]+\s){{0,5}}{TREATED.pattern})")


def split_at_with(sentence: Sentence, start: int, end: int) -> list[Stretch]:
    """The two stretches of "compared A with B": at a "with" behind a comma or bracket, else at the first that parts."""
    text = unbracketed(sentence.typed, start, end)
    parting = [
        m
        for m in _WITH.finditer(text)
        if TREATED.search(text[: m.start()]) and not arm_words("not_against").search(text[: m.start("cut")])
    ]
    best = next((m for m in parting if m.group()[:1] in "),"), parting[0] if parting else None)
    return [(start, start + best.start("cut")), (start + best.end("cut"), end)] if best else []


_NAMED_CUT = re.compile(
    r"(?<=[(][A-Z])[A-Za-z0-9+/-]{1,9}[)](?P<cut>\s?,\s(?:and\s)?|\s(?:and|with)\s)(?=[^()]{0,140}[(][A-Z]\w*)"
)
"""Between two treatments each of which the document gives a name: "compared A plus B (AB), C (CB) and D (DB)"."""

_NAMED_END = re.compile(r"[(][A-Z][A-Za-z0-9+/-]{1,9}[)](?P<cut>\s?,?\s(?:with|versus|vs\.?)\s)")
"""Behind the last of them, what they are compared with: "compared A (AB) and C (CB) with D"."""


def split_at_names(sentence: Sentence, start: int, end: int) -> list[Stretch]:
    """The stretches of "A plus B (AB) and C plus B (CB)", each ended by the name that it is given; [] elsewhere."""
    cuts = [m.span("cut") for m in _NAMED_CUT.finditer(sentence.typed, start, end)]
    if cuts and (last := _NAMED_END.search(sentence.typed, cuts[-1][1], end)):
        cuts.append(last.span("cut"))
    parts = between_cuts((start, end), 0, cuts) if cuts else []
    return parts if all(TREATED.search(sentence.typed, *part) for part in parts) else []


_BEHIND_NAME = pattern(
    r"[(\[](?P<name>{drug})[)\]](?:\s{intervention})?(?P<cut>,?\sand\s)(?=[^.;]*{treatment})", "arms"
)


def split_behind_regimen(sentence: Sentence, whole: Stretch) -> list[Stretch]:
    """The two stretches of "A, B, and C (ABC) and D", where ABC is a regimen that stands for its drugs; else none."""
    for found in _BEHIND_NAME.finditer(sentence.typed, *whole):
        mark = sentence.marks_in(*found.span("name"))[0]
        if len(regimen_parts().get(mark.concept.name, ())) > 1:
            return between_cuts(whole, 0, [found.span("cut")])
    return []


LABEL = pattern("{group_letter}", "arms")
"""A group's letter or number: "arm A"."""


def count_up(said: Sequence[str]) -> bool:
    """Whether numbers or letters count what they stand beside, from the first on.

    >>> count_up(["a", "b"]), count_up(["I", "II", "III"]), count_up(["2", "3"])
    (True, True, False)
    """
    return any(row.startswith(" ".join(said)) for row in _ROWS)


_ROWS = ("1 2 3 4 5 6 7 8 9", "a b c d e", "A B C D E", "i ii iii iv", "I II III IV")


def split_at_numbers(sentence: Sentence, start: int, end: int) -> list[Stretch]:
    """The stretches of "A plus B (arm 1, n = 90) and C (arm 2)", each ended by its letter or number; [] elsewhere."""
    cuts = [m.span("cut") for m in _NUMBERED_END.finditer(sentence.typed, start, end)]
    made = between_cuts((start, end), 0, cuts)
    told = [list(_NUMBERED.finditer(sentence.typed, *part)) for part in made]
    named = [TREATED.search(sentence.typed, *part) for part in made]
    each = all(len(m) == 1 and one and one.start() < m[0].start() for m, one in zip(told, named, strict=True))
    return made if cuts and each and not TREATED.search(sentence.typed, told[-1][0].end(), end) else []


_NUMBER = r"[(\[]\s?(?:{group_letter}[^()\[\]]{0,40}|{count})[)\]]"
_NUMBERED = pattern(_NUMBER, "arms")
"""A bracket with a group's letter or number."""
_NUMBERED_END = pattern(
    rf"{_NUMBER}(?P<cut>\s?[,;]\s(?:and\s|or\s)?|\s(?:and|or|versus|vs\.?)\s)(?=[^()\[\]]{{1,160}}{_NUMBER})", "arms"
)
"""Behind such a bracket, what parts it from the next."""
_JOINT = re.compile(rf"{TREATED.pattern}[^,;]*?\s(?P<joint>plus|with|followed by|and)\s[^,;]*{TREATED.pattern}")
_GOES_ON = re.compile(r"(?:and|plus|with|followed|then|each|all)\b")


def split_at_joined(text: str) -> list[Stretch]:
    """The commas of "A plus B, C plus D, E alone", whose items are each given together; [] where they may be one."""
    cuts = [m.span() for m in re.finditer(r"\s?,\s", text)]
    items = [text[low:high] for low, high in between_cuts((0, len(text)), 0, cuts)]
    joints = [_JOINT.search(item) for item in items]
    joined = {m["joint"] if m else "alone" for item, m in zip(items, joints, strict=True) if m or " alone" not in item}
    apart = joints[0] and len(joined) == 1 and not any(map(_GOES_ON.match, items))
    return cuts if apart and all(map(TREATED.search, items)) else []


def split_at_and(sentence: Sentence, whole: Stretch, phrase: Stretch) -> list[Stretch]:
    """The stretches of "A and B" or "A, B, and C", where nothing else sets treatments against each other."""
    text = unbracketed(sentence.typed, *phrase)
    if arm_words("made_of").search(sentence.typed, max(0, phrase[0] - 60), phrase[0]):
        return []
    if (last := _AND_LAST.search(text)) and (cuts := split_at_joined(text[: last.start()])):
        return between_cuts(whole, phrase[0], [*cuts, last.span()])
    if len(ands := list(re.finditer(r"(?<!,)\sand\s", text))) > 1:  # "A and B and C and D": the middle one
        return between_cuts(whole, phrase[0], [ands[1].span()]) if len(ands) == _OF_TWO_PAIRS else []
    cuts = [m.span() for m in re.finditer(r"\s?,\s(?:and\s)?|\sand\s(?:the\s|an?\s)?", text)]
    if not cuts or (re.search(r"plus|with|\+|followed", text) and (len(cuts) > 1 or "," in text)):
        return []
    ends = [*(low for low, _ in cuts[1:]), len(text)]
    cuts = [cut for cut, end in zip(cuts, ends, strict=True) if TREATED.search(text, cut[1], end)]
    return between_cuts(whole, phrase[0], cuts)


_OF_TWO_PAIRS = 3
"""How often "and" stands in two pairs that a third sets against each other."""
_AND_LAST = re.compile(r"\s?,\sand\s(?!.*,)")
"""Before the last of a list."""


def between_cuts(whole: Stretch, at: int, cuts: Sequence[Stretch]) -> list[Stretch]:
    """What is left of a range between cuts of its text from a place on."""
    edges = [whole[0], *(at + place for cut in cuts for place in cut), whole[1]]
    return list(zip(edges[::2], edges[1::2], strict=True))
