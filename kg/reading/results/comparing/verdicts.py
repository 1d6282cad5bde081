"""Verdicts: what the document's words, never its numbers, say of the direction.

"Longer" of a survival is `improved`, of a toxicity's duration `worsened`; "did not differ" is `no_difference`, a
finding in its own right. A verdict is told for the experimental arm: what is worse for the control is better for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Arm, Value
from kg.reading.arms.entries import names_of
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Context, Proposal
from kg.reading.patterns import Match, pattern
from kg.reading.results.comparing.clause_sides import Told, clause_end, told_of
from kg.reading.results.comparing.comparators import both_against, with_each
from kg.reading.results.comparing.directions import direction
from kg.reading.results.comparing.factors import factor
from kg.reading.results.comparing.hedges import is_denied, is_insignificant, is_no_finding, revised
from kg.reading.results.comparing.sides import NOBODY, sets_doses_apart, without
from kg.reading.results.comparing.treated import named_in, treated, with_comparator
from kg.reading.results.figures.people.people_beside import people_from
from kg.reading.results.figures.people.populations import of_others, population
from kg.reading.results.figures.telling.times import time_at
from kg.reading.results.named_arms import is_beside_the_point, is_measured_against, tells_of_an_amount
from kg.reading.results.people import tells_of_people
from kg.reading.results.phrases.spoken import clause_start, in_slot, spared
from kg.reading.results.phrases.things import Thing, either
from kg.reading.results.view import Result
from kg.reading.results.view import findings as _words
from kg.reading.results.view import sides as _sides
from kg.reading.trials.items import is_link, tells_of_a_study
from kg.reading.trials.single import is_abstract


def verdicts(result: Result, match: Match, context: Context) -> Iterator[Proposal]:
    """The verdicts that a cue tells, one for each thing it speaks of."""
    if is_no_finding(result, match, context):
        return
    found, end = in_slot(result, match)
    if not _goes_on_so(result, match, end):
        return
    of_what = match.rule.options.get("whose")
    if factor(result, match.found.start()) if not of_what else _PRONOUN.search(result.typed, 0, match.found.start()):
        return
    if _goes_with_a_trait(result, match):
        return
    start = match.found.start("arm") + 1 if match.has("arm") else match.found.start()
    both = both_against(result, clause_start(result, start), start)
    whom = both[0] if both else _told_of(result, match, context, end, _own_clause(result, match, found))
    whom = _of_the_first(result, match, whom)
    if whom.sides == NOBODY or _is_untold(result, match, context, whom) or _of_others(result, match, end):
        return
    denied = is_denied(result, match) or is_insignificant(result, end)
    told_of_each = bool(match.rule.options.get("changes") and _words("both_arms").match(result.typed[end : end + 90]))
    each = both or ([Told((arm, None)) for arm in context.arms.of(result.trial)] if told_of_each else [])
    if told_of_each and not each:
        return
    guessed = not result.arms and not each and context.arms.by_mention(result.trial)
    found = found if denied or match.has("same") or match.has("not") else either(result, found, harms=True)
    unknown = guessed or _of_unknown(result, match, end) or _on_one_side(result, whom)
    for thing in found:
        verdict = direction(result, match, thing, whom)
        told = "no_difference" if verdict and denied else verdict and revised(result, thing, verdict, context)
        if told is None or (told != "no_difference" and (unknown or any(one.of_control for one in each or [whom]))):
            continue
        told = _TURNED.get(told, told) if whom.turned else told
        for one in each or with_each(result, whom, match.found.start()):
            yield _proposal(result, match, thing, one, told)
    for thing in spared(result, match, end):
        yield _proposal(result, match, thing, whom, "no_difference")


def _is_untold(result: Result, match: Match, context: Context, whom: Told) -> bool:
    """Whether a cue tells nothing of its sides: told at large, of no group that is named, or of one that is no arm."""
    options = match.rule.options
    at_large = options.get("general") and not (whom.contrasted or whom.own or _concludes(result, context))
    nobody = options.get("named") and not (result.arms or result.sentence.search(_sides("groups")))
    return bool(at_large or nobody) or _strange(context.arms.of(result.trial), whom)


def _of_others(result: Result, match: Match, end: int) -> bool:
    """Whether a cue sets no arms against each other: it tells of groups of people, or of each arm by itself."""
    return _of_people(result, match, end) or _of_each(result, match, end)


def _goes_with_a_trait(result: Result, match: Match) -> bool:
    """Whether what something "was associated with" went with no treatment: "among those on A, X was associated with …".

    A treatment that the sentence begins with, as the people of whom it tells, is not what goes with it.
    """
    start, end = match.found.span()
    if _GOES_WITH.search(result.typed, max(0, start - 20), end) is None:
        return False
    led = _LED.match(result.typed)
    low = led.end() if led and led.end() < start else 0
    behind = any(end <= at < end + 90 for at in result.arms)
    named = _GIVEN.search(result.typed, low, start) or result.sentence.marks_in(low, start, "arm", *TREATMENTS)
    return not (behind or named)


_GOES_WITH = re.compile(r"\b(?:associated|associat\w+ between|correlat\w+)\b")
_LED = re.compile(r"(?:Among|In|For|Of)\s[^,;]{3,90},\s")
_GIVEN = re.compile(
    r"\b(?:treat\w*|therap\w+|chemo\w*|regimens?|drugs?|agents?|use|additions?|adding|combin\w+|"
    r"(?:it|this|that|these|which|they)\s(?:was|were|is|are|has|have|also|may|appear\w*)|surger\w+|resections?|\w*transplant\w*|dos\w+|arms?|supplement\w*|vaccin\w*|screening|exercise|radiation)\b",
    re.IGNORECASE,
)
"""What stands for a treatment that something may go with."""


def _of_the_first(result: Result, match: Match, whom: Told) -> Told:
    """Of whom a change is told, where the other arm had the contrary one: "rose in A and fell in B" is told of A."""
    found = _words("contrary_in").match(result.typed, match.found.end()) if match.rule.options.get("changes") else None
    first = result.arms.get(found.start("one")) if found else None
    return replace(whom, turned=True) if first is not None and first == whom.sides[1] else whom


def _strange(known: Sequence[Arm], whom: Told) -> bool:
    """Whether one of two sides is none of a trial's several arms, as what all its people had is none."""
    names = [names_of(arm.interventions) for arm in known]
    sides = [names_of(arm.interventions) in names for arm in whom.sides if arm is not None]
    return len(known) > 1 and len(sides) == 2 and any(sides) and not all(sides)


