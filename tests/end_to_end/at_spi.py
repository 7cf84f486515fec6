"""What an outside program sees and does through the accessibility bus: one request a line in, one answer a line out.

Run by the system's Python, which has the D-Bus bindings, inside a session bus of its own. A request is `{"do": name,
"pid": …, …}`, the answer `{"value": …}` or `{"error": …}`. A widget is named by its objectName, the last part of its
accessible id. The calls are those of the AT-SPI D-Bus interfaces. Children are asked for all at once: Qt ends with a
crash when it is asked for one of a scroll area by a number that was right a moment ago (seen with 6.11).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from frames import Frames, NoWindow
from gi.repository import Gio, GLib

PATIENCE = 5000  # ms a call waits for a busy window
SPI = "org.a11y.atspi"
REGISTRY, ROOT = f"{SPI}.Registry", f"/{SPI.replace('.', '/')}/accessible/root"
SYM = 3  # AtspiKeySynthType: the key that bears a sign, pressed and released
KEYSYMS = {"Enter": 0xFF0D, "F2": 0xFFBF}
STATES = {"active": 1, "checked": 4, "enabled": 8, "focused": 12, "showing": 25}  # bits: AtspiStateType


class Gone(Exception):
    """What was asked about is not in sight (any more)."""


class Bus:
    """Calls on one bus."""

    def __init__(self, address: str) -> None:
        flags = Gio.DBusConnectionFlags
        wanted = flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION
        self._connection = Gio.DBusConnection.new_for_address_sync(address, wanted, None, None)

    def call(self, name: str, path: str, method: str, kinds: str = "", *values: Any) -> Any:
        """`method` with its interface, `kinds` the D-Bus types of the values. One value back, or a tuple of them."""
        interface, _, member = method.rpartition(".")
        given = GLib.Variant(f"({kinds})", values)
        flags = Gio.DBusCallFlags.NONE
        answer = self._connection.call_sync(name, path, interface, member, given, None, flags, PATIENCE, None).unpack()
        return answer[0] if len(answer) == 1 else answer


def accessibility_bus() -> Bus:
    session = Bus(os.environ["DBUS_SESSION_BUS_ADDRESS"])
    return Bus(session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress"))


class Node(NamedTuple):
    """A widget, a window or a cell as the bus knows it."""

    bus: Bus
    owner: str
    path: str

    def do(self, method: str, kinds: str = "", *values: Any) -> Any:
        return self.bus.call(self.owner, self.path, f"{SPI}.{method}", kinds, *values)

    def get(self, property_: str) -> Any:
        interface, _, name = f"{SPI}.{property_}".rpartition(".")
        return self.bus.call(self.owner, self.path, "org.freedesktop.DBus.Properties.Get", "ss", interface, name)

    @property
    def children(self) -> list[Node]:
        return [Node(self.bus, *place) for place in self.do("Accessible.GetChildren")]

    @property
    def name(self) -> str:
        """The objectName."""
        return str(self.get("Accessible.AccessibleId")).rsplit(".", 1)[-1]

    @property
    def says(self) -> str:
        """What a screen reader says of it."""
        return str(self.get("Accessible.Name"))

    @property
    def role(self) -> str:
        return str(self.do("Accessible.GetRoleName"))

    @property
    def text(self) -> str:
        """What stands in it, if it is something to write in or to read."""
        if f"{SPI}.Text" not in self.do("Accessible.GetInterfaces"):
            return ""
        return str(self.do("Text.GetText", "ii", 0, -1))

    @property
    def states(self) -> list[str]:
        low, high = self.do("Accessible.GetState")
        return [state for state, bit in STATES.items() if (low | high << 32) >> bit & 1]


class Eyes:
    """Looks at one program's windows as they are at this moment; only where a widget was found is remembered."""

    def __init__(self, bus: Bus, pid: int, frames: Frames) -> None:
        self._bus, self._pid, self._frames = bus, pid, frames
        self._found: dict[str, Node] = {}

    def look(self, name: str) -> dict[str, Any]:
        """A widget in sight."""
        node = self._find(name)
        return {"name": node.says, "role": node.role, "text": node.text, "states": node.states}

    def press(self, name: str) -> None:
        """Press a button or toggle a box, as a screen reader does."""
        node = self._find(name)
        actions = [action[0] for action in node.do("Action.GetActions")]
        wanted = next((action for action in ("Press", "Toggle") if action in actions), None)
        if wanted is None:
            raise Gone(f"{name} can do {actions}")
        node.do("Action.DoAction", "i", actions.index(wanted))

    def focus(self, name: str) -> None:
        self._find(name).do("Component.GrabFocus")

    def insert(self, name: str, text: str) -> None:
        """Words handed over whole at the cursor, as an input method does."""
        node = self._find(name)
        units = len(text.encode("utf-16-le")) // 2  # as Qt counts; of more it would make up the rest
        node.do("EditableText.InsertText", "isi", node.get("Text.CaretOffset"), text, units)

    def replace(self, name: str, text: str) -> None:
        """Other words in place of those that stand there."""
        self._find(name).do("EditableText.SetTextContents", "s", text)

    def key(self, key: str) -> None:
        """A key of the keyboard, to whatever has it."""
        method = f"{SPI}.DeviceEventController.GenerateKeyboardEvent"
        keysym = KEYSYMS.get(key) or ord(key)
        where = f"/{SPI.replace('.', '/')}/registry/deviceeventcontroller"
        self._bus.call(REGISTRY, where, method, "isu", keysym, "", SYM)

    def rows(self, name: str) -> list[dict[str, str]]:
        """A table's rows, cell by cell, under the words of its header; hidden columns are left out."""
        table = self._find(name)
        titles = [table.do("Table.GetColumnDescription", "i", at) for at in range(table.get("Table.NColumns"))]
        rows: list[dict[str, str]] = []
        for row in range(table.get("Table.NRows")):
            cells = [Node(self._bus, *table.do("Table.GetAccessibleAt", "ii", row, at)) for at in range(len(titles))]
            rows.append({title: cell.says for title, cell in zip(titles, cells, strict=True) if _is_there(cell)})
        return rows

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
        for program in Node(self._bus, REGISTRY, ROOT).children:
            who = ("org.freedesktop.DBus", "/", "org.freedesktop.DBus.GetConnectionUnixProcessID")
            if self._bus.call(*who, "s", program.owner) == self._pid:
                return program
        raise Gone("the program is not on the bus")

    def _find(self, name: str) -> Node:
        """The newest window first: a dialog stands above the window it belongs to."""
        known = self._found.pop(name, None)
        if known is None or not _still(known, name):
            windows = reversed(self._program().children)
            known = next((found for window in windows if (found := _search(window, name))), None)
        if known is None:
            raise Gone(name)
        self._found[name] = known
        return known


