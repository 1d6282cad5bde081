"""A SPARQL 1.1 store that is reached over HTTP: questions, updates and whole named graphs.

The protocols are those of <https://www.w3.org/TR/sparql11-protocol/> and
<https://www.w3.org/TR/sparql11-http-rdf-update/>. An extra: `pip install oncology-kg[remote]`.

All that is sent may be sent twice without harm, so that whatever a network loses is tried again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from kg import names
from kg.errors import MalformedError, QueryError, StoreError, UsageError, first_line
from kg.names import literal
from kg.nquads import XSD, Answer, parts, split
from kg.provenance import software_version

_LAYOUTS: Final = (
    ("{0}/query", "{0}/update", "{0}/store"),  # Oxigraph
    ("{0}/query", "{0}/update", "{0}/data"),  # Apache Jena Fuseki, a dataset's address
    ("{0}", "{0}/statements", "{0}/rdf-graphs/service"),  # RDF4J and GraphDB, a repository's address
    ("{0}", "{0}", "{0}"),  # QLever and others that do all at one address
)
"""Where stores have their three services below the address that is given: questions, updates, graphs."""

LEDGER: Final = names.BASE + "graph/store"
"""The named graph that says which graphs a store holds (see `kg.store.sending`)."""

_TRIES: Final = 6
_BUSY: Final = frozenset({429, 502, 503, 504})
_FIRST_WAIT: Final = 0.25  # seconds, doubled with each try
_LONGEST_WAIT: Final = 20.0
_SECONDS: Final = 120.0  # until a store must have begun to answer


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store is, and who asks.

    Attributes:
        query, update, graphs: of its services; the last two may be "" where they are not known yet.
        user, password, token: how the asker is known; "" where the store asks for nothing.

    """

    query: str
    update: str
    graphs: str
    user: str = ""
    password: str = ""
    token: str = ""

    @classmethod
    def of(cls, text: str) -> Address:
        """The address that a user gives: the store's, or its three services' parted by `|`.

        A name and password stand in it (`https://name:password@host`, `%40` for an @ in them), or in KG_STORE_USER and
        KG_STORE_PASSWORD; a token in KG_STORE_TOKEN.

        >>> Address.of("http://a:b%40c@h:1/ds").query, Address.of("http://a:b%40c@h:1/ds").password
        ('http://h:1/ds', 'b@c')
        >>> Address.of("http://h/q|http://h/u|http://h/g").graphs
        'http://h/g'
        """
        places = _places(text)
        if len(places) not in {1, 3} or not all(place.scheme in {"http", "https"} for place in places):
            raise UsageError(f"{shown(text)} is no address of a store", "", _ADDRESSES)
        bare = [urlunsplit(p._replace(netloc=p.netloc.rpartition("@")[2])).rstrip("/") for p in places]
        user = unquote(places[0].username or "") or os.environ.get("KG_STORE_USER", "")
        password = unquote(places[0].password or "") or os.environ.get("KG_STORE_PASSWORD", "")
        query, update, graphs = bare if len(bare) == 3 else (bare[0], "", "")
        return cls(query, update, graphs, user, password, os.environ.get("KG_STORE_TOKEN", ""))


def is_remote(given: object) -> bool:
    """Whether this is the address of a store, and no folder.

    >>> is_remote("http://localhost:7878"), is_remote("kg-graph")
    (True, False)
    """
    return isinstance(given, str) and given.startswith(("http://", "https://"))


def shown(address: str) -> str:
    """An address without its password.

    >>> shown("https://name:secret@host/ds")
    'https://host/ds'
    """
    return "|".join(urlunsplit(place._replace(netloc=place.netloc.rpartition("@")[2])) for place in _places(address))


_ADDRESSES: Final = "give http://HOST:PORT/…, or QUERY|UPDATE|GRAPHS"


def _places(text: str) -> list[SplitResult]:
    """The addresses of a text, parted by `|`."""
    try:
        found = [urlsplit(part.strip()) for part in text.split("|")]
        _ = [place.port for place in found]  # which is read only when it is asked for
    except ValueError as error:
        raise UsageError(f"the address of the store cannot be read: {error}", "", _ADDRESSES) from error
    return found


