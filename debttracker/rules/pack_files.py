"""Where rule packs lie, and the key that tells whether they are still the same; what they say is read elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from debttracker.basics.resources import resource_path

#: One more whenever the same packs and contacts give other findings than before.
REVISION: Final = 1


def key_of(files: Iterable[Path]) -> str:
    """A short hash of what stands in ``files``; a file that cannot be read counts as such."""
    digest = hashlib.sha256(str(REVISION).encode())
    for path in files:
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            digest.update(b"-")
    return digest.hexdigest()[:16]


def packs_key(own_folder: Path | None) -> str:
    """The ``key`` that :func:`debttracker.rules.packs.all_packs` would have, without reading what the files say: some hundred times quicker."""
    return key_of([*shipped_files(), *own_files(own_folder)])


def own_files(folder: Path | None) -> list[Path]:
    """The packs that a user put into ``folder``."""
    return sorted(folder.glob("*.toml")) if folder is not None and folder.is_dir() else []


def shipped_files() -> list[Path]:
    """The packs that come with the program."""
    return sorted(resource_path("rules").glob("*.toml"))


def stamp(path: Path) -> tuple[int, int]:
    """Time of change (ns) and size (bytes) of a file; zeros when there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
