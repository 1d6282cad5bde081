"""Arms as plain sentences set them apart: halves of a group, controls, a kind of treatment that is told later."""

from __future__ import annotations

import pytest
from prose import detail, facts, given


def arms(text: str, kind: str = "abstract") -> list[list[str]]:
    """What each arm is given."""
    return [given(f) for f in facts(_page(text), "arm", kind)]


def _page(text: str) -> str:
    """A page that tells of one study."""
    return f"# A trial\n\n## The study\n\n{text}"


def detailed(text: str, kind: str = "abstract") -> list[tuple[list[str], str]]:
    """What each arm is given, and what tells it apart."""
    return [(given(f), detail(f)) for f in facts(_page(text), "arm", kind)]


CONTROLS = [
    (
        "Women were randomly assigned to a dietary program (n = 60) or control (n = 58) group.",
        [["dietary program"], ["control"]],
    ),
    ("Smokers were randomised 1:1 to breathing exercises or control.", [["exercise"], ["control"]]),
    ("Men were randomized to a walking group (n = 33) or controls (n = 33).", [["walking"], ["control"]]),
]


@pytest.mark.parametrize(("text", "wanted"), CONTROLS)
def test_a_bare_control_is_an_alternative_of_an_allotment(text: str, wanted: list[list[str]]) -> None:
    assert arms(text) == wanted


def test_cases_and_controls_are_no_arms() -> None:
    assert arms("Cases were matched to controls by age, and all were assigned to a stage by two readers.") == []


def test_half_had_one_treatment_and_the_other_half_another() -> None:
    text = "In a trial, half of the patients had surgery followed by cisplatin, and the other half had surgery alone."
    assert arms(text, "nci_research") == [["cisplatin", "surgery"], ["surgery"]]


def test_half_who_had_a_treatment_are_no_arms_where_nothing_is_said_of_the_others() -> None:
    assert ["no radiation therapy"] not in arms(
        "In this trial, half also received radiation therapy at home.", "nci_research"
    )


def test_a_choice_with_a_placebo_in_it_leaves_none_to_the_reader() -> None:
    text = "In this trial, the men were treated with goserelin plus abiraterone or goserelin plus a placebo pill."
    assert arms(text, "nci_research") == [["abiraterone", "goserelin"], ["goserelin", "placebo"]]


def test_a_choice_of_two_drugs_is_no_pair_of_arms() -> None:
    assert len(arms("In this trial, the men were treated with abiraterone or enzalutamide.", "nci_research")) < 2


def test_groups_whose_figures_are_set_side_by_side_were_compared() -> None:
    text = (
        "Patients took sunitinib for either 1 year or 2 years after surgery. Five-year survival was 80% in the 2-year "
        "group and 70% in the 1-year group."
    )
    assert detailed(text, "nci_research") == [(["sunitinib"], "1 year"), (["sunitinib"], "2 years")]


def test_what_is_compared_with_either_of_two_makes_three() -> None:
    text = "In this trial, axitinib was compared with either sunitinib or sorafenib."
    assert arms(text) == [["axitinib"], ["sunitinib"], ["sorafenib"]]


FACTORIAL = "In a factorial trial, women were randomized to tamoxifen or not and to cisplatin or no chemotherapy. "


def test_or_not_is_an_arm_without_the_treatment_before_it() -> None:
    assert arms(FACTORIAL) == [["tamoxifen"], ["no tamoxifen"], ["cisplatin"], ["no chemotherapy"]]


def test_two_questions_of_one_trial_are_not_set_against_each_other() -> None:
    told = facts(
        f"# A trial\n\n{FACTORIAL}Tamoxifen reduced recurrence whereas cisplatin did not.", "comparison", "abstract"
    )
    assert all(given(f, "comparator") == [] for f in told)


def test_numbered_comparisons_are_two_questions() -> None:
    text = "The study compared (1) cisplatin versus cisplatin plus gemcitabine and (2) sorafenib versus placebo."
    assert arms(text) == [["cisplatin"], ["cisplatin", "gemcitabine"], ["sorafenib"], ["placebo"]]


