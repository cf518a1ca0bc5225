"""Errors nobody foresaw: said calmly, with details that name code and no content."""

from __future__ import annotations

import traceback
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
