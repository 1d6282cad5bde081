"""How many had an event is read in the forms in which abstracts count: sizes, shares, grades, none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from prose import document, facts, given, lexicon, name

from kg.model import Concept
from kg.reading.read import read

ONE_ARM = "In this single-arm phase 2 trial, 45 patients received niraparib. "
TWO_ARMS = "Patients were randomly assigned to receive dasatinib or placebo. "
NIRAPARIB, DASATINIB, PLACEBO = ("niraparib",), ("dasatinib",), ("placebo",)


def told(text: str) -> set[tuple[str, tuple[str, ...], str]]:
    """Event, whose it is, and figure with its qualifier and unit ("" where none is given) of an abstract's events."""
    found = set()
    for fact in facts(text, "adverse_event", "abstract"):
        event, value = fact.one("event"), fact.one("value")
        assert isinstance(event, Concept)
        figure = "" if value is None else f"{fact.one('qualifier') or ''}{value} {fact.one('unit')}"
        whose = tuple(given(fact)) or (name(fact, "drug"),)
        found.add((event.shown, whose, figure))
    return found


def of_one(sentence: str) -> set[tuple[str, str]]:
    """Events and figures of a trial of one arm, all of that arm."""
    found = told(ONE_ARM + sentence)
    assert {whose for _, whose, _ in found} <= {NIRAPARIB}
    return {(event, figure) for event, _, figure in found}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Serious adverse events were pneumonia (n = 3) and stroke (4%, n = 2).",
            {("pneumonia", "3 participants"), ("stroke", "4 percent"), ("stroke", "2 participants")},
        ),
        (
            "Twelve patients had grade 3 toxicities, including 5 (11%) neutropenia and 3 (7%) anemia.",
            {
                ("neutropenia", "5 participants"),
                ("neutropenia", "11 percent"),
                ("anemia", "3 participants"),
                ("anemia", "7 percent"),
            },
        ),
        (
            "Grade 3 adverse events included anemia in 4 patients, fatigue in 3, and nausea in 1.",
            {("anemia", "4 participants"), ("fatigue", "3 participants"), ("nausea", "1 participants")},
        ),
        (
            "Rates of acute and late grade 3 or higher skin toxicity were 4% and 7%.",
            set(),
        ),
        (
            "Four patients (9%) had pneumonitis or interstitial lung disease.",
            {
                ("pneumonitis or interstitial lung disease", "4 participants"),
                ("pneumonitis or interstitial lung disease", "9 percent"),
            },
        ),
        (
            "Hypertension (87%; grade 3, 63%) and diarrhea (50%) dominated.",
            {("hypertension", "87 percent"), ("hypertension", "63 percent"), ("diarrhea", "50 percent")},
        ),
        (
            "The most common (≥20%) treatment-related adverse events were nausea and anemia.",
            {("nausea", ">=20 percent"), ("anemia", ">=20 percent")},
        ),
        ("Dose-limiting toxicities were grade 4 neutropenia and grade 3 rash.", {("neutropenia", ""), ("rash", "")}),
        ("The most frequent niraparib-related adverse events were nausea and rash.", {("nausea", ""), ("rash", "")}),
        (
            "The incidence of grade 3 diarrhea was 12%; that of grade 3 rash was 4%.",
            {("diarrhea", "12 percent"), ("rash", "4 percent")},
        ),
    ],
)
def test_counts_of_one_arm(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert of_one(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients with diarrhea (n = 20) were given loperamide.",
        "Enrolled were people with mild (n = 12) or severe renal impairment (n = 8).",
        "No patient had a history of pneumonitis.",
        "If no pneumonitis was seen, the dose was raised.",
    ],
)
def test_sizes_of_groups_and_conditions_are_no_counts(sentence: str) -> None:
    assert of_one(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "event", "figures"),
    [
        ("Grade 3 rash (8 vs 2%) was seen.", "rash", ("8 percent", "2 percent")),
        ("Adverse events were mainly leukopenia (9 vs. 1).", "leukopenia", ("9 participants", "1 participants")),
        ("Headache was commoner with dasatinib (9 patients vs 2).", "headache", ("9 participants", "2 participants")),
        (
            "Alopecia (all grades, 45% v 3%) was more common in the dasatinib arm.",
            "alopecia",
            ("45 percent", "3 percent"),
        ),
        (
            "Grade 3 neutropenia, recorded in 44% of the dasatinib and 31% of the placebo patients, was brief.",
            "neutropenia",
            ("44 percent", "31 percent"),
        ),
    ],
)
def test_counts_of_two_arms(sentence: str, event: str, figures: tuple[str, str]) -> None:
    found = told(TWO_ARMS + sentence)
    assert found == {(event, DASATINIB, figures[0]), (event, PLACEBO, figures[1])}


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (
            "Adverse events included two grade 3 rashes and one grade 4 neutropenia.",
            {("rashes", "2 participants"), ("neutropenia", "1 participants")},
        ),
    ],
)
def test_events_are_counted_themselves(sentence: str, figures: set[tuple[str, str]]) -> None:
    assert of_one(sentence) == figures


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (
            "Cytokine release syndrome occurred in 63% (grade 1, 40%; grade 3, 3%).",
            {("cytokine release syndrome", f"{n} percent") for n in (63, 40, 3)},
        ),
        (
            "Febrile neutropenia occurred in 9% of patients and treatment-related death in 2%.",
            {("febrile neutropenia", "9 percent")},
        ),
        (
            "Interstitial lung disease was reported in 5 patients, of whom 1 died.",
            {("interstitial lung disease", "5 participants")},
        ),
        (
            "Grade 3 or 4 toxicity consisted of neutropenia (12 patients), diarrhea (3), and mucositis (2).",
            {("neutropenia", "12 participants"), ("diarrhea", "3 participants"), ("mucositis", "2 participants")},
        ),
        ("Toxicities were mild, with 31% of patients having grade 4 neutropenia.", {("neutropenia", "31 percent")}),
        (
            "It was well tolerated, with grade 3 rash in four patients and grade 3 fatigue in two.",
            {("rash", "4 participants"), ("fatigue", "2 participants")},
        ),
        ("Diarrhea resolved in 90% of patients.", set()),
    ],
)
def test_a_figure_is_of_its_own_event_and_grade(sentence: str, figures: set[tuple[str, str]]) -> None:
    assert of_one(sentence) == figures


