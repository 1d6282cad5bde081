"""What a sentence says of untoward events without counting: lists, causes, contrasts, deaths."""

from __future__ import annotations

from collections.abc import Iterator

from kg.reading.events.scene import Said, Scene
from kg.reading.events.telling.contrasts import common, shares
from kg.reading.events.telling.deaths import deaths
from kg.reading.events.telling.effects import caused, effects
from kg.reading.events.telling.lists import lists, lists_before


def everything(scene: Scene) -> Iterator[Said]:
    """All that the sentence says, what is told best first."""
    yield from deaths(scene)
    yield from lists(scene)
    yield from lists_before(scene)
    yield from effects(scene)
    yield from caused(scene)
    yield from shares(scene)
    yield from common(scene)
