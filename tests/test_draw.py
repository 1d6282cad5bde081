"""What pictures promise: nothing overlaps, nothing is clipped, the same bytes each time, and the truth."""

from __future__ import annotations

import itertools
import json
import logging
import os
import random
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import leaflets
import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.text import Text as Words
from worlds import world

from kg import describe, query, terms
from kg.draw import (
    NEEDS,
    VIEWS,
    draw,
    graph,
    ordering,
    paint,
    result_lines,
    results,
    scene,
    style,
    text,
    to_networkx,
)
from kg.draw.approvals import approvals
from kg.draw.scene import Scene, Text
from kg.errors import UsageError
from kg.model import Concept, Evidence, Finding, Reading, Span
from kg.schema import make
from kg.store import Store

SEED = json.loads((Path(__file__).parent / "fixtures" / "draw" / "seed.json").read_text("utf-8"))
"""The answers to the questions of `queries/draw/` on the seed, from facts that people read."""

BASE = "https://w3id.org/oncology-kg/"
Rows = list[dict[str, Any]]
NAMES = ["TGF-β1", "日本語の薬", "препарат", "A<b>&amp;$x^2$", "x" * 70, "drug",
         "a regimen with a name of very many words indeed", "non-small cell lung cancer",
         "5-fluorouracil/leucovorin/irinotecan/oxaliplatin"]  # fmt: skip


def made_up(size: int, seed: int = 1) -> dict[str, Rows]:
    """A graph of so many nodes, a third of them results, with links as real ones have, and names of all sorts."""
    chance = random.Random(seed)  # noqa: S311  (not for secrets)
    kinds = ["drug", "target", "cancer", "trial", "outcome", "event"]
    share = {"drug": 0.2, "target": 0.12, "cancer": 0.15, "trial": 0.15, "outcome": 0.3, "event": 0.08}
    nodes: Rows = []
    for kind in kinds:
        for i in range(round(size * share[kind])):
            name = f"{chance.choice(NAMES)} {i}" if i % 3 else f"{kind} {i}"
            row = {"iri": f"{BASE}{kind}/{i}", "kind": kind, "label": name}
            nodes.append(
                row if kind != "outcome" else result(i, arm=name, value=chance.randrange(100)) | {"iri": row["iri"]}
            )
    by = {kind: [row["iri"] for row in nodes if row["kind"] == kind] for kind in kinds}
    edges: Rows = []

    def link(source: str, edge: str, target: str, label: str = "") -> None:
        edges.append(
            {
                "source": source,
                "edge": edge,
                "target": target,
                "label": label,
                "quote": "q",
                "document": f"{BASE}document/d",
            }
        )

    for drug in by["drug"]:
        link(drug, "targets", chance.choice(by["target"]), "inhibits")
        link(drug, "hasAdverseEvent", chance.choice(by["event"]), "serious")
        for cancer in chance.sample(by["cancer"], 2):
            link(drug, "approvedFor", cancer, "approved 2013-11-22")
    for trial in by["trial"]:
        link(trial, "studies", chance.choice(by["cancer"]))
        link(trial, "tests", by["drug"][0])
        link(trial, "tests", chance.choice(by["drug"]))
    for outcome in by["outcome"]:
        link(chance.choice(by["trial"]), "hasOutcome", outcome)
    return {"nodes": nodes, "edges": edges}


def result(number: int, **more: object) -> dict[str, Any]:
    """A row of an outcome in the question nodes, and of one in the question forest."""
    about = f"{BASE}trial/T"
    fact = {"fact": f"{BASE}fact/{number}", "iri": f"{BASE}fact/{number}", "kind": "outcome", "trial": "T"}
    told = {"trialIri": about, "about": about, "document": f"{BASE}document/d"}
    return fact | told | {"measure": "overall survival", "unit": "months"} | more


def approval(number: int, drug: str, date: str, **more: object) -> dict[str, Any]:
    """A row of the question timeline."""
    iri = f"{BASE}drug/{drug.replace(' ', '-')}"
    fact = {"fact": f"{BASE}fact/{number}", "drugIri": iri, "drug": drug, "cancer": f"cancer {number}", "about": iri}
    return fact | {"status": "approved", "agency": "FDA", "date": date, "document": f"{BASE}document/d"} | more


