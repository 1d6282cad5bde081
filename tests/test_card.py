"""What a person reads: cards of things, differences between graphs, what was not mapped, what a graph is made of."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg import card, coverage, difference, pipeline, status, things
from kg.errors import QueryError
from kg.names import BASE
from kg.store import Store
from kg.terms import KG, RDF, RDFS

SEED = Path("seeds/sorafenib-thyroid-nci.md")


# ---- things and their cards ----


def test_a_thing_is_found_by_label_brand_name_iri_and_in_any_case(seeds_store: Store) -> None:
    iri = "https://w3id.org/oncology-kg/drug/sorafenib"
    for name in ("sorafenib", "SORAFENIB", "Nexavar", iri):
        thing = things.find(seeds_store, name)
        assert (thing.label, thing.kinds, str(thing.iris[0])) == ("sorafenib", ("drug",), iri)


def test_the_thing_itself_comes_before_what_is_narrower(seeds_store: Store) -> None:
    assert things.find(seeds_store, "thyroid cancer").label == "thyroid cancer"


def test_what_is_a_disease_and_an_event_by_one_name_is_first_the_disease() -> None:
    graph = f"<{BASE}document/page> ."
    classes = (f"<{BASE}{kind}/x> <{RDF}type> <{KG}{kind.capitalize()}> {graph}" for kind in ("event", "cancer"))
    labels = (f'<{BASE}{kind}/x> <{RDFS}label> "breast tumour" {graph}' for kind in ("event", "cancer"))
    found = things.find(Store.memory([*classes, *labels]), "breast tumour")
    assert (found.kinds, str(found.iris[0])) == (("cancer", "event"), f"{BASE}cancer/x")


def test_an_unknown_name_says_what_comes_near(seeds_store: Store) -> None:
    with pytest.raises(QueryError, match="near it: lenvatinib"):
        things.find(seeds_store, "lenvatinb")
    with pytest.raises(QueryError, match="name a drug, target"):
        things.find(seeds_store, "zzzzzz")


def test_facts_of_one_quote_stand_together_over_it(seeds_store: Store) -> None:
    text = card.card(seeds_store, "sorafenib")
    quote = "inhibits the activities of the VEGFR and B-RAF proteins.”"
    targets = text[text.index("Drug targets") : text.index("Approvals")]
    assert targets.count(quote) == 1
    assert "inhibits VEGFR, BRAF" in targets or "inhibits BRAF, VEGFR" in targets
    assert "(sorafenib-thyroid-nci:" in targets


def test_a_card_fits_its_terminal_and_never_repeats_the_thing(seeds_store: Store) -> None:
    for width in (60, 100):
        lines = card.card(seeds_store, "sorafenib", width).splitlines()
        assert max(map(len, lines)) <= width
        bullets = [line for line in lines if line.startswith("  • ")]
        assert bullets and not any(line.startswith("  • sorafenib ·") for line in bullets)


def test_booleans_are_words_and_roles_keep_the_order_of_their_shape(seeds_store: Store) -> None:
    text = " ".join(card.card(seeds_store, "sorafenib").split())
    assert "· severe or serious" in text and "serious true" not in text
    assert "differentiated thyroid cancer · FDA · 2013-11-22 · approved · " in text


def test_only_a_terminal_gets_colours(seeds_store: Store) -> None:
    plain, coloured = card.card(seeds_store, "BRAF"), card.card(seeds_store, "BRAF", colour=True)
    assert "\x1b[1mBRAF\x1b[0m" in coloured and "\x1b" not in plain
    assert card.card(seeds_store, "BRAF", colour=True).replace("\x1b[1m", "").replace("\x1b[2m", "").replace(
        "\x1b[0m", ""
    ) == plain  # fmt: skip


@pytest.mark.parametrize("name", ["BRAF", "DECISION", "thyroid cancer", "progression-free survival", "rash", "FDA"])
def test_every_kind_of_thing_has_a_card(seeds_store: Store, name: str) -> None:
    text = card.card(seeds_store, name)
    assert "  • " in text and text.endswith("not for clinical use.")


# ---- differences ----


def changed(tmp_path: Path, *edits: tuple[str, str]) -> difference.Difference:
    text = SEED.read_text()
    for before, after in edits:
        assert before in text
        text = text.replace(before, after)
    page = tmp_path / SEED.name
    page.write_text(text)
    old, new = (Store.memory(pipeline.build([path], Decimal(0)).lines) for path in (SEED, page))
    return difference.between(old, new)


def test_the_same_graph_does_not_differ(seeds_store: Store) -> None:
    found = difference.between(seeds_store, seeds_store)
    assert not found and found.same > 100
    assert str(found).startswith("0 added, 0 changed, 0 lost, ")


def test_another_value_of_the_same_is_a_change_with_the_words_of_both(tmp_path: Path) -> None:
    found = changed(tmp_path, ("10.8 months versus", "11.9 months versus"))
    assert [(old.fact.split(" · ")[-1], new.fact.split(" · ")[-1]) for old, new in found.changed] == [
        ("10.8 months", "11.9 months")
    ]
    ((old, new),) = found.changed
    assert "10.8 months versus" in old.quote and "11.9 months versus" in new.quote
    assert not found.added and not found.lost


def test_one_study_more_without_a_name_does_not_change_the_studies_behind_it(tmp_path: Path) -> None:
    def study(people: int) -> str:
        return f"## Part {people}\n\nA randomized trial enrolled {people} patients with melanoma.\n\n"

    def built(name: str, *people: int) -> Store:
        page = tmp_path / name / "page.md"
        page.parent.mkdir()
        page.write_text("---\ntitle: Melanoma\nsource: PDQ\n---\n\n# Melanoma\n\n" + "".join(map(study, people)))
        return Store.memory(pipeline.build([page], Decimal(0)).lines)

    found = difference.between(built("old", 410, 230), built("new", 120, 410, 230))
    assert not found.lost and not found.changed and found.same
    told = sorted(one.fact.partition(" · ")[2] for one in found.added)
    assert told == ["allocation: randomized", "condition: melanoma · melanoma", "enrollment: 120"]


def test_a_quote_stands_under_its_lead_as_a_card_shows_it(tmp_path: Path) -> None:
    page = tmp_path / "list.md"
    words = "---\ntitle: Sorafenib\nsource: NCI\n---\n\n# Sorafenib\n\nSorafenib is approved to treat:\n\n"
    uses = "- **Liver cancer**.\n- **{}** that has spread. It is used:\n  - with everolimus.\n  - alone in adults.\n"
    graphs = []
    for cancer in ("Thyroid cancer", "Kidney cancer"):
        page.write_text(words + uses.format(cancer))
        graphs.append(Store.memory(pipeline.build([page], Decimal(0)).lines))
    found = difference.between(*graphs)
    (told, *_) = [one for one in found.added if one.under]
    assert f"“{told.under} … {told.quote}”" in str(found)
    assert f'"under": "{told.under}"' in found.json()


def test_what_is_no_longer_said_is_lost_and_what_is_new_is_added(tmp_path: Path) -> None:
    found = changed(tmp_path, ("hair loss", "itching"))
    assert any("hair loss" in one.fact for one in found.lost) or any(
        "hair loss" in old.fact for old, _ in found.changed
    )
    assert difference.between(
        Store.memory(pipeline.build([SEED]).lines), Store.memory(pipeline.build(["seeds"]).lines)
    ).lost == ()  # fmt: skip


# ---- coverage and status ----


def test_sentences_are_counted_once_and_are_either_covered_or_listed_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(
        "---\ntitle: Page\n---\n\n# Page 1\n\nSorafenib was approved by the FDA for liver cancer on May 4, 2012. "
        "The committee approved the minutes. It lasted 3 hours. Nothing counts here.\n"
    )
    found = coverage.ledger(pipeline.readings([tmp_path], []))
    assert (found.covered, found.counted) == (1, 3)
    assert [(entry.text, entry.reason) for entry in found.missed] == [
        ("The committee approved the minutes.", "an approval without a known drug"),
        ("It lasted 3 hours.", "another number: a year, an age, a dose, a citation"),
    ]
    text = (tmp_path / "page.md").read_text()
    assert all(entry.span.of(text) == entry.text for entry in found.missed)
    assert str(found).endswith("1 of 3 sentences with figures, approvals or trials gave a fact (33%)")


def test_a_sentence_that_a_document_says_twice_gave_its_fact_once(tmp_path: Path) -> None:
    said = "Sorafenib was approved by the FDA for liver cancer on May 4, 2012."
    (tmp_path / "page.md").write_text(f"---\ntitle: Page\n---\n\n# Early\n\n{said}\n\n# Late\n\n{said}\n")
    found = coverage.ledger(pipeline.readings([tmp_path], []))
    assert (found.covered, found.counted) == (2, 2)


def test_numbers_of_telephones_addresses_references_and_names_are_no_figures(tmp_path: Path) -> None:
    numbers = [
        "Call 1-800-555-0100 (1-800-4-HELPER) or +44 20 7946 0100, from 9:00 am to 5 p.m. on weekdays.",
        "Write to 4100 Old Mill Road, Suite 300, Springfield, MD 20001-0007.",
        "Letters go to P.O. Box 17.",
        "It is made of leaves (see Question 4, Table 2 and Figures 3 and 4).",
        "The resin holds delta-9-THC, XY-941 and 11-OH-THC.",
        "Some were given 5-fluorouracil.",
    ]
    kept = ["See Question 2 for the 40 patients.", "It fell by 3-5% in a 12-week study."]
    (tmp_path / "page.md").write_text("---\ntitle: Page\n---\n\n" + "\n\n".join([*numbers, *kept]) + "\n")
    found = coverage.ledger(pipeline.readings([tmp_path], []))
    assert [entry.text for entry in found.missed] == kept


def test_nothing_to_count_is_no_error() -> None:
    found = coverage.ledger([])
    assert str(found).endswith("gave a fact (none)") and found.csv() == "document,start,end,reason,sentence\n"


def test_the_status_counts_documents_facts_and_things(seeds_store: Store) -> None:
    found = status.status(seeds_store)
    assert sum(found["documents"].values()) == 8
    assert found["things"]["drug"] >= 4 and found["facts"]["outcome"] > 20
    assert status.told(found).splitlines()[0] == "documents   8"
