"""The arms of summaries of many trials: what one study gave, to how many, and regimens by names that no table knows."""

from __future__ import annotations

import pytest
from prose import facts, given, sized

HEAD = "# Thymoma Treatment (PDQ®)\n\n## Treatment of stage III thymoma\n\n"


def arms(text: str) -> dict[tuple[str, ...], int | None]:
    """The arms of a section of a summary with their sizes, each arm's treatments in alphabetical order."""
    return {tuple(sorted(arm)): size for arm, size in sized(HEAD + text, "nci_pdq")}


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Of 57 patients treated with pembrolizumab, 5% had a complete response.", 57),
    ],
)
def test_a_result_told_of_a_drug_alone_tells_its_arm_and_how_many_were_given_it(text: str, size: int) -> None:
    assert arms(text) == {("pembrolizumab",): size}


@pytest.mark.parametrize(
    "text",
    [
        "Pembrolizumab may induce responses in 20 of 23 patients (87%).",
        "The response rate was 40% in the pembrolizumab group, similar in both trial arms.",
        "Pembrolizumab induced responses in 40% of mice.",
    ],
)
def test_what_is_doubted_or_told_of_several_or_of_animals_makes_no_arm_in_passing(text: str) -> None:
    assert arms(text) == {}


def test_a_trial_that_tried_one_drug_gave_it_to_all_whom_it_took() -> None:
    text = "A phase II trial enrolled 42 patients. Patients received lenvatinib daily. The response rate was 38%."
    assert arms(text) == {("lenvatinib",): 42}


def test_records_that_were_looked_back_upon_size_no_arm() -> None:
    text = "A retrospective analysis of 1,265 patients evaluated lenvatinib. The response rate was 38%."
    assert arms(text) == {("lenvatinib",): None}


def test_a_coined_name_is_not_lost_before_what_follows_it() -> None:
    text = "Men were randomly assigned to receive MegaXYP followed by autologous stem cell transplant or cisplatin."
    assert arms(text) == {("MegaXYP", "autologous stem cell transplant"): None, ("cisplatin",): None}


def test_a_regimen_that_no_table_knows_is_compared_by_its_name() -> None:
    text = "A trial comparing XCAP-QMP-VEXP with CHOP-21 did not show improved overall survival."
    assert ("XCAP-QMP-VEXP",) in arms(text)


def test_a_growth_factor_that_people_are_allotted_to_is_a_drug() -> None:
    text = "In a trial, 302 men were randomly assigned (1:1) to receive either subcutaneous GM-CSF or pembrolizumab."
    assert arms(text) == {("GM-CSF",): None, ("pembrolizumab",): None}


def test_the_line_of_a_treatment_is_no_treatment() -> None:
    text = "Men were randomly assigned (2:1) to treatment with sunitinib and either axitinib or placebo."
    assert all("first-line therapy" not in arm for arm in arms(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The response rate was 44% with cisplatin plus etoposide and 29% with carboplatin.",
            [("cisplatin", "etoposide"), ("carboplatin",)],
        ),
        (
            "The 5-year survival rate was 62% for surgery followed by radiation therapy versus 48% for surgery alone.",
            [("radiation therapy", "surgery"), ("surgery",)],
        ),
        (
            "Median survival was 12 months with gemcitabine, 9 months with imatinib, and 11 months with sunitinib.",
            [("gemcitabine",), ("imatinib",), ("sunitinib",)],
        ),
        ("Cisplatin produced higher rates of nausea (42%) than imatinib (29%).", [("cisplatin",), ("imatinib",)]),
    ],
)
def test_figures_set_against_each_other_tell_the_arms(text: str, expected: list[tuple[str, ...]]) -> None:
    assert list(arms(text)) == expected


def test_shares_of_people_who_had_a_treatment_or_a_test_are_no_arms() -> None:
    assert arms("In the series, rates of compliance were 85% for colonoscopy and 86% for sigmoidoscopy.") == {}


@pytest.mark.parametrize(
    ("text", "details"),
    [
        (
            "One randomized trial compared 45 Gy in 25 fractions with 54 Gy in 30 fractions in 202 patients.",
            ["45 Gy in 25 fractions", "54 Gy in 30 fractions"],
        ),
        (
            "In a randomized trial of three dose levels, patients received 36 Gy, 45 Gy, or 54 Gy.",
            ["36 Gy", "45 Gy", "54 Gy"],
        ),
        (
            "A randomized trial set a single fraction (9 Gy) against multiple fractions (24 Gy over 6 days).",
            ["a single fraction (9 Gy)", "multiple fractions (24 Gy over 6 days)"],
        ),
    ],
)
def test_doses_of_radiation_that_are_compared_are_arms(text: str, details: list[str]) -> None:
    found = facts(HEAD + text, "arm", "nci_pdq")
    assert [(given(f), f.one("arm").detail) for f in found] == [(["radiation therapy"], d) for d in details]  # type: ignore[union-attr]


