"""Arms that only a result tells of, where nothing else says what a trial gave its participants."""

from __future__ import annotations

import pytest
from prose import facts, given

CLAIMED = [
    ("Interim results from a clinical trial show that the drug imatinib extended survival compared with a placebo.",
     [["imatinib"], ["placebo"]]),
    ("For children with relapsed leukemia, nilotinib is superior to standard chemotherapy, a trial shows.",
     [["nilotinib"], ["standard chemotherapy"]]),
    ("A large trial shows that adding erlotinib to gemcitabine can improve how long people live.",
     [["erlotinib", "gemcitabine"], ["gemcitabine"]]),
    ("In a small clinical trial, sorafenib shrank tumors in half of the participants.",
     [["sorafenib"]]),
    ("Results from a randomized trial show that patients treated with radiation and cetuximab had shorter survival "
     "compared with cisplatin.",
     [["cetuximab", "radiation therapy"], ["cisplatin"]]),
    ("Giving the drug imatinib after surgery increased survival of infants, a recent trial showed.", [["imatinib"]]),
    ("Results of a study suggest that combining nilotinib and erlotinib may delay the need for surgery.",
     [["erlotinib", "nilotinib"]]),
    ("People with a rare sarcoma appear to benefit from sorafenib, a small trial suggests.", [["sorafenib"]]),
    ("A trial shows that people who are treated with nilotinib, a kinase inhibitor, can live for decades.",
     [["nilotinib"]]),
    ("Adding erlotinib to gemcitabine may be a new option for some, early results of a trial suggest.",
     [["erlotinib", "gemcitabine"]]),
    ("The agency approved erlotinib for lung cancer. In a small clinical trial, the drug shrank tumors in most people.",
     [["erlotinib"]]),
    ("In a large trial, imatinib greatly improved outcomes compared with treatments typically used there.",
     [["imatinib"], ["treatments typically used"]]),
    ("FDA approved erlotinib based on a trial showing that, when added to gemcitabine, the drug extended survival.",
     [["erlotinib", "gemcitabine"], ["gemcitabine"]]),
    ("This trial tested the addition of nilotinib to standard treatment for children with leukemia.",
     [["nilotinib", "standard of care"], ["standard of care"]]),
    ("An ongoing trial is evaluating whether exercise reduces fatigue in women with breast cancer.", [["exercise"]]),
    ("A trial is testing imatinib in people with lung cancer.", [["imatinib"]]),
    ("A randomized trial will compare the combination of nilotinib and erlotinib with imatinib in lung cancer.",
     [["erlotinib", "nilotinib"], ["imatinib"]]),
    ("In a clinical trial, imatinib helped people live longer after surgery than chemotherapy.",
     [["imatinib"], ["chemotherapy"]]),
    ("In a large trial, treatment with imatinib after surgery helped people live longer than those who got a placebo.",
     [["imatinib"], ["placebo"]]),
    ("In some patients with melanoma, radiation therapy following surgery does not improve survival compared with "
     "surgery alone, a new study has found.", [["radiation therapy", "surgery"], ["surgery"]]),
    ("Erlotinib is approved for lung cancer. A large trial showed that the drug was more effective than chemotherapy.",
     [["erlotinib"], ["chemotherapy"]]),
    ("A large trial found that imatinib improves survival. People treated with imatinib lived longer than those "
     "treated with older kinase inhibitors.", [["imatinib"], ["older kinase inhibitors"]]),
    ("Imatinib, a new kind of targeted therapy, shrank tumors in half of the patients in an early-stage trial.",
     [["imatinib"]]),
    ("Findings from a large study show that taking aspirin daily did not lower the risk of liver cancer.",
     [["aspirin"]]),
    ("In a small study, an experimental drug called SRF-101 shrank tumors in half of the patients.", [["SRF-101"]]),
    ("A trial took 90 people. The trial will help confirm if nilotinib and erlotinib help them live longer.",
     [["erlotinib", "nilotinib"]]),
    # no trial of people, nothing that was found, or no subject
    ("A retrospective study suggested that patients with small tumors may benefit from sorafenib.", []),
    ("In a study of mice, sorafenib shrank tumors.", []),
    ("A planned trial will show whether sorafenib improves survival.", []),
    ("A trial found that in patients after surgery improved scans led to fewer biopsies.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "arms"), CLAIMED)
def test_a_result_tells_of_arms_where_nothing_else_does(text: str, arms: list[list[str]]) -> None:
    assert sorted(sorted(given(f)) for f in facts(text, "arm")) == sorted(arms)


TRIED = [
    ("Nilotinib, a selective inhibitor, was evaluated in a phase II study of 61 patients with leukemia.",
     [["nilotinib"]]),
    ("A phase II trial using erlotinib plus rituximab included patients with lymphoma.", [["erlotinib", "rituximab"]]),
    ("A randomized controlled trial of yoga showed better sleep.", [["yoga"]]),
    ("The study compared a 5-day regimen of cisplatin with an 8-day regimen of imatinib.",
     [["cisplatin"], ["imatinib"]]),
    ("In another phase III trial that compared the erlotinib-imatinib combination with sorafenib alone, all did well.",
     [["erlotinib", "imatinib"], ["sorafenib"]]),
    ("A phase II trial using erlotinib in mice is under way.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "arms"), TRIED)
def test_what_a_trial_tried_is_its_arm(text: str, arms: list[list[str]]) -> None:
    assert sorted(sorted(given(f)) for f in facts(text, "arm")) == sorted(arms)


def test_people_taken_by_what_they_are_given_anyway_are_no_arm() -> None:
    text = "A randomized trial tested exercise, compared with usual care, in 153 women receiving endocrine therapy."
    assert ["endocrine therapy"] not in [given(f) for f in facts(text, "arm")]


def test_what_people_were_not_given_is_no_arm() -> None:
    assert facts("In one study, 16 patients with small tumors were not treated with cisplatin.", "arm") == []


BASED = [
    ("The agency granted approval to imatinib in combination with an aromatase inhibitor for women with breast cancer. "
     "This indication is based on MAPLE-2 (NCT01234567), where either anastrozole or letrozole was chosen.",
     [["anastrozole", "imatinib"], ["imatinib", "letrozole"]]),
    ("The agency granted approval to sunitinib for adults with kidney cancer. This indication is based on Study "
     "AB120 (NCT01234567), a randomized, double-blind, placebo-controlled trial of 90 adults.",
     [["placebo"], ["sunitinib"]]),
    ("The agency granted approval to nilotinib in combination with chemotherapy for adults with leukemia. This "
     "indication is based on OAKTREE (NCT01234567), a randomized trial in which regimens were: vincristine "
     "(induction); and methotrexate (consolidation).",
     [["chemotherapy", "nilotinib"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "arms"), BASED)
def test_a_label_tells_of_the_arms_of_the_trials_it_rests_on(text: str, arms: list[list[str]]) -> None:
    assert sorted(sorted(given(f)) for f in facts(text, "arm", "label")) == sorted(arms)


def test_what_a_list_ends_with_is_given_in_every_arm() -> None:
    text = "Women were randomly assigned to goserelin and either letrozole or anastrozole, in addition to ribociclib."
    assert sorted(sorted(given(f)) for f in facts(text, "arm")) == [
        ["anastrozole", "goserelin", "ribociclib"],
        ["goserelin", "letrozole", "ribociclib"],
    ]


def test_who_had_an_outcome_is_no_size_of_an_arm() -> None:
    text = (
        "A randomized study compared nilotinib with imatinib. Progression occurred in 17 patients who received "
        "imatinib (14%) and in 9 patients who received nilotinib (7%)."
    )
    assert [f.one("size") for f in facts(text, "arm")] == [None, None]
