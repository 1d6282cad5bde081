"""What a clause tells of groups that no treatment makes: who, what befalls them, against whom, in which direction."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.measure_names import own, polarity
from kg.reading.measures import Measure
from kg.reading.patterns import Match, matches, one_of, pattern
from kg.reading.results.exposures.groups import Clauses
from kg.reading.results.exposures.likely import likely
from kg.reading.results.exposures.stretches import Group, words
from kg.reading.results.phrases.things import Thing, things
from kg.reading.results.view import Result


@dataclass(frozen=True)
class Frame:
    """What a clause tells of groups.

    Attributes:
        match: the cue.
        groups, against: who is compared, and with whom (None where the clause does not say).
        things: what befell them.
        verdict: the direction; None where the clause tells none.
        end: where the cue and what it is told of end.
        directed: whether the cue's own words tell a direction, and not only that something goes with a harm.

    """

    match: Match
    groups: tuple[Group, ...]
    things: tuple[Thing, ...]
    against: Group | None
    verdict: str | None
    end: int
    directed: bool = True

    @property
    def start(self) -> int:
        """Where the cue begins."""
        return self.match.found.start()


def frames(plain: Result, clauses: Clauses) -> Iterator[Frame]:
    """The frames of a sentence; of two cues that overlap the first is taken."""
    floor = 0
    for match in _cues(clauses.sentence):
        if match.found.start() < floor or _hedged(clauses, match):
            continue
        frame = _frame(plain, clauses, match)
        if frame is not None:
            floor = max(match.found.end(), frame.end if match.rule.options["slot"] == "after" else 0)
            yield frame


@once_a_sentence
def _cues(sentence: Sentence) -> list[Match]:
    return sorted(matches("exposures", sentence), key=lambda m: (m.found.start(), -m.found.end()))


def _hedged(clauses: Clauses, match: Match) -> bool:
    """Whether the clause of a cue doubts what it tells."""
    typed = clauses.sentence.typed
    low = max(match.found.start() - 140, 0)
    start = max((cut.end() for cut in words("doubt_ends").finditer(typed, low, match.found.start())), default=low)
    stop = words("doubt_begins").search(typed, match.found.end())
    end = min(stop.start() if stop else len(typed), match.found.end() + 90)
    doubted = words("hedges").search(typed, start, end) or clauses.sentence.search(one_of("findings", "described"))
    return bool(doubted)


def _frame(plain: Result, clauses: Clauses, match: Match) -> Frame | None:
    """What a cue tells, where it names its group and what befell it, and neither is what a trial gave."""
    found, stop = _befell(plain, clauses, match)
    groups, against = _set_apart(clauses, match, stop) if found else ([], None)
    if not groups:
        return None
    fare = all(words("of_prognosis").search(thing.concept.name) for thing in found)
    if not (fare or any(thing.marked for thing in found)) and any(clauses.suffered(group) for group in groups):
        found, groups = _turned(plain, clauses, match, found, groups)
    if not groups:
        return None
    if match.has("against"):
        against = clauses.within(*match.found.span("against"))
    people = against is not None and all(map(clauses.of_people, groups))
    end = max(match.found.end(), stop)
    verdict = _verdict(plain, match, found, end, people)
    directed = any(match.has(way) for way in (*_WAYS, "not", "none"))
    return Frame(match, tuple(groups), tuple(found), against, verdict, end, directed)


def _befell(plain: Result, clauses: Clauses, match: Match) -> tuple[list[Thing], int]:
    """What befell a cue's group, and where that ends; [] where it is none of that, or what a trial gave."""
    named, stop = _things(plain, match, clauses)
    told = [_bare(thing) for thing in named]
    found = [thing for thing in told if not words("no_things").search(thing.concept.name)]
    if not found or found[0] is not told[0] or _no_risk(plain, match):
        return [], stop
    return ([] if any(clauses.treats(t.measure.start, t.measure.end) for t in found) else found), stop


def _set_apart(clauses: Clauses, match: Match, stop: int) -> tuple[list[Group], Group | None]:
    """The groups that a cue tells of, and whom they are set against; [] where they are none, or given something."""
    groups = _groups(clauses, match, stop)
    against, treated = clauses.compared(max(match.found.end(), stop))
    if match.rule.options["group"] == "between":
        pair = clauses.between(*(match.found.span("pair") if match.has("pair") else (match.found.start(),)))
        groups, against, treated = ([pair[0]], pair[1], False) if pair else ([], None, False)
    if treated or (against is None and any(words("bare_people").search(g.name) for g in groups)):
        return [], None
    behind = match.rule.options["group"] == "behind"
    if against is None and behind and any(words("given_before").search(g.name) for g in groups):
        return [], None
    if match.rule.options.get("people") and not all(map(clauses.of_people, groups)):
        return [], None
    if match.rule.options.get("opposed") and against is None:
        return [], None
    if against and any(group.name.casefold() == against.name.casefold() for group in groups):
        return [], None  # what parts them was not understood
    return groups, against


