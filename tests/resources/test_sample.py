"""The sample season read back from its files, and counted here anew: the measures of the domain."""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date, datetime
from fractions import Fraction
from io import StringIO
from pathlib import Path
from statistics import median
from typing import Any

import openpyxl
import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from installers.sample.__main__ import write_all

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
DEADLINE = datetime(2025, 9, 12, 17, 30)
Name = tuple[str, str]


def plain(value: Any) -> str:
    """Half width, without spaces and line breaks: how two writings of one thing are compared here."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value if value is not None else "")))


def day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    found = re.fullmatch(r"(\d{4})[.年-](\d{1,2})[.月-](\d{1,2})日?", plain(value))
    return date(*map(int, found.groups())) if found else None


def records(file: str, header_row: int = 1) -> list[dict[str, Any]]:
    """The rows below the header of the first sheet, merged cells filled down."""
    sheet = openpyxl.load_workbook(SAMPLE / file).worksheets[0]
    merged = {
        (row, column): sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        if area.min_row > header_row and area.max_col == area.min_col
        for row, column in [(r, area.min_col) for r in range(area.min_row, area.max_row + 1)]
    }
    words = [plain(cell.value) for cell in sheet[header_row]]
    found = []
    for row in range(header_row + 1, sheet.max_row + 1):
        values = [merged.get((row, c), sheet.cell(row, c).value) for c in range(1, len(words) + 1)]
        found.append(dict(zip(words, values, strict=True)))
    return found


@pytest.fixture(scope="module")
def roster() -> list[dict[str, Any]]:
    """The roster's rows; the total, the notes and the signatures below have no branch name."""
    return [row for row in records("支部名册.xlsx", 4) if row["党支部名称"]]


@pytest.fixture(scope="module")
def branches(roster: list[dict[str, Any]]) -> set[Name]:
    return {(row["所属党委(总支)"], plain(row["党支部名称"])) for row in roster}


@pytest.fixture(scope="module")
def applications() -> list[dict[str, Any]]:
    return records("申报汇总.xlsx", 2)


@pytest.fixture(scope="module")
def visits() -> list[dict[str, Any]]:
    return records("收件记录.xlsx")


def name_of(row: dict[str, Any]) -> Name:
    return row["基层党组织"], plain(row["党支部"])


def obligated(roster: list[dict[str, Any]], on: date) -> set[Name]:
    found = set()
    for row in roster:
        since, until = day(row["有效期起"]), day(row["有效期止"])
        assert since or not row["获评称号"], row
        assert until or not row["有效期止"], row
        if since and since <= on and (until is None or until >= on):
            assert re.search("样板支部|双带头人", row["获评称号"]), row
            assert row["级别"] in {"全国", "省级", "校级"}, row
            found.add((row["所属党委(总支)"], plain(row["党支部名称"])))
    return found


def test_the_roster_has_24_organisations_and_268_branches(roster: list[dict[str, Any]], branches: set[Name]) -> None:
    assert (len({organization for organization, _ in branches}), len(branches)) == (24, 268)
    assert {row["支部类型"] for row in roster} == {"教师", "学生", "机关", "医护", "离退休", "联合"}
    shared = Counter(name for _, name in branches)
    assert shared["教工第一党支部"] >= 5
    assert {"临床医学系第一党支部", "第三教职工党支部", "14级医学党支部", plain("“林望舒”党支部")} <= set(shared)


def test_forty_one_branches_must_apply_and_three_do_not(
    roster: list[dict[str, Any]], applications: list[dict[str, Any]]
) -> None:
    must = obligated(roster, DEADLINE.date())
    applied = {name_of(row) for row in applications}
    assert (len(must), len(must & applied), len(applied - must)) == (41, 38, 48)
    assert must - applied == {
        ("基础医学院党委", "机能实验中心党支部"),
        ("第一临床学院党委", "手术麻醉党支部"),
        ("离退休工作处党委", "离退休第二党支部"),
    }


def test_an_honour_counts_through_its_last_day_and_not_before_its_first(roster: list[dict[str, Any]]) -> None:
    before, on, after = (obligated(roster, date(2025, 9, d)) for d in (11, 12, 13))
    assert before - on == {("法医学院党总支", "教工第一党支部")}
    assert on - after == {("外国语言学院党总支", "第三教职工党支部")}
    assert obligated(roster, date(2025, 10, 1)) - after == {("研究生院党总支", "研究生管理党支部")}


