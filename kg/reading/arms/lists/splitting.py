"""Where what names two treatments in one breath is cut: "compared A with B", "between A and B", "A (AB) and C (CB)"."""

from __future__ import annotations

import re

from kg.reading.annotate import Sentence
from kg.reading.arms.wording.treatments import TREATED, arm_words
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
    edges = [start, *(place for cut in cuts for place in cut), end]
    parts = list(zip(edges[::2], edges[1::2], strict=True)) if cuts else []
    return parts if all(TREATED.search(sentence.typed, *part) for part in parts) else []


def split_at_and(sentence: Sentence, whole: Stretch, phrase: Stretch) -> list[Stretch]:
    """The stretches of "A and B" or "A, B, and C", where nothing else sets treatments against each other."""
    text = unbracketed(sentence.typed, *phrase)
    if arm_words("made_of").search(sentence.typed, max(0, phrase[0] - 60), phrase[0]):
        return []
    cuts = [m.span() for m in re.finditer(r"\s?,\s(?:and\s)?|\sand\s(?:the\s|an?\s)?", text)]
    if not cuts or (re.search(r"plus|with|\+|followed", text) and (len(cuts) > 1 or "," in text)):
        return []
    ends = [*(low for low, _ in cuts[1:]), len(text)]
    cuts = [cut for cut, end in zip(cuts, ends, strict=True) if TREATED.search(text, cut[1], end)]
    at = phrase[0]
    edges = [whole[0], *(at + place for cut in cuts for place in cut), whole[1]]
    return list(zip(edges[::2], edges[1::2], strict=True))
