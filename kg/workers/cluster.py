"""The same work on a Dask cluster (<https://distributed.dask.org>): its scheduler copes with dead workers.

An extra: `pip install oncology-kg[cluster]`. The workers have the same version of this program installed, and reach
the inputs by the same names; one thread a worker is right, for reading keeps the interpreter busy.
"""

from __future__ import annotations

import faulthandler
import signal
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, Final

from kg.errors import UsageError
from kg.workers import Job, Limits, Lost, Result, crashed

SCHEME: Final = "dask://"

_AHEAD: Final = 4  # inputs that wait for each thread of the cluster, so that none is idle
_PATIENCE: Final = 20.0  # seconds until a scheduler must have answered


def run(job: Job[Result], inputs: Sequence[str], address: str, limits: Limits) -> Iterator[tuple[str, Result | Lost]]:
    """Each input with its result, or with the reason why there is none, in the order in which they are done.

    Args:
        job: what is done.
        inputs: each of them once.
        address: of the scheduler, `dask://host:port`.
        limits: what one input may take; memory is the cluster's own to limit.

    Raises:
        UsageError: where Dask is not installed, or no scheduler with workers answers there.

    """
    client = _client(address)
    try:
        yield from _results(client, partial(_bounded, job, limits), inputs)
    finally:
        client.close()


def _client(address: str) -> Any:
    if not address.startswith(SCHEME):
        raise UsageError("this is no address of a cluster", address, f"write {SCHEME}HOST:PORT")
    try:
        import distributed  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise UsageError("reading on a cluster needs Dask", address, "pip install 'oncology-kg[cluster]'") from error
    try:
        connect: Any = distributed.Client
        client = connect("tcp://" + address.removeprefix(SCHEME).rstrip("/"), timeout=_PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, ValueError) as error:  # a TimeoutError is an OSError
        what = f"no cluster with workers answers: {str(error) or type(error).__name__}"
        raise UsageError(what, address, "start dask scheduler and dask worker there") from error
    return client


def _results(client: Any, work: Any, inputs: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """All inputs, and once more, each alone, those whose workers died: they may only have waited there for another."""
    again: list[str] = []
    for given, result in _handed_out(client, work, inputs, _AHEAD * max(1, sum(client.nthreads().values()))):
        if isinstance(result, Lost):
            again.append(given)
        else:
            yield given, result
    yield from _handed_out(client, work, again, 1)


def _handed_out(client: Any, work: Any, inputs: Sequence[str], most: int) -> Iterator[tuple[str, Any]]:
    """Hand out a few inputs at a time, so that results do not pile up, and more as they come back."""
    from distributed import as_completed as untyped  # noqa: PLC0415  (an extra)

    as_completed: Any = untyped
    waiting = iter(inputs)
    given = {client.submit(work, one, pure=False): one for one in islice(waiting, most)}
    done = as_completed(given, loop=client.loop)
    for future in done:
        yield given.pop(future), _result(future)
        following = next(waiting, None)
        if following is not None:
            added = client.submit(work, following, pure=False)
            given[added] = following
            done.add(added)


def _result(future: Any) -> Any:
    """What came of an input. The scheduler has given it to other workers by itself before it gives up."""
    from distributed import KilledWorker  # noqa: PLC0415  (an extra)

    error = future.exception() if future.status == "error" else None
    if isinstance(error, KilledWorker):
        return crashed("on each worker of the cluster that tried")
    if error is not None:
        raise error
    return future.result()


def _bounded(job: Job[Any], limits: Limits, given: str) -> Any:
    """The work on a worker, which ends with its limits, whatever it hangs in; its nanny starts it anew."""
    job.begin()
    faulthandler.dump_traceback_later(limits.clock, exit=True)
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)
    try:
        return job.work(given)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
