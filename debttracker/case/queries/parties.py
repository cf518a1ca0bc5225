"""People, firms and their handles."""

from __future__ import annotations

from typing import NamedTuple

from debttracker.case.connection import Connection


class PartyRow(NamedTuple):
    """A person or firm; ``relation`` tells who a third party is to the borrower; ``acts_for`` lists the ids of the
    creditors a collector works for, separated by spaces."""

    id: int
    name: str
    role: str
    firm: str
    memberships: str
    relation: str
    address: str
    note: str
    acts_for: str = ""


class HandleRow(NamedTuple):
    """A number or chat id and whose it is."""

    id: int
    party_id: int | None
    value: str
    comparable: str
    label: str


class Caller(NamedTuple):
    """A party that contacts: how often, and when last (ms UTC)."""

    party_id: int
    name: str
    role: str
    contacts: int
    last_ms: int


_PARTY = "SELECT id, name, role, firm, memberships, relation, address, note, acts_for FROM party"


def parties(connection: Connection, *roles: str) -> list[PartyRow]:
    """All parties, or those with one of ``roles``, by name."""
    marks = ", ".join("?" * len(roles))
    only = f" AND role IN ({marks})" if roles else ""
    return [PartyRow(*row) for row in connection.execute(f"{_PARTY} WHERE hidden = 0{only} ORDER BY name, id", roles)]


def party(connection: Connection, id: int) -> PartyRow | None:
    """One party, or None."""
    row = connection.execute(f"{_PARTY} WHERE id = ?", (id,)).fetchone()
    return PartyRow(*row) if row else None


def handles(connection: Connection, party_id: int | None = None) -> list[HandleRow]:
    """All handles, or those of one party."""
    only, values = (" AND party_id = ?", (party_id,)) if party_id is not None else ("", ())
    return [HandleRow(*row) for row in connection.execute(
        f"SELECT id, party_id, value, comparable, label FROM handle WHERE hidden = 0{only} ORDER BY id", values)]


def handle_of(connection: Connection, comparable: str) -> HandleRow | None:
    """The handle with this comparable form, if the case knows it."""
    row = connection.execute("SELECT id, party_id, value, comparable, label FROM handle WHERE comparable = ? AND "
                             "hidden = 0 ORDER BY id LIMIT 1", (comparable,)).fetchone()
    return HandleRow(*row) if row else None


def callers(connection: Connection, limit: int = 20) -> list[Caller]:
    """Collectors and creditors by when they last made contact, newest first. One index step per party."""
    return [Caller(*row) for row in connection.execute(
        """SELECT id, name, role, n, last FROM (
             SELECT p.id, p.name, p.role,
               (SELECT count(*) FROM contact c WHERE c.party_id = p.id AND c.hidden = 0) AS n,
               (SELECT at_ms FROM contact c WHERE c.party_id = p.id AND c.hidden = 0
                ORDER BY day DESC, at_ms DESC LIMIT 1) AS last
             FROM party p WHERE p.hidden = 0 AND p.role IN ('collector', 'creditor'))
           WHERE last IS NOT NULL ORDER BY last DESC LIMIT ?""", (limit,))]
