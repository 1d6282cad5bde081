"""Which arm of a trial a named treatment refers to: the one that is given it, or whatever of its kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from kg.model import Arm, Concept
from kg.reading.arms.entries import CONTROLS, OPEN, TESTED, Entry, broad, expanded, is_usual, names_of, whole
from kg.reading.arms.wording.details import detail_words
from kg.reading.arms.wording.kinds import classes, is_kind
from kg.reading.arms.wording.treatments import arm_words
from kg.reading.grounding.drug_forms import is_no_chemotherapy
from kg.reading.patterns import table


def resolve(
    entries: Sequence[Entry], given: Collection[Concept], alone: bool = False, details: Collection[str] = ()
) -> Arm | None:
    """The arm that a treatment named in a result refers to, or None where none or several fit.

    Args:
        entries: the trial's arms.
        given: the treatment.
        alone: whether nothing is given beside it.
        details: keys of the details that stand beside it ("every 1 week").

    """
    names, kinds = names_of(given), broad(given)
    same = [e for e in entries if names in (e.names, names_of(e.parts))]
    same = same or _least([e for e in entries if len(names) == 1 and names <= names_of(_made(e))])
    same = same or [e for e in entries if names and expanded(names) == whole(e)]
    same = same or [e for e in entries if len(given) == len(e.names) and all(_is_one_of(g, e) for g in given)]
    alike = [e for e in entries if not _of_other_kinds(given, e)]
    same = same or [e for e in alike if names and kinds == broad(e.arm.interventions)]
    if alone:
        same = same or [e for e in entries if e.names - {"placebo"} == names < e.names]  # "A alone" has a placebo for B
    if same or alone:
        return _one(same, details)
    wider = [e for e in entries if names < e.names] or [e for e in entries if expanded(names) < whole(e)]
    wider = wider or [e for e in alike if kinds < broad(e.arm.interventions)]
    wider = wider or [e for e in alike if kinds and kinds <= broad((*e.arm.interventions, *_made(e)))]
    if len(wider) > 1:
        wider = wider if len({e.names for e in wider}) == 1 else []
    if wider:
        return _one(wider, details)
    within = [e for e in entries if e.names < names]
    if any(one.names.isdisjoint(other.names) for one in within for other in within):
        return None  # "A and B" of a trial of A against B are two arms
    near = [e for e in entries if 2 * len(names & e.names) >= max(len(names), len(e.names))]
    near = [e for e in near if not _of_another(names - e.names, e, entries) and not _with_another(given, e)]
    kept = [e for e in near if not _of_more(given, e, entries)]
    if len(kept) < len(near):  # "A with chemotherapy" is no A with B
        kept = [e for e in kept if names <= e.names or e.names <= names]
    near = kept
    return _one(near, details) if near and near[0].arm.interventions else None


def _least(found: list[Entry]) -> list[Entry]:
    """Of arms that are given one kind of drugs, the one that is given nothing else, where all the others are more."""
    return [e for e in found if all(e.names <= other.names for other in found)] or found


def _made(entry: Entry) -> list[Concept]:
    """The kinds of drugs that an arm's words tell besides the drugs themselves: "chemotherapy (A and B)"."""
    return [kind for kind in entry.phrase.kinds if is_kind(kind.name)]


def _is_one_of(given: Concept, entry: Entry) -> bool:
    """Whether an arm is given a treatment, or one of its kind: "mastectomy" of an arm with radical mastectomy."""
    given_so = [c.name for c in entry.arm.interventions if given.kind == c.kind == "drug"]
    closer = any(name.startswith(f"{given.name} ") for name in given_so)  # "interferon" of interferon alfa-2a
    closer = closer or (" " in given.name and f"best {given.name}" in entry.names)
    return closer or any(given.name == c.name or given.name in c.parents for c in entry.arm.interventions)


def _of_other_kinds(given: Collection[Concept], entry: Entry) -> bool:
    """Whether a treatment and an arm's are two of one kind: radiosurgery is no whole-brain radiation therapy."""
    return any(_are_two(a, b) for a in given if a.name not in entry.names for b in entry.arm.interventions)


