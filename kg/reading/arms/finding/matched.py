"""The alternatives that a rule of `arms.toml` finds, by what it says of them: added, joined, with it or without."""

from __future__ import annotations

import re

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.lists.alternative import NOTHING, Alternative, items_of, labels_of, not_given, read_one
from kg.reading.arms.lists.alternatives import alternatives
from kg.reading.arms.lists.stretches import list_end
from kg.reading.arms.wording.kinds import TREATED
from kg.reading.arms.wording.sizes import size_at, sizes_with
from kg.reading.arms.wording.treatments import TREATMENTS, Phrase, arm_words, phrases, split
from kg.reading.number_forms import number
from kg.reading.patterns import Match


def alternatives_of(match: Match) -> list[Alternative]:
    """The alternatives of a match, as its rule's options say how its groups are to be read."""
    if match.rule.options.get("base"):
        return _added(match)
    if match.rule.options.get("without"):
        return _or_not(match)
    if match.rule.options.get("sides"):
        return _sides(match)
    if match.rule.options.get("each"):
        return _each_alone(match)
    if match.rule.options.get("items"):
        body = match.found.span("body")
        named = [read_one(match.sentence, *item, ()) for item in items_of(match.sentence, *body)]
        told = number(match.words("number")) if match.has("number") else len(named)
        apart = [one for one in named if one is not None] if told == len(named) else alternatives(match.sentence, *body)
        return apart if told in (len(apart), len(named)) else []
    start, end = match.found.span("body") if match.has("body") else (match.found.end(), 0)
    if not end or match.rule.options.get("nested"):
        end = min(end or len(match.sentence.typed), list_end(match.sentence, start))
    return alternatives(match.sentence, start, end, _joined(match), meant=True)


def _each_alone(match: Match) -> list[Alternative]:
    """The arms of "A plus B or either drug alone": both, A, and B."""
    found = phrases(match.sentence, *match.found.span("body"))
    parts = list(split(match.sentence, found[0])) if len(found) == 1 else []
    return [Alternative(p.start, p.end, p) for p in (*found, *parts)] if len(parts) == 2 else []


def _sides(match: Match) -> list[Alternative]:
    """The treatments of which a match tells one figure each; none where it tells no measure, or one of them twice."""
    found = [phrases(match.sentence, *match.found.span(g)) for g in ("one", "other", "third") if match.has(g)]
    given = sorted((f[0] for f in found if len(f) == 1), key=lambda phrase: phrase.start)
    told = match.sentence.of_kind("measure", "event") or _LIVED.search(match.sentence.typed)
    tests = any(arm_words("tests").search(c.name) for p in given for c in p.given)
    if match.rule.name == "arm.figures-of" and _of_a_side(match):
        return []
    if not told or tests or len(given) < len(found) or len({p.names for p in given}) < len(given):
        return []
    return [Alternative(p.start, p.end, p) for p in given]


_LIVED = re.compile(r"\b(?:alive|died|survived|lived|relapsed)\b")
"""What befell people, of which figures tell though no list of measures names it."""


def _of_a_side(match: Match) -> bool:
    """Whether figures stand in a bracket behind a group that they are parts of: "in the 3-month group (17% with A"."""
    return bool(_GROUP_OPENED.search(match.sentence.typed, 0, match.found.start()))


_GROUP_OPENED = re.compile(r"\b(?:groups?|arms?)\s?[(\[]\s?$")


def _or_not(match: Match) -> list[Alternative]:
    """The arms of "receive A or not", A and nothing; of "treatment with or without A", A and no A."""
    span = next((match.found.span(g) for g in ("before", "behind", "extra", "half") if match.has(g)), None)
    found = phrases(match.sentence, *span) if span else []
    if (
        span is None
        or not found
        or arm_words("not_an_arm").search(match.sentence.typed, max(0, span[0] - 120), span[0])
        or not (_by_halves(match) or arm_words("dealt_out").search(match.sentence.typed, 0, match.found.start()))
    ):
        return []
    nothing = not_given(found[0]) if match.has("extra") else NOTHING
    given = _in_addition_to(match.sentence, found[0]) or (nothing,)
    without = Phrase(match.found.end(), match.found.end(), given)
    end = match.found.end()
    return [Alternative(*span, found[0]), Alternative(end, end, without)]


