"""An e-mail as it was read: when it came, and what it brought."""

from __future__ import annotations

from db.enums import ArrivalSource
from desktop_app.shapes import shape


@shape
class Attachment:
    """A file in a mail. ``path`` names it with the mails it lay in: 转发.eml/申报书.docx; ``name`` is its own."""

    path: str
    name: str
    content: bytes


@shape
class Mail:
    """``arrived_at`` is Beijing time, "2023-11-08 16:12", "" where the mail does not say.

    ``links`` names what was sent as a link alone (超大附件, 云附件): nothing of it has arrived.
    """

    subject: str
    sender: str
    arrived_at: str
    source: ArrivalSource
    attachments: tuple[Attachment, ...]
    links: tuple[str, ...] = ()
