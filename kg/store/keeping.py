"""What documents were read to be, kept beside the graph from one build to the next.

An SQLite file of opaque entries. It is only a cache: what is damaged is forgotten and read again, and a build
that was killed finds in it what was read before.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final

from kg.errors import StoreError

NAME: Final = "readings.sqlite"

_FORMAT: Final = 1
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS entries
(key TEXT PRIMARY KEY, head TEXT NOT NULL, body BLOB NOT NULL, shared BLOB NOT NULL, digest TEXT NOT NULL)
"""
_SYNC_EVERY: Final = 2.0  # seconds: what a killed build has to read again
_AT_ONCE: Final = 500  # keys in one question


class DamagedError(StoreError):
    """Kept readings are damaged; they were forgotten, and another build reads the documents anew."""


class Cache:
    """Entries by key: a head, which is read often, a body, which is not, and what it shares with others.

    Only the holder of the graph's lock may open it.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._written = time.monotonic()
        try:
            self._db = self._opened()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and not _malformed(error):
                raise _trouble(error, self._path) from error
            self._forget_all()

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, isolation_level=None)
        db.execute("PRAGMA auto_vacuum=FULL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute("PRAGMA journal_mode=DELETE")
        if db.execute("PRAGMA user_version").fetchone() != (_FORMAT,):
            db.execute("DROP TABLE IF EXISTS entries")
            db.execute(f"PRAGMA user_version={_FORMAT}")
        db.execute(_SCHEMA)
        db.execute("BEGIN IMMEDIATE")
        return db

    def _forget_all(self) -> None:
        self._path.unlink(missing_ok=True)
        self._path.with_name(NAME + "-journal").unlink(missing_ok=True)
        self._db = self._opened()

    def heads(self, keys: Iterable[str]) -> dict[str, str]:
        """The heads of those keys that have an entry."""
        wanted = list(keys)
        found: dict[str, str] = {}
        try:
            for at in range(0, len(wanted), _AT_ONCE):
                some = wanted[at : at + _AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = self._db.execute(f"SELECT key, head, digest FROM entries WHERE key IN ({marks})", some)  # noqa: S608
                found.update((key, head) for key, head, digest in rows if digest == _digest(key, head))
        except sqlite3.DatabaseError:
            self._forget_all()
            return {}
        return found

    def put(self, key: str, head: str, body: bytes, shared: bytes) -> None:
        """Keep an entry; its body and what it shares are compressed by zlib, which knows when they are damaged.

        Raises:
            StoreError: where it cannot be written.

        """
        try:
            row = (key, head, body, shared, _digest(key, head))
            self._db.execute("REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", row)
            if time.monotonic() - self._written > _SYNC_EVERY:
                self._db.execute("COMMIT")
                self._db.execute("BEGIN IMMEDIATE")
                self._written = time.monotonic()
        except sqlite3.Error as error:
            raise _trouble(error, self._path) from error

    def bodies(self, keys: Iterable[str]) -> Iterator[bytes]:
        """The bodies of entries, in the order of the keys.

        Raises:
            DamagedError: where one is missing or damaged; all are forgotten then.

        """
        return self._contents("body", keys)

    def shared(self, keys: Iterable[str]) -> Iterator[bytes]:
        """What entries share with others, in the order of the keys.

        Raises:
            DamagedError: as `bodies`.

        """
        return self._contents("shared", keys)

    def _contents(self, column: str, keys: Iterable[str]) -> Iterator[bytes]:
        try:
            for key in keys:
                row = self._db.execute(f"SELECT {column} FROM entries WHERE key = ?", (key,)).fetchone()  # noqa: S608
                yield zlib.decompress(row[0])
        except (sqlite3.DatabaseError, zlib.error, TypeError) as error:
            self._forget_all()
            raise DamagedError("the kept readings are damaged", str(self._path), "build again") from error

    def keep(self, keys: Iterable[str]) -> None:
        """Forget all entries but these."""
        try:
            self._db.execute("CREATE TEMP TABLE kept (key TEXT PRIMARY KEY)")
            self._db.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((key,) for key in keys))
            self._db.execute("DELETE FROM entries WHERE key NOT IN (SELECT key FROM kept)")
            self._db.execute("DROP TABLE kept")
        except sqlite3.Error as error:
            raise _trouble(error, self._path) from error

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: TracebackType | BaseException | None) -> None:
        try:
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if kind is None:
                raise _trouble(error, self._path) from error
        finally:
            self._db.close()


def _digest(key: str, head: str) -> str:
    return hashlib.sha256(f"{key}\n{head}".encode()).hexdigest()


def _malformed(error: sqlite3.Error) -> bool:
    return "malformed" in str(error)


def _trouble(error: sqlite3.Error, path: Path) -> StoreError:
    return StoreError(f"the readings cannot be kept: {error}", str(path), "is the disk full?")