class Remote:
    """A store behind HTTP.

    Raises (all that it does):
        StoreError: where it does not answer, or refuses.

    """

    def __init__(self, text: str) -> None:
        self._where = shown(text)
        self._address = Address.of(text)
        self._http = _client(self._address)
        if not self._address.update:
            self._address = self._found(self._address)

    def query(self, text: str, seconds: float | None = None) -> Answer:
        """Ask it in SPARQL 1.1.

        Args:
            text: the query.
            seconds: how long it may take; two minutes where it is not given.

        Raises:
            QueryError: where the store says that the query is wrong, or takes longer.

        """
        accept = "application/sparql-results+json, application/n-triples;q=0.9"
        said = self._send("POST", self._address.query, data={"query": text}, accept=accept, seconds=seconds or _SECONDS)
        if said.headers.get("content-type", "").startswith("application/n-triples"):
            return Answer("construct", ("subject", "predicate", "object"), _triples(said.text))
        try:
            return _answer(said.json())
        except (ValueError, KeyError, TypeError) as error:
            what = "what answers the query is no store: the answer is no SPARQL result"
            raise StoreError(what, self._where, "check the address of its service for queries") from error

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        rows = self.query("SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }").rows
        return sorted(graph[1:-1] for (graph,) in rows if graph)

    def lines(self) -> Iterator[str]:
        """The N-Quads lines of the project's named graphs, sorted; the store may have written numbers its own way."""
        ours = [graph for graph in self.graphs() if graph.startswith(names.BASE) and graph != LEDGER]
        return iter(sorted(f"{line[:-2]} <{graph}> ." for graph in ours for line in self._get(graph)))

    def _get(self, graph: str) -> Iterator[str]:
        said = self._send("GET", self._address.graphs, params={"graph": graph}, accept="application/n-triples")
        return (line for line in said.text.split("\n") if line.strip())

    def update(self, text: str) -> None:
        """Change it in SPARQL 1.1 Update."""
        self._send("POST", self._address.update, data={"update": text})

    def put(self, graph: str, lines: Iterable[str]) -> None:
        """Put N-Triples lines in the place of a named graph."""
        content = "".join(f"{line}\n" for line in lines).encode()
        self._send("PUT", self._address.graphs, params={"graph": graph}, content=content)

    def close(self) -> None:
        """Close its connections."""
        self._http.close()

    def _found(self, address: Address) -> Address:
        """The address of each service: the first layout whose service for graphs answers."""
        import httpx  # noqa: PLC0415  (an extra)

        for layout in _LAYOUTS:
            query, update, graphs = (place.format(address.query) for place in layout)
            try:
                asked = self._tried("GET", query, params={"query": "ASK {}"}, accept=_RESULTS)
                held = self._tried("GET", graphs, params={"graph": "urn:nothing"}, accept="application/n-triples")
            except httpx.HTTPError as error:
                raise self._silent(error) from error
            if asked.status_code in {401, 403}:
                raise self._refused(asked)
            if asked.status_code == 200 and _RESULTS in asked.headers.get("content-type", "") and _has_graphs(held):
                return Address(query, update, graphs, address.user, address.password, address.token)
        raise StoreError(
            "no SPARQL 1.1 store with the Graph Store Protocol answers there",
            self._where,
            "give the addresses of its three services: QUERY|UPDATE|GRAPHS",
        )

    def _send(self, method: str, url: str, **how: Any) -> Any:
        import httpx  # noqa: PLC0415  (an extra)

        try:
            said = self._tried(method, url, **how)
        except httpx.ReadTimeout as error:
            what = f"the store took longer than {how.get('seconds', _SECONDS):g} seconds"
            raise (QueryError if "seconds" in how else StoreError)(what, self._where) from error
        except httpx.HTTPError as error:
            raise self._silent(error) from error
        if said.is_success:
            return said
        if said.status_code == 400 and "seconds" in how:
            raise MalformedError(f"the store refuses the query: {first_line(said.text) or 'no reason'}", self._where)
        raise self._refused(said)

    def _tried(self, method: str, url: str, *, accept: str = "*/*", seconds: float = _SECONDS, **how: Any) -> Any:
        """The answer to a request, which is sent again while the store is busy or away."""
        import httpx  # noqa: PLC0415  (an extra)

        wait = _FIRST_WAIT
        headers = {"Accept": accept}
        if "content" in how:
            headers["Content-Type"] = "application/n-triples"
        patience = httpx.Timeout(seconds, connect=10.0)
        for last in (*(False,) * (_TRIES - 1), True):
            try:
                said = self._http.request(method, url, headers=headers, timeout=patience, **how)
            except (httpx.NetworkError, httpx.ConnectTimeout, httpx.RemoteProtocolError):
                if last:
                    raise
            else:
                if last or said.status_code not in _BUSY:
                    return said
                wait = max(wait, _asked_for(said.headers.get("retry-after", "")))
            time.sleep(min(wait, _LONGEST_WAIT))
            wait *= 2
        raise AssertionError  # the last try returns or raises

    def _silent(self, error: Exception) -> StoreError:
        return StoreError(
            f"the store does not answer: {str(error) or type(error).__name__}", self._where, "is it running?"
        )

    def _refused(self, said: Any) -> StoreError:
        remedy = "check the name and password" if said.status_code in {401, 403} else ""
        return StoreError(
            f"the store answers {said.status_code}: {first_line(said.text) or 'no reason'}", self._where, remedy
        )


