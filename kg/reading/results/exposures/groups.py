"""The groups of a clause: noun phrases before a predicate, behind "in", and behind "than", one or several in a list."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.marks import SIGNS, Mark
from kg.reading.patterns import one_of
from kg.reading.results.exposures.stretches import STATISTIC, Group, Stretches, words

_JOINTS = re.compile(r",\s(?:and\s|or\s)?|\sand\s")
"""What stands between the members of a list."""
_MEMBER = rf"[\w{SIGNS['cancer']}-]+(?:\s[\w-]+)?"
_LISTED = re.compile(rf"(?:,\s{_MEMBER}){{1,4}},?\s(?:and|or)\s{_MEMBER}(?=\s?(?:[.;]|$))")
"""What goes on with a group that others are measured against: "than patients with gastric tumors | , sarcoma and X"."""
_BRACKETED = re.compile(r"\s?\(\0*\)(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)")
"""A bracket and what stands between it and the next member of a list."""
_LENT = re.compile(r".*?\b(?:of|with)\s")
"""Words that the first of a list lends to what its others have: "survivors of | A (OR, 2) and B (OR, 3)"."""
_OPENS = re.compile(r"\s?\(")
BRACKET = re.compile(r"\s?\(\0*\)")
_LAST_BRACKETED = re.compile(r"\s?(?:and|or)\s[^()]{3,80}\(\0*\)$")
_AND = re.compile(r"\sand\s(?!(?:older|younger|above|below|over|under)\b)")
_TOGETHER = re.compile(r"\b(?:combin\w+|plus|both|concurrent|followed by)\b")
"""What makes two treatments of a list's member one: "a combination of A and B", not "treatment with A and B"."""
_PLURAL = re.compile(r"\s(?:were|are|have been|as|to be)\b")
_SHARES = re.compile(r"\b(?:of|in|with|between|for|both|from|to|on|by)\b|^\w+$")
"""Words of a list's first member that go on with its second: "absence of A and B", "breast and ovarian cancer"."""


