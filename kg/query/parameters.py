"""A question's parameters: what the asker gave, checked, as terms in the question's VALUES blocks.

Values never reach a query as text: each becomes one serialised RDF term of the parameter's type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Protocol
from urllib.parse import quote, unquote

from kg import names
from kg.errors import AmbiguousError, QueryError
from kg.nquads import Answer, Iri, value
from kg.query.headers import Parameter, Question, block
from kg.terms import DCTERMS, KG, RDFS, SKOS, XSD

ANY = "*"
"""What to give for a parameter that shall take any value."""

KINDS = (
    "drug", "intervention", "target", "cancer", "trial", "measure", "event", "person", "organization", "agency",
)  # fmt: skip
"""The kinds of thing that a name may mean, in the order in which they are tried."""

Given = str | int | float | Decimal | bool | date | Sequence[str]


class Engine(Protocol):
    """What a graph must do to be asked."""

    def query(self, text: str) -> Answer:
        """Answer a SPARQL query."""

    def opener(self) -> Callable[[], Engine]:
        """A function that opens the same graph in another process."""


def fill(question: Question, given: Mapping[str, Given | None], graph: Engine) -> str:
    """The question's text with the given values in its VALUES blocks.

    Args:
        question: what is asked.
        given: values by parameter, several of one as a list. None leaves the default, `*` means any.
        graph: where names of drugs, trials, … are looked up.

    Raises:
        QueryError: where a parameter is unknown, a value is not of its type, or nothing has the name.

    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            has = ", ".join(known) or "none"
            raise QueryError(f"there is no parameter {name}", question.name, f"its parameters: {has}")
    text = question.text
    for name, parameter in known.items():
        if given.get(name) is not None:
            start, end = block(text, name, question.name)
            lines = "\n" * text.count("\n", start, end)  # so that what stands below keeps its line
            text = f"{text[:start]} {' '.join(_terms(parameter, given[name], question, graph))} {lines}{text[end:]}"
    return text


def _terms(parameter: Parameter, given: Given | None, question: Question, graph: Engine) -> list[str]:
    values = [given] if isinstance(given, str) or not isinstance(given, Iterable) else list(given)
    texts = [_text(one) for one in values]
    if ANY in texts:
        return ["UNDEF"]
    found: list[str] = []
    for text in texts:
        try:
            found.extend(_term(parameter, text, graph))
        except (ValueError, InvalidOperation) as error:
            remedy = f"give one of {', '.join(parameter.choices)}" if parameter.choices else _FORMS[parameter.type]
            raise QueryError(
                f"{parameter.name} is {text!r}, which is no {parameter.type}", question.name, remedy
            ) from error
    return sorted(set(found))


def _text(one: object) -> str:
    if isinstance(one, bool):
        return str(one).lower()
    return one.isoformat() if isinstance(one, date) else str(one)


def _term(parameter: Parameter, text: str, graph: Engine) -> list[str]:
    kind = parameter.type
    if parameter.choices and text not in parameter.choices:
        raise ValueError(text)
    if kind == "thing":
        if names.web_iri(_bare(text)):
            return [_iri(text)]
        return [f"<{iri}>" for iris in meanings(graph, text).values() for iri in iris]
    if kind.startswith("concept:"):
        return [f"<{iri}>" for iri in resolve(graph, kind.removeprefix("concept:"), text)]
    return [_SERIALISERS[kind](text)]


def _bare(text: str) -> str:
    return text.removeprefix("<").removesuffix(">")


def _iri(text: str) -> str:
    bare = _bare(text)
    if names.web_iri(bare) is None:
        raise ValueError(text)
    return f"<{bare}>"


def _boolean(text: str) -> str:
    if text not in {"true", "false"}:
        raise ValueError(text)
    return names.literal(text == "true")


def _decimal(text: str) -> str:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return names.literal(number)


_FORMS = {
    "iri": "give an address, http:// or https://",
    "date": "give a day that exists, such as 2026-04-01",
    "integer": "give a whole number, such as 2",
    "decimal": "give a number, such as 0.05",
    "boolean": "give true or false",
}
"""What to give for a parameter of a type that not every text fits."""

_SERIALISERS: dict[str, Callable[[str], str]] = {
    "string": names.literal,
    "iri": _iri,
    "date": lambda text: names.literal(date.fromisoformat(text).isoformat(), XSD + "date"),
    "integer": lambda text: names.literal(int(text)),
    "decimal": _decimal,
    "boolean": _boolean,
}


def resolve(graph: Engine, kind: str, name: str) -> list[Iri]:
    """The things of a kind that a name means, and what is narrower than they are.

    A name is a label, another name of the vocabulary's, a brand name, a trial's registry id, a title, an IRI or
    its last part, in any case. Trials that a rule found to be the same count as one.

    Args:
        graph: where to look.
        kind: `drug`, `cancer`, `trial`, `document`, …
        name: what the asker calls it.

    Returns:
        IRIs, sorted; never none.

    Raises:
        QueryError: where nothing of that kind has the name; the message names what comes near.

    """
    found = matching(graph, kind, name)
    if not found:
        close = near(graph, kind, name)
        remedy = f"near it: {', '.join(close)}" if close else f"`{ANY}` means any {kind}"
        raise QueryError(f"no {kind} in the graph is called {name!r}", "", remedy)
    return found


