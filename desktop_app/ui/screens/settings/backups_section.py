"""备份: where they go, which there are, and the way back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from desktop_app.backups.keeper import INSIDE, Packed
from desktop_app.backups.restoring import Prepared, discard, preview
from desktop_app.folders import same_disk
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.backups import BackupFile, BackupState, Reason
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import Mark, Panel, button, field, form_label, label, panes, row, wide
from desktop_app.ui.parts.errors import KNOWN, Notice
from desktop_app.ui.parts.lists import Details
from desktop_app.ui.parts.restore_view import RestoreDialog
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screen import Screen
from desktop_app.ui.screens.settings.data_section import size_words
from desktop_app.ui.screens.settings.section import Section
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT

WHOLE = Badge("good", "check", "完好")
BROKEN = Badge("warn", "alert-triangle", "读不出")
PANE, LABELS = 320, 76
KEPT = (
    "退出时、有改动满半小时、导入和升级之前自动备份；留最近 12 天、10 周、9 个月各一份。"
    "含数据和收到的文件；视频只记路径和校验值，不在备份里。"
)
PACKS = "备份 (*.zip)"


class BackupsSection(Section):
    title, name = "备份", "backups"

    def __init__(self, page: Screen) -> None:
        super().__init__(page)
        self.keeping = self.desk.safekeeping
        self.trouble, self.pane_trouble = Notice("backups_trouble"), Notice("backup_trouble")
        self.dialog: RestoreDialog | None = None
        self._files: tuple[BackupFile, ...] = ()
        self.table: Table[BackupFile] = Table(
            "backups",
            (
                Column("时间", _when, width=148),
                Column("原因", lambda r: r.manifest.reason if r.manifest else "", width=80),
                Column("经手人", lambda r: r.manifest.by if r.manifest else "", width=104),
                Column("大小", lambda r: r.size_bytes, text=lambda r: size_words(r.size_bytes), width=80, number=True),
                Column("位置", self._place),
                Column("检查", lambda r: _badge(r).word, badge=_badge, width=96),
            ),
            key=_same,
            says="备份",
            unit="份备份",
            empty="还没有备份。按“立即备份”，或照常工作：退出时会自动备份。",
            memory=self.desk.memory,
        )
        self.details = Details("backup_details")
        self._build()
        self.table.chosen.connect(self._choose)
        if self.keeping:
            self.keeping.changed.connect(self.refresh)

    # Building ---------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.now = button("立即备份", "backup_now", "", "database")
        self.from_file = button("从文件恢复…", "backup_from_file", "link", "file-import")
        self._mark = Mark("check", "good", "backups_mark")
        self.said = label("", "backups_said", "muted")
        self.place, self.second = (
            field("backup_folder"),
            field("backup_second", hint="未选，例如 U 盘、移动硬盘、共享文件夹"),
        )
        panel = Panel("备份", "backups_panel", action=self.from_file)
        inner = QVBoxLayout()
        inner.setContentsMargins(APART, TIGHT, APART, BESIDE)
        inner.setSpacing(NEAR)
        inner.addLayout(row(self.now, self._mark, self.said, 0))
        self._inside = button("放回数据文件夹", "backup_folder_inside")
        self._without = button("不用", "backup_second_none")
        inner.addLayout(self._place_line("备份位置", self.place, "backup_folder", self._inside))
        inner.addLayout(self._place_line("第二个位置", self.second, "backup_second", self._without))
        inner.addWidget(label(KEPT, "backups_kept", "muted", wrap=True))
        inner.addWidget(self.trouble)
        panel.body.addLayout(inner)
        listed = Panel("", "backups_list")
        listed.body.addWidget(self.table, 1)
        self._restore = button("恢复…", "backup_restore", "", "history")
        self._open = button("打开所在文件夹", "backup_open", "", "folder")
        self.details.body.addWidget(self.pane_trouble)
        self.details.body.addLayout(row(self._restore, self._open, 0))
        self.details.body.addStretch(1)
        self.now.clicked.connect(self.back_up)
        self.from_file.clicked.connect(self._ask_for_file)
        self._inside.clicked.connect(lambda: self.choose(None, self._state.second))
        self._without.clicked.connect(lambda: self.choose(self._chosen, None))
        self._restore.clicked.connect(self.restore_chosen)
        self._open.clicked.connect(self._open_folder)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addWidget(panel)
        box.addWidget(panes("backups_panes", listed, self.details, PANE, self.desk.memory), 1)

    def _place_line(self, words: str, shown: QLineEdit, name: str, other: QPushButton) -> QHBoxLayout:
        shown.setReadOnly(True)
        change = button("选择…", f"{name}_choose", "", "folder")
        change.clicked.connect(lambda: self._ask_for_folder(second=shown is self.second))
        named = form_label(words, name, shown)
        named.setMinimumWidth(LABELS)
        return row(named, wide(shown), change, other)

    # What the page asks -----------------------------------------------------------------------------------------------

    @property
    def _state(self) -> BackupState:
        assert self.keeping
        return self.keeping.keeper.state

    @property
    def _chosen(self) -> Path | None:
        """The folder of choice; None while it is the one inside the data folder."""
        assert self.keeping
        return None if self._state.folder == self.keeping.folder / INSIDE else self._state.folder

    def refresh(self) -> None:
        if self.keeping is None:
            self.setEnabled(False)
            return
        state, note = self._state, self.keeping.note
        self.place.setText(str(state.folder))
        self.second.setText(str(state.second or ""))
        for shown in (self.place, self.second):
            shown.setCursorPosition(0)
        self._inside.setVisible(self._chosen is not None)
        self._without.setVisible(state.second is not None)
        self.said.setText(self._last_words(state))
        self._mark.show_icon(*(("alert-triangle", "warn") if note or not state.last_at else ("check", "good")))
        self.trouble.clear()
        if note:
            self.trouble.show_words(note, _way_out(state))
        self._files = self.keeping.keeper.files()
        self.table.show_rows(list({_same(each): each for each in reversed(self._files)}.values())[::-1])
        self._choose()

    def begin(self) -> None:
        self.now.setFocus()

    def _last_words(self, state: BackupState) -> str:
        if state.last_at is None:
            return "还没有备份"
        second = f"，第二份 {state.second_at:%m-%d %H:%M}" if state.second_at else "，还没有第二份"
        return f"最近一次 {state.last_at:%m-%d %H:%M}{second}"

    # Doing ------------------------------------------------------------------------------------------------------------

    def back_up(self) -> None:
        assert self.keeping
        if self.now.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # the next field would take it, and select what is in it
        self.now.setEnabled(False)
        self.keeping.back_up(Reason.BY_HAND, self._backed_up, self._not_backed_up)

    def _backed_up(self, packed: Packed) -> None:
        self._ready_again()
        second = "，第二份也已写好" if packed.second else ""
        self.page.said.emit(f"已备份并核对 {packed.path.name}{second}", "")

    def _not_backed_up(self, _: Exception) -> None:
        """The reason is remembered, and stands there with the next look."""
        self._ready_again()

    def _ready_again(self) -> None:
        self.now.setEnabled(True)
        if self.hasFocus():
            self.now.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, folder: Path | None, second: Path | None) -> None:
        assert self.keeping
        try:
            self.keeping.choose(folder, second)
        except RuleBroken as broken:
            self.trouble.show_trouble(broken)
            return
        self.refresh()
        if second and same_disk(second, self.keeping.folder):
            self.trouble.show_words(
                "第二个位置和数据在同一块磁盘上。", "磁盘坏了，两份都会没有：请改选 U 盘、移动硬盘或共享文件夹。"
            )
        self.page.said.emit("已改备份的位置，下一次备份写到那里", "")

    def _ask_for_folder(self, *, second: bool) -> None:
        before = str(self._state.second or "") if second else str(self._state.folder)
        words = "选择第二个备份位置" if second else "选择备份位置"
        chosen = QFileDialog.getExistingDirectory(self, words, before)
        if chosen:
            path = Path(chosen)
            self.choose(*((self._chosen, path) if second else (path, self._state.second)))

    def _ask_for_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "从备份恢复", str(self._state.folder), PACKS)
        if chosen:
            self.unpack(Path(chosen), self.trouble)

    def restore_chosen(self) -> None:
        if chosen := self.table.current():
            self.unpack(chosen.path, self.pane_trouble)

    def unpack(self, file: Path, trouble: Notice) -> None:
        """Prove a backup, then show what it would change; nothing is changed yet."""
        assert self.keeping
        trouble.clear()

        def failed(error: Exception) -> None:
            if isinstance(error, KNOWN):
                trouble.show_trouble(error)
            else:
                trouble.show_words(f"备份读不出来（{error}）。", "请换一份备份；现在的数据没有改动。")

        self.keeping.unpack(file, self._ask, failed)

    def _ask(self, prepared: Prepared) -> None:
        assert self.keeping
        keeping = self.keeping
        self.dialog = RestoreDialog(preview(prepared, keeping.folder), self.window())
        self.dialog.setModal(True)
        self.dialog.accepted.connect(lambda: keeping.restore_wanted.emit(prepared))
        self.dialog.rejected.connect(lambda: discard(prepared))
        self.dialog.show()

    def _open_folder(self) -> None:
        chosen = self.table.current()
        if chosen and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(chosen.path.parent))):
            self.pane_trouble.show_words("系统没有能打开文件夹的程序。", f"文件夹是 {chosen.path.parent}。")

    # The pane ---------------------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        self.pane_trouble.clear()
        chosen = self.table.current()
        for thing in (self._restore, self._open):
            thing.setVisible(chosen is not None)
        if chosen is None:
            self.details.show_nothing("在左边选一份备份，这里显示它的内容。")
            return
        self._restore.setEnabled(chosen.manifest is not None)
        self.details.show_details(_when(chosen), _badge(chosen), _facts(chosen))

    def _place(self, file: BackupFile) -> str:
        """Both places where the same backup lies in both."""
        return "、".join(dict.fromkeys(self._place_word(each) for each in self._files if _same(each) == _same(file)))

    def _place_word(self, file: BackupFile) -> str:
        assert self.keeping
        if file.second:
            return "第二个位置"
        return "数据文件夹" if file.path.parent == self.keeping.folder / INSIDE else "备份位置"


def _same(file: BackupFile) -> tuple[str, int, str]:
    """What two copies of one backup have in common."""
    made = file.manifest
    return ("", 0, str(file.path)) if made is None else (made.origin, made.sequence, made.made_at.isoformat())


def _when(file: BackupFile) -> str:
    """Of one that cannot be read, what its name says."""
    if file.manifest:
        return f"{file.manifest.made_at:%Y-%m-%d %H:%M}"
    year, month, day, clock = file.path.stem.split("-")[2:6]
    return f"{year}-{month}-{day} {clock[:2]}:{clock[2:]}"


def _badge(file: BackupFile) -> Badge:
    return WHOLE if file.manifest else BROKEN


def _facts(file: BackupFile) -> tuple[tuple[str, str], ...]:
    made = file.manifest
    if made is None:
        return (("文件", file.path.name), ("原因", file.trouble))
    rows = made.rows
    held = f"{rows.get('application', 0)} 项申报，{rows.get('receipt', 0)} 次收件，{len(made.parts) - 2} 个文件"
    return (
        ("文件", file.path.name),
        ("原因", str(made.reason)),
        ("经手人", made.by),
        ("大小", size_words(file.size_bytes)),
        ("内容", held),
        ("程序版本", made.version),
        *((("问题", "".join(made.problems)),) if made.problems else ()),
    )


def _way_out(state: BackupState) -> str:
    if state.trouble:
        return "请换一个备份位置，或按“立即备份”再试一次。"
    if state.second:
        return f"请接上“{state.second}”所在的磁盘，再按“立即备份”。"
    return "请插上 U 盘或移动硬盘，选为“第二个位置”，再按“立即备份”。"
