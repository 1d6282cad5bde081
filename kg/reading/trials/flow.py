"""The trials of a document: their names, and which of them a sentence speaks of.

A page about one trial (an abstract, a research page) has a main trial, and what is said without a name
is said of it, save where the page turns to another ("an earlier phase II trial", a background section). A
summary of many trials (PDQ) has none: each paragraph or list item that introduces a trial opens it, and what
follows in the same paragraph, and the items nested below, belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from kg.model import Concept, Passage
from kg.reading.annotate import Annotated, Sentence
from kg.reading.patterns import any_of, table
from kg.reading.trials.carrying import Given, carried, is_below, tells_of_all
from kg.reading.trials.forms import looks_like_name
from kg.reading.trials.introduced import has
from kg.reading.trials.items import item_titles, titled
from kg.reading.trials.mentions import Mentioned, aliases_of, mentions_of, named
from kg.reading.trials.scope import sections
from kg.reading.trials.single import is_about_one, is_abstract, is_single
from kg.reading.trials.walk import Walk, many_step, single_step


@dataclass(frozen=True)
class Trials:
    """The trials that a document speaks of.

    Attributes:
        main: the document's own trial; the first that is told of where it has none.
        all: every trial, the main one first, then in the order of the text.
        aliases: each name that the document uses (acronym, title, registry id) and its trial.
        single: whether the document reports one trial, which unnamed statements belong to.

    """

    main: Concept
    all: tuple[Concept, ...] = ()
    aliases: Mapping[str, Concept] = field(default_factory=dict)
    single: bool = True
    _of: tuple[Concept, ...] = ()
    _named: Mapping[int, tuple[Mentioned, ...]] = field(default_factory=dict)
    _told: frozenset[int] = frozenset()
    _opened: frozenset[int] = frozenset()
    _others: Mapping[int, tuple[Concept, ...]] = field(default_factory=dict)
    _known: Mapping[int, Concept] = field(default_factory=dict)

    def of(self, sentence: Sentence) -> Concept:
        """The trial that a sentence speaks of; the document's own where it names no other."""
        return self._of[sentence.index] if sentence.index < len(self._of) else self.main

    def named(self, sentence: Sentence) -> tuple[Mentioned, ...]:
        """The trials that a sentence names, in its order."""
        return self._named.get(sentence.index, ())

    def told(self, sentence: Sentence) -> bool:
        """Whether the sentence stands where a trial is being told of: named, introduced or taken up again."""
        return sentence.index in self._told

    @property
    def pooled(self) -> Mapping[int, tuple[Concept, ...]]:
        """The sentences that bring in trials as one (`together`), by index, each with the others of its trial."""
        return self._others

    def together(self, sentence: Sentence) -> tuple[Concept, ...] | None:
        """The other trials that a sentence brings in as one with its own ("two randomized trials"), None if none is."""
        return self._others.get(sentence.index)

    def known_before(self, sentence: Sentence) -> Concept | None:
        """Whose finding it is that a report tells as known before its own study; None of any other sentence."""
        return self._known.get(sentence.index)

    def opens(self, sentence: Sentence) -> bool:
        """Whether a trial is told of for the first time in the sentence."""
        return sentence.index in self._opened


def trials(annotated: Annotated) -> Trials:
    """The trials of a document; one that it does not name is "study", known within the document only."""
    found = named(annotated)
    aliases = aliases_of(found, annotated.document.name)
    mentions = mentions_of(annotated, found, aliases)
    single = is_about_one(annotated)
    main = _main(annotated, mentions, aliases) if single else None
    return _followed(annotated, mentions, aliases, main, single)


