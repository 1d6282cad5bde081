"""The walk through a document: which trial is told of now, and which a sentence turns to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg import names
from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.patterns import any_of, table
from kg.reading.trials.carrying import Numbering
from kg.reading.trials.introduced import NEW, has, introduced, several
from kg.reading.trials.items import tells_of_a_study
from kg.reading.trials.mentions import Mentioned
from kg.reading.trials.single import is_abstract


@dataclass
class Walk:
    """Where the reading of the trials stands: which one is told of now."""

    document: str
    main: Concept | None
    aliases: Mapping[str, Concept]
    current: Concept | None = None
    unnamed: int = 0
    opened: bool = False
    numbering: Numbering = field(default_factory=Numbering)
    beside: Concept | None = None
    told_at: tuple[tuple[str, ...], Concept] | None = None
    others: dict[int, tuple[Concept, ...]] = field(default_factory=dict)
    together: tuple[Concept, ...] = ()
    titles: frozenset[int] = frozenset()
    item: tuple[str, ...] | None = None
    pools: dict[tuple[frozenset[Concept], tuple[str, ...]], Concept] = field(default_factory=dict)

    def enter(self, sentence: Sentence) -> None:
        """Go into the passage of a sentence; the title of an item of news leaves the trials before it behind."""
        self.current, self.beside = self.beside or self.current, None
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

    def pool(self, trials: frozenset[Concept], sentence: Sentence) -> Concept:
        """What stands for several trials whose people are told of together under a heading, which is none of them."""
        key = (trials, sentence.passage.path)
        if key not in self.pools:
            self.pools[key] = self.fresh()
        return self.pools[key]

    def fresh(self) -> Concept:
        """A trial that the document does not name."""
        self.unnamed += 1
        taken = 1 if self.main is not None else 0
        return Concept("trial", names.unnamed(self.unnamed + taken), known=False, scope=self.document)


def single_step(walk: Walk, sentence: Sentence, named: tuple[Mentioned, ...], where: Sequence[str]) -> Concept | None:
    """In a document of one trial: the one that is named, or another that is brought in, or the main one."""
    section, text = where[sentence.index], sentence.text
    lead = text[: named[0].start - sentence.span.start] if named else ""
    if walk.current == walk.main and has("current", lead):
        return walk.main
    if named and (foremost := _foremost(named, walk, sentence)):
        return foremost
    abstract = is_abstract(sentence.document)
    new = introduced(sentence)
    if new and abstract and _TO_COME.match(text, new.end()):
        return walk.fresh()
    if new and not abstract:
        elsewhere = section in table("trials", "elsewhere")
        late = walk.opened and sentence.index > 6 and section not in table("trials", "own")
        another = has("other", new.group()) or (late and has("phase", new.group()))
        if elsewhere or another or _is_told_beside(walk, sentence, new) or _is_under_way(walk, sentence, new):
            return walk.fresh()
        walk.opened = True
    if _tells_of_earlier(sentence):
        return walk.fresh() if abstract or new else None
    if abstract and _OWN.match(text):
        return walk.main
    return walk.current


_TO_COME = re.compile(
    r"\s(?:is|are|has\sbeen)\s(?:now\s|currently\s)?(?:ongoing|under\s?way|planned|in\sprogress|being\splanned)\b"
)
"""Behind an unnamed trial in an abstract, that it is another one, which follows: "a phase III study | is ongoing"."""

_OWN = re.compile(
    r"(?:(?:[A-Z][a-z]+,\s)?(?:[Ii]n|[Ii]nto)\s(?:this|the\s(?:present|current)|our)\s(?:[\w-]+\s){0,4}?(?:study|trial|analysis|report"
    r"|cohort)\b|(?:Here(?:in)?,?\s)?[Ww]e\s(?:retrospectively\s|prospectively\s)?(?:studied|analy[sz]ed|included|enroll?ed"
    r"|reviewed|evaluated|compared|conducted|performed|investigated|assessed|examined|identified|randomi[sz]ed)\b)"
)
"""Words with which an abstract comes to its own study."""


def _tells_of_earlier(sentence: Sentence) -> bool:
    """Whether a sentence tells of trials before the document's own: "in an earlier study", "prior trials had".

    On a page about one study, words that name this one make it the study's.
    """
    several_before = sentence.search_text(any_of("trials", "several_before_it"))
    if is_abstract(sentence.document):
        told = bool(several_before or sentence.search_text(any_of("trials", "before_it")))
    else:
        told = bool(several_before) and not sentence.search_text(_THE_STUDY)
    return told and not has("current", sentence.text)


_THE_STUDY = re.compile(
    r"\b(?:[Tt]h(?:e|is)|[Ii]ts|[Tt]heir)\s(?:new\s|[A-Z0-9][\w-]+\s)?(?:trial|study|researchers|investigators)\b"
)


def _is_told_beside(walk: Walk, sentence: Sentence, new: re.Match[str]) -> bool:
    """Whether an unnamed trial of which a clause tells what it found cannot be the named one that a page is about."""
    named = walk.main is not None and not names.is_unnamed(walk.main.name) and sentence.index > 6
    before, behind = sentence.text[: new.start()], sentence.text[new.end() :]
    return named and not before.endswith(", ") and bool(has("what_it_found", behind))


def _is_under_way(walk: Walk, sentence: Sentence, new: re.Match[str]) -> bool:
    """Whether an unnamed trial that is now done cannot be the one that a page has told of: "a phase 3 trial is"."""
    known = walk.opened or (walk.main is not None and not names.is_unnamed(walk.main.name))
    return known and sentence.index > 6 and bool(_NOW.match(sentence.text, new.end()))


_NOW = re.compile(r"\s(?:is|are|will|has (?:just )?(?:begun|started))\b")


def many_step(walk: Walk, sentence: Sentence, named: tuple[Mentioned, ...], where: Sequence[str]) -> Concept | None:
    """In a summary of many trials: the one that is named or brought in, else the one told of before."""
    if sentence.passage.block == "heading" or where[sentence.index] == "references":
        return None
    if walk.current is not None and not named and sentence.search_text(any_of("trials", "come_from")):
        return walk.current
    new = introduced(sentence)
    if (meant := _meant(walk, sentence, named, new)) is not None:
        return meant
    told = several(sentence, new)
    if told.pooled if told else new:
        return walk.fresh()
    if told:
        walk.together = tuple(walk.fresh() for _ in range(told.number or 1))
    if told or (walk.current in walk.together and has("all_of_them", sentence.text)):
        walk.others[sentence.index] = walk.together[1:]
        return walk.together[0]
    treated = walk.current is None and sentence.search_text(any_of("trials", "treated"))
    if treated or walk.tells_of_a_study(sentence):
        return walk.fresh()
    uncounted = sentence.search_text(any_of("trials", "uncounted"))
    if uncounted or walk.current in walk.together:  # what goes on with several trials is of one of them or of all
        walk.others[sentence.index] = ()
    many, back = any_of("trials", "many"), any_of("trials", "back")
    passes = uncounted or (sentence.search_text(many) and not sentence.search_text(back))
    return None if passes else walk.current


def _meant(walk: Walk, sentence: Sentence, named: tuple[Mentioned, ...], new: re.Match[str] | None) -> Concept | None:
    """The trial that a sentence names, alone or with others, or takes up by other words; None for none."""
    if new and has("pooled", new.group()) and all(m.start - sentence.span.start > new.end() + 12 for m in named):
        return walk.fresh()
    if (listed := pooled(named, sentence)) is not None:
        return walk.pool(listed, sentence)
    if walk.current is not None and named and _THIS.match(sentence.text, 0, named[0].start - sentence.span.start):
        return walk.current
    if named and (foremost := _foremost(named, walk, sentence)):
        return foremost
    return walk.current if new and has("of_its_data", new.group()) else None


_ITS_REGIMEN = re.compile(
    r"[)\]]?\s(?:(?:trial|study)\s)?(?:(?:systemic|chemotherapy|standard|drug)\s)?"
    r"(?:regimen|schedule|backbone|therapy|treatment|chemotherapy)\b(?!\s(?:trial|study|arms?|groups?))"
)
"""Behind a trial's name, that only what it gave is meant: "the ABC-02 study regimen of cisplatin plus gemcitabine"."""
_IN_WHICH = re.compile(r"[)\]]?(?:\s\([^()]{3,40}\))?(?:\s[\w-]+){0,3}?\s(?:trial|study),?\s(?:in which|where|which)\s")
"""Behind the name of a trial that something rests on, that what it found comes next: "the X trial, in which"."""
_ALSO = re.compile(r"[)\]]?\s?(?:,|and|or|,\sand)\s(?:the\s)?(?:(?:[A-Z][\w-]*|\d+)\s){0,8}\(?")
"""Between two trials that are mentioned alike; the second may stand behind its long name."""
_NUMBER = re.compile(r"\s?[(\[][^()\[\]]{2,60}[)\]]")
"""What may stand in brackets behind a trial's name: its number, how many people it gave."""
_AND = r"\s?(?:,|and|&|,\sand|plus)\s(?:the\s)?[(\[]?"
_WORD = r"(?:[\w./]*[A-Z][\w./-]*|[-–]\w+)"
_OTHERS = rf"[)\]]?(?P<others>(?:{_AND}{_WORD}[)\]]?)*)"
"""Names of a list that are nowhere proved to be trials', or their ends alone: "CWS-81 | , -86, and -91 trials"."""
_JOINED = re.compile(_OTHERS + _AND)
_PLURAL = re.compile(_OTHERS + r"\s(?:[\w-]+\s){0,2}(?:trials|studies|cohorts|protocols)\b")
_ANOTHER = re.compile(rf"{_WORD}{_AND}$")
_ONE_OF_THESE = re.compile(r"\b(?:trials|studies|protocols|cohorts)\s?[(\[:]\s?$")
_THIS = re.compile(
    r"(?:In\s)?[Tt]h(?:is|e\s(?:present|current))\s(?:[\w-]+\s){0,3}?(?:trial|study),?\s(?!is\b|of\b|in\b|by\b|from\b)"
    r"(?:(?!called|named|known|dubbed|titled)[^(]){12,}$"
)
"""Before a sentence's first name, that it goes on with the trial before it: "This trial was planned on the data of"."""


