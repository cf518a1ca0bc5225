"""Which rows of an import the case has already. Rows come some hundred at a time; memory does not grow with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, Protocol

from debttracker.case.identity import SIZE, STEM, occurrence_key

#: Contacts that went with their whole import do not count: importing the file again brings them back.
_OWNER: Final = ("SELECT key, contact_id FROM fingerprint JOIN contact ON contact.id = contact_id "
                 "WHERE contact.hidden <> 2 AND ")


#: The least and the greatest key of a stem: what comes behind its sixteen bytes.
_FIRST: Final = bytes(SIZE - STEM)
_LAST: Final = b"\xff" * (SIZE - STEM)


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
        bases = [fingerprint[:STEM] for fingerprint in fingerprints]
        owners = self._owners(bases)
        if not owners and len(set(bases)) == len(bases):
            return [base + _FIRST for base in bases]
        kept: dict[bytes, int] = {}
        return [self._key(base, owners.get(base, set()), kept) for base in bases]

    def _owners(self, bases: Sequence[bytes]) -> dict[bytes, set[int]]:
        """The contacts that each stem has already. One question for all rows: between two steps of the database a thread
        waits for the interpreter, so that one for each row cost more than the rest of the import."""
        spans = [bytearray(end) for base in bases for end in (base + _FIRST, base + _LAST)]
        found: dict[bytes, set[int]] = {}
        for base, owner in self._db.execute(_stem_owners(len(bases)), spans) if bases else ():
            found.setdefault(base, set()).add(owner)
        return found

    def _key(self, base: bytes, owners: set[int], kept: dict[bytes, int]) -> bytes | None:
        """``kept`` counts the equal rows of this import so far, as soon as there is one."""
        if base not in kept:
            for owner in sorted(owners):
                if owner < self._first and not self._met[owner >> 3] >> (owner & 7) & 1:
                    self._met[owner >> 3] |= 1 << (owner & 7)
                    self.known += 1
                    return None
            kept[base] = len(owners)
        kept[base] += 1
        return occurrence_key(base, kept[base] - 1)


@lru_cache(maxsize=8)
def _stem_owners(stems: int) -> str:
    """The statement that finds whose keys lie between as many least and greatest ones."""
    spans = ", ".join(["(?, ?)"] * stems)
    return (f"WITH span (low, high) AS (VALUES {spans}) SELECT substr(low, 1, {STEM}), contact_id FROM span "
            "CROSS JOIN fingerprint ON key BETWEEN low AND high CROSS JOIN contact ON contact.id = contact_id "
            "WHERE contact.hidden <> 2")
