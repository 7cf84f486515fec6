"""Everything that can hold an 申报书: files, mails, archives, and folders of them as a mailbox in the web saves them.

    incoming = read_incoming(paths, store)

What is no form is named with the way out. A file is in the store before it is told; what then belongs to nothing is
taken out again by whoever asked (`FileStore.discard`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from db.enums import ArrivalSource
from desktop_app.file_store import FileStore
from desktop_app.readers.archives import unpacked
from desktop_app.readers.forms_docx import form_of
from desktop_app.readers.guard import MAX_FILE, admitted, files_within
from desktop_app.readers.guarded_zip import is_old_word
from desktop_app.readers.mail_eml import MAX_MAIL, looks_like_mail, mail_of, read_mail
from desktop_app.readers.old_word import as_docx
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import safe_name, shown_name
from desktop_app.shapes import shape
from desktop_app.shapes.incoming import Incoming, IncomingForm, RefusedFile
from desktop_app.shapes.mail import Mail

MAX_NESTED: Final = 4  # mails and archives within one another

Step = Callable[[int, int, str], None]

_WORD: Final = frozenset((".docx", ".docm", ".dotx", ".doc", ".wps", ".wpt", ".dot"))
_ARCHIVES: Final = {".rar": "RAR 压缩包", ".7z": "7z 压缩包", ".tar": "压缩包", ".gz": "压缩包"}
_OTHERS: Final = {
    ".pdf": ("PDF 文件（也可能是扫描件），读不出申报书的各栏", "请让支部发 Word 版（.docx）。"),
    ".msg": ("Outlook 邮件", "请在 Outlook 里另存为 .eml，或把附件另存下来再导入。"),
    ".mht": ("网页形式的邮件", "请在邮箱里导出为 .eml，或把附件另存下来再导入。"),
    ".html": ("网页", "如果是邮件，请在邮箱里导出为 .eml，或把附件另存下来再导入。"),
    ".htm": ("网页", "如果是邮件，请在邮箱里导出为 .eml，或把附件另存下来再导入。"),
    ".rtf": ("RTF 文档", "请在 WPS 或 Word 里打开，另存为 .docx，再导入。"),
    ".odt": ("OpenDocument 文档", "请在 WPS 或 Word 里打开，另存为 .docx，再导入。"),
    ".txt": ("文本文件，不是申报书", "请让支部发 Word 版（.docx）。"),
}
_SIGNATURES: Final = (
    (b"%PDF", ".pdf"),
    (b"Rar!", ".rar"),
    (b"7z\xbc\xaf", ".7z"),
    (b"{\\rtf", ".rtf"),
)
_SYSTEM: Final = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_EMPTY: Final = RuleBroken("文件是空的（0 字节）。", "可能没有下载完整，请重新下载，或请对方重发。")


@shape
class _Letter:
    """What a mail says of the files in it."""

    arrived_at: str = ""
    source: ArrivalSource = ArrivalSource.TYPED
    sender: str = ""
    subject: str = ""


_NO_LETTER: Final = _Letter()


def read_incoming(paths: Sequence[Path], store: FileStore, step: Step | None = None) -> Incoming:
    """Read files and folders. `step` is told (done, total, name) before each file of the outermost level.

    Never raises for a file: what cannot be read is in `refused`. OSError where the store cannot be written.
    """
    reader = _Reader(store)
    waiting = [found for path in paths for found in reader.outermost(path)]
    for done, (path, label) in enumerate(waiting):
        if step:
            step(done, len(waiting), shown_name(path.name))
        reader.file(path, label)
    return Incoming(tuple(reader.forms), tuple(reader.refused), reader.skipped)


class _Reader:
    def __init__(self, store: FileStore) -> None:
        self._store = store
        self.forms: list[IncomingForm] = []
        self.refused: list[RefusedFile] = []
        self.skipped = 0

    def outermost(self, path: Path) -> list[tuple[Path, str]]:
        """The files of a path, each with the name it is told by: a file's own, or its place in the folder."""
        if not path.is_dir():
            return [(path, path.name)]
        try:
            return [(each, each.relative_to(path).as_posix()) for each in files_within(path)]
        except RuleBroken as broken:
            self._refuse(path.name, broken)
            return []

    def file(self, path: Path, label: str) -> None:
        if self._skips(path.name):
            return
        try:
            suffix = path.suffix.lower()
            if suffix == ".eml":
                self._mail(read_mail(path), label, 1)
                return
            if suffix == ".zip":
                self._archive(path, label, _NO_LETTER, 1)
                return
            self._refuse_by_name(suffix)
            admitted(path, most=max(MAX_FILE, MAX_MAIL), program=" WPS 或 Word ")
            content = path.read_bytes()
        except RuleBroken as broken:
            self._refuse(label, broken)
        except OSError:
            self._refuse(
                label, RuleBroken(f"无法读取“{shown_name(path.name)}”。", "请确认文件没有被移动，再重新选择。")
            )
        else:
            self._content(content, label, _NO_LETTER, 1)

    def _content(self, content: bytes, label: str, letter: _Letter, depth: int) -> None:
        """A file whose bytes are at hand; what it holds decides, and its name where that tells nothing."""
        name = label.rpartition("/")[2]
        if self._skips(name):
            return
        suffix = "." + name.rpartition(".")[2].lower() if "." in name else ""
        try:
            if not content:
                raise _EMPTY
            if suffix == ".eml" or (suffix not in _WORD and looks_like_mail(content)):
                self._check_depth(label, depth)
                self._mail(mail_of(content, name), label, depth + 1)
            elif suffix == ".zip" or (suffix not in _WORD and content.startswith(b"PK") and b"word/" not in content):
                self._check_depth(label, depth)
                self._archive(content, label, letter, depth + 1)
            else:
                self._refuse_by_name(suffix)
                self._form(content, label, name, letter)
        except RuleBroken as broken:
            self._refuse(label, broken)

    def _form(self, content: bytes, label: str, name: str, letter: _Letter) -> None:
        suffix = next((suffix for start, suffix in _SIGNATURES if content.startswith(start)), "")
        self._refuse_by_name(suffix)
        if not content.startswith((b"PK", _OLE)):
            raise RuleBroken(f"“{shown_name(name)}”不是 Word 文档，或者已经损坏。", "请让支部发 Word 版（.docx）。")
        old = is_old_word(content)
        reading = form_of(as_docx(content, name) if old else content, shown_name(name))
        kept = self._store.keep(content)
        self.forms.append(
            IncomingForm(
                file=label,
                file_name=safe_name(name),
                sha256=kept.sha256,
                size=kept.size,
                reading=reading,
                arrived_at=letter.arrived_at,
                source=letter.source,
                sender=letter.sender,
                subject=letter.subject,
                converted=old,
                fresh=kept.fresh,
            )
        )

    def _mail(self, mail: Mail, label: str, depth: int) -> None:
        letter = _Letter(mail.arrived_at, mail.source, mail.sender, mail.subject)
        for each in mail.attachments:
            self._content(each.content, f"{label}/{each.path}", letter, depth)
        for link in mail.links:
            reason = "只是超大附件的下载链接，文件并没有随邮件到达。"
            todo = "请在链接过期前从邮箱里下载，再导入下载的文件；过期的请支部作为普通附件重发。"
            self.refused.append(RefusedFile(f"{label}/{link}", reason, todo))
        if not mail.attachments and not mail.links:
            self.refused.append(RefusedFile(label, "这封邮件没有附件。", "如果申报书贴在正文里，请支部作为附件重发。"))

    def _archive(self, archive: Path | bytes, label: str, letter: _Letter, depth: int) -> None:
        for inner, content in unpacked(archive, label.rpartition("/")[2]):
            if inner.startswith("__MACOSX/"):
                self.skipped += 1
            elif isinstance(content, RuleBroken):
                self._refuse(f"{label}/{inner}", content)
            else:
                self._content(content, f"{label}/{inner}", letter, depth)

    def _check_depth(self, label: str, depth: int) -> None:
        if depth >= MAX_NESTED:
            name = shown_name(label.rpartition("/")[2])
            raise RuleBroken(f"“{name}”层层打包，超过 {MAX_NESTED} 层。", "请解压后选择解压出来的文件夹。")

    def _refuse_by_name(self, suffix: str) -> None:
        if suffix in _ARCHIVES:
            raise RuleBroken(f"这是{_ARCHIVES[suffix]}，程序不能解压。", "请在电脑上解压后，选择解压出来的文件夹。")
        if suffix in _OTHERS:
            what, todo = _OTHERS[suffix]
            raise RuleBroken(f"这是{what}。", todo)
        if suffix and suffix not in _WORD:
            raise RuleBroken(f"“{suffix}”文件不是申报书。", "申报书请用 Word 版（.docx）；佐证材料不必导入。")

    def _refuse(self, label: str, broken: RuleBroken) -> None:
        self.refused.append(RefusedFile(label, broken.what, broken.todo))

    def _skips(self, name: str) -> bool:
        skipped = name.startswith(("~$", ".")) or name.lower() in _SYSTEM
        self.skipped += skipped
        return skipped
