"""What a trial is: phase, size, design, condition, sponsors, investigators, reports, and further details.

Each reader offers what the sentences say; of what a document says twice of one trial the surest is kept, and
the first of what is equally sure. What may be many (sponsors, reports, registry ids) is kept in full.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.reading.context import Context, Proposal
from kg.reading.trial_facts import design as trial_design
from kg.reading.trial_facts import details as trial_details
from kg.reading.trial_facts import papers as trial_papers
from kg.reading.trial_facts import patients as trial_patients
from kg.reading.trial_facts import people as trial_people
from kg.reading.trial_facts.conditions import SECOND
from kg.reading.trial_facts.offers import Offer

READERS = (trial_design.read, trial_patients.read, trial_people.read, trial_papers.read, trial_details.read)
SEVERAL = frozenset({"registry_id", "sponsor", "investigator", "publication"})
"""Attributes of which a trial may have more than one."""


def read(context: Context) -> Iterator[Proposal]:
    """The attributes and details of a document's trials."""
    kept: dict[tuple[object, ...], Offer] = {}
    for reader in READERS:
        for offer in reader(context):
            key = _key(offer)
            if key not in kept or (offer.rank, offer.span) < (kept[key].rank, kept[key].span):
                kept[key] = offer
    first = {(o.trial, o.span) for o in kept.values() if o.attribute == "condition" and o.rule != SECOND}
    for offer in kept.values():
        if offer.rule != SECOND or (offer.trial, offer.span) in first:
            yield offer.proposal()


def _key(offer: Offer) -> tuple[object, ...]:
    """What makes two offers one: trial and attribute, and the value where there may be several."""
    one = offer.kind == "trial" and offer.attribute not in SEVERAL and offer.rule != SECOND
    return (offer.kind, offer.trial, offer.attribute, "" if one else str(offer.value).casefold())
