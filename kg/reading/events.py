"""Adverse events: which untoward event occurred, in whom, how often, how severe.

Three things are read of a sentence: the lists that it announces as side effects, what it says that a drug
causes or one group had more of, and how many had an event. Facts without a figure are dropped where the same
event has one in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.model import Arm, Concept
from kg.reading.annotate import SIGNS, Sentence
from kg.reading.context import Context, Proposal
from kg.reading.event_items import Item, by_form, grade_of, listed
from kg.reading.event_owners import Owner, before, distinct, main, owners
from kg.reading.event_rates import Rate, Side, rates
from kg.reading.patterns import Match, matches, pattern, table

_HINT = re.compile(r"(?i)side[- ]effect|adverse|toxic|grades?\s[1-5I≥]|complication|\brisks?\b|\bevents\b|died|death|induced|experienced|suffered|developed|rates? of|likely to|worsen|deteriorat|emia\b|penia\b|itis\b|pathy\b")
_REFERENCE = re.compile(r"\bet al\.?:|^\W*[A-Z][\w’'-]+ [A-Z]{1,3}, [A-Z]")


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with the treatments it names and the one that its document is about."""

    context: Context
    sentence: Sentence
    named: list[Owner]
    main: Owner | None

    def fallback(self) -> tuple[Owner, ...]:
        """The treatment that the sentences before speak of, else the document's own."""
        found = before(self.context, self.sentence)
        if found is None and self.context.document.source == "nci_page":
            found = self.main
        return (found,) if found else ()


@dataclass(frozen=True, slots=True)
class Said:
    """An event that a sentence asserts of some owners, with the rule that read it."""

    item: Item
    owners: tuple[Owner, ...]
    rule: str
    value: Decimal | None = None
    unit: str = ""
    qualifier: str = ""


def read(context: Context) -> Iterator[Proposal]:
    """The adverse events of a document."""
    title = main(context)
    for sentence in context.annotated:
        if sentence.passage.block in ("heading", "code", "row"):
            continue
        if not (SIGNS["event"] in sentence.typed or _HINT.search(sentence.text)) or _REFERENCE.search(sentence.text):
            continue
        yield from _sentence(Scene(context, sentence, owners(context, sentence), title))


def _sentence(scene: Scene) -> Iterator[Proposal]:
    """What one sentence says; a figure is said before what it is said with."""
    said = list(_once([*_deaths(scene), *_lists(scene), *_effects(scene), *_shares(scene)]))
    counted = list(_counted(scene, said))
    places = {s.item.end for s in counted}
    for one in [*counted, *(s for s in said if s.item.end not in places or s.value is not None)]:
        for owner in one.owners:
            yield _proposal(scene.sentence, one, owner)


def _once(said: list[Said]) -> Iterator[Said]:
    """Each event once, as the first rule read it."""
    taken: list[tuple[int, int, str]] = []
    for one in said:
        place = (one.item.start, max(one.item.end, one.item.stop))
        if not any(start < place[1] and place[0] < end and rule != one.rule for start, end, rule in taken):
            taken.append((*place, one.rule))
            yield one


def _proposal(sentence: Sentence, said: Said, owner: Owner) -> Proposal:
    arm = owner.given if isinstance(owner.given, Arm) else None
    drug = owner.given if isinstance(owner.given, Concept) else None
    roles = {
        "trial": arm.trial if arm else None,
        "arm": arm,
        "drug": drug,
        "event": said.item.event,
        "serious": said.item.serious,
        "grade": said.item.grade or None,
        "value": said.value,
        "unit": said.unit or None,
        "qualifier": said.qualifier or None,
    }
    return Proposal("adverse_event", roles, sentence.source(), said.rule)


# ---- lists that are announced as side effects -----------------------------------------------------------------


