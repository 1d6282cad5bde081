"""What is promised of approvals: read where told, with whom, for what, when and why; and not where doubted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from prose import lexicon

from kg.model import Concept, Document
from kg.reading import approvals, trials
from kg.reading.annotate import annotate
from kg.reading.arms.referring import arms
from kg.reading.context import Context, Proposal
from kg.reading.text.markdown import passages

SEED = Path(__file__).parent.parent / "seeds" / "sorafenib-thyroid-nci.md"


def proposals(text: str, kind: str = "approval", metadata: Mapping[str, str] | None = None) -> list[Proposal]:
    """What is read from a text."""
    document = Document("page", "https://example.org/page", "nci_page", "", metadata or {}, text, passages(text), "")
    annotated = annotate(document, lexicon().for_text(text))
    known = trials.trials(annotated)
    context = Context(annotated, known, arms.Arms(known))
    return [p for p in approvals.read(context) if p.kind == kind]


def told(text: str, *roles: str) -> list[tuple[str, ...]]:
    """The roles of the approvals of a text, names for concepts, sorted."""
    return sorted(tuple(named(p.roles[role]) for role in roles) for p in proposals(text))


def named(value: object) -> str:
    """A role's value as words; "" where it is not filled."""
    match value:
        case Concept():
            return value.name
        case list() | tuple():
            return "+".join(named(v) for v in value)
        case None:
            return ""
        case _:
            return str(value)


def page(body: str, drug: str = "Sorafenib Tosylate") -> str:
    return f"# {drug}\n\nUS Brand Name(s)\n\nNexavar\n\nFDA Approved\n\nYes\n\n## Use in Cancer\n\n{body}\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "The FDA has not approved sorafenib for lung cancer.",
        "Is sorafenib approved by the FDA for lung cancer?",
        "The FDA may approve sorafenib for lung cancer next year.",
        "It is unclear whether the FDA approved sorafenib for lung cancer.",
        "Sorafenib is also being studied in the treatment of lung cancer.",
        "The company will seek approval of sorafenib for lung cancer.",
        "Sorafenib was compared with an FDA-approved drug for lung cancer.",
        "Ketamine is an FDA-approved anesthetic that has been used off-label in low doses to treat melanoma.",
    ],
)
def test_what_is_denied_asked_or_hoped_for_is_no_approval(sentence: str) -> None:
    assert told(sentence, "drug", "cancer") == []


def test_a_date_is_as_precise_as_it_is_given() -> None:
    assert told("In 2011, the FDA approved ipilimumab to treat advanced melanoma.", "date") == [("2011",)]
    assert told("In May 2011, the FDA approved ipilimumab to treat melanoma.", "date") == [("2011-05",)]
    assert told("Ipilimumab was approved by the FDA on May 3, 2011, to treat melanoma.", "date") == [("2011-05-03",)]


def test_the_date_of_two_agencies_is_that_of_the_one_that_is_named_last() -> None:
    text = "In 2006, European and U.S. regulators approved the use of sorafenib to treat liver cancer."
    assert told(text, "drug", "date") == [("sorafenib", "2006")]


def test_coordinated_diseases_share_their_head() -> None:
    text = "Sorafenib is a drug approved by the FDA to treat some patients with kidney and liver cancer."
    assert told(text, "cancer", "setting") == [("kidney cancer", "some patients"), ("liver cancer", "some patients")]


def test_both_drugs_are_approved_each_by_itself() -> None:
    text = "The FDA approved both everolimus and sunitinib for patients with kidney cancer."
    assert told(text, "drug", "with") == [("everolimus", ""), ("sunitinib", "")]


def test_a_combination_names_the_companions() -> None:
    text = "The FDA approved dabrafenib in combination with trametinib for patients with metastatic melanoma."
    assert told(text, "drug", "with", "cancer", "setting") == [("dabrafenib", "trametinib", "melanoma", "metastatic")]
    both = "The FDA approved the combination of dabrafenib and trametinib for patients with melanoma."
    assert told(both, "drug", "with") == [("dabrafenib", "trametinib"), ("trametinib", "dabrafenib")]


def test_what_a_companion_is_said_to_be_is_no_companion() -> None:
    text = "Lapatinib was approved for use in combination with capecitabine, a chemotherapy drug, for breast cancer."
    assert told(text, "drug", "with", "cancer", "setting") == [("lapatinib", "capecitabine", "breast cancer", "")]


def test_accelerated_approval_by_an_agency_is_accelerated() -> None:
    text = "Pertuzumab received accelerated FDA-approval in 2013 for breast cancer."
    assert told(text, "drug", "status") == [("pertuzumab", "accelerated")]


