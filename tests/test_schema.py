"""A fact is checked when it is made, against kinds that are data: a new kind needs no code."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from leaflets import leaflet

from kg import describe, facts, names, resources, schema, terms
from kg.errors import SchemaError
from kg.model import Arm, Concept, Reading
from kg.schema import make

DRUG, CANCER, TRIAL = Concept("drug", "somanib"), Concept("cancer", "thyroid cancer"), Concept("trial", "HARBOR")
MEASURE = Concept("measure", "overall survival")


def test_equal_content_makes_equal_facts() -> None:
    one = make("outcome", trial=TRIAL, measure=MEASURE, value=Decimal("50.0"), unit="percent", arm=None)
    assert one == make("outcome", value=50, unit="percent", measure=MEASURE, trial=TRIAL, ci_low=[])


def test_several_values_are_put_in_order_and_each_kept_once() -> None:
    people = [Concept("person", name) for name in ("B", "A", "B")]
    fact = make("explanation", trial=TRIAL, measure=MEASURE, reason="crossover", speaker=people)
    assert [person.name for person in fact["speaker"] if isinstance(person, Concept)] == ["A", "B"]


@pytest.mark.parametrize(
    ("kind", "roles", "words"),
    [
        ("approvals", {}, "no kind of fact 'approvals'"),
        ("brand_name", {"drug": DRUG, "title": "x"}, "no role 'title'"),
        ("brand_name", {"drug": DRUG}, "brand_name.name: nothing was given"),
        ("brand_name", {"drug": CANCER, "name": "x"}, "the cancer 'thyroid cancer' was given where drug"),
        ("brand_name", {"drug": DRUG, "name": ["x", "y"]}, "one value is expected"),
        ("brand_name", {"drug": DRUG, "name": "  "}, "'  ' was given where string"),
        ("brand_name", {"drug": DRUG, "name": "\ud800"}, "was given where string"),
        ("brand_name", {"drug": Concept("drug", ""), "name": "x"}, "the drug ''"),
        ("drug_target", {"drug": DRUG, "target": Concept("target", "X"), "action": "eats"}, "one of inhibits"),
        ("arm", {"trial": TRIAL, "arm": Arm(TRIAL, (DRUG,)), "size": Decimal("1.5")}, "integer is expected"),
        ("arm", {"trial": TRIAL, "arm": Arm(TRIAL, (DRUG,)), "size": -1}, "integer is expected"),
        ("arm", {"trial": TRIAL, "arm": DRUG}, "an arm is expected"),
        ("outcome", {"trial": TRIAL, "measure": MEASURE, "value": Decimal("NaN")}, "decimal is expected"),
        ("outcome", {"trial": TRIAL, "measure": MEASURE, "value": Decimal("1e400")}, "decimal is expected"),
        ("outcome", {"trial": TRIAL, "measure": MEASURE, "value": "12"}, "decimal is expected"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_place_and_what_was_expected(
    kind: str, roles: dict[str, schema.Given], words: str
) -> None:
    with pytest.raises(SchemaError, match=words.replace("(", r"\(")):
        make(kind, **roles)


@pytest.mark.parametrize("date", ["2013", "2013-11", "2013-11-22"])
def test_a_date_is_as_exact_as_the_document_gives_it(date: str) -> None:
    assert make("approval", drug=DRUG, cancer=CANCER, status="approved", date=date).one("date") == date


@pytest.mark.parametrize("date", ["2013-02-30", "2013-13", "13", "May 2013", "2013-1-2", "２０１３"])
def test_a_date_that_no_calendar_has_is_refused(date: str) -> None:
    with pytest.raises(SchemaError, match=r"approval\.date"):
        make("approval", drug=DRUG, cancer=CANCER, status="approved", date=date)


def test_a_subclass_may_stand_where_its_class_is_expected_and_not_the_reverse() -> None:
    agency = Concept("agency", "FDA")
    told = make("statement", speaker=Concept("person", "Ada Byron"), text="x", affiliation=agency)
    assert ("affiliation", (agency,)) in told.roles
    with pytest.raises(SchemaError):
        make("approval", drug=DRUG, cancer=CANCER, status="approved", agency=Concept("organization", "x"))


def test_a_kind_of_concept_that_no_class_has_is_refused() -> None:
    with pytest.raises(SchemaError, match="'gene' is no kind of concept"):
        schema.class_of("gene")


def test_exchange_kinds_say_which_keys_are_always_printed() -> None:
    exchange = {kind for kind, signature in schema.signatures().items() if signature.exchange}
    assert exchange == {
        "drug_target", "approval", "trial", "arm", "endpoint", "outcome", "comparison", "adverse_event",
    }  # fmt: skip
    assert all(bool(s.keys) == s.exchange for s in schema.signatures().values())


@pytest.fixture
def own_rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of ontology and shapes that a test may change, read in place of the project's."""
    for folder in ("ontology", "shapes"):
        shutil.copytree(resources.path(folder), tmp_path / folder)
    monkeypatch.setattr(resources, "_ROOTS", (tmp_path,))
    modules = [module for name, module in sys.modules.items() if name.startswith("kg.schema")]
    caches = {v.cache_clear: v for m in modules for v in vars(m).values() if hasattr(v, "cache_clear")}.values()
    for cached in caches:
        cached.cache_clear()
    yield tmp_path
    for cached in caches:
        cached.cache_clear()


KIND = """
kg:PriceTag a owl:Class ; rdfs:subClassOf kg:Fact ; kg:kindName "price" ; kg:exchange false ;
    rdfs:label "price" ; skos:definition "What a drug costs." ; skos:example "Somanib costs 5 a day." .
"""
SHAPE = """
@prefix kg: <https://w3id.org/oncology-kg/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] sh:targetClass kg:PriceTag ; sh:property
    [ sh:path kg:drug ; sh:name "drug" ; sh:order 1 ; sh:class kg:Drug ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path kg:value ; sh:name "value" ; sh:order 2 ; sh:datatype xsd:decimal ; sh:minCount 1 ] .
"""


def test_a_new_kind_needs_a_class_and_a_shape_and_no_code(own_rooms: Path) -> None:
    with (own_rooms / "ontology" / "kg.ttl").open("a", encoding="utf-8") as file:
        file.write(KIND)
    (own_rooms / "shapes" / "price.ttl").write_text(SHAPE, encoding="utf-8")
    document = leaflet()
    finding = facts.from_json({"kind": "price", "drug": "somanib", "value": [5], "quote": "somanib"}, document)
    assert facts.to_json(finding, document)["value"] == [5]
    fact = f"<{names.fact_iri(finding.fact)}>"
    assert f"{fact} <{terms.RDF}type> <{terms.KG}PriceTag> <{document.iri}> ." in describe.describe(
        Reading(document, (finding,))
    )


def test_a_kind_without_a_shape_is_told(own_rooms: Path) -> None:
    with (own_rooms / "ontology" / "kg.ttl").open("a", encoding="utf-8") as file:
        file.write(KIND)
    with pytest.raises(SchemaError, match=r"'price' has no shape.*add shapes/price\.ttl"):
        schema.signatures()


def test_a_broken_ontology_is_told_with_its_file(own_rooms: Path) -> None:
    (own_rooms / "shapes" / "arm.ttl").write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(SchemaError, match=r"arm\.ttl"):
        schema.signatures()
