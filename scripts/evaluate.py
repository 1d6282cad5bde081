"""Score the rules against gold facts, and record how often each rule was right.

    python scripts/evaluate.py --gold FOLDER --corpus FOLDER [--held-out] [--record]

The gold folder holds NAME.facts.jsonl files and its referee, `score`; the documents are looked for in the corpus
folder and in `seeds/`. A quarter of the gold, chosen by a hash of the document's name, is held out: without
`--held-out` it is neither read nor scored, with it nothing else is. `--record` writes right and wrong counts by
rule to `kg/rules/precision.json`, from the part that is not held out.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.machinery
import importlib.util
import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from types import ModuleType

from kg import facts, schema, sources
from kg.files import write_whole
from kg.reading.lexicon import Lexicon
from kg.reading.read import read

ROOT = Path(__file__).parent.parent
PRECISION = ROOT / "kg" / "rules" / "precision.json"


def held_out(name: str) -> bool:
    """Whether a document belongs to the quarter that rules are never made from."""
    return hashlib.sha256(name.encode()).hexdigest()[0] in "0123"


def referee(gold: Path) -> ModuleType:
    """The referee as a module."""
    loader = importlib.machinery.SourceFileLoader("score", str(gold / "score"))
    spec = importlib.util.spec_from_loader("score", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    loader.exec_module(module)
    return module


def predicted(path: Path, lexicon: Lexicon) -> list[dict[str, object]]:
    """The facts of the exchange format's kinds that the rules find in a document."""
    document = sources.read(path)
    exchange = {kind for kind, signature in schema.signatures().items() if signature.exchange}
    found = read(document, lexicon).findings
    return [facts.to_json(f, document) for f in found if f.fact.kind in exchange]


Counts = dict[str, dict[str, list[int]]]
"""Right and wrong counts by kind and rule."""


def counted(gold: Path, corpus: Path, held: bool, out: Path) -> Counts:
    """Right and wrong counts by kind and rule; predictions and the gold that was used are written to `out`."""
    judge, lexicon = referee(gold), Lexicon.load()
    documents = {p.stem: p for folder in (corpus, ROOT / "seeds") for p in sorted(folder.rglob("*.md"))}
    counts: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for file in sorted(gold.glob("*.facts.jsonl")):
        name = file.name.removesuffix(".facts.jsonl")
        if held_out(name) != held:
            continue
        found, wanted = predicted(documents[name], lexicon), judge.load(file)
        write_whole(out / "gold" / file.name, [file.read_text(encoding="utf-8")])
        write_whole(out / "found" / file.name, [json.dumps(f, ensure_ascii=False) + "\n" for f in found])
        for kind in sorted({str(f["kind"]) for f in found}):
            mine = [f for f in found if f["kind"] == kind]
            right = {j for _, j in judge.matched([g for g in wanted if g["kind"] == kind], mine)}
            for j, fact in enumerate(mine):
                counts[kind][str(fact["method"])][0 if j in right else 1] += 1
    return {kind: dict(sorted(rules.items())) for kind, rules in sorted(counts.items())}


def main() -> int:
    """Print the referee's table and each rule's counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    if options.record and options.held_out:
        parser.error("what is held out is never recorded")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        counts = counted(options.gold, options.corpus, options.held_out, out)
        sys.argv = ["score", str(out / "gold"), str(out / "found")]
        referee(options.gold).main()
    for rule, (right, wrong) in (pair for rules in counts.values() for pair in rules.items()):
        print(f"{rule:36}{right:5} right {wrong:5} wrong {right / (right + wrong):6.2f}")
    if options.record:
        write_whole(PRECISION, [json.dumps(counts, indent=1) + "\n"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
