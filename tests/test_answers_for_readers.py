"""What answers leave out, what they put first, and in which columns numbers stand."""

from __future__ import annotations

import pytest
from worlds import trials, world

from kg import query
from kg.store import Store

ALPHA = (
    't:A a kg:Trial ; rdfs:label "ALPHA" . m:os a kg:Measure ; rdfs:label "overall survival" . '
    'a:x a kg:Arm ; rdfs:label "x" . a:y a kg:Arm ; rdfs:label "y" . '
)


def compared(name: str, more: str, words: str = "It was compared.") -> str:
    """A comparison of the arms x and y of ALPHA with its words, as TriG."""
    return (
        f"f:{name} a kg:Fact , kg:Comparison ; kg:trial t:A ; kg:measure m:os ; {more} . "
        f'e:{name} kg:supports f:{name} ; oa:exact "{words}" ; oa:hasSource d:0 . '
    )


EQUAL = compared("equal", 'kg:arm a:x ; kg:comparator a:y ; kg:effect "verdict" ; kg:verdict "no_difference"')


@pytest.mark.parametrize(
    ("figure", "words", "left"),
    [  # a ratio or p value, its words, and how many rows are left
        ('kg:arm a:x ; kg:effect "hazard_ratio" ; kg:value 1.4 ; kg:ciLow 1.1 ; kg:ciHigh 1.8', "", 0),
        (
            'kg:arm a:y ; kg:comparator a:x ; kg:effect "odds_ratio" ; kg:value 0.7; kg:ciLow 0.5 ; kg:ciHigh 0.9',
            "",
            0,
        ),
        ('kg:effect "p_value" ; kg:value 0.013', "", 0),
        ('kg:effect "p_value" ; kg:value 0.05 ; kg:qualifier "<"', "", 0),
        ('kg:arm a:x ; kg:effect "hazard_ratio" ; kg:value 1.4 ; kg:ciLow 0.9 ; kg:ciHigh 1.8', "", 1),
        ('kg:effect "p_value" ; kg:value 0.01 ; kg:qualifier ">"', "", 1),
        ('kg:effect "p_value" ; kg:value 0.01', "Treatment x was non-inferior (p = 0.01).", 1),
        ('kg:arm a:z ; kg:effect "p_value" ; kg:value 0.01', "", 1),
        ('kg:effect "p_value" ; kg:value 0.01 ; kg:population "women"', "", 1),
        ('kg:effect "p_value" ; kg:value 0.01 ; kg:timepoint "2 years"', "", 1),
    ],
)
def test_a_result_without_a_difference_is_none_where_a_figure_of_the_same_arms_differs(
    figure: str, words: str, left: int
) -> None:
    assert len(query.run(trials(ALPHA + EQUAL), "null-results")) == 1
    assert len(query.run(trials(ALPHA + EQUAL + compared("figure", figure, words)), "null-results")) == left


def two(kind: str, name: str, more: str, source: int) -> str:
    """A fact of a kind with its words in one document."""
    return (
        f'd:{source} kg:sourceKind "{"label" if source else "abstract"}" . f:{name} a kg:Fact , kg:{kind} ; {more} . '
        f'e:{name}-{source} kg:supports f:{name} ; oa:exact "{name}" ; oa:hasSource d:{source} . '
    )


@pytest.fixture
def shared() -> Store:
    """Two documents of different kinds that say four facts, of which three agree also with a third document."""
    said = (
        ("BrandName", "brand", 'kg:drug g:x ; kg:name "Xa"'),
        ("Endpoint", "endpoint", "kg:trial t:A"),
        ("DrugTarget", "target", 'kg:drug g:x ; kg:action "inhibits"'),
        ("Approval", "approval", 'kg:drug g:x ; kg:status "approved"'),
    )
    whole = ["".join(two(*fact, source) for fact in said) for source in range(2)]
    return trials(*whole, "".join(two(*fact, 2) for fact in said[:3]))


