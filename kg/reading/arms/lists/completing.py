"""What the alternatives of a list take from each other: "the same drugs plus C", "both with C", "or both".

Those that are given the same are told apart by their details.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import expanded
from kg.reading.arms.lists.alternative import Alternative, not_given, with_given
from kg.reading.arms.lists.splitting import LABEL
from kg.reading.arms.wording.details import details, key, told_apart
from kg.reading.arms.wording.kinds import TREATED, classes, is_kind
from kg.reading.arms.wording.treatments import TREATMENTS, arm_words
from kg.reading.text.brackets import unbracketed


def completed(sentence: Sentence, found: list[Alternative]) -> list[Alternative]:
    """The alternatives with what they take from each other: "the same drugs plus C", "both with C", "or both"."""
    made: list[Alternative] = []
    for one in _beside_what_stands_alone(sentence, _with_shared_kinds(_from_the_next(sentence, found))):
        told = _taken_from(sentence, one, made)
        if told.phrase.given:
            made.append(told)
    return _shared(sentence, _without_what_follows(sentence, made))


def _without_what_follows(sentence: Sentence, made: list[Alternative]) -> list[Alternative]:
    """The alternatives, the last without the kinds of treatment that a list ends with and all of it comes before.

    "Randomized to A or B before surgery": nobody is allotted the surgery, unless another alternative has it too.
    """
    behind = arm_words("before_all").search(sentence.typed, made[-1].start, made[-1].end) if len(made) > 1 else None
    if behind is None:
        return made
    marks = sentence.marks_in(*behind.span("later"), *TREATMENTS)
    others = {c for one in made[:-1] for c in one.phrase.given}
    later = {m.concept for m in marks} - others
    if len(later) < len({m.concept for m in marks}):
        return made
    return [*made[:-1], with_given(made[-1], tuple(c for c in made[-1].phrase.given if c not in later))]


def _with_shared_kinds(found: list[Alternative]) -> list[Alternative]:
    """The alternatives, each with the kind of treatment that another is given alone: "chemotherapy alone or with A".

    Elsewhere "chemotherapy with A" tells what the chemotherapy is.
    """
    bases = [a.phrase.given for a in found if a.phrase.given and not a.phrase.kinds]
    return [
        with_given(a, (*base, *a.phrase.given))
        if (base := next((b for b in bases if set(b) <= set(a.phrase.kinds)), None))
        else a
        for a in found
    ]


def _beside_what_stands_alone(sentence: Sentence, found: list[Alternative]) -> list[Alternative]:
    """The alternatives with what another is given alone, where theirs name it: "A before and during B, or B alone"."""
    bases = [a.phrase.given for a in found if a.phrase.alone]
    return [
        with_given(a, (*a.phrase.given, *base))
        if (base := next((b for b in bases if a.phrase.given and set(b) <= _only_named(sentence, a)), None))
        else a
        for a in found
    ]


def _only_named(sentence: Sentence, one: Alternative) -> set[Concept]:
    """The treatments that an alternative's words name behind what it is given."""
    named = {m.concept for m in sentence.marks_in(one.phrase.end, one.end, *TREATMENTS)}
    return {c for c in named if c.name not in one.phrase.names | expanded(one.phrase.names)}


def _from_the_next(sentence: Sentence, found: list[Alternative]) -> list[Alternative]:
    """The alternatives, the first with the second's treatment where that is named only there: "6 or 12 months of A"."""
    if len(found) > 1 and not found[0].phrase.given and found[1].phrase.given:
        first, second = ((a.start, a.end) for a in found[:2])
        told = told_apart(sentence, [first, second])
        if all(told) and told[0] is not None and first[1] - told[0].end < LITTLE:
            return [with_given(found[0], found[1].phrase.given), *found[1:]]
    return found


LITTLE = 25
"""Code points that may stand behind a detail whose treatment is named in the next alternative."""


