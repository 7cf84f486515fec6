"""材料: the terms of 补正 and of loans, what the copies are for, which sheets of labels the office buys, and how many
days it gives the steps after the close."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from desktop_app.office import office_settings
from desktop_app.rules.custody import purpose_of
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.labels import FORMATS, label_format
from desktop_app.shapes.office import OfficeProfile
from desktop_app.ui.parts.basics import Panel, button, field, form, form_label, label, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.fields import enter_goes_on
from desktop_app.ui.parts.pane import Choice
from desktop_app.ui.screen import Screen
from desktop_app.ui.screens.settings.section import Section
from desktop_app.ui.style import APART, NEAR

NUMBERS = {
    "correction_workdays": ("补正期限", "个工作日，从列出清单的次日算起"),
    "review_workdays": ("专家评审", "个工作日；时间倒排按这三项推算，通知没有规定"),
    "revision_workdays": ("修改完善", "个工作日"),
    "approval_workdays": ("部门审定", "个工作日"),
    "loan_workdays": ("借出期限", "个工作日；借出时可以另填"),
    "copies_to_archive": ("存档", "份，从第 1 份起"),
    "copies_to_return": ("退支部", "份，从最后一份起；其余供评审"),
}
NUMBER = 56  # px
STEP = "修改材料管理设置"


class DeskSection(Section):
    title, name = "材料", "desk"

    def __init__(self, page: Screen) -> None:
        super().__init__(page)
        self._stored = OfficeProfile()
        self._shown = False
        self.lines: dict[str, QLineEdit] = {}
        self.paper = Choice("desk_label_paper", [(each.key, each.words) for each in FORMATS])
        self.paper.setFixedWidth(220)
        self.trouble = Notice("desk_trouble")
        self._plan = label("", "desk_plan", "muted")
        self._build()

    def _build(self) -> None:
        entry = form()
        for key, (words, unit) in NUMBERS.items():
            line = field(f"desk_{key}", "", "")
            line.setFixedWidth(NUMBER)
            line.setMaxLength(4)
            line.textChanged.connect(lambda _: self._typed())
            said = label(unit, f"desk_{key}_unit", "muted")
            entry.addRow(form_label(words, f"desk_{key}", line), row(line, said, 0))
            self.lines[key] = line
        entry.addRow("", self._plan)
        entry.addRow(form_label("标签纸", "desk_label_paper", self.paper), row(self.paper, 0))
        self.paper.currentIndexChanged.connect(lambda _: self._typed())
        self._save = button("保存", "desk_save", "primary", keys="Ctrl+S")
        self._said = label("", "desk_said", "muted")
        self._save.clicked.connect(self.save)
        inner = QVBoxLayout()
        inner.setContentsMargins(APART, NEAR, APART, NEAR)
        inner.setSpacing(NEAR)
        inner.addLayout(entry)
        inner.addStretch(1)
        inner.addWidget(self.trouble)
        inner.addLayout(row(self._said, 0, self._save))
        panel = Panel("补正、流转、标签和各步天数", "desk_panel")
        panel.body.addLayout(inner, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)
        enter_goes_on(panel)

    def refresh(self) -> None:
        stored = office_settings.profile()
        if self._shown and stored == self._stored:
            return
        untouched = not self._shown or self._as_typed() == self._as_shown(self._stored)
        self._stored, self._shown = stored, True
        if untouched:
            for key, line in self.lines.items():
                line.setText(str(getattr(stored, key)))
            self.paper.show_word(label_format(stored.label_format).key)
        self._typed()

    def begin(self) -> None:
        self.lines["correction_workdays"].setFocus()

    def save(self) -> bool:
        if self._as_typed() != self._as_shown(self._stored):
            self.trouble.attempt(self._write)
        return True

    def _write(self) -> None:
        self.page.run(STEP, office_settings.change_profile, profile=self._profile(), say=lambda _: "已保存材料管理设置")

    def _profile(self) -> OfficeProfile:
        """What stands there. RuleBroken for what is no number."""
        numbers = {key: self._number(key) for key in self.lines}
        return replace(
            self._stored,
            correction_workdays=numbers["correction_workdays"],
            loan_workdays=numbers["loan_workdays"],
            copies_to_archive=numbers["copies_to_archive"],
            review_workdays=numbers["review_workdays"],
            revision_workdays=numbers["revision_workdays"],
            approval_workdays=numbers["approval_workdays"],
            copies_to_return=numbers["copies_to_return"],
            label_format=str(self.paper.word),
        )

    def _number(self, key: str) -> int:
        text = self.lines[key].text().strip()
        if not (text.isascii() and text.isdigit()):
            raise RuleBroken(f"{NUMBERS[key][0]}“{text}”不是数字。", "请填写整数。")
        return int(text)

    def _as_typed(self) -> tuple[str, ...]:
        return (*(line.text().strip() for line in self.lines.values()), str(self.paper.word))

    def _as_shown(self, profile: OfficeProfile) -> tuple[str, ...]:
        return (*(str(getattr(profile, key)) for key in self.lines), profile.label_format)

    def _typed(self) -> None:
        """The button and the plan follow what is typed."""
        changed = self._shown and self._as_typed() != self._as_shown(self._stored)
        self._save.setEnabled(changed)
        self._said.setText("有改动，还没有保存。" if changed else "没有未保存的改动。")
        if not changed:
            self.trouble.clear()
        try:
            typed = self._profile()
        except RuleBroken:
            self._plan.setText("")
            return
        plan = [
            purpose_of(n, 5, archive=typed.copies_to_archive, back=typed.copies_to_return).value for n in range(1, 6)
        ]
        self._plan.setText(f"一式五份时：{'、'.join(f'{n} {what}' for n, what in enumerate(plan, 1))}")
