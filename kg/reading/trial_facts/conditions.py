"""Which disease those had whom a trial took, in the document's own words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.grounding.abbreviations import abbreviations, long_form
from kg.reading.marks import Mark
from kg.reading.patterns import Match, any_of, pattern
from kg.reading.trial_facts.design import WORDS, is_title
from kg.reading.trial_facts.offers import Offer, rank_of
from kg.reading.trials.introduced import brought_in
from kg.reading.trials.single import is_abstract

_BRACKET = re.compile(r"\s?\([^()]{0,160}\)|\s\[[A-Z][^\[\]]{1,20}\]")

_PART_OF = re.compile(
    r"(?:percent|%|half|thirds?|quarters?|most|some|many|proportion|majority|number)\s(?:\([^()]*\)\s)?of\s(?:the\s|all\s|these\s|those\s)?$",
    re.I,
)
"""What stands before a part of a trial's people: "19% (n = 31/163) of participants had"."""
_HAD = re.compile(r"\b(?:had|have|has|having)\b")
_BEGINS_ANEW = re.compile(r",\s(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s", re.IGNORECASE)
"""Within the words of a disease, the next clause begins here: "with the variant, four cancers were found"."""


def _is_found(match: Match) -> bool:
    """Whether a disease is what a part of a trial's people were found to have: "19% of participants had"."""
    start, end = match.found.start(), match.found.start("c") if match.has("c") else match.found.end()
    words, had = match.sentence.words, match.rule.name in _NO_CANCERS
    if not _PART_OF.search(words(max(0, start - 40), start) + " "):
        return False
    return had or bool(_HAD.search(words(start, end)))


def condition(context: Context, match: Match) -> Offer | None:
    """The cancer of those who took part, with what the document says of its stage and biology."""
    sentence = match.sentence
    some = _OF_SOME.search(sentence.typed[: match.found.start()])
    if some or _is_found(match) or _BEGINS_ANEW.search(match.words("c")):
        return None
    if sentence.passage.block in ("heading", "row") and not is_title(sentence):
        return None
    marks = match.marks("c", "cancer")
    general = bool(marks) and _is_general(match, marks[-1])
    at_risk = _AT_RISK.fullmatch(match.words("risk"))
    if match.has("risk") and at_risk is None:
        return None
    if match.rule.name in _NO_CANCERS or match.has("risk"):
        marks = []
    elif not marks or (general and not _any_cancer(match)):
        return None
    if not _is_of_its_people(context, match):
        return None
    tells = is_title(sentence) or sentence.search_text(any_of(WORDS, "tells"))
    said = 0 if sentence.search_text(any_of(WORDS, "entered")) else 1 if tells else 4
    rank = rank_of(match) + said + int(is_title(sentence)) + 3 * general
    if rank > _VAGUE + is_title(sentence):
        return None
    rank += match.rule.name == _ANY_CANCER
    trial, mark = context.trials.of(sentence), marks[-1] if marks else None
    value = at_risk["what"].lower() if at_risk else disease(match, mark) + _changed(match)
    concept = mark.concept if mark else None
    return Offer("trial", trial, "condition", value, sentence.source(), match.rule.name, rank, concept)


def _changed(match: Match) -> str:
    """What behind a disease tells which of its tumors are meant: "leukemia (AML) with FLT3 gene mutations"."""
    found = _WITH_CHANGE.match(match.sentence.typed, match.found.end("c")) if match.has("c") else None
    return f" with {match.sentence.words(*found.span('change')).lower()}" if found else ""


_WITH_CHANGE = pattern(
    r"(?:\s\([^()]{1,30}\))?\s(?:with|harbou?ring|carrying|that\s(?:had|have|has|carry|carries|harbors?|harbored))\s"
    r"(?P<change>(?:an?\s)?(?:[a-z]+\s)?{target}(?:[\s/-](?!in\b|and\b|or\b)[\w.-]+){0,3}?\s(?:fusions or )?"
    r"(?:mutations?|rearrangements?|fusions?|amplifications?|variants?|translocations?|alterations?|deletions?))\b",
    "attributes",
)
"""Behind a disease, the change of a gene that its tumors had."""

SECOND = "attributes.second-disease"
"""The rule of a further disease of those who took part, which stands or falls with the first."""
_OR_WITH = pattern(
    r"\s?(?:\([^()]{1,30}\)\s?)?(?:(?<=\s)or\s|(?P<other>(?<=\s)and\s(?:other\s)?|,\s(?:(?:and|or)\s)?(?!with\b)))"
    r"(?P<c>(?:{mod}\s){0,4}?{cancer})(?!\s?metasta|[-–])",
    "attributes",
)
"""What brings in the next of several diseases: "leukemia (AML) or high-risk myelodysplastic syndrome"."""


