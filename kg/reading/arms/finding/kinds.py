"""Arms that a kind of treatment stands in: "chemotherapy" for the drugs that another arm or a later sentence tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import TESTED, Entry
from kg.reading.arms.wording.kinds import classes, is_kind
from kg.reading.arms.wording.treatments import Phrase, arm_words, phrases
from kg.reading.grounding.drug_forms import is_no_chemotherapy
from kg.reading.trials.flow import Trials


def told_by_kind(entries: Sequence[Entry]) -> list[Entry]:
    """The arms with "chemotherapy" written out, where one other arm tells of which drugs it is.

    So it is in "A and B, or chemotherapy plus C", also where all are given something else besides.
    """
    return [_written_out(entry, [other for other in entries if other is not entry]) for entry in entries]


def _written_out(entry: Entry, others: Sequence[Entry]) -> Entry:
    kinds = [c for c in entry.arm.interventions if _is_chemotherapy(c)]
    told = [other for other in others if drugs_of(other, [entry, *others])]
    if len(kinds) == 1 == len(entry.names) and entry.phrase.alone and len(others) == 1:
        drugs = _beside_what_is_no_chemotherapy(others[0])
        return replace(entry, arm=replace(entry.arm, interventions=drugs)) if drugs else entry
    if len(kinds) != 1 or len(told) != 1 or len(entry.names) == 1:
        return entry
    drugs = drugs_of(told[0], [entry, *others])
    if not entry.names.isdisjoint(c.name for c in drugs):
        return entry
    given = [c for c in entry.arm.interventions if c not in kinds]
    return replace(entry, arm=replace(entry.arm, interventions=(*drugs, *given)))


def _beside_what_is_no_chemotherapy(entry: Entry) -> tuple[Concept, ...]:
    """The drugs of an arm that are chemotherapy, where one is none: "V with A and B, or chemotherapy alone".

    What no vocabulary knows is what the trial tries; what a drug is, its name tells by its ending.
    """
    given = entry.arm.interventions
    others = [c for c in given if not c.known or is_no_chemotherapy(c.name)]
    drugs = tuple(c for c in given if c not in others)
    return drugs if len(others) == 1 < len(drugs) and all(c.kind == "drug" for c in given) else ()


def _is_chemotherapy(given: Concept) -> bool:
    return given.name in classes() and "chemotherapy" in given.name


def _may_be_chemotherapy(given: Concept) -> bool:
    return not is_no_chemotherapy(given.name) if given.kind == "drug" else "chemo" in given.name


def drugs_of(entry: Entry, entries: Sequence[Entry]) -> tuple[Concept, ...]:
    """The drugs of an arm that is given several and nothing else but what all are; () for another.

    None of them is told by its kind, so that they may be what others are given by its kind.
    """
    shared = set.intersection(*(set(e.arm.interventions) for e in entries))
    own = tuple(c for c in entry.arm.interventions if c not in shared)
    return own if len(own) > 1 and all(c.kind == "drug" for c in own) else ()


def in_drugs(entries: Sequence[Entry], given: Sequence[Concept]) -> tuple[Concept, ...]:
    """A treatment with "chemotherapy" as the drugs of the one arm whose treatment all others are given too.

    Alone it is what the one arm of such drugs is given, where no other arm has any: "A versus B plus C".
    """
    kinds = [c for c in given if _is_chemotherapy(c)]
    least = [e for e in entries if all(e.names <= other.names for other in entries)]
    base = least if len(least) == 1 and sum(c.kind == "drug" for c in least[0].arm.interventions) > 1 else []
    if not least and len(given) == 1:
        base = [e for e in entries if any(map(_may_be_chemotherapy, e.arm.interventions))]
    if len(base) != 1 or len(base) == len(entries) or len(kinds) != 1:
        return tuple(given)
    return (*base[0].arm.interventions, *(c for c in given if c not in kinds))


def told_in_full(annotated: Annotated, trials: Trials, gathered: dict[Concept, list[Entry]]) -> None:
    """Arms that are given but a kind of treatment, with what its people are later said to have had.

    "Those assigned to chemotherapy had six cycles of A": an arm of A, which its kind is another name of. What the
    kind "consisted of" is given in each arm that has the kind beside other treatments too. "Treatment consisted of A":
    so is the one arm of a trial that tried chemotherapy.
    """
    for sentence in annotated.holding(arm_words("group_given")):
        entries = gathered.get(trials.of(sentence), [])
        for found in sentence.finditer(arm_words("group_given")):
            made_of, whole = found["kind2"] is not None, found["given3"] is not None
            where = ("kind2", "given2") if made_of else ("kind", "given3" if whole else "given")
            kind = (
                _only(entries) if whole else next((m.concept for m in sentence.marks_in(*found.span(where[0]))), None)
            )
            given = phrases(sentence, *found.span(where[1]))
            if given and arm_words("or_another").search(sentence.typed[given[-1].end :]):
                continue  # "received A or B" leaves open what each had
            if kind is None or len(given) != 1 or any(map(is_kind, given[0].names)):
                continue
            if made_of and (is_kind(kind.name) or kind.name in TESTED) and not _goes_on(sentence, given[0]):
                _make_of(entries, kind, given[0], sentence)
            elif is_kind(kind.name) and not made_of:
                _tell(entries, kind, given[0], sentence)


def _only(entries: Sequence[Entry]) -> Concept | None:
    """The one treatment of a trial's one arm."""
    given = entries[0].arm.interventions if len(entries) == 1 else ()
    return given[0] if len(given) == 1 else None


def _goes_on(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a treatment is but the first of a list whose others no table knows."""
    return bool(_MORE.match(sentence.typed, phrase.end))


_MORE = re.compile(
    r"(?:\s?\([^()]*\))*(?:\s(?:and|plus|or|with)\s|,\s(?!(?:for|given|on|at|every|over|administered|each|followed|which|with"
    r"|starting|repeated|all|both|as|in|while|and\s(?:was|were|the|all))\b))"
)


def _make_of(entries: list[Entry], kind: Concept, phrase: Phrase, sentence: Sentence) -> None:
    """The arms of a kind of treatment with what it is made of in its place."""
    for i, entry in enumerate(entries):
        if kind.name in entry.names and not entry.names & phrase.names:
            others = [c for c in entry.arm.interventions if c.name != kind.name]
            told = replace(entry.phrase, kinds=(*entry.phrase.kinds, kind))
            arm = replace(entry.arm, interventions=(*phrase.given, *others))
            entries[i] = replace(entry, arm=arm, phrase=told, completed_in=sentence)


def _tell(entries: list[Entry], kind: Concept, phrase: Phrase, sentence: Sentence) -> None:
    """The one arm of a kind as that of its drugs; where these were taken for an arm of their own, they are none."""
    at = [i for i, entry in enumerate(entries) if entry.names == {kind.name}]
    if len(at) != 1:
        return
    old = entries[at[0]]
    told = replace(old.phrase, given=phrase.given, kinds=(*old.phrase.kinds, kind))
    arm = replace(old.arm, interventions=phrase.given)
    entries[at[0]] = replace(old, arm=arm, phrase=told, parts=phrase.parts, completed_in=sentence)
    entries[:] = [e for e in entries if e.arm is arm or e.names != phrase.names]
