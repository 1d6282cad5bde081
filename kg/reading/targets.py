"""What a drug acts on: "X inhibits T", "the T inhibitor X", "it works by binding to T".

A reference ("it", "the drug") is to the page's one drug, or to the one drug of the sentence before. What a
text expects, doubts or denies is no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import product

from kg.model import Concept, Span, Value
from kg.reading.annotate import Sentence
from kg.reading.approvals.indications import grounded
from kg.reading.approvals.topics import Page, is_class, is_no_prose, page, referent
from kg.reading.context import Context, Proposal
from kg.reading.marks import Mark
from kg.reading.matching.prefilter import prefiltered
from kg.reading.passed_over import taken_back
from kg.reading.patterns import Match, matches, one_of, pattern, table
from kg.reading.trials.single import is_abstract

FAMILY = "targets"
_CUES = prefiltered(
    r"inhibit|block|antagon|agonist|bind|target|attach|latch|inactivat|activat|suppress|degrad|breaks? down|modulator"
    r"|SERM|SERD|TKI|anti-|antibod|directed"
    r"|neutrali[sz]|recogni[sz]|interfer|shut|turn|attack|antisense|antiandrogen|antiestrogen|stimulat|\bacts? on\b",
    re.I,
)
_ACTIONS = (
    (r"degrad|break|for destruction", "degrades"),
    (r"(?<!ant)agonist|activat|stimulat(?!.*in)", "activates"),
    (r"inhibit|TKI|block|inactivat|suppress|antagon|disabl|neutral|deactivat|shut|turn|switch|interfer", "inhibits"),
    (r"bind|attach|latch|adher", "binds"),
    (r"modulator", "modulates"),
    (r"target|directed|aimed|recogni|attack", "targets"),
)


def read(context: Context) -> Iterator[Proposal]:
    """The targets of drugs that a document tells of."""
    about = page(context)
    for sentence in context.annotated.holding(_CUES):
        if _worth_reading(sentence) and not is_no_prose(sentence):
            yield from _surest(list(_told(about, sentence)))


def _surest(told: list[Proposal]) -> Iterator[Proposal]:
    """What a sentence tells, without "targets" where it says what the drug does there: "an inhibitor targeting T"."""
    done = {(p.roles["drug"], p.roles["target"]) for p in told if p.roles["action"] != "targets"}
    yield from (p for p in told if p.roles["action"] != "targets" or (p.roles["drug"], p.roles["target"]) not in done)


def _worth_reading(sentence: Sentence) -> bool:
    """Whether a sentence may name a drug and a target; most do not, and are passed over quickly."""
    titled = is_abstract(sentence.document)  # whose title is a sentence
    if (sentence.passage.block == "heading" and not titled) or not sentence.of_kind("drug", "target"):
        return False
    refers = sentence.of_kind("drug") or sentence.search(pattern("{it}", FAMILY))
    return bool(refers and sentence.search_text(_CUES))


def _told(about: Page, sentence: Sentence) -> Iterator[Proposal]:
    for match in matches(FAMILY, sentence):
        if _blocked(match):
            continue
        drugs, spoken = _drugs(about, match)
        if _enumerated(match, drugs):
            continue
        each = _RESPECTIVELY.match(sentence.typed, match.found.end())
        acts = list(_acts(match))
        pairs = product(drugs, acts) if not each else zip(drugs, acts, strict=True) if len(drugs) == len(acts) else ()
        for drug, (target, action) in pairs:
            if not is_class(drug):
                roles: dict[str, Value] = {"drug": drug, "target": target, "action": action}
                yield Proposal("drug_target", roles, spoken, match.rule.name)


_RESPECTIVELY = re.compile(r"[^.;]{0,30}\brespectively\b")
"""Behind a match, that each of its drugs has a target of its own."""


def _blocked(match: Match) -> bool:
    typed, found = match.sentence.typed, match.found
    before = typed[max(0, found.start() - 60) : found.start()]
    behind = typed[found.end() : found.end() + 60]
    return bool(
        _any("blocks").search(found.group())
        or (match.rule.name == "target.that-drugs" and " or " in found.group("targets"))
        or (not _in_passing(match) and (_any("blocks_before").search(before) or _taken_back(match)))
        or _any("blocks_behind").match(behind)
        or (match.rule.name == "target.is-inhibitor" and _any("goes_on").search(found.group() + behind[:40]))
    )


def _taken_back(match: Match) -> bool:
    here = match.sentence.place(*match.found.span())
    return any(told.start < here.end and here.start < told.end for told in taken_back(match.sentence))


def _in_passing(match: Match) -> bool:
    """Whether a clause names a drug by what it acts on and goes on to ask something else of it: "whether A, a T …"."""
    group = next((g for g in ("drug", "list", "after") if match.has(g)), None)
    if group is None:
        return False
    led = match.has("targets") and match.found.start("targets") < match.found.start(group)
    return led or bool(_ASIDE.match(match.sentence.typed, match.found.end(group)))


_ASIDE = re.compile(r"\s?[,(—–]")
"""Behind a drug, what begins an aside."""
_any = partial(one_of, FAMILY)


def _drugs(about: Page, match: Match) -> tuple[list[Concept], Span]:
    """The drugs that a match speaks of, and the words that show it."""
    span = match.sentence.source()
    if match.has("it"):
        drug, before = _referred(about, match)
        return ([drug] if drug else []), Span(before.source().start, span.end) if before else span
    group = next((g for g in ("drug", "list", "before", "after") if match.has(g)), "drug")
    found = [m.concept for m in match.marks(group, "drug")]
    if group == "drug" and len(found) > 1 and not _plural(match):
        led = match.has("targets") and match.found.start("targets") < match.found.start("drug")
        found = found[:1] if led else found[-1:]  # "the T inhibitor A plus B", "A with B, a T inhibitor"
    return list(dict.fromkeys(found)), span


def _acts(match: Match) -> Iterator[tuple[Concept, str]]:
    """Each target of a match with each action."""
    if match.rule.options.get("class"):
        yield from _of_class(match)
        return
    for target in _targets(match):
        for action in _actions(match):
            yield target, action


def _of_class(match: Match) -> Iterator[tuple[Concept, str]]:
    """What the drugs of a class act on, where the group `class` names one."""
    named = {m.concept.name.lower() for m in match.marks("class", "drug")}
    for entry in table(FAMILY, "classes"):
        name, action, target = entry.split("::")
        if name.lower() in named:
            yield grounded("target", target), action


def _enumerated(match: Match, drugs: list[Concept]) -> bool:
    """Whether "A, T inhibitors, or …" or "A, B, T inhibitors, or …" lists a class after drugs: not what they are."""
    if match.rule.name not in ("target.is-inhibitor", "target.inhibitor-of") or not match.has("how"):
        return False
    found, typed = match.found, match.sentence.typed
    lead = typed[found.end("drug") : found.end("drug") + 14]
    several = re.search(r"(?:s|ies)$|s ", match.words("how").strip()) is not None
    if len(drugs) > 1:
        complete = re.search(r"\b(?:and|or)\b", found.group("drug"))  # "A and B, T antagonists, and …"
        return several and not complete and lead.startswith(",") and bool(_GOES_ON.match(typed, found.end()))
    return several and not re.match(r"[^,]{0,3}\b(?:is|are|was|belongs)\b|.{0,6}\bone of\b", lead)


_GOES_ON = re.compile(r",?\s(?:and|or)\s")
"""Behind a class: it is one of a list's items."""


