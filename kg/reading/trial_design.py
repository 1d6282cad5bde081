"""How a trial was made: phase, allocation, masking, control, enrolment, condition and crossover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from kg.model import Concept
from kg.reading.annotate import Mark, Sentence
from kg.reading.context import Context
from kg.reading.numbers import number
from kg.reading.patterns import Match, matches, pattern, table
from kg.reading.trial_facts import Offer, blocked
from kg.reading.trials import NEW, sections


def read(context: Context) -> Iterator[Offer]:
    """What the sentences say of the design of the trials they speak of."""
    where = sections(context.annotated)
    if not context.trials.single:
        yield from _conditions_above(context, where)
    for sentence in context.annotated:
        if not context.trials.told(sentence) or where[sentence.index] == "references" or blocked(sentence):
            continue
        if _is_own(context, sentence, where[sentence.index]):
            yield from _words(context, sentence)
            yield from _rules(context, sentence)
    yield from _controls_of_arms(context)


_THIS = re.compile(
    r"\b(?:this|current|present|our) (?:[\w-]+ ){0,3}(?:trial|study|analysis)\b|\bwe (?:conducted|enrolled|evaluated|compared)\b",
    re.I,
)


def _is_own(context: Context, sentence: Sentence, section: str) -> bool:
    """Whether a sentence is about the trial that it is counted to: in a background section only by name."""
    if not context.trials.single or section not in table("trials", "elsewhere"):
        return True
    if context.trials.of(sentence) != context.trials.main:
        return True
    if section == "limitations" and re.search(r"\b(?:group|arm|the (?:study|trial))\b", sentence.text):
        return True
    return bool(context.trials.named(sentence) or _THIS.search(sentence.text))


_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
_PHASE = re.compile(
    r"\bphase[ -](?P<one>IV|I{1,3}|[1-4])[ABab]?(?:\s?[/-]\s?(?P<two>I{1,3}|[1-4])[ABab]?)?\b"
    r"(?=(?P<rest>[^.;]{0,70}?\b(?:trials?|stud(?:y|ies)|evaluation|comparison|RCT|design))?)",
    re.I,
)
_PLURAL = re.compile(r"\b(?:trials|studies)$")
_TWO = re.compile(r"\b(?:two|both)\s[^.;]{0,30}$", re.I)
_RANDOM = re.compile(
    r"\bnon-?randomi[sz]ed\b|\bnot randomi[sz]ed\b|\brandomi[sz]ed\b(?!\s(?:[\w-]+,?\s){0,4}(?:trials|studies))|\brandomly (?:assigned|allocated|divided|selected to)"
    r"|\bassigned (?:by chance|at random)|\brandomi[sz]ation (?:was|were)\b|\brandom (?:treatment )?(?:allocation|assignment)",
    re.I,
)
_TWO_RANDOMIZED = re.compile(
    r"\b(?:two|both)\s(?:[\w-]+,?\s){0,4}randomi[sz]ed\s(?:[\w-]+,?\s){0,4}(?:trials|studies)", re.I
)
_MASKED = re.compile(
    r"\b(?P<double>double|triple)[- ](?:blind|mask)(?:ed)?|\b(?P<single>single)[- ](?:blind|mask)(?:ed)?|\b(?P<open>open)[- ]label\b(?! (?:extension|phase \b(?!I|[1-4])|period|EOC))",
    re.I,
)


def _words(context: Context, sentence: Sentence) -> Iterator[Offer]:
    """Attributes that plain words tell: phase, allocation, masking, a control that is named as such."""
    text, trial, span = sentence.text, context.trials.of(sentence), sentence.source()
    for found in _PHASE.finditer(text):
        title = sentence.passage.block == "heading" and sentence.index < 4
        plural = bool(found["rest"] and _PLURAL.search(found["rest"]))
        if (found["rest"] or title) and (
            not plural or (context.trials.single and _TWO.search(text[: found.start()]))
        ):
            value = "/".join(_ROMAN.get(g.upper(), g) for g in (found["one"], found["two"]) if g)
            yield Offer(
                "trial",
                _at(context, sentence, found.start()),
                "phase",
                value,
                span,
                "attributes.phase",
                int(plural),
            )
            break
    if found := _RANDOM.search(text) or (_TWO_RANDOMIZED.search(text) if context.trials.single else None):
        value = (
            "non-randomized"
            if "non" in found.group().lower() or "not" in found.group().lower()
            else "randomized"
        )
        yield Offer("trial", trial, "allocation", value, span, "attributes.allocation")
    if found := _MASKED.search(text):
        value = "double-blind" if found["double"] else "single-blind" if found["single"] else "open-label"
        yield Offer("trial", trial, "masking", value, span, "attributes.masking")
    for value, rank in _named_control(sentence, context.trials.single):
        yield Offer("trial", trial, "control", value, span, "attributes.control", rank)


def _at(context: Context, sentence: Sentence, start: int, reach: int = 60) -> Concept:
    """The trial named next to a place of a sentence, where it names several; else the sentence's."""
    named = context.trials.named(sentence)
    near = [m for m in named if abs(m.start - sentence.span.start - start) < reach]
    return near[0].trial if len(named) > 1 and near else context.trials.of(sentence)


