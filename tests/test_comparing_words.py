"""Further words by which a text compares: how much, for whom not, "neither … nor", "half as many", "no more"."""

from __future__ import annotations

import pytest
from comparing import changes, verdicts
from prose import TRIAL, facts, given, name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Neither overall survival nor quality of life differed between the groups.",
            {"overall survival": "no_difference", "quality of life": "no_difference"},
        ),
        (
            "Neither response rate nor survival was improved by sorafenib.",
            {"objective response rate": "no_difference", "overall survival": "no_difference"},
        ),
        ("Neither sorafenib nor placebo was stopped early.", {}),
        (
            "Median overall survival was 12 versus 11 months, a nonsignificant difference.",
            {"overall survival": "no_difference"},
        ),
        (
            "Progression-free survival, but not overall survival, was longer with sorafenib.",
            {"progression-free survival": "improved", "overall survival": "no_difference"},
        ),
        (
            "Quality of life, physical functioning, and fatigue scores did not differ between the arms.",
            {
                "quality of life": "no_difference",
                "physical functioning": "no_difference",
                "fatigue scores": "no_difference",
            },
        ),
        ("Diarrhea was no more common with sorafenib.", {"diarrhea": "no_difference"}),
        (
            "Toxic effects more common with sorafenib were rash and dry skin.",
            {"rash": "worsened", "dry skin": "worsened"},
        ),
        (
            "Toxicity was similar, except for more rash with sorafenib.",
            {"toxicity": "no_difference", "rash": "worsened"},
        ),
        ("Half as many patients in the sorafenib group had a relapse.", {"relapse": "improved"}),
        ("Half of the patients in the sorafenib group had a relapse.", {}),
        ("Sorafenib did not help patients live longer.", {"overall survival": "no_difference"}),
        ("Sorafenib did not demonstrate superiority over placebo.", {"efficacy": "no_difference"}),
        ("Sorafenib did not offer any benefit over placebo.", {"efficacy": "no_difference"}),
        ("The two groups were similar with respect to age and sex.", {}),
        (
            "Those on sorafenib had a delay in relapse and a survival advantage compared with those on placebo.",
            {"relapse": "improved", "overall survival": "improved"},
        ),
        ("Sorafenib had a more favourable toxicity profile.", {"toxicity profile": "improved"}),
        ("Mortality from lung cancer was unaffected by sorafenib.", {"mortality from lung cancer": "no_difference"}),
        ("After adjustment for age and stage, sorafenib remained superior.", {}),
        (
            "Sorafenib significantly delayed relapse but did not affect overall survival.",
            {"relapse": "improved", "overall survival": "no_difference"},
        ),
        (
            "Time to pain and time to analgesic use were longer with sorafenib.",
            {"time to pain": "improved", "time to analgesic use": "improved"},
        ),
        ("Time to neutrophil recovery was longer with sorafenib.", {"time to neutrophil recovery": "worsened"}),
        ("Pain relief was greater with sorafenib.", {"pain relief": "improved"}),
        ("Use of opioids was lower with sorafenib.", {"use of opioids": "improved"}),
        (
            "Sorafenib affected neither quality of life nor neurocognitive function.",
            {"quality of life": "no_difference", "neurocognitive function": "no_difference"},
        ),
        (
            "Toxicity was greater with sorafenib, including significantly more rash (9% v 0%) and nausea (17% v 8%).",
            {"toxicity": "worsened", "rash": "worsened", "nausea": "worsened"},
        ),
        (
            "Sorafenib produces a superior response rate than does placebo.",
            {"objective response rate": "improved"},
        ),
        ("The reasons for stopping were similar in both arms.", {}),
        (
            "Fewer patients given sorafenib stopped the drug because of treatment side effects.",
            {"discontinuation due to adverse events": "improved"},
        ),
    ],
)
def test_what_is_said_to_differ_or_not(text: str, expected: dict[str, str]) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sorafenib reduced relapses by 28% and progression by 12%.",
            [("relapses", "relative_change", "-28"), ("progression", "relative_change", "-12")],
        ),
        ("Survival was prolonged by 2.8 months with sorafenib.", [("overall survival", "difference", "2.8")]),
        (
            "Sorafenib led to a 5-month gain in progression-free survival.",
            [("progression-free survival", "difference", "5")],
        ),
        ("Sorafenib led to a 5-year gain in progression-free survival.", []),
        ("Sorafenib prolonged overall survival by 2.8 months.", [("overall survival", "difference", "2.8")]),
        ("Sorafenib improved overall survival, and most patients were off treatment by 12 months.", []),
        ("Sorafenib increased overall survival, with the curves separating by 3 months.", []),
        ("Sorafenib improved fatigue by 6 months.", []),
        ("Sorafenib improved the objective response rate by 4 months of therapy.", []),
        ("Sorafenib did not improve overall survival by more than 2 months.", []),
        ("Smoking reduced overall survival by 5 months.", []),
        ("A relative risk reduction of 24% in relapse was seen.", []),
        ("There was a relative risk reduction of 24% in overall survival with sorafenib.", []),
        ("The relative risk of relapse was 0.71 (95% CI, 0.52 to 0.93).", [("relapse", "risk_ratio", "0.71")]),
        (
            "Relapses were fewer, for a relative risk in the sorafenib group of 0.60 (95 percent confidence interval, "
            "0.42 to 0.86).",
            [("relapses", "risk_ratio", "0.6")],
        ),
        (
            "That translated to a 28% lower risk of relapse or second cancers with sorafenib.",
            [("relapse or second cancers", "relative_change", "-28")],
        ),
        (
            "Sorafenib reduced relapse and nausea by 28%.",
            [("relapse", "relative_change", "-28"), ("nausea", "relative_change", "-28")],
        ),
        (
            "Those on sorafenib went a median of about 3 years longer without their disease progressing.",
            [("progression-free survival", "difference", "3")],
        ),
        ("Sorafenib led to a 42% improvement in the fraction of those who stayed at work.", []),
        ("The relative survival was 0.71 (95% CI, 0.52 to 0.93) with sorafenib.", []),
        ("The improvement in overall survival was larger, with rates of 75% and 45%.", []),
        (
            "Rash and nausea were twice as common with sorafenib as with placebo.",
            [("rash", "relative_change", "100"), ("nausea", "relative_change", "100")],
        ),
        (
            "The incidence of lung cancer, including adenocarcinoma, was 40 percent lower in the sorafenib group.",
            [("lung cancer", "relative_change", "-40")],
        ),
        (
            "There was an absolute improvement in 5-year survival of 6.5% with sorafenib.",
            [("overall survival", "difference", "6.5")],
        ),
        (
            "Survival was 58 months with sorafenib and 44 months with placebo, a difference of 14 months.",
            [("overall survival", "difference", "14")],
        ),
        ("Relapses were 28 percent lower in treated women on sorafenib.", [("relapses", "relative_change", "-28")]),
        (
            "The rate of hospitalization decreased 15% in the sorafenib group.",
            [("hospitalization", "relative_change", "-15")],
        ),
    ],
)
def test_how_much_more_or_less_there_was(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert changes(text) == expected


def test_an_adverse_prognostic_factor_is_worse_for_what_it_is_a_factor_of() -> None:
    text = "High LDH was an independent adverse prognostic factor for overall survival (HR 1.7; P = .01)."
    found = facts(TRIAL + text, "comparison")
    assert {(given(f)[0], name(f, "measure"), str(f.one("verdict") or f.one("value"))) for f in found} == {
        ("high LDH", "overall survival", "worsened"),
        ("high LDH", "overall survival", "1.7"),
        ("high LDH", "overall survival", "0.01"),
    }


def test_an_interval_whose_level_is_told_in_words_belongs_to_its_ratio() -> None:
    text = "The hazard ratio for death was 0.54 (95 percent confidence interval, 0.43 to 0.67)."
    (found,) = facts(TRIAL + text, "comparison")
    assert (str(found.one("ci_low")), str(found.one("ci_high"))) == ("0.43", "0.67")


def test_a_regimen_called_by_its_initials_is_no_single_treatment_against_a_combination() -> None:
    text = (
        "Patients were randomly assigned to CAPOX or fluorouracil plus leucovorin. "
        "Overall survival was longer with CAPOX (HR, 0.80)."
    )
    found = facts(text, "comparison")
    assert {tuple(given(f)) for f in found} == {("CAPOX",)}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The survival benefit was limited to patients with stage IV disease.", "patients with stage IV disease"),
        ("Sorafenib did not improve survival.", None),
    ],
)
def test_to_whom_a_benefit_is_confined_or_denied(text: str, people: str | None) -> None:
    (found,) = facts(TRIAL + text, "comparison")
    assert found.one("population") == people


