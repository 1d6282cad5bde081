"""Arms that a result calls by their letters, or by words of their introduction: "arm A", "the X-ray arm".

A word ("X-ray" of "chest X-rays or CT scans") counts where it stands in the introduction of one arm and of no other,
so that no table needs to know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.model import Arm
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import OPEN, Entry
from kg.reading.arms.referring.said_details import ranked
from kg.reading.arms.wording.treatments import Phrase, arm_words
from kg.reading.marks import SIGNS
from kg.reading.patterns import pattern, table

_WORDS = (
    r"(?:(?!(?:in|of|to|for|with|from|among|between|the|an?|and|or|than|both|versus|vs)\s)[^\s.,;:()%]{1,30}[\s-]){1,3}"
)
_WHAT = r"(?:(?:treatment|therapy)[\s-])?(?:groups?|arms?|cohorts?)|treatment|regimen|conditioning"
_GROUPS = pattern(rf"(?<![^\s(])(?P<words>{_WORDS})(?P<what>{_WHAT})\b")
_KIND = r"(?:(?:treatment|therapy|follow-up|surgery|dose)[\s-])?"
_TWO_GROUPS = pattern(
    rf"(?<![^\s(])(?P<one>{_WORDS})(?:and|or|versus|vs\.?)\s(?:the\s)?(?P<other>{_WORDS})(?:{_KIND})(?:groups|arms|cohorts)\b"
)
"""Two groups in one breath: "in the early and delayed treatment groups"."""


def worded(sentence: Sentence, entries: Sequence[Entry]) -> Iterator[tuple[int, int, Arm]]:
    """The arms that a sentence calls by their words: the range of the typed text, and the arm."""
    if len(entries) < 2 or not sentence.search(_GROUPS):
        return
    introduced, labels = (_distinctive(entries, by_labels) for by_labels in (False, True))
    two = [
        (start, end, arm)
        for found in sentence.finditer(_TWO_GROUPS)
        for start, end, arm in _both(sentence, found, entries)
    ]
    yield from two
    for found in sentence.finditer(_GROUPS):
        own = labels if _may_be_any(sentence, found) else introduced
        arm = _called(sentence.words(*found.span("words")), entries, own)
        if arm is not None and not any(start < found.end() and found.start() < end for start, end, _ in two):
            yield found.start(), found.end(), arm


def in_order(
    sentence: Sentence, named: Sequence[tuple[int, Arm]], known: Sequence[Entry]
) -> Iterator[tuple[int, int, Arm]]:
    """The arms that a sentence calls by what it named before: the former of two, the latter, of two the other one."""
    for found in sentence.finditer(_FORMER):
        before = list(dict.fromkeys(arm for at, arm in named if at < found.start()))
        last = max((at for at, _ in named if at < found.start()), default=0)
        if found["other"]:
            before = [*before, *(e.arm for e in known if e.arm not in before)] if len(before) == 1 else []
            last = found.start()
        if len(before) == 2 and not _OTHERS.search(sentence.typed, last, found.start()):
            yield *found.span("said"), before[found["which"] != "former"]


_OTHERS = re.compile(
    r"\b(?:men|women|patients|those|people|stages?|disease|tumou?rs?|younger|older|sub(?:groups?|sets?)|positive|negative)\b"
)
"""Between the arms and what is called but the former, what these words may mean instead."""
_FORMER = re.compile(
    r"\b(?:in|with|for|of|on|among|than)\s(?P<said>(?:those\sin\s)?the\s"
    r"(?:(?P<which>former|latter)(?:\s(?:group|arm|regimen|treatment))?|(?P<other>other)\s(?:treatment\s)?(?:group|arm|half))\b)"
    r"(?!\s(?:group|arm|regimen|treatment|[a-z]+\s(?:group|arm)))"
)
"""Where one of two arms is called by the order in which they were named."""


def _called(named: str, entries: Sequence[Entry], own: Sequence[frozenset[str]]) -> Arm | None:
    """The one arm among whose own words are some of a name; of two arms that of which alone it says "standard"."""
    if (dosed := _by_dose(named, entries)) is not None:
        return dosed
    lacks = _LACKS.match(named) if len(entries) == 2 else None
    if lacks and any(_said(lacks["first"]) & words for words in own):
        had = _called(named[lacks.start("first") :], entries, own)
        if (other := next((e.arm for e in entries if e.arm != had), None)) is not None and had is not None:
            return other
    said = _said(named)
    meant = [entry.arm for entry, words in zip(entries, own, strict=True) if said & words]
    if not meant and len(entries) == 2 and " " in named.strip():
        meant = [e.arm for e in entries if _is_of_degree(named, _introduction(e))]
    return meant[0] if len(meant) == 1 else None


def _is_of_degree(named: str, introduction: str) -> bool:
    """Whether an introduction holds a degree and all other words of a name that say something.

    >>> _is_of_degree("to receive standard A", "standard A"), _is_of_degree("high risk", "high-dose A")
    (True, False)
    """
    words, held = (frozenset(re.findall(r"\w+", text.lower())) for text in (named, introduction))
    return bool(words & held & _DEGREES) and (words - _empty()) | (words & {"risk"}) <= held


def _by_dose(named: str, entries: Sequence[Entry]) -> Arm | None:
    """The arm of "the high dose group", where doses of one unit tell the arms apart; None for another name."""
    degree = _DOSE_DEGREE.fullmatch(named.strip())
    meant = ranked(degree[1].lower(), [e.detail for e in entries]) if degree else ""
    return next((e.arm for e in entries if meant and e.detail == meant), None)


_DOSE_DEGREE = re.compile(r"(high|low)(?:er|est)?(?:[\s-]dose)?", re.IGNORECASE)

_LACKS = re.compile(r"\s?(?:no\s|non-?)(?P<first>\w+)", re.IGNORECASE)
"""The beginning of what one of two arms is called that goes without what the other has: "nontransplant"."""

_DEGREES = frozenset({"standard", "conventional", "high", "low"})
"""Words that tell one of two arms from the other, though they stand before many things."""


def _both(sentence: Sentence, found: re.Match[str], entries: Sequence[Entry]) -> Iterator[tuple[int, int, Arm]]:
    """The two arms of "the early and delayed treatment groups"; none where one of them is not known."""
    own = _distinctive(entries, False)
    arms = [(found.span(g), _called(sentence.words(*found.span(g)), entries, own)) for g in ("one", "other")]
    if len(entries) == 2 and arms[0][1] is not None and arms[1][1] is None and _CONTROL.match(found["other"]):
        arms[1] = arms[1][0], next(e.arm for e in entries if e.arm != arms[0][1])
    known = [(*span, arm) for span, arm in arms if arm is not None]
    if len({arm for _, _, arm in known}) == 2:
        yield from known


_CONTROL = re.compile(r"(?:control|standard|conventional|usual|routine|comparison|comparator)[\s-]", re.IGNORECASE)
"""The beginning of what the second of two groups is called that is the other one's control."""


