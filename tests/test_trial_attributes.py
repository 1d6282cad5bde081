"""A page on many trials: sizes, controls and funders, and what each is of, by its words or what stands nearest."""

from __future__ import annotations

import pytest
from prose import facts, given, lexicon, name

from kg.model import Document
from kg.reading.read import read
from kg.reading.text.markdown import passages


def values(text: str, attribute: str) -> list[str]:
    """The values of an attribute of the trials of a page on many."""
    address = "https://example.org/types/x/research/articles"
    document = Document("example", address, "nci_page", "", {}, text, passages(text), "")
    told = (f.fact for f in read(document, lexicon()).findings if f.fact.kind == "trial")
    return [str(fact.one("value")) for fact in told if fact.one("attribute") == attribute]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("One study treated 31 patients with thymoma.", ["31"]),
        ("A randomized trial consisting of 144 adults tested sorafenib.", ["144"]),
        ("A trial (HARBOR [NCT01234567]) of 412 patients with thymoma tested sorafenib.", ["412"]),
        ("A study of 5,310 adults (58% were women) compared two tests for thymoma.", ["5310"]),
        ("A retrospective analysis of 84 men with thymoma included 30 men given sorafenib and 54 others.", ["84"]),
        ("A study of 204 families with thymoma found 12 carriers.", ["204"]),
        ("A study used sequencing in 61 adults with thymoma.", ["61"]),
        ("In a five-patient trial, sorafenib shrank tumors.", ["5"]),
        ("A study of 17 people with thymoma and 13 at-risk family members tested a scan.", []),
        ("A trial compared them with a placebo group in which 29 men developed thymoma.", []),
        ("A study of survival rates in 6 patients in the open-label group was reported.", []),
        ("A randomized trial found 24 cases among 3,375 deaths.", []),
        ("Another study examined sunburn in 170 people compared with 140 controls.", []),
    ],
)
def test_the_size_of_a_study_is_the_number_of_its_people(text: str, size: list[str]) -> None:
    assert values(text, "enrollment") == size


def test_a_treatment_set_against_another_in_what_came_of_it_had_it_for_its_control() -> None:
    text = "A clinical trial showed that people treated with alectinib lived longer than those given chemotherapy."
    assert values(text, "control") == ["active"]


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("An NCI-sponsored trial shows that sorafenib is superior to standard chemotherapy.", ["active"]),
        ("In a clinical trial, sorafenib shrank tumors.", []),
    ],
)
def test_arms_that_a_trial_s_result_sets_against_each_other_tell_its_control(text: str, control: list[str]) -> None:
    item = f"- [A title](/news/1)\n\nPosted: May 2\n\n{text}"
    assert values(f"# News\n\n{item}", "control") == control


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("One hundred and eighty-two metastatic thymoma patients were randomised to sorafenib or erlotinib.", ["182"]),
        ("Two hundred and forty-three patients due to receive sorafenib entered this open, parallel study.", ["243"]),
        ("Out of 737 patients registered, 337 patients were found not to be fit for surgery because of spread, and 400 "
         "were randomised.", ["400"]),
        ("In all, 906 patients were enrolled, and 900 included in the analysis: 462 in the sorafenib arm and 438 in "
         "the erlotinib arm.", ["906"]),
        ("All 906 patients were included in the analyses.", ["906"]),
        ("Patients were randomised. Thirty-eight and 35 patients were recruited.", []),
        ("There were 617 recurrences in 3428 women allocated to sorafenib vs 711 in 3418 controls.", []),
        ("We compared a variant in 6,385 women with thymoma and 6,115 controls from 19 studies.", []),
    ],
)  # fmt: skip
def test_those_whom_an_abstract_s_study_took_are_its_size(text: str, size: list[str]) -> None:
    told = facts(f"# Sorafenib or erlotinib in thymoma: a randomised trial\n\n{text}", "trial", "abstract")
    assert [str(f.one("value")) for f in told if str(f.one("attribute")) == "enrollment"] == size


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("Patients were randomised to either no radiation therapy, 36 Gy in 18 fractions or 24 Gy in 12 fractions.",
         "none"),
        ("Patients were randomised to sorafenib (3 mg s.c. daily) or no further treatment. Survival was 46 months in "
         "patients randomised to sorafenib compared with 27 months in the controls.", "none"),
        ("Patients were randomly assigned to erlotinib followed by sorafenib or erlotinib followed by observation.",
         "active"),
        ("A randomized study was done in patients (aged over 70 years or older) to compare sorafenib with erlotinib.",
         "active"),
    ],
)  # fmt: skip
def test_the_arms_tell_of_a_control_whether_it_is_given_anything(text: str, control: str) -> None:
    told = facts(f"# A randomised trial in thymoma\n\n{text}", "trial", "abstract")
    assert [str(f.one("value")) for f in told if str(f.one("attribute")) == "control"] == [control]


