"""The code at the head of a paper as a picture: Code128 (ISO/IEC 15417), for Word draws no bars by itself."""

from __future__ import annotations

import struct
import zlib

from desktop_app.rules.official_look import MM
from desktop_app.writers.docx.markup import tag
from desktop_app.writers.docx.package import Part

_BAR = 1.0  # pt, the narrowest one: 0.35 mm, as on the program's other papers
_DOTS = 4  # of the picture for the narrowest bar, so that whatever scales it keeps the edges sharp
_TALL = 8 * MM
_EMU = 12700  # to the point
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def code_part(value: str, name: str) -> Part:
    """The picture as a part of the document."""
    row = b"\0" + _packed(_modules(value))
    width = len(_modules(value)) * _DOTS
    header = struct.pack(">IIBBBBB", width, _DOTS, 1, 0, 0, 0, 0)  # one bit a dot, grey
    picture = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(row * _DOTS, 9))
    return Part(name, "image", picture + _chunk(b"IEND", b""))


def code_run(value: str, relation: str) -> str:
    """The picture as it stands in a line of text."""
    size = f'cx="{round(len(_modules(value)) * _BAR * _EMU)}" cy="{round(_TALL * _EMU)}"'
    return tag(
        "r",
        tag(
            "drawing",
            f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent {size}/><wp:docPr id="1" name="条码" descr="{value}"/>'
            f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
            f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="条码"/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline>",
        ),
    )


def _modules(value: str) -> str:
    """Bars and gaps from the left, a character for the width of the narrowest: 1 a bar, 0 a gap."""
    from reportlab.graphics.barcode.code128 import Code128

    code = Code128(value, quiet=False)
    for step in (code.validate, code.encode, code.decompose):
        step()
    # BaAb…: capitals are bars; A, a are 1 wide, D, d 4
    return "".join(str(int(each.isupper())) * ("ABCD".index(each.upper()) + 1) for each in code.decomposed)


def _packed(modules: str) -> bytes:
    """One line of the picture, eight dots a byte; white is 1."""
    dots = "".join(("0" if each == "1" else "1") * _DOTS for each in modules)
    dots = dots.ljust(-(-len(dots) // 8) * 8, "1")
    return int(dots, 2).to_bytes(len(dots) // 8, "big")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
