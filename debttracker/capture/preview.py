"""Who is in a file: one line per number, before anything is kept, with a guess who may be a collector.

The file is streamed; memory grows with the number of distinct numbers, up to a limit, and not with its records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from debttracker.basics.errors import Trouble
from debttracker.basics.vocabulary import GROUP_OF, ChannelGroup, Role
from debttracker.capture import signs
from debttracker.capture.draft import ContactDraft, Refusal
from debttracker.capture.signs import Likelihood, Sign

#: Distinct numbers told apart; a phone has some thousands at most. Further ones are counted together.
MOST_GROUPS: Final = 100_000
#: The handle under which numbers beyond the limit are counted.
BEYOND: Final = "\x00"
_SAMPLE: Final = 160
_MOST_REFUSALS: Final = 200


@dataclass(frozen=True, slots=True)
class KnownParty:
    """Whom a handle of the case belongs to."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Group:
    """All records of one number. Instants are ms UTC; ``sample`` is the start of its most telling message."""

    handle: str
    shown: str
    name: str
    total: int
    calls: int
    messages: int
    missed: int
    incoming: int
    first_ms: int
    last_ms: int
    sample: str
    signs: tuple[Sign, ...]
    likelihood: Likelihood
    party: KnownParty | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds. ``groups`` come with likely collectors first, then by number of records."""

    format: str
    read: int
    refused: int
    groups: tuple[Group, ...]
    refusals: tuple[Refusal, ...]
    remarks: tuple[Trouble, ...]
    zone: str
    zone_known: str

    @property
    def suggested(self) -> frozenset[str]:
        """Handles that a person would most likely keep: those that look like collectors at all."""
        return frozenset(g.handle for g in self.groups if g.likelihood != Likelihood.UNLIKELY)


def preview(reading: Iterable[ContactDraft | Refusal], known: Mapping[str, KnownParty] | None = None) -> Preview:
    """Read a file once (see ``reader.read_file``) and sum it up. ``known`` maps comparable handles of the case to
    their parties."""
    found: dict[str, _Tally] = {}
    refusals: list[Refusal] = []
    refused, zone, zone_known = 0, "", ""
    for record in reading:
        if isinstance(record, Refusal):
            refused += 1
            if len(refusals) < _MOST_REFUSALS:
                refusals.append(record)
            continue
        if not zone:
            zone, zone_known = record.zone, record.zone_known
        tally = found.get(record.handle)
        if tally is None:
            key = record.handle if len(found) < MOST_GROUPS else BEYOND
            tally = found.setdefault(key, _Tally())
        tally.add(record)
    groups = [tally.group(handle, (known or {}).get(handle)) for handle, tally in found.items()]
    groups.sort(key=lambda g: (_ORDER[g.likelihood], -g.total, g.handle))
    remarks = getattr(reading, "remarks", None)
    return Preview(getattr(reading, "format", ""), sum(g.total for g in groups) + refused, refused, tuple(groups),
                   tuple(refusals), tuple(remarks.all()) if remarks else (), zone, zone_known)


_ORDER: Final = {Likelihood.LIKELY: 0, Likelihood.POSSIBLE: 1, Likelihood.UNLIKELY: 2}


class _Tally:
    """Counts of one number while the file is read."""

    __slots__ = ("calls", "debt", "first", "incoming", "last", "messages", "missed", "name", "sample", "shown", "word")

    def __init__(self) -> None:
        self.calls = self.messages = self.missed = self.incoming = self.debt = 0
        self.first, self.last = 1 << 62, -(1 << 62)
        self.name = self.shown = self.sample = self.word = ""

    def add(self, draft: ContactDraft) -> None:
        if GROUP_OF.get(draft.channel) == ChannelGroup.CALLS:
            self.calls += 1
        else:
            self.messages += 1
        if draft.direction == "in":
            self.incoming += 1
            self.missed += draft.outcome in ("missed", "rejected", "blocked")
        self.first = min(self.first, draft.moment_ms)
        self.last = max(self.last, draft.moment_ms)
        self.shown = self.shown or draft.handle_raw[:80]
        self.name = draft.name[:80] or self.name
        if draft.text:
            self._hear(draft)

    def _hear(self, draft: ContactDraft) -> None:
        """Note whether a message speaks of debts; what the borrower wrote says nothing about the other side."""
        word = signs.debt_word(draft.text[:2000]) if draft.direction != "out" else ""
        if word:
            self.debt += 1
        if not self.sample or (word and not self.word):
            self.sample = draft.text[:_SAMPLE]
            self.word = word

    def group(self, handle: str, party: KnownParty | None) -> Group:
        reasons = self._signs(handle, party)
        return Group(handle, self.shown, self.name, self.calls + self.messages, self.calls, self.messages, self.missed,
                     self.incoming, self.first, self.last, self.sample, reasons, signs.likelihood(reasons), party)

    def _signs(self, handle: str, party: KnownParty | None) -> tuple[Sign, ...]:
        if party is not None and party.role in (Role.COLLECTOR, Role.CREDITOR):
            return (Sign(signs.KNOWN_COLLECTOR, 10),)
        if party is not None:
            return (Sign(signs.KNOWN_OTHER, -10),)
        found = []
        if self.debt:
            found.append(Sign(signs.SPEAKS_OF_DEBT, 3 if self.debt > 1 else 2, self.debt, self.word))
        if word := signs.debt_word(self.name):
            found.append(Sign(signs.NAME_SAYS_SO, 3, 0, word))
        if signs.is_service_number(handle):
            found.append(Sign(signs.SERVICE_NUMBER, 1))
        if not self.name and self.missed >= signs.MANY_MISSED:
            found.append(Sign(signs.MISSED_STRANGER, 2, self.missed))
        if self.name and not word:
            found.append(Sign(signs.SAVED_PERSON, -2))
        return tuple(found)
