"""How a trial was made, as plain words tell it: phase, allocation, masking and control."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import Entry
from kg.reading.context import Context, once_a_document
from kg.reading.matching.programs import quick
from kg.reading.patterns import any_of, one_of, table, told
from kg.reading.trial_facts.offers import Offer
from kg.reading.trials.introduced import brought_in
from kg.reading.trials.scope import blocked, sections

WORDS = "trial_words"
"""The rule file of the words that tell a trial's design."""


def read(context: Context) -> Iterator[Offer]:
    """What the sentences say of the design of the trials they speak of."""
    words = (words for tables in _SAID.values() for name in tables for _, _, words in told(WORDS, name))
    said = context.annotated.indices(*words)
    for sentence in designed(context):
        yield from _phases(context, sentence)
        if sentence.index in said:
            yield from _said(context, sentence)
        yield from _compared(context, sentence)
        yield from _contrasted(context, sentence)
    yield from _controls_of_arms(context)


@once_a_document
def designed(context: Context) -> Iterator[Sentence]:
    """The sentences that may tell of a trial's design: neither plans nor other people's studies."""
    where = sections(context.annotated)
    for sentence in context.annotated:
        section = where[sentence.index]
        tells = context.trials.told(sentence) and section != "references" and not blocked(sentence)
        if tells and _is_own(context, sentence, section):
            yield sentence


def _is_own(context: Context, sentence: Sentence, section: str) -> bool:
    """Whether a sentence is about the trial that it is counted to: in a background section only by name."""
    trials, text = context.trials, sentence.text
    if not trials.single or section not in table("trials", "elsewhere") or trials.of(sentence) != trials.main:
        return True
    if section == "limitations" and re.search(r"\b(?:group|arm|the (?:study|trial))\b", text):
        return True
    return bool(trials.named(sentence) or sentence.search_text(any_of(WORDS, "this")))


_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
_PHASE = quick(
    r"\bphase[ -](?P<one>(?:IV|I{1,3}|[1-4])[ABab]?)(?:\s?[/–-]\s?(?P<two>(?:I{1,3}|[1-4])[ABab]?))?\b(?!\sdose\b)"
    r"(?=(?P<rest>[^.;]{0,70}?\b(?:trials?|stud(?:y|ies)|evaluation|comparison|RCT|design))?)",
    re.I,
)
_TWO = re.compile(r"\b(?:two|both)\s[^.;]{0,30}$", re.I)


def _phases(context: Context, sentence: Sentence) -> Iterator[Offer]:
    """The phase of the trial that a sentence tells of; of several trials at once only where it says "two"."""
    for found in _PHASE.finditer(sentence.text):
        plural = (found["rest"] or "").endswith(("trials", "studies"))
        both = context.trials.single and _TWO.search(sentence.text[: found.start()])
        if any_of(WORDS, "earlier").search(sentence.text[: found.start()]) and trial_is_main(context, sentence):
            continue
        if (found["rest"] or is_title(sentence)) and (both or not plural):
            value = "/".join(_in_figures(g) for g in (found["one"], found["two"]) if g)
            trial = named_near(context, sentence, found.start())
            yield Offer("trial", trial, "phase", value, sentence.source(), "attributes.phase", int(plural))
            return


def _in_figures(words: str) -> str:
    """A phase in figures, with the letter of its part.

    >>> _in_figures("III"), _in_figures("2"), _in_figures("Ib"), _in_figures("iia")
    ('3', '2', '1b', '2a')
    """
    part = words[-1].lower() if words[-1] in "ABab" else ""
    numeral = words[: len(words) - len(part)]
    return _ROMAN.get(numeral.upper(), numeral) + part


