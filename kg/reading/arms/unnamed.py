"""Treatments that no table knows, found where a sentence says to what participants were allotted.

"Patients were randomly assigned to EOC or EOC plus panitumumab", "… to a mindfulness program or usual care": a name in
capitals, or words that end in what is done to people, stand as treatments of the document's own naming.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.lists.splitting import LABEL, between_cuts
from kg.reading.arms.lists.stretches import list_end
from kg.reading.arms.wording.details import is_detail
from kg.reading.arms.wording.kinds import TREATED
from kg.reading.arms.wording.treatments import arm_words
from kg.reading.grounding.abbreviations import abbreviations
from kg.reading.marks import SIGNS
from kg.reading.patterns import pattern, table
from kg.reading.text.brackets import unbracketed
from kg.reading.trials.scope import LONGEST

_PLACES = ("given_to_group", "set_against_known", "compared_with", "coined_given", "torn", "drug_called")
"""Tables of words beside which a treatment stands that no vocabulary knows."""


def unknown_treatments(annotated: Annotated) -> dict[str, tuple[Concept, ...]]:
    """The names of treatments that the document alone knows, each with its concept."""
    found: dict[str, tuple[Concept, ...]] = {}
    places = (_ALLOTTED, *map(arm_words, _PLACES))
    groups = set(_groups(annotated))
    for sentence in annotated.holding(*places):
        told = sentence.passage.block != "row" and len(sentence.typed) <= LONGEST
        for name in _named(sentence) if told else ():
            if name not in found and name not in groups and not name.startswith("without "):
                found[name] = (_known_longer(name, annotated) or _concept(name, annotated.document.prose),)
    return found


def _groups(annotated: Annotated) -> Iterator[str]:
    """What a document calls the groups of "A with (AB) or without (A) B", of which it tells what they are given."""
    for sentence in annotated.holding(arm_words("called_with_or_without")):
        for found in sentence.finditer(arm_words("called_with_or_without")):
            yield from (sentence.words(*found.span(group)) for group in ("more", "less"))


def _known_longer(name: str, annotated: Annotated) -> Concept | None:
    """The one known treatment that a document names with the initials of a scan: "CT scans", of low-dose helical CT."""
    scan = _SCAN.fullmatch(name)
    marks = (m for s in annotated.holding(kinds=("intervention",)) for m in s.of_kind("intervention")) if scan else ()
    named = {m.concept for m in marks if scan and scan["of"] in m.concept.name.split()}
    return named.pop() if len(named) == 1 else None


_SCAN = re.compile(r"(?P<of>[A-Z]{2,}) (?:scans?|exams?|tests?|screening)")
"""A procedure by its initials alone."""


def _concept(name: str, text: str) -> Concept:
    """What a name stands for that only its document knows: what it abbreviates there, else itself."""
    coined = bool(pattern("{coined}", "arms").fullmatch(name))
    if name.upper() != name and not coined:
        return Concept("intervention", name.lower(), known=False)
    long = abbreviations(text).get(name)
    if not long or _OWN_NAME.search(long):
        return Concept("drug", name, known=False)
    return Concept("intervention", long.lower(), known=False)


_OWN_NAME = re.compile(r"\b(?:factor|interferon|interleukin|globulin|and|plus)\b|[+/]", re.IGNORECASE)
"""Words of what goes by its short name: proteins that are given as drugs (GM-CSF), and several drugs at once."""


def _named(sentence: Sentence) -> Iterator[str]:
    """The unknown names of treatments in a sentence: among alternatives, of what one group got, of a comparator."""
    for place in sentence.finditer(_ALLOTTED):
        yield from _names(sentence, place.end(), between="between" in place["way"])
    for place in sentence.finditer(arm_words("given_to_group")):
        forms = _FORMS[1:] if LABEL.match(place.group()) else _FORMS[1:2]
        yield from _name(sentence, place.end(), list_end(sentence, place.end()), forms)
    for place in sentence.finditer(arm_words("set_against_known")):
        yield from _name(sentence, place.end(), list_end(sentence, place.end()), _FORMS[1:2])
    for place in sentence.finditer(arm_words("called_regimen")):
        yield sentence.words(*place.span("name" if place["name"] else "name2"))
    for place in sentence.finditer(arm_words("drug_called")):
        yield sentence.words(*place.span("name"))
    for place in sentence.finditer(arm_words("coined_given")):
        name = sentence.words(*place.span(place.lastgroup or 0))
        if not _taken(name, name):
            yield name
    torn = (_words(sentence, place) for place in sentence.finditer(arm_words("torn")))
    yield from (name for name in torn if pattern("{coined}", "arms").fullmatch(name))
    for place in sentence.finditer(arm_words("against_placebo")):
        by, name = sentence.marks_in(*place.span("by"))[0].concept, sentence.words(*place.span("name"))
        if by.name == "placebo" and not _taken(name, place["name"]):
            yield name
    if sentence.search(arm_words("of_a_study")):
        for place in sentence.finditer(arm_words("compared_with")):
            yield from _name(sentence, place.end(), list_end(sentence, place.end()), _FORMS[1:2])


_ALLOTTED = pattern(r"(?:{by_chance}\b{not_a_trial}|(?:were|was)\s(?:assigned|allocated)\b){until}{way}", "arms")
_FORMS = tuple(pattern(form, "arms") for form in table("arm_words", "unknown"))


def _names(sentence: Sentence, start: int, between: bool) -> Iterator[str]:
    """The unknown names among the alternatives that stand behind a place; `between` which "and" stands."""
    text = unbracketed(sentence.typed, start, list_end(sentence, start))
    cuts = [m.span() for m in (_AND if between else arm_words("alternatives")).finditer(text)]
    if not cuts:
        return
    for low, high in between_cuts((0, len(text)), 0, cuts):
        yield from _name(sentence, start + low, start + high, _FORMS)
    for item in _ITEM.finditer(text, 0, cuts[0][0]):  # "A, an unknown B or C"
        if TREATED.search(text, 0, item.start()):
            yield from _name(sentence, start + item.start("item"), start + item.end(), _FORMS[1:])


_AND = re.compile(r"\s(?:and|or|vs|versus)\s")
_ITEM = re.compile(r",\s(?P<item>(?:an?\s)?[a-z][a-z-]+\s[a-z-]+)(?=$|,\s)")
"""Two words of a list between commas, or before what ends it."""


def _words(sentence: Sentence, place: re.Match[str]) -> str:
    return sentence.words(*place.span())


def _name(sentence: Sentence, start: int, end: int, forms: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """The unknown name that a range of the typed text begins with, by the first form that it has; at most one."""
    stretch = unbracketed(sentence.typed, start, end)
    for form in forms:
        named = form.match(stretch)
        name = sentence.words(start + named.start("name"), start + named.end("name")) if named else ""
        if named and not _taken(name, stretch[: named.end("name")]):
            at = start + named.end("name")
            of = _MADE_OF.match(sentence.typed, at, end)
            if not _TOLD_BEHIND.match(sentence.typed, at):
                yield name + (sentence.words(*of.span()) if of and name.endswith(("regimen", "diet")) else "")
            return


_TOLD_BEHIND = pattern(r"\s[(\[]{drug}\s?(?:,|and\b|plus\b)", "arms")
"""Behind words that say how much of something was given, the drugs that it is: "six-drug regimen | (A, B and C)"."""
_MADE_OF = pattern(r"\sof\s(?:[a-z]+[\s,-]+){1,16}[a-z]+$", "arms")
"""Behind a regimen or a diet, what it is made of: "of more fruit and less fat"."""


def _says_how_only(name: str) -> bool:
    """Whether words say how something is given, and not what: "high-dose", "maintenance therapy"."""
    rest = re.sub(r"(?:^|\s)(?:therapy|treatment|regimens?|courses?|schedules?|doses?)$", "", name)
    return not rest or is_detail(rest)


_BARE = re.compile(
    r"(?:the\s)?(?:drugs?|medicines?|medications?|agents?|pills?|combinations?|therapy|treatments?)"
    r"(?:\s(?:regimens?|strateg(?:y|ies)|schedules?|options?))?",
    re.IGNORECASE,
)
"""What says no more than that something was given."""


def _taken(name: str, before: str) -> bool:
    """Whether words are no name of their own: a treatment is among them, or they say which arm and not what."""
    known = TREATED.search(before) is not None
    other = len(before) and before[-1] in SIGNS.values() and not re.fullmatch(r"[A-Z][A-Z0-9+/-]{1,8}", name)
    return (
        known
        or bool(other)
        or _says_how_only(name)
        or name.upper() in table("arm_words", "no_alias")
        or bool(_BARE.fullmatch(name))
        or bool(arm_words("no_treatment_name").fullmatch(name))
    )
