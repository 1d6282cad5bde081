"""Findings to and from the JSON exchange format: one fact a line, with the words it was read from.

The keys of a fact are its roles' names, in the order of its kind's shape, with these differences: an arm
is the list of its interventions' names, beside `arm_detail` (`comparator_detail`) where something tells it
from others and `arm_kind` `exposure` where no treatment makes the group; `ci` holds both bounds of a confidence
interval; a comparison's verdict stands under `value`; what a trial attribute refers to is not printed, for it follows
from the attribute. A role that takes several kinds of thing holds `kind:name` for all but the first kind. Where a
quote shows its fact only together with words above it, as an item of a list does under its heading, `under` holds
these with their places.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from kg import names, schema
from kg.errors import GroundingError, SchemaError
from kg.model import Arm, Concept, Document, Evidence, Fact, Finding, Lead, Span, Value, quoted
from kg.schema import Given, Role, Signature

Ground = Callable[[str, str], Concept | None]
"""Looks a name up in the vocabulary, given the kind of concept it should be; None where it is not known."""

_EVIDENCE_KEYS: Final = ("quote", "start", "end", "under", "document", "method", "confidence", "pointer")

_REFERS_TO: Final = {"condition": "cancer", "sponsor": "organization", "investigator": "person"}
"""The kind of thing that the value of a trial attribute names."""

_NO_DRUGS: Final = re.compile(
    r"placebo|none|observation|surveillance|no treatment|sham|usual care|standard care|supportive care"
    r"|\b(surgery|surgical|resection|mastectomy|lumpectomy|biopsy|transplant|SCT|radi\w*therapy|radiation|irradiation"
    r"|screening|colonoscopy|exercise|diet|therapy|counsell?ing)\b",
    re.IGNORECASE,
)
"""Interventions that are no drugs, for names that no vocabulary knows."""

_LINE_ENDS: Final = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Characters that some readers of lines take for line ends; JSON leaves them as they are."""


def dumps(finding: Finding, document: Document) -> str:
    """One line of JSON, without its line end."""
    return json.dumps(to_json(finding, document), ensure_ascii=False).translate(_LINE_ENDS)


def to_json(finding: Finding, document: Document) -> dict[str, Any]:
    """A finding as a JSON object: the fact's keys in the order of its shape, then its evidence."""
    evidence = finding.evidence
    shown: dict[str, Any] = {
        "kind": finding.fact.kind,
        **fact_json(finding.fact),
        **_words(evidence),
        **({"under": [_words(one) for one in evidence.under]} if evidence.under else {}),
        "document": document.name,
        "method": evidence.method,
        "confidence": None if evidence.confidence is None else _number(evidence.confidence),
    }
    if evidence.pointer:
        shown["pointer"] = evidence.pointer
    return shown


def _words(words: Evidence | Lead) -> dict[str, Any]:
    return {"quote": words.quote, "start": words.span.start, "end": words.span.end}


def fact_json(fact: Fact) -> dict[str, Any]:
    """The keys of a fact without its kind and its evidence."""
    signature = schema.signature(fact.kind)
    shown: dict[str, Any] = {}
    for role in signature.roles.values():
        if role.name == "refers_to" and signature.exchange:
            continue
        for key, value in _shown(role, fact).items():
            if value not in (None, []) or (key in signature.keys and key not in shown):
                shown[key] = value
    return shown


def _shown(role: Role, fact: Fact) -> dict[str, Any]:
    """The keys that show a role."""
    values = fact[role.name]
    if role.arm:
        arm = values[0] if values else None
        names = [name for part in arm.interventions for name in _called(part)] if isinstance(arm, Arm) else []
        shared = isinstance(arm, Arm) and any(part.kind == "exposure" for part in arm.interventions)
        return {
            role.name: names,
            f"{role.name}_detail": getattr(arm, "detail", "") or None,
            f"{role.name}_kind": "exposure" if shared else None,
        }
    if role.name in {"ci_low", "ci_high"}:
        bounds = [_json_value(role, fact.one(bound)) for bound in ("ci_low", "ci_high")]
        return {"ci": None if bounds == [None, None] else bounds}
    if role.many:
        return {role.name: [_json_value(role, value) for value in values]}
    key = "value" if role.name == "verdict" else role.name
    return {key: _json_value(role, fact.one(role.name))}


