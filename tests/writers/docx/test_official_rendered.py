"""公文 as docx, laid out by LibreOffice and measured: lines, characters, margins, page numbers, 落款, tables.

GB/T 9704-2012 by the numbers of the domain page §5, to half a millimetre. LibreOffice 7.4 sets spaces of its own
between Chinese characters and figures and lets a comma hang over the edge, whatever the file says; so what is measured
here are lines without figures, or edges.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from desktop_app.shapes.official import Blanks, OfficialLook, OfficialPaper, Paragraph, SignOff

CLOSE = 0.5  # mm
PITCH = 28.95 / 72 * 25.4
EM = 15.75 / 72 * 25.4
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0


@pytest.mark.parametrize(
    ("look", "lines", "characters"),
    [
        (OfficialLook(), 22, 28),
        (OfficialLook(pitch=29.0), 21, 28),
        (OfficialLook(body_size=15.0, pitch=28.0), 22, 29),
    ],
)
def test_a_page_holds_its_lines_and_a_line_its_characters(rendered, official, look, lines, characters):
    text = Paragraph(official.words("中" * characters * 30))
    pages = rendered(official.papers(OfficialPaper((text,)), look=look))
    *body, number = official.lines_of(pages[0])
    assert (len(body), official.said(number)) == (lines, "—1—")
    assert [len(line) for line in body] == [characters - 2, *[characters] * (lines - 1)]
    assert [line[0].left for line in body[1:]] == pytest.approx([LEFT] * (lines - 1), abs=CLOSE)
    assert [line[-1].right for line in body] == pytest.approx([RIGHT] * lines, abs=CLOSE)
    pitch = look.pitch / 72 * 25.4
    steps = [under[0].baseline - above[0].baseline for above, under in pairwise(body)]
    assert steps == pytest.approx([pitch] * (lines - 1), abs=0.05)
    assert body[0][0].baseline - 0.8 * pitch == pytest.approx(TOP, abs=CLOSE)  # LibreOffice: four fifths above
    assert body[-1][0].baseline + 0.2 * pitch < BOTTOM + CLOSE
    assert body[0][0].left == pytest.approx(body[1][2].left, abs=CLOSE)  # two characters in


def test_the_page_number_stands_seven_millimetres_below_on_the_outer_side_one_character_in(rendered, official):
    pages = rendered(official.papers(OfficialPaper((Paragraph(official.words("中" * 28 * 60)),))))
    one = 14 / 72 * 25.4
    for number, page in enumerate(pages[:3], 1):
        line = official.lines_of(page)[-1]
        assert official.said(line) == f"—{number}—"
        assert line[0].baseline - 0.38 * one - BOTTOM == pytest.approx(7, abs=CLOSE)
        if number % 2:
            assert line[-1].right == pytest.approx(RIGHT - one, abs=CLOSE)
        else:
            assert line[0].left == pytest.approx(LEFT + one, abs=CLOSE)


def test_every_paper_begins_a_page_and_its_numbers_anew_with_its_record_at_its_end(rendered, official):
    paper = OfficialPaper((Paragraph(official.words("中" * 28 * 30)),))
    pages = rendered(official.papers(paper, paper, record="3f9a-1c2b"))
    numbers = ["".join(each.text for each in page if each.baseline > BOTTOM) for page in pages]
    assert [("—1—" in each, "—2—" in each, "3f9a-1c2b" in each) for each in numbers] == [
        (True, False, False),
        (False, True, True),
    ] * 2
    for page in (pages[1], pages[3]):
        number, record = (next(each for each in page if each.text == sign) for sign in ("—", "f"))
        assert record.baseline - number.baseline > 3  # below, and clear of it


def test_title_and_text_stand_on_the_lines_of_the_page(rendered, official):
    pages = rendered(official.papers())
    first = _placed(official, pages[0])
    assert [at for at, _ in first] == [0, 1, *range(3, 22)]  # the title, a blank line, the text
    assert [text for _, text in first[:3]] == ["示例医科大学党委组织部关于公示", "拟立项名单的通知", "各基层党组织："]
    title = official.lines_of(pages[0])[0]
    assert (title[0].left + title[-1].right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=CLOSE)
    attachment = next(page for page in pages if official.said(official.lines_of(page)[0]) == "附件2")
    assert [(at, text) for at, text in _placed(official, attachment)[:3]] == [
        (0, "附件2"),
        (2, "异议反映表"),
        (4, official.text[:26]),
    ]


def test_names_of_attachments_stand_under_each_other(rendered, official):
    pages = rendered(official.papers())
    lines = [line for page in pages for line in official.lines_of(page)]
    at = next(n for n, line in enumerate(lines) if official.said(line).startswith("附件："))
    first, wrapped, second = lines[at : at + 3]
    assert first[0].left == pytest.approx(LEFT + 2 * EM, abs=CLOSE)
    number, name = LEFT + 5 * EM, LEFT + 5 * EM + 15.5 / 72 * 25.4  # behind 附件：, and behind 1.
    assert wrapped[0].left == pytest.approx(name, abs=CLOSE)
    assert second[0].left == pytest.approx(number, abs=CLOSE)


def test_the_sign_off_is_centred_four_characters_from_the_right_and_takes_two_lines_along(rendered, official):
    filler = Paragraph(official.words("中" * 26 + "国" * 28 * 18))
    last = Paragraph(official.words("甲" * 26 + "乙" * 28 + "丙" * 20))
    sign_off = SignOff(official.words("示例医科大学党委组织部"), official.words("二〇二三年十一月二十日"))
    pages = rendered(official.papers(OfficialPaper((filler, last, sign_off))))
    *text, name, day, _ = official.lines_of(pages[1])
    assert len(text) >= 2
    assert day[-1].right == pytest.approx(RIGHT - 4 * EM, abs=CLOSE)
    assert (name[0].left + name[-1].right) / 2 == pytest.approx((day[0].left + day[-1].right) / 2, abs=CLOSE)
    assert day[0].baseline - name[0].baseline == pytest.approx(PITCH, abs=0.05)
    assert name[0].baseline - text[-1][0].baseline == pytest.approx(3 * PITCH, abs=0.05)


def test_a_table_says_its_head_on_every_page_and_keeps_within_the_margins(rendered, official):
    pages = rendered(official.papers(OfficialPaper((official.listed(60),))))
    assert [official.said(official.lines_of(page)[0]) for page in pages] == ["序号申报编号党支部负责人"] * len(pages)
    rows = [official.said(line) for page in pages for line in official.lines_of(page)[1:-1]]
    assert rows == [
        "第一临床学院党委",
        *(f"{n}ZBPP-2023-{n:03}临床医学系第一党支部王𬱖喆" for n in range(1, 61)),
    ]
    for page in pages:
        assert all(each.left > LEFT and each.right < RIGHT and each.baseline < 275 for each in page)


def test_lines_to_write_on_end_at_the_right_edge(rendered, official):
    (page,) = rendered(official.papers(OfficialPaper((Blanks(("签收人", "联系电话")),))))
    line = official.lines_of(page)[0]
    assert official.said(line).replace("_", "") == "签收人联系电话"
    assert line[-1].right == pytest.approx(RIGHT, abs=CLOSE)


def _placed(official, page) -> list[tuple[int, str]]:
    """The lines of the type area: on which line of the page each stands, and its words."""
    lines = [line for line in official.lines_of(page) if line[0].baseline < BOTTOM]
    return [(round((line[0].baseline - TOP) / PITCH - 0.8), official.said(line)) for line in lines]
