"""News of trials of one treatment: whose the figures are, how many had which untoward event, who stopped."""

from __future__ import annotations

import pytest
from prose import given, name
from test_news_pages import told

from kg.model import Concept, Fact

APPROVED = "The FDA has approved niraparib (Zejula) for women with ovarian cancer. "
ALONE = "Forty women with ovarian cancer were treated with niraparib (Zejula) in the study. "


def outcomes(text: str, title: str = "New Drug for Ovarian Cancer") -> list[tuple[list[str], str, int]]:
    """Arm, measure and value of each outcome."""
    return [(given(f), name(f, "measure"), value(f)) for f in told(text, "outcome", title)]


def events(text: str) -> set[tuple[str, int | None, bool | None]]:
    """Event, value and seriousness of what is told of niraparib's arm, or of niraparib wherever it is given."""
    found = told(text, "adverse_event")
    assert all((name(f, "drug") if f.one("arm") is None else given(f)) in ("niraparib", ["niraparib"]) for f in found)
    return {(shown(f), None if f.one("value") is None else value(f), f.one("serious") is True or None) for f in found}


def shown(fact: Fact) -> str:
    """An event in the document's words."""
    event = fact.one("event")
    assert isinstance(event, Concept)
    return event.shown


def value(fact: Fact, role: str = "value") -> int:
    """A whole number of a fact."""
    return int(str(fact.one(role)))


@pytest.mark.parametrize(
    "said",
    [
        "The approval was based on the results of a trial of 60 women. ",
        "In the 60-patient trial that led to the approval, all had relapsed. ",
        "Results from the trial, called LARK, were the basis for the approval. ",
        "The agency based its approval on the results of a single-arm trial, called LARK. ",
    ],
)
def test_a_trial_that_led_to_an_approval_gave_what_was_approved(said: str) -> None:
    assert outcomes(APPROVED + said + "Tumors shrank in 32% of patients.") == [
        (["niraparib"], "objective response rate", 32)
    ]


def test_a_trial_that_led_to_an_approval_may_have_tested_another_combination() -> None:
    text = (
        APPROVED
        + "The combination was approved based on a trial in which responses lasted longer than with imatinib alone."
    )
    assert told(text, "arm") == []


def test_what_earlier_studies_found_is_no_finding_of_the_trial() -> None:
    text = ALONE + "In earlier studies of other drugs in such women, response rates ranged from 10% to 20%."
    assert outcomes(text) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Heart failure, a condition in which the heart cannot pump enough blood, occurred in 7% of patients.",
         {("heart failure", 7, None)}),
        ("Tumor lysis syndrome, which can lead to kidney failure, was seen in 9% of patients and was severe in 4%.",
         {("tumor lysis syndrome", 9, None), ("tumor lysis syndrome", 4, True)}),
        ("Nausea and a fever were the most common side effects, occurring in 31% and 22% of patients, respectively.",
         {("nausea", 31, None), ("fever", 22, None)}),
        ],
)  # fmt: skip
def test_events_are_counted_behind_what_explains_or_announces_them(
    sentence: str, expected: set[tuple[str, int | None, bool | None]]
) -> None:
    assert events(ALONE + sentence) == expected


def test_a_drug_that_treats_a_side_effect_causes_none_of_the_others() -> None:
    text = (
        ALONE
        + "About half of those with a severe rash were treated with tocilizumab. Nausea was seen in 40% of patients."
    )
    assert ("nausea", 40, None) in events(text)


@pytest.mark.parametrize(
    ("sentence", "measure", "figure"),
    [
        ("No patients stopped taking the drug because of side effects.", "discontinuation due to adverse events", 0),
        (
            "Some women (12%) had to stop treatment because of side effects.",
            "discontinuation due to adverse events",
            12,
        ),
        ("Side effects led 9% of the women to stop taking the drug.", "discontinuation due to adverse events", 9),
        ("None of the deaths was thought to be related to the treatment.", "treatment-related deaths", 0),
    ],
)
def test_who_stopped_and_who_died_of_the_treatment(sentence: str, measure: str, figure: int) -> None:
    assert outcomes(ALONE + sentence) == [(["niraparib"], measure, figure)]


def test_deaths_of_which_none_was_laid_to_the_treatment_are_deaths() -> None:
    text = ALONE + "Six patients died, although none of the deaths was judged to be related to the drug."
    assert {measure: figure for _, measure, figure in outcomes(text)} == {"deaths": 6, "treatment-related deaths": 0}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("There was one perforation and two cases of sepsis.", {("perforation", 1, None), ("sepsis", 2, None)}),
        ("No increase in heart failure was seen.", set()),
        ("No cases of pneumonia are expected.", set()),
    ],
)  # fmt: skip
def test_events_that_nobody_had_and_that_there_was_one_of(
    sentence: str, expected: set[tuple[str, int | None, bool | None]]
) -> None:
    assert events(ALONE + sentence) == expected


