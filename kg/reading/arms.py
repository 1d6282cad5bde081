"""The arms of each trial, and what a phrase such as "the placebo group" refers to."""

from __future__ import annotations

from dataclasses import dataclass

from kg.reading.annotate import Annotated
from kg.reading.trials import Trials


@dataclass(frozen=True)
class Arms:
    """The arm inventory of a document."""


def arms(annotated: Annotated, trials: Trials) -> Arms:
    """The arms that a document introduces, gathered before any result is read."""
    return Arms()
