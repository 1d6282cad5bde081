"""Whose untoward events are that one group had less of, or that a sentence counts in several groups at once."""

from __future__ import annotations

import pytest
from prose import facts, given, name

TWO = "Patients were randomly assigned to lenvatinib or sorafenib. "
THREE = "Patients were randomly assigned to cisplatin, cetuximab or nimotuzumab. "
LENVATINIB, SORAFENIB = ("lenvatinib",), ("sorafenib",)
Told = set[tuple[str, tuple[str, ...], str]]


def told(text: str) -> Told:
    """Events with the arm that had them and the figure, "" where none is given."""
    found = facts(text, "adverse_event", "abstract")
    return {(name(f, "event"), tuple(given(f)), "" if f.one("value") is None else str(f.one("value"))) for f in found}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Lenvatinib caused less vomiting, fever and cough.",
            {("vomiting", SORAFENIB, ""), ("fever", SORAFENIB, ""), ("cough", SORAFENIB, "")},
        ),
        ("Fatigue and cough were less with sorafenib.", {("fatigue", LENVATINIB, ""), ("cough", LENVATINIB, "")}),
        ("Less fatigue was seen in the lenvatinib group.", {("fatigue", SORAFENIB, "")}),
        ("More proteinuria occurred with lenvatinib (P = .02).", {("proteinuria", LENVATINIB, "")}),
        (
            "Lenvatinib was associated with less insomnia and increased constipation.",
            {("insomnia", SORAFENIB, ""), ("constipation", LENVATINIB, "")},
        ),
        ("More fatigue had been expected with lenvatinib.", set()),
        ("More pneumonia occurred in winter.", set()),
    ],
)
def test_what_one_group_had_less_of_is_the_others(sentence: str, expected: Told) -> None:
    assert told(TWO + sentence) == expected


def test_what_there_was_less_of_than_with_placebo_is_no_event_of_placebo() -> None:
    assert not told("Patients were randomly assigned to lenvatinib or placebo. Lenvatinib caused less insomnia.")


def test_the_figures_of_two_of_three_groups_go_by_which_is_compared_with_which() -> None:
    text = (
        "Compared with the cisplatin group, rates of grade 3 neutropenia (4% vs 19%) and vomiting (2% vs 11%) were "
        "lower in the nimotuzumab group, whereas patients in the cetuximab arm had more rash (61%)."
    )
    assert told(THREE + text) == {
        ("neutropenia", ("nimotuzumab",), "4"),
        ("neutropenia", ("cisplatin",), "19"),
        ("vomiting", ("nimotuzumab",), "2"),
        ("vomiting", ("cisplatin",), "11"),
        ("rash", ("cetuximab",), "61"),
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Colitis (14 patients) and grade 3 hepatitis (six patients) were seen only in the lenvatinib arm.",
            {("colitis", LENVATINIB, "14"), ("hepatitis", LENVATINIB, "6")},
        ),
        (
            "Grade 3 adverse events in the lenvatinib group were fever (four [4%] patients vs no patients in the "
            "sorafenib group) and cough (two [2%] vs none).",
            {
                ("fever", LENVATINIB, "4"),
                ("fever", SORAFENIB, "0"),
                ("cough", LENVATINIB, "2"),
                ("cough", SORAFENIB, "0"),
            },
        ),
        (
            "In the lenvatinib group, grade 3 fatigue or rash was seen in 9% and 4% of patients, respectively.",
            {("fatigue", LENVATINIB, "9"), ("rash", LENVATINIB, "4")},
        ),
        ("Mild cough troubled 24% of patients on lenvatinib.", {("cough", LENVATINIB, "24")}),
    ],
)
def test_events_of_a_list_each_have_their_figures(sentence: str, expected: Told) -> None:
    assert told(TWO + sentence) == expected


def test_figures_behind_what_a_kind_of_events_mainly_was_are_the_kinds() -> None:
    text = "Lenvatinib increased the risk of cardiac events, mainly arrhythmia and infarction (21% vs 9%)."
    assert {(event, value) for event, _, value in told(TWO + text) if value} == {
        ("cardiac toxicity", "21"),
        ("cardiac toxicity", "9"),
    }


