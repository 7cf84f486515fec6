"""应报未报: under each 基层党组织 and its telephone the branches that must apply and have not, and why they must."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.shapes.dashboard import Dashboard, MissingGroup, MissingLine
from desktop_app.ui import style
from desktop_app.ui.parts.basics import LEFT, RIGHT, Panel, button, elided, row
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.lists import Line, Words
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.style import APART, NEAR, TIGHT, tokens

BRANCH_LINE = 28  # px; a list to run the finger down, denser than one to choose from


class OrganizationHead(QWidget):
    """The organisation and whom to ring there; where both do not fit, the name of the person goes first."""

    HEIGHT, PHONE = 24, 13

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedHeight(self.HEIGHT)
        self._group = MissingGroup("", "", "", ())

    def show_group(self, group: MissingGroup) -> None:
        self._group = group
        ring = f"电话 {group.contact} {group.telephone}".replace("  ", " ") if group.telephone else "没有电话"
        self.setAccessibleName(f"{group.organization}，{ring}，未报 {len(group.branches)} 个支部")
        who = f"上次送件：{group.contact}" if group.contact else ""
        self.setToolTip(plain_tip("　".join(part for part in (group.organization, who, group.telephone) if part)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, group, painter = tokens(), self._group, QPainter(self)
        box = self.rect().adjusted(APART - 1, 0, -APART, 0)
        name = style.font_width(group.organization, strong=True)
        if group.telephone:
            painter.setFont(style.font(style.SMALL))
            room = box.width() - name - 2 * NEAR - self.PHONE
            full = f"{group.contact} {group.telephone}".strip()
            said = full if painter.fontMetrics().horizontalAdvance(full) <= room else group.telephone
            painter.setPen(QColor(look.muted))
            painter.drawText(box, RIGHT, said)
            left = box.right() - painter.fontMetrics().horizontalAdvance(said) - self.PHONE - TIGHT
            mark = QRect(left, box.center().y() - self.PHONE // 2, self.PHONE, self.PHONE)
            style.draw_icon(painter, mark, "phone", look.muted)
            box.setRight(left - NEAR)
        painter.setFont(style.font(strong=True))
        painter.setPen(QColor(look.text))
        painter.drawText(box, LEFT, elided(painter, group.organization, box.width()))
        painter.end()


class MissingLines(QWidget):
    """Heads and lines are made once and told what to say; spare ones are hidden."""

    def __init__(self, opens: Callable[[int], None]) -> None:
        super().__init__()
        self.setObjectName("missing_lines")
        self._opens = opens
        self._heads: list[OrganizationHead] = []
        self._lines: list[Line] = []
        self._branches: list[MissingLine] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, NEAR)
        self._box.setSpacing(0)
        self._box.addStretch(1)

    def show_groups(self, groups: Sequence[MissingGroup]) -> None:
        for thing in (*self._heads, *self._lines):
            self._box.removeWidget(thing)
        self._branches = []
        for number, group in enumerate(groups):
            head = self._head(number)
            head.show_group(group)
            self._put(head)
            for branch in group.branches:
                self._put(self._line(branch))
        for spare in (*self._heads[len(groups) :], *self._lines[len(self._branches) :]):
            spare.hide()

    def _put(self, thing: QWidget) -> None:
        self._box.insertWidget(self._box.count() - 1, thing)
        thing.show()

    def _head(self, number: int) -> OrganizationHead:
        if number == len(self._heads):
            made = OrganizationHead(f"missing_{number}")
            made.setParent(self)
            self._heads.append(made)
        return self._heads[number]

    def _line(self, branch: MissingLine) -> Line:
        number = len(self._branches)
        self._branches.append(branch)
        if number == len(self._lines):
            made = Line(f"missing_branch_{number}")
            made.setParent(self)
            made.clicked.connect(lambda _=False, n=number: self._opens(self._branches[n].branch_id))
            self._lines.append(made)
        line = self._lines[number]
        line.show_words(Words(branch.branch, beside=branch.why))
        line.setFixedHeight(BRANCH_LINE)
        secretary = f"书记 {branch.secretary}" if branch.secretary else ""
        told = (branch.because, f"{secretary}　{branch.telephone}".strip())
        line.setToolTip(plain_tip("\n".join(part for part in told if part)))
        return line


class MissingPanel(Panel):
    """Who is missing, and the two ways to chase them: on paper, and as text for a chat or the OA."""

    branch_opened = Signal(int)  # branch_id
    roster_wanted = Signal()
    print_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self) -> None:
        self._copy = button("复制催报文字", "copy_missing", "link", says="复制催报文字，粘贴到群或 OA")
        self._print = button("打印催报单", "print_missing", "link")
        self._actions = QWidget()
        self._actions.setObjectName("missing_actions")
        self._actions.setLayout(row(self._copy, self._print, gap=TIGHT))
        super().__init__("应报未报", "missing", action=self._actions)
        self._lines = MissingLines(self.branch_opened.emit)
        self._scroll = Scroll("missing_scroll", self._lines)
        self._nobody = EmptyState("missing_nobody", "circle-check", "", "")
        roster = button("去支部名册", "open_roster", "", "users-group")
        self._no_roster = EmptyState(
            "missing_no_roster",
            "users-group",
            "还没有支部名册",
            "应报的支部由名册里的荣誉推算：\n样板支部、“双带头人”工作室。",
            roster,
        )
        for thing in (self._scroll, self._nobody, self._no_roster):
            self.body.addWidget(thing)
        self.body.addStretch(1)
        self._copy.clicked.connect(self.copy_wanted)
        self._print.clicked.connect(self.print_wanted)
        roster.clicked.connect(self.roster_wanted)

    def show_dashboard(self, shown: Dashboard) -> None:
        missing = sum(len(group.branches) for group in shown.missing)
        self.show_count(f"{missing} / {shown.obligated}" if shown.obligated else "")
        self._lines.show_groups(shown.missing)
        self._actions.setVisible(bool(missing))
        self._scroll.setVisible(bool(missing))
        self._no_roster.setVisible(not shown.branches)
        self._nobody.setVisible(bool(shown.branches) and not missing)
        if shown.can_change_at is None:
            self._nobody.show_words("还不能判断", "批次没有申报截止日期，\n应报按截止那天的荣誉推算。")
        elif shown.obligated:
            self._nobody.show_words("没有应报未报的支部", f"应报的 {shown.obligated} 个支部都已申报。")
        else:
            self._nobody.show_words("没有应报的支部", "名册里没有截止那天仍有效的\n样板支部或“双带头人”工作室。")
