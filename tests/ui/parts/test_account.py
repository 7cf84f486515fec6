"""The account of a bug tells a programmer the way, and nobody anything about people."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.parts.account import LONGEST_LOG, account, keep_account


def told(error: BaseException) -> str:
    try:
        raise error
    except BaseException as raised:  # noqa: BLE001
        return account(raised, "0.1.0")


@pytest.mark.parametrize(
    ("error", "last"),
    [
        (KeyError("王明艳"), "KeyError: '…'"),
        (KeyError("wangmingyan"), "KeyError: '…'"),
        (ValueError("not a float: '13838313110'"), "ValueError: not a float: '…'"),
        (ValueError("电话 0371-65790500 不对"), "ValueError: … # …"),
        (ValueError("mail from wang@example.edu.cn"), "ValueError: mail from …"),
        (FileNotFoundError(2, "No such file", "/srv/wang/王明艳.docx"), "FileNotFoundError: [Errno 2]"),
        (RuntimeError("cannot open /srv/wang/名册.xlsx now"), "RuntimeError: cannot open … now"),
        (AttributeError("'Branch' has no attribute 'nam'"), "AttributeError: 'Branch' has no attribute 'nam'"),
        (AttributeError("'王明艳' object"), "AttributeError: '…' object"),
        (TypeError("f() misses an argument: 'round_id'"), "TypeError: f() misses an argument: 'round_id'"),
        (ZeroDivisionError(), "ZeroDivisionError"),
    ],
)  # fmt: skip
def test_what_an_exception_says_is_told_without_data(error: BaseException, last: str) -> None:
    assert told(error).splitlines()[-1] == last


def test_no_value_of_a_local_an_argument_or_a_path_gets_in() -> None:
    person, telephone = "".join(map(chr, (0x738B, 0x660E, 0x8273))), str(13838313109 + 1)

    def fail(secretary: str) -> None:
        raise ValueError(f"{secretary}{telephone}")

    try:
        try:
            fail(person)
        except ValueError as first:
            raise LookupError(person) from first
    except LookupError as error:
        text = account(error, "0.1.0")
    assert person not in text
    assert telephone not in text
    assert str(Path(__file__).parent) not in text
    said = [line for line in text.splitlines() if "Error: " in line and not line.startswith(" ")]
    assert said == ["ValueError: …#", "LookupError: …"]


@given(st.text(alphabet=st.characters(min_codepoint=0x80, exclude_categories=["Cs"]), min_size=1))
def test_no_chinese_of_a_message_is_ever_told(said: str) -> None:
    assert not any(char in told(RuntimeError(said)).splitlines()[-1] for char in said if char != "…")


def test_accounts_are_written_one_after_another_and_the_log_stays_short(tmp_path: Path) -> None:
    log, at = tmp_path / "错误记录.txt", datetime(2025, 11, 7, 10, 42)
    assert keep_account("one", log, at)
    assert keep_account("two", log, at)
    assert log.read_text() == "2025-11-07 10:42:00\none\n\n2025-11-07 10:42:00\ntwo\n\n"
    log.write_bytes(b"x" * 2 * LONGEST_LOG)
    keep_account("three", log, at)
    assert log.stat().st_size < LONGEST_LOG + 100
    assert not keep_account("four", tmp_path / "no folder" / "log.txt", at)
