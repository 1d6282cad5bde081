"""The arms that one sentence introduces, by the rules of `arms.toml` or by the details of its one treatment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import CONTROLS, Entry, expanded, names_of
from kg.reading.arms.finding.backbones import based, before_allotment
from kg.reading.arms.finding.matched import alternatives_of
from kg.reading.arms.lists.alternative import Alternative
from kg.reading.arms.lists.doses import by_dose
from kg.reading.arms.wording.details import opposed
from kg.reading.arms.wording.kinds import too_wide
from kg.reading.arms.wording.sizes import SEEN_IN, tells_what_befell
from kg.reading.arms.wording.treatments import TREATMENTS, arm_words, phrases
from kg.reading.marks import SIGNS
from kg.reading.patterns import Match, matches, pattern, table


def introduced(sentence: Sentence, trial: Concept, compared: bool) -> list[Entry]:
    """The arms that a sentence introduces: at least two alternatives, or none.

    What may be a choice ("A or B") is taken for arms only where the trial is known to have compared several.
    """
    dosed = by_dose(sentence, trial)
    if dosed and not sentence.of_kind(*TREATMENTS):
        return dosed
    for match in matches("arms", sentence):
        if match.rule.options.get("claimed") or (
            sentence.passage.block == "heading" and not match.rule.options.get("headings")
        ):
            continue
        parts = alternatives_of(match)
        if match.has("way") and (base := before_allotment(sentence, match.found.start())):
            parts = based(parts, base)
        passing = (
            _of_one(match, parts)
            or _shares(match)
            or _given_anyway(match)
            or _of_factors(match)
            or _of_later(match)
            or _says_whom(match)
        )
        if passing:
            continue
        counted = all(part.size is not None for part in parts)  # "A (n = 230) or B (n = 118)" leaves no choice
        choice = match.rule.options.get("compared") and not counted and not (compared and _is_allotted(match))
        if choice and not (match.rule.options.get("nested") and _nested(parts)):
            continue
        if [bool(part.detail) for part in parts] == [True, True, False]:
            either = _by_details(sentence, trial)  # "3 or 6 months of A or B"
            if len(either) == 2 and len(either[0].names) > 1:
                return either
        if len(parts) > 1 and not (_too_wide(match, parts) or _counts_strata(sentence, parts)):
            return list(_entries(sentence, trial, parts, match.rule.name))
    return dosed or (_by_details(sentence, trial) if compared else [])


def _counts_strata(sentence: Sentence, parts: Sequence[Alternative]) -> bool:
    """Whether a bracket counts those of an arm by what they had besides: "90 received no X (45 on A; 45 on B)"."""
    return any(_COUNTED_ASIDE.search(sentence.typed, part.start, part.phrase.start) for part in parts)


_COUNTED_ASIDE = re.compile(rf"[(\[](?:[^()\[\]]*;\s)?[{SIGNS['count']}{SIGNS['number']}]\s(?:on\s)?$")


def _too_wide(match: Match, parts: Sequence[Alternative]) -> bool:
    """Whether an alternative says too little of what was given; the standard is what others are compared with."""
    told = match.has("way") or _nested(parts)
    wide = frozenset(table("arm_words", "says_nothing" if told else "too_wide"))
    standard = frozenset() if match.has("way") else frozenset(table("arm_words", "standards"))
    return any(p.phrase.names <= wide and not (i and p.phrase.names <= standard) for i, p in enumerate(parts))


def _shares(match: Match) -> bool:
    """Whether a match begins with a part of those who had something: "85% had surgery and 10% had radiation"."""
    start, sentence = match.found.start(), match.sentence
    if match.rule.name == "arm.one-other" and SEEN_IN.search(sentence.typed, max(0, start - 30), start):
        return True
    before = sentence.typed[max(0, start - 120) : start]
    if match.rule.name == "arm.one-other" and (
        _ALL.search(before) or _BESIDES.search(before) or arm_words("befell_some").search(match.found.group())
    ):
        return True
    first = sentence.marks_in(start, start + 1, "percent")
    said = sentence.words(start, start + 1).lower()
    return bool(first) and not match.rule.options.get("sides") and "half" not in said


_BESIDES = re.compile(r"\b[Ii]n addition to\s[^.;]*$|\b[Aa]dditionally,\s$")
"""Before a number, that it is of those of all who had something more: "In addition to A, | two patients received B"."""
_ALL = re.compile(r"\b[Aa]ll\s(?:of\s)?(?:the\s|these\s)?$")
"""Before a number, that it is of everybody: "All | 90 patients received A; 45 were then assigned to B and 45 to C"."""


def _of_one(match: Match, parts: Sequence[Alternative]) -> bool:
    """Whether ways of giving one treatment are compared, which all are given: "two schedules of A with B and C"."""
    places = [at for part in parts for at in (part.phrase.start, part.phrase.end)]
    start, end, typed = min(places, default=0), max(places, default=0), match.sentence.typed
    told = arm_words("several_of_one").search(typed, max(0, start - 60), start)
    return bool(told) and (len({p.phrase.names for p in parts}) == 1 or bool(_COMBINED.search(typed, start, end)))


_COMBINED = re.compile(r"\b(?:in combination|combined|together)\swith\s")


def _given_anyway(match: Match) -> bool:
    """Whether "with or without" tells what the people of a trial were given besides: it sets no arms apart."""
    before = match.sentence.typed[: match.found.start()]
    told = arm_words("people_given").search(before) or arm_words("everybody").search(before)
    return bool(match.rule.options.get("base")) and bool(told)


def _of_factors(match: Match) -> bool:
    """Whether treatments are set against each other as marks of people: "type of surgery (A vs B) was prognostic"."""
    weak = match.rule.name in ("arm.versus", "arm.with-or-without")
    return weak and bool(match.sentence.search(arm_words("of_factors")))


def _of_later(match: Match) -> bool:
    """Whether a sentence tells what some were given when the first had failed them: "on progression 12 received A"."""
    before = match.sentence.typed[: match.found.start()]
    return match.rule.name == "arm.one-other" and bool(arm_words("given_later").search(before))


def _says_whom(match: Match) -> bool:
    """Whether an allotment only says of whom the next took: "Of the 90 assigned to A, 80 were assigned to B or C"."""
    if not match.has("way"):
        return False
    again = any(m.start() > match.found.end() for m in match.sentence.finditer(pattern("{by_chance}", "arms")))
    return again and bool(arm_words("of_the_allotted").search(match.sentence.typed, 0, match.found.start()))


def _is_allotted(match: Match) -> bool:
    """Whether what some underwent "or" others may have been allotted: in a series nobody sets two operations apart."""
    if match.rule.name != "arm.received-or" or " either " in match.found.group():
        return True
    return bool(arm_words("dealt_out").search(match.sentence.document.text))


def _nested(parts: Sequence[Alternative]) -> bool:
    """Whether of two alternatives one is the other with something more, or a placebo: "or" then leaves no choice."""
    names = [expanded(part.phrase.names) for part in parts]
    with_placebo = sum("placebo" in one for one in names)
    return len(names) == 2 and (with_placebo == 1 or names[0] < names[1] or names[1] < names[0])


def _by_details(sentence: Sentence, trial: Concept) -> list[Entry]:
    """Arms of the sentence's one treatment that differ in detail only: "tamoxifen for 10 years rather than 5"."""
    others = [p for p in phrases(sentence) if _WHEN.search(sentence.typed, 0, p.start)]
    found = [p for p in phrases(sentence) if p not in others]
    choice = len(found) == 2 and _OR.fullmatch(sentence.typed, found[0].end, found[1].start)
    control = found[1] if choice and found[1].names & CONTROLS else None
    if control is not None:  # "1 or 2 years of A or observation"
        found, choice = found[:1], None
    if not found or not (choice or len({p.names for p in found}) == 1) or found[0].names <= too_wide():
        return []
    given = tuple(dict.fromkeys((*found[0].given, *found[1].given))) if choice else found[0].given
    named = expanded(names_of(given)) | names_of(found[0].parts) | (control.names if control else frozenset())
    named |= expanded([name for p in others for name in p.names])
    if any(not expanded([m.concept.name]) <= named for m in sentence.of_kind(*TREATMENTS)):
        return []  # in brackets stands what else is given
    told = [
        Entry(
            Arm(trial, given, d.words),
            sentence,
            found[0] if choice else next((p for p in found[::-1] if p.end <= d.start), found[0]),
            "arm.by-detail",
            stretch=(d.start, d.end),
        )
        for d in opposed(sentence)
    ]
    if told and control is not None:
        where = control.start, control.end
        told.append(Entry(Arm(trial, control.given), sentence, control, "arm.by-detail", stretch=where))
    return told


