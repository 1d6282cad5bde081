"""What the tables of the vocabulary promise."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from kg import names, terms
from kg.errors import KgError
from kg.grounding import figures
from kg.reading.grounding import compiled, normal, qualifiers, taxonomy, vocabulary
from kg.reading.grounding import explained as grounding
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.grounding.vocabulary import TABLES

ROOT = Path(__file__).parent.parent
WHEELS = ROOT / "build" / "wheels"
CORPUS = ROOT.parent / "shared" / "corpus"
FOLDER = vocabulary.folder()


def concepts(table: str) -> dict[str, vocabulary.Entry]:
    return {entry.concept.name: entry for entry in vocabulary.entries(FOLDER, table)}


def rows(name: str) -> list[dict[str, str]]:
    return list(vocabulary.rows(FOLDER / name))


@pytest.mark.parametrize("table", [*TABLES, "units"])
def test_tables_are_sorted_and_each_concept_stands_once(table: str) -> None:
    names = [row["name"] for row in rows(f"{table}.tsv")]
    assert names == sorted(set(names), key=lambda n: (n.lower(), n))


@pytest.mark.parametrize("table", [*TABLES, "units"])
def test_every_name_leads_to_a_concept_of_its_table(table: str) -> None:
    known = {row["name"] for row in rows(f"{table}.tsv")}
    assert {row["name"] for row in rows(f"{table}.names.tsv")} <= known


@pytest.mark.parametrize("table", TABLES)
def test_every_row_says_where_it_comes_from_and_under_which_licence(table: str) -> None:
    sources = {row["source"] for row in rows("sources.tsv")}
    for row in rows(f"{table}.tsv") + rows(f"{table}.names.tsv"):
        assert row["source"] in sources
        assert row["licence"]


@pytest.mark.parametrize("table", TABLES)
def test_parents_are_concepts_of_the_same_table_and_form_no_circle(table: str) -> None:
    known = concepts(table)
    for name in known:
        seen: set[str] = set()
        waiting = [*known[name].concept.parents]
        while waiting:
            parent = waiting.pop()
            assert parent in known, f"{name}: its parent {parent} is not in the table"
            assert parent != name, f"{name} is its own ancestor"
            if parent not in seen:
                seen.add(parent)
                waiting += known[parent].concept.parents


def test_hand_made_names_of_one_table_that_disagree_are_flagged() -> None:
    for table, kind in TABLES.items():
        claims = defaultdict(set)
        for name in vocabulary.names(FOLDER, table):
            if name.source == vocabulary.HAND and not name.flags & {"ambiguous", "common", "quiet"}:
                for spelling in normal.variants(name.text, kind):
                    claims[normal.key(spelling)].add(name.concept)
        assert {key: found for key, found in claims.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("table", "name", "ids"),
    [
        ("drugs", "sorafenib", {"CHEBI:50924", "NCIT:C61948", "DRUGBANK:DB00398", "MESH:D000077157"}),
        ("targets", "BRAF", {"HGNC:1097"}),
        ("targets", "KDR", {"HGNC:6307"}),
        ("targets", "FLT1", {"HGNC:3763"}),
        ("targets", "FLT4", {"HGNC:3767"}),
        ("targets", "RET", {"HGNC:9967"}),
        ("cancers", "differentiated thyroid cancer", {"MONDO:0015447", "NCIT:C7153"}),
        ("cancers", "hepatocellular carcinoma", {"MONDO:0007256", "NCIT:C3099"}),
        ("cancers", "renal cell carcinoma", {"MONDO:0005086", "NCIT:C9385"}),
        ("measures", "progression-free survival", {"NCIT:C28234"}),
        ("measures", "overall survival", {"NCIT:C125201"}),
    ],
)
def test_known_ids_stand_at_their_concepts(table: str, name: str, ids: set[str]) -> None:
    assert ids <= set(concepts(table)[name].concept.matches)


def test_nothing_comes_from_sources_that_may_not_be_used() -> None:
    for table in TABLES:
        for entry in concepts(table).values():
            prefixes = {curie.partition(":")[0] for curie in entry.concept.matches}
            assert not prefixes & {"UMLS", "SNOMED", "SCTID", "MEDDRA", "OMIM", "CHEMBL"}


def test_families_hold_their_members_and_regimens_their_parts() -> None:
    assert concepts("targets")["VEGFR"].members == ("KDR", "FLT1", "FLT4")
    assert set(concepts("targets")["RAF"].members) == {"ARAF", "BRAF", "RAF1"}
    assert set(concepts("targets")["RAS"].members) == {"HRAS", "KRAS", "NRAS"}
    assert concepts("regimens")["FOLFIRI"].members == ("leucovorin", "fluorouracil", "irinotecan")
    assert "VEGFR" in concepts("targets")["KDR"].concept.parents


def test_parts_of_regimens_are_drugs_of_the_tables() -> None:
    known = {*concepts("drugs"), *concepts("regimens")}
    missing = {part for entry in concepts("regimens").values() for part in entry.members} - known
    assert missing <= {"dibromodulcitol"}


def above(name: str) -> set[str]:
    """A cancer and all that it is a kind of."""
    return {name, *(a for parent in concepts("cancers")[name].concept.parents for a in above(parent))}


@pytest.mark.parametrize(
    ("kind", "cancers"),
    [
        ("differentiated thyroid cancer", "thyroid cancer"),
        ("renal cell carcinoma", "kidney cancer"),
        ("wilms tumor", "kidney cancer"),
        ("hepatocellular carcinoma", "liver cancer"),
        ("intrahepatic cholangiocarcinoma", "liver cancer|bile duct cancer"),
        ("anal cancer", "gastrointestinal cancer"),
        ("glioblastoma", "brain cancer"),
        ("medulloblastoma", "brain cancer"),
        ("pancreatic neuroendocrine tumor", "pancreatic cancer|neuroendocrine tumor"),
        ("gastroesophageal junction adenocarcinoma", "gastroesophageal junction cancer|esophageal cancer"),
        ("basal cell carcinoma", "skin cancer"),
        ("osteosarcoma", "bone cancer|sarcoma"),
        ("high-grade serous ovarian cancer", "ovarian cancer"),
        ("testicular germ cell tumor", "testicular cancer"),
        ("multiple myeloma", "hematologic cancer"),
        ("acute lymphoblastic leukemia", "leukemia|hematologic cancer"),
        ("mantle cell lymphoma", "lymphoma|hematologic cancer"),
        ("chronic myelogenous leukemia", "leukemia|myeloproliferative neoplasm"),
        ("oropharyngeal cancer", "head and neck cancer"),
        ("mesothelioma", "cancer"),
    ],
)
def test_a_cancer_leads_up_to_those_it_is_a_kind_of(kind: str, cancers: str) -> None:
    assert set(cancers.split("|")) <= above(kind)


@pytest.mark.parametrize(
    ("kind", "cancers"),
    [
        ("medullary thyroid cancer", "differentiated thyroid cancer"),
        ("chronic lymphocytic leukemia", "acute lymphoblastic leukemia"),
        ("hairy cell leukemia", "chronic lymphocytic leukemia"),
        ("acute lymphoblastic leukemia", "lymphoma"),
        ("acute myeloid leukemia", "bone cancer|myeloproliferative neoplasm"),
        ("multiple myeloma", "lymphoma"),
        ("adrenocortical carcinoma", "kidney cancer"),
        ("anal cancer", "colorectal cancer"),
        ("hepatoblastoma", "hepatocellular carcinoma"),
        ("liver cancer", "endocrine cancer"),
        ("gastrointestinal stromal tumor", "small intestine cancer"),
        ("cervical cancer", "uterine cancer"),
        ("nasopharyngeal cancer", "gastrointestinal cancer"),
        ("plexiform neurofibroma", "cancer"),
        ("subependymal giant cell astrocytoma", "brain cancer"),
    ],
)
def test_a_cancer_leads_up_to_no_other(kind: str, cancers: str) -> None:
    assert not set(cancers.split("|")) & above(kind)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("hodgkin lymphoma", "Hodgkin lymphoma"),
        ("aggressive b-cell non-hodgkin lymphoma", "aggressive B-cell non-Hodgkin lymphoma"),
        ("merkel cell carcinoma", "Merkel cell carcinoma"),
        ("gastrointestinal stromal tumor", "gastrointestinal stromal tumor"),
    ],
)
def test_a_cancer_is_shown_with_the_capitals_of_people_and_cells(name: str, shown: str) -> None:
    assert concepts("cancers")[name].concept.shown == shown


def test_a_cancer_is_shown_as_its_name_but_for_capitals() -> None:
    assert {e.concept.shown.lower() for e in concepts("cancers").values()} == {n.lower() for n in concepts("cancers")}


def test_stage_and_status_are_no_part_of_a_cancer() -> None:
    generated = [row["name"] for row in rows("cancers.tsv") if row["source"] != vocabulary.HAND]
    status = re.compile(r"\b(?:stage|metastatic|recurrent|refractory|relapsed|advanced)\b")
    assert [name for name in generated if status.search(name)] == []


@pytest.mark.parametrize("table", sorted(vocabulary.TABLES))
def test_the_rows_of_a_concept_are_those_of_its_table_of_names(table: str) -> None:
    found = vocabulary.named(vocabulary.folder(), table)
    told = [(row[0], name, row[3]) for name, of_it in found.items() for row in of_it if "drop" not in row[2]]
    assert sorted(told) == sorted((n.text, n.concept, n.source) for n in vocabulary.names(vocabulary.folder(), table))


def test_a_field_too_many_is_an_error_that_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "drugs.names.tsv").write_text("synonym\tname\nNexavar\tsorafenib\textra\n", encoding="utf-8")
    with pytest.raises(KgError, match=r"drugs\.names\.tsv:2"):
        list(vocabulary.rows(tmp_path / "drugs.names.tsv"))


def test_an_unknown_flag_is_an_error_that_lists_the_flags(tmp_path: Path) -> None:
    head = "synonym\tname\tflags\tsource\trow\tlicence\n"
    (tmp_path / "drugs.names.tsv").write_text(head + "Nexavar\tsorafenib\texakt\tkg\t\tCC0\n", encoding="utf-8")
    with pytest.raises(KgError, match="exakt is no flag"):
        list(vocabulary.names(tmp_path, "drugs"))


def test_a_name_of_an_unknown_concept_is_an_error_that_names_both(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.tsv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        (tmp_path / path.name).write_text(f"{lines[0]}\n", encoding="utf-8")
    names = tmp_path / "drugs.names.tsv"
    names.write_text(names.read_text(encoding="utf-8") + "Quorzavar\tsorafinib\t\tkg\t\tCC0-1.0\n", encoding="utf-8")
    with pytest.raises(KgError, match='"Quorzavar" leads to "sorafinib", which drugs'):
        compiled.compile_tables(tmp_path)


def test_an_explanation_names_the_row_and_the_conditions() -> None:
    (found,) = grounding.explain("Nexavar")
    assert found.meaning.concept.name == "sorafenib"
    assert found.rows[0] == "drugs: Nexavar (kg)"
    assert {e.meaning.concept.kind for e in grounding.explain("PR")} == {"measure", "target"}
    assert grounding.explain("no such thing at all") == []


def test_the_figures_cover_every_table_with_its_licence() -> None:
    lines = figures(width=400).splitlines()
    for table in TABLES:
        (row,) = (line.split() for line in lines if line.startswith(f"{table} "))
        assert f"{len(concepts(table)):,}" in row and "CC0-1.0" in " ".join(row), table


def test_the_mappings_are_well_formed_sssom() -> None:
    lines = grounding.sssom().splitlines()
    head = [line for line in lines if line.startswith("#")]
    body = [line for line in lines if not line.startswith("#")]
    table = list(csv.reader(body, delimiter="\t", quoting=csv.QUOTE_NONE))
    declared = {m.group(1) for line in head if (m := re.match(r"#  ([A-Za-z]+): ", line))}
    assert {"#license", "#mapping_set_id"} <= {line.partition(":")[0] for line in head}
    assert table[0] == ["subject_id", "subject_label", "predicate_id", "object_id", "mapping_justification"]
    assert table[1:] == sorted(table[1:])
    for row in table[1:]:
        assert {row[i].partition(":")[0] for i in (0, 2, 3, 4)} <= declared
    assert ["KG:drug/sorafenib", "sorafenib", "skos:exactMatch", "CHEBI:50924", "semapv:LexicalMatching"] in table


def test_the_script_repeats_the_tables_byte_by_byte(tmp_path: Path) -> None:
    if not (WHEELS.exists() and CORPUS.exists()):
        pytest.skip("the package files that the tables come from are not at hand")
    options: list[str | Path] = ["--documents", CORPUS, "--wheels", WHEELS, "--out", tmp_path]
    command = [sys.executable, "scripts/make_vocabulary.py", *options]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"})
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (FOLDER / path.name).read_bytes(), path.name


def test_every_id_of_the_tables_has_a_public_address() -> None:
    for table in TABLES:
        for entry in concepts(table).values():
            for curie in entry.concept.matches:
                prefix, _, local = curie.partition(":")
                assert prefix in terms.PREFIXES, curie
                assert names.web_iri(terms.PREFIXES[prefix] + local), curie


@pytest.mark.parametrize(
    ("curie", "address"),
    [
        ("EFO:0000412", "http://www.ebi.ac.uk/efo/EFO_0000412"),
        (
            "NCIDD:sorafenib-tosylate",
            "https://www.cancer.gov/publications/dictionaries/cancer-drug/def/sorafenib-tosylate",
        ),
        ("ONCOTREE:HCC", "http://oncotree.mskcc.org/api/tumorTypes/search/code/HCC"),
        ("UNIPROT:P15056", "http://purl.uniprot.org/uniprot/P15056"),
        ("MESH:D000077157", "http://id.nlm.nih.gov/mesh/D000077157"),
        ("HGNC:1097", "http://identifiers.org/hgnc/1097"),
    ],
)
def test_prefixes_lead_to_the_addresses_that_their_owners_or_the_bioregistry_give(curie: str, address: str) -> None:
    prefix, _, local = curie.partition(":")
    assert terms.PREFIXES[prefix] + local == address


def test_other_names_are_those_that_lead_to_one_thing_for_certain() -> None:
    assert "Nexavar" in taxonomy.other_names(concepts("drugs")["sorafenib"].concept)
    assert "kidney cancer" not in taxonomy.other_names(concepts("cancers")["kidney cancer"].concept)
    assert "PR" not in taxonomy.other_names(concepts("measures")["partial response"].concept)


def test_what_is_said_of_a_disease_is_parted_from_it() -> None:
    found, rest = qualifiers.parted("recurrent or metastatic, HER2-negative stage IIIB breast cancer")
    assert [(q.kind, q.text) for q in found] == [
        ("course", "recurrent"),
        ("spread", "metastatic"),
        ("marker", "HER2-negative"),
        ("stage", "stage IIIB"),
    ]
    assert rest == "breast cancer"
    assert qualifiers.parted("small cell lung cancer") == ([], "small cell lung cancer")


def test_products_of_several_drugs_lead_to_their_parts() -> None:
    known = concepts("drugs")
    assert known["trifluridine and tipiracil"].members == ("trifluridine", "tipiracil")
    assert known["pertuzumab, trastuzumab, and hyaluronidase"].members == ("pertuzumab", "trastuzumab", "hyaluronidase")
    assert {part for entry in known.values() for part in entry.members} <= set(known)


def drug_pages() -> dict[str, str]:
    """The texts of NCI's drug pages by their titles; none where the documents are not at hand."""
    found = {}
    for path in sorted(CORPUS.rglob("about-cancer-treatment-drugs-*.md")):
        text = path.read_text(encoding="utf-8")
        title = re.search(r"^title: ['\"]?(.*?)(?: - NCI)?['\"]?$", text, re.MULTILINE)
        if title and not title.group(1).startswith(("Drugs Approved", "A to Z", "Cancer Drugs")):
            found[title.group(1)] = text
    return found


