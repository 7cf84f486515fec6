"""分析: what another rule would make of the same sheets, and how the experts agree. Never the result itself."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QStackedWidget, QVBoxLayout

from db.enums import Trimming
from desktop_app.office import rounds
from desktop_app.office.ranking import ranking
from desktop_app.office.what_if import diagnostics, what_if
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.numbering import short_number
from desktop_app.rules.pinyin import branch_search_text
from desktop_app.shapes.diagnostics import Diagnostics, SupposedPlace, Supposition
from desktop_app.ui.parts.basics import Facts, Panel, Stack, button, field, label, panes, row, rule
from desktop_app.ui.parts.charts import copy_picture
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.lists import Group, Lines, Words
from desktop_app.ui.parts.remarks import Remarks
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.parts.tables import Column, Table
from desktop_app.ui.screen import Action, Desk
from desktop_app.ui.screens.review.analysis_wording import (
    agreement_facts,
    agreement_note,
    crossing_badge,
    mean_words,
    move_text,
    supposed_words,
)
from desktop_app.ui.screens.review.spread_chart import SpreadChart
from desktop_app.ui.style import APART, BESIDE, NEAR
from desktop_app.ui.tabs import Tab

PANE = 340
NEVER = "这里是假设，不是正式结果：不打印，不进入任何文件，也不改变名次。"
KEY = "点是各项的分，粗条是中间一半，竖线是中位数；偏差是与同一项目其他专家平均分之差。"
RULES = {
    None: "现行去分规则",
    Trimming.FROM_THRESHOLD: "达到份数的去高低分",
    Trimming.ALL_OR_NONE: "都达到份数才去高低分",
    Trimming.OFF: "都不去高低分",
}


class AnalysisTab(Tab):
    key, words = "analysis", "分析"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Diagnostics | None = None
        self.remarks, self.notice = Remarks("analysis_remarks"), Notice("analysis_notice")
        self.rule, self.without = QComboBox(), QComboBox()
        self.threshold = field("analysis_threshold", "", "份数", says="从几份有效评分起去高低分")
        self.table = self._make_table()
        self.chart, self.agreement = SpreadChart(), Facts("analysis_agreement", 72)
        self.note = label("", "analysis_agreement_note", "muted", wrap=True)
        self.others = Lines("analysis_suppositions")
        self._summary: QLabel = label("", "analysis_summary", "muted")
        self._build()

    # Building ---------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        for choice, name, says in (
            (self.rule, "analysis_rule", "假设的去分规则"),
            (self.without, "analysis_without", "假设不计哪位专家"),
        ):
            choice.setObjectName(name)
            choice.setAccessibleName(says)
            choice.activated.connect(lambda _: self._suppose())
        for trimming, words in RULES.items():
            self.rule.addItem(words, trimming)
        self.threshold.setFixedWidth(64)
        self.threshold.editingFinished.connect(self._suppose)
        reset = button("回到现行规则", "analysis_reset", "link")
        reset.clicked.connect(self.reset)
        controls = row(label("假设", "analysis_if"), self.rule, self.threshold, self.without, reset, 0, gap=NEAR)
        sheet = Panel("", "analysis_panel")
        sheet.body.addWidget(self.table, 1)
        left = Stack("analysis_left", self.remarks, controls, self.notice, self._summary, sheet, gap=NEAR)
        left.box.setStretch(left.box.count() - 1, 1)
        self._pages = QStackedWidget()
        self._pages.setObjectName("analysis_pages")
        self._pages.addWidget(self._empty())
        self._pages.addWidget(panes("analysis_panes", left, self._right(), PANE, self.desk.memory))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addWidget(self._pages, 1)

    def _empty(self) -> Panel:
        sheet = Panel("", "analysis_empty_panel")
        words = "录入评分以后，这里可以看换一种去分规则、少一位专家会怎样，以及专家之间是否一致。"
        sheet.body.addWidget(EmptyState("analysis_empty", "scale", "还没有评分", words))
        return sheet

    def _right(self) -> Panel:
        copy = button("", "analysis_copy", "quiet", "copy", says="复制图和数字为图片")
        copy.clicked.connect(self._copy)
        sheet = Panel("专家之间", "analysis_experts", action=copy)
        inner = Stack(
            "analysis_inner",
            self.chart,
            label(KEY, "analysis_key", "muted", wrap=True),
            rule("analysis_rule_1"),
            label("一致程度", "analysis_agreement_title", "section"),
            gap=NEAR,
        )
        inner.box.addLayout(self.agreement)
        inner.box.addWidget(self.note)
        inner.box.addWidget(rule("analysis_rule_2"))
        inner.box.addWidget(label("换一种算法会怎样", "analysis_others_title", "section"))
        inner.box.addWidget(self.others)
        inner.box.addStretch(1)
        inner.box.setContentsMargins(APART, 0, APART, NEAR)
        sheet.body.addWidget(Scroll("analysis_scroll", inner), 1)
        return sheet

    def _make_table(self) -> Table[SupposedPlace]:
        return Table(
            "analysis",
            (
                Column("假设名次", lambda each: each.supposed_place or None, width=68, number=True),
                Column("变动", lambda each: each.place - each.supposed_place, text=move_text, width=56, number=True),
                Column(
                    "编号",
                    lambda each: each.number,
                    text=lambda each: short_number(each.number),
                    copied=lambda each: each.number,
                    width=42,
                    quiet=True,
                ),
                Column("党支部", lambda each: each.branch),
                Column("品牌名称", lambda each: each.brand, shown=False),
                Column(
                    "假设均分",
                    lambda each: each.supposed_mean,
                    text=lambda each: mean_words(each.supposed_mean),
                    width=72,
                    number=True,
                ),
                Column("现名次", lambda each: each.place or None, width=56, number=True, quiet=True),
                Column(
                    "现均分",
                    lambda each: each.mean,
                    text=lambda each: mean_words(each.mean),
                    width=62,
                    number=True,
                    quiet=True,
                ),
                Column("名额", lambda each: each.crosses, badge=crossing_badge, width=104),
            ),
            lambda each: each.application_id,
            search=lambda each: f"{each.number}\n{branch_search_text(each.branch, each.organization)}",
            says="假设的名次",
            unit="项",
            empty="还没有可以排名的项目。",
            memory=self.desk.memory,
        )

    # What the screen asks ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        round_id = rounds.required_round_id()
        begun = bool(ranking(round_id, official=False).rows)
        self._pages.setCurrentIndex(1 if begun else 0)
        self.found = diagnostics(round_id) if begun else None
        self.remarks.show_lines([(NEVER, True)])
        if self.found:
            self._show_experts(self.found)
            self._suppose()

    def state_line(self) -> str:
        if self.found is None:
            return "还没有评分"
        return f"{self.found.applications} 项有评分 · 假设与核对，不是结果"

    def primary(self) -> Action | None:
        return None

    def header_actions(self) -> tuple[Action, ...]:
        return (Action("另存图…", self.ask_picture, "download"),) if self.found else ()

    def take_keyboard(self) -> None:
        if self.found:
            self.rule.setFocus()

    # Supposing --------------------------------------------------------------------------------------------------------

    def reset(self) -> None:
        """Nothing is supposed any more."""
        self.rule.setCurrentIndex(0)
        self.without.setCurrentIndex(0)
        self.threshold.clear()
        self._suppose()

    def suppose(self, supposition: Supposition) -> None:
        """Set the controls so, and show what it makes."""
        self.rule.setCurrentIndex(max(0, self.rule.findData(supposition.trimming)))
        self.without.setCurrentIndex(max(0, self.without.findData(supposition.without)))
        self.threshold.setText("" if supposition.threshold is None else str(supposition.threshold))
        self._suppose()

    def _suppose(self) -> None:
        self.notice.attempt(self._show_supposed)

    def _show_supposed(self) -> None:
        typed = self.threshold.text().strip()
        if typed and not typed.isdecimal():
            raise RuleBroken(f"“{typed}”不是份数。", "请填 3 或更大的数。")
        supposition = Supposition(self.rule.currentData(), int(typed) if typed else None, self.without.currentData())
        supposed = what_if(rounds.required_round_id(), supposition)
        self.table.show_rows(supposed.rows)
        self._summary.setText(f"{supposed.words}{supposed_words(supposed)}。")

    def _show_experts(self, found: Diagnostics) -> None:
        on = self.without.currentData()
        self.without.clear()
        self.without.addItem("各位专家都计", None)
        for each in found.experts:
            if each.totals:
                self.without.addItem(f"不计专家{each.number}", each.number)
        self.without.setCurrentIndex(max(0, self.without.findData(on)))
        self.chart.show_experts(found.experts)
        self.agreement.show_facts(agreement_facts(found))
        self.note.setText(agreement_note(found))
        lines = [
            (
                Words(each.words.removeprefix("假设：").rstrip("。"), beside=supposed_words(each)),
                partial(self.suppose, each.supposition),
            )
            for each in found.suppositions
        ]
        self.others.show_groups([Group("", lines)])

    # Pictures ---------------------------------------------------------------------------------------------------------

    def _copy(self) -> None:
        copy_picture(self.chart)
        self.said.emit("已复制为图片", "")

    def ask_picture(self) -> None:
        """Ask where to put the picture of the experts' totals."""
        proposed = f"专家评分分布 {datetime.now():%Y-%m-%d}.svg"
        kinds = "矢量图 (*.svg);;图片 (*.png)"
        chosen, kind = QFileDialog.getSaveFileName(self, "另存图", proposed, kinds)
        if chosen:
            suffix = ".png" if "png" in kind else ".svg"
            file = Path(chosen)
            self.save_picture(file if file.suffix.lower() in (".svg", ".png") else file.with_name(file.name + suffix))

    def save_picture(self, file: Path) -> None:
        """Write the picture; what stops it is said above the table."""
        try:
            self.chart.save_picture(file)
        except OSError:
            self.notice.show_words(f"“{file.name}”没有存成。", "请换一个文件夹再试。")
        else:
            self.said.emit(f"已另存 {file.name}", "")
