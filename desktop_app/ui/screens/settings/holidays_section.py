"""放假安排: a year's days off and days worked instead, by the State Council and by the school."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFileDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from db.errors import DatabaseTrouble
from desktop_app.office import holidays
from desktop_app.readers.holiday_table import holiday_table
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.holiday_notice import read_holiday_notice
from desktop_app.rules.typed_dates import weekday
from desktop_app.shapes.holidays import CalendarDay, HolidayPlan, YearTable
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import Panel, button, field, form_label, label, panes, row, rule
from desktop_app.ui.parts.date_fields import DateField
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.start_folder import start_folder
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screen import Screen
from desktop_app.ui.screens.settings.section import Section
from desktop_app.ui.screens.settings.year_sheet import Legend, YearSheet
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT

FILES = "放假安排 (*.txt *.docx *.csv *.json)"
OFF = Badge("muted", "minus", "放假")
WORKED = Badge("text", "circle-dot", "上班")
LIST, RIGHT = 328, 560
AHEAD = 1  # years after the last table that are offered, to be loaded
LONGEST = 60


class HolidaysSection(Section):
    title, name = "放假安排", "holidays"

    def __init__(self, page: Screen) -> None:
        super().__init__(page)
        self.table_of = YearTable(self.today().year, "", ())
        self._year = self.today().year
        self._build()
        self._connect()

    def _build(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        split = panes("holidays_panes", self._build_list(), self._build_sheet(), RIGHT, self.desk.memory)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        if not self.desk.memory.recall("holidays_panes/right"):
            split.setSizes([LIST, 2 * RIGHT])  # of the two it is the calendar that gains from room
        box.addWidget(split)

    def _build_list(self) -> QWidget:
        self.years = QComboBox()
        self.years.setObjectName("holiday_year")
        self.load = button("载入…", "holiday_load", "", "file-import", says="从文件载入放假安排")
        self.paste = button("粘贴", "holiday_paste", "", "copy", says="粘贴国务院放假通知的文字")
        self.source = label("", "holiday_source", "muted", wrap=True)
        self.trouble = Notice("holiday_trouble")
        self.days: Table[CalendarDay] = Table(
            "holiday_days",
            (
                Column("日期", lambda d: d.day, text=lambda d: f"{d.day:%m-%d} {weekday(d.day)}", width=96),
                Column("安排", lambda d: d.works, badge=lambda d: WORKED if d.works else OFF, width=76),
                Column("名称", lambda d: d.name, text=lambda d: f"{d.name}（校内）" if d.own else d.name),
            ),
            key=lambda d: d.day,
            says="与平常不同的日子",
            unit="天",
            empty="这一年还没有放假安排。",
            memory=self.desk.memory,
        )
        panel = Panel("", "holiday_panel")
        year = form_label("年份", "holiday_year", self.years)
        year.setMinimumWidth(0)
        panel.body.addLayout(row(year, self.years, 0, margins=(APART, BESIDE, BESIDE, TIGHT)))
        panel.body.addLayout(row(self.source, margins=(APART, 0, BESIDE, NEAR)))
        panel.body.addLayout(row(self.load, self.paste, 0, margins=(APART, 0, BESIDE, NEAR)))
        panel.body.addLayout(row(self.trouble, margins=(BESIDE, 0, BESIDE, NEAR)))
        panel.body.addWidget(self.days, 1)
        return panel

    def _build_sheet(self) -> QWidget:
        self.sheet = YearSheet("holiday_sheet")
        self.said = label("", "holiday_said")
        self._remove = button("删去这一天的校内安排", "holiday_remove", "link")
        self.own_trouble = Notice("holiday_own_trouble")
        inner = QVBoxLayout()
        inner.setContentsMargins(APART, BESIDE, APART, NEAR)
        inner.setSpacing(NEAR)
        inner.addWidget(self.sheet, 1)
        inner.addLayout(row(self.said, self._remove, 0, Legend("holiday_legend")))
        inner.addWidget(rule("holiday_rule"))
        inner.addWidget(self.own_trouble)
        inner.addWidget(label("校内安排", "own_title", "group"))
        inner.addLayout(self._build_own())
        panel = Panel("", "holiday_calendar")
        panel.body.addLayout(inner)
        return panel

    def _build_own(self) -> QHBoxLayout:
        """The school's own day: date, off or worked, name."""
        self.own_day = DateField("own_day", says="校内安排的日期", today=self.today)
        self.off, self.works = QRadioButton("放假"), QRadioButton("上班")
        group = QButtonGroup(self)
        for name, choice in (("own_off", self.off), ("own_works", self.works)):
            choice.setObjectName(name)
            choice.setFixedHeight(32)
            group.addButton(choice)
        self.off.setChecked(True)
        self.own_name = field("own_name", "", "名称，例如：校庆", says="校内安排的名称")
        self.own_name.setMaxLength(LONGEST)
        self._add = button("添加", "own_add", "", "plus", keys="Enter")
        made = row(gap=BESIDE)
        for thing in (self.own_day, self.off, self.works, self.own_name, self._add):
            made.addWidget(thing)
            made.setAlignment(thing, Qt.AlignmentFlag.AlignTop)
        made.setStretch(made.count() - 2, 1)
        return made

    def _connect(self) -> None:
        self.years.activated.connect(lambda _: self.show_year(int(self.years.currentData())))
        self.load.clicked.connect(self._choose_file)
        self.paste.clicked.connect(self.take_pasted)
        self.days.chosen.connect(self._row_chosen)
        self.sheet.moved.connect(self._moved)
        self.sheet.taken.connect(self._take_day)
        self._remove.clicked.connect(self.remove)
        self._add.clicked.connect(self.add)
        self.own_name.returnPressed.connect(self.add)
        self.own_day.line.returnPressed.connect(self.own_name.setFocus)

    # ------------------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        known = holidays.table_years()
        last = max((*known, self.today().year)) + AHEAD
        first = min((*known, self._year))
        shown = [year for year in range(last, first - 1, -1) if year in known or year >= self.today().year]
        self.years.clear()
        for year in shown:
            self.years.addItem(f"{year} 年" if year in known else f"{year} 年（还没有）", year)
        self.years.setCurrentIndex(max(self.years.findData(self._year), 0))
        self._year = int(self.years.currentData())
        self._show(holidays.year_table(self._year))

    def begin(self) -> None:
        self.years.setFocus()

    def show_year(self, year: int) -> None:
        self._year = year
        self.trouble.clear()
        self.own_trouble.clear()
        self.refresh()

    def _show(self, table: YearTable) -> None:
        self.table_of = table
        official = [day for day in table.days if not day.own]
        counts = (
            (sum(not day.works for day in official), "放假"),
            (sum(day.works for day in official), "调休上班"),
            (len(table.days) - len(official), "校内安排"),
        )
        told = " · ".join(f"{words} {count} 天" for count, words in counts if count)
        self.source.setText(table.source)
        self.days.show_note(told)
        if not table.source:
            self.trouble.show_words(
                f"还没有 {table.year} 年的放假安排，公示、补正等期限不能推算到这一年。",
                "国务院办公厅一般在上一年 11 月发布通知；发布后把文字复制下来点“粘贴”，或从文件载入。",
            )
        elif self.trouble.words.startswith("还没有"):
            self.trouble.clear()
        self.days.show_rows(table.days)
        self.sheet.show_year(table, self.today())
        self._moved(self.sheet.day)

    def _row_chosen(self) -> None:
        if (chosen := self.days.current()) and self.days.view.hasFocus():
            self.sheet.choose(chosen.day)

    def _moved(self, day: date) -> None:
        self.said.setText(self.sheet.told(day))
        found = next((each for each in self.table_of.days if each.day == day), None)
        self._remove.setVisible(found is not None and found.own)
        if found:
            self.days.select(day)

    def _take_day(self, day: date) -> None:
        """The day of the sheet goes into the form; a weekend is offered as a day that is worked."""
        self.own_day.show_value(day)
        self.own_day.settle()
        (self.works if day.weekday() > 4 else self.off).setChecked(True)
        self.own_name.setFocus()

    # Writing ----------------------------------------------------------------------------------------------------------

    def add(self) -> None:
        self.own_day.settle()
        self.own_trouble.attempt(self._add_day)

    def _add_day(self) -> None:
        day = self.own_day.value
        if day is None:
            raise RuleBroken(self.own_day.problem or "还没有填日期。", "" if self.own_day.problem else "例如 0512。")
        name = self.own_name.text().strip()
        self.page.run(
            f"添加校内安排 {name}",
            holidays.add_own_day,
            day=day,
            works=self.works.isChecked(),
            name=name,
            say=lambda _: f"已添加校内安排：{day.isoformat()} {name}",
        )
        self.own_day.show_value(None)
        self.own_name.clear()
        self._year = day.year
        self.refresh()
        self.sheet.choose(day)

    def remove(self) -> None:
        day = self.sheet.day
        self.own_trouble.attempt(
            lambda: self.page.run(
                f"删去校内安排 {day.isoformat()}",
                holidays.remove_own_day,
                day=day,
                say=lambda _: f"已删去 {day.isoformat()} 的校内安排",
            )
        )

    def load_file(self, path: Path) -> None:
        """Read a year's table off this thread, then take it in one step."""
        self.desk.jobs.start(
            lambda _: holiday_table(path),
            title="正在读取放假安排",
            done=lambda plan: self._take_plan(plan, path.name),
            failed=self._refuse,
        )

    def take_pasted(self) -> None:
        """The State Council's notice, copied from wherever it was published."""
        self.trouble.attempt(lambda: self._take_plan(read_holiday_notice(QGuiApplication.clipboard().text()), ""))

    def _take_plan(self, plan: HolidayPlan, file_name: str) -> None:
        self._year = plan.year
        before = bool(holidays.year_table(plan.year).source)
        self.trouble.attempt(
            lambda: self.page.run(
                f"载入 {plan.year} 年放假安排",
                holidays.load_year,
                year=plan.year,
                source=plan.source or f"文件“{file_name}”",
                days=plan.days,
                say=lambda _: f"已{'更换' if before else '载入'} {plan.year} 年放假安排，{len(plan.days)} 天",
            )
        )
        self.refresh()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, RuleBroken | DatabaseTrouble):
            self.trouble.show_trouble(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "载入放假安排", start_folder(), FILES)
        if chosen:
            self.load_file(Path(chosen))
