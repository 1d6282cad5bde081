"""The arms of trials that are never set against each other: what participants were given, or what a trial tried."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from decimal import Decimal

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import IN_PASSING, TESTED_IN, Entry
from kg.reading.arms.finding.merging import add
from kg.reading.arms.wording.kinds import TREATED, classes, is_kind
from kg.reading.arms.wording.passing import is_given
from kg.reading.arms.wording.sizes import people_given, size_behind, size_tried
from kg.reading.arms.wording.treatments import TREATMENTS, Phrase, arm_words, phrases
from kg.reading.marks import Mark
from kg.reading.trials.flow import Trials
from kg.reading.trials.scope import LONGEST, blocked


def tells_of_arms(sentence: Sentence, trials: Trials, where: Sequence[str]) -> bool:
    """Whether a sentence may introduce arms: in a summary of many trials only where it tells of one of them."""
    if (
        where[sentence.index] == "references"
        or not short(sentence)
        or blocked(sentence)
        or (sentence.passage.block == "row" and not trials.single)
    ):
        return False
    return trials.single or trials.told(sentence) or bool(sentence.search(arm_words("of_a_trial")))


def short(sentence: Sentence) -> bool:
    """Whether a sentence can be one; what is longer is not searched for arms."""
    return len(sentence.typed) <= LONGEST


def only_arms(
    annotated: Annotated, trials: Trials, told: set[Concept], where: Sequence[str], compared: frozenset[Concept]
) -> dict[Concept, list[Entry]]:
    """For a trial whose arms are never set against each other: what its participants were given."""
    found: dict[Concept, list[Entry]] = {}
    against = _against_placebo(annotated, trials)
    surveys = {trials.of(sentence) for sentence in annotated.holding(arm_words("survey")) if trials.opens(sentence)}
    for sentence in annotated.holding(kinds=TREATMENTS):
        trial = trials.of(sentence)
        if trial in told or trial in surveys or sentence.passage.block == "heading":
            continue
        figures = sentence.of_kind("count", "percent") and sentence.passage.block != "row"
        if sentence.search(arm_words("usual")) or not (figures or tells_of_arms(sentence, trials, where)):
            continue
        if trial in compared and sentence.search(arm_words("everybody")):
            continue
        tried = (trials.told(sentence) or trials.single) and not sentence.search(arm_words("in_animals"))
        for phrase in phrases(sentence):
            rule = _given_as(trial in compared, trials.told(sentence) or trials.single)
            given = is_given(sentence, phrase) and _of_people(sentence, phrase)
            given = given and not (trial in compared and _given_anyway(sentence, phrase))
            if tried and not given and _is_tried(sentence, phrase, trial in compared and trial not in against):
                given, rule = True, "arm.tried"
            elif tried and not given and trial in compared and _tests_it(sentence, phrase):
                given, rule = True, TESTED_IN
            if given:
                rule = IN_PASSING if rule == "arm.given" and _is_vague(sentence, phrase) else rule
                size = _size(sentence, phrase, rule == "arm.tried", trial in compared)
                labels = (phrase.alias,) if phrase.alias else ()
                entry = Entry(Arm(trial, phrase.given), sentence, phrase, rule, size, labels, phrase.parts)
                add(found.setdefault(trial, []), entry)
    for trial, entries in found.items():
        if trial in against and len(entries) == 1 and "placebo" not in entries[0].names:
            entries.append(against[trial])
    return found


def _size(sentence: Sentence, phrase: Phrase, tried: bool, compared: bool) -> Decimal | None:
    """How many were given a treatment; of a trial that compared several, those whom it took are not one arm's."""
    if (tried and compared) or (compared and _OR_ANOTHER.search(sentence.typed, phrase.end)):
        return None
    behind = size_behind(sentence, phrase)
    if behind is not None:
        return behind.size
    if tried:
        return size_tried(sentence, phrase)
    given = people_given(sentence, phrase)
    gave = _GAVE.search(sentence.typed, max(0, phrase.start - 40), phrase.start)
    gave = gave or arm_words("given_after").search(sentence.typed[phrase.end : phrase.end + 80])
    return size_tried(sentence, phrase) if given is None and gave else given


_GAVE = re.compile(r"\bgave\s(?:[a-z-]+\s){0,4}$")
"""Before a treatment, that somebody gave it to those who are counted behind it."""

