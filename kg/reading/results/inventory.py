"""The arms that a document introduces, gathered before any of its results is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.patterns import Match, matches, table
from kg.reading.results.arms import Arms, Entry
from kg.reading.results.treatments import TREATMENTS, Phrase, arm_words, classes, is_given, phrases, size_at
from kg.reading.trials.flow import Trials

NO_TRIALS = ("nci_drug", "nci_drug_list", "nci_regimen")
"""Sources that tell of uses and not of trials, so that a list of treatments there is no list of arms."""


def inventory(annotated: Annotated, trials: Trials) -> Arms:
    """The arms that a document introduces, gathered before any result is read."""
    gathered: dict[Concept, list[Entry]] = {}
    if annotated.document.source in NO_TRIALS:
        return Arms(trials)
    for sentence in annotated:
        if sum(1 for m in sentence.marks if m.kind in TREATMENTS) < 2:
            continue
        trial = trials.of(sentence)
        for entry in _introduced(sentence, trial):
            _add(gathered.setdefault(trial, []), entry)
    gathered = {trial: _strongest(entries) for trial, entries in gathered.items()}
    for trial, entries in _only_arms(annotated, trials, set(gathered)).items():
        gathered[trial] = entries
    _with_controls(annotated, trials, gathered)
    _sized(annotated, trials, gathered)
    compared = frozenset(trials.of(s) for s in annotated if arm_words("comparing").search(s.typed))
    return Arms(trials, {trial: tuple(entries) for trial, entries in gathered.items()}, _title(annotated), compared)


def _sized(annotated: Annotated, trials: Trials, gathered: dict[Concept, list[Entry]]) -> None:
    """Sizes that a later sentence tells: "56 patients received A and 58 B", "275 patients allocated A"."""
    for sentence in annotated:
        entries = gathered.get(trials.of(sentence), [])
        if not any(e.size is None for e in entries) or not arm_words("sizing").search(sentence.typed):
            continue
        known = Arms(trials, {trials.of(sentence): tuple(entries)})
        told = [(r, size_at(sentence, Phrase(r.start, r.end, ()))) for r in known.references(sentence)]
        sizes = {r.arm: size for r, size in told if size is not None}
        if len(sizes) > 1:
            for i, entry in enumerate(entries):
                if entry.size is None and entry.arm in sizes:
                    entries[i] = replace(entry, size=sizes[entry.arm], sentence=sentence)


def _with_controls(annotated: Annotated, trials: Trials, gathered: dict[Concept, list[Entry]]) -> None:
    """A control that is only ever called so, beside the one arm whose treatment the document names."""
    control = Concept("intervention", "control", known=False)
    for sentence in annotated:
        found = arm_words("control_group").search(sentence.typed)
        entries = gathered.get(trials.of(sentence), []) if found else []
        if found and len(entries) == 1:
            phrase = Phrase(found.start(), found.end(), (control,))
            entries.append(Entry(Arm(entries[0].arm.trial, (control,)), sentence, phrase, "arm.control-group"))


def _title(annotated: Annotated) -> tuple[str, ...]:
    """The treatments that the document's first headings name, in order."""
    headings = [s for s in annotated if s.passage.block == "heading"][:2]
    return tuple(m.concept.name for s in headings for m in s.of_kind(*TREATMENTS) if m.concept)


STRENGTH = (
    ("arm.randomized", "arm.with-or-without"), ("arm.compared", "arm.versus"), ("arm.received-than",), ("arm.added",),
)  # fmt: skip
"""Rules by how surely they introduce the arms of a trial; where stronger ones found two, weaker ones add none."""


def _strongest(entries: list[Entry]) -> list[Entry]:
    for rules in STRENGTH:
        found = [entry for entry in entries if entry.rule in rules]
        if len(found) > 1:
            return found
    return entries


def _only_arms(annotated: Annotated, trials: Trials, told: set[Concept]) -> dict[Concept, list[Entry]]:
    """For a trial whose arms are never set against each other: what its participants were given."""
    found: dict[Concept, list[Entry]] = {}
    for sentence in annotated:
        trial = trials.of(sentence)
        if trial in told or sentence.passage.block == "heading" or not sentence.of_kind(*TREATMENTS):
            continue
        if arm_words("usual").search(sentence.typed):
            continue
        for phrase in phrases(sentence):
            if is_given(sentence, phrase) and (
                sentence.of_kind("count")
                or re.search(r"(?:patients|participants|women|men|children|people|those|who)", sentence.typed)
            ):
                entry = Entry(Arm(trial, phrase.given), sentence, phrase, "arm.given", size_at(sentence, phrase))
                _add(found.setdefault(trial, []), entry)
    return found


