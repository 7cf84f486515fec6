"""The package around a Word document (ECMA-376 part 2): its parts, their kinds and their relations.

The same parts give the same bytes: no time but the document's own, nothing of the machine or of who sits there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desktop_app.shapes import shape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_FIRST_YEAR = 1980  # of a zip's times


@shape
class Part:
    """A part in the folder word/: `kind` as relation and content type call it (styles, footer …; image for a PNG).

    `needs` are the parts it refers to, as rId1, rId2 … in their order.
    """

    name: str
    kind: str
    content: str | bytes
    needs: tuple[Part, ...] = ()


@shape
class Properties:
    """What the file says of itself."""

    title: str
    subject: str
    author: str
    made_at: datetime


def write_package(target: Path, document: str, parts: Sequence[Part], properties: Properties) -> None:
    """`document` is document.xml; `parts` what it refers to, as rId1, rId2 …"""
    main = Part("document.xml", "document", document, tuple(parts))
    every = [main, *parts, *(each for part in parts for each in part.needs)]
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(every),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(properties),
    }
    for part in every:
        files[f"word/{part.name}"] = part.content if isinstance(part.content, bytes) else _HEAD + part.content
        if part.needs:
            files[f"word/_rels/{part.name}.rels"] = _relations(
                *((f"{_OFFICE}/{need.kind}", need.name) for need in part.needs)
            )
    _zip(target, files, properties.made_at)


def _content_types(parts: Sequence[Part]) -> str:
    said = [
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
        '<Default Extension="xml" ContentType="application/xml"/>',
        '<Default Extension="png" ContentType="image/png"/>',
        f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/>',
    ]
    for part in parts:
        if part.kind != "image":
            kind = "document.main" if part.kind == "document" else part.kind
            said.append(f'<Override PartName="/word/{part.name}" ContentType="{_WORD}.{kind}+xml"/>')
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(said)}</Types>'


def _relations(*targets: tuple[str, str]) -> str:
    said = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'


def _core(properties: Properties) -> str:
    made = f"{properties.made_at:%Y-%m-%dT%H:%M:%S}Z"
    author = escape(properties.author)
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title><dc:subject>{escape(properties.subject)}</dc:subject>"
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified></cp:coreProperties>'
    )


def _zip(target: Path, files: dict[str, str | bytes], made_at: datetime) -> None:
    year = max(made_at.year, _FIRST_YEAR)
    with ZipFile(target, "w") as packed:
        for name, content in files.items():
            about = ZipInfo(name, (year, *made_at.timetuple()[1:6]))
            about.compress_type = ZIP_DEFLATED
            packed.writestr(about, content)
