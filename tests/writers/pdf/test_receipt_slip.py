"""The slip says what was handed in and what is missing, on as many pages as it takes."""

import sys
from dataclasses import replace
from datetime import datetime

import pypdfium2
import pytest

from desktop_app.writers.pdf.receipt_slip import next_steps, write_receipt_slip


@pytest.fixture
def printed(tmp_path, pdf_text):
    def write(slip):
        write_receipt_slip(slip, tmp_path / "回执.pdf")
        return pdf_text(tmp_path / "回执.pdf")

    return write


def test_a_slip_says_who_brought_what_and_what_is_missing(made, printed):
    text = printed(made.slip)
    for said in (
        "示例医科大学党委组织部",
        "收件回执",
        "2023年“一支部一特色”支部党建品牌创建",
        "收件号SJ-2023-0072收件时间2023年11月9日10:20",
        "送件单位第一临床学院党委送件人许堃（0371-65790500）",
        "收件地点勤政楼423（组织科）经手人周喆",
        "本次登记2个党支部的申报材料，1个齐全，1个待补正。",
        "1.临床医学系第一党支部ZBPP-2023-022",
        "第1、2、3、4、5份，均已盖章、签字、完整ZBPP-2023-022-1ZBPP-2023-022-2",
        "纸质件5份，应交5份；电子版已到（2023年11月8日16:12）",
        "已受理材料齐全",
        "盖章✓✓✓缺",
        "签字✓✓✓✓",
        "待补正尚缺3项：1.第5份未到2.第4份未盖章3.电子版未到",
        "尚缺的材料请于2023年11月15日17:30前补齐：纸质件送至勤政楼423（党委组织部组织科），电子版发送至zzb@example.edu.cn。",
        "联系电话3831311，查询、补交时请报收件号SJ-2023-0072。",
        "送件人签收",
        "经手人签字",
        "打印于2023年11月9日10:22操作记录校验3f9a1c2b77d0",
        "第1页共1页",
    ):
        assert said in text


def test_rare_names_print_and_copy(made, printed):
    line = replace(made.complete, branch="“王𬱖䶮”党支部", brand="堃喆燚")
    text = printed(replace(made.slip, submitter="𬱖䶮", lines=(line,)))
    assert "送件人𬱖䶮（" in text
    assert "“王𬱖䶮”党支部" in text
    assert "堃喆燚" in text


def test_a_character_no_face_has_is_marked_and_named(made, printed):
    text = printed(replace(made.slip, submitter="王𪚥"))
    assert "送件人王□（" in text
    assert "请手工补写：U+2A6A5" in text


def test_names_of_any_length_are_printed_whole(made, printed):
    branch = "第一临床学院临床技能与模拟医学教育中心医技第六联合党支部" * 6
    brand = "以红心向党匠心育人仁心惠民为主线的融合式党建品牌矩阵建设" * 40  # far more than a page in one cell
    organization = "第一临床学院党委" * 12
    line = replace(made.complete, branch=branch, brand=brand)
    text = printed(replace(made.slip, organization=organization, lines=(line,)))
    assert branch in text
    assert organization in text
    assert brand in text


def test_a_brand_longer_than_a_page_runs_on(made, tmp_path, pdf_pages):
    line = replace(made.complete, brand="品牌" * 2000)
    write_receipt_slip(replace(made.slip, lines=(line,)), tmp_path / "回执.pdf")
    pages = pdf_pages(tmp_path / "回执.pdf")
    assert len(pages) > 2
    assert sum(page.count("品牌") for page in pages) == 2000 + 1 + 1  # the label and the round's name


def test_twenty_branches_run_over_pages_under_a_repeated_head(made, tmp_path, pdf_pages):
    lines = tuple(replace(made.lacking, application_number=f"ZBPP-2023-{n:03d}") for n in range(1, 21))
    write_receipt_slip(replace(made.slip, lines=lines), tmp_path / "回执.pdf")
    pages = pdf_pages(tmp_path / "回执.pdf")
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in page
        assert number == 1 or page.startswith("收件回执SJ-2023-0072（续）第一临床学院党委")
    whole = "".join(pages)
    assert all(f"ZBPP-2023-{n:03d}" in whole for n in range(1, 21))
    assert "送件人签收" in pages[-1]


def test_a_visit_that_brought_only_a_file(made, printed):
    line = replace(made.lacking, copies=(), copies_in=3, electronic="已到", electronic_at=datetime(2023, 11, 9, 10, 15))
    text = printed(replace(made.slip, lines=(line,)))
    assert "本次未交纸质件" in text
    assert "纸质件3份，应交5份；电子版已到（2023年11月9日10:15）" in text


def test_more_copies_than_fit_abreast(made, printed):
    copies = tuple(replace(made.lacking.copies[0], position=n, code=f"C-{n}", signed=n != 7) for n in range(1, 9))
    text = printed(replace(made.slip, lines=(replace(made.lacking, copies=copies),)))
    assert "签字✓✓✓✓✓" in text
    assert "签字✓缺✓" in text


def test_late_says_who_approved_or_that_nobody_has(made, printed):
    late = replace(made.complete, late=True)
    text = printed(replace(made.slip, lines=(late,)))
    assert "截止时间之后收到；未经批准不进入评审" in text
    assert "已受理（逾期，待批准）" in text
    assert "待补正（逾期，待批准）尚缺" in printed(replace(made.slip, lines=(replace(made.lacking, late=True),)))
    approved = replace(late, late_approver="张部长", late_reason="邮路中断")
    text = printed(replace(made.slip, lines=(approved,)))
    assert "截止时间之后收到；经张部长批准受理（理由：邮路中断）" in text
    assert "待批准" not in text


def test_a_reprint_and_a_void_slip_say_so(made, printed):
    text = printed(replace(made.slip, reprint=2, voided=True))
    assert text.count("第2次补打") == 2
    assert "此回执已作废，不作凭据" in text
    assert text.count("作废") == 3  # the frame, the sentence, and large across the page
    assert "尚缺的材料请" not in text
    fresh = printed(made.slip)
    assert "补打" not in fresh
    assert "作废" not in fresh


def test_what_is_not_known_is_left_out(made):
    head = replace(made.slip.letterhead, room="", telephone="", mailbox="")
    assert next_steps(replace(made.slip, letterhead=head, supplement_term="")) == [
        "尚缺的材料请尽快补齐：纸质件送至党委组织部组织科。",
        "查询、补交时请报收件号 SJ-2023-0072。",
    ]


def test_the_file_describes_itself_and_is_the_same_every_time(made, tmp_path):
    import pypdf

    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    write_receipt_slip(made.slip, first)
    write_receipt_slip(made.slip, second)
    assert first.read_bytes() == second.read_bytes()
    reader = pypdf.PdfReader(first)
    about = reader.metadata
    assert (about.title, about.author) == ("收件回执 SJ-2023-0072", "示例医科大学党委组织部组织科")
    assert about["/CreationDate"] == "D:20231109102200"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]


@pytest.mark.skipif(sys.platform == "win32", reason="zbar comes with Linux")
def test_every_code_of_a_slip_is_read(made, tmp_path):
    pyzbar = pytest.importorskip("pyzbar.pyzbar", reason="zbar is not there", exc_type=ImportError)
    file = tmp_path / "回执.pdf"
    write_receipt_slip(made.slip, file)
    read: set[str] = set()
    for page in pypdfium2.PdfDocument(file):
        read |= {code.data.decode() for code in pyzbar.decode(page.render(scale=300 / 72).to_pil())}
    assert read == {made.slip.number, *(line.application_number for line in made.slip.lines)}
