"""Trials are known by name or registry id, and each sentence is its own trial's."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from prose import facts, given

from kg import sources
from kg.model import Document, OffsetMap, Passage
from kg.reading.annotate import Annotated, annotate
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.text.markdown import passages
from kg.reading.trials.flow import Trials, trials
from kg.reading.trials.names import names

SEED = Path(__file__).parent.parent / "seeds" / "sorafenib-thyroid-nci.md"


def found(text: str) -> list[str]:
    return [name.name for name in names(Passage((), "paragraph", text, OffsetMap((0,), (0,))))]


def known(text: str, source: str = "nci_page", **metadata: str) -> tuple[Trials, dict[str, str]]:
    """The trials of a text, and for each sentence (by its first three words) the trial's name."""
    document = Document("example", "https://example.org/example", source, "", metadata, text, passages(text), "")
    annotated = annotate(document, Lexicon.load())
    read = trials(annotated)
    return read, {" ".join(s.text.split()[:3]): read.of(s).name for s in annotated}


def read_sentences(text: str) -> Annotated:
    """The sentences of a text."""
    document = Document("example", "https://example.org/example", "nci_page", "", {}, text, passages(text), "")
    return annotate(document, Lexicon.load())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The VELVET trial enrolled 40 patients.", ["VELVET"]),
        ("It was seen in a trial called ORCHID2.", ["ORCHID2"]),
        ("In this open-label phase 3 trial (LARK4), we enrolled adults.", ["LARK4"]),
        ("A with or without B in gastric cancer (Northern Board GX07): a randomised trial", ["GX07"]),
        ("the phase III trial, called Marker 1009, began", ["Marker 1009"]),
        ("The Advanced Kidney Cancer Clinical Trial (AKCCT) was", ["AKCCT"]),
        ("in the UK NCRI AML16 trial", ["UK NCRI AML16"]),
        ("The phase III HARBOR study (NCT01234567)", ["HARBOR"]),
        ("the Nordic Kidney Cancer Group Trial 3 (NKCG-3) found", ["NKCG-3"]),
        ("In the JAVELIN KIDNEY 300 study, patients", ["JAVELIN KIDNEY 300"]),
        ("NSABP B-31 and CALGB 9741 agreed", ["NSABP B-31", "CALGB 9741"]),
        ("in ECOG-ACRIN E4112, the", ["ECOG-ACRIN E4112"]),
        ("registered as ISRCTN12345678.", ["ISRCTN12345678"]),
        ("(EudraCT 2004-002714-11)", ["EudraCT 2004-002714-11"]),
        ("registered with EudraCT (2004-002714-11) and", ["EudraCT 2004-002714-11"]),
    ],
)
def test_a_trial_is_named_by_its_frame(text: str, name: list[str]) -> None:
    assert found(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "An NCI-funded trial and an EORTC study were compared.",
        "A Children's Oncology Group study of the III trial found nothing.",
        "A Phase II trial, a CT study and a PSA trial were run.",
        "View the list of Thyroid Cancer Research Results and Study Updates.",
        "The Italian-Danish study had no name.",
        "Pancreatic Cancer Study Finds Possible Marker in Blood",
        "The tumors had NRG1 and IRS2 fusions.",
        "It is an International Standard Randomised Controlled Trial, and it is registered.",
    ],
)
def test_institutions_methods_and_phases_are_no_names(text: str) -> None:
    assert found(text) == []


def test_the_acronym_of_a_title_names_the_trial_also_where_it_is_registered() -> None:
    text = (
        "# Drug A for oesophageal cancer (LARK4): a randomised trial\n\nMethods\n\nPatients were randomly assigned to "
        "sorafenib or placebo. This trial is registered, NCT09999999.\n"
    )
    read, _ = known(text, "abstract")
    assert read.main.name == "LARK4"


def test_the_acronym_of_a_disease_is_no_trial() -> None:
    read, _ = known("People with basal fold wasting syndrome (BFWS) took part. The BFWS trial was small.")
    assert "BFWS" not in read.aliases


