"""The same rows drawn by Qt's PDF writer and nothing else, as a process of its own: CSV OUT.

No tags, no second script looked after, no links, nothing embedded but fonts: the least that a PDF of them takes.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

_DOTS, _A4_DOTS = 4, (595 * 4, 842 * 4)
_LEFT, _TOP, _FOOT = 65 * _DOTS, 80 * _DOTS, 770 * _DOTS
_LINE = 49
#: Where each column but the text begins, and how wide the text below them may be.
_PLACES, _TEXT = (0, 220, 460, 560, 640, 740, 1060, 1300, 1450), 1300


def main(source: str, out: str) -> None:
    """Draw each row of the CSV on a line of its own, its column ``text`` below it."""
    from PySide6.QtCore import QMarginsF, QRect, Qt
    from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPageSize, QPainter, QPdfWriter

    from debttracker.basics.resources import resource_path

    app = QGuiApplication([])
    for name in ("Inter-Regular", "NotoSansSC-Regular"):
        QFontDatabase.addApplicationFont(str(resource_path("fonts", f"{name}.otf")))
    writer = QPdfWriter(out)
    writer.setResolution(72 * _DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    font = QFont("Inter")
    font.setFamilies(["Inter", "Noto Sans SC"])
    font.setPointSizeF(8)
    painter.setFont(font)
    wrapped = int(Qt.TextFlag.TextWordWrap)
    y = _TOP
    with Path(source).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            text = row.pop("text", "")
            rect = QRect(_LEFT + _PLACES[1], y + 12, _TEXT, 400)
            height = painter.boundingRect(rect, wrapped, text).height() if text else 0
            if y + height > _FOOT:
                writer.newPage()
                y = _TOP
                rect.moveTop(y + 12)
            for place, cell in zip(_PLACES, filter(None, row.values()), strict=False):
                painter.drawText(_LEFT + place, y, cell)
            if text:
                painter.drawText(rect, wrapped, text)
            y += _LINE + height
    painter.end()
    del app


if __name__ == "__main__":
    main(*sys.argv[1:])
