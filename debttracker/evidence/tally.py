"""Counts over the contacts of one document, taken while they pass by.

The summary is counted from the very rows that are printed, so a reader who counts the table gets the same numbers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from debttracker.basics.vocabulary import GROUP_OF, ChannelGroup, Direction, Outcome, Reached
from debttracker.evidence.document import ContactExhibit

_BORROWERS_OWN = frozenset(("", Reached.BORROWER.value, Reached.UNKNOWN.value))

_COUNTS = ("contacts", "incoming", "outgoing", "answered_calls", "others_reached", "attachments", "bytes", "by_hand", "imported",
           "changed")


@dataclass(slots=True)
class Tally:
    """Running counts; ``days`` are local days, ``bytes`` the size of all attachments."""

    contacts: int = 0
    incoming: int = 0
    outgoing: int = 0
    answered_calls: int = 0
    others_reached: int = 0
    attachments: int = 0
    bytes: int = 0
    by_hand: int = 0
    imported: int = 0
    changed: int = 0
    first: ContactExhibit | None = None
    last: ContactExhibit | None = None
    lowest: str = ""
    highest: str = ""
    groups: Counter[ChannelGroup] = field(default_factory=Counter)
    parties: Counter[tuple[str, str]] = field(default_factory=Counter)
    days: Counter[date] = field(default_factory=Counter)

    def add(self, contact: ContactExhibit) -> None:
        """Count one contact (redactions already carried out)."""
        self.contacts += 1
        self.first = self.first or contact
        self.last = contact
        order = _order(contact.number)
        if not self.lowest or order < _order(self.lowest):
            self.lowest = contact.number
        if order > _order(self.highest):
            self.highest = contact.number
        self.days[contact.moment.local_day] += 1
        self.incoming += contact.direction == Direction.IN
        self.outgoing += contact.direction == Direction.OUT
        group = GROUP_OF.get(contact.channel)
        if group is not None:
            self.groups[group] += 1
            self.answered_calls += group is ChannelGroup.CALLS and contact.outcome == Outcome.ANSWERED
        self.others_reached += contact.reached not in _BORROWERS_OWN
        if contact.party:
            self.parties[contact.party, contact.role] += 1
        self.attachments += len(contact.attachments)
        self.bytes += sum(file.size for file in contact.attachments)
        self.by_hand += contact.kept.source is None
        self.imported += contact.kept.source is not None
        self.changed += bool(contact.kept.edits)

    def include(self, later: Tally) -> None:
        """Count all that ``later`` has counted, whose contacts come after these."""
        for name in _COUNTS:
            setattr(self, name, getattr(self, name) + getattr(later, name))
        self.first = self.first or later.first
        self.last = later.last or self.last
        ends = [number for one in (self, later) for number in (one.lowest, one.highest) if number]
        self.lowest, self.highest = min(ends, key=_order, default=""), max(ends, key=_order, default="")
        self.groups.update(later.groups)
        self.parties.update(later.parties)
        self.days.update(later.days)

    @property
    def range(self) -> str:
        """Lowest and highest exhibit number, which need not be those of the first and last contact in time."""
        return self.lowest if self.lowest == self.highest else f"{self.lowest} – {self.highest}"

    @property
    def busiest(self) -> tuple[date, int] | None:
        """The day with most contacts, the earliest of equals; None when there are none."""
        if not self.days:
            return None
        day = min(self.days, key=lambda one: (-self.days[one], one))
        return day, self.days[day]


def _order(number: str) -> tuple[int, str]:
    """Exhibit numbers have leading zeros; beyond a million contacts they grow longer."""
    return len(number), number
