"""Facts go to JSON lines and come back the same, with the words they were read from."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leaflets import OBJECTS, ground, leaflet

from kg import facts, names, schema
from kg.errors import GroundingError, SchemaError
from kg.model import Arm, Concept, Fact, Finding, Span, Value, quoted
from kg.schema import Role, Signature, make

SHARED = Path(__file__).parent.parent.parent / "shared"
GOLD = SHARED / "gold" / "sorafenib-thyroid-nci.facts.jsonl"
SEED = SHARED / "seeds" / "sorafenib-thyroid-nci.md"
EVIDENCE = {"start", "end", "document", "method", "confidence", "pointer"}

DOCUMENT = leaflet()
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: bool(text.strip()))
numbers = st.decimals(min_value=-(10**6), max_value=10**6, places=4)
NAMES = {
    "drug": ("somanib", "5-FU", "anti-CD20: x"),
    "intervention": ("placebo", "none"),
    "trial": ("HARBOR", "NCT00000001", "study", "study-2"),
}


def concepts(kinds: tuple[str, ...]) -> st.SearchStrategy[Concept]:
    def named(kind: str) -> st.SearchStrategy[Concept]:
        return st.sampled_from([concept(kind, name) for name in NAMES.get(kind, ("A b", "c-D", "é"))])

    return st.sampled_from(kinds).flatmap(named)


def concept(kind: str, name: str) -> Concept:
    local = kind == "trial" and name.startswith("study")
    return Concept(kind, name, known=not local, scope=DOCUMENT.name if local else "")


def values(role: Role, trial: Concept) -> st.SearchStrategy[Value]:
    if role.name == "trial":
        return st.just(trial)
    if role.arm:
        kinds = st.sampled_from([("drug", "intervention"), ("exposure",)])
        given_to = kinds.flatmap(lambda group: st.lists(concepts(group), min_size=1, max_size=3))
        return st.builds(lambda parts, detail: Arm(trial, tuple(parts), detail), given_to, st.just("") | words)
    if role.kinds:
        return concepts(role.kinds)
    if role.choices:
        return st.sampled_from(role.choices)
    literals: dict[str, st.SearchStrategy[Value]] = {
        "string": words,
        "decimal": numbers,
        "integer": st.integers(0, 10**6).map(Decimal),
        "boolean": st.booleans(),
        "date": st.dates().map(str),
        "gYear": st.integers(1000, 9999).map(str),
        "gYearMonth": st.dates().map(lambda day: str(day)[:7]),
    }
    return st.one_of([literals[datatype.rpartition("#")[2]] for datatype in role.datatypes])


@st.composite
def any_fact(draw: st.DrawFn, signature: Signature) -> Fact:
    """A fact of a kind, with all that is required of it and some of the rest."""
    trial = draw(concepts(("trial",)))
    roles: dict[str, Any] = {}
    for role in signature.roles.values():
        if role.name not in {"refers_to", "verdict"} and (role.minimum or draw(st.booleans())):
            most = 3 if role.many else 1
            found = draw(st.lists(values(role, trial), min_size=min(role.minimum, 1), max_size=most))
            roles[role.name] = found
    if signature.kind == "comparison" and roles["effect"] == ["verdict"]:
        roles.update(value=None, verdict=draw(st.sampled_from(signature.roles["verdict"].choices)))
    if any(signature.roles[name].arm for name in roles) and not roles.get("trial"):
        roles["trial"] = trial
    return make(signature.kind, **roles)


@given(st.sampled_from(sorted(schema.signatures())).flatmap(lambda kind: any_fact(schema.signature(kind))))
def test_every_fact_comes_back_from_its_line_the_same(fact: Fact) -> None:
    finding = Finding(fact, quoted(DOCUMENT, Span(30, 40), "some.rule", Decimal("0.93")))
    line = facts.dumps(finding, DOCUMENT)
    assert len(line.splitlines()) == 1
    again = facts.from_json(json.loads(line), DOCUMENT, ground)
    assert facts.to_json(again, DOCUMENT) == facts.to_json(finding, DOCUMENT)
    assert again.evidence == finding.evidence
    if not (fact.kind == "trial" and again.fact["refers_to"]):
        assert names.fact_iri(again.fact) == names.fact_iri(fact)


@pytest.mark.parametrize("obj", OBJECTS, ids=lambda obj: str(obj["kind"]))
def test_a_line_keeps_its_keys_their_order_and_its_values(obj: dict[str, Any]) -> None:
    printed = facts.to_json(facts.from_json(obj, DOCUMENT, ground), DOCUMENT)
    own = {key: value for key, value in printed.items() if key not in EVIDENCE}
    assert list(own.items()) == list(obj.items())
    assert DOCUMENT.text[printed["start"] : printed["end"]] == obj["quote"]


@pytest.mark.skipif(not GOLD.exists(), reason="the facts read by people lie outside of the project")
def test_the_seeds_facts_as_people_wrote_them_come_back_the_same() -> None:
    document = leaflet("sorafenib-thyroid-nci", SEED.read_text(encoding="utf-8"))
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        printed = facts.to_json(facts.from_json(json.loads(line), document), document)
        assert {key: printed[key] for key in printed if key not in EVIDENCE} == json.loads(line)


def test_whole_numbers_are_printed_whole_and_others_short() -> None:
    obj = OBJECTS[3] | {"value": 50.0, "ci": [10.80, None]}
    line = facts.dumps(facts.from_json(obj, DOCUMENT, ground), DOCUMENT)
    assert '"value": 50,' in line
    assert '"ci": [10.8, null]' in line


def test_what_no_reader_of_lines_may_split_is_escaped() -> None:
    obj = OBJECTS[8] | {"text": "one\u2028two\x85three"}
    line = facts.dumps(facts.from_json(obj, DOCUMENT, ground), DOCUMENT)
    assert len(line.splitlines()) == 1
    assert json.loads(line)["text"] == obj["text"]


def test_names_that_nothing_knows_are_minted_as_unknown() -> None:
    finding = facts.from_json(OBJECTS[3], DOCUMENT)
    arm = finding.fact.one("arm")
    assert isinstance(arm, Arm)
    assert arm.interventions == (Concept("intervention", "placebo", known=False),)
    assert arm.trial == Concept("trial", "HARBOR", known=False)


def test_an_unnamed_trial_belongs_to_its_document() -> None:
    trial = facts.from_json(OBJECTS[7], DOCUMENT, ground).fact.one("trial")
    assert trial == Concept("trial", "study", known=False, scope="leaflet")


def test_what_an_attribute_refers_to_follows_from_the_attribute() -> None:
    obj = {"kind": "trial", "trial": "HARBOR", "attribute": "sponsor", "value": "Institute", "quote": "Institute"}
    finding = facts.from_json(obj, DOCUMENT, ground)
    assert finding.fact.one("refers_to") == Concept("organization", "Institute")
    assert "refers_to" not in facts.to_json(finding, DOCUMENT)


def test_a_quote_is_looked_for_in_the_prose_before_the_front_matter() -> None:
    text = "---\ntitle: somanib\n---\nsomanib"
    document = leaflet("x", text)
    assert facts.find(document, "somanib") == Span(11, 18)
    assert facts.find(leaflet_with_prose(text), "somanib").start == text.rindex("somanib")


def leaflet_with_prose(text: str) -> Any:
    from dataclasses import replace  # noqa: PLC0415

    from kg.model import OffsetMap, Passage  # noqa: PLC0415

    passage = Passage((), "paragraph", "somanib", OffsetMap((0,), (text.rindex("somanib"),)))
    return replace(leaflet("x", text), passages=(passage,))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"quote": "Survival was eleven months"}, "does not stand in the document"),
        ({"quote": ""}, "has no quote"),
        ({"start": 0, "end": 42}, "is not what stands at 0:42"),
        ({"start": 10**6, "end": 10**6 + 42}, "lies outside the text"),
    ],
)
def test_a_fact_whose_words_do_not_stand_there_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(GroundingError, match=words):
        facts.from_json(OBJECTS[3] | change, DOCUMENT)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": None}, "no kind"),
        ({"kind": "result"}, "no kind of fact 'result'"),
        ({"colour": "red"}, "the key 'colour'"),
        ({"arm": "placebo"}, "where a list is expected"),
        ({"arm": [1]}, "where a text is expected"),
        ({"value": "5.8"}, "decimal is expected"),
        ({"value": True}, "decimal is expected"),
        ({"ci": 0.5}, r"\[low, high\] is expected"),
        ({"ci": ["a", "b"]}, "where a number is expected"),
        ({"trial": 7}, "where a text is expected"),
        ({"value": float("inf")}, "decimal is expected"),
    ],
)
def test_a_line_that_does_not_fit_its_kind_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(SchemaError, match=words):
        facts.from_json(OBJECTS[3] | change, DOCUMENT)
