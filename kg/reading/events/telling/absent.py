"""Events that a report says nobody had: "No cases of pneumonitis were reported", of one arm."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.reading.events.naming.clauses import cues, signed
from kg.reading.events.naming.items import listed
from kg.reading.events.naming.names import grade_of
from kg.reading.events.owners import Owner
from kg.reading.events.scene import Said, Scene, behind


def absent(scene: Scene) -> Iterator[Said]:
    """The events of which a sentence says that there were none, each as a count of 0."""
    sentence = scene.sentence
    for found in sentence.finditer(cues("none_of")):
        items = list(listed(sentence, found.end(), grade_of(found.group()), strict=True))
        told = cues("none_told" if found["cases"] else "none_seen")
        if not items or items[0].start > found.end() or not told.match(sentence.typed, items[-1].stop):
            continue  # "no increase in X"
        whose = behind(scene, items) if scene.named else _everybody(scene)
        for item in items if whose else ():
            if signed(sentence) or not cues("complaints").fullmatch(item.event.name):
                yield Said(item, whose, "adverse_event.none", Decimal(0), "participants")


def _everybody(scene: Scene) -> tuple[Owner, ...]:
    """The one arm of a sentence's trial."""
    arm = scene.context.arms.only(scene.context.trials.of(scene.sentence))
    return (Owner(0, 0, arm),) if arm else ()
