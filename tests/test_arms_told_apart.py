"""Arms that a dose, a list, a letter or a second question tells apart, and how many were in each."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import detail, facts, given, name


def arms(text: str) -> list[tuple[list[str], str, int | None]]:
    """What each arm of an abstract is given, what tells it apart, and its size."""
    found = facts(f"# A trial\n\n{text}", "arm", "abstract")
    sizes = (f.one("size") for f in found)
    return [
        (given(f), detail(f), int(s) if isinstance(s, Decimal) else None) for f, s in zip(found, sizes, strict=True)
    ]


def outcomes(text: str) -> list[tuple[str, list[str], str, str]]:
    """Measure, arm, its detail and value of each figure of an abstract."""
    found = facts(f"# A trial\n\n{text}", "outcome", "abstract")
    return [(name(f, "measure"), given(f), detail(f), str(f.one("value"))) for f in found]


DOSES = "Women were randomised to docetaxel with either placebo or bevacizumab 7.5 or 15 mg/kg, every 3 weeks. "


def test_a_number_before_or_is_a_dose_as_the_one_behind() -> None:
    assert [(which, told) for which, told, _ in arms(DOSES)] == [
        (["docetaxel", "placebo"], ""),
        (["bevacizumab", "docetaxel"], "7.5 mg/kg"),
        (["bevacizumab", "docetaxel"], "15 mg/kg"),
    ]


def test_a_figure_between_a_dose_and_the_next_treatment_parts_them() -> None:
    text = (
        "Median survival was 7 months with placebo, 8 months with bevacizumab 7.5 mg/kg and 9 months with bevacizumab "
        "15 mg/kg."
    )
    told = [(dose, value) for _, _, dose, value in outcomes(DOSES + text)]
    assert told == [("", "7"), ("7.5 mg/kg", "8"), ("15 mg/kg", "9")]


def test_what_both_doses_are_given_with_stands_behind_how_they_are_given() -> None:
    text = (
        "Women were randomised to epirubicin either 50 mg/m2 or 100 mg/m2, both given i.v. monthly, with prednisolone."
    )
    assert {(*which,) for which, _, _ in arms(text)} == {("epirubicin", "prednisolone")}


def test_people_given_a_dose_are_its_arm() -> None:
    text = (
        "Women were randomised to epirubicin 50 mg/m2 or epirubicin 100 mg/m2. The response rate in the 103 women "
        "given 100 mg/m2 was 41%, compared with 23% for the 106 given 50 mg/m2."
    )
    assert [(dose, value) for _, _, dose, value in outcomes(text)] == [("100 mg/m2", "41"), ("50 mg/m2", "23")]


def test_three_doses_in_a_list_are_three_arms() -> None:
    text = (
        "Patients were randomised to octreotide 10 mg (n = 30), 20 mg (n = 31) or 30 mg (n = 29). Response rates were "
        "10%, 20% and 30% in the 10 mg, 20 mg and 30 mg groups."
    )
    assert [(told, size) for _, told, size in arms(text)] == [("10 mg", 30), ("20 mg", 31), ("30 mg", 29)]
    assert [(dose, value) for _, _, dose, value in outcomes(text)] == [
        ("10 mg", "10"),
        ("20 mg", "20"),
        ("30 mg", "30"),
    ]


def test_a_dose_in_gray_beside_drugs_is_radiation() -> None:
    text = (
        "Patients were randomised to 5 × 5 Gy and FOLFOX4 or to 50.4 Gy in 28 fractions with fluorouracil 325 mg/m2, "
        "leucovorin 20 mg/m2 and oxaliplatin 50 mg/m2."
    )
    assert [sorted(which) for which, _, _ in arms(text)] == [
        ["FOLFOX4", "radiation therapy"],
        ["fluorouracil", "leucovorin", "oxaliplatin", "radiation therapy"],
    ]


def test_conditioning_is_what_it_is_made_of() -> None:
    text = (
        "Patients were randomised to reduced-intensity conditioning of four doses of 2 Gy of total-body irradiation "
        "and fludarabine or to standard conditioning of six doses of 2 Gy of total-body irradiation and "
        "cyclophosphamide. Relapse-free survival was 58% in the reduced-intensity group and 56% in the standard "
        "conditioning group."
    )
    one, other = (["fludarabine", "total-body irradiation"], ["cyclophosphamide", "total-body irradiation"])
    assert [which for which, _, _ in arms(text)] == [one, other]
    assert [(which, value) for _, which, _, value in outcomes(text)] == [(one, "58"), (other, "56")]


def test_each_question_of_a_factorial_trial_has_its_arms() -> None:
    text = "In a 2x2 design women were randomised to epirubicin or docetaxel and to tamoxifen or anastrozole."
    assert [which for which, _, _ in arms(text)] == [["epirubicin"], ["docetaxel"], ["tamoxifen"], ["anastrozole"]]
    text = "Men were randomised to gemcitabine or cisplatin and, in a second randomisation, to thalidomide or placebo."
    assert [which for which, _, _ in arms(text)] == [["gemcitabine"], ["cisplatin"], ["thalidomide"], ["placebo"]]
    text = "Women were randomised to epirubicin or docetaxel and went on to tamoxifen."
    assert len(arms(text)) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Of 73 patients randomly assigned 2:1 (sorafenib, 49; placebo, 24), response was seen in 4%.",
            [(["sorafenib"], 49), (["placebo"], 24)],
        ),
        (
            "In all, 73 patients (sorafenib, n = 49; placebo, n = 24) were randomly assigned.",
            [(["sorafenib"], 49), (["placebo"], 24)],
        ),
        (
            "Patients were randomised to surgery alone (S) or chemotherapy followed by surgery (CT-S). In all 519 were "
            "randomised (S: 261, CT-S: 258) from 70 centres.",
            [(["surgery"], 261), (["chemotherapy", "surgery"], 258)],
        ),
        (
            "Patients were randomised to radiotherapy (R) or radiotherapy plus cisplatin (RC). Of 200 patients, 99 "
            "were assigned to R and 101 to RC.",
            [(["radiation therapy"], 99), (["cisplatin", "radiation therapy"], 101)],
        ),
        (
            "Women were randomised to interferon (IFN; n = 343 [300 from Europe]) versus observation (n = 350 [310 "
            "from Europe]).",
            [(["interferon"], 343), (["observation"], 350)],
        ),
        (
            "In all, 90 patients (30 in each group: cisplatin, carboplatin and oxaliplatin) were analysed.",
            [(["cisplatin"], 30), (["carboplatin"], 30), (["oxaliplatin"], 30)],
        ),
        (
            "Patients were randomised to surgery alone (S) or chemotherapy followed by surgery (CT-S). Scores were "
            "kept (S: 61, CT-S: 58).",
            [(["surgery"], None), (["chemotherapy", "surgery"], None)],
        ),
    ],
)
def test_a_bracket_that_lists_the_arms_tells_how_many_were_in_each(
    text: str, expected: list[tuple[list[str], int | None]]
) -> None:
    assert [(which, size) for which, _, size in arms(text)] == expected


def test_a_list_before_group_is_of_as_many_arms() -> None:
    text = (
        "In all, 90 patients (30 in each group: cisplatin, carboplatin and oxaliplatin) were analysed. Survival was "
        "84%, 81% and 85% in the cisplatin, carboplatin and oxaliplatin group."
    )
    assert [(which, value) for _, which, _, value in outcomes(text)] == [
        (["cisplatin"], "84"),
        (["carboplatin"], "81"),
        (["oxaliplatin"], "85"),
    ]


def test_a_letter_alone_means_its_arm_only_where_groups_are_listed() -> None:
    text = (
        "Patients were randomised to surgery (S) or chemotherapy (CT). Relapse was seen in 57% (S) and 60% (CT) of "
        "patients. Hepatitis S and type S were excluded in 5% of patients."
    )
    assert [(which, value) for _, which, _, value in outcomes(text) if value != "5"] == [
        (["surgery"], "57"),
        (["chemotherapy"], "60"),
    ]


def test_what_was_not_reached_is_of_the_arm_right_behind() -> None:
    text = (
        "Patients were randomised to sunitinib plus everolimus or sunitinib alone. Median overall survival was 33 "
        "months in the sunitinib plus everolimus group and not reached in the sunitinib alone group."
    )
    found = facts(f"# A trial\n\n{text}", "outcome", "abstract")
    assert [given(f) for f in found if f.one("qualifier") == "not reached"] == [["sunitinib"]]


def test_a_ratio_behind_a_colon_is_that_of_the_arms_it_names() -> None:
    text = (
        "Patients were randomised to sorafenib or placebo. A high score was associated with a greater effect: the "
        "hazard ratio of survival for sorafenib vs placebo was 0.49 (95% CI 0.31-0.76)."
    )
    (found,) = [f for f in facts(f"# A trial\n\n{text}", "comparison", "abstract") if f.one("effect") == "hazard_ratio"]
    assert (given(found), given(found, "comparator")) == (["sorafenib"], ["placebo"])


def test_a_rhythm_takes_its_unit_from_the_one_behind() -> None:
    text = (
        "We randomised 946 patients to imatinib 400 mg either once or twice a day. By comparison with the group "
        "treated once a day, more dose reductions (16% vs 60%) were recorded in patients allocated the twice daily "
        "regimen."
    )
    assert [told for _, told, _ in arms(text)] == ["once a day", "twice a day"]
    assert [(told, value) for _, _, told, value in outcomes(text)] == [("once a day", "16"), ("twice a day", "60")]


def test_a_dose_of_a_fraction_is_no_arms() -> None:
    text = "Men were randomised to irradiation of 36 Gy in 12 fractions of 3 Gy or 50 Gy in 25 fractions of 2 Gy."
    assert not {"3 Gy", "2 Gy"} & {told for _, told, _ in arms(text)}


def test_an_unknown_name_may_be_added_for_so_long() -> None:
    text = "Men were randomised to radiotherapy alone (n = 104) or in combination with 6 months of QST (n = 102)."
    assert [(sorted(which), size) for which, _, size in arms(text)] == [
        (["radiation therapy"], 104),
        (["QST", "radiation therapy"], 102),
    ]


def test_a_drug_may_be_called_by_the_first_of_its_names() -> None:
    text = (
        "Patients were randomised to interferon alfa-2a or observation. Relapse-free survival was 32% with interferon "
        "and 30% with observation."
    )
    assert [(which, value) for _, which, _, value in outcomes(text)] == [
        (["interferon alfa-2a"], "32"),
        (["observation"], "30"),
    ]


def test_what_is_compared_with_earlier_regimens_is_the_only_arm() -> None:
    text = (
        "Patients with thymic carcinoma received carboplatin and paclitaxel. Forty patients were enrolled. Carboplatin "
        "and paclitaxel showed promising efficacy compared with previous anthracycline-based regimens."
    )
    assert [(which, size) for which, _, size in arms(text)] == [(["carboplatin", "paclitaxel"], 40)]


def test_follow_up_over_so_long_is_observation() -> None:
    text = "Patients were randomly assigned to five vaccinations with BCG or follow-up over a 10-week period."
    assert [(which, told) for which, told, _ in arms(text)][1:] == [(["observation"], "")]


def test_a_groups_name_in_a_bracket_is_not_all_that_it_was_given() -> None:
    text = (
        "Patients were randomised to aprepitant plus ondansetron and dexamethasone (aprepitant group, n=264) or "
        "ondansetron and dexamethasone (standard therapy, n=266)."
    )
    assert [(which, size) for which, _, size in arms(text)] == [
        (["aprepitant", "dexamethasone", "ondansetron"], 264),
        (["dexamethasone", "ondansetron"], 266),
    ]


def test_kinds_of_one_treatment_counted_in_a_bracket_are_arms() -> None:
    text = (
        "In all 291 patients were randomised across three groups (temozolomide n=93, hypofractionated radiotherapy "
        "n=98, standard radiotherapy n=100)."
    )
    assert [which for which, _, _ in arms(text)] == [
        ["temozolomide"],
        ["hypofractionated radiation therapy"],
        ["radiation therapy"],
    ]


def test_people_counted_behind_how_long_they_were_given_something() -> None:
    text = "We randomly assigned patients to 6 months (n = 1690) or 12 months (n = 1691) of trastuzumab."
    assert arms(text) == [(["trastuzumab"], "6 months", 1690), (["trastuzumab"], "12 months", 1691)]
    text = "We randomly assigned patients to 6 months (26 weeks) or 12 months (52 weeks) of trastuzumab."
    assert arms(text) == [(["trastuzumab"], "6 months", None), (["trastuzumab"], "12 months", None)]


def test_doses_of_radiation_go_by_their_letters() -> None:
    design = "Patients were allotted to 20 Gy in five fractions (F5, 117 patients) or 8 Gy in a single fraction (F1)."
    text = f"{design} Median survival was 100 days in the F5 and 122 days in the F1 group."
    assert [(told, value) for _, _, told, value in outcomes(text)] == [
        ("20 Gy in five fractions", "100"),
        ("8 Gy in a single fraction", "122"),
    ]


WITH_OR_WITHOUT = [
    ("Patients were randomised to gastrectomy with (GS) or without (G) splenectomy. Survival was 36% for G and 42% for "
     "GS.", ["gastrectomy"], ["gastrectomy", "splenectomy"]),
    ("Women were randomised to docetaxel with (DB arm) or without (D arm) bevacizumab. The response rate was 36% in "
     "the D arm and 42% in the DB arm.", ["docetaxel"], ["bevacizumab", "docetaxel"]),
    ("Women were randomised to docetaxel with (group A, n = 50) or without (group B, n = 52) bevacizumab. The response "
     "rate was 36% in group B and 42% in group A.", ["docetaxel"], ["bevacizumab", "docetaxel"]),
    # they are called so where the study is announced, and counted by these names
    ("We studied total gastrectomy with (TGS) or without (TG) splenectomy in a randomised trial. Patients were "
     "randomised to TG (n = 97) or TGS (n = 90). Survival was 36% for TG and 42% for TGS.",
     ["total gastrectomy"], ["splenectomy", "total gastrectomy"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "without", "with_it"), WITH_OR_WITHOUT)
def test_groups_with_and_without_go_by_the_letters_behind_these_words(
    text: str, without: list[str], with_it: list[str]
) -> None:
    assert {value: sorted(names) for _, names, _, value in outcomes(text)} == {"36": without, "42": with_it}
    assert sorted(sorted(names) for names, _, _ in arms(text)) == sorted([without, with_it])


GRAYS = [
    "Patients were allocated at random to a regimen of 17 Gy given in two fractions of 8.5 Gy 1 week apart (T group, "
    "117 patients), or to a single fraction of 10 Gy (S group, 118).",
    "Patients were randomly allocated to 17 Gy in two fractions (T; n = 117) or 10 Gy in one fraction (S; n = 118).",
]


@pytest.mark.parametrize("design", GRAYS)
def test_doses_in_gray_go_by_the_letters_behind_them(design: str) -> None:
    text = f"{design} Survival was 100 days in the T group and 122 days in the S group."
    assert [size for _, _, size in arms(text)] == [117, 118]
    told = [(names, dose.split(" Gy")[0].split()[-1], value) for _, names, dose, value in outcomes(text)]
    assert told == [(["radiation therapy"], "17", "100"), (["radiation therapy"], "10", "122")]
