"""What can go wrong, said so that a person can mend it.

Every error of the project's own is a `KgError`: what happened, where, and what to do. The command line
prints it plainly; any other exception is a bug and shows its traceback.
"""

from __future__ import annotations


class KgError(Exception):
    """Something the user can mend.

    Args:
        what: what was found and what was expected, one sentence without a full stop.
        where: the file, and the place in it (`seeds/a.md:3`), or the name of the query or fact; may be "".
        remedy: what to do about it, one sentence without a full stop; may be "".

    >>> print(KgError("the front matter is not closed", "a.md:1", "add a line --- after it"))
    a.md:1: the front matter is not closed (add a line --- after it)

    """

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what, self.where, self.remedy = what, where, remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return place + self.what + (f" ({self.remedy})" if self.remedy else "")


class DocumentError(KgError):
    """A document cannot be read; it is set aside and the others are built."""


class SchemaError(KgError):
    """A fact does not fit its kind, or the ontology and the shapes do not fit each other."""


class GroundingError(KgError):
    """A quote does not stand in its document at its offsets."""


class ValidationError(KgError):
    """The shapes could not be applied (this is not a graph that breaks them)."""


class QueryError(KgError):
    """A query is not known, not well-formed, not allowed or took too long."""


class AmbiguousError(QueryError):
    """A name is that of several things, of which one is to be meant."""


class MalformedError(QueryError):
    """A query is no SPARQL.

    Args:
        what, where, remedy: as of any error.
        excerpt: the line that is wrong, with a mark below the place; "" where that is not known.

    """

    def __init__(self, what: str, where: str = "", remedy: str = "", excerpt: str = "") -> None:
        super().__init__(what, where, remedy)
        self.excerpt = excerpt

    def __str__(self) -> str:
        return super().__str__() + (f"\n{self.excerpt}" if self.excerpt else "")


class StoreError(KgError):
    """A graph on disk is missing, damaged or in use."""


class UsageError(KgError):
    """The command or call was asked for something it does not do."""


def first_line(said: str, most: int = 300) -> str:
    r"""The first line of what others say was wrong, cut where it is longer than so many characters; "" for nothing.

    >>> first_line("no such table: a\nat line 1 of b.c"), first_line("no such table", most=7)
    ('no such table: a', 'no such …')
    """
    first = (said.strip().splitlines() or [""])[0]
    return first if len(first) <= most else f"{first[:most]} …"
