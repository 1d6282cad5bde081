"""Arms that differ in the way in which one of several treatments is given, and what is no arm beside them."""

from __future__ import annotations

import pytest
from prose import detail, facts, given, name


def arms(text: str) -> list[tuple[str, str, str | None]]:
    """What each arm of an abstract is given, what tells it apart, and how often it is given."""
    return [
        ("+".join(given(f)), detail(f), str(f.one("schedule") or ""))
        for f in facts(f"# A trial\n\n{text}", "arm", "abstract")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Patients were randomly assigned to carboplatin with either once-daily or twice-daily radiotherapy.",
            [("carboplatin+radiation therapy", "once-daily"), ("carboplatin+radiation therapy", "twice-daily")],
        ),
        (
            "The trial compared etoposide and carboplatin with either concurrent or sequential radiotherapy.",
            [
                ("carboplatin+etoposide+radiation therapy", "concurrent"),
                ("carboplatin+etoposide+radiation therapy", "sequential"),
            ],
        ),
        (
            "In all, 80 patients were randomized to docetaxel plus either low-dose or high-dose prednisone.",
            [("docetaxel+prednisone", "low-dose"), ("docetaxel+prednisone", "high-dose")],
        ),
        (
            "Patients were randomly assigned to carboplatin with either docetaxel or weekly paclitaxel.",
            [("carboplatin+docetaxel", ""), ("carboplatin+paclitaxel", "")],
        ),
    ],
)
def test_what_is_given_in_either_of_two_ways_is_given_with_what_stands_before_it(
    text: str, told: list[tuple[str, str]]
) -> None:
    assert [(which, way) for which, way, _ in arms(text)] == told


EACH = "Women were randomly assigned to epirubicin or vinorelbine, each given weekly or every 4 weeks. "


def test_the_groups_of_each_drug_are_all_who_were_given_it() -> None:
    text = EACH + "Disease-free survival did not differ between the vinorelbine and epirubicin groups."
    (found,) = facts(f"# A trial\n\n{text}", "comparison", "abstract")
    assert (given(found), given(found, "comparator"), detail(found)) == (["vinorelbine"], ["epirubicin"], "")


def test_three_weekly_is_not_weekly() -> None:
    text = "Patients were randomized to vinorelbine three weekly or epirubicin."
    assert [schedule for _, _, schedule in arms(text)] == ["", ""]


@pytest.mark.parametrize(
    "text",
    [
        "A study that randomly assigned patients to receive surgery alone, surgery with imatinib, and imatinib alone "
        "(exploratory arm), was halted because surgery alone was no longer adequate.",
        "Women were assigned at random to one of four groups: surgery alone, surgery with imatinib, imatinib alone, or "
        "one of two sequential regimens.",
    ],
)
def test_a_list_ends_where_its_sentence_goes_on_and_arms_told_elsewhere_repeat_none(text: str) -> None:
    assert {which for which, _, _ in arms(text)} == {"surgery", "imatinib+surgery", "imatinib"}


def test_what_an_alternative_is_called_behind_a_length_repeats_no_treatment() -> None:
    text = "In all, 90 women were randomly assigned to yoga, group therapy, or a one-day seminar."
    assert [way for _, way, _ in arms(text) if way] == []


def test_no_of_the_word_before_goes_without_it() -> None:
    text = "Women with breast cancer were randomized to scalp cooling or no cooling."
    assert [which for which, _, _ in arms(text)] == ["scalp cooling", "no scalp cooling"]


@pytest.mark.parametrize(
    "text",
    [
        "Patients receiving chemotherapy for lung cancer were randomly assigned to tell nurses of their symptoms or "
        "to receive usual care. Median survival was 31 months with usual care.",
        "A placebo-controlled trial of aprepitant was conducted in patients receiving 5-day cisplatin-based "
        "chemotherapy for germ cell tumors. Vomiting was seen in 42% with aprepitant and 13% with placebo.",
    ],
)
def test_what_those_were_receiving_who_were_then_allotted_is_no_arm(text: str) -> None:
    assert not {which for which, _, _ in arms(text) if "chemotherapy" in which}


