"""Finding names beside spaCy's PhraseMatcher, flashtext and gilda, with the same names on the same text.

    python benchmarks/lexicon.py DOCUMENTS [--megabytes 2] [--repeat 3]

Run it with a Python that has `spacy`, `flashtext` and `gilda` installed; a peer that is missing is left out. Each
peer is given every name of the vocabulary that is found without conditions, in the spellings that the lexicon
compiles. Times are CPU seconds of one core, the best of the repeats. gilda grounds whole names and finds none
in running text but by its annotator, which it is measured with on a tenth of the text.
"""

from __future__ import annotations

import argparse
import gc
import importlib.metadata
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.reading.grounding import compiled, normal, vocabulary
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.grounding.vocabulary import TABLES

Spans = set[tuple[int, int]]
Finder = Callable[[str], Spans]


def texts(folder: Path, megabytes: float) -> list[str]:
    """Paragraphs of the folder's documents, without front matter and link targets, up to a size."""
    found, size = [], 0.0
    for path in sorted(folder.rglob("*.md")):
        for line in path.read_text(encoding="utf-8").split("\n---\n", 1)[-1].split("\n"):
            plain = _unlinked(line)
            if plain.strip():
                found.append(plain)
                size += len(plain.encode()) / 1e6
        if size >= megabytes:
            break
    return found


def _unlinked(line: str) -> str:
    parts = line.split("](")
    return parts[0].replace("[", "") + "".join(part.partition(")")[2].replace("[", "") for part in parts[1:])


def spellings() -> dict[str, str]:
    """Every spelling that is found without conditions, and the concept it leads to."""
    where = vocabulary.folder()
    made: dict[str, str] = {}
    known = compiled.load(where)
    for table, kind in TABLES.items():
        for name in vocabulary.names(where, table):
            for spelling in sorted(normal.variants(name.text, kind)):
                if isinstance(known.names.get(normal.key(spelling)), int):
                    made.setdefault(spelling.lower(), name.concept)
    return dict(sorted(made.items()))


def ours(_: dict[str, str]) -> Finder:
    """The lexicon of this project (with all of its names, doubtful ones too)."""
    lexicon = Lexicon.load()
    return lambda text: {(m.span.start, m.span.end) for m in lexicon.find(text)}


def spacy_matcher(names: dict[str, str]) -> Finder:
    """SpaCy's PhraseMatcher over its blank English tokenizer, longest spans kept."""
    import spacy  # noqa: PLC0415 - a peer that may be missing
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415
    from spacy.util import filter_spans  # noqa: PLC0415

    nlp = spacy.blank("en")
    nlp.max_length = 10**8
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("name", list(nlp.tokenizer.pipe(names)))

    def find(text: str) -> Spans:
        doc = nlp.make_doc(text)
        return {(s.start_char, s.end_char) for s in filter_spans(matcher(doc, as_spans=True))}

    return find


def flashtext(names: dict[str, str]) -> Finder:
    """Flashtext's KeywordProcessor."""
    from flashtext import KeywordProcessor  # noqa: PLC0415

    processor = KeywordProcessor(case_sensitive=False)
    for spelling, concept in names.items():
        processor.add_keyword(spelling, concept)
    return lambda text: {(start, end) for _, start, end in processor.extract_keywords(text, span_info=True)}


def gilda(names: dict[str, str]) -> Finder:
    """Gilda's annotator with these names for its terms."""
    from gilda import Term, make_grounder  # noqa: PLC0415
    from gilda.ner import annotate  # noqa: PLC0415
    from gilda.process import normalize  # noqa: PLC0415

    terms = [Term(normalize(text), text, "KG", concept, concept, "synonym", "kg") for text, concept in names.items()]
    grounder = make_grounder(terms)
    grounder.gilda_disambiguators = {}  # it would fetch models for them from the network
    return lambda text: {(a.start, a.end) for a in annotate(text, grounder=grounder)}


def timed(find: Finder, parts: list[str], repeat: int) -> tuple[float, list[Spans]]:
    """CPU seconds of the best repeat, and what was found in each text."""
    best, found = float("inf"), []
    gc.collect()
    gc.freeze()  # what other peers have made is not looked through while this one is timed
    for _ in range(repeat):
        start = time.process_time()
        found = [find(part) for part in parts]
        best = min(best, max(time.process_time() - start, 1e-4))  # some clocks do not tell less than their tick
    return best, found


def table(parts: list[str], repeat: int) -> Iterator[str]:
    """The table of the results, a line at a time."""
    names = spellings()
    size = sum(len(part.encode()) for part in parts) / 1e6
    yield f"{size:.1f} MB, {len(parts)} texts, {len(names)} spellings, Python {sys.version.split()[0]}"
    yield f"{'':24} {'ready s':>8} {'MB/s':>7} {'mentions':>9} {'shared with kg':>15}"
    reference: list[Spans] = []
    for label, package, make, share in (
        ("kg", "", ours, 1.0),
        ("spaCy PhraseMatcher", "spacy", spacy_matcher, 1.0),
        ("flashtext", "flashtext", flashtext, 1.0),
        ("gilda annotate", "gilda", gilda, 0.1),
    ):
        start = time.process_time()
        try:
            find = make(names)
        except ImportError:
            yield f"{label:24} not installed"
            continue
        ready = time.process_time() - start
        some = parts[: max(1, int(len(parts) * share))]
        seconds, found = timed(find, some, repeat if share == 1 else 1)
        reference = reference or found
        amount = sum(len(part.encode()) for part in some) / 1e6
        version = f" {importlib.metadata.version(package)}" if package else ""
        both = sum(len(a & b) for a, b in zip(found, reference, strict=False))
        total = sum(map(len, found))
        yield f"{label + version:24} {ready:8.2f} {amount / seconds:7.2f} {total:9} {both / max(total, 1):15.3f}"


def main(arguments: Iterable[str] | None = None) -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, help="folder of Markdown documents")
    parser.add_argument("--megabytes", type=float, default=2.0)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args(None if arguments is None else list(arguments))
    for line in table(texts(options.documents, options.megabytes), options.repeat):
        print(line)


if __name__ == "__main__":
    main()
