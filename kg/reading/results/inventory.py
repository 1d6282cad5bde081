"""The arms that a document introduces, gathered before any of its results is read.

Each sentence that sets treatments against each other introduces arms; of those that speak of one trial the surest
are its arms, and the others tell more of them: their sizes, their letters, another name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.results.alternatives import alternative
from kg.reading.results.arms import Arms
from kg.reading.results.entries import Entry, resolve
from kg.reading.results.introducing import introduced
from kg.reading.results.stretches import list_end
from kg.reading.results.treatments import (
    TREATMENTS,
    Phrase,
    arm_words,
    bare_size,
    classes,
    is_given,
    phrases,
    size_at,
    size_of_group,
)
from kg.reading.trials.facts import LONGEST
from kg.reading.trials.flow import Trials, sections

NO_TRIALS = ("nci_drug", "nci_drug_list", "nci_regimen")
"""Sources that tell of uses and not of trials, so that a list of treatments there is no list of arms."""


def inventory(annotated: Annotated, trials: Trials) -> Arms:
    """The arms that a document introduces, gathered before any result is read."""
    if annotated.document.source in NO_TRIALS:
        return Arms(trials)
    lists: dict[Concept, list[list[Entry]]] = {}
    compared = frozenset(trials.of(s) for s in annotated if arm_words("comparing").search(s.typed))
    where = sections(annotated)
    for sentence in annotated:
        if sentence.of_kind(*TREATMENTS) and _tells(sentence, trials, where):
            trial = trials.of(sentence)
            if entries := introduced(sentence, trial, trial in compared):
                lists.setdefault(trial, []).append(entries)
    for trial, entries in _spread(annotated, trials, where).items():
        lists.setdefault(trial, []).append(entries)
    gathered = {trial: _strongest(told) for trial, told in lists.items()}
    for trial, entries in _only_arms(annotated, trials, set(gathered), where, compared).items():
        gathered[trial] = entries
    gathered = {trial: _told_by_kind(entries) for trial, entries in gathered.items()}
    _with_controls(annotated, trials, gathered)
    _sized(annotated, trials, gathered)
    return Arms(trials, {trial: tuple(entries) for trial, entries in gathered.items()}, _title(annotated), compared)


def _told_by_kind(entries: list[Entry]) -> list[Entry]:
    """The arms with "chemotherapy" written out, where one other arm tells of which drugs it is.

    So it is in "A and B, or chemotherapy plus C".
    """
    return [_written_out(entry, [other for other in entries if other is not entry]) for entry in entries]


def _written_out(entry: Entry, others: list[Entry]) -> Entry:
    kinds = [c for c in entry.arm.interventions if c.name in classes() and "chemotherapy" in c.name]
    told = [other for other in others if _is_chemotherapy(other)]
    if len(kinds) != 1 or len(told) != 1 or len(entry.names) == 1 or not entry.names.isdisjoint(told[0].names):
        return entry
    given = [c for c in entry.arm.interventions if c not in kinds]
    return replace(entry, arm=replace(entry.arm, interventions=(*told[0].arm.interventions, *given)))


def _is_chemotherapy(entry: Entry) -> bool:
    """Whether an arm is given several drugs and nothing else, none of them by its kind."""
    given = entry.arm.interventions
    return len(given) > 1 and all(c.kind == "drug" for c in given)


def _spread(annotated: Annotated, trials: Trials, where: Sequence[str]) -> dict[Concept, list[Entry]]:
    """Arms that a sentence or list item each introduces: "Arm A: …", "One group received …. The other group …"."""
    found: dict[Concept, dict[str, Entry]] = {}
    for sentence in annotated:
        told = arm_words("group_subject").match(sentence.typed) if _short(sentence) else None
        if not told or where[sentence.index] == "references" or sentence.of_kind("percent", "p_value"):
            continue
        trial, label = trials.of(sentence), " ".join(sentence.words(*told.span("label")).split())
        colon = re.match(r"[^:.;]{0,50}:\s", sentence.typed[told.start("label") :])
        begin = told.start("label") + (colon.end() if colon else 0)
        one = alternative(sentence, told.start("label"), list_end(sentence, max(told.end(), begin)))
        if one and one.phrase.given:
            size = one.size if one.size is not None else size_of_group(sentence, *told.span("label"))
            entry = Entry(
                Arm(trial, one.phrase.given), sentence, one.phrase, "arm.spread", size,
                one.labels, one.parts, (one.start, one.end),
            )  # fmt: skip
            found.setdefault(trial, {}).setdefault(label.lower(), entry)
    several = {trial: list(entries.values()) for trial, entries in found.items()}
    return {t: es for t, es in several.items() if len({e.names for e in es}) == len(es) > 1}


def _tells(sentence: Sentence, trials: Trials, where: Sequence[str]) -> bool:
    """Whether a sentence may introduce arms: in a summary of many trials only where it tells of one of them."""
    if (
        where[sentence.index] == "references"
        or not _short(sentence)
        or (sentence.passage.block == "row" and not trials.single)
    ):
        return False
    return trials.single or trials.told(sentence) or bool(arm_words("of_a_trial").search(sentence.typed))


def _short(sentence: Sentence) -> bool:
    """Whether a sentence can be one; what is longer is not searched for arms."""
    return len(sentence.typed) <= LONGEST


def _sized(annotated: Annotated, trials: Trials, gathered: dict[Concept, list[Entry]]) -> None:
    """Sizes that a later sentence tells: "56 patients received A and 58 B", "143 were randomized to group A"."""
    for sentence in annotated:
        entries = gathered.get(trials.of(sentence), [])
        if (
            not any(e.size is None for e in entries)
            or not _short(sentence)
            or not arm_words("sizing").search(sentence.typed)
        ):
            continue
        known = Arms(trials, {trials.of(sentence): tuple(entries)})
        if sentence.passage.block == "row":
            continue
        references = known.references(sentence, brackets=True)
        outcome = bool(sentence.of_kind("percent"))  # "(23 people)" beside a percentage is who had the outcome
        told = [(r, size_at(sentence, Phrase(r.start, r.end, ()), behind=not outcome)) for r in references]
        allotted = arm_words("group_sizing").search(sentence.typed)
        if allotted and not outcome and sum(size is not None for _, size in told) < 2:
            told = [(r, size_of_group(sentence, r.start, r.end)) for r in references]
        if any(size is not None for _, size in told):
            told = [(r, size if size is not None else bare_size(sentence, r.start)) for r, size in told]
        sizes = {r.arm: size for r, size in told if size is not None}
        if len(sizes) > 1:
            for i, entry in enumerate(entries):
                if entry.size is None and entry.arm in sizes:
                    entries[i] = replace(entry, size=sizes[entry.arm])


def _with_controls(annotated: Annotated, trials: Trials, gathered: dict[Concept, list[Entry]]) -> None:
    """A control that is only ever called so, beside the one arm whose treatment the document names."""
    control = Concept("intervention", "control", known=False)
    for sentence in annotated:
        found = arm_words("control_group").search(sentence.typed)
        entries = gathered.get(trials.of(sentence), []) if found else []
        if found and len(entries) == 1:
            phrase = Phrase(found.start(), found.end(), (control,))
            size = size_of_group(sentence, phrase.start, phrase.end)
            entries.append(Entry(Arm(entries[0].arm.trial, (control,)), sentence, phrase, "arm.control-group", size))


def _title(annotated: Annotated) -> tuple[str, ...]:
    """The treatments that the document's first headings name, in order."""
    headings = [s for s in annotated if s.passage.block == "heading"][:2]
    return tuple(m.concept.name for s in headings for m in s.of_kind(*TREATMENTS) if m.concept)


