"""Whether a file holds anything to read, and what its readers should know of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import schema
from kg.errors import DocumentError
from kg.model import Passage
from kg.sources import nci
from kg.sources.source import Raw

GARBLED_FEW = 9
"""So many damaged code points, or one in 200, are forgiven."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_TITLE_WORD = re.compile(r"(?!NCI\b)[^\W_]{2,}")
_GARBLED = re.compile(r"[\x01-\x08\x0e-\x1f\x7f\ufffd]")
_SCRIPT = re.compile(r"enable JavaScript", re.IGNORECASE)


def check(raw: Raw, passages: Sequence[Passage]) -> None:
    """Refuse a page without prose.

    Raises:
        DocumentError: for a damaged file, an empty page, one that needs a browser, one that holds nothing but
            its title (a film, a picture), one that only leads on, and one that says it is not in English.
    """
    language = next(iter(schema.values(raw.metadata, "language")), "")
    if _LANGUAGE.fullmatch(language) and not _ENGLISH.match(language):
        said = f"the document says that its language is {language}; only English is read"
        raise DocumentError(said, raw.path, "leave it out, or mend its `language`")
    remedy = "fetch the document again, or leave it out"
    garbled = sum(1 for _ in _GARBLED.finditer(raw.text, raw.body))
    if garbled > max(GARBLED_FEW, (len(raw.text) - raw.body) // 200):
        raise DocumentError(f"{garbled:,} code points of the text are damaged or no text", raw.path, remedy)
    prose = [p for p in passages if p.block != "heading" and _WORD.search(p.text)]
    if not prose:
        raise DocumentError("the document holds no prose", raw.path, remedy)
    own = [p for p in prose if not _SCRIPT.search(p.text)]
    if len(own) < len(prose) and len(own) < 3:
        raise DocumentError("the page says only that it needs JavaScript", raw.path, remedy)
    titles = {p.text.casefold() for p in passages if p.block == "heading"}
    if all(p.text.casefold() in titles for p in prose):
        raise DocumentError("the page holds nothing but its title", raw.path, remedy)
    if all(_is_navigation(p) for p in prose):
        raise DocumentError("the page holds only links to others", raw.path, remedy)


_LANGUAGE = re.compile(r"[A-Za-z]{2,}(?:[-_][\w-]+)?")
"""A language tag or name; what has another form is no reason to leave a document out."""
_ENGLISH = re.compile(r"(?:en|eng|english)(?![a-z])", re.IGNORECASE)


def _is_navigation(passage: Passage) -> bool:
    """Whether all words of a passage are links' words."""
    rest, after = [], 0
    for span, _ in passage.links:
        rest.append(passage.text[after : span.start])
        after = max(after, span.end)
    rest.append(passage.text[after:])
    return bool(passage.links) and not any(_WORD.search(part) for part in rest)


def notes(raw: Raw, passages: Sequence[Passage]) -> tuple[str, ...]:
    """What a reader should know: a title that the page contradicts, by its first heading or by what it describes."""
    title = raw.get("title")
    headings = [p.text for p in passages[:3] if p.block == "heading" and _is_first_level(raw.text, p)]
    found = []
    if title and headings and not any(_words(title) & _words(heading) for heading in headings):
        found.append(f"the title “{title}” contradicts the first heading “{headings[0]}”")
    if title and raw.says(nci.DRUG_BLOCK):
        described = (_DESCRIBED.match(p.text) for p in passages if p.block == "paragraph")
        others = [d for d in described if d and not _words(title) & _words(d.group("name"))]
        found.extend(f"under the title “{title}” the page describes “{d.group('name')}”" for d in others[:1])
    return tuple(found)


_DESCRIBED = re.compile(
    r"(?P<name>(?!(?:It|This|The|They)\b)[A-Z][\w-]{3,}(?: [\w-]+){0,3}) (?:is|are) a (?:type|form) of "
)


def _is_first_level(text: str, heading: Passage) -> bool:
    start = heading.offsets.source[0]
    begin = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return text[begin:start].strip(" \t*_") == "#"


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold()[:6] for word in _TITLE_WORD.findall(text))
