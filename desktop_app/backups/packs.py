"""One file with everything: the database, the files of the store, a readable workbook, and what proves them.

A pack is a plain zip, so that it can be opened without this program. It counts only after it was read back.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from db.backup import Proof, prove
from db.opening import engine_trouble
from db.restoring import DATABASE, sync
from db.snapshot import readable_tables
from desktop_app.file_store import FOLDER as FILES
from desktop_app.file_store import FileStore
from desktop_app.jobs import Progress
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.backups import Manifest, Part
from desktop_app.writers.finished import finish, forget
from desktop_app.writers.xlsx.snapshot import write_snapshot

FORMAT = 1
MANIFEST, WORKBOOK, HOW_TO = "manifest.json", "可读数据.xlsx", "怎样恢复.txt"
CHUNK = 1 << 20
LONGEST_MANIFEST = 64 << 20  # bytes
SQUEEZED = (".db", ".xlsx", ".txt")  # what lies in the store is mostly packed already
INSTRUCTIONS = """这是“一支部一特色”的备份，含全部数据和收到的文件（视频只记路径和校验值，不在备份里）。

恢复：在程序的“系统设置 → 备份”里选择这个文件，或运行
    yizhibu restore 本文件
程序会先显示恢复后有什么不同，再把现在的数据移到一边（不删除），然后换上备份里的数据。
请不要自己解开压缩包去替换数据文件夹里的文件。

只想看一看：打开其中的“可读数据.xlsx”。
"""


class Silent(Progress):
    """For packing without anybody who watches."""

    def __init__(self) -> None:
        super().__init__("", lambda *_: None)


def pack(copy: Path, store: FileStore, target: Path, manifest: Manifest, progress: Progress) -> Manifest:
    """Prove a copy of the database and pack it with the store's files; the manifest is filled in and handed back.

    Runs in a Job. Raises RuleBroken when the copy is not whole, or cannot be written where it should; what stood under
    the name before then stays. A file of the store that is not what its name says is packed and told as a problem.
    """
    proof = prove(copy, lambda: progress.step(0))
    if proof.problems:
        raise RuleBroken(f"备份没有通过检查：{proof.problems[0]}", "请用“检查数据”核对，必要时从较早的备份恢复。")
    workbook = copy.with_name(f"{copy.name}.xlsx")
    filled = replace(manifest, schema=proof.schema, head=proof.head, last_entry=proof.last_entry, rows=proof.rows)
    made: list[Manifest] = []

    def write(aside: Path) -> None:
        made.append(_write(aside, copy, workbook, store, filled, progress))
        sync(aside)
        forget(aside)
        _read_back(aside, made[0], progress)

    try:
        with engine_trouble(copy):
            tables = readable_tables(copy)
        write_snapshot(tables, workbook)
        finish(write, target)
    finally:
        workbook.unlink(missing_ok=True)
    return made[0]


def _write(
    aside: Path, copy: Path, workbook: Path, store: FileStore, manifest: Manifest, progress: Progress
) -> Manifest:
    stored = [(f"{FILES}/{each[:2]}/{each}", store.path(each)) for each in store.hashes()]
    parts: list[Part] = []
    problems: list[str] = []
    with zipfile.ZipFile(aside, "w", allowZip64=True) as packed:
        packed.writestr(_entry(HOW_TO, manifest.made_at), INSTRUCTIONS)
        for number, (name, file) in enumerate(((DATABASE, copy), (WORKBOOK, workbook), *stored)):
            progress.step(number, 2 * len(stored) + 4, name)
            part = _add(packed, name, file, manifest.made_at)
            parts.append(part)
            if name.startswith(FILES) and file.name != part.sha256:
                problems.append(f"文件 {name} 与它的校验值不符，可能已损坏。")
        filled = replace(manifest, parts=tuple(parts), problems=tuple(problems))
        packed.writestr(_entry(MANIFEST, manifest.made_at), json.dumps(_as_json(filled), ensure_ascii=False, indent=1))
    return filled


def _entry(name: str, made_at: datetime) -> zipfile.ZipInfo:
    year = min(max(made_at.year, 1980), 2107)  # what a zip can say
    entry = zipfile.ZipInfo(name, (year, made_at.month, made_at.day, made_at.hour, made_at.minute, made_at.second))
    squeezed = name.endswith(SQUEEZED) or name == MANIFEST
    entry.compress_type = zipfile.ZIP_DEFLATED if squeezed else zipfile.ZIP_STORED
    return entry


def _add(packed: zipfile.ZipFile, name: str, file: Path, made_at: datetime) -> Part:
    digest, size = hashlib.sha256(), 0
    entry = _entry(name, made_at)
    entry.file_size = file.stat().st_size  # or a large one would be refused when it is at its end
    with file.open("rb") as source, packed.open(entry, "w", force_zip64=entry.file_size > 1 << 30) as target:
        for chunk in _chunks(source):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return Part(name, size, digest.hexdigest())


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


def _read_back(file: Path, manifest: Manifest, progress: Progress) -> None:
    """Raises RuleBroken where the disk gives back something else than it was given."""
    bad = ""
    try:
        with zipfile.ZipFile(file) as packed:
            for number, part in enumerate(manifest.parts):
                progress.step(len(manifest.parts) + number, 2 * len(manifest.parts), f"核对 {part.name}")
                if _digest(packed, part.name) != part.sha256:
                    bad = part.name
                    break
    except (zipfile.BadZipFile, EOFError):
        bad = file.name
    if bad:
        raise RuleBroken(f"备份写到磁盘后再读出来不一样（{bad}）。", "请换一块磁盘或 U 盘再备份。")


def _digest(packed: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with packed.open(name) as source:
        for chunk in _chunks(source):
            digest.update(chunk)
    return digest.hexdigest()


def file_digest(file: Path) -> str:
    """SHA-256 of a whole file."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _as_json(manifest: Manifest) -> dict[str, Any]:
    said = asdict(manifest)
    return {"program": "yizhibu", "format": FORMAT, **said, "made_at": manifest.made_at.isoformat(timespec="seconds")}


