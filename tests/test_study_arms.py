"""The arms of abstracts: the only arm of a study, groups by any letter, choices, both of two, and who were how many."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import document, facts, given, lexicon, sized

from kg.facts import to_json
from kg.reading.read import read


def arms(text: str) -> dict[tuple[str, ...], int | None]:
    """The arms of an abstract with their sizes."""
    return dict(sized(text, "abstract"))


def test_the_only_arm_of_an_abstract_had_as_many_people_as_its_trial() -> None:
    text = (
        "# Everolimus in thymoma\n\nThis phase II trial evaluates the safety of everolimus in adults with thymoma. "
        "Thirty-one patients were enrolled. The response rate was 40% in adults under 60 vs 20% in others."
    )
    assert arms(text) == {("everolimus",): 31}


def test_a_phase_one_trial_has_one_arm_though_it_adds_a_drug_to_others() -> None:
    text = (
        "# A phase I study\n\nThis phase I study evaluates everolimus plus carboplatin and pemetrexed in lung cancer. "
        "Thirteen patients were enrolled. The response rate was 60% in mutated vs 25% in other patients. "
        "The addition of everolimus to carboplatin and pemetrexed appears to be tolerable."
    )
    assert list(arms(text)) == [("carboplatin", "everolimus", "pemetrexed")]


def test_a_choice_that_is_left_open_stays_one() -> None:
    text = "# A trial\n\nMen were randomly assigned to docetaxel or the physician's choice of chemotherapy."
    assert list(arms(text)) == [("docetaxel",), ("investigator's choice",)]


def test_both_of_two_is_an_arm_of_a_factorial_trial() -> None:
    text = (
        "# A trial\n\nWomen were randomly allocated 2 years of goserelin, 2 years of tamoxifen, the two combined, or "
        "no endocrine treatment."
    )
    assert list(arms(text)) == [
        ("goserelin",),
        ("tamoxifen",),
        ("goserelin", "tamoxifen"),
        ("no endocrine treatment",),
    ]


def test_any_capital_names_a_group() -> None:
    text = (
        "# A trial\n\nSixty patients were divided into two groups: Group P received docetaxel 75 mg m-2: while Group S "
        "received docetaxel 60 mg m-2 and sunitinib. Survival was 12 months in group P and 15 months in group S."
    )
    assert list(arms(text)) == [("docetaxel",), ("docetaxel", "sunitinib")]
    told = {tuple(given(f)): f.one("value") for f in facts(text, "outcome", "abstract")}
    assert told == {("docetaxel",): Decimal(12), ("docetaxel", "sunitinib"): Decimal(15)}


@pytest.mark.parametrize(
    "told",
    [
        "Sixty-four (56%) received docetaxel and 51 (44%) received sunitinib.",
        "Data on 64 patients in the docetaxel group and 51 patients in the sunitinib group were analyzed.",
        "Among these, 64 patients underwent docetaxel and the remaining 51 underwent sunitinib.",
    ],
)
def test_people_are_counted_where_they_are_said_to_have_been_given_a_treatment(told: str) -> None:
    text = f"# Docetaxel versus sunitinib\n\nThis study compared docetaxel with sunitinib in renal cancer. {told}"
    assert arms(text) == {("docetaxel",): 64, ("sunitinib",): 51}


def test_those_given_a_treatment_after_the_first_had_failed_are_no_arm() -> None:
    text = (
        "# Docetaxel versus sunitinib\n\nThis study compared docetaxel with sunitinib in renal cancer. On progression "
        "12 (20%) received sunitinib and 15 (25%) received docetaxel."
    )
    assert arms(text) == {("docetaxel",): None, ("sunitinib",): None}


@pytest.mark.parametrize(
    "wish",
    [
        "A randomized controlled trial is needed to evaluate its efficacy.",
        "We recommend a randomized clinical trial of statins in people with ovarian cancer.",
        "Further randomized study of the drug is warranted.",
    ],
)
def test_a_trial_that_is_wished_for_says_nothing_of_the_one_that_was_done(wish: str) -> None:
    text = f"# A cohort study\n\nWe studied 90 patients with ovarian cancer. {wish}"
    assert "allocation" not in {f.one("attribute") for f in facts(text, "trial", "abstract")}


def test_a_hyphen_is_one_however_it_is_written() -> None:
    text = "# A trial\n\nThis double\u2011blind, placebo\u2011controlled phase III trial of sunitinib took 90 patients."
    assert {"masking", "control"} <= {str(f.one("attribute")) for f in facts(text, "trial", "abstract")}


def test_regimens_one_of_which_holds_the_other_are_told_by_their_drugs() -> None:
    text = (
        "# A trial\n\nIn a phase 3 trial, pomalidomide, bortezomib, and dexamethasone (PVd) was compared with "
        "bortezomib and dexamethasone (Vd). PVd improved survival versus Vd (20 vs 11 months). PVd is new."
    )
    found = read(document(text, "abstract"), lexicon()).findings
    told = [to_json(f, document(text, "abstract")) for f in found]
    assert {tuple(sorted(j["arm"])) for j in told if j["kind"] in ("arm", "outcome")} == {
        ("bortezomib", "dexamethasone", "pomalidomide"),
        ("bortezomib", "dexamethasone"),
    }


TOOK = [
    ("The study was carried out on 77 patients.", 77),
    ("Between 2018 and 2019, 210 patients were assessed for eligibility and 166 (79%) were enrolled.", 166),
    ("Data for 112 patients (51% men) were analyzed. Of these, 12 patients died.", 112),
    ("Of 640 patients, 122 (19%) were 75 or older.", 640),
    ("Consecutive patients (n = 16) treated with sunitinib were studied.", 16),
]


@pytest.mark.parametrize(("text", "size"), TOOK)
def test_how_many_a_study_that_looks_back_took(text: str, size: int) -> None:
    read_ = facts(f"# A retrospective study of kidney cancer\n\n{text}", "trial", "abstract")
    assert [f.one("value") for f in read_ if f.one("attribute") == "enrollment"] == [Decimal(size)]


@pytest.mark.parametrize(
    "text",
    ["In all, 56 patients received sunitinib and 58 pazopanib.", "Nine patients died."],
)
def test_a_group_of_a_study_is_not_all_of_it(text: str) -> None:
    read_ = facts(f"# A retrospective study of kidney cancer\n\n{text}", "trial", "abstract")
    assert "enrollment" not in {f.one("attribute") for f in read_}


def test_usual_care_is_the_control_however_it_is_worded() -> None:
    text = (
        "# A trial\n\nThis randomized trial compared palliative care with usual care. Participants were randomly "
        "assigned to usual oncology care alone or usual care plus early palliative care. Sixty-one "
        "participants were in the intervention and 63 participants in the control group."
    )
    assert {len(names): size for names, size in arms(text).items()} == {1: 63, 2: 61}


def test_what_a_document_abbreviates_is_told_by_its_words() -> None:
    text = (
        "# A trial\n\nPatient-controlled analgesia (PCA) was set against epidural analgesia (EDA). Patients undergoing "
        "surgery were randomized to PCA or EDA."
    )
    assert list(arms(text)) == [("patient-controlled analgesia",), ("epidural analgesia",)]


def test_a_drug_is_known_by_its_code_where_the_text_says_that_it_is_one() -> None:
    text = (
        "# A phase 1 study of QX687081 in carcinoma\n\nThis phase 1 study evaluated QX687081, a novel BET inhibitor. "
        "74 patients with carcinoma were enrolled. QX687081-related fatigue was seen in 40% of patients."
    )
    assert arms(text) == {("QX687081",): 74}


def test_training_and_validation_are_no_arms() -> None:
    text = (
        "# A study\n\nIn this study, patients were assigned randomly to either a training (n = 190) or validation "
        "(n = 95) cohort."
    )
    assert arms(text) == {}


def test_drugs_whose_names_are_cut_short_are_the_drugs() -> None:
    text = (
        "# Gemcitabine and docetaxel versus BCG\n\nWe compared gemcitabine and docetaxel with BCG in a trial. Gem/Doce "
        "was safe. Survival was 12 months with Gem/Doce and 10 months with BCG. Kaplan/Meier curves were drawn."
    )
    found = read(document(text, "abstract"), lexicon()).findings
    told = [to_json(f, document(text, "abstract")) for f in found]
    assert {tuple(j["arm"]) for j in told if j["kind"] == "outcome"} == {
        ("docetaxel", "gemcitabine"),
        ("BCG",),
    }


def test_what_a_cohort_underwent_is_an_arm_that_no_comparison_of_a_factor_has() -> None:
    text = (
        "# Dose after surgery\n\nWe retrospectively analyzed 77 consecutive stage II thymoma patients, who "
        "underwent curative gastrectomy. Compared patients with a high dose, those with a low one had anemia "
        "(P = 0.04)."
    )
    assert arms(text) == {("gastrectomy",): 77}
    assert [f.one("arm") for f in facts(text, "comparison", "abstract") if f.one("arm")] == []


def test_those_who_did_and_did_not_undergo_it_are_two_arms_in_that_order() -> None:
    text = (
        "# Omentectomy\n\nPatients with thymoma who did and did not undergo omentectomy were identified. The 3-year "
        "overall survival rates of patients who did and did not undergo omentectomy were 82% and 79%, respectively."
    )
    assert list(arms(text)) == [("omentectomy",), ("no omentectomy",)]
    told = {tuple(given(f)): f.one("value") for f in facts(text, "outcome", "abstract")}
    assert told == {("omentectomy",): Decimal(82), ("no omentectomy",): Decimal(79)}


def test_people_included_in_a_group_are_its_number() -> None:
    text = (
        "# Everolimus or lenvatinib\n\nThis study compared everolimus with lenvatinib. n = 1,480 participants were "
        "included in the everolimus group and n = 1,910 participants were included in the lenvatinib group."
    )
    assert arms(text) == {("everolimus",): 1480, ("lenvatinib",): 1910}


@pytest.mark.parametrize("title", ["Outcomes after sunitinib: a registry", "Mechanisms of resistance to sunitinib"])
def test_a_title_about_something_else_names_no_arm(title: str) -> None:
    text = f"# {title}\n\nThe study took adults of any age. Twenty-five patients were enrolled."
    assert ("sunitinib",) not in arms(text)


GIVEN_TOGETHER = [
    (
        "Thirty patients received docetaxel 60 mg/m2 on day 1, carboplatin 300 mg/m2 on day 1, and fluorouracil "
        "600 mg/m2/day as a continuous infusion on days 1-4.",
        ("carboplatin", "docetaxel", "fluorouracil"),
    ),
    (
        "Thirty patients were treated with docetaxel 60 mg/m2 on day 1 and carboplatin 300 mg/m2 on day 2.",
        ("carboplatin", "docetaxel"),
    ),
    (
        "Thirty patients received docetaxel 60 mg/m2 every two weeks for 5 doses; carboplatin for 7 days in weeks 1 "
        "and 5; a dexamethasone taper over 4 weeks; and rituximab 300 mg/m2 IV infusion weekly.",
        ("carboplatin", "dexamethasone", "docetaxel", "rituximab"),
    ),
]


@pytest.mark.parametrize(("sentence", "together"), GIVEN_TOGETHER)
def test_drugs_told_one_by_one_with_their_doses_are_given_together(sentence: str, together: tuple[str, ...]) -> None:
    title = "# A phase II study of chemotherapy in thymoma"
    assert list(arms(f"{title}\n\n{sentence} The response rate was 40%.")) == [together]


def test_drugs_with_their_doses_that_or_parts_are_arms_of_their_own() -> None:
    text = (
        "# A trial\n\nMen were randomized to docetaxel 75 mg/m2 every 3 weeks, paclitaxel 30 mg/m2 on days 1 and 8, or "
        "mitoxantrone 12 mg/m2 on day 1."
    )
    assert list(arms(text)) == [("docetaxel",), ("paclitaxel",), ("mitoxantrone",)]


def test_initials_are_those_of_the_one_drug_that_the_text_names_and_they_can_stand_for() -> None:
    text = (
        "# Gemcitabine plus vinorelbine versus vinorelbine in thymoma\n\nPatients were randomized to VNR 20 mg/m2 or "
        "GEM 900 mg/m2 plus VNR 20 mg/m2. Survival was 12 months in the GEM+VNR arm and 10 months in the VNR arm."
    )
    assert set(arms(text)) == {("gemcitabine", "vinorelbine"), ("vinorelbine",)}
    found = facts(text, "outcome", "abstract")
    assert {(tuple(given(f)), str(f.one("value"))) for f in found} == {
        (("gemcitabine", "vinorelbine"), "12"),
        (("vinorelbine",), "10"),
    }


def test_initials_that_two_drugs_of_the_text_can_stand_for_are_neither() -> None:
    text = (
        "# Cisplatin, capecitabine or carboplatin in thymoma\n\nPatients were randomized to CPN 20 mg/m2 or CPN plus "
        "capecitabine. Cisplatin and carboplatin were not given."
    )
    assert ("cisplatin",) not in arms(text) and ("carboplatin",) not in arms(text)


SEVERAL_ARMS = [
    (
        "Patients were randomized between radiotherapy alone (60 Gy) and the same radiotherapy preceded by cisplatin.",
        [("radiation therapy",), ("cisplatin", "radiation therapy")],
    ),
    (
        "Patients were randomised between docetaxel every 3 weeks and cisplatin weekly before surgery.",
        [("docetaxel",), ("cisplatin",)],
    ),
    (
        "Patients were randomised to a chemotherapy regimen consisting of docetaxel plus cisplatin or fluorouracil "
        "plus cisplatin, or to chemotherapy in combination with trastuzumab.",
        [("chemotherapy",), ("chemotherapy", "trastuzumab")],
    ),
    (
        "Twenty-one patients received FOLFIRI plus placebo, 33 FOLFIRI with celecoxib.",
        [("FOLFIRI", "placebo"), ("FOLFIRI", "celecoxib")],
    ),
    (
        "Of 44 pts, 22 pts were randomised to docetaxel and 22 pts to cisplatin.",
        [("docetaxel",), ("cisplatin",)],
    ),
]


@pytest.mark.parametrize(("sentence", "several"), SEVERAL_ARMS)
def test_what_a_list_of_alternatives_gives_each(sentence: str, several: list[tuple[str, ...]]) -> None:
    assert list(arms(f"# A randomised trial in thymoma\n\n{sentence}")) == several


def test_a_later_randomisation_in_a_trial_named_by_its_design_does_not_replace_what_it_compares() -> None:
    text = (
        "# A trial\n\nIt was a randomised, two-arm, phase III comparison of docetaxel vs cisplatin, later amended "
        "with further randomisation to bevacizumab or placebo."
    )
    assert {("docetaxel",), ("cisplatin",)} <= set(arms(text))


def test_a_comparison_that_is_only_called_for_leaves_a_study_its_one_arm() -> None:
    text = (
        "# A phase II study of docetaxel in thymoma\n\nForty patients received docetaxel 60 mg/m2 on day 1. The "
        "response rate was 40%. A comparison with cisplatin-based regimens is warranted."
    )
    assert arms(text) == {("docetaxel",): 40}
    assert [(given(f), str(f.one("value"))) for f in facts(text, "outcome", "abstract")] == [(["docetaxel"], "40")]


def test_the_conventional_group_is_the_arm_whose_bracket_calls_it_conventional() -> None:
    text = (
        "# Weekly paclitaxel in thymoma\n\nPatients were randomly assigned to paclitaxel (150 mg/m(2)) plus "
        "carboplatin given on day 1 (conventional regimen; n=40), or dose-dense paclitaxel (70 mg/m(2)) plus "
        "carboplatin given on day 1 (dose-dense regimen; n=42). Survival was 20 months in the dose-dense treatment "
        "group and 17 months in the conventional treatment group."
    )
    assert [(f.one("value"), f.one("arm").detail) for f in facts(text, "outcome", "abstract")] == [  # type: ignore[union-attr]
        (Decimal(20), "dose-dense"),
        (Decimal(17), "conventional"),
    ]


def test_initials_behind_drugs_are_theirs_and_not_the_tables() -> None:
    text = (
        "# High-dose chemotherapy in thymoma\n\nPatients were randomized to cisplatin, etoposide and ifosfamide (PEI, "
        "n=70) or the same drugs at high dose (n=72)."
    )
    assert set(arms(text)) == {("cisplatin", "etoposide", "ifosfamide")}


def test_an_added_treatment_that_no_table_knows_goes_by_its_coined_name() -> None:
    text = (
        "# A randomised trial in leukaemia\n\nPatients were randomly assigned between groups receiving ciclosporin and "
        "methotrexate with or without additional QTG-F. Survival was 40 months in the QTG-F group and 30 months in the "
        "control group."
    )
    assert list(arms(text)) == [("QTG-F", "cyclosporine", "methotrexate"), ("cyclosporine", "methotrexate")]


def test_what_people_had_before_with_or_without_another_sets_no_arms_apart() -> None:
    text = (
        "# A trial\n\nIn this randomised trial, we enrolled patients progressing after fluoropyrimidine treatment with "
        "or without oxaliplatin. Patients were randomised to irinotecan or irinotecan plus panitumumab."
    )
    assert list(arms(text)) == [("irinotecan",), ("irinotecan", "panitumumab")]


def test_what_the_last_alternative_is_given_besides_is_not_the_firsts() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to receive either conventional chemotherapy or fludarabine "
        "and autologous stem-cell transplantation (using either melphalan alone or melphalan plus busulfan)."
    )
    assert list(arms(text)) == [
        ("standard chemotherapy",),
        ("autologous stem cell transplant", "fludarabine"),
    ]


def test_a_size_may_stand_behind_an_arms_name_in_a_list() -> None:
    text = (
        "# A trial\n\nPatients were randomised to erlotinib or placebo. Of 631 patients randomly assigned 2:1 "
        "(erlotinib, 421; placebo, 210), 90% completed the questionnaire."
    )
    assert arms(text) == {("erlotinib",): 421, ("placebo",): 210}


MORE_LISTS = [
    (
        "Women were randomly assigned to receive either combination therapy (lapatinib at a dose of 900 mg per day "
        "continuously plus capecitabine at a dose of 1500 mg per square meter on days 1 through 14 of a 21-day cycle) "
        "or monotherapy (capecitabine alone at a dose of 1800 mg per square meter on days 1 through 14).",
        [("capecitabine", "lapatinib"), ("capecitabine",)],
    ),
    (
        "We randomly assigned 90 patients with one to three brain metastases after radiosurgery or surgery to adjuvant "
        "whole-brain radiotherapy or observation.",
        [("whole-brain radiation therapy",), ("observation",)],
    ),
    (
        "Patients were randomly assigned to either placebo or octreotide 30 mg in monthly intervals until tumor "
        "progression or death.",
        [("placebo",), ("octreotide",)],
    ),
]


@pytest.mark.parametrize(("sentence", "several"), MORE_LISTS)
def test_doses_counts_and_ends_of_treatment_are_no_arms(sentence: str, several: list[tuple[str, ...]]) -> None:
    assert list(arms(f"# A randomised trial in thymoma\n\n{sentence}")) == several


def test_those_who_reached_an_outcome_are_not_how_many_were_in_an_arm() -> None:
    text = (
        "# A trial\n\nWe randomised 100 patients to octreotide or placebo. 38 (76%) patients given octreotide achieved "
        "a normal weight compared with 6 (12%) given placebo."
    )
    assert arms(text) == {("octreotide",): None, ("placebo",): None}


def test_chemotherapy_is_the_arm_that_is_no_targeted_drug() -> None:
    text = (
        "# A trial\n\nPatients were assigned to gefitinib or carboplatin-paclitaxel. The median survival was 10 months "
        "in the gefitinib group and 6 months in the chemotherapy group."
    )
    assert [(given(f), str(f.one("value"))) for f in facts(text, "outcome", "abstract")] == [
        (["gefitinib"], "10"),
        (["carboplatin", "paclitaxel"], "6"),
    ]


def test_a_median_has_no_year_of_the_rate_beside_it() -> None:
    text = (
        "# A trial\n\nPatients were randomised to surgery or radiotherapy. Median and 5-year overall survival for "
        "patients assigned to surgery versus radiotherapy were 16 versus 17 months and 15% versus 14%, respectively."
    )
    found = facts(text, "outcome", "abstract")
    assert {str(f.one("unit")): f.one("timepoint") for f in found} == {"months": None, "percent": "5 year"}


def test_those_assigned_for_a_time_are_the_arm_of_that_time() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to imatinib daily for 12 months or 36 months after surgery. "
        "Patients assigned for 36 months had longer survival compared with those assigned for 12 months (5-year "
        "survival, 92% vs 81%)."
    )
    found = facts(text, "outcome", "abstract")
    assert [(f.one("arm").detail, str(f.one("value"))) for f in found] == [  # type: ignore[union-attr]
        ("36 months", "92"),
        ("12 months", "81"),
    ]


def test_a_number_that_two_others_make_up_is_no_arms() -> None:
    text = (
        "# Letrozole in thymoma\n\nAfter 2.1 years there were 90 recurrences or new tumors in the other "
        "breast - 35 in the letrozole group and 55 in the placebo group - with four-year survival rates of 91 percent "
        "and 84 percent, respectively."
    )
    told = {(str(f.one("value")), tuple(given(f))) for f in facts(text, "outcome", "abstract")}
    assert ("35", ("letrozole",)) in told and ("55", ("placebo",)) in told
    assert {of for value, of in told if value == "90"} <= {()}


def test_a_treatment_known_by_letters_and_digits_is_one_where_it_is_added_and_given_alone() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to receive ipilimumab plus gp100 (40 patients), ipilimumab alone "
        "(13), or gp100 alone (14)."
    )
    assert arms(text) == {("gp100", "ipilimumab"): 40, ("ipilimumab",): 13, ("gp100",): 14}


def test_times_in_a_list_are_no_lengths_of_life() -> None:
    text = (
        "# A trial\n\nPatients were randomised to surgery alone or cisplatin. At one, two, and three years, 52, 37, "
        "and 32 percent of patients assigned to cisplatin were alive."
    )
    assert "years" not in {str(f.one("unit")) for f in facts(text, "outcome", "abstract")}


def test_a_groups_other_name_is_that_of_the_arm_whose_word_it_has() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to undergo open or laparoscopic colectomy. The overall survival "
        "rate was 80 percent in the laparoscopic-surgery group and 78 percent in the open-colectomy group."
    )
    assert [given(f) for f in facts(text, "outcome", "abstract")] == [["laparoscopic colectomy"], ["open colectomy"]]


def test_a_groups_word_may_be_joined_to_its_therapy() -> None:
    text = (
        "# A trial\n\nMen were randomly assigned to continuous androgen deprivation or intermittent androgen "
        "deprivation. The median survival was 5.8 years in the continuous-therapy group and 5.1 years in the "
        "intermittent-therapy group."
    )
    assert [given(f) for f in facts(text, "outcome", "abstract")] == [
        ["continuous androgen deprivation therapy"],
        ["intermittent androgen deprivation therapy"],
    ]


def test_those_analysed_are_no_outcome_and_a_choice_no_size() -> None:
    text = (
        "# A trial\n\nPatients were randomised to docetaxel or cisplatin. Ninety patients entered the modified "
        "intention-to-treat analysis (44 in the docetaxel group and 46 in the cisplatin group)."
    )
    assert facts(text, "outcome", "abstract") == []
    text = "# A trial\n\n600 patients received docetaxel and cisplatin, or docetaxel alone. Survival was compared."
    assert 600 not in arms(text).values()


def test_a_lettered_group_that_no_arm_is_known_of_is_no_population_of_another() -> None:
    text = (
        "# Interferon in melanoma\n\nPatients were assigned to Group A (10 MU daily) or Group B (observation). The "
        "median survival was 23 months in group A and 21 months in group B."
    )
    assert all("interferon" not in given(f) for f in facts(text, "outcome", "abstract"))


def test_what_a_treatment_is_good_for_is_told_by_the_measure_alone() -> None:
    text = (
        "# A trial\n\nPatients were randomised to denosumab or zoledronic acid. Denosumab was superior to zoledronic "
        "acid in delaying time to first fracture (hazard ratio, 0.82)."
    )
    found = [f for f in facts(text, "comparison", "abstract") if f.one("effect") == "hazard_ratio"]
    assert [f.one("measure").name for f in found] == ["time to first fracture"]  # type: ignore[union-attr]


def test_deaths_per_so_many_years_of_life_are_no_number_of_people() -> None:
    text = (
        "# Screening for lung cancer\n\nPersons were randomly assigned to low-dose CT (26,000) or chest radiography "
        "(26,010). There were 240 deaths from lung cancer per 100,000 person-years in the low-dose CT group."
    )
    assert "participants" not in {str(f.one("unit")) for f in facts(text, "outcome", "abstract")}


def test_what_comes_before_either_is_given_to_all_with_its_dose() -> None:
    text = (
        "# A trial\n\nWe randomly assigned patients to receive 4 mg of prednisone twice daily with either 900 mg of "
        "abiraterone acetate (97 patients) or placebo (48 patients)."
    )
    assert arms(text) == {("abiraterone", "prednisone"): 97, ("placebo", "prednisone"): 48}


def test_standard_care_is_the_arm_of_what_is_usually_given() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to early palliative care with standard oncologic care or "
        "standard oncologic care alone. Median survival was 11 months in those assigned to palliative care and 8 "
        "months in those assigned to standard care."
    )
    told = [(given(f), str(f.one("value"))) for f in facts(text, "outcome", "abstract")]
    assert told == [(["palliative care", "standard oncologic care"], "11"), (["standard oncologic care"], "8")]


def test_what_was_done_because_of_untoward_events_is_not_these_events() -> None:
    text = (
        "# A trial\n\nPatients were randomised to sunitinib or placebo. Dose reductions because of adverse events were "
        "more frequent in the sunitinib group than in the placebo group (34% vs. 2%)."
    )
    found = facts(text, "outcome", "abstract")
    assert "adverse events" not in {f.one("measure").name for f in found}  # type: ignore[union-attr]


def test_a_regimen_made_of_two_drugs_is_no_comparison_of_them() -> None:
    text = (
        "# Osteosarcoma\n\nWe compared a two-drug regimen, consisting of doxorubicin 70 mg/m2 and cisplatin 90 mg/m2 "
        "for six cycles, with a multi-drug regimen. Survival was 60% at 3 years in both groups."
    )
    assert not {("doxorubicin",), ("cisplatin",)} & set(arms(text))


def test_without_or_with_a_drug_by_letters() -> None:
    text = (
        "# A trial\n\n150 patients were randomly assigned to treatment with cisplatin 70 mg/m2 on day 1, without (arm "
        "A) or with (arm B) raltitrexed 2 mg/m2. Median survival in arms A and B, respectively, was 8 months versus 11 "
        "months."
    )
    assert arms(text) == {("cisplatin", "raltitrexed"): None, ("cisplatin",): None}
    assert {(tuple(given(f)), str(f.one("value"))) for f in facts(text, "outcome", "abstract")} == {
        (("cisplatin",), "8"),
        (("cisplatin", "raltitrexed"), "11"),
    }


def test_how_sure_a_response_was_is_no_measure() -> None:
    text = (
        "# A trial\n\nPatients were randomised to dasatinib or imatinib. The rate of confirmed complete cytogenetic "
        "response was higher with dasatinib than with imatinib (70% vs. 60%)."
    )
    found = facts(text, "outcome", "abstract")
    assert all("complete cytogenetic response" in f.one("measure").name for f in found)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("allotted", "result", "told"),
    [
        (
            "imatinib 400 mg or imatinib 800 mg",
            "Remission was seen in 40% in the lower-dose group and 50% in the higher-dose group.",
            {("400 mg", "40"), ("800 mg", "50")},
        ),
        (
            "imatinib at a dose of 2 milligrams per kilogram of body weight, imatinib at a dose of 10 milligrams per "
            "kilogram of body weight, or sunitinib",
            "The 1-year survival rates were 34% for those who received the higher dose of imatinib, 38% for those who "
            "received the lower dose of imatinib, and 16% for those who received sunitinib.",
            {
                ("10 milligrams per kilogram of body weight", "34"),
                ("2 milligrams per kilogram of body weight", "38"),
                ("", "16"),
            },
        ),
        (
            "imatinib 400 mg, imatinib 100 mg, or placebo",
            "Relapse was seen in 20% of those given placebo and 18% of those who took the lower dose.",
            {("", "20"), ("100 mg", "18")},
        ),
        (
            "40 Gy in 15 fractions over 3 weeks or 26 Gy in 5 fractions over 1 week",
            "Relapse was seen in 2% of patients in the 40 Gy group and 1% of those in the 26 Gy group.",
            {("40 Gy in 15 fractions over 3 weeks", "2"), ("26 Gy in 5 fractions over 1 week", "1")},
        ),
        (
            "imatinib 400 mg once daily or imatinib 300 mg twice daily",
            "The response rate was 60% with 400 mg once daily and 55% with 300 mg twice daily.",
            {("once daily", "60"), ("twice daily", "55")},
        ),
    ],
)
def test_arms_are_called_by_the_rank_or_the_rhythm_of_their_doses(
    allotted: str, result: str, told: set[tuple[str, str]]
) -> None:
    text = f"# A trial\n\nPatients were randomly assigned to {allotted}. {result}"
    found = facts(text, "outcome", "abstract")
    assert {(f.one("arm").detail, str(f.one("value"))) for f in found} == told  # type: ignore[union-attr]


def test_a_verdict_for_the_lower_dose_is_not_for_the_higher_one() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to imatinib 800 mg or imatinib 400 mg. Progression-free survival "
        "was better with the lower dose."
    )
    (found,) = facts(text, "comparison", "abstract")
    lower = found.one("arm").detail == "400 mg"  # type: ignore[union-attr]
    assert found.one("verdict") == ("improved" if lower else "worsened")


def test_the_arm_of_a_drug_that_both_got_is_the_one_that_got_a_placebo_beside_it() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to imatinib plus rituximab or imatinib plus placebo. Median "
        "progression-free survival was 9 months in the combination arm, compared with 8 months in the imatinib arm."
    )
    assert {(tuple(given(f)), str(f.one("value"))) for f in facts(text, "outcome", "abstract")} == {
        (("imatinib", "rituximab"), "9"),
        (("imatinib", "placebo"), "8"),
    }
