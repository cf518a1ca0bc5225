"""Files and pasted pictures that go with a contact."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from debttracker.case.entries import attach, attach_file
from debttracker.ui.session import Session


def attach_all(session: Session, contact_id: int, things: Iterable[object], record: str = "contact") -> int:
    """Keep every file (Path) and picture (QImage) with the record; returns how many. Raises Trouble."""
    case = session.case
    count = 0
    for thing in things:
        if case is None:
            break
        if isinstance(thing, QImage):
            name = f"screenshot-{datetime.now().astimezone():%Y%m%d-%H%M%S}.png"
            session.remember(attach(case, record, contact_id, name, io.BytesIO(png_of(thing)), "image/png"))
        elif isinstance(thing, Path):
            session.remember(attach_file(case, record, contact_id, thing))
        count += 1
    return count


def png_of(image: QImage) -> bytes:
    """A picture as PNG bytes."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says bytes, the binding takes only text
    return bytes(buffer.data().data())