def _main(
    annotated: Annotated, mentions: Mapping[int, tuple[Mentioned, ...]], aliases: Mapping[str, Concept]
) -> Concept:
    """The trial that a single-trial document is about: named in its title or where it tells of its study."""
    score: dict[Concept, float] = {}
    where, count = sections(annotated), len(annotated.sentences)
    abstract = is_abstract(annotated.document)
    sectioned = any(label in table("trials", "own") for label in where)
    for sentence in annotated:
        early = sectioned or abstract or sentence.index < 0.6 * count
        several = len({mention.trial for mention in mentions.get(sentence.index, ())}) >= LISTED
        elsewhere = several or where[sentence.index] in table("trials", "elsewhere")
        for mention in mentions.get(sentence.index, ()):
            if mention.trial.name in (mention.registry, "") and not abstract:
                continue
            used = not abstract and bool(_USED.search(sentence.text[: mention.start - sentence.span.start]))
            gain = _weight(sentence, mention, elsewhere or used, abstract, early)
            score[mention.trial] = score.get(mention.trial, 0.0) + gain
    registered = [c for c in score if c.name in aliases and not looks_like_name(c.name)]
    best = max(score, key=lambda c: (score[c], c not in registered), default=None)
    if best is not None and score[best] >= 1.0:
        return best
    return Concept("trial", "study", known=False, scope=annotated.document.name)


def _weight(sentence: Sentence, mention: Mentioned, elsewhere: bool, abstract: bool, early: bool) -> float:
    """How much the mention of a trial speaks for its being the document's own.

    Args:
        sentence: where it stands.
        mention: the mention.
        elsewhere: whether it stands in a list, or in a section, of other trials.
        abstract: whether the document is an abstract.
        early: whether it stands where a document tells of its own trial.

    """
    near = _ORDINAL.sub("", sentence.passage.text[max(0, mention.start - 40) : mention.start])
    if sentence.passage.block == "heading" and sentence.index < 4:
        return 6.0
    if elsewhere or has("other", near) or _RECENT.search(near):
        return 1.0 if abstract and has("this", near) else 0.2
    if has("current", near):
        return 3.0
    return 1.0 if early else 0.4


_ORDINAL = re.compile(r"\b[Tt]he (?:second|third)\s$")
"""What counts the trials of one name and tells of no other: "The second Selective Surgery Trial"."""

LISTED = 4
"""Trials that a sentence names of which none is the document's own."""

_USED = re.compile(r"\bdata from (?:[^.;]{3,120},(?: and)? |[^.;]{3,120} and |(?:two|three|four|several) )[^.;]{0,60}$")
"""Before a trial's name, that a study used what it and others had found: "data from a registry and the X trial"."""

_RECENT = re.compile(r"\b[Rr]ecent(?:ly)?,?\s(?:[\w-]+,?\s){0,4}$")
"""Before a trial's name, a word that tells of another than a paper's own: "a recent X trial revealed"."""


def _followed(
    annotated: Annotated,
    mentions: Mapping[int, tuple[Mentioned, ...]],
    aliases: Mapping[str, Concept],
    main: Concept | None,
    single: bool,
) -> Trials:
    """Which trial each sentence speaks of, by going through the document."""
    walk = Walk(annotated.document.name, main, aliases, main, titles=item_titles(annotated.document))
    made = _walked(annotated, mentions, walk, main, single)
    told = {sentence.index for sentence, trial in zip(annotated.sentences, made, strict=True) if trial is not None}
    seen = [t for t in made if t is not None] + [m.trial for group in mentions.values() for m in group]
    first = main or (seen[0] if seen else Concept("trial", "study", known=False, scope=annotated.document.name))
    everything = tuple(dict.fromkeys([first, *seen]))
    if single and not (
        walk.opened or mentions or any(has("its", s.text) for s in annotated.holding(any_of("trials", "its")))
    ):
        told.clear()
    beside = walk.fresh() if single and None in made else first
    whose = _untold(annotated, made, walk) if told and not single else [t or beside for t in made]
    opened = frozenset({t: i for i, t in reversed(list(enumerate(made))) if t is not None and i in told}.values())
    known = known_before(annotated, mentions)
    others = walk.fresh() if known else first
    return Trials(
        first, everything, aliases, single, tuple(whose), mentions, frozenset(told), opened, walk.others,
        dict.fromkeys(known, others),
    )  # fmt: skip


