"""Two texts, paragraph by paragraph: what a person reads of the difference."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.comparison import LONGEST, compare
from desktop_app.shapes.comparison import Change, ComparedParagraph, Marked


def told(before: list[str], after: list[str]) -> list[tuple[str, str, str]]:
    """(change, before, after), marked parts in brackets."""

    def side(parts: tuple[Marked, ...]) -> str:
        return "".join(f"[{part.text}]" if part.changed else part.text for part in parts)

    return [(str(each.change), side(each.before), side(each.after)) for each in compare(before, after).paragraphs]


def test_characters_are_marked_within_a_paragraph() -> None:
    assert told(["一、创建思路", "围绕用药科普服务社区。"], ["一、创建思路", "围绕安全用药科普服务周边社区。"]) == [
        ("未改", "一、创建思路", "一、创建思路"),
        ("修改", "围绕用药科普服务社区。", "围绕[安全]用药科普服务[周边]社区。"),
    ]


def test_paragraphs_that_came_and_went() -> None:
    assert told(["甲段落的文字。", "乙段落将被整段删去。", "丙"], ["甲段落的文字。", "丙", "丁是全新的一段话。"]) == [
        ("未改", "甲段落的文字。", "甲段落的文字。"),
        ("删去", "[乙段落将被整段删去。]", ""),
        ("未改", "丙", "丙"),
        ("新增", "", "[丁是全新的一段话。]"),
    ]


def test_the_paragraph_most_alike_is_the_one_that_was_changed() -> None:
    before = ["建立用药咨询台，每周开放两次。", "开展老年用药讲座。"]
    after = ["新写的引言，与原文无关系。", "建立用药咨询台，每周开放三次。", "开展社区老年用药讲座。"]
    assert [change for change, _, _ in told(before, after)] == ["新增", "修改", "修改"]


def test_small_islands_between_marks_are_joined() -> None:
    (only,) = told(["党员联系群众办实事二十件落地见效"], ["党员联系师生办好事三十件落地见效"])
    assert only == ("修改", "党员联系[群众办实事二]十件落地见效", "党员联系[师生办好事三]十件落地见效")


def test_spaces_and_blank_paragraphs_do_not_count() -> None:
    found = compare(["　　甲", "", "乙 "], ["甲", "乙", "  "])
    assert found.identical
    assert (found.kept, found.characters_before, found.characters_after) == (1.0, 2, 2)


def test_a_long_paragraph_is_told_by_its_sentences() -> None:
    sentence = "坚持把党建工作与中心工作同谋划同部署同推进同考核第{}次。"
    before = "".join(sentence.format(n) for n in range(60))
    found = compare([before], [before.replace("第30次", "第三十次")])
    assert len(found.paragraphs) > 1
    assert max(len(part.text) for each in found.paragraphs for part in each.after) <= LONGEST
    assert found.count(Change.CHANGED) == 1
    assert found.kept > 0.99


WORDS = st.lists(st.text("甲乙丙丁。，", max_size=30), max_size=8)


@given(WORDS, WORDS)
def test_both_texts_stand_in_it_whole(before: list[str], after: list[str]) -> None:
    found = compare(before, after)
    for side, text in ((0, before), (1, after)):
        parts = "".join(part.text for each in found.paragraphs for part in (each.before, each.after)[side])
        assert parts == "".join(each.strip() for each in text)
    for each in found.paragraphs:
        assert each != ComparedParagraph(Change.CHANGED, each.before, each.after) or (each.before and each.after)
