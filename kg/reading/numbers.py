"""Numbers as texts say them: percentages, durations, counts, doses, dates, p values, intervals.

A quantity keeps what was said: `<1 percent` is not 1, "nearly 42 percent" is not 42, "18 to 24 months" has
two ends. `quantities` finds them in a compact text (`Passage.text`), in order and without overlaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.model import Span
from kg.reading.numerals import ANY, COMMA, NUMBER, UNITS, WORD_NUMBER, number
from kg.reading.programs import quick


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as it was said.

    Attributes:
        kind: `percent`, `duration`, `count` (of people), `dose`, `date`, `p_value`, `interval`, `number`.
        value: the number; for an interval or a range its lower end; None for a date.
        upper: the upper end of a range or an interval, else None.
        unit: `percent`, `months`, `participants`, … ; for a date or a dose the text that stands there.
        qualifier: `<`, `>`, `<=`, `>=`, `~`, or "".
        of: for a count "9 of 33 patients", the 33.
        level: for a confidence interval, its level in percent (95 where none is given).

    """

    kind: str
    span: Span
    value: Decimal | None
    upper: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    of: Decimal | None = None
    level: Decimal | None = None


_FRACTIONS = {
    "half": Decimal(50), "one-half": Decimal(50), "third": Decimal("33.3"), "one-third": Decimal("33.3"),
    "two-thirds": Decimal("66.7"), "quarter": Decimal(25), "one-quarter": Decimal(25), "fourth": Decimal(25),
    "one-fourth": Decimal(25), "three-quarters": Decimal(75), "three-fourths": Decimal(75),
    "one-fifth": Decimal(20), "two-fifths": Decimal(40), "three-fifths": Decimal(60), "four-fifths": Decimal(80),
}  # fmt: skip
_FRACTION = (
    r"(?:a|one)[- ](?:half|third|quarter|fourth|fifth)|two[- ]thirds|three[- ](?:quarters|fourths|fifths)"
    r"|(?:two|four)[- ]fifths|half"
)

_BY = (
    r"(?:(?<=\bby )|(?<=\bby about )|(?<=\bby nearly )|(?<=\bby almost )|(?<=\bby roughly )|(?<=\bby more than )"
    r"|(?<=\bby at least ))"
)
"""Before a fraction, these make it a change: "cut the risk by about half"."""

_QUALIFIERS = {
    "<": r"(?:significantly |slightly |just )?(?:less|fewer|lower) than|under|below|<|&lt;|just under",
    ">": r"(?:significantly |slightly |just )?(?:more|greater|longer|higher) than|over|exceed(?:ing|ed|s)|in excess of"
    r"|>|&gt;",
    "<=": r"at most|up to|no (?:more|greater|longer) than|not more than|as many as|≤|⩽",
    ">=": r"at least|no (?:less|fewer) than|not less than|a minimum of|≥|⩾",
    "~": r"nearly|about|approximately|around|roughly|almost|an estimated|close to|some|~|∼|≈|c\.",
}
_QUALIFIER = "|".join(f"(?P<q{i}>{p})" for i, p in enumerate(_QUALIFIERS.values()))
_SIGNS = tuple(_QUALIFIERS)
_BEFORE = re.compile(rf"(?:^|(?<=[\s(\[=,;:—–])|(?<=[<>≤≥~∼])|(?=[<>≤≥~∼])|(?=&))(?:{_QUALIFIER})\s?$", re.I)
_AFTER = re.compile(
    r"\s?(?:or (?P<more>more|longer|greater|older|higher)|or (?P<less>less|fewer|shorter|younger|lower))\b",
    re.I,
)