def test_a_crossover_design_or_a_crossover_that_was_not_permitted_is_none_that_was_allowed() -> None:
    assert values("A randomized, crossover, pilot study tested sorafenib in 16 patients.", "crossover") == []
    text = "In a randomized trial, crossover to sorafenib at disease progression was not permitted."
    assert values(text, "crossover") == []


def test_funders_stand_in_lists_and_a_laboratory_s_study_has_none() -> None:
    text = "A randomized trial tested sorafenib. Acme Labs, its maker, provided funding for the trial, along with NCI."
    assert sorted(values(text, "sponsor")) == ["Acme Labs", "NCI"]
    text = "A randomized trial tested sorafenib. Acme and Lilly and Co. are each providing a drug and funding."
    assert sorted(values(text, "sponsor")) == ["Acme", "Lilly and Co."]
    assert values("In a new NCI-funded study, scientists found genes that drive thymoma.", "sponsor") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In a large clinical trial, sorafenib slowed the growth of advanced melanoma.", ["advanced melanoma"]),
        ("Approval was based on a trial of 44 children with neuroblastoma.", ["neuroblastoma"]),
        ("It is used in people with glioma. In a small clinical trial, it shrank tumors.", ["glioma"]),
        ("## Treatment of Thymoma\n\nIn a randomized trial, 80 patients received cisplatin.", []),
        ("Three in four thymomas grow slowly. In a randomized trial, 80 patients received cisplatin.", []),
        ("The ASTER-2 trial took women with thymoma.\n\nASTER-7 (NCT01234567) was a randomized trial of cisplatin.",
         ["thymoma"]),
        ("- [A Drug for Thymoma](/news/1)\n\nPosted: May 2\n\nA clinical trial tested it in 9 people.", ["thymoma"]),
        ("A systematic review of 12 studies examined aspirin and ovarian cancer in women.", ["ovarian cancer"]),
        ("People with thymoma fare better with sorafenib, as the following studies show:\n\n"
         "1. In one trial, 90 people received sorafenib.\n2. In another trial, 70 women received sorafenib.",
         ["thymoma", "thymoma"]),
    ],
)  # fmt: skip
def test_the_one_disease_that_stands_nearest_is_what_a_trial_is_of(text: str, told: list[str]) -> None:
    assert values(text, "condition") == told


@pytest.mark.parametrize(
    "text",
    [
        "In a laboratory study, the extract did not slow the growth of human melanoma cells.",
        "A randomized trial evaluated the effects of raloxifene on incidence of stroke and breast cancer.",
        "The disorder may lead to liver cancer. In a randomized trial, 80 patients received cisplatin.",
        "Lung metastases were resected. In a randomized trial, 80 patients received cisplatin.",
        "Thymoma and melanoma are rare. In a randomized trial, 80 patients received cisplatin.",
        "There are clinical trials for people with thymoma. For example, a treatment trial tests new treatments.",
        "Approval for thymoma may be contingent upon results of a confirmatory trial.",
        "In one study, some people with a previous melanoma or adenoma were offered screening.",
        "Survival with thymoma is better now. It may be done in a randomized study of two drugs.",
    ],
)
def test_a_disease_that_is_another_thing_is_none(text: str) -> None:
    assert values(text, "condition") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two randomized trials showed that cisplatin helps people with thymoma.", ["thymoma", "thymoma"]),
        ("Several small trials have tested cisplatin in people with thymoma.", []),
        ("Three randomized trials are needed to test cisplatin in people with thymoma.", []),
        ("Another study found antibodies in 40% of patients with thymoma but in no others.", ["thymoma"]),
        ("In another study, 12% of patients had a melanoma.", []),
        ("Cisplatin was studied in 31 children with relapsed glioma. Of these, 12 lived.", ["relapsed glioma"]),
        ("A study enrolled 80 patients newly diagnosed with melanoma.", ["melanoma"]),
        ("A study of 200 survivors of lymphoma asked about sleep.", ["lymphoma"]),
    ],
)
def test_the_words_that_bring_a_trial_in_say_whom_it_took(text: str, told: list[str]) -> None:
    assert values(text, "condition") == told


