"""The key of a case and the files that guard it.

The database key is 32 random bytes. ``keys/passphrase.age`` and ``keys/recovery.age`` each hold it as hex,
encrypted with the age format (https://age-encryption.org/v1, scrypt recipient), so ``age -d`` and ``sqlcipher``
open a case without this program. ``keys/open.key`` holds it bare when the user wants no passphrase for now.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from debttracker.basics.errors import BadInput, CaseTrouble, WrongPassphrase
from debttracker.basics.files import write_atomically
from debttracker.basics.languages import N_

#: Letters of recovery codes: no I, L, O, U, so that a printed code is not misread (Crockford's base 32).
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_OPEN, _PASS, _RECOVERY = "open.key", "passphrase.age", "recovery.age"


class KeyFiles(NamedTuple):
    """The ``keys`` folder of one case."""

    folder: Path

    @property
    def protected(self) -> bool:
        """Whether a passphrase is needed to open the case."""
        return (self.folder / _PASS).exists()

    @property
    def exists(self) -> bool:
        """Whether any key is there at all."""
        return self.protected or (self.folder / _OPEN).exists()

    def store_open(self, key: bytes) -> None:
        """Keep the key bare: the case opens without a passphrase."""
        write_atomically(self.folder / _OPEN, key.hex().encode() + b"\n")

    def store_protected(self, key: bytes, passphrase: str, recovery_code: str) -> None:
        """Guard the key by ``passphrase`` and by ``recovery_code``; the bare key file goes once both are written."""
        write_atomically(self.folder / _RECOVERY, _encrypt(key, normalise_code(recovery_code)))
        write_atomically(self.folder / _PASS, _encrypt(key, check_passphrase(passphrase)))
        (self.folder / _OPEN).unlink(missing_ok=True)

    def remove_protection(self, key: bytes) -> None:
        """Back to no passphrase."""
        self.store_open(key)
        (self.folder / _PASS).unlink(missing_ok=True)
        (self.folder / _RECOVERY).unlink(missing_ok=True)

    def unlock(self, secret: str | None) -> bytes:
        """The database key, by passphrase or recovery code (None: only when unprotected).

        Raises WrongPassphrase, or CaseTrouble when the key files are missing or damaged.
        """
        if not self.protected:
            return self._open_key()
        if not secret:
            raise WrongPassphrase(N_("This case is protected. Type its passphrase or its recovery code."))
        for name, candidate in ((_PASS, secret), (_RECOVERY, normalise_code(secret))):
            key = _try_decrypt(self.folder / name, candidate)
            if key is not None:
                return key
        raise WrongPassphrase(
            N_("This passphrase does not open the case. Nothing was changed and there is no limit on tries. Check "
               "capital letters and the keyboard's language, or type the recovery code you printed."))

    def _open_key(self) -> bytes:
        try:
            key = bytes.fromhex((self.folder / _OPEN).read_bytes().decode().strip())
        except (OSError, ValueError):
            key = b""
        if len(key) != 32:
            raise CaseTrouble(
                N_("The key of this case is missing or damaged (folder “keys”). Nothing was changed. Put the whole "
                   "case folder back from a copy, keys included."))
        return key


def new_key() -> bytes:
    """A fresh database key of 256 random bits."""
    import secrets  # not at the top: a case that opens needs none of the OpenSSL that comes with it

    return secrets.token_bytes(32)


def new_recovery_code() -> str:
    """A printable recovery code: 26 letters, 130 random bits, in groups: ``7KQ2-9XDA-…``."""
    import secrets

    letters = "".join(secrets.choice(_LETTERS) for _ in range(26))
    return "-".join(letters[i:i + 4] for i in range(0, 26, 4))


def normalise_code(typed: str) -> str:
    """Bring a typed recovery code to its canonical form (case, spaces, look-alike letters)."""
    upper = typed.upper().replace("O", "0").replace("I", "1").replace("L", "1")
    return "".join(letter for letter in upper if letter in _LETTERS)


def check_passphrase(passphrase: str) -> str:
    """Return ``passphrase`` when it is long enough to be worth having; else BadInput."""
    if len(passphrase.strip()) < 6:
        raise BadInput(N_("A passphrase needs at least 6 characters. A short sentence that only you know is best."))
    return passphrase


def _encrypt(key: bytes, secret: str) -> bytes:
    import pyrage

    return bytes(pyrage.passphrase.encrypt(key.hex().encode() + b"\n", secret))


def _try_decrypt(path: Path, secret: str) -> bytes | None:
    """The key inside an age file, or None when the secret does not fit or the file is not there."""
    import pyrage

    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        key = bytes.fromhex(pyrage.passphrase.decrypt(content, secret).decode("ascii").strip())
    except (pyrage.DecryptError, ValueError):
        return None
    return key if len(key) == 32 else None