def test_the_page_s_own_trial_is_the_one_it_tells_of_as_its_study() -> None:
    text = (
        "# A drug for a disease\n\n**Background**\n\nBenefit was seen in an earlier trial called ASTER1.\n\n"
        "**The Study**\n\nThe ASTER3 trial enrolled 90 patients. Participants were assigned to one of two groups.\n\n"
        "**Results**\n\nSurvival was longer in the treated group.\n"
    )
    read, of = known(text)
    assert read.main.name == "ASTER3"
    assert of["Benefit was seen"] == "ASTER1"
    assert of["Survival was longer"] == "ASTER3"


def test_an_earlier_trial_is_another_one_within_the_document() -> None:
    text = (
        "**Background**\n\nIt was then tested in a randomized phase II trial involving 60 patients.\n\n"
        "**The Study**\n\nThe study enrolled 500 patients.\n"
    )
    read, of = known(text)
    assert of["The study enrolled"] == "study"
    assert of["It was then"] == "study-2"
    assert {t.scope for t in read.all} == {"example"}


def test_each_item_of_a_summary_opens_its_own_trial_and_what_is_nested_below_belongs_to_it() -> None:
    text = (
        "1. A randomized trial assigned 97 patients to surgery or observation.\n\n"
        "   - Relapse was rarer after surgery.\n\n"
        "2. The phase III [HARBOR](/clinicaltrials/NCT01234567) study compared two schedules.\n\n"
        "   - Deaths were as frequent with both.\n\n"
        "3. Surgery is the usual treatment.\n"
    )
    read, of = known(text, title="Some Cancer Treatment (PDQ)")
    assert of["A randomized trial"] == of["Relapse was rarer"] == "study"
    assert of["The phase III"] == of["Deaths were as"] == "HARBOR"
    assert of["Surgery is the"] not in ("study", "HARBOR")
    assert read.aliases["NCT01234567"].name == "HARBOR"


def test_each_item_of_a_list_of_news_tells_of_a_study_of_its_own() -> None:
    items = (
        "In an NCI study, imatinib shrank sarcomas.",
        "Researchers have found that sorafenib helps people with leukemia live longer.",
        "Nilotinib is effective in people with melanoma, according to the first trial of the drug.",
        "What people with myeloma should know about imatinib.",
    )
    text = "# News\n\n" + "\n".join(
        f"- [A title](/news/{i})\n\nPosted: May 3, 2021\n\n{t}" for i, t in enumerate(items)
    )
    arms = {given(f)[0]: f.one("trial") for f in facts(text, "arm")}
    assert sorted(arms) == ["imatinib", "nilotinib", "sorafenib"]
    assert len(set(arms.values())) == 3


def test_results_that_are_numbered_anew_within_an_item_are_of_its_trial() -> None:
    text = (
        "# Evidence\n\n1. A first trial was small.\n"
        "2. In the HARBOR trial, patients were randomized to surgery or observation.\n\n"
        "1. Relapse was rarer after surgery.\n2. Deaths were as frequent with both.\n"
        "3. A third trial tested a vaccine.\n"
    )
    _, of = known(text)
    assert of["Relapse was rarer"] == of["Deaths were as"] == "HARBOR" != of["A third trial"]


def test_the_next_number_of_an_item_s_own_list_stays_with_its_trial_unless_it_brings_in_another() -> None:
    item = (
        "# Evidence\n\n1. A first trial was small.\n2. In the HARBOR trial, patients were randomized to surgery.\n\n"
        "1. Relapse was rarer.\n2. Fatigue was mild.\n"
    )
    _, of = known(f"{item}3. Deaths were as frequent with both.\n4. Fevers were mild.\n")
    assert of["Deaths were as"] == of["Fevers were mild."] == "HARBOR"
    _, of = known(f"{item}3. Another trial tested a vaccine.\n\n1. Fevers were mild.\n")
    assert of["Another trial tested"] == of["Fevers were mild."] != "HARBOR"


CITED = "[[7](#cit/section_2.7)]"


@pytest.mark.parametrize(
    ("head", "one"), [(f"had outcomes as follows:{CITED}", True), ("had outcomes as follows:", False)]
)
def test_items_below_what_cites_a_paper_are_of_one_study(head: str, *, one: bool) -> None:
    text = f"# Evidence\n\nWomen who had surgery {head}\n\n- Relapse was rarer.\n- Deaths were as frequent.\n"
    _, of = known(f"{text}\nThe HARBOR trial was small.\n")
    assert (of["Women who had"] == of["Relapse was rarer."] == of["Deaths were as"]) is one


