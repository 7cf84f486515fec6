"""What is previewed is the very file: it is rendered, saved and printed as it is."""

from __future__ import annotations

import io

import pytest
from PySide6.QtGui import QImage, qGray
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel

from desktop_app.ui import style
from desktop_app.ui.parts.pdf_pages import PdfPages, print_pages
from desktop_app.ui.parts.preview import NO_PRINTER, Fit, PdfPreview, PreviewDialog

A4, A4_WIDE = (595.276, 841.89), (841.89, 595.276)


def pdf(*sizes):
    """A page of each size with a black square 100 pt wide whose lower left corner is at (72, 144), and its number."""
    from reportlab.pdfgen import canvas

    kept = io.BytesIO()
    made = canvas.Canvas(kept)
    for number, size in enumerate(sizes, 1):
        made.setPageSize(size)
        made.rect(72, 144, 100, 100, stroke=0, fill=1)
        made.drawString(300, 500, f"page {number}")
        made.showPage()
    made.save()
    return kept.getvalue()


def black_box(image: QImage):
    """Of the square, in pixels: left, top, right, bottom (the words are thinner than a tenth of it)."""
    step = max(1, image.width() // 200)
    dark = [
        (x, y)
        for y in range(0, image.height(), step)
        for x in range(0, image.width() // 2, step)
        if qGray(image.pixel(x, y)) < 64
    ]
    return min(x for x, _ in dark), min(y for _, y in dark), max(x for x, _ in dark), max(y for _, y in dark)


def alike(one: QImage, other: QImage) -> bool:
    """The same but for the last bit of a grey here and there."""
    if one == other:
        return True
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return one.size() == other.size() and max(abs(a - b) for a, b in pairs) <= 1


@pytest.fixture
def preview(qtbot, qapp):
    style.apply(qapp, dark=False)
    made = PdfPreview()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_pdf(pdf(A4, A4_WIDE, A4), "收件回执 SJ-2023-0001.pdf")
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close_pdf()


def where(preview):
    return preview.findChild(QLabel, "preview_page").text()


def test_pages_are_rendered_at_their_size():
    with PdfPages(pdf(A4, A4_WIDE)) as pages:
        image = pages.image(0, 2.0)
        assert (len(pages), image.width(), image.height()) == (2, 1191, 1684)
        left, top, right, bottom = black_box(image)
        assert (left, right) == (pytest.approx(144, abs=6), pytest.approx(344, abs=6))
        assert (top, bottom) == (pytest.approx(1684 - 488, abs=6), pytest.approx(1684 - 288, abs=6))


@pytest.mark.parametrize("scale", [1.0, 2.0, 300 / 72])
def test_bands_are_the_page_in_strips(scale):
    with PdfPages(pdf(A4)) as pages:
        whole, height = pages.image(0, scale), pages.pixel_height(0, scale)
        assert height == whole.height()
        for top in range(0, height, 500):
            bottom = min(height, top + 500)
            band = pages.image(0, scale, (top, bottom))
            assert alike(band, whole.copy(0, top, whole.width(), bottom - top))


def test_it_says_which_page_and_goes_to_others(preview):
    assert where(preview) == "第 1 / 3 页"
    preview.view.go_to(3)
    assert where(preview) == "第 3 / 3 页"
    preview.view.go_to(4)
    assert where(preview) == "第 3 / 3 页"


def test_zoom_steps_and_fits(preview, qtbot):
    fits = preview.view.zoom
    preview.view.step_zoom(1)
    assert preview.view.zoom > fits
    preview.view.set_zoom(1.0)
    preview.view.step_zoom(-1)
    assert preview.view.zoom == 0.75
    preview.view.set_zoom(Fit.WIDTH)
    assert preview.view.zoom == fits
    preview.view.set_zoom(Fit.PAGE)
    assert preview.view._boxes()[0].height() <= preview.view.viewport().height()


def test_only_pages_in_sight_are_rendered(preview):
    preview.view.grab()
    assert {number for number, _ in preview.view._images} == {0}


def test_what_is_saved_is_the_very_file(preview, tmp_path, qtbot):
    with qtbot.waitSignal(preview.saved) as saved:
        preview.save_to(tmp_path / "回执")
    assert saved.args == [tmp_path / "回执.pdf"]
    assert (tmp_path / "回执.pdf").read_bytes() == preview._pages.data
    assert [file.name for file in tmp_path.iterdir()] == ["回执.pdf"]


def test_a_folder_that_cannot_be_written_is_told(preview, tmp_path):
    preview.save_to(tmp_path / "没有" / "回执.pdf")
    assert preview.notice.words == "不能写入“回执.pdf”，没有保存。请关闭正在打开它的程序，或换一个文件夹。"


def test_without_a_printer_it_says_so(preview):
    beside = preview.findChild(QLabel, "preview_no_printer")
    assert (preview.print_button.isEnabled(), beside.isVisible(), beside.text()) == (False, True, NO_PRINTER)
    assert preview.save_button.isEnabled()


def printer_to(file):
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(file))
    made.setResolution(300)
    return made


def test_every_page_is_printed_unscaled_on_its_own_paper(tmp_path, qapp):
    printed = tmp_path / "printed.pdf"
    with PdfPages(pdf(A4, A4_WIDE)) as pages:
        print_pages(pages, printer_to(printed))
        with PdfPages(printed.read_bytes()) as back:
            assert [(round(s.width()), round(s.height())) for s in back.sizes] == [(595, 842), (842, 595)]
            for number in (0, 1):
                was, now = black_box(pages.image(number, 2.0)), black_box(back.image(number, 2.0))
                assert now == pytest.approx(was, abs=6)


def test_a_range_of_pages(tmp_path, qapp):
    printer = printer_to(tmp_path / "printed.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    with PdfPages(pdf(A4, A4_WIDE, A4)) as pages:
        print_pages(pages, printer)
    with PdfPages((tmp_path / "printed.pdf").read_bytes()) as back:
        assert [round(size.width()) for size in back.sizes] == [842]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_answer_is_told(preview, tmp_path, qtbot):
    with qtbot.capture_exceptions() as caught, qtbot.assertNotEmitted(preview.printed):
        preview.print_on(printer_to(tmp_path / "没有" / "printed.pdf"))
    assert (caught, preview.notice.words[:15]) == ([], "打印机没有响应，没有打印。请检查"[:15])


def test_the_dialog_closes_the_document(qtbot, qapp):
    dialog = PreviewDialog("收件回执", pdf(A4), "回执.pdf")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert dialog.preview._pages is None
