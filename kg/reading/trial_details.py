"""Where a trial was done, whom it took, and which histologies: details beside its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.patterns import pattern, table
from kg.reading.trial_facts import Offer, blocked
from kg.reading.trials import sections

_TRIAL = re.compile(
    r"\b(?:trial|study|enroll\w*|recruit\w*|patients|participants|women|men|included|conducted|randomly)\b",
    re.I,
)


def read(context: Context) -> Iterator[Offer]:
    """Locations, eligibility and histologies that sentences about a trial give."""
    where = sections(context.annotated)
    for sentence in context.annotated:
        section = where[sentence.index]
        if (
            not context.trials.told(sentence)
            or sentence.passage.block in ("heading", "row")
            or blocked(sentence)
        ):
            continue
        if section in table("trials", "elsewhere") and not context.trials.named(sentence):
            continue
        if _TRIAL.search(sentence.text):
            yield from _locations(context, sentence)
            yield from _eligibility(context, sentence)
            yield from _histologies(context, sentence)


_PLACE = (
    r"(?:(?:the\s)?(?:North|South|Latin|Central|Western|Eastern|Southeast|East)\s(?:America|Europe|Asia|Africa|Korea)|Europe|Asia|Africa|Australia|New Zealand|Oceania|"
    r"(?:the\s)?(?:United States|United Kingdom|Netherlands|Middle East|U\.?S\.?A?\.?|U\.?K\.?)|Canada|Mexico|Brazil|Argentina|Japan|China|Taiwan|Korea|India|Thailand|Singapore|"
    r"Israel|Turkey|Russia|Germany|France|Italy|Spain|Portugal|Belgium|Switzerland|Austria|Poland|Denmark|Norway|Sweden|Finland|Greece|Ireland|England|Scotland|Iran|Egypt|South Africa)"
)
_PLACES = re.compile(
    rf"\b(?:from|in|across|throughout)\s(?P<places>{_PLACE}(?:(?:,\s(?:and\s)?|\sand\s){_PLACE})*)(?![\w-])(?!\s(?:approved|alone))"
)
_SITES = re.compile(
    r"\b(?:from|at|in|across)\s(?P<sites>(?:more than |nearly |about |over )?(?:\d[\d,]*|\w+)\s(?:participating\s|different\s|clinical\s|study\s|medical\s|cancer\s|tertiary\s|European\s|hospital\s)?(?:centers|centres|sites|hospitals|institutions|countries|medical centers)"
    r"(?:\s(?:in|across|from)\s(?:(?:more than )?(?:\d+|\w+)\scountries|"
    + _PLACE
    + r"(?:(?:,\s(?:and\s)?|\sand\s)"
    + _PLACE
    + r")*))?)"
)
_INTERNATIONAL = re.compile(
    r"\b(?P<kind>international|multinational)\b,?\s(?:[\w,/-]+\s){0,8}?(?:trial|study)\b", re.I
)
_CONDUCTED = re.compile(
    r"\b(?:trial|study|enroll\w*|patients|participants|women|men|recruited|conducted|people|children)\b", re.I
)


def _locations(context: Context, sentence: Sentence) -> Iterator[Offer]:
    trial, span, text = context.trials.of(sentence), sentence.source(), sentence.text
    if found := _INTERNATIONAL.search(text):
        yield Offer(
            "trial_detail", trial, "location", found["kind"].lower(), span, "attributes.international"
        )
    for found in _PLACES.finditer(text):
        near = text[max(0, found.start() - 110) : found.start()]
        if _CONDUCTED.search(near) and not re.search(
            r"\b(?:approved|diagnosed|deaths?|cases|incidence|available|University|Institute|Hospital|Center|School)\b",
            near,
        ):
            yield Offer(
                "trial_detail",
                trial,
                "location",
                found["places"].removeprefix("the "),
                span,
                "attributes.places",
            )
            break
    if (found := _SITES.search(text)) and not re.match(
        r"(?:the|these|all|both|other|some|many)\b", found["sites"]
    ):
        yield Offer("trial_detail", trial, "location", found["sites"], span, "attributes.sites")


@cache
def _eligible() -> re.Pattern[str]:
    verb = r"(?:had|have|has|had been|have been|were|was|is|are)"
    return pattern(
        r"(?:{cancer}(?:s)?|{people})(?:\s(?:and|or)\s(?:[a-z-]+\s){0,3}{cancer})?,?\s(?:that|which|who|whose\s(?:disease|cancers?|tumou?rs?))\s"
        rf"(?:{verb})\s(?P<e>(?:not\s|previously\s|already\s|never\s)?(?:been\s)?(?:previously\s)?"
        r"(?:progressed|relapsed|recurred|spread|received|undergone|failed|treated|no longer|resistant|refractory|responded|stopped|not)\b[^.;:()]{3,120}?)(?=,|\.|;|:|\(|\sto\s(?:receive|one|either|treatment)\b|\swere\s|\sfrom\s\d|\sfrom\s\ue00b|$)"
    )


_ENTERS = re.compile(
    r"\b(?:enroll\w*|recruit\w*|randomly|randomi[sz]ed|includ\w+|eligible|eligibility|patients in the (?:trial|study) had|designed|goal|compar\w+)\b",
    re.I,
)


def _eligibility(context: Context, sentence: Sentence) -> Iterator[Offer]:
    """What those who took part had been through, in a sentence that tells of their enrolment."""
    if not _ENTERS.search(sentence.text):
        return
    if found := _eligible().search(sentence.typed):
        words = sentence.words(*found.span("e"))
        words = re.sub(r"^(?:been\s)", "", words)
        if 2 < len(words.split()) < 22:
            yield Offer(
                "trial_detail",
                context.trials.of(sentence),
                "eligibility",
                words,
                sentence.source(),
                "attributes.eligibility",
            )


_KIND = (
    r"(?:papillary|follicular|(?:poorly|well|moderately)[- ]differentiated|medullary|anaplastic|squamous(?:[- ]cell)?|non-?squamous|large[- ]cell|clear[- ]cell|serous|endometrioid|mucinous|ductal|lobular|"
    r"adenosquamous|sarcomatoid|oncocytic|Hürthle[- ]cell|urothelial|transitional[- ]cell|nodular|superficial spreading|acral|mucosal|uveal)"
)
_HISTOLOGY = re.compile(
    rf"\b(?:included?|including|enroll?ed|with|had)\s(?:(?:patients|participants|people|women|men)\s(?:with|who had)\s)?(?P<kinds>{_KIND}(?:(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s){_KIND})+)\s"
    r"(?:disease|tumou?rs?|histolog\w+|cancers?|carcinomas?|types?|subtypes?|thyroid)",
    re.I,
)


def _histologies(context: Context, sentence: Sentence) -> Iterator[Offer]:
    """The histologies of a list, one fact each."""
    if found := _HISTOLOGY.search(sentence.text):
        for kind in re.findall(_KIND, found["kinds"], re.I):
            yield Offer(
                "trial_detail",
                context.trials.of(sentence),
                "histology",
                kind.lower(),
                sentence.source(),
                "attributes.histology",
            )
