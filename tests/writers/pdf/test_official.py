"""Official papers, measured: positions read back from the PDF against the numbers of GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from desktop_app.writers.pdf import official_faces
from desktop_app.writers.pdf.official import write_official
from desktop_app.writers.pdf.typesetting import NO_END, NO_START
from tests.writers.pdf.measured import MM, Line, pages

LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0  # the type area
NEAR = 0.5
CELL = 15.75 / MM
PITCH = 28.95 / MM
PLAIN = "党" * 26 + "党" * 28 * 44  # the first line is two characters shorter
PROSE = (
    "根据《关于开展“一支部一特色”支部党建品牌创建工作的通知》（组通〔2023〕12号）要求，经党支部申报、专家评审，并于2023年11月20日至"
    "2023年11月27日公示五个工作日，现将立项名单予以公布——共40项，占申报总数的46.5%……各单位要高度重视；联系电话：0371-65790500，"
    "邮箱：zzb@example.edu.cn。王𬱖、䶮堃、喆燚同志负责联络。"
)
SIGNED = SignOff((Words("党委组织部"),), (Words("2023年11月28日"),))
LONG_NAME = "中共示例医科大学委员会组织部、中共示例医科大学委员会宣传部"


@pytest.fixture(autouse=True)
def only_bundled_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is installed on the machine that runs the tests."""
    monkeypatch.setattr(official_faces, "font_folders", lambda: ())


@pytest.fixture
def laid(tmp_path: Path) -> Any:
    """Papers as the lines of their pages, page numbers left out."""

    def lay(*blocks: Block, look: OfficialLook | None = None) -> list[list[Line]]:
        file = written(tmp_path, OfficialPaper(blocks), look=look)
        return [[line for line in page if line.baseline < BOTTOM] for page in pages(file)]

    return lay


def written(folder: Path, *papers: OfficialPaper, look: OfficialLook | None = None, record: str = "") -> Path:
    file = folder / "公文.pdf"
    at = datetime(2023, 11, 28, 9, 0)
    office = "示例医科大学党委组织部组织科"
    write_official(OfficialPapers(look or OfficialLook(), papers, "通知", office, "2023年", at, record), file)
    return file


def text(words: str, script: Script = Script.BODY) -> Paragraph:
    return Paragraph((Words(words, script),))


def title(*lines: str) -> Title:
    return Title(tuple((Words(line, Script.TITLE),) for line in lines))


def texts(page: list[Line]) -> list[str]:
    return [line.text for line in page]


def near(*numbers: float) -> Any:
    return pytest.approx(list(numbers), abs=NEAR)


# --- the type area and its grid --------------------------------------------------------------------------------------


def test_a_page_holds_22_lines_of_28_characters_from_edge_to_edge(laid):
    page, *_ = laid(text(PLAIN))
    assert [len(line.signs) for line in page] == [26] + [28] * 21
    assert [line.left for line in page] == near(LEFT + 2 * CELL, *[LEFT] * 21)
    assert [line.right for line in page] == near(*[RIGHT] * 22)
    assert {sign.size for line in page for sign in line.signs} == {16.0}


def test_the_lines_stand_on_a_grid_within_the_type_area(laid):
    first, second, _ = laid(text(PLAIN))
    steps = [low.baseline - high.baseline for high, low in pairwise(first)]
    assert steps == pytest.approx([PITCH] * 21, abs=0.01)
    assert first[0].baseline == pytest.approx(second[0].baseline)
    em_top, em_bottom = first[0].baseline - 0.88 * 16 / MM, first[-1].baseline + 0.12 * 16 / MM
    assert TOP <= em_top < TOP + PITCH / 2
    assert BOTTOM - PITCH / 2 < em_bottom <= BOTTOM
    assert em_top - TOP == pytest.approx(BOTTOM - em_bottom, abs=NEAR)  # in the middle of it