def test_accelerated_and_revoked_approvals_are_told_apart() -> None:
    given = "The FDA granted accelerated approval to pomalidomide for patients with multiple myeloma."
    taken = "In November 2011, the FDA revoked its approval of bevacizumab for the treatment of breast cancer."
    assert told(given, "status") == [("accelerated",)]
    assert told(taken, "drug", "cancer", "status", "date") == [("bevacizumab", "breast cancer", "revoked", "2011-11")]


def test_the_trial_is_the_one_that_the_approval_rests_on() -> None:
    text = "The FDA approved sorafenib for liver cancer. This approval was based on results from the SHARP trial."
    assert told(text, "drug", "trial") == [("sorafenib", "SHARP")]


def test_one_approval_for_each_choice_of_companions() -> None:
    body = (
        "Sorafenib tosylate is approved to treat adults with:\n\n"
        "- **Melanoma** that has spread. It is used with trametinib and either cisplatin or paclitaxel.\n"
        "- **Breast cancer.** It is used:\n"
        "- With letrozole as the first treatment.\n"
        "- Alone in patients whose cancer got worse.\n\n"
        "Sorafenib tosylate is also being studied in the treatment of other types of cancer.\n"
    )
    assert told(page(body), "cancer", "with") == [
        ("breast cancer", ""),
        ("breast cancer", "letrozole"),
        ("melanoma", "trametinib+cisplatin"),
        ("melanoma", "trametinib+paclitaxel"),
    ]
    settings = {roles[0]: roles[1] for roles in told(page(body), "with", "setting")}
    assert settings["letrozole"] == "adults; first treatment"


def test_types_of_a_disease_are_approvals_of_their_own() -> None:
    body = (
        "Sorafenib tosylate is approved to treat:\n\n"
        "- **B-cell non-Hodgkin lymphoma**, including the following types:\n"
        "- mantle cell lymphoma\n"
        "- follicular lymphoma¹\n\n"
        "It is used in adults whose cancer has relapsed.\n\n"
        "¹This use is approved under FDA’s Accelerated Approval Program.\n"
    )
    assert told(page(body), "cancer", "status") == [
        ("b-cell non-hodgkin lymphoma", "approved"),
        ("follicular lymphoma", "accelerated"),
        ("mantle cell lymphoma", "approved"),
    ]


def test_uses_that_agree_in_disease_and_companions_are_one_approval() -> None:
    body = (
        "Sorafenib tosylate is approved to treat:\n\n- **Melanoma.** It is used:\n"
        "- in patients with newly diagnosed cancer\n- in patients whose cancer has relapsed\n"
    )
    assert told(page(body), "cancer", "with") == [("melanoma", "")]


def test_settings_of_sibling_bullets_keep_their_own_words() -> None:
    body = (
        "Sorafenib tosylate is approved to treat:\n\n- **Melanoma** in adults. It is used:\n"
        "- in patients with metastatic cancer\n"
        "- as adjuvant therapy in patients who have a high risk that the cancer will come back\n"
    )
    assert told(page(body), "setting") == [
        ("adults; metastatic cancer; or adjuvant therapy; high risk that the cancer will come back",)
    ]


@pytest.mark.parametrize(
    ("bullet", "given", "setting"),
    [
        ("**Melanoma** (certain types).", "", "certain types"),
        ("**Melanoma** (MEL).", "", ""),
        ("**Melanoma.** It is used for metastatic cancer. It is also used in these patients if it recurs.",
         "", "metastatic cancer or if it recurs"),
        ("**Melanoma** that has responded to ipilimumab given together with dacarbazine.",
         "", "responded to ipilimumab given together with dacarbazine"),
        ("**Melanoma** that is metastatic. It is given together with dacarbazine.", "dacarbazine", "metastatic"),
    ],
)  # fmt: skip
def test_limits_are_of_the_setting_and_what_was_given_before_is_no_companion(
    bullet: str, given: str, setting: str
) -> None:
    body = f"Sorafenib tosylate is approved to treat:\n\n- {bullet}\n"
    assert told(page(body), "with", "setting") == [(given, setting)]


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("The FDA approved nivolumab as an added (adjuvant) treatment of patients with melanoma.", "added; adjuvant"),
        ("The FDA approved nivolumab to treat patients with melanoma, and these patients only.", ""),
    ],
)  # fmt: skip
def test_what_limits_an_approval_stays_in_its_setting(text: str, setting: str) -> None:
    assert told(text, "setting") == [(setting,)]


