"""`kg read`: a model reads documents, and what passes the gate enters their sidecars."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from pathlib import Path

from kg import asking, listing, parts, sources
from kg.asking.ask import merged
from kg.cli.progress import Teller
from kg.cli.words import code, day, many, say, tell_set_aside
from kg.curation import sidecar
from kg.errors import DocumentError, KgError
from kg.model import SetAside
from kg.reading.grounding.lexicon import Lexicon

_SHOWN = 10  # refused claims that are told one by one


def run(options: Namespace) -> int:
    """Ask about each document, write its sidecar, and say what entered, what did not, and what it cost."""
    cache = asking.Cache(Path(options.cache)) if options.cache else asking.Cache.usual()
    reader = asking.Reader(asking.client(options.model), cache, day(options.on), options.section)
    aside: list[SetAside] = []
    paths, lexicon = list(listing.files(options.documents, aside)), Lexicon.load()
    total = asking.Asked()
    with Teller() as tell:
        for done, path in enumerate(paths, 1):
            try:
                _add(total, _one(path, reader, lexicon, options.out))
            except KgError as error:
                aside.append(parts.set_aside(path, error))
            tell("reading", done, len(paths), done / len(paths))
    _summary(total)
    tell_set_aside(aside)
    return code(len(paths), aside)


def _one(path: Path | str, reader: asking.Reader, lexicon: Lexicon, out: str | None) -> asking.Asked:
    """Ask about one document and write what entered."""
    if sources.is_address(path) and not out:
        raise DocumentError("no sidecar can be written beside an address", str(path), "name a folder with --out")
    beside = sidecar.path_of(Path(path))
    place = Path(out) / beside.name if out else beside
    old = sidecar.values(place)
    asked = reader.read(sources.read(path), lexicon)
    if asked.values or old:
        sidecar.write(place, merged(old, asked.values, reader.by))
    return asked


def _add(total: asking.Asked, one: asking.Asked) -> None:
    total.values += one.values
    total.refused += one.refused
    for name in ("unreadable", "sections", "cached", "tokens_in", "tokens_out"):
        setattr(total, name, getattr(total, name) + getattr(one, name))


def _summary(total: asking.Asked) -> None:
    say(
        f"{many(len(total.values), 'fact')} entered, {len(total.refused):,} refused; "
        f"{many(total.sections, 'section')} ({total.cached:,} known already), "
        f"{total.tokens_in:,} tokens in, {total.tokens_out:,} out"
    )
    if total.unreadable:
        say(f"{many(total.unreadable, 'line')} of the answers held no JSON object")
    for reason, count in Counter(ruled.fault for ruled in total.refused).most_common(_SHOWN):
        say(f"  refused {count:,}: {reason}")
