"""Which rows of an import the case has already. Rows come some hundred at a time; memory does not grow with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Protocol

from debttracker.case.identity import SIZE, STEM, occurrence_key

#: Contacts that went with their whole import do not count: importing the file again brings them back.
_OWNER: Final = ("SELECT key, contact_id FROM fingerprint JOIN contact ON contact.id = contact_id "
                 "WHERE contact.hidden <> 2 AND ")


class Recogniser(Protocol):
    """Tells new rows from known ones. ``known`` and ``copies`` count what was not new: ``copies`` of it were equal to
    another row of the same import."""

    known: int
    copies: int

    def keys_of_new(self, fingerprints: Sequence[bytes]) -> list[bytes | None]:
        """For each row the key under which to keep it when it is new, else None."""


class ByKey:
    """Recognises rows by their whole fingerprint; equal rows within one file are copies."""

    def __init__(self, connection: Any, first_contact: int) -> None:
        self.known = self.copies = 0
        self._db = connection
        self._first = first_contact

    def keys_of_new(self, fingerprints: Sequence[bytes]) -> list[bytes | None]:
        """For each row its key when it is new, else None."""
        marks = ", ".join("?" * len(fingerprints))
        owners = dict(self._db.execute(f"{_OWNER}key IN ({marks})", list(map(bytearray, fingerprints))))
        if not owners and len(set(fingerprints)) == len(fingerprints):
            return list(fingerprints)
        found: list[bytes | None] = []
        for key in fingerprints:
            owner = owners.get(key)
            if owner is None:
                owners[key] = self._first
            elif owner >= self._first:
                self.copies += 1
            else:
                self.known += 1
            found.append(key if owner is None else None)
        return found


class ByStem:
    """Recognises rows by what happened alone: the n-th equal row is known when the case had n of them."""

    def __init__(self, connection: Any, first_contact: int) -> None:
        self.known = self.copies = 0
        self._db = connection
        self._first = first_contact
        #: One bit for each contact of the case: whether a row of this import was recognised as it.
        self._met = bytearray(first_contact // 8 + 1)

    def keys_of_new(self, fingerprints: Sequence[bytes]) -> list[bytes | None]:
        """For each row its key when it is new, else None."""
        kept: dict[bytes, int] = {}
        return [self._key(fingerprint[:STEM], kept) for fingerprint in fingerprints]

    def _key(self, base: bytes, kept: dict[bytes, int]) -> bytes | None:
        """``kept`` counts the equal rows of this import so far, as soon as there is one."""
        if base not in kept:
            span = (base + bytes(SIZE - STEM), base + b"\xff" * (SIZE - STEM))
            owners = {owner for _, owner in self._db.execute(_OWNER + "key BETWEEN ? AND ?", span)}
            for owner in sorted(owners):
                if owner < self._first and not self._met[owner >> 3] >> (owner & 7) & 1:
                    self._met[owner >> 3] |= 1 << (owner & 7)
                    self.known += 1
                    return None
            kept[base] = len(owners)
        kept[base] += 1
        return occurrence_key(base, kept[base] - 1)
