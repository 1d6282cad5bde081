"""Any text gives an answer or a clear error, in time, and every quote is a slice of its document."""

from __future__ import annotations

import random
import time
import tomllib
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from prose import lexicon

from kg import describe, sources
from kg.errors import KgError
from kg.model import Reading
from kg.reading.patterns import families, rules
from kg.reading.read import read

SEEDS = sorted((Path(__file__).parent.parent / "seeds").rglob("*.md"))
LEAD = (
    "---\ntitle: A study of sorafenib\n---\n\n# A study of sorafenib\n\n"
    + "The trial enrolled 417 patients with thyroid cancer who were assigned to sorafenib or placebo. " * 5
    + "\n\n"
)
SIZE = 60_000
"""Code points of a hostile document."""
TIMES_A_SEED = 4
"""How many times the computing time of a seed, code point for code point, the most hostile text may take: a ratio,
so that a slow machine and the counting of covered lines, which slow both, change nothing."""

TIMES_A_SMALL_ONE = 2
"""How many times the computing time of a small hostile document, code point for code point, one of six times its size
may take: what grows as the square of the text takes six times as much."""

HOSTILE = Path(__file__).parent.parent / "benchmarks" / "hostile.toml"
REPEATED: list[str] = tomllib.loads(HOSTILE.read_text(encoding="utf-8"))["pieces"]
"""Pieces of which hostile documents are made, one each: openers that nothing closes, near-matches, marks, lists."""


@cache
def rule_words() -> tuple[str, ...]:
    """The words of the rules' own examples: texts of them are near-matches of everything."""
    return tuple(w for family in families() for rule in rules(family) for text in rule.match for w in text.split())


def answer(text: str, folder: Path) -> Reading | None:
    """What is read from a text, its quotes checked; None where it is refused with a clear error."""
    file = folder / "page.md"
    file.write_text(text, encoding="utf-8")
    try:
        document = sources.read(file)
        reading = read(document, lexicon())
    except KgError as error:
        assert error.what
        assert "page.md" in str(error)
        return None
    for finding in reading:
        evidence = finding.evidence
        assert evidence.span.of(document.text) == evidence.quote
    assert describe.describe(reading)
    return reading


def computing(work: Callable[[], object]) -> float:
    """The seconds of computing that a piece of work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


@pytest.fixture(scope="module")
def allowed(tmp_path_factory: pytest.TempPathFactory) -> float:
    """The seconds that a code point may take; measured on seeds read a second time, with all that is loaded once."""
    folder = tmp_path_factory.mktemp("seeds")
    texts = [seed.read_text(encoding="utf-8") for seed in SEEDS]
    for text in texts:
        answer(text, folder)
    usual = sum(computing(partial(answer, text, folder)) for text in texts) / sum(map(len, texts))
    return TIMES_A_SEED * usual


def assert_in_time(work: Callable[[], object], size: int, allowed: float) -> None:
    took = computing(work)
    assert took < allowed * size, f"{took:.1f} s for {size} code points, of which one may take {allowed * 1e6:.0f} µs"


@pytest.mark.parametrize("piece", REPEATED, ids=ascii)
def test_a_hostile_document_is_read_in_time(piece: str, tmp_path: Path, allowed: float) -> None:
    text = LEAD + (piece * (SIZE // len(piece) + 1))[:SIZE]
    assert_in_time(lambda: answer(text, tmp_path), SIZE, allowed)


@pytest.mark.parametrize("piece", ["a\n\n", "- a\n", "12% ", "(ABC) ", "the ABC-12 trial "], ids=ascii)
def test_the_time_of_a_hostile_document_grows_as_its_size_does(piece: str, tmp_path: Path) -> None:
    small, large = SIZE // 3, 2 * SIZE
    texts = [LEAD + (piece * (size // len(piece) + 1))[:size] for size in (small, small, large, large)]
    _, one, *six = [computing(partial(answer, text, tmp_path)) for text in texts]
    assert min(six) < one * large / small * TIMES_A_SMALL_ONE  # of two, as the machine does other things too


@pytest.mark.parametrize("stops", [True, False], ids=["sentences", "one-sentence"])
def test_a_document_of_the_rules_own_words_in_any_order_is_read_in_time(
    stops: bool, tmp_path: Path, allowed: float
) -> None:
    chance = random.Random(7)  # noqa: S311  (the same document on every machine)
    words = " ".join(chance.choice(rule_words()) for _ in range(SIZE // 6))
    text = words if stops else words.replace(".", "")
    assert_in_time(lambda: answer(LEAD + text[:SIZE], tmp_path), SIZE, allowed)


def mutated(text: str, chance: random.Random) -> str:
    """A text with stretches taken out, repeated, swapped, and strange characters put in."""
    for _ in range(chance.randrange(1, 12)):
        start = chance.randrange(len(text) or 1)
        end = min(len(text), start + chance.choice((1, 2, 7, 40, 400)))
        stretch = text[start:end]
        strange = chance.choice(
            ("\n", "\n\n", "*", "[", "](", "|", "\ue000", "\u00a0", "İ", "🧬", "\x00", "e\u0301", "“", "1", "%")
        )
        text = chance.choice(
            (
                text[:start] + text[end:],
                text[:end] + stretch + text[end:],
                text[:start] + strange + text[start:],
                text[:start] + stretch.swapcase() + text[end:],
                text[:start] + stretch[::-1] + text[end:],
                text[end:] + text[:end],
            )
        )
    return text


def mutations() -> Iterator[str]:
    """Seeds that chance has mutated, three of four below their front matter only."""
    chance = random.Random(11)  # noqa: S311  (the same documents on every machine)
    originals = [seed.read_text(encoding="utf-8") for seed in SEEDS]
    for number in range(160):
        text = chance.choice(originals)
        body = text.index("\n---", 3) + 5 if text.startswith("---") and number % 4 else 0
        yield text[:body] + mutated(text[body:], chance)


def test_mutated_documents_give_an_answer_with_true_quotes_or_a_clear_error(tmp_path: Path) -> None:
    read_at_all = sum(answer(text, tmp_path) is not None for text in mutations())
    assert read_at_all > 100
