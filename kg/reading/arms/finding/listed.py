"""Arms that a sentence or list item tells each: "Arm A: …", "One group received …", "… one of three regimens:"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import CONTROLS, Entry
from kg.reading.arms.finding.given import short
from kg.reading.arms.lists.alternative import Alternative
from kg.reading.arms.lists.alternatives import alternative
from kg.reading.arms.lists.stretches import list_end
from kg.reading.arms.wording.details import KINDS, details
from kg.reading.arms.wording.sizes import size_of_group
from kg.reading.arms.wording.treatments import Phrase, arm_words
from kg.reading.number_forms import number
from kg.reading.trials.flow import Trials


def spread(annotated: Annotated, trials: Trials, where: Sequence[str]) -> dict[Concept, list[Entry]]:
    """Arms that a sentence or list item each introduces: "Arm A: …", "One group received …. The other group …"."""
    found: dict[Concept, dict[str, Entry]] = {}
    for sentence in annotated.holding(arm_words("group_subject")):
        told = arm_words("group_subject").match(sentence.typed) if short(sentence) else None
        if not told or where[sentence.index] == "references" or sentence.of_kind("percent", "p_value"):
            continue
        place = told.span("label" if told["label"] else "label2")
        trial, label = trials.of(sentence), " ".join(sentence.words(*place).split())
        colon = re.match(r"[^:.;]{0,50}:\s", sentence.typed[place[0] :])
        begin = place[0] + (colon.end() if colon else 0)
        begin = max(told.end(), begin)
        one = alternative(sentence, place[0] if told["label"] else begin, list_end(sentence, begin))
        if one and one.phrase.given:
            size = one.size if one.size is not None else size_of_group(sentence, *place)
            entry = Entry(
                Arm(trial, one.phrase.given), sentence, one.phrase, "arm.spread", size,
                one.labels, one.parts, (one.start, one.end),
            )  # fmt: skip
            found.setdefault(trial, {}).setdefault(label.lower(), entry)
    several = {trial: list(entries.values()) for trial, entries in found.items()}
    return {t: es for t, es in several.items() if len({e.names for e in es}) == len(es) > 1}


def of_several(annotated: Annotated, trials: Trials) -> dict[Concept, list[Entry]]:
    """The arms of "half received all three drugs, and half received A and B": the document told of these drugs before.

    None where those that it named so far are not so many, or the others were given what is not among them.
    """
    found: dict[Concept, list[Entry]] = {}
    for sentence in annotated.holding(arm_words("all_of_several")):
        told = sentence.search(arm_words("all_of_several"))
        fewer = alternative(sentence, told.end(), list_end(sentence, told.end())) if told else None
        if told is None or fewer is None:
            continue
        earlier = (m.concept for s in annotated.sentences[: sentence.index + 1] for m in s.of_kind("drug"))
        drugs = tuple(dict.fromkeys(earlier))
        if len(drugs) == number(told["n"]) and fewer.phrase.names - CONTROLS < {c.name for c in drugs}:
            every = Alternative(*told.span("all"), Phrase(*told.span("all"), drugs))
            found[trials.of(sentence)] = [_entry(trials.of(sentence), sentence, one) for one in (every, fewer)]
    return found


def listed(annotated: Annotated, trials: Trials) -> dict[Concept, list[Entry]]:
    """Arms that stand as the items of a list, behind a sentence that announces them: "There were two study arms:"."""
    found: dict[Concept, list[Entry]] = {}
    for head, items in _lists(annotated):
        trial = trials.of(head)
        read = [(item, alternative(item, 0, list_end(item, 0))) for item in items]
        entries = [_entry(trial, item, one) for item, one in read if one is not None and one.phrase.given]
        entries = _told_apart(entries) if len({e.names for e in entries}) == 1 else entries
        if len(items) == len(entries) == len({(e.names, e.detail) for e in entries}) > 1:
            found.setdefault(trial, entries)
    return found


def _told_apart(entries: Sequence[Entry]) -> list[Entry]:
    """The items of a list that all give one treatment, with the one detail of a kind that each has of its own."""
    for kind in KINDS:
        told = [[d for d in details(e.sentence, *e.stretch) if d.kind == kind] for e in entries]
        if all(len(each) == 1 for each in told) and len({each[0].key for each in told}) == len(entries):
            words = [d.words if d.start else d.words[:1].lower() + d.words[1:] for (d,) in told]
            return [replace(e, arm=replace(e.arm, detail=said)) for e, said in zip(entries, words, strict=True)]
    return list(entries)


def _entry(trial: Concept, sentence: Sentence, one: Alternative) -> Entry:
    return Entry(
        Arm(trial, one.phrase.given), sentence, one.phrase, "arm.listed", one.size, one.labels, one.parts,
        (one.start, one.end),
    )  # fmt: skip


def _lists(annotated: Annotated) -> Iterator[tuple[Sentence, list[Sentence]]]:
    """Each sentence that announces arms, with the first sentences of the list items right behind it."""
    sentences = annotated.sentences
    for head in annotated.holding(arm_words("announced")):
        last = head.index + 1 >= len(sentences) or sentences[head.index + 1].passage is not head.passage
        if not last or not arm_words("announced").search(head.typed):
            continue
        items: list[Sentence] = []
        for sentence in sentences[head.index + 1 : head.index + MOST]:
            if sentence.passage.block != "bullet":
                break
            if not items or sentence.passage is not items[-1].passage:
                items.append(sentence)
        yield head, _of_one_list(items)


MOST = 16
"""Sentences behind an announcement among which its items are looked for."""


def _of_one_list(items: Sequence[Sentence]) -> list[Sentence]:
    """The items without those of a list behind theirs, which a list of results may be: items that tell figures."""
    told = next((i for i, s in enumerate(items) if s.of_kind("percent", "p_value", "measure")), len(items))
    return list(items[:told])
