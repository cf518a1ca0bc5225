"""The palette: one line to type in, and below it everything that fits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from debttracker.basics.languages import N_
from debttracker.basics.progress import Watch
from debttracker.ui.jobs import Job
from debttracker.ui.palette.finders import ActionFinder, Finder, Found, PageFinder
from debttracker.ui.palette.in_case import ContactFinder, PeopleFinder
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.card import Rule
from debttracker.ui.widgets.marks import paint_icon
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.search_field import PAUSE_MS

_LIMIT = 8
_FOUND = Qt.ItemDataRole.UserRole
_HEADING = Qt.ItemDataRole.UserRole + 1


class Palette(QFrame):
    """Lies over ``host`` while open. Esc or a click beside it closes; Enter does what is marked."""

    def __init__(self, session: Session, host: QWidget) -> None:
        super().__init__(host)
        self._session = session
        self._host = host
        self.setProperty("role", "palette")
        self.finders: list[Finder] = [PageFinder(session), ActionFinder(session), ContactFinder(session),
                                      PeopleFinder(session)]
        self._jobs: list[Job] = []
        self._groups: dict[int, list[Found]] = {}
        px = theme().px
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.setSpacing(px(6))
        self.line = QLineEdit()
        self.line.setProperty("role", "bare")
        session.language.say(self.line.setPlaceholderText, N_("Find people, numbers, words, loans, pages, actions"))
        session.language.say(self.line.setAccessibleName, N_("Find anything"))
        self.list = QListView()
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setUniformItemSizes(False)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        session.language.say(self.list.setAccessibleName, N_("Found"))
        self._model = _FoundModel()
        self.list.setModel(self._model)
        self.nothing = PlainLabel("", "muted")
        session.language.say(self.nothing.setText, N_("Nothing found. Try fewer letters, or another word."))
        self.nothing.setContentsMargins(px(10), px(6), px(10), px(10))
        for widget in (self.line, Rule(), self.list, self.nothing):
            column.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._find_slowly)
        self.line.textChanged.connect(self._find)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self._run_index)
        self.list.setMouseTracking(True)
        self.list.entered.connect(self.list.setCurrentIndex)
        host.installEventFilter(self)
        self.hide()

    def add_finder(self, finder: Finder) -> None:
        """Let the palette find more."""
        self.finders.append(finder)

    def open(self, text: str = "") -> None:
        """Show the palette with ``text`` typed already."""
        self.line.setText(text)
        self._find()
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Hide it and forget what was typed."""
        self._drop_jobs()
        self.hide()

    def found(self) -> list[Found]:
        """What is listed now, in order."""
        return self._model.found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line move in the list; the host's size moves the palette; focus lost closes it."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self.line and event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._close_if_left)
        elif watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}.get(
            Qt.Key(event.key()))
        if step is not None:
            count = self._model.rowCount()
            if count:
                row = min(max(self.list.currentIndex().row() + step, 0), count - 1)
                self.list.setCurrentIndex(self._model.index(row))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run_index(self.list.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True

    def _close_if_left(self) -> None:
        if not self.line.hasFocus() and self.window().isActiveWindow():
            self.close_palette()

    def _run_index(self, index: QModelIndex) -> None:
        found = index.data(_FOUND)
        if isinstance(found, Found):
            self.close_palette()
            found.run()

    def _find(self) -> None:
        text = self.line.text().strip()
        self._drop_jobs()
        self._groups = {n: list(f.find(self._session.case, text, _LIMIT))
                        for n, f in enumerate(self.finders) if not f.slow}
        self._show()
        if text and self._session.case is not None and any(f.slow for f in self.finders):
            self._pause.start()

    def _find_slowly(self) -> None:
        text = self.line.text().strip()
        for number, finder in enumerate(self.finders):
            if finder.slow and text:
                self._jobs.append(self._session.read(self, partial(_ask, finder, text), partial(self._came, number)))

    def _came(self, number: int, found: list[Found]) -> None:
        self._groups[number] = found
        self._show()

    def _drop_jobs(self) -> None:
        self._pause.stop()
        for job in self._jobs:
            job.drop()
        self._jobs.clear()

    def _show(self) -> None:
        _ = self._session.words
        slow_first = sorted(self._groups, key=lambda n: not self.finders[n].slow)
        groups = [(_(self.finders[n].heading), self._groups[n]) for n in slow_first if self._groups[n]]
        self._model.set_groups(groups)
        self.list.setCurrentIndex(self._model.index(0))
        self.nothing.setVisible(not groups)
        self.list.setVisible(bool(groups))
        self._place()

    def _place(self) -> None:
        host = self._host
        px = theme().px
        width = min(px(560), host.width() - px(32))
        rows = sum(self.list.sizeHintForRow(row) for row in range(self._model.rowCount()))
        self.list.setFixedHeight(min(max(rows + px(4), px(30)), max(host.height() - px(160), px(80))))
        self._column.activate()
        self.setGeometry((host.width() - width) // 2, px(12), width, self._column.sizeHint().height())


def _ask(finder: Finder, text: str, case: Any, _watch: Watch) -> list[Found]:
    return list(finder.find(case, text, _LIMIT))


class _FoundModel(QAbstractListModel):
    """Found things in groups; the first of a group carries its heading."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Found] = []
        self._headings: dict[int, str] = {}

    def set_groups(self, groups: Sequence[tuple[str, list[Found]]]) -> None:
        self.beginResetModel()
        self.found, self._headings = [], {}
        for heading, found in groups:
            self._headings[len(self.found)] = heading
            self.found += found
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.found):
            return None
        found = self.found[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{found.title} {found.detail}".strip()
        if role == _FOUND:
            return found
        return self._headings.get(index.row(), "") if role == _HEADING else None


class _Painter(QStyledItemDelegate):
    """Paints heading, icon, title, detail and key in one pass."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        px = theme().px
        return QSize(px(200), px(36) + (px(26) if index.data(_HEADING) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        look = theme()
        px = look.px
        found, heading = index.data(_FOUND), index.data(_HEADING)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        if heading:
            painter.setFont(look.font("caption", bold=True))
            painter.setPen(look.colour("muted"))
            painter.drawText(box.adjusted(px(10), 0, 0, px(26) - box.height()), middle, heading)
            box.setTop(box.top() + px(26))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(box, px(8), px(8))
        side = px(18)
        paint_icon(painter, found.icon, QRectF(box.left() + px(10), box.center().y() - side / 2, side, side),
                   look.colour("muted"))
        right = box.right() - px(10)
        if found.key:
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("muted"))
            width = painter.fontMetrics().horizontalAdvance(found.key)
            painter.drawText(QRectF(right - width, box.top(), width, box.height()), middle, found.key)
            right -= width + px(12)
        left = box.left() + px(38)
        box = QRectF(left, box.top(), right - left, box.height())
        left = _text(painter, look.font("body"), "text", box, found.title)
        if found.detail:
            left += px(10)
            box = QRectF(left, box.top(), right - left, box.height())
            _text(painter, look.font("small"), "muted", box, found.detail)
        painter.restore()


def _text(painter: QPainter, font: QFont, token: str, box: QRectF, text: str) -> float:
    painter.setFont(font)
    painter.setPen(theme().colour(token))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, max(0, int(box.width())))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)
    return box.left() + metrics.horizontalAdvance(shown)
