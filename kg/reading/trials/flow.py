"""The trials of a document: their names, and which of them a sentence speaks of.

A page about one trial (an abstract, a research page) has a main trial, and what is said without a name
is said of it, save where the page turns to another ("an earlier phase II trial", a background section). A
summary of many trials (PDQ) has none: each paragraph or list item that introduces a trial opens it, and what
follows in the same paragraph, and the items nested below, belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.model import Concept, Document, Passage
from kg.reading.annotate import Annotated, Sentence
from kg.reading.cues import any_of, as_written
from kg.reading.patterns import table
from kg.reading.prefilter import Choices
from kg.reading.trials.carrying import Numbering, carried
from kg.reading.trials.items import item_titles, tells_of_a_study, titled
from kg.reading.trials.mentions import Mentioned, aliases_of, mentions_of, named
from kg.reading.trials.names import looks_like_name


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

    def of(self, sentence: Sentence) -> Concept:
        """The trial that a sentence speaks of; the document's own where it names no other."""
        return self._of[sentence.index] if sentence.index < len(self._of) else self.main

    def named(self, sentence: Sentence) -> tuple[Mentioned, ...]:
        """The trials that a sentence names, in its order."""
        return self._named.get(sentence.index, ())

    def told(self, sentence: Sentence) -> bool:
        """Whether the sentence stands where a trial is being told of: named, introduced or taken up again."""
        return sentence.index in self._told

    def together(self, sentence: Sentence) -> tuple[Concept, ...] | None:
        """The other trials that a sentence brings in as one with its own ("two randomized trials"), None if none is."""
        return self._others.get(sentence.index)

    def opens(self, sentence: Sentence) -> bool:
        """Whether a trial is told of for the first time in the sentence."""
        return sentence.index in self._opened


def trials(annotated: Annotated) -> Trials:
    """The trials of a document; one that it does not name is "study", known within the document only."""
    found = named(annotated)
    aliases = aliases_of(found, annotated.document.name)
    mentions = mentions_of(annotated, found, aliases)
    single = is_single(annotated.document) and not _tells_of_many(annotated)
    single = single or _tells_of_one(annotated, mentions)
    main = _main(annotated, mentions, aliases) if single else None
    return _followed(annotated, mentions, aliases, main, single)


_RESEARCH = re.compile(r"/research/(?!articles|advances)[\w-]+$|-research-(?!articles|advances)[\w-]+$")


def _is_abstract(document: Document) -> bool:
    return document.metadata.get("sourceType") == "journal_abstract" or document.source in (
        "abstract",
        "pubmed",
    )


def is_single(document: Document) -> bool:
    """Whether a document reports a trial of its own: an abstract, or a page that tells of one study."""
    if _is_abstract(document):
        return True
    address = str(document.metadata.get("url") or document.name).rstrip("/")
    headings = {p.text.strip(" :*").lower() for p in document.passages if len(p.text) < 30}
    return "PDQ" not in document.title and ("the study" in headings or bool(_RESEARCH.search(address)))


def _tells_of_many(annotated: Annotated) -> bool:
    """Whether a page brings in trial upon trial, and has no section on its own study."""
    if _is_abstract(annotated.document) or set(sections(annotated)) & {"the study", "summary"}:
        return False
    brought = {id(s.passage) for s in annotated.holding(NEW) if s.passage.block != "heading" and _introduced(s)}
    return len(brought) >= MANY


MANY = 5
"""Paragraphs that bring in a trial, of a page that can be no report of one."""


def _tells_of_one(annotated: Annotated, mentions: Mapping[int, tuple[Mentioned, ...]]) -> bool:
    """Whether a short document names one trial only, and does so in its title or in its first sentence."""
    named = {mention.trial for found in mentions.values() for mention in found}
    opening = [s.index for s in annotated if s.passage.block == "heading"][:2]
    opening += [s.index for s in annotated if s.passage.block != "heading"][:1]
    short = len(annotated.sentences) < SHORT and "PDQ" not in annotated.document.title
    return short and len(named) == 1 and any(index in mentions for index in opening)