def test_several_trials_that_are_told_of_as_one_share_their_design() -> None:
    text = "Two randomized, placebo-controlled trials have shown a benefit of cisplatin in thymoma."
    assert values(text, "allocation") == ["randomized", "randomized"]
    assert values(text, "control") == ["placebo", "placebo"]


TWO = "Two randomized trials compared sorafenib with placebo in 400 men with thymoma. "


def of(text: str, kind: str) -> list[tuple[str, ...]]:
    """The trial of each fact of a kind that a summary tells, with what the arm was given."""
    return sorted((name(f, "trial"), *given(f)) for f in facts(text, kind, "nci_pdq"))


def test_what_two_trials_gave_and_found_is_told_of_each_and_their_figures_of_none() -> None:
    assert of(TWO, "arm") == [(t, drug) for t in ("study", "study-2") for drug in ("placebo", "sorafenib")]
    assert values(TWO, "enrollment") == []
    text = TWO + "Both trials showed longer overall survival with sorafenib than with placebo."
    assert of(text, "comparison") == [("study", "sorafenib"), ("study-2", "sorafenib")]
    text = TWO + "The trial in Spain showed longer overall survival with sorafenib than with placebo."
    assert len(of(text, "comparison")) == 1
    news = "Results from two trials support giving sorafenib to men with thymoma."
    assert values(news, "condition") == ["thymoma", "thymoma"]


def test_a_treatment_that_is_a_risk_factor_is_no_control() -> None:
    text = "In a series of 643 patients with thymoma, {} radiation therapy was {}."
    assert values(text.format("chemotherapy with or without", "compared with surgery"), "control") == ["active"]
    assert values(text.format("chemotherapy with or without", "the only risk factor for relapse"), "control") == []


def test_of_trials_that_are_not_counted_only_what_they_found_is_told() -> None:
    text = "Several randomized trials showed longer overall survival with sorafenib than with placebo in thymoma."
    assert of(text, "arm") == []
    assert of(text, "comparison") == [("study", "sorafenib")]


def test_what_an_analysis_of_counted_trials_was_of_is_told() -> None:
    text = "An analysis of 12 randomized trials found more cures in men with thymoma."
    assert values(text, "condition") == ["thymoma"]


def test_what_other_studies_have_seen_is_not_of_the_study_before_them() -> None:
    text = "In a study of 633 men with thymoma, the 5-year survival rate was 93%. Other studies reported a rate of 82%."
    assert [(name(f, "trial"), f.one("value")) for f in facts(text, "outcome", "nci_pdq")] == [("study", 93)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A trial of 90 patients with gastric or esophageal cancer.", ["gastric or esophageal cancer"]),
        ("A trial of 90 patients with melanoma or high-risk thymoma.", ["high-risk thymoma", "melanoma"]),
        ("A trial of 90 patients with glioblastoma and other brain cancers.", ["brain cancer", "glioblastoma"]),
        ("A trial of 90 patients with melanoma and other cancers.", ["melanoma"]),
    ],
)
def test_two_diseases_with_one_head_are_one_condition(text: str, told: list[str]) -> None:
    assert sorted(values(text, "condition")) == told


def test_a_sentence_that_points_to_another_page_does_not_say_what_a_trial_is_of() -> None:
    lead = "For more information, see the Thymoma Treatment page."
    assert values(f"{lead} A randomized clinical trial of sorafenib found longer survival.", "condition") == []


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Among 24 treated patients, there was one stricture.", []),
        ("In a study, sorafenib was given to 64 patients with thyroid cancer.", ["64"]),
        ("The Thyroid Study Group reviewed 350 cases of thyroid cancer in children.", ["350"]),
        ("In an RCT conducted in two towns, 975 men were randomly assigned to screening.", ["975"]),
        ("In a Nordic cohort of 1,450 childhood cancer survivors, sleep was poor.", ["1450"]),
        ("One Swiss series included 31 children and adolescents with thyroid cancer.", ["31"]),
        ("In a cohort of 14 patients in this trial, sleep was poor.", []),
        ("In a survey conducted in 2010, 659 cancer survivors were asked about their concerns.", ["659"]),
    ],
)
def test_a_summary_s_studies_are_brought_in_by_groups_registries_surveys_and_rcts(text: str, size: list[str]) -> None:
    found = facts(f"A study was done. {text}" if not size else text, "trial", "nci_pdq")
    assert [str(f.one("value")) for f in found if f.one("attribute") == "enrollment"] == size


