"""The people who stand beside a figure, whom it is told of: right behind it, or before its bracket."""

from __future__ import annotations

import re

from kg.reading.annotate import Sentence
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.view import Result, words


def people_at(result: Result, at: int) -> tuple[int, int] | None:
    """Where the people stand, right behind a place or its bracket, whom what ends there is told of."""
    bracket = result.bracket_at(at)
    for place in (at, bracket[1]) if bracket else (at,):
        if found := words("population_behind").match(result.typed[place : place + 160]):
            at = place
            break
    else:
        return None
    start, end = at + found.start("p"), at + found.end("p")
    if end + 1 in result.arms and not words("who_got").match(result.sentence.words(end + 1, end + 2)):
        return None  # "men in | the A arm" are all of it
    did = (place for place, measure in result.measures.items() if start < place < end and measure.predicate)
    return start, min(did, default=end + 1) - 1  # "63% of patients with small tumors | had a relapse"


def people_from(result: Result, at: int) -> str | None:
    """The people right behind a place, whom what ends there is told of, in the sentence's words."""
    place = people_at(result, at)
    said = result.sentence.words(*place) if place else None
    return None if said is None or is_cut(said) else said


def people_behind(result: Result, figure: Figure) -> str | None:
    """The people right behind a figure whom it is told of, in the sentence's words."""
    return people_from(result, figure.end)


def people_within(result: Result, behind: str | None) -> str | None:
    """The people of a figure, with those of whom they are a part where the sentence begins with these."""
    led = words("of_those").match(result.typed)
    if not behind or led is None or words("people_word").match(behind) is None:
        return behind
    told = result.sentence.words(*led.span("p"))
    return (
        behind
        if set(words("people_word").sub("", told).split()) & set(words("people_word").sub("", behind).split())
        else f"{told}; {behind}"
    )


def kind_behind(result: Result, figure: Figure) -> str | None:
    """The people of one kind right behind a figure, in the sentence's words: "97% for pediatric patients"."""
    found = words("kind_behind").match(result.typed[figure.end : figure.end + 90])
    if found is not None:
        return result.sentence.words(figure.end + found.start("p"), figure.end + found.end("p"))
    said = result.sentence.words(figure.at, figure.at + 1)
    within = words("kind_within").search(said)
    return within["p"] if within else _counted_by(result, figure, said)


def _counted_by(result: Result, figure: Figure, said: str) -> str | None:
    """What some of so many are counted by, in the sentence's words: "eight of 19 patients | who had X"."""
    found = words("counted_by").match(result.typed[figure.end : figure.end + 160]) if " of " in said else None
    if found is None:
        return None
    start, end = (figure.end + place for place in found.span("kind" if found["kind"] else "p"))
    told = result.sentence.words(start, end)
    if found["kind"] or is_everybody(result.sentence, figure.end + found.start("noun") if found["noun"] else figure.at):
        return told if found["kind"] else None
    return f"{found['noun'] or said.rsplit(maxsplit=1)[-1]} {told}"


def is_everybody(sentence: Sentence, start: int) -> bool:
    """Whether people at a place are those whom a trial enrolled, by their disease: not what has spread of it.

    A risk that the document's title does not name tells a part of them: "men with high-risk prostate cancer".
    """
    found = words("enrolled").match(sentence.typed, start)
    told = sentence.words(*found.span()) if found else None
    if told is None or words("spread").search(told):
        return False
    risk = words("risk_of").search(told)
    return risk is None or risk.group() in sentence.document.title.casefold()


def group_behind(result: Result, figure: Figure) -> str | None:
    """The group right behind one of several figures, in the sentence's words: "82% of adults and 95% of minors"."""
    found = words("group_behind").match(result.typed[figure.end : figure.end + 160])
    said = result.sentence.words(figure.end + found.start("p"), figure.end + found.end("p")) if found else None
    return None if said is None or is_cut(said) else said


def is_cut(people: str) -> bool:
    """Whether words are cut before they say who people are: "patients with lymphoma who", "those whose tumors"."""
    return people.endswith((" who", " whose", " that", " which")) or bool(words("whose_only").search(people))


def says_who(people: str) -> bool:
    """Whether words say who people are, whole and by themselves.

    >>> says_who("patients with low-"), says_who("these patients"), says_who("patients with low grades")
    (False, False, True)
    """
    return not words("no_people").search(people)


def people_before(result: Result, at: int) -> str | None:
    """The people right before the bracket that a place stands in, in the sentence's words; of two groups neither."""
    bracket = result.bracket_at(at)
    if bracket is None or words("population_pair").search(result.typed, 0, bracket[0]):
        return None
    found = words("population_before").search(result.typed[: bracket[0]].rstrip())
    return result.sentence.words(*found.span("p")) if found else None


def people_of_ratio(result: Result, at: int) -> str | None:
    """The people of one of two ratios that are set against each other, in the sentence's words.

    They stand right behind it ("0.4 (…) in men compared with 0.9 (…) in women"), before its bracket, or head it
    ("(≤ 5 cm: 0.4; > 5 cm: 0.9)").
    """
    if label := words("population_label").search(result.typed, 0, at):
        said = result.sentence.words(*label.span("p"))
        return None if said[0].isdigit() else said
    bracket = result.bracket_at(at)
    if bracket and (pair := words("population_pair").search(result.typed, 0, bracket[0])):
        first = not _VERSUS.search(result.typed, bracket[0], at)
        return " ".join(result.sentence.words(*pair.span(group)) for group in ("one" if first else "other", "what"))
    if bracket is None:
        return people_from(result, end.end()) if (end := _WITH_BRACKET.match(result.typed, at)) else None
    found = words("against_people").search(result.typed[: bracket[0]])
    return result.sentence.words(*found.span("p")) if found else people_from(result, bracket[1])


_VERSUS = re.compile(r"\s(?:vs|versus|and|compared\swith)\b")
_WITH_BRACKET = re.compile(r".(?:,?\s?[(\[][^()\[\]]{1,60}[)\]])?")
"""A ratio with what stands in brackets behind it."""
