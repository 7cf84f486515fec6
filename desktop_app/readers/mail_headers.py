"""Headers of a mail as they really come: RFC 2047 words, RFC 2231 parameters, raw GBK or UTF-8 bytes, and all of these
wrongly declared.

The standard library answers raw GBK with U+FFFD, and cuts a character that a mailer split over two encoded words: so
the raw header is decoded here. GB 2312 and GBK are read as GB 18030, which holds both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, timedelta, timezone
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from db.enums import ArrivalSource

BEIJING: Final = timezone(timedelta(hours=8))  # official time, wherever the machine thinks it stands
_ZONE: Final = re.compile(r"[+-]\d{4}|[A-Z]{1,5}\s*(?:\([^)]*\)\s*)?$")
_LONGEST: Final = 4_000  # bytes of a header that are looked at
_WIDE: Final = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030"}


def header(message: Message, name: str) -> str:
    """The text of a header, "" when it is not there."""
    return _decoded_words(_raw(message, name))


def attachment_name(part: Message) -> str:
    """The name a part's file has, from Content-Disposition or Content-Type; "" when it has none."""
    for where, parameter in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        if name := _parameter(_raw(part, where), parameter):
            return " ".join(name.split())
    return ""


def sender(message: Message) -> str:
    """Who sent it: the address with the name, where there is one."""
    name, address = parseaddr(_raw(message, "From"))
    name = _decoded_words(name)
    return f"{name} <{address}>" if name and address and name != address else address or name


def arrival(message: Message) -> tuple[str, ArrivalSource]:
    """When the mail came, to the minute in Beijing time: by the newest server's Received, else by the sender's Date."""
    for received in message.get_all("Received") or []:  # the newest stands first
        if at := moment(str(received).rpartition(";")[2]):
            return at, ArrivalSource.SERVER
    date = moment(_raw(message, "Date"))
    return date, ArrivalSource.SENDER if date else ArrivalSource.TYPED


def moment(text: str) -> str:
    """A date of a mail as rows keep it; "" for what is none. Without a zone it is taken for Beijing time."""
    try:
        at = parsedate_to_datetime(" ".join(text[:200].split()))
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    if not _ZONE.search(text):
        at = at.replace(tzinfo=BEIJING)
    elif at.tzinfo is None:  # -0000: universal time, from somewhere
        at = at.replace(tzinfo=UTC)
    try:
        local = at.astimezone(BEIJING)
    except (ValueError, OverflowError):
        return ""
    return f"{local:%Y-%m-%d %H:%M}" if 1990 <= local.year <= 2199 else ""


def _raw(message: Message, name: str) -> str:
    """A header as one line of text; bytes that are no ASCII are read as UTF-8, else as GB 18030."""
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            text = str(value)[:_LONGEST]
            return re.sub(r"\r?\n[ \t]*", " ", _read(text.encode("utf-8", "surrogateescape")))
    return ""


def _decoded_words(text: str) -> str:
    """RFC 2047: the encoded words of a header; those of one charset are joined before they are decoded."""
    if "=?" not in text:
        return text.strip()
    pieces: Sequence[tuple[bytes | str, str | None]]
    try:
        pieces = decode_header(text.replace("?==?", "?= =?"))
    except (ValueError, LookupError, MessageError):  # broken base64
        return text.strip()
    said = "".join(
        piece if isinstance(piece, str) else _read(piece, charset) if charset else piece.decode("latin-1")
        for piece, charset in (_unescaped(piece) for piece in pieces)
    )
    return " ".join(said.split())


def _unescaped(piece: tuple[bytes | str, str | None]) -> tuple[bytes | str, str | None]:
    """Between encoded words decode_header hands text beyond ASCII back as raw-unicode-escape."""
    text, charset = piece
    if isinstance(text, bytes) and charset is None:
        return text.decode("raw-unicode-escape", "replace"), None
    return text, charset


def _parameter(raw: str, name: str) -> str:
    """A parameter of a header, joined and decoded by RFC 2231 where it is split or marked, else by RFC 2047."""
    if not raw:
        return ""
    whole = Message()
    whole["Content-Disposition"] = raw
    for key, value in whole.get_params([], header="content-disposition"):
        if key.lower() == name:
            return _decoded_words(_extended(value))
    return ""


def _extended(value: object) -> str:
    """RFC 2231: a marked value is handed out as (charset, language, its bytes as latin-1)."""
    if isinstance(value, tuple):
        charset, _, text = value
        return _read(str(text).encode("latin-1", "replace"), charset or "utf-8")
    return str(value)


def _read(content: bytes, charset: str | None = None) -> str:
    """Bytes in the charset they claim, else in UTF-8, else in GB 18030."""
    claimed = (charset or "").strip().lower()
    for codec in (_WIDE.get(claimed, claimed), "utf-8", "gb18030"):
        if not codec or codec == "unknown-8bit":
            continue
        try:
            return content.decode(codec)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return content.decode("gb18030", "replace")
