"""What named people said, and why a result is as it is.

A statement's text is what stands in quote marks; without any, the clause that the verb of saying governs. A
quotation over several sentences is one statement a sentence, each by its speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from kg.model import Concept, Passage, Span, Value
from kg.reading.annotate import Sentence
from kg.reading.context import Context, Proposal
from kg.reading.matching.prefilter import prefiltered
from kg.reading.matching.programs import quick
from kg.reading.patterns import matches
from kg.reading.statements.speakers import SPEAKER, TITLED, VERBS, People

_VERB = rf"(?:{VERBS})"
_ASIDE = r"(?:,\s[^,“”\"]{2,80}(?:,\s[^,“”\"]{2,60})?,)?"
_ROLE = (
    r"(?:(?:the\s)?(?:study[’']?s?\s|trial[’']s\s|team\s|research\s|NCI[’']s\s)?"
    r"(?:lead|co-?lead|senior|first|principal|study|co-?)[ -]?(?:\s?(?:author|investigator|researcher))?,?\s"
    r"|co-author\s|coauthor\s|investigator\s)?"
)
_INVERTED = re.compile(rf"(?:(?<=[”\"]\s)|(?<=[,?!][”\"]\s)|(?<=,\s)){_VERB}\s{_ROLE}(?P<who>{SPEAKER})")
_PLAIN = re.compile(
    rf"(?P<open>^|[,”\"—]\s|[.]\s|\band\s|\bbut\s){_ROLE}(?P<who>{SPEAKER}){_ASIDE}"
    rf"\s(?:also\s|then\s|further\s)?{_VERB}(?P<rest>[^,.“”\":]{{0,60}}?)"
    r"(?P<close>,\s|\.|:\s|\sthat\s|\s?(?=[“\"])|$)"
)
_QUOTE = quick(r"(?<!\w)[“\"](?P<said>[^“”\"]{2,})(?:[”\"]|$)")
_ABOUT = ("drug", "trial", "cancer")


@dataclass(frozen=True, slots=True)
class Tag:
    """Where a sentence says who speaks: a range of its text, the speakers and their institution."""

    start: int
    end: int
    people: tuple[Concept, ...]
    verb_first: bool


def read(context: Context) -> Iterator[Proposal]:
    """The statements and explanations of a document."""
    people = People()
    for _, group in groupby(context.annotated, key=lambda s: id(s.passage)):
        sentences = list(group)
        if sentences[0].passage.block in ("heading", "code", "row"):
            continue
        yield from _passage(context, sentences, people)


def _passage(context: Context, sentences: list[Sentence], people: People) -> Iterator[Proposal]:
    """The statements and explanations of one passage; who speaks goes on until another does."""
    tags: list[Tag | None] = []
    titled = [s for s in sentences if s.search_text(TITLED)]
    for sentence in titled:
        people.note(sentence)
    if not people.full and not titled:  # nobody speaks
        for sentence in sentences:
            yield from _explanations(context, sentence, ())
        return
    quotes = _quotes(sentences[0].passage)
    for sentence in sentences:
        tags.append(_tag(sentence, people) if people.full else None)
        tag = tags[-1]
        named = _mentioned(sentence, people) if sentence in titled else ()
        people.last = tag.people if tag else named or people.last
    for i, sentence in enumerate(sentences):
        tag = tags[i]
        speakers = tag.people if tag else _continued(sentences, tags, i, quotes)
        text = _said(sentence, tag, quotes)
        for speaker in speakers if text else ():
            affiliation = people.affiliations.get(speaker)
            yield _statement(sentence, speaker, text, _about(sentence, tag), affiliation)
        yield from _explanations(context, sentence, speakers)


def _statement(
    sentence: Sentence, speaker: Concept, text: str, about: list[Concept], affiliation: Concept | None
) -> Proposal:
    roles: dict[str, Value | Sequence[Value] | None] = {
        "speaker": speaker,
        "text": text,
        "about": about or None,
        "affiliation": affiliation,
    }
    return Proposal("statement", roles, sentence.source(), "statement.said")


def _about(sentence: Sentence, tag: Tag | None) -> list[Concept]:
    """The drugs, trials and cancers that the words name; those of the speaker's institution are not meant."""
    start, end = (tag.start, tag.end) if tag else (0, 0)
    offset = sentence.span.start
    marks = [m for m in sentence.of_kind(*_ABOUT) if not start <= m.span.start - offset < end]
    named = {m.concept for m in marks if m.concept.name != "cancer"}
    return sorted(named, key=lambda c: (c.kind, c.name))


def _quotes(passage: Passage) -> list[Span]:
    """What stands in quote marks, as spans of the passage; one that is not closed runs to its end."""
    return [Span(*one.span("said")) for one in _QUOTE.finditer(passage.text)]


def _tag(sentence: Sentence, people: People) -> Tag | None:
    """Who the sentence says speaks, or None."""
    text = sentence.text
    if not re.search(rf"\b{_VERB}\b", text):
        return None
    inverted = _INVERTED.search(text)
    if inverted:
        names = _all(inverted, text, people)
        return Tag(inverted.start(), _tag_end(text, inverted.end()), names, True) if names else None
    for plain in _PLAIN.finditer(text):
        bare = not re.match(r"Drs?\.|[Hh]e$|[Ss]he$|[Tt]hey$", plain["who"])
        names = people.of(plain["who"])
        if names and not (bare and " " not in plain["who"] and plain["who"] not in people.full):
            return Tag(plain.start("who"), plain.end(), names, False)
    return None