def test_a_grade_told_in_a_bracket_is_of_the_group_before_it() -> None:
    found = told(TWO_ARMS + "Rash of any grade developed in 55% of patients on dasatinib (grade 3, 7%).")
    assert found == {("rash", DASATINIB, "55 percent"), ("rash", DASATINIB, "7 percent")}


@pytest.mark.parametrize(("title", "counts"), [("Hypnosis for the prevention of vomiting", 0), ("Hypnosis", 2)])
def test_what_a_treatment_is_to_relieve_is_none_of_its_harms(title: str, counts: int) -> None:
    assigned = "Patients were randomly assigned to hypnosis or usual care. "
    text = assigned + "Vomiting occurred in 10% with hypnosis and in 30% with usual care."
    titled = replace(document(text, "abstract"), title=title)
    found = [f.fact for f in read(titled, lexicon()).findings if f.fact.kind == "adverse_event"]
    assert len(found) == counts


def test_the_same_event_is_counted_again_where_it_was_worse() -> None:
    text = (
        "# Sorafenib\n\nSorafenib was given to 60 children. Rash occurred in 63% of patients, and it was grade 3 in 4%."
    )
    assert told(text) == {("rash", ("sorafenib",), "63 percent"), ("rash", ("sorafenib",), "4 percent")}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Common toxicities were fatigue, cough, and stomatitis (all 4.7%), anemia, and leukopenia (each in 3.5%).",
            {
                ("fatigue", "4.7 percent"),
                ("cough", "4.7 percent"),
                ("stomatitis", "4.7 percent"),
                ("anemia", "3.5 percent"),
                ("leukopenia", "3.5 percent"),
            },
        ),
        (  # where an event was felt is no event, and parts it from no figure
            "The most common adverse events were rash, mainly on the face and upper chest (40%), and cough (9%).",
            {("rash", "40 percent"), ("cough", "9 percent")},
        ),
        (
            "The main adverse events were rash or acne (in 66% of patients) and diarrhea (46%).",
            {("rash or acne", "66 percent"), ("diarrhea", "46 percent")},
        ),
    ],
)
def test_figures_behind_a_list_are_of_all_that_have_none_of_their_own(
    sentence: str, expected: set[tuple[str, str]]
) -> None:
    assert of_one(sentence) == expected


def test_a_number_in_one_group_counts_what_the_number_in_the_other_does() -> None:
    sentence = "Febrile neutropenia was seen in 8 patients in the dasatinib arm and in 2 in the placebo arm."
    assert told(TWO_ARMS + sentence) == {
        ("febrile neutropenia", DASATINIB, "8 participants"),
        ("febrile neutropenia", PLACEBO, "2 participants"),
    }


@pytest.mark.parametrize(
    ("sentence", "grades"),
    [
        (
            "Side effects were fatigue (grade 2, 20%; grade 3, 4%) and rash (grade 1-2, 40%).",
            {"20": "2", "4": "3", "40": "1-2"},
        ),
        ("Grade 3 and 4 neutropenia occurred in 30% and 25% of patients.", {"30": "3", "25": "4"}),
        (
            "The most common grade 3 to 4 adverse event was rash (86% with any grade; 18% with grade 3).",
            {"86": "None", "18": "3"},
        ),
    ],
)
def test_each_figure_has_its_own_grade(sentence: str, grades: dict[str, str]) -> None:
    found = facts(ONE_ARM + sentence, "adverse_event", "abstract")
    assert {str(f.one("value")): str(f.one("grade")) for f in found} == grades


