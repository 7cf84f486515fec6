"""What an outside program sees and does through the accessibility bus: one request a line in, one answer a line out.

Run by the system's Python, which has the bindings, inside a session bus of its own. A request is `{"do": name, …}`,
the answer `{"value": …}` or `{"error": …}`. A widget is named by its objectName, the last part of its accessible id.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

import gi
from frames import Frames, NoWindow

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 5000  # ms a call waits for a busy window
KEYSYMS = {"Enter": 0xFF0D, "Esc": 0xFF1B, "Tab": 0xFF09, "Down": 0xFF54, "F2": 0xFFBF}
Node = Any  # Atspi.Accessible has no types


class Gone(Exception):
    """What was asked about is not in sight (any more)."""


class Eyes:
    """Looks at one program's windows as they are at this moment; only where a widget was found is remembered."""

    def __init__(self, pid: int, frames: Frames) -> None:
        self._pid, self._frames = pid, frames
        self._found: dict[str, Node] = {}

    def look(self, name: str) -> dict[str, Any]:
        """A widget in sight."""
        node = self._find(name)
        text = node.get_text_iface()
        return {
            "name": node.get_name(),
            "role": node.get_role_name(),
            "text": Atspi.Text.get_text(text, 0, -1) if text else "",
            "states": [state.value_nick for state in node.get_state_set().get_states()],
        }

    def press(self, name: str) -> None:
        """Press a button or toggle a box, as a screen reader does."""
        node = self._find(name)
        actions = [node.get_action_name(number) for number in range(node.get_n_actions())]
        wanted = next((action for action in ("Press", "Toggle") if action in actions), None)
        if wanted is None:
            raise Gone(f"{name} can do {actions}")
        node.do_action(actions.index(wanted))

    def focus(self, name: str) -> None:
        self._find(name).grab_focus()

    def insert(self, name: str, text: str) -> None:
        """Words handed over whole at the cursor, as an input method does."""
        node = self._find(name)
        at = Atspi.Text.get_caret_offset(node.get_text_iface())
        units = len(text.encode("utf-16-le")) // 2  # as Qt counts; of more it would make up the rest
        Atspi.EditableText.insert_text(node.get_editable_text_iface(), at, text, units)

    def replace(self, name: str, text: str) -> None:
        """Other words in place of those that stand there."""
        Atspi.EditableText.set_text_contents(self._find(name).get_editable_text_iface(), text)

    def key(self, key: str) -> None:
        """A key of the keyboard, to whatever has it."""
        Atspi.generate_keyboard_event(KEYSYMS.get(key) or ord(key), None, Atspi.KeySynthType.SYM)

    def rows(self, name: str) -> list[dict[str, str]]:
        """A table's rows, cell by cell, under the words of its header."""
        table = self._find(name).get_table_iface()
        titles = [Atspi.Table.get_column_description(table, at) for at in range(Atspi.Table.get_n_columns(table))]
        return [
            {
                title: Atspi.Table.get_accessible_at(table, row, at).get_name()
                for at, title in enumerate(titles)
                if Atspi.Table.get_accessible_at(table, row, at)
            }
            for row in range(Atspi.Table.get_n_rows(table))
        ]

    def windows(self) -> list[dict[str, Any]]:
        """The windows in sight, with title and whether the keyboard is theirs."""
        return [
            {
                "id": _name_of(window),
                "title": window.get_name(),
                "active": window.get_state_set().contains(Atspi.StateType.ACTIVE),
            }
            for window in _children(self._program())
            if _showing(window)
        ]

    def tree(self) -> list[str]:
        """Everything in sight, a line each."""
        return list(_lines(self._program(), 0))

    def activate(self) -> None:
        """Give the keyboard to the uppermost window, as a window manager does when it opens."""
        self._frames.activate()

    def cover(self) -> None:
        """Open the window of another program above all."""
        self._frames.cover()

    def covered(self) -> bool:
        return self._frames.covered()

    def uncover(self) -> None:
        self._frames.uncover()

    def close(self, title: str) -> None:
        """The cross in a window's frame."""
        self._frames.close(title)

    # ------------------------------------------------------------------------------------------------------------------

    def _program(self) -> Node:
        for program in _children(Atspi.get_desktop(0)):
            if program.get_process_id() == self._pid:
                program.set_cache_mask(Atspi.Cache.NONE)
                return program
        raise Gone("the program is not on the bus")

    def _find(self, name: str) -> Node:
        """The newest window first: a dialog stands above the window it belongs to."""
        known = self._found.pop(name, None)
        if known is not None and _still(known, name):
            self._found[name] = known
            return known
        for window in reversed(list(_children(self._program()))):
            found = _search(window, name)
            if found:
                self._found[name] = found
                return found
        raise Gone(name)


def _children(node: Node) -> Iterator[Node]:
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is not None:
            yield child


def _showing(node: Node) -> bool:
    return bool(node.get_state_set().contains(Atspi.StateType.SHOWING))


def _still(node: Node, name: str) -> bool:
    """Whether a widget that was found earlier is there and in sight."""
    try:
        return _showing(node) and _name_of(node) == name
    except GLib.Error:
        return False


def _name_of(node: Node) -> str:
    return str(node.get_accessible_id()).rsplit(".", 1)[-1]


def _search(node: Node, name: str) -> Node | None:
    """Depth first, through what is in sight; the cells of a table are not widgets."""
    if not _showing(node):
        return None
    if _name_of(node) == name:
        return node
    if node.get_role() == Atspi.Role.TABLE:
        return None
    return next((found for child in _children(node) if (found := _search(child, name))), None)


def _lines(node: Node, depth: int) -> Iterator[str]:
    if depth and not _showing(node):
        return
    text = node.get_text_iface()
    typed = f" = {Atspi.Text.get_text(text, 0, 80)!r}" if text else ""
    yield f"{'  ' * depth}{node.get_role_name()} {_name_of(node)} {node.get_name()!r}{typed}"
    for child in _children(node):
        yield from _lines(child, depth + 1)


def answer(eyes: Eyes, do: str, details: dict[str, Any]) -> dict[str, Any]:
    """One request; what is gone or busy is an error that may be asked again."""
    act: Callable[..., Any] = getattr(eyes, do)
    try:
        return {"value": act(**details)}
    except (Gone, NoWindow, GLib.Error, AttributeError, TypeError) as error:  # what vanished meanwhile answers None
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Answers go to the file descriptor named as argument: the bus's own daemons talk on standard output."""
    Atspi.init()
    Atspi.set_timeout(PATIENCE, PATIENCE)
    frames = Frames()
    with os.fdopen(int(sys.argv[1]), "w") as answers:
        print(json.dumps({"value": os.environ["DBUS_SESSION_BUS_ADDRESS"]}), file=answers, flush=True)
        programs: dict[int, Eyes] = {}
        for line in sys.stdin:
            request = json.loads(line)
            do, pid = request.pop("do"), request.pop("pid")
            eyes = programs.setdefault(pid, Eyes(pid, frames))
            print(json.dumps(answer(eyes, do, request)), file=answers, flush=True)


if __name__ == "__main__":
    main()
