"""What a document itself calls its treatments and cancers, where that is neither their name nor a trade name.

The graph knows each by one name; the exchange format lists arms and diseases in the document's own terms ("WBRT",
"radiotherapy", "chronic myeloid leukemia"), which is how its readers compare them with the page.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache

from kg.model import Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.grounding.normal import singular
from kg.reading.grounding.regimens import regimen_parts
from kg.reading.marks import Mark

_KINDS = ("drug", "intervention", "cancer")
_TRADE_NAME = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z]?[a-z]+)*[®™]?")
"""A capitalised word: a trade name, or a name that begins a sentence."""
_SPELLED_OUT = re.compile(r"[a-z]{4}")


def _abbreviates(short: str, long: str) -> bool:
    """Whether a name is another's abbreviation: its capitals stand in that order in a name that is written out.

    >>> _abbreviates("IL-2", "interleukin-2"), _abbreviates("CCRT", "concurrent chemoradiotherapy")
    (True, True)
    >>> _abbreviates("ABC-102", "trifluridine and tipiracil"), _abbreviates("imatinib mesylate", "imatinib")
    (False, False)
    """
    letters = re.match(r"[A-Z]{2,}", short)
    if not letters or _SPELLED_OUT.search(short) or not _SPELLED_OUT.search(long):
        return False
    return bool(re.match("[^a-z]*".join(letters.group().lower()).replace("[^a-z]*", ".*?"), long.lower()))


def customary(annotated: Annotated) -> Annotated:
    """The document with each treatment's concept telling what it is mostly called there."""
    counted: dict[Concept, Counter[str]] = {}
    for sentence in annotated.holding(kinds=_KINDS):
        for mark in sentence.of_kind(*_KINDS):
            counted.setdefault(mark.concept, Counter())[_plain(sentence, mark)] += 1
    said = {c: replace(c, said=name) for c, names in counted.items() if (name := _custom(c, names))}
    if not said:
        return annotated
    return Annotated(annotated.document, tuple(_renamed(s, said) for s in annotated.sentences))


def _plain(sentence: Sentence, mark: Mark) -> str:
    return _plain_name(mark.kind, mark.span.of(sentence.passage.text))


@lru_cache(maxsize=4096)
def _plain_name(kind: str, words: str) -> str:
    said = re.sub(r"\s?[(\[][^()\[\]]*[)\]]$", "", words)
    plain = " ".join(said.split()).rstrip("®™†")
    if kind == "cancer":
        return singular(plain)
    return _BESIDE_A_NAME.sub("", _DOSED.sub("", plain) if kind == "drug" else plain) or plain


_BESIDE_A_NAME = re.compile(
    r"^(?:matching|matched|identical|inactive)\s(?=placebo)|[\s-](?:alone|only)$", re.IGNORECASE
)
"""What stands beside a treatment's name and says nothing of what it is: "radiotherapy alone", "matching placebo"."""
_DOSED = re.compile(
    r"^(?:(?:very|ultra)[- ]?)?(?:low(?:er)?|high(?:er)?|standard|intermediate|full|reduced)[- ]dose\s", re.IGNORECASE
)
"""Before a drug's name, how much of it one arm of several may be given."""


def _custom(concept: Concept, names: Counter[str]) -> str:
    """The name used most, the longer of two, before its abbreviations; "" for the concept's own or a trade name.

    A drug is called without its salt, and without the place of its atom ("5-fluorouracil").

    A cancer's stands for it by itself. A drug's code or abbreviation ("T-DM1") is no name that it goes by elsewhere:
    its written-out name is taken; the initials of a name of several words ("GM-CSF") do. Regimens go by theirs.
    """
    if any(name.lower() == concept.name.lower() or _is_form(name, concept) for name in names):
        return ""
    usable = {n: c for n, c in names.items() if "(" not in n and "[" not in n}
    if concept.kind == "cancer":  # "kidney" of "kidney and liver cancer" is no name of it
        usable = {n: c for n, c in usable.items() if Lexicon.load().ground("cancer", n) == concept}
    else:
        usable = {n: c for n, c in usable.items() if not _TRADE_NAME.fullmatch(n)}
    if concept.kind == "drug" and concept.known and concept.name not in regimen_parts():
        usable = {n: c for n, c in usable.items() if _SPELLED_OUT.search(n) or _is_initials(n, concept.name)}
    if concept.kind == "intervention":  # "partial" of "partial or total gastrectomy" is no name of it
        usable = {n: c for n, c in usable.items() if not _is_begun(n, concept)}
    if concept.kind == "intervention" and not concept.known:  # a name of the document's own, which it abbreviates
        usable = {n: c for n, c in usable.items() if not _abbreviates(n, concept.name)}
    usable = {n: c for n, c in usable.items() if not any(_abbreviates(n, other) for other in usable)}
    best = max(usable, key=lambda n: (usable[n], len(n), n), default="")
    if concept.kind == "cancer":
        return best if best.isupper() or any(c.isdigit() for c in best) else best.lower()
    return " ".join(word if _CAPITALS.search(word) or word.isupper() else word.lower() for word in best.split())


_CAPITALS = re.compile(r"[A-Z].*[A-Z]|\d")
"""Within a word, capitals or a figure by which it goes: "autologous SCT", "ultraviolet B", "VIDE"."""
_FORM = re.compile(r"(?:\d(?:,\d)*-)?\s?(?:[a-z]+(?:ate|ide|ium))?(?:\s(?:mono|di)?(?:hydrate|hydrochloride))?")
"""What a drug's name has beside it when its salt or the place of an atom is told: "5-", "acetate", "mesylate"."""


def _is_form(name: str, concept: Concept) -> bool:
    """Whether a drug's name has nothing more than its own but a salt: "megestrol acetate", "5-fluorouracil"."""
    first, own, last = name.lower().partition(concept.name.lower())
    told = concept.kind == "drug" and concept.known and own
    return bool(told) and all(_FORM.fullmatch(part) for part in (first, last))


def _is_initials(short: str, long: str) -> bool:
    """Whether a name is the initials of the words of another.

    >>> _is_initials("GM-CSF", "granulocyte-macrophage colony-stimulating factor"), _is_initials("MTX", "methotrexate")
    (True, False)
    """
    words = re.split(r"[\s-]", long)
    return len(words) > 1 and short.replace("-", "").upper() == "".join(word[:1] for word in words).upper()


def _is_begun(name: str, concept: Concept) -> bool:
    """Whether a name is but the first words of a treatment's, and none of its names by itself."""
    begun = concept.name.lower().startswith(f"{name.lower()} ")
    return begun and Lexicon.load().ground("intervention", name) is None


def _renamed(sentence: Sentence, said: dict[Concept, Concept]) -> Sentence:
    renamed = [said.get(m.concept) if m.kind in _KINDS else None for m in sentence.marks]
    if not any(renamed):
        return sentence
    pairs = zip(sentence.marks, renamed, strict=True)
    return replace(sentence, marks=tuple(mark._replace(meant=new) if new else mark for mark, new in pairs))
