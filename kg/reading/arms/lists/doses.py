"""Arms of radiation that its dose alone tells apart: "45 Gy in 25 fractions" against "54 Gy in 30 fractions"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import Entry
from kg.reading.arms.wording.sizes import size_at
from kg.reading.arms.wording.treatments import TREATMENTS, Phrase, arm_words, phrases
from kg.reading.patterns import pattern

RADIATION = Concept("intervention", "radiation therapy", matches=("MESH:D011878",))
"""What is given where a sentence names doses in gray and no treatment."""


def in_gray(sentence: Sentence) -> bool:
    """Whether a sentence names doses of radiation: what it tells of may be radiation though it names no treatment."""
    return "Gy" in sentence.text and bool(sentence.of_kind("dose"))


def by_dose(sentence: Sentence, trial: Concept) -> list[Entry]:
    """The arms of a sentence that sets doses of radiation against each other; none where it does not.

    "Compared 45 Gy in 25 fractions with 54 Gy in 30 fractions", "received 36 Gy, 45 Gy, or 54 Gy".
    """
    if not in_gray(sentence):
        return []
    schemes = _set_against(sentence)
    told = {" ".join(sentence.words(*_dose(scheme)).split()) for scheme in schemes}
    given = _radiation(sentence) if len(told) == len(schemes) > 1 else ()
    return [_entry(sentence, trial, scheme, given) for scheme in schemes] if given else []


def _set_against(sentence: Sentence) -> list[re.Match[str]]:
    """The doses that follow each other with nothing between them but what sets them against each other."""
    cue = sentence.search(arm_words("doses_compared"))
    read = pattern("{radiation_scheme}", "arms").finditer(sentence.typed, cue.end() if cue else 0)
    found = [m for m in read if sentence.words(*_dose(m)).endswith(("Gy", "cGy"))]
    row = found[:1]
    for one, other in pairwise(found):
        if one is not row[-1] or not arm_words("between_doses").fullmatch(sentence.typed, one.end(), other.start()):
            break
        row.append(other)
    return row if cue else []


def _dose(scheme: re.Match[str]) -> tuple[int, int]:
    return scheme.span("dose")


def _radiation(sentence: Sentence) -> tuple[Concept, ...]:
    """What the doses are of: the one kind of radiation that the sentence names, radiation where it names nothing."""
    named = [c for phrase in phrases(sentence) for c in phrase.given]
    if any(m.kind == "drug" for m in sentence.of_kind(*TREATMENTS)):
        return ()
    kinds = [c for c in dict.fromkeys(named) if RADIATES.search(c.name)]
    return (kinds[0],) if len(kinds) == 1 else () if kinds or named else (_as_called(sentence.document.text),)


def _as_called(text: str) -> Concept:
    """Radiation as a text calls it."""
    otherwise = "radiotherapy" in text and "radiation therapy" not in text
    return replace(RADIATION, said="radiotherapy") if otherwise else RADIATION


RADIATES = re.compile(r"radi(?:ation|otherapy|osurgery)|irradiation|brachytherapy")


def _entry(sentence: Sentence, trial: Concept, scheme: re.Match[str], given: Sequence[Concept]) -> Entry:
    words = " ".join(sentence.words(*scheme.span()).split())
    words = words if "(" in words else words.rstrip(")")
    phrase = Phrase(*scheme.span(), tuple(given))
    named = (arm_words(form).match(sentence.typed, scheme.end() + 1) for form in ("named_group", "lettered_group"))
    called = next(filter(None, named), None)
    told = [_dose(scheme), *([called.span("label")] if called else [])]
    labels = tuple(" ".join(sentence.words(*span).split()) for span in told)
    arm = Arm(trial, tuple(given), words)
    return Entry(arm, sentence, phrase, "arm.by-dose", size_at(sentence, phrase), labels, stretch=scheme.span())
