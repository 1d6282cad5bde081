"""Arms that only a result tells of: "A improved survival compared with B, results from a trial show".

A page that lists many trials gives each a sentence or two; what such a sentence says that a treatment did is all that
it tells of the trial's arms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import IN_PASSING, TESTED_IN, Entry
from kg.reading.arms.finding.given import short, tells_of_arms
from kg.reading.arms.wording.kinds import too_wide
from kg.reading.arms.wording.passing import with_unnamed
from kg.reading.arms.wording.sizes import people_given
from kg.reading.arms.wording.treatments import TREATMENTS, Phrase, arm_words, phrases
from kg.reading.patterns import Match, matches, table
from kg.reading.trials.flow import Trials


def claimed(
    annotated: Annotated, trials: Trials, where: Sequence[str], gathered: dict[Concept, list[Entry]]
) -> dict[Concept, list[Entry]]:
    """The arms of trials of which no sentence says what was given, by the first result that names a treatment."""
    found: dict[Concept, list[Entry]] = {}
    for sentence in annotated.holding(*map(arm_words, _WHERE)):
        trial = trials.of(sentence)
        sure = (e for e in gathered.get(trial, ()) if e.rule not in (IN_PASSING, TESTED_IN))
        told = (e for e in sure if not e.names <= too_wide())
        known = found.get(trial) or list(told)
        if len(known) > 1 or not _tells_a_result(sentence, trials, where):
            continue
        entries = _entries(annotated, sentence, trial)
        more = len(entries) > 1 and known and any(e.names == known[0].names for e in entries)
        if more or (entries and not known):
            found[trial] = entries
    return found


_WHERE = ("of_a_study", "found_in_a_trial", "goes_on_with_it")
"""Tables of words that show where a result of a trial is told."""


def _tells_a_result(sentence: Sentence, trials: Trials, where: Sequence[str]) -> bool:
    """Whether a sentence may say what a treatment did in a trial of people."""
    if not any(sentence.search(arm_words(name)) for name in _WHERE):
        return False
    if sentence.passage.block in ("heading", "row") or not short(sentence):
        return False
    if trials.single and not trials.told(sentence) and trials.of(sentence) != trials.main:
        return False  # what others found before
    told = (trials.told(sentence) or trials.single) and tells_of_arms(sentence, trials, where)
    told = told or bool(sentence.search(arm_words("found_in_a_trial")) or sentence.of_kind("p_value"))
    return told and not sentence.search(arm_words("in_animals"))


def _entries(annotated: Annotated, sentence: Sentence, trial: Concept) -> list[Entry]:
    """The arms of the first claim of a sentence, of one that names two where there is one."""
    made = [list(_arms(match)) or list(_meant(annotated, match)) for match in _claims(sentence)]
    best = max(made, key=len, default=[])
    allots = "trial" in sentence.text or sentence.search(arm_words("allots"))
    if all(phrase.names <= _habits() for _, phrase in best) and not allots:
        return []
    return [
        Entry(
            Arm(trial, phrase.given),
            sentence,
            phrase,
            rule,
            people_given(sentence, phrase),
            stretch=(phrase.start, phrase.end),
            claimed=True,
        )
        for rule, phrase in best
    ]


@cache
def _habits() -> frozenset[str]:
    """What people do by themselves, which a study that is no trial and allots nobody to it only looks at."""
    return frozenset(table("arm_words", "habits"))


def _meant(annotated: Annotated, match: Match) -> Iterator[tuple[str, Phrase]]:
    """The treatment that "the drug" stands for, the only one of the sentence before, and what it is set against."""
    sentence = match.sentence
    before = annotated.before(sentence) if match.has("it") else None
    if before is None or _others_named(match):
        return
    named = phrases(before)
    if len({phrase.names for phrase in named}) == 1 and not named[0].names <= too_wide():
        yield match.rule.name, Phrase(*match.found.span("it"), named[0].given)
        if (other := _only(match, "other") or _by_kind(match)) and other.names != named[0].names:
            yield match.rule.name, other


def _others_named(match: Match) -> bool:
    """Whether a sentence names a treatment that its claim is not about: "the drug" may be any of them."""
    within = match.sentence.marks_in(*match.found.span(), *TREATMENTS)
    return len(within) < len(match.sentence.of_kind(*TREATMENTS))


def _claims(sentence: Sentence) -> Iterable[Match]:
    several, doubted = (bool(sentence.search(arm_words(name))) for name in ("of_several", "no_claim"))
    return (
        match
        for match in matches("arms", sentence)
        if match.rule.options.get("claimed")
        and not (several and match.rule.options.get("of_one"))
        and not (doubted and not match.rule.options.get("planned"))
    )


def _arms(match: Match) -> Iterator[tuple[str, Phrase]]:
    """The treatments that a claim sets against each other, or the one that it is about."""
    one, other = _only(match, "one"), _only(match, "other") or _by_kind(match)
    if one is None or one.names <= too_wide() or (match.has("other") and other is None) or not _is_subject(match):
        return
    again = next((p for p in phrases(match.sentence, one.end) if p.names == one.names), None)
    if other is None and again and arm_words("measured_against").search(match.sentence.typed, one.end, again.start):
        return  # "weekly A was superior to A every 3 weeks" sets no treatment against another
    more = other if match.rule.options.get("added") else _only(match, "more")
    if more:
        given = tuple(dict.fromkeys((*one.given, *more.given)))
        one = Phrase(min(one.start, more.start), max(one.end, more.end), given)
    if other and (one.names == other.names or arm_words("negated").search(match.sentence.typed[: other.start])):
        return
    yield match.rule.name, _with_base(match, one, other)
    if other and not match.rule.options.get("together"):
        yield match.rule.name, other


def _with_base(match: Match, one: Phrase, other: Phrase | None) -> Phrase:
    """What an arm gets, with what is given before or after it where the other gets that alone: "A after B", "B"."""
    base = {c.name: c for c in (mark.concept for mark in match.marks("base", *TREATMENTS))}
    if other is None or not base or base.keys() != other.names:
        return one
    return Phrase(one.start, match.found.end("base"), tuple(dict.fromkeys((*one.given, *base.values()))))


def _by_kind(match: Match) -> Phrase | None:
    """What a treatment is compared with where only its kind is told: "treatments typically used"."""
    if not match.has("kind"):
        return None
    return Phrase(*match.found.span("kind"), (Concept("intervention", match.words("kind").lower(), known=False),))


def _is_subject(match: Match) -> bool:
    """Whether a claim is about its treatment: not "in patients after surgery" or "those who did not receive A"."""
    if (one := _only(match, "one")) is not None and with_unnamed(match.sentence, one):
        return False
    if _GIVEN_TOO.search(match.sentence.typed, 0, match.found.start()):
        return False
    lead = match.sentence.typed[max(0, match.found.start("one") - 60) : match.found.start("one")]
    told_of = match.rule.options.get("added") or match.rule.options.get("people")
    return not arm_words("negated").search(lead) and bool(told_of or not arm_words("no_claimant").search(lead))


_GIVEN_TOO = re.compile(r"\b(?:[Gg]iv|[Ii]nject|[Ii]nfus|[Cc]ombin|[Aa]dminister|[Aa]dd)ing\s[^.;]{3,110}\sand\s$")
"""Before what giving something did, that it was given with what no table knows: "injecting XYZ and | giving A"."""


def _only(match: Match, group: str) -> Phrase | None:
    """The one treatment of a group; None where it names none, or several apart from each other."""
    start = match.found.start(group) if match.has(group) else -1
    if start < 0 or _EARLIER.search(match.sentence.typed, max(0, start - 30), start):
        return None
    found = phrases(match.sentence, *match.found.span(group))
    return found[0] if len(found) == 1 else None


_EARLIER = re.compile(r"\b(?:prior|previous(?:ly)?|earlier)\s(?:[a-z]+\s)?$", re.IGNORECASE)
"""Right before a treatment, that it was given before what is told of."""
