"""One writer per case at a time, and who it is.

The operating system's file lock (by filelock) ends with its process, so a crash never leaves a case locked.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from debttracker.basics.errors import CaseInUse, FileTrouble
from debttracker.basics.languages import N_

if TYPE_CHECKING:
    from filelock import BaseFileLock


class WriterLock:
    """Holds the right to change one case."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "writer.lock"
        self._holder = folder / "writer.json"
        self._lock: BaseFileLock | None = None

    @property
    def held(self) -> bool:
        """Whether this process holds the lock."""
        return self._lock is not None

    def acquire(self) -> None:
        """Take the lock or raise CaseInUse naming the holder; FileTrouble when the folder is read-only."""
        import platform

        from filelock import FileLock, Timeout

        if self._lock is not None:
            return
        lock = FileLock(str(self._path), timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise CaseInUse(
                N_("This case is open for writing in another window ({holder}). Close that one, or open the case to "
                   "read only."), holder=self.holder()) from None
        except OSError as error:
            raise FileTrouble(
                N_("The folder of the case “{name}” cannot be written to. Nothing was changed. Copy the folder to a "
                   "place you may write to, or open it to read only."), name=self._path.parent.name) from error
        self._lock = lock
        self._holder.write_text(json.dumps({
            "computer": platform.node(), "process": os.getpid(), "since": int(time.time())}), "utf-8")

    def holder(self) -> str:
        """Who holds the lock, as far as it left a note: computer and process number."""
        try:
            note = json.loads(self._holder.read_text("utf-8"))
            return f"{note['computer']}, {note['process']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "?"

    def release(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            self._holder.unlink(missing_ok=True)
            self._lock.release()
            self._lock = None