def _called(part: Concept) -> list[str]:
    """What an arm's treatment is called; one that is known by its drugs alone is these."""
    composed = part.kind == "drug" and not (part.label or part.known) and " + " in part.name
    return part.name.split(" + ") if composed else [part.said or part.name]


def _json_value(role: Role, value: Value | None) -> Any:
    match value:
        case Concept():
            # the format asks for a document's own wording of events (their label) and of cancers
            worded = {"event": value.shown, "cancer": value.said or value.name}
            name = worded.get(value.kind, value.name)
            if _given(role):
                return value.said or value.name if value.kind == "intervention" else value.name
            return name if value.kind == role.kinds[0] else f"{value.kind}:{name}"
        case Decimal() if not isinstance(value, bool):
            return _number(value)
        case _:
            return value


def _given(role: Role) -> bool:
    """Whether a role takes whatever may be given, which goes by its name alone, as in an arm."""
    return role.kinds[:1] == ("intervention",)


def _number(value: Decimal) -> int | float:
    """Whole numbers as int, others as the shortest float.

    >>> _number(Decimal("417.0")), _number(Decimal("10.80"))
    (417, 10.8)
    """
    return int(value) if value == value.to_integral_value() else float(value)


def from_json(
    obj: Mapping[str, Any], document: Document, ground: Ground | None = None, method: str = "stated"
) -> Finding:
    """A finding from a JSON object of the exchange format.

    Args:
        obj: the object; `start` and `end` may be missing, and the quote is then looked for (those `under` it too).
        document: the document it speaks of.
        ground: looks names up; a name it does not know, or any name without it, is minted as unknown.
        method: who or what read the fact, where the object does not say.

    Raises:
        SchemaError: where the object does not fit its kind.
        GroundingError: where the quote does not stand in the document.

    """
    kind = obj.get("kind")
    if not isinstance(kind, str):
        raise SchemaError("the fact has no kind", document.name, "add a key kind")
    reader = _Reader(schema.signature(kind), document, ground)
    return Finding(schema.make(kind, **reader.roles(obj)), _evidence(obj, document, method))


def _evidence(obj: Mapping[str, Any], document: Document, method: str) -> Evidence:
    span, quote = _place(obj, document)
    confidence = obj.get("confidence")
    said = obj.get("method") or method
    leads = obj.get("under") or []
    if not isinstance(leads, list) or not all(isinstance(lead, Mapping) for lead in leads):
        raise GroundingError(
            "`under` is no list of quotes",
            document.name,
            'give [{"quote": the words above the quote that it completes}]',
        )
    under = [_place(lead, document) for lead in leads]
    return quoted(document, span, said, None if confidence is None else Decimal(str(confidence)), quote, under)


def _place(obj: Mapping[str, Any], document: Document) -> tuple[Span, str]:
    """Where an object's quote stands: at its offsets, or where it is found."""
    quote, start, end = (obj.get(key) for key in ("quote", "start", "end"))
    if not isinstance(quote, str) or not quote:
        raise GroundingError("the fact has no quote", document.name, "give the words that show it")
    return (Span(start, end) if isinstance(start, int) and isinstance(end, int) else find(document, quote)), quote


def find(document: Document, quote: str) -> Span:
    """The first place of the quote in the document's prose, else in all of its text.

    Raises:
        GroundingError: where it does not stand there to the letter.

    """
    body = min((passage.offsets.source[0] for passage in document.passages if passage.offsets.source), default=0)
    start = document.text.find(quote, body)
    start = start if start >= 0 else document.text.find(quote)
    if start < 0:
        raise GroundingError(
            f"the quote {quote[:60]!r} does not stand in the document",
            document.name,
            "give its words to the letter",
        )
    return Span(start, start + len(quote))


