"""What a sentence measures: the vocabulary's names, clauses that mean a measure, and open forms.

Most measures occur once or twice in a collection, so that a list of names does not reach them: noun phrases
with a measuring head ("transplant-related mortality") are taken as the document words them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.model import Concept
from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.matching.prefilter import Choices, Index
from kg.reading.measure_names import Name, is_whole, named, or_another, own, polarity, tidy, whole_name
from kg.reading.measure_names import any_of as _any
from kg.reading.patterns import pattern, table


@dataclass(frozen=True)
class Measure:
    """A measure at a range of a sentence's typed text.

    Attributes:
        predicate: whether it is what the sentence's subjects did ("were alive"), so that it follows its values.
        harm: whether its words name an event or a cancer ("rate of cataracts").

    """

    start: int
    end: int
    concept: Concept
    predicate: bool = False
    harm: bool = False

    @property
    def timed(self) -> bool:
        """Whether it can be told as a length of time."""
        return bool(_any("timed").search(self.concept.name))

    @property
    def good(self) -> bool | None:
        """Whether more of it is better for the patient; None where its name does not tell."""
        told = polarity(self.concept.name)
        return False if told is None and self.harm and not self.timed else told


@once_a_sentence
def measures(sentence: Sentence) -> list[Measure]:
    """The measures of a sentence, in order, none within another."""
    worded = [*_worded(sentence, "clauses"), *_worded(sentence, "nouns"), *_shared(sentence)]
    found = [*worded, *_known(sentence), *_aggregates(sentence)]
    kept = _first_longest([m for m in found if not _any("torn").search(m.concept.name)])
    taken = [(m.start, m.end) for m in kept]
    free = [m for m in _open(sentence) if not any(m.start < end and start < m.end for start, end in taken)]
    aside = set_aside(sentence) if kept or free else ()
    told = (m for m in (*kept, *free) if not any(low < m.start < high for low, high in aside))
    whole = [_with_harm(sentence, _whole(sentence, m)) for m in told]
    return _defined(sentence, _either(sentence, _first_longest([m for m in whole if is_whole(m.concept.name)])))


def _either(sentence: Sentence, found: list[Measure]) -> list[Measure]:
    """Measures, two that "or" joins as one: of one noun, "local or distant recurrence", or how a tumor responds."""
    made: list[Measure] = []
    for measure in found:
        one = made[-1] if made else measure
        joined = sentence.typed[one.end : measure.start] == " or "
        lent = joined and _lacks_noun(_last_words(sentence, one), one.concept.name, measure.concept.name)
        if lent or _both_respond(sentence, one, measure):
            very = "very good" if " very " in sentence.typed[one.end : measure.start] else ""
            words = f"{one.concept.name} or {very} {measure.concept.name}"
            lasts = one.concept.name.startswith("duration")
            both = sentence.words(one.start, measure.end) if lent or lasts else words
            made[-1] = Measure(one.start, measure.end, own(tidy(both)))
        else:
            made.append(measure)
    return made


def _both_respond(sentence: Sentence, one: Measure, other: Measure) -> bool:
    """Whether "or" joins two ways in which a tumor responds, of which figures behind them tell together."""
    between = _any("or_responds").fullmatch(sentence.typed, one.end, other.start)
    return (
        bool(between)
        and one.concept != other.concept
        and all(_any("responding").fullmatch(m.concept.name) for m in (one, other))
    )


def _lacks_noun(words: str, name: str, other: str) -> bool:
    """Whether words are a name's without its noun, which the other name that is no usual measure lends.

    >>> _lacks_noun("local", "local recurrence", "distant recurrences")
    True
    >>> _lacks_noun("complete", "complete response", "partial response"), _lacks_noun("pain", "pain", "chest pain")
    (False, False)
    """
    lent = other.rsplit(maxsplit=1)[-1].removesuffix("s")
    usual = {name, other} & set(table("measures", "usual"))
    return not usual and name.removesuffix("s").casefold() == f"{words} {lent}".casefold()


def _defined(sentence: Sentence, found: list[Measure]) -> list[Measure]:
    """Measures, each by the whole name that initials right behind it stand for: "surgical remission (SR)"."""
    made = found[:1]
    for measure in found[1:]:
        before = made[-1]
        aside = (
            sentence.typed[before.end : measure.start] == " (" and sentence.typed[measure.end : measure.end + 1] == ")"
        )
        if aside and not measure.concept.known and measure.concept.name.endswith(f" {_last_words(sentence, before)}"):
            made[-1] = replace(before, concept=measure.concept)
        made.append(measure)
    return made


def _last_words(sentence: Sentence, measure: Measure) -> str:
    return tidy(sentence.words(measure.start, measure.end))


def set_aside(sentence: Sentence) -> list[tuple[int, int]]:
    """Where a sentence says what its results were adjusted for, or when they were seen, which they are not told of."""
    return [place.span() for place in sentence.finditer(pattern("{adjusted_for}|{when_seen}", "measures"))]


def _with_harm(sentence: Sentence, measure: Measure) -> Measure:
    harm = bool(sentence.marks_in(measure.start, measure.end, "event", "cancer"))
    return replace(measure, harm=True) if harm else measure


def _whole(sentence: Sentence, measure: Measure) -> Measure:
    """A measure by its whole name; what people did is told whole, but for what "or" joins to it."""
    found = Name(measure.start, measure.end, measure.concept)
    grown = (or_another if measure.predicate else whole_name)(sentence, found, lambda said: own(tidy(said)))
    return measure if grown is found else replace(measure, start=grown.start, end=grown.end, concept=grown.concept)


def _first_longest(found: list[Measure]) -> list[Measure]:
    kept: list[Measure] = []
    for measure in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or measure.start >= kept[-1].end:
            kept.append(measure)
    return kept


@cache
def _rules(name: str) -> Index[str]:
    r"""Each pattern of a table with the measure it means; what stands before `\K` is context only."""
    made = []
    for entry in table("measures", name):
        words, _, meant = entry.rpartition(" ::")
        before, _, rest = words.rpartition(r"\K")
        made.append((pattern(f"(?:{before})(?P<m>{rest})" if before else f"(?P<m>{words})", "measures"), meant.strip()))
    return Index(made)


def _worded(sentence: Sentence, name: str) -> Iterator[Measure]:
    """What clauses ("were alive") or noun phrases ("risk of death") mean."""
    for rule, meant in sentence.candidates(_rules(name)):
        for found in rule.finditer(sentence.typed):
            start, end = found.span("m")
            concept = _meant(sentence, found, meant)
            if concept is not None:
                yield Measure(start, end, concept, predicate=name == "clauses")


def _meant(sentence: Sentence, found: re.Match[str], meant: str) -> Concept | None:
    """The measure that a match means: a usual name, the match's own words, or those of its group `x`."""
    if "@" not in meant:
        return Concept("measure", meant) if meant else None
    if meant == "@-free survival":
        words = tidy(sentence.words(*found.span("m")))
        return Concept("measure", f"{re.split('[- ]', words)[0].lower()}-free survival", known=False)
    inner = "@x" in meant
    words = tidy(sentence.words(*found.span("x" if inner else "m")))
    return own(meant.replace("@x" if inner else "@", words)) if words else None


