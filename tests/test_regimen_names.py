"""Arms by the acronym that stands in a bracket behind their drugs and doses, where the document goes on to use it."""

from __future__ import annotations

import pytest
from prose import document, lexicon

from kg.model import Arm
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