def _are_two(one: Concept, other: Concept) -> bool:
    """Whether two treatments of one kind are not each other, nor one a closer name of the other."""
    if not (one.parents and other.parents and one.parents[0] == other.parents[0]):
        return False
    words, others = set(one.name.split()), set(other.name.split())
    return not (words <= others or others <= words)


def _of_another(more: frozenset[str], entry: Entry, entries: Sequence[Entry]) -> bool:
    """Whether what is named beyond an arm's treatment makes it another one: more than a control is no control."""
    others = {name for other in entries if other is not entry for name in whole(other)}
    return bool(more and entry.names <= CONTROLS) or not expanded(more).isdisjoint(others)


def _with_another(given: Collection[Concept], entry: Entry) -> bool:
    """Whether a treatment and an arm's each hold a drug that the other lacks: "A with B" is no "A with C"."""
    names, mine = expanded(names_of(given)), whole(entry)
    more = any(c.kind == "drug" and not expanded([c.name]) <= mine for c in given)
    return more and any(c.kind == "drug" and not expanded([c.name]) <= names for c in entry.arm.interventions)


def _of_more(given: Collection[Concept], entry: Entry, entries: Sequence[Entry]) -> bool:
    """Whether more is named beside all that an arm is given, so that another arm is meant: "A plus B", and not A.

    That more is drugs, or the trial has an arm that is given more than this one.
    """
    more = [c for c in given if c.name not in entry.names]
    beside = any(entry.names < other.names - {"placebo"} for other in entries)
    return entry.names < names_of(given) and (beside or all(c.kind == "drug" for c in more))


def without(entries: Sequence[Entry], given: Collection[Concept]) -> Arm | None:
    """The only arm that goes without a treatment, where another is given it; None where none or several do.

    >>> without([], [Concept("drug", "imatinib")]) is None
    True
    """
    names = expanded(names_of(given))
    others = [e for e in entries if not names & whole(e)]
    if len(others) == len(entries):  # of a kind: "those who did not receive immunotherapy"
        others = [e for e in entries if not any(is_given(e, [kind]) for kind in given)]
    return others[0].arm if len(others) == 1 < len(entries) else None


def is_given(entry: Entry, kinds: Collection[Concept]) -> bool:
    """Whether an arm is given a treatment of each of these kinds."""
    return all(any(is_of_kind(given, kind.name) for given in entry.arm.interventions) for kind in kinds)


def is_of_kind(given: Concept, kind: str) -> bool:
    """Whether a treatment is of a kind, by its broader names or, a drug, by the ending of its own.

    >>> [is_of_kind(Concept("drug", name), "MEK inhibitor") for name in ("trametinib", "sunitinib")]
    [True, False]
    """
    if kind == "chemotherapy":
        return kind in given.parents or (given.kind == "drug" and not is_no_chemotherapy(given.name))
    return kind in given.parents or (given.kind == "drug" and given.name.endswith(_endings(kind)))


@lru_cache(maxsize=1024)
def _endings(kind: str) -> tuple[str, ...]:
    """How the names of the drugs of a kind end; () where no table knows the kind."""
    rows = (row.split("::") for row in table("arm_words", "drug_kinds"))
    return next((tuple(ends.split()) for words, ends in rows if re.fullmatch(words, kind, re.IGNORECASE)), ())


def _one(found: Sequence[Entry], details: Collection[str]) -> Arm | None:
    """The only arm, or of several that only details tell apart the one whose detail is said."""
    if len(found) > 1:
        told = [e for e in found if e.detail and not set(details).isdisjoint(e.keys)]
        found = told or [e for e in found if not e.detail and not details]
    return found[0].arm if len(found) == 1 else None


def are_apart(entries: Sequence[Entry], given: Sequence[Concept], alone: bool) -> bool:
    """Whether each of several treatments is an arm: "A and B", where none has both; "A and B alone" of A with B."""
    whole, names = {entry.names for entry in entries}, names_of(given)
    if alone and len(given) == 2 and names in whole:
        return {given[-1].name} in whole
    return len(given) > 1 and names not in whole and all({c.name} in whole for c in given)


def _kinds_of(given: Collection[Concept]) -> frozenset[str]:
    """The kinds of treatments, with drugs as chemotherapy."""
    return frozenset("chemotherapy" if c.kind == "drug" or is_kind(k) else k for c in given for k in broad([c]))


