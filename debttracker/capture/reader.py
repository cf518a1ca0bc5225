"""Which reader fits a file, and reading it.

A reader is a module with ``FORMAT`` (its name for ``--as``), ``TITLE`` (for people), ``sniff(head, name)`` and
``read(source, options, remarks)``. Its name in :data:`READERS` is all it takes to register one; it is imported when
a file is looked at, never at start.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol, cast

from debttracker.basics.errors import BadInput, FormatTrouble, Trouble
from debttracker.basics.languages import N_
from debttracker.basics.moments import zone as zone_of
from debttracker.basics.progress import Watch
from debttracker.capture.draft import ContactDraft, Refusal
from debttracker.capture.source import Source

#: Modules of this package that read a format, tried in this order.
READERS: Final = ("android_xml", "csv_contacts")
_MOST_REMARKS: Final = 200


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose: ``zone`` (IANA name, None = find out), ``region`` (ISO 3166, for numbers without country
    code) and whether complete records of a broken file are welcome."""

    zone: str | None = None
    region: str = "CN"
    keep_complete: bool = False


class Remarks:
    """What a reader wants to tell about a file as a whole: counted by sentence, first example kept."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._said: dict[str, Trouble] = {}

    def add(self, remark: Trouble, n: int = 1) -> None:
        """Note ``remark`` (``n`` more of its kind; the sentence may use the field ``n``)."""
        key = remark.message
        if key not in self._said and len(self._said) >= _MOST_REMARKS:
            return
        self._counts[key] = self._counts.get(key, 0) + n
        self._said[key] = type(remark)(remark.message, **{**remark.fields, "n": self._counts[key]})

    def all(self) -> list[Trouble]:
        """Each remark once."""
        return list(self._said.values())


class Reader(Protocol):
    """A module that reads one format."""

    FORMAT: str
    TITLE: str

    @staticmethod
    def sniff(head: bytes, name: str) -> bool:
        """Whether a file that begins with ``head`` (up to 8 KiB) is of this format."""

    @staticmethod
    def read(source: Source, options: Options, remarks: Remarks) -> Iterator[ContactDraft | Refusal]:
        """Yield what the file holds, in its order, holding no more than a chunk of it. Raises Trouble only when
        the file as a whole cannot be read on."""


@dataclass
class Reading:
    """A file being read: iterate over it once for drafts and refusals. ``remarks`` and ``sha256`` are complete when
    the iteration has ended."""

    source: Source
    reader: Reader
    options: Options
    remarks: Remarks = field(default_factory=Remarks)
    sha256: str = ""

    @property
    def format(self) -> str:
        """The name of the format, as for ``--as``."""
        return self.reader.FORMAT

    def __iter__(self) -> Iterator[ContactDraft | Refusal]:
        with self.source:
            yield from self.reader.read(self.source, self.options, self.remarks)
            self.sha256 = self.source.sha256()


def formats() -> dict[str, Reader]:
    """Every reader by the name of its format."""
    modules = (import_module(f"debttracker.capture.{name}") for name in READERS)
    return {module.FORMAT: cast(Reader, module) for module in modules}


def read_file(path: Path, as_format: str | None = None, zone: str | None = None, region: str = "CN",
              watch: Watch | None = None, *, keep_complete: bool = False) -> Reading:
    """Open ``path`` and choose its reader: by name when ``as_format`` is given, else by looking inside.

    ``zone`` is the zone the user says (None: take it from the file, else from this computer). Raises FileTrouble or
    FormatTrouble when the file cannot be read at all, BadInput for an unknown format or zone.
    """
    if zone is not None:
        zone = zone_of(zone).key
    known = formats()
    if as_format is not None and as_format not in known:
        raise BadInput(N_("There is no format called “{name}”. Known formats: {formats}."),
                       name=as_format[:40], formats=", ".join(known))
    source = Source(path, watch)
    try:
        reader = known[as_format] if as_format else _recognise(source, known)
    except BaseException:
        source.__exit__()
        raise
    return Reading(source, reader, Options(zone, region.upper(), keep_complete))


def _recognise(source: Source, known: dict[str, Reader]) -> Reader:
    for reader in known.values():
        if reader.sniff(source.head, source.name):
            return reader
    raise FormatTrouble(
        N_("“{name}” is not a file this program can read yet. Nothing was imported. It reads backups made by “SMS "
           "Backup & Restore” on Android (.xml) and its own tables of contacts (.csv)."), name=source.name)