def test_what_may_also_be_used_is_not_approved() -> None:
    body = "Sorafenib tosylate may also be used to treat:\n\n- **Melanoma.**\n"
    assert told(page(body), "drug", "cancer") == []


def test_what_cannot_be_done_for_the_patients_of_a_lead_does_not_take_its_approval_back() -> None:
    lead = "Sorafenib tosylate is approved to treat adults with cancer that cannot be removed by surgery, including:"
    note = "As a condition of approval, a confirmatory trial(s) must show that sorafenib helps these patients."
    text = page(f"{lead}\n\n- **Melanoma.**\n- **Lung cancer.**\n\n{note}")
    assert told(text, "drug", "cancer") == [("sorafenib", "lung cancer"), ("sorafenib", "melanoma")]
    refused = "Sorafenib tosylate is approved but not for:\n\n- **Melanoma.**\n"
    assert told(page(refused), "drug", "cancer") == []


def test_a_list_of_drugs_is_read_under_its_title_and_combinations_are_not() -> None:
    text = (
        "# Drugs Approved for Liver Cancer\n\n## Drugs Approved for Liver Cancer\n\n"
        "- [Nexavar (Sorafenib Tosylate)](/a)\n- [Sorafenib Tosylate](/a)\n- [Regorafenib](/b)\n\n"
        "## Drug Combinations Used in Liver Cancer\n\n- [FOLFIRI](/c)\n"
    )
    assert sorted(set(told(text, "drug", "cancer", "agency"))) == [
        ("regorafenib", "liver cancer", "FDA"),
        ("sorafenib", "liver cancer", "FDA"),
    ]


def test_an_entry_of_one_form_of_its_drug_says_of_which() -> None:
    text = "# Drugs Approved for Skin Cancer\n\n- [Zorva (Imiquimod--Topical)](/a)\n- [Sonidegib](/b)\n"
    assert told(text, "drug", "setting") == [("imiquimod", "topical"), ("sonidegib", "")]


def test_tumors_of_any_kind_are_told_by_what_their_genes_are_like() -> None:
    text = "FDA has approved entrectinib for the treatment of adults with tumors bearing a RET gene fusion.\n"
    assert told(text, "drug", "cancer", "setting") == [("entrectinib", "tumor", "adults; bearing a RET gene fusion")]


def test_a_list_of_drugs_for_children_says_so_of_each() -> None:
    text = (
        "# Drugs Approved for Childhood Cancers\n\nThis page lists cancer drugs approved by the Food and Drug "
        "Administration (FDA) for use in children.\n\n## Drugs Approved for Neuroblastoma\n\n- Dinutuximab (Unituxin)\n"
    )
    assert told(text, "drug", "cancer", "setting") == [("dinutuximab", "neuroblastoma", "children")]


def test_a_label_record_gives_date_status_and_companions() -> None:
    text = (
        "# Mektovi (binimetinib)\n\nIndication: MEKTOVI is a kinase inhibitor indicated in combination with "
        "encorafenib, for the treatment of patients with metastatic melanoma.\n\nInitial approval date: 2018-06-27\n\n"
        "Curator description: The U.S. Food and Drug Administration granted accelerated approval to binimetinib in "
        "combination with encorafenib for the treatment of patients with metastatic melanoma.\n"
    )
    found = proposals(text, metadata={"sourceType": "fda_label_indications"})
    roles = [tuple(named(p.roles[r]) for r in ("drug", "with", "cancer", "agency", "date", "status")) for p in found]
    assert roles == [("binimetinib", "encorafenib", "melanoma", "FDA", "2018-06-27", "accelerated")]


def test_trade_names_are_read_from_blocks_and_brackets() -> None:
    text = page("Sorafenib tosylate is approved to treat **kidney cancer**.")
    assert {named(p.roles["name"]) for p in proposals(text, "brand_name")} == {"Nexavar"}
    inline = proposals("Patients received sorafenib (Nexavar®) or a placebo.", "brand_name")
    assert [(named(p.roles["drug"]), p.roles["name"]) for p in inline] == [("sorafenib", "Nexavar")]


def test_a_name_that_is_written_small_elsewhere_or_is_a_publisher_s_is_no_brand() -> None:
    text = "# Drugs\n\nIt holds sorafenib (thyromycin).\n\n- Sorafenib (Thyromycin)\n- Lenvatinib (Lenvima)\n"
    assert [p.roles["name"] for p in proposals(text, "brand_name")] == ["Lenvima"]
    assert not proposals("# Sorafenib (PDQ®)–Patient Version\n\nA summary.\n", "brand_name")


