"""The ranking as a list: chips that say how many they leave, the experts' totals, and the quota line on it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop_app.rules.numbering import short_number
from desktop_app.rules.pinyin import branch_search_text, search_text
from desktop_app.rules.ranking_words import kind_words, line_words
from desktop_app.rules.scoring import mean_text
from desktop_app.shapes.ranking import QuotaLine, RankedApplication, Ranking
from desktop_app.ui import style
from desktop_app.ui.parts.badges import Badge
from desktop_app.ui.parts.basics import Panel, field, row
from desktop_app.ui.parts.lists import Chips
from desktop_app.ui.parts.memory import Memory
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screens.review.ranking_wording import BLANKS, badge_of, open_cells, score_of
from desktop_app.ui.style import BESIDE, NEAR

ALL, NEAR_LINE, TIED, BLANK, OPEN = "全部", "名额线附近", "并列", "回避缺席", "未核"
AROUND = 7  # places on either side of the quota line that count as near it
ALL_KINDS = "全部类型"
FEW_EXPERTS = 7  # with more of them the tie criterion's column gives way to the names
EXPERT, PLACE, NUMBER, MEAN, NOTE = 47, 46, 42, 54, 84  # px

Row = RankedApplication


class RankingList(QWidget):
    """`chosen` tells that another application is looked at, `opened` is Enter on one."""

    chosen = Signal()
    opened = Signal(object)  # RankedApplication

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("ranking_list")
        self._memory = memory
        self._ranking: Ranking | None = None
        self._columns_for: object = None
        self._near: frozenset[int] = frozenset()
        self._vetoed: frozenset[int] = frozenset()
        self.filter = field("ranking_filter", "", "支部、拼音　Ctrl+F", "filter", says="筛选排名")
        self.filter.setFixedWidth(180)
        self.chips = Chips("ranking_chips", (ALL,))
        self.kind = QComboBox()
        self.kind.setObjectName("ranking_kind")
        self.kind.setAccessibleName("支部类型")
        self.kind.hide()
        self._panel = Panel("", "ranking_panel")
        self.table = self._make_table()
        self._panel.body.addWidget(self.table, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addLayout(row(self.filter, self.chips, 0, self.kind, gap=NEAR))
        box.addWidget(self._panel, 1)
        self.chips.chosen.connect(lambda _: self._narrow())
        self.kind.activated.connect(lambda _: self._tell())

    # What the tab tells it and asks it --------------------------------------------------------------------------------

    def show_ranking(self, ranking: Ranking) -> None:
        """Show it, the chips counted anew; the row that was looked at stays so."""
        self._ranking = ranking
        self._vetoed = frozenset(each.application_id for each in ranking.vetoed)
        self._show_kinds()
        if (wanted := (ranking.experts, ranking.tie_criterion, self._per_kind)) != self._columns_for:
            self._columns_for = wanted
            self._replace_table()
        self.table.show_rows((*ranking.rows, *ranking.vetoed, *ranking.unplaced))
        self.table.show_note(_note(ranking))
        self._tell()

    def select(self, application_id: int) -> None:
        """Look at one; filters that hide it give way."""
        if self.table.model.row_of(application_id) < 0:
            self.filter.clear()
            self.kind.setCurrentIndex(0)
            self._choose_all()
        self.table.select(application_id)

    # ------------------------------------------------------------------------------------------------------------------

    @property
    def _per_kind(self) -> bool:
        return bool(self._ranking and any(line.kind for line in self._ranking.lines))

    @property
    def _kind(self) -> str | None:
        """The kind that is looked at, None for all of them."""
        return None if self.kind.currentIndex() <= 0 else str(self.kind.currentData())

    def _choose_all(self) -> None:
        self.chips.show_choices([(ALL, None)])
        self._tell()

    def _show_kinds(self) -> None:
        """Kinds are chosen only where each has a quota of its own: one line then belongs to one kind."""
        on, lines = self._kind, self._ranking.lines if self._ranking else ()
        self.kind.clear()
        self.kind.addItem(ALL_KINDS, None)
        for line in lines if self._per_kind else ():
            self.kind.addItem(kind_words(line.kind), line.kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(on)) if on is not None else 0)
        self.kind.setVisible(self._per_kind)

    def _tell(self) -> None:
        """Count the chips, draw the line, keep what they leave."""
        if self._ranking is None:
            return
        self._near = frozenset(key for line in self._lines() for key in _near(self._of(line), line))
        rows = [each for each in self.table.model.rows if self._of_kind(each)]
        counts = [(name, sum(map(passes, rows))) for name, passes in self._choices().items()]
        self.chips.show_choices(counts)
        self._divide()
        self._narrow()

    def _choices(self) -> dict[str, Callable[[Row], bool]]:
        """Only chips that make sense now; 全部 always."""
        choices: dict[str, Callable[[Row], bool]] = {ALL: lambda _: True}
        if self._near:
            choices[NEAR_LINE] = lambda each: each.application_id in self._near
        choices[TIED] = lambda each: bool(each.equals)
        choices[BLANK] = lambda each: any(cell.word in BLANKS for cell in each.cells)
        if self._ranking and self._ranking.unverified:
            choices[OPEN] = lambda each: bool(open_cells(each))
        return choices

    def _narrow(self) -> None:
        choices = self._choices()
        passes = choices.get(self.chips.on(), choices[ALL])
        everything = self.chips.on() in ("", ALL) and self._kind is None
        self.table.keep_only(None if everything else lambda each: passes(each) and self._of_kind(each))

    def _of_kind(self, each: Row) -> bool:
        return self._kind is None or each.kind == self._kind

    def _lines(self) -> list[QuotaLine]:
        lines = self._ranking.lines if self._ranking else ()
        return [line for line in lines if self._kind is None or line.kind == self._kind]

    def _of(self, line: QuotaLine) -> list[Row]:
        """Who competes for a line's places, in order."""
        rows = self._ranking.rows if self._ranking else ()
        return [each for each in rows if not line.kind or each.kind == line.kind]

    def _divide(self) -> None:
        """One line can be drawn where one order is shown: of all, or of one kind."""
        lines = self._lines()
        rows = self._of(lines[0]) if len(lines) == 1 and (self._kind is not None or not lines[0].kind) else []
        at = min(lines[0].places, len(rows)) if rows else 0
        if at:
            self.table.show_divider(rows[at - 1].application_id, line_words(lines[0]))
        else:
            self.table.show_divider(None)

    # The table --------------------------------------------------------------------------------------------------------

    def _make_table(self) -> Table[Row]:
        made: Table[Row] = Table(
            "ranking",
            self._columns(),
            lambda each: each.application_id,
            search=lambda each: "\n".join(
                (each.number, branch_search_text(each.branch, each.organization), search_text(each.brand))
            ),
            says="评审排名",
            unit="项",
            empty="还没有可以排名的项目。",
            memory=self._memory,
        )
        made.filter_with(self.filter)
        made.chosen.connect(self.chosen)
        made.opened.connect(self.opened)
        return made

    def _replace_table(self) -> None:
        """Another panel has other columns."""
        old, self.table = self.table, self._make_table()
        self.filter.textChanged.disconnect(old.filter)
        self.filter.removeEventFilter(old)
        self._panel.body.replaceWidget(old, self.table)
        old.setParent(None)
        old.deleteLater()
        self.table.filter(self.filter.text())

    def _columns(self) -> tuple[Column[Row], ...]:
        ranking = self._ranking
        experts: Collection[int] = ranking.experts if ranking else ()
        tie = ranking.tie_criterion if ranking else ""
        return (
            Column("名次", lambda each: each.place or None, width=PLACE, number=True),
            Column(
                "编号",
                lambda each: each.number,
                text=lambda each: short_number(each.number),
                copied=lambda each: each.number,
                width=NUMBER,
                quiet=True,
            ),
            Column("党支部", lambda each: each.branch),
            Column("基层党组织", lambda each: each.organization, shown=False),
            Column("品牌名称", lambda each: each.brand, shown=False),
            *(_expert_column(place, number) for place, number in enumerate(experts)),
            Column("均分", lambda each: each.mean, text=lambda each: _mean(each.mean), width=MEAN, number=True),
            *(
                [
                    Column[Row](
                        tie,
                        lambda each: each.tie_mean,
                        text=lambda each: _mean(each.tie_mean),
                        width=max(MEAN, min(style.font_width(tie, style.SMALL) + 18, 96)),
                        number=True,
                        shown=len(experts) <= FEW_EXPERTS,
                    )
                ]
                if tie
                else []
            ),
            Column("支部类型", lambda each: each.kind, width=72, shown=self._per_kind),
            Column(
                "说明",
                lambda each: badge.word if (badge := self._badge(each)) else "",
                badge=self._badge,
                width=NOTE,
            ),
        )

    def _badge(self, each: Row) -> Badge | None:
        return badge_of(each, vetoed=each.application_id in self._vetoed, per_kind=self._per_kind)


def _expert_column(place: int, number: int) -> Column[Row]:
    return Column(
        f"专家{number}",
        lambda each: each.cells[place].total_hundredths,
        score=lambda each: score_of(each.cells[place]),
        width=EXPERT,
        number=True,
    )


def _mean(mean: Fraction | None) -> str:
    return "" if mean is None else mean_text(mean)


def _near(rows: list[Row], line: QuotaLine) -> list[int]:
    """Who stands within some places of the line."""
    return [each.application_id for each in rows[max(0, line.places - AROUND) : line.places + AROUND]]


def _note(ranking: Ranking) -> str:
    said = ["↑↓ 去掉的最高分、最低分"] if any(each.trimmed for each in ranking.rows) else []
    said.append("回避、缺席、弃权不计分，也不是 0 分")
    if any(cell.total_hundredths is not None for each in ranking.rows for cell in open_cells(each)):
        said.append("* 未核")
    return "　".join(said)