def _plural(match: Match) -> bool:
    """Whether the words after a list of drugs speak of all of them ("A and B are …", "A and B inhibit …")."""
    end = match.found.end("drug")
    after = match.sentence.typed[end : end + 60]
    how = match.words("how") if match.has("how") else ""
    plural_noun = re.search(
        r"(?:inhibitor|blocker|agonist|modulator|degrader|antibodie|drug|therapie|agent)s\b", match.found.group()
    )
    return bool(
        re.match(r"\s(?:are|both|work|act|target|bind|block|inhibit)\b", after)
        or plural_noun
        or re.fullmatch(r"(?:target|bind|block|inhibit)(?: to)?", how)
    )


def _referred(about: Page, match: Match) -> tuple[Concept | None, Sentence | None]:
    """The drug that "it" stands for: the page's, or the only one of the sentence before; parts are of the page's."""
    words = match.words("it").lower()
    if words in ("they", "both drugs", "these drugs"):
        return None, None
    if about.drug is not None and re.search(r"portion|part|linked|attached", words):
        return about.drug, None
    return referent(about, match.sentence, match.found.start("it"))


def _targets(match: Match) -> Iterator[Concept]:
    """The targets of a match: those named, by their receptor where a hormone is named."""
    if "target" in match.rule.fixed and not match.has("targets"):
        yield grounded("target", match.rule.fixed["target"])
    for mark in match.marks("targets", "target"):
        for target in _members(match.sentence, _by_name(match.sentence, mark)):
            yield _receptor(target, match)


def _by_name(sentence: Sentence, mark: Mark) -> Mark:
    """A target, or the gene that stands right behind its class: "the histone methyltransferase EZH2"."""
    if not mark.concept.name.islower():
        return mark
    behind = [m for m in sentence.of_kind("target") if m.span.start == mark.span.end + 1]
    return behind[0] if behind and behind[0].concept.name.isupper() else mark


