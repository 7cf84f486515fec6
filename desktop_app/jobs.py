"""Long work off the UI thread: one worker. A job is handed Shapes and files and never touches the database.

Plain Python: `post` brings every answer home to the thread that owns the window or the database.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, Event, Thread
from typing import TypeVar
from weakref import WeakMethod

from desktop_app.shapes import shape

T = TypeVar("T")
Post = Callable[[Callable[[], None]], None]
REPORT_EVERY = 0.05  # seconds: a job may step a million times, the window is told twenty times a second


class Cancelled(Exception):
    """Raised inside a job at its next step after the clerk asked it to stop."""


@shape
class JobState:
    """What the status bar says. `total` 0: how long it takes is not known. `waiting`: jobs behind this one."""

    title: str
    text: str
    done: int
    total: int
    waiting: int

    @property
    def percent(self) -> int | None:
        return min(100, self.done * 100 // self.total) if self.total > 0 else None


StateListener = Callable[[JobState | None], None]


class Progress:
    """Handed to a job: `step` reports, and raises Cancelled once the clerk asked to stop."""

    def __init__(self, title: str, report: Callable[[int, int, str], None]) -> None:
        self.title = title
        self._report = report
        self._stop = Event()
        self._told_at = 0.0

    def step(self, done: int, total: int = 0, text: str = "") -> None:
        """`done` of `total` pieces are ready; `text` says which one is in hand."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told_at >= REPORT_EVERY or done == total:
            self._told_at = now
            self._report(done, total, text)

    def cancel(self) -> None:
        """Ask the job to stop; it does at its next step. A job still waiting is never begun."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()


@dataclass(slots=True)
class _Task:
    progress: Progress
    run: Callable[[], Callable[[], None] | None]  # gives the answer to bring home, None when there is nobody to tell


class Jobs:
    """One worker, first come first served. Answers come through `post`, progress to those who `tell` asks."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._waiting: deque[_Task] = deque()
        self._current: _Task | None = None
        self._listeners: list[WeakMethod[StateListener]] = []
        self._ready = Condition()
        self._closing = Event()
        self._worker = Thread(target=self._work, name="job", daemon=True)
        self._worker.start()

    def tell(self, listener: StateListener) -> None:
        """Call the bound method `listener` (at home) with every change, None when nothing runs any more."""
        self._listeners.append(WeakMethod(listener))

    def start(
        self,
        work: Callable[[Progress], T],
        *,
        title: str,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        cancelled: Callable[[], None] = lambda: None,
    ) -> Progress:
        """Run `work` on the worker; exactly one of the three answers is called, at home. `title`: 正在导入申报书."""
        progress = Progress(title, lambda n, total, text: self._announce(progress, n, total, text))

        def run() -> Callable[[], None]:
            try:
                if progress.cancelled:
                    return cancelled
                result = work(progress)
            except Cancelled:
                return cancelled
            except Exception as error:  # noqa: BLE001 - whatever it is, it is answered at home
                trouble = error
                return lambda: failed(trouble)
            return lambda: done(result)

        with self._ready:
            if self._closing.is_set():
                raise RuntimeError("the worker is closed")
            self._waiting.append(_Task(progress, run))
            self._ready.notify()
        return progress

    def cancel(self) -> None:
        """Ask the running job to stop; the next one then begins."""
        with self._ready:
            if self._current:
                self._current.progress.cancel()

    @property
    def busy(self) -> bool:
        with self._ready:
            return self._current is not None or bool(self._waiting)

    def close(self) -> None:
        """Stop at the next step, begin nothing more, and wait. What is then answered is not brought home."""
        with self._ready:
            self._closing.set()
            for task in (*self._waiting, *([self._current] if self._current else [])):
                task.progress.cancel()
            self._waiting.clear()
            self._ready.notify()
        self._worker.join()

    def _work(self) -> None:
        while True:
            with self._ready:
                self._current = None
                while not self._waiting and not self._closing.is_set():
                    self._ready.wait()
                if self._closing.is_set():
                    return
                self._current = task = self._waiting.popleft()
            self._announce(task.progress, 0, 0, "")
            answer = task.run()
            with self._ready:
                last, closed = not self._waiting, self._closing.is_set()
            if closed:
                return
            if answer:
                self._post(answer)
            if last:
                self._post(lambda: self._notify(None))

    def _announce(self, progress: Progress, done: int, total: int, text: str) -> None:
        with self._ready:
            if self._closing.is_set():
                return
            waiting = len(self._waiting)
        state = JobState(progress.title, text, done, total, waiting)
        self._post(lambda: self._notify(state))

    def _notify(self, state: JobState | None) -> None:
        self._listeners = [ref for ref in self._listeners if ref()]
        for ref in self._listeners:
            if listener := ref():
                listener(state)
