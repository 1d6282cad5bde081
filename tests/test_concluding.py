"""Of two treatments that an abstract compares, the one that its conclusion speaks of is the one that was tested."""

from __future__ import annotations

from prose import facts, given

_TITLE = "# A trial comparing sorafenib with lenvatinib in thyroid cancer\n\n"
_RESULTS = (
    "We randomized 80 patients to receive sorafenib or lenvatinib. Overall survival did not differ between "
    "sorafenib and lenvatinib.\n\n"
)


def _sides(conclusion: str, source: str = "abstract", title: str = _TITLE) -> set[tuple[str, str]]:
    found = facts(title + _RESULTS + conclusion, "comparison", source)
    return {(given(f)[0], given(f, "comparator")[0]) for f in found if given(f) and given(f, "comparator")}


def test_the_arm_that_the_conclusion_speaks_of_is_the_experimental_one() -> None:
    assert _sides("Lenvatinib is a new choice for these patients.") == {("lenvatinib", "sorafenib")}


def test_a_title_that_sets_one_against_the_other_says_which_is_tested_whatever_did_better() -> None:
    title = "# Sorafenib versus lenvatinib in thyroid cancer: a cohort study\n\n"
    assert _sides("Lenvatinib did better in these patients.", title=title) == {("sorafenib", "lenvatinib")}


def test_an_arm_that_another_is_measured_against_does_not_count() -> None:
    assert _sides("Compared with sorafenib, lenvatinib was convenient.") == {("lenvatinib", "sorafenib")}


def test_where_the_conclusion_names_both_or_none_the_title_decides() -> None:
    assert _sides("Sorafenib and lenvatinib were both tolerable.") == {("sorafenib", "lenvatinib")}
    assert _sides("More research is under way.") == {("sorafenib", "lenvatinib")}


def test_only_abstracts_end_in_conclusions() -> None:
    assert _sides("Lenvatinib is a new choice.", "nci_research") == {("sorafenib", "lenvatinib")}


def test_the_arm_that_the_results_measure_against_is_the_control_whatever_the_title_names_first() -> None:
    results = (
        _TITLE + "We randomized 80 patients to receive sorafenib or lenvatinib. "
        "Overall survival was {} than with {}.\n\nMore research is under way."
    )
    for words, control, tested in (
        ("longer with lenvatinib", "sorafenib", "lenvatinib"),
        ("longer with sorafenib", "lenvatinib", "sorafenib"),
    ):
        found = facts(results.format(words, control), "comparison", "abstract")
        assert {(*given(f), *given(f, "comparator")) for f in found} == {(tested, control)}
