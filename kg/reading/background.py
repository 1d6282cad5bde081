"""Background facts: genes altered in a cancer and what that means, and how common a thing is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Concept, Span
from kg.reading.annotate import Sentence
from kg.reading.context import Context, Proposal
from kg.reading.marks import Mark
from kg.reading.patterns import Match, matches, one_of, table


def read(context: Context) -> Iterator[Proposal]:
    """The biomarker findings and prevalences of a document."""
    before: Sentence | None = None
    for sentence in context.annotated:
        if sentence.passage.block in ("heading", "code", "row") or "et al.:" in sentence.text:
            continue
        if sentence.of_kind("target"):
            yield from _biomarkers(sentence)
            if before is not None and before.passage is sentence.passage:
                yield from _listed(before, sentence)
        if sentence.of_kind("percent"):
            yield from _prevalences(sentence)
        before = sentence


# ---- biomarkers ------------------------------------------------------------------------------------------


def _biomarkers(sentence: Sentence) -> Iterator[Proposal]:
    """Alterations that one sentence finds in a cancer or links to what becomes of it."""
    if not sentence.of_kind("cancer"):
        return
    for match in _of_kind(sentence, "biomarker"):
        if not _hedged(sentence, *match.found.span()):
            yield from _findings(match, match.marks("cancers", "cancer"), match.words("relation"), sentence.source())


def _listed(before: Sentence, sentence: Sentence) -> Iterator[Proposal]:
    """Two sentences: "… changes that are linked to the growth of X. These include mutations in A and B"."""
    if not next(_of_kind(sentence, "these"), None):
        return
    changes = next(_of_kind(before, "changes"), None)
    if changes is None or _hedged(before, *changes.found.span()):
        return
    start, end = before.source(), sentence.source()
    for match in _of_kind(sentence, "item"):
        if not _hedged(sentence, *match.found.span()):
            yield from _findings(
                match, changes.marks("cancers", "cancer"), changes.words("relation"), Span(start.start, end.end)
            )


def _findings(match: Match, cancers: list[Mark], relation: str, span: Span) -> Iterator[Proposal]:
    alteration = next(_valued("alterations", match.words("alteration")), None)
    relations = list(_valued("relations", relation)) if relation else [None]
    for target in _concepts(match.marks("genes", "target")):
        for cancer in _concepts(cancers):
            for one in relations:
                roles = {"target": target, "cancer": cancer, "alteration": alteration, "relation": one}
                yield Proposal("biomarker_finding", roles, span, match.rule.name)


def _concepts(marks: list[Mark]) -> list[Concept]:
    vague = table("background", "any_cancer")[0].split()
    return list(dict.fromkeys(m.concept for m in marks if m.concept.name not in vague))


def _valued(name: str, words: str) -> Iterator[str]:
    """The values of a role that words stand for, in the order of the table."""
    for entry in table("background", name):
        value, cue = entry.split("::", 1)
        if re.search(cue, words, re.IGNORECASE):
            yield value


# ---- prevalence ------------------------------------------------------------------------------------------


def _prevalences(sentence: Sentence) -> Iterator[Proposal]:
    """How common something is: "half of all X have a mutation of Y", "X accounts for 5 percent of Y"."""
    for match in _of_kind(sentence, "prevalence", "accounts"):
        mark = next(iter(match.marks("value", "percent")), None)
        if mark is None or mark.quantity.value is None or _hedged(sentence, *match.found.span()):
            continue
        population, condition = match.words("population"), _trimmed(match.words("condition"))
        cancers = _concepts(match.marks("population", "cancer"))
        roles = {
            "population": population,
            "condition": condition,
            "cancer": cancers[0] if len(cancers) == 1 else None,
            "value": mark.quantity.value,
            "upper": mark.quantity.upper,
            "unit": "percent",
            "qualifier": mark.quantity.qualifier or None,
        }
        yield Proposal("prevalence", roles, sentence.source(), match.rule.name)


_NEXT = re.compile(
    r",\s(?:which|who|both|and|but|while|whereas|with|most|although|compared)\b|\s\(|\sand\s(?:are|is|have|has|about|nearly|\d)"
    r"|,\s(?=[^,]{0,60}\b(?:are|is|was|were|has|have|found|alone)\b)"
)


def _trimmed(words: str) -> str:
    """What a figure counts, without the clause behind it and the verb before it.

    >>> _trimmed("are classified as either A or B, both of which grow slowly")
    'classified as either A or B'
    """
    clause = _NEXT.split(words)[0]
    return re.sub(r"^(?:are|is)\s", "", clause).strip(" ,")


# ---- pieces ----------------------------------------------------------------------------------------------


def _of_kind(sentence: Sentence, *kinds: str) -> Iterator[Match]:
    return (m for m in matches("background", sentence) if m.rule.kind in kinds)


_HEDGES = one_of("background", "hedges")


def _hedged(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the clause of a match doubts, denies or tells of one trial's groups."""
    return bool(_HEDGES.search(sentence.typed, max(0, start - 60), end))