def told(store: Remote) -> dict[str, Any]:
    """What stands in a manifest, as far as a store over HTTP tells: counts, no digest."""
    counted = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), %s) && ?g != <%s>) }"
    merged = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    queries = {"quads": counted % (literal(names.BASE), LEDGER), "statements": merged}
    found = {name: int(parts(str(row[0]))[0]) for name, query in queries.items() for row in store.query(query).rows}
    return {**found, "software": software_version(), "digest": ""}


_RESULTS: Final = "application/sparql-results+json"


def _client(address: Address) -> Any:
    try:
        import httpx  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise UsageError("a store over HTTP needs httpx", "", "pip install 'oncology-kg[remote]'") from error
    headers = {"Authorization": f"Bearer {address.token}"} if address.token else {}
    return httpx.Client(auth=(address.user, address.password) if address.user else None, headers=headers)


def _has_graphs(said: Any) -> bool:
    """Whether this is the answer of a Graph Store service to a question for a graph that is not there."""
    kind = said.headers.get("content-type", "")
    return (said.status_code == 404 and "html" not in kind) or (said.status_code == 200 and "n-triples" in kind)


def _answer(found: Any) -> Answer:
    """An answer of the JSON results format; <https://www.w3.org/TR/sparql11-results-json/>."""
    if "boolean" in found:
        answer = f'"{str(bool(found["boolean"])).lower()}"^^<{XSD}boolean>'
        return Answer("ask", ("answer",), iter([(answer,)]))
    columns = tuple(found["head"]["vars"])
    rows = (tuple(_term(row.get(c)) for c in columns) for row in found["results"]["bindings"])
    return Answer("select", columns, rows)


def _asked_for(retry_after: str) -> float:
    return float(retry_after) if retry_after.isdecimal() else 0.0


def _term(given: Mapping[str, str] | None) -> str | None:
    r"""A term of the JSON results format as N-Triples; <https://www.w3.org/TR/sparql11-results-json/>.

    >>> _term({"type": "literal", "value": 'a "b"', "xml:lang": "en"})
    '"a \\"b\\""@en'
    """
    if given is None:
        return None
    kind, value = given["type"], given["value"]
    if kind == "uri":
        return f"<{value}>"
    if kind == "bnode":
        return f"_:{value}"
    language = given.get("xml:lang", "")
    return f"{literal(value)}@{language}" if language else literal(value, given.get("datatype"))


def _triples(text: str) -> Iterator[tuple[str, str, str]]:
    return (split(line)[:3] for line in text.split("\n") if line.strip())
