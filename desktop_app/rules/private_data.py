"""Personal data in texts that go into a public list: found, named, never masked in silence.

Sources: 身份证号 GB 11643-1999 (18 digits, check digit by ISO 7064 MOD 11-2, region by GB/T 2260; 15 digits before
1999, which have no check digit); mobile numbers 1[3-9] and nine digits, area codes 0 and two or three digits (工信部
《电信网编号计划》). A number of a document, a year, an amount of money are none of these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.names import standard
from desktop_app.rules.patterns import Pattern
from desktop_app.shapes.private_data import Private, PrivateCell, PrivateWord

MOST_TOLD = 5  # cells named in one sentence
MEND_AND_MAKE_AGAIN = "请先在“收件登记”里更正品牌名称，或在“支部名册”里更正名称和负责人，再生成；程序不代为遮盖。"
LAST_BORN = 2030  # the last year that a 身份证号 is taken to be of

_REGIONS = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_SPELLED = str.maketrans("〇零○幺一二三四五六七八九", "0001123456789")
_SPELLED_RUN = Pattern("[〇零○幺一二三四五六七八九]{7,}")
_DASHES = str.maketrans("‐‑‒–—―－−", "--------")
_CODE = Pattern(r"\b(?:ZBPP|SJ|JJ|BZ|PF)-\d{4}-\d{2,}(?:-\d+)*")  # the program's own numbers

_IDENTITY = Pattern(r"(?<![0-9])(?:[0-9][ -]?){17}[0-9Xx](?![0-9])|(?<![0-9])[0-9]{15}(?![0-9])")
_MOBILE = Pattern(r"(?<![0-9])(?:\+?86[ -]?)?1[3-9](?:[ -]?[0-9]){9}(?![0-9])")
_EMAIL = Pattern(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_TELEPHONE = Pattern(
    r"(?<![0-9A-Za-z])\(?0[1-9][0-9]{1,2}\)?[ -]?[1-9][0-9]{6,7}(?:[ -]*(?:-|转|分机|ext\.?)[ ]?[0-9]{1,6})?(?![0-9])"
    r"|(?:电话|手机|联系方式|短号|座机|分机|tel)[ :.]{0,3}[0-9][0-9 -]{1,14}[0-9]"
    r"|(?<![0-9A-Za-z.-])[2-9][0-9]{6,7}(?:[ -]*(?:转|分机|ext\.?)[ ]?[0-9]{1,6}|-[0-9]{1,6})?"
    r"(?![0-9A-Za-z.万亿元人字册次年月日号项个件份篇])",
    re.IGNORECASE,
)
_ACCOUNT = Pattern(r"(?:QQ|微信|wechat|vx)(?:号码?)?[ :]{0,3}[A-Za-z0-9][A-Za-z0-9_-]{4,}", re.IGNORECASE)
_DAY = r"(?:19|20)[0-9]{2}(?:年|[./-])[0-9]{1,2}(?:(?:月|[./-])(?:[0-9]{1,2}日?)?)?"
_BIRTH = Pattern(
    rf"(?:出生(?:日期|年月|于)?|生日|生于)[ :]{{0,3}}{_DAY}|{_DAY} ?(?:出生|生(?=$|[,、;) ]))"
    r"|^(?:19[3-9][0-9]|200[0-9])(?:年|[./-])[0-9]{1,2}(?:月|[./-])?(?:[0-9]{1,2}日?)?$"
)
_COMPACT_DAY = Pattern(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_ADDRESS = Pattern(
    r"(?:家庭|现|居)?(?:住址|住所|家庭地址|通讯地址|户籍地址?)[ :]{0,3}[^\s,;]{2,30}"
    r"|[^\s,;()]{1,12}(?:路|街|大道|巷|胡同|弄|里)[0-9]{1,5}号(?:院|楼|[0-9])?[^\s,;()]{0,12}"
    r"|[^\s,;()]{0,12}[0-9]{1,3}(?:号楼|栋|幢|座)(?:[0-9一二三四五六七八九十]{1,2}单元)?[0-9]{2,4}(?:室|号|户)?"
    r"|[^\s,;()]{0,12}[0-9]{1,2}单元[0-9]{2,4}(?:室|号|户)?"
)


def find_private(text: str, allowed: Collection[str] = ()) -> tuple[PrivateWord, ...]:
    """What is personal in a text, each once, in the order of `Private`. `allowed` is the office's own, that may stand
    there: its telephone, its mailbox."""
    left = _plain(text)
    for known in sorted(filter(None, map(_plain, allowed)), key=len, reverse=True):
        left = left.replace(known, "\n")
    found: list[PrivateWord] = []
    for kind, seen in _each(left):
        word = PrivateWord(kind, seen)
        if word not in found:
            found.append(word)
    return tuple(found)


def private_cells(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[PrivateCell, ...]:
    """The cells of a list that hold something personal, row by row."""
    return tuple(
        PrivateCell(number, column, word)
        for number, row in enumerate(rows, 1)
        for column, text in zip(columns, row, strict=True)
        for word in find_private(text)
    )


def refuse_private(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], todo: str = MEND_AND_MAKE_AGAIN
) -> None:
    """RuleBroken when a public list would carry personal data: which row, which column, what was seen."""
    found = private_cells(columns, rows)
    if not found:
        return
    told = "；".join(map(str, found[:MOST_TOLD]))
    more = f"；另有 {len(found) - MOST_TOLD} 处" if len(found) > MOST_TOLD else ""
    raise RuleBroken(f"《{title}》要公开，{told}{more}。", todo)


def _each(text: str) -> Iterator[tuple[Private, str]]:
    """What is found is taken out, so that a 身份证号 is not a telephone too."""
    for identity in _identities(text):
        yield Private.IDENTITY, _ends(identity)
        text = text.replace(identity, "\n")
    for kind, pattern in (
        (Private.MOBILE, _MOBILE),
        (Private.EMAIL, _EMAIL),
        (Private.ACCOUNT, _ACCOUNT),
        (Private.BIRTH, _BIRTH),
        (Private.ADDRESS, _ADDRESS),
        (Private.TELEPHONE, _TELEPHONE),
    ):
        for hit in list(pattern.finditer(text)):
            seen = hit.group().strip()
            if kind is Private.TELEPHONE and _COMPACT_DAY.fullmatch(seen):
                continue
            yield kind, seen
            text = text.replace(seen, "\n")


def _identities(text: str) -> list[str]:
    return [hit.group() for hit in _IDENTITY.finditer(text) if _is_identity(_digits(hit.group()))]


def _is_identity(digits: str) -> bool:
    """A region and a day that exists. The check digit does not decide: mistyped, it says as much of a person."""
    if digits[:2] not in _REGIONS:
        return False
    born = digits[6:14] if len(digits) == 18 else f"19{digits[6:12]}"
    try:
        return 1900 <= date(int(born[:4]), int(born[4:6]), int(born[6:])).year <= LAST_BORN
    except ValueError:
        return False


def check_digit(digits: str) -> str:
    """The 18th place of a 身份证号 by its first 17 (ISO 7064 MOD 11-2): a figure or X."""
    return _CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11]


def _ends(identity: str) -> str:
    """410…1X; a check digit that does not fit is told, for then something else may be meant."""
    digits = _digits(identity)
    wrong = len(digits) == 18 and digits[-1] != check_digit(digits)
    return f"{digits[:3]}…{digits[-2:]}{'，校验码不符' if wrong else ''}"


def _digits(typed: str) -> str:
    return re.sub("[ -]", "", typed).upper()


def _plain(text: str) -> str:
    """Half-width, without what is invisible, numbers spelled out in figures, the program's own numbers taken out."""
    text = unicodedata.normalize("NFKC", standard(text))
    text = "".join(char for char in text if unicodedata.category(char) != "Cf").translate(_DASHES)
    text = _SPELLED_RUN.sub(lambda run: run.group().translate(_SPELLED), text)
    return _CODE.sub("\n", text)
