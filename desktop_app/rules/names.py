"""Names as they are written, and the keys they are matched on.

A name is kept as it was written, only cleaned; spellings that mean the same thing share a key. What is merely alike is
`desktop_app.rules.near`. Source: domain page §4 (第一/第1/一支部, with or without the college, full-width digits, stray
spaces, brackets, old code points, padded names, middle dots).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from db.enums import OrganizationKind
from desktop_app.rules.numerals import read_numeral
from desktop_app.rules.patterns import Pattern

# GB18030-2000 put these characters, U+E815…U+E864 in this order, into the private area (GB bytes FE50…FEA0).
_FORMER_PUA = (
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹"
    "䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
# Punctuation for vertical setting, and the two letters with accents of the Pinyin scheme.
_FORMER_MARKS = "︐︒︑︓︔︕︖︗︘︙"
_STANDARD = {0xE815 + at: char for at, char in enumerate(_FORMER_PUA)}
_STANDARD |= {0xE78D + at: char for at, char in enumerate(_FORMER_MARKS)}
_STANDARD |= {0xE7C7: "ḿ", 0xE7C8: "ǹ"}

_HAN = r"\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_MARKS = "（）“”‘’《》〈〉「」、，。：；—…"
_PLAIN = Pattern(r"[\u4e00-\u9fff0-9A-Za-z（）()“”、·-]*")
_PLAIN_PERSON = Pattern(r"[\u4e00-\u9fff]*")
_FULL_WIDTH = Pattern(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2f00-\u2fd5]")
_DOTS = Pattern(r"[•‧∙⋅・･᛫\u2024\u16eb\u00b7]")
_STRAY_SPACE = Pattern(rf"(?<=[{_HAN}{_MARKS}]) (?=.)|(?<=.) (?=[{_HAN}{_MARKS}])")
_TYPED_DOT = Pattern(rf"(?<=[{_HAN}])[.．。](?=[{_HAN}])")


def standard(text: str) -> str:
    """``text`` with old private code points of GB18030 replaced by the standard characters."""
    return text.translate(_STANDARD)


def _visible(text: str) -> str:
    """Standard characters, half-width digits and letters, single spaces, one kind of middle dot, nothing invisible."""
    text = standard(text)
    if any(unicodedata.category(char) in ("Cf", "Cc") for char in text):
        kept = (" " if c in "\t\r\n\v\f" else c for c in text if unicodedata.category(c) != "Cf")
        text = "".join(c for c in kept if unicodedata.category(c) != "Cc")
    text = _FULL_WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return _DOTS.sub("·", " ".join(text.split()))


def clean(text: str) -> str:
    """The name of an organisation or branch, or any short text, as it is kept and shown; brackets stay as written."""
    if _PLAIN.fullmatch(text):
        return text
    return _STRAY_SPACE.sub("", _visible(text))


def clean_person(text: str) -> str:
    """A person's name: padding goes (王　伟), the dot of a translated name is ·, spaces between words stay one."""
    if _PLAIN_PERSON.fullmatch(text):
        return text
    text = re.sub(r" ?· ?", "·", _TYPED_DOT.sub("·", _visible(text)))
    words = text.split(" ")
    return "".join(words) if all(len(word) == 1 and not word.isascii() for word in words) else text


# --- keys -------------------------------------------------------------------------------------------------------------

NUMBER = "(?:[〇零一二三四五六七八九十百]+|[0-9]+)"
"""A number in a name, as `read_numeral` reads it; for regular expressions."""

_HAN_AND_DIGITS = Pattern(r"[\u4e00-\u9fff0-9]*")
_IGNORED = Pattern(r"[\s“”‘’\"'「」『』《》〈〉·]+")
_PARTY = Pattern(r"^(?:中国共产党|中共)")
_TAIL = Pattern(rf"(?:党的?)?支部(?:委员会)?(?:\(?第?(?P<number>{NUMBER})\)?)?$")
_ORDINAL = Pattern(rf"\(第?({NUMBER})\)|第({NUMBER})")
_ORDINAL_SIGN = Pattern(r"[第(]")
_USUAL_BRANCH = Pattern(r"([\u4e00-\u9fff]+?)(?:第([一二三四五六七八九十]+))?党支部")
_NOT_LAST = frozenset("〇零一二三四五六七八九十百党的总")
_LAST_NUMBER = Pattern(r"(?<![第0-9〇零一二三四五六七八九十百])" + NUMBER + "$")
_CENTURY = Pattern(r"20([0-9]{2})级")
_SCHOOL = Pattern(r"^[^学院系部处馆]{2,10}大学(?!生)(?=..)")
_KINDS = (
    ("直属党支部", Pattern(r"直属(?:党的?)?支部(?:委员会)?$")),
    ("党总支", Pattern(r"(?:党的?)?总支(?:部)?(?:委员会)?$")),
    ("党委", Pattern(r"(?:基层)?(?:党委|党的?委员会|委员会)(?:会)?$")),
)
WHOLE = "党支部"  # the key of a branch that is called only 党支部, or only after its organisation


