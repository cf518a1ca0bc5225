"""Which contacts: one value that lists, counts, charts and exports share."""

from __future__ import annotations

from typing import Any, NamedTuple

from debttracker.basics.texts import storable
from debttracker.case.connection import Connection
from debttracker.case.queries.words import beforehand, row_by_row


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

    def where(self, counting: Connection | None = None) -> tuple[str, list[Any]]:
        """The condition on table ``contact c`` as SQL and its parameters. A statement that goes through all contacts
        hands over its connection as ``counting``: then hits of a text are found beforehand."""
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
            text = storable(self.text.strip())
            sql, more = row_by_row(text) if counting is None else beforehand(counting, text)
            parts.append(sql)
            values.extend(more)
        return " AND ".join(parts), values
