"""Adverse events are read with their owner, seriousness and figures; doubt, denial and aims are none."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest
from prose import context, document

from kg import sources
from kg.model import Arm, Concept
from kg.reading import events
from kg.reading.context import Proposal

SEED = Path(__file__).parent.parent / "seeds" / "sorafenib-thyroid-nci.md"
INTRODUCTION = "Patients were randomly assigned to receive sorafenib or a placebo.\n\n"


def read(text: str, source: str = "nci_page") -> list[Proposal]:
    return list(events.read(context(document(text, source))))


def owner(proposal: Proposal) -> tuple[str, ...]:
    arm, drug = proposal.roles["arm"], proposal.roles["drug"]
    if isinstance(arm, Arm):
        return tuple(c.name for c in arm.interventions)
    return (drug.name,) if isinstance(drug, Concept) else ()


def name(proposal: Proposal) -> str:
    event = proposal.roles["event"]
    assert isinstance(event, Concept)
    assert event.kind == "event"
    return re.sub(r"s$", "", event.shown)


def told(text: str, source: str = "nci_page") -> set[tuple[str, tuple[str, ...], str]]:
    """Event, owner, and figure with its unit ("" where none is given)."""
    found = set()
    for p in read(text, source):
        value = p.roles["value"]
        figure = f"{value} {p.roles['unit']}" if isinstance(value, Decimal) else ""
        found.add((name(p), owner(p), figure))
    return found


S, P = ("sorafenib",), ("placebo",)


def test_a_list_that_is_announced_as_side_effects_is_read_whatever_its_items() -> None:
    text = "The most common side effects of sorafenib were fatigue, gritty eyes, and loss of the sense of smell."
    assert told(text) == {("fatigue", S, ""), ("gritty eye", S, ""), ("loss of the sense of smell", S, "")}


def test_a_list_in_brackets_behind_its_announcement_is_read() -> None:
    text = "The most common side effects in patients treated with sorafenib (diarrhea and nausea) were mild."
    assert {(e, o) for e, o, _ in told(text)} == {("diarrhea", S), ("nausea", S)}


def test_what_names_no_treatment_belongs_to_the_sentence_before() -> None:
    text = (
        INTRODUCTION
        + "All patients treated with sorafenib had side effects. The side effects included fatigue and rash."
    )
    assert told(text, "abstract") == {("fatigue", S, ""), ("rash", S, "")}


def test_a_figure_belongs_to_the_event_before_its_bracket_and_to_the_group_of_its_place() -> None:
    text = INTRODUCTION + "Patients who received sorafenib had more diarrhea (30% versus 12%) than those on placebo."
    assert told(text) == {("diarrhea", S, "30 percent"), ("diarrhea", P, "12 percent")}


def test_what_caused_an_event_is_no_group() -> None:
    cause = INTRODUCTION + "Most had radiation-induced nausea despite treatment (70% versus 83% with placebo)."
    assert {whose for _, whose, figure in told(cause) if figure} <= {S, P}


def test_what_was_no_different_or_is_slowed_by_a_drug_is_none_of_its_events() -> None:
    text = "Those who received sorafenib had more rash and fatigue but no difference in falls or cardiovascular events."
    assert {event for event, _, _ in told(INTRODUCTION + text)} == {"rash", "fatigue"}
    assert not told("Zoledronic acid is useful for slowing or reversing the anemia that is common in patients.")


def test_by_how_much_an_event_was_more_frequent_is_not_how_frequent_it_was() -> None:
    text = INTRODUCTION + "Patients who received sorafenib had more diarrhea (increase, 8%) than those on placebo."
    assert not {p.roles.get("value") for p in read(text)} - {None}


def test_participants_and_percent_are_two_facts() -> None:
    text = "Among patients treated with sorafenib, serious adverse events included pneumonia (16 [37%])."
    assert {(p.roles["value"], p.roles["unit"]) for p in read(text)} == {
        (Decimal(16), "participants"),
        (Decimal(37), "percent"),
    }


def test_a_share_of_each_group_is_read_from_the_words_behind_the_verb() -> None:
    text = INTRODUCTION + "Fatigue was recorded in 7% of patients in the sorafenib group and 3% in the placebo group."
    assert told(text) == {("fatigue", S, "7 percent"), ("fatigue", P, "3 percent")}


def test_a_share_before_the_verb_is_read() -> None:
    text = INTRODUCTION + "Four percent of the patients in the sorafenib group developed febrile neutropenia."
    assert told(text) == {("febrile neutropenia", S, "4 percent")}


@pytest.mark.parametrize(
    ("words", "serious", "grade"),
    [
        ("Grade 3 or 4 toxicities with sorafenib included anemia.", True, "3-4"),
        ("Serious adverse events with sorafenib included anemia.", True, None),
        ("Side effects of sorafenib included anemia.", None, None),
        ("Side effects of sorafenib included moderate to severe anemia.", None, "moderate to severe"),
    ],
)
def test_seriousness_is_what_the_document_calls_it(words: str, serious: bool | None, grade: str | None) -> None:
    (fact,) = read(words)
    assert (fact.roles["serious"], fact.roles["grade"]) == (serious, grade)


def test_a_death_that_is_laid_to_the_treatment_is_a_serious_event() -> None:
    (fact,) = read("One death, caused by a stroke, was attributed to sorafenib.")
    assert (name(fact), owner(fact), fact.roles["serious"], fact.roles["value"]) == (
        "stroke",
        S,
        True,
        Decimal(1),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Sorafenib may cause diarrhea and rash.",
        "Possible side effects of sorafenib include diarrhea.",
        "Researchers are studying whether sorafenib causes diarrhea.",
        "Sorafenib did not cause diarrhea.",
        "There was no increase in side effects with sorafenib, including stroke.",
        "Ondansetron is given to prevent nausea and vomiting.",
        "Sorafenib is used to treat thyroid cancer.",
        "Sorafenib was associated with longer survival and better quality of life.",
        "Patients with anemia were not eligible for sorafenib.",
        "Ask your doctor about side effects, including fatigue.",
    ],
)
def test_doubt_denial_and_aims_are_no_events(text: str) -> None:
    assert read(text) == []


def test_the_whole_of_the_seed_is_read() -> None:
    found = {
        (name(p), owner(p), p.roles["serious"], p.roles["value"]) for p in events.read(context(sources.read(SEED)))
    }
    plain = ("hand-foot skin reaction", "diarrhea", "skin rash", "fatigue", "hair los")
    serious = ("second primary cancer", "difficulty breathing", "pleural effusion")
    classed = ("bleeding", "thromboembolism", "bowel perforation", "left ventricle dysfunction")
    wanted = {(e, S, None, None) for e in plain} | {(e, S, True, None) for e in (*serious, *classed)}
    assert found == wanted | {("heart attack", S, True, Decimal(1))}


def test_hostile_text_is_read_in_time() -> None:
    for piece in ("side effects included ", "grade 3 or ", "(12% vs ", "more likely to have a, "):
        text = "Sorafenib: " + piece * (60_000 // len(piece))
        start = process_time()
        read(text)
        assert process_time() - start < 5


def test_a_list_may_stand_before_the_words_that_call_it_side_effects() -> None:
    text = "Fatigue, gritty eyes, and nausea were the most common side effects in patients treated with sorafenib."
    assert told(text) == {("fatigue", S, ""), ("gritty eye", S, ""), ("nausea", S, "")}
    assert told("Osteonecrosis of the jaw is a rare side effect of sorafenib.") == {("osteonecrosis of the jaw", S, "")}
    assert told("With sorafenib, diarrhea was not a common side effect.") == set()


def test_a_list_before_its_announcement_keeps_the_figures_of_both_groups() -> None:
    text = "Rash (25% vs 4%) and fever (20% vs 16%) were the most common adverse events in the sorafenib group."
    expected = {("rash", S, "25 percent"), ("rash", P, "4 percent"), ("fever", S, "20 percent")}
    assert told(INTRODUCTION + text) == {*expected, ("fever", P, "16 percent")}


def test_none_is_a_figure_where_it_counts_a_group() -> None:
    text = "Hand-foot syndrome was seen in 25 patients treated with sorafenib and in none treated with placebo."
    found = {("hand-foot syndrome", S, "25 participants"), ("hand-foot syndrome", P, "0 participants")}
    assert told(INTRODUCTION + text) == found


def test_what_names_nobody_in_a_trial_against_placebo_is_told_of_the_drug() -> None:
    text = INTRODUCTION + "Follow-up was long.\n\nIt went well.\n\nThe most common side effects were fatigue and rash."
    assert told(text, "abstract") == {("fatigue", S, ""), ("rash", S, "")}


TABLE = """
| | Sorafenib, % | Placebo, % |
| --- | --- | --- |
| Fatigue | 41 | 23.5 |
| Grade 3 rash | 4 | 0 |
| Median survival | 11 | 9 |
"""


def test_a_table_tells_an_event_a_row_and_a_group_a_column() -> None:
    found = {("fatigue", S, "41 percent"), ("fatigue", P, "23.5 percent"), ("rash", S, "4 percent")}
    assert told(INTRODUCTION + TABLE) == {*found, ("rash", P, "0 percent")}


def test_a_table_tells_a_drug_a_row_and_an_event_a_column() -> None:
    text = "\n| Drug | Grade 3 diarrhea rate (%) |\n| --- | --- |\n| Sorafenib | 12 |\n| Imatinib | 3 |\n"
    assert told(text) == {("diarrhea", S, "12 percent"), ("diarrhea", ("imatinib",), "3 percent")}


def test_what_is_said_of_a_drug_behind_another_thing_is_read() -> None:
    text = "Sorafenib slows tumor growth and is associated with high blood pressure, but it can also cause bleeding."
    assert {(e, o) for e, o, _ in told(text)} == {("high blood pressure", S), ("bleeding", S)}
    text = "Unlike imatinib, sorafenib does not cause edema, but it can cause bleeding."
    assert {(e, o) for e, o, _ in told(text)} == {("bleeding", S)}


def test_figures_of_a_list_are_shared_out_where_the_sentence_says_how() -> None:
    text = "Neutropenia and mucositis occurred in 35% and 22% of patients who received sorafenib, respectively."
    assert told(text) == {("neutropenia", S, "35 percent"), ("mucositi", S, "22 percent")}
    text = "The most common toxicities of sorafenib were rash and diarrhea, each occurring in 30% of patients."
    assert told(text) == {("rash", S, "30 percent"), ("diarrhea", S, "30 percent")}


def test_the_share_of_a_whole_list_is_no_share_of_its_last_event() -> None:
    text = "Serious side effects, including bleeding and infections, occurred in 11% of patients who took sorafenib."
    assert told(text) == {("bleeding", S, ""), ("infection", S, "")}


def test_one_bracket_tells_the_order_of_the_groups_for_all() -> None:
    text = "Sorafenib led to more adverse events (8% for placebo vs. 30%), rash (12% vs. 42%) and fever (3% vs. 9%)."
    found = {(e, o, v) for e, o, v in told(INTRODUCTION + text) if v}
    assert found >= {("rash", P, "12 percent"), ("rash", S, "42 percent"), ("fever", S, "9 percent")}


def test_what_a_drug_is_said_to_have_caused_is_its_event_though_another_treats_it() -> None:
    text = "Imatinib is used to lessen kidney damage caused by repeated treatment with sorafenib."
    assert {(e, o) for e, o, _ in told(text)} == {("kidney damage", S)}
    assert told("The rash may be caused by sorafenib.") == set()


def test_what_is_not_an_event_may_begin_a_list() -> None:
    assert told("The most common side effects of sorafenib were eye-related events, rash, and fever.") == {
        ("rash", S, ""),
        ("fever", S, ""),
    }


def test_most_commonly_in_brackets_names_an_event_of_the_group_before() -> None:
    text = "Grade 3 adverse events occurred in 84% of patients who received sorafenib (most commonly rash)."
    assert told(text) == {("rash", S, "")}


def test_figures_told_respectively_go_to_groups_in_order() -> None:
    text = "The main severe toxicity was neutropenia (21% and 20% with sorafenib and placebo, respectively)."
    assert {("neutropenia", S, "21 percent"), ("neutropenia", P, "20 percent")} == told(INTRODUCTION + text)


def test_what_each_group_had_more_of_is_its_own() -> None:
    text = "The profiles differed, with more edema with sorafenib and more rash and fever with imatinib."
    imatinib = ("imatinib",)
    assert told(text) == {("edema", S, ""), ("rash", imatinib, ""), ("fever", imatinib, "")}


def test_cases_are_counted() -> None:
    text = "There were two cases of interstitial pneumonitis in the sorafenib group."
    assert told(INTRODUCTION + text) == {("interstitial pneumoniti", S, "2 participants")}
    assert told("About one in five patients who received sorafenib had a rash.") == {("rash", S, "20 percent")}


def test_what_a_table_counts_is_not_told_again_without_its_figure() -> None:
    text = INTRODUCTION + "Fatigue and fever were more common with sorafenib.\n" + TABLE
    found = {f for f in told(text) if f[1] == S}
    assert found == {("fatigue", S, "41 percent"), ("rash", S, "4 percent"), ("fever", S, "")}


def test_a_denial_of_one_thing_leaves_the_next_as_it_is() -> None:
    text = "Sorafenib did not lengthen survival and was associated with bleeding."
    assert told(text) == {("bleeding", S, "")}
    assert told("Sorafenib may slow growth and cause bleeding.") == set()


def test_treatments_named_by_what_they_act_on_own_their_events() -> None:
    text = "Three patients who received the PD-1 targeted drug died of pneumonitis caused by the treatment."
    assert {(e, o) for e, o, _ in told(text)} == {("pneumoniti", ("PD-1 targeted drug",))}


def test_events_that_are_watched_for_or_did_not_differ_are_none() -> None:
    assert told("Side effects of sorafenib, including rash and fever, were monitored.") == set()
    assert told("Other toxicities of sorafenib, including rash and fever, did not differ.") == set()


def test_two_figures_in_brackets_may_be_of_two_events_of_one_group() -> None:
    text = "Hypothyroidism and rash were more common in the sorafenib arm (7% and 3%, respectively)."
    assert told(INTRODUCTION + text) == {("hypothyroidism", S, "7 percent"), ("rash", S, "3 percent")}
    assert told("Sorafenib led to rapid resolution of fever.") == set()


def test_bullets_below_an_announcement_are_its_events() -> None:
    text = "Common side effects of sorafenib include these:\n\n- Fever and chills.\n- Skin or hair discoloration.\n"
    found = read(text)
    assert {(name(p), owner(p)) for p in found} == {
        ("fever", S), ("chill", S), ("skin discoloration", S), ("hair discoloration", S),
    }  # fmt: skip
    assert all(p.rule == "adverse_event.below" for p in found)
    assert {text[p.span.start : p.span.end].partition(" ")[0] for p in found} == {"Common"}


def test_bullets_below_a_doubt_or_a_likeness_are_none() -> None:
    assert not read("Possible side effects of sorafenib include:\n\n- Fever.\n- Rash.\n")
    assert not read(
        "There were no statistically significant differences in side effects of sorafenib, including:\n\n- Rash.\n"
    )


def test_figures_of_bullets_are_read_for_each_group() -> None:
    text = (
        INTRODUCTION
        + "The most frequent grade 3 side effects included:\n\n- Rash (9% for sorafenib vs. 2% for placebo).\n"
    )
    assert told(text) == {("rash", S, "9 percent"), ("rash", P, "2 percent")}


def test_a_word_is_completed_by_the_head_of_the_item_beside_it() -> None:
    text = "Side effects of sorafenib included fever, irregular or rapid heart rate, and renal and ocular pain."
    assert {name(p) for p in read(text)} == {"fever", "irregular or rapid heart rate", "renal pain", "ocular pain"}


SUMMARY = """# Treatment (PDQ)

