"""What summaries tell of surveys, series and screening: shares of people asked or seen, cases counted in groups."""

from __future__ import annotations

import pytest
from prose import facts, given, name

HEAD = "# Treatment of Sarcoma (PDQ)\n\n## Evidence\n\n"
SERIES = "A review of 88 patients with sarcoma was published in 2011. "

Told = list[tuple[str, str]]


def shares(text: str) -> Told:
    """The measure and the value of each outcome of a summary."""
    return [(name(f, "measure"), str(f.one("value"))) for f in facts(HEAD + text, "outcome", source="nci_pdq")]


SHARES: list[tuple[str, Told]] = [
    (
        "Raised calcium levels were seen in 41% of patients and rib fractures were seen in 7% of patients.",
        [("raised calcium levels", "41"), ("rib fractures", "7")],
    ),
    ("The pelvis (44%) and the spine (38%) were the most common sites.", [("pelvis", "44"), ("spine", "38")]),
    ("Reasons for late diagnosis were travel (30%) and cost (12%).", [("travel", "30"), ("cost", "12")]),
    (
        "Most patients had swelling of the leg (71%) and a palpable mass (52%).",
        [("swelling of the leg", "71"), ("palpable mass", "52")],
    ),
    ("Of the tumors, 61% were lipid-producing.", [("lipid-producing", "61")]),
]


@pytest.mark.parametrize(("text", "expected"), SHARES)
def test_each_thing_of_a_list_has_its_own_share(text: str, expected: Told) -> None:
    assert sorted(shares(SERIES + text)) == sorted(expected)


def test_adverse_events_of_a_list_are_no_shares_of_a_study() -> None:
    text = (
        "A phase II trial tested pazopanib in 40 patients with sarcoma. "
        "Nausea (44%) and rash (38%) were the most common adverse events."
    )
    assert shares(text) == []


