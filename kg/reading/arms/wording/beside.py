"""Treatments that only tell of the one beside them: what it is, when it is given, what is given where there is need."""

from __future__ import annotations

import re

from kg.reading.annotate import Sentence
from kg.reading.marks import SIGNS, any_sign

KINDS = re.compile(r"(?:inhibitor|agonist|antagonist|therapy|agent|antibody|analogue?|modulator|drug|vaccine|blocker)$")
"""What the names of kinds of treatment end in."""
AS_NEEDED = re.compile(
    r"(?:\s?\([^()]*\))?\s(?:(?:as|if|when|where)\s(?:clinically\s)?(?:needed|required|necessary|indicated)|on demand)"
    r"(?!\w)"
)
"""Behind a treatment, that it is given where there is need of it: "standard care with transfusions as needed"."""


def tells_of_another(sentence: Sentence, at: int) -> bool:
    """Whether a treatment is but a time of another or the kind of the one before: "pre-surgical A", "A, a taxane,"."""
    if _WHEN.search(sentence.typed, max(0, at - 5), at) or _is_when(sentence, at):
        return True
    before = _APPOSED.search(sentence.typed, max(0, at - 120), at)
    mark = sentence.marks_in(at, at + 1, "drug", "intervention")
    behind = _COMMA_OR_END.match(sentence.typed, at + 1) if before else None
    if mark and _STANDARD.fullmatch(mark[0].concept.name):
        ahead = _THE.search(sentence.typed, max(0, at - 20), at) and _NAMED.match(sentence.typed, at + 1)
        return bool(behind or ahead)
    if before is None or not mark or mark[0].kind != "drug" or not behind:
        return False
    named = sentence.marks_in(before.start("named"), before.start("named") + 1)[0].concept
    return _is_kind(mark[0].concept.name) and not _is_kind(named.name)


_STANDARD = re.compile(r"standard (?:treatment|therapy|of care|chemotherapy)")
"""What a treatment may be called beside its name: "A, the standard treatment", "the standard treatment, A"."""
_THE = re.compile(r"\b(?:the|a)\s(?:[a-z-]+\s)?$")
_NAMED = re.compile(rf",\s(?:[a-z-]+\s)?[{SIGNS['drug']}](?![^.;]*\b(?:or|versus|vs)\b)")


def _is_when(sentence: Sentence, at: int) -> bool:
    """Whether a drug only tells when another is given: "a single dose of A before | B", "A 30 min before | B"."""
    before = sentence.typed[max(0, at - 90) : at]
    drug = before.endswith((" before ", " prior to ")) and sentence.typed[at] == SIGNS["drug"]
    return drug and bool(_ONCE.search(before))


def _is_kind(name: str) -> bool:
    return bool(KINDS.search(name) or _CLASS.search(name))


_WHEN = re.compile(r"(?<![\w-])(?:pre|post|peri|non)-$", re.IGNORECASE)
"""Before a treatment, what makes it a time of another: "pre-surgical treatment with A"."""
_ONCE = re.compile(
    rf"(?:\bsingle\s(?:[\w-]+\s){{0,4}}{SIGNS['drug']}(?:\s{SIGNS['dose']})?(?:\s[a-z-]+)?"
    rf"|(?<!\bfor )(?<!\bof ){SIGNS['duration']})\s(?:before|prior to)\s$"
)
"""Between a drug that is given once, or so long before, and what it is given before."""
_APPOSED = re.compile(
    rf"(?P<named>{any_sign('drug', 'intervention')})(?:\s?\([^()]*\))?,\s(?:an?|the)\s"
    rf"(?:(?!and\b|or\b)[\w{SIGNS['target']}/-]+,?\s){{0,6}}$"
)
"""Before the kind of a drug, that drug: "temozolomide (TMZ), an oral second-generation | alkylating agent"."""
_COMMA_OR_END = re.compile(
    r"\s?(?:[,;.:)]|$|(?:that|which|with|in|for|to|of|targeting|not|now|at|available|approved|used|known)\b)"
)
_CLASS = re.compile(
    r"(?:estrogen|androgen|taxane|anthracycline|bisphosphonate|corticosteroid|retinoid|fluoropyrimidine|antimetabolite)$"
)
"""What the names of other kinds of drug end in: "an antiestrogen"."""
