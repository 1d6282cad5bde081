"""Who is compared in studies of many designs: lists, groups by name, procedures by their initials, people counted."""

from __future__ import annotations

import pytest
from prose import document, facts, given, lexicon, name, sized

from kg.facts import to_json
from kg.reading.read import read


def arms(text: str) -> list[tuple[tuple[str, ...], int | None]]:
    """The arms of an abstract with their sizes, in order."""
    return sized(f"# A study\n\n{text}", "abstract")


def listed(text: str) -> list[dict[str, object]]:
    """The facts of an abstract as the exchange format lists them."""
    found = document(f"# A study\n\n{text}", "abstract")
    return [to_json(f, found) for f in read(found, lexicon()).findings]


def attributes(text: str) -> dict[str, object]:
    """The attributes of an abstract's trial."""
    return {str(f["attribute"]): f["value"] for f in listed(text) if f["kind"] == "trial"}


def test_arms_that_begin_with_the_same_drugs_are_parted_at_the_comma_before_them() -> None:
    text = (
        "Women were randomly assigned to carboplatin and docetaxel plus placebo, carboplatin and docetaxel plus "
        "pazopanib, or carboplatin and docetaxel plus pazopanib and niraparib."
    )
    assert [set(names) for names, _ in arms(text)] == [
        {"carboplatin", "docetaxel", "placebo"},
        {"carboplatin", "docetaxel", "pazopanib"},
        {"carboplatin", "docetaxel", "pazopanib", "niraparib"},
    ]


def test_what_all_groups_of_a_list_are_given_belongs_to_each() -> None:
    text = (
        "In all, 420 patients were randomized to arm A (cisplatin weekly), arm B (cisplatin every 3 weeks), or arm C "
        "(cetuximab), all with radiation therapy."
    )
    assert arms(text) == [
        (("cisplatin", "radiation therapy"), None),
        (("cisplatin", "radiation therapy"), None),
        (("cetuximab", "radiation therapy"), None),
    ]


def test_dose_levels_are_no_groups_of_people() -> None:
    text = "In this phase 1 study, adults with solid tumors received alisertib at 20, 40, 60, or 80 mg twice daily."
    assert arms(text) == [(("alisertib",), None)]


def test_a_group_by_its_name_and_its_control_are_two_arms() -> None:
    text = "The 90 women were randomly divided into a prehabilitation group (n = 44) and a control group (n = 46)."
    assert arms(text) == [(("prehabilitation",), 44), (("control",), 46)]


def test_a_clause_that_tells_again_what_the_control_group_got_makes_no_third_arm() -> None:
    text = "Women were randomised to letrozole or placebo in a 2:1 ratio; the control group received a placebo."
    assert [names for names, _ in arms(text)] == [("letrozole",), ("placebo",)]


def test_those_who_underwent_one_thing_or_another_are_counted_apart() -> None:
    text = "Of 210 patients with liver cancer, 112 underwent liver resection and 98 underwent radiofrequency ablation."
    assert [size for _, size in arms(text)] == [112, 98]


def test_operations_that_a_model_sets_against_each_other_are_no_arms() -> None:
    text = (
        "We studied 90 adults with rectal cancer. In multivariate analysis, the type of operation (abdominoperineal "
        "resection vs. low anterior resection) was associated with recurrence."
    )
    assert arms(text) == []


def test_procedures_go_by_their_initials_where_no_table_has_them() -> None:
    text = (
        "We randomised 300 patients to laparoscopic distal gastrectomy (LDG, n = 148) or open distal gastrectomy "
        "(ODG, n = 152). Morbidity was 11% in the LDG group and 16% in the ODG group."
    )
    names = ["laparoscopic distal gastrectomy"], ["open distal gastrectomy"]
    told = listed(text)
    assert [f["arm"] for f in told if f["kind"] == "arm"] == list(names)
    assert {f["value"]: f["arm"] for f in told if f["kind"] == "outcome"} == {11: names[0], 16: names[1]}


def test_a_placebo_is_one_whatever_it_matches() -> None:
    text = "Patients were randomly assigned to sorafenib or matching placebo."
    assert [f["arm"] for f in listed(text) if f["kind"] == "arm"] == [["sorafenib"], ["placebo"]]