def many_approvals() -> dict[str, Rows]:
    """Sixty approvals that crowd: the same days, months and years, at both ends of the scale."""
    chance = random.Random(5)  # noqa: S311  (not for secrets)
    dates = ["2011", "2013-11-22", "2013-11-23", "2014-02", "1998-12-31", "2024-12-31", "2020", "2013-12-01", ""]
    drugs = ["sorafenib", "ado-trastuzumab emtansine", "日本語の薬", "a drug with a name of very many words indeed"]
    states = ["approved", "accelerated", "revoked"]
    rows = [
        approval(
            i, drugs[i % 4], chance.choice(dates), cancer=f"{chance.choice(NAMES)} {i}", status=chance.choice(states)
        )
        for i in range(60)
    ]
    return {"nodes": [], "timeline": rows}


def many_results() -> dict[str, Rows]:
    """Results of all sections, with missing ends of intervals, figures that were not reached, and long names."""
    rows: Rows = []
    for i in range(24):
        one = {"trialIri": f"{BASE}trial/T{i % 7}", "trial": NAMES[i % 7], "arm": NAMES[i % 8], "comparator": "placebo"}
        effect = ["hazard_ratio", "odds_ratio", "risk_ratio", "verdict"][i % 4]
        value = (
            {"verdict": "no_difference"}
            if effect == "verdict"
            else {"value": 0.3 + i / 10, "ciLow": 0.01 if i % 5 else None, "ciHigh": 40}
        )
        rows.append(
            result(i, **one, effect=effect, measure=f"measure {i}", unit=None, population=NAMES[i % 9], **value)
        )
    for i in range(24, 60, 2):
        one = {
            "trialIri": f"{BASE}trial/T{i % 7}",
            "trial": NAMES[i % 7],
            "measure": "overall survival",
            "population": str(i),
        }
        unit = ["months", "years", "percent"][i % 3]
        rows.append(result(i, **one, arm="drug", value=i, unit=unit, ciLow=i - 1, ciHigh=i + 1))
        rows.append(result(i + 1, **one, arm="placebo", value=None, unit=None, qualifier="not reached"))
    return {"nodes": [], "forest": rows}


PICTURES = {
    "seed ego": ("ego", SEED, "sorafenib"),
    "seed ego of a trial": ("ego", SEED, "DECISION"),
    "seed ego of a target": ("ego", SEED, "BRAF"),
    "seed layered": ("layered", SEED, None),
    "seed forest": ("forest", SEED, None),
    "seed timeline": ("timeline", SEED, None),
    "60 nodes ego": ("ego", made_up(60), "drug 0"),
    "60 nodes layered": ("layered", made_up(60), None),
    "60 nodes layered again": ("layered", made_up(60, 2), "drug 0"),
    "150 nodes layered": ("layered", made_up(150), None),
    "400 nodes ego": ("ego", made_up(400), "drug 0"),
    "crowded timeline": ("timeline", many_approvals(), None),
    "crowded forest": ("forest", many_results(), None),
}


@pytest.fixture(scope="module", params=PICTURES, ids=str)
def made(request: pytest.FixtureRequest) -> Scene:
    view, data, entity = PICTURES[request.param]
    return scene(view, data, entity)[0]


# ---- nothing overlaps, nothing is clipped ------------------------------------------------------------------


def test_no_two_lines_of_text_overlap(made: Scene) -> None:
    for one, other in itertools.combinations(made.texts, 2):
        assert not _crowd(one, other), f"{one.text!r} lies on {other.text!r}"


def _crowd(one: Text, other: Text) -> bool:
    """Whether the letters of two lines touch: x-heights and what stands above, not the blank of the line."""
    a, b = one.extent, other.extent
    across = min(a.right, b.right) - max(a.left, b.left)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return across > 0.005 and down > 0.02


def test_no_two_boxes_overlap(made: Scene) -> None:
    for one, other in itertools.combinations(made.boxes, 2):
        assert not one.overlaps(other)


def test_each_label_stands_within_its_box_and_no_other_text_touches_it(made: Scene) -> None:
    for box in made.boxes:
        for words in made.texts:
            if words.extent.overlaps(box):
                inside = words.extent
                assert box.left < inside.left and inside.right < box.right, words.text
                assert box.top <= inside.top + 0.02 and inside.bottom <= box.bottom + 0.02, words.text


def test_everything_lies_on_the_page(made: Scene) -> None:
    for item in made.items:
        around = item.extent
        assert around.left >= 0.2 and around.top >= 0.2
        assert around.right <= made.width - 0.2 and around.bottom <= made.height - 0.2


