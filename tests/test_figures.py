"""A quote states a number or it does not, however the number is said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.validate import figures


@pytest.mark.parametrize(
    ("quote", "number"),
    [
        ("10.8 months versus 5.8 months", "5.8"),
        ("HR 0·73", "0.73"),
        ("(P = .02)", "0.02"),
        ("p = 1.2 × 10−5", "0.000012"),
        ("nearly 7,000 women", "7000"),
        ("12 126 patients", "126"),
        ("1.2 million people", "1200000"),
        ("a 37 percent lower risk", "-37"),
        ("eighteen patients", "18"),
        ("One hundred and twenty-six patients", "126"),
        ("two thousand, one hundred women", "2100"),
        ("None of the patients had a complete response", "0"),
        ("a patient died", "1"),
        ("One death", "1"),
        ("nearly two-thirds of patients", "66.7"),
        ("nearly two-thirds of patients", "67"),
        ("a third of them", "33.3"),
        ("three-quarters", "75"),
        ("half as likely", "50"),
        ("more than half", "50"),
        ("one in five women", "20"),
        ("3 out of 4", "75"),
        ("1/3 of the arms", "33.3"),
        ("Nearly all of the patients", "100"),
        ("survival doubled", "100"),
        ("twice as many", "2"),
        ("a 3-fold increase", "3"),
        ("a year and a half", "1.5"),
        ("2½ years", "2.5"),
        ("*n* = 61", "61"),
        ("99·7% CI", "99.7"),
        ("two decades", "20"),
    ],
)
def test_the_words_state_the_number(quote: str, number: str) -> None:
    assert figures.states(quote, Decimal(number))


@pytest.mark.parametrize(
    ("quote", "number"),
    [
        ("10.8 months", "10"),
        ("126 patients", "26"),
        ("126 patients", "12"),
        ("[stable disease](/popup?id=45884)", "45884"),
        ("see https://example.org/24768112", "24768112"),
        ("CD20 and M918T", "20"),
        ("CD20 and M918T", "918"),
        ("nearly two-thirds", "66"),
        ("9 of 33 patients", "27.3"),
        ("the placebo group", "0"),
        ("longer survival", "1"),
        ("", "1"),
    ],
)
def test_the_words_do_not_state_the_number(quote: str, number: str) -> None:
    assert not figures.states(quote, Decimal(number))


@given(st.decimals(min_value=0, max_value=10**9, places=3), st.text("abc ,;", max_size=9))
def test_a_number_written_in_digits_is_always_stated(number: Decimal, words: str) -> None:
    assert figures.states(f"{words} {number:f} {words}", number)
    assert figures.states(f"{words} {number:,f} {words}", number)


@given(st.text(max_size=60), st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_any_words_can_be_asked_for_any_number(quote: str, number: Decimal) -> None:
    figures.states(quote, number)


@pytest.mark.parametrize(
    "unit", ["a-", "](a", "1 ", "1.", "one hundred ", "half ", "one and a half ", "<a", "1,111", "1 in ", "1/1"]
)
def test_hostile_text_takes_no_longer_than_its_length_asks_for(unit: str) -> None:
    short, long = (_seconds(unit * (size // len(unit))) for size in (20_000, 200_000))
    assert long < 40 * max(short, 0.01)


def _seconds(text: str) -> float:
    from time import process_time  # noqa: PLC0415

    start = process_time()
    figures.states(text, Decimal("7.77"))
    return process_time() - start