def of_either(match: Match, first: Offer) -> list[Offer]:
    """What those who took part had where it was one of several diseases.

    One condition where both share one head ("gastric or esophageal cancer"), else each its own.
    """
    found = _OR_WITH.match(match.sentence.typed, match.found.end("c")) if match.has("c") else None
    if first.refers_to is None or found is None:
        return [first]
    marks = match.sentence.marks_in(*found.span("c"), "cancer")
    if not marks or GENERAL.fullmatch(marks[-1].concept.name) or "metasta" in marks[-1].concept.name:
        return [first]
    value = disease(Match(match.rule, match.sentence, found), marks[-1])
    if not found["other"] and not _NAMED.search(_BRACKET.sub("", match.words("c").lower()).rsplit(None, 1)[-1]):
        both = f"{str(first.value).removesuffix(lent_to(first.refers_to)).rstrip()} or {value}"
        return [replace(first, value=both, also=(marks[-1].concept,))]
    second = replace(first, value=value, rule=SECOND, refers_to=marks[-1].concept)
    more = of_either(Match(match.rule, match.sentence, found), second)
    listed = len(more) > 1 or (found["other"] or "").strip() != ","
    return [first, *(more if listed else ())]


_AT_RISK = re.compile(
    r"risks? (?:of|for) (?:developing |getting )?(?P<what>[^,;]*(?:cancer|tumou?r|oma|leuka?emia|neoplasia))s?", re.I
)
"""A risk that is read as one measure, and the disease whose risk it is."""
_ANY_CANCER = "attributes.any-cancer-patients"
"""The rule of people with any cancer, where nothing tells which or what else they had."""
_NO_CANCERS = (_ANY_CANCER, "attributes.people-with-disease", "attributes.treatment-of-disease")
"""Rules of other illnesses than those that the vocabulary knows as cancers."""
_OF_SOME = re.compile(
    r"\b(?:subgroups?|subsets?)\sof\s(?:the\s)?(?:[\w-]+\s)?$"
    r"|\b(?:similar\sto|than)\s(?:that|those)\s(?:of|in|for|among)\s(?:the\s)?(?:[\w-]+\s)?$"
    r"|\bof\sthe\s(?:studies|trials)\s(?:involved|included|enrolled)\s$"
    r"|\bone\sof\s(?:the\s)?(?:following|two|three|four)\b[^.;:]*:\s[^.;]*$"
)
"""Before people: only some of a trial's, as those given one of its regimens, or whom its people are set beside."""


def _is_of_its_people(context: Context, match: Match) -> bool:
    """Whether a sentence speaks of a trial, so that the people or the disease that it tells of are that trial's.

    A report of one study speaks of it throughout, save where a page says what a treatment is for.
    """
    if context.trials.single:
        of_study = is_abstract(context.document) or is_title(match.sentence) or match.rule.name not in _OF_TREATMENT
        return of_study or _tells_of_it(context, match.sentence) or bool(match.sentence.search_text(_THE_STUDY))
    return _brought_in(context, match)


_OF_TREATMENT = ("attributes.treatment-of", "attributes.treatment-of-disease", "attributes.in-cancer")
"""Rules of diseases that a sentence names without the people who had them."""
_THE_STUDY = re.compile(
    r"\b(?:[Tt]h(?:e|is)|[Ii]ts|[Tt]heir|[Aa]n?|[Nn]ew)\s(?:[\w/’'-]+,?\s){0,6}?(?:trial|study|analysis)\b"
)


def _brought_in(context: Context, match: Match) -> bool:
    """Whether a summary's sentence brings in or names the trial whose people it tells of."""
    sentence, text = match.sentence, match.sentence.text
    if match.rule.name == "attributes.in-cancer":
        new = brought_in(sentence)
        at = sentence.starts[match.found.start("c")] - sentence.span.start
        between = text[new.end() : at] if new and new.end() <= at else None
        return between is not None and bool(any_of(WORDS, "design_of").search(between))
    return _tells_of_it(context, sentence)


