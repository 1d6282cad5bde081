"""What a regimen is made of, as a list or table of its drugs tells: "Drugs in the X combination:" and a drug a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.approvals.indications import FAMILY
from kg.reading.approvals.topics import Page
from kg.reading.context import Proposal
from kg.reading.grounding import vocabulary
from kg.reading.matching.prefilter import prefiltered
from kg.reading.patterns import pattern

RULE = "regimen.part"
_ANNOUNCED = prefiltered(r"drugs in the .{1,60} (?:combination|regimen):$", re.IGNORECASE)
_LISTING = ("row", "bullet")


def read(about: Page) -> Iterator[Proposal]:
    """The parts of each regimen of which a page lists the drugs, each under what announces the list.

    A row that names more than its drug, or none, is passed over.
    """
    for lead in about.context.annotated.holding(_ANNOUNCED):
        if lead.passage.block in _LISTING or not _ANNOUNCED.match(lead.text):
            continue
        below = about.context.annotated.sentences[lead.index + 1 :]
        rows = takewhile(lambda s: s.passage.block in _LISTING, below)
        found = [(row, part) for row in rows if (part := _part(row))]
        regimen = _regimen(lead, [part for _, part in found])
        for row, part in found if regimen else ():
            yield Proposal("regimen_part", {"drug": regimen, "part": part}, row.source(), RULE, (lead.source(),))


def _part(row: Sentence) -> Concept | None:
    """The drug that a row names behind its letters."""
    found = pattern("{part_row}", FAMILY).fullmatch(row.typed.strip())
    return row.of_kind("drug")[0].concept if found else None


def _regimen(lead: Sentence, parts: list[Concept]) -> Concept | None:
    """The regimen that a lead names; by letters that mean much else, only where its parts are those that follow."""
    marks = lead.of_kind("drug")
    if len(marks) == 1 and pattern("{part_lead}", FAMILY).fullmatch(lead.typed.strip()):
        return marks[0].concept
    name, told = re.sub(r"^.* the | \w+:$", "", lead.text.strip()), {part.name for part in parts}
    known = vocabulary.entries(vocabulary.folder(), "regimens") if parts and not marks else ()
    return next((e.concept for e in known if e.concept.name == name and set(e.members) == told), None)