def _taken_from(sentence: Sentence, one: Alternative, made: Sequence[Alternative]) -> Alternative:
    """An alternative with what it takes from those before it."""
    if made and (lacked := arm_words("same_without").search(sentence.typed, one.start, one.end)):
        lacking = [m.concept for m in sentence.marks_in(*lacked.span("extra"), *TREATMENTS)]
        return with_given(one, tuple(c for c in made[0].phrase.given if c not in lacking))
    if not one.phrase.given:
        return with_given(one, _unnamed(sentence, one, made))
    if made and _adds(sentence, made[-1], one):
        return with_given(one, (*made[-1].phrase.given, *one.phrase.given))
    again = made and arm_words("then_the_same").match(sentence.typed, one.phrase.end, one.end)
    if not made or not (again or arm_words("the_same").search(sentence.typed[one.start : one.phrase.start])):
        return one
    if one.phrase.names == {"placebo"} and _LOOKS_ALIKE.search(sentence.typed, one.start, one.phrase.start):
        return one
    mine = tuple(c for c in one.phrase.given if c.name not in classes())
    before = made[0].phrase.given
    if one.phrase.alone and one.phrase.names < made[0].phrase.names:
        return one
    return with_given(one, (*before, *mine))


_LOOKS_ALIKE = re.compile(r"\bidentical(?:-looking|-appearing)?\s(?:[a-z-]+\s)?$")
"""Right before a placebo, that it looks like the drug: "A or identical | placebo"."""


def _adds(sentence: Sentence, before: Alternative, one: Alternative) -> bool:
    """Whether an alternative gives something with the one before: "A either alone or with B"."""
    ahead = sentence.typed[one.start : one.phrase.start]
    if arm_words("added_to_it").match(sentence.typed, one.phrase.end) and arm_words("was_added").search(ahead):
        return True
    either = before.phrase.alone or re.search(
        r"\b(?:either|alone)\b", sentence.typed[before.phrase.end : before.end + 6]
    )
    if arm_words("dose_with").search(ahead):
        return True
    return bool(either) and bool(arm_words("adds").search(ahead))


def _unnamed(sentence: Sentence, one: Alternative, made: Sequence[Alternative]) -> tuple[Concept, ...]:
    """What an alternative without a treatment's name is given: "or both", or the one before for another time."""
    if len(made) > 1 and arm_words("both").search(sentence.typed[one.start : one.end]):
        return tuple(c for other in made for c in other.phrase.given)
    if made and (none := _NOT.fullmatch(sentence.words(one.start, one.end).lower())):
        before = sentence.words(made[-1].phrase.start, made[-1].phrase.end).lower().split()
        return (not_given(made[-1].phrase),) if none["what"] is None or none["what"] in before else ()
    told = told_apart(sentence, [(made[-1].start, made[-1].end), (one.start, one.end)])[1] if made else None
    kind = told is not None and told.kind == "manner" and any(is_kind(c.name) for c in made[-1].phrase.given)
    if told and kind and _WHOLLY.match(sentence.typed, told.end, one.end):
        return ()
    more = (
        told is not None
        and told.kind in ("manner", "length")
        and _NAMES_MORE.search(sentence.typed[told.end : one.end])
    )
    if told and arm_words("of_an_unknown").search(sentence.typed, one.start, one.end):
        return ()
    if told and not more and not _OF_SEVERAL.search(sentence.typed, one.start, told.start):
        return _left_out(sentence, made[-1]) or made[-1].phrase.given
    return ()


def _left_out(sentence: Sentence, one: Alternative) -> tuple[Concept, ...]:
    """What an alternative goes without, of which the next gives an amount: "no A, 20 mg or 40 mg"; () elsewhere."""
    marks = sentence.marks_in(one.phrase.start, one.phrase.end, *TREATMENTS)
    left_out = len(marks) == 1 and [c.name[:3] for c in one.phrase.given] == ["no "]
    return tuple(m.concept for m in marks) if left_out else ()


