"""Arms as abstracts list them: several doses of one drug, numbers that close each item, one thing after another."""

from __future__ import annotations

from prose import facts, figures, given

from kg.model import Arm, Fact


def told(text: str) -> list[tuple[list[str], str, str]]:
    """What each arm of an abstract is given, what tells it apart, and how many it had."""
    return [_told(f) for f in facts(f"# A trial\n\n{text}", "arm", "abstract")]


def _told(fact: Fact) -> tuple[list[str], str, str]:
    arm, size = fact.one("arm"), fact.one("size")
    assert isinstance(arm, Arm)
    return given(fact), arm.detail, "" if size is None else str(size)


def test_each_of_several_doses_is_an_arm() -> None:
    text = "Women were randomly assigned to receive letrozole 5, 10, or 20 mg/m2 orally every 3 weeks."
    assert told(text) == [
        (["letrozole"], "5 mg/m2", ""),
        (["letrozole"], "10 mg/m2", ""),
        (["letrozole"], "20 mg/m2", ""),
    ]
    text = (
        "Women were assigned placebo (n=31), or letrozole 5 mg daily (n=32), 10 mg daily (n=33), or 20 mg daily (n=34)."
    )
    assert told(text) == [
        (["placebo"], "", "31"),
        (["letrozole"], "5 mg", "32"),
        (["letrozole"], "10 mg", "33"),
        (["letrozole"], "20 mg", "34"),
    ]


def test_doses_behind_none_of_a_treatment_are_of_that_treatment() -> None:
    text = "Men were randomised to no irradiation, 20 Gy daily or 30 Gy daily."
    assert told(text) == [
        (["no irradiation"], "", ""),
        (["radiation therapy"], "20 Gy", ""),
        (["radiation therapy"], "30 Gy", ""),
    ]


def test_commas_part_no_arms_of_what_follows_one_another() -> None:
    text = (
        "Patients were randomly assigned to either FOLFIRI (irinotecan 180 mg/m2 day 1 with fluorouracil, q14) followed"
        " by paclitaxel 80 mg/m2 day 1, carboplatin 75 mg/m2 day 1, q21 (sequential arm) or gemcitabine (control arm)."
    )
    assert [arm for arm, _, _ in told(text)] == [["FOLFIRI", "carboplatin", "paclitaxel"], ["gemcitabine"]]
    text = "Patients were randomly assigned to sorafenib, sunitinib or paclitaxel."
    assert [arm for arm, _, _ in told(text)] == [["sorafenib"], ["sunitinib"], ["paclitaxel"]]


def test_a_number_that_closes_each_alternative_shares_nothing_between_them() -> None:
    text = "They were randomized to either sorafenib (61 patients) or gemcitabine plus cisplatin (63 patients)."
    assert told(text) == [(["sorafenib"], "", "61"), (["cisplatin", "gemcitabine"], "", "63")]
    text = "They were randomized to either sorafenib or sunitinib plus cisplatin."
    assert [arm for arm, _, _ in told(text)] == [["cisplatin", "sorafenib"], ["cisplatin", "sunitinib"]]


def test_a_number_stands_behind_the_days_of_a_schedule() -> None:
    text = (
        "Patients were randomised to receive cisplatin 80 mg/m2 on day 1 (n=51), or irinotecan 60 mg/m2 on days 1 and 8"
        " every 3 weeks (n=57)."
    )
    assert [(arm, size) for arm, _, size in told(text)] == [(["cisplatin"], "51"), (["irinotecan"], "57")]


def test_how_long_something_was_tells_no_arms_apart() -> None:
    text = (
        "Forty-three patients were randomized to receive interferon and 41 to no treatment.\n\n"
        "Survival in patients randomized to interferon was 46 months compared with 27 months in controls."
    )
    assert [(arm, detail) for arm, detail, _ in told(text)] == [(["interferon"], ""), (["no treatment"], "")]
    text = "Women were randomly assigned to letrozole for 24 months compared with 36 months."
    assert [detail for _, detail, _ in told(text)] == ["24 months", "36 months"]


def test_the_same_chemotherapy_alone_is_that_of_the_other_arm() -> None:
    text = (
        "74 patients were allocated to the combination group, and received cetuximab plus cisplatin and gemcitabine."
        " 73 patients allocated to the control group received the same chemotherapy alone."
        " Survival was 10 months in the cetuximab plus chemotherapy group and 8 months in the chemotherapy alone group."
    )
    assert [arm for arm, _, _ in told(text)] == [
        ["cetuximab", "cisplatin", "gemcitabine"],
        ["cisplatin", "gemcitabine"],
    ]


def test_the_group_of_a_placebo_is_that_of_the_other_drug_alone() -> None:
    text = (
        "# A randomized trial of sorafenib plus letrozole versus sorafenib alone\n\n"
        "Women received sorafenib plus either letrozole (arm A) or placebo (arm B). "
        "The response rate was 30% in arm A and 21% in arm B."
    )
    assert figures(text, "abstract") == [
        ("objective response rate", ["letrozole", "sorafenib"], "30"),
        ("objective response rate", ["sorafenib"], "21"),
    ]