def test_people_who_were_not_randomly_assigned_are_of_no_randomized_trial() -> None:
    text = "A study tested screening in two towns. Women were not randomly assigned but came from one town or another."
    found = {str(f.one("attribute")): f.one("value") for f in facts(text, "trial", "nci_pdq")}
    assert found["allocation"] == "non-randomized"
    assert "control" not in found


def test_the_older_spelling_of_leukemia_is_a_disease_with_a_head_of_its_own() -> None:
    text = "A trial enrolled 80 adults with acute myeloid leukaemia or high-risk myelodysplastic syndrome."
    assert values(text, "condition")[:1] == ["acute myeloid leukaemia"]


def test_a_disease_s_acronym_is_written_out_in_the_document_s_own_words() -> None:
    text = (
        "Little is known of metastatic renal cell carcinoma (mRCC). A randomized trial enrolled 80 patients with mRCC "
        "who were given sorafenib or placebo."
    )
    assert values(text, "condition") == ["metastatic renal cell carcinoma"]


def test_a_trial_that_is_under_way_lends_its_design_to_none() -> None:
    text = "A trial tested sorafenib in 40 patients with thymoma. A randomised, controlled phase III study is underway."
    assert values(text, "allocation") == []


@pytest.mark.parametrize(
    "text",
    [
        "A trial tested sorafenib in thymoma. Double-blind, placebo-controlled trials are the best evidence.",
        "A review of 23 studies (16 randomized, 2 quasi-randomized, and 5 nonrandomized) found a gain in thymoma.",
    ],
)
def test_the_design_of_trials_as_a_class_is_of_no_one_trial(text: str) -> None:
    assert values(text, "masking") == values(text, "allocation") == []


@pytest.mark.parametrize(
    "text",
    [
        "A trial compared two drugs in thymoma. Surgery has become the usual treatment of patients in Canada.",
        "A trial compared two drugs in thymoma. Women in Japan had few deaths, women in Norway many.",
        "Some clinical trials only include patients who have not yet received treatment.",
        "A trial enrolled 60 adults. Falls were more frequent in patients who had undergone two operations (30%).",
        "A trial enrolled 60 adults. Risk was compared in patients who had received sorafenib for long.",
    ],
)
def test_where_a_treatment_is_usual_and_whom_trials_take_in_general_are_no_details(text: str) -> None:
    assert values(text, "location") == values(text, "eligibility") == []


def test_the_trial_named_last_before_a_place_was_done_there() -> None:
    text = "There were the ABC-2 trial (NCT12345678); the XYZ-1 trial (NCT12345679) was conducted in Italy or Spain."
    read = facts(text, "trial_detail", "nci_pdq")
    assert [(f.one("trial").name, str(f.one("value"))) for f in read] == [("XYZ-1", "Italy or Spain")]  # type: ignore[union-attr]


def test_a_control_group_of_which_nothing_is_said_is_no_active_control() -> None:
    assert values("A trial randomly assigned 60 adults with thymoma to sorafenib or a control group.", "control") == []
    usual = "A trial compared a sorafenib group with a usual-care control group."
    assert values(usual, "control") == ["none"]


def test_what_none_of_the_patients_had_received_is_no_control() -> None:
    text = "A study followed 11 patients. None of the patients had received chemotherapy or radiation therapy."
    assert values(text, "control") == []


def test_a_disease_that_marks_a_region_or_stands_behind_its_stages_is_told_as_a_disease() -> None:
    assert (
        values(
            "A meta-analysis of six trials, all conducted in areas of high-risk gastric cancer, was done.", "condition"
        )
        == []
    )
    text = (
        "A study tested mushrooms in 40 adults. Patients with all stages of gastric cancer were included in the study."
    )
    assert values(text, "condition") == ["gastric cancer"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Drugs for treating thymoma have lowered the death rate, according to results from trials.", []),
        ("The ASTER-2 trial compared drugs for treating thymoma after surgery.", ["thymoma"]),
    ],
)
def test_what_a_page_says_of_treatments_in_general_is_no_condition_of_its_trial(text: str, told: list[str]) -> None:
    page = f"# Questions and answers\n\nThe ASTER-2 trial is done.\n\n## The study\n\n{text}"
    found = [f for f in facts(page, "trial", "nci_research") if f.one("attribute") == "condition"]
    assert [str(f.one("value")) for f in found] == told


