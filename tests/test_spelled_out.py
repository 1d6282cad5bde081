"""A measure's short form, where the document alone defines it, stands in its facts by its long form."""

from __future__ import annotations

from prose import facts, name

_TRIAL = "Patients were randomly assigned to sorafenib or a placebo. "


def test_a_measures_short_form_is_written_out() -> None:
    text = _TRIAL + "We studied biochemical failure (BF). BF did not differ between sorafenib and the placebo."
    assert [name(f, "measure") for f in facts(text, "comparison")] == ["biochemical failure"]


def test_words_that_begin_with_the_letters_go_before_fewer_that_hold_them() -> None:
    text = _TRIAL + "We studied time to next treatment (TNT). TNT did not differ between sorafenib and the placebo."
    assert [name(f, "measure") for f in facts(text, "comparison")] == ["time to next treatment"]


def test_a_usual_measure_keeps_its_usual_name() -> None:
    text = _TRIAL + "We studied overall survival (OS). OS did not differ between sorafenib and the placebo."
    assert [name(f, "measure") for f in facts(text, "comparison")] == ["overall survival"]


def test_a_short_form_that_goes_by_itself_everywhere_stays() -> None:
    text = _TRIAL + (
        "We studied prostate-specific antigen (PSA). PSA relief did not differ between sorafenib and placebo."
    )
    assert all("prostate" not in name(f, "measure") for f in facts(text, "comparison"))


def test_a_noun_that_stands_behind_its_short_form_is_written_out_once() -> None:
    text = (
        _TRIAL
        + "We used the (fatigue symptom score [FSS]). FSS score did not differ between sorafenib and the placebo."
    )
    assert [name(f, "measure") for f in facts(text, "comparison")] == ["fatigue symptom score"]
