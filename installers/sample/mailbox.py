"""邮箱 and 邮箱-定稿: what the branches mailed, and what a clerk saved from the mailbox in the web.

As it really comes: several forms in one mail, names in GBK, a forwarded mail, a .zip that a Chinese Windows packed, a
large file that is only a link, a scan, an archive that cannot be unpacked, a form that does not say whose it is.
"""

from __future__ import annotations

import base64
import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from desktop_app.shapes.application_form import BlankForm
from desktop_app.shapes.documents import Letterhead
from desktop_app.writers.docx.application_form import write_application_form
from installers.sample.files import MADE, save
from installers.sample.organizations import SCHOOL
from installers.sample.season import Application, Season

HEAD = Letterhead(SCHOOL, "党委组织部", "组织科", "勤政楼423", "3831311", "dzb@example.edu.cn")
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "dzb@example.edu.cn"
FIRST, GYNAECOLOGY = "第一临床学院党委", "妇产科党支部"
REVISED = "（修改稿）"
GROUND = (
    "坚持“三会一课”和主题党日制度，每月围绕“{brand}”开展一次集中学习，党员参学率保持在九成以上。",
    "建立党员发展台账，近三年发展党员六名，均来自教学、科研和临床一线。",
    "支部书记与支委每季度谈心谈话一次，意见逐条登记、逐条答复。",
)
CONCEPT = (
    "“{brand}”取意于{branch}的日常工作：把党员先锋岗设在岗位上，把组织生活开在现场，把服务做到师生和患者身边。",
    "以一名党员带一个小组、一个小组联一个班级或病区的方式，形成可以复制的做法。",
)
PLAN = "三年内建成一个党员先锋岗、一套工作案例、一支志愿服务队，第一年打基础，第二年见成效，第三年出经验。"
OUTCOME = "每年开展志愿服务不少于十二次，形成案例一篇，新闻稿两篇以上。"
NOVEL = "把党员的专业所长变成支部的服务清单，由师生点单、党员接单。"
NOVEL_REVISED = "把党员的专业所长变成支部的服务清单，由师生点单、党员接单、支部评单，每月公布一次完成情况。"
PLAN_REVISED = (
    "三年内建成一个党员先锋岗、一套工作案例、一支志愿服务队：2025年9月至12月完成设岗和建队，责任人支部书记；"
    "2026年完成案例汇编，责任人宣传委员；2027年形成可推广的经验，责任人组织委员。"
)


def write_mailbox(season: Season, folder: Path) -> None:
    """Everything that came before the deadline; the same bytes at every call."""
    by_name = {(a.branch.organization, a.branch.name): a for a in season.applications}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "附件").mkdir(exist_ok=True)

    def of(organization: str, name: str) -> Application:
        return by_name[organization, name]

    three = [of(FIRST, name) for name in (GYNAECOLOGY, "儿科党支部", "门诊党支部")]
    _mail(
        folder / "第一临床学院三个支部申报书.eml",
        "第一临床学院党委报送三个支部申报书",
        datetime(2025, 8, 22, 17, 2),
        [(_encoded(f"{each.branch.name}申报书.docx"), official_form(each)) for each in three],
    )
    basic = [of("基础医学院党委", name) for name in ("病理学教研室党支部", "神经生物学教研室党支部")]
    inner = _message(
        "基础医学院党委两个支部电子版",
        datetime(2025, 8, 23, 21, 12),
        [(_raw(f"{each.branch.name}.docx"), plain_form(each)) for each in basic],
    )
    _mail(
        folder / "转发：基础医学院电子版.eml",
        "转发：基础医学院电子版",
        datetime(2025, 8, 24, 8, 3),
        [],
        forwarded=inner,
    )
    surgery = [of(FIRST, name) for name in ("外科第三党支部", "外科第六党支部")]
    packed = _archive([(f"外科申报书/{each.branch.name}.docx", plain_form(each)) for each in surgery])
    _mail(
        folder / "外科两个支部.eml",
        "外科第三、第六党支部申报书",
        datetime(2025, 8, 26, 14, 48),
        [(_encoded("外科申报书.zip"), packed)],
    )
    _mail(
        folder / "硬核助医.eml",
        "生物医学工程党支部申报书",
        datetime(2025, 8, 25, 23, 33),
        [],
        text=(
            "从QQ邮箱发来的超大附件\n\n生物医学工程党支部申报书.docx（86.4M，2025年9月24日 23:33 到期）\n"
            "进入下载页面：http://mail.qq.com/cgi-bin/ftnExs_download?k=example&t=exs_ftn_download\n"
        ),
    )
    saved = folder / "附件"
    nursing, computing = of("第二临床学院党委", "护理第二党支部"), of("医学工程学院党总支", "计算机教研室党支部")
    (saved / "护理第二党支部申报书.docx").write_bytes(plain_form(nursing))
    (saved / "计算机教研室申报书.docx").write_bytes(plain_form(computing, above=True))
    (saved / "申报书（无支部名）.docx").write_bytes(
        plain_form(of("公共卫生学院党总支", "研究生第一党支部"), nameless=True)
    )
    (saved / "真理味道（扫描）.pdf").write_bytes(b"%PDF-1.4\n% scanned\n")
    (saved / "双肩担当.rar").write_bytes(b"Rar!\x1a\x07\x01\x00")