def _by_kinds(entries: Sequence[Entry], given: Collection[Concept]) -> Arm | None:
    """The only arm that is given just these kinds of treatment, its drugs as chemotherapy."""
    kinds = _kinds_of(given)
    found = [e for e in entries if kinds == _kinds_of(e.arm.interventions)]
    return found[0].arm if len(found) == 1 and len(kinds) > 1 else None


def _with_a_kind(entries: Sequence[Entry], bare: Sequence[Concept], details: Collection[str]) -> Arm | None:
    """The arm of a treatment that is named with a kind of another: "A with chemotherapy".

    In a trial that gives A alone too, it is the arm that gives A with what another arm is given without A.
    """
    names = names_of(bare)
    more = [e for e in entries if names < e.names]
    if not more or all(e.names != names for e in entries):
        return resolve(entries, bare, False, details)
    more = [e for e in more if not any(map(is_no_chemotherapy, e.names - names))]
    shared = [e for e in more if any(e.names - names <= o.names for o in entries if not names & o.names)]
    return _one(shared, details)


def _is_built_on(control: Arm, entries: Sequence[Entry]) -> bool:
    """Whether another arm is given what a control is and more, or the control nothing that is tested."""
    mine = names_of(control.interventions)
    return bool(mine <= CONTROLS) or any(mine - {"placebo"} < e.names for e in entries if e.arm != control)


def _is_called_usual(control: Arm, entries: Sequence[Entry]) -> bool:
    """Whether a control is what is usually given, or is introduced as the standard."""
    told = (e.sentence.words(*e.stretch) for e in entries if e.arm == control)
    return is_usual(names_of(control.interventions)) or any(map(detail_words("of_control").search, told))


def _told_by_kind(entries: Sequence[Entry], given: Collection[Concept], alone: bool) -> Arm | None:
    """The only arm that its introduction, or what its drugs are, makes one of these kinds of treatment."""
    names = names_of(given)
    told = [e for e in entries if names <= names_of(e.phrase.kinds)]
    if len(told) != 1 and names != {"chemotherapy"}:
        told = [e for e in entries if is_given(e, given) and not (alone and len(e.names - {"placebo"}) > 1)]
    return told[0].arm if len(told) == 1 else None


def resolve_class(
    entries: Sequence[Entry],
    given: Collection[Concept],
    alone: bool,
    control: Arm | None,
    details: Collection[str] = (),
) -> Arm | None:
    """The arm that a treatment refers to; "chemotherapy" is whatever of that kind the trial gives."""
    names = names_of(given)
    found = resolve(entries, given, alone, details)
    if found is None or not names <= names_of(found.interventions):
        found = _by_kinds(entries, given) or found
    if found is None and names == {"placebo"} and control is not None:
        added = any(names_of(control.interventions) < e.names for e in entries)
        return control if added else None  # a trial of A with B against B need not say to whom it gave a placebo
    if found is None and control is not None and names <= OPEN and _is_called_usual(control, entries):
        return control
    found = found or _told_by_kind(entries, given, alone)
    bare = [c for c in given if c.name not in classes()]
    literal = not bare and any(names & e.names & classes() for e in entries)
    if found is not None or not any(map(is_kind, names)) or literal:
        return found
    chosen = [e for e in entries if e.names <= OPEN]
    if len(chosen) == 1 and all(is_kind(name) for name in names) and not names & TESTED:
        return chosen[0].arm
    called = [e for e in entries if names & names_of(e.phrase.kinds) or broad(given) & broad(e.phrase.kinds)]
    if len(called) == 1 and not bare:
        return called[0].arm
    if bare:
        return _with_a_kind(entries, bare, details)
    if control and (alone or (names <= OPEN and _is_built_on(control, entries))):
        return control
    drugged = [e.arm for e in entries if any(c.kind == "drug" for c in e.arm.interventions)]
    if names == {"chemotherapy"}:
        if any(arm_words("all_have").search(e.sentence.typed, 0, e.phrase.start) for e in entries):
            return None
        drugged = [arm for arm in drugged if not all(is_no_chemotherapy(c.name) for c in arm.interventions)]
    return drugged[0] if len(drugged) == 1 and len(entries) > 1 else None
