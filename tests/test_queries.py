"""Every shipped question, asked of a small world whose answers were found by reading `world.trig`."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
import rdflib
import yaml
from worlds import read, trials, world

from kg import query
from kg.cells import text as plain
from kg.errors import QueryError
from kg.names import is_unnamed
from kg.nquads import XSD, value
from kg.query.headers import Question
from kg.query.parameters import fill
from kg.query.tables import shown
from kg.query.tokens import tokens
from kg.store import Store
from kg.terms import KG

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own calls of its own
QUESTIONS = query.catalogue()
PFS, OS = "progression-free survival", "overall survival"
THYROID = "differentiated thyroid cancer"
LONGER = "significantly longer: 10.8 months versus 5.8 months"
GIVEN = {"documents-due": {"day": "2026-03-30"}, "review-next": {"day": "2026-03-30"}}
"""What a question needs so that its answer does not change from day to day."""


def ask(name: str, columns: str, **parameters: object) -> list[tuple[str, ...]]:
    """The named columns of an answer, as text."""
    result = query.run(world(), name, {**GIVEN.get(name, {}), **parameters})  # type: ignore[dict-item]
    told = [[shown(v) for v in result[column]] for column in columns.split()]
    return list(zip(*told, strict=True))


def test_approvals_give_companions_dates_of_any_precision_and_the_words() -> None:
    rows = ask("approvals", "cancer drug with agency date status setting trial quote document")
    assert rows == [
        (
            THYROID,
            "sorafenib",
            "",
            "FDA",
            "2013-11-22",
            "approved",
            "metastatic",
            "DECISION",
            "On November 22, 2013, the FDA approved sorafenib",
            "document/page",
        ),
        (
            "liver cancer",
            "sorafenib",
            "",
            "",
            "",
            "approved",
            "",
            "",
            "approved to treat liver cancer",
            "document/page",
        ),
        (
            "multiple myeloma",
            "pomalidomide",
            "bortezomib, dexamethasone",
            "FDA",
            "2013",
            "revoked",
            "",
            "",
            "was approved in 2013 and withdrawn",
            "document/drug-page",
        ),
    ]


def test_approvals_are_found_by_brand_by_another_name_and_by_a_broader_cancer() -> None:
    for name in ("sorafenib", "NEXAVAR", "bay 43-9006", "https://w3id.org/oncology-kg/drug/sorafenib"):
        assert [row[0] for row in ask("approvals", "cancer", drug=name)] == [THYROID, "liver cancer"]
    assert ask("approvals", "cancer", cancer="Thyroid Cancer") == [(THYROID,)]


def test_approval_basis_shows_the_trial_its_design_and_its_verdicts() -> None:
    rows = ask("approval-basis", "drug trial phase allocation masking enrollment measure verdict population")
    design = ("sorafenib", "DECISION", "3", "randomized", "double-blind", "417")
    assert rows == [
        (*design, OS, "no_difference", ""),
        (*design, PFS, "improved", ""),
        (*design, PFS, "no_difference", "BRAF mutation"),
    ]


def test_targets_count_the_documents_that_say_so() -> None:
    assert ask("targets-of-drug", "action target documents quote", drug="sorafenib") == [
        ("inhibits", "BRAF", "2", "Sorafenib inhibits VEGFR and B-RAF."),
        ("targets", "kinase", "1", "drugs like sorafenib that target multiple kinases"),
    ]


def test_brand_names() -> None:
    assert ask("brand-names", "drug brand quote") == [("sorafenib", "Nexavar", "sorafenib (Nexavar®)")]


def test_adverse_events_come_from_the_drug_and_from_its_arms_serious_ones_first() -> None:
    assert ask("adverse-events", "event serious value unit trial arm", drug="sorafenib") == [
        ("bleeding", "true", "", "", "", ""),
        ("heart attack", "true", "1", "participants", "DECISION", "sorafenib"),
        ("diarrhea", "", "", "", "DECISION", "sorafenib"),
    ]
    assert ask("adverse-events", "event", serious="true") == [("bleeding",), ("heart attack",)]
    assert ask("adverse-events", "event", serious=False) == []


def test_sentences_about_a_drug_come_once_each_and_in_the_order_of_the_document() -> None:
    rows = ask("sentences-about-drug", "start quote kinds", drug="sorafenib", document="page")
    assert [row[0] for row in rows] == [str(n) for n in sorted(int(row[0]) for row in rows)]
    assert len({row[1] for row in rows}) == len(rows) == 13
    assert ("300", LONGER, "Comparison, Outcome") in rows
    assert ("630", '"a new standard of care"', "Statement") in rows
    assert not any("phase III" in row[1] for row in rows)  # said of the trial, not of the drug


def test_from_a_target_to_the_results_of_its_drugs() -> None:
    rows = ask("target-to-results", "drug trial measure arm effect value unit", target="braf")
    assert rows == [
        ("sorafenib", "DECISION", OS, "sorafenib", "verdict", "no_difference", ""),
        ("sorafenib", "DECISION", PFS, "sorafenib", "", "10.8", "months"),
        ("sorafenib", "DECISION", PFS, "sorafenib", "verdict", "no_difference", ""),
        ("sorafenib", "DECISION", PFS, "sorafenib", "verdict", "improved", ""),
        ("sorafenib", "NCT00984282", PFS, "sorafenib", "", "12.1", "months"),
        ("sorafenib", "NCT00984282", PFS, "sorafenib", "", "329", "days"),
        ("sorafenib", "NCT00984282", PFS, "sorafenib", "hazard_ratio", "0.59", ""),
    ]


def test_results_of_a_trial_cover_the_names_that_were_found_to_be_the_same() -> None:
    rows = ask("trial-results", "trial measure role arm qualifier value unit ciLow", trial="decision", measure=PFS)
    assert rows == [
        ("DECISION", PFS, "primary", "sorafenib", "", "10.8", "months", ""),
        ("DECISION", PFS, "primary", "placebo", "", "5.8", "months", ""),
        ("DECISION", PFS, "primary", "sorafenib", "", "improved", "", ""),
        ("DECISION", PFS, "primary", "sorafenib", "", "no_difference", "", ""),
        ("NCT00984282", PFS, "", "sorafenib", "", "12.1", "months", ""),
        ("NCT00984282", PFS, "", "sorafenib", "", "329", "days", "278"),
        ("NCT00984282", PFS, "", "sorafenib", "", "0.59", "", "0.45"),
    ]
    assert ask("trial-results", "qualifier value", trial="*", measure="objective response rate") == [("<", "1")]


def test_a_trial_card_lists_design_and_arms() -> None:
    assert ask("trial-card", "attribute value", trial="DECISION") == [
        ("allocation", "randomized"),
        ("arm", "sorafenib, 400 mg, orally, twice daily"),
        ("enrollment", "417"),
        ("masking", "double-blind"),
        ("phase", "3"),
        ("registry_id", "nct00984282"),
    ]


def test_progression_without_survival_gives_the_reason_and_both_quotes() -> None:
    row = (
        "DECISION",
        "sorafenib",
        "placebo",
        THYROID,
        "no_difference",
        "so many patients crossed over",
        LONGER,
        "Overall survival did not differ",
    )
    columns = "trial arm comparator cancer overall reason quote otherQuote"
    assert ask("progression-without-survival", columns) == [row]
    assert ask("progression-without-survival", columns, cancer="thyroid cancer") == [row]
    assert ask("progression-without-survival", columns, cancer="liver cancer") == []


def test_progression_without_survival_compares_the_same_arms() -> None:
    def comparison(measure: str, verdict: str, arm: str, comparator: str) -> str:
        return (
            f"f:{measure} a kg:Comparison ; kg:trial t:A ; kg:measure m:{measure} ; kg:arm a:{arm} ; "
            f'kg:comparator a:{comparator} ; kg:verdict "{verdict}" . m:{measure} rdfs:label "{measure} survival" . '
            f'e:{measure} kg:supports f:{measure} ; oa:exact "{measure}" ; oa:hasSource f:page . '
        )

    gain = named("A", "ALPHA") + comparison("progression-free", "improved", "drug", "placebo")
    same = trials(gain + comparison("overall", "no_difference", "drug", "placebo"))
    other = trials(gain + comparison("overall", "no_difference", "marker-positive", "marker-negative"))
    assert [len(query.run(graph, "progression-without-survival")) for graph in (same, other)] == [1, 0]


def test_null_results_keep_subgroups_and_reasons_apart() -> None:
    assert ask("null-results", "measure population reason speaker") == [
        (OS, "", "so many patients crossed over", "Manisha Shah"),
        (PFS, "BRAF mutation", "", ""),
    ]


def test_endpoints_tell_what_was_never_reported() -> None:
    assert ask("endpoints", "measure role reported results") == [
        (PFS, "primary", "true", "4"),
        (OS, "secondary", "true", "1"),
        ("quality of life", "secondary", "false", "0"),
    ]
    assert ask("endpoints", "measure", role="primary") == [(PFS,)]


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-03-29", ["document/record"]),
        ("2026-03-30", ["document/page", "document/record"]),
        ("2027-02-01", ["document/abstract", "document/drug-page", "document/page", "document/record"]),
    ],
)
def test_documents_are_due_when_their_interval_has_passed(day: str, due: list[str]) -> None:
    assert sorted(row[0] for row in ask("documents-due", "document", day=day)) == due


def test_a_frequency_that_is_not_known_is_listed_without_a_number() -> None:
    assert ("whenever", "133", "") in ask("documents-due", "reviewFrequency monthsSince monthsOverdue")


def test_tags_without_a_fact_are_told_and_narrower_cancers_support_a_tag() -> None:
    assert ask("unsupported-tags", "document tag") == [("document/page", "skin")]


def test_documents_and_their_facts() -> None:
    assert ask("document-facts", "kind facts quotes", document="abstract") == [
        ("BiomarkerFinding", "1", "1"),
        ("Comparison", "1", "1"),
        ("DrugTarget", "1", "1"),
        ("Outcome", "1", "1"),
    ]
    assert ("Endpoint", "3", "1") in ask("document-facts", "kind facts quotes", document="page")


def test_corroborated_facts_show_every_quote() -> None:
    said = "action inhibits; drug sorafenib; target BRAF"
    assert ask("corroborated", "kind said documents document quote") == [
        ("DrugTarget", said, "2", "document/abstract", "a BRAF inhibitor"),
        ("DrugTarget", said, "2", "document/page", "Sorafenib inhibits VEGFR and B-RAF."),
    ]
    assert ask("corroborated", "kind", documents=3) == []


def test_disagreements_convert_units_and_cross_the_names_of_a_trial() -> None:
    rows = ask("disagreements", "trial measure arm lowest highest unit documents values canonicalLowest canonicalUnit")
    values = "10.8 months (page); 12.1 months (record); 329 days (abstract)"
    assert rows == [("DECISION", PFS, "sorafenib", "10.8", "12.1", "months", "3", values, "328.725", "day")]
    assert ask("disagreements", "trial", tolerance="0.2") == []


def test_evidence_strength_counts_design_size_documents_and_confidence() -> None:
    rows = ask("evidence-strength", "strength kind said", least=3)
    assert rows[0] == (
        "4",
        "Approval",
        "agency FDA; cancer differentiated thyroid cancer; date 2013-11-22; drug sorafenib; "
        "setting metastatic; status approved",
    )
    assert {row[0] for row in rows[1:]} == {"3"}
    assert ("0", "Outcome") in [row[:2] for row in ask("evidence-strength", "strength kind", least=0)]


def test_linked_trials_tell_each_pair_once_and_why() -> None:
    pair = "trial/DECISION", "trial/NCT00984282"
    why = "both have the registry id NCT00984282", "same-trial-by-registry-id"
    for name in ("DECISION", "NCT00984282", None):
        rows = ask("linked-trials", "trial same reason rule", trial=name)
        assert [row for row in rows if set(row[:2]) == set(pair)] == [(*pair, *why)]


def test_about_anything_tells_of_every_fact() -> None:
    everything = query.run(world(), "about", {"thing": "*"})
    facts = world().query(f"SELECT DISTINCT ?fact WHERE {{ ?fact a <{KG}Fact> ; ^<{KG}supports> ?evidence }}").rows
    assert set(everything["fact"]) == {value(str(fact)) for (fact,) in facts}
    assert set(query.run(world(), "about", {"thing": "sorafenib"}).rows) <= set(everything.rows)


def test_statements_by_people() -> None:
    row = ("Manisha Shah", "Ohio State University", "a new standard of care", "sorafenib")
    assert ask("statements", "speaker affiliation text about", about="nexavar") == [row]


# ---- what holds for every question ----


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_every_question_says_what_it_means_and_orders_by_all_its_columns(question: Question) -> None:
    assert question.summary
    assert question.description
    assert question.example.startswith(f"kg query {question.name}")
    result = query.run(world(), question, GIVEN.get(question.name))
    text = question.text
    ordered = {t.text[1:] for t in tokens(text[text.rindex("ORDER BY") :]) if t.kind == "variable"}
    if question.theme not in {"things", "draw"}:  # the programs that read these order them once more
        assert set(result.columns) <= ordered


@pytest.mark.parametrize("question", [*QUESTIONS, *query.rules()], ids=lambda q: q.name)
def test_every_header_is_yaml_that_says_the_same(question: Question) -> None:
    lines = [line[2:].removeprefix(" ") for line in question.text.splitlines() if line.startswith("#+")]
    header = yaml.safe_load("\n".join(lines))
    assert (header["summary"], header["description"]) == (question.summary, question.description)
    for given, parameter in zip(header.get("parameters", ()), question.parameters, strict=True):
        told = {key: given[key] for key in ("name", "type", "description")}
        assert told == {"name": parameter.name, "type": parameter.type, "description": parameter.description}
        assert str("" if given["default"] is None else given["default"]) == parameter.default
        choices = (str(c).lower() if isinstance(c, bool) else c for c in given.get("choices", ()))
        assert tuple(choices) == parameter.choices


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_every_answer_is_the_same_whatever_the_order_of_loading(question: Question) -> None:
    lines = list(world().lines())
    random.Random(7).shuffle(lines)  # noqa: S311
    given = GIVEN.get(question.name)
    assert query.run(Store.memory(lines), question, given).terms == query.run(world(), question, given).terms


@pytest.fixture(scope="module")
def elsewhere():  # type: ignore[no-untyped-def]
    """The world in another engine."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data="\n".join(world().lines()), format="nquads")
    return dataset


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_every_question_runs_unedited_in_another_engine(question: Question, elsewhere) -> None:  # type: ignore[no-untyped-def]
    given = GIVEN.get(question.name, {})
    theirs = [tuple(map(other, row)) for row in elsewhere.query(fill(question, given, world()))]
    ours = [tuple(map(plain, row)) for row in query.run(world(), question, given).rows]
    assert sorted(ours) == sorted(theirs)


