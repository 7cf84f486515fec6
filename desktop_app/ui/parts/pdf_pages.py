"""A PDF as Qt can show and print it: the very file, page by page, at whatever resolution is asked for."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

POINTS = 72  # per inch
BAND = 1024  # pixel rows rendered at once for a printer: a page at 1200 dpi would take half a gigabyte
FINEST = 600  # dpi; no printer of an office shows more


class PdfPages:
    """An open PDF of `data`. Close it, or use it in a `with`: pdfium keeps memory of its own."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self.data = data
        self._document: Any = pypdfium2.PdfDocument(data)
        self.sizes: tuple[QSizeF, ...] = tuple(
            QSizeF(*self._document.get_page_size(number)) for number in range(len(self._document))
        )  # points

    def __len__(self) -> int:
        return len(self.sizes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, way: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._document.close()

    def image(self, number: int, scale: float, rows: tuple[int, int] | None = None) -> QImage:
        """Page `number` (from 0) at `scale` pixels a point; `rows` takes only the pixel rows from…to."""
        page = self._document[number]
        try:
            crop = (0.0, 0.0, 0.0, 0.0)
            if rows:
                height = self.pixel_height(number, scale)
                # half a pixel less, so that pdfium's rounding up meets the row exactly
                crop = (0.0, max(0.0, height - rows[1] - 0.5) / scale, 0.0, max(0.0, rows[0] - 0.5) / scale)
            bitmap = page.render(scale=scale, crop=crop, prefer_bgrx=True)
            try:
                whole = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
                return whole.copy()  # the buffer goes with the bitmap
            finally:
                bitmap.close()
        finally:
            page.close()

    def pixel_height(self, number: int, scale: float) -> int:
        return -int(-self.sizes[number].height() * scale // 1)


def print_pages(pages: PdfPages, printer: QPrinter) -> None:
    """Print every page at its own size, unscaled, at the printer's resolution. Raises OSError when it cannot begin."""
    chosen = range(len(pages))
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        chosen = range(printer.fromPage() - 1, min(printer.toPage(), len(pages)))
    printer.setFullPage(True)
    painter = QPainter()
    try:
        for place, number in enumerate(chosen):
            printer.setPageLayout(_layout(pages.sizes[number]))
            if place == 0:
                if not painter.begin(printer):
                    raise OSError("the printer does not begin")
            else:
                printer.newPage()
            _print_page(pages, number, painter, printer.resolution())
    finally:
        if painter.isActive():
            painter.end()


def _layout(size: QSizeF) -> QPageLayout:
    wide = size.width() > size.height()
    upright = size.transposed() if wide else size
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, turned, QMarginsF())


def _print_page(pages: PdfPages, number: int, painter: QPainter, dpi: int) -> None:
    scale = min(dpi, FINEST) / POINTS
    stretch = dpi / POINTS / scale
    height = pages.pixel_height(number, scale)
    for top in range(0, height, BAND):
        band = pages.image(number, scale, (top, min(height, top + BAND)))
        painter.drawImage(QRectF(0, top * stretch, band.width() * stretch, band.height() * stretch), band)
