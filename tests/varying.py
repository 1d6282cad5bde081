"""Edits of documents that keep what they say, or take it away, and what becomes of the facts (`grids/variants.toml`).

A variant is a pattern and what stands in its place, in prose only: headings, tables and the document's own fields stay
as they are. Facts are compared without their words and places. Where a variant changes names or figures, `swaps` says
which for which, and the facts are to follow: they are compared with the swaps undone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from gridding import Cell, grid
from prose import document, lexicon
from test_grid_of_comparisons import of_arms
from test_grid_of_outcomes import of_trials

from kg import facts, schema, sources
from kg.model import Reading
from kg.reading.read import read

Row = Mapping[str, Any]

KINDS = frozenset({"arm", "outcome", "comparison", "adverse_event"})
"""The kinds that are compared: what a document tells of its arms."""
NEARLY_ALL = 0.9
"""The share of facts that a variant promises where it does not say that it keeps fewer."""
_PLACES = frozenset({"document", "quote", "start", "end", "under", "method", "confidence", "pointer"})
_UNNAMED = re.compile(r'"trial": "study-\d+"')
_NOT_PROSE = re.compile(r"(?m)^(?:#|\||:::|\[\[?[\d*]+\]).*$|\A---\n[\s\S]*?\n---\n")
"""Headings, rows of tables, references and the fields of a document."""


@dataclass(frozen=True)
class Known:
    """A fact as it is compared, with the sentence and the rule that it was read from."""

    says: str
    quote: str
    rule: str


@dataclass
class Counts:
    """What became of facts under a variant: how often it changed a text, and which facts stayed, went and came."""

    sites: int = 0
    kept: int = 0
    lost: list[Known] = field(default_factory=list)
    came: list[Known] = field(default_factory=list)

    @property
    def share(self) -> float:
        """How many of the facts that the variant met are as they should be, of one; all where it met none."""
        met = self.kept + len(self.lost) + len(self.came)
        return self.kept / met if met else 1.0

    def add(self, more: Counts) -> None:
        """Count those of another text too."""
        self.sites += more.sites
        self.kept += more.kept
        self.lost += more.lost
        self.came += more.came


@dataclass(frozen=True)
class Variant:
    """An edit: what it changes, what it makes of it, and what becomes of the facts."""

    name: str
    pattern: re.Pattern[str]
    into: str
    goes: bool
    swaps: Mapping[str, str]
    keeps: float
    aside: str

    @classmethod
    def of(cls, row: Row) -> Variant:
        """A variant as the table has it, its macros put in."""
        swaps = {one: other for pair in row.get("swaps", ()) for one, other in (pair, pair[::-1])}
        pattern = rf"\b(?:{'|'.join(map(re.escape, swaps))})\b" if swaps else _spelled_out(row["pattern"])
        goes = row.get("facts", "stay") == "go"
        return cls(
            row["name"], re.compile(pattern), row.get("into", ""), goes, swaps, row.get("keeps", NEARLY_ALL),
            row.get("aside", ""),
        )  # fmt: skip

    def edit(self, text: str) -> tuple[str, int]:
        """A text as the variant has it, and how often it was changed."""
        parts, sites, at = [], 0, 0
        for kept in (*_NOT_PROSE.finditer(text), None):
            prose, changed = self.pattern.subn(self._instead, text[at : kept.start() if kept else len(text)])
            parts += [prose, kept[0] if kept else ""]
            sites, at = sites + changed, kept.end() if kept else len(text)
        return "".join(parts), sites

    def _instead(self, found: re.Match[str]) -> str:
        if self.swaps:
            return self.swaps[found[0]]
        made = found.expand(self.into)
        return re.sub(r"«(.)", lambda m: m[1].lower(), re.sub(r"»(.)", lambda m: m[1].upper(), made))

    def back(self, known: Known) -> Known:
        """A fact of an edited text with the swaps undone."""
        if not self.swaps:
            return known
        said = json.loads(self.pattern.sub(lambda m: self.swaps[m[0]], known.says))
        return Known(_text(said), known.quote, known.rule)

    def compared(self, before: Sequence[Known], after: Sequence[Known], edited: str, sites: int) -> Counts:
        """What became of the facts of a text; of those that should go, the ones of sentences that were edited."""
        met = [one for one in before if one.quote not in edited]
        if self.goes:
            told = {one.says for one in after}
            of_results = [one for one in met if '"kind": "arm"' not in one.says]
            still = [one for one in of_results if one.says in told]
            return Counts(sites, len(of_results) - len(still), still)
        after = [self.back(one) for one in after if not self.aside or self.aside not in one.quote]
        had, has = Counter(one.says for one in before), Counter(one.says for one in after)
        stayed = sum(one.says in has for one in met or before)
        return Counts(sites, stayed, list(_more(before, had - has)), list(_more(after, has - had)))


def _more(of: Iterable[Known], counts: Counter[str]) -> Iterator[Known]:
    """The facts that the counts have, each as often."""
    left = Counter(counts)
    for one in of:
        if left[one.says]:
            left[one.says] -= 1
            yield one


@cache
def variants() -> tuple[Variant, ...]:
    """The variants of the table, in its order."""
    return tuple(map(Variant.of, grid("variants")["variant"]))


def _spelled_out(pattern: str) -> str:
    """A pattern with the table's macros put in."""
    macros: Mapping[str, str] = grid("variants")["macros"]
    while found := re.search(r"<<(\w+)>>", pattern):
        pattern = pattern.replace(found[0], macros[found[1]])
    return pattern


