# ruff: noqa: E501 - seeds, one a line
"""Good files, damaged at random, through every reader: a reading or a sentence, never a crash or a hang.

pytest tests/hostile/test_fuzz.py                       a few dozen files a reader, the same at every run
YIZHIBU_FUZZ_MINUTES=10 pytest -s tests/hostile/test_fuzz.py   others each time, for ten minutes, with figures
"""

from __future__ import annotations

import io
import os
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from corpus import attached, docx, matryoshka, packed, pdf, xlsx
from every_reader import READERS, Reader, offered, outcome
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

MINUTES = float(os.environ.get("YIZHIBU_FUZZ_MINUTES", "0"))
FORM = "".join(
    f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    for word in ("品 牌 名 称", "申报支部", "支部书记", "一、工作基础")
)
ROSTER = (
    ("序号", "基层党组织", "党支部", "姓名", "工作单位", "党员数"),
    ("1", "药学院党总支", "第一党支部", "王　伟", "药学院", "35"),
)
NOTICE = (
    "关于开展“一支部一特色”活动的通知\n（二）项目申报（2023年11月10日前）\n纸质版一式五份，发送至dzb@example.edu.cn。\n"
)
SEEDS = {
    ".xlsx": (xlsx(ROSTER),),
    ".xls": tuple(each.read_bytes() for each in sorted((Path(__file__).parents[1] / "readers").rglob("*.xls"))) or (b"",),
    ".csv": ("\n".join(",".join(row) for row in ROSTER).encode(), "\n".join("\t".join(r) for r in ROSTER).encode("gb18030")),
    ".docx": (docx(FORM),),
    ".pdf": (pdf(),),
    ".txt": (NOTICE.encode(), NOTICE.encode("gb18030"), NOTICE.encode("utf-16")),
    ".eml": (attached("申报书.docx", docx(FORM)), attached("材料.zip", matryoshka(1))),
    ".zip": (matryoshka(2), packed({"申报书.docx": docx(FORM), "名册.xlsx": xlsx(ROSTER)})),
}  # fmt: skip
HOLIDAYS = "日期,放假或上班,名称\n2027-10-01,放假,国庆节\n2027-10-09,上班,国庆节\n"
VISITS = (
    "来访序号,收件时间,基层党组织,送件人,党支部,品牌名称,纸质份数,盖章份数,签字份数,完整份数\n"
    "1,2025-09-01 10:20,药学院党总支,许老师,第一党支部,药香校园,5,5,5,5\n"
)
SCORES = (
    "专家,工作单位,基层党组织,党支部,党性原则,合计,状态,评审意见\n王伟,某大学,药学院党总支,第一党支部,18,18,有效,好\n"
)
SEEDS[".csv"] += tuple(each.encode() for each in (HOLIDAYS, VISITS, SCORES))
TRIED: Counter[str] = Counter()
REFUSED: Counter[str] = Counter()


@st.composite
def damaged(draw: st.DrawFn, suffix: str) -> bytes:
    """A good file with some of its bytes changed, doubled, cut out or cut off; half the time inside a part of a zip."""
    content = draw(st.sampled_from(SEEDS[suffix]))
    if content.startswith(b"PK") and draw(st.booleans()):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = draw(st.sampled_from(sorted(parts)))
        return packed({**parts, name: _changed(draw, parts[name])})
    return _changed(draw, content)


def _changed(draw: st.DrawFn, content: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(made) - 1)))
        length = draw(st.sampled_from((1, 2, 4, 16, 256, 4096)))
        match draw(st.sampled_from(("flip", "put", "cut", "double", "end"))):
            case "flip" if made:
                made[at] ^= 1 << draw(st.integers(0, 7))
            case "put":
                made[at : at + length] = draw(st.binary(max_size=24))
            case "cut":
                del made[at : at + length]
            case "double":
                made[at:at] = made[at : at + length] * draw(st.sampled_from((1, 2, 50)))
            case "end":
                del made[at:]
    return bytes(made)


CASES = [
    pytest.param(reader, suffix, id=f"{reader.name}{suffix}")
    for reader in READERS
    for suffix in SEEDS
    if offered(reader, suffix)
]


def fuzz(reader: Reader, suffix: str, examples: int, *, fixed: bool) -> None:
    @settings(
        max_examples=examples,
        derandomize=fixed,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(damaged(suffix))
    def run(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "in", f"名册{suffix}")
            path.parent.mkdir()
            path.write_bytes(content)
            TRIED[reader.name] += 1
            REFUSED[reader.name] += outcome(reader, path) is not None
            assert {each.name for each in Path(folder).iterdir()} <= {"in", "data"}

    run()


@pytest.mark.skipif(MINUTES > 0, reason="the long form is asked for")
@pytest.mark.parametrize(("reader", "suffix"), CASES)
def test_a_damaged_file_is_read_or_refused_in_words(reader: Reader, suffix: str) -> None:
    fuzz(reader, suffix, 8 if suffix in (".xlsx", ".xls") else 25, fixed=True)


@pytest.mark.skipif(MINUTES == 0, reason="asked for by YIZHIBU_FUZZ_MINUTES")
def test_for_as_long_as_is_asked() -> None:
    end = time.monotonic() + MINUTES * 60
    while time.monotonic() < end:
        for case in CASES:
            reader, suffix = case.values
            fuzz(reader, suffix, 40, fixed=False)  # type: ignore[arg-type]
            if time.monotonic() > end:
                break
    print(f"\n{MINUTES:g} 分钟，{sum(TRIED.values())} 个文件，崩溃 0，挂起 0")
    for name, count in TRIED.most_common():
        print(f"  {name:15} {count:7}  其中说明理由而不收 {REFUSED[name]}")