## Second-line therapy

1. In a phase 2 study (NCT00000001), 40 patients with thyroid cancer received sorafenib.

- The median overall survival was 12 months.
- The most common grade 3 adverse events were rash (9%) and diarrhea (5%).

2. Another phase 2 study evaluated lenvatinib.

- The most common grade 3 adverse events were hypertension (7%).
"""


def test_in_a_summary_of_many_trials_events_are_of_the_treatment_that_the_trial_gave() -> None:
    found = {(e, o, f) for e, o, f in told(SUMMARY)}
    assert found == {
        ("rash", S, "9 percent"), ("diarrhea", S, "5 percent"), ("hypertension", ("lenvatinib",), "7 percent"),
    }  # fmt: skip


def test_a_sentence_that_begins_with_people_of_its_own_is_led_back_to_no_treatment() -> None:
    text = (
        "# Complications (PDQ)\n\nDiarrhea is also seen in people with thymoma who are receiving sorafenib.\n"
        "Among children with leukemia in the last month of life, 19% experienced rash.\n"
    )
    assert told(text) == {("diarrhea", S, "")}
    assert ("rash", S, "19 percent") in told(
        text.replace("Among children with leukemia in the last month of life, ", "In one study, ")
    )


def test_what_stands_under_a_drug_s_heading_is_told_of_the_drug() -> None:
    text = "# Treatment (PDQ)\n\n## Sorafenib\n\nIt is given by mouth.\n\nSide effects include rash.\n"
    assert told(text) == {("rash", S, "")}


TWO_ARMS = "Patients were randomly assigned to sorafenib plus cisplatin (arm A) or cisplatin alone (arm B).\n\n"
BOTH, ALONE = ("cisplatin", "sorafenib"), ("cisplatin",)


def counts(sentence: str) -> set[tuple[str, tuple[str, ...], str]]:
    """What a sentence of a trial of two arms tells, the arms' treatments sorted."""
    return {(event, tuple(sorted(given)), figure) for event, given, figure in told(TWO_ARMS + sentence, "abstract")}


