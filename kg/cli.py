"""The command line: arguments in, words out; nothing else.

Data goes to standard output, words to standard error. Exit codes: 0 done, 1 the graph breaks shapes, 2 wrong
use or a file that cannot be used, 3 some documents were set aside.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from kg.model import SetAside
    from kg.store import Store

DONE, BREAKS_SHAPES, WRONG_USE, SET_ASIDE = 0, 1, 2, 3
GRAPH = "kg-graph"

_EPILOG = """\
examples:
  kg build seeds                          read documents into a graph (in ./kg-graph)
  kg query                                list the questions
  kg query approvals -p drug=sorafenib    ask one
  kg show sorafenib                       all that is known of one thing
  kg draw sorafenib -o sorafenib.svg      draw it

exit codes: 0 done, 1 the graph breaks shapes, 2 wrong use, 3 some documents were set aside
Research data read from documents; not for clinical use."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    options = _parser().parse_args(arguments)
    if not hasattr(options, "run"):
        _parser().print_help()
        return DONE
    try:
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except KgError as error:
        say(f"kg: {error}")
        return WRONG_USE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        say("kg: stopped; nothing was half written")
        return 128 + signal.SIGINT


def say(words: str) -> None:
    """Words for a person, on standard error."""
    print(words, file=sys.stderr)


# ---- arguments ---------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kg",
        description="Cancer documents as a knowledge graph whose every fact carries the words it was read from.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    for add in (_build, _check, _query, _facts, _show, _export, _draw):
        add(commands)
    return parser


