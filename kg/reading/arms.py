"""The arms of each trial, and what a phrase such as "the placebo group" refers to.

The inventory is gathered before any result is read, from wherever the document introduces its arms; then each
reference is resolved against it. What cannot be resolved is no arm: an arm is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from kg.model import Arm, Concept
from kg.reading.annotate import SIGNS, Annotated, Mark, Sentence
from kg.reading.patterns import Match, matches, pattern, table
from kg.reading.trials import Trials

TREATMENTS = ("drug", "intervention")
NO_TRIALS = ("nci_drug", "nci_drug_list", "nci_regimen")
"""Sources that tell of uses and not of trials, so that a list of treatments there is no list of arms."""


@dataclass(frozen=True)
class Phrase:
    """A treatment as a sentence words it: a range of the typed text, what is given, and a name for it."""

    start: int
    end: int
    given: tuple[Concept, ...]
    alone: bool = False
    alias: str = ""

    @property
    def names(self) -> frozenset[str]:
        """The names of what is given."""
        return frozenset(c.name for c in self.given)


@dataclass(frozen=True)
class Entry:
    """An arm of the inventory, with where and how the document introduces it."""

    arm: Arm
    sentence: Sentence
    phrase: Phrase
    rule: str
    size: Decimal | None = None

    @property
    def names(self) -> frozenset[str]:
        """The names of its interventions."""
        return frozenset(c.name for c in self.arm.interventions)


@dataclass(frozen=True)
class Reference:
    """A place of a sentence's typed text that speaks of an arm."""

    start: int
    end: int
    arm: Arm


@dataclass(frozen=True)
class Arms:
    """The arm inventory of a document, by trial, in the order of their introduction."""

    trials: Trials
    entries: dict[Concept, tuple[Entry, ...]] = field(default_factory=dict)
    title: frozenset[str] = frozenset()

    def of(self, trial: Concept) -> tuple[Arm, ...]:
        """The arms of a trial, in the order in which the document names them first."""
        return tuple(entry.arm for entry in self.entries.get(trial, ()))

    def contrasted(self, trial: Concept) -> bool:
        """Whether the document sets the trial's arms against each other, so that their order means something."""
        return all(entry.rule != "arm.given" for entry in self.entries.get(trial, ()))

    def sides(self, trial: Concept) -> tuple[Arm, Arm] | None:
        """The experimental arm and its control, where the trial has just these two.

        The control is given a placebo, nothing, or the other arm's treatment less something; else the arm that
        the document's title names is the experimental one, else the one named first.
        """
        known = self.of(trial)
        if len(known) != 2:
            return None
        first, second = known
        if is_control(first, second) or (not is_control(second, first) and self._titled(second, first)):
            return second, first
        return first, second

    def _titled(self, one: Arm, other: Arm) -> bool:
        """Whether the title names what only this arm is given, and nothing that only the other is."""
        return bool(self.title & (_names(one) - _names(other))) and not self.title & (_names(other) - _names(one))

    def resolve(self, trial: Concept, given: Sequence[Concept], alone: bool = False) -> Arm | None:
        """The arm that a treatment named in a result refers to, or None where none or several fit.

        A kind of treatment ("chemotherapy") stands for whatever of that kind the trial gives.
        """
        known = self.of(trial)
        names = frozenset(c.name for c in given)
        found = _fitting(known, names, alone)
        if found is not None or not names & _classes() or any(names & _names(a) & _classes() for a in known):
            return found
        bare = names - _classes()
        if bare:
            return _fitting(known, bare, False)
        sides = self.sides(trial)
        return sides[1] if sides and alone else None

    def references(self, sentence: Sentence) -> list[Reference]:
        """What the sentence says of arms, in order, none within another.

        A treatment that no known arm fits is an arm of its own where people are said to have been given it.
        """
        trial = self.trials.of(sentence)
        found = [*self._named(sentence, trial), *self._called(sentence, trial), *self._implied(sentence, trial)]
        kept: list[Reference] = []
        for ref in sorted(found, key=lambda r: (r.start, r.start - r.end)):
            if not kept or ref.start >= kept[-1].end:
                kept.append(ref)
        return kept

    def _named(self, sentence: Sentence, trial: Concept) -> Iterator[Reference]:
        for phrase in phrases(sentence):
            arm = self.resolve(trial, phrase.given, phrase.alone)
            if arm is not None:
                yield Reference(phrase.start, phrase.end, arm)
                continue
            parts = [(part, self.resolve(trial, part.given, part.alone)) for part in split(sentence, phrase)]
            if parts and all(arm for _, arm in parts) and len({arm for _, arm in parts}) > 1:
                yield from (Reference(part.start, part.end, arm) for part, arm in parts if arm)
            elif is_given(sentence, phrase):
                yield Reference(phrase.start, phrase.end, Arm(trial, phrase.given))

    def _called(self, sentence: Sentence, trial: Concept) -> Iterator[Reference]:
        """Arms by the names that the document gave them: "ILF", "arm A"."""
        for entry in self.entries.get(trial, ()):
            if entry.phrase.alias:
                for found in _alias_pattern(entry.phrase.alias).finditer(sentence.typed):
                    yield Reference(found.start(), found.end(), entry.arm)

    def _implied(self, sentence: Sentence, trial: Concept) -> Iterator[Reference]:
        for meaning, found in _implied_words(sentence):
            arm = self._meant(meaning, found, trial)
            if arm is not None:
                yield Reference(found.start(), found.end(), arm)

    def _meant(self, meaning: str, found: re.Match[str], trial: Concept) -> Arm | None:
        known = self.of(trial)
        if meaning in ("combination", "several"):
            wanted = _NUMBERS[found.group("n").lower()] if meaning == "several" else None
            several = [a for a in known if len(a.interventions) == wanted or (wanted is None and len(a.interventions) > 1)]
            active = [a for a in several if not _names(a) & CONTROLS] or several
            return active[0] if len(active) == 1 else None
        sides = self.sides(trial)
        return sides and sides[0 if meaning == "experimental" else 1]


