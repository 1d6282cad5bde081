"""The questions that come with the program: `.rq` files that say in their header what they answer.

The header is the file's first comment lines that begin with `#+`, as grlc has them
(<https://grlc.io/>), a small part of YAML:

    #+ summary: Approvals of a drug, with the words
    #+ description: >-
    #+   One row for each approval and quote.
    #+ parameters:
    #+   - name: drug
    #+     type: concept:drug
    #+     default: sorafenib
    #+     description: Whose approvals; any drug where it is not given.
    #+ programs: confidence
    #+ example: kg query approvals -p drug=sorafenib

Each parameter stands in the query as `VALUES ?_drug { … }` (the underscore is grlc's), so that the file runs
as it is in any SPARQL tool; `{ UNDEF }` there means that any value will do. Tables for people
leave out the columns that are for `programs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import names, resources
from kg.errors import QueryError
from kg.query.tokens import tokens

TYPES = ("string", "thing", "iri", "date", "integer", "decimal", "boolean")
"""What a parameter may hold, beside `concept:drug` and the like."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question leaves open.

    Attributes:
        name: the variable's name in the query, without its underscore.
        type: one of `TYPES`, or `concept:` and a kind of concept: then a name or an IRI of one will do.
        default: what the file asks for as it stands; "" where any value will do.
        description: what it means.
        choices: the only values it takes; empty where it takes any.

    """

    name: str
    type: str
    default: str
    description: str
    choices: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The default as people read it: of a thing, its name."""
        of_ours = self.default.startswith(names.BASE)
        return self.default.rpartition("/")[2].replace("-", " ") if of_ours else self.default


@dataclass(frozen=True, slots=True)
class Question:
    """A `.rq` file.

    Attributes:
        name: its file name without `.rq`; unique.
        theme: the folder it stands in.
        summary: one line.
        description: what the rows mean.
        parameters: in the order of the header.
        example: a command line that asks it.
        programs: columns that tables for people leave out.
        text: the whole file.
        path: where it stands.
        shipped: whether it came with the program.

    """

    name: str
    theme: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str
    path: str
    shipped: bool = True
    programs: tuple[str, ...] = ()


@cache
def catalogue() -> tuple[Question, ...]:
    """The questions that come with the program, sorted by theme and name.

    Raises:
        QueryError: where a header is broken or two questions share a name.

    """
    questions = [q for q in _folder("") if q.theme != "rules"]
    called = [q.name for q in questions]
    for name in called:
        if called.count(name) > 1:
            raise QueryError(f"two questions are called {name}", "queries/", "rename one of the files")
    return tuple(sorted(questions, key=lambda q: (q.theme, q.name)))


@cache
def rules() -> tuple[Question, ...]:
    """The CONSTRUCTs that derive links between documents, sorted by name."""
    return tuple(sorted(_folder("rules"), key=lambda q: q.name))


def _folder(name: str) -> Iterator[Question]:
    root = Path(str(resources.path("queries", name) if name else resources.path("queries")))
    for path in sorted(root.rglob("*.rq")):
        yield read(path, shipped=True)


