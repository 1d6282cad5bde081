"""A news page on one study: whose figures it tells, those of the study, of others before it, or of a disease."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import given, lexicon, name

from kg.model import Concept, Document, Fact
from kg.reading.read import read
from kg.reading.text.markdown import passages

ALLOTTED = "In the trial, called LARK, patients were randomly assigned to imatinib plus rituximab or sunitinib. "
SCREENED = (
    "In the trial, 5,123 people were randomly assigned to have sigmoidoscopy and 5,010 people to have no screening. "
)


def told(text: str, kind: str, title: str = "A Study of Treatment") -> list[Fact]:
    """The facts of a kind that are read from a news page on one study."""
    body = f"# {title}\n\n{text}"
    page = Document(
        "types-x-research-example", "https://example.org/x", "nci_research", title, {}, body, passages(body), ""
    )
    return [f.fact for f in read(page, lexicon()).findings if f.fact.kind == kind]


@pytest.mark.parametrize(
    ("title", "tested"),
    [
        ("Two-Drug Combination Tops Sunitinib", ["imatinib", "rituximab"]),
        ("Longer Survival Than with Sunitinib", ["imatinib", "rituximab"]),
        ("Sunitinib Outperforms Combination", ["sunitinib"]),
    ],
)
def test_what_a_title_says_that_another_did_better_than_is_not_what_is_tested(title: str, tested: list[str]) -> None:
    (found,) = told(ALLOTTED + "Overall survival did not differ between the groups.", "comparison", title)
    assert sorted(given(found)) == tested


def test_a_change_measured_against_the_one_arm_named_is_that_of_the_other() -> None:
    text = ALLOTTED + "Compared with sunitinib, there was a 30% lower risk of death."
    changes = [f for f in told(text, "comparison") if f.one("effect") == "relative_change"]
    assert [(sorted(given(f)), given(f, "comparator")) for f in changes] == [(["imatinib", "rituximab"], ["sunitinib"])]


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("Men were randomly assigned to conventional radiation therapy (40 sessions over 8 weeks) or brachytherapy "
         "(12 sessions over 4 weeks).", [None, None]),
        ("Men were randomly assigned to radiation therapy (240 men) or brachytherapy (238 men).", [240, 238]),
        ("People were randomly assigned to imatinib or a placebo. Later, 17 of the 412 people assigned to imatinib had "
         "developed thyroid cancer, compared with 29 of 409 people in the placebo group.", [412, 409]),
    ],
)  # fmt: skip
def test_an_arms_size_counts_its_people_and_not_sessions_nor_those_who_fell_ill(
    text: str, sizes: list[int | None]
) -> None:
    assert [f.one("size") for f in told(text, "arm")] == sizes


def test_one_of_three_groups_counts_nobody() -> None:
    text = "In the trial, 300 men were assigned to one of three schedules, and the 5-year disease-free rate was 88%."
    assert [f.one("value") for f in told(text, "outcome") if f.one("unit") == "participants"] == []


def test_a_trial_that_is_stopped_is_no_treatment_that_is_discontinued() -> None:
    found = told(ALLOTTED + "The trial was stopped early because of the survival benefit.", "comparison")
    assert not [f for f in found if "discontinuation" in name(f, "measure")]


def test_scans_are_no_chemotherapy() -> None:
    text = (
        "People were randomly assigned to low-dose CT or a chest X-ray. There were 30 lung cancer deaths in the CT "
        "group and 44 in the X-ray group."
    )
    assert {given(f)[0] for f in told(text, "outcome")} == {"low-dose CT", "chest x-ray"}


@pytest.mark.parametrize(
    "text",
    [
        "In earlier trials, imatinib had extended overall survival compared with sunitinib.",
        "Several recent studies have shown that imatinib extends overall survival compared with sunitinib.",
    ],
)
def test_what_others_found_before_is_none_of_the_studys(text: str) -> None:
    found = told(f"{ALLOTTED}\n\n{text}", "comparison")
    assert found
    assert not [f for f in found if name(f, "trial") == "LARK"]


def test_what_the_study_adds_to_what_others_found_is_its_own() -> None:
    text = f"{ALLOTTED}\n\nIn contrast to earlier trials, the LARK trial found no difference in overall survival."
    assert [name(f, "trial") for f in told(text, "comparison")] == ["LARK"]


def test_how_long_people_with_a_disease_live_is_no_result_of_a_trial() -> None:
    text = ALLOTTED + "\n\nFive-year survival for women with advanced ovarian cancer is about 30 percent."
    assert told(text, "outcome") == []


def test_the_combination_therapy_is_the_arm_of_several_treatments() -> None:
    text = ALLOTTED + "Median overall survival in men treated with the combination therapy was 57 months."
    (found,) = told(text, "outcome")
    assert sorted(given(found)) == ["imatinib", "rituximab"]


def test_the_screening_group_is_not_the_one_without_screening() -> None:
    text = (
        SCREENED
        + "Deaths from colorectal cancer were 23 percent lower in the screening group than in the control group."
    )
    found = told(text, "comparison")
    assert {(given(f)[0], given(f, "comparator")[0]) for f in found} == {("sigmoidoscopy", "no screening")}
    assert {str(f.one("verdict")) for f in found if f.one("effect") == "verdict"} == {"improved"}
    assert [f.one("value") for f in told(text, "trial") if str(f.one("attribute")) == "control"] == ["none"]


def test_a_figure_before_another_measure_is_not_told_of_that() -> None:
    text = SCREENED + "Cancer incidence was 33 percent lower and mortality 43 percent lower in the screening group."
    found = [f for f in told(text, "comparison") if f.one("effect") == "relative_change" and f.one("value") == -33]
    assert not [f for f in found if name(f, "measure") == "overall survival"]


def test_what_was_given_in_spite_of_harms_did_not_bring_them_about() -> None:
    found = told("Half of the children had severe pain, despite routine use of intravenous morphine.", "adverse_event")
    assert found == []


@pytest.mark.parametrize(
    ("led", "investigators"),
    [
        ("led the trial", ["Jane Doe"]),
        ("led the quality-of-life part of the study", []),
        ("led an earlier analysis of the trial", []),
    ],
)
def test_who_led_a_part_of_a_study_did_not_lead_it(led: str, investigators: list[str]) -> None:
    text = ALLOTTED + f'\n\n"They have a choice," said Jane Doe, M.D., of Acme University, who {led}.'
    assert [f.one("value") for f in told(text, "trial") if str(f.one("attribute")) == "investigator"] == investigators


PLACEBO = "In the trial, patients were randomly assigned to imatinib or a placebo. "


@pytest.mark.parametrize(
    ("lived", "measure"),
    [
        ("were alive without invasive breast cancer", "disease-free survival"),
        ("were alive and free of leukemia", "disease-free survival"),
        ("were alive and cancer free", "disease-free survival"),
        ("were alive and free of disease progression", "progression-free survival"),
        ("were alive and had not had a relapse", "relapse-free survival"),
        ("were alive", "overall survival"),
        ("were alive and well", "overall survival"),
    ],
)
def test_those_alive_without_a_disease_are_not_all_who_are_alive(lived: str, measure: str) -> None:
    text = (
        f"{PLACEBO}At 3 years, 81% of patients in the imatinib group {lived}, compared with 72% in the placebo group."
    )
    assert [(name(f, "measure"), given(f), f.one("value")) for f in told(text, "outcome")] == [
        (measure, ["imatinib"], 81),
        (measure, ["placebo"], 72),
    ]


def test_a_bracket_right_behind_what_people_did_tells_how_many_did() -> None:
    text = PLACEBO + (
        "The groups did not differ in how many people were alive without their cancer returning (81% versus 79%) or "
        "were alive (90% versus 88%)."
    )
    assert [(name(f, "measure"), f.one("value")) for f in told(text, "outcome")] == [
        ("disease-free survival", 81),
        ("disease-free survival", 79),
        ("overall survival", 90),
        ("overall survival", 88),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Women who received imatinib were half as likely to have their cancer come back as others.",
        "In 15 of the 22 patients who relapsed, the tumor no longer carried the protein.",
        "Side effects were seen in nearly all patients, and in 73% of patients they were grade 3 or 4.",
        "At 5 days, the proportions were 42% and 25%.",
    ],
)
def test_a_change_and_a_part_of_those_who_had_something_are_no_share_of_it(text: str) -> None:
    assert told(PLACEBO + text, "outcome") == []


def test_those_in_whom_something_was_seen_are_no_part_of_which_more_is_told() -> None:
    text = (
        "In a trial, 17 patients received imatinib. In 15 of the 16 people whose tumors could be measured, the scans "
        "were clear. Median overall survival was 16 months."
    )
    assert [f.one("population") for f in told(text, "outcome") if f.one("value") == 16] == [None]


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("Patients were randomly assigned to imatinib or a placebo, taken once daily for 4 days, along with "
         "dexamethasone and aprepitant or fosaprepitant.", [["imatinib"], ["placebo"]]),
        # which of two the others got, nobody says
        ("Patients were randomly assigned to imatinib or one of two older drugs, gefitinib or erlotinib.",
         []),
    ],
)  # fmt: skip
def test_what_is_chosen_among_is_no_arm_of_its_own(text: str, arms: list[list[str]]) -> None:
    assert [sorted(given(f)) for f in told(text, "arm")] == arms


def test_a_drug_with_chemotherapy_is_no_drug_with_an_antibody() -> None:
    text = (
        "Patients were randomly assigned to trastuzumab, lapatinib, or trastuzumab plus lapatinib. Anemia was more "
        "common in patients given trastuzumab with chemotherapy."
    )
    assert not [f for f in told(text, "adverse_event") if sorted(given(f)) == ["lapatinib", "trastuzumab"]]


def test_more_than_usual_is_not_more_than_in_the_other_arm() -> None:
    assert told(PLACEBO + "Patients in the imatinib group had more fatigue than usual.", "comparison") == []


def test_an_item_of_news_tells_of_a_study_by_the_trial_or_by_its_people() -> None:
    text = (
        "# Lung Cancer Research\n\n"
        "- [First News of a Drug](/a)\n\nPosted: May 1, 2020\n\nFDA has approved imatinib for people with lung cancer. "
        "In the trial of 700 people, the 1-year survival rate was 71% with imatinib plus surgery and 58% with "
        "surgery.\n"
        "- [Second News of a Drug](/b)\n\nPosted: May 2, 2020\n\nPeople with lung cancer who received sunitinib lived "
        "longer than people who received docetaxel.\n"
    )
    where = ("types-lung-research-articles", "https://example.org/x")
    page = Document(*where, "nci_research", "Lung Cancer Research", {}, text, passages(text), "")
    found = [f.fact for f in read(page, lexicon()).findings]
    enrolled = [f for f in found if f.kind == "trial" and str(f.one("attribute")) == "enrollment"]
    longer = [f for f in found if f.kind == "comparison"]
    assert [f.one("value") for f in enrolled] == [700]
    assert [given(f) for f in longer] == [["sunitinib"]]
    assert name(enrolled[0], "trial") != name(longer[0], "trial")


def test_the_standard_therapy_group_is_the_one_that_got_less() -> None:
    text = (
        "Children were randomly assigned to isotretinoin or isotretinoin plus dinutuximab. Overall survival was 86 "
        "percent in the immunotherapy group and 75 percent in the standard therapy group."
    )
    assert [sorted(given(f)) for f in told(text, "outcome")] == [["dinutuximab", "isotretinoin"], ["isotretinoin"]]


def test_the_standard_therapy_group_of_a_trial_of_two_drugs_is_the_one_that_is_not_named() -> None:
    text = (
        "Patients were randomly assigned to imatinib or nilotinib. Overall survival was 86 percent in the imatinib "
        "group and 75 percent in the standard therapy group."
    )
    assert [(given(f), f.one("value")) for f in told(text, "outcome")] == [(["imatinib"], 86), (["nilotinib"], 75)]


def test_what_others_are_testing_now_is_no_arm_of_the_study() -> None:
    text = (
        "In the trial, 75 children were followed for 12 months. Dr. Doe and his colleagues are testing blinatumomab in "
        "patients whose leukemia has come back."
    )
    assert told(text, "arm") == []


def test_what_a_drug_is_able_to_prevent_is_told_without_its_verb() -> None:
    text = "The LARK trial evaluated the ability of tamoxifen and raloxifene to prevent invasive breast cancer."
    (condition,) = (f for f in told(text, "trial") if f.one("attribute") == "condition")
    assert condition.one("value") == "invasive breast cancer"


def test_people_are_not_cut_off_before_what_tells_of_their_disease() -> None:
    text = "The trial found that rituximab improved survival for people with lymphoma that {} before."
    for said in ("was not treated", "was not treated or had returned"):
        (verdict,) = told(text.format(said), "comparison")
        assert verdict.one("population") is None


def test_what_the_background_of_a_page_says_is_known_is_not_found_by_its_study() -> None:
    text = (
        "## Background\n\nChemotherapy alone has been shown to extend survival. Imatinib has been shown to reduce "
        "pain.\n\n## The Study\n\nPatients were randomly assigned to imatinib plus chemotherapy or to "
        "imatinib alone.\n\n## Results\n\nSurvival was longer with the combination than with imatinib alone."
    )
    found = {(trial_of(f), name(f, "measure"), tuple(sorted(given(f)))) for f in told(text, "comparison")}
    assert found == {
        ("study", "overall survival", ("chemotherapy", "imatinib")),
        ("study-2", "overall survival", ("chemotherapy",)),
        ("study-2", "pain", ("imatinib",)),
    }


def trial_of(fact: Fact) -> str:
    """The name of the trial that a fact is of."""
    trial = fact.one("trial")
    assert isinstance(trial, Concept)
    return trial.name


def test_a_phase_and_a_registry_id_are_those_of_the_trial_named_beside_them() -> None:
    text = (
        "The LARK trial compared imatinib with sunitinib in women with melanoma. Lessons learned from LARK helped "
        "scientists launch a phase III clinical trial called FINCH (Flu Injections in Cancer and Health). For more "
        "information about FINCH, please go to http://clinicaltrials.gov/show/NCT02031234."
    )
    found = {(str(f.one("attribute")), trial_of(f)) for f in told(text, "trial")}
    assert {("phase", "FINCH"), ("registry_id", "FINCH")} <= found
    assert not {("phase", "LARK"), ("registry_id", "LARK")} & found


def test_the_numbers_of_a_part_of_the_people_are_no_sizes_of_arms() -> None:
    told_of = "responses were seen in 16 of 34 men given imatinib (47 percent) and 9 of 41 men given sunitinib."
    allotted = "The men were randomly assigned to imatinib or sunitinib. "
    sizes = [
        {f.one("size") for f in told(allotted + part + told_of, "arm")}
        for part in ("Complete ", "Of the men with intra-anal lesions, complete ")
    ]
    assert sizes == [{Decimal(34), Decimal(41)}, {None}]


def test_a_page_on_older_people_is_on_the_trial_that_it_names() -> None:
    text = (
        "More than 1,000 people aged 70 or older took part in the trial, called LARK. They were randomly assigned to "
        "imatinib or sunitinib."
    )
    assert {trial_of(f) for f in told(text, "arm")} == {"LARK"}
