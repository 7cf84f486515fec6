"""A text with fields becomes a paper; what is wrong with it is said by line."""

from __future__ import annotations

import pytest

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.official import compose, fields_of, missing_in, read_template
from desktop_app.shapes.official import (
    Addressee,
    Attachment,
    AttachmentNote,
    Band,
    OfficialColumn,
    OfficialLook,
    OfficialTable,
    Paragraph,
    Script,
    SignOff,
    Title,
    Words,
)
from desktop_app.shapes.official_texts import Problem, TextKind

LOOK = OfficialLook()
VALUES = {"公示起": "2025年9月26日", "公示止": "2025年10月10日", "项数": "40", "电话": "", "部门": "党委组织部"}
LIST = (OfficialTable((OfficialColumn("序号", 1),), (Band("药学院党总支"), ("1",))),)
SIGNED = (SignOff((Words("党委组织部"),), (Words("2025年9月26日"),)),)
BLOCKS = {"名单": LIST, "落款": SIGNED}


def made(text, look=LOOK, **values):
    return compose(text, VALUES | values, BLOCKS, look)


def problems(text):
    return read_template(text, VALUES, BLOCKS).problems


def test_a_whole_paper():
    text = """标题：关于公布立项名单的通知
主送：各基层党组织

　　经审定，{项数} 项予以立项。
附件：立项名单
{落款}
附件1：立项名单
{名单}
"""
    assert made(text) == (
        Title(((Words("关于公布立项名单的通知", Script.TITLE),),)),
        Addressee((Words("各基层党组织"), Words("："))),
        Paragraph((Words("经审定，40 项予以立项。"),)),
        AttachmentNote(((Words("立项名单"),),)),
        *SIGNED,
        Attachment(0, Title(((Words("立项名单", Script.TITLE),),))),
        *LIST,
    )


def test_attachments_are_numbered_when_there_are_several():
    text = "标题：通知\n附件：1. 甲表\n2. 乙表\n{落款}\n附件1：甲表\n{名单}\n附件2：乙表\n{名单}"
    note, first, second = (each for each in made(text) if isinstance(each, AttachmentNote | Attachment))
    assert note == AttachmentNote(((Words("甲表"),), (Words("乙表"),)))
    assert (first.number, second.number) == (1, 2)


@pytest.mark.parametrize(
    ("said", "level", "words"),
    [
        ("一、时间。公示五天。", 1, [("一、时间。", Script.HEI), ("公示五天。", Script.BODY)]),
        ("（一）方式。书面。", 2, [("（一）方式。", Script.KAI), ("书面。", Script.BODY)]),
        ("(十一)方式", 2, [("(十一)方式", Script.KAI)]),
        ("1.实名。留联系方式。", 3, [("1.实名。留联系方式。", Script.BODY)]),
        ("（1）书面。", 4, [("（1）书面。", Script.BODY)]),
        ("2023.11.10 张贴。", 0, [("2023.11.10 张贴。", Script.BODY)]),
        ("一是实名。二是书面。", 0, [("一是实名。二是书面。", Script.BODY)]),
        ("一、“先学。后做”的要求。照办。", 1, [("一、“先学。后做”的要求。", Script.HEI), ("照办。", Script.BODY)]),
    ],
)
def test_levels_are_known_by_their_numbering(said, level, words):
    assert made(f"标题：通知\n{said}")[1] == Paragraph(tuple(Words(*each) for each in words), level)


def test_an_office_may_set_the_third_level_in_bold():
    paragraph = made("标题：通知\n1.实名。留联系方式。", OfficialLook(bold_third=True))[1]
    assert paragraph == Paragraph((Words("1.实名。", Script.BOLD), Words("留联系方式。")), 3)


def test_a_field_without_a_value_is_marked_and_told():
    blocks = made("标题：{部门}通知\n一、电话{电话}。有事请打{电话}。")
    assert blocks[1] == Paragraph(
        (
            Words("一、电话", Script.HEI),
            Words("【未填：电话】", Script.HEI, missing=True),
            Words("。", Script.HEI),
            Words("有事请打"),
            Words("【未填：电话】", missing=True),
            Words("。"),
        ),
        1,
    )
    assert missing_in(blocks) == ("电话",)
    assert missing_in(made("标题：关于{电话}的通知")) == ("电话",)