def test_arms_differ_in_how_many_courses_each_number_of_people_was_given() -> None:
    text = (
        "Women were randomised to four (n=121) or six (n=123) courses of CMF. Disease-free survival was 58% for four "
        "courses and 61% for six courses."
    )
    assert told(text) == [(["CMF"], "four courses", "121"), (["CMF"], "six courses", "123")]
    assert [value for _, _, value in figures(f"# A trial\n\n{text}", "abstract")] == ["58", "61"]


def test_a_kind_of_treatment_in_a_bracket_names_the_group() -> None:
    text = (
        "Patients were randomised to neoadjuvant chemotherapy (doxorubicin 30 mg/m2 and cisplatin 70 mg/m2) + "
        "radiotherapy + cystectomy (chemotherapy group, n = 151) or radiotherapy + cystectomy (control group, n = 160)."
    )
    both = ["cystectomy", "radiation therapy"]
    assert [(arm, size) for arm, _, size in told(text)] == [
        (["cisplatin", "cystectomy", "doxorubicin", "radiation therapy"], "151"),
        (both, "160"),
    ]


def test_what_is_told_in_gray_is_given_nothing_beside() -> None:
    text = "Patients were randomised to RAPID (54 Gy in 36 fractions) or conventional radiotherapy (60 Gy)."
    assert [arm for arm, _, _ in told(text)] == [["RAPID"], ["radiation therapy"]]


def test_the_number_at_one_dose_is_not_that_of_all() -> None:
    text = "In a phase I trial 22 patients received docetaxel weekly at 12 mg/m2 (n=3), 15 (n=6) and 20 mg/m2 (n=13)."
    assert "3" not in [size for _, _, size in told(text)]


def test_what_people_are_allotted_either_is_set_apart_and_a_group_of_both_is_one() -> None:
    text = (
        "Patients were randomly allocated either vinblastine or vinblastine followed by sunitinib. Survival was longer "
        "in the vinblastine and sunitinib group (6.5 vs 4.9 months)."
    )
    assert [arm for arm, _, _ in told(text)] == [["vinblastine"], ["sunitinib", "vinblastine"]]
    assert [(arm, value) for _, arm, value in figures(f"# A trial\n\n{text}", "abstract")] == [
        (["sunitinib", "vinblastine"], "6.5"),
        (["vinblastine"], "4.9"),
    ]


def test_a_bracket_may_count_before_it_names_each_arm() -> None:
    start = "Women were randomly assigned to exemestane or placebo. "
    counted = [(["exemestane"], "", "61"), (["placebo"], "", "58")]
    assert told(start + "Questionnaires were assessable for 119 (61 exemestane, 58 placebo) of 130 women.") == counted
    assert told(start + "Of 130 randomized, 119 (61 allocated exemestane and 58 placebo) were eligible.") == counted
    alone = told(start + "Nausea was seen in 119 (61 exemestane, 58 placebo).")
    assert [size for _, _, size in alone] == ["", ""]


def test_an_arm_of_none_of_a_treatment_is_counted_in_a_bracket() -> None:
    text = "Men were randomised to surgery or no surgery. Ninety men (44 surgery, 46 no surgery) were entered."
    assert told(text) == [(["surgery"], "", "44"), (["no surgery"], "", "46")]


def test_how_many_there_were_may_follow_what_they_were_given() -> None:
    text = "Men were randomly assigned to receive sorafenib in 61 patients or gemcitabine in 63 patients."
    assert told(text) == [(["sorafenib"], "", "61"), (["gemcitabine"], "", "63")]


def test_regimens_that_no_table_knows_are_arms_between_which_people_were_randomised() -> None:
    text = "In all, 186 patients were randomised between MVAC (n = 91) and VEX (n = 95)."
    assert told(text) == [(["MVAC"], "", "91"), (["VEX"], "", "95")]


def test_what_an_arm_without_a_drug_and_that_with_it_are_called_stands_for_them() -> None:
    text = (
        "Patients were randomised to melphalan alone (M, 261 patients) or with vincristine (MV, 269 patients). "
        "The 2-year survival was 54% with M and 53% with MV."
    )
    assert {tuple(given(f)) for f in facts(text, "outcome", "abstract")} == {
        ("melphalan",),
        ("melphalan", "vincristine"),
    }


def test_what_the_people_of_an_arm_had_besides_is_counted_in_a_bracket_and_is_no_arm() -> None:
    text = (
        "Of 263 patients, 134 received no XYQ support (65 cisplatin; 69 carboplatin) and 129 received XYQ support (64 "
        "cisplatin; 65 carboplatin), at random."
    )
    assert all(set(arm) - {"cisplatin", "carboplatin"} for arm, _, _ in told(text))
