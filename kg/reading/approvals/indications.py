"""What an approval is for: the diseases of an indication, and the setting.

Works on a range of a sentence's typed text. Diseases follow the gold's convention: the bare disease with its
histology; stage, line, prior therapy and biomarker are the words that are left over, the setting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.grounding.normal import singular
from kg.reading.patterns import one_of, pattern
from kg.reading.text.brackets import is_open

FAMILY = "approvals"

cues = partial(one_of, FAMILY)
"""A table of the rule file as one pattern."""

Range = tuple[int, int]


@dataclass(frozen=True)
class Disease:
    """A disease at a range of a sentence's typed text."""

    start: int
    end: int
    concept: Concept


@cache
def grounded(kind: str, words: str) -> Concept:
    """The concept that words stand for; one that the vocabulary does not know, where it has none.

    Stage and status in front of a disease are left off: they belong to the setting.
    """
    plain = " ".join(words.split()).strip(" .,;:").lower()
    bared = bare(plain) if kind == "cancer" else plain
    for text in (bared, singular(bared), plain):
        if found := Lexicon.load().ground(kind, text):
            return found
    return Concept(kind, singular(bared), known=False)


def called(words: str) -> Concept:
    """The cancer that words stand for, with these words as what the document says."""
    found = grounded("cancer", words)
    return replace(found, said=words.lower()) if found.known else found


def bare(name: str) -> str:
    """A disease's name without stage and status in front.

    >>> bare("recurrent or metastatic breast cancer"), bare("stage iii colon cancer"), bare("acute leukemia")
    ('breast cancer', 'colon cancer', 'acute leukemia')
    """
    rest = cues("status").sub("", name)
    return rest if re.search(r"[a-z]{4}", rest) else name


def diseases(sentence: Sentence, start: int, end: int) -> list[Disease]:
    """The first list of diseases in a range ("kidney and liver cancer"), each by itself.

    Diseases that stand in a gloss or are told as history are passed over, and so is what only leads to the disease
    that is treated.
    """
    found = _first_list(sentence, start, end)
    if found and cues("leading_to").fullmatch(found[-1].concept.name.lower()):
        more = cues("has_too").match(sentence.typed[found[-1].end : end])
        then = _first_list(sentence, found[-1].end, end) if more else []
        if then and cues("tumors_of").match(sentence.words(then[0].start, then[0].end)):
            return found  # "a syndrome who have tumors of the kidney or brain" names no other disease
        return then or [d for d in found if not cues("leading_to").fullmatch(d.concept.name.lower())] or found
    return found


def _first_list(sentence: Sentence, start: int, end: int) -> list[Disease]:
    """The diseases that a range names first, as far as commas and "and" join them; what is history is passed over."""
    found: list[Disease] = []
    for one in _named(sentence, start, end):
        if found:
            between = sentence.typed[found[-1].end : one.start]
            if not pattern("{joins_diseases}", FAMILY).fullmatch(between):
                break
        elif cues("history").search(sentence.typed[max(start, one.start - 70) : one.start]):
            continue
        else:
            found.extend(_sharing(sentence, start, one))
        found.append(one)
    return found


def _named(sentence: Sentence, start: int, end: int) -> Iterator[Disease]:
    """Each disease that a range names outside of brackets, without its status."""
    for mark in sentence.marks_in(start, end, "cancer"):
        at = sentence.typed_at(mark)
        if is_open(sentence.typed, start, at):
            continue
        tissue = cues("tissues").fullmatch(mark.concept.name)
        bodiless = generic(mark.concept)
        if (bodiless or tissue) and (site := cues("site_of_generic").search(sentence.typed, start, at)):
            yield Disease(site.start(), at + 1, called(unglossed(sentence.words(site.start(), at + 1))))
        elif not bodiless:
            yield Disease(at, at + 1, _without_status(mark.concept))


def unglossed(words: str) -> str:
    """A name without what stands in brackets behind or within it.

    >>> unglossed("gastroesophageal junction (GEJ) adenocarcinoma"), unglossed("lung cancer (NSCLC)")
    ('gastroesophageal junction adenocarcinoma', 'lung cancer')
    """
    return " ".join(re.sub(r"\([^()]*\)?", " ", words).split())


