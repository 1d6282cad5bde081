"""The only minter of IRIs, and the only place where values are normalised for identity.

Every IRI of the graph is made here; text never reaches one unescaped. What has no name of its own (a fact, an
arm, a piece of evidence) is named by a hash of its canonical content, so that the same content is the same
node wherever it is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

from kg.errors import UsageError
from kg.model import Arm, Concept, Evidence, Fact, Span, Value
from kg.terms import XSD

_LONGEST: Final = 80
"""Code points of a name that are kept in an IRI; a hash of the whole name follows where it was longer."""

_GREEK: Final = {
    ord(letter): f" {name} "
    for letter, name in zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron "  # noqa: SIM905
        "pi rho sigma tau "
        "upsilon phi chi psi omega".split(),
        strict=True,
    )
}
_UNSAFE_IRI: Final = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]')
_NO_NAME: Final = re.compile(r"[^\w.]+")
_HASHED: Final = re.compile(r"-[0-9a-f]{8}$")
_HTTP: Final = re.compile(r"https?://[^/?#]+([/?#]|$)", re.IGNORECASE)


def _checked_base(text: str) -> str:
    if not _HTTP.match(text) or _UNSAFE_IRI.search(text) or not text.endswith("/"):
        raise UsageError(
            f"KG_BASE is {text!r}, which no IRIs can be made from",
            "environment",
            "give https://…, ending with /",
        )
    return text


BASE: Final = _checked_base(os.environ.get("KG_BASE", "https://w3id.org/oncology-kg/"))
"""What all IRIs of the graph begin with; the environment variable KG_BASE changes it."""

VOCABULARY_GRAPH: Final = BASE + "graph/vocabulary"
LINKS_GRAPH: Final = BASE + "graph/links"
BUILD_GRAPH: Final = BASE + "graph/build"


def slug(name: str) -> str:
    """A name as the last part of an IRI: letters, digits, `-`, `.`, `_` and percent escapes; never empty.

    Case is kept, since it tells genes from words. Accents and punctuation do not tell names apart, `+` and
    Greek letters do. Long names are cut, with a hash of the whole.

    >>> slug("hand-foot skin reaction"), slug("TGF-β"), slug("CD20+"), slug("../x"), slug("(R)-Möbius 5′")
    ('hand-foot-skin-reaction', 'TGF-beta', 'CD20-plus', 'x', 'R-Mobius-5')
    """
    plain = unicodedata.normalize("NFKD", name).translate(_GREEK).replace("+", " plus ")
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    kept = _NO_NAME.sub("-", plain).strip("-.")
    if len(kept) > _LONGEST:
        kept = f"{kept[:_LONGEST].rstrip('-.')}-{_hash(name)[:8]}"
    return quote(kept, safe="-._") or f"x-{_hash(name)[:8]}"


def unnamed(number: int) -> str:
    """What a trial is called that its document does not name, by its number among the document's, from 1.

    >>> unnamed(1), unnamed(2)
    ('study', 'study-2')
    """
    return f"study-{number}" if number > 1 else "study"


def is_unnamed(trial: str) -> bool:
    """Whether a trial is called so, or labelled so, only because its document does not name it.

    >>> is_unnamed("study"), is_unnamed("a-page/study-2"), is_unnamed("STUDY 15")
    (True, True, False)
    """
    return _UNNAMED.fullmatch(trial) is not None


_UNNAMED: Final = re.compile(r"(?:.+/)?study(?:-\d+)?")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _hashed(room: str, *content: object) -> str:
    return f"{BASE}{room}/{_hash(_canonical([room, *content]))[:20]}"


_canonical: Final = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


@lru_cache(maxsize=65536)
def iri(concept: Concept) -> str:
    """The IRI of a concept; what belongs to one document alone has the document's name in it.

    >>> iri(Concept("target", "BRAF"))
    'https://w3id.org/oncology-kg/target/BRAF'
    >>> iri(Concept("trial", "study", scope="a page"))
    'https://w3id.org/oncology-kg/trial/a-page-9a8eeff1/study'
    """
    scope = f"{_exact_slug(concept.scope)}/" if concept.scope else ""
    return f"{BASE}{slug(concept.kind)}/{scope}{slug(concept.name)}"


def _exact_slug(name: str) -> str:
    """A slug that two names never share: it ends with a hash unless it is the name itself.

    A name that itself looks like a slug with a hash gets one as well, so that it is not taken for another's.
    """
    plain, digest = slug(name), _hash(name)[:8]
    if plain.endswith(f"-{digest}"):
        return plain
    return plain if plain == name and not _HASHED.search(name) else f"{plain}-{digest}"


def document_iri(name: str) -> str:
    """The IRI of the document of this name, which is also its named graph's; two names never share one.

    >>> document_iri("sorafenib-thyroid-nci")
    'https://w3id.org/oncology-kg/document/sorafenib-thyroid-nci'
    """
    return f"{BASE}document/{_exact_slug(name)}"


def document_name(document: str) -> str:
    """The last part of a document's IRI as people read it, in whatever script.

    >>> document_name(document_iri("a page")), document_name(document_iri("試験"))
    ('a-page-9a8eeff1', '試験-c4282091')
    """
    return unquote(document.rpartition("/")[2])


@lru_cache(maxsize=8192)
def arm_iri(arm: Arm) -> str:
    """The IRI of an arm: a hash of its trial, its interventions and its detail."""
    return _hashed("arm", iri(arm.trial), sorted(iri(part) for part in arm.interventions), arm.detail)


def value_key(value: Value) -> tuple[str, str]:
    """What a role's value is for identity: its type and its canonical text.

    >>> value_key(Decimal("50.0")) == value_key(Decimal("50"))
    True
    """
    match value:
        case Concept():
            return "iri", iri(value)
        case Arm():
            return "iri", arm_iri(value)
        case bool():
            return "boolean", "true" if value else "false"
        case Decimal():
            return "number", decimal_text(value)
        case _:
            return "text", value


def fact_iri(fact: Fact) -> str:
    """The IRI of a fact: a hash of its kind and its roles, and of nothing else."""
    roles = sorted((role, sorted(value_key(value) for value in values)) for role, values in fact.roles)
    return _hashed("fact", fact.kind, roles)


def evidence_iri(evidence: Evidence, fact: str) -> str:
    """The IRI of the evidence for the fact with the IRI `fact`: its place, its method and the fact."""
    place = [evidence.document, evidence.span.start, evidence.span.end, evidence.pointer]
    return _hashed("evidence", place, evidence.method, fact)


def lead_iri(document: str, span: Span) -> str:
    """The IRI of words above quotes: their document and place, so that what stands under them shares it."""
    return _hashed("lead", document, span.start, span.end)


def web_iri(text: str) -> str | None:
    """A web address as it may stand in a graph, or None where it is none.

    >>> web_iri("https://www.cancer.gov/types"), web_iri("javascript:alert(1)"), web_iri("https://a b/")
    ('https://www.cancer.gov/types', None, None)
    """
    return text if _HTTP.match(text) and not _UNSAFE_IRI.search(text) else None


def decimal_text(number: Decimal) -> str:
    """A number's shortest text without an exponent, the same for equal numbers.

    >>> [decimal_text(Decimal(text)) for text in ("50.0", "1E+2", "-0.00", "0.10")]
    ['50', '100', '0', '0.1']
    """
    if not number:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def literal(value: str | Decimal | bool | int, datatype: str | None = None) -> str:
    r"""A literal as an N-Triples term (RDF 1.1 N-Triples, section 2.4); plain strings carry no datatype.

    >>> literal('say "a\\b"'), literal(Decimal("10.80"))
    ('"say \\"a\\\\b\\""', '"10.8"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    >>> literal("2013-11", XSD + "gYearMonth")
    '"2013-11"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    match value:
        case bool():
            text, implied = ("true" if value else "false"), XSD + "boolean"
        case Decimal():
            text, implied = decimal_text(value), XSD + "decimal"
        case int():
            text, implied = str(value), XSD + "integer"
        case _:
            text, implied = value, XSD + "string"
    kind = datatype or implied
    quoted = f'"{_escaped(text)}"'
    return quoted if kind == XSD + "string" else f"{quoted}^^<{kind}>"


_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE: Final = re.compile(r'["\\\x00-\x1f\x7f]')


def _escaped(text: str) -> str:
    return _TO_ESCAPE.sub(lambda m: _ESCAPES.get(m[0]) or f"\\u{ord(m[0]):04X}", text)


_DAYS: Final = {
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal("30.4375"),
    "year": Decimal("365.25"),
}
_UNITS: Final[Mapping[str, tuple[Decimal, str]]] = {
    **{spelling: (days, "day") for unit, days in _DAYS.items() for spelling in (unit, unit + "s")},
    **dict.fromkeys(("mo", "mos", "mo."), (_DAYS["month"], "day")),
    **dict.fromkeys(("yr", "yrs", "y"), (_DAYS["year"], "day")),
    **dict.fromkeys(("wk", "wks"), (_DAYS["week"], "day")),
    **dict.fromkeys(("d",), (_DAYS["day"], "day")),
    **{s: (Decimal("0.01"), "fraction") for s in ("percent", "%", "per cent", "percentage points")},
    **{s: (Decimal(1), "fraction") for s in ("fraction", "proportion")},
    **{
        s: (Decimal(1), "participants")
        for s in ("participants", "participant", "patients", "patient", "people", "subjects", "women", "men")
    },
}
"""Unit as given, lower case: the factor to the canonical unit, and that unit. A month is a twelfth of a
Julian year of 365.25 days (the day count of survival statistics)."""

_PLACES: Final = Decimal(1).scaleb(-12)


def canonical(value: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """The value in the unit in which figures are compared (`day`, `fraction`, `participants`), or None.

    >>> canonical(Decimal("10.8"), "months"), canonical(Decimal("42"), "percent"), canonical(Decimal(3), "mg")
    ((Decimal('328.725'), 'day'), (Decimal('0.42'), 'fraction'), None)
    """
    known = _UNITS.get(unit.strip().casefold())
    if known is None:
        return None
    factor, name = known
    exact = (value * factor).quantize(_PLACES, ROUND_HALF_EVEN)
    return Decimal(decimal_text(exact)), name