_WHOLLY = re.compile(r"\s(?:therapy|treatment)\b")
"""Behind a manner, what makes a treatment of it: "conventional chemotherapy or high-dose therapy"."""
_OF_SEVERAL = re.compile(r"\bone of (?:the )?(?:two|three|four|several)\s")
"""Before a detail, that it is of several arms that are told of elsewhere: "or one of two | sequential regimens"."""
_NOT = re.compile(r"\s?(?:not|no (?P<what>[a-z-]+)(?: (?:group|arm))?)\s?")
"""An alternative that goes without the one before it: "to A or not and to B or C", "scalp cooling or no cooling"."""

_NAMES_MORE = re.compile(
    r"^\s(?!(?:treatment|therapy|dos(?:e|es|ing)|schedule|regimen|group|arm|course|cycles|infusions?|administration|for|in"
    r"|at|of|over|until|after|with|every|per|if|as|on|once|and|or|given|followed|then|plus|until)\b)[a-z-]{4,}",
    re.IGNORECASE,
)
"""Right behind a detail, a word that names something else: "standard follow-up" repeats no treatment."""


def _shared(sentence: Sentence, made: list[Alternative]) -> list[Alternative]:
    """What stands once behind two alternatives and is given in both: "A or placebo, each with C"."""
    if made and (base := _base(sentence, made[0])):
        given = set(base)
        return [a if given & set(a.phrase.given) else with_given(a, (*base, *a.phrase.given)) for a in made]
    if len(made) != 2:
        return made
    first, second = made
    rest, typed = second.phrase.given[1:], sentence.typed
    between = unbracketed(typed, second.phrase.start, second.phrase.end)
    joined = bool(re.search(r"plus|with|addition", between)) or (
        second.phrase.given[0].kind == "drug" and not second.phrase.given[0].known
    )
    either = bool(re.search(r"\beither\s(?:[\w-]+\s){0,3}$", typed[max(0, first.start - 8) : first.phrase.start]))
    shared = bool(_SHARED.search(between))
    shared = shared or (
        joined
        and not _counted_each(sentence, first, second)
        and not _AT_ONCE.search(between)
        and len(first.phrase.given) == 1
        and (either or second.phrase.given[0].name == "placebo")
    )
    if second.phrase.names == {"placebo"} and (base := _backbone(sentence, first, second)):
        return [first, with_given(second, (*base, *second.phrase.given))]
    apart = not set(second.phrase.given) & set(first.phrase.given)
    if rest and shared and not first.phrase.alone and (apart or _SHARED.search(between)):
        return [with_given(first, (*first.phrase.given, *rest)), second]
    return made


def _counted_each(sentence: Sentence, first: Alternative, second: Alternative) -> bool:
    """Whether a number closes each of two alternatives: "either A (50 patients) or B plus C (52 patients)"."""
    closed = first.size is not None and second.size is not None and not first.counted_before
    last = sentence.marks_in(second.phrase.start, second.phrase.end, *TREATMENTS)[-1]
    return closed and not sentence.marks_in(second.phrase.start, sentence.typed_at(last), "count", "number")


_SHARED = re.compile(r"\b(?:both|each)\b")
_AT_ONCE = re.compile(r"\bwith\s(?:concurrent|concomitant|simultaneous)\b")
"""Before drugs, what says that they go with one radiation: "either A or B with concurrent C"."""


