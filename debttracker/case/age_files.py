"""Files in the public age format, version 1 (https://age-encryption.org/v1), written and read as a stream.

Only what a case needs of it: X25519 recipients, binary files. Whoever has the identity (``AGE-SECRET-KEY-1…``) opens
such a file with the public tool: ``age -d -i key.txt``. The primitives are those of `cryptography`; pyrage, which guards
the keys of a case, takes five times as long and keeps every other thread waiting. Reading is as strict as the
specification orders: whatever was cut off, added, swapped or altered raises :class:`NotAuthentic`, and no piece is
handed out before its seal was checked.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

#: Bytes sealed together, before their seal of 16 bytes.
PIECE: Final = 1 << 16
_SEAL: Final = 16
_VERSION: Final = b"age-encryption.org/v1"
_WRAP: Final = b"age-encryption.org/v1/X25519"
#: A header of ours has some 200 bytes; a foreign one with many recipients is refused beyond this.
_LONGEST_LINE: Final = 4_096
_LONGEST_HEADER: Final = 1 << 16
_COLUMNS: Final = 64
#: Pieces read at a time: one reading, one hand-over, for a mebibyte.
_AT_ONCE: Final = 16
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_PREFIX: Final = "age-secret-key-"


class NotAuthentic(Exception):
    """The bytes are no age file, are not as they were written, or were written for somebody else."""


class Stanza(NamedTuple):
    """One recipient's part of a header: its words, and the file key wrapped for them."""

    words: Sequence[str]
    body: bytes


class Target(Protocol):
    """What can be written to, piece by piece."""

    def write(self, some: bytes, /) -> object:
        """Take ``some`` bytes, all of them."""


def new_identity() -> str:
    """A fresh identity as text, ``AGE-SECRET-KEY-1…``."""
    import pyrage

    return str(pyrage.x25519.Identity.generate())


def write(target: Target, identity: str, blocks: Iterable[bytes]) -> None:
    """Write ``blocks`` (of any size) to ``target``, encrypted so that ``identity`` opens them. Holds some MiB at most."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    file_key, nonce = os.urandom(16), os.urandom(16)
    target.write(_header(file_key, _public(_secret(identity))) + nonce)
    seal = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    n = 0
    for block, last in _whole_pieces(blocks):
        view, sealed = memoryview(block), []
        for at in range(0, len(block) or 1, PIECE):
            final = last and at + PIECE >= len(block)
            sealed.append(seal.encrypt(_counted(n, final=final), view[at:at + PIECE], None))
            n += 1
        target.write(b"".join(sealed))


def read(source: BinaryIO, identity: str) -> Iterator[bytes]:
    """What :func:`write` was given, in blocks of at most 1 MiB. Raises NotAuthentic at the first thing that is wrong."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    file_key = _opened_header(source, _secret(identity))
    nonce = source.read(16)
    if len(nonce) != 16:
        raise NotAuthentic("cut off before the first piece")
    yield from _unsealed(source, ChaCha20Poly1305(_derived(file_key, nonce, b"payload")))


def _unsealed(source: BinaryIO, seal: ChaCha20Poly1305) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag

    size, n = PIECE + _SEAL, 0
    block = source.read(_AT_ONCE * size)
    while True:
        # Only what comes after a piece tells whether it is the last.
        following = source.read(_AT_ONCE * size) if len(block) == _AT_ONCE * size else b""
        view, found = memoryview(block), []
        for at in range(0, len(block) or 1, size):
            final = not following and at + size >= len(block)
            try:
                found.append(seal.decrypt(_counted(n, final=final), view[at:at + size], None))
            except InvalidTag as error:
                raise NotAuthentic(f"piece {n} is not as it was written, or is not in its place") from error
            n += 1
        if not found[-1] and n > 1:
            raise NotAuthentic("an empty piece at the end")
        yield b"".join(found)
        if not following:
            return
        block = following


