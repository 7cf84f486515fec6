"""The only place where objects are wired together: no registry, no globals.

What only some starts need is imported where they need it: the window is there sooner.
"""

from desktop_app.app.program import Program, run
from desktop_app.app.session import Session

__all__ = ["Program", "Session", "run"]