@pytest.mark.parametrize("view", ["layered", "forest", "timeline"])
def test_the_painted_letters_lie_where_they_were_measured(view: str) -> None:
    """The layout measures text without painting it; what matplotlib paints must be as wide."""
    made, _ = scene(view, SEED)
    with paint._settings():
        figure = paint.figure(made)
        figure.set_dpi(paint.DPI)
        renderer: RendererAgg = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
        painted = [
            artist for artist in figure.axes[0].get_children() if isinstance(artist, Words) and artist.get_text()
        ]
        assert [artist.get_text() for artist in painted] == [words.text for words in made.texts]
        for artist, words in zip(painted, made.texts, strict=True):
            box = artist.get_window_extent(renderer)
            assert box.width / paint.DPI == pytest.approx(words.extent.width, abs=0.01)
            assert box.x0 / paint.DPI == pytest.approx(words.extent.left, abs=0.02)


def test_lines_run_behind_no_label_in_columns() -> None:
    """Edges that pass a column have a lane there: level lines and boxes keep apart."""
    made, _ = scene("layered", made_up(60))
    levels = [item.extent for item in made.items if hasattr(item, "points") and len(item.points) == 2]
    for line, box in itertools.product(levels, made.boxes):
        across = min(line.right, box.right) - max(line.left, box.left)
        assert across < 0.01 or not box.top < line.top < box.bottom


# ---- files -------------------------------------------------------------------------------------------------


def _svg_texts(path: Path) -> list[str]:
    """The lines of text of an SVG file, which must be well-formed."""
    root = ET.parse(path)  # noqa: S314  (written by this very program)
    return ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_written_as_svg_with_text_and_as_png(view: str, tmp_path: Path) -> None:
    drawn = draw(view, SEED, tmp_path / "a.svg")
    assert drawn.path == tmp_path / "a.svg"
    said = " ".join(_svg_texts(drawn.path))
    assert "Research data read from documents; not for clinical use." in said
    assert "sorafenib" in said
    assert draw(view, SEED, tmp_path / "a.png").path.read_bytes().startswith(b"\x89PNG")


def test_pictures_are_the_same_bytes_whatever_the_hash_seed_and_the_order_of_rows(tmp_path: Path) -> None:
    (tmp_path / "draw.py").write_text(
        "import json, random, sys\nfrom pathlib import Path\nfrom kg.draw import VIEWS, draw\n"
        "data = json.loads(Path(sys.argv[1]).read_text('utf-8'))\n"
        "for rows in data.values():\n    random.Random(int(sys.argv[2])).shuffle(rows)\n"
        "for view in VIEWS:\n    for ending in ('svg', 'png', 'html'):\n"
        "        draw(view, data, Path(sys.argv[3], f'{view}.{ending}'))\n"
    )
    rows = Path(__file__).parent / "fixtures" / "draw" / "seed.json"
    home = Path(__file__).parent.parent
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(home)}
    command = [sys.executable, str(tmp_path / "draw.py"), str(rows), "7", str(tmp_path / "other")]
    subprocess.run(command, env=environment, check=True)
    for view, end in itertools.product(VIEWS, paint.ENDINGS):
        here = draw(view, SEED, tmp_path / f"{view}{end}").path
        assert here.read_bytes() == (tmp_path / "other" / here.name).read_bytes(), here.name


def test_the_users_settings_of_matplotlib_change_nothing(tmp_path: Path) -> None:
    usual = draw("ego", SEED, tmp_path / "a.svg").path.read_bytes()
    with mpl.rc_context({"svg.fonttype": "path", "font.size": 30, "axes.facecolor": "red", "savefig.bbox": "tight"}):
        assert draw("ego", SEED, tmp_path / "b.svg").path.read_bytes() == usual
        assert mpl.rcParams["font.size"] == 30


def test_an_svg_has_no_date_and_no_version(tmp_path: Path) -> None:
    written = draw("layered", SEED, tmp_path / "a.svg").path.read_text("utf-8")
    assert "dc:date" not in written
    assert "Matplotlib v" not in written


