"""What is told of several arms at once, each with statistics of its own: "reduced in the A group (RR) and with B (RR)".

Neither of the two is measured against the other: both are against the arm of their trial that the list leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.model import Arm
from kg.reading.context import Context, Proposal
from kg.reading.marks import SIGNS
from kg.reading.results.comparing.sides import Sides
from kg.reading.results.view import Result

Range = tuple[int, int]


@dataclass(frozen=True)
class Each:
    """Two arms of which one thing is told.

    Attributes:
        arms: the arms, in the order of the sentence.
        against: what they are measured against; None where nothing says which of the others that is.
        brackets: the bracket of each, with its sides.

    """

    arms: tuple[Arm, ...]
    against: Arm | None
    brackets: Mapping[Range, Sides]

    def sides_at(self, result: Result, at: int) -> Sides | None:
        """The sides of a figure, by the bracket that it stands in."""
        bracket = result.bracket_at(at)
        return self.brackets.get(bracket) if bracket else None


def each_arm(result: Result, context: Context) -> Each | None:
    """The two arms of a sentence that has a bracket of statistics behind each; None where it sets them apart."""
    found = [(bracket, at) for bracket in result.brackets if (at := _before(result, bracket)) is not None]
    if len(found) != 2 or not any(all(kind.search(result.typed, *b) for b, _ in found) for kind in _KINDS):
        return None
    (first, before), (second, behind) = found
    one, other = result.arms[before], result.arms[behind]
    if one == other or not _AND.fullmatch(result.typed, first[1], behind) or _THAN.search(result.typed, second[1]):
        return None
    left = [arm for arm in context.arms.of(result.trial) if arm not in (one, other)]
    against = left[0] if len(left) == 1 else None
    return Each((one, other), against, {first: (one, against), second: (other, against)})


def _before(result: Result, bracket: Range) -> int | None:
    """Where the arm stands that is right before a bracket."""
    tail = _TAIL.search(result.typed, 0, bracket[0])
    return tail.start() - 1 if tail and tail.start() - 1 in result.arms else None


_TAIL = re.compile(r"(?:[\s-](?:alone|screening|treatment|therapy|monotherapy|groups?|arms?|recipients|users))*\s?$")
_AND = re.compile(r"\s?,?\s(?:and|or)\s(?:also\s)?(?:(?:in|with|for|among)\s)?(?:the\s)?")
_THAN = re.compile(r"\b(?:than|versus|vs)\b")
_KINDS = (re.compile(r"\b(?:[HRO]R|ratio)\b"), re.compile(SIGNS["p_value"]))
"""What a bracket of statistics holds: both of two hold the same."""


def of_each(proposals: Iterable[Proposal], each: Each | None) -> Iterator[Proposal]:
    """Verdicts of a sentence, those that set two arms of a list against each other as what is told of each."""
    for proposal in proposals:
        arm, comparator = proposal.roles.get("arm"), proposal.roles.get("comparator")
        if each is None or {arm, comparator} != set(each.arms):
            yield proposal
        elif each.against is not None:
            said = proposal.roles["verdict"]
            told = said if arm == each.arms[0] else _TURNED.get(str(said), said)
            for one in each.arms:
                roles = {**proposal.roles, "arm": one, "comparator": each.against, "verdict": told}
                yield replace(proposal, roles=roles, rule=f"{proposal.rule}.each")


_TURNED = {"improved": "worsened", "worsened": "improved"}
