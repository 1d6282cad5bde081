"""Where the ontology, the shapes and the queries lie: in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError

_PACKAGE = Path(__file__).parent
_ROOTS = (_PACKAGE / "data", _PACKAGE.parent)
"""A wheel carries the folders in `kg/data`; in a checkout they stand beside the package."""


def path(*parts: str) -> Path:
    """The file or folder of the given parts (`path("shapes", "approval.ttl")`).

    Raises:
        KgError: where neither the wheel nor the checkout has it.

    >>> path("ontology", "kg.ttl").name
    'kg.ttl'

    """
    for root in _ROOTS:
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise KgError("this part of the program is missing", "/".join(parts), "install the program again")


def files(folder: str, suffix: str) -> list[Path]:
    """The files of a folder and its subfolders with this ending, sorted by their path.

    >>> [file.name for file in files("shapes", ".ttl")][0]
    'adverse_event.ttl'
    """
    return sorted(file for file in path(folder).rglob("*" + suffix) if file.is_file())
