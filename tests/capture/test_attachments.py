"""Files inside files."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.capture.attachments import Base64, in_memory, missing, plain_name


@given(st.binary(max_size=300), st.lists(st.integers(1, 50), max_size=30), st.booleans())
def test_base64_in_pieces_gives_the_same_bytes(content: bytes, cuts: list[int], lines: bool) -> None:
    text = base64.b64encode(content)
    if lines:
        text = b"\n ".join(text[i:i + 19] for i in range(0, len(text), 19))
    decoder, out, at = Base64(), b"", 0
    for cut in [*cuts, len(text)]:
        out += decoder.feed(text[at:at + cut])
        at += cut
    assert out + decoder.close() == content


def test_half_a_byte_is_an_error() -> None:
    decoder = Base64()
    decoder.feed(b"QUJDR")
    with pytest.raises(ValueError, match="incomplete"):
        decoder.close()


@pytest.mark.parametrize(("name", "expected"), [
    ("../../etc/passwd", "passwd"), ("C:\\Users\\x\\photo.jpg", "photo.jpg"), ("a\x00b\n.png", "ab.png"),
    ("..", "file"), ("", "file"), ("截图 1.png", "截图 1.png"), ("x" * 300 + ".jpg", "x" * 116 + ".jpg"),
    ('a<b>|"?*.png', "ab.png"),
])
def test_names_from_outside_are_only_names(name: str, expected: str) -> None:
    assert plain_name(name, "file") == expected


def test_content_and_its_absence() -> None:
    file = in_memory("a.bin", "application/octet-stream", b"x" * 2_500_000)
    assert [len(p) for p in file.pieces()] == [1 << 20, 1 << 20, 2_500_000 - (2 << 20)]
    assert file.sha256 == hashlib.sha256(b"x" * 2_500_000).hexdigest()
    assert list(missing("a", "image/png", "gone").pieces()) == []
