"""The network of things and their direct edges, and the parts of it that a picture shows."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.draw import labels, style
from kg.draw.labels import Row, field
from kg.draw.scene import Words
from kg.draw.text import clean
from kg.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

    Network: TypeAlias = nx.MultiDiGraph[str]

LIMIT = 150
"""The most nodes that a picture shows; of a larger network the neighbourhood is drawn."""

_RESULT = ("outcome", "comparison")


def to_networkx(nodes: Iterable[Row], edges: Iterable[Row]) -> Network:
    """The rows of `queries/draw/nodes.rq` and `edges.rq` as a networkx graph.

    Args:
        nodes: rows with `iri`, `kind`, `label`, and for results what their labels are made of.
        edges: rows with `source`, `target`, `edge`, `label`, `quote`, `document`, one a quote.

    Returns:
        A graph whose nodes are IRIs with the attributes `kind`, `label` and `detail` (small print), and for
        results those of their row. There is one edge a source, target and kind, and the kind is its key:
        `kind`, `label`, the first `quote` and its `document`, `evidence` with all (document, quote) pairs,
        and `weight`, the number of documents that show it. Nodes and edges are in a fixed order. Edges whose
        ends are not among the nodes are left out.

    >>> made = to_networkx(
    ...     [{"iri": "d", "kind": "drug", "label": "sorafenib"}, {"iri": "t", "kind": "target", "label": "BRAF"}],
    ...     [{"source": "d", "target": "t", "edge": "targets", "label": "inhibits", "quote": "q", "document": "p"}])
    >>> list(made.nodes(data="label")), made["d"]["t"]["targets"]["label"]
    ([('d', 'sorafenib'), ('t', 'BRAF')], 'inhibits')
    """
    import networkx as nx  # noqa: PLC0415  (late, for a quick start)

    network: Network = nx.MultiDiGraph()
    told: dict[str, Row] = {}
    for row in sorted(nodes, key=lambda row: (style.rank(field(row, "kind")), field(row, "label"), _sorted(row))):
        told.setdefault(field(row, "iri"), row)
    for iri, row in sorted(told.items()):
        network.add_node(iri, **_attributes(iri, row))
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in edges:
        key = field(row, "source"), field(row, "target"), field(row, "edge")
        if key[0] in told and key[1] in told:
            groups.setdefault(key, []).append(row)
    for (source, target, edge), rows in sorted(groups.items()):
        network.add_edge(source, target, key=edge, **_edge(edge, rows))
    return network


def _sorted(row: Row) -> list[tuple[str, str]]:
    return sorted((key, field(row, key)) for key in row)


def _attributes(iri: str, row: Row) -> dict[str, object]:
    kind, label, detail = field(row, "kind"), clean(field(row, "label")), ""
    if kind in _RESULT:
        label, detail = labels.result(row)
    elif kind == "trial":
        label = labels.trial(label, clean(field(row, "title")))
    more = {key: value for key, value in sorted(row.items()) if value not in (None, "") and kind in _RESULT}
    more.pop("iri", None)
    return {**more, "kind": kind, "label": clean(label) or iri, "detail": clean(detail)}


def _edge(edge: str, rows: list[Row]) -> dict[str, object]:
    evidence = sorted({(field(row, "document"), field(row, "quote")) for row in rows})
    said = sorted({field(row, "label") for row in rows} - {""})
    dated = [label for label in said if any(c.isdigit() for c in label)]
    telling = [label for label in said if label not in ("targets", "approved")]
    label = (dated or telling or said or [""])[0]  # the earliest date, else what says the most
    return {"kind": edge, "label": label, "quote": evidence[0][1], "document": evidence[0][0],
            "evidence": tuple(evidence), "weight": len({document for document, _ in evidence})}  # fmt: skip


def words(edge: Mapping[str, Any], to: str = "") -> tuple[Words, ...]:
    """What shows an edge, from its attributes; `to` is what it leads to, where that shall be said."""
    said = " for ".join(filter(None, (str(edge["label"]), to)))
    rows = ({"document": document, "quote": quote} for document, quote in edge["evidence"])
    return tuple(Words(said, quote, document) for document, quote in labels.quotes(rows))


def documents(network: Network) -> int:
    """How many documents the edges of a network come from."""
    return len({document for *_, evidence in network.edges(data="evidence") for document, _ in evidence})


def key(network: Network, iri: str) -> tuple[object, ...]:
    """What nodes are sorted by: kind; for results the measure, efficacy first; label."""
    node = network.nodes[iri]
    name = str(node["label"] if node["kind"] == "measure" else node.get("measure", ""))
    known = labels.EFFICACY.index(name) if name in labels.EFFICACY else len(labels.EFFICACY)
    ranked = style.rank("outcome" if node["kind"] in _RESULT else node["kind"])
    small = str(node["detail"] if node["kind"] in _RESULT else "")
    later = labels.control(str(node.get("arm", "")))
    return ranked, known, name, small, style.rank(node["kind"]), later, str(node["label"]).casefold(), iri


def find(network: Network, entity: str) -> str:
    """The node that a name means: its IRI, its label in any case, or the last part of its IRI.

    Raises:
        UsageError: where no node or more than one has the name.
    """
    if entity in network:
        return entity
    wanted = entity.strip().casefold()
    things = [(iri, node) for iri, node in network.nodes(data=True) if node["kind"] not in _RESULT]
    found = [iri for iri, node in things if wanted in (str(node["label"]).casefold(), _tail(iri))]
    if len(found) == 1:
        return str(found[0])
    if found:
        raise UsageError(f"{entity!r} means {len(found)} things", "", "name one of " + ", ".join(sorted(found)))
    near = difflib.get_close_matches(wanted, sorted({str(n["label"]).casefold() for _, n in things}), 3, 0.6)
    remedy = f"near it: {', '.join(near)}" if near else "name a drug, target, cancer or trial of the graph"
    raise UsageError(f"nothing in the graph is called {entity!r}", "", remedy)


def _tail(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].casefold()


def hub(network: Network) -> str:
    """The thing with the most links, a drug where there is one.

    Raises:
        UsageError: where the network has no nodes.
    """
    things = [iri for iri, kind in network.nodes(data="kind") if kind not in _RESULT]
    if not things:
        raise UsageError(
            "there is nothing to draw", "the graph", "build it from documents that tell of drugs or trials"
        )
    drugs = [iri for iri in things if network.nodes[iri]["kind"] == "drug" and network.degree(iri)]
    return str(min(drugs or things, key=lambda iri: (-len(neighbours(network, iri)), iri)))


def neighbours(network: Network, iri: str) -> list[str]:
    """The nodes linked to a node in either direction, itself left out, sorted."""
    return sorted({*network.successors(iri), *network.predecessors(iri)} - {iri})


def rings(network: Network, centre: str, hops: int = 2) -> list[list[str]]:
    """The nodes at 0, 1, … `hops` links from the centre, sorted."""
    found, seen = [[centre]], {centre}
    for _ in range(hops):
        ring = sorted({far for near in found[-1] for far in neighbours(network, near)} - seen)
        seen |= set(ring)
        found.append(ring)
    return found


def nearest(network: Network, found: list[list[str]], limit: int = LIMIT) -> tuple[list[list[str]], str]:
    """The rings that fit into `limit` nodes, and what to say of the others ("" where all fit).

    Whole rings are left out, the outermost first. Of a first ring that is itself too large, the nodes that
    the most documents and edges show are kept, some of each kind.
    """
    total, kept = sum(map(len, found)), list(found)
    while len(kept) > 2 and sum(map(len, kept)) > limit:
        kept.pop()
    if total <= limit:
        return kept, ""
    name = network.nodes[found[0][0]]["label"]
    if sum(map(len, kept)) > limit:
        kept = [kept[0], _best(network, kept[1], limit - 1)]
        return (
            kept,
            f"{labels.count(total - 1, 'thing')} near {name} are too many; the {limit - 1} best supported are drawn",
        )
    return kept, f"{labels.count(total - 1, 'thing')} near {name} are too many; its direct neighbours are drawn"


def _best(network: Network, ring: list[str], limit: int) -> list[str]:
    """The best supported nodes, taken from the kinds in turn."""
    kinds: dict[str, list[str]] = {}
    for iri in sorted(ring, key=lambda iri: (-network.degree(iri, weight="weight"), key(network, iri))):
        kinds.setdefault(network.nodes[iri]["kind"], []).append(iri)
    turns = sorted((place, style.rank(kind), iri) for kind, iris in kinds.items() for place, iri in enumerate(iris))
    return sorted(iri for *_, iri in turns[:limit])
