"""Who paid for a trial and who led it: sponsors, investigators and their institutions.

Names are found by their capitals, so that a company or a person whom no list knows is found too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.patterns import table
from kg.reading.trial_facts import Offer
from kg.reading.trials import sections

_CAPITAL = r"(?:[A-Z0-9][\w&.’'/-]*|&)"
_ORG = rf"(?:[A-Z][\w&.’'/-]*)(?:,?\s(?:(?:of|for|and|on|the|de|le|la|contre|du|in)\s){{0,2}}{_CAPITAL})*(?:,?\s(?:Inc|Ltd|LLC|Corp|Co|S\.A|GmbH|AG)\.?)?"
_ORGS = rf"{_ORG}(?:,?\s(?:and|as well as|along with)\s(?:the\s|by the\s|by\s)?{_ORG})*"
_MAKER = r"(?:(?:the|its|a|an)\s)?(?:[\w’'®™-]+\s){0,4}?(?:manufacturers?|makers?|developers?|company|companies|producer|sponsor)(?:\s(?:of|that (?:makes|manufactures))\s[\w®™, -]{2,50}?)?,?\s(?:the\s)?(?:company\s)?"
_TRIAL = r"(?:[\w-]+\s){0,3}?(?:trials?|stud(?:y|ies)|research|work)"

_SPONSORED = (
    re.compile(rf"\b(?:(?:co-)?(?:funded|sponsored|financed|underwritten)|(?:which was|was|were|is|study|trial|—|partly) supported)(?:\s(?:in part|jointly|primarily|partially|mainly))?\sby\s(?:the\s)?(?P<maker>{_MAKER})?(?P<orgs>{_ORGS})"),
    re.compile(rf"\b(?P<orgs>{_ORGS})(?:,\s(?:the\s(?:maker|manufacturer|developer)|which\s(?:makes|manufactures))[^,.]{{2,50}},)?\s(?:co-)?(?:funded|sponsored|is sponsoring|is funding|are funding|financed|supported)\s(?:the|this|both)\s{_TRIAL}\b"),
    re.compile(rf"\b(?P<orgs>[A-Z][\w&.’'/]*(?:\s[A-Z][\w&.’'/]*){{0,4}})-(?:funded|sponsored|supported)\s{_TRIAL}\b"),
    re.compile(rf"\b(?:with\s)?(?:funding|grants?|financial support)\s(?:for the (?:trial|study)\s)?(?:was\s|were\s|came\s)?(?:provided\s)?(?:from|by)\s(?:the\s)?(?P<maker>{_MAKER})?(?P<orgs>{_ORGS})"),
    re.compile(rf"\b(?P<orgs>{_ORG})(?:,\s(?:the\s(?:maker|manufacturer|developer)|which\s(?:makes|manufactures))[^,.]{{2,50}},)?\s(?:which\s)?(?:provided\s(?:the\s)?(?:\w+\s){{0,2}}funding|was the (?:primary|main|sole) (?:funder|sponsor))"),
    re.compile(rf"\b(?P<orgs>{_ORG}),\swhich\swas\sthe\s(?:primary|main|sole)\s(?:funder|sponsor)"),
)  # fmt: skip

_FIRST = r"(?:[A-Z][\w’'‑-]+|[A-Z]\.(?:-?[A-Z]\.)?)"
_PARTICLE = r"(?:van der|van den|van|von|der|den|de la|de|del|della|di|da|dos|el|al|ter|ten|le|la|bin|St\.)"
PERSON = rf"{_FIRST}(?:\s(?:{_PARTICLE}\s)?{_FIRST}){{1,3}}(?:,\sJr\.)?"
"""A person's full name: given names or initials, particles, surname."""

_CREDENTIAL = r"(?:M\.?\s?D\.?|Ph\.?\s?D\.?|M\.?Sc\.?|M\.?P\.?H\.?|D\.?O\.?|R\.?N\.?|M\.?B\.?\s?B\.?S\.?|M\.?B\.?|Ch\.?B\.?|D\.?Phil\.?|Sc\.?D\.?|FRCP|M\.?S\.?|Dr\.?P\.?H\.?|Pharm\.?D\.?|M\.?H\.?S\.?(?:c\.?)?)"
_TITLES = rf"(?:,\s{_CREDENTIAL})*"
_OF = r"(?:,?\s(?:of|from|at|in)\s(?P<org>(?:the\s)?[^,.;()“”\"]{3,90}(?:,\s(?:[A-Z][\w.]+\s?){1,3})?(?:\sin\s[A-Z][^,.;]{2,40})?(?:,\s[A-Z][a-z]+)?))?"
_ROLE = r"(?:lead|first|principal|chief|primary|coordinating)(?:,?\s(?:and|study|trial))?\s(?:study\s|trial\s)?(?:author|investigator|researcher|scientist)"
_PRESENTED = r"(?:report(?:ed|s)?|present(?:ed|s)?|enroll?ed|compared|published|conducted|analyzed|randomly|randomi[sz]ed|followed|showed|tested|studied|recruited|concluded|found|examined|evaluated|treated|assigned)"