def test_the_seed_has_its_three_approvals() -> None:
    text = SEED.read_text(encoding="utf-8").split("---\n", 2)[2]
    thyroid = "radioactive iodine-refractory; metastatic"
    assert told(text, "cancer", "date", "setting", "trial", "agency") == [
        ("differentiated thyroid cancer", "2013-11-22", thyroid, "DECISION", "FDA"),
        ("kidney cancer", "", "some patients", "", "FDA"),
        ("liver cancer", "", "some patients", "", "FDA"),
    ]


def test_hostile_text_is_read_in_reasonable_time() -> None:
    text = "The FDA approved " + "sorafenib and (" * 4000 + " with approved " * 4000
    assert proposals(text) is not None


def test_companions_that_end_before_the_indication_do_not_end_its_clause() -> None:
    text = (
        "The FDA granted approval to sorafenib in combination with erlotinib and trametinib for patients with melanoma."
    )
    assert told(text, "drug", "with", "cancer") == [("sorafenib", "erlotinib+trametinib", "melanoma")]


def test_several_combinations_are_told_apart() -> None:
    text = "The FDA approved dabrafenib plus trametinib, and encorafenib plus binimetinib for patients with melanoma."
    assert told(text, "drug", "with") == [
        ("binimetinib", "encorafenib"),
        ("dabrafenib", "trametinib"),
        ("encorafenib", "binimetinib"),
        ("trametinib", "dabrafenib"),
    ]


def test_earlier_treatment_is_no_companion_and_what_stands_before_the_subject_is_not_approved() -> None:
    text = "The FDA approved nivolumab for colon cancer that grew after prior chemotherapy with oxaliplatin."
    assert told(text, "drug", "with") == [("nivolumab", "")]
    text = "Based on longer survival than with etoposide or fluorouracil, carboplatin was approved for ovarian cancer."
    assert told(text, "drug") == [("carboplatin",)]


def test_an_approval_may_be_told_of_several_drugs_at_once() -> None:
    text = "Sorafenib was approved for adults with liver cancer, as was lenvatinib."
    assert told(text, "drug", "cancer") == [("lenvatinib", "liver cancer"), ("sorafenib", "liver cancer")]


def test_an_approval_that_also_covers_another_disease_is_of_the_same_drug() -> None:
    text = "The FDA has approved entrectinib for lung cancer. The approval also covers adults with melanoma."
    assert told(text, "drug", "cancer", "agency") == [
        ("entrectinib", "lung cancer", "FDA"),
        ("entrectinib", "melanoma", "FDA"),
    ]
    apart = "The FDA has approved entrectinib for lung cancer.\n\nThe approval also covers adults with melanoma."
    assert ("entrectinib", "melanoma", "FDA") not in told(page(apart, "Entrectinib"), "drug", "cancer", "agency")


def test_an_accelerated_phase_is_no_accelerated_approval() -> None:
    text = "The FDA granted approval to bosutinib for adults with accelerated or blast phase chronic myeloid leukemia."
    assert told(text, "status") == [("approved",)]


def test_a_citation_at_the_end_makes_no_reference_of_a_sentence() -> None:
    text = "The FDA approved axitinib for the treatment of renal cell carcinoma.[[4](#cit/4)]"
    assert told(text, "drug") == [("axitinib",)]


def test_a_sentence_may_announce_a_list_of_approved_drugs() -> None:
    text = "The FDA has approved two drugs for prostate cancer:\n\n- enzalutamide with talazoparib\n- docetaxel\n"
    assert told(text, "drug", "with", "cancer") == [
        ("docetaxel", "", "prostate cancer"),
        ("enzalutamide", "talazoparib", "prostate cancer"),
        ("talazoparib", "enzalutamide", "prostate cancer"),
    ]
    text = "Two drugs have been approved by the FDA to treat thyroid cancer:\n\n- Sorafenib (Nexavar)\n- lenvatinib\n"
    assert told(text, "drug", "agency") == [("lenvatinib", "FDA"), ("sorafenib", "FDA")]
    assert told("The FDA has not approved any drugs for lung cancer:\n\n- sorafenib\n") == []


def test_with_or_without_a_drug_is_two_approvals() -> None:
    text = "The FDA approved sorafenib in combination with lenvatinib, with or without everolimus, for kidney cancer."
    found = proposals(text)
    assert {named(p.roles["with"]) for p in found} == {"lenvatinib", "lenvatinib+everolimus"}
    text = "The FDA approved sorafenib, with or without everolimus, for adults with kidney cancer."
    assert {named(p.roles["with"]) for p in proposals(text)} == {"", "everolimus"}