def _said(named: str) -> frozenset[str]:
    """The words of a name, with those that a hyphen joins apart and together."""
    return words_of(named) | words_of(named.replace("-", " "))


def _may_be_any(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether a treatment may be any ("early treatment"), not that of a group ("assigned to early treatment")."""
    bare = found["what"].lower() in ("treatment", "regimen")
    return bare and not pattern(r"\b{allotted}\sto\s(?:the\s|an?\s)?$").search(sentence.typed, 0, found.start())


def by_a_word(sentence: Sentence, phrase: Phrase, entries: Sequence[Entry]) -> Arm | None:
    """The one arm by whose own words a treatment is called: "conventional treatment", of "(conventional regimen)"."""
    if not _is_loose(sentence, phrase):
        return None
    said = _said(sentence.words(phrase.start, phrase.end))
    own = _distinctive(entries, False), [words_of(" ".join(e.names)) for e in entries]
    meant = [e.arm for e, introduced, named in zip(entries, *own, strict=True) if said & (introduced | named)]
    return meant[0] if len(meant) == 1 < len(entries) else None


def _is_loose(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a treatment may be another name of an arm's: what stands for any, or a group's by its kind."""
    if phrase.names <= OPEN or all(name.endswith("conditioning") for name in phrase.names):
        return True
    called = arm_words("its_group").match(sentence.typed[phrase.end : phrase.end + 30])
    return bool(called) and all(c.kind == "intervention" for c in phrase.given)


def _distinctive(entries: Sequence[Entry], labels: bool) -> list[frozenset[str]]:
    """For each arm the words of its introduction and its treatments, or of its labels alone, that no other's holds."""
    told = [() if labels or _goes_without(e) else (e.arm.detail or _introduction(e), *e.names) for e in entries]
    words = [words_of(" ".join(own + e.labels)) for own, e in zip(told, entries, strict=True)]
    lacked = [words_of(_goes_without(e)) for e in entries]
    if len(entries) == 2 and not labels:  # "the screening group", beside one with no screening
        words = [own | other for own, other in zip(words, reversed(lacked), strict=True)]
    return [mine - frozenset().union(*(w for w in words if w is not mine)) for mine in words]


def _goes_without(entry: Entry) -> str:
    """What an arm is told to go without, where that is all that it is: "no screening"."""
    names = [given.name for given in entry.arm.interventions]
    return names[0].removeprefix("no ") if len(names) == 1 and names[0].startswith("no ") else ""


def _introduction(entry: Entry) -> str:
    start, end = entry.stretch if entry.stretch != (0, 0) else (entry.phrase.start, entry.phrase.end)
    return entry.sentence.words(start, end) if end > start else ""


def words_of(text: str) -> frozenset[str]:
    """The words of a text that may name something, without their plural.

    >>> sorted(words_of("the chest X-rays (n = 40) or a 2-cm margin"))
    ['2-cm', 'chest', 'margin', 'x-ray']
    """
    words = (re.sub(r"(?<=[a-z]{3})s$|(?<=-ray)s$", "", w) for w in re.findall(r"\w[\w-]*\w", text.lower()))
    return frozenset(w for w in words if w not in _empty() and not w.isdigit() and not re.fullmatch("i{2,3}|i?v", w))


@cache
def _empty() -> frozenset[str]:
    """Words that tell no arm from another."""
    return frozenset(" ".join(table("arm_words", "empty_words")).split())


def is_letter(label: str) -> bool:
    """Whether a label is a group's letter or number: "arm A"."""
    return bool(re.fullmatch(r"(?i:arm|group|cohort|regimen)[\s-](?:[A-HJ-Z](?:\+[A-Z])?|\d{1,2}|I{1,3}V?)", label))


_A_LETTER = r"(?P<letter>(?-i:[A-HJ-Z](?:\+[A-Z])?|I{1,3}V?)|{number})(?![\w’'+])"
_LETTERED = pattern(r"\b(?:arms?|groups?|cohorts?|regimens?)[\s-]" + _A_LETTER)
_MORE_LETTERS = pattern(r"(?:\s?,\s(?:and\s|or\s)?|\s(?:and|or|vs\.?|versus|to)\s)" + _A_LETTER)
_LETTERS_FIRST = pattern(
    r"(?:^|\b(?:in|of|for|from|to|on|with|between|among|both|the)\s)"
    r"(?P<list>(?:(?-i:[A-HJ-Z]|I{1,3}V?)(?:,\s|,?\s(?:and|or|vs\.?|versus)\s)){1,4}(?-i:[A-HJ-Z]|I{1,3}V?))"
    r"(?=[\s-](?:treatment\s)?(?:arms|groups|cohorts)\b)"
)


def letters(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """The letters and numbers of groups that a sentence names: the range of each and the letter."""
    for found in sentence.finditer(_LETTERS_FIRST):
        for each in _LETTER.finditer(sentence.typed, *found.span("list")):
            yield *each.span(), each.group()
    for found in sentence.finditer(_LETTERED):
        here: re.Match[str] | None = None if _UP_TO.match(sentence.typed, found.end()) else found
        while here:
            start = here.start() if here is found else here.start("letter")
            yield start, here.end(), sentence.words(*here.span("letter"))
            here = _MORE_LETTERS.match(sentence.typed, here.end())


_LETTER = re.compile(r"\b(?:[A-HJ-Z]|I{1,3}V?)\b")

_UP_TO = re.compile(rf"(?:\s(?:to|through)\s|[-–])(?:[IVX]+|[A-H]|\d|{SIGNS['number']})(?![\w.])")
"""Behind a group's letter, the last of several: "arms I | to IV"."""

_LISTED = r"(?:(?<=[(;,:] )|(?<=[(\[])){0}(?=[:,]?\s?[{{number}}{{count}}{{percent}}{{duration}}]|[)\]])"
_DID = r"\s(?:was|were|had|did|has|achieved|produced|resulted|prolonged|improved|reduced|increased|caused|showed|led)\b"
_AGAINST = r"\s(?:and|or|vs?\.?|versus|over)\s"
_ALLOTTED = (
    r"{0}(?=[\s-](?:group|arm)s?\b)|(?:(?<=assigned to )|(?<=allocated to )|(?<=randomi[sz]ed to )){0}(?=[\s.,;)])"
    rf"|(?:(?<=in the )|(?<=of the )|(?<=\sof )){{0}}(?={_AGAINST})"
    r"|(?:(?<=superior to )|(?<=inferior to )|(?<=than )|(?<=\swith\s)|(?<=\sfor\s)|(?<=\sin\s)|(?<=\son\s)"
    r"|(?<=\sover\s)|(?<=\sgiven\s)|(?<=\sreceiving\s)|(?<=\sreceived\s)"
    r"|(?<=\b[A-Z] v )|(?<=\b[A-Z] vs )|(?<=\b[A-Z] versus )){0}"
    rf"(?=\s(?:in|for|with|when|compared|had|than|as)\s|{_DID}|{_AGAINST}|\s?[.,;:()]|\s?$)"
    rf"|(?:^|(?<=[:,] )){{0}}(?={_DID}|\s(?:and|versus|vs?\.?)\s[A-Z]\b)"
    r"|(?:(?<=[{{drug}}{{intervention}}] and )|(?<=[{{drug}}{{intervention}}] v )|(?<=[{{drug}}{{intervention}}] vs )"
    r"|(?<=[{{drug}}{{intervention}}] vs\. )|(?<=[{{drug}}{{intervention}}] versus ))"
    r"{0}(?=\s?[.,;()]|\s?$|\s(?:was|were|had)\s)"
)
"""Where a letter alone names a group: "(S: 40; …)", "the S group", "assigned to S", "in the S and …", "than S in"."""


@cache
def label_pattern(label: str) -> re.Pattern[str]:
    """Where a text calls a group by the name that the document gave it."""
    group = label.rpartition(" ")[0] if re.search(r"\s(?:group|arm)$", label) else ""
    if group:
        return re.compile(rf"\b{re.escape(group)}(?:[\s-](?:group|arm|patients|women|men)\b|{_ELIDED})", re.IGNORECASE)
    if len(label) == 1:  # a capital alone means many things, but where groups are named or their figures listed
        return pattern(rf"(?<![\w-])(?:{_LISTED.format(label)}|{_ALLOTTED.format(label)})")
    return re.compile(rf"(?<![\w-]){re.escape(label)}(?!\w|-(?!(?:treated|assigned|arm|group)\b))")


_ELIDED = (
    r"(?=\s(?:and|vs?\.?|versus)\s(?:[^.;,()]{0,30}\s)?(?:in|of|for|with|from)\s(?:the\s)?[^\s.;,()]+\s(?:group|arm)\b)"
)
"""Behind what a group is called, another with the word that is theirs: "in the A | and 31 in the B group"."""

GROUPS = re.compile(r"(?:\salone|\sonly)?[\s-](?:treatment\s)?(?:groups|arms|cohorts)\b")
"""Behind a list of treatments, that each is a group's: "the A and B | groups"; "the A and B group" is one."""
