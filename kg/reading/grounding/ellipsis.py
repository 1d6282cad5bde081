"""Names that share a word with the name beside them: "ovarian, fallopian tube, or primary peritoneal cancer".

In a list joined by *and*, *or* or a slash, what all items have in common is often said once: the head at the end
("breast and ovarian cancers", "estrogen and progesterone receptors"), or what stands before them ("cancer of the
breast or ovary"). An item is taken for a name where it is one together with the part it lacks; the first item for
which this does not hold ends the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Final

from kg.model import Mention, Span
from kg.reading.grounding import qualifiers
from kg.reading.grounding.interrupted import Whole, interrupted

KINDS: Final = frozenset({"cancer", "event", "intervention", "measure", "target"})
"""The kinds whose names are made of words that lists leave out."""

_JOINED: Final = re.compile(
    r"(?: \([^()]{1,20}\))?(?:(,?) (?:and/or|and|or|&|versus|vs\.?) (?:[Aa]ll )?(?:[Oo]ther )?|(, )|/)$"
)
"""What stands between two items, at the end of a text; an abbreviation of the item may stand in brackets."""
_JOINS: Final = re.compile(r",? (?:and/or|and|or|&) |, |/")
_FOLLOWED: Final = (" and", " or ", ", ", "/", " & ")
"""How what `_JOINS` finds begins."""
_RUN: Final = re.compile(r"[^\W_][\w'’‑-]*(?: [^\W_][\w'’‑-]*){0,4}$")
"""An item, `_MOST_WORDS` at the most, at the end of a text."""
_MOST_WORDS: Final = 5
_NEXT: Final = re.compile(r"[^\W_][\w'’‑-]*(?: [^\W_][\w'’‑-]*){0,2}")
_WHERE: Final = re.compile(r".* (?:of|in) (?:the )?")
_ENDS: Final = re.compile(
    r"\s*(?:$|[,.;:)/]|(?:and|or|in|with|who|that|which|is|are|was|were|has|have|had|may|can|do|does|should|"
    r"to|for|from|at|by|on|than|as|after|before|during|when|but|not|without|among|between|experience|often|also|"
    r"usually|rarely|tend|arise|occur|include|including|treated|diagnosed)\b)"
)
_BEFORE: Final = re.compile(r"\b(?:the|(an?)|this|that|his|her|its|their|your|my) $", re.IGNORECASE)
"""A word that makes a thing of its own of the item behind it: "spread to the liver and lung cancer".

