"""How things look: one colour and one shape for each kind of node, one colour for each kind of edge.

The colours are those of Okabe and Ito ("Color universal design", 2008), which people with any common kind of
colour blindness tell apart; the shapes tell the kinds apart without colour. Sizes of text are in points,
lengths in inches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

INK: Final = "#1b1f24"
MUTED: Final = "#5d666f"
FAINT: Final = "#c9d0d6"
HAIRLINE: Final = "#e3e7ea"
PAPER: Final = "#ffffff"

BLUE: Final = "#0072b2"
GREEN: Final = "#009e73"
VERMILION: Final = "#d55e00"
PURPLE: Final = "#b0568f"  # Okabe and Ito's reddish purple, darkened so that thin lines show on white
ORANGE: Final = "#e69f00"
SKY: Final = "#56b4e9"
YELLOW: Final = "#f0e442"
GREY: Final = "#8a939b"

LABEL: Final = 9.0
DETAIL: Final = 7.5
HEADING: Final = 8.0
TITLE: Final = 15.0
SUBTITLE: Final = 9.5
CAPTION: Final = 7.5


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of thing is drawn.

    Attributes:
        plural: its name in legends and headings.
        colour: `#rrggbb`.
        shape: the name of a shape, one of `kg.draw.paint.SHAPES`.
    """

    plural: str
    colour: str
    shape: str = "circle"


KINDS: Final[Mapping[str, Look]] = {
    "drug": Look("drugs", BLUE, "circle"),
    "intervention": Look("other interventions", GREY, "circle"),
    "target": Look("targets", GREEN, "hexagon"),
    "cancer": Look("cancers", VERMILION, "square"),
    "trial": Look("trials", PURPLE, "diamond"),
    "measure": Look("measures", SKY, "star"),
    "outcome": Look("figures of an arm", ORANGE, "triangle"),
    "comparison": Look("comparisons of arms", ORANGE, "wedge"),
    "event": Look("adverse events", YELLOW, "cross"),
}
"""The kinds of node, in the order of legends and sectors."""

EDGES: Final[Mapping[str, Look]] = {
    "targets": Look("acts on", GREEN),
    "approvedFor": Look("approved for", VERMILION),
    "tests": Look("tested in", BLUE),
    "studies": Look("studied in", PURPLE),
    "hasEndpoint": Look("has endpoint", SKY),
    "hasOutcome": Look("found", ORANGE),
    "hasComparison": Look("found", ORANGE),
    "hasAdverseEvent": Look("has adverse event", "#b9ac12"),
    "biomarkerFinding": Look("altered in", GREY),
}
"""The kinds of edge, in the order of legends; `tests` and `studies` read from the drug and the cancer."""


def kind(name: str) -> Look:
    """The look of a kind of node; grey pentagons for a kind that this room does not know.

    >>> kind("target").shape, kind("organization").plural
    ('hexagon', 'organizations')
    """
    return KINDS.get(name) or Look(f"{name}s", GREY, "pentagon")


def edge(name: str) -> Look:
    """The look of a kind of edge; grey for one that this room does not know.

    >>> edge("approvedFor").plural, edge("sameTrialAs").plural
    ('approved for', 'sameTrialAs')
    """
    return EDGES.get(name) or Look(name, GREY)


def rank(name: str) -> tuple[int, str]:
    """Where a kind of node stands among the others; unknown kinds come last, by name.

    >>> sorted(["trial", "organization", "drug"], key=rank)
    ['drug', 'trial', 'organization']
    """
    order = list(KINDS)
    return (order.index(name) if name in KINDS else len(order)), name


def mix(colour: str, share: float, ground: str = PAPER) -> str:
    """A colour thinned with another: `share` of it, the rest of the ground.

    >>> mix("#000000", 0.5), mix("#0072b2", 1), mix("#0072b2", 0)
    ('#808080', '#0072b2', '#ffffff')
    """
    parts = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(share * top + (1 - share) * under):02x}" for top, under in parts)
