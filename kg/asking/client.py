"""The only room that knows the `llm` package: a model by its name, hosted or local, asked with patience."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.asking.cache import Answer
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    import llm

TRIES: Final = 5
_LONGEST: Final = 60.0
"""Seconds between two tries, at the most."""

_FINAL: Final = frozenset({400, 401, 403, 404, 422})
"""HTTP status codes that asking again does not change."""


class AskingError(KgError):
    """A model that does not answer."""


@dataclass(frozen=True)
class Client:
    """A model that can be asked.

    Attributes:
        name: its id.
        wait: sleeps for seconds between tries.
    """

    name: str
    _model: llm.Model
    wait: Callable[[float], None] = field(default_factory=lambda: time.sleep)

    def ask(self, system: str, prompt: str) -> Answer:
        """The model's answer; asked again, later and later, where it is busy or its line fails.

        Raises:
            AskingError: where it refuses, or still does not answer at the last try.
            UsageError: where `llm` has no key for it.
        """
        import llm  # noqa: PLC0415  (an extra)

        for attempt in range(TRIES):
            try:
                response = self._model.prompt(prompt, system=system, stream=False)
                text = response.text()
                used = response.usage()
                return Answer(text, used.input or 0, used.output or 0)
            except Exception as error:  # each plugin raises its own
                status = getattr(error, "status_code", None)
                if isinstance(error, llm.NeedsKeyException):
                    raise UsageError(
                        f"llm has no key for {self.name}", "--model", "give it one: `llm keys set`"
                    ) from error
                if status in _FINAL or attempt == TRIES - 1:
                    said = " ".join(str(error).split())[:200] or type(error).__name__
                    raise AskingError(f"the model does not answer: {said}", self.name, _remedy(status)) from error
                self.wait(_pause(error, attempt))
        raise AssertionError("unreachable")  # the last try returns or raises


def client(name: str) -> Client:
    """The model of this name or alias.

    Raises:
        UsageError: where the extra is not installed, or `llm` knows no such model or has no key for it.
    """
    try:
        import llm  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise UsageError("asking a model needs the extra `llm`", "kg read", "pip install 'oncology-kg[llm]'") from error
    try:
        return Client(name, llm.get_model(name))
    except llm.UnknownModelError as error:
        raise UsageError(f"llm knows no model {name!r}", "--model", "`llm models` lists those it knows") from error


def _pause(error: Exception, attempt: int) -> float:
    """What the server asks for (Retry-After, RFC 9110 section 10.2.3), else 1, 2, 4, … seconds."""
    headers: Any = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        asked = float(headers.get("retry-after", ""))
    except ValueError:
        asked = 2.0**attempt
    return min(max(asked, 0.0), _LONGEST)


def _remedy(status: object) -> str:
    if status in (401, 403):
        return "check its key (`llm keys`)"
    return "try again later: what was answered is kept" if status not in _FINAL else "check the model and its options"
