"""What foreign queries may not do, how parameters reach a query, and how answers leave."""

from __future__ import annotations

import csv
import datetime
import http.server
import io
import json
import subprocess
import sys
import threading
import time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import world

from kg import query, store, terms
from kg.errors import QueryError, StoreError, UsageError
from kg.nquads import Iri, value
from kg.query import guard, tables
from kg.query.headers import block, parse
from kg.query.parameters import fill
from kg.query.result import Result
from kg.query.tokens import tokens
from kg.store import Store

BASE = "https://w3id.org/oncology-kg/"
LABELS = (
    "SELECT ?label WHERE { ?drug a <https://w3id.org/oncology-kg/ontology#Drug> ; "
    "<http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"
)
DRUGS = ("bortezomib", "dexamethasone", "pomalidomide", "sorafenib")


# ---- the guard ----

REFUSED = {
    "service": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "silent service": "select * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "service in a variable": "SELECT * { BIND(<http://127.0.0.1:9/> AS ?e) SERVICE ?e { ?s ?p ?o } }",
    "keyword glued to a word": "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "keyword glued to a name": "PREFIX x: <http://127.0.0.1:9/> SELECT * { ?s ?p 1 . SERVICEx:y {} }",
    "keyword glued to an empty prefix": "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:y { ?a ?b ?c } }",
    "after a comparison": "SELECT * { ?s ?p ?o FILTER(?s<?o)SERVICE<http://127.0.0.1:9/> { ?a ?b ?c } }",
    "after a comment": "SELECT * { ?s ?p ?o # ' \n SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "after a string": "SELECT * { ?s ?p '''it's''' . SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "from": "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "escaped": 'SELECT * { ?s ?p "\\u0022 . SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } # \\u0022" }',
    "load": "LOAD <http://127.0.0.1:9/>",
    "insert": "INSERT DATA { <a:s> <a:p> <a:o> }",
    "delete after a prefix": "PREFIX x: <a:> DELETE WHERE { ?s ?p ?o }",
    "clear": "CLEAR ALL",
    "braces": "SELECT * " + "{" * 3000 + "}" * 3000,
    "parentheses": "SELECT * { BIND(" + "(" * 3000 + "1" + ")" * 3000 + " AS ?x) }",
    "size": "SELECT * { ?s ?p ?o } #" + "x" * guard.SIZE,
    "an open quote": 'SELECT * { ?s ?p "open }',
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_reach_out_write_or_break_the_parser_is_refused_before_it_is_asked(name: str) -> None:
    with pytest.raises(QueryError):
        query.run(world(), REFUSED[name])


ALLOWED = {
    "in a string": 'SELECT ?x { BIND("SERVICE <http://e.org/> FROM" AS ?x) }',
    "in a long string": 'SELECT ?x { BIND("""a "quoted" SERVICE { """ AS ?x) }',
    "in a comment": "SELECT ?x { BIND(1 AS ?x) } # SERVICE <http://e.org/> { ?s ?p ?o }",
    "in an IRI": "SELECT ?x { BIND(<http://e.org/SERVICE#FROM> AS ?x) }",
    "in a variable": "SELECT ?SERVICE { BIND(1 AS ?SERVICE) }",
    "in a local name": "PREFIX e: <http://e.org/> SELECT ?x { BIND(e:SERVICE AS ?x) }",
    "in a language": 'SELECT ?x { BIND("x"@en-service AS ?x) }',
    "braces in a string": 'SELECT ?x { BIND("' + "{" * 500 + '" AS ?x) }',
    "comparisons": "SELECT ?x { BIND(1 AS ?a) BIND(2 AS ?b) BIND(?a<?b&&?b>?a AS ?x) }",
}


@pytest.mark.parametrize("name", ALLOWED)
def test_harmless_words_are_not_mistaken_for_harmful_ones(name: str) -> None:
    assert len(query.run(world(), ALLOWED[name])) == 1


def test_a_query_that_the_guard_would_miss_still_finds_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr(guard, "check", lambda *_: None)
        address = f"http://127.0.0.1:{server.server_port}/"
        can_leave = subprocess.run(["unshare", "-rn", "true"], check=False).returncode == 0  # noqa: S607
        if not can_leave:
            server.shutdown()
            pytest.skip("this system lets no process leave the network")
        with pytest.raises(QueryError):
            query.run(world(), f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
        server.shutdown()
    assert asked == []


def big(tmp_path: Path) -> Store:
    lines = (f'<a:s{n}> <a:p> "{n}" <a:g> .' for n in range(4000))
    store.write(tmp_path / "big", lines)
    return Store.open(tmp_path / "big")


STOPPED = r"took longer than 2 seconds|too much memory or is nested too deep|failed"
BOMBS = {
    "cartesian product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "property path over everything": "SELECT (COUNT(*) AS ?n) { ?a (!<a:x>)* ?b . ?c (!<a:x>)* ?d }",
    "concat": "SELECT (STRLEN(?z) AS ?n) { BIND('x' AS ?a0) "
    + " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(40))
    + " BIND(?a40 AS ?z) }",
    "unary operators": "SELECT ?x { BIND(" + "!" * 90_000 + "true AS ?x) }",
    "replace": "SELECT ?x { BIND(" + "REPLACE(" * 6 + f"'{'a' * 20}'" + f",'a','{'a' * 20}')" * 6 + " AS ?x) }",
    "rows that are sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY RAND()",
    "one text of all": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?f))) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "a graph of all pairs": "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_query_that_takes_too_much_ends_at_its_deadline_with_a_clear_message(name: str, tmp_path: Path) -> None:
    graph, begun = big(tmp_path), time.monotonic()
    with pytest.raises(QueryError, match=STOPPED):
        query.run(graph, BOMBS[name], timeout=2)
    assert time.monotonic() - begun < 15  # a busy machine starts a process late


def test_an_answer_that_is_too_large_is_an_error_and_never_a_part(tmp_path: Path) -> None:
    graph = big(tmp_path)
    everything = "SELECT ?s ?o { ?s ?p ?o }"
    assert len(query.run(graph, everything)) == 4000
    with pytest.raises(QueryError, match="more than 3999 rows"):
        query.run(graph, everything, limits=query.Limits(rows=3999))
    with pytest.raises(QueryError, match="larger than 0 MB"):
        query.run(graph, everything, limits=query.Limits(size=1000))


def test_a_damaged_graph_is_told_from_a_bad_query(tmp_path: Path) -> None:
    graph = big(tmp_path)
    (tmp_path / "big" / "current" / "graph.nq").write_text("", "utf-8")
    with pytest.raises(StoreError, match="damaged"):
        query.run(graph, "SELECT * { ?s ?p ?o } LIMIT 1")


def test_a_foreign_query_answers_as_a_shipped_one_does_in_memory_and_on_disk(tmp_path: Path) -> None:
    store.write(tmp_path / "graph", world().lines())
    for graph in (world(), Store.open(tmp_path / "graph")):
        assert query.run(graph, LABELS)["label"] == DRUGS
        assert query.run(graph, "ASK { ?s a <a:nothing> }").rows == ((False,),)
        same = query.run(graph, "approvals", {"drug": "sorafenib"})
        text = fill(query.describe("approvals"), {"drug": "sorafenib"}, graph)
        assert query.run(graph, text).terms == same.terms


def test_a_script_without_a_main_guard_can_ask(tmp_path: Path) -> None:
    store.write(tmp_path / "graph", world().lines())
    script = tmp_path / "script.py"
    script.write_text(
        "from kg import query\nfrom kg.store import Store\n"
        f"print(len(query.run(Store.open({str(tmp_path / 'graph')!r}), {LABELS!r})))\n",
        "utf-8",
    )
    root = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, str(script)], env={"PYTHONPATH": root}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "4\n"


@given(st.text(alphabet="abSERVICE<>\"'\\{}()#?:@_.1 \n\t`", max_size=60))
@settings(max_examples=300, deadline=None)
def test_tokens_cover_the_text_in_order_or_it_is_refused(text: str) -> None:
    try:
        found = tokens(text)
    except QueryError:
        return
    assert all(token.text == text[token.start : token.end] for token in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


# ---- names, files and parameters ----


def test_unknown_names_are_answered_with_what_comes_near() -> None:
    with pytest.raises(QueryError, match="near it: approvals"):
        query.run(world(), "aprovals")
    with pytest.raises(QueryError, match="near it: sorafenib"):
        query.run(world(), "approvals", {"drug": "sorafinib"})
    with pytest.raises(QueryError, match="no parameter drugs"):
        query.run(world(), "approvals", {"drugs": "sorafenib"})


@pytest.mark.parametrize(
    ("name", "parameter", "bad"),
    [
        ("documents-due", "day", "tomorrow"),
        ("corroborated", "documents", "two"),
        ("disagreements", "tolerance", "NaN"),
        ("adverse-events", "serious", "maybe"),
        ("endpoints", "role", "main"),
    ],
)
def test_values_of_the_wrong_type_are_refused(name: str, parameter: str, bad: str) -> None:
    with pytest.raises(QueryError, match=f"{parameter} is '{bad}'"):
        query.run(world(), name, {parameter: bad})


def test_typed_python_values_and_lists_and_any_are_taken() -> None:
    assert len(query.run(world(), "documents-due", {"day": datetime.date(2026, 3, 30)})) == 2
    assert len(query.run(world(), "corroborated", {"documents": 2})) == 2
    assert len(query.run(world(), "disagreements", {"tolerance": Decimal("0.2")})) == 0
    assert len(query.run(world(), "approvals", {"drug": ["sorafenib", "pomalidomide"]})) == 3
    assert len(query.run(world(), "approvals", {"drug": "*"})) == len(query.run(world(), "approvals")) == 3


STRINGS = parse(
    "#+ parameters:\n#+   - name: x\n#+     type: string\n#+     description: anything\n"
    "SELECT ?_x { VALUES ?_x { UNDEF } } # VALUES ?_y { }",
    "echo",
)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=100, deadline=None)
def test_a_parameter_is_a_term_and_never_text(text: str) -> None:
    answer = world().query(fill(STRINGS, {"x": [text]}, world()))
    assert [value(row[0]) for row in answer.rows] == (["UNDEF"] if text == "UNDEF" else [None if text == "*" else text])


def test_an_injected_value_finds_nothing_and_breaks_nothing() -> None:
    for bad in ('sorafenib" } ?s ?p ?o #', "sorafenib> } SERVICE <http://e.org/", "x\\", "%s %d"):
        with pytest.raises(QueryError, match="no drug in the graph is called"):
            query.run(world(), "approvals", {"drug": bad})


def test_a_file_of_ones_own_may_have_a_header_too(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    head = "#+ parameters:\n#+   - name: drug\n#+     type: concept:drug\n#+     description: which\n"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    path.write_text(f"{head}SELECT ?l {{ VALUES ?_drug {{ UNDEF }} ?_drug {label} ?l }}", "utf-8")
    assert query.run(world(), path, {"drug": "Nexavar"})["l"] == ("sorafenib",)
    assert query.run(world(), str(path), {"drug": "Nexavar"})["l"] == ("sorafenib",)
    with pytest.raises(QueryError, match="there is no such file"):
        query.run(world(), tmp_path / "other.rq")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "#+ parameters:\n#+   - name: x\n#+     type: string\n#+     description: d\nSELECT * {}",
            "has 0 VALUES blocks",
        ),
        (
            "#+ parameters:\n#+   - name: x\n#+     type: planet\n#+     description: d\nSELECT * {}",
            "type planet of x",
        ),
        ("#+ parameters:\n#+   - name: x\n#+     type: iri\nSELECT * {}", "no description"),
        ("#+ summary: a\n#+ summary: b\nSELECT * {}", "given twice"),
        ("#+ sumary: a\nSELECT * {}", "sumary"),
        ("#+ whatever\nSELECT * {}", "is no field"),
    ],
)
def test_broken_headers_say_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse(text)


