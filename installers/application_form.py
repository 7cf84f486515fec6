"""Writes 申报书.docx, the form that branches fill in, into ``resources/templates``.

Laid out after GB/T 9704-2012 (domain §5): A4, margins 37/28/35/26 mm, 仿宋 16 pt on lines of exactly 28.95 pt, headings
in 黑体 and 楷体, tables one size smaller. Places the program fills in are bookmarks, so that the blank form is blank.
The order is domain §6's.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from installers.sample.files import save

HOME = Path(__file__).resolve().parents[1] / "resources" / "templates" / "申报书.docx"
SONG, FANG, KAI, HEI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
POWERS = ("教育党员", "管理党员", "监督党员", "组织师生", "宣传师生", "凝聚师生", "服务师生")
COVER = (
    ("学　　校", "school"),
    ("品牌名称", "brand"),
    ("申报支部", "branch"),
    ("所属基层党组织", "organization"),
    ("支部书记", "secretary"),
    ("联 系 人", "contact"),
    ("办公电话", "telephone"),
    ("日　　期", "filled_on"),
)
OPINIONS = (
    ("支部意见", "支部书记（签字）：　　　　　　　　", "年　　月　　日"),
    ("基层党组织审核意见", "负责人（签字）：　　　　　　（盖章）", "年　　月　　日"),
    ("专家评审意见", "专家组组长（签字）：　　　　　　　", "年　　月　　日"),
    ("修改说明", "支部书记（签字）：　　　　　　　　", "年　　月　　日"),
    ("组织部审定意见", "（盖章）　　　　", "年　　月　　日"),
)
_HEIGHTS = (5.2, 5.2, 6.0, 5.2, 4.6)  # cm, of the opinions in turn


def build(target: Path) -> None:
    """The blank form."""
    from docx import Document

    document = Document()
    builder = _Builder(document)
    builder.page()
    builder.cover()
    builder.notes()
    builder.facts()
    builder.brand()
    builder.text()
    builder.opinions()
    document.core_properties.author = document.core_properties.title = "申报书"
    target.parent.mkdir(parents=True, exist_ok=True)
    save(document, target)


class _Builder:
    def __init__(self, document: Any) -> None:
        self._document = document
        self._marks = 0

    # the page and its styles ------------------------------------------------------------------------------------------

    def page(self) -> None:
        from docx.shared import Mm, Pt

        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(25)
        section.different_first_page_header_footer = True
        self._document.settings.odd_and_even_pages_header_footer = True
        self._styles()
        for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
            self._page_number(footer.paragraphs[0], align)
        normal = self._document.styles["Normal"]
        normal.paragraph_format.line_spacing = Pt(28.95)

    def _styles(self) -> None:
        from docx.enum.text import WD_LINE_SPACING
        from docx.shared import Pt, RGBColor

        styles = self._document.styles
        for name, face, size in (("Normal", FANG, 16), ("Heading 1", HEI, 16), ("Heading 2", KAI, 16)):
            style = styles[name]
            style.font.name, style.font.size, style.font.bold, style.font.italic = (
                "Times New Roman",
                Pt(size),
                False,
                False,
            )
            style.font.color.rgb = RGBColor(0, 0, 0)
            _face(style.element.get_or_add_rPr(), face)
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
            style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
            style.paragraph_format.line_spacing = Pt(28.95)
            style.paragraph_format.widow_control = False
            if name != "Normal":
                style.paragraph_format.first_line_indent = Pt(32)
                style.paragraph_format.keep_with_next = True

    def _page_number(self, paragraph: Any, align: str) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Pt

        right = align == "right"
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        setattr(paragraph.paragraph_format, "right_indent" if right else "left_indent", Pt(14))
        for piece in ("— ", "PAGE", " —"):
            run = paragraph.add_run("" if piece == "PAGE" else piece)
            run.font.size = Pt(14)
            _face(run._element.get_or_add_rPr(), "宋体")
            if piece == "PAGE":
                for kind in ("begin", None, "end"):
                    made = OxmlElement("w:instrText" if kind is None else "w:fldChar")
                    if kind is None:
                        made.text = "PAGE"
                    else:
                        made.set(qn("w:fldCharType"), kind)
                    run._element.append(made)

    # pieces -----------------------------------------------------------------------------------------------------------

    def _paragraph(
        self,
        text: str = "",
        *,
        face: str = "",
        size: float = 0,
        align: str = "",
        indent: bool = False,
        where: Any = None,
    ) -> Any:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        paragraph = (where or self._document).add_paragraph()
        if align:
            paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align)
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(32)
        if text:
            self._run(paragraph, text, face=face, size=size)
        return paragraph

    def _run(self, paragraph: Any, text: str, *, face: str = "", size: float = 0) -> Any:
        from docx.shared import Pt

        run = paragraph.add_run(text)
        if size:
            run.font.size = Pt(size)
        if face:
            _face(run._element.get_or_add_rPr(), face)
        return run

    def _mark(self, paragraph: Any, name: str) -> None:
        """A place the program can fill in; a hand types there all the same."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._marks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            made = OxmlElement(tag)
            made.set(qn("w:id"), str(self._marks))
            if tag == "w:bookmarkStart":
                made.set(qn("w:name"), name)
            paragraph._element.append(made)

    def _table(self, rows: int, widths: Sequence[float]) -> Any:
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.shared import Mm

        table = self._document.add_table(rows=rows, cols=len(widths))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        return table

    def _fill(self, cell: Any, text: str = "", *, face: str = "", align: str = "CENTER", mark: str = "") -> Any:
        """The cell's own paragraph, one size smaller than the body."""
        from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align)
        paragraph.paragraph_format.line_spacing = Pt(24)
        if text:
            self._run(paragraph, text, face=face, size=14)
        if mark:
            self._mark(paragraph, mark)
        return paragraph

    def _height(self, row: Any, cm: float) -> None:
        from docx.enum.table import WD_ROW_HEIGHT_RULE
        from docx.shared import Cm

        row.height, row.height_rule = Cm(cm), WD_ROW_HEIGHT_RULE.AT_LEAST

    def _heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        self._document.add_heading(text, level).paragraph_format.page_break_before = new_page

    def _room(self, lines: int = 2) -> None:
        for _ in range(lines):
            self._paragraph(indent=True)

    # the form ---------------------------------------------------------------------------------------------------------

    def cover(self) -> None:
        from docx.shared import Pt

        number = self._paragraph("申报编号：", face=HEI, size=14, align="RIGHT")
        self._mark(number, "number")
        self._run(number, "　　　　　　　　", size=14)
        note = self._paragraph("（由组织科填写）", size=10.5, align="RIGHT")
        note.paragraph_format.space_after = Pt(52)
        for text, size in (("“一支部一特色”", 22), ("支部党建品牌创建", 22), ("申　报　书", 30)):
            paragraph = self._paragraph(text, face=SONG, size=size, align="CENTER")
            paragraph.paragraph_format.line_spacing = Pt(54 if size > 22 else 38)
        paragraph.paragraph_format.space_before = Pt(12)
        paragraph.paragraph_format.space_after = Pt(72)
        table = self._table(len(COVER), (46, 92))
        table.style = "Normal Table"
        for row, (label, mark) in zip(table.rows, COVER, strict=True):
            self._height(row, 1.12)
            self._fill(row.cells[0], label, face=KAI, align="DISTRIBUTE")
            self._fill(row.cells[1], align="LEFT", mark=mark)
            _underline(row.cells[1])

    def notes(self) -> None:
        title = self._paragraph("填 表 说 明", face=SONG, size=22, align="CENTER")
        title.paragraph_format.page_break_before = True
        self._paragraph()
        for text in (
            "1. 本表由申报支部填写，经所属基层党组织审核、签字、盖章后统一报送。",
            "2. 纸质件与电子版内容应当一致；纸质件逐份签字、盖章，页数齐全。",
            "3. 品牌名称应当凝练、有辨识度，全表及今后的材料中写法一致。",
            "4. 不得抄袭。内容以文字为主，栏目不够可以加行、加页。",
            "5. 不得填写涉密信息，不填身份证号、出生日期、个人手机号码。",
            "6. 封面“申报编号”和专家评审意见、组织部审定意见由组织科填写。",
        ):
            self._paragraph(text, indent=True)
        self._mark(self._paragraph(indent=True), "handing_in")

    def facts(self) -> None:
        self._heading("一、基本情况", 1, new_page=True)
        table = self._table(3, (38, 40, 38, 40))
        pairs = (
            ("支部类型", "branch_kind"),
            ("党员数", "members"),
            ("成立时间", "founded"),
            ("是否必须参加", "obliged"),
        )
        for at, (label, mark) in enumerate(pairs):
            row = table.rows[at // 2]
            self._fill(row.cells[at % 2 * 2], label, face=KAI)
            self._fill(row.cells[at % 2 * 2 + 1], mark=mark)
            self._height(row, 1.2)
        last = table.rows[2]
        self._fill(last.cells[0], "现有荣誉", face=KAI)
        self._run(last.cells[0].add_paragraph(), "（级别／批次／状态）", size=10.5)
        _centre(last.cells[0].paragraphs[-1])
        self._fill(last.cells[1].merge(last.cells[3]), align="LEFT", mark="honours")
        self._height(last, 2.0)

    def brand(self) -> None:
        self._heading("二、品牌", 1)
        table = self._table(4, (38, 118))
        for row, (label, hint, mark, height) in zip(
            table.rows,
            (
                ("品牌名称", "", "brand_again", 1.2),
                ("口号", "", "", 1.2),
                ("内涵释义", "（300字以内）", "", 4.2),
                ("标识", "（图样及说明，可另附）", "", 3.2),
            ),
            strict=True,
        ):
            self._height(row, height)
            self._fill(row.cells[0], label, face=KAI)
            if hint:
                self._run(row.cells[0].add_paragraph(), hint, size=10.5)
                _centre(row.cells[0].paragraphs[-1])
            self._fill(row.cells[1], align="LEFT", mark=mark)

    def text(self) -> None:
        self._heading("三、工作基础", 1, new_page=True)
        for at, power in enumerate(POWERS):
            self._heading(f"（{'一二三四五六七'[at]}）{power}有力", 2)
            self._room()
        for heading in ("四、创建思路", "五、长期规划"):
            self._heading(heading, 1)
            self._room(3)
        self._heading("六、年度计划", 1)
        self._list(("时间", "措施", "责任人"), (34, 88, 34), rows=6)
        for heading in ("七、预期成效", "八、创新点"):
            self._heading(heading, 1)
            self._room(3)
        self._heading("九、佐证目录", 1)
        self._list(("序号", "材料名称", "说明"), (20, 92, 44), rows=5)

    def _list(self, header: Sequence[str], widths: Sequence[float], *, rows: int) -> None:
        table = self._table(rows + 1, widths)
        for cell, word in zip(table.rows[0].cells, header, strict=True):
            self._fill(cell, word, face=KAI)
        for row in table.rows:
            self._height(row, 1.0)
        for row in table.rows[1:]:
            for cell in row.cells:
                self._fill(cell, align="LEFT")
        _repeat(table.rows[0])

    def opinions(self) -> None:
        self._heading("十、审核意见", 1, new_page=True)
        table = self._table(len(OPINIONS), (38, 118))
        for row, (label, signature, date), height in zip(table.rows, OPINIONS, _HEIGHTS, strict=True):
            self._height(row, height)
            _whole(row)
            self._fill(row.cells[0], label, face=KAI)
            cell = row.cells[1]
            self._fill(cell, align="LEFT")
            for text in ("", "", signature, date):
                paragraph = cell.add_paragraph()
                if text:
                    self._run(paragraph, text, size=14)
                    _right(paragraph)


def _face(properties: Any, face: str) -> None:
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for which in ("w:eastAsia", "w:hAnsi", "w:ascii"):
        fonts.set(qn(which), face if which == "w:eastAsia" else "Times New Roman")


def _underline(cell: Any) -> None:
    """A line below a cell, to write on."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, bottom = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    cell._element.get_or_add_tcPr().append(borders)


def _repeat(row: Any) -> None:
    """The row stands again at the head of every page the table runs over."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _centre(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(18)


def _right(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME)
