"""What a folder lies on, as the system tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app import folders
from desktop_app.folders import Disk, disk_of, disk_warning, same_disk

MOUNTS = r"""22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:50 / /mnt/share rw,relatime - cifs //server/share rw
31 22 8:17 / /media/\350\256\276\345\244\207\0401 rw,nosuid - vfat /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("folder", "disk"),
    [
        ("/var/lib/data", Disk.LOCAL),
        ("/mnt/share/data", Disk.NETWORK),
        ("/mnt/shared", Disk.LOCAL),
        ("/media/设备 1/data", Disk.REMOVABLE),
    ],
)
def test_the_kind_of_disk(tmp_path: Path, folder: str, disk: Disk) -> None:
    stick = tmp_path / "devices" / "pci0000:00" / "usb1" / "1-1" / "block" / "sdb" / "sdb1"
    stick.mkdir(parents=True)
    (tmp_path / "8:17").symlink_to(stick)
    assert folders._on_linux(Path(folder), MOUNTS, tmp_path) is disk


def test_a_disk_that_stays_is_not_warned_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert disk_of(tmp_path) is Disk.LOCAL
    assert disk_warning(tmp_path) is None
    monkeypatch.setattr(folders, "disk_of", lambda _: Disk.NETWORK)
    assert disk_warning(tmp_path) == (
        "数据文件夹在网络盘上，断网时正在写的内容可能保不住。",
        "请把数据文件夹移到本机硬盘，网络盘只作第二份备份。",
    )


def test_two_folders_of_one_disk(tmp_path: Path) -> None:
    assert same_disk(tmp_path, tmp_path.parent)
    assert not same_disk(tmp_path, tmp_path / "nowhere")