def test_names_of_any_kind_are_drawn_as_they_are(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error")
        drawn = draw("ego", made_up(60), tmp_path / "a.svg", "drug 0")
    assert not caplog.records
    assert any("lacks some characters" in message for message in drawn.messages)
    said = _svg_texts(drawn.path)
    assert any("$x^2$" in one for one in said)
    assert any("日本語の薬" in one for one in said)


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.svg.gz"])
def test_other_endings_are_refused_with_those_that_there_are(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ends in \.svg, \.png or \.html"):
        draw("ego", SEED, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_what_is_too_large_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"too large for a PNG \(write an \.svg file, or name one thing\)"):
        paint.save(Scene(500.0, 5.0, ()), tmp_path / "a.png")
    with pytest.raises(UsageError, match="2,000 by 5 inches cannot be made"):
        paint.save(Scene(2000.0, 5.0, ()), tmp_path / "a.svg")
    assert not list(tmp_path.iterdir())


# ---- what is shown -----------------------------------------------------------------------------------------


def _words(made: Scene) -> str:
    return " ".join(line.text for line in made.texts)


def test_results_read_as_people_write_them() -> None:
    said = _words(scene("layered", SEED)[0])
    for label in ("PFS 10.8 months (sorafenib)", "PFS 5.8 months (placebo)", "ORR <1% (placebo)", "OS no difference"):
        assert label in said
    assert "PFS: progression-free survival" in said


def test_the_ego_view_shows_two_links_and_no_more() -> None:
    network = to_networkx(SEED["nodes"], SEED["edges"])
    rings = graph.rings(network, graph.find(network, "kidney cancer"))
    made, messages = scene("ego", SEED, "kidney cancer")
    assert len(made.boxes) == sum(map(len, rings))
    assert not messages
    assert f"{BASE}drug/sorafenib" in rings[1]
    assert "PFS 10.8 months" not in _words(made)


def test_all_kinds_that_are_drawn_stand_in_the_legend_with_their_shapes() -> None:
    made, _ = scene("ego", SEED, "sorafenib")
    network = to_networkx(SEED["nodes"], SEED["edges"])
    drawn = {network.nodes[iri]["kind"] for ring in graph.rings(network, f"{BASE}drug/sorafenib") for iri in ring}
    said = {line.text for line in made.texts}
    assert {style.kind(kind).plural for kind in drawn} <= said
    assert len({(style.kind(kind).shape, style.kind(kind).colour) for kind in style.KINDS}) == len(style.KINDS)
    shapes = [style.kind(kind).shape for kind in style.KINDS if kind not in ("intervention",)]
    assert len(set(shapes)) == len(shapes)


def test_too_large_a_graph_is_said_and_its_neighbourhood_drawn(tmp_path: Path) -> None:
    data = made_up(400)
    for view, entity in (("ego", "drug 0"), ("layered", None)):
        made, messages = scene(view, data, entity)
        assert 2 < len(made.boxes) <= graph.LIMIT
        assert any("too many" in message for message in messages)
        assert "too many" in _words(made)
    star: dict[str, Rows] = {"nodes": [{"iri": "c", "kind": "cancer", "label": "c"}], "edges": []}
    for i in range(300):
        star["nodes"].append({"iri": f"d{i}", "kind": "drug", "label": f"d{i}"})
        star["edges"].append(
            {"source": f"d{i}", "edge": "approvedFor", "target": "c", "label": "", "quote": "q", "document": "p"}
        )
    made, messages = scene("ego", star, "c")
    assert len(made.boxes) == graph.LIMIT
    assert "149 best supported" in messages[0]


def test_at_150_nodes_everything_is_drawn() -> None:
    data = made_up(150)
    network = to_networkx(data["nodes"], data["edges"])
    made, messages = scene("layered", data)
    assert not messages
    assert len(made.boxes) == sum(1 for iri in network if network.nodes[iri]["kind"] != "event" and network.degree(iri))


def test_ordering_leaves_fewer_crossings_than_the_alphabet() -> None:
    chance = random.Random(4)  # noqa: S311  (not for secrets)
    layers = [[f"{letter}{i}" for i in range(9)] for letter in "abcd"]
    segments = [(chance.choice(one), chance.choice(two)) for one, two in itertools.pairwise(layers) for _ in range(14)]
    found = ordering.ordered(layers, segments)
    assert [sorted(layer) for layer in found] == layers

    def crossed(some: list[list[str]]) -> int:
        return sum(ordering.crossings(a, b, set(segments)) for a, b in itertools.pairwise(some))

    assert crossed(found) < 0.6 * crossed(layers)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20, unique=True))
def test_crossings_are_those_that_counting_by_pairs_finds(pairs: list[tuple[int, int]]) -> None:
    names = [str(i) for i in range(9)]
    segments = [(str(a), str(b)) for a, b in pairs]
    slow = sum((a - c) * (b - d) < 0 for (a, b), (c, d) in itertools.combinations(pairs, 2))
    assert ordering.crossings(names, names, segments) == slow


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(0, 3)), min_size=1, max_size=15))
def test_things_keep_their_order_and_their_distance(wanted: list[tuple[float, float]]) -> None:
    places = ordering.spread([want for want, _ in wanted], [apart for _, apart in wanted])
    for (before, after), (_, apart) in zip(itertools.pairwise(places), wanted[1:], strict=True):
        assert after - before >= apart - 1e-6


