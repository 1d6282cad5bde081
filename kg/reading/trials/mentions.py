"""Where a document names trials: its names gathered, other things left out, each mention found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.model import Concept, Passage
from kg.reading.annotate import Annotated
from kg.reading.marks import Mark
from kg.reading.patterns import table
from kg.reading.trials.forms import REGISTRY, looks_like_name
from kg.reading.trials.names import Name, names
from kg.reading.trials.single import is_about_one


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A named trial in a sentence; `start` counts from the start of the passage's compact text."""

    start: int
    end: int
    trial: Concept
    registry: str = ""


def named(annotated: Annotated) -> dict[int, list[Name]]:
    """For each passage (by identity) the names that it may hold, those of known other things left out."""
    others: dict[int, list[Mark]] = {}
    passages: dict[int, Passage] = {}
    for sentence in annotated:
        if sentence.passage.path[-1:] != ("References",):
            passages[id(sentence.passage)] = sentence.passage
            others.setdefault(id(sentence.passage), []).extend(sentence.marks)
    expanded = _expansions(passages.values())
    found: dict[int, list[Name]] = {}
    for key, passage in passages.items():
        known = (n for n in names(passage) if n.name not in expanded and not _taken(n, others[key]))
        kept = [_without_drug(name, others[key]) for name in known]
        if kept:
            found[key] = kept
    return found


_DISEASES = ("cancer", "event", "measure")
_NAMING = (*_DISEASES, "drug", "intervention", "target", "agency", "organization")


def _taken(name: Name, marks: Iterable[Mark]) -> bool:
    """Whether the vocabulary knows the name as something else; a sure name, as a disease or measure only."""
    kinds = _DISEASES if name.sure else _NAMING
    end = name.span.end if name.long else min(name.span.end, name.span.start + len(name.name))
    return any(m.kind in kinds and m.span.start <= name.span.start and m.span.end >= end for m in marks)


def _without_drug(name: Name, marks: Iterable[Mark]) -> Name:
    """A name as its registry id alone, where what it stands behind is the treatment tested: "A (NCT01234567)"."""
    end = name.span.start + len(name.name)
    drugs = (m for m in marks if m.kind == "drug" and m.concept.known)
    given = any(m.span.start <= name.span.start and m.span.end == end for m in drugs)
    return replace(name, name=name.registry) if given and name.registry else name


_BRACKETED = re.compile(r"\(([A-Z][\w-]{2,9}?)s?\)(?!\s(?:trial|study))")


def _expansions(passages: Iterable[Passage]) -> set[str]:
    """Acronyms that the document defines as no trial: "basal cell nevus syndrome (BCNS)"."""
    found: set[str] = set()
    for passage in passages:
        for match in _BRACKETED.finditer(passage.text):
            short = match.group(1)
            words = re.split(r"[.;:,()]\s", passage.text[max(0, match.start() - 90) : match.start()])[-1]
            if short not in found and _stands_for(short, words):
                found.add(short)
    return found


_OF_PEOPLE = re.compile(
    r"\b(?:Group|Consortium|Network|Registry|Society|Collaboration|Institute)\s?$"
    r"|\b(?:Division|Department|Institute|Center|Office|Agency)\s(?:of|for)\s(?:[\w-]+\s){1,5}$"
)
"""The end of a name of those who do trials: "PALB2 Interest Group"."""


def _stands_for(short: str, words: str) -> bool:
    """Whether an acronym abbreviates the words before it, in lower case and without "trial"."""
    tail = words.split()[-len(short) :]
    initials = "".join(word[0] for word in re.split(r"[\s-]", " ".join(tail)) if word).lower()
    lower = sum(word[0].islower() for word in tail) > len(tail) / 2
    if _OF_PEOPLE.search(words):
        return "".join(word[0] for word in words.split() if word[0].isupper()).endswith(short.upper()[-2:])
    return lower and short.lower()[:2] in initials and not re.search(r"\b(?:trial|study)\b", words, re.I)


def aliases_of(found: Mapping[int, list[Name]], scope: str) -> dict[str, Concept]:
    """Each name, title and registry id with its trial."""
    aliases: dict[str, Concept] = {}
    everything = [name for group in found.values() for name in group]
    with_registry = {n.registry: n.name for n in reversed(everything) if n.registry and n.registry != n.name}
    for name in everything:
        canonical = with_registry.get(name.name, name.name)
        concept = aliases.setdefault(canonical, Concept("trial", canonical, known=False))
        for other in (name.name, name.registry, name.long):
            if other:
                aliases.setdefault(other, concept)
    for title in [a for a in aliases if " " in a]:
        initials = "".join(word[0] for word in title.split() if word[0].isupper())
        starts = (initials, *(initials[:length] for length in range(len(initials) - 1, 3, -1)))
        begun = title.split()[0] if title.endswith(("Trial", "Study")) else ""
        short = next((start for start in (begun, *starts) if len(start) > 2 and start in aliases), "")
        if short:
            aliases[title] = aliases[short]
    return _without_groups(_spelt(aliases))


def _spelt(aliases: dict[str, Concept]) -> dict[str, Concept]:
    """The names, of which those that differ in case, hyphens and spaces only are one: "CheckMate-9", "Checkmate 9"."""
    first: dict[str, Concept] = {}
    bare = {name: re.sub(r"[\s-]", "", concept.name).casefold() for name, concept in aliases.items()}
    return {name: first.setdefault(bare[name], concept) for name, concept in aliases.items()}


def _without_groups(aliases: dict[str, Concept]) -> dict[str, Concept]:
    """The names, of which a protocol's with its group's name before it is that of the protocol: "COG A1" and "A1"."""
    same = {
        aliases[name]: aliases[rest]
        for name in aliases
        if (rest := name.partition(" ")[2]) in aliases and name.partition(" ")[0] in table("trials", "groups")
    }
    return {name: same.get(concept, concept) for name, concept in aliases.items()}


def _only_links(name: Name, passage: Passage) -> bool:
    """Whether a trial is known by the link of other words alone, which beside a named one is that one's."""
    return name.name == name.registry and not REGISTRY.search(name.span.of(passage.text))


def mentions_of(
    annotated: Annotated, found: Mapping[int, list[Name]], aliases: Mapping[str, Concept]
) -> dict[int, tuple[Mentioned, ...]]:
    """For each sentence (by index) the trials it names, bare names too once a frame has proved them."""
    bare = sorted((a for a in aliases if looks_like_name(a) or " " in a or "-" in a), key=len, reverse=True)
    pattern = (
        re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, bare)) + r")(?![\w]|-\w|\s(?:I{1,3}|IV|V)\b)")
        if bare
        else None
    )
    made: dict[int, tuple[Mentioned, ...]] = {}
    single = is_about_one(annotated)
    for sentence in annotated:
        here = [
            n for n in found.get(id(sentence.passage), ()) if sentence.span.start <= n.span.start < sentence.span.end
        ]
        if single or len(here) > 1:
            here = [n for n in here if not _only_links(n, sentence.passage)]
        inside = [Mentioned(n.span.start, n.span.end, aliases[n.name], n.registry) for n in here]
        for match in pattern.finditer(sentence.passage.text, sentence.span.start, sentence.span.end) if pattern else ():
            if all(match.end() <= m.start or m.end <= match.start() for m in inside):
                inside.append(Mentioned(match.start(), match.end(), aliases[match.group()]))
        if inside:
            made[sentence.index] = tuple(sorted(inside, key=lambda m: m.start))
    return made