def test_an_event_that_nobody_of_two_arms_had_is_no_single_arms() -> None:
    text = (
        "In the trial, women were randomly assigned to niraparib or sunitinib. No cases of heart failure were reported."
    )
    assert told(text, "adverse_event") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tumors disappeared in just over half of those treated.", [("complete response", 50, None, None)]),
        ("In 20% of the women, all signs of the cancer disappeared.", [("complete response", 20, None, None)]),
        ("The rash disappeared in 12 of the women.", []),
        ("About 45% had a response, and 60% of those responses lasted for 6 months or longer.",
         [("objective response rate", 45, None, None), ("duration of response", 60, "6 months or longer", None)]),
        ("Responses lasted a median of 8 months.", [("duration of response", 8, None, None)]),
        ("There were no responses among the five women whose tumors had a KRAS mutation.",
         [("objective response rate", 0, None, "five women whose tumors had a KRAS mutation")]),
    ],
)  # fmt: skip
def test_how_many_tumors_disappeared_and_how_long_responses_lasted(
    sentence: str, expected: list[tuple[str, int, str | None, str | None]]
) -> None:
    found = told(ALONE + sentence, "outcome")
    assert [(name(f, "measure"), value(f), f.one("timepoint"), f.one("population")) for f in found] == expected


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Researchers gave niraparib (Zejula) to 51 women with ovarian cancer. ", 51),
        ("In the trial, 51 women with ovarian cancer took niraparib daily. ", 51),
        ("In the trial, 51 women with ovarian cancer were given a single infusion of niraparib. ", 51),
        ("The FDA approved niraparib based on a trial of 51 women with ovarian cancer. ", 51),
        ("The trial tested niraparib. The 51 women in the trial had received other drugs. ", 51),
    ],
)
def test_what_people_were_given_is_told_in_the_words_of_news(text: str, size: int) -> None:
    (arm,) = told(text, "arm")
    assert (given(arm), value(arm, "size")) == (["niraparib"], size)
    assert outcomes(text + "After a year, 80% were alive.") == [(["niraparib"], "overall survival", 80)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # who responded to the only drug, what was measured in a share of its people, what a clause of its own counts
        ("The trial found that 24% of women with ovarian cancer responded to niraparib.",
         [("objective response rate", 24)]),
        ("Tumors shrank in 12 of 17 women with ovarian cancer who took niraparib.", [("objective response rate", 12)]),
        ("Neuropathy was reported in 12%, and 17% of patients stopped treatment because of side effects.",
         [("discontinuation due to adverse events", 17)]),
    ],
)  # fmt: skip
def test_figures_of_a_trial_of_one_drug_are_told_in_full(sentence: str, expected: list[tuple[str, int]]) -> None:
    assert [(measure, figure) for _, measure, figure in outcomes(ALONE + sentence)] == expected


def test_side_effects_are_everybodys_whoever_the_sentence_before_told_of() -> None:
    before = "Of the nine women who had a response, six had pain. "
    found = told(ALONE + before + "Serious side effects occurred in 37% of patients.", "outcome")
    assert [f.one("population") for f in found if value(f) == 37] == [None]


def test_a_decrease_among_side_effects_is_no_gain() -> None:
    text = ALONE + "The most common side effects were diarrhea, a decrease in platelets, anemia, and fatigue."
    assert told(text, "comparison") == []
    assert {event for event, *_ in events(text)} >= {"diarrhea", "decrease in platelets", "anemia", "fatigue"}


@pytest.mark.parametrize(
    "title", ["New Drug Shrinks Ovarian Tumors in Small Trial", "Niraparib Shows Promise in Study"]
)
def test_a_headline_names_no_trial(title: str) -> None:
    (arm,) = told(ALONE, "arm", title)
    assert name(arm, "trial") == "study"


def test_no_one_is_nobody_and_not_one() -> None:
    sentence = "No one had to stop taking the drug because of side effects, and no one died because of the treatment."
    assert outcomes(ALONE + sentence) == [
        (["niraparib"], "discontinuation due to adverse events", 0),
        (["niraparib"], "treatment-related deaths", 0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Of 34 women with ovarian cancer, 13 responded to niraparib. ",
        "Thirteen of 34 women who could be evaluated had a response to niraparib. ",
        APPROVED + "Its safety and effectiveness were established in two trials. ",
        "The safety and effectiveness of niraparib were established in a trial of 34 women with ovarian cancer. ",
    ],
)
def test_what_people_responded_to_or_an_agency_looked_at_is_what_they_were_given(text: str) -> None:
    assert [given(f) for f in told(text, "arm")] == [["niraparib"]]
    assert (["niraparib"], "overall survival", 80) in outcomes(text + "After a year, 80% of the women were alive.")