_CONTROLS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    (
        "placebo",
        0,
        re.compile(
            r"\bplacebo[- ]controlled\b|\b(?:or|versus|vs\.?|with|to|and) (?:a |matching |an? \w+ )?placebo\b",
            re.I,
        ),
    ),
    ("active", 1, re.compile(r"\bactive[- ]controlled\b", re.I)),
    (
        "none",
        0,
        re.compile(
            r"\b(?:single|one)-arm(?:ed)?\b|\bsingle[- ]arm,?\s(?:[\w-]+\s){0,4}(?:trial|study)\b|\bsingle[- ]group\b|\buncontrolled (?:trial|study)\b", re.I
        ),
    ),
    ("placebo", 1, re.compile(r"\bplacebo (?:group|arm)\b|\breceiv(?:ed|ing) (?:a |the )?placebo\b", re.I)),
    (
        "none",
        1,
        re.compile(
            r"\b(?:random|assign|allocat|compar|versus|vs)[^.;]{0,250}\b(?:or|versus|vs\.?|with|and|to)\s(?:to\s)?(?:stop taking|observation\b|no (?:further |additional |adjuvant |maintenance )?(?:treatment|therapy|chemotherapy|intervention)"
            r"|an? (?:observation|untreated|no-treatment|control group without)|watchful waiting|best supportive care(?! (?:plus|with|and)))",
            re.I,
        ),
    ),
)
_ASSIGNED = re.compile(
    r"\b(?:randomly (?:assigned|allocated)|randomi[sz]ed|allocated|assigned(?: by chance)?)\b[^.;]{0,200}?\b(?:to|in|into|between)\b[^.;]{0,260}?"
    r"(?:\bor\b|\bversus\b|\bvs\b|\bwith or without\b|\band \d|\bwith(?:\s\([^)]*\))? or without|\beither\b|\band (?:group|arm)\b|\bone of (?:two|three|four)\b|\bcompared (?:with|to)\b)",
    re.I,
)
_COMPARED = re.compile(
    r"\b(?:compar(?:ed|ing|e|es|ison of)\s[^.;]{3,160}?\s(?:with|to|versus|vs\.?|and)\s|head-to-head comparison|with (?:or|and) without\s)|\bversus\b|\bvs\b",
    re.I,
)


def _named_control(sentence: Sentence, single: bool) -> Iterator[tuple[str, int]]:
    """What the trial's treatment was compared with, as far as the sentence's words tell, and how surely."""
    text = sentence.text
    for value, rank, words in _CONTROLS:
        if words.search(text):
            yield value, rank
            return
    treatments = [m for m in sentence.marks if m.kind in ("drug", "intervention")]
    if _ASSIGNED.search(text):
        yield "active", 2
    elif (
        _COMPARED.search(text)
        and len(treatments) > 1
        and not sentence.of_kind("percent", "duration", "p_value", "interval")
    ):
        title = sentence.passage.block == "heading" and sentence.index < 4
        if (
            title
            or (single and _AIM.search(text))
            or NEW.search(text)
            or re.search(r"\b(?:trial|study) (?:that )?compared\b", text)
        ):
            yield "active", 4


_AIM = re.compile(
    r"\b(?:aim|purpose|goal|objective|designed|we compared|compared|conducted|to compare)\b", re.I
)
_NONE = frozenset({"observation", "no treatment", "watchful waiting", "no further treatment"})


_ALLOTTED = re.compile(r"random|assign|allocat|\bvs\b|versus|placebo|or\b", re.I)