def read_manifest(file: Path) -> Manifest:
    """What a backup says of itself. Raises RuleBroken for a file that is none, or cannot be read."""
    try:
        with zipfile.ZipFile(file) as packed:
            if packed.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
                raise ValueError("too long")
            return _from_json(json.loads(packed.read(MANIFEST)))
    except FileNotFoundError:
        raise RuleBroken(f"找不到备份文件“{file.name}”。", "请核对路径，或插好 U 盘。") from None
    except PermissionError:
        raise RuleBroken(f"没有权限读取“{file.name}”。", "请检查权限，或把它复制到本机再试。") from None
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as trouble:
        raise RuleBroken(f"“{file.name}”不是本程序的备份，或已损坏。", "请换一份备份。") from trouble


def _from_json(said: dict[str, Any]) -> Manifest:
    if said["program"] != "yizhibu" or not isinstance(said["format"], int):
        raise ValueError("another program's")
    if said["format"] > FORMAT:
        raise RuleBroken("这份备份由更新的版本写成。", "请安装新版程序后再恢复；数据没有改动。")
    return Manifest(
        version=str(said["version"]),
        made_at=datetime.fromisoformat(said["made_at"]),
        by=str(said["by"]),
        reason=str(said["reason"]),
        origin=str(said["origin"]),
        sequence=int(said["sequence"]),
        schema=int(said["schema"]),
        head=str(said["head"]),
        last_entry=int(said["last_entry"]),
        rows={str(name): int(count) for name, count in said["rows"].items()},
        parts=tuple(Part(str(p["name"]), int(p["size_bytes"]), str(p["sha256"])) for p in said["parts"]),
        problems=tuple(str(problem) for problem in said["problems"]),
    )


def unpack(file: Path, staging: Path, progress: Progress) -> tuple[Manifest, Proof]:
    """Lay database and files of a backup into the folder `staging` and prove every one. Runs in a Job.

    Raises RuleBroken for a backup that is not whole; `staging` is then incomplete and of no use.
    """
    manifest = read_manifest(file)
    (staging / FILES).mkdir(parents=True)
    wanted = [part for part in manifest.parts if part.name == DATABASE or _is_stored(part.name)]
    try:
        with zipfile.ZipFile(file) as packed:
            for number, part in enumerate(wanted):
                progress.step(number, len(wanted) + 1, part.name)
                _lay(packed, part, staging / part.name)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as trouble:
        raise RuleBroken(f"备份“{file.name}”读不完，可能已损坏。", "请换一份备份；现在的数据没有改动。") from trouble
    proof = prove(staging / DATABASE, lambda: progress.step(len(wanted), len(wanted) + 1))
    if proof.problems:
        raise RuleBroken(f"备份里的数据没有通过检查：{proof.problems[0]}", "请换一份备份；现在的数据没有改动。")
    if (proof.head, proof.rows) != (manifest.head, manifest.rows):
        raise RuleBroken(f"备份“{file.name}”的内容与它的清单不符。", "请换一份备份；现在的数据没有改动。")
    return manifest, proof


def _is_stored(name: str) -> bool:
    """A name of the store and nothing else: a pack that was tampered with must not reach outside its folder."""
    path = PurePosixPath(name)
    hex_digits = set("0123456789abcdef")
    return (
        len(path.parts) == 3
        and path.parts[0] == FILES
        and len(path.parts[1]) == 2
        and len(path.parts[2]) == 64
        and set(path.parts[1] + path.parts[2]) <= hex_digits
    )


def _lay(packed: zipfile.ZipFile, part: Part, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with packed.open(part.name) as source, target.open("wb") as laid:
        for chunk in _chunks(source):
            digest.update(chunk)
            size += len(chunk)
            if size > part.size_bytes:
                break
            laid.write(chunk)
    if (digest.hexdigest(), size) != (part.sha256, part.size_bytes):
        raise RuleBroken(f"备份里的 {part.name} 与清单不符，可能已损坏。", "请换一份备份；现在的数据没有改动。")
