"""A model's answer as objects, whatever it wrapped them in. What is no object is counted, not guessed at."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.curation.sidecar import parse


def objects(answer: str) -> tuple[list[Mapping[str, Any]], int]:
    r"""The JSON objects of an answer, and how many of its lines were neither an object nor wrapping.

    >>> objects('```json\n{"kind": "arm"}\n```')
    ([{'kind': 'arm'}], 0)
    >>> objects('Here they are:\n{"kind": "arm",')
    ([], 2)
    """
    whole = _array(answer)
    if whole is not None:
        found: list[Mapping[str, Any]] = [value for value in whole if isinstance(value, dict)]
        return found, len(whole) - len(found)
    lines = list(parse("\n".join(_unwrapped(answer)), "answer"))
    return [line.value for line in lines if not line.fault], sum(bool(line.fault) for line in lines)


def _unwrapped(answer: str) -> Iterator[str]:
    for line in answer.splitlines():
        plain = line.strip().removesuffix(",")
        if plain and not plain.startswith("```") and plain not in ("[", "]", "[]"):
            yield plain


def _array(answer: str) -> list[Any] | None:
    start, end = answer.find("["), answer.rfind("]")
    if start < 0 or "{" in answer[:start]:
        return None
    try:
        value = json.loads(answer[start : end + 1])
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) else None
