"""Where a trial is registered and reported: registry ids, its own reports, comments on it, journal and date.

A link to a paper is the trial's own report only where the words say so ("results", "published", the abstract
under Source); an editorial or comment beside it is a commentary, never a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span
from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.matching.prefilter import prefiltered
from kg.reading.number_forms import MONTHS
from kg.reading.patterns import as_written, table
from kg.reading.trial_facts.cited import FAMILY, cited, links_of, names_in_titles, paper_of, paper_words, references_of
from kg.reading.trial_facts.offers import Offer
from kg.reading.trials.forms import linked_id
from kg.reading.trials.introduced import brought_in
from kg.reading.trials.scope import LONGEST, sections

_DOI_SAID = re.compile(r"(?:\bdoi:?\s?|\barticle \()(10\.\d{4,9}/[^\s)\],;]+)", re.I)


def read(context: Context) -> Iterator[Offer]:
    """Registry ids, reports and comments that the sentences tell of."""
    where = sections(context.annotated)
    references = references_of(context) if not context.trials.single else {}
    titled = names_in_titles(context) if references else None
    for sentence in context.annotated:
        section = where[sentence.index]
        if section == "references" or sentence.span.end - sentence.span.start > LONGEST:
            continue
        if sentence.passage.links or context.trials.named(sentence):
            yield from _registry(context, sentence)
        if context.trials.told(sentence):
            if sentence.passage.links:
                yield from _links(context, sentence, section)
            if context.trials.single:
                yield from _said_doi(context, sentence, section)
            if references:
                yield from cited(context, sentence, references, titled)
        if context.trials.single and sentence.index < _EARLY:
            yield from _journal(context, sentence, section)


def _registry(context: Context, sentence: Sentence) -> Iterator[Offer]:
    """Ids that stand in the text or in a link to a registry, each with its own trial."""
    trials, seen, named = context.trials, set(), context.trials.named(sentence)
    by_name = {m.trial for m in named if m.trial.name != m.registry}
    for mention in named:
        if mention.registry:
            seen.add(mention.registry)
            alone = mention.trial.name == mention.registry and trials.single and _registered(sentence)
            trial = (next(iter(by_name)) if len(by_name) == 1 else trials.main) if alone else mention.trial
            if trial.name == mention.registry or not trial.name.startswith("NCT"):  # no other trial's id
                source, rule = sentence.source(), "attributes.registry-id"
                yield Offer("trial", trial, "registry_id", mention.registry, source, rule)
    for _, target in links_of(sentence):
        linked = linked_id(target)
        if linked and linked not in seen and trials.told(sentence):
            source, rule = sentence.source(), "attributes.registry-link"
            yield Offer("trial", trials.of(sentence), "registry_id", linked, source, rule, 1)


def _registered(sentence: Sentence) -> bool:
    """Whether a sentence tells how the document's own study is registered, or is about that study."""
    return len(sentence.text) < 60 or bool(_REGISTERED.search(sentence.text))


_REGISTERED = re.compile(
    r"\bregist\w+|clinical\s?trials|identifier|\btrial number|^(?:this|we|our|here)\b"
    r"|\b(?:this|our|the (?:present|current)) (?:[\w-]+ ){0,4}(?:trial|study)\b",
    re.IGNORECASE,
)


def _links(context: Context, sentence: Sentence, section: str) -> Iterator[Offer]:
    """Each linked paper as the trial's report, as a comment on it, or as neither."""
    for place, target in links_of(sentence):
        paper = paper_of(target)
        if paper is None:
            continue
        label, trial, span = place.of(sentence.passage.text), context.trials.of(sentence), sentence.source()
        if paper_words("comment").search(label) or sentence.search_text(paper_words("comment")):
            near = sentence.passage.text[max(sentence.span.start, place.start - 60) : place.end + 60]
            if trial == context.trials.main and context.trials.single and paper_words("comment").search(near):
                yield Offer("trial_detail", trial, "commentary", paper, span, "attributes.commentary")
        elif _in_journal(context, sentence, section, place) or _is_report(context, sentence, section, label):
            yield Offer("trial", trial, "publication", paper, span, "attributes.publication-link")


