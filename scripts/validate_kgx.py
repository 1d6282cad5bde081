"""Validate exported KGX tables with `kgx` itself, without the network.

It runs in `.venv-kgx` (`make .venv-kgx/.made`), since kgx brings a hundred packages: `python scripts/validate_kgx.py
FOLDER` reads `nodes.tsv` and `edges.tsv`, prints what kgx finds amiss, one finding a line, and exits with 1 where
it finds anything. kgx would fetch the Biolink Model from GitHub; the one that the `biolink-model` package carries
is used instead.
"""

from __future__ import annotations

import importlib.resources
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any


def offline(own: dict[str, str]) -> None:
    """Make kgx take the Biolink Model from the package that is installed, with our own prefixes beside its own."""
    import bmt.toolkit as bmt  # noqa: PLC0415  (installed in .venv-kgx alone)
    import yaml  # noqa: PLC0415

    schema = importlib.resources.files("biolink_model") / "schema" / "biolink_model.yaml"
    bmt.Toolkit.__init__.__defaults__ = (str(schema), "")
    bmt.requests = SimpleNamespace(get=lambda _: SimpleNamespace(text="{}"))
    import kgx.validator  # noqa: F401, PLC0415  (it builds a toolkit when it is imported)

    prefixes = yaml.safe_load(schema.read_text(encoding="utf-8"))["prefixes"]
    for name, module in list(sys.modules.items()):
        if name.startswith("kgx") and hasattr(module, "get_jsonld_context"):
            module.get_jsonld_context = lambda *_: {**prefixes, **own}  # type: ignore[attr-defined]


def findings(folder: Path) -> dict[str, Any]:
    """What kgx finds amiss in the tables of a folder, by level, kind and message."""
    offline(json.loads((folder / "metadata.json").read_text("utf-8"))["prefixes"])
    from kgx.transformer import Transformer  # noqa: PLC0415
    from kgx.validator import Validator  # noqa: PLC0415

    validator = Validator()
    tables = [str(folder / name) for name in ("nodes.tsv", "edges.tsv")]
    Transformer(stream=True).transform({"filename": tables, "format": "tsv"}, {"format": "null"}, inspector=validator)
    found: dict[str, Any] = validator.get_errors()
    return found


def main() -> int:
    """Print the findings; 1 where there are errors."""
    found = findings(Path(sys.argv[1]))
    print(json.dumps(found, indent=2, default=sorted))
    return int("ERROR" in {level.upper() for level in found})


if __name__ == "__main__":
    sys.exit(main())
