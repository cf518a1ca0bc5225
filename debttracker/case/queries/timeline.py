"""The timeline: how many contacts each day has, and the other marks (payments, due dates, loans, notes).

A list over a million contacts needs to know only its days: a position leads to a day by their running sum, and a
day to its contacts by index.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from debttracker.case.connection import Connection
from debttracker.case.queries.filters import ContactFilter


class Mark(NamedTuple):
    """Something on the timeline that is no contact. ``kind`` is payment, due, loan, agreement, note or checkin;
    ``amount`` is in minor units of ``currency``; ``number`` is the instalment's number or the level felt."""

    day: int
    kind: str
    id: int
    loan_id: int | None
    title: str
    amount: int | None
    currency: str
    number: int | None
    text: str
    at_ms: int | None


def days(connection: Connection, which: ContactFilter) -> dict[int, int]:
    """Days that have matching contacts, newest first, and how many each has.

    The database hands over two texts, not thousands of rows: this is read anew after every change, and what is made
    of numbers alone costs Python's collector nothing.
    """
    if which.is_open:
        sql, values = "SELECT day, n FROM contact_day WHERE n > 0 ORDER BY day DESC", list[Any]()
    else:
        where, values = which.where(connection)
        sql = f"SELECT c.day, count(*) AS n FROM contact c WHERE {where} GROUP BY c.day ORDER BY c.day DESC"
        if which == ContactFilter(text=which.text):  # by party first: the index by party is the smallest that has days
            sql = (f"SELECT day, sum(n) AS n FROM (SELECT c.party_id, c.day, count(*) AS n FROM contact c WHERE {where} "
                   "GROUP BY 1, 2) GROUP BY day ORDER BY day DESC")
    found = connection.execute(f"SELECT json_group_array(day), json_group_array(n) FROM ({sql})", values).fetchone()
    return dict(zip(json.loads(found[0]), json.loads(found[1]), strict=True))


_MARKS = """
SELECT day, 'payment', p.id, loan_id, l.label, amount, p.currency, NULL, p.note, NULL
  FROM payment p JOIN loan l ON l.id = loan_id WHERE p.hidden = 0 AND l.hidden = 0
UNION ALL
SELECT due_day, 'due', i.id, i.loan_id, l.label, i.principal + i.interest + i.fee, l.currency, i.number, '', NULL
  FROM instalment i JOIN loan l ON l.id = i.loan_id WHERE i.hidden = 0 AND l.hidden = 0
UNION ALL
SELECT start_day, 'loan', id, id, label, principal, currency, NULL, note, NULL
  FROM loan WHERE hidden = 0 AND start_day IS NOT NULL
UNION ALL
SELECT from_day, 'agreement', a.id, loan_id, l.label, NULL, l.currency, NULL, a.note, NULL
  FROM agreement a JOIN loan l ON l.id = loan_id WHERE a.hidden = 0 AND l.hidden = 0 AND a.kind <> 'contract'
UNION ALL
SELECT day, 'note', id, NULL, actor, NULL, '', NULL, text, at_ms FROM comment WHERE hidden = 0 AND record = 'case'
UNION ALL
SELECT day, 'checkin', id, NULL, tags, NULL, '', level, note, at_ms FROM checkin WHERE hidden = 0
"""


def marks(connection: Connection) -> list[Mark]:
    """Everything on the timeline that is no contact, newest first. A case has at most some thousands."""
    return [Mark(*row) for row in connection.execute(f"SELECT * FROM ({_MARKS}) ORDER BY 1 DESC, 10 DESC, 3 DESC")]
