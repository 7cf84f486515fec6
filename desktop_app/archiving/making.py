"""A gathered pack is written aside, read back against its manifest, and only then given its name. Runs in a Job."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.archiving.catalogue import TITLE, catalogue_report
from desktop_app.archiving.checking import SUMS, check_archive, written_sums
from desktop_app.archiving.plan import Part, Plan, PlannedItem
from desktop_app.documents.document import written
from desktop_app.documents.sources import report, writer
from desktop_app.jobs import Progress
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.archive import Catalogue, CatalogueItem, LeftOut, MadeArchive, PackedFile
from desktop_app.writers.finished import forget, in_words, sync, sync_folder

INDEX, LISTING = "目录.html", "清单.csv"
_LISTED = ("件", "路径", "字节数", "SHA-256", "题名", "收到时的文件名")
_SQUEEZED = (".html", ".csv", ".txt", ".pdf", SUMS)  # the others are packed already
_INSIDE = "内容"


def make_archive(plan: Plan, target: Path, progress: Progress) -> MadeArchive:
    """Write the pack: one file where `target` ends in .zip, else a folder. It stands there whole, or not at all.

    Raises RuleBroken where something stands under that name, and for what the clerk can mend: the disk is full, the
    folder is missing or read-only, the name is too long. Cancelled when the clerk asked to stop.
    """
    check_free(target)
    aside = target.with_name(f"{target.name}.归档中")
    inside = aside / _INSIDE
    try:
        _clear(aside)
        inside.mkdir(parents=False, exist_ok=False)
        made = _Making(plan, inside, progress).run(target.name)
        whole = inside
        if target.suffix.lower() == ".zip":
            whole = _zipped(inside, plan.cover.made_at, progress)
        _prove(whole, progress)
        _place(whole, target)
    except OSError as trouble:
        raise in_words(trouble, target) from trouble
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return made


def check_free(target: Path) -> None:
    """RuleBroken where a pack cannot stand: nothing is ever overwritten, an empty folder aside."""
    try:
        _check_free(target)
    except OSError as trouble:
        raise in_words(trouble, target) from trouble


def _check_free(target: Path) -> None:
    if target.is_dir() and target.suffix.lower() != ".zip":
        if any(target.iterdir()):
            raise RuleBroken(f"文件夹“{target.name}”里已有内容，不能写入。", "请换一个名称，或选择一个空文件夹。")
    elif target.exists():
        raise RuleBroken(f"已经有“{target.name}”，归档不覆盖已有的文件。", "请换一个名称。")
    elif not target.parent.is_dir():
        raise RuleBroken(f"文件夹“{target.parent}”不存在。", "请选择一个已有的文件夹。")


def discard_archive(target: Path) -> None:
    """Take away a pack that could not be put on record."""
    if target.is_dir():
        shutil.rmtree(target, ignore_errors=True)
    else:
        with suppress(OSError):
            target.unlink(missing_ok=True)


class _Making:
    """The files of one pack, written into a folder aside."""

    def __init__(self, plan: Plan, inside: Path, progress: Progress) -> None:
        self._plan, self._inside, self._progress = plan, inside, progress
        self._left_out = list(plan.left_out)
        self._sums: dict[str, str] = {}
        self._size = 0
        self._done = 0
        self._total = sum(len(item.parts) for item in plan.items)

    def run(self, name: str) -> MadeArchive:
        found = [self._item(each) for each in self._plan.items]
        items = tuple(each for each in found if each)
        catalogue = Catalogue(self._plan.cover, items, tuple(self._left_out), self._plan.open_points)
        self._write_index(catalogue)
        sums = written_sums(self._sums)
        self._write(SUMS, sums)
        return MadeArchive(
            name=name,
            files=len(self._sums),
            items=len(items),
            size=self._size,
            manifest_hash=hashlib.sha256(sums).hexdigest(),
            journal_head=self._plan.cover.journal_head,
            left_out=catalogue.left_out,
        )

    def _item(self, item: PlannedItem) -> CatalogueItem | None:
        """None where nothing of it could be made."""
        files, pages = [], None
        for part in item.parts:
            self._progress.step(self._done, 2 * self._total, part.path)
            self._done += 1
            content = self._made(item, part)
            if content is None:
                continue
            files.append(replace(self._write(part.path, content), original=part.original))
            if pages is None and not part.original and part.path.endswith(".pdf"):
                pages = _pages(content)
        if not files:
            return None
        return CatalogueItem(
            *(item.group, item.title, item.responsible, item.day, item.number, item.remark), tuple(files), pages
        )

    def _made(self, item: PlannedItem, part: Part) -> bytes | None:
        try:
            return part.make()
        except RuleBroken as broken:
            named = f"{item.title}　{part.original}" if part.original else item.title
            self._left_out.append(LeftOut(named, broken.what))
            return None

    def _write(self, path: str, content: bytes) -> PackedFile:
        file = self._inside / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        sync(file)
        forget(file)
        sha256 = hashlib.sha256(content).hexdigest()
        self._sums[path] = sha256
        self._size += len(content)
        return PackedFile(path, len(content), sha256)

    def _write_index(self, catalogue: Catalogue) -> None:
        sheet = catalogue_report(catalogue)
        listed = [
            (number, file.path, file.size, file.sha256, item.title, file.original)
            for number, item in enumerate(catalogue.items, 1)
            for file in item.files
        ]
        making: tuple[tuple[str, Callable[[Any, Path], None], Any, str], ...] = (
            *((f"{TITLE}{suffix}", write, sheet, suffix) for suffix, write in report("desk_report").items()),
            (LISTING, writer("text.csv_table.write_csv_table"), (_LISTED, listed), ".csv"),
            (INDEX, writer("html.archive_index.write_archive_index"), catalogue, ".html"),
        )
        for name, write, content, suffix in making:
            self._progress.step(self._done, 2 * self._total, name)
            self._write(name, written(write, content, suffix)())


def _pages(pdf: bytes) -> int | None:
    import pypdfium2

    opened = pypdfium2.PdfDocument(pdf)
    try:
        return len(opened)
    finally:
        opened.close()


def _zipped(inside: Path, made_at: datetime, progress: Progress) -> Path:
    """One file of all, the index first; names in UTF-8 and marked so (APPNOTE 4.4.4, bit 11), ZIP64 where needed."""
    packed = inside.with_name("归档.zip")
    paths = sorted(each.relative_to(inside).as_posix() for each in inside.rglob("*") if each.is_file())
    paths.sort(key=lambda path: (path != INDEX, "/" in path))
    with zipfile.ZipFile(packed, "w", allowZip64=True) as archive:
        for number, path in enumerate(paths):
            progress.step(len(paths) + number, 3 * len(paths), path)
            archive.writestr(_entry(path, made_at), (inside / path).read_bytes())
    sync(packed)
    forget(packed)
    return packed


def _entry(path: str, made_at: datetime) -> zipfile.ZipInfo:
    year = min(max(made_at.year, 1980), 2107)  # what a zip can say
    entry = zipfile.ZipInfo(path, (year, made_at.month, made_at.day, made_at.hour, made_at.minute, made_at.second))
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED if path.endswith(_SQUEEZED) else zipfile.ZIP_STORED
    return entry


def _prove(whole: Path, progress: Progress) -> None:
    """Raises RuleBroken where the disk gives back something else than it was given."""
    found = check_archive(whole, lambda done, total, path: progress.step(total + done, 2 * total, f"核对 {path}"))
    if not found.whole:
        raise RuleBroken(f"归档没有通过读回核对：{found.problems[0]}。", "磁盘可能有问题，请换一个磁盘再试。")


def _place(whole: Path, target: Path) -> None:
    check_free(target)
    if whole.is_dir():
        with suppress(FileNotFoundError):
            target.rmdir()  # empty: Windows gives no name that stands there
        for folder in (whole, *(each for each in whole.rglob("*") if each.is_dir())):
            sync_folder(folder)
    whole.replace(target)
    sync_folder(target.parent)


def _clear(aside: Path) -> None:
    """Take away what an attempt that was cut off has left, and begin."""
    if aside.exists():
        shutil.rmtree(aside)
    aside.mkdir()
