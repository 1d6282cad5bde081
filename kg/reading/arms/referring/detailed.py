"""Details in a sentence of results: which of them stand beside a treatment, and which for an arm by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.reading.annotate import Sentence
from kg.reading.arms.referring.said_details import says_what
from kg.reading.arms.wording.details import Detail, detail_words
from kg.reading.arms.wording.kinds import TREATED
from kg.reading.arms.wording.treatments import Phrase
from kg.reading.patterns import pattern


def beside(sentence: Sentence, told: Sequence[Detail], phrase: Phrase, low: int, high: int) -> list[str]:
    """The keys of the details that stand beside a treatment, between those around it; those right before it first."""
    told = [d for d in told if not low or sentence.typed[low : d.start] != " "]  # "A 5 mg than" is of the one before
    close = [d for d in told if low <= d.start and phrase.start - 12 <= d.end <= phrase.start]
    right_before = [d.key for d in close if not _FIGURE.search(sentence.typed, d.end, phrase.start)]
    tail = _BESIDE_END.search(sentence.typed, phrase.end, high)
    stop = min(tail.start() if tail else high, phrase.end + 60)
    behind = [d.key for d in told if phrase.start <= d.start and d.end <= stop]
    around = [d.key for d in told if max(low, phrase.start - 50) <= d.start and d.end <= phrase.start]
    return right_before or behind or around


def each_so(sentence: Sentence, found: Sequence[Phrase], told: Sequence[Detail]) -> list[Phrase]:
    """The treatments, one that is named twice with an arm's detail between as two: "A 500 mg and A 250 mg"."""
    kept: list[Phrase] = []
    for phrase in found:
        inside = len(phrase.given) == 1 and any(phrase.start < d.start < phrase.end for d in told)
        places = [m.start() for m in TREATED.finditer(sentence.typed, phrase.start, phrase.end)] if inside else []
        kept += [replace(phrase, start=at, end=at + 1) for at in places] if len(places) > 1 else [phrase]
    return kept


def with_details(
    sentence: Sentence, start: int, end: int, detail: str | None, told: Sequence[Detail]
) -> tuple[int, int]:
    """The range of a treatment with the arm's detail that stands right beside it: "weekly A", "A every 3 weeks"."""
    for one in told if detail else ():
        if detail not in (one.key, one.words):
            continue
        if one.end <= start and sentence.typed[one.end : start] in (" ", "-", " of "):
            start = one.start
        elif end <= one.start and sentence.typed[end : one.start] == " ":
            end = one.end
    return start, end


_BESIDE_END = pattern(r"[;.,]\s|\b(?:versus|vs|or|than|compared)\b|[{percent}{measure}{p_value}{count}]")
_FIGURE = pattern("[{percent}{duration}{count}]")
"""Between a detail and a treatment, a figure that parts them: "with A 5 mg and 9 months with | A"."""


def stands(sentence: Sentence, detail: Detail, told: Sequence[Detail]) -> bool:
    """Whether a detail stands for its arm by itself: before "group", behind "took it for", beside another one."""
    before, after = sentence.typed[max(0, detail.start - 60) : detail.start], sentence.typed[detail.end :][:40]
    if detail_words("stands_behind").match(after):
        return detail.kind != "length" or not detail_words("says_when").search(before)
    alone = detail_words("stands_alone").match(after) and detail_words("stands_with").search(before)
    if alone and (detail.kind in ("schedule", "amount") or says_what(sentence, detail)):
        return True  # "60% with 100 mg once daily and 55%"
    listed = detail_words("figure_behind").match(after) and detail_words("listed_before").search(before)
    if listed and detail.kind in ("schedule", "amount"):
        return True
    if detail.kind not in ("schedule", "manner", "amount"):
        counted = detail_words("are_counted").search(detail.words) and detail_words("counted_for").search(before)
        return bool(counted or detail_words("taken_for").search(before))
    others = (d for d in told if d.key != detail.key)
    between = (sentence.typed[min(detail.end, d.end) : max(detail.start, d.start)] for d in others)
    given = detail.kind in ("schedule", "amount") and detail_words("given_so").search(before)
    return bool(given or any(detail_words("beside_another").fullmatch(words) for words in between))
