"""Arms of summaries by other words: what a list of people cuts off, "A after B", a group by one of its words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import facts, given, name

HEAD = "# Thymoma Treatment (PDQ®)\n\n## Treatment of stage III thymoma\n\n"
Group = tuple[str, ...]


def arms(text: str) -> set[Group]:
    """The arms of a section of a summary."""
    return {tuple(sorted(given(f))) for f in facts(HEAD + text, "arm", "nci_pdq")}


def outcomes(text: str) -> set[tuple[Group, Decimal, str]]:
    """The figures of a section, each with what its arm was given and when it was taken."""
    found = facts(HEAD + text, "outcome", "nci_pdq")
    return {
        (tuple(sorted(given(f))), v, str(f.one("timepoint") or ""))
        for f in found
        if isinstance(v := f.one("value"), Decimal)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The trial compared cisplatin and etoposide with surgery alone in 90 patients with stage II, IIIA, or IIIB "
            "thymoma.",
            {("cisplatin", "etoposide"), ("surgery",)},
        ),
    ],
)
def test_stages_of_disease_that_or_joins_are_no_arms(text: str, expected: set[Group]) -> None:
    assert arms(text) == expected


def test_how_many_times_a_dose_is_given_does_not_part_a_treatment_from_its_comparator() -> None:
    text = "In a trial of 90 patients with thymoma, epoetin beta (300 IU/kg 3 times weekly) was compared with placebo."
    assert arms(text) == {("epoetin beta",), ("placebo",)}


@pytest.mark.parametrize("control", ["follow-up", "follow-up alone after surgery"])
def test_those_who_were_only_followed_up_were_observed_and_a_length_of_follow_up_is_no_arm(control: str) -> None:
    text = (
        f"Patients were randomly assigned to receive cisplatin-based chemotherapy or {control}.\n\n"
        "- After a median follow-up of 56 months, patients who received chemotherapy had a higher survival "
        "rate (44% vs. 40% at 5 years)."
    )
    drugs, none = ("cisplatin-based chemotherapy",), ("observation",)
    assert arms(text) == {drugs, none}
    assert outcomes(text) == {(drugs, Decimal(44), "5 years"), (none, Decimal(40), "5 years")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Patients were randomly assigned to surgery alone or to carboplatin plus paclitaxel, followed by surgery.",
            {("surgery",), ("carboplatin", "paclitaxel", "surgery")},
        ),
        (
            "Patients were randomly assigned to receive sorafenib or placebo with carboplatin, followed by sorafenib "
            "or placebo maintenance.",
            {("carboplatin", "sorafenib"), ("carboplatin", "placebo")},
        ),
    ],
)
def test_what_one_arm_gets_alone_and_the_other_ends_with_is_given_in_both(text: str, expected: set[Group]) -> None:
    assert arms(text) == expected


@pytest.mark.parametrize(
    ("assigned", "given_to", "expected"),
    [
        (
            "chemotherapy followed by surgery or to surgery alone",
            "surgery after chemotherapy",
            ("chemotherapy", "surgery"),
        ),
        ("adjuvant chemotherapy or observation", "chemotherapy after surgery", ("adjuvant chemotherapy",)),
    ],
)
def test_one_treatment_after_another_is_the_arm_that_gets_both(assigned: str, given_to: str, expected: Group) -> None:
    text = (
        f"Patients were randomly assigned to {assigned}. Relapse occurred in 12% of patients who received {given_to}."
    )
    assert outcomes(text) == {(expected, Decimal(12), "")}


def test_a_treatment_after_that_of_the_other_arm_is_no_arm() -> None:
    text = (
        "Patients were randomly assigned to imatinib or nilotinib. Relapse occurred in 12% of patients who received "
        "imatinib after nilotinib."
    )
    assert outcomes(text) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("in the preoperative treatment group", "in the postoperative treatment group"),
        ("of patients assigned to preoperative treatment", "of patients assigned to postoperative treatment"),
    ],
)
def test_a_group_is_called_by_the_word_that_sets_its_treatment_apart(one: str, other: str) -> None:
    text = (
        "A trial randomly assigned 823 patients to either preoperative radiation therapy or postoperative chemotherapy."
        f"\n\n- Grade 3 or grade 4 toxic effects occurred in 27% {one}, compared with 40% {other}."
    )
    found = {value: arm for arm, value, _ in outcomes(text)}
    assert sorted(found) == [27, 40]
    assert "radiation therapy" in found[Decimal(27)][0]
    assert "chemotherapy" in found[Decimal(40)][0]


def test_each_pair_of_figures_is_of_the_time_that_stands_before_it() -> None:
    text = (
        "Patients were randomly assigned to vinorelbine or observation.\n\n- The overall survival rates at 1 year were "
        "80% with vinorelbine and 79% with observation, at 2 years were 68% and 63%, and at 5 years were 51% and 43%."
    )
    times = {int(value): time for _, value, time in outcomes(text)}
    assert times == {80: "1 year", 79: "1 year", 68: "2 years", 63: "2 years", 51: "5 years", 43: "5 years"}


def test_a_p_value_is_told_of_the_side_of_which_the_ratio_beside_it_is_told() -> None:
    text = (
        "Investigators randomly assigned 90 patients.\n\n- The 3-year disease-free survival rate was 74% in the "
        "chemotherapy group and 59% in the surgery-alone group (HR, 0.56; P < .001)."
    )
    found = facts(HEAD + text, "comparison", "nci_pdq")
    assert {str(f.one("effect")): given(f) for f in found} == {
        "p_value": ["chemotherapy"],
        "hazard_ratio": ["chemotherapy"],
    }


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        ("The cumulative incidence of prostate cancer deaths", "incidence of prostate cancer deaths"),
        ("The cumulative incidence of prostate cancer", "incidence of prostate cancer"),
    ],
)
def test_deaths_from_a_disease_are_not_how_many_got_it(said: str, measure: str) -> None:
    text = (
        "Patients were randomly assigned to prostatectomy or observation. "
        f"{said} at 18 years was 17% with prostatectomy and 28% with observation."
    )
    assert {name(f, "measure") for f in facts(HEAD + text, "outcome", "nci_pdq")} == {measure}


def test_people_at_risk_for_so_many_years_are_no_people_who_had_an_event() -> None:
    text = (
        "Patients were randomly assigned to lenalidomide or placebo. Fatigue occurred in 3.1 per 100 patient-years "
        "with lenalidomide and in 1.2 per 100 patient-years with placebo. Patients given lenalidomide had two or more "
        "episodes of bleeding."
    )
    assert [f.one("value") for f in facts(HEAD + text, "adverse_event", "nci_pdq") if f.one("value") is not None] == []


def test_a_number_or_more_of_something_is_one_measure_and_no_comparison() -> None:
    text = (
        "Patients were randomly assigned to folic acid or placebo. Folic acid was associated with a higher risk of "
        "having three or more adenomas."
    )
    found = facts(HEAD + text, "comparison", "nci_pdq")
    assert [(name(f, "measure"), f.one("verdict")) for f in found] == [("three or more adenomas", "worsened")]


def test_folate_of_the_diet_is_not_the_drug_and_a_name_of_several_groups_is_whole() -> None:
    text = "A meta-analysis found that a high intake of folate was associated with a reduced risk of colon cancer."
    found = [given(f) for f in facts(HEAD + text, "comparison", "nci_pdq")]
    assert "folic acid" not in [one for each in found for one in each]
    text = "The CAO/ARO/AIO-94 trial randomly assigned 823 patients to sorafenib or placebo."
    assert {name(f, "trial") for f in facts(HEAD + text, "arm", "nci_pdq")} == {"CAO/ARO/AIO-94"}


@pytest.mark.parametrize("said", ["wore a compression sleeve", "attended counseling", "used sunscreen"])
def test_what_everybody_wore_or_used_is_no_arm(said: str) -> None:
    text = f"In a trial, 60 women with thymoma were assigned to exercise or usual care; all participants {said}."
    assert arms(text) == {("exercise",), ("usual care",)}


def test_regimens_that_sentences_of_their_own_give_a_groups_number_are_its_arms() -> None:
    text = (
        "1. Patients were randomly assigned to the European or COG regimens. The European regimen consisted of "
        "cisplatin and etoposide (group 1). The COG regimen consisted of carboplatin and vincristine (group 2).\n\n"
        "   - The 3-year event-free survival rate was 61% for patients in group 1 and 67% for patients in group 2."
    )
    one, other = ("cisplatin", "etoposide"), ("carboplatin", "vincristine")
    assert arms(text) == {one, other}
    assert {(arm, int(value)) for arm, value, _ in outcomes(text)} == {(one, 61), (other, 67)}


def test_without_a_low_dose_of_a_treatment_is_the_arm_that_goes_without_it() -> None:
    text = (
        "In a trial, patients were given methotrexate with or without low-dose thiotepa. The response rate was 78% "
        "with low-dose thiotepa versus 54% without low-dose thiotepa."
    )
    found = {int(value): arm for arm, value, _ in outcomes(text)}
    assert found == {78: ("methotrexate", "thiotepa"), 54: ("methotrexate",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A series of 216 patients with thymoma reported outcomes after radical thymectomy. The 10-year overall "
            "survival rate was 66%.",
            ("thymectomy",),
        ),
        (
            "In a report from the Thymic Registry, 40 patients were evaluable. The overall survival rate was 66%.",
            (),
        ),
    ],
)
def test_figures_are_of_those_whose_outcomes_a_series_or_a_report_tells(text: str, expected: Group) -> None:
    assert {(arm, int(value)) for arm, value, _ in outcomes(text)} == {(expected, 66)}


def test_what_was_often_given_is_not_what_all_were_given() -> None:
    text = (
        "- A retrospective study described 40 patients with thymoma. The 3-year overall survival rate was 97%, often "
        "with the use of ABVD."
    )
    assert ("ABVD",) not in {arm for arm, _, _ in outcomes(text)}


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        ("blindness-free survival rate", "blindness-free survival"),
        ("leukemia-free survival rate", "leukemia-free survival"),
        ("locoregional progression-free survival", "locoregional progression-free survival"),
        ("progression-free survival rate", "progression-free survival"),
        ("survival rate", "overall survival"),
    ],
)
def test_survival_free_of_something_is_not_survival(said: str, measure: str) -> None:
    text = f"Patients were randomly assigned to sorafenib or placebo. The {said} was 80% with sorafenib."
    assert {name(f, "measure") for f in facts(HEAD + text, "outcome", "nci_pdq")} == {measure}


def test_what_the_disease_was_like_when_a_trial_began_is_no_outcome() -> None:
    text = (
        "Patients were randomly assigned to sorafenib or placebo. All patients received brachytherapy, and 94% of "
        "patients had PD-L1–positive disease."
    )
    assert outcomes(text) == set()


@pytest.mark.parametrize(
    "said",
    [
        "The addition of sunitinib to sorafenib prolonged survival compared with sorafenib alone (HR, 0.8)",
        "Compared with sorafenib alone, the addition of sunitinib to sorafenib prolonged survival (HR, 0.8)",
    ],
)
def test_figures_after_a_sentence_that_sets_two_arms_apart_take_its_order(said: str) -> None:
    text = (
        "Patients were randomly assigned to sorafenib alone or sorafenib plus sunitinib.\n\n"
        f"- {said}. The median overall survival was 6.2 versus 5.9 months."
    )
    both, one = ("sorafenib", "sunitinib"), ("sorafenib",)
    assert {arm: int(value * 10) for arm, value, _ in outcomes(text) if value > 1} == {both: 62, one: 59}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The trial compared three chemotherapy regimens: gemcitabine, cisplatin and etoposide, and observation.",
            {("gemcitabine",), ("cisplatin", "etoposide"), ("observation",)},
        ),
        (
            "The trial compared three chemotherapy regimens: gemcitabine, cisplatin, and observation.",
            {("gemcitabine",), ("cisplatin",), ("observation",)},
        ),
        (
            "Patients with thymoma were randomly assigned. The study used ifosfamide regimens given alone or in "
            "combination with paclitaxel.",
            {("ifosfamide",), ("ifosfamide", "paclitaxel")},
        ),
    ],
)
def test_regimens_that_a_trial_compared_are_its_arms(text: str, expected: set[Group]) -> None:
    assert arms(text) == expected


def test_those_in_whom_something_was_seen_are_not_the_people_of_an_arm() -> None:
    text = (
        "Patients were randomly assigned to sorafenib or placebo. Serious adverse events occurred in 77 patients "
        "(14%) who received sorafenib and 40 patients (7%) who received placebo."
    )
    found = facts(HEAD + text, "arm", "nci_pdq")
    assert {str(f.one("size")) for f in found} <= {"None"}


def test_each_arm_of_one_drug_has_its_own_dose() -> None:
    text = (
        "In a trial of 90 patients with thymoma, daunorubicin at a dose of 90 mg/m2 daily was compared with "
        "daunorubicin at a dose of 45 mg/m2 daily."
    )
    assert {str(f.one("dose")) for f in facts(HEAD + text, "arm", "nci_pdq")} == {"90 mg/m2", "45 mg/m2"}


def test_the_standard_of_known_arms_is_no_arm_of_its_own() -> None:
    text = (
        "Patients were randomly assigned to doxorubicin or epirubicin.\n\n"
        "- The 5-year event-free survival rate was 65% with standard treatment (P = .02)."
    )
    assert outcomes(text) == set()


def test_drugs_that_go_with_one_of_two_radiations_are_not_shared() -> None:
    text = (
        "Patients were randomly assigned to receive either pelvic and para-aortic radiation therapy or pelvic "
        "radiation therapy with concurrent cisplatin."
    )
    assert arms(text) == {("pelvic and para-aortic radiation therapy",), ("cisplatin", "pelvic radiation therapy")}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("A higher relapse rate (12% vs. 4%) was observed in the placebo arm", {("placebo",): 12, ("sorafenib",): 4}),
        ("A lower death rate (4% vs. 12%) was seen in the sorafenib arm", {("sorafenib",): 4, ("placebo",): 12}),
        ("A lower death rate (12% vs. 4%) was seen in the sorafenib arm", {}),
    ],
)
def test_figures_in_a_bracket_are_in_the_order_of_what_is_said_of_the_arm(
    said: str, expected: dict[Group, int]
) -> None:
    text = f"Patients were randomly assigned to sorafenib or placebo.\n\n- {said}."
    assert {arm: int(value) for arm, value, _ in outcomes(text)} == expected


@pytest.mark.parametrize(
    "said",
    [
        "With more than 5 years of median follow-up, median survival was 36 months in the sorafenib arm",
        "With 5 years' minimum follow-up, median survival was 36 months in the sorafenib arm",
    ],
)
def test_how_long_people_were_followed_is_no_figure(said: str) -> None:
    text = f"Patients were randomly assigned to sorafenib or placebo.\n\n- {said}."
    assert {int(value) for _, value, _ in outcomes(text)} == {36}


def test_a_part_of_the_deaths_is_not_how_many_died() -> None:
    text = (
        "Patients were randomly assigned to sorafenib or placebo.\n\n- In the sorafenib arm, 6 of 20 deaths were "
        "considered to be drug related."
    )
    assert outcomes(text) == set()


def test_mortality_of_a_cause_is_not_that_of_any() -> None:
    text = (
        "Patients were randomly assigned to sorafenib or placebo.\n\n- No difference in cardiovascular mortality was "
        "observed between the groups."
    )
    found = facts(HEAD + text, "comparison", "nci_pdq")
    assert [name(f, "measure") for f in found] == ["cardiovascular mortality"]


def test_one_pair_of_figures_is_of_none_of_several_events() -> None:
    text = (
        "Patients were randomly assigned to sorafenib or placebo.\n\n- Rash, bradycardia, and neuropathy were more "
        "common with sorafenib (40% vs. 21%)."
    )
    assert {str(f.one("value")) for f in facts(HEAD + text, "adverse_event", "nci_pdq")} == {"None"}


@pytest.mark.parametrize(("favored", "other"), [("sorafenib", "placebo"), ("placebo", "sorafenib")])
def test_a_ratio_below_one_is_of_the_arm_that_it_favors(favored: str, other: str) -> None:
    text = (
        f"Patients were randomly assigned to sorafenib or placebo.\n\n- Overall survival differed (HR favoring "
        f"{favored}, 0.69; 95% CI, 0.55–0.87)."
    )
    found = [f for f in facts(HEAD + text, "comparison", "nci_pdq") if f.one("effect") == "hazard_ratio"]
    assert [(given(f), given(f, "comparator")) for f in found] == [([favored], [other])]


def test_a_p_value_behind_a_ratio_of_several_events_is_of_what_both_are_told_for() -> None:
    text = (
        "Patients were randomly assigned to sorafenib or placebo.\n\n- The median disease-free survival was 21 months "
        "with sorafenib and 12 months with placebo (HR for recurrence, second cancer, or death, 0.58; 95% CI, "
        "0.46–0.73; P < .001)."
    )
    found = facts(HEAD + text, "comparison", "nci_pdq")
    assert {name(f, "measure") for f in found} == {"disease-free survival"} and len(found) > 1


def test_a_number_of_all_is_not_that_of_each_arm_of_one_treatment() -> None:
    text = "In a trial, 468 patients with thymoma were randomly assigned to weekly or daily cisplatin."
    found = facts(HEAD + text, "arm", "nci_pdq")
    assert len(found) == 2 and {str(f.one("size")) for f in found} == {"None"}
