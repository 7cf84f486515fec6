"""Set the program up from a checkout and open or check it: `python3 installers/dev.py run`, `… test`.

Needs nothing but a bare Python: Debian's comes without venv and pip, so what is missing outside Python is looked for,
installed through apt-get where that is permitted, and otherwise named with the command to type. The file keeps to
syntax that an old Python 3 can read, so that such a machine gets a sentence and no traceback.

Exit status as everywhere in the program: 0 done, 1 a check failed, 2 wrong usage, 3 trouble of the environment.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "installers" / "lock"
PROGRAM = ("desktop_app", "db", "resources")
OLDEST_QT = "dev-oldest-qt.txt"
OLDEST_PYTHON = (3, 11)
LINUX = sys.platform.startswith("linux")
WINDOWS = sys.platform == "win32"

# Shared libraries that Qt's wheel expects of the system, with the Debian package that brings each.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libcups.so.2": "libcups2",  # without it Qt sees no printer
}
# What the tests need besides: a virtual screen, a session bus, the accessibility bus, and D-Bus for Python;
# LibreOffice lays out the docx files that the program writes, as WPS and Word would.
TEST_PROGRAMS = {"Xvfb": "xvfb", "dbus-run-session": "dbus", "soffice": "libreoffice-writer-nogui"}
TEST_LIBRARIES = {"libzbar.so.0": "libzbar0"}  # reads the printed codes: a reader that is not ours
ACCESSIBILITY_BUS = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
SYSTEM_PYTHON = Path("/usr/bin/python3")

USAGE = """用法:python3 installers/dev.py 命令 [--oldest-qt]
(Windows:py installers\\dev.py 命令)

  run     准备好环境并打开程序;没有屏幕的机器改为生成示例季(demo-season)
  test    准备好环境并运行全部检查与测试
  setup   只准备环境(.venv)
  check   只做静态检查(ruff、mypy、import-linter)
  lock    重新生成 installers/lock 下的依赖清单(维护者用,需要 uv)

run 后面的其余参数交给 yizhibu,test 后面的交给 pytest。
--oldest-qt 用所支持的最早的 Qt(6.8),环境放在 .venv-oldest-qt。"""


class Trouble(Exception):
    """Something in the environment that a person must put right; the text says what and how."""


class Environment(NamedTuple):
    """The virtual environment of a set of libraries. `lock` names a file in installers/lock."""

    folder: Path
    lock: str

    def script(self, name: str) -> Path:
        """The path of an installed program, `python` included."""
        return self.folder / "Scripts" / (name + ".exe") if WINDOWS else self.folder / "bin" / name


class Options(NamedTuple):
    """What stood on the command line behind the command's name."""

    rest: list[str]
    oldest_qt: bool


def status(*command: str | Path, out: bool = True, err: bool = True) -> int:
    """Run a program from the checkout's root and give its exit status; `out` and `err`: whether it is heard."""
    words = [str(word) for word in command]
    to_out, to_err = (None if heard else subprocess.DEVNULL for heard in (out, err))
    return subprocess.run(words, cwd=ROOT, check=False, stdout=to_out, stderr=to_err).returncode


def succeeds(*command: str | Path) -> bool:
    """Ask a program a question that its exit status answers."""
    return status(*command, out=False, err=False) == 0


# --- what is there ---------------------------------------------------------------------------------------------------


def loads(library: str) -> bool:
    """Whether the system's loader finds a shared library and everything it needs in turn."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def speaks_dbus(python: Path) -> bool:
    """Whether the system's Python can talk to the accessibility bus."""
    ask = "from gi.repository import Gio"
    return python.exists() and succeeds(python, "-c", ask)


def missing_packages(for_tests: bool) -> list[str]:
    """Debian packages that are needed and whose contents are not there."""
    missing = [] if find_spec("ensurepip") and find_spec("venv") else [venv_package()]
    missing += [package for library, package in LIBRARIES.items() if not loads(library)]
    if for_tests:
        missing += [package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)]
        missing += [package for library, package in TEST_LIBRARIES.items() if not loads(library)]
        if not ACCESSIBILITY_BUS.exists():
            missing.append("at-spi2-core")
        if not speaks_dbus(SYSTEM_PYTHON):
            missing.append("python3-gi")
    return missing


def venv_package() -> str:
    """The package that brings venv and pip to the Python that runs this."""
    usual = Path(sys.executable).resolve() == SYSTEM_PYTHON.resolve()
    return "python3-venv" if usual else f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


