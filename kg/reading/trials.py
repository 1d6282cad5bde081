"""The trials of a document: their names, and which of them a sentence speaks of.

A page about one trial (an abstract, a research page) has a main trial, and what is said without a name is said
of it, save where the page turns to another ("an earlier phase II trial", a background section). A summary of
many trials (PDQ) has none: each paragraph or list item that introduces a trial opens it, and what follows in
the same paragraph, and the items nested below, belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import Concept, Document, Passage
from kg.reading.annotate import Annotated, Sentence
from kg.reading.patterns import table
from kg.reading.trial_mentions import Mentioned, aliases_of, mentions_of, named
from kg.reading.trial_names import looks_like_name


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

    def of(self, sentence: Sentence) -> Concept:
        """The trial that a sentence speaks of; the document's own where it names no other."""
        return self._of[sentence.index] if sentence.index < len(self._of) else self.main

    def named(self, sentence: Sentence) -> tuple[Mentioned, ...]:
        """The trials that a sentence names, in its order."""
        return self._named.get(sentence.index, ())

    def told(self, sentence: Sentence) -> bool:
        """Whether the sentence stands where a trial is being told of: named, introduced or taken up again."""
        return sentence.index in self._told


def trials(annotated: Annotated) -> Trials:
    """The trials of a document; one that it does not name is "study", known within the document only."""
    found = named(annotated)
    aliases = aliases_of(found, annotated.document.name)
    mentions = mentions_of(annotated, found, aliases)
    single = is_single(annotated.document)
    main = _main(annotated, mentions, aliases) if single else None
    return _followed(annotated, mentions, aliases, main, single)


_RESEARCH = re.compile(r"/research/(?!articles|advances)[\w-]+$|-research-(?!articles|advances)[\w-]+$")


def _is_abstract(document: Document) -> bool:
    return document.metadata.get("sourceType") == "journal_abstract" or document.source in ("abstract", "pubmed")


def is_single(document: Document) -> bool:
    """Whether a document reports a trial of its own: an abstract, or a page that tells of one study."""
    if _is_abstract(document):
        return True
    address = str(document.metadata.get("url") or document.name).rstrip("/")
    headings = {p.text.strip(" :*").lower() for p in document.passages if len(p.text) < 30}
    return "PDQ" not in document.title and ("the study" in headings or bool(_RESEARCH.search(address)))


def sections(annotated: Annotated) -> list[str]:
    """For each sentence the section it stands in, lower case: a heading, or a short line that acts as one."""
    known = {*table("trials", "own"), *table("trials", "elsewhere")}
    current, last_path, made = "", (), []
    for sentence in annotated:
        label = sentence.passage.text.strip(" :*").lower()
        if sentence.passage.path != last_path:
            last_path = sentence.passage.path
            current = last_path[-1].strip(" :*").lower() if last_path else ""
        if label in known or (label.startswith("update:") or label == "update"):
            current = "update" if label.startswith("update") else label
        made.append("update" if re.match(r"update\b", label) else current)
    return made


_OTHER = re.compile(
    r"\b(?:earlier|previous|prior|another|other|ongoing|separate|similar|smaller|second|third|companion|upcoming|planned|different)\b",
    re.I,
)


_THIS = re.compile(r"\b(?:this|the current|the present|our)\s(?:[\w-]+\s){0,3}\(?$", re.I)


_CURRENT = re.compile(r"\b(?:this|current|present|our|new)\s(?:[\w-]+\s){0,3}(?:trial|study)\b", re.I)


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
            elif where[sentence.index] in table("trials", "elsewhere") or _OTHER.search(near):
                gain = 1.0 if abstract and _THIS.search(near) else 0.2
            elif _CURRENT.search(near):
                gain = 3.0
            else:
                gain = 1.0 if sectioned or abstract or sentence.index < 0.6 * count else 0.4
            score[mention.trial] = score.get(mention.trial, 0.0) + gain
    registered = [c for c in score if c.name in aliases and not looks_like_name(c.name)]
    best = max(score, key=lambda c: (score[c], c not in registered), default=None)
    if best is not None and score[best] >= 1.0:
        return best
    return Concept("trial", "study", known=False, scope=annotated.document.name)