def write_final_versions(applications: Sequence[Application], folder: Path) -> None:
    """The 定稿 of some branches."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, each in enumerate(applications):
        _mail(
            folder / f"{each.branch.name}定稿.eml",
            f"{each.branch.name}定稿",
            datetime(2025, 9, 23, 10 + number, 20),
            [
                (
                    _encoded(f"{each.branch.name}申报书{REVISED}.docx"),
                    revised_form(each, plain=each.branch.organization != FIRST),
                )
            ],
        )


# Forms ----------------------------------------------------------------------------------------------------------------


def official_form(application: Application, *, revised: bool = False) -> bytes:
    """In the program's own template, filled in."""
    from docx import Document

    branch = application.branch
    blank = BlankForm(
        HEAD,
        5,
        datetime(2025, 9, 12, 17, 30),
        MADE,
        brand=application.brand,
        branch=branch.name,
        organization=branch.organization,
        secretary=branch.secretary,
        telephone=branch.phone,
        branch_kind=branch.kind,
        members=str(branch.members),
    )
    with TemporaryDirectory() as folder:
        target = Path(folder, "form.docx")
        write_application_form(blank, target)
        document = Document(str(target))
    words = _words(application, revised=revised)
    for heading, lines in words:
        at = next((n for n, each in enumerate(document.paragraphs) if each.text.endswith(heading)), None)
        if at is not None:
            for offset, line in enumerate(lines[:2], 1):
                document.paragraphs[at + offset].add_run(line)
    packed = BytesIO()
    save(document, packed)
    return packed.getvalue()


def _words(application: Application, *, revised: bool) -> list[tuple[str, list[str]]]:
    names = {"brand": application.brand, "branch": application.branch.name}
    return [
        ("教育党员有力", [GROUND[0].format(**names)]),
        ("管理党员有力", [GROUND[1].format(**names)]),
        ("监督党员有力", [GROUND[2].format(**names)]),
        ("创建思路", [line.format(**names) for line in CONCEPT]),
        ("长期规划", [PLAN_REVISED if revised else PLAN]),
        ("预期成效", [OUTCOME]),
        ("创新点", [NOVEL_REVISED if revised else NOVEL]),
    ]


def revised_form(application: Application, *, plain: bool) -> bytes:
    return plain_form(application, revised=True) if plain else official_form(application, revised=True)


