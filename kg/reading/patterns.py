"""Rules as data: patterns over typed text, with examples that are their tests.

A rule file in `kg/rules/` is TOML: `[macros]` (pieces that its patterns share, beside those of `macros.toml` and of
the file that `macros_of` names), `[[rule]]` entries, and `[tables]` of words and patterns that functions ask for. A
pattern is a regular expression over typed text (`kg.reading.annotate`) in which `{drug}` stands for the mark of a drug
and `{drugs}` for a macro; its named groups are the fact's roles. What a rule needs beyond a pattern is a function,
named in the evidence it yields.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from kg.errors import SchemaError
from kg.reading.annotate import Sentence
from kg.reading.marks import SIGNS, Mark, signs_of
from kg.reading.matching.prefilter import Choices, Index, prefiltered


@dataclass(frozen=True)
class Rule:
    """A pattern and what it means.

    Attributes:
        name: `family.what`, unique; the `method` of the evidence that it yields.
        kind: the kind of fact, or of helper, that it reads.
        pattern: over typed text, case-insensitive; run only where it can match (`kg.reading.matching.prefilter`).
        fixed: roles with a fixed value (`set` in the file).
        options: whatever else the entry says, for the family's function.
        match: texts it must match, as they would stand in a document.
        no_match: texts it must not match.

    """

    name: str
    kind: str
    pattern: re.Pattern[str]
    fixed: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class Match(NamedTuple):
    """Where a rule matched a sentence; groups are ranges of the typed text."""

    rule: Rule
    sentence: Sentence
    found: re.Match[str]

    def has(self, group: str) -> bool:
        """Whether the pattern has this group and it took part."""
        return group in self.found.re.groupindex and self.found.group(group) is not None

    def marks(self, group: str, *kinds: str) -> list[Mark]:
        """The marks within a group (none where it took no part)."""
        return self.sentence.marks_in(*self.found.span(group), *kinds) if self.has(group) else []

    def words(self, group: str) -> str:
        """What stands at a group, as it reads; "" where it took no part."""
        return self.sentence.words(*self.found.span(group)) if self.has(group) else ""


@cache
def rules(family: str) -> tuple[Rule, ...]:
    """The rules of one file of `kg/rules/`, in order.

    Raises:
        SchemaError: where the file is not as described above, with the rule's name.

    """
    loaded = _loaded(family)
    made = tuple(_rule(entry, _macros(family), family) for entry in loaded.get("rule", ()))
    names = [rule.name for rule in made]
    if twice := sorted({n for n in names if names.count(n) > 1}):
        raise SchemaError(f"two rules are named {twice}", f"kg/rules/{family}.toml", "give each its own name")
    return made


@cache
def table(family: str, name: str) -> tuple[str, ...]:
    """A list of words or patterns that a rule file keeps under `[tables]`."""
    return tuple(_loaded(family)["tables"][name])


@cache
def named(family: str, name: str) -> Mapping[str, str]:
    """Names with what a rule file says of each, kept under `[tables]`."""
    return dict(_loaded(family)["tables"][name])


@cache
def pattern(text: str, family: str = "macros") -> re.Pattern[str]:
    """A pattern that a function needs, with marks and macros as in a rule file."""
    return prefiltered(_grouped(_expanded(text, _macros(family), family)), re.IGNORECASE)


@cache
def one_of(family: str, name: str) -> re.Pattern[str]:
    """A table of a rule file as one pattern, whatever the case: the first of its entries that matches."""
    return pattern("|".join(f"(?:{entry})" for entry in table(family, name)), family)


@cache
def as_written(family: str, name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a table, case as written; they hold `(?i:…)` where it does not matter."""
    return tuple(pattern(f"(?-i:{text})", family) for text in table(family, name))


@cache
def choices(family: str, name: str) -> Choices:
    """These patterns, of which a sentence may hold any."""
    return Choices(as_written(family, name))


@cache
def any_of(family: str, name: str) -> re.Pattern[str]:
    """What any of these patterns matches."""
    return pattern("(?-i:" + "|".join(f"(?:{text})" for text in table(family, name)) + ")", family)


@cache
def told(family: str, name: str) -> tuple[tuple[int, str, re.Pattern[str]], ...]:
    """A table of entries `rank value :: pattern`: what words mean, and how surely (0 is surest)."""
    made = []
    for entry in table(family, name):
        head, words = entry.split(" :: ", 1)
        rank, value = head.split(" ", 1)
        made.append((int(rank), value, pattern(f"(?-i:{words})", family)))
    return tuple(made)


