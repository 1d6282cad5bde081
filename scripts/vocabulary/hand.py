"""Tables that are written by hand alone: measures, agencies, interventions, units, qualifiers."""

from __future__ import annotations

from .inputs import Inputs
from .tables import Table, by_hand


def build(inputs: Inputs) -> list[Table]:
    """The hand-made tables, in order again."""
    return [by_hand(inputs.tables, name) for name in ("measures", "agencies", "interventions")]
