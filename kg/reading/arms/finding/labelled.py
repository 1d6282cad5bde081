"""Arms of the trials that a label's indications rest on: its drug and what is given beside it, by each choice named.

A record of a label says "approval to A in combination with chemotherapy for … This indication is based on T, a trial
where the chemotherapy was either B or C": T gave A with B, and A with C.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Arm, Concept, Passage
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import OPEN, Entry
from kg.reading.arms.finding.given import placebo_of
from kg.reading.arms.lists.alternatives import alternatives
from kg.reading.arms.wording.kinds import classes, is_kind
from kg.reading.arms.wording.treatments import Phrase, arm_words, phrases
from kg.reading.patterns import table
from kg.reading.trials.flow import Trials

CHOICES = ("arm.received-or", "arm.label-based")
"""Rules whose arms are choices of what was given beside a label's drug."""

Granted = tuple[Passage, Phrase, Sentence]
"""A passage that tells of an approval, what is approved, and the sentence that says so."""


def labelled(annotated: Annotated, trials: Trials, gathered: dict[Concept, list[Entry]]) -> dict[Concept, list[Entry]]:
    """The arms of the trials that a label's indications are based on; {} in other documents."""
    found: dict[Concept, list[Entry]] = {}
    approved: Granted | None = None
    for sentence in annotated.holding(arm_words("approval_to"), arm_words("rests_on")):
        if (granted := _approved(sentence)) is not None:
            approved = sentence.passage, granted, sentence
        if approved is None or approved[0] is not sentence.passage or not sentence.search(arm_words("rests_on")):
            continue
        for trial in dict.fromkeys(mention.trial for mention in trials.named(sentence)):
            known = gathered.get(trial, [])
            if trial not in found and all(e.rule in CHOICES for e in known):
                found[trial] = list(_arms(trial, sentence, approved, known))
    return found


def _approved(sentence: Sentence) -> Phrase | None:
    """What a sentence says that an agency approved, with what it is given beside."""
    said = sentence.search(arm_words("approval_to"))
    named = phrases(sentence, said.end()) if said else []
    return named[0] if said and named and named[0].start - said.end() < NEAR else None


NEAR = 20
"""Code points in which an approved treatment follows the words that say that it was approved."""


def _arms(trial: Concept, sentence: Sentence, granted: Granted, known: list[Entry]) -> Iterator[Entry]:
    """The approved treatment with each choice of what was given beside it, else by itself."""
    _, approved, where = granted
    told_behind = [e.phrase for e in known if e.sentence is not sentence]
    named = _choices(sentence)
    choices = named or (told_behind if all(len(p.given) > 1 for p in told_behind) else [])
    last = known[-1].sentence if choices and not named else sentence
    kinds = {*classes(), *table("arm_words", "kinds_of_drug")}
    drugs = tuple(c for c in approved.given if not is_kind(c.name) and c.name not in kinds)
    given = [(*drugs, *(c for c in choice.given if c not in drugs)) for choice in choices] or [approved.given]
    for each in given:
        yield Entry(Arm(trial, each), where, approved, "arm.label-based", completed_in=last)
        if not choices and len(each) == 1 and (placebo := placebo_of(sentence)):
            yield Entry(Arm(trial, placebo.given), sentence, placebo, "arm.label-placebo")


def _choices(sentence: Sentence) -> list[Phrase]:
    """What was given beside an approved treatment, as a label's words on its trial tell it: "either B or C"."""
    said = sentence.search(arm_words("chosen"))
    if not said or arm_words("not_chosen").search(sentence.typed, said.end()):
        return []
    found = alternatives(sentence, said.end(), len(sentence.typed))
    return [a.phrase for a in found if a.phrase.given and not a.phrase.names <= OPEN | classes()]
