"""Results are told of the people whom their own clause names, and not of whom another clause or line names."""

from __future__ import annotations

from prose import facts, given, name

TWO = "Patients were randomly assigned to lenvatinib alone or lenvatinib followed by sorafenib. "


def populations(text: str, effect: str, before: str = TWO) -> dict[str, str]:
    """The people of each figure of an effect."""
    found = [f for f in facts(before + text, "comparison", "abstract") if f.one("effect") == effect]
    return {str(f.one("value")): str(f.one("population") or "") for f in found}


def verdicts(text: str, before: str = TWO) -> set[tuple[str, str]]:
    """Measures with what is said of the direction."""
    found = facts(before + text, "comparison", "abstract")
    return {(name(f, "measure"), str(f.one("verdict"))) for f in found if f.one("effect") == "verdict"}


def test_what_people_are_like_had_an_effect_and_no_arm_had() -> None:
    told = "had no significant effect upon progression-free survival."
    found = facts(f"{TWO}Gender, age, histology, and grade {told}", "comparison", "abstract")
    assert {name for fact in found for name in given(fact)} == {"gender", "age", "histology", "grade"}
    assert verdicts(f"Adding sorafenib {told}") == {("progression-free survival", "no_difference")}


def test_a_p_value_behind_two_labels_is_that_of_no_other_pair() -> None:
    before = (
        "Carriers were randomized to sorafenib (arm A) or lenvatinib (arm B). All others were followed in two ways. "
    )
    text = (
        "The median overall survival was 19 months versus 11 months for arm A and B (p=0.31), and 6 months versus "
        "15 months for arm Y and Z (p=0.04)."
    )
    assert set(populations(text, "p_value", before)) == {"0.31"}


def test_a_p_value_of_another_clause_is_of_its_own_people() -> None:
    text = (
        "Low baseline ferritin (< 30) was associated with shorter progression-free survival (P = 0.02), while the "
        "normal ferritin patients benefit from sorafenib (P = 0.004)."
    )
    assert populations(text, "p_value")["0.004"] == "normal ferritin patients"


def test_two_ratios_in_a_bracket_are_those_of_low_and_high() -> None:
    text = (
        "A trend for an improved progression-free survival hazard ratio with low versus high ferritin was seen in men "
        "(0.52, 95% CI: 0.31-0.88 vs 0.94, 95% CI: 0.61-1.44, respectively)."
    )
    assert populations(text, "hazard_ratio") == {"0.52": "low ferritin", "0.94": "high ferritin"}


def test_a_bound_that_heads_a_ratio_tells_of_whom_it_is() -> None:
    ratios = "≤ 5 cm: 0.72, 95% CI: 0.41-1.19; > 5 cm: 0.86, 95% CI: 0.6-1.3"
    text = f"Overall survival HRs were alike for the two arms ({ratios})."
    assert populations(text, "hazard_ratio") == {"0.72": "≤ 5 cm", "0.86": "> 5 cm"}


def test_people_who_underwent_what_an_arm_had_are_a_part() -> None:
    before = "Patients were randomly assigned to surgery alone or surgery plus sorafenib. "
    text = (
        "The absolute increase in the rate of progression-free survival was 6% (from 31% to 37%; HR 0.81 [0.6-1.1]) in "
        "eligible patients; and 8% (from 35% to 43%; HR 0.77 [0.5-0.98]) in patients undergoing surgery."
    )
    assert populations(text, "hazard_ratio", before) == {
        "0.81": "eligible patients",
        "0.77": "patients undergoing surgery",
    }


def test_what_makes_people_eligible_is_no_result() -> None:
    before = "A study of exceptional responders began with a woman who was given everolimus. They must have:\n\n"
    told = "a treatment in which fewer than 20% of patients had a complete response"
    assert [given(f) for f in facts(f"{before}- Received {told}", "outcome", "nci_news")] == []


def test_a_rate_has_the_time_that_its_sentence_begins_with() -> None:
    text = "Two years after starting treatment, 55% of the people who received sorafenib were still alive."
    assert {str(f.one("timepoint")) for f in facts(TWO + text, "outcome", "abstract")} == {
        "two years after starting treatment"
    }


def test_why_people_stopped_is_named_whole_and_has_its_own_share() -> None:
    before = "In a phase II trial, 80 patients received sorafenib. "
    text = "Of these, 12% discontinued treatment because of physician decision."
    assert {name(f, "measure") for f in facts(before + text, "outcome", "abstract")} == {
        "discontinuation due to physician decision"
    }
    shares = "patient choice (20%), adverse events (13%), or other reasons (9%)"
    text = f"Of these, 42% stopped treatment early because of {shares}."
    told = {str(f.one("value")): name(f, "measure") for f in facts(before + text, "outcome", "abstract")}
    assert (told["42"], told["20"]) == ("treatment discontinuation", "discontinuation due to patient choice")


def test_time_to_a_progression_of_the_disease_is_no_survival() -> None:
    text = "Secondary endpoints included quality of life and the time to clinical disease progression."
    told = {name(f, "measure") for f in facts(TWO + text, "endpoint", "abstract")}
    assert told == {"quality of life", "time to progression"}


def test_who_people_are_is_told_whole_or_not_at_all() -> None:
    text = (
        "A retrospective study included 58 patients. The 2-year overall survival rate was 50% for patients with "
        "thymoma and 30% for patients with mesothelioma who survived to be operated on."
    )
    people = {str(f.one("population")) for f in facts(text, "outcome", "nci_pdq")}
    assert people == {"patients with thymoma", "patients with mesothelioma who survived to be operated on"}
