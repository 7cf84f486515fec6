"""The score sheet: one page per expert and application, whatever the names; a list before each pile."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from db.enums import Stage
from desktop_app.rules.rubric import DEFAULT_RUBRICS, MOST_CRITERIA
from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.panel import CriterionRow
from desktop_app.shapes.score_sheets import ExpertPile, ScoreSheet, ScoreSheetBatch
from desktop_app.writers.pdf.score_sheet import write_score_sheets


def rubric(stage: Stage) -> tuple[CriterionRow, ...]:
    return tuple(
        CriterionRow(n, n, each.name, each.full_hundredths, each.explanation, each.tie)
        for n, each in enumerate(DEFAULT_RUBRICS[stage], 1)
    )


def sheet(serial: int, expert: int, brand: str = "药香校园") -> ScoreSheet:
    number = f"2025-{serial:03}"
    return ScoreSheet(f"PF-{number}-{expert}", f"ZBPP-{number}", brand, "教工第一党支部", "药学院党总支")


BATCH = ScoreSheetBatch(
    letterhead=Letterhead("示例医科大学", "党委组织部", "组织科", "勤政楼423", "3831311", "zzb@example.edu.cn"),
    round_name="2025年批次",
    stage=Stage.ESTABLISHMENT,
    criteria=rubric(Stage.ESTABLISHMENT),
    decimals=0,
    printed_at=datetime(2025, 11, 12, 9, 0),
    piles=(
        ExpertPile("专家1", (sheet(1, 1), sheet(2, 1))),
        ExpertPile("专家2", (sheet(2, 2),), recused=("ZBPP-2025-001",)),
    ),
)


@pytest.fixture
def printed(tmp_path, pdf_pages):
    def write(batch: ScoreSheetBatch) -> list[str]:
        write_score_sheets(batch, tmp_path / "评分表.pdf")
        return pdf_pages(tmp_path / "评分表.pdf")

    return write


def test_a_sheet_says_who_scores_what_by_which_rubric(printed):
    page = printed(BATCH)[1]
    for said in (
        "PF-2025-001-1示例医科大学党委组织部2025年批次立项评审评分表",
        "申报编号ZBPP-2025-001评审专家专家1",
        "品牌名称药香校园",
        "申报支部药学院党总支教工第一党支部",
        "序号评分指标评价要点满分得分",
        "3一融双高以高质量党建推动高质量发展",
        "6文本规范申报书填写完整、表述准确、格式规范5",
        "合计（满分100分，请自行相加）",
        "一票否决□抄袭□政治性问题理由",
        "□回避□缺席□弃权",
        "评审专家签字日期年月日",
        "每格写一个数字，只写整数，不超过满分",
        "专家1第2页共3页",
    ):
        assert said in page


def test_every_pile_begins_with_its_list_and_counts_its_own_pages(printed):
    pages = printed(BATCH)
    assert [page.rpartition("09:00")[2] for page in pages] == [
        *(f"专家1第{n}页共3页" for n in (1, 2, 3)),
        *(f"专家2第{n}页共2页" for n in (1, 2)),
    ]
    assert "专家1立项评审清单" in pages[0]
    assert "共2张评分表" in pages[0]
    assert "1ZBPP-2025-001药学院党总支教工第一党支部药香校园□" in pages[0]
    assert "须回避、没有评分表的：ZBPP-2025-001。" in pages[3]


def test_a_single_sheet_printed_again_has_no_list(printed):
    pages = printed(replace(BATCH, piles=(ExpertPile("专家2", (sheet(2, 2),)),), cover=False))
    assert len(pages) == 1
    assert "PF-2025-002-2" in pages[0]


@pytest.mark.parametrize(
    ("stage", "decimals"), [(Stage.ESTABLISHMENT, 1), (Stage.ACCEPTANCE, 0), (Stage.ACCEPTANCE, 1)]
)
def test_both_stages_and_half_points_fit_one_page(printed, stage, decimals):
    batch = replace(BATCH, stage=stage, criteria=rubric(stage), decimals=decimals)
    pages = printed(batch)
    assert len(pages) == 5
    assert f"{stage}评审评分表" in pages[1]
    assert ("可写一位小数" in pages[1]) is bool(decimals)


def test_twelve_long_criteria_and_a_long_brand_fit_one_page_whole(printed):
    told = "以高质量党建推动高质量发展，党建与业务融合，好典型好做法突出，示范引领作用明显"
    criteria = tuple(
        CriterionRow(n, n, "指标名称二十个字" * 2, 10_00, told, False) for n in range(1, MOST_CRITERIA + 1)
    )
    brand = "以红心向党匠心育人仁心惠民为主线的融合式党建品牌矩阵" * 2
    pile = ExpertPile("专家1", (sheet(1, 1, brand),))
    (page,) = printed(replace(BATCH, criteria=criteria, piles=(pile,), cover=False))
    assert page.count(told) == MOST_CRITERIA
    assert brand in page
    assert page.endswith("专家1第1页共1页")


def test_what_no_face_has_is_to_be_written_by_hand(printed):
    pile = ExpertPile("专家1", (sheet(1, 1, "王𪚥"), sheet(2, 1, "𬱖䶮堃")))
    pages = printed(replace(BATCH, piles=(pile,), cover=False))
    assert "王□" in pages[0]
    assert "“□”请手写：U+2A6A5" in pages[0]
    assert "𬱖䶮堃" in pages[1]
    assert "请手写" not in pages[1]


def test_without_a_panel_it_says_so(printed):
    (page,) = printed(replace(BATCH, piles=()))
    assert "还没有分配评审专家，没有评分表。" in page


def test_the_same_batch_gives_the_same_bytes(tmp_path):
    for name in ("1.pdf", "2.pdf"):
        write_score_sheets(BATCH, tmp_path / name)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
