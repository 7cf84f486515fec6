"""What can be done on the tab 补正: each deed is one Command, asked for in a form where it needs words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop_app.documents import document
from desktop_app.ledger import moment
from desktop_app.office import admission, deficiencies
from desktop_app.office.deficiency_papers import WHOLE
from desktop_app.shapes.deficiencies import AdmissionRow, MadeList
from desktop_app.ui.parts.pane import FormPane
from desktop_app.ui.screens.intake.corrections.forms import ApproveLateForm, ExtendForm
from desktop_app.ui.screens.intake.corrections.wording import Deed, listed
from desktop_app.ui.screens.publicity.forms import ReasonForm

if TYPE_CHECKING:
    from desktop_app.ui.screens.intake.corrections.tab import CorrectionsTab


class Deeds(QObject):
    """`shown` asks the tab for a form, `left` says that it is done with."""

    shown = Signal(object)  # FormPane
    left = Signal()

    def __init__(self, tab: CorrectionsTab) -> None:
        super().__init__(tab)
        self._tab = tab
        self.reason, self.approval, self.extension = (
            ReasonForm(),
            ApproveLateForm(tab.run),
            ExtendForm(tab.run, tab.now),
        )
        self.forms: tuple[FormPane, ...] = (self.reason, self.approval, self.extension)
        for form in self.forms:
            form.left.connect(self.left)

    # Lists and notices ------------------------------------------------------------------------------------------------

    def make_lists(self, rows: Sequence[AdmissionRow]) -> None:
        """A list of each, and at once their notices to look at and print."""
        workdays = self._tab.page.workdays if self._tab.page else 0
        made: list[tuple[MadeList, ...]] = []
        done = self._attempt(
            lambda: made.append(
                self._tab.run(
                    f"列补正清单 {rows[0].branch}" + (f" 等 {len(rows)} 项" if len(rows) > 1 else ""),
                    deficiencies.make_lists,
                    say=lambda lists: f"已列补正清单 {len(lists)} 份，{lists[0].due_on:%m-%d} 到期",
                    application_ids=[row.application_id for row in rows],
                    workdays=workdays,
                    by=self._tab.ledger.actor,
                    at=self._at(),
                )
            )
        )
        if done:
            self.show_notices([each.number for each in made[0]], whole=len(made[0]) > 1)

    def show_notices(self, numbers: Sequence[str], *, whole: bool) -> None:
        """The notices as they print: one to each 基层党组织 (`whole`), or one to each branch."""
        code = " ".join(numbers) + (WHOLE if whole else "")
        name = f"补正通知 {numbers[0]}" + (f" 等 {len(numbers)} 份" if len(numbers) > 1 else "")
        self._attempt(lambda: self._tab.prints.show(document("correction_notice"), code=code, name=name))

    # One application --------------------------------------------------------------------------------------------------

    def ask(self, deed: Deed) -> None:
        """What the pane's button, or its menu, stands for."""
        details = self._tab.pane.details
        if details is None:
            return
        row, current = details.row, listed(details.row)
        ways: dict[Deed, Callable[[], object]] = {
            Deed.LIST: lambda: self.make_lists([row]),
            Deed.APPROVE: lambda: self._fill(self.approval, lambda: self.approval.approve(row)),
            Deed.RECEIVE: lambda: self._tab.go("收件登记", "supplement", row.application_id),
            Deed.WITHDRAW: lambda: self._move(row, "支部撤回", admission.withdraw, "例如 支部来函撤回"),
            Deed.REFUSE: lambda: self._move(row, "不予受理", admission.refuse, "例如 逾期，未获批准"),
            Deed.REINSTATE: lambda: self._move(row, "恢复申报", admission.reinstate, "例如 支部来函，继续申报"),
        }
        if current:
            ways |= {
                Deed.PRINT: lambda: self.show_notices([current.number], whole=False),
                Deed.RENEW: lambda: self._renew(row, current.deficiency_id),
                Deed.EXTEND: lambda: self._fill(self.extension, lambda: self.extension.extend(row, current)),
                Deed.CLOSE: lambda: self._close(row, current.deficiency_id, current.number),
            }
        if deed in ways:
            ways[deed]()

    def _renew(self, row: AdmissionRow, deficiency_id: int) -> None:
        made: list[MadeList] = []
        done = self._attempt(
            lambda: made.append(
                self._tab.run(
                    f"另开补正清单 {row.branch}",
                    deficiencies.renew,
                    say=lambda newer: f"已另开 {newer.number}，{newer.due_on:%m-%d} 到期",
                    deficiency_id=deficiency_id,
                    workdays=self._tab.page.workdays if self._tab.page else 0,
                    by=self._tab.ledger.actor,
                    at=self._at(),
                )
            )
        )
        if done:
            self.show_notices([made[0].number], whole=False)

    def _close(self, row: AdmissionRow, deficiency_id: int, number: str) -> None:
        self._reason(
            "作废补正清单",
            f"{number}　{row.branch}",
            "例如 盖章看错，实际齐全",
            "清单留在补正情况里，附原因；编号不再使用。",
            lambda reason: self._tab.run(
                f"作废补正清单 {number}",
                deficiencies.close,
                say=lambda _: f"已作废补正清单 {number}",
                deficiency_id=deficiency_id,
                reason=reason,
                at=self._at(),
            ),
        )

    def _move(self, row: AdmissionRow, verb: str, command: Callable[..., Any], hint: str) -> None:
        follows = (
            "恢复后按现有材料确定状态。" if verb == "恢复申报" else "材料和记录都保留，可以恢复；支部可以另行申报。"
        )
        self._reason(
            verb,
            f"{row.number}　{row.branch}",
            hint,
            follows,
            lambda reason: self._tab.run(
                f"{verb} {row.branch}",
                command,
                say=lambda state: f"{row.number} 已{'恢复为“' + state + '”' if state else verb.removeprefix('支部')}",
                application_id=row.application_id,
                reason=reason,
                by=self._tab.ledger.actor,
                at=self._at(),
            ),
        )

    def _reason(self, verb: str, what: str, hint: str, follows: str, do: Callable[[str], object]) -> None:
        self.shown.emit(self.reason)
        self.reason.ask(verb, what, hint=hint, follows=follows, verb=verb, do=do)

    def _fill(self, form: FormPane, fill: Callable[[], object]) -> None:
        self.shown.emit(form)
        fill()

    def _at(self) -> str:
        return moment(self._tab.now())

    def _attempt(self, action: Callable[[], object]) -> bool:
        return self._tab.notice.attempt(action)
