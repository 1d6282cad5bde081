"""The arguments of every command. It imports nothing but argparse, so that `--help` is quick."""

from __future__ import annotations

import argparse
import os
from typing import Any, NoReturn


class Parser(argparse.ArgumentParser):
    """A parser that tells of wrong use as all else of the program does."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and end."""
        self._end(message.removeprefix("argument "), f"{self.prog} --help tells more")

    def _end(self, wrong: str, remedy: str) -> NoReturn:
        from kg.cli.words import WRONG_USE, say  # noqa: PLC0415  (only when something is amiss)

        say(f"kg: {wrong} ({remedy})")
        self.exit(WRONG_USE)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Name the commands that come near one that there is not."""
        if action.nargs != argparse.PARSER or value in (action.choices or ()):
            super()._check_value(action, value)
            return
        from difflib import get_close_matches  # noqa: PLC0415

        close = ", ".join(get_close_matches(str(value), list(action.choices or ()), 3))
        self._end(f"there is no command {value!r}", f"near it: {close}" if close else f"{self.prog} --help lists them")


GRAPH = "kg-graph"

_EPILOG = """\
examples:
  kg build my/documents                   read documents into ./kg-graph
  kg query                                list the questions
  kg query approvals -p drug=sorafenib    ask one
  kg show sorafenib                       all that is known of one thing
  kg draw sorafenib -o sorafenib.svg      draw it

exit codes: 0 done; 1 the graph breaks its shapes, or two graphs differ;
            2 wrong use; 3 some documents were set aside
Research data read from documents; not for clinical use."""


def parser() -> Parser:
    """The parser of the command line; `command` of what it returns names a module of `kg.cli.commands`."""
    made = Parser(
        prog="kg",
        description="Cancer documents as a knowledge graph whose every fact carries the words\nit was read from.",
        epilog=_EPILOG,
        formatter_class=_Help,
    )
    made.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    made.set_defaults(command=None)
    commands = made.add_subparsers(metavar="COMMAND", title="commands")
    for name, (words, add) in _COMMANDS.items():
        one = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
        one.set_defaults(command=name)
        add(one)
    return made


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help in which every command stands before its words: argparse measures them without their indentation."""

    def add_argument(self, action: argparse.Action) -> None:
        """Add an argument or the commands to the help."""
        super().add_argument(action)
        if action.nargs == argparse.PARSER:
            self._action_max_length += self._indent_increment


