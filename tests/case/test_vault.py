"""Evidence is filed under the hash of its bytes, however they come."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyrage
import pytest

from debttracker.basics.errors import BadInput, Cancelled, CaseTrouble, FileTrouble, LostAttachment
from debttracker.basics.languages import LANGUAGES, words
from debttracker.basics.progress import Watch
from debttracker.case import journal, vault
from debttracker.case.backups import back_up
from debttracker.case.case import Case, open_case
from debttracker.case.change import Change, add
from debttracker.case.creation import rescue_backup
from debttracker.case.entries import attach, attach_file

SIZES = (0, 1, vault.CHUNK, vault.CHUNK + 1, 3 * vault.CHUNK)


class Once(io.BytesIO):
    """Comes by once, as a file within a file does."""

    def seekable(self) -> bool:
        return False


class Drops(io.BytesIO):
    """Gives less than it was asked for, as a pipe does."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, 300_001))


def keep(case: Case, stream: io.BytesIO) -> tuple[str, int]:
    with case.writing() as connection:
        return vault.store(connection, cast(BinaryIO, stream))


def large(seed: int = 0, size: int = 3 * vault.CHUNK + 77) -> bytes:
    return (hashlib.sha256(b"%d" % seed).digest() * (size // 32 + 1))[:size]


def files(case: Case) -> list[str]:
    folder = case.folder / vault.FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def rows(case: Case) -> tuple[int, int]:
    """How many pieces lie in the database, and how many files it knows."""
    reader = case.reader()
    return tuple(reader.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("chunk", "kept_file"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", [io.BytesIO, Once, Drops])
def test_bytes_lie_under_their_hash_once(case: Case, size: int, kind: type[io.BytesIO]) -> None:
    held = large(1, size)
    for _ in range(2):
        assert keep(case, kind(held)) == (hashlib.sha256(held).hexdigest(), size)
    sha256 = hashlib.sha256(held).hexdigest()
    assert vault.content(case.reader(), sha256) == held
    assert vault.is_stored(case.reader(), sha256) and vault.is_there(case.reader(), sha256)
    assert rows(case) == ((0, 1) if size > vault.CHUNK else (1, 0))
    assert len(files(case)) == (size > vault.CHUNK)


def test_a_stream_is_kept_from_where_it_stands(case: Case) -> None:
    stream = io.BytesIO(b"head and body")
    stream.seek(9)
    sha256, size = keep(case, stream)
    assert (vault.content(case.reader(), sha256), size) == (b"body", 4)


def test_the_public_tools_open_a_large_file(case: Case) -> None:
    held = large()
    keep(case, io.BytesIO(held))
    [(name,)] = case.reader().execute("SELECT name FROM kept_file")
    [(identity,)] = case.reader().execute("SELECT identity FROM file_key")
    theirs = pyrage.x25519.Identity.from_str(identity)
    assert pyrage.decrypt((case.folder / "files" / name).read_bytes(), [theirs]) == held
    keep(case, io.BytesIO(large(2)))
    assert case.reader().execute("SELECT count(*), count(DISTINCT identity) FROM file_key").fetchone() == (1, 1)


def test_nothing_of_a_large_file_is_readable_outside_or_written_to_the_database(case: Case) -> None:
    held = b"a secret that repeats " * 100_000
    before = case.database.stat().st_size
    keep(case, io.BytesIO(held))
    [name] = files(case)
    assert b"secret that" not in (case.folder / "files" / name).read_bytes()
    log = case.folder / "case.db-wal"
    assert case.database.stat().st_size + (log.stat().st_size if log.exists() else 0) - before < 100_000


def test_what_an_older_case_holds_in_pieces_stays_readable_and_is_not_kept_twice(case: Case) -> None:
    held = large(4)
    digest = hashlib.sha256(held)
    with case.writing() as connection:
        for n, at in enumerate(range(0, len(held), vault.CHUNK)):
            connection.execute("INSERT INTO chunk VALUES (?, ?, ?)", (digest.digest(), n, held[at:at + vault.CHUNK]))
    assert vault.content(case.reader(), digest.hexdigest()) == held
    assert keep(case, io.BytesIO(held)) == (digest.hexdigest(), len(held))
    assert rows(case) == (4, 0) and files(case) == []


def test_a_backup_holds_no_large_file_and_refers_to_it(case: Case) -> None:
    sha256, _ = keep(case, io.BytesIO(large()))
    backup = back_up(case)
    assert backup.stat().st_size < vault.CHUNK
    folder = case.folder
    case.close()
    rescue_backup(folder, backup)
    with open_case(folder, read_only=True) as again:
        assert vault.content(again.reader(), sha256) == large()


# --- when it fails

class Breaks(io.BytesIO):
    """A stick that is pulled out half-way."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() >= 2 * vault.CHUNK:
            raise OSError(errno.EIO, "gone")
        return super().read(size)


def test_a_transaction_that_fails_leaves_no_file(case: Case) -> None:
    def fails(connection: Any, _now: int) -> Change:
        vault.store(connection, io.BytesIO(large()))
        assert len(files(case)) == 1
        raise BadInput("no")

    def again(connection: Any, _now: int) -> Change:
        vault.store(connection, io.BytesIO(large()))  # the same bytes once more
        raise BadInput("no")

    with pytest.raises(BadInput):
        case.change_with(fails)
    with pytest.raises(BadInput), case.writing() as connection:
        fails(connection, 0)
    assert files(case) == [] and rows(case) == (0, 0)
    attach(case, "contact", 1, "a.bin", io.BytesIO(large()))
    with pytest.raises(BadInput):
        case.change_with(again)
    assert vault.content(case.reader(), hashlib.sha256(large()).hexdigest()) == large(), "what was kept before stays"



def test_a_source_that_cannot_be_read_on_is_told_as_such(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "video.mp4"
    path.write_bytes(large())
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *a, **k: Breaks(large()) if self == path else real(self, *a, **k))
    with pytest.raises(FileTrouble, match="could not be read"):
        attach_file(case, "contact", 1, path)
    assert files(case) == [] and rows(case) == (0, 0)


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "is full"), (errno.EIO, "did not read or write"),
                                              (errno.EROFS, "cannot be written to")])
def test_a_disk_that_does_not_take_it_is_told_and_nothing_is_left(case: Case, monkeypatch: pytest.MonkeyPatch, number: int,
                                                                  said: str) -> None:
    def full(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileTrouble, match=said):
        attach(case, "contact", 1, "a.mp4", io.BytesIO(large()))
    monkeypatch.undo()
    assert files(case) == [] and rows(case) == (0, 0)
    attach(case, "contact", 1, "a.mp4", io.BytesIO(large()))


def test_too_large_is_refused_and_leaves_nothing(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "LARGEST", 2 * vault.CHUNK)
    with pytest.raises(BadInput, match="2 GB"):
        keep(case, io.BytesIO(large()))
    assert files(case) == [] and rows(case) == (0, 0)


def test_what_a_crash_left_half_written_goes_and_whole_files_stay(case: Case) -> None:
    keep(case, io.BytesIO(large()))
    folder = case.folder / "files"
    (folder / "dead.part").write_bytes(b"half")
    (folder / "orphan.age").write_bytes(b"a backup may refer to it")
    keep(case, io.BytesIO(large(5)))
    assert not list(folder.glob("*.part")) and (folder / "orphan.age").exists() and len(files(case)) == 3


# --- before the transaction

class Stops(Watch):
    """Asked to stop at its ``at``-th step."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._left = at

    def step(self, done: int, total: int) -> None:
        self._left -= 1
        if self._left == 0:
            self.cancel()
        super().step(done, total)


#: Steps of a file of three mebibytes and a bit: one for each block, one before the disk is waited for, one after it.
STEPS = 6


@pytest.mark.parametrize("at", range(1, STEPS + 1))
def test_stopped_anywhere_it_leaves_nothing(case: Case, tmp_path: Path, at: int) -> None:
    path = tmp_path / "video.mp4"
    path.write_bytes(large())
    before = journal.head(case.reader())
    with pytest.raises(Cancelled):
        attach_file(case, "contact", 1, path, Stops(at))
    assert files(case) == [] and rows(case) == (0, 0)
    assert journal.head(case.reader()) == before and not case.changed


def test_after_its_last_step_it_is_kept(case: Case, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = tmp_path / "video.mp4"
    path.write_bytes(large())
    attach_file(case, "contact", 1, path, Watch(lambda done, total: told.append((done, total))))
    size = len(large())
    assert told == [(vault.CHUNK, size), (2 * vault.CHUNK, size), (3 * vault.CHUNK, size), (size, size), (0, 0), (0, 0)]
    assert len(told) == STEPS and len(files(case)) == 1 and case.changed


def test_the_case_is_free_while_a_large_file_is_taken_in(case: Case) -> None:
    """And two at a time leave each other's half alone."""
    with vault.taken_in(case, io.BytesIO(large(1))) as first:
        case.change(Change.of("x", add("comment", text="meanwhile", at_ms=1_763_900_000_000, day=20_416)))
        keep(case, io.BytesIO(large(2)))
        assert len(files(case)) == 2
        with case.writing() as connection:
            sha256, _size = first.keep(connection)
    assert vault.content(case.reader(), sha256) == large(1)
    assert all(name.endswith(".age") for name in files(case)) and len(files(case)) == 2
    with vault.taken_in(case, io.BytesIO(large(3))):
        pass
    assert len(files(case)) == 2, "what was not kept goes again"


def test_the_same_bytes_taken_in_by_two_are_kept_once(case: Case) -> None:
    with vault.taken_in(case, io.BytesIO(large())) as first, vault.taken_in(case, io.BytesIO(large())) as second:
        for taken in (first, second):
            with case.writing() as connection:
                taken.keep(connection)
    assert len(files(case)) == 1 and rows(case) == (0, 1)
    assert vault.content(case.reader(), hashlib.sha256(large()).hexdigest()) == large()


def test_too_large_is_refused_before_it_is_read(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "LARGEST", 2 * vault.CHUNK)
    monkeypatch.setattr(vault, "_block", lambda _stream: pytest.fail("was read"))
    path = tmp_path / "video.mp4"
    path.write_bytes(large())
    with pytest.raises(BadInput, match="2 GB"):
        attach_file(case, "contact", 1, path)


def test_what_is_taken_in_for_a_case_that_is_closed_meanwhile_is_not_kept(case: Case) -> None:
    with vault.taken_in(case, io.BytesIO(large())) as taken:
        case.close()
        with pytest.raises(CaseTrouble, match="closed meanwhile"), case.writing() as connection:
            taken.keep(connection)
    assert files(case) == [] and not case.lock.held


# --- damage

def lost(case: Case) -> tuple[str, Path]:
    sha256, _ = keep(case, io.BytesIO(large()))
    [name] = files(case)
    return sha256, case.folder / "files" / name


def damage(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    if how == "missing":
        path.unlink()
        return
    if how == "flipped":
        content[len(content) // 2] ^= 1
    elif how == "cut":
        del content[-70_000:]
    elif how == "empty":
        content.clear()
    path.write_bytes(content)


@pytest.mark.parametrize("how", ["missing", "flipped", "cut", "empty"])
def test_damage_is_told_never_hidden_and_the_original_mends_it(case: Case, how: str) -> None:
    sha256, path = lost(case)
    damage(path, how)
    with pytest.raises(LostAttachment) as told:
        vault.content(case.reader(), sha256)
    texts = {language: told.value.say(words(language)) for language in LANGUAGES}
    assert len(set(texts.values())) == len(LANGUAGES) and all(path.name in text for text in texts.values())
    assert not vault.checks_out(case.reader(), sha256) and vault.is_stored(case.reader(), sha256)
    assert vault.is_there(case.reader(), sha256) == (how == "flipped"), "the rest shows without reading it"
    assert keep(case, io.BytesIO(large()))[0] == sha256
    assert vault.content(case.reader(), sha256) == large()


def test_a_file_in_the_place_of_another_is_noticed(case: Case) -> None:
    """Both are sealed under the same key, so only the hash tells."""
    sha256, path = lost(case)
    keep(case, io.BytesIO(large(6)))
    [other] = [name for name in files(case) if name != path.name]
    path.write_bytes((path.parent / other).read_bytes())
    with pytest.raises(LostAttachment):
        vault.content(case.reader(), sha256)


def test_pieces_that_are_missing_in_the_database_are_noticed(case: Case) -> None:
    for held in (b"some words", b""):
        sha256, _ = keep(case, io.BytesIO(held))
        with case.writing() as connection:
            connection.execute("DELETE FROM chunk WHERE sha256 = ?", (bytes.fromhex(sha256),))
        with pytest.raises(LostAttachment):
            vault.content(case.reader(), sha256)


def test_memory_does_not_grow_with_the_file(case: Case) -> None:
    def size_of(mebibytes: int) -> int:
        blocks = (bytes([n % 251]) * vault.CHUNK for n in range(mebibytes))
        stream = cast(BinaryIO, Gives(blocks))
        tracemalloc.start()
        with case.writing() as connection:
            sha256, _ = vault.store(connection, stream)
        assert vault.checks_out(case.reader(), sha256)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    size_of(4)  # brings in what is imported on the way
    assert size_of(40) < 12 << 20


class Gives:
    """Blocks made as they are asked for."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks

    def read(self, _size: int) -> bytes:
        return next(self._blocks, b"")
