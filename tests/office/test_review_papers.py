"""The papers around a review, gathered from a real database and written as files."""

from __future__ import annotations

from datetime import date, datetime

import openpyxl
import pytest
from pypdf import PdfReader

from db.models import Application, ConflictRuling, PanelOpinion, Recusal, Review, ReviewStage, Seat, StateChange
from desktop_app.documents import document
from desktop_app.office import feedback, review_papers
from desktop_app.rules.errors import RuleBroken
from tests.builders import DONE, Panel

NOW = datetime(2023, 11, 15, 9, 0)


@pytest.fixture
def panel(office):
    made = Panel(office, experts=3)
    made.application("甲", [95, 88, "缺席"])
    made.application("乙", [70, 88, None])
    return made


def cells(report):
    return [row.cells for row in report.rows]


def opinions(panel, **said):
    def write():
        for code, text in said.items():
            Review.update(opinion=text).where(Review.code == code.replace("_", "-")).execute()

    panel.office.ledger.run("意见", write)


def test_the_panel_signs_in_and_is_paid_by_sheets(panel):
    assert cells(review_papers.sign_in_sheet(NOW)) == [(n, f"专{n}", "", f"单位{n}", "", "") for n in (1, 2, 3)]
    fees = review_papers.fee_list(NOW)
    assert [(row[1], row[3]) for row in cells(fees)] == [("专1", 2), ("专2", 2), ("专3", 0)]  # 缺席
    assert fees.closing == "已复核 4 份评分表，还有 1 份没有复核，未计入。"


def test_every_verified_sheet_by_criterion_without_names(panel):
    report = review_papers.score_details(NOW)
    assert [column.title for column in report.columns][3:5] == ["一融双高", "其余"]
    assert cells(report) == [
        ("ZBPP-2023-001", "甲党支部", "专家1", "23.75", "71.25", "95", "", ""),
        ("ZBPP-2023-001", "甲党支部", "专家2", "22", "66", "88", "", ""),
        ("ZBPP-2023-001", "甲党支部", "专家3", None, None, None, "缺席", ""),
        ("ZBPP-2023-002", "乙党支部", "专家1", "17.5", "52.5", "70", "", ""),
        ("ZBPP-2023-002", "乙党支部", "专家2", "22", "66", "88", "", ""),
    ]


def test_ties_and_what_was_decided_on_them(panel):
    def write():
        experts = [seat.expert_id for seat in Seat.select().order_by(Seat.number)]
        Recusal.create(expert=experts[0], application=1, note="表兄弟", said_by="本人", kind="亲属")
        for expert, ruling, reason in ((1, "准予评审", "部务会同意"), (2, "不构成回避", "同名")):
            ConflictRuling.create(
                expert=experts[expert], application=2, ruling=ruling, reason=reason, by="周喆", at=DONE
            )
        Recusal.create(expert=experts[1], application=2, note="合作课题", said_by="秘书")

    panel.office.ledger.run("回避", write)
    assert cells(review_papers.recusal_report(NOW)) == [
        ("专家1", "专1", "ZBPP-2023-001", "药学院党总支", "甲党支部", "申明回避：亲属：表兄弟", "回避", "", "本人"),
        (
            *("专家2", "专2", "ZBPP-2023-002", "药学院党总支", "乙党支部", "申明回避：合作课题"),
            *("准予评审", "部务会同意", "周喆"),
        ),
        ("专家3", "专3", "ZBPP-2023-002", "药学院党总支", "乙党支部", "疑似回避", "不构成回避", "同名", "周喆"),
    ]


def test_a_branch_receives_opinions_without_names(panel, tmp_path):
    with pytest.raises(RuleBroken, match="还没有专家意见或综合意见"):
        feedback.feedback_sheets(None, NOW)
    opinions(panel, PF_2023_001_1="措施要具体", PF_2023_001_2="成效要有数据")
    stage = ReviewStage.get()
    panel.office.ledger.run(
        "综合", lambda: PanelOpinion.create(stage=stage, application=1, text="请细化措施。", by="组长")
    )
    document("opinion_feedback").job(tmp_path / "反馈.pdf", now=NOW)()
    (page,) = PdfReader(tmp_path / "反馈.pdf").pages
    text = page.extract_text()
    text = "".join(text.split())
    for said in ("专家意见反馈表", "申报编号ZBPP-2023-001", "请细化措施。", "1.措施要具体", "2.成效要有数据"):
        assert said in text
    assert not any(name in text for name in ("专1", "专2", "组长"))


def test_opinions_bear_the_day_the_branch_was_given_them(panel):
    opinions(panel, PF_2023_001_1="措施要具体", PF_2023_002_1="成效要有数据")
    sent = {"before": "评审中", "after": "修改中", "by": "周喆"}
    panel.office.ledger.run(
        "请支部修改",
        lambda: [StateChange.create(application=1, at=f"2023-11-{day}T16:00:00", **sent) for day in (10, 11)],
    )
    later = datetime(2024, 3, 1, 9, 0)
    assert [(sheet.branch, sheet.dated) for sheet in feedback.feedback_sheets(None, later).sheets] == [
        ("甲党支部", date(2023, 11, 11)),
        ("乙党支部", date(2024, 3, 1)),
    ]


def test_one_of_them_by_its_number(panel):
    opinions(panel, PF_2023_001_1="甲的意见", PF_2023_002_1="乙的意见")
    assert [sheet.branch for sheet in feedback.feedback_sheets("002", NOW).sheets] == ["乙党支部"]
    with pytest.raises(RuleBroken, match="本批次没有申报 009"):
        feedback.feedback_sheets("009", NOW)


def test_once_there_is_a_list_only_those_on_it(panel):
    opinions(panel, PF_2023_001_1="甲的意见", PF_2023_002_1="乙的意见")
    panel.office.ledger.run("列入", lambda: Application.update(state="拟立项").where(Application.id == 1).execute())
    assert [sheet.branch for sheet in feedback.feedback_sheets(None, NOW).sheets] == ["甲党支部"]


def test_everyone_signs_a_page(panel, tmp_path):
    document("expert_pledges").job(tmp_path / "承诺.pdf", now=NOW)()
    pages = [page.extract_text() for page in PdfReader(tmp_path / "承诺.pdf").pages]
    assert len(pages) == 3
    assert "本人专2（单位2）受邀担任" in pages[1].replace("\n", "")


@pytest.mark.parametrize("key", ["sign_in_sheet", "fee_list", "score_details", "recusal_report"])
def test_the_lists_are_workbooks_too(panel, tmp_path, key):
    document(key).job(tmp_path / "表.xlsx", now=NOW)()
    page = openpyxl.load_workbook(tmp_path / "表.xlsx").active
    assert page["A1"].value == document(key).title
    document(key).job(tmp_path / "表.pdf", now=NOW)()
    assert document(key).title in PdfReader(tmp_path / "表.pdf").pages[0].extract_text()


def test_before_there_is_a_panel_there_are_empty_lists_and_a_page_to_fill_in(office):
    office.round()
    for query in (review_papers.sign_in_sheet, review_papers.recusal_report, review_papers.fee_list):
        assert query(NOW).rows == ()
    assert feedback.pledges(NOW).names == (("＿＿＿＿＿＿", ""),)