def _whole_pieces(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """``blocks`` cut anew so that each is a number of whole pieces, and whether it is the last one; one block at least.
    Only the last may be shorter, and it is empty only when there is nothing at all."""
    held = b""
    for block in blocks:
        if not block:
            continue
        if held and len(held) % PIECE == 0:
            yield held, False
            held = block
        else:
            held = held + block if held else block
        cut = (len(held) - 1) // PIECE * PIECE
        if cut and len(held) % PIECE:
            yield held[:cut], False
            held = held[cut:]
    yield held, True


def _counted(n: int, *, final: bool) -> bytes:
    return n.to_bytes(11, "big") + (b"\1" if final else b"\0")


# --- header -------------------------------------------------------------------------------------------------------

def _header(file_key: bytes, recipient: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    own = X25519PrivateKey.generate()
    share = own.public_key().public_bytes_raw()
    wrap = _derived(own.exchange(X25519PublicKey.from_public_bytes(recipient)), share + recipient, _WRAP)
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    head = b"\n".join((_VERSION, b"-> X25519 " + _base64(share), _base64(body), b"---"))
    return head + b" " + _base64(_mac(file_key, head)) + b"\n"


def _opened_header(source: BinaryIO, secret: bytes) -> bytes:
    """The file key, from a header whose every byte was checked."""
    head, mac, stanzas = _parsed_header(source)
    for stanza in stanzas:
        file_key = _unwrapped(stanza, secret) if stanza.words[0] == "X25519" else None
        if file_key is not None:
            if not hmac.compare_digest(_mac(file_key, head), mac):
                raise NotAuthentic("the header is not as it was written")
            return file_key
    raise NotAuthentic("written for another key")


def _parsed_header(source: BinaryIO) -> tuple[bytes, bytes, list[Stanza]]:
    """The header's bytes under its seal, the seal, and the stanzas; ``source`` stands after it then."""
    lines = [_line(source)]
    if lines[0] != _VERSION:
        raise NotAuthentic("not of this version")
    stanzas: list[Stanza] = []
    while not (line := _line(source)).startswith(b"--- "):
        if not line.startswith(b"-> "):
            raise NotAuthentic("no stanza")
        words = line[3:].split(b" ")
        if not all(word and all(33 <= sign <= 126 for sign in word) for word in words):
            raise NotAuthentic("a stanza's words")
        lines.append(line)
        body = b""
        while True:
            lines.append(_line(source))
            if len(lines[-1]) > _COLUMNS:
                raise NotAuthentic("a line is too long")
            body += lines[-1]
            if len(lines[-1]) < _COLUMNS:
                break
        stanzas.append(Stanza([word.decode() for word in words], _bytes(body)))
        if sum(map(len, lines)) > _LONGEST_HEADER:
            raise NotAuthentic("the header is too long")
    mac = _bytes(line[4:])
    if not stanzas or len(mac) != 32:
        raise NotAuthentic("the header's end")
    return b"\n".join((*lines, b"---")), mac, stanzas


def _unwrapped(stanza: Stanza, secret: bytes) -> bytes | None:
    """The file key in an X25519 stanza, or None when it is wrapped for another."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    share = _bytes(stanza.words[1].encode()) if len(stanza.words) == 2 else b""
    if len(share) != 32 or len(stanza.body) != 32:
        raise NotAuthentic("a stanza's size")
    try:
        shared = X25519PrivateKey.from_private_bytes(secret).exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError as error:  # a share that gives the same secret whatever the key
        raise NotAuthentic("a stanza's share") from error
    wrap = _derived(shared, share + _public(secret), _WRAP)
    try:
        return ChaCha20Poly1305(wrap).decrypt(bytes(12), stanza.body, None)
    except InvalidTag:
        return None


def _line(source: BinaryIO) -> bytes:
    line = source.readline(_LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise NotAuthentic("cut off in the header")
    return line[:-1]


def _base64(raw: bytes) -> bytes:
    return b64encode(raw).rstrip(b"=")


def _bytes(told: bytes) -> bytes:
    """Base 64 without padding; one way to write it only."""
    try:
        raw = b64decode(told + b"=" * (-len(told) % 4), validate=True)
    except ValueError as error:
        raise NotAuthentic("not base 64") from error
    if _base64(raw) != told:
        raise NotAuthentic("base 64 in another form")
    return raw


# --- keys ---------------------------------------------------------------------------------------------------------

def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    """HKDF-SHA-256 for 32 bytes."""
    drawn = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(drawn, purpose + b"\1", "sha256")


def _mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), head, hashlib.sha256)


def _public(secret: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def _secret(identity: str) -> bytes:
    """The 32 bytes behind ``AGE-SECRET-KEY-1…`` (Bech32, its six check letters included)."""
    prefix, mark, letters = identity.strip().lower().rpartition("1")
    if prefix != _PREFIX or not mark or len(letters) != 58 or not set(letters) <= set(_BECH32):
        raise NotAuthentic("no identity")
    values = [_BECH32.index(letter) for letter in letters]
    if _bech32_check([*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix), *values]) != 1:
        raise NotAuthentic("an identity with a mistake in it")
    bits = "".join(f"{value:05b}" for value in values[:-6])
    return int(bits[:256], 2).to_bytes(32, "big")


def _bech32_check(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for i, step in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= step if top >> i & 1 else 0
    return check