def _lists(scene: Scene) -> Iterator[Said]:
    sentence, taken = scene.sentence, set[int]()
    for match in _of_kind(sentence, "list"):
        start, low = match.found.end(), _clause_start(sentence, match.found.start())
        if start in taken or _hedged(sentence, low, start):
            continue
        taken.add(start)
        severity = grade_of(sentence.words(max(low, match.found.start() - 30), start))
        limit = _closing(sentence.typed, start) if match.rule.options.get("bracket") else 0
        items = list(listed(sentence, start, severity, limit=limit))
        if match.rule.options.get("bracket") and not any(_formed(sentence, item) for item in items):
            continue
        holders = _list_owners(scene, match, items)
        yield from (Said(item, holders, match.rule.name) for item in items)


def _list_owners(scene: Scene, match: Match, items: list[Item]) -> tuple[Owner, ...]:
    """Whose events a list holds: the nearest treatment between its announcement and it, before, behind, or said before."""
    if not items:
        return ()
    sentence, named = scene.sentence, scene.named
    begin, start, low = match.found.start(), match.found.end(), _clause_start(sentence, match.found.start())
    after = [o for o in named if begin <= o.start < start]
    ahead = [o for o in named if low <= o.start < begin]
    behind = [o for o in named if o.start >= items[-1].end and o.start < _clause_end(sentence, items[-1].end)]
    for found in (after, ahead[::-1], behind):
        if found:
            return tuple(o for o in found if (o.start, o.end) == (found[0].start, found[0].end))
    return scene.fallback()


# ---- what a drug causes, and what one group had more of -------------------------------------------------------


def _effects(scene: Scene) -> Iterator[Said]:
    sentence, named = scene.sentence, scene.named
    for match in _of_kind(sentence, "effect", "induced"):
        start = match.found.end()
        if _hedged(sentence, _clause_start(sentence, match.found.start()), start):
            continue
        items = list(listed(sentence, start, grade_of(sentence.words(*match.found.span())), strict="risk" not in match.found.group()))
        if match.rule.kind == "induced":
            items = items[:1]
        if not match.has("owner"):
            holders = _behind(sentence, named, items)
        else:
            low, high = match.found.span("owner")
            holders = tuple(Owner(low, high, m.concept) for m in sentence.marks_in(low, high, "drug") if m.concept)
        if any(_formed(sentence, item) for item in items) and not _studied(sentence, match):
            yield from (Said(item, holders, match.rule.name) for item in items)


def _studied(sentence: Sentence, match: Match) -> bool:
    """Whether what is said to cause or to be linked is an aim or a good."""
    return bool(_aims().search(sentence.typed[max(0, match.found.start() - 40) : match.found.end() + 20]))


def _shares(scene: Scene) -> Iterator[Said]:
    """What one group had more, less or as much of as another."""
    sentence, named = scene.sentence, scene.named
    for match in _of_kind(sentence, "more"):
        begin, start = match.found.span()
        low = _clause_start(sentence, begin)
        items = list(listed(sentence, start, grade_of(sentence.words(*match.found.span()))))
        if not items or _hedged(sentence, low, start) or not any(_formed(sentence, i) for i in items):
            continue
        subject = [o for o in named if low <= o.start and o.end <= begin]
        behind = _behind(sentence, named, items)
        impersonal = re.match(r"(?i)there|with|but", match.found.group())
        holders = behind if impersonal or not subject else _same_place(subject[::-1])
        yield from (Said(item, holders, match.rule.name) for item in items)
    last = 0
    for match in _of_kind(sentence, "common"):
        begin, start = match.found.span()
        low, last = max(last, _clause_start(sentence, begin)), start
        if _hedged(sentence, low, start):
            continue
        holders = _same_place([o for o in named if start <= o.start < _clause_end(sentence, start)])
        holders = holders or _same_place([o for o in named if low <= o.start < begin])
        yield from (Said(i, holders, match.rule.name) for i in by_form(sentence, low, begin) if _signed(sentence) or holders)


def _behind(sentence: Sentence, named: list[Owner], items: list[Item]) -> tuple[Owner, ...]:
    """The first owners behind a list, in its clause."""
    if not items:
        return ()
    end = _clause_end(sentence, items[-1].end)
    return _same_place([o for o in named if items[-1].end <= o.start < end])