def grounded(name: str) -> str:
    concept = Lexicon.load().ground("drug", name)
    return concept.name if concept else f"unknown: {name}"


needs_documents = pytest.mark.skipif(not CORPUS.exists(), reason="the documents are not at hand")


@needs_documents
def test_every_drug_and_regimen_that_pages_are_named_after_is_known() -> None:
    assert len(drug_pages()) > 150
    assert [title for title in drug_pages() if grounded(title).startswith("unknown")] == []


@needs_documents
def test_salts_and_antibody_suffixes_in_titles_lead_to_the_generic() -> None:
    salts = {row["name"] for row in vocabulary.rows(FOLDER / "salts.tsv") if row["use"] == "left out"}
    names = [grounded(title) for title in drug_pages()]
    assert [name for name in names if name.split()[-1] in salts or re.search("mab-[a-z]{4}$", name)] == []


@needs_documents
def test_every_brand_that_a_drug_page_names_leads_to_its_drug() -> None:
    elsewhere = {}
    for title, text in drug_pages().items():
        brands = re.search(r"^US Brand Name\(s\)\n\n(.*?)\n\n", text, re.MULTILINE | re.DOTALL)
        for brand in filter(None, map(str.strip, brands.group(1).split("\n") if brands else [])):
            if grounded(brand) != grounded(title):
                elsewhere[brand] = grounded(brand)
    # the page of the older product lists the brand of the recombinant one, which is a drug of its own
    assert elsewhere == {"Rylaze": "asparaginase erwinia chrysanthemi (recombinant)"}


@needs_documents
def test_combinations_and_regimens_lead_to_the_drugs_that_their_pages_list() -> None:
    members = concepts("drugs") | concepts("regimens")
    seen = 0
    for title, text in drug_pages().items():
        listed = re.findall(r"^\|[^|]*\|\s*=\s*\[([^\]]+)\]\(/about-cancer/treatment/drugs/", text, re.MULTILINE)
        if listed:
            seen += 1
            assert set(members[grounded(title)].members) == {grounded(drug) for drug in listed}, title
        if " and " in title or "combination contains" in text:
            assert len(members[grounded(title)].members) > 1, title
    assert seen > 20