class _Version(argparse.Action):
    """Prints the version; looked up only when asked for, since that takes longer than all of `--help`."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from kg.provenance import software_version  # noqa: PLC0415

        print(f"kg {software_version()}")
        parser.exit()


def _build(parser: Parser) -> None:
    _documents(parser, "files or folders (default: the seed documents that come with the program)", "*")
    _least(parser, "least measured confidence of a fact in the graph, 0 to 1 (default: 0.5)")
    words = "processes that read (default: one for each processor; 0: none but this one, unsupervised)"
    parser.add_argument("--workers", type=_count, metavar="N", help=words)
    words = "of computing that a document gets, twice before it is set aside (default: %(default)g)"
    parser.add_argument("--timeout", type=_seconds, default=60.0, metavar="SECONDS", help=words)
    words = "read on a Dask cluster, dask://HOST:PORT; documents then lie where its workers reach them"
    parser.add_argument("--on", default="", metavar="ADDRESS", help=words)
    words = "send the graph to a SPARQL 1.1 store as well, http://HOST:PORT/… (docs/stores.md)"
    parser.add_argument("--store", default="", metavar="URL", help=words)
    parser.add_argument("--quiet", action="store_true", help="say nothing but errors")
    parser.add_argument("--json", action="store_true", help="print a summary as JSON")
    _folder(parser)


def _check(parser: Parser) -> None:
    _documents(
        parser, "where the documents lie whose text the quotes are compared with (default: where they were)", "*"
    )
    _graph(parser)


def _query(parser: Parser) -> None:
    words = "a question's name, a .rq file, or - to read SPARQL from standard input"
    parser.add_argument("question", nargs="?", metavar="NAME|FILE|-", help=words)
    words = "a parameter; repeat it for several values; * means any"
    parser.add_argument("-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", help=words)
    words = "default: by the ending of -o, else a table on a terminal, CSV in a pipe"
    parser.add_argument("-f", "--format", choices=("table", "csv", "tsv", "json", "md", "ttl"), help=words)
    parser.add_argument("-o", "--out", metavar="PATH", help="write there (a folder with --all)")
    words = "add what a citation needs: each quote's place, its document's title, address and date of review"
    parser.add_argument("--cite", action="store_true", help=words)
    words = "texts as a table shows them, also in CSV and JSON: without the marks and links of their documents"
    parser.add_argument("--plain", action="store_true", help=words)
    parser.add_argument("--all", action="store_true", help="ask every question with its defaults")
    parser.add_argument("--explain", action="store_true", help="tell what the question means and takes")
    parser.add_argument("--timeout", type=_seconds, metavar="SECONDS", help="for a query of your own (default: 30)")
    _graph(parser)


def _facts(parser: Parser) -> None:
    _documents(parser, "files or folders", "+")
    parser.add_argument("-f", "--format", choices=("jsonl", "csv"), help="default: by the ending of -o, else jsonl")
    words = "write there: a file (.jsonl, .csv), or a folder with one NAME.facts.jsonl a document"
    parser.add_argument("-o", "--out", metavar="PATH", help=words)
    words = (
        "all confidences, and the kinds that are left out otherwise: brand names, regimens and uses, biomarkers, "
        "prevalences, details of trials, explanations, statements"
    )
    parser.add_argument("--all", action="store_true", help=words)
    parser.add_argument("--kind", action="append", default=[], metavar="KIND", help="only this kind; may be repeated")
    words = "show each fact above its sentence, with the rule that read it"
    parser.add_argument("--explain", action="store_true", help=words)
    _least(parser, "least measured confidence, 0 to 1 (default: 0.5)")


def _review(parser: Parser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="a file")
    words = "who reviews, as evidence will say (default: $KG_REVIEWER)"
    parser.add_argument("--by", metavar="NAME", default=os.environ.get("KG_REVIEWER", ""), help=words)
    _day(parser)


def _read(parser: Parser) -> None:
    _documents(parser, "files or folders", "+")
    parser.add_argument("--model", metavar="NAME", required=True, help="a model that `llm models` lists")
    parser.add_argument(
        "-o", "--out", metavar="FOLDER", help="write the sidecars there (default: beside the documents)"
    )
    words = "the most characters that are asked about at once (default: %(default)s)"
    parser.add_argument("--section", type=_count, default=24_000, metavar="N", help=words)
    words = "where answers are kept (default: the user's cache folder)"
    parser.add_argument("--cache", metavar="FOLDER", help=words)
    _day(parser)


def _day(parser: Parser) -> None:
    parser.add_argument(
        "--on", metavar="YYYY-MM-DD", default="", help="the day that evidence will carry (default: today)"
    )


def _show(parser: Parser) -> None:
    parser.add_argument("entity", metavar="NAME", help="a drug, target, cancer, trial, person, … in any spelling")
    _graph(parser)


def _export(parser: Parser) -> None:
    forms = "turtle, trig, nquads, json-ld, json-ld-framed, graphml, csv, parquet, kgx, neo4j, void"
    words = f"{forms} (default: by the ending of -o; turtle without one)"
    parser.add_argument("-f", "--format", metavar="FORMAT", help=words)
    parser.add_argument("-o", "--out", metavar="PATH", help="write there (default: standard output)")
    _graph(parser)


def _draw(parser: Parser) -> None:
    parser.add_argument("entity", nargs="?", metavar="NAME", help="a drug, target, cancer or trial in any spelling")
    views = ("ego", "layered", "forest", "timeline", "targets")
    words = (
        "ego: a thing and what is up to two links away (default); layered: from drugs over targets, cancers and trials "
        "to results; forest: results on common scales; timeline: approvals by date; targets: which drug acts on which"
    )
    parser.add_argument("--view", choices=views, default="ego", help=words)
    words = "an .svg, .png or .html file; the page shows the words behind what is drawn"
    parser.add_argument("-o", "--out", metavar="FILE", required=True, help=words)
    _graph(parser)


def _diff(parser: Parser) -> None:
    parser.add_argument("old", metavar="OLD", help="a graph's folder, or a store's address")
    parser.add_argument("new", metavar="NEW", help="another's")
    parser.add_argument("--brief", action="store_true", help="only how many facts and which documents differ")
    parser.add_argument("--json", action="store_true", help="print the differences as JSON")


def _coverage(parser: Parser) -> None:
    _documents(parser, "files or folders", "+")
    words = "one line a sentence, for other programs (default: in words)"
    parser.add_argument("-f", "--format", choices=("text", "csv"), default="text", help=words)
    _least(parser, "least measured confidence of a fact that counts, 0 to 1 (default: 0.5)")


def _status(parser: Parser) -> None:
    words = "read every file of the graph's folder and compare it with its SHA-256 first"
    parser.add_argument("--verify", action="store_true", help=words)
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    _graph(parser)


def _ground(parser: Parser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="+", help="a name as a document writes it")


def _vocabulary(parser: Parser) -> None:
    parser.add_argument(
        "--sssom", action="store_true", help="print the identifiers elsewhere of all concepts, as SSSOM"
    )


_COMMANDS = {
    "build": ("read documents into a graph", _build),
    "check": ("validate the graph against its shapes, and its quotes against their documents", _check),
    "query": ("ask the graph; alone, list the questions", _query),
    "show": ("all that is known of one thing, with its words", _show),
    "draw": ("draw the graph, or the neighbourhood of one thing", _draw),
    "export": ("the graph for other tools", _export),
    "facts": ("print the facts of documents, one JSON object a line", _facts),
    "review": ("go through a document's facts, to accept, correct, retract or add", _review),
    "read": ("let a language model read documents; what passes the gate enters their sidecars", _read),
    "coverage": ("sentences of documents that should hold a fact and from which none was read", _coverage),
    "diff": ("facts added, changed and lost between two graphs", _diff),
    "status": ("what is in a graph, and from what it was made", _status),
    "ground": ("what a name stands for in the vocabulary, and on what conditions", _ground),
    "vocabulary": ("how many names the vocabulary knows, and from where", _vocabulary),
}


def _documents(parser: Parser, words: str, count: str) -> None:
    parser.add_argument("documents", nargs=count, metavar="DOCUMENT", help=words)


def _least(parser: Parser, words: str) -> None:
    parser.add_argument("--min-confidence", type=_share, default="0.5", metavar="P", help=words)


def _share(text: str) -> str:
    """A share between 0 and 1, kept as it was written."""
    try:
        good = 0 <= float(text) <= 1
    except ValueError:
        good = False
    if not good:
        raise argparse.ArgumentTypeError(f"{text} is no number between 0 and 1")
    return text


def _count(text: str) -> int:
    """A number of things, 0 or more."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is no whole number of 0 or more")
    return int(text)


def _seconds(text: str) -> float:
    """A time of more than nothing."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds")
    return seconds


def _graph(parser: Parser) -> None:
    """The graph that is asked: a folder, or a store over HTTP."""
    _folder(parser)
    words = "ask a SPARQL 1.1 store instead, http://HOST:PORT/…"
    parser.add_argument("--store", dest="graph", metavar="URL", help=words, default=argparse.SUPPRESS)


def _folder(parser: Parser) -> None:
    default = os.environ.get("KG_GRAPH") or GRAPH
    words = "the graph's folder (default: $KG_GRAPH, else kg-graph)"
    parser.add_argument("--graph", metavar="FOLDER", default=default, help=words)
