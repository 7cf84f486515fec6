"""The register and the chase list on paper."""

from dataclasses import replace
from datetime import datetime

from desktop_app.writers.pdf.missing_branches import write_missing_branches
from desktop_app.writers.pdf.receiving_register import write_receiving_register


def test_the_register_has_every_row_and_its_totals(made, tmp_path, pdf_text):
    write_receiving_register(made.register, tmp_path / "登记表.pdf")
    text = pdf_text(tmp_path / "登记表.pdf")
    assert "材料接收登记表示例医科大学党委组织部2023年“一支部一特色”支部党建品牌创建" in text
    assert "序号收件时间收件号申报编号基层党组织党支部品牌名称份数盖章签字完整电子版状态逾期送件人经手人备注" in text
    assert "=1+1" in text
    assert text.count("SJ-2023-0072") == 2
    assert (
        "合计：收件1次，登记3条，申报项目3项；纸质件8份，其中盖章7份、签字7份、完整8份；"
        "逾期1条；另有作废1条，未计入。" in text
    )


def test_the_register_is_landscape_and_repeats_its_head(made, tmp_path, pdf_pages):
    import pypdf

    rows = tuple(replace(made.row, application_number=f"ZBPP-2023-{n:03d}") for n in range(1, 101))
    write_receiving_register(replace(made.register, rows=rows), tmp_path / "登记表.pdf")
    pages = pdf_pages(tmp_path / "登记表.pdf")
    assert len(pages) > 2
    assert all("序号收件时间收件号" in page for page in pages)
    assert all(f"第{number}页共{len(pages)}页" in page for number, page in enumerate(pages, start=1))
    assert all(f"ZBPP-2023-{n:03d}" in "".join(pages) for n in range(1, 101))
    assert [round(float(side)) for side in pypdf.PdfReader(tmp_path / "登记表.pdf").pages[0].mediabox[2:]] == [842, 595]


def test_a_row_taller_than_a_page_runs_on(made, tmp_path, pdf_pages):
    rows = (replace(made.row, remark="说明" * 900),)
    write_receiving_register(replace(made.register, rows=rows), tmp_path / "登记表.pdf")
    pages = pdf_pages(tmp_path / "登记表.pdf")
    assert len(pages) > 2
    assert sum(page.count("说明") for page in pages) > 850  # some are parted between two lines


def test_an_empty_register_says_so(made, tmp_path, pdf_text):
    write_receiving_register(replace(made.register, rows=()), tmp_path / "登记表.pdf")
    assert "尚无收件记录。" in pdf_text(tmp_path / "登记表.pdf")


def test_the_chase_list_stands_by_organization(made, tmp_path, pdf_text):
    write_missing_branches(made.missing, tmp_path / "名单.pdf")
    text = pdf_text(tmp_path / "名单.pdf")
    assert (
        "截至2023年11月9日09:00，应报党支部41个，尚有3个未申报，涉及2个基层党组织。"
        "申报截止时间为2023年11月10日17:30。" in text
    )
    assert "第一临床学院党委应报6，未报2电话3831425" in text
    assert "1医技第六党支部校级样板支部（培育创建，第三批）王𬱖" in text
    assert "护理学院党总支应报2，未报1" in text
    assert "3学生党支部校级样板支部（延期，第二批）䶮堃" in text
    assert "党委组织部组织科2023年11月9日" in text


def test_a_group_that_runs_on_is_named_again(made, tmp_path, pdf_pages):
    group = made.missing.groups[0]
    long = replace(group, branches=group.branches * 30)
    write_missing_branches(replace(made.missing, groups=(long,)), tmp_path / "名单.pdf")
    pages = pdf_pages(tmp_path / "名单.pdf")
    first, *others = [page for page in pages if "教工第一党支部" in page]
    assert others
    assert "第一临床学院党委（续）" not in first
    assert all(page.startswith("序号党支部应报依据支部书记第一临床学院党委（续）") for page in others)


def test_nobody_missing_and_the_deadline_over(made, tmp_path, pdf_text):
    write_missing_branches(replace(made.missing, groups=()), tmp_path / "名单.pdf")
    assert "应报党支部41个，均已申报。" in pdf_text(tmp_path / "名单.pdf")
    write_missing_branches(replace(made.missing, as_of=datetime(2023, 11, 12, 9, 0)), tmp_path / "名单.pdf")
    assert "申报截止时间为2023年11月10日17:30（已截止）。" in pdf_text(tmp_path / "名单.pdf")