class _Version(argparse.Action):
    """Prints the version; looked up only when asked for, since that takes longer than all of `--help`."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from kg.provenance import software_version  # noqa: PLC0415

        print(f"kg {software_version()}")
        parser.exit()


def _command(commands: Any, name: str, words: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=words[0].upper() + words[1:] + "."
    )
    parser.set_defaults(run=run)
    return parser


def _with_graph(parser: argparse.ArgumentParser) -> None:
    default = os.environ.get("KG_GRAPH", GRAPH)
    parser.add_argument(
        "--graph",
        metavar="FOLDER",
        default=default,
        help="the graph's folder (default: %(default)s, or $KG_GRAPH)",
    )


def _build(commands: Any) -> None:
    parser = _command(commands, "build", "read documents into a graph", build)
    parser.add_argument(
        "documents",
        nargs="*",
        default=["seeds"],
        metavar="DOCUMENT",
        help="files or folders (default: seeds)",
    )
    parser.add_argument(
        "--min-confidence",
        type=float,
        default=0.8,
        metavar="P",
        help="least measured confidence of a fact in the graph, 0 to 1 (default: 0.8)",
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing but errors")
    parser.add_argument("--json", action="store_true", help="print a summary as JSON")
    _with_graph(parser)


def _check(commands: Any) -> None:
    parser = _command(commands, "check", "validate the graph against its shapes", check)
    parser.add_argument(
        "documents",
        nargs="*",
        metavar="DOCUMENT",
        help="files or folders whose text the quotes are compared with",
    )
    _with_graph(parser)


def _query(commands: Any) -> None:
    parser = _command(commands, "query", "ask the graph; alone, list the questions", query)
    parser.add_argument(
        "question",
        nargs="?",
        metavar="NAME|FILE|-",
        help="a question's name, a .rq file, or - to read SPARQL from standard input",
    )
    parser.add_argument(
        "-p",
        "--parameter",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter; repeat it for several values",
    )
    parser.add_argument(
        "-f",
        "--format",
        choices=("table", "csv", "tsv", "json", "md", "ttl"),
        help="default: a table on a terminal, CSV in a pipe",
    )
    parser.add_argument("-o", "--out", metavar="PATH", help="write there (a folder with --all)")
    parser.add_argument("--all", action="store_true", help="ask every question with its defaults")
    parser.add_argument("--explain", action="store_true", help="tell what the question means and takes")
    parser.add_argument("--timeout", type=float, metavar="SECONDS", help="for a query of your own (default: 30)")
    _with_graph(parser)


def _facts(commands: Any) -> None:
    parser = _command(commands, "facts", "print the facts of documents, one JSON object a line", facts)
    parser.add_argument("documents", nargs="+", metavar="DOCUMENT", help="files or folders")
    parser.add_argument("-f", "--format", choices=("jsonl", "csv"), default="jsonl")
    parser.add_argument("-o", "--out", metavar="FOLDER", help="write one NAME.facts.jsonl a document there")
    parser.add_argument(
        "--all", action="store_true", help="all kinds and all confidences, not only the exchange format's"
    )
    parser.add_argument("--kind", action="append", default=[], metavar="KIND", help="only this kind; may be repeated")
    parser.add_argument(
        "--explain", action="store_true", help="show each fact below its sentence, with the rule that read it"
    )
    parser.add_argument(
        "--min-confidence",
        type=float,
        default=0.8,
        metavar="P",
        help="least measured confidence, 0 to 1 (default: 0.8)",
    )


def _show(commands: Any) -> None:
    parser = _command(commands, "show", "all that is known of one thing, with its words", show)
    parser.add_argument("entity", metavar="NAME", help="a drug, target, cancer, trial, person, … in any spelling")
    _with_graph(parser)


def _export(commands: Any) -> None:
    parser = _command(commands, "export", "the graph for other tools", export)
    parser.add_argument(
        "-f",
        "--format",
        metavar="FORMAT",
        help="turtle, json-ld, trig, nquads, graphml, kgx, csv; by default the ending of -o",
    )
    parser.add_argument("-o", "--out", metavar="PATH", help="write there (default: standard output)")
    _with_graph(parser)


def _draw(commands: Any) -> None:
    parser = _command(commands, "draw", "draw the graph, or the neighbourhood of one thing", draw)
    parser.add_argument("entity", nargs="?", metavar="NAME", help="a drug, target, cancer or trial in any spelling")
    parser.add_argument(
        "--view", choices=("ego", "layered", "forest", "timeline"), default="ego", help="default: %(default)s"
    )
    parser.add_argument("-o", "--out", metavar="FILE", required=True, help="an .svg or .png file")
    _with_graph(parser)


# ---- commands ----------------------------------------------------------------------------------------------


def build(options: argparse.Namespace) -> int:
    """`kg build`."""
    import json  # noqa: PLC0415
    from decimal import Decimal  # noqa: PLC0415

    from kg import pipeline, store  # noqa: PLC0415

    progress = None if options.quiet else _progress()
    built = pipeline.build(options.documents, Decimal(str(_share(options.min_confidence))), progress)
    if not built.documents:
        _tell_set_aside(built.set_aside)
        raise UsageError(
            "no document could be read",
            " ".join(options.documents),
            "name Markdown files, or a folder of them",
        )
    store.write(options.graph, built.lines)
    if options.json:
        aside = [{"path": a.path, "reason": a.reason, "remedy": a.remedy} for a in built.set_aside]
        print(json.dumps({"documents": built.documents, "facts": built.facts, "withheld": built.withheld,
                          "statements": len(built.lines), "set_aside": aside, "graph": str(options.graph)}, indent=1))  # fmt: skip
    if not options.quiet:
        say(
            f"{_many(built.documents, 'document')}, {_many(built.facts, 'fact')}, {_many(len(built.lines), 'statement')} → {options.graph}"
        )
        if built.withheld:
            say(
                f"{_many(built.withheld, 'fact')} below confidence {options.min_confidence} kept out (kg facts --all prints them)"
            )
    _tell_set_aside(built.set_aside)
    return SET_ASIDE if built.set_aside else DONE


def check(options: argparse.Namespace) -> int:
    """`kg check`."""
    from kg import pipeline, validate  # noqa: PLC0415

    aside: list[SetAside] = []
    with _open(options) as graph:
        texts = {d.iri: d.text for d in pipeline.documents(options.documents, aside)} if options.documents else None
        report = validate.validate(graph.lines(), texts)
    print(report)
    _tell_set_aside(aside)
    return DONE if report.conforms else BREAKS_SHAPES


def query(options: argparse.Namespace) -> int:
    """`kg query`."""
    from kg import query as questions  # noqa: PLC0415

    if options.all:
        return _ask_all(options)
    if options.question is None:
        print(questions.listed())
        return DONE
    asked = sys.stdin.read() if options.question == "-" else options.question
    if options.explain:
        print(questions.explained(questions.question(asked)))
        return DONE
    with _open(options) as graph:
        result = questions.run(graph, asked, _parameters(options.parameter), options.timeout)
    _write(result.to(options.format or _default_format(options.out)), options.out)
    return DONE


def facts(options: argparse.Namespace) -> int:
    """`kg facts`."""
    from decimal import Decimal  # noqa: PLC0415

    from kg import pipeline, printing  # noqa: PLC0415

    aside: list[SetAside] = []
    threshold = Decimal(0) if options.all else Decimal(str(_share(options.min_confidence)))
    wanted = printing.kinds(options.kind, options.all)
    found = (pipeline.confident(r, threshold) for r in pipeline.readings(options.documents, aside))
    if options.out:
        count = printing.to_folder(found, wanted, Path(options.out), options.format)
        say(f"{_many(count, 'file')} → {options.out}")
    else:
        for line in printing.lines(found, wanted, options.format, options.explain):
            print(line)
    _tell_set_aside(aside)
    return SET_ASIDE if aside else DONE


def show(options: argparse.Namespace) -> int:
    """`kg show`."""
    from kg import printing  # noqa: PLC0415

    with _open(options) as graph:
        print(printing.card(graph, options.entity, _width()))
    return DONE


def export(options: argparse.Namespace) -> int:
    """`kg export`."""
    from kg import export as exports  # noqa: PLC0415

    with _open(options) as graph:
        if options.out:
            path = exports.export(graph, options.out, options.format)
            say(f"→ {path}")
        else:
            sys.stdout.writelines(exports.text(graph, options.format or "turtle"))
    return DONE


def draw(options: argparse.Namespace) -> int:
    """`kg draw`."""
    from kg import picture  # noqa: PLC0415

    with _open(options) as graph:
        drawn = picture.draw(graph, options.view, Path(options.out), options.entity)
    for message in drawn.messages:
        say(message)
    say(f"→ {drawn.path}")
    return DONE


# ---- helpers -----------------------------------------------------------------------------------------------


def _open(options: argparse.Namespace) -> Store:
    from kg.store import Store  # noqa: PLC0415

    return Store.open(options.graph)


def _ask_all(options: argparse.Namespace) -> int:
    """Every shipped question with its defaults, each into a file of its own, or one after the other."""
    from kg import query as questions  # noqa: PLC0415

    with _open(options) as graph:
        for question in questions.catalogue():
            result = questions.run(graph, question)
            if options.out:
                _write(
                    result.to(options.format or "md"),
                    str(Path(options.out) / f"{question.name}.{options.format or 'md'}"),
                )
                say(f"{question.name}: {_many(len(result), 'row')}")
            else:
                print(f"\n{question.name}: {question.summary}\n")
                print(result.to(options.format or "table"))
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


def _default_format(out: str | None) -> str:
    ending = Path(out).suffix.lstrip(".") if out else ""
    if ending in ("csv", "tsv", "json", "md", "ttl"):
        return ending
    return "table" if not out and sys.stdout.isatty() else "csv"


def _write(text: str, out: str | None) -> None:
    if out:
        from kg.files import write_whole  # noqa: PLC0415

        write_whole(out, [text if text.endswith("\n") else text + "\n"])
    else:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")


def _share(value: float) -> float:
    if not 0 <= value <= 1:
        raise UsageError(f"a confidence of {value} is not between 0 and 1", "--min-confidence", "give 0.8, say")
    return value


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}" + ("" if count == 1 else "s")


def _tell_set_aside(set_aside: Sequence[SetAside]) -> None:
    if set_aside:
        say(f"{_many(len(set_aside), 'file')} set aside:")
    for one in set_aside:
        say(f"  {one.path}: {one.reason}" + (f" ({one.remedy})" if one.remedy else ""))


def _width() -> int:
    import shutil  # noqa: PLC0415

    return min(shutil.get_terminal_size((100, 24)).columns, 120)


def _progress() -> Callable[[int, int, str], None]:
    """A line that is written over on a terminal; every hundredth document as a line of its own in a log."""
    import time  # noqa: PLC0415

    begun, terminal = time.monotonic(), sys.stderr.isatty()

    def tell(done: int, total: int, _path: str) -> None:
        rate = done / max(time.monotonic() - begun, 1e-6)
        words = f"{done:,}/{total:,} documents, {rate:.0f} a second, {(total - done) / rate:.0f} s left"
        if terminal:
            print(f"\r{words:<70}", end="\n" if done == total else "", file=sys.stderr, flush=True)
        elif done % 100 == 0:
            say(words)

    return tell


if __name__ == "__main__":
    sys.exit(main())