def _turned(
    plain: Result, clauses: Clauses, match: Match, found: list[Thing], groups: list[Group]
) -> tuple[list[Thing], list[Group]]:
    """Both, where a disease is told to go with what is none: "cancer was not associated with height"; else neither."""
    if len(found) != 1 or len(groups) != 1 or any(match.has(way) for way in _WAYS) or found[0].good is not None:
        return [], []
    shared = clauses.within(found[0].measure.start, found[0].measure.end)
    suffered, _ = things(plain, groups[0].start, groups[0].end)
    return (suffered, [shared]) if shared and len(suffered) == 1 else ([], [])


_WAYS = ("up", "down", "better", "worse", "inverse", "fold", "share")


def _no_risk(plain: Result, match: Match) -> bool:
    """Whether a cue tells of a change in something that is no risk, which people may have had in time."""
    end = match.found.end()
    changed = re.search(r"(?:increases?|elevations?|reductions?|decreases?)\sin\s$", match.found.group(), re.IGNORECASE)
    return bool(changed) and not words("of_risk").search(plain.unbracketed[end : end + 60])


def _bare(thing: Thing) -> Thing:
    """A thing without the words that say in which ratio it is told: "RR of stroke" is a stroke."""
    name = words("ratio_leads").sub("", words("ratio_leads").sub("", thing.concept.name))
    if name == thing.concept.name:
        return thing
    return Thing(replace(thing.measure, concept=own(name)), False if thing.good is None else thing.good, thing.marked)


def _groups(clauses: Clauses, match: Match, stop: int) -> list[Group]:
    """Who a cue tells of: its subject, a list of factors, or the people behind it or behind what befell them."""
    start, end = match.found.span()
    if match.rule.options["group"] == "before":
        return clauses.before(start)
    if match.rule.options["group"] == "listed":
        return clauses.listed(end)
    if match.rule.options["group"] == "within":
        return clauses.before(match.found.end("e"), match.found.start("e"))
    if match.rule.options["group"] == "between":
        return []  # told with whom they are set against
    if match.rule.options["group"] == "e":
        start, end = match.found.span("e")
        if match.rule.options.get("harmful") and clauses.sentence.typed[end : end + 1] == ",":
            return clauses.listed(start)
        named = clauses.within(start, end)
        return [named, *clauses.more(named)] if named else []
    at = end if match.rule.options["slot"] in ("subject", "y", "topic") else _among(clauses, stop)
    behind = clauses.behind(at) if at is not None else None
    if at is None or behind is None:
        return []
    told = not match.rule.options.get("bare") or clauses.of_people(behind)
    told = told or clauses.sentence.typed[:at].endswith("associated with ")
    return [behind, *clauses.more(behind)] if told else []


def _among(clauses: Clauses, at: int) -> int | None:
    """Where the group begins that stands behind what is told of it: "… in survivors"."""
    among = words("groups_behind").search(clauses.sentence.typed, at, at + 70)
    between = clauses.sentence.typed[at : among.start()] if among else ";"
    return None if among is None or words("not_between").search(between) else among.end()


def _things(plain: Result, match: Match, clauses: Clauses) -> tuple[list[Thing], int]:
    """What a cue is told of, and where it ends."""
    end = match.found.end()
    match match.rule.options["slot"]:
        case "subject":
            return _subject(plain, clauses, match), end
        case "likely":
            return likely(plain, end)
        case "topic":
            topic = clauses.topic()
            if topic and topic.name in clauses.sentence.words(clauses.clause_start(end), end).lower():
                return [], end  # the disease itself has the ratio
            return [Thing(Measure(match.found.start(), end, topic), False, True)] if topic else [], end
        case "prognosis":
            return [Thing(Measure(match.found.start(), end, own("prognosis")), True, True)], end
        case "y":  # within the cue
            low, high = match.found.span("y")
            return [thing for thing in things(plain, low, high)[0] if thing.measure.start < high], end
    return _and_again(plain, match, *things(plain, end, acted_on=True))


