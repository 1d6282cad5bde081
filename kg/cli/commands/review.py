"""`kg review`: a document's facts, one by one, for a person to accept, correct, retract or add."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from kg import pipeline, printing
from kg.cli.words import DONE, code, day, many, say, tell_set_aside
from kg.curation.gate import Gate
from kg.curation.review import Session
from kg.curation.sidecar import path_of, values
from kg.errors import UsageError
from kg.model import SetAside
from kg.reading.grounding.lexicon import Lexicon


def run(options: Namespace) -> int:
    """Go through the facts, and say how many decisions the sidecar holds now."""
    if not options.by.strip():
        raise UsageError("nobody is named as the reviewer", "--by", "give your name, which evidence will carry")
    path, aside = Path(options.document), list[SetAside]()
    readings = list(pipeline.readings([path], aside))
    tell_set_aside(aside)
    if not readings:
        return code(0, aside)
    reading, sidecar = readings[0], path_of(path)
    old = values(sidecar)
    gate = Gate(reading.document, Lexicon.load())
    session = Session(
        sidecar, reading.document, gate, options.by.strip(), day(options.on), _ask, say, printing.explained,
        old,
    )  # fmt: skip
    session.run(reading.findings)
    say(f"{many(session.decided, 'decision')} → {sidecar}" if session.decided else "nothing was written")
    return DONE


def _ask(question: str) -> str:
    """A line from the person; the question goes where words go."""
    print(question, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.removesuffix("\n")