STRENGTH = (
    ("arm.randomized", "arm.with-or-without", "arm.or-not"),
    ("arm.assigned",),
    ("arm.lettered", "arm.spread"),
    ("arm.compared", "arm.versus", "arm.was-compared", "arm.effect-of"),
    ("arm.one-other", "arm.received-than"),
    ("arm.by-detail",),
    ("arm.received-or",),
    ("arm.added",),
)
"""Rules by how surely they introduce the arms of a trial; where stronger ones found two, weaker ones add none."""


def _strength(entries: Sequence[Entry]) -> int:
    return next(i for i, rules in enumerate(STRENGTH) if entries[0].rule in rules)


def _strongest(lists: list[list[Entry]]) -> list[Entry]:
    """The arms of a trial: those of the surest rule; what the other sentences say of them is added to them."""
    best = min(_strength(entries) for entries in lists)
    found: list[Entry] = []
    for entries in sorted(lists, key=_strength):
        same = [resolve(found, e.arm.interventions, False, [e.detail]) for e in entries]
        if found and all(same) and len(set(same)) == len(same):
            for entry, arm in zip(entries, same, strict=True):
                at = next(i for i, e in enumerate(found) if e.arm == arm)
                found[at] = _better(found[at], entry)
        elif found and (richer := _richer(found, entries)):
            found = richer
        elif _strength(entries) == best:
            for entry in entries:
                _add(found, entry)
    return found


