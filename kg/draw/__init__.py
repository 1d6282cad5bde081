"""Pictures of the graph: the only room that knows networkx and matplotlib.

It knows nothing of the store. The answers to the questions of `queries/draw/` come in as rows (dictionaries
by column), and a picture goes out as an SVG or PNG file or a web page, with what there is to say about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kg.draw import graph, text
from kg.draw.graph import to_networkx
from kg.draw.labels import Row
from kg.draw.scene import Scene
from kg.errors import UsageError
from kg.files import write_whole

__all__ = ["NEEDS", "VIEWS", "Drawn", "Row", "draw", "scene", "to_networkx"]

VIEWS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ego": "one thing, and what is up to two links away",
        "layered": "columns from drugs over targets, cancers and trials to results",
        "forest": "results by trial and endpoint, on common scales",
        "timeline": "approvals by date, a band for each drug",
        "targets": "which drug acts on which target, and what it is approved for",
    }
)
"""The views, and what each shows."""

NEEDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "ego": ("nodes", "edges"),
        "layered": ("nodes", "edges"),
        "forest": ("nodes", "forest"),
        "timeline": ("nodes", "timeline"),
        "targets": ("nodes", "edges"),
    }
)
"""The questions of `queries/draw/` whose answers each view is drawn from."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that was written.

    Attributes:
        path: where.
        messages: what to tell who asked for it: what was left out, and why.
    """

    path: Path
    messages: tuple[str, ...] = ()


def draw(
    view: str,
    data: Mapping[str, Iterable[Row]],
    path: Path,
    entity: str | None = None,
) -> Drawn:
    """Draw a view to a file.

    Args:
        view: one of `VIEWS`.
        data: the rows of the questions that the view needs (`NEEDS`), by the question's name.
        path: the file; `.svg` (text can be selected), `.png`, or `.html` (one file that can be moved about in and
            asked for the words behind each line). The same rows give the same bytes.
        entity: what the picture is about: an IRI, a label in any case, or the last part of an IRI.
            Without it the ego view is of the thing with the most links, and the others show everything.

    Raises:
        UsageError: where there is no such view, ending or entity, or nothing to draw.
    """
    from kg.draw import paint  # noqa: PLC0415  (late, for a quick start)

    kind = paint.ending(path)
    network = _network(view, data)
    made, messages = _scene(view, network, data, entity)
    if any(text.missing(line.text) for line in made.texts):
        messages.append("the font DejaVu Sans lacks some characters; an SVG shows them in the reader's fonts")
    if kind == ".html":
        return Drawn(_page(made, network, path), tuple(messages))
    return Drawn(paint.save(made, path), tuple(messages))


def _page(made: Scene, network: graph.Network, path: Path) -> Path:
    """The scene as a web page: the boxes of nodes can be moved and asked, a plot is its picture."""
    from kg.draw import paint, webpage  # noqa: PLC0415

    if made.boxes:
        return write_whole(path, [webpage.interactive(made, network)])
    return write_whole(path, [webpage.still(made, paint.painted(made, ".svg").decode())])


def scene(view: str, data: Mapping[str, Iterable[Row]], entity: str | None = None) -> tuple[Scene, list[str]]:
    """The scene of a view before it is painted, and what there is to say about it.

    Raises:
        UsageError: as `draw`.
    """
    return _scene(view, _network(view, data), data, entity)


def _network(view: str, data: Mapping[str, Iterable[Row]]) -> graph.Network:
    if view not in VIEWS:
        raise UsageError(f"there is no view {view!r}", "", f"choose from {', '.join(VIEWS)}")
    missing = [name for name in NEEDS[view] if name not in data]
    if missing:
        raise UsageError(f"the view {view} needs the answer to {missing[0]}", f"queries/draw/{missing[0]}.rq")
    return to_networkx(data["nodes"], data.get("edges", ()))


def _scene(
    view: str, network: graph.Network, data: Mapping[str, Iterable[Row]], entity: str | None
) -> tuple[Scene, list[str]]:
    about = None if entity is None else _about(network, view, data, entity)
    name = "" if about is None else _name(network, about)
    match view:
        case "ego":
            from kg.draw.ego import ego  # noqa: PLC0415

            said = [] if about else [f"no name was given; {_name(network, graph.hub(network))} has the most links"]
            made, messages = ego(network, about or graph.hub(network))
            return made, [*said, *messages]
        case "layered":
            from kg.draw.layered import layered  # noqa: PLC0415

            return layered(network, about)
        case "targets":
            from kg.draw.targets import targets  # noqa: PLC0415

            return targets(network, about)
        case "forest":
            from kg.draw.forest import forest  # noqa: PLC0415

            return forest(data["forest"], about, name)
        case _:
            from kg.draw.timeline import timeline  # noqa: PLC0415

            return timeline(data["timeline"], about, name)


def _about(network: graph.Network, view: str, data: Mapping[str, Iterable[Row]], entity: str) -> str:
    """The IRI of what is meant; in plots of rows also what only the rows are about (an agency)."""
    if view in data and any(row.get("about") == entity for row in data[view]):
        return entity
    return graph.find(network, entity)


def _name(network: graph.Network, iri: str) -> str:
    return str(network.nodes[iri]["label"]) if iri in network else iri.rsplit("/", 1)[-1].replace("-", " ")
