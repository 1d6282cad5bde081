"""The kinds of fact as the ontology and the shapes declare them; a fact is checked when it is made.

A kind is a class of ontology/kg.ttl with a `kg:kindName`; its roles are the property shapes of the node shape
that targets it (`sh:name`, `sh:order`, datatype or class, counts, enumeration). So a new kind needs one class
and one shape, and no code.
"""

from __future__ import annotations

from kg.schema.declared import class_of, concept_kinds, declared_terms, hierarchy
from kg.schema.front_matter import Key, amiss, front_matter, values
from kg.schema.kinds import Role, Shortcut, Signature, is_date
from kg.schema.making import Given, make
from kg.schema.read import shortcuts, signature, signatures

__all__ = [
    "Given",
    "Key",
    "Role",
    "Shortcut",
    "Signature",
    "amiss",
    "class_of",
    "concept_kinds",
    "declared_terms",
    "front_matter",
    "hierarchy",
    "is_date",
    "make",
    "shortcuts",
    "signature",
    "signatures",
    "values",
]
