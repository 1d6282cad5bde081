"""What news pages tell of two or more groups in a story's words: shares of people, counts, how many times as long."""

from __future__ import annotations

import pytest
from prose import facts, given, name

ALLOTTED = "In the trial, patients were randomly assigned to imatinib or a placebo. "
THREE = "Patients were randomly assigned to imatinib alone, imatinib plus nilotinib, or nilotinib plus rituximab. "

Told = tuple[str, list[str], float, str]

FIGURES: list[tuple[str, list[Told]]] = [
    ("On the first day, 71% of patients in the imatinib group had no nausea, compared with 46% in the placebo group.",
     [("no nausea", ["imatinib"], 71, "percent"), ("no nausea", ["placebo"], 46, "percent")]),
    # figures that are called no more than that take up what the sentence before told
    ("On the first day, 71% of patients in the imatinib group had no nausea, compared with 46% in the placebo group. "
     "Later in the week, the proportions were 43% and 21%.",
     [("no nausea", ["imatinib"], 71, "percent"), ("no nausea", ["placebo"], 46, "percent"),
      ("no nausea", ["imatinib"], 43, "percent"), ("no nausea", ["placebo"], 21, "percent")]),
    # of a measure that is named they are that measure's, and where two were told nobody knows whose
    ("At 1 year, 71% of the imatinib group and 46% of the placebo group were alive. The proportions were 43% and 21% "
     "for pain.",
     [("overall survival", ["imatinib"], 71, "percent"), ("overall survival", ["placebo"], 46, "percent")]),
    ("Complete response, meaning no vomiting and no other drug, was more common with imatinib (63% versus 40%).",
     [("complete response", ["imatinib"], 63, "percent"), ("complete response", ["placebo"], 40, "percent")]),
    ("Seventy percent of men in the imatinib group were free of pain at 3 years, compared with 41% of men who got the "
     "placebo.",
     [("freedom from pain", ["imatinib"], 70, "percent"), ("freedom from pain", ["placebo"], 41, "percent")]),
    # two times, two results: they are not set against each other as two arms
    ("In the imatinib group, survival was 70% at 1 year, compared with 41% at 3 years.",
     [("overall survival", ["imatinib"], 70, "percent"), ("overall survival", ["imatinib"], 41, "percent")]),
    ("Lung cancer was diagnosed in 12 women taking imatinib and 31 women taking the placebo.",
     [("incidence of lung cancer", ["imatinib"], 12, "participants"),
      ("incidence of lung cancer", ["placebo"], 31, "participants")]),
    ("At 5 years, 71% of the imatinib group and 46% of the placebo group were free of local recurrence.",
     [("freedom from local recurrence", ["imatinib"], 71, "percent"),
      ("freedom from local recurrence", ["placebo"], 46, "percent")]),
    # 2.5 years is when, though the share is told behind a word of it
    ("The event-free survival at 2.5 years was the same in both groups (83 percent).",
     [("event-free survival", ["imatinib"], 83, "percent"), ("event-free survival", ["placebo"], 83, "percent")]),
    ("More than 90 percent were free of lymphoma at 5 years regardless of treatment.",
     [("freedom from lymphoma", ["imatinib"], 90, "percent"), ("freedom from lymphoma", ["placebo"], 90, "percent")]),
    ("Thirteen percent of the imatinib group had no detectable tumor, twice as many as in the placebo group (6%).",
     [("no detectable tumor", ["imatinib"], 13, "percent"), ("no detectable tumor", ["placebo"], 6, "percent")]),
    ("The chance that the cancer would come back fell from 27% with the placebo to 20% with imatinib.",
     [("recurrence", ["placebo"], 27, "percent"), ("recurrence", ["imatinib"], 20, "percent")]),
    ("Twelve percent of patients in the imatinib group had experienced treatment failure.",
     [("treatment failure", ["imatinib"], 12, "percent")]),
    ("Ninety percent of the imatinib group and 80 percent of the placebo group completed the study.",
     [("completion of study", ["imatinib"], 90, "percent"), ("completion of study", ["placebo"], 80, "percent")]),
    ("The 5-year rate of recurrence-free survival was 41 percent in the imatinib group, compared with 30 percent in "
     "the placebo group.",
     [("recurrence-free survival", ["imatinib"], 41, "percent"),
      ("recurrence-free survival", ["placebo"], 30, "percent")]),
    ("One-third of the patients in the imatinib arm, but only one in ten in the placebo arm, were alive after 3 years.",
     [("overall survival", ["imatinib"], 33.3, "percent"), ("overall survival", ["placebo"], 10, "percent")]),
    ("Half of the patients in the imatinib group had their tumors shrink or disappear, compared with 20% of those in "
     "the placebo group.",
     [("objective response rate", ["imatinib"], 50, "percent"),
      ("objective response rate", ["placebo"], 20, "percent")]),
    ("After 2 years, 82% of the imatinib group had not had their disease progress, died, or needed additional therapy, "
     "compared with 77% of the placebo group.",
     [("progression-free survival", ["imatinib"], 82, "percent"),
      ("progression-free survival", ["placebo"], 77, "percent")]),
    # what did not befall so many is not what they had
    ("Two years later, 62% of people in the imatinib group hadn't had their cancer return, compared with 41% of those "
     "in the placebo group.",
     [("freedom from recurrence", ["imatinib"], 62, "percent"),
      ("freedom from recurrence", ["placebo"], 41, "percent")]),
    ("Ninety percent of the imatinib group had not relapsed by 4 years.",
     [("freedom from relapse", ["imatinib"], 90, "percent")]),
    ("And 18% of people in the imatinib group had no signs of cancer in the tissue removed during surgery, compared "
     "with just 4% of those in the placebo group.",
     [("pathologic complete response", ["imatinib"], 18, "percent"),
      ("pathologic complete response", ["placebo"], 4, "percent")]),
    ("Two men in the imatinib group and 15 in the placebo group had developed a second lung cancer.",
     [("incidence of second lung cancer", ["imatinib"], 2, "participants"),
      ("incidence of second lung cancer", ["placebo"], 15, "participants")]),
    ("Forty percent of those in the placebo group switched to imatinib when their disease progressed.",
     [("crossover", ["placebo"], 40, "percent")]),
    # when something was so is not what was given
    ("On the first day, 71% of patients in the imatinib group had no nausea, compared with 46% in the placebo group. "
     "In the 5 days after chemotherapy, the proportions were 43% and 21%, and over 10 days they were 35% and 20%.",
     [("no nausea", [arm], share, "percent") for shares in ((71, 46), (43, 21), (35, 20))
      for arm, share in zip(("imatinib", "placebo"), shares, strict=True)]),
    ("In the end, only 53 of the 585 people in the imatinib group (9%) needed radiation therapy.",
     [("radiation therapy", ["imatinib"], 53, "participants"), ("radiation therapy", ["imatinib"], 9, "percent")]),
    # a number of a name is none of people: "IMIT 9001"
    ("In a trial called IMIT 61, 73 percent of the imatinib group and 58 percent of the placebo group were alive.",
     [("overall survival", ["imatinib"], 73, "percent"), ("overall survival", ["placebo"], 58, "percent")]),
    ("The cancer had progressed in 37 percent of those who took imatinib and in 65 percent of those who took the "
     "placebo.",
     [("disease progression", ["imatinib"], 37, "percent"), ("disease progression", ["placebo"], 65, "percent")]),
    ("Three people in the imatinib group, but none in the placebo group, stopped treatment because of side effects.",
     [("discontinuation due to adverse events", ["imatinib"], 3, "participants"),
      ("discontinuation due to adverse events", ["placebo"], 0, "participants")]),
    ("In the imatinib group, 73% were able to have a stem cell transplant, compared with 45% in the placebo group.",
     [("stem cell transplant", ["imatinib"], 73, "percent"), ("stem cell transplant", ["placebo"], 45, "percent")]),
    ("Response rates were about the same in the two groups, 40% and 43%, but higher at first with imatinib.",
     [("objective response rate", ["imatinib"], 40, "percent"),
      ("objective response rate", ["placebo"], 43, "percent")]),
    ("People in the imatinib group went a median of 11 months before their cancer progressed, versus 5 months for "
     "those in the placebo group. For women, the difference was even larger (17 versus 4 months).",
     [("progression-free survival", [arm], months, "months") for times in ((11, 5), (17, 4))
      for arm, months in zip(("imatinib", "placebo"), times, strict=True)]),
    # how great a difference was is no figure of either
    ("Median survival was 11 months with imatinib and 9 months with the placebo. The benefit was 2 months.",
     [("overall survival", ["imatinib"], 11, "months"), ("overall survival", ["placebo"], 9, "months")]),
    ("Women in the imatinib group lived about 30 months, compared with about 25 months for women in the other group.",
     [("overall survival", ["imatinib"], 30, "months"), ("overall survival", ["placebo"], 25, "months")]),
    ("Serious side effects, including fatigue and diarrhea, were seen in 34% of the imatinib group and 32% of the "
     "placebo group.",
     [("serious adverse events", ["imatinib"], 34, "percent"), ("serious adverse events", ["placebo"], 32, "percent")]),
    ("The cancer came back elsewhere in the body in 29% of those treated with imatinib and 39% of those treated with "
     "the placebo.",
     [("recurrence", ["imatinib"], 29, "percent"), ("recurrence", ["placebo"], 39, "percent")]),
    ("After 8 years, 19 percent of the imatinib group and 25 percent of the placebo group reported changes in the "
     "appearance of the skin.",
     [("changes in the appearance of the skin", ["imatinib"], 19, "percent"),
      ("changes in the appearance of the skin", ["placebo"], 25, "percent")]),
    ("Six patients in the imatinib group died of causes considered to be related to the treatment.",
     [("treatment-related deaths", ["imatinib"], 6, "participants")]),
    ("After 2 years, 75 women taking imatinib had a recurrence, compared with 132 women taking the placebo.",
     [("recurrence", ["imatinib"], 75, "participants"), ("recurrence", ["placebo"], 132, "participants")]),
    ("A year later, the cancer had not progressed in 25 percent of the imatinib group and 7 percent of the placebo "
     "group.",
     [("progression-free survival", ["imatinib"], 25, "percent"),
      ("progression-free survival", ["placebo"], 7, "percent")]),
    ("Eleven percent of those on imatinib and 1 percent of those on the placebo dropped out because of side effects.",
     [("discontinuation due to adverse events", ["imatinib"], 11, "percent"),
      ("discontinuation due to adverse events", ["placebo"], 1, "percent")]),
    # what "it" was is what the sentence before measures
    ("Among people with small tumors, median survival was 14 months with imatinib and 15 months with the placebo. In "
     "people with large tumors, it was 11 months with imatinib and 5 months with the placebo.",
     [("overall survival", ["imatinib"], 14, "months"), ("overall survival", ["placebo"], 15, "months"),
      ("overall survival", ["imatinib"], 11, "months"), ("overall survival", ["placebo"], 5, "months")]),
    ("At 1 year, 47% of the imatinib group and 7% of the placebo group were alive with no progression.",
     [("progression-free survival", ["imatinib"], 47, "percent"),
      ("progression-free survival", ["placebo"], 7, "percent")]),
    # what made people do something is not what so many had
    ("Joint pain led 34 percent of women to stop.", []),
    # in a bracket that closes before the next clause begins
    ("Although fewer patients in the imatinib group received care at home (33% versus 54%), they lived a median of 11 "
     "months, compared with 9 months for those who received the placebo.",
     [("overall survival", ["imatinib"], 11, "months"), ("overall survival", ["placebo"], 9, "months")]),
    # those who were given what is no arm's
    ("Median survival in the imatinib group was 66 months, longer than for women who received older drugs, who "
     "survived a median of 50 months.", [("overall survival", ["imatinib"], 66, "months")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), FIGURES)
def test_shares_of_groups_are_read_with_what_their_people_had(text: str, told: list[Told]) -> None:
    found = facts(ALLOTTED + text, "outcome")
    values = [(name(f, "measure"), given(f), float(str(f.one("value"))), f.one("unit")) for f in found]
    assert sorted(values, key=str) == sorted(((m, arm, float(v), unit) for m, arm, v, unit in told), key=str)


def test_each_of_three_groups_has_its_share_and_an_age_is_none() -> None:
    text = (
        "In the 300 patients younger than 35, 66 percent of those in the imatinib-alone group remained free of "
        "lymphoma at 5 years, versus 77 percent with imatinib plus nilotinib and 82 percent with nilotinib plus "
        "rituximab."
    )
    found = [(given(f), f.one("value")) for f in facts(THREE + text, "outcome")]
    both = [(["imatinib", "nilotinib"], 77), (["nilotinib", "rituximab"], 82)]
    assert sorted(found, key=str) == sorted([(["imatinib"], 66), *both], key=str)


def test_those_of_an_arm_whom_something_befell_are_not_its_size() -> None:
    befell = "In all, 310 women assigned to imatinib and 247 women assigned to nilotinib had developed lung cancer."
    took = "In all, 310 women were assigned to imatinib and 247 to nilotinib."
    assert [f.one("size") for f in facts(befell, "arm")] == [None, None]
    assert sorted(f.one("size") for f in facts(took, "arm")) == [247, 310]  # type: ignore[type-var]


VERDICTS = [
    ("Patients who received imatinib lived about twice as long without their cancer coming back as those who got the "
     "placebo.", [("disease-free survival", 100), ("disease-free survival", "improved")]),
    ("Patients in the imatinib group lived more than 3 times as long as those in the placebo group.",
     [("overall survival", "improved")]),
    ("Rash was three times as common in the imatinib group.", [("rash", 200), ("rash", "worsened")]),
    ("Rash was as common in the imatinib group as in the placebo group.", []),
    ("There was no difference between the groups in how many people were alive.",
     [("overall survival", "no_difference")]),
    ("There was no difference between the groups in how many people were in the trial.", []),
    ("Patients in the imatinib group were less likely to complete their treatment than those in the placebo group.",
     [("completion of treatment", "worsened")]),
    ("Patients in the imatinib group went nearly 3 months longer before their disease got worse than those in the "
     "placebo group.", [("progression-free survival", 3), ("progression-free survival", "improved")]),
    ("Patients treated with imatinib had a 34% lower rate of disease progression or death than those treated with the "
     "placebo.", [("progression-free survival", -34), ("progression-free survival", "improved")]),
    ("Women who received imatinib were as likely to have a relapse as those who received the placebo.", []),
    ("Fewer patients in the imatinib group had a worsening of their quality of life (31 percent, compared with 66 "
     "percent in the placebo group).", [("worsening of quality of life", "improved")]),
    ("Progression-free survival more than doubled, from 5 months in the placebo group to 11 months in the imatinib "
     "group.", [("progression-free survival", 100), ("progression-free survival", "improved")]),
    ("Survival was more than twice as high with imatinib.",
     [("overall survival", 100), ("overall survival", "improved")]),
    ("People in the imatinib group were more likely to be symptom free.", [("symptom free", "improved")]),
    # how many had some of it sets nothing apart
    ("Fifty-nine percent of those taking imatinib, but 38 percent of those taking the placebo, had any decrease in "
     "pain.", []),
    # more who had none of it is no more of it
    ("More patients in the imatinib group had no pain.", []),
    ("Fewer patients in the imatinib group went home, but they lived longer than those in the placebo group.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), VERDICTS)
def test_verdicts_on_groups_are_read_as_stories_tell_them(text: str, told: list[tuple[str, object]]) -> None:
    found = facts(ALLOTTED + text, "comparison")
    assert all((given(f), given(f, "comparator")) == (["imatinib"], ["placebo"]) for f in found)
    values = [(name(f, "measure"), f.one("verdict") or f.one("value")) for f in found]
    assert sorted(values, key=str) == sorted(told, key=str)


TWICE = (
    "For the trial, 540 patients were assigned to standard-dose (60 Gy) or high-dose (74 Gy) radiation. Patients in "
    "each group were also assigned to receive imatinib or not. "
)
"""A trial that allots its people twice."""


def test_of_two_allotments_each_result_is_told_of_its_own() -> None:
    text = (
        "Median survival was 28 months for patients who received standard-dose radiation and 21 months for those who "
        "received high-dose radiation, a 36 percent increase in the risk of death with the higher dose. Severe side "
        "effects were more common in patients treated with imatinib (84 percent versus 71 percent)."
    )
    arms = [f.one("arm") for f in facts(TWICE, "arm")]
    assert sorted(str(getattr(arm, "detail", "")) for arm in arms) == ["", "", "high-dose", "standard-dose"]
    found = facts(TWICE + text, "comparison")
    told = {(name(f, "measure"), *given(f), getattr(f.one("arm"), "detail", "")) for f in found}
    assert told == {("overall survival", "radiation therapy", "high-dose"), ("severe side effects", "imatinib", "")}
    outcomes = {(f.one("value"), *given(f)) for f in facts(TWICE + text, "outcome")}
    assert {(84, "imatinib"), (71, "no treatment")} < outcomes


def test_a_group_called_by_a_kind_of_treatment_is_given_what_its_people_had() -> None:
    text = (
        "In the trial, people were randomly assigned to chemotherapy or chemoradiation. People assigned to "
        "chemotherapy had six cycles of cisplatin. At 5 years, 80% of people in the chemotherapy group were alive, "
        "compared with 79% in the chemoradiation group."
    )
    assert [given(f) for f in facts(text, "arm")] == [["chemoradiation therapy"], ["cisplatin"]]
    assert [(given(f), f.one("value")) for f in facts(text, "outcome")] == [
        (["cisplatin"], 80), (["chemoradiation therapy"], 79),
    ]  # fmt: skip
    changed = ALLOTTED + "Patients in the placebo group received imatinib later."
    assert [given(f) for f in facts(changed, "arm")] == [["imatinib"], ["placebo"]]


def test_a_group_whose_people_had_one_drug_or_another_is_still_called_by_its_kind() -> None:
    text = (
        "In the trial, patients were randomly assigned to chemotherapy or chemoradiation. Patients in the chemotherapy "
        "group received cisplatin or etoposide."
    )
    assert [given(f) for f in facts(text, "arm")] == [["chemotherapy"], ["chemoradiation therapy"]]


def test_a_trial_is_named_in_apposition() -> None:
    text = "In the second trial, LATTICE, 300 men were randomly assigned to imatinib or a placebo."
    other = "In the second trial, Monday, 300 men were randomly assigned to imatinib or a placebo."
    assert {name(f, "trial") for f in facts(text, "arm")} == {"LATTICE"}
    assert {name(f, "trial") for f in facts(other, "arm")} == {"study"}


def test_two_groups_are_set_against_each_other_by_how_well_they_did() -> None:
    text = (
        "In the trial, people who received imatinib did as well as those who received nilotinib. After 5 years, there "
        "was no difference between the two groups in how many people were alive (88.5% versus 89.2%)."
    )
    assert [(given(f), str(f.one("value"))) for f in facts(text, "outcome")] == [
        (["imatinib"], "88.5"), (["nilotinib"], "89.2"),
    ]  # fmt: skip


def test_pain_that_lessened_is_no_side_effect() -> None:
    lessened = "Pain lessened in more than two-thirds of the imatinib group but in only a quarter of the placebo group."
    assert facts(ALLOTTED + lessened, "adverse_event") == []
    assert facts(ALLOTTED + lessened.replace("lessened", "occurred"), "adverse_event") != []


def test_a_difference_in_points_is_no_relative_change() -> None:
    text = "The risk of dying of lung cancer was 10 percentage points lower in the imatinib group."
    found = [(name(f, "measure"), f.one("effect"), f.one("value")) for f in facts(ALLOTTED + text, "comparison")]
    assert ("death from lung cancer", "difference", -10) in found
    assert not any(effect == "relative_change" for _, effect, _ in found)
