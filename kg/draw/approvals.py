"""Approvals as the timeline shows them: those that differ in the cancer alone are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg import names
from kg.draw import labels
from kg.draw.labels import Row, field
from kg.draw.scene import Words
from kg.draw.text import clean

STATUS_WORDS: Final = {"approved": "approved", "accelerated": "accelerated approval", "revoked": "revoked"}


@dataclass(frozen=True, slots=True)
class Approval:
    """What was approved on one day, month or year for one drug, as one label tells it.

    Attributes:
        drug: the drug's IRI and its name.
        date: as the documents give it; "" where they do not.
        status: `approved`, `accelerated`, `revoked`.
        agency: who approved; "" where no document says so.
        cancers: for what, sorted.
        companions: drugs that it is given with, sorted.
        trials: what it rests on, sorted.
        told: what shows it.
        setting: what tells it from another dated approval of the drug for the same cancers; "" where nothing need.
    """

    drug: tuple[str, str]
    date: str
    status: str
    agency: str
    cancers: tuple[str, ...]
    companions: tuple[str, ...]
    trials: tuple[str, ...]
    told: tuple[Words, ...] = ()
    setting: str = ""

    @property
    def words(self) -> str:
        """For what, and with what."""
        return ", ".join(self.cancers) + (f" (with {', '.join(self.companions)})" if self.companions else "")

    @property
    def small(self) -> str:
        """When, by whom, on what grounds."""
        return ", ".join(part for part in (labels.day(self.date), self.agency, *self.trials) if part)


def approvals(rows: Iterable[Row]) -> list[Approval]:
    """The approvals of the answer to `queries/draw/timeline.rq`; those that differ in the cancer alone are one.

    Sorted by date, those without one last, then by drug.
    """
    facts: dict[str, list[Row]] = {}
    for row in rows:
        facts.setdefault(field(row, "fact"), []).append(row)
    groups: dict[tuple[str, ...], list[list[Row]]] = {}
    for _, same in sorted(facts.items()):
        key = (
            *(clean(field(same[0], name)) for name in ("drugIri", "drug", "date", "status", "agency")),
            *_all(same, "companion"),
        )
        groups.setdefault(key, []).append(same)
    found: list[Approval] = []
    for (iri, drug, date, status, agency, *companions), together in groups.items():
        every = [row for same in together for row in same]
        trials = tuple(trial for trial in _all(every, "trial") if not names.is_unnamed(trial))
        told = tuple(word for same in together for word in _told(same))
        cancers = _all(every, "cancer")
        setting = "; ".join(_all(every, "setting"))
        found.append(Approval((iri, drug), date, status, agency, cancers, tuple(companions), trials, told, setting))
    return sorted(
        _told_apart(found),
        key=lambda a: (not a.date, a.date, a.drug[1].casefold(), a.drug[0], a.status, a.agency, a.words),
    )


def _told_apart(found: Sequence[Approval]) -> Iterator[Approval]:
    """The approvals, their settings less what those of one drug and cancer share."""
    alike: dict[tuple[object, ...], list[set[str]]] = {}
    for one in found:
        if one.date:
            alike.setdefault((one.drug, one.words), []).append(set(one.setting.split("; ")))
    for one in found:
        others = alike.get((one.drug, one.words), []) if one.date else []
        shared = set.intersection(*others) if others else set()
        own = [part for part in one.setting.split("; ") if part not in shared]
        yield replace(one, setting="; ".join(own) if len(others) > 1 else "")


def _told(same: Sequence[Row]) -> Iterator[Words]:
    """What shows one approval: for what it is, with each of its quotes."""
    status = STATUS_WORDS.get(field(same[0], "status"), field(same[0], "status"))
    said = f"{status} for {', '.join(_all(same, 'cancer'))}"
    for document, quote in labels.quotes(same):
        yield Words(said, quote, document)


def _all(rows: Iterable[Row], column: str) -> tuple[str, ...]:
    return tuple(sorted({clean(field(row, column)) for row in rows} - {""}))
