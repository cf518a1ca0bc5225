"""What was changed of a contact since it was written down: read from the journal, and said in words.

An :class:`Edit` holds values as ``contacts.csv`` would write them (moments and days in ISO form, names instead of ids,
amounts with their currency), so that ``case.json`` can be read by machines; paper says them as everything else there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from debttracker.basics.errors import BadInput
from debttracker.basics.formats import day_text, money_text, span_text
from debttracker.basics.labels import LABELS, label
from debttracker.basics.languages import N_, Words
from debttracker.basics.moments import Moment, Precision, day_of
from debttracker.basics.money import Money
from debttracker.case import journal
from debttracker.case.connection import Connection
from debttracker.case.queries.contacts import ContactRow
from debttracker.evidence.document import Edit

_WORDS: Final = {
    "occurred_at": N_("time"), "zone": N_("time zone"), "channel": N_("channel"), "direction": N_("direction"),
    "outcome": N_("outcome"), "duration_s": N_("duration"), "handle": N_("number or address"), "party": N_("party"),
    "role": N_("role of the party"), "reached": N_("person reached"), "reached_name": N_("name of the person reached"),
    "loan": N_("loan"), "text": N_("text"), "behaviours": N_("behaviours"), "note": N_("note"),
    "demanded": N_("amount demanded"), "promise": N_("what was promised"), "promise_day": N_("promised for"),
    "identified": N_("said who they are"), "consented": N_("consent to the contact"), "letter": N_("kind of letter"),
    "stress": N_("how it felt, 0 to 10"), "place": N_("place"),
}
#: Columns that follow from others, are told with them, or say nothing about the contact itself.
_APART: Final = frozenset({"day", "minute", "precision", "demanded_currency", "batch_id", "source", "created_ms",
                           "zone_known"})
_TOLD_WITH: Final = {"precision": "at_ms", "demanded_currency": "demanded"}
_COLUMNS: Final = {"at_ms": "occurred_at", "party_id": "party", "handle_id": "handle", "loan_id": "loan",
                   "reached_party_id": "reached_name"}
_NAMES: Final = {"party_id": "SELECT name FROM party WHERE id = ?", "loan_id": "SELECT label FROM loan WHERE id = ?",
                 "reached_party_id": "SELECT name FROM party WHERE id = ?",
                 "handle_id": "SELECT value FROM handle WHERE id = ?"}
_ANSWERS: Final = {0: "no", 1: "yes"}


def edits_of(connection: Connection, row: ContactRow) -> tuple[Edit, ...]:
    """Every later change of a contact, field by field, oldest first."""
    told: list[list[Edit]] = []
    state: Mapping[str, Any] = {"at_ms": row.at_ms, "zone": row.zone, "precision": row.precision,
                                "demanded": row.demanded, "demanded_currency": row.demanded_currency}
    for entry in reversed(journal.entries_of(connection, "contact", row.id)):
        if entry.action != "edit":
            continue
        old, new = json.loads(entry.before or "{}"), json.loads(entry.after or "{}")
        before = {**state, **old}
        when = Moment(entry.at_ms, row.zone)
        told.append([Edit(when, _COLUMNS.get(name, name), _value(connection, name, before),
                          _value(connection, name, {**state, **new})) for name in _fields(new)])
        state = before
    return tuple(edit for edits in reversed(told) for edit in edits)


def _fields(changed: Mapping[str, Any]) -> Iterator[str]:
    """The fields to tell of a change, each once."""
    names = dict.fromkeys(_TOLD_WITH.get(name, name) for name in changed)
    yield from (name for name in names if name not in _APART)


def _value(connection: Connection, name: str, values: Mapping[str, Any]) -> str:
    value = values.get(name)
    if value is None:
        return ""
    if name == "at_ms":
        return Moment(value, values["zone"], Precision(values["precision"])).iso()
    if name == "demanded":
        currency = values["demanded_currency"]
        return f"{Money(value, currency).plain()} {currency}" if currency else str(value)
    if name == "promise_day":
        return day_of(value).isoformat()
    if name in ("identified", "consented"):
        return _ANSWERS.get(value, str(value))
    if name in _NAMES:
        found = connection.execute(_NAMES[name], (value,)).fetchone()
        return str(found[0]) if found else ""
    return str(value)


def field_word(field: str, speak: Words) -> str:
    """The word for a field of an :class:`Edit`; the bare name if it has none."""
    message = _WORDS.get(field)
    return speak(message) if message else field


def value_text(field: str, value: str, speak: Words) -> str:
    """A value of an :class:`Edit` as paper says it; what does not read as its field's kind (something left out) stays
    as it is."""
    said = _SAID.get(field)
    try:
        if said is not None and value:
            return said(value, speak)
    except (ValueError, BadInput):
        return value
    return label(field, value, speak) if field in LABELS else value


def _moment(value: str, _speak: Words) -> str:
    """``2026-11-23 22:14``, as moments stand elsewhere in the document."""
    about, clock = ("~ ", value[1:]) if value.startswith("~") else ("", value)
    date.fromisoformat(clock[:10])
    return about + clock[:16].replace("T", " ")


def _amount(value: str, _speak: Words) -> str:
    figure, _, currency = value.rpartition(" ")
    return money_text(Money.parse(figure, currency)) if figure else value


def _behaviours(value: str, speak: Words) -> str:
    return ("、" if speak.is_chinese else "; ").join(label("behaviour", one, speak) for one in value.split(" "))


def _answer(value: str, speak: Words) -> str:
    return {"yes": speak("yes"), "no": speak("no")}.get(value, value)


_SAID: Final[Mapping[str, Callable[[str, Words], str]]] = {
    "occurred_at": _moment, "demanded": _amount, "behaviours": _behaviours, "identified": _answer, "consented": _answer,
    "promise_day": lambda value, speak: day_text(date.fromisoformat(value), speak),
    "duration_s": lambda value, _speak: span_text(int(value)),
    "stress": lambda value, _speak: f"{int(value)} / 10",
}