SHORT = 40
"""Sentences of a document that can be no review of many trials."""


@lru_cache(maxsize=1)
def sections(annotated: Annotated) -> tuple[str, ...]:
    """For each sentence the section it stands in, lower case: a heading, or a short line that acts as one."""
    known = {*table("trials", "own"), *table("trials", "elsewhere")}
    path: tuple[str, ...] = ()
    passage: Passage | None = None
    current, here, made = "", "", []
    for sentence in annotated.sentences:
        if sentence.passage is not passage:
            passage = sentence.passage
            label = passage.text[:60].strip(" :*").lower()
            if passage.path != path:
                path = passage.path
                current = path[-1].strip(" :*").lower() if path else ""
                current = "references" if current.startswith("key references") else current
            current = label if label in known else current
            here = "update" if re.match(r"update\b", label) else current
        made.append(here)
    return tuple(made)


def _main(
    annotated: Annotated, mentions: Mapping[int, tuple[Mentioned, ...]], aliases: Mapping[str, Concept]
) -> Concept:
    """The trial that a single-trial document is about: named in its title or where it tells of its study."""
    score: dict[Concept, float] = {}
    where, count = sections(annotated), len(annotated.sentences)
    abstract = _is_abstract(annotated.document)
    sectioned = any(label in table("trials", "own") for label in where)
    for sentence in annotated:
        for mention in mentions.get(sentence.index, ()):
            if mention.trial.name in (mention.registry, "") and not abstract:
                continue
            near = sentence.passage.text[max(0, mention.start - 40) : mention.start]
            if sentence.passage.block == "heading" and sentence.index < 4:
                gain = 6.0
            elif where[sentence.index] in table("trials", "elsewhere") or _has("other", near):
                gain = 1.0 if abstract and _has("this", near) else 0.2
            elif _has("current", near):
                gain = 3.0
            else:
                gain = 1.0 if sectioned or abstract or sentence.index < 0.6 * count else 0.4
            score[mention.trial] = score.get(mention.trial, 0.0) + gain
    registered = [c for c in score if c.name in aliases and not looks_like_name(c.name)]
    best = max(score, key=lambda c: (score[c], c not in registered), default=None)
    if best is not None and score[best] >= 1.0:
        return best
    return Concept("trial", "study", known=False, scope=annotated.document.name)


NEW = any_of("trials", "new")
"""A trial that is brought in: "a randomized, phase II trial", "another study"."""

_EACH_NEW = Choices(as_written("trials", "new"))


def _has(name: str, text: str) -> re.Match[str] | None:
    """Where words of a table of the rule file stand in a text."""
    return any_of("trials", name).search(text)


@dataclass
class _Walk:
    """Where the reading of the trials stands: which one is told of now."""

    document: str
    main: Concept | None
    aliases: Mapping[str, Concept]
    current: Concept | None = None
    unnamed: int = 0
    opened: bool = False
    numbering: Numbering = field(default_factory=Numbering)
    told_at: tuple[tuple[str, ...], Concept] | None = None
    others: dict[int, tuple[Concept, ...]] = field(default_factory=dict)
    titles: frozenset[int] = frozenset()
    item: tuple[str, ...] | None = None

    def enter(self, sentence: Sentence) -> None:
        """Go into the passage of a sentence; the title of an item of news leaves the trials before it behind."""
        if id(sentence.passage) in self.titles:
            self.current, self.told_at, self.item = None, None, sentence.passage.path

    def tells_of_a_study(self, sentence: Sentence) -> bool:
        """Whether a sentence, in an item of news, says what a study of its own found."""
        inside = self.item == sentence.passage.path and id(sentence.passage) not in self.titles
        return inside and self.current is None and tells_of_a_study(sentence)

    def last(self, sentence: Sentence) -> Concept | None:
        """The trial told of now, else the one that was told of last under the same heading, for a paragraph."""
        paragraph = sentence.passage.block == "paragraph"
        if self.current is None and paragraph and self.told_at and self.told_at[0] == sentence.passage.path:
            return self.told_at[1]
        return self.current

    def fresh(self) -> Concept:
        """A trial that the document does not name."""
        self.unnamed += 1
        taken = 1 if self.main is not None else 0
        number = self.unnamed + taken
        return Concept("trial", f"study-{number}" if number > 1 else "study", known=False, scope=self.document)