_WHEN = re.compile(r"\b(?:after|before|following|during)\s(?:[a-z-]+\s){0,2}$")
"""Before a treatment, that it only tells when another was given: "3 or 5 weeks of A after | B"."""

_OR = re.compile(r"\s(?:or|and/or)\s")
"""Between two treatments of which either may be given for as long as an arm's is: "3 or 6 months of A or B"."""


def _entries(sentence: Sentence, trial: Concept, parts: Sequence[Alternative], rule: str) -> Iterator[Entry]:
    """One entry an arm; a number before the first arm alone of several is how many took part in all.

    Numbers of people of whom a predicate goes on to tell are none of an arm: "31 women given A and 24 given B had …".
    """
    befell = tells_what_befell(sentence, parts[-1].phrase.end)
    sizes = [None if befell else part.size for part in parts]
    if parts[0].counted_before and not any(part.counted_before for part in parts[1:]):
        sizes[0] = None
    if len(parts) > 1 and not any(sizes[:-1]) and not parts[-1].counted_before:
        told = _COUNTS_ALL.match(sentence.typed, parts[-1].phrase.end)
        sizes[-1] = None if told else sizes[-1]  # "A versus B (n = 250 participants)" counts all
    for part, size in zip(parts, sizes, strict=True):
        arm = Arm(trial, part.phrase.given, part.detail)
        yield Entry(arm, sentence, part.phrase, rule, size, part.labels, part.parts, (part.start, part.end))


_COUNTS_ALL = pattern(r"[^()]*\((?:{count}\s{people}\)|[^()]*\b(?:studies|trials),\s{count})", "arms")
"""Behind the last of several arms, a number of all: "A versus B (12 studies, 5,976 patients"."""