def test_figures_in_brackets_within_brackets_go_to_the_groups_named_beside_them() -> None:
    text = (
        "Rash rates were higher in arm A (2 [1%] of 150 in the cisplatin alone group vs 20 [13%] of 154 in the "
        "cisplatin plus sorafenib group)."
    )
    assert counts(text) == {
        ("rash", ALONE, "2 participants"), ("rash", ALONE, "1 percent"),
        ("rash", BOTH, "20 participants"), ("rash", BOTH, "13 percent"),
    }  # fmt: skip


def test_events_may_be_counted_themselves() -> None:
    assert counts("Serious adverse events included infections (12 events in arm A vs 5 in arm B).") == {
        ("infection", BOTH, "12 events"),
        ("infection", ALONE, "5 events"),
    }


def test_this_group_is_the_other_of_two() -> None:
    text = "Rash was more frequent in arm A, occurring in 12% of patients in this group and 5% in arm B."
    assert counts(text) == {("rash", BOTH, "12 percent"), ("rash", ALONE, "5 percent")}


@pytest.mark.parametrize(
    "where",
    ["on arm A (12%; P = .01) than on arm B (5%)", "on arm A (12%) compared with arm B (5%)",
     "on cisplatin and sorafenib (12% of cycles) than on cisplatin alone (5%)"],
)  # fmt: skip
def test_a_figure_behind_a_group_is_that_of_no_group_behind_than(where: str) -> None:
    text = f"Rash was more frequent {where}."
    assert counts(text) == {("rash", BOTH, "12 percent"), ("rash", ALONE, "5 percent")}