def test_an_item_that_cites_another_paper_or_stands_below_an_item_without_a_number_is_its_own() -> None:
    text = (
        f"# Evidence\n\n- Surgery helps women.{CITED}\n- Radiation helps.\n\nWomen fared as follows:{CITED}\n\n"
        "- Relapse was rarer.\n- Deaths were as frequent.[[9](#cit/section_2.9)]\n\nThe HARBOR trial was small.\n"
    )
    _, of = known(text)
    assert of["Surgery helps women."] != of["Radiation helps."]
    assert of["Relapse was rarer."] == of["Women fared as"] != of["Deaths were as"]


def test_a_paragraph_on_the_groups_or_the_follow_up_of_a_trial_goes_on_with_it() -> None:
    text = (
        "# Evidence\n\nTreatment varies.\n\nThe HARBOR trial randomized patients to surgery or observation.\n\n"
        "Relapse was rarer in the surgery group.\n\n"
        "Fewer people had died at a median follow-up of 7 years.\n\n"
        "About 15% of people with thyroid cancer need surgery.\n\n"
        "Serious adverse events were rare.\n"
    )
    _, of = known(text)
    assert of["Relapse was rarer"] == of["Fewer people had"] == "HARBOR" != of["About 15% of"]
    assert of["Serious adverse events"] == "HARBOR"


def test_a_group_of_investigators_that_randomly_assigned_people_brings_in_a_trial() -> None:
    text = (
        "1. A randomized trial assigned 97 patients to surgery or observation.\n\n"
        "2. Swedish investigators randomly assigned 210 patients with sarcoma to sorafenib or a placebo.\n\n"
        "   - Deaths were as frequent with both.\n"
    )
    read, of = known(text, title="Some Cancer Treatment (PDQ)")
    assert of["Swedish investigators randomly"] == of["Deaths were as"] != of["A randomized trial"]
    assert read.told(next(s for s in read_sentences(text) if s.text.startswith("Swedish")))


def test_a_trial_mentioned_in_passing_does_not_take_the_sentence() -> None:
    text = "The OPAL trial was small. As in the TOPAZ trial, the drug lowered the risk."
    _, of = known(text, title="x (PDQ)")
    assert of["As in the"] == "OPAL"


def test_the_seed_is_about_one_trial() -> None:
    annotated = annotate(sources.read(SEED), Lexicon.load())
    read = trials(annotated)
    assert read.main.name == "DECISION"
    assert [t.name for t in read.all] == ["DECISION"]


@pytest.mark.parametrize(
    "hostile", ["A" * 200_000, "The " * 50_000, "NCI trial and " * 15_000, "A-" * 100_000, "of the Study " * 15_000]
)
def test_hostile_text_takes_no_more_than_its_length(hostile: str) -> None:
    start = perf_counter()
    found(hostile)
    assert perf_counter() - start < 15  # quadratic time would take minutes; a busy machine takes seconds


def test_a_trial_whose_arm_is_named_in_passing_is_not_told_of() -> None:
    text = (
        "In the ABC-2 trial (NCT12345678), 900 patients were randomly assigned to carboplatin or cisplatin. "
        "The latter was the superior arm of XYZ-1 (NCT12345679). The response rate was 40% in the carboplatin arm."
    )
    assert {str(f.one("trial").name) for f in facts(text, "outcome", "nci_pdq")} == {"ABC-2"}  # type: ignore[union-attr]


def test_trials_named_as_a_contrast_behind_their_long_names_are_not_told_of() -> None:
    text = (
        "In the ABC-2 trial (NCT12345678), 900 patients were randomly assigned to carboplatin or cisplatin. "
        "Dosing in this study, unlike XYZ-1 [NCT12345679] and Nordic Kidney Group Trial 3 (NKG-3) trials, was weekly. "
        "The response rate was 40% in the carboplatin arm."
    )
    assert {str(f.one("trial").name) for f in facts(text, "outcome", "nci_pdq")} == {"ABC-2"}  # type: ignore[union-attr]


