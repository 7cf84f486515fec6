"""What is personal in a public list is found and named; numbers that are nobody's are left alone."""

from __future__ import annotations

import pytest

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.private_data import check_digit, find_private, private_cells, refuse_private
from desktop_app.shapes.private_data import Private, PrivateCell, PrivateWord

ID, M, E, T, A, B, H = (
    Private.IDENTITY, Private.MOBILE, Private.EMAIL, Private.TELEPHONE, Private.ACCOUNT, Private.BIRTH, Private.ADDRESS,
)  # fmt: skip
COLUMNS = ("序号", "党支部", "品牌名称", "负责人")


@pytest.mark.parametrize(
    ("text", "kind", "seen"),
    [
        ("药香校园13812345678", M, "13812345678"),
        ("药香校园（１３８１２３４５６７８）", M, "13812345678"),
        ("王伟 138 1234 5678", M, "138 1234 5678"),
        ("王伟+86-138-1234-5678", M, "+86-138-1234-5678"),
        ("138\u200b12345678", M, "13812345678"),
        ("一三八一二三四五六七八", M, "13812345678"),
        ("幺三八〇〇一三八〇〇〇", M, "13800138000"),
        ("0371-65790500", T, "0371-65790500"),
        ("（0371）65790500", T, "(0371)65790500"),
        ("010-12345678-806", T, "010-12345678-806"),
        ("010-62345678转806", T, "010-62345678转806"),
        ("037165790500", T, "037165790500"),
        ("3831402", T, "3831402"),
        ("请打3831402转806", T, "3831402转806"),
        ("联系电话：6123", T, "电话:6123"),
        ("短号 61234", T, "短号 61234"),
        ("dzb@example.edu.cn", E, "dzb@example.edu.cn"),
        ("ｄｚｂ＠example．edu．cn", E, "dzb@example.edu.cn"),
        ("QQ：123456789", A, "QQ:123456789"),
        ("微信号wang_wei88", A, "微信号wang_wei88"),
        ("11010519491231002X", ID, "110…2X"),
        ("11010519491231002x", ID, "110…2X"),
        ("110105 19491231 002X", ID, "110…2X"),
        ("110105194912310029", ID, "110…29，校验码不符"),
        ("130503670401001", ID, "130…01"),
        ("王伟，1985年3月生", B, "1985年3月生"),
        ("1985-03-12出生", B, "1985-03-12出生"),
        ("出生日期：1985.3", B, "出生日期:1985.3"),
        ("1985.03.12", B, "1985.03.12"),
        ("家庭住址：示例市文化区", H, "家庭住址:示例市文化区"),
        ("人民路12号", H, "人民路12号"),
        ("教师公寓3号楼2单元501", H, "教师公寓3号楼2单元501"),
        ("5栋1203室", H, "5栋1203室"),
    ],
)
def test_what_says_something_of_a_person_is_found(text, kind, seen):
    assert find_private(text) == (PrivateWord(kind, seen),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "药香校园",
        "14级医学党支部",
        "学生公寓3号楼党支部",
        "家属院离退休党支部",
        "南湖社区联合党支部",
        "“王明艳”党支部",
        "“1234567”党建工作法",
        "一二三四五工作法",
        "“三会一课”示范",
        "2023年11月10日",
        "2025-09-12 17:30",
        "1921—2021 百年同行",
        "1949年10月1日的誓言",
        "ZBPP-2025-031",
        "ZBPP-2025-031-3",
        "SJ-2025-0012",
        "JJ-2025-0003",
        "校党字〔2025〕12号",
        "共 40 项，排名不分先后。",
        "帮扶资金3000000元",
        "服务患者12345678人次",
        "记录号 3f9a-1c2b-77d0-4e5f",
        "勤政楼423",
        "长征路上的医疗队",
        "20231110",
        "红医路",
        "学号 202300123456",
        "990105194912310021",
        "110105194913310021",
    ],
)
def test_what_is_nobodys_is_left_alone(text):
    assert find_private(text) == ()


def test_the_check_digit_is_that_of_the_standard():
    """GB 11643-1999, the example of its annex A: 11010519491231002X."""
    assert check_digit("11010519491231002") == "X"


def test_an_identity_number_is_not_a_telephone_too():
    found = find_private("王伟 11010519491231002X，13812345678，13812345678")
    assert found == (PrivateWord(ID, "110…2X"), PrivateWord(M, "13812345678"))


def test_the_offices_own_may_stand_there():
    text = "联系电话：3831311，邮箱 dzb@example.edu.cn，也可打 3831402"
    assert find_private(text, ("3831311", "dzb@example.edu.cn")) == (PrivateWord(T, "3831402"),)


def test_row_and_column_are_named():
    rows = (
        ("1", "教工第一党支部", "药香校园", "王伟"),
        ("2", "教工第二党支部", "良药 13812345678", "dzb@example.edu.cn"),
    )
    assert private_cells(COLUMNS, rows) == (
        PrivateCell(2, "品牌名称", PrivateWord(M, "13812345678")),
        PrivateCell(2, "负责人", PrivateWord(E, "dzb@example.edu.cn")),
    )
    with pytest.raises(RuleBroken) as refused:
        refuse_private("立项名单", COLUMNS, rows)
    assert refused.value.what == (
        "《立项名单》要公开，第 2 行“品牌名称”里有手机号码“13812345678”；"
        "第 2 行“负责人”里有电子邮箱“dzb@example.edu.cn”。"
    )
    refuse_private("立项名单", COLUMNS, rows[:1])


def test_of_many_cells_the_first_are_told_and_the_rest_counted():
    rows = [(str(n), "支部", f"品牌 1381234567{n}", "王伟") for n in range(7)]
    with pytest.raises(RuleBroken) as refused:
        refuse_private("立项名单", COLUMNS, rows)
    assert refused.value.what.count("手机号码") == 5
    assert refused.value.what.endswith("；另有 2 处。")