def _same_place(found: list[Owner]) -> tuple[Owner, ...]:
    """The first owner, with the other arm where "both groups" stands there."""
    return tuple(o for o in found if (o.start, o.end) == (found[0].start, found[0].end))


# ---- deaths ---------------------------------------------------------------------------------------------------

_BLAMED = re.compile(r"(?i)attributed to|treatment[- ]related|drug[- ]related|related to (?:the )?(?:treatment|therapy|drug|study)|caused by (?:the )?(?:treatment|therapy|drug)|toxic")
_CALLED = re.compile(r"(?:,\s|\s\()(?:also )?(?:called|known as|or)\s")
_NUMBERS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten".split())} | {"a": 1}


def _deaths(scene: Scene) -> Iterator[Said]:
    """Deaths by one named event that the treatment is blamed for."""
    sentence, named = scene.sentence, scene.named
    for match in _of_kind(sentence, "death"):
        if not _BLAMED.search(sentence.typed) or _hedged(sentence, _clause_start(sentence, match.found.start()), match.found.end()):
            continue
        item = next(listed(sentence, match.found.end(), ("", True)), None)
        holders = _same_place(distinct(named)) or scene.fallback()
        if item is None or len(distinct(named)) > 1 and not holders:
            continue
        called = _CALLED.match(sentence.typed, item.end)
        item = next(by_form(sentence, called.end()), item) if called else item
        value, unit = _death_count(match)
        final = Item(item.start, item.end, item.event, item.grade, True, item.end)
        yield Said(final, holders[:1], match.rule.name, value, unit)


def _death_count(match: Match) -> tuple[Decimal | None, str]:
    marks = match.marks("count", "percent", "count", "number")
    if marks and marks[0].quantity is not None:
        return marks[0].quantity.value, "percent" if marks[0].kind == "percent" else "participants"
    number = _NUMBERS.get(match.words("count").lower())
    return (None, "") if number is None else (Decimal(number), "participants")


# ---- how many had it ------------------------------------------------------------------------------------------


def _counted(scene: Scene, said: Iterable[Said]) -> Iterator[Said]:
    """The events of a sentence that have figures, a fact for each group and number."""
    sentence, named = scene.sentence, scene.named
    known = {s.item.end: s for s in said if s.value is None}
    formed = {i.end: i for i in by_form(sentence) if not any(s.item.start < i.end <= s.item.end or s.item.start <= i.start < s.item.end for s in known.values())}
    items = sorted([*(s.item for s in known.values()), *formed.values()], key=lambda i: i.start)
    if not items or not sentence.of_kind("percent", "count", "number"):
        return
    order: list[Owner] = []
    for rate in rates(sentence, items, named):
        listed_as = known.get(rate.item.end)
        if listed_as is None and not _countable(scene, rate):
            continue
        holders = _side_owners(scene, rate, listed_as, order)
        rule = listed_as.rule if listed_as else "adverse_event.rate"
        for side, owner in zip(rate.sides, holders, strict=True):
            if owner is not None:
                yield from (Said(rate.item, (owner,), rule, f.value, f.unit, f.qualifier) for f in side.figures)


def _countable(scene: Scene, rate: Rate) -> bool:
    """Whether a figure of an event that no list announces is one of an untoward event of a treatment."""
    sentence = scene.sentence
    low = _clause_start(sentence, min(rate.start, rate.item.start))
    if _aims().search(sentence.typed) or _hedged(sentence, low, rate.item.start):
        return False
    return _signed(sentence) or rate.item.serious is not None or bool(scene.named) or _signed_before(scene.context, sentence)


