"""Regular expressions that wait until they are used."""

from __future__ import annotations

import re

import pytest

from desktop_app.rules.patterns import Pattern


def test_answers_as_re_does() -> None:
    lazy, eager = Pattern(r"(\d+)年", re.ASCII), re.compile(r"(\d+)年", re.ASCII)
    for text in ("2023年11月", "二〇二三年", "", "2023年2024年"):
        assert lazy.sub(r"<\1>", text) == eager.sub(r"<\1>", text)
        assert lazy.split(text) == eager.split(text)
        assert [found[1] for found in lazy.finditer(text)] == [found[1] for found in eager.finditer(text)]
        for method in ("search", "match", "fullmatch"):
            assert str(getattr(lazy, method)(text)) == str(getattr(eager, method)(text))


def test_compiles_when_it_is_used_first_and_once() -> None:
    faulty = Pattern("(")
    with pytest.raises(re.error):
        faulty.search("")
    fine = Pattern("支部")
    assert fine.search is fine.search