def other(term: Any) -> str:
    """One of rdflib's terms as the text of a cell."""
    if term is None:
        return ""
    one = value(term.n3().replace("xsd:", XSD) if hasattr(term, "datatype") else f"<{term}>")
    return format(one.normalize(), "f") if isinstance(one, Decimal) else plain(one)  # 5.0 is 5


# ---- rules ----


def named(name: str, label: str, *facts: tuple[str, str], drug: str = "") -> str:
    """A trial with attributes, as TriG."""
    said = "".join(
        f'f:{name}-{n} kg:trial t:{name} ; kg:attribute "{attribute}" ; kg:value "{value}" . '
        for n, (attribute, value) in enumerate(facts)
    )
    more = f"; kg:tests g:{drug} " if drug else ""
    if is_unnamed(label):
        more += f"; kg:unnamedIn f:page-{name} "
    return f't:{name} a kg:Trial ; rdfs:label "{label}" {more}. {said}'


def linked(*documents: str) -> set[tuple[str, str, str]]:
    """The links that the rules derive: from, to, reason."""
    graph = trials(*documents)
    whole = Store.memory([*graph.lines(), *query.derive(graph)])
    rows = query.run(whole, "linked-trials").rows
    return {(str(a).split("/")[-1], str(b).split("/")[-1], str(r)) for a, b, r, _ in rows}


