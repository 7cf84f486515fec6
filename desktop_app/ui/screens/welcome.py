"""First start: one card, three steps. Only the school and who sits here must be said now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.errors import DatabaseTrouble
from desktop_app.office import office_settings, rounds
from desktop_app.office.data_file import data_facts
from desktop_app.rules import names
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.office import OfficeProfile
from desktop_app.ui.main_window import FIRST_SIZE, SMALLEST
from desktop_app.ui.parts.basics import Mark, Stack, button, label, row, rule, say
from desktop_app.ui.parts.fields import ENTER
from desktop_app.ui.parts.overlay import press_focused
from desktop_app.ui.screen import Desk
from desktop_app.ui.screens.notice import NoticePage
from desktop_app.ui.screens.settings.profile_fields import show_profile, typed_profile
from desktop_app.ui.screens.welcome_steps import STEPS, OfficeStep, RosterStep, StepLine
from desktop_app.ui.style import APART, BESIDE, FAR, NEAR, TIGHT

CARD = QSize(1326, 708)  # what the notice needs beside its facts; every step has it, so that nothing jumps
SMALLEST_CARD = QSize(880, 540)
STEPS_WIDTH = 200
FORM = 560  # the width of a step that needs little room
FIRST = 1000  # the stretch of what takes its room before the empty space around it
OFFICE, ROUND, ROSTER = range(3)


class Welcome(QWidget):
    """Leads through the three steps, then calls `done`; each is written as it is left, so nothing is lost.

    `open_sample` opens the sample season instead. `import_roster(path)` is called after `done`. `change_folder(folder)`
    moves to another data folder; without it the folder is only shown. Enter goes on, Esc goes a step back.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        open_sample: Callable[[], object],
        done: Callable[[], object],
        import_roster: Callable[[Path], object] | None = None,
        change_folder: Callable[[Path], object] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setAccessibleName("第一次使用")
        self.setWindowTitle("一支部一特色")
        self.setMinimumSize(SMALLEST)
        self.resize(FIRST_SIZE)
        self._desk = desk
        self._open_sample, self._done = open_sample, done
        self._import_roster, self._change_folder = import_roster, change_folder
        self._operator_id: int | None = None
        self.step = OFFICE
        self.office, self.roster = OfficeStep(), RosterStep()
        self.notice = NoticePage(desk, own_foot=False)
        self._build()
        self._connect()
        self._recall()
        self.show_step(OFFICE)

    def _build(self) -> None:
        self.card = QFrame()
        self.card.setObjectName("welcome_card")
        self.card.setProperty("is", "panel")
        self.card.setMinimumSize(SMALLEST_CARD)
        self.card.setMaximumSize(CARD)
        self._right = QVBoxLayout()
        self._right.setContentsMargins(BESIDE, BESIDE, BESIDE, BESIDE)
        self._right.setSpacing(NEAR)
        self._pages = QStackedWidget()
        self._pages.setObjectName("welcome_pages")
        for page in (_in_the_middle(self.office), self.notice, _in_the_middle(self.roster)):
            self._pages.addWidget(page)
        self._right.addWidget(self._pages, 1)
        self._right.addWidget(rule("welcome_rule"))
        self._right.addSpacing(TIGHT)
        self._right.addLayout(self._foot())
        both = QHBoxLayout(self.card)
        both.setContentsMargins(1, 1, 1, 1)
        both.setSpacing(0)
        both.addWidget(self._left())
        both.addLayout(self._right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, NEAR)
        box.addStretch(1)
        middle = row(0, self.card, 0, margins=(BESIDE, BESIDE, BESIDE, 0))
        middle.setStretch(1, FIRST)
        box.addLayout(middle, FIRST)
        box.addStretch(1)
        box.addLayout(row(0, label("不得录入涉密信息", "welcome_secret", "muted"), 0))
        self._order_keys()

    def _left(self) -> QWidget:
        self.lines = [StepLine(number) for number in range(len(STEPS))]
        name = label("一支部一特色", "welcome_product", "title")
        line = label("支部党建品牌创建管理", "welcome_product_line", "muted")
        folder = data_facts().file.parent
        self._folder = label("", "welcome_folder", "muted", wrap=True)
        self._folder.setText(f"数据文件夹：{_breakable(str(folder))}")
        self._folder.setToolTip(str(folder))
        self._folder.setAccessibleName(f"数据文件夹 {folder}")
        self._move = button("换一个文件夹…", "welcome_move", "link")
        self._steps = QVBoxLayout()
        self._steps.setContentsMargins(APART, FAR, BESIDE, APART)
        self._steps.setSpacing(20)
        self._steps.addWidget(Stack("welcome_name", name, line, gap=TIGHT))
        self._steps.addSpacing(NEAR)
        for step in self.lines:
            self._steps.addWidget(step)
        self._steps.addStretch(1)
        offline = row(Mark("lock", "muted", "welcome_offline_mark", 14), gap=6)
        offline.addWidget(label("数据只存在本机，不联网", "welcome_offline", "muted"), 1)
        where = Stack("welcome_where", offline, self._folder, row(self._move, 0), gap=TIGHT)
        self._steps.addWidget(where)
        self._rail = QFrame()
        self._rail.setObjectName("welcome_steps")
        self._rail.setProperty("is", "rail")
        self._rail.setLayout(self._steps)
        self._rail.setFixedWidth(STEPS_WIDTH)
        return self._rail

    def _foot(self) -> QHBoxLayout:
        self._sample = button("用示例数据看看", "welcome_sample", "quiet", "eye")
        self._back = button("上一步", "welcome_back", "quiet", "arrow-left", keys="Esc")
        self._later = button("以后再说", "welcome_later", "quiet")
        self._next = button("", "welcome_next", "primary", keys="Enter")
        return row(self._sample, self._back, 0, self._later, self._next)

    def _order_keys(self) -> None:
        """Tab and Enter lead from the last field to the button that goes on."""
        for before, after in ((self._next, self._later), (self._later, self._back), (self._back, self._sample)):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self._next.clicked.connect(self.go_on)
        self._later.clicked.connect(self.skip)
        self._back.clicked.connect(self.go_back)
        self._sample.clicked.connect(lambda _=False: self._open_sample())
        self._move.clicked.connect(self._choose_folder)
        self.office.finished.connect(self.go_on)
        self.roster.chosen.connect(self._take_roster)
        self.notice.form.changed.connect(lambda _: self._say())
        self.notice.text.settled.connect(self._say)

    def _recall(self) -> None:
        """What an interrupted first start has answered already."""
        show_profile(self.office.lines, office_settings.profile())
        here = [each for each in office_settings.operators() if each.active]
        if here:
            self._operator_id = here[0].operator_id
            self.office.operator.fill(here[0].name)

    def take_over(self, other: Welcome) -> None:
        """What was typed into the welcome before this one, which is of another folder; what is stored here stays."""
        for line, typed in (
            (self.office.operator, other.office.operator),
            *((line, other.office.lines[name]) for name, line in self.office.lines.items()),
        ):
            if typed.text().strip() and not office_settings.profile().school:
                line.setText(typed.text())

    def tell(self, trouble: RuleBroken | DatabaseTrouble) -> None:
        """Another folder or the sample could not be opened: said on the step where they are asked for."""
        self.office.trouble.show_trouble(trouble)

    # The steps --------------------------------------------------------------------------------------------------------

    def show_step(self, step: int) -> None:
        self.step = step
        self._pages.setCurrentIndex(step)
        self._say()
        self._begin()

    def go_on(self) -> None:
        """Write what this step asks, and lead to the next one; what is refused stands beside the form."""
        if self.step == OFFICE and self._write_office():
            self.show_step(ROUND)
        elif self.step == ROUND and self.notice.save():
            self.show_step(ROSTER)
        elif self.step == ROSTER:
            self._done()

    def skip(self) -> None:
        """以后再说: a step that needs no answer now."""
        if self.step == ROUND:
            self.show_step(ROSTER)
        elif self.step == ROSTER:
            self._done()

    def go_back(self) -> None:
        if self.step > OFFICE:
            self.show_step(self.step - 1)

    def _write_office(self) -> bool:
        empty = self.office.first_empty()
        if empty is not None:
            self.office.trouble.show_words(f"还没有填写{empty.accessibleName()}。", "其余各项可以以后再填。")
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return self.office.trouble.attempt(self._run_office)

    def _run_office(self) -> None:
        """The first step bears the name of whoever takes it."""
        profile = typed_profile(self.office.lines, office_settings.profile())
        ledger, before = self._desk.ledger, self._desk.ledger.actor
        ledger.actor = names.clean_person(self.office.operator.text())
        try:
            self._operator_id = ledger.run(
                "设置单位",
                office_settings.set_up_office,
                profile=profile,
                operator=ledger.actor,
                instead_of=self._operator_id,
            )
        except BaseException:
            ledger.actor = before
            raise

    def _take_roster(self, path: Path) -> None:
        self._done()
        if self._import_roster:
            self._import_roster(path)

    # ------------------------------------------------------------------------------------------------------------------

    def _say(self) -> None:
        """Steps, buttons and their words, after every change."""
        profile, made = office_settings.profile(), rounds.rounds()
        answers = (_answer(profile, self._desk.ledger.actor), made[0].name if made else "", "")
        for number, line in enumerate(self.lines):
            line.show_step(here=number == self.step, answer=answers[number])
        self._sample.setVisible(self.step == OFFICE)
        self._move.setVisible(self._change_folder is not None and self.step == OFFICE and not made)
        self._back.setVisible(self.step > OFFICE)
        self._later.setVisible(self.step == ROUND)
        named = self.notice.round_id is None
        words = ("下一步：批次", "新建批次，下一步" if named else "保存批次，下一步", "开始使用")[self.step]
        say(self._next, words, keys="Enter")

    def _begin(self) -> None:
        if self.step == OFFICE:
            (self.office.first_empty() or self.office.operator).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.step == ROUND:
            made = rounds.rounds()
            if made and self.notice.round_id is None and not self.notice.begun:
                self.notice.open_round(made[0].round_id)
            else:
                self.notice.refresh()
                self.notice.text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.roster.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "数据放在哪个文件夹")
        if chosen and self._change_folder:
            self._change_folder(Path(chosen))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, else goes on; Esc goes back."""
        if press_focused(event):
            return
        if event.key() in ENTER:
            self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)


def _answer(profile: OfficeProfile, actor: str) -> str:
    return f"{profile.school}，{actor}" if profile.school and actor else ""


def _in_the_middle(page: QWidget) -> QWidget:
    """A form does not run as wide as the card."""
    holder = QWidget()
    holder.setObjectName(f"{page.objectName()}_middle")
    page.setMaximumWidth(FORM)
    across = row(0, page, 0, margins=(BESIDE, FAR, BESIDE, 0))
    across.setStretch(1, FIRST)
    holder.setLayout(across)
    return holder


def _breakable(path: str) -> str:
    """A path that may be broken after each of its separators, and not at a hyphen within a name."""
    path = path.replace("-", "\u2060-\u2060")
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