_UNIT_NAMES = {
    "mo": "months", "mos": "months", "yr": "years", "yrs": "years", "wk": "weeks", "wks": "weeks",
    "h": "hours", "hr": "hours", "hrs": "hours", "min": "minutes", "mins": "minutes",
}  # fmt: skip
_DURATION = r"(?:months?|years?|weeks?|days?|hours?|minutes?|mos?\b\.?|yrs?\b|wks?\b|h\b|hrs?\b|mins?\b)"
_PEOPLE = (
    r"(?:(?:previously|newly|diagnosed|selected|high-risk|low-risk|chemotherapy-na[iï]ve|evaluable|eligible|"
    r"assessable|randomi[sz]ed|enrolled|treated|untreated|additional|other|older|younger|"
    r"elderly|adult|adults?|pediatric|paediatric|consecutive|postmenopausal|premenopausal|healthy|such|male|female|"
    r"of the|of these|of those|of all|of its|of their) ){0,3}"
    r"(?:patients|participants|people|women|men|children|subjects|individuals|adults|volunteers|persons|adolescents"
    r"|infants|boys|girls|survivors|pts|patient|participant|woman|man|deaths?)\b"
)
_RANGE = r"\s?(?:–|—|-|‐|‑|‒|−|to)\s?"
_CI_RANGE = r"\s?%?\s?(?:–|—|-|‐|‑|‒|−|to|and|,|;)\s?"
_DOSE_UNIT = (
    r"(?:m?g|mcg|μg|µg|ug|micrograms?|IU|U|units?|MU|mCi|MBq|Gy|cGy|AUC"
    r"|milligrams?(?: per (?:kilogram|square meter)(?: of body (?:weight|surface))?)?)"
    r"(?:/(?:m\(2\)|(?:m2|m²|kg|mL|ml|day|d|dose|week|wk|hour|h|min)\b)"
    r"|[ .·](?:m|kg|ml|day|d|week|h|min) ?[-−–] ?[12](?!\d))*"
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_MONTH_NUMBER = {name: i for i, name in enumerate(MONTHS.split("|"), 1)}
_MONTH_NUMBER |= {name[:3]: number for name, number in list(_MONTH_NUMBER.items())}
_MONTH_NUMBER["Sept"] = 9

_BARE = r"\d[\d,.·]{0,20}+(?:[;:)\]]| (?!\d{3})\d|(?<=[,.])\s)"
"""Digits with no unit behind them, and nothing that makes a range: these are looked at no further for one."""

_NO_WORD_BEFORE = r"(?<![\w.·])(?<![A-Za-z]-)(?<![A-Za-z]/)"
_NO_TIME_BEFORE = r"(?<!\bday )(?<!\bdays )(?<!\bweek )(?<!\bmonth )(?<!\byear )(?<!\bcycle )(?<!\bgrade )(?<!\blevel )"
"""Before a number, these make it one in a row, and no count: "beyond day 5 (31% vs 40%)"."""
_NO_PARTS = (
    r" (?:(?!patients|people|women|men|children|participants|who|were|had)[\w-]+ ){0,3}?(?:groups|arms|cohorts"
    r"|schedules|regimens|strategies|treatments|therapies|trials|studies|approaches|options"
    r"|drugs|agents|doses|dose levels|ways|types|kinds)\b"
)
"""Behind "one of three", what makes it a choice, and no part of so many people."""
_FIRST_WORDS = tuple(
    "one two twe thre thir ten fou fort fif fiv six sev eig ele nin zer half "  # noqa: SIM905  (a list of stems)
    "jan feb mar apr may jun jul aug sep oct nov dec pvalue".split()
)
"""How the words begin that a quantity can begin with."""


def _either_case(word: str) -> str:
    """A pattern of a word's letters in either case, as `re.IGNORECASE` takes them."""
    return "".join(f"[{letter}{letter.upper()}{ {'i': 'İı', 's': 'ſ'}.get(letter, '') }]" for letter in word)


def _begins() -> re.Pattern[str]:
    """Where a quantity can begin; written out by first letter, because that is searched five times faster."""
    behind: dict[str, list[str]] = {"a": ["[ -](?=[htqf])"], "n": [r"\s?="], "p": [r"\b"]}
    for word in _FIRST_WORDS:
        behind.setdefault(word[0], []).append(_either_case(word[1:]))
    letters = "|".join(f"{_either_case(first)}(?={'|'.join(rest)})" for first, rest in sorted(behind.items()))
    return quick(rf"(?<!\w)(?:\d|[.·](?=\d)|{letters})|\d(?=\d(?:[.·]\d+)?\s?%)")


_BEGIN = _begins()
_PATTERN = re.compile(
    "(?:"
    + "|".join(
        [
            rf"(?P<date>\b(?:{MONTHS}|(?:{_MONTH_SHORT})\.?)\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>(?:19|20)\d\d)\b"
            rf"|\b(?P<day2>\d{{1,2}})\s(?:{MONTHS}|(?:{_MONTH_SHORT})\.?),?\s(?P<year2>(?:19|20)\d\d)\b"
            rf"|\b(?:{MONTHS})(?: of|,)?\s(?P<year3>(?:19|20)\d\d)\b"
            r"|\b(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)\b)",
            r"(?P<pvalue>\b[Pp](?:[- ]?(?:value|trend|interaction))*(?: (?:of|for \w+))?\s?"
            rf"(?P<psign>=|<|>|≤|≥|&lt;|&gt;|⩽|was|of|less than)\s?(?P<p>{NUMBER})(?:\s?[×x]\s?10[-–−]\d+)?)",
            rf"(?P<interval>(?P<level>\d\d(?:[.·]\d+)?)\s?(?:%|percent\b|per cent\b)\s?"
            rf"(?:(?:confidence (?:interval|limit)s?|C[IL]s?|credible intervals?)\b|CI(?=\d))"
            rf"(?:\s?[\[({{]C[IL]s?[\])}}])?[\s,:;=([]*(?:of |was |from )?"
            rf"(?P<low>[-–−+]?\s?(?:{COMMA}(?=\s?[-–−]\s?\d)|{NUMBER}))"
            rf"(?:\s?(?:%|months?|years?|weeks?|days?))?{_CI_RANGE}"
            rf"(?P<high>[-–−+]?{NUMBER}|∞|infinity|not (?:reached|estimable|evaluable)|NR|NE)(?:\s?%)?)",
            rf"(?!{_BARE})(?:(?P<percent>{_NO_WORD_BEFORE}(?:(?P<pa>{NUMBER})(?:\s?%| percent| per cent)?{_RANGE})?"
            rf"(?P<pb>{ANY})(?:\s?±\s?{NUMBER})?(?:\s?%|[- ]?percent(?:age points?)?\b|[- ]per[- ]cent\b)"
            rf"(?:\s?(?:±|\+/[-−–])\s?{NUMBER}\s?%?)?)",
            rf"(?P<dose>{_NO_WORD_BEFORE}{NUMBER}(?:{_RANGE}{NUMBER})?\s?{_DOSE_UNIT}(?![\w]))",
            rf"(?P<duration>{_NO_WORD_BEFORE}(?:(?P<da>{NUMBER})(?:[- ]?{_DURATION})?{_RANGE})?(?P<db>{ANY})"
            rf"(?:\s?±\s?{NUMBER})?[- ]?(?P<du>{_DURATION})(?![\w]))",
            rf"(?P<share>{_NO_WORD_BEFORE}{_NO_TIME_BEFORE}(?<!stage )(?<!phase )(?<!arm )(?<!group )"
            rf"(?P<sa>[1-9]|\b(?:{UNITS})\b)(?: in(?: every)? | (?:out )?of every )"
            r"(?P<sof>[3-9]|10|100|\b(?:three|four|five|six|seven|eight|nine|ten)\b)"
            rf"(?= {_PEOPLE}| of (?:the|these|those)\b| in the (?:[\w-]+ ){{1,3}}(?:arm|group)\b))",
            rf"(?P<count>{_NO_WORD_BEFORE}(?P<ca>{ANY})(?: (?:out )?of (?:the |a total of |all )?|\s?/\s?)"
            rf"(?P<cof>{ANY})"
            rf"(?![ -]?(?:{_DURATION}|%|percent|[mcµμ]?g\b|mcg\b|c?Gy\b|IU\b)|/\d|{_NO_PARTS})(?: {_PEOPLE})?"
            rf"|{_NO_WORD_BEFORE}(?<!\bper )(?P<cb>{ANY}) {_PEOPLE}(?! per [\d,. ]*\d|[- ](?:years?|months|days)\b)"
            rf"|\b[nN]\s?=\s?(?P<cn>{NUMBER})(?:/(?P<cnof>{NUMBER}))?)",
            rf"(?P<verbed>{_NO_WORD_BEFORE}{_NO_TIME_BEFORE}(?<!\bno )"
            rf"(?P<cv>\d+(?![.·\d])|\b{WORD_NUMBER}\b)(?=\s[(\[]\s?{NUMBER}\s?(?:%|percent)(?!\s?(?:CI|confidence))|\s(?:died|had|developed|experienced|responded|achieved|discontinued|withdrew|survived|relapsed|crossed|completed"
            r"|(?:were|was)\s(?:diagnosed|alive|cured|free|still|dead|lost))\b"
            r"|\s(?:(?:un)?confirmed\s)?(?:complete|partial|minor|objective|toxic|treatment|drug|therapy|protocol)"
            r"[\s-](?:related\s)?(?:responses?|remissions?|deaths?)\b|\scomplete\s(?:and|or)\s)))",
            rf"(?P<fraction>\b(?:{_FRACTION})(?= (?:of|the|had|were|received|developed|experienced|as)\b| in the\b)"
            rf"|{_BY}(?:{_FRACTION})\b(?! of))",
            rf"(?P<number>{_NO_WORD_BEFORE}(?P<na>{NUMBER})(?:(?P<nr>\s?[–‐‒−-]\s?)(?P<nb>{NUMBER}))?(?![\w]|[.·]\d|-[A-Za-z]{{3}}|[-/]\d|,\d{{3}}))",
        ]
    )
    + ")",
    re.IGNORECASE,
)  # fmt: skip


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a compact text, in order, none within another.

    >>> [(q.kind, str(q.value), q.unit, q.qualifier) for q in quantities("nearly 42 percent and <1% of 417 patients")]
    [('percent', '42', 'percent', '~'), ('percent', '1', 'percent', '<'), ('count', '417', 'participants', '')]
    >>> [(q.kind, str(q.value), q.qualifier) for q in quantities("in about 4 in 10 people; grade 3 in 10 patients")]
    [('percent', '40', '~'), ('number', '3', ''), ('count', '10', '')]
    >>> [str(q.value) for q in quantities("No one died, and one had a fever.")]
    ['1']
    >>> [(str(q.value), str(q.upper), q.unit) for q in quantities("from 26 to 7%; 7% to 26%")]
    [('26', 'None', 'percent'), ('7', 'None', 'percent'), ('7', '26', 'percent')]
    >>> [(q.kind, str(q.value), str(q.upper)) for q in quantities("HR 0.59 (95% CI, 0.45 to 0.76; P < .0001)")]
    [('number', '0.59', 'None'), ('interval', '0.45', '0.76'), ('p_value', '0.0001', 'None')]
    """
    return tuple(_found(text))


def _found(text: str) -> Iterator[Quantity]:
    end = 0
    for begin in _BEGIN.finditer(text):
        match = _PATTERN.match(text, begin.start()) if begin.start() >= end else None
        if match is not None:
            made = _falling(match, text) or _made(match, text)
            end = min(made.span.end, match.end())
            yield made


def _falling(match: re.Match[str], text: str) -> Quantity | None:
    """The first of two numbers of one unit that something fell from and to: "from 26 to 7%" is no range."""
    first, last = ("pa", "pb") if match.group("percent") else ("da", "db")
    if not match.group(first) or not number(match.group(first)) > number(match.group(last)):
        return None
    to = re.search(r"\sto\s", text[match.end(first) : match.start(last)])
    span = Span(match.start(first), match.end(first) + (to.start() if to else 0))
    return replace(_made(match, text), span=span, value=number(match.group(first))) if to else None


_P_SIGNS = {"<": "<", "&lt;": "<", "less than": "<", ">": ">", "&gt;": ">", "≤": "<=", "⩽": "<=", "≥": ">="}
_NO_TEST = re.compile(r"(?i:interaction|heterogeneity)|(?<![.·\d])0\d+$")
"""P values that test no contrast of two sides, and those whose point got lost ("P < 001"): they have no value."""


def _made(match: re.Match[str], text: str) -> Quantity:  # noqa: PLR0911  (one return a kind)
    group = match.group
    span = Span(*match.span())
    if group("date"):
        return Quantity("date", span, None, unit=_iso(match))
    if group("pvalue"):
        tested = None if _NO_TEST.search(group("pvalue")) else number(group("p"))
        return Quantity("p_value", span, tested, qualifier=_P_SIGNS.get(group("psign").lower(), ""))
    if group("interval"):
        high = number(group("high")) if re.search(r"\d", group("high")) else None
        return Quantity("interval", span, number(group("low")), high, level=number(group("level")))
    if group("dose"):
        return Quantity("dose", span, None, unit=group("dose"))
    if group("verbed"):
        return _with_qualifier(text, Quantity("count", span, number(group("cv")), unit="participants"))
    if group("fraction"):
        share = _FRACTIONS[re.sub(r"^a[- ]", "one-", group("fraction").lower()).replace(" ", "-")]
        return _with_qualifier(text, Quantity("percent", span, share, unit="percent"))
    if group("share"):
        part = (100 * number(group("sa")) / number(group("sof"))).quantize(Decimal("0.1")).normalize()
        return _with_qualifier(text, Quantity("percent", span, Decimal(f"{part:f}"), unit="percent"))
    if group("percent"):
        return _ranged(text, span, "percent", group("pa"), group("pb"), "percent")
    if group("duration"):
        unit = group("du").lower().rstrip(".")
        unit = _UNIT_NAMES.get(unit, unit if unit.endswith("s") else unit + "s")
        return _ranged(text, span, "duration", group("da"), group("db"), unit)
    if group("count"):
        of = group("cof") or group("cnof")
        value = group("ca") or group("cb") or group("cn")
        base = Quantity("count", span, number(value), unit="participants", of=number(of) if of else None)
        return _with_qualifier(text, base)
    if group("nb"):
        return Quantity("number", span, number(group("na")), number(group("nb")))
    return _with_qualifier(text, Quantity("number", span, number(group("na"))))


def _ranged(text: str, span: Span, kind: str, low: str | None, high: str, unit: str) -> Quantity:
    """A quantity that may be a range; a range has no other qualifier than its two ends."""
    if low is not None and number(low) < number(high):
        return Quantity(kind, span, number(low), number(high), unit)
    return _with_qualifier(text, Quantity(kind, span, number(high), unit=unit))


_LAST_WORDS = frozenset(
    "than under below over exceeding exceeded exceeds of most to as least nearly about approximately around "  # noqa: SIM905
    "roughly almost estimated some".split()
)
_LAST_MARKS = "<>;≤⩽≥⩾~∼≈."


def _may_be_qualified(text: str, start: int) -> bool:
    """Whether what stands before a place can be the end of a qualifier; quicker than looking for one.

    >>> _may_be_qualified("in about 12", 9), _may_be_qualified("in nine 12", 8), _may_be_qualified("(<12", 2)
    (True, False, True)
    """
    end = start - 1 if text[start - 1 : start].isspace() else start
    at = end
    while at and text[at - 1].isalpha():
        at -= 1
    if at == end:
        return text[end - 1 : end] in _LAST_MARKS
    return text[at:end].lower() in _LAST_WORDS or not text[at:end].isascii()


def _with_qualifier(text: str, quantity: Quantity) -> Quantity:
    """The same quantity with "nearly", "at least", "<" or "or more" taken in."""
    start, end = quantity.span.start, quantity.span.end
    before = _BEFORE.search(text, max(0, start - 28), start) if _may_be_qualified(text, start) else None
    sign = ""
    if before:
        start = before.start()
        sign = next(_SIGNS[i] for i in range(len(_SIGNS)) if before.group(f"q{i}"))
    elif after := _AFTER.match(text, end):
        end, sign = after.end(), ">=" if after.group("more") else "<="
    return Quantity(
        quantity.kind,
        Span(start, end),
        quantity.value,
        quantity.upper,
        quantity.unit,
        sign,
        quantity.of,
        quantity.level,
    )


def _iso(match: re.Match[str]) -> str:
    """A date as `YYYY-MM-DD` or `YYYY-MM`."""
    if match.group("iso"):
        return match.group("iso")
    year = match.group("year") or match.group("year2") or match.group("year3")
    word = re.search(r"[A-Za-z]{3,}", match.group("date"))
    month = _MONTH_NUMBER[word.group()[:3].capitalize()] if word else 1
    day = match.group("day") or match.group("day2")
    return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
