"""What the clerk sees on one paper copy at the desk."""

from __future__ import annotations

from desktop_app.shapes import shape


@shape
class CopyMarks:
    """One of the paper copies of an application form: whether it came, is stamped, signed, and has all its pages."""

    here: bool
    stamped: bool
    signed: bool
    whole: bool

    @property
    def complete(self) -> bool:
        return self.here and self.stamped and self.signed and self.whole


ABSENT = CopyMarks(here=False, stamped=False, signed=False, whole=False)
COMPLETE = CopyMarks(here=True, stamped=True, signed=True, whole=True)