def pooled(named: tuple[Mentioned, ...], sentence: Sentence) -> frozenset[Concept] | None:
    """The trials that a sentence lists and tells of as one: "in the A and B studies", "two trials (A and B)"."""
    text, listed = sentence.passage.text, list(named[:1])
    if not named or has("aside", text[sentence.span.start : named[0].start]):
        return None
    for mention in named[1:]:
        between = text[listed[-1].end : mention.start]
        if mention.trial == listed[-1].trial or mention.end <= listed[-1].end:
            continue
        if not _JOINED.fullmatch(_NUMBER.sub("", between)):
            break
        listed.append(mention)
    trials = frozenset(mention.trial for mention in listed)
    ahead = text[max(0, listed[0].start - 40) : listed[0].start]
    plural = _PLURAL.match(_NUMBER.sub("", text[listed[-1].end : listed[-1].end + 90], count=1))
    several = len(trials) > 1 or (plural and (plural["others"] or _ANOTHER.search(ahead)))
    return trials if several and (plural or _ONE_OF_THESE.search(ahead)) else None


def _is_subject(mention: Mentioned, sentence: Sentence) -> bool:
    """Whether a sentence begins with a trial's name and says what it was: "The X trial is a phase III study of"."""
    text = sentence.passage.text
    begins = _ARTICLE.fullmatch(text, sentence.span.start, mention.start)
    return bool(begins) and bool(_WAS.match(text, mention.end))


