"""Ontology, shapes, rules, queries and code speak of the same things."""

from __future__ import annotations

import json
import re
import runpy
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import resources, schema, terms
from kg.terms import KG, OWL, RDF, RDFS, SKOS, XSD

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology"
QUERIES = sorted((ROOT / "queries").rglob("*.rq"))
RULES = sorted((ROOT / "kg" / "rules").glob("*.toml"))
CODE = [file for file in sorted((ROOT / "kg").rglob("*.py")) if file.name != "terms.py"]
TERM = re.compile(r"\bkg:([A-Za-z]\w*)")


@cache
def declared() -> dict[str, dict[str, list[str]]]:
    """The terms of the ontology with their properties, by local name."""
    found: dict[str, dict[str, list[str]]] = {}
    for quad in ox.parse(path=str(ONTOLOGY / "kg.ttl")):
        subject, value = (str(getattr(t, "value", t)) for t in (quad.subject, quad.object))
        if subject.startswith(KG):
            found.setdefault(subject.removeprefix(KG), {}).setdefault(quad.predicate.value, []).append(value)
    return found


@cache
def context() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return found


def iris(file: Path) -> set[str]:
    """The local names of the project's terms in a Turtle file."""
    quads = ox.parse(path=str(file))
    found = {str(getattr(t, "value", "")) for quad in quads for t in (quad.subject, quad.predicate, quad.object)}
    return {iri.removeprefix(KG) for iri in found if iri.startswith(KG) and iri != KG}


@pytest.mark.parametrize("name", sorted(declared()))
def test_every_term_has_a_label_a_definition_and_an_example(name: str) -> None:
    said = declared()[name]
    for term in (RDFS + "label", SKOS + "definition", SKOS + "example"):
        assert len(said.get(term, [])) == 1, term
        assert said[term][0].strip()


@pytest.mark.parametrize("file", [ONTOLOGY / "kg.ttl", ONTOLOGY / "alignment.ttl", *resources.files("shapes", ".ttl")],
                         ids=lambda file: file.name)  # fmt: skip
def test_every_term_of_the_ontology_and_the_shapes_is_declared(file: Path) -> None:
    assert iris(file) - declared().keys() == set()


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.name)
def test_every_term_of_a_query_is_declared_and_the_query_parses(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    asked = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    used = set(TERM.findall(asked)) | set(re.findall(rf"<{re.escape(KG)}(\w+)>", asked))
    assert used - declared().keys() == set()
    assert ox.Store().query(text) is not None


def test_there_are_queries_and_rules() -> None:
    assert QUERIES
    assert RULES


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.name)
def test_every_term_of_a_rule_is_declared(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert set(TERM.findall(text)) - declared().keys() == set()


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.name)
def test_every_rule_has_a_name_of_its_own_and_examples_that_must_and_must_not_match(file: Path) -> None:
    rules = tomllib.loads(file.read_text(encoding="utf-8")).get("rule", [])
    names = [rule["name"] for rule in rules]
    assert len(names) == len(set(names))
    assert [rule["name"] for rule in rules if not rule.get("match") or not rule.get("no_match")] == []


def test_no_two_rules_share_a_name() -> None:
    names = [rule["name"] for file in RULES for rule in tomllib.loads(file.read_text(encoding="utf-8")).get("rule", [])]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_term_that_code_or_its_documentation_names_is_declared(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    used = set(TERM.findall(text)) | set(re.findall(re.escape(KG) + r"(\w+)", text))
    assert used - declared().keys() == set()


def test_every_kind_has_a_shape_of_its_name_and_the_reverse() -> None:
    kinds = {s[terms.kindName][0] for s in declared().values() if terms.kindName in s}
    files = {file.stem for file in resources.files("shapes", ".ttl")} - {"document", "evidence", "entity"}
    assert kinds == files == set(schema.signatures())


def test_every_role_is_a_property_named_after_it_that_the_ontology_declares() -> None:
    for signature in schema.signatures().values():
        for role in signature.roles.values():
            first, *rest = role.name.split("_")
            assert role.iri == KG + first + "".join(part.title() for part in rest), (signature.kind, role.name)
            assert role.definition


def test_a_roles_type_agrees_with_its_propertys_range() -> None:
    for signature in schema.signatures().values():
        for role in signature.roles.values():
            kind = declared()[role.iri.removeprefix(KG)]
            wanted = kind.get(RDFS + "range", [""])[0]
            assert (OWL + "ObjectProperty" in kind[RDF + "type"]) == bool(role.kinds or role.arm)
            if wanted.startswith(XSD):
                assert role.datatypes == (wanted,), (signature.kind, role.name)
            elif wanted:
                allowed = set(schema.concept_kinds(wanted))
                assert set(role.kinds) <= allowed, (signature.kind, role.name)


def test_keys_that_are_always_printed_are_keys_of_the_kind() -> None:
    for signature in schema.signatures().values():
        keys = set(signature.roles) | ({"ci"} if "ci_low" in signature.roles else set())
        assert signature.keys <= keys


def test_the_message_of_a_closed_shape_lists_the_roles_of_its_kind() -> None:
    for signature in schema.signatures().values():
        roles = list(signature.roles)
        listed = f"{', '.join(roles[:-1])} and {roles[-1]}: take"
        assert listed in (ROOT / "shapes" / f"{signature.kind}.ttl").read_text(encoding="utf-8")


def test_shortcuts_are_drawn_between_roles_that_their_kinds_have() -> None:
    assert schema.shortcuts()
    for shortcut in schema.shortcuts():
        assert shortcut.subjects
        assert shortcut.objects
        for role, _, value in shortcut.when:
            choices = schema.signature(shortcut.kind).roles[role].choices
            assert not choices or value in choices


def test_the_code_constants_are_what_the_generator_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["make_terms.py"])
    made = runpy.run_path(str(ROOT / "scripts" / "make_terms.py"))["module"]()
    assert (ROOT / "kg" / "terms.py").read_text(encoding="utf-8") == made


def test_the_context_has_every_term_with_the_type_of_its_range() -> None:
    for name, said in declared().items():
        if OWL + "AnnotationProperty" in said[RDF + "type"]:
            continue
        entry = context()[name]
        range_ = said.get(RDFS + "range", [""])[0]
        if OWL + "ObjectProperty" in said[RDF + "type"]:
            assert entry == {"@id": f"kg:{name}", "@type": "@id"}
        elif range_.startswith(XSD) and range_ != XSD + "string":
            assert entry == {"@id": f"kg:{name}", "@type": f"xsd:{range_.removeprefix(XSD)}"}
        else:
            assert entry == f"kg:{name}"


def test_prefixes_are_the_same_wherever_they_are_declared() -> None:
    declaration = re.compile(r"^(?:@prefix|PREFIX)\s+(\w+):\s+<([^>]*)>", re.MULTILINE)
    files = [*QUERIES, *sorted(ONTOLOGY.glob("*.ttl")), *resources.files("shapes", ".ttl")]
    for file in files:
        for prefix, iri in declaration.findall(file.read_text(encoding="utf-8")):
            assert terms.PREFIXES.get(prefix, iri) == iri, (file.name, prefix)


def test_matches_are_to_vocabularies_whose_prefix_is_known() -> None:
    known = tuple(terms.PREFIXES.values())
    for quad in ox.parse(path=str(ONTOLOGY / "alignment.ttl")):
        assert isinstance(quad.object, ox.NamedNode)
        assert quad.object.value.startswith(known)
        assert quad.predicate.value.removeprefix(SKOS) in {
            "exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch",
        }  # fmt: skip
