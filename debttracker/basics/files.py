"""Writing files so that a crash leaves the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from debttracker.basics.errors import DiskFull, FileTrouble
from debttracker.basics.languages import N_

#: No room on the disk, or no more of it for this user (where the system knows such a limit).
_FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


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
        sync_folder(path.parent)
    except OSError as error:
        raise unwritten(path, error, len(content) if isinstance(content, bytes) else 0) from error


def unwritten(path: Path, error: OSError, size: int = 0) -> FileTrouble:
    """The trouble of a file of ``size`` bytes (0: not known) that could not be put at ``path``, where nothing was
    changed; to be made once its crumbs are gone."""
    if error.errno in _FULL:
        return _disk_full(path, size)
    return FileTrouble(
        N_("“{name}” could not be written ({reason}). Nothing was changed there. Choose another folder, or free some "
           "space and try again."), name=path.name, reason=error.strerror or type(error).__name__)


def _disk_full(path: Path, size: int) -> DiskFull:
    free = 0
    with contextlib.suppress(OSError):
        free = shutil.disk_usage(path.parent).free
    missing = size - free if size > free else size
    return DiskFull(
        N_("There is no room for “{name}” on this disk. The file that was there before is as it was, and no half of the "
           "new one was left. Free at least {size} MB there, or choose another place.") if path.exists() else
        N_("There is no room for “{name}” on this disk. No half of it was left behind. Free at least {size} MB there, or "
           "choose another place."), name=path.name, size=max(1, -(-missing // 1_000_000)))


def sync_folder(folder: Path) -> None:
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
