"""What a sentence says of its figures besides: of which of the people, which operation, on which schedule."""

from __future__ import annotations

import pytest
from prose import TRIAL, detail, facts, figures, given, name

TESTED = "Sorafenib was studied in 60 people with thymoma. "
LOOKED_AT = "A study looked at 60 people with thymoma. "


def people(text: str, source: str = "nci_research") -> set[str]:
    """Of whom the outcomes of a text are told; "" for everybody."""
    return {str(f.one("population") or "") for f in facts(f"# Thymoma\n\n{text}", "outcome", source)}


def details(text: str, kind: str) -> set[tuple[str, str]]:
    """What the arms of a kind of fact were given, and how."""
    return {(" and ".join(given(f)), detail(f)) for f in facts(text, kind)}


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        (TESTED + "Eight of 19 patients who received treatment for their first relapse had a complete response.",
         "patients who received treatment for their first relapse"),
        (TESTED + "Eight of 19 (42%) patients with liver metastases had a complete response.",
         "patients with liver metastases"),
        (TESTED + "With R0 resection (no residuum), PFS was 29 months.", "With R0 resection"),
        (TESTED + "Patients who had a late relapse (>1 year) were treated with sorafenib for 2 years and achieved a "
         "5-year event-free survival rate of 81%.", "Patients who had a late relapse"),
        (TESTED + "Of four patients with lung metastases who were treated with sorafenib, one patient had a complete "
         "response.", "four patients with lung metastases"),
        (LOOKED_AT + "The prevalence of goiter was 56.4% in individuals exposed to cranial radiation therapy at doses "
         "of 18 Gy or higher.", "individuals exposed to cranial radiation therapy at doses of 18 Gy or higher"),
        (LOOKED_AT + "The long-term control rate was 80% in adults.", "adults"),
        (TESTED + "Of the 405 patients with intramucosal disease, 278 underwent resection, with 2% local recurrence.",
         "278 underwent resection"),
        (TESTED + "The 5-year incidence of hearing loss was 50% if the mean dose was higher than 30 Gy.",
         "if the mean dose was higher than 30 Gy"),
    ],
)  # fmt: skip
def test_a_figure_of_some_of_the_people_says_of_which(text: str, whom: str) -> None:
    assert people(text) == {whom}


def test_those_whom_a_sentence_begins_with_are_told_with_the_parts_that_it_makes_of_them() -> None:
    text = (
        "Among patients who received transplants for thymoma, the 3-year EFS rate was poorer in older patients (38% "
        "for patients aged ≥8 years vs. 86% for patients aged <8 years; P < .001)."
    )
    led = "patients who received transplants for thymoma; patients aged "
    assert people(LOOKED_AT + text, "nci_pdq") == {led + "≥8 years", led + "<8 years"}


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("A trial compared surgery with radiation therapy in 300 people. Local control rates were 70% for surgery with "
         "or without radiation therapy versus 69% for radiation therapy alone.", "outcome",
         {("surgery", "with or without radiation therapy"), ("radiation therapy", "")}),
        ("One analysis found a local recurrence rate of 8% after an en bloc resection and 51% after a thymectomy.",
         "outcome", {("surgical resection", "en bloc"), ("thymectomy", "")}),
        ("A study compared usual care with psychotherapy in 90 women. Patients receiving meaning-making psychotherapy "
         "showed significant improvements in depression, compared with usual care.", "comparison",
         {("psychotherapy", "meaning-making")}),
        ("Among 89 patients treated with a 10-day irinotecan schedule, there were 47 objective responses.", "outcome",
         {("irinotecan", "10-day")}),
        ("A trial tested paclitaxel in 300 people. The weekly paclitaxel regimen had a higher rate of anemia.",
         "adverse_event", {("paclitaxel", "weekly")}),
        ("A trial tested paclitaxel in 300 people. Weekly paclitaxel had a higher rate of anemia.", "adverse_event",
         {("paclitaxel", "")}),
        (LOOKED_AT + "Children who were treated with surgery, risk-adapted craniospinal irradiation, and "
         "dose-intensive chemotherapy had a higher risk of stroke.", "comparison",
         {("chemotherapy and craniospinal irradiation and surgery",
           "risk-adapted craniospinal irradiation, dose-intensive chemotherapy")}),
    ],
)  # fmt: skip
def test_an_arm_says_which_treatment_it_had_where_its_sentence_does(
    text: str, kind: str, told: set[tuple[str, str]]
) -> None:
    assert details(text, kind) == told