@pytest.mark.parametrize("name", ["corroborated", "said-by-different-kinds"])
def test_approvals_come_before_targets_and_brand_names_last_however_many_say_them(name: str, shared: Store) -> None:
    kinds = list(dict.fromkeys(query.run(shared, name)["kind"]))
    assert kinds == ["Approval", "DrugTarget", "Endpoint", "BrandName"]
    assert set(query.run(shared, name, {"kind": "DrugTarget"})["kind"]) == {"DrugTarget"}


def test_a_tag_in_the_plural_is_met_by_a_cancer_in_the_singular() -> None:
    page = 'd:0 kg:cancerTag "{}" ; kg:topic c:x . c:x a kg:Cancer ; rdfs:label "childhood cancer" . '
    tags = [len(query.run(trials(page.format(tag)), "unsupported-tags")) for tag in ("childhood-cancers", "thyroid")]
    assert tags == [0, 1]


def test_whether_a_drug_acts_on_the_biomarker_of_its_approval_is_empty_where_nobody_says() -> None:
    approval = (
        'f:{0} a kg:Approval ; kg:biomarker <http://a/b> ; kg:drug g:{0} ; kg:cancer c:x ; kg:setting "b" . '
        '<http://a/b> rdfs:label "B" . c:x rdfs:label "x cancer" . '
        'e:{0} kg:supports f:{0} ; oa:exact "It was approved." ; oa:hasSource d:0 . '
    )
    graph = trials(approval.format("x") + approval.format("y") + "g:x kg:targets <http://a/b> . ")
    rows = query.run(graph, "biomarkers-in-approvals").records()
    assert [(row["drug"], row["acts"]) for row in rows] == [("x", True), ("y", None)]


UNDER = (
    'd:0 kg:sourceKind "nci_page" . g:x kg:targets <http://a/b> . <http://a/b> rdfs:label "B" . '
    'f:u a kg:Approval ; kg:biomarker <http://a/b> ; kg:drug g:x ; kg:cancer c:x ; kg:setting "b" ; kg:date "2012" ; '
    'kg:status "approved" . c:x a kg:Cancer ; rdfs:label "x cancer" . '
    'e:u kg:supports f:u ; oa:exact "x (Xan)" ; oa:hasSource d:0 ; kg:under e:lead . '
    'e:lead oa:exact "Approved for B cancer:" ; oa:start 4 . '
)


@pytest.mark.parametrize(
    "question", ["approvals", "unconfirmed-approvals", "approvals-by-target-class", "biomarkers-in-approvals"]
)
def test_a_quote_that_shows_its_approval_only_under_other_words_stands_with_them(question: str) -> None:
    one = query.run(trials(UNDER), question).records()
    assert [(row["drug"], row["under"], row["quote"]) for row in one] == [("x", "Approved for B cancer:", "x (Xan)")]


def test_columns_of_numbers_are_numbers_in_a_frame() -> None:
    pytest.importorskip("pandas")
    frame = query.run(world(), "trial-results").to_pandas()
    assert (str(frame.dtypes["number"]), str(frame.dtypes["value"])) == ("Float64", "string")
    verdicts = frame["effect"].eq("verdict").fillna(value=False)
    assert frame["number"].isna().tolist() == verdicts.tolist()
    card = query.run(world(), "trial-card").to_pandas()
    assert card.loc[card["attribute"] == "enrollment", "number"].tolist() == [417.0]
    assert set(query.run(world(), "target-to-results").to_pandas()["number"].dropna()) >= {10.8, 329.0, 0.59}
    assert "number" not in query.run(world(), "trial-results").to_table()


@pytest.mark.parametrize("name", ["trial-results", "trial-card"])
def test_questions_on_a_trial_answer_for_all_trials_where_none_is_given(name: str) -> None:
    assert set(query.run(world(), name)["trial"]) == {"DECISION", "NCT00984282"} or name == "trial-card"
    assert len(query.run(trials(ALPHA), name)) == 0
    assert "DECISION" in query.run(world(), name, {"trial": "DECISION"})["trial"]
