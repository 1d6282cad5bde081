"""On what conditions a name is found: its spelling, its case, and the words around it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kg.reading.grounding.compiled import Sense, unpacked
from kg.reading.grounding.normal import spaced, variants

_CONDITIONS: Final = ("common", "ambiguous")


def is_conditional(flags: frozenset[str]) -> bool:
    """Whether the words around must speak for a name with these flags."""
    return not flags.isdisjoint(_CONDITIONS)


@lru_cache(maxsize=65536)
def allowed(senses: str, said: str) -> tuple[Sense, ...]:
    """Those of a name's packed senses that it can have in a text as it is written there."""
    return tuple(s for s in unpacked(senses) if "quiet" not in s.flags and is_spelled(s, said))


def is_spelled(sense: Sense, said: str) -> bool:
    """Whether what is said is written as the sense asks."""
    if "exact" in sense.flags:
        written = spaced(said)
        return written in sense.exact or (" " in written and any(_written(written, name) for name in sense.exact))
    return "proper" not in sense.flags or not said[:1].islower()


def _written(said: str, name: str) -> bool:
    """Whether a name of several words is written as another but for words that are none of its abbreviations.

    >>> _written("Childhood Pancreatic NETs", "childhood pancreatic NETs"), _written("AML with t", "AML with T")
    (True, False)
    """
    pairs = list(zip(said.split(" "), name.split(" "), strict=False))
    return len(said) == len(name) and all(a == b or (b.islower() and len(b) > 3 and a.lower() == b) for a, b in pairs)


_REASONS: Final = {
    "exact": "written just so",
    "proper": "written with a capital letter",
    "ambiguous": "one of several meanings: only where the words around speak for it",
    "common": "an English word too: only where the words around speak for it",
    "quiet": "too general to be found in a text",
}


def why(sense: Sense) -> str:
    """On what conditions a name has a sense, in words."""
    return "; ".join(reason for flag, reason in _REASONS.items() if flag in sense.flags) or "its name"


def spellings(name: str) -> list[str]:
    """How a document may write an abbreviation that it defines: in the singular and the plural, by each variant."""
    return [spelling for one in {name, _one_of(name), *_several(name)} for spelling in variants(one, "target")]


def _one_of(name: str) -> str:
    """An abbreviation in the singular.

    >>> _one_of("IMTs"), _one_of("irAEs"), _one_of("AIDS"), _one_of("Xeloda")
    ('IMT', 'irAE', 'AIDS', 'Xeloda')
    """
    return name[:-1] if name.endswith("s") and name[-3:-1].isupper() and len(name) > _SHORTEST else name


def _several(name: str) -> tuple[str, ...]:
    """An abbreviation in the plural, where it is one in the singular.

    >>> _several("LR"), _several("IMTs"), _several("Xeloda"), _several("OS")
    (('LRs',), (), (), ())
    """
    return (f"{name}s",) if name[-2:].isupper() and name[-1] not in "S0123456789" else ()


_SHORTEST: Final = 3
"""Letters of a plural whose singular is told from a word by them."""
