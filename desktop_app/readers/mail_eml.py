"""E-mails (.eml): when they came, and the files they brought, those of forwarded mails too.

Limits: 25 MB, 500 parts, 20 mails within one another. They are counted on the bytes before anything is parsed: the
standard library takes half a minute for 100,000 parts, and runs out of stack at a thousand within one another.
"""

from __future__ import annotations

import re
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from html import unescape
from pathlib import Path
from typing import Final

from desktop_app.readers.guard import MEGABYTE, admitted
from desktop_app.readers.mail_headers import arrival, attachment_name, header, sender
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.file_names import safe_name, shown_name
from desktop_app.shapes.mail import Attachment, Mail

MAX_MAIL: Final = 25 * MEGABYTE
MAX_PARTS: Final = 500
MAX_DEPTH: Final = 20
FORWARDED: Final = "转发的邮件.eml"

_CONTENT_TYPE: Final = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_BOUNDARY: Final = re.compile(rb"""boundary\*?\s*=\s*"?([^\s";]{1,100})""", re.IGNORECASE)
_HEADERS: Final = re.compile(
    rb"^(?:received|date|from|subject|message-id|mime-version|return-path|x-[\w-]+|to):", re.IGNORECASE | re.MULTILINE
)
_HEAD: Final = 64 * 1024  # bytes in which a mail's own headers stand
_TODO: Final = "请在邮箱里打开它，把附件另存下来再导入。"
# Large files that mailers keep at home and send as a link: QQ, 163 and others, by the words beside it or its address.
_CLOUD_WORDS: Final = re.compile(r"超大附件|云附件|文件中转站|大附件下载|点击下载附件")
_CLOUD_LINK: Final = re.compile(
    r"https?://[^\s\"'<>]*(?:ftnexs_download|mail\.qq\.com/ftn|largeattach|large-attachment|cloudattach|netdisk|bigattach|filecenter)"
    r"[^\s\"'<>]*",
    re.IGNORECASE,
)
_FILE_NAME: Final = re.compile(
    r"[^\s<>\"'|:：*?/\\()（）\[\]【】]{1,80}\.(?:docx?|wps|pdf|zip|rar|7z|xlsx?|pptx?)\b", re.IGNORECASE
)
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_LONGEST_TEXT: Final = 400_000  # characters of a mail's own words in which links are looked for
_MOST_LINKS: Final = 20


def read_mail(path: Path) -> Mail:
    """Read one mail. RuleBroken for what is no mail, beyond the limits, or too deep."""
    admitted(path, most=MAX_MAIL, program="邮件软件", smaller=_TODO)
    return mail_of(path.read_bytes(), path.name)


def mail_of(content: bytes, file_name: str) -> Mail:
    """As `read_mail`, for a mail that lay in an archive or in another mail."""
    _check(content, file_name)
    try:
        message = BytesParser(policy=compat32).parsebytes(content)
        attachments, texts = _taken_apart(message, file_name)
    except RecursionError as error:
        raise _too_deep(file_name) from error
    arrived_at, source = arrival(message)
    links = _links(texts, {attachment.name for attachment in attachments})
    return Mail(header(message, "Subject"), sender(message), arrived_at, source, tuple(attachments), links)


def looks_like_mail(content: bytes) -> bool:
    """Whether these bytes begin with the headers of a mail."""
    return len(_HEADERS.findall(content[:4096])) >= 2


def _check(content: bytes, file_name: str) -> None:
    name = shown_name(file_name)
    if len(content) > MAX_MAIL:
        what = f"邮件“{name}”有 {len(content) / MEGABYTE:.1f} MB，超过 {MAX_MAIL // MEGABYTE} MB 的上限。"
        raise RuleBroken(what, _TODO)
    if not _HEADERS.search(content[:_HEAD]):
        raise RuleBroken(f"“{name}”不是一封邮件，或者已经损坏。", "请在邮箱里重新导出为 .eml。")
    parts = sum(1 for _ in _CONTENT_TYPE.finditer(content))
    if parts <= MAX_PARTS:
        parts = max(parts, _delimited(content))
    if parts > MAX_PARTS:
        raise RuleBroken(f"邮件“{name}”有 {parts} 个部分，超过 {MAX_PARTS} 个的上限。", _TODO)


def _delimited(content: bytes) -> int:
    """How many parts the boundaries cut the mail into; one without headers of its own counts too."""
    boundaries = set(_BOUNDARY.findall(content))
    if len(boundaries) > MAX_PARTS:
        return len(boundaries)
    count = at = 0
    while (at := content.find(b"\n--", at) + 1) > 0:
        end = content.find(b"\n", at)
        line = content[at + 2 : min(end if end >= 0 else len(content), at + 110)].rstrip()
        count += line in boundaries
    return count


def _too_deep(file_name: str) -> RuleBroken:
    return RuleBroken(f"邮件“{shown_name(file_name)}”层层转发，超过 {MAX_DEPTH} 层，无法读取。", _TODO)


def _taken_apart(message: Message, file_name: str) -> tuple[list[Attachment], list[str]]:
    """The files of a mail and of those forwarded in it, in their order, and the words it holds."""
    attachments: list[Attachment] = []
    texts: list[str] = []
    waiting: list[tuple[Message, str, int]] = [(message, "", 0)]
    while waiting:
        part, within, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise _too_deep(file_name)
        if part.is_multipart():
            inner = within
            if part.get_content_type() == "message/rfc822":
                inner = f"{within}{_mail_name(part)}/"
            waiting.extend((each, inner, depth + 1) for each in reversed(_children(part)))
        elif _is_decoration(part):
            continue
        elif name := attachment_name(part):
            attachments.append(Attachment(f"{within}{safe_name(name)}", safe_name(name), _content(part)))
        elif part.get_content_maintype() == "text":
            texts.append(_text(part))
    return attachments, texts


def _is_decoration(part: Message) -> bool:
    """A picture that the mail's own text shows: a signature, a background."""
    shown = "Content-ID" in part or part.get_content_disposition() == "inline"
    return shown and part.get_content_maintype() == "image"


def _children(part: Message) -> list[Message]:
    found = part.get_payload()
    return [each for each in found if isinstance(each, Message)] if isinstance(found, list) else []


def _mail_name(part: Message) -> str:
    """What a forwarded mail is called: by its part, else by its subject."""
    if name := attachment_name(part):
        return safe_name(name)
    inner = _children(part)
    subject = header(inner[0], "Subject") if inner else ""
    return f"{safe_name(subject)}.eml" if subject else FORWARDED


def _content(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _text(part: Message) -> str:
    content = _content(part)[:_LONGEST_TEXT]
    for codec in (part.get_content_charset() or "utf-8", "utf-8", "gb18030"):
        try:
            return content.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("gb18030", "replace")


def _links(texts: list[str], came: set[str]) -> tuple[str, ...]:
    """The names of files that were sent as links; one without a name is called 超大附件."""
    found: dict[str, None] = {}
    for text in texts:
        marked = [match.start() for match in _CLOUD_WORDS.finditer(text)]
        linked = [match.start() for match in _CLOUD_LINK.finditer(text)]
        if not linked and not (marked and "http" in text):
            continue
        words = unescape(_TAG.sub(" ", _CLOUD_LINK.sub(" ", text[min([*marked, *linked]) :])))
        names = dict.fromkeys(name for name in _FILE_NAME.findall(words) if name not in came)
        found |= dict.fromkeys(safe_name(name) for name in names) or {"超大附件": None}
    if len(found) > 1:
        found.pop("超大附件", None)
    return tuple(found)[:_MOST_LINKS]
