"""Lists of indications: "X is approved to treat:" or "X is used to treat:", and the bullets that follow.

Bullets that begin in bold name diseases; those between them are uses of the one before, or types of it. Uses
of one disease with the same companions are one approval.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.model import Concept, Span
from kg.reading.annotate import Sentence
from kg.reading.approvals.approved import FDA, Approval, Said, said, whole
from kg.reading.approvals.companions import companions, leading
from kg.reading.approvals.indications import FAMILY, cues, joined, setting
from kg.reading.approvals.topics import Page
from kg.reading.approvals.uses import NOTHING, Block, Given, Use, head_end, is_disease, named_at, own_cancers, uses_of
from kg.reading.context import Proposal
from kg.reading.patterns import pattern

RULE = "approval.listed"
USED = "use.listed"
Read = tuple[Proposal, tuple[int, ...]]


@dataclass
class Listing:
    """A lead and its bullets.

    Attributes:
        above: what its bullets stand under: the lead, and the page's title where that alone names the drug.
        after: what a paragraph below a bullet adds to the bullets from `since` on.
        accelerated: the footnote signs of accelerated approvals; "" where all are.
        used: whether the lead tells what the drug is used for, and not what it is approved for.

    """

    lead: Sentence
    above: tuple[Span, ...]
    drug: Concept
    given: Given | None
    setting: str | None
    bullets: list[Block] = field(default_factory=list)
    after: dict[int, str | None] = field(default_factory=dict)
    accelerated: set[str] = field(default_factory=set)
    used: bool = False


def read(about: Page) -> Iterator[Read]:
    """The approvals and uses of a page's lists, each with the indices of the sentences that it was read from."""
    for listing in _listings(about, about.blocks):
        taken = (listing.lead.index, *(s.index for b in listing.bullets for s in b.sentences))
        found = list(_uses(listing))
        for place, use in merged(found):
            status = "accelerated" if _is_accelerated(listing, use) else "approved"
            given = use.given or listing.given or NOTHING
            agency = FDA if any(_FDA.search(s.text) for s in about.context.annotated) else None
            approval = Approval((listing.drug,), use.cancers, given, agency, None, status, use.setting)
            for proposal in approval.proposals(place, RULE):
                yield (_as_use(proposal) if listing.used else proposal), taken


_FDA = re.compile(r"\bFDA\b|Food and Drug Administration")


def _as_use(approval: Proposal) -> Proposal:
    """What a drug is used for, of what would be an approval if its lead said so."""
    roles = {role: approval.roles[role] for role in ("drug", "with", "cancer", "setting")}
    return replace(approval, kind="use", roles=roles, rule=USED)


def _listings(about: Page, found: list[Block]) -> Iterator[Listing]:
    """The lists of a page that follow a lead."""
    listing: Listing | None = None
    for block in found:
        if block.passage.block == "bullet":
            if listing is not None:
                listing.bullets.append(block)
            continue
        begun = _lead(about, block)
        if listing is not None and not listing.bullets and not begun and block.bold and not block.open:
            listing.bullets.append(block)  # the only use, told without a bullet
            continue
        if listing is not None and not (begun or block.passage.block == "heading" or block.open):
            _note(listing, block)
            continue
        if listing is not None and listing.bullets:
            yield listing
        listing = begun
    if listing is not None and listing.bullets:
        yield listing


def _lead(about: Page, block: Block) -> Listing | None:
    """The lead that a paragraph ends with, or None."""
    sentence = block.sentences[-1]
    if not block.open or block.passage.block == "heading":
        return None
    used = pattern("{lead_use}", FAMILY).match(sentence.typed)
    found = used or pattern("{lead}", FAMILY).match(sentence.typed)
    if found is None or cues("blocks_inside").search(sentence.typed, 0, found.start("rest") + _NEAR):
        return None
    drug, above = _subject(about, sentence, found.end("subject"))
    if drug is None:
        return None
    given = companions(sentence, found.start("rest"), len(sentence.typed))
    cuts = [(given.start, given.end)] if given else []
    cuts += [m.span() for m in pattern("{said_elsewhere}", FAMILY).finditer(sentence.typed, found.start("rest"))]
    words = joined([_aim(sentence), setting(sentence, found.start("rest"), len(sentence.typed), cuts)])
    return Listing(
        sentence, (*above, sentence.source()), drug, given.alternatives if given else None, words, used=bool(used)
    )


_NEAR = 15
"""Characters behind "approved" that may take it back; later ones say who the patients are ("cannot be removed")."""


def _aim(sentence: Sentence) -> str | None:
    """Whether a lead speaks of prevention: "is approved to prevent:"."""
    said = _AIM.search(sentence.typed)
    both = said is not None and "treat" in said.group()
    return None if said is None else "prevention and treatment" if both else "prevention"


_AIM = re.compile(r"(?:\bto treat and |\bto )prevent(?: (?:and|or) treat)?:$")


def _subject(about: Page, sentence: Sentence, end: int) -> tuple[Concept | None, tuple[Span, ...]]:
    """The drug that the lead speaks of: as its name stands there, or the page's with where that is named."""
    marks = sentence.marks_in(0, end, "drug")
    names = list(dict.fromkeys(m.concept for m in marks))
    if len(names) == 1:
        return names[0], ()
    if len(names) > 1:
        return Concept("drug", " and ".join(c.name for c in names), known=False), ()
    return about.drug, about.drug_at


def _note(listing: Listing, block: Block) -> None:
    """Take in a paragraph below a list: a use of the bullets above it, or a note on accelerated approval."""
    text = block.text
    if re.search(r"\bapproved under\b.{0,40}\baccelerated\b", text, re.I):
        listing.accelerated.add(text[0] if text[0] in "¹²³*†" else "")
    elif listing.bullets and cues("use_below").match(block.sentences[0].typed):
        words = setting(block.sentences[0], 0, len(block.sentences[0].typed), ())
        listing.after[len(listing.bullets)] = words


