"""A document's named graph says all that was read, the same bytes each time, and nothing that was not."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from leaflets import TEXT, findings, leaflet, reading

from kg import describe, names, terms
from kg.model import Arm, Concept, Evidence, Finding, Reading, Span
from kg.reading.grounding import taxonomy
from kg.schema import make
from kg.terms import DCTERMS, FOAF, OA, PROV, RDF, RDFS, SKOS, XSD

TRIAL = Concept("trial", "HARBOR")
DRUG, OTHER = Concept("drug", "somanib"), Concept("drug", "otherib")


def graph(of: Reading) -> set[tuple[str, str, str]]:
    """The triples of a reading, terms as text."""
    quads = ox.parse("\n".join(describe.describe(of)), format=ox.RdfFormat.N_QUADS)
    return {(text(quad.subject), text(quad.predicate), text(quad.object)) for quad in quads}


def text(term: object) -> str:
    return str(getattr(term, "value", term))


def one(kind: str, **roles: object) -> set[tuple[str, str, str]]:
    fact = make(kind, **roles)  # type: ignore[arg-type]
    evidence = Evidence(leaflet().iri, Span(30, 38), TEXT[30:38], "test.rule")
    return graph(Reading(leaflet(), (Finding(fact, evidence),)))


def edges(triples: set[tuple[str, str, str]], term: str) -> set[tuple[str, str]]:
    shorter = names.BASE
    return {(s.removeprefix(shorter), o.removeprefix(shorter)) for s, p, o in triples if p == term}


def test_lines_are_sorted_once_each_and_all_of_the_documents_graph() -> None:
    lines = describe.describe(reading())
    assert lines == sorted(set(lines))
    assert all(line.endswith(f" <{leaflet().iri}> .") for line in lines)


def test_nothing_is_a_blank_node() -> None:
    assert not any(line.startswith("_:") or " _:" in line.partition('"')[0] for line in describe.describe(reading()))


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    program = "import leaflets; from kg import describe; print('\\n'.join(describe.describe(leaflets.reading())))"
    here = Path(__file__).parent
    digests = {
        hashlib.sha256(
            subprocess.run(
                [sys.executable, "-c", program],
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}{os.pathsep}{here.parent}"},
                capture_output=True,
                check=True,
            ).stdout
        ).hexdigest()
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_the_order_in_which_facts_were_read_does_not_show() -> None:
    found = findings(leaflet())
    assert describe.describe(Reading(leaflet(), found)) == describe.describe(Reading(leaflet(), found[::-1] + found))


def test_two_documents_that_say_the_same_share_the_fact_and_not_the_evidence() -> None:
    one_page, another = (graph(reading(name)) for name in ("page-a", "page-b"))
    fact = {s for s, p, o in one_page if o == terms.DrugTarget}
    assert fact == {s for s, p, o in another if o == terms.DrugTarget}
    evidence = [{s for s, p, o in page if o == terms.Evidence} for page in (one_page, another)]
    assert evidence[0].isdisjoint(evidence[1])


def test_evidence_holds_the_words_their_place_and_who_read_them() -> None:
    triples = graph(reading())
    for evidence in {s for s, p, o in triples if o == terms.Evidence}:
        said = {p: o for s, p, o in triples if s == evidence and p != RDF + "type"}
        assert TEXT[int(said[OA + "start"]) : int(said[OA + "end"])] == said[OA + "exact"]
        assert TEXT.startswith(
            said[OA + "prefix"] + said[OA + "exact"], int(said[OA + "start"]) - len(said[OA + "prefix"])
        )
        assert said[OA + "hasSource"] == leaflet().iri
        assert said[terms.method] == "test.rule"
        assert (said[terms.supports], RDF + "type", terms.Fact) in triples


@pytest.mark.parametrize(
    ("method", "kind"), [("person:Ada Byron", terms.Person), ("model:reader-1", PROV + "SoftwareAgent")]
)
def test_what_a_person_or_a_model_read_is_attributed(method: str, kind: str) -> None:
    finding = findings(leaflet())[0]
    triples = graph(Reading(leaflet(), (Finding(finding.fact, replace(finding.evidence, method=method)),)))
    ((_, agent),) = edges(triples, PROV + "wasAttributedTo")
    assert (names.BASE + agent, RDF + "type", kind) in triples


def test_confidence_and_pointer_are_written_where_there_are_any() -> None:
    finding = findings(leaflet())[0]
    evidence = replace(finding.evidence, confidence=Decimal("0.950"), pointer="/a/0")
    triples = graph(Reading(leaflet(), (Finding(finding.fact, evidence),)))
    assert {o for _, o in edges(triples, terms.confidence)} == {"0.95"}
    assert {o for _, o in edges(triples, terms.pointer)} == {"/a/0"}
    assert not edges(graph(reading()), terms.confidence)


@pytest.mark.parametrize("nothing", ["None", "null", "~", "N/A", " ", "NaN"])
def test_a_key_without_a_value_says_nothing_whatever_program_wrote_it(nothing: str) -> None:
    document = replace(leaflet(), metadata={"url": nothing, "tags": (nothing, "a")})
    said = {(p, o) for s, p, o in graph(Reading(document, ()))}
    assert not [o for p, o in said if p == FOAF + "page"]
    assert {o for p, o in said if p == terms.tag} == {"a"}


def test_a_document_is_described_by_its_metadata_and_tags_are_kept_apart() -> None:
    metadata: dict[str, str | tuple[str, ...]] = {
        "url": "https://example.org/x",
        "cancerTypes": ("skin",),
        "lastReviewed": "2020-06-30",
        "color": "red",
    }
    document = replace(leaflet(), metadata=metadata, notes=("the title differs",))
    triples = graph(Reading(document, ()))
    said = {(p, o) for s, p, o in triples}
    assert {
        (RDF + "type", terms.Document), (DCTERMS + "title", "A leaflet"), (FOAF + "page", "https://example.org/x"),
        (terms.cancerTag, "skin"), (terms.lastReviewed, "2020-06-30"), (terms.note, "the title differs"),
        (terms.sourceKind, "nci_page"), (terms.contentDigest, "0" * 64),
        (terms.figureSentences, "0"), (terms.unmappedFigureSentences, "0"),
    } == said  # fmt: skip


def test_metadata_that_is_not_what_it_should_be_stays_text_for_the_shapes_to_tell() -> None:
    document = replace(leaflet(), metadata={"url": "javascript:alert(1)", "lastReviewed": "last spring"})
    lines = describe.describe(Reading(document, ()))
    assert any('"javascript:alert(1)" <' in line for line in lines)
    assert any('"last spring" <' in line for line in lines)


def test_what_the_vocabulary_does_not_know_is_marked() -> None:
    known, unknown = Concept("drug", "a"), Concept("drug", "b", known=False)
    for drug, marked in ((known, False), (unknown, True)):
        assert bool(edges(one("brand_name", drug=drug, name="x"), terms.minted)) is marked


def test_literals_have_the_datatype_of_their_role() -> None:
    arm = Arm(TRIAL, (DRUG,))
    lines = describe.describe(
        Reading(leaflet(), (Finding(make("arm", trial=TRIAL, arm=arm, size=120), findings(leaflet())[0].evidence),))
    )
    assert any(f'<{terms.size}> "120"^^<{XSD}integer>' in line for line in lines)
    dated = one("approval", drug=DRUG, cancer=Concept("cancer", "x"), status="approved", date="2012-05")
    assert edges(dated, terms.date)


def test_values_have_a_canonical_value_where_their_unit_is_known() -> None:
    outcome = {"trial": TRIAL, "measure": Concept("measure", "overall survival"), "value": Decimal("10.8")}
    known = one("outcome", **outcome, unit="months")
    assert {o for _, o in edges(known, terms.canonicalValue)} == {"328.725"}
    assert {o for _, o in edges(known, terms.canonicalUnit)} == {"day"}
    assert not edges(one("outcome", **outcome, unit="WHO score"), terms.canonicalValue)


def test_an_arm_is_described_by_its_trial_and_what_it_was_given() -> None:
    arm = Arm(TRIAL, (OTHER, DRUG), "weekly")
    triples = one("arm", trial=TRIAL, arm=arm)
    node = names.arm_iri(arm).removeprefix(names.BASE)
    assert edges(triples, terms.inTrial) == {(node, "trial/HARBOR")}
    assert edges(triples, terms.intervention) == {(node, "drug/otherib"), (node, "drug/somanib")}
    assert (node, "otherib + somanib (weekly)") in edges(triples, RDFS + "label")


def test_shortcuts_lead_from_drug_to_target_and_from_trial_to_its_parts() -> None:
    triples = graph(reading())
    arms = {name: names.arm_iri(Arm(TRIAL, (Concept(kind, name),))).removeprefix(names.BASE)
            for kind, name in (("drug", "somanib"), ("intervention", "placebo"))}  # fmt: skip
    assert edges(triples, terms.targets) == {("drug/somanib", "target/BRAF")}
    assert edges(triples, terms.approvedFor) == {("drug/somanib", "cancer/thyroid-cancer")}
    assert edges(triples, terms.hasArm) == {("trial/HARBOR", arm) for arm in arms.values()}
    assert edges(triples, terms.tests) == {("trial/HARBOR", f) for f in ("drug/somanib", "intervention/placebo")}
    assert edges(triples, terms.hasEndpoint) == {("trial/leaflet/study", "measure/overall-survival")}
    assert edges(triples, terms.hasAdverseEvent) == {("drug/somanib", "event/rash")}
    outcomes = {s.removeprefix(names.BASE) for s, p, o in triples if o == terms.Outcome}
    assert {o for _, o in edges(triples, terms.hasOutcome)} == outcomes


def test_a_revoked_approval_is_no_approval() -> None:
    roles = {"drug": DRUG, "cancer": Concept("cancer", "x")}
    assert edges(one("approval", **roles, status="accelerated"), terms.approvedFor)
    assert not edges(one("approval", **roles, status="revoked"), terms.approvedFor)


def test_a_trial_studies_what_its_condition_refers_to_and_nothing_else() -> None:
    roles = {"trial": TRIAL, "value": "x", "refers_to": Concept("cancer", "thyroid cancer")}
    assert edges(one("trial", **roles, attribute="condition"), terms.studies)
    assert not edges(one("trial", **roles, attribute="registry_id"), terms.studies)


def test_an_event_of_an_arm_is_a_drugs_only_where_the_arm_was_given_no_other() -> None:
    roles = {"trial": TRIAL, "event": Concept("event", "rash")}
    sole, several = Arm(TRIAL, (DRUG,)), Arm(TRIAL, (DRUG, OTHER))
    assert edges(one("adverse_event", **roles, arm=sole), terms.hasAdverseEvent) == {("drug/somanib", "event/rash")}
    assert not edges(one("adverse_event", **roles, arm=several), terms.hasAdverseEvent)
    placebo = Arm(TRIAL, (Concept("intervention", "placebo"),))
    assert not edges(one("adverse_event", **roles, arm=placebo), terms.hasAdverseEvent)


def test_the_vocabulary_points_to_the_public_iris_of_what_is_in_use() -> None:
    drug = Concept("drug", "sorafenib", matches=("CHEBI:50924", "NOWHERE:1"), parents=("kinase inhibitor",))
    lines = describe.vocabulary([drug, drug, DRUG])
    assert lines == sorted(set(lines))
    assert {line.split(" ")[-2] for line in lines} == {f"<{names.VOCABULARY_GRAPH}>"}
    found = "\n".join(lines)
    assert f"<{SKOS}exactMatch> <http://purl.obolibrary.org/obo/CHEBI_50924>" in found
    assert f"<{SKOS}broader> <{names.BASE}drug/kinase-inhibitor>" in found
    assert "NOWHERE" not in found


def test_the_concepts_of_findings_are_all_that_their_facts_speak_of() -> None:
    found = {f"{c.kind} {c.name}" for c in describe.concepts(reading())}
    assert found == {
        "drug somanib", "target BRAF", "cancer thyroid cancer", "agency FDA", "trial HARBOR", "trial study",
        "measure overall survival", "intervention placebo", "event rash", "person Ada Byron",
        "organization Institute",
    }  # fmt: skip


def test_what_things_are_kinds_of_is_followed_to_the_top_and_has_labels() -> None:
    lines = describe.vocabulary([taxonomy.named("cancer", "differentiated thyroid cancer") or DRUG])
    assert f"<{names.BASE}cancer/thyroid-cancer> <{RDFS}label>" in "\n".join(lines)
    assert any(f"<{names.BASE}cancer/thyroid-cancer> <{SKOS}broader>" in line for line in lines)


def test_a_regimen_has_the_parts_that_the_vocabulary_gives() -> None:
    lines = describe.vocabulary([Concept("drug", "ABVD"), Concept("drug", "somanib")])
    parts = {line.split(" ")[2] for line in lines if terms.hasPart in line}
    assert parts == {f"<{names.BASE}drug/{d}>" for d in ("doxorubicin", "bleomycin", "vinblastine", "dacarbazine")}


def test_a_document_counts_its_sentences_with_figures_and_those_that_gave_no_fact() -> None:
    read = reading()
    reached = read.findings[0].evidence.span
    triples = graph(replace(read, figures=(reached, Span(10**6, 10**6 + 9), Span(10**7, 10**7 + 9))))
    said = {(p, o) for _, p, o in triples}
    assert {(terms.figureSentences, "3"), (terms.unmappedFigureSentences, "2")} <= said


def test_a_documents_topics_are_the_drugs_and_cancers_of_its_title() -> None:
    triples = graph(Reading(replace(leaflet(), title="Sorafenib for liver cancer, a phase 3 trial"), ()))
    assert edges(triples, terms.topic) == {
        (f"document/{leaflet().name}", f"{c}") for c in ("drug/sorafenib", "cancer/liver-cancer")
    }
    assert not any(p == RDF + "type" and o in {terms.Drug, terms.Cancer} for _, p, o in triples)


def test_an_approval_has_the_biomarkers_that_its_setting_asks_for() -> None:
    cancer = Concept("cancer", "melanoma")
    roles = {"drug": DRUG, "cancer": cancer, "status": "approved"}
    triples = one("approval", **roles, setting="metastatic; BRAF V600E mutation; no EGFR mutations")
    ((_, target),) = edges(triples, terms.biomarker)
    assert target == "target/BRAF"
    assert (names.BASE + target, RDF + "type", terms.Target) in triples
