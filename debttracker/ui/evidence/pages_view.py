"""The pages of a PDF, drawn when they come into sight."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from debttracker.basics.languages import Words
from debttracker.evidence.preview import PdfPages
from debttracker.ui.theme.theme import theme

_GAP, _MARGIN = 24, 24
_KEPT = 12


class PagesView(QAbstractScrollArea):
    """Shows a PDF page below page; page up and down, arrows and the wheel move."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._count = 0
        self._waiting = ""
        self._ratio = 2 ** 0.5
        self._images: dict[tuple[int, int], QImage] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "sunken")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The file goes with the view, whichever way that goes: Qt may take it without a word to Python.
        held: list[PdfPages] = []
        self._held = held
        self.destroyed.connect(lambda: _let_go(held))
        app = QApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.clear)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_pdf(self, document: bytes, speak: Words) -> None:
        """Show ``document``. Raises FormatTrouble when it is no PDF."""
        self.clear()
        self._pages = PdfPages(document)
        self._held.append(self._pages)
        self._count = len(self._pages)
        wide, high = self._pages.size(0) if self._count else (1.0, self._ratio)
        self._ratio = high / wide
        self.setAccessibleName(speak.plural("Preview, {n} page", "Preview, {n} pages", self._count))
        self._fit()
        self.viewport().update()

    def wait(self, words: str) -> None:
        """What to say until there are pages."""
        self._waiting = words
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing."""
        _let_go(self._held)
        self._pages, self._count = None, 0
        self._images.clear()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages as wide as the view allows."""
        super().resizeEvent(event)
        self._images.clear()
        self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint what comes into sight."""
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().colour("sunken"))
        if not self._count and self._waiting:
            painter.setPen(theme().colour("muted"))
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), self._waiting)
        width, height = self._size()
        top = self.verticalScrollBar().value()
        for number in range(self._count):
            y = theme().px(_MARGIN) + number * (height + theme().px(_GAP)) - top
            if y > self.viewport().height() or y + height < 0:
                continue
            box = QRect((self.viewport().width() - width) // 2, y, width, height)
            painter.fillRect(box, Qt.GlobalColor.white)
            image, ratio = self._image(number, width), self.devicePixelRatioF()
            # At its own size: stretched by a pixel it would lose a line of text here and there.
            painter.drawImage(QRectF(box.left(), box.top(), image.width() / ratio, image.height() / ratio), image)
            painter.setPen(QPen(theme().colour("line"), 1))
            painter.drawRect(box)

    def _size(self) -> tuple[int, int]:
        width = min(self.viewport().width() - 2 * theme().px(_MARGIN), theme().px(720))
        return max(width, 80), round(max(width, 80) * self._ratio)

    def _fit(self) -> None:
        _width, height = self._size()
        whole = 2 * theme().px(_MARGIN) + self._count * (height + theme().px(_GAP)) - theme().px(_GAP)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(whole - self.viewport().height(), 0))
        bar.setPageStep(max(self.viewport().height(), 1))
        bar.setSingleStep(theme().px(40))

    def _image(self, number: int, width: int) -> QImage:
        assert self._pages is not None
        ratio = self.devicePixelRatioF()
        key = (number, round(width * ratio))
        found = self._images.get(key)
        if found is None:
            picture = self._pages.picture(number, key[1])
            found = QImage(picture.pixels, picture.width, picture.height, picture.stride,
                           QImage.Format.Format_RGBX8888).copy()
            if len(self._images) >= _KEPT:
                self._images.pop(next(iter(self._images)))
            self._images[key] = found
        return found


def _let_go(held: list[PdfPages]) -> None:
    while held:
        held.pop().close()