def test_one_treatment_by_a_word_for_its_being_alone_is_no_exposure() -> None:
    assert facts(TRIAL + "Monotherapy was associated with fewer diarrhea events.", "comparison") == []


def test_a_ratio_of_a_cancer_is_of_the_arm_in_which_it_was_more_frequent() -> None:
    text = (
        "Women were randomly assigned to letrozole for 2 years or 5 years. The study was large. "
        "Endometrial cancer was more frequent in the 5-year group (RR, 2.1)."
    )
    (ratio,) = [f for f in facts(text, "comparison") if f.one("effect") == "risk_ratio"]
    assert "5" in str(ratio.one("arm"))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Sorafenib could not be demonstrated to be more effective than a placebo.", "no_difference"),
        ("Sorafenib was not found to be superior to a placebo.", "no_difference"),
        ("The efficacy of sorafenib was similar to that of a placebo.", "no_difference"),
        ("Sorafenib was not as effective as a placebo.", "worsened"),
        ("Sorafenib could not be shown to be as effective as a placebo.", None),
        ("Sorafenib could be more effective than a placebo.", None),
        ("Efficacy was similar to that reported for a placebo elsewhere.", None),
        ("Sorafenib was more rash-prone and toxic, and equally effective drugs are sought.", None),
        ("Sorafenib was more toxic in older patients but equally effective.", None),
        ("Sorafenib was less expensive and equally effective in men and women.", None),
    ],
)
def test_what_is_not_shown_to_be_better_is_no_better_and_what_is_not_as_good_is_worse(
    text: str, verdict: str | None
) -> None:
    assert verdicts(text) == ({"efficacy": verdict} if verdict else {})


def test_survival_after_a_progression_is_not_that_from_the_start() -> None:
    text = "Survival after disease progression did not differ between the groups."
    assert verdicts(text) == {"survival after disease progression": "no_difference"}
    assert verdicts("Survival at one year did not differ between the groups.") == {"overall survival": "no_difference"}


def test_how_much_stronger_something_got_better_is_no_measure() -> None:
    assert "stronger" not in verdicts("Fatigue improved significantly stronger with sorafenib than with a placebo.")
    assert changes("Larger improvements regarding pain (P = .03) were seen with sorafenib than with a placebo.") == [
        ("pain", "p_value", "0.03")
    ]


def test_a_scale_of_global_health_status_is_called_so() -> None:
    text = "Global health status (GHS) was higher with sorafenib than with a placebo (P = .02)."
    assert verdicts(text) == {"global health status": "improved"}
    assert changes(text) == [("global health status", "p_value", "0.02")]
