"""Facts and things as words on a terminal or lines in a file."""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg import facts, query, schema
from kg.errors import QueryError, UsageError
from kg.files import write_whole
from kg.model import Arm, Concept, Document, Fact, Finding, Reading, Value
from kg.provenance import NOTE
from kg.cells import cell
from kg.store import Store

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


# ---- facts -------------------------------------------------------------------------------------------------


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
    for finding in reading.findings:
        if wanted(finding.fact):
            if explain:
                yield explained(finding, reading.document)
            else:
                yield (facts.dumps(finding, reading.document) if form == "jsonl" else _row(finding, reading.document))


_COLUMNS = ("document", "kind", "fact", "quote", "start", "end", "method", "confidence")


def _row(finding: Finding, document: Document) -> str:
    """A fact as a line of CSV; a cell cannot run as a formula."""
    evidence, room = finding.evidence, io.StringIO()
    values = (document.name, finding.fact.kind, told(finding.fact), evidence.quote, evidence.span.start,
              evidence.span.end, evidence.method, evidence.confidence)  # fmt: skip
    csv.writer(room, lineterminator="").writerow([cell(v) for v in values])
    return room.getvalue()


def explained(finding: Finding, document: Document) -> str:
    """A fact, the rule that read it, and its words with what was taken from them between guillemets."""
    evidence = finding.evidence
    sure = f", confidence {evidence.confidence}" if evidence.confidence is not None else ""
    head = f"{finding.fact.kind}: {told(finding.fact)}\n  read by {evidence.method}{sure}"
    where = f"  {document.name}:{evidence.span.start}-{evidence.span.end}"
    return f"{head}\n{where}\n{textwrap.indent(marked(finding), '    ')}\n"


def marked(finding: Finding) -> str:
    """The quote with the values of the fact's roles, where they stand there to the letter, in guillemets."""
    quote = " ".join(finding.evidence.quote.split())
    names = {_shown(v) for _, values in finding.fact.roles for v in values if not isinstance(v, bool)}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        at = quote.lower().find(name.lower())
        if len(name) > 1 and at >= 0 and len(quote) == len(quote.lower()):
            quote = f"{quote[:at]}«{quote[at : at + len(name)]}»{quote[at + len(name) :]}"
    return textwrap.fill(quote, 96)


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


# ---- things ------------------------------------------------------------------------------------------------


_THINGS = (
    "drug",
    "intervention",
    "target",
    "cancer",
    "trial",
    "measure",
    "event",
    "person",
    "organization",
    "agency",
)
_HEADS = {"Statement": "What people said"}


def card(graph: Store, name: str, width: int = 100) -> str:
    """All that is known of one thing: its facts by kind, each with its words and their document.

    Raises:
        QueryError: where nothing in the graph has this name; the message names what comes near.

    """
    found = query.run(graph, "about", {"thing": [str(iri) for iri in _things(graph, name)]})
    blocks: list[str] = [name]
    kind, facts_told = "", _grouped(found)
    for rows in facts_told:
        if rows[0]["kind"] != kind:
            kind = str(rows[0]["kind"])
            blocks.append("\n" + _HEADS.get(kind, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind)))
        blocks.append(_block(rows, width))
    return "\n".join([*blocks, "", NOTE])


def _things(graph: Store, name: str) -> list[str]:
    """The IRIs that a name stands for, whatever kind of thing it is."""
    found: dict[str, None] = {}
    for kind in _THINGS:
        try:
            found.update(dict.fromkeys(map(str, query.resolve(graph, kind, name))))
        except QueryError as error:
            last = error
    if not found:
        raise QueryError(f"nothing in the graph is called {name!r}", "", "`kg query` lists what can be asked") from last
    return list(found)


def _grouped(found: query.Result) -> list[list[dict[str, object]]]:
    """The rows of each fact and quote, in order."""
    groups: dict[tuple[object, ...], list[dict[str, object]]] = {}
    for row in found:
        groups.setdefault((row["kind"], row["document"], row["start"], row["fact"]), []).append(dict(row))
    return list(groups.values())


def _block(rows: Sequence[dict[str, object]], width: int) -> str:
    roles: dict[str, list[str]] = {}
    for row in rows:
        roles.setdefault(str(row["role"]), []).append(str(row["value"]))
    words = "; ".join(f"{role} {', '.join(dict.fromkeys(values))}" for role, values in roles.items() if role != "text")
    head = textwrap.fill(words, width, initial_indent="  • ", subsequent_indent="    ")
    quote = textwrap.fill(f"“{plain(str(rows[0]['quote']))}”", width, initial_indent="    ", subsequent_indent="    ")
    return f"{head}\n{quote}\n    — {rows[0]['title'] or rows[0]['document']}"


def plain(quote: str) -> str:
    """A quote as it reads: link targets, emphasis and line ends taken out.

    >>> plain("a [phase III trial](/x?id=1) of *BRAF*")
    'a phase III trial of BRAF'
    """
    return " ".join(re.sub(r"\*+", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", quote)).split())
