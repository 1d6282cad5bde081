"""What breaks a rule is told with its place, its words and the remedy; what was not checked is an error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from leaflets import TEXT, leaflet, reading

from kg import describe, validate
from kg.errors import ValidationError
from kg.validate import Report

LINES = describe.describe(reading())
TEXTS = {leaflet().iri: TEXT}
SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix kg: <https://w3id.org/oncology-kg/ontology#> .
[] a sh:NodeShape ; sh:targetClass kg:Fact ; sh:property [ sh:path kg:drug ; CONSTRAINT ] .
"""


def changed(old: str, new: str) -> list[str]:
    """The leaflet's graph with a text replaced; it must be there."""
    lines = [line.replace(old, new) for line in LINES]
    assert lines != LINES
    return lines


def rules(report: Report) -> set[str]:
    return {violation.what for violation in report.violations}


def test_what_was_read_from_a_document_keeps_the_shapes() -> None:
    report = validate.validate(LINES, TEXTS)
    assert report.conforms, str(report)
    assert report.quotes == report.compared == 9
    assert (
        str(report)
        == f"The graph keeps its shapes: {report.nodes} nodes and 9 quotes, 9 of them compared with their text."
    )


def test_a_place_that_breaks_a_rule_in_two_ways_is_told_once() -> None:
    page = '<http://xmlns.com/foaf/0.1/page> "example.org/x"'
    told = str(validate.validate([*LINES, f"<{leaflet().iri}> {page} <{leaflet().iri}> ."]))
    assert told.startswith("The graph breaks its shapes in 1 place: ")
    assert "A document's url is a web address (1)" in told
    assert told.count("found example.org/x") == 1


def test_a_graph_is_validated_from_a_file_and_from_its_merged_copies_alike(tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    merged = [line[: line.rindex(" <")] + " ." for line in LINES]
    file.write_text("\n".join([*LINES, *merged, ""]), encoding="utf-8")
    assert validate.validate(file, TEXTS) == validate.validate(str(file), TEXTS) == validate.validate(LINES, TEXTS)


def test_a_violation_names_the_rule_the_remedy_the_document_the_words_and_what_was_found() -> None:
    report = validate.validate(changed('"approved"', '"allowed"'))
    (violation,) = report.violations
    assert violation.what == "An approval's status is one of approved, accelerated and revoked"
    assert violation.remedy.startswith("choose approved where")
    assert violation.document == leaflet().iri
    assert violation.quote == "The FDA approved somanib for thyroid cancer on May 4, 2012."
    assert violation.found == "allowed"
    assert "/fact/" in violation.fact
    told = str(report)
    assert "in 1 place" in told
    for words in (violation.what, violation.remedy, "leaflet", violation.quote, "found allowed", violation.fact):
        assert words in told


def test_places_that_break_one_rule_are_told_together() -> None:
    report = validate.validate(changed("oa#hasSource", "oa#hasTarget"))
    assert len(report.violations) == 9
    assert [(what, len(places)) for what, _, places in report.grouped()] == [
        ("Evidence stands in exactly one document, and the document is described", 9)
    ]


def test_a_quote_that_differs_from_its_document_by_a_letter_is_told() -> None:
    text = TEXT.replace("10.8 months", "10.9 months")
    report = validate.validate(LINES, {leaflet().iri: text})
    assert rules(report) == {"A quote stands in its document to the letter"}
    assert {v.quote for v in report.violations} == {
        "Survival was 10.8 months versus 5.8 months",
        "Survival was 10.8 months",
    }


def test_quotes_of_documents_whose_text_is_not_at_hand_are_not_compared() -> None:
    assert validate.validate(LINES).compared == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"5.8"^^', '"5.9"^^'),
        ('"120"^^', '"121"^^'),
        ('"0.45"^^', '"0.46"^^'),
        ('"66.7"^^', '"66.8"^^'),
    ],
)
def test_a_number_that_its_quote_does_not_state_is_told(old: str, new: str) -> None:
    report = validate.validate(changed(old, new))
    assert rules(report) == {"A fact's number stands in its quote"}
    assert {v.found for v in report.violations} == {new.split('"')[1]}


