"""A scene as one web page that asks nothing of the network: what is on it can be moved, sought and asked for its words.

The boxes stand where the layout put them; cytoscape.js (in `kg/draw/web/`, with its licence) draws them and the lines
between them. What documents say enters the page as JSON and is shown as text only, and the page's policy lets no
script run but its own, by their digests (Content Security Policy Level 3, section 2.3.1).
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterator
from importlib import resources
from typing import TYPE_CHECKING

from kg.draw import graph, style
from kg.draw.scene import Area, Scene, Spot

if TYPE_CHECKING:
    from kg.draw.graph import Network

PIXELS = 96
"""CSS pixels to an inch (CSS Values and Units Level 3, section 6.2)."""


def interactive(scene: Scene, network: Network) -> str:
    """The page of a scene whose boxes are nodes of a network."""
    told = {
        "library": _asset("cytoscape.min.js"),
        "script": _asset("page.js"),
        "data": _json(_data(scene, network)),
        "title": html.escape(scene.title),
        "description": html.escape(scene.description),
    }
    return _page(scene, _filled(_asset("network.html"), told), (told["library"], told["script"]))


def still(scene: Scene, svg: str) -> str:
    """The page of a scene that is a plot: the picture as SVG, and below it the words behind what is drawn.

    What is drawn leads to its words and shows them while it is pointed at; no script is needed for that.
    """
    picture, _, end = svg[svg.index("<svg") :].rpartition("</svg>")
    spots = "".join(_spot(number, spot) for number, spot in enumerate(scene.spots, 1))
    told = "".join(_words(number, spot) for number, spot in enumerate(scene.spots, 1))
    body = (
        f'<main class="picture">{picture}<g class="spots">{spots}</g></svg>{end}\n{_HINT if told else ""}{told}</main>'
    )
    return _page(scene, body, ())


POINTS = 72
"""Units of the picture's coordinates to an inch (PostScript points, as matplotlib writes SVG)."""

_SHOWN = 3
"""Quotes that are shown while something is pointed at; all stand below the picture."""

_HINT = """<h2 id="words">The words behind it</h2>
<p class="hint">Choose a row, a mark or a label of the picture to come to its words.</p>
"""


def _spot(number: int, spot: Spot) -> str:
    """A place in the picture that leads to its words."""
    around = {"x": spot.extent.left, "y": spot.extent.top, "width": spot.extent.width, "height": spot.extent.height}
    box = " ".join(f'{name}="{size * POINTS:.1f}"' for name, size in around.items())
    told = [spot.title, *(f"“{quote}” ({document})" for quote, document in list(_quotes(spot))[:_SHOWN])]
    more = len(_quotes(spot)) - _SHOWN
    told += [f"… and {more} more below"] if more > 0 else []
    title = html.escape("\n\n".join(told))
    return f'<a href="#words-{number}"><rect {box} rx="3"/><title>{title}</title></a>'


def _words(number: int, spot: Spot) -> str:
    """What documents say of one thing that is drawn."""
    lines = [f'<section id="words-{number}"><h3>{html.escape(spot.title)}</h3>']
    for (quote, document), said in _quotes(spot).items():
        lines.append(f"<blockquote>{html.escape(quote)}</blockquote>")
        lines.append(f'<p class="document">{html.escape("; ".join([document, *said]))}</p>')
    return "\n".join([*lines, "</section>\n"])


def _quotes(spot: Spot) -> dict[tuple[str, str], list[str]]:
    """Each quote with its document, and what is read from it."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in spot.words:
        said = found.setdefault((one.quote, one.document), [])
        said += [one.said] if one.said not in said else []
    return found


def _page(scene: Scene, body: str, scripts: tuple[str, ...]) -> str:
    told = {
        "policy": " ".join(map(_digest, scripts)) or "'none'",
        "title": html.escape(scene.title),
        "description": html.escape(scene.description),
        "style": _asset("page.css"),
        "body": body,
    }
    return _filled(_asset("page.html"), told)


def _filled(template: str, told: dict[str, str]) -> str:
    """The template with each `{{name}}` written out; what is put in is not looked at again."""
    pieces = template.split("{{")
    return pieces[0] + "".join(told[name] + rest for name, _, rest in (piece.partition("}}") for piece in pieces[1:]))


def _asset(name: str) -> str:
    return resources.files("kg.draw").joinpath("web", name).read_text(encoding="utf-8")


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    r"""JSON that may stand within a script element.

    >>> _json("</script><!--")
    '"\\u003c/script\\u003e\\u003c!--"'
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _data(scene: Scene, network: Network) -> dict[str, object]:
    boxes = {item.node: item for item in scene.items if isinstance(item, Area) and item.node in network}
    return {
        "kinds": [_look(name) for name in sorted({network.nodes[iri]["kind"] for iri in boxes}, key=style.rank)],
        "nodes": [_node(network, iri, boxes[iri]) for iri in sorted(boxes)],
        "edges": list(_edges(network, frozenset(boxes))),
    }


def _look(name: str) -> dict[str, str]:
    look = style.kind(name)
    return {
        "name": name, "singular": name.replace("event", "adverse event"), "plural": look.plural, "colour": look.colour,
        "paper": style.mix(look.colour, 0.1), "edge": style.mix(look.colour, 0.55),
    }  # fmt: skip


def _node(network: Network, iri: str, box: Area) -> dict[str, object]:
    around, told = box.extent, network.nodes[iri]
    return {
        "id": iri, "kind": told["kind"], "label": told["label"], "detail": told["detail"],
        "x": round((around.left + around.width / 2) * PIXELS, 1), "y": round(around.middle * PIXELS, 1),
        "width": round(around.width * PIXELS, 1), "height": round(around.height * PIXELS, 1),
        "centre": box.fill == style.kind(str(told["kind"])).colour,
    }  # fmt: skip


def _edges(network: Network, shown: frozenset[str]) -> Iterator[dict[str, object]]:
    for number, (source, target, kind, told) in enumerate(sorted(network.edges(keys=True, data=True), key=_order)):
        if source in shown and target in shown:
            look = style.edge(kind)
            yield {
                "id": f"edge-{number}", "source": source, "target": target, "words": look.plural,
                "label": told["label"], "colour": look.colour, "weight": told["weight"],
                "evidence": [[one.document, one.quote] for one in graph.words(told)],
            }  # fmt: skip


def _order(edge: tuple[str, str, str, dict[str, object]]) -> tuple[str, str, str]:
    return edge[:3]
