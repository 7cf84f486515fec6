"""归档: the pack of a round, a folder or one file that is read without this program, made, proved and checked again."""

from desktop_app.archiving.checking import check_archive
from desktop_app.archiving.gathering import Gathering
from desktop_app.archiving.making import discard_archive, make_archive

__all__ = ["Gathering", "check_archive", "discard_archive", "make_archive"]