def families() -> tuple[str, ...]:
    """The names of the rule files, sorted, `macros` left out."""
    names = (p.name for p in resources.files("kg").joinpath("rules").iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml") and n != "macros.toml"))


def matches(family: str, sentence: Sentence) -> Iterator[Match]:
    """Each match of each rule of a family in a sentence."""
    for compiled, rule in sentence.candidates(index(family)):
        for found in compiled.finditer(sentence.typed):
            yield Match(rule, sentence, found)


def may_match(family: str, sentence: Sentence, *kinds: str) -> bool:
    """Whether any rule of a family may match a sentence, or what it becomes when marks of these kinds are added."""
    if sentence.held is None:
        return bool(index(family).candidates(sentence.typed, signs_of(kinds)))
    return sentence.may_match(index(family), *kinds)


@cache
def index(family: str) -> Index[Rule]:
    """The rules of a family by what a sentence must hold for them (`Annotated.holding`)."""
    return Index((rule.pattern, rule) for rule in rules(family))


@cache
def _macros(family: str) -> Mapping[str, str]:
    """What the macros of a rule file stand for: its own, those of the file that it names, and those that all share."""
    loaded = _loaded(family)
    shared = loaded.get("macros_of", "macros") if family != "macros" else None
    return {**(_macros(shared) if shared else {}), **loaded.get("macros", {})}


@cache
def _loaded(family: str) -> dict[str, Any]:
    file = resources.files("kg").joinpath("rules", f"{family}.toml")
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(f"not TOML: {error}", f"kg/rules/{family}.toml", "mend the line it names") from error


def _rule(entry: Mapping[str, object], macros: Mapping[str, str], family: str) -> Rule:
    name = str(entry.get("name", "?"))
    known = {"name", "kind", "pattern", "set", "match", "no_match"}
    try:
        compiled = prefiltered(_grouped(_expanded(str(entry["pattern"]), macros, name)), re.IGNORECASE)
    except (re.error, KeyError) as error:
        raise SchemaError(f"rule {name}: {error}", f"kg/rules/{family}.toml", "mend its pattern") from error
    fixed, match, no_match = entry.get("set", {}), entry.get("match", ()), entry.get("no_match", ())
    assert isinstance(fixed, dict)  # noqa: S101  TOML gives a table or the rule file is wrong
    assert isinstance(match, list | tuple)  # noqa: S101  likewise
    assert isinstance(no_match, list | tuple)  # noqa: S101  likewise
    rest = {k: v for k, v in entry.items() if k not in known}
    return Rule(name, str(entry.get("kind", family)), compiled, fixed, rest, tuple(match), tuple(no_match))


_BRACE = re.compile(r"\{([a-z_]+)\}")


def _expanded(pattern_text: str, macros: Mapping[str, str], name: str, depth: int = 0) -> str:
    """The pattern with `{kind}` and `{macro}` written out; `{2,3}` stays what it is."""

    def piece(found: re.Match[str]) -> str:
        word = found.group(1)
        if word in SIGNS:
            return SIGNS[word]
        if word not in macros or depth > 9:
            raise SchemaError(f"rule {name}: nothing is named {{{word}}}", "kg/rules", "declare it under [macros]")
        return f"(?:{_expanded(macros[word], macros, name, depth + 1)})"

    return _BRACE.sub(piece, pattern_text)


_NONE_OF = re.compile(r"\(\?!\(\?:(?P<words>[^()]{40,})\)\\b\)")
_FIRST_LETTER = re.compile(r"[A-Za-z](?![?*+{])")


def _grouped(pattern_text: str) -> str:
    r"""The pattern with each long list of words that must not stand somewhere put together by first letters.

    Their order means nothing, and a word is held against its own letter's alone.

    >>> _grouped(r"(?!(?:the|this|that|these|those|a|an|and|any|other|others)\b)[a-z]+")
    '(?!(?:t(?:he|his|hat|hese|hose)|a(?:|n|nd|ny)|o(?:ther|thers))\\b)[a-z]+'
    """
    return _NONE_OF.sub(_by_first_letter, pattern_text)


def _by_first_letter(found: re.Match[str]) -> str:
    words = found["words"].split("|")
    return f"(?!{any_word(words)}\\b)" if words == [word.lower() for word in words] else found.group()


def any_word(words: Sequence[str]) -> str:
    """A pattern of the first of some words that matches, put together by first letters.

    Where each begins with a letter of its own case (all small, where case does not matter), what is matched is the
    same as by all of them in their order, and a place is held against the words of its own letter alone.

    >>> any_word(["grade", "gastric", "renal", "g"])
    '(?:g(?:rade|astric|)|r(?:enal))'
    """
    rest: dict[str, list[str]] = {}
    for word in words:
        if not _FIRST_LETTER.match(word):
            return f"(?:{'|'.join(words)})"
        rest.setdefault(word[0], []).append(word[1:])
    groups = (f"{letter}(?:{'|'.join(dict.fromkeys(ends))})" for letter, ends in rest.items())
    return f"(?:{'|'.join(groups)})"
