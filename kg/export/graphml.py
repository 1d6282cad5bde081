"""GraphML (<http://graphml.graphdrawing.org/specification.html>), for Gephi, Cytoscape and networkx."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from kg import provenance
from kg.export import dataset
from kg.export.dataset import Nodes, Source
from kg.export.property_graph import attributes, edges, identifier, kept

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def graphml(graph: Source) -> Iterator[str]:
    """The graph as GraphML; all attributes are strings, so that every reader takes them."""
    nodes = Nodes.of(graph.triples())
    ends = kept(nodes)
    described = {subject: attributes(nodes, subject) for subject in ends}
    joined = list(edges(nodes, ends))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<!-- {_clean(dataset.heading(graph)).replace('--', '- -')} -->\n"
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield from _keys("graph", {"note", "licence", "version"})
    yield from _keys("node", {name for given in described.values() for name in given})
    yield from _keys("edge", {name for _, _, given in joined for name in given})
    yield '<graph edgedefault="directed">\n'
    about = {"note": provenance.NOTE, "licence": "; ".join(dataset.licences(graph)),
             "version": provenance.software_version()}  # fmt: skip
    yield _data("graph", about)
    for subject, given in described.items():
        yield f"<node id={_quoted(identifier(subject))}>{_data('node', given)}</node>\n"
    for number, (source, target, given) in enumerate(joined):
        pair = f"source={_quoted(identifier(source))} target={_quoted(identifier(target))}"
        yield f'<edge id="e{number}" {pair}>{_data("edge", given)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _keys(domain: str, attributes: set[str]) -> Iterator[str]:
    for name in sorted(attributes):
        yield f'<key id="{domain[0]}_{name}" for="{domain}" attr.name="{name}" attr.type="string"/>\n'


def _data(domain: str, given: dict[str, str]) -> str:
    return "".join(f'<data key="{domain[0]}_{k}">{escape(_clean(v))}</data>' for k, v in sorted(given.items()))


def _quoted(plain: str) -> str:
    return quoteattr(_clean(plain))


def _clean(plain: str) -> str:
    """Text without the characters that XML 1.0 does not allow."""
    return _ILLEGAL.sub("\ufffd", plain)