@given(st.text(max_size=80), st.floats(0.3, 3), st.integers(1, 4))
def test_wrapped_text_fits_and_loses_nothing_but_what_the_ellipsis_stands_for(
    words: str, room: float, lines: int
) -> None:
    broken = text.wrap(words, 9, room, lines)
    assert 1 <= len(broken) <= lines
    assert all(text.width(line, 9) <= room + 1e-6 or len(line) <= 2 for line in broken)
    whole = "".join("".join(broken).split())
    source = "".join(text.clean(words).split())
    assert whole == source or (whole.endswith(text.ELLIPSIS) and source.startswith(whole[:-1]))


# ---- forest and timeline -----------------------------------------------------------------------------------


def test_medians_stand_as_a_pair_with_the_experimental_arm_first() -> None:
    found, _ = results.lines(SEED["forest"])
    (survival,) = [line for line in found if line.section == result_lines.TIME]
    assert (survival.said, [point.value for point in survival.points]) == ("10.8 vs 5.8 months", [10.8, 5.8])
    assert (survival.measure, survival.role, survival.more) == ("Progression-free survival", "primary", "improved")
    (response,) = [line for line in found if line.measure == "Objective response rate"]
    assert response.said == "12% vs <1%"


def test_results_that_show_no_difference_are_rows_too() -> None:
    found, _ = results.lines(SEED["forest"])
    said = {(line.measure, line.said) for line in found if line.section == result_lines.VERDICT}
    assert ("Overall survival", "no difference") in said


def test_a_ratio_stands_with_its_interval_its_medians_its_p_value_and_its_verdict() -> None:
    arms = {"arm": "a + b", "comparator": "b", "unit": None}
    rows = [
        result(1, **arms, effect="hazard_ratio", value="0.58", ciLow="0.45", ciHigh="0.76"),
        result(2, **arms, effect="p_value", value="0.001", qualifier="<"),
        result(3, **arms, effect="verdict", verdict="improved"),
        result(4, arm="b", value="1", unit="years"),
        result(5, arm="a + b", value="18", unit="months"),
    ]
    ((line,), total) = results.lines(rows)
    assert total == 1
    assert (line.section, line.said, line.small) == ("Hazard ratio", "0.58 (0.45–0.76)", "a + b vs b")
    assert line.more == "18 months vs 1 year; improved; p <0.001"
    assert (line.points[0].value, line.points[0].low, line.points[0].high) == (0.58, 0.45, 0.76)


def test_no_difference_in_other_words_than_figures_that_show_one_has_a_row_of_its_own() -> None:
    arms = {"arm": "a", "comparator": "b", "unit": None, "quote": "a 8, b 11 months (HR 1.4, 1.1-1.8; p=0.01)"}
    ratio = result(1, **arms, effect="hazard_ratio", value="1.4", ciLow="1.1", ciHigh="1.8")
    rows = [
        ratio,
        result(2, **arms, effect="p_value", value="0.01"),
        result(3, **arms | {"quote": "a does not prolong life"}, effect="verdict", verdict="no_difference"),
    ]
    found, _ = results.lines(rows)
    assert [(line.section, line.said, line.more) for line in found] == [
        ("Hazard ratio", "1.4 (1.1–1.8)", "p 0.01"),
        (result_lines.VERDICT, "no difference", ""),
    ]
    same = [ratio, result(3, **arms, effect="verdict", verdict="no_difference")]  # the sentence itself calls it none
    assert [line.more for line in results.lines(same)[0]] == ["no difference"]


def test_a_ratio_that_its_percentages_speak_against_is_said_to_and_its_axis_takes_no_side() -> None:
    arms = {"arm": "a", "comparator": "b", "measure": "objective response rate"}
    rows = [
        result(1, **arms, effect="risk_ratio", value="0.5", unit=None),
        result(2, **arms | {"comparator": None}, value="40", unit="percent"),
        result(3, measure="objective response rate", arm="b", value="20", unit="percent"),
    ]
    ((line,), _) = results.lines(rows)
    assert line.more == "40% vs 20%; ratio and percentages point opposite ways"
    made, _ = scene("forest", {"nodes": [], "forest": rows})
    assert "less often" not in _words(made)


def test_each_of_two_documents_ratios_stands_with_that_document_s_own_medians() -> None:
    arms = {"arm": "a", "comparator": "b"}
    rows = [
        result(1, **arms, effect="hazard_ratio", value="0.5", unit=None, document="one"),
        result(2, arm="a", value="9", document="one"),
        result(3, arm="b", value="5", document="one"),
        result(4, **arms, effect="hazard_ratio", value="0.6", unit=None, document="two"),
        result(5, arm="a", value="7", document="two"),
        result(6, arm="b", value="4", document="two"),
        result(7, **arms, effect="p_value", value="0.01", unit=None, document="two"),
    ]
    found, _ = results.lines(rows)
    assert [(line.said, line.more) for line in found] == [
        ("0.5", "9 vs 5 months; documents differ: one"),
        ("0.6", "7 vs 4 months; p 0.01; documents differ: two"),
    ]


