"""Opening a file: everything that may be in the way has its own sentence."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from debttracker.basics.errors import BadInput, Cancelled, FileTrouble, FormatTrouble
from debttracker.basics.progress import Watch
from debttracker.capture.reader import formats, read_file
from debttracker.capture.source import Source, encoding_of
from tests.capture.conftest import read_all, sms, smses


def test_folder_missing_and_empty(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(FileTrouble, match="is not there"):
        read_file(tmp_path / "no.xml")
    (tmp_path / "empty.xml").touch()
    with pytest.raises(FileTrouble, match="is empty"):
        read_file(tmp_path / "empty.xml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileTrouble, match="not an ordinary file"):
        read_file(tmp_path / "pipe")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.xml"
    path.write_text(smses(sms()))
    path.chmod(0)
    with pytest.raises(FileTrouble, match="not allowed"):
        read_file(path)


def test_a_refused_permission_has_its_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.xml"
    path.write_text(smses(sms()))

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(FileTrouble, match="not allowed"):
        read_file(path)


def test_unknown_format_zone_and_content(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("nothing to see")
    with pytest.raises(FormatTrouble, match="not a file this program can read"):
        read_file(path)
    with pytest.raises(BadInput, match="no format called"):
        read_file(path, as_format="wechat")
    with pytest.raises(BadInput, match="not a time zone"):
        read_file(path, zone="Moon/Base")


def test_two_gigabytes_of_nothing_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    with path.open("wb") as stream:
        stream.truncate(2 << 30)
    with pytest.raises(FormatTrouble, match="not a file this program can read"):
        read_file(path)


def test_hash_covers_the_file_even_when_reading_stops_early(tmp_path: Path) -> None:
    path = tmp_path / "cut.xml"
    content = smses(sms()).encode() + b"<garbage" + b"x" * 1_000_000
    path.write_bytes(content)
    assert read_all(path, keep_complete=True).sha256 == hashlib.sha256(content).hexdigest()


def test_progress_is_told_in_bytes_and_cancel_stops(tmp_path: Path) -> None:
    path = tmp_path / "long.xml"
    path.write_text(smses(*(sms(date=1_700_000_000_000 + i) for i in range(5_000))))
    seen: list[tuple[int, int]] = []
    read_all(path, watch=Watch(lambda done, total: seen.append((done, total))))
    assert seen[-1] == (path.stat().st_size, path.stat().st_size)
    assert len(seen) > 1
    watch = Watch(lambda done, total: watch.cancel())
    with pytest.raises(Cancelled):
        read_all(path, watch=watch)


@pytest.mark.parametrize(("content", "expected"), [
    (b"plain", "utf-8"), ("逾期".encode(), "utf-8"), ("逾期".encode("gb18030"), "gb18030"),
    (b"x" * 3_000_000 + "逾期还款".encode("gbk"), "gb18030"), (("逾期还款" * 9).encode() + b"\xffa", "utf-8"),
    ("逾期".encode("utf-16"), "utf-16"), ("逾期".encode("utf-8-sig"), "utf-8-sig"),
])
def test_encoding_is_judged_by_the_bytes(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "text"
    path.write_bytes(content)
    with Source(path) as source:
        assert encoding_of(source) == expected


def test_each_reader_is_registered_under_its_own_name() -> None:
    assert {name: reader.FORMAT for name, reader in formats().items()} == {
        "sms-backup-restore": "sms-backup-restore", "csv": "csv"}
    assert all(reader.TITLE for reader in formats().values())