def test_the_grade_of_an_event_is_counted_again() -> None:
    text = "Rash was observed in 31 patients in arm A, and was grade 3 in five patients."
    found = read(TWO_ARMS + text, "abstract")
    assert {(p.roles["value"], p.roles["serious"]) for p in found} == {(Decimal(31), None), (Decimal(5), True)}
    assert {tuple(sorted(owner(p))) for p in found} == {BOTH}


def test_people_are_counted_by_what_they_had() -> None:
    text = "Two patients with liver failure in arm A and one patient with lung bleeding in arm B had grade 5 toxicity."
    assert counts(text) == {("liver failure", BOTH, "2 participants"), ("lung bleeding", ALONE, "1 participants")}


def test_less_than_another_group_is_the_other_group_s() -> None:
    assert counts("Arm A had less nausea and vomiting than arm B.") == {("nausea and vomiting", ALONE, "")}
    assert not counts("Arm A had less nausea than a third group.")


def test_what_was_less_common_was_commoner_in_the_other_group() -> None:
    text = "There was more rash in arm A, but other side effects were less common, including anemia."
    assert counts(text) == {("rash", BOTH, ""), ("anemia", ALONE, "")}


def test_an_organ_names_its_toxicity_and_its_figures_are_read() -> None:
    text = "The most common toxicity was hepatic, with 29 patients in arm A and 24 patients in arm B."
    assert counts(text) == {
        ("hepatic toxicity", BOTH, "29 participants"),
        ("hepatic toxicity", ALONE, "24 participants"),
    }


