"""The names of two groups that share words: "the younger and older women", "patients with and without anemia"."""

from __future__ import annotations

import re

from kg.reading.patterns import one_of

_WITH = re.compile(r"(?P<who>.*\S)?\s?\bwith$", re.IGNORECASE)
_WITHOUT = re.compile(r"(?:without|not having)\s(?P<what>.+)$", re.IGNORECASE)
_HEAD = re.compile(
    r"(?P<who>.*\S)\s(?P<head>(?P<one>(?:sub)?(?:group|cohort))s|patients|women|men|children|cases|tumou?rs|disease|hospitals|carriers"
    r"|survivors|individuals|subjects|participants|adults)$"
)


def paired(one: str, other: str) -> tuple[str, str] | None:
    """The names of two groups, each with the words that it has from the other; None where they share none.

    >>> paired("younger", "older women"), paired("patients with", "without anemia")
    (('younger women', 'older women'), ('patients with anemia', 'patients without anemia'))
    >>> paired("elderly", "nonelderly groups"), paired("men", "older women")
    (('elderly group', 'nonelderly group'), None)
    """
    having, lacking, head = _WITH.match(one), _WITHOUT.match(other), _HEAD.match(other)
    if having and lacking:
        who = having["who"] or "those"
        return f"{who} with {lacking['what']}", f"{who} {other}"
    if (
        head is None
        or one_of("exposure_words", "people").search(one)
        or len(one.split()) > MODIFIERS
        or one.lower().startswith("those")
    ):
        return None
    name = head["one"] or head["head"]
    return f"{one} {name}", f"{head['who']} {name}"


MODIFIERS = 4
"""Words before the head that two groups share: "wild-type and H3 mutated cases"."""
