"""How texts write numbers: one by one, and with their units: the one pattern that finds them all.

Each alternative of `QUANTITY` is a kind of `kg.reading.numbers.Quantity`, tried in the order in which they stand
here: a date's day is no number, and an interval's level no percentage.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from kg.reading.matching.programs import quick

_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "zero|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SMALL = rf"(?:(?:{_TENS})(?:[- ](?:{UNITS}))?|{_TEENS}|{UNITS})"
_HUNDREDS = rf"{_SMALL}(?: thousand)?(?:,? (?:and )?{_SMALL})?[- ]hundred(?:(?: and)?[- ]{_SMALL})?"
WORD_NUMBER = rf"(?:{_HUNDREDS}|{_SMALL})"
LARGE_WORDS = rf"(?:{_HUNDREDS}|(?:{_TENS})(?:[- ](?:{UNITS}))?)"
"""A number in words that is no small one, and so counts something wherever it stands: "forty-one"."""
_FIGURES = r"\d{1,30}(?!\d)"
"""The digits of a number; longer rows of digits are none."""

_DIGITS = rf"(?:\d{{1,3}}(?:[,  ]\d{{3}}){{1,9}}(?![\d])|{_FIGURES})(?:[.·]{_FIGURES})?|[.·]{_FIGURES}"
NUMBER = rf"(?:(?:{_DIGITS})(?: million\b)?)"
COMMA = r"\d,\d\d"
"""A decimal comma, which stands in an interval only by mistake: "0,35-0.53"."""

ANY = rf"(?:{NUMBER}|\b{WORD_NUMBER}\b)"


@lru_cache(maxsize=4096)
def number(text: str) -> Decimal:
    """The value of digits or of number words.

    >>> number("1,234"), number("0·73"), number(".04"), number("Eight hundred and six"), number("twenty-one")
    (Decimal('1234'), Decimal('0.73'), Decimal('0.04'), Decimal('806'), Decimal('21'))
    >>> int(number("1.7 million")), number("0,35")
    (1700000, Decimal('0.35'))
    """
    if text.endswith(" million"):
        return number(text.removesuffix(" million")) * 1_000_000
    if re.fullmatch(COMMA, text.strip()):
        return number(text.replace(",", "."))
    plain = re.sub(r"[,\s](?=\d{3})", "", text.strip()).replace("·", ".").replace("−", "-").replace("–", "-")
    if re.fullmatch(r"[-+]?\s?[\d.]+", plain):
        return Decimal(plain.replace(" ", ""))
    total = current = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        else:
            current += _WORDS.get(word, 0)
    return Decimal(total + current)


FRACTIONS = {
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
    "<=": r"at most|up to|no (?:more|greater|longer) than|not more than|as many as|as high as|≤|⩽",
    ">=": r"at least|no (?:less|fewer) than|not less than|a minimum of|≥|⩾",
    "~": r"nearly|about|approximately|around|roughly|almost|an estimated|close to|some|~|∼|≈|c\.",
}
_QUALIFIER = "|".join(f"(?P<q{i}>{p})" for i, p in enumerate(_QUALIFIERS.values()))
SIGNS = tuple(_QUALIFIERS)
QUALIFIED_BEFORE = re.compile(rf"(?:^|(?<=[\s(\[=,;:—–])|(?<=[<>≤≥~∼])|(?=[<>≤≥~∼])|(?=&))(?:{_QUALIFIER})\s?$", re.I)
QUALIFIED_AFTER = re.compile(
    r"\s?(?:or (?P<more>more|longer|greater|older|higher)|or (?P<less>less|fewer|shorter|younger|lower))\b", re.I
)

UNIT_NAMES = {
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
_CI_UNIT = r"(?:%|(?:per ?cent|m|mos?|months?|years?|weeks?|days?)\b)"
_DOSE_UNIT = (
    r"(?:m?g|mcg|μg|µg|ug|micrograms?|IU|U|units?|MU|mCi|MBq|Gy|cGy|AUC"
    r"|milligrams?(?: per (?:kilogram|square meter)(?: of body (?:weight|surface))?)?)"
    r"(?:/(?:m\(2\)|(?:m2|m²|kg|mL|ml|day|d|dose|week|wk|hour|h|min)\b)"
    r"|[ .·](?:m|kg|ml|day|d|week|h|min) ?[-−–] ?[12](?!\d))*"
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
MONTH_NUMBER = {name: i for i, name in enumerate(MONTHS.split("|"), 1)}
MONTH_NUMBER |= {name[:3]: number for name, number in list(MONTH_NUMBER.items())}
MONTH_NUMBER["Sept"] = 9

_GOING_ON = (
    r"(?:a[cdsu]|bo|c[ghor]|d[aeir]|e[lnvx]|fe|g(?:[iy]|\b)|h(?:[aeior]|\b)|i[nu]|lo|m[abcegiou]|ne|o[bfltu]|p[aeort]"
    r"|r[ae]|s[eu]|t(?:[or]|her)|u|vo|w[aeiko]|y)"
)
"""How the words begin that make more than a number of the digits before them: a unit, people, what befell them."""
_BARE = rf"\d[\d,.·]{{0,20}}+(?:[;:)\]]| (?!\d{{3}})\d|(?<=[,.])\s| (?!{_GOING_ON})[a-z])"
"""Digits with no unit behind them, and nothing that makes a range: these are looked at no further for one."""
_NO_UNIT = r"\d[\d,.·]{0,20}+ (?!au|cg|da|g(?:y|\b)|h(?:[or]|\b)|iu|m[bcgiou]|pe|to|u|w[ek]|y)[a-z]"
"""Digits before a word with which no unit begins and no range goes on: people, say."""

_NO_WORD_BEFORE = r"(?<![\w.·])(?<![A-Za-z]-)(?<![A-Za-z]/)"
_NO_TIME_BEFORE = r"(?<!\bday )(?<!\bdays )(?<!\bweek )(?<!\bmonth )(?<!\byear )(?<!\bcycle )(?<!\bgrade )(?<!\blevel )"
"""Before a number, these make it one in a row, and no count: "beyond day 5 (31% vs 40%)"."""
_NO_LABEL_BEFORE = r"(?<!\bgroup )(?<!\barm )(?<!\bcohort )(?<!\bgrade )(?<!\bstage )"
"""Before a number, these make it a label, and no end of a range: "from 5 months in group 1 to 7 months"."""
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
    level = r"(?:i|I|onfidence intervals?)\s?[(\[]?9\d"
    behind: dict[str, list[str]] = {"a": ["[ -](?=[htqf])"], "c": [level], "n": [r"\s?="], "p": [r"\b"]}
    for word in _FIRST_WORDS:
        behind.setdefault(word[0], []).append(_either_case(word[1:]))
    letters = "|".join(f"{_either_case(first)}(?={'|'.join(rest)})" for first, rest in sorted(behind.items()))
    return quick(rf"(?<!\w)(?:\d|[.·](?=\d)|{letters})|\d(?=\d(?:[.·]\d+)?\s?%)")


BEGINS = _begins()
QUANTITY = re.compile(
    "(?:"
    + "|".join(
        [
            rf"(?P<date>\b(?:{MONTHS}|(?:{_MONTH_SHORT})\.?)\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>(?:19|20)\d\d)\b"
            rf"|\b(?P<day2>\d{{1,2}})\s(?:{MONTHS}|(?:{_MONTH_SHORT})\.?),?\s(?P<year2>(?:19|20)\d\d)\b"
            rf"|\b(?:{MONTHS})(?: of|,)?\s(?P<year3>(?:19|20)\d\d)\b"
            r"|\b(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)\b)",
            r"(?P<pvalue>\b[Pp](?:[- ]?(?:value|trend|interaction))*(?: (?:of|for \w+))?\s?"
            rf"(?P<psign>=|<|>|≤|≥|&lt;|&gt;|⩽|was|of|less than)\s?(?P<p>{NUMBER})(?:\s?[×x]\s?10[-–−]\d+)?)",
            rf"(?P<interval>(?:(?P<level>\d\d(?:[.·]\d+)?)\s?(?:%|percent\b|per cent\b)\s?"
            r"(?:(?:repeated|adjusted|exact|simultaneous|bootstrap|(?:one|two)-sided)\s)?"
            rf"(?:(?:confiden(?:ce|tial) (?:interval|limit)s?|C[IL]s?|credible intervals?)\b|CI(?=\d))"
            rf"|\b(?:[Cc]onfidence intervals?|CI)\s?[(\[]?(?P<behind>9\d(?:[.·]\d+)?)\s?(?:%|percent\b)[)\]]?)"
            rf"(?:\s?[\[({{](?:\d\d\s?%\s)?C(?:[IL]s?|rI)[\])}}])?[\s,:;=([]*(?:of |was |from )?"
            rf"(?P<low>[-–−+]?\s?(?:{COMMA}(?=\s?[-–−]\s?\d)|{NUMBER}))"
            rf"(?:\s?{_CI_UNIT})?{_CI_RANGE}"
            rf"(?P<high>[-–−+]?{NUMBER}|∞|infinity|not (?:reached|estimable|evaluable)|NR|NE)(?:\s?{_CI_UNIT})?)",
            rf"(?P<paired>{_NO_WORD_BEFORE}(?<!/){NUMBER}(?=\s?/\s?{NUMBER}\s?%))",
            rf"(?!{_BARE})(?:(?!{_NO_UNIT})"
            rf"(?:(?P<percent>{_NO_WORD_BEFORE}"
            rf"(?:{_NO_LABEL_BEFORE}(?P<pa>{NUMBER})(?:\s?%| percent| per cent)?{_RANGE})?"
            rf"(?P<pb>{ANY})(?:\s?±\s?{NUMBER})?(?:\s?%|[- ]?percent(?:age points?)?\b|[- ]per[- ]cent\b)"
            rf"(?:\s?(?:±|\+/[-−–])\s?{NUMBER}\s?%?)?)",
            rf"(?P<dose>{_NO_WORD_BEFORE}{NUMBER}(?:{_RANGE}{NUMBER})?\s?{_DOSE_UNIT}(?![\w]))",
            rf"(?P<duration>{_NO_WORD_BEFORE}"
            rf"(?:{_NO_LABEL_BEFORE}(?P<da>{NUMBER})(?:[- ]?{_DURATION})?{_RANGE})?(?P<db>{ANY})"
            rf"(?:\s?±\s?{NUMBER})?[- ]?(?P<du>{_DURATION})(?![\w])))",
            rf"(?P<share>{_NO_WORD_BEFORE}{_NO_TIME_BEFORE}(?<!stage )(?<!phase )(?<!arm )(?<!group )"
            rf"(?P<sa>[1-9]|\b(?:{UNITS})\b)(?: in(?: every)? | (?:out )?of every )"
            r"(?P<sof>[3-9]|10|100|\b(?:three|four|five|six|seven|eight|nine|ten)\b)"
            rf"(?= {_PEOPLE}| of (?:the|these|those)\b| in the (?:[\w-]+ ){{1,3}}(?:arm|group)\b))",
            rf"(?P<count>{_NO_WORD_BEFORE}(?P<ca>{ANY})(?: (?:out )?of (?:the |a total of |all )?|\s?/\s?)"
            rf"(?P<cof>{ANY})"
            rf"(?![ -]?(?:{_DURATION}|%|percent|[mcµμ]?g\b|mcg\b|c?Gy\b|IU\b)|/\d|{_NO_PARTS})(?: {_PEOPLE})?"
            rf"|{_NO_WORD_BEFORE}(?<!\bper )(?P<cb>{ANY}) {_PEOPLE}(?! per [\d,. ]*\d|[- ](?:years?|months|days)\b)"
            rf"|\b[nN]\s?=\s?(?P<cn>{NUMBER})(?:/(?P<cnof>{NUMBER}))?)",
            rf"(?P<verbed>{_NO_WORD_BEFORE}{_NO_TIME_BEFORE}{_NO_LABEL_BEFORE}(?<!\bno )"
            rf"(?P<cv>\d+(?![.·\d])|\b{WORD_NUMBER}\b)(?=\s[(\[]\s?{NUMBER}\s?(?:%|percent)(?!\s?(?:CI|confidence))|\s(?:died|had|developed|experienced|responded|achieved|discontinued|withdrew|survived|relapsed|crossed|completed"
            r"|(?:were|was)\s(?:diagnosed|alive|cured|free|still|dead|lost))\b"
            r"|\s(?:(?:un)?confirmed\s)?(?:complete|partial|minor|objective|toxic|treatment|drug|therapy|protocol)"
            r"[\s-](?:related\s)?(?:responses?|remissions?|deaths?)\b|\scomplete\s(?:and|or)\s)))",
            r"(?P<beside>(?<=%\s\()\d{1,4}(?=\)\s(?:of|in|with|who|for|on|among|vs\.?|versus|and|had|patients)\b))",
            rf"(?P<fraction>(?<!\bcut in )\b(?:{_FRACTION})"
            r"(?= (?:of|the|had|were|received|developed|experienced|as)\b| in the\b)"
            rf"|{_BY}(?:{_FRACTION})\b(?! of))",
            rf"(?P<number>{_NO_WORD_BEFORE}(?P<na>\b{LARGE_WORDS}\b(?=\s[a-z-])|{NUMBER})(?:(?P<nr>\s?[–‐‒−-]\s?)(?P<nb>{NUMBER}))?(?![\w]|[.·]\d|-[A-Za-z]{{3}}|[-/]\d|,\d{{3}}))",
        ]
    )
    + ")",
    re.IGNORECASE,
)  # fmt: skip