def test_who_had_more_of_a_list_is_named_behind_it() -> None:
    text = "Although arm A had more rash, other side effects such as fever and cough were more likely in arm B."
    assert counts(text) == {("rash", BOTH, ""), ("fever", ALONE, ""), ("cough", ALONE, "")}


def test_under_a_drug_s_heading_what_it_was_compared_with_owns_nothing() -> None:
    text = (
        "# Treatment (PDQ)\n\n## Nabilone\n\nIt was as good as another drug. In one study, prochlorperazine was "
        "given first. Side effects included rash.\n"
    )
    assert ("rash", ("prochlorperazine",), "") not in told(text)


def test_people_with_an_illness_are_not_people_whom_a_drug_harmed() -> None:
    assert not told("In this study, 21 patients with chronic pain were given sorafenib.")


def test_what_is_associated_with_something_unknown_is_not_the_drug_s_before() -> None:
    text = (
        "Patients took sorafenib. Adverse effects associated with analeptic agents include mental side effects such as "
        "insomnia and anxiety."
    )
    assert not told(text)


def test_what_was_similar_in_both_groups_has_its_figures() -> None:
    text = "Late rash was similar in both arms with 16% in arm A and 22% in arm B."
    assert counts(text) == {("rash", BOTH, "16 percent"), ("rash", ALONE, "22 percent")}


