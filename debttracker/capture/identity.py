"""When two drafts are the same contact.

A fingerprint has 16 bytes. The first 12 say what happened: channel, direction, result, other side, time, length and
text. The last 4 tell apart what else may differ: the attachments, and the number of the occurrence where times are
known to the minute only and the same line may rightly stand there twice. Formats that cannot carry attachments (a
table) are compared by the first 12 bytes alone, so that the table of an imported backup brings nothing new.

The name in the phone book, readable dates, the SIM card and the order of fields are left out on purpose: they
change from one backup to the next.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final
from unicodedata import is_normalized, normalize

from debttracker.basics.moments import Moment
from debttracker.capture.draft import ContactDraft

#: Length of a fingerprint, and of the part that does not depend on attachments or occurrence.
SIZE: Final = 16
STEM: Final = 12
_NOTHING: Final = bytes(SIZE - STEM)
_MESSAGES: Final = frozenset({"sms", "mms", "wechat", "qq", "whatsapp", "line", "telegram", "signal", "imessage",
                              "chat", "email", "letter", "other"})
#: Outcomes fall into few classes, because formats differ in how finely they tell them.
_CLASS: Final = {"answered": "+", "met": "+", "delivered": "+", "voicemail": "v", "missed": "-", "rejected": "-",
                 "blocked": "-", "not_home": "-", "failed": "-"}


def stem(draft: ContactDraft) -> bytes:
    """The 12 bytes that say what happened."""
    channel, precision, text = draft.channel, draft.precision, draft.text
    moment = draft.moment_ms if precision == "exact" else _coarse(draft)
    if not text.isascii() and not is_normalized("NFC", text):
        text = normalize("NFC", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # What became of a message is not part of its identity: "queued" in one backup is "sent" in the next.
    result = "" if channel in _MESSAGES else _CLASS.get(draft.outcome, "")
    key = f"{channel}\x1f{draft.direction}\x1f{result}\x1f{draft.handle}\x1f{moment}\x1f{draft.duration_s}\x1f{text}"
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=STEM).digest()


def _coarse(draft: ContactDraft) -> str:
    """The wall time as far as it is known: the minute, or the day."""
    wall = Moment(draft.moment_ms, draft.zone).local()
    return wall.date().isoformat() if draft.precision == "day" else wall.isoformat(timespec="minutes")


def fingerprint(draft: ContactDraft, occurrence: int = 0) -> bytes:
    """The 16 bytes by which equal contacts are equal. ``occurrence`` counts equal records of one file from 0; it
    stays 0 where times are exact, because there equal records are copies."""
    if not draft.attachments and not occurrence:
        return stem(draft) + _NOTHING
    return stem(draft) + _difference(draft, occurrence)


def _difference(draft: ContactDraft, occurrence: int) -> bytes:
    """The last four bytes: zero without attachments at the first occurrence."""
    hashes = sorted(a.sha256 or a.name for a in draft.attachments or ())
    if not hashes and not occurrence:
        return _NOTHING
    return blake2b("\x1f".join([*hashes, str(occurrence)]).encode("utf-8", "surrogatepass"), digest_size=4).digest()


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
        return base if not before else fingerprint(draft, before)
