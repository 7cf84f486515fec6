"""What a 公示 asks for: the day of posting, an objection, its conclusion."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desktop_app.office import publicity
from desktop_app.rules import names
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.typed_dates import read_date
from desktop_app.shapes.establishment import ObjectionRow, Outcome, ProjectRow
from desktop_app.ui.parts.basics import field, form_label, label
from desktop_app.ui.parts.date_fields import DateField
from desktop_app.ui.parts.fields import SearchLine
from desktop_app.ui.parts.pane import Choice, FormPane
from desktop_app.ui.screens.publicity.calendar import PublicityCalendar
from desktop_app.ui.screens.publicity.forms import Now, Run, stored, text_box
from desktop_app.ui.screens.publicity.wording import day_words, days_note, days_sum

OUTCOMES = tuple((outcome, str(outcome)) for outcome in Outcome)


def required_day(asked: DateField, what: str) -> date:
    """The day that was typed. RuleBroken when there is none, or it cannot be read."""
    asked.settle()
    if asked.value is None:
        raise RuleBroken(asked.problem or f"还没有填{what}。", "" if asked.problem else "例如 0926。")
    return asked.value


class OpenForm(FormPane):
    """开始公示: the day of posting; the calendar and the last day follow while it is typed."""

    def __init__(self, run: Run, now: Now, actor: Callable[[], str]) -> None:
        super().__init__("open_form", "开始公示")
        self._run, self._now, self._actor = run, now, actor
        self._round_id = 0
        self._number = 0
        self.first = DateField("publicity_first", says="张贴日期", required=True, today=lambda: now().date())
        self.add("张贴日期 *", "publicity_first", self.first)
        self.calendar = PublicityCalendar("open_calendar")
        self._sum = label("", "open_sum", "section", wrap=True)
        self._note = label("", "open_note", "muted", wrap=True)
        for thing in (self.calendar, self._sum, self._note):
            self.add_below(thing)
        self.first.changed.connect(lambda _: self._show_days())
        self.first.line.textEdited.connect(lambda _: self._show_days())
        self.first.line.returnPressed.connect(self.save)
        self.complete()

    def open(self, round_id: int, number: int) -> None:
        """`number` projects are 审定通过."""
        self._round_id, self._number = round_id, number
        self.first.show_value(self._now().date())
        self.begin("开始公示", f"审定通过的 {number} 项，排名不分先后")
        self._show_days()
        self.first.setFocus()
        self.first.line.selectAll()

    def _show_days(self) -> None:
        """What posting on that day means; half a date says nothing yet."""
        self.notice.clear()
        try:
            day = read_date(self.first.line.text(), near=self._now().date())
        except RuleBroken:
            day = None
        planned = None
        if day is not None:
            try:
                planned = publicity.plan(self._round_id, day)
            except RuleBroken as broken:
                self.notice.show_trouble(broken)
                planned = publicity.outlook(self._round_id, day)
        self.calendar.show_plan(planned, self._now().date())
        self._sum.setText(days_sum(planned) if planned else "")
        self._note.setText(days_note(planned) if planned else "")

    def typed(self) -> object:
        return self.first.line.text()

    def command(self) -> Callable[[], object]:
        day = required_day(self.first, "张贴日期")
        return lambda: self._run(
            f"开始公示 {day.isoformat()}",
            publicity.open_publicity,
            final=True,
            say=lambda opened: f"已开始公示 {len(opened.numbers)} 项，{day_words(opened.last)}期满",
            round_id=self._round_id,
            first=day,
            by=self._actor(),
            at=stored(self._now()),
        )


class ObjectionForm(FormPane):
    """异议: in writing, in a real name, with contact."""

    def __init__(self, run: Run, now: Now, actor: Callable[[], str]) -> None:
        super().__init__("objection_form", "登记异议")
        self._run, self._now, self._actor = run, now, actor
        self._project: ProjectRow | None = None
        self.received_on = DateField("objection_received", says="收到日期", required=True, today=lambda: now().date())
        self.objector = SearchLine("objection_objector", "姓名或单位，须实名", clean=names.clean_person)
        self.contact = field("objection_contact", "", "电话或地址，办结后答复")
        self.content = text_box("objection_content", "异议内容", "摘录书面异议的要点", 4)
        self.investigator = SearchLine("objection_investigator", "姓名", clean=names.clean_person)
        self.add("收到日期 *", "objection_received", self.received_on)
        self.add("提出人 *", "objection_objector", self.objector)
        self.add("联系方式 *", "objection_contact", self.contact)
        self.form.addRow(form_label("内容 *", "objection_content", self.content), self.content)
        self.add("核查人", "objection_investigator", self.investigator)
        self.add_below(label("提出人和联系方式只在这里，不进任何名单。", "objection_told", "muted", wrap=True))
        self.complete()

    def log(self, project: ProjectRow) -> None:
        self._project = project
        self.received_on.show_value(self._now().date())
        for line in (self.objector, self.contact, self.investigator):
            line.clear()
        self.content.clear()
        self.investigator.fill(self._actor())
        self.begin("登记异议", f"{project.number}　{project.branch}“{project.brand}”")
        self.objector.setFocus()

    def typed(self) -> object:
        lines = (self.received_on.line, self.objector, self.contact, self.investigator)
        return (*(line.text() for line in lines), self.content.toPlainText())

    def command(self) -> Callable[[], object]:
        project, day = self._project, required_day(self.received_on, "收到日期")
        assert project is not None
        return lambda: self._run(
            f"登记异议 {project.number}",
            publicity.log_objection,
            say=lambda _: f"已登记对“{project.brand}”的异议",
            application_id=project.application_id,
            received_on=day,
            objector=self.objector.text(),
            contact=self.contact.text(),
            content=self.content.toPlainText(),
            investigator=self.investigator.text(),
        )


class ConclusionForm(FormPane):
    """办结: what was found, and what it means for the project."""

    def __init__(self, run: Run, now: Now, actor: Callable[[], str]) -> None:
        super().__init__("conclusion_form", "办结")
        self._run, self._now, self._actor = run, now, actor
        self._objection: ObjectionRow | None = None
        self._said = label("", "conclusion_said", "", wrap=True)
        self._who = label("", "conclusion_who", "muted", wrap=True)
        self.body.insertWidget(0, self._said)
        self.body.insertWidget(1, self._who)
        self.concluded_on = DateField("conclusion_day", says="办结日期", required=True, today=lambda: now().date())
        self.text = text_box("conclusion_text", "核查结论", "例如：经核查，两项内容不同", 4)
        self.outcome: Choice[Outcome] = Choice("conclusion_outcome", OUTCOMES)
        self.outcome.setPlaceholderText("请选择")
        self.add("办结日期 *", "conclusion_day", self.concluded_on)
        self.form.addRow(form_label("结论 *", "conclusion_text", self.text), self.text)
        self.add("处理 *", "conclusion_outcome", self.outcome)
        self._told = label("", "conclusion_told", "muted", wrap=True)
        self.add_below(self._told)
        self.complete()

    def conclude(self, objection: ObjectionRow) -> None:
        """A concluded one can only be read."""
        self._objection = objection
        self._said.setText(objection.content)
        self._who.setText(f"{objection.received_on} 收　{objection.objector}　{objection.contact}")
        day = date.fromisoformat(objection.concluded_on) if objection.concluded_on else self._now().date()
        self.concluded_on.show_value(day)
        self.text.setPlainText(objection.conclusion)
        self.outcome.setCurrentIndex(-1)  # how it ends is for a person to say
        for row in range(self.form.rowCount()):
            self.form.setRowVisible(row, objection.open)
        self.save_button.setVisible(objection.open)
        result = "成立" if objection.upheld else "不成立"
        self._told.setText(
            "办结后不能撤销。" if objection.open else f"{objection.concluded_on} 办结：{result}。{objection.conclusion}"
        )
        self.begin("办结异议" if objection.open else "已办结的异议", f"{objection.number}　{objection.branch}")
        (self.text if objection.open else self.leave_button).setFocus()

    def typed(self) -> object:
        return (self.concluded_on.line.text(), self.text.toPlainText(), self.outcome.currentIndex())

    def command(self) -> Callable[[], object]:
        objection, day = self._objection, required_day(self.concluded_on, "办结日期")
        assert objection is not None
        if self.outcome.currentIndex() < 0:
            raise RuleBroken("还没有选怎样处理。", "请在“处理”里选一项。")
        return lambda: self._run(
            f"办结异议 {objection.number}",
            publicity.conclude_objection,
            final=True,
            say=lambda state: f"已办结异议，“{objection.brand}”{state}",
            objection_id=objection.objection_id,
            concluded_on=day,
            conclusion=self.text.toPlainText(),
            outcome=self.outcome.word,
            by=self._actor(),
            at=stored(self._now()),
        )