@pytest.mark.parametrize(
    ("people", "disease"),
    [
        ("patients with previously treated metastatic colorectal cancer", "previously treated metastatic colorectal"),
        ("adults with chronic myeloid leukaemia", "chronic myeloid leukaemia"),
    ],
)
def test_the_disease_of_those_who_took_part_is_told_in_their_words(people: str, disease: str) -> None:
    told = str(attributes(f"In this trial, 60 {people} were enrolled.")["condition"])
    assert told.startswith(disease)
    assert not told.endswith("leukaemia leukemia")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Of 90 adults, 40 (44%) underwent surgery, 30 (33%) radiation therapy and 20 (22%) chemotherapy.",
            [("surgery", 40), ("radiation therapy", 30), ("chemotherapy", 20)],
        ),
        (
            "From 2003 to 2012, 231 patients were treated by hepatectomy and 77 by radiofrequency ablation.",
            [("hepatectomy", 231), ("radiofrequency ablation", 77)],
        ),
        (
            "Four patients underwent treatment with vistusertib and three with capivasertib.",
            [("vistusertib", 4), ("capivasertib", 3)],
        ),
        (
            "Group 1 (n = 30) received letrozole, group 2 (n = 28) received anastrozole.",
            [("letrozole", 30), ("anastrozole", 28)],
        ),
        (
            "We reviewed 348 patients who were treated with either gemcitabine (n = 230) or paclitaxel (n = 118).",
            [("gemcitabine", 230), ("paclitaxel", 118)],
        ),
    ],
)
def test_people_are_counted_with_what_each_were_given(text: str, told: list[tuple[str, int]]) -> None:
    assert [(names[0], size) for names, size in arms(text)] == told


def test_what_both_drugs_of_a_comparison_were_given_with_is_part_of_each_arm() -> None:
    text = "In a randomized study, daunorubicin was compared with idarubicin, each in combination with cytarabine."
    assert [set(names) for names, _ in arms(text)] == [{"daunorubicin", "cytarabine"}, {"idarubicin", "cytarabine"}]


def test_an_arm_may_be_given_nothing_further() -> None:
    text = "Children were randomized to cranial irradiation (24 Gy) or no further CNS prophylaxis."
    assert [names for names, _ in arms(text)] == [
        ("cranial radiation therapy",),
        ("no further cns prophylaxis",),
    ]


def test_a_study_of_simulated_people_took_nobody() -> None:
    assert "enrollment" not in attributes(
        "A total of 100,000 patients with bladder cancer were simulated in the trial."
    )


def test_a_sentence_is_about_the_trial_that_it_begins_with() -> None:
    text = (
        "The LODE study is a registry of adults with colon cancer. The VANE trial is a double-blind phase III study of "
        "capecitabine as compared with placebo in patients who were found positive in the LODE study."
    )
    masked = [f["trial"] for f in listed(text) if f.get("attribute") == "masking"]
    assert masked == ["VANE"]


def test_a_series_of_operations_sets_none_of_them_apart() -> None:
    text = "We compared ages in 38 adults with stomach cancer. All patients underwent partial or total gastrectomy."
    assert len(arms(text)) < 2


@pytest.mark.parametrize("rest", ["patients who did not receive radiation therapy", "those who never received it"])
def test_those_who_went_without_are_what_a_treatment_is_measured_against(rest: str) -> None:
    text = f"In a review of 300 men, men who received radiation therapy had a lower risk of relapse than {rest}."
    found = [f for f in listed(text) if f["kind"] == "comparison"]
    assert found
    assert all(f["comparator"] == ["no radiation therapy"] for f in found)


def test_those_who_went_without_a_part_of_what_others_had_are_told_by_that_part() -> None:
    text = "In a review, patients who received cisplatin and sorafenib had longer survival than did those who did not "
    found = [f for f in listed(f"{text}receive sorafenib.") if f["kind"] == "comparison"]
    assert [(f["arm"], f["comparator"]) for f in found] == [(["cisplatin", "sorafenib"], ["no sorafenib"])]


def test_what_went_with_a_drug_is_not_told_of_what_its_people_were_given_besides() -> None:
    text = (
        "# Sarcoma Treatment (PDQ®)\n\n## Evidence\n\nA study gave cisplatin to 60 children. "
        "Sorafenib has been associated with increased nausea in children with sarcoma receiving cisplatin."
    )
    found = facts(text, "comparison", "nci_pdq")
    assert {name(f, "measure") for f in found} <= {"nausea"}
    assert all(given(f) == ["sorafenib"] for f in found)


