"""The rows of a forest plot: one a trial, endpoint, population and time, made from single results.

A row goes to the section of its scale: ratios, times, percentages, directions without a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg import names
from kg.draw import labels
from kg.draw.labels import Row
from kg.draw.result_lines import RATIOS, SECTIONS, SHARE, TIME, VERDICT, Line, Point
from kg.draw.scene import Words
from kg.draw.single_results import ROLES, Result, denies, merged, number, opposed

LIMIT = 60
"""The most rows that a picture shows."""

_MONTHS: Final = {"months": 1.0, "month": 1.0, "years": 12.0, "year": 12.0, "weeks": 12 / 52.1775, "week": 12 / 52.1775,
                  "days": 12 / 365.2425, "day": 12 / 365.2425}  # fmt: skip
"""How many months a unit of time is (a Gregorian year has 365.2425 days)."""

_VERDICTS: Final = {"worsened": -1.0, "no_difference": 0.0, "improved": 1.0}


def lines(rows: Iterable[Row], limit: int = LIMIT) -> tuple[list[Line], int]:
    """The plot's rows from those of `queries/draw/forest.rq`, sorted, and how many there would be without limit.

    Where there are too many, effects with intervals, primary endpoints and measures of efficacy come first.
    Counts of participants, and figures of a single arm that are no measure of efficacy, make no row.
    """
    groups: dict[tuple[str, ...], list[Result]] = {}
    for result in merged(rows):
        groups.setdefault(result.group, []).append(result)
    _gather(groups)
    made = [line for _, group in sorted(groups.items()) if group for line in _group(group)]
    chosen = sorted(made, key=lambda line: (_weight(line), line.rank))[:limit]
    return sorted(chosen, key=lambda line: (SECTIONS.index(line.section), line.rank)), len(made)


def _gather(groups: dict[tuple[str, ...], list[Result]]) -> None:
    """Put what is said of a measure beside the figures that the same words give of it at one time or in one group."""
    figures = {
        (*key[:2], quote): key
        for key, group in sorted(groups.items())
        for result in group
        if not result.text("effect")
        for quote in result.quotes
    }
    for key in [key for key, group in groups.items() if not any(key[2:]) and all(r.text("effect") for r in group)]:
        for result in groups[key][:]:
            found = next((figures[told] for q in result.quotes if (told := (*key[:2], q)) in figures), key)
            if found != key and result.text("effect") not in RATIOS:
                groups[key].remove(result)
                groups[found].append(result)


def _weight(line: Line) -> tuple[bool, ...]:
    sure = any(point.low is not None for point in line.points)
    return not sure, line.role != "primary", line.measure.casefold() not in labels.EFFICACY


def _group(group: list[Result]) -> list[Line]:
    """The rows of one trial, endpoint, population and time.

    A sentence that sees no difference where another's figures show one may speak of other people or of a part of the
    measure: it has a row of its own.
    """
    apart = [r for r in group if r.text("verdict") == "no_difference" and any(denies(r, other) for other in group)]
    return _rows([r for r in group if r not in apart]) + [_verdict(r, []) for r in _distinct(apart)]


def _rows(group: list[Result]) -> list[Line]:
    effects = [r for r in group if r.text("effect") in RATIOS and number(r.text("value")) is not None]
    others = [r for r in group if r.text("effect") and r not in effects]
    figures = [r for r in group if not r.text("effect")]
    if effects:
        return [
            _ratio(
                effect,
                _told_with(effect, [r for r in others if _same_arms(r, effect)], effects),
                _told_with(effect, _beside(figures, effect), effects),
                _differing(effect, effects),
            )
            for effect in effects
        ]
    named = {r.arm for r in figures}
    apart = [r for r in others if "" not in named and not {r.arm, r.comparator} - {""} <= named]
    beside = [r for r in group if r not in apart]
    found = [
        line
        for section, units in ((TIME, tuple(_MONTHS)), (SHARE, ("percent",)))
        if (line := _figures(section, [r for r in figures if r.text("unit") in units or not r.text("unit")], beside))
    ]
    told = apart if found else others
    verdicts = [r for r in told if r.text("effect") == "verdict" and r.text("verdict") in _VERDICTS]
    return found + [_verdict(r, others) for r in _distinct(verdicts)]


def _told_with(effect: Result, results: list[Result], effects: list[Result]) -> list[Result]:
    """What an effect's own documents say beside it; others' only where they give no other effect and these nothing."""
    shared = [r for r in results if r.documents & effect.documents]
    return shared or (results if len(effects) == 1 else [])


def _differing(effect: Result, effects: list[Result]) -> str:
    """Whose figure it is, where another document gives these arms another one; "" where none does."""
    rivals = [r for r in effects if r is not effect and r.text("effect") == effect.text("effect")]
    if not any(_same_arms(r, effect) and not r.documents & effect.documents for r in rivals):
        return ""
    return f"documents differ: {_sources(effect)}"


def _sources(result: Result) -> str:
    """The names of the documents that tell a result."""
    return ", ".join(sorted(names.document_name(one) for one in result.documents))


def _same_arms(one: Result, other: Result) -> bool:
    return (one.arm, one.comparator) == (other.arm, other.comparator)


def _distinct(verdicts: list[Result]) -> list[Result]:
    kept: dict[tuple[str, str, str], Result] = {}
    for result in verdicts:
        kept.setdefault((result.arm, result.comparator, result.text("verdict")), result)
    return list(kept.values())


def _beside(figures: list[Result], effect: Result) -> list[Result]:
    return _by_side([r for r in figures if r.arm in (effect.arm, effect.comparator)], [effect])


def _by_side(figures: list[Result], comparisons: list[Result]) -> list[Result]:
    """Figures with the experimental arm's first.

    That is as the comparisons say, else the arm that is no control, else the one of more parts.
    """
    tested, controls = {r.arm for r in comparisons}, {r.comparator for r in comparisons}

    def order(result: Result) -> tuple[bool, bool, bool, int, str, str]:
        arm = result.arm
        return arm not in tested, arm in controls, labels.control(arm), -arm.count("+"), arm, result.text("value")

    return sorted(figures, key=order)


def _ratio(effect: Result, others: list[Result], figures: list[Result], differing: str = "") -> Line:
    low, high = number(effect.text("ciLow")), number(effect.text("ciHigh"))
    value = labels.quantity(effect.text("value"), "", effect.text("qualifier"))
    said = f"{value} ({effect.text('ciLow') or '…'}–{effect.text('ciHigh') or '…'})" if low or high else value
    level = effect.text("ciLevel")
    beside = _versus(figures)[0] + (f" ({figures[0].arm})" if len(figures) == 1 else "") if figures else ""
    against = "ratio and percentages point opposite ways" if opposed(effect, figures) else ""
    more = [f"{level}% interval" if level not in ("", "95") else "", beside, against, *_words(others), differing]
    point = Point(number(effect.text("value")), low, high, effect.arm, value)
    section = RATIOS[effect.text("effect")]
    return _line(section, [effect, *others, *figures], (point,), said, more)


def _figures(section: str, figures: list[Result], group: list[Result]) -> Line | None:
    """A row of marks for each arm's figure; None where there is too little to compare."""
    comparisons = [r for r in group if r.text("effect")]
    kept = _by_side(figures, comparisons)
    scaled = [r for r in kept if r.text("unit") and number(r.text("value")) is not None]
    arms = {r.arm for r in kept}
    single = len(arms) < 2 or "" in arms
    if not scaled or (single and kept[0].text("measure").casefold() not in labels.EFFICACY):
        return None
    points = tuple(
        Point(_scaled(r, "value"), _scaled(r, "ciLow"), _scaled(r, "ciHigh"), r.arm, labels.finding(r.row))
        for r in kept
    )
    said, more = _versus(kept)
    return _line(section, [*kept, *comparisons], points, said, [more, *_words(comparisons)], [r.arm for r in kept])


