"""Side effects that a sentence announces and the bullets below it name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from kg.reading.annotate import Sentence
from kg.reading.events.naming.items import listed
from kg.reading.events.scene import Said, Scene, clause_start, formed, hedged, of_kind
from kg.reading.events.telling.lists import owners_of, severity_ahead
from kg.reading.patterns import Match

BELOW = "adverse_event.below"


def below(scene: Scene) -> Iterator[tuple[Sentence, list[Said]]]:
    """Each bullet below a sentence that ends with the announcement of side effects, with its events."""
    match = _announcement(scene)
    bullets = _bullets(scene) if match else []
    if match is None or not bullets:
        return
    begin, end = match.found.span()
    severity = severity_ahead(scene.sentence, 0, begin, end)
    items = [(bullet, list(listed(bullet, 0, severity))) for bullet in bullets]
    if not any(formed(bullet, item) for bullet, found in items for item in found):
        return
    holders = owners_of(scene, begin, end, begin, end)
    yield from ((bullet, [Said(item, holders, BELOW) for item in found]) for bullet, found in items)


def _announcement(scene: Scene) -> Match | None:
    """The words of a sentence's end that announce a list which does not stand in it."""
    sentence = scene.sentence
    if not sentence.typed.rstrip().endswith(":"):
        return None
    for match in of_kind(scene, "list-below"):
        if not hedged(sentence, clause_start(sentence, match.found.start()), match.found.end()):
            return match
    return None


def _bullets(scene: Scene) -> list[Sentence]:
    """The first sentences of the bullets right below a sentence, as deep as the first one."""
    above = scene.sentence
    after = scene.context.annotated.sentences[above.index + 1 :]
    run = [s for s in takewhile(lambda s: _under(above, s), after) if s.span.start == 0]
    return [s for s in run if s.passage.depth == run[0].passage.depth]


def _under(above: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence goes on with the bullets below another."""
    passage = sentence.passage
    deeper = above.passage.block != "bullet" or passage.depth > above.passage.depth
    return passage.block == "bullet" and passage.path == above.passage.path and deeper
