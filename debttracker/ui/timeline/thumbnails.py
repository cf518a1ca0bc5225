"""Small pictures of attachments, made by the worker that reads the story: a photo of twelve megapixels would hold the
window for a tenth of a second."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImageReader

from debttracker.ui.contact.attaching import png_of

#: Enough for a thumbnail at any text size, on a screen of twice as many points as well.
_ROOM: Final = QSize(480, 360)


def shrunk(content: bytes) -> bytes:
    """The picture in ``content``, small, as PNG; as it is where it is small already, empty where it is none."""
    held = QBuffer()
    held.setData(QByteArray(content))
    reader = QImageReader(held)
    size = reader.size()
    if size.isValid():
        fitting = size.scaled(_ROOM, Qt.AspectRatioMode.KeepAspectRatio)
        if fitting.width() >= size.width():
            return content
        reader.setScaledSize(fitting.expandedTo(QSize(1, 1)))  # a JPEG is read at a fraction of its size then
    picture = reader.read()
    return png_of(picture) if not picture.isNull() else b""
