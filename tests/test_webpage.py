"""What web pages of pictures promise: all in one file, all words there, and nothing that a document says can run."""

from __future__ import annotations

import base64
import hashlib
import html
import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.draw import VIEWS, draw, graph, labels, scene, to_networkx, webpage

SEED = json.loads((Path(__file__).parent / "fixtures" / "draw" / "seed.json").read_text("utf-8"))
NETWORKS = ("ego", "layered")
HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">\u2028{{data}}'


def page(view: str, folder: Path, data: dict[str, list[dict[str, Any]]] = SEED) -> str:
    return draw(view, data, folder / "a.html").path.read_text("utf-8")


def told(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    made: dict[str, Any] = json.loads(found.group(1))
    return made


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_asks_nothing_of_the_network(view: str, tmp_path: Path) -> None:
    text = page(view, tmp_path)
    assert re.search("Content-Security-Policy\" content=\"default-src 'none'", text)
    own = text.replace(webpage._asset("cytoscape.min.js"), "").split('id="data"', 1)[0]
    assert not re.findall(r"(?:\bsrc|<link[^>]*\bhref|@import|url\()\s*=?\s*[\"']?\s*https?:", own)


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_says_that_it_is_not_for_clinical_use(view: str, tmp_path: Path) -> None:
    assert "not for clinical use" in page(view, tmp_path)


@pytest.mark.parametrize("view", NETWORKS)
def test_no_script_runs_but_those_that_the_policy_names(view: str, tmp_path: Path) -> None:
    text = page(view, tmp_path)
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    policy = re.search(r"script-src ([^\"]*)", text)
    assert policy
    assert policy.group(1).split() == [f"'sha256-{digest}'" for digest in digests]
    assert len(scripts) == 2


PLOTS = ("forest", "timeline", "targets")


@pytest.mark.parametrize("view", PLOTS)
def test_what_a_plot_draws_leads_to_its_words_and_shows_them(view: str, tmp_path: Path) -> None:
    text, (made, _) = page(view, tmp_path), scene(view, SEED)
    assert made.spots
    for number, spot in enumerate(made.spots, 1):
        assert spot.words and all(one.quote and one.document for one in spot.words)
        (box,) = re.findall(rf'<a href="#words-{number}"><rect [^>]*><title>([^<]*)</title></a>', text)
        (told,) = re.findall(rf'<section id="words-{number}">(.*?)</section>', text, re.DOTALL)
        assert html.unescape(box).startswith(spot.title) and f"“{spot.words[0].quote}”" in html.unescape(box)
        for one in spot.words:
            assert {one.quote, one.document} <= set(re.split(r"<[^>]+>|; ", html.unescape(told)))


def test_every_fact_that_a_plot_draws_has_its_quotes_on_the_page(tmp_path: Path) -> None:
    pages = {view: html.unescape(page(view, tmp_path)) for view in PLOTS}
    rows = {
        "forest": [row for row in SEED["forest"] if row.get("effect") == "hazard_ratio" or _is_beside_another(row)],
        "timeline": SEED["timeline"],
        "targets": [row for row in SEED["edges"] if row["edge"] in ("targets", "approvedFor")],
    }
    for view, drawn in rows.items():
        assert len(drawn) > 5
        assert [row for row in drawn if labels.quotes([row])[0][1] not in pages[view]] == []


def _is_beside_another(row: dict[str, Any]) -> bool:
    """Whether a figure stands beside that of another arm: such pairs are drawn."""
    told = ("trialIri", "measure", "population", "timepoint", "unit")
    same = [one for one in SEED["forest"] if all(one.get(key) == row.get(key) for key in told)]
    return row.get("unit") in ("percent", "months") and len({one.get("arm") for one in same}) > 1


@pytest.mark.parametrize("view", PLOTS)
def test_the_places_of_a_plot_lie_within_its_picture_and_cover_no_other(view: str) -> None:
    made, _ = scene(view, SEED)
    for spot in made.spots:
        assert spot.extent.left >= 0 and spot.extent.right <= made.width
        assert spot.extent.top >= 0 and spot.extent.bottom <= made.height
    assert not any(a.extent.overlaps(b.extent) for a, b in itertools.combinations(made.spots, 2))


@pytest.mark.parametrize("view", PLOTS)
def test_words_of_a_plot_are_text_whatever_they_hold(view: str, tmp_path: Path) -> None:
    hostile = {name: [row | {"quote": HOSTILE} if "quote" in row else row for row in SEED[name]] for name in SEED}
    text = page(view, tmp_path, hostile)
    assert "<script" not in text and "<img" not in text and "alert(2)" in text


def test_a_plot_is_its_picture_and_runs_nothing(tmp_path: Path) -> None:
    text = page("forest", tmp_path)
    assert "script-src 'none'" in text
    assert "<script" not in text
    assert "<svg" in text


@pytest.mark.parametrize("view", NETWORKS)
def test_each_box_of_the_layout_is_a_thing_of_the_page_in_its_place(view: str, tmp_path: Path) -> None:
    made, _ = scene(view, SEED)
    nodes = told(page(view, tmp_path))["nodes"]
    assert len(nodes) == len(made.boxes)
    middles = {(round((box.left + box.width / 2) * 96, 1), round(box.middle * 96, 1)) for box in made.boxes}
    assert {(node["x"], node["y"]) for node in nodes} == middles


def test_every_line_of_the_page_carries_all_its_words(tmp_path: Path) -> None:
    network = to_networkx(SEED["nodes"], SEED["edges"])
    quotes = {data["evidence"] for *_, data in network.edges(data=True)}
    rows = ({"document": document, "quote": quote} for pairs in quotes for document, quote in pairs)
    known = set(labels.quotes(rows))
    edges = told(page("ego", tmp_path))["edges"]
    assert edges
    for edge in edges:
        assert edge["evidence"]
        assert {tuple(pair) for pair in edge["evidence"]} <= known


def test_words_of_documents_are_data_and_never_markup(tmp_path: Path) -> None:
    nodes = [row | ({"label": HOSTILE} if row["kind"] == "target" else {}) for row in SEED["nodes"]]
    edges = [row | {"quote": HOSTILE} for row in SEED["edges"]]
    text = page("ego", tmp_path, {"nodes": nodes, "edges": edges})
    assert "<script>alert(1)" not in text
    assert "<img" not in text
    assert {quote for edge in told(text)["edges"] for _, quote in edge["evidence"]} == {" ".join(HOSTILE.split())}


def test_a_title_with_markup_is_text(tmp_path: Path) -> None:
    drug = graph.hub(to_networkx(SEED["nodes"], SEED["edges"]))
    nodes = [row | ({"label": "<b>x</b>&"} if row["iri"] == drug else {}) for row in SEED["nodes"]]
    text = page("ego", tmp_path, {"nodes": nodes, "edges": SEED["edges"]})
    assert "What the documents link to &lt;b&gt;x&lt;/b&gt;&amp;" in text
    assert "<b>x</b>" not in text
