"""When two records are the same contact.

The stem says what happened: channel, direction, result, other side, time, length and text. Names in a phone book,
readable dates, SIM cards and the order of fields are left out on purpose: they change from one backup to the next.
Readers of foreign files and contacts typed by hand use the same stem, so the table of a case, imported into the
case it came from, brings nothing new.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final
from unicodedata import is_normalized, normalize

#: Bytes of a fingerprint and of its stem; the rest tells apart attachments and repeated equal lines. A stem begins with
#: the minute, so that the fingerprints of one import lie close together: an index of a million random keys would have
#: every page of it read, decrypted and written again many times over.
SIZE: Final = 20
STEM: Final = 16
_WHEN: Final = 4
_MESSAGES: Final = frozenset({"sms", "mms", "wechat", "qq", "whatsapp", "line", "telegram", "signal", "imessage",
                              "chat", "email", "letter", "other"})
#: Outcomes fall into few classes, because formats differ in how finely they tell them.
_CLASS: Final = {"answered": "+", "met": "+", "delivered": "+", "voicemail": "v", "missed": "-", "rejected": "-",
                 "blocked": "-", "not_home": "-", "failed": "-"}
_MINUTE: Final = 60_000


def stem(channel: str, direction: str, outcome: str, handle: str, at_ms: int, precision: str,
         duration_s: int | None, text: str) -> bytes:
    """The 16 bytes that say what happened. ``handle`` is in its comparable form; ``at_ms`` is UTC."""
    if precision != "exact":
        at_ms -= at_ms % _MINUTE
    if not text.isascii() and not is_normalized("NFC", text):
        text = normalize("NFC", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # What became of a message is not part of its identity: "queued" in one backup is "sent" in the next.
    result = "" if channel in _MESSAGES else _CLASS.get(outcome, "")
    key = f"{channel}\x1f{direction}\x1f{result}\x1f{handle}\x1f{at_ms}{precision}\x1f{duration_s}\x1f{text}"
    when = (at_ms // _MINUTE & 0xFFFF_FFFF).to_bytes(_WHEN, "big")
    return when + blake2b(key.encode("utf-8", "surrogatepass"), digest_size=STEM - _WHEN).digest()


def occurrence_key(base: bytes, occurrence: int) -> bytes:
    """The fingerprint of the ``occurrence``-th equal contact (0 = the first) that has no attachments."""
    if not occurrence:
        return base + bytes(SIZE - STEM)
    return base + blake2b(str(occurrence).encode(), digest_size=SIZE - STEM).digest()