def test_the_roster_is_as_untidy_as_real_ones(roster: list[dict[str, Any]]) -> None:
    workbook = openpyxl.load_workbook(SAMPLE / "支部名册.xlsx")
    sheet = workbook.worksheets[0]
    assert workbook.sheetnames == ["支部名册", "说明", "校外党支部（空）"]
    assert [cell.value for cell in sheet[4]][1:5] == ["所 属 党 委（总支）", "党支部名称", "支部类型", "支 部 书 记"]
    hidden = [row for row, dimension in sheet.row_dimensions.items() if dimension.hidden]
    assert [sheet.cell(row, 3).value for row in hidden] == ["外科第八党支部"]
    below = [row[0].value for row in sheet.iter_rows(min_row=sheet.max_row - 4) if row[0].value]
    assert [text[:2] for text in below] == ["合计", "注：", "\u3000\u3000"]
    dates = [row[word] for row in roster for word in ("有效期起", "有效期止") if row[word]]
    shapes = {re.sub(r"[0-9]+", "9", str(value)) if isinstance(value, str) else type(value) for value in dates}
    assert shapes >= {"9.9.9", "9年9月9日", "9-9-9", datetime}
    assert any(re.search("[０-９]", str(value)) for value in dates)
    assert {type(row["办公电话"]) for row in roster} == {str, int} == {type(row["党员人数"]) for row in roster}
    assert any("、" in str(row["办公电话"]) for row in roster)
    both = [key for key, n in Counter((r["所属党委(总支)"], r["党支部名称"]) for r in roster).items() if n == 2]
    assert len(both) >= 5


def test_rare_and_padded_names_are_in_the_roster(roster: list[dict[str, Any]]) -> None:
    names = {row["支部书记"] for row in roster}
    assert all(any(rare in name for name in names) for rare in "堃喆燚䶮𬱖·")
    assert "王\u3000伟" in names


def test_the_supplement_brings_the_slips_it_is_said_to(roster: list[dict[str, Any]], branches: set[Name]) -> None:
    rows = list(csv.DictReader(StringIO((SAMPLE / "支部名册-补充.csv").read_bytes().decode("gb18030"))))
    known = {(row["所属党委(总支)"], plain(row["党支部名称"])): row for row in roster}
    fates: Counter[str] = Counter()
    seen = set()
    for row in rows:
        key = row["所属党委(总支)"], plain(row["党支部名称"])
        if key[1] == "医技第5党支部":  # the roster's 第一临床学院医技第五党支部, without its college and in figures
            key = key[0], "第一临床学院医技第五党支部"
        if not key[0] or row["级别"] not in {"", "全国", "省级", "校级"}:
            fates["faulty"] += 1
        elif key in seen:
            fates["repeated"] += 1
        elif key in known:
            old = known[key]
            same = all(plain(row[word]) == plain(old[word]) for word in ("支部书记", "办公电话"))
            fates["unchanged" if same else "changed"] += 1
        elif "原" in key[1] or "更名" in row["备注"]:
            fates["renamed"] += 1
        else:
            fates["near" if key[1] == "教职工第二党支部" else "new"] += 1
        seen.add(key)
    expected = {"new": 3, "changed": 5, "renamed": 2, "near": 1, "faulty": 2, "repeated": 1, "unchanged": 3}
    assert dict(fates) == expected
    assert ("外国语言学院党总支", "第二教职工党支部") in branches


def test_the_old_workbook_says_the_same_with_an_id_column_and_old_code_points() -> None:
    lines = list(csv.reader(StringIO((SAMPLE / "支部名册-补充.csv").read_bytes().decode("gb18030"))))
    sheet = CalamineWorkbook.from_path(SAMPLE / "支部名册-补充.xls").get_sheet_by_index(0).to_python()[2:]
    ids = {row[5] for row in sheet[1:]}
    assert (sheet[0][5], ids) == ("支部书记身份证号", {"0" * 18})
    others = [[str(v).removesuffix(".0") for v in row[:5] + row[6:]] for row in sheet]
    assert "\ue863" in "".join(map("".join, others))
    assert [[text.replace("\ue863", "䶮") for text in row] for row in others] == lines


def test_eighty_six_branches_apply_and_two_pairs_of_brands_are_alike(
    applications: list[dict[str, Any]], branches: set[Name]
) -> None:
    brands = Counter(row["品牌名称"] for row in applications)
    assert (len(applications), len({name_of(row) for row in applications})) == (86, 86)
    assert {name_of(row) for row in applications} <= branches
    assert [brand for brand, n in brands.items() if n > 1] == ["杏林薪火"]
    assert {"药香校园", "药香满园"} <= set(brands)
    assert all(4 <= len(brand) <= 8 for brand in brands)


