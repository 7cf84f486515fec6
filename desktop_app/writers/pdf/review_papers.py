"""评审承诺书: A4, a page to each expert."""

from datetime import datetime
from pathlib import Path

from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.review_papers import Pledges
from desktop_app.writers.pdf.faces import Face
from desktop_app.writers.pdf.pages import PORTRAIT, Pages
from desktop_app.writers.pdf.typesetting import Style

TITLE = Style(Face.BOLD, 20, 30)
UNDER = Style(Face.SERIF, 11, 17, grey=0.15)
BODY = Style(Face.SERIF, 12, 21)
INDENT = "　　"
PROMISES = (
    "一、本人以个人专业判断独立评审，按评分指标逐项打分，不受任何单位和个人影响。",
    "二、本人与申报支部有隶属、亲属、师生、合作等可能影响公正的关系的，主动申明回避，不参加该项评审。",
    "三、评审过程、评分和意见在公布前不向任何人透露，不复制、留存、传播申报材料。",
    "四、不接受申报单位和个人的礼品、礼金、宴请及其他可能影响公正评审的活动。",
)


def write_pledges(made: Pledges, target: Path) -> None:
    """Write 承诺书, a page for every expert. The same experts give the same bytes."""
    pages = Pages(PORTRAIT)
    for place, (name, unit) in enumerate(made.names):
        if place:
            pages.turn()
        pages.y += 24
        pages.paragraph("评审专家承诺书", TITLE, align="centre", after=2)
        pages.paragraph(f"{made.letterhead.school}　{made.round_name}", UNDER, align="centre", after=20)
        who = f"{name}（{unit}）" if unit else name
        pages.paragraph(f"{INDENT}本人{who}受邀担任“一支部一特色”支部党建品牌创建评审专家，郑重承诺：", BODY, after=4)
        for promise in PROMISES:
            pages.paragraph(INDENT + promise, BODY, after=4)
        pages.paragraph(f"{INDENT}违反以上承诺的，本人愿承担相应责任。", BODY, after=40)
        pages.paragraph("承诺人（签名）：＿＿＿＿＿＿＿＿＿＿", BODY, align="right", after=10)
        pages.paragraph("　　　　年　　月　　日", BODY, align="right")
    pages.note_what_lacks()
    _write(pages, target, "评审专家承诺书", made.letterhead, made.round_name, made.made_at)


def _write(pages: Pages, target: Path, title: str, head: Letterhead, round_name: str, made_at: datetime) -> None:
    pages.write(
        target,
        title=f"{title} {round_name}",
        author=f"{head.school}{head.department}{head.office}",
        subject=round_name,
        made_at=made_at,
        foot=f"{head.school}{head.department}　{title}",
    )