def _in_journal(context: Context, sentence: Sentence, section: str, place: Span) -> bool:
    """Whether a linked journal is where a page's own study was published: "The findings were published in the X"."""
    trials = context.trials
    own = trials.single and trials.of(sentence) == trials.main and section not in table("trials", "elsewhere")
    return own and bool(_PUBLISHED_IN.match(sentence.passage.text[sentence.span.start : place.start]))


_PUBLISHED_IN = re.compile(
    r"(?:The (?:new )?(?:study|trial|findings|results|data)|(?:These|Those|Their|Its) (?:findings|results|data)|They)"
    r"\b(?:,[^,;]{3,60},)?[^.;]{0,90}\bpublished\b[^.;]{0,50}\b(?:in|as an?)\s(?:the\s)?$"
)
"""From the beginning of a sentence to a link: that the study was published in what is linked."""


def _is_report(context: Context, sentence: Sentence, section: str, label: str) -> bool:
    """Whether a linked paper is the report of the trial that its sentence speaks of."""
    trials, text = context.trials, sentence.text
    if section == "source":
        return True
    labelled = paper_words("label").search(label)
    if sentence.search_text(paper_words("not_report")) or not (labelled or trials.named(sentence)):
        return False
    named = any(m.trial == trials.of(sentence) for m in trials.named(sentence))
    if trials.single and trials.of(sentence) == trials.main and not named:
        if section in table("trials", "elsewhere") or paper_words("studies").search(label):
            return False
        early = sentence.index < 12 or section in table("trials", "own")
        return bool(paper_words("own_label").search(label) and (early or paper_words("said").search(text))) or (
            early and bool(labelled and paper_words("said").search(text))
        )
    return (
        named
        or bool(brought_in(sentence))
        or bool(re.search(r"\b(?:[Tt]hat|[Tt]his|[Tt]he) (?:[\w-]+ )?(?:trial|study)\b", label))
    )


_THIS_ARTICLE = prefiltered(r"\b(?:this|the) (?:article|paper)\b")


def _said_doi(context: Context, sentence: Sentence, section: str) -> Iterator[Offer]:
    """The DOI of an article that its own text gives ("The online version of this article (doi:…)")."""
    if sentence.search_text(_THIS_ARTICLE):
        for found in _DOI_SAID.finditer(sentence.text):
            yield Offer(
                "trial",
                context.trials.main,
                "publication",
                found.group(1).rstrip("."),
                sentence.source(),
                "attributes.publication-doi",
            )


_EARLY = 25
"""Sentences of a document among which it says where its own study was published."""


def _journal(context: Context, sentence: Sentence, section: str) -> Iterator[Offer]:
    """The journal and the day of the trial's report."""
    trials, text = context.trials, sentence.text
    if trials.of(sentence) != trials.main or sentence.search_text(paper_words("comment")):
        return
    if section in table("trials", "elsewhere"):
        return
    if section != "source" and not sentence.search_text(paper_words("said")):
        return
    published, sourced = as_written(FAMILY, "published"), as_written(FAMILY, "sourced")
    for words in (*sourced, *published) if section == "source" else published:
        if (found := words.search(text)) is None or paper_words("no_journal").search(found["journal"]):
            continue
        main, span, journal = trials.main, sentence.source(), found["journal"].strip(" .,")
        yield Offer("trial_detail", main, "journal", journal, span, "attributes.journal")
        if found["date"]:
            yield Offer("trial_detail", main, "published", _iso(found["date"]), span, "attributes.published")
        return


def _iso(words: str) -> str:
    """A date in words as `YYYY-MM-DD` or `YYYY-MM`.

    >>> _iso("April 24, 2014"), _iso("May 2011")
    ('2014-04-24', '2011-05')
    """
    parts = re.findall(r"[A-Za-z]+|\d+", words)
    month = MONTHS.split("|").index(parts[0]) + 1
    day = f"-{int(parts[1]):02d}" if len(parts) == 3 else ""
    return f"{parts[-1]}-{month:02d}{day}"
