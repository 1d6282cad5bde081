"""What was found of those whom a figure counts, in the words of its clause, and whether a study found it."""

from __future__ import annotations

import re
from functools import partial

from kg.model import Concept
from kg.reading.context import Context
from kg.reading.marks import SIGNS
from kg.reading.measure_names import is_whole, own, tidy
from kg.reading.measures import Measure
from kg.reading.patterns import Match, one_of
from kg.reading.results.figures.telling.slots import HAD, tells_who
from kg.reading.results.view import Result

form = partial(one_of, "shares")
"""A table of `kg/rules/shares.toml` as one pattern."""
LONGEST = 14
"""Words of what was found; what is longer is a clause and no name."""


def measure_of(result: Result, match: Match) -> Measure | None:
    """What was found of those whom a figure counts; None where that is no finding, or but a part of a list."""
    if match.has("to"):
        end = match.found.start("to")
        start = max((found.end() for found in form("begins").finditer(result.typed, 0, end)), default=0)
        return None if form("listed_before").search(result.typed, 0, start) else named_as(result, match, start, end)
    if match.has("what"):
        return named_as(result, match, *match.found.span("what"))
    group = next(group for group in ("from", "was", "tested", "did") if match.has(group))
    start = match.found.start(group)
    said = form("said").match(result.typed, start)
    stop = form("said_ends" if said else "ends").search(result.typed, start + 1)
    if stop and form("listed_behind").match(result.typed, stop.start()):
        return None
    end = stop.start() if stop else len(result.typed.rstrip(" ."))
    return named_as(result, match, start, end, "said" if said else group)


def named_as(result: Result, match: Match, start: int, end: int, group: str = "") -> Measure | None:
    """A stretch as a measure, by its usual name where it has one."""
    words = tidy(result.sentence.words(start, end)).removeprefix("been ")
    if _DIAGNOSED.match(words):
        return Measure(start, end, Concept("measure", words, known=False), predicate=True)
    if start in result.measures and end == start + 1:
        return result.measures[start]
    if this := _THIS.match(result.typed, start, end):
        start = this.end()
    said = result.typed[start:end].rstrip(" ,")
    if (
        said.endswith(SIGNS["cancer"])
        and HAD.search(result.typed, 0, start)
        and result.sentence.search(form("make_up"))
    ):
        return None
    words = tidy(result.sentence.words(start, start + len(said)))
    if not re.search("[A-Za-z]{3}", words) or len(words.split()) > LONGEST or not is_whole(words):
        return None
    if words.endswith(" that"):
        return None  # a clause follows that takes back what it says
    refused = ["never"] if group == "did" or match.rule.options.get("whole") else ["never", "done"]
    refused += [] if match.has("state") or match.has("not") or match.has("done") else ["bare"]
    if group != "said" and any(form(name).search(text) for name in refused for text in (words, said.strip())):
        return None
    if match.has("state"):
        words = f"{match.words('state').lower()} {words}"
    for lead, said in (("not", "not "), ("done", "")):
        words = f"{words} {said}{match.words(lead).lower()}" if match.has(lead) else words
    name = str(match.rule.options.get("means", "@")).replace("@", words)
    harm = bool(result.sentence.marks_in(start, end, "event"))
    return Measure(start, end, own(name), predicate=True, harm=harm)


_DIAGNOSED = re.compile("diagnosed with ")
_THIS = re.compile(r"(?:this|these)\s", re.IGNORECASE)


def is_brought(measure: Measure, result: Result, context: Context) -> bool:
    """Whether people brought with them what they had, so that it says who they were and not how they fared.

    Where a study treated them, that is whatever their disease was like, but for what came of that.
    """
    words = result.sentence.words(measure.start, measure.end)
    if not (had := HAD.search(result.typed, 0, measure.start)):
        treated = not context.trials.single and context.arms.of(result.trial)
        return bool(treated and form("carried").search(words))
    if tells_who(measure, result):
        return True
    of_disease = form("of_the_disease").search(result.typed, measure.start, measure.end)
    of_disease = of_disease if had["had"] and not form("came_of_it").search(words) else None
    return bool(of_disease) and not measure.concept.known and bool(context.arms.of(result.trial))


def is_harm(measure: Measure, result: Result, context: Context) -> bool:
    """Whether what was found is an untoward event of those whom a study treated, which is told as such."""
    name = measure.concept.name
    harm = (measure.harm and not RELIEF.match(name)) or form("untoward").search(name)
    return bool(harm) and bool(context.arms.of(result.trial))


RELIEF = re.compile(
    r"(?:[a-z]+ )?(?:improvements?|relief|resolution|reductions?|decreases?|regression|disappearance|control|absence)"
    r" (?:in|of|from)\b"
)
"""How a measure begins that tells how an untoward event went, and is none itself: "complete resolution of pain"."""