def plain_form(
    application: Application, *, above: bool = False, nameless: bool = False, revised: bool = False
) -> bytes:
    """Laid out as branches do it themselves: labels left of their values, or above, spaced out."""
    branch = application.branch
    facts = [
        ("品 牌 名 称", application.brand),
        ("申 报 支 部", "" if nameless else branch.name),
        ("所属党委（党总支）", "" if nameless else branch.organization),
        ("支 部 书 记", branch.secretary),
        ("联 系 人", application.contact),
        ("办 公 电 话", application.phone),
    ]
    rows = [[label for label, _ in facts], [value for _, value in facts]] if above else [list(pair) for pair in facts]
    body = _paragraph(f"{SCHOOL}“一支部一特色”支部党建品牌创建申报书") + _table(rows)
    words = dict(_words(application, revised=revised))
    sections = (
        ("一、工作基础", [line for part in ("教育党员有力", "管理党员有力", "监督党员有力") for line in words[part]]),
        ("二、创建思路", words["创建思路"]),
        ("三、长期规划", words["长期规划"]),
        ("四、预期成效", words["预期成效"]),
        ("五、创新点", words["创新点"]),
    )
    for heading, lines in sections:
        body += "".join(map(_paragraph, (heading, *lines)))
    return _zipped(
        [
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'),
        ]
    )


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _table(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<w:tc>{_paragraph(text)}</w:tc>" for text in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def _zipped(parts: Sequence[tuple[str, str]]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts:
            info = zipfile.ZipInfo(name, date_time=MADE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
    return made.getvalue()


def _archive(files: Sequence[tuple[str, bytes]]) -> bytes:
    """As a Chinese Windows packs it: names in GBK, not marked as anything."""
    made = BytesIO()
    names: list[tuple[bytes, bytes]] = []
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files:
            written = name.encode("gbk")
            stand_in = chr(97 + len(names)) * len(written)
            names.append((stand_in.encode(), written))
            info = zipfile.ZipInfo(stand_in, date_time=MADE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    packed = made.getvalue()
    for stand_in_bytes, written in names:
        packed = packed.replace(stand_in_bytes, written)
    return packed


# Mails ----------------------------------------------------------------------------------------------------------------


def _encoded(name: str) -> bytes:
    """RFC 2047 in GBK, as most Chinese mailers write it."""
    return b'"=?GBK?B?' + base64.b64encode(name.encode("gbk")) + b'?="'


def _raw(name: str) -> bytes:
    """Bytes of GBK, as old ones write it."""
    return b'"' + name.encode("gbk") + b'"'


def _mail(
    path: Path,
    subject: str,
    at: datetime,
    attachments: Sequence[tuple[bytes, bytes]],
    *,
    text: str = "老师好，电子版见附件，请查收。",
    forwarded: bytes = b"",
) -> None:
    path.write_bytes(_message(subject, at, attachments, text=text, forwarded=forwarded, to=OFFICE))


def _message(
    subject: str,
    at: datetime,
    attachments: Sequence[tuple[bytes, bytes]],
    *,
    text: str = "老师好，电子版见附件，请查收。",
    forwarded: bytes = b"",
    to: str = "office@example.edu.cn",
) -> bytes:
    stamp = at.strftime("%a, %d %b %Y %H:%M:%S +0800")
    boundary = f"part-{at:%Y%m%d%H%M}"
    lines = [
        f"Received: from mail.example.edu.cn by mx.example.edu.cn; {stamp}".encode(),
        b"From: =?UTF-8?B?" + base64.b64encode("组织员".encode()) + b"?= <zzy@example.edu.cn>",
        f"To: <{to}>".encode(),
        b"Subject: =?UTF-8?B?" + base64.b64encode(subject.encode()) + b"?=",
        f"Date: {stamp}".encode(),
        b"MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{boundary}"'.encode(),
        b"",
        f"--{boundary}".encode(),
        b"Content-Type: text/plain; charset=utf-8",
        b"Content-Transfer-Encoding: base64",
        b"",
        base64.encodebytes(text.encode()).strip(),
    ]
    for name, content in attachments:
        lines += [
            f"--{boundary}".encode(),
            b"Content-Type: application/octet-stream",
            b"Content-Transfer-Encoding: base64",
            b"Content-Disposition: attachment; filename=" + name,
            b"",
            base64.encodebytes(content).strip(),
        ]
    if forwarded:
        lines += [f"--{boundary}".encode(), b"Content-Type: message/rfc822", b"", forwarded]
    lines += [f"--{boundary}--".encode(), b""]
    return b"\n".join(lines)
