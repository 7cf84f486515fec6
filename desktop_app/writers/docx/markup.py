"""WordprocessingML as text: elements and their attributes in the namespace w, and what XML does not carry."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_NOT_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag(name: str, /, *inside: str, **attributes: str | int) -> str:
    """<w:name w:attribute="…">…</w:name>; order of what is inside is the caller's, as the schema wants it."""
    said = "".join(f" w:{key}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<w:{name}{said}>{''.join(inside)}</w:{name}>" if inside else f"<w:{name}{said}/>"


def on(name: str, *, true: bool = True) -> str:
    """A switch of the schema."""
    return tag(name) if true else tag(name, val=0)


def plain(text: str) -> str:
    """`text` as it may stand in XML: what it cannot carry, a line break among it, is a space."""
    return escape(_NOT_XML.sub(" ", text))


def twips(points: float) -> int:
    """Twentieths of a point, as lengths are counted in Word."""
    return round(points * 20)
