"""What the palette finds in the open case: words that were said, people, numbers, loans, notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from debttracker.basics.formats import day_text
from debttracker.basics.labels import label
from debttracker.basics.languages import N_, Words
from debttracker.basics.moments import day_of
from debttracker.case.queries.contacts import ContactRow
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.search import Hit, newest_contacts, others
from debttracker.ui.palette.finders import Found
from debttracker.ui.timeline.wording import clock, icon_of, who_of

if TYPE_CHECKING:
    from debttracker.ui.session import Session

#: Letters shown before the words that were found.
_BEFORE, _PIECE = 12, 120
_ICONS = {"party": "people", "handle": "phone", "loan": "card", "note": "edit"}


class PeopleFinder:
    """People and firms, their numbers, loans and notes."""

    heading = N_("People, numbers, loans")
    slow = True

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, case: Any, text: str, limit: int) -> list[Found]:
        """What has ``text`` in its name."""
        _ = self._session.words
        return [Found(hit.title.replace("\n", " ")[:_PIECE], partial(_go, self._session, hit), _detail(hit, _),
                      _ICONS[hit.kind]) for hit in others(case.reader(), text, limit)]


class ContactFinder:
    """Contacts in which ``text`` was said or noted, newest first, and the way to all of them."""

    heading = N_("Contacts")
    slow = True

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, case: Any, text: str, limit: int) -> list[Found]:
        """The newest contacts with these words."""
        session, _ = self._session, self._session.words
        rows = newest_contacts(case.reader(), text, limit)
        found = [Found(who_of(row, _), partial(session.go, "timeline", ("contact", row.id)), _told(row, text, _),
                       icon_of(row)) for row in rows]
        if len(rows) == limit:
            found.append(Found(_("All contacts with “{text}”", text=text),
                               partial(session.go, "timeline", ("find", text)), icon="timeline"))
        return found


def _told(row: ContactRow, text: str, speak: Words) -> str:
    """Day, time, and the words around what was found."""
    said = row.text if text.casefold() in row.text.casefold() or not row.note else row.note
    said = " ".join(said.split())
    at = max(said.casefold().find(" ".join(text.casefold().split())), 0)
    start = at - _BEFORE if at > _BEFORE + 3 else 0
    piece = ("…" if start else "") + said[start:start + _PIECE]
    when = f"{day_text(day_of(row.day), speak)} {clock(row.minute, row.precision)}".strip()
    return f"{when} · {piece}" if piece else when


def _detail(hit: Hit, speak: Words) -> str:
    if hit.kind == "party":
        return label("role", hit.detail, speak)
    return hit.detail


def _go(session: Session, hit: Hit) -> None:
    if hit.kind == "loan":
        session.go("loans", ("loan", hit.id))
    elif hit.kind == "party":
        session.go("timeline", ("filter", ContactFilter(party_ids=(hit.id,))))
    elif hit.kind == "handle":
        session.go("timeline", ("filter", ContactFilter(handle_ids=(hit.id,))))
    else:
        session.go("timeline", ("note", hit.id))