def test_doses_that_no_arm_is_known_by_give_figures_no_order() -> None:
    text = (
        "Patients were randomly assigned to paclitaxel 135 mg/m2 or paclitaxel 175 mg/m2. Toxicity was more marked at "
        "the higher dose: alopecia requiring a wig was seen in 60% vs 21%, and leucopenia in 33% vs 5%."
    )
    assert not told(text)
    assert not facts(text, "outcome", "abstract")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Toxicities with lenvatinib were grade 4 neutropenia, 33%; grade 4 anemia, 7%; and grade 3 fever, 25%.",
            {("neutropenia", LENVATINIB, "33"), ("anemia", LENVATINIB, "7"), ("fever", LENVATINIB, "25")},
        ),
        (
            "Comparing lenvatinib with sorafenib, grade 3 events included vomiting 3% versus 0 and cough 3% versus 9%.",
            {
                ("vomiting", LENVATINIB, "3"),
                ("vomiting", SORAFENIB, "0"),
                ("cough", LENVATINIB, "3"),
                ("cough", SORAFENIB, "9"),
            },
        ),
        ("Patients with fever, 12% of all, were given fluids.", set()),
    ],
)
def test_a_share_behind_an_events_comma_is_its_own(sentence: str, expected: Told) -> None:
    assert told(TWO + sentence) == expected


def test_a_death_by_one_named_event_is_that_event_and_no_outcome() -> None:
    text = TWO + "Two patients in the lenvatinib group died of sepsis."
    assert told(text) == {("sepsis", LENVATINIB, "2")}
    assert not facts(text, "outcome", "abstract")
    text = TWO + "Two patients in the lenvatinib group died of thyroid cancer."
    assert not told(text)
    assert [name(f, "measure") for f in facts(text, "outcome", "abstract")] == ["death from thyroid cancer"]


def test_a_death_that_is_held_to_be_the_treatments_doing_is_both() -> None:
    text = "Forty patients received erlotinib. One patient died of sepsis which was considered treatment-related."
    assert told(text) == {("sepsis", ("erlotinib",), "1")}
    assert [name(f, "measure") for f in facts(text, "outcome", "abstract")] == ["treatment-related deaths"]


def test_a_list_that_goes_on_with_another_group_is_that_groups() -> None:
    text = (
        "The most common adverse events in the lenvatinib group were rash (71%) and fever (55%), and in the sorafenib "
        "group, cough (77%) and anemia (64%)."
    )
    assert told(TWO + text) == {
        ("rash", LENVATINIB, "71"),
        ("fever", LENVATINIB, "55"),
        ("cough", SORAFENIB, "77"),
        ("anemia", SORAFENIB, "64"),
    }
    text = "The most common adverse events in the lenvatinib group were rash (71%), fever (55%), and cough (7%)."
    assert {whose for _, whose, _ in told(TWO + text)} == {LENVATINIB}


def test_a_share_behind_a_group_is_of_the_number_before_it() -> None:
    text = "Fever occurred in 18 patients who received lenvatinib (8%) and in 6 given sorafenib."
    assert told(TWO + text) == {
        ("fever", LENVATINIB, "18"),
        ("fever", LENVATINIB, "8"),
        ("fever", SORAFENIB, "6"),
    }


def test_what_was_mostly_of_a_grade_is_not_all_of_it() -> None:
    text = "Adverse events with lenvatinib were mostly grade 1 or 2 and included rash (12%)."
    found = facts(TWO + text, "adverse_event", "abstract")
    assert [(name(f, "event"), f.one("grade")) for f in found] == [("rash", None)]


def test_events_of_one_verb_are_all_told_by_it() -> None:
    text = (
        "Musculoskeletal events were reported by 64% with lenvatinib and 58% with sorafenib, and fever by 57% and 49%."
    )
    assert {("fever", LENVATINIB, "57"), ("fever", SORAFENIB, "49")} <= told(TWO + text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Fever occurred in 33% of patients in each group.",
        "Fever was seen in 33% of both groups.",
    ],
)
def test_a_figure_of_both_groups_is_of_each(sentence: str) -> None:
    assert told(TWO + sentence) == {("fever", LENVATINIB, "33"), ("fever", SORAFENIB, "33")}


