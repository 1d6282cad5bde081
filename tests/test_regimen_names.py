"""Arms by the acronym that stands in a bracket behind their drugs and doses, where the document goes on to use it."""

from __future__ import annotations

import pytest
from prose import document, facts, lexicon

from kg.model import Arm
from kg.reading.annotate import annotate
from kg.reading.customary import customary
from kg.reading.read import read


def arms(text: str) -> list[list[str]]:
    """What the arms of a text are called."""
    found = read(document(text, "journal_abstract"), lexicon()).findings
    parts = [f.fact.one("arm") for f in found if f.fact.kind == "arm"]
    return [[c.shown for c in part.interventions] for part in parts if isinstance(part, Arm)]


DOSED = [
    ("Patients were randomly assigned to docetaxel 60 mg/m2 day 1 and cisplatin 80 mg/m2 day 1 every 3 weeks (DP), or "
     "vindesine 3 mg/m2 on days 1, 8, and 15 and cisplatin 80 mg/m2 on day 1 every 4 weeks (VdsP). The response rate "
     "was 37% for DP and 21% for VdsP.", [["DP"], ["VdsP"]]),
    ("Patients were randomly assigned to one of two regimens: carboplatin AUC 6.0 min × mg/ml (area under the curve) "
     "on day 1 plus docetaxel 60 mg/m2 on day 1 every 3 weeks (CD; n = 40); or cisplatin 80 mg/m2 on day 1 plus "
     "topotecan 1 mg/m2 on days 1-5 every 3 weeks (PT; n = 41). The response rate was 32% in CD and 30% in PT.",
     [["CD"], ["PT"]]),
    ("Women were randomized between topotecan (0.75 mg/m2) on days 1–3 + paclitaxel (175 mg/m2) on day 1 (PT) and "
     "cisplatin (50 mg/m2) on day 1 + vinorelbine (25 mg/m2) on days 1 and 8 (CV). Survival was 12 months with PT and "
     "15 months with CV.", [["PT"], ["CV"]]),
    ("Patients were randomly allocated to either etoposide, cyclophosphamide, lomustine and vindesine (ECLV; 60 "
     "patients) or etoposide and vindesine (EV; 62 patients). Response was 60% with ECLV and 50% with EV. ECLV was "
     "more toxic than EV. Few stopped ECLV, and none EV.", [["ECLV"], ["EV"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), DOSED)
def test_drugs_with_their_doses_go_by_the_acronym_behind_them(text: str, named: list[list[str]]) -> None:
    assert arms(text) == named


SPELLED = [
    # one is the other and one drug more: the document tells them apart by that drug
    ("Women were randomized to cyclophosphamide 600 mg/m2, doxorubicin 50 mg/m2 and topotecan 1 mg/m2 (CAT) or "
     "cyclophosphamide 750 mg/m2 and topotecan 1 mg/m2 (CT) every 3 weeks. Response was 65% with CAT and 60% with CT.",
     [["cyclophosphamide", "doxorubicin", "topotecan"], ["cyclophosphamide", "topotecan"]]),
    # nothing but the bracket calls it so
    ("Patients were randomly assigned to docetaxel 60 mg/m2 on day 1 and cisplatin 80 mg/m2 on day 1 (DP) or to "
     "gemcitabine. Response was 37% with docetaxel and cisplatin.", [["cisplatin", "docetaxel"], ["gemcitabine"]]),
    # initials of one drug
    ("Patients were randomly assigned to dacarbazine 1000 mg/m2 (DTIC) or temozolomide 200 mg/m2 for 5 days (TMZ). "
     "Survival was 7.7 months with TMZ and 6.4 months with DTIC.", [["dacarbazine"], ["temozolomide"]]),
    # letters of something else behind the drugs
    ("Patients were randomly assigned to docetaxel 60 mg/m2 on day 1 and cisplatin 80 mg/m2 on day 1 (MTD) or to "
     "gemcitabine. The MTD was kept, and MTD was well tolerated.", [["cisplatin", "docetaxel"], ["gemcitabine"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), SPELLED)
def test_drugs_that_nothing_else_is_called_for_are_told_one_by_one(text: str, named: list[list[str]]) -> None:
    assert [sorted(x for name in arm for x in name.split(" + ")) for arm in arms(text)] == named


TOLD = [
    # a treatment that two arms have
    ("This randomised trial was set up to compare oral ondansetron, alone and with dexamethasone, with metoclopramide "
     "plus dexamethasone in 300 patients.",
     [["ondansetron"], ["dexamethasone", "ondansetron"], ["dexamethasone", "metoclopramide"]]),
    # "the same" takes up the arm before, in a list with doses and full stops
    ("Patients were randomized to oral tropisetron 5 mg o.d. for 6 days (group 1, n = 100), the same with a single "
     "i.v. dose of methylprednisolone 125 mg (group 2, n = 101), or alizapride 4 mg/kg i.v. with methylprednisolone "
     "125 mg i.v. (group 3, n = 99).",
     [["tropisetron"], ["methylprednisolone", "tropisetron"], ["alizapride", "methylprednisolone"]]),
    ("Patients were randomized to vinorelbine 25 mg m−2 i.v. D1 and D8 plus capecitabine 1650 mg m−2 per day p.o. "
     "D1–14 q3w (n = 52) or docetaxel 75 mg m−2 i.v. D1 plus capecitabine (n = 54).",
     [["capecitabine", "vinorelbine"], ["capecitabine", "docetaxel"]]),
    # what a drug is stands beside it and is given to nobody
    ("A randomized trial compared gefitinib (GEF), an oral second-generation alkylating agent, and docetaxel (DOC) in "
     "140 patients.", [["gefitinib"], ["docetaxel"]]),
    ("A randomized trial compared letrozole, a third-generation aromatase inhibitor, with tamoxifen, an antiestrogen, "
     "in 300 women.", [["letrozole"], ["tamoxifen"]]),
    # what is given where there is need
    ("Patients with anaemia were randomised to 16 weeks' treatment with darbepoetin alfa (n = 100) or to standard care "
     "with transfusions as needed (n = 102).", [["darbepoetin alfa"], ["standard of care"]]),
    ("Patients with anaemia were randomised to darbepoetin alfa (n = 100) or to transfusions as needed (n = 102).",
     [["darbepoetin alfa"], ["blood transfusion"]]),
    # each of several kinds is given
    ("Patients were randomly assigned to a taxane, an anthracycline, and cisplatin or to observation.",
     [["anthracycline", "cisplatin", "taxane"], ["observation"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), TOLD)
def test_arms_are_given_what_is_given_and_not_what_only_tells_of_it(text: str, named: list[list[str]]) -> None:
    assert [sorted(arm) for arm in arms(text)] == named


def test_arms_have_the_sizes_of_those_of_whom_some_had_an_outcome_in_a_bracket() -> None:
    text = (
        "Ninety-two patients were randomised to chemotherapy in addition to supportive care or to supportive care. "
        "More patients in the chemotherapy group (40%, 18 of 45) had relief of pain than with supportive care only "
        "(20%, 9 of 47, P < 0.05)."
    )
    assert [f.one("size") for f in facts(text, "arm", "journal_abstract")] == [45, 47]


def test_a_drug_is_called_without_its_salt_and_the_place_of_an_atom() -> None:
    text = "Patients were randomised to 5-fluorouracil plus megestrol acetate or vincristine sulfate. 5-FU was safe."
    annotated = customary(annotate(document(text), lexicon()))
    marks = [m.concept for s in annotated for m in s.of_kind("drug")]
    assert {c.said or c.name for c in marks if c} == {"fluorouracil", "megestrol", "vincristine"}


def test_what_a_study_did_or_where_is_no_name_of_it_in_a_title() -> None:
    for title in ("A Proof-Of-Concept Study of Valproate Added to Letrozole for Advanced Breast Cancer",
                  "Docetaxel versus vinorelbine: Five-Arm Collaborative Study in Norway"):  # fmt: skip
        text = f"# {title}\n\nPatients were randomly assigned to docetaxel or vinorelbine."
        trials = {
            part.trial.name for f in facts(text, "arm", "journal_abstract") if isinstance(part := f.one("arm"), Arm)
        }
        assert trials == {"study"}
