"""What leaves is what is in: read back by other tools, the same bytes each time, with licence and note."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld as pyld
from rdflib.compare import to_isomorphic
from worlds import world

from kg import names, provenance, schema, store, terms
from kg.errors import UsageError
from kg.export import FORMATS, dataset, export, text
from kg.files import write_whole
from kg.nquads import Iri, split, triples, value
from kg.store import Store
from kg.terms import RDF, XSD
from kg.turtle import prefixes, trig, turtle

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own calls of its own
RDF_FORMATS = {"turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS}
HOSTILE = (
    '"=cmd|calc"',
    '"</script><!-- --> ]]>"',
    '"tab\\tline\\nquote\\" back\\\\ bell\\u0007"',
    '"甲状腺がん 🧬"',
    '"ends with \\\\"',
    '"x"@en',
    '"-37.5"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"007"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"1"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    '"2013-11"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>',
    '"a"^^<https://e.org/own#type>',
    "<https://e.org/a%20b?c=d&e#f>",
    "<urn:x:y>",
    "<mailto:a@e.org>",
)


def hostile() -> Store:
    """Odd values in every kind of place."""
    subject, graph = f"<{names.BASE}fact/x>", f"<{names.BASE}document/d>"
    kg = "https://w3id.org/oncology-kg/ontology#"
    said = [f"{subject} <{kg}{p}> {thing} {graph} ." for p in ("text", "value", "drug", "start") for thing in HOSTILE]
    said += [f"{subject} <https://e.org/own#p> {thing} {graph} ." for thing in HOSTILE]
    said += [f"{subject} <{RDF}type> <{kg}{c}> {graph} ." for c in ("Fact", "Statement")]
    said += [f"<{names.BASE}trial/a-page-1b/study> <{kg}about> {subject} {graph} ."]
    return Store.memory(said)


def written(graph: Store, form: str) -> str:
    return "".join(text(graph, form))


def expected(graph: Store) -> set[str]:
    """The statements of a graph with its description, as the engine writes them."""
    return engine("\n".join({*graph.triples(), *dataset.describe(graph)}), ox.RdfFormat.N_TRIPLES)


def engine(data: str, form: ox.RdfFormat) -> set[str]:
    return {" ".join(map(str, (q.subject, q.predicate, q.object))) for q in ox.parse(data.encode(), format=form)}


@pytest.mark.parametrize("make", [world, hostile], ids=["world", "hostile"])
@pytest.mark.parametrize("form", RDF_FORMATS)
def test_the_engine_reads_back_the_same_graph(form: str, make: Callable[[], Store]) -> None:
    graph = make()
    assert engine(written(graph, form), RDF_FORMATS[form]) == expected(graph)


@pytest.mark.parametrize("form", ["trig", "nquads"])
def test_named_graphs_stay_apart(form: str) -> None:
    quads = {str(quad) + " ." for quad in ox.parse(written(world(), form).encode(), format=RDF_FORMATS[form])}
    described = {f"{line[:-2]} <{names.BUILD_GRAPH}> ." for line in dataset.describe(world())}
    lines = {*world().lines(), *described}
    assert quads == {str(q) + " ." for q in ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS)}


@pytest.mark.parametrize("make", [world, hostile], ids=["world", "hostile"])
@pytest.mark.parametrize("form", ["turtle", "json-ld", "json-ld-framed"])
def test_rdflib_reads_back_the_same_graph(form: str, make: Callable[[], Store]) -> None:
    graph = make()
    theirs = rdflib.Graph().parse(data=written(graph, form), format=form.removesuffix("-framed"))
    ours = rdflib.Graph().parse(data="\n".join((*graph.triples(), *dataset.describe(graph))), format="nt")
    assert to_isomorphic(theirs) == to_isomorphic(ours)


@pytest.mark.parametrize("make", [world, hostile], ids=["world", "hostile"])
@pytest.mark.parametrize("form", ["json-ld", "json-ld-framed"])
def test_pyld_and_the_engine_read_the_json_ld_back_to_the_same_graph(form: str, make: Callable[[], Store]) -> None:
    graph = make()
    document = written(graph, form)
    assert engine(document, ox.RdfFormat.JSON_LD) == expected(graph)
    quads = pyld.to_rdf(json.loads(document), {"format": "application/n-quads"})
    assert engine(quads, ox.RdfFormat.N_QUADS) == expected(graph)


def test_json_ld_nests_evidence_in_its_fact_and_starts_with_the_dataset() -> None:
    nodes = json.loads(written(world(), "json-ld"))["@graph"]
    assert nodes[0]["id"] == "dataset"
    assert [n["id"] for n in nodes[1:5]] == [f"document/{d}" for d in ("abstract", "drug-page", "page", "record")]
    fact = next(node for node in nodes if node["id"] == "fact/approved-thyroid")
    assert fact["drug"] == "drug/sorafenib"
    assert fact["date"] == {"@value": "2013-11-22", "type": "xsd:date"}
    assert fact["evidence"][0]["exact"] == "On November 22, 2013, the FDA approved sorafenib"
    assert fact["evidence"][0]["start"] == 700
    top = [node["id"] for node in nodes if node["id"].startswith("evidence/")]
    assert sorted(top) == ["evidence/p11", "evidence/p12", "evidence/p8"]  # they support several facts


def test_json_ld_is_safe_inside_a_script() -> None:
    assert "</" not in written(hostile(), "json-ld")


literals = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(names.literal)


@given(st.lists(literals, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_text_survives(values: list[str]) -> None:
    graph = Store.memory(f"<a:s{n}> <a:p> {v} <a:g> ." for n, v in enumerate(values))
    assert engine(turtle(list(graph.triples())), ox.RdfFormat.TURTLE) == engine(
        "\n".join(graph.triples()), ox.RdfFormat.N_TRIPLES
    )
    assert engine(trig(graph.lines()), ox.RdfFormat.TRIG) == engine("\n".join(graph.triples()), ox.RdfFormat.N_TRIPLES)
    assert [value(split(t)[2]) for t in triples(graph.lines())] == [value(v) for v in values]


# ---- the same, always ----

SCRIPT = """
import hashlib, sys
from pathlib import Path
from kg.export import FORMATS, export
from kg.store import Store
graph = Store.open(sys.argv[1])
for form in FORMATS:
    path = export(graph, Path(sys.argv[2]) / form, form)
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        print(form, file.name, hashlib.sha256(file.read_bytes()).hexdigest())
"""


def test_the_same_bytes_whatever_the_hash_seed_in_memory_and_on_disk(tmp_path: Path) -> None:
    store.write(tmp_path / "graph", world().lines())
    said = []
    for seed in ("0", "42"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])}
        command = [sys.executable, "-c", SCRIPT, str(tmp_path / "graph"), str(tmp_path / f"out{seed}")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        said.append(done.stdout)
    assert said[0] == said[1]
    assert len(said[0].splitlines()) == len(FORMATS) + 4  # kgx and neo4j are three files each
    for form in (*RDF_FORMATS, "json-ld", "json-ld-framed", "graphml", "csv", "void"):
        assert (tmp_path / "out0" / form).read_text("utf-8") == written(world(), form)


def test_n_quads_are_sorted() -> None:
    lines = written(world(), "nquads").splitlines()
    assert lines == sorted(set(lines))


# ---- licence, version, note ----


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_says_what_it_is_not_for_and_under_which_licence(form: str, tmp_path: Path) -> None:
    path = export(world(), tmp_path / "out", form)
    files = sorted(tmp_path.rglob("*")) if form == "csv" else [path] if path.is_file() else sorted(path.iterdir())
    whole = "".join(file.read_bytes().decode("utf-8", "replace") for file in files if file.is_file())
    for said in (provenance.NOTE, "public_domain", "CC-BY"):
        assert said in whole
    assert provenance.software_version() in whole


def test_a_licence_with_line_breaks_does_not_leave_the_comment() -> None:
    term = "<http://purl.org/dc/terms/license>"
    odd = Store.memory([f'<a:d> {term} "one\\n<a:s> <a:p> <a:o> ." <a:d> .', f'<a:e> {term} "{"x" * 500}" <a:e> .'])
    for form in ("turtle", "trig"):
        assert engine(written(odd, form), RDF_FORMATS[form]) == expected(odd)
        assert len(written(odd, form).splitlines()[0]) < 500


# ---- tables and graphs ----


def test_the_table_of_facts_has_a_row_for_each_fact_and_quote() -> None:
    rows = list(csv.DictReader(io.StringIO(written(world(), "csv"), newline="")))
    inhibits = [row for row in rows if row["fact"].endswith("fact/inhibits-braf")]
    assert [(row["drug"], row["target"], row["quote"]) for row in inhibits] == [
        ("sorafenib", "BRAF", "a BRAF inhibitor"),
        ("sorafenib", "BRAF", "Sorafenib inhibits VEGFR and B-RAF."),
    ]
    myeloma = next(row for row in rows if row["cancer"] == "multiple myeloma")
    assert (myeloma["with"], myeloma["date"], myeloma["kind"]) == (
        "bortezomib; dexamethasone",
        "2013",
        "approval",
    )
    supports = sum(" <https://w3id.org/oncology-kg/ontology#supports> " in line for line in world().triples())
    assert len(rows) == supports
    assert {row["license"] for row in rows} == {"public_domain", "CC-BY", ""}


def test_cells_of_the_table_cannot_run() -> None:
    graph = hostile()
    kg = "https://w3id.org/oncology-kg/ontology#"
    proof = f"<{names.BASE}evidence/e> <{kg}supports> <{names.BASE}fact/x> <{names.BASE}document/d> ."
    quote = f'<{names.BASE}evidence/e> <http://www.w3.org/ns/oa#exact> "@SUM(1)" <{names.BASE}document/d> .'
    kind = f"<{names.BASE}evidence/e> <{RDF}type> <{kg}Evidence> <{names.BASE}document/d> ."
    (row,) = csv.DictReader(io.StringIO(written(Store.memory([*graph.lines(), proof, quote, kind]), "csv"), newline=""))
    assert row["quote"] == "'@SUM(1)"
    assert all(cell[:1] not in set("=+-@\t") for cell in row.values() if isinstance(cell, str))


def test_networkx_reads_the_graphml_with_its_evidence(tmp_path: Path) -> None:
    path = export(world(), tmp_path / "world.graphml")
    read = nx.read_graphml(path)
    assert read.nodes["drug/sorafenib"]["kind"] == "Drug"
    assert read.nodes["fact/pfs-sorafenib"]["value"] == "10.8"
    edges = [d for _, t, d in read.edges("fact/approved-thyroid", data=True) if t == "document/page"]
    assert edges[0]["quote"] == "On November 22, 2013, the FDA approved sorafenib"
    assert read.graph["note"] == provenance.NOTE
    assert not any(node.startswith("evidence/") for node in read)
    nx.read_graphml(export(hostile(), tmp_path / "hostile.graphml"))


def test_kgx_edges_join_known_nodes_in_biolink_terms_and_carry_their_quotes(tmp_path: Path) -> None:
    folder = export(world(), tmp_path / "kgx", "kgx")
    nodes, edges = (
        list(
            csv.DictReader(
                (folder / f"{name}.tsv").open(encoding="utf-8", newline=""),
                delimiter="\t",
                quoting=csv.QUOTE_NONE,
            )
        )
        for name in ("nodes", "edges")
    )
    known = {node["id"]: node["category"] for node in nodes}
    assert known["OKG.drug:sorafenib"] == "biolink:Drug"
    assert all(edge["subject"] in known and edge["object"] in known for edge in edges)
    assert all(edge["predicate"].startswith("biolink:") for edge in edges)
    (treats,) = [e for e in edges if e["relation"] == "kg:approvedFor" and "thyroid" in e["object"]]
    assert (treats["predicate"], treats["has_evidence"]) == ("biolink:treats", "OKG.fact:approved-thyroid")
    assert treats["supporting_text"] == "On November 22, 2013, the FDA approved sorafenib"
    direct = {(split(t)[0], split(t)[1], split(t)[2]) for t in world().triples() if "#targets>" in t or "#tests>" in t}
    assert len([e for e in edges if e["relation"] in {"kg:targets", "kg:tests"}]) == len(direct)


def test_framed_json_ld_tells_of_a_thing_all_its_facts_with_their_words() -> None:
    nodes = json.loads(written(world(), "json-ld-framed"))["@graph"]
    drug = next(node for node in nodes if node["id"] == "drug/sorafenib")
    approvals = [fact for fact in drug["@reverse"]["drug"] if "Approval" in fact["type"]]
    assert [fact["evidence"][0]["exact"] for fact in approvals] == [
        "approved to treat liver cancer",
        "On November 22, 2013, the FDA approved sorafenib",
    ]
    assert not any(node["id"].startswith("fact/approved") for node in nodes), "each stands in its things"


def test_the_parquet_table_is_the_csv_table_with_types(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(export(world(), tmp_path / "facts.parquet"))
    rows = list(csv.DictReader(io.StringIO(written(world(), "csv"), newline="")))
    assert table.column_names == [*rows[0], "number"]
    assert [fact["quote"] for fact in table.to_pylist()] == [row["quote"] for row in rows]
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["start"], types["confidence"], types["number"], types["value"]) == (
        "int64",
        "double",
        "double",
        "string",
    )
    pfs = next(fact for fact in table.to_pylist() if fact["fact"].endswith("fact/pfs-sorafenib"))
    assert (pfs["value"], pfs["number"], pfs["start"]) == ("10.8", 10.8, 300)


def test_neo4j_reads_nodes_by_id_and_relationships_between_them(tmp_path: Path) -> None:
    folder = export(world(), tmp_path / "neo4j", "neo4j")
    nodes, links = (
        list(csv.reader((folder / f"{name}.csv").open(encoding="utf-8", newline="")))
        for name in ("nodes", "relationships")
    )
    assert nodes[0][0] == ":ID" and nodes[0][-1] == ":LABEL"
    evidence = ["under", "quote", "start:int", "end:int", "method", "confidence:float"]
    assert links[0] == [":START_ID", *evidence, ":END_ID", ":TYPE"]
    known = [row[0] for row in nodes[1:]]
    assert len(known) == len(set(known)) and "drug/sorafenib" in known
    assert all(row[0] in known and row[-2] in known and len(row) == len(links[0]) for row in links[1:])
    assert ["drug/sorafenib", *[""] * 6, "target/BRAF", "targets"] in links
    words = "On November 22, 2013, the FDA approved sorafenib"
    assert ["fact/approved-thyroid", "", words, "700", "748", "", "0.97", "document/page", "evidence"] in links


def test_cells_of_the_import_cannot_run(tmp_path: Path) -> None:
    folder = export(hostile(), tmp_path / "neo4j", "neo4j")
    for path in folder.glob("*.csv"):
        cells = [cell for row in csv.reader(path.open(encoding="utf-8", newline="")) for cell in row]
        assert not [cell for cell in cells if cell[:1] in set("=+-@\t") and not cell[1:2].isdigit()]


def test_a_negative_figure_reaches_the_import_as_it_is(tmp_path: Path) -> None:
    change = [f"<{names.BASE}fact/a> <{RDF}type> <{terms.Fact}> <{names.BASE}document/d> .",
              f"<{names.BASE}fact/a> <{RDF}type> <{terms.Comparison}> <{names.BASE}document/d> .",
              f'<{names.BASE}fact/a> <{terms.value}> "-12.5"^^<{XSD}decimal> <{names.BASE}document/d> .']  # fmt: skip
    folder = export(Store.memory(change), tmp_path / "neo4j", "neo4j")
    (row,) = csv.DictReader((folder / "nodes.csv").open(encoding="utf-8", newline=""))
    assert row["value"] == "-12.5"


def test_every_kind_of_thing_has_a_prefix() -> None:
    assert set(schema.concept_kinds()) | {"arm", "fact", "evidence", "lead", "document"} <= prefixes().keys()


def test_the_description_counts_classes_and_names_the_ways_to_have_the_dataset() -> None:
    read = rdflib.Graph().parse(data=written(world(), "void"), format="turtle")
    void, dcat = rdflib.Namespace(dataset.VOID), rdflib.Namespace("http://www.w3.org/ns/dcat#")
    whole = rdflib.URIRef(dataset.iri())
    entities = {str(read.value(part, void["class"])): int(read.value(part, void.entities).toPython())  # type: ignore[union-attr]
                for part in read.objects(whole, void.classPartition)}  # fmt: skip
    assert entities["https://w3id.org/oncology-kg/ontology#Document"] == 4
    forms = {str(read.value(one, dcat.mediaType)).rpartition("/")[2] for one in read.objects(whole, dcat.distribution)}
    assert {"turtle", "ld+json", "csv"} <= forms
    assert (whole, rdflib.RDF.type, dcat.Dataset) in read


# ---- files ----


def test_the_format_is_told_from_the_ending(tmp_path: Path) -> None:
    assert export(world(), tmp_path / "a.ttl").read_text("utf-8") == written(world(), "turtle")
    assert export(world(), tmp_path / "new" / "a.jsonld").read_text("utf-8") == written(world(), "json-ld")
    with pytest.raises(UsageError, match="the ending tells no format"):
        export(world(), tmp_path / "a.xyz")
    with pytest.raises(UsageError, match="no format 'xls'"):
        text(world(), "xls")
    with pytest.raises(UsageError, match="several files"):
        text(world(), "kgx")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def broken() -> Iterator[str]:
        yield "half"
        raise RuntimeError

    path = write_whole(tmp_path / "a.txt", ["whole"])
    with pytest.raises(RuntimeError):
        write_whole(path, broken())
    assert path.read_text("utf-8") == "whole"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    with pytest.raises(UsageError, match="is a folder"):
        write_whole(tmp_path, ["x"])
    write_whole("/dev/null", ["x"])
    assert Path("/dev/null").is_char_device()


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_whole(tmp_path / "link", [b"x"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"x"


def test_iris_are_told_from_text() -> None:
    assert isinstance(value("<a:b>"), Iri)
    assert not isinstance(value('"a:b"'), Iri)