_OR_ANOTHER = re.compile(rf"\sor\s(?:[a-z-]+\s){{0,3}}{TREATED.pattern}")
"""Behind a treatment, another that some were given in its place, so that not all who were counted had it."""


def of_topic(annotated: Annotated, trials: Trials, told: Container[Concept]) -> dict[Concept, Entry]:
    """For each trial of a summary whose arms are not told: what its section, or the lead of its item, is about.

    "Epcoritamab" above "A phase II trial included 41 patients" says what these were given, if only to a reader of both;
    so does "Evidence (epcoritamab):" above a list of studies.
    """
    found: dict[Concept, Entry] = {}
    topic: tuple[Concept, ...] = ()
    above: tuple[Concept, ...] | None = None
    for sentence in annotated.sentences if not trials.single else ():
        evidence = arm_words("evidence").match(sentence.typed)
        if above is not None and sentence.passage.block == "paragraph":
            topic, above = above, None
        if evidence or sentence.passage.block == "heading" or arm_words("lead").match(sentence.typed):
            above = topic if evidence else None
            topic = _named_alone(sentence)
        elif topic and trials.told(sentence) and (trial := trials.of(sentence)) not in told:
            phrase = Phrase(0, 0, topic)
            found.setdefault(trial, Entry(Arm(trial, topic), sentence, phrase, IN_PASSING))
    treated = annotated.holding(kinds=TREATMENTS) if found else ()
    others = {
        trials.of(s)
        for s in treated
        for m in s.of_kind(*TREATMENTS)
        if _is_other(m, found.get(trials.of(s))) and not arm_words("withstood").search(s.typed, 0, s.typed_at(m))
    } | {
        trials.of(s) for s in (annotated.holding(kinds=("target",)) if found else ()) if s.search(arm_words("various"))
    }
    return {trial: entry for trial, entry in found.items() if trial not in others}


def _is_other(mark: Mark, entry: Entry | None) -> bool:
    """Whether a treatment is another than what an arm is given, and no kind of treatment."""
    return entry is not None and mark.concept.name not in entry.names | classes()


def _named_alone(sentence: Sentence) -> tuple[Concept, ...]:
    """The treatment of a heading or lead that is about one, and about nothing else; "A and B" may be about each."""
    lead = arm_words("evidence").match(sentence.typed) or arm_words("lead").match(sentence.typed)
    start, end = lead.span("topic") if lead else (0, len(sentence.typed))
    named = phrases(sentence, start, end)
    alone = len(named) == 1 and arm_words("topic_only").fullmatch(sentence.typed, start, end)
    several = alone and " and " in sentence.words(named[0].start, named[0].end)
    return named[0].given if alone and not several else ()


def _against_placebo(annotated: Annotated, trials: Trials) -> dict[Concept, Entry]:
    """The placebo arm of each trial that is called placebo-controlled."""
    found: dict[Concept, Entry] = {}
    for sentence in annotated.holding(arm_words("controlled_by")):
        phrase = placebo_of(sentence) if sentence.passage.block != "heading" else None
        if phrase is not None:
            arm = Arm(trials.of(sentence), phrase.given)
            found.setdefault(arm.trial, Entry(arm, sentence, phrase, "arm.placebo-controlled"))
    return found


def placebo_of(sentence: Sentence) -> Phrase | None:
    """The placebo of a trial that a sentence calls placebo-controlled."""
    told = sentence.search(arm_words("controlled_by"))
    by = sentence.marks_in(*told.span("by"))[0].concept if told else None
    return Phrase(*told.span("by"), (by,)) if told and by and by.name == "placebo" else None