SURVEY = "A survey of 520 patients at one hospital was published in 2011. "
ASKED: list[tuple[str, Told]] = [
    (
        "Among users, 64% used turmeric for sleep, and 51% felt that turmeric was safe with their medicines.",
        [("used turmeric for sleep", "64"), ("felt that turmeric was safe with their medicines", "51")],
    ),
    (
        "Most patients (58%) stated that they would prefer to ask a nurse, but only 14% reported talking with one.",
        [("stated that they would prefer to ask a nurse", "58"), ("reported talking with one", "14")],
    ),
    (
        "Thirty percent considered themselves regular turmeric users.",
        [("considered themselves regular turmeric users", "30")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_what_people_said_in_a_survey_is_told_whole(text: str, expected: Told) -> None:
    assert sorted(shares(SURVEY + text)) == sorted(expected)


def test_a_survey_gives_its_people_nothing() -> None:
    text = "A survey of 520 patients with sarcoma found that 44% of patients received curcumin from a relative."
    assert facts(HEAD + text, "arm", source="nci_pdq") == []


TRIAL = (
    "The ORK-12 randomized, placebo-controlled, double-blind study enrolled 300 women with dense breasts. "
    "Women received raloxifene 60 mg daily or placebo for 5 years. "
)


def test_a_trial_is_called_by_the_name_before_adjectives_that_commas_part() -> None:
    assert {name(f, "trial") for f in facts(HEAD + TRIAL, "trial", source="nci_pdq")} == {"ORK-12"}


def test_cancers_are_counted_in_each_arm_and_their_ratio_is_of_them() -> None:
    text = (
        TRIAL + "There were 14 breast cancers in the raloxifene group and 31 in the placebo group "
        "(HR, 0.45; 95% CI, 0.24–0.84)."
    )
    found = facts(HEAD + text, "outcome", source="nci_pdq")
    told = {(name(f, "measure"), tuple(given(f)), str(f.one("value"))) for f in found}
    cancers = "incidence of breast cancers"
    assert told == {(cancers, ("raloxifene",), "14"), (cancers, ("placebo",), "31")}
    ratios = facts(HEAD + text, "comparison", source="nci_pdq")
    assert [(name(f, "measure"), str(f.one("value"))) for f in ratios] == [(cancers, "0.45")]


def test_a_ratio_for_a_disease_is_of_no_other_measure_of_its_sentence() -> None:
    text = (
        "A trial compared aspirin with placebo in 900 men. "
        "The risk ratio for colon cancer was 0.71 (95% CI, 0.55–0.90), "
        "and the risk ratio for death from any cause was 0.92 (95% CI, 0.80–1.05)."
    )
    found = facts(HEAD + text, "comparison", source="nci_pdq")
    told = [(name(f, "measure"), str(f.one("value"))) for f in found if f.one("effect") == "risk_ratio"]
    assert sorted(told) == [("colon cancer", "0.71"), ("overall survival", "0.92")]


def test_those_who_reported_an_event_and_had_something_else_are_not_so_many_with_the_event() -> None:
    text = (
        "A phase II trial tested pazopanib in 40 patients with sarcoma. "
        "Only 35% of patients who reported dyspnea had lung metastases."
    )
    assert facts(HEAD + text, "adverse_event", source="nci_pdq") == []


def test_parts_of_one_group_by_how_well_they_did_are_not_two_arms() -> None:
    text = (
        "A trial randomly assigned 150 women to yoga or usual care. "
        "Adherence to yoga was high, with 70% of participants "
        "who were at least 80% adherent and 56% who were fully adherent."
    )
    assert shares(text) == []
    text = (
        "A trial compared imatinib with nilotinib in 90 women. "
        "The incidence was 61% for patients who had achieved puberty "
        "and 40% for those who had not achieved puberty."
    )
    assert shares(text) == []


def of_people(text: str) -> list[tuple[str, str]]:
    """The people and the value of each outcome of a summary."""
    found = facts(HEAD + text, "outcome", source="nci_pdq")
    return [(str(f.one("population") or ""), str(f.one("value"))) for f in found]


OTHERS: list[tuple[str, Told]] = [
    (
        "Raised calcium levels occurred in 21% of nonsmokers and in 48% of smokers.",
        [("nonsmokers", "21"), ("smokers", "48")],
    ),
    (
        "Eight of 50 (16%) untreated women with cysts progressed to sarcoma.",
        [("untreated women with cysts", "8"), ("untreated women with cysts", "16")],
    ),
    ("Only 5% of participants (n = 88) said that the scan worried their family.", [("", "5")]),
]


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_what_was_found_in_some_goes_on_with_others_of_whom_it_is_told(text: str, expected: Told) -> None:
    assert sorted(of_people(SERIES + text)) == sorted(expected)


def test_what_the_next_clause_tells_of_has_no_figure_of_the_clause_before() -> None:
    text = (
        SERIES
        + "Calcium levels were low in 11% of children, and anemia requiring transfusion occurred in 7% of children."
    )
    assert shares(text) == [("low calcium levels", "11")]


def test_relief_of_an_untoward_event_is_an_outcome_of_the_one_arm() -> None:
    text = (
        "A retrospective review evaluated the use of gabapentin in 60 women with hot flashes. "
        "Of the 60 women studied, 81% experienced improvement in hot flashes."
    )
    found = facts(HEAD + text, "outcome", source="nci_pdq")
    assert [(name(f, "measure"), given(f), str(f.one("value"))) for f in found] == [
        ("improvement in hot flashes", ["gabapentin"], "81")
    ]


def arms(text: str) -> list[tuple[str, ...]]:
    """What each arm of a summary was given."""
    return [tuple(sorted(given(f))) for f in facts(HEAD + text, "arm", source="nci_pdq")]


def test_a_trial_of_a_drug_and_placebo_has_no_arm_of_both() -> None:
    assert ("placebo", "sunitinib") not in arms(
        "A randomized trial of sunitinib and placebo enrolled 600 patients with sarcoma."
    )


def test_what_treatment_consisted_of_is_what_the_one_arm_was_given() -> None:
    text = (
        "The ORK-13 trial studied the role of adjuvant chemotherapy in 90 children with sarcoma. "
        "Treatment consisted of six cycles of carboplatin, etoposide, and vincristine."
    )
    assert arms(text) == [("carboplatin", "etoposide", "vincristine")]
    text = "A trial compared sunitinib with pazopanib in 90 children. Treatment consisted of six cycles of imatinib."
    assert ("sunitinib",) in arms(text)


SCREENED = (
    "The ORK-14 trial randomly assigned 9,000 women to colonoscopy or usual care. "
    "Since half of the women underwent colonoscopy, adjusted analyses were performed. "
)


def test_further_analyses_of_a_trial_are_told_of_it() -> None:
    text = SCREENED + "The risk ratio for CRC-related death was 0.61 (95% CI, 0.44–0.82)."
    found = facts(HEAD + text, "comparison", source="nci_pdq")
    assert [(name(f, "trial"), name(f, "measure"), given(f)) for f in found] == [
        ("ORK-14", "CRC-related death", ["colonoscopy"])
    ]


def test_so_many_of_each_arm_may_stand_behind_by() -> None:
    text = (
        "A trial compared sunitinib with pazopanib in 90 women. "
        "A complete response was achieved by 30% of women in the sunitinib arm "
        "and by 20% of those in the pazopanib arm."
    )
    found = facts(HEAD + text, "outcome", source="nci_pdq")
    assert [(given(f), str(f.one("value"))) for f in found] == [(["sunitinib"], "30"), (["pazopanib"], "20")]


def test_swelling_of_an_arm_is_a_measure() -> None:
    text = (
        "A trial randomly assigned 90 women to yoga or usual care. "
        "In all, 25% of women in the yoga group and 18% in the usual-care group had an increase in arm volume of "
        "greater than 200 mL."
    )
    found = facts(HEAD + text, "outcome", source="nci_pdq")
    assert [(name(f, "measure"), given(f), str(f.one("value"))) for f in found] == [
        ("increase in arm volume", ["yoga"], "25"),
        ("increase in arm volume", ["usual care"], "18"),
    ]


CHANGES: list[tuple[str, set[tuple[str, tuple[str, ...], str]]]] = [
    (
        "A trial randomly assigned 210 men to yoga or usual care. "
        "Those assigned to yoga experienced a 42% reduction in sweating "
        "versus a 14% reduction in men who received usual care.",
        {("reduction in sweating", ("yoga",), "42"), ("reduction in sweating", ("usual care",), "14")},
    ),
    (
        "A trial randomly assigned men to venlafaxine, gabapentin, or medroxyprogesterone. All three reduced sweating, "
        "with venlafaxine resulting in a 40% median reduction, gabapentin resulting in a 50% reduction, and "
        "medroxyprogesterone resulting in a 90% reduction.",
        {
            ("reduction in sweating", ("venlafaxine",), "40"),
            ("reduction in sweating", ("gabapentin",), "50"),
            ("reduction in sweating", ("medroxyprogesterone",), "90"),
        },
    ),
    (
        "A trial compared sulindac with placebo in 80 men. "
        "Men receiving sulindac had a 31% reduction in pain scores and a 22% reduction in fatigue "
        "as compared with reductions of 5% and 4%, respectively, in the placebo group.",
        {
            ("reduction in pain scores", ("sulindac",), "31"),
            ("reduction in fatigue", ("sulindac",), "22"),
            ("reduction in pain scores", ("placebo",), "5"),
            ("reduction in fatigue", ("placebo",), "4"),
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), CHANGES)
def test_how_much_changed_in_each_arm_is_an_outcome_of_it(
    text: str, expected: set[tuple[str, tuple[str, ...], str]]
) -> None:
    found = facts(HEAD + text, "outcome", source="nci_pdq")
    assert {(name(f, "measure"), tuple(given(f)), str(f.one("value"))) for f in found} == expected
    ratios = facts(HEAD + text, "comparison", source="nci_pdq")
    assert not [f for f in ratios if f.one("effect") == "relative_change"]


def test_one_change_is_no_outcome_of_an_arm() -> None:
    text = "A trial compared sulindac with placebo in 90 men. Sulindac gave a 31% reduction in fatigue versus placebo."
    assert facts(HEAD + text, "outcome", source="nci_pdq") == []


def test_a_p_value_in_brackets_leaves_two_kinds_of_people_their_figures() -> None:
    text = (
        "A retrospective study of 120 children who received radiation therapy was published. "
        "The 10-year cumulative incidence of infertility was 54% for women and 22% for men (P = .04)."
    )
    assert sorted(of_people(text)) == [("men", "22"), ("women", "54")]
    ratios = facts(HEAD + text, "comparison", source="nci_pdq")
    assert [(str(f.one("population")), str(f.one("value"))) for f in ratios] == [("women vs men", "0.04")]
    assert facts(HEAD + text, "adverse_event", source="nci_pdq") == []


def test_beneficial_effects_found_for_several_things_are_a_gain_in_each() -> None:
    text = (
        "A trial compared yoga with usual care in 90 women. "
        "Significant beneficial effects were found for fatigue and pain."
    )
    found = facts(HEAD + text, "comparison", source="nci_pdq")
    assert {(name(f, "measure"), tuple(given(f)), str(f.one("verdict"))) for f in found} == {
        ("fatigue", ("yoga",), "improved"),
        ("pain", ("yoga",), "improved"),
    }


def test_what_tumors_express_before_a_study_is_no_name_of_it() -> None:
    text = (
        "Because of variable expression of CD30, a phase II study evaluated brentuximab vedotin "
        "in 30 patients with sarcoma."
    )
    assert "CD30" not in {name(f, "trial") for f in facts(HEAD + text, "trial", source="nci_pdq")}
