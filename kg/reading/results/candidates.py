"""The sentences that may hold a result, and those of them that may compare; found quickly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.reading.annotate import Sentence
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Context
from kg.reading.matching.prefilter import prefiltered
from kg.reading.patterns import index, may_match
from kg.reading.results.comparing.factors import may_tell_of_a_factor
from kg.reading.results.people import may_set_apart
from kg.reading.trials.items import is_link
from kg.reading.trials.scope import of_animals

CUES = ("verdicts", "verdict_words", "effects")
"""The rule files of cues."""
SOURCES = ("nci_research", "abstract", "nci_pdq", "nci_page", "markdown", "label", "nci_drug")
"""Where documents come from that tell results."""


def of_results(context: Context, wanted: Iterable[Sentence]) -> Iterator[Sentence]:
    """Those sentences that can hold a result: none of them a heading, or told of animals."""
    if context.document.source in SOURCES:
        yield from (s for s in wanted if s.passage.block != "heading" and not of_animals(s))


def that_compare(context: Context) -> Iterator[Sentence]:
    """The sentences that may compare; a plan or a guess in one clause leaves the others as they are."""
    may = context.annotated.indices(_HINT, index("exposures"), kinds=("p_value", "interval"))
    wanted = (s for s in context.annotated if s.index in may or s.passage.block == "row")
    return of_results(context, (s for s in wanted if not is_headline(s)))


def is_headline(sentence: Sentence) -> bool:
    """Whether a sentence is the title of another page in a list of them, which the words below it tell in full."""
    passage = sentence.passage
    return passage.block == "bullet" and is_link(passage) and len(passage.text.split()) > 3


_HINT = prefiltered(
    r"long|short|high|low|great|more|less|few|improv|better|wors|inferior|superior|similar|comparab|differ|benefit|advantage|"
    r"gain|increas|reduc|decreas|prolong|exten|delay|associat|equivalent|identical|ratio|hazard|relative|\bHR|\bRR|\bOR\b|likely|same|favou?r|enhanc|excess|"
    r"twice|times\sas|"
    r"commoner|prevent|protect|\bkept|\bkeep|reliev|alleviat|slow|fast|quick|doubl|tripl|halv|tolerat|\bsafe|\bworke?[ds]\s|toxic|effective|significan|n\.s\.|\bNS\b|affect|influenc|alter|impair|compromis|chang|impact|modif|effect|\bcut|\bfell\b|drop|\bhal[fv]|declin|deteriorat|lengthen|diminish|\bros?e\b|poor|\bgood\sas\b",
    re.IGNORECASE,
)
_REFERENCE = prefiltered(r"\bet al\.?:")


def may_compare(sentence: Sentence, context: Context) -> bool:
    """Whether a sentence may tell of two sides; quick.

    It gives a p value, or it holds a cue and somebody of whom that is told: a treatment that it names, the arms of its
    trial, a factor, or people whom it sets against each other (`people.py`).
    """
    if not sentence.of_kind("p_value"):
        if not sentence.may_match(_HINT):
            return False
        somebody = bool(sentence.of_kind(*TREATMENTS) or context.arms.of(context.trials.of(sentence)))
        somebody = somebody or may_tell_of_a_factor(sentence) or may_set_apart(sentence)
        if not somebody or not any(may_match(family, sentence, "measure", "arm") for family in CUES):
            return False
    return not sentence.search_text(_REFERENCE)
