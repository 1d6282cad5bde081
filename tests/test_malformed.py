"""A query that is no SPARQL is told with its file, line and column, what stands there and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg import query
from kg.cli import main
from kg.errors import MalformedError, QueryError

KG = "PREFIX kg: <https://w3id.org/oncology-kg/ontology#>\n"

CASES = {  # the query, where it is wrong (line, column), words of what is told and of the remedy
    "an open bracket": (KG + "SELECT ?d {\n ?d a kg:Drug\n FILTER(?d > 3\n}", (5, 1), "“)” is missing", "of line 4"),
    "an open brace": ("SELECT ?d {\n ?d a ?e ", (1, 11), "“{” is not closed", "add “}”"),
    "a brace too many": ("SELECT ?d { ?d a ?e } }", (1, 23), "“}” closes nothing", "take it out"),
    "an open quote": ('SELECT ?d { ?d a "x }', (1, 18), "is not closed", "quotation mark"),
    "a mark of no use": ("SELECT ?d { ?d a ?e FILTER(?e & ?d) }", (1, 31), "“&” begins no word", "write &&"),
    "a known prefix": ("SELECT ?d {\n  ?d a kg:Drug }", (2, 8), "prefix kg: is not declared", KG.strip()),
    "an unknown prefix": ("SELECT ?d { ?d a my:Drug }", (1, 18), "prefix my: is not declared", "PREFIX my: <…>"),
    "a misspelt form": ("SELCT ?d { ?d a ?e }", (1, 1), "“SELCT” begins no query", "write SELECT"),
    "no form at all": (KG + "?d a kg:Drug . {}", (2, 1), "“?d” begins no query", "SELECT, ASK, CONSTRUCT or DESCRIBE"),
    "no words at all": (KG + "\n", (1, 52), "asks nothing", "write SELECT"),
    "a misspelt word": ("SELECT ?d WHRE { ?d a ?e }", (1, 11), "from “WHRE” on", "write WHERE"),
    "commas": ("SELECT ?d, ?e { ?d a ?e }", (1, 10), "from “,” on", "leave the comma out"),
    "no question mark": ("SELECT d { ?d a ?e }", (1, 8), "from “d” on", "write ?d"),
    "a bare count": ("SELECT COUNT(?d) { ?d a ?e }", (1, 8), "from “COUNT” on", "(COUNT(?x) AS ?n)"),
    "a nameless count": ("SELECT (COUNT(?d)) { ?d a ?e }", (1, 18), "from “)” on", "has a name"),
    "a bare word": ("SELECT ?d { ?d a drug }", (1, 18), "“drug” is no name", "kg:drug for a term"),
    "no full stop": ("SELECT ?d {\n  ?d a ?e\n  ?d ?f ?g }", (3, 3), "from “?d” on", "with . before the next"),
    "half a statement": ("SELECT ?d { ?d ?e }", (1, 13), "from “?d” on", "a subject, a predicate and an object"),
    "a wrong filter": ("SELECT ?d { ?d a ?e FILTER(?e == 3) }", (1, 21), "from “FILTER” on", "= and != compare"),
    "a wrong order": ("SELECT ?d { ?d a ?e } LIMIT 3 ORDER BY ?d", (1, 31), "from “ORDER” on", "before LIMIT"),
    "a limit without number": ("SELECT ?d { ?d a ?e } LIMIT x", (1, 23), "from “LIMIT” on", "a whole number"),
    "an ungrouped variable": ("SELECT ?d ?e { ?d a ?e } GROUP BY ?e", (1, 8), "?d is selected", "GROUP BY ?d"),
    "a name given twice": (
        "SELECT ?x { BIND(1 AS ?x) BIND(2 AS ?x) }",
        (1, 37),
        "?x has a value already",
        "another name",
    ),
    "an update": ("DELETE WHERE { ?s ?p ?o }", (1, 1), "DELETE would change", "ask with SELECT"),
    "the network": ("SELECT ?d {\n  SERVICE <http://x/> { ?d a ?e } }", (2, 3), "SERVICE is not allowed", "network"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_place_what_stands_there_and_a_remedy_are_told(seeds: kg.Graph, tmp_path: Path, name: str) -> None:
    text, (line, column), what, remedy = CASES[name]
    path = tmp_path / "own.rq"
    path.write_text(text, "utf-8")
    with pytest.raises(QueryError) as caught:
        seeds.query(path)
    assert caught.value.where == f"{path}:{line}:{column}"
    assert what in caught.value.what and remedy in caught.value.remedy
    assert len(caught.value.what) < 100


def test_a_mark_stands_below_the_place(seeds_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.rq"
    path.write_text("SELECT ?d {\n\t?d a drug\n}", "utf-8")
    assert main(["query", str(path), "--graph", str(seeds_folder)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith(f"kg: {path}:2:7: “drug” is no name")
    assert said[1:] == ["  2 |  ?d a drug", "    |       ^"]


def test_a_query_that_is_no_file_is_told_by_line_and_column(seeds: kg.Graph) -> None:
    with pytest.raises(MalformedError, match=r"^line 2, column 8: the prefix kg: is not declared"):
        seeds.query("SELECT ?d {\n  ?d a kg:Drug }")


def test_a_long_line_is_cut_around_the_place(seeds: kg.Graph) -> None:
    with pytest.raises(MalformedError) as caught:
        seeds.query("SELECT ?d { " + "?d a ?e . " * 30 + "?d a drug . " + "?d a ?e . " * 30 + "}")
    shown, mark = caught.value.excerpt.splitlines()
    assert len(shown) <= 80 and shown[mark.index("^") :].startswith("drug")


def test_lines_below_a_parameter_keep_their_numbers(seeds: kg.Graph, tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    head = "#+ parameters:\n#+   - name: drug\n#+     type: concept:drug\n#+     description: which\n"
    path.write_text(head + "SELECT ?_drug {\n  VALUES ?_drug {\n    UNDEF\n  }\n  ?_drug a drug\n}", "utf-8")
    with pytest.raises(MalformedError) as caught:
        query.run(seeds._store, path, {"drug": "sorafenib"})
    assert caught.value.where == f"{path}:9:12"


def test_a_key_that_a_header_has_not_is_told_with_those_that_it_has(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text("#+ params:\nSELECT ?d { ?d a ?e }", "utf-8")
    with pytest.raises(QueryError, match=r"own\.rq:1: the header has no key params \(the keys are .*parameters"):
        query.question(path)


WORDS = (*query.malformed._REMEDIES, *query.malformed._FORMS, "AS", "BY", "?x", "{", "(", "a", "kg:Drug", ".", ";", "3",
         '"x"', "PREFIX", "<http://e/>", "kg:", "WHERE", "drug", "&", "\\", "\n")  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_whatever_is_asked_gives_an_answer_or_a_place_in_it(words: list[str]) -> None:
    text = "SELECT ?d {" + " ".join(words)
    store = kg.store.Store.memory([])
    try:
        query.guard.check(text)
        store.query(text)
    except MalformedError as error:
        if "not well-formed" in error.what:
            error = query.malformed.explained(text, "", error)
        assert error.what and len(error.what) < 160 and "'..='" not in str(error)
    except QueryError as error:
        assert error.what and error.where
