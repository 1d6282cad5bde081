"""What a pattern needs is derived from it, and never keeps it from matching."""

from __future__ import annotations

import re
import string
import subprocess
import sys
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.matching import remembered
from kg.reading.matching.beginnings import beginnings
from kg.reading.matching.bounds import anchored, reach, spaces
from kg.reading.matching.held import Held, Words, each
from kg.reading.matching.needs import needs
from kg.reading.matching.prefilter import SHORTEST_TEXT, Choices, Prefiltered, prefiltered
from kg.reading.matching.programs import Program, compiled, parsed, program
from kg.reading.patterns import families, rules

PADDING = " .;" * SHORTEST_TEXT
"""What makes a text long enough to be asked for its pieces."""


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"randomi[sz]ed", [{"randomised", "randomized"}]),
        (r"tumou?rs? (?:shrank|grew)", [{".shrank", ".grew"}, {"tumor.", "tumour.", "tumors.", "tumours."}]),
        (r"(?:a|b)?c", [{"c"}]),
        (r"(?:\s\w+ly)?", []),
        (r"(?:was(?:\s\w+ly)?|were) given", [{"was", "were"}, {".given"}]),
        (r"(?:approved){2,}", [{"approved"}]),
        (r"(?:approved)*", []),
        (r"(?!never)always", [{"always"}]),
        (r"\d+ of \w+", [{"0"}, {".of."}]),
        (r"\bor\b|n\.s\.|(?<![\w-])hr(?!\w)", [{".or.", ".s.", ".hr."}]),
        (r"(?:the\s|an?\s)?side[- ]effects?(?:\s\w+)?", [{"side."}, {".effect"}]),
        ("\ue000(?:, \ue000)*", [{"\ue000"}]),
        (r"x(?(1)y|z)", [{"x"}]),
        (r"[^a]b.c", [{"b"}, {"c"}]),
    ],
)
def test_what_a_pattern_needs_is_read_from_it(pattern: str, expected: list[set[str]]) -> None:
    pattern = "(q)?" + pattern if "(?(1)" in pattern else pattern
    assert {frozenset(clause) for clause in needs(pattern)} <= {frozenset(e) for e in expected}
    assert bool(needs(pattern)) == bool(expected)


def test_every_code_point_that_matches_an_ascii_letter_in_either_case_is_known_to_the_filter() -> None:
    letter = re.compile("[a-z]", re.IGNORECASE)
    odd = [c for c in map(chr, range(0x80, sys.maxunicode + 1)) if letter.fullmatch(c)]
    for char in odd:
        for ascii_letter in string.ascii_lowercase:
            if re.fullmatch(ascii_letter, char, re.IGNORECASE):
                made = prefiltered(f"zz{ascii_letter}zz", re.IGNORECASE)
                assert made.search(f"{PADDING}zz{char}zz"), char


def _examples() -> list[tuple[re.Pattern[str], str]]:
    return [(rule.pattern, text) for family in families() for rule in rules(family) for text in rule.match]


@given(st.data())
def test_filtered_rules_match_what_they_match_unfiltered(data: st.DataObject) -> None:
    everything = _examples()
    filtered = [p for p, _ in everything if isinstance(p, Prefiltered)]
    assert filtered
    pattern = data.draw(st.sampled_from(filtered))
    words = [word for _, text in data.draw(st.lists(st.sampled_from(everything), max_size=3)) for word in text.split()]
    marks = st.sampled_from([chr(0xE000 + i) for i in range(18)])
    mixed = data.draw(st.lists(st.sampled_from(words) | marks, max_size=30)) if words else []
    text = " ".join(mixed) + PADDING
    plain = re.compile(pattern.pattern, pattern.flags)
    assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in plain.finditer(text)]
    found, expected = pattern.search(text), plain.search(text)
    assert (found and found.span()) == (expected and expected.span())


def test_a_pattern_known_later_is_not_hidden_by_what_was_looked_up_before() -> None:
    text = "the quetzalcoatlus word is new to every pattern" + PADDING
    assert prefiltered("neverseenbefore").search(text) is None
    assert prefiltered("quetzalcoatl").search(text)


@given(st.data())
def test_no_sentence_that_a_rule_matches_is_passed_over(data: st.DataObject) -> None:
    everything = _examples()
    texts = [text for _, text in data.draw(st.lists(st.sampled_from(everything), min_size=1, max_size=6))]
    signs = [{char for char in text if "\ue000" <= char <= "\uf8ff"} for text in texts]
    held = Held().take(Words(texts), signs)
    for pattern, _ in data.draw(st.lists(st.sampled_from(everything), max_size=12)):
        matched = {at for at, text in enumerate(texts) if re.search(pattern.pattern, text, pattern.flags)}
        assert matched <= {*each(held.places(pattern))}


