"""The papers that a summary cites as the reports of the trials that it tells of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg import names
from kg.model import Concept, Span
from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.matching.programs import quick
from kg.reading.patterns import any_of
from kg.reading.trial_facts.offers import Offer
from kg.reading.trials.carrying import CITED, citations, item_number
from kg.reading.trials.forms import REGISTRY, looks_like_name
from kg.reading.trials.introduced import introduced
from kg.reading.trials.scope import blocked

_PMID = quick(r"(?:ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/|pubmed\.ncbi\.nlm\.nih\.gov/|(?:list_)?uids=)(\d{5,9})\b")
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s?#\"<>]+)")

FAMILY = "trial_papers"


def paper_words(name: str) -> re.Pattern[str]:
    """What any pattern of a table of the rule file matches."""
    return any_of(FAMILY, name)


def references_of(context: Context) -> dict[str, tuple[str, Span]]:
    """The papers of a summary's reference lists: `section.number` to PMID and the place of the entry.

    A list's section is not written in it; the lists follow their sections in order, so that each belongs to
    the citations that stand between it and the list before.
    """
    made: dict[str, tuple[str, Span]] = {}
    cited: Counter[str] = Counter()
    inside = False
    for passage in context.document.passages:
        if passage.block == "heading":
            continue
        if passage.path[-1:] == ("References",) and passage.block == "bullet":
            inside = True
            number = item_number(context.document, passage)
            section = max(sorted(cited), key=lambda s: cited[s], default="")
            papers = [paper for _, target in passage.links if (paper := paper_of(target))]
            if section and number and papers:
                whole = passage.source_span(Span(0, len(passage.text)))
                made[f"{section}.{number}"] = (papers[0], whole)
            continue
        if inside:
            cited, inside = Counter(), False
        found = (CITED.search(target) for _, target in passage.links)
        cited.update(f.group(1).rpartition(".")[0] for f in found if f)
    return made


_TELLS = quick(r"\b(?:random|enroll|assigned|trial|study|review|series|survey|cohort|analysis|meta-analysis)", re.I)


def names_in_titles(context: Context) -> re.Pattern[str] | None:
    """The names of a document's trials, as papers' titles hold them."""
    held = [a for a in context.trials.aliases if looks_like_name(a) or a.count(" ") >= 3]
    held.sort(key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, held)) + r")(?![\w]|-\w)") if held else None


def _owner(context: Context, trial: Concept, title: str, titled: re.Pattern[str] | None) -> Concept | None:
    """Whose report a paper is that is cited for a trial: the one trial's that its title names, where it names any.

    A title that names several others is nobody's, and so is one with a name that the document's trial does not have.
    """
    named = {context.trials.aliases[found.group()] for found in titled.finditer(title)} if titled else set()
    if REGISTRY.fullmatch(trial.name) or any(_alike(trial.name, other.name) for other in named):
        return trial
    if named:
        return named.pop() if len(named) == 1 else None
    other = _NAMED.search(title) if not names.is_unnamed(trial.name) else None
    return None if other and looks_like_name(other["name"]) and not _alike(trial.name, other["name"]) else trial


def _alike(one: str, other: str) -> bool:
    """Whether two names may be one trial's: "COG-A5971" and "A5971", "RMS-2005" and "RMS2005".

    >>> _alike("COG-A5971", "A5971"), _alike("IBIS-I", "IBIS-II"), _alike("FAB/LMB-96", "FAB")
    (True, False, True)
    """
    first, second = (re.sub(r"[\W_]", "", name).casefold() for name in sorted((one, other), key=len))
    return second.endswith(first) or (second.startswith(first) and not re.match(r"[ivx\d]", second[len(first) :]))


_NAMED = re.compile(r"\((?P<name>[A-Z][\w-]{3,})\)\s?:")
"""In a paper's title, the name that its trial goes by: "Anastrozole for prevention (IBIS-II): a randomised …"."""


def cited(
    context: Context, sentence: Sentence, references: dict[str, tuple[str, Span]], titled: re.Pattern[str] | None
) -> Iterator[Offer]:
    """The paper that a sentence cites as it brings in or names one trial of a summary.

    Where it cites none itself, the one that its paragraph cites, if no other trial is told of before it does.
    """
    text = sentence.text
    if not _TELLS.search(text) or blocked(sentence):
        return
    if not (context.trials.named(sentence) or introduced(sentence) or "randomly assigned" in text):
        return
    keys = citations(links_of(sentence)) or _cited_behind(context, sentence)
    if len(keys) != 1 or (cited_key := keys.pop()) not in references:
        return
    paper, span = references[cited_key]
    title = span.of(context.document.text)
    named = context.trials.named(sentence)
    if paper_words("no_study").search(title) or (named and paper_words("others_work").search(title)):
        return
    trial = _owner(context, context.trials.of(sentence), title, titled)
    if trial is not None:
        yield Offer("trial", trial, "publication", paper, span, "attributes.publication-cited", 1)


def _cited_behind(context: Context, sentence: Sentence) -> set[str]:
    """What the rest of a paragraph cites for the trial of a sentence; nothing where another trial comes first."""
    keys = citations(list(sentence.passage.links))
    for behind in context.annotated.sentences[sentence.index :]:
        another = context.trials.told(behind) and context.trials.of(behind) != context.trials.of(sentence)
        if another or behind.passage is not sentence.passage:
            return set()
        if citations(links_of(behind)):
            return keys
    return set()


def links_of(sentence: Sentence) -> list[tuple[Span, str]]:
    """The links of a sentence; a citation, which shows no words, stands at the end of what it is for."""
    first, last = sentence.span.start, sentence.span.end
    return [
        (place, target)
        for place, target in sentence.passage.links
        if first <= place.start < last or first < place.start == place.end == last
    ]


def paper_of(target: str) -> str | None:
    """The PMID, else the DOI, of a link's target.

    >>> paper_of("http://www.ncbi.nlm.nih.gov/pubmed/24768112"), paper_of("http://www.nejm.org/doi/full/10.1056/NEJMoa1?q=1#t")
    ('24768112', '10.1056/NEJMoa1')
    """
    if found := _PMID.search(target):
        return found.group(1)
    if found := _DOI.search(target):
        return re.sub(r"/(?:abstract|full|pdf|fulltext|epdf)$", "", found.group(1).rstrip("/."))
    return None
