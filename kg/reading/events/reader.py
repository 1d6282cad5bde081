"""Adverse events: which untoward event occurred, in whom, how often, how severe.

Three things are read of a sentence: the lists that it announces as side effects, what it says that a drug
causes or one group had more of, and how many had an event. Facts without a figure are dropped where the same
event has one in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence, once_a_sentence, remarked
from kg.reading.context import Context, Proposal
from kg.reading.events.counting.counts import counted
from kg.reading.events.naming.names import words_of
from kg.reading.events.owners import Owner
from kg.reading.events.scene import Said, Scene, cues
from kg.reading.events.shown import naming, place
from kg.reading.events.tables import RULE, row
from kg.reading.events.telling.said import BELOW, below, everything
from kg.reading.events.unnamed import headed, main
from kg.reading.marks import SIGNS
from kg.reading.matching.prefilter import prefiltered
from kg.reading.patterns import pattern
from kg.reading.rows import header_row

_CITES = prefiltered(r"\bet al\.?:")
_LISTS_AUTHORS = re.compile(r"\W*[A-Z][\w’'-]+ [A-Z]{1,3}, [A-Z]")


def read(context: Context) -> Iterator[Proposal]:
    """The adverse events of a document; what a table counts, or a line above grades, is not told again without."""
    found = list(_told(context))
    counted = {_key(p) for p in found if p.rule == RULE and p.roles["value"] is not None}
    graded = {_figure(p) for p in found if p.roles["grade"] and p.rule == BELOW}
    for p in found:
        again = p.roles["grade"] is None and _figure(p) in graded
        if not again and (p.roles["value"] is not None or _key(p) not in counted):
            yield p


def _key(proposal: Proposal) -> tuple[object, frozenset[str]]:
    """An event and whose it is, whether an arm or a drug."""
    given = proposal.roles["arm"] or proposal.roles["drug"]
    concepts = given.interventions if isinstance(given, Arm) else (given,)
    event = proposal.roles["event"]
    names = frozenset(c.name for c in concepts if isinstance(c, Concept))
    return event.name if isinstance(event, Concept) else None, names


def _figure(proposal: Proposal) -> tuple[object, ...]:
    """A figure of an event and whose it is, in a sentence, whether or not with the line above that tells its grade."""
    return (*_key(proposal), proposal.roles["value"], proposal.roles["unit"], proposal.span.end)


def _told(context: Context) -> Iterator[Proposal]:
    """The untoward events of each sentence near a treatment, or in the report of a trial."""
    title, stems = main(context), sorted(words_of("hints"))
    given = context.annotated.indices(kinds=("drug", "intervention", "target"))
    may = context.annotated.indices(_HINT, kinds=("event",))
    single = context.trials.single and bool(title or context.arms.of(context.trials.main))
    for sentence in context.annotated:
        if sentence.passage.block == "row":
            header = header_row(context.annotated, sentence)
            for said in row(context, sentence):
                yield from (_proposal(context, sentence, said, owner, header) for owner in said.owners)
            continue
        announces = sentence.typed.rstrip().endswith(":")
        if sentence.index not in may and not announces:
            continue
        ahead = 2 if announces else 1  # bullets may name what a line above tells of
        if not (
            not given.isdisjoint(range(sentence.index - 2, sentence.index + ahead))
            or single
            or context.trials.told(sentence)
            or _GROUPS.search(sentence.text)
            or headed(context, sentence)
        ):
            continue  # nobody's events
        if _hinted(sentence, stems):
            yield from _of(Scene(context, bare(sentence), title))


_HINT = prefiltered("|".join(map(re.escape, sorted(words_of("hints")))), re.IGNORECASE)
"""The stems of what a sentence may tell of."""
_GROUPS = re.compile(r"\b(?:arms?|groups?)\b")


def _hinted(sentence: Sentence, stems: list[str]) -> bool:
    """Whether a sentence of prose may tell of untoward events; quick."""
    if sentence.passage.block in ("heading", "code"):
        return False
    if _LISTS_AUTHORS.match(sentence.text) or sentence.search_text(_CITES) or sentence.search_text(cues("animals")):
        return False
    lower = sentence.text.lower()
    announces = lower.rstrip().endswith(":") and ("cause" in lower or "associated with" in lower)
    return announces or SIGNS["event"] in sentence.typed or any(stem in lower for stem in stems)


_AGGREGATE = re.compile(r"(?i)side[- ]effect|adverse|toxic|complication|\b[A-Za-z]{0,3}AEs?\b|event|death|died")


def bare(sentence: Sentence) -> Sentence:
    """The sentence with the marks of aggregates ("side effects", which are measures) read as words again."""
    text = sentence.passage.text
    kept = [m for m in sentence.marks if m.kind != "measure" or not _AGGREGATE.search(m.span.of(text))]
    return remarked(sentence, kept) if len(kept) < len(sentence.marks) else sentence


def _of(scene: Scene) -> Iterator[Proposal]:
    """What one sentence says, and the bullets below it that it announces."""
    told, context = scene.sentence, scene.context
    yield from (_proposal(context, told, *_itself(told, *one)) for one in _counted(scene, _once(everything(scene))))
    for bullet, said in below(scene):
        inner = Scene(context, bare(bullet), scene.main)
        yield from (_proposal(context, bullet, *_itself(told, *one), told) for one in _counted(inner, said))


def _itself(sentence: Sentence, said: Said, owner: Owner) -> tuple[Said, Owner]:
    """An event with the treatment itself, where a sentence tells without a figure what it brings about."""
    return said, itself(sentence, owner) if said.value is None else owner


def _counted(scene: Scene, told: Iterable[Said]) -> Iterator[tuple[Said, Owner]]:
    """Each event with each of its owners; a figure is said before what it is said with."""
    said = list(told)
    figured = list(counted(scene, said))
    counted_too = {id(s) for s in said if any(s.item.overlaps(f.item) for f in figured)}
    uncounted = [s for s in said if id(s) not in counted_too and not _PAIR.match(scene.sentence.typed, s.item.end)]
    for one in [*figured, *(s for s in said if s.value is not None or s in uncounted)]:
        yield from ((one, owner) for owner in one.owners)


_FIGURE = "[{percent}{count}{number}]"
_PAIR = pattern(
    rf"\s?\((?:[^(){{percent}}{{count}}]{{0,30}}\s)?{_FIGURE}\s?(?:vs?\.?|versus|against)\s{_FIGURE}"
    rf"|[^.;,()]{{0,40}}?\sin\s{_FIGURE}\s(?:vs?\.?|versus)\s{_FIGURE}",
    "events",
)


def _once(said: Iterable[Said]) -> Iterator[Said]:
    """Each event once, as the first rule read it that knows whose it is, else as the first."""
    taken: list[tuple[int, int, str]] = []
    for one in sorted(said, key=lambda s: not s.owners):
        place = (one.item.start, max(one.item.end, one.item.stop))
        if not any(start < place[1] and place[0] < end and rule != one.rule for start, end, rule in taken):
            taken.append((*place, one.rule))
            yield one


def _proposal(context: Context, sentence: Sentence, said: Said, owner: Owner, lead: Sentence | None = None) -> Proposal:
    """What was said of an event and one owner, as a fact; `lead` announces the sentence, or is its table's header."""
    arm = owner.given if isinstance(owner.given, Arm) else None
    drug = owner.given if isinstance(owner.given, Concept) else None
    roles = {
        "trial": arm.trial if arm else None,
        "arm": arm,
        "drug": drug,
        "event": said.item.event,
        "serious": None if said.value is None and _MORE_SEVERE.search(sentence.text) else said.item.serious,
        "grade": said.item.grade or None,
        "value": said.value,
        "unit": said.unit or None,
        "qualifier": said.qualifier or None,
        "population": whom(sentence) or (whom(lead) if lead else None),
    }
    span, under = place(sentence, lead)
    return Proposal("adverse_event", roles, span, said.rule, (*naming(context, sentence, lead, owner), *under))