def test_the_measure_of_each_way_is_its_own() -> None:
    text = (
        "Patients were randomly assigned to carboplatin with either once-daily or twice-daily radiotherapy. Median "
        "survival was 19 months in the once-daily group and 23 months in the twice-daily group."
    )
    found = facts(f"# A trial\n\n{text}", "outcome", "abstract")
    assert [(name(f, "measure"), detail(f), str(f.one("value"))) for f in found] == [
        ("overall survival", "once-daily", "19"),
        ("overall survival", "twice-daily", "23"),
    ]


def figures(text: str) -> list[tuple[str, str, str]]:
    found = facts(f"# A trial\n\n{text}", "outcome", "abstract")
    return [("+".join(given(f)), detail(f), str(f.one("value"))) for f in found]


def test_those_who_switch_are_given_something_else() -> None:
    text = "Patients were randomized to continue imatinib or to switch to sunitinib."
    assert [which for which, _, _ in arms(text)] == ["imatinib", "sunitinib"]


def test_of_two_lengths_the_one_that_is_gone_on_to_is_no_standard() -> None:
    text = (
        "Women who had completed 5 years of tamoxifen were allocated at random to continue tamoxifen to 10 years or "
        "stop at 5 years. The cancer recurred in 61 of 342 women allocated to continue and in 71 of 341 controls."
    )
    assert figures(text) == [("tamoxifen", "10 years", "61"), ("tamoxifen", "5 years", "71")]


@pytest.mark.parametrize(
    ("text", "tested"),
    [
        ("Women were randomly assigned to letrozole for 5 years or 8 years.", "5 years"),
    ],
)
def test_where_less_may_do_as_well_less_is_tested(text: str, tested: str) -> None:
    (found,) = facts(
        f"# A trial\n\n{text} The hazard ratio for death was 1.02 (95% CI 0.8-1.3).", "comparison", "abstract"
    )
    assert detail(found) == tested


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Patients were randomised to axillary dissection or no further axillary treatment.",
            ["axillary lymph node dissection", "no further axillary treatment"],
        ),
        (
            "Patients were randomly assigned to receive KM4-TLH/QR-17 vaccine for 2 years or to observation.",
            ["KM4-TLH/QR-17", "observation"],
        ),
        (
            "Women were randomly assigned to letrozole and exemestane placebo or to exemestane and letrozole placebo.",
            ["letrozole+placebo", "exemestane+placebo"],
        ),
        (
            "Men were randomly assigned to folic acid, folic acid placebo, selenium, or selenium placebo for 4 years.",
            ["folic acid", "placebo", "selenium"],
        ),
        (
            "Men received 10 mg of prednisone twice daily and were randomly assigned to mitoxantrone or docetaxel.",
            ["mitoxantrone+prednisone", "docetaxel+prednisone"],
        ),
        (
            "We assigned patients to undergo sublobar resection or lobar resection.",
            ["sublobar resection", "lobectomy"],
        ),
        (
            "Patients were randomly assigned to G-CSF or no G-CSF.",
            ["granulocyte colony-stimulating factor", "no G-CSF"],
        ),
    ],
)
def test_what_each_of_two_groups_is_given(text: str, told: list[str]) -> None:
    assert ["+".join(sorted(which.split("+"))) for which, _, _ in arms(text)] == [
        "+".join(sorted(one.split("+"))) for one in told
    ]


def test_a_kind_of_treatment_alone_may_be_hyphened() -> None:
    text = (
        "Patients were randomly assigned to cisplatin and docetaxel with or without bevacizumab. Median survival was "
        "12 months with chemotherapy plus bevacizumab and 10 months in the chemotherapy-alone group."
    )
    assert [(which, value) for which, _, value in figures(text)] == [
        ("bevacizumab+cisplatin+docetaxel", "12"),
        ("cisplatin+docetaxel", "10"),
    ]


def test_another_dose_with_something_more_is_of_the_treatment_before_it() -> None:
    text = "Patients were randomized to capecitabine 1,300 mg/m2/day continuously or 2,500 mg/m2/day plus leucovorin."
    assert [which for which, _, _ in arms(text)] == ["capecitabine", "capecitabine+leucovorin"]


