"""Approvals as sentences tell them: a rule finds the verb, functions read what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.approvals.approved import Approval
from kg.reading.approvals.circumstances import agency_of, by_agency, date_of, grounded
from kg.reading.approvals.companions import Companions, companions
from kg.reading.approvals.indications import FAMILY, Disease, condition, cues, diseases, setting
from kg.reading.approvals.topics import Page, is_class, referent, topic
from kg.reading.context import Proposal
from kg.reading.patterns import Match, matches, pattern
from kg.reading.text.brackets import is_open


def told(about: Page, sentence: Sentence, source: str = "") -> Iterator[Proposal]:
    """The approvals that a sentence of prose tells; each drug by the first rule that reads it."""
    seen: set[int] = set()
    for match in _told_apart(matches(FAMILY, sentence)):
        if match.rule.options.get("sources", source) != source or _blocked(match):
            continue
        at = match.found.start(_subject(match))
        approvals = list(_each_use(about, match)) if at not in seen else []
        for told_of in approvals:
            seen.add(at)
            span, approval = grounded(about.context, sentence, told_of)
            for one in _apart(match, approval):
                yield from by_agency(about, match, one, span)


def _each_use(about: Page, match: Match) -> Iterator[Approval]:
    """The approval of a match, or one for each companion with a use of its own: "with A as B, and with C as D"."""
    start, end = match.found.span("tail")
    others = (place.start() for place in pattern("{with_another}", FAMILY).finditer(match.sentence.typed, start, end))
    cuts = [at for at in others if match.sentence.marks_in(start, at, "cancer")]
    cuts = [*(cuts or _of_others(match.sentence, start, end)), end]
    cancers: tuple[Concept, ...] = ()
    for part in zip((start, *cuts), cuts, strict=False):
        told = approval_of(about, match, part, cancers)
        if told is not None:
            yield told
            cancers = told.cancers


def _of_others(sentence: Sentence, start: int, end: int) -> list[int]:
    """Where a use of another date, or in other people with another disease, begins: "women with A | and men with B"."""
    cuts = [place.end() for place in pattern("{at_another_date}", FAMILY).finditer(sentence.typed, start, end)]
    found = pattern("{in_others}", FAMILY).finditer(sentence.typed, start, end)
    for place in () if cuts or companions(sentence, start, end) else found:
        before = {mark.concept for mark in sentence.marks_in(start, place.start(), "cancer")}
        if before and not before & {mark.concept for mark in sentence.marks_in(place.start(), end, "cancer")[:1]}:
            return [place.start()]
    return cuts


_AND = re.compile(r",? and ")
"""What leads to the next approval of a sentence."""


def _told_apart(found: Iterable[Match]) -> Iterator[Match]:
    """The matches, and those within the rest of one: "A is approved for B, and C is approved for D"."""
    for match in found:
        yield match
        sentence = match.sentence
        for place in _AND.finditer(sentence.typed, match.found.start("tail")) if match.has("tail") else ():
            if (more := match.rule.pattern.match(sentence.typed, place.end())) is not None:
                yield Match(match.rule, sentence, more)


def _apart(match: Match, approval: Approval) -> Iterator[Approval]:
    """Each of several combinations by itself: "A plus B and C plus D"."""
    start, end = match.found.span("drugs") if match.has("drugs") else (0, 0)
    found = list(pattern("{drug}{aside}?{joint}{drug}", FAMILY).finditer(match.sentence.typed, start, end))
    if len(found) < 2:
        yield approval
    for pair in found if len(found) > 1 else ():
        drugs = tuple(m.concept for m in match.sentence.marks_in(*pair.span(), "drug"))
        yield replace(approval, drugs=drugs, together=True)


def _subject(match: Match) -> str:
    """The group that says what is approved."""
    return next(group for group in ("drugs", "it", "it2", "it3", "it4") if match.has(group))


def _blocked(match: Match) -> bool:
    """Whether the words around make it no fact: denied, hoped for, asked, or told of another time."""
    typed, found = match.sentence.typed, match.found
    if cues("blocks").search(typed[max(0, found.start() - 80) : found.start()]):
        return True
    head = typed[found.start() : found.start("tail")]
    return bool(cues("blocks_inside").search(head)) or typed.rstrip().endswith("?")


def approval_of(about: Page, match: Match, tail: tuple[int, int], before: tuple[Concept, ...]) -> Approval | None:
    """The approval that a part of a rule's tail tells, or None where it does not say what for.

    `before` are the diseases that an earlier part has named; they are meant where this one names none.
    """
    sentence, (start, tail_end) = match.sentence, tail
    told = (
        pattern(_ONLY_TOLD, FAMILY).search(sentence.typed, start, tail_end)
        if _SINCE.match(sentence.typed[: match.found.start()])
        else None
    )
    tail_end = told.end() if told else tail_end
    clause = tail_end if match.rule.fixed.get("status") == "revoked" else _clause_end(sentence, start, tail_end)
    base = pattern("{trial_base}", FAMILY).search(sentence.typed, start, tail_end)
    end = min(base.start(), clause) if base else clause
    drugs = _drugs(about, match)
    whom = _OF_WHOM.search(sentence.typed, start, end)
    verb = min(end, start + 40, whom.end() - 1 if whom else end)
    if cues("blocks_inside").search(sentence.typed, start, verb) or _MANY.match(sentence.typed, start) or not drugs:
        return None
    found = diseases(sentence, start, end) or [d for d in [condition(sentence, start, end)] if d]
    off_label = cues("off_label").search(sentence.typed, start, found[0].start if found else end)
    cancers = tuple(dict.fromkeys(d.concept for d in found)) or before or _unnamed(about, match, start, end, clause)
    if not cancers or off_label:
        return None
    given = companions(sentence, start, end)
    dated = match.found.end("when") if match.has("when") else clause
    return Approval(
        drugs=tuple(dict.fromkeys(drugs)),
        cancers=cancers,
        alternatives=given.alternatives if given else ((),),
        agency=agency_of(match, max(clause, match.found.end("agency")) if match.has("agency") else clause),
        date=date_of(about, sentence, start if before else match.found.start(), dated),
        status=_status(match, start, end),
        setting=_setting(sentence, start, end, found, given),
        together=_together(match),
    )


_SINCE = re.compile(r"(?:After|Since|When|Because|Although|While|Though|As|Now that)\b[^,;]*$")
"""Before an approval, what makes its clause one of time or of a reason: the sentence goes on about something else."""
_ONLY_TOLD = r"{cancer}[^,;]{0,80}(?=,)"
"""To where such a clause may tell of it."""
_MANY = re.compile(
    r"\s?(?:for |to treat )?(?:many|several|various|multiple|other|a number of)\s[^.;,]{0,30}"
    r"\b(?:indications|uses|purposes)\b"
)
"""What says no more than that a drug has many uses."""
_OF_WHOM = re.compile(r"\s(?:that|who|whose)\s")
"""Where a clause begins that says of people or of their disease what they are like: "that did not get worse"."""


def _unnamed(about: Page, match: Match, start: int, end: int, clause: int) -> tuple[Concept, ...]:
    """What an approval is for that names no disease: "the disease", that of the trial it rests on, or the page's.

    Args:
        about: the page.
        match: how the approval is told.
        start: where the words begin that tell what it is for.
        end: where they end, before the trial that it rests on.
        clause: where its clause ends.

    """
    sentence, said = match.sentence, None
    if cues("the_disease").search(sentence.typed, start, end):
        said = _of_sentence_before(about, sentence)
    if said or match.rule.options.get("named"):
        return said or ()
    based = diseases(sentence, end, clause) if end < clause else []
    return tuple(d.concept for d in based) or topic(about, sentence, start, end)


def _of_sentence_before(about: Page, sentence: Sentence) -> tuple[Concept, ...]:
    """The disease that "the disease" stands for: the one that the sentence before names, of the same passage."""
    before = about.context.annotated.before(sentence)
    named = tuple(dict.fromkeys(d.concept for d in diseases(before, 0, len(before.typed)))) if before else ()
    return named if len(named) == 1 else ()


def _setting(
    sentence: Sentence, start: int, end: int, found: Sequence[Disease], given: Companions | None
) -> str | None:
    """What a range says besides its diseases, companions, agency and date."""
    cuts = [(d.start, d.end) for d in found] + [(c.start, c.end) for c in [given] if c]
    cuts += [m.span() for m in pattern(_LIKEWISE, FAMILY).finditer(sentence.typed, start, end)]
    cuts += [m.span() for m in pattern("{said_elsewhere}", FAMILY).finditer(sentence.typed, start, end)]
    cuts += [m.span() for m in _WAS_REVOKED.finditer(sentence.typed, start, end)]
    return setting(sentence, start, end, cuts)


_WAS_REVOKED = re.compile(r"\b(?:was|were|has been|have been) (?:[a-z]+ )?(?:revoked|withdrawn|rescinded)\b[^;]*")


def _clause_end(sentence: Sentence, start: int, end: int) -> int:
    """Where the clause that tells an approval ends.

    "and B for" begins another approval only behind what the first is for: "A for C and B for D", but not
    "A in combination with C and B for D".
    """
    other = pattern(",? and {drug} for", FAMILY)
    for stop in cues("ends").finditer(sentence.typed, start, end):
        if _GOES_ON.match(sentence.typed, stop.start()) and _WHOSE.search(sentence.typed, start, stop.start()):
            continue
        told_before = pattern("{cancer}", FAMILY).search(sentence.typed, start, stop.start())
        if told_before or not other.match(sentence.typed, stop.start()):
            return stop.start()
    return end


_WHOSE = re.compile(
    r"\s(?:who|that|whose\s[^.;,]{1,30}?)\s(?:have|has|had|are|is|were|was|did|do|does|cannot|can)\b[^.;,]{0,70}$"
)
_GOES_ON = re.compile(
    r"\s(?:and\s(?:are|is|have|has|had|were|was)\b|"
    r"but\s(?:do|does|did|have|has|had|are|is|were|was|can)(?:n[’']t|not)?\b)"
)
"""What goes on with a clause on people: "who have A | and are at high risk | but don’t have B"."""


def _drugs(about: Page, match: Match) -> tuple[Concept, ...]:
    """The drugs that are approved: those named, or the one that "it" stands for."""
    if _subject(match) != "drugs":
        drug, _ = referent(about, match.sentence, match.found.start(_subject(match)))
        return (drug,) if drug else ()
    sentence, start = match.sentence, match.found.start("drugs")
    marks = match.marks("drugs", "drug")
    marks = [m for m in marks if not is_open(sentence.typed, start, sentence.typed_at(m))]
    if pattern(_BEFORE_SUBJECT, FAMILY).search(sentence.typed, 0, match.found.end("drugs")):
        marks = marks[-1:]
    if like := pattern(_LIKEWISE, FAMILY).search(sentence.typed, *match.found.span("tail")):
        marks += sentence.marks_in(*like.span("more"), "drug")
    return tuple(m.concept for m in marks if not is_class(m.concept))


_BEFORE_SUBJECT = r"\b(?:with|of|after|than|like|unlike|over|including) {drug}(?:(?:, | or | and ){drug}){0,9}, {drug}$"
"""Drugs that only stand before the subject: "based on results with A or B, C was approved"."""
_LIKEWISE = r",? as (?:has|have|is|are|was|were) (?P<more>{list})"
"""Drugs of which the same is told: "A has been approved for C, as has B"."""


def _status(match: Match, start: int, end: int) -> str:
    if "status" in match.rule.fixed:
        return match.rule.fixed["status"]
    said = match.sentence.typed[match.found.start() : min(end, start + 60)]
    return "accelerated" if _ACCELERATED.search(said) else "approved"


_ACCELERATED = re.compile(
    r"(?i)\b(?:accelerated|conditional)(?:,? (?:and|or) \w+)? (?:\S+[ -])?(?:approval|authori[sz]ation)"
)


def _together(match: Match) -> bool:
    """Whether the drugs are approved as a combination and not each by itself."""
    if not match.has("drugs"):
        return False
    start, end = match.found.span("drugs")
    near = match.sentence.typed[max(0, start - 30) : end + 40]
    said = re.search(r"\bcombination (?:of|therapy)|\b(?:used|given) together", near, re.I)
    said = said or re.search(r"\b(?:combined|combination|together) with\b", match.found.group("drugs"))
    return bool(said or pattern("{pair}", FAMILY).search(match.sentence.typed, start, end))


def withdrawn(about: Page, sentence: Sentence, before: list[Proposal]) -> Iterator[Proposal]:
    """The approvals just told, as revoked, where a sentence says that "this approval was withdrawn"."""
    place = sentence.search(cues("withdrawn"))
    date = date_of(about, sentence, place.start(), len(sentence.typed)) if place else None
    for proposal in before if place else ():
        roles = {**proposal.roles, "status": "revoked", "date": date, "trial": None}
        yield replace(proposal, roles=roles, span=sentence.source(), rule="approval.then-withdrawn")
