"""What the office decides about a ranking: the quota, and 集体研究 on a tie that no rule parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QRadioButton, QWidget

from db.enums import BranchKind
from desktop_app.office import ranking as ranking_office
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.numbering import short_number
from desktop_app.rules.ranking_words import kind_words
from desktop_app.rules.typed_values import NotRead, read_count
from desktop_app.shapes.ranking import RankedApplication, Ranking
from desktop_app.ui.parts.basics import Panel, button, field, form_label, label, row
from desktop_app.ui.parts.fields import SearchLine
from desktop_app.ui.parts.pane import FormPane
from desktop_app.ui.parts.tips import plain_tip
from desktop_app.ui.style import NEAR, ROW

Run = Callable[..., Any]
MOST_SEEN = 8  # lines of an order before it scrolls
KINDS = tuple(filter(None, BranchKind))  # those that can have a quota of their own


def read_places(text: str, what: str) -> int:
    """How many places were typed. RuleBroken for what is no number."""
    try:
        number = read_count(text)
    except NotRead:
        raise RuleBroken(f"{what}“{text.strip()}”不是数字。", "请填 0 或正整数，例如 40。") from None
    if number is None:
        raise RuleBroken(f"{what}空着。", "请填 0 或正整数，例如 40。")
    return number


class QuotaForm(FormPane):
    """立项名额: one number, or one per kind of branch that is in the ranking."""

    def __init__(self, run: Run) -> None:
        super().__init__("quota_form")
        self._run = run
        self._ranking: Ranking | None = None
        self._kinds: list[BranchKind] = []
        self.one, self.each = QRadioButton("一个总数"), QRadioButton("按支部类型分别设定")
        self.total: QLineEdit = field("quota_total", "", "例如 40")
        self.places: dict[BranchKind, QLineEdit] = {}
        self._labels: dict[BranchKind, QWidget] = {}
        for made, name in ((self.one, "quota_one"), (self.each, "quota_each")):
            made.setObjectName(name)
            made.setAccessibleName(made.text())
            made.toggled.connect(lambda _: self._arrange())
        self.body.insertWidget(0, self.one)
        self.body.insertWidget(1, self.each)
        self._total_label = form_label("立项名额 *", "quota_total", self.total)
        self.form.addRow(self._total_label, self.total)
        for kind in KINDS:
            name = f"quota_{kind.name.lower()}"
            typed: QLineEdit = field(name, "", "名额")
            typed.textChanged.connect(lambda _: self._count())
            self._labels[kind] = form_label(kind_words(kind), name, typed)
            self.places[kind] = typed
            self.form.addRow(self._labels[kind], typed)
        self._told = label("", "quota_told", "muted", wrap=True)
        self.add_below(self._told)
        self.complete()

    def edit(self, ranking: Ranking) -> None:
        """Show what is set; kinds that compete have a line each, with how many they are."""
        self._ranking = ranking
        competing = Counter(each.kind for each in ranking.rows)
        known = {line.kind: line.places for line in ranking.lines}
        self._kinds = [kind for kind in self.places if kind in competing or (kind in known and kind)]
        self.total.setText(str(known.get("", "")))
        for kind, typed in self.places.items():
            typed.setText(str(known.get(kind, "")))
            typed.setPlaceholderText(f"{competing[kind]} 项参加排名")
        self.each.setEnabled(bool(self._kinds))
        (self.each if any(known) else self.one).setChecked(True)
        self._arrange()
        self.begin("立项名额", f"{len(ranking.rows)} 项参加排名")
        (self.places[self._kinds[0]] if self.each.isChecked() and self._kinds else self.total).setFocus()

    def _arrange(self) -> None:
        by_kind = self.each.isChecked()
        for shown in (self._total_label, self.total):
            shown.setVisible(not by_kind)
        for kind, typed in self.places.items():
            for thing in (self._labels[kind], typed):
                thing.setVisible(by_kind and kind in self._kinds)
        self._count()

    def _count(self) -> None:
        """What the numbers come to, while they are typed."""
        if not self.each.isChecked():
            self._told.setText("排在名额内的进入拟立项；并列跨过名额线的，先由集体研究确定。")
            return
        typed = [self.places[kind].text().strip() for kind in self._kinds]
        total = sum(int(text) for text in typed if text.isdigit())
        unknown = sum(not each.kind for each in self._ranking.rows) if self._ranking else 0
        left_out = f"另有 {unknown} 项的支部没有写明类型，请先在支部名册里补上。" if unknown else ""
        self._told.setText(f"合计 {total} 项。各类型分别按名次取，互不调剂。{left_out}")

    def typed(self) -> object:
        return (self.each.isChecked(), self.total.text(), tuple(made.text() for made in self.places.values()))

    def command(self) -> Callable[[], object]:
        assert self._ranking is not None
        if self.each.isChecked():
            places = {str(kind): read_places(self.places[kind].text(), kind_words(kind)) for kind in self._kinds}
        else:
            places = {"": read_places(self.total.text(), "立项名额")}
        total = sum(places.values())
        return lambda: self._run(
            f"设定立项名额 {total}",
            ranking_office.set_quota,
            say=lambda _: f"已设定立项名额 {total}",
            round_id=self._ranking.round_id,  # type: ignore[union-attr]
            places=places,
            stage=self._ranking.stage,  # type: ignore[union-attr]
        )


class OrderList(QListWidget):
    """Applications in an order that is made here: dragged, or moved by Alt and an arrow."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("先后次序")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            made = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(lambda by=by: self.move_current(by))

    def show_rows(self, rows: Sequence[tuple[int, str]]) -> None:
        """Ids and words, the first on top."""
        self.clear()
        for key, words in rows:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(0, ROW))
            item.setToolTip(plain_tip(words))
            self.addItem(item)
        self.setCurrentRow(0)
        self.setFixedHeight(min(len(rows), MOST_SEEN) * ROW + 2)

    def order(self) -> list[int]:
        return [int(self.item(at).data(Qt.ItemDataRole.UserRole)) for at in range(self.count())]

    def move_current(self, by: int) -> None:
        at = self.currentRow()
        if 0 <= at < self.count() and 0 <= at + by < self.count():
            item = self.takeItem(at)
            self.insertItem(at + by, item)
            self.setCurrentRow(at + by)