def _walked(
    annotated: Annotated, mentions: Mapping[int, tuple[Mentioned, ...]], walk: Walk, main: Concept | None, single: bool
) -> list[Concept | None]:
    """The trial of each sentence, None where it tells of none; the walk keeps what was met on the way."""
    where, abstract = sections(annotated), is_abstract(annotated.document)
    made: list[Concept | None] = []
    step = single_step if single else many_step
    before: Passage | None = None
    given = Given()
    headed = _headed(annotated, mentions) if single and not abstract else {}
    for sentence in annotated.sentences:
        named = mentions.get(sentence.index, ())
        if sentence.passage is not before:
            walk.enter(sentence)
            last = walk.last(sentence)
            walk.current = (
                headed.get(sentence.passage.path, main)
                if single
                else carried(last, walk.numbering, sentence, before, bool(named))
            )
            if not single and given.elsewhere(sentence, before):
                walk.current = None
            if not single and tells_of_all(sentence):
                walk.current, walk.beside = None, walk.current
            given, before = Given(), sentence.passage
        given.add(sentence, bool(named))
        trial = step(walk, sentence, named, where)
        passing = not named and trial != main and (abstract or trial is None)
        late = bool(named) and named[0].start - sentence.span.start > 60 and any(m.trial == trial for m in named)
        if not (single and (passing or late)):
            walk.current = trial
        if trial is not None:
            walk.told_at = (sentence.passage.path, trial)
        made.append(trial)
    return made


def _headed(annotated: Annotated, mentions: Mapping[int, tuple[Mentioned, ...]]) -> dict[tuple[str, ...], Concept]:
    """The sections of a page whose headings name one trial, with it: "HARBOR: Men with early disease"."""
    found: dict[tuple[str, ...], Concept] = {}
    for sentence in annotated.sentences[4:]:
        trials = {mention.trial for mention in mentions.get(sentence.index, ())}
        if sentence.passage.block == "heading" and len(trials) == 1:
            found[(*sentence.passage.path, sentence.passage.text.strip())] = trials.pop()
    return found


def _untold(annotated: Annotated, made: list[Concept | None], walk: Walk) -> list[Concept]:
    """What is said where no trial is told of is each paragraph's own, so that no two paragraphs are mixed.

    The title of an item of news speaks of the study that its item tells of; the items below a passage that cites a
    paper, of what that paper found.
    """
    own = titled(annotated, made, walk.titles)
    whose: list[Concept] = []
    head: Passage | None = None
    for sentence, trial in zip(annotated.sentences, made, strict=True):
        passage, key = sentence.passage, id(sentence.passage)
        below = head is not None and passage is not head and is_below(annotated.document, passage, head)
        if trial is None and key not in own:
            own[key] = own[id(head)] if below else walk.fresh()
        if not below:
            head = passage if trial is None else None
        whose.append(trial or own[key])
    return whose


def known_before(annotated: Annotated, mentions: Mapping[int, tuple[Mentioned, ...]]) -> frozenset[int]:
    """The sentences (by index) that say what holds, or what others have found, and name no trial.

    In an abstract they are those up to the first on its own study; a page in sections tells of that in the next one.
    """
    abstract = is_abstract(annotated.document)
    if not abstract and not is_single(annotated.document):
        return frozenset()
    where, body = sections(annotated), [s for s in annotated.sentences if s.passage.block != "heading"]
    background = [s for s in body if where[s.index] in BACKGROUND]
    if abstract:
        before: Iterable[Sentence] = takewhile(lambda s: not _is_own(s), background or body[:UNMARKED])
    else:
        before = (s for s in background if not _is_own(s)) if OWN in where else ()
    return frozenset(s.index for s in before if _holds(s) and s.index not in mentions)


BACKGROUND = ("background", "introduction")
OWN = "the study"
"""The section of a page on its own study."""
UNMARKED = 3
"""Sentences that may be background where an abstract has no section of that name."""


def _is_own(sentence: Sentence) -> bool:
    """Whether a sentence tells of the abstract's own study: what it is for, what was done, how many took part."""
    told = sentence.search_text(any_of("trials", "its")) or sentence.search_text(any_of("trials", "own_aim"))
    return bool(told) or bool(sentence.of_kind("count", "p_value", "interval"))


def _holds(sentence: Sentence) -> bool:
    """Whether a sentence speaks in the present or the perfect."""
    return bool(sentence.search_text(any_of("trials", "holds")))
