"""Which parts of composed sentences lose facts or make some up, over thousands of them.

    python scripts/composed.py [--from SEED] [--sentences N] [--show]

Composes sentences by the grammar of `tests/grids/composed.toml`, reads each, and prints how many are read whole, then
the alternatives with the smallest share of claims that are, and the pairs of alternatives that meet in one claim and
of which fewer are than either leads to expect. `--show` prints each sentence that is not, with what it misses and what
is made up.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from composing import Choice, Composed, composed

Part = tuple[str, str]
"""An alternative: its place and its text."""
_SHOWN = 40
_ENOUGH = 6
"""How often a part is drawn to be shown."""


def claims(sentence: Composed) -> Iterator[tuple[list[Part], bool]]:
    """The parts of each claim (those of the sentence and its arms too), and whether the claim is read whole."""
    shared = [("way", sentence.way.name), *_of(sentence.chosen, "")]
    for letter in sentence.claims or [""]:
        own = _of(sentence.chosen, letter) if letter else []
        whole = not sentence.made_up and not (letter and sentence.missed(letter))
        yield sorted({*shared, *own}), whole


def _of(chosen: frozenset[Choice], letter: str) -> list[Part]:
    return [(place, text) for of, place, text in chosen if of == letter]


def weakest(whole: Counter[Part], drawn: Counter[Part]) -> Iterator[str]:
    """Rows of the parts of which the smallest share is read whole."""
    often = sorted((part for part in drawn if drawn[part] >= _ENOUGH), key=lambda part: whole[part] / drawn[part])
    for part in often[:_SHOWN]:
        yield f"{whole[part] / drawn[part]:5.2f} {drawn[part]:6}  {part[0]}: {part[1]}"


def weakest_pairs(
    whole: Counter[Part], drawn: Counter[Part], lost: Counter[tuple[Part, Part]], met: Counter[tuple[Part, Part]]
) -> Iterator[str]:
    """Rows of the pairs that lose most beyond what the weaker of the two loses with others."""

    def beyond(pair: tuple[Part, Part]) -> float:
        return lost[pair] - met[pair] * max(1 - whole[part] / drawn[part] for part in pair)

    for pair in sorted((pair for pair in lost if met[pair] >= _ENOUGH), key=beyond, reverse=True)[:_SHOWN]:
        (place, text), (other, words) = pair
        yield f"{1 - lost[pair] / met[pair]:5.2f} {met[pair]:6}  {place}: {text}  ×  {other}: {words}"


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--sentences", type=int, default=2000)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    whole, drawn = Counter[Part](), Counter[Part]()
    lost, met = Counter[tuple[Part, Part]](), Counter[tuple[Part, Part]]()
    sentences = made_up = 0
    for seed in range(options.first, options.first + options.sentences):
        sentence = composed(seed)
        sentences += sentence.is_whole
        made_up += bool(sentence.made_up)
        if options.show and not sentence.is_whole:
            print(f"{seed} {sentence.report}")
        for parts, is_whole in claims(sentence):
            drawn.update(parts)
            met.update(combinations(parts, 2))
            (whole if is_whole else Counter()).update(parts)
            (Counter() if is_whole else lost).update(combinations(parts, 2))
    print(f"{options.sentences} sentences: {sentences} read whole, {made_up} with something made up")
    print("\nwhole  drawn  part", *weakest(whole, drawn), sep="\n")
    print("\nwhole    met  pair", *weakest_pairs(whole, drawn, lost, met), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