def test_a_median_that_was_not_reached_is_said_so() -> None:
    rows = [result(1, arm="a", value=None, unit=None, qualifier="not reached"), result(2, arm="placebo", value="12")]
    ((line,), _) = results.lines(rows)
    assert line.said == "not reached vs 12 months"
    assert [point.value for point in line.points] == [None, 12.0]


def test_years_and_months_share_a_scale() -> None:
    ((line,), _) = results.lines([result(1, arm="a", value="2", unit="years"), result(2, arm="b", value="12")])
    assert [point.value for point in line.points] == [24.0, 12.0]
    assert line.said == "2 years vs 12 months"


def test_a_timeline_without_any_date_says_so() -> None:
    rows = [approval(1, "sorafenib", ""), approval(2, "sorafenib", "")]
    assert any("no document says when" in message for message in scene("timeline", {"nodes": [], "timeline": rows})[1])
    dated = [*rows, approval(3, "sorafenib", "2013")]
    assert not scene("timeline", {"nodes": [], "timeline": dated})[1]


def test_too_many_results_are_said_and_those_with_intervals_kept() -> None:
    rows = [
        result(i, effect="hazard_ratio", value="0.5", unit=None, population=str(i), ciLow="0.4" if i == 90 else None)
        for i in range(100)
    ]
    found, total = results.lines(rows)
    assert (len(found), total) == (results.LIMIT, 100)
    assert any("; 90" in f"; {line.small}" for line in found)
    assert any("too many" in message for message in scene("forest", {"nodes": [], "forest": rows})[1])


def test_a_picture_of_one_thing_shows_only_what_is_about_it() -> None:
    made, _ = scene("forest", SEED, "sorafenib")
    assert "What trials found: sorafenib" in _words(made)
    with pytest.raises(UsageError, match="no results about kidney cancer"):
        scene("forest", SEED, "kidney cancer")
    made, _ = scene("timeline", SEED, f"{BASE}agency/FDA")
    assert "22 Nov 2013, FDA, DECISION" in _words(made)


def test_approvals_without_a_date_stand_beside_the_dated() -> None:
    said = _words(scene("timeline", SEED)[0])
    assert "NO DATE GIVEN" in said
    assert "kidney cancer, liver cancer" in said


def test_approvals_of_one_day_share_a_label_and_differ_by_status() -> None:
    rows = [
        approval(1, "a", "2013-11-22"),
        approval(2, "a", "2013-11-22"),
        approval(3, "a", "2013-11-22", status="revoked"),
    ]
    found = approvals(rows)
    assert [(one.status, one.cancers) for one in found] == [
        ("approved", ("cancer 1", "cancer 2")),
        ("revoked", ("cancer 3",)),
    ]


def test_drugs_without_any_date_are_named_below() -> None:
    rows = [approval(i, f"drug {i:02}", "" if i else "2013") for i in range(30)]
    made, messages = scene("timeline", {"nodes": [], "timeline": rows})
    assert not messages
    said = _words(made)
    assert "NO DATE GIVEN FOR 29 DRUGS" in said
    assert "drug 29" in said


# ---- names and wrong use -----------------------------------------------------------------------------------


def test_things_are_found_by_iri_label_and_the_end_of_the_iri() -> None:
    network = to_networkx(SEED["nodes"], SEED["edges"])
    for name in (f"{BASE}cancer/kidney-cancer", "Kidney Cancer", "kidney-cancer"):
        assert graph.find(network, name) == f"{BASE}cancer/kidney-cancer"
    with pytest.raises(UsageError, match="near it: sorafenib"):
        graph.find(network, "sorafinib")
    twice = to_networkx(
        [{"iri": "a/x", "kind": "drug", "label": "VEGF"}, {"iri": "b/y", "kind": "target", "label": "VEGF"}], []
    )
    with pytest.raises(UsageError, match="2 things"):
        graph.find(twice, "VEGF")


def test_wrong_use_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no view 'pie'"):
        draw("pie", SEED, tmp_path / "a.svg")
    with pytest.raises(UsageError, match="needs the answer to edges"):
        draw("ego", {"nodes": []}, tmp_path / "a.svg")
    nothing: dict[str, Rows] = {"nodes": [], "edges": [], "forest": [], "timeline": []}
    for view in VIEWS:
        with pytest.raises(UsageError):
            draw(view, nothing, tmp_path / "a.svg")
    assert not list(tmp_path.iterdir())


