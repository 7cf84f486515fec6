"""分配与回避: who scores what, who sits on the panel, and by what they score."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.documents import document
from desktop_app.office import experts as experts_office
from desktop_app.office import panel_matrix, panel_setup, rounds
from desktop_app.shapes.experts import ExpertRow, ExpertsPlan
from desktop_app.shapes.panel import AssignmentMatrix, ConflictRow, StageDetails
from desktop_app.ui.parts.basics import Panel, button, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.pane import FormPane
from desktop_app.ui.parts.prints import Prints
from desktop_app.ui.screen import Action, Desk
from desktop_app.ui.screens.review.experts_import import ExpertsImport, imported_words
from desktop_app.ui.screens.review.experts_page import ExpertsPage
from desktop_app.ui.screens.review.matrix_page import MatrixPage
from desktop_app.ui.screens.review.matrix_wording import free_cells, unassigned
from desktop_app.ui.screens.review.rubric_page import RubricPage
from desktop_app.ui.style import BESIDE
from desktop_app.ui.tabs import Tab

PAGE, RECEIPTS = "专家评审", "收件登记"
MATRIX, EXPERTS, RUBRIC = "分配", "专家", "指标与规则"


class AssignmentTab(Tab):
    key, words = "assignment", "分配与回避"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.stage: StageDetails | None = None
        self.matrix: AssignmentMatrix | None = None
        self.experts: tuple[ExpertRow, ...] = ()
        self.notice = Notice("assignment_notice")
        self.matrix_page = MatrixPage(desk, self.run, self.notice)
        self.experts_page = ExpertsPage(desk, self.run, self.notice)
        self.rubric_page = RubricPage(self.run, self.notice)
        self.importing = ExpertsImport(desk.jobs, desk.memory)
        self.prints = Prints(desk, self)
        self.views = Chips("assignment_views", (MATRIX, EXPERTS, RUBRIC))
        self._build()
        self._connect()

    def _build(self) -> None:
        self._pages = QStackedWidget()
        self._pages.setObjectName("assignment_pages")
        self._no_experts, self._no_applications = self._without_experts(), self._without_applications()
        self._no_panel = self._without_panel()
        for page in (
            self.matrix_page,
            self.experts_page,
            self.rubric_page,
            self.importing,
            self._no_experts,
            self._no_applications,
            self._no_panel,
        ):
            self._pages.addWidget(page)
        self._bar = QWidget()
        self._bar.setObjectName("assignment_bar")
        self._bar.setLayout(row(self.views, 0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addWidget(self._bar)
        box.addWidget(self.notice)
        box.addWidget(self._pages, 1)

    def _without_experts(self) -> QWidget:
        self._import_first = button("导入专家名册…", "assignment_import", "primary", "file-import")
        self._import_first.clicked.connect(self.bring_in)
        by_hand = button("手工添加", "assignment_by_hand", "", "plus")
        by_hand.clicked.connect(self._begin_by_hand)
        words = "导入专家名册（姓名、职称、工作单位、所属基层党组织、专业领域）后，就可以分配评审。"
        sheet = Panel("", "assignment_no_experts_panel")
        sheet.body.addWidget(
            EmptyState("assignment_no_experts", "users-group", "还没有专家", words, self._import_first, by_hand)
        )
        return sheet

    def _without_panel(self) -> QWidget:
        self._choose_panel = button("先挑选评审组", "assignment_choose_panel", "", "user")
        self._choose_panel.clicked.connect(lambda: self._show_named(EXPERTS))
        words = "“全部分配”请每位专家评审每一项已受理的申报，须回避的除外；只请其中几位的，先挑选评审组。"
        sheet = Panel("", "assignment_no_panel_panel")
        empty = EmptyState("assignment_no_panel", "users-group", "还没有分配", words, self._choose_panel)
        sheet.body.addWidget(empty)
        return sheet

    def _without_applications(self) -> QWidget:
        self._receive = button("去收件登记", "assignment_receive", "", "inbox")
        self._receive.clicked.connect(lambda: self.go(RECEIPTS))
        sheet = Panel("", "assignment_no_applications_panel")
        words = "申报五份齐全、电子版收到，成为“已受理”之后，就在这里分配给专家。"
        sheet.body.addWidget(
            EmptyState("assignment_no_applications", "inbox", "还没有已受理的申报", words, self._receive)
        )
        return sheet

    def _connect(self) -> None:
        self.views.chosen.connect(lambda _: self._show_view())
        self.matrix_page.open_sheet.connect(lambda review_id: self.go(PAGE, "review", review_id))
        for page in (self.matrix_page, self.experts_page):
            page.changed.connect(self.changed)
            page.print_pile.connect(lambda number: self._print(f"专家{number}"))
        self.rubric_page.changed.connect(self.changed)
        self.importing.apply.connect(self._apply)
        self.importing.left.connect(self._import_left)
        self.prints.said.connect(lambda words: self.said.emit(words, ""))
        self.prints.failed.connect(self.notice.show_failure)

    # What the screen asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        stage = self.stage = panel_setup.scoring_setup(rounds.required_round_id())
        conflicts: tuple[ConflictRow, ...] = ()
        self.matrix = None
        if stage.stage_id:
            self.matrix = panel_matrix.assignment_matrix(stage.stage_id)
            conflicts = panel_matrix.conflicts(stage.stage_id)
        self.experts = experts_office.expert_rows(with_closed=True)
        self.experts_page.show_stage(stage, self.experts, conflicts)
        self.rubric_page.show_stage(stage)
        self.importing.experts_changed()
        self.matrix_page.show_stage(stage, self.matrix)
        self.views.show_choices(
            [(MATRIX, len(self.matrix.rows) if self.matrix else None), (EXPERTS, len(self._open)), (RUBRIC, None)]
        )
        if self._pages.currentWidget() is not self.importing:
            self._show_view(told=False)

    def state_line(self) -> str:
        if self.stage is None or not self._open:
            return "还没有专家"
        said = [
            f"{len(self.stage.seats)} 位专家在评审组" if self.stage.seats else f"{len(self._open)} 位专家，未组成评审组"
        ]
        if self.matrix:
            waiting = len(unassigned(self.matrix))
            said.append(f"{len(self.matrix.rows)} 项申报")
            said.append(f"{sum(each.owed for each in self.matrix.rows)} 份评审")
            said.append(f"{waiting} 项未分配" if waiting else "")
        started = self.stage.started_at
        said.append(f"评分 {started[5:10]} 开始" if started else "评分未开始")
        return " · ".join(filter(None, said))

    def primary(self) -> Action | None:
        """An open form, and an empty page, have the red button themselves."""
        shown = self._pages.currentWidget()
        if self._form:
            return None
        if shown is self.matrix_page and self.matrix:
            if unassigned(self.matrix) or not any(each.owed for each in self.matrix.rows):
                return Action("全部分配（除回避）", self.matrix_page.assign_all, "users-group")
            return Action("打印评分表…", self.print_out, "printer", "Ctrl+P")
        if shown is self._no_panel:
            return Action("全部分配（除回避）", self.matrix_page.assign_all, "users-group")
        if shown is self.experts_page:
            return Action("添加专家", self.experts_page.add, "plus")
        if shown is self.rubric_page and self.rubric_page.editable:
            dirty = self.rubric_page.dirty
            return Action("保存", self.save, "check", "Ctrl+S", "" if dirty else "没有改动。")
        return None

    def header_actions(self) -> Sequence[Action]:
        shown = self._pages.currentWidget()
        if self._form or self.stage is None:
            return ()
        if shown is self.matrix_page and self.matrix:
            assigned = any(each.owed for each in self.matrix.rows)
            waiting = bool(unassigned(self.matrix))
            actions = [Action("按人数分配…", self.matrix_page.draw, "scale")] if waiting else []
            if assigned and not waiting and free_cells(self.matrix):
                actions.append(Action("全部分配（除回避）", self.matrix_page.assign_all, "users-group"))
            if assigned and waiting:
                actions.append(Action("打印评分表…", self.print_out, "printer", "Ctrl+P"))
            return actions
        if shown is self.experts_page:
            unseated = len(self._open) > len(self.stage.seats) and not self.stage.started_at
            seat = [Action("全部加入评审组", self.experts_page.seat_everyone, "users-group")] if unseated else []
            return (*seat, Action("导入专家名册…", self.bring_in, "file-import"))
        return ()

    def take_keyboard(self) -> None:
        shown = self._pages.currentWidget()
        if shown is self._no_experts:
            self._import_first.setFocus()
        elif shown is self._no_applications:
            self._receive.setFocus()
        elif shown is self._no_panel:
            self._choose_panel.setFocus()
        elif shown is self.matrix_page and self._form is None:
            self.matrix_page.view.setFocus()
        elif shown is self.experts_page and self._form is None:
            self.experts_page.table.setFocus()
        else:
            super().take_keyboard()

    def open_record(self, kind: str, record_id: int) -> None:
        """An "application" or an "expert" by its id; "rubric" for 指标与规则."""
        if kind == "application":
            self._show_named(MATRIX)
            self.matrix_page.view.select_application(record_id)
        elif kind == "expert":
            self._show_named(EXPERTS)
            self.experts_page.table.select(record_id)
        elif kind == "rubric":
            self._show_named(RUBRIC)

    def focus_filter(self) -> bool:
        line = {MATRIX: self.matrix_page.filter, EXPERTS: self.experts_page.filter}.get(self.views.on())
        if line is None or not line.isVisible():
            return False
        line.setFocus()
        line.selectAll()
        return True

    def print_out(self) -> bool:
        """Everyone's score sheets; a single pile is printed beside its expert."""
        if self.matrix is None or not any(each.owed for each in self.matrix.rows):
            return False
        self._print(None)
        return True

    def export(self) -> bool:
        return False

    def save(self) -> bool:
        if self._pages.currentWidget() is self.importing:
            self.importing.go_on()
            return True
        if self._form:
            self._form.save()
            return True
        return self._pages.currentWidget() is self.rubric_page and self.rubric_page.save()

    def back(self) -> bool:
        shown = self._pages.currentWidget()
        if shown is self.importing:
            self.importing.leave()
        elif self._form and shown is self.matrix_page:
            self.matrix_page.leave_form()
        elif self._form:
            self.experts_page.leave_form()
        elif shown is self.rubric_page and self.rubric_page.dirty:
            self.rubric_page.give_up()
        else:
            return False
        return True

    # Views ------------------------------------------------------------------------------------------------------------

    @property
    def _open(self) -> tuple[ExpertRow, ...]:
        """The experts who may sit on a panel."""
        return tuple(each for each in self.experts if not each.closed_on)

    @property
    def _form(self) -> FormPane | None:
        shown = self._pages.currentWidget()
        if shown is self.matrix_page:
            return self.matrix_page.form
        return self.experts_page.form if shown is self.experts_page else None

    def _show_named(self, view: str) -> None:
        self._choose(view)
        self._show_view()

    def _choose(self, view: str) -> None:
        chip = self.views.findChild(QPushButton, f"assignment_views_{self.views.names.index(view)}")
        assert isinstance(chip, QPushButton)
        chip.setChecked(True)

    def _show_view(self, *, told: bool = True) -> None:
        on = self.views.on()
        if on == RUBRIC:
            page: QWidget = self.rubric_page
        elif on == EXPERTS:
            page = self.experts_page if self.experts or self.experts_page.form else self._no_experts
        elif not self._open:
            page = self._no_experts
        elif self.stage is None or not self.stage.seats:
            page = self._no_panel
        elif self.matrix and self.matrix.rows:
            page = self.matrix_page
        else:
            page = self._no_applications
        self._pages.setCurrentWidget(page)
        if told:
            self.notice.clear()
            self.take_keyboard()
            self.changed.emit()

    def _begin_by_hand(self) -> None:
        self._show_named(EXPERTS)
        self._pages.setCurrentWidget(self.experts_page)
        self.experts_page.add()

    # Printing and importing -------------------------------------------------------------------------------------------

    def _print(self, code: str | None) -> None:
        stage = self.stage
        if stage and stage.stage_id:
            name = f"评分表 {code}" if code else ""
            self.notice.attempt(lambda: self.prints.show(document("score_sheets"), code=code, name=name))

    def bring_in(self) -> None:
        """Choose a file at once; the page waits for one when none was chosen."""
        self.open_import()
        self.importing.choose()

    def open_import(self, path: Path | None = None) -> None:
        """Read 专家名册."""
        self.notice.clear()
        self._bar.hide()
        self._pages.setCurrentWidget(self.importing)
        self.importing.begin()
        if path:
            self.importing.open_file(path)
        self.changed.emit()

    def _apply(self, plan: ExpertsPlan) -> None:
        """One step that can be undone. What refuses it is said on the import's page, which stays."""
        done = self.importing.notice.attempt(
            lambda: self.run(
                f"导入专家名册 {plan.file}",
                experts_office.apply_experts,
                guarded=True,
                say=lambda _: imported_words(plan),
                plan=plan,
            )
        )
        if done:
            self._choose(EXPERTS)
            self.importing.leave()

    def _import_left(self) -> None:
        self._bar.show()
        self._show_view()
