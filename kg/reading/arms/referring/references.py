"""Where a sentence speaks of arms of its trial: by their treatment, their names, their details or their features."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Arm
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import CONTROLS
from kg.reading.arms.lists.alternative import items_of
from kg.reading.arms.referring import resolving
from kg.reading.arms.referring.described import described
from kg.reading.arms.referring.detailed import beside, each_so, stands, with_details
from kg.reading.arms.referring.known import Known
from kg.reading.arms.referring.said_details import said_details
from kg.reading.arms.referring.worded import GROUPS, by_a_word, in_order, is_letter, label_pattern, letters, worded
from kg.reading.arms.wording.details import key
from kg.reading.arms.wording.passing import (
    AFTER,
    CONTROLLED,
    FAILED,
    HISTORICAL,
    MORE,
    WITH_OR_WITHOUT,
    is_given,
    sets_apart,
    with_unnamed,
)
from kg.reading.arms.wording.treatments import Phrase, arm_words, phrases, split


@dataclass(frozen=True)
class Reference:
    """A place of a sentence's typed text that speaks of an arm."""

    start: int
    end: int
    arm: Arm


def references(sentence: Sentence, known: Known, brackets: bool) -> list[Reference]:
    """What a sentence says of the arms of a trial, in order, none within another; in its brackets too where wanted."""
    found = list(_named(sentence, known, brackets))
    by_words = [Reference(*told) for told in worded(sentence, known.entries)]
    if known.entries:
        found += [*_called(sentence, known), *_detailed(sentence, known)]
        implied = _implied(sentence, known)  # "the preoperative treatment group" is no "treatment group"
        found += [r for r in implied if not any(w.start < r.start and r.end <= w.end for w in by_words)]
    found += [
        Reference(*entry.stretch, entry.arm) for entry in known.entries if entry.sentence is sentence and entry.claimed
    ]
    if not (found or by_words):
        return []
    for opened in known.leaves_open(sentence):
        found = [r for r in found if r.end <= opened.start or opened.end <= r.start]
    kept: list[Reference] = []
    for ref in sorted(found, key=lambda r: (r.start, r.start - r.end)):
        if (not kept or ref.start >= kept[-1].end) and not CONTROLLED.match(sentence.typed, ref.end):
            kept.append(ref)
    apart = [w for w in by_words if all(w.end <= ref.start or ref.end <= w.start for ref in kept)]
    named = sorted([*kept, *apart], key=lambda r: r.start)
    said = (Reference(*told) for told in in_order(sentence, [(r.start, r.arm) for r in named], known.entries))
    return sorted([*named, *said], key=lambda r: r.start)


def _named(sentence: Sentence, known: Known, brackets: bool) -> Iterator[Reference]:
    """Arms by their treatments, each with the details that stand beside it."""
    apart = {e.detail for e in known.entries if e.arm.detail}
    told = said_details(sentence, apart) if apart else []
    named = each_so(sentence, phrases(sentence, told=brackets), told)
    for i, phrase in enumerate(named):
        low = named[i - 1].end if i else 0
        high = named[i + 1].start if i + 1 < len(named) else len(sentence.typed)
        keys = beside(sentence, told, phrase, low, high) or [key(sentence.words(phrase.start, phrase.end))]
        if named[i + 1 :] and AFTER.fullmatch(sentence.typed, phrase.end, high):
            yield from _one_after_another(sentence, known, phrase, named[i + 1], keys)
        else:
            for ref in _of_phrase(sentence, known, phrase, keys):
                yield Reference(*with_details(sentence, ref.start, ref.end, ref.arm.detail, told), ref.arm)


def _one_after_another(
    sentence: Sentence, known: Known, last: Phrase, first: Phrase, keys: list[str]
) -> Iterator[Reference]:
    """The arm of "A after B": that which is given more than A alone; where B is another arm's, none."""
    one, other = (known.resolve(phrase.given, phrase.alone) for phrase in (last, first))
    both = known.resolve((*first.given, *last.given))
    if one and both and set(one.interventions) <= set(both.interventions):
        yield Reference(last.start, first.end, both)
    elif one is None or other in (None, one, both):
        yield from _of_phrase(sentence, known, last, keys)


def _of_phrase(sentence: Sentence, known: Known, phrase: Phrase, keys: list[str]) -> Iterator[Reference]:
    """The arms that one treatment refers to, by the words around it; none where it is told of in passing."""
    before = sentence.typed[max(0, phrase.start - 60) : phrase.start]
    if _is_in_passing(sentence, known, phrase, before):
        return
    if (both := arm_words("did_or_not").search(before)) is not None:
        yield from _of_both(known, phrase, phrase.start - len(before) + both.start())
        return
    if arm_words("negated").search(before):
        arm = known.without(phrase.given)
        if arm is not None and not arm_words("with_or_without").search(before):
            yield Reference(phrase.start, phrase.end, arm)
        return
    if several := _groups(sentence, known, phrase):
        yield from several
        return
    if (more := MORE.match(sentence.typed, phrase.end)) is not None:
        wholes = known.with_more(phrase)
        yield from (Reference(phrase.start, more.end(), e.arm) for e in wholes if len(wholes) == 1)
        return
    arm = _resolved(sentence, known, phrase, keys)
    apart = resolving.are_apart(known.entries, phrase.given, phrase.alone)
    if arm is not None and not apart and not sets_apart(sentence, phrase):
        yield Reference(phrase.start, phrase.end, arm)
    else:
        yield from _of_several(sentence, known, phrase)


