"""The shim between the program and the disk: built, loaded into a child, and asked."""

from __future__ import annotations

import ctypes
import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from enum import IntEnum
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


class Mode(IntEnum):
    """What happens at the chosen call; the numbers are the shim's."""

    NOTHING = 0
    FAIL_ONCE = 1
    FAIL_ALWAYS = 2
    KILL_BEFORE = 3
    KILL_AFTER = 4


def why_not() -> str:
    """Why the shim cannot be had on this machine; "" when it can."""
    if not sys.platform.startswith("linux"):
        return "LD_PRELOAD works on Linux alone"
    return "" if shutil.which("gcc") else "gcc is not installed"


@functools.cache
def shim() -> Path:
    """The shim, built once a process."""
    built = Path(tempfile.mkdtemp(prefix="yizhibu-shim-")) / "shim.so"
    command = ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-o", str(built), str(HERE / "shim.c"), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return built


def in_child(what: str, **details: Any) -> Any:
    """Run `tests.faults.child.<what>(**details)` in a process with the shim and hand back what it returned."""
    environment = os.environ | {"LD_PRELOAD": str(shim()), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "tests.faults.child", what, json.dumps(details, default=str)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"{what}: {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


class Disk:
    """Inside such a child."""

    def __init__(self, folder: Path) -> None:
        self._shim = ctypes.CDLL(None)
        self._shim.fault_arm.argtypes = [ctypes.c_int, ctypes.c_long, ctypes.c_int, ctypes.c_int]
        self._shim.fault_disarm.restype = ctypes.c_long
        self._shim.fault_mark.argtypes = [ctypes.c_long]
        self._shim.fault_root(str(folder).encode())
        self.counted = 0

    def arm(self, mode: Mode, call: int, error: int = 0, *, reads: bool = False) -> None:
        """Let the call number `call` from now on (from 0) fail with `error`, or kill the process. -1: only count."""
        self._shim.fault_arm(int(mode), call, error, int(reads))

    def disarm(self) -> int:
        """Let everything through again; how many calls there were."""
        self.counted = int(self._shim.fault_disarm())
        return self.counted

    @property
    def fired(self) -> bool:
        return bool(self._shim.fault_fired())

    def record(self, file: Path) -> None:
        """Write down every call from now on."""
        self._shim.fault_record(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))

    def mark(self, number: int) -> None:
        """Everything up to step `number` was told to be saved."""
        self._shim.fault_mark(number)
