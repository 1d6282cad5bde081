"""Arms are gathered before results are read, and every reference is resolved against them or left alone."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest
from prose import detail, document, facts, given, lexicon

from kg.model import Arm
from kg.reading.read import read

INTRODUCED = [
    ("Patients were randomly assigned to receive 400 mg of sorafenib taken orally twice daily or a placebo.",
     [["sorafenib"], ["placebo"]]),
    ("Patients were randomized to nab-paclitaxel plus gemcitabine or gemcitabine alone.",
     [["gemcitabine", "nab-paclitaxel"], ["gemcitabine"]]),
    ("Patients were randomized to receive gemcitabine with or without erlotinib.",
     [["gemcitabine"], ["erlotinib", "gemcitabine"]]),
    ("Patients were randomized in: group A (irinotecan, capecitabine; XELIRI-bevacizumab, every 3 weeks) and group B "
     "(FOLFIRI-bevacizumab, every 2 weeks).",
     [["XELIRI", "bevacizumab"], ["FOLFIRI", "bevacizumab"]]),
    ("Patients were randomly assigned to fluorouracil, leucovorin and irinotecan (FOLFIRI) with either cetuximab or "
     "panitumumab.",
     [["FOLFIRI", "cetuximab"], ["FOLFIRI", "panitumumab"]]),
    ("Women were randomly assigned to letrozole or to intravenous chemotherapy with either docetaxel or pemetrexed.",
     [["letrozole"], ["chemotherapy"]]),
    ("The trial tested radiation and temozolomide with either bevacizumab or a placebo in patients with glioblastoma.",
     [["bevacizumab", "radiation therapy", "temozolomide"], ["placebo", "radiation therapy", "temozolomide"]]),
    ("The trial randomly assigned 900 women to either anastrozole or placebo, each with fulvestrant.",
     [["anastrozole", "fulvestrant"], ["fulvestrant", "placebo"]]),
    ("Patients were randomly assigned to cisplatin, to cetuximab, or to both.",
     [["cisplatin"], ["cetuximab"], ["cetuximab", "cisplatin"]]),
    ("Half of the women received letrozole, and the other half received a placebo.",
     [["letrozole"], ["placebo"]]),
    ("Women were randomized to sham acupuncture (SA; n = 20), acupuncture (n = 21) or usual care (UC; n = 22).",
     [["sham acupuncture"], ["acupuncture"], ["usual care"]]),
    ("Patients were randomly assigned to receive, in addition to radiation therapy, either cisplatin or cetuximab.",
     [["cisplatin", "radiation therapy"], ["cetuximab", "radiation therapy"]]),
    ("Women were randomized to docetaxel, cisplatin, fluorouracil (TCF) or epirubicin, cisplatin, fluorouracil (ECF).",
     [["TCF"], ["ECF"]]),
    ("Patients were randomised between chemotherapy alone and chemotherapy plus cetuximab.",
     [["chemotherapy"], ["cetuximab", "chemotherapy"]]),
    ("Women were randomly assigned to the experimental arm (letrozole plus ribociclib) or the control arm (letrozole).",
     [["letrozole", "ribociclib"], ["letrozole"]]),
    ("We made a randomised comparison of tamoxifen, 20 mg daily, and megestrol acetate, 160 mg daily, in 180 women.",
     [["tamoxifen"], ["megestrol"]]),
    ("The trial compared tamoxifen and raloxifene in 1,974 women.",
     [["tamoxifen"], ["raloxifene"]]),
    ("The trial randomly assigned patients to cisplatin (60 mg/m2) and either cetuximab or placebo for six cycles.",
     [["cetuximab", "cisplatin"], ["cisplatin", "placebo"]]),
    ("The trial compared carboplatin and etoposide with either durvalumab (n = 71) or placebo (n = 72), followed by "
     "maintenance with either durvalumab or placebo.",
     [["carboplatin", "durvalumab", "etoposide"], ["carboplatin", "etoposide", "placebo"]]),
    ("A randomized study compared etoposide with carboplatin plus etoposide.",
     [["etoposide"], ["carboplatin", "etoposide"]]),
    ("Patients were randomly assigned to surgery alone or surgery plus chemotherapy (cisplatin and epirubicin) and "
     "radiation therapy (45 Gy).",
     [["surgery"], ["cisplatin", "epirubicin", "radiation therapy", "surgery"]]),
    ("We randomly assigned 91 patients to EOQ (n = 45) or EOQ plus panitumumab (n = 46).",
     [["EOQ"], ["EOQ", "panitumumab"]]),
    ("Women who received the drug imatinib lived longer than women who received the chemotherapy drug capecitabine and "
     "the targeted drug lapatinib.",
     [["imatinib"], ["capecitabine", "lapatinib"]]),
    ("Patients were randomized to radiation therapy or adjuvant chemotherapy with either cisplatin or docetaxel.",
     [["radiation therapy"], ["adjuvant chemotherapy"]]),
    ("Arm A received cisplatin; arm B received carboplatin plus paclitaxel.",
     [["cisplatin"], ["carboplatin", "paclitaxel"]]),
    ("In this trial, one group switched to exemestane for two years. The other group continued tamoxifen.",
     [["exemestane"], ["tamoxifen"]]),
    ("Patients who were treated with sorafenib lived longer than patients who received a placebo.",
     [["sorafenib"], ["placebo"]]),
    ("Patients were randomly assigned to epirubicin, cisplatin, and capecitabine or to chemotherapy plus bevacizumab.",
     [["capecitabine", "cisplatin", "epirubicin"], ["bevacizumab", "capecitabine", "cisplatin", "epirubicin"]]),
    ("Patients were randomly assigned to carboplatin and gemcitabine plus bevacizumab or a placebo.",
     [["bevacizumab", "carboplatin", "gemcitabine"], ["carboplatin", "gemcitabine", "placebo"]]),
    ("In one trial, 10 weeks of yoga was compared with a health education intervention in 31 survivors.",
     [["yoga"], ["health education"]]),
    ("In a randomized trial, investigators examined the effect of yoga sessions on fatigue compared with a wait-list "
     "control in 91 people with breast cancer.",
     [["yoga"], ["wait-list control"]]),
    ("Patients were randomly assigned in a 2-to-1 ratio, with 61 receiving dabrafenib plus trametinib and 32 receiving "
     "carboplatin.",
     [["dabrafenib", "trametinib"], ["carboplatin"]]),
    ("Patients were randomly assigned to oral trametinib or the standard of care with the physician's choice of "
     "chemotherapy (paclitaxel, topotecan, oral letrozole, or oral tamoxifen).",
     [["trametinib"], ["investigator's choice"]]),
    ("After receiving four to six cycles of R-CHOP, patients were randomly assigned to undergo radiation therapy or no "
     "radiation therapy.",
     [["R-CHOP", "radiation therapy"], ["R-CHOP"]]),
    ("Patients who had progressed after two courses of imatinib were randomly assigned to sunitinib or placebo.",
     [["sunitinib"], ["placebo"]]),
    ("A four-arm trial evaluated zolpidem versus imatinib versus zolpidem and imatinib versus placebo.",
     [["zolpidem"], ["imatinib"], ["imatinib", "zolpidem"], ["placebo"]]),
    ("Patients were randomly assigned to receive maintenance therapy with either rituximab or interferon alfa.",
     [["rituximab"], ["interferon alfa"]]),
    ("Patients were assigned to undergo either surgery without tamoxifen (n = 61) or with tamoxifen (n = 62).",
     [["surgery", "tamoxifen"], ["surgery"]]),
    ("In the control arm women received 80 mg cisplatin and 400 mg cyclophosphamide, the experimental arm included the "
     "above regimen with imatinib 100 mg.",
     [["cisplatin", "cyclophosphamide"], ["cisplatin", "cyclophosphamide", "imatinib"]]),
    ("Patients were randomized to two courses of induction chemotherapy with either daunorubicin/cytarabine (DA) or "
     "daunorubicin/clofarabine (DClo).",
     [["cytarabine", "daunorubicin"], ["clofarabine", "daunorubicin"]]),
    ("In this trial, one group switched to exemestane for 2 or 3 years. The other group continued tamoxifen.",
     [["exemestane"], ["tamoxifen"]]),
    ("A randomized trial compared adjuvant WBRT with observation after surgery or radiosurgery for brain metastases.",
     [["whole-brain radiation therapy"], ["observation"]]),
    ("A control group (n = 71) received no exercise program. An intervention group (n = 72) got a walking program.",
     [["no exercise program"], ["walking program"]]),
    ("The researchers randomly assigned 71 women to the group scheduled to receive tamoxifen and 72 women to the group "
     "that was not scheduled to receive tamoxifen.",
     [["tamoxifen"], ["no tamoxifen"]]),
    ("Patients were randomly assigned to sorafenib alone or to combination therapy with sorafenib plus imatinib.",
     [["sorafenib"], ["imatinib", "sorafenib"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "arms"), INTRODUCED)
def test_a_sentence_introduces_the_arms_of_its_trial(text: str, arms: list[list[str]]) -> None:
    assert sorted(given(f) for f in facts(text, "arm")) == sorted(arms)


OF_OTHERS = [
    # who went without a treatment had the other arm
    ("Patients were randomly assigned to brachytherapy (20 Gy) or no treatment. The response rate was 91% with "
     "brachytherapy and 84% without brachytherapy.",
     [["brachytherapy"], ["no treatment"]]),
    ("Patients were randomly assigned to brachytherapy (20 Gy) or no treatment. Of those who did not receive "
     "brachytherapy, 84% had a complete response.",
     [["no treatment"]]),
    # a group may be called by words of its introduction
    ("Participants were assigned by chance to have either chest X-rays or CT scans. The response rate was 41% in the "
     "scan group and 32% in the X-ray arm.",
     [["ct scans"], ["chest x-ray"]]),
    # a treatment of the same kind is not the same treatment, but its kind may be
    ("Patients were randomly assigned to radical mastectomy or lumpectomy. The response rate was 50% with mastectomy "
     "and 40% with lumpectomy.",
     [["radical mastectomy"], ["breast-conserving surgery"]]),
    ("In a randomized trial, patients received carboplatin, paclitaxel, and radiation therapy followed by surgery or "
     "surgery alone. The response rate was 48% for patients who received neoadjuvant chemoradiotherapy plus surgery.",
     [["carboplatin", "paclitaxel", "radiation therapy", "surgery"]]),
    # "neoadjuvant-adjuvant" is not "adjuvant"
    ("Patients were randomly assigned to neoadjuvant pembrolizumab followed by adjuvant pembrolizumab or to adjuvant "
     "pembrolizumab. The response rate was 72% in the neoadjuvant-adjuvant group.",
     [["pembrolizumab"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "arms"), OF_OTHERS)
def test_an_arm_is_found_by_what_it_went_without_and_by_its_words(text: str, arms: list[list[str]]) -> None:
    assert [given(f) for f in facts(text, "outcome")] == arms


def test_a_figure_for_each_treatment_group_is_not_the_experimental_arm_s() -> None:
    text = (
        "Patients were randomly assigned to sorafenib or placebo. In each treatment group, the response rate was 41%."
    )
    assert [given(f) for f in facts(text, "outcome")] != [["sorafenib"]]


def test_the_items_of_a_list_that_a_sentence_announces_are_the_arms() -> None:
    text = (
        "# Evidence\n\nIn a trial, 61 survivors were randomly divided into four groups:\n\n- Yoga plus placebo (twice "
        "a day).\n- Yoga plus armodafinil (50 mg twice a day).\n- Placebo alone.\n- Armodafinil alone.\n\n"
        "The study found less fatigue.\n"
    )
    arms = [given(f) for f in facts(text, "arm", source="nci_pdq")]
    assert arms == [["placebo", "yoga"], ["armodafinil", "yoga"], ["placebo"], ["armodafinil"]]


def test_the_people_of_a_trial_whose_arms_are_not_told_had_what_their_section_is_about() -> None:
    text = (
        "# Drugs\n\n## Epcoritamab\n\nA phase II trial included 61 patients. The response rate was 63%.\n\n"
        "## Imatinib\n\nA second phase II trial included 52 patients. The response rate was 15% with sunitinib.\n"
    )
    assert [given(f) for f in facts(text, "outcome", source="nci_pdq")] == [["epcoritamab"], ["sunitinib"]]
    assert [given(f) for f in facts(text, "arm", source="nci_pdq")] == [["epcoritamab"]]


TRIED = [
    ("A phase II trial (NCT01234567) evaluated the activity of imatinib mesylate in 41 people.", [["imatinib"]]),
    ("The HARBOR trial (NCT01234567) was a placebo-controlled trial to evaluate the effects of raloxifene.",
     [["raloxifene"], ["placebo"]]),
    ("In the HARBOR trial (NCT01234567), 49 patients received two cycles of adjuvant chemotherapy consisting of "
     "cisplatin, fluorouracil, and vincristine.",
     [["cisplatin", "fluorouracil", "vincristine"]]),
    ("In the HARBOR trial (NCT01234567), patients with an inadequate response received cisplatin.", []),
    ("The effects of raloxifene on the heart remain unclear.", []),
    ("A study of 41 imatinib-resistant people was small.", []),
    ("In the HARBOR trial (NCT01234567), most patients also received sunitinib.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "arms"), TRIED)
def test_what_a_trial_tried_is_its_arm_where_it_tells_of_no_other(text: str, arms: list[list[str]]) -> None:
    assert sorted(given(f) for f in facts(text, "arm", source="nci_pdq")) == sorted(arms)


def test_a_kind_of_treatment_is_the_arm_in_which_one_is_chosen() -> None:
    text = (
        "Patients were randomly assigned to binimetinib or physician's choice of chemotherapy. The response rate was "
        "16% for patients who received binimetinib and 13% for patients who received chemotherapy."
    )
    assert [given(f) for f in facts(text, "outcome")] == [["binimetinib"], ["investigator's choice"]]


def test_what_everybody_was_given_is_part_of_each_arm_and_of_its_words() -> None:
    text = (
        "A trial randomly assigned patients to durvalumab or placebo. All patients received cisplatin and gemcitabine."
    )
    findings = [f for f in read(document(text), lexicon()).findings if f.fact.kind == "arm"]
    arms = [given(f.fact) for f in findings]
    assert arms == [["cisplatin", "durvalumab", "gemcitabine"], ["cisplatin", "gemcitabine", "placebo"]]
    assert all("cisplatin" in f.evidence.quote for f in findings)


def test_an_arm_has_dose_schedule_and_size() -> None:
    text = "Patients were randomly assigned to sorafenib 400 mg orally twice daily (n = 207) or placebo (n = 210)."
    told = {tuple(given(f)): (f.one("dose"), f.one("schedule"), f.one("size")) for f in facts(text, "arm")}
    assert told == {
        ("sorafenib",): ("400 mg", "orally, twice daily", Decimal(207)),
        ("placebo",): (None, None, Decimal(210)),
    }


DETAILS = [
    ("Patients were randomised to twelve cycles of weekly docetaxel (33 mg/m2) or four cycles of 3-weekly docetaxel.",
     {"weekly", "3-weekly"}),
    ("Patients were randomly assigned to tamoxifen for 9 years or tamoxifen for 4 years.", {"9 years", "4 years"}),
    ("Patients were randomized between bolus ifosfamide and ifosfamide as a continuous infusion.",
     {"bolus", "continuous infusion"}),
    ("Patients were randomised to either 5 or 11 months of adjuvant trastuzumab.", {"5 months", "11 months"}),
    ("Patients were randomly assigned to low-dose or high-dose radioactive iodine.", {"low-dose", "high-dose"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "details"), DETAILS)
def test_arms_of_one_treatment_are_told_apart_by_the_documents_words(text: str, details: set[str]) -> None:
    assert {detail(f) for f in facts(text, "arm")} == details


@pytest.mark.parametrize("pair", [
    ("weekly docetaxel", "3-weekly docetaxel"),
    ("the weekly group", "the three-weekly group"),
    ("docetaxel every week", "docetaxel every 3 weeks"),
])  # fmt: skip
def test_a_detail_tells_which_arm_of_one_treatment_is_meant(pair: tuple[str, str]) -> None:
    text = (
        "Patients were randomised to receive weekly docetaxel or 3-weekly docetaxel. "
        f"The median overall survival was 11 months for {pair[0]} and 9 months for {pair[1]}."
    )
    told = [(detail(f), f.one("value")) for f in facts(text, "outcome")]
    assert told == [("weekly", Decimal(11)), ("3-weekly", Decimal(9))]


def test_groups_called_by_letters_get_their_sizes_from_a_later_sentence() -> None:
    text = (
        "Patients were randomized to sorafenib (group A) or placebo (group B). "
        "In all, 143 were randomized to group A and 142 to group B."
    )
    assert {tuple(given(f)): f.one("size") for f in facts(text, "arm")} == {
        ("sorafenib",): Decimal(143),
        ("placebo",): Decimal(142),
    }


REFERENCES = [
    ("FOLFOX4", ["FOLFOX4"]),
    ("chemotherapy", ["FOLFOX4"]),
    ("resection alone", ["surgery"]),
]


@pytest.mark.parametrize(("reference", "arm"), REFERENCES)
def test_a_kind_of_treatment_stands_for_the_arm_that_is_given_it(reference: str, arm: list[str]) -> None:
    text = (
        "Patients were randomly assigned to FOLFOX4 or to surgery alone. "
        f"The median overall survival was 31 months for patients who received {reference}."
    )
    assert [given(f) for f in facts(text, "outcome")] == [arm]


def test_sizes_are_told_by_a_groups_name_but_deaths_are_none() -> None:
    text = (
        "In all, 364 patients were randomly assigned to FOLFOX4 or to surgery alone (181 in the chemotherapy group vs "
        "183 in the surgery group). In the trial 139 patients died (64 in the chemotherapy group vs 75 in the surgery "
        "group)."
    )
    assert {tuple(given(f)): f.one("size") for f in facts(text, "arm")} == {
        ("FOLFOX4",): Decimal(181),
        ("surgery",): Decimal(183),
    }


def test_what_patients_had_before_the_trial_is_no_arm() -> None:
    text = "Investigators randomly assigned patients who had undergone gastrectomy to receive cisplatin or observation."
    assert sorted(given(f) for f in facts(text, "arm")) == [["cisplatin"], ["observation"]]


def test_a_randomized_trial_that_showed_something_introduces_no_arms_by_that() -> None:
    text = (
        "Results from a randomized phase III trial show that sorafenib improves survival after surgery or embolization."
    )
    assert not [f for f in facts(text, "arm") if given(f) != ["sorafenib"]]


OF_EACH = [
    ("A randomized trial assigned patients to sorafenib or placebo. Thirty patients were enrolled in each arm.", 30),
    ("Patients were randomly divided into two groups of 22 to receive sorafenib or placebo.", 22),
    ("In all, 182 patients (91 in each group) were randomly assigned to sorafenib or placebo.", 91),
    ("Patients were randomized to sorafenib or placebo (112 patients per arm).", 112),
    ("Patients were randomly assigned to sorafenib or placebo. Death occurred in 3 patients in each group.", None),
]


@pytest.mark.parametrize(("text", "size"), OF_EACH)
def test_a_size_of_each_group_is_the_size_of_every_arm(text: str, size: int | None) -> None:
    assert [f.one("size") for f in facts(text, "arm")] == [size, size]


def test_the_words_of_an_arm_hold_the_sentence_that_tells_its_size() -> None:
    text = "A trial randomly assigned patients to sorafenib or placebo. The trial enrolled 30 patients in each arm."
    findings = read(document(text), lexicon()).findings
    assert all("30 patients" in f.evidence.quote for f in findings if f.fact.kind == "arm")


def test_the_number_enrolled_is_no_arms_size() -> None:
    text = "In all, 191 patients were randomized to receive sorafenib or placebo."
    assert all(f.one("size") is None for f in facts(text, "arm"))


@pytest.mark.parametrize(
    "reference",
    ["the combination", "both drugs", "nab-paclitaxel", "nab-paclitaxel plus gemcitabine", "the two-drug arm"],
)
def test_references_are_resolved_against_the_inventory(reference: str) -> None:
    text = (
        "Patients were randomized to nab-paclitaxel plus gemcitabine or gemcitabine alone. "
        f"The median overall survival was 8.5 months for {reference} and 6.7 months for gemcitabine alone."
    )
    assert [given(f) for f in facts(text, "outcome")] == [["gemcitabine", "nab-paclitaxel"], ["gemcitabine"]]


NAMED_BY_ITS_DRUGS = (
    "Patients were randomized to irinotecan plus fluorouracil and leucovorin (ILX) or placebo. "
    "The response rate was 30% for ILX and 17% for placebo."
)


def test_a_name_that_the_document_goes_on_to_use_for_a_treatment_is_the_treatment() -> None:
    used = " ILX was given for six months. Few stopped ILX."
    assert [given(f) for f in facts(NAMED_BY_ITS_DRUGS + used, "outcome")] == [["ILX"], ["placebo"]]


def test_a_name_that_the_document_hardly_uses_is_a_shorthand_for_its_drugs() -> None:
    arms = [given(f) for f in facts(NAMED_BY_ITS_DRUGS, "outcome")]
    assert arms == [["fluorouracil", "irinotecan", "leucovorin"], ["placebo"]]


def test_placebo_in_a_result_is_the_control_of_a_trial_that_tells_of_it_nowhere_else() -> None:
    text = (
        "Patients were randomly assigned to cisplatin plus erlotinib or cisplatin alone. "
        "The response rate was 41% in the erlotinib group and 29% in the placebo group."
    )
    assert [given(f) for f in facts(text, "outcome")] == [["cisplatin", "erlotinib"], ["cisplatin"]]


def test_earlier_treatment_is_no_arm() -> None:
    text = "Patients who had previously been treated with imatinib or sunitinib were enrolled."
    assert len(facts(text, "arm")) < 2


def test_lists_of_uses_on_a_drug_page_are_no_arms() -> None:
    assert not facts("It is used with paclitaxel and either cisplatin or topotecan.", "arm", source="nci_drug")


@pytest.mark.parametrize(
    "piece",
    ["patients were randomly assigned to sorafenib or ", "arm A received cisplatin; arm B ", "sorafenib, placebo, "],
)
def test_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    def seconds(size: int) -> float:
        start = process_time()
        facts(piece * (size // len(piece)), "arm")
        return process_time() - start

    seconds(2_000)
    assert seconds(40_000) < 20 * max(seconds(10_000), 0.05)


def test_two_arms_that_stand_before_groups_are_two() -> None:
    text = (
        "Patients were randomly assigned to surgery alone or to surgery followed by sorafenib. "
        "The median overall survival in the sorafenib and surgery alone groups was 31 months and 24 months, "
        "respectively."
    )
    assert {(tuple(given(f)), f.one("value")) for f in facts(text, "outcome")} == {
        (("sorafenib", "surgery"), Decimal(31)),
        (("surgery",), Decimal(24)),
    }


def test_a_drug_goes_by_its_written_out_name_and_not_by_its_code() -> None:
    text = "Patients were randomly assigned to T-DM1 (trastuzumab emtansine) or lapatinib. T-DM1 was given weekly."
    arms = [f.one("arm") for f in facts(text, "arm")]
    said = {c.said or c.name for arm in arms if isinstance(arm, Arm) for c in arm.interventions}
    assert said == {"ado-trastuzumab emtansine", "lapatinib"}


def test_one_treatment_compared_with_either_of_two_makes_three_arms() -> None:
    text = (
        "A randomized trial compared sunitinib with either lenvatinib plus pembrolizumab or lenvatinib plus everolimus."
    )
    assert [given(f) for f in facts(text, "arm")] == [
        ["sunitinib"],
        ["lenvatinib", "pembrolizumab"],
        ["everolimus", "lenvatinib"],
    ]


def test_what_the_people_of_a_trial_were_given_anyway_sets_no_arms_apart() -> None:
    text = (
        "A randomized trial compared sorafenib with a placebo in patients given chemotherapy with or without surgery."
    )
    assert [given(f) for f in facts(text, "arm")] == [["sorafenib"], ["placebo"]]


@pytest.mark.parametrize(
    "told",
    [
        "Of 82 patients, 40 were allotted to sorafenib and 42 to lenvatinib.",
        "The intention-to-treat population numbered 82 (sorafenib, n = 40; lenvatinib, n = 42).",
        "Five patients never started, leaving 40 evaluable on sorafenib and 42 on lenvatinib.",
    ],
)
def test_a_sentence_that_counts_every_arm_tells_their_sizes(told: str) -> None:
    text = f"Patients were randomly assigned to sorafenib (arm A) or lenvatinib (arm B). {told}"
    assert {(*given(f), f.one("size")) for f in facts(text, "arm")} == {
        ("sorafenib", Decimal(40)),
        ("lenvatinib", Decimal(42)),
    }


@pytest.mark.parametrize(
    "told",
    [
        "Disease progressed in 40 evaluable patients on sorafenib and 42 on lenvatinib.",
        "From 2001, 76 centers enrolled patients on sorafenib and lenvatinib.",
        "There was more thymoma in the sorafenib group (40 cases) than in the lenvatinib group (42 cases).",
    ],
)
def test_a_sentence_that_counts_something_else_tells_no_size(told: str) -> None:
    text = f"Patients were randomly assigned to sorafenib (arm A) or lenvatinib (arm B). {told}"
    assert [f.one("size") for f in facts(text, "arm")] == [None, None]


def test_a_group_called_by_two_letters_is_neither_of_the_groups_called_by_one() -> None:
    text = (
        "Patients were randomly assigned to sorafenib (arm A), sorafenib plus placebo (arm A+P) or lenvatinib (arm P). "
        "The response rate was 31% in arm A+P."
    )
    assert [given(f) for f in facts(text, "outcome")] == [["placebo", "sorafenib"]]


def test_what_people_were_to_go_on_with_is_the_control_of_what_others_changed_to() -> None:
    text = (
        "A trial randomly assigned 742 women to either continue tamoxifen or switch to exemestane. "
        "The exemestane group had a decreased risk of recurrence."
    )
    (fact,) = facts(text, "comparison", "nci_pdq")
    assert (given(fact), given(fact, "comparator")) == (["exemestane"], ["tamoxifen"])


def arms_told(text: str) -> set[tuple[str, ...]]:
    return {tuple(sorted(given(f))) for f in facts(text, "arm")}


@pytest.mark.parametrize("text", [
    "A randomized trial compared weekly docetaxel to every-3-week dosing, both with the usual cisplatin.",
    "Patients were randomized to six cycles of docetaxel (75 mg/m2 with IV cisplatin) versus docetaxel "
    "(75 mg/m2 with IP cisplatin) versus docetaxel (80 mg/m2 over 3 hours with IP carboplatin).",
])  # fmt: skip
def test_arms_that_nothing_tells_apart_are_no_arms(text: str) -> None:
    assert len(facts(text, "arm")) < 2


def test_what_people_had_had_before_they_were_allotted_is_no_arm() -> None:
    text = (
        "In a randomized trial, patients had already received bortezomib with or without ixazomib as induction. "
        "They were randomly assigned to lenalidomide or observation."
    )
    assert arms_told(text) == {("lenalidomide",), ("observation",)}


def test_what_two_arms_went_before_is_not_one_of_them() -> None:
    text = (
        "In a randomized trial, patients underwent allogeneic stem cell transplant after receiving preparative "
        "therapy with either melphalan and fludarabine or busulfan and cyclophosphamide."
    )
    assert arms_told(text) == {("fludarabine", "melphalan"), ("busulfan", "cyclophosphamide")}


def test_a_kind_of_drug_that_is_given_beside_others_is_a_part_of_its_arm() -> None:
    text = (
        "Patients were randomly assigned to cetuximab plus a platinum and fluorouracil (n = 90) or nivolumab (n = 91)."
    )
    assert arms_told(text) == {("cetuximab", "fluorouracil", "platinum"), ("nivolumab",)}


def test_initials_before_those_of_a_regimen_make_it_another() -> None:
    text = "Patients were randomly assigned to receive either D-VRd or VRd."
    assert arms_told(text) == {("D-VRd",), ("VRd",)}


def test_with_or_without_behind_either_makes_two_arms() -> None:
    text = "Women were randomly assigned to receive lumpectomy and radiation therapy either with or without tamoxifen."
    assert {("tamoxifen" in given(f), len(given(f))) for f in facts(text, "arm")} == {(True, 3), (False, 2)}


def test_a_regimen_whose_drugs_another_arm_is_given_in_part_is_told_by_its_drugs() -> None:
    whole = (
        "Patients were randomly assigned to thalidomide plus melphalan and prednisone or to nilotinib. MPT was toxic."
    )
    in_part = (
        "Patients were randomly assigned to melphalan and prednisone plus thalidomide or melphalan and prednisone plus "
        "placebo. MPT was toxic."
    )
    assert ["MPT"] in [given(f) for f in facts(whole, "arm")]
    assert ["melphalan", "prednisone", "thalidomide"] in [sorted(given(f)) for f in facts(in_part, "arm")]


def test_a_platinum_before_what_it_is_given_with_is_a_part_of_its_arm() -> None:
    text = "In a randomized trial, adding cetuximab to platinum plus fluorouracil improved overall survival."
    assert arms_told(text) == {("cetuximab", "fluorouracil", "platinum"), ("fluorouracil", "platinum")}


def test_what_a_transplant_is_given_with_is_a_part_of_its_arm_and_a_kind_is_its_drugs() -> None:
    text = (
        "Patients were randomly assigned to chemotherapy consolidation with rituximab and cisplatin (n = 70) or "
        "autologous SCT using carmustine and thiotepa (n = 71)."
    )
    assert arms_told(text) == {
        ("cisplatin", "rituximab"),
        ("autologous stem cell transplant", "carmustine", "thiotepa"),
    }
    assert arms_told("Men were randomly assigned to CAR T-cell therapy with tisagenlecleucel or cisplatin.") == {
        ("tisagenlecleucel",),
        ("cisplatin",),
    }


def test_how_often_is_told_whole_or_not_at_all() -> None:
    text = "Patients were randomly assigned to lenvatinib 10 mg twice daily or to 45 Gy radiation therapy in {}."
    told = {given(f)[0]: f.one("schedule") for f in facts(text.format("30 twice-daily fractions"), "arm")}
    assert told == {"lenvatinib": "twice daily", "radiation therapy": "twice-daily"}
    told = {given(f)[0]: f.one("schedule") for f in facts(text.format("two long sessions per week"), "arm")}
    assert told == {"lenvatinib": "twice daily", "radiation therapy": None}


def test_what_some_were_given_besides_leaves_nobody_a_choice() -> None:
    text = (
        "Some patients received letrozole in addition to tamoxifen or cisplatin in both arms of the randomized trial."
    )
    assert arms_told(text) == set()


def test_those_who_go_without_are_given_what_both_are() -> None:
    text = "They randomly assigned 160 women to receive or not receive physical therapy in addition to exercise."
    assert arms_told(text) == {("exercise", "physical therapy"), ("exercise",)}


def test_the_number_of_all_who_were_assigned_is_not_that_of_the_controls() -> None:
    text = "Doctors randomly assigned 77 women to a control arm or to yoga. The yoga group felt better than controls."
    assert all(f.one("size") is None for f in facts(text, "arm"))


def test_what_people_were_to_be_given_anyway_is_no_arm_of_their_allotment() -> None:
    text = (
        "One study randomly assigned 298 patients, who were scheduled to receive one dose of radiation, to receive "
        "either placebo or dexamethasone."
    )
    assert arms_told(text) == {("placebo",), ("dexamethasone",)}


@pytest.mark.parametrize(
    "text",
    [
        "A trial gave A. This is comparable to the outcomes for children treated with cisplatin.",
        "The study tells what to expect of the placebo arms of adjuvant trials.",
        "The randomized trial included four radiation therapy treatment arms.",
        "In this sample of the study, 40% of participants were receiving chemotherapy.",
    ],
)
def test_what_is_of_other_studies_or_of_a_part_is_no_arm(text: str) -> None:
    assert arms_told(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Postoperative patients were randomly assigned to receive a new drug adjuvant to oral chemotherapy.",
        "The trial found limited evidence for the use of imaging compared with conventional surgery.",
    ],
)
def test_manners_of_different_sorts_or_of_no_treatment_set_no_two_arms_apart(text: str) -> None:
    assert len(facts(text, "arm")) < 2


def test_a_manner_right_before_the_first_of_two_arms_tells_it_from_the_other() -> None:
    text = "In a randomized trial, survival was longer with intermittent cisplatin compared with continuous cisplatin."
    assert [f.one("arm").detail for f in facts(text, "arm")] == ["intermittent", "continuous"]  # type: ignore[union-attr]


def test_what_people_have_between_their_number_and_what_they_were_assigned_to_is_not_counted() -> None:
    text = "In the trial, 59 patients with 77 lesions were randomized to surgery and 58 with 71 lesions to vorinostat."
    assert [str(f.one("size")) for f in facts(text, "arm")] == ["59", "58"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Adults were randomly assigned to chemotherapy (carboplatin and paclitaxel) or surgery.",
            ("carboplatin", "paclitaxel"),
        ),
        (
            "Adults were randomly assigned to chemotherapy (i.e., cisplatin plus fluorouracil [5-FU]) or surgery.",
            ("cisplatin", "fluorouracil"),
        ),
        ("Adults were randomly assigned to chemotherapy (carboplatin or paclitaxel) or surgery.", ("chemotherapy",)),
    ],
)
def test_a_kind_with_all_its_drugs_in_brackets_is_these_drugs(text: str, first: tuple[str, ...]) -> None:
    assert arms_told(text) == {first, ("surgery",)}


def test_the_kind_of_an_arm_s_drugs_means_this_arm_later() -> None:
    text = (
        "Adults were randomly assigned to induction chemotherapy (cisplatin and fluorouracil) and radiation therapy, "
        "or to surgery.\n\nMedian survival was 44 months in the induction chemotherapy arm."
    )
    (told,) = facts(text, "outcome")
    assert tuple(given(told)) == ("cisplatin", "fluorouracil", "radiation therapy")


def test_the_other_drug_of_two_regimens_with_names_of_their_own_is_no_arm() -> None:
    text = (
        "In a trial, 90 patients were randomly assigned to docetaxel and cisplatin (DC) or epirubicin, cisplatin, and "
        "fluorouracil or capecitabine (ECF/ECX)."
    )
    assert ["capecitabine"] not in [given(f) for f in facts(text, "arm")]


def test_a_stage_before_those_of_an_arm_says_who_they_are() -> None:
    text = (
        "A trial randomly assigned 90 patients to sorafenib or placebo. Stage III patients who received sorafenib had "
        "a 5-year overall survival rate of 61%."
    )
    assert [(given(f), f.one("population")) for f in facts(text, "outcome")] == [(["sorafenib"], "Stage III")]
