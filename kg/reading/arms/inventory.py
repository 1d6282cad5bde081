"""The arms that a document introduces, gathered before any of its results is read.

Each sentence that sets treatments against each other introduces arms; of those that speak of one trial the surest
are its arms, and the others tell more of them: their sizes, their letters, another name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import CONTROLS, Entry, goes_without
from kg.reading.arms.finding.acronyms import by_acronym, regimens_named
from kg.reading.arms.finding.backbones import backed
from kg.reading.arms.finding.by_topic import by_topic, set_against
from kg.reading.arms.finding.claimed import claimed
from kg.reading.arms.finding.concluding import concluded, opposed
from kg.reading.arms.finding.designs import compared_arms, of_survivors, one_armed, settled
from kg.reading.arms.finding.given import of_topic, only_arms, short, tells_of_arms
from kg.reading.arms.finding.headcounts import counted
from kg.reading.arms.finding.introducing import introduced
from kg.reading.arms.finding.kinds import told_by_kind, told_in_full
from kg.reading.arms.finding.labelled import labelled
from kg.reading.arms.finding.listed import listed, of_several, spread
from kg.reading.arms.finding.merging import by_results, strongest
from kg.reading.arms.finding.undergone import undergone, went_without
from kg.reading.arms.lists.antecedents import CONTROL
from kg.reading.arms.lists.doses import in_gray
from kg.reading.arms.referring.arms import Arms
from kg.reading.arms.wording.sizes import bare_size, size_at, size_of, size_of_group, size_of_whole, tells_what_befell
from kg.reading.arms.wording.told_beside import detail_of, tells_more
from kg.reading.arms.wording.treatments import TREATMENTS, Phrase, arm_words
from kg.reading.patterns import pattern
from kg.reading.trials.flow import Trials
from kg.reading.trials.scope import sections
from kg.reading.trials.single import NO_TRIALS


def inventory(annotated: Annotated, trials: Trials) -> Arms:
    """The arms that a document introduces, gathered before any result is read."""
    if annotated.document.source in NO_TRIALS:
        return Arms(trials)
    alone = one_armed(annotated, trials)
    compared = compared_arms(annotated, trials, alone)
    gathered = _gathered(annotated, trials, compared)
    regimens = regimens_named(annotated)
    gathered = {trial: by_acronym(told_by_kind(entries), regimens) for trial, entries in gathered.items()}
    told_in_full(annotated, trials, gathered)
    backed(annotated, trials, gathered)
    went_without(annotated, trials, gathered)
    set_against(annotated, trials, gathered)
    _with_controls(annotated, trials, gathered)
    settled(annotated, alone, compared, gathered)
    for trial in of_survivors(annotated, trials) & gathered.keys():
        del gathered[trial]
    _sized(annotated, trials, gathered)
    arms = {trial: _told_which(entries) for trial, entries in gathered.items()}
    found = Arms(trials, arms, _title(annotated), compared, _of_some(annotated, trials, gathered))
    return replace(found, concluded=concluded(annotated, found), opposed=opposed(annotated, found))


def _told_which(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The arms of a trial; the only one that was given something says which where it is introduced."""
    told = [entry for entry in entries if not goes_without(entry.names)]
    return tuple(_with_detail(entry) if [entry] == told else entry for entry in entries)


def _with_detail(entry: Entry) -> Entry:
    """An arm with what tells which it is: of a kind of treatment "to the chest", of a drug "more than 20 mg"."""
    given = entry.arm.interventions
    if entry.arm.detail or "comparison" in entry.rule:
        return entry
    marks = [mark for mark in entry.sentence.of_kind(*TREATMENTS) if mark.concept in given]
    detail = detail_of(entry.sentence, marks, given)
    return replace(entry, arm=replace(entry.arm, detail=detail)) if tells_more(detail, given) else entry


_Gathered = dict[Concept, list[Entry]]
"""The arms of each trial, in order."""


def _gathered(annotated: Annotated, trials: Trials, compared: frozenset[Concept]) -> _Gathered:
    """The arms of each trial by the surest words that introduce them; a trial without such has those of lesser ones."""
    where = sections(annotated)
    lists = _introduced(annotated, trials, where, compared)
    of_results = {trial: each for trial, each in lists.items() if all(map(by_results, each))}
    gathered = {trial: _strongest(each) for trial, each in lists.items() if trial not in of_results}
    gathered.update(only_arms(annotated, trials, set(gathered), where, compared))
    few = {trial: each for trial, each in of_results.items() if len(gathered.get(trial, ())) < 2}
    gathered.update((trial, _strongest(each)) for trial, each in few.items())
    gathered.update(labelled(annotated, trials, gathered))
    gathered.update(claimed(annotated, trials, where, gathered))
    gathered.update(undergone(annotated, trials, where, gathered.keys(), compared))
    gathered.update(by_topic(annotated, trials, compared | gathered.keys()))
    of_its_topic = of_topic(annotated, trials, compared | gathered.keys())
    gathered.update((trial, [entry]) for trial, entry in of_its_topic.items())
    return gathered


