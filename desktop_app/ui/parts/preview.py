"""The preview of a document: the very file that is printed and saved."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QFileDialog, QFrame, QVBoxLayout, QWidget

from desktop_app.ui.parts.basics import button, label, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.pdf_pages import PdfPages, print_pages
from desktop_app.ui.parts.start_folder import start_folder
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT, tokens

NO_PRINTER = "这台电脑没有安装打印机：请另存 PDF，到有打印机的电脑上打印。"
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
KEPT = 6  # rendered pages


def default_printer() -> QPrinter | None:
    """The printer that this machine prints on unless told otherwise; None when it has none."""
    info = QPrinterInfo.defaultPrinter()
    return None if info.isNull() else QPrinter(info, QPrinter.PrinterMode.HighResolution)


class Fit(Enum):
    """A zoom that follows the size of the window."""

    WIDTH = "width"
    PAGE = "page"


class PageView(QAbstractScrollArea):
    """Pages one under the other; only those in sight are rendered, at the screen's own pixels."""

    moved = Signal(int, int)  # page in sight from 1, of how many
    BETWEEN = BESIDE

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("文件预览")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._pages: PdfPages | None = None
        self._zoom: float | Fit = Fit.WIDTH
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self.verticalScrollBar().valueChanged.connect(lambda _: self._tell())

    def show_pages(self, pages: PdfPages | None) -> None:
        self._pages = pages
        self._images.clear()
        self.verticalScrollBar().setValue(0)
        self._arrange()

    @property
    def zoom(self) -> float:
        """1 shows paper at its own size."""
        if isinstance(self._zoom, float):
            return self._zoom
        widest = max((size.width() for size in self._sizes()), default=595)
        fits = (self.viewport().width() - 2 * APART) / (widest * self._paper())
        if self._zoom is Fit.PAGE:
            tallest = max((size.height() for size in self._sizes()), default=842)
            fits = min(fits, (self.viewport().height() - 2 * self.BETWEEN) / (tallest * self._paper()))
        return max(0.2, fits)

    def set_zoom(self, zoom: float | Fit) -> None:
        """So many times the paper's own size, or fitted."""
        share = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
        self._zoom = zoom
        self._arrange()
        self.verticalScrollBar().setValue(round(share * self.verticalScrollBar().maximum()))

    def step_zoom(self, by: int) -> None:
        """To the next larger (1) or smaller (-1) step."""
        now = self.zoom
        steps = [z for z in ZOOMS if (z > now * 1.01 if by > 0 else z < now * 0.99)]
        if steps:
            self.set_zoom(steps[0] if by > 0 else steps[-1])

    def page(self) -> int:
        """The page in the middle of the sight, from 1; 0 without pages."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        return next(
            (n for n, box in enumerate(self._boxes(), 1) if box.bottom() + self.BETWEEN >= middle), len(self._sizes())
        )

    def go_to(self, page: int) -> None:
        boxes = self._boxes()
        if 1 <= page <= len(boxes):
            self.verticalScrollBar().setValue(boxes[page - 1].top() - self.BETWEEN)

    def _sizes(self) -> tuple[QSize, ...]:
        """Of each page in whole points."""
        return tuple(size.toSize() for size in self._pages.sizes) if self._pages else ()

    def _paper(self) -> float:
        """Logical pixels a point at zoom 1."""
        return self.logicalDpiX() / 72

    def _boxes(self) -> list[QRect]:
        """Where each page lies on the endless sheet."""
        scale, top, boxes = self.zoom * self._paper(), self.BETWEEN, []
        wide = max(
            self.viewport().width(), max((round(s.width() * scale) for s in self._sizes()), default=0) + 2 * APART
        )
        for size in self._sizes():
            page = QSize(round(size.width() * scale), round(size.height() * scale))
            boxes.append(QRect((wide - page.width()) // 2, top, page.width(), page.height()))
            top += page.height() + self.BETWEEN
        return boxes

    def _arrange(self) -> None:
        boxes, view = self._boxes(), self.viewport()
        whole = QRect()
        for box in boxes:
            whole = whole.united(box)
        self.verticalScrollBar().setRange(0, max(0, whole.bottom() + self.BETWEEN - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(0, whole.width() + 2 * APART - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self._tell()
        view.update()

    def _tell(self) -> None:
        self.moved.emit(self.page() if self._sizes() else 0, len(self._sizes()))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = tokens(), QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(look.sunken))
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        sight = self.viewport().rect().translated(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number, box in enumerate(self._boxes()):
            if box.intersects(sight):
                painter.drawImage(box, self._image(number, box.width()))
                painter.setPen(QColor(look.line))
                painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()

    def _image(self, number: int, width: int) -> QImage:
        assert self._pages is not None
        pixels = round(width * self.devicePixelRatioF())
        if (number, pixels) not in self._images:
            self._images[number, pixels] = self._pages.image(number, pixels / self._pages.sizes[number].width())
            if len(self._images) > KEPT:
                self._images.popitem(last=False)
        self._images.move_to_end((number, pixels))
        return self._images[number, pixels]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match Qt.Key(event.key()):
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self.go_to(self.page() + 1) if len(self._sizes()) > 1 else bar.setValue(bar.value() + bar.pageStep())
            case Qt.Key.Key_PageUp:
                self.go_to(self.page() - 1) if len(self._sizes()) > 1 else bar.setValue(bar.value() - bar.pageStep())
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.step_zoom(1)
            case Qt.Key.Key_Minus:
                self.step_zoom(-1)
            case _:
                super().keyPressEvent(event)


class PdfPreview(QWidget):
    """Page view with its bar: which page, zoom, save, print. `printed` says that the printer has taken it."""

    printed = Signal()
    saved = Signal(object)  # Path

    def __init__(self, name: str = "preview") -> None:
        super().__init__()
        self.setObjectName(name)
        self._pages: PdfPages | None = None
        self._file_name = ""
        self.view = PageView(f"{name}_pages")
        self.view.moved.connect(self._show_page)
        self._where = label("", f"{name}_page", "muted")
        smaller = button("", f"{name}_smaller", "quiet", "minus", says="缩小", keys="Ctrl+−")
        larger = button("", f"{name}_larger", "quiet", "plus", says="放大", keys="Ctrl++")
        fit = button("适合宽度", f"{name}_fit", "quiet", keys="Ctrl+0")
        whole = button("整页", f"{name}_whole", "quiet", keys="Ctrl+9")
        before = button("", f"{name}_before", "quiet", "chevron-left", says="上一页", keys="PageUp")
        after = button("", f"{name}_after", "quiet", "chevron-right", says="下一页", keys="PageDown")
        self.save_button = button("另存 PDF…", f"{name}_save", "", "download", keys="Ctrl+S")
        self.choose_button = button("选打印机…", f"{name}_choose", "quiet", says="选打印机、份数再打印")
        self.print_button = button("打印", f"{name}_print", "primary", "printer", keys="Ctrl+P")
        self._no_printer = label(NO_PRINTER, f"{name}_no_printer", "muted")
        for pressed, act in (
            (smaller, lambda: self.view.step_zoom(-1)),
            (larger, lambda: self.view.step_zoom(1)),
            (fit, lambda: self.view.set_zoom(Fit.WIDTH)),
            (whole, lambda: self.view.set_zoom(Fit.PAGE)),
            (before, lambda: self.view.go_to(self.view.page() - 1)),
            (after, lambda: self.view.go_to(self.view.page() + 1)),
            (self.save_button, self.save),
            (self.choose_button, self.choose_printer),
            (self.print_button, self.print),
        ):
            pressed.clicked.connect(act)
        for pressed, keys in (
            (smaller, QKeySequence("Ctrl+-")), (larger, QKeySequence("Ctrl++")), (fit, QKeySequence("Ctrl+0")),
            (whole, QKeySequence("Ctrl+9")),
            (self.save_button, QKeySequence("Ctrl+S")), (self.print_button, QKeySequence("Ctrl+P")),
        ):  # fmt: skip
            pressed.setShortcut(keys)
        self.notice = Notice(f"{name}_notice")
        bar = row(
            before, after, self._where, NEAR, smaller, larger, fit, whole, 0, self._no_printer, NEAR,
            self.choose_button, self.save_button, self.print_button, gap=TIGHT, margins=(BESIDE, NEAR, BESIDE, NEAR),
        )  # fmt: skip
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(bar)
        box.addWidget(self.notice)
        box.addWidget(self.view, 1)
        self._box = box
        self.look_for_printers()

    def offer(self, words: str, told: str, do: Callable[[], object]) -> None:
        """Ask below the pages for the one thing that seeing them is for."""
        asked = button(words, f"{self.objectName()}_offer", "primary", "check")
        asked.clicked.connect(lambda _=False: do())
        line = row(
            label(told, f"{self.objectName()}_offer_told", "muted"), 0, asked, margins=(BESIDE, NEAR, BESIDE, NEAR)
        )
        self._box.addLayout(line)

    def show_pdf(self, data: bytes, file_name: str) -> None:
        """Show a PDF; `file_name` is proposed when it is saved."""
        self.close_pdf()
        self._pages, self._file_name = PdfPages(data), file_name
        self.view.show_pages(self._pages)

    def close_pdf(self) -> None:
        self.view.show_pages(None)
        if self._pages:
            self._pages.close()
            self._pages = None

    def look_for_printers(self) -> None:
        """Without a printer the button rests, and the sentence beside it says what to do."""
        there = default_printer() is not None or bool(QPrinterInfo.availablePrinterNames())
        self.print_button.setEnabled(there)
        self.choose_button.setVisible(there)
        self._no_printer.setVisible(not there)

    def print(self) -> None:
        """Every page unscaled on the default printer: at the counter nobody wants to be asked."""
        printer = default_printer()
        if not self._pages or printer is None:
            self.choose_printer()
            return
        printer.setDocName(self._file_name)
        self.print_on(printer)

    def choose_printer(self) -> None:
        """Ask which printer and how many, then print."""
        if not self._pages:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._file_name)
        asked = QPrintDialog(printer, self)
        asked.setMinMax(1, len(self._pages))
        if asked.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        assert self._pages is not None
        self.notice.clear()
        try:
            print_pages(self._pages, printer)
        except OSError:
            self.notice.show_words("打印机没有响应，没有打印。", "请检查打印机是否开机、有纸，或另存 PDF。")
            return
        self.printed.emit()

    def save(self) -> None:
        proposed = str(Path(start_folder()) / self._file_name)
        chosen, _ = QFileDialog.getSaveFileName(self, "另存 PDF", proposed, "PDF 文件 (*.pdf)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, file: Path) -> None:
        """Write beside and rename: a half-written file never bears the name."""
        assert self._pages is not None
        self.notice.clear()
        if file.suffix.lower() != ".pdf":
            file = file.with_name(f"{file.name}.pdf")
        part = file.with_name(f"{file.name}.part")
        try:
            part.write_bytes(self._pages.data)
            part.replace(file)
        except OSError:
            part.unlink(missing_ok=True)
            self.notice.show_words(f"不能写入“{file.name}”，没有保存。", "请关闭正在打开它的程序，或换一个文件夹。")
            return
        self.saved.emit(file)

    def _show_page(self, page: int, of: int) -> None:
        self._where.setText(f"第 {page} / {of} 页" if of else "")


class PreviewDialog(QDialog):
    """The preview in a window of its own; the document is closed with it."""

    def __init__(self, title: str, data: bytes, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview_dialog")
        self.setWindowTitle(title)
        self.setSizeGripEnabled(True)
        self.preview = PdfPreview()
        self.preview.show_pdf(data, file_name)
        self.finished.connect(lambda _: self.preview.close_pdf())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.preview)
        self.resize(self._fitting(parent))
        ready = self.preview.print_button if self.preview.print_button.isEnabled() else self.preview.save_button
        ready.setDefault(True)
        ready.setFocus()

    @staticmethod
    def _fitting(parent: QWidget | None) -> QSize:
        room = parent.window().size() if parent else QSize(1100, 760)
        return QSize(min(1000, room.width() - 2 * APART), max(480, room.height() - 2 * APART))
