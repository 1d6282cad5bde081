"""Going through a document's facts with a person, who accepts, corrects, retracts or adds.

Each decision is written to the sidecar before the next question is asked, so that nothing is lost when the person
stops, in whatever way. The session asks and shows through two functions, and knows no terminal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kg import names, schema
from kg.curation.gate import Gate
from kg.curation.sidecar import Line, told, write
from kg.model import Document, Finding

Ask = Callable[[str], str]
"""Asks a question and gives the answer without its line end; raises EOFError where there are no more."""

Show = Callable[[str], None]
Explain = Callable[[Finding, Document], str]

QUESTION: Final = "[a]ccept  [c]orrect  [r]etract  [s]kip  [n]ew fact  [q]uit > "


@dataclass
class Session:
    """A review of one document.

    Attributes:
        path: the sidecar's.
        document: what is reviewed.
        gate: judges what the person writes.
        by, on: who reviews, and the day.
        values: the sidecar's objects, as they will be written.
    """

    path: Path
    document: Document
    gate: Gate
    by: str
    on: str
    ask: Ask
    show: Show
    explain: Explain
    values: list[Mapping[str, Any]] = field(default_factory=list)
    decided: int = 0

    def run(self, findings: Iterable[Finding]) -> int:
        """Ask of each finding what it is worth; how many decisions were written."""
        todo = [finding for finding in findings if finding.evidence.method != f"person:{self.by}"]
        for number, finding in enumerate(todo, 1):
            self.show(f"\n{number} of {len(todo)}\n{self.explain(finding, self.document)}")
            if not self._decide(finding):
                return self.decided
        self.show("\nThat was the last one.")
        while self._answer("[n]ew fact  [q]uit > ", "nq") == "n":
            self._new()
        return self.decided

    def _decide(self, finding: Finding) -> bool:
        """One decision; whether to go on."""
        while True:
            match self._answer(QUESTION, "acrsnq"):
                case "a":
                    self._keep(self._told(finding))
                case "r":
                    self._keep({**self._told(finding), "retract": True, **self._why()})
                case "c":
                    if not self._correct(finding):
                        continue
                case "n":
                    self._new()
                    continue
                case "q":
                    return False
            return True

    def _answer(self, question: str, letters: str) -> str:
        while True:
            try:
                said = self.ask(question).strip().lower()[:1]
            except EOFError:
                return "q"
            if said and said in letters:
                return said
            self.show(f"one of {', '.join(letters)}")

    def _why(self) -> dict[str, str]:
        try:
            note = " ".join(self.ask("why (may be left empty) > ").split())
        except EOFError:
            note = ""
        return {"note": note} if note else {}

    def _told(self, finding: Finding) -> dict[str, Any]:
        return told(finding, self.document, f"person:{self.by}", self.on)

    def _keep(self, *told: Mapping[str, Any]) -> None:
        self.values.extend(told)
        write(self.path, self.values)
        self.decided += 1

    def _correct(self, finding: Finding) -> bool:
        """The fact as it should be, and the old one taken out; whether something was written."""
        old = self._told(finding)
        new = self._edited(old)
        if new is None or new == old:
            return False
        made = self.gate.judge(Line("your correction", new)).finding
        same = made is not None and names.fact_iri(made.fact) == names.fact_iri(finding.fact)
        self._keep(*([] if same else [{**old, "retract": True}]), new)
        return True

    def _new(self) -> None:
        """A fact that nothing read."""
        known = [kind for kind, signature in sorted(schema.signatures().items()) if signature.exchange]
        try:
            kind = self.ask(f"kind ({', '.join(known)}) > ").strip()
        except EOFError:
            return
        if kind not in known:
            self.show(f"there is no kind {kind!r}")
            return
        keys = dict.fromkeys(sorted(schema.signature(kind).keys))
        new = self._edited({"kind": kind, **keys, "quote": "", "by": f"person:{self.by}", "on": self.on})
        if new is not None:
            self._keep(new)

    def _edited(self, value: Mapping[str, Any]) -> dict[str, Any] | None:
        """The object as the person changes it, once the gate takes it; None where they give up."""
        current = dict(value)
        while True:
            for key, value_now in current.items():
                self.show(f"  {key} = {json.dumps(value_now, ensure_ascii=False)}")
            changed = self._changes(current)
            if changed is None:
                return None
            ruled = self.gate.judge(Line("what you wrote", changed))
            if ruled.finding is not None:
                span = ruled.finding.evidence.span
                return {**changed, "start": span.start, "end": span.end}
            self.show(f"not taken: {ruled.fault} ({ruled.remedy})")
            current = changed

    def _changes(self, value: Mapping[str, Any]) -> dict[str, Any] | None:
        """`key = value` lines up to an empty one; a value is JSON, or else a text as it stands."""
        self.show("change by lines `key = value` or `-key`; an empty line when done, `drop` to give up")
        changed = dict(value)
        while True:
            try:
                line = self.ask("  > ").strip()
            except EOFError:
                return None
            if line in ("", "drop"):
                return None if line else changed
            key, sign, text = line.partition("=")
            if not sign and line.startswith("-"):
                changed.pop(line[1:].strip(), None)
                continue
            if not sign:
                self.show("write key = value, or -key to take a key out")
                continue
            if key.strip() == "quote":  # its old offsets are another quote's
                changed.pop("start", None), changed.pop("end", None)
            changed[key.strip()] = _value(text.strip())


def _value(text: str) -> Any:
    """What a person typed for a value.

    >>> _value("10.8"), _value('["sorafenib"]'), _value("overall survival"), _value("")
    (10.8, ['sorafenib'], 'overall survival', None)
    """
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text