@pytest.mark.parametrize(
    ("look", "lines", "characters"),
    [
        (OfficialLook(15.0, 28.95), 22, 29),
        (OfficialLook(16.0, 29.0), 21, 28),
        (OfficialLook(16.0, 28.0), 22, 28),
        (OfficialLook(14.0, 26.0), 24, 32),
        (OfficialLook(16.0, 21.0), 30, 28),
    ],
)
def test_an_office_may_have_its_own_size_and_pitch(laid, look, lines, characters):
    page, *_ = laid(text(PLAIN), look=look)
    assert [len(line.signs) for line in page] == [characters - 2] + [characters] * (lines - 1)
    assert [line.right for line in page] == near(*[RIGHT] * lines)


def test_the_last_line_of_a_paragraph_is_not_stretched(laid):
    ((_, last),) = laid(text("党" * 30))
    assert [line.right - line.left for line in (last,)] == near(4 * CELL)


def test_prose_ends_at_both_edges_and_breaks_where_it_may(laid):
    page, *_ = laid(text(PROSE * 3))
    assert [line.right for line in page[:-1]] == near(*[RIGHT] * (len(page) - 1))
    assert not [line.text for line in page[1:] if line.text[0] in NO_START]
    assert not [line.text for line in page[:-1] if line.text[-1] in NO_END]
    whole = "".join(texts(page))
    assert whole == PROSE * 3
    for number in ("2023年", "11月", "20日", "0371-65790500", "46.5%", "〔2023〕", "zzb@example.edu.cn", "——", "……"):
        assert whole.count(number) == sum(line.text.count(number) for line in page), number


def test_figures_and_words_are_not_stretched(laid):
    page, *_ = laid(text(PROSE))
    (line,) = [line for line in page if "0371-65790500" in line.text]
    begins = line.text.index("0371")
    steps = [b.left - a.left for a, b in zip(line.signs[begins:], line.signs[begins + 1 :], strict=False)][:3]
    assert steps == pytest.approx([(8.0 - 0.25) / MM] * 3, abs=0.01)


# --- title, addressee, levels ----------------------------------------------------------------------------------------


def test_a_title_is_centred_on_its_lines_and_a_blank_line_follows(laid):
    page, *_ = laid(
        title("关于公布2023年", "“一支部一特色”立项名单的通知"), Addressee((Words("各党支部："),)), text("请照办。")
    )
    assert texts(page) == ["关于公布2023年", "“一支部一特色”立项名单的通知", "各党支部：", "请照办。"]
    assert [(line.left + line.right) / 2 for line in page[:2]] == near(*[(LEFT + RIGHT) / 2] * 2)
    assert {sign.size for line in page[:2] for sign in line.signs} == {22.0}
    below_blank = page[2].baseline - page[1].baseline
    assert below_blank == pytest.approx(2 * PITCH, abs=1.0)
    assert [line.left for line in page[2:]] == near(LEFT, LEFT + 2 * CELL)


def test_hands_have_their_faces(tmp_path):
    import pypdf

    hands = [Script.TITLE, Script.BODY, Script.HEI, Script.KAI]
    file = written(tmp_path, OfficialPaper((title("题"), *(text("字", hand) for hand in hands[1:]))))
    fonts = pypdf.PdfReader(file).pages[0]["/Resources"]["/Font"].values()
    names = {font.get_object()["/BaseFont"].split("+")[-1].removesuffix("-0") for font in fonts}
    assert names == {
        "NotoSerifSC-Bold",
        "FandolFang-Regular",
        "NotoSansSC-Regular",
        "WenKaiGBK-Regular",
        "NotoSerifSC-Regular",  # the page number
    }


def test_bold_body_text_has_thicker_strokes(tmp_path):
    def ink(script: Script) -> int:
        picture = picture_of(written(tmp_path, OfficialPaper((text("落实责任", script),))))
        return sum(255 - value for value in picture.convert("L").tobytes())

    assert ink(Script.BOLD) > 1.15 * ink(Script.BODY)


