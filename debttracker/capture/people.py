"""Whose a number is: finds handles, parties and loans of the case for drafts, and makes those that are missing."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from debttracker.basics.errors import FormatTrouble, Trouble
from debttracker.basics.languages import N_
from debttracker.basics.phones import comparable
from debttracker.basics.vocabulary import Role
from debttracker.capture.draft import ContactDraft
from debttracker.case.bulk import BulkImport
from debttracker.case.change import Change, edit

if TYPE_CHECKING:
    from debttracker.capture.keep import Owner
    from debttracker.case.case import Case


#: What is remembered of look-ups at most; beyond that all of it is forgotten and looked up again.
_MOST_FOUND: Final = 100_000


#: What a look-up hangs on, taken out of a draft in one step.
_named: Final = itemgetter(*map(ContactDraft._fields.index, ("handle", "party", "role", "loan")))


class People:
    """Looks up and makes handles, parties and loans within the transaction of one import.

    Holds the case's handles in memory: thousands, not millions, since each stands for a number.
    """

    def __init__(self, connection: Any, bulk: BulkImport, region: str, owners: Mapping[str, Owner]) -> None:
        self._bulk = bulk
        self._region = region
        self._owners = owners
        self._handles: dict[str, tuple[int, int | None]] = {}
        self._written: dict[str, str] = {}
        #: What number, party, role and loan led to, so that each is looked up once.
        self._found: dict[tuple[str, str, str, str], tuple[int | None, int | None, int | None]] = {}
        for number, party_id, key, value in connection.execute(
                "SELECT id, party_id, comparable, value FROM handle WHERE hidden = 0 ORDER BY id DESC"):
            self._handles[key] = (number, party_id)
            self._written[value] = key
        self._parties: dict[tuple[str, str, str], int] = {}
        for number, name, role in connection.execute(
                "SELECT id, name, role FROM party WHERE hidden = 0 ORDER BY id DESC"):
            if name:
                self._parties[(name, role, "")] = number
        self._loans: dict[str, int] = {label: number for number, label in connection.execute(
            "SELECT id, label FROM loan WHERE hidden = 0 ORDER BY id DESC")}
        row = connection.execute("SELECT value FROM setting WHERE name = 'case.currency' AND hidden = 0").fetchone()
        self._currency = str(row[0]).strip('"') if row else "CNY"
        self.remarks: list[Trouble] = []
        #: Handles that the case had without an owner, and the party that the user named for them now.
        self.to_link: dict[int, int] = {}

    def as_written(self, draft: ContactDraft) -> ContactDraft:
        """The draft with the comparable form under which the case already has this very spelling: a table of the
        case means the case's own handles, whatever region the import assumes."""
        key = self._written.get(draft.handle_raw)
        return draft if key is None or key == draft.handle else draft._replace(handle=key)

    def of(self, draft: ContactDraft) -> tuple[int | None, int | None, int | None]:
        """The ids of the draft's handle, party and loan; None where it names none."""
        key = _named(draft)
        if not key[0]:
            return self._look_up(draft)
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            found = self._found[key] = self._look_up(draft)
        return found

    def _look_up(self, draft: ContactDraft) -> tuple[int | None, int | None, int | None]:
        named = self._party(draft) if draft.party or draft.role else None
        handle_id, owner_id = None, None
        if draft.handle or draft.handle_raw.strip():
            found = self._handles.get(draft.handle)
            handle_id, owner_id = found if found is not None else self._new_handle(draft, named)
            if owner_id is None and draft.handle in self._owners:
                owner_id = self._owner(draft)
                self._handles[draft.handle] = handle_id, owner_id
                self.to_link[handle_id] = owner_id
        owner = self._owners.get(draft.handle)
        loan_id = self._loan(draft.loan) if draft.loan else owner.loan_id if owner is not None else None
        return handle_id, named if named is not None else owner_id, loan_id

    def _new_handle(self, draft: ContactDraft, party_id: int | None) -> tuple[int, int | None]:
        """Make the handle, with the owner the user named for it, or the party of its row."""
        if draft.handle in self._owners:
            party_id = self._owner(draft)
        key = draft.handle or comparable(draft.handle_raw, self._region)
        made = self._bulk.add_record("handle", party_id=party_id, value=draft.handle_raw, comparable=key,
                                     label=draft.name)
        self._handles[draft.handle] = made, party_id
        return made, party_id

    def _owner(self, draft: ContactDraft) -> int:
        """The party that the user named for the draft's number."""
        owner = self._owners[draft.handle]
        return owner.party_id or self._make_party(owner.name or draft.name or draft.handle_raw, owner.role, "")

    def _party(self, draft: ContactDraft) -> int:
        """A party of a table: by name and role; one without name is known by its handle."""
        return self._make_party(draft.party, draft.role or Role.OTHER, "" if draft.party else draft.handle)

    def _make_party(self, name: str, role: str, handle: str) -> int:
        key = (name, role, handle)
        found = self._parties.get(key)
        if found is None:
            found = self._parties[key] = self._bulk.add_record("party", name=name, role=role)
        return found

    def _loan(self, label: str) -> int:
        found = self._loans.get(label)
        if found is None:
            found = self._loans[label] = self._bulk.add_record("loan", label=label, currency=self._currency)
            self.remarks.append(FormatTrouble(
                N_("The loan “{label}” was not in the case and was made without figures. Please add them."),
                label=label))
        return found


def link(case: Case, owners: Mapping[int, int]) -> None:
    """Give handles (by id) their party, and the contacts that came from them before, in one change."""
    edits = []
    for handle_id, party_id in owners.items():
        edits.append(edit("handle", handle_id, party_id=party_id))
        for (contact_id,) in case.reader().execute(
                "SELECT id FROM contact WHERE handle_id = ? AND party_id IS NULL AND hidden = 0", (handle_id,)):
            edits.append(edit("contact", contact_id, party_id=party_id))
    case.change(Change(N_("Name a number"), tuple(edits)))
