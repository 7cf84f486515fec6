"""评审汇总表 on paper and as a workbook, read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import openpyxl
import pytest
from pypdf import PdfReader

from db.enums import Stage, Trimming
from desktop_app.rules.scoring import rule_sentence
from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.ranking import Dropped, QuotaLine, RankedApplication, Ranking, SheetCell, Standing
from desktop_app.shapes.review_summary import ReviewSummary
from desktop_app.writers.pdf.review_summary import write_review_summary as write_pdf
from desktop_app.writers.xlsx.review_summary import write_review_summary as write_xlsx

OFFICE = Letterhead("示例医科大学", "党委组织部", "组织科", "勤政楼423", "3831311", "zzb@example.edu.cn")


def cells(*said: int | str, high: int = 0, low: int = 0) -> tuple[SheetCell, ...]:
    """One per expert, a number or a word; `high` and `low` are the experts whose totals are dropped."""
    fate = {high: Dropped.HIGHEST, low: Dropped.LOWEST}
    return tuple(
        SheetCell(n, n, f"PF-{n}", None, each, Dropped.NO, True)
        if isinstance(each, str)
        else SheetCell(n, n, f"PF-{n}", 100 * each, "", fate.get(n, Dropped.NO), True)
        for n, each in enumerate(said, start=1)
    )


FIRST = RankedApplication(
    application_id=1,
    number="ZBPP-2023-001",
    organization="药学院党总支",
    branch="教工第一党支部",
    brand="药香校园",
    kind="教师",
    state="评审中",
    cells=cells(84, 90, 86, 87, 92, high=5, low=1),
    place=1,
    valid=5,
    trimmed=True,
    mean=Fraction(263, 3),
    tie_mean=Fraction(106, 5),
    median=Fraction(87),
    standing=Standing.WITHIN,
)
TIED = replace(
    FIRST,
    application_id=2,
    number="ZBPP-2023-002",
    brand="=药香满园",
    kind="学生",
    cells=cells(82, 84, 86, "回避", "缺席"),
    place=2,
    valid=3,
    trimmed=False,
    mean=Fraction(84),
    median=Fraction(84),
    equals=("ZBPP-2023-003",),
    shares=("ZBPP-2023-003",),
    tie="集体研究",
    standing=Standing.ACROSS,
)
OTHER = replace(
    TIED, application_id=3, number="ZBPP-2023-003", brand="杏林薪火", kind="教师", equals=("ZBPP-2023-002",)
)
VETOED = replace(FIRST, number="ZBPP-2023-004", place=0, mean=None, why="专家2：抄袭", brand="无语良师")
UNPLACED = replace(VETOED, number="ZBPP-2023-005", why="没有有效评分（缺席 2）", brand="脊梁工程")
RANKING = Ranking(
    round_id=1,
    stage_id=1,
    stage=Stage.ESTABLISHMENT,
    rule=rule_sentence(Trimming.FROM_THRESHOLD, 5, "一融双高"),
    tie_criterion="一融双高",
    experts=(1, 2, 3, 4, 5),
    rows=(FIRST, TIED, OTHER),
    vetoed=(VETOED,),
    unplaced=(UNPLACED,),
    lines=(QuotaLine("", 2, 3, 1, ("ZBPP-2023-002", "ZBPP-2023-003"), 2),),
    owed=11,
    unverified=(),
    notes=("各项有效评分份数不一：5 份的 1 项，3 份的 2 项。",),
    obstacles=(),
)
SUMMARY = ReviewSummary(OFFICE, "2023 年批次", datetime(2023, 11, 15, 9, 30), RANKING, "3f9a1c2b77d04e5f")
DRAFT = replace(
    SUMMARY,
    ranking=replace(
        RANKING,
        rows=(replace(FIRST, cells=(replace(FIRST.cells[0], verified=False), *FIRST.cells[1:])), TIED, OTHER),
        unverified=("PF-1",),
    ),
)


def test_it_says_rule_places_line_ties_and_who_stands_apart(tmp_path, pdf_text):
    write_pdf(SUMMARY, tmp_path / "汇总.pdf")
    text = pdf_text(tmp_path / "汇总.pdf")
    for said in (
        "立项评审汇总表示例医科大学党委组织部2023年批次",
        "每项有效评分达到5份的，去掉一个最高分和一个最低分后取平均；",
        "评审专家5人，应评11份；参加排名3项，一票否决1项，没有名次1项。评分表已全部复核。",
        "名次申报编号基层党组织党支部品牌名称专家1专家2专家3专家4专家5有效均分",
        "1ZBPP-2023-001药学院党总支教工第一党支部药香校园↓84908687↑92587.6721.2087.00",
        "2ZBPP-2023-002药学院党总支教工第一党支部=药香满园828486回避缺席384.0021.2084.00跨线并列",
        "立项名额2线上1项，第2名2项跨线并列（ZBPP-2023-002、ZBPP-2023-003），须集体研究",
        "均分84.00：第2名ZBPP-2023-002（一融双高21.20，中位数84.00）；第2名ZBPP-2023-003（一融双高21.20，中位数84.00）；",
        "；跨名额线并列，须集体研究。",
        "一票否决，不参加排名ZBPP-2023-004药学院党总支教工第一党支部“无语良师”：专家2：抄袭",
        "没有名次ZBPP-2023-005药学院党总支教工第一党支部“脊梁工程”：没有有效评分（缺席2）",
        "各项有效评分份数不一：5份的1项，3份的2项。",
        "计分人：年月日监督人：年月日评审组长：年月日",
    ):
        assert said in text, said
    assert text.index("ZBPP-2023-002") < text.index("立项名额2线上") < text.index("杏林薪火")
    assert "草稿" not in text


def test_while_sheets_are_unverified_it_is_a_draft_that_nobody_can_sign(tmp_path, pdf_pages):
    write_pdf(DRAFT, tmp_path / "汇总.pdf")
    (text,) = pdf_pages(tmp_path / "汇总.pdf")
    assert "立项评审汇总表（草稿）" in text
    assert "还有1份没有复核，本表只供核对，不作评审结果。" in text
    assert "药香校园↓84未核908687" in text
    assert "标“未核”的还没有复核；" in text
    assert "计分人" not in text


def test_nine_experts_and_74_applications_fit_across_and_the_head_is_repeated(tmp_path, pdf_pages):
    import pypdf

    row = replace(FIRST, cells=cells(84, 90, 86, 87, 88, 89, 89, "回避", 92, high=9, low=1))
    rows = tuple(replace(row, place=n, number=f"ZBPP-2023-{n:03}") for n in range(1, 75))
    write_pdf(replace(SUMMARY, ranking=replace(RANKING, rows=rows, experts=tuple(range(1, 10)))), tmp_path / "汇总.pdf")
    pages = pdf_pages(tmp_path / "汇总.pdf")
    assert 3 <= len(pages) <= 5
    heads = ["专家1专家2专家3专家4专家5专家6专家7专家8专家9有效均分" in page for page in pages]
    assert heads == [page.count("ZBPP-2023-0") > 4 or "74ZBPP" in page for page in pages]
    assert "↓84908687888989回避↑92" in pages[0]
    assert [round(float(side)) for side in pypdf.PdfReader(tmp_path / "汇总.pdf").pages[0].mediabox[2:]] == [842, 595]


@pytest.mark.parametrize("experts", [1, 9, 15])
def test_nothing_is_set_smaller_than_8_points(tmp_path, experts):
    rows = (replace(FIRST, cells=cells(*[88] * experts, high=1)),)
    numbers = tuple(range(1, experts + 1))
    write_pdf(replace(SUMMARY, ranking=replace(RANKING, rows=rows, experts=numbers)), tmp_path / "汇总.pdf")
    sizes: set[float] = set()
    for page in PdfReader(tmp_path / "汇总.pdf").pages:
        page.extract_text(visitor_text=lambda text, cm, tm, font, size: sizes.add(size) if text.strip() else None)
    assert min(sizes) == 8
    assert 8.5 in sizes  # the table itself


@pytest.mark.parametrize("experts", [1, 15, 24])
def test_any_panel_fits(tmp_path, pdf_text, experts):
    numbers = tuple(range(1, experts + 1))
    rows = (replace(FIRST, cells=cells(*[88] * experts)),)
    write_pdf(replace(SUMMARY, ranking=replace(RANKING, rows=rows, experts=numbers)), tmp_path / "汇总.pdf")
    text = pdf_text(tmp_path / "汇总.pdf")
    assert text.count("专家") >= experts
    assert "87.67" in text


def test_a_quota_per_kind_puts_the_kinds_under_one_another(tmp_path, pdf_text):
    lines = (QuotaLine("教师", 1, 2, 1),)
    write_pdf(replace(SUMMARY, ranking=replace(RANKING, lines=lines)), tmp_path / "汇总.pdf")
    text = pdf_text(tmp_path / "汇总.pdf")
    order = ["教师支部2项参加排名", "药香校园", "教师支部立项名额1线上1项", "杏林薪火", "学生支部1项参加排名，未设名额"]
    at = [text.index(words) for words in [*order, "=药香满园"]]
    assert at == sorted(at)


def test_the_same_summary_gives_the_same_bytes(tmp_path):
    for write, suffix in ((write_pdf, "pdf"), (write_xlsx, "xlsx")):
        for name in "ab":
            write(SUMMARY, tmp_path / f"{name}.{suffix}")
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


@pytest.fixture
def sheet(tmp_path):
    write_xlsx(SUMMARY, tmp_path / "汇总.xlsx")
    return openpyxl.load_workbook(tmp_path / "汇总.xlsx").active


def values(sheet, row):
    return [cell.value for cell in sheet[row]]


def test_the_workbook_has_points_as_numbers_and_words_for_the_rest(sheet):
    assert sheet["A1"].value == "立项评审汇总表"
    assert " ".join(values(sheet, 3)) == (
        "名次 申报编号 基层党组织 党支部 品牌名称 专家1 专家2 专家3 专家4 专家5 有效 去最高 去最低 均分 精确值 "
        "一融双高 中位数 并列处理 名额"
    )
    names = ["药学院党总支", "教工第一党支部"]
    assert values(sheet, 4) == [
        *(1, "ZBPP-2023-001", *names, "药香校园", 84, 90, 86, 87, 92, 5, 92, 84, 87.67, "263/3", 21.2, 87),
        *(None, "名额内"),
    ]
    assert values(sheet, 5) == [
        *(2, "ZBPP-2023-002", *names, "=药香满园", 82, 84, 86, "回避", "缺席", 3, None, None, 84, "84/1", 21.2, 84),
        *("跨线并列", "跨线并列"),
    ]
    assert [cell.coordinate for cell in sheet[4] if cell.font.strike] == ["F4", "J4"]
    assert (sheet["N4"].number_format, sheet["F4"].number_format, sheet["E5"].data_type) == ("0.00", "General", "s")


def test_the_workbook_is_divided_at_the_line_and_closed_with_the_signatures(sheet):
    assert sheet["A6"].value == (
        "立项名额 2　线上 1 项，第 2 名 2 项跨线并列（ZBPP-2023-002、ZBPP-2023-003），须集体研究"
    )
    assert sheet["A6"].fill.fgColor.rgb == "FF4D4D4D"
    assert sheet["B7"].value == "ZBPP-2023-003"
    below = [cell.value for cell in sheet["A"][8:]]
    assert below[0].startswith("计分规则：每项有效评分达到 5 份的")
    assert below[2:4] == ["【均分相同的项目】", below[3]]
    assert "【一票否决，不参加排名】" in below
    assert [who in below[-1] for who in ("计分人：", "监督人：", "评审组长：")] == [True] * 3


def test_the_draft_workbook_marks_what_is_unverified(tmp_path):
    write_xlsx(DRAFT, tmp_path / "汇总.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "汇总.xlsx").active
    assert (sheet["A1"].value, sheet["F4"].value) == ("立项评审汇总表（草稿）", "↓84未核")
    assert not any("计分人" in str(cell.value) for cell in sheet["A"])