@pytest.mark.parametrize(
    "joint", ["in addition to", "complementary to", "therapy complementary to", "as an adjuvant to"]
)
def test_what_a_treatment_was_added_to_was_given_too(joint: str) -> None:
    text = (
        f"Women treated with sorafenib {joint} their conventional treatment had longer survival than patients treated "
        "with conventional treatment alone."
    )
    told = [(given(f), given(f, "comparator"), f.one("verdict")) for f in facts(text, "comparison")]
    assert told == [(["sorafenib", "standard of care"], ["standard of care"], "improved")]


@pytest.mark.parametrize(
    "text",
    [
        "There was no significant difference in overall survival between carriers and noncarriers.",
        "Dual carriers had an elevated risk of relapse.",
        "Four somatic alterations were associated with inferior survival.",
        "In a study of people with goiter, survivors demonstrated elevated risks of a stroke.",
        "The incidence of melanoma is higher for sun-protected rather than sun-exposed skin.",
        "Smoking, obesity, and low physical activity were associated with an elevated risk of a stroke.",
    ],
)
def test_who_is_set_apart_by_what_stands_elsewhere_is_no_group(text: str) -> None:
    assert facts(LOOKED_AT + text, "comparison") == []


def test_more_harm_that_did_not_impair_something_else_is_more_harm() -> None:
    text = TRIAL + "The increase of toxicity observed in the sorafenib arm did not significantly impair the dose."
    assert [f.one("verdict") for f in facts(text, "comparison")] == ["worsened"]


def test_a_share_like_that_of_another_thing_is_not_the_other_things() -> None:
    text = "The prevalence of variants in 94 families was 3.2%, similar to the proportion of Lynch syndrome elsewhere."
    assert "lynch syndrome" not in {measure for measure, _, _ in figures(LOOKED_AT + text)}


@pytest.mark.parametrize(
    ("said", "kind"), [("CR + CRp", "platelet"), ("CR or CRi", "hematologic"), ("CR/CRi", "hematologic")]
)
def test_responses_that_are_counted_together_are_one_measure(said: str, kind: str) -> None:
    text = f"{TRIAL}CRi = CR with incomplete hematologic recovery. The {said} rate was 54% with sorafenib."
    (measure,) = {measure for measure, _, _ in figures(text)}
    assert measure == f"complete response or complete response with incomplete {kind} recovery"


def test_the_items_below_a_number_are_what_its_line_announces() -> None:
    text = (
        "1. A trial compared sorafenib with sunitinib in 300 people.\n\n2. The most frequent grade 3 or grade 4 "
        "adverse events for patients given sorafenib or sunitinib included:\n\n- Rash (10% for sorafenib vs. 0% for "
        "sunitinib).\n- Nausea (9% for sorafenib vs. 2% for sunitinib).\n3. Overall, 5% died.\n"
    )
    told = {(name(f, "event"), str(f.one("value")), f.one("grade")) for f in facts(text, "adverse_event")}
    assert told == {("rash", "10", "3-4"), ("rash", "0", "3-4"), ("nausea", "9", "3-4"), ("nausea", "2", "3-4")}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Nausea or vomiting was seen with sorafenib, and infections with a normal neutrophil count in 4%.", ""),
        ("Adverse events of sorafenib included nausea or vomiting (12%) and rash (4%).", "nausea or vomiting"),
        ("Serious adverse events included leaks (30 events) and infections with normal neutrophil count (12 events).",
         "infections with normal neutrophil count"),
    ],
)  # fmt: skip
def test_an_event_is_told_with_what_limits_it_and_with_what_is_counted_in_one(text: str, event: str) -> None:
    told = {name(fact, "event") for fact in facts(TESTED + text, "adverse_event") if str(fact.one("value")) == "12"}
    assert told == ({event} if event else set())


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Serious drug-related adverse events occurred in 8% of patients.", "serious drug-related adverse events"),
        ("Complete response (CR) + unconfirmed CR (CRu) was seen in 8%.", "complete response or CRu"),
        ("Fifty patients (8%) reported a high level of satisfaction.", "high level of satisfaction"),
        ("In those with thymoma, 8% reported a severe symptom.", None),
        ("Eight percent of discontinuations were caused by adverse events.", None),
    ],
)  # fmt: skip
def test_what_is_counted_is_told_by_all_its_words_or_not_at_all(text: str, measure: str | None) -> None:
    told = {name(fact, "measure") for fact in facts(TESTED + text, "outcome") if str(fact.one("value")) == "8"}
    assert told == ({measure} if measure else set())