def test_kinds_of_chemotherapy_are_one_companion() -> None:
    text = "The FDA approved sorafenib with fluoropyrimidine-, and platinum-containing chemotherapy for liver cancer."
    assert told(text, "with") == [("fluoropyrimidine- and platinum-containing chemotherapy",)]


def test_sites_before_a_bracket_share_their_tissue() -> None:
    text = (
        "The FDA granted approval to sorafenib for patients with gastric or gastroesophageal junction (GEJ) "
        "(tumors just above it) adenocarcinoma."
    )
    said = {p.roles["cancer"].said for p in proposals(text) if isinstance(p.roles["cancer"], Concept)}
    assert said == {"gastric adenocarcinoma", "gastroesophageal junction adenocarcinoma"}


def test_bullets_below_with_begin_with_companions() -> None:
    body = (
        "Sorafenib tosylate is approved to treat:\n\n"
        "- **Breast cancer** that has spread. It is used with:\n"
        "- capecitabine in women whose cancer got worse\n"
        "- letrozole in women who need hormone therapy\n"
    )
    assert told(page(body), "cancer", "with") == [("breast cancer", "capecitabine"), ("breast cancer", "letrozole")]


def test_and_binds_closer_than_or_without_a_comma() -> None:
    text = "The FDA approved olaparib with abiraterone and prednisone or prednisolone for prostate cancer."
    assert told(text, "with") == [("abiraterone+prednisolone",), ("abiraterone+prednisone",)]


def test_tumors_of_any_kind_are_not_the_page_s_cancer() -> None:
    title = "# Lung Cancer Research\n\n"
    text = title + "The FDA approved entrectinib for adults with tumors that have an NTRK fusion.\n"
    assert told(text, "cancer") == [("tumor",)]
    assert proposals(title + "The FDA approved alectinib for patients whose tumors have an ALK fusion.\n")


def test_alone_or_in_combination_is_two_approvals() -> None:
    text = (
        "The FDA granted approval to ivosidenib as a monotherapy or in combination with azacitidine for adults with"
        " acute myeloid leukemia."
    )
    assert told(text, "drug", "with") == [("ivosidenib", ""), ("ivosidenib", "azacitidine")]


def test_what_leads_to_a_disease_is_not_what_is_treated() -> None:
    text = "The FDA granted approval to everolimus for children with tuberous sclerosis who have glioma."
    assert told(text, "cancer") == [("glioma",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "with letrozole as first-line therapy for breast cancer and with fulvestrant as second-line therapy for "
            "breast cancer.",
            [("fulvestrant", "second-line therapy"), ("letrozole", "first-line therapy")],
        ),
        (
            "in combination with letrozole for advanced breast cancer and in combination with fulvestrant for adults "
            "whose disease has progressed.",
            [("fulvestrant", "adults whose disease has progressed"), ("letrozole", "advanced")],
        ),
        ("with letrozole for breast cancer in women with bone metastases.", [("letrozole", "women; bone metastases")]),
    ],
)
def test_each_companion_has_the_use_that_is_told_of_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(f"The FDA approved sorafenib {text}", "with", "setting") == expected


def test_a_stage_in_brackets_is_of_the_setting_and_a_short_form_is_not() -> None:
    text = "The FDA approved sorafenib for adults with unresectable (stage III) non-small cell lung cancer (NSCLC)."
    assert told(text, "setting") == [("adults; unresectable; stage III",)]


def test_what_an_indication_is_based_on_is_its_trial() -> None:
    text = "The FDA approved sorafenib for liver cancer. This indication is based on HARBOR (NCT01234567), a trial."
    assert told(text, "trial") == [("HARBOR",)]


def test_a_disease_is_told_behind_the_trial_or_in_the_sentence_before() -> None:
    text = "# Melanoma\n\nThe FDA approved sorafenib based on results of a trial in people with kidney cancer."
    assert told(text, "cancer") == [("kidney cancer",)]
    text = "# Melanoma\n\nPeople with thymoma wait. The FDA expanded the approved uses of sorafenib for the disease."
    assert told(text, "cancer") == [("thymoma",)]


def test_a_day_without_a_year_is_the_last_before_the_report_was_posted() -> None:
    text = (
        "# News\n\n## First\n\nPosted: March 3, 2018\n\n"
        "On January 29, the FDA approved sorafenib for thyroid cancer.\n\n"
        "## Second\n\nPosted: February 2, 2021\n\nOn December 9, the FDA approved lapatinib for breast cancer.\n"
    )
    assert told(text, "drug", "date") == [("lapatinib", "2020-12-09"), ("sorafenib", "2018-01-29")]