def test_a_heading_goes_with_the_text_under_it(laid):
    head = Paragraph((Words("二、有关要求", Script.HEI),), level=1)
    first, second = laid(*[text("党")] * 21, head, text("请照办。"))
    assert (len(first), texts(second)) == (21, ["二、有关要求", "请照办。"])


# --- what is missing -------------------------------------------------------------------------------------------------


def picture_of(file: Path, scale: float = 3.0, page: int = 0) -> Any:
    with pypdfium2.PdfDocument(file) as document:
        return document[page].render(scale=scale).to_pil()


def test_a_field_that_nobody_filled_in_is_marked(tmp_path):
    words = (Words("联系电话："), Words("【未填：电话】", missing=True), Words("。"))
    file = written(tmp_path, OfficialPaper((Paragraph(words),)))
    (line,) = [line for line in pages(file)[0] if line.text.startswith("联系")]
    assert line.text == "联系电话：【未填：电话】。"
    picture = picture_of(file)
    height = round((line.baseline + 0.6) * MM * 3)  # just under the characters, within the ground
    greys = [picture.getpixel((round((sign.left + 0.7) * MM * 3), height))[0] for sign in line.signs]
    marked = "".join(sign.text for sign, grey in zip(line.signs, greys, strict=True) if grey < 230)
    assert marked == "【未填：电话】"


def test_every_word_copies_back_rare_characters_too(tmp_path, pdf_text):
    file = written(tmp_path, OfficialPaper((text(PROSE), text(PROSE, Script.KAI), title("杏林𬱖䶮燚"))))
    assert pdf_text(file) == PROSE * 2 + "杏林𬱖䶮燚—1—"


def test_a_character_of_no_face_is_said_on_the_paper_itself(tmp_path, pdf_pages):
    papers = [OfficialPaper((text(words),)) for words in ("王𪚥", "许堃")]
    first, second = pdf_pages(written(tmp_path, *papers))
    assert first.startswith("王□注：随附字体中没有这些字，已印作“□”，请手工补写：U+2A6A5。")
    assert second == "许堃—1—"


# --- attachments -----------------------------------------------------------------------------------------------------


def test_the_note_of_attachments_hangs_from_the_names(laid):
    long = "示例医科大学“一支部一特色”支部党建品牌创建培育过程记录表及材料报送要求"
    ((body, first, wrap, second),) = laid(
        text("请照办。"), AttachmentNote(((Words(long),), (Words("2023年立项名单"),)))
    )
    assert first.text + wrap.text == "附件：1." + long
    assert second.text == "2.2023年立项名单"
    assert first.baseline - body.baseline == pytest.approx(2 * PITCH, abs=0.01)
    number_at = LEFT + 5 * CELL
    name_at = first.signs[5].left
    assert [first.left, first.signs[3].left, second.left] == near(LEFT + 2 * CELL, number_at, number_at)
    assert [wrap.left, second.signs[2].left] == pytest.approx([name_at] * 2, abs=0.01)


def test_a_single_attachment_has_no_number(laid):
    ((_, note),) = laid(text("请照办。"), AttachmentNote(((Words("立项名单"),),)))
    assert note.text == "附件：立项名单"


def test_ten_attachments_stand_under_each_other(laid):
    ((_, *notes),) = laid(text("请照办。"), AttachmentNote(((Words("立项名单"),),) * 10))
    assert {round(line.signs[-4].left, 2) for line in notes} == {round(notes[0].signs[-4].left, 2)}


def test_an_attachment_begins_a_page_its_title_on_the_third_line(laid):
    _, first, second = laid(
        text("请照办。"), Attachment(1, title("立项名单")), text("共40项。"), Attachment(0, title("说明"))
    )
    assert [texts(first), texts(second)] == [["附件1", "立项名单", "共40项。"], ["附件", "说明"]]
    label, head, body = first
    third = label.baseline + 2 * PITCH
    assert head.baseline == pytest.approx(third, abs=1.5)
    assert [label.left, (head.left + head.right) / 2] == near(LEFT, (LEFT + RIGHT) / 2)
    assert body.baseline - label.baseline == pytest.approx(4 * PITCH, abs=0.01)


