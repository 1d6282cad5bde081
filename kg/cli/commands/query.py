"""`kg query`: ask the graph."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Collection, Sequence
from pathlib import Path

from kg import query
from kg.cli.words import DONE, many, say, width
from kg.errors import UsageError
from kg.files import write_whole
from kg.store import Store

_ENDINGS = tuple(form for form in query.FORMATS if form != "table")


def run(options: Namespace) -> int:
    """Ask one question, or all; or list them, or explain one."""
    if options.all and options.cite:
        raise UsageError("--cite goes with one question, not with all", "--cite", "name the question")
    if options.all:
        return _ask_all(options)
    if options.question is None:
        print(query.listed(width()))
        return DONE
    question = _from_standard_input() if options.question == "-" else query.question(options.question)
    if options.explain:
        print(query.explained(question, width()))
        return DONE
    given = _parameters(options.parameter)
    form = options.format or _format(options.out)
    with Store.open(options.graph) as graph:
        result = query.run(graph, question, given, options.timeout)
        if not len(result):
            _tell_why(question, given)
        result = query.cited(graph, result) if options.cite else result
        result = result.plain() if options.plain else result
    _write(result.to(form), options.out)
    return DONE


def _tell_why(question: query.Question, given: Collection[str]) -> None:
    """Say what may be the reason for an answer without a row: parameters that have their defaults, unknown terms."""
    if left := [p for p in question.parameters if p.default and p.name not in given]:
        say(_without_a_row(left))
    for words in query.unknown(question.text):
        say(words)


def _without_a_row(left: Sequence[query.Parameter]) -> str:
    """What to say where there is no row for these parameters, which have their defaults; only a thing may be any."""
    defaults = ", ".join(f"{p.name}={p.told}" for p in left)
    things = [p.name for p in left if p.told != p.default]
    more = f"name another with -p, as in -p '{things[0]}={query.ANY}' for any" if things else "-p gives other values"
    return f"no row for {defaults}; {more}"


def _from_standard_input() -> query.Question:
    """The question that a query on standard input asks."""
    try:
        return query.parse(sys.stdin.read().removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise UsageError("standard input is no UTF-8 text", "-", "save the query as UTF-8") from error


def _ask_all(options: Namespace) -> int:
    """Every shipped question with its defaults, each into a file of its own, or one after the other."""
    form = options.format or ("md" if options.out else "table")
    narrow = [(q.name, p.told) for q in query.catalogue() for p in q.parameters if p.told != p.default]
    for thing in sorted({thing for _, thing in narrow}):
        names = ", ".join(name for name, of in narrow if of == thing)
        say(f"these are asked of {thing} alone; by itself each takes another with -p: {names}")
    with Store.open(options.graph) as graph:
        for question in query.catalogue():
            result = query.run(graph, question)
            result = result.plain() if options.plain else result
            if options.out:
                write_whole(Path(options.out) / f"{question.name}.{form}", [result.to(form)])
                say(f"  {many(len(result), 'row'):>9}  {question.name}")
            else:
                print(f"\n{question.name}: {question.summary}\n\n{result.to(form)}", end="")
    return DONE


def _parameters(given: Sequence[str]) -> dict[str, str | list[str]]:
    """`NAME=VALUE` pairs; a name given twice has several values."""
    found: dict[str, list[str]] = {}
    for pair in given:
        name, mark, value = pair.partition("=")
        if not mark:
            raise UsageError(f"{pair!r} is no parameter", "-p", "write -p NAME=VALUE")
        found.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _format(out: str | None) -> str:
    """The form that the ending of a file names; without a file a table for people and CSV for programs."""
    ending = Path(out).suffix.lstrip(".").lower() if out else ""
    if ending in _ENDINGS:
        return ending
    if out and ending:
        remedy = f"name a file that ends in {', '.join(f'.{one}' for one in _ENDINGS)}, or say which with -f"
        raise UsageError(f"answers are not written as .{ending}", out, remedy)
    return "table" if not out and sys.stdout.isatty() else "csv"


def _write(text: str, out: str | None) -> None:
    whole = text if text.endswith("\n") else text + "\n"
    if out:
        write_whole(out, [whole])
    else:
        sys.stdout.write(whole)
