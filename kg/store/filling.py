"""The lines and the engine's files of a new generation: made from all lines, or from the old one and what changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import lines as files
from kg.store.asking import Embedded
from kg.store.layout import LINES, STORE
from kg.store.lines import Counts, Sorted
from kg.store.loading import interruptible, load, loading

Derive = Callable[[Embedded], Iterable[str]]
"""The lines that follow from a graph; they join it."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a graph differs from the generation before it, but for what follows from it.

    Attributes:
        removed: lines that the old one has and the new one has not.
        added: lines that the new one has and the old one has not.
        derived: the named graph of what follows; it is derived anew.

    """

    removed: frozenset[str] = field(default=frozenset())
    added: frozenset[str] = field(default=frozenset())
    derived: str = ""


def fill(new: Path, lines: Iterable[str], derive: Derive | None) -> Counts:
    """Make the lines and the store of a generation from all of its lines, in any order."""
    engine = ox.Store(str(new / STORE))
    with loading(engine, str(new / LINES)) as take:
        counts = files.write(files.ordered(lines, new), new / LINES, take)
    if derive is not None:
        with files.opened(new / LINES) as held:
            patch = _Patch(engine, held, counts)
            patch.add(_following(engine, derive))
            patch.write(new)
            counts = patch.counts
    _finish(engine, counts, new)
    return counts


def change(new: Path, old: Path, counts: Counts, what: Change, derive: Derive) -> Counts:
    """Make the lines and the store of a generation from those of another, and what changed.

    The engine never changes a table that it has written, so the new store begins with links to the old one's.
    """
    _copy(old / STORE, new / STORE)
    engine = ox.Store(str(new / STORE))
    with files.opened(old / LINES) as held:
        derived = {line.decode() for line in held.ending(f" <{what.derived}> .".encode())}
        patch = _Patch(engine, held, counts)
        patch.remove(what.removed | derived)
        patch.add(what.added)
        patch.add(_following(engine, derive))
        patch.write(new)
    _finish(engine, patch.counts, new)
    return patch.counts


def _following(engine: ox.Store, derive: Derive) -> frozenset[str]:
    return interruptible(lambda: frozenset(derive(Embedded(engine))))


def _copy(old: Path, new: Path) -> None:
    """Link the old store's tables, which are never written again, and copy its other files."""
    new.mkdir()
    for path in old.iterdir():
        if path.suffix == ".sst":
            _link(path, new / path.name)
        elif path.name not in {"LOCK", "LOG"}:
            shutil.copyfile(path, new / path.name)


def _link(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:  # not every file system has links
        shutil.copyfile(path, target)


def _finish(engine: ox.Store, counts: Counts, new: Path) -> None:
    engine.flush()
    held = interruptible(lambda: len(engine))
    if held != counts.quads + counts.statements:
        raise StoreError(
            f"the store holds {held} statements of {counts.quads + counts.statements}",
            str(new),
            "two literals may be one value, written in two ways",
        )


class _Patch:
    """Changes to a store that holds the lines of a file, and each of their statements once without its graph."""

    def __init__(self, engine: ox.Store, held: Sorted, counts: Counts) -> None:
        self._engine, self._held, self.counts = engine, held, counts
        self._removed: set[str] = set()
        self._added: set[str] = set()
        self._new: dict[str, int] = {}  # statements of the added lines, and how many lines make each

    def remove(self, lines: Iterable[str]) -> None:
        """Take away lines that are there."""
        gone = sorted(lines)
        for line in gone:
            if line in self._added:
                self._added.discard(line)
                self._new[_statement(line)] -= 1
            else:
                self._removed.add(line)
        unsaid = [s for s in sorted({_statement(line) for line in gone}) if not self._says(s)]
        for quad in _quads([*gone, *unsaid]):
            self._engine.remove(quad)
        self.counts = Counts(self.counts.quads - len(gone), self.counts.statements - len(unsaid))

    def add(self, lines: Iterable[str]) -> None:
        """Add lines that are not there; those that are stay."""
        come = [line for line in sorted(lines) if not self._has(line)]
        unsaid = [s for s in sorted({_statement(line) for line in come}) if not self._says(s)]
        for line in come:
            if line in self._removed:
                self._removed.discard(line)
            else:
                self._added.add(line)
                self._new[_statement(line)] = self._new.get(_statement(line), 0) + 1
        if come:
            load(self._engine, [*come, *unsaid], "the changed statements")
        self.counts = Counts(self.counts.quads + len(come), self.counts.statements + len(unsaid))

    def write(self, new: Path) -> None:
        """Write the lines as they are now."""
        part = new / f".{LINES}"
        with part.open("wb") as out:
            out.writelines(self._held.changed(map(str.encode, self._removed), map(str.encode, self._added)))
        part.replace(new / LINES)

    def _has(self, line: str) -> bool:
        if line in self._added:
            return True
        return line not in self._removed and next(self._held.with_prefix(line.encode()), b"") == line.encode()

    def _says(self, statement: str) -> bool:
        """Whether any named graph has the statement."""
        if self._new.get(statement):
            return True
        prefix = f"{statement[:-2]} <".encode()
        return any(line.decode() not in self._removed for line in self._held.with_prefix(prefix))


def _statement(line: str) -> str:
    return line[: line.rindex(" <")] + " ."


def _quads(lines: Iterable[str]) -> Iterator[ox.Quad]:
    return ox.parse("".join(f"{line}\n" for line in lines).encode(), format=ox.RdfFormat.N_QUADS)
