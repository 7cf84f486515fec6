"""How long 430 score sheets take, as a ratio to reportlab drawing the same pages without their codes; run by name.

The same pages: every call that the writer makes on reportlab's canvas is recorded once, the bars of the codes left out,
and played back on a new canvas. Nothing is measured, broken into lines or looked up in that run.

Run: python -m pytest -s tests/benchmarks/test_score_sheets_speed.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from reportlab.graphics.barcode import code128
from reportlab.pdfgen import canvas as pdfgen

from db.enums import Stage
from desktop_app.rules.rubric import DEFAULT_RUBRICS
from desktop_app.shapes.documents import Letterhead
from desktop_app.shapes.panel import CriterionRow
from desktop_app.shapes.score_sheets import ExpertPile, ScoreSheet, ScoreSheetBatch
from desktop_app.writers.pdf.score_sheet import write_score_sheets

EXPERTS, EACH = 10, 43
BRANDS = ("药香校园", "无语良师 薪火相承", "以红心向党匠心育人仁心惠民为主线的融合式党建品牌矩阵建设", "提灯微光")


def batch() -> ScoreSheetBatch:
    piles = tuple(
        ExpertPile(
            f"专家{expert}",
            tuple(
                ScoreSheet(
                    f"PF-2025-{n:03}-{expert}",
                    f"ZBPP-2025-{n:03}",
                    BRANDS[n % 4],
                    f"教工第{n}党支部",
                    f"第{n % 9}学院党委",
                )
                for n in range(1, EACH + 1)
            ),
        )
        for expert in range(1, EXPERTS + 1)
    )
    criteria = tuple(
        CriterionRow(n, n, each.name, each.full_hundredths, each.explanation, each.tie)
        for n, each in enumerate(DEFAULT_RUBRICS[Stage.ESTABLISHMENT], 1)
    )
    head = Letterhead("示例医科大学", "党委组织部", "组织科", "勤政楼423", "3831311", "zzb@example.edu.cn")
    return ScoreSheetBatch(
        head, "2025年批次", Stage.ESTABLISHMENT, criteria, 0, datetime(2025, 11, 12, 9), piles, cover=False
    )


class Recorder(pdfgen.Canvas):
    """A canvas that notes what is drawn on it from outside; one call of reportlab's own inside another counts once."""

    calls: list[tuple[str, tuple[Any, ...]]]
    NOTED = ("setFillGray", "setStrokeGray", "setFont", "setLineWidth", "drawString", "line", "rect", "showPage")

    def __init__(self, *given: Any, **named: Any) -> None:
        Recorder.calls, self._inside = [], True
        super().__init__(*given, **named)
        self._inside = False

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name not in Recorder.NOTED or self._inside:
            return found

        def noted(*given: Any, **named: Any) -> Any:
            Recorder.calls.append((name, given, named))
            self._inside = True
            try:
                return found(*given, **named)
            finally:
                self._inside = False

        return noted


def record(monkeypatch: pytest.MonkeyPatch, sheets: ScoreSheetBatch, target: Path) -> list[tuple[str, Any, Any]]:
    with monkeypatch.context() as patched:
        patched.setattr(pdfgen, "Canvas", Recorder)
        patched.setattr(code128.Code128, "drawOn", lambda *_: None)
        write_score_sheets(sheets, target)
    return Recorder.calls


def play(calls: list[tuple[str, Any, Any]], target: Path) -> None:
    canvas = pdfgen.Canvas(target.name, pagesize=(595.28, 841.89), invariant=1)
    for name, given, named in calls:
        getattr(canvas, name)(*given, **named)
    target.write_bytes(canvas.getpdfdata())


def seconds(*tasks: Callable[[], object], rounds: int = 5) -> list[float]:
    """Medians of runs that take turns, so that whatever else the machine does weighs on all alike."""
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(rounds):
        for times, task in zip(taken, tasks, strict=True):
            start = time.perf_counter()
            task()
            times.append(time.perf_counter() - start)
    return [median(times) for times in taken]


def test_430_sheets_are_written_at_a_third_of_reportlabs_speed_or_better(tmp_path, monkeypatch):
    import pypdfium2

    sheets = batch()
    calls = record(monkeypatch, sheets, tmp_path / "recorded.pdf")
    bare, written = seconds(
        lambda: play(calls, tmp_path / "bare.pdf"), lambda: write_score_sheets(sheets, tmp_path / "sheets.pdf")
    )
    texts = []
    for name in ("bare.pdf", "sheets.pdf"):
        with pypdfium2.PdfDocument(tmp_path / name) as file:
            assert len(file) == EXPERTS * EACH
            texts.append(file[7].get_textpage().get_text_bounded())
    assert texts[0] == texts[1]
    print(f"\nreportlab {bare:.2f} s, with layout and codes {written:.2f} s: {bare / written:.2f} of its speed")
    assert bare / written >= 1 / 3