_LED = (
    (0, re.compile(rf"\b(?:led|headed|directed|chaired|spearheaded)\sby\s(?:principal investigators?\s)?(?:Drs?\.\s)?(?P<name>{PERSON}){_TITLES}{_OF}")),
    (0, re.compile(rf"\b{_ROLE}s?(?:\s(?:of|on|for)\s(?:the|this)\s{_TRIAL})?(?:,|\swas|\sis|\sand)?:?\s(?:Drs?\.\s)?(?P<name>{PERSON}){_TITLES}{_OF}", re.ASCII)),
    (0, re.compile(rf"\b(?P<name>{PERSON}){_TITLES}{_OF},?\s(?:who\s)?(?:(?:co-)?led|headed|directed|chaired)\s(?:the|this)\s(?:\w+\s){{0,4}}?(?:trial|study|research|team)\b")),
    (0, re.compile(rf"\b(?P<name>{PERSON}){_TITLES}{_OF},?\s(?:who\s)?(?:was|is)?,?\s?(?:the|one of the)\s(?:\w+[’']s?\s|\w+\s){{0,3}}?(?:lead|first|principal)\s(?:author|investigator)")),
    (0, re.compile(rf"\b(?:one of the|an?)\s(?:trial|study)(?:[’']s)?\sinvestigators?,\s(?P<name>{PERSON}){_TITLES}{_OF}")),
    (1, re.compile(rf"\b(?P<name>{PERSON})(?:,\s{_CREDENTIAL})+{_OF},?\sand\s(?:his|her|their)\s(?:\w+\s)?(?:colleagues|team|co-?authors|coworkers|collaborators)\s{_PRESENTED}\b")),
    (1, re.compile(rf"\b(?:report(?:ed|s)|concluded|found)\s(?:Drs?\.\s)?(?P<name>{PERSON})(?:,\s{_CREDENTIAL})*{_OF},?\sand\s(?:his|her|their)\s(?:\w+\s)?(?:colleagues|team|co-?authors)")),
    (1, re.compile(rf"\b(?P<name>{PERSON})(?:,\s{_CREDENTIAL})+{_OF},?\s(?:reported|presented)\s(?:the\s(?:\w+\s)?(?:findings|results)|at\sthe|on)\b")),
)  # fmt: skip
_NOT_THEIRS = re.compile(
    r"\b(?:not involved|accompanying|editorial|commentary|comment\b|perspective|was not part|laboratory|mice|mouse|case report|earlier work)\b",
    re.I,
)


def read(context: Context) -> Iterator[Offer]:
    """Sponsors, investigators and affiliations that the sentences name."""
    where = sections(context.annotated)
    for sentence in context.annotated:
        if where[sentence.index] == "references" or not context.trials.told(sentence):
            continue
        yield from _sponsors(context, sentence, where[sentence.index])
        if context.trials.single and not _NOT_THEIRS.search(sentence.text):
            yield from _investigators(context, sentence, where[sentence.index])


def _sponsors(context: Context, sentence: Sentence, section: str) -> Iterator[Offer]:
    """Who funded the trial: by the verb, by a compound, or as the list that a Funding section is."""
    text = sentence.text
    groups: list[str] = []
    if (
        section == "funding"
        and sentence.passage.block != "heading"
        and text.strip(" :.").lower() != "funding"
    ):
        plain = not re.search(r"\b(?:was|were|by|from)\b", text)
        groups = [text.strip(" .")] if plain else []
    if re.search(r"fund|sponsor|support|financ|grant", text):
        groups += [found["orgs"] for words in _SPONSORED for found in words.finditer(text)]
    for group in groups:
        for name in organizations(group):
            yield Offer(
                "trial",
                context.trials.of(sentence),
                "sponsor",
                name,
                sentence.source(),
                "attributes.sponsor",
                0,
                organization(sentence, name),
            )


