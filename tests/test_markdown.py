"""Markdown becomes words without markup, and every word leads back to its place in the file."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.collector import paused
from kg.model import Passage, Span
from kg.reading.text.inline_tokens import ZERO_WIDTH
from kg.reading.text.markdown import passages

SEED = Path(__file__).parent.parent / "seeds" / "sorafenib-thyroid-nci.md"


def texts(markdown: str) -> list[str]:
    return [p.text for p in passages(markdown)]


def only(markdown: str) -> Passage:
    found = passages(markdown)
    assert len(found) == 1, found
    return found[0]


def quote(markdown: str, words: str) -> str:
    """What stands in the source for some words of the only passage."""
    passage = only(markdown)
    start = passage.text.index(words)
    return passage.source_span(Span(start, start + len(words))).of(markdown)


# ---- words ----


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("a [drug](/d 'title') for *BRAF* and **RAS**", "a drug for BRAF and RAS"),
        ("***both*** _under_ snake_case_name", "both under snake_case_name"),
        ("***ALK* or *PHOX2B* tests**", "ALK or PHOX2B tests"),
        ("**Surgery:**You may", "Surgery:You may"),
        ("two  spaces\nand a\u00a0hard\r\none", "two spaces and a hard one"),
        (r"12\* of 5 \> 3 and C:\dir", r"12* of 5 > 3 and C:\dir"),
        ("p&lt;0.001, 0&#183;73&nbsp;m, 5&#x2013;7 &bogus; &amp", "p<0.001, 0·73 m, 5–7 &bogus; &amp"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("H<sub>2</sub>O<br/>next<!-- a\n\n- note --> line", "H2O next line"),
        ("a<b and c>d, p<.05, <MM/DD/YYYY>", "a<b and c>d, p<.05, <MM/DD/YYYY>"),
        ("see ![a (drawing)](/x.png) here", "see here"),
        ("[![logo](/x.png) words](/y)", "words"),
        ("body.[Enlarge](/big.jpg)![drawing](/small.jpg)Stage II", "body. Stage II"),
        ("a [link](/a(b)c) and [<b](<x y>)", "a link and <b"),
        ("[not a link] and [x] (no)", "[not a link] and [x] (no)"),
        ("`code  *x*` and ``a`b``", "code *x* and a`b"),
        ("see <https://example.org/a_b_c>.", "see https://example.org/a_b_c."),
        ("CYP2D6*4 and HLA-A*02:01 or 5 * 3 * 2", "CYP2D6*4 and HLA-A*02:01 or 5 * 3 * 2"),
        ("(MDS-bi*TP53*) in *P*trend", "(MDS-biTP53) in Ptrend"),
    ],
)
def test_markup_is_taken_out_of_the_words(markdown: str, words: str) -> None:
    assert only(markdown).text == words


@pytest.mark.parametrize(
    ("markdown", "words", "targets"),
    [
        ("It works.[[3](#r3)] More", "It works. More", ["#r3"]),
        ("works [[3](#a)-[6](#b)].", "works.", ["#a", "#b"]),
        ("works.[[3](#a),[6](#b)][[Level of evidence A1](/l)] More", "works. More", ["#a", "#b", "/l"]),
        ("40%.[[1](#a)]; [[2](#b)] As", "40%. As", ["#a", "#b"]),
        ("falling ([10](#r10)–[12](#r12)). About", "falling. About", ["#r10", "#r12"]),
        ("the list.[1](#1) To", "the list. To", ["#1"]),
        ("J Urol 151, 1994. [[PUBMED Abstract]](http://p)", "J Urol 151, 1994.", ["http://p"]),
        ("in 2010 [[see the abstract](http://p)], showed", "in 2010, showed", ["http://p"]),
        ("CI [0.44–0.94] stays, as [see [this](/t)] does", "CI [0.44–0.94] stays, as [see this] does", ["/t"]),
    ],
)
def test_citations_are_left_out_and_stay_reachable(markdown: str, words: str, targets: list[str]) -> None:
    passage = only(markdown)
    assert passage.text == words
    assert [target for _, target in passage.links] == targets


def test_a_link_knows_its_words_and_a_citation_its_place() -> None:
    passage = only("A [*BRAF* inhibitor](/b) worked.[[3](#r3)] Yes")
    assert [(span.of(passage.text), target) for span, target in passage.links] == [
        ("BRAF inhibitor", "/b"),
        ("", "#r3"),
    ]
    assert passage.text[passage.links[1][0].start :] == " Yes"


def test_a_link_that_goes_over_several_blocks_leaves_no_brackets() -> None:
    assert texts("[\n\n### Stages\n\nLearn more.](/stages)\n") == ["Stages", "Learn more."]


# ---- quotes ----


@pytest.mark.parametrize(
    ("markdown", "words", "quoted"),
    [
        ("a [phase III](/p) trial", "phase III", "[phase III](/p)"),
        ("a [phase III](/p) trial", "III trial", "[phase III](/p) trial"),
        ("the **[VEGFR](/v)** and *BRAF*", "VEGFR and BRAF", "**[VEGFR](/v)** and *BRAF*"),
        ("with p&lt;0.001 in all", "p<0", "p&lt;0"),
        ("with p&lt;0.001 in all", "p<", "p&lt;"),
        (r"about 5\* of", "5*", r"5\*"),
        ("One\ntwo\u00a0 three", "One two three", "One\ntwo\u00a0 three"),
        ("*It works. It is safe.* Yes", "It is safe.", "It is safe."),
        ("It works.[[3](#r3)] More", "It works.", "It works."),
    ],
)
def test_a_quote_reads_as_it_stands_and_cuts_no_markup(markdown: str, words: str, quoted: str) -> None:
    assert quote(markdown, words) == quoted


# ---- blocks ----


def shape(markdown: str) -> list[tuple[str, int, tuple[str, ...], str]]:
    return [(p.block, p.depth, p.path, p.text) for p in passages(markdown)]


def test_headings_make_the_path_of_what_stands_under_them() -> None:
    found = shape(
        "# A\n\n## B ##\n\none\n\n**Bold line**\n\ntwo\n\nResults:\n\nthree\n\n## C\n\nfour\n\nD\n===\nfive\n"
    )
    assert found == [
        ("heading", 0, (), "A"),
        ("heading", 0, ("A",), "B"),
        ("paragraph", 0, ("A", "B"), "one"),
        ("heading", 0, ("A", "B"), "Bold line"),
        ("paragraph", 0, ("A", "B", "Bold line"), "two"),
        ("heading", 0, ("A", "B"), "Results:"),
        ("paragraph", 0, ("A", "B", "Results:"), "three"),
        ("heading", 0, ("A",), "C"),
        ("paragraph", 0, ("A", "C"), "four"),
        ("heading", 0, (), "D"),
        ("paragraph", 0, ("D",), "five"),
    ]


def test_a_heading_without_words_takes_those_of_the_paragraph_after_it() -> None:
    assert shape("# A\n\n##\n\nHow does it work?\n\nWell.\n")[1:] == [
        ("heading", 0, ("A",), "How does it work?"),
        ("paragraph", 0, ("A", "How does it work?"), "Well."),
    ]


@pytest.mark.parametrize("markdown", ["***or***\n", "**Bold** and not\n", "**" + "long " * 50 + "**\n"])
def test_not_all_that_is_bold_is_a_heading(markdown: str) -> None:
    assert only(markdown).block == "paragraph"


def test_a_numbered_bold_question_is_a_heading() -> None:
    found = shape("The last one.\n4. **How does it work?**\nWell.\n")
    assert [(block, text) for block, _, _, text in found] == [
        ("paragraph", "The last one."),
        ("heading", "How does it work?"),
        ("paragraph", "Well."),
    ]


def test_bullets_keep_their_depth_and_the_lines_that_go_on_from_them() -> None:
    found = shape("- one\n  more\n  - two\n    - three\n- four\n\n1. five\n2. six\n\nProse\n- seven\n")
    assert [(block, depth, text) for block, depth, _, text in found] == [
        ("bullet", 0, "one more"),
        ("bullet", 1, "two"),
        ("bullet", 2, "three"),
        ("bullet", 0, "four"),
        ("bullet", 0, "five"),
        ("bullet", 0, "six"),
        ("paragraph", 0, "Prose"),
        ("bullet", 0, "seven"),
    ]


def test_a_number_at_a_line_s_start_is_the_paragraph_s_own() -> None:
    assert texts("The trial enrolled\n15. months later it\n- was a list\n") == [
        "The trial enrolled 15. months later it",
        "was a list",
    ]


def test_a_row_stands_under_its_table_s_header() -> None:
    found = shape("# A\n\n| Arm | *OS* |\n| --- | :-: |\n| [x](/x) | 10 |\n| y | |\n\n| p | q |\n| r | s |\n")
    assert found[1:] == [
        ("row", 0, ("A",), "Arm | OS"),
        ("row", 0, ("A", "Arm | OS"), "x | 10"),
        ("row", 0, ("A", "Arm | OS"), "y |"),
        ("row", 0, ("A",), "p | q"),
        ("row", 0, ("A",), "r | s"),
    ]


def test_code_rules_and_quotations_are_known_for_what_they_are() -> None:
    assert shape("> quoted\n> words\n\n---\n\n```\n# code\n```\n\n> 65 years\n") == [
        ("paragraph", 0, (), "quoted words"),
        ("code", 0, (), "# code"),
        ("paragraph", 0, (), "> 65 years"),
    ]


def test_the_body_begins_where_it_is_said_to() -> None:
    text = "---\ntitle: x\n---\n# T\n\nwords\n"
    found = passages(text, 17)
    assert [p.text for p in found] == ["T", "words"]
    assert found[1].offsets.source_of(0) == text.index("words")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_line_ends_and_keep_their_offsets(end: str) -> None:
    text = end.join(["# A", "", "one", "two", "", "- three", ""])
    found = passages(text)
    assert [(p.block, p.text) for p in found] == [("heading", "A"), ("paragraph", "one two"), ("bullet", "three")]
    assert found[2].source_span(Span(0, 5)).of(text) == "three"


def test_the_seed_reads_as_its_page_does() -> None:
    text = SEED.read_text("utf-8")
    found = passages(text, text.index("---\n", 4) + 4)
    assert [p.text for p in found if p.block == "heading"][2:] == [
        "Summary", "Source", "Background", "The Study", "Results", "Limitations", "Comments",
    ]  # fmt: skip
    funded = next(p for p in found if p.text.startswith("The trial was led by"))
    assert funded.path[-1] == "The Study"
    blocks = next(p for p in found if "VEGFR and B-RAF" in p.text)
    place = blocks.text.index("inhibits the activities of the VEGFR and B-RAF proteins")
    assert blocks.source_span(Span(place, place + 55)).of(text) == (
        "inhibits the activities of the VEGFR and B-RAF proteins"
    )
    assert not any(sign in p.text for p in found for sign in ("](", "**", "  ", "\n"))


# ---- whatever the text ----

PIECES = st.sampled_from(
    [
        "[", "]", "](", "(", ")", "![", "*", "**", "***", "_", "__", "`", "``", "\\", "&lt;", "&nbsp;", "&", ";", "#",
        "# ", "- ", "  - ", "1. ", "| ", "|", "---", "===", "> ", "<b>", "<!--", "-->", "<http://a.b>", " ", "  ", "\n",
        "\n\n", "\r", "\r\n", "\u00a0", "\u200b", "\u00ad", "a", "B", "1", ".", ",", "[3](#r3)", "[a](/b)",
        "[[4](#c)]", "([5](#d))", "```\n", "\u0130", "\U0001f600", '"', "'", "Enlarge", "**Results**",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80)
MARKUP_FOR_SPACE = "&<![\\|>"
"""What a space of the compact text may stand for beside white space: an entity, a tag, an image, a mask."""


@settings(max_examples=600, deadline=None)
@given(TEXTS, st.integers(0, 5))
@example("a [![b](c)\n](d)", 0)
def test_every_code_point_leads_to_itself_in_the_source(text: str, start: int) -> None:
    start = min(start, len(text))
    last = start - 1
    for passage in passages(text, start):
        assert passage.text == passage.text.strip()
        assert "  " not in passage.text
        assert not any(char in ZERO_WIDTH for char in passage.text)
        assert passage.offsets.compact[0] == 0
        for index, char in enumerate(passage.text):
            place = passage.offsets.source_of(index)
            assert last < place < len(text)
            last = place
            found = text[place]
            assert found in (char, "&") or (char == " " and (found.isspace() or found in MARKUP_FOR_SPACE))


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.data())
def test_a_quote_lies_within_the_text_and_holds_its_words(text: str, data: st.DataObject) -> None:
    for passage in passages(text):
        start = data.draw(st.integers(0, len(passage.text) - 1))
        end = data.draw(st.integers(start + 1, len(passage.text)))
        span = passage.source_span(Span(start, end))
        assert 0 <= span.start < span.end <= len(text)
        assert span.start <= passage.offsets.source_of(start)
        assert passage.offsets.source_of(end - 1) < span.end
        for whole in passage.wholes:
            apart = whole.end <= span.start or span.end <= whole.start
            assert apart or _within(whole, span) or _within(span, whole)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_links_stand_in_order_within_the_words(text: str) -> None:
    for passage in passages(text):
        for span, _ in passage.links:
            assert 0 <= span.start <= span.end <= len(passage.text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A helps. <!-- B harms. --> C helps.", "A helps. C helps."),
        ('A helps. <script>say("B harms.")</script> C helps.', "A helps. C helps."),
        ("A helps.\n\n<STYLE>\n.b { content: 'B harms.' }\n</style >\n\nC helps.", "A helps. C helps."),
        ("<script src='x'></script>A helps. <script>B harms.</script>C helps.", "A helps. C helps."),
        ("A page speaks of `<script>` and of <style>. C helps.", "A page speaks of <script> and of . C helps."),
        ("A <scripted> page helps.", "A page helps."),
    ],
)
def test_what_a_browser_does_not_show_is_no_words(text: str, words: str) -> None:
    assert " ".join(" ".join(p.text for p in passages(text)).split()) == words


HOSTILE: dict[str, Callable[[int], str]] = {
    "open brackets": lambda n: "[" * n,
    "brackets and words": lambda n: "[a" * (n // 2),
    "nested brackets": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "nested brackets around links": lambda n: "[ " * (n // 6) + "[a](b)" * (n // 18) + "]" * (n // 3),
    "unclosed links": lambda n: "[a](" * (n // 4),
    "unclosed titles": lambda n: '[a](x "' * (n // 7),
    "nested parentheses": lambda n: "[a](" + "(" * n,
    "citations": lambda n: "[[3](#c)], " * (n // 11),
    "notes": lambda n: "[3](#c) " * (n // 8),
    "stars": lambda n: "*" * n,
    "stars and words": lambda n: "*a" * (n // 2),
    "emphasis within emphasis": lambda n: "*a " * (n // 6) + " a*" * (n // 6),
    "stars and underscores": lambda n: "*_" * (n // 2),
    "backticks": lambda n: "".join("`" * k + " " for k in range(1, int((2 * n) ** 0.5))),
    "comments": lambda n: "<!--" * (n // 4),
    "scripts": lambda n: "<script>" * (n // 8),
    "scripts and styles that end as the other": lambda n: "<script></style>" * (n // 16),
    "ends of scripts": lambda n: "<script>" + "</script" * (n // 8),
    "tags": lambda n: '<a b="' * (n // 6),
    "entities": lambda n: "&a" * (n // 2),
    "spaces": lambda n: "x" + " " * n + "y",
    "a heading of spaces": lambda n: "# " + " " * n + "x",
    "a delimiter that is none": lambda n: "|" + "-" * n + "x",
    "line ends": lambda n: "\n" * n,
    "quotations": lambda n: "> " * (n // 2),
    "deep lists": lambda n: "".join(" " * k + "- a\n" for k in range(int((2 * n) ** 0.5))),
    "bold that never ends": lambda n: "**" + "a*" * (n // 2),
    "names of sections": lambda n: "a Results: " * (n // 11),
    "names of sections that lead": lambda n: "Results: a. " * (n // 12),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_hostile_text_takes_its_length_in_time(name: str) -> None:
    """A quarter of it must not be a sixteenth of the work, as it would be were the work its square."""
    whole = _seconds(HOSTILE[name](1_000_000))
    assert whole < 20, f"{whole:.1f} s"
    again = whole if whole < 1.5 else min(whole, _seconds(HOSTILE[name](1_000_000)))  # other work came between
    assert again < 1.5 or again < 13 * _seconds(HOSTILE[name](250_000))


def _seconds(text: str) -> float:
    began = time.process_time()
    with paused():  # as where a document is read: what other tests hold is not walked through
        for passage in passages(text):
            passage.source_span(Span(0, len(passage.text)))
    return time.process_time() - began


def test_a_section_s_name_that_leads_its_words_is_a_heading() -> None:
    text = "# T\n\nAIM: We tested A. **Methods:** It was open. RESULTS: In men: it helped. The results: none.\n"
    assert [(p.path, p.block, p.text) for p in passages(text)] == [
        ((), "heading", "T"),
        (("T",), "heading", "AIM"),
        (("T", "AIM"), "paragraph", "We tested A."),
        (("T",), "heading", "Methods"),
        (("T", "Methods"), "paragraph", "It was open."),
        (("T",), "heading", "RESULTS"),
        (("T", "RESULTS"), "paragraph", "In men: it helped. The results: none."),
    ]
    for passage in passages(text):
        span = passage.source_span(Span(0, len(passage.text)))
        assert text[span.start : span.end].strip("*: ") == passage.text