@cache
def _alias_pattern(alias: str) -> re.Pattern[str]:
    room, _, letter = alias.rpartition(" ")
    if room:  # "groups A and B" speaks of group B too
        return re.compile(rf"(?:\b(?:arm|group|cohort)s?\s|(?<=[A-F1-6] and )|(?<=[A-F1-6] or )|(?<=[A-F1-6], ))(?-i:{re.escape(letter)})\b", re.IGNORECASE)
    return re.compile(rf"(?<![\w-]){re.escape(alias)}(?![\w-])")


_NUMBERS = {"two": 2, "three": 3, "four": 4}


def _fitting(known: Sequence[Arm], names: frozenset[str], alone: bool) -> Arm | None:
    """The arm of just these treatments, else the only one that holds them, else the only one that is near."""
    exact = [a for a in known if _names(a) == names]
    if exact:
        return exact[0] if len(exact) == 1 else None
    if alone:
        return None
    wider = [a for a in known if names < _names(a)]
    if len(wider) > 1:
        wider = [a for a in wider if names & _distinctive(a, known)]
    if wider:
        return wider[0] if len(wider) == 1 else None
    near = [a for a in known if 2 * len(names & _names(a)) >= max(len(names), len(_names(a)))]
    return near[0] if len(near) == 1 and near[0].interventions else None


