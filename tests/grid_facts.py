"""The lines in which rows of the grids say what is told (`facts`, `may`), and facts that were read, in the same form.

A word of a line that is one of a row's places stands for what that place is called (m: the measure, na: a number).

    a x 58 · b y                who had an event, and how many
    a m 24.1 months · all m 3   what was measured in an arm, or in everybody; its unit where that is asked for
    m improved · b-c n p 0.02   what sets two arms apart: the tested one and its control, or those that it names
    m hr 0.7 0.5 0.9            a ratio, with its interval
    phase 3 · enrollment n · condition · control placebo · randomized
    primary m · unranked m      an endpoint
    arm a na · arm base+extra   an arm of the trial, with its size
    arm = docetaxel, cisplatin | weekly | 60      an arm of the arrangement's own: its treatments, its detail, its size
    dose = docetaxel | 75 mg/m2                   how an arm is treated
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from prose import detail, given, name

from kg.model import Concept, Fact

Side = tuple[frozenset[str], str]
"""What an arm was given, and what tells it apart."""
Told = tuple[object, ...]

NOBODY: Side = (frozenset(), "")
EFFECTS = {
    "p": "p_value",
    "hr": "hazard_ratio",
    "odds": "odds_ratio",
    "risk": "risk_ratio",
    "difference": "difference",
    "change": "relative_change",
}
VERDICTS = ("improved", "worsened", "no_difference")
RANKS = ("primary", "secondary", "exploratory", "unranked")
ATTRIBUTES = ("phase", "registry_id", "enrollment", "condition", "control", "randomized", "masking", "crossover")
TRIAL = ("trial", "arm", "endpoint")
RESULTS = ("outcome", "comparison", "adverse_event")


def wanted(line: str, sides: Mapping[str, Side], called: Mapping[str, str]) -> Told:
    """What a line tells."""
    what, _, said = line.partition(" ")
    if what in RANKS:
        return ("endpoint", said, None if what == "unranked" else what)
    if what in ("arm", "dose", "schedule"):
        return _wanted_arm(what, said, sides, called)
    if what in ATTRIBUTES:
        return _wanted_attribute(what, said, called)
    if what in sides:
        return _wanted_of_arm(sides[what], line.split()[1:], called)
    return _wanted_of_two(line.split(), sides, called)


def _wanted_attribute(what: str, said: str, called: Mapping[str, str]) -> Told:
    if what == "randomized":
        return ("trial", "allocation", what)
    return ("trial", what, _number(called.get(said, said)) if what == "enrollment" else said or called[f"the {what}"])


def _wanted_arm(what: str, said: str, sides: Mapping[str, Side], called: Mapping[str, str]) -> Told:
    if said.startswith("= "):
        treatments, detail, size = (*(part.strip() for part in said[2:].split("|")), "", "")[:3]
        side = (frozenset(treatments.split(", ")), detail)
    else:
        named, _, size = said.partition(" ")
        parts = [sides.get(part, (frozenset({part}), "")) for part in named.split("+")]
        side = (frozenset().union(*(given for given, _ in parts)), " ".join(detail for _, detail in parts).strip())
    if what != "arm":
        return (what, side[0], side[1])
    return (what, side, _number(called.get(size, size)) if size else None)


def _wanted_of_arm(side: Side, words: list[str], called: Mapping[str, str]) -> Told:
    """An event or a result of one arm."""
    if words[0] in ("x", "y", "z"):
        return ("adverse_event", called[words[0]], side, _number(words[1]) if words[1:] else None)
    unit = () if _is_value(called.get(words[-1], words[-1])) else (words.pop(),)
    value = called.get(words[-1], words[-1])
    return ("outcome", _called(words[:-1], called), side, None if value == "none" else _number(value), *unit)


def _wanted_of_two(words: list[str], sides: Mapping[str, Side], called: Mapping[str, str]) -> Told:
    """What sets two arms apart."""
    arm, against = (words.pop(0) if "-" in words[0][1:2] else "a-b").split("-")
    at = next(i for i, word in enumerate(words) if word in (*EFFECTS, *VERDICTS))
    compared = ("comparison", _called(words[:at], called), sides.get(arm, NOBODY), sides.get(against, NOBODY))
    if words[at] in VERDICTS:
        return (*compared, "verdict", words[at])
    return (*compared, EFFECTS[words[at]], *map(_number, words[at + 1 :]))


def _called(words: list[str], called: Mapping[str, str]) -> str:
    return " ".join(called.get(word, word) for word in words)


def _is_value(word: str) -> bool:
    return word == "none" or word.replace(".", "").isdigit()


def _number(said: str) -> float:
    return float(said.replace(",", ""))


def told(fact: Fact) -> Iterator[Told]:
    """What a fact that was read tells, as `wanted` has it."""
    if fact.kind == "trial":
        number = _figure(fact, "value")
        yield ("trial", fact.one("attribute"), str(fact.one("value")) if number is None else number)
    elif fact.kind == "arm":
        yield ("arm", side(fact), _figure(fact, "size"))
        yield from ((how, side(fact)[0], str(said)) for how in ("dose", "schedule") if (said := fact.one(how)))
    elif fact.kind == "endpoint":
        yield ("endpoint", name(fact, "measure"), fact.one("role"))
    elif fact.kind == "adverse_event":
        yield (fact.kind, name(fact, "event"), side(fact), _figure(fact, "value"))
    elif fact.kind == "outcome":
        yield (fact.kind, name(fact, "measure"), side(fact), _figure(fact, "value"), str(fact.one("unit")))
    elif fact.kind == "comparison":
        yield _compared(fact)


def _compared(fact: Fact) -> Told:
    effect = str(fact.one("effect"))
    found = str(fact.one("verdict")) if effect == "verdict" else _figure(fact, "value")
    bounds = [bound for role in ("ci_low", "ci_high") if (bound := _figure(fact, role)) is not None]
    return (fact.kind, name(fact, "measure"), side(fact), side(fact, "comparator"), effect, found, *bounds)


def side(fact: Fact, role: str = "arm") -> Side:
    """What an arm was given, a drug alone too, and what tells it apart."""
    drug = fact.one("drug") if fact.kind == "adverse_event" else None
    alone = [drug.name] if isinstance(drug, Concept) else []
    return (frozenset([*alone, *given(fact, role)]), detail(fact, role))


def _figure(fact: Fact, role: str) -> float | None:
    value = fact.one(role)
    return float(value) if isinstance(value, Decimal) else None