class _Reader:
    """Reads the roles of one JSON object; `document` owns the names that mean nothing elsewhere."""

    def __init__(self, signature: Signature, document: Document, ground: Ground | None) -> None:
        self.signature, self.document, self.ground = signature, document, ground

    def roles(self, obj: Mapping[str, Any]) -> dict[str, Given]:
        """The roles that the object's keys fill."""
        found: dict[str, Given] = {}
        for key, value in obj.items():
            if key != "kind" and key not in _EVIDENCE_KEYS and not key.endswith(("_detail", "_kind")):
                found.update(self._key(key, value, obj))
        return {**self._implied(obj), **found}

    def _key(self, key: str, value: Any, obj: Mapping[str, Any]) -> dict[str, Given]:
        known = self.signature.roles
        if key == "ci" and "ci_low" in known:
            low, high = self._pair(value)
            return {"ci_low": self._number(low, key), "ci_high": self._number(high, key)}
        if key == "value" and isinstance(value, str) and "verdict" in known:
            return {"verdict": value}
        if key not in known:
            raise SchemaError(f"the key {key!r} is not one of this kind's", self._where(key), "take it out")
        if known[key].arm:
            return {key: self._arm(value, obj, key)}
        if known[key].many:
            return {key: [self._value(known[key], each) for each in self._list(value, key)]}
        return {key: None if value is None else self._value(known[key], value)}

    def _implied(self, obj: Mapping[str, Any]) -> dict[str, Given]:
        """What a trial attribute refers to."""
        kind = _REFERS_TO.get(str(obj.get("attribute")))
        value = obj.get("value")
        if kind is None or "refers_to" not in self.signature.roles or not isinstance(value, str):
            return {}
        return {"refers_to": self._concept((kind,), value)}

    def _arm(self, value: Any, obj: Mapping[str, Any], key: str) -> Arm | None:
        shared = obj.get(f"{key}_kind") == "exposure"
        names = [self._text(name, key) for name in self._list(value, key)]
        parts = [self._concept(("exposure",), name) if shared else self._intervention(name) for name in names]
        detail = obj.get(f"{key}_detail")
        if not parts and not detail:
            return None
        trial = self._concept(("trial",), self._text(obj.get("trial") or "study", "trial"))
        return Arm(trial, tuple(parts), self._text(detail, f"{key}_detail") if detail else "")

    def _intervention(self, name: str) -> Concept:
        for kind in ("drug", "intervention"):
            known = self.ground(kind, name) if self.ground else None
            if known is not None:
                return known
        return Concept("intervention" if _NO_DRUGS.search(name) else "drug", name, known=False)

    def _value(self, role: Role, value: Any) -> Value:
        if _given(role):
            return self._intervention(self._text(value, role.name))
        if role.kinds:
            return self._concept(role.kinds, self._text(value, role.name))
        if isinstance(value, bool | str):
            return value
        return self._number(value, role.name) or Decimal(0)

    def _concept(self, kinds: tuple[str, ...], name: str) -> Concept:
        prefix, colon, rest = name.partition(":")
        if colon and prefix in kinds:
            kinds, name = (prefix,), rest
        if kinds[0] == "trial" and names.is_unnamed(name):
            return Concept("trial", name, known=False, scope=self.document.name)
        known = (self.ground(kind, name) for kind in kinds if self.ground)
        return next((concept for concept in known if concept is not None), None) or Concept(kinds[0], name, known=False)

    def _pair(self, value: Any) -> tuple[Any, Any]:
        if value is None:
            return None, None
        if not isinstance(value, list) or len(value) != 2:
            raise SchemaError(
                f"{value!r} was given where [low, high] is expected", self._where("ci"), "give both, or null"
            )
        return value[0], value[1]

    def _list(self, value: Any, key: str) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list):
            raise SchemaError(f"{value!r} was given where a list is expected", self._where(key))
        return value

    def _text(self, value: Any, key: str) -> str:
        if not isinstance(value, str):
            raise SchemaError(f"{value!r} was given where a text is expected", self._where(key))
        return value

    def _number(self, value: Any, key: str) -> Decimal | None:
        """A JSON number as a decimal, by its shortest text; None stays None."""
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            what = f"{value!r} was given where a number is expected"
            raise SchemaError(what, self._where(key), "give a number without quotation marks")
        return Decimal(str(value))

    def _where(self, key: str) -> str:
        return f"{self.document.name}: {self.signature.kind}.{key}"
