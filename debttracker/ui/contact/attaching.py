"""Files and pasted pictures that go with a contact or a payment: small ones at once, large ones by a worker."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from debttracker.basics.errors import Trouble
from debttracker.case.entries import attach, attach_file
from debttracker.ui.contact.intake import Item
from debttracker.ui.session import Session

if TYPE_CHECKING:
    from debttracker.basics.progress import Watch
    from debttracker.case.case import Case
    from debttracker.case.change import Applied

#: What the GUI thread keeps by itself, in bytes of a file or of a picture's points: measured, 16 ms of work at most, the
#: time of one frame (4 to 16 for a file of this size, as busy as the disk is; 16 for a picture that becomes PNG).
AT_ONCE: Final = 2 << 20


def attach_all(session: Session, record_id: int, things: Iterable[object], record: str = "contact") -> int:
    """Keep every file (Path) and picture (QImage) with the record; returns how many are in the case now. Large ones
    follow, and say so (``session.intake``). What cannot be kept is told; the others are kept all the same."""
    count = 0
    for thing in things:
        item = _item(record, record_id, thing)
        if session.case is None or item is None:
            continue
        if not _is_small(thing):
            session.intake.add(item)
            continue
        try:
            session.remember(item.keep(session.case, None))
            count += 1
        except Trouble as trouble:
            session.tell(trouble)
    return count


def _is_small(thing: object) -> bool:
    if isinstance(thing, QImage):
        return thing.sizeInBytes() <= AT_ONCE
    try:
        return not isinstance(thing, Path) or thing.stat().st_size <= AT_ONCE
    except OSError:
        return True  # nothing to read: that is told at once


def _item(record: str, record_id: int, thing: object) -> Item | None:
    if isinstance(thing, QImage):
        name = f"screenshot-{datetime.now().astimezone():%Y%m%d-%H%M%S}.png"

        def keep_picture(case: Case, watch: Watch | None) -> Applied:
            return attach(case, record, record_id, name, io.BytesIO(png_of(thing)), "image/png", watch=watch)

        return Item(name, keep_picture)
    if isinstance(thing, Path):
        return Item(thing.name, lambda case, watch: attach_file(case, record, record_id, thing, watch))
    return None


def png_of(image: QImage) -> bytes:
    """A picture as PNG bytes."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says bytes, the binding takes only text
    return bytes(buffer.data().data())