def test_the_year_before_approval_is_its_date() -> None:
    text = (
        "Results of the trial that led to the FDA's 2016 approval of crizotinib for lung cancers with ROS1 fusions"
        " have been published."
    )
    assert told(text, "date", "setting") == [("2016", "ROS1 fusions")]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("The FDA approved sorafenib for thyroid cancer based on objective response rate.", "objective response rate"),
        (
            "The FDA granted accelerated approval to sorafenib for thyroid cancer. The approval was based on tumor"
            " response rate and durability of response.",
            "objective response rate+duration of response",
        ),
        ("The FDA approved sorafenib for thyroid cancer based on a trial of 300 patients.", ""),
        ("The FDA approved sorafenib for thyroid cancer. Progression-free survival was 10 months.", ""),
    ],
)
def test_what_an_approval_is_said_to_rest_on_is_told_of_it(text: str, basis: str) -> None:
    assert told(text, "drug", "basis") == [("sorafenib", basis)]


def test_what_an_approval_was_withdrawn_for_is_no_basis() -> None:
    text = "The FDA approved sorafenib for thyroid cancer. The approval was withdrawn based on overall survival."
    assert {basis for _, basis in told(text, "drug", "basis")} == {""}


def test_a_labels_indication_tells_the_basis_of_its_records_approval() -> None:
    text = (
        "Indication: NEXAVAR is indicated for thyroid cancer. This indication is approved under accelerated approval"
        " based on overall response rate. Continued approval may depend on more trials.\n\nInitial approval date:"
        " 2013-11-22\n\nCurator description: The FDA granted accelerated approval to sorafenib for the treatment of"
        " patients with thyroid cancer.\n"
    )
    (one,) = proposals(text, metadata={"sourceType": "label"})
    assert named(one.roles["basis"]) == "objective response rate"
    assert "based on overall response rate" in one.span.of(text)


@pytest.mark.parametrize(
    ("sentence", "approved"),
    [
        (
            "Sorafenib is approved for kidney cancer, and trametinib is approved for patients with melanoma.",
            [("sorafenib", "kidney cancer"), ("trametinib", "melanoma")],
        ),
        (
            "Two kinase inhibitors (sorafenib and sunitinib) are approved by the FDA for kidney cancer.",
            [("sorafenib", "kidney cancer"), ("sunitinib", "kidney cancer")],
        ),
        (
            "LHRH agonists that are approved to treat prostate cancer include leuprolide (Eligard) and goserelin.",
            [("goserelin", "prostate cancer"), ("leuprolide", "prostate cancer")],
        ),
        ("Raloxifene is a second-generation SERM approved for breast cancer.", [("raloxifene", "breast cancer")]),
        ("This led to EMA and FDA approval of rituximab for lymphoma.", [("rituximab", "lymphoma")]),
    ],
)
def test_approvals_are_told_side_by_side_and_by_kind(sentence: str, approved: list[tuple[str, str]]) -> None:
    assert told(sentence, "drug", "cancer") == approved


@pytest.mark.parametrize(
    "sentence",
    [
        "The FDA approved cobimetinib in 2015 for use in combination with vemurafenib.",
        "Cobimetinib was approved in 1970 based on response rate.",
        "The FDA approved cobimetinib for patients who received two prior lines of therapy.",
    ],
)
def test_what_names_no_disease_is_of_the_page_s(sentence: str) -> None:
    assert told(f"# Treatment of Melanoma\n\n{sentence}\n", "drug", "cancer") == [("cobimetinib", "melanoma")]


def test_what_a_disease_got_no_better_with_is_no_companion() -> None:
    text = page(
        "Sorafenib is approved to treat:\n\n- **Melanoma** that has not gotten better with other chemotherapy.\n"
    )
    assert told(text, "cancer", "with", "setting") == [("melanoma", "", "not gotten better with other chemotherapy")]


def test_the_only_use_may_be_told_without_a_bullet() -> None:
    text = page("Sorafenib is approved to treat:\n\n**Bladder cancer.** It is used in patients who had surgery.\n")
    assert told(text, "cancer") == [("bladder cancer",)]


def test_solid_tumors_wherever_they_are_have_their_drugs() -> None:
    text = "# Approved drugs\n\n## Drugs Approved for Solid Tumors Anywhere in the Body\n\n- Entrectinib (Rozlytrek)\n"
    assert told(text, "drug", "cancer") == [("entrectinib", "solid tumor")]


def test_the_chemical_name_in_a_bracket_is_no_brand() -> None:
    text = "# FOLFOX\n\n| F | = Leucovorin Calcium (Folinic Acid) |\n| --- | --- |\n| O | = Sorafenib (Nexavar) |\n"
    assert [p.roles["name"] for p in proposals(text, "brand_name")] == ["Nexavar"]


