"""What 补正 asks for beside a reason: who approved a late application, until when a term is made longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from desktop_app.ledger import moment
from desktop_app.office import deficiencies, intake
from desktop_app.rules import names
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.deficiencies import AdmissionRow, DeficiencyList
from desktop_app.ui.parts.basics import label
from desktop_app.ui.parts.date_fields import DateField
from desktop_app.ui.parts.fields import SearchLine, enter_leads
from desktop_app.ui.parts.pane import FormPane

Run = Callable[..., Any]


class ApproveLateForm(FormPane):
    """逾期 is taken into review only with an approver's name and a reason; both may come at any later time."""

    def __init__(self, run: Run) -> None:
        super().__init__("approve_late_form", "批准受理")
        self._run = run
        self._application_id, self._named = 0, ""
        self.who = SearchLine("approve_who", "批准人姓名", clean=names.clean_person)
        self.why = SearchLine("approve_why", "例如 书记出差，书面说明已附", clean=names.clean)
        self.add("批准人 *", "approve_who", self.who)
        self.add("理由 *", "approve_why", self.why)
        self.add_below(
            label("批准以后才能进入专家评审；批准人和理由写在登记表上。", "approve_follows", "muted", wrap=True)
        )
        enter_leads((self.who, self.why), self.save)

    def approve(self, row: AdmissionRow) -> None:
        self._application_id, self._named = row.application_id, row.branch
        self.who.fill("")
        self.why.fill("")
        self.begin("批准逾期受理", f"{row.number}　{row.branch}")
        self.who.setFocus()

    def typed(self) -> object:
        return (self.who.text(), self.why.text())

    def command(self) -> Callable[[], object]:
        return lambda: self._run(
            f"批准逾期受理 {self._named}",
            intake.approve_late,
            say=lambda _: f"已批准 {self._named} 逾期受理",
            application_id=self._application_id,
            approved_by=self.who.text(),
            reason=self.why.text(),
        )


class ExtendForm(FormPane):
    """延长期限: until when, and why."""

    def __init__(self, run: Run, now: Callable[[], datetime]) -> None:
        super().__init__("extend_form", "延长")
        self._run, self._now = run, now
        self._list_id, self._number = 0, ""
        self.due = DateField("extend_due", says="新的期限", required=True, today=self._today)
        self.why = SearchLine("extend_why", "例如 支部书记出差，周五返校", clean=names.clean)
        self.add("新的期限 *", "extend_due", self.due)
        self.add("理由 *", "extend_why", self.why)
        enter_leads((self.due.line, self.why), self.save)

    def _today(self) -> date:
        return self._now().date()

    def extend(self, row: AdmissionRow, each: DeficiencyList) -> None:
        self._list_id, self._number = each.deficiency_id, each.number
        self.due.show_value(None)
        self.why.fill("")
        self.begin("延长补正期限", f"{each.number}　{row.branch}　原为 {each.due_on.isoformat()}")
        self.due.setFocus()

    def typed(self) -> object:
        return (self.due.line.text(), self.why.text())

    def command(self) -> Callable[[], object]:
        self.due.settle()
        if self.due.value is None:
            raise RuleBroken(self.due.problem or "还没有填新的期限。", "")
        due_on = self.due.value.isoformat()
        return lambda: self._run(
            f"延长补正期限 {self._number}",
            deficiencies.extend,
            say=lambda _: f"{self._number} 延长到 {due_on}",
            deficiency_id=self._list_id,
            due_on=due_on,
            reason=self.why.text(),
            at=moment(self._now()),
        )