def test_a_values_block_in_a_string_or_comment_is_not_the_parameters() -> None:
    text = 'SELECT * { # VALUES ?_x { 1 }\n BIND("VALUES ?_x { 2 }" AS ?s) VALUES ?_x { "}" 3 } }'
    assert text[slice(*block(text, "x"))] == ' "}" 3 '


def test_the_guide_lists_every_question_and_explains_it() -> None:
    listed = query.listed()
    for question in query.catalogue():
        assert f"  {question.name} " in listed
        explained = query.explained(question)
        assert question.example in explained
        assert "#+" not in explained


# ---- answers ----

XSD = "http://www.w3.org/2001/XMLSchema#"
TYPED = Result(
    "select",
    ("iri", "text", "whole", "number", "day", "month", "truth", "nothing"),
    (
        (
            f"<{BASE}drug/sorafenib>",
            '"=1+1"',
            f'"-7"^^<{XSD}integer>',
            f'"-37.50"^^<{XSD}decimal>',
            f'"2013-11-22"^^<{XSD}date>',
            f'"2013-11"^^<{XSD}gYearMonth>',
            f'"true"^^<{XSD}boolean>',
            None,
        ),
    ),
)
EMPTY = Result("select", ("drug", "target"), ())


def test_values_are_typed() -> None:
    row = TYPED.rows[0]
    assert row == (
        Iri(f"{BASE}drug/sorafenib"),
        "=1+1",
        -7,
        Decimal("-37.50"),
        datetime.date(2013, 11, 22),
        "2013-11",
        True,
        None,
    )
    assert [type(v) for v in row[:3]] == [Iri, str, int]
    assert TYPED[0]["whole"] == -7
    assert TYPED["whole"] == (-7,)
    assert list(TYPED) == TYPED.records()
    with pytest.raises(KeyError, match="no column 'drgu'; there are drug, target"):
        EMPTY["drgu"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_cells_cannot_run_as_formulas_but_numbers_stay_numbers(start: str) -> None:
    bad = Result("select", ("a",), ((f'"{start}cmd|calc"'.replace("\t", "\\t").replace("\r", "\\r"),),))
    for text, mark in ((bad.to_csv(), ","), (bad.to_tsv(), "\t")):
        (_, (cell,)) = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        assert cell == f"'{start}cmd|calc"
    assert ",-7,-37.50,2013-11-22,2013-11,true,\n" in TYPED.to_csv()


def test_an_empty_answer_still_prints_its_header() -> None:
    assert EMPTY.to_csv() == "drug,target\n"
    assert EMPTY.to_tsv() == "drug\ttarget\n"
    assert EMPTY.to_json() == "[]\n"
    assert EMPTY.to_markdown() == "| drug | target |\n| --- | --- |\n"
    assert EMPTY.to_table(80).splitlines() == ["drug  target", "────  ──────"]
    assert "<th>drug</th>" in EMPTY._repr_html_()


def test_json_keeps_numbers_and_cannot_close_a_script() -> None:
    bad = Result("select", ("a", "b"), (('"</script><b>"', f'"0.1000000000000000000001"^^<{XSD}decimal>'),))
    assert "</" not in bad.to_json()
    assert json.loads(bad.to_json()) == [{"a": "</script><b>", "b": "0.1000000000000000000001"}]
    assert json.loads(TYPED.to_json())[0]["number"] == -37.5
    endless = Result("select", ("a", "b"), ((f'"NaN"^^<{XSD}double>', f'"-INF"^^<{XSD}double>'),))
    assert json.loads(endless.to_json(), parse_constant=pytest.fail) == [{"a": "nan", "b": "-inf"}]


def test_html_and_markdown_are_escaped() -> None:
    bad = Result("select", ("<i>",), (('"<script>alert(1)</script> a|b"',),))
    assert "<script>" not in bad._repr_html_()
    assert "<i>" not in bad._repr_html_()
    assert bad.to_markdown().splitlines()[-1] == "| &lt;script>alert(1)&lt;/script> a\\|b |"


def test_a_notebook_says_how_many_rows_it_does_not_show() -> None:
    many = Result("select", ("n",), tuple((f'"{n}"',) for n in range(250)))
    assert "50 more rows" in many._repr_html_()


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_table_fits_its_terminal_and_loses_no_word(width: int) -> None:
    table = query.run(world(), "trial-results", {"trial": "*"}).to_table(width)
    assert max(map(tables._columns, table.splitlines())) <= width
    whole = "".join(table.split())
    for word in ("progression-free", "NCT00984282", "329", "no_difference"):
        assert word in whole or width < 80


def test_a_table_that_is_too_wide_puts_sentences_and_the_last_wide_columns_below_its_rows() -> None:
    lines = tables.table(
        ("drug", "cancer", "empty", "quote", "document"),
        [
            (
                "sorafenib",
                "differentiated thyroid cancer",
                None,
                "It was approved. " * 9,
                "document/a-very-long-name-of-it",
            )
        ],
        50,
    ).splitlines()
    assert lines[0].split() == ["drug", "cancer"]
    assert lines[2].split() == ["sorafenib", "differentiated", "thyroid", "cancer"]
    assert lines[3].startswith("    “It was approved.")
    assert lines[-1] == "    document: document/a-very-long-name-of-it"


def test_no_word_is_broken_where_there_is_room_for_it() -> None:
    table = tables.table(("a", "b"), [("iodine-refractory " * 4, "progression-free " * 9)], 70)
    assert table.count("iodine-refractory") == 4 and table.count("progression-free") == 9


def test_tables_take_wide_characters_and_control_characters() -> None:
    odd = Result("select", ("a", "b"), (('"甲状腺がん"', '"x"'), ('"\x1b[31mred\x07"', '"y"')))
    lines = odd.to_table(60).splitlines()
    assert lines[2] == "甲状腺がん  x"
    assert "\x1b" not in odd.to_table(60)
    assert {tables._columns(line[: line.index(mark)]) for line, mark in ((lines[2], "x"), (lines[3], "y"))} == {12}


def test_links_lose_their_addresses_for_people_and_keep_them_in_data() -> None:
    quote = '"a [phase III trial](/x?id=1) shows"'
    linked = Result("select", ("quote",), ((quote,),))
    assert "a phase III trial shows" in linked.to_table(80)
    assert "(/x?id=1)" in linked.to_csv()


def test_a_frame_has_the_columns_and_values() -> None:
    pytest.importorskip("pandas")
    frame = TYPED.to_pandas()
    assert list(frame.columns) == list(TYPED.columns)
    assert frame.iloc[0]["number"] == Decimal("-37.50")
    assert list(EMPTY.to_pandas().columns) == ["drug", "target"]


def test_a_construct_leaves_as_turtle() -> None:
    answer = query.run(
        world(), "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o ; <a:none>* ?s FILTER(CONTAINS(STR(?s), 'drug/s')) }"
    )
    assert answer.to_turtle().endswith("drug:sorafenib a kg:Drug .\n")
    assert answer.to("csv").startswith("subject,predicate,object\n")
    with pytest.raises(UsageError, match="a table, not a graph"):
        TYPED.to_turtle()
    with pytest.raises(UsageError, match="no format 'xls'"):
        TYPED.to("xls")


def test_start_up_imports_no_heavy_library() -> None:
    heavy = ["rdflib", "pandas", "networkx", "matplotlib", "pyshacl", "yaml"]
    code = f"import sys, kg.query, kg.store, kg.export; print([m for m in {heavy} if m in sys.modules])"
    root = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": root}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_frames_have_typed_columns() -> None:
    pandas = pytest.importorskip("pandas")
    frame = TYPED.to_pandas()
    assert [str(t) for t in frame.dtypes] == [
        "string", "string", "Int64", "Float64", "datetime64[s]", "string", "boolean", "string",
    ]  # fmt: skip
    assert frame["number"].sum() == -37.5
    assert frame["day"].dt.year.tolist() == [2013]
    assert frame["nothing"].isna().all()
    assert pandas.api.types.is_string_dtype(EMPTY.to_pandas()["drug"])


def test_polars_frames_have_the_same_types() -> None:
    polars = pytest.importorskip("polars")
    frame = TYPED.to_polars()
    assert frame.columns == list(TYPED.columns)
    assert frame.dtypes == [
        polars.String, polars.String, polars.Int64, polars.Float64, polars.Date, polars.String, polars.Boolean,
        polars.String,
    ]  # fmt: skip
    assert frame["whole"].to_list() == [-7]
    assert EMPTY.to_polars().shape == (0, 2)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named_with_its_remedy(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(QueryError, match=rf"{library} is not installed \(pip install 'oncology-kg\[{library}\]'\)"):
        getattr(TYPED, f"to_{library}")()


def test_a_foreign_query_finds_no_file() -> None:
    with pytest.raises(QueryError, match="FROM is not allowed"):
        query.run(world(), "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }")
    assert query.run(world(), "SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }").rows == ()


def test_what_a_row_is_about_is_the_last_to_leave_the_line() -> None:
    columns = ("trial", "measure", "arm", "qualifier", "value", "unit", "population", "quote")
    row = ("HARBOR", "progression-free survival", "sorafenib", None, "5.8", "months", None, "It was longer. " * 9)
    rare = (*row[:1], "information on tumour tissue of all patients was available", "", "~", *row[4:6], "women", row[7])
    lines = tables.table(columns, [row, row, row, rare], 60).splitlines()
    assert lines[0].split() == ["trial", "measure", "arm", "value", "unit"]
    assert any("~5.8" in line for line in lines)
    assert lines[2].split()[1] == "progression-free"
    assert "    population: women" in lines


def test_a_word_of_a_name_brings_the_name_to_mind() -> None:
    store = Store.memory([
        f"<https://x.org/o> <{terms.RDF}type> <{terms.Organization}> <https://x.org/g> .",
        f'<https://x.org/o> <{terms.RDFS}label> "Harbor Healthcare Pharmaceuticals" <https://x.org/g> .',
    ])  # fmt: skip
    assert query.near(store, "organization", "harbor") == ["Harbor Healthcare Pharmaceuticals"]


@pytest.mark.parametrize(
    ("question", "given", "remedy"),
    [
        ("documents-due", {"day": "yesterday"}, "give a day that exists, such as 2026-04-01"),
        ("disagreements", {"tolerance": "abc"}, "give a number, such as 0.05"),
        ("disagreements", {"documents": "two"}, "give a whole number, such as 2"),
        ("adverse-events", {"serious": "very"}, "give one of true, false"),
    ],
)
def test_a_value_of_another_type_is_told_in_words(question: str, given: dict[str, str], remedy: str) -> None:
    with pytest.raises(QueryError) as error:
        query.run(world(), question, given)
    assert error.value.remedy == remedy