def test_a_thing_without_links_is_drawn_alone_and_said() -> None:
    made, messages = scene(
        "ego", {"nodes": [{"iri": "d", "kind": "drug", "label": "sorafenib"}], "edges": []}, "sorafenib"
    )
    assert len(made.boxes) == 1
    assert messages == ["nothing is linked to it"]


# ---- networkx ----------------------------------------------------------------------------------------------


def test_the_network_is_typed_and_its_edges_carry_their_evidence() -> None:
    network = to_networkx(SEED["nodes"], SEED["edges"])
    drug, target = f"{BASE}drug/sorafenib", f"{BASE}target/BRAF"
    assert network.nodes[drug] == {"kind": "drug", "label": "sorafenib", "detail": ""}
    edge = network[drug][target]["targets"]
    assert (edge["kind"], edge["label"], edge["weight"]) == ("targets", "inhibits", 1)
    assert "inhibits the activities of the VEGFR and B-RAF proteins" in edge["quote"]
    assert edge["evidence"] == ((edge["document"], edge["quote"]),)


def test_two_documents_make_one_edge_that_weighs_two() -> None:
    nodes = [{"iri": "d", "kind": "drug", "label": "d"}, {"iri": "t", "kind": "target", "label": "t"}]
    edge = {"source": "d", "edge": "targets", "target": "t", "label": "targets", "quote": "a", "document": "1"}
    rows = [edge, edge | {"quote": "b", "document": "2", "label": "inhibits"}, edge | {"target": "elsewhere"}]
    network = to_networkx(nodes, rows)
    assert network.number_of_edges() == 1
    said = network["d"]["t"]["targets"]
    assert (said["weight"], said["label"], said["evidence"]) == (2, "inhibits", (("1", "a"), ("2", "b")))


def test_a_trial_without_a_name_is_called_after_its_document() -> None:
    label = "a-page-1a2b3c4d/study"
    row = {"iri": f"{BASE}trial/{label}", "kind": "trial", "label": label, "title": "A Page"}
    assert to_networkx([row], []).nodes[row["iri"]]["label"] == "Study of “A Page”"


# ---- the questions -----------------------------------------------------------------------------------------


def test_the_questions_yield_the_direct_edges_that_facts_make_and_no_others() -> None:
    condition = make("trial", trial=Concept("trial", "HARBOR"), attribute="condition", value="a cancer",
                     refers_to=Concept("cancer", "a cancer"))  # fmt: skip
    evidence = Evidence(leaflets.leaflet().iri, Span(30, 38), leaflets.TEXT[30:38], "test.rule")
    read = leaflets.reading()
    store = Store.memory(describe.describe(Reading(read.document, (*read.findings, Finding(condition, evidence)))))
    names = [name for name in style.EDGES if name != "biomarkerFinding"]
    direct = {
        (str(s)[1:-1], name, str(o)[1:-1])
        for name in names
        for s, o in store.query(f"SELECT ?s ?o {{ ?s <{terms.KG}{name}> ?o }}").rows
    }
    assert {name for _, name, _ in direct} == set(names)
    rows = query.run(store, "edges").records()
    told = {(str(row["source"]), str(row["edge"]), str(row["target"])) for row in rows}
    assert {edge for edge in told if edge[1] != "biomarkerFinding"} == direct
    nodes = {str(row["iri"]) for row in query.run(store, "nodes")}
    assert {end for source, _, target in told for end in (source, target)} <= nodes
    assert all(row["quote"] for row in rows)


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_drawn_from_the_answers_to_its_questions(view: str, tmp_path: Path) -> None:
    store = world()
    data = {name: query.run(store, name).records() for name in NEEDS[view]}
    assert draw(view, data, tmp_path / "a.svg").path.stat().st_size > 3000


def test_the_parameter_thing_keeps_what_is_about_it() -> None:
    store = world()
    for name in ("forest", "timeline"):
        everything = query.run(store, name).records()
        about = str(everything[0]["about"])
        kept = query.run(store, name, {"thing": about}).records()
        assert kept == [row for row in everything if str(row["about"]) == about]


@pytest.mark.parametrize("name", ["forest", "timeline"])
def test_the_parameter_thing_takes_names(seeds_store: Store, name: str) -> None:
    named, by_iri = (query.run(seeds_store, name, {"thing": one}).rows for one in ("Nexavar", f"{BASE}drug/sorafenib"))
    assert named == by_iri
    assert named