def test_a_range_of_doses_makes_no_arms() -> None:
    assert arms("In the trial, radiation doses of 45 Gy to 50 Gy were given.") == {}


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Lenvatinib 10 mg daily was given to 51 heavily pretreated patients; 88% had stable disease.", 51),
        ("Results with the use of lenvatinib demonstrated a 44% response rate in children.", None),
    ],
)
def test_a_drug_whose_result_is_told_in_other_words_is_an_arm(text: str, size: int | None) -> None:
    assert arms(text) == {("lenvatinib",): size}


def test_a_name_that_begins_as_another_regimen_is_not_torn() -> None:
    text = "The EC-T regimen was compared with TC in 650 women; the survival rate was 87% with EC-T and 88% with TC."
    assert list(arms(text)) == [("EC-T",), ("TC",)]


def test_a_list_that_and_ends_is_one_of_arms_where_the_last_is_given_alone() -> None:
    text = (
        "The trial randomly assigned 312 men to radiation therapy alone (control arm), radiation therapy with "
        "temozolomide, and temozolomide alone (exploratory arm)."
    )
    assert list(arms(text)) == [("radiation therapy",), ("radiation therapy", "temozolomide"), ("temozolomide",)]


def test_those_who_went_without_are_the_other_arm_wherever_a_ratio_is_told() -> None:
    text = "Patients who underwent thymectomy had better survival than those who did not (HR, 0.55; 95% CI, 0.38-0.80)."
    assert list(arms(text)) == [("thymectomy",), ("no thymectomy",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A study sequenced 31 genes in 2,240 women with thymoma and 2,310 controls.",
            {("women with thymoma",): 2240, ("controls",): 2310},
        ),
        (
            "A cohort study of distress in survivors of thymoma (n = 412) and their siblings (n = 398) began.",
            {("survivors of thymoma",): 412, ("siblings",): 398},
        ),
        (
            "A study from Norway compared 940 men with goiter with 1,015 men without goiter.",
            {("men with goiter",): 940, ("men without goiter",): 1015},
        ),
    ],
)
def test_people_who_are_counted_beside_their_controls_are_arms(text: str, expected: dict[tuple[str, ...], int]) -> None:
    assert arms(text) == expected


def test_how_many_had_an_outcome_and_how_many_went_without_are_no_arms() -> None:
    assert arms("In the study, there were 11 with and 19 without a reply after 4 weeks.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "A systematic review did not identify any studies that examined lenvatinib in this setting.",
        "Studies have also examined the use of lidocaine patches, tramadol, and topical capsaicin in patients.",
        "A study of opioid rotation in patients revealed that one-third of 385 patients needed an opioid rotation.",
    ],
)
def test_what_no_study_tried_and_what_several_tried_each_is_no_arm(text: str) -> None:
    assert arms(text) == {}


def test_an_arm_that_is_given_no_drug_is_told_in_its_words() -> None:
    text = "A second trial randomly assigned men to receive naproxen, loratadine, or no preventative medications."
    assert list(arms(text)) == [("naproxen",), ("loratadine",), ("no preventative medications",)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Men were randomly assigned to cisplatin and etoposide with or without subcutaneous interferon alfa.",
            {("cisplatin", "etoposide", "interferon alfa"), ("cisplatin", "etoposide")},
        ),
        (
            "In a randomized trial, cisplatin and etoposide was given with or without sorafenib.",
            {("cisplatin", "etoposide", "sorafenib"), ("cisplatin", "etoposide")},
        ),
        (
            "In a trial, 61 patients were treated with either sorafenib combined with cisplatin or cisplatin alone.",
            {("cisplatin", "sorafenib"), ("cisplatin",)},
        ),
        (
            "Patients were randomly assigned to receive treatment with or without sorafenib.",
            {("sorafenib",), ("no sorafenib",)},
        ),
    ],
)
def test_what_is_added_to_a_treatment_is_given_with_it_in_one_arm(text: str, found: set[tuple[str, ...]]) -> None:
    assert set(arms(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "A trial enrolled 80 patients. Only patients with residual disease received radiation therapy.",
        "A trial enrolled 80 patients. No patients received radiation therapy.",
        "Five patients with thymoma were treated with a combination of shiitake mushroom and barley grass.",
    ],
)
def test_what_only_some_were_given_or_half_of_a_combination_is_no_arm(text: str) -> None:
    assert arms(text) == {}


