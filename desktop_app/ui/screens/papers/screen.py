"""Every document of the office: seen as it would print now, printed, exported, copied as text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from db.models import (
    Application,
    Branch,
    Deficiency,
    Designation,
    ElectronicVersion,
    Handover,
    ObligationOverride,
    OfficeSetting,
    PaperCopy,
    PartyOrganization,
    Publicity,
    PublicityItem,
    Receipt,
    ReceiptLine,
    Review,
    ReviewStage,
    Round,
)
from desktop_app.documents import DOCUMENTS, Document, Per, document
from desktop_app.office.papers_page import newest_slip, papers_page, propose_slips, slip
from desktop_app.office.papers_scope import ASKED, propose_codes
from desktop_app.shapes.papers_page import PapersPage, SlipRow
from desktop_app.shapes.window import Place, Proposal
from desktop_app.ui.parts.basics import Panel, button, label, row, wide
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.fields import ProposalField
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.preview import PdfPreview
from desktop_app.ui.parts.prints import ask_file, remember_folder
from desktop_app.ui.screen import Action, Desk, Screen
from desktop_app.ui.screens.papers.archiving import Archiving
from desktop_app.ui.screens.papers.columns import ListColumns
from desktop_app.ui.screens.papers.inspection import Inspection
from desktop_app.ui.screens.papers.making import Making
from desktop_app.ui.screens.papers.shelf import Shelf
from desktop_app.ui.style import APART, BESIDE, CONTROL, NEAR

CHOSEN = "papers/document"
FIRST = "receipt_slip"  # what is wanted most
NO_SLIP = ("还没有收件", "收件登记后，每次收件的回执都在这里，可以补打。")
NO_HANDOVER = ("还没有交接单", "在“收件登记 → 纸质件”里借出、归还、存档或退还以后，就有交接单。")
NO_PRINTER = "这台电脑没有打印机，请导出 PDF"


class DocumentsScreen(Screen):
    title = "文件中心"
    icon = "folder"
    initials = "wjzx"
    apart = True
    watches = frozenset(
        {
            Round,
            PartyOrganization,
            Branch,
            Designation,
            ObligationOverride,
            Application,
            Receipt,
            ReceiptLine,
            PaperCopy,
            Deficiency,
            Handover,
            ElectronicVersion,
            OfficeSetting,
            Review,
            ReviewStage,
            Publicity,
            PublicityItem,
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        kept = desk.settings.recall(CHOSEN)
        self._document = next((each for each in DOCUMENTS if each.key == kept), document(FIRST))
        self._page = PapersPage()
        self._slip: SlipRow | None = None
        self._picked = False  # somebody asked for this slip; otherwise it is the newest
        self._making = Making(desk, self)
        self._archiving = Archiving(desk, self)
        self._ready = False  # the preview shows what is chosen
        self._previewed = ""
        self.shelf, self.preview, self.notice = Shelf(DOCUMENTS), PdfPreview("paper"), Notice("papers_notice")
        self.of = ProposalField("paper_of", self._propose, "全部", says="这份文件是关于什么的")
        self._codes: dict[str, str] = {}  # what a document is of, by its key; nothing is all of it
        self.receipt = ProposalField("paper_receipt", propose_slips, "收件号、支部或送件人", says="哪一次收件的回执")
        self.columns = ListColumns(desk, self.notice)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.receipt.setFixedWidth(220)
        self.of.setFixedWidth(220)
        # the header prints and exports: one place for it, whatever the document's formats
        for spare in (self.preview.print_button, self.preview.save_button):
            spare.hide()
        beside = self.preview.findChild(QLabel, f"{self.preview.objectName()}_no_printer")
        if beside:
            beside.hide()
        self._title, self._about = label("", "paper_title", "section"), label("", "paper_about", "muted")
        self._state = label("", "paper_state", "muted")
        self._for = label("收件号", "paper_receipt_label")
        self._for.setBuddy(self.receipt)
        self._of = label("", "paper_of_label")
        self._of.setBuddy(self.of)
        heading = QWidget()
        heading.setObjectName("paper_heading")
        heading.setFixedHeight(CONTROL + NEAR)
        heading.setLayout(
            row(
                *(self._title, self._about, 0, self._state, self._for, self.receipt, self._of, self.of),
                margins=(APART - 1, NEAR, BESIDE, 0),
            )
        )
        self._empty_list = label("", "paper_empty", "muted")
        sheet = Panel("", "paper_sheet")
        sheet.body.addWidget(heading)
        sheet.body.addWidget(self.columns)
        sheet.body.addWidget(self.notice)
        sheet.body.addLayout(row(self._empty_list, 0, margins=(APART - 1, 0, APART, 0)))
        sheet.body.addWidget(self._bodies(), 1)
        self.inspection = Inspection(self.desk, sheet)
        both = row(self.shelf, wide(self.inspection), gap=BESIDE)
        self._all = QStackedWidget()
        self._all.setObjectName("papers_pages")
        page = QWidget()
        page.setObjectName("papers")
        page.setLayout(both)
        self._all.addWidget(page)
        self._all.addWidget(self._without_round())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._all)

    def _bodies(self) -> QStackedWidget:
        """The preview, or why there is none."""
        begin = button("登记收件", "papers_receive", "", "plus", keys="F2")
        begin.clicked.connect(lambda: self.go("收件登记", "new", 0))
        self._no_slip = EmptyState("papers_no_slip", "inbox", *NO_SLIP, begin)
        self._body = QStackedWidget()
        self._body.setObjectName("paper_body")
        self._body.addWidget(self.preview)
        self._body.addWidget(self._no_slip)
        export = button("导出…", "papers_export", "", "download", keys="Ctrl+E")
        export.clicked.connect(self.export)
        words = "这份文件是工作簿：导出后用 WPS 查看和打印。"
        self._body.addWidget(EmptyState("papers_workbook", "download", "没有可预览的版面", words, export))
        return self._body

    def _without_round(self) -> QWidget:
        begin = self._new_round = button("从通知新建批次", "papers_new_round", "", "file-text")
        begin.clicked.connect(lambda: self.wanted.emit(Place("系统设置", "new_round", 0)))
        sheet = Panel("", "papers_empty_panel")
        words = "回执、登记表和催报单都属于一个批次，建好批次后就在这里。"
        sheet.body.addWidget(EmptyState("papers_empty", "folder", "还没有批次", words, begin))
        return sheet

    def _connect(self) -> None:
        self.shelf.document_chosen.connect(self.choose)
        self.shelf.slip_chosen.connect(lambda receipt_id: self.choose("receipt_slip", receipt_id))
        self.receipt.accepted.connect(lambda proposal: self.choose("receipt_slip", proposal.record_id))
        self.of.accepted.connect(lambda proposal: self.of_what(proposal.text))
        self.of.textEdited.connect(lambda typed: None if typed.strip() else self.of_what(""))
        self.shelf.inspect.clicked.connect(self.inspection.ask)
        self.inspection.turned.connect(self._again)
        self.columns.said.connect(self.said)
        self.preview.printed.connect(self._printed)
        self._soon = QTimer(self)  # a page just opened is told at once which document is meant: that one is made
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._make)
        self._making.made.connect(self._made)
        self._making.failed.connect(self._failed)
        self._archiving.failed.connect(self._failed)
        self._archiving.said.connect(lambda words: self.said.emit(words, ""))
        self._archiving.offered.connect(self.offered)

    # What the window asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        before, self._page = self._page.round_name, papers_page()
        self._all.setCurrentIndex(0 if self._page.round_name else 1)
        if not self._page.round_name:
            self._make()
            return
        self.shelf.show_page(self._page)
        kept = slip(self._slip.receipt_id) if self._slip and self._picked and before == self._page.round_name else None
        self._picked, self._slip = kept is not None, kept or newest_slip()
        self._show()
        self._making.forget()
        self._ready = False
        self._soon.start()

    def state_line(self) -> str:
        if not self._page.round_name:
            return "还没有批次"
        receipts = f"收件 {self._page.receipts} 次" if self._page.receipts else "还没有收件"
        return " · ".join((self._page.round_name, f"{len(DOCUMENTS)} 种文件", receipts))

    def header_actions(self) -> tuple[Action, ...]:
        archive = (Action("归档本批次…", self.archive, "archive"),) if self._page.round_name else ()
        if not self._can:
            return () if self.inspection.open else archive
        copy = (Action("复制文字", self.copy_text, "copy"),) if ".txt" in self._document.writers else ()
        return (*archive, *copy, *self._ways_out[:-1])

    def primary(self) -> Action | None:
        return self._ways_out[-1] if self._can and ".pdf" in self._document.writers else None

    @property
    def _ways_out(self) -> tuple[Action, ...]:
        """Export and print; what can be done here and now is the last of them, which the page puts first."""
        export = Action("导出…", self.export, "download", "Ctrl+E")
        if ".pdf" not in self._document.writers:
            return export, export
        if self.preview.print_button.isEnabled():
            return export, Action("打印", self.print_out, "printer", "Ctrl+P")
        return Action("打印", self.print_out, "printer", "Ctrl+P", NO_PRINTER), export

    def take_keyboard(self) -> None:
        if self._page.round_name:
            self.shelf.take_keyboard()
        else:
            self._new_round.setFocus()

    def open_record(self, kind: str, record_id: int) -> None:
        """`kind` is the key of a document; of a slip `record_id` is the receipt's."""
        if any(each.key == kind for each in DOCUMENTS):
            self.choose(kind, record_id)
            self.shelf.take_keyboard()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing is kept open; when it is shown again it says how things stand then."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._soon.stop()
            self._making.forget()
            self.preview.close_pdf()
            self._ready, self._stale = False, True

    def print_out(self) -> bool:
        if not self._page.round_name:
            return False
        if self._ready and self.preview.print_button.isEnabled():
            self.preview.print()
        elif self._ready:
            self.notice.show_words("这台电脑没有安装打印机，没有打印。", "请导出 PDF，到有打印机的电脑上打印。")
        return True

    def export(self) -> bool:
        """Ask where to, and in which of the document's formats."""
        if not self._can:
            return False
        file = ask_file(self, self._document, self._name, self.desk.memory)
        if file:
            self.export_to(file)
        return True

    def archive(self) -> None:
        """The whole round as one pack: what goes in, where to."""
        self.notice.attempt(self._archiving.ask)

    # The chosen document ----------------------------------------------------------------------------------------------

    def choose(self, key: str, receipt_id: int = 0) -> None:
        """Show a document; of a slip the one of that receipt, else the one shown last."""
        self._document = document(key)
        self.desk.settings.remember(CHOSEN, key)
        if receipt_id and (found := slip(receipt_id)):
            self._slip, self._picked = found, True
        self.inspection.leave()
        self._again()

    def of_what(self, code: str) -> None:
        """The chosen document of one day, organisation, notice or handover; "" of all."""
        if self._codes.get(self._document.key, "") != code:
            self._codes[self._document.key] = code
            self._again()

    def _again(self) -> None:
        """What is chosen has changed."""
        self._show()
        self._make()
        self.refreshed.emit()

    def _propose(self, typed: str) -> Sequence[Proposal]:
        return propose_codes(self._document.key, typed)

    def copy_text(self) -> None:
        """The document as text, for a chat or the OA."""
        self.notice.attempt(self._copy_text)

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self._document.text(code=self._code, now=self.ledger.clock()))
        self.said.emit(f"已复制{self._document.title}的文字，可以粘贴到群或 OA", "")

    def export_to(self, file: Path) -> None:
        """Write the file in a Job; the folder is proposed again."""
        remember_folder(self.desk.memory, file)
        then = partial(self._left, self._document, self._code, f"已导出 {file.name}")
        self.notice.attempt(lambda: self._making.export(self._document, self._code, file, then))

    def _printed(self) -> None:
        self._left(self._document, self._code, f"已打印 {self._name}")

    def _left(self, document: Document, code: str | None, words: str) -> None:
        if self.notice.attempt(lambda: document.left_office(self.ledger, code=code)):
            self.said.emit(words, "")

    def _show(self) -> None:
        """Say what is chosen."""
        chosen = self._document
        self.shelf.choose(chosen.key)
        self.columns.show_for(chosen.key)
        self._title.setText(chosen.title)
        self._about.setText(chosen.about)
        for part in (self._for, self.receipt):
            part.setVisible(self._per_receipt and self._can)
        for part in (self._of, self.of):
            part.setVisible(self._asks and self._can)
        self._of.setText("交接单" if chosen.per is Per.HANDOVER else "范围")
        if not self.of.hasFocus():
            self.of.show_chosen(Proposal(0, self._code) if self._asks and self._code else None)
        if not self._can:
            self._no_slip.show_words(*(NO_HANDOVER if chosen.per is Per.HANDOVER else NO_SLIP))
        if not self.receipt.hasFocus():  # somebody is typing another number
            self.receipt.show_chosen(Proposal(self._slip.receipt_id, self._slip.number) if self._slip else None)
        empty = self._page.empty.get(chosen.key, "")
        self._empty_list.setText(empty)
        self._empty_list.setVisible(bool(empty))
        self._body.setCurrentIndex(1 if not self._can else 0 if ".pdf" in chosen.writers else 2)

    def _make(self) -> None:
        """What stands in the preview stays until the new one is there; when none comes, nothing old is left."""
        self._soon.stop()
        self._making.forget()
        self._ready = False
        self.notice.clear()
        self._state.clear()
        if not self._can or ".pdf" not in self._document.writers:
            self.preview.close_pdf()
        elif self.notice.attempt(lambda: self._making.preview(self._document, self._code)):
            self._state.setText("正在生成…")
        else:
            self.preview.close_pdf()

    def _made(self, data: bytes) -> None:
        same, page = self._previewed == self._name, self.preview.view.page()
        self._previewed, self._ready = self._name, True
        self._state.clear()
        self.preview.show_pdf(data, f"{self._name}.pdf")
        if same:
            self.preview.view.go_to(page)
        self.refreshed.emit()

    def _failed(self, error: Exception) -> None:
        self._state.clear()
        self.notice.show_failure(error)

    @property
    def _per_receipt(self) -> bool:
        return self._document.per is Per.RECEIPT

    @property
    def _can(self) -> bool:
        """Whether there is something to make the chosen document of."""
        one = not self._per_receipt or self._slip is not None
        handed = self._document.per is not Per.HANDOVER or self._code is not None
        return bool(self._page.round_name) and one and handed and not self.inspection.open

    @property
    def _asks(self) -> bool:
        """Whether it may be of a part, or must be of one thing, that is chosen beside its title."""
        return not self._per_receipt and self._document.key in ASKED

    @property
    def _code(self) -> str | None:
        if self._per_receipt:
            return self._slip.number if self._slip else None
        chosen = self._codes.get(self._document.key) or None
        return chosen or self._page.newest_handover or None if self._document.per is Per.HANDOVER else chosen

    @property
    def _name(self) -> str:
        """As the file is called: 应报未报名单 2025-09-10, 收件回执 SJ-2025-0012."""
        return f"{self._document.title} {self._code or self.ledger.clock().date().isoformat()}"