def test_supportive_care_is_the_best_supportive_care_of_its_trial() -> None:
    text = (
        "Patients were randomly assigned to best supportive care plus irinotecan or best supportive care alone. "
        "Survival at 1 year was 36% with irinotecan and 13% with supportive care."
    )
    found = facts(f"# A trial\n\n{text}", "outcome", "abstract")
    assert [given(f) for f in found] == [["best supportive care", "irinotecan"], ["best supportive care"]]


KINDS = [
    (
        "Patients were randomised to surgery alone or chemotherapy followed by surgery. Chemotherapy consisted of two "
        "cycles of cisplatin 80 mg/m2 on day 1 and etoposide 100 mg/m2 on days 1-3.",
        [["surgery"], ["cisplatin", "etoposide", "surgery"]],
    ),
    (
        "Women were randomly allocated to letrozole plus chemotherapy or placebo plus chemotherapy. The chemotherapy "
        "regimen comprised docetaxel and carboplatin.",
        [["carboplatin", "docetaxel", "letrozole"], ["carboplatin", "docetaxel", "placebo"]],
    ),
    (
        "Patients were assigned to sorafenib or chemotherapy. Second-line chemotherapy consisted of docetaxel.",
        [["sorafenib"], ["chemotherapy"]],
    ),
    (
        "Patients were assigned to sorafenib or chemotherapy. Chemotherapy consisted of docetaxel or paclitaxel.",
        [["sorafenib"], ["chemotherapy"]],
    ),
    (
        "Patients were assigned to sorafenib or chemotherapy. Chemotherapy consisted of docetaxel and two new agents.",
        [["sorafenib"], ["chemotherapy"]],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), KINDS)
def test_what_a_kind_of_treatment_consisted_of_is_given_in_its_arms(text: str, wanted: list[list[str]]) -> None:
    assert arms(text) == wanted


def test_what_all_were_to_receive_is_in_every_arm() -> None:
    text = "Women, all of whom were to receive tamoxifen for 5 years, were randomly assigned to goserelin or not."
    assert arms(text) == [["goserelin", "tamoxifen"], ["tamoxifen"]]


def test_the_same_treatment_comes_after_what_an_alternative_adds() -> None:
    text = "Patients were randomized to chemoradiotherapy alone or to gemcitabine followed by the same treatment."
    assert arms(text) == [["chemoradiation therapy"], ["chemoradiation therapy", "gemcitabine"]]


def test_what_a_trial_set_against_usual_care_is_an_arm_whatever_it_is_called() -> None:
    text = "We did a randomised study of financial navigation versus usual care in 200 patients."
    assert arms(text) == [["financial navigation"], ["usual care"]]


def test_a_raised_figure_glued_to_a_drug_hides_it_not() -> None:
    text = "Patients were randomised to 75 mg m−2cisplatin or 400 mg m−2carboplatin."
    assert arms(text) == [["cisplatin"], ["carboplatin"]]


def test_of_those_assigned_before_only_the_later_allotment_counts() -> None:
    text = "Of the 139 patients randomly assigned to surgery, 130 were randomly assigned to cisplatin or gemcitabine."
    assert arms(text) == [["cisplatin"], ["gemcitabine"]]


def test_a_treatment_that_an_alternative_only_speaks_of_is_no_arm() -> None:
    text = "Volunteers were randomly assigned to a text or one that said that patients treated with cisplatin err."
    assert len(arms(text)) < 2


def test_a_factor_with_or_without_another_is_no_pair_of_arms() -> None:
    text = "In a series of 600 children, cisplatin with or without surgery was the only risk factor for hearing loss."
    assert len(arms(text)) < 2


def test_people_to_whom_something_was_given_are_told_by_what_they_had_before() -> None:
    text = (
        "A randomized trial of ondansetron, 8 mg and 32 mg, given to patients receiving cisplatin found no difference."
    )
    assert arms(text, "nci_pdq") == [["ondansetron"]]


def test_those_who_fell_ill_are_not_all_who_were_given_a_treatment() -> None:
    text = "In the trial, cancer was diagnosed in 793 people who took aspirin and 824 people who took a placebo."
    assert all(f.one("size") is None for f in facts(f"# A trial\n\n{text}", "arm", "nci_research"))


