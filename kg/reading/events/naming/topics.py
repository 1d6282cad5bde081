"""What a document is about the relief of: there an event that people had is no harm of what they were given."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model import Concept
from kg.reading.context import Context


def relieved(context: Context, event: Concept) -> bool:
    """Whether the title of a document says that it is about preventing or treating an event.

    A summary of many trials whose title begins with an event is about it ("Nausea and Vomiting Related to …"); a
    report of a trial says what its treatment is for.
    """
    head = _head(event.name)
    title = context.document.title.lower()
    if head not in title:
        return False
    return _is_aim(title, head) or (not context.trials.single and _begins(title, head))


def _head(name: str) -> str:
    """The last word of an event's name in the singular: what it is, whatever stands before it.

    >>> _head("anticipatory vomiting"), _head("hot flashes"), _head("acute graft-versus-host disease")
    ('vomiting', 'hot flash', 'graft-versus-host disease')
    """
    words = re.sub(r"(?:(?<=sh|ch|ss)es|(?<![su])s)$", "", name.lower()).split()
    return " ".join(words[-2:] if words[-1] in ("flash", "flush", "disease") else words[-1:])


@lru_cache(maxsize=64)
def _is_aim(title: str, head: str) -> bool:
    before = r"\b(?:for|prevent\w*|prophyla\w+|treat\w*|manag\w+|reliev\w+|relief|control\w*|reduc\w+|alleviat\w+)\b"
    behind = r"s?\s(?:prophyla\w+|prevention|management|control|relief)\b"
    return bool(re.search(rf"{before}[^.:;]{{0,50}}\b{re.escape(head)}|\b{re.escape(head)}{behind}", title))


def _begins(title: str, head: str) -> bool:
    return bool(re.match(rf"(?:\w+ )?(?:and )?(?:\w+ ){{0,2}}{re.escape(head)}", title))
