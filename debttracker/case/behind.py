"""Steps done in a thread of their own, a little behind whoever hands them in.

For steps that leave the interpreter alone most of their time, as the database does: reading a file goes on meanwhile.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, Self

#: Steps handed in and not yet done; more would only hold memory.
_MOST: Final = 10
#: How long a thread may keep the interpreter from another, in seconds. With Python's own 5 ms a step that comes back
#: from the database waits longer for the interpreter than it worked (four of ten seconds, measured).
_TURN_S: Final = 0.0002


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
        self._turn_before: float | None = None

    def do(self, step: Callable[[], object]) -> None:
        """Hand in a step; waits while there are too many."""
        if self._turn_before is None:
            self._turn_before = sys.getswitchinterval()
            sys.setswitchinterval(_TURN_S)
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
        if self._turn_before is not None:
            sys.setswitchinterval(self._turn_before)
            self._turn_before = None

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
