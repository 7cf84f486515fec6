"""One guarded way into zip-based office files (.docx, .xlsx).

    with open_parts(path, kind="docx") as parts:
        root = parts.xml("word/document.xml")

Limits: file 20 MB, one part 50 MB, all parts unpacked 200 MB, 2,000 parts; an XML part with a DOCTYPE is refused.
Part names are matched as OPC does (ECMA-376 part 2, 6.2.2.3): without regard to case, with or without a leading slash.
Everything refused is a RuleBroken that names the file, says what is wrong and what to do.
"""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from xml.etree.ElementTree import Element, ParseError, fromstring

from desktop_app.readers.guard import MAX_FILE, MEGABYTE, admitted
from desktop_app.rules.errors import RuleBroken

MAX_PART: Final = 50 * MEGABYTE
MAX_UNPACKED: Final = 200 * MEGABYTE
MAX_PARTS: Final = 2_000

# All that zipfile and its methods of compression raise for a container whose bytes were changed.
UNREADABLE: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, RuntimeError, MemoryError, OverflowError),
)
_DECLARED: Final = re.compile(rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([^"']{1,40})""")
_ENCODINGS: Final = frozenset((b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"iso-8859-1"))
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "docx": ("word/", "Word 文档（.docx）"),
    "xlsx": ("xl/", "Excel 工作簿（.xlsx）"),
    "pptx": ("ppt/", "演示文稿（.pptx）"),
}
_OTHER_FORMATS: Final = (
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文档"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"<!DOCTYPE", "网页文件"),
    (b"<html", "网页文件"),
    (b"<?xml", "XML 文件"),
)
# Stream names in the directory of an OLE container ([MS-CFB] 2.6.1) tell what wrote it.
_OLE_CONTENTS: Final = (
    (
        "EncryptedPackage",
        "设了打开密码的文件",
        "请在 WPS 或 Word/Excel 里打开，取消密码后另存为 {suffix}，再重新选择。",
    ),
    ("WordDocument", "旧版 Word 文档（.doc 或 .wps）", "请在 WPS 或 Word 里打开，另存为 .docx，再重新选择。"),
    ("Workbook", "旧版 Excel 工作簿（.xls 或 .et）", "请在 WPS 或 Excel 里打开，另存为 .xlsx，再重新选择。"),
    ("Book", "旧版 Excel 工作簿（.xls 或 .et）", "请在 WPS 或 Excel 里打开，另存为 .xlsx，再重新选择。"),
    ("PowerPoint Document", "旧版演示文稿（.ppt）", "请在 WPS 里打开，另存为 {suffix}，再重新选择。"),
)


class GuardedZip:
    """The parts of one container, every one within the limits. Close it, or use it in a with statement."""

    def __init__(self, archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo], file_name: str) -> None:
        self._archive = archive
        self._parts = parts
        self._file_name = file_name

    @property
    def names(self) -> tuple[str, ...]:
        """Part names in the order of the container, lower case, with forward slashes and without a leading one."""
        return tuple(self._parts)

    def __contains__(self, name: str) -> bool:
        return _part_name(name) in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part. RuleBroken when it is not there or does not unpack."""
        part = self._parts.get(_part_name(name))
        if part is None:
            raise _damaged(self._file_name, f"缺少内部部件 {name}")
        try:
            return self._archive.read(part)
        except UNREADABLE as error:
            raise _damaged(self._file_name, f"内部部件 {name} 无法解压") from error

    def xml(self, name: str) -> Element:
        """The root element of an XML part. RuleBroken when it is no XML or carries a DOCTYPE."""
        return self.parsed(name, self.read(name))

    def parsed(self, name: str, content: bytes) -> Element:
        """As `xml`, for the bytes of a part that were read already.

        Everything that a hostile XML file can do (entities that grow, files of this machine) needs a DOCTYPE; it is
        looked for in the encodings that parts may have (ECMA-376 part 2, 6.2.5: UTF-8 or UTF-16), and others are
        refused. So the parser in C can be used: defusedxml keeps to the one in Python, at twice the time.
        """
        declared = _DECLARED.match(content)
        if declared and declared[1].lower() not in _ENCODINGS:
            raise _damaged(self._file_name, f"内部部件 {name} 不是完整的 XML，文字编码不合规定")
        if any(doctype in content for doctype in _DOCTYPES):
            raise RuleBroken(
                f"文件“{self._file_name}”的内部部件 {name} 含有 DOCTYPE 声明，正常的文档不会有，为安全起见不予读取。",
                "请在 WPS 或 Word/Excel 里打开，另存一份后再重新选择；仍不行请向报送单位索取原文件。",
            )
        try:
            return fromstring(content)
        except (ParseError, ValueError, LookupError) as error:
            raise _damaged(self._file_name, f"内部部件 {name} 不是完整的 XML") from error

    def close(self) -> None:
        self._archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_parts(path: Path, *, kind: str) -> GuardedZip:
    """Open `path` as a container of the given kind, "docx" or "xlsx" (macro and template variants included).

    What the content is decides, not the suffix. RuleBroken for a file that is missing, unreadable, empty, too large,
    encrypted, an old .doc/.xls, of another format, or damaged.
    """
    start = admitted(path, most=MAX_FILE, program=" WPS 或 Word/Excel ")
    if start.startswith(_OLE):
        raise _old_or_encrypted(path.read_bytes(), path.name, kind)
    if not start.startswith(b"PK"):
        _refuse_other_format(path.name, start, kind)
    return _opened(path, path.name, kind)


def open_content(content: bytes, file_name: str, *, kind: str) -> GuardedZip:
    """As `open_parts`, for a file that lay in another one: in a mail, in an archive."""
    if not content:
        raise RuleBroken(f"文件“{file_name}”是空的（0 字节）。", "可能没有下载完整，请重新下载或向报送单位索取。")
    if len(content) > MAX_FILE:
        raise RuleBroken(
            f"文件“{file_name}”有 {len(content) / MEGABYTE:.1f} MB，超过 {MAX_FILE // MEGABYTE} MB 的上限。",
            "请压缩或删去其中的图片后另存，再重新选择。",
        )
    if content.startswith(_OLE):
        raise _old_or_encrypted(content, file_name, kind)
    if not content.startswith(b"PK"):
        _refuse_other_format(file_name, content[:512], kind)
    return _opened(BytesIO(content), file_name, kind)


def is_old_word(content: bytes) -> bool:
    """Whether these are the bytes of an old .doc or .wps that bears no password."""
    return (
        content.startswith(_OLE) and _stream("WordDocument") in content and _stream("EncryptedPackage") not in content
    )


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"


def _opened(source: Path | BytesIO, file_name: str, kind: str) -> GuardedZip:
    try:
        archive = zipfile.ZipFile(source)
    except UNREADABLE as error:
        raise _damaged(file_name, "压缩目录不完整") from error
    try:
        return GuardedZip(archive, _checked_parts(archive, file_name, kind), file_name)
    except RuleBroken:
        archive.close()
        raise


def _refuse_other_format(name: str, start: bytes, kind: str) -> None:
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    wanted = _KINDS[kind][1]
    for signature, label in _OTHER_FORMATS:
        if head[: len(signature)].lower() == signature.lower():
            raise RuleBroken(
                f"文件“{name}”的内容是“{label}”，不是“{wanted}”。", f"请用原来的软件打开，另存为 .{kind}，再重新选择。"
            )
    raise RuleBroken(f"文件“{name}”不是“{wanted}”，或者已经损坏。", f"请在 WPS 里打开，另存为 .{kind}，再重新选择。")


def _old_or_encrypted(content: bytes, file_name: str, kind: str) -> RuleBroken:
    for stream, label, todo in _OLE_CONTENTS:
        if _stream(stream) in content:
            return RuleBroken(f"文件“{file_name}”是“{label}”，不能直接读取。", todo.format(suffix="." + kind))
    return RuleBroken(
        f"文件“{file_name}”是旧格式或加密的 Office 文件，不能直接读取。",
        f"请在 WPS 或 Word/Excel 里打开，另存为 .{kind}，再重新选择。",
    )


def _checked_parts(archive: zipfile.ZipFile, file_name: str, kind: str) -> Mapping[str, zipfile.ZipInfo]:
    files = [part for part in archive.infolist() if not part.is_dir()]
    todo = "正常的文档不会这样；请在 WPS 里打开，另存一份后再重新选择。"
    if len(files) > MAX_PARTS:
        raise RuleBroken(f"文件“{file_name}”内部有 {len(files)} 个部件，超过 {MAX_PARTS} 个的上限。", todo)
    # The sizes of the directory bind: zipfile never unpacks more of a part than its entry declares.
    if largest := next((part for part in files if part.file_size > MAX_PART), None):
        what = f"文件“{file_name}”的内部部件 {largest.filename} 解压后超过 {MAX_PART // MEGABYTE} MB。"
        raise RuleBroken(what, todo)
    if sum(part.file_size for part in files) > MAX_UNPACKED:
        raise RuleBroken(f"文件“{file_name}”解压后超过 {MAX_UNPACKED // MEGABYTE} MB。", todo)
    if any(part.flag_bits & 0x1 for part in files):
        raise RuleBroken(f"文件“{file_name}”是加了密码的压缩包。", f"请取消密码，另存为 .{kind}，再重新选择。")
    parts = {_part_name(part.filename): part for part in files}
    if len(parts) != len(files):
        raise _damaged(file_name, "有同名的内部部件")
    _check_kind(parts, file_name, kind)
    return parts


def _check_kind(parts: Mapping[str, zipfile.ZipInfo], file_name: str, kind: str) -> None:
    folder, wanted = _KINDS[kind]
    if any(name.startswith(folder) for name in parts):
        return
    found = next((label for start, label in _KINDS.values() if any(name.startswith(start) for name in parts)), None)
    if found is None:
        found = "OpenDocument 文件" if "content.xml" in parts else "压缩包"
    raise RuleBroken(
        f"文件“{file_name}”的内容是“{found}”，不是“{wanted}”。", f"请选择正确的文件，或另存为 .{kind} 再选择。"
    )


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _damaged(file_name: str, why: str) -> RuleBroken:
    return RuleBroken(
        f"文件“{file_name}”已损坏：{why}。", "请在 WPS 里试着打开并另存一份；打不开的，请向报送单位索取原文件。"
    )
