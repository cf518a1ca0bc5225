"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pytest

from debttracker.basics.errors import DiskFull, FileTrouble
from debttracker.basics.files import write_atomically
from debttracker.basics.languages import words


def test_writes_bytes_and_streams_into_new_folders(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "b" / "报告.txt", b"one")
    assert (tmp_path / "a" / "b" / "报告.txt").read_bytes() == b"one"

    def stream(file: BinaryIO) -> None:
        file.write(b"two")
        file.write(b"three")

    write_atomically(tmp_path / "a" / "b" / "报告.txt", stream)
    assert (tmp_path / "a" / "b" / "报告.txt").read_bytes() == b"twothree"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["报告.txt"]


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "no room"), (errno.EDQUOT, "no room"), (errno.EROFS, "Read-only")])
@pytest.mark.parametrize("call", ["fsync", "fdopen"])
def test_a_failed_write_keeps_the_old_file_and_leaves_no_crumbs(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, words: str) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"old")

    def fail(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(FileTrouble) as raised:
        write_atomically(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]
    assert "out.pdf" in str(raised.value)
    assert words in str(raised.value)


def test_a_stream_that_breaks_off_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")

    def half(file: BinaryIO) -> None:
        file.write(b"half a row")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, half)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_a_folder_or_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileTrouble):
        write_atomically(tmp_path / "folder", b"x")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileTrouble):
        write_atomically(tmp_path / "file" / "below", b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.skipif(os.name != "posix", reason="folders are synced on POSIX systems only")
def test_a_file_system_that_cannot_sync_folders_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some USB and network file systems answer EINVAL: the file is in place all the same."""
    real = os.open

    def only_files(path: object, flags: int, *rest: int, **more: int) -> int:
        if flags == os.O_RDONLY:
            raise OSError(errno.EINVAL, "Invalid argument")
        return real(path, flags, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", only_files)
    write_atomically(tmp_path / "out.pdf", b"new")
    assert (tmp_path / "out.pdf").read_bytes() == b"new"


def test_a_full_disk_says_how_much_is_missing_and_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    class Usage(NamedTuple):
        total: int = 0
        used: int = 0
        free: int = 400_000

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage())
    with pytest.raises(DiskFull) as raised:
        write_atomically(tmp_path / "new.pdf", b"x" * 3_000_001)
    assert raised.value.fields == {"name": "new.pdf", "size": 3}
    assert "No half of it was left behind" in str(raised.value)
    (tmp_path / "old.pdf").write_bytes(b"old")
    with pytest.raises(DiskFull) as raised:
        write_atomically(tmp_path / "old.pdf", b"new")
    assert "is as it was" in str(raised.value)
    assert raised.value.fields["size"] == 1
    assert "1 MB" in raised.value.say(words("zh-Hans"))
    assert {path.name for path in tmp_path.iterdir()} == {"old.pdf"}