_AND = re.compile(rf"(?:,\s(?:of|from|at)\s[^,“”\"]{{3,80}})?,?\sand\s(?P<who>{SPEAKER})")


def _all(found: re.Match[str], text: str, people: People) -> tuple[Concept, ...]:
    """The speaker behind a verb, and those joined to him by "and"."""
    names = people.of(found["who"])
    following = _AND.match(text, found.end())
    more = people.of(following["who"]) if following and following["who"].lower() not in ("he", "she", "they") else ()
    return tuple(dict.fromkeys((*names, *more)))


def _tag_end(text: str, start: int) -> int:
    """Where what is told of the speaker ends: at the next quotation or the sentence's end."""
    found = re.compile(r",?\s(?=[“\"])").search(text, start)
    return found.start() if found else len(text)


def _mentioned(sentence: Sentence, people: People) -> tuple[Concept, ...]:
    """The one person that a sentence without a verb of saying names."""
    named = tuple(
        dict.fromkeys(
            p
            for one in re.finditer(SPEAKER, sentence.text)
            if one.group()[:2] in ("Dr", "Pr") or "," in one.group()
            for p in people.of(one.group())
        )
    )
    return named if len(named) == 1 else ()


def _continued(sentences: list[Sentence], tags: list[Tag | None], i: int, quotes: list[Span]) -> tuple[Concept, ...]:
    """The speaker of a quoted sentence that names none: of the same quotation, or the one before."""
    sentence = sentences[i]
    whole = [q for q in quotes if _cover(q, sentence.span) >= 0.7]
    if not whole:
        return ()
    for j in sorted(range(len(sentences)), key=lambda j: abs(j - i)):
        tag = tags[j]
        if tag and _cover(whole[0], sentences[j].span) > 0:
            return tag.people
    before = tags[i - 1] if i else None
    return before.people if before else ()


def _cover(quote: Span, span: Span) -> float:
    """How much of a span a quotation covers, from 0 to 1."""
    return max(0, min(quote.end, span.end) - max(quote.start, span.start)) / max(1, span.end - span.start - 2)


def _said(sentence: Sentence, tag: Tag | None, quotes: list[Span]) -> str:
    """The words said: what stands in quote marks, else the clause without its tag; "" where there is none."""
    passage, span = sentence.passage.text, sentence.span
    places = [
        Span(max(q.start, span.start), min(q.end, span.end))
        for q in quotes
        if q.start < span.end and span.start < q.end
    ]
    places = [place for place in places if len(place.of(passage).split()) > 1]
    if places and (tag is None or sum(len(place.of(passage).split()) for place in places) >= 3):
        return _clean(_joined(sentence, tag, places))
    if tag is None or tag.verb_first:
        return ""
    before, after = sentence.text[: tag.start], sentence.text[tag.end :]
    clause = after if len(before.split()) <= 3 else before.rstrip(" ,") + ", " + after
    return _clean(clause) if len(clause.split()) > 3 else ""


def _joined(sentence: Sentence, tag: Tag | None, places: list[Span]) -> str:
    """Quoted words in order; what stands between two of them and is not the tag is marked by an ellipsis."""
    passage, offset = sentence.passage.text, sentence.span.start
    words = places[0].of(passage)
    for one, other in pairwise(places):
        between = Span(one.end, other.start)
        tagged = tag is not None and one.end <= offset + tag.start and offset + tag.end <= other.start + 1
        told = _word_count(between.of(passage))
        told -= _word_count(sentence.text[tag.start : tag.end]) if tag and tagged else 0
        words += (" " if told < 1 else " … ") + other.of(passage)
    return words


def _word_count(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _clean(text: str) -> str:
    """Words without the quote marks and commas at their ends.

    >>> _clean(' “is good news for patients,” ')
    'is good news for patients'
    """
    return " ".join(re.sub(r"[“”\"]", "", text).split()).strip(" ,.;—")


# ---- why a result is as it is ----------------------------------------------------------------------------


_REASONS = prefiltered(r"because|explain|accounts?\b|accounted|attribut|ascrib", re.IGNORECASE)


def _explanations(context: Context, sentence: Sentence, speakers: tuple[Concept, ...]) -> Iterator[Proposal]:
    """The reasons that a sentence gives for a result."""
    if not sentence.of_kind("measure") or not sentence.search_text(_REASONS):
        return
    for match in matches("statements", sentence):
        if re.search(r"\b(?:may|might|could|perhaps|possibl[ey]|likely|probably)\b", match.found.group()):
            continue
        measure = next((m.concept for m in match.marks("result", "measure")), None)
        reason = re.sub(r",\s(?:he|she|they|Drs?\..{2,40})\s\w+$", "", match.words("reason")).strip(' ,“”"')
        roles = {
            "trial": context.trials.of(sentence),
            "measure": measure,
            "reason": reason,
            "speaker": list(speakers) or None,
        }
        yield Proposal("explanation", roles, sentence.source(), match.rule.name)
        return