_MORE_SEVERE = re.compile(r"\b(?:more|less) severe\b")
"""What says without figures that something was worse, or that there was more of what is severe."""


@once_a_sentence
def whom(sentence: Sentence) -> str | None:
    """The people right behind such words, in the sentence's own, who are no arm; None where none or several are."""
    matches = list(sentence.finditer(cues("whom")))
    places = {match.span(who) for match in matches for who, said in match.groupdict().items() if said}
    found = {sentence.words(*place) for place in places if not sentence.marks_in(place[1] - 1, place[1], "drug")}
    return found.pop() if len(found) == 1 else None


_HOLDS = re.compile(
    r"\b(?:can|may|might|could|includes?|are|is|has|have|causes?|(?:increase|raise|produce|worsen|lead|result)s?)\b",
    re.IGNORECASE,
)
_BEFELL = re.compile(
    r"\b(?:were|was|had|included|occurred|experienced|developed|received|led to|resulted in|caused\s(?!by)"
    r"|groups?|arms?|study|studies|trials?|participants|cohorts?|series|analys[ei]s|review)\b",
    re.IGNORECASE,
)
"""In a sentence: it tells of what befell the people of a study."""


def itself(sentence: Sentence, owner: Owner) -> Owner:
    """The treatment itself for an arm of that one treatment, where a sentence tells what holds wherever it is given."""
    given = owner.given.interventions if isinstance(owner.given, Arm) else ()
    if len(given) != 1 or given[0].kind not in ("drug", "intervention") or owner.control:
        return owner
    return replace(owner, given=given[0]) if owner.general or _holds(sentence) else owner


def _holds(sentence: Sentence) -> bool:
    """Whether a sentence is told in the present, and of no study."""
    return bool(_HOLDS.search(sentence.text)) and not _BEFELL.search(sentence.text)