def _backbone(sentence: Sentence, first: Alternative, second: Alternative) -> tuple[Concept, ...]:
    """What is given beside a placebo that stands for one of several drugs.

    Of "A and B plus C or a placebo" that is A and B; of "C plus A and B was compared with placebo" too. What is done to
    people is given beside either: "radiation therapy plus C or a placebo".
    """
    marks = sentence.marks_in(first.phrase.start, first.phrase.end, *TREATMENTS)
    given = [m for m in marks if m.concept in first.phrase.given]
    if len(given) < 3 and not (len(given) == 2 and given[0].kind == "intervention" and given[1].kind == "drug"):
        return ()
    versus = re.search(r"\b(?:compared|versus|vs)\b", sentence.typed[first.phrase.end : second.phrase.start])
    one, other, rest = (given[0], given[1], given[1:]) if versus else (given[-2], given[-1], given[:-1])
    between = sentence.typed[sentence.typed_at(one) : sentence.typed_at(other)]
    added = re.search(r"\b(?:plus|with|together with|combined with)\s(?:either\s)?(?:[\w-]+\s){0,2}$", between)
    return tuple(m.concept for m in rest) if added else ()


def _base(sentence: Sentence, first: Alternative) -> tuple[Concept, ...]:
    """What every arm is given, where it stands before "either": of "A plus either B or C" it is A."""
    marks = sentence.marks_in(first.phrase.start, first.phrase.end, *TREATMENTS)
    named = (*first.phrase.given, *first.parts)
    for mark in marks[1:]:
        at = sentence.typed_at(mark)
        if arm_words("base_of").search(sentence.typed[first.start : at]):
            return tuple(m.concept for m in marks if m.concept in named and m.span < mark.span)
    return ()


def distinct(sentence: Sentence, found: list[Alternative]) -> list[Alternative]:
    """Alternatives of one treatment with the words that tell them apart; without such words, none of them."""
    groups: dict[frozenset[str], list[int]] = {}
    for i, one in enumerate(found):
        groups.setdefault(one.phrase.names, []).append(i)
    made, dropped = list(found), set()
    for names, same in ((n, g) for n, g in groups.items() if len(g) > 1):
        if names == {"placebo"}:  # "A, A-placebo, B, or B-placebo"
            dropped.update(same[1:])
            continue
        told = told_apart(sentence, [(_with_manner(sentence, found[i].start), found[i].end) for i in same])
        words = [detail.words if detail else "" for detail in told]
        words = words if any(words) else _wordings(sentence, [found[i] for i in same])
        words = words if any(words) else _names([found[i] for i in same])
        if not any(words):
            dropped.update(same)
        for i, detail in zip(same, words, strict=True):
            made[i] = replace(found[i], detail=detail)
    return [one for i, one in enumerate(made) if i not in dropped]


def _with_manner(sentence: Sentence, start: int) -> int:
    """Where a stretch begins, with the detail that stands right before it: "intermittent | A versus continuous A"."""
    ahead = (d for d in details(sentence, max(0, start - 20), start) if d.end >= start - 1)
    return min((d.start for d in ahead), default=start)


def _names(same: Sequence[Alternative]) -> list[str]:
    """What the document calls each group of one treatment, where all have a name: "(SIM)", "(SUB)", "(SIM+SUB)"."""
    named = [next((label for label in one.labels if not LABEL.fullmatch(label)), "") for one in same]
    return named if all(named) and len(set(named)) == len(named) else [""] * len(same)


_BRACKET = re.compile(r"[(][^()]*[)]")
_GIVEN_IN_BRACKET = re.compile(rf"[(][^()]*\b(?:with|plus|and)\s[^()]*{TREATED.pattern}")


def _wordings(sentence: Sentence, same: Sequence[Alternative]) -> list[str]:
    """How each names the one treatment, where all do it differently: "radical mastectomy", "total mastectomy".

    None does where what else is given stands in brackets: "A (75 mg with B)" would be told by half of what it is.
    """
    if any(_GIVEN_IN_BRACKET.search(sentence.typed, a.phrase.start, a.phrase.end) for a in same):
        return [""] * len(same)
    words = [sentence.words(a.phrase.start, a.phrase.end) for a in same]
    plain = [_BRACKET.sub("", w).strip() for w in words]
    apart = len({key(w) for w in plain}) == len(words) and not any("," in w for w in plain)
    return words if apart else [""] * len(words)