@pytest.mark.parametrize(
    "text",
    [
        "The women had ovarian cancer that no longer responds to niraparib. ",
        "Of 34 women with ovarian cancer, 13 responded to niraparib alone and 9 to both drugs. ",
    ],
)
def test_what_did_not_help_or_not_by_itself_is_no_arm(text: str) -> None:
    assert told(text, "arm") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Interstitial lung disease was seen in 10% of patients and was fatal in 2%.",
         {("interstitial lung disease", 10, None), ("interstitial lung disease", 2, True)}),
        ("Rash and peripheral neuropathy were the most frequent side effects of the antibody–drug conjugate.",
         {("rash", None, None), ("peripheral neuropathy", None, None)}),
        ("The drug can cause severe skin reactions and rash.",
         {("severe skin reactions", None, True), ("rash", None, True)}),
        ("The drug’s label carries a boxed warning about an increased risk of heart failure.",
         {("heart failure", None, None)}),
        ("Deaths from heart failure occurred in two women.", set()),
    ],
)  # fmt: skip
def test_events_of_the_drug_are_its_arms_and_as_bad_as_they_are_called(
    sentence: str, expected: set[tuple[str, int | None, bool | None]]
) -> None:
    assert events(ALONE + sentence) == expected


def test_people_in_whom_an_event_was_seen_are_no_enrollment() -> None:
    text = "In the trial, women were given niraparib. Severe side effects were anemia in 23 patients and nausea in 4."
    assert [f for f in told(text, "trial") if f.one("attribute") == "enrollment"] == []


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ("In a trial of 54 women, 40% were alive after a year.", 54),
        ("Forty percent of the 54 women in the study on which the approval was based were alive after a year.", 54),
        ("Forty percent of the 54 women in the trial that led to the approval were alive after a year.", 54),
    ],
)
def test_a_trial_told_right_behind_an_approval_is_what_it_rests_on(said: str, size: int) -> None:
    assert outcomes(APPROVED + said) == [(["niraparib"], "overall survival", 40)]
    (arm,) = told(APPROVED + said, "arm")
    assert value(arm, "size") == size


def test_a_trial_of_another_treatment_behind_an_approval_is_that_treatments() -> None:
    text = APPROVED + "In a trial of 54 women, 40% of those who took imatinib were alive after a year."
    assert {tuple(given(f)) for f in told(text, "outcome")} <= {("imatinib",), ()}


def test_what_may_be_fatal_was_not_and_is_counted_behind_what_it_is_called() -> None:
    text = "Tumor lysis syndrome, a potentially fatal side effect, occurred in 28% of patients."
    assert events(ALONE + text) == {("tumor lysis syndrome", 28, None)}


def test_how_long_remissions_lasted_stands_beside_how_many_had_one() -> None:
    text = "Two-thirds of the women had a complete remission, and half of the remissions lasted nearly a year."
    found = told(ALONE + text, "outcome")
    assert [(name(f, "measure"), f.one("timepoint")) for f in found] == [
        ("complete response", None),
        ("duration of response", "nearly a year"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the women, 27 had a decrease in the level of a protein, including two who had a complete remission.",
        "After six months, 21 of the 28 women had smaller lesions, and no patient needed surgery.",
    ],
)
def test_what_a_part_of_them_had_or_nobody_needed_is_not_what_so_many_did(sentence: str) -> None:
    assert not {(measure, figure) for _, measure, figure in outcomes(ALONE + sentence)} & {
        ("complete response", 27),
        ("surgery", 21),
    }


def test_people_are_treated_with_a_drug_and_not_with_their_disease() -> None:
    text = "Researchers treated 34 women who had ovarian cancer with niraparib. After a year, 80% were alive."
    assert outcomes(text) == [(["niraparib"], "overall survival", 80)]
    assert told("Researchers treated 34 women with ovarian cancer.", "arm") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # the second is the subject of a clause of its own, and not as bad as the first
        ("Sixteen percent had severe hearing loss, and hormone problems were seen in 63%.",
         {("hearing loss", 16, True), ("hormone problems", 63, None)}),
        ("Bleeding in the brain, which happened in 2% of patients, is a serious side effect of the drug.",
         {("bleeding in the brain", 2, None)}),
        # laid to something else
        ("The most common side effects were low blood counts and fever, which were caused by chemotherapy.", set()),
    ],
)  # fmt: skip
def test_events_with_a_clause_of_their_own(sentence: str, expected: set[tuple[str, int | None, bool | None]]) -> None:
    assert events(ALONE + sentence) == expected


def test_those_in_the_trial_behind_an_approval_had_what_was_approved() -> None:
    text = APPROVED + "In the 43 women with a BRCA mutation in the trial, the response rate was 84%."
    assert outcomes(text) == [(["niraparib"], "objective response rate", 84)]


def test_to_be_alive_and_in_remission_is_to_be_free_of_relapse() -> None:
    text = ALONE + "More than half of the women remained alive and in remission after a year."
    assert outcomes(text) == [(["niraparib"], "relapse-free survival", 50)]


def test_events_reported_more_frequently_are_those_of_the_group_that_reported_them() -> None:
    text = (
        "In the trial, women were randomly assigned to niraparib or sunitinib. Hot flashes, sweating, and insomnia "
        "were all reported more frequently by women who took niraparib."
    )
    assert events(text) == {("hot flashes", None, None), ("sweating", None, None), ("insomnia", None, None)}
    assert len(told(text, "comparison")) == 3