# --- the signature ---------------------------------------------------------------------------------------------------


def test_the_date_is_four_characters_in_and_the_name_centred_over_it(laid):
    ((body, name, day),) = laid(text("请照办。"), SIGNED)
    assert [name.text, day.text] == ["党委组织部", "2023年11月28日"]
    assert day.right == pytest.approx(RIGHT - 4 * CELL, abs=NEAR)
    assert (name.left + name.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=NEAR)
    assert day.baseline - name.baseline == pytest.approx(PITCH, abs=0.01)
    # A seal of 42 mm that begins a line under the text covers name and date (7.3.5.1).
    seal_top = body.baseline + 0.12 * 16 / MM + PITCH
    assert seal_top < name.baseline - 0.88 * 16 / MM
    assert day.baseline + 0.12 * 16 / MM < seal_top + 42


@pytest.mark.parametrize("name", ["中共示例医科大学委员会组织部、宣传部、学生工作部", LONG_NAME, LONG_NAME * 2])
def test_a_long_name_moves_both_inwards(laid, name):
    ((_, *names, day),) = laid(text("请照办。"), SignOff((Words(name),), SIGNED.day))
    assert "".join(line.text for line in names) == name
    assert max(line.right for line in names) <= RIGHT + 0.1
    assert min(line.left for line in names) >= LEFT - 0.1
    assert (names[0].left + names[0].right) / 2 == pytest.approx((day.left + day.right) / 2, abs=NEAR)


@pytest.mark.parametrize("lines", range(16, 25))
def test_the_signature_never_stands_without_two_lines_of_text(laid, lines):
    last = laid(text("党" * 26 + "党" * 28 * (lines - 1)), SIGNED)[-1]
    assert texts(last)[-2:] == ["党委组织部", "2023年11月28日"]
    assert len(last) >= 4


def test_the_signature_takes_rows_of_a_table_with_it(laid):
    rows = [laid(listed(count), SIGNED)[-1] for count in range(20, 30)]
    assert min(sum(line.text.startswith("ZBPP") or "ZBPP" in line.text for line in page) for page in rows) >= 2


def test_lines_to_write_on_are_under_the_seal(tmp_path):
    labels = ("签收人", "联系电话", "签收日期")
    *_, day, labelled, _ = pages(written(tmp_path, OfficialPaper((text("请照办。"), SIGNED, Blanks(labels)))))[0]
    assert labelled.text == "".join(labels)
    assert [labelled.signs[at].left for at in (0, 3, 7)] == near(LEFT, LEFT + 52, LEFT + 104)
    assert labelled.baseline - day.baseline == pytest.approx(3 * PITCH, abs=0.01)


# --- tables ----------------------------------------------------------------------------------------------------------

COLUMNS = (
    OfficialColumn("序号", 1, centred=True),
    OfficialColumn("申报编号", 3, centred=True),
    OfficialColumn("党支部", 4),
    OfficialColumn("品牌名称", 4),
)
LONG_BRANCH = "第一临床学院医技第六联合党支部暨人体解剖学教研室教工第一党支部"


def listed(count: int, bands: int = 0) -> OfficialTable:
    rows: list[tuple[str, ...] | Band] = []
    for n in range(1, count + 1):
        if bands and (n - 1) % bands == 0:
            rows.append(Band(f"第{n // bands + 1}学院党委"))
        rows.append((str(n), f"ZBPP-2023-{n:03}", LONG_BRANCH if n % 4 == 0 else "“王明艳”党支部", "无语良师"))
    return OfficialTable(COLUMNS, tuple(rows))


