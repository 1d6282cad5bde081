"""Sentences end where a reader would end them, and together they are the whole passage."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import OffsetMap, Passage, Span
from kg.reading.text.markdown import passages
from kg.reading.text.sentences import LONGEST, sentences

SEED = Path(__file__).parent.parent / "seeds" / "sorafenib-thyroid-nci.md"


def passage(text: str, block: str = "paragraph", cited: tuple[int, ...] = ()) -> Passage:
    links = tuple((Span(place, place), "#r") for place in cited)
    return Passage((), block, text, OffsetMap((0,), (0,)), links=links)


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(passage(text))]


ONE = [
    "The trial was led by Ada Byron, M.D., Ph.D., of the University of Turin.",
    "It was, Dr. Kebebew and Drs. Shah and Doe said, of the St. Anne type.",
    "The U.S. Food and Drug Administration compared it vs. Placebo in 12 patients.",
    "As Doe et al. 2012 showed in Fig. 2 and ref. 14, J. Smith and K. L. Doe agree.",
    "Take 400 mg b.i.d. for 10.8 mo. or P = .04, e.g., No. 3, i.e. Half of approx. 12.",
    "Acme Inc. and Beta Corp. funded it with the University of X Co. Ltd. of Rome.",
    "It ran from Jan. 5 to Sept. 30, 2012, at 8:30 a.m. Eastern time.",
    "A hazard ratio of 0.59 (P =. 003) was seen for HLA-A*02:01 and p.Leu570Val.",
    '"Why?" she asked, and he said it was "good." but late.',
    "1. A first item of a list.",
    "See Cancer.Net for more.",
    "These are the groups: One, two; Three",
]


@pytest.mark.parametrize("text", ONE)
def test_a_full_stop_within_a_sentence_does_not_end_it(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('"It helps patients," said Dr. Doe.', "The next trial failed."),
        ('He called it "a step."', '"It works," she said.'),
        ("(It was small.)", "Others were not."),
        ("Did it work?", "It did!"),
        ("It did!", "12 patients lived."),
        ("It lasted 5.8 months.", "10.8 months were hoped for."),
        ("It was led by Ada Byron, M.D., Ph.D.", "The company funded it."),
        ("It is sold in the U.S.", "In Europe it is not."),
        ("They had hepatitis B.", "Both groups did."),
        ("There were 20 in arm A and 21 in arm B.", "Toxicity was mild."),
        ("As shown before.[3,4]", "The rest is new."),
        ("Patients in arm A lived longer . . .", "They were few."),
        ("It was studied by Acme Inc.", "However, it failed."),
        ("All were treated.", "[Note: this is new.]"),
        ("Es half ihr.", "Ärzte staunten."),
        ("It followed the guide.", "2. Surgery may follow."),
    ],
)
def test_a_sentence_ends_before_the_next_one(first: str, second: str) -> None:
    assert split(f"{first} {second}") == [first, second]


def test_a_dropped_citation_stands_for_a_missing_space() -> None:
    text = "It helped.Somanib did not."
    assert [s.of(text) for s in sentences(passage(text, cited=(10,)))] == ["It helped.", "Somanib did not."]
    assert split(text) == [text]


def test_a_bracket_behind_a_dropped_citation_begins_the_next_sentence() -> None:
    text = "It helped.[Level of proof C2]"
    assert [s.of(text) for s in sentences(passage(text, cited=(10,)))] == ["It helped.", "[Level of proof C2]"]


def test_a_missing_space_between_a_word_and_an_opening_word_ends_a_sentence() -> None:
    assert split("for adults.This use is new.") == ["for adults.", "This use is new."]


def test_a_row_is_one_sentence() -> None:
    text = "Arm A. The first | It worked. It did."
    assert [s.of(text) for s in sentences(passage(text, "row"))] == [text]


def test_what_is_too_long_is_cut_at_the_last_semicolon_or_comma_or_space() -> None:
    clauses = "; ".join(["a clause, with more"] * 300)
    cut = split(clauses)
    assert all(len(s) <= LONGEST for s in cut)
    assert all(s.endswith(";") for s in cut[:-1])
    assert len(split("x" * (LONGEST * 2 + 1))) == 3
    assert all(s.endswith("word") for s in split("word " * 1000))


def test_the_seed_s_sentences_are_those_a_reader_counts() -> None:
    text = SEED.read_text("utf-8")
    found = passages(text, text.index("---\n", 4) + 4)
    study = [s.of(p.text) for p in found if p.path[-1:] == ("The Study",) for s in sentences(p)]
    assert [s[:40] for s in study] == [
        "The randomized, double-blind, placebo-co",
        "This international trial included patien",
        "Participants were randomly assigned to r",
        "Patients assigned to the placebo group w",
        "The primary endpoint of the trial was th",
        "Secondary endpoints included overall sur",
        "The trial was led by Marcia Brose, M.D.,",
        "Bayer Healthcare Pharmaceuticals and Ony",
    ]
    source = [s.of(p.text) for p in found if p.path[-1:] == ("Source",) for s in sentences(p)]
    assert source == ["The Lancet, April 24, 2014.", "(See the journal abstract.)"]
    limits = [s.of(p.text) for p in found if p.path[-1:] == ("Limitations",) for s in sentences(p)]
    assert all(s[0] in '"“ABCDEFGHIJKLMNOPQRSTUVWXYZ' for s in limits)
    assert not any(s.endswith(("Dr.", "Drs.", "M.D.,")) for s in limits)


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("aA. ?!\"'()[]1,;:…\u0130é”-=|"), max_size=120))
def test_sentences_are_in_order_and_hold_all_but_white_space(text: str) -> None:
    spans = sentences(passage(text))
    rest, after = "", 0
    for span in spans:
        assert after <= span.start < span.end
        assert span.of(text) == span.of(text).strip()
        rest += text[after : span.start]
        after = span.end
    assert not (rest + text[after:]).strip()


MEGABYTE = 1_000_000
HOSTILE = {
    "stops": "." * MEGABYTE,
    "stops and capitals": ". A" * (MEGABYTE // 3),
    "initials": "J. " * (MEGABYTE // 3),
    "closing brackets": "." + ")" * MEGABYTE,
    "opening brackets": ". " + "(" * MEGABYTE,
    "notes": ".[1" * (MEGABYTE // 3),
    "one word": "x" * MEGABYTE,
    "dotted": "a." * (MEGABYTE // 2),
    "quotation marks": '."' * (MEGABYTE // 2),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_hostile_text_is_split_in_little_time(name: str) -> None:
    began = time.process_time()
    sentences(passage(HOSTILE[name]))
    assert time.process_time() - began < 20


def test_a_name_that_begins_with_a_small_letter_begins_a_sentence() -> None:
    assert split("It was longer (p = .02). mFOLFOX was stopped early.") == [
        "It was longer (p = .02).",
        "mFOLFOX was stopped early.",
    ]