def test_figures_that_name_no_group_go_in_the_order_of_the_letters_or_of_the_result_before() -> None:
    title = "# Cisplatin with or without cetuximab: a randomised trial\n\n"
    lettered = "Patients were randomised to cisplatin (arm 1) or cisplatin plus cetuximab (arm 2). "
    text = "The most common adverse events were fever (28 vs 32 patients) and vomiting (2 vs 12%)."
    both = ("cetuximab", "cisplatin")
    assert told(title + lettered + text) == {
        ("fever", ("cisplatin",), "28"),
        ("fever", both, "32"),
        ("vomiting", ("cisplatin",), "2"),
        ("vomiting", both, "12"),
    }
    named = (
        "Patients were randomised to cisplatin or cisplatin plus cetuximab. "
        "Survival was 7.4 months with cisplatin and 6.9 months with cisplatin plus cetuximab. "
    )
    assert ("fever", ("cisplatin",), "28") in told(title + named + text)


def test_what_is_told_in_the_present_is_of_the_treatment_itself_and_of_no_study() -> None:
    text = "Surgery can cause infection. Common side effects of hormone therapy include:\n\n- hot flashes\n- headache"
    found = facts(text, "adverse_event", "nci_page")
    assert {(name(f, "drug"), name(f, "event")) for f in found} == {
        ("surgery", "infection"),
        ("hormone therapy", "hot flashes"),
        ("hormone therapy", "headache"),
    }
    assert all(f.one("trial") is None and f.one("arm") is None for f in found)
    past = facts(TWO + "Those who were given lenvatinib had more nausea.", "adverse_event", "abstract")
    assert past and all(f.one("trial") for f in past)


def test_what_was_as_frequent_in_both_groups_is_told_of_both() -> None:
    text = TWO + "The most common side effects were rash and nausea."
    both = told(f"{text} All of these were seen at a similar rate in the two treatment groups.")
    assert both == {(e, w, "") for e in ("rash", "nausea") for w in (LENVATINIB, SORAFENIB)}


def test_an_item_that_is_no_event_in_itself_has_the_head_of_the_one_before() -> None:
    found = told("Side effects of lenvatinib include loss of muscle mass and physical strength, weight gain and rash.")
    assert {event for event, _, _ in found} == {
        "loss of muscle mass",
        "loss of physical strength",
        "weight gain",
        "rash",
    }


def test_two_percentages_of_one_sign_are_of_two_groups() -> None:
    text = "Grade 3/4 toxicities included neutropenia (sorafenib/lenvatinib: 12/29%) and fever (5/11%)."
    assert {("neutropenia", SORAFENIB, "12"), ("neutropenia", LENVATINIB, "29")} <= told(TWO + text)


OTHER_ROWS = [
    "Nausea (58%) and rash (30%) were common with lenvatinib; response rates at 6 and 12 months were 40% and 20%, "
    "compared with 10% and 5% in the sorafenib group.",
    "Nausea (58%) and rash (30%) led to dose reductions with lenvatinib in 5% and 2%, versus 3% and 1% with sorafenib.",
]


@pytest.mark.parametrize("sentence", OTHER_ROWS)
def test_a_row_behind_other_figures_or_measures_is_none_of_a_lists_events(sentence: str) -> None:
    assert not any(group == SORAFENIB for _, group, _ in told(TWO + sentence))


@pytest.mark.parametrize(
    "joined", [", compared with 10% and 5% in the {}", "; the corresponding figures in the {} were 10% and 5%"]
)
def test_the_other_groups_row_right_behind_a_list_is_of_its_events(joined: str) -> None:
    text = f"Nausea (58%) and rash (30%) were common with lenvatinib{joined.format('sorafenib group')}."
    assert {("nausea", SORAFENIB, "10"), ("rash", SORAFENIB, "5")} <= told(TWO + text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nausea, 28% versus 27%, was more common with sorafenib than with lenvatinib.",
        "Toxicities in men versus women were nausea, 28% versus 27%; rash, 29% versus 13%.",
        "Toxicity before and after lenvatinib was as follows: nausea, 28% versus 27%; rash, 29% versus 13%.",
        "Nausea was the main toxicity of lenvatinib and was seen in 12% at 1 month and 9% at 2 months.",
        "Nausea was the main toxicity of lenvatinib and was seen in 12% of men and 9% of women.",
    ],
)
def test_two_figures_that_no_two_groups_are_named_for_are_of_neither(sentence: str) -> None:
    assert not any(value for _, _, value in told(TWO + sentence))


