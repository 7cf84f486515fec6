"""What a restore would change, before it does: one sentence, and a list that can be copied to type things in again."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop_app.rules.restoring import summary
from desktop_app.shapes import shape
from desktop_app.shapes.backups import RestorePreview
from desktop_app.ui.parts.basics import Facts, Mark, button, label, row, wide
from desktop_app.ui.parts.memory import FORGETFUL, Memory
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.style import APART, BESIDE, FAR, NEAR

STEP, APPLICATION, RECEIPT, COUNT = "操作", "申报项目", "收件", "记录数"


@shape
class Loss:
    """One line of the list."""

    number: int
    kind: str
    code: str
    text: str
    note: str


def losses(preview: RestorePreview) -> tuple[Loss, ...]:
    """Applications and visits first, for they must be typed in again; then the steps, then how tables shrink."""
    found = [
        *((APPLICATION, each.code, each.text, each.note) for each in preview.applications),
        *((RECEIPT, each.code, each.text, each.note) for each in preview.receipts),
        *((STEP, at.replace("T", " ")[:16], title, "将没有这一步") for at, title in preview.steps),
        *((COUNT, "", each.table, f"由 {each.now} 条变为 {each.then} 条") for each in preview.tables),
    ]
    return tuple(Loss(number, *each) for number, each in enumerate(found))


class RestoreView(QWidget):
    """Told a preview, it shows it."""

    def __init__(self, name: str, memory: Memory = FORGETFUL) -> None:
        super().__init__()
        self.setObjectName(name)
        self._mark = Mark("alert-triangle", "warn", f"{name}_mark")
        self._summary = wide(label("", f"{name}_summary", wrap=True))
        self.facts = Facts(f"{name}_facts", 72)
        self.table: Table[Loss] = Table(
            f"{name}_losses",
            (
                Column("种类", lambda r: r.kind, width=88),
                Column("编号或时间", lambda r: r.code, width=136),
                Column("内容", lambda r: r.text),
                Column("恢复后", lambda r: r.note, width=220),
            ),
            key=lambda r: r.number,
            says="恢复后有什么不同",
            unit="处不同",
            empty="恢复不会改变任何记录。",
            memory=memory,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addLayout(self.facts)
        line = row(self._mark, self._summary)
        box.addLayout(line)
        box.addWidget(self.table, 1)
        box.addStretch(0)  # takes the room where the list is left out

    @property
    def words(self) -> str:
        return self._summary.text()

    def show_preview(self, preview: RestorePreview) -> None:
        made = preview.manifest
        rows = made.rows
        held = (
            f"{rows.get('branch', 0)} 个支部，{rows.get('application', 0)} 项申报，"
            f"{rows.get('receipt', 0)} 次收件，{len(made.parts) - 2} 个文件"
        )
        self.facts.show_facts(
            (
                ("备份", f"{made.made_at:%Y-%m-%d %H:%M}　{made.reason}　{made.by}"),
                ("内容", held),
            )
        )
        safe = preview.nothing_lost
        self._mark.show_icon(*(("check", "good") if safe else ("alert-triangle", "warn")))
        self._summary.setText(summary(preview))
        self.table.show_rows(losses(preview))
        self.table.setVisible(preview.readable)


class RestoreDialog(QDialog):
    """Shows what would change; accepted means restore."""

    def __init__(self, preview: RestorePreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("restore")
        self.setWindowTitle("从备份恢复")
        self.resize(860, 560)
        self.view = RestoreView("restore_view")
        self.view.show_preview(preview)
        leave = button("取消", "restore_cancel")
        go = button("恢复", "restore_go", "primary", "history")
        leave.clicked.connect(self.reject)
        go.clicked.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(FAR, APART, FAR, APART)
        box.setSpacing(NEAR)
        box.addWidget(label(f"恢复到 {preview.manifest.made_at:%Y-%m-%d %H:%M}", "restore_title", "large"))
        box.addWidget(self.view, 1)
        kept = "恢复前先把现在的数据再备份一次，然后移到数据文件夹里的“换下的数据”，不会删除。恢复记入操作记录。"
        box.addWidget(label(kept, "restore_kept", "muted", wrap=True))
        box.addLayout(row(0, leave, go))
        leave.setFocus()
