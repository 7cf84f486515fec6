"""文件中心 with its two faces: the documents, and, while one is edited, the text of a paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from db.models import OfficialText
from desktop_app.office.official_texts import OF_DOCUMENTS
from desktop_app.ui.screen import Action, Desk
from desktop_app.ui.screens.papers.screen import DocumentsScreen
from desktop_app.ui.screens.papers.texts import TextEditor

EDIT = "Ctrl+T"


class PapersScreen(DocumentsScreen):
    """A document whose words the office may write offers “修改文字…”; Esc leads back to it as it then is."""

    watches = DocumentsScreen.watches | {OfficialText}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.editor = TextEditor(desk)
        self._all.addWidget(self.editor)
        self.editor.said.connect(self.said)
        self.editor.wanted.connect(self.wanted)
        self.editor.changed.connect(self.refreshed)
        self.editor.left.connect(self._to_documents)
        keys = QShortcut(QKeySequence(EDIT), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.edit_text)

    def edit_text(self) -> None:
        """Open the text of the chosen document, where it has one."""
        free = self._page.round_name and not self.editor.open and not self.inspection.open
        if free and self._document.key in OF_DOCUMENTS:
            self._making.forget()
            self._all.setCurrentWidget(self.editor)
            self.editor.edit(self._document, self._code)
            self.refreshed.emit()

    def _to_documents(self) -> None:
        self.refresh()
        self.refreshed.emit()
        self.shelf.take_keyboard()

    # What the window asks: of the page in sight -----------------------------------------------------------------------

    def refresh(self) -> None:
        if self.editor.open and self._all.currentWidget() is self.editor:
            self.editor.refresh()
        else:
            super().refresh()

    def state_line(self) -> str:
        return self.editor.state_line() if self.editor.open else super().state_line()

    def header_actions(self) -> tuple[Action, ...]:
        if self.editor.open:
            return self.editor.header_actions()
        edit: Sequence[Action] = ()
        if self._page.round_name and self._document.key in OF_DOCUMENTS and not self.inspection.open:
            edit = (Action("修改文字…", self.edit_text, "pencil", EDIT),)
        return (*edit, *super().header_actions())

    def primary(self) -> Action | None:
        return self.editor.primary() if self.editor.open else super().primary()

    def take_keyboard(self) -> None:
        if self.editor.open:
            self.editor.take_keyboard()
        else:
            super().take_keyboard()

    def focus_filter(self) -> bool:
        return self.editor.open and self.editor.focus_filter()

    def save(self) -> bool:
        return self.editor.open and self.editor.save()

    def back(self) -> bool:
        return self.editor.open and self.editor.back()

    def print_out(self) -> bool:
        return not self.editor.open and super().print_out()

    def export(self) -> bool:
        return not self.editor.open and super().export()

    def choose(self, key: str, receipt_id: int = 0) -> None:
        """Another document is asked for from elsewhere: the text that is being edited is put away, and kept."""
        if self.editor.open:
            self.editor.leave()
        super().choose(key, receipt_id)
