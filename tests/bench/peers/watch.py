"""One run of one program: started, watched from outside until it is quiet, and ended."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from tests.bench.peers.screen import BACKDROP, Screen, Titles

_TICK_S = 1 / os.sysconf("SC_CLK_TCK")
#: A program counts as quiet from the start of the first half second in which all its processes use so little.
_QUIET_S, _QUIET_SHARE = 0.5, 0.04
#: A window whose pixels are the last ones but for so many shows what it has to show: tooltips, cursors, marks may follow.
_SAME = 0.02
_EARLY_S = 6.0
#: Pictures that are kept of one run: 4 MB each.
_PICTURES = 150


@dataclass
class Watched:
    """Seconds from the start of the process. ``painted``: a quarter of the window with the file's name in its title;
    ``complete``: from when on the window looked as it did in the end; ``quiet``: the processor at rest, None when that
    did not come."""

    painted: float
    complete: float
    quiet: float | None
    peak_mib: float
    shares: list[tuple[float, float]] = field(default_factory=list, repr=False)


class TooSlow(Exception):
    """Nothing to measure within the time allowed."""


def adopt_orphans() -> None:
    """Let children of measured programs that lose their parent come to this process, so that they are counted and
    ended too."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


def started(words: Sequence[object], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A program in a session of its own."""
    return subprocess.Popen([str(w) for w in words], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL, start_new_session=True)


class Watch:
    """Looks at the screen and at the processor's clock of all that this process started, ``apart`` from the screen's
    own programs. Looks often in the first seconds, seldom later: looking itself shall cost little."""

    def __init__(self, screen: Screen, titles: Titles, apart: set[int]) -> None:
        self._screen, self._titles, self._apart = screen, titles, apart
        self._pictures: list[tuple[float, bytes]] = []
        self._used: list[tuple[float, float]] = []

    def until_quiet(self, began: float, title: str, patience: float, before: bytes | None = None) -> Watched:
        """Watch from ``began`` until quiet after painting, or until out of ``patience`` (then ``quiet`` is None).
        ``title``: words that the window's title must have; ``before``: the screen before, when the question is when
        something else is shown. Raises :class:`TooSlow` when nothing was painted at all."""
        named: float | None = None
        quiet: float | None = None
        while True:
            now = time.monotonic()
            early = now - began < _EARLY_S
            self._look(now)
            if not self._used or now - self._used[-1][0] >= (0.04 if early else 0.1):
                self._used.append((now, sum(_used(pid) for pid in family(self._apart))))
                named = named or self._titles.with_words(title)
                quiet = quiet or (self._quiet(named) if named else None)
                late = now - began > patience
                if named and (quiet or late) and (now - began > 2 * _QUIET_S) and self._painted(named, before):
                    return self._told(began, named, before, quiet)
                if late:
                    raise TooSlow(f"nothing within {patience:.0f} s; titles: {list(self._titles.seen)}")
            time.sleep(max((0.008 if early else 0.03) - (time.monotonic() - now), 0.001))

    def _look(self, now: float) -> None:
        raw = self._screen.raw()
        if self._pictures and raw == self._pictures[-1][1]:
            return
        if len(self._pictures) >= _PICTURES:
            del self._pictures[_PICTURES // 2::2]  # of a long run every other picture does
        self._pictures.append((now, raw))

    def _quiet(self, after: float) -> float | None:
        """The start of a quiet half second that is just over and began after ``after``."""
        now, used = self._used[-1]
        for at, then in reversed(self._used):
            if at < after:
                return None
            if now - at >= _QUIET_S:
                return at if used - then <= _QUIET_SHARE * (now - at) else None
        return None

    def _painted(self, named: float, before: bytes | None) -> float | None:
        """When a quarter of what is there now was first there: of the window, or of what is other than ``before``."""
        inside = self._other(self._pictures[-1][1], before)
        if inside.mean() < 0.01:
            return None
        for at, raw in self._pictures:
            if (self._other(raw, before) & inside).sum() >= 0.25 * inside.sum():
                return max(at, named)
        return None

    def _other(self, raw: bytes, before: bytes | None) -> np.ndarray:
        """Which pixels are other than the backdrop, or than ``before``."""
        picture = self._screen.picture(raw)
        return np.any(picture != (np.array(BACKDROP, dtype=np.uint8) if before is None else self._screen.picture(before)), axis=2)

    def _told(self, began: float, named: float, before: bytes | None, quiet: float | None) -> Watched:
        last = self._screen.picture(self._pictures[-1][1])
        inside = self._other(self._pictures[-1][1], before)
        shares = [(at - began, float(np.any(self._screen.picture(raw) != last, axis=2)[inside].mean()))
                  for at, raw in self._pictures]
        painted = self._painted(named, before)
        assert painted is not None
        differing = [n for n, (_, share) in enumerate(shares) if share > _SAME]
        complete = shares[min(differing[-1] + 1, len(shares) - 1)][0] if differing else 0.0
        return Watched(painted - began, max(complete, painted - began), max(quiet, painted) - began if quiet else None,
                       max((_peak(pid) for pid in family(self._apart)), default=0.0), shares)


def family(apart: set[int]) -> list[int]:
    """This process's descendants without ``apart``."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            fields = _stat(int(entry.name))
            if fields:
                children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [os.getpid()]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in apart:
                found.append(child)
                waiting.append(child)
    return found


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; empty when the process has gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _used(pid: int) -> float:
    """Seconds of processor time, with those of children that ended."""
    fields = _stat(pid)
    return sum(map(int, fields[11:15])) * _TICK_S if fields else 0.0


def _peak(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def end_all(apart: set[int]) -> None:
    """End every descendant but ``apart``."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        for pid in family(apart):
            try:
                os.kill(pid, sign)
            except ProcessLookupError:
                continue
        _wait(lambda: not _alive(apart), 2.0)


def _alive(apart: set[int]) -> bool:
    while True:  # take leave of those that ended
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                break
        except ChildProcessError:
            break
    return any(_stat(pid)[:1] not in ([], ["Z"]) for pid in family(apart))


def _wait(done: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        time.sleep(0.02)