def _by_halves(match: Match) -> bool:
    """Whether half of the people had what the other half had not."""
    return match.has("share") and "half" in match.words("share").lower()


def _joined(match: Match) -> bool:
    """Whether "and" parts the arms: "compared A and B", "randomized between A and B"."""
    return bool(match.rule.options.get("joined")) or (match.has("way") and "between" in match.words("way"))


def _added(match: Match) -> list[Alternative]:
    """The arms of "adding A to B": A with B, and B."""
    sentence = match.sentence
    base = phrases(sentence, *match.found.span("base"))
    if match.has("coined") and len(base) == 1:
        return _with_coined(match, base[0])
    extra = _extra(sentence, *match.found.span("extra"))
    if len(extra) != 1 or len(base) != 1:
        return []
    start, end = min(extra[0].start, base[0].start), max(extra[0].end, base[0].end)
    both = Phrase(start, end, tuple(dict.fromkeys((*extra[0].given, *base[0].given))))
    more, less = sizes_with(sentence, base[0].end)
    if match.rule.name == "arm.without-or-with":
        more, less = size_at(sentence, extra[0]), size_at(sentence, base[0], match.found.start("extra"))
        less = less if more is not None else None  # a number that stands before both is that of all
    told, bare = ((label,) if (label := match.words(group)) else () for group in ("more", "less"))
    if match.rule.name == "arm.without-or-with":
        closed = max(extra[0].end, sentence.typed.find(")", extra[0].end, extra[0].end + _LABEL) + 1)
        told = (*told, *labels_of(sentence, extra[0].start, closed, extra))
        bare = (*bare, *labels_of(sentence, base[0].start, extra[0].start, base))
    if match.rule.name == "arm.with-or-without":
        told = (*told, extra[0].alias) if extra[0].alias else told
        bare = (*bare, base[0].alias) if base[0].alias else bare
    return [Alternative(start, end, both, more, told), Alternative(base[0].start, base[0].end, base[0], less, bare)]


_LABEL = 40
"""Code points behind an arm's treatment in which the bracket closes that says what it is called."""


def _extra(sentence: Sentence, start: int, end: int) -> list[Phrase]:
    """What is added; of a kind of drug with its name behind it ("the LHRH agonist | A") the drug."""
    named = phrases(sentence, start, end + 2) if _NAMED.match(sentence.typed, end) else []
    return named if len(named) == 1 else phrases(sentence, start, end)


_NAMED = re.compile(rf"\s{TREATED.pattern}")


def _with_coined(match: Match, base: Phrase) -> list[Alternative]:
    """The arms of "A with or without XYZ", where no table knows XYZ: A with it, which goes by its name, and A."""
    coined, end = match.words("coined"), match.found.end("coined")
    both = Phrase(base.start, end, (*base.given, Concept("intervention", coined, known=False)))
    return [Alternative(base.start, end, both, labels=(coined,)), Alternative(base.start, base.end, base)]


def _in_addition_to(sentence: Sentence, phrase: Phrase) -> tuple[Concept, ...]:
    """What both arms are given of "receive or not receive A in addition to B"; () where nothing is said of it."""
    told = _BESIDE.search(sentence.typed, phrase.start, phrase.end)
    marks = sentence.marks_in(told.end(), phrase.end, *TREATMENTS) if told else []
    return tuple(m.concept for m in marks if m.concept in phrase.given)


_BESIDE = re.compile(r"\b(?:in addition to|on top of|added to)\s")