_KEEPS_AND = re.compile(
    r"\b(?:Institute|Institutes|Ministry|Department|Centers?|Council|Office|Division|Agency|Board|Society|Foundation|Program|School|Administration)\s(?:of|for|on)\b"
)
_NO_ORG = re.compile(
    r"^(?:The|A|An|In|This|It|These|Phase|Both|FDA|European Union|Results|Patients|Dr|Drs|I|None|No|Not|US|U\.S\.|New|Federal|Government|However)$"
)


def organizations(group: str) -> list[str]:
    """The organisations of a list.

    >>> organizations("Acme Co., Ltd., the Institute of Blood and Marrow and Novo Pharma")
    ['Acme Co., Ltd.', 'Institute of Blood and Marrow', 'Novo Pharma']
    """
    marked = re.sub(r",\s(?=(?:Inc|Ltd|LLC|Corp|S\.A|GmbH|Co)\b)", "\0", group)
    pieces = [p for part in re.split(r"[,;]\s", marked) for p in _parted(part)]
    made = [
        re.sub(r"^(?:the|and|by|with|The)\s(?:the\s)?", "", p.replace("\0", ", ").strip(" ,—"))
        for p in pieces
    ]
    trimmed = [m if re.search(r"(?:Inc|Ltd|Co|Corp|S\.A|U\.S\.A)\.$", m) else m.rstrip(".") for m in made]
    return [m for m in trimmed if len(m) > 1 and m[0].isupper() and not _NO_ORG.match(m) and len(m) < 90]


def _parted(part: str) -> list[str]:
    if " and " not in part:
        return [part]
    left, right = part.split(" and ", 1)
    if _KEEPS_AND.search(left) and not re.search(
        r"\b(?:Institute|Pharma\w*|Foundation|Society|Council|Inc|Ltd|Company|University|Research|Group)\b",
        right.split(" and ")[0],
    ):
        again = right.split(" and ", 1)
        return [f"{left} and {again[0]}", *(_parted(again[1]) if len(again) > 1 else [])]
    return [left, *_parted(right)]


def organization(sentence: Sentence, name: str) -> Concept:
    """The organisation of a name: the vocabulary's where it knows it, else one that the document names."""
    for mark in sentence.of_kind("organization", "agency"):
        if (
            mark.concept is not None
            and mark.concept.kind == "organization"
            and mark.span.of(sentence.passage.text) == name
        ):
            return mark.concept
    return Concept("organization", name, known=False)


def _investigators(context: Context, sentence: Sentence, section: str) -> Iterator[Offer]:
    text = sentence.text
    for rank, words in _LED:
        for found in words.finditer(text):
            if rank and section in ("comment", "comments", "limitations"):
                continue
            name = plain_name(found["name"])
            if name is None:
                continue
            trial, span = context.trials.of(sentence), sentence.source()
            yield Offer(
                "trial",
                trial,
                "investigator",
                name,
                span,
                "attributes.investigator",
                rank,
                Concept("person", name, known=False),
            )
            if org := _institution(found["org"]):
                yield Offer(
                    "trial_detail",
                    trial,
                    "affiliation",
                    org,
                    span,
                    "attributes.affiliation",
                    rank,
                    organization(sentence, org),
                )


def plain_name(words: str) -> str | None:
    """A person's name without title, or None where the words are no person's.

    >>> plain_name("Dr. Mary van Beek"), plain_name("National Cancer Institute")
    ('Mary van Beek', None)
    """
    name = re.sub(r"^(?:Drs?|Prof(?:essor)?)\.?\s", "", " ".join(words.split()))
    known = {
        *table("trials", "institutions"),
        "Cancer",
        "Trial",
        "Study",
        "National",
        "Phase",
        "The",
        "Investigator",
        "In",
        "And",
        "NCI",
        "According",
    }
    parts = set(name.split())
    if parts & known or len(parts) < 2 or any(p.isupper() and len(p) > 3 for p in parts):
        return None
    return name


def _institution(words: str | None) -> str | None:
    """An institution's name as it stands, without its place and article."""
    if not words:
        return None
    name = re.split(r",|\sin\s(?=[A-Z])|\sand\s(?:his|her|their|colleagues)|\swho\s", words)[0].strip()
    name = re.sub(r"^the\s", "", name)
    return name if name[:1].isupper() and len(name) > 2 else None
