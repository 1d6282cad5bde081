"""Names that a document gives to treatments of several parts, and goes on to use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container

from kg.model import Concept
from kg.reading.annotate import Annotated
from kg.reading.arms.wording.brackets import alias_of, may_call
from kg.reading.arms.wording.given_in import given_in
from kg.reading.grounding.regimens import is_used
from kg.reading.patterns import pattern


def aliases(annotated: Annotated) -> dict[str, tuple[Concept, ...]]:
    """Names that a document gives to treatments of several drugs ("(ILF)"), each as a drug of its own name.

    A name that stands for one drug is no alias, and a group's letter ("arm A") holds for its trial only. A name that
    the document hardly goes on to use is a shorthand, and its drugs are what is given.
    """
    meant: dict[str, frozenset[Concept]] = {}
    text = annotated.document.text
    for sentence in annotated.holding(kinds=("drug",)):
        if sum(m.kind == "drug" for m in sentence.marks) < 2 or not may_call(sentence):
            continue
        for match in sentence.finditer(pattern("{phrase}", "arms")):
            alias = alias_of(sentence, match)
            if not alias or re.search(r"[ +]", alias):
                continue  # "A plus B (AB+C)" only shortens what it stands behind
            given = given_in(sentence, match)
            if len(given) > 1 and all(concept.kind == "drug" for concept in given):
                meant.setdefault(alias, frozenset(given))
    nested = {name for name, drugs in meant.items() for more in meant.values() if drugs < more or more < drugs}
    own = {name: name for name in meant if name not in nested and is_used(name, text)}
    own |= {name: " + ".join(sorted(c.name for c in meant[name])) for name in nested}
    return {name: (Concept("drug", called, known=False),) for name, called in own.items()}


def short_forms(annotated: Annotated) -> dict[str, tuple[Concept, ...]]:
    """Capitals that mean a drug in one place of a document and nothing in another, where it also spells that out."""
    spelled: set[Concept] = set()
    short: Counter[tuple[str, Concept]] = Counter()
    for sentence in annotated.holding(kinds=("drug",)):
        for mark in sentence.of_kind("drug"):
            said = mark.span.of(sentence.passage.text)
            if _CAPITALS.fullmatch(said):
                short[said, mark.concept] += 1
            else:
                spelled.add(mark.concept)
    text = annotated.document.prose
    alone = [(said, meant) for said, meant in short if meant in spelled and sum(name == said for name, _ in short) == 1]
    times = {said: len(re.findall(rf"(?<![\w-]){said}(?![\w-])", text)) for said, _ in alone}
    return {said: (meant,) for said, meant in alone if times[said] > short[said, meant]}


_CAPITALS = re.compile(r"[A-Z]{3,5}|[A-Z]{1,2}-[A-Z]{2,4}")


def called(annotated: Annotated, names: Container[str]) -> set[str]:
    """Which of some names the document gives to treatments that it spells out: "A plus radiotherapy (ART)"."""
    return {
        name
        for sentence in annotated.holding(_SPELLED_OUT)
        for match in sentence.finditer(_SPELLED_OUT)
        if (name := sentence.words(*match.span("alias"))) in names
    }


_JOINED = r"(?:\s(?:plus|and|with|in combination with|followed by)\s|\s?[+/]\s?)(?:[\w-]+\s){0,2}?"
_SPELLED_OUT = pattern(
    rf"{{treatment}}{_JOINED}{{treatment}}\s?[(](?P<alias>(?-i:[A-Z][A-Za-z0-9+/-]{{1,9}}))[)]", "arms"
)