def test_a_choice_of_doses_does_not_part_what_is_given_with_it() -> None:
    text = (
        "Cohorts of three to six patients received everolimus 5 or 10 mg daily with weekly paclitaxel 80 mg/m2. "
        "Seventeen patients were treated. The response rate was 24%."
    )
    assert figures(text) == [("everolimus+paclitaxel", "", "24")]
    (arm,) = facts(f"# A trial\n\n{text}", "arm", "abstract")
    assert str(arm.one("size")) == "17"


def test_outcomes_of_those_who_had_one_set_against_those_who_had_another_tell_two_arms() -> None:
    text = (
        "Outcomes of 120 patients who received reduced-intensity conditioning were compared with those of 98 patients "
        "who received myeloablative conditioning."
    )
    assert [which for which, _, _ in arms(text)] == ["reduced-intensity conditioning", "myeloablative conditioning"]


def test_measures_of_a_list_may_be_called_times_and_rates() -> None:
    text = (
        "Patients were randomly assigned to sorafenib or sunitinib. The response rate, median survival time, and "
        "1-year survival rate were 31%, 13.9 months, 59%, respectively, in sorafenib; 32%, 12.3 months, 51% in "
        "sunitinib."
    )
    found = facts(f"# A trial\n\n{text}", "outcome", "abstract")
    assert {(name(f, "measure"), given(f)[0], str(f.one("value"))) for f in found} == {
        ("objective response rate", "sorafenib", "31"),
        ("objective response rate", "sunitinib", "32"),
        ("overall survival", "sorafenib", "13.9"),
        ("overall survival", "sunitinib", "12.3"),
        ("overall survival", "sorafenib", "59"),
        ("overall survival", "sunitinib", "51"),
    }


def test_a_title_of_chemoradiotherapy_names_drugs_given_with_radiation() -> None:
    text = (
        "# Chemoradiotherapy for esophageal cancer\n\nFifty-two patients with esophageal cancer were treated with "
        "cisplatin and fluorouracil and concurrent radiotherapy. The 3-year overall survival was 45%."
    )
    (found,) = facts(text, "outcome", "abstract")
    assert sorted(given(found)) == ["cisplatin", "fluorouracil", "radiation therapy"]


def test_two_schedules_are_told_apart_by_the_first_length_of_each() -> None:
    text = (
        "Patients were randomised to S-1 daily for 4 weeks followed by 2 weeks of rest (arm A) or for 2 weeks followed "
        "by 1 week of rest (arm B)."
    )
    assert [(which, way) for which, way, _ in arms(text)] == [("S-1", "4 weeks"), ("S-1", "2 weeks")]


def test_a_treatment_with_what_nobody_explains_is_not_that_treatment_alone() -> None:
    text = (
        "Patients were randomised to radiotherapy alone or radiotherapy followed by a brachytherapy boost. Control "
        "lasted 116 months with radiotherapy + BTX-R and 74 months with radiotherapy alone."
    )
    assert ("radiation therapy", "", "116") not in figures(text)


def test_a_kind_of_drug_before_its_name_is_that_drug() -> None:
    text = "Women were randomly assigned to chemotherapy with or without the LHRH agonist goserelin."
    assert [which for which, _, _ in arms(text)] == ["chemotherapy+goserelin", "chemotherapy"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Patients were randomised to massage therapy, simple touch or usual care.",
            ["massage therapy", "simple touch", "usual care"],
        ),
        ("Patients were randomised to cisplatin, stratified by stage, or carboplatin.", ["cisplatin", "carboplatin"]),
    ],
)
def test_an_unknown_item_within_a_list_is_an_arm_and_a_clause_is_none(text: str, told: list[str]) -> None:
    assert [which for which, _, _ in arms(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The experimental treatment consisted of sorafenib 400 mg daily plus surgery; controls received surgery "
            "plus placebo.",
            ["sorafenib+surgery", "placebo+surgery"],
        ),
        (
            "The Arm A regimen was paclitaxel 80 mg/m2 weekly; Arm B, the same plus trastuzumab.",
            ["paclitaxel", "paclitaxel+trastuzumab"],
        ),
    ],
)
def test_what_a_treatment_of_one_group_consists_of_is_its_arm(text: str, told: list[str]) -> None:
    assert ["+".join(sorted(which.split("+"))) for which, _, _ in arms(text)] == told
