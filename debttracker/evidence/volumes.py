"""The further files of one export: a few are set at the same time, and each waits in the staging folder for its name."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from debttracker.basics.errors import FileTrouble
from debttracker.basics.files import unwritten, write_atomically
from debttracker.evidence.preview import page_count
from debttracker.evidence.record import VolumeLine
from debttracker.evidence.typesetting import Job, Running, first_done, started

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
        #: Prepared, by number, but without room so far.
        self._waiting: deque[tuple[int, Job]] = deque()
        #: Processes that wait for a volume, so that it need not wait for them.
        self._idle: list[subprocess.Popen[bytes]] = []

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

    def expect(self, volumes: int) -> None:
        """Start processes for the first of so many volumes, whose pages are not prepared yet."""
        while len(self._idle) < min(volumes, AT_ONCE) and (process := started(AT_ONCE - 1)) is not None:
            self._idle.append(process)

    def begin(self, line: VolumeLine, job: Job) -> None:
        """Set the next volume as soon as there is room for it. The caller prepares another meanwhile; when one already
        waits for room, only after that has begun."""
        self._waiting.append((self.next_place, job))
        self._lines.append(line)
        self.go_on()
        while len(self._waiting) > 1:
            self._hand_over(*self._first_ended())

    def go_on(self) -> None:
        """Begin what waits if there is room by now. Whoever prepares a volume calls it now and then: two that end in
        the same moment would else leave the cores idle until the next is prepared."""
        ended = [place for place, running in self._under_way.items() if running.future.done()]
        for place in ended:
            self._hand_over(place, self._taken(place))
        self._fill()

    def wait(self) -> None:
        """Wait for all of them; raises Trouble when one could not be set."""
        while self._under_way:
            self._hand_over(*self._first_ended())

    def stop(self) -> None:
        """End what is under way."""
        for running in self._under_way.values():
            running.stop()
        self._under_way.clear()
        self._waiting.clear()
        for process in self._idle:
            process.kill()
            process.communicate()
        self._idle.clear()

    def publish(self, first: bytes) -> None:
        """Give every file its name, the first one too; only now, when all of them are on the disk."""
        self._put(self._path, first)
        for final in (*self.paths, self._path):
            os.replace(self._part(final), final)  # noqa: PTH105

    def _hand_over(self, place: int, document: bytes) -> None:
        """Begin the next in place of one that has ended, and only then write that: no core need wait for the disk."""
        self._fill()
        self._keep(place, document)

    def _fill(self) -> None:
        while self._waiting and len(self._under_way) < AT_ONCE:
            place, job = self._waiting.popleft()
            process = self._idle.pop() if self._idle else None
            self._under_way[place] = Running(job, beside=AT_ONCE - 1, process=process)

    def _first_ended(self) -> tuple[int, bytes]:
        """Wait for whichever ends first: its number and its file."""
        running = first_done(tuple(self._under_way.values()), self._beat)
        place = next(place for place, one in self._under_way.items() if one is running)
        return place, self._taken(place)

    def _taken(self, place: int) -> bytes:
        """The file of one that has ended; raises Trouble when it could not be set."""
        running = self._under_way[place]
        document = running.result(self._beat)
        del self._under_way[place]
        running.stop()
        return document

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
