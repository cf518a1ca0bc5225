"""For developers: every widget on one page, arranged as the main pages use them.

``python -m debttracker.ui.gallery [light|dark] [LANGUAGE]`` opens it. Its texts are samples and not translated.
"""

from __future__ import annotations

import sys
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from debttracker.ui.page import Page
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import IconButton, LinkButton, PrimaryButton, QuietButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.chip import Chip
from debttracker.ui.widgets.choice_row import ChoiceRow
from debttracker.ui.widgets.date_field import DateField, TimeField
from debttracker.ui.widgets.density_strip import DensityStrip
from debttracker.ui.widgets.drop_zone import DropZone
from debttracker.ui.widgets.empty_state import EmptyState
from debttracker.ui.widgets.error_banner import ErrorBanner
from debttracker.ui.widgets.filter_chip import FilterChip
from debttracker.ui.widgets.flow_layout import FlowLayout
from debttracker.ui.widgets.icon_label import IconLabel
from debttracker.ui.widgets.key_value_rows import KeyValueRows
from debttracker.ui.widgets.language_picker import LanguagePicker
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.number_figure import NumberFigure
from debttracker.ui.widgets.plain_label import ElidedLabel, PlainLabel
from debttracker.ui.widgets.progress_bar import ProgressBar
from debttracker.ui.widgets.progress_ring import ProgressRing
from debttracker.ui.widgets.ribbon import Cell, Ribbon
from debttracker.ui.widgets.rows import Rows
from debttracker.ui.widgets.search_field import SearchField


class GalleryPage(Page):
    """All widgets, with invented figures."""

    title: ClassVar[str] = "Widgets"
    needs_case: ClassVar[bool] = False
    inline: ClassVar[bool] = True

    def build(self, column: QVBoxLayout) -> None:
        """Arrange the samples in two columns."""
        row = QHBoxLayout()
        row.setSpacing(theme().px(16))
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, stretch in ((left, 3), (right, 2)):
            side.setSpacing(theme().px(16))
            row.addLayout(side, stretch)
        for card in (_paid(), _due(), _numbers(), _ribbon(), _fields()):
            left.addWidget(card)
        for card in (_again(), _next_step(), _mood(), _filters(), _details(), _icons(), _nothing()):
            right.addWidget(card)
        left.addStretch(1)
        right.addStretch(1)
        column.addLayout(row)


def _paid() -> QWidget:
    card = Card()
    row = QHBoxLayout()
    row.setSpacing(theme().px(28))
    row.addWidget(ProgressRing(0.62, "62%"))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addStretch(1)
    words.addWidget(PlainLabel("You have paid back", "muted"))
    words.addWidget(PlainLabel("¥ 31,640", "figure"))
    words.addWidget(PlainLabel("of ¥ 51,000 owed on 3 loans · debt-free by March 2027 at today’s pace", "muted",
                               wrap=True))
    words.addStretch(1)
    row.addLayout(words, 1)
    card.body.addLayout(row)
    return card


def _due() -> QWidget:
    card = Card("Next due")
    rows = Rows()
    for day, ago, what, more, amount, word, status in (
        ("28 Nov", "in 5 days", "Bank card instalments", "instalment 9 of 12", "¥ 458.33", "due soon", "due"),
        ("15 Oct", "39 days ago", "Quick cash loan", "instalment 4 of 12 · they demand ¥ 1,310", "¥ 1,024.50",
         "overdue", "late"),
        ("30 Nov", "in 7 days", "Answer the lender’s letter", "14 days from 16 Nov", "", "deadline", "flag"),
    ):
        line = QWidget()
        grid = QGridLayout(line)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(10))
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, theme().px(82))
        grid.setColumnStretch(1, 1)
        grid.addWidget(PlainLabel(day, "strong"), 0, 0)
        grid.addWidget(PlainLabel(ago, "caption"), 1, 0)
        grid.addWidget(ElidedLabel(what), 0, 1)
        grid.addWidget(ElidedLabel(more, "caption"), 1, 1)
        grid.addWidget(PlainLabel(amount, "number"), 0, 2, 2, 1)
        grid.addWidget(Chip(word, status), 0, 3, 2, 1)
        rows.add_row(line)
    card.body.addWidget(rows)
    return card


def _numbers() -> QWidget:
    card = Card("Since yesterday")
    row = QHBoxLayout()
    row.setSpacing(theme().px(28))
    for number, caption, tone in (("6", "calls", ""), ("2", "messages", ""), ("3", "may breach a rule", "flag")):
        row.addWidget(NumberFigure(number, caption, tone=tone))
    row.addWidget(NumberFigure("46.6 %", "It really costs, a year", tone="late", caption_above=True))
    row.addStretch(1)
    card.body.addLayout(row)
    bar = ProgressBar(0.31, 0.11)
    bar.setAccessibleName("Quick cash loan")
    card.body.addWidget(bar)
    return card


def _ribbon() -> QWidget:
    card = Card()
    card.body.addWidget(PlainLabel("More than 3 answered calls in a day", "heading"))
    card.body.addWidget(PlainLabel("At most three answered calls a calendar day to one borrower, whichever number they "
                                   "come from. Missed calls are counted by another rule.", "muted", wrap=True))
    times = ("8:05", "9:12", "11:15", "13:40", "14:02", "15:20", "16:44")
    card.body.addWidget(Ribbon([Cell(str(n), t, n > 3) for n, t in enumerate(times, 1)]))
    card.body.addWidget(PlainLabel("23 November 2026: 7 calls, limit 3. Calls 4–7 may breach the rule."))
    return card


