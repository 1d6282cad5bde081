"""Sentences composed of parts, each with all that it tells: a grammar as data (`grids/composed.toml`).

A sentence is drawn from lists of alternatives; a seed draws the same one always. What it tells is told claim by claim,
so that what is missed is laid to the alternatives of its claim, and what is made up to those of the whole sentence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from grid_facts import RESULTS, Told, told
from gridding import Cell, Way, first_up, grid, ways
from prose import document, lexicon
from test_grid_of_comparisons import is_of_people, without_figure

from kg.model import Fact
from kg.reading.read import read

Choice = tuple[str, str, str]
"""An alternative that was drawn: of which claim (none: of the sentence), for which place, and its text."""

_GRAMMAR = grid("composed")
_PLACE = re.compile(r"\{([^{}]+)\}")
_BEGINS = re.compile(r"(?:^|(?<=\. ))\w")
_MIRRORED = {"improved": "worsened", "worsened": "improved"}


@dataclass
class Claim:
    """What is told of one measure: its kind, its words and figures, what its lines tell, and when and of whom."""

    letter: str
    kind: str
    name: str
    up: bool
    words: Mapping[str, str]
    lines: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)

    def tell(self, lines: str) -> None:
        """Add lines as an alternative has them: `m` for the measure, figures in places; when and of whom for all."""
        told = ", ".join(_GRAMMAR["lines"].get(line, line) for line in lines.split(", "))
        for one in _PLACE.sub(lambda place: self.words[place[1]], told).split(", "):
            what, _, said = one.partition(" ")
            if what in ("at", "of"):
                self.roles["timepoint" if what == "at" else "population"] = said
            else:
                self.lines.append(re.sub(r"\bm\b", self.letter, one))


@dataclass(frozen=True)
class Composed:
    """A sentence, the arms that it is read with, what its claims tell, and the alternatives that it is made of."""

    text: str
    way: Way
    claims: Mapping[str, Claim]
    chosen: frozenset[Choice]

    @cached_property
    def tells(self) -> Mapping[str, frozenset[Told]]:
        """What each claim tells, with when and of whom."""
        cell = Cell({}, self.way, {}, {letter: claim.name for letter, claim in self.claims.items()})
        return {
            letter: frozenset(one for line in cell.tells(claim.lines) for one in _with_roles(line, claim.roles))
            for letter, claim in self.claims.items()
        }

    @cached_property
    def found(self) -> frozenset[Told]:
        """What is read from it below the sentence that introduces the arms."""
        text = f"# {self.way.title}\n\nMETHODS: {self.way.design}\n\nRESULTS: {self.text}\n"
        read_facts = (finding.fact for finding in read(document(text, "abstract"), lexicon()).findings)
        return frozenset(one for fact in read_facts for one in _told(fact))

    def missed(self, letter: str) -> set[Told]:
        """What a claim tells and is not read, from either side."""
        return {one for one in self.tells[letter] if not {one, *_from_the_other_side(one)} & self.found}

    @cached_property
    def made_up(self) -> set[Told]:
        """What is read and not told; who had an event may be told without how many."""
        tells = frozenset[Told]().union(*self.tells.values())
        may = {also for one in tells for also in (*without_figure(one), *_from_the_other_side(one))}
        return {one for one in self.found - tells - may if not _is_told_aside(one)}

    @property
    def is_whole(self) -> bool:
        """Whether all of it is read, and nothing else."""
        return not self.made_up and not any(map(self.missed, self.claims))

    @property
    def report(self) -> str:
        """The sentence with what is missed and what is made up."""
        missed = {one for letter in self.claims for one in self.missed(letter)}
        amiss = [*(f"  - {one}" for one in sorted(map(str, missed)))]
        amiss += [f"  + {one}" for one in sorted(map(str, self.made_up))]
        return "\n".join([f"{self.way.name}: {self.text}", *amiss])


def _told(fact: Fact) -> Iterator[Told]:
    """What a fact tells, with when and of whom."""
    if fact.kind in RESULTS and not is_of_people(fact):
        roles = {role: str(said) for role in ("timepoint", "population") if (said := fact.one(role))}
        yield from (more for one in told(fact) for more in _with_roles(one, roles))


def _with_roles(one: Told, roles: Mapping[str, str]) -> Iterator[Told]:
    """A result, and for itself when (a figure) and of whom (any) it is told."""
    yield one
    for role in roles:
        if one[0] == "outcome" or (one[0], role) == ("comparison", "population"):
            yield (role, re.sub(r"(year|month|week)s?$", r"\1s", roles[role]), *one)


def _is_told_aside(one: Told) -> bool:
    """Whether a result is told when or of whom a lead or a tail says."""
    return one[0] in ("timepoint", "population") and any(said in str(one[1]) for said in _GRAMMAR["may"])


def _from_the_other_side(one: Told) -> Iterator[Told]:
    """What sets two arms apart as it is told of the other one: a verdict turned round, a p value."""
    if one[0] == "population" and isinstance(one[2], str):
        yield from ((*one[:2], *turned) for turned in _from_the_other_side(one[2:]))
    elif one[0] == "comparison" and one[4] in ("verdict", "p_value"):
        yield (*one[:2], one[3], one[2], one[4], _MIRRORED.get(str(one[5]), one[5]))


class _Composer:
    """One sentence in the making."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)  # noqa: S311  (not for secrets)
        self.way = ways("composed")[seed % len(ways("composed"))]
        self.claims: dict[str, Claim] = {}
        self.chosen: set[Choice] = set()
        self.now: Claim | None = None

    def put(self, place: str) -> str:
        """The words of a place, of the claim that it names, else of the one that is being told."""
        name, _, letter = place.partition("@")
        outer = self.now
        if letter:
            self.now = self.claims.get(letter) or self._claim(letter)
        words = self._known(name) or self._drawn(name)
        self.now = outer
        return words

    def _known(self, name: str) -> str | None:
        return (self.now.words.get(name) if self.now else None) or self.way.places.get(name)

    def _drawn(self, name: str) -> str:
        claim = self.now
        text, _, lines = self.draw.choice(alternatives(claim.kind if claim else "any", name)).partition(" => ")
        self.chosen.add((claim.letter if claim else "", name, text))
        if lines and claim is not None:
            claim.tell(lines)
        return _PLACE.sub(lambda place: self.put(place[1]), text)

    def _claim(self, letter: str) -> Claim:
        """A claim of a measure that the sentence has not told yet; a second one is mostly of the first one's kind."""
        kinds = _GRAMMAR["claims"][letter]
        first = next(iter(self.claims.values()), None)
        alike = first is not None and letter in _GRAMMAR["alike"]
        like_first = first is not None and first.kind in kinds and (alike or self.draw.random() < 0.5)
        kind = first.kind if first and like_first else self.draw.choice(kinds)
        told = {claim.name for claim in self.claims.values()}
        measure = self.draw.choice([one for one in _of_kind(kind)["measures"] if one["name"] not in told])
        up = first.up if first and alike else self.draw.random() < 0.7
        words = {**measure, **_figures(kind, self.draw, up)}
        if len(self.way.arms) > 1:
            words |= {"better": self.way.places["a" if up else "b"], "gains": "a-b" if up else "b-a"}
        self.claims[letter] = Claim(letter, kind, measure["name"], up, words)
        return self.claims[letter]


