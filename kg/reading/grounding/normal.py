"""How names are compared: folded text that keeps every offset, and the ways in which one name is written.

All that makes two spellings one name happens here, once: case, hyphens and spaces, possessives, plurals, Greek
letters, digits set off by a hyphen. Tables hold one spelling; `variants` gives the others.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_GREEK: Final = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "σ": "sigma", "ω": "omega",
}  # fmt: skip
_SPELLED: Final = {name: letter for letter, name in _GREEK.items()}
_SPELLED_OUT: Final = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(_SPELLED)})(?![A-Za-z])", re.IGNORECASE)
_NUMBERED: Final = re.compile(rf"({'|'.join((*_SPELLED, *_GREEK))})[ -](?=\d)()", re.IGNORECASE)
"""A Greek letter and the number behind it: "beta 1" is written "beta1" too."""
_IS_GREEK: Final = re.compile("|".join(_SPELLED))
_LETTER_DIGIT: Final = re.compile(r"(?<=[A-Za-z])(?=\d)")
_PLURAL_KINDS: Final = frozenset({"cancer", "event", "intervention", "measure", "target"})
_BRITISH: Final = (
    ("tumor", "tumour"), ("leukemia", "leukaemia"), ("anemia", "anaemia"), ("edema", "oedema"),
    ("esophag", "oesophag"), ("diarrhea", "diarrhoea"), ("hemorrhag", "haemorrhag"), ("hematolog", "haematolog"),
    ("neutropenia", "neutropaenia"), ("glycemia", "glycaemia"), ("estrogen", "oestrogen"), ("gynecolog", "gynaecolog"),
    ("magnesemia", "magnesaemia"), ("kalemia", "kalaemia"), ("natremia", "natraemia"), ("calcemia", "calcaemia"),
    ("dyspnea", "dyspnoea"), ("uremia", "uraemia"), ("hemat", "haemat"), ("anesthe", "anaesthe"), ("color", "colour"),
    ("pediatric", "paediatric"), ("randomiz", "randomis"), ("hemoglobin", "haemoglobin"), ("ischemi", "ischaemi"),
    ("hemoptysis", "haemoptysis"), ("feces", "faeces"), ("fiber", "fibre"), ("cesarean", "caesarean"),
    ("emia", "aemia"), ("orrhea", "orrhoea"), ("hemoly", "haemoly"), ("hemophag", "haemophag"),
    ("hemangi", "haemangi"), ("leukopeni", "leucopeni"), ("leukocyt", "leucocyt"), ("behavior", "behaviour"),
    ("ization", "isation"), ("sulfate", "sulphate"), ("celiac", "coeliac"), ("fetal", "foetal"),
    ("tropin", "trophin"), ("tropic", "trophic"), ("nevus", "naevus"), ("pheochrom", "phaeochrom"), ("cecum", "caecum"),
    ("gastroesophag", "gastro-oesophag"),
)  # fmt: skip
_LOGICAL: Final = re.compile(r"(?<=ologic)(?:al)?(?= )")
"""Where an adjective may be longer or shorter: "gynecologic cancer" is written "gynecological cancer" too."""
PARTING: Final = re.compile(r"[^\w\s/&+\-\u00ad\u2010-\u2014\u2212]|[-/]\s")
"""Signs that part two names or two clauses rather than the words of one, unless the name itself is written so."""


class _Spaced(dict[int, int]):
    """Every code point that is no letter or digit to a space, an accented Latin letter to the letter, others as is."""

    def __missing__(self, point: int) -> int:
        letter = unicodedata.normalize("NFD", chr(point))[0]
        plain = ord(letter) if letter.isascii() and letter.isalpha() else point
        self[point] = plain if chr(point).isalnum() else 32
        return self[point]


_SPACED: Final = _Spaced()
_COMMON: Final = "\u2019\u2018\u201c\u201d\u2013\u2014\u2011\u00a0\u00ae\u2122"
"""Signs outside ASCII that are no letters, most frequent first: replaced before, so that most texts are ASCII."""
_ASCII_SPACED: Final = bytes(range(128)).decode().translate(_SPACED).encode().ljust(256, b" ")
_ASCII_FOLDED: Final = _ASCII_SPACED.lower()
"""The same for texts in ASCII, as tables of bytes, which is what most texts are folded by in little time."""


def spaced(text: str) -> str:
    """The text with a space for every sign that is no letter or digit, and no accents; offsets and case are kept.

    >>> spaced("non\u2011small-cell (VEGF/R)"), spaced("Sézary")
    ('non small cell  VEGF R ', 'Sezary')
    """
    if not text.isascii():
        for sign in _COMMON:
            if sign in text:
                text = text.replace(sign, " ")
        if not text.isascii():
            return text.translate(_SPACED)
    return text.encode().translate(_ASCII_SPACED).decode()


def folded(text: str) -> str:
    """The text for comparing: `spaced` and in lower case, code point for code point.

    >>> folded("VEGF-R"), len(folded("İI-1"))
    ('vegf r', 4)
    """
    if text.isascii():
        return text.encode().translate(_ASCII_FOLDED).decode()
    low = text.lower()
    if len(low) != len(text):  # a letter such as İ becomes two: leave such letters as they are
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return spaced(low)


def key(name: str) -> str:
    """The form under which a name is kept; a comma with its space is two spaces, as it is in a text.

    >>> key("Non-small cell lung cancer"), key("HER2/neu"), key(" cancer, liver")
    ('non small cell lung cancer', 'her2 neu', 'cancer  liver')
    """
    return folded(name).strip(" ")


def variants(name: str, kind: str) -> set[str]:
    """The ways in which a name of the tables may be written, case kept, itself among them.

    >>> sorted(variants("PD-1", "drug"))
    ['PD-1', 'PD1']
    >>> sorted(variants("glioma", "cancer")), sorted(variants("Hodgkin's lymphoma", "agency"))
    (['glioma', 'gliomas'], ['Hodgkin lymphoma', "Hodgkin's lymphoma", 'Hodgkins lymphoma'])
    """
    made = {name}
    made |= {v for n in made for v in _possessive(n)}
    made |= {v for n in made for v in _greek(n)}
    made |= {v for n in made for v in _hyphen(n)}
    made |= {v for n in made for v in _prefixed(n)}
    made |= {v for n in made for v in _british(n)}
    made |= {_LOGICAL.sub(ending, n) for n in made if "ologic" in n for ending in ("", "al")}
    if kind in _PLURAL_KINDS:
        made |= {v for n in made for v in _plural(n)}
    return made


def loose(name: str, kind: str) -> set[str]:
    """The looser ways in which a cancer or a drug is called, which count only where no row says otherwise.

    An antibody that carries something goes by its own name where nothing else does.

    >>> loose("moxetumomab pasudotox", "drug"), loose("ado-trastuzumab emtansine", "drug")
    ({'moxetumomab'}, set())
    >>> sorted(loose("adrenocortical carcinoma", "cancer")), sorted(loose("sarcoma of kidney", "cancer"))
    (['adrenocortical cancer'], ['sarcoma of the kidney'])
    >>> sorted(loose("epithelial ovarian cancer", "cancer"))
    ['epithelial ovarian carcinoma', 'epithelial ovarian malignancy', 'ovarian epithelial cancer']
    """
    if kind == "drug" and (carrier := _CARRIER.match(name)):
        return {carrier.group()}
    if kind != "cancer" or _NOT_LOOSE.search(name):
        return set()
    made = {_SWAPPED.sub(r"\2 \1", name), _ORGAN.sub(lambda m: " of " if m.group(1) else " of the ", name)}
    made |= {_OF.sub("malignancy", name), _CELL.sub("tumor", name)}
    made |= {_IN_SITU.sub(rf"in situ \1 {head}", name) for head in ("cancer", "carcinoma")}
    made |= {_INHERITED.sub(other, name) for other in ("familial", "hereditary")}
    if head := _HEAD.search(name):
        made |= {name[: head.start()] + other for other in _HEADS[head.group()]}
    return made - {name}


def singular(name: str) -> str:
    """A name with its last word in the singular.

    >>> singular("solid tumors"), singular("genital warts"), singular("acute lymphocytic leukemias")
    ('solid tumor', 'genital wart', 'acute lymphocytic leukemia')
    >>> singular("actinic keratosis"), singular("metastases"), singular("anemia of kidney disease"), singular("GISTs")
    ('actinic keratosis', 'metastasis', 'anemia of kidney disease', 'GIST')
    """
    for ending, instead in (("metastases", "metastasis"), ("ies", "y")):
        if (name.endswith(ending) and len(name) > len(ending) + 2) or name == ending:
            return name.removesuffix(ending) + instead
    plural = re.search(r"(?:[a-z]{3}(?<![siu])|[A-Z]{2})s$", name)
    return name[:-1] if plural else name


_NOT_LOOSE: Final = re.compile(r"\b(?:and|or)\b|^(?:adult|childhood|invasive|other|pediatric|primary|secondary) \w+$")
"""Names of two things, and those whose first word says nothing of the kind of cancer."""
_CARRIER: Final = re.compile(r"^[a-z]+mab(?= [a-z]+$)")
_ADJECTIVE: Final = r"(\w+(?:al|ar|ary|ian|ic|oid|ous))"
_SWAPPED: Final = re.compile(rf"^{_ADJECTIVE} {_ADJECTIVE}(?= \w+$)")
"""Two adjectives before a head, in either order."""
_ORGAN: Final = re.compile(r" of (the )?(?=[a-z])")
_CELL: Final = re.compile(r"(?<=(?:troph|monal) )adenoma$")
"""An adenoma called after a cell of the pituitary gland, where tumors are adenomas."""
_OF: Final = re.compile(r"^cancer(?= of )")
_IN_SITU: Final = re.compile(r"^([\w ]+) carcinoma in situ$")
_INHERITED: Final = re.compile(r"^(?:familial|hereditary)(?= )")
_HEAD: Final = re.compile(r"(?<=[a-z] )(?:cancer|carcinoma|neoplasm|tumor)$")
_HEADS: Final = {
    "cancer": ("carcinoma", "malignancy"),
    "carcinoma": ("cancer",),
    "neoplasm": ("tumor", "neoplasia"),
    "tumor": ("neoplasm", "neoplasia"),
}


def _possessive(name: str) -> set[str]:
    """Names called after people with and without their "'s"; one added where there is none is no harm elsewhere."""
    if "'s " not in name:
        return {_EPONYM.sub(r"\1's \2", name)}
    return {name.replace("'s ", " "), name.replace("'s ", "s ")}


_EPONYM: Final = re.compile(r"^([A-Za-z]{3,}(?:-[A-Za-z]{3,})*) (syndrome|disease)$")


def _greek(name: str) -> set[str]:
    if name.isascii() and not _IS_GREEK.search(name.lower()):
        return set()
    spelled = name
    for letter, word in _GREEK.items():
        spelled = spelled.replace(letter, word)
    lettered = _SPELLED_OUT.sub(lambda m: _SPELLED[m.group().lower()], name)
    return {spelled, lettered, *(_NUMBERED.sub(r"\1\2", form) for form in (spelled, lettered))}


def _hyphen(name: str) -> set[str]:
    """A hyphen beside a digit left out, and one put between the letters and the digits of a short symbol."""
    joined = _HYPHENED.sub("", name) if "-" in name else name
    found = {joined} if len(joined) > 2 else set()
    if len(name) <= 9 and _SYMBOL.fullmatch(name):
        found.add(_LETTER_DIGIT.sub("-", name, count=1))
    return found


_HYPHENED: Final = re.compile(r"(?<=[A-Za-z])-(?=\d)|(?<=\d)-(?=[A-Za-z])")
_SYMBOL: Final = re.compile(r"[A-Za-z]{2,5}\d{1,3}[A-Z]?")


def _prefixed(name: str) -> set[str]:
    """A prefix with and without its hyphen: "non-functioning" is written "nonfunctioning" too, and the other way."""
    return {_PREFIX.sub("", name) if "-" in name else name, _NON.sub("non-", name) if "non" in name else name}


_PREFIX: Final = re.compile(r"(?:(?<=\bnon)|(?<=\bpost)|(?<=\b(?:extra|intra|multi|micro)))-(?!inva)(?=[a-z]{4})")
_NON: Final = re.compile(r"\bnon(?=(?!inva|e\b)[a-z]{5})")


def _british(name: str) -> set[str]:
    low = name.lower()
    found = set()
    for one, other in {pair for word in low.split(" ") for pair in _spelled_otherwise(word)}:
        if other not in low:
            found.add(name.replace(one, other).replace(one.capitalize(), other.capitalize()))
    return found


@cache
def _spelled_otherwise(word: str) -> tuple[tuple[str, str], ...]:
    """What a word holds that is spelled otherwise elsewhere, and how."""
    pairs = (pair for american, british in _BRITISH for pair in ((american, british), (british, american)))
    return tuple((one, other) for one, other in pairs if one in word)


def _plural(name: str) -> set[str]:
    """Plurals of the last word; none where it is a plural already or no word."""
    for joint in (" of ", " with ", " to ", " in "):  # "adenocarcinomas of the esophagus", "metastases to the brain"
        head, found, rest = name.partition(joint)
        if found:
            return {plural + joint + rest for plural in _plural(head)}
    before, last = name[-2:-1], name[-1:]
    if last == "s" and before not in {"", "s"} and not name.endswith(("is", "us")):
        return set()
    if name.endswith("is"):
        return {name[:-2] + "es"}
    if name.endswith(("nevus", "naevus")):
        return {name[:-2] + "i"}
    if last == "y" and before not in {"", *"aeiou"}:
        return {name[:-1] + "ies"}
    if name.endswith(("s", "x", "ch", "sh")):
        return {name + "es"}
    return {name + "s"} if len(name) > 2 and last.isascii() and last.isalnum() else set()
