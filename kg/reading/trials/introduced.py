"""Where a sentence brings a trial in: "a randomized phase II trial", "another study", "two randomized trials"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.patterns import any_of, choices

NEW = any_of("trials", "new")
"""A trial that is brought in: "a randomized, phase II trial", "another study"."""

_EACH_NEW = choices("trials", "new")


def has(name: str, text: str) -> re.Match[str] | None:
    """Where words of a table of the rule file stand in a text."""
    return any_of("trials", name).search(text)


@once_a_sentence
def brought_in(sentence: Sentence) -> re.Match[str] | None:
    """The first words of a sentence that bring in a trial, be it told of or not."""
    return next(sentence.chosen_text(_EACH_NEW), None)


def introduced(sentence: Sentence) -> re.Match[str] | None:
    """The words that bring in a trial that is really told of, not "a clinical trial" in general."""
    text = sentence.text
    if not sentence.may_match(NEW) or _in_general(sentence):
        return None
    for new in sentence.chosen_text(_EACH_NEW):
        general = has("bare", new.group()) and not sentence.search_text(any_of("trials", "told"))
        if not general and not _passed_over(text, new):
            return new
    return None


def _in_general(sentence: Sentence) -> bool:
    """Whether a sentence says what a clinical trial is, or how to join one."""
    return any(sentence.chosen_text(choices("trials", "general")))


_COUNTED = {"two": 2, "three": 3, "four": 4}


class Several(NamedTuple):
    """Trials that a sentence tells of as one: how many, None of those it does not count; whether it pools them."""

    number: int | None
    pooled: bool


def several(sentence: Sentence, new: re.Match[str] | None) -> Several | None:
    """The trials that a sentence tells of as one, "two randomized trials found", if it does.

    Pooled ones ("a review of five trials") are a study of its own. What it brings in behind them is one of them ("two
    trials found that …; one trial").
    """
    found = sentence.search_text(any_of("trials", "together"))
    if not found or _in_general(sentence) or (new and new.start() < found.end()):
        return None
    pooled = bool(found["taken"] or has("pools", sentence.text[: found.start()]))
    return Several(_COUNTED.get((found["many"] or found["so_many"] or "").lower()), pooled)


def _passed_over(text: str, new: re.Match[str]) -> bool:
    """Whether a trial that is brought in is only mentioned: "like the earlier trial", but not "based on a trial of"."""
    before = text[: new.start()]
    told_of = has("grounds", before) and has("detailed", text[new.end() : new.end() + 60])
    return bool(has("aside", before)) and not told_of
