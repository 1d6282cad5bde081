"""The one arm of a trial whose treatment is told as "the drug" or by its approval alone.

News names what it is about once: "The FDA approved A. In the trial that led to the approval, 32% of the patients
responded". What these were given is what was approved, unless the page's title or its first words tell of another.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import Entry
from kg.reading.arms.finding.given import is_specific, short
from kg.reading.arms.wording.kinds import is_kind
from kg.reading.arms.wording.treatments import TREATMENTS, Phrase, arm_words, phrases
from kg.reading.trials.flow import Trials
from kg.reading.trials.scope import blocked
from kg.reading.trials.single import is_abstract


def by_topic(annotated: Annotated, trials: Trials, told: Container[Concept]) -> dict[Concept, list[Entry]]:
    """For each trial of news whose arms are not told: what it tried, by what was approved or the page is about."""
    found: dict[Concept, list[Entry]] = {}
    if is_abstract(annotated.document):
        return found
    about = _topic(annotated) if trials.single else None
    held = annotated.holding(*map(arm_words, ("led_to_approval", "in_a_trial")))
    for sentence in held:
        named = {mention.trial for mention in trials.named(sentence)}
        trial = named.pop() if len(named) == 1 else trials.of(sentence)
        there = trials.told(sentence) or (trials.single and trial == trials.main)
        if trial in told or trial in found or not there or not short(sentence) or blocked(sentence):
            continue
        for entry in _entries(annotated, sentence, trial, about if trial == trials.main else None):
            found[trial] = [entry]
    return found


def _entries(annotated: Annotated, sentence: Sentence, trial: Concept, about: Phrase | None) -> Iterator[Entry]:
    """The arm of a trial by a sentence that says it led to an approval."""
    approval, brought_in = (sentence.search(arm_words(name)) for name in ("led_to_approval", "in_a_trial"))
    if approval or (brought_in and not sentence.of_kind(*TREATMENTS)):
        phrase = _approved(annotated, sentence, FAR if approval else 1)
        if phrase is not None and (about is None or about.names == phrase.names):
            yield Entry(Arm(trial, phrase.given), sentence, phrase, "arm.approved")


def _approved(annotated: Annotated, sentence: Sentence, far: int) -> Phrase | None:
    """What was approved on a trial's results: what its sentence says, else the approval told so many before it."""
    if own := _specific(sentence):
        behind = [p for p in own if arm_words("approved").search(sentence.typed, max(0, p.start - 60), p.start)]
        return behind[0] if len({phrase.names for phrase in own}) == 1 and behind else None
    return _approved_before(annotated, sentence, far)


def _approved_before(annotated: Annotated, sentence: Sentence, far: int) -> Phrase | None:
    """The one treatment whose approval is told so many sentences before one."""
    for place in reversed(annotated.sentences[max(0, sentence.index - far) : sentence.index]):
        named = _specific(place) if place.search(arm_words("approves")) else []
        if named:
            return Phrase(0, 0, named[0].given) if len({phrase.names for phrase in named}) == 1 else None
    return None


FAR = 6
"""Sentences back from a trial to what was approved on its results."""


def set_against(annotated: Annotated, trials: Trials, gathered: dict[Concept, list[Entry]]) -> None:
    """Beside the one arm of a trial "the drug" that its sentence sets against it: "who got the drug, compared with A".

    That drug is what the sentence says was approved, what was approved before it, or what the page is about.
    """
    about = None if is_abstract(annotated.document) or not trials.single else _topic(annotated)
    for trial, entries in gathered.items():
        entry, sentence = entries[0], entries[0].sentence
        if len(entries) > 1 or not entry.rule.startswith("arm.given") or sentence.passage.block == "heading":
            continue
        told = sentence.search(arm_words("drug_against"))
        if told is None or not told.end() <= entry.phrase.start <= told.end() + NEAR:
            continue
        drug = _by_its_approval(sentence) or _approved_before(annotated, sentence, FAR)
        drug = drug or (about if trial == trials.main else None)
        if drug is not None and len(drug.given) == 1 and drug.names.isdisjoint(entry.names):
            at = told.span("it")
            arm, tested = Arm(trial, drug.given), Phrase(*at, drug.given)
            entries[:] = [
                Entry(arm, sentence, tested, "arm.drug-against", stretch=at, claimed=True),
                replace(entry, rule="arm.given-in-comparison"),
            ]


NEAR = 60
"""Code points behind what sets "the drug" against others, in which the others' treatment is named."""


def _by_its_approval(sentence: Sentence) -> Phrase | None:
    """The treatment of whose approval a sentence tells: "the trial that led to A's approval"."""
    return next((p for p in _specific(sentence) if arm_words("its_approval").match(sentence.typed, p.end)), None)


def _topic(annotated: Annotated) -> Phrase | None:
    """The one treatment that a page's first sentence to name any is about, in its headings or below them."""
    named = next((found for s in annotated.sentences if (found := _specific(s))), [])
    return named[0] if len({phrase.names for phrase in named}) == 1 else None


def _specific(sentence: Sentence) -> list[Phrase]:
    """The treatments that a sentence names otherwise than by their kind."""
    if not sentence.of_kind(*TREATMENTS):
        return []
    named = phrases(sentence)
    return [p for p in named if all(is_specific(c) and not is_kind(c.name) for c in p.given)]
