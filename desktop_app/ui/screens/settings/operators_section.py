"""经手人: who sits at the desk, who did once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.office import office_settings
from desktop_app.rules import names
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.office import OperatorRow
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import Panel, button, form, form_label, label, panes, row, rule
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.fields import SearchLine
from desktop_app.ui.parts.lists import Details
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screen import Screen
from desktop_app.ui.screens.settings.section import Section
from desktop_app.ui.style import APART, NEAR

HERE = Badge("text", "circle-dot", "现在经手")
ACTIVE = Badge("good", "check", "在用")
CLOSED = Badge("muted", "ban", "已停用")
PANE = 340


class OperatorsSection(Section):
    title, name = "经手人", "operators"

    def __init__(self, page: Screen) -> None:
        super().__init__(page)
        self.trouble, self.pane_trouble = Notice("operators_trouble"), Notice("operator_trouble")
        self.table: Table[OperatorRow] = Table(
            "operators",
            (
                Column("姓名", lambda r: r.name),
                Column("状态", lambda r: self._badge(r).word, badge=self._badge, width=160),
            ),
            key=lambda r: r.operator_id,
            says="经手人",
            unit="位",
            empty="还没有经手人。在上面填写姓名，按 Enter 添加。",
            memory=self.desk.memory,
        )
        self.details = Details("operator_details")
        self._build()

    def _build(self) -> None:
        self.new = SearchLine("operator_name", "姓名", says="新经手人的姓名", clean=names.clean_person)
        self.new.setFixedWidth(200)
        add = button("添加", "operator_add", "primary", "plus", keys="Enter")
        add.clicked.connect(self.add)
        self.new.returnPressed.connect(self.add)
        named = form_label("新经手人", "operator_name", self.new)
        panel = Panel("经手人", "operators_panel", "姓名记入每次操作和每份收件单")
        panel.body.addLayout(row(named, self.new, add, 0, margins=(APART, 0, APART, NEAR)))
        panel.body.addLayout(row(self.trouble, margins=(APART, 0, APART, 0)))
        panel.body.addWidget(self.table, 1)
        self.renamed = SearchLine("operator_rename", says="更正后的姓名", clean=names.clean_person)
        self._rename = button("更正", "operator_rename_do")
        self._close = button("停用", "operator_close", "", "ban")
        self._reopen = button("恢复", "operator_reopen", "", "refresh")
        self._note = label("", "operator_note", "muted", wrap=True)
        entry = form()
        entry.addRow(form_label("更正姓名", "operator_rename", self.renamed), row(self.renamed, self._rename))
        for thing in (rule("operator_rule"), self._note):
            self.details.body.addWidget(thing)
        self.details.body.addLayout(entry)
        self.details.body.addWidget(self.pane_trouble)
        self.details.body.addLayout(row(self._close, self._reopen, 0))
        self.details.body.addStretch(1)
        self._rename.clicked.connect(self.rename)
        self.renamed.returnPressed.connect(self.rename)
        self._close.clicked.connect(self.close_chosen)
        self._reopen.clicked.connect(self.reopen)
        self.table.chosen.connect(self._choose)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panes("operators_panes", panel, self.details, PANE, self.desk.memory))

    def refresh(self) -> None:
        self.table.show_rows(office_settings.operators())

    def begin(self) -> None:
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> None:
        name = self.new.text()

        def write() -> None:
            made = self.page.run(
                "添加经手人", office_settings.add_operator, name=name, say=lambda _: f"已添加经手人{name.strip()}"
            )
            self.new.clear()
            self.table.select(made)

        self.trouble.attempt(write)

    def rename(self) -> None:
        chosen = self.table.current()
        if chosen is None:
            return

        def write() -> None:
            name = self.renamed.text()
            self.page.run(
                f"更正姓名 {chosen.name}",
                office_settings.rename_operator,
                operator_id=chosen.operator_id,
                name=name,
                say=lambda _: f"已更正为{name.strip()}",
            )
            if chosen.name == self.ledger.actor:
                self.ledger.actor = next(
                    each.name for each in office_settings.operators() if each.operator_id == chosen.operator_id
                )

        self.pane_trouble.attempt(write)
        self.refresh()

    def close_chosen(self) -> None:
        chosen = self.table.current()
        if chosen is None:
            return

        def write() -> None:
            if chosen.name == self.ledger.actor:
                raise RuleBroken(f"{chosen.name}正在经手。", "请先在窗口左下角切换到另一位，再停用。")
            self.page.run(
                f"停用经手人 {chosen.name}",
                office_settings.close_operator,
                operator_id=chosen.operator_id,
                on=self.today().isoformat(),
                say=lambda _: f"已停用{chosen.name}",
            )

        self.pane_trouble.attempt(write)

    def reopen(self) -> None:
        if chosen := self.table.current():
            self.pane_trouble.attempt(
                lambda: self.page.run(
                    f"恢复经手人 {chosen.name}",
                    office_settings.add_operator,
                    name=chosen.name,
                    say=lambda _: f"已恢复{chosen.name}",
                )
            )

    def _choose(self) -> None:
        self.pane_trouble.clear()
        chosen = self.table.current()
        for thing in (self.renamed, self._rename, self._close, self._reopen, self._note):
            thing.setVisible(chosen is not None)
        if chosen is None:
            self.details.show_nothing()
            return
        self.details.show_details(chosen.name, self._badge(chosen))
        self.renamed.fill(chosen.name)
        self._close.setVisible(chosen.active)
        self._reopen.setVisible(not chosen.active)
        self._note.setText(
            "停用后不再出现在左下角的名单里，以前经手的记录仍写着这个姓名。"
            if chosen.active
            else "已不在左下角的名单里；以前经手的记录仍写着这个姓名。"
        )

    def _badge(self, operator: OperatorRow) -> Badge:
        if not operator.active:
            return CLOSED
        return HERE if operator.name == self.ledger.actor else ACTIVE
