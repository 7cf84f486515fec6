"""Mails as they come: names in every encoding, forwarded ones, links instead of files, and those that would hang."""

from __future__ import annotations

import base64
import time
from pathlib import Path

import pytest

from db.enums import ArrivalSource
from desktop_app.readers.mail_eml import mail_of, read_mail
from desktop_app.readers.mail_headers import moment
from desktop_app.rules.errors import RuleBroken
from desktop_app.shapes.mail import Attachment, Mail
from tests.incoming import mail

NAME = "药学院申报书（定稿）.docx"
CONTENT = b"PK\x03\x04"


def raw(disposition: bytes, *, kind: bytes = b"application/octet-stream") -> bytes:
    """A mail whose one attachment has these headers, byte for byte."""
    return (
        b"Received: by mx.example.edu.cn; Wed, 08 Nov 2023 16:12:00 +0800\r\n"
        b"From: xu@example.edu.cn\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nhi\r\n--b1\r\n'
        b"Content-Type: " + kind + b"\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Disposition: " + disposition + b"\r\n\r\n" + base64.b64encode(CONTENT) + b"\r\n--b1--\r\n"
    )


def percent(text: str, codec: str) -> bytes:
    return "".join(f"%{byte:02X}" for byte in text.encode(codec)).encode()


def words(text: str, codec: str, size: int = 0) -> bytes:
    """RFC 2047; cut every `size` bytes, in the middle of characters too, as some mailers do."""
    content = text.encode(codec)
    size = size or len(content)
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    return b"\r\n ".join(b"=?" + codec.encode() + b"?B?" + base64.b64encode(piece) + b"?=" for piece in pieces)


@pytest.mark.parametrize(
    "disposition",
    [
        b'attachment; filename="' + NAME.encode("gbk") + b'"',
        b'attachment; filename="' + NAME.encode() + b'"',
        b"attachment; filename=" + NAME.encode("gbk"),
        b'attachment; filename="' + words(NAME, "gb2312") + b'"',
        b'attachment; filename="' + words(NAME, "utf-8", 7) + b'"',
        b'attachment; filename="' + words(NAME, "gbk", 5) + b'"',
        b"attachment; filename*=UTF-8''" + percent(NAME, "utf-8"),
        b"attachment; filename*=gb2312''" + percent(NAME, "gbk"),
        b"attachment; filename*0*=gb18030''" + percent(NAME[:5], "gbk") + b"; filename*1*=" + percent(NAME[5:], "gbk"),
        b'attachment;\r\n filename="=?x-none?B?' + base64.b64encode(NAME.encode()) + b'?="',
        b'attachment; filename="C:\\\\tmp\\\\' + NAME.encode("gbk") + b'"',
    ],
)
def test_a_name_in_whatever_way_it_was_written(disposition: bytes) -> None:
    assert mail_of(raw(disposition), "来信.eml").attachments == (Attachment(NAME, NAME, CONTENT),)


def test_a_name_given_by_the_content_type_alone() -> None:
    kind = b'application/msword; name="' + words(NAME, "gbk") + b'"'
    assert [each.name for each in mail_of(raw(b"attachment", kind=kind), "来信.eml").attachments] == [NAME]


def test_who_sent_it_what_it_says_and_when_it_came(tmp_path: Path) -> None:
    file = tmp_path / "来信.eml"
    file.write_bytes(mail(("申报书.docx", CONTENT), subject="【药学院】教工第一党支部申报材料"))
    assert read_mail(file) == Mail(
        "【药学院】教工第一党支部申报材料",
        "许老师 <yxy@example.edu.cn>",
        "2023-11-08 16:12",
        ArrivalSource.SERVER,
        (Attachment("申报书.docx", "申报书.docx", CONTENT),),
    )