"A" does not where the list is of cancers ("a brain or spinal cord tumor")."""
_NO_ITEM: Final = re.compile(
    r"(?:stage )?(?:[0-4]|I{1,3}|IV)[A-C]?\d?|(?:cancer|malignanc|tumou?r|neoplasm)\w*", re.IGNORECASE
)
"""What is part of an item alone: a stage, and the head that items share ("stromal tumors and …")."""
_NO_BEGINNING: Final = frozenset(
    ("a", "an", "the", "of", "with", "for", "to", "by", "from", "at", "on", "as", "is", "are", "was", "were", "who")
)
"""Words that begin no item."""
_JOINTS: Final = frozenset(("and/or", "and", "or", "&", "versus", "vs", "vs.", "all", "All", "other", "Other"))
"""The words that what stands between two items ends with, where that is no comma and no slash."""
_GRADE: Final = re.compile(r"\b(?:grades? [0-9](?:[-–][0-9])?|lower|upper|proximal|distal) $")
_LONGEST_GRADE: Final = len(" grades 1-2 ")
_GRADES: Final = (*"0123456789", "lower", "upper", "proximal", "distal")
"""How what `_GRADE` finds ends."""
_REACH: Final = 80
_LIST: Final = 160
"""Characters before a name in which another item may have the same site of its own, which then is not shared."""
_LONGEST_LIST: Final = 12
"""Items that are looked at on either side of a name."""


class _Known:
    """The names found in a text, by where they end and where they begin."""

    def __init__(self, names: Sequence[Mention]) -> None:
        self._names = names

    @cached_property
    def ending(self) -> Mapping[int, Mention]:
        """The name that ends at a place."""
        return {name.span.end: name for name in self._names}

    @cached_property
    def beginning(self) -> Set[tuple[int, str]]:
        """Where a name of which kind begins."""
        return {(name.span.start, _kind(name)) for name in self._names}


def completed(text: str, found: list[Mention], whole: Whole) -> list[Mention]:
    """The names found in a text, those that share a word with one of them, and those parted by an abbreviation.

    They are in order, none within another.

    A name that stands by itself where such a name is found gives way to it ("estrogen" in "estrogen and progesterone
    receptors").
    """
    told = list(interrupted(text, whole)) if " (" in text else []
    names = [*found, *told] if told else found
    known: _Known | None = None
    added = told
    for mention in names:
        (start, end), said, candidates = mention
        if " " not in said or len(candidates) != 1 or (kind := candidates[0].kind) not in KINDS:
            continue
        if kind in _LED[text[text.rfind(" ", 0, start - 1) + 1 : start]]:
            known = known or _Known(names)
            added += _led(text, mention, kind, known, whole)
        if text.startswith(_FOLLOWED, end):
            known = known or _Known(names)
            added += _followed(text, mention, kind, known, whole)
    if not added:
        return found
    kept: list[Mention] = []
    for mention in sorted((*added, *found), key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


class _Led(dict[str, Set[str]]):
    """The word before a name, with the sign between, to the kinds of the name before which a list may go on so.

    Cheaper than to look for one; a comma alone joins no list. Remembers its answers.

    >>> sorted(_Led()["metastatic "]), sorted(_Led()["breast, "]), _Led()["and "] == _Led()["breast/"] == KINDS
    (['cancer'], [], True)
    """

    _MOST = 100_000

    def __missing__(self, word: str) -> Set[str]:
        if len(self) > self._MOST:
            self.clear()
        before, sign = word[:-1], word[-1:]
        said = sign == " " and not before.endswith(",") and (qualifiers.may_end(before) or before.endswith(_GRADES))
        self[word] = found = KINDS if sign == "/" or (sign == " " and before in _JOINTS) else _CANCER if said else _NONE
        return found


_CANCER: Final = frozenset({"cancer"})
_NONE: Final[Set[str]] = frozenset()
_LED: Final = _Led()


def _led(text: str, mention: Mention, kind: str, known: _Known, whole: Whole) -> Iterator[Mention]:
    """The items before a name that has what they share."""
    joined = _joined(text, mention.span.start, kind)
    if joined is not None and not joined.group(2):
        yield from _before(text, mention, joined, known, whole)


def _followed(text: str, mention: Mention, kind: str, known: _Known, whole: Whole) -> Iterator[Mention]:
    """The items behind a name that has what they share."""
    if " of " in mention.text or (kind == "cancer" and " in " in mention.text):
        yield from _behind(text, mention, known, whole)


def _before(text: str, mention: Mention, joined: re.Match[str], known: _Known, whole: Whole) -> Iterator[Mention]:
    """The items before a name that have its head, from right to left, the first of them joined to it so."""
    at = mention.span.start
    heads = _heads(mention.text, text[max(0, at - _LIST) : at])
    for _ in range(_LONGEST_LIST):
        end = joined.start()
        bracket = end + joined.group().find(")") + 1
        name = next((known.ending[place] for place in (end, bracket, bracket - 1) if place in known.ending), None)
        if name is not None and _kind(name) == _kind(mention):
            item = _longest(text, name.span.end, heads, mention, whole)
            if item is not None and item.span == name.span:  # "estrogen" in "estrogen and progesterone receptors"
                yield item
            at = name.span.start
        else:
            item = _longest(text, end, heads, mention, whole)
            if item is None:
                return
            yield item
            at = item.span.start
        following = _joined(text, at, _kind(mention))
        if following is None:
            return
        joined = following


def _joined(text: str, at: int, kind: str) -> re.Match[str] | None:
    """What joins the item that begins at a place, or what is said of it there, to the one before it."""
    if not _may_join(text, at):
        begin = _unqualified(text, at) if kind == "cancer" else at
        if begin == at or not _may_join(text, begin):
            return None
        at = begin
    return _JOINED.search(text, max(0, at - 36), at)


def _may_join(text: str, at: int) -> bool:
    word = qualifiers.word_before(text, at)
    return word in _JOINTS or word.endswith(",") or text.endswith("/", 0, at)


def _heads(name: str, listed: str) -> list[str]:
    """What the items of a list may share with the name that ends it: what is left of it without its first words."""
    words = name.split(" ")
    heads = [" " + " ".join(words[n:]) for n in range(1, len(words))]
    heads += [rest for rest in name.split("-", 1)[1:] if rest]
    return [head for head in heads if not (head.startswith(" of ") and head in listed)]


def _unqualified(text: str, at: int) -> int:
    """Where what is said of a cancer before a place begins: "gastric, lung, or grade 3 metastatic |prostate cancer"."""
    status = qualifiers.before(text, at)
    begin = status[0].span.start if status else at
    graded = None
    if qualifiers.word_before(text, begin).endswith(_GRADES):
        graded = _GRADE.search(text, max(0, begin - _LONGEST_GRADE), begin)
    return graded.start() if graded else begin


def _longest(text: str, end: int, heads: Sequence[str], beside: Mention, whole: Whole) -> Mention | None:
    """The longest run of words before a place that is a name of the kind of the one beside it, with one of the heads.

    A head begins with a space, or is what stands behind a hyphen ("low- and high-grade gliomas"). The name beside it is
    not made again ("bone" of "bone and bone marrow metastases").
    """
    run = _RUN.search(" ".join(text[max(0, end - _REACH) : end].rsplit(" ", _MOST_WORDS)[-_MOST_WORDS:]))
    if run is None:
        return None
    words = run.group().split(" ")
    for n in range(len(words)):
        if words[n] in _NO_BEGINNING:
            continue
        item = " ".join(words[n:])
        if _NO_ITEM.fullmatch(item):
            return None
        start = end - len(item)
        fitting = (item + head for head in heads if item.endswith("-") != head.startswith(" "))
        meant = next((c for name in fitting if name != beside.text and (c := whole(name))), ())
        if meant and meant[0].kind == _kind(beside):
            said = item.rstrip("-")
            slashed = text[end] == "/" and _kind(beside) != "measure"  # "a partial/complete response" is either
            alone = not slashed and _BEFORE.search(text, max(0, start - 8), start)
            if alone and not (alone.group(1) and _kind(beside) == "cancer"):
                return None
            return Mention(Span(start, start + len(said)), said, meant)
    return None


def _behind(text: str, mention: Mention, known: _Known, whole: Whole) -> Iterator[Mention]:
    """The items behind a name whose beginning they share ("cancer of the breast, ovary, or lung")."""
    begun = _WHERE.match(mention.text)
    at = mention.span.end
    for _ in range(_LONGEST_LIST if begun else 0):
        join = _JOINS.match(text, at)
        run = _NEXT.match(text, join.end()) if join else None
        item = _beginning(run.group(), begun.group(), _kind(mention), whole) if run and begun else None
        if run is None or item is None or not _ENDS.match(text, run.start() + len(item.text)):
            return
        span = Span(run.start(), run.start() + len(item.text))
        if (span.start, _kind(mention)) in known.beginning:
            return
        yield Mention(span, item.text, item.candidates)
        at = span.end


def _beginning(run: str, begun: str, kind: str, whole: Whole) -> Mention | None:
    """The most words at the beginning of a run that are a name of a kind behind what is shared."""
    words = run.split(" ")
    for n in range(len(words), 0, -1):
        item = " ".join(words[:n])
        meant = whole(begun + item)
        if meant and meant[0].kind == kind:
            return Mention(Span(0, len(item)), item, meant)
    return None


def _kind(mention: Mention) -> str:
    candidates = mention.candidates
    return candidates[0].kind if len(candidates) == 1 else ""