def _is_vague(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a treatment is told by its kind alone, or goes on behind its name: "A added to an induction"."""
    kinds = not any(map(is_specific, phrase.given))
    return kinds or bool(arm_words("goes_on").match(sentence.typed, phrase.end))


def is_specific(given: Concept) -> bool:
    """Whether a treatment's name says what was given, and not only of which kind it was."""
    return given.name == _CELLS or not (is_kind(given.name) or given.name in _KINDS)


_CELLS = "CAR T-cell therapy"
"""A kind of treatment that is mostly all that is told of what people were given: each makes its own cells."""
_KINDS = frozenset({"radiation", "radiation therapy", "chemoradiation therapy", "surgery"})
"""Kinds of treatment that may be all of an arm where a trial compares them, and beside others mostly are not."""


def _given_as(compared: bool, told: bool) -> str:
    """The rule by which what people were given is an arm: of a trial that compared several, or that is told of."""
    if compared:
        return "arm.given-in-comparison"
    return "arm.given" if told else IN_PASSING


def _is_tried(sentence: Sentence, phrase: Phrase, compared: bool) -> bool:
    """Whether a sentence says that its trial tried a treatment: "a phase II study evaluated A", "A was tested in 41".

    Of a trial that compared several, only as "a randomized trial of A" says it.
    """
    before = sentence.typed[max(0, phrase.start - 140) : phrase.start]
    if arm_words("not_tried").search(before) or arm_words("one_of_many").match(sentence.typed[phrase.end :][:80]):
        return False
    several = " and " in sentence.typed[phrase.start : phrase.end]
    if several and (_SEVERAL.search(sentence.typed, 0, phrase.start) or "placebo" in {c.name for c in phrase.given}):
        return False  # one trial may have tried the one, another the other; "a trial of A and placebo" sets them apart
    told = arm_words("tried").search(before)
    if compared:
        return bool(told and arm_words("trial_of").match(told.group()))
    behind = arm_words("tried_behind").match(sentence.typed[phrase.end : phrase.end + 240])
    return bool(told and not _PART_OF_A_WORD.match(sentence.typed, phrase.end)) or bool(behind)


def _tests_it(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a sentence says of a trial that compared several that it tested a treatment: "the X trial tested A"."""
    before = max(0, phrase.start - 40)
    said = arm_words("trial_tests").search(sentence.typed, before, phrase.start)
    return said is not None and not arm_words("not_tried").search(sentence.typed, 0, phrase.start)


_SEVERAL = re.compile(r"\b(?:two|three|four|five|both|several)\s(?:[\w-]+\s){0,3}(?:trials|studies)\b", re.IGNORECASE)
_PART_OF_A_WORD = re.compile(r"[-–](?!based\s(?:(?:combination|induction)\s)?(?:therap|treatment|regimen|chemotherap))")
"""Behind a treatment: it only tells what something else is, as in "A-resistant"; what is based on it is given."""


def _given_anyway(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a treatment tells whom a trial took: "tested A in 90 women receiving B"."""
    before = sentence.typed[max(0, phrase.start - 160) : phrase.start]
    if arm_words("taken_who").search(before) and arm_words("then_allotted").match(sentence.typed, phrase.end):
        return True
    if sentence.of_kind("percent") or not arm_words("taken_in").search(before):
        return False
    named = phrases(sentence, 0, phrase.start) or arm_words("tries_something").search(before)
    return bool(named) and not arm_words("than").search(sentence.typed[phrase.start :])


def _of_people(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a treatment is told of people who were given it, not of what people are given in general."""
    before = sentence.typed[max(0, phrase.start - 140) : phrase.start]
    if arm_words("in_part").search(before) or arm_words("negated").search(before):
        return False
    if arm_words("or_another").search(sentence.typed[phrase.end : phrase.end + 120]):
        return False
    if arm_words("elsewhere").search(before) or arm_words("of_other_studies").match(sentence.typed, phrase.end):
        return False
    if arm_words("several_arms").search(before) and _ARMS.match(sentence.typed, phrase.end):
        return False
    if _COMBINATION.search(before) and _AND_MORE.match(sentence.typed, phrase.end):
        return False
    behind = sentence.typed[phrase.end : phrase.end + 80]
    if arm_words("its_group").match(behind):
        return not arm_words("stands_as").search(before)
    if arm_words("responded_to").search(before):
        return not phrase.alone  # others had something beside it
    told = bool(arm_words("given_past").search(before) or arm_words("given_after").match(behind))
    return bool(told and sentence.search(arm_words("people_named")))


_ARMS = re.compile(r"\s(?:[a-z-]+\s)?(?:arms|groups)\b")
_COMBINATION = re.compile(r"\bcombin(?:ation|ed use) of\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)
_AND_MORE = re.compile(r"(?:\s[a-z-]+)?\s(?:and|plus)\s(?:[a-z-]+\s){0,2}[a-z-]+(?![\w-]|\s(?:was|were|had)\b)")
"""Around a treatment: it is but a part of a combination, whose other part no table knows."""