@pytest.mark.parametrize(
    ("received", "date", "expected"),
    [
        ("Wed, 08 Nov 2023 08:12:00 +0000 (UTC)", None, ("2023-11-08 16:12", ArrivalSource.SERVER)),
        ("Thu, 09 Nov 2023 00:30:00 +0800 (CST)", None, ("2023-11-09 00:30", ArrivalSource.SERVER)),
        (None, "Wed, 8 Nov 2023 16:11:30 +0800", ("2023-11-08 16:11", ArrivalSource.SENDER)),
        ("nonsense", "Wed, 8 Nov 2023 16:11:30 +0800", ("2023-11-08 16:11", ArrivalSource.SENDER)),
        (None, "Wed, 8 Nov 2023 08:11:00 -0000", ("2023-11-08 16:11", ArrivalSource.SENDER)),
        (None, "99 Foo 99999999", ("", ArrivalSource.TYPED)),
        (None, None, ("", ArrivalSource.TYPED)),
    ],
)
def test_the_newest_server_tells_the_arrival_else_the_sender(
    received: str | None, date: str | None, expected: tuple[str, ArrivalSource]
) -> None:
    found = mail_of(mail(received=received, date=date), "来信.eml")
    assert (found.arrived_at, found.source) == expected


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Wed, 8 Nov 2023 16:11", "2023-11-08 16:11"),
        ("8 Nov 2023 16:11:30 GMT", "2023-11-09 00:11"),
        ("Wed, 8 Nov 2023 16:11:30 +0800 (CST)", "2023-11-08 16:11"),
        ("", ""),
    ],
)
def test_a_date_without_a_zone_is_beijing_time(text: str, at: str) -> None:
    assert moment(text) == at


def test_of_several_servers_the_newest_counts() -> None:
    older = b"Received: from a by b; Tue, 07 Nov 2023 10:00:00 +0800\n"
    found = mail_of(mail().replace(b"From:", older + b"From:", 1), "来信.eml")
    assert found.arrived_at == "2023-11-08 16:12"


def forwarded(content: bytes, name: str = "") -> bytes:
    disposition = f'Content-Disposition: attachment; filename="{name}"\n' if name else ""
    return (
        (
            "From: a@example.edu.cn\nSubject: fwd\nDate: Thu, 9 Nov 2023 08:00:00 +0800\n"
            f'Content-Type: multipart/mixed; boundary="out{len(content)}"\n\n--out{len(content)}\n'
            f"Content-Type: message/rfc822\n{disposition}\n"
        ).encode()
        + content
        + b"\n--out--\n"
    )


def test_files_of_forwarded_mails_are_found_and_say_where_they_lay() -> None:
    inner = mail(("申报书.docx", CONTENT), subject="教工第一党支部")
    twice = mail_of(forwarded(forwarded(inner, "一.eml")), "来信.eml")
    assert [each.path for each in twice.attachments] == ["fwd.eml/一.eml/申报书.docx"]
    assert twice.arrived_at == "2023-11-09 08:00"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "从QQ邮箱发来的超大附件\n申报书.docx (120M)\nhttp://mail.qq.com/cgi-bin/ftnExs_download?k=1",
            ("申报书.docx",),
        ),
        ("请点击下载 https://mail.163.com/large-attachment-download/index.html?file=1", ("超大附件",)),
        ("网址 https://www.example.edu.cn/ 供参考", ()),
        ("超大附件请勿发送", ()),
    ],
)
def test_a_large_file_that_is_only_a_link_is_told(text: str, links: tuple[str, ...]) -> None:
    assert mail_of(mail(text=text), "来信.eml").links == links


def test_what_came_besides_as_a_real_file_is_no_link() -> None:
    text = "超大附件 申报书.docx 视频.zip http://mail.qq.com/cgi-bin/ftnExs_download?k=1"
    assert mail_of(mail(("申报书.docx", CONTENT), text=text), "来信.eml").links == ("视频.zip",)


def test_a_picture_within_the_text_is_no_attachment() -> None:
    picture = raw(b'inline; filename="logo.png"', kind=b"image/png")
    assert mail_of(picture, "来信.eml").attachments == ()


def nested(depth: int) -> bytes:
    """Mails within mails, as the content of one another."""
    return (
        b"".join(b"From: a@example.edu.cn\nContent-Type: message/rfc822\n\n" for _ in range(depth)) + b"Subject: x\n\nx"
    )


def parts(count: int) -> bytes:
    head = b'From: a@example.edu.cn\nSubject: x\nContent-Type: multipart/mixed; boundary="b"\n\n'
    return head + b"--b\n\nx\n" * count + b"--b--\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "0 字节"),
        (b"PK\x03\x04" + b"\0" * 100, "不是一封邮件"),
        (nested(30), "层层转发"),
        (nested(1_500), "500 个"),
        (parts(100_000), "500 个"),
        (b"From: a\n" + b"x" * (25 * 1024 * 1024), "25 MB"),
    ],
    ids=["empty", "zip", "deep", "deeper", "parts", "large"],
)
def test_what_is_no_mail_or_would_not_end_is_refused_in_words(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "坏.eml"
    file.write_bytes(content)
    begun = time.monotonic()
    with pytest.raises(RuleBroken) as caught:
        read_mail(file)
    assert why in caught.value.what
    assert caught.value.todo
    assert time.monotonic() - begun < 30
