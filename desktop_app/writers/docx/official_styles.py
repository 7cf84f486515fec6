"""The styles of an official paper: the office edits these, and every paragraph that bears one follows.

Line pitch and character spacing are said in the styles, exact, and the styles keep off the document grid: Word, WPS and
LibreOffice then set the same lines (but LibreOffice 7.4 reads overflowPunct the wrong way round and lets a comma hang
over the edge). The grid of 22 × 28 stands in the page's settings, where an office looks for it.
Source: GB/T 9704-2012, 5.2 and 7; ECMA-376 part 1, 17.3 and 17.7.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from desktop_app.rules.official_look import PAGE_NUMBER_SIZE, TITLE_SIZE, character_spacing
from desktop_app.shapes.official import OfficialLook, Script
from desktop_app.writers.docx.markup import NAMESPACES, on, tag, twips

FONTS = {
    Script.TITLE: "方正小标宋简体",
    Script.BODY: "仿宋_GB2312",
    Script.BOLD: "仿宋_GB2312",
    Script.HEI: "黑体",
    Script.KAI: "楷体_GB2312",
    Script.SONG: "宋体",
}
OTHER_NAMES = {  # what Word may take where the first is not installed
    "方正小标宋简体": "方正小标宋_GBK",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
TABLE_SIZE, SMALL_SIZE = 12.0, 9.0  # 小四, 小五
_TABLE_LEADING = 16.0
_PAGE_NUMBER_LEADING = 16.0  # sets the dash 7 mm below the type area when the footer stands at 25 mm


class Style(StrEnum):
    """Paragraph styles by their names in Word; the member's name is the style's id."""

    TITLE = "公文标题"
    ADDRESSEE = "主送机关"
    BODY = "公文正文"
    LEVEL_1 = "一级标题"
    LEVEL_2 = "二级标题"
    LEVEL_3 = "三级标题"
    LEVEL_4 = "四级标题"
    ATTACHMENT_NOTE = "附件说明"
    SIGN_OFF_NAME = "落款单位"
    SIGN_OFF_DAY = "落款日期"
    ATTACHMENT = "附件"
    ATTACHMENT_TITLE = "附件标题"
    TABLE_HEAD = "表头"
    TABLE_TEXT = "表格文字"
    TABLE_CENTRED = "表格居中"
    TABLE_BAND = "表格分组"
    BLANKS = "签收栏"
    PAGE_NUMBER_ODD = "单页页码"
    PAGE_NUMBER_EVEN = "双页页码"
    CODE = "编号"
    RECORD = "记录号"
    CLOSING = "末行"


LEVELS = (Style.BODY, Style.LEVEL_1, Style.LEVEL_2, Style.LEVEL_3, Style.LEVEL_4)
TABLE_STYLE = "OFFICIAL_TABLE"


def level_script(level: int, look: OfficialLook) -> Script:
    """The hand of a paragraph's own style."""
    third = Script.BOLD if look.bold_third else Script.BODY
    return (Script.BODY, Script.HEI, Script.KAI, third, Script.BODY)[level]


def styles(look: OfficialLook) -> str:
    """styles.xml"""
    made = [_defaults(look), _normal(look), *_paragraph_styles(look), *_hands(), _table()]
    return f"<w:styles{NAMESPACES}>{''.join(made)}</w:styles>"


def font_table() -> str:
    """fontTable.xml: by which other name a machine may have the face."""
    told = [
        tag(
            "font",
            tag("altName", val=OTHER_NAMES[name]),
            tag("charset", val="86"),
            tag("family", val="auto"),
            name=name,
        )
        for name in dict.fromkeys(FONTS.values())
    ]
    return f"<w:fonts{NAMESPACES}>{''.join(told)}</w:fonts>"


