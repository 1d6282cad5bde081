"""Whether the words around a name speak for one of its meanings.

"MET" is a gene beside "mutation" and a word in a heading; "PR" is a partial response beside a percentage and
the progesterone receptor before "-positive". Asked for names flagged `common` or `ambiguous` only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_WORDS: Final = {
    "target": frozenset(
        "gene genes mutation mutations mutated mutant protein proteins receptor receptors kinase kinases inhibitor "
        "inhibitors inhibits inhibiting amplification amplifications amplified exon fusion fusions rearrangement "
        "rearrangements rearranged alteration alterations expression expressing overexpression overexpressing positive "
        "negative pathway pathways oncogene wild antibody antibodies signaling variant variants allele antigen "
        "polymorphism translocation encoding encodes copy methylation skipping blocks status her2 er pr egfr".split()
    ),
    "measure": frozenset(
        "median months rate rates percent response responses endpoint endpoints survival achieved confirmed patients "
        "remission cr pr sd pd orr pfs os".split()
    ),
    "drug": frozenset(
        "mg dose doses drug tablets therapy regimen regimens chemotherapy arm arms treated cycles plus followed with "
        "received receiving group alone days".split()
    ),
    "event": frozenset("risk grade developed history acute events incidence".split()),
    "cancer": frozenset("childhood relapsed adult pediatric children acute patients blast remission leukemia aml".split()),
}
_GENE: Final = re.compile(r"[a-z]{2,5}\d{1,2}[a-z]?\d?")
_MARKER: Final = re.compile(r"[-–]?(?:[+]|positive|negative|\s?status)|[+]")


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
    if _shouted(said, text, start):
        return False
    before, after = near
    if before[-1:] in (["stage"], ["stages"], ["figure"], ["table"]):
        return False
    clues = _WORDS.get(kind, frozenset())
    if kind == "target" and (marked or any(_GENE.fullmatch(w) for w in (*before[-2:], *after[:2]))):
        return True
    return any(w in clues for w in before) or any(w in clues for w in after)


def _shouted(said: str, text: str, start: int) -> bool:
    """Whether a word in capitals stands among words in capitals, so that its case says nothing."""
    if not said.isupper():
        return False
    around = re.findall(r"[A-Za-z]{2,}", text[max(0, start - 30) : start]) + re.findall(
        r"[A-Za-z]{2,}", text[start + len(said) : start + len(said) + 30]
    )
    return len(around) > 1 and sum(w.isupper() and len(w) > 3 for w in around) * 2 > len(around)
