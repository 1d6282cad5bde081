"""What people said is read with the speaker, and why a result is as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from prose import context, document

from kg import sources
from kg.model import Concept
from kg.reading import statements
from kg.reading.context import Proposal

SEED = Path(__file__).parent.parent / "seeds" / "sorafenib-thyroid-nci.md"
BROOK = "Ann Brook, M.D., of Hillside University"


def read(text: str) -> list[Proposal]:
    return list(statements.read(context(document(text, "nci_page"))))


def shown(value: object) -> str:
    return value.name if isinstance(value, Concept) else str(value)


def said(proposals: list[Proposal]) -> list[tuple[str, str]]:
    return [(shown(p.roles["speaker"]), shown(p.roles["text"])) for p in proposals if p.kind == "statement"]


def test_quoted_words_are_the_speakers_with_the_institution() -> None:
    (fact,) = read(f"The drug “is a step ahead,” said {BROOK}.")
    assert said([fact]) == [("Ann Brook", "is a step ahead")]
    assert shown(fact.roles["affiliation"]) == "Hillside University"


def test_he_and_she_are_who_spoke_last() -> None:
    found = said(read(f"“This is a step ahead,” said {BROOK}.\n\n“But we need more data,” she added."))
    assert found[1] == ("Ann Brook", "But we need more data")


def test_a_surname_is_known_by_the_full_name() -> None:
    found = said(read(f"“This is a step ahead,” said {BROOK}.\n\nMore data are needed, Dr. Brook stressed."))
    assert found[1] == ("Ann Brook", "More data are needed")


def test_two_speakers_say_one_statement_each() -> None:
    text = f"The results “set a standard for all,” wrote {BROOK}, and Ian Reed, M.D., of Lake Clinic."
    assert {who for who, _ in said(read(text))} == {"Ann Brook", "Ian Reed"}


def test_words_parted_by_their_speaker_are_joined() -> None:
    found = said(read(f"“This is a step,” said {BROOK}.\n\n“We have to wait,” she said, “because data are few.”"))
    assert found[1] == ("Ann Brook", "We have to wait, because data are few")


def test_a_statement_is_about_the_drugs_that_it_names() -> None:
    (fact,) = read(f"“I give sorafenib to some patients,” said {BROOK}.")
    about = fact.roles["about"]
    assert isinstance(about, list)
    assert [shown(a) for a in about] == ["sorafenib"]


@pytest.mark.parametrize(
    "text",
    [
        "The study “was stopped early.”",
        "Doctors said that the drug was useful.",
        "The so-called “class effects” were rare.",
        "He said that the drug was useful.",
    ],
)
def test_words_without_a_named_speaker_are_no_statement(text: str) -> None:
    assert said(read(text)) == []


def test_the_reason_of_a_result_is_read() -> None:
    (fact,) = read(
        "Because most patients crossed over, the absence of a benefit in overall survival is not surprising."
    )
    assert fact.kind == "explanation"
    assert shown(fact.roles["measure"]) == "overall survival"
    assert fact.roles["reason"] == "most patients crossed over"


def test_a_reason_that_is_only_possible_is_none() -> None:
    assert read("The lack of a benefit in overall survival may be because of crossover.") == []


def test_the_seeds_statements_are_all_found() -> None:
    found = list(statements.read(context(sources.read(SEED))))
    by = {who: [text for one, text in said(found) if one == who] for who in {w for w, _ in said(found)}}
    assert set(by) == {"Electron Kebebew", "Sigurdis Haraldsdottir", "Manisha Shah"}
    assert "is good news for patients" in by["Electron Kebebew"]
    assert len(by["Electron Kebebew"]) == 7
    assert by["Manisha Shah"] == by["Sigurdis Haraldsdottir"]
    assert len(by["Manisha Shah"]) == 6
    (reason,) = [p for p in found if p.kind == "explanation"]
    assert reason.roles["reason"] == "so many patients in the placebo group crossed over and began receiving sorafenib"