def _side_owners(scene: Scene, rate: Rate, announced: Said | None, order: list[Owner]) -> list[Owner | None]:
    """Whose each side of a rate is; None where it cannot be told."""
    own = [side.owner for side in rate.sides]
    if all(own):
        order[:] = order or [o for o in own if o]
        return list(own)
    if len(rate.sides) == 1:
        return [own[0] or _sole(scene, rate, announced)]
    if len(rate.sides) > 2 or any(own):
        return own
    if len(order) == 2:
        return list(order)
    pair = _pair(scene, rate)
    order[:] = order or [o for o in pair if o]
    return pair


def _pair(scene: Scene, rate: Rate) -> list[Owner | None]:
    """The two groups that "13% vs 22%" speaks of, in the order in which they are compared."""
    between = distinct([o for o in scene.named if rate.item.end <= o.start < rate.start])
    outside = between or [o for o in distinct(scene.named) if not (rate.start <= o.start < rate.end)]
    if len(outside) == 2:
        return list(outside)
    sides = scene.context.arms.sides(scene.context.trials.of(scene.sentence))
    both: list[Owner | None] = [Owner(0, 0, s) for s in sides] if sides else [None, None]
    if not outside or not sides:
        return both if not outside else [None, None]
    first = outside[0]
    if len(outside) == 1 and first.given in sides:
        return [first, *(Owner(0, 0, s) for s in sides if s != first.given)]
    return [None, None]


def _sole(scene: Scene, rate: Rate, announced: Said | None) -> Owner | None:
    """Whose a single figure is: of the group beside it, of the list, of the sentence's only one, or of the one before."""
    if announced is not None and len(announced.owners) == 1:
        return announced.owners[0]
    if announced is not None and announced.owners:
        return None
    apart = distinct(scene.named)
    if len(apart) > 1:
        behind = [o for o in scene.named if rate.end <= o.start < _clause_end(scene.sentence, rate.end)]
        return behind[0] if behind and len(_same_place(behind)) == 1 else None
    return next(iter(apart or scene.fallback()), None)


# ---- pieces ---------------------------------------------------------------------------------------------------


def _of_kind(sentence: Sentence, *kinds: str) -> Iterator[Match]:
    return (m for m in matches("events", sentence) if m.rule.kind in kinds)


@cache
def _cues(name: str) -> re.Pattern[str]:
    return pattern("|".join(table("events", name)), "events")


def _aims() -> re.Pattern[str]:
    return _cues("aims")


def _hedged(sentence: Sentence, start: int, end: int) -> bool:
    return bool(_cues("hedges").search(sentence.typed, start, end))


def _signed(sentence: Sentence) -> bool:
    """Whether a sentence, or the heading it stands under, speaks of untoward events."""
    return bool(_cues("signs").search(sentence.typed)) or bool(_cues("signs").search(" ".join(sentence.passage.path[-1:])))


def _signed_before(context: Context, sentence: Sentence) -> bool:
    earlier = context.annotated.sentences[sentence.index - 1] if sentence.index else None
    return earlier is not None and earlier.passage is sentence.passage and _signed(earlier)


def _formed(sentence: Sentence, item: Item) -> bool:
    return any(True for _ in by_form(sentence, item.start, item.end))


_CLAUSE = re.compile(r";\s|[,.]\s(?:but|while|whereas|although|though|however)\b|:\s(?=[A-Z])")


def _clause_start(sentence: Sentence, at: int) -> int:
    """Where the clause of a place begins: behind a semicolon, or ", but", ", while"."""
    found = [m.end() for m in _CLAUSE.finditer(sentence.typed, 0, at)]
    return found[-1] if found else 0


def _clause_end(sentence: Sentence, at: int) -> int:
    found = re.compile(r";|,\s(?:but|while|whereas|although|though|however)\b").search(sentence.typed, at)
    return found.start() if found else len(sentence.typed)


def _closing(text: str, start: int) -> int:
    """Where a bracket that was opened before a place is closed."""
    depth = 0
    for at in range(start, len(text)):
        if text[at] in ")]" and depth == 0:
            return at
        depth += (text[at] in "([") - (text[at] in ")]")
    return len(text)


__all__ = ["read", "Said", "Side"]