def test_a_shared_registry_id_links_also_a_trial_that_is_called_by_it() -> None:
    one = named("A", "ALPHA", ("registry_id", "NCT00000001"))
    assert linked(one, named("B", "Beta", ("registry_id", "nct00000001"))) == {
        ("A", "B", "both have the registry id NCT00000001")
    }
    assert linked(one, named("N", "NCT00000001")) == {("A", "N", "both have the registry id NCT00000001")}


def test_a_shared_publication_links_a_trial_that_has_no_name_of_its_own() -> None:
    one, other = named("A", "ALPHA", ("publication", "111")), named("B", "study", ("publication", "111"))
    assert linked(one, other) == {("A", "B", "both were published as 111")}
    assert linked(one, named("B", "BETA", ("publication", "111"))) == set()


def test_a_publication_that_a_document_gives_for_two_trials_identifies_neither() -> None:
    two = named("B", "study", ("publication", "111")) + named("C", "study-2", ("publication", "111"))
    assert linked(named("A", "ALPHA", ("publication", "111")), two) == set()


def test_links_do_not_make_one_of_two_trials_that_a_document_tells_apart() -> None:
    two = named("B", "study", ("publication", "111")) + named("C", "study-2", ("publication", "222"))
    assert linked(named("A", "ALPHA", ("publication", "111"), ("publication", "222")), two) == set()


