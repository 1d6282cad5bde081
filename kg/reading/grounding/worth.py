"""Which words of a text are worth a closer look, by what follows them, and how many words a name there may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, count, islice
from operator import contains

from kg.reading.grounding.compiled import Compiled, counts, followers
from kg.reading.grounding.drug_forms import is_generic


class Begun(dict[str, tuple[int, ...]]):
    """What may stand behind a word, to the numbers of words of the names that the two may begin, the longest first."""


class Anything(Begun):
    """The same of a word that is looked at whatever stands behind it: a name by itself, say."""

    def __init__(self, behind: Mapping[str, tuple[int, ...]], anyway: tuple[int, ...]) -> None:
        super().__init__(behind)
        self._anyway = anyway

    def __contains__(self, word: object) -> bool:
        """Whatever stands behind it."""
        return True

    def __missing__(self, word: str) -> tuple[int, ...]:
        return self._anyway


class Worth(dict[str, Begun]):
    """Words to what may stand behind them where a name begins with them. Remembers its answers.

    Args:
        tables: the vocabulary.
        local: the first words of the names that a document defines, to the numbers of words of these, as bits.
        wider: the one of the same tables without these names.

    """

    _MOST = 1_000_000

    def __init__(self, tables: Compiled, local: Mapping[str, int], wider: Worth | None = None) -> None:
        super().__init__()
        self._tables, self._local, self._wider = tables, local, wider

    def places(self, words: Sequence[str]) -> Iterator[int]:
        """The places of words, the last of which is "", where a name may begin."""
        return compress(count(), map(contains, map(self.__getitem__, words), islice(words, 1, None)))

    def __missing__(self, word: str) -> Begun:
        if len(self) > self._MOST:
            self.clear()
        self[word] = found = self._found(word)
        return found

    def _found(self, word: str) -> Begun:
        known = self._wider[word] if self._wider is not None else self._of_tables(word)
        if word not in self._local:
            return known
        bits = self._local[word] | (word in self._tables.names) << 1
        own = counts(bits)
        return Anything({behind: _all(own, more) for behind, more in known.items()}, own)

    def _of_tables(self, word: str) -> Begun:
        alone = (1,) if word in self._tables.names else ()
        packed = self._tables.pairs.get(word)
        begun = {behind: counts(bits) + alone for behind, bits in followers(packed).items()} if packed else {}
        if word in self._tables.alone or is_generic(word):
            return Anything(begun, (1,))
        return Begun(begun) if begun else _NOTHING


_NOTHING = Begun()


def _all(one: Iterable[int], other: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({*one, *other}, reverse=True))
