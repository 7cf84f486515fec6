"""The official papers on real rows, written and read back: what they say, in whose words, and what they refuse."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest

from db.enums import PublicityPurpose, State
from db.models import Application, OfficialText, PanelOpinion, Publicity, Review, ReviewStage, StateChange
from desktop_app.documents import document
from desktop_app.office import deficiencies, office_settings, official_papers, official_texts, publicity
from desktop_app.office.first_start import prepare
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.copies import ABSENT, COMPLETE
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.official import Attachment, OfficialTable, Paragraph, SignOff, Title, Words
from desktop_app.shapes.official_texts import TextKind
from tests.builders import Panel

NOW = datetime(2023, 11, 20, 9, 0)
LIST_OF = "支部党建品牌"
OFFICE = OfficeProfile(
    "示例医科大学", "党委组织部", "组织科", room="勤政楼423", telephone="3831311", mailbox="zzb@example.edu.cn"
)


@pytest.fixture
def school(office):
    prepare(office.ledger.run)
    office.ledger.run("设置", office_settings.change_profile, profile=OFFICE)
    office.round()
    return office


@pytest.fixture
def posted(school):
    """Two projects on the wall since 2023-11-20; their branches are renamed afterwards."""
    home = school.organization()
    for place, name in enumerate(("教工第一党支部", "“王明艳”党支部"), 1):
        school.receive(
            school.branch(name, home, secretary=f"书记{place}"), brand=f"品牌{place}", electronic="2023-11-08"
        )
    school.ledger.run("审定", lambda: Application.update(state=State.APPROVED).execute())
    open_list(school)
    school.ledger.run("改名", lambda: Application.update(brand="改了名").where(Application.id == 2).execute())
    return school


@pytest.fixture
def owing(school):
    """Three lists of 补正 of 2023-11-09, due on the 16th."""
    homes = school.organization(), school.organization("护理学院党委")
    for name, home in (("教工第一党支部", homes[0]), ("教工第二党支部", homes[0]), ("护理第一党支部", homes[1])):
        school.receive(school.branch(name, home), (*(COMPLETE,) * 4, ABSENT), brand=name[:2], electronic="2023-11-09")
    made = {"application_ids": [1, 2, 3], "workdays": 5, "by": "周喆", "at": "2023-11-09T11:00:00"}
    school.ledger.run("补正", deficiencies.make_lists, **made)
    return school


def open_list(office, first=date(2023, 11, 20)):
    office.ledger.run(
        "公示", publicity.open_publicity, round_id=office.round_id, first=first, by="周喆", at=f"{first}T08:00:00"
    )


def change(office, kind, text, since="2023-11-21T09:00:00"):
    office.ledger.run("修改公文文字", official_texts.change_text, kind=kind, text=text, since=since)


def said(papers, number=0):
    """A paper as plain lines."""
    lines = []
    for block in papers.papers[number].blocks:
        match block:
            case Title():
                lines.append("｜".join("".join(w.text for w in line) for line in block.lines))
            case Attachment():
                lines.append("附件 " + "".join(w.text for line in block.title.lines for w in line))
            case SignOff():
                lines.append("".join(w.text for w in (*block.name, *block.day)))
            case OfficialTable():
                lines += ["|".join(row) if isinstance(row, tuple) else row.text for row in block.rows]
            case Paragraph():
                lines.append("".join(w.text for w in block.words))
    return lines


def pdf_text(file: Path) -> str:
    pages = pypdfium2.PdfDocument(file)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def test_the_publicity_says_what_how_long_and_in_the_words_that_were_posted(posted):
    assert said(official_papers.publicity_notice(None, NOW)) == [
        "关于2023年“一支部一特色”｜支部党建品牌拟立项名单的公示",
        (
            "根据“一支部一特色”支部党建品牌创建活动安排，经支部申报、基层党组织审核、专家评审、修改完善和党委组织部审定，"
            "拟对2个支部党建品牌予以立项。现予以公示，名单见附件，排名不分先后。"
        ),
        "一、公示时间。公示期为5个工作日，2023年11月20日张贴，至2023年11月27日17:30期满。",
        (
            "二、异议受理。公示期内如有异议，请以书面形式实名向党委组织部组织科提出，并留下联系方式。"
            "匿名或公示期满后提出的，不作为异议受理。"
        ),
        "三、联系方式。地点：勤政楼423；电话：3831311。",
        "示例医科大学党委组织部2023年11月20日",
        "附件 2023年“一支部一特色”支部党建品牌拟立项名单",
        "1|ZBPP-2023-001|药学院党总支|教工第一党支部|品牌1|书记1",
        "2|ZBPP-2023-002|药学院党总支|“王明艳”党支部|品牌2|书记2",
    ]


@pytest.mark.parametrize(
    ("purpose", "title", "reason"),
    [
        (
            PublicityPurpose.SUBSTITUTES,
            "关于2023年“一支部一特色”｜支部党建品牌递补拟立项名单的公示",
            "一、递补原因。有支部撤回。",
        ),
        (
            PublicityPurpose.CORRECTED,
            "关于更正2023年“一支部一特色”｜支部党建品牌拟立项名单的公示",
            "一、更正原因。有支部撤回。",
        ),
    ],
)
def test_a_list_posted_again_says_why(posted, purpose, title, reason):
    again = {"purpose": purpose, "reason": "有支部撤回。", "replaces": 1, "first": "2023-11-22"}
    posted.ledger.run("更正", lambda: Publicity.create(round=1, last="2023-11-29", workdays=5, **again))
    lines = said(official_papers.publicity_notice(None, NOW))
    assert (lines[0], lines[2]) == (title, reason)
    if purpose is PublicityPurpose.CORRECTED:
        assert lines[1].startswith("2023年11月20日张贴的")
    assert said(official_papers.publicity_notice("2023-11-20", NOW))[0].endswith("支部党建品牌拟立项名单的公示")
    with pytest.raises(RuleBroken, match="没有 2023-11-21 张贴的公示。张贴过的：2023-11-22、2023-11-20"):
        official_papers.publicity_notice("2023-11-21", NOW)
    with pytest.raises(RuleBroken, match="“上周”不是张贴的日期"):
        official_papers.publicity_notice("上周", NOW)


def test_a_list_whose_days_are_over_keeps_its_words_and_the_notice_of_establishment_follows(posted):
    with pytest.raises(RuleBroken, match="还没有已立项的项目"):
        official_papers.establishment_notice(NOW)
    over = datetime(2023, 11, 27, 17, 30)
    posted.ledger.run("结束", publicity.close_publicity, round_id=posted.round_id, at=over, by="周喆")
    before = said(official_papers.publicity_notice(None, over))
    change(posted, TextKind.PUBLICITY, "标题：公示\n另外的话。", "2023-11-28T09:00:00")
    assert said(official_papers.publicity_notice(None, datetime(2023, 12, 1))) == before
    lines = said(official_papers.establishment_notice(datetime(2023, 12, 1)))
    assert lines[0] == "关于公布2023年“一支部一特色”｜支部党建品牌立项名单的通知"
    assert "决定对2个支部党建品牌予以立项，名单见附件，排名不分先后。" in lines[1]
    assert lines[-4:] == [
        "示例医科大学党委组织部2023年11月27日",
        "附件 2023年“一支部一特色”支部党建品牌立项名单",
        "1|ZBPP-2023-001|药学院党总支|教工第一党支部|品牌1|书记1",
        "2|ZBPP-2023-002|药学院党总支|“王明艳”党支部|品牌2|书记2",
    ]


def test_the_publicity_is_one_content_in_three_formats(posted, tmp_path):
    for suffix in ("docx", "pdf", "xlsx"):
        document("publicity_notice").job(tmp_path / f"公示.{suffix}", now=NOW)()
    text = pdf_text(tmp_path / "公示.pdf")
    edited = docx.Document(str(tmp_path / "公示.docx"))
    sentence = "公示期为5个工作日，2023年11月20日张贴，至2023年11月27日17:30期满。"
    assert sentence in text
    assert any(sentence in paragraph.text for paragraph in edited.paragraphs)
    assert "记录号" in text
    row = ["ZBPP-2023-002", "药学院党总支", "“王明艳”党支部", "品牌2", "书记2"]
    assert [cell.text for cell in edited.tables[0].rows[2].cells] == ["2", *row]
    sheet = openpyxl.load_workbook(tmp_path / "公示.xlsx").active
    assert [cell.value for cell in sheet[5]] == [2, *row]


def test_before_anything_is_posted_there_is_no_publicity(school):
    with pytest.raises(RuleBroken, match="还没有公示名单"):
        official_papers.publicity_notice(None, NOW)


def test_what_nobody_filled_in_is_marked(posted):
    posted.ledger.run("设置", office_settings.change_profile, profile=OfficeProfile("示例医科大学"))
    papers = official_papers.publicity_notice(None, NOW)
    assert official_papers.missing_fields(papers) == ("地点", "电话")
    assert Words("【未填：电话】", missing=True) in papers.papers[0].blocks[4].words


def test_a_stored_text_that_was_spoilt_is_refused_where_it_is_used(posted):
    posted.ledger.run(
        "改坏", lambda: OfficialText.create(kind="立项公示", text="标题：公示\n{项目数}", since="2023-11-10T09:00:00")
    )
    with pytest.raises(RuleBroken, match=r"第 2 行：没有名为“项目数”的字段。是不是 \{项数\}？"):
        document("publicity_notice").content(".pdf", now=NOW)


# 补正通知 ------------------------------------------------------------------------------------------------------------


def test_a_notice_says_what_is_missing_until_when_and_where(owing):
    papers = official_papers.correction_notices("BZ-2023-0001", NOW)
    assert said(papers) == [
        "申报材料补正通知",
        (
            "你支部申报的“教工”（申报编号ZBPP-2023-001），材料尚有下列各项缺少或不符合要求，"
            "请于2023年11月16日（周四）17:30前一次补齐："
        ),
        "1|纸质件差 1 份（第 5 份未到）|补交纸质申报书",
        (
            "纸质申报材料送至勤政楼423（党委组织部组织科），电子版发送至zzb@example.edu.cn，联系电话：3831311。"
            "送交、查询时请报补正编号BZ-2023-0001。"
        ),
        "逾期没有补齐的，不能进入专家评审。",
        "党委组织部组织科2023年11月9日",
    ]
    assert papers.papers[0].code == "BZ-2023-0001"


@pytest.mark.skipif(sys.platform == "win32", reason="zbar comes with Linux")
def test_the_code_of_a_notice_is_read_from_the_printed_page(owing, tmp_path):
    pyzbar = pytest.importorskip("pyzbar.pyzbar", reason="zbar is not there", exc_type=ImportError)
    file = tmp_path / "补正通知.pdf"
    document("correction_notice").job(file, code="BZ-2023-0001 BZ-2023-0002", now=NOW)()
    pictures = [page.render(scale=300 / 72).to_pil() for page in pypdfium2.PdfDocument(file)]
    read = [{(code.type, code.data.decode()) for code in pyzbar.decode(each)} for each in pictures]
    assert read == [{("CODE128", "BZ-2023-0001")}, {("CODE128", "BZ-2023-0002")}]
    assert "签收人" in pdf_text(file)


def test_an_organisation_gets_one_notice_for_all_its_branches_each_with_its_own_term(owing):
    longer = {"deficiency_id": 2, "due_on": "2023-11-20", "reason": "外出", "at": "2023-11-10T09:00:00"}
    owing.ledger.run("延期", deficiencies.extend, **longer)
    papers = official_papers.correction_notices(None, NOW)
    assert [paper.code for paper in papers.papers] == ["", ""]
    lines = said(papers, 1)
    assert lines[1] == "你单位所属2个党支部的申报材料，尚有下列各项缺少或不符合要求，请在各自期限之前一次补齐："
    assert lines[2:6] == [
        "教工第一党支部　“教工”　BZ-2023-0001　11月16日17:30前",
        "1|纸质件差 1 份（第 5 份未到）|补交纸质申报书",
        "教工第二党支部　“教工”　BZ-2023-0002　11月20日17:30前",
        "1|纸质件差 1 份（第 5 份未到）|补交纸质申报书",
    ]


def test_a_notice_printed_again_keeps_the_words_it_left_the_office_in(owing):
    issued = {"deficiency_ids": [1], "at": "2023-11-10T09:00:00"}
    owing.ledger.run("打印", deficiencies.issue_notices, **issued)
    before = said(official_papers.correction_notices("BZ-2023-0001", NOW))
    change(owing, TextKind.CORRECTION, "标题：补正\n{补正清单}", "2023-11-10T09:00:01")
    again = official_papers.correction_notices("BZ-2023-0001 BZ-2023-0002", NOW)
    assert said(again) == before
    assert said(again, 1) == ["补正", "1|纸质件差 1 份（第 5 份未到）|补交纸质申报书"]
    assert official_papers.correction_notices("BZ-2023-0001", NOW).record.endswith("补打于 2023年11月20日 09:00")
    assert again.record.endswith("　打印于 2023年11月20日 09:00")


# 专家意见反馈 ---------------------------------------------------------------------------------------------------------


def test_a_branch_receives_opinions_without_names(office):
    panel = Panel(office, experts=3)
    panel.application("甲", [95, 88, 70])
    panel.application("乙", [70, 88, 60])

    def write():
        for code, text in (("PF-2023-001-1", "措施要\n具体"), ("PF-2023-002-1", "成效要有数据")):
            Review.update(opinion=text).where(Review.code == code).execute()
        PanelOpinion.create(stage=ReviewStage.get(), application=1, text="请细化措施。\n请补充数据。", by="组长")
        moved = {"before": "评审中", "after": "修改中", "by": "周喆", "at": "2023-11-10T16:00:00"}
        StateChange.create(application=1, **moved)

    prepare(office.ledger.run)
    office.ledger.run("意见", write)
    papers = official_papers.opinion_feedback(None, NOW)
    assert said(papers) == [
        "专家意见反馈表",
        "你支部申报的“甲”（申报编号ZBPP-2023-001）已经专家评审，现将意见反馈如下。",
        "一、综合意见",
        "请细化措施。",
        "请补充数据。",
        "二、专家意见",
        "1. 措施要 具体",
        "三、修改要求",
        "请对照以上意见修改完善申报书，于2023年11月15日前将定稿纸质版和电子版报送组织科。未修改完善的不得立项。",
        "党委组织部组织科2023年11月10日",
    ]
    assert said(papers, 1)[3] == "【未填：综合意见】"
    assert official_papers.missing_fields(papers) == ("综合意见",)
    assert [len(official_papers.opinion_feedback(code, NOW).papers) for code in ("002", None)] == [1, 2]


# A text that is only tried -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", TextKind)
def test_before_there_is_anything_real_a_text_is_tried_on_invented_examples(office, kind):
    tried = official_papers.try_text(kind, official_texts.text_of(kind), NOW)
    assert (tried.invented, tried.missing, tried.papers.record) == (True, (), "示例数据，不作公文")
    assert "示例" in "".join(said(tried.papers))


def test_a_text_is_tried_on_the_rounds_own_data_and_says_what_is_missing(posted):
    tried = official_papers.try_text(TextKind.PUBLICITY, "标题：公示\n共{项数}项，{文号}。", NOW)
    assert (tried.invented, tried.missing) == (False, ("文号",))
    assert said(tried.papers) == ["公示", "共2项，【未填：文号】。"]
    assert official_papers.try_text(TextKind.SUBSTITUTES, "标题：公示\n共{项数}项。", NOW).invented
    with pytest.raises(RuleBroken, match="第 2 行：花括号不成对"):
        official_papers.try_text(TextKind.PUBLICITY, "标题：公示\n共{项数项。", NOW)