def _members(sentence: Sentence, mark: Mark) -> tuple[Concept, ...]:
    """The genes that a name speaks of: "CDK4/6" and "CDK 4" by their numbers, "PDGFRα/β" by letters, or itself."""
    several = re.fullmatch(r"(?P<stem>[A-Z]+)(?P<numbers>\d(?:/\d)+)", mark.concept.name)
    stem, numbers = (several["stem"], several["numbers"].split("/")) if several else _numbered(sentence, mark)
    lettered = None if numbers else _LETTERED.match(sentence.passage.text, mark.span.start)
    if lettered:
        stem, numbers = f"{lettered['stem']}-", [lettered["first"], lettered["last"]]
    found = tuple(grounded("target", f"{stem}{'' if lettered else ' '}{number}") for number in numbers)
    return found if found and all(f.known for f in found) else (mark.concept,)


_LETTERED = re.compile(
    r"(?P<stem>[A-Z][A-Z0-9]+)[–-]?(?P<first>[αβγδ]|alpha|beta)"
    r"(?:/[–-]?|(?: and | or )[–-])(?P<last>[αβγδ]|alpha|beta)\b"
)
"""Two genes of a family by their letters: "PDGFRα/β", "PDGFR-alpha and -beta"."""
_OWN_NUMBER = re.compile(r"(?P<stem>.*?)\s?[–-]?(?P<first>\d)(?:/\d)*")
"""A name that ends in its gene's number, or in those of several: "VEGFR-1", "MEK1/2"."""
_NUMBER_BEHIND = re.compile(r"(?: \(\w+\))? [–-]?(?P<first>\d{1,2})\b(?! ?%)")
"""The number behind a family's name: "VEGF receptor 2"."""
_MORE_NUMBERS = re.compile(
    r"(?:\s?[–-]\s?|\s(?:through|to)\s)(?P<same>[A-Z]*)(?P<last>\d)\b|"
    r"(?P<listed>(?:(?:,(?: and| or)?|\s(?:and|or|to)|/)\s?[–-]?\d\b(?![.,]?\d))+)"
)
_COUNTED = re.compile(
    r"\s?(?:%|(?!(?:(?:co-?)?inhibit|antagoni|blocke?|receptor|kinase|tyrosine|isoform|protein|enzyme|signal|pathway)"
    r"|(?:and|or|in|with|by|on|to|is|are|was|were|has|have|that|which|for|as|but)\b)[a-z])"
)
"""Behind a number, what it counts: it names no gene."""


def _numbered(sentence: Sentence, mark: Mark) -> tuple[str, list[str]]:
    """A name and the numbers of its genes: "FGFR1–4" is 1 to 4, "VEGFR-1, -2, and -3" and "MEK1/2" each by itself."""
    text, name = sentence.passage.text, mark.concept.name
    own = _OWN_NUMBER.fullmatch(text[mark.span.start : mark.span.end])
    first = own or _NUMBER_BEHIND.match(text, mark.span.end)
    if first is None:
        return name, []
    at = first.end("first") + (mark.span.start if own else 0)
    more = _MORE_NUMBERS.match(text, at)
    stem = " ".join(re.sub(r"\([^()]*\)", "", own["stem"]).split()) if own else name
    if (
        more is None
        or (more["same"] or stem) != stem
        or (more.end() > mark.span.end and _COUNTED.match(text, more.end()))
    ):
        return stem, [] if own else [first["first"]]
    if more["last"]:
        return stem, [str(n) for n in range(int(first["first"]), int(more["last"]) + 1)]
    return stem, [first["first"], *re.findall(r"\d", more["listed"])]


def _receptor(target: Concept, match: Match) -> Concept:
    """The receptor of a hormone that a drug is an agonist or antagonist of."""
    if match.has("how") and re.search(r"agonist", match.words("how"), re.I):
        for entry in table(FAMILY, "receptors"):
            hormone, receptor = entry.split("::")
            if target.name.lower() == hormone.lower():
                return grounded("target", receptor)
    return target


def _actions(match: Match) -> list[str]:
    """What the rule, or the verbs and nouns of the match, say that the drug does."""
    if "action" in match.rule.fixed:
        return [match.rule.fixed["action"]]
    told = [match.words(group) for group in ("how", "how2", "how3", "how4") if match.has(group)]
    return list(dict.fromkeys(_action(words) for words in told))


def _action(words: str) -> str:
    """What a verb or noun says that a drug does to its target.

    >>> _action("blocking"), _action("binds to"), _action("agonist"), _action("degrader"), _action("antibody")
    ('inhibits', 'binds', 'activates', 'degrades', 'targets')
    """
    return next((action for cue, action in _ACTIONS if re.search(cue, words, re.I)), "targets")
