"""An edit that keeps what a document says keeps its facts; one that takes it away takes them (`grids/variants.toml`).

Each variant is tried on sentences of the grids of results and on the project's own documents: of those that it changes
on a few, which depend on their words alone.
"""

from __future__ import annotations

import zlib

import pytest
from varying import NEARLY_ALL, Counts, Variant, originals, variants

_EACH = 6
"""On how many texts a variant is tried."""


def tried(variant: Variant) -> Counts:
    """What becomes of the facts of some texts that a variant changes."""
    changed = [one for one in originals() if variant.edit(one.text)[1]]
    counts = Counts()
    for original in sorted(changed, key=lambda one: zlib.crc32(one.text.encode()))[:_EACH]:
        counts.add(original.under(variant))
    return counts


@pytest.mark.parametrize("variant", [pytest.param(one, id=one.name) for one in variants()])
def test_facts_stay_with_what_is_said_and_go_with_it(variant: Variant) -> None:
    counts = tried(variant)
    amiss = [f"{one.rule} {one.says}\n  {one.quote}" for one in (*counts.lost, *counts.came)]
    assert counts.sites, "no text that the project has is changed by it"
    assert counts.share >= variant.keeps, "\n".join(amiss)
    assert variant.keeps == NEARLY_ALL or counts.share < 1, "all facts are as they should be: take `keeps` away"
