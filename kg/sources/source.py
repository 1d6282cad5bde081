"""What a kind of document is: how it is recognised, and which of its words are not prose to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.model import Passage

Metadata = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Raw:
    """A file as it was opened, before a source has read it.

    Attributes:
        path: the file, as messages name it.
        text: its text; a byte order mark is left off.
        body: where the text after the front matter begins.
        metadata: the front matter.
        digest: SHA-256 of the file's bytes, hexadecimal.
    """

    path: str
    text: str
    body: int
    metadata: Metadata
    digest: str

    def get(self, key: str) -> str:
        """A value of the front matter, or "" where it is missing or a list."""
        value = self.metadata.get(key, "")
        return value if isinstance(value, str) else ""

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether the body holds the pattern."""
        return pattern.search(self.text, self.body) is not None


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of document.

    Attributes:
        name: what documents of this kind carry as their source.
        summary: what it is, for people.
        accepts: whether a file is of this kind; it must not fail.
        rank: how general it is: a source is asked only where none of a lower rank accepts the file.
        sections: what headings begin with, in lower case, under which nothing is prose to be read.
        lists: headings, in lower case, of lists that are kept wherever they stand: a reference list often stands
            below the last of the sections that are left out.
        boilerplate: what passages begin with that are not read.
    """

    name: str
    summary: str
    accepts: Callable[[Raw], bool]
    rank: int = 0
    sections: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()

    def is_prose(self, passage: Passage) -> bool:
        """Whether a passage is the document's own words rather than the site's."""
        headings = (*passage.path, passage.text) if passage.block == "heading" else passage.path
        kept = bool(headings) and headings[-1].casefold() in self.lists
        if not kept and any(heading.casefold().startswith(self.sections) for heading in headings):
            return False
        return not passage.text.startswith(self.boilerplate)