def _tells_of_it(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence brings in or names its trial, or says whom it took."""
    told = context.trials.named(sentence) or brought_in(sentence) or context.trials.opens(sentence)
    return bool(told or sentence.search_text(any_of(WORDS, "takes")))


_VAGUE = 6
"""The rank of a condition above which a sentence only happens to name a cancer."""
GENERAL = re.compile(
    r"(?:malignant |solid |primary )?"
    r"(?:cancers?|tumou?rs?|neoplasms?|neoplasias?|carcinomas?|malignanc(?:y|ies)|adenomas?|polyps?)"
)


def _is_general(match: Match, mark: Mark) -> bool:
    """Whether a disease is any cancer at all: "patients with cancer", "whose tumors"."""
    name = mark.concept.name
    return bool(GENERAL.fullmatch(name)) and " of the " not in match.words("c")


def _any_cancer(match: Match) -> bool:
    """Whether the words tell that a trial took people with any cancer: "cancer survivors", "with solid tumors"."""
    if match.rule.name not in ("attributes.people-with", "attributes.cancer-patients"):
        return False
    words = match.sentence.words(*match.found.span())
    return bool(any_of(WORDS, "any_cancer").search(words))


def disease(match: Match, mark: Mark | None) -> str:
    """The words of a disease at `c` as a condition is written, without the kind of cancer before it."""
    start, end = match.found.span("c")
    marks = match.marks("c", "cancer")
    behind = len(marks) > 1 and marks[-1] == mark and marks[-1].span.start - marks[-2].span.end == 1
    if behind and marks[-2].span.of(match.sentence.passage.text).lower().endswith(("cancer", "tumor")):
        start = match.sentence.typed_at(marks[-1])  # "the blood cancer acute myeloid leukemia"
    return in_words(match.sentence, start, end, mark)


def in_words(sentence: Sentence, start: int, end: int, mark: Mark | None) -> str:
    """The words of a disease at a range of the typed text, in lower case and singular, without brackets.

    An acronym that the document explains is written out.
    """
    words = _spelled_out(sentence, start, end)
    said = mark.span.of(sentence.passage.text) if mark else ""
    if mark is not None and sum(c.isupper() for c in said) > 1 and said in words:
        words = words.replace(said, _written_out(sentence, said, mark.concept.name))
    plain = any_of(WORDS, "kind_of").sub("", " ".join(words.lower().split()))
    plain = any_of(WORDS, "lead").sub("", plain).removesuffix(" patients")
    plain = re.sub(r"\b(\w*(?:cancer|tumou?r|oma|leuka?emia|polyp|lymphoma))s(?=$| of )", r"\1", plain)
    lent = lent_to(mark.concept) if mark else ""
    return f"{plain} {lent}" if lent and not _NAMED.search(plain) and not said.isupper() else plain


def _spelled_out(sentence: Sentence, start: int, end: int) -> str:
    """The words of a range, without brackets, in which what the document defines as short forms are written out.

    Targets keep their symbols, with what their sign means: "HR+, HER2- breast cancer".
    """
    defined = abbreviations(sentence.document.prose, initials=True)
    symbols = {m.span.of(sentence.passage.text) for m in sentence.marks_in(start, end, "target")}
    words = _BRACKET.sub("", sentence.words(start, end)).split()
    suspended = [behind in ("and", "or", "to") for behind in (*words[1:], "")]
    full = (word if hangs else _in_full(word, defined, symbols) for word, hangs in zip(words, suspended, strict=True))
    return " ".join(full)


def _in_full(word: str, defined: Mapping[str, str], symbols: Collection[str]) -> str:
    """A word as its document writes it out, with the comma behind it; the signs behind targets in words.

    >>> [_in_full(w, {"LD": "limited disease"}, {"ER", "HER2"}) for w in ("LD", "ER+/HER2-,", "stage")]
    ['limited disease', 'ER-positive/HER2-negative,', 'stage']
    >>> _in_full("IV", {"IV": "intravenous"}, set())
    'IV'
    """
    said = word.rstrip(",")
    short = said.rstrip("+-–") not in symbols and not _NUMERAL.fullmatch(said)
    if short and (long := defined.get(said)) and not _MARKUP.search(long):
        return long + word[len(said) :]
    said = _SIGN.sub(lambda sign: "-positive" if sign.group() == "+" else "-negative", said)
    return said + word[len(word.rstrip(",")) :]


_NUMERAL = re.compile(r"[IVX]{1,4}[A-C]?")
"""A stage or a phase, which is no short form of something else: "IV"."""

_SIGN = re.compile(r"(?<=[A-Z0-9])[+–-](?=/|$)")
"""A sign behind a target or a receptor of which it tells whether a tumor has it."""


def lent_to(concept: Concept | None) -> str:
    """The head of a known disease's name that a list may say once for all; "" where it has none."""
    lent = _LENT.search(concept.name) if concept and concept.known else None
    return lent.group() if lent else ""


_LENT = re.compile(r"(?:cancer|carcinoma|tumou?r|lymphoma|leuka?emia|sarcoma|metastasis)$")
"""The head of a disease's name that a list may say once for all: "ovarian epithelial and fallopian tube cancer"."""
_NAMED = re.compile(
    r"cancer|carcinoid|metastas[ei]s|oma\b|tumou?r|leuka?emia|neoplas|malignan|disease|syndrome|polyp|blast|oses|osis|[a-z]\d"
    r"|\b(?!(?:neck|colon|lung|liver|skin|brain|blood|anal|oral|bone|tube)$)[a-z]{2,5}$"
)


def _written_out(sentence: Sentence, said: str, name: str) -> str:
    """What an acronym stands for, in the words that the document gives it, else the acronym as it stands.

    The document's words may say more than the disease's name: "metastatic colorectal cancer (mCRC)".
    """
    single, text = re.sub(r"(?<=[A-Z])s$", "", said), sentence.document.text
    at = text.find(f"({single}")
    if at < 0:
        return single
    long = long_form(single, text[max(0, at - _BEFORE_SHORT) : at].rstrip()) or ""
    return long if long.lower().endswith(name.lower()) and not _MARKUP.search(long) else name


_BEFORE_SHORT = 160
"""Code points before an acronym in brackets in which the words that it stands for lie."""
_MARKUP = re.compile(r"[][()*|_]")