def test_a_year_stands_before_the_agency_or_behind_however() -> None:
    assert told("The work led to the 1998 FDA approval of aldesleukin for advanced melanoma.", "date") == [("1998",)]
    assert told("However in 2018, FDA approved dabrafenib for thyroid cancer.", "date") == [("2018",)]


def test_a_drug_of_a_list_may_be_explained() -> None:
    text = (
        "Drugs that are approved to treat prostate cancer include degarelix (Firmagon), which is given by injection, "
    )
    assert told(text + "and relugolix.", "drug") == [("degarelix",), ("relugolix",)]


def test_any_tumor_is_no_disease_of_the_page() -> None:
    text = "# Prostate Cancer Research\n\nPembrolizumab has been approved for any tumor that has spread.\n"
    assert told(text, "cancer") == []
    these = "# Lung Cancer Research\n\nPembrolizumab has been approved by the FDA to treat some types of lung cancer.\n"
    assert told(these, "cancer") == [("lung cancer",)]


def test_a_lead_that_speaks_of_prevention_is_part_of_the_setting() -> None:
    text = "# Ondansetron\n\nOndansetron is approved to {}:\n\n- **Nausea** caused by surgery.\n"
    assert told(text.format("prevent"), "cancer", "setting") == [("nausea", "prevention; caused by surgery")]
    both = told(text.format("prevent and treat"), "cancer", "setting")
    assert both == [("nausea", "prevention and treatment; caused by surgery")]
    children = text.replace("approved to", "approved in children aged 3 years and older to").format("prevent")
    assert [s for _, s in told(children, "cancer", "setting")] == [
        "prevention; children aged 3 years and older; caused by surgery"
    ]


def test_a_gloss_is_no_part_of_a_condition_and_an_initial_ends_no_part_of_a_setting() -> None:
    lead = "# Amifostine\n\nAmifostine is approved to {}:\n\n- "
    text = lead.format("prevent") + "**Xerostomia** (dry mouth). It is used after surgery.\n"
    assert [c for (c,) in told(text, "cancer")] == ["xerostomia"]
    coli = "**Leukemia**. It is used in patients who cannot take a drug made from *E. coli*.\n"
    text = lead.format("treat") + coli
    assert "made from E. coli" in told(text, "setting")[0][0]


def test_an_approval_that_a_drug_won_is_read_from_a_relative_clause() -> None:
    text = "Tivozanib, which won accelerated approval in 2031 for advanced kidney cancer, was tested."
    assert told(text, "drug", "cancer", "date", "status") == [("tivozanib", "kidney cancer", "2031", "accelerated")]


def test_the_title_of_a_linked_article_tells_an_approval_that_the_page_tells_nowhere_else() -> None:
    title = "# News\n\n- [Ripretinib Approved to Treat Advanced Melanoma](/news/1)\n"
    assert told(title, "drug", "cancer") == [("ripretinib", "melanoma")]
    below = "\nThe FDA has approved ripretinib for some people with uveal melanoma.\n"
    assert told(title + below, "drug", "cancer") == [("ripretinib", "uveal melanoma")]
    assert told("# News\n\n- [Ripretinib Tested in Melanoma](/news/2)\n", "drug") == []


def test_an_approval_that_a_drug_was_granted_is_read_behind_what_it_is() -> None:
    text = "Ripretinib is a novel kinase inhibitor that has recently been granted FDA approval for melanoma."
    assert told(text, "drug", "cancer", "agency") == [("ripretinib", "melanoma", "FDA")]


def test_a_part_of_a_treatment_summary_is_about_the_disease_that_its_title_names() -> None:
    text = "#### Another drug\n\nOn this basis, the FDA approved the use of ripretinib as first-line therapy."
    document = Document("part", "https://example.org/part", "nci_pdq", "", {}, text, passages(text), "")
    for title, cancers in (("Melanoma Treatment (PDQ)", ["melanoma"]), ("Melanoma Screening (PDQ)", [])):
        annotated = annotate(replace(document, title=title), lexicon())
        known = trials.trials(annotated)
        found = approvals.read(Context(annotated, known, arms.Arms(known)))
        assert [named(p.roles["cancer"]) for p in found if p.kind == "approval"] == cancers


def test_a_drug_of_supportive_care_is_approved_for_what_it_relieves() -> None:
    one = "Sorafenib has been approved for acute vomiting."
    assert told(one, "drug", "cancer") == [("sorafenib", "acute vomiting")]
    two = "Methylnaltrexone and naloxegol are opioid antagonists approved for the treatment of constipation."
    assert told(two, "drug", "cancer") == [("methylnaltrexone", "constipation"), ("naloxegol", "constipation")]
    assert told("The approved uses of sorafenib were expanded for the disease.", "drug") == []


