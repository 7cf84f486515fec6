"""Files by what they hold: the order of writing, what a cut leaves, and what a check tells."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from desktop_app.file_store import FileStore, Kept, StoreCheck

TEXT = "示例医科大学".encode()
HASH = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path)


def test_a_file_lies_by_its_hash_and_nothing_else_is_left(store: FileStore, tmp_path: Path) -> None:
    assert store.keep(TEXT) == Kept(HASH, len(TEXT))
    assert [each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*") if each.is_file()] == [
        f"files/{HASH[:2]}/{HASH}"
    ]
    assert store.read(HASH) == TEXT
    assert HASH in store
    assert "0" * 64 not in store


def test_the_same_file_twice_is_one_file_and_a_damaged_one_is_mended(store: FileStore) -> None:
    store.keep(TEXT)
    before = store.path(HASH).stat().st_mtime_ns
    assert store.keep(TEXT) == Kept(HASH, len(TEXT), fresh=False)
    assert store.path(HASH).stat().st_mtime_ns == before
    store.path(HASH).write_bytes(b"half")
    store.keep(TEXT)
    assert store.read(HASH) == TEXT
    assert list(store.hashes()) == [HASH]


def test_what_is_no_hash_is_no_path(store: FileStore) -> None:
    for name in ("../../x", HASH.upper(), HASH[:-1], "", f"{HASH}\n"):
        assert name not in store
        with pytest.raises(ValueError, match="SHA-256"):
            store.path(name)


def test_a_write_that_fails_leaves_nothing(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.keep(TEXT)
    assert HASH not in store
    assert [each for each in store.folder.rglob("*") if each.is_file()] == []


def test_the_file_is_on_the_disk_before_it_has_its_name(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    real_fsync, real_replace = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        told.append("fsync named" if store.path(HASH).is_file() else "fsync aside")
        real_fsync(handle)

    def replace(self: Path, target: Path) -> Path:
        told.append("rename")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    store.keep(TEXT)
    at = told.index("rename")
    assert told[at - 1] == "fsync aside"
    assert told[at + 1 :] == ["fsync named"]


def test_a_check_tells_what_is_missing_damaged_and_spare(store: FileStore) -> None:
    kept = [store.keep(word).sha256 for word in (b"1", b"2", b"3")]
    store.path(kept[1]).write_bytes(b"x")
    lost = "a" * 64
    found = store.check([kept[0], kept[1], lost])
    assert found == StoreCheck((lost,), (kept[1],), (kept[2],))
    assert not found.sound
    assert store.check([kept[0]], contents=False).sound


def test_what_was_cut_off_is_cleared_at_the_start(store: FileStore) -> None:
    store.keep(TEXT)
    (store.folder / "aside-cut").write_bytes(b"half")
    assert store.clear_aside() == 1
    assert [each.name for each in store.folder.rglob("*") if each.is_file()] == [HASH]


def test_a_file_that_no_row_names_can_be_taken_out(store: FileStore) -> None:
    store.keep(TEXT)
    store.discard(HASH)
    store.discard(HASH)
    assert list(store.hashes()) == []
