"""Where two documents contradict each other on a trial or an approval, and where they only tell it otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from worlds import trials

import kg
from kg import query
from kg.query.tables import shown
from kg.store import Store

PAGE = """---
title: {title}
lastReviewed: {reviewed}
---

# {title}

{day}, the FDA approved lenvatinib (Lenvima) for adults with metastatic differentiated thyroid cancer.

The HERON trial ({id}) was a phase {phase}, {masking}, randomized trial that enrolled {size} patients with
differentiated thyroid cancer. Patients were randomly assigned to lenvatinib or placebo. The primary endpoint was
{first}. {second} was a secondary endpoint.

In the HERON trial, {verdict}. Median overall survival was {months} months with lenvatinib and 15.1 months with placebo
(hazard ratio {ratio}). In the HERON trial, grade 3 or 4 diarrhea occurred in {rate} percent of patients who received
lenvatinib.
"""
NEWS = {
    "title": "News of HERON", "reviewed": "2024-03-01", "day": "On April 18, 2018", "id": "NCT01234567", "phase": "3",
    "masking": "double-blind", "size": "556", "first": "overall survival", "second": "Progression-free survival",
    "verdict": "lenvatinib improved overall survival compared with placebo", "months": "21.0", "ratio": "0.70",
    "rate": "9",
}  # fmt: skip
ROUNDED = NEWS | {
    "title": "HERON at a glance", "reviewed": "2023-01-09", "day": "In 2018", "phase": "2/3", "months": "21",
    "size": "more than 500", "ratio": "0.7", "rate": "9.2",
}  # fmt: skip
OTHER = NEWS | {
    "title": "A digest of HERON", "reviewed": "2025-05-02", "day": "On April 19, 2018", "id": "NCT01234576",
    "phase": "2", "masking": "open-label", "size": "674", "first": "progression-free survival",
    "second": "Overall survival", "verdict": "overall survival did not differ between lenvatinib and placebo",
    "months": "24.9", "ratio": "0.88", "rate": "19",
}  # fmt: skip
OS, PFS = "overall survival", "progression-free survival"
DIFFERENCES = {
    "approvals": ("date otherDate", [("2018-04-18", "2018-04-19")]),
    "endpoints": (
        "measure role otherRole",
        [("", f"primary: {OS}", f"primary: {PFS}"), (OS, "primary", "secondary"), (PFS, "secondary", "primary")],
    ),
    "events": ("event grade rate otherRate unit", [("diarrhea", "3-4", "9", "19", "percent")]),
    "trials": (
        "attribute value otherValue",
        [
            ("enrollment", "556", "674"),
            ("masking", "double-blind", "open-label"),
            ("phase", "3", "2"),
            ("registry_id", "NCT01234567", "NCT01234576"),
        ],
    ),
    "verdicts": (
        "measure arm comparator verdict otherVerdict",
        [(OS, "lenvatinib", "placebo", "improved", "no_difference")],
    ),
}


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> tuple[kg.Graph, kg.Graph]:
    """Two pages that contradict each other in everything, and two of which one rounds what the other says."""
    made = []
    for one, other in ((NEWS, OTHER), (NEWS, ROUNDED)):
        folder: Path = tmp_path_factory.mktemp("pages")
        (folder / "avocet.md").write_text(PAGE.format(**one))
        (folder / "brant.md").write_text(PAGE.format(**other))
        made.append(kg.build([folder]))
    return made[0], made[1]


@pytest.mark.parametrize("topic", DIFFERENCES)
def test_each_contradiction_is_told_with_the_words_and_the_reviews_of_both(
    topic: str, graphs: tuple[kg.Graph, kg.Graph]
) -> None:
    columns, rows = DIFFERENCES[topic]
    answer = graphs[0].query(f"disagreements-on-{topic}")
    assert list(zip(*([shown(v) for v in answer[column]] for column in columns.split()), strict=True)) == rows
    for row in answer:
        assert (shown(row["document"]), shown(row["otherDocument"])) == ("document/avocet", "document/brant")
        assert (shown(row["lastReviewed"]), shown(row["otherLastReviewed"])) == ("2024-03-01", "2025-05-02")
        assert row["quote"] and row["otherQuote"] and row["quote"] != row["otherQuote"]


def test_figures_that_differ_stand_with_the_words_and_the_reviews_too(graphs: tuple[kg.Graph, kg.Graph]) -> None:
    rows = graphs[0].query("disagreements").records()
    assert [(shown(row["lowest"]), shown(row["highest"])) for row in rows] == [("21.0", "24.9"), ("0.70", "0.88")]
    said = str(rows[0]["quotes"])
    assert said.startswith("avocet, 2024-03-01: “Median overall survival was 21.0 months")
    assert "; brant, 2025-05-02: “Median overall survival was 24.9 months" in said


@pytest.mark.parametrize("name", ["disagreements", *(f"disagreements-on-{topic}" for topic in DIFFERENCES)])
def test_what_is_rounded_or_told_less_exactly_contradicts_nothing(name: str, graphs: tuple[kg.Graph, kg.Graph]) -> None:
    assert graphs[1].query(name).records() == []


def said(document: int, fact: str, *facts: str) -> str:
    """Facts of one document with their words, as TriG."""
    return "".join(
        f'f:{document}-{n} a kg:Fact ; {one} . e:{document}-{n} kg:supports f:{document}-{n} ; oa:exact "{n}" ; '
        f"oa:hasSource d:{document} . "
        for n, one in enumerate((fact, *facts))
    )


def rows(topic: str, one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """In how much two documents differ that say these facts of one trial or drug."""
    named = (
        't:A a kg:Trial ; rdfs:label "ALPHA" . m:os a kg:Measure ; rdfs:label "overall survival" . '
        'a:x a kg:Arm ; rdfs:label "x" . a:y a kg:Arm ; rdfs:label "y" . n:n rdfs:label "nausea" . '
        'c:c a kg:Cancer ; rdfs:label "melanoma" . '
    )
    graph = trials(named + said(0, *one), named + said(1, *other))
    return len(query.run(Store.memory([*graph.lines(), *query.derive(graph)]), f"disagreements-on-{topic}"))


def attribute(name: str, value: str, more: str = "") -> str:
    return f'kg:trial t:A ; kg:attribute "{name}" ; kg:value {value} {more}'


@pytest.mark.parametrize(
    ("name", "one", "other", "count"),
    [
        ("phase", '"1/2"', '"2"', 0),
        ("phase", '"3b"', '"3"', 0),
        ("phase", '"2"', '"3"', 1),
        ("registry_id", '"NCT00000001"', '"nct00000001"', 0),
        ("registry_id", '"NCT00000001"', '"ISRCTN00000002"', 0),
        ("registry_id", '"NCT00000001"', '"NCT00000002"', 1),
        ("sponsor", '"Avocet"', '"Brant"', 0),
        ("investigator", '"Ann Lee"', '"Bo Yun"', 0),
        ("enrollment", "300", '290 ; kg:qualifier ">"', 0),
        ("enrollment", "300", '280 ; kg:qualifier "~"', 0),
        ("enrollment", "300", "301", 1),
        ("enrollment", "300", "150", 0),  # a part of the trial
    ],
)
def test_attributes_are_compared_that_have_one_value(name: str, one: str, other: str, count: int) -> None:
    design = attribute("allocation", '"randomized"')
    assert rows("trials", (attribute(name, one), design), (attribute(name, other), design)) == count
    several = (attribute(name, one), attribute(name, other), design)
    assert rows("trials", several, (attribute(name, other), design)) == 0


def test_the_people_of_a_cohort_are_counted_anew_in_each_report() -> None:
    assert rows("trials", (attribute("enrollment", "90000"),), (attribute("enrollment", "95000"),)) == 0


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ('"improved"', '"improved"', 0),
        ('"improved"', '"worsened"', 1),
        ('"improved" ; kg:comparator a:y', '"no_difference"', 1),
        ('"improved" ; kg:comparator a:y', '"no_difference" ; kg:comparator a:x', 0),
        ('"improved" ; kg:population "women"', '"no_difference"', 0),
        ('"improved" ; kg:timepoint "1 year"', '"no_difference" ; kg:timepoint "5 years"', 0),
    ],
)
def test_verdicts_are_compared_of_the_same_arms_people_and_times(one: str, other: str, count: int) -> None:
    verdict = "kg:trial t:A ; kg:measure m:os ; kg:arm a:x ; a kg:Comparison ; kg:verdict "
    assert rows("verdicts", (verdict + one,), (verdict + other,)) == count


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ('9 ; kg:unit "percent"', '9.4 ; kg:unit "percent"', 0),
        ('9 ; kg:unit "percent"', '12 ; kg:unit "percent" ; kg:qualifier "<"', 0),
        ('9 ; kg:unit "percent"', '11 ; kg:unit "percent"', 1),
        ('9 ; kg:unit "percent"', '11 ; kg:unit "participants"', 0),
        ('9 ; kg:unit "percent"', '11 ; kg:unit "percent" ; kg:grade "3-4"', 0),
        ('9 ; kg:unit "percent"', '11 ; kg:unit "percent" ; kg:arm a:y', 0),
    ],
)
def test_rates_of_events_are_compared_in_one_arm_grade_and_unit(one: str, other: str, count: int) -> None:
    event = "a kg:AdverseEvent ; kg:trial t:A ; kg:event n:n ; kg:value "
    assert rows("events", (event + one,), (event + other,)) == count


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ('"2019-02-08"^^xsd:date', '"2019"^^xsd:gYear', 0),
        ('"2019-02-08"^^xsd:date', '"2019-02"^^xsd:gYearMonth', 0),
        ('"2019-02-08"^^xsd:date', '"2019-02-09"^^xsd:date', 1),
        ('"2019-02-08"^^xsd:date ; kg:with g:y', '"2019-02-09"^^xsd:date', 0),
        ('"2019-02-08"^^xsd:date', '"2021-05-05"^^xsd:date', 0),  # of another use, it may be
        ('"2019"^^xsd:gYear ; kg:setting "adjuvant"', '"2021-05-05"^^xsd:date ; kg:setting "Adjuvant"', 1),
        ('"2019"^^xsd:gYear ; kg:setting "adjuvant"', '"2021-05-05"^^xsd:date ; kg:setting "metastatic"', 0),
    ],
)
def test_dates_are_compared_of_approvals_for_the_same_use_or_of_one_month(one: str, other: str, count: int) -> None:
    approval = 'a kg:Approval ; kg:drug g:x ; kg:cancer c:c ; kg:status "approved" ; kg:date '
    assert rows("approvals", (approval + one,), (approval + other,)) == count
    assert rows("approvals", (approval + one, approval + other), (approval + other,)) == 0


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ('kg:setting "metastatic"', 1),
        ('kg:setting "metastatic" ; kg:date "2018-01-01"^^xsd:date', 1),
        ('kg:setting "adults; adjuvant treatment"', 0),
        ('kg:setting "adjuvant" ; kg:with g:y', 1),
        ('kg:setting "metastatic" ; kg:date "2022-03-01"^^xsd:date', 0),
        ('kg:status "approved"', 0),  # for what is not said
    ],
)
def test_a_page_is_older_than_the_approval_of_a_new_use_for_a_cancer_that_it_tells_of(told: str, count: int) -> None:
    approval = 'a kg:Approval ; kg:drug g:x ; kg:cancer c:c ; kg:status "approved" ; '
    cancer = 'c:c a kg:Cancer ; rdfs:label "melanoma" . '
    page = cancer + 'd:0 kg:topic g:x ; kg:lastReviewed "2019-01-01"^^xsd:date . ' + said(0, approval + told)
    news = cancer + said(1, approval + 'kg:setting "adjuvant" ; kg:date "2022-03-01"^^xsd:date')
    answer = query.run(trials(page, news), "pages-before-approval")
    assert len(answer) == count
    assert not count or "metastatic" in str(answer[0]["tells"]) or ", with y: adjuvant" in str(answer[0]["tells"])


@pytest.mark.parametrize(
    ("revoked", "told", "count"),
    [
        ('kg:setting "third line"', 'kg:setting "after two lines"', 1),  # whether that is another use, a reader sees
        ('kg:setting "third line"', 'kg:setting "Maintenance therapy"', 0),
        ('kg:setting "third line"', 'kg:setting "adjuvant"', 0),
        ('kg:setting "maintenance"', 'kg:setting "maintenance treatment of adults"', 1),
        ('kg:setting "maintenance"', 'kg:setting "maintenance" ; kg:with g:y', 0),
        ('kg:setting "third line" ; kg:date "2022"^^xsd:gYear', 'kg:date "2023-01-05"^^xsd:date', 0),
        ('kg:setting "third line" ; kg:date "2022"^^xsd:gYear', 'kg:date "2022-01-05"^^xsd:date', 1),
        ('kg:status "revoked"', 'kg:setting "maintenance"', 1),  # whatever it was for
        ('kg:setting "third line"', 'kg:status "approved"', 1),
    ],
)
def test_what_was_taken_back_is_held_against_no_other_use(revoked: str, told: str, count: int) -> None:
    approval = "a kg:Approval ; kg:drug g:x ; kg:cancer c:c ; "
    cancer = 'c:c a kg:Cancer ; rdfs:label "melanoma" . '
    gone = cancer + said(0, approval + 'kg:status "revoked" ; ' + revoked)
    graph = trials(gone, cancer + said(1, approval + 'kg:status "approved" ; ' + told))
    assert len(query.run(graph, "revoked-still-told")) == count
    assert len(query.run(graph, "review-next")) == count


@pytest.mark.parametrize(("told", "count"), [('kg:setting "maintenance"', 0), ('kg:setting "after two lines"', 1)])
def test_a_line_of_a_list_is_for_any_use_in_which_the_drug_is_still_approved(told: str, count: int) -> None:
    approval = "a kg:Approval ; kg:drug g:x ; kg:cancer c:c ; kg:status "
    gone = 'c:c a kg:Cancer ; rdfs:label "melanoma" . ' + said(0, approval + '"revoked" ; kg:setting "third line"')
    graph = trials(gone, said(1, approval + '"approved"'), said(2, approval + '"approved" ; ' + told))
    listed = [row for row in query.run(graph, "revoked-still-told") if shown(row["document"]) == "document/1"]
    assert len(listed) == count


@pytest.mark.parametrize(("other", "count"), [(("21", "24"), 0), (("22",), 0), (("25",), 2), (("20", "25"), 0)])
def test_a_page_is_reviewed_for_a_result_that_no_cut_of_the_other_reaches(other: tuple[str, ...], count: int) -> None:
    arm = (
        'm:os a kg:Measure ; rdfs:label "overall survival" . t:A rdfs:label "ALPHA" . a:x a kg:Arm ; kg:inTrial t:A . '
    )
    outcome = 'kg:arm a:x ; a kg:Outcome ; kg:measure m:os ; kg:canonicalUnit "day" ; kg:canonicalValue '
    graph = trials(arm + said(0, outcome + "21", outcome + "23"), arm + said(1, *(outcome + days for days in other)))
    assert len(query.run(graph, "review-next")) == count


@pytest.mark.parametrize(("title", "count"), [("Melanoma Treatment", 1), ("Melanoma Prevention (PDQ)", 0)])
def test_a_page_on_prevention_need_not_tell_of_what_treats(title: str, count: int) -> None:
    approval = 'a kg:Approval ; kg:cancer c:c ; kg:status "approved" ; kg:drug '
    page = f'c:c a kg:Cancer . d:0 kg:topic c:c ; <http://purl.org/dc/terms/title> "{title}" ; '
    page += 'kg:lastReviewed "2019-01-01"^^xsd:date . ' + said(0, approval + "g:y")
    news = said(1, approval + 'g:x ; kg:date "2022-03-01"^^xsd:date')
    assert len(query.run(trials(page, news), "pages-before-approval")) == count
