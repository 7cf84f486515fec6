"""单位: who the office is, when its day ends, and what counts as late."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.office import office_settings
from desktop_app.shapes.office import OfficeProfile
from desktop_app.ui.parts.basics import Panel, Stack, button, field, form, form_label, label, row, rule
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.fields import enter_goes_on
from desktop_app.ui.screen import Screen
from desktop_app.ui.screens.settings.profile_fields import LINES, add_profile_fields, show_profile, typed_profile
from desktop_app.ui.screens.settings.section import Section
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT

FORM_WIDTH = 552
CLOCK_WIDTH = 72
STEP = "修改单位信息"
CHOICES = (
    ("electronic_whole_day", "电子版截止到当天 24:00", "不勾选时，电子版也到下班时间为止。"),
    ("late_by_file_too", "电子版逾期也算申报逾期", "不勾选时，只看第一份纸质件何时送到。"),
    ("publicity_first_counts", "张贴当天计入公示期", "不勾选时，公示期从张贴后的第一个工作日数起；已张贴的名单不变。"),
    ("repost_starts_anew", "更正重贴重新计算公示期", "不勾选时，更正后的名单仍到原来的日期期满。"),
    ("originality_before_approval", "审定前须有查重结论", "不勾选时，没有查重结论也可以审定；有线索的总是不能。"),
    ("print_without_preview", "登记后直接打印收件回执", "不勾选时，先显示预览再打印。"),
)


class OfficeSection(Section):
    title, name = "单位", "office"

    def __init__(self, page: Screen) -> None:
        super().__init__(page)
        self._stored = OfficeProfile()
        self._shown = False
        self.trouble = Notice("office_trouble")
        self._build()
        self._listen()

    def _build(self) -> None:
        entry = form()
        self.lines = add_profile_fields(entry, "office", LINES)
        self.clock = field("office_close", "", "17:30")
        self.clock.setFixedWidth(CLOCK_WIDTH)
        self.clock.setMaxLength(8)
        note = label("截止只写日期的，到这个时刻为止；这一分钟仍算按时。", "office_close_note", "muted")
        entry.addRow(form_label("下班时间", "office_close", self.clock), row(self.clock, note, 0))
        self.choices: dict[str, QCheckBox] = {}
        for key, words, told in CHOICES:
            box = QCheckBox(words)
            box.setObjectName(f"office_{key}")
            box.setAccessibleDescription(told)
            self.choices[key] = box
            said = label(told, f"office_{key}_note", "muted")
            said.setContentsMargins(22, 0, 0, 0)
            entry.addRow("", Stack(f"office_{key}_line", box, said, gap=0))
        holder = QWidget()
        holder.setObjectName("office_form")
        holder.setProperty("is", "page")
        holder.setMaximumWidth(FORM_WIDTH + 2 * APART)
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(APART, 0, APART, NEAR)
        inner.addLayout(entry)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("office_scroll")
        scroll.setAccessibleName("单位信息")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(holder)
        panel = Panel("单位信息", "office_panel")
        panel.body.addWidget(scroll, 1)
        panel.body.addWidget(rule("office_rule"))
        panel.body.addLayout(self._foot())
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(BESIDE)
        both.addWidget(panel, 3)
        both.addWidget(self._sample(), 2, Qt.AlignmentFlag.AlignTop)
        enter_goes_on(holder)

    def _foot(self) -> QVBoxLayout:
        self._save = button("保存", "office_save", "primary", keys="Ctrl+S")
        self._save.clicked.connect(self.save)
        self._drop = button("放弃改动", "office_drop", "quiet")
        self._drop.clicked.connect(self._take_back)
        self._said = label("", "office_said", "muted")
        made = QVBoxLayout()
        made.setContentsMargins(APART, NEAR, APART, NEAR)
        made.setSpacing(NEAR)
        made.addWidget(self.trouble)
        made.addLayout(row(self._said, 0, self._drop, self._save))
        return made

    def _sample(self) -> QWidget:
        """How the lines look on a paper."""
        self._paper = {key: label("", f"office_paper_{key}", wrap=True) for key in ("sender", "place", "mail", "hours")}
        self._paper["sender"].setProperty("is", "large")
        panel = Panel("写在文件上", "office_sample", "收件回执、通知和名单都用这几行")
        box = QVBoxLayout()
        box.setContentsMargins(APART, TIGHT, APART, BESIDE)
        box.setSpacing(NEAR)
        for line in self._paper.values():
            box.addWidget(line)
        panel.body.addLayout(box)
        return panel

    def _listen(self) -> None:
        for line in (*self.lines.values(), self.clock):
            line.textChanged.connect(self._typed)
        for choice in self.choices.values():
            choice.toggled.connect(self._typed)

    # ------------------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        stored = office_settings.profile()
        if stored == self._stored and self._shown:
            return
        untouched = not self._shown or self.typed() == self._stored
        self._stored, self._shown = stored, True
        if untouched:
            self._show(stored)
        self._typed()

    def begin(self) -> None:
        self.lines["school"].setFocus()

    def typed(self) -> OfficeProfile:
        """The profile that stands in the form."""
        return replace(
            typed_profile(self.lines, self._stored),
            close_of_office=self.clock.text().strip().replace("：", ":"),
            electronic_whole_day=self.choices["electronic_whole_day"].isChecked(),
            late_by_file_too=self.choices["late_by_file_too"].isChecked(),
            publicity_first_counts=self.choices["publicity_first_counts"].isChecked(),
            repost_starts_anew=self.choices["repost_starts_anew"].isChecked(),
            originality_before_approval=self.choices["originality_before_approval"].isChecked(),
            print_without_preview=self.choices["print_without_preview"].isChecked(),
        )

    def save(self) -> bool:
        if self.typed() != self._stored:
            self.trouble.attempt(self._write)
        return True

    def _write(self) -> None:
        self.page.run(STEP, office_settings.change_profile, profile=self.typed(), say=lambda _: "已保存单位信息")

    def _take_back(self) -> None:
        self.trouble.clear()
        self._show(self._stored)

    def _show(self, profile: OfficeProfile) -> None:
        show_profile(self.lines, profile)
        self.clock.setText(profile.close_of_office)
        for key, box in self.choices.items():
            box.setChecked(getattr(profile, key))

    def _typed(self) -> None:
        """The button, the sentence beside it, and the paper follow what is typed."""
        typed = self.typed()
        changed = self._shown and typed != self._stored
        if not changed:
            self.trouble.clear()
        self._save.setEnabled(changed)
        self._drop.setVisible(changed)
        self._said.setText("有改动，还没有保存。" if changed else "没有未保存的改动。")
        self._paper["sender"].setText(" ".join(p for p in (typed.school or "（学校名称）", typed.desk) if p))
        self._paper["place"].setText(f"地点：{typed.room or '—'}　电话：{typed.telephone or '—'}")
        self._paper["mail"].setText(f"电子版发送至：{typed.mailbox or '—'}")
        ends = "当天 24:00" if typed.electronic_whole_day else typed.close_of_office
        self._paper["hours"].setText(f"只写日期的截止：纸质件当天 {typed.close_of_office} 前，电子版 {ends} 前。")
