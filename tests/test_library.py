"""Where lists of approved drugs, drug pages, labels and prose do not agree: `library.trig` and its answers."""

from __future__ import annotations

from worlds import read

from kg import query
from kg.query.tables import shown
from kg.store import Store


def ask(name: str, columns: str, world: str = "library.trig", **parameters: str) -> list[tuple[str, ...]]:
    result = query.run(Store.memory(read(world)), name, parameters)
    told = [[shown(v).removeprefix("document/") for v in result[column]] for column in columns.split()]
    return list(zip(*told, strict=True))


def test_a_listed_drug_whose_own_page_names_only_other_cancers_is_told() -> None:
    rows = ask("listed-not-on-own-page", "drug cancer page approved list quote")
    assert rows == [("boanib", "skin cancer", "boanib", "lung cancer", "list", "Boanib")]


def test_a_page_that_names_a_narrower_cancer_agrees_and_a_label_that_is_cut_short_says_nothing() -> None:
    assert {"aonib", "conib"}.isdisjoint(row[0] for row in ask("listed-not-on-own-page", "drug"))


def test_a_page_on_a_cancer_that_has_a_kind_in_common_with_that_of_the_list_agrees() -> None:
    lines = read("library.trig")
    one = "<https://w3id.org/oncology-kg/cancer/{}> <http://www.w3.org/2004/02/skos/core#broader> "
    for wider in ("skin-cancer", "lung-cancer"):
        lines.append(
            f"{one.format('both')}{one.format(wider).split()[0]} <https://w3id.org/oncology-kg/graph/vocabulary> ."
        )
    assert not len(query.run(Store.memory(lines), "listed-not-on-own-page"))


def test_a_list_for_one_cancer_or_another_is_met_by_a_page_on_one_and_asked_of_the_page_that_it_links_to() -> None:
    rows = ask("listed-not-on-own-page", "drug cancer page", "linked_list.trig")
    assert rows == [("boanib", "bladder cancer", "boanib"), ("boanib", "kidney cancer", "boanib")]


def test_a_drug_that_is_missing_on_the_list_for_its_cancer_is_told() -> None:
    assert ask("own-page-not-listed", "drug cancer list page") == [("donib", "melanoma", "list", "donib")]


def test_prose_is_confirmed_by_a_page_with_the_same_a_broader_or_a_narrower_cancer() -> None:
    rows = ask("unconfirmed-approvals", "drug cancer pages document quote")
    assert rows == [("boanib", "liver cancer", "1", "news", "boanib is approved for liver cancer")]


def test_a_page_is_older_than_an_approval_of_its_drug_or_of_its_cancers_that_it_does_not_tell_of() -> None:
    assert ask("pages-before-approval", "document lastReviewed drug cancer date saidIn") == [
        ("aonib", "2018-06-30", "aonib", "eye melanoma", "2019-02-01", "news"),
    ]
    assert ask("pages-before-approval", "drug", document="list") == []  # it was reviewed in 2020


def test_events_that_drugs_of_one_target_share_are_counted_with_the_serious_ones() -> None:
    assert ask("shared-target-events", "target event drugs serious names") == [
        ("T1", "rash", "2", "1", "aonib, boanib")
    ]


def test_sources_are_counted_with_their_facts() -> None:
    rows = ask("coverage-by-source", "sourceKind documents withFacts facts share")
    assert rows == [
        ("nci_drug", "3", "3", "4", ""),
        ("label", "1", "1", "1", ""),
        ("nci_drug_list", "1", "1", "3", ""),
        ("nci_research", "1", "1", "2", ""),
    ]