def trial_is_main(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence is counted to the trial that the document is about."""
    return context.trials.single and context.trials.of(sentence) == context.trials.main


def is_title(sentence: Sentence) -> bool:
    """Whether a sentence is the document's title, or one of its first headings."""
    return sentence.passage.block == "heading" and sentence.index < 4


def named_near(context: Context, sentence: Sentence, start: int, reach: int = 60) -> Concept:
    """The trial that is called so behind a place of a sentence, or named nearest to it; else the sentence's."""
    named = [(m.start - sentence.span.start - start, m.trial) for m in context.trials.named(sentence)]
    if len(named) < 2:
        return context.trials.of(sentence)
    called = [trial for far, trial in named if far > 0 and _CALLED.search(sentence.text[start : start + far])]
    far, nearest = min(named, key=lambda one: abs(one[0]))
    return called[0] if called else nearest if abs(far) < reach else context.trials.of(sentence)


_CALLED = re.compile(r"^[^.;,]{0,60}\b(?:trial|study),?\s(?:called|named|known as|dubbed)\s(?:the\s)?$")
"""Between a word of a trial's design and its name: "a phase III trial called"."""
_OF_TWO = "allocation_of_two"
_SAID = {"allocation": ("allocation", _OF_TWO), "masking": ("masking",), "control": ("control",)}
"""Attributes, and the tables of the words that tell them; the one of two only where several trials are told of."""


def _said(context: Context, sentence: Sentence) -> Iterator[Offer]:
    """Allocation, masking and control, each by the first words of its table that the sentence holds."""
    trial = context.trials.of(sentence)
    several = context.trials.single or context.trials.together(sentence) is not None
    for attribute, tables in _SAID.items():
        told_by = (entry for name in tables if several or name != _OF_TWO for entry in told(WORDS, name))
        for rank, value, words in told_by:
            if value == "active" and _BARE_CONTROL.search(sentence.text):
                continue
            if value == "active" and sentence.search_text(words):
                value = _less_than_active(context, sentence)  # noqa: PLW2901
            if (found := sentence.search_text(words)) and (several or not _of_a_class(sentence, found)):
                of = _named_before(context, sentence, found.start()) or trial
                yield Offer("trial", of, attribute, value, sentence.source(), f"attributes.{attribute}", rank)
                break


def _named_before(context: Context, sentence: Sentence, at: int) -> Concept | None:
    """The trial whose name stands right before a word of design: "the HARBOR (NCT…) | randomized trial"."""
    names = ((m.trial, m.end - sentence.span.start) for m in context.trials.named(sentence))
    return next((trial for trial, end in names if _ONLY_ITS_ID.fullmatch(sentence.text[end:at])), None)


_ONLY_ITS_ID = re.compile(r"(?:\s?[(\[][^()\[\]]{3,40})?[)\]]?\s")
"""Between a trial's name and the word: nothing but its id."""


def _less_than_active(context: Context, sentence: Sentence) -> str:
    """The control where words tell only that two things were set against each other: surely none, or another treatment.

    It is none where one of the arms is given nothing, and where a treatment after surgery is set against surgery.
    """
    entries = context.arms.entries.get(context.trials.of(sentence), ())
    if entries and entries[0].rule == "arm.listed" and sentence.typed.rstrip().endswith(":"):
        return _control_of(entries)
    if any(e.names == {"placebo"} and e.sentence is sentence for e in entries):
        return "placebo"
    untreated = any(e.sentence is entries[0].sentence and all(map(_is_nothing, e.names)) for e in entries)
    return "none" if untreated or _is_surgery_only(context, sentence) else "active"


def _control_of(entries: Sequence[Entry]) -> str:
    """The control as the arms tell it: placebo, nothing, or another treatment."""
    if any("placebo" in entry.names for entry in entries):
        return "placebo"
    return "none" if any(all(map(_is_nothing, entry.names)) for entry in entries) else "active"


def _is_nothing(name: str) -> bool:
    """Whether a treatment is none by its name."""
    return name in _NONE or name.startswith("no ")


def _is_surgery_only(context: Context, sentence: Sentence) -> bool:
    """Whether a treatment after surgery is set against surgery alone, which is no treatment after it."""
    if not _SURGERY_ONLY.search(sentence.text):
        return False
    told = " ".join([context.document.title, sentence.text])
    return bool(_AFTER_SURGERY.search(told)) and not _BEFORE_SURGERY.search(told)


_CUT = r"(?:[\w-]+ ){0,3}(?:resection|surgery|gastrectomy)"
_SURGERY_ONLY = quick(r"\b(?:surgery|resection|nephrectomy|gastrectomy)[- ](?:alone|only)\b", re.I)
_AFTER_SURGERY = quick(rf"\badjuvant|\bpost-?operativ|\bresected\b|\b(?:after|undergoing|undergone) {_CUT}", re.I)
_BEFORE_SURGERY = quick(rf"\bneo-?adjuvant|\bpre-?operativ|\bperi-?operativ|\b(?:before|followed by) {_CUT}", re.I)
_BARE_CONTROL = quick(
    r"\b(?:or|and|to|into) (?:an? |the )control (?:group|arm)\b"
    r"(?!\s(?:\(?(?:receiv|of\b|that|who|treated|given|with\b|consist|taking|assigned|on\b|which)))"
)
"""A control group of which nothing says what it was given: "an exercise group or a control group"."""


def _of_a_class(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether a word of design is of trials as a class, which nothing counts."""
    plural = _PLURAL.match(sentence.text, found.end())
    return bool(plural) and not _COUNTED.search(sentence.text[: found.start()])


_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|both|these|those|\d+)\s(?:[\w-]+,?\s){0,5}$", re.IGNORECASE
)
_PLURAL = re.compile(r",?\s(?:[\w-]+,?\s){0,4}(?:trials|studies)\b", re.IGNORECASE)
"""Behind a word of design, trials as a class: "double-blind, placebo-controlled clinical trials have failed to"."""


def _compared(context: Context, sentence: Sentence) -> Iterator[Offer]:
    """An active control where the trial's design is told as a comparison of two treatments."""
    if not sentence.search_text(any_of(WORDS, "compared")) or len(sentence.of_kind("drug", "intervention")) < 2:
        return
    times = [m for m in sentence.of_kind("duration") if not _AGE.match(sentence.passage.text, m.span.end)]
    if times or sentence.of_kind("percent", "p_value", "interval"):
        return
    if not context.trials.single and sentence.search_text(any_of(WORDS, "no_control")):
        return
    if _PLACEBO_FIRST.search(sentence.text) or any(
        mark.concept.name in _NONE for mark in sentence.of_kind("intervention")
    ):
        return  # of one of the two nobody says that it treats
    aim = context.trials.single and sentence.search_text(any_of(WORDS, "aim"))
    own = sentence.search_text(any_of(WORDS, "own_compared")) or any(
        _COMPARES.match(sentence.passage.text, named.end) for named in context.trials.named(sentence)
    )
    if is_title(sentence) or aim or brought_in(sentence) or own:
        trial = context.trials.of(sentence)
        yield Offer("trial", trial, "control", "active", sentence.source(), "attributes.compared", 4)


_AGE = re.compile(r"\s(?:old|of age|or (?:older|younger))\b")
"""Behind a time, what makes it the age of those who took part."""
_COMPARES = re.compile(r"[)\]]?(?:\s[(\[][^()\[\]]{3,40}[)\]])?\s(?:(?:trial|study)\s)?compar(?:ed|es)\b")
"""Behind a trial's name, that it compared something."""
_PLACEBO_FIRST = quick(r"\bcompar(?:ed|ing|es?) (?:an? )?placebo (?:with|to|and|versus|vs)\b")
"""A comparison that begins with the placebo, which is no treatment."""


def _contrasted(context: Context, sentence: Sentence) -> Iterator[Offer]:
    """An active control where a trial's treatment is said to have done better or worse than another."""
    if len(sentence.of_kind("drug", "intervention")) < 2 or not sentence.search_text(any_of(WORDS, "trial")):
        return
    if context.trials.named(sentence) or brought_in(sentence) or sentence.search_text(any_of(WORDS, "in_trial")):
        found = sentence.search(one_of(WORDS, "contrasted"))
        if found and "placebo" not in sentence.words(*found.span()).lower():
            trial = context.trials.of(sentence)
            yield Offer("trial", trial, "control", "active", sentence.source(), "attributes.contrasted", 5)


_NONE = frozenset(
    {
        "active monitoring", "best supportive care", "monitoring", "no further treatment", "no screening",
        "no treatment", "observation", "usual care", "watchful waiting",
    }
)  # fmt: skip
SET_AGAINST = frozenset(
    {
        "arm.added",
        "arm.claimed-added",
        "arm.claimed-better",
        "arm.claimed-it-better",
        "arm.claimed-over-others",
        "arm.claimed-people",
        "arm.figures-of",
        "arm.given-in-comparison",
        "arm.received-than",
    }
)
"""Rules of arms that a result of a trial sets against each other."""


def _told_by(context: Context, name: str) -> set[Concept]:
    """The trials of the sentences that hold words of a table."""
    words = any_of(WORDS, name)
    return {context.trials.of(s) for s in context.annotated.holding(words) if s.search_text(words)}


def _follows_allotment(context: Context, first: Sentence) -> bool:
    """Whether the sentence before one that tells the arms says that people were randomized into groups."""
    before = context.annotated.sentences[max(0, first.index - 1)]
    near = before.passage is first.passage and context.trials.of(before) == context.trials.of(first)
    randomized = (words for _, value, words in told(WORDS, "allocation") if value == "randomized")
    return near and any(before.search_text(words) for words in randomized)


def _controls_of_arms(context: Context) -> Iterator[Offer]:
    """The control as the arms tell it: placebo, nothing, or another treatment."""
    tried = _told_by(context, "trial") - _told_by(context, "unclaimed")
    tried -= set() if context.trials.single else _told_by(context, "no_control")
    for trial, entries in context.arms.entries.items():
        first = entries[0].sentence
        if len(entries) < 2 or not context.trials.told(first):
            continue
        names = {name for entry in entries for name in entry.names}
        if "control" in names:  # of whom nothing says what they were given
            continue
        value = _control_of(entries)
        if trial in tried and all(entry.rule in SET_AGAINST for entry in entries):
            yield Offer("trial", trial, "control", value, first.source(), "attributes.control-claimed", 6)
        if not any_of(WORDS, "allotted").search(first.text) and not _follows_allotment(context, first):
            continue
        undergone = any(entry.rule.startswith("arm.undergone") for entry in entries)
        if (context.arms.contrasted(trial) and not undergone) or trial in context.arms.compared:
            yield Offer("trial", trial, "control", value, first.source(), "attributes.control-arm", 3)