def _of_several(sentence: Sentence, known: Known, phrase: Phrase) -> Iterator[Reference]:
    """The arms of a treatment that is no one's: each of its parts, all who had it, or one that nothing introduces."""
    parts = [(part, known.resolve(part.given, part.alone)) for part in split(sentence, phrase)]
    if parts and all(arm for _, arm in parts) and len({arm for _, arm in parts}) > 1:
        yield from (Reference(part.start, part.end, arm) for part, arm in parts if arm)
    elif not phrase.alone and len(wholes := known.with_more(phrase)) > 1:
        told = [e.arm for e in wholes if key(sentence.words(phrase.start, phrase.end)) in e.detail]
        yield from (Reference(phrase.start, phrase.end, arm) for arm in told if len(told) == 1)
    elif pooled := known.pooled(sentence, phrase):
        yield Reference(phrase.start, phrase.end, pooled)
    elif called := by_a_word(sentence, phrase, known.entries):
        yield Reference(phrase.start, phrase.end, called)
    elif known.may_have(phrase) and is_given(sentence, phrase):
        yield Reference(phrase.start, phrase.end, Arm(known.trial, phrase.given))


def _resolved(sentence: Sentence, known: Known, phrase: Phrase, keys: list[str]) -> Arm | None:
    """The one arm of a treatment; "the A arm", of A with B and A with a placebo, is that without B."""
    arm = known.resolve(phrase.given, phrase.alone, keys)
    both = arm is None and len(known.with_more(phrase)) > 1
    if both and _GROUP.match(sentence.typed, phrase.end):
        return known.resolve(phrase.given, True, keys)
    return arm


def _is_in_passing(sentence: Sentence, known: Known, phrase: Phrase, before: str) -> bool:
    """Whether a treatment is but when something else was given, what failed, or what all of a trial had."""
    if arm_words("beside_another").search(before) and len(known.entries) > 1:
        return True
    both = WITH_OR_WITHOUT.match(sentence.typed, phrase.end) and known.with_more(phrase)
    earlier = HISTORICAL.search(before) or FAILED.match(sentence.typed, phrase.end)
    return bool(both or earlier or with_unnamed(sentence, phrase))


def _of_both(known: Known, phrase: Phrase, start: int) -> Iterator[Reference]:
    """Those who had a treatment and those who had not, in the order of "did and did not undergo A"."""
    had = known.resolve(phrase.given, phrase.alone)
    without = known.without(phrase.given)
    if had is not None and without is not None:
        yield Reference(start, start + 3, had)
        yield Reference(start + 3, phrase.end, without)


def _groups(sentence: Sentence, known: Known, phrase: Phrase) -> list[Reference]:
    """Arms that a list joins before "groups": "the A plus B and A alone groups"; [] where it names no two."""
    said = sentence.typed[phrase.start : phrase.end]
    if said.count(" and ") != 1 or not GROUPS.match(sentence.typed, phrase.end):
        return []
    sides = [phrases(sentence, *item) for item in items_of(sentence, phrase.start, phrase.end)]
    found = [
        Reference(one[0].start, one[0].end, arm)
        for one in sides
        for arm in [known.resolve(p.given, p.alone) or known.pooled(sentence, p) for p in one]
        if len(one) == 1 and arm is not None
    ]
    if len({ref.arm for ref in found}) == len(sides):
        return found
    named = len(sides) == 2 and all(len(one) == 1 for one in sides) and phrase.names & CONTROLS
    return [Reference(one[0].start, one[0].end, Arm(known.trial, one[0].given)) for one in sides] if named else []


def _called(sentence: Sentence, known: Known) -> Iterator[Reference]:
    """Arms by the names that the document gave them: "ILF", "arm A", "groups A and B"."""
    lettered = {label.split()[-1]: e.arm for e in known.entries for label in e.labels if is_letter(label)}
    if lettered:
        for start, end, letter in letters(sentence):
            if letter in lettered:
                yield Reference(start, end, lettered[letter])
    called = {label: e.arm for e in known.entries for label in e.labels if not is_letter(label)}
    for label, arm in called.items():
        for found in label_pattern(label).finditer(sentence.typed):
            yield Reference(found.start(), found.end(), arm)
            other = _AND_ANOTHER.match(sentence.typed, found.end())
            if other and (another := called.get(other["label"])):
                yield Reference(*other.span("label"), another)


_AND_ANOTHER = re.compile(r"\s(?:and|or|vs?\.?|versus)\s(?P<label>[A-Z])(?![\w-])")
"""Behind what an arm is called, a capital that another may be called by: "with AB | and A"."""


def _detailed(sentence: Sentence, known: Known) -> Iterator[Reference]:
    """Arms by what tells them apart: "the weekly group", "those who took it for 10 years"."""
    by_key = {k: e.arm for e in known.entries for k in e.keys}
    if by_key:
        told = said_details(sentence, by_key)
        for detail in told:
            if stands(sentence, detail, told):
                yield Reference(detail.start, detail.end, by_key[detail.key])


def _implied(sentence: Sentence, known: Known) -> Iterator[Reference]:
    """Arms that words describe and do not name: "the control group"."""
    for words in described(sentence):
        arm = known.meant(words)
        if arm is not None:
            yield Reference(words.start, words.end, arm)


_GROUP = re.compile(r"(?:\salone|\sonly)?[\s-](?:treatment\s)?(?:groups?|arms?|cohorts?)\b")
