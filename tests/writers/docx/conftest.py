"""An official paper with every kind of block, and LibreOffice to lay it out with the faces that the program brings."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.readers.old_word import converter
from desktop_app.shapes import shape
from desktop_app.shapes.official import (
    Addressee,
    Attachment,
    AttachmentNote,
    Band,
    Blanks,
    Block,
    OfficialColumn,
    OfficialLook,
    OfficialPaper,
    OfficialPapers,
    OfficialTable,
    Paragraph,
    Script,
    SignOff,
    Title,
    Words,
)
from desktop_app.writers.docx.official import write_official
from resources import FONTS

TEXT = (
    "经各基层党组织推荐、专家评审、综合审议，现将拟立项名单予以公示。公示期为2023年11月20日至2023年11月27日，"
    "共5个工作日。公示期内如有异议，请以书面形式实名反映，并注明联系方式。"
)
FACES = {
    "方正小标宋简体": "Noto Serif SC",
    "仿宋_GB2312": "FandolFang",
    "楷体_GB2312": "WenKai",
    "黑体": "Noto Sans SC",
    "宋体": "FandolFang",  # its figures are half as wide as its characters, as those of 宋体 are
}


def words(text: str, script: Script = Script.BODY, *, missing: bool = False) -> tuple[Words, ...]:
    return (Words(text, script, missing),)


def listed(rows: int) -> OfficialTable:
    columns = (
        OfficialColumn("序号", 10, centred=True),
        OfficialColumn("申报编号", 24, centred=True),
        OfficialColumn("党支部", 40),
        OfficialColumn("负责人", 16, centred=True),
    )
    lines = [(str(n), f"ZBPP-2023-{n:03}", "临床医学系第一党支部", "王𬱖喆") for n in range(1, rows + 1)]
    return OfficialTable(columns, (Band("第一临床学院党委"), *lines))


BLOCKS: tuple[Block, ...] = (
    Title((words("示例医科大学党委组织部关于公示", Script.TITLE), words("拟立项名单的通知", Script.TITLE))),
    Addressee(words("各基层党组织：")),
    Paragraph(words(TEXT)),
    Paragraph(words("一、公示方式", Script.HEI), 1),
    Paragraph((*words("（一）张贴。", Script.KAI), *words(TEXT)), 2),
    Paragraph((*words("1.地点。"), *words(TEXT)), 3),
    Paragraph(words(f"（1）{TEXT}"), 4),
    Paragraph((*words("联系电话："), *words("【未填：电话】", missing=True), *words("。"))),
    AttachmentNote((words("示例医科大学2023年“一支部一特色”支部党建品牌创建拟立项名单"), words("异议反映表"))),
    SignOff(words("示例医科大学党委组织部"), words("2023年11月20日")),
    Attachment(1, Title((words("拟立项名单", Script.TITLE),))),
    listed(60),
    Attachment(2, Title((words("异议反映表", Script.TITLE),))),
    Paragraph(words(TEXT)),
    Blanks(("签收人", "联系电话")),
)


def papers(*of: OfficialPaper, look: OfficialLook | None = None, record: str = "") -> OfficialPapers:
    """`of`, or the one paper with everything."""
    made = of or (OfficialPaper(BLOCKS),)
    return OfficialPapers(
        look or OfficialLook(),
        made,
        "拟立项名单公示",
        "示例医科大学党委组织部组织科",
        "2023年“一支部一特色”",
        datetime(2023, 11, 20, 9, 0),
        record,
    )


@shape
class Character:
    """One character on a page; millimetres from the paper's left and upper edge. `baseline` is the line's."""

    text: str
    left: float
    right: float
    baseline: float


Page = list[Character]


def lines_of(page: Page) -> list[list[Character]]:
    """The lines of a page from above."""
    found: dict[int, list[Character]] = {}
    for each in page:
        found.setdefault(round(each.baseline * 2), []).append(each)
    return [sorted(found[at], key=lambda each: each.left) for at in sorted(found)]


def said(line: list[Character]) -> str:
    return "".join(each.text for each in line)


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[OfficialPapers], list[Page]]:
    """The characters on every page as LibreOffice lays the file out."""
    program = converter()
    if program is None:
        pytest.skip("LibreOffice is not installed: it lays out the docx")
    folder = tmp_path_factory.mktemp("rendered")
    (folder / "fonts.conf").write_text(_fonts(folder), encoding="utf-8")
    count = iter(range(1000))

    def render(content: OfficialPapers) -> list[Page]:
        file = folder / f"{next(count)}.docx"
        write_official(content, file)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(
            [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)],
            check=True,
            capture_output=True,
            timeout=120,
            env={"HOME": str(folder), "FONTCONFIG_FILE": str(folder / "fonts.conf"), "PATH": "/usr/bin:/bin"},
        )
        return _pages(file.with_suffix(".pdf"))

    return render


def _fonts(folder: Path) -> str:
    given = "".join(
        f'<match target="pattern"><test name="family"><string>{wanted}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{used}</string></edit></match>'
        for wanted, used in FACES.items()
    )
    return f"<fontconfig><dir>{FONTS}</dir><cachedir>{folder / 'cache'}</cachedir>{given}</fontconfig>"


def _pages(file: Path) -> list[Page]:
    import pypdfium2
    from pypdfium2 import raw

    made = []
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            text = page.get_textpage()
            characters = []
            for at in range(text.count_chars()):
                shown = chr(raw.FPDFText_GetUnicode(text, at))
                if shown.isspace():
                    continue
                x, y = raw.c_double(), raw.c_double()
                raw.FPDFText_GetCharOrigin(text, at, x, y)
                box = text.get_charbox(at, loose=True)
                mm = 25.4 / 72
                below = (page.get_height() - y.value) * mm
                characters.append(Character(shown, x.value * mm, box[2] * mm, below))
            made.append(characters)
    return made