def test_the_head_is_on_every_page_and_no_row_is_parted(laid):
    laid_out = laid(Attachment(1, title("立项名单")), listed(90))
    assert len(laid_out) >= 4
    assert [any(line.text.startswith("序号申报编号党支部") for line in page) for page in laid_out] == [True] * len(
        laid_out
    )
    numbers = [line.text for page in laid_out for line in page if "ZBPP-" in line.text]
    assert len(numbers) == 90
    for page in laid_out:  # both halves of a long name are on one page
        said = "".join(texts(page))
        assert said.count("第一临床学院") == said.count("教工第一党支部")


def test_a_band_goes_with_its_rows_and_is_said_again(laid):
    laid_out = laid(listed(60, bands=20))
    below = ["".join(texts(page[at + 1 : at + 4])) for page in laid_out for at in range(len(page)) if is_band(page[at])]
    assert ["ZBPP" in rows for rows in below] == [True] * len(below)
    assert [line.text for page in laid_out[1:] for line in page[1:2] if is_band(line)] == [
        "第1学院党委（续）",
        "第2学院党委（续）",
        "第3学院党委（续）",
    ]


def is_band(line: Line) -> bool:
    return "学院党委" in line.text


def test_cells_keep_to_their_columns(tmp_path):
    file = written(tmp_path, OfficialPaper((listed(30),)))
    edges = [LEFT + 156 * share / 12 for share in (0, 1, 4, 8, 12)]
    for page in pages(file):
        for sign in [sign for line in page if line.baseline < BOTTOM for sign in line.signs]:
            assert any(a - 0.1 <= sign.left and sign.right <= b + 0.5 for a, b in pairwise(edges))


def test_a_narrow_table_is_set_smaller_but_stays_legible(laid):
    wide = OfficialTable((OfficialColumn("序", 1), OfficialColumn("名", 9)), (("1", "党"),))
    columns = tuple(OfficialColumn(f"第{n}列", 1) for n in range(9))
    narrow = OfficialTable(columns, (("ZBPP-2023-001",) * 9, ("人体解剖学教研室党支部",) * 9))
    sizes = [{s.size for line in laid(table)[0] for s in line.signs} for table in (wide, narrow)]
    assert sizes == [{12.0}, {9.0}]


def test_text_after_a_table_is_back_on_the_grid(laid):
    page = laid(text("如下："), listed(5), text("以上。"))[0]
    lines = (page[-1].baseline - page[0].baseline) / PITCH
    assert lines == pytest.approx(round(lines), abs=0.001)


def test_a_row_taller_than_a_page_is_parted_rather_than_lost(laid):
    endless = "不得抄袭" * 900
    laid_out = laid(OfficialTable(COLUMNS, (("1", "ZBPP-2023-001", endless, "无语良师"),)))
    said = "".join(text for page in laid_out for text in texts(page))
    assert said.count("抄") == 900
    assert all(line.baseline < BOTTOM for page in laid_out for line in page)


# --- page numbers, code, record --------------------------------------------------------------------------------------


def test_page_numbers_are_at_the_outer_side_seven_millimetres_below(tmp_path):
    found = [page[-1] for page in pages(written(tmp_path, OfficialPaper((text(PLAIN),))))]
    assert [line.text for line in found] == ["—1—", "—2—", "—3—"]
    one_in = 14 / MM
    assert [line.right for line in found[::2]] == near(*[RIGHT - one_in] * 2)
    assert found[1].left == pytest.approx(LEFT + one_in, abs=NEAR)
    assert [line.signs[0].middle for line in found] == near(*[BOTTOM + 7] * 3)
    assert {sign.size for line in found for sign in line.signs} == {14.0}


def test_each_paper_begins_a_page_and_its_own_numbers(tmp_path):
    papers = [OfficialPaper((text("党" * 28 * 30),)), OfficialPaper((text("党"),))]
    found = pages(written(tmp_path, *papers))
    assert [page[-1].text for page in found] == ["—1—", "—2—", "—1—"]
    assert found[2][-1].right == pytest.approx(RIGHT - 14 / MM, abs=NEAR)


