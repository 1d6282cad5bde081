"""Score the rules against gold facts, and record how often each rule was right.

    python scripts/evaluate.py --gold FOLDER --corpus FOLDER [--held-out | --only DIGITS] [--errors KIND] [--record]

The gold folder holds NAME.facts.jsonl files and its referee, `score`; the documents are looked for in the corpus
folder and in `seeds/`. A part of the gold, chosen by a hash of the document's name, is held out: without
`--held-out` it is neither read nor scored, with it nothing else is. `--record` writes right and wrong counts by
rule and by unread words to `kg/rules/precision.json`, from the part that is not held out and from the facts that
people judged by eye (`judged.py`). `--only 456789` takes the documents whose hash begins with one of these digits:
one part to read while rules are made, another to see whether they carry over.
`--errors outcome` lists what was missed and what was made up of a kind, with the rule that did it. `--sidecars FOLDER`
scores the facts of a folder's NAME.facts.jsonl files too, alone and together with the rules'.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.machinery
import importlib.util
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import judged

from kg import sources
from kg.curation import join
from kg.files import write_whole
from kg.model import Reading
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.read import read

ROOT = Path(__file__).parent.parent
PRECISION = ROOT / "kg" / "rules" / "precision.json"


HELD_OUT = "f"
BUILT_ON = "0123456789abcde"


def chosen(name: str, digits: str) -> bool:
    """Whether the hash of a document's name begins with one of the digits; rules are never made from HELD_OUT."""
    return hashlib.sha256(name.encode()).hexdigest()[0] in digits


def referee(gold: Path) -> ModuleType:
    """The referee as a module."""
    loader = importlib.machinery.SourceFileLoader("score", str(gold / "score"))
    spec = importlib.util.spec_from_loader("score", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Readers:
    """Who reads: the rules, the sidecars of a folder, or both."""

    rules: bool = True
    sidecars: Path | None = None

    def predicted(self, path: Path, lexicon: Lexicon) -> list[dict[str, Any]]:
        """The facts of the exchange format's kinds that are found in a document, each once."""
        document = sources.read(path)
        reading = read(document, lexicon) if self.rules else Reading(document)
        if self.sidecars is not None:
            reading, refused = join.beside(self.sidecars / path.name, reading, lexicon)
            for one in refused:
                print(f"refused {one.path}: {one.reason}", file=sys.stderr)
        return judged.shown(reading)


def count(gold: Path, corpus: Path, digits: str, out: Path, readers: Readers) -> judged.Tally:
    """Right and wrong counts of what is found; predictions and the gold that was used are written to `out`."""
    judge, lexicon, tally = referee(gold), Lexicon.load(), judged.Tally()
    documents = judged.documents(corpus, ROOT / "seeds")
    for file in sorted(gold.glob("*.facts.jsonl")):
        name = file.name.removesuffix(".facts.jsonl")
        if not chosen(name, digits):
            continue
        found, wanted = readers.predicted(documents[name], lexicon), judge.load(file)
        write_whole(out / "gold" / file.name, [file.read_text(encoding="utf-8")])
        write_whole(out / "found" / file.name, [json.dumps(f, ensure_ascii=False) + "\n" for f in found])
        for kind in sorted({str(f["kind"]) for f in found}):
            mine = [f for f in found if f["kind"] == kind]
            right = {j for _, j in judge.matched([g for g in wanted if g["kind"] == kind], mine)}
            for j, fact in enumerate(mine):
                tally.add(fact, j in right)
    return tally


def compared(gold: Path, corpus: Path, digits: str, sidecars: Path) -> None:
    """Print the referee's table of the rules, of the sidecars, and of both together."""
    each = {"rules": Readers(), "sidecars": Readers(False, sidecars), "both": Readers(True, sidecars)}
    for name, readers in each.items():
        with tempfile.TemporaryDirectory() as folder:
            count(gold, corpus, digits, Path(folder), readers)
            print(f"\n{name}")
            sys.argv = ["score", str(Path(folder) / "gold"), str(Path(folder) / "found")]
            referee(gold).main()


def errors(judge: ModuleType, out: Path, kind: str) -> None:
    """List what was missed and what was made up of a kind, document by document."""
    for file in sorted((out / "gold").glob("*.facts.jsonl")):
        wanted, found = (
            [f for f in judge.load(folder / file.name) if f["kind"] == kind] for folder in (out / "gold", out / "found")
        )
        pairs = judge.matched(wanted, found)
        missed, made_up = (
            set(range(len(wanted))) - {i for i, _ in pairs},
            set(range(len(found))) - {j for _, j in pairs},
        )
        if missed or made_up:
            print(f"---- {file.name.removesuffix('.facts.jsonl')}: {len(pairs)} right")
        for mark, facts_of, places in (("missed", wanted, missed), ("made up", found, made_up)):
            for i in sorted(places):
                print(f"{mark:8}{json.dumps(facts_of[i], ensure_ascii=False)}")


def main() -> int:
    """Print the referee's table and each rule's counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--only", metavar="DIGITS", default=BUILT_ON)
    parser.add_argument("--errors", metavar="KIND")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--sidecars", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    digits = HELD_OUT if options.held_out else options.only
    if options.record and digits != BUILT_ON:
        parser.error("precision is recorded from all of what rules are built on, and never from what is held out")
    if set(digits) & set(HELD_OUT) and not options.held_out:
        parser.error(f"documents of {HELD_OUT} are held out: rules are not made from them")
    if options.errors and options.held_out:
        parser.error("errors on what is held out are not looked at")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        if options.sidecars:
            compared(options.gold, options.corpus, digits, options.sidecars)
            return 0
        tally = count(options.gold, options.corpus, digits, out, Readers())
        if options.errors:
            errors(referee(options.gold), out, options.errors)
        sys.argv = ["score", str(out / "gold"), str(out / "found")]
        referee(options.gold).main()
    for rule, (right, wrong) in (pair for rules in tally.counts()["rules"].values() for pair in rules.items()):
        print(f"{rule:36}{right:5} right {wrong:5} wrong {right / (right + wrong):6.2f}")
    if options.record:
        judged.count(options.corpus, tally)
        write_whole(PRECISION, [json.dumps(tally.counts(), indent=1) + "\n"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
