"""The command line as a script calls it: arguments in, exit status and one JSON value out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import main

NOTICE = """关于开展“一支部一特色”支部党建品牌创建活动的通知
各基层党委、党总支：
四、组织实施
（一）品牌酝酿（2023年10月16日—11月10日）
各支部要发动党员广泛参与。
（二）项目申报（2023年11月10日前）
纸质版（一式五份、盖章）统一报送党委组织部组织科（勤政楼423办公室，办公电话：3831311），电子版发送至dzb@example.edu.cn。
（三）项目立项（2023年11月20日前）
立项结果将进行公示，公示期为5个工作日。
（四）培育建设（2023年11月—2024年8月）
字数控制在2500字以内。结项时每个支部在校级及以上平台刊发至少2篇新闻稿件。
党委组织部
2023年10月16日
"""
ROSTER = """基层党组织,党支部,支部类型,支部书记,办公电话,党员数,荣誉,级别,状态
药学院党总支,教工第一党支部,教师,王伟,3831402,18,样板支部,校级,培育创建
药学院党总支,教工第二党支部,教师,李喆,3831402,12,,,
护理学院党委,教工第一党支部,教师,周燚,3831403,20,,,
"""


@dataclass(frozen=True)
class Answer:
    """What one call gave back."""

    status: int
    value: Any
    told: str


@dataclass(frozen=True)
class Script:
    """Calls the command line on one data folder."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> Answer:
        status = main(["--data", str(self.folder / "data"), "--json", *words])
        out, err = self.capsys.readouterr()
        return Answer(status, json.loads(out) if out else None, err)

    def file(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)


@pytest.fixture
def script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Script:
    return Script(tmp_path, capsys)


@pytest.fixture
def season(script: Script) -> Script:
    """A round and three branches; one of them must apply."""
    assert script("round", "create", "--notice", script.file("通知.txt", NOTICE)).status == 0
    assert script("import", "branches", script.file("名册.csv", ROSTER)).status == 0
    return script