def compared(*documents: str) -> dict[str, str]:
    """What trials are compared as."""
    said = (line.split(" ") for line in query.derive(trials(*documents)) if "comparedAs" in line)
    return {trial.rpartition("/")[2][:-1]: shared.rpartition("/")[2][:-1] for trial, _, shared, *_ in said}


def test_all_names_of_a_trial_are_compared_as_the_first_of_them() -> None:
    one, two = named("B", "BETA", ("registry_id", "NCT00000001")), named("C", "GAMMA", ("registry_id", "NCT00000001"))
    three = named("A", "study", ("registry_id", "NCT00000001"), ("publication", "1"))
    assert compared(one, two, three) == {"A": "A", "B": "A", "C": "A"}
    assert compared(one, one, named("D", "DELTA")) == {"B": "B"}  # of DELTA one document speaks
    assert compared(one) == {}


def test_names_of_one_trial_that_study_unlike_diseases_are_compared_apart() -> None:
    def of(name: str, cancer: str, more: str = "") -> str:
        return named(name, name, ("registry_id", "NCT00000001")) + f" t:{name} kg:studies c:{cancer} . {more}"

    assert compared(of("A", "lymphoma"), of("B", "sarcoma")) == {}
    assert compared(of("A", "lymphoma"), of("A", "lymphoma"), of("B", "sarcoma")) == {"A": "A"}
    above = "c:lymphoma skos:broader c:tumor . c:tumor skos:broader c:sarcoma ."
    assert compared(of("A", "lymphoma", above), of("B", "sarcoma")) == {"A": "A", "B": "A"}
    assert compared(of("A", "lymphoma"), named("B", "B", ("registry_id", "NCT00000001"))) == {"A": "A", "B": "A"}


