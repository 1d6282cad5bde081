"""How many people a trial took, in the many ways in which abstracts, summaries and news count them."""

from __future__ import annotations

import pytest
from prose import facts

SUMMARY = "# Thymoma Treatment (PDQ®)\n\n## Treatment of thymoma\n\n"


def sizes(text: str, source: str) -> list[str]:
    """The sizes that are read of the trials of a text."""
    return [str(f.one("value")) for f in facts(text, "trial", source) if f.one("attribute") == "enrollment"]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        (
            "Between May 2, 2009, and June 9, 2011, we screened 940 patients, of whom 602 were randomly assigned to "
            "receive axitinib (n=300) or sorafenib (n=302).",
            ["602"],
        ),
        ("From 1990 to 1996, 1875 women with thymoma, all of whom were well, were randomly assigned to A.", ["1875"]),
        ("In a trial, 310 patients were centrally randomly assigned between rituximab and observation.", ["310"]),
        ("This was a randomized study of gefitinib, an oral inhibitor of a kinase, in 480 patients.", ["480"]),
        ("We measured Ki-67 in tissue from 812 (64%) of 1270 patients who were enrolled in a trial.", ["1270"]),
        ("In this trial, serum was available from 212 of the 530 treated patients (40%).", ["530"]),
        ("Patients were randomized. 290 out of 301 patients were finally analyzed.", ["301"]),
        ("Patients were randomized. The intent-to-treat (ITT) population comprised 640 patients.", ["640"]),
        ("A total of 318 patients (61% with early and 39% with late disease) were randomly assigned to A.", ["318"]),
        ("In this study, 655 (paclitaxel 325; docetaxel 330) patients completed the questionnaires.", ["655"]),
        ("In this study, 240 patients are to be allocated to the trial.", ["240"]),
        ("In this trial, responses were seen in 12 of 30 patients in arm A and in 14 of 31 in arm B.", []),
        ("In this trial, blood was taken from 14 of 30 responders.", []),
    ],
)
def test_an_abstract_tells_of_all_whom_its_trial_took(text: str, size: list[str]) -> None:
    assert sizes(f"# Trial of a drug for thymoma\n\n{text}\n", "abstract") == size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("A 2011 study with twelve thymoma patients investigated the clearance of docetaxel.", ["12"]),
        ("In one study of dyspnea, bronchoscopy was abnormal in 81% of 120 patients examined.", ["120"]),
        ("In another study from Chile, variants were found in 1.5% and 0.8% of 412 families with thymoma.", ["412"]),
        ("Another study observed 148 French families with thymoma in which no variant was found.", ["148"]),
        ("A study of survivors from the Northern Childhood (NOCH) cohort (N = 2,310) was done.", ["2310"]),
        ("The SWIFT trial tested a scan. Data were reported for 61,120 participants in Spain.", ["61120"]),
        ("One trial found that the response rate was 20% in 40 patients given A and 31% in 45 given B.", []),
        ("In a trial, 14% of 90 patients in the gefitinib arm and 9% of 88 in the placebo arm stopped.", []),
        ("In a trial, 14% of 90 patients in the gefitinib arm stopped treatment.", []),
        ("One study was small. Data were reported for 310 patients in the screened group.", []),
        ("A study of six cycles of docetaxel in women with thymoma was done.", []),
        ("In a report of 17 cases of thymoma, 5 were large.", ["17"]),
        ("Imatinib: A registry analysis included 18 adults with thymoma.", ["18"]),
        ("According to the annual report in 81,000 adults with thymoma, survival is poor.", []),
        ("The trial tested imatinib. An updated report that included 140 adults was published.", []),
    ],
)
def test_a_summary_counts_them_in_words_by_families_and_as_the_whole_of_a_share(text: str, size: list[str]) -> None:
    assert sizes(SUMMARY + text, "nci_pdq") == size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("The MERCURY trial tested larotinib. All 88 participants took pills once a day.", ["88"]),
        ("The HARBOR trial compared two drugs. Of the 1,204 men in the docetaxel comparison, half were old.", ["1204"]),
        ("The MERCURY trial tested larotinib. All 12 participants who got a rash took pills.", []),
    ],
)
def test_news_tells_of_all_who_took_part(text: str, size: list[str]) -> None:
    assert sizes(f"# A drug for thymoma\n\n{text}\n", "nci_research") == size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("One report included 31 pediatric patients with thymoma.", ["31"]),
        ("In a recent review that included 77 patients with thymoma, the response rate was 52%.", ["77"]),
        ("A real-world analysis included 16 patients with thymoma who were treated with imatinib.", ["16"]),
        ("Trials enrolling 90 patients were reviewed. In a trial enrolling 80 patients, 12% had pain.", ["80"]),
        ("A review included 12 preclinical studies.", []),
        ("The trial took blood from 34 women. In 12 of these women, antibodies were found.", []),
        ("In one study, the tumor was cut out in nine patients, and six patients were given imatinib.", []),
    ],
)
def test_a_summary_tells_how_many_a_report_or_a_review_looked_at_and_in_how_many_of_them(
    text: str, size: list[str]
) -> None:
    assert sizes(SUMMARY + text, "nci_pdq") == size
