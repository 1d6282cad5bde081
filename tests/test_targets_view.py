"""What the picture of drugs and targets promises: classes of drugs are blocks, nothing is lost without a word."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from kg.draw import graph, scene
from kg.draw.scene import Mark, Scene
from kg.errors import UsageError

Rows = list[dict[str, Any]]
BASE = "https://example.org/"


def data(acting: dict[str, dict[str, str]], uses: dict[str, list[str]] | None = None) -> dict[str, Rows]:
    """Rows of drugs with the action on each of their targets, and of what they are approved for."""
    uses = uses or {}
    names = {("drug", drug) for drug in acting} | {("target", t) for actions in acting.values() for t in actions}
    names |= {("cancer", cancer) for cancers in uses.values() for cancer in cancers}
    nodes = [{"iri": f"{BASE}{kind}/{name}", "kind": kind, "label": name} for kind, name in sorted(names)]
    edges = [_edge("targets", drug, "target", t, action) for drug, told in acting.items() for t, action in told.items()]
    edges += [_edge("approvedFor", drug, "cancer", c, "approved") for drug, told in uses.items() for c in told]
    return {"nodes": nodes, "edges": edges}


def _edge(edge: str, drug: str, kind: str, other: str, label: str) -> dict[str, Any]:
    return {"source": f"{BASE}drug/{drug}", "edge": edge, "target": f"{BASE}{kind}/{other}", "label": label,
            "quote": "q", "document": f"{BASE}document/d"}  # fmt: skip


FOUR = data(
    {"anib": {"KA": "inhibits"}, "bmab": {"CD1": "binds"}, "cnib": {"KA": "inhibits", "KB": "inhibits"},
     "dnib": {"KB": "degrades"}},
    {"anib": ["lung cancer"], "bmab": ["lymphoma", "leukemia"]},
)  # fmt: skip


def lines(made: Scene) -> dict[str, float]:
    return {line.text: (line.x if line.turned else line.y) for line in made.texts}


def marks(made: Scene) -> list[Mark]:
    legend = {"inhibits", "binds", "degrades"}
    top = max(line.y for line in made.texts if line.text in legend)
    return [item for item in made.items if isinstance(item, Mark) and item.y > top + 0.1]


def test_there_is_a_mark_for_each_drug_and_target_at_their_row_and_column() -> None:
    made, messages = scene("targets", FOUR)
    at = lines(made)
    assert messages == []
    assert len(marks(made)) == 5
    spots = {(round(m.x, 2), round(m.y, 2)) for m in marks(made)}
    for drug, target in (("anib", "KA"), ("bmab", "CD1"), ("cnib", "KA"), ("cnib", "KB"), ("dnib", "KB")):
        near = [s for s in spots if abs(s[0] - at[target]) < 0.06 and abs(s[1] - at[drug]) < 0.06]
        assert near, (drug, target)


def test_drugs_on_the_same_target_stand_below_each_other_and_shared_targets_first() -> None:
    at = lines(scene("targets", FOUR)[0])
    assert at["KA"] < at["KB"] < at["CD1"]
    assert at["anib"] < at["cnib"] < at["dnib"] < at["bmab"]


def test_what_a_drug_is_approved_for_stands_in_its_row() -> None:
    at = lines(scene("targets", FOUR)[0])
    assert at["leukemia, lymphoma"] == pytest.approx(at["bmab"], abs=0.01)
    assert at["lung cancer"] == pytest.approx(at["anib"], abs=0.01)


def test_around_a_drug_stand_those_that_share_its_targets() -> None:
    said = lines(scene("targets", FOUR, f"{BASE}drug/anib")[0])
    assert "cnib" in said
    assert "KB" not in said
    assert "bmab" not in said


def test_around_a_cancer_stand_its_drugs() -> None:
    said = lines(scene("targets", FOUR, f"{BASE}cancer/lymphoma")[0])
    assert {"bmab", "CD1"} <= said.keys()
    assert "anib" not in said


def test_what_is_too_much_for_a_picture_is_left_out_with_a_word() -> None:
    many = data({f"drug {i}": {f"T{i}": "inhibits", f"C{i % 7}": "binds"} for i in range(200)})
    made, messages = scene("targets", many)
    assert len(messages) == 1
    assert "left out" in messages[0]
    drawn = {line.text for line in made.texts}
    assert 2 < len([t for t in drawn if t.startswith("drug ")]) <= graph.LIMIT


def test_no_two_lines_of_text_overlap_and_all_lies_on_the_page() -> None:
    names = {f"{'long name of a drug ' * (i % 3)}{i}": {f"T{j}": "inhibits" for j in range(i % 5, i % 5 + 3)}
             for i in range(40)}  # fmt: skip
    made, _ = scene("targets", data(names, {name: [f"cancer {i}" for i in range(9)] for name in names}))
    for one, other in itertools.combinations(made.texts, 2):
        a, b = one.extent, other.extent
        assert not (min(a.right, b.right) - max(a.left, b.left) > 0.005
                    and min(a.bottom, b.bottom) - max(a.top, b.top) > 0.02), (one.text, other.text)  # fmt: skip
    for item in made.items:
        assert item.extent.left >= 0.2
        assert item.extent.top >= 0.2
        assert item.extent.right <= made.width - 0.2
        assert item.extent.bottom <= made.height - 0.2


def test_without_targets_the_remedy_is_told() -> None:
    with pytest.raises(UsageError, match="no document says what a drug acts on"):
        scene("targets", data({}, {"anib": ["lung cancer"]}))


def test_a_larger_mark_is_explained_and_what_a_drug_is_for_has_room() -> None:
    several = ["endometrial carcinoma", "hepatocellular carcinoma", "renal cell carcinoma", "thyroid cancer"]
    told = data({"anib": {"KA": "inhibits"}}, {"anib": several})
    assert ", ".join(several) in lines(scene("targets", told)[0])
    twice = {**told, "edges": [*told["edges"], {**told["edges"][0], "document": f"{BASE}document/other"}]}
    legend = "larger: told by several documents"
    assert legend in lines(scene("targets", twice)[0]) and legend not in lines(scene("targets", told)[0])
