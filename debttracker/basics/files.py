"""Writing files so that a crash leaves the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from debttracker.basics.errors import FileTrouble
from debttracker.basics.languages import N_


def write_atomically(path: Path, content: bytes | Callable[[BinaryIO], None]) -> None:
    """Write ``content`` (bytes, or a function that writes to a stream) to ``path`` in one step.

    The data reaches the disk before the name changes. Raises FileTrouble; the old file stays as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                if callable(content):
                    content(stream)
                else:
                    stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise FileTrouble(
            N_("“{name}” could not be written ({reason}). Nothing was changed there. Choose another folder, or "
               "free some space and try again."),
            name=path.name, reason=error.strerror or type(error).__name__,
        ) from error


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable where the system knows how (not Windows, nor every network or USB file system)."""
    if os.name != "posix":
        return
    # The new file is complete and in place by now: that the folder cannot be synced must not be told as a failure.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