def lock_for(libc: tuple[str, str], machine: str, for_tests: bool, oldest_qt: bool) -> str:
    """Choose the lock file; `libc` is what platform.libc_ver() answers.

    Qt's newest wheels need glibc 2.34 (x86-64) or 2.39 (aarch64), its oldest supported ones 2.28 (x86-64).
    """
    if libc[0] == "glibc":
        version = tuple(int(part) for part in libc[1].split(".")[:2])
        needed = (2, 39) if machine == "aarch64" else (2, 28)
        if version < needed:
            raise Trouble(
                f"这台机器({machine})的系统库 glibc 是 {libc[1]},Qt 在这里需要 {needed[0]}.{needed[1]} 或更新。"
                "请换用较新的系统,或使用发布的安装包。"
            )
        oldest_qt = oldest_qt or version < (2, 34)
    if oldest_qt:
        return OLDEST_QT
    return "dev.txt" if for_tests else "runtime.txt"


def has_screen(env: Mapping[str, str]) -> bool:
    """Whether a window would be seen by anybody, as far as the environment tells."""
    if env.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal", "vnc"):
        return False
    return not LINUX or bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def screen_answers(environment: Environment) -> bool:
    """Whether Qt can really open the screen that the environment names."""
    ask = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    return succeeds(environment.script("python"), "-c", ask)


# --- setting up ------------------------------------------------------------------------------------------------------


def install_system_packages(packages: Sequence[str]) -> None:
    """Install Debian packages where permitted, otherwise say what to type."""
    by_hand = "sudo apt-get update && sudo apt-get install " + " ".join(packages)
    if not shutil.which("apt-get"):
        raise Trouble("缺少系统库。请安装与下列 Debian 软件包相当的软件,再运行一次:" + " ".join(packages))
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    if os.geteuid() != 0:
        if not shutil.which("sudo") or not succeeds("sudo", "-n", "true"):
            raise Trouble("缺少系统库,而当前用户无权安装。请运行下面的命令,再运行一次:\n  " + by_hand)
        apt = ["sudo", "-n", *apt]
    print("正在安装系统库:" + " ".join(packages), flush=True)
    status(*apt, "update", out=False)  # where the network is down, what is needed may still lie on the disk
    if status(*apt, "install", "-y", "--no-install-recommends", *packages, out=False):
        raise Trouble("系统库没有装上(原因见上)。请运行下面的命令,再运行一次:\n  " + by_hand)


def stamp_of(environment: Environment) -> dict[str, str]:
    """What an environment is made of: libraries, project, the interpreter behind it, its place."""
    made_of = hashlib.sha256()
    for file in (LOCKS / environment.lock, ROOT / "pyproject.toml"):
        made_of.update(file.read_bytes())
    return {
        "lock": environment.lock,
        "sha256": made_of.hexdigest(),
        "python": str(environment.script("python").resolve()),  # another one after an upgrade of the system
        "place": str(environment.folder),
    }