def test_a_trial_that_is_set_against_another_is_not_told_of_its_arms() -> None:
    text = (
        "# Leukemia Treatment (PDQ®)\n\n## Evidence\n\nThe HARBOR-1 trial (NCT12345678) randomly assigned children to "
        "receive sorafenib or placebo. The HARBOR-2 trial (NCT12345679) enrolled 70 children.\n\n"
        "More deaths were seen in the HARBOR-1 trial than in the HARBOR-2 trial."
    )
    assert facts(text, "comparison", "nci_pdq") == []


def test_what_several_studies_found_each_is_no_range_of_one() -> None:
    text = "# Lymphoma Treatment (PDQ®)\n\n## Evidence\n\nStudies of sorafenib showed response rates of 31% to 52%."
    assert facts(text, "outcome", "nci_pdq") == []


def test_people_who_were_assigned_to_a_treatment_are_measured_against_in_as_many_words() -> None:
    text = (
        "Forty men were randomly assigned to sorafenib or best supportive care. Survival was better in the sorafenib "
        "group when compared with men who were randomly assigned to receive best supportive care."
    )
    found = [f for f in listed(text) if f["kind"] == "comparison"]
    assert [(f["arm"], f["comparator"], f["value"]) for f in found] == [
        (["sorafenib"], ["best supportive care"], "improved")
    ]


def test_a_dose_to_an_organ_is_no_arm_of_a_study() -> None:
    text = (
        "We compared surgery with radiation therapy in 80 children. Growth hormone deficiency was associated with "
        "increased hypothalamus dose (HR, 1.07; P = .03)."
    )
    assert not [
        f for f in listed(text) if f["kind"] == "comparison" and f.get("arm") in (["surgery"], ["radiation therapy"])
    ]


def sides(text: str, source: str = "nci_pdq") -> set[tuple[str, str]]:
    """The arm and the comparator of each comparison of a text."""
    found = facts(text, "comparison", source)
    return {(given(f)[0], given(f, "comparator")[0]) for f in found if given(f) and given(f, "comparator")}


def test_what_results_are_measured_against_is_the_control_of_a_trial_that_names_it_first() -> None:
    trial = "In a phase III trial, 210 patients were randomly assigned to receive sunitinib or lenvatinib.\n\n"
    told = "- The 2-year OS rate was 48% in the lenvatinib arm versus 37% in the sunitinib arm (HR, 0.71; P = .03).\n"
    assert sides(trial + told) == {("lenvatinib", "sunitinib")}
    assert sides(trial + "- There was no difference in OS (P = .4) between sunitinib and lenvatinib.\n") == {
        ("sunitinib", "lenvatinib")
    }


def test_what_is_named_by_being_given_before_another_treatment_is_tested() -> None:
    text = (
        "A randomized trial compared surgery with neoadjuvant chemotherapy. "
        "The median survival was 21 months in the surgery arm and 33 months in the chemotherapy arm (P = .02)."
    )
    assert sides(text) == {("neoadjuvant chemotherapy", "surgery")}


def told(text: str) -> list[tuple[str, str, str, object]]:
    """Measure, arm, effect and population of each comparison of a text."""
    found = facts(text, "comparison", "nci_pdq")
    return [(name(f, "measure"), given(f)[0], str(f.one("effect")), f.one("population")) for f in found]


_TRIAL = "In a phase III trial, 210 patients were randomly assigned to receive sunitinib or placebo. "


def test_a_ratio_whose_sentence_takes_up_the_one_before_measures_what_that_measures() -> None:
    before = "The median PFS was 9.1 months with sunitinib and 4.2 months with placebo. "
    found = told(_TRIAL + before + "The hazard ratio was 0.48 (P = .003).")
    assert ("progression-free survival", "sunitinib", "hazard_ratio", None) in found
    assert ("progression-free survival", "sunitinib", "p_value", None) in found


def test_a_ratio_behind_two_measures_is_told_of_neither() -> None:
    text = "PFS and OS were longer with sunitinib than with placebo. The hazard ratio was 0.48 (P = .003)."
    assert not [effect for _, _, effect, _ in told(_TRIAL + text) if effect != "verdict"]


def test_a_cohort_by_a_marker_is_for_whom_a_result_holds() -> None:
    text = "There was no difference in the median PFS in the *KIT* exon 9 cohort (HR, 0.91; P = .44)."
    assert {people for _, _, _, people in told(_TRIAL + text)} == {"KIT exon 9 cohort"}


