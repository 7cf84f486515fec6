"""Data that cannot be opened any more: what is wrong, the newest good backup, and what it would cost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout

from db.errors import DatabaseTrouble
from desktop_app.backups.keeper import Keeper
from desktop_app.backups.restoring import Prepared, discard, prepare, preview
from desktop_app.ui.parts.basics import button, label, row
from desktop_app.ui.parts.errors import KNOWN, Notice
from desktop_app.ui.parts.restore_view import RestoreView
from desktop_app.ui.parts.working import Working
from desktop_app.ui.style import APART, FAR, NEAR

PACKS = "备份 (*.zip)"
KEPT = "读不出的数据移到数据文件夹里的“换下的数据”，不会删除，维护人员也许还能从中找回一些内容。"


class RescueDialog(QDialog):
    """Accepted means: let `prepared` take the data's place. Backups that cannot be read are passed over."""

    def __init__(self, trouble: DatabaseTrouble, keeper: Keeper) -> None:
        super().__init__()
        self.setObjectName("rescue")
        self.setWindowTitle("一支部一特色")
        self.resize(860, 600)
        self._keeper = keeper
        self.prepared: Prepared | None = None
        self.notice, self.said = Notice("rescue_trouble"), Notice("rescue_refused")
        self.notice.show_words(trouble.what, "程序没有改动它。可以用下面这份备份换下它，接着工作。")
        self.view = RestoreView("rescue_view")
        self.go = button("恢复这份备份", "rescue_go", "primary", "history")
        other = button("用别的备份…", "rescue_other", "", "file-import")
        leave = button("退出", "rescue_leave")
        self.go.clicked.connect(self.accept)
        other.clicked.connect(self._ask_for_file)
        leave.clicked.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(FAR, APART, FAR, APART)
        box.setSpacing(NEAR)
        box.addWidget(label("数据文件打不开", "rescue_title", "large"))
        box.addWidget(self.notice)
        box.addWidget(self.view, 1)
        box.addWidget(self.said)
        box.addWidget(label(KEPT, "rescue_kept", "muted", wrap=True))
        box.addLayout(row(other, 0, leave, self.go))
        self.view.hide()
        self.go.setEnabled(False)
        self._offer_the_newest()

    def offer(self, file: Path) -> bool:
        """Prove a backup and show what it holds and what it would cost; False when it is of no use."""
        self.said.clear()
        sheet = Working("正在核对备份", file.name)
        sheet.show()
        sheet.look()
        try:
            made = prepare(file, self._keeper.folder, sheet.progress)
        except KNOWN as trouble:
            self.said.show_trouble(trouble)
            return False
        except OSError as trouble:
            self.said.show_words(f"备份“{file.name}”读不出来（{trouble.strerror}）。", "请换一份备份。")
            return False
        finally:
            sheet.close()
            sheet.deleteLater()
        if self.prepared:
            discard(self.prepared)
        self.prepared = made
        self.view.show_preview(preview(made, self._keeper.folder))
        self.view.show()
        self.go.setEnabled(True)
        self.go.setFocus()
        return True

    def reject(self) -> None:
        if self.prepared:
            discard(self.prepared)
            self.prepared = None
        super().reject()

    def _offer_the_newest(self) -> None:
        for file in self._keeper.files():
            if file.manifest and self.offer(file.path):
                return
        if not self.said.words:
            self.said.show_words("备份文件夹里没有能用的备份。", "请插上存有备份的 U 盘，按“用别的备份…”选择它。")

    def _ask_for_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "选择备份", str(self._keeper.state.folder), PACKS)
        if chosen:
            self.offer(Path(chosen))
