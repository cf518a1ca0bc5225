"""How an edit reaches the tables: SQLModel validates and writes, the journal follows in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError

from debttracker.case.change import Edit, bad_value, local_fields, not_there
from debttracker.case.fields import canonical_json
from debttracker.case.identity import occurrence_key, stem
from debttracker.case.journal import Writer
from debttracker.case.records import RECORDS, Contact, Handle

if TYPE_CHECKING:
    from sqlmodel import Session

#: Fields of a contact that make it the contact it is; an edit of one gives it a further fingerprint.
_IDENTITY: Final = frozenset({"channel", "direction", "outcome", "handle_id", "at_ms", "precision", "duration_s",
                              "text"})
#: How ``hidden`` marks contacts that went with their whole import.
WITH_IMPORT: Final = 2


class Applier:
    """Applies the edits of one change, in order."""

    def __init__(self, session: Session, actor: str, at_ms: int) -> None:
        self._session = session
        self._db: Any = session.connection().connection.dbapi_connection
        self.journal = Writer(self._db, actor, at_ms)
        self.ids: dict[int, int] = {}

    def do(self, edit: Edit) -> Edit:
        """Apply ``edit`` and return the edit that takes it back."""
        values = self._resolve(edit)
        try:
            if edit.action == "add":
                return self._add(edit, values)
            return self._alter(edit, self.ids.get(edit.id, edit.id), values)
        except ValidationError as error:
            raise bad_value(edit.record, (str(e["loc"][0]) for e in error.errors() if e["loc"])) from error
        except IntegrityError as error:
            raise bad_value(edit.record, ()) from error

    def _resolve(self, edit: Edit) -> dict[str, Any]:
        """The values with names of records made in this change replaced by their ids."""
        links = {*RECORDS[edit.record][0].links, "record_id"}
        return {k: self.ids.get(v, v) if k in links and isinstance(v, int) and v < 0 else v
                for k, v in edit.values.items()}

    def _add(self, edit: Edit, values: dict[str, Any]) -> Edit:
        fields, table = RECORDS[edit.record]
        if edit.record == "contact":
            values = self._complete_contact(values)
        row = table(**fields.model_validate(values).model_dump())
        self._session.add(row)
        self._session.flush()
        if edit.id < 0:
            self.ids[edit.id] = row.id
        self.journal.append("add", edit.record, row.id, None, canonical_json(row.model_dump()))
        if edit.record == "contact":
            self._count(row)
            self._remember(row)
        return Edit("hide", edit.record, row.id)

    def _alter(self, edit: Edit, id: int, values: dict[str, Any]) -> Edit:
        fields, table = RECORDS[edit.record]
        row = self._session.get(table, id)
        if row is None:
            raise not_there(edit.record, id)
        if edit.action in ("hide", "restore"):
            values = {"hidden": 1 if edit.action == "hide" else 0}
        elif edit.record == "contact" and {"at_ms", "zone"} & values.keys():
            values = {**local_fields(values.get("at_ms", row.at_ms), values.get("zone", row.zone)), **values}
        old = row.model_dump()
        wanted = fields.model_validate({**old, **values}).model_dump()
        changed = {k: wanted[k] for k in values if wanted[k] != old[k]}
        before = {k: old[k] for k in changed}
        for name, value in changed.items():
            setattr(row, name, value)
        self._session.flush()
        if edit.record == "import_batch" and "hidden" in changed:
            changed = {**changed, **self._hide_contacts(id, changed["hidden"])}
        self.journal.append(edit.action, edit.record, id, canonical_json(before), canonical_json(changed))
        if edit.record == "contact" and _IDENTITY & changed.keys():
            self._remember(row)
        if edit.action == "edit":
            return Edit("edit", edit.record, id, before)
        return Edit("restore" if edit.action == "hide" else "hide", edit.record, id)

    def _complete_contact(self, values: dict[str, Any]) -> dict[str, Any]:
        """Fill what follows from the rest: local day and minute, when it was written down, whose handle it is."""
        filled = {"created_ms": self.journal.at_ms, **values}
        if "at_ms" in filled:
            filled = {**local_fields(filled["at_ms"], filled.get("zone", "UTC")), **filled}
        if filled.get("handle_id") and filled.get("party_id") is None:
            handle = self._session.get(Handle, filled["handle_id"])
            filled["party_id"] = handle.party_id if handle else None
        return filled

    def _count(self, row: Contact) -> None:
        """Count the contact on its day and make its words searchable."""
        self._db.execute("INSERT INTO contact_day VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET n = n + excluded.n",
                         (row.day, int(row.hidden == 0)))
        if row.text or row.note:
            self._db.execute("INSERT INTO contact_text (rowid, text, note) SELECT id, text, note FROM contact_words WHERE id = ?",
                             (row.id,))

    def _remember(self, row: Contact) -> None:
        """Store the contact's fingerprint, so that an import of the same contact is recognised."""
        handle = self._session.get(Handle, row.handle_id) if row.handle_id else None
        base = stem(row.channel, row.direction, row.outcome, handle.comparable if handle else "", row.at_ms,
                    row.precision, row.duration_s, row.text)
        occurrence = 0
        while self._taken(occurrence_key(base, occurrence), row.id or 0):
            occurrence += 1

    def _taken(self, key: bytes, contact_id: int) -> bool:
        """Try to store ``key``; True when another contact already has it."""
        self._db.execute("INSERT OR IGNORE INTO fingerprint VALUES (?, ?)", (key, contact_id))
        found = self._db.execute("SELECT contact_id FROM fingerprint WHERE key = ?", (key,)).fetchone()
        return bool(found[0] != contact_id)

    def _hide_contacts(self, batch: int, hidden: int) -> dict[str, int]:
        """Take an import's contacts out of sight, or bring back those that went with it; for the journal."""
        old, new = (0, WITH_IMPORT) if hidden else (WITH_IMPORT, 0)
        done = self._db.execute(
            "UPDATE contact SET hidden = ? WHERE batch_id = ? AND hidden = ? AND id BETWEEN "
            "(SELECT first_contact FROM import_batch WHERE id = ?) AND (SELECT last_contact FROM import_batch WHERE id = ?)",
            (new, batch, old, batch, batch))
        self._session.expire_all()
        return {"contacts": done.rowcount}