def known(reading: Reading) -> list[Known]:
    """The facts of a document as they are compared."""
    exchanged = {kind for kind in KINDS if schema.signature(kind).exchange}
    found = (facts.to_json(one, reading.document) for one in reading.findings if one.fact.kind in exchanged)
    return [Known(_says(one), one["quote"], one["method"]) for one in found]


def _says(fact: Mapping[str, Any]) -> str:
    said = {key: value for key, value in fact.items() if key not in _PLACES and value not in (None, [], "")}
    text = _UNNAMED.sub('"trial": "study"', _text(said))
    for words, alike in grid("variants")["alike"]:
        text = re.sub(words, alike, text)
    return text


@dataclass(frozen=True)
class Original:
    """A document as it stands, and what is read from it."""

    name: str
    text: str
    read: Callable[[str], Sequence[Known]]

    @cached_property
    def before(self) -> Sequence[Known]:
        """Its facts."""
        return self.read(self.text)

    def under(self, variant: Variant) -> Counts:
        """What becomes of its facts under a variant."""
        edited, sites = variant.edit(self.text)
        return variant.compared(self.before, self.read(edited), edited, sites) if sites else Counts()


def of_file(path: Path) -> Original:
    """A file as a document."""
    return Original(
        path.stem, path.read_text("utf-8"), lambda text: known(read(sources.document(path, text.encode()), lexicon()))
    )


def of_cell(cell: Cell) -> Original:
    """A sentence of a grid below the one that introduces its arms."""
    text = f"# {cell.way.title}\n\n{cell.way.design}\n\n{cell.sentence}\n"
    return Original(cell.row["text"], text, lambda text: known(read(document(text, "abstract"), lexicon())))


@cache
def originals() -> tuple[Original, ...]:
    """The first cell of each arrangement of the grids of results, and the project's own documents."""
    outcomes = (next(of_trials(row), None) for row in grid("outcomes")["arrangement"])
    compared = (next(of_arms(*numbered), None) for numbered in enumerate(grid("comparisons")["arrangement"]))
    return (
        *(of_cell(cell) for cell in (*outcomes, *compared) if cell),
        *map(of_file, sorted((Path(__file__).parent.parent / "seeds").glob("*.md"))),
    )


def _text(said: Mapping[str, Any]) -> str:
    """What a fact says, the parts of a combination in order."""
    each = {key: sorted(value) if key in ("arm", "comparator") else value for key, value in said.items()}
    return json.dumps(each, sort_keys=True, ensure_ascii=False)
