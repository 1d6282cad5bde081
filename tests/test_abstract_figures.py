"""Whose and what the figures of an abstract's results are, in the constructions in which abstracts tell them."""

from __future__ import annotations

import pytest
from prose import facts, given, name

ONE_ARM = "In this single-arm phase 2 trial, 45 patients received niraparib. "
TWO_ARMS = "Patients were randomly assigned to receive dasatinib or placebo. "


def told(text: str) -> set[tuple[str, tuple[str, ...], str]]:
    """Measure, arm and figure with its unit of each outcome of an abstract."""
    return {
        (name(f, "measure"), tuple(given(f)), f"{f.one('value')} {f.one('unit')}")
        for f in facts(text, "outcome", "abstract")
    }


def of_two(measure: str, one: str, other: str) -> set[tuple[str, tuple[str, ...], str]]:
    """One measure of both arms, dasatinib first."""
    return {(measure, ("dasatinib",), one), (measure, ("placebo",), other)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (  # what a bracket lists behind a figure is a part of it, first or later in its list
            "Response rates were 61% (CR 20%, PR 41%) with dasatinib and 34% (CR 9%, PR 25%) with placebo.",
            of_two("objective response rate", "61 percent", "34 percent")
            | of_two("complete response", "20 percent", "9 percent")
            | of_two("partial response", "41 percent", "25 percent"),
        ),
        (  # a bracket that sets figures against each other tells no part of another bracket's
            "PFS was longer with dasatinib than with placebo (median PFS, 9.1 versus 4.2 months), although overall "
            "survival did not differ between dasatinib and placebo (overall survival, 20.5 versus 18.2 months).",
            of_two("progression-free survival", "9.1 months", "4.2 months")
            | of_two("overall survival", "20.5 months", "18.2 months"),
        ),
        (  # figures of two clauses that a semicolon parts
            "The response rate in women was 51% with dasatinib versus 30% with placebo; in men it was 12% versus 20%.",
            of_two("objective response rate", "51 percent", "30 percent")
            | of_two("objective response rate", "12 percent", "20 percent"),
        ),
        (
            "A total of 42 patients in the placebo group and 31 patients in the dasatinib group died.",
            of_two("deaths", "31 participants", "42 participants"),
        ),
        (
            "There were 90 local or distant recurrences — 30 in the dasatinib group and 60 in the placebo group.",
            of_two("local or distant recurrences", "30 participants", "60 participants")
            | {("local or distant recurrences", (), "90 participants")},
        ),
        (
            "Fewer patients given dasatinib required platelet transfusion than those given placebo (12% v 20%).",
            of_two("platelet transfusion", "12 percent", "20 percent"),
        ),
        (  # whom the first arm is set against has the second figure
            "In comparison with standard placebo, survival was longer with dasatinib (8.3 months vs 6.1 months).",
            of_two("overall survival", "8.3 months", "6.1 months"),
        ),
        (  # figures in the order of measures that stand elsewhere
            "Results of dasatinib were superior to those of placebo (6.9 months, 31%, 15.2 months, respectively).",
            set(),
        ),
        (
            "The risk of brain metastases within 1 year was 14% with dasatinib and 40% with placebo.",
            of_two("risk of brain metastases", "14 percent", "40 percent"),
        ),
        (  # a bracket's list is over before the arms' own figures
            "The response rate was 69% (CR 60%, PR 9%), with no difference between dasatinib (71%) and placebo (66%).",
            {
                *of_two("objective response rate", "71 percent", "66 percent"),
                ("objective response rate", (), "69 percent"),
            },
        ),
        (
            "Of these, 31% of patients in the dasatinib group and 42% in the placebo group had an improvement in "
            "physical functioning.",
            of_two("improvement in physical functioning", "31 percent", "42 percent"),
        ),
        (
            "At two years, 57% of patients given dasatinib and 38% of those given placebo were alive and event-free.",
            of_two("event-free survival", "57 percent", "38 percent"),
        ),
        (
            "Grade 3 events were seen with dasatinib and placebo (53% vs. 44%), but there were no differences in "
            "grade 4 events (28% and 27%, respectively).",
            of_two("grade 3 adverse events", "53 percent", "44 percent")
            | of_two("grade 4 adverse events", "28 percent", "27 percent"),
        ),
        (
            "Dasatinib was superior to placebo in ultrasound response, 35% vs 25% (P=0.04), mammographic response, 34% "
            "vs 16% (P<0.01), and tooth preservation, 45% vs 36%.",
            of_two("ultrasound response", "35 percent", "25 percent")
            | of_two("mammographic response", "34 percent", "16 percent")
            | of_two("tooth preservation", "45 percent", "36 percent"),
        ),
        (
            "The response rate of the dasatinib arm was higher (84%) than that of the placebo arm (66%).",
            of_two("objective response rate", "84 percent", "66 percent"),
        ),
        (
            "In all, 37% of patients given dasatinib and 58% of those given placebo had disease progression or "
            "had died.",
            of_two("disease progression or death", "37 percent", "58 percent"),
        ),
        (  # "and" joins what is of the last arm alone
            "Event-free survival was 61% at 3 years and 58% at 5 years with dasatinib, and 52% and 48% with placebo.",
            {
                ("event-free survival", ("dasatinib",), "61 percent"),
                ("event-free survival", ("dasatinib",), "58 percent"),
            },
        ),
        (
            "The most common toxic effects were: low absolute neutrophil count (21 [20%] of 104 in the dasatinib group "
            "vs none of 107 in the placebo group), and asthenia (ten [10%] vs six [6%]).",
            set(),
        ),
        (
            "For those who had an event, the dose was lowered. 104 (58%) of 180 patients in the dasatinib group and 83 "
            "(49%) of 171 in the placebo group died.",
            of_two("deaths", "104 participants", "83 participants") | of_two("deaths", "58 percent", "49 percent"),
        ),
        # measures that stand elsewhere, nobody, those left out, two groups of one treatment, another time
        ("In the dasatinib arm, the figures were 3 (2%) and 29 (15%), respectively.", set()),
        ("No other toxic effects were reported in more than 10% of patients in either group.", set()),
        ("Six patients (4 with dasatinib and 2 with placebo) were excluded from the efficacy analysis.", set()),
        ("Dose reductions were needed in 25 (46%) and 21 (39%) patients of the two dasatinib groups.", set()),
        ("Compliance with the diaries was 94%, and 87% at some time during treatment.", set()),
        # figures of several times are not the arms'
        (
            "Compliance with the questionnaires was 92% at baseline and 79% at 24 months.",
            {
                ("compliance with the questionnaires", (), "92 percent"),
                ("compliance with the questionnaires", (), "79 percent"),
            },
        ),
        # people who could be assessed, doses, and those in whom the treatment itself brought something about
        ("Of these, 118 were analysable (58 in the dasatinib group and 60 in the placebo group).", set()),
        ("Overall survival was longer in the dasatinib 175/75-mg group.", set()),
        ("Longer survival was seen in those who developed an immune response: 19.2 months v 13.9 months.", set()),
    ],
)
def test_figures_of_two_arms(sentence: str, expected: set[tuple[str, tuple[str, ...], str]]) -> None:
    assert told(TWO_ARMS + sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Median PFS was 2.6 (stratum 1) and 2.9 months (stratum 2).",
            {("2.6 months", "stratum 1"), ("2.9 months", "stratum 2")},
        ),
        ("The response rate was 12% (range 1) and 14% (range 2).", set()),
    ],
)
def test_a_bracket_names_the_group_of_the_figure_before_it(sentence: str, expected: set[tuple[str, str]]) -> None:
    found = facts(ONE_ARM + sentence, "outcome", "abstract")
    assert {(f"{f.one('value')} {f.one('unit')}", str(f.one("population"))) for f in found} == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Eleven patients had stable disease and five had progression.",
            {("stable disease", "11"), ("progressive disease", "5")},
        ),
        (
            "Median survival was 9.5 months, with 38% of patients alive at 1 year.",
            {("overall survival", "9.5"), ("overall survival", "38")},
        ),
        (
            "Death that was considered treatment-related was reported for 3% of patients.",
            {("treatment-related deaths", "3")},
        ),
        (
            "Forty patients (50%) had a partial response, and response could not be assessed in 7 patients (9%).",
            {("partial response", "40"), ("partial response", "50")},
        ),
        (
            "There were 27% complete response, 32% partial response, and 41% no response.",
            {("complete response", "27"), ("partial response", "32")},
        ),
        (
            "The response rate was 77% (15% complete response and 62% partial).",
            {("objective response rate", "77"), ("complete response", "15"), ("partial response", "62")},
        ),
        (
            "After a year, 31 patients were alive and free of documented progressive disease.",
            {("alive and free of documented progressive disease", "31")},
        ),
        ("Niraparib caused nausea in 38% of patients and death from toxic effects in none.", set()),
    ],
)
def test_figures_of_one_arm(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert {(measure, figure.split()[0]) for measure, _, figure in told(ONE_ARM + sentence)} == expected


@pytest.mark.parametrize(
    ("sentence", "times"),
    [
        ("Questionnaire completion rates were 90% at week 6 and 80% at week 12.", {"90": "week 6", "80": "week 12"}),
        (
            "Adherence to the diaries was 88% at baseline, 72% at 6 months and 60% at 9 months.",
            {"88": "baseline", "72": "6 months", "60": "9 months"},
        ),
    ],
)
def test_visits_without_a_unit_are_times(sentence: str, times: dict[str, str]) -> None:
    found = facts(ONE_ARM + sentence, "outcome", "abstract")
    assert {str(f.one("value")): str(f.one("timepoint")) for f in found} == times


def test_a_time_before_one_measure_is_not_anothers() -> None:
    sentence = "The 6-month PFS rates were 42% and 50%, respectively; response rates were 28% and 37%, respectively."
    found = facts(TWO_ARMS + sentence, "outcome", "abstract")
    assert {(name(f, "measure"), str(f.one("timepoint"))) for f in found} == {
        ("progression-free survival", "6 month"),
        ("objective response rate", "None"),
    }


THREE_ARMS = (
    "Patients were randomly assigned to dasatinib, placebo, or imatinib. Survival was 9 months with dasatinib, 7 "
    "months with placebo, and 8 months with imatinib. "
)


@pytest.mark.parametrize(
    "sentence",
    [
        "In these three groups, 13 percent, 22 percent, and 23 percent had improvements in the quality of life.",
        "Of these, 13 percent, 22 percent, and 23 percent of patients, respectively, had shrinkage of their lesions.",
    ],
)
def test_a_row_of_figures_is_whole(sentence: str) -> None:
    found = [f for f in facts(THREE_ARMS + sentence, "outcome", "abstract") if f.one("unit") == "percent"]
    assert [(given(f), str(f.one("value"))) for f in found] == [
        (["dasatinib"], "13"),
        (["placebo"], "22"),
        (["imatinib"], "23"),
    ]


def test_one_untoward_event_is_told_as_such_and_is_no_outcome() -> None:
    text = TWO_ARMS + "There was a higher incidence of febrile neutropenia with dasatinib (16% v 3%)."
    assert facts(text, "adverse_event", "abstract") and not facts(text, "outcome", "abstract")


def test_two_measures_and_their_pairs_with_a_p_value_behind_each() -> None:
    sentence = (
        "At 3 years, the rates of overall survival and disease-free survival with dasatinib and placebo were, "
        "respectively, 71% versus 62%, P = 0.04, and 51% versus 50%, P = 0.8."
    )
    assert told(TWO_ARMS + sentence) == {
        ("overall survival", ("dasatinib",), "71 percent"),
        ("overall survival", ("placebo",), "62 percent"),
        ("disease-free survival", ("dasatinib",), "51 percent"),
        ("disease-free survival", ("placebo",), "50 percent"),
    }


def test_what_a_sample_size_was_planned_by_is_no_result() -> None:
    sentence = "The planned sample size was 40 patients (90% power; threshold ORR of 20%)."
    assert told(TWO_ARMS + sentence) == set()


def test_a_range_behind_one_that_is_called_a_spread_is_no_confidence_interval() -> None:
    text = "Overall survival was 13 months (IQR 7-21) with dasatinib and 11 months (5-19) with placebo."
    found = facts(TWO_ARMS + text, "outcome", "abstract")
    assert [f.one("ci_low") for f in found] == [None, None]
    text = "Overall survival was 13 months (95% CI 7-21) with dasatinib and 11 months (5-19) with placebo."
    found = facts(TWO_ARMS + text, "outcome", "abstract")
    assert [str(f.one("ci_low")) for f in found] == ["7", "5"]


def test_people_who_are_set_apart_by_what_they_have_are_no_arms() -> None:
    text = (
        "Overall survival was longer in the 80 patients with a matched sibling than in the 82 patients without a "
        "matched sibling (80 months vs. 54 months, P=0.01)."
    )
    assert told(TWO_ARMS + text) == {("overall survival", (), "80 months"), ("overall survival", (), "54 months")}
    found = facts(TWO_ARMS + text, "comparison", "abstract")
    assert all(given(f) == [] for f in found)


def test_one_of_two_figures_in_a_bracket_is_not_that_of_all() -> None:
    text = "Headache (14% and 12%) and itching of the palms (9% and 8%) were the most common side effects."
    assert told(TWO_ARMS + text) == set()


def test_how_long_the_survivors_were_followed_is_no_survival() -> None:
    text = (
        "The median duration of follow-up for surviving patients was 72 months in the dasatinib group and 73 months in "
        "the placebo group."
    )
    assert told(TWO_ARMS + text) == set()


def test_people_who_took_part_with_something_did_not_get_it() -> None:
    text = "Sixty women with platinum-sensitive relapse were randomised between dasatinib and placebo."
    assert told(text) == set()
    assert ("relapse", ("dasatinib",), "6 participants") in told(TWO_ARMS + "Six women had a relapse with dasatinib.")


def test_the_grades_of_an_event_are_no_measure() -> None:
    text = "Acute GVHD grade II-IV occurred in 57% and 40% (P=0.1)."
    assert all(measure != "II-IV" for measure, _, _ in told(TWO_ARMS + text))


LETTERED = (
    "A total of 96 patients were randomized to gefitinib 250 mg (G, n = 48) or erlotinib 150 mg (E, n = 48) daily. "
)
RECEIVED = "Of 263 patients, 129 received filgrastim 5 micrograms/kg daily and 134 received no filgrastim, at random. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # capitals that the document gave to arms, where they stand for these
            LETTERED + "The response rate was 48% in G and 40% in E (P = 0.3).",
            {("objective response rate", ("gefitinib",), "48 percent")}
            | {("objective response rate", ("erlotinib",), "40 percent")},
        ),
        (
            LETTERED + "The response rate was 48% and 40% with G and E, respectively.",
            {("objective response rate", ("gefitinib",), "48 percent")}
            | {("objective response rate", ("erlotinib",), "40 percent")},
        ),
        (LETTERED + "Vitamin E was taken by 12% and 20%; stage E was rare.", set()),
        (  # those who were given none of it
            RECEIVED + "Survival was 61% with filgrastim v 48% with no filgrastim.",
            {("overall survival", ("filgrastim",), "61 percent")}
            | {("overall survival", ("no filgrastim",), "48 percent")},
        ),
        (
            RECEIVED + "Survival with and without filgrastim was 12 v 9 months.",
            {("overall survival", ("filgrastim",), "12 months"), ("overall survival", ("no filgrastim",), "9 months")},
        ),
        (  # what is said of an arm tells which of two figures is its own
            TWO_ARMS + "The response rate was lower with placebo (20% versus 12%).",
            of_two("objective response rate", "20 percent", "12 percent"),
        ),
        (TWO_ARMS + "The response rate was lower with dasatinib (20% versus 12%).", set()),  # against any order
        (TWO_ARMS + "Relapse outside the brain occurred in 12 patients given dasatinib and 20 given placebo.",
         of_two("relapse outside the brain", "12 participants", "20 participants")),
        (  # the figures of what no list of measures knows are not those of what stands before it
            TWO_ARMS + "Fewer on dasatinib needed radiotherapy (0.7 v 0.9 events a year) or braces (6% v 9%).",
            set(),
        ),
        (TWO_ARMS + "The 6-month progression-free rate, with a target of 65%, was looked at.", set()),
    ],
)  # fmt: skip
def test_arms_by_a_letter_and_those_who_went_without_have_their_figures(text: str, expected: set[object]) -> None:
    assert told(text) == expected


def test_what_is_told_of_a_later_allotment_or_of_longer_treatment_is_told_of_no_arm() -> None:
    for text in (
        "Survival from the second randomisation was longer (P = 0.03).",
        "Survival was longer with prolonged therapy.",
    ):
        assert facts(TWO_ARMS + text, "comparison", "abstract") == []
