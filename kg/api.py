"""What `import kg` offers: build or open a graph, ask it, and take it elsewhere."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import pipeline, provenance, resources
from kg.errors import UsageError
from kg.model import SetAside, Warned
from kg.pipeline import THRESHOLD, Built
from kg.query import Question, Result, catalogue, cited, run
from kg.store import Store
from kg.store import write as _write

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.validate import Report


class Graph:
    """A knowledge graph that can be asked, validated, drawn and exported.

    Make one with `kg.build` or `kg.open`.

    Attributes:
        set_aside: files that were not built, and why; empty for a graph that was opened.
        warnings: what is amiss in files that were built; empty for a graph that was opened.

    """

    def __init__(self, store: Store, built: Built | None = None) -> None:
        self._store = store
        self.set_aside: tuple[SetAside, ...] = tuple(built.set_aside) if built else ()
        self.warnings: tuple[Warned, ...] = tuple(built.warnings) if built else ()

    def __len__(self) -> int:
        """The number of statements, each counted in every graph that says it."""
        return len(self._store)

    def __repr__(self) -> str:
        documents = sum(1 for graph in self._store.graphs() if "/document/" in graph)
        return f"<kg.Graph: {documents} documents, {len(self)} statements>"

    def _repr_html_(self) -> str:
        """What the graph holds, for a notebook: documents and facts by kind."""
        from kg import status  # noqa: PLC0415  (late, for a quick start)

        told = status.status(self._store)
        rows = [("documents", sum(told["documents"].values())), *told["facts"].items()]
        body = "".join(f"<tr><td>{html.escape(str(k))}</td><td>{n:,}</td></tr>" for k, n in rows)
        head = "<thead><tr><th>kg.Graph</th><th></th></tr></thead>"
        return f"<table>{head}<tbody>{body}</tbody></table><p>{html.escape(provenance.NOTE)}</p>"

    def query(self, question: str | Path, timeout: float | None = None, **parameters: Any) -> Result:
        """The answer to a question.

        Args:
            question: the name of a shipped question (`kg.questions()`), the path of a `.rq` file, or SPARQL.
            timeout: seconds that a foreign query may take, 30 where it is not given.
            parameters: the question's parameters by name; names of things are found in any spelling.

        Raises:
            kg.errors.QueryError: where the question is unknown, malformed, not allowed or takes too long.

        """
        return run(self._store, question, parameters, timeout)

    def cite(self, answer: Result) -> Result:
        """An answer with what a citation of each row needs: title, url, date of review, licence, start and end.

        Args:
            answer: of `query`, to a question that gives quotes; `start` and `end` count characters of the file.

        Raises:
            kg.errors.QueryError: where the answer gives no quotes.

        """
        return cited(self._store, answer)

    def check(self) -> Report:
        """What breaks the shapes of `shapes/`, and which quotes do not stand in their documents.

        Quotes are compared with those documents that are still what was built from.

        Returns:
            A report: `conforms` is whether nothing is amiss, `violations` what is, and `print` shows it for people.

        """
        from kg.validate import validate  # noqa: PLC0415  (pyshacl takes most of a second to import)

        texts = pipeline.texts(self._store.manifest.get("documents", ()))
        return validate(self._store.lines(), texts, ask=self._store.query)

    def to_rdflib(self) -> rdflib.Dataset:
        """Every statement as an rdflib `Dataset`: a named graph a document, one of the build, one of the vocabulary."""
        import rdflib  # noqa: PLC0415  (late, for a quick start)

        dataset = rdflib.Dataset()
        dataset.parse(data="\n".join(self._store.lines()), format="nquads")
        return dataset

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The things and their direct edges as a networkx graph.

        Returns:
            A graph whose nodes are IRIs with `kind` and `label`, and whose edges have their kind as key, and
            `label`, the first `quote` with its `document`, `evidence` (all pairs of document and quote) and `weight`
            (in how many documents it is said).

        """
        from kg import picture  # noqa: PLC0415  (networkx is imported late)

        return picture.network(self._store)

    def export(self, path: str | Path, form: str | None = None) -> Path:
        """Write the graph in a format of other tools.

        Args:
            path: the file; for `kgx` and `neo4j` a folder.
            form: one of `kg.export.FORMATS` (`turtle`, `json-ld`, `csv`, …); by default what the path's ending tells.

        Returns:
            The path.

        Raises:
            kg.errors.UsageError: where the format is unknown or the file cannot be written.

        """
        from kg import export  # noqa: PLC0415  (late, for a quick start)

        return export.export(self._store, path, form)

    def draw(self, path: str | Path, entity: str | None = None, view: str = "ego") -> Path:
        """Draw the graph, or one thing with what is linked to it.

        Args:
            path: the file; it ends in `.svg`, `.png` or `.html`.
            entity: what the picture is about, in any spelling; by default the whole graph, or for `ego` the thing
                with the most links.
            view: one of `kg.draw.VIEWS`: `ego`, `layered`, `forest`, `timeline` or `targets`.

        Returns:
            Where the picture is.

        Raises:
            kg.errors.UsageError: where there is no such view, ending or thing, or nothing to draw.

        """
        from kg import picture  # noqa: PLC0415  (matplotlib takes more than a second to import)

        return picture.draw(self._store, view, Path(path), entity).path

    def save(self, folder: str | Path) -> Path:
        """Write the graph to a folder that `kg.open` and the command line read; returns the folder.

        Raises:
            kg.errors.StoreError: where the folder holds something else, or another process writes to it.

        """
        _write(folder, self._store.lines(), self._store.manifest)
        return Path(folder)


