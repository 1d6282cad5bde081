"""IRIs are safe, stable and the same for the same content; values agree over units."""

from __future__ import annotations

import re
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import names
from kg.errors import UsageError
from kg.model import Arm, Concept, Evidence, Fact, Span
from kg.schema import Given, make
from kg.terms import XSD

TRIAL = Concept("trial", "HARBOR")
SAFE = re.compile(r"(?:[A-Za-z0-9_.-]|%[0-9A-F]{2})+")
decimals = st.decimals(min_value=-(10**6), max_value=10**6, places=3)
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.text())
def test_a_slug_is_one_safe_segment_of_an_iri_whatever_the_name(name: str) -> None:
    slug = names.slug(name)
    assert SAFE.fullmatch(slug)
    assert not slug.startswith((".", "-"))
    assert ox.NamedNode(names.BASE + "drug/" + slug).value.endswith(slug)


@given(st.text(max_size=300))
def test_a_slug_is_never_long(name: str) -> None:
    # Percent escapes take up to twelve characters for a letter.
    assert len(re.sub(r"(?:%[0-9A-F]{2}){1,4}", "x", names.slug(name))) <= 80 + 9


def test_long_names_that_differ_at_their_end_have_their_own_slugs() -> None:
    assert names.slug("a" * 100 + "b") != names.slug("a" * 100 + "c")


@pytest.mark.parametrize(
    ("one", "other"),
    [("CD20", "CD20+"), ("TGF-α", "TGF-β"), ("MET", "met"), ("IL-2", "IL-12"), ("!", "?"), ("1.5 mg", "15 mg")],
)
def test_names_that_mean_different_things_have_their_own_slugs(one: str, other: str) -> None:
    assert names.slug(one) != names.slug(other)


@pytest.mark.parametrize(
    ("one", "other"), [("non-small cell", "non–small cell"), ("Möbius", "Mobius"), ("a  b", "a b"), ("x®", "x")]
)
def test_spellings_of_one_name_share_a_slug(one: str, other: str) -> None:
    assert names.slug(one) == names.slug(other)


@given(texts, texts)
def test_two_documents_never_share_an_iri(one: str, other: str) -> None:
    assert (names.document_iri(one) == names.document_iri(other)) == (one == other)


def test_a_document_named_like_anothers_iri_has_its_own() -> None:
    other = names.document_iri("a b")
    assert names.document_iri(other.rpartition("/")[2]) != other


def test_what_belongs_to_one_document_is_not_what_another_calls_the_same() -> None:
    here, there = (Concept("trial", "study", scope=page) for page in ("page-a", "page-b"))
    measure = Concept("measure", "overall survival")
    assert names.iri(here) == names.BASE + "trial/page-a/study"
    assert names.iri(here) != names.iri(there) != names.iri(Concept("trial", "study"))
    facts = {names.fact_iri(make("endpoint", trial=trial, measure=measure)) for trial in (here, there)}
    assert len(facts) == 2


@given(decimals, st.integers(0, 5))
def test_a_number_is_the_same_fact_however_many_zeros_it_is_written_with(value: Decimal, zeros: int) -> None:
    longer = Decimal(f"{value:f}" + ("" if "." in f"{value:f}" else ".") + "0" * zeros)
    one, other = (Fact("outcome", (("value", (number,)),)) for number in (value, longer))
    assert names.fact_iri(one) == names.fact_iri(other)


@given(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True), st.randoms())
def test_the_order_of_values_does_not_change_a_fact(drugs: list[str], random: object) -> None:
    shuffled = list(drugs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    iris = set()
    for order in (drugs, shuffled):
        arm = Arm(TRIAL, tuple(Concept("drug", name) for name in order))
        given_with = [Concept("drug", name) for name in order]
        iris.add((names.arm_iri(arm), names.fact_iri(_approval(given_with))))
    assert len(iris) == 1


def _approval(companions: list[Concept]) -> Fact:
    roles: dict[str, Given] = {"drug": Concept("drug", "x"), "cancer": Concept("cancer", "y")}
    return make("approval", **roles, status="approved", **{"with": companions})


def test_a_facts_iri_says_nothing_of_where_it_was_read_and_evidences_does() -> None:
    fact = names.fact_iri(_approval([]))
    places = [
        Evidence(d, Span(s, 9), "q", m) for d, s, m in (("a", 1, "x"), ("a", 2, "x"), ("b", 1, "x"), ("a", 1, "y"))
    ]
    assert len({names.evidence_iri(place, fact) for place in places}) == len(places)
    assert names.evidence_iri(places[0], fact) != names.evidence_iri(places[0], fact + "0")


def test_a_text_and_a_number_that_look_alike_are_two_facts() -> None:
    roles: dict[str, Given] = {"trial": TRIAL, "attribute": "enrollment"}
    assert names.fact_iri(make("trial", **roles, value="417")) != names.fact_iri(make("trial", **roles, value=417))


@given(decimals)
def test_values_agree_over_units(value: Decimal) -> None:
    def days(number: Decimal, unit: str) -> Decimal:
        canonical = names.canonical(number, unit)
        assert canonical is not None
        assert canonical[1] == "day"
        return canonical[0]

    assert days(value, "years") == days(value * 12, "months")
    assert days(value, "weeks") == days(value * 7, "days")
    assert names.canonical(value, "percent") == names.canonical(value / 100, "fraction")
    assert names.canonical(value, "patients") == (Decimal(names.decimal_text(value)), "participants")


def test_a_unit_that_is_not_known_has_no_canonical_value() -> None:
    assert names.canonical(Decimal(3), "WHO score") is None


@given(decimals)
def test_a_decimals_text_is_its_value_without_an_exponent(value: Decimal) -> None:
    text = names.decimal_text(value)
    assert Decimal(text) == value
    assert not re.search(r"[eE]|\.\d*0$|^-0$", text)


@given(texts)
def test_a_literal_comes_back_to_the_letter(text: str) -> None:
    line = f"<a:s> <a:p> {names.literal(text)} ."
    assert "\n" not in line
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text


def test_literals_carry_their_datatype() -> None:
    assert names.literal(True) == f'"true"^^<{XSD}boolean>'
    assert names.literal(207) == f'"207"^^<{XSD}integer>'
    assert names.literal("2013", XSD + "gYear") == f'"2013"^^<{XSD}gYear>'


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "https://a b", "https://a\u202eb", "//a", "", 'https://a/"', "https:///x", "ftp://a/"]
)  # fmt: skip
def test_no_address_but_a_webs_becomes_an_iri(text: str) -> None:
    assert names.web_iri(text) is None


@pytest.mark.parametrize("base", ["", "urn:x", "https://example.org/kg", "https://exa mple.org/", "file:///tmp/"])
def test_a_base_that_makes_no_iris_is_refused(base: str) -> None:
    with pytest.raises(UsageError):
        names._checked_base(base)
