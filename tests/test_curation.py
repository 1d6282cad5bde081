"""What sidecars promise: nothing enters without its words, what enters agrees with what rules read, nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg import names, pipeline, sources
from kg.curation import sidecar
from kg.curation.gate import Gate, Ruled
from kg.curation.review import Session
from kg.curation.sidecar import Line
from kg.model import Reading, SetAside
from kg.printing import explained
from kg.reading.grounding.lexicon import Lexicon
from kg.terms import OA, PROV

PAGE = """---
title: A page on a made-up trial
license: CC0-1.0
---

# A made-up trial

In the QUILL trial (NCT09999991), 120 patients were randomly assigned to sorafenib or placebo.
Median progression-free survival was 9.1 months with sorafenib and 4.2 months with placebo.
Nearly two-thirds of them slept better. Those in the QUILL trial were old.
"""
PFS = "Median progression-free survival was 9.1 months with sorafenib and 4.2 months with placebo."
OUTCOME = {"kind": "outcome", "trial": "QUILL", "measure": "progression-free survival", "arm": ["sorafenib"],
           "value": 9.1, "unit": "months", "quote": PFS}  # fmt: skip
SLEPT = {"kind": "outcome", "trial": "QUILL", "measure": "better sleep", "arm": [], "value": 66.7, "unit": "percent",
         "qualifier": "~", "quote": "Nearly two-thirds of them slept better."}  # fmt: skip


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "quill.md"
    path.write_text(PAGE, "utf-8")
    return path


def beside(page: Path, *values: dict[str, Any]) -> Path:
    return sidecar.write(sidecar.path_of(page), values)


def judged(page: Path, value: dict[str, Any]) -> Ruled:
    return Gate(sources.read(page), Lexicon.load()).judge(Line("here:1", value))


def readings(page: Path) -> tuple[Reading, list[SetAside]]:
    aside: list[SetAside] = []
    (reading,) = pipeline.readings([page], aside)
    return reading, aside


# ---- the gate ----


def test_a_fact_with_its_words_enters_and_carries_who_read_it_and_when(page: Path) -> None:
    ruled = judged(page, {**SLEPT, "by": "Ada Example", "on": "2026-11-02", "note": "about sleep"})
    assert ruled.finding is not None
    evidence = ruled.finding.evidence
    assert (evidence.method, evidence.on, evidence.note) == ("person:Ada Example", "2026-11-02", "about sleep")
    assert evidence.span.of(sources.read(page).text) == SLEPT["quote"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "Median progression-free survival was 9.1 years"}, "does not stand in the document"),
        ({"quote": ""}, "no quote"),
        ({"quote": None}, "no quote"),
        ({"value": 9.2}, "does not state the value 9.2"),
        ({"ci": [1.5, 12]}, "does not state the ci"),
        ({"ci": ["1.5", 12]}, "ci: '1.5' was given where a number is expected"),
        ({"kind": "recipe"}, "recipe"),
        ({"kind": None}, "no kind"),
        ({"value": "nine"}, "value"),
        ({"arm": "sorafenib"}, "list"),
        ({"salt": 3}, "salt"),
        ({"unit": 4}, "string"),
        ({"trial": None}, "trial"),
        ({"on": "last week"}, "no day"),
        ({"by": ["Ada"]}, "by is not a text"),
        ({"retract": "yes"}, "retract"),
        ({"value": True}, "True"),
    ],
)
def test_what_is_not_so_is_refused_with_the_reason(page: Path, change: dict[str, Any], reason: str) -> None:
    ruled = judged(page, {**OUTCOME, **change})
    assert ruled.finding is None
    assert reason in ruled.fault
    assert ruled.remedy


def test_a_fact_says_nothing_of_its_own_confidence_or_method(page: Path) -> None:
    ruled = judged(page, {**OUTCOME, "confidence": 1, "method": "outcome.ordered", "by": "model:m"})
    assert ruled.finding is not None
    assert ruled.finding.evidence.confidence is None
    assert ruled.finding.evidence.method == "model:m"


def test_words_that_stand_twice_are_those_nearest_to_the_offsets(page: Path) -> None:
    text = sources.read(page).text
    last = text.rindex("the QUILL trial")
    value = {"kind": "trial", "trial": "QUILL", "attribute": "phase", "value": "3", "quote": "the QUILL trial"}
    for start, wanted in ((last, last), (last + 5, last), (0, text.index("the QUILL trial")), (10**9, last)):
        ruled = judged(page, {**value, "start": start})
        assert ruled.finding is not None
        assert ruled.finding.evidence.span.start == wanted
        assert ruled.moved == (start != wanted)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(st.dictionaries(st.text(max_size=8), JSON))
def test_whatever_a_line_holds_it_enters_with_its_words_or_is_refused(change: dict[str, Any]) -> None:
    document = _DOCUMENT
    ruled = Gate(document, Lexicon.load()).judge(Line("here:1", {**OUTCOME, **change}))
    if ruled.finding is None:
        assert ruled.fault
    else:
        evidence = ruled.finding.evidence
        assert evidence.span.of(document.text) == evidence.quote


_PLACE = Path(__file__).parent.parent / "seeds" / "sorafenib-thyroid-nci.md"
_DOCUMENT = sources.read(_PLACE)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "not JSON"), ("[1]", "not a JSON object"), ('{"a": 1, "a": 2}', "stands twice"), ('{"a": NaN}', "NaN"),
        ("[" * 100_000, "nested"), ('{"a": ' + "[" * 40 + "]" * 40 + "}", "nested"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_fact_is_named_by_its_number(text: str, fault: str) -> None:
    (line,) = sidecar.parse(f"\n{text}", "a.facts.jsonl")
    assert line.where == "a.facts.jsonl:2"
    assert fault in line.fault


# ---- with the document ----


def test_rules_and_people_agree_on_one_fact_with_the_evidence_of_each(page: Path) -> None:
    beside(page, {**OUTCOME, "by": "Ada Example"})
    reading, aside = readings(page)
    assert aside == []
    said: dict[str, set[str]] = {}
    for finding in reading:
        said.setdefault(names.fact_iri(finding.fact), set()).add(finding.evidence.method)
    both = [methods for methods in said.values() if "person:Ada Example" in methods]
    assert len(both) == 1
    assert len(both[0]) == 2


def test_a_retracted_fact_is_gone_and_may_be_told_again(page: Path) -> None:
    before, _ = readings(page)
    gone = {**OUTCOME, "retract": True, "by": "Ada Example"}
    beside(page, gone)
    after, aside = readings(page)
    assert (len(before.findings) - len(after.findings), aside) == (1, [])
    beside(page, gone, {**OUTCOME, "by": "Bob Example"})
    assert len(readings(page)[0].findings) == len(before.findings)


def test_a_retraction_holds_where_its_words_are_gone(page: Path) -> None:
    beside(page, {**OUTCOME, "retract": True, "quote": "words that stood here last year"})
    assert readings(page)[1] == []


def test_a_retraction_of_what_nothing_states_is_told(page: Path) -> None:
    beside(page, {**SLEPT, "retract": True})
    (one,) = readings(page)[1]
    assert one.path == f"{sidecar.path_of(page)}:1"
    assert "nothing states" in one.reason


def test_facts_move_with_their_words_and_those_whose_words_are_gone_are_told(page: Path) -> None:
    document = sources.read(page)
    start = document.text.index(str(SLEPT["quote"]))
    beside(page, {**SLEPT, "start": start, "end": start + len(str(SLEPT["quote"]))}, {**OUTCOME, "by": "Ada"})
    page.write_text(
        PAGE.replace("# A made-up trial", "# A made-up trial\n\nA new sentence.").replace("9.1", "9.3"), "utf-8"
    )
    reading, aside = readings(page)
    moved = [f for f in reading if f.evidence.quote == SLEPT["quote"]]
    assert [f.evidence.span.start for f in moved] == [start + len("\n\nA new sentence.")]
    assert [one.path for one in aside] == [f"{sidecar.path_of(page)}:2"]
    assert "does not stand in the document" in aside[0].reason


def test_one_bad_line_costs_that_line(page: Path) -> None:
    path = beside(page, SLEPT)
    path.write_text("{\n" + path.read_text("utf-8") + '{"kind": "outcome"}\n', "utf-8")
    reading, aside = readings(page)
    assert any(f.evidence.quote == SLEPT["quote"] for f in reading)
    assert [one.path for one in aside] == [f"{path}:1", f"{path}:3"]


def test_a_sidecar_that_is_no_text_costs_the_sidecar(page: Path) -> None:
    sidecar.path_of(page).write_bytes(b"\xff\xfe\x00")
    reading, (one,) = readings(page)
    assert reading.findings
    assert "UTF-8" in one.reason


def test_the_graph_says_who_read_it_and_keeps_its_shapes(page: Path) -> None:
    beside(
        page, {**SLEPT, "by": "model:a-model 1.0", "on": "2026-11-02"}, {**OUTCOME, "by": "Ada Example", "note": "seen"}
    )
    graph = kg.build(page)
    assert graph.check().conforms
    asked = f"SELECT ?who ?quote WHERE {{ ?e <{PROV}wasAttributedTo> ?a ; <{OA}exact> ?quote . ?a rdfs:label ?who }}"
    rows = graph.query(f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {asked} ORDER BY ?who")
    assert [(r["who"], r["quote"]) for r in rows] == [("Ada Example", PFS), ("a-model 1.0", SLEPT["quote"])]


def test_who_agrees_is_a_question(page: Path) -> None:
    beside(page, {**OUTCOME, "by": "Ada Example"}, {**OUTCOME, "by": "model:a-model 1.0"}, SLEPT)
    rows = list(kg.build(page).query("who-read", readers=2))
    assert len(rows) == 1
    assert "Ada Example" in str(rows[0]["readers"])
    assert "a-model 1.0" in str(rows[0]["readers"])


def test_a_printed_file_of_facts_is_a_sidecar_that_enters_whole(tmp_path: Path) -> None:
    """What `kg facts` prints of the seed comes back through the gate as the same facts."""
    from kg import facts  # noqa: PLC0415  (a name that a test uses for its own)

    reading, _ = readings(_PLACE)
    gate = Gate(reading.document, Lexicon.load())
    for finding in reading:
        ruled = gate.judge(Line("here", json.loads(facts.dumps(finding, reading.document))))
        assert ruled.finding is not None, (ruled.fault, finding)
        assert names.fact_iri(ruled.finding.fact) == names.fact_iri(finding.fact)


# ---- going through them with a person ----


def session(page: Path, answers: list[str]) -> tuple[Session, list[str]]:
    shown: list[str] = []
    given = iter(answers)

    def ask(question: str) -> str:
        shown.append(question)
        try:
            return next(given)
        except StopIteration as end:
            raise EOFError from end

    document = sources.read(page)
    gate = Gate(document, Lexicon.load())
    path = sidecar.path_of(page)
    return Session(path, document, gate, "Ada Example", "2026-11-02", ask, shown.append, explained), shown


def written(page: Path) -> list[dict[str, Any]]:
    path = sidecar.path_of(page)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def test_each_decision_is_on_disk_before_the_next_question(page: Path) -> None:
    reading, _ = readings(page)
    made, _ = session(page, [])
    counts: list[int] = []
    answers = iter(["a", "a", "s", "q"])

    def ask(_: str) -> str:
        counts.append(len(written(page)))
        return next(answers)

    made.ask = ask
    assert made.run(reading) == 2
    assert counts == [0, 1, 2, 2]


def test_accepting_says_by_whom(page: Path) -> None:
    reading, _ = readings(page)
    made, _ = session(page, ["a", "q"])
    made.run(reading)
    (value,) = written(page)
    assert (value["by"], value["on"], "confidence" in value) == ("person:Ada Example", "2026-11-02", False)


def test_correcting_takes_the_old_fact_out_and_puts_the_new_one_in(page: Path) -> None:
    reading, _ = readings(page)
    wrong = [f for f in reading if f.fact.kind == "outcome"][:1]
    made, _ = session(page, ["c", 'arm = ["placebo"]', "value = 4.2", "", "q"])
    assert made.run(wrong) == 1
    old, new = written(page)
    assert (old["retract"], old["value"]) == (True, 9.1)
    assert (new["arm"], new["value"], "retract" in new) == (["placebo"], 4.2, False)


def test_a_correction_that_the_words_do_not_bear_is_not_taken(page: Path) -> None:
    reading, _ = readings(page)
    wrong = [f for f in reading if f.fact.kind == "outcome"][:1]
    made, shown = session(page, ["c", "value = 11", "", "drop", "q"])
    assert made.run(wrong) == 0
    assert any("does not state the value 11" in line for line in shown)
    assert written(page) == []


def test_a_new_fact_is_added_with_its_words(page: Path) -> None:
    answers = ["n", "outcome", "trial = QUILL", "measure = better sleep", "arm = []", "value = 66.7", "unit = percent",
               f"quote = {SLEPT['quote']}", "", "q"]  # fmt: skip
    made, _ = session(page, answers)
    assert made.run([]) == 1
    (value,) = written(page)
    assert (value["value"], value["quote"]) == (66.7, SLEPT["quote"])
    assert any(f.evidence.method == "person:Ada Example" for f in readings(page)[0])


def test_the_end_of_input_ends_the_review_and_loses_nothing(page: Path) -> None:
    reading, _ = readings(page)
    made, _ = session(page, ["a", "r"])
    made.run(reading)
    assert len(written(page)) == 2


SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the gold facts and their documents are not at hand")
def test_careful_readers_facts_come_through_the_gate() -> None:
    """At least 99 in 100; the others quote a sentence that lacks their number."""
    found = {path.stem: path for path in (SHARED / "corpus").rglob("*.md")} | {_PLACE.stem: _PLACE}
    entered = [
        ruled.finding is not None
        for file in sorted((SHARED / "gold").glob("*.facts.jsonl"))
        for gate in [Gate(sources.read(found[file.name.removesuffix(".facts.jsonl")]), Lexicon.load())]
        for ruled in map(gate.judge, sidecar.lines(file))
    ]
    assert len(entered) > 2000
    assert sum(entered) >= 0.99 * len(entered)