def _on_one_side(result: Result, whom: Told) -> bool:
    """Whether both sides stand as alternatives in one list: "those who received A or B had more X"."""
    places = [at for at, arm in sorted(result.arms.items()) if arm in whom.sides]
    if len(places) != 2 or None in whom.sides or {result.arms[at] for at in places} != {*whom.sides}:
        return False
    return bool(_OR.fullmatch(result.typed, places[0] + 1, places[1]))


_OR = re.compile(r"(?:,\s\S{1,3})?,?\s(?:and/)?or\s")


def _concludes(result: Result, context: Context) -> bool:
    """Whether what is told in the present is a finding: in an abstract, in a title of news, or where it says whose."""
    told = is_abstract(context.document) or tells_of_a_study(result.sentence)
    return told or (is_link(result.sentence.passage) and bool(context.arms.of(result.trial)))


def _goes_on_so(result: Result, match: Match, end: int) -> bool:
    """Whether what a rule wants `then` stands behind its slot, and before it what it is to be `led` by."""
    then, led = match.rule.options.get("then"), match.rule.options.get("led")
    ahead = not led or pattern(str(led), "verdicts").search(result.typed, 0, match.found.start())
    return bool(ahead and (then is None or pattern(str(then), "verdicts").match(result.typed, end)))


def _of_each(result: Result, match: Match, end: int) -> bool:
    """Whether a change is told of each arm, with its own figure ("rose by 1.1 with A and by 2.7 with B") or unlike."""
    options, behind = match.rule.options, max(end, match.found.end())
    itself = options.get("slot") == "subject" and _words("each_by_itself").match(result.typed, behind)
    return bool(options.get("changes") and (itself or _words("unlike_in_both").match(result.typed[behind:])))


_TURNED = {"improved": "worsened", "worsened": "improved"}


def _of_people(result: Result, match: Match, end: int) -> bool:
    """Whether the clause sets groups of people against each other that treatments do not make."""
    behind = match.found.end() if end < match.found.end() else end
    low = clause_start(result, match.found.start())
    if tells_of_people(result, result.typed[low : behind + 120]):
        return True
    contrasted = len({arm for at, arm in result.arms.items() if low <= at < behind + 60}) > 1
    return not contrasted and bool(_sides("of_people").search(result.typed, behind, end + 120))


def _of_unknown(result: Result, match: Match, end: int) -> bool:
    """Whether a direction is told of a group that is none of the known arms, so that nothing says which way it goes."""
    low, start = clause_start(result, match.found.start()), max(end, match.found.end())
    named = any(low <= at < start + 110 for at in result.arms)
    return not named and bool(_words("unknown_group").search(result.typed, low, start + 110))


def _own_clause(result: Result, match: Match, found: Sequence[Thing]) -> int:
    """Where a subject with its own arm begins behind another clause: "…, and | survival was longer with A"; else 0."""
    begin, end = found[0].measure.start if found else 0, match.found.end()
    joined = match.rule.options.get("slot") == "subject" and _AND.search(result.unbracketed, 0, begin)
    named = any(end <= at < end + 30 and not is_measured_against(result, at) for at in result.arms)
    return begin if joined and named else 0


_AND = re.compile(r",\s(?:and\s)?(?:the\s|median\s|mean\s)*$", re.IGNORECASE)