def test_what_a_change_is_compared_with_is_no_verdict_of_its_own() -> None:
    text = "Mean weight loss with sunitinib was 3 kg, compared with almost no change in weight with placebo."
    assert not told(_TRIAL + text)


def test_people_told_by_the_arm_itself_are_no_part_of_it() -> None:
    text = "Patients who received daily sunitinib had a better response rate (relative risk, 2.4; 95% CI, 1.2-4.8)."
    assert {people for _, _, _, people in told(_TRIAL + text)} == {None}


def test_the_change_of_each_arm_by_itself_is_no_change_of_one_against_the_other() -> None:
    text = "Patients given sunitinib had a 44% reduction in pain, compared with a 13% reduction in pain with placebo."
    assert [effect for _, _, effect, _ in told(_TRIAL + text)] == ["verdict"]


def test_a_hazard_ratio_in_favor_of_the_control_is_told_of_it() -> None:
    trial = (
        "In a phase III trial, 90 patients were randomly assigned to sunitinib plus everolimus or to sunitinib alone. "
    )
    found = facts(
        trial + "For OS, the HR was 0.84 (95% CI, 0.66-1.07) in favor of sunitinib alone.", "comparison", "nci_pdq"
    )
    ratios = [(given(f), sorted(given(f, "comparator"))) for f in found if f.one("effect") == "hazard_ratio"]
    assert ratios == [(["sunitinib"], ["everolimus", "sunitinib"])]


def test_each_of_three_arms_is_measured_against_the_one_beside_its_figure() -> None:
    text = (
        "Women were randomly assigned to receive sunitinib, everolimus, or lenvatinib. Rash was more common with "
        "sunitinib than with everolimus (OR, 2.9; P = .004) and lenvatinib (OR, 5.1; P = .001), and hospital stay was "
        "shorter with lenvatinib than with sunitinib (P = .02)."
    )
    found = facts(text, "comparison", "nci_pdq")
    ratios = {
        str(f.one("value")): (given(f)[0], given(f, "comparator")[0]) for f in found if f.one("effect") == "odds_ratio"
    }
    assert ratios == {"2.9": ("sunitinib", "everolimus"), "5.1": ("sunitinib", "lenvatinib")}
    stays = {(given(f)[0], given(f, "comparator")[0]) for f in found if name(f, "measure") == "length of hospital stay"}
    assert stays == {("lenvatinib", "sunitinib")}


def test_people_by_what_they_had_before_are_no_group_of_their_own() -> None:
    text = "In a cohort study, longer overall survival was seen in patients who had previously received chemotherapy."
    assert not told(text)


def test_a_verdict_that_begins_with_the_control_is_told_of_what_is_tested() -> None:
    text = (
        "In a phase III trial, 210 patients were randomly assigned to receive sunitinib or lenvatinib. The PFS was "
        "longer with lenvatinib than with sunitinib. OS was longer with lenvatinib than with sunitinib. Rash was more "
        "common in patients who received sunitinib than in patients who received lenvatinib."
    )
    found = [f for f in facts(text, "comparison", "nci_pdq") if name(f, "measure") == "rash"]
    assert [(given(f), str(f.one("verdict"))) for f in found] == [(["lenvatinib"], "improved")]


def test_deaths_of_a_disease_are_not_those_of_any_cause() -> None:
    text = "Follow-up found no increased risk of prostate cancer mortality with sunitinib."
    assert {measure for measure, _, _, _ in told(_TRIAL + text)} == {"prostate cancer mortality"}


def test_what_may_be_the_cause_of_a_change_tells_no_verdict() -> None:
    assert not told(_TRIAL + "The decrease in pain with sunitinib may be caused by bed rest.")


def test_a_scale_named_with_and_is_one_thing() -> None:
    text = "Patients given sunitinib had an improvement in the Hospital Anxiety and Depression Scale score."
    found = {measure.lower() for measure, _, _, _ in told(_TRIAL + text)}
    assert found == {"hospital anxiety and depression scale score"}


def test_a_survival_that_was_no_better_with_an_arm_is_no_verdict_on_its_efficacy() -> None:
    text = "The OS rate in the sunitinib group was not significantly better than in the placebo group."
    assert {measure for measure, _, _, _ in told(_TRIAL + text)} == {"overall survival"}