def build(
    documents: str | Path | Sequence[str | Path] | None = None,
    min_confidence: float | Decimal = THRESHOLD,
    workers: int | None = None,
) -> Graph:
    """Build a graph in memory from files and folders.

    Args:
        documents: a file or folder, or several; by default the seed documents that come with the program.
        min_confidence: the least measured precision of the rules whose facts enter the graph, between 0 and 1
            (0.5 where it is not given).
        workers: processes that read; by default one for each processor, and none beside this for few documents.

    Raises:
        kg.errors.UsageError: where `min_confidence` is not between 0 and 1, `workers` is less than 0, or no document
            could be read, or one of them is no path. Of several, those that cannot be read are in `Graph.set_aside`.

    >>> graph = build("seeds")
    >>> graph.query("targets-of-drug", drug="sorafenib")["target"]
    ('BRAF', 'VEGFR', 'kinase')

    """
    threshold = _share(min_confidence)
    if workers is not None and workers < 0:
        raise UsageError(f"{workers} processes cannot read", "workers", "give 2, say, or 0 for none beside this")
    given = resources.path("seeds") if documents is None else documents
    paths = [given] if isinstance(given, str | Path) else list(given) if isinstance(given, Iterable) else [given]
    for path in paths:
        if not isinstance(path, str | Path):
            raise UsageError(f"{path!r} is no file or folder", "documents", "name a file or folder, or several")
    built = pipeline.build(paths, threshold, workers=workers)
    if not built.documents:
        reasons = "; ".join(f"{one.path}: {one.reason}" for one in built.set_aside[:3])
        raise UsageError("no document could be read", " ".join(map(str, paths)), reasons or "name Markdown files")
    return Graph(Store.memory(built.lines, built.manifest()), built)


def _share(given: float | Decimal) -> Decimal:
    """A confidence, exactly as it was written."""
    try:
        share = Decimal(str(given))
        good = 0 <= share <= 1
    except InvalidOperation:  # no number at all, or one that cannot be compared
        good = False
    if not good:
        raise UsageError(f"a confidence of {given} is not between 0 and 1", "min_confidence", "give 0.8, say")
    return share


def open(folder: str | Path) -> Graph:  # noqa: A001  (read as `kg.open`)
    """Open the graph of a folder that `kg build` or `Graph.save` wrote.

    Raises:
        kg.errors.StoreError: where there is none, or a file of it is missing or damaged.

    """
    if not isinstance(folder, str | Path):
        raise UsageError(f"{folder!r} is no folder", "folder", "name the folder of a graph")
    return Graph(Store.open(folder))


def questions() -> tuple[Question, ...]:
    """The questions that come with the program, each with its `name`, `summary`, `description` and `parameters`."""
    return catalogue()