def _controls_of_arms(context: Context) -> Iterator[Offer]:
    """The control as the arms tell it: placebo, nothing, or another treatment."""
    for trial, entries in context.arms.entries.items():
        first = entries[0].sentence
        if len(entries) < 2 or not context.trials.told(first) or not _ALLOTTED.search(first.text):
            continue
        names = {name for entry in entries for name in entry.names}
        value = "placebo" if "placebo" in names else "none" if names & _NONE else "active"
        yield Offer(
            "trial", trial, "control", value, entries[0].sentence.source(), "attributes.control-arm", 3
        )


def _rules(context: Context, sentence: Sentence) -> Iterator[Offer]:
    """Attributes that a rule file's patterns tell: enrolment, condition, crossover."""
    if not sentence.marks and "cross" not in sentence.text:
        return
    for match in matches("attributes", sentence):
        attribute = match.rule.fixed["attribute"]
        made = {"enrollment": _enrollment, "condition": _condition, "crossover": _crossover}[attribute](
            context, match
        )
        if made is not None:
            yield made


def _rank(match: Match) -> int:
    rank = match.rule.options.get("rank", 0)
    return rank if isinstance(rank, int) else 0


_SUBSET = re.compile(
    r"\b(?:of (?:the|these|those|whom|which|all)|(?<!\w )of|remaining|additional|other|first|subset of|subgroup of|up to|planned|only|last|each of|per|group of|in (?:the|a) [\w-]+ (?:group|arm),?)\s(?:\w+\s)?$",
    re.I,
)


def _enrollment(context: Context, match: Match) -> Offer | None:
    sentence, group = match.sentence, "n2" if match.has("n2") else "n"
    place = match.found.span(group)
    marks = [m for m in sentence.marks_in(*place) if m.quantity]
    before = sentence.typed[max(0, match.found.start(group) - 40) : match.found.start(group)]
    if _SUBSET.search(before) or _behind(match, group) or sentence.passage.block == "row":
        return None
    value, qualifier = _people(marks, match.words(group))
    if (
        value is None
        or value < 5
        or value != int(value)
        or (1900 <= value <= 2035
        and "," not in match.words(group)
        and not qualifier
        and value < 2030
        and not marks_are_people(marks))
    ):
        return None
    if match.rule.name in _LOOSE and any(c > value for c in _counts(sentence)):
        return None
    if match.words(group).startswith(("n ", "n=", "N")) and len(re.findall(r"\b[nN]\s?=", sentence.text)) > 1:
        return None
    rank = _rank(match) + (2 if re.match(r"(?:Of|Among) ", sentence.text) else 0)
    return Offer(
        "trial",
        context.trials.of(sentence),
        "enrollment",
        value,
        sentence.source(),
        match.rule.name,
        rank,
        qualifier=qualifier,
    )


_LOOSE = (
    "attributes.trial-of",
    "attributes.compared-in",
    "attributes.eligible",
    "attributes.trial-of-something",
)


def _counts(sentence: Sentence) -> list[Decimal]:
    """The counts of people that a sentence gives."""
    return [
        m.quantity.value
        for m in sentence.of_kind("count")
        if m.quantity and m.quantity.value and not m.quantity.of
    ]


def marks_are_people(marks: list[Mark]) -> bool:
    """Whether a number is said to be one of people."""
    return any(m.kind == "count" for m in marks)


def _behind(match: Match, group: str) -> bool:
    """Whether what follows says that the number is one arm's."""
    if match.rule.name not in ("attributes.were-enrolled", "attributes.assigned", "attributes.a-total-of"):
        return False
    rest = match.sentence.typed[match.found.end(group) :]
    return bool(_arm_level().search(rest))


@cache
def _arm_level() -> re.Pattern[str]:
    return pattern(
        r"^[^.;]{0,140}?\band\s(?:the (?:other|remaining)\s)?(?:{count}|{number})\s(?:{people}\s)?(?:were\s)?(?:randomly\s)?(?:assigned\s|allocated\s|randomi[sz]ed\s)?(?:to|received|in)\b"
    )


def _people(marks: list[Mark], words: str) -> tuple[Decimal | None, str]:
    """The number of people and its qualifier; of "9 of 33 patients" neither."""
    quantity = marks[0].quantity if marks else None
    if quantity is None:
        digits = re.search(r"\d[\d,]*", words)
        return (number(digits.group()), "") if digits else (None, "")
    if quantity.of is not None or quantity.upper is not None or quantity.value is None:
        return None, ""
    return quantity.value, quantity.qualifier


