"""Small painted marks that stand beside a word, so that no meaning hangs on colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPainterPathStroker, QPen

from debttracker.ui.theme.flags import qt_is_touched
from debttracker.ui.theme.palette import make_brush
from debttracker.ui.theme.theme import theme

#: Mark and colour token of each status.
STATUS = {"late": ("dot", "late"), "due": ("quarter", "due"), "flag": ("flag", "flag"), "ok": ("check", "ok"),
          "soft": ("flag-open", "flag"), "edge": ("circle", "flag"), "plain": ("", "muted"), "accent": ("", "accent")}


def paint_mark(painter: QPainter, mark: str, box: QRectF, colour: QColor) -> None:
    """Paint ``mark`` (dot, quarter, flag, flag-open, check, circle, or an icon's name) into the square ``box``."""
    if not mark:
        return
    draw = {"dot": _dot, "quarter": _quarter, "flag": _flag, "flag-open": _flag_open, "check": _check,
            "circle": _circle, "arrow": _arrow}.get(mark)
    if draw is None:
        paint_icon(painter, mark, box, colour)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, box, colour)
    painter.restore()


def paint_icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Paint icon ``name`` to fill ``box`` in ``colour``."""
    from debttracker.ui.theme.icons import tinted_pixmap

    ratio = painter.device().devicePixelRatioF()
    pixmap = tinted_pixmap(name, colour.name(), round(box.width()), ratio)
    painter.drawPixmap(box.topLeft().toPoint(), pixmap)


def line(colour: QColor, width: float) -> QPen:
    """A pen. (Qt's own constructor with a width touches the ``Qt`` namespace: see theme/flags.py.)"""
    pen = QPen(colour)
    pen.setWidthF(width)
    return pen


def ink(painter: QPainter, token: str) -> None:
    """Write in the colour of ``token`` from now on. Costs nothing when the painter has it already from its widget's
    foreground role, as it should before the first paint: see theme/flags.py. For the very first rows another colour
    is the painter's own, made as faint as that one is."""
    look = theme()
    colour = look.colour(token)
    if not qt_is_touched():
        painter.setOpacity(_faintness(colour, painter.pen().color(), look.colour("surface")))
    elif painter.pen().color() != colour:
        painter.setPen(colour)


def _faintness(wanted: QColor, ink: QColor, ground: QColor) -> float:
    """How strongly to lay ``ink`` on ``ground`` to come near ``wanted``, 0.3 to 1."""
    full = ink.lightness() - ground.lightness()
    return min(max((wanted.lightness() - ground.lightness()) / full, 0.3), 1.0) if full else 1.0


def elided(metrics: QFontMetrics, text: str, room: int) -> str:
    """``text``, or as much of its beginning as fits into ``room`` logical pixels with "…" after it."""
    if qt_is_touched():
        from PySide6.QtCore import Qt

        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    if metrics.horizontalAdvance(text) <= room:
        return text
    room -= metrics.horizontalAdvance("…")
    fits, over = 0, len(text)
    while over - fits > 1:
        middle = (fits + over) // 2
        fits, over = (middle, over) if metrics.horizontalAdvance(text[:middle]) <= room else (fits, middle)
    return f"{text[:fits]}…"


def fill_round(painter: QPainter, box: QRectF, radius: float, token: str) -> None:
    """Fill ``box`` with round corners in the colour of ``token``, without an outline."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.fillPath(path, theme().brush(token))


def frame_round(painter: QPainter, box: QRectF, radius: float, edge: str, ground: str) -> None:
    """Fill ``box`` with round corners in ``ground``, within an outline one pixel wide in ``edge`` (tokens)."""
    fill_round(painter, box, radius, edge)
    fill_round(painter, box.adjusted(1, 1, -1, -1), radius - 1, ground)


def focus_ring(painter: QPainter, box: QRectF, radius: float, token: str = "accent") -> None:
    """Paint the ring that shows where the keyboard is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = QPainterPath()  # two outlines: what lies between them is filled
    ring.addRoundedRect(box, radius + 1, radius + 1)
    ring.addRoundedRect(box.adjusted(2, 2, -2, -2), radius - 1, radius - 1)
    painter.fillPath(ring, theme().brush(token))
    painter.restore()


def _dot(painter: QPainter, box: QRectF, colour: QColor) -> None:
    side = box.width() * 0.84
    _fill(painter, _disc(box.center(), side / 2), colour)


def _quarter(painter: QPainter, box: QRectF, colour: QColor) -> None:
    side = box.width() * 0.82
    ring = QRectF(0, 0, side, side)
    ring.moveCenter(box.center())
    _stroke(painter, _disc(box.center(), side / 2), colour, max(1.0, box.width() * 0.11))
    pie = QPainterPath(ring.center())
    pie.arcTo(ring, 0, 90)
    pie.closeSubpath()
    _fill(painter, pie, colour)


def _flag_path(box: QRectF) -> QPainterPath:
    w, x, y = box.width(), box.left(), box.top()
    path = QPainterPath(QPointF(x + 0.2 * w, y + 0.12 * w))
    path.lineTo(x + 0.86 * w, y + 0.12 * w)
    path.lineTo(x + 0.7 * w, y + 0.36 * w)
    path.lineTo(x + 0.86 * w, y + 0.6 * w)
    path.lineTo(x + 0.2 * w, y + 0.6 * w)
    path.closeSubpath()
    return path


def _flag(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _flag_open(painter, box, colour)
    _fill(painter, _flag_path(box), colour)


def _flag_open(painter: QPainter, box: QRectF, colour: QColor) -> None:
    w, x, y = box.width(), box.left(), box.top()
    width = max(1.0, w * 0.1)
    _stroke(painter, _flag_path(box), colour, width)
    pole = QPainterPath()
    pole.addRect(x + 0.2 * w - width / 2, y + 0.1 * w - width / 2, width, 0.85 * w + width)
    _fill(painter, pole, colour)


def _check(painter: QPainter, box: QRectF, colour: QColor) -> None:
    w, x, y = box.width(), box.left(), box.top()
    points = [QPointF(x + 0.12 * w, y + 0.55 * w), QPointF(x + 0.38 * w, y + 0.8 * w), QPointF(x + 0.9 * w, y + 0.22 * w)]
    width = max(1.2, w * 0.13)
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    _stroke(painter, path, colour, width)
    for point in points:  # round ends and corner
        _fill(painter, _disc(point, width / 2), colour)


def _circle(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _stroke(painter, _disc(box.center(), box.width() * 0.4), colour, max(1.2, box.width() * 0.12))


def _arrow(painter: QPainter, box: QRectF, colour: QColor) -> None:
    w, x, y = box.width(), box.left(), box.top()
    path = QPainterPath(QPointF(x + 0.15 * w, y + 0.3 * w))
    path.lineTo(x + 0.85 * w, y + 0.3 * w)
    path.lineTo(x + 0.5 * w, y + 0.78 * w)
    path.closeSubpath()
    _fill(painter, path, colour)


def _disc(middle: QPointF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(middle, radius, radius)
    return path


def _fill(painter: QPainter, path: QPainterPath, colour: QColor) -> None:
    painter.fillPath(path, make_brush(colour))


def _stroke(painter: QPainter, path: QPainterPath, colour: QColor, width: float) -> None:
    """Draw the outline of ``path``, as a filled path: a pen would touch ``Qt`` (see theme/flags.py)."""
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    painter.fillPath(stroker.createStroke(path), make_brush(colour))
