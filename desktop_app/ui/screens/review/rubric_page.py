"""指标与规则: by what the experts score, and how it is counted. Frozen with the first sheet that leaves the office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from db.enums import Trimming, Verification
from desktop_app.office import panel_setup
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.scoring import rule_sentence
from desktop_app.rules.typed_values import NotRead, read_count
from desktop_app.shapes.panel import CriterionDraft, StageDetails, StageRules
from desktop_app.ui.parts.basics import Panel, Stack, field, label, row, wide
from desktop_app.ui.parts.errors import KNOWN, Notice
from desktop_app.ui.parts.pane import Choice
from desktop_app.ui.parts.remarks import Remarks
from desktop_app.ui.parts.scroll import Scroll
from desktop_app.ui.screens.review.rubric_editor import RubricEditor
from desktop_app.ui.style import APART, BESIDE, NEAR, TIGHT

Run = Callable[..., Any]
RULES = 264  # px
VERIFICATIONS = (
    (Verification.TOTAL, "合计核对（手写合计）"),
    (Verification.TWICE, "双录（录入两遍）"),
)
TRIMMINGS = tuple((each, str(each)) for each in Trimming)


class RubricPage(QWidget):
    """`changed`: something is typed, or no longer is."""

    changed = Signal()

    def __init__(self, run: Run, notice: Notice) -> None:
        super().__init__()
        self.setObjectName("rubric_page")
        self._run, self._notice = run, notice
        self._stage: StageDetails | None = None
        self._before: object = None
        self._filling = False
        self.editor, self.remarks = RubricEditor(), Remarks("rubric_remarks")
        self.decimals = QCheckBox("各项可以打一位小数")
        self.same = QCheckBox("同一基层党组织的申报须回避")
        for made, name in ((self.decimals, "rules_decimals"), (self.same, "rules_same_organization")):
            made.setObjectName(name)
            made.setAccessibleName(made.text())
        self.verification = Choice("rules_verification", VERIFICATIONS)
        self.trimming = Choice("rules_trimming", TRIMMINGS)
        self.threshold: QLineEdit = field("rules_threshold", "", "5")
        self._sentence = label("", "rules_sentence", "muted", wrap=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        """Side by side: both are seen at once, and a long rubric scrolls for itself."""
        inner = Stack("rubric_inner", self.editor, 0)
        inner.box.setContentsMargins(APART - 1, 0, BESIDE, NEAR)
        rubric = Panel("评分指标", "rubric_panel")
        rubric.body.addWidget(Scroll("rubric_scroll", inner), 1)
        lines = QVBoxLayout()
        lines.setContentsMargins(APART - 1, 0, APART, NEAR)
        lines.setSpacing(TIGHT)
        for words, made in (
            ("评分表怎么核对", self.verification),
            ("最高分、最低分", self.trimming),
            ("达到几份评分", self.threshold),
        ):
            said = label(words, f"{made.objectName()}_label", "muted")
            said.setBuddy(made)
            made.setAccessibleName(words)
            lines.addWidget(said)
            lines.addWidget(made)
            lines.addSpacing(NEAR)
        for box in (self.decimals, self.same):
            lines.addWidget(box)
        lines.addSpacing(NEAR)
        lines.addWidget(self._sentence)
        lines.addStretch(1)
        rules = Panel("规则", "rules_panel")
        rules.setFixedWidth(RULES)
        rules.body.addLayout(lines)
        both = row(wide(rubric), rules, gap=BESIDE)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(BESIDE)
        page.addWidget(self.remarks)
        page.addLayout(both, 1)

    def _connect(self) -> None:
        self.editor.changed.connect(self._tell)
        for box in (self.decimals, self.same):
            box.toggled.connect(lambda _: self._tell())
        for choice in (self.verification, self.trimming):
            choice.currentIndexChanged.connect(lambda _: self._tell())
        self.threshold.textChanged.connect(lambda _: self._tell())

    # What the tab tells it --------------------------------------------------------------------------------------------

    def show_stage(self, stage: StageDetails) -> None:
        """Fill it; what is half typed stays while it can still be saved."""
        if self.dirty and self._stage and self._stage.round_id == stage.round_id and not stage.started_at:
            self._stage = stage
            return
        self._stage = stage
        self._filling = True
        rules, editable = stage.rules, not stage.started_at
        drafts = [CriterionDraft(one.name, one.full_hundredths, one.explanation, one.tie) for one in stage.criteria]
        self.editor.show_criteria(drafts, editable=editable)
        self.decimals.setChecked(bool(rules.decimals))
        self.same.setChecked(rules.same_organization_excluded)
        self.verification.show_word(rules.verification)
        self.trimming.show_word(rules.trimming)
        self.threshold.setText(str(rules.trim_threshold))
        for part in (self.decimals, self.same, self.verification, self.trimming, self.threshold):
            part.setEnabled(editable)
        frozen = f"评分已于 {stage.started_at[:16].replace('T', ' ')} 开始，指标和规则不能再改。"
        begun = "第一张评分表打印或录入之后，指标和规则就不能再改。"
        self.remarks.show_lines([(begun if editable else frozen, False)])
        self._filling = False
        self._before = self._typed()
        self._tell()

    @property
    def editable(self) -> bool:
        return bool(self._stage and not self._stage.started_at)

    @property
    def dirty(self) -> bool:
        """Something was typed that is not saved."""
        return self._before is not None and self._typed() != self._before

    def save(self) -> bool:
        """One step for both; what refuses it is said above."""
        if not self.dirty or not self.editable:
            return False
        return self._notice.attempt(self._save)

    def give_up(self) -> None:
        """As it was before it was typed in."""
        if self._stage:
            self._before = self._typed()
            self.show_stage(self._stage)

    # ------------------------------------------------------------------------------------------------------------------

    def _save(self) -> None:
        assert self._stage is not None
        criteria, rules, before = self.editor.criteria(), self._rules(), self._before
        self._before = self._typed()  # so that the refresh which follows the step fills the page with what was saved
        try:
            self._run(
                "修改评分指标和规则",
                panel_setup.change_scoring,
                say=lambda _: "已保存评分指标和规则",
                round_id=self._stage.round_id,
                stage=self._stage.stage,
                criteria=criteria,
                rules=rules,
            )
        except KNOWN:
            self._before = before
            raise

    def _rules(self) -> StageRules:
        try:
            threshold = read_count(self.threshold.text())
        except NotRead:
            threshold = None
        if threshold is None:
            raise RuleBroken(
                f"去高低分的份数“{self.threshold.text().strip()}”不是数字。", "请填 3 或更大的整数，例如 5。"
            )
        return StageRules(
            int(self.decimals.isChecked()),
            self.verification.word,
            self.trimming.word,
            threshold,
            self.same.isChecked(),
        )

    def _typed(self) -> object:
        return (
            tuple(self.editor.typed()),
            self.decimals.isChecked(),
            self.same.isChecked(),
            self.verification.word,
            self.trimming.word,
            self.threshold.text(),
        )

    def _tell(self) -> None:
        """The rule in words, as 评审汇总表 will state it."""
        if self._filling:
            return
        self.threshold.setEnabled(self.editable and self.trimming.word is not Trimming.OFF)
        tie = next((name.strip() for name, _, tie, _ in self.editor.typed() if tie), "")
        number = self.threshold.text().strip()
        threshold = int(number) if number.isascii() and number.isdigit() else 5
        self._sentence.setText(rule_sentence(self.trimming.word, threshold, tie))
        self.changed.emit()