def read(path: Path, shipped: bool = False) -> Question:
    """The question of a file. A foreign file needs no header; one that is there must be sound.

    Raises:
        QueryError: where it cannot be read, or its header and its VALUES blocks do not agree.

    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise QueryError(
            "there is no such file", str(path), "check the path; `kg query` lists the questions"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is no UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise QueryError(f"the query cannot be read: {reason}", str(path), "check the file and its rights") from error
    return parse(text, path.stem, path.parent.name, str(path), shipped)


def parse(text: str, name: str = "", theme: str = "", path: str = "", shipped: bool = False) -> Question:
    r"""The question that a text asks, its header read and checked against its VALUES blocks.

    Raises:
        QueryError: as `read`.

    >>> q = parse("#+ summary: All things\nSELECT ?s { ?s ?p ?o }", "things")
    >>> q.name, q.summary, q.parameters
    ('things', 'All things', ())

    """
    where = path or name or "the query"
    header = [(n, line[2:]) for n, line in enumerate(text.splitlines(), 1) if line.startswith("#+")]
    fields, parameters = _fields(header, where)
    for parameter in parameters:
        block(text, parameter.name, where)
    if shipped and not (fields.get("summary") and fields.get("description")):
        raise QueryError("the header has no summary or no description", where, "add #+ summary: and #+ description:")
    said = {key: fields.get(key, "") for key in ("summary", "description", "example")}
    programs = _several(fields.get("programs", ""))
    return Question(
        name, theme, parameters=parameters, text=text, path=path, shipped=shipped, programs=programs, **said
    )


_FIELD = re.compile(r"( *)(- )?([A-Za-z_]+): ?(.*)")
_KEYS = {"summary", "description", "example", "programs", "parameters", "endpoint", "method", "tags"}
_PARAMETER_KEYS = {"name", "type", "default", "description", "choices"}


def _fields(header: list[tuple[int, str]], where: str) -> tuple[dict[str, str], tuple[Parameter, ...]]:
    """The header's fields and parameters. A line that stands deeper than a key goes on with its text."""
    fields: dict[str, str] = {}
    given: list[dict[str, str]] = []
    current, key, depth = fields, "", 0
    for number, line in header:
        plain = line.removeprefix(" ")
        indent = len(plain) - len(plain.lstrip())
        if key and indent > depth and not (current is fields and key == "parameters"):
            current[key] = f"{current[key]} {plain.strip()}".strip()
            continue
        match = _FIELD.fullmatch(plain)
        if match is None:
            what = f"{plain.strip()!r} is no field of a header"
            raise QueryError(what, f"{where}:{number}", "write key: value")
        _, dash, key, value = match.groups()
        if dash:
            given.append({})
        inside = bool(indent and given)
        current, depth = (given[-1], 4) if inside else (fields, 0)
        known = _PARAMETER_KEYS if inside else _KEYS
        if key not in known:
            remedy = f"the keys are {', '.join(sorted(known))}"
            raise QueryError(f"the header has no key {key}", f"{where}:{number}", remedy)
        if key in current:
            raise QueryError(f"the key {key} is given twice", f"{where}:{number}", "keep one of them")
        current[key] = value.strip()
    plain_fields = {key: _plain(value) for key, value in fields.items()}
    return plain_fields, tuple(_parameter({k: _plain(v) for k, v in p.items()}, where) for p in given)


def _plain(value: str) -> str:
    """A scalar's text: without the mark of a folded block, or without its quotation marks."""
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value.removeprefix(">-").strip()


def _parameter(given: dict[str, str], where: str) -> Parameter:
    missing = {"name", "type", "description"} - set(given)
    if missing:
        raise QueryError(
            f"a parameter has no {min(missing)}", where, f"add #+     {min(missing)}: below its first line"
        )
    kind = given["type"]
    if kind not in TYPES and not re.fullmatch(r"concept:[a-z]+", kind):
        raise QueryError(f"the type {kind} of {given['name']} is unknown", where, f"{', '.join(TYPES)} or concept:…")
    choices = _several(given.get("choices", ""))
    return Parameter(given["name"], kind, given.get("default", ""), given["description"], choices)


def _several(given: str) -> tuple[str, ...]:
    """The words of a list.

    >>> _several("[a, b]"), _several("a, b"), _several("")
    (('a', 'b'), ('a', 'b'), ())
    """
    return tuple(word.strip() for word in given.strip("[]").split(",") if word.strip())


def block(text: str, name: str, where: str = "") -> tuple[int, int]:
    """Where the data of `VALUES ?_name { data }` stand in a query: from after the brace to before its end.

    Raises:
        QueryError: where there is no such block, or more than one.

    >>> text = "SELECT * { VALUES ?_x { 1 2 } ?s ?p ?_x }"
    >>> text[slice(*block(text, "x"))]
    ' 1 2 '

    """
    found, all_tokens = [], tokens(text)
    for one, two, three in zip(all_tokens, all_tokens[1:], all_tokens[2:], strict=False):
        if one.text.upper() == "VALUES" and two.text[1:] == f"_{name}" and two.kind == "variable" and three.text == "{":
            end = next((t.start for t in all_tokens if t.start >= three.end and t.text == "}"), None)
            if end is not None:
                found.append((three.end, end))
    if len(found) != 1:
        raise QueryError(
            f"the parameter {name} has {len(found)} VALUES blocks",
            where,
            f"write VALUES ?_{name} {{ … }} once",
        )
    return found[0]