class CollectiveForm(FormPane):
    """集体研究: who comes first among those that no rule parts, decided by whom and why."""

    def __init__(self, run: Run) -> None:
        super().__init__("collective_form")
        self._run = run
        self._ranking: Ranking | None = None
        self._place = 0
        self.order = OrderList("collective_order")
        self.up = button("上移", "collective_up", "", "arrow-up", keys="Alt+↑")
        self.down = button("下移", "collective_down", "", "arrow-down", keys="Alt+↓")
        self.up.clicked.connect(lambda: self.order.move_current(-1))
        self.down.clicked.connect(lambda: self.order.move_current(1))
        self.body.insertWidget(0, label("排在上面的名次在前。", "collective_told", "muted", wrap=True))
        sheet = Panel("", "collective_order_panel")
        sheet.body.addWidget(self.order)
        self.body.insertWidget(1, sheet)
        self.body.insertLayout(2, row(self.up, self.down, 0, gap=NEAR))
        self.names = SearchLine("collective_names", "例如 部务会")
        self.reason = SearchLine("collective_reason", "为什么这样排")
        self.add("参加人 *", "collective_names", self.names)
        self.add("理由 *", "collective_reason", self.reason)
        self.add_below(label("先后和理由写进评审汇总表。", "collective_printed", "muted", wrap=True))
        self.complete()

    def decide(self, ranking: Ranking, tied: Sequence[RankedApplication]) -> None:
        """`tied` in the order that stands now."""
        self._ranking, self._place = ranking, tied[0].place
        self.order.show_rows([(each.application_id, f"{short_number(each.number)}　{each.branch}") for each in tied])
        names, _, reason = tied[0].decision.partition("：")
        self.names.fill(names)
        self.reason.fill(reason)
        self.begin("集体研究", f"第 {self._place} 名 {len(tied)} 项并列，没有规则能分先后")
        self.order.setFocus()

    def typed(self) -> object:
        return (tuple(self.order.order()), self.names.text(), self.reason.text())

    def command(self) -> Callable[[], object]:
        assert self._ranking is not None
        return lambda: self._run(
            f"集体研究 第 {self._place} 名",
            ranking_office.decide_tie,
            say=lambda _: f"已记录集体研究：第 {self._place} 名起的先后",
            round_id=self._ranking.round_id,  # type: ignore[union-attr]
            order=self.order.order(),
            names=self.names.text(),
            reason=self.reason.text(),
            stage=self._ranking.stage,  # type: ignore[union-attr]
        )
