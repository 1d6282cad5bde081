"""When documents disagree on a result, and when they only tell it otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from kg import names, query
from kg.query.tables import shown
from kg.store import Store

BASE = "https://w3id.org/oncology-kg/"
PREFIXES = {
    "kg": BASE + "ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
Said = tuple[str, str]
"""A document and what it says: `10.8 months`, `<1 percent`."""


def term(text: str) -> str:
    """A term of N-Quads: `kg:name`, a path under the base, `"text"`, or a number."""
    prefix, colon, name = text.partition(":")
    if text.startswith('"'):
        return text
    if text.replace(".", "", 1).isdigit():
        return f'"{text}"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    return f"<{PREFIXES[prefix]}{name}>" if colon else f"<{BASE}{text}>"


def lines(said: tuple[Said, ...], trials: dict[str, str], more: tuple[str, ...] = ()) -> Iterator[str]:
    """Progression-free survival in a trial, as documents give it; each document's name for the trial in `trials`."""
    for number, (document, value) in enumerate(said):
        figure, _, unit = value.partition(" ")
        bare = figure.lstrip("<>~=")
        trial, fact = trials.get(document, "trial/HARBOR"), f"fact/{number}"
        triples = [
            (trial, "rdf:type", "kg:Trial"),
            (trial, "rdfs:label", f'"{trial.rpartition("/")[2]}"'),
            (fact, "rdf:type", "kg:Fact"),
            (fact, "kg:trial", trial),
            (fact, "kg:measure", "measure/pfs"),
            ("measure/pfs", "rdfs:label", '"progression-free survival"'),
            (fact, "kg:value", bare),
            (f"evidence/{number}", "kg:supports", fact),
            (f"evidence/{number}", "oa:hasSource", f"document/{document}"),
        ]
        if unit:
            triples.append((fact, "kg:unit", f'"{unit}"'))
            if canonical := names.canonical(Decimal(bare), unit):
                triples.append((fact, "kg:canonicalValue", str(canonical[0])))
                triples.append((fact, "kg:canonicalUnit", f'"{canonical[1]}"'))
        if figure != bare:
            triples.append((fact, "kg:qualifier", f'"{figure.removesuffix(bare)}"'))
        triples += [tuple(one.split(" ", 2)) for one in more]  # type: ignore[misc]
        for one in triples:
            yield f"{' '.join(map(term, one))} {term(f'document/{document}')} ."


def disagreements(
    *said: Said, trials: dict[str, str] | None = None, more: tuple[str, ...] = (), **given: object
) -> list[str]:
    """The values of each row."""
    return [shown(row) for row in asked(*said, trials=trials, more=more, **given)["values"]]


def asked(
    *said: Said, trials: dict[str, str] | None = None, more: tuple[str, ...] = (), **given: object
) -> query.Result:
    """The answer."""
    told = set(lines(said, trials or {}, more))
    graph = Store.memory(told.union(query.derive(Store.memory(told))))
    return query.run(graph, "disagreements", given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "lowest", "highest", "unit"),
    [
        ("10.8 months", "12.1 months", "10.8", "12.1", "months"),
        ("2 years", "4 years", "2", "4", "years"),
        ("20 weeks", "30.5 weeks", "20", "30.5", "weeks"),
        ("41.5 percent", "52 percent", "41.5", "52", "percent"),
        ("1 year", "30 months", "12", "30", "months"),
        ("7 days", "3 weeks", "7", "21", "day"),
        ("0.415 fraction", "52 percent", "41.5", "52", "percent"),
        ("0.35", "0.46", "0.35", "0.46", ""),
    ],
)
def test_people_read_values_in_the_unit_of_the_documents_or_in_one_that_reads_well(
    one: str, other: str, lowest: str, highest: str, unit: str
) -> None:
    (row,) = asked(("a", one), ("b", other)).records()
    assert (shown(row["lowest"]), shown(row["highest"]), row["unit"] or "") == (lowest, highest, unit)


def test_programs_get_the_exact_values_in_the_unit_of_comparison() -> None:
    answer = asked(("a", "24.8 months"), ("b", "1 year"))
    (row,) = answer.records()
    exact = (row["canonicalLowest"], row["canonicalHighest"], row["canonicalUnit"])
    assert exact == (Decimal("365.25"), Decimal("754.85"), "day")
    assert "754.85" in answer.to_csv() and "754.85" in answer.to_json()
    assert "754.85" not in answer.to_table() + answer.to_markdown() + answer._repr_html_()
    assert "24.8" in answer.to_table() and "12" in answer.to_markdown()


def test_another_value_in_another_document_is_a_disagreement() -> None:
    assert disagreements(("a", "10.8 months"), ("b", "12.1 months")) == ["10.8 months (a); 12.1 months (b)"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("10.8 months", "11 months"), ("0.59", "0.6"), ("<1 percent", "0.4 percent"), (">=16 months", "17 months")],
)
def test_a_rounded_value_or_a_bound_agrees_with_what_fits_it(one: str, other: str) -> None:
    assert disagreements(("a", one), ("b", other)) == disagreements(("a", other), ("b", one)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("10.8 months", "10.2 months"), ("5 participants", "6 participants"), ("<1 percent", "4 percent")],
)
def test_what_does_not_fit_disagrees(one: str, other: str) -> None:
    assert len(disagreements(("a", one), ("b", other))) == 1


def test_pages_that_give_the_same_two_cuts_of_the_data_agree() -> None:
    same = (("a", "9.0 months"), ("a", "10.6 months"), ("b", "9.0 months"), ("b", "10.6 months"))
    assert disagreements(*same) == []
    assert disagreements(*same[:3]) == []
    assert len(disagreements(*same, documents=1)) == 1


def test_documents_with_several_values_disagree_where_none_fits() -> None:
    said = (("a", "9.0 months"), ("a", "10.6 months"), ("b", "12.2 months"))
    assert disagreements(*said) == ["10.6 months (a); 9 months (a); 12.2 months (b)"]


def test_reports_of_one_trial_on_patients_with_unlike_diseases_are_not_compared() -> None:
    trials = {"a": "trial/a/study", "b": "trial/b/study"}
    linked = tuple(
        f"fact/id-{name} {said}"
        for name in "ab"
        for said in ('kg:attribute "registry_id"', 'kg:value "NCT00000001"', f"kg:trial trial/{name}/study")
    )
    said = (("a", "10.8 months"), ("b", "12.1 months"))
    assert len(disagreements(*said, trials=trials, more=linked)) == 1
    apart = (*linked, "trial/a/study kg:studies cancer/lymphoma", "trial/b/study kg:studies cancer/sarcoma")
    assert disagreements(*said, trials=trials, more=apart) == []
    kind = (*apart, "cancer/lymphoma skos:broader cancer/tumor", "cancer/tumor skos:broader cancer/sarcoma")
    assert len(disagreements(*said, trials=trials, more=kind)) == 1
