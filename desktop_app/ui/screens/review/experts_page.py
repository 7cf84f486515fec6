"""专家: everyone who may sit on the panel, who does, and what stands against each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.office import experts as experts_office
from desktop_app.office import panel, panel_setup
from desktop_app.rules.numbering import short_number
from desktop_app.shapes.experts import ExpertRow
from desktop_app.shapes.panel import ConflictRow, SeatRow, StageDetails
from desktop_app.ui.parts.badges import Badge, BadgeLabel
from desktop_app.ui.parts.basics import Facts, Panel, Stack, button, field, label, panes, row, rule, say
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.pane import FormPane, FormStack, Pane
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens.review.expert_form import ExpertForm
from desktop_app.ui.style import NEAR

Run = Callable[..., Any]
PANE, KEYS = 264, 60
ALL, SEATED, OFF, CLOSED = "全部", "评审组", "未入组", "停用"
NAMED = 12  # applications that a conflict names


class Listed(NamedTuple):
    """An expert, his seat, and his conflicts with applications of the round."""

    expert: ExpertRow
    seat: SeatRow | None
    conflicts: tuple[ConflictRow, ...]


class ExpertsPage(QWidget):
    """`changed`: the header has something new to say; `print_pile` goes beyond the page."""

    changed = Signal()
    print_pile = Signal(int)

    def __init__(self, desk: Desk, run: Run, notice: Notice) -> None:
        super().__init__()
        self.setObjectName("experts_page")
        self._ledger, self._run, self._notice = desk.ledger, run, notice
        self._stage: StageDetails | None = None
        self.filter = field("expert_filter", "", "姓名、拼音、单位　Ctrl+F", "filter", says="筛选专家")
        self.filter.setFixedWidth(220)
        self.chips = Chips("expert_chips", (ALL,))
        self.table: Table[Listed] = Table(
            "experts",
            _columns(),
            lambda each: each.expert.expert_id,
            search=lambda each: f"{each.expert.search}\n{each.expert.unit}\n{each.expert.organization}",
            says="评审专家",
            unit="位",
            empty="还没有专家。",
            memory=desk.memory,
        )
        self.table.filter_with(self.filter)
        self.pane, self.form_pane = ExpertPane(), ExpertForm(run)
        self._right = FormStack()
        self._right.setObjectName("experts_right")
        self._right.addWidget(self.pane)
        self._right.addWidget(self.form_pane)
        sheet = Panel("", "experts_panel")
        sheet.body.addWidget(self.table, 1)
        left = Stack("experts_left", row(self.filter, self.chips, 0), sheet, gap=NEAR)
        left.box.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panes("experts_panes", left, self._right, PANE, desk.memory))
        self._connect()

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _: self._narrow())
        self.table.chosen.connect(self._follow)
        self.table.opened.connect(lambda _: self.edit())
        self.pane.edit.connect(self.edit)
        self.pane.seat.connect(self._seat)
        self.pane.close_or_reopen.connect(self._close_or_reopen)
        self.pane.print_pile.connect(self.print_pile)
        self.form_pane.left.connect(self.leave_form)

    # What the tab tells it --------------------------------------------------------------------------------------------

    def show_stage(self, stage: StageDetails, experts: Sequence[ExpertRow], conflicts: Sequence[ConflictRow]) -> None:
        self._stage = stage
        seats = {seat.expert_id: seat for seat in stage.seats}
        rows = [
            Listed(
                each,
                seats.get(each.expert_id),
                tuple(one for one in conflicts if one.expert_id == each.expert_id),
            )
            for each in experts
        ]
        rows.sort(key=lambda each: (each.seat.number if each.seat else 999, each.expert.expert_id))
        self.chips.show_choices([(name, sum(map(passes, rows))) for name, passes in CHOICES.items()])
        self.table.show_rows(rows)
        self._narrow()

    @property
    def form(self) -> FormPane | None:
        """The form that stands in the pane."""
        return self._right.form

    def leave_form(self) -> None:
        made = self.form_pane.made
        self._right.setCurrentWidget(self.pane)
        if made is not None:
            self.table.select(made)
        self.table.setFocus()
        self.changed.emit()

    def add(self) -> None:
        self._show_form()
        self.form_pane.add_expert()

    def edit(self) -> None:
        current = self.table.current()
        if current:
            self._show_form()
            self.form_pane.change_expert(current.expert)

    def seat_everyone(self) -> None:
        """Everyone who is not closed comes on the panel."""
        assert self._stage is not None
        round_id = self._stage.round_id
        self._notice.attempt(
            lambda: self._run(
                "全部加入评审组",
                panel_setup.seat_everyone,
                say=lambda came: f"{len(came)} 位专家已加入评审组",
                round_id=round_id,
            )
        )

    # ------------------------------------------------------------------------------------------------------------------

    def _seat(self) -> None:
        current, stage = self.table.current(), self._stage
        if current is None or stage is None:
            return
        name = current.expert.name
        if current.seat is None:
            started = bool(stage.started_at)
            self._notice.attempt(
                lambda: self._run(
                    f"加入评审组 {name}",
                    panel_setup.seat,
                    final=started,  # sheets bear the number from now on
                    say=lambda number: f"{name} 已加入评审组：专家{number}",
                    round_id=stage.round_id,
                    expert_id=current.expert.expert_id,
                )
            )
            return
        self._notice.attempt(
            lambda: self._run(
                f"移出评审组 {name}",
                panel.unseat_expert,
                say=lambda _: f"{name} 已移出评审组",
                stage_id=stage.stage_id,
                expert_id=current.expert.expert_id,
            )
        )

    def _close_or_reopen(self) -> None:
        current = self.table.current()
        if current is None:
            return
        expert, words = current.expert, "恢复" if current.expert.closed_on else "停用"
        command: Callable[..., None] = experts_office.reopen_expert
        details: dict[str, object] = {}
        if not expert.closed_on:
            command, details = experts_office.close_expert, {"on": self._ledger.clock().date().isoformat()}
        self._notice.attempt(
            lambda: self._run(
                f"{words}专家 {expert.name}",
                command,
                say=lambda _: f"已{words}专家 {expert.name}",
                expert_id=expert.expert_id,
                **details,
            )
        )

    def _narrow(self) -> None:
        passes = CHOICES.get(self.chips.on(), CHOICES[ALL])
        self.table.keep_only(None if all(map(passes, self.table.model.rows)) else passes)

    def _follow(self) -> None:
        form = self.form
        if form and not form.half_typed and self.table.view.hasFocus():
            self._right.setCurrentWidget(self.pane)
            self.changed.emit()
        self.pane.show_expert(self.table.current(), started=bool(self._stage and self._stage.started_at))

    def _show_form(self) -> None:
        self._notice.clear()
        self._right.setCurrentWidget(self.form_pane)
        self.changed.emit()


class ExpertPane(Pane):
    """One expert: who he is, what he has to score, what he must not."""

    edit = Signal()
    seat = Signal()
    close_or_reopen = Signal()
    print_pile = Signal(int)

    def __init__(self) -> None:
        super().__init__("expert_pane")
        self._number = 0
        self._title = label("", "expert_title", "large", wrap=True)
        self._badge = BadgeLabel("expert_badge")
        self._facts = Facts("expert_fact", KEYS)
        self._rule = rule("expert_rule")
        self._conflicts_title = label("回避", "expert_conflicts_title", "section")
        self._conflicts = Facts("expert_conflict", KEYS)
        self._none = label("和本批次的申报没有回避情形。", "expert_no_conflict", "muted", wrap=True)
        self.pile = button("", "expert_print_pile", "link", "printer")
        self.edit_button = button("修改…", "expert_edit", keys="Enter")
        self.seat_button = button("", "expert_seat")
        self.close_button = button("", "expert_close", "link")
        self.head.addWidget(self._title)
        self.head.addWidget(self._badge)
        self.body.addLayout(self._facts)
        self.body.addLayout(row(self.pile, 0))
        self.body.addWidget(self._rule)
        self.body.addWidget(self._conflicts_title)
        self.body.addLayout(self._conflicts)
        self.body.addWidget(self._none)
        self.body.addStretch(1)
        self.foot.addLayout(row(self.edit_button, self.seat_button, 0, self.close_button, gap=NEAR))
        self.edit_button.clicked.connect(self.edit)
        self.seat_button.clicked.connect(self.seat)
        self.close_button.clicked.connect(self.close_or_reopen)
        self.pile.clicked.connect(lambda: self.print_pile.emit(self._number))

    def show_expert(self, listed: Listed | None, *, started: bool) -> None:
        for thing in (self.edit_button, self.seat_button, self.close_button, self._rule, self._conflicts_title):
            thing.setVisible(listed is not None)
        self._badge.setVisible(listed is not None)
        if listed is None:
            self._title.setText("在左边选一位专家。")
            self._facts.show_facts(())
            self._conflicts.show_facts(())
            self.pile.hide()
            self._none.hide()
            return
        expert, seat = listed.expert, listed.seat
        self._title.setText(expert.name)
        self.setAccessibleName(expert.name)
        self._badge.show_badge(badge_of(listed))
        self._facts.show_facts(_facts(listed))
        self._number = seat.number if seat else 0
        self.pile.setVisible(bool(seat and seat.reviews))
        say(self.pile, f"打印{seat.anonymous if seat else ''}的评分表…")
        self._conflicts.show_facts(_conflict_facts(listed))
        self._none.setVisible(not listed.conflicts and seat is not None)
        self._rule.setVisible(seat is not None)
        self._conflicts_title.setVisible(seat is not None)
        say(self.seat_button, "移出评审组" if seat else "加入评审组")
        self.seat_button.setVisible(not expert.closed_on and not (seat and started))
        say(self.close_button, "恢复" if expert.closed_on else "停用", says=f"停用专家 {expert.name}")


CHOICES: dict[str, Callable[[Listed], bool]] = {
    ALL: lambda each: not each.expert.closed_on,
    SEATED: lambda each: each.seat is not None,
    OFF: lambda each: each.seat is None and not each.expert.closed_on,
    CLOSED: lambda each: bool(each.expert.closed_on),
}


def badge_of(listed: Listed) -> Badge:
    if listed.seat:
        return Badge("good", "check", listed.seat.anonymous)
    if listed.expert.closed_on:
        return Badge("muted", "ban", f"{listed.expert.closed_on} 停用")
    return Badge("muted", "circle-dashed", "未入组")


def _facts(listed: Listed) -> list[tuple[str, str]]:
    expert, seat = listed.expert, listed.seat
    known = (
        ("职称", expert.title),
        ("工作单位", expert.unit),
        ("党组织", expert.organization or "没有填写，无法据此回避"),
        ("所在支部", expert.branch or "没有填写"),
        ("专业领域", expert.expertise),
        ("历年评审", "；".join(f"{each.year} 年{each.stage} {each.sheets} 份" for each in expert.years)),
    )
    facts = [fact for fact in known if fact[1]]
    return [*facts, ("评分表", f"{seat.reviews} 份，已核 {seat.verified} 份")] if seat else facts


def _conflict_facts(listed: Listed) -> list[tuple[str, str]]:
    """By kind: which applications he must not score, or had better not."""
    facts = []
    for kind in dict.fromkeys(one.conflict.kind for one in listed.conflicts):
        of_kind = [one for one in listed.conflicts if one.conflict.kind is kind]
        named = "、".join(short_number(one.application_number) for one in of_kind[:NAMED])
        more = f" 等 {len(of_kind)} 项" if len(of_kind) > NAMED else ""
        only = "" if of_kind[0].conflict.excluded else "（只提醒）"
        facts.append((str(kind).replace("基层党组织", "党组织"), f"{named}{more}{only}"))
    return facts


def _columns() -> tuple[Column[Listed], ...]:
    return (
        Column(
            "评审组",
            lambda each: each.seat.number if each.seat else None,
            badge=badge_of,
            width=92,
        ),
        Column("姓名", lambda each: each.expert.name, width=76),
        Column("职称", lambda each: each.expert.title, width=72),
        Column("工作单位", lambda each: each.expert.unit),
        Column("基层党组织", lambda each: each.expert.organization),
        Column("专业领域", lambda each: each.expert.expertise),
        Column("所在支部", lambda each: each.expert.branch, shown=False),
        Column(
            "评分表",
            lambda each: each.seat.reviews if each.seat else None,
            text=lambda each: f"{each.seat.verified} / {each.seat.reviews}" if each.seat else "",
            width=72,
            number=True,
        ),
    )
