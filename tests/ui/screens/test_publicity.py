"""立项公示 through its page: from the ranking to the approved list, and what refuses it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from db.enums import ElectronicKind, OriginalityVerdict, SentHow, State
from db.models import (
    Application,
    Branch,
    Cancellation,
    ElectronicVersion,
    Expert,
    Objection,
    PanelOpinion,
    PartyOrganization,
    Publicity,
    Review,
    Revision,
    Seat,
    StateChange,
)
from desktop_app.office import establishment, originality, publicity, ranking, rounds, steps
from desktop_app.office.electronic_page import store
from desktop_app.office.first_start import prepare
from desktop_app.office.numbers import give_application_number
from desktop_app.office.panel import ensure_stage
from desktop_app.rules.pinyin import branch_search_text
from desktop_app.shapes.board import Bulk, GateState
from desktop_app.shapes.establishment import Gate, Next, Outcome
from desktop_app.shapes.rounds import RoundDraft
from desktop_app.ui.screens.publicity import PublicityScreen
from desktop_app.ui.screens.publicity.project_pane import Deed
from tests.incoming import form

S = State
AT = "2025-11-07T10:42:00"
NAMES = ("教工第一党支部", "教工第二党支部", "学生党支部")
OVER = datetime(2025, 11, 14, 17, 30)


def under_review() -> None:
    """Three projects with one verified sheet each: 90, 88, 86."""
    organization = PartyOrganization.create(name="药学院党总支", key="药学院党总支", kind="党总支")
    stage = ensure_stage(round_id=rounds.required_round_id())
    expert = Expert.create(name="许堃", unit="外校")
    Seat.create(stage=stage, expert=expert, number=1)
    for place, name in enumerate(NAMES):
        branch = Branch.create(
            organization=organization, name=name, key=name, secretary="王伟", search=branch_search_text(name, "药学院")
        )
        application = Application.create(
            round=rounds.required_round_id(), branch=branch, number=give_application_number(2025),
            brand=f"品牌{place + 1}", registered_at=AT, state=S.UNDER_REVIEW,
        )  # fmt: skip
        Review.create(
            stage=stage, application=application, expert=expert, code=f"PF-2025-{place + 1:03}-1",
            total_hundredths=9000 - 200 * place, opinion="请补充年度计划。", verified_at=AT,
        )  # fmt: skip


def ids() -> list[int]:
    return [row.id for row in Application.select().order_by(Application.id)]


def states() -> list[str]:
    return [row.state for row in Application.select().order_by(Application.id)]


@pytest.fixture
def page(desk, qtbot):
    prepare(desk.ledger.run)
    draft = RoundDraft(2025, "2025 年批次", submission_deadline="2025-11-05")
    desk.ledger.run("批次", rounds.create_round, draft=draft)
    desk.ledger.run("评审", under_review)
    made = PublicityScreen(desk)
    made.heard = []
    made.said.connect(lambda words, undo: made.heard.append((words, undo)))
    qtbot.addWidget(made)
    made.resize(1142, 660)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def go_to(page, state: State) -> None:
    """All projects, up to a state of the straight path, by the Commands themselves."""
    run, by = page.ledger.run, {"by": "周喆", "at": AT}
    path = (S.SHORTLISTED, S.REVISING, S.REVISED, S.APPROVED, S.PUBLISHED)
    for each in path[: path.index(state) + 1]:
        if each is S.SHORTLISTED:
            run("名额", ranking.set_quota, round_id=rounds.required_round_id(), places={"": 3})
            run("拟立项", establishment.shortlist, final=True, round_id=rounds.required_round_id(), **by)
        elif each is S.REVISING:
            run("起草", establishment.draft_opinions, application_ids=ids(), by="林听泉")
            run("发出", establishment.send_opinions, application_ids=ids(), **by)
        elif each is S.PUBLISHED:
            day = {"round_id": rounds.required_round_id(), "first": date(2025, 11, 7)}
            run("公示", publicity.open_publicity, final=True, **day, **by)
        else:
            for application_id in ids():
                run("流转", steps.move, application_id=application_id, target=each, **by)


def press(page, name: str) -> None:
    page.findChild(QPushButton, name).click()


def text(page, name: str) -> str:
    return page.findChild(QLabel, name).text()


def primary(page) -> tuple[str, str]:
    action = page.primary()
    return (action.words, action.why_not) if action else ("", "")


def look_at(page, place: int) -> None:
    page.list.table.select(ids()[place])


def shown(page) -> list[str]:
    return [row.branch for row in page.list.table.model.shown]


# The whole list -------------------------------------------------------------------------------------------------------


def test_the_straight_path_takes_seven_presses_of_the_red_button(page, desk):
    desk.ledger.run("名额", ranking.set_quota, round_id=rounds.required_round_id(), places={"": 2})
    words = [primary(page)[0]]
    page.primary().run()
    words.append(primary(page)[0])
    page.primary().run()  # drafts
    words.append(primary(page)[0])
    page.primary().run()  # asks how they went out
    page.deeds.board.sending.how.show_word(SentHow.OA)
    page.save()
    assert (states(), primary(page)) == (["修改中", "修改中", "未入选"], ("", ""))
    for place in (0, 1):
        look_at(page, place)
        press(page, "project_do")
        assert page.save()
        press(page, "project_do")
    words.append(primary(page)[0])
    page.primary().run()  # prepares
    words.append(primary(page)[0])
    page.primary().run()
    page.deeds.board.releasing.minutes.setText("〔2025〕12号")
    page.save()
    words.append(primary(page)[0])
    page.primary().run()
    page.save()
    desk.ledger.clock = lambda: OVER
    page.refresh()
    words.append(primary(page)[0])
    page.primary().run()
    assert words == [
        "取前 2 项为拟立项", "起草综合意见", "发出综合意见 2…",
        "拟定审定通过 2", "发布审定 2…", "开始公示…", "结束公示",
    ]  # fmt: skip
    assert states() == ["已立项", "已立项", "未入选"]
    assert (Publicity.get().first, Publicity.get().last) == ("2025-11-07", "2025-11-14")
    assert [words for words, _ in page.heard] == [
        "已列拟立项 2 项，未入选 1 项",
        "已起草 2 项综合意见，请逐项看过再发出",
        "已发出 2 项综合意见，等待定稿",
        "已登记“品牌1”的定稿",
        "已确认“品牌1”按意见修改",
        "已登记“品牌2”的定稿",
        "已确认“品牌2”按意见修改",
        "2 项已拟“审定通过”，发布后生效",
        "已发布：审定通过 2 项",
        "已开始公示 2 项，11 月 14 日期满",
        "已立项 2 项",
    ]
    final = [words for words, undo in page.heard if not undo]
    assert [words[:5] for words in final] == ["已列拟立项", "已发布：审", "已开始公示", "已立项 2"]


def test_what_stops_the_ranking_stands_beside_the_button_and_leads_there(page):
    assert primary(page) == ("按排名取拟立项", "还没有设定名额。")
    assert text(page, "publicity_empty_title") == "还没有拟立项的项目"
    wanted = []
    page.wanted.connect(wanted.append)
    press(page, "publicity_begin")
    assert [(place.screen, place.kind) for place in wanted] == [("专家评审", "ranking")]


def test_by_hand_a_project_is_shortlisted_with_its_reason(page):
    page.open_record("candidates", 0)
    assert shown(page) == list(NAMES)
    look_at(page, 2)
    press(page, "project_do")
    page.deeds.reason.reason.setText("部务会研究")
    page.save()
    assert states() == ["评审中", "评审中", "拟立项"]
    step = StateChange.get()
    assert (step.after, step.by, step.reason) == ("拟立项", "周喆", "部务会研究")
    assert page.heard == [("“品牌3”已改为拟立项", "")]


def test_without_opinions_nothing_is_sent(page):
    go_to(page, S.SHORTLISTED)
    page.ledger.run("意见", establishment.write_opinion, application_id=ids()[0], text="请补充。", by="")
    assert primary(page) == ("发出综合意见 3…", "还有 2 项没有综合意见")
    look_at(page, 1)
    assert (page.pane.do_button.text(), text(page, "project_stands")) == (
        "写综合意见…", "还没有综合意见，不能请支部修改。",
    )  # fmt: skip


# Gates, list, filters -------------------------------------------------------------------------------------------------


def test_gates_say_how_many_and_narrow_the_list(page):
    go_to(page, S.REVISING)
    page.ledger.run("流转", steps.move, application_id=ids()[0], target=S.REVISED, by="周喆", at=AT)
    said = {gate: text(page, f"gate_{gate.name.lower()}_state") for gate in Gate}
    assert said == {
        Gate.OPINION: "3/3", Gate.REVISED: "1/3", Gate.CONFIRMED: "1/3",
        Gate.ORIGINALITY: "0/3", Gate.APPROVED: "0/3", Gate.LISTED: "0/3", Gate.UNDISPUTED: "3/3",
    }  # fmt: skip
    press(page, "gate_confirmed")
    assert shown(page) == [NAMES[1], NAMES[2]]
    press(page, "gate_approved")
    assert shown(page) == list(NAMES)
    assert page.gates.on is Gate.APPROVED
    press(page, "gate_approved")
    assert (page.gates.on, shown(page)) == (None, list(NAMES))


def test_the_filter_takes_initials(page):
    go_to(page, S.REVISING)
    page.focus_filter()
    QTest.keyClicks(page.list.filter, "xsd")
    assert shown(page) == ["学生党支部"]


def test_a_project_is_opened_by_its_id_wherever_it_stands(page):
    go_to(page, S.SHORTLISTED)
    page.ledger.run("退出", steps.move, application_id=ids()[2], target=S.WITHDRAWN, reason="来函", by="周喆", at=AT)
    page.open_record("application", ids()[2])
    assert (page.pane.details.row.branch, page.pane.details.row.state) == ("学生党支部", S.WITHDRAWN)
    assert text(page, "project_stands") == "来函"


# One project ----------------------------------------------------------------------------------------------------------


def test_the_opinion_is_edited_beside_what_the_experts_wrote(page):
    go_to(page, S.SHORTLISTED)
    look_at(page, 0)
    press(page, "project_do")
    form = page.deeds.opinion
    assert (form.text.toPlainText(), text(page, "opinion_experts")) == ("请补充年度计划。", "· 请补充年度计划。")
    assert form.half_typed
    form.text.setPlainText("请把年度计划落实到责任人。")
    form.by.fill("林听泉")
    page.save()
    row = PanelOpinion.get()
    assert (row.text, row.by) == ("请把年度计划落实到责任人。", "林听泉")
    assert page.pane.do_button.text() == "发出意见，请支部修改"


def test_a_half_typed_form_outlives_another_selection(page):
    go_to(page, S.SHORTLISTED)
    look_at(page, 0)
    press(page, "project_do")
    page.deeds.opinion.text.setPlainText("写到一半")
    look_at(page, 1)
    assert page._form is page.deeds.opinion
    assert page.deeds.opinion.text.toPlainText() == "写到一半"


def test_the_revision_is_received_and_confirmed_by_whoever_sits_here(page):
    go_to(page, S.REVISING)
    look_at(page, 0)
    press(page, "project_do")
    page.deeds.revision.note.setText("纸质也到")
    page.save()
    assert page.pane.do_button.text() == "确认已按意见修改"
    page.ledger.actor = "沈一禾"
    press(page, "project_do")
    row = Revision.get()
    assert (row.received_at, row.note, row.confirmed_by) == ("2025-11-07 10:42", "纸质也到", "沈一禾")
    assert states()[0] == "已定稿"


def test_sent_back_with_a_reason_it_must_be_revised_again(page):
    go_to(page, S.APPROVED)
    look_at(page, 0)
    page.deeds.ask(Deed.BACK)
    page.save()
    assert "退回修改，要写明理由" in page.deeds.reason.notice.words
    page.deeds.reason.reason.setText("责任人仍不明确")
    page.save()
    assert (states()[0], Revision.select().where(Revision.application == ids()[0]).count()) == ("修改中", 0)


@pytest.mark.parametrize(("deed", "state"), [(Deed.OUT, "未立项"), (Deed.WITHDRAW, "撤回")])
def test_a_project_goes_out_with_its_reason(page, deed, state):
    go_to(page, S.REVISING)
    look_at(page, 1)
    page.deeds.ask(deed)
    page.deeds.reason.reason.setText("有记录")
    page.save()
    assert states()[1] == state
    assert [row.branch for row in page.page.out] == ["教工第二党支部"]
    assert shown(page) == [NAMES[0], NAMES[2]]


def test_a_correction_goes_back_by_its_name(page):
    go_to(page, S.SHORTLISTED)
    look_at(page, 0)
    assert page.pane.menu_words()[-1] == "更正：退回评审…"
    page.deeds.correct(S.UNDER_REVIEW)
    page.deeds.reason.reason.setText("分数录错")
    page.save()
    assert states()[0] == "评审中"
    assert StateChange.select().order_by(StateChange.id.desc()).get().reason == "退回评审：分数录错"


def test_the_menu_offers_what_the_table_allows(page):
    go_to(page, S.APPROVED)
    look_at(page, 0)
    menu = page.pane.menu()
    assert [action.text() for action in menu.actions() if action.text()] == [
        "查重未见抄袭", "查重有线索…", "退回修改…", "更正品牌名称…", "不予立项…", "取消资格…", "支部撤回…",
        "更正：撤销审定…",
    ]  # fmt: skip


# 公示 -----------------------------------------------------------------------------------------------------------------


def test_the_last_day_follows_the_day_that_is_typed(page):
    go_to(page, S.APPROVED)
    page.primary().run()
    form = page.deeds.opening
    assert text(page, "open_sum") == "11 月 7 日张贴，11 月 14 日 17:30 期满"
    form.first.line.clear()
    QTest.keyClicks(form.first.line, "2025-09-26")
    assert text(page, "open_sum") == "9 月 26 日张贴，10 月 10 日 17:30 期满"
    form.first.line.clear()
    QTest.keyClicks(form.first.line, "2035-11-20")
    assert "还没有 2035 年的放假安排" in form.notice.words
    assert text(page, "open_sum") == "11 月 20 日张贴，11 月 27 日 17:30 期满（暂按周末推算）"
    page.save()
    assert (states(), page._form) == (["审定通过"] * 3, form)


def test_while_the_list_is_up_its_days_and_objections_stand_beside_it(page, desk):
    go_to(page, S.PUBLISHED)
    desk.ledger.clock = lambda: datetime(2025, 11, 11, 9, 0)
    page.refresh()
    assert page.state_line() == "3 项 · 今天是第 2 个工作日 · 11 月 14 日期满"
    assert text(page, "gate_listed_state") == "2/5 天"
    assert text(page, "days_sum") == "11 月 7 日张贴，11 月 14 日 17:30 期满"
    assert [(d.day.day, d.number, d.words) for d in page.page.current.plan.days][4:8] == [
        (7, 0, "张贴"), (8, 0, "休"), (9, 0, "休"), (10, 1, ""),
    ]  # fmt: skip
    assert page.page.next is Next.OBJECT


def object_to(page, place: int) -> None:
    look_at(page, place)
    page.primary().run()
    form = page.deeds.objection
    form.objector.setText("查禾")
    form.contact.setText("3831402")
    form.content.setPlainText("与往年项目内容相同")
    page.save()


def test_an_objection_is_logged_holds_its_project_and_is_concluded(page, desk, qtbot):
    go_to(page, S.PUBLISHED)
    object_to(page, 1)
    row = Objection.get()
    assert (row.received_on, row.objector, row.contact, row.content, row.investigator) == (
        "2025-11-07", "查禾", "3831402", "与往年项目内容相同", "周喆",
    )  # fmt: skip
    assert text(page, "gate_undisputed_state") == "1 项未结"
    assert (page.waiting().count, page.waiting().pressing) == (1, True)
    assert [text(page, f"expiry_{n}_key") + text(page, f"expiry_{n}") for n in (0, 1)] == [
        "2 项转为已立项，立项名单随之生成",
        "1 项因未结异议暂缓，办结后单独立项",
    ]
    desk.ledger.clock = lambda: OVER
    page.refresh()
    page.primary().run()
    assert states() == ["已立项", "公示中", "已立项"]
    assert page.heard[-1] == ("已立项 2 项，因异议暂缓 1 项", "")
    press_line(page, qtbot)
    form = page.deeds.conclusion
    form.text.setPlainText("经核查，两项内容不同")
    page.save()
    assert form.notice.words == "还没有选怎样处理。请在“处理”里选一项。"
    form.outcome.show_word(Outcome.DISMISSED)
    page.save()
    assert states() == ["已立项"] * 3
    assert page.heard[-1] == ("已办结异议，“品牌2”已立项", "")


def press_line(page, qtbot) -> None:
    from PySide6.QtWidgets import QAbstractButton

    qtbot.mouseClick(page.side.findChild(QAbstractButton, "objection_0"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("field", "words"),
    [("objector", "实名"), ("contact", "联系方式"), ("content", "书面")],
)
def test_a_nameless_or_empty_objection_is_refused_where_it_stands(page, field, words):
    go_to(page, S.PUBLISHED)
    look_at(page, 0)
    page.primary().run()
    form = page.deeds.objection
    for name in {"objector", "contact"} - {field}:
        getattr(form, name).setText("查禾 3831402")
    if field != "content":
        form.content.setPlainText("与往年项目内容相同")
    page.save()
    assert words in form.notice.words
    assert Objection.select().count() == 0


def test_when_everything_is_disputed_the_list_cannot_be_closed(page, desk):
    go_to(page, S.PUBLISHED)
    for place in range(3):
        object_to(page, place)
    desk.ledger.clock = lambda: OVER
    page.refresh()
    assert primary(page) == ("结束公示", "全部有未结异议，请先办结")


def test_a_list_is_taken_down_with_a_reason(page):
    go_to(page, S.PUBLISHED)
    press(page, "publicity_take_down")
    page.deeds.reason.reason.setText("张贴日期有误")
    page.save()
    assert states() == ["审定通过"] * 3
    assert primary(page)[0] == "开始公示…"


def test_enter_opens_a_project_and_esc_leads_back_to_the_days(page):
    go_to(page, S.PUBLISHED)
    page.take_keyboard()
    QTest.keyClick(page.list.table.view, Qt.Key.Key_Return)
    assert page._right.currentWidget() is page.pane
    QTest.keyClick(page.list.table.view, Qt.Key.Key_Down)
    assert page.pane.details.row.branch == NAMES[1]
    assert page.back()
    assert page._right.currentWidget() is page.side
    assert not page.back()


# Papers ---------------------------------------------------------------------------------------------------------------


def test_the_list_that_matters_is_printed_and_exported(page, desk, qtbot, tmp_path):
    assert (page.print_out(), page.export()) == (False, False)
    go_to(page, S.PUBLISHED)
    assert [action.words for action in page.header_actions()] == ["导出…", "打印公示"]
    assert page.print_out()
    qtbot.waitUntil(lambda: page.prints.dialog is not None and page.prints.dialog.isVisible(), timeout=10_000)
    page.prints.dialog.reject()
    desk.ledger.clock = lambda: OVER
    page.refresh()
    page.primary().run()
    assert [action.words for action in page.header_actions()] == ["导出…", "打印名单", "立项通知…"]
    page.prints.export(page._paper, tmp_path / "立项名单.xlsx")
    qtbot.waitUntil(lambda: ("已导出 立项名单.xlsx", "") in page.heard, timeout=10_000)
    assert (tmp_path / "立项名单.xlsx").stat().st_size > 0


def test_every_widget_has_a_name_and_the_calendar_is_told(page):
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

    go_to(page, S.PUBLISHED)
    fields = [*page.findChildren(QPushButton), *page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
    assert [made for made in fields if not made.objectName()] == []
    told = page.side.calendar.accessibleDescription()
    assert told.startswith("11 月 7 日张贴；11 月 10 日第 1 天；")
    assert told.endswith("11 月 14 日第 5 天")


# The board ------------------------------------------------------------------------------------------------------------


def marks_of(page, place: int) -> str:
    """Filled, next, ahead, blocked: 已, 待, 未, 阻, a letter each."""
    row = next(r for r in page.list.table.model.rows if r.application_id == ids()[place])
    return "".join(
        mark.state.value[0 if mark.state is not GateState.BLOCKED else 1] for mark in page.list._marks(row).marks
    )


def select(page, *places: int) -> None:
    page.list.table.select(*(ids()[place] for place in places))


def test_the_strip_says_how_many_stand_where_and_leaves_those(page):
    go_to(page, S.REVISING)
    page.ledger.run("流转", steps.move, application_id=ids()[0], target=S.REVISED, by="周喆", at=AT)
    said = {state: chip.text() for state, chip in page.list.states._chips.items()}
    assert list(said.values()) == ["拟立项 0", "修改中 2", "已定稿 1", "审定通过 0", "公示中 0", "已立项 0"]
    press(page, "state_revising")
    assert shown(page) == [NAMES[1], NAMES[2]]
    press(page, "gate_revised")
    assert (page.list.states.on, shown(page)) == (None, [NAMES[1], NAMES[2]])
    press(page, "state_revised")
    assert (page.gates.on, shown(page)) == (None, [NAMES[0]])
    press(page, "state_revised")
    assert shown(page) == list(NAMES)


def test_every_gate_of_a_project_is_marked_and_told(page):
    go_to(page, S.REVISING)
    assert marks_of(page, 0) == "已待未未未未未"
    page.ledger.run("流转", steps.move, application_id=ids()[0], target=S.REVISED, by="周喆", at=AT)
    assert marks_of(page, 0) == "已已未已未待未"
    column = next(c for c in page.list.table.model.columns if c.title == "关口")
    row = next(r for r in page.list.table.model.rows if r.application_id == ids()[0])
    assert column.words(row).splitlines()[:2] == ["综合意见：2025-11-07 10:42 发出", "定稿：2025-11-07 收到"]


def test_many_are_selected_and_put_through_once(page):
    go_to(page, S.REVISING)
    run = page.ledger.run
    run("定稿", establishment.receive_revisions, application_ids=ids()[:2], received_at="2025-11-07 10:00", note="")
    select(page, 0, 1, 2)
    assert page._right.currentWidget() is page.bulk
    assert (page.bulk.buttons[Bulk.CONFIRM].text(), text(page, "bulk_confirm_left")) == (
        "确认已按意见修改 2 项", "其余不办：1 项还没有收到定稿",
    )  # fmt: skip
    press(page, "bulk_confirm")
    assert states() == ["已定稿", "已定稿", "修改中"]
    press(page, "bulk_clear")
    assert page.heard[-1] == ("2 项已记“未见抄袭”", "查重未见抄袭 2 项")
    press(page, "bulk_approve")
    press(page, "bulk_out")
    page.deeds.reason.reason.setText("逾期未交定稿")
    page.save()
    assert {d.number[-3:]: d.verdict for d in page.page.drafts} == {
        "001": "不予立项",
        "002": "不予立项",
        "003": "不予立项",
    }
    page.ledger.undo()
    assert {d.number[-3:]: d.verdict for d in page.page.drafts} == {"001": "审定通过", "002": "审定通过"}
    page.list.table.select(ids()[0])
    assert page._right.currentWidget() is page.pane


def test_a_lead_is_amber_and_stops_the_release_with_its_sentence(page):
    go_to(page, S.REVISED)
    page.primary().run()
    look_at(page, 1)
    page.deeds.ask(Deed.LEAD)
    page.deeds.reason.reason.setText("与往年项目两段相同")
    page.save()
    assert (marks_of(page, 1)[4], page.pane.do_button.text()) == ("阻", "查清线索…")
    page.primary().run()
    told = text(page, "release_told")
    assert "ZBPP-2025-002“教工第二党支部”：查重有线索，还没有查清，不能往下走。" in told
    assert "2 项还没有查重结论，本单位没有要求审定前先查重。" in told
    page.save()
    assert "ZBPP-2025-002" in page.deeds.board.releasing.notice.words
    assert states() == ["已定稿"] * 3


def test_copying_is_proved_with_a_file_and_its_place_goes_to_the_next(page, tmp_path):
    run = page.ledger.run
    run("名额", ranking.set_quota, round_id=rounds.required_round_id(), places={"": 2})
    run("拟立项", establishment.shortlist, final=True, round_id=rounds.required_round_id(), by="周喆", at=AT)
    look_at(page, 0)
    page.deeds.ask(Deed.DISQUALIFY)
    form, proof = page.deeds.board.cancelling, tmp_path / "比对.pdf"
    proof.write_bytes(b"pages")
    form.evidence.setPlainText("三段相同")
    form.attach(proof)
    page.save()
    assert form.notice.words == "取消资格要写明抄自哪里。例如 ZBPP-2023-012，或者文章的题目和出处。"
    assert list(store().hashes()) == []
    form.copied_from.setText("ZBPP-2023-012")
    page.save()
    row = Cancellation.get()
    assert (states(), store().read(row.sha256), row.file_name) == (
        ["取消资格", "拟立项", "未入选"],
        b"pages",
        "比对.pdf",
    )
    line = page.notes.lines._lines[0]
    assert (line.words.text, line.words.note) == ("空出 1 个名额", "按排名由第 2 名 003 学生党支部“品牌3”递补")
    line.click()
    page.save()
    assert states() == ["取消资格", "拟立项", "拟立项"]
    assert not page.notes.isVisible()


def test_a_brand_corrected_while_the_list_is_up_is_told_and_posted_again(page, desk):
    go_to(page, S.PUBLISHED)
    look_at(page, 0)
    page.deeds.ask(Deed.BRAND)
    form = page.deeds.board.brand
    form.brand.setText("杏林")
    form.reason.setText("登记有误")
    page.save()
    line = page.notes.lines._lines[0]
    assert (line.words.text, line.words.note) == ("名单与现在的资料不一致", "001 品牌名称 品牌1→杏林")
    line.click()
    page.deeds.board.reposting.reason.setText("第 1 项名称有误")
    page.save()
    assert page.heard[-1] == ("已更正重贴 3 项，11 月 14 日期满", "")
    assert not page.notes.isVisible()
    desk.ledger.clock = lambda: OVER
    page.refresh()
    page.primary().run()
    page.open_record("removal", page.page.lists[0].publicity_id)
    page.save()
    assert page.heard[-1] == ("已记下 11 月 14 日撤下", "撤下名单 2025-11-14")


def both_files() -> None:
    """申报稿 and 定稿 of the first project as files."""
    for kind, at in ((ElectronicKind.INITIAL, "2025-11-03 09:00"), (ElectronicKind.FINAL, "2025-11-07 10:00")):
        kept = store().keep(form(品牌名称=f"品牌1 {kind}"))
        ElectronicVersion.create(
            application=ids()[0], kind=kind, arrived_at=at, file_name=f"{kind}.docx", sha256=kept.sha256, size=kept.size
        )


def test_a_comparison_that_was_seen_is_noted_from_the_preview(page, qtbot):
    go_to(page, S.REVISING)
    page.ledger.run("文件", both_files)
    look_at(page, 0)
    assert page.pane.menu_words()[1:3] == ["定稿对照…", "电子版"]
    page.deeds.ask(Deed.COMPARE)
    qtbot.waitUntil(lambda: page.prints.dialog is not None and page.prints.dialog.isVisible(), timeout=10_000)
    page.prints.dialog.findChild(QPushButton, "preview_offer").click()
    row = Revision.get()
    assert (row.received_at, row.compared_by, row.compared_at) == (
        "2025-11-07 10:00", "周喆", "2025-11-07T10:42:00",
    )  # fmt: skip
    assert (page.heard[-1], marks_of(page, 0)) == (
        ("已记下“品牌1”的定稿对照", "定稿对照 品牌1"), "已已已待未未未",
    )  # fmt: skip


def test_every_gate_can_be_shown_as_a_column_and_copied(page):
    go_to(page, S.REVISED)
    page.ledger.run("查重", originality.record_originality, application_ids=ids()[:1], verdict=OriginalityVerdict.CLEAR,
                    note="", by="周喆", at=AT)  # fmt: skip
    row = next(r for r in page.list.table.model.rows if r.application_id == ids()[0])
    said = {c.title: c.words(row) for c in page.list.table.model.columns}
    assert {
        title: said[title] for title in ("下一步", "意见发出", "发出方式", "定稿收到", "对照", "确认修改", "查重")
    } == {
        "下一步": "已按意见修改，等待部门审定。",
        "意见发出": "2025-11-07 10:42",
        "发出方式": "",
        "定稿收到": "2025-11-07 10:42",
        "对照": "没有在程序里对照",
        "确认修改": "周喆 11-07",
        "查重": "未见抄袭",
    }


def test_the_keyboard_alone_selects_many_and_acts(page):
    go_to(page, S.REVISED)
    page.take_keyboard()
    view = page.list.table.view
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert (text(page, "bulk_title"), page._right.currentWidget()) == ("选中 2 项", page.bulk)
    approve = page.bulk.buttons[Bulk.APPROVE]
    for _ in range(20):
        if approve.hasFocus():
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert [d.number for d in page.page.drafts] == ["ZBPP-2025-001", "ZBPP-2025-002"]


def test_of_two_lists_that_hang_the_clerk_chooses_which_days_are_seen(page):
    go_to(page, S.APPROVED)
    back = {"application_id": ids()[2], "by": "周喆", "at": AT}
    page.ledger.run("撤销", steps.correct, target=S.REVISED, reason="还要再看", **back)
    post = {"round_id": rounds.required_round_id(), "by": "周喆", "at": AT}
    page.ledger.run("公示", publicity.open_publicity, first=date(2025, 11, 7), **post)
    assert not page.side.lists.isVisible()
    page.ledger.run("审定", steps.move, target=S.APPROVED, **back)
    page.ledger.run("公示", publicity.open_publicity, first=date(2025, 11, 10), **post)
    assert (page.side.lists.names, text(page, "days_sum")) == (
        ["立项公示 11-10", "立项公示 11-7"], "11 月 10 日张贴，11 月 17 日 17:30 期满",
    )  # fmt: skip
    page.side.lists._chips[1].click()
    assert text(page, "days_sum") == "11 月 7 日张贴，11 月 14 日 17:30 期满"
    page.ledger.clock = lambda: OVER
    page.refresh()
    assert primary(page) == ("结束公示", "")