def test_results_about_anything_are_those_about_each_thing(seeds_store: Store) -> None:
    anything = query.run(seeds_store, "forest", {"thing": "*"}).records()
    each = sorted({str(row["about"]) for row in anything})
    assert len(each) > 10
    apart = query.run(seeds_store, "forest", {"thing": each}).records()
    assert apart == anything


def test_a_drugs_results_stand_beside_those_of_the_other_arm(seeds_store: Store) -> None:
    rows = query.run(seeds_store, "forest", {"thing": "https://w3id.org/oncology-kg/drug/sorafenib"}).records()
    months = [row for row in rows if row["trial"] == "DECISION" and row["unit"] == "months" and row["effect"] is None]
    assert {(row["arm"], str(row["value"])) for row in months} == {("sorafenib", "10.8"), ("placebo", "5.8")}


def test_results_that_documents_give_otherwise_name_their_documents() -> None:
    told = {"measure": "progression-free survival", "unit": "", "effect": "hazard_ratio", "arm": "a", "comparator": "b"}
    rows = [
        result(n, value=v, **told, document=f"{BASE}document/{d}")
        for n, v, d in ((1, "0.4", "tern"), (2, "0.6", "wren"))
    ]
    assert {line.more for line in results.lines(rows)[0]} == {"documents differ: tern", "documents differ: wren"}
    alone = [row | {"document": f"{BASE}document/tern"} for row in rows]
    assert {line.more for line in results.lines(alone)[0]} == {""}


def test_a_direction_stands_beside_the_figures_of_its_own_words() -> None:
    figures = [
        result(n, value=v, unit="percent", arm=a, timepoint="5 years", quote="26 vs 16%")
        for n, v, a in ((1, "26", "a"), (2, "16", "b"))
    ]
    verdict = result(3, effect="verdict", verdict="improved", unit="", arm="a", comparator="b", quote="26 vs 16%")
    (line,) = results.lines([*figures, verdict])[0]
    assert (line.said, line.more, line.small) == ("26% vs 16%", "improved", "a vs b; 5 years")
    assert len(results.lines([*figures, verdict | {"quote": "it was longer"}])[0]) == 2


def test_what_compares_other_arms_is_no_part_of_a_row() -> None:
    figures = [result(1, value="44", arm="a"), result(2, value="37", arm="b")]
    other = {"arm": "c", "comparator": "b", "unit": ""}
    change = result(3, **other, effect="relative_change", value="60")
    verdict = result(4, **other, effect="verdict", verdict="improved")
    own = result(5, arm="a", comparator="b", unit="", effect="verdict", verdict="no_difference")
    found, _ = results.lines([*figures, change, verdict, own])
    assert [(line.said, line.more, line.small) for line in found] == [
        ("44 vs 37 months", "no difference", "a vs b"),
        ("improved", "change 60", "c vs b"),
    ]


def test_two_figures_of_one_arm_say_whose_they_are() -> None:
    rows = [result(n, value=v, arm=a) for n, v, a in ((1, "11", "a"), (2, "9", "b"), (3, "5", "b"))]
    (line,) = results.lines(rows)[0]
    assert sorted(line.said.split(" vs ")) == ["11 months (a)", "5 months (b)", "9 months (b)"]


def test_directions_that_contradict_each_other_name_their_documents() -> None:
    arms = {"arm": "a", "comparator": "b", "unit": ""}
    ratio = result(1, **arms, effect="hazard_ratio", value="0.9", document=f"{BASE}document/tern")
    told = [
        result(n, **arms, effect="verdict", verdict=v, document=f"{BASE}document/{d}")
        for n, v, d in ((2, "improved", "tern"), (3, "no_difference", "wren"))
    ]
    assert results.lines([ratio, told[0]])[0][0].more == "improved"
    both = [row | {"document": f"{BASE}document/wren"} for row in (ratio,)] + [ratio, *told]
    assert results.lines(both)[0][0].more == "improved (tern); no difference (wren)"


def test_approvals_of_one_drug_and_cancer_are_told_apart_by_their_settings() -> None:
    rows = [
        approval(1, "a drug", "2018-01-12", cancer="breast cancer", setting="adult patients; metastatic"),
        approval(2, "a drug", "2022-03-11", cancer="breast cancer", setting="adult patients; adjuvant"),
        approval(3, "a drug", "2023-03-11", cancer="lung cancer", setting="adult patients"),
    ]
    assert [one.setting for one in approvals(rows)] == ["metastatic", "adjuvant", ""]
    made, _ = scene("timeline", {"nodes": [], "timeline": rows})
    assert {"metastatic", "adjuvant"} <= {line.text for line in made.texts}