def matching(graph: Engine, kind: str, name: str) -> list[Iri]:
    """As `resolve`, but nothing where no thing of the kind has the name.

    Raises:
        AmbiguousError: where it is the name of a study that several documents do not name.

    """
    found = _ask(graph, _by_name(kind, name)) or _ask(graph, _by_iri(kind, name))
    if kind == "trial" and len(found) > 1 and names.is_unnamed(name.strip().lower()):
        _refuse_several(graph, name, found)
    return [Iri(iri) for iri in _ask(graph, _widened(found))] if found else []


def _refuse_several(graph: Engine, name: str, found: list[str]) -> None:
    """Refuse a name that different documents give to studies of theirs which are not known to be one.

    Raises:
        AmbiguousError: with the names that tell the first of them apart.

    """
    if set(found) <= set(_ask(graph, _widened(found[:1]))):
        return
    apart = [iri.rpartition("/trial/")[2] for iri in found[:3]] + ["…"] * (len(found) > 3)
    raise AmbiguousError(
        f"{len(found)} documents call a study {name!r}, each its own", "", f"say which: {', '.join(apart)}"
    )


def meanings(graph: Engine, name: str) -> dict[str, list[Iri]]:
    """What a name means, whatever kind of thing it is: the things by kind, never none.

    Raises:
        QueryError: where nothing has the name; the message names what comes near.

    """
    found = {kind: iris for kind in KINDS if (iris := matching(graph, kind, name))}
    if not found:
        close = list(dict.fromkeys(one for kind in KINDS for one in near(graph, kind, name)))[:3]
        remedy = (
            f"near it: {', '.join(close)}" if close else "name a drug, target, cancer, trial or person of the graph"
        )
        raise QueryError(f"nothing in the graph is called {name!r}", "", remedy)
    return found


def near(graph: Engine, kind: str, name: str) -> list[str]:
    """Up to three names of things of a kind that have a name as a word, or are spelled like it, the likest first."""
    from difflib import get_close_matches  # noqa: PLC0415  (only when something is amiss)

    by_case = {label.lower(): label for label in reversed(_ask(graph, _all_names(kind)))}
    low = name.strip().lower()
    within = sorted((key for key in by_case if f" {low} " in f" {key} "), key=lambda key: (len(key), key))
    return [by_case[key] for key in dict.fromkeys([*within, *get_close_matches(low, list(by_case), 3, 0.6)])][:3]


def _by_name(kind: str, name: str) -> str:
    return f"""SELECT DISTINCT ?thing WHERE {{
      {{ SELECT DISTINCT ?thing WHERE {{
        {{ ?thing <{RDFS}label> ?name }} UNION {{ ?thing <{SKOS}altLabel> ?name }}
        UNION {{ ?thing <{DCTERMS}title> ?name }} UNION {{ ?brand <{KG}drug> ?thing ; <{KG}name> ?name }}
        UNION {{ ?registered <{KG}attribute> "registry_id" ; <{KG}trial> ?thing ; <{KG}value> ?name }}
        FILTER(LCASE(STR(?name)) = {names.literal(name.strip().lower())})
      }} }}
      {_of_kind(kind)}
    }} ORDER BY ?thing"""


def _by_iri(kind: str, name: str) -> str:
    return f"""SELECT DISTINCT ?thing WHERE {{
      {_of_kind(kind)} FILTER(STRENDS(LCASE(STR(?thing)), {_ending(kind, name)}))
    }} ORDER BY ?thing"""


def _of_kind(kind: str) -> str:
    """Things of a kind, and what such things are kinds of: a document need not name thyroid cancer itself."""
    return f"{{ ?thing a <{_class(kind)}> }} UNION {{ ?one a <{_class(kind)}> . ?one <{SKOS}broader>+ ?thing }}"


def _widened(things: list[str]) -> str:
    return f"""SELECT DISTINCT ?same WHERE {{
      VALUES ?thing {{ {" ".join(f"<{iri}>" for iri in things)} }}
      ?same (<{SKOS}broader>|<{KG}sameTrialAs>|^<{KG}sameTrialAs>)* ?thing .
    }} ORDER BY ?same"""


def _all_names(kind: str) -> str:
    return f"""SELECT DISTINCT ?name WHERE {{
      ?thing a <{_class(kind)}> ; <{RDFS}label>|<{SKOS}altLabel>|<{DCTERMS}title>|^<{KG}drug>/<{KG}name> ?name
    }} ORDER BY ?name"""


def _class(kind: str) -> str:
    return KG + kind.capitalize()


def _ending(kind: str, name: str) -> str:
    """How the IRI of a thing of this name ends: the whole of it, or its part after the kind."""
    bare = name.strip().removeprefix("<").removesuffix(">").lower()
    local = bare.removeprefix(names.BASE.lower()).removeprefix(f"{kind}/")
    if kind == "trial" and names.is_unnamed(local) and "://" not in local:
        return names.literal(f"/{quote(unquote(local)).lower()}")
    ending = local if "://" in local else f"/{kind}/{local if '/' in local else names.slug(local).lower()}"
    return names.literal(ending)


def _ask(graph: Engine, query: str) -> list[str]:
    return [str(value(row[0])) for row in graph.query(query).rows if row[0] is not None]