def test_a_study_that_looks_back_upon_a_trial_s_people_is_another() -> None:
    text = (
        "A study of sorafenib was small.\n\n"
        "A retrospective, multicenter study analyzed 40 patients with thymoma who were enrolled in the ABC-2 trial.\n\n"
        "In the ABC-2 trial (NCT12345678), 90 adults with lymphoma were randomly assigned to carboplatin or cisplatin."
    )
    read = [f for f in facts(text, "trial", "nci_pdq") if f.one("attribute") == "condition"]
    assert [f.one("value") for f in read if f.one("trial").name == "ABC-2"] == ["lymphoma"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "Treatment Options for Thyroid Sarcoma\n\nThese patients should enroll in an ongoing clinical trial.",
        "Tests to Diagnose Thyroid Sarcoma\n\nA pathologist will study the sample in the laboratory.",
        "Treatment of Thyroid Sarcoma\n\n- surgery\n- a clinical trial of 3-dimensional radiation therapy",
    ],
)
def test_advice_to_enroll_in_a_trial_and_a_look_at_a_sample_tell_of_none(text: str) -> None:
    assert facts(f"# Sarcoma\n\n## {text}\n", "trial", "nci_page") == []


def test_a_trial_of_which_only_the_regimen_is_meant_is_not_told_of() -> None:
    text = (
        "In the ABC-2 trial (NCT12345678), 900 patients were randomly assigned to carboplatin or cisplatin. "
        "Doses followed the XYZ-1 [NCT12345679] study regimen. The response rate was 40% in the carboplatin arm."
    )
    assert {str(f.one("trial").name) for f in facts(text, "outcome", "nci_pdq")} == {"ABC-2"}  # type: ignore[union-attr]


def test_what_is_said_of_both_arms_below_a_list_goes_on_with_the_trial_above_it() -> None:
    text = (
        "1. The HARBOR trial (NCT01234567) tested sorafenib for two groups:\n\n1. Adults with thymoma (R2).\n\n"
        "Both study arms were small.\n\n- For R2 patients, survival was longer with sorafenib.\n"
    )
    _, of = known(text)
    assert of["Both study arms"] == of["For R2 patients,"] == "HARBOR"


def test_a_protocol_goes_by_one_name_with_its_group_s_name_and_without() -> None:
    read, _ = known("In the COG AAML9999 trial, 9 of 90 patients died. In the AAML9999 trial, 40 patients relapsed.")
    assert [trial.name for trial in read.all] == ["AAML9999"]


def test_an_acronym_within_its_title_is_the_trial_s_name() -> None:
    assert found("In the Lung, Bowel, and Skin (LBS) Cancer Screening Trial, 8% of men had a nodule.") == ["LBS"]


def test_a_registry_id_behind_a_comma_is_of_the_trial_named_before_it() -> None:
    named = names(Passage((), "paragraph", "(PROTECTA trial, NCT01448799)", OffsetMap((0,), (0,))))
    assert [(n.name, n.registry) for n in named] == [("PROTECTA", "NCT01448799")]


@pytest.mark.parametrize(
    "text",
    [
        "The Skin, Lung, Colon and Eye Cancer Screening Trial (SLCE) began. The SLCE trial ended.",
        "The Skin, Lung, Colon, and Eye Cancer Randomized Screening Trial began. The SLCE trial ended.",
        "The VELVET-4 trial enrolled 40 patients. In the Velvet 4 trial, they fared well.",
    ],
)
def test_one_trial_that_is_named_twice_is_one(text: str) -> None:
    trials, _ = known(text)
    assert len({trials.of(s) for s in read_sentences(text)}) == 1


@pytest.mark.parametrize(
    ("item", "same"),
    [
        ("In 2022, updated trial results showed that people who received sunitinib lived for 22 months.", False),
        ("People who received sorafenib lived for 22 months.", True),
        ("In this trial, people who then received sunitinib lived for 22 months.", True),
        ("Most people lived for 22 months.", True),
    ],
)
def test_an_item_on_another_drug_is_not_of_the_trial_of_the_item_beside_it(item: str, *, same: bool) -> None:
    text = "# News\n\nDrugs are tested:\n\n- In the HARBOR trial, sorafenib doubled survival.\n- " + item
    _, of = known(text)
    assert (of[" ".join(item.split()[:3])] == of["In the HARBOR"] == "HARBOR") is same
