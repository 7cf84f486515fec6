"""What stands over the table: the organisation that is looked at, and the chase list's hand-over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.shapes.roster import OrganizationRow
from desktop_app.shapes.roster_page import ListedBranch
from desktop_app.ui.parts.basics import Mark, button, label, row, rule
from desktop_app.ui.parts.pane import Cut
from desktop_app.ui.style import APART, BESIDE, NEAR


class _Strip(QFrame):
    """A line of 44 px with a rule under it."""

    HEIGHT = 44

    def __init__(self, name: str, *things: QWidget | int) -> None:
        super().__init__()
        self.setObjectName(name)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row(*things, gap=NEAR, margins=(APART - 1, 6, BESIDE, 6)))
        box.addWidget(rule(f"{name}_rule"))
        self.setMinimumHeight(self.HEIGHT)


class OrganizationStrip(_Strip):
    """Name, telephone, contact and counts of one organisation."""

    edit = Signal()
    closed = Signal()

    def __init__(self) -> None:
        self._name = Cut("strip_organization", "section")
        self._phone_mark = Mark("phone", "muted", "strip_phone_mark", 14)
        self._phone = label("", "strip_phone")
        self._phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._counts = label("", "strip_counts", "muted")
        edit = button("修改", "strip_edit", "link", says="修改这个基层党组织")
        close = button("", "strip_close", "quiet", "x", says="看全部基层党组织")
        super().__init__(
            "organization_strip", self._name, NEAR, self._phone_mark, self._phone, NEAR, self._counts, 0, edit, close
        )
        edit.clicked.connect(self.edit)
        close.clicked.connect(self.closed)

    def show_organization(self, organization: OrganizationRow | None, missing: int) -> None:
        self.setVisible(organization is not None)
        if organization is None:
            return
        self._name.show_words(organization.name)
        phone = "　".join(part for part in (organization.telephone, organization.contact) if part)
        self._phone.setText(phone or "没有电话")
        said = [f"{organization.branches} 个支部", f"应报 {organization.obligated}"]
        said += [f"未报 {missing}"] if missing else []
        said += [f"已于 {organization.closed_on} 撤销"] if organization.closed_on else []
        self._counts.setText(" · ".join(said))
        self.setAccessibleName(f"{organization.name}，{phone}，{self._counts.text()}")


class ChaseStrip(_Strip):
    """How many are missing, and the list of them as paper and as text."""

    print_out = Signal()
    copy_text = Signal()

    def __init__(self) -> None:
        self._words = label("", "chase_words", "section")
        self._print = button("打印催报单", "chase_print", "", "printer", keys="Ctrl+P")
        self._copy = button("复制催报文字", "chase_copy", "", "copy")
        super().__init__("chase_strip", self._words, 0, self._copy, self._print)
        self._print.clicked.connect(self.print_out)
        self._copy.clicked.connect(self.copy_text)

    def show_missing(self, missing: Sequence[ListedBranch], left: str) -> None:
        organizations = len({each.branch.organization_id for each in missing})
        said = f"{len(missing)} 个支部应报未报，分属 {organizations} 个基层党组织"
        self._words.setText(" · ".join(part for part in (said, left) if part) if missing else "应报的支部都已申报")
        for pressed in (self._print, self._copy):
            pressed.setVisible(bool(missing))