def read_stamp(file: Path) -> dict[str, str]:
    """The stamp left by the last complete set-up; empty when there is none."""
    try:
        stamp = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def set_up(for_tests: bool, oldest_qt: bool) -> Environment:
    """Make `.venv` complete: system libraries, the locked Python libraries, the program itself.

    A second call finds the stamp of the first and returns at once.
    """
    lock = lock_for(platform.libc_ver() if LINUX else ("", ""), platform.machine(), for_tests, oldest_qt)
    environment = Environment(ROOT / (".venv-oldest-qt" if oldest_qt else ".venv"), lock)
    stamp_file = environment.folder / "set-up.json"
    stamp = read_stamp(stamp_file)
    if stamp.get("lock") == "dev.txt" and lock == "runtime.txt":
        environment = environment._replace(lock="dev.txt")  # what the tests need holds what the program needs
    if LINUX:
        missing = missing_packages(for_tests)
        if missing:
            install_system_packages(missing)
            still = missing_packages(for_tests)
            if still:
                raise Trouble("系统库装好后仍然找不到:" + " ".join(still))
    wanted = stamp_of(environment)
    if stamp == wanted and environment.script("yizhibu").exists():
        return environment
    stamp_file.unlink(missing_ok=True)
    moved = any(stamp.get(key, wanted[key]) != wanted[key] for key in ("python", "place"))
    if moved or not environment.script("python").exists():
        print(f"正在建立环境 {environment.folder.name} …", flush=True)
        make_environment(environment)
    print("正在安装程序库(只在第一次和依赖变化时需要,请稍候)…", flush=True)
    pip(environment, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS / environment.lock))
    pip(environment, "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT))
    # The libraries' modules come compiled; ours would be at their first start, and anew at every start of a user
    # who may not write here, or has told Python to write no bytecode.
    status(environment.script("python"), "-m", "compileall", "-q", *PROGRAM)
    stamp_file.write_text(json.dumps(stamp_of(environment), indent=1), "utf-8")
    return environment


def make_environment(environment: Environment) -> None:
    """A fresh virtual environment in the place of an older one."""
    if status(sys.executable, "-m", "venv", "--clear", environment.folder):
        raise Trouble(f"建立环境失败(原因见上)。请删除 {environment.folder} 后再运行一次。")


def pip(environment: Environment, *arguments: str) -> None:
    """Run pip's install inside the environment; it speaks only where somebody may be watching it."""
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    install = ("-m", "pip", "install", "--disable-pip-version-check", *quiet)
    if status(environment.script("python"), *install, *arguments):
        raise Trouble("程序库没有装上(原因见上)。请检查网络后再运行一次;单位内网请先为 pip 设置可用的镜像。")


# --- the commands ----------------------------------------------------------------------------------------------------


def run(options: Options) -> int:
    """Open the program, or make the sample season where there is no screen."""
    environment = set_up(for_tests=False, oldest_qt=options.oldest_qt)
    program = environment.script("yizhibu")
    if options.rest:
        return status(program, *options.rest)
    if has_screen(os.environ) and screen_answers(environment):
        return status(program, "open")
    season = ROOT / "demo-season"
    print(f"这台机器没有可用的屏幕,打不开窗口;改为生成示例季,放在 {season}。", flush=True)
    return status(program, "demo", "--out", season)


def check(options: Options) -> int:
    """Run the checks that read the code without running it."""
    return 1 if failed_checks(set_up(for_tests=True, oldest_qt=options.oldest_qt)) else 0


def failed_checks(environment: Environment) -> list[str]:
    """Run every static check, also after one has failed, and name those that did."""
    python = environment.script("python")
    checks: dict[str, list[str | Path]] = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
        "import-linter": [environment.script("lint-imports")],
    }
    failed = []
    for name, command in checks.items():
        print(f"── {name}", flush=True)
        if status(*command):
            failed.append(name)
    if failed:
        print("没有通过:" + "、".join(failed), file=sys.stderr)
    return failed


def test(options: Options) -> int:
    """Run every check and then the tests; pytest has the last word.

    On the oldest Qt only the tests: the types that mypy reads are those of the newest.
    """
    environment = set_up(for_tests=True, oldest_qt=options.oldest_qt)
    if environment.lock != OLDEST_QT and failed_checks(environment):
        return 1
    print("── pytest", flush=True)
    return status(environment.script("python"), "-m", "pytest", *options.rest)


def setup(options: Options) -> int:
    """Only set up."""
    environment = set_up(for_tests=False, oldest_qt=options.oldest_qt)
    print(f"环境已备好:{environment.script('yizhibu')}")
    return 0


def lock(_options: Options) -> int:
    """Resolve pyproject.toml anew into the lock files, for all systems at once, with hashes and without hosts."""
    uv = shutil.which("uv")
    if not uv:
        raise Trouble("重新生成依赖清单需要 uv:请先安装它(例如 pip install uv)。")
    compile_ = [uv, "pip", "compile", "pyproject.toml", "--quiet", "--no-config", "--upgrade", "--universal"]
    compile_ += ["--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header"]
    compile_ += ["--no-emit-index-url", "--no-emit-find-links"]
    runtime, tests, oldest = (LOCKS / name for name in ("runtime.txt", "dev.txt", OLDEST_QT))
    failed = (
        status(*compile_, "--group", "build", "-o", runtime)
        or status(*compile_, "--group", "dev", "-c", runtime, "-o", tests)
        or status(*compile_, "--group", "dev", "-c", LOCKS / "oldest-qt.in", "-o", oldest)
    )
    return 1 if failed else 0


COMMANDS = {"run": run, "test": test, "setup": setup, "check": check, "lock": lock}


def main(arguments: list[str]) -> int:
    """Dispatch; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console without Chinese must not end the set-up
    rest = [argument for argument in arguments if argument != "--oldest-qt"]
    if rest in (["--help"], ["-h"]):
        print(USAGE)
        return 0
    name = rest.pop(0) if rest else ""
    if name not in COMMANDS or (rest and name not in ("run", "test")):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        if sys.version_info < OLDEST_PYTHON:
            raise Trouble(
                f"需要 Python 3.11 或更新,这里是 {platform.python_version()}。"
                f"请用较新的 Python 运行,例如:python3.11 installers/dev.py {name}"
            )
        return COMMANDS[name](Options(rest, "--oldest-qt" in arguments))
    except Trouble as trouble:
        print(str(trouble), file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
