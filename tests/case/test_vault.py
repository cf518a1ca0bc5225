"""Evidence is filed under the hash of its bytes, however they come."""

from __future__ import annotations

import hashlib
import io
from typing import BinaryIO, cast

import pytest

from debttracker.case import vault
from debttracker.case.case import Case

SIZES = (0, 1, vault.CHUNK, vault.CHUNK + 1, 3 * vault.CHUNK)


class Once(io.BytesIO):
    """Comes by once, as a file within a file does."""

    def seekable(self) -> bool:
        return False


class Changing(io.BytesIO):
    """Holds other bytes when it is read again, as a file that is still being written."""

    def seek(self, at: int, whence: int = 0, /) -> int:
        if at == 0 and whence == 0 and self.tell():
            rest = self.getvalue()[:-1] + b"~~"
            super().seek(0)
            self.write(rest)
        return super().seek(at, whence)


def keep(case: Case, stream: io.BytesIO) -> tuple[str, int]:
    with case.writing() as connection:
        return vault.store(connection, cast(BinaryIO, stream))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", [io.BytesIO, Once])
def test_bytes_lie_under_their_hash_once(case: Case, size: int, kind: type[io.BytesIO]) -> None:
    held = bytes(n % 251 for n in range(size % 1_000)) + b"x" * (size - size % 1_000)
    for _ in range(2):
        assert keep(case, kind(held)) == (hashlib.sha256(held).hexdigest(), size)
    reader = case.reader()
    assert vault.content(reader, hashlib.sha256(held).hexdigest()) == held
    assert reader.execute("SELECT count(*), count(DISTINCT sha256) FROM chunk").fetchone() == (max(-(-size // vault.CHUNK), 1), 1)


def test_a_file_that_changes_meanwhile_lies_under_the_hash_of_what_was_kept(case: Case) -> None:
    sha256, size = keep(case, Changing(b"first words"))
    assert vault.content(case.reader(), sha256) == b"first word~~" and size == 12
    assert vault.checks_out(case.reader(), sha256)
    assert case.reader().execute("SELECT count(*) FROM chunk").fetchone()[0] == 1


def test_a_stream_is_kept_from_where_it_stands(case: Case) -> None:
    stream = io.BytesIO(b"head and body")
    stream.seek(9)
    sha256, size = keep(case, stream)
    assert (vault.content(case.reader(), sha256), size) == (b"body", 4)


def test_what_can_be_read_twice_is_written_once(case: Case) -> None:
    """To file it under another name is to encrypt and write all of it again."""
    with case.writing() as connection:
        seen: list[str] = []
        connection.set_trace_callback(seen.append)
        vault.store(connection, io.BytesIO(b"a" * (2 * vault.CHUNK)))
        connection.set_trace_callback(None)
    assert not [sql for sql in seen if sql.startswith("UPDATE")] and len([s for s in seen if s.startswith("INSERT")]) == 2
