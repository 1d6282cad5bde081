"""A file is known for the kind of document it is, or not at all, and only its own words are read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg import sources
from kg.errors import DocumentError
from kg.model import Document
from kg.sources import SOURCES, Raw, Source, frontmatter

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
SITE = "https://www.cancer.gov"


def written(folder: Path, front: str, body: str, name: str = "leaflet.md") -> Path:
    path = folder / name
    path.write_text(f"---\n{front}\n---\n{body}", "utf-8")
    return path


def texts(document: Document) -> list[str]:
    return [p.text for p in document.passages]


DRUG = "# Somanib\n\nPlaceholder slot\n\nSomanib blocks BRAF.\n\nUS Brand Name(s)\n\nSoma\n\nFDA Approved\n\nYes\n"
KINDS = [
    ("nci_research", f"title: T\nurl: {SITE}/types/thyroid/research/somanib", "It helped.\n"),
    ("nci_drug", f"title: Somanib\nurl: {SITE}/about-cancer/treatment/drugs/somanib", DRUG),
    (
        "nci_drug_list",
        f"title: Drugs Approved for Thyroid Cancer - NCI\nurl: {SITE}/about-cancer/treatment/drugs/thyroid",
        "- Soma (Somanib)\n- and more\n",
    ),
    (
        "nci_regimen",
        f"title: SOX - NCI\nurl: {SITE}/about-cancer/treatment/drugs/sox",
        "This chemotherapy combination contains somanib.\n",
    ),
    ("nci_pdq", f"title: Thyroid Cancer Treatment (PDQ®)\nurl: {SITE}/types/thyroid/hp/x-pdq", "It helped.\n"),
    ("nci_page", f"title: Coping\nurl: {SITE}/about-cancer/coping", "It helps to talk.\n"),
    ("abstract", "title: T\nsourceType: journal_abstract", "Results\n\nIt helped.\n"),
    ("abstract", "title: T\nurl: https://pubmed.ncbi.nlm.nih.gov/1/", "RESULTS: It helped.\n"),
    ("label", "title: T\nsourceType: fda_label_indications", "Indication: SOMA is indicated for cancer.\n"),
    ("markdown", "title: T\nurl: https://notcancer.gov/types/thyroid/research/somanib", "It helped.\n"),
    ("markdown", "title: T\nurl: 'http://[bad'", "It helped.\n"),
]


@pytest.mark.parametrize(("kind", "front", "body"), KINDS)
def test_each_kind_is_recognised(tmp_path: Path, kind: str, front: str, body: str) -> None:
    assert sources.read(written(tmp_path, front, body)).source == kind


def test_every_source_has_a_name_of_its_own_and_says_what_it_is() -> None:
    assert all(count == 1 for count in Counter(source.name for source in SOURCES).values())
    assert all(source.summary for source in SOURCES)


def test_two_sources_that_accept_one_file_are_an_error_and_no_guess() -> None:
    raw = Raw("a.md", "text", 0, {}, "")
    twins = (Source("one", "", lambda _: True), Source("two", "", lambda _: True))
    with pytest.raises(DocumentError, match="one and two"):
        sources.identify(raw, twins)
    with pytest.raises(DocumentError, match="no source"):
        sources.identify(raw, ())


def test_a_general_source_is_asked_only_where_no_special_one_accepts() -> None:
    raw = Raw("a.md", "text", 0, {}, "")
    special, general = Source("special", "", lambda _: True), Source("general", "", lambda _: True, rank=1)
    assert sources.identify(raw, (general, special)) is special


def test_the_seed_is_read_as_a_research_page() -> None:
    document = sources.read(ROOT / "seeds" / "sorafenib-thyroid-nci.md")
    assert document.source == "nci_research"
    assert document.name == "sorafenib-thyroid-nci"
    assert document.iri.endswith("/document/sorafenib-thyroid-nci")
    assert document.title == "Sorafenib for Metastatic Thyroid Cancer - NCI"
    assert document.metadata["cancerTypes"] == ("thyroid", "skin", "liver", "kidney")
    assert document.metadata["lastReviewed"] == "2025-12-30"
    assert document.notes == ()
    assert document.text == (ROOT / "seeds" / "sorafenib-thyroid-nci.md").read_text("utf-8")


def test_what_the_site_puts_around_a_drug_page_is_not_read(tmp_path: Path) -> None:
    body = (
        DRUG
        + "\n## Use in Cancer\n\n- Thyroid cancer\n\n## Clinical Trials Accepting Patients\n\nFind trials.\n"
        + "\n## Research Results and Related Resources\n\n### More\n\nTargeted therapy blocks BRAF.\n"
    )
    document = sources.read(written(tmp_path, KINDS[1][1], body))
    assert texts(document) == [
        "Somanib", "Somanib blocks BRAF.", "US Brand Name(s)", "Soma", "FDA Approved", "Yes", "Use in Cancer",
        "Thyroid cancer",
    ]  # fmt: skip


def test_a_summary_does_not_speak_of_itself(tmp_path: Path) -> None:
    body = "## Results\n\nIt helped.\n\n## Latest Updates to This Summary (05/14/2025)\n\nEditorial changes.\n"
    assert texts(sources.read(written(tmp_path, KINDS[4][1], body))) == ["Results", "It helped."]


def test_the_reference_list_below_what_a_summary_says_of_itself_is_kept(tmp_path: Path) -> None:
    body = "## Results\n\nIt helped.\n\n### Current Clinical Trials\n\nSearch.\n\n"
    body += "###### References\n\n1. Doe J: A trial.\n"
    assert texts(sources.read(written(tmp_path, KINDS[4][1], body))) == [
        "Results", "It helped.", "References", "Doe J: A trial.",
    ]  # fmt: skip


def test_a_title_that_contradicts_the_page_s_own_is_noted(tmp_path: Path) -> None:
    document = sources.read(written(tmp_path, "title: Facebook", "# Somanib in Thyroid Cancer\n\nIt helped.\n"))
    assert document.notes == ("the title “Facebook” contradicts the first heading “Somanib in Thyroid Cancer”",)
    same = sources.read(written(tmp_path, "title: AC - NCI", "# AC\n\nIt helped.\n"))
    section = sources.read(written(tmp_path, "title: Facebook", "#### A section\n\nIt helped.\n"))
    assert same.notes == section.notes == ()


def test_a_document_without_a_title_takes_its_first_heading_or_its_name(tmp_path: Path) -> None:
    assert sources.read(written(tmp_path, "source: X", "# Somanib\n\nIt helped.\n")).title == "Somanib"
    assert sources.read(written(tmp_path, "source: X", "It helped.\n")).title == "leaflet"


# ---- front matter ----


def test_values_stay_the_strings_that_they_are() -> None:
    front = "a: no\nb: 010\nc: 12:30:45\nd: 1.10\ne:\nf: 2013-11-22\ng: ~\nh: |\n  two\n  lines\n"
    metadata, _ = frontmatter.parse(f"---\n{front}---\n", "a.md")
    assert metadata == {
        "a": "no", "b": "010", "c": "12:30:45", "d": "1.10", "e": "", "f": "2013-11-22", "g": "~", "h": "two\nlines\n",
    }  # fmt: skip


def test_what_is_nested_gets_a_key_of_its_own() -> None:
    metadata, _ = frontmatter.parse("---\na: {b: c, d: [e, f]}\ng:\n- h: i\n- j\n---\n", "a.md")
    assert metadata == {"a.b": "c", "a.d": ("e", "f"), "g.1.h": "i", "g.2": "j"}


def test_a_title_over_two_lines_is_one_line() -> None:
    assert frontmatter.parse("---\ntitle: A Study\n  - NCI\n---\n", "a.md")[0] == {"title": "A Study - NCI"}


# ---- files ----


def test_folders_are_walked_in_order_and_each_file_comes_once(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a/c.MD", ".hidden.md", ".git/x.md", "b.facts.jsonl", "notes.txt", "a.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = list(sources.documents([tmp_path / "b.md", tmp_path, str(tmp_path)]))
    assert [str(Path(p).relative_to(tmp_path)) for p in found] == ["b.md", "a.md", "a/c.MD", "a/z.md"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a.md").write_text("x")
    assert list(sources.documents([tmp_path])) == [tmp_path / "a.md"]


def test_a_link_within_its_folder_is_read(tmp_path: Path) -> None:
    written(tmp_path, "title: T", "It helped.\n")
    (tmp_path / "link.md").symlink_to("leaflet.md")
    assert sources.read(tmp_path / "link.md").name == "link"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
def test_the_whole_corpus_is_read_and_only_junk_is_set_aside() -> None:
    kinds: Counter[str] = Counter()
    reasons = []
    for path in sources.documents([CORPUS]):
        try:
            document = sources.read(path)
        except DocumentError as error:
            reasons.append(error.what)
            continue
        kinds[document.source] += 1
        assert document.passages
    assert sum(kinds.values()) > 700
    assert {source.name for source in SOURCES} == set(kinds)
    assert len(reasons) < 20
    assert all("JavaScript" in r or "only links" in r or "damaged" in r or "nothing but" in r for r in reasons)


def test_a_page_with_nothing_but_its_title_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "film.md"
    path.write_text("---\ntitle: A Film - NCI\n---\n\n# A Film\n\n## A Film\n\nA Film\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="nothing but its title"):
        sources.read(path)


def test_a_drug_page_that_describes_another_drug_is_noted(tmp_path: Path) -> None:
    page = "---\ntitle: {0} - NCI\n---\n\n# {0}\n\nSorafenib is a type of kinase inhibitor.\n\nFDA Approved\n\nYes\n"
    wrong, right = tmp_path / "wrong.md", tmp_path / "right.md"
    wrong.write_text(page.format("Erlotinib"), encoding="utf-8")
    right.write_text(page.format("Sorafenib Tosylate"), encoding="utf-8")
    assert sources.read(wrong).notes == ("under the title “Erlotinib - NCI” the page describes “Sorafenib”",)
    assert sources.read(right).notes == ()
