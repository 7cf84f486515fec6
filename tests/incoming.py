"""Forms and mails as they come in, made of an invented school's words: builders for tests of what reads them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage
from io import BytesIO
from xml.sax.saxutils import escape

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document"


def document(body: str, *, styles: str = "") -> bytes:
    """A .docx with this body, in WordprocessingML."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>')
        if styles:
            archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{SPACE}">{styles}</w:styles>')
    return made.getvalue()


def paragraph(text: str, *, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def cell(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """`merge` is "restart" for the first cell of a vertical merge, "continue" for the others."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, paragraphs or ('',)))}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    """Rows of cells; a cell is its markup, or a text."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def _cell(given: str) -> str:
    return given if given.startswith("<w:tc") else cell(*given.split("\n"))


def form(**fields: str) -> bytes:
    """An 申报书 with a cover of these fields, by their labels: form(品牌名称="药香校园")."""
    title = paragraph("“一支部一特色”支部党建品牌创建申报书")
    cover = "".join(paragraph(f"{label}：{value}") for label, value in fields.items())
    return document(title + cover + paragraph("一、工作基础") + paragraph("坚持“三会一课”，开展用药科普。"))


def mail(
    *attachments: tuple[str, bytes],
    subject: str = "申报材料",
    text: str = "请查收。",
    received: str | None = "Wed, 08 Nov 2023 16:12:00 +0800",
    date: str | None = "Wed, 08 Nov 2023 16:11:30 +0800",
) -> bytes:
    """An e-mail with these attachments (name, content)."""
    made = EmailMessage()
    if received:
        made["Received"] = f"from mail.example.edu.cn by mx.example.edu.cn; {received}"
    made["From"] = "许老师 <yxy@example.edu.cn>"
    made["Subject"] = subject
    if date:
        made["Date"] = date
    made.set_content(text)
    for name, content in attachments:
        made.add_attachment(content, maintype="application", subtype=DOCX, filename=name)
    return made.as_bytes()


def archive(files: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """A .zip; a name given as it is written goes in as UTF-8."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in dict(files).items():
            opened.writestr(name, content)
    return made.getvalue()