def test_short_forms_and_signs_in_the_words_of_a_disease_are_written_out() -> None:
    text = "Thymic carcinoid tumor (TCT) is rare. A study enrolled 80 women with HR+/HER2- breast cancer."
    assert values(text, "condition") == ["hr-positive/her2-negative breast cancer"]
    text = "Small cell lung cancer with limited-stage disease (LD) is rare. A trial took 90 patients with LD thymoma."
    assert values(text, "condition") == ["limited-stage disease thymoma"]
    text = "A study enrolled 80 women with imatinib- and sunitinib-resistant thymoma."
    assert values(text, "condition") == ["imatinib- and sunitinib-resistant thymoma"]


@pytest.mark.parametrize(
    "text",
    [
        "We used a retrospective design, based on a large randomized longitudinal dataset of 900 people.",
        "Randomized controlled trials were electronically searched in four databases.",
        "Following randomized controlled trials, survival was assumed equal.",
    ],
)
def test_a_word_of_design_that_is_of_something_else_tells_no_allocation(text: str) -> None:
    assert values(text, "allocation") == []


def test_the_phase_in_the_name_of_a_dose_is_not_that_of_the_trial() -> None:
    text = "The recommended phase II dose was determined in a phase I study that included 30 children."
    assert values(text, "phase") == ["1"]


def test_the_kind_of_cancer_before_a_disease_is_no_part_of_it() -> None:
    text = "A trial enrolled 80 adults with the blood cancer acute myeloid leukemia."
    assert values(text, "condition") == ["acute myeloid leukemia"]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("A trial enrolled 41 patients with BRAF V600E variants and high-grade glioma.", ["high-grade glioma"]),
        ("A trial took 30 patients with head and neck or esophageal cancer.", ["head and neck or esophageal cancer"]),
    ],
)
def test_the_disease_of_people_without_the_variant_before_it_and_with_its_head(text: str, condition: list[str]) -> None:
    assert values(text, "condition") == condition


def test_what_no_trial_has_proved_yet_tells_no_trial() -> None:
    text = "The benefit in patients with metastatic GIST has yet to be proven in a randomized clinical trial."
    assert values(text, "allocation") == values(text, "condition") == []
    assert values("A randomized trial has never been done in thyroid cancer.", "allocation") == []


def test_a_trial_without_a_placebo_group_has_none() -> None:
    assert values("The trial was not randomized and had no placebo group.", "control") == []


def test_those_screened_are_no_enrollment_and_a_sum_of_strata_is_one() -> None:
    def enrolled(text: str) -> list[str]:
        found = facts(f"# A trial of imatinib in thymoma\n\n{text}", "trial", "abstract")
        return [str(f.one("value")) for f in found if f.one("attribute") == "enrollment"]

    assert enrolled("Of 900 patients assessed for eligibility, 345 were randomised to imatinib or placebo.") == ["345"]
    assert enrolled("Eighty-one patients were enrolled, 40 in stratum 1 and 41 in stratum 2.") == ["81"]
    assert "900" not in enrolled("We screened 900 patients, of whom 339 were randomly assigned to imatinib or placebo.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A randomized clinical trial graded the evidence for adult and pediatric cancer.", []),
        ("A randomized clinical trial graded the evidence for pediatric cancer.", ["pediatric cancer"]),
        ("A randomized clinical trial graded the evidence for adult and childhood brain tumors.",
         ["adult and childhood brain tumor"]),
    ],
)  # fmt: skip
def test_cancer_of_all_ages_is_no_disease(text: str, told: list[str]) -> None:
    assert values(text, "condition") == told


def test_arms_of_one_of_two_trials_and_reports_of_a_trial_are_no_more_trials() -> None:
    assert values(TWO + "Both arms of the trial in Spain were masked.", "location").count("Spain") < 2
    told = facts(TWO + "In two of the trials, overall survival was longer with sorafenib.", "comparison", "nci_pdq")
    assert len(told) == 1
    text = "In a study of 633 men with thymoma, the 5-year survival rate was 93%. {} showed a response rate of 40%."
    trials = [name(f, "trial") for f in facts(text.format("Other reports from this trial"), "outcome", "nci_pdq")]
    assert trials.count("study") == len(trials) > 0


@pytest.mark.parametrize("watched", ["to undergo monitoring", "to watchful waiting"])
def test_those_who_are_only_watched_are_no_active_control(watched: str) -> None:
    text = f"In a clinical trial, people with thymoma were randomly assigned either to receive sunitinib or {watched}."
    assert values(text, "control") == ["none"]
