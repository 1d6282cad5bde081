"""Numbers are read as they were said, with unit, qualifier, range and interval."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.numbers import quantities

SAID = [
    ("nearly 42 percent of patients", "percent", "42", "~"),
    ("less than 1 percent", "percent", "1", "<"),
    ("nearly two-thirds of patients", "percent", "66.7", "~"),
    ("more than half of the women", "percent", "50", ">"),
    ("10.8 months", "duration", "10.8", ""),
    ("at least 6 months", "duration", "6", ">="),
    ("HR 0·73", "number", "0.73", ""),
    ("p&lt;0.0001", "p_value", "0.0001", "<"),
    ("P = .04", "p_value", "0.04", ""),
    ("Eight hundred and six untreated patients", "count", "806", ""),
    ("more than 520 women", "count", "520", ">"),
    ("1,630 patients", "count", "1630", ""),
]


@pytest.mark.parametrize(("text", "kind", "value", "qualifier"), SAID)
def test_a_number_keeps_what_was_said_of_it(text: str, kind: str, value: str, qualifier: str) -> None:
    (found,) = quantities(text)
    assert (found.kind, found.value, found.qualifier) == (kind, Decimal(value), qualifier)


def test_a_range_has_two_ends() -> None:
    (months,) = quantities("18 to 24 months")
    assert (months.value, months.upper, months.unit) == (Decimal(18), Decimal(24), "months")


def test_an_interval_has_its_level() -> None:
    (interval,) = quantities("99·7% CI 0.3-0.5")
    assert (interval.value, interval.upper, interval.level) == (Decimal("0.3"), Decimal("0.5"), Decimal("99.7"))


def test_a_date_is_a_day_or_a_month_and_never_a_number() -> None:
    assert [q.unit for q in quantities("On November 22, 2013, and in April 2014")] == ["2013-11-22", "2014-04"]


@pytest.mark.parametrize("text", ["PD-1", "BRCA1", "HER2", "5-FU", "CA-125", "CD20"])
def test_a_number_within_a_name_is_no_percentage_duration_or_count(text: str) -> None:
    assert all(q.kind == "number" for q in quantities(text))


@given(st.text(alphabet="0123456789 .,-–%()~<>=npP half of percent months patients to", max_size=200))
def test_quantities_stand_in_order_and_apart_in_any_text(text: str) -> None:
    found = quantities(text)
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("said", "qualifier"),
    [
        ("significantly lower than", "<"), ("under", "<"), ("below", "<"), ("<", "<"), ("&lt;", "<"),
        ("just under", "<"),
        ("more than", ">"), ("over", ">"), ("exceeding", ">"), ("in excess of", ">"), (">", ">"), ("&gt;", ">"),
        ("at most", "<="), ("up to", "<="), ("no more than", "<="), ("as many as", "<="), ("≤", "<="), ("⩽", "<="),
        ("at least", ">="), ("no fewer than", ">="), ("a minimum of", ">="), ("≥", ">="), ("⩾", ">="),
        ("nearly", "~"), ("about", "~"), ("approximately", "~"), ("around", "~"), ("roughly", "~"), ("almost", "~"),
        ("an estimated", "~"), ("close to", "~"), ("some", "~"), ("~", "~"), ("∼", "~"), ("≈", "~"), ("c.", "~"),
        ("Nearly", "~"), ("AT LEAST", ">="), ("nine", ""), ("thanks", ""), (",", ""),
    ],
)  # fmt: skip
def test_every_qualifier_is_taken_in_with_a_space_and_without(said: str, qualifier: str) -> None:
    for text in (f"in {said} 12.5 months", f"({said} 12.5 months"):
        assert quantities(text)[-1].qualifier == qualifier


def test_hours_are_durations_however_they_are_written() -> None:
    text = "In the first 24 h, after 12 hrs and 30 min."
    assert [(q.value, q.unit) for q in quantities(text) if q.kind == "duration"] == [
        (Decimal(24), "hours"),
        (Decimal(12), "hours"),
        (Decimal(30), "minutes"),
    ]


def test_a_number_that_a_space_divides_is_one_and_keeps_its_unit() -> None:
    found = quantities("of 2 417 patients, 31 417 percent; 12 31 percent")
    assert [(q.kind, q.value) for q in found] == [
        ("count", Decimal(2417)),
        ("percent", Decimal(31417)),
        ("number", Decimal(12)),
        ("percent", Decimal(31)),
    ]


def test_people_per_so_many_are_a_rate_and_no_count() -> None:
    kinds = {q.kind for q in quantities("112 persons per 100 000 person-years, 14 women per 1,000")}
    assert kinds == {"number"}
    assert [q.kind for q in quantities("doses were given to 14 women per week")] == ["count"]


BEHIND_DIGITS = {
    "duration": "months, years, weeks, days, hours, minutes, mo, wks, h, min",
    "dose": "mg, g, mcg, IU, units, MBq, Gy, cGy, AUC, ug, micrograms",
    "percent": "percent, per cent, in 10 people, out of every 10 women, to 9%",
    "count": "girls, infants, volunteers, deaths, pts, adolescents, of 80, out of 9, older adults, evaluable men, "
    "high-risk women, selected patients, consecutive children, million people, died, withdrew, (10%), minor responses",
    "number": "grade, trials, and, with, but, kinds, lines, scans, for",
}


@pytest.mark.parametrize(
    ("kind", "said"), [(k, said) for k, all_ in BEHIND_DIGITS.items() for said in all_.split(", ")]
)
def test_what_digits_count_is_read_from_the_words_behind_them(kind: str, said: str) -> None:
    assert [q.kind for q in quantities(f"It was 3 {said}.")][:1] == [kind]
