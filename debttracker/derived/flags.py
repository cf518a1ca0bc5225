"""Keeping beside the case which contacts touch which rules, and finding out again only what a change can touch.

What changed is read from the journal: since the entry up to which the stored flags hold. Contacts that were added,
edited or taken out are patched in; a change of firms, loans, answers or packs asks for a check of everything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from debttracker.case import journal
from debttracker.case.case import Case
from debttracker.case.connection import Connection
from debttracker.case.journal import Entry
from debttracker.case.queries.findings import flagged_count, flags_of_many, patch_flags, replace_flags
from debttracker.derived.facts import CaseContacts, case_frame
from debttracker.derived.findings import minds_loans, with_loans
from debttracker.derived.flag_state import case_today, flags_hold, kept_state, own_packs_folder, wanted_state
from debttracker.rules.book import Book
from debttracker.rules.engine import check_scene, without_collection
from debttracker.rules.facts import CaseFacts
from debttracker.rules.packs import all_packs
from debttracker.rules.patch import applied, patches
from debttracker.rules.scene import Scene

#: Records that no rule asks about.
_APART: Final = frozenset({"attachment", "checkin", "comment", "credit_entry", "export"})
#: Records that matter only through contacts and loans that name them, which have entries of their own.
_APART_WHEN_NEW: Final = frozenset({"party", "handle", "import_batch"})
#: More changed contacts than this are quicker checked with everything.
MOST_PATCHED: Final = 400


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What bringing the flags up to date did. ``changed``: contacts whose flags differ now; None = perhaps all."""

    flagged: int
    changed: frozenset[int] | None = frozenset()

    @property
    def differs(self) -> bool:
        """Whether a screen that shows flags must look again."""
        return self.changed is None or bool(self.changed)


def refresh_flags(case: Case) -> Refreshed:
    """Bring the stored flags up to the case's history, rules and day; in a case open to read only nothing is stored.

    Raises CaseTrouble or FileTrouble when the database cannot be written.
    """
    connection = case.reader()
    kept, wanted = kept_state(connection), wanted_state(connection)
    today = wanted["day"]
    if case.read_only or flags_hold(connection):
        return Refreshed(flagged_count(connection))
    frame, contacts = case_frame(connection, today=today)
    book = Book.of(all_packs(own_packs_folder()).packs, frame.jurisdictions)
    wanted["minds_day"] = any(rule.kind == "notice" for rule in book.rules)
    frame = with_loans(connection, frame, case_today(connection)) if minds_loans(book) else frame
    if (kept.get("packs"), kept.get("day")) == (wanted["packs"], today):
        flags = _patched(connection, frame, book, contacts, changed_contacts(connection, kept.get("seq", 0)))
        if flags is not None:
            with case.deriving() as writer:
                patch_flags(writer, flags, wanted)
            return Refreshed(flagged_count(connection), frozenset(flags))
    before, found = flagged_count(connection), _all_flags(frame, book, contacts)
    with case.deriving() as writer:
        replace_flags(writer, found, wanted)
    return Refreshed(len(found), None if before or found else frozenset())


def changed_contacts(connection: Connection, since: int) -> dict[int, list[Entry]] | None:
    """The contacts that journal entries after ``since`` tell of, each with its entries; None when something else
    changed that rules ask about, or too much."""
    found: dict[int, list[Entry]] = {}
    if since == 0:
        return None
    for entry in journal.entries(connection, since):
        if entry.record == "contact" and entry.action == "import":
            for id in range(entry.record_id, entry.record_id + json.loads(entry.after or "{}")["rows"]):
                found.setdefault(id, []).append(replace(entry, action="add"))
        elif entry.record == "contact":
            found.setdefault(entry.record_id, []).append(entry)
        elif not _is_apart(connection, entry):
            return None
        if len(found) > MOST_PATCHED:
            return None
    return found


def _is_apart(connection: Connection, entry: Entry) -> bool:
    """Whether an entry tells of something that no finding hangs on."""
    if entry.record in _APART or (entry.record in _APART_WHEN_NEW and entry.action == "add"):
        return True
    if entry.record != "setting":
        return False
    name = connection.execute("SELECT name FROM setting WHERE id = ?", (entry.record_id,)).fetchone()
    return name is not None and not (name[0].startswith("answer.") or name[0] in ("case.jurisdictions", "case.zone"))


def _patched(connection: Connection, frame: CaseFacts, book: Book, contacts: CaseContacts,
             changed: Mapping[int, Sequence[Entry]] | None) -> dict[int, Mapping[str, str]] | None:
    """The new flags of the contacts whose flags differ; None when everything must be checked."""
    if changed is None:
        return None
    with without_collection():
        found = patches(frame, book, contacts.earlier(changed), contacts.of_ids(changed), contacts)
    if found is None:
        return None
    covered = sorted({id for patch in found for id in patch.covered} | set(changed))
    old = flags_of_many(connection, covered)
    new = {id: dict(old.get(id, {})) for id in covered}
    for patch in found:
        for id in patch.covered:
            new[id] = applied(new[id], patch, id)
    return {id: rules for id, rules in new.items() if rules != old.get(id, {})}


def _all_flags(frame: CaseFacts, book: Book, contacts: CaseContacts) -> dict[int, Mapping[str, str]]:
    if not book.rules:
        return {}
    with without_collection():
        touched = check_scene(Scene(replace(frame, contacts=contacts.all()), book)).touched
    said: dict[int, Mapping[str, str]] = {}
    for mask in set(touched.masks.values()):
        said[mask] = {rule: strength.value for rule, strength in touched.said(mask).items()}
    return {id: said[mask] for id, mask in touched.masks.items()}