def test_the_visits_are_by_one_organisation_each_and_in_office_hours(
    visits: list[dict[str, Any]], applications: list[dict[str, Any]]
) -> None:
    by_visit = defaultdict(list)
    for row in visits:
        by_visit[row["来访序号"]].append(row)
        assert row["纸质份数"] == len([c for c in str(row["份号"] or "").split("、") if c])
        assert max(row["盖章份数"], row["签字份数"], row["完整份数"]) <= row["纸质份数"]
        assert row["收件时间"].weekday() < 5
        assert "08:30" <= row["收件时间"].strftime("%H:%M") <= "17:31"
        assert row["电子版时间"] is None or row["电子版时间"] < row["收件时间"]
    assert list(by_visit) == list(range(1, 62))
    alike = ("收件时间", "基层党组织", "送件人", "电话", "经手人")
    assert all(len({tuple(row[w] for w in alike) for row in rows}) == 1 for rows in by_visit.values())
    assert max(len(rows) for rows in by_visit.values()) == 3
    times = [rows[0]["收件时间"] for rows in by_visit.values()]
    assert times == sorted(times)
    assert times[0].date() == date(2025, 8, 25)
    brand_of = {name_of(row): row["品牌名称"] for row in applications}
    assert {name_of(row): row["品牌名称"] for row in visits} == brand_of


def test_short_unsealed_late_and_without_file(visits: list[dict[str, Any]]) -> None:
    first: dict[Name, dict[str, Any]] = {}
    copies: dict[Name, dict[str, bool]] = defaultdict(dict)
    files = set()
    for row in visits:
        name = name_of(row)
        first.setdefault(name, row)
        for place, copy in enumerate(str(row["份号"] or "").split("、")[: row["纸质份数"]]):
            copies[name][copy] = place < min(row["盖章份数"], row["签字份数"], row["完整份数"])
        if row["电子版时间"]:
            files.add(name)
    came = first.values()
    assert sum(row["纸质份数"] < 5 for row in came) == 6
    assert sum(row["盖章份数"] < row["纸质份数"] for row in came) == 3
    assert sum(row["签字份数"] < row["纸质份数"] for row in came) == 1
    assert sum(row["完整份数"] < row["纸质份数"] for row in came) == 1
    assert sum(row["电子版时间"] is None for row in came) == 6
    late = [row for row in came if row["收件时间"] > DEADLINE]
    assert [bool(row["逾期批准人"] and row["逾期理由"]) for row in late] == [True, False, True, False]
    assert [row["收件时间"].strftime("%H:%M") for row in came if row["收件时间"].date() == DEADLINE.date()][-2:] == [
        "17:30",
        "17:31",
    ]
    whole = {name for name, marks in copies.items() if len(marks) == 5 and all(marks.values())}
    refused = {name_of(row) for row in late if not row["逾期批准人"]}
    scored = {name_of(row) for row in records("评分.xlsx")}
    assert (len(whole), len(files), len(whole & files - refused)) == (80, 82, 74)
    assert whole & files - refused == scored


def test_nine_experts_two_of_one_name_and_some_in_conflict(
    applications: list[dict[str, Any]], roster: list[dict[str, Any]]
) -> None:
    experts = records("专家名册.xlsx")
    assert len({(row["姓名"], row["工作单位"]) for row in experts}) == len(experts) == 9
    assert [name for name, n in Counter(row["姓名"] for row in experts).items() if n > 1] == ["王伟"]
    applying = {name_of(row) for row in applications}
    organizations = {organization for organization, _ in applying}
    homes = [row["所属基层党组织"] for row in experts if row["所属基层党组织"]]
    assert len(homes) == 5
    assert set(homes) <= organizations
    own = {
        plain(row["支部书记"])
        for row in roster
        if (row["所属党委(总支)"], plain(row["党支部名称"])) in applying
        and (plain(row["支部书记"]), row["所属党委(总支)"]) in {(e["姓名"], e["所属基层党组织"]) for e in experts}
    }
    assert own == {"卢燚", "王伟"}