def test_an_approval_that_tells_agency_and_year_alone_is_for_the_disease_of_the_page() -> None:
    text = "# Melanoma\n\nRipretinib is a kinase inhibitor that was approved by the FDA in 2013."
    assert told(text, "drug", "cancer", "agency", "date") == [("ripretinib", "melanoma", "FDA", "2013")]


def test_a_summary_of_several_diseases_says_for_none_of_them_what_is_approved() -> None:
    text = "# Ovarian, Fallopian, & Peritoneal Cancer Treatment (PDQ)\n\nThe FDA approved ripretinib in 2013."
    assert told(text, "drug", "cancer") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "imatinib for some women with advanced cervical cancer and some men with melanoma, a rare type of cancer.",
            [("cervical cancer", "some women; advanced"), ("melanoma", "some men")],
        ),
        (
            "imatinib for some men with thymoma who have a recurrence and are at high risk but don’t have pain.",
            [("thymoma", "some men; recurrence and are at high risk but don’t have pain")],
        ),
        (
            "imatinib, a toxin–based drug, for the treatment of some patients with melanoma.",
            [("melanoma", "some patients")],
        ),
        (
            "imatinib for patients with metastatic melanoma who have these alterations.",
            [("melanoma", "metastatic; these alterations")],
        ),
        ("imatinib for patients with metastatic melanoma who have these tumors.", [("melanoma", "metastatic")]),
        (
            "imatinib alone in some men whose melanoma has changed genes and has spread.",
            [("melanoma", "alone in some men; changed genes and has spread")],
        ),
        (
            "imatinib to reduce breast cancer risk in women older than 60.",
            [("breast cancer", "reduce risk in women older than 60")],
        ),
    ],
)
def test_a_setting_is_of_one_disease_and_says_something(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(told(f"The FDA approved {text}", "cancer", "setting")) == sorted(expected)


def test_many_indications_are_no_approval_for_the_disease_of_the_page() -> None:
    body = "Because sorafenib is already FDA approved for many cancer indications, its side effects are known."
    assert told(f"# Thymoma Research\n\n{body}\n", "cancer") == []


def test_what_stands_in_a_longer_part_of_a_setting_is_not_told_twice() -> None:
    body = (
        "Sorafenib is approved by the FDA to treat adults with:\n\n"
        "- **Thymoma**. It is used in adults whose cancer came back.\n"
        "- **Melanoma**. It is used with other drugs, before surgery and then alone.\n"
        "- **Sarcoma** in patients who had thymoma."
    )
    assert sorted(told(page(body), "cancer", "setting")) == [
        ("melanoma", "adults; with other drugs, before surgery and then alone"),
        ("sarcoma", "adults; had thymoma"),
        ("thymoma", "adults whose cancer came back"),
    ]


def test_other_drugs_of_a_lead_belong_to_the_setting_of_a_bullet_that_names_none() -> None:
    body = (
        "Sorafenib is approved by the FDA to be used with other drugs to treat:\n\n"
        "- **Thymoma** in adults.\n- **Melanoma**. It is used with imatinib in women.\n"
    )
    assert sorted(told(page(body), "cancer", "setting")) == [
        ("melanoma", "women"),
        ("thymoma", "with other drugs; adults"),
    ]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Sorafenib is approved to treat liver cancer in the United States.", "FDA"),
        ("In the United States, sorafenib is approved for liver cancer.", "FDA"),
        ("Sorafenib was approved for breast cancer, the most common cancer in the United States.", ""),
        ("Sorafenib is approved in Japan to treat liver cancer.", ""),
        ("In the United States, 90 men fell ill, and sorafenib is approved in Japan to treat liver cancer.", ""),
        ("Sorafenib is approved for liver cancer in all countries except in the United States.", ""),
        ("Sorafenib was approved for liver cancer in Europe before it was tested in the United States.", ""),
        ("Sorafenib is approved to treat liver cancer that was diagnosed in the United States.", ""),
    ],
)
def test_what_is_approved_in_the_united_states_is_so_by_its_agency(text: str, agency: str) -> None:
    assert told(text, "agency") == [(agency,)]


def test_a_setting_says_both_aims_of_a_drug() -> None:
    text = "Ondansetron is approved by the FDA for the prevention or treatment of nausea caused by chemotherapy."
    assert told(text, "setting") == [("prevention or treatment; caused by chemotherapy",)]
