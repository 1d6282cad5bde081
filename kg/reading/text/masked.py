"""What of a file's text a browser does not show: comments, scripts, styles and the marks of quotations."""

from __future__ import annotations

import re

from kg.reading.text.inline_tokens import NOTHING

_QUOTE = re.compile(r"([\r\n])([ \t]{0,3}>(?:[ \t]*+>)*+)(?![ \t]*+\d)")


def masked(text: str, start: int) -> str:
    """The text with what a browser does not show and quotation marks at line starts blanked out, of the same length."""
    if "<" in text:
        text = _shown(text, start)
    if ">" in text:
        body = _QUOTE.sub(lambda m: m[1] + " " * len(m[2]), "\n" + text[start:])
        text = text[:start] + body[1:]
    return text


_UNSHOWN = re.compile(r"<(?:(?P<comment>!--)|(?P<script>script)(?=[\s>])|(?P<style>style)(?=[\s>]))", re.IGNORECASE)
_CLOSES = {
    "comment": re.compile("-->"),
    "script": re.compile(r"</script\s{0,9}>", re.IGNORECASE),
    "style": re.compile(r"</style\s{0,9}>", re.IGNORECASE),
}
"""What ends each that a browser does not show; one that nothing ends is text, for a page may speak of `<script>`."""


def _shown(text: str, start: int) -> str:
    """The text without comments, scripts and styles."""
    parts, position, endless = [text[:start]], start, set[str]()
    for found in _UNSHOWN.finditer(text, start):
        kind = str(found.lastgroup)
        if found.start() < position or kind in endless:
            continue
        closed = _CLOSES[kind].search(text, found.end())
        if closed is None:
            endless.add(kind)
            continue
        parts += (text[position : found.start()], NOTHING * (closed.end() - found.start()))
        position = closed.end()
    return "".join(parts) + text[position:]