def is_given(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the words around a treatment say that people were given it."""
    before, after = sentence.typed[max(0, phrase.start - 90) : phrase.start], sentence.typed[phrase.end : phrase.end + 40]
    return bool(_words("given_before").search(before) or _words("given_after").search(after))


@cache
def _classes() -> frozenset[str]:
    return frozenset(table("arms", "classes"))


@cache
def _words(name: str) -> re.Pattern[str]:
    return pattern("|".join(table("arms", name)), "arms")


def arms(annotated: Annotated, trials: Trials) -> Arms:
    """The arms that a document introduces, gathered before any result is read."""
    gathered: dict[Concept, list[Entry]] = {}
    if annotated.document.source in NO_TRIALS:
        return Arms(trials)
    for sentence in annotated:
        if sum(1 for m in sentence.marks if m.kind in TREATMENTS) < 2:
            continue
        trial = trials.of(sentence)
        for entry in _introduced(sentence, trial):
            _add(gathered.setdefault(trial, []), entry)
    for trial, entries in _only_arms(annotated, trials, set(gathered)).items():
        gathered[trial] = entries
    return Arms(trials, {trial: tuple(entries) for trial, entries in gathered.items()}, _title(annotated))


def _title(annotated: Annotated) -> frozenset[str]:
    """The treatments that the document's first headings name."""
    headings = [s for s in annotated if s.passage.block == "heading"][:2]
    return frozenset(m.concept.name for s in headings for m in s.of_kind(*TREATMENTS) if m.concept)


def _only_arms(annotated: Annotated, trials: Trials, told: set[Concept]) -> dict[Concept, list[Entry]]:
    """For a trial whose arms are never set against each other: what its participants were given."""
    found: dict[Concept, list[Entry]] = {}
    for sentence in annotated:
        trial = trials.of(sentence)
        if trial in told or sentence.passage.block == "heading" or not sentence.of_kind(*TREATMENTS):
            continue
        if _words("usual").search(sentence.typed):
            continue
        for phrase in phrases(sentence):
            if is_given(sentence, phrase) and re.search(r"(?:patients|participants|women|men|children|people|those|who)", sentence.typed):
                entry = Entry(Arm(trial, phrase.given), sentence, phrase, "arm.given", size_at(sentence, phrase))
                _add(found.setdefault(trial, []), entry)
    return found


def _introduced(sentence: Sentence, trial: Concept) -> Iterator[Entry]:
    """The arms that a sentence introduces: at least two alternatives, or none."""
    for match in matches("arms", sentence):
        if sentence.passage.block == "heading" and not match.rule.options.get("headings"):
            continue
        parts = _added(match) if match.rule.options.get("base") else list(_alternatives(sentence, phrases(sentence, *match.found.span("body"))))
        if len({p.names for p in parts}) < 2:
            continue
        yield from _entries(sentence, trial, parts, match.rule.name)
        return


def _entries(sentence: Sentence, trial: Concept, parts: Sequence[Phrase], rule: str) -> Iterator[Entry]:
    """One entry an arm; a single number before the first arm of several is how many took part in all."""
    sizes = [size_at(sentence, part) for part in parts]
    if sizes[0] is not None and sizes.count(None) == len(sizes) - 1 and not _words("own_size").match(sentence.typed[parts[0].end :]):
        sizes[0] = None
    for part, size in zip(parts, sizes, strict=True):
        yield Entry(Arm(trial, part.given), sentence, part, rule, size)


def _added(match: Match) -> list[Phrase]:
    """"Adding A to B": the arms are A with B, and B."""
    sentence = match.sentence
    extra, base = (phrases(sentence, *match.found.span(group)) for group in ("extra", "base"))
    if len(extra) != 1 or len(base) != 1:
        return []
    ends = (extra[0].start, extra[0].end, base[0].start, base[0].end)
    both = Phrase(min(ends), max(ends), (*extra[0].given, *base[0].given))
    return [both, base[0]]


def _alternatives(sentence: Sentence, found: list[Phrase]) -> Iterator[Phrase]:
    """The arms among the treatments of one list: what "or" or "versus" parts, "plus" and commas join."""
    group: list[Phrase] = []
    listed = any(_or_between(sentence, a, b) for a, b in zip(found, found[1:], strict=False))
    for phrase in found:
        between = sentence.typed[group[-1].end : phrase.start] if group else ""
        if group and (_parted(between) or (listed and between.strip() == ",")):
            yield _united(group)
            group = []
        group.append(phrase)
    if group:
        yield _united(group)


def _or_between(sentence: Sentence, one: Phrase, other: Phrase) -> bool:
    return bool(re.fullmatch(r"\s?,?\s?\bor\b.{0,20}", sentence.typed[one.end : other.start]))


def _united(group: list[Phrase]) -> Phrase:
    given = tuple(c for phrase in group for c in phrase.given)
    return Phrase(group[0].start, group[-1].end, given, group[-1].alone and len(group) == 1, group[-1].alias)


def _parted(between: str) -> bool:
    return bool(_words("alternatives").search(between))


def phrases(sentence: Sentence, start: int = 0, end: int | None = None) -> list[Phrase]:
    """The treatments of a range of the typed text, each with all that is given together.

    What the sentence names as history ("had been treated with", "refractory to") is left out.
    """
    stop = len(sentence.typed) if end is None else end
    found: list[Phrase] = []
    for match in pattern("{phrase}", "arms").finditer(sentence.typed, start, stop):
        given = _given(sentence, match)
        if given and not _history(sentence, match.start()):
            alone = bool(_words("alone").search(sentence.typed[match.end() : match.end() + 30]))
            alias = _alias(sentence, match)
            if alias and len(given) > 2:
                given = (Concept("drug", alias, known=False),)
            found.append(Phrase(match.start(), match.end(), given, alone, alias))
    return found


def _given(sentence: Sentence, match: re.Match[str]) -> tuple[Concept, ...]:
    """The treatments of a phrase; what stands in brackets explains another and is not given beside it.

    A regimen's name in brackets stands for its parts, and "chemotherapy with A" is A.
    """
    text, depth, given = match.group(), 0, []
    known = re.search(rf"\(([{''.join(_treatment_signs())}])\)\s?$", text)
    for offset, char in enumerate(text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        named = char in _treatment_signs() and (known.start(1) == offset if known else depth <= 0)
        if named and not _explained(text, offset, sentence, match.start()):
            mark = sentence.marks_in(match.start() + offset, match.start() + offset + 1)[0]
            if mark.concept is not None:
                given.append(mark.concept)
    return tuple(given)


def _explained(text: str, offset: int, sentence: Sentence, start: int) -> bool:
    """Whether a kind of treatment is told more closely by a drug beside it: "chemotherapy with A", "A chemotherapy"."""
    mark = sentence.marks_in(start + offset, start + offset + 1)[0]
    if mark.concept is None or mark.concept.name not in _classes():
        return False
    drug = SIGNS["drug"]
    return bool(re.match(rf"\s(?:with|using|of|containing)\s(?:[a-z-]+\s){{0,2}}{drug}", text[offset + 1 :]) or re.search(rf"{drug}[\s-]$", text[:offset]))


@cache
def _treatment_signs() -> frozenset[str]:
    return frozenset(SIGNS[kind] for kind in TREATMENTS)


@cache
def _alias_forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = r"(?P<alias>(?-i:[A-Z][A-Za-z0-9+/-]{1,9}|(?:[Aa]rm|[Gg]roup|[Cc]ohort)\s(?:[A-F]|[1-6]|I{1,3}V?)))"
    behind = pattern(rf"^[\s-]?(?:alone\s|therapy\s|group\s|arm\s)?[(\[]\s?(?:the\s)?{name}(?:\s(?:group|arm|regimen))?\s?[,;)\]]", "arms")
    before = pattern(r"(?P<alias>(?-i:[Aa]rm|[Gg]roup|[Cc]ohort)\s(?-i:[A-F]|[1-6]|I{1,3}V?))\s?(?:[:,(=]|received|was given|got|consisted of|were given|patients received)\s?(?:an?\s|the\s)?$", "arms")
    return behind, before


def _alias(sentence: Sentence, match: re.Match[str]) -> str:
    """What the document calls this treatment from here on: "(ILF)", "arm A", or ""."""
    behind, before = _alias_forms()
    tail = re.search(r"[(\[][^()\[\]]*[)\]]$", match.group())
    after = behind.search(sentence.typed[match.end() - (len(tail.group()) if tail else 0) :][:60])
    found = after or before.search(sentence.typed[max(0, match.start() - 50) : match.start()])
    alias = found.group("alias") if found else ""
    return "" if alias.upper() in ("NCI", "FDA", "US", "USA", "UK", "AND", "OR") else alias


def split(sentence: Sentence, phrase: Phrase) -> Iterator[Phrase]:
    """Each single treatment of a phrase, for "between sorafenib and placebo"."""
    for mark in sentence.marks_in(phrase.start, phrase.end, *TREATMENTS):
        if mark.concept is not None and len(phrase.given) > 1:
            at = sentence.typed_at(mark)
            yield Phrase(at, at + 1, (mark.concept,), phrase.alone)


def _history(sentence: Sentence, at: int) -> bool:
    return bool(_words("not_an_arm").search(sentence.typed[max(0, at - 120) : at]))


@cache
def _references() -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = (entry.split("::", 1) for entry in table("arms", "references"))
    return tuple((meaning, pattern(words, "arms")) for meaning, words in pairs)


def _implied_words(sentence: Sentence) -> Iterator[tuple[str, re.Match[str]]]:
    for meaning, words in _references():
        for found in words.finditer(sentence.typed):
            yield meaning, found


@cache
def _size_words() -> re.Pattern[str]:
    return pattern(r"^(?:\s(?:alone|only))?(?:\s(?:group|arm))?\s?[(\[]\s?(?P<size>{count}|{number})\s?(?:{people})?[)\],;]", "arms")


@cache
def _size_before() -> re.Pattern[str]:
    lead = r"(?P<size>{count}|{number})\s(?:{people}\s)?(?:were\s)?(?:randomly\s)?(?:assigned\s|randomi[sz]ed\s|allocated\s)?(?:to\s)?"
    return pattern(lead + r"(?:receive[d]?\s)?(?:the\s|an?\s)?(?:[a-z-]+\s){0,2}$", "arms")


def size_at(sentence: Sentence, phrase: Phrase) -> Decimal | None:
    """How many participants an arm had, where the number stands right behind or before its treatment."""
    after = _size_words().search(sentence.typed[phrase.end :])
    if after:
        return _counted(sentence.marks_in(phrase.end + after.start("size"), phrase.end + after.end("size")))
    inner = sentence.marks_in(phrase.start, phrase.end, "count")
    if len(inner) == 1:
        return _counted(inner)
    before = _size_before().search(sentence.typed[: phrase.start])
    if before and re.search("receive|assigned|to ", before.group()):
        return _counted(sentence.marks_in(before.start("size"), before.end("size")))
    return None


def _counted(marks: list[Mark]) -> Decimal | None:
    quantity = marks[0].quantity if marks else None
    plain = quantity is not None and quantity.value is not None and not quantity.qualifier and quantity.upper is None
    whole = plain and quantity is not None and quantity.value is not None and quantity.value == int(quantity.value)
    return quantity.value if whole and quantity is not None else None


def _add(entries: list[Entry], entry: Entry) -> None:
    """Take an arm into a trial's inventory once; a size found later is kept."""
    for i, known in enumerate(entries):
        if known.names == entry.names:
            if known.size is None and entry.size is not None:
                entries[i] = Entry(known.arm, entry.sentence, entry.phrase, entry.rule, entry.size)
            return
    if len(entries) > 1 and any(entry.names < known.names for known in entries) and entry.rule != "arm.randomized":
        return
    if not (entry.names & _classes() and any(entry.names - _classes() <= known.names for known in entries)):
        entries.append(entry)


def _names(arm: Arm) -> frozenset[str]:
    return frozenset(c.name for c in arm.interventions)


def _distinctive(arm: Arm, known: Sequence[Arm]) -> frozenset[str]:
    """What no other arm is given."""
    others = frozenset(name for other in known if other != arm for name in _names(other))
    return _names(arm) - others


CONTROLS = frozenset({"placebo", "observation", "best supportive care", "control", "standard therapy", "no treatment", "usual care"})
"""Interventions that make an arm the control."""


def is_control(arm: Arm, other: Arm) -> bool:
    """Whether an arm is the control of the other: placebo, nothing, or the other less one treatment."""
    names, others = _names(arm), _names(other)
    if names & CONTROLS and not others & CONTROLS:
        return True
    return names < others
