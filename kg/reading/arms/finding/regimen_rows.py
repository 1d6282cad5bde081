"""Arms that the rows of a table tell: each row a regimen with how many were given it, and what came of it.

"| Chemotherapy | Radiation (Gy) | No. of Patients | Event-Free Survival |": each row below is a study or an arm of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import Entry
from kg.reading.arms.wording.sizes import size_of
from kg.reading.arms.wording.treatments import TREATMENTS, Phrase, arm_words
from kg.reading.rows import Cell, cells, header_row
from kg.reading.trials.flow import Trials

RULE = "arm.row"


def in_rows(annotated: Annotated, trials: Trials) -> dict[Concept, list[Entry]]:
    """The arms of a summary's tables of regimens, by the trial that each row tells of."""
    found: dict[Concept, list[Entry]] = {}
    head: Sentence | None = None
    for sentence in annotated.sentences if not trials.single else ():
        if sentence.passage.block != "row":
            head = None
            continue
        if head is None or (head.passage.text,) != sentence.passage.path[-1:]:
            head = header_row(annotated, sentence)
        if head is None or not arm_words("head_regimen").search(head.typed):
            continue
        if entries := _entries(trials.of(sentence), sentence, head):
            found.setdefault(entries[0].arm.trial, []).extend(entries)
    return found


def _entries(trial: Concept, row: Sentence, head: Sentence) -> list[Entry]:
    """The arms of a row whose cells stand below the head's and name a regimen and a number of people.

    Where another cell tells what the regimen was compared with, the number is that of both.
    """
    heads, here = cells(head.typed), cells(row.typed)
    regimen, people, other = (_column(head, heads, f"head_{name}") for name in ("regimen", "people", "comparator"))
    if len(heads) != len(here) or regimen is None or people is None or regimen == people:
        return []
    numbers = row.marks_in(*here[people], "number", "count")
    given = [_given(row, here[i]) for i in (regimen, other) if i is not None]
    if not all(given) or not numbers or len(set(given)) < len(given):
        return []
    at = row.typed_at(numbers[0])
    size = size_of(row, at, at + 1) if other is None else None
    beside = _beside(head, heads, row, here)
    return [
        Entry(
            Arm(trial, tuple(dict.fromkeys((*g, *beside)))),
            row,
            Phrase(*here[regimen], g),
            RULE,
            size,
            stretch=here[regimen],
        )
        for g in given
    ]


def _column(head: Sentence, heads: Sequence[Cell], name: str) -> int | None:
    """The one column whose head says that it holds regimens, or numbers of people."""
    found = [i for i, cell in enumerate(heads) if arm_words(name).search(head.typed[slice(*cell)])]
    return found[0] if len(found) == 1 else None


def _given(row: Sentence, cell: Cell) -> tuple[Concept, ...]:
    """What a cell says was given together: treatments by their names, or regimens by capitals that no table knows."""
    typed = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", lambda m: "\0" * len(m.group()), row.typed[slice(*cell)])
    if arm_words("row_choice").search(typed):
        return ()
    made: list[Concept] = []
    for piece in re.finditer(r"(?:(?!\s?[;+,]\s|\s(?:and|plus|followed by|then)\s)[^;,])+", typed):
        concept = _concept(row, cell[0] + piece.start(), cell[0] + piece.end())
        if concept is None:
            return ()
        made.append(concept)
    return tuple(dict.fromkeys(made))


def _concept(row: Sentence, start: int, end: int) -> Concept | None:
    """The treatment that a piece of a cell names, with nothing else in it."""
    marks = row.marks_in(start, end, *TREATMENTS)
    rest = re.sub(r"[\s+;,/-]|cycles?|alone|chemotherapy", "", _PIECE.sub("", row.typed[start:end]))
    name = " ".join(_PIECE.sub("", row.words(start, end)).split()).strip(" +;,")
    if len(marks) == 1 and marks[0].concept and len(rest) == 1:
        return marks[0].concept
    return Concept("drug", name, known=False) if _CAPITALS.fullmatch(name) else None


_PIECE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]+")
"""What stands in brackets: how many cycles, a citation."""
_CAPITALS = re.compile(r"(?=(?:[^A-Z]*[A-Z]){3})[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)*")


def _beside(head: Sentence, heads: Sequence[Cell], row: Sentence, here: Sequence[Cell]) -> tuple[Concept, ...]:
    """The radiation therapy that a column of its own tells, unless it says that there was none."""
    at = _column(head, heads, "head_radiation")
    if at is None or not arm_words("row_some").search(row.typed[slice(*here[at])]):
        return ()
    marks = row.marks_in(*here[at], "intervention") or head.marks_in(*heads[at], "intervention")
    return (marks[0].concept,) if marks and marks[0].concept else ()
