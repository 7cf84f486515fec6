"""排名: the order that the sheets give, provisional while any is open, and what the office decides about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from db.enums import ReviewMark
from desktop_app.documents import document
from desktop_app.office import ranking as ranking_office
from desktop_app.office import rounds
from desktop_app.rules.ranking import COLLECTIVE
from desktop_app.rules.ranking_words import line_words
from desktop_app.shapes.ranking import RankedApplication, Ranking
from desktop_app.ui.parts.basics import Panel, Stack, button, panes
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.pane import FormPane, FormStack
from desktop_app.ui.parts.prints import Prints
from desktop_app.ui.parts.remarks import Remarks
from desktop_app.ui.screen import Action, Desk
from desktop_app.ui.screens.review.ranking_forms import CollectiveForm, QuotaForm
from desktop_app.ui.screens.review.ranking_list import RankingList
from desktop_app.ui.screens.review.ranking_pane import RankingPane
from desktop_app.ui.screens.review.ranking_wording import open_cells, tied
from desktop_app.ui.style import BESIDE, NEAR
from desktop_app.ui.tabs import Tab

PAGE = "专家评审"
PANE = 248
SUMMARY, DRAFT = "评审汇总表", "排名草稿"
NAMED = 5  # open sheets that a sentence names


class RankingTab(Tab):
    key, words = "ranking", "排名"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.ranking: Ranking | None = None
        self.list, self.pane = RankingList(desk.memory), RankingPane()
        self.quota, self.collective = QuotaForm(self.run), CollectiveForm(self.run)
        self.prints = Prints(desk, self)
        self.remarks, self.notice = Remarks("ranking_remarks"), Notice("ranking_notice")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._right = FormStack()
        self._right.setObjectName("ranking_right")
        for part in (self.pane, self.quota, self.collective):
            self._right.addWidget(part)
        left = Stack("ranking_left", self.remarks, self.list, gap=NEAR)
        left.box.setStretch(1, 1)
        self._go_assign = button("去分配专家", "ranking_go_assign", "", "users-group")
        self._go_assign.clicked.connect(lambda: self.go(PAGE, "assignment", 0))
        words = "先分配评审专家、印发评分表；分数录入后，这里随时有暂排的名次。"
        empty = Panel("", "ranking_sheet")
        empty.body.addWidget(EmptyState("ranking_empty", "list-check", "还没有评分表", words, self._go_assign))
        self._pages = QStackedWidget()
        self._pages.setObjectName("ranking_pages")
        self._pages.addWidget(empty)
        self._pages.addWidget(panes("ranking_panes", left, self._right, PANE, self.desk.memory))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addWidget(self.notice)
        box.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._follow)
        self.list.opened.connect(self._open)
        self.pane.decide.connect(self.decide)
        self.pane.open_sheet.connect(lambda review_id: self.go(PAGE, "review", review_id))
        for form in (self.quota, self.collective):
            form.left.connect(self._form_left)
        self.prints.said.connect(lambda words: self.said.emit(words, ""))
        self.prints.failed.connect(self.notice.show_failure)

    # What the screen asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        ranking = self.ranking = ranking_office.ranking(rounds.required_round_id(), official=False)
        self._pages.setCurrentIndex(1 if self._begun else 0)
        self.remarks.show_lines(_remarks(ranking) if self._begun else ())
        self.list.show_ranking(ranking)
        self._follow()

    @property
    def _begun(self) -> bool:
        """There is something to rank, or there will be when its sheets are typed."""
        return bool(self.ranking and (self.ranking.owed or self.ranking.rows))

    def state_line(self) -> str:
        ranking = self.ranking
        if ranking is None or not self._begun:
            return "还没有评分表"
        rows = (*ranking.rows, *ranking.vetoed, *ranking.unplaced)
        recused = sum(cell.word == ReviewMark.RECUSED for each in rows for cell in each.cells)
        waiting = len(ranking.unverified)
        said = [f"{ranking.owed} 张评分表", f"已复核 {ranking.owed - waiting}", f"待复核 {waiting}" if waiting else ""]
        said.append(f"回避 {recused}" if recused else "")
        said.append("正式排名" if ranking.official else "暂排，全部复核后才能生成正式排名")
        return " · ".join(filter(None, said))

    def primary(self) -> Action | None:
        """An open form has the red button itself."""
        if not self._begun or self._form:
            return None
        return Action(f"打印{self._name}", self.print_out, "printer", "Ctrl+P")

    def header_actions(self) -> Sequence[Action]:
        if not self._begun or self._form:
            return ()
        return (
            Action("导出…", self.export, "download", "Ctrl+E"),
            Action("立项名额…", self.edit_quota, "scale"),
        )

    def take_keyboard(self) -> None:
        if not self._begun:
            self._go_assign.setFocus()
        elif self._form is None:
            self.list.table.setFocus()

    def open_record(self, kind: str, record_id: int) -> None:
        """An "application" by its id."""
        if kind == "application" and self._begun:
            self.list.select(record_id)
            self.list.table.setFocus()

    def focus_filter(self) -> bool:
        if self._begun:
            self.list.filter.setFocus()
            self.list.filter.selectAll()
        return self._begun

    def print_out(self) -> bool:
        if self._begun:
            self.notice.attempt(lambda: self.prints.show(document("review_summary"), name=self._name))
        return self._begun

    def export(self) -> bool:
        if self._begun:
            self.notice.attempt(lambda: self.prints.ask_and_export(document("review_summary"), name=self._name))
        return self._begun

    def save(self) -> bool:
        form = self._form
        if form:
            form.save()
        return form is not None

    def back(self) -> bool:
        if self._form is None:
            return False
        self._form_left()
        return True

    # Deciding ---------------------------------------------------------------------------------------------------------

    def edit_quota(self) -> None:
        if self.ranking:
            self._show_form(self.quota)
            self.quota.edit(self.ranking)

    def decide(self) -> None:
        """集体研究 on the tie of the application that is looked at."""
        current, ranking = self.list.table.current(), self.ranking
        if current and ranking and ranking.official and current.tie == COLLECTIVE:
            self._show_form(self.collective)
            self.collective.decide(ranking, tied(current, ranking))

    def _open(self, current: RankedApplication) -> None:
        """Enter leads to what the application still needs."""
        if cells := open_cells(current):
            self.go(PAGE, "review", cells[0].review_id)
        else:
            self.decide()

    @property
    def _name(self) -> str:
        return SUMMARY if self.ranking and self.ranking.official else DRAFT

    @property
    def _form(self) -> FormPane | None:
        return self._right.form

    def _show_form(self, form: FormPane) -> None:
        self.notice.clear()
        self._right.setCurrentWidget(form)
        self.changed.emit()

    def _form_left(self) -> None:
        self._right.setCurrentWidget(self.pane)
        self.list.table.setFocus()
        self.changed.emit()

    def _follow(self) -> None:
        """Another application: it is shown, unless something half typed stands there."""
        if self.ranking is None:
            return
        self.pane.show_application(self.list.table.current(), self.ranking)
        form = self._form
        if form and not form.half_typed and self.list.table.view.hasFocus():
            self._right.setCurrentWidget(self.pane)
            self.changed.emit()


def _remarks(ranking: Ranking) -> list[tuple[str, bool]]:
    """Provisional first, then what hinders a list, then what a reader must know. The line itself tells of its tie."""
    open_sheets = ranking.unverified
    said: list[tuple[str, bool]] = []
    if open_sheets:
        named = "、".join(open_sheets[:NAMED]) + (" 等" if len(open_sheets) > NAMED else "")
        said.append((f"暂排，未核：还有 {len(open_sheets)} 张评分表没有复核（{named}）。", True))
    written = {f"{line_words(line)}。" for line in ranking.lines}
    said += [(words, True) for words in ranking.obstacles[bool(open_sheets) :] if words not in written]
    return said + [(words, False) for words in ranking.notes]