def test_in_whom_something_has_been_seen_or_who_is_at_risk_was_given_nothing_by_a_study() -> None:
    study = "In a study of 90 survivors of thymoma, 12% had fractures. "
    for text in (
        "Fractures have been reported in patients treated with pembrolizumab in doses of 2 mg/kg or higher.",
        "Those with a thymoma near the heart or patients treated with pembrolizumab are most vulnerable.",
    ):
        assert arms(study + text) == {}
    counted = "Complete responses have been reported in 5% of 57 patients treated with pembrolizumab."
    assert arms(counted) == {("pembrolizumab",): 57}


def test_the_kind_of_rays_belongs_to_an_irradiation_in_a_list() -> None:
    text = "In a study, 50 patients were treated with surgery, proton radiation therapy, and chemotherapy."
    assert any({"surgery", "chemotherapy"} < set(arm) and len(arm) == 3 for arm in arms(text))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            "sorafenib (n = 201) or sunitinib, nilotinib, or imatinib (n = 102)",
            {("sorafenib",): 201, ("sunitinib, nilotinib, or imatinib",): 102},
        ),
        (
            "sorafenib or one of sunitinib, nilotinib, or imatinib",
            {("sorafenib",): None, ("sunitinib, nilotinib, or imatinib",): None},
        ),
        ("sorafenib, sunitinib, or imatinib", {("sorafenib",): None, ("sunitinib",): None, ("imatinib",): None}),
        (
            "sorafenib (n = 20), sunitinib (n = 21), or imatinib (n = 22)",
            {("sorafenib",): 20, ("sunitinib",): 21, ("imatinib",): 22},
        ),
    ],
)
def test_a_list_within_an_alternative_is_any_of_its_drugs_and_no_combination(
    given: str, expected: dict[tuple[str, ...], int | None]
) -> None:
    assert arms(f"Patients were randomly assigned to receive {given}.") == expected


@pytest.mark.parametrize("treatment", ["sorafenib", "chemotherapy", "stem cell transplant"])
@pytest.mark.parametrize(
    "told",
    [
        "{m} was 61% for patients who received {a} and 17% for those who did not.",
        "{m} was 61% for patients who received {a} and 17% for patients who did not receive {a} (P = .04).",
        "{m} was 61% (95% CI, 51–70) in the 90 patients who received {a}, while it was only 17% (95% CI, 9–25) in the "
        "31 patients who did not receive it.",
        "Among the 90 patients who received {a}, {m} was 61%, compared with 17% among the 31 patients who did not.",
    ],
)
def test_whoever_went_without_a_treatment_stands_against_those_who_had_it_by_their_figures(
    told: str, treatment: str
) -> None:
    sentence = told.format(a=treatment, m="the 5-year overall survival rate")
    text = HEAD + f"A retrospective study included 121 patients with thymoma. {sentence[0].upper()}{sentence[1:]}"
    found = {(*given(f), f.one("value")) for f in facts(text, "outcome", "nci_pdq")}
    assert found == {(treatment, 61), (f"no {treatment}", 17)}
    assert set(arms(text.removeprefix(HEAD))) == {(treatment,), (f"no {treatment}",)}


@pytest.mark.parametrize(
    "told",
    [
        "The response rate was 61% in patients who received sorafenib, and 17% of patients did not relapse.",
        "Of patients who received sorafenib, 61% responded; 17 patients who did not respond were given cisplatin.",
    ],
)
def test_what_did_not_happen_to_people_is_nothing_that_they_went_without(told: str) -> None:
    assert ("no sorafenib",) not in arms(f"A retrospective study included 121 patients with thymoma. {told}")


@pytest.mark.parametrize(
    "told",
    [
        "A study reported on 38 patients with thymoma treated with one to nine cycles of sorafenib.",
        "A study reported on 38 patients with thymoma who received two or three courses of sorafenib.",
        "In one study, sorafenib was used in 38 patients with thymoma.",
        "The HARBOR trial of thymoma included treatment with two courses of sorafenib.",
    ],
)
def test_what_was_used_or_given_in_cycles_is_an_arm(told: str) -> None:
    assert list(arms(f"{told} The response rate was 40%.")) == [("sorafenib",)]


def test_the_most_of_a_range_of_cycles_is_no_schedule() -> None:
    text = "A study reported on 38 patients with thymoma treated with one to nine cycles of sorafenib."
    (arm,) = facts(HEAD + text, "arm", "nci_pdq")
    assert arm.one("schedule") is None
