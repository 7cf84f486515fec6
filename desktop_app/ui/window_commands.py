"""What the window itself can do, as “前往” finds it beside the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from desktop_app.shapes import shape
from desktop_app.shapes.window import Hit, Place
from desktop_app.ui.screen import Page, Screen

GROUP = "命令"


@shape
class WindowCommand:
    """A command by its words; `initials` are those of the words' pinyin."""

    words: str
    initials: str
    run: Callable[[], object]
    icon: str = "arrow-right"
    keys: str = ""
    note: str = ""


def tab_commands(pages: Iterable[type[Screen] | Page], go_to: Callable[[Place], object]) -> Iterator[WindowCommand]:
    """The tabs and pages inside the pages. A class, given instead of its Page, names none."""
    for page in pages:
        for tab in (*page.tabs, *page.inside) if isinstance(page, Page) else ():
            run = partial(go_to, Place(page.title, tab.key, 0))
            yield WindowCommand(tab.words, tab.initials, run, page.icon, note=f"{page.title}里的一页")


def matching(commands: Iterable[WindowCommand], typed: str) -> tuple[Hit, ...]:
    """The commands whose words or initials hold what was typed; all of them when nothing was."""
    wanted = typed.casefold().replace(" ", "")
    hits = []
    for command in commands:
        found = command.words.casefold().find(wanted)
        if found < 0 and (at := command.initials.find(wanted)) >= 0:
            found = at if len(command.initials) == len(command.words) else -2
        if found != -1:
            marked = (found, found + len(wanted)) if found >= 0 else (0, 0)
            hits.append(Hit(GROUP, command.words, command.note, None, marked, command.icon, command.keys))
    return tuple(hits)