def fonts(script: Script) -> str:
    """One face for everything, figures and Latin letters too."""
    name = FONTS[script]
    return tag("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def _defaults(look: OfficialLook) -> str:
    hand = tag("rPr", fonts(Script.BODY), *_size(look.body_size), tag("lang", val="en-US", eastAsia="zh-CN"))
    return tag("docDefaults", tag("rPrDefault", hand), tag("pPrDefault"))


def _normal(look: OfficialLook) -> str:
    """What all others are based on: 正文 in Word's own list."""
    return tag(
        "style",
        tag("name", val="Normal"),
        on("qFormat"),
        tag(
            "pPr",
            on("widowControl", true=False),
            on("kinsoku"),
            on("wordWrap"),
            on("overflowPunct", true=False),
            on("topLinePunct", true=False),
            on("autoSpaceDE", true=False),
            on("autoSpaceDN", true=False),
            on("adjustRightInd", true=False),
            on("snapToGrid", true=False),
            _spacing(look.pitch),
            tag("jc", val="both"),
        ),
        tag("rPr", fonts(Script.BODY), on("snapToGrid", true=False), _tracking(look), tag("kern", val=0)),
        type="paragraph",
        default=1,
        styleId="Normal",
    )


def _paragraph_styles(look: OfficialLook) -> Iterable[str]:
    pitch, em = look.pitch, look.body_size + character_spacing(look)
    two = tag("ind", firstLineChars=200, firstLine=twips(2 * em))
    centre, left, right = (tag("jc", val=where) for where in ("center", "left", "right"))
    title = (fonts(Script.TITLE), tag("spacing", val=0), *_size(TITLE_SIZE))
    table = (tag("spacing", val=0), *_size(TABLE_SIZE))
    cell = _spacing(_TABLE_LEADING)
    number = (fonts(Script.SONG), tag("spacing", val=0), *_size(PAGE_NUMBER_SIZE))
    small = (fonts(Script.SONG), tag("spacing", val=0), *_size(SMALL_SIZE))
    yield _style(Style.TITLE, (on("keepNext"), _spacing(_title_pitch(look), after=pitch), centre), title)
    yield _style(Style.ADDRESSEE)
    yield _style(Style.BODY, (two,))
    for level in range(1, 5):
        hand = _hand(level_script(level, look))
        yield _style(LEVELS[level], (two, tag("outlineLvl", val=level - 1)), hand, follower=Style.BODY)
    yield _style(Style.ATTACHMENT_NOTE)
    yield _style(Style.SIGN_OFF_NAME, (on("keepNext"), centre))
    yield _style(Style.SIGN_OFF_DAY, (tag("ind", rightChars=400, right=twips(4 * em)), right))
    yield _style(Style.ATTACHMENT, (on("keepNext"), _spacing(pitch, after=pitch), left), (fonts(Script.HEI),))
    yield _style(Style.ATTACHMENT_TITLE, (on("keepNext"), _spacing(_title_pitch(look), after=pitch), centre), title)
    yield _style(Style.TABLE_HEAD, (cell, centre), (fonts(Script.HEI), *table))
    yield _style(Style.TABLE_TEXT, (cell, left), table)
    yield _style(Style.TABLE_CENTRED, (cell, centre), table)
    yield _style(Style.TABLE_BAND, (on("keepNext"), cell, left), (fonts(Script.HEI), *table))
    yield _style(Style.BLANKS, (left,))
    page = _spacing(_PAGE_NUMBER_LEADING)
    one = twips(PAGE_NUMBER_SIZE)
    yield _style(Style.PAGE_NUMBER_ODD, (page, tag("ind", right=one), right), number)
    yield _style(Style.PAGE_NUMBER_EVEN, (page, tag("ind", left=one), left), number)
    yield _style(Style.CODE, (_spacing(SMALL_SIZE * 1.3, rule="atLeast"), right), small)
    yield _style(Style.RECORD, (_spacing(SMALL_SIZE * 1.3), left), small)
    yield _style(Style.CLOSING, (_spacing(1),), _size(1))


def _hands() -> Iterable[str]:
    """Character styles for words in another hand than their paragraph's."""
    for script in Script:
        yield tag(
            "style",
            tag("name", val=f"{script}字"),
            on("qFormat"),
            tag("rPr", *_hand(script)),
            type="character",
            customStyle=1,
            styleId=f"HAND_{script.name}",
        )


def _table() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    edges = (tag(side, val="single", sz=4, space=0, color="auto") for side in sides)
    room = (("top", 3), ("left", 4), ("bottom", 3), ("right", 4))
    return tag(
        "style",
        tag("name", val="公文表格"),
        on("qFormat"),
        tag(
            "tblPr",
            tag("tblBorders", *edges),
            tag("tblCellMar", *(tag(side, w=twips(points), type="dxa") for side, points in room)),
        ),
        type="table",
        customStyle=1,
        styleId=TABLE_STYLE,
    )


def _style(
    style: Style, paragraph: tuple[str, ...] = (), hand: tuple[str, ...] = (), *, follower: Style | None = None
) -> str:
    return tag(
        "style",
        tag("name", val=style.value),
        tag("basedOn", val="Normal"),
        *((tag("next", val=follower.name),) if follower else ()),
        on("qFormat"),
        *((tag("pPr", *paragraph),) if paragraph else ()),
        *((tag("rPr", *hand),) if hand else ()),
        type="paragraph",
        customStyle=1,
        styleId=style.name,
    )


def _hand(script: Script) -> tuple[str, ...]:
    return (fonts(script), on("b", true=script is Script.BOLD))


def _size(points: float) -> tuple[str, str]:
    """In half points."""
    return tag("sz", val=round(points * 2)), tag("szCs", val=round(points * 2))


def _tracking(look: OfficialLook) -> str:
    return tag("spacing", val=twips(character_spacing(look)))


def _spacing(line: float, *, after: float = 0, rule: str = "exact") -> str:
    return tag("spacing", before=0, after=twips(after), line=twips(line), lineRule=rule)


def _title_pitch(look: OfficialLook) -> float:
    """The body's, unless 二号 would be cut by it."""
    return max(look.pitch, 28.0)
