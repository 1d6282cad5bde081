"""The questions told to people: what there is to ask, and how to ask it."""

from __future__ import annotations

import textwrap
from difflib import get_close_matches
from itertools import groupby

from kg import terms
from kg.query.headers import Parameter, Question, catalogue
from kg.query.tokens import tokens

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


def unknown(query: str) -> list[str]:
    """What to say of the names in a query that begin as the ontology's terms do and are none; each once, in order.

    >>> misspelt = "efect"
    >>> told = unknown(f"PREFIX kg: <{terms.KG}> SELECT ?f {{ ?f kg:{misspelt} ?e ; kg:trial ?t }}")
    >>> [said.removeprefix("kg:") for said in told]
    ['efect is no term of the ontology (near it: kg:effect, kg:event)']
    """
    if f"<{terms.KG}>" not in query:
        return []
    known = {term.removeprefix(terms.KG) for term in vars(terms).values() if str(term).startswith(terms.KG)}
    used = dict.fromkeys(t.text.removeprefix("kg:") for t in tokens(query) if t.kind == "name" and t.text != "kg:")
    return [_unknown(name, known) for name in used if ":" not in name and name not in known]


def _unknown(name: str, known: set[str]) -> str:
    close = ", ".join(f"kg:{one}" for one in get_close_matches(name, sorted(known), 3, 0.6))
    return f"kg:{name} is no term of the ontology" + (f" (near it: {close})" if close else "")