def test_a_list_goes_on_behind_how_many_had_its_events() -> None:
    text = "Side effects of sorafenib included chills in five patients and premature heart beats in one patient."
    assert told(text) == {("chill", S, "5 participants"), ("premature heart beat", S, "1 participants")}


def test_an_increase_in_an_event_is_of_the_treatment_that_it_is_associated_with() -> None:
    text = "There was a statistically significant increase in skin toxicity, including alopecia, associated with arm A."
    assert ("skin toxicity", BOTH, "") in counts(text)


def of_whom(text: str) -> list[tuple[str, str]]:
    """Whose and which: the events of a text with the names of what was given."""
    made = []
    for p in read(text):
        given, event = p.roles["arm"] or p.roles["drug"], p.roles["event"]
        assert isinstance(event, Concept)
        names = [c.name for c in given.interventions] if isinstance(given, Arm) else [getattr(given, "name", "")]
        made.append((" + ".join(names), event.label or event.name))
    return made


def test_a_kind_of_treatment_owns_what_is_told_of_it_where_no_drug_is_named() -> None:
    assert of_whom("The most common side effects of hormone therapy are hot flashes and night sweats.") == [
        ("hormone therapy", "hot flashes"),
        ("hormone therapy", "night sweats"),
    ]
    assert of_whom("Radiation therapy to the neck can cause hypothyroidism.") == [
        ("radiation therapy", "hypothyroidism")
    ]


def test_what_only_heads_a_list_or_explains_an_item_is_no_event() -> None:
    text = "Sorafenib is associated with skin problems, including rash and alopecia."
    assert [event for _, event in of_whom(text)] == ["rash", "alopecia"]
    text = "The most common side effect of sorafenib is fatigue, which is feeling tired or worn out."
    assert [event for _, event in of_whom(text)] == ["fatigue"]


def test_an_organ_in_a_list_is_named_with_the_head_that_the_list_ends_with() -> None:
    text = INTRODUCTION + "Those who received sorafenib had more renal, neurological, and gastrointestinal toxicities."
    assert [event for _, event in of_whom(text)] == [
        "renal toxicity",
        "neurological toxicity",
        "gastrointestinal toxicity",
    ]


def test_a_group_that_nobody_knows_takes_no_other_s_events() -> None:
    text = "Sorafenib was tested in 60 patients. The most common toxicities in the combination arm were rash and fever."
    assert of_whom(text) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Some chemotherapy drugs and radiation therapy to the brain can cause hearing loss.",
            [("chemotherapy", "hearing loss"), ("radiation therapy", "hearing loss")],
        ),
        ("Radiation therapy directed at the pelvis or rectum can cause diarrhea.", [("radiation therapy", "diarrhea")]),
        ("In rare cases, radiation to the brain can cause seizures.", [("radiation therapy", "seizures")]),
        ("Tamoxifen increases the risk of endometrial cancer.", [("tamoxifen", "endometrial cancer")]),
        ("Radiation to the brain may cause seizures.", []),
    ],
)
def test_what_a_kind_of_treatment_can_cause_is_its(sentence: str, found: list[tuple[str, str]]) -> None:
    assert sorted(of_whom(sentence)) == found


def test_two_names_of_one_event_are_counted_once() -> None:
    text = "Side effects were few. Pneumonitis/radiation pneumonitis was reported in 38% of patients given sorafenib."
    assert [p.roles["value"] for p in read(text)] == [Decimal(38)]


TRIAL = "Patients were randomly assigned to sorafenib or placebo. "