def _followed(
    annotated: Annotated,
    mentions: Mapping[int, tuple[Mentioned, ...]],
    aliases: Mapping[str, Concept],
    main: Concept | None,
    single: bool,
) -> Trials:
    """Which trial each sentence speaks of, by going through the document."""
    walk = _Walk(annotated.document.name, main, aliases, main, titles=item_titles(annotated.document))
    where = sections(annotated)
    made: list[Concept | None] = []
    told: set[int] = set()
    before: Passage | None = None
    for sentence in annotated.sentences:
        if sentence.passage is not before:
            walk.enter(sentence)
            walk.current = main if single else carried(walk.last(sentence), walk.numbering, sentence, before)
            before = sentence.passage
        step = _single_step if single else _many_step
        named = mentions.get(sentence.index, ())
        trial = step(walk, sentence, named, where)
        if not (single and named and named[0].start - sentence.span.start > 60):
            walk.current = trial
        if trial is not None:
            walk.told_at = (sentence.passage.path, trial)
        made.append(trial)
        if trial is not None:
            told.add(sentence.index)
    seen = [t for t in made if t is not None] + [m.trial for group in mentions.values() for m in group]
    first = main or (seen[0] if seen else Concept("trial", "study", known=False, scope=annotated.document.name))
    everything = tuple(dict.fromkeys([first, *seen]))
    if single and not (
        walk.opened or mentions or any(_has("its", s.text) for s in annotated.holding(any_of("trials", "its")))
    ):
        told.clear()
    whose = _untold(annotated, made, walk) if told and not single else [t or first for t in made]
    opened = frozenset({t: i for i, t in reversed(list(enumerate(made))) if t is not None and i in told}.values())
    return Trials(first, everything, aliases, single, tuple(whose), mentions, frozenset(told), opened, walk.others)


def _untold(annotated: Annotated, made: list[Concept | None], walk: _Walk) -> list[Concept]:
    """What is said where no trial is told of is each paragraph's own, so that no two paragraphs are mixed.

    The title of an item of news speaks of the study that its item tells of.
    """
    own = titled(annotated, made, walk.titles)
    whose: list[Concept] = []
    for sentence, trial in zip(annotated.sentences, made, strict=True):
        key = id(sentence.passage)
        if trial is None and key not in own:
            own[key] = walk.fresh()
        whose.append(trial or own[key])
    return whose


def _single_step(walk: _Walk, sentence: Sentence, named: tuple[Mentioned, ...], where: Sequence[str]) -> Concept | None:
    """In a document of one trial: the one that is named, or another that is brought in, or the main one."""
    section, text = where[sentence.index], sentence.text
    lead = text[: named[0].start - sentence.span.start] if named else ""
    if walk.current == walk.main and _has("current", lead):
        return walk.main
    if named and (foremost := _foremost(named, walk, sentence)):
        return foremost
    abstract = _is_abstract(sentence.document)
    new = _introduced(sentence)
    if new and not abstract:
        elsewhere = section in table("trials", "elsewhere")
        late = walk.opened and sentence.index > 6 and section not in table("trials", "own")
        another = _has("other", new.group()) or (late and _has("phase", new.group()))
        if elsewhere or another or _is_told_beside(walk, sentence, new):
            return walk.fresh()
        walk.opened = True
    if re.match(r"(?:In|According to) (?:the current|the present|the new)\b.{0,30}(?:trial|study)", text):
        return walk.main
    return walk.current


