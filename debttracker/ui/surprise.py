"""Errors nobody foresaw: said calmly, with details that name code and no content."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import TracebackType

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import N_


class Surprise(Trouble):
    """A fault of the program itself. ``details`` lists where in the code it happened, without any values."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(N_("Something went wrong inside the program. What you had saved is safe. Please try again; "
                            "if it comes back, the details help to mend it."))
        self.details = describe(error, error.__traceback__)


def describe(error: BaseException, trace: TracebackType | None) -> str:
    """The kind of ``error`` and the lines of code it passed; its message is left out, as it may quote a record."""
    places = [f"{frame.filename.rpartition('debttracker')[2] or frame.name}:{frame.lineno} {frame.name}"
              for frame in traceback.extract_tb(trace)]
    return "\n".join([type(error).__name__, *places])


def as_trouble(error: BaseException) -> Trouble:
    """``error`` itself if it is meant for people, else a Surprise that stands for it."""
    return error if isinstance(error, Trouble) else Surprise(error)


#: The same fault (in painting, say) is told again only after this many seconds.
_QUIET_S = 30.0


class Watchman:
    """Catches what nothing else caught, on every thread, and hands it on as a Surprise.

    ``tell`` is called on the thread on which it happened. The log gets the places in the code, never a value.
    """

    def __init__(self, tell: Callable[[Surprise], object]) -> None:
        self._tell = tell
        self._told: dict[str, float] = {}
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self._caught(args.exc_type, args.exc_value, args.exc_traceback)

    def stand_down(self) -> None:
        """Put back what was there before."""
        sys.excepthook, threading.excepthook = self._before

    def _caught(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None or issubclass(kind, (KeyboardInterrupt, SystemExit)):
            self._before[0](kind, error or kind(), trace)
            return
        surprise = Surprise(error.with_traceback(trace))
        now = time.monotonic()
        if now - self._told.get(surprise.details, -_QUIET_S) < _QUIET_S:
            return
        self._told[surprise.details] = now
        logging.getLogger(__name__).error("%s", surprise.details)
        with contextlib.suppress(RuntimeError):  # the window may be gone by now; the log has the details
            self._tell(surprise)