def test_what_a_field_holds_is_never_read_as_text():
    blocks = made("标题：通知\n{部门}和{项数}", 部门="{名单}\n附件1：甲", 项数="一、")
    assert blocks[1:] == (Paragraph((Words("{名单} 附件1：甲和一、"),)),)


def test_the_title_is_broken_over_what_its_fields_hold_and_where_the_clerk_says():
    title = made("标题：关于公布{部门}｜{电话}立项名单的通知")[0]
    assert title == Title(
        (
            (Words("关于公布党委组织部", Script.TITLE),),
            (Words("【未填：电话】", Script.TITLE, missing=True), Words("立项名单的通知", Script.TITLE)),
        )
    )


@pytest.mark.parametrize(
    ("text", "line", "what", "todo"),
    [
        ("标题：通知\n共 {项目数} 项", 2, "没有名为“项目数”的字段。", "是不是 {项数}？可用的字段见字段列表。"),
        ("标题：通知\n共 {ABC} 项", 2, "没有名为“ABC”的字段。", "可用的字段见字段列表。"),
        (
            "标题：通知\n共 {项数 项",
            2,
            "花括号不成对：“共 {项数 项”。",
            "字段写成 {公示起} 这样，一对花括号里只有字段的名称。",
        ),
        ("标题：通知\n见 {名单}。", 2, "字段 {名单} 要单独占一行。", "请把它前后的文字移到别的行。"),
        ("通知", 1, "第一行应当是标题。", "请以“标题：”开头写上标题。"),
        ("标题：", 1, "“标题”后面没有文字。", "请补上，或删去这一行。"),
        ("标题：甲\n标题：乙", 2, "标题只能有一个，写在第一行。", "请删去这一行。"),
        ("标题：甲\n文\n主送：乙", 3, "主送只能有一行，紧接在标题之后。", "请移到标题的下一行，或删去。"),
        (
            "标题：甲\n附件：1. 乙\n附件：3. 丙\n附件1：乙\n附件2：丙",
            *(3, "附件编号应当是 2，这里写的是 3。", "附件从 1 起连续编号。"),
        ),
        (
            "标题：甲\n附件：名单",
            *(2, "附件说明里有“名单”，后面却没有这个附件。", "请在文末加一行“附件1：名单”，或删去这一行。"),
        ),
        (
            "标题：甲\n附件1：名单",
            *(2, "有附件“名单”，附件说明里却没有。", "请在落款之前加一行“附件：1. 名单”，或删去这个附件。"),
        ),
        ("标题：甲\n附件：名单\n附件1：清单", 3, "附件 1 的标题和附件说明（第 2 行）不一致。", "请改成同样的文字。"),
        ("  \n", 0, "文字是空的。", "请写上文字，或恢复默认文字。"),
    ],
)
def test_what_is_wrong_is_said_by_line_with_what_to_do(text, line, what, todo):
    assert problems(text) == (Problem(line, what, todo),)
    with pytest.raises(RuleBroken) as refused:
        made(text)
    assert (refused.value.what, refused.value.todo) == (f"第 {line} 行：{what}" if line else what, todo)


def test_all_problems_are_found_and_the_first_is_said_with_how_many_there_are():
    text = "标题：{甲}\n{乙}"
    assert [each.line for each in problems(text)] == [1, 2]
    with pytest.raises(RuleBroken, match="第 1 行：没有名为“甲”的字段。（另有 1 处问题）"):
        made(text)


def test_braces_of_a_chinese_keyboard_are_braces():
    assert made("标题：通知\n共 ｛项数｝ 项")[1] == Paragraph((Words("共 40 项"),))


@pytest.mark.parametrize("kind", TextKind)
def test_every_field_is_explained_and_shows_an_invented_example(kind):
    fields = fields_of(kind)
    assert len({each.name for each in fields}) == len(fields)
    assert [each.name for each in fields if not each.meaning] == []
    assert {each.name for each in fields if not each.example and not each.block} == {"文号"}
