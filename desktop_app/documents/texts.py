"""The text of a paper laid out while it is typed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from desktop_app.shapes import shape
from desktop_app.shapes.official import FaceChoice
from desktop_app.shapes.official_texts import Sample


@shape
class LaidOut:
    """`stand_ins` says which hands of the standard are set in another face on this machine, "" when none is."""

    pdf: bytes
    stand_ins: str


def lay_out(sample: Sample) -> LaidOut:
    """The file that a text makes. It takes its time, for fonts are loaded: run it in a Job."""
    from desktop_app.writers.pdf.official import write_official
    from desktop_app.writers.pdf.official_faces import face_choices

    with tempfile.TemporaryDirectory(prefix="yizhibu-") as folder:
        file = Path(folder) / "text.pdf"
        write_official(sample.papers, file)
        data = file.read_bytes()
    return LaidOut(data, stand_ins_said(face_choices()))


def stand_ins_said(choices: Iterable[FaceChoice]) -> str:
    """小标宋、仿宋…用随程序的字体代替, in one sentence; which they are, 系统设置 → 公文版式 tells."""
    hands = "、".join(str(choice.script) for choice in choices if choice.bundled)
    return f"本机没有公文的标准字体，PDF 里{hands}用随程序的字体代替；docx 里仍写标准字体名。" if hands else ""
