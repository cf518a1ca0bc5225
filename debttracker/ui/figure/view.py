"""Shows one chart. The figure is the same as in the PDF; this widget knows only pixels and hit areas."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import Words
from debttracker.basics.progress import Watch
from debttracker.ui import jobs
from debttracker.ui.figure.loading import load_drawing
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.marks import focus_ring
from debttracker.ui.widgets.plain_label import as_tooltip

if TYPE_CHECKING:
    from debttracker.charts.hits import HitArea

_SETTLE_MS = 60
_LOGICAL_DPI = 96.0

#: Draws the chart on a figure and returns its hit areas; gets (figure, look, words).
Draw = Callable[[Any, Any, Words], "list[HitArea]"]


class FigureView(QWidget):
    """``drilled`` gives the :class:`Drill` behind what was clicked (or chosen with arrows and Enter)."""

    drilled = Signal(object)
    failed = Signal(object)

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._draw: Draw | None = None
        self._speak: Words | None = None
        self._image = QImage()
        self._areas: list[HitArea] = []
        self._walk = -1
        self._job: jobs.Job | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._render)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(theme().px(160), theme().px(120))
        theme().changed.connect(self._later)

    def show_chart(self, draw: Draw, speak: Words, name: str, description: str) -> None:
        """Show what ``draw`` draws; ``description`` is read to people who cannot see it."""
        self._draw, self._speak = draw, speak
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self._later()

    def sizeHint(self) -> QSize:
        """As high as asked for."""
        return QSize(theme().px(400), theme().px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pixels; while a new size is drawn, the old ones stretched."""
        painter = QPainter(self)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), self._image)
        if self.hasFocus() and 0 <= self._walk < len(self._areas):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, self._box(self._areas[self._walk]), theme().px(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew for the new size."""
        super().resizeEvent(event)
        self._later()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer."""
        area = self._hit(event.position().x(), event.position().y())
        leads = area is not None and area.drill.leads_somewhere
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), as_tooltip(area.tip) if area else "", self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to what is behind it."""
        area = self._hit(event.position().x(), event.position().y())
        if area is not None:
            self.drilled.emit(area.drill)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the marks, Enter leads to what is behind one."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key()))
        whole = [i for i, area in enumerate(self._areas) if not area.part]
        if step and whole:
            at = whole.index(self._walk) + step if self._walk in whole else 0 if step > 0 else len(whole) - 1
            self._walk = whole[min(max(at, 0), len(whole) - 1)]
            box = self._box(self._areas[self._walk])
            self.setAccessibleDescription(self._areas[self._walk].tip)
            QToolTip.showText(self.mapToGlobal(box.center().toPoint()), as_tooltip(self._areas[self._walk].tip), self)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._walk < len(self._areas):
            self.drilled.emit(self._areas[self._walk].drill)
        else:
            super().keyPressEvent(event)

    def _later(self) -> None:
        if self._draw is not None:
            self._settle.start(_SETTLE_MS)

    def _render(self) -> None:
        """Draw in a worker; a newer wish replaces an older one."""
        if self._draw is None or self._speak is None or self.width() < 40:
            return
        if self._job is not None:
            self._job.drop()
        draw, speak = self._draw, self._speak
        ratio = self.devicePixelRatioF()
        width, height = round(self.width() * ratio), round(self.height() * ratio)
        scheme, scale = theme().scheme, theme().sizes.scale
        colours = dict(theme().colours) if theme().high_contrast else {}

        def work(_watch: Watch) -> tuple[bytes, int, int, list[HitArea]]:
            load_drawing()
            from debttracker.charts.image import Canvas
            from debttracker.charts.theme import Look

            found: list[HitArea] = []
            look = Look(scheme=scheme, scale=scale, palette=colours)
            canvas = Canvas(width, height, _LOGICAL_DPI * ratio)
            pixels, w, h = canvas.pixels(lambda figure: found.extend(draw(figure, look, speak)))
            return pixels, w, h, found

        self._job = jobs.start(self, work, self._drawn, self._gave_up)

    def _drawn(self, result: tuple[bytes, int, int, list[HitArea]]) -> None:
        self._job = None
        pixels, width, height, self._areas = result
        self._image = QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
        self._walk = -1
        self.update()

    def _gave_up(self, trouble: Trouble) -> None:
        self._job = None
        self._image = QImage(1, 1, QImage.Format.Format_ARGB32)
        self._image.fill(QColor(0, 0, 0, 0))
        self._areas = []
        self.failed.emit(trouble)

    def _hit(self, x: float, y: float) -> HitArea | None:
        across, up = x / max(self.width(), 1), 1 - y / max(self.height(), 1)
        return next((area for area in self._areas if area.holds(across, up)), None)

    def _box(self, area: HitArea) -> QRectF:
        return QRectF(area.left * self.width(), (1 - area.top) * self.height(),
                      (area.right - area.left) * self.width(), (area.top - area.bottom) * self.height())
