"""What is painted less often looks the same: kept chips, and a strip of which only the moved part is painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from debttracker.ui.theme.theme import Theme
from debttracker.ui.widgets.chip import chip_picture, chip_size, paint_chip
from debttracker.ui.widgets.density_strip import DensityStrip
from debttracker.ui.widgets.marks import STATUS


@pytest.fixture
def look(qapp: QApplication) -> Theme:
    return Theme(qapp, "zh-Hans", "light")


def differ(one: QColor, other: QColor) -> bool:
    """To the eye: less than a quarter of a pixel moved is no difference."""
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())) > 64


def canvas(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    return image


@pytest.mark.parametrize("status", list(STATUS))
@pytest.mark.parametrize("words", ["威胁", "Late", ""])
def test_a_kept_chip_is_the_chip(look: Theme, status: str, words: str) -> None:
    mark, tone = STATUS[status]
    size = chip_size(words, mark)
    painted, kept = canvas(size.width(), size.height()), canvas(size.width(), size.height())
    painter = QPainter(painted)
    paint_chip(painter, QRectF(0, 0, size.width(), size.height()), words, tone, mark)
    painter.end()
    painter = QPainter(kept)
    painter.drawPixmap(0, 0, chip_picture(painter, words, tone, mark))
    assert chip_picture(painter, words, tone, mark) is chip_picture(painter, words, tone, mark)
    painter.end()
    assert kept == painted


def test_kept_chips_go_with_the_look_and_never_grow_without_end(look: Theme) -> None:
    image = canvas(1, 1)
    painter = QPainter(image)
    first = chip_picture(painter, "one", "late", "dot").toImage()
    for n in range(1000):
        chip_picture(painter, str(n), "late", "dot")
    assert len(look.pictures) <= 400
    look.choose(scheme="dark" if look.scheme == "light" else "light")
    assert chip_picture(painter, "one", "late", "dot").toImage() != first
    painter.end()


@pytest.mark.parametrize("bins", [(), (5,), (3, 0, 9, 1, 0, 0, 7, 2, 2, 5, 8, 1)])
def test_the_strip_paints_all_that_moved(qtbot: QtBot, look: Theme, monkeypatch: pytest.MonkeyPatch, bins: tuple[int, ...]) -> None:
    strip = DensityStrip()
    qtbot.addWidget(strip)
    strip.resize(44, 300)
    strip.set_bins(bins)
    asked: list[QRect] = []
    monkeypatch.setattr(strip, "update", asked.append)
    for step in range(40):
        before = strip.grab().toImage()
        strip.set_view(step / 40, step / 40 + 0.03)
        after, region = strip.grab().toImage(), QRegion()
        for rect in asked:
            region = region.united(QRegion(rect))
        asked.clear()
        changed = [(x, y) for x in range(44) for y in range(300) if differ(before.pixelColor(x, y), after.pixelColor(x, y))]
        assert all(region.contains(QRect(x, y, 1, 1)) for x, y in changed), (step, changed[:3])
    strip.set_view(0.7, 0.73)
    asked.clear()
    strip.set_view(0.70001, 0.73001)
    assert asked == []