def _richer(found: Sequence[Entry], entries: Sequence[Entry]) -> list[Entry]:
    """The arms with what another sentence says all of them are given beside: "A or placebo, both plus C"; else none."""
    pairs = [(known, [e for e in entries if known.names < e.names]) for known in found]
    if len(found) != len(entries) or any(len(more) != 1 for _, more in pairs):
        return []
    beside = {more[0].names - known.names for known, more in pairs}
    if len(beside) != 1 or len({id(more[0]) for _, more in pairs}) != len(pairs):
        return []
    return [replace(_better(known, more[0]), arm=more[0].arm) for known, more in pairs]


def _better(known: Entry, entry: Entry) -> Entry:
    """An arm with what another sentence tells of it; the sentence that tells its size is the better place."""
    labels = tuple(dict.fromkeys((*known.labels, *entry.labels)))
    base = replace(entry, arm=known.arm, rule=known.rule) if known.size is None and entry.size is not None else known
    return replace(base, labels=labels, parts=known.parts or entry.parts)


def _only_arms(
    annotated: Annotated, trials: Trials, told: set[Concept], where: Sequence[str], compared: frozenset[Concept]
) -> dict[Concept, list[Entry]]:
    """For a trial whose arms are never set against each other: what its participants were given."""
    found: dict[Concept, list[Entry]] = {}
    against = _against_placebo(annotated, trials)
    for sentence in annotated:
        trial = trials.of(sentence)
        if trial in told or sentence.passage.block == "heading" or not sentence.of_kind(*TREATMENTS):
            continue
        figures = sentence.of_kind("count", "percent") and sentence.passage.block != "row"
        if arm_words("usual").search(sentence.typed) or not (figures or _tells(sentence, trials, where)):
            continue
        if trial in compared and arm_words("everybody").search(sentence.typed):
            continue
        tried = trials.told(sentence) or trials.single
        for phrase in phrases(sentence):
            rule = "arm.given-in-comparison" if trial in compared else "arm.given"
            given = is_given(sentence, phrase) and _of_people(sentence, phrase)
            if tried and not given and (trial not in compared or trial in against) and _is_tried(sentence, phrase):
                given, rule = True, "arm.tried"
            if given:
                size, labels = size_at(sentence, phrase), (phrase.alias,) if phrase.alias else ()
                entry = Entry(Arm(trial, phrase.given), sentence, phrase, rule, size, labels, phrase.parts)
                _add(found.setdefault(trial, []), entry)
    for trial, entries in found.items():
        if trial in against and len(entries) == 1 and "placebo" not in entries[0].names:
            entries.append(against[trial])
    return found


def _against_placebo(annotated: Annotated, trials: Trials) -> dict[Concept, Entry]:
    """The placebo arm of each trial that is called placebo-controlled."""
    found: dict[Concept, Entry] = {}
    for sentence in annotated:
        told = arm_words("controlled_by").search(sentence.typed)
        by = sentence.marks_in(*told.span("by"))[0].concept if told else None
        if told and by and by.name == "placebo" and sentence.passage.block != "heading":
            phrase = Phrase(*told.span("by"), (by,))
            arm = Arm(trials.of(sentence), phrase.given)
            found.setdefault(arm.trial, Entry(arm, sentence, phrase, "arm.placebo-controlled"))
    return found


def _is_tried(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a sentence says that its trial tried a treatment: "a phase II study evaluated A in …"."""
    return bool(arm_words("tried").search(sentence.typed[max(0, phrase.start - 140) : phrase.start]))


def _of_people(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a treatment is told of people who were given it, not of what people are given in general."""
    before = sentence.typed[max(0, phrase.start - 140) : phrase.start]
    told = arm_words("given_past").search(before)
    told = told or arm_words("given_after").match(sentence.typed[phrase.end : phrase.end + 40])
    return bool(told and arm_words("people_named").search(sentence.typed))


def _add(entries: list[Entry], entry: Entry) -> None:
    """Take an arm into a trial's inventory once; the place that tells its size is the better one."""
    for i, known in enumerate(entries):
        if known.names == entry.names and known.detail == entry.detail:
            entries[i] = _better(known, entry)
            return
    if len(entries) > 1 and any(entry.names < known.names for known in entries) and entry.rule != "arm.randomized":
        return
    if (
        any(known.names == entry.names and known.sentence is not entry.sentence for known in entries)
        and not entry.arm.detail
    ):
        return
    bare, others = entry.names - classes(), [e for e in entries if e.sentence is not entry.sentence]
    if not (bare and bare != entry.names and any(bare <= known.names for known in others)):
        entries.append(entry)