def test_the_code_is_in_the_upper_margin_for_the_scanner_and_in_clear(tmp_path):
    pyzbar = pytest.importorskip("pyzbar.pyzbar", reason="zbar is not there", exc_type=ImportError)
    file = written(
        tmp_path, OfficialPaper((text(PLAIN),), "BZ-2023-0007"), OfficialPaper((text("党"),), "BZ-2023-0008")
    )
    heads = [[line.text for line in page if line.baseline < TOP] for page in pages(file)]
    assert heads == [["BZ-2023-0007"], [], [], ["BZ-2023-0008"]]
    codes = [pyzbar.decode(picture_of(file, 300 / 72, page)) for page in range(4)]
    assert [[code.data.decode() for code in found] for found in codes] == [["BZ-2023-0007"], [], [], ["BZ-2023-0008"]]
    (box,) = [code.rect for code in codes[0]]
    assert (box.left + box.width) / (300 / 25.4) == pytest.approx(RIGHT, abs=1.0)


def test_the_record_is_at_the_foot_of_the_last_page(tmp_path):
    file = written(
        tmp_path, OfficialPaper((text("党" * 28 * 30),)), OfficialPaper((text("党"),)), record="3f9a 1c2b 77d0"
    )
    feet = ["".join(line.text for line in page if line.baseline > BOTTOM) for page in pages(file)]
    assert feet[0] == "—1—"
    assert [sorted(foot) for foot in feet[1:]] == [sorted("—2—记录号3f9a1c2b77d0"), sorted("记录号3f9a1c2b77d0—1—")]


def test_the_same_papers_give_the_same_bytes(tmp_path):
    paper = OfficialPaper((title("通知"), text(PROSE), listed(30, 10), SIGNED), "BZ-2023-0007")
    assert written(tmp_path, paper).read_bytes() == written(tmp_path, paper).read_bytes()


# --- whatever comes --------------------------------------------------------------------------------------------------

ANY = st.text(st.sampled_from("党支部一二三，。（）“”《》—…·ab12-. 𬱖䶮"), min_size=1, max_size=120)
WORDS = st.tuples(st.builds(Words, ANY, st.sampled_from(Script), st.booleans()))
BLOCKS = st.one_of(
    st.builds(Title, st.lists(WORDS, min_size=1, max_size=3).map(tuple)),
    st.builds(Addressee, WORDS),
    st.builds(Paragraph, WORDS, st.integers(0, 4)),
    st.builds(AttachmentNote, st.lists(WORDS, min_size=1, max_size=4).map(tuple)),
    st.builds(SignOff, WORDS, WORDS),
    st.builds(Blanks, st.lists(ANY, min_size=1, max_size=5).map(tuple)),
    st.builds(Attachment, st.integers(0, 3), st.builds(Title, st.tuples(WORDS))),
    st.builds(listed, st.integers(0, 40), st.integers(0, 7)),
)


def said_by(block: Any) -> Iterator[str]:
    """Every text in a block, whatever its kind."""
    if isinstance(block, Words):
        yield block.text
    elif isinstance(block, Blanks):
        yield from block.labels
    elif isinstance(block, tuple):
        for each in block:
            yield from said_by(each)
    elif isinstance(block, OfficialTable):
        yield from (cell for row in block.rows if isinstance(row, tuple) for cell in row)
    else:
        for name in ("lines", "words", "names", "name", "day", "title"):
            yield from said_by(getattr(block, name, ()))


@given(st.lists(BLOCKS, max_size=8))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_lost_and_nothing_leaves_the_type_area(tmp_path, blocks):
    found = pages(written(tmp_path, OfficialPaper(tuple(blocks))))
    signs = [sign for page in found for line in page for sign in line.signs if line.baseline < BOTTOM]
    assert all(sign.left >= LEFT - 0.1 and sign.right <= RIGHT + NEAR for sign in signs)
    assert all(sign.baseline >= TOP for sign in signs)
    printed = "".join(sign.text for sign in signs)
    for character in "支𬱖二":
        meant = "".join(said for block in blocks for said in said_by(block))
        assert printed.count(character) >= meant.count(character)
