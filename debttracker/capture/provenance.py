"""How a record of the case is known: the place in the file it came from, and what the file said besides.

Kept with each imported contact as compact JSON: ``at`` (byte or line of the source file), ``sent_ms`` (when the
sender's network took it, UTC ms), ``name`` (as in the phone book at that time), ``withheld`` (why there is no
number), ``others`` (further people of a group message), ``missing`` (attachments the file lacks) and ``raw`` (the
fields of the original record that the contact itself does not hold).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
from typing import Final

from debttracker.capture.draft import ContactDraft

#: Attributes that the contact holds anyway, unchanged.
_HELD: Final = frozenset({"body", "subject", "sub", "text", "data", "date", "contact_name", "name", "date_sent",
                          "duration", "dur"})
#: What phones write for "nothing" or "the usual": left out, since it tells nothing.
_SAYS_NOTHING: Final = frozenset({"", "null", "-1", "0"})


def line_of_table(number: int) -> str:
    """What :func:`provenance` makes of a row of a table, which tells nothing besides its line."""
    return f'{{"at":"line {number}"}}'


def provenance(draft: ContactDraft, unit: str) -> str:
    """The JSON for ``draft``; ``unit`` says what its place counts: "byte" or "line".

    Put together by hand: the json module takes three times as long, and this runs for every row of an import.
    """
    told = [f'{{"at":"{unit} {draft.where}"']
    if draft.sent_ms is not None:
        told.append(f'"sent_ms":{draft.sent_ms}')
    if draft.name:
        told.append(f'"name":{_quoted(draft.name)}')
    if draft.withheld:
        told.append(f'"withheld":{_quoted(draft.withheld)}')
    if draft.others:
        told.append(f'"others":{_array(draft.others)}')
    if draft.attachments:
        missing = [file.name for file in draft.attachments if file.content is None]
        if missing:
            told.append(f'"missing":{_array(missing)}')
    raw = [f"{_name(key)}:{_quoted(value)}" for key, value in draft.raw.items()
           if key not in _HELD and value not in _SAYS_NOTHING]
    if raw:
        told.append(f'"raw":{{{",".join(raw)}}}')
    return ",".join(told) + "}"


#: Names of fields are few, and the same in every record.
_name = lru_cache(maxsize=1_000)(_quoted)


def _array(values: Iterable[str]) -> str:
    return f"[{','.join(map(_quoted, values))}]"