def _strongest(lists: list[list[Entry]]) -> list[Entry]:
    return strongest([told_by_kind(entries) for entries in lists])


def _introduced(
    annotated: Annotated, trials: Trials, where: Sequence[str], compared: frozenset[Concept]
) -> dict[Concept, list[list[Entry]]]:
    """What sentences, spread lists and lists of bullets each introduce as the arms of a trial."""
    lists: dict[Concept, list[list[Entry]]] = {}
    for sentence in annotated:
        if (sentence.of_kind(*TREATMENTS) or in_gray(sentence)) and tells_of_arms(sentence, trials, where):
            trial = trials.of(sentence)
            entries = introduced(sentence, trial, trial in compared)
            for each in (trial, *_alike(sentence, trials, trial)) if entries else ():
                lists.setdefault(each, []).append([replace(e, arm=replace(e.arm, trial=each)) for e in entries])
    for told in (spread(annotated, trials, where), listed(annotated, trials), of_several(annotated, trials)):
        for trial, entries in told.items():
            lists.setdefault(trial, []).append(entries)
    return lists


def _alike(sentence: Sentence, trials: Trials, trial: Concept) -> Sequence[Concept]:
    """The other trials that a sentence names as having done the same: "The X trial and the Y trial each tested …"."""
    named = dict.fromkeys(mention.trial for mention in trials.named(sentence))
    several = len(named) > 1 and sentence.search(arm_words("each_trial"))
    return [other for other in named if other != trial] if several else []


def _of_some(annotated: Annotated, trials: Trials, gathered: dict[Concept, list[Entry]]) -> frozenset[Concept]:
    """The trials of whose one arm its sentence tells that it is a part: "39 were seen. 8 had A", "66% had A"."""
    found = set()
    for trial, entries in gathered.items():
        (first, *more) = entries
        if not more and arm_words("share_given").search(first.sentence.typed, 0, first.phrase.start):
            found.add(trial)
        if more or first.rule != "arm.given":
            continue
        before = annotated.sentences[max(0, first.sentence.index - NEAR) : first.sentence.index]
        counts = [m for s in before if trials.told(s) and trials.of(s) == trial for m in s.of_kind("count")]
        values = [m.quantity.value for m in counts if m.quantity.value is not None]
        whom = arm_words("those_who_had").search(first.sentence.typed, 0, first.phrase.start)
        if any(value > first.size for value in values) if first.size is not None else values and whom:
            found.add(trial)
    return frozenset(found)


NEAR = 4
"""Sentences back from an arm in which the number of all stands of whom it is a part."""


def _sized(annotated: Annotated, trials: Trials, gathered: dict[Concept, list[Entry]]) -> None:
    """Sizes that a later sentence tells: "56 patients received A and 58 B", "143 were randomized to group A".

    Where none does, they are those of whom some had an outcome: "36 of 62 with A and 18 of 61 with B".
    """
    _told_sizes(annotated, trials, gathered, _sizes)
    _told_sizes(annotated, trials, gathered, _wholes)


def _told_sizes(annotated: Annotated, trials: Trials, gathered: dict[Concept, list[Entry]], read: _Sizes) -> None:
    for sentence in annotated.holding(arm_words("sizing"), arm_words("size_of_each")):
        entries = gathered.get(trials.of(sentence), [])
        if not any(e.size is None for e in entries) or not short(sentence) or sentence.passage.block == "row":
            continue
        sizes = read(sentence, Arms(trials, {trials.of(sentence): tuple(entries)}), entries)
        for i, entry in enumerate(entries):
            if entry.size is None and entry.arm in sizes:
                there = None if sentence is entry.sentence else sentence
                entries[i] = replace(entry, size=sizes[entry.arm], completed_in=there)