def generic(cancer: Concept) -> bool:
    """Whether a name says no more than that it is cancer."""
    return bool(cues("generic").fullmatch(cancer.name))


def _without_status(concept: Concept) -> Concept:
    return grounded("cancer", concept.name) if bare(concept.name) != concept.name else concept


def _sharing(sentence: Sentence, start: int, last: Disease) -> Iterator[Disease]:
    """The sites in front of a disease that share its head: "kidney and" before "liver cancer"."""
    sites = r"(?P<sites>{site}(?:, {site}){0,4}),? (?:and|or|and/or) $"
    found = pattern(sites, FAMILY).search(sentence.typed, start, last.start)
    words = unglossed(sentence.words(last.start, last.end).lower())
    head = re.search(r"[a-z]+\s*$", words)
    if found is None or head is None:
        return
    for site in pattern("{site}", FAMILY).finditer(sentence.typed, found.start("sites"), found.end("sites")):
        yield Disease(site.start(), site.end(), called(f"{site.group()} {singular(head.group())}"))


def condition(sentence: Sentence, start: int, end: int) -> Disease | None:
    """The condition that a drug is to treat or prevent where that is no cancer, or tumors by their genes; or None."""
    aim = r"(?:to (?:treat|prevent|relieve)|(?:treatment|prevention|management|relief|prophylaxis) (?:of|against))"
    found = pattern(rf"{aim} (?P<what>{{ailment}})", FAMILY).search(sentence.typed, start, end)
    found = found or pattern(r"(?:,? ?{said_elsewhere})?\W*for (?P<what>{ailment})", FAMILY).match(
        sentence.typed, start, end
    )
    found = found or cues("tumors_by_gene").search(sentence.typed, start, end)
    if found is None:
        return None
    words = unglossed(sentence.words(*found.span("what")).lower())
    return Disease(*found.span("what"), Concept("cancer", singular(words), known=False))


def setting(sentence: Sentence, start: int, end: int, cuts: Iterable[Range]) -> str | None:
    """The words of a range without what is said by other roles, put in order; None where none are left."""
    pieces, at = [], start
    for low, high in (*sorted(cuts), (end, end)):
        if low > at:
            pieces.append(sentence.words(at, min(low, end)))
        at = max(at, high)
    told = joined(part for piece in pieces for part in tidied(piece))
    return told.replace("reduce; risk", "reduce risk") if told else None  # "to reduce … risk in women who"


def joined(parts: Iterable[str | None]) -> str | None:
    """Parts of a setting as one text, each once, and none with whose words another begins.

    >>> joined(["adults", "advanced; adults whose cancer came back"])
    'advanced; adults whose cancer came back'
    """
    kept = list(dict.fromkeys(p for part in parts if part for p in part.split("; ") if p))
    return "; ".join(p for p in kept if not any(other.startswith(f"{p} ") for other in kept)) or None


def tidied(words: str) -> Iterator[str]:
    """The parts of a setting in words that stood around a disease.

    >>> list(tidied("for the treatment of patients with radioactive iodine-refractory metastatic"))
    ['radioactive iodine-refractory', 'metastatic']
    >>> list(tidied("to treat some patients with")), list(tidied("(NSCLC) that is locally advanced."))
    (['some patients'], ['locally advanced'])
    >>> list(tidied("hormone receptor (HR)-positive, early"))
    ['hormone receptor-positive, early']
    """
    text = cues("glosses").sub(" ", " ".join(words.split()))
    text = re.sub(r" (?=[,.]|-\w)", "", " ".join(text.split()))
    for part in cues("parts").split(text):
        pieces = cues("status_parts").sub(r"\g<0>\n", _trimmed(part)).split("\n")
        yield from (piece.strip() for piece in pieces if _says_something(piece.strip()))


def _says_something(part: str) -> bool:
    """Whether a part of a setting has words of its own."""
    return bool(re.search(r"[A-Za-z]{3}|[A-Za-z]\d", part)) and not cues("empty").fullmatch(part)


def _trimmed(text: str) -> str:
    """Without the connecting words at either end."""
    for _ in range(9):
        shorter = cues("lead_in").sub("", text.strip(" ,;:.–—-¹²*†"))
        shorter = cues("lead_out").sub("", shorter)
        if shorter == text:
            break
        text = shorter
    return text
