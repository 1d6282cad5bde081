"""Whether the words around a name speak for one of its meanings.

"MET" is a gene beside "mutation" and a word in a heading; "PR" is a partial response beside a percentage and
the progesterone receptor before "-positive". Asked for names flagged `common` or `ambiguous` only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from kg.reading.grounding import vocabulary

_NOT_AFTER: Final = frozenset({"stage", "stages", "figure", "table", "uv", "ultraviolet", "ionizing", "background"})
_NOT_BEFORE: Final = frozenset(
    {"exposure", "exposures", "oncologist", "oncologists", "oncology", "scan", "scans", "risk"}
)
"""Words that make another thing of the name beside them: "stage IVA", "radiation exposure"."""
_PEOPLE: Final = frozenset(
    {"patients", "individuals", "people", "persons", "those", "women", "men", "children", "adults", "families"}
)
"""Those who have a disease; what they are told to have is none of the drugs that are "given with" others."""
_GENE: Final = re.compile(r"[a-z]{2,5}\d{1,2}[a-z]?\d?")
_WORD: Final = re.compile(r"[A-Za-z]{2,}(?![A-Za-z]*\d)")
_MARKER: Final = re.compile(r"[-–]?(?:[+]|positive|negative|\s?status)|[+]")


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """The words that speak for a meaning of each kind: the table `clues.tsv`."""
    found: dict[str, set[str]] = {}
    for row in vocabulary.rows(vocabulary.folder() / "clues.tsv"):
        found.setdefault(row["kind"], set()).add(row["word"])
    return {kind: frozenset(words) for kind, words in found.items()}


def speaks_for(kind: str, said: str, text: str, start: int, near: tuple[Sequence[str], Sequence[str]]) -> bool:
    """Whether what stands around `said`, at `start` of a text, speaks for a meaning of this kind.

    Args:
        kind: of the concept.
        said: the name as it stands.
        text: the whole text.
        start: where the name stands.
        near: the folded words before it and behind it, five at most.

    """
    marked = _MARKER.match(text, start + len(said)) is not None
    if marked and kind in ("measure", "drug", "event"):
        return False
    if "::" in (text[start - 2 : start], text[start + len(said) : start + len(said) + 2]):
        return kind == "target"  # one of two genes that are fused
    if _shouted(said, text, start) or ">" in (text[start - 1 : start], text[start + len(said) : start + len(said) + 1]):
        return False  # letters among capitals, and bases that change: "CG>TG"
    before, after = near
    if kind == "measure" and said == "RR" and after[:1] and after[0].startswith("reduction"):
        return False  # a relative risk
    if (before[-1:] and before[-1] in _NOT_AFTER) or (after[:1] and after[0] in _NOT_BEFORE):
        return False
    if kind == "drug" and len(before) > 1 and before[-1] == "with" and before[-2] in _PEOPLE:
        before = before[:-2]  # what people have is a disease
        after = [word for word in after if word != "with"]
    if kind == "measure" and said not in _SPREADS and _MEASURED.match(text, start + len(said)):
        return True
    clues = _words().get(kind, frozenset())
    if kind == "target" and (marked or any(_GENE.fullmatch(w) for w in (*before[-2:], *after[:2]))):
        return True
    return any(w in clues for w in before) or any(w in clues for w in after)


_SPREADS: Final = frozenset({"SD", "SE", "HR", "OR"})
_MEASURED: Final = re.compile(
    r"(?:,|:|\s(?:rates?\s|times?\s)?(?:was|were|of|reached)(?:\s(?:only|about|approximately|nearly))?|(?<=CR))\s?[~<>≤≥]?\s?"
    r"\d{1,3}(?:[.·]\d+)?\s?(?:%|percent\b|months\b|years\b)(?!\sCI)"
)
"""Behind a measure's initials, its value: "OS was 98%", "a CR of 20%", "(CR 6%"; others have a spread or a ratio."""

_NUMBERED: Final = re.compile(
    r"[ -][1-9](?![\w,./%·]*\d)(?!\s?[-–%×+/])(?! ?(?:[mnpkµμ]?[gLlU]|[mnpµμ]?mol|mm|cm|IU|to|of|or|in|x|"
    r"times|years?|months?|weeks?|days?|hours?|points?|fold)\b)"
)
"""A single digit behind a name, which counts or measures nothing."""
_SHARED: Final = re.compile(r"(?:factor|receptor|protein|kinase|ligand|antigen|[a-z]{4,}(?:ase|in))$")
_TREATED: Final = (
    "related", "emergent", "discontinuation", "discontinuations", "interruption", "interruptions", "delay", "delays",
    "modification", "modifications", "effect", "effects", "benefit", "benefits",
)  # fmt: skip
_ACTING: Final = ("binding", "converting", "metabolizing", "metabolising", "transporting", "releasing")
GOING_ON: Final = frozenset(("virus", "viruses", *"abcde", *"123456789", "free", "heavy", "light", *_TREATED, *_ACTING))
"""The words behind a name with which it can go on to be another thing; there is no need to ask before others."""
_OF_TREATMENT: Final = re.compile(rf"[- ](?:{'|'.join(_TREATED)})\b")
_PROTEIN_OF: Final = re.compile(rf"-(?:{'|'.join(_ACTING)}) ")