def _told_of(result: Result, match: Match, context: Context, end: int, own: int = 0) -> Told:
    """Of whom a cue is told, in the clause that begins at `own`, if it has one of its own."""
    start = match.found.start()
    if match.has("arm"):
        start = match.found.start("arm") + 1
    cue, low = (start, max(end, match.found.end())), max(own, clause_start(result, start))
    low = 0 if match.rule.options.get("whole") else low
    if any(is_beside_the_point(result, at) for at in result.arms) or tells_of_an_amount(result):
        return Told(NOBODY)
    both = _is_of_both(result, low, start) and not match.rule.options.get("each_other")
    strangers = result.sentence.search(_sides("strange_group"))
    if both or strangers or _is_done_to(result, low, start) or sets_doses_apart(result, context):
        return Told(NOBODY)
    acts, changes = bool(match.rule.options.get("acts")), bool(match.rule.options.get("changes"))
    if acts and _has_another_subject(result, low, start):
        return Told(NOBODY)
    told = told_of(result, context, cue, low, acts)
    if told.sides == NOBODY and match.has("given"):
        return named_in(result, match.found.span("given"))
    if told.sides == NOBODY:
        return _with_those_without(result, treated(result, cue, low, acts and not changes), low)
    return _with_those_without(result, with_comparator(result, cue, told), low)


def _with_those_without(result: Result, told: Told, low: int) -> Told:
    """What is told of an arm alone, with those who went without, where its clause measures it against them."""
    mine, against = told.sides
    if mine is None or against is not None or told.turned:
        return told
    return replace(told, sides=(mine, without(result, mine, low)))


def _is_of_both(result: Result, low: int, start: int) -> bool:
    """Whether a clause tells of two arms alike, so that it sets neither against the other: "both A and B"."""
    return bool(_words("both_alike").search(result.typed, low, start))


def _is_done_to(result: Result, low: int, start: int) -> bool:
    """Whether a clause tells of what is done to a treatment, and not of those who got it: "dose reductions of A …"."""
    first = min((at for at in result.arms if low <= at < start), default=None)
    return first is not None and bool(_words("done_to").search(result.sentence.words(low, first)))


def _has_another_subject(result: Result, low: int, start: int) -> bool:
    """Whether what a cue's subject does is not a treatment's doing: "in those who received A, a margin did not …"."""
    places = [at for at in result.arms if low <= at < start]
    return bool(places) and bool(_words("aside_of_people").fullmatch(result.typed[low:start]))


def _proposal(result: Result, match: Match, thing: Thing, whom: Told, verdict: str) -> Proposal:
    """A verdict; one whose clause names both sides is told apart from one whose sides were looked for further off."""
    roles: dict[str, Value | None] = {
        "trial": result.trial, "measure": thing.concept, "arm": whom.sides[0], "comparator": whom.sides[1],
        "effect": "verdict", "verdict": verdict, "population": _population(result, match, thing, whom),
        "timepoint": time_at(result, thing.measure.start, thing.measure.end), **_whose(result, match),
    }  # fmt: skip
    return Proposal(
        "comparison",
        roles,
        result.sentence.source(),
        f"{match.rule.name}{'.own' if whom.own else ''}{'.contrasted' if whom.contrasted else ''}",
    )


def _population(result: Result, match: Match, thing: Thing, whom: Told) -> str | None:
    """For whom a verdict holds, but the arm itself: the part of the trial that its clause names, else what is said.

    What joins another's verdict may be of people of its own: "…, as was X in women".
    """
    if match.rule.options.get("also") and _OTHER_PEOPLE.match(result.typed, thing.measure.end):
        return of_others(people_from(result, thing.measure.end), whom.sides[0])
    end = clause_end(result.unbracketed, match.found.end())
    found = _words("subgroup").search(result.typed, match.found.start(), end)
    part = result.sentence.words(*found.span("part")) if found else population(result, match.found.start())
    return of_others(part or result.carried, whom.sides[0])


_OTHER_PEOPLE = re.compile(r"\s(?:in|for|among)\s(?:the\s)?(?!both|each|all|either|two|groups?|arms?)[a-z]")


def _whose(result: Result, match: Match) -> dict[str, Value | None]:
    """For a verdict on something else than the treatment ("Mutations were not associated with …"): on what."""
    start = match.found.start()
    found = (
        _words("on_what").search(result.typed, max(0, start - 82), start) if match.rule.options.get("whose") else None
    )
    if found is None or result.sentence.marks_in(*found.span("subject"), "arm", *TREATMENTS):
        return {}
    return {"population": result.sentence.words(*found.span("subject")), "comparator": None}


_PRONOUN = re.compile(r"\b(?:this|it|these|that|which|they)\s(?:(?:was|were|is|are|did)\s)?$", re.IGNORECASE)
"""Right before a verdict, what stands for something told before: "more bled, but this was not associated with …"."""
