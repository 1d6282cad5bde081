"""What is asked of a sentence before it is looked at closely costs no fact: without the questions the same is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from prose import lexicon

from kg import names, sources
from kg.reading.read import read
from kg.reading.results import candidates, comparisons, outcomes

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "corpus"
PAGES = [
    *sorted((ROOT / "seeds").glob("*.md")),
    *sorted(SHARED.glob("abstracts/*.md")),
    *sorted(SHARED.glob("pdq_sections/*.md")),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_quick_conditions_of_comparisons_and_outcomes_lose_nothing(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = sources.read(page)
    quick = [names.fact_iri(f.fact) for f in read(document, lexicon()).findings]
    monkeypatch.setattr(comparisons, "may_compare", lambda sentence, _: not sentence.search_text(candidates._REFERENCE))
    monkeypatch.setattr(outcomes, "_may_measure", lambda _: True)
    assert [names.fact_iri(f.fact) for f in read(document, lexicon()).findings] == quick
