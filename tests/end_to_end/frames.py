"""What a window manager would do: hand the keyboard to a window that opens, and close it. Xlib through ctypes.

The screen of the test has no window manager, so that it needs nothing but an X server. Without one Qt asks the server
itself where it otherwise asks the window manager.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Any, ClassVar

CLIENT_MESSAGE, VIEWABLE, REVERT_TO_POINTER_ROOT = 33, 2, 1
Id = ctypes.c_ulong


class NoWindow(Exception):
    """There is no such window now."""


class _Attributes(ctypes.Structure):
    """XWindowAttributes (Xlib.h)."""

    _fields_: ClassVar = [
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border_width", "depth")),
        *(("visual", ctypes.c_void_p), ("root", Id), ("class", ctypes.c_int)),
        *((name, ctypes.c_int) for name in ("bit_gravity", "win_gravity", "backing_store")),
        *(("planes", Id), ("pixel", Id), ("save_under", ctypes.c_int), ("colormap", Id)),
        *((name, ctypes.c_int) for name in ("map_installed", "map_state")),
        *((name, ctypes.c_long) for name in ("all_event_masks", "your_event_mask", "do_not_propagate_mask")),
        *(("override_redirect", ctypes.c_int), ("screen", ctypes.c_void_p)),
    ]


class _ClientMessage(ctypes.Structure):
    """XClientMessageEvent, padded to the size of an XEvent."""

    _fields_: ClassVar = [
        *(("type", ctypes.c_int), ("serial", Id), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p)),
        *(("window", Id), ("message_type", Id), ("format", ctypes.c_int), ("data", ctypes.c_long * 5)),
        ("pad", ctypes.c_long * 12),
    ]


class Frames:
    """The top windows of the screen that DISPLAY names."""

    def __init__(self) -> None:
        self._x: Any = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        for call in (self._x.XInternAtom, self._x.XDefaultRootWindow, self._x.XCreateSimpleWindow):
            call.restype = Id
        ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda _display, _error: 0)
        self._ignore = ignore  # a window may go between two calls: the default would end this process
        self._x.XSetErrorHandler(ignore)
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(None))

    def activate(self) -> None:
        """The keyboard to the uppermost window."""
        windows = self._shown()
        if not windows:
            raise NoWindow
        if self._with_keyboard() != windows[-1]:
            self._give_keyboard(windows[-1])

    def cover(self) -> None:
        """The bare window of another program above all of them."""
        root = Id(self._x.XDefaultRootWindow(self._display))
        everything = (0, 0, 4096, 4096, 0, Id(0), Id(0))
        self._cover = Id(self._x.XCreateSimpleWindow(self._display, root, *everything))
        self._x.XMapRaised(self._display, self._cover)
        self._x.XSync(self._display, False)

    def covered(self) -> bool:
        """Whether it is still the uppermost."""
        return self._stacked()[-1] == self._cover.value

    def uncover(self) -> None:
        self._x.XDestroyWindow(self._display, self._cover)
        self._x.XSync(self._display, False)

    def close(self, title: str) -> None:
        """Send WM_DELETE_WINDOW (ICCCM 4.2.8.1)."""
        window = next((each for each in self._shown() if self._title(each) == title), None)
        if window is None:
            raise NoWindow(title)
        event = _ClientMessage(type=CLIENT_MESSAGE, window=window, format=32, message_type=self._atom("WM_PROTOCOLS"))
        event.data[0] = self._atom("WM_DELETE_WINDOW")
        self._x.XSendEvent(self._display, Id(window), False, ctypes.c_long(0), ctypes.byref(event))
        self._x.XSync(self._display, False)

    def _shown(self) -> list[int]:
        """Lowest first; menus and tooltips manage themselves and are left out."""
        return [window for window in self._stacked() if self._managed(window)]

    def _stacked(self) -> list[int]:
        """All windows on the screen, the lowest first."""
        root = Id(self._x.XDefaultRootWindow(self._display))
        unused, children, count = Id(), ctypes.POINTER(Id)(), ctypes.c_uint()
        out = map(ctypes.byref, (unused, unused, children, count))
        self._x.XQueryTree(self._display, root, *out)
        return [children[number] for number in range(count.value)]

    def _managed(self, window: int) -> bool:
        told = _Attributes()
        known = self._x.XGetWindowAttributes(self._display, Id(window), ctypes.byref(told))
        return bool(known) and told.map_state == VIEWABLE and not told.override_redirect and bool(self._title(window))

    def _title(self, window: int) -> str:
        """_NET_WM_NAME, which is UTF-8."""
        kind, form, count, left, value = Id(), ctypes.c_int(), Id(), Id(), ctypes.c_char_p()
        asked = (Id(self._atom("_NET_WM_NAME")), ctypes.c_long(0), ctypes.c_long(1024), False, Id(0))
        out = map(ctypes.byref, (kind, form, count, left, value))
        self._x.XGetWindowProperty(self._display, Id(window), *asked, *out)
        return (value.value or b"").decode()

    def _with_keyboard(self) -> int:
        window, revert = Id(), ctypes.c_int()
        self._x.XGetInputFocus(self._display, ctypes.byref(window), ctypes.byref(revert))
        return window.value

    def _give_keyboard(self, window: int) -> None:
        self._x.XSetInputFocus(self._display, Id(window), REVERT_TO_POINTER_ROOT, Id(0))
        self._x.XSync(self._display, False)

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._display, name.encode(), False))