def test_a_heading_on_one_treatment_and_another_gives_nobody_both() -> None:
    text = (
        "### Aspirin and Metformin\n\nA cohort study of 4,100 women found a lower risk of ovarian cancer associated "
        "with aspirin use (RR, 0.81; 95% CI, 0.70-0.94)."
    )
    assert {arm for _, arm, _, _ in told(text)} == {"aspirin"}


def test_the_placebo_and_another_groups_are_two_arms_unseen_before() -> None:
    text = "In a cohort study, rates of rash were not different between men in the placebo and sunitinib groups."
    found = facts(text, "comparison", "nci_pdq")
    assert [(given(f), name(f, "measure")) for f in found] == [(["sunitinib"], "rash")]


def test_how_many_had_an_improvement_tells_no_verdict() -> None:
    assert not told(_TRIAL + "Five patients reported a reduction in their pain of at least 2 points.")


def test_people_end_before_what_explains_them() -> None:
    text = "Sunitinib, regardless of its dose (e.g., 25 mg), was more effective than placebo in treating pain."
    assert not [f for f in facts(_TRIAL + text, "comparison", "nci_pdq") if f.one("population")]


def test_what_both_of_two_drugs_did_is_not_what_they_did_together() -> None:
    each = "Two trials tested sorafenib and lenvatinib. Both sorafenib and lenvatinib showed more cures than placebo."
    assert facts(f"# A study\n\n{each}", "comparison", "abstract") == []
    text = (
        "Patients were randomly assigned to sorafenib, lenvatinib, or placebo. Both sorafenib (alone) and lenvatinib "
    )
    assert facts(f"# A study\n\n{text}reduced the risk of death.", "comparison", "abstract") == []


def verdicts(text: str) -> list[tuple[str, tuple[str, ...], object]]:
    """Measure, arm and value of the verdicts of an abstract."""
    told = (f for f in listed(text) if f.get("effect") == "verdict")
    return sorted((str(f["measure"]), tuple(map(str, f["arm"])), f["value"]) for f in told)  # type: ignore[call-overload]


def test_a_clause_on_a_drug_of_no_arm_is_not_told_of_the_arms_before_it() -> None:
    text = (
        "Men were randomly assigned to docetaxel plus ramucirumab or docetaxel. Docetaxel plus ramucirumab improved "
        "overall survival, whereas docetaxel plus nintedanib did not improve overall survival."
    )
    assert verdicts(text) == [
        ("overall survival", ("docetaxel", "nintedanib"), "no_difference"),
        ("overall survival", ("docetaxel", "ramucirumab"), "improved"),
    ]


def test_figures_of_arms_told_by_an_adjective_alone_do_not_take_their_order() -> None:
    text = (
        "Men were randomly assigned to neoadjuvant chemotherapy or adjuvant chemotherapy. Three-year survival was 61% "
        "with adjuvant and 67% with neoadjuvant treatment."
    )
    assert [f for f in listed(text) if f["kind"] == "outcome"] == []


def test_more_found_is_better_and_less_found_is_neither() -> None:
    before = "Men were randomly assigned to screening or usual care. "
    assert verdicts(before + "Screening increased the detection of aggressive cancers.")[0][2] == "improved"
    assert verdicts(before + "Screening decreased the detection of slow-growing cancers.") == []
    before = "Men were randomly assigned to sorafenib or placebo. "
    assert verdicts(before + "Sorafenib increased the detection of high-grade cancers.") == []
    assert verdicts(before + "The detection of metastases was higher with sorafenib than with placebo.") == []


def test_an_adjective_before_a_comma_is_no_arm() -> None:
    text = "Women were randomly assigned to a plant-based, high-protein diet or a usual diet."
    assert [names for names, _ in arms(text)] == [("high-protein diet",), ("usual diet",)]


@pytest.mark.parametrize(("drug", "other"), [("anastrozole", "exemestane"), ("aspirin", "celecoxib")])
def test_two_drugs_that_were_each_tried_against_people_without_are_not_set_against_each_other(
    drug: str, other: str
) -> None:
    text = (
        f"A trial of 2 years of {drug} treatment reduced the incidence of colorectal cancer by 20%. After a median "
        f"follow-up of 40 months, people who took 50 mg of {other} daily had a lower risk of colorectal cancer (HR, "
        "0.61; 95% CI, 0.44–0.85) compared with controls."
    )
    compared = [f for f in listed(text) if f["kind"] == "comparison"]
    assert [f["comparator"] for f in compared] == [[]] * 4
    assert {(f["effect"], str(f["arm"])) for f in compared} == {
        ("relative_change", f"['{drug}']"),
        ("verdict", f"['{drug}']"),
        ("hazard_ratio", f"['{other}']"),
        ("verdict", f"['{other}']"),
    }


