"""数据: where it lies, how much there is, whether it is whole."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from desktop_app.folders import disk_warning
from desktop_app.office.data_file import data_facts, data_problems
from desktop_app.shapes.data_file import DataFacts
from desktop_app.ui.parts.basics import Facts, Mark, Panel, button, dress, field, form_label, label, row, rule
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.screen import Screen
from desktop_app.ui.screens.settings.section import Section
from desktop_app.ui.style import APART, BESIDE, NEAR

KIBI = 1024
MOST_SHOWN = 8  # problems; the others are counted


class DataSection(Section):
    title, name = "数据", "data"

    def __init__(self, page: Screen) -> None:
        super().__init__(page)
        self.path = field("data_folder")
        self.path.setReadOnly(True)
        self._copy = button("复制路径", "data_copy", "", "copy")
        self._open = button("打开文件夹", "data_open", "", "folder")
        self._check = button("检查数据", "data_check", "", "shield-check")
        self.facts = Facts("data_facts", 80)
        self.trouble = Notice("data_trouble")
        self._mark, self.said = Mark("check", "good", "data_mark"), label("", "data_said", "muted", wrap=True)
        self._build()
        self._copy.clicked.connect(self.copy_path)
        self._open.clicked.connect(self.open_folder)
        self._check.clicked.connect(self.check)

    def _build(self) -> None:
        panel = Panel("数据", "data_panel", "全部数据只在这个文件夹里，不联网")
        inner = QVBoxLayout()
        inner.setContentsMargins(APART, NEAR, APART, BESIDE)
        inner.setSpacing(BESIDE)
        inner.addLayout(row(form_label("数据文件夹", "data_folder", self.path), self.path, self._open, self._copy))
        inner.addLayout(self.facts)
        inner.addWidget(rule("data_rule"))
        checked = row(self._check, self._mark, self.said)
        checked.setStretch(2, 1)
        inner.addLayout(checked)
        inner.addWidget(self.trouble)
        panel.body.addLayout(inner)
        panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)
        box.addStretch(1)
        self._mark.hide()

    def refresh(self) -> None:
        found = data_facts()
        self.path.setText(str(found.file.parent))
        self.path.setCursorPosition(0)
        self.facts.show_facts(_facts(found))
        if warning := disk_warning(found.file.parent):
            self.trouble.show_words(*warning)
        self._mark.hide()
        self.said.setText("核对数据文件、记录之间的关联，以及操作记录有没有被改动。")

    def begin(self) -> None:
        self._check.setFocus()

    def copy_path(self) -> None:
        QGuiApplication.clipboard().setText(self.path.text())
        self.page.said.emit("已复制数据文件夹的路径", "")

    def open_folder(self) -> None:
        self.trouble.clear()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(self.path.text())):
            self.trouble.show_words("系统没有能打开文件夹的程序。", "请复制路径，在文件管理器里打开。")

    def check(self) -> None:
        """A second at most, even after ten years: it is asked on this thread, which alone may ask the database."""
        self.trouble.clear()
        self._mark.hide()
        self.said.clear()
        problems: list[str] = []
        if not self.trouble.attempt(lambda: problems.extend(data_problems())):
            return
        if problems:
            more = len(problems) - MOST_SHOWN
            told = "\n".join((*problems[:MOST_SHOWN], *([f"另有 {more} 处。"] if more > 0 else [])))
            self.trouble.show_words(f"数据有 {len(problems)} 处问题，请先不要继续录入，从备份恢复。", told)
            return
        found = data_facts()
        dress(self.said, "muted")
        self._mark.show()
        at = self.ledger.clock()
        self.said.setText(f"数据完好：{found.records} 条记录，操作记录首尾相接（{at:%H:%M} 检查）。")


def _facts(found: DataFacts) -> tuple[tuple[str, str], ...]:
    return (
        ("数据文件", found.file.name),
        ("大小", size_words(found.size_bytes)),
        ("记录", f"{found.records} 条"),
        ("结构版本", str(found.schema)),
    )


def size_words(size_bytes: int) -> str:
    """0.3 MB, 12 MB, 1.4 GB."""
    mega = size_bytes / KIBI**2
    if mega >= KIBI:
        return f"{mega / KIBI:.1f} GB"
    return f"{mega:.0f} MB" if mega >= 10 else f"{mega:.1f} MB"