def _is_accelerated(listing: Listing, use: Use) -> bool:
    return "" in listing.accelerated or bool(listing.accelerated & use.notes)


def _uses(listing: Listing) -> Iterator[tuple[Said, Use]]:
    """Each use with the words it was read from."""
    bold = any(b.bold for b in listing.bullets)
    start = 0
    while start < len(listing.bullets):
        stop = start + 1
        while stop < len(listing.bullets) and bold and not listing.bullets[stop].bold:
            stop += 1
        after = next((words for at, words in sorted(listing.after.items()) if start < at <= stop), None)
        for place, use in _item(listing, listing.bullets[start], listing.bullets[start + 1 : stop]):
            above = _OTHERS.sub("", listing.setting or "") if any(use.given or ()) else listing.setting
            yield place, replace(use, setting=joined([above, use.setting, after]))
        start = stop


_OTHERS = re.compile(r"^with other drugs(?:; )?|; with other drugs")
"""What a lead says of companions, which a bullet that names them need not repeat."""


def _item(listing: Listing, main: Block, subs: Sequence[Block]) -> Iterator[tuple[Said, Use]]:
    """The uses of a bullet and of those nested below it."""
    cancers, stop = named_at(main.sentences[0], head_end(main))
    own = uses_of(main, Use(cancers), stop)
    place = said(listing.above, main.sentences)
    types = bool(cues("types").search(main.text))
    if cancers and (types or not subs):
        yield from ((place, use) for use in own)
    if types:
        kind = _CAUSED.match(main.sentences[0].words(0, stop))
        limit = kind["how"].strip(" .,:") if kind else None
        for sub in subs:
            named, rest = named_at(sub.sentences[0], 0)
            if cancers and not all(is_disease(c) for c in named):
                named, rest = own_cancers(sub.sentences[0]) or cancers, 0
            inherited = replace(own[-1], cancers=named, setting=joined([limit, own[-1].setting]), notes=frozenset())
            below = said((*listing.above, whole(main.sentences)), sub.sentences)
            yield from ((below, use) for use in uses_of(sub, inherited, rest) if named)
    else:
        yield from _nested(listing.above, main, subs, replace(own[-1], told=False, notes=frozenset()))


_CAUSED = re.compile(
    r"(?:cancers|tumou?rs)\s(?P<how>(?:(?:linked|related|due)\sto|caused\sby|associated\swith)\s.+)", re.I
)
"""The words above diseases that say how all of them came about: "cancers linked to an inherited syndrome"."""


def _nested(above: Sequence[Span], main: Block, subs: Sequence[Block], base: Use) -> Iterator[tuple[Said, Use]]:
    """The uses of nested bullets; one that ends with a colon speaks for those after it."""
    heads = [*above, whole(main.sentences)]
    over, opener, above = base, "", heads
    for sub in subs:
        first = sub.sentences[0]
        if opener and first.typed[:3].lower() == opener:
            over, opener, above = base, "", heads
        own = own_cancers(first)
        inherited = replace(over, cancers=own or over.cancers)
        if sub.open:
            over = uses_of(sub, replace(base, cancers=own or base.cancers))[-1]
            opener, above = first.typed[:3].lower(), [*heads, whole(sub.sentences)]
            continue
        if pattern("(?:{drug}{aside}?)[.;,¹]*", FAMILY).fullmatch(first.typed.strip()) and over.given:
            drug = first.of_kind("drug")[0].concept
            added = tuple((*given, drug) for given in over.given)
            yield said(above, sub.sentences), replace(inherited, given=added)
            continue
        led = leading(first) if _WITH.search(main.text) else None
        inherited = replace(inherited, given=led.alternatives) if led else inherited
        told = uses_of(sub, inherited, led.end if led else 0)
        yield from ((said(above, sub.sentences), use) for use in told if use.cancers)


_WITH = re.compile(r"\bwith:$")
"""A bullet's end, where those below it begin with what the drug is given with."""


def merged(found: Sequence[tuple[Said, Use]]) -> Iterator[tuple[Said, Use]]:
    """Uses with one disease and set of companions each, those that agree in both as one."""
    kept: dict[object, tuple[Said, Use, list[str | None]]] = {}
    for place, use in found:
        for cancer in use.cancers:
            for given in use.given or (None,):
                one = replace(use, cancers=(cancer,), given=None if given is None else (given,))
                key = (cancer, frozenset(given or ()), bool(use.beside), use.notes)
                first, kept_use, settings = kept.get(key, (place, one, []))
                kept[key] = (first.to(place), kept_use, [*settings, one.setting])
    yield from ((place, replace(use, setting=either(settings))) for place, use, settings in kept.values())


def either(settings: Sequence[str | None]) -> str | None:
    """Settings as one: what they all share once, then one or the other, each with its own words.

    >>> either(["adults; newly diagnosed", "adults; came back"])
    'adults; newly diagnosed or came back'
    >>> either(["adults; newly diagnosed", None, "adults; advanced; given before"])
    'adults; newly diagnosed; or advanced; given before'
    """
    told = list(dict.fromkeys(setting for setting in settings if setting))
    if len(told) < 2:
        return told[0] if told else None
    alternatives = [setting.split("; ") for setting in told]
    shared = [part for part in alternatives[0] if all(part in parts for parts in alternatives)]
    rest = list(filter(None, ([p for p in parts if p not in shared] for parts in alternatives)))
    plain = all(len(parts) == 1 and " or " not in parts[0] for parts in rest)
    return "; ".join([*shared, (" or " if plain else "; or ").join(map("; ".join, rest))])
