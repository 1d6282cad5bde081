"""Facts as words on a terminal or lines in a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg import facts, schema
from kg.cells import line, readable, under
from kg.errors import UsageError
from kg.files import write_whole
from kg.model import Arm, Concept, Document, Fact, Finding, Reading, Value
from kg.reading.grounding.lexicon import Lexicon

Wanted = Callable[[Fact], bool]


def kinds(named: Sequence[str], everything: bool) -> Wanted:
    """Which kinds to print: the named ones, else all, else those of the exchange format.

    Raises:
        UsageError: where a kind is not one of the ontology's.

    """
    known = schema.signatures()
    if unknown := sorted(set(named) - set(known)):
        raise UsageError(f"there is no kind of fact called {unknown[0]!r}", "--kind", "one of " + ", ".join(known))
    if named:
        return lambda fact: fact.kind in named
    return lambda fact: everything or known[fact.kind].exchange


def lines(readings: Iterable[Reading], wanted: Wanted, form: str = "jsonl", explain: bool = False) -> Iterator[str]:
    """The facts of documents, a line each; explained, a block each."""
    if form == "csv":
        yield ",".join(_COLUMNS)
    for reading in readings:
        yield from _of_one(reading, wanted, form, explain)


def to_folder(readings: Iterable[Reading], wanted: Wanted, folder: Path, form: str = "jsonl") -> int:
    """One `NAME.facts.jsonl` (or `.csv`) a document in a folder; how many were written."""
    count = 0
    for reading in readings:
        found = list(_of_one(reading, wanted, form, False))
        head = [",".join(_COLUMNS)] if form == "csv" else []
        write_whole(folder / f"{reading.document.name}.facts.{form}", [line + "\n" for line in (*head, *found)])
        count += 1
    return count


def _of_one(reading: Reading, wanted: Wanted, form: str, explain: bool) -> Iterator[str]:
    document = reading.document
    if explain:
        yield from (f"{document.name}: {note}\n" for note in document.notes)
        finder = Lexicon.load().for_text(document.text)
        yield from (explained(f, document, finder) for f in reading.findings if wanted(f.fact))
        return
    for finding in reading.findings:
        if wanted(finding.fact):
            yield facts.dumps(finding, document) if form == "jsonl" else _row(finding, document)


_COLUMNS = ("document", "kind", "fact", "under", "quote", "start", "end", "method", "confidence")


def _row(finding: Finding, document: Document) -> str:
    """A fact as a line of CSV; a cell cannot run as a formula."""
    evidence = finding.evidence
    leads = under(lead.quote for lead in evidence.under)
    place = (leads, evidence.quote, evidence.span.start, evidence.span.end, evidence.method, evidence.confidence)
    return line((document.name, finding.fact.kind, told(finding.fact), *place)).removesuffix("\n")


def explained(finding: Finding, document: Document, finder: Lexicon | None = None) -> str:
    """A fact, the rule that read it, its words with what was taken from them between guillemets, and words unread."""
    evidence = finding.evidence
    sure = f", confidence {evidence.confidence}" if evidence.confidence is not None else ""
    head = f"{finding.fact.kind}: {told(finding.fact)}\n  read by {evidence.method}{sure}"
    where = f"  {document.name}:{evidence.span.start}-{evidence.span.end}"
    leads = "".join(f"    under {readable(lead.quote)}\n" for lead in evidence.under)
    left = f"    unread: {', '.join(dict.fromkeys(evidence.unread))}\n" if evidence.unread else ""
    return f"{head}\n{where}\n{leads}    {marked(finding, finder)}\n{left}"


def marked(finding: Finding, finder: Lexicon | None = None) -> str:
    """The quote, without its links, with what the fact's roles hold between guillemets.

    A role is found by its value to the letter, and by any name that the vocabulary or the document has for it.
    """
    quote = readable(finding.evidence.quote)
    values = {_shown(v) for _, values in finding.fact.roles for v in values if not isinstance(v, bool)} - {quote}
    longest_first = sorted(filter(None, values), key=lambda value: (-len(value), value))
    anywhere = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, longest_first))})(?!\w|\.\d)", re.IGNORECASE)
    spans = [m.span() for m in anywhere.finditer(quote)] if longest_first else []
    meant = {(c.kind, c.name) for _, values in finding.fact.roles for value in values for c in _concepts(value)}
    for mention in finder.find(quote) if finder else ():
        if any((c.kind, c.name) in meant for c in mention.candidates):
            spans.append((mention.span.start, mention.span.end))
    return _between_guillemets(quote, spans)


def _concepts(value: Value) -> tuple[Concept, ...]:
    if isinstance(value, Arm):
        return value.interventions
    return (value,) if isinstance(value, Concept) else ()


def _between_guillemets(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with guillemets around spans, those that touch or overlap as one.

    >>> _between_guillemets("a kinase inhibitor", [(2, 8), (4, 18)])
    'a «kinase inhibitor»'
    """
    kept: list[list[int]] = []
    for start, end in sorted(spans):
        if kept and start <= kept[-1][1]:
            kept[-1][1] = max(kept[-1][1], end)
        else:
            kept.append([start, end])
    for start, end in reversed(kept):
        text = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return text


def told(fact: Fact) -> str:
    """A fact in a line: its roles in the order of their shape.

    >>> told(schema.make("brand_name", drug=Concept("drug", "sorafenib"), name="Nexavar"))
    'drug sorafenib, name Nexavar'
    """
    order = schema.signatures()[fact.kind].roles
    pairs = [(name, fact[name]) for name in order if fact[name] and name != "refers_to"]
    return ", ".join(f"{name.replace('_', ' ')} {' + '.join(_shown(v) for v in values)}" for name, values in pairs)


def _shown(value: Value) -> str:
    match value:
        case Concept():
            return value.shown
        case Arm():
            return " + ".join(c.shown for c in value.interventions) + (f" ({value.detail})" if value.detail else "")
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