_DESIGNS = r"(?:(?!(?:this|that|the|these|of|in|to|for|with|by|from|who|which|is|was|were|are|and|or|part|such)\b)[\w/.,’'-]+\s){0,9}?"
_NOUN = r"(?:trial|study|meta-analysis|(?<=retrospective )(?:analysis|review|series|cohort)|(?<=pooled )analysis|(?<=cohort )analysis|(?<=institution )(?:review|series|analysis))"
NEW = re.compile(
    rf"(?<!\bas )(?<!\bwas )(?<!\bis )(?<!\bin part of )\b(?:an?|one|another|other|second|third|earlier|previous|this(?: much)?(?=\s(?:smaller|larger|earlier|older)))\s{_DESIGNS}{_NOUN}\b"
    r"(?!\s(?:author|participant|investigator|population|group|team|leader|arm|site|treatment|drug|medication|enrollment|design))",
    re.I,
)
"""A trial that is brought in: "a randomized, phase II trial", "another study"."""

_MANY = re.compile(
    r"\b(?:several|many|most|numerous|multiple|two|three|four|five|six|other|some|both|various|early|clinical|randomi[sz]ed|previous|(?:phase|Phase) I{1,3}|of|(?<!\w)[Cc]linical)\s"
    r"(?:[\w,/-]+\s){0,5}?(?:trials|studies|analyses|meta-analyses|series)\b"
)
_BARE = re.compile(r"^(?:a|one|another|other) (?:clinical )?(?:trial|study)$", re.I)
_TOLD = re.compile(
    r"\d|\b(?:assigned|randomi[sz]ed|enrolled|compared|evaluated|tested|found|show(?:ed|n)|reported|published|included|demonstrated|investigated|examined|assessed|suggested)\b"
)
_BACK = re.compile(
    r"\b(?:[Tt]h(?:e|is|at)|[Ii]ts?)\s(?:[\w-]+\s){0,3}?(?:trial|study|analysis|authors|researchers|investigators|participants|patients)\b"
    r"|^(?:Patients|Participants|Women|Men|Children|Results|With a median|At a median|After a median|The median|Median|Overall survival|Progression-free)\b"
)
_ITS = re.compile(r"\b(?:the|this|their|new|our) (?:[\w’'-]+ ){0,2}(?:trial|study)\b|\brandomi[sz]ed|\bphase [I1-4]|\bwe \w+ed\b|\bresearchers (?:found|report)", re.I)
_PHASE = re.compile(r"\bphase (I{1,3}V?|[1-4])(?:\s?[/-]\s?(I{1,3}V?|[1-4]))?\b", re.I)


@dataclass
class _Walk:
    """Where the reading of the trials stands: which one is told of now."""

    document: str
    main: Concept | None
    aliases: Mapping[str, Concept]
    current: Concept | None = None
    unnamed: int = 0
    opened: bool = False

    def fresh(self) -> Concept:
        """A trial that the document does not name."""
        self.unnamed += 1
        taken = 1 if self.main is not None else 0
        number = self.unnamed + taken
        return Concept(
            "trial", f"study-{number}" if number > 1 else "study", known=False, scope=self.document
        )


def _followed(
    annotated: Annotated,
    mentions: Mapping[int, tuple[Mentioned, ...]],
    aliases: Mapping[str, Concept],
    main: Concept | None,
    single: bool,
) -> Trials:
    """Which trial each sentence speaks of, by going through the document."""
    walk = _Walk(annotated.document.name, main, aliases, main)
    where = sections(annotated)
    made: list[Concept | None] = []
    told: set[int] = set()
    before: Passage | None = None
    for sentence in annotated:
        if sentence.passage is not before:
            walk.current = main if single else _carried(walk.current, sentence, before)
            before = sentence.passage
        step = _single_step if single else _many_step
        named = mentions.get(sentence.index, ())
        trial = step(walk, sentence, named, where)
        if not (single and named and named[0].start - sentence.span.start > 60):
            walk.current = trial
        made.append(trial)
        if trial is not None:
            told.add(sentence.index)
    seen = [t for t in made if t is not None] + [m.trial for group in mentions.values() for m in group]
    first = main or (
        seen[0] if seen else Concept("trial", "study", known=False, scope=annotated.document.name)
    )
    everything = tuple(dict.fromkeys([first, *seen]))
    if single and not (walk.opened or mentions or any(_ITS.search(s.text) for s in annotated)):
        told.clear()
    whose = _untold(annotated, made, walk) if told and not single else [t or first for t in made]
    return Trials(first, everything, aliases, single, tuple(whose), mentions, frozenset(told))


def _untold(annotated: Annotated, made: list[Concept | None], walk: _Walk) -> list[Concept]:
    """What is said where no trial is told of is each paragraph's own, so that no two paragraphs are mixed."""
    own: dict[int, Concept] = {}
    whose: list[Concept] = []
    for sentence, trial in zip(annotated, made, strict=True):
        key = id(sentence.passage)
        if trial is None and key not in own:
            own[key] = walk.fresh()
        whose.append(trial or own[key])
    return whose


