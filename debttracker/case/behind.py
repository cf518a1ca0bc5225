"""Steps done in a thread of their own, a little behind whoever hands them in.

For steps that leave the interpreter alone most of their time, as the database does: reading a file goes on meanwhile.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Final, Self

#: Steps handed in and not yet done; more would only hold memory.
_MOST: Final = 10
#: How long a thread may keep the interpreter from another, in seconds. With Python's own 5 ms a step that comes back
#: from the database waits longer for the interpreter than it worked (four of ten seconds, measured).
_TURN_S: Final = 0.0002


class _ShortTurns:
    """Makes turns short while anybody wants them so; two may work at a time, and the last one puts back what was."""

    def __init__(self) -> None:
        self._lock, self._wanted, self._before = Lock(), 0, 0.0

    def want(self) -> None:
        """From now on."""
        with self._lock:
            self._wanted += 1
            if self._wanted == 1:
                self._before = sys.getswitchinterval()
                sys.setswitchinterval(_TURN_S)

    def release(self) -> None:
        """No longer for whoever wanted it."""
        with self._lock:
            self._wanted -= 1
            if not self._wanted:
                sys.setswitchinterval(self._before)


_short_turns: Final = _ShortTurns()


class Behind:
    """Does steps one after the other, in the order they came.

    What a step raises comes up in the caller's thread, at one of its next calls; after that no step is done any more.
    Leave it (``with``) or :meth:`close` it before what the steps work on is closed.
    """

    def __init__(self, most: int = _MOST) -> None:
        """``most`` steps are handed in and not yet done before :meth:`do` waits."""
        self._most = most
        self._thread = ThreadPoolExecutor(1, "behind")
        self._under_way: deque[Future[None]] = deque()
        self._broken = False
        self._in_turns = False

    def do(self, step: Callable[[], object]) -> None:
        """Hand in a step; waits while there are too many."""
        if not self._in_turns:
            self._in_turns = True
            _short_turns.want()
        while len(self._under_way) >= self._most:
            self._under_way.popleft().result()
        self._under_way.append(self._thread.submit(self._run, step))

    def wait(self) -> None:
        """Until every step is done."""
        while self._under_way:
            self._under_way.popleft().result()

    def close(self) -> None:
        """End the thread; a step under way is waited for, those after it are left undone."""
        self._broken = True
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._under_way.clear()
        if self._in_turns:
            self._in_turns = False
            _short_turns.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, step: Callable[[], object]) -> None:
        # After an error SQLite may have ended the transaction by itself: what came next would stand alone.
        if self._broken:
            return
        try:
            step()
        except BaseException:
            self._broken = True
            raise
