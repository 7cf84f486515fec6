"""经手人: who sits at the desk, who did once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from desktop_app.office import office_settings
from desktop_app.rules import names
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.office import OperatorRow
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import Panel, Stack, button, form, form_label, label, panes, row, rule
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.fields import SearchLine
from desktop_app.ui.parts.lists import Details
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screen import Screen
from desktop_app.ui.screens.settings.section import Section
from desktop_app.ui.style import APART, NEAR, TIGHT

HERE = Badge("text", "circle-dot", "现在经手")
ACTIVE = Badge("good", "check", "在用")
CLOSED = Badge("muted", "ban", "已停用")
PANE = 340
TWO_NAMES = (
    ("second_entry_by_another", "双录的第二遍由另一位录入", "录第一遍的人不能再录同一张的第二遍。"),
    ("late_by_another", "逾期由经手人以外的人批准", "批准人的姓名不能是正在办理的经手人。"),
    ("approval_by_another", "审定由另一位办理", "确认“已按意见修改”的人、拟定审定的人，都不能办理同一项的审定。"),
)
# What a name proves, in plain words; the manual says the same.
PROVES = (
    "姓名是在窗口左下角选定的，不用口令。它说明这一步是用谁的名义办的，两位同事照约定各用各的姓名时，可以分清谁做了什么；"
    "它不能防止有人冒用别人的姓名，也不能代替签字。操作记录环环相扣，在程序之外改动、删去或插入都查得出来；"
    "只有截去末尾要靠纸质文件上印的记录号来核对。需要防冒用的，请给这台电脑各设系统账户，或把重要的表打印出来签字。"
)


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
        panel = Panel("经手人", "operators_panel", "姓名记入每次操作和每份收件回执")
        panel.body.addLayout(row(named, self.new, add, 0, margins=(APART, 0, APART, NEAR)))
        panel.body.addLayout(row(self.trouble, margins=(APART, 0, APART, 0)))
        panel.body.addWidget(self.table, 1)
        panel.body.addWidget(self._build_two_names())
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

    def _build_two_names(self) -> Stack:
        """Where the office asks for two names; each choice is stored as it is made."""
        lines: list[QWidget] = [label("须有两个不同姓名的事", "two_names_title", "section")]
        self.choices: dict[str, QCheckBox] = {}
        for key, words, told in TWO_NAMES:
            box = QCheckBox(words)
            box.setObjectName(f"office_{key}")
            box.setAccessibleDescription(told)
            box.clicked.connect(lambda on, k=key, w=words: self._choose_two(k, w, on=on))
            self.choices[key] = box
            said = label(told, f"office_{key}_note", "muted")
            said.setContentsMargins(22, 0, 0, 0)
            lines += [box, said]
        lines += [
            label("姓名能说明什么", "names_prove_title", "section"),
            label(PROVES, "names_prove", "muted", wrap=True),
        ]
        made = Stack("two_names", *lines, gap=TIGHT)
        made.box.setContentsMargins(APART, NEAR, APART, NEAR)
        return made

    def _choose_two(self, key: str, words: str, *, on: bool) -> None:
        asked: dict[str, Any] = {key: on}
        profile = replace(office_settings.profile(), **asked)
        said = f"{'已要求' if on else '不再要求'}：{words}"
        if not self.trouble.attempt(
            lambda: self.page.run(words, office_settings.change_profile, profile=profile, say=lambda _: said)
        ):
            self.refresh()

    def refresh(self) -> None:
        self.table.show_rows(office_settings.operators())
        profile = office_settings.profile()
        for key, box in self.choices.items():
            box.setChecked(getattr(profile, key))

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
