"""Which contacts: one value that lists, counts, charts and exports share."""

from __future__ import annotations

from typing import Any, NamedTuple

from debttracker.basics.texts import storable

#: Queries shorter than this cannot use the trigram index.
TRIGRAM: int = 3


class ContactFilter(NamedTuple):
    """All conditions hold together; an empty one does not restrict. Days are day numbers, both ends included."""

    first_day: int | None = None
    last_day: int | None = None
    party_ids: tuple[int, ...] = ()
    creditor_ids: tuple[int, ...] = ()
    loan_ids: tuple[int, ...] = ()
    handle_ids: tuple[int, ...] = ()
    channels: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    weekday: int | None = None
    hour: int | None = None
    flagged: bool = False
    text: str = ""
    ids: tuple[int, ...] = ()
    unknown_party: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it lets everything through."""
        return self == ContactFilter()

    def within(self, first_day: int, last_day: int) -> ContactFilter:
        """This filter, narrowed to some days."""
        return self._replace(first_day=max(first_day, self.first_day if self.first_day is not None else first_day),
                             last_day=min(last_day, self.last_day if self.last_day is not None else last_day))

    def where(self) -> tuple[str, list[Any]]:
        """The condition on table ``contact c`` as SQL and its parameters."""
        parts, values = ["c.hidden = 0"], list[Any]()
        for sql, value in (("c.day >= ?", self.first_day), ("c.day <= ?", self.last_day),
                           ("c.minute / 60 = ?", self.hour), ("(c.day + 3) % 7 = ?", self.weekday)):
            if value is not None:
                parts.append(sql)
                values.append(value)
        for column, some in (("c.party_id", self.party_ids), ("c.loan_id", self.loan_ids), ("c.id", self.ids),
                             ("c.handle_id", self.handle_ids), ("c.channel", self.channels),
                             ("c.direction", self.directions)):
            if some:
                parts.append(f"{column} IN ({', '.join('?' * len(some))})")
                values.extend(some)
        if self.creditor_ids:
            marks = ", ".join("?" * len(self.creditor_ids))
            parts.append(f"(c.party_id IN ({marks}) OR c.loan_id IN (SELECT id FROM loan WHERE creditor_id IN ({marks})))")
            values.extend(self.creditor_ids * 2)
        if self.unknown_party:
            parts.append("c.party_id IS NULL")
        if self.flagged:
            parts.append("EXISTS (SELECT 1 FROM flag f WHERE f.contact_id = c.id)")
        if self.text.strip():
            sql, more = text_condition(storable(self.text.strip()))
            parts.append(sql)
            values.extend(more)
        return " AND ".join(parts), values


def text_condition(text: str) -> tuple[str, list[Any]]:
    """Contacts that hold ``text`` in their words, their note, the number or the party's name."""
    like = f"%{escape_like(text)}%"
    people = ("c.handle_id IN (SELECT id FROM handle WHERE value LIKE ? ESCAPE '\\' OR comparable LIKE ? ESCAPE '\\') "
              "OR c.party_id IN (SELECT id FROM party WHERE name LIKE ? ESCAPE '\\')")
    if len(text) >= TRIGRAM:
        return (f"(c.id IN (SELECT rowid FROM contact_text WHERE contact_text MATCH ?) OR {people})",
                [match_phrase(text), like, like, like])
    return (f"(c.text LIKE ? ESCAPE '\\' OR c.note LIKE ? ESCAPE '\\' OR {people})", [like] * 5)


def match_phrase(text: str) -> str:
    """``text`` as one FTS5 phrase, whatever signs it holds."""
    return '"' + text.replace('"', '""') + '"'


def escape_like(text: str) -> str:
    """``text`` with the wildcards of LIKE taken literally."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
