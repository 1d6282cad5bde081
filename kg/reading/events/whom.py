"""Of whom an announcement, a figure or a report tells untoward events, where these are not all who were treated.

Those with whom a sentence begins, or whom alone it names, are found for all results (`results/of_whom.py`).
"""

from __future__ import annotations

from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.events.naming.clauses import cues


@once_a_sentence
def whom(sentence: Sentence) -> str | None:
    """The people right behind such words, in the sentence's own; None where it describes none, or several."""
    matches = list(sentence.finditer(cues("whom")))
    found = {sentence.words(*match.span(who)) for match in matches for who, said in match.groupdict().items() if said}
    return found.pop() if len(found) == 1 else None
