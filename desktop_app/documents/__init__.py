"""Everything the office can print or export: a Query that gathers, Writers that make the file."""

from desktop_app.documents.document import ONE_EACH, Document, Per
from desktop_app.documents.finding import document, find_anything, find_documents
from desktop_app.documents.leaving import SLIP_PRINTED, nothing_to_undo
from desktop_app.documents.shelf import DOCUMENTS

__all__ = [
    "DOCUMENTS",
    "ONE_EACH",
    "SLIP_PRINTED",
    "Document",
    "Per",
    "document",
    "find_anything",
    "find_documents",
    "nothing_to_undo",
]