def test_deaths_in_a_control_group_are_not_its_size() -> None:
    text = "In a trial of sorafenib, there were 30 deaths in the sorafenib group and 54 in the control group."
    assert all(f.one("size") is None for f in facts(f"# A trial\n\n{text}", "arm", "abstract"))


LISTS = [
    (
        "Patients were allocated to capecitabine alone (Cap), oxaliplatin plus capecitabine (OxCap), fluorouracil (FU) "
        "or oxaliplatin plus fluorouracil (OxFU).",
        [["capecitabine"], ["capecitabine", "oxaliplatin"], ["fluorouracil"], ["fluorouracil", "oxaliplatin"]],
    ),
    (
        "Women were assigned to goserelin and tamoxifen or goserelin and anastrozole, with or without zoledronic acid.",
        [["goserelin", "tamoxifen"], ["anastrozole", "goserelin"]],
    ),
    (
        "All 80 patients received induction BCG; 40 were then assigned to maintenance BCG and 40 to no maintenance.",
        [["bacillus Calmette-Guérin"], ["no maintenance"]],
    ),
    (
        "Patients received chemoembolization plus sorafenib (400 mg twice a day) or matching placebo.",
        [["sorafenib", "transarterial chemoembolization"], ["placebo", "transarterial chemoembolization"]],
    ),
    ("The trial compared vitamin E plus selenium or placebo.", [["selenium", "vitamin E"], ["placebo"]]),
    (
        "Treatment consisted of gemcitabine plus either cisplatin (GCis) or carboplatin (GCarbo), by random choice.",
        [["cisplatin", "gemcitabine"], ["carboplatin", "gemcitabine"]],
    ),
    (
        "Women were randomly assigned to undergo (n = 64) or not undergo (n = 50) pelvic lymphadenectomy.",
        [["pelvic lymph node dissection"], ["no treatment"]],
    ),
    (
        "In this randomised trial, patients received melphalan with thalidomide or melphalan alone.",
        [["melphalan", "thalidomide"], ["melphalan"]],
    ),
    (
        "Women, all of whom were to receive tamoxifen, were randomly assigned to ovarian ablation or suppression (OAS; "
        "n = 106) versus no ovarian ablation or suppression (n = 108).",
        [["ovarian ablation or suppression", "tamoxifen"], ["tamoxifen"]],
    ),
    (
        "Older patients were randomised to low-dose Ara-C (LDAC) or to LDAC plus arsenic trioxide.",
        [["cytarabine"], ["arsenic trioxide", "cytarabine"]],
    ),
    ("Patients were randomly assigned to conventional chemotherapy or high-dose therapy.", []),
]


@pytest.mark.parametrize(("text", "wanted"), LISTS)
def test_lists_of_alternatives(text: str, wanted: list[list[str]]) -> None:
    found = arms(text)
    assert found == wanted or (not wanted and len(found) < 2)


def test_exercise_before_and_during_a_treatment_is_no_combination_with_it() -> None:
    text = "Patients were allocated to an exercise program before and during radiotherapy or to usual care."
    assert all("radiation therapy" not in arm for arm in arms(text))


def test_both_arms_of_one_treatment_have_the_number_in_their_bracket() -> None:
    text = "Men were randomly assigned to continuous (n = 65) or intermittent (n = 70) androgen deprivation."
    sizes = [str(f.one("size")) for f in facts(f"# A trial\n\n{text}", "arm", "abstract")]
    assert sizes == ["65", "70"]


def test_what_all_had_before_is_in_no_arm() -> None:
    text = "Women, all of whom had received tamoxifen before, were randomly assigned to exemestane or fulvestrant."
    assert arms(text) == [["exemestane"], ["fulvestrant"]]


def test_a_choice_of_either_or_both_is_no_arm_of_the_first() -> None:
    text = (
        "Survival was 12 months in the responder group and 6 months in the other group. Patients received paclitaxel, "
        "carboplatin or both."
    )
    assert ["paclitaxel"] not in arms(text)