def test_an_approval_dated_after_its_documents_review_is_told() -> None:
    report = validate.validate(changed('"2020-06-30"', '"2012-05-03"'))
    (violation,) = report.violations
    assert violation.what.startswith("An approval is not dated after the last review")
    assert violation.found == "2012-05-04"
    assert validate.validate(changed('"2020-06-30"', '"2012-05-04"')).conforms


def test_a_fact_without_words_is_told() -> None:
    lines = [line for line in LINES if "#supports>" not in line]
    assert "No fact stands without the words it was read from" in rules(validate.validate(lines))


def test_a_document_that_is_not_described_is_told() -> None:
    lines = [line for line in LINES if "ontology#Document>" not in line]
    assert len(lines) == len(LINES) - 1
    assert rules(validate.validate(lines)) == {"Evidence stands in exactly one document, and the document is described"}


@pytest.mark.parametrize("lines", [[], ["<a:s> <a:p> <a:o> ."], ["", "# nothing"]])
def test_a_graph_that_no_shape_speaks_of_is_an_error(lines: list[str]) -> None:
    with pytest.raises(ValidationError, match="nothing that a shape speaks of"):
        validate.validate(lines)


@pytest.fixture
def shapes(tmp_path: Path) -> Callable[[str], list[Path]]:
    def write(text: str) -> list[Path]:
        file = tmp_path / "shapes.ttl"
        file.write_text(text, encoding="utf-8")
        return [file]

    return write


def test_a_constraint_of_ones_own_is_applied(shapes: Callable[[str], list[Path]]) -> None:
    own = shapes(SHAPE.replace("CONSTRAINT", 'sh:minCount 1 ; sh:message "Facts are of drugs: name one."'))
    assert rules(validate.validate(LINES, using=own)) == {"Facts are of drugs"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "there are no shapes"),
        ("@prefix sh: <http://www.w3.org/ns/shacl#> .", "there are no shapes"),
        (SHAPE.replace("CONSTRAINT", "sh:minCont 1"), "sh:minCont is no term of SHACL"),
        (SHAPE.replace("CONSTRAINT", "sh:MinCount 1"), "sh:MinCount is no term"),
        (SHAPE.replace("CONSTRAINT", "sh:js []"), "sh:js is no term"),
        (SHAPE.replace("CONSTRAINT", "sh:class kg:Durg"), "kg:Durg is not declared"),
        (SHAPE.replace("kg:Fact", "kg:Facts").replace("CONSTRAINT", "sh:minCount 1"), "kg:Facts is not declared"),
        (SHAPE.replace("CONSTRAINT", ""), "has no constraint"),
        (SHAPE.replace("sh:targetClass kg:Fact", "sh:targetClass kg:Link").replace("CONSTRAINT", "sh:minCount 1"),
         "nothing that a shape speaks of"),
        ("this is no Turtle", "not Turtle"),
        (SHAPE.replace("CONSTRAINT", 'sh:minCount "many"'), "could not be applied"),
    ],
)  # fmt: skip
def test_shapes_that_would_check_nothing_are_an_error_and_never_conform(
    text: str, words: str, shapes: Callable[[str], list[Path]]
) -> None:
    with pytest.raises(ValidationError, match=words):
        validate.validate(LINES, using=shapes(text))


def test_a_query_in_a_shape_that_does_not_parse_is_an_error(shapes: Callable[[str], list[Path]]) -> None:
    asked = 'sh:sparql [ a sh:SPARQLConstraint ; sh:message "x: y." ; sh:select "SELEKT" ]'
    broken = SHAPE.replace("sh:property [ sh:path kg:drug ; CONSTRAINT ]", asked)
    with pytest.raises(ValidationError, match="could not be applied"):
        validate.validate(LINES, using=shapes(broken))


@pytest.mark.parametrize("line", ["<a:s> <a:p> ", "hello", '<a:s> <a:p> "open .', "<a:s> <a:p> 5 ."])
def test_lines_that_are_no_n_quads_are_told_with_their_number(line: str) -> None:
    with pytest.raises(ValidationError, match="line 2 is not N-Quads"):
        validate.validate([LINES[0], line])
