"""Names of trials, found by their form: acronyms before "trial", group protocols, titles, registry ids.

Nothing here knows a trial by heart. A name needs a frame ("the X trial", "a study called X",
"Long Title (X)", a cooperative group's number, a link to a registry) and must not be the acronym of a
disease, gene, drug, measure or institution.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.model import Passage, Span
from kg.reading.matching.programs import quick
from kg.reading.patterns import any_of, any_word, pattern, table
from kg.reading.trials.forms import MAY_BE, REGISTRY, is_acronym, is_of_design, linked_id, looks_like_name


@dataclass(frozen=True, slots=True)
class Name:
    """A trial's name at a place of a passage's compact text.

    Attributes:
        span: where it stands in the passage.
        name: the name, or a registry id where the trial has none there.
        registry: the registry id that stands beside it or in its link; "" where none does.
        long: its title written out, where that stands beside an acronym.
        sure: whether the frame alone proves a trial (a registry link, "a trial called X", a group's number).

    """

    span: Span
    name: str
    registry: str = ""
    long: str = ""
    sure: bool = False


_TOKEN = pattern("(?-i:{token})", "trials")
"""One word, or a word and a number, that may be an acronym."""


@cache
def _protocol() -> re.Pattern[str]:
    """A cooperative group's protocol ("NSABP B-31"), or a number in an industry series ("KEYNOTE-006")."""
    groups, series, dotted = (
        any_word([re.escape(name) for name in sorted(table("trials", names), key=len, reverse=True)])
        for names in ("groups", "series", "dotted")
    )
    number = r"[A-Z]{0,5}-?\d[\dA-Z]{0,6}(?:[-./]\d{1,4}[A-Z]?){0,2}"
    return quick(
        rf"\b(?P<name>(?:[A-Z]{{2,4}}-)?{groups}(?:[-/]{groups}){{0,2}}[-\s]?(?:(?:Intergroup\s)?(?:trial|study|protocol)\s)?{number}"
        rf"|{groups}\)\s(?:(?:Intergroup\s)?(?:trial|study|protocol)\s)?(?!{groups}\b)(?:[A-Z]{{1,5}}-?\d[\dA-Z]{{0,6}}|\d{{3,6}})"
        rf"|{dotted}\.\d{{1,3}}[A-Z]?"
        rf"|{series}[-\s]?(?:(?!Phase|Part|Cohort|Arm)[A-Z][a-z]{{2,11}}|[A-Z]{{1,11}})?[-\s]?\d{{1,4}}[A-Z]?)(?![\w%]|(?:[’']s)?\spredecessor)"
    )


def names(passage: Passage) -> list[Name]:
    """The trials' names of a passage in the order of its text, none within another.

    >>> from kg.model import OffsetMap
    >>> text = "In the ASTER-2 trial (NCT01234567) and in EORTC 26951, patients fared alike."
    >>> [(n.name, n.registry) for n in names(Passage((), "paragraph", text, OffsetMap((0,), (0,))))]
    [('ASTER-2', 'NCT01234567'), ('EORTC 26951', '')]
    """
    if passage.text == passage.text.lower():
        return []
    kept: list[Name] = []
    for name in sorted(_all(passage), key=lambda n: (n.span.start, not n.sure, -n.span.end)):
        if kept and name.span.start < kept[-1].span.end:
            kept[-1] = _better(kept[-1], name)
        else:
            kept.append(name)
    return _with_ids(passage.text, kept)


def _better(one: Name, other: Name) -> Name:
    """Of two names that overlap the surer, then the shorter, with what the other knows beside it."""
    first, second = (one, other) if (one.sure, -len(one.name)) >= (other.sure, -len(other.name)) else (other, one)
    span = Span(min(one.span.start, other.span.start), max(one.span.end, other.span.end))
    return Name(span, first.name, first.registry or second.registry, first.long or second.long, first.sure)


_GENE = re.compile(r"[A-Z]+\d")
"""A group's letters and one figure without a hyphen, which is a gene or protein: "NRG1", "IRS2"."""
_SCALE = re.compile(r"(?:ECOG|WHO|ZUBROD)[\s-]\d(?:[-./–]\d)*")
"""A performance status by the name of its scale: "ECOG 0/1"."""
_CUES = (
    "rial", "tud", "TRIAL", "STUDY", "NCT", "ISRCTN", "ohort", "Registry", "Survey", "esults", "indings", "pdate",
    "nalys", "nvestig", "Project", "Initiative", "Group ",
)  # fmt: skip
"""One of these stands in a text with a frame of words around a name, or "In" before a capital."""
_IN = re.compile("In [A-Z]")


def _all(passage: Passage) -> Iterator[Name]:
    """The names of a passage: what stands before "trial", protocols of groups, and links to a registry."""
    text = passage.text
    if any(cue in text for cue in _CUES) or _IN.search(text):
        yield from (n for n in _framed(text) if passage.block != "heading" or not _DESCRIBES.search(n.name))
    if passage.block == "bullet":
        yield from (Name(Span(*f.span("a")), f["a"]) for f in _frame("led_by").finditer(text) if is_acronym(f["a"]))
    for found in _protocol().finditer(text):
        if _GENE.fullmatch(found.group("name")) or _SCALE.fullmatch(found.group("name")):
            continue
        yield Name(
            Span(*found.span()),
            re.sub(r"\)?\s(?:(?:Intergroup\s)?(?:trial|study|protocol)\s)?", " ", found.group("name")),
            sure=True,
        )
    for place, target in passage.links:
        linked = linked_id(target)
        label = re.sub(r"\s(?:\(.*|(?:clinical\s)?(?:trial|study)\)?)$", "", place.of(text).strip())
        named = _TOKEN.fullmatch(label) or _TWO_WORDS.fullmatch(label)
        if linked and named and looks_like_name(label.split()[0] if named.re is _TWO_WORDS else label):
            yield Name(place, label, linked, sure=True)
        elif linked and passage.block != "heading" and _A_TRIAL.search(text, max(0, place.start - 60), place.end):
            yield Name(place, linked, linked, sure=True)


_A_TRIAL = re.compile(r"\b(?:trial|study)\b(?![^.;]*[.;]\s)")
"""Within a link to a registry or not far before it in its sentence, that a trial is told of."""
_TWO_WORDS = re.compile(r"[A-Z][\w-]+\s[A-Z]{2,}")
"""What a link to a registry may show, where it is no single acronym: "De-HARBOUR HPV"."""


def _framed(text: str) -> Iterator[Name]:
    """Names that the words around them show to be trials'."""
    for found in _frame("called").finditer(text):
        yield from (Name(Span(*found.span(g)), found[g].rstrip(" -"), sure=True) for g in "ab" if found[g])
    for found in _frame("before_trial").finditer(text):
        several = "abc" if found["word"].endswith("s") else "c" if found["c"] else "a"
        groups = (g for g in several if found[g] and looks_like_name(found[g]))
        yield from (_whole(text, Span(*found.span(g)), found[g]) for g in groups)
    text = _PLACES.sub(lambda found: found.group().lower(), text)
    for frame in ("glossed", "is_a", "apposed", "with_id"):
        possible = MAY_BE.get(frame, looks_like_name)
        named = (f for f in _frame(frame).finditer(text) if possible(f["a"]))
        yield from (Name(Span(*found.span("a")), found["a"], sure=True) for found in named)
    within = (f for f in _frame("within").finditer(text) if looks_like_name(f["a"]))
    yield from (Name(Span(*found.span()), found["a"], long=found.group(), sure=True) for found in within)
    both = (f for f in _frame("both").finditer(text) if looks_like_name(f["a"]) and looks_like_name(f["b"]))
    yield from (Name(Span(*found.span(g)), found[g], sure=True) for found in both for g in "ab")
    worded = (f for f in _frame("worded").finditer(text) if not is_of_design(f["a"]))
    yield from (Name(Span(*found.span("a")), found["a"]) for found in worded)
    for frame in ("bracketed", "ended", "begun", "findings_of", "found_in"):
        possible = MAY_BE.get(frame, looks_like_name)
        behind = (f for f in _frame(frame).finditer(text) if possible(f["a"]))
        yield from (Name(Span(*found.span("a")), found["a"]) for found in behind)
    theirs = (f for f in _frame("investigators").finditer(text) if looks_like_name(f["a"]))
    yield from (Name(Span(*f.span("a")), f["a"]) for f in theirs if f["a"] not in table("trials", "groups"))
    for frame in ("long", "titled", "told_title"):
        titles = (_from_title(found, told=frame == "told_title") for found in _frame(frame).finditer(text))
        yield from (title for title in titles if title is not None)
    yield from (Name(Span(*found.span()), found["name"]) for found in _frame("numbered").finditer(text))


_PLACES = re.compile(r"\b(?:in|from|across)\s(?:the\s)?(?:United\s)?[A-Z][a-z]+(?=\s?[(\[])")
"""A country before a registry id in brackets, which is no trial's name: "a trial in Sweden (NCT…)"."""


def _whole(text: str, place: Span, name: str) -> Name:
    """The name before "trial" with the word in capitals that it goes on from: "the FAR HIGH trial"."""
    first = _CAPITALS.search(text, 0, place.start) if name.isalpha() and name.isupper() else None
    if first is None or not looks_like_name(first["word"]) or first["word"] in table("trials", "groups"):
        return Name(place, name)
    return Name(Span(first.start(), place.end), f"{first['word']} {name}")


_CAPITALS = re.compile(r"(?<![\w-])(?P<word>[A-Z]{3,})\s$")


def _frame(name: str) -> re.Pattern[str]:
    return any_of("trials", name)


_DESCRIBES = re.compile(r"\b(?:Study|Trial)\s(?:of|for|in|on|with|to)\b")
"""Within a heading in capitals, what a study did or where, which is no name: "A Pilot Study of Sorafenib in Adults"."""
_HEADLINE = re.compile(r"\s(?:[A-Z][a-z]+s\s(?:[A-Z]|a\b|the\b)|of\s\w+\s[A-Z][a-z]+s\s[A-Z])")
"""The verb of a headline in capitals, whose first words are no trial's title: "Lung Study Finds New …"."""
_OF_HEADLINE = re.compile(r"\b(?:Trial|Study)\sof\s\w+\s[A-Z][a-z]+s\s[A-Z]")
"""Such a verb within what would be a title: "Lung Cancer Trial of Sorafenib Draws Praise"."""


def _from_title(found: re.Match[str], told: bool) -> Name | None:
    """A title in capitals: its acronym where one stands behind it, else the title itself.

    Args:
        found: the title, with its acronym.
        told: whether the words beside it say that it is a study.

    """
    long, short = (
        re.sub(
            r"^(?:[A-Z]{2,8}(?:[’']s|-(?:[Ss]ponsored|[Ff]unded|[Ss]upported|[Ll]ed))|Part of the|The|This|Results from"
            r"|Findings from|An?|In|From|And|Our|While)\s(?:the\s)?",
            "",
            found.group("long"),
        ),
        found.group("short"),
    )
    words = long.split()
    capitals = [w for w in words if w[0].isupper()]
    headline = _HEADLINE.match(found.string, found.start("long") + len(found.group("long")))
    if headline or _OF_HEADLINE.search(long) or all(w in table("trials", "design_words") for w in words):
        return None
    never = {*table("trials", "not_in_titles"), *(() if told else table("trials", "institutions"))}
    if set(re.findall(r"\w+", _NUMERAL.sub("", long))) & never or len(capitals) < 3:
        return None
    start = found.start("long") + len(found.group("long")) - len(long)
    if looks_like_name(words[0]) and all(w in table("trials", "design_words") for w in words[1:]):
        return Name(Span(start, start + len(words[0])), words[0])
    if short and looks_like_name(short):
        return Name(Span(start, found.end("short") + 1), short, long=long, sure=True)
    if len(words) < 3 or (not told and any(w in table("trials", "never") or w.isupper() for w in words[:-1])):
        return None
    return Name(Span(start, found.end("long")), long)


_NUMERAL = re.compile(r"(?<=Trial|Study)\s(?:[IVX]+|\d)$")
"""Which of several studies of one title one is."""
_ID_BEHIND = re.compile(r"(?:\)?\s?[(\[]|[,;])\s?(?:ClinicalTrials\.gov[:,]?\s)?(?:number\s|identifier:?\s)?$")


def _with_ids(text: str, found: list[Name]) -> list[Name]:
    """The names with the registry ids behind them ("CONVERT (NCT00433563)"), and the ids that stand alone."""
    made = list(found)
    for match in REGISTRY.finditer(text):
        registry = re.sub(r"(?<=NCT|CTN|TRN)\s", "", re.sub(r"\s+", " ", match.group()))
        registry = re.sub(r"^EudraCT\D+", "EudraCT ", registry)
        at = _owner(text, made, match)
        if at is not None:
            span = Span(min(made[at].span.start, match.start()), max(made[at].span.end, match.end()))
            made[at] = Name(span, made[at].name, made[at].registry or registry, made[at].long, sure=True)
        else:
            made.append(Name(Span(*match.span()), registry, registry, sure=True))
    return sorted(_apart(made), key=lambda n: n.span)


def _owner(text: str, made: list[Name], match: re.Match[str]) -> int | None:
    """Which of the names a registry id belongs to: the one around it, or the one right before it."""
    for at in reversed(range(len(made))):
        name = made[at]
        inside = name.span.start <= match.start() < name.span.end
        before = name.span.end <= match.start() and _ID_BEHIND.search(_tail(text, name, match))
        if not REGISTRY.fullmatch(name.name) and (inside or before or _is_ahead(text, name, match)):
            return at
    return None


def _is_ahead(text: str, name: Name, match: re.Match[str]) -> bool:
    """Whether an id and a name fill one bracket: "this trial (NCT01234567, Study 12)"."""
    alone = text[: match.start()].endswith(("(", "[")) and text[name.span.end :].startswith((")", "]"))
    return alone and bool(_AND_NAME.fullmatch(text, match.end(), max(match.end(), name.span.start)))


_AND_NAME = re.compile(r"[,;:/]\s?(?:the\s)?")


def _tail(text: str, name: Name, match: re.Match[str]) -> str:
    """What stands between a name and an id, without the words "trial" and "study"."""
    between = text[name.span.end : match.start()]
    return re.sub(r"^\)?\s(?:(?:clinical|phase \S+)\s)?(?:trial|study)", "", between) if len(between) < 50 else "far"


def _apart(found: list[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in sorted(found, key=lambda n: (-(n.span.end - n.span.start), n.span)):
        at = bisect_left(kept, name.span, key=lambda k: k.span)
        free_before = at == 0 or kept[at - 1].span.end <= name.span.start
        if free_before and (at == len(kept) or name.span.end <= kept[at].span.start):
            kept.insert(at, name)
    return kept
