"""Our age files are those of the specification: its own vectors, an independent implementation, and damage everywhere."""

from __future__ import annotations

import hashlib
import io
import zlib
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debttracker.case.age_files import PIECE, NotAuthentic, new_identity, read, write

VECTORS = Path(__file__).resolve().parents[1] / "files" / "age"
IDENTITY = new_identity()
THEIRS = pyrage.x25519.Identity.from_str(IDENTITY)
MEBIBYTE = 1 << 20
SIZES = st.one_of(st.integers(0, 40), *(
    st.integers(edge - 3, edge + 3) for edge in (PIECE, 2 * PIECE, 15 * PIECE, MEBIBYTE, 2 * MEBIBYTE, MEBIBYTE + PIECE)))


def bytes_of(size: int) -> bytes:
    return (hashlib.sha256(b"%d" % size).digest() * (size // 32 + 1))[:size]


def sealed(content: bytes, block: int = MEBIBYTE) -> bytes:
    target = io.BytesIO()
    write(target, IDENTITY, (content[at:at + block] for at in range(0, len(content), block)))
    return target.getvalue()


def unsealed(file: bytes, identity: str = IDENTITY) -> bytes:
    return b"".join(read(io.BytesIO(file), identity))


@settings(max_examples=60, deadline=None)
@given(SIZES, st.sampled_from([MEBIBYTE, PIECE, PIECE - 1, 3 * PIECE + 5, 1000]))
def test_another_implementation_reads_what_we_write(size: int, block: int) -> None:
    content = bytes_of(size)
    file = sealed(content, block)
    assert pyrage.decrypt(file, [THEIRS]) == content == unsealed(file)


@settings(max_examples=40, deadline=None)
@given(SIZES)
def test_we_read_what_another_implementation_writes(size: int) -> None:
    content = bytes_of(size)
    other = pyrage.x25519.Identity.generate().to_public()
    assert unsealed(pyrage.encrypt(content, [other, THEIRS.to_public()])) == content


def vectors() -> list[Path]:
    return sorted(path for path in VECTORS.iterdir() if path.name != "README.md")


@pytest.mark.parametrize("path", vectors(), ids=lambda path: path.name)
def test_the_vectors_of_the_specification(path: Path) -> None:
    head, _, file = path.read_bytes().partition(b"\n\n")
    told = [line.partition(": ")[::2] for line in head.decode().splitlines()]
    facts = dict(told)
    identity = facts.get("identity", IDENTITY)
    if facts.get("compressed") == "zlib":
        file = zlib.decompress(file)
    if facts["expect"] == "success":
        found = [hashlib.sha256(unsealed(file, one)).hexdigest() for name, one in told if name == "identity"][:1]
        assert found == [facts["payload"]]
        return
    with pytest.raises(NotAuthentic):
        unsealed(file, identity)


def test_there_are_vectors_of_every_kind() -> None:
    told = [path.read_bytes().partition(b"\n")[0].decode() for path in vectors()]
    assert {one: told.count(f"expect: {one}") > 0 for one in ("success", "no match", "HMAC failure", "header failure",
                                                              "payload failure")} == dict.fromkeys(
        ("success", "no match", "HMAC failure", "header failure", "payload failure"), True)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_one_flipped_bit_anywhere_is_noticed(data: st.DataObject) -> None:
    file = bytearray(sealed(bytes_of(2 * PIECE + 100)))
    at = data.draw(st.one_of(st.integers(0, 260), st.integers(0, len(file) - 1)))
    file[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(NotAuthentic):
        unsealed(bytes(file))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([0, 5, PIECE, 2 * PIECE, MEBIBYTE, MEBIBYTE + 1]), st.data())
def test_what_is_cut_off_or_added_is_noticed(size: int, data: st.DataObject) -> None:
    file = sealed(bytes_of(size))
    kept = data.draw(st.one_of(st.integers(0, len(file) - 1), st.integers(max(len(file) - 20, 0), len(file) - 1)))
    with pytest.raises(NotAuthentic):
        unsealed(file[:kept])
    with pytest.raises(NotAuthentic):
        unsealed(file + data.draw(st.binary(min_size=1, max_size=40)))


def test_pieces_in_another_order_and_whole_pieces_missing_are_noticed() -> None:
    content = bytes_of(20 * PIECE)
    file = sealed(content)
    start, piece = len(file) - 20 * (PIECE + 16), PIECE + 16
    head, pieces = file[:start], [file[at:at + piece] for at in range(start, len(file), piece)]
    assert unsealed(head + b"".join(pieces)) == content
    for wrong in (pieces[1::-1] + pieces[2:], pieces[:-1], pieces[:16], pieces[:3] + pieces[4:], [*pieces, pieces[-1]],
                  pieces[-1:], []):
        with pytest.raises(NotAuthentic):
            unsealed(head + b"".join(wrong))


def test_another_identity_opens_nothing() -> None:
    file = sealed(b"words")
    with pytest.raises(NotAuthentic, match="another key"):
        unsealed(file, new_identity())
    for broken in (IDENTITY[:-1], IDENTITY[:-1] + ("Q" if IDENTITY[-1] != "Q" else "P"), "", "AGE-SECRET-KEY-1", "x" * 74):
        with pytest.raises(NotAuthentic):
            unsealed(file, broken)


def test_the_same_bytes_never_give_the_same_file() -> None:
    assert len({sealed(b"the same") for _ in range(20)}) == 20
