"""The table of contacts that ``debttracker list CASE contacts --csv`` prints, and that spreadsheets save again.

UTF-8 with or without byte order mark, UTF-16 or GB18030; comma, semicolon, tab or bar between cells. The first line
names the columns, in any order; only ``occurred_at`` is needed. Values are the words of the vocabulary, or the words
people see for them in any language of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Final

from debttracker.basics.csvcells import unguard
from debttracker.basics.errors import BadInput, FormatTrouble, Trouble
from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment, Precision, parse_moment, system_zone, written_moment, zone
from debttracker.basics.phones import comparable
from debttracker.basics.vocabulary import Behaviour
from debttracker.capture.draft import ContactDraft, Place, Refusal
from debttracker.capture.reader import Options, Remarks
from debttracker.capture.source import Source
from debttracker.capture.tables import delimiter_of, lines_of, rows_of
from debttracker.capture.vocabulary_words import value_of

FORMAT: Final = "csv"
TITLE: Final = N_("Table of contacts (.csv), as this program writes it")
#: The columns, in the order in which they are written.
COLUMNS: Final[tuple[str, ...]] = (
    "occurred_at", "zone", "channel", "direction", "outcome", "duration_s", "handle", "party", "role", "reached",
    "loan", "text", "behaviours", "note")
_LONGEST_TEXT: Final = 1_000_000
_LONGEST_HANDLE: Final = 500
_LONGEST_CALL_S: Final = 10_000_000
_NEEDED: Final = "occurred_at"
#: Tables tell nothing that the draft has no field for; one mapping serves all drafts.
_NO_RAW: Final[dict[str, str]] = {}


def sniff(head: bytes, _name: str) -> bool:
    """Whether the first line names the column ``occurred_at``."""
    text = head.replace(b"\x00", b"").partition(b"\n")[0].lower()
    return _NEEDED.encode() in text and b"<" not in text


def read(source: Source, options: Options, remarks: Remarks) -> Iterator[ContactDraft | Refusal]:
    """Yield a draft or a refusal for each row. ``where`` counts lines from 1, as editors do.

    Raises FormatTrouble when the header is missing or a row cannot be told from the next.
    """
    lines = lines_of(source, remarks)
    first = next(lines, "")
    rows = rows_of(lines, first, delimiter_of(first, COLUMNS), source.name)
    _, header = next(rows, (1, []))
    table = _Table.of(header, source, options, remarks)
    plain, draft = table.plain, table.draft
    try:
        for line, cells in rows:
            if any(cells):
                yield plain(line, cells) or draft(line, cells)
    except FormatTrouble as trouble:
        if not options.keep_complete or "line" not in trouble.fields:
            raise
        remarks.add(FormatTrouble(
            N_("The table cannot be read any further at line {line}. The rows before it were read."),
            line=trouble.fields["line"]))


@dataclass(frozen=True, slots=True)
class _Table:
    """Where each column stands, and what to assume where a cell is empty."""

    at: dict[str, int]
    width: int
    #: The cells of :data:`COLUMNS` out of a row with one empty cell added to it, which stands for missing columns.
    pick: Callable[[Sequence[str]], tuple[str, ...]]
    zone: str
    zone_known: str
    region: str
    remarks: Remarks

    @classmethod
    def of(cls, header: Sequence[str], source: Source, options: Options, remarks: Remarks) -> _Table:
        names = [unguard(cell).strip().lower() for cell in header]
        at: dict[str, int] = {name: names.index(name) for name in COLUMNS if name in names}
        if _NEEDED not in at:
            raise FormatTrouble(
                N_("The first line of “{name}” must name the columns: {columns}. Nothing was imported."),
                name=source.name, columns=", ".join(COLUMNS))
        others = [name for name in names if name and name not in COLUMNS]
        if others:
            remarks.add(FormatTrouble(N_("These columns mean nothing to this program and were left out: {columns}."),
                                      columns=", ".join(others)[:200]))
        chosen = options.zone
        pick = itemgetter(*(at.get(name, len(names)) for name in COLUMNS))
        return cls(at, len(names), pick, chosen or system_zone(), "user" if chosen else "unknown", options.region, remarks)

    def plain(self, line: int, cells: Sequence[str]) -> ContactDraft | None:
        """What :meth:`draft` makes of a row as nearly all rows are, in a third of the time: no cell too many or too few
        and none guarded, a time as programs write it, words of the vocabulary. None for every other row."""
        # No cell holds a NUL (see lines_of), so this is whether any begins with the apostrophe of a guard.
        if len(cells) != self.width or "\0'" in "\0" + "\0".join(cells):
            return None
        (occurred, zone_cell, channel, direction, outcome, duration, handle, party, role, reached, loan, text, behaviours,
         note) = self.pick([*cells, ""])
        if len(text) > _LONGEST_TEXT or len(note) > _LONGEST_TEXT or len(handle) > _LONGEST_HANDLE:
            return None
        try:
            zone_name, channel, direction, outcome, role, reached, behaviours = _understood(
                zone_cell, channel, direction, outcome, role, reached, behaviours)
            moment = written_moment(occurred, zone_name or self.zone)
            seconds = _seconds(duration) if duration else None
        except BadInput:
            return None
        if moment is None:
            return None
        return ContactDraft(
            moment[0], zone_name or self.zone, "file" if zone_name else self.zone_known, moment[1], channel, direction,
            outcome, seconds, handle, comparable(handle, self.region), text, line, _NO_RAW, "", None, "", note, None, (),
            behaviours, party, role, reached, loan)

    def draft(self, line: int, cells: Sequence[str]) -> ContactDraft | Refusal:
        """One row. Anything that cannot be understood refuses the row: a guess would be a false record."""
        try:
            if any(cells[self.width:]):
                raise FormatTrouble(N_("The row has more cells than there are columns."))
            return self._draft(line, {name: unguard(cells[i]) if i < len(cells) else "" for name, i in self.at.items()})
        except Trouble as trouble:
            return Refusal(Place("line", line), trouble)

    def _draft(self, line: int, row: dict[str, str]) -> ContactDraft:
        zone_name = row.get("zone", "").strip()
        moment = self._moment(row[_NEEDED], zone(zone_name).key if zone_name else self.zone)
        handle, text, note = row.get("handle", ""), row.get("text", ""), row.get("note", "")
        if max(len(text), len(note)) > _LONGEST_TEXT or len(handle) > _LONGEST_HANDLE:
            raise FormatTrouble(N_("A cell is too long."))
        def word(kind: str, column: str, empty: str) -> str:
            return value_of(kind, row.get(column, ""), empty)

        return ContactDraft(
            moment.utc_ms, moment.zone_name, "file" if zone_name else self.zone_known, moment.precision.value,
            word("channel", "channel", "other"), word("direction", "direction", "unknown"),
            word("outcome", "outcome", "unknown"), _seconds(row.get("duration_s", "")), handle,
            comparable(handle, self.region), text, line, {}, note=note, attachments=None,
            behaviours=_behaviours(row.get("behaviours", "")), party=row.get("party", ""),
            role=word("role", "role", ""), reached=word("reached", "reached", "unknown"), loan=row.get("loan", ""))

    def _moment(self, text: str, zone_name: str) -> Moment:
        cleaned = text.strip()
        if cleaned[4:5] == "/":
            cleaned = _dashed(cleaned)
        moment = parse_moment(cleaned, zone_name)
        if moment.precision != Precision.DAY and _clocks_change(cleaned, moment):
            self.remarks.add(FormatTrouble(
                N_("{n} times lie in the hour in which clocks change, so they may be an hour off.")))
        return moment


@lru_cache(maxsize=4_096)
def _understood(zone_cell: str, channel: str, direction: str, outcome: str, role: str, reached: str,
                behaviours: str) -> tuple[str, ...]:
    """What the cells mean whose values are few and come again in row after row; the zone is "" where its cell is empty.
    Raises BadInput for a word that means nothing, though not always for the first of a row."""
    named = zone_cell.strip()
    return (zone(named).key if named else "", value_of("channel", channel, "other"),
            value_of("direction", direction, "unknown"), value_of("outcome", outcome, "unknown"),
            value_of("role", role, ""), value_of("reached", reached, "unknown"), _behaviours(behaviours))


def _dashed(text: str) -> str:
    """``2026/1/3 9:05``, as spreadsheets like to write it, in ISO form; anything else unchanged."""
    day, _, clock = text.partition(" ")
    parts = day.split("/")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return text
    clock = clock.strip()
    if clock[1:2] == ":":
        clock = "0" + clock
    return f"{parts[0]}-{parts[1]:0>2}-{parts[2]:0>2} {clock}".rstrip()


def _clocks_change(text: str, moment: Moment) -> bool:
    """Whether a wall time without offset exists twice or never where clocks change."""
    wall = datetime.fromisoformat(text.removeprefix("~").strip())
    if wall.tzinfo is not None:
        return False
    here = wall.replace(tzinfo=zone(moment.zone_name))
    return here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()


def _seconds(text: str) -> int | None:
    cleaned = text.strip()
    if not cleaned:
        return None
    if not cleaned.isdecimal() or len(cleaned) > 9 or int(cleaned) > _LONGEST_CALL_S:
        raise BadInput(N_("“{text}” is not a number of seconds."), text=cleaned[:40])
    return int(cleaned)


def _behaviours(text: str) -> str:
    """Codes of behaviours, in the order of the vocabulary."""
    parts = text.replace(";", " ").replace(",", " ").split()
    if not parts:
        return ""
    chosen = {value_of("behaviour", part, "") for part in parts}
    return " ".join(b.value for b in Behaviour if b.value in chosen)
