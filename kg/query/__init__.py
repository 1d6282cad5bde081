"""Finds, describes and asks questions: the `.rq` files of the program, and foreign SPARQL under guard."""

from __future__ import annotations

from kg.query.citing import cited
from kg.query.guide import explained, listed, unknown
from kg.query.headers import Parameter, Question, catalogue, parse, rules
from kg.query.links import derive, digest
from kg.query.parameters import ANY, Engine, matching, meanings, near, resolve
from kg.query.result import FORMATS, Result
from kg.query.run import Limits, describe, question, run

__all__ = [
    "ANY",
    "FORMATS",
    "Engine",
    "Limits",
    "Parameter",
    "Question",
    "Result",
    "catalogue",
    "cited",
    "derive",
    "describe",
    "digest",
    "explained",
    "listed",
    "matching",
    "meanings",
    "near",
    "parse",
    "question",
    "resolve",
    "rules",
    "run",
    "unknown",
]
