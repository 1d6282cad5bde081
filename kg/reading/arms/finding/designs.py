"""Which trials compared several arms, and the one arm of those that did not, by what the title says was given."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from dataclasses import replace

from kg import names
from kg.model import Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import CONTROLS, Entry, expanded
from kg.reading.arms.wording.treatments import TREATMENTS, arm_words, phrases
from kg.reading.grounding.taxonomy import closed, parts
from kg.reading.trials.flow import Trials
from kg.reading.trials.scope import blocked


def compared_arms(annotated: Annotated, trials: Trials, alone: frozenset[Concept]) -> frozenset[Concept]:
    """The trials of which a sentence says that they compared several arms, be it in passing.

    A phase I or single-arm trial (`alone`) sets kinds of people against each other, and doses, but allots nobody.
    """
    held = annotated.holding(arm_words("comparing"))
    return frozenset({trials.of(s) for s in held if _compares(s) and not blocked(s)} - alone)


def one_armed(annotated: Annotated, trials: Trials) -> frozenset[Concept]:
    """The trials whose design is that of one arm, and of which nothing says that they allotted people to several."""
    one, allotting = arm_words("one_armed"), arm_words("allots")
    alone = {trials.of(s) for s in annotated.holding(one) if _is_own(s, trials) and s.search(one)}
    held = annotated.holding(allotting) if alone else ()
    return frozenset(alone - {trials.of(s) for s in held if s.search(allotting) and not blocked(s)})


def of_survivors(annotated: Annotated, trials: Trials) -> frozenset[Concept]:
    """The cohorts of survivors, which many a report looks at by what they once had, and which nobody allotted to arms.

    What one report sets apart ("surgery with or without chemotherapy") are not the two sides of the next.
    """
    if trials.single:
        return frozenset()
    survivors, randomized = arm_words("survivors"), arm_words("randomized")
    told = Counter(trials.of(s) for s in annotated.holding(survivors) if s.search(survivors) and not blocked(s))
    allotted = Counter(trials.of(s) for s in annotated.holding(randomized) if s.search(randomized)) if told else told
    named = {trial: reports for trial, reports in told.items() if not names.is_unnamed(trial.name)}
    return frozenset(t for t, reports in named.items() if reports >= REPORTS and reports > FEW * allotted[t])


REPORTS, FEW = 3, 5
"""Sentences on its survivors that make a cohort one, and how many of them to one on random allotment."""


def _compares(sentence: Sentence) -> bool:
    """Whether a sentence compares groups or treatments; "40% vs 20%" alone may set apart kinds of people."""
    found = [m.group().lower() for m in sentence.finditer(arm_words("comparing"))]
    return (
        bool(found)
        and not sentence.search(arm_words("yet_to_compare"))
        and (
            not _WEAK.issuperset(found)
            or bool(sentence.of_kind(*TREATMENTS))
            or bool(sentence.search(arm_words("told_as_groups")))
        )
    )


_WEAK = frozenset({"vs", "versus", "compared", "comparing", "comparison"})
"""Words that set figures of all kinds against each other."""


def _is_own(sentence: Sentence, trials: Trials) -> bool:
    """Whether a sentence tells of the trial that it is counted to, and of no other that went before."""
    return trials.single and trials.told(sentence) and not blocked(sentence)


def settled(
    annotated: Annotated, alone: Container[Concept], compared: Container[Concept], gathered: dict[Concept, list[Entry]]
) -> None:
    """What a trial's design says of arms that no sentence sets against each other.

    What its people were given is told again in part, or by other words.
    Of several things that the people of a trial of one arm were given, it is the title's, else the first. A treatment
    that alone is known of a trial of several arms is hardly more than one of them, and told by a rule of its own.
    """
    title = frozenset(m.concept.name for s in annotated.sentences[:1] for m in s.of_kind(*TREATMENTS))
    for trial, told in gathered.items():
        rules = {e.rule for e in told}
        once = trial not in compared and rules == {"arm.given", "arm.tried"}
        entries = gathered[trial] = _told_once(told) if once else told
        if len(entries) == 1 and rules == {"arm.given-in-comparison"}:
            entries[0] = replace(entries[0], rule="arm.given-alone-in-comparison")
        elif len(entries) > 1 and trial in alone and rules <= {"arm.given", "arm.tried"}:
            kept = [e for e in entries if e.names & title] or entries
            gathered[trial] = kept if len(kept) < len(entries) else kept[:1]
        elif len(entries) == 1 and rules == {"arm.given"}:
            gathered[trial] = [_as_titled(annotated.sentences[0], entries[0])]
        elif len(entries) == 2:
            gathered[trial] = _beside_what_others_had_alone(*entries)


def _told_once(entries: list[Entry]) -> list[Entry]:
    """What was tried, without what people were given by words that tell but a part of it, or the same again."""
    tried = [e for e in entries if e.rule == "arm.tried"]
    given = [e for e in entries if not any(expanded(e.names) <= expanded(other.names) for other in tried)]
    return [e for e in entries if e in tried or e in given]


def _as_titled(title: Sentence, entry: Entry) -> Entry:
    """The only arm of a trial with all that its title joins to it, where the arm's own sentence names that too."""
    told = {m.concept.name for m in entry.sentence.of_kind(*TREATMENTS)}
    joined = phrases(title) if title.passage.block == "heading" else []
    whole = len(joined) == 1 and entry.names < joined[0].names <= told
    return replace(entry, arm=replace(entry.arm, interventions=joined[0].given)) if whole else entry


def _beside_what_others_had_alone(one: Entry, other: Entry) -> list[Entry]:
    """Two arms, that which is set against a treatment alone with this one too: "A compared with B alone" is A and B."""
    if one.phrase.alone == other.phrase.alone or one.sentence is not other.sentence:
        return [one, other]
    tested, base = (other, one) if one.phrase.alone else (one, other)
    given, shared = tested.arm.interventions, base.arm.interventions
    whole = {c.name for c in (*closed(given), *(part for c in given for part in parts(c)))} | CONTROLS
    whole |= {"surgery"} & {c.name for c in closed(shared)}  # "A or surgery alone": all were operated on
    single = len(given) == 1 and given[0].kind == "drug" and given[0].name not in CONTROLS
    whole |= base.names if expanded(base.names) <= expanded(tested.names) else set()  # "R-CHOP or CHOP alone"
    if not single or whole & {c.name for c in closed(shared)} or not _is_alone(base) or _is_a_choice(one, other):
        return [one, other]
    both = replace(tested, arm=replace(tested.arm, interventions=(*shared, *given)))
    return [one, both] if one.phrase.alone else [both, other]


def _is_a_choice(one: Entry, other: Entry) -> bool:
    """Whether "or" parts two treatments, each of which may be given by itself: "assigned to A or to B alone"."""
    first, second = sorted((one.phrase, other.phrase), key=lambda phrase: phrase.start)
    return bool(_OR.search(one.sentence.words(first.end, second.start)))


_OR = re.compile(r"\bor\b", re.IGNORECASE)


def _is_alone(base: Entry) -> bool:
    """Whether words say of what something is set against that nothing was given beside it; "single-agent" does not."""
    start, end = base.phrase.start, min(base.phrase.end + 40, len(base.sentence.typed))
    return bool(_ALONE.match(base.sentence.words(start, end)))


_ALONE = re.compile(r"[^.;,()]{0,80}?[ -](?:alone|only)\b")
