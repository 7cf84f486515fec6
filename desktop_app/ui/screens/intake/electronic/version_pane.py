"""One application's files: the facts, each version, its text beside the paper, and what was found."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.enums import ElectronicKind, TextCheck
from desktop_app.jobs import Jobs
from desktop_app.shapes.electronic import ElectronicRow, VersionRow
from desktop_app.ui.parts.badges import BadgeLabel
from desktop_app.ui.parts.basics import Facts, button, dress, label, row
from desktop_app.ui.parts.lists import Group, Lines
from desktop_app.ui.parts.pane import Pane
from desktop_app.ui.screens.intake.electronic.quick_view import QuickView
from desktop_app.ui.screens.intake.electronic.wording import CHECKS, application_facts, version_facts, version_words
from desktop_app.ui.style import NEAR

VIEW = 240  # px: the least height of the text


class VersionPane(Pane):
    """Says what is wanted; the tab does it."""

    checked = Signal(object)  # TextCheck
    correct_arrival = Signal(object)  # VersionRow
    detach = Signal(object)  # VersionRow
    save_file = Signal(object)  # VersionRow
    compare = Signal()
    open_application = Signal(int)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__("version_pane")
        self.row_: ElectronicRow | None = None
        self.version: VersionRow | None = None
        self._title, self._badge = label("", "version_title", "large", wrap=True), BadgeLabel("version_badge")
        self._facts, self._about = Facts("version_fact"), Facts("file_fact")
        self._versions = Lines("versions")
        self.view = QuickView(jobs)
        self.view.setMinimumHeight(VIEW)
        self._build()

    def _build(self) -> None:
        for thing in (self._title, self._badge):
            self.head.addWidget(thing)
        self._details = QWidget()
        self._details.setObjectName("version_details")
        box = QVBoxLayout(self._details)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(NEAR)
        box.addLayout(self._facts)
        box.addWidget(self._versions)
        box.addLayout(self._about)
        box.addWidget(self._deeds())
        self.body.addWidget(self._details)
        self.body.addWidget(self.view, 1)
        self.only_text = button("只看文字", "file_only_text", "quiet", "eye", says="把文字放大，收起上面的内容")
        self.only_text.setCheckable(True)
        self.only_text.toggled.connect(self._show_parts)
        self._ask = label("电子版和纸质件是同一份文字吗？", "check_ask", "muted", wrap=True)
        self.same = button("一致", "check_same", "", "check", says="电子版与纸质件一致")
        self.different = button(
            "不一致", "check_different", "", "alert-triangle", says="电子版与纸质件不一致，列入补正"
        )
        self.again = button("重新核对", "check_again", "link", says="改回未核对")
        self.same.clicked.connect(lambda: self.checked.emit(TextCheck.SAME))
        self.different.clicked.connect(lambda: self.checked.emit(TextCheck.DIFFERENT))
        self.again.clicked.connect(lambda: self.checked.emit(TextCheck.UNCHECKED))
        self.foot.addLayout(row(self.only_text, self.compare_button, self.visits, 0))
        self.foot.addWidget(self._ask)
        self.foot.addLayout(row(self.same, self.different, self.again, 0, gap=NEAR))

    def _deeds(self) -> QWidget:
        self.save_as = button("另存…", "file_save", "quiet", "download", says="把这个文件另存一份")
        self.arrival = button("更正到达时间", "file_arrival", "quiet", "clock")
        self.remove = button("移除", "file_remove", "quiet", "trash", says="把这个文件从项目移除")
        self.compare_button = button("定稿对照", "file_compare", "quiet", "git-compare", says="定稿与申报稿逐段对照")
        self.visits = button("收件记录", "file_visits", "quiet", "inbox", says="打开这一项的收件记录")
        for pressed, wanted in (
            (self.save_as, self.save_file),
            (self.arrival, self.correct_arrival),
            (self.remove, self.detach),
        ):
            pressed.clicked.connect(lambda _=False, signal=wanted: self._hand_on(signal))
        self.compare_button.clicked.connect(self.compare)
        self.visits.clicked.connect(self._open_application)
        self._line = QWidget()
        self._line.setObjectName("file_deeds")
        self._line.setLayout(row(self.save_as, self.arrival, self.remove, 0))
        return self._line

    def _hand_on(self, signal: SignalInstance) -> None:
        if self.version:
            signal.emit(self.version)

    def _open_application(self) -> None:
        if self.row_:
            self.open_application.emit(self.row_.application_id)

    def show_row(self, found: ElectronicRow | None) -> None:
        """Without an application the pane says what to choose. The version that was looked at stays in sight."""
        before = self.version.version_id if self.version else 0
        self.row_ = found
        self._show_parts()
        if found is None:
            self._title.setText("在左边选一项，这里显示它的电子版。")
            dress(self._title, "muted")
            self._facts.show_facts(())
            self._versions.show_groups([])
            self._show_version(None)
            return
        self._title.setText(found.branch)
        dress(self._title, "large")
        self.setAccessibleName(f"{found.number} {found.branch}")
        self._badge.show_badge(CHECKS[found.text_check] if found.files else None)
        self._facts.show_facts(application_facts(found))
        lines = [(version_words(each), partial(self._show_version, each)) for each in found.versions]
        self._versions.show_groups([Group("版本", lines)])
        kept = next((each for each in found.versions if each.version_id == before), None)
        self._show_version(kept or (found.files or found.versions or (None,))[-1])

    def _show_parts(self, *_: object) -> None:
        found = self.row_
        both = found is not None and bool(found.files) and found.copies > 0
        for thing in (self._ask, self.same, self.different):
            thing.setVisible(both)
        if found is not None and both:
            self.same.setEnabled(found.text_check is not TextCheck.SAME)
            self.different.setEnabled(found.text_check is not TextCheck.DIFFERENT)
        self.again.setVisible(both and found is not None and found.text_check is not TextCheck.UNCHECKED)
        kinds = {each.kind for each in found.files} if found else set()
        self.compare_button.setVisible(kinds >= {ElectronicKind.INITIAL, ElectronicKind.FINAL})
        self.visits.setVisible(found is not None)
        self._show_view()

    def _show_view(self) -> None:
        """The text where there is one; alone in the pane when it is to be read at length."""
        there = bool(self.version and self.version.file)
        self.view.setVisible(there)
        self.only_text.setVisible(there)
        self._details.setVisible(not (there and self.only_text.isChecked()))

    def _show_version(self, version: VersionRow | None) -> None:
        self.version = version
        self._about.show_facts(version_facts(version) if version else ())
        self._line.setVisible(version is not None)
        self.save_as.setVisible(bool(version and version.file))
        self._show_view()
        self.view.show_file(version.file if version else None, version.file_name if version else "")
