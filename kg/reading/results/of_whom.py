"""Of whom untoward events are told: the people with whom their sentence begins, or the only ones that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Arm
from kg.reading.context import Context, Proposal
from kg.reading.results.figures.populations import of_all
from kg.reading.results.figures.seen import result_of


def with_people(events: Iterable[Proposal], context: Context) -> Iterator[Proposal]:
    """Untoward events, each with the part of the people whom its sentence is about, where it tells of a part."""
    by_place = {sentence.source(): sentence for sentence in context.annotated}
    for event in events:
        sentence, arm = by_place.get(event.span), event.roles.get("arm")
        whom = of_all(result_of(context, sentence), arm if isinstance(arm, Arm) else None) if sentence else None
        yield replace(event, roles={**event.roles, "population": whom}) if whom else event
