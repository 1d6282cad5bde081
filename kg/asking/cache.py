"""Answers kept by what was asked: the same section asked of the same model is not asked twice, and a run goes on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from kg import kept
from kg.errors import UsageError
from kg.files import write_whole


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered, and what it cost in tokens (0 where the model does not say)."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers, each in a file named by the digest of model, instructions and section."""

    folder: Path

    @classmethod
    def usual(cls) -> Cache:
        """The user's own: `$XDG_CACHE_HOME/oncology-kg/answers`, else under `~/.cache`."""
        return cls(kept.folder() / "answers")

    def get(self, model: str, system: str, prompt: str) -> Answer | None:
        """The answer that was kept, or None; a file that cannot be read as one is as good as none."""
        try:
            told = json.loads(self._path(model, system, prompt).read_text("utf-8"))
            return Answer(str(told["text"]), int(told["tokens_in"]), int(told["tokens_out"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, model: str, system: str, prompt: str, answer: Answer) -> None:
        """Keep an answer; a folder that cannot be written to costs the next run its time and nothing else."""
        told = {"model": model, "text": answer.text, "tokens_in": answer.tokens_in, "tokens_out": answer.tokens_out}
        try:
            write_whole(self._path(model, system, prompt), [json.dumps(told)])
        except UsageError:
            return

    def _path(self, model: str, system: str, prompt: str) -> Path:
        digest = hashlib.sha256(json.dumps([model, system, prompt]).encode()).hexdigest()
        return self.folder / digest[:2] / f"{digest}.json"