def test_a_pattern_that_becomes_known_later_finds_its_sentences() -> None:
    held = Held().take(Words(["nothing of the kind", "an axolotlesque word", "a \u017felfsame \u0130ssue"]))
    assert [*each(held.places(prefiltered("nothing")))] == [0]
    assert [*each(held.places(prefiltered("axolotl")))] == [1]


def test_letters_that_match_ascii_ones_are_taken_for_these() -> None:
    held = Held().take(Words(["a \u017felfsame \u0130ssue, w\u0131thout \u212aelvin", "another one"]))
    for word in ("selfsame", "issue", "without", "kelvin"):
        assert [*each(held.places(prefiltered(rf"\b{word}\b", re.IGNORECASE)))] == [0]


def test_the_end_of_a_search_within_a_word_is_an_edge_of_its_own() -> None:
    text = "therefore" + PADDING
    assert prefiltered(r"\bthere\b").search(text) is None
    assert prefiltered(r"\bthere\b").search(text, 0, len("there"))
    assert [m.group() for m in prefiltered("there$").finditer(text, 0, len("there"))] == ["there"]


@given(st.data())
def test_choices_find_what_their_patterns_joined_find(data: st.DataObject) -> None:
    patterns = [r"rates? of \w+", r"(?:\w+ ){1,2}survival\b", r"time to \w+", r"\w+(?= was seen in)"]
    words = "the rate of relapse overall survival time to progression was seen in patients".split()  # noqa: SIM905
    text = " ".join(data.draw(st.lists(st.sampled_from(words), max_size=30))) + PADDING
    made = Choices([prefiltered(one, re.IGNORECASE) for one in patterns])
    joined = re.compile("|".join(patterns), re.IGNORECASE)
    assert [m.span() for m in made.finditer(text)] == [m.span() for m in joined.finditer(text)]


@pytest.fixture
def _cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    remembered._kept.cache_clear()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    yield remembered.file()
    remembered._kept.cache_clear()


def test_what_is_remembered_is_what_is_worked_out(_cache_of_its_own: Path) -> None:
    patterns = [(rule.pattern.pattern, re.IGNORECASE.value) for family in families() for rule in rules(family)]
    worked_out = [remembered.Told(needs(*p), reach(*p), spaces(*p), anchored(*p), program(*p)) for p in patterns]
    assert remembered.told(patterns) == worked_out
    remembered._kept.cache_clear()  # as in the next process
    assert all(remembered.is_known(*pattern) for pattern in patterns)
    assert remembered.told(patterns) == worked_out


def _same(text: str, flags: int, texts: Iterable[str]) -> None:
    """A pattern made from its program finds what `re.compile` finds."""
    made, plain = compiled(text, flags, program(text, flags)), re.compile(text, flags)
    assert (made.flags, made.groups, made.groupindex) == (plain.flags, plain.groups, plain.groupindex)
    for one in texts:
        assert [m.regs for m in made.finditer(one)] == [m.regs for m in plain.finditer(one)], (text, one)


def test_a_rule_made_from_its_program_finds_what_it_finds_compiled() -> None:
    for family in families():
        for rule in rules(family):
            _same(rule.pattern.pattern, re.IGNORECASE.value, (*rule.match, *map(str.upper, rule.match)))


_WRITTEN = r"a k S i é 1 \d \s \w . [a-c] [B-Z1] [^a] [s–] ß – \b ^ $ (?=a) (?!b) (?<=a) (?<!k) (?-i:a) (?i:k) (?>a|ab)"
_PIECES = st.sampled_from([*_WRITTEN.split(), "\ue000", "[s\ue000]"])