def test_a_list_behind_figures_is_of_the_group_behind_it() -> None:
    sentence = (
        "Grade 3 adverse events were seen in 46% of patients receiving dasatinib and 65% receiving placebo, the "
        "most common of which were hypertension (8%) and cough (6%) in the dasatinib group and fatigue (9%) in the "
        "placebo group."
    )
    assert told(TWO_ARMS + sentence) == {
        ("hypertension", DASATINIB, "8 percent"),
        ("cough", DASATINIB, "6 percent"),
        ("fatigue", PLACEBO, "9 percent"),
    }


def test_none_against_a_number_with_its_share_is_counted() -> None:
    sentence = (
        "Serious events with dasatinib versus placebo were dermatitis (11 [3%] vs 0) and stroke (4 [1%] vs two [1%])."
    )
    assert ("dermatitis", PLACEBO, "0 participants") in told(TWO_ARMS + sentence)


def test_what_an_event_led_to_is_not_the_event() -> None:
    sentence = "Dasatinib led to less fever (4% v 9%) and less fever-related hospitalization (1% v 14%) than placebo."
    assert {figure for _, _, figure in told(TWO_ARMS + sentence)} <= {"4 percent", "9 percent"}


def test_symptom_scores_are_no_events() -> None:
    assert not told(TWO_ARMS + "The dasatinib arm reported significantly worse symptom scores for loss of appetite.")


def test_each_event_of_a_list_has_the_figure_at_its_place_in_a_row_of_its_group() -> None:
    both = {
        ("rash", DASATINIB, "12 percent"),
        ("fever", DASATINIB, "9 percent"),
        ("rash", PLACEBO, "4 percent"),
        ("fever", PLACEBO, "2 percent"),
    }
    more = "Rash and fever were seen more often in the dasatinib arm "
    assert told(TWO_ARMS + more + "(12 and 9%) than in the placebo arm (4 and 2%).") == both
    assert told(TWO_ARMS + more + "than in the placebo arm (12% versus 4%, 9% versus 2%).") == both
    respectively = (
        "The incidence of rash and fever for dasatinib and placebo were 12% and 9% and 4% and 2%, respectively."
    )
    assert told(TWO_ARMS + respectively) == both
    unlike = told(TWO_ARMS + more + "(12, 9 and 7%) than in the placebo arm (4, 3 and 2%).")
    assert not any(figure for _, _, figure in unlike)


def test_a_row_may_part_what_is_told_of_as_one() -> None:
    text = "Fever, nausea and vomiting were more common with dasatinib (12, 9 and 7%) than with placebo (4, 3 and 2%)."
    assert {("nausea", DASATINIB, "9 percent"), ("vomiting", PLACEBO, "2 percent")} <= told(TWO_ARMS + text)


def test_an_event_is_told_again_by_its_grade_in_a_bracket_behind() -> None:
    text = "Neuropathy (56 [38%] vs 39 [53%]; p=0.04) and grade 3 or worse (nine [6%] vs 12 [16%]) were common."
    assert {("neuropathy", DASATINIB, "9 participants"), ("neuropathy", PLACEBO, "16 percent")} <= {
        (event.removeprefix("peripheral "), whose, figure) for event, whose, figure in told(TWO_ARMS + text)
    }


def test_a_number_in_a_bracket_behind_its_share_counts_people() -> None:
    found = told(TWO_ARMS + "Rash occurred in 12.5% (40) of patients given dasatinib and 2.2% (7) given placebo.")
    assert {("rash", DASATINIB, "40 participants"), ("rash", PLACEBO, "2.2 percent")} <= found


def test_what_a_group_had_less_of_is_its_own_where_its_figure_is_told() -> None:
    assert told(TWO_ARMS + "The dasatinib group had less nausea (5%).") == {("nausea", DASATINIB, "5 percent")}
    text = "Dasatinib was associated with significantly less alopecia (grade 3 in 5% v 61% of patients)."
    assert told(TWO_ARMS + text) == {("alopecia", DASATINIB, "5 percent"), ("alopecia", PLACEBO, "61 percent")}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nausea (18% v 63%) was commoner with placebo.", ("18 percent", "63 percent")),
        ("Nausea was reported by 18% versus 63% with dasatinib and placebo.", ("18 percent", "63 percent")),
        ("Nausea was seen in 18% of patients on dasatinib, 63% of those on placebo.", ("18 percent", "63 percent")),
    ],
)
def test_a_direction_or_the_order_of_names_tells_whose_an_event_was(sentence: str, expected: tuple[str, str]) -> None:
    one, other = expected
    assert told(TWO_ARMS + sentence) == {("nausea", DASATINIB, one), ("nausea", PLACEBO, other)}


def test_what_is_given_behind_a_figure_is_not_whose_it_is() -> None:
    text = "Nausea developed in 11 (22%) and 19 (41%) patients, and intravenous antibiotics were given to 20% and 39%."
    assert told(TWO_ARMS + text) == {
        ("nausea", DASATINIB, "11 participants"),
        ("nausea", DASATINIB, "22 percent"),
        ("nausea", PLACEBO, "19 participants"),
        ("nausea", PLACEBO, "41 percent"),
    }
