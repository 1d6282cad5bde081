"""What is promised of regimens: their parts, and what a page says they are used for, which is no approval."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import card, query, sources
from kg.model import Concept, Finding
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.read import read
from kg.store import Store

HEAD = "---\ntitle: XELOX\nsource: NCI\n---\n\n# XELOX\n\n"
PARTS = """Drugs in the XELOX combination:

|  |  |
| --- | --- |
| **XEL** | = [Capecitabine](/drugs/capecitabine) (Xeloda) |
| **OX** | = Oxaliplatin |

"""
USES = """XELOX is used to treat:

- **Colon cancer** that has spread.
- **Stomach cancer**.

"""


def findings(path: Path, text: str) -> list[Finding]:
    file = path / "page.md"
    file.write_text(HEAD + text, encoding="utf-8")
    return list(read(sources.read(file), Lexicon.load()).findings)


def said(found: list[Finding], kind: str, *roles: str) -> list[tuple[str, ...]]:
    def words(finding: Finding, role: str) -> str:
        return "+".join(v.name if isinstance(v, Concept) else str(v) for v in finding.fact[role])

    return [tuple(words(f, role) for role in roles) for f in found if f.fact.kind == kind]


def test_each_row_of_a_regimen_s_table_is_a_part_under_what_announces_the_table(tmp_path: Path) -> None:
    found = findings(tmp_path, PARTS)
    assert said(found, "regimen_part", "drug", "part") == [("CAPOX", "capecitabine"), ("CAPOX", "oxaliplatin")]
    evidence = [f.evidence for f in found if f.fact.kind == "regimen_part"]
    assert [e.quote.rstrip(" |") for e in evidence][1] == "**OX** | = Oxaliplatin"
    assert {lead.quote for e in evidence for lead in e.under} == {"Drugs in the XELOX combination:"}


@pytest.mark.parametrize(
    "body",
    [
        PARTS.replace("Drugs in the", "Drugs compared with the"),
        PARTS.replace("= Oxaliplatin", "= Oxaliplatin or cisplatin").replace("= [Capecitabine]", "= no [Capecitabine]"),
        PARTS.replace("XELOX", "Harbor"),  # nothing that is known by this name
        PARTS.replace(":\n", ":\n\nThey are given by mouth.\n"),
        PARTS.replace("XELOX", "VIP"),  # letters that mean much else, and a regimen of other drugs
    ],
)
def test_what_is_announced_as_something_else_or_names_more_is_no_part(body: str, tmp_path: Path) -> None:
    assert not said(findings(tmp_path, body), "regimen_part", "drug", "part")


def test_letters_that_mean_much_else_are_a_regimen_where_its_drugs_follow(tmp_path: Path) -> None:
    body = "Drugs in the VIP combination:\n\n- Etoposide\n- Ifosfamide\n- Cisplatin\n"
    parts = said(findings(tmp_path, body), "regimen_part", "drug", "part")
    assert parts == [("VIP", "etoposide"), ("VIP", "ifosfamide"), ("VIP", "cisplatin")]


def test_what_a_regimen_is_used_to_treat_is_a_use_and_no_approval(tmp_path: Path) -> None:
    found = findings(tmp_path, USES)
    assert said(found, "use", "drug", "cancer", "setting") == [
        ("CAPOX", "colon cancer", "spread"),
        ("CAPOX", "gastric cancer", ""),
    ]
    assert not said(found, "approval", "drug")
    assert [lead.quote for lead in found[-1].evidence.under] == ["XELOX is used to treat:"]


@pytest.mark.parametrize(
    "lead", ["may be used to treat", "is not used to treat", "is used to measure", "was tested in"]
)
def test_what_may_be_or_is_not_is_no_use(lead: str, tmp_path: Path) -> None:
    assert not said(findings(tmp_path, USES.replace("is used to treat", lead)), "use", "drug")


def test_what_two_are_used_for_is_no_use_of_one(tmp_path: Path) -> None:
    assert not said(findings(tmp_path, USES.replace("XELOX is", "XELOX and rituximab are")), "use", "drug")


def test_what_is_approved_stays_an_approval(tmp_path: Path) -> None:
    found = findings(tmp_path, USES.replace("used", "approved by the FDA"))
    assert not said(found, "use", "drug")
    assert said(found, "approval", "drug", "cancer", "agency")[0] == ("CAPOX", "colon cancer", "FDA")


def test_the_graph_knows_a_regimen_by_its_name(tmp_path: Path) -> None:
    findings(tmp_path, PARTS + USES)
    graph = Store.open(kg.build(tmp_path / "page.md").save(tmp_path / "graph"))
    shown = card.card(graph, "CAPOX")
    assert "capecitabine" in shown
    assert "“Drugs in the XELOX combination: … OX | = Oxaliplatin" in shown
    assert "colon cancer · spread" in shown
    (row,) = query.run(graph, "regimens", {"drug": "CAPOX"}).records()
    assert (row["regimen"], row["parts"], row["uses"]) == ("CAPOX", "capecitabine + oxaliplatin", 2)
    assert len(query.run(graph, "regimens", {"drug": "oxaliplatin"})) == 1
