"""When a cue is no finding, or is taken back: a guess, a plan, what is told of other trials, "did not", "(P = NS)"."""

from __future__ import annotations

from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Context
from kg.reading.patterns import Match
from kg.reading.results.figures.seen import result_of
from kg.reading.results.phrases.spoken import clause_start, other_study_end
from kg.reading.results.phrases.things import Thing
from kg.reading.results.view import Result
from kg.reading.results.view import findings as _words
from kg.reading.trials.single import is_abstract


def is_no_finding(result: Result, match: Match, context: Context) -> bool:
    """Whether a cue is a guess, is told of other trials, or says what always holds and of no treatment.

    An abstract's conclusion is told in the present too.
    """
    start, end = match.found.span()
    low, options = clause_start(result, start), match.rule.options
    lists = [name for option, name in (("verb", "listing"), ("also", "listed")) if options.get(option)]
    if (
        _words("of_the_comparator").search(result.typed, max(0, start - 40), start)
        or _words("to_be_found").match(result.typed, end)
        or (_words("not_all").match(result.typed, end) and (match.has("not") or is_denied(result, match)))
        or hedged(result, match)
        or start < other_study_end(result.sentence)
        or _words("elsewhere").search(result.typed, start, end + 80)
        or _words("of_what_befell").search(result.typed, max(0, start - 60), end)
        or result.sentence.search(_words("described"))
        or _words("of_a_trait").search(result.typed, max(0, start - 60), start)
        or _words("trait_subject").search(result.typed, 0, start)
        or any(_words(name).search(result.typed, low, start) for name in lists)
        or (options.get("changes") and _words("harms_listed").search(result.sentence.words(low, start)))
    ):
        return True
    named = is_abstract(context.document) or result.arms or result.sentence.of_kind(*TREATMENTS)
    return not named and bool(_words("present").search(match.found.group()))


def hedged(result: Result, match: Match) -> bool:
    """Whether a hedge stands in the clause before the verdict or within it.

    What a study found that a treatment can do is what it did: "a trial showed that A can prolong survival".
    """
    cuts = [cut.end() for cut in _words("hedge_ends").finditer(result.typed, 0, match.found.start())]
    start = max(0, match.found.start() - 90, *cuts[-1:])
    found = {hedge.group().lower() for hedge in _words("hedges").finditer(result.typed, start, match.found.end())}
    return bool(found - {"can"}) or ("can" in found and not result.sentence.search(_words("study_found")))


def is_denied(result: Result, match: Match) -> bool:
    """Whether the words before a direction deny it: "did not result in longer", "no evidence of better"."""
    at = min((match.found.start(d) for d in _DIRECTIONS if match.has(d)), default=match.found.start())
    clause = result.typed[clause_start(result, match.found.start()) : at]
    return bool(_words("negated").search(clause) or _words("not_found").search(result.typed, 0, at))


def is_insignificant(result: Result, end: int) -> bool:
    """Whether what stands behind a direction says that it was not significant: "(P = NS)"."""
    if _words("not_significant").search(result.typed[end : end + 140]):
        return True
    return bool(_words("marked_ns").match(result.sentence.words(end, min(end + 100, len(result.typed)))))


def revised(result: Result, thing: Thing, verdict: str, context: Context) -> str | None:
    """A direction as the next sentence leaves it: no difference where its gain "was not statistically significant".

    None where that sentence names no measure ("this difference") and the one before it tells of several.
    """
    sentences, after = context.annotated.sentences, result.sentence.index + 1
    if after >= len(sentences) or not sentences[after].may_match(_words("insignificant_after_all"), "measure"):
        return verdict
    following = result_of(context, sentences[after])
    found = _words("insignificant_after_all").match(following.typed)
    if found is None or following.trial != result.trial:
        return verdict
    if found["measure"]:
        measure = following.measures[found.start("measure")]
        return "no_difference" if measure.concept.name == thing.concept.name else verdict
    alone = {measure.concept.name for measure in result.measures.values()} <= {thing.concept.name}
    return "no_difference" if alone else None


_DIRECTIONS = ("up", "down", "better", "worse")
