"""What “前往” finds, and where it leads."""

from __future__ import annotations

import pytest

from desktop_app.office import intake
from desktop_app.office.finding import find, place_of_code
from desktop_app.rules.pinyin import branch_search_text
from desktop_app.shapes.copies import COMPLETE, CopyMarks
from desktop_app.shapes.window import Hit, Place

UNSEALED = CopyMarks(here=True, stamped=False, signed=True, whole=True)


@pytest.fixture
def desk(office):
    """临床医学系第一党支部 has applied with an unsealed fourth copy; 第三党支部 must and has not."""
    office.round()
    clinic = office.organization("第一临床学院党委")
    made = {}
    for name in ("临床医学系第一党支部", "临床医学系第二党支部", "临床医学系第三党支部"):
        made[name] = office.branch(name, clinic, search=branch_search_text(name, "第一临床学院党委"))
    office.honour(made["临床医学系第三党支部"])
    copies = (COMPLETE,) * 3 + (UNSEALED, COMPLETE)
    office.receive(made["临床医学系第一党支部"], copies, brand="杏林薪火", submitter="吴静姝")
    return made


FIRST = Hit(
    "申报项目",
    "临床医学系第一党支部",
    "“杏林薪火”　ZBPP-2023-001　待补正",
    Place("收件登记", "application", 1),
    (0, 4),
    "file-text",
)
RECEIPT = Hit(
    "收件", "SJ-2023-0001", "第一临床学院党委　11-09 10:20", Place("收件登记", "receipt", 1), (0, 12), "inbox"
)
NUMBERED = Hit(
    "申报项目",
    "ZBPP-2023-001",
    "临床医学系第一党支部　“杏林薪火”　待补正",
    Place("收件登记", "application", 1),
    (0, 13),
    "file-text",
)


def branch_hit(desk: dict[str, int], name: str, said: str) -> Hit:
    place = Place("支部名册", "branch", desk[name])
    return Hit("党支部", name, f"第一临床学院党委　{said}", place, (0, 4), "users-group")


@pytest.mark.parametrize("typed", ["lcyx", "LCYX", "临床医学", " linchuangyixue "])
def test_a_branch_by_initials_characters_or_pinyin(desk, typed):
    assert find(typed) == (
        FIRST,
        branch_hit(desk, "临床医学系第一党支部", "已申报"),
        branch_hit(desk, "临床医学系第二党支部", "未申报"),
        branch_hit(desk, "临床医学系第三党支部", "应报，未申报"),
    )


def test_the_ordinal_tells_namesakes_apart(desk):
    assert [hit.text for hit in find("lcyx2")] == ["临床医学系第二党支部"]


def test_by_brand_and_by_who_came(desk):
    assert find("薪火") == (
        Hit(
            "申报项目",
            "杏林薪火",
            "临床医学系第一党支部　ZBPP-2023-001　待补正",
            Place("收件登记", "application", 1),
            (2, 4),
            "file-text",
        ),
    )
    assert [(hit.text, hit.found, hit.place) for hit in find("静姝")] == [
        ("吴静姝　SJ-2023-0001", (1, 3), RECEIPT.place)
    ]


@pytest.mark.parametrize("typed", ["1", "001", "01"])
def test_a_short_number_may_be_either(desk, typed):
    assert [hit for hit in find(typed) if hit.group != "党支部"] == [NUMBERED, RECEIPT]


@pytest.mark.parametrize("typed", ["ZBPP-2023-001", "zbpp2023-1", "ＺＢＰＰ－２０２３－００１"])
def test_a_whole_number_is_that_alone(desk, typed):
    assert find(typed) == (NUMBERED,)


def test_while_a_number_is_typed_what_begins_so_is_listed(desk):
    assert [(hit.text, hit.found) for hit in find("zbpp-20")] == [("ZBPP-2023-001", (0, 7))]
    assert [(hit.text, hit.found) for hit in find("sj-2023-00")] == [("SJ-2023-0001", (0, 10))]


@pytest.mark.parametrize("typed", ["ZBPP-2023-001-4", "001-4", "1-4"])
def test_a_copy_says_what_it_lacks_and_where_it_is(desk, typed):
    assert find(typed) == (
        Hit(
            "纸质件",
            "ZBPP-2023-001-4",
            "临床医学系第一党支部　第 4 份　未盖章　在组织科",
            Place("收件登记", "copy", 4),
            (0, 15),
            "archive",
        ),
    )


@pytest.mark.parametrize("typed", ["", "  ", "zzzz", "ZBPP-2023-999", "001-9", "%", "_"])
def test_nothing_is_found(desk, typed):
    assert find(typed) == ()


def test_an_earlier_year_leads_to_the_branchs_dossier(office, desk):
    office.round(2024, "2024-11-08")
    assert [(hit.note, hit.place) for hit in find("ZBPP-2023-001")] == [
        (
            "临床医学系第一党支部　“杏林薪火”　待补正　2023 年批次",
            Place("支部名册", "branch", desk["临床医学系第一党支部"]),
        )
    ]
    assert [hit.note for hit in find("lcyx1")] == ["第一临床学院党委　未申报"]


def test_a_voided_visit_says_so(office, desk):
    office.ledger.run("作废", intake.void_receipt, receipt_id=1, reason="支部选错", by="周喆", at="2023-11-09T10:31:00")
    assert find("SJ-2023-0001")[0].note == "第一临床学院党委　11-09 10:20　作废"


def test_without_a_round_the_roster_is_searched(office):
    organization = office.organization("药学院党总支")
    branch = office.branch("教工党支部", organization, search=branch_search_text("教工党支部", "药学院党总支"))
    assert find("jg") == (
        Hit("党支部", "教工党支部", "药学院党总支", Place("支部名册", "branch", branch), (0, 2), "users-group"),
    )
    assert find("31") == ()


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("ZBPP-2023-001-4", Place("收件登记", "copy", 4)),
        ("zbpp-2023-001", Place("收件登记", "application", 1)),
        ("SJ-2023-0001", Place("收件登记", "receipt", 1)),
        ("ZBPP-2023-001-9", None),
        ("SJ-2023-0002", None),
        ("ABC-1", None),
    ],
)
def test_where_a_scanned_code_leads(desk, code, place):
    assert place_of_code(code) == place