@pytest.mark.parametrize(
    ("size", "shared"), [("17", {}), ("28", {}), ("29", {"A": "A", "B": "A"}), ("36", {"A": "A", "B": "A"})]
)
def test_names_of_one_trial_of_which_one_has_a_part_of_the_people_are_compared_apart(
    size: str, shared: dict[str, str]
) -> None:
    def of(name: str, size: str) -> str:
        told = f'f:size{name} kg:trial t:{name} ; kg:attribute "enrollment" ; kg:value {size} . '
        return named(name, name, ("registry_id", "NCT00000001")) + told

    assert compared(of("A", "36"), of("B", size)) == shared
    assert compared(of("A", "36"), of("A", size), of("B", size)) == {"A": "A", "B": "A"}


def test_an_acronym_links_only_together_with_a_drug() -> None:
    one = named("A", "CheckMate 037", drug="x")
    reason = "CheckMate 037 and CHECKMATE-037 are one acronym, and both give x"
    assert linked(one, named("B", "CHECKMATE-037", drug="x")) == {("A", "B", reason)}
    assert linked(one, named("B", "CHECKMATE-037", drug="y")) == set()
    assert linked(one, named("B", "CHECKMATE-038", drug="x")) == set()


def test_nameless_studies_and_trials_that_one_document_tells_apart_are_never_merged() -> None:
    assert linked(named("A", "study", drug="x"), named("B", "study", drug="x")) == set()
    pooled = named("A", "ALPHA", ("publication", "111")), named("B", "study", ("publication", "111"))
    assert linked(" ".join(pooled)) == set()
    assert linked(*pooled, named("A", "ALPHA") + named("B", "study")) == set()