def _introduced(sentence: Sentence, trial: Concept) -> Iterator[Entry]:
    """The arms that a sentence introduces: at least two alternatives, or none."""
    for match in matches("arms", sentence):
        if sentence.passage.block == "heading" and not match.rule.options.get("headings"):
            continue
        parts = (
            _added(match)
            if match.rule.options.get("base")
            else list(_alternatives(sentence, phrases(sentence, *match.found.span("body"))))
        )
        wide = frozenset(table("arms", "too_wide"))
        if len({p.names for p in parts}) < 2 or any(p.names <= wide for p in parts):
            continue
        yield from _entries(sentence, trial, parts, match.rule.name)
        return


def _entries(sentence: Sentence, trial: Concept, parts: Sequence[Phrase], rule: str) -> Iterator[Entry]:
    """One entry an arm; a single number before the first arm of several is how many took part in all."""
    sizes = [size_at(sentence, part) for part in parts]
    if (
        sizes[0] is not None
        and sizes.count(None) == len(sizes) - 1
        and not arm_words("own_size").match(sentence.typed[parts[0].end :])
    ):
        sizes[0] = None
    for part, size in zip(parts, sizes, strict=True):
        yield Entry(Arm(trial, part.given), sentence, part, rule, size)


def _added(match: Match) -> list[Phrase]:
    """The arms of "adding A to B": A with B, and B."""
    sentence = match.sentence
    extra, base = (phrases(sentence, *match.found.span(group)) for group in ("extra", "base"))
    if len(extra) != 1 or len(base) != 1:
        return []
    ends = (extra[0].start, extra[0].end, base[0].start, base[0].end)
    both = Phrase(min(ends), max(ends), (*extra[0].given, *base[0].given))
    return [both, base[0]]


def _alternatives(sentence: Sentence, found: list[Phrase]) -> Iterator[Phrase]:
    """The arms among the treatments of one list: what "or" or "versus" parts, "plus" and commas join."""
    group: list[Phrase] = []
    listed = any(_or_between(sentence, a, b) for a, b in pairwise(found))
    for phrase in found:
        between = sentence.typed[group[-1].end : phrase.start] if group else ""
        if group and (_parted(between) or (listed and between.strip() == ",")):
            yield _united(group)
            group = []
        group.append(phrase)
    if group:
        yield _united(group)


def _or_between(sentence: Sentence, one: Phrase, other: Phrase) -> bool:
    return bool(re.fullmatch(r"\s?,?\s?\bor\b.{0,20}", sentence.typed[one.end : other.start]))


def _united(group: list[Phrase]) -> Phrase:
    given = tuple(c for phrase in group for c in phrase.given)
    return Phrase(group[0].start, group[-1].end, given, group[-1].alone and len(group) == 1, group[-1].alias)


def _parted(between: str) -> bool:
    return bool(arm_words("alternatives").search(between))


def _add(entries: list[Entry], entry: Entry) -> None:
    """Take an arm into a trial's inventory once; where it was randomized to, or its size, is the better place."""
    for i, known in enumerate(entries):
        if known.names == entry.names:
            better = entry.rule == "arm.randomized" != known.rule
            if better or (known.size is None and entry.size is not None):
                rule, size = (entry.rule if better else known.rule), entry.size or known.size
                phrase = replace(entry.phrase, alias=entry.phrase.alias or known.phrase.alias)
                entries[i] = replace(entry, arm=known.arm, rule=rule, size=size, phrase=phrase)
            elif entry.phrase.alias and not known.phrase.alias:
                entries[i] = replace(known, phrase=replace(known.phrase, alias=entry.phrase.alias))
            return
    if len(entries) > 1 and any(entry.names < known.names for known in entries) and entry.rule != "arm.randomized":
        return
    if not (entry.names & classes() and any(entry.names - classes() <= known.names for known in entries)):
        entries.append(entry)
