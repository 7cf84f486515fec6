"""按此修改批次: what will be other than it is, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.office import planner
from desktop_app.shapes.planner import Moved, PlanBasis
from desktop_app.ui.parts.basics import Facts, field, label
from desktop_app.ui.parts.pane import FormPane
from desktop_app.ui.screen import Screen

TITLE = "按此修改批次"
LONGEST_REASON = 60  # characters; it stands in the name of the step


class AdoptForm(FormPane):
    """Writes the round's dates and, where they were moved, the office's lengths: one step, undone as one."""

    def __init__(self, screen: Screen) -> None:
        super().__init__("plan_adopt", "修改")
        self._screen = screen
        self._round_id, self._round_name = 0, ""
        self._basis: PlanBasis | None = None
        self._facts = Facts("plan_adopt_facts", 72)
        self._note = label("", "plan_adopt_note", "muted", wrap=True)
        self.reason = field("plan_adopt_reason", "", "例如 公示期不足，顺延立项")
        self.reason.setMaxLength(LONGEST_REASON)
        self.body.insertLayout(0, self._facts)
        self.body.insertWidget(1, self._note)
        self.add("理由", "plan_adopt_reason", self.reason, label("写入操作记录；可以不写。", "plan_adopt_why", "muted"))
        self.complete()

    def ask(self, round_id: int, round_name: str, basis: PlanBasis, changes: Sequence[Moved]) -> None:
        """Open it on what was tried."""
        self._round_id, self._round_name, self._basis = round_id, round_name, basis
        self._facts.show_facts([(each.label, f"{each.before} → {each.after}") for each in changes])
        office = [each.label for each in changes if each.of_office]
        note = f"{'、'.join(office)}是本单位的设置，以后各批次的倒排也按它。" if office else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.reason.clear()
        self.begin(TITLE, round_name)
        self.reason.setFocus()

    def typed(self) -> object:
        return self.reason.text().strip()

    def command(self) -> Callable[[], object]:
        assert self._basis is not None
        round_id, basis = self._round_id, self._basis
        reason = self.reason.text().strip()
        title = f"按时间倒排修改 {self._round_name}{f'：{reason}' if reason else ''}"
        return lambda: self._screen.run(
            title, planner.adopt, round_id=round_id, basis=basis, say=lambda count: f"已按倒排修改批次，{count} 处"
        )
