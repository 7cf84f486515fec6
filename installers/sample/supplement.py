"""支部名册-补充.xls and .csv: what changed since the roster, with the slips such lists have.

The .xls needs xlwt, which only the developer who makes the sample season installs.
"""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from installers.sample.organizations import SCHOOL
from installers.sample.season import Branch, Season

HEADER = (
    "序号",
    "所属党委(总支)",
    "党支部名称",
    "支部类型",
    "支部书记",
    "办公电话",
    "党员人数",
    "获评称号",
    "级别",
    "建设状态",
    "批次",
    "有效期起",
    "有效期止",
    "备注",
)
ID_HEADER = "支部书记身份证号"
NO_ID = "000000000000000000"
Line = tuple[str, ...]


def _changed(branch: Branch, secretary: str, phone: str, remark: str = "", name: str = "") -> Line:
    """A branch of the roster, written again without its honours."""
    return (
        branch.organization,
        name or branch.name,
        branch.kind,
        secretary,
        phone,
        str(branch.members),
        *[""] * 6,
        remark,
    )


def supplement_lines(season: Season) -> list[Line]:
    """The 17 rows without their 序号.

    3 new, 5 changed, 2 renamed, 1 near, 2 faulty, 1 repeated, 3 as they were (one of them in another writing).
    """
    known = {(branch.organization, branch.name): branch for branch in season.branches}
    anatomy = known["基础医学院党委", "组织胚胎学教研室党支部"]
    genetics = known["基础医学院党委", "遗传学教研室党支部"]
    ear = known["第二临床学院党委", "耳鼻喉科党支部"]
    medtech = known["第一临床学院党委", "第一临床学院医技第五党支部"]
    library = known["图书馆直属党支部", "图书馆直属党支部"]
    retired = known["离退休工作处党委", "离退休第四党支部"]
    mental = known["心理学系党总支", "应用心理党支部"]
    english = known["外国语言学院党总支", "大学外语部党支部"]
    tongues = known["外国语言学院党总支", "第二教职工党支部"]
    fluid = known["第一临床学院党委", "内科第二党支部"]
    dental = known["口腔医学院党总支", "口腔内科党支部"]
    careers = known["机关党委", "招生就业党支部"]
    new = ("党建工作样板支部", "校级", "培育创建", "第六批", "2025.10.1", "")
    nothing = ("",) * 6
    faulty = ("党建工作样板支部", "厅级", "培育创建", "第一批", "2025.3.1", "")
    repeated = ("护理学院党委", "23级护理学党支部", "学生", "秦以澜", "3831336", "18", *nothing, "新成立")
    return [
        ("医学检验学院党总支", "教工第三党支部", "教师", "贺䶮", "3831342", "11", *nothing, "新成立"),
        repeated,
        ("后勤服务集团党总支", "校园绿化党支部", "机关", "宋岚", "3831307", "９", *new, "新成立"),
        _changed(anatomy, "方听泉", anatomy.phone, "换届"),
        _changed(library, library.secretary, "3831388"),
        _changed(retired, "毛守拙", "3831390", "换届"),
        _changed(mental, mental.secretary, "3831377、0371-65790377"),
        _changed(english, "古丽娜·买买江", "13800000000"),
        _changed(genetics, genetics.secretary, genetics.phone, name="医学遗传学教研室党支部（原遗传学教研室党支部）"),
        _changed(ear, ear.secretary, ear.phone, "由耳鼻喉科党支部更名", name="耳鼻咽喉头颈外科党支部"),
        _changed(medtech, medtech.secretary, medtech.phone, name="医技第5党支部"),
        _changed(tongues, tongues.secretary, tongues.phone, name="教职工第二党支部"),
        ("", "动物实验管理党支部", "教师", "孟书砚", "3831360", "8", *nothing, "所属待定"),
        (*_changed(fluid, fluid.secretary, fluid.phone)[:6], *faulty, ""),
        repeated,
        _changed(dental, dental.secretary, dental.phone),
        _changed(careers, careers.secretary, careers.phone),
    ]


def write_csv(season: Season, path: Path) -> None:
    """Comma separated, GB18030, CRLF, as WPS saves it on Windows; the header in the first row."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    for number, line in enumerate(supplement_lines(season), 1):
        writer.writerow((number, *line))
    path.write_bytes(text.getvalue().encode("gb18030"))


def write_xls(season: Season, path: Path) -> None:
    """The same rows from an old WPS: title above, an ID column, 䶮 at its old private-use code point."""
    import xlwt  # type: ignore[import-not-found,import-untyped,unused-ignore]

    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("补充名册")
    sheet.write_merge(0, 0, 0, len(HEADER), f"{SCHOOL}基层党支部名册（补充）")
    for column, word in enumerate((*HEADER[:5], ID_HEADER, *HEADER[5:])):
        sheet.write(2, column, word)
    for number, line in enumerate(supplement_lines(season), 1):
        cells = (*line[:4], NO_ID, *line[4:])
        sheet.write(number + 2, 0, number)
        for column, text in enumerate(cells, 1):
            if text:
                sheet.write(number + 2, column, text.replace("䶮", "\ue863"))
    workbook.save(str(path))
