"""The one way to change a case: a change is a value, applied in one transaction together with its journal.

A :class:`Change` lists edits. Records made in the same change refer to each other by negative ids. Applying one
returns the change that takes it back, so undo and redo are changes like any other and the history shows them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from debttracker.basics.errors import BadInput, CaseTrouble
from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment, day_number

if TYPE_CHECKING:
    from sqlmodel import Session

Action = Literal["add", "edit", "hide", "restore"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of one record. For ``add`` a negative ``id`` is a name other edits may use; 0 means nobody does."""

    action: Action
    record: str
    id: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What one user action does; ``label`` is a marked sentence for the undo menu."""

    label: str
    edits: tuple[Edit, ...]

    @classmethod
    def of(cls, label: str, *edits: Edit) -> Change:
        """A change of these edits."""
        return cls(label, edits)

    @property
    def records(self) -> frozenset[str]:
        """The kinds of record it touches: who shows them must look again."""
        return frozenset(edit.record for edit in self.edits)


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a change did: its number in the journal, the real ids, and the way back."""

    number: int
    change: Change
    ids: Mapping[int, int]
    inverse: Change

    @property
    def first_id(self) -> int:
        """Id of the first record that the change touched."""
        return self.inverse.edits[-1].id


def add(record: str, id: int = 0, /, **values: Any) -> Edit:
    """An edit that adds a record."""
    return Edit("add", record, id, values)


def edit(record: str, id: int, /, **values: Any) -> Edit:
    """An edit that sets some fields of a record."""
    return Edit("edit", record, id, values)


def hide(record: str, id: int) -> Edit:
    """An edit that takes a record out of sight (what people call deleting)."""
    return Edit("hide", record, id)


def restore(record: str, id: int) -> Edit:
    """An edit that brings a hidden record back."""
    return Edit("restore", record, id)


def apply(session: Session, change: Change, actor: str, at_ms: int | None = None) -> Applied:
    """Validate and write ``change`` and its journal rows in the session's transaction (the caller commits).

    Raises BadInput when a value cannot be kept, CaseTrouble when a record is not there.
    """
    from debttracker.case.applying import Applier

    applier = Applier(session, actor, at_ms if at_ms is not None else time.time_ns() // 1_000_000)
    inverse = [applier.do(one) for one in change.edits]
    return Applied(applier.journal.change, change, applier.ids, Change(change.label, tuple(reversed(inverse))))


def local_fields(at_ms: int, zone_name: str) -> dict[str, int]:
    """``day`` and ``minute`` of an instant on the borrower's wall, as contacts store them."""
    moment = Moment(at_ms, zone_name)
    return {"day": day_number(moment.local_day), "minute": moment.local_minute}


def not_there(record: str, id: int) -> CaseTrouble:
    """The error for an edit of a record that does not exist."""
    return CaseTrouble(N_("The entry you changed is not in this case any more ({record} {id}). Nothing was changed."),
                       record=record, id=id)


def bad_value(record: str, fields: Iterable[str]) -> BadInput:
    """The error for values that a record cannot hold."""
    return BadInput(N_("Something here cannot be kept as it is: {fields}. Nothing was changed; please look at it "
                       "again."), fields=", ".join(fields) or record)
