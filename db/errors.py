"""The database's own troubles. Other rooms never see the driver's exceptions."""


class DatabaseTrouble(Exception):
    """Known trouble of the environment: `what` is wrong and `todo`, both for the clerk, in Chinese."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(f"{what}{todo}")
        self.what, self.todo = what, todo


class InUse(DatabaseTrouble):
    """Another program, or another start of this one, holds the data folder."""


class DiskFull(DatabaseTrouble):
    """No room was left while writing; nothing of the step was kept."""


class ReadOnly(DatabaseTrouble):
    """The data folder or file cannot be written."""


class DiskTrouble(DatabaseTrouble):
    """The disk answers with errors: a stick pulled out, a share gone, a disk that dies."""


class Unsure(DatabaseTrouble):
    """A commit reported an error and the disk does not tell any more whether the step stands."""


class Damaged(DatabaseTrouble):
    """The file is not a database of ours or its pages contradict each other."""


class TooNew(DatabaseTrouble):
    """The file was written by a newer version of the program."""


class WrongThread(RuntimeError):
    """The database was asked for outside the thread that opened it: a bug, never the clerk's doing."""


class OutsideLedger(RuntimeError):
    """A journaled row was written without an open journal entry: a bug, never the clerk's doing."""