def _single_step(
    walk: _Walk, sentence: Sentence, named: tuple[Mentioned, ...], where: list[str]
) -> Concept | None:
    """In a document of one trial: the one that is named, or another that is brought in, or the main one."""
    section, text = where[sentence.index], sentence.text
    lead = text[: named[0].start - sentence.span.start] if named else ""
    if walk.current == walk.main and _CURRENT.search(lead):
        return walk.main
    if named and (foremost := _foremost(named, walk, sentence)):
        return foremost
    abstract = _is_abstract(sentence.document)
    new = _introduced(text)
    if new and not abstract:
        elsewhere = section in table("trials", "elsewhere")
        late = walk.opened and sentence.index > 6 and section not in table("trials", "own")
        if elsewhere or _OTHER.search(new.group()) or (late and _PHASE.search(new.group())):
            return walk.fresh()
        walk.opened = True
    if re.match(r"(?:In|According to) (?:the current|the present|the new)\b.{0,30}(?:trial|study)", text):
        return walk.main
    return walk.current


def _many_step(
    walk: _Walk, sentence: Sentence, named: tuple[Mentioned, ...], where: list[str]
) -> Concept | None:
    """In a summary of many trials: the one that is named or brought in, else the one that is being told of."""
    if sentence.passage.block == "heading" or where[sentence.index] == "references":
        return None
    new = _introduced(sentence.text)
    if (
        new
        and _POOLED.search(new.group())
        and all(m.start - sentence.span.start > new.end() + 12 for m in named)
    ):
        return walk.fresh()
    if named and (foremost := _foremost(named, walk, sentence)):
        return foremost
    if new:
        return walk.fresh()
    return None if _MANY.search(sentence.text) and not _BACK.search(sentence.text) else walk.current


_POOLED = re.compile(r"(?:analysis|review|series|cohort)$")
_ASIDE = re.compile(
    r"\b(?:based on|building on|following|in contrast to|unlike|as in|like|than in|compared (?:with|to)|similar to|consistent with|in contrast with|extension of|companion to"
    r"|after|prompted by|because of)\s(?:(?:the\s)?(?:\w+\s)?(?:results|findings|data|those|that|success)\s(?:\w+\s)?(?:from|of|in|seen in)\s)?(?:an?\s|the\s)?(?:\w+\s)?$",
    re.I,
)
"""Words that mention a trial in passing, while the sentence is about another."""


def _introduced(text: str) -> re.Match[str] | None:
    """The words that bring in a trial that is really told of, not "a clinical trial" in general."""
    for new in NEW.finditer(text):
        general = _BARE.match(new.group()) and not _TOLD.search(text)
        if not general and not _ASIDE.search(text[: new.start()]):
            return new
    return None


def _foremost(named: tuple[Mentioned, ...], walk: _Walk, sentence: Sentence) -> Concept | None:
    """Of the trials named in a sentence the main one, if it is among the first two, else the first.

    Trials that are named in passing ("as in the X trial") do not count.
    """
    text = sentence.passage.text
    meant, aside, before = [], False, 0
    for mention in named:
        aside = bool(_ASIDE.search(text[sentence.span.start : mention.start])) or (
            aside and bool(re.fullmatch(r"\s?(?:,|and|or|,\sand)\s(?:the\s)?", text[before : mention.start]))
        )
        before = mention.end
        if not aside:
            meant.append(mention.trial)
    different = list(dict.fromkeys(meant))
    if walk.main is not None and walk.main in different[:2]:
        return walk.main
    return different[0] if different else None


_ITEM = re.compile(r"[ \t]*(?:(\d+)[.)]|[-*+•])\s*$")


def _carried(current: Concept | None, sentence: Sentence, before: Passage | None) -> Concept | None:
    """The trial that a new paragraph or list item goes on with: an item goes on with what stands above it."""
    passage = sentence.passage
    if before is None or current is None or passage.block == "heading" or passage.path != before.path:
        return None
    if passage.block == "bullet":
        return None if passage.depth == 0 and _is_numbered(sentence) else current
    if passage.block == "row":
        return current
    return current if before.block != "bullet" and _BACK.search(sentence.text[:120]) else None


def _is_numbered(sentence: Sentence) -> bool:
    start = sentence.passage.offsets.source_of(0)
    line = sentence.document.text.rfind("\n", 0, start) + 1
    found = _ITEM.match(sentence.document.text[line:start].rstrip("*_[ ") + " ")
    return bool(found and found.group(1))