def _scaled(result: Result, key: str) -> float | None:
    found = number(result.text(key))
    return None if found is None else found * _MONTHS.get(result.text("unit"), 1.0)


def _verdict(result: Result, others: list[Result]) -> Line:
    said = labels.finding(result.row)
    point = Point(_VERDICTS[result.text("verdict")], None, None, result.arm, said)
    more = [r for r in others if _same_arms(r, result) and r.text("effect") != "verdict"]
    return _line(VERDICT, [result, *more], (point,), said, _words(more))


def _line(
    section: str,
    of: Sequence[Result],
    points: tuple[Point, ...],
    said: str,
    more: Sequence[str],
    arms: Sequence[str] = (),
) -> Line:
    """The row of some results, the first of which names it."""
    one = of[0]
    sides = " vs ".join(dict.fromkeys(arm for arm in (arms or (one.arm, one.comparator)) if arm))
    small = "; ".join(part for part in (sides, one.text("population"), one.text("timepoint")) if part)
    trial = labels.trial(one.text("trial"), one.text("title"))
    name = one.text("measure")
    known = labels.EFFICACY.index(name.casefold()) if name.casefold() in labels.EFFICACY else len(labels.EFFICACY)
    rank = (
        trial.casefold(),
        one.text("trialIri"),
        ROLES.index(one.role),
        known,
        name,
        bool(one.text("population")),
        small,
        said,
    )
    also = "; ".join(part for part in more if part)
    documents = frozenset(document for result in of for document in result.documents)
    words = tuple(dict.fromkeys(word for result in of for word in _shown(result)))
    return Line(section, trial, labels.capital(name), small, one.role, points, said, also, rank, documents, words)