class Clauses(Stretches):
    """A sentence in which groups are looked for, one by one, in lists and in pairs."""

    def before(self, end: int, floor: int = 0) -> list[Group]:
        """The groups that are the subject of a predicate at a place; several where they are listed."""
        start = self.clause_start(end, floor)
        if start > floor and words("aside").search(self.sentence.typed[start:end]):
            return self.before(len(self.sentence.typed[:start].rstrip(" ,")), floor)
        last = self.within(start, end)
        apposed = self._apposed(end) and not self._named_so(start)
        if last is None and not apposed and _LAST_BRACKETED.match(self.sentence.typed, start, end):
            return self._listed_before(None, start, floor)
        if last is None or apposed:
            return []
        if not re.match(r"\s?(?:and|or)\s", self.sentence.typed[start:end], re.IGNORECASE):
            hangs_on = self.sentence.typed[:start].rstrip().endswith(",")
            both = self._both(last, end, several=hangs_on)
            if both is None:
                return [last]
            return [*self._listed_before(None, start, floor), *both] if both and hangs_on else both
        return self._listed_before(last, start, floor)

    def _both(self, whole: Group, end: int, several: bool = False) -> list[Group] | None:
        """The two that share a verb: "young age and anemia | were"; None where the first goes on behind "and".

        Of the last two of `several` the second may hold another "and": "old age, | male sex and loss of A and B were".
        Of two that each have a ratio in brackets ("age (OR, 2) and stage (OR, 3)") both must be groups, else none is.
        """
        typed = self.sentence.typed
        bracket = _BRACKETED.search(typed, whole.start, whole.end)
        if bracket is not None and STATISTIC.search(self.sentence.words(*bracket.span())):
            each = [self.within(whole.start, bracket.start()), self.within(bracket.end(), whole.end)]
            return [one for one in each if one is not None] if None not in each else []
        joint = _AND.search(typed, whole.start, whole.end)
        again = joint is not None and not several and _AND.search(typed, joint.end(), whole.end)
        if joint is None or again or not _PLURAL.match(typed, end):
            return None
        pair = [self.within(whole.start, joint.start()), self.within(joint.end(), whole.end)]
        if all(one and one.given for one in pair):
            return [one for one in pair if one is not None]
        if any(one is None or self.of_people(one) or _SHARES.search(one.name) for one in pair[:1]):
            return None
        return [one for one in pair if one is not None] if None not in pair else None

    def _apposed(self, end: int) -> bool:
        """Whether a comma stands before a predicate, so that what stands before it only explains the subject."""
        return self.sentence.typed[:end].rstrip(" \0()[]").endswith(",")

    def _named_so(self, start: int) -> bool:
        """Whether the words before a place name examples: "conditions, such as X, are"."""
        return bool(re.search(r"\b(?:such as|including)\b", self.sentence.typed[max(0, start - 100) : start + 60]))

    def clause_start(self, end: int, floor: int = 0) -> int:
        """Where the clause begins whose predicate stands at a place."""
        return max((cut.end() for cut in words("cuts").finditer(self.sentence.typed, floor, end)), default=floor)

    def _listed_before(self, last: Group | None, end: int, floor: int) -> list[Group]:
        """The members of a list that ends with "…, and X"; the whole list where its first member goes on in it.

        A member that is no group is left out where a bracket behind it shows that it is one of the list.
        """
        found = [last] if last else []
        while end > floor and self.sentence.typed[:end].rstrip().endswith(","):
            stop = len(self.sentence.typed[:end].rstrip()) - 1
            end = self.clause_start(stop, floor)
            if words("aside").search(self.sentence.typed[end:stop]):
                continue
            if end == floor and words("openers").search(self.sentence.typed[end:stop]):
                break
            group = self.within(end, stop)
            if group is not None:
                found.insert(0, group)
            elif not self.sentence.typed[end:stop].endswith(")"):
                return []
        apart = any(words("goes_on").search(group.name) for group in found[1:]) and not self.of_people(found[0])
        apart = apart or any(self._measured(group) for group in found[:-1])
        if last and len(found) > 1 and words("goes_on").search(found[0].name) and not apart:
            whole = self.within(found[0].start, last.end)
            return [whole] if whole else []
        return found

    def _measured(self, group: Group) -> bool:
        """Whether a bracket behind a group holds a figure of its own, and not another name of it."""
        bracket = BRACKET.match(self.sentence.typed, group.end)
        return bool(bracket and re.search(r"\d", self.sentence.words(*bracket.span())))

    def listed(self, start: int) -> list[Group]:
        """The groups of a list that begins at a place and goes on to the end of its clause."""
        typed = self.sentence.typed
        if words("not_listed").match(typed, start):
            return []
        stop = next((place for place in range(start, len(typed)) if typed[place] in ".;:"), len(typed))
        joints = list(_JOINTS.finditer(typed, start, stop))
        bracketed = [joint.start() for joint in _BRACKETED.finditer(typed, start, stop)]
        found, at = list[Group | None](), start
        while at < stop:
            end = min([self.end_of(at), *(place for place in bracketed if place > at)])
            inner = [joint.span() for joint in joints if at < joint.start() < end]
            end = inner[-1][0] if inner and self._are_two(at, *inner[-1], end, len(inner) > 1) else end
            group = self.within(at, end)
            several = group is not None and len(group.given) > 1 and " and " in group.name
            found.append(None if group and several and not _TOGETHER.search(group.name) else group)
            at = next((joint.end() for joint in joints if joint.start() >= end), stop)
        told = (group for group in found if group is not None and not words("no_factor").search(group.name))
        return list(dict.fromkeys(told))

    def _treated_in(self, start: int, end: int) -> list[Mark]:
        return self.sentence.marks_in(start, end, *TREATMENTS) if self.with_treated else []

    def _are_two(self, start: int, end: int, again: int, stop: int, more: bool) -> bool:
        """Whether "and" joins two: "a large tumor and anemia", "A of 20 Gy and B", not "loss of A and B"."""
        given = self._treated_in(start, end)
        if given and self._treated_in(again, stop):
            return not _SHARES.search(self.sentence.words(start, self.sentence.typed_at(given[0])) + " ")
        first, second = self.sentence.words(start, end).split(), self.sentence.words(again, stop).split()
        return not more and (len(first) == len(second) == 1 or not _SHARES.search(" ".join(first)))

    def more(self, first: Group) -> list[Group]:
        """The groups of a list behind its first, each before a bracket of its own: "A (OR, 2), B (OR, 3)"."""
        found: list[Group] = []
        joint = _BRACKETED.match(self.sentence.typed, first.end)
        while joint is not None:
            group = self.behind(joint.end())
            joint = _BRACKETED.match(self.sentence.typed, group.end) if group else None
            if group is None or not _OPENS.match(self.sentence.typed, group.end):
                break
            lead = _LENT.match(first.name) if self.of_people(first) and not self.of_people(group) else None
            found.append(replace(group, name=f"{lead.group()}{group.name}") if lead else group)
        return found

    def between(self, start: int, limit: int | None = None) -> tuple[Group, Group] | None:
        """The two groups between which something is told behind a place, before a limit, if there is one.

        Each may lend words from the other: "between the younger and older women", "patients with and without anemia".
        """
        typed, stop = self.sentence.typed, start + 160 if limit is None else limit
        found = words("between_two").search(typed, start, stop)
        if found is None or words("no_pair").search(self.sentence.words(*found.span("one"))):
            return None
        first, second = found.span("one"), (found.start("other"), min(self.end_of(found.start("other")), stop))
        if self.treats(*first) or self.treats(*second):
            return None
        said = (" ".join(self.sentence.words(*span).split()) for span in (first, second))
        pair = paired(*said)
        if pair is None:
            one, other = self.within(*first), self.within(*second)
        else:
            one, other = Group(*first, pair[0]), Group(*second, pair[1])
        return (one, other) if one and other and (pair or self.of_people(other)) else None

    def compared(self, start: int) -> tuple[Group | None, bool]:
        """What a clause is measured against behind a place, and whether that is what a trial gave."""
        typed = self.sentence.typed
        end = typed.find(";", start)
        found = words("against").search(typed, start, end if end >= 0 else len(typed))
        if found is None:
            first = words("against_first").search(typed)
            return (self.within(*first.span("first")), self.treats(*first.span("first"))) if first else (None, False)
        group = self.behind(found.end())
        if group and (listed := _LISTED.match(typed, group.end)):
            group = self.within(group.start, listed.end()) or group
        if group is None or words("no_comparator").search(group.name):
            return None, self.treats(found.end(), self.end_of(found.end()))
        return group, False