_ARTICLE = re.compile(r"(?:The\s|In\s(?:the\s)?)?")
_WAS = re.compile(
    r"[)\]]?(?:\s[(\[][^()\[\]]{3,60}[)\]])?\s(?:(?:phase\s\S+\s)?(?:trial|study)\s)?"
    r"(?:is|was|compared|evaluated|tested|enroll?ed|randomi[sz]ed|assessed|investigated)\b"
)


def _foremost(named: tuple[Mentioned, ...], walk: Walk, sentence: Sentence) -> Concept | None:
    """Of the trials named in a sentence the main one, if it is among the first two, else the first.

    Trials that are named in passing ("as in the X trial") do not count, unless the sentence goes on to say what
    they are or found ("based on X, a randomized trial", "X, in which"), or it is a label's on what it rests on.
    """
    text = sentence.passage.text
    meant, aside, before = [], False, 0
    for mention in named:
        lead = text[sentence.span.start : mention.start]
        told = has("indicated", lead) or (has("grounds", lead) and _IN_WHICH.match(text, mention.end))
        aside = bool((has("aside", lead) and not told) or _ITS_REGIMEN.match(text, mention.end)) or (
            aside and bool(_ALSO.fullmatch(text, before, mention.start))
        )
        before = mention.end
        if not aside:
            meant.append(mention.trial)
    if not meant and (new := NEW.search(text, sentence.span.start, sentence.span.end)):
        meant = [m.trial for m in named if 0 < new.start() - m.end <= 3]
    different = list(dict.fromkeys(meant))
    if walk.main is not None and walk.main in different[:2] and not _is_subject(named[0], sentence):
        return walk.main
    return different[0] if different else None
