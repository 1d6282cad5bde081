"""Where a trial is registered and reported: registry ids, its own reports, comments on it, journal and date.

A link to a paper is the trial's own report only where the words say so ("results", "published", the abstract
under Source); an editorial or comment beside it is a commentary, never a report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg import names
from kg.model import Concept, Span
from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.cues import any_of, as_written
from kg.reading.matching.prefilter import prefiltered
from kg.reading.matching.programs import quick
from kg.reading.number_forms import MONTHS
from kg.reading.patterns import table
from kg.reading.trial_facts.offers import Offer
from kg.reading.trials.carrying import item_number
from kg.reading.trials.citations import CITED, citations
from kg.reading.trials.forms import REGISTRY, linked_id, looks_like_name
from kg.reading.trials.introduced import brought_in
from kg.reading.trials.scope import LONGEST, blocked
from kg.reading.trials.sections import sections

_PMID = quick(r"(?:ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/|pubmed\.ncbi\.nlm\.nih\.gov/|(?:list_)?uids=)(\d{5,9})\b")
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s?#\"<>]+)")
_DOI_SAID = re.compile(r"(?:\bdoi:?\s?|\barticle \()(10\.\d{4,9}/[^\s)\],;]+)", re.I)


FAMILY = "trial_papers"


def _words(name: str) -> re.Pattern[str]:
    """What any pattern of a table of the rule file matches."""
    return any_of(FAMILY, name)


def read(context: Context) -> Iterator[Offer]:
    """Registry ids, reports and comments that the sentences tell of."""
    where = sections(context.annotated)
    references = _references(context) if not context.trials.single else {}
    titled = _titled(context) if references else None
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
                yield from _cited(context, sentence, references, titled)
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
            yield Offer("trial", trial, "registry_id", mention.registry, sentence.source(), "attributes.registry-id")
    for _, target in _links_of(sentence):
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


def _links_of(sentence: Sentence) -> list[tuple[Span, str]]:
    """The links of a sentence; a citation, which shows no words, stands at the end of what it is for."""
    first, last = sentence.span.start, sentence.span.end
    return [
        (place, target)
        for place, target in sentence.passage.links
        if first <= place.start < last or first < place.start == place.end == last
    ]


def _paper(target: str) -> str | None:
    """The PMID, else the DOI, of a link's target.

    >>> _paper("http://www.ncbi.nlm.nih.gov/pubmed/24768112"), _paper("http://www.nejm.org/doi/full/10.1056/NEJMoa1?q=1#t")
    ('24768112', '10.1056/NEJMoa1')
    """
    if found := _PMID.search(target):
        return found.group(1)
    if found := _DOI.search(target):
        return re.sub(r"/(?:abstract|full|pdf|fulltext|epdf)$", "", found.group(1).rstrip("/."))
    return None


def _links(context: Context, sentence: Sentence, section: str) -> Iterator[Offer]:
    """Each linked paper as the trial's report, as a comment on it, or as neither."""
    for place, target in _links_of(sentence):
        paper = _paper(target)
        if paper is None:
            continue
        label, trial, span = place.of(sentence.passage.text), context.trials.of(sentence), sentence.source()
        if _words("comment").search(label) or sentence.search_text(_words("comment")):
            near = sentence.passage.text[max(sentence.span.start, place.start - 60) : place.end + 60]
            if trial == context.trials.main and context.trials.single and _words("comment").search(near):
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
    if sentence.search_text(_words("not_report")) or not (_words("label").search(label) or trials.named(sentence)):
        return False
    named = any(m.trial == trials.of(sentence) for m in trials.named(sentence))
    if trials.single and trials.of(sentence) == trials.main and not named:
        if section in table("trials", "elsewhere") or _words("studies").search(label):
            return False
        early = sentence.index < 12 or section in table("trials", "own")
        return bool(_words("own_label").search(label) and (early or _words("said").search(text))) or (
            early and bool(_words("label").search(label) and _words("said").search(text))
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


def _references(context: Context) -> dict[str, tuple[str, Span]]:
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
            papers = [paper for _, target in passage.links if (paper := _paper(target))]
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


def _titled(context: Context) -> re.Pattern[str] | None:
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


def _cited(
    context: Context, sentence: Sentence, references: dict[str, tuple[str, Span]], titled: re.Pattern[str] | None
) -> Iterator[Offer]:
    """The paper that a sentence cites as it brings in or names one trial of a summary, or two of them.

    Where it cites none itself, the one that its paragraph cites, at its end.
    """
    text = sentence.text
    if not _TELLS.search(text) or blocked(sentence):
        return
    if not (context.trials.named(sentence) or brought_in(sentence) or "randomly assigned" in text):
        return
    own = citations(_links_of(sentence))
    keys = own or citations(list(sentence.passage.links))
    named = {mention.trial for mention in context.trials.named(sentence)}
    pair = len(own) == 2 and _together(_links_of(sentence)) and len(named) < 2
    if len(keys) == 1 or (pair and not sentence.search_text(any_of("trials", "many"))):
        rule = "attributes.publication-cited" if len(keys) == 1 else "attributes.publications-cited"
        for paper, span in (references[key] for key in sorted(keys) if key in references):
            title = span.of(context.document.text)
            if _words("no_study").search(title) or (named and _words("others_work").search(title)):
                continue
            trial = _owner(context, context.trials.of(sentence), title, titled)
            if trial is not None:
                yield Offer("trial", trial, "publication", paper, span, rule, len(keys))


def _together(links: list[tuple[Span, str]]) -> bool:
    """Whether the citations among links stand at one place, as in "[1,2]"."""
    places = [place.start for place, target in links if CITED.search(target)]
    return max(places) - min(places) < len("[1, 12]")


_EARLY = 25
"""Sentences of a document among which it says where its own study was published."""


def _journal(context: Context, sentence: Sentence, section: str) -> Iterator[Offer]:
    """The journal and the day of the trial's report."""
    trials, text = context.trials, sentence.text
    if trials.of(sentence) != trials.main or sentence.search_text(_words("comment")):
        return
    if section in table("trials", "elsewhere"):
        return
    if section != "source" and not sentence.search_text(_words("said")):
        return
    published, sourced = as_written(FAMILY, "published"), as_written(FAMILY, "sourced")
    for words in (*sourced, *published) if section == "source" else published:
        if (found := words.search(text)) is None or _words("no_journal").search(found["journal"]):
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
