"""A fact in words, its roles in the order of the shape of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from kg import schema

Roles = Mapping[str, Sequence[str]]
"""The values of a fact by role, as text; booleans are `true` and `false`."""

_SIGNS: Final = {"<=": "≤", ">=": "≥", "~": "about "}
_TRUTHS: Final = {"serious": ("severe or serious", "neither severe nor serious")}
"""How a role that is true or false is said, where its name says too much: severe is not serious."""

_FIGURE: Final = frozenset({"value", "qualifier", "unit", "upper", "ci_low", "ci_high", "ci_level"})
"""Roles that are said together."""


def phrase(kind: str, roles: Roles) -> str:
    """A fact in a line. What a kind's shape does not name is left out.

    >>> phrase("outcome", {"trial": ["DECISION"], "measure": ["progression-free survival"], "arm": ["sorafenib"],
    ...                    "value": ["10.8"], "unit": ["months"]})
    'DECISION · progression-free survival · sorafenib · 10.8 months'
    >>> phrase("comparison", {"arm": ["a"], "comparator": ["b"], "effect": ["hazard_ratio"], "value": ["0.59"],
    ...                       "ci_low": ["0.45"], "ci_high": ["0.76"]})
    'a against b · hazard ratio 0.59 (CI 0.45 to 0.76)'
    """
    return " · ".join(_joined(part for role in schema.signatures()[kind].roles for part in _part(role, roles)))


def _part(role: str, roles: Roles) -> Iterator[str]:
    values = roles.get(role, ())
    if role == "action" and "target" in roles:
        return
    if role == "target" and "action" in roles and values:
        yield f"{_plain(roles['action'][0])} {', '.join(values)}"
    elif role == "attribute":
        yield f"{_plain(values[0])}: {figure(roles)}" if values else ""
    elif role == "effect" and values:
        yield "" if values[0] == "verdict" else f"{_plain(values[0])} {figure(roles)}"
    elif role in _FIGURE:
        if role == ("value" if "value" in roles else "qualifier") and not {"attribute", "effect"} & roles.keys():
            yield figure(roles)
    elif values in (["true"], ["false"]):
        yield _TRUTHS.get(role, (role, f"not {role}"))[values == ["false"]]
    elif values:
        yield _SAID.get(role, str)(", ".join(map(_plain, values)))


def _joined(parts: Iterator[str]) -> Iterator[str]:
    """The parts that say something; what goes on with the part before it is put behind it."""
    held = ""
    for part in filter(None, parts):
        if part.startswith(("against ", "with ")) and held:
            held = f"{held} {part}"
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def figure(roles: Roles) -> str:
    """A value with its sign, unit and interval; "" where there is none.

    >>> figure({"value": ["1"], "qualifier": ["<"], "unit": ["percent"]}), figure({"qualifier": ["not reached"]})
    ('<1 percent', 'not reached')
    """
    value, qualifier, unit, upper, low, high, level = (
        roles.get(role, [""])[0] for role in ("value", "qualifier", "unit", "upper", "ci_low", "ci_high", "ci_level")
    )
    sign = _SIGNS.get(qualifier, qualifier)
    said = f"{sign}{_plain(value)}" if value else sign
    said += f" to {upper}" if upper else ""
    said += f" {unit.removesuffix('s') if value == '1' else unit}" if unit and value else ""
    return f"{said} ({f'{level}% ' if level else ''}CI {low} to {high})" if low and high else said


def _plain(value: str) -> str:
    """A value of an enumeration as words; a name with a capital letter keeps its underscores.

    >>> _plain("no_difference"), _plain("NCT_1")
    ('no difference', 'NCT_1')
    """
    return value.replace("_", " ") if value.islower() else value


def _grade(text: str) -> str:
    for sign, shown in _SIGNS.items():
        text = text.replace(sign, shown)
    return f"grade {text}"


_SAID: Final[Mapping[str, Callable[[str], str]]] = {
    "with": "with {}".format,
    "comparator": "against {}".format,
    "population": lambda text: text if text.startswith("regardless") else f"in {text}",
    "timepoint": lambda text: f"at {text}" if text[:1].isdigit() else text,
    "grade": _grade,
    "role": "{} endpoint".format,
    "size": "{} participants".format,
    "reason": "because {}".format,
    "about": "about {}".format,
    "relation": "bears on {}".format,
}
"""How roles are said whose value alone would not be understood."""
