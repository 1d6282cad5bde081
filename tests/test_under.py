"""What is promised of quotes that show their fact only under words above them: these stand beside the quote.

The page is of our own making: a drug, a list of its uses and, below one of them, two ways in which it is given.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg import facts, sources
from kg.describe import describe
from kg.errors import GroundingError
from kg.model import Finding, Span
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.read import read
from kg.validate import validate

PAGE = """---
title: Sorafenib Tosylate
source: NCI
---

# Sorafenib Tosylate

US Brand Name(s)

Nexavar

Sorafenib tosylate is approved to treat:

- **Liver cancer** that cannot be removed by surgery.
- **Kidney cancer** that has spread. It is used:
  - with everolimus in adults.
  - alone in adults who were given other drugs before.
  - alone in adults who cannot have surgery.

## Drugs Approved for Thyroid Cancer

Lenvatinib

Sorafenib Tosylate
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "sorafenib.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def said(page: Path, kind: str = "approval") -> dict[str, tuple[list[str], str]]:
    """By disease and companions, or by name: the words above the quote, and the quote."""
    return {
        " with ".join(v.name for role in ("drug", "cancer", "with") for v in f.fact[role] if hasattr(v, "name"))
        or str(f.fact.one("name")): ([lead.quote for lead in f.evidence.under], f.evidence.quote)
        for f in read(sources.read(page), Lexicon.load()).findings
        if f.fact.kind == kind
    }


LEAD = "Sorafenib tosylate is approved to treat:"


def test_an_item_of_a_list_stands_under_what_leads_it_and_under_the_item_that_it_is_part_of(page: Path) -> None:
    found = said(page)
    assert found["sorafenib with liver cancer"] == (
        [],
        f"{LEAD}\n\n- **Liver cancer** that cannot be removed by surgery.",
    )  # right behind its lead: one quote holds both
    kidney = "**Kidney cancer** that has spread. It is used:"
    assert found["sorafenib with kidney cancer with everolimus"] == (
        [LEAD],
        f"{kidney}\n  - with everolimus in adults.",
    )
    assert found["sorafenib with kidney cancer"] == (
        [LEAD, kidney],
        "alone in adults who were given other drugs before.\n  - alone in adults who cannot have surgery.",
    )  # two uses that make one approval are quoted from the first to the last


def test_a_name_in_a_list_of_drugs_stands_under_the_list_s_title(page: Path) -> None:
    assert said(page)["lenvatinib with thyroid cancer"] == ([], "Drugs Approved for Thyroid Cancer\n\nLenvatinib")
    assert said(page)["sorafenib with thyroid cancer"] == (["Drugs Approved for Thyroid Cancer"], "Sorafenib Tosylate")


def test_a_brand_name_stands_under_the_drug_and_the_words_that_make_it_one(page: Path) -> None:
    (brand,) = [f for f in findings(page) if f.fact.kind == "brand_name"]
    assert [lead.quote for lead in brand.evidence.under] == ["Sorafenib Tosylate", "US Brand Name(s)"]


def findings(page: Path) -> tuple[Finding, ...]:
    return read(sources.read(page), Lexicon.load()).findings


def test_a_cell_of_a_table_stands_under_its_header(tmp_path: Path) -> None:
    path = tmp_path / "table.md"
    path.write_text(
        "---\ntitle: Sorafenib in a trial\n---\n\nPatients were randomly assigned to sorafenib or placebo.\n\n"
        "| Outcome | Sorafenib | Placebo |\n| --- | --- | --- |\n| Response rate | 20% | 4% |\n",
        encoding="utf-8",
    )
    cells = [f.evidence for f in findings(path) if f.fact.kind == "outcome"]
    assert [(e.quote, [lead.quote for lead in e.under]) for e in cells] == [
        ("Response rate | 20% | 4%", ["Outcome | Sorafenib | Placebo"])
    ] * 2


def test_each_lead_is_the_slice_of_the_file_at_its_offsets(page: Path) -> None:
    text = sources.read(page).text
    leads = [lead for f in findings(page) for lead in f.evidence.under]
    assert leads
    assert all(lead.span.of(text) == lead.quote for lead in leads)


def test_words_that_a_quote_stands_under_are_reached_by_its_fact(page: Path) -> None:
    reading = read(sources.read(page), Lexicon.load())
    reached, text = reading.reached(), reading.document.text
    assert reached(Span(text.index(LEAD), text.index(LEAD) + len(LEAD)))
    assert reached(Span(text.index("US Brand Name(s)"), text.index("US Brand Name(s)") + 5))


def test_the_exchange_format_holds_the_leads_and_reads_them_back(page: Path) -> None:
    document = sources.read(page)
    finding = next(f for f in findings(page) if len(f.evidence.under) == 2)
    line = facts.dumps(finding, document)
    assert facts.from_json(json.loads(line), document, Lexicon.load().ground).evidence == finding.evidence
    found_by_words = json.loads(line)
    found_by_words["under"] = [{"quote": LEAD}]
    assert [lead.quote for lead in facts.from_json(found_by_words, document).evidence.under] == [LEAD]


@pytest.mark.parametrize(
    "under", [["Sorafenib"], "Sorafenib", [{"quote": "Sorafenib cures"}], [{"quote": LEAD, "start": 0, "end": 4}], [{}]]
)
def test_leads_that_do_not_stand_in_the_document_are_refused(page: Path, under: object) -> None:
    document = sources.read(page)
    line = json.loads(facts.dumps(findings(page)[0], document)) | {"under": under}
    with pytest.raises(GroundingError):
        facts.from_json(line, document)


def test_the_graph_holds_the_leads_and_answers_show_them(page: Path, tmp_path: Path) -> None:
    kg.build([page]).save(tmp_path / "graph")
    graph = kg.open(tmp_path / "graph")
    rows = {(r["cancer"], r["with"], r["under"]) for r in graph.query("approvals", drug="sorafenib")}
    assert ("thyroid cancer", None, "Drugs Approved for Thyroid Cancer") in rows
    assert ("kidney cancer", None, f"{LEAD} … **Kidney cancer** that has spread. It is used:") in rows


def test_check_compares_the_leads_with_the_document(page: Path) -> None:
    document = sources.read(page)
    lines = describe(read(document, Lexicon.load()))
    assert not validate(lines, {document.iri: document.text}).violations
    changed = document.text.replace("is approved to treat:", "is approved to cure: ")
    found = validate(lines, {document.iri: changed}).violations
    assert {v.quote for v in found if v.fact.rpartition("/")[0].endswith("lead")} == {LEAD}


EFFECTS = """---
title: Side effects
source: NCI
---

# Lenvatinib at Home

It is a capsule.

## What to expect

Common side effects of this drug include the following:

- Anorexia.
- Nausea.

Later side effects included headache.
"""
COUNTS = """---
title: Side effects
source: NCI
---

# Two drugs

| Event | Lenvatinib | Sorafenib |
| --- | --- | --- |
| Fever | 12% | 9% |
"""


def test_an_event_stands_under_the_words_that_name_its_drug_where_its_own_do_not(tmp_path: Path) -> None:
    for name, text in (("effects", EFFECTS), ("counts", COUNTS)):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    titled, headed = "Lenvatinib at Home", "Event | Lenvatinib | Sorafenib"
    rows = kg.build([tmp_path]).query("adverse-events", drug="lenvatinib")
    assert {(r["event"], r["under"]) for r in rows} == {
        ("decreased appetite", titled), ("nausea", titled), ("headache", titled), ("fever", headed)
    }  # fmt: skip