def _fields() -> QWidget:
    card = Card("Fields")
    grid = QGridLayout()
    grid.setSpacing(theme().px(8))
    day, when, money = DateField(name="Day"), TimeField(name="Time"), MoneyField("CNY", name="Amount")
    wrong = DateField(name="Due")
    wrong.line.setText("31 Smarch")
    wrong.check()
    choice = QComboBox()
    choice.addItems(["Hengtong Recovery", "金贷客服"])
    box, radio, search = QCheckBox("Threat of violence"), QRadioButton("Exact"), SearchField("Find in the timeline")
    box.setChecked(True)
    radio.setChecked(True)
    for index, widget in enumerate((day, when, money, wrong, choice, search, box, radio)):
        grid.addWidget(widget, index // 2, index % 2, Qt.AlignmentFlag.AlignTop)
    card.body.addLayout(grid)
    text = QTextEdit()
    text.setPlaceholderText("What was said")
    text.setFixedHeight(theme().px(64))
    card.body.addWidget(text)
    card.body.addWidget(LanguagePicker("en", name="Language"))
    banner = ErrorBanner()
    banner.show_text("“sms.xml” ends in the middle of a message. 412 messages before that can be kept.", action="Look")
    card.body.addWidget(banner)
    return card


def _again() -> QWidget:
    card = Card("It rang again", tone="accent")
    card.body.addWidget(PlainLabel("Hengtong Recovery", "lead"))
    card.body.addWidget(PlainLabel("0755-8832 0147 · 7th time today", "muted"))
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    row.addWidget(PrimaryButton("Missed", key="1"))
    row.addWidget(QuietButton("Answered", key="2"))
    row.addWidget(QuietButton("Message", key="3"))
    row.addStretch(1)
    card.body.addLayout(row)
    return card


def _next_step() -> QWidget:
    card = Card("One next step")
    card.body.addWidget(PlainLabel("Add last night’s recording", "lead"))
    card.body.addWidget(PlainLabel("The 22:14 call says “threat”. A recording from your phone makes that record "
                                   "stronger.", "muted", wrap=True))
    row = QHBoxLayout()
    for button in (QuietButton("Add recording…", icon="microphone"), QuietButton("Delete", kind="danger", icon="trash"),
                   LinkButton("How is this counted?"), IconButton("edit", "Edit")):
        row.addWidget(button)
    row.addStretch(1)
    card.body.addLayout(row)
    return card


def _mood() -> QWidget:
    card = Card("How are you?")
    scale = ChoiceRow([(n, str(n)) for n in range(11)], name="Stress", compact=True)
    scale.set_value(6)
    card.body.addWidget(scale)
    tags = QWidget()
    flow = FlowLayout(tags)
    for index, word in enumerate(("slept badly", "family", "work", "fear")):
        chip = FilterChip(word)
        chip.setChecked(index == 0)
        flow.addWidget(chip)
    card.body.addWidget(tags)
    return card


def _filters() -> QWidget:
    card = Card("Filters and states")
    row = QWidget()
    flow = FlowLayout(row)
    lender = FilterChip("All lenders", opens_menu=True)
    lender.set_on(True)
    for chip in (lender, FilterChip("Calls"), FilterChip("Visits"), FilterChip("may breach 41", tone="flag",
                                                                              mark="flag", tinted=True)):
        flow.addWidget(chip)
    for word, status in (("overdue", "late"), ("due soon", "due"), ("night", "flag"), ("please verify", "soft"),
                         ("", "ok"), ("family", "plain")):
        state = Chip(word, status)
        state.setAccessibleName(word or "done")
        flow.addWidget(state)
    flow.addWidget(Chip("2", mark="paperclip"))
    card.body.addWidget(row)
    return card


def _details() -> QWidget:
    card = Card()
    line = QHBoxLayout()
    line.addWidget(KeyValueRows([("Number", "0755-8832 0147"), ("Length", "3:40"), ("They demanded", "¥ 1,310", "late"),
                                 ("<b>Name</b>", "<img src=x> & co")]), 1)
    strip = DensityStrip()
    strip.set_bins([5, 7, 8, 9, 8, 7, 5, 4, 2, 4, 3, 3, 2, 4])
    strip.set_view(0.0, 0.35)
    line.addWidget(strip)
    card.body.addLayout(line)
    tiles = QHBoxLayout()
    tiles.addWidget(DropZone("+ Add", tile=True))
    tiles.addWidget(DropZone("Drop files here, or paste a screenshot"))
    card.body.addLayout(tiles)
    return card


def _icons() -> QWidget:
    from debttracker.ui.theme.icons import icon_names

    card = Card("Icons")
    row = QWidget()
    flow = FlowLayout(row, gap=12)
    for name in icon_names():
        icon = IconLabel(name, "text")
        icon.setToolTip(name)
        flow.addWidget(icon)
    card.body.addWidget(row)
    return card


def _nothing() -> QWidget:
    card = Card()
    card.body.addWidget(EmptyState("timeline", "Nothing here yet.", "What you log or import stands here, day by day.",
                                   action="Log a contact"))
    return card


def main() -> int:
    """Open the gallery in a window."""
    from PySide6.QtWidgets import QApplication

    from debttracker.ui.preferences import Preferences
    from debttracker.ui.session import Session
    from debttracker.ui.theme.theme import Theme
    from debttracker.ui.window import MainWindow

    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    scheme, language = (sys.argv[1:2] or ["light"])[0], (sys.argv[2:3] or ["en"])[0]
    chosen = Preferences(language=language, scheme=scheme)
    window = MainWindow(Session(Theme(app, language, scheme), chosen), "gallery")
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