def _sizes(sentence: Sentence, known: Arms, entries: Sequence[Entry]) -> dict[Arm, Decimal]:
    """The sizes of several arms that a sentence tells: of each by its name, or of all at once ("90 in each group")."""
    each = sentence.search(arm_words("size_of_each"))
    allotted = sentence.search(arm_words("group_sizing"))
    size = (
        next((size_of(sentence, *each.span(g)) for g in ("size", "other", "third") if each[g]), None) if each else None
    )
    if size is not None and allotted and len(entries) > 1 and all(e.size in (None, size) for e in entries):
        return {e.arm: size for e in entries}
    later = sentence.of_kind("percent") and sentence.search(arm_words("given_later"))
    if later or not sentence.search(arm_words("sizing")):
        return {}
    references = known.references(sentence, brackets=True)
    if references and tells_what_befell(sentence, references[-1].end):
        return {}
    if side_by_side := counted(sentence, references, entries):
        return side_by_side
    outcome = bool(sentence.of_kind("percent"))  # "(23 people)" beside a percentage is who had the outcome
    told = [
        (
            r,
            None
            if outcome and arm_words("share_behind").match(sentence.typed, r.end)
            else size_at(sentence, Phrase(r.start, r.end, ()), None, not outcome),
        )
        for r in references
    ]
    before = [
        size_at(sentence, Phrase(r.start, r.end, ()), behind=False) or bare_size(sentence, r.start) for r in references
    ]
    if before and before[0] is not None and told[0][1] == before[0] and not any(before[1:]):
        told[0] = references[0], None  # "90 were given A or B (n = 44)"
    if allotted and not outcome and sum(size is not None for _, size in told) < 2:
        grouped = [(r, size_of_group(sentence, r.start, r.end)) for r in references]
        dealt = pattern(r"\b{allotted}\b").search(sentence.text)
        told = told if dealt and not any(size for _, size in grouped) else grouped
    if any(size is not None for _, size in told):
        told = [(r, size if size is not None else bare_size(sentence, r.start)) for r, size in told]
    sizes = {r.arm: size for r, size in told if size is not None}
    return sizes if len(sizes) > 1 and not _of_all(sentence, sizes) else {}


def _of_all(sentence: Sentence, sizes: Mapping[Arm, Decimal]) -> bool:
    """Whether one number would be that of each arm: "90 patients were assigned to weekly or daily A"."""
    marks = sentence.of_kind("count", "number")
    told = [m.quantity.value for m in marks]
    return any(0 < told.count(size) < times for size, times in Counter(sizes.values()).items())


def _wholes(sentence: Sentence, known: Arms, entries: Sequence[Entry]) -> dict[Arm, Decimal]:
    """The sizes of all arms by the numbers of whom some had an outcome; none where not all of them are told so.

    Where a sentence tells of a part of the people ("Of the men with …, 16 of 34 given A"), they are sizes of that part.
    """
    counts = sentence.of_kind("count") and not sentence.search(arm_words("of_a_part"))
    references = known.references(sentence, brackets=True) if counts else []
    told = [(r.arm, size_of_whole(sentence, r.start, r.end)) for r in references]
    sizes = {arm: size for arm, size in told if size is not None}
    return sizes if len(sizes) == len(entries) > 1 else {}


_Sizes = Callable[[Sentence, Arms, Sequence[Entry]], dict[Arm, Decimal]]


def _with_controls(annotated: Annotated, trials: Trials, gathered: dict[Concept, list[Entry]]) -> None:
    """A control that is only ever called so, beside the one arm whose treatment the document names."""
    for sentence in annotated.holding(arm_words("control_group")):
        found = sentence.search(arm_words("control_group"))
        entries = gathered.get(trials.of(sentence), []) if found else []
        if found and len(entries) == 1 and not any(map(_given_to_controls, entries[0].arm.interventions)):
            phrase = Phrase(found.start(), found.end(), (CONTROL,))
            sized = sentence.search(arm_words("group_sizing")) or _NUMBERED.match(sentence.typed, phrase.end)
            size = size_of_group(sentence, phrase.start, phrase.end) if sized else None
            entries.append(Entry(Arm(entries[0].arm.trial, (CONTROL,)), sentence, phrase, "arm.control-group", size))


_NUMBERED = re.compile(r"[;,]?\s?[(\[;,]?\s?n\s?=")
"""Behind a group, that its number follows: what stands before it may be how many something befell."""


def _given_to_controls(given: Concept) -> bool:
    """Whether a treatment is itself what a control group gets: "usual care", "no further treatment"."""
    return given.name in CONTROLS or given.name.startswith("no ") or "standard of care" in given.parents


def _title(annotated: Annotated) -> tuple[str, ...]:
    """The treatments that the document's first headings name, in order, but what these say that others did better."""
    headings = [s for s in annotated if s.passage.block == "heading"][:2]
    named = [(s, m) for s in headings for m in s.of_kind(*TREATMENTS)]
    return tuple(m.concept.name for s, m in named if not _is_outdone(s, s.typed_at(m)))


def _is_outdone(sentence: Sentence, at: int) -> bool:
    """Whether a title says of a treatment that another did better: "Combination Tops A", "Longer Survival Than A"."""
    return bool(arm_words("outdoes").search(sentence.typed, max(0, at - 40), at))
