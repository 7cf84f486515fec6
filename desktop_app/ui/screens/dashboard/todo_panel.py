"""今天要办: groups of lines; each opens its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop_app.shapes.dashboard import Dashboard, Todo, When
from desktop_app.shapes.window import Place
from desktop_app.ui.parts.basics import Panel
from desktop_app.ui.parts.floating import EmptyState
from desktop_app.ui.parts.lists import Group, Lines, Words
from desktop_app.ui.parts.scroll import Scroll

Go = Callable[[Place], None]


class TodoPanel(Panel):
    """`go` opens a line's place."""

    def __init__(self, go: Go) -> None:
        super().__init__("今天要办", "todo")
        self._go = go
        self._lines = Lines("todo_lines")
        self._scroll = Scroll("todo_scroll", self._lines)
        self._done = EmptyState("todo_done", "circle-check", "都办完了", "")
        self.body.addWidget(self._scroll)
        self.body.addWidget(self._done)
        self.body.addStretch(1)

    def show_dashboard(self, shown: Dashboard) -> None:
        self.show_count(str(len(shown.todos)) if shown.todos else "")
        self._lines.show_groups(
            [Group(str(when), [self._line(todo) for todo in shown.todos if todo.when is when]) for when in When]
        )
        self._scroll.setVisible(bool(shown.todos))
        self._done.setVisible(not shown.todos)
        self._done.show_words("都办完了", shown.rest)

    def _line(self, todo: Todo) -> tuple[Words, Callable[[], None]]:
        token = "warn" if todo.pressing else "text"
        words = Words(todo.text, todo.note, todo.due, todo.icon, token)
        return words, partial(self._go, todo.place)