def _crossover(context: Context, match: Match) -> Offer | None:
    typed = match.sentence.typed
    lead = typed[max(0, match.found.start() - 30) : match.found.start()] + match.found.group()
    if re.search(r"\b(?:not|no|without|adjust\w+|account\w+|censor\w+|if)\b[^.;,]{0,30}cross", lead, re.I):
        return None
    if re.match(r"\s?(?:trial|study|design|rate)", typed[match.found.end() :]):
        return None
    return Offer(
        "trial",
        context.trials.of(match.sentence),
        "crossover",
        "allowed",
        match.sentence.source(),
        match.rule.name,
    )


_TELLS = re.compile(
    r"\b(?:trial|study|studies|trials|enroll\w*|random\w*|included|recruited|review|assigned|entered|analysis|cohort|we )\b",
    re.I,
)


_ENTERED = re.compile(r"\b(?:enroll\w*|recruit\w*|randomly|randomi[sz]ed to|entered|were included|included \d|patients in the trial)\b", re.I)


def _condition(context: Context, match: Match) -> Offer | None:
    """The cancer of those who took part, with what the document says of its stage and biology."""
    sentence = match.sentence
    marks = match.marks("c", "cancer")
    title = sentence.passage.block == "heading" and sentence.index < 4
    if not marks or marks[-1].concept is None or (sentence.passage.block in ("heading", "row") and not title):
        return None
    told = 0 if _ENTERED.search(sentence.text) else 1 if _TELLS.search(sentence.text) else 4
    if not context.trials.single and not (
        context.trials.named(sentence)
        or NEW.search(sentence.text)
        or re.search(r"random|enroll", sentence.text)
    ):
        return None
    if not context.trials.single and match.rule.name == "attributes.in-cancer":
        return None
    value = _disease(match, marks[-1])
    rank = _rank(match) + told + (1 if title else 0)
    return Offer(
        "trial",
        context.trials.of(sentence),
        "condition",
        value,
        sentence.source(),
        match.rule.name,
        rank,
        marks[-1].concept,
    )


_CLINICAL = re.compile(r"random|\bphase [I1-4]|enroll|\b(?:NCT|trial)\b", re.I)


def _conditions_above(context: Context, where: list[str]) -> Iterator[Offer]:
    """For a trial of a treatment summary the disease that its section is about, where nothing nearer says it."""
    if "Treatment" not in context.document.title:
        return
    above: list[tuple[tuple[str, ...], Match]] = []
    for sentence in context.annotated:
        path = sentence.passage.path
        above = [(p, match) for p, match in above if p == path[: len(p)]]
        if where[sentence.index] == "references" or sentence.passage.block == "row":
            continue
        trial = context.trials.of(sentence)
        if above and context.trials.told(sentence) and _CLINICAL.search(sentence.text):
            match = above[-1][1]
            mark = match.marks("c", "cancer")[-1]
            value, span = _disease(match, mark), match.sentence.source()
            yield Offer("trial", trial, "condition", value, span, "attributes.condition-above", 9, mark.concept)
        elif not context.trials.told(sentence) and sentence.of_kind("cancer"):
            found = [m for m in matches("attributes", sentence) if m.rule.name in _OF_SECTION and m.marks("c", "cancer")]
            above = [*[(p, m) for p, m in above if p != path], (path, found[0])] if found else above


_OF_SECTION = ("attributes.people-with", "attributes.cancer-patients", "attributes.treatment-of")
_LEAD = re.compile(
    r"^(?:(?:a|an|the|some|certain|either|all|prior|many|most|biopsy-proven|histologically (?:proven|confirmed)|confirmed|previously|diagnosed with|diagnosis of|history of|type of|rare form of|forms? of)\s)+",
    re.I,
)


def _disease(match: Match, mark: Mark) -> str:
    """The words of a disease in lower case; an acronym is written out."""
    sentence, (start, end) = match.sentence, match.found.span("c")
    words = sentence.words(start, end)
    said = mark.span.of(sentence.passage.text)
    if mark.concept is not None and sum(c.isupper() for c in said) > 1:
        words = words.replace(said, mark.concept.name)
    words = re.sub(r"^.*\b(?:forms?|types?|kinds?|cases?|diagnos[ei]s|history) of (?:an?\s)?", "", " ".join(words.lower().split()))
    plain = _LEAD.sub("", words).removesuffix(" patients")
    return re.sub(r"\b(\w*(?:cancer|tumou?r|oma|leuk[ae]mia))s$", r"\1", plain)