def _still(node: Node, name: str) -> bool:
    """Whether a widget that was found earlier is there and in sight."""
    try:
        return "showing" in node.states and node.name == name
    except GLib.Error:
        return False


def _is_there(cell: Node) -> bool:
    return not cell.path.endswith("/null")


def _search(node: Node, name: str) -> Node | None:
    """Depth first, through what is in sight; the cells of a table are not widgets."""
    if "showing" not in node.states:
        return None
    if node.name == name:
        return node
    if node.role in ("table", "tree"):
        return None
    return next((found for child in node.children if (found := _search(child, name))), None)


def _lines(node: Node, depth: int) -> Iterator[str]:
    if depth and "showing" not in node.states:
        return
    typed = node.text
    yield f"{'  ' * depth}{node.role} {node.name} {node.says!r}" + (f" = {typed[:80]!r}" if typed else "")
    for child in node.children:
        yield from _lines(child, depth + 1)


def answer(eyes: Eyes, do: str, details: dict[str, Any]) -> dict[str, Any]:
    """One request; what is gone or busy is an error that may be asked again."""
    act: Callable[..., Any] = getattr(eyes, do)
    try:
        return {"value": act(**details)}
    except (Gone, NoWindow, GLib.Error) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Answers go to the file descriptor named as argument: the bus's own daemons talk on standard output."""
    bus, frames = accessibility_bus(), Frames()
    programs: dict[int, Eyes] = {}
    with os.fdopen(int(sys.argv[1]), "w") as answers:
        print(json.dumps({"value": os.environ["DBUS_SESSION_BUS_ADDRESS"]}), file=answers, flush=True)
        for line in sys.stdin:
            request = json.loads(line)
            do, pid = request.pop("do"), request.pop("pid")
            eyes = programs.setdefault(pid, Eyes(bus, pid, frames))
            print(json.dumps(answer(eyes, do, request)), file=answers, flush=True)


if __name__ == "__main__":
    main()