@pytest.mark.parametrize("amount", ["8 weeks of oral ", "four cycles of ", "two doses of "])
def test_an_amount_before_what_others_received_makes_them_no_less_those_that_are_measured_against(amount: str) -> None:
    text = (
        "Women with ovarian cancer had surgery. They had a lower risk of recurrence (HR, 0.45; 95% CI, 0.21–0.90; "
        f"P = .02) compared with women who received {amount}topotecan."
    )
    assert not [f for f in listed(text) if f["kind"] == "comparison" and "topotecan" in str(f["arm"])]


THREE = "Women with breast cancer were randomly assigned to docetaxel, vinorelbine or capecitabine. "
PAIRS = [
    ("For overall survival, the HR was 0.91 (95% CI 0.58-1.43) for docetaxel vs capecitabine and 1.03 (95% CI "
     "0.66-1.62) for vinorelbine vs capecitabine.", {("docetaxel", 0.91), ("vinorelbine", 1.03)}),
    ("Survival was 7.3, 6.3 and 6.6 months; the hazard ratio was 0.91 (0.58-1.43) for docetaxel versus capecitabine "
     "and 1.03 (0.66-1.62) for vinorelbine versus capecitabine.", {("docetaxel", 0.91), ("vinorelbine", 1.03)}),
    ("Response rates were 24%, 18% and 16% (docetaxel v capecitabine, P = .04; vinorelbine v capecitabine, P = .31).",
     {("docetaxel", 0.04), ("vinorelbine", 0.31)}),
    # nobody knows of which two
    ("For survival, the HR was 0.91 (95% CI 0.58-1.43) with docetaxel, vinorelbine and capecitabine.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), PAIRS)
def test_figures_of_three_arms_are_of_the_two_that_stand_beside_them(
    sentence: str, expected: set[tuple[str, float]]
) -> None:
    found = [f for f in listed(THREE + sentence) if f["kind"] == "comparison" and f["effect"] != "verdict"]
    against = ["capecitabine"]
    assert [(f["arm"], f["value"], f["comparator"]) for f in found if f["arm"]] == [
        ([arm], value, against) for arm, value in sorted(expected)
    ]


def test_three_figures_are_in_the_order_of_the_arms_and_not_of_the_pairs_behind_them() -> None:
    found = [f for f in listed(THREE + PAIRS[1][0]) if f["kind"] == "outcome"]
    assert {f["value"]: f["arm"] for f in found} == {7.3: ["docetaxel"], 6.3: ["vinorelbine"], 6.6: ["capecitabine"]}


@pytest.mark.parametrize("whom", ["XQ", "XQ (P = .02)", "the XQ regimen"])
def test_what_was_less_with_letters_that_nobody_knows_is_told_of_no_arm(whom: str) -> None:
    text = f"Women were randomly assigned to docetaxel or vinorelbine. Nausea was significantly less with {whom}."
    assert not [f for f in listed(text) if f["kind"] == "comparison" and f["effect"] == "verdict"]


NO_FINDINGS = [
    ("The efficacy of docetaxel was similar to that of vinorelbine as the first treatment for breast cancer.",
     {"efficacy"}),
    ("Docetaxel was superior to vinorelbine for advanced breast cancer.", {"efficacy"}),
    ("Docetaxel was superior to vinorelbine for overall survival.", {"overall survival"}),
    ("We compared the safety of docetaxel and vinorelbine, docetaxel being considered non-inferior if the upper limit "
     "of the ratio did not exceed 1.29.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "measures"), NO_FINDINGS)
def test_a_verdict_is_of_no_disease_and_of_no_limit_that_was_set(sentence: str, measures: set[str]) -> None:
    found = listed(f"Women were randomly assigned to docetaxel or vinorelbine. {sentence}")
    told = {f["measure"] for f in found if f["kind"] == "comparison" and f["effect"] == "verdict"}
    assert told == measures