def test_two_figures_behind_commas_are_of_the_two_groups_before_the_list_in_their_order() -> None:
    text = "Toxicities with sorafenib versus lenvatinib were nausea, 28% versus 27%; rash, 29% versus 13%."
    assert told(TWO + text) == {
        ("nausea", SORAFENIB, "28"),
        ("nausea", LENVATINIB, "27"),
        ("rash", SORAFENIB, "29"),
        ("rash", LENVATINIB, "13"),
    }


def _of(event: str, *figures: str) -> Told:
    """An event with the figures of lenvatinib and sorafenib; "" for one that is not told."""
    return {(event, arm, figure) for arm, figure in zip((LENVATINIB, SORAFENIB), figures, strict=True) if figure}


GROUPED = [
    # a row of figures before each group
    (
        "Rash and fever were seen in 12% and 7% of lenvatinib patients and 4% and 2% of sorafenib patients.",
        _of("rash", "12", "4") | _of("fever", "7", "2"),
    ),
    (
        "Grade 4 anemia and rash occurred in 50% and 3%, respectively, of those in the lenvatinib group and in 60% and "
        "13% of the sorafenib group.",
        _of("anemia", "50", "60") | _of("rash", "3", "13"),
    ),
    (
        "Nausea (58%) and rash (30%) were common; grade 3 nausea and rash occurred in 8% and 4% with lenvatinib, "
        "compared with 1% and 0% with sorafenib.",
        _of("nausea", "8", "1") | _of("rash", "4", "0"),
    ),
    # a group that nobody knows has its own figures
    (
        "Grade 4 anemia and rash occurred in 50% and 3%, respectively, of XY patients and 60% and 13% of sorafenib "
        "patients.",
        _of("anemia", "", "60") | _of("rash", "", "13"),
    ),
    ("Grade 4 rash was observed in 5% of XY patients and 2% of lenvatinib patients.", _of("rash", "2", "")),
    # a sign that is said once
    ("Vomiting was seen in 53.3 and 51.2% of patients, respectively.", _of("vomiting", "53.3", "51.2")),
    # each group in the bracket with its figure, all in one word, the letter that stands for "versus"
    (
        "They differed only in grade 2 rash (lenvatinib, 10%; sorafenib, 4%; P = .03).",
        _of("rash", "10", "4"),
    ),
    ("Cough was rare, and dizziness (9%; in the sorafenib group, 3%) was too.", set()),
    (
        "Similar rates were seen with lenvatinib and sorafenib: rash (27% v 25%) and cough (4% in each).",
        _of("rash", "27", "25") | _of("cough", "4", "4"),
    ),
    (
        "Side effects were commoner with lenvatinib, notably dizziness (47 patients v. 21) and cough (35% v. 4%), "
        "while rash was no problem.",
        _of("dizziness", "47", "21") | _of("cough", "35", "4"),
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), GROUPED)
def test_figures_go_to_the_groups_that_are_named_beside_them(sentence: str, expected: Told) -> None:
    assert {fact for fact in told(TWO + sentence) if fact[2]} == expected


def test_three_figures_without_names_are_of_the_three_groups_named_before() -> None:
    text = (
        "Rash occurred in 4% of the nimotuzumab, 11% of the cisplatin and 22% of the cetuximab group, and fever in 23, "
        "33 and 46%."
    )
    fever = {(arm, value) for event, arm, value in told(THREE + text) if event == "fever"}
    assert fever == {(("nimotuzumab",), "23"), (("cisplatin",), "33"), (("cetuximab",), "46")}
