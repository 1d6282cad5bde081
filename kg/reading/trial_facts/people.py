"""Who paid for a trial and who led it: sponsors, investigators and their institutions.

Names are found by their capitals, so that a company or a person whom no list knows is found too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.matching.prefilter import prefiltered
from kg.reading.patterns import any_of, as_written, table
from kg.reading.trial_facts.offers import Offer
from kg.reading.trials.scope import LONGEST, blocked, sections

FAMILY = "trial_people"


def read(context: Context) -> Iterator[Offer]:
    """Sponsors, investigators and affiliations that the sentences name."""
    where = sections(context.annotated)
    paid = context.annotated.indices(_PAID)
    led = context.annotated.indices(*as_written(FAMILY, "led"), *as_written(FAMILY, "reported"))
    for sentence in context.annotated:
        section = where[sentence.index]
        if section == "references" or not context.trials.told(sentence):
            continue
        text = sentence.text
        if text.endswith("?") or len(text) > LONGEST:
            continue
        if (sentence.index in paid or section == "funding") and not blocked(sentence):
            yield from _sponsors(context, sentence, section)
        if sentence.index in led and not sentence.search_text(any_of(FAMILY, "not_theirs")):
            yield from _investigators(context, sentence, section)


_PAID = prefiltered(r"fund|sponsor|support|financ|grant|paid for", re.IGNORECASE)


def _sponsors(context: Context, sentence: Sentence, section: str) -> Iterator[Offer]:
    """Who funded the trial: by the verb, by a compound, or as the list that a Funding section is."""
    text, groups = sentence.text, []
    if section == "funding" and sentence.passage.block != "heading" and text.strip(" :.").lower() != "funding":
        groups = [] if re.search(r"\b(?:was|were|by|from)\b", text) else [text.strip(" .")]
    if _PAID.search(text) and not (
        sentence.search_text(any_of(FAMILY, "laboratory")) and not context.trials.named(sentence)
    ):
        groups += [m["orgs"] for words in as_written(FAMILY, "sponsored") for m in words.finditer(text)]
    trial, span = context.trials.of(sentence), sentence.source()
    for name in (name for group in groups for name in organizations(group) if name not in context.trials.aliases):
        who = organization(sentence, name)
        yield Offer("trial", trial, "sponsor", name, span, "attributes.sponsor", refers_to=who)


def organizations(group: str) -> list[str]:
    """The organisations of a list.

    >>> organizations("Acme Co., Ltd., the Institute of Blood and Marrow and Novo Pharma")
    ['Acme Co., Ltd.', 'Institute of Blood and Marrow', 'Novo Pharma']
    """
    marked = re.sub(r",\s(?=(?:Inc|Ltd|LLC|Corp|S\.A|GmbH|Co)\b)", "\0", group)
    marked = re.sub(r"\sand\s(?=(?:Co|Company|Sons)\b)", "\1", marked)
    pieces = [p for part in re.split(r"[,;]\s", marked) for p in _parted(part)]
    return [name for piece in pieces if (name := _organization_name(piece.replace("\0", ", ").replace("\1", " and ")))]


def _organization_name(piece: str) -> str | None:
    """A piece of a list as an organisation's name, or None where it cannot be one."""
    name = re.sub(r"^(?:(?:the|and|by|with|The|An?|This)\s)+", "", piece.strip(" ,—"))
    if not re.search(r"(?:Inc|Ltd|Co|Corp|S\.A|U\.S\.A)\.$", name):
        name = name.rstrip(".")
    possible = 1 < len(name) < 90 and name[0].isupper()
    return name if possible and not any_of(FAMILY, "no_organization").match(name) else None


def _parted(part: str) -> list[str]:
    """The pieces between the "and"s of a list, an "and" within one institution's name left alone."""
    if " and " not in part:
        return [part]
    left, right = part.split(" and ", 1)
    if any_of(FAMILY, "keeps_and").search(left) and not any_of(FAMILY, "own_name").search(right.split(" and ")[0]):
        head, *more = right.split(" and ", 1)
        return [f"{left} and {head}", *(_parted(more[0]) if more else [])]
    return [left, *_parted(right)]


def organization(sentence: Sentence, name: str) -> Concept:
    """The organisation of a name: the vocabulary's where it knows it, else one that the document names."""
    for mark in sentence.of_kind("organization"):
        if mark.span.of(sentence.passage.text) == name:
            return mark.concept
    return Concept("organization", name, known=False)


def _investigators(context: Context, sentence: Sentence, section: str) -> Iterator[Offer]:
    """Who led the trial or reported it as its author, with the institution that stands beside the name."""
    talk = section in ("comment", "comments", "limitations") or not context.trials.single
    groups = [(0, "led")] if talk else [(0, "led"), (1, "reported")]
    trial, span = context.trials.of(sentence), sentence.source()
    for rank, group in groups:
        for words in as_written(FAMILY, group):
            for found in sentence.finditer_text(words):
                if (name := plain_name(found["name"])) is None:
                    continue
                person = Concept("person", name, known=False)
                yield Offer("trial", trial, "investigator", name, span, "attributes.investigator", rank, person)
                if org := _institution(found["org"]):
                    rule, where = "attributes.affiliation", organization(sentence, org)
                    yield Offer("trial_detail", trial, "affiliation", org, span, rule, rank, where)


def plain_name(words: str) -> str | None:
    """A person's name without title, or None where the words are no person's.

    >>> plain_name("Dr. Mary van Beek"), plain_name("National Cancer Institute")
    ('Mary van Beek', None)
    """
    name = re.sub(r"^(?:Drs?|Prof(?:essor)?)\.?\s", "", " ".join(words.split()))
    parts = set(name.split())
    if parts & {*table("trials", "institutions"), *table(FAMILY, "no_person")} or len(parts) < 2:
        return None
    return None if any(p.isupper() and len(p) > 3 for p in parts) else name


def _institution(words: str | None) -> str | None:
    """An institution's name as it stands, without its place and article."""
    if not words:
        return None
    name = re.split(r",|\sin\s(?=[A-Z])|\sand\s(?:his|her|their|colleagues|[a-z]+ed\s)|\swho\s", words)[0].strip()
    name = re.sub(r"^the\s", "", name)
    return name if name[:1].isupper() and len(name) > 2 else None
