"""The questions told to people: what there is to ask, and how to ask it."""

from __future__ import annotations

import textwrap
from itertools import groupby

from kg.query.headers import Parameter, Question, catalogue

_LEAST = 24  # columns of the summaries, however narrow the terminal


def listed(columns: int = 80) -> str:
    """Every question with its summary and parameters, by theme, in lines of so many columns."""
    width = max((len(q.name) for q in catalogue()), default=0)
    lines = []
    for theme, members in groupby(catalogue(), key=lambda q: q.theme):
        lines.append(f"{theme}")
        for question in members:
            takes = ", ".join(p.name for p in question.parameters)
            words = question.summary + (f" ({takes})" if takes else "")
            first, *more = textwrap.wrap(words, max(columns - width - 4, _LEAST), break_on_hyphens=False)
            lines.append(f"  {question.name:<{width}}  {first}")
            lines.extend(" " * (width + 4) + line for line in more)
        lines.append("")
    lines.append("kg query NAME --explain tells more; kg query NAME -p PARAMETER=VALUE asks")
    return "\n".join(lines)


def explained(question: Question, columns: int = 80) -> str:
    """What a question means, what it takes, how to ask it, and its SPARQL; the prose in lines of so many columns."""
    head = f"{question.name or 'a query'}: {question.summary}".rstrip(": ")
    parts = [textwrap.fill(head, columns)]
    if question.description:
        parts.append(textwrap.fill(question.description, columns))
    if question.parameters:
        parts.append("parameters:\n" + "\n".join(_parameter(p, columns) for p in question.parameters))
    if question.example:
        parts.append(f"example:\n  {question.example}")
    body = "\n".join(line for line in question.text.splitlines() if not line.startswith("#+"))
    return "\n\n".join([*parts, body.strip()])


def _parameter(parameter: Parameter, columns: int) -> str:
    kind = parameter.type.replace("concept:", "name of a ")
    kind = " | ".join(parameter.choices) or kind
    default = f"; {parameter.default} where it is not given" if parameter.default else ""
    words = f"{parameter.description} [{kind}{default}]"
    return textwrap.fill(words, columns, initial_indent=f"  {parameter.name}: ", subsequent_indent="    ")
