"""A whole pack of the sample season: what is in it, byte for byte, and that nobody can change it unseen."""

from __future__ import annotations

import csv
import hashlib
import html.parser
import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from desktop_app.archiving import check_archive, make_archive
from desktop_app.archiving.checking import SUMS
from desktop_app.documents import DOCUMENTS
from desktop_app.jobs import Progress
from desktop_app.shapes.archive import MadeArchive

FORM = "4 申报材料/基础医学院党委/ZBPP-2025-004 病理学教研室党支部 镜下求真/"


@pytest.fixture(scope="module")
def standing(season, tmp_path_factory) -> tuple[Path, MadeArchive]:
    target = tmp_path_factory.mktemp("packs") / "2025 年批次 归档"
    return target, make_archive(season[0], target, Progress("归档", lambda *_: None))


def files(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_it_stands_whole_and_nothing_lies_beside_it(standing):
    folder, made = standing
    found = check_archive(folder)
    assert (found.whole, found.files, found.manifest_hash) == (True, made.files, made.manifest_hash)
    assert [each.name for each in folder.parent.iterdir()] == [folder.name]
    assert made.size == sum(len(content) for content in files(folder).values())
    assert sorted(each.name for each in folder.iterdir()) == [
        "1 通知", "2 文件", "3 公示与异议", "4 申报材料", "6 操作记录",
        SUMS, "归档文件目录.pdf", "归档文件目录.xlsx", "清单.csv", "目录.html",
    ]  # fmt: skip


def test_every_document_is_in_it_or_said_to_be_missing(season, standing):
    there = {path.split("/")[1][3:].partition(".")[0] for path in files(standing[0]) if path.startswith("2 文件/")}
    said = {each.title for each in season[0].left_out}
    assert {each.title for each in DOCUMENTS} - there - said == set()
    slips = [path for path in files(standing[0]) if "/02 收件回执/" in path]
    assert (len(slips), slips[0].endswith(".pdf")) == (61, True)


def test_files_that_were_handed_in_are_there_byte_for_byte(season, standing):
    plan, store = season
    there = files(standing[0])
    kept = {part.path for item in plan.items for part in item.parts if part.original}
    assert len(kept) == 11
    assert {hashlib.sha256(there[path]).hexdigest() for path in kept} <= set(store.hashes())
    assert [path.removeprefix(FORM) for path in sorted(kept) if path.startswith(FORM)] == [
        "定稿 2025-09-23 病理学教研室党支部申报书（修改稿）.docx",
        "申报稿 2025-08-24 病理学教研室党支部.docx",
    ]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no coreutils here")
def test_coreutils_read_the_manifest(standing):
    said = subprocess.run(["sha256sum", "--strict", "-c", SUMS], cwd=standing[0], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr


def test_the_listing_names_every_file_with_its_hash(standing):
    folder, _ = standing
    rows = list(csv.reader(io.StringIO((folder / "清单.csv").read_text("utf-8-sig"))))
    assert rows[0] == ["件", "路径", "字节数", "SHA-256", "题名", "收到时的文件名"]
    own = {SUMS, "清单.csv", "目录.html", "归档文件目录.pdf", "归档文件目录.xlsx"}
    there = {path: content for path, content in files(folder).items() if path not in own}
    assert {row[1]: (int(row[2]), row[3]) for row in rows[1:]} == {
        path: (len(content), hashlib.sha256(content).hexdigest()) for path, content in there.items()
    }


def test_the_index_links_to_every_file_and_nowhere_else(standing):
    folder, _ = standing
    found = Links()
    found.feed((folder / "目录.html").read_text("utf-8"))
    links = [unquote(each) for each in found.links if not each.startswith("#")]
    assert set(links) == set(files(folder)) - {SUMS, "目录.html"}
    assert found.tags.isdisjoint({"script", "img", "link", "iframe"})


def test_the_catalogue_has_the_columns_of_the_standard(standing):
    sheet = load_workbook(standing[0] / "归档文件目录.xlsx").active
    heads = [cell.value for cell in sheet[3]]
    assert heads == ["序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "保管期限", "备注"]
    slip = [cell.value for cell in sheet[6]]
    assert slip == [
        3, None, None, "示例医科大学党委组织部组织科", "收件回执 SJ-2025-0001", "20250825", None, 1, None, None
    ]  # fmt: skip


def test_the_journal_is_readable_and_ends_in_the_head(season, standing):
    folder, made = standing
    text = (folder / "6 操作记录" / "操作记录摘录.csv").read_bytes()
    assert text.startswith("\ufeff记录,时间,经手人,类别,事项,标记,校验值\r\n".encode())
    last = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))[-1]
    assert last[-1] == made.journal_head == season[0].cover.journal_head
    assert f"全部操作记录共 {last[0]} 条" in (folder / "6 操作记录" / "记录链.txt").read_text("utf-8-sig")


def test_a_zip_holds_the_same_and_says_its_names_in_utf8(season, standing, tmp_path, progress):
    target = tmp_path / "归档.zip"
    made = make_archive(season[0], target, progress)
    assert check_archive(target).whole
    assert [each.name for each in tmp_path.iterdir()] == ["归档.zip"]
    with zipfile.ZipFile(target) as packed:
        entries = packed.infolist()
        assert entries[0].filename == "目录.html"
        assert all(each.flag_bits & 0x800 for each in entries if not each.filename.isascii())
        assert {each.date_time for each in entries} == {(2025, 9, 30, 17, 40, 0)}
        inside = {each.filename: packed.read(each) for each in entries}
    # a blank form bears the hour in which it was packed, and with it the listing
    timed = {"2 文件/01 申报书.docx", "清单.csv", SUMS}
    there = files(standing[0])
    assert {path for path in inside | there if inside.get(path) != there.get(path)} <= timed
    assert made.files == standing[1].files


class Links(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