def _grown(patterns: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    ends = st.sampled_from(["?", "*", "+", "{1,2}", "??", "+?", "*+"])
    return (
        st.lists(patterns, min_size=1, max_size=4).map("".join)
        | st.lists(patterns, min_size=2, max_size=3).map(lambda choices: f"(?:{'|'.join(choices)})")
        | st.builds("({}){}".format, patterns, ends)
    )


@given(
    st.recursive(_PIECES, _grown, max_leaves=8),
    st.sampled_from([0, re.IGNORECASE.value, re.ASCII.value | re.IGNORECASE.value]),
    st.lists(st.text("aAbkK\u212asS\u017fi\u0130\u0131éÉ1\u0661 \n–ßẞ\ue000", max_size=8), max_size=5),
)
def test_whatever_a_pattern_is_its_program_finds_what_it_finds_compiled(
    text: str, flags: int, texts: list[str]
) -> None:
    _same(text, flags, texts)


def test_what_may_begin_a_match_in_either_case_is_known() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    for code in (*range(0x80), 0xD7, 0x2013, 0x2019, 0x2265, 0xE000):
        pattern = re.compile(re.escape(chr(code)), re.IGNORECASE)
        begins = beginnings(parsed(pattern.pattern, re.IGNORECASE.value), re.IGNORECASE.value) or []
        told = {chr(value) for _, value in begins if isinstance(value, int)} | {
            chr(one) for _, value in begins if isinstance(value, tuple) for one in range(value[0], value[1] + 1)
        }
        assert told == {*pattern.findall(everything)}


@pytest.mark.parametrize(
    "damaged",
    [
        Program(0, 0, {}, ""),
        Program(0, 0, {}, program("death").code[:-8]),
        program("growth")._replace(code=b64encode(zlib.compress(b"\xff" * 40)).decode()),
    ],
)
def test_a_pattern_whose_program_does_not_fit_is_compiled(damaged: Program) -> None:
    assert compiled("growth", 0, damaged).search("their growth")


def test_needs_are_remembered_for_a_pattern_to_the_letter_and_its_flags(_cache_of_its_own: Path) -> None:
    remembered.told([("growth", re.IGNORECASE.value)])
    assert remembered.is_known("growth", re.IGNORECASE.value)
    assert not remembered.is_known("growth", 0)
    assert not remembered.is_known("growths", re.IGNORECASE.value)


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b'{"a": 1}', b"\xff", b"cut"])
def test_a_damaged_file_is_none(_cache_of_its_own: Path, damage: bytes) -> None:
    remembered.told([("growth", 0)])
    whole = _cache_of_its_own.read_bytes()
    _cache_of_its_own.write_bytes(whole[: len(whole) // 2] if damage == b"cut" else damage)
    remembered._kept.cache_clear()
    assert remembered.told([("growth", 0)]) == [remembered.Told(needs("growth"), 0, -1, False, program("growth"))]


def test_a_folder_that_cannot_be_written_costs_only_time(
    _cache_of_its_own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert remembered.told([("growth", 0)]) == [remembered.Told(needs("growth"), 0, -1, False, program("growth"))]


@given(st.text(alphabet="ab \n", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_a_pattern_that_ends_where_the_text_ends_finds_what_it_finds_unfiltered(
    text: str, start: int, end: int
) -> None:
    for pattern in (
        "a$",
        r"\ba{1,3}\s?$",
        "(?:a|b b)$|^b$",
        r"(?<=b)a?$",
        r"(?<!a )b\Z",
        "$",
        "a+$",
        r"(?:[ab]+ )?b+ ?$",
        r"[^\s]*\s\w+$",
        r"(?:\bb |a\n)*a$",
        "(?m)a$",
        "(?=b)$",
    ):
        made, plain = prefiltered(pattern), re.compile(pattern)
        for found, expected in (
            (made.search(text), plain.search(text)),
            (made.search(text, start, end), plain.search(text, start, end)),
        ):
            assert (found and found.span()) == (expected and expected.span()), pattern


def test_an_error_in_a_pattern_is_told_at_once() -> None:
    with pytest.raises(re.error):
        prefiltered("(unclosed")


def test_a_page_compiles_only_rules_that_it_may_match(_cache_of_its_own: Path) -> None:
    code = (
        "from kg import making; from kg.reading import patterns; making.begin()\n"
        "made = [rule.pattern for family in patterns.families() for rule in patterns.rules(family)]\n"
        "print(sum('compiled' in vars(one) for one in made), len(made))"
    )
    for _ in range(2):  # the second process remembers what the first worked out
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    compiled, all_ = map(int, told.stdout.split())
    assert compiled < all_


@given(
    st.text(alphabet="ab\u017fs \u0130i\n", max_size=12) | st.sampled_from(("\u017fi aa", "AB" + PADDING)),
    st.integers(0, 12),
    st.integers(0, 12),
)
def test_a_pattern_of_letters_at_the_end_or_anchored_at_the_beginning_finds_what_it_finds_unfiltered(
    text: str, start: int, end: int
) -> None:
    for pattern in (
        r"si.{0,4}$",
        r"(?:ab|ba)\s?$",
        r"(?<=ab)a\s$",
        r"\bi?s[ab]{0,3}$",
        r"^ab",
        r"^\s?a|^(?:b|ss)",
        r"\Ai?a",
    ):
        plain = re.compile(pattern, re.IGNORECASE)
        for given_to in ((text,), (text, start), (text, start, end)):
            expected, found = plain.search(*given_to), prefiltered(pattern, re.IGNORECASE).search(*given_to)
            assert (found and found.span()) == (expected and expected.span()), (pattern, given_to)


def test_a_python_that_keeps_the_parts_of_re_elsewhere_compiles_every_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    known = program(r"(?P<n>\d+) mg")
    for part in ("_PARSER", "_COMPILER", "_ENGINE"):
        monkeypatch.setattr(f"kg.reading.matching.programs.{part}", None)
    assert program(r"(?P<n>\d+) mg").code == ""
    assert compiled(r"(?P<n>\d+) mg", 0, known) == re.compile(r"(?P<n>\d+) mg")
