"""Supervised worker processes on this machine.

The pools of the standard library lose or hang what was in other hands when one process dies. Here each worker
has a pipe of its own and one input in hand: when it crashes, hangs or eats memory, a new one takes its place,
the input is put back once, and then it is given up with the reason; at once where it ran out of time, for it would
again.

Workers are `python -m kg.workers.child`, so that scripts without a main guard, and notebooks, can use them.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any

from kg.errors import KgError
from kg.workers import Job, Limits, Lost, Result, crashed, large, late, stuck

_START = 300.0  # seconds until a worker must have begun: one, on a machine with nothing else to do
_MOMENT = 2.0  # seconds that a process gets to die of what it is dying of
_TRIES = 2
_BEAT = 5.0  # seconds after which who waits is told that nothing was done


def run(
    job: Job[Result],
    inputs: Sequence[str],
    workers: int,
    limits: Limits | None = None,
    waiting: Callable[[], object] | None = None,
) -> Iterator[tuple[str, Result | Lost]]:
    """Each input with its result, or with the reason why there is none, in the order in which they are done.

    Close the iterator (`contextlib.closing`) to end the workers early; they also end with this process.

    Args:
        job: what is done.
        inputs: each of them once.
        workers: how many processes at most.
        limits: what one input may take.
        waiting: called now and then while all workers are at it and none is done.

    Raises:
        KgError: where the workers cannot begin.

    """
    crew = _Crew(job, inputs, limits or Limits())
    try:
        yield from crew.run(min(workers, len(inputs)), waiting or bool)
    finally:
        crew.end()


class _Crew:
    """The workers, and what is left to do."""

    def __init__(self, job: Job[Any], inputs: Sequence[str], limits: Limits) -> None:
        self._limits = limits
        self._job = pickle.dumps((job, limits, os.getpid()))
        self._waiting = deque(inputs)
        self._tries: dict[str, int] = {}
        self._workers: list[_Worker] = []

    def run(self, count: int, waiting: Callable[[], object]) -> Iterator[tuple[str, Any]]:
        """Hand out the inputs and take in the results until none is left."""
        self._workers = [_Worker(self._job) for _ in range(count)]
        while self._waiting or any(worker.busy for worker in self._workers):
            for worker in self._workers:
                if worker.idle and self._waiting:
                    worker.hand(self._waiting.popleft(), self._limits.clock)
            next_deadline = min(worker.deadline for worker in self._workers)
            ready = wait([w.pipe for w in self._workers], min(_BEAT, max(0.0, next_deadline - time.monotonic())))
            if not ready:
                waiting()
            for worker in list(self._workers):
                if worker.pipe in ready:
                    yield from self._hear(worker)
                elif worker.deadline <= time.monotonic():
                    yield from self._lose(worker, stuck(self._limits))

    def _hear(self, worker: _Worker) -> Iterator[tuple[str, Any]]:
        """What a worker says: that it has begun, that it cannot, a result; or nothing, for it has died."""
        try:
            said, what = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._lose(worker, None)
            return
        if said == "failed":
            raise what
        if said == "memory":
            yield from self._lose(worker, large(self._limits))
            return
        done = worker.free()
        if done is not None:
            yield done, what

    def _lose(self, worker: _Worker, why: Lost | None) -> Iterator[tuple[str, Lost]]:
        """Put a new worker in the place of one that is lost; its input goes back once, then it is given up.

        One that ran out of time is given up at once.
        """
        reason = why or self._reason(worker.end())
        worker.kill()
        worker.end()
        if not worker.begun:
            raise KgError("the processes that read documents cannot start", "", worker.told() or reason.reason)
        self._workers[self._workers.index(worker)] = _Worker(self._job)
        if worker.given is None:
            return
        tries = self._tries[worker.given] = self._tries.get(worker.given, 0) + 1
        if tries < _TRIES and reason not in (late(self._limits), stuck(self._limits)):
            self._waiting.append(worker.given)
        else:
            yield worker.given, reason

    def _reason(self, how: str) -> Lost:
        """Why a worker ended by itself; the timer of its computing is what `child` set."""
        return late(self._limits) if how == "SIGPROF" else crashed(how)

    def end(self) -> None:
        """Kill all workers."""
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.end()


class _Worker:
    """One process, its pipe, and the input that it has in hand."""

    def __init__(self, job: bytes) -> None:
        self.pipe: Connection[Any, Any]
        self.pipe, there = Pipe()
        self.given: str | None = None
        self.begun = False
        self.deadline = time.monotonic() + _START
        self._words = tempfile.TemporaryFile()  # noqa: SIM115  (closed when the process has ended)
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with there:
            self._process = subprocess.Popen(  # noqa: S603  (our own module)
                [sys.executable, "-m", "kg.workers.child", str(there.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=self._words,
                stderr=self._words,
                pass_fds=[there.fileno()],
                env=environment,
                process_group=0,  # Ctrl-C is this process's to answer
            )
        try:
            self.pipe.send_bytes(job)
        except OSError:
            self.deadline = 0.0  # it has died already, which the next round sees

    @property
    def idle(self) -> bool:
        """Whether it waits for an input."""
        return self.begun and self.given is None

    @property
    def busy(self) -> bool:
        """Whether it has an input in hand."""
        return self.given is not None

    def hand(self, given: str, seconds: float) -> None:
        """Give it an input."""
        self.given, self.deadline = given, time.monotonic() + seconds
        try:
            self.pipe.send(given)
        except OSError:
            self.deadline = 0.0

    def free(self) -> str | None:
        """Take from it the input that is done; None where it has only begun."""
        done, self.given, self.begun, self.deadline = self.given, None, True, float("inf")
        return done

    def kill(self) -> None:
        """End the process, now."""
        self._process.kill()

    def end(self) -> str:
        """How the process ended; it is given a moment to do so by itself."""
        self.pipe.close()
        try:
            status = self._process.wait(_MOMENT)
        except subprocess.TimeoutExpired:
            self.kill()
            status = self._process.wait()
        return f"exit code {status}" if status >= 0 else signal.Signals(-status).name

    def told(self) -> str:
        """The last line that the process printed."""
        with self._words as words:
            words.seek(0)
            lines = words.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""
