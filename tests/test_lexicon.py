"""What the lexicon promises: names found where they stand, doubtful ones left alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.collector import paused
from kg.model import Concept, OffsetMap, Passage, Span
from kg.reading.grounding import compiled, normal, vocabulary
from kg.reading.grounding.lexicon import Lexicon

LEXICON = Lexicon.load()


def found(text: str, lexicon: Lexicon = LEXICON) -> dict[str, str]:
    """What is found, by the words of the text; "?" where it is ambiguous."""
    return {m.text: m.concept.name if m.concept else "?" for m in lexicon.find(text)}


def one(text: str, lexicon: Lexicon = LEXICON) -> str | None:
    """The concept of a text that is one name, or None."""
    concepts = lexicon.whole(text)
    return concepts[0].name if concepts else None


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("Nexavar", "sorafenib"),
        ("sorafenib tosylate", "sorafenib"),
        ("Sorafenib", "sorafenib"),
        ("KEYTRUDA", "pembrolizumab"),
        ("zolbetuximab-clzb", "zolbetuximab"),
        ("trastuzumab emtansine", "ado-trastuzumab emtansine"),
        ("moxetumomab", "moxetumomab pasudotox"),
        ("mirvetuximab", "mirvetuximab soravtansine"),
        ("trastuzumab", "trastuzumab"),
        ("5-FU", "fluorouracil"),
        ("5-fluorouracil", "fluorouracil"),
        ("TAS-102", "trifluridine and tipiracil"),
        ("albumin-bound paclitaxel", "nab-paclitaxel"),
        ("FOLFIRINOX", "FOLFIRINOX"),
        ("VEGFRs", "VEGFR"),
        ("vascular endothelial growth factor receptors", "VEGFR"),
        ("B-RAF", "BRAF"),
        ("PD-1", "PDCD1"),
        ("PD1", "PDCD1"),
        ("HER2", "ERBB2"),
        ("HER-2/neu", "ERBB2"),
        ("human epidermal growth factor receptor 2", "ERBB2"),
        ("BCR-ABL", "BCR-ABL1"),
        ("estrogen receptors", "ESR1"),
        ("tyrosine kinases", "tyrosine kinase"),
        ("kidney cancer", "kidney cancer"),
        ("renal cell carcinoma", "renal cell carcinoma"),
        ("hepatocellular carcinomas", "hepatocellular carcinoma"),
        ("liver cancer", "liver cancer"),
        ("non\u2011small-cell lung cancer", "non-small cell lung cancer"),
        ("non-Hodgkin\u2019s lymphoma", "non-hodgkin lymphoma"),
        ("acute myeloid leukaemia", "acute myeloid leukemia"),
        ("progression-free survival", "progression-free survival"),
        ("length of time patients lived without their disease getting worse", "progression-free survival"),
        ("overall response rate", "objective response rate"),
        ("Food and Drug Administration", "FDA"),
        ("alopecia", "hair loss"),
        ("diarrhoea", "diarrhea"),
        ("difficulty breathing", "shortness of breath"),
        ("hand-foot skin reactions", "hand-foot skin reaction"),
        ("low white blood cell counts", "neutropenia"),
        ("radiotherapy", "radiation therapy"),
        ("autologous stem-cell transplantation", "autologous stem cell transplant"),
    ],
)
def test_names_stand_for_their_concepts(name: str, concept: str) -> None:
    assert one(name) == concept


def test_the_longest_name_wins() -> None:
    text = "metastatic differentiated thyroid cancer and progression-free survival"
    assert found(text) == {
        "differentiated thyroid cancer": "differentiated thyroid cancer",
        "progression-free survival": "progression-free survival",
    }


@pytest.mark.parametrize(
    "text",
    [
        "HR 0.59 (95% CI 0.45 to 0.76)",
        "The PR manager can rest, was set and met a cold impact on the OS/2 machine",
        "PATIENTS WHO MET THE CRITERIA HAD A REST",
        "An overall survival OF REST",
        "can, cold, don, rest, set, was",
        "low-grade events (SD 1.2)",
        "childhood all over the world",
        "stage IVA disease",
        "The data (CR) of the sponsor",
        "a sample of protein's mass",
    ],
)
def test_words_and_statistics_become_neither_genes_nor_cancers(text: str) -> None:
    assert not [m for m in LEXICON.find(text) if m.concept and m.concept.kind in ("target", "cancer", "drug")]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tumors with a MET amplification", "MET"),
        ("HR-positive, HER2-negative breast cancer", "hormone receptor"),
        ("PR-positive tumors", "PGR"),
        ("a PR in 12 percent and SD in others; confirmed response", "partial response"),
        ("SMO mutations", "SMO"),
        ("REST gene expression", "REST"),
    ],
)
def test_the_words_around_speak_for_a_meaning(text: str, meant: str) -> None:
    assert meant in found(text).values()


def test_case_matters_where_it_tells_a_gene_from_a_word() -> None:
    assert found("the RET protein") == {"RET protein": "RET"}
    assert found("ret") == {}
    assert found("the braf of a ship") == {}


def test_brands_are_written_with_a_capital_letter() -> None:
    assert found("femara or Femara") == {"Femara": "letrozole"}


def test_a_name_behind_non_is_another_thing() -> None:
    assert "melanoma" not in found("non-melanoma lesions").values()
    assert found("nonmelanoma skin cancer") == {"nonmelanoma skin cancer": "nonmelanoma skin cancer"}


def test_a_full_stop_or_a_bracket_parts_two_names() -> None:
    assert found("the lung. Cancer was found in the breast) cancer") == {}


def test_salt_and_brand_lead_to_the_generic_whatever_the_case() -> None:
    for name in ("NEXAVAR", "nexavar", "Sorafenib Tosylate"):
        concept = LEXICON.ground("drug", name)
        assert concept is not None
        assert concept.name == "sorafenib"


def test_grounding_of_a_given_kind_abstains_where_it_has_none() -> None:
    assert LEXICON.ground("cancer", "sorafenib") is None
    assert LEXICON.ground("drug", "placebo") is None


def test_every_meaning_of_an_ambiguous_name_is_told() -> None:
    meanings = LEXICON.lookup("PR")
    assert {m.concept.name for m in meanings} == {"PGR", "partial response"}
    assert all("ambiguous" in m.flags for m in meanings)


def test_a_drug_that_no_table_holds_is_known_by_its_stem() -> None:
    (mention,) = LEXICON.find("patients given vorzotinib daily")
    assert mention.concept == Concept("drug", "vorzotinib", known=False)


def test_a_brand_in_brackets_behind_a_generic_is_the_generic() -> None:
    text = "Patients took sorafenib (Quorzavar®) at home. Quorzavar was stopped."
    assert found("Quorzavar was stopped.", LEXICON.for_text(text)) == {"Quorzavar": "sorafenib"}


def test_abbreviations_hold_in_the_document_that_defines_them_and_only_there() -> None:
    text = "Patients with medullary thyroid cancer (MeTC) were enrolled."
    local = LEXICON.for_text(text)
    assert found("MeTC progressed", local) == {"MeTC": "medullary thyroid cancer"}
    assert found("MeTC progressed") == {}


def test_a_document_s_own_meaning_overrules_the_vocabulary() -> None:
    text = "The metabolic equivalent of a task (MET) was measured; MET expression rose."
    assert "MET" in found("MET gene expression").values()
    assert found("MET gene expression", LEXICON.for_text(text)) == {}


def test_glossary_links_give_a_name_to_an_adjective() -> None:
    link = "/Common/PopUps/popDefinition.aspx?id=CDR0000044553&version=Patient&language=English"
    passage = Passage((), "paragraph", "the papillary type", OffsetMap((0,), (0,)), links=((Span(4, 13), link),))
    assert [(m.text, m.concept and m.concept.name) for m in LEXICON.mentions(passage)] == [
        ("papillary", "papillary thyroid cancer")
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("breast and ovarian cancers", {"breast": "breast cancer", "ovarian cancers": "ovarian cancer"}),
        (
            "for ovarian, fallopian tube, or primary peritoneal cancer",
            {
                "ovarian": "ovarian cancer",
                "fallopian tube": "fallopian tube cancer",
                "primary peritoneal cancer": "primary peritoneal cancer",
            },
        ),
        (
            "non-small cell and small cell lung cancer",
            {"non-small cell": "non-small cell lung cancer", "small cell lung cancer": "small cell lung cancer"},
        ),
        (
            "median progression-free (PFS) and overall survival",
            {
                "progression-free": "progression-free survival",
                "PFS": "progression-free survival",
                "overall survival": "overall survival",
            },
        ),
        ("estrogen and progesterone receptors", {"estrogen": "ESR1", "progesterone receptors": "PGR"}),
        (
            "melanoma, ovarian, and lung cancer",
            {"melanoma": "melanoma", "ovarian": "ovarian cancer", "lung cancer": "lung cancer"},
        ),
        (
            "adenocarcinoma of the colon or small intestine.",
            {
                "adenocarcinoma of the colon": "colon adenocarcinoma",
                "small intestine": "small intestine adenocarcinoma",
            },
        ),
        (
            "bone and bone marrow metastases",
            {"bone": "bone metastasis", "bone marrow metastases": "bone marrow metastasis"},
        ),
        ("low- and high-grade gliomas", {"low": "low-grade glioma", "high-grade gliomas": "high-grade glioma"}),
        ("Kidney and renal pelvis cancer", {"Kidney": "kidney cancer", "renal pelvis cancer": "renal pelvis cancer"}),
        ("breast cancer/melanoma families", {"breast cancer": "breast cancer", "melanoma": "melanoma"}),
        (
            "gastric or gastroesophageal junction (GEJ) adenocarcinoma",
            {
                "gastric": "gastric adenocarcinoma",
                "gastroesophageal junction (GEJ) adenocarcinoma": "gastroesophageal junction adenocarcinoma",
            },
        ),
        (
            "clear cell, carcinosarcoma, or grade 2 serous carcinoma",
            {
                "clear cell": "clear cell carcinoma",
                "carcinosarcoma": "carcinosarcoma",
                "serous carcinoma": "serous carcinoma",
            },
        ),
        (
            "lung and recurrent or metastatic breast cancer",
            {"lung": "lung cancer", "breast cancer": "breast cancer"},
        ),
        (
            "a brain or spinal cord tumor",
            {"brain": "brain tumor", "spinal cord tumor": "spinal cord tumor"},
        ),
        (
            "carcinoma of the cervix and vagina usually",
            {"carcinoma of the cervix": "cervical cancer", "vagina": "vaginal carcinoma"},
        ),
    ],
)
def test_each_of_the_names_that_share_a_word_is_found(text: str, meant: dict[str, str]) -> None:
    assert found(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "it spread to the liver and lung cancer followed",
        "women, men and lung cancer",
        "advanced disease and lung cancer",
        "of the bladder, lung cancer",
        "adenocarcinoma of the lung and colon surgery",
        "adenocarcinoma of the liver, thymoma, and sarcoma of the liver",
        "seen in the liver and advanced lung cancer",
    ],
)
def test_a_list_of_other_things_lends_no_word(text: str) -> None:
    assert {
        c
        for n, c in found(text).items()
        if ("liver" in c and "liver" not in n) or "bladder" in c or "colon" in c or "wom" in c
    } == set()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sézary syndrome", "sezary syndrome"),
        ("gynecological malignancies", "gynecologic cancer"),
        ("adrenocortical cancer", "adrenocortical carcinoma"),
        ("neuroendocrine tumors of the pancreas", "pancreatic neuroendocrine tumor"),
        ("cancers of the breast", "breast cancer"),
        ("ovarian mucinous carcinoma", "ovarian mucinous adenocarcinoma"),
        ("ductal pancreatic adenocarcinoma", "ductal adenocarcinoma of the pancreas"),
        ("voice box cancer", "larynx cancer"),
        ("nodal metastases", "lymph node metastasis"),
        ("Paget's disease of the breast", "paget disease of the breast"),
        ("Lynch's syndrome", "lynch syndrome"),
        ("classic Hodgkin lymphoma, mixed cellularity type", "mixed cellularity hodgkin lymphoma"),
        ("small cell bronchogenic carcinoma", "small cell lung cancer"),
        ("nonfunctioning pituitary tumors", "nonfunctioning pituitary tumor"),
        ("gonadotroph tumors", "gonadotroph adenoma"),
        ("in situ bladder cancer", "bladder carcinoma in situ"),
        ("large B-cell lymphoma", "large b-cell lymphoma"),
        ("DSRCT", "desmoplastic small round cell tumor"),
    ],
)
def test_a_cancer_is_known_by_other_heads_orders_accents_and_lay_words(text: str, meant: str) -> None:
    assert found(text) == {text: meant}


@pytest.mark.parametrize("text", ["other cancers", "invasive cancer", "a second type of cancer"])
def test_cancer_that_is_not_told_of_what_kind_is_not_found(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("their risk of breast cancer", {"breast cancer": "breast cancer"}),
        ("a higher risk of cancer of the ovary", {"cancer of the ovary": "ovarian cancer"}),
        (
            "it lowered the risk of breast cancer (hazard ratio 0.7)",
            {"risk of breast cancer": "incidence of breast cancer"},
        ),
        ("Stage I and stage II bladder cancer", {"bladder cancer": "bladder cancer"}),
    ],
)
def test_a_cancer_is_found_where_nothing_is_measured(text: str, meant: dict[str, str]) -> None:
    assert found(text) == meant


def test_an_abbreviation_is_part_of_a_longer_name_as_its_long_form_is() -> None:
    lexicon = LEXICON.for_text("squamous cell carcinoma (SCC)")
    assert found("Oropharyngeal SCC or SCC of the skin", lexicon) == {
        "Oropharyngeal SCC": "oropharyngeal squamous cell carcinoma",
        "SCC of the skin": "cutaneous squamous cell carcinoma",
    }
    assert found("the lung, SCC, of the skin", lexicon) == {"SCC": "squamous cell carcinoma"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Primary effusion lymphoma", "primary effusion lymphoma"),
        ("VIPomas", "vipoma"),
        ("Sertoli-Leydig cell tumor", "sertoli-leydig cell tumor"),
        ("acute panmyelosis with myelofibrosis", "acute panmyelosis with myelofibrosis"),
        ("embryonal tumors with multilayered rosettes", "embryonal tumor with multilayered rosettes"),
        ("osteochondroma", "osteochondroma"),
        ("intraocular melanoma of the iris", "iris melanoma"),
        ("MEN Type 2A", "multiple endocrine neoplasia type 2a"),
    ],
)
def test_rare_neoplasms_are_known_by_the_names_of_several_vocabularies(text: str, meant: str) -> None:
    assert found(text) == {text: meant}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a low level of albumin", {"albumin": "ALB"}),
        ("nerves that release serotonin", {"serotonin": "serotonin"}),
        ("the ovaries make estrogen", {"estrogen": "estrogen"}),
        ("kappa light chains in urine", {"kappa light chains": "immunoglobulin light chain"}),
        ("calcitonin in the blood was high", {"calcitonin": "CALCA"}),
        ("one of the MMR genes", {"MMR genes": "mismatch repair gene"}),
        ("a CIC::DUX4 sarcoma", {"CIC::DUX4": "CIC-DUX4", "sarcoma": "sarcoma"}),
    ],
)
def test_what_is_measured_or_acts_in_the_body_is_a_target(text: str, meant: dict[str, str]) -> None:
    assert found(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("retinol-binding protein 7 and dihydrofolate kinase 5 were low", {}),
        ("levels of ferritin heavy chain", {"ferritin heavy chain": "FTH1"}),
        ("ferritin 9 ng/mL", {"ferritin": "ferritin"}),
        ("human epidermal growth factor 2", {"human epidermal growth factor 2": "ERBB2"}),
        ("survival was shorter (HR, 4.31)", {}),
        ("in HR-positive tumors", {"HR": "hormone receptor"}),
        ("matched CG>TG at the gene", {}),
        ("knockdown of MMP12 and RNF223", {"MMP12": "MMP12", "RNF223": "RNF223"}),
        ("loss of the SWI/SNF complex", {"SWI/SNF complex": "SWI/SNF"}),
    ],
)
def test_a_protein_with_more_to_its_name_is_not_the_one_without_it(text: str, meant: dict[str, str]) -> None:
    assert {n: c for n, c in found(text).items() if LEXICON.ground("target", n) or LEXICON.ground("drug", n)} == meant


def test_what_people_have_is_no_regimen() -> None:
    assert "MAP" not in found("Two individuals with MAP were diagnosed with polyps.")
    assert found("They were treated with MAP for 12 weeks.")["MAP"] == "MAP"


def test_a_regimen_holds_in_a_text_that_names_all_of_its_drugs() -> None:
    text = "It may be treated with cytarabine, daunorubicin and etoposide. ADE is also studied in others."
    assert found(text, LEXICON.for_text(text))["ADE"] == "ADE"


def test_a_virus_is_no_disease() -> None:
    assert found("carriers of the hepatitis B virus") == {}


def test_a_short_form_with_a_number_that_a_document_defines_is_not_the_gene_without_it() -> None:
    text = "serum tumor-associated trypsin-2 (TAT-2) fell; TAT-2 expression levels were low"
    assert "TAT" not in found(text, LEXICON.for_text(text))


def test_a_symbol_that_is_a_word_too_is_a_gene_in_a_list_of_genes() -> None:
    assert found("(POLE, MUTYH, MET)") == {"POLE": "POLE", "MUTYH": "MUTYH", "MET": "MET"}
    assert "MET" not in found("the aims were MET, and more")


def test_genes_on_either_side_of_a_fusion_are_genes_where_the_fusion_has_no_name() -> None:
    assert found("a TFG::MET fusion") == {"TFG": "TFG", "MET": "MET"}


def test_the_arm_of_a_chromosome_is_no_protein() -> None:
    assert found("t(9;11)(p21.3;q23.3)") == {}
    assert found("positive for p16 (p16-positive)") == {"p16": "CDKN2A"}


def test_a_cell_line_is_no_disease() -> None:
    assert found("the leukemia cells HL-60 of the lab") == {"leukemia": "leukemia"}


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        ("primary central nervous system (CNS) lymphoma", "central nervous system (CNS) lymphoma", "lymphoma"),
        ("inhibits cyclin-dependent kinase (CDK) 4", "cyclin-dependent kinase (CDK) 4", "CDK4"),
        ("the overall survival (OS) rate", "overall survival", "overall survival"),
        ("natural killer (NK)/T-cell lymphoma", "killer (NK)/T-cell lymphoma", "natural killer/T-cell lymphoma"),
        ("extranodal NK-cell lymphoma (ENL), nasal type", "(ENL), nasal type", "natural killer/T-cell lymphoma"),
    ],
)
def test_a_name_may_be_abbreviated_in_its_midst(text: str, name: str, meant: str) -> None:
    assert {n: c for n, c in found(text).items() if n.endswith(name)}.popitem()[1].endswith(meant)


def test_an_abbreviation_of_a_cancer_holds_in_a_text_that_names_it_in_full() -> None:
    text = "Soft tissue sarcoma is rare. Of 40 people with STS few had surgery."
    assert found(text, LEXICON.for_text(text))["STS"] == "soft tissue sarcoma"
    assert "STS" not in found("Of 40 people with STS few had surgery.")


def test_an_abbreviation_is_known_in_the_plural_and_in_british_spelling() -> None:
    text = "the rate of local recurrence (LR); there were 7 LRs"
    assert found(text, LEXICON.for_text(text))["LRs"] == "local recurrence"
    assert found("hyperbilirubinaemia") == {"hyperbilirubinaemia": "increased bilirubin"}


def test_an_abbreviation_told_in_the_plural_is_known_in_the_singular() -> None:
    lexicon = LEXICON.for_text("Inflammatory myofibroblastic tumors (IMTs) are rare.")
    assert found("an IMT grew", lexicon) == {"IMT": "inflammatory myofibroblastic tumor"}


TEXTS = st.lists(
    st.sampled_from([*"abcİıßΑ-–’ \n.,()®/\u00a0", "sorafenib", "BRAF", "VEGFRs", " thyroid cancer", "PD-1", "5-FU"])
).map("".join)


@settings(deadline=None)
@given(TEXTS)
def test_spans_are_the_words_of_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for mention in LEXICON.find(text):
        assert mention.span.of(text) == mention.text
        assert mention.span.start >= end
        assert mention.text[0].isalnum()
        assert mention.text[-1].isalnum() or mention.text[-1] == ")"
        end = mention.span.end


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(normal.folded(text)) == len(text) == len(normal.spaced(text))


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert normal.key(normal.key(text)) == normal.key(text)


def tables(folder: Path, *names: str) -> Path:
    """A vocabulary of two drugs in a folder, with further rows of drugs.names.tsv."""
    concept = "name\tlabel\tmatches\tparents\tmembers\tparts\tsource\tversion\tlicence\tnote"
    name = "synonym\tname\tflags\tsource\trow\tlicence"
    for table in vocabulary.TABLES:
        (folder / f"{table}.tsv").write_text(concept + "\n", encoding="utf-8")
        (folder / f"{table}.names.tsv").write_text(name + "\n", encoding="utf-8")
    rows = [f"{drug}\t\t\t\t\t\tkg\t1\tCC0-1.0\t" for drug in ("sorafenib", "imatinib")]
    (folder / "drugs.tsv").write_text("\n".join([concept, *rows]) + "\n", encoding="utf-8")
    own = [f"{drug}\t{drug}\t\tkg\t\tCC0-1.0" for drug in ("sorafenib", "imatinib")]
    (folder / "drugs.names.tsv").write_text("\n".join([name, *own, *names]) + "\n", encoding="utf-8")
    return folder


def test_to_add_a_synonym_is_to_add_a_row(tmp_path: Path) -> None:
    row = "Quorzavar\tsorafenib\tproper\tkg\t\tCC0-1.0"
    assert one("Quorzavar", Lexicon.load(tables(tmp_path, row))) == "sorafenib"


def test_a_hand_made_name_overrules_a_generated_one(tmp_path: Path) -> None:
    generated = "Quorzavar\timatinib\t\tdrug-ner\t\tMIT"
    lexicon = Lexicon.load(tables(tmp_path, generated, "Quorzavar\tsorafenib\t\tkg\t\tCC0-1.0"))
    assert one("Quorzavar", lexicon) == "sorafenib"


def test_a_hand_made_spelling_leaves_the_generated_ones_of_the_same_concept(tmp_path: Path) -> None:
    rows = ["Quorz1\tsorafenib\texact\tkg\t\tCC0-1.0", "QUORZ1\tsorafenib\texact\tdrug-ner\t\tMIT"]
    lexicon = Lexicon.load(tables(tmp_path, *rows))
    assert (one("Quorz1", lexicon), one("QUORZ1", lexicon), one("quorz1", lexicon)) == ("sorafenib", "sorafenib", None)


def test_a_doubtful_hand_made_name_leaves_what_it_stands_for_elsewhere(tmp_path: Path) -> None:
    rows = ["QZR\tsorafenib\texact|ambiguous\tkg\t\tCC0-1.0", "QZR\timatinib\texact|common\tdrug-ner\t\tMIT"]
    meanings = Lexicon.load(tables(tmp_path, *rows)).lookup("QZR")
    assert {m.concept.name for m in meanings} == {"sorafenib", "imatinib"}


def test_generated_names_that_disagree_are_ambiguous(tmp_path: Path) -> None:
    rows = [f"Quorzavar\t{drug}\t\tdrug-ner\t\tMIT" for drug in ("imatinib", "sorafenib")]
    (mention,) = Lexicon.load(tables(tmp_path, *rows)).find("Quorzavar")
    assert mention.concept is None
    assert {c.name for c in mention.candidates} == {"imatinib", "sorafenib"}


def test_a_dropped_name_is_not_found(tmp_path: Path) -> None:
    assert one("Quorzavar", Lexicon.load(tables(tmp_path, "Quorzavar\tsorafenib\tdrop\tkg\t\tCC0-1.0"))) is None


def test_the_cache_gives_the_same_lexicon_and_a_broken_one_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "tables"
    where.mkdir()
    tables(where)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made = compiled.load(where)
    (cached,) = (tmp_path / "oncology-kg").iterdir()
    assert compiled.load(where) == made
    for broken in ('{"concepts": 1}', "[]", "{", '{"concepts": []}'):
        cached.write_text(broken, encoding="utf-8")
        assert compiled.load(where) == made


def test_where_nothing_can_be_cached_the_tables_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/none")
    assert compiled.load(tables(tmp_path)).names


@pytest.mark.parametrize(
    "unit",
    [
        "lung, breast and ",
        "lung cancer and ",
        "non-small ",
        "cancer of the ",
        "cancer of the lung, breast and ",
        "(",
        "A-",
        "progression-free survival of ",
    ],
)
def test_a_hostile_text_takes_as_long_as_it_is(unit: str) -> None:
    def took(times: int) -> float:
        start = time.process_time()
        with paused():  # as where a document is read: what other tests hold is not walked through
            LEXICON.find(unit * times)
        return time.process_time() - start

    once, fourfold = (min(took(times) for _ in range(3)) for times in (2500, 10_000))
    assert fourfold < 8 * once + 0.2, "four times the text takes four times as long, and not sixteen times"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Patients received interferon gamma for 12 weeks.", "drug"),
        ("The women were treated with chemotherapy plus G-CSF.", "drug"),
        ("Activated cells secrete interferon gamma.", "target"),
        ("Mutations of the G-CSF receptor were rare.", "target"),
    ],
)
def test_a_cytokine_is_a_drug_where_it_is_given_and_a_target_elsewhere(text: str, kind: str) -> None:
    meant = [m.concept for m in LEXICON.find(text) if m.text.startswith(("interferon", "G-CSF"))]
    assert [c.kind for c in meant if c] == [kind]


def test_a_regimen_is_known_by_the_drugs_in_brackets_behind_it() -> None:
    text = "They received DE (docetaxel 80 mg/m2 and epirubicin 70 mg/m2) or epirubicin. DE was given for four cycles."
    assert found(text, LEXICON.for_text(text))["DE"] == "docetaxel + epirubicin"


@pytest.mark.parametrize(
    "text", ["The SEER (sorafenib and other drugs) file", "In arm II (a drug and placebo), HR was"]
)
def test_brackets_behind_other_abbreviations_make_no_regimen(text: str) -> None:
    assert not {"SEER", "II"} & set(found(text, LEXICON.for_text(text)))


def test_the_side_of_a_disease_is_no_part_of_it_where_an_abbreviation_is_defined() -> None:
    text = "Women with contralateral breast cancer (CBC) were older. CBC was seldom found."
    assert found(text, LEXICON.for_text(text))["CBC"] == "breast cancer"


@pytest.mark.parametrize(
    ("narrow", "broad"),
    [
        ("radical mastectomy", "mastectomy"),
        ("partial nephrectomy", "nephrectomy"),
        ("wedge resection", "sublobar resection"),
        ("involved-field radiation therapy", "radiation therapy"),
        ("cord blood transplantation", "allogeneic stem cell transplant"),
        ("flexible sigmoidoscopy", "sigmoidoscopy"),
        ("ketogenic diet", "dietary intervention"),
    ],
)
def test_an_intervention_is_told_from_the_one_that_it_is_a_kind_of(narrow: str, broad: str) -> None:
    concept = LEXICON.ground("intervention", narrow)
    assert concept is not None
    assert concept.parents == (broad,)


def test_a_regimen_is_not_taken_for_the_first_of_its_drugs() -> None:
    text = "They received CHOP (cyclophosphamide, doxorubicin, vincristine, and prednisone) or bendamustine."
    assert found(text, LEXICON.for_text(text))["CHOP"] == "CHOP"


def test_a_regimen_with_the_active_form_of_one_of_its_drugs_is_that_regimen() -> None:
    text = "They received cyclophosphamide, doxorubicin, vincristine, and prednisolone (CHOP) or surgery. CHOP helped."
    assert found(text, LEXICON.for_text(text))["CHOP"] == "CHOP"


def test_a_drug_behind_another_keeps_its_own_short_form() -> None:
    text = "They received durvalumab and pegylated liposomal doxorubicin (PLD). PLD was stopped in ten."
    assert found(text, LEXICON.for_text(text))["PLD"] == "doxorubicin liposome"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("SHH-activated medulloblastoma", "medulloblastoma shh activated"),
        ("type B3 thymoma", "thymoma type b3"),
        ("early T-cell precursor ALL", "early t cell progenitor acute lymphoblastic leukemia"),
        ("TFE3-rearranged renal cell carcinoma", "translocation-associated renal cell carcinoma"),
        ("5q- syndrome", "myelodysplastic syndrome with isolated del(5q)"),
        ("gamma heavy chain disease", "gamma heavy chain disease"),
        ("flat epithelial atypia", "clinging carcinoma"),
        ("axillary lymph node metastases", "lymph node metastasis"),
        ("cancer of the lining of the uterus", "endometrial cancer"),
        ("urticaria pigmentosa", "maculopapular cutaneous mastocytosis"),
        ("Ph-like ALL", "Ph-like acute lymphoblastic leukemia"),
        ("hereditary kidney cancers", "hereditary kidney cancer"),
        ("Lennert's lymphoma", "lymphoepithelioid lymphoma"),
    ],
)
def test_rare_kinds_precursors_and_lay_names_are_found_as_a_whole(name: str, meant: str) -> None:
    found = Lexicon.load().find(f"The course of {name} was followed.")
    assert [(m.text, m.concept and m.concept.name) for m in found] == [(name, meant)]
