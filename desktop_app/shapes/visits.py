"""Visits as an office kept them in a table before it had this program."""

from __future__ import annotations

from desktop_app.shapes import shape
from desktop_app.shapes.copies import CopyMarks


@shape
class VisitLine:
    """One row: what one branch handed in. `copies` are the marks by ordinal (1…) of what came in this visit alone."""

    row: int
    organization: str
    branch: str
    brand: str
    copies: tuple[tuple[int, CopyMarks], ...]
    electronic_at: str
    late_approved_by: str
    late_reason: str
    remark: str


@shape
class VisitRecord:
    """One visit with its branches; `received_at` is "2025-08-25 09:36"."""

    number: str
    received_at: str
    submitter: str
    telephone: str
    taken_by: str
    lines: tuple[VisitLine, ...]