def _is_told_beside(walk: _Walk, sentence: Sentence, new: re.Match[str]) -> bool:
    """Whether an unnamed trial of which a clause tells what it found cannot be the named one that a page is about."""
    named = walk.main is not None and not walk.main.name.startswith("study") and sentence.index > 6
    before, behind = sentence.text[: new.start()], sentence.text[new.end() :]
    return named and not before.endswith(", ") and bool(_has("what_it_found", behind))


def _many_step(walk: _Walk, sentence: Sentence, named: tuple[Mentioned, ...], where: Sequence[str]) -> Concept | None:
    """In a summary of many trials: the one that is named or brought in, else the one told of before."""
    if sentence.passage.block == "heading" or where[sentence.index] == "references":
        return None
    if walk.current is not None and not named and sentence.search_text(any_of("trials", "come_from")):
        return walk.current
    new = _introduced(sentence)
    if new and _has("pooled", new.group()) and all(m.start - sentence.span.start > new.end() + 12 for m in named):
        return walk.fresh()
    if named and (foremost := _foremost(named, walk, sentence)):
        return foremost
    if new or (walk.current is None and sentence.search_text(any_of("trials", "treated"))):
        return walk.fresh()
    if (several := _several(sentence)) is not None:
        trial = walk.fresh()
        walk.others[sentence.index] = tuple(walk.fresh() for _ in range(several - 1))
        return trial
    if walk.tells_of_a_study(sentence):
        return walk.fresh()
    many, back = any_of("trials", "many"), any_of("trials", "back")
    return None if sentence.search_text(many) and not sentence.search_text(back) else walk.current


def _introduced(sentence: Sentence) -> re.Match[str] | None:
    """The words that bring in a trial that is really told of, not "a clinical trial" in general."""
    text = sentence.text
    if not sentence.may_match(NEW) or _in_general(sentence):
        return None
    for new in _EACH_NEW.finditer(text, sentence.may_match):
        general = _has("bare", new.group()) and not sentence.search_text(any_of("trials", "told"))
        if not general and not _passed_over(text, new):
            return new
    return None


def _in_general(sentence: Sentence) -> bool:
    """Whether a sentence says what a clinical trial is, or how to join one."""
    return any(sentence.search_text(words) for words in as_written("trials", "general"))


_COUNTED = {"two": 2, "three": 3, "four": 4}


def _several(sentence: Sentence) -> int | None:
    """How many trials a sentence tells of as one, "two randomized trials found"; 1 where it does not say."""
    found = sentence.search_text(any_of("trials", "together"))
    if not found or _in_general(sentence):
        return None
    return _COUNTED.get((found["many"] or "").lower(), 1)


def _passed_over(text: str, new: re.Match[str]) -> bool:
    """Whether a trial that is brought in is only mentioned: "like the earlier trial", but not "based on a trial of"."""
    before = text[: new.start()]
    told_of = _has("grounds", before) and _has("detailed", text[new.end() : new.end() + 60])
    return bool(_has("aside", before)) and not told_of


def _foremost(named: tuple[Mentioned, ...], walk: _Walk, sentence: Sentence) -> Concept | None:
    """Of the trials named in a sentence the main one, if it is among the first two, else the first.

    Trials that are named in passing ("as in the X trial") do not count, unless the sentence goes on to say
    what they are ("based on X, a randomized trial"), or it is a label's on what it rests on.
    """
    text = sentence.passage.text
    meant, aside, before = [], False, 0
    for mention in named:
        lead = text[sentence.span.start : mention.start]
        aside = bool(_has("aside", lead) and not _has("indicated", lead)) or (
            aside and bool(re.fullmatch(r"\s?(?:,|and|or|,\sand)\s(?:the\s)?", text[before : mention.start]))
        )
        before = mention.end
        if not aside:
            meant.append(mention.trial)
    new = NEW.search(text, sentence.span.start, sentence.span.end)
    if not meant and new and any(0 < new.start() - m.end <= 3 for m in named):
        meant = [m.trial for m in named if 0 < new.start() - m.end <= 3]
    different = list(dict.fromkeys(meant))
    if walk.main is not None and walk.main in different[:2]:
        return walk.main
    return different[0] if different else None