@cache
def _of_kind(kind: str) -> Mapping[str, Any]:
    """A kind of claims with what it has of the one that it is like."""
    own: Mapping[str, Any] = _GRAMMAR[kind]
    return {**(_of_kind(own["like"]) if "like" in own else _GRAMMAR["any"]), **own} if kind != "any" else own


def alternatives(kind: str, place: str) -> list[str]:
    """What may fill a place."""
    found: list[str] = _of_kind(kind)[place]
    return found


def _figures(kind: str, draw: random.Random, up: bool) -> dict[str, str]:
    """The figures of a claim for three arms, the words for how the first two differ, and what this means."""
    of_kind = _of_kind(kind)
    values = sorted(draw.sample(range(*of_kind["between"]), 3), reverse=True)
    if not up:
        values[:2] = values[1::-1]
    numbers = [f"{value}.{draw.randint(1, 9)}" if of_kind["decimals"] else str(value) for value in values]
    low, high = of_kind["interval"]
    found = {"verdict": "improved" if up == of_kind["good"] else "worsened", "unit": of_kind["unit"]}
    for letter, number in zip("abc", numbers, strict=True):
        size = draw.randint(110, 390)
        bounds = [f"{float(number) + by:.{of_kind['decimals']}f}" for by in (-low, high)]
        found |= {f"{letter}.n": number, f"{letter}.lo": bounds[0], f"{letter}.hi": bounds[1]}
        found |= {f"{letter}.N": str(size), f"{letter}.k": str(round(float(number) * size / 100))}
        found[f"{letter}.sd"] = f"{draw.randint(8, 19) / 10:.1f}"
    words = of_kind["says"]
    found |= {key: words[key if up else other] for key, other in (("more", "less"), ("less", "more"))}
    found |= {key: words[key][0 if up else 1] for key in ("raised", "raise", "raises", "rise")}
    return found | _ratios(*map(float, numbers[:2]), up=up, draw=draw) | _p_values(draw)


def _ratios(one: float, other: float, *, up: bool, draw: random.Random) -> dict[str, str]:
    """Ratios as the figures of two arms have them, each with its interval, with middle dots too."""
    ratios = {"hr": draw.randint(55, 88) / 100 if up else draw.randint(115, 190) / 100}
    ratios |= {"rr": one / other, "odds": one * (100 - other) / (other * (100 - one)) if one < 100 > other else 1.5}
    found = {}
    for name, ratio in ratios.items():
        for key, value in ((name, ratio), (f"{name}.lo", ratio * 0.8), (f"{name}.hi", ratio * 1.2)):
            found[key] = f"{value:.2f}"
            found[f"{key}.dot"] = found[key].replace(".", "·")
    change = round(100 * ratios["hr"]) - 100
    found |= {"change": str(change), "change.percent": str(abs(change)), "gap": f"{abs(one - other):.1f}"}
    found |= {"fall": "reduction" if up else "increase", "risk_more": "lower" if up else "higher"}
    return found | {"lowered": "reduced" if up else "increased"}


def _p_values(draw: random.Random) -> dict[str, str]:
    """A p value of a difference and one of none, without a zero too."""
    small = draw.choice(["0.001", "0.003", "0.012", "0.021", "0.035", "0.04"])
    large = f"0.{draw.randint(12, 88)}"
    return {"p0": small, "p": small[1:], "p.dot": small.replace(".", "·"), "none0": large, "none": large[1:]}


def composed(seed: int) -> Composed:
    """The sentence of a seed."""
    composer = _Composer(seed)
    text = composer.put(_GRAMMAR["starts"][len(composer.way.arms) - 1])
    text = _BEGINS.sub(lambda begins: first_up(begins[0]), text)
    return Composed(text, composer.way, composer.claims, frozenset(composer.chosen))
