"""Character references as phones write them, mended: ``&#55357;&#56832;`` is one emoji in two halves."""

from __future__ import annotations

import re
from typing import Final

#: Runs of references, except those that are surely right (line breaks, quotes). Begins with letters, not with a
#: group, which lets the search skip ahead quickly.
REFERENCES: Final = re.compile(rb"&#(?!10;|13;|9;|34;|39;)(?:[0-9]+|[xX][0-9a-fA-F]+);"
                               rb"(?:&#(?!10;|13;|9;|34;|39;)(?:[0-9]+|[xX][0-9a-fA-F]+);)*")


def join_references(run: bytes) -> tuple[bytes, int]:
    """A run of character references with half characters joined and bad ones replaced; and how many were bad.

    A joined pair is written as one reference of the same length, so that positions in the file stay as they are.
    """
    parts = run[2:-1].split(b";&#")
    out, bad, at = [], 0, 0
    while at < len(parts):
        code = _code(parts[at])
        if 0xD800 <= code < 0xDC00 and at + 1 < len(parts) and 0xDC00 <= (low := _code(parts[at + 1])) < 0xE000:
            whole = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
            digits = len(parts[at]) + len(parts[at + 1]) + 3
            out.append(b"&#%0*d;" % (digits, whole))
            at += 2
            continue
        if _allowed(code):
            out.append(b"&#" + parts[at] + b";")
        else:
            out.append(b"&#%0*d;" % (max(len(parts[at]), 5), 0xFFFD))
            bad += 1
        at += 1
    return b"".join(out), bad


def _code(digits: bytes) -> int:
    """The number of a reference, -1 when it is absurdly long."""
    stripped = digits.lstrip(b"xX0")
    if len(stripped) > 8:
        return -1
    return int(digits[1:] or b"0", 16) if digits[:1] in (b"x", b"X") else int(digits)


def _allowed(code: int) -> bool:
    """Whether XML 1.0 allows the character (section 2.2, Char)."""
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
