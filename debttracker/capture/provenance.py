"""How a record of the case is known: the place in the file it came from, and what the file said besides.

Kept with each imported contact as compact JSON: ``at`` (byte or line of the source file), ``sent_ms`` (when the
sender's network took it, UTC ms), ``name`` (as in the phone book at that time), ``withheld`` (why there is no
number), ``others`` (further people of a group message), ``missing`` (attachments the file lacks) and ``raw`` (the
fields of the original record that the contact itself does not hold).
"""

from __future__ import annotations

import json
from typing import Any, Final

from debttracker.capture.draft import ContactDraft

#: Attributes that the contact holds anyway, unchanged.
_HELD: Final = frozenset({"body", "subject", "sub", "text", "data", "date", "contact_name", "name", "date_sent",
                          "duration", "dur"})
#: What phones write for "nothing" or "the usual": left out, since it tells nothing.
_SAYS_NOTHING: Final = frozenset({"", "null", "-1", "0"})
_scan: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def provenance(draft: ContactDraft, unit: str) -> str:
    """The JSON for ``draft``; ``unit`` says what its place counts: "byte" or "line"."""
    told: dict[str, Any] = {"at": f"{unit} {draft.where}"}
    if draft.sent_ms is not None:
        told["sent_ms"] = draft.sent_ms
    if draft.name:
        told["name"] = draft.name
    if draft.withheld:
        told["withheld"] = draft.withheld
    if draft.others:
        told["others"] = draft.others
    if draft.attachments:
        missing = [file.name for file in draft.attachments if file.content is None]
        if missing:
            told["missing"] = missing
    raw = {key: value for key, value in draft.raw.items() if value not in _SAYS_NOTHING and key not in _HELD}
    if raw:
        told["raw"] = raw
    return _scan(told)
