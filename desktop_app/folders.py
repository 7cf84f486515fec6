"""Where data lie on this machine when nobody says otherwise, and on what kind of disk. Known without Qt, so that the
command line agrees."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path

NAME = "yizhibu"
POINTER = "data-folder.txt"  # the path of the folder that was chosen, and nothing else
_MOUNTS = Path("/proc/self/mountinfo")
_OVER_NETWORK = frozenset("9p afs cifs ceph davfs fuse.rclone fuse.sshfs glusterfs nfs nfs4 smb3 smbfs".split())


class Disk(StrEnum):
    """What a folder lies on; the words are those of a sentence, blank for a disk that stays."""

    LOCAL = ""
    NETWORK = "网络盘"
    REMOVABLE = "U 盘或移动硬盘"


def default_data_folder() -> Path:
    """The platform's folder for a user's data: it is not roaming and not temporary."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / NAME
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / NAME
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / NAME


def same_disk(one: Path, other: Path) -> bool:
    """Whether both are lost when one disk is; False where that cannot be told."""
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False


def disk_of(folder: Path) -> Disk:
    """What a folder lies on; LOCAL where the system does not say."""
    if sys.platform == "win32":
        import ctypes

        kind = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.resolve().anchor}")
        return {2: Disk.REMOVABLE, 4: Disk.NETWORK}.get(kind, Disk.LOCAL)
    try:
        return _on_linux(folder.resolve(), _MOUNTS.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return Disk.LOCAL


def _on_linux(folder: Path, mounts: str, devices: Path = Path("/sys/dev/block")) -> Disk:
    """By the lines of /proc/self/mountinfo: device, mount point, and after the dash the kind of file system."""
    longest, device, kind = "", "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = fields[4].encode().decode("unicode_escape").encode("latin-1", "replace").decode("utf-8", "replace")
        if folder.is_relative_to(point) and len(point) >= len(longest):
            longest, device, kind = point, fields[2], after.split()[0]
    if kind in _OVER_NETWORK:
        return Disk.NETWORK
    place = (devices / device).resolve()  # …/usb1/1-1/…/block/sdb/sdb1
    parts = place.parts
    return Disk.REMOVABLE if any(part.startswith("usb") and part[3:].isdigit() for part in parts) else Disk.LOCAL


def disk_warning(folder: Path) -> tuple[str, str] | None:
    """What is wrong with keeping data there and what to do; None for a disk that stays."""
    disk = disk_of(folder)
    if not disk:
        return None
    gone = "断网" if disk is Disk.NETWORK else "被拔出"
    return (
        f"数据文件夹在{disk}上，{gone}时正在写的内容可能保不住。",
        f"请把数据文件夹移到本机硬盘，{disk}只作第二份备份。",
    )


def data_folder() -> Path:
    """The folder that was chosen at the first start, else the platform's."""
    return chosen_data_folder() or default_data_folder()


def chosen_data_folder() -> Path | None:
    """What was chosen; None when nothing was, or it cannot be read."""
    try:
        said = _pointer().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(said) if said else None


def choose_data_folder(folder: Path) -> None:
    """From now on data lie there. Raises OSError when that cannot be remembered."""
    pointer = _pointer()
    pointer.parent.mkdir(parents=True, exist_ok=True)
    part = pointer.with_name(f"{POINTER}.part")
    part.write_text(f"{folder.absolute()}\n", "utf-8")
    part.replace(pointer)


def _pointer() -> Path:
    """Beside this user's other settings."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / NAME / POINTER
    if sys.platform == "darwin":
        return home / "Library" / "Preferences" / NAME / POINTER
    return Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / NAME / POINTER
