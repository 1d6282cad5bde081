"""Arms by the acronym that stands in a bracket behind their drugs and doses, where the document goes on to use it."""

from __future__ import annotations

import pytest
from prose import document, facts, given, lexicon

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
    # as many drugs as the number in its name
    ("Women were randomised to mitomycin, mitoxantrone and methotrexate (3M) or to fluorouracil, epirubicin and "
     "cyclophosphamide (FEC). Response was 40% with 3M and 44% with FEC.", [["3M"], ["FEC"]]),
    ("Patients were randomly allocated to either etoposide, cyclophosphamide, lomustine and vindesine (ECLV; 60 "
     "patients) or etoposide and vindesine (EV; 62 patients). Response was 60% with ECLV and 50% with EV. ECLV was "
     "more toxic than EV. Few stopped ECLV, and none EV.", [["ECLV"], ["EV"]]),
    # one is the other and one drug more, and both have names that are known
    ("Patients were randomly assigned to docetaxel 75 mg/m2 on day 1, cisplatin 75 mg/m2 on day 1 and 5-fluorouracil "
     "750 mg/m2 on days 1-5 (TPF), or cisplatin 100 mg/m2 on day 1 and 5-fluorouracil 1000 mg/m2 on days 1-5 (PF). The "
     "response rate was 68% in the TPF group and 54% in the PF group.", [["TPF"], ["PF"]]),
    ("Patients were randomised to either three cycles of vinorelbine 25 mg/m2 and gemcitabine 1 g/m2 on days 1 and 8 "
     "followed by three cycles of docetaxel 60 mg/m2 (VGD) or paclitaxel 225 mg/m2 plus carboplatin AUC 6 for six "
     "cycles (PC). Survival was 13.6 months for VGD and 14.1 months for PC.", [["VGD"], ["PC"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), DOSED)
def test_drugs_with_their_doses_go_by_the_acronym_behind_them(text: str, named: list[list[str]]) -> None:
    used = "".join(f" {name} was given first. Few stopped {name}." for (name,) in named)
    assert arms(text + used) == named


SPELLED = [
    # one is the other and one drug more: the document tells them apart by that drug
    ("Women were randomized to cyclophosphamide 600 mg/m2, doxorubicin 50 mg/m2 and topotecan 1 mg/m2 (CAT) or "
     "cyclophosphamide 750 mg/m2 and topotecan 1 mg/m2 (CT) every 3 weeks. Response was 65% with CAT and 60% with CT.",
     [["cyclophosphamide", "doxorubicin", "topotecan"], ["cyclophosphamide", "topotecan"]]),
    # another regimen has this name elsewhere
    ("Patients were randomised to bortezomib 1.6 mg/m2 (days 1, 8, 15 and 22) plus rituximab 375 mg/m2 (BR arm) or "
     "rituximab 375 mg/m2 (R arm). PFS was 12.8 months in the BR arm versus 11.0 months in the R arm.",
     [["bortezomib", "rituximab"], ["rituximab"]]),
    ("Patients were randomised to irinotecan 80 mg m-2 on day 1 with bolus 5-FU 425 mg m-2 and folinic acid 20 mg m-2 "
     "(IFL, n=87), or to 5-FU 425 mg m-2 with folinic acid 20 mg m-2 on days 1-5 every 4 weeks (Mayo regimen, n=84).",
     [["fluorouracil", "irinotecan", "leucovorin"], ["fluorouracil", "leucovorin"]]),
    # it hardly calls them so
    ("Patients were randomly assigned to docetaxel 60 mg/m2 on day 1 and cisplatin 80 mg/m2 on day 1 (DP) or to "
     "vindesine 3 mg/m2 on days 1 and 8 and cisplatin 80 mg/m2 (VC). Response was 37% with DP and 21% with VC.",
     [["cisplatin", "docetaxel"], ["cisplatin", "vindesine"]]),
    # nothing but the bracket calls it so
    ("Patients were randomly assigned to docetaxel 60 mg/m2 on day 1 and cisplatin 80 mg/m2 on day 1 (DP) or to "
     "gemcitabine. Response was 37% with docetaxel and cisplatin.", [["cisplatin", "docetaxel"], ["gemcitabine"]]),
    # initials of one drug
    ("Patients were randomly assigned to dacarbazine 1000 mg/m2 (DTIC) or temozolomide 200 mg/m2 for 5 days (TMZ). "
     "Survival was 7.7 months with TMZ and 6.4 months with DTIC.", [["dacarbazine"], ["temozolomide"]]),
    # letters of something else behind the drugs
    ("Patients were randomly assigned to docetaxel 60 mg/m2 on day 1 and cisplatin 80 mg/m2 on day 1 (MTD) or to "
     "gemcitabine. The MTD was kept, and MTD was well tolerated.", [["cisplatin", "docetaxel"], ["gemcitabine"]]),
    # a name in a bracket closes what is given together
    ("Patients were randomised to topotecan plus gemcitabine (TG), docetaxel plus gemcitabine (DG), or topotecan plus "
     "docetaxel (TD). Survival was 8 months for TD, 9 months for TG and 7 months for DG.",
     [["gemcitabine", "topotecan"], ["docetaxel", "gemcitabine"], ["docetaxel", "topotecan"]]),
    # a name that lists short forms of the drugs, or their letters
    ("# Two pairs\n\nWe compared topotecan (TPT) and carboplatin (TPT-C) with paclitaxel (PTX) and carboplatin "
     "(PTX-C). Women were randomly assigned to TPT-C or PTX-C. Response was 37% with TPT-C and 21% with PTX-C. TPT-C "
     "was safe. Few stopped PTX-C.", [["carboplatin", "topotecan"], ["carboplatin", "paclitaxel"]]),
    ("Patients were randomised to raltitrexed or bolus 5-fluorouracil/leucovorin (5-FU/LV; Mayo regimen). Response was "
     "19% with raltitrexed and 17% with 5-FU/LV.", [["raltitrexed"], ["fluorouracil", "leucovorin"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), SPELLED)
def test_drugs_that_nothing_else_is_called_for_are_told_one_by_one(text: str, named: list[list[str]]) -> None:
    assert [sorted(x for name in arm for x in name.split(" + ")) for arm in arms(text)] == named


TOLD = [
    # a treatment that two arms have
    # "the same" takes up the arm before, in a list with doses and full stops
    ("Patients were randomized to oral tropisetron 5 mg o.d. for 6 days (group 1, n = 100), the same with a single "
     "i.v. dose of methylprednisolone 125 mg (group 2, n = 101), or alizapride 4 mg/kg i.v. with methylprednisolone "
     "125 mg i.v. (group 3, n = 99).",
     [["tropisetron"], ["methylprednisolone", "tropisetron"], ["alizapride", "methylprednisolone"]]),
    ("Patients were randomized to vinorelbine 25 mg m−2 i.v. D1 and D8 plus capecitabine 1650 mg m−2 per day p.o. "
     "D1–14 q3w (n = 52) or docetaxel 75 mg m−2 i.v. D1 plus capecitabine (n = 54).",
     [["capecitabine", "vinorelbine"], ["capecitabine", "docetaxel"]]),
    # what a drug is stands beside it and is given to nobody
    ("Patients were assigned to capecitabine, an oral fluoropyrimidine not available elsewhere, or to placebo.",
     [["capecitabine"], ["placebo"]]),
    ("A randomized trial compared gefitinib (GEF), an oral second-generation alkylating agent, and docetaxel (DOC) in "
     "140 patients.", [["gefitinib"], ["docetaxel"]]),
    ("A randomized trial compared letrozole, a third-generation aromatase inhibitor, with tamoxifen, an antiestrogen, "
     "in 300 women.", [["letrozole"], ["tamoxifen"]]),
    # what is given where there is need
    ("Patients with anaemia were randomised to 16 weeks' treatment with darbepoetin alfa (n = 100) or to standard care "
     "with transfusions as needed (n = 102).", [["darbepoetin alfa"], ["standard of care"]]),
    ("Patients with anaemia were randomised to darbepoetin alfa (n = 100) or to transfusions as needed (n = 102).",
     [["darbepoetin alfa"], ["blood transfusion"]]),
    # when it is given
    ("Patients were randomised to a single i.v. dose of methylprednisolone 12 mg before cisplatin (n = 117) or "
     "ondansetron 8 mg 30 min before cisplatin (n = 121).", [["methylprednisolone"], ["ondansetron"]]),
    ("Patients were randomly assigned to radiation therapy before surgery or to surgery.",
     [["radiation therapy", "surgery"], ["surgery"]]),
    # what another is given alone
    ("Men were randomised to goserelin 3.6 mg every 4 weeks for 2 months before and 2 months during radiotherapy (arm "
     "I), or to radiotherapy alone (arm II).", [["goserelin", "radiation therapy"], ["radiation therapy"]]),
    ("Women were randomly assigned to tamoxifen after failure of letrozole or to fulvestrant alone.",
     [["tamoxifen"], ["fulvestrant"]]),
    # words that only say how
    ("Patients were randomly allocated to imatinib (400 mg) alone or combined with regional hyperthermia (n = 60).",
     [["imatinib"], ["imatinib", "regional hyperthermia"]]),
    ("Patients were randomised to a single 8 Gy fraction (n = 133) or 20 Gy in five fractions (n = 139) of "
     "radiotherapy.", [["radiation therapy"], ["radiation therapy"]]),
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


ORDERED = [
    ("Thirty-eight and 35 patients (median weight loss 18%) were randomized to megestrol acetate/placebo or megestrol "
     "acetate/celecoxib, respectively, for 12 weeks.", [38, 35]),
    ("Patients were randomized to docetaxel or vinorelbine. Fifty-eight and 55 patients were evaluable in the "
     "docetaxel and vinorelbine arms, respectively.", [58, 55]),
    ("Sixty-one, 59 and 60 patients were randomly assigned to docetaxel, vinorelbine or gemcitabine, respectively.",
     [61, 59, 60]),
    ("A total of 160 patients were randomised to receive epirubicin or mitomycin+vinblastine. Eighty-one patients "
     "received 516 cycles of epirubicin; 79 patients received 476 cycles of mitomycin+vinblastine.", [81, 79]),
    ("Patients were randomized to docetaxel or vinorelbine. Twelve and 9 patients discontinued docetaxel and "
     "vinorelbine, respectively.", [None, None]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sizes"), ORDERED)
def test_arms_have_the_sizes_that_are_told_in_their_order(text: str, sizes: list[int | None]) -> None:
    assert [f.one("size") for f in facts(f"# A trial in sarcoma\n\n{text}", "arm", "journal_abstract")] == sizes


def test_what_stands_behind_another_with_its_length_is_not_given_with_it() -> None:
    text = (
        "Patients were randomly assigned to gemcitabine or docetaxel plus cisplatin. Median survival was 9.0 months "
        "with gemcitabine and 6.2 months with docetaxel plus cisplatin."
    )
    told = [f.one("arm") for f in facts(text, "outcome")]
    assert [sorted(c.name for c in arm.interventions) for arm in told if isinstance(arm, Arm)] == [
        ["gemcitabine"],
        ["cisplatin", "docetaxel"],
    ]


def test_a_dose_is_no_part_of_a_schedule() -> None:
    text = (
        "Women were randomised to paclitaxel 60 mg/m2 plus carboplatin AUC 2 weekly for 18 weeks or to paclitaxel 175 "
        "mg/m2 plus carboplatin AUC 6 every 3 weeks."
    )
    arms = [part for f in facts(text, "arm", "journal_abstract") if isinstance(part := f.one("arm"), Arm)]
    assert [arm.detail for arm in arms] == ["weekly", "every 3 weeks"]


def test_a_drug_is_called_without_its_salt_and_the_place_of_an_atom() -> None:
    text = "Patients were randomised to 5-fluorouracil plus megestrol acetate or vincristine sulfate. 5-FU was safe."
    annotated = customary(annotate(document(text), lexicon()))
    marks = [m.concept for s in annotated for m in s.of_kind("drug")]
    assert {c.said or c.name for c in marks} == {"fluorouracil", "megestrol", "vincristine"}


def test_what_a_study_did_or_where_is_no_name_of_it_in_a_title() -> None:
    for title in ("A Proof-Of-Concept Study of Valproate Added to Letrozole for Advanced Breast Cancer",
                  "Docetaxel versus vinorelbine: Five-Arm Collaborative Study in Norway"):  # fmt: skip
        text = f"# {title}\n\nPatients were randomly assigned to docetaxel or vinorelbine."
        trials = {
            part.trial.name for f in facts(text, "arm", "journal_abstract") if isinstance(part := f.one("arm"), Arm)
        }
        assert trials == {"study"}


def test_a_regimen_is_not_given_its_own_drugs_once_more_where_some_of_them_are_given_alone() -> None:
    text = (
        "They were randomly assigned to melphalan, prednisone, and thalidomide (MPT) or melphalan and prednisone alone."
    )
    assert arms(text) == [["MPT"], ["melphalan", "prednisone"]]


TITLED = (
    "{title}\n\nPatients were randomly assigned to topotecan plus cisplatin (TC) or topotecan plus docetaxel (TD). "
    "Median survival was 12 months with TC and 9 months with TD. TC was safer than TD. Few stopped TC, and none TD."
)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("# Topotecan plus cisplatin versus topotecan plus docetaxel in lung cancer", ["cisplatin", "topotecan"]),
        ("# Topotecan plus cisplatin (TC) versus topotecan plus docetaxel (TD) in lung cancer", ["TC"]),
        ("# Two doublets in lung cancer", ["TC"]),
    ],
)
def test_a_regimen_goes_by_its_drugs_where_the_title_names_these_alone(title: str, told: list[str]) -> None:
    (first, *_) = facts(TITLED.format(title=title), "outcome", "abstract")
    arm = first.one("arm")
    assert isinstance(arm, Arm)
    assert sorted(name for c in arm.interventions for name in c.shown.split(" + ")) == told


@pytest.mark.parametrize(
    ("drugs", "regimen"),
    [("busulfan plus fludarabine", "BuFlu"), ("capecitabine and irinotecan", "XELIRI"),
     ("irinotecan plus raltitrexed", "TOMIRI")],
)  # fmt: skip
def test_a_known_name_of_syllables_stays_where_the_title_names_its_drugs(drugs: str, regimen: str) -> None:
    text = (
        f"# Trial of {drugs} in cancer\n\nPatients were randomized to {drugs} ({regimen}) or melphalan. {regimen} was "
        f"safe. Survival was 40% with {regimen} and 30% with melphalan."
    )
    assert arms(text) == [[regimen], ["melphalan"]]


@pytest.mark.parametrize(
    ("added", "base", "short"),
    [
        ("daratumumab", ("bortezomib", "dexamethasone"), "Vd"),
        ("elotuzumab", ("pomalidomide", "dexamethasone"), "Pd"),
        ("isatuximab", ("carfilzomib", "dexamethasone"), "Kd"),
    ],
)
def test_one_capital_and_a_small_letter_stand_for_two_drugs_before_their_bracket(
    added: str, base: tuple[str, str], short: str
) -> None:
    more = added[0].upper() + short
    text = (
        f"Patients with myeloma were randomly assigned to {added}, {base[0]}, and {base[1]} ({more}) or {base[0]} and "
        f"{base[1]} ({short}). Median overall survival was 49 months in the {more} group and 38 months in the {short} "
        "group."
    )
    named = {(" + ".join(given(f)), str(f.one("value"))) for f in facts(text, "outcome", "abstract")}
    assert named == {(" + ".join(sorted((added, *base))), "49"), (" + ".join(sorted(base)), "38")}


def test_a_regimen_goes_by_the_name_that_is_its_own_though_the_title_names_its_drugs() -> None:
    text = (
        "# Cyclophosphamide, doxorubicin and vincristine compared with carboplatin\n\nPatients were randomised to "
        "carboplatin or to cyclophosphamide, doxorubicin and vincristine (CAV). Response was 38% with CAV. CAV was "
        "safe. Few stopped CAV."
    )
    assert ["CAV"] in arms(text)
