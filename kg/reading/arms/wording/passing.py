"""Words around a treatment by which it is, or is not, or is not all, what an arm was given."""

from __future__ import annotations

import re

from kg.reading.annotate import Sentence
from kg.reading.arms.wording.treatments import Phrase, arm_words

FAILED = re.compile(
    r"[\s-](?:(?:induction|treatment|therapy)\s)?(?:failures?|unresponsive\w*|refractory|resistan\w+|na[iï]ve|intoleran\w+|pretreated)\b",
    re.IGNORECASE,
)
"""Behind a treatment, what people are called by what it did to them before: "after A failure", "A-resistant"."""
WITH_OR_WITHOUT = re.compile(r"\swith\s(?:or|and)\swithout\b")
"""Behind what two arms have in common."""
MORE = re.compile(
    r"\splus\s(?!or\b|minus\b|(?:an?\s|the\s)?placebo\b)(?:[a-z-]+\s){0,2}[a-z-]{4,}"
    r"|\s?(?:\+|\bplus\b)\s?[A-Z][A-Za-z]*[A-Z][A-Za-z0-9-]*"
)
"""Behind a treatment, that what no table knows was given with it: "A plus continued care", "A + XYZ"."""
_MORE_BEFORE = re.compile(r"[a-z]-plus-$")
"""Before a treatment, that something was given with it that no table knows: "the two-drug-plus-placebo arm"."""
HISTORICAL = re.compile(
    r"\bhistoric(?:al(?:ly)?)?\b(?!\scontrol)[^.;]*$|\bbefore\s(?:undergoing|starting)\s(?:[a-z-]+\s){0,2}$"
)
"""Before a treatment, that it was given before a study or after it: "than a historical rate of 20% with | A"."""
AFTER = re.compile(
    r"\s(?:after|following)\s(?:(?:neoadjuvant|preoperative|induction|primary|initial|the|their)\s){0,2}"
)
"""Between what people were given last and what they were given before: "A after B"."""
CONTROLLED = re.compile(r"[- ]controlled\b")
"""Behind a treatment, that a trial is called by it: "placebo | -controlled trials"."""
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)


def sets_apart(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether "between A and B" sets the drugs of one arm against each other, so that they are not that arm."""
    both = " and " in sentence.typed[phrase.start : phrase.end]
    between = both and _BETWEEN.search(sentence.typed, max(0, phrase.start - 20), phrase.start)
    return bool(between) and not re.match(r"\s(?:alone\s)?and\s", sentence.typed[phrase.end : phrase.end + 12])


def with_unnamed(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a treatment was given with another that is not named: "A with an anticancer drug", "two-drug-plus-A"."""
    behind = arm_words("with_unnamed").match(sentence.typed, phrase.end)
    return bool(behind or _MORE_BEFORE.search(sentence.typed, max(0, phrase.start - 20), phrase.start))


def is_given(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the words around a treatment say that people were given it."""
    before, after = (
        sentence.typed[max(0, phrase.start - 90) : phrase.start],
        sentence.typed[phrase.end : phrase.end + 80],
    )
    if with_unnamed(sentence, phrase):
        return False
    responded = not phrase.alone and arm_words("responded_to").search(before)
    if responded or arm_words("given_before").search(before):
        return True
    return bool(arm_words("given_after").search(after)) and not _AROUND.search(before)


_AROUND = re.compile(
    r"\b(?:(?:before|after|following|prior to|during|until)\s(?:the\s|an?\s)?"
    r"|(?:adding|addition of)\s[^.;]{1,80}?\sto\s(?:\S+\s){0,2}"
    r"|(?:further|additional|subsequent|salvage)\s(?:\S+\s){0,2})$",
    re.IGNORECASE,
)
"""Before a treatment, that another was given then or before, or added to it, so that what follows is not its doing."""
