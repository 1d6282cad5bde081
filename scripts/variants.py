"""What becomes of facts when documents are edited so that they say the same, or take it back.

    python scripts/variants.py [--corpus FOLDER] [--each N] [--show] [VARIANT…]

Reads documents (without a folder the sentences of the grids and the project's own) as they are and under each variant
of `tests/grids/variants.toml`, or under those whose name holds one of the words, and prints for each how many places
were edited, how many facts of edited sentences were kept, and how many facts were lost and came; of those that take
the meaning away, how many went and how many are still told. `--each` reads no more than so many documents, spread
evenly; `--show` prints each fact that is not as it should be with its sentence.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from varying import Counts, Known, Original, Variant, of_file, originals, variants


def documents(corpus: Path | None, each: int | None) -> Sequence[Original]:
    """Documents of a folder, or the project's own texts; spread evenly where fewer are asked for."""
    found = originals() if corpus is None else [of_file(path) for path in sorted(corpus.rglob("*.md"))]
    return found[:: -(-len(found) // each)] if each else found


def line(variant: Variant, counts: Counts) -> str:
    """A row of the table."""
    lost = f"{len(counts.lost):6} {len(counts.came):6}" if not variant.goes else f"{len(counts.lost):6}      -"
    return f"{variant.name:56}{counts.sites:6} {counts.kept:6} {lost} {counts.share:6.2f}"


def shown(sign: str, document: str, one: Known) -> str:
    """A fact that is not as it should be."""
    quote = re.sub(r"\]\([^)]*\)", "]", one.quote)[:420]
    return f"   {sign} {document[:40]} {one.rule} {one.says}\n        {quote}"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--each", type=int)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("variant", nargs="*")
    options = parser.parse_args()
    every = documents(options.corpus, options.each)
    print(f"{'':56} sites   kept   lost   came  share")
    for variant in variants():
        if options.variant and not any(word in variant.name for word in options.variant):
            continue
        counts, amiss = Counts(), []
        for original in every:
            here = original.under(variant)
            counts.add(here)
            amiss += [shown("-" if not variant.goes else "still", original.name, one) for one in here.lost]
            amiss += [shown("+", original.name, one) for one in here.came]
        print(line(variant, counts), *(amiss if options.show else ()), sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
