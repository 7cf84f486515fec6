"""Text files in whatever Chinese encoding they come: UTF-8, UTF-16, GB 18030 (GBK, GB 2312), Big5."""

import codecs
from typing import Final

from desktop_app.rules.errors import RuleBroken

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# Among the most frequent characters of either script; read in the wrong encoding a text holds hardly any.
_FREQUENT: Final = frozenset(
    "的一是在不了有和人这這中大为為上国國以要时時来來用们們生到作于於出学學年部党黨工教支品牌及与與各月日，。、：（）"
)


def decode_text(content: bytes, file_name: str) -> tuple[str, str]:
    """The text of a file and the name of its encoding, which the clerk is shown. Decoded over the whole file.

    Line ends become newlines. RuleBroken when the content is no text in any of these encodings.
    """
    text, encoding = _with_mark(content) or _without_mark(content)
    if text is None:
        raise RuleBroken(
            f"文件“{file_name}”不是文本文件，或者文字编码无法识别。",
            "请用记事本或 WPS 打开，另存为“UTF-8”编码的 .txt，再重新选择。",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _with_mark(content: bytes) -> tuple[str | None, str] | None:
    for mark, codec, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, codec), encoding
    return None


def _without_mark(content: bytes) -> tuple[str | None, str]:
    if b"\0" in content:
        return _wide_text(content), "UTF-16"
    if (text := _decoded(content, "utf-8")) is not None:
        return text, "UTF-8"
    mainland, taiwan = _decoded(content, "gb18030"), _decoded(content, "big5hkscs")
    if taiwan is not None and _frequent(taiwan) > _frequent(mainland or ""):
        return taiwan, "Big5"
    return mainland, "GB18030"


def _wide_text(content: bytes) -> str | None:
    """UTF-16 without its byte order mark, the only text that holds zero bytes; None when neither order makes sense."""
    texts = [text for codec in ("utf-16-le", "utf-16-be") if (text := _decoded(content, codec)) and "\0" not in text]
    return max((text for text in texts if _frequent(text) or "\n" in text), key=_frequent, default=None)


def _decoded(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None


def _frequent(text: str) -> int:
    return sum(char in _FREQUENT for char in text)