_WITH = re.compile(r"(?P<who>.*\S)?\s?\bwith$", re.IGNORECASE)
_WITHOUT = re.compile(r"(?:without|not having)\s(?P<what>.+)$", re.IGNORECASE)
_HEAD = re.compile(
    r"(?P<who>.*\S)\s(?P<head>(?P<one>(?:sub)?(?:group|cohort))s|patients|women|men|children|cases|tumou?rs|disease|hospitals|carriers"
    r"|survivors|individuals|subjects|participants|adults)$"
)


def paired(one: str, other: str) -> tuple[str, str] | None:
    """The names of two groups, each with the words that it has from the other; None where they share none.

    >>> paired("younger", "older women"), paired("patients with", "without anemia")
    (('younger women', 'older women'), ('patients with anemia', 'patients without anemia'))
    >>> paired("elderly", "nonelderly groups"), paired("men", "older women")
    (('elderly group', 'nonelderly group'), None)
    """
    having, lacking, head = _WITH.match(one), _WITHOUT.match(other), _HEAD.match(other)
    if having and lacking:
        who = having["who"] or "those"
        return f"{who} with {lacking['what']}", f"{who} {other}"
    if (
        head is None
        or one_of("exposure_words", "people").search(one)
        or len(one.split()) > MODIFIERS
        or one.lower().startswith("those")
    ):
        return None
    name = head["one"] or head["head"]
    return f"{one} {name}", f"{head['who']} {name}"


MODIFIERS = 4
"""Words before the head that two groups share: "wild-type and H3 mutated cases"."""