def goes_on(kind: str, said: str, text: str, end: int) -> bool:
    """Whether what follows a name makes another thing of it: a protein that the vocabulary has not, what treatment did.

    >>> goes_on("target", "focal adhesion kinase", "focal adhesion kinase 9 (FAK9)", 21)
    True
    >>> goes_on("target", "ferritin", "ferritin 9 ng/mL", 8), goes_on("drug", "retinol", "retinol-binding protein", 7)
    (False, True)
    >>> goes_on("intervention", "no treatment", "no treatment-related deaths", 12)
    True
    >>> goes_on("cancer", "papilloma", "papilloma virus infection", 9)
    True
    >>> goes_on("measure", "rate of relapse", "rate of relapse-free survival", 15)
    True
    """
    if kind in _BEHIND:
        return _BEHIND[kind].match(text, end) is not None
    if kind == "intervention":
        return said.lower().startswith("no ") and _OF_TREATMENT.match(text, end) is not None
    if kind != "target" or _SHARED.search(said) is None:
        return False
    return _NUMBERED.match(text, end) is not None or text.startswith((" heavy chain", " light chain"), end)


_BEHIND: Final = {
    "measure": re.compile(r"[-‐–]free\b"),
    "drug": _PROTEIN_OF,
    "event": re.compile(r" (?:[A-E] )?virus(?:es)?\b(?! infection)"),
    "cancer": re.compile(r" virus(?:es)?\b"),
}
"""Behind a name of a kind, what makes another of it."""


def is_code(said: str, text: str, start: int) -> bool:
    """Whether a seeming protein is a band of a chromosome, or an abbreviation the beginning of a cell line or a test.

    >>> is_code("p21", "t(9;11)(p21.3;q23.3)", 8), is_code("p16", "positive (p16, say)", 10)
    (True, False)
    >>> is_code("HL", "in HL-60 cells", 3), is_code("HL", "HL-like", 0)
    (True, False)
    >>> is_code("RT", "found by RT-PCR", 9)
    True
    """
    end = start + len(said)
    if said[:1] == "p":
        return text[start - 1 : start] == "(" and _BAND.match(text, end) is not None
    return said.isupper() and _LINE.match(text, end) is not None


_BAND: Final = re.compile(r"(?:[.]\d+)?(?:[;q]|\)\()|[.]\d")
"""What goes on behind the arm and the band of a chromosome."""
_LINE: Final = re.compile(r"-(?:\d{2,3}|PCR)\b")
"""The number of a cell line; the test that begins with a reverse transcription."""
_STATISTICS: Final = frozenset({"hr", "or", "rr", "sir", "smr", "hrs", "ors", "rrs"})
_VALUE: Final = re.compile(r"[)\]]?\s?(?:[=:,<>~≥≤]|of|was)?\s?\d{1,2}[.·]\d+(?!\s?(?:%|percent|months|\d))")


def is_statistic(name: str, text: str, start: int) -> bool:
    """Whether an abbreviation that has another meaning too stands before the value of a ratio, which is no share.

    >>> is_statistic("hr", "shorter PFS (HR, 4.31)", 13), is_statistic("hr", "HR-positive tumors", 0)
    (True, False)
    >>> is_statistic("rr", "relative risk [RR], 0.61; 95% CI", 15), is_statistic("rr", "RR 45.5% with A", 0)
    (True, False)
    """
    return name in _STATISTICS and _VALUE.match(text, start + len(name)) is not None


def listed(text: str, start: int, end: int) -> list[str]:
    """The symbols beside a symbol in a list, two at most on either side.

    >>> listed("genes (XPA, XPC and POLH) and others", 12, 15)
    ['XPA', 'POLH']
    >>> listed("FANCA/FANCB, FANCC, FANCE or FANCF", 13, 18)
    ['FANCA', 'FANCB', 'FANCE', 'FANCF']
    """
    before = _SYMBOLS_BEFORE.search(text, max(0, start - 24), start)
    after = _SYMBOLS_AFTER.match(text, end)
    return [s for found in (before, after) if found for s in found.groups() if s]


_JOIN: Final = r"(?:,? (?:and|or) |, |/|; )"
_SYMBOL: Final = r"([A-Z][A-Z0-9]{2,8})"
_SYMBOLS_BEFORE: Final = re.compile(rf"(?<![\w-])(?:{_SYMBOL}{_JOIN})?{_SYMBOL}{_JOIN}$")
_SYMBOLS_AFTER: Final = re.compile(rf"{_JOIN}{_SYMBOL}(?:{_JOIN}{_SYMBOL})?(?![\w-])")


def _shouted(said: str, text: str, start: int) -> bool:
    """Whether a word in capitals stands among words in capitals, so that its case says nothing.

    Symbols with a digit ("BRCA1, ATM, CHEK2") are no such words.
    """
    if not said.isupper():
        return False
    end = start + len(said)
    around = _WORD.findall(text[max(0, start - 30) : start]) + _WORD.findall(text[end : end + 30])
    return len(around) > 1 and sum(w.isupper() and len(w) > 3 for w in around) * 2 > len(around)
