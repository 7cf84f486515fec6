# ruff: noqa: E501 - a table of files, one a line
"""Files made to harm whoever reads them: a name, and what makes it. Nothing of it is kept in the repository."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from functools import cache
from pathlib import Path

Make = Callable[[Path], None]
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MEGABYTE = 1 << 20


def data(content: bytes | Callable[[], bytes]) -> Make:
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content()) and None


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@cache
def pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, invariant=True)
    canvas.drawString(100, 700, "ZBPP-2025-031")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(100, 600, "white")
    canvas.linkURL("http://example.edu.cn", (90, 690, 200, 720))
    canvas.showPage()
    canvas.save()
    return made.getvalue()


@cache
def xlsx(rows: tuple[tuple[str, ...], ...] = (("姓名", "工作单位"), ("甲", "乙"))) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for each in rows:
        book.active.append(each)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def rewritten(change: Callable[[dict[str, bytes]], None], content: bytes | None = None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content or xlsx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return packed(parts)


def sheet_xml(cells: bytes) -> bytes:
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return head + cells + b"</sheetData></worksheet>"


def with_sheet(cells: bytes) -> bytes:
    return rewritten(lambda parts: parts.update({"xl/worksheets/sheet1.xml": sheet_xml(cells)}))


def with_strings(text: str, times: int) -> bytes:
    """One long shared string that many cells name."""
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'
    cells = "".join(f'<c r="{column}%(n)d" t="s"><v>0</v></c>' for column in "ABCDEFGH")
    rows = "".join(f'<row r="{n}">{cells % {"n": n}}</row>' for n in range(1, times + 1))

    def change(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/sheet1.xml"] = sheet_xml(rows.encode())
        parts["xl/sharedStrings.xml"] = strings.encode()
        kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
        if b"sharedStrings" not in parts["[Content_Types].xml"]:
            parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)

    return rewritten(change)


def docx(body: str, **parts: bytes) -> bytes:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return packed({"_rels/.rels": relations.encode(), "word/document.xml": document.encode(), **parts})


def nested(times: int, tag: str) -> str:
    return f"<w:{tag}>" * times + f"</w:{tag}>" * times


def tables_in_tables(times: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * times + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * times


def lying(content: bytes, *, size: int) -> bytes:
    """A zip whose directory gives every part another size than it has."""
    changed = bytearray(content)
    at = 0
    while (at := changed.find(b"PK\x01\x02", at)) >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", size)
        at += 4
    return bytes(changed)


def matryoshka(depth: int) -> bytes:
    inner = packed({"申报书.docx": docx("<w:p/>")})
    for _ in range(depth):
        inner = packed({"里面.zip": inner})
    return inner


def overlapping() -> bytes:
    """Many directory entries over one and the same compressed part (Fifield 2019)."""
    kernel = packed({"word/document.xml": b"0" * 8 * MEGABYTE})
    start = kernel.index(b"PK\x01\x02")
    entry, end = kernel[start : kernel.index(b"PK\x05\x06")], kernel[kernel.index(b"PK\x05\x06") :]
    entries = b"".join(entry.replace(b"word/document.xml", b"word/docu%04d.xml" % n) for n in range(100))
    tail = end[:8] + struct.pack("<HHII", 100, 100, len(entries), start) + end[20:]
    return kernel[:start] + entries + tail


def mail(build: Callable[[EmailMessage], None]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.edu.cn", "b@example.edu.cn", "申报"
    message["Date"] = "Thu, 09 Nov 2023 16:12:00 +0800"
    message.set_content("见附件")
    build(message)
    return message.as_bytes()


def attached(name: str, content: bytes = b"x") -> bytes:
    return mail(lambda m: m.add_attachment(content, maintype="application", subtype="octet-stream", filename=name))


def russian_mail(depth: int) -> bytes:
    """Multiparts within multiparts."""
    head = b"From: a@example.edu.cn\r\nSubject: x\r\n"
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth))
    return head + opened + b"Content-Type: text/plain\r\n\r\nx\r\n"


def many_parts(count: int) -> bytes:
    head = b'From: a@example.edu.cn\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    return head + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * count + b"--b--\r\n"


def ole(*streams: str, size: int = 4096) -> bytes:
    names = b"".join(each.encode("utf-16-le") + b"\0\0" for each in streams)
    return (OLE + b"\0" * 504 + names).ljust(size, b"\0")


def dimensions(rows: int, columns: int) -> bytes:
    """[MS-XLS] 2.4.90 in something that says it is a workbook."""
    record = struct.pack("<HHIIHHH", 0x0200, 14, 0, rows, 0, columns, 0)
    return ole("Workbook")[:1024] + record + b"\0" * 4096


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><x>&b;</x>'
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def sheet_part(content: bytes) -> bytes:
    return rewritten(lambda parts: parts.update({"xl/worksheets/sheet1.xml": content}))


def truncated(content: bytes, share: float = 0.6) -> bytes:
    return content[: int(len(content) * share)]


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link(path: Path) -> None:
    outside = path.parent.parent / "秘密.txt"
    outside.write_text("outside the folder", encoding="utf-8")
    path.symlink_to(outside)


FILES: tuple[tuple[str, Make], ...] = (
    # workbooks
    ("远处的单元格.xlsx", data(lambda: with_sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))),
    ("没有坐标的行.xlsx", data(lambda: with_sheet(b"<row><c><v>1</v></c></row>" * 30_000))),
    ("坐标倒着走.xlsx", data(lambda: with_sheet(b'<row r="9"><c r="Z9"><v>1</v></c></row><row r="1"><c r="A1"/></row>'))),
    ("坐标是胡话.xlsx", data(lambda: with_sheet(b'<row r="-1"><c r="A99999999999999999999"><v>1</v></c></row>'))),
    ("共享字符串炸弹.xlsx", data(lambda: with_strings("长" * 100_000, 300))),
    ("不存在的共享字符串.xlsx", data(lambda: with_sheet(b'<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'))),
    ("压缩炸弹.xlsx", data(lambda: sheet_part(sheet_xml(b"<row/>" * 12_000_000)))),
    ("实体炸弹.xlsx", data(lambda: sheet_part(DOCTYPE))),
    ("外部实体.xlsx", data(lambda: sheet_part(EXTERNAL))),
    ("UTF-16的DOCTYPE.xlsx", data(lambda: sheet_part(DOCTYPE.decode().encode("utf-16")))),
    ("公式.xlsx", data(lambda: xlsx((("姓名", "工作单位"), ("=HYPERLINK(\"http://x\")", "@SUM(A1)"))))),
    ("单元格里有空字符.xlsx", data(lambda: with_sheet(b'<row r="1"><c r="A1" t="inlineStr"><is><t>a\0b</t></is></c></row>'))),
    ("两千零一个部件.xlsx", data(lambda: rewritten(lambda p: p.update({f"xl/x{n}.xml": b"" for n in range(2_001)})))),
    ("截断的.xlsx", data(lambda: truncated(xlsx()))),
    ("截断的尾巴.xlsx", data(lambda: xlsx()[:-8])),
    ("目录说谎大.xlsx", data(lambda: lying(xlsx(), size=0xFFFFFFF0))),
    ("目录说谎小.xlsx", data(lambda: lying(xlsx(), size=3))),
    ("没有工作表.xlsx", data(lambda: rewritten(lambda parts: parts.pop("xl/worksheets/sheet1.xml") and None))),
    ("关系指向外面.xlsx", data(lambda: rewritten(
        lambda p: p.update({"xl/_rels/workbook.xml.rels": p["xl/_rels/workbook.xml.rels"].replace(
            b"worksheets/sheet1.xml", b"../../../../etc/passwd")})))),
    ("加密的.xlsx", data(ole("EncryptedPackage", "EncryptionInfo"))),
    ("二进制的.xlsx", data(lambda: packed({"xl/workbook.bin": b"\0" * 99, "[Content_Types].xml": b"<Types/>"}))),
    ("说自己铺满一页.xls", data(lambda: dimensions(65_536, 256))),
    ("只有头的.xls", data(OLE + b"\0" * 504)),
    ("乱码的.xls", data(OLE + bytes(range(256)) * 64)),
    ("其实是网页.xls", data(b"<html><table><tr><td>a</td></tr></table></html>")),
    ("其实是文本.xlsx", data("姓名,工作单位\n甲,乙\n".encode())),
    # tables in text form
    ("空的.csv", data(b"")),
    ("一行到底.csv", data(b"a" * 15 * MEGABYTE)),
    ("一百万行.csv", data(b"a,b\n" * 1_000_000)),
    ("一万列.csv", data(b"a," * 10_000)),
    ("引号不完.csv", data(b'"' + b"a,\n" * 200_000)),
    ("全是空字符.csv", data(b"\0" * 100_000)),
    ("半个汉字.csv", data("姓名,工作单位\n".encode("gb18030")[:-3])),
    ("太大的.csv", data(lambda: b"a" * (20 * MEGABYTE + 1))),
    # documents
    ("深套的表格.docx", data(lambda: docx(tables_in_tables(20_000)))),
    ("深套的段落.docx", data(lambda: docx(nested(100_000, "sdt")))),
    ("实体炸弹.docx", data(lambda: packed({"_rels/.rels": b"<x/>", "word/document.xml": DOCTYPE}))),
    ("外部实体.docx", data(lambda: packed({"_rels/.rels": b"<x/>", "word/document.xml": EXTERNAL}))),
    ("压缩炸弹.docx", data(lambda: packed({"_rels/.rels": b"<x/>", "word/document.xml": b" " * 60 * MEGABYTE}))),
    ("重叠的部件.docx", data(overlapping)),
    ("一亿个格子.docx", data(lambda: docx(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>' * 50))),
    ("样式绕圈.docx", data(lambda: docx("<w:p/>", **{"word/styles.xml": (
        f'<w:styles {W}><w:style w:styleId="a"><w:name w:val="x"/><w:basedOn w:val="b"/></w:style>'
        '<w:style w:styleId="b"><w:name w:val="y"/><w:basedOn w:val="a"/></w:style></w:styles>').encode()}))),
    ("加密的.docx", data(ole("EncryptedPackage", "EncryptionInfo"))),
    ("旧版的.docx", data(ole("WordDocument"))),
    ("其实是PDF.docx", data(b"%PDF-1.7\n" + b"x" * 999)),
    ("截断的.docx", data(lambda: truncated(docx("<w:p/>" * 500)))),
    ("校验和不对.docx", data(lambda: docx("<w:p/>").replace(struct.pack("<I", zlib.crc32(
        f"<w:document {W}><w:body><w:p/></w:body></w:document>".encode())), b"\0\0\0\0"))),
    ("奇怪的编码.docx", data(lambda: packed({"_rels/.rels": b"<x/>", "word/document.xml":
        b'<?xml version="1.0" encoding="utf-7"?><x/>'}))),
    # texts
    ("空的.txt", data(b"")),
    ("全是空字符.txt", data(b"\0" * 4096)),
    ("乱字节.txt", data(bytes(range(128, 256)) * 4_000)),
    ("一行到底.txt", data("第".encode() * (6 * MEGABYTE))),
    ("全是数字.txt", data(b"2023" * 200_000)),
    ("全是顿号括号.txt", data("（一）、2023年11月".encode() * 40_000)),
    # mails and archives
    ("套一千层.eml", data(lambda: russian_mail(1_000))),
    ("十万部分.eml", data(lambda: many_parts(100_000))),
    ("没有正文.eml", data(b"From: a@example.edu.cn\r\n\r\n")),
    ("附件名是路径.eml", data(lambda: attached("../../../escaped.docx", docx("<w:p/>")))),
    ("附件名是设备.eml", data(lambda: attached("CON.docx", docx("<w:p/>")))),
    ("附件名会倒排.eml", data(lambda: attached("申报\u202excod.exe"))),
    ("附件名很长.eml", data(lambda: attached("长" * 4_000 + ".docx"))),
    ("坏的base64.eml", data(lambda: attached("a.docx").replace(b"eA==", b"!!!===\xff"))),
    ("坏的编码名.eml", data(b"From: =?gb9999?B?////?=\r\nSubject: =?utf-8?Q?=FF=FE?=\r\nContent-Type: x/y; charset=z\r\n\r\nx")),
    ("主题的base64少一位.eml", data(b"From: a@example.edu.cn\r\nSubject: =?utf-8?B?a?=\r\n\r\nx")),
    ("头部很长.eml", data(lambda: b"X: " + b"a" * 10 * MEGABYTE + b"\r\n\r\n")),
    ("附件是炸弹.eml", data(lambda: attached("a.docx", packed({"word/document.xml": b" " * 60 * MEGABYTE})))),
    ("路径.zip", data(lambda: packed({"../../escaped.docx": docx("<w:p/>"), "/escaped.docx": b"x", "C:\\escaped": b"x"}))),
    ("套娃.zip", data(lambda: matryoshka(30))),
    ("炸弹.zip", data(lambda: packed({f"{n}.docx": b"\0" * 20 * MEGABYTE for n in range(3)}))),
    ("一万个文件.zip", data(lambda: packed({f"{n}.docx": b"" for n in range(10_000)}))),
    ("截断的.zip", data(lambda: truncated(matryoshka(1)))),
    ("目录说谎.zip", data(lambda: lying(matryoshka(0), size=0xFFFFFFF0))),
    ("目录偏移倒着.zip", data(lambda: (z := matryoshka(0))[: z.rindex(b"PK\5\6") + 16]
        + struct.pack("<I", z.index(b"PK\1\2") + 1) + z[z.rindex(b"PK\5\6") + 20 :])),
    ("同名.zip", data(lambda: packed({"a.docx": b"x"}) + packed({"a.docx": b"y"}))),
    # no files at all
    ("管道.xlsx", pipe),
    ("管道.docx", pipe),
    ("管道.eml", pipe),
    ("文件夹.xlsx", lambda path: path.mkdir()),
    ("文件夹.docx", lambda path: path.mkdir()),
    ("断了的链接.csv", lambda path: path.symlink_to("nowhere")),
    ("绕圈的链接.txt", lambda path: path.symlink_to(path.name)),
    ("指向外面的链接.txt", link),
    ("换行\n的名字.csv", data(b"\0\1\2")),
)  # fmt: skip
