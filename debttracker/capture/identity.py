"""When two drafts are the same contact.

The first 16 bytes of a fingerprint are the stem of :mod:`debttracker.case.identity`: what happened. The last 4 tell
apart the attachments, and the number of the occurrence where times are known to the minute only and the same line
may rightly stand in a file twice. Tables cannot carry attachments and are compared by the stem alone, so that the
table of an imported backup brings nothing new.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from debttracker.capture.draft import ContactDraft
from debttracker.case.identity import SIZE, STEM, occurrence_key, stem

_NOTHING: Final = bytes(SIZE - STEM)


def stem_of(draft: ContactDraft) -> bytes:
    """The 16 bytes that say what happened."""
    return stem(draft.channel, draft.direction, draft.outcome, draft.handle, draft.moment_ms, draft.precision,
                draft.duration_s, draft.text)


def fingerprint(draft: ContactDraft, occurrence: int = 0) -> bytes:
    """The 20 bytes by which equal contacts are equal. ``occurrence`` counts equal records of one file from 0; it
    stays 0 where times are exact, because there equal records are copies."""
    base = stem_of(draft)
    if not draft.attachments:
        return occurrence_key(base, occurrence) if occurrence else base + _NOTHING
    hashes = sorted(file.sha256 or file.name for file in draft.attachments)
    told = "\x1f".join([*hashes, str(occurrence)]).encode("utf-8", "surrogatepass")
    return base + blake2b(told, digest_size=SIZE - STEM).digest()


class Occurrences:
    """Counts equal records of one file whose times are inexact. Its memory grows with such records only."""

    __slots__ = ("_seen",)

    def __init__(self) -> None:
        self._seen: dict[bytes, int] = {}

    def fingerprint(self, draft: ContactDraft) -> bytes:
        """The fingerprint with the right occurrence."""
        if draft.precision == "exact":
            return fingerprint(draft)
        base = fingerprint(draft)
        before = self._seen.get(base, 0)
        self._seen[base] = before + 1
        return fingerprint(draft, before) if before else base