def _known(sentence: Sentence) -> Iterator[Measure]:
    """The vocabulary's measures; one without a usual name is called what the document calls it, if not in initials."""
    for mark in sentence.of_kind("measure"):
        at = sentence.typed_at(mark)
        if not _stands_for_else(sentence, at):
            yield Measure(at, at + 1, named(sentence.words(at, at + 1), mark.concept))


def _stands_for_else(sentence: Sentence, at: int) -> bool:
    """Whether a measure's initials are those of something else: "A plus PD", "the adjusted RR of any adenoma"."""
    words = sentence.words(at, at + 1)
    if not (words.isupper() and len(words) < 4):
        return False
    before = _any("initials_of_else").search(sentence.typed, max(0, at - 40), at)
    return bool(before or (words == "RR" and _any("risk_of").match(sentence.typed, at + 1)))


def _shared(sentence: Sentence) -> Iterator[Measure]:
    """Two measures that share their last word: "local and distant recurrence"."""
    if not sentence.search(pattern(r"\s(?:and|or)\s{quality}\s(?:{measure}|{heads})", "measures")):
        return
    for found in sentence.finditer(pattern("{shared}", "measures")):
        marks = sentence.marks_in(*found.span("head"), "measure")
        head = sentence.words(*found.span("head"))
        if marks and not re.search("[a-z]{3}", head):
            head = marks[0].concept.name
        for name, end in (("a", found.end("a")), ("b", found.end("head"))):
            yield Measure(found.start(name), end, own(tidy(f"{sentence.words(*found.span(name))} {head}")))


def _aggregates(sentence: Sentence) -> Iterator[Measure]:
    """Events that stand for many ("postoperative complications"), with the words before them."""
    for mark in sentence.of_kind("event"):
        at = sentence.typed_at(mark)
        if _any("aggregates").search(sentence.words(at, at + 1)):
            before = pattern("(?:{before_head}){1,3}$", "measures").search(sentence.typed, 0, at)
            start = before.start() if before else at
            yield Measure(start, at + 1, own(tidy(sentence.words(start, at + 1))))


@cache
def _open_forms() -> Choices:
    return Choices(
        [
            pattern(f"{{{name}}}", "measures")
            for name in ("of_form", "relief_form", "time_form", "noun_form", "seen_form")
        ]
    )


def _open(sentence: Sentence) -> Iterator[Measure]:
    for found in sentence.chosen(_open_forms()):
        words = tidy(sentence.words(*found.span()))
        words = re.sub(r"^(?:rates?|frequency|number|proportion|probability|likelihood) of ", "", words)
        if (
            words
            and not _any("torn").search(words)
            and (_any("surely_measures").match(words) or not _any("not_measures").search(words))
        ):
            yield Measure(found.start(), found.end(), own(words))