def test_the_list_of_a_second_group_is_its_own() -> None:
    text = (
        TRIAL + "The most common adverse events were cough (30%) and fever for sorafenib; and rash (12%) for placebo."
    )
    assert told(text) == {("cough", S, "30 percent"), ("fever", S, ""), ("rash", P, "12 percent")}


def test_two_names_that_or_joins_in_a_longer_list_are_one_event() -> None:
    text = "The most common side effects of sorafenib were anemia, fatigue or asthenia, and fever."
    assert told(text) == {("anemia", S, ""), ("fatigue or asthenia", S, ""), ("fever", S, "")}


def test_what_was_less_severe_in_one_group_is_told_of_the_other_alone() -> None:
    assert told(TRIAL + "Fatigue was less severe in the sorafenib group.") == {("fatigue", P, "")}


def test_a_bracket_tells_how_many_had_it_worse() -> None:
    text = "Sorafenib was given. Side effects included diarrhea in 72% of patients (grade 3 or 4 in 5%)."
    assert told(text) == {("diarrhea", ("sorafenib",), "72 percent"), ("diarrhea", ("sorafenib",), "5 percent")}


def test_kinds_of_treatment_in_a_list_share_a_side_effect() -> None:
    found = told("Diarrhea is a side effect of cancer treatments, such as chemotherapy and radiation therapy.")
    assert found == {("diarrhea", ("chemotherapy",), ""), ("diarrhea", ("radiation therapy",), "")}


@pytest.mark.parametrize(
    "text",
    [
        "There was less nausea associated with sorafenib.",
        "Sorafenib was given. The incidence of lymphedema (>40% increase in volume) was not assessed.",
    ],
)
def test_less_of_it_and_how_much_it_changed_are_no_figures_of_an_event(text: str) -> None:
    assert told(text) == set()


def test_what_was_seen_in_those_who_were_treated_is_of_the_treatment() -> None:
    assert told("Neuropathy has been reported in survivors treated with cisplatin.") == {
        ("neuropathy", ("cisplatin",), "")
    }
    assert told("Delayed onset of mucositis has been reported in trials of cisplatin.") == set()


def test_the_risks_of_a_treatment_are_its_events() -> None:
    assert told("Other risks of surgery include bleeding and damage to nearby tissues.") == {
        ("bleeding", ("surgery",), ""),
        ("damage to nearby tissue", ("surgery",), ""),
    }


def test_what_is_used_against_an_event_does_not_cause_it() -> None:
    text = "Sorafenib was given, reducing opioid use. Pain flare occurred in 10% and may be treated with opioids."
    assert told(text) == set()


@pytest.mark.parametrize(
    ("sentence", "event", "owners"),
    [
        (
            "Children who receive cranial radiation therapy are at high risk of stroke.",
            "stroke",
            {"cranial radiation therapy"},
        ),
        ("Heart failure can occur with sorafenib therapy.", "heart failure", {"sorafenib"}),
    ],
)
def test_what_a_treatment_puts_people_at_risk_of_is_its_event(sentence: str, event: str, owners: set[str]) -> None:
    found = told(sentence)
    assert {e for e, _, _ in found} == {event}
    assert {name for _, whose, _ in found for name in whose} == owners


@pytest.mark.parametrize(
    "sentence",
    [
        "Smoking is a risk factor for lung cancer.",
        "Patients with hypertension are at risk of stroke.",
        "A high level in blood at the start of sorafenib treatment is a risk factor for neutropenia.",
    ],
)
def test_what_no_treatment_brings_about_is_no_event(sentence: str) -> None:
    assert not told(sentence)


def test_a_part_of_the_body_is_an_event_by_the_head_that_the_next_item_lends() -> None:
    text = "The main side effects of sorafenib were fatigue, hand and foot soreness, and stomach pain."
    assert {e for e, _, _ in told(text)} == {"fatigue", "hand sorenes", "foot sorenes", "stomach pain"}


def test_what_a_marker_tells_of_is_no_event() -> None:
    text = "Decreases in markers of iron overload were observed in patients who received sorafenib."
    assert not told(text)


def test_events_of_all_who_were_treated_are_of_the_drug_named_before() -> None:
    text = "# Sorafenib\n\nSorafenib was given to 60 children. {}"
    listed = "Primary side effects in more than 30% of children were headache and fever."
    assert told(text.format(listed)) == {("headache", S, ""), ("fever", S, "")}
    counted = "The most prevalent toxicity (all grades) was diarrhea."
    assert told(text.format(counted)) == {("diarrhea", S, "")}