def _and_again(plain: Result, match: Match, found: list[Thing], stop: int) -> tuple[list[Thing], int]:
    """What a cue is told of, with what is as good or bad again: "a lower X (P = 0.03), a shorter Y and worse Z"."""
    said = {way for way in _WAYS if match.has(way)}
    while found and (joint := pattern("{again}", "exposures").match(plain.unbracketed, stop)) is not None:
        again = {way for way in _WAYS[:4] if joint[way]}
        more, end = things(plain, joint.end())
        if not more or (again != said and _is_gain(plain, said, found[0]) is not _is_gain(plain, again, more[0])):
            break
        found, stop = [*found, *more], end
    return found, stop


def _is_gain(plain: Result, ways: Collection[str], thing: Thing) -> bool | None:
    """Whether a direction is to the good of those of whom a thing is told; None where the words do not tell."""
    if "better" in ways or "worse" in ways:
        return "better" in ways
    good = _good(plain, thing)
    return None if good is None or not {"up", "down"} & {*ways} else good is ("up" in ways)


def _subject(plain: Result, clauses: Clauses, match: Match) -> list[Thing]:
    """The subject of a cue as what befalls a group: "the risk of X | was higher in"."""
    start = match.found.start()
    begin = clauses.clause_start(start)
    found, stop = things(plain, begin, start)
    rest = clauses.sentence.typed[stop:start].strip(" \0()[]")
    return found if len(rest) < 25 and not words("people").search(rest) else []


def _verdict(plain: Result, match: Match, found: Sequence[Thing], end: int, people: bool) -> str | None:
    """The direction of a cue; more of a risk is worse, whatever it is a risk of, and so is a factor of a harm."""
    if match.rule.options.get("bare") and match.has("none"):
        return "no_difference"
    if any(words("neutral").search(thing.concept.name) for thing in found):
        return None
    if match.rule.options.get("bare"):
        return "worsened" if _goes_with_harm(plain, match, found) else None
    if match.has("not") or match.has("none"):
        return "no_difference"
    other = _OTHER_CLAUSE.search(plain.unbracketed, end, end + 100)
    if words("insignificant").search(plain.unbracketed, end, other.start() if other else end + 100):
        return "no_difference"
    following = _TO_NEXT_CLAUSE.match(plain.unbracketed, end)
    if following and one_of("findings", "insignificant_after_all").match(plain.unbracketed, following.end()):
        return "no_difference"
    if match.has("better") or match.has("worse"):
        if not found[0].marked and found[0].good is None and not people:
            return None
        return "improved" if match.has("better") else "worsened"
    up, down = match.has("up"), match.has("down") or match.has("inverse")
    if match.has("fold") and not (up or down):
        up = True
    if not (up or down):
        return "worsened" if _goes_with_harm(plain, match, found) else None
    good = _good(plain, found[0])
    return None if good is None else ("improved" if good == up else "worsened")


_OTHER_CLAUSE = re.compile(
    r",\s(?:and|while|whereas)\s(?!was\b|were\b|did\b|not\b|(?:the|this|these)\s(?:[a-z]+\s)?"
    r"(?:differ|increas|decreas|associat|trend|effect|result|finding))"
)
_TO_NEXT_CLAUSE = re.compile(r"[^;:,]*,\s")
_RATIO = re.compile(r"(?:[a-z]+\s)?(?:ratios?|relative risk|(?-i:ORs?|RRs?|HRs?|SIRs?|SMRs?))\b", re.IGNORECASE)


def _goes_with_harm(plain: Result, match: Match, found: Sequence[Thing]) -> bool:
    """Whether a cue says that a group goes with a harm, and no ratio which way: a disease or symptom with a name.

    What a risk is told of is a harm, whatever its name.
    """
    said = plain.sentence.words(found[0].measure.start, found[0].measure.end)
    risky = match.has("y") and match.words("y").endswith((" risk", " risks"))
    harms = all(risky or (thing.marked and thing.good is False) for thing in found)
    return bool(match.rule.options.get("harmful")) and harms and not _RATIO.match(said)


def _good(plain: Result, thing: Thing) -> bool | None:
    """Whether more of a thing is better; of any risk it is not."""
    if thing.good is not None:
        return thing.good
    sentence, (start, end) = plain.sentence, (thing.measure.start, thing.measure.end)
    around = sentence.words(max(0, start - 30), end) + plain.unbracketed[end : end + 12]
    if re.search(r"(?<![\w-])(?:risk|odds|hazard|susceptib)", around, re.IGNORECASE):
        return False
    usual = (polarity(mark.concept.name) for mark in sentence.marks_in(start, end, "measure"))
    return next((good for good in usual if good is not None), polarity(sentence.words(start, end)))
