"""Rule packs of the user's own: files in the program's settings folder, checked before they are taken in."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from debttracker.basics.errors import FileTrouble
from debttracker.basics.files import write_atomically
from debttracker.basics.languages import N_
from debttracker.derived.flag_state import own_packs_folder
from debttracker.rules.pack import Pack
from debttracker.rules.packs import PackTrouble, load_pack, parse_pack, shipped_packs


class OwnPack(NamedTuple):
    """One file of the user's own: its pack, or why it cannot be used."""

    path: Path
    pack: Pack | None
    trouble: PackTrouble | None = None


class Added(NamedTuple):
    """What adding did. ``replaces`` tells whether shipped rules with the same id are set aside by it; ``before`` holds
    the bytes of an own file that it replaced, or None."""

    path: Path
    pack: Pack
    replaces: bool
    before: bytes | None


def own_packs() -> list[OwnPack]:
    """Every file of the user's own, by name."""
    folder = own_packs_folder()
    found = []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            found.append(OwnPack(path, load_pack(path)))
        except PackTrouble as trouble:
            found.append(OwnPack(path, None, trouble))
    return found


def add_pack(path: Path) -> Added:
    """Copy the pack file at ``path`` to the user's own, under the name of its id.

    Raises PackTrouble with the line of the first mistake, FileTrouble when it cannot be written; nothing is changed
    then.
    """
    pack = load_pack(path)
    target = own_packs_folder() / f"{pack.id}.toml"
    content = _bytes(path)
    parse_pack(content.decode("utf-8"), path.name)  # what is copied is what was checked
    before = _bytes(target) if target.is_file() else None
    write_atomically(target, content)
    return Added(target, pack, any(one.id == pack.id for one in shipped_packs().packs), before)


def put_back(path: Path, before: bytes | None) -> None:
    """Take an addition or removal back: write ``before``, or take the file away when there was none."""
    if before is not None:
        write_atomically(path, before)
    else:
        remove_pack(path)


def remove_pack(path: Path) -> bytes:
    """Take an own pack file away; returns what it held, for undo. Raises FileTrouble."""
    held = _bytes(path)
    try:
        path.unlink()
    except OSError as error:
        raise FileTrouble(N_("“{name}” could not be taken away ({reason}). It is still there."), name=path.name,
                          reason=error.strerror or type(error).__name__) from error
    return held


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileTrouble(N_("“{name}” could not be read ({reason}). Nothing was changed."), name=path.name,
                          reason=error.strerror or type(error).__name__) from error
