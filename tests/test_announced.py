"""Drugs that a document of the build is about are known in the others, whatever order and number of workers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pages import pages

from kg import announcing, describe, pipeline
from kg.model import SetAside
from kg.pipeline import Options

DRUG_PAGE = """---
title: Zorvatide Acetate - NCI
url: https://www.cancer.gov/about-cancer/treatment/drugs/zorvatideacetate
source: NCI
---

# Zorvatide Acetate

US Brand Name(s)

Quorzavar

FDA Approved

Yes

## Use in Cancer

Zorvatide acetate is approved to treat adults with thyroid cancer. Zorvatide is also being studied in other cancers.
"""
REPORT = """---
title: The LANTERN trial
---

# The LANTERN trial

In the LANTERN trial, 310 patients with kidney cancer were randomly assigned to zorvatide or a placebo. Median overall
survival was 14.5 months with zorvatide versus 9.1 months with placebo. The FDA approved Quorzavar for kidney cancer.
"""
LABEL = """---
title: 'Quorzavar (zorvatide): FDA label indications'
sourceType: fda_label_indications
---

# Quorzavar (zorvatide)

QUORZAVAR (zorvatide) is indicated for adults with kidney cancer. Zorvatide is given by mouth.
"""


def written(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


def drugs(*paths: Path) -> dict[str, set[str]]:
    """By document, the drugs of its facts."""
    aside: list[SetAside] = []
    found: dict[str, set[str]] = {}
    for reading in pipeline.readings(list(paths), aside):
        found[reading.document.name] = {c.name for c in describe.concepts(reading) if c.kind == "drug"}
    assert not aside
    return found


@pytest.mark.parametrize("page", [DRUG_PAGE, LABEL])
def test_a_drug_that_no_table_holds_is_known_by_generic_and_brand_where_the_build_has_its_page(
    tmp_path: Path, page: str
) -> None:
    report = written(tmp_path / "reports", report=REPORT)
    assert drugs(report)["report"] == set()
    assert drugs(report, written(tmp_path / "drugs", drug=page))["report"] == {"zorvatide"}


def test_the_generic_is_told_without_salt_and_what_the_tables_know_is_not_announced() -> None:
    names = announcing.by("page.md", DRUG_PAGE.encode())
    assert dict(names)["Quorzavar"] == dict(names)["zorvatide acetate"] == dict(names)["Zorvatide"] == "zorvatide"
    known = DRUG_PAGE.replace("Zorvatide", "Sorafenib").replace("Acetate", "Tosylate").replace("Quorzavar", "Nexavar")
    assert announcing.by("page.md", known.encode()) == ()
    assert dict(announcing.by("page.md", known.replace("Nexavar", "Quorzavar").encode())) == {"Quorzavar": "sorafenib"}


@pytest.mark.parametrize(
    "title",
    ["Sorafenib and Zorvatide - NCI", "Kidney Cancer - NCI", "Drugs Approved for Kidney Cancer - NCI", "It - NCI"],
)
def test_titles_that_are_no_new_drug_announce_none(title: str) -> None:
    page = DRUG_PAGE.replace("Zorvatide Acetate - NCI", title).replace("Quorzavar", "Nexavar")
    assert announcing.by("page.md", page.encode()) == ()


def test_a_broken_drug_page_announces_nothing() -> None:
    assert announcing.by("page.md", DRUG_PAGE.replace("source: NCI", "source: [NCI").encode()) == ()
    assert announcing.by("page.md", DRUG_PAGE.encode() + b"\xff") == ()


def test_a_name_that_two_pages_claim_is_neither_drug(tmp_path: Path) -> None:
    other = DRUG_PAGE.replace("Zorvatide", "Melbutide").replace("zorvatide", "melbutide")
    found = drugs(written(tmp_path / "d", one=DRUG_PAGE, other=other, report=REPORT.replace("zorvatide", "Quorzavar")))
    assert found["report"] == set()


def test_a_new_drug_page_costs_the_documents_that_name_its_drug_and_no_other(tmp_path: Path) -> None:
    folder, graph = written(pages(tmp_path / "d", 6), report=REPORT), tmp_path / "g"
    here = Options(workers=0)
    assert pipeline.build_into(graph, [folder], here).read == 7
    written(folder, drug=DRUG_PAGE)
    assert pipeline.build_into(graph, [folder], here).read == 2
    with_page = _as_fresh(graph, folder, here)
    assert b"drug/zorvatide" in with_page
    assert pipeline.build_into(graph, [folder], here).read == 0
    (folder / "drug.md").unlink()
    assert pipeline.build_into(graph, [folder], here).read == 1
    assert b"drug/zorvatide" not in _as_fresh(graph, folder, here)


def test_the_bytes_do_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    folder = written(pages(tmp_path / "d", 3), report=REPORT, drug=DRUG_PAGE)
    pipeline.build_into(tmp_path / "g", [folder], Options(workers=2))
    _as_fresh(tmp_path / "g", folder, Options(workers=0))


def _as_fresh(graph: Path, folder: Path, options: Options) -> bytes:
    """The graph's lines, which are those of a first build."""
    fresh = graph.with_name("fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    pipeline.build_into(fresh, [folder], options)
    lines = (graph / "current" / "graph.nq").read_bytes()
    assert lines == (fresh / "current" / "graph.nq").read_bytes()
    assert (graph / "current" / "manifest.json").read_bytes() == (fresh / "current" / "manifest.json").read_bytes()
    return lines