def test_the_scores_are_whole_points_with_conflicts_blank() -> None:
    full = {"党性原则": 20, "品牌标识与内涵": 20, "一融双高": 25, "可持续发展": 20, "工作基础与成效": 10, "文本规范": 5}
    home = {(row["姓名"], row["工作单位"]): row["所属基层党组织"] for row in records("专家名册.xlsx")}
    rows = records("评分.xlsx")
    assert len(rows) == 74 * 9
    for row in rows:
        points = [row[word] for word in full]
        if home[row["专家"], row["工作单位"]] == row["基层党组织"]:
            assert (points, row["合计"], row["状态"]) == ([None] * 6, None, "回避")
        else:
            assert all(type(p) is int and 0 <= p <= most for p, most in zip(points, full.values(), strict=True)), row
            assert (row["合计"], row["状态"]) == (sum(points), "有效")


def test_places_are_tied_across_the_quota_line_and_parted_elsewhere() -> None:
    totals: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    fusion: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for row in records("评分.xlsx"):
        if row["合计"] is not None:
            key = (*name_of(row), row["品牌名称"])
            totals[key].append(row["合计"])
            fusion[key].append(row["一融双高"])
    standing: dict[str, tuple[Fraction, Fraction, float]] = {}
    for key, given in totals.items():
        assert len(given) >= 5
        standing["".join(key)] = (
            Fraction(sum(sorted(given)[1:-1]), len(given) - 2),
            Fraction(sum(fusion[key]), len(given)),
            median(given),
        )
    ranked = sorted(standing.values(), reverse=True)
    assert ranked[38] > ranked[39] == ranked[40] > ranked[41]
    line = {brand for brand, value in standing.items() if value == ranked[39]}
    assert line == {"药学院党总支教工第一党支部药香校园", "药学院党总支本科生第一党支部药香满园"}
    by_brand = {key[2]: standing["".join(key)] for key in totals}
    bright, spine = by_brand["点亮脑海"], by_brand["脊梁工程"]
    assert bright[0] == spine[0]
    assert bright[1] > spine[1]
    figures, child = by_brand["数说健康"], by_brand["童心育杏"]
    assert figures[:2] == child[:2]
    assert figures[2] < child[2]


@pytest.mark.parametrize(
    ("file", "encoding", "facts"),
    [
        ("2025年通知.txt", "gb18030", ("2025年8月18日—9月12日", "2025年9月12日前", "2025年9月26日前", "2026年8月")),
        ("2023年通知.txt", "utf-8", ("2023年10月16日—11月10日", "2023年11月10日前", "2023年11月20日前", "2024年8月")),
    ],
)
def test_the_notices_say_what_the_round_is_made_of(file: str, encoding: str, facts: tuple[str, ...]) -> None:
    text = (SAMPLE / file).read_bytes().decode(encoding)
    said = (
        *facts,
        "一式五份",
        "5个工作日",
        "2500字",
        "2篇",
        "勤政楼423",
        "3831311",
        "dzb@example.edu.cn",
        "示例医科大学",
    )
    assert [fact for fact in said if fact not in text] == []


def test_the_notice_in_word_says_the_same_as_the_text() -> None:
    paragraphs = [p.text for p in Document(str(SAMPLE / "2025年通知.docx")).paragraphs if p.text]
    assert paragraphs == (SAMPLE / "2025年通知.txt").read_bytes().decode("gb18030").split("\r\n")[:-1]
    with pytest.raises(UnicodeDecodeError):
        (SAMPLE / "2025年通知.txt").read_bytes().decode("utf-8")


def test_only_invented_addresses_and_small_files() -> None:
    assert sum((SAMPLE / name).stat().st_size for name in files(SAMPLE)) < 500_000
    for file in SAMPLE.glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(file).worksheets:
            texts = [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None]
            assert not re.search(r"[1-9]\d{16}[\dXx]|\b1[3-9]\d{9}\b", " ".join(texts)), file.name
    mails = re.findall(r"[a-z.]+@[a-z.]+", (SAMPLE / "2025年通知.txt").read_bytes().decode("gb18030"))
    assert mails == ["dzb@example.edu.cn"]


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_the_generator_writes_the_committed_files(tmp_path: Path) -> None:
    write_all(tmp_path, xls=False)
    made = files(tmp_path)
    assert made | {"README.md", "支部名册-补充.xls"} == files(SAMPLE)
    for name in sorted(made):
        if name.endswith(".xlsx"):
            ours, theirs = (openpyxl.load_workbook(folder / name) for folder in (tmp_path, SAMPLE))
            for one, other in zip(ours.worksheets, theirs.worksheets, strict=True):
                assert list(one.values) == list(other.values), name
        elif not name.endswith(".docx"):
            assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes(), name
