"""What an approval rests on, where its sentence or the next one says so: a trial, and what was measured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Concept, Span
from kg.reading.annotate import Sentence
from kg.reading.approvals.approved import Approval
from kg.reading.approvals.indications import FAMILY, cues
from kg.reading.context import Context
from kg.reading.patterns import matches, one_of, pattern


def grounded(context: Context, sentence: Sentence, approval: Approval) -> tuple[Span, Approval]:
    """The approval with its trial and the measures that it rests on, and the words that say all of it."""
    span, approval = _with_trial(context, sentence, approval)
    for place in (sentence, *_next(context, sentence)):
        if measures := bases(place):
            return Span(span.start, max(span.end, place.source().end)), replace(approval, basis=measures)
    return span, approval


def bases(sentence: Sentence) -> tuple[Concept, ...]:
    """The measures on which a sentence says that an approval rests, not one that was refused or taken back."""
    for match in matches("bases", sentence):
        if not one_of("bases", "undone").search(match.found.group()):
            return tuple(dict.fromkeys(m.concept for m in match.marks("basis", "measure")))
    return ()


def first_bases(sentences: Iterable[Sentence]) -> tuple[Sentence, tuple[Concept, ...]] | None:
    """The first of several sentences that says what an approval rests on, and the measures."""
    return next(((s, measures) for s in sentences if (measures := bases(s))), None)


def _next(context: Context, sentence: Sentence) -> list[Sentence]:
    """The sentence behind, of the same passage, where it goes on about the approval."""
    following = context.annotated.sentences[sentence.index + 1 : sentence.index + 2]
    return [s for s in following if s.passage is sentence.passage and s.search(cues("same_trial"))]


def _with_trial(context: Context, sentence: Sentence, approval: Approval) -> tuple[Span, Approval]:
    """The approval with the trial that it rests on, where this sentence or the next one says so."""
    base = sentence.search(pattern("{trial_base}", FAMILY))
    if base is not None:
        return sentence.source(), replace(approval, trial=_trial(context, sentence, base.start()))
    for after in _next(context, sentence):
        trial = _trial(context, after, 0)
        if trial is not None:
            whole = Span(sentence.source().start, after.source().end)
            return whole, replace(approval, trial=trial)
    return sentence.source(), approval


def _trial(context: Context, sentence: Sentence, at: int) -> Concept | None:
    """The trial named behind "based on", or the page's own where it says "these findings"."""
    place = sentence.starts[at]
    named = [m.trial for m in context.trials.named(sentence) if m.start >= place]
    if named:
        return named[0] if len(set(named)) == 1 else None
    own = cues("own_findings").search(sentence.typed, at)
    return context.trials.main if own and context.trials.single else None
