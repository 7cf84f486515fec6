"""From the ranking to 已立项 through the real window: two objections, one cancellation with its proof, and its 递补.

Six projects for four places. The first comes back by an objection that is upheld and goes through the gates again; the
second waits for its objection and is established alone; the third is found to be copied, the fifth takes its place and
hangs on a list of its own; the fourth goes straight.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from db.enums import PublicityPurpose, SentHow
from db.models import (
    Application,
    Branch,
    Cancellation,
    Decision,
    Expert,
    PanelOpinion,
    PartyOrganization,
    Publicity,
    Review,
    Seat,
    StateChange,
)
from db.opening import integrity_problems
from desktop_app.app import Session
from desktop_app.office import data_file, office_settings, ranking, rounds
from desktop_app.office.numbers import give_application_number
from desktop_app.office.panel import ensure_stage
from desktop_app.rules.pinyin import branch_search_text
from desktop_app.settings import Settings
from desktop_app.shapes.establishment import Outcome
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.ui.screens.publicity.project_pane import Deed

AT = "2025-11-06T16:00:00"
POSTED, OVER = datetime(2025, 11, 7, 10, 42), datetime(2025, 11, 14, 17, 31)
CLERK, OTHER, THIRD = "周喆", "沈一禾", "吴桐"


def scored() -> None:
    """Six projects with one verified sheet each: 90, 88, … 80."""
    home = PartyOrganization.create(name="药学院党总支", key="药学院党总支", kind="党总支")
    stage = ensure_stage(round_id=rounds.required_round_id())
    expert = Expert.create(name="许堃", unit="外校")
    Seat.create(stage=stage, expert=expert, number=1)
    for place in range(6):
        name = f"教工第{'一二三四五六'[place]}党支部"
        branch = Branch.create(
            organization=home, name=name, key=name, secretary="王伟", search=branch_search_text(name, home.name)
        )
        application = Application.create(
            round=rounds.required_round_id(), branch=branch, number=give_application_number(2025),
            brand=f"品牌{place + 1}", registered_at=AT, state="评审中",
        )  # fmt: skip
        Review.create(
            stage=stage, application=application, expert=expert, code=f"PF-2025-{place + 1:03}-1",
            total_hundredths=9000 - 200 * place, opinion="请补充年度计划。", verified_at=AT,
        )  # fmt: skip


class Passage:
    """The clerks at the window, in turns."""

    def __init__(self, session: Session, qtbot) -> None:
        self.session, self.qtbot, self.now = session, qtbot, POSTED
        session.ledger.clock = lambda: self.now
        self.window = session.open_window()
        self.window.resize(1280, 720)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.go("立项公示")
        self.page = self.window.page("立项公示")
        self.board = self.page.deeds.board

    def sit(self, name: str) -> None:
        self.session.ledger.actor = name

    def at(self, now: datetime) -> None:
        self.now = now
        self.page.refresh()

    def primary(self, words: str) -> None:
        """The red button, by its words."""
        action = self.page.primary()
        assert action is not None
        assert (action.words, action.why_not) == (words, "")
        action.run()
        assert self.page.notice.words == ""

    def save(self) -> None:
        """Ctrl+S; the form must be done with."""
        QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        form = self.page._form
        assert form is None, form.notice.words

    def all_of(self, *bulks: str) -> None:
        """Everything on the list is selected by key, and put through one deed after the other."""
        table = self.page.list.table
        table.setFocus()
        QTest.keyClick(table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for name in bulks:
            self.page.findChild(QPushButton, f"bulk_{name}").click()
            if self.page._form:
                self.save()

    def project(self, place: int, deed: Deed) -> None:
        """One project by its place, asked for one thing."""
        self.page.list.select(place)
        self.page.list.table.select(place)
        self.page.deeds.ask(deed)

    def note(self, text: str) -> None:
        """The line over the list that says this."""
        lines = [line for line in self.page.notes.lines._lines if not line.isHidden() and line.words.text == text]
        lines[0].click()

    def object_to(self, place: int, objector: str) -> None:
        self.project(place, Deed.OBJECT)
        form = self.page.deeds.objection
        form.objector.setText(objector)
        form.contact.setText("0371-65790500")
        form.content.setPlainText("与往年项目内容相同")
        self.save()

    def conclude(self, text: str, outcome: Outcome) -> None:
        objection = next(each for each in self.page.page.objections if each.open)
        self.page.deeds.conclude(objection)
        form = self.page.deeds.conclusion
        form.text.setPlainText(text)
        form.outcome.show_word(outcome)
        self.save()

    def decide_and_release(self, minutes: str, number: int) -> None:
        """拟定 by one, released by another."""
        self.sit(CLERK)
        self.primary(f"拟定审定通过 {number}")
        self.sit(THIRD)
        self.primary(f"发布审定 {number}…")
        self.board.releasing.minutes.setText(minutes)
        self.save()
        self.sit(CLERK)

    def states(self) -> list[str]:
        return [row.state for row in Application.select().order_by(Application.id)]


@pytest.fixture
def passage(tmp_path, qapp, qtbot) -> Iterator[Passage]:
    session = Session(tmp_path / "data", Settings(tmp_path / "settings.ini"), lambda: None)
    run = session.ledger.run
    profile = OfficeProfile(school="示例医科大学", approval_by_another=True, originality_before_approval=True)
    run("单位", office_settings.set_up_office, profile=profile, operator=CLERK)
    for name in (OTHER, THIRD):
        run("经手人", office_settings.add_operator, name=name)
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-05")
    run("批次", rounds.create_round, draft=draft)
    run("评审", scored)
    run("名额", ranking.set_quota, round_id=rounds.required_round_id(), places={"": 4})
    session.sit_down()
    yield Passage(session, qtbot)
    session.close(keep=False)


def to_the_list(passage: Passage) -> None:
    """拟立项 → opinions → 定稿 → 查重 → 审定 → 公示."""
    passage.primary("取前 4 项为拟立项")
    passage.primary("起草综合意见")
    passage.primary("发出综合意见 4…")
    passage.board.sending.how.show_word(SentHow.OA)
    passage.save()
    passage.sit(OTHER)
    passage.all_of("receive", "confirm", "clear")
    passage.decide_and_release("〔2025〕9号", 4)
    passage.primary("开始公示…")
    passage.save()


def test_the_whole_passage(passage, tmp_path):
    to_the_list(passage)
    assert passage.states() == ["公示中"] * 4 + ["未入选"] * 2
    assert {(row.sent_how, row.sent_at) for row in PanelOpinion.select()} == {("OA", "2025-11-07T10:42:00")}
    assert {(d.prepared_by, d.released_by, d.minutes) for d in Decision.select()} == {(CLERK, THIRD, "〔2025〕9号")}

    passage.at(datetime(2025, 11, 10, 9, 0))
    passage.object_to(1, "查禾")
    passage.at(datetime(2025, 11, 11, 9, 0))
    passage.conclude("经核查属实，须改写第二部分", Outcome.BACK)
    passage.at(datetime(2025, 11, 12, 9, 0))
    passage.object_to(2, "李喆")
    assert passage.states() == ["修改中", "公示中", "公示中", "公示中", "未入选", "未入选"]

    proof = tmp_path / "比对.pdf"
    proof.write_bytes(b"side by side")
    passage.project(3, Deed.DISQUALIFY)
    passage.board.cancelling.evidence.setPlainText("第二部分与该文逐段相同")
    passage.board.cancelling.copied_from.setText("《组工通讯》2024 年第 3 期")
    passage.board.cancelling.attach(proof)
    passage.save()
    assert Cancellation.get().sha256 in data_file.stored_hashes()
    passage.note("空出 1 个名额")
    passage.save()
    assert passage.states() == ["修改中", "公示中", "取消资格", "公示中", "拟立项", "未入选"]

    passage.project(5, Deed.WRITE)  # drafted from what the experts wrote
    passage.save()
    passage.project(5, Deed.SEND)
    passage.save()
    passage.sit(OTHER)
    passage.at(datetime(2025, 11, 13, 9, 0))
    passage.all_of("receive", "confirm", "clear")
    assert passage.states() == ["已定稿", "公示中", "取消资格", "公示中", "已定稿", "未入选"]
    passage.sit(CLERK)
    passage.all_of("approve")
    passage.sit(THIRD)
    next(a for a in passage.page.header_actions() if a.words == "发布审定 2…").run()
    passage.save()
    next(a for a in passage.page.header_actions() if a.words == "开始公示…").run()
    passage.save()
    lists = [(row.purpose, row.first, row.last, row.items.count()) for row in Publicity.select().order_by(Publicity.id)]
    assert lists == [
        (PublicityPurpose.FIRST, "2025-11-07", "2025-11-14", 4),
        (PublicityPurpose.FIRST, "2025-11-13", "2025-11-20", 1),
        (PublicityPurpose.SUBSTITUTES, "2025-11-13", "2025-11-20", 1),
    ]

    passage.at(OVER)
    passage.primary("结束公示")
    assert passage.states() == ["公示中", "公示中", "取消资格", "已立项", "公示中", "未入选"]
    passage.at(datetime(2025, 11, 17, 9, 0))
    passage.conclude("经核查，两项内容不同", Outcome.DISMISSED)
    assert passage.states()[1] == "已立项"
    passage.at(datetime(2025, 11, 20, 17, 31))
    passage.primary("结束公示")
    assert passage.states() == ["已立项", "已立项", "取消资格", "已立项", "已立项", "未入选"]

    for _ in range(3):
        passage.note("公示期已过，名单还没有撤下")
        passage.save()
    assert {row.removed_on for row in Publicity.select()} == {"2025-11-20"}
    assert not passage.page.notes.isVisible()
    way = StateChange.select().where(StateChange.application == 1).order_by(StateChange.id)
    assert [row.after for row in way] == [
        "拟立项", "修改中", "已定稿", "审定通过", "公示中", "修改中", "已定稿", "审定通过", "公示中", "已立项",
    ]  # fmt: skip
    assert integrity_problems() == []
    assert data_file.data_problems() == ()


def test_nothing_on_the_page_scrolls_sideways_at_the_smallest_size(passage):
    to_the_list(passage)
    table = passage.page.list.table.view
    assert (passage.window.width(), table.horizontalScrollBar().maximum()) == (1280, 0)
    chips = passage.page.list.states
    assert chips.childrenRect().right() <= chips.width()
    assert passage.page.list.chips.mapTo(passage.page.list, passage.page.list.chips.rect().topRight()).x() <= (
        passage.page.list.width()
    )
