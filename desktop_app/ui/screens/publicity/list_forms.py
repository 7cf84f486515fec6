"""What a list that hangs asks for: a corrected posting, its removal, and who fills a place that fell free."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.office import posted_lists, substitutes
from desktop_app.rules import names
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.typed_dates import read_date
from desktop_app.shapes.establishment import PublicList, Vacancy
from desktop_app.ui.parts.basics import label
from desktop_app.ui.parts.date_fields import DateField
from desktop_app.ui.parts.fields import SearchLine
from desktop_app.ui.parts.pane import FormPane
from desktop_app.ui.screens.publicity.calendar import PublicityCalendar
from desktop_app.ui.screens.publicity.forms import Now, Run, stored
from desktop_app.ui.screens.publicity.publicity_forms import required_day
from desktop_app.ui.screens.publicity.wording import day_words, days_note, days_sum


class RepostForm(FormPane):
    """更正重贴: what reads otherwise now, from when the corrected list hangs, and why."""

    def __init__(self, run: Run, now: Now, actor: Callable[[], str]) -> None:
        super().__init__("repost_form", "更正重贴")
        self._run, self._now, self._actor = run, now, actor
        self._list_id = 0
        self.first = DateField("repost_first", says="重新张贴的日期", required=True, today=lambda: now().date())
        self.reason = SearchLine("repost_reason", "例如 第 5 项的品牌名称有误", clean=names.clean)
        self.add("张贴日期 *", "repost_first", self.first)
        self.add("理由 *", "repost_reason", self.reason)
        self._differs = label("", "repost_differs", "", wrap=True)
        self.calendar = PublicityCalendar("repost_calendar")
        self._sum = label("", "repost_sum", "section", wrap=True)
        self._note = label("", "repost_note", "muted", wrap=True)
        told = label("理由原样印在更正公示上。名单按现在的资料，退出的不再列出：", "repost_told", "muted", wrap=True)
        for thing in (told, self._differs, self.calendar, self._sum, self._note):
            self.add_below(thing)
        self.first.changed.connect(lambda _: self._show_days())
        self.first.line.textEdited.connect(lambda _: self._show_days())
        self.complete()

    def repost(self, current: PublicList) -> None:
        self._list_id = current.publicity_id
        self.first.show_value(self._now().date())
        self.reason.fill("")
        self._differs.setText("\n".join(f"{d.number}　{d.what}：{d.posted} → {d.now}" for d in current.differs))
        self.begin("更正重贴", f"仍在公示的 {current.waiting} 项，按现在的资料；异议跟着项目走")
        self._show_days()
        self.reason.setFocus()

    def _show_days(self) -> None:
        self.notice.clear()
        planned = None
        try:
            day = read_date(self.first.line.text(), near=self._now().date())
        except RuleBroken:
            day = None
        if day is not None:
            try:
                planned = posted_lists.repost_plan(self._list_id, day)
            except RuleBroken as broken:
                self.notice.show_trouble(broken)
        self.calendar.show_plan(planned, self._now().date())
        self._sum.setText(days_sum(planned) if planned else "")
        self._note.setText(days_note(planned) if planned else "")

    def typed(self) -> object:
        return (self.first.line.text(), self.reason.text())

    def command(self) -> Callable[[], object]:
        day = required_day(self.first, "张贴日期")
        return lambda: self._run(
            f"更正重贴 {day.isoformat()}",
            posted_lists.repost,
            final=True,
            say=lambda made: f"已更正重贴 {len(made.numbers)} 项，{day_words(made.last)}期满",
            publicity_id=self._list_id,
            first=day,
            reason=self.reason.text(),
            by=self._actor(),
            at=stored(self._now()),
        )


class RemovedForm(FormPane):
    """已撤下: the paper came off the wall."""

    def __init__(self, run: Run, now: Now, actor: Callable[[], str]) -> None:
        super().__init__("removed_form", "已撤下")
        self._run, self._now, self._actor = run, now, actor
        self._list_id = 0
        self.removed_on = DateField("removed_on", says="撤下日期", required=True, today=lambda: now().date())
        self.add("撤下日期 *", "removed_on", self.removed_on)
        self.add_below(label("记下张贴的名单哪天取下、谁取下的。", "removed_told", "muted", wrap=True))
        self.removed_on.line.returnPressed.connect(self.save)
        self.complete()

    def remove(self, gone: PublicList) -> None:
        self._list_id = gone.publicity_id
        self.removed_on.show_value(self._now().date())
        self.begin("撤下名单", f"{gone.purpose} {gone.listed} 项，{day_words(gone.plan.last)}期满")
        self.removed_on.setFocus()
        self.removed_on.line.selectAll()

    def typed(self) -> object:
        return self.removed_on.line.text()

    def command(self) -> Callable[[], object]:
        day = required_day(self.removed_on, "撤下日期")
        return lambda: self._run(
            f"撤下名单 {day.isoformat()}",
            posted_lists.remove,
            say=lambda _: f"已记下 {day_words(day)}撤下",
            publicity_id=self._list_id,
            removed_on=day,
            by=self._actor(),
            at=stored(self._now()),
        )


class SubstituteForm(FormPane):
    """递补: who is next in the ranking, and why the place is free."""

    def __init__(self, run: Run, now: Now, actor: Callable[[], str]) -> None:
        super().__init__("substitute_form", "递补")
        self._run, self._now, self._actor = run, now, actor
        self._round_id = 0
        self._ids: tuple[int, ...] = ()
        self.reason = SearchLine("substitute_reason", "", clean=names.clean)
        self.add("理由 *", "substitute_reason", self.reason)
        self._next = label("", "substitute_next", "", wrap=True)
        self.add_below(self._next)
        told = "递补的项目同样要写意见、交定稿、审定，并单独公示。这一步不能撤销，只能写明理由更正。"
        self.add_below(label(told, "substitute_told", "muted", wrap=True))
        self.reason.returnPressed.connect(self.save)
        self.complete()

    def fill_in(self, round_id: int, vacancy: Vacancy) -> None:
        self._round_id = round_id
        self._ids = tuple(one.application_id for one in vacancy.next)
        self._next.setText(
            "\n".join(f"第 {one.place} 名　{one.number}　{one.branch}“{one.brand}”" for one in vacancy.next)
        )
        left = "、".join(vacancy.left)
        self.reason.fill(f"{left} 退出，按排名递补")
        kind = f"（{vacancy.kind}）" if vacancy.kind else ""
        self.begin(f"递补{kind}", f"空出 {vacancy.free} 个名额；退出的：{left}")
        self.reason.setFocus()
        self.reason.selectAll()

    def typed(self) -> object:
        return self.reason.text()

    def command(self) -> Callable[[], object]:
        return lambda: self._run(
            f"递补 {len(self._ids)} 项",
            substitutes.substitute,
            final=True,
            say=lambda number: f"已递补 {number} 项为拟立项",
            round_id=self._round_id,
            application_ids=self._ids,
            reason=self.reason.text(),
            by=self._actor(),
            at=stored(self._now()),
        )
