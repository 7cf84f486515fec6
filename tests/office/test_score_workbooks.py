"""Score workbooks as they go out and come back: real files, filled in as an expert would, edited as one should not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.enums import ReviewMark
from db.models import Review, Score
from db.opening import row_counts
from desktop_app.office import assignment, experts, panel, scoring
from desktop_app.office.score_workbooks import score_workbooks, take_workbook
from desktop_app.readers.score_workbook import read_score_workbook
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.experts import ExpertDraft
from desktop_app.shapes.panel import StageRules
from desktop_app.shapes.score_entry import SheetEntry
from desktop_app.shapes.score_workbook import TakenWorkbook
from desktop_app.writers.xlsx.score_workbook import write_score_workbook

AT = "2023-11-13T09:00:00"
GOOD = (18, 17, 22, 16, 8, 5)  # 86
LONG = "第一，" + "措施还要更具体，" * 700  # 5,600 characters


class Post:
    """Two applications and two experts, one of whom has a tie to the second; workbooks in a folder."""

    def __init__(self, office: Any, folder: Path, **rules: Any) -> None:
        self.office, self.folder = office, folder
        self.round_id = office.round()
        home, other = office.organization("药学院党总支"), office.organization("护理学院党委")
        for name, organization in (("教工第一党支部", home), ("护理第一党支部", other)):
            office.receive(office.branch(name, organization), brand=f"{name}的品牌", electronic="2023-11-08 16:12")
        for name, organization in (("王伟", None), ("苏木禾", other)):
            draft = ExpertDraft(name, unit="示例师范学院", organization_id=organization)
            office.ledger.run("专家", experts.add_expert, draft=draft)
        self.stage = office.ledger.run("建立", panel.ensure_stage, round_id=self.round_id)
        office.ledger.run("规则", panel.change_rules, stage_id=self.stage, rules=StageRules(**rules))
        office.ledger.run("分配", assignment.seat_and_assign, round_id=self.round_id, by="周喆", at=AT)

    def send(self) -> list[Path]:
        made = []
        for book in score_workbooks(self.office.now):
            made.append(self.folder / f"{book.expert}.xlsx")
            write_score_workbook(book, made[-1])
        return made

    def fill(self, path: Path, edit: Callable[[Any], None] | None = None, sign: str | None = "王伟") -> Path:
        """All rows with GOOD points, then what `edit` does to the sheet, then the signature."""
        book = openpyxl.load_workbook(path)
        page = book["评分"]
        for row in range(5, 5 + sum(bool(page.cell(at, 1).value) for at in range(5, page.max_row + 1))):
            for at, points in enumerate(GOOD):
                page.cell(row, 7 + at).value = points
        if edit:
            edit(page)
        if sign:
            (foot,) = [row for row in range(1, page.max_row + 1) if page.cell(row, 3).value == "本人签名"]
            page.cell(foot, 4).value = sign
        book.save(path)
        return path

    def take(self, path: Path) -> TakenWorkbook:
        filled = read_score_workbook(path)
        run = self.office.ledger.run
        return run("导入评分工作簿", take_workbook, final=True, filled=filled, by="周喆", at=AT)

    def type_paper(self, code: str, points: tuple[int, ...]) -> None:
        criteria = panel.stage_details(self.stage).criteria
        by_id = {each.criterion_id: 100 * given for each, given in zip(criteria, points, strict=True)}
        self.office.ledger.run(
            "录入", scoring.record_sheet, review_id=Review.get(Review.code == code).id,
            entry=SheetEntry(points=by_id, total=100 * sum(points)), entered_by="周喆", at=AT,
        )  # fmt: skip


@pytest.fixture
def post(office, tmp_path):
    return Post(office, tmp_path)


def totals() -> dict[str, int | None]:
    return {row.code: row.total_hundredths for row in Review.select().order_by(Review.code)}


def test_what_an_expert_is_sent(post):
    first, second = score_workbooks(post.office.now)
    assert (first.expert, first.name, [task.code for task in first.tasks]) == (
        "专家1",
        "王伟",
        ["PF-2023-001-1", "PF-2023-002-1"],
    )
    assert [task.code for task in second.tasks] == ["PF-2023-001-2"]  # the other one is of the expert's own 党委


def test_only_what_is_to_be_filled_in_can_be(post):
    page = openpyxl.load_workbook(post.send()[0])["评分"]
    assert page.protection.sheet
    open_ones = sorted(cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked)
    assert open_ones == sorted([f"{letter}{row}" for row in (5, 6) for letter in "GHIJKLNOPQ"] + ["D8"])
    rules = {
        str(rule.sqref): (rule.type, rule.formula1, rule.formula2) for rule in page.data_validations.dataValidation
    }
    assert rules["G5:G6"] == ("whole", "0", "20")
    assert rules["N5:N6"] == ("list", '"回避,缺席,弃权"', None)
    assert page["M5"].value == '=IF(COUNT(G5:L5)=6,SUM(G5:L5),"")'


def test_a_signed_workbook_is_taken_and_counts_as_verified(post):
    path = post.fill(post.send()[0], lambda page: setattr(page["Q5"], "value", LONG))
    assert post.take(path) == TakenWorkbook("专家1", 2, 0)
    assert totals() == {"PF-2023-001-1": 8600, "PF-2023-001-2": None, "PF-2023-002-1": 8600}
    row = Review.get(Review.code == "PF-2023-001-1")
    assert (row.verified_by, row.verified_at, row.opinion) == ("周喆", AT, LONG)
    assert Score.select().where(Score.review == row).count() == 6
    assert panel.stage_details(post.stage).started_at == AT


def test_an_opinion_is_kept_of_a_sheet_that_paper_had_verified_without_one(post):
    path = post.fill(post.send()[0], lambda page: setattr(page["Q5"], "value", LONG))
    post.type_paper("PF-2023-001-1", GOOD)
    assert post.take(path) == TakenWorkbook("专家1", 1, 1)
    assert Review.get(Review.code == "PF-2023-001-1").opinion == LONG


def test_the_same_workbook_again_changes_nothing(post):
    path = post.fill(post.send()[0])
    post.take(path)
    before = totals()
    assert post.take(path) == TakenWorkbook("专家1", 0, 2)
    assert totals() == before


def test_a_second_workbook_that_says_something_else_is_refused(post):
    path = post.send()[0]
    post.take(post.fill(path))
    with pytest.raises(RuleBroken, match=r"ZBPP-2023-002：纸面与工作簿不一致：“党性原则”纸面 18、工作簿 19"):
        post.take(post.fill(path, lambda page: setattr(page["G6"], "value", 19)))


def test_marks_and_vetoes(post):
    def edit(page):
        for at in range(7, 13):
            page.cell(5, at).value = None
        page["N5"].value = "弃权"
        page["O6"].value, page["P6"].value = "抄袭", "第二部分"

    post.take(post.fill(post.send()[0], edit))
    abstained, vetoed = (Review.get(Review.code == f"PF-2023-00{n}-1") for n in (1, 2))
    assert (abstained.mark, abstained.total_hundredths) == (ReviewMark.ABSTAINED, None)
    assert (vetoed.veto, vetoed.veto_reason, vetoed.total_hundredths) == (True, "抄袭：第二部分", 8600)


def swap_codes(page):
    page["A5"].value, page["A6"].value = page["A6"].value, page["A5"].value


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda page: setattr(page["G5"], "value", 21), "第 5 行 ZBPP-2023-001：“党性原则”填了 21 分，超过满分 20 分"),
        (lambda page: setattr(page["G5"], "value", 17.5), "第 5 行 ZBPP-2023-001：“17.5”带小数"),
        (lambda page: setattr(page["H6"], "value", "较好"), "第 6 行 ZBPP-2023-002：“较好”不是分数"),
        (lambda page: setattr(page["I6"], "value", None), "第 6 行 ZBPP-2023-002：还没有填：一融双高"),
        (lambda page: setattr(page["N5"], "value", "缺席"), "第 5 行 ZBPP-2023-001：标为“缺席”的评分表不能再有分数"),
        (lambda page: setattr(page["N5"], "value", "请假"), "第 5 行 ZBPP-2023-001：标记“请假”认不出来"),
        (lambda page: setattr(page["O5"], "value", "抄袭"), "第 5 行 ZBPP-2023-001：一票否决没有写理由"),
        (swap_codes, "第 5 行的编码是 ZBPP-2023-002 的，申报编号却是“ZBPP-2023-001”"),
        (lambda page: page.delete_rows(5), "缺少：ZBPP-2023-001 1 行"),
        (lambda page: setattr(page["A5"], "value", "PF-2023-002-1"), "ZBPP-2023-002 出现了 2 次"),
        (lambda page: setattr(page["H4"], "value", "品牌"), "表头被改过"),
        (lambda page: page.delete_cols(8), "表头被改过"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_named_and_nothing_is(post, edit, said):
    path = post.fill(post.send()[0], edit)
    before = (totals(), row_counts())
    with pytest.raises(RuleBroken, match=said):
        post.take(path)
    assert (totals(), row_counts()) == before


def test_who_signs(post):
    first, _ = post.send()
    with pytest.raises(RuleBroken, match="没有签名"):
        post.take(post.fill(first, sign=None))
    with pytest.raises(RuleBroken, match="签名是“李喆”，这是专家1 王伟 的工作簿"):
        post.take(post.fill(first, sign="李喆"))
    assert post.take(post.fill(first, sign=" 王　伟 ")).recorded == 2


def test_a_stale_workbook_and_one_of_another_round(post):
    first, second = post.send()
    review = Review.get(Review.code == "PF-2023-002-1")
    post.office.ledger.run("取消", assignment.unassign, review_id=review.id)
    with pytest.raises(RuleBroken, match="是旧的：发出以后，专家1要评的项目或评分指标有过变化"):
        post.take(post.fill(first))
    post.office.round(2024, "2024-11-08")
    with pytest.raises(RuleBroken, match="还没有分配评审"):
        post.take(post.fill(second, sign="苏木禾"))


def test_a_sheet_of_a_conflict_that_came_to_light(post):
    path = post.fill(post.send()[0])
    row = Review.get(Review.code == "PF-2023-001-1")
    organization = row.application.branch.organization_id
    draft = ExpertDraft("王伟", unit="示例师范学院", organization_id=organization)
    post.office.ledger.run("修改", experts.change_expert, expert_id=row.expert_id, draft=draft)
    with pytest.raises(RuleBroken, match="ZBPP-2023-001：须回避（同一基层党组织），不能评分"):
        post.take(path)
    assert set(totals().values()) == {None}


def test_paper_and_workbook_must_agree(post):
    post.type_paper("PF-2023-001-1", (18, 17, 22, 16, 8, 4))
    path = post.fill(post.send()[0])
    with pytest.raises(RuleBroken, match=r"“文本规范”纸面 4、工作簿 5"):
        post.take(path)
    assert totals()["PF-2023-002-1"] is None
    same = post.fill(post.send()[0], lambda page: setattr(page["L5"], "value", 4))
    assert post.take(same) == TakenWorkbook("专家1", 1, 1)


def test_a_first_entry_is_verified_by_the_workbook(office, tmp_path):
    twice = Post(office, tmp_path, verification="双录")
    twice.type_paper("PF-2023-001-1", GOOD)
    assert Review.get(Review.code == "PF-2023-001-1").verified_at == ""
    assert twice.take(twice.fill(twice.send()[0])).recorded == 2
    assert Review.get(Review.code == "PF-2023-001-1").verified_at == AT


def test_another_workbook_is_none(tmp_path):
    other = openpyxl.Workbook()
    other.save(tmp_path / "名单.xlsx")
    with pytest.raises(RuleBroken, match=r"“名单\.xlsx”不是程序生成的评分工作簿"):
        read_score_workbook(tmp_path / "名单.xlsx")