def test_links_are_nodes_with_reason_and_rule_in_their_own_graph() -> None:
    lines = query.derive(Store.memory(read("world.trig")))
    assert all(line.endswith("<https://w3id.org/oncology-kg/graph/links> .") for line in lines)
    assert len(lines) == 9  # the link's type, ends, reason and rule, the edge in both directions, and their one name
    assert lines == query.derive(world())  # what was derived does not derive more


def unnamed(*pages: str) -> Store:
    """A graph with a study of each page that the page gives no name, of two arms' sizes."""
    base = "https://w3id.org/oncology-kg/trial/"
    said = (
        f'<{base}{page}/study> a kg:Trial ; rdfs:label "{page}/study" . f:{page} a kg:TrialAttribute ; '
        f'kg:trial <{base}{page}/study> ; kg:attribute "phase" ; kg:value "{number}" . '
        f"[] kg:supports f:{page} ; oa:hasSource <https://w3id.org/oncology-kg/document/{page}> ."
        for number, page in enumerate(pages, 1)
    )
    return Store.memory(trials(*said).lines())


def test_a_study_without_a_name_goes_by_its_document() -> None:
    graph = unnamed("one-page", "other-page")
    assert set(query.run(graph, "trial-card")["trial"]) == {"one-page/study", "other-page/study"}
    one = query.run(graph, "trial-card", {"trial": "one-page/study"})
    assert [(row["trial"], row["value"]) for row in one] == [("one-page/study", "1")]
    assert [str(v) for v in query.run(unnamed("one-page"), "trial-card", {"trial": "study"})["value"]] == ["1"]


def test_a_name_that_documents_give_to_different_studies_is_refused() -> None:
    with pytest.raises(QueryError, match="say which: one-page/study, other-page/study") as refused:
        query.run(unnamed("one-page", "other-page"), "trial-card", {"trial": "study"})
    assert "2 documents" in str(refused.value)
