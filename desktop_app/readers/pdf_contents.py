"""A PDF parser's own process: a file in, what it holds and shows out, as one JSON value. Asked through `apart`.

    {"about": {"Author": …}, "attachments": n, "scripts": n, "forms": bool,
     "pages": [{"text", "notes": [kind…], "links": [address…], "unseen": {why: text}, "images": bool}]}
    {"trouble": "password" | "damaged"} · {"trouble": "pages", "pages"}

What pdfium makes of a damaged file (it is written in C++) happens here, with a limit of memory and of time.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from typing import Any

from desktop_app.readers.workbook_cells import answer_all

MOST_PAGES = 500
MOST_TEXT = 200_000  # characters of a page
TINY = 4.0  # points and below: nobody reads it
PALE = 235  # of 255, every channel: melts into white paper
_INVISIBLE_MODES = (3, 7)  # Tr of ISO 32000-1 table 106: neither filled nor stroked
_NOTES = {  # FPDF_ANNOT_…: what the clerk knows them as
    1: "批注",
    3: "文字批注",
    4: "线",
    8: "高亮",
    9: "下划线",
    12: "删除线",
    13: "图章",
    15: "手写",
    17: "附件",
    20: "表单",
}
_LINK, _POPUP = 2, 16


def main(path: str) -> dict[str, Any]:
    """Look through the PDF at `path`."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        return {"trouble": "password" if getattr(error, "err_code", 0) == raw.FPDF_ERR_PASSWORD else "damaged"}
    try:
        if len(document) > MOST_PAGES:
            return {"trouble": "pages", "pages": len(document)}
        return {
            "about": {key: value for key, value in document.get_metadata_dict().items() if value},
            "attachments": document.count_attachments(),
            "scripts": max(0, raw.FPDFDoc_GetJavaScriptActionCount(document)),
            "forms": raw.FPDF_GetFormType(document) != raw.FORMTYPE_NONE,
            "pages": [_page(document, number) for number in range(len(document))],
        }
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return {"trouble": "damaged"}
    finally:
        document.close()


def _page(document: Any, number: int) -> dict[str, Any]:
    page = document[number]
    text_page = page.get_textpage()
    try:
        notes, links = _annotations(document, page)
        return {
            "text": text_page.get_text_bounded()[:MOST_TEXT],
            "notes": notes,
            "links": links,
            **_objects(page, text_page),
        }
    finally:
        text_page.close()
        page.close()


def _annotations(document: Any, page: Any) -> tuple[list[str], list[str]]:
    """What was put on the page afterwards, and the addresses that it opens."""
    from pypdfium2 import raw

    notes: list[str] = []
    links: list[str] = []
    for number in range(max(0, raw.FPDFPage_GetAnnotCount(page))):
        note = raw.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        kind = raw.FPDFAnnot_GetSubtype(note)
        if kind == _LINK:
            links += _address(document, note)
        elif kind != _POPUP:
            notes.append(_NOTES.get(kind, "标注"))
        raw.FPDFPage_CloseAnnot(note)
    return notes, links


def _address(document: Any, note: Any) -> Iterator[str]:
    from pypdfium2 import raw

    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(note))
    if not action:
        return
    size = raw.FPDFAction_GetURIPath(document, action, None, 0)
    if size > 1:
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document, action, buffer, size)
        yield buffer.value.decode("utf-8", "replace")


def _objects(page: Any, text_page: Any) -> dict[str, Any]:
    """The stretches of text that are there and cannot be seen, by why, and whether there is a picture."""
    from pypdfium2 import raw

    unseen: dict[str, str] = {}
    images = False
    shown: _Shown | None = None
    for each in page.get_objects(max_depth=8):
        images = images or each.type == raw.FPDF_PAGEOBJ_IMAGE
        if each.type != raw.FPDF_PAGEOBJ_TEXT:
            continue
        why = _why_unseen(each, page)
        if why == "pale":
            shown = shown or _Shown(page)
            why = "" if shown.anything(each.get_bounds()) else "字和底色一样"
        if why:
            unseen[why] = (unseen.get(why, "") + _text(each, text_page))[:200]
    return {"unseen": {why: text for why, text in unseen.items() if text.strip()}, "images": images}


def _why_unseen(each: Any, page: Any) -> str:
    """Why a stretch shows nothing; "pale" for one that would not show on white paper."""
    from pypdfium2 import raw

    if raw.FPDFTextObj_GetTextRenderMode(each) in _INVISIBLE_MODES:
        return "设成了不显示"
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(each, size)
    _, _, shear, upright, _, _ = each.get_matrix().get()
    if 0 < abs(size.value) * (shear**2 + upright**2) ** 0.5 <= TINY:
        return f"字号不到 {TINY:g} 磅"
    left, bottom, right, top = each.get_bounds()
    width, height = page.get_size()
    if right < 0 or top < 0 or left > width or bottom > height:
        return "在纸张以外"
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(each, red, green, blue, alpha)
    return "pale" if min(red.value, green.value, blue.value) >= PALE or alpha.value <= 255 - PALE else ""


def _text(each: Any, text_page: Any) -> str:
    from pypdfium2 import raw

    size = raw.FPDFTextObj_GetText(each, text_page, None, 0)
    if size <= 2 or size > 2 * MOST_TEXT:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(each, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


class _Shown:
    """A page as it is seen, a pixel a point, to ask whether anything shows in a place."""

    def __init__(self, page: Any) -> None:
        bitmap = page.render(scale=1)
        self._width, self._height, self._stride = bitmap.width, bitmap.height, bitmap.stride
        self._channels, self._data = bitmap.n_channels, bytes(bitmap.buffer)
        bitmap.close()

    def anything(self, bounds: tuple[float, float, float, float]) -> bool:
        """Whether a box, in points from the lower left corner, is anywhere darker than white."""
        left, bottom, right, top = bounds
        tones: set[int] = set()
        for y in range(max(0, int(self._height - top)), min(self._height, int(self._height - bottom) + 1)):
            first = y * self._stride + max(0, int(left)) * self._channels
            last = y * self._stride + min(self._width, int(right) + 1) * self._channels
            tones |= set(self._data[first:last])
        return bool(tones) and min(tones) < PALE


def serve() -> int:
    """The whole life of the process."""
    return answer_all(main)


if __name__ == "__main__":
    sys.exit(serve())
