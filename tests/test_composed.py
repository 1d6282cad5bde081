"""Sentences composed of parts are read whole, and nothing is made up (`composing.py`, `grids/composed.toml`)."""

from __future__ import annotations

from composing import Composed, composed

_SENTENCES = 300
_WHOLE = 0.92
"""The share of sentences of which all is read; the rest miss something."""


def _composed() -> list[Composed]:
    return [composed(seed) for seed in range(_SENTENCES)]


def test_most_of_them_are_read_whole_and_nothing_is_made_up() -> None:
    sentences = _composed()
    amiss = [one.report for one in sentences if not one.is_whole]
    assert [one.report for one in sentences if one.made_up] == []
    assert len(amiss) <= _SENTENCES * (1 - _WHOLE), "\n".join(amiss)


def test_a_seed_draws_the_same_sentence() -> None:
    assert composed(7).text == composed(7).text
    assert len({one.text for one in _composed()}) == _SENTENCES