def _shown(result: Result) -> Iterator[Words]:
    """What shows a result: what it is in short, with each of its quotes."""
    arms = " vs ".join(filter(None, (result.arm, result.comparator)))
    said = ": ".join(filter(None, (arms, labels.finding(result.row))))
    for document, quote in result.quotes:
        yield Words(said, quote, document)


def _versus(figures: list[Result]) -> tuple[str, str]:
    """The figures of the arms in words, and their intervals: 10.8 vs 5.8 months.

    Where an arm has two, each says whose it is.
    """
    if len({r.arm for r in figures}) < len(figures):
        told = (f"{labels.finding(r.row)} ({r.arm})" if r.arm else labels.finding(r.row) for r in figures)
        return " vs ".join(told), _intervals(figures)
    units = {r.text("unit") if r.text("value") else "" for r in figures}
    if len(units) == 1 and "" not in units and len(figures) > 1:
        unit = units.pop()
        bare = [
            labels.quantity(r.text("value"), "percent" if unit == "percent" else "", r.text("qualifier"))
            for r in figures
        ]
        said = " vs ".join(bare) + ("" if unit == "percent" else f" {unit}")
    else:
        said = " vs ".join(labels.finding(r.row) for r in figures)
    return said, _intervals(figures)


def _intervals(figures: list[Result]) -> str:
    said = [labels.interval(r.row) or "not given" for r in figures]
    if all(one == "not given" for one in said):
        return ""
    lead = said[0].split("CI ")[0] + "CI "
    same = all(one.startswith(lead) or one == "not given" for one in said)
    return lead + " vs ".join(one.removeprefix(lead) for one in said) if same else " vs ".join(said)


def _words(results: Sequence[Result]) -> list[str]:
    """What else was found; directions that contradict each other with the documents that tell them."""
    several = len({r.text("verdict") for r in results} - {""}) > 1
    said = [
        f"{labels.finding(r.row)} ({_sources(r)})" if several and r.text("verdict") else labels.finding(r.row)
        for r in results
    ]
    return sorted(set(said), key=lambda text: (text.startswith("p "), text))