def _bare(text: str) -> str:
    """What is left when everything that does not tell names apart is gone."""
    if _HAN_AND_DIGITS.fullmatch(text):
        return _PARTY.sub("", text)
    text = unicodedata.normalize("NFKC", standard(text)).casefold()
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Mn") or c in "\t\r\n")
    return _PARTY.sub("", _IGNORED.sub("", unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=1024)
def _ordinal(typed: str) -> str:
    """第 and the number in figures; a number nobody writes stays as typed."""
    read = read_numeral(typed)
    return f"第{typed if read is None else read}"


def _ordinals(text: str) -> str:
    return _ORDINAL.sub(lambda found: _ordinal(found[1] or found[2]), text) if _ORDINAL_SIGN.search(text) else text


@lru_cache(maxsize=4096)
def _organization(name: str) -> tuple[str, str]:
    """Stem and kind: 药学院党总支 → (药学院, 党总支); kind is "" when the name does not say."""
    text = _SCHOOL.sub("", _bare(name))
    for kind, pattern in _KINDS:
        if (found := pattern.search(text)) and found.start() >= 2:
            return _ordinals(text[: found.start()]), kind
    return _ordinals(text), ""


def organization_key(name: str) -> str:
    """The key of a 基层党组织: 中共示例医科大学药学院委员会 = 药学院党委; its kind (党委, 党总支) is part of it."""
    return "".join(_organization(name))


def organization_stem(name: str) -> str:
    """The organisation's name without its kind: 药学院."""
    return _organization(name)[0]


def organization_kind(name: str) -> OrganizationKind:
    """党委, 党总支, 直属党支部, or "" when the name does not say."""
    return OrganizationKind(_organization(name)[1])


def _without_organization(text: str, stem: str) -> str:
    while len(stem) >= 2 and text.startswith(stem):
        text = text[len(stem) :]
    return text


def _without_tail(text: str) -> str:
    while found := _TAIL.search(text):
        text = text[: found.start()] + (f"第{found['number']}" if found["number"] else "")
    return text


def _in_full(name: str, stem: str) -> str:
    """The branch's name without 党支部, a school before its college and variants of numbers: the rule itself."""
    text = _ordinals(_without_tail(_bare(name)))
    text = _LAST_NUMBER.sub(lambda found: _ordinal(found.group()), text)
    text = _CENTURY.sub(r"\1级", text)
    if stem and (school := _SCHOOL.match(text)) and text.startswith(stem, school.end()):
        return text[school.end() :]
    return text


def _at_once(name: str) -> str | None:
    """What `_in_full` gives, for names as nearly all are written; None for the others. A preview reads thousands."""
    if not (found := _USUAL_BRANCH.fullmatch(name)):
        return None
    words, ordinal = found.groups()
    if "第" in words or "支部" in words or "大学" in words or words[0] == "中" or words[-1] in _NOT_LAST:
        return None
    return f"{words}{_ordinal(ordinal)}" if ordinal else str(words)


@lru_cache(maxsize=32768)
def branch_key(name: str, organization: str = "") -> str:
    """The key of a 党支部 within ``organization``: one ordinal form (第1), no college, no 党支部 at the end."""
    stem = organization_stem(organization) if organization else ""
    text = _without_organization(_at_once(name) or _in_full(name, stem), stem)
    return WHOLE if text in ("", "直属") else text


def branch_with_organization(organization: str, branch: str) -> str:
    """药学院党总支　教工第一党支部; a 直属党支部, which is its own organisation, is named once."""
    return "　".join(dict.fromkeys(part for part in (organization, branch) if part))
