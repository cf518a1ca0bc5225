"""The further files of one export: a few are set at the same time, and each waits in the staging folder for its name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from debttracker.basics.errors import FileTrouble
from debttracker.basics.files import unwritten, write_atomically
from debttracker.evidence.preview import page_count
from debttracker.evidence.record import VolumeLine
from debttracker.evidence.typesetting import Job, Running, first_done

#: Volumes set at the same time. Two keep both cores of a small machine busy and stay within a gigabyte.
AT_ONCE: Final = min(2, os.cpu_count() or 1)
#: The first file is volume 1.
_FIRST: Final = 2


class Volumes:
    """Volumes by number, from 2 on. ``beat`` is called while there is nothing to do but wait, and may raise to stop."""

    def __init__(self, path: Path, staging: Path | None, beat: Callable[[], None]) -> None:
        """``path`` is the first file's; the others are named after it and put into ``staging`` until :meth:`publish`."""
        self._path, self._staging, self._beat = path, staging, beat
        self._lines: list[VolumeLine] = []
        self._under_way: dict[int, Running] = {}

    @property
    def next_place(self) -> int:
        """The number of the next volume."""
        return len(self._lines) + _FIRST

    @property
    def lines(self) -> tuple[VolumeLine, ...]:
        """The volumes in order; pages and checksum are known once :meth:`wait` has returned."""
        return tuple(self._lines)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files in order, under their final names."""
        return tuple(self._final(place) for place in range(_FIRST, self.next_place))

    def begin(self, line: VolumeLine, job: Job) -> None:
        """Start the next volume as soon as there is room for it; the caller prepares another meanwhile."""
        ended = self._first_ended() if len(self._under_way) >= AT_ONCE else None
        self._under_way[self.next_place] = Running(job, beside=AT_ONCE - 1)
        self._lines.append(line)
        if ended is not None:  # only now: until the disk has it, no core need wait
            self._keep(*ended)

    def wait(self) -> None:
        """Wait for all that are under way; raises Trouble when one could not be set."""
        while self._under_way:
            self._keep(*self._first_ended())

    def stop(self) -> None:
        """End what is under way."""
        for running in self._under_way.values():
            running.stop()
        self._under_way.clear()

    def publish(self, first: bytes) -> None:
        """Give every file its name, the first one too; only now, when all of them are on the disk."""
        self._put(self._path, first)
        for final in (*self.paths, self._path):
            os.replace(self._part(final), final)  # noqa: PTH105

    def _first_ended(self) -> tuple[int, bytes]:
        """Wait for whichever ends first: its number and its file."""
        running = first_done(tuple(self._under_way.values()), self._beat)
        place = next(place for place, one in self._under_way.items() if one is running)
        document = running.result(self._beat)
        del self._under_way[place]
        running.stop()
        return place, document

    def _keep(self, place: int, document: bytes) -> None:
        """Put a file into the staging folder and note what is now known of it."""
        final = self._final(place)
        self._put(final, document)
        at = place - _FIRST
        self._lines[at] = replace(self._lines[at], file_name=final.name, pages=page_count(document),
                                  sha256=hashlib.sha256(document).hexdigest())

    def _final(self, place: int) -> Path:
        return self._path.with_name(f"{self._path.stem}-vol-{place}{self._path.suffix or '.pdf'}")

    def _part(self, final: Path) -> Path:
        assert self._staging is not None
        return self._staging / final.name

    def _put(self, final: Path, document: bytes) -> None:
        """Write what will later be ``final``; a trouble tells of that name."""
        try:
            write_atomically(self._part(final), document)
        except FileTrouble as trouble:
            if isinstance(trouble.__cause__, OSError):
                raise unwritten(final, trouble.__cause__, len(document)) from trouble
            raise
