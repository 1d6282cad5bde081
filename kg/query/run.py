"""Asks a graph: shipped questions in this process, foreign ones in one of their own that can be killed."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from kg.errors import MalformedError, QueryError, StoreError
from kg.nquads import Answer
from kg.query import guard, malformed
from kg.query.headers import Question, catalogue, parse, read
from kg.query.parameters import Engine, Given, fill
from kg.query.result import Result

_EMPTY = '""'


@dataclass(frozen=True, slots=True)
class Limits:
    """What a foreign query may use.

    Attributes:
        seconds: from its start to its last row, on the clock and of computing time.
        memory: bytes beyond what the opened graph takes.
        rows: of the result.
        size: bytes of the result.

    """

    seconds: float = 30.0
    memory: int = 2 << 30
    rows: int = 1_000_000
    size: int = 256 << 20


@runtime_checkable
class Distant(Protocol):
    """A graph that may lie in a store over HTTP."""

    @property
    def remote(self) -> bool:
        """Whether it does."""

    def query(self, text: str, seconds: float | None = None) -> Answer:
        """Answer a SPARQL query, within a time."""


def describe(name: str) -> Question:
    """The shipped question of this name.

    Raises:
        QueryError: where there is none; the message names what comes near.

    """
    questions = {question.name: question for question in catalogue()}
    if name in questions:
        return questions[name]
    from difflib import get_close_matches  # noqa: PLC0415  (only when something is amiss)

    near = get_close_matches(name, list(questions), 3, 0.6)
    remedy = f"near it: {', '.join(near)}" if near else "`kg query` lists the questions"
    raise QueryError(f"there is no question called {name!r}", "", remedy)


def question(asked: str | Path) -> Question:
    """What a name, a file's path or a query's text asks.

    Raises:
        QueryError: where it is none of them.

    """
    text = str(asked)
    if isinstance(asked, str) and any(mark in text for mark in "{\n"):
        return parse(text)
    if isinstance(asked, Path) or text.endswith((".rq", ".sparql")) or os.sep in text:
        return read(Path(asked))
    return describe(text)


def run(
    graph: Engine,
    asked: str | Path | Question,
    parameters: Mapping[str, Given | None] | None = None,
    timeout: float | None = None,
    limits: Limits | None = None,
) -> Result:
    """The answer to a question.

    Args:
        graph: what is asked, in memory or on disk.
        asked: a shipped question's name, the path of a `.rq` file, or SPARQL.
        parameters: values by name; several of one as a list.
        timeout: seconds that a foreign query may take; 30 where it is not given. Shipped questions run to
            their end.
        limits: what else bounds a foreign query.

    Raises:
        QueryError: where the question is unknown, not well-formed, not allowed, or took more than it may.
        StoreError: where the graph cannot be read.

    """
    wanted = asked if isinstance(asked, Question) else question(asked)
    bounds = limits or Limits()
    if timeout is not None:
        bounds = Limits(timeout, bounds.memory, bounds.rows, bounds.size)
    if not wanted.shipped:
        guard.check(wanted.text, wanted.path)
    text = fill(wanted, parameters or {}, graph)
    try:
        answer = graph.query(text) if wanted.shipped else _foreign(graph, text, bounds)
    except MalformedError as error:
        raise malformed.explained(text, wanted.path, error) from error
    rows = map(_without_empty, answer.rows) if wanted.shipped else answer.rows
    return Result(answer.form, answer.columns, tuple(rows), wanted.name, wanted.programs)


def _without_empty(row: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """A row in which an empty text, by which a shipped question groups what has no value, is none."""
    return tuple(None if term == _EMPTY else term for term in row) if _EMPTY in row else row


def _foreign(graph: Engine, text: str, limits: Limits) -> Answer:
    """Ask what did not come with the program, within bounds; a store over HTTP is a process of its own already."""
    if not isinstance(graph, Distant) or not graph.remote:
        return _apart(graph, text, limits)
    answer = graph.query(text, limits.seconds)
    rows = list(islice(answer.rows, limits.rows + 1))
    if len(rows) > limits.rows:
        raise QueryError(f"the answer has more than {limits.rows} rows", "", "add a LIMIT, or ask for less")
    return Answer(answer.form, answer.columns, iter(rows))


def _apart(graph: Engine, text: str, limits: Limits) -> Answer:
    """Ask in a fresh process, which is killed at the deadline."""
    job = pickle.dumps((graph.opener(), text, asdict(limits)))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "kg.query.worker"]
    with subprocess.Popen(  # noqa: S603  (our own module)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as child:
        try:
            said, _ = child.communicate(job, timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise _late(limits) from error
        finally:
            child.kill()
    return _heard(said, child.returncode, limits)


def _heard(said: bytes, status: int, limits: Limits) -> Answer:
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise _late(limits)
    try:
        heard: dict[str, Any] = json.loads(said)
    except ValueError as error:
        raise QueryError(
            "the query ended the process that ran it: it needs too much memory or is nested too deep",
            "",
            f"{limits.memory >> 20} MB are allowed; ask for less",
        ) from error
    if "error" in heard:
        kinds = {"StoreError": StoreError, "MalformedError": MalformedError}
        raise kinds.get(heard["error"], QueryError)(heard["what"], heard["where"], heard["remedy"])
    return Answer(heard["form"], tuple(heard["columns"]), (tuple(row) for row in heard["rows"]))


def _late(limits: Limits) -> QueryError:
    return QueryError(
        f"the query took longer than {limits.seconds:g} seconds and was stopped",
        "",
        "allow more time, or ask for less",
    )
