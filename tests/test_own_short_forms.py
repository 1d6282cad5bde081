"""Drugs and regimens by the short forms that an abstract makes for itself, and arms that take from each other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import facts, figures, given, sized

from kg.model import Arm
from kg.reading.numbers import quantities


def arms(text: str) -> list[list[str]]:
    """What the arms of an abstract are given, in alphabetical order."""
    return [sorted(given(fact)) for fact in facts(f"# A trial in sarcoma\n\n{text}", "arm", "abstract")]


SHORT = [
    # beginnings, and what the document calls its drugs by
    ("Irinotecan (IRI) plus folinic acid (FA) and 5-fluorouracil (5-FU) (IRIFAFU) was set against oxaliplatin (OXA) "
     "plus FA and 5-FU (OXAFAFU). Patients were randomised to receive: IRI 180 mg/m2 i.v. on day 1, levo-FA 200 mg/m2 "
     "i.v. and 5-FU 400 mg/m2 i.v. bolus on day 2 (IRIFAFU, 118 patients); or OXA 85 mg/m2 i.v. on day 1, levo-FA 200 "
     "mg/m2 i.v. and 5-FU 400 mg/m2 i.v. bolus on day 2 (OXAFAFU, 122 patients). IRIFAFU was safe, as was OXAFAFU. "
     "IRIFAFU or OXAFAFU may be given. IRIFAFU is new, OXAFAFU too.",
     [["fluorouracil + irinotecan + leucovorin"], ["fluorouracil + leucovorin + oxaliplatin"]]),
    # how often it is given stands in the short form
    ("We tested weekly administered paclitaxel (wPTX). Patients were randomized to the oral S-1 arm or the wPTX arm.",
     [["S-1"], ["paclitaxel"]]),
    # what is given every other week, then or both on one day; the group's word stands in the bracket
    ("Patients were randomized to receive gemcitabine 1,000 mg/m2 days 1 and 15 then carboplatin at an area under the "
     "curve of 5 mg/mL\u00b7min, both every other week (GCb arm), or vinorelbine 30 mg/m2/wk for 9 weeks then every "
     "other week plus cisplatin 80 mg/m2 day 1 every 28 days (NP arm). GCb was safe, NP was not. GCb and NP were as "
     "good. Few left the GCb arm or the NP arm.", [["carboplatin + gemcitabine"], ["cisplatin + vinorelbine"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), SHORT)
def test_drugs_are_known_by_the_short_forms_that_an_abstract_makes_of_their_names(
    text: str, told: list[list[str]]
) -> None:
    assert arms(text) == told


TAKEN = [
    ("Patients were randomly assigned to standard treatment alone with intravenous mitomycin and oral fluorouracil or "
     "with the addition of oral polysaccharide K.",
     [["fluorouracil", "mitomycin", "standard of care"],
      ["fluorouracil", "mitomycin", "polysaccharide K", "standard of care"]]),
    ("In a randomised trial, 230 patients received primary endocrine therapy either alone (115) or together with "
     "prednisone 5 mg twice daily (115).", [["hormone therapy"], ["hormone therapy", "prednisone"]]),
    ("Patients were treated with hydralazine at 182 mg and magnesium valproate at 30 mg/kg.",
     [["hydralazine", "valproic acid"]]),
    # what the kind of treatment is made of
    ("Patients were randomly assigned to chemotherapy alone or chemotherapy with bevacizumab. Chemotherapy included "
     "six cycles of gemcitabine (1000 mg/m2, on days 1 and 8) and capecitabine (830 mg/m2 twice daily).",
     [["capecitabine", "gemcitabine"], ["bevacizumab", "capecitabine", "gemcitabine"]]),
    ("Patients were randomly assigned to chemotherapy alone or chemotherapy with bevacizumab. Chemotherapy included "
     "gemcitabine in most.", [["chemotherapy"], ["bevacizumab", "chemotherapy"]]),
]  # fmt: skip


TOLD = [
    # a bracket with all that the kind of treatment is
    ("Women were randomly assigned to receive either combination therapy (lapatinib at a dose of 1250 mg per day "
     "continuously plus capecitabine at a dose of 2000 mg per square meter of body-surface area on days 1 to 14) or "
     "monotherapy (capecitabine alone at a dose of 2500 mg per square meter on days 1 through 14).",
     [["capecitabine", "lapatinib"], ["capecitabine"]]),
    # what all may be given besides tells no two of them apart
    ("Women were randomly assigned to tamoxifen (20 mg per day) or anastrozole (1 mg) with or without zoledronic "
     "acid.", [["tamoxifen"], ["anastrozole"]]),
    # numbers of people that a verb follows
    ("Patients were randomised between maintenance interferon alfa and no further treatment. Of 242, 122 received "
     "interferon and 120 were controls.", [["interferon alfa"], ["no treatment"]]),
    # what is given beside it has no name: nothing tells the two apart
    ("Patients were randomly assigned to usual care (n=99) or to usual care plus a nurse-delivered plan (n=101).", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_arms_are_what_was_allotted(text: str, told: list[list[str]]) -> None:
    assert arms(text) == told


@pytest.mark.parametrize(("text", "told"), TAKEN)
def test_arms_are_given_what_the_one_before_is_given_and_more(text: str, told: list[list[str]]) -> None:
    assert arms(text) == told


def test_the_group_of_a_kind_of_treatment_is_that_which_is_given_nothing_else() -> None:
    text = (
        "Patients were randomly assigned to chemotherapy alone or chemotherapy with bevacizumab. Chemotherapy included "
        "six cycles of gemcitabine and capecitabine. Overall survival was 7.9 months in the chemotherapy group and "
        "8.4 months in the bevacizumab group."
    )
    found = [(sorted(arm), value) for _, arm, value in figures(text, "abstract")]
    assert found[0] == (["capecitabine", "gemcitabine"], "7.9")
    assert found[1] == (["bevacizumab", "capecitabine", "gemcitabine"], "8.4")


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        # those who were entered, and not those of whom some had an outcome
        ("Patients were randomized to irinotecan (IRI arm) or paclitaxel (PTX arm). In all 104 were enrolled (IRI arm, "
         "n = 51; PTX arm, n = 53). Pain decreased in 15 of 42 patients in the PTX arm and in 6 of 40 in the IRI arm.",
         [51, 53]),
        # those who took part are of no arm
        ("We compared sorafenib (400 mg) with erlotinib (150 mg) in patients (N = 412) with advanced sarcoma who had "
         "failed one or two chemotherapy regimens.", [None, None]),
        ("Patients with bone pain were randomised to receive 8 Gy in a single fraction (455 patients) or 30 Gy in 10 "
         "fractions (443 patients).", [455, 443]),
        # before so many courses
        ("Of 802 patients, 400 were randomly assigned to two cycles of cisplatin and fluorouracil followed by surgery "
         "and 402 to surgery alone.", [400, 402]),
        # all of them, before the first
        ("Ninety-eight patients with obstruction were randomly assigned to colonic stenting as a bridge to elective "
         "surgery (n=47) or emergency surgery (n=51).", [None, 51]),
        # a day is nobody
        ("Patients were randomized to gemcitabine on days 1 and 8 plus docetaxel on day 8 or to gemcitabine alone.",
         [None, None]),
    ],
)  # fmt: skip
def test_the_sizes_of_arms_are_those_of_whom_they_took(text: str, sizes: list[int | None]) -> None:
    assert [size for _, size in sized(f"# A trial in sarcoma\n\n{text}", "abstract")] == sizes


def test_the_number_in_a_regimen_s_name_tells_its_arms_apart() -> None:
    text = "Women were randomised to CEF 60 or CEF 120 every 28 days. Overall survival was 65% with CEF 60."
    arms_told = [f.one("arm") for f in facts(f"# A trial in sarcoma\n\n{text}", "arm", "abstract")]
    assert [arm.detail for arm in arms_told if isinstance(arm, Arm)] == ["60", "120"]


def test_large_numbers_in_words_count_wherever_they_stand() -> None:
    (told,) = quantities("One hundred and seventy-six metastatic lesions were seen")
    assert told.kind == "number" and told.value == Decimal(176)
    assert not quantities("six metastatic lesions were seen")
