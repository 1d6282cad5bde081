"""From the graph in its store to pictures: the questions of `queries/draw/`, and what the views need of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg import draw as drawing
from kg import query, things
from kg.draw import Drawn, Row
from kg.errors import AmbiguousError, QueryError, UsageError
from kg.store import Store
from kg.things import Thing

if TYPE_CHECKING:
    import networkx as nx


def network(graph: Store) -> nx.MultiDiGraph[str]:
    """The things and their direct edges as networkx has them; `kg.draw.to_networkx` says with which attributes."""
    rows = _rows(graph, ("nodes", "edges"))
    return drawing.to_networkx(rows["nodes"], rows["edges"])


def draw(graph: Store, view: str, path: Path, entity: str | None = None) -> Drawn:
    """Draw a view of the graph to an `.svg`, `.png` or `.html` file.

    Args:
        graph: what is drawn.
        view: one of `kg.draw.VIEWS`.
        path: the file.
        entity: what the picture is about, by any name that `kg show` knows; by default the whole graph, or for
            the ego view the thing with the most links.

    Returns:
        Where the picture is, and what there is to say about it.

    Raises:
        UsageError: where there is no such view, ending or thing, or nothing to draw.
    """
    if view not in drawing.NEEDS:
        raise UsageError(f"there is no view {view!r}", "", f"choose from {', '.join(drawing.VIEWS)}")
    thing = None if entity is None else _thing(graph, entity)
    about = entity if thing is None else str(thing.iris[0])
    return drawing.draw(view, _data(graph, view, thing), path, about)


def _thing(graph: Store, entity: str) -> Thing | None:
    """What is meant; None where the graph does not know the name, for the view to say what is near."""
    try:
        return things.find(graph, entity)
    except AmbiguousError:
        raise
    except QueryError:
        return None


def _data(graph: Store, view: str, thing: Thing | None) -> dict[str, list[Row]]:
    """The rows that a view needs; a plot about one thing asks for its rows only, and for no other node."""
    wanted = drawing.NEEDS[view]
    plotted = [name for name in wanted if name not in ("nodes", "edges")]
    if not plotted:
        return _rows(graph, wanted)
    iri = str(thing.iris[0]) if thing else query.ANY
    data: dict[str, list[Row]] = {
        name: [dict(row) for row in query.run(graph, name, {"thing": iri})] for name in plotted
    }
    if thing is None or "trial" in thing.kinds:  # a trial without a name is called by its document's
        return {**data, **_rows(graph, ("nodes",))}
    return {**data, "nodes": [{"iri": iri, "kind": thing.kinds[0], "label": thing.label}]}


def _rows(graph: Store, questions: Iterable[str]) -> dict[str, list[Row]]:
    return {name: [dict(row) for row in query.run(graph, name)] for name in questions}
