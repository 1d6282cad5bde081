"""When the figures of a result were taken, in the sentence's words."""

from __future__ import annotations

import re
from functools import cache

from kg.reading.patterns import pattern
from kg.reading.results.figures import Figure
from kg.reading.results.told import Contrast
from kg.reading.results.view import Result


def time_of(result: Result, contrast: Contrast, figure: Figure) -> str | None:
    """When a figure of a contrast was taken: as its list says, else right behind it, at its measure, in its sentence.

    A sentence that names several times gives none to a figure that stands at none of them.
    """
    if contrast.time is not None:
        return contrast.time
    return (
        _words(result, _behind().match(result.typed, figure.end))
        or _of_measure(result, contrast)
        or _only(result, contrast)
    )


@cache
def _behind() -> re.Pattern[str]:
    return pattern("{time_behind}", "outcomes")


@cache
def _before() -> re.Pattern[str]:
    return pattern("{time_before}$", "outcomes")


@cache
def _anywhere() -> re.Pattern[str]:
    return pattern("{timepoint}", "outcomes")


def _of_measure(result: Result, contrast: Contrast) -> str | None:
    """The time that is told with the measure: "2-year overall survival", "overall survival at 2 years"."""
    measure = contrast.measure
    if measure is None:
        return None
    behind = _behind().match(result.typed, measure.end)
    figures = {figure.at for figure in contrast.figures}
    told = behind if behind and behind.start("at") not in figures else None
    return _words(result, _before().search(result.typed, 0, measure.start)) or _words(result, told)


def _only(result: Result, contrast: Contrast) -> str | None:
    """The only time of the sentence, where it is not that of a measure behind the contrast's own."""
    figures = {figure.at for figure in contrast.figures}
    before = contrast.measure.end if contrast.measure else len(result.typed)
    found = [m for m in _anywhere().finditer(result.typed) if not (m.group("of") and before <= m.start("of"))]
    told = {_words(result, m) for m in found if m.start("at" if m.group("at") else "of") not in figures}
    return told.pop() if len(told) == 1 else None


def _words(result: Result, match: re.Match[str] | None) -> str | None:
    """The time of a match, as it reads."""
    group = next((g for g in ("at", "of") if match and g in match.re.groupindex and match.group(g)), None)
    return result.sentence.words(*match.span(group)).replace("-", " ") if match and group else None
