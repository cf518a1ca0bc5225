"""One rule in the list: its title, its source on one line, and how many contacts touched it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from debttracker.basics.formats import count_text
from debttracker.basics.languages import Words
from debttracker.derived.articles import article_text
from debttracker.derived.finding_words import strength_text
from debttracker.rules.finding import Strength
from debttracker.rules.pack import Rule
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.chip import Chip
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.properties import set_style

_CHIPS = {Strength.HARD: "flag", Strength.EDGE: "edge", Strength.SOFT: "soft"}


class RuleLine(QFrame):
    """``chosen`` gives the rule's id. ``n`` contacts touched it; ``strength`` None: none did."""

    chosen = Signal(str)

    def __init__(self, rule: Rule, n: int, strength: Strength | None, speak: Words) -> None:
        super().__init__()
        self.rule_id = rule.id
        self.setProperty("role", "loan-row")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        px = theme().px
        line = QHBoxLayout(self)
        line.setContentsMargins(px(8), px(7), px(8), px(7))
        line.setSpacing(px(10))
        words = QVBoxLayout()
        words.setSpacing(px(1))
        title = rule.title.say(speak)
        words.addWidget(PlainLabel(title, "strong", wrap=True))
        words.addWidget(OneLine(rule.source.instrument.say(speak), f" {article_text(rule, speak)}"))
        line.addLayout(words, 1)
        if strength is not None:
            line.addWidget(PlainLabel(count_text(n), "number", tone="flag" if strength is Strength.HARD else "muted"))
            self.setAccessibleName(f"{title}, {strength_text(strength, speak)}, {n}")
        else:
            self.setAccessibleName(title)

    def set_chosen(self, on: bool) -> None:
        """Show whether its detail shows."""
        set_style(self, chosen="true" if on else "false")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        self.chosen.emit(self.rule_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose it by keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.rule_id)
        else:
            super().keyPressEvent(event)


class OneLine(QWidget):
    """A caption on one line: where room is short the head is cut, the tail (the article) always shows."""

    def __init__(self, head: str, tail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head, self._tail = head, tail
        self.setToolTip((head + tail).replace("<", "‹"))
        self.setAccessibleName(head + tail)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme().px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both parts in the muted colour."""
        painter = QPainter(self)
        painter.setFont(theme().font("caption"))
        painter.setPen(theme().colour("muted"))
        metrics = painter.fontMetrics()
        room = self.width() - metrics.horizontalAdvance(self._tail)
        text = metrics.elidedText(self._head, Qt.TextElideMode.ElideRight, max(room, 0)) + self._tail
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


def strength_chip(strength: Strength, speak: Words) -> Chip:
    """The chip of a strength: a mark and a word, so that it never rests on colour alone."""
    return Chip(strength_text(strength, speak), _CHIPS[strength])