def test_bullets_that_tell_findings_are_no_items_of_an_announced_list() -> None:
    lead = "Late complications have been described in survivors treated with radiation therapy:\n\n"
    finding = "- The long-term study evaluated the frequency of esophageal stricture among 5,000 survivors of cancer.\n"
    assert not {e for e, _, _ in told(lead + finding) if "study" in e or "frequency" in e}
    finding = "- The Survivor Study (SVS) evaluated the long-term morbidity among 2,008 survivors (1,210 women).\n"
    assert not {e for e, _, _ in told(lead + finding) if "study" in e or "morbidity" in e}
    assert "stricture" in {e for e, _, _ in told("Side effects of radiation therapy:\n\n- Stricture.\n- Nausea.\n")}


def test_what_a_drug_caused_less_of_is_not_what_it_caused() -> None:
    assert not told("Sorafenib led to less diarrhea and rash.")


def test_events_far_from_any_name_are_of_the_drug_of_their_heading() -> None:
    text = "## Sorafenib\n\n{}Other common adverse events included cough and nausea.\n"
    assert told(text.format("The trial ended early. Its design was new.\n\n")) == {("cough", S, ""), ("nausea", S, "")}


def test_what_a_drug_is_set_beside_did_not_bring_about_its_events() -> None:
    assert told("Compared with placebo, sorafenib carries a risk of bleeding.") == {("bleeding", S, "")}
    assert told("Similar to tamoxifen, sorafenib carries a risk of bleeding.") == {("bleeding", S, "")}


def test_drugs_that_stand_as_examples_bring_about_what_is_said_of_their_kind() -> None:
    found = told("Newer drugs, such as sorafenib and tamoxifen, can cause neuropathy.")
    assert found == {("neuropathy", S, ""), ("neuropathy", ("tamoxifen",), "")}


def test_an_event_is_told_with_what_it_is_felt_in_or_is_of() -> None:
    text = "Side effects of sorafenib include:\n\n- Sensitive to light.\n- Pain in the upper part of the abdomen.\n"
    assert {e for e, _, _ in told(text)} == {"sensitive to light", "pain in the upper part of the abdomen"}


def test_fewer_effects_of_a_kind_are_none_of_what_is_told_of() -> None:
    assert not told("Sorafenib works in lower doses with fewer toxic effects, especially hypotension.")


def test_the_severity_of_a_list_holds_for_all_of_it_however_long_its_name() -> None:
    text = "Grade 3 or 4 treatment-related adverse events included anemia (12%) and rash (7%) with sorafenib."
    assert {(name(p), p.roles["serious"]) for p in read(text)} == {("anemia", True), ("rash", True)}


def test_another_clause_ends_a_list() -> None:
    arms = "Patients got sorafenib plus cisplatin or cisplatin.\n\n"
    more = (
        "Those given sorafenib plus cisplatin had more rash, although rates of toxicities, including fever, were alike."
    )
    assert {e for e, _, _ in told(arms + more)} == {"rash"}


def test_what_is_frequently_used_for_an_event_does_not_bring_it_about() -> None:
    assert not told("Low doses of antidepressants (too low for depression) are frequently used to help people sleep.")


def test_what_both_of_two_drugs_cause_is_an_event_of_each() -> None:
    found = told("Both sorafenib and lenvatinib have been associated with hypertension.")
    assert found == {("hypertension", S, ""), ("hypertension", ("lenvatinib",), "")}


@pytest.mark.parametrize(
    ("sentence", "of_trial"),
    [
        ("Serious side effects can include bleeding and pneumonia.", False),
        ("Its effects can include rare serious toxicities such as bleeding and pneumonia.", False),
        ("Serious side effects included bleeding and pneumonia.", True),
    ],
)
def test_what_side_effects_can_include_is_the_drug_s_and_not_the_trial_s(sentence: str, of_trial: bool) -> None:
    found = read(INTRODUCTION + "One patient in the sorafenib group had a rash. " + sentence)
    told = [p for p in found if name(p) in ("bleeding", "pneumonia")]
    assert [(owner(p), isinstance(p.roles["arm"], Arm), p.roles["trial"] is not None) for p in told] == [
        (S, of_trial, of_trial)
    ] * 2
