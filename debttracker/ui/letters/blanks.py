"""What the case does not know for a letter, as calm questions; what stays empty stays a visible blank."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.evidence.letters.writing import field_name
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import LinkButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.date_field import DateField
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.plain_label import PlainLabel

_MONEY = frozenset({"amount", "monthly", "offer"})
_DAYS = frozenset({"contract_day", "offer_day", "period_from", "period_to"})
_LONG = frozenset({"reason", "dispute", "demand", "record_entry", "record_error", "lawyer_address"})
#: Chosen elsewhere on the page, written in the text itself, or never asked.
_NOT_ASKED = frozenset({"contacts", "rules", "day", "reply_days", "place"})
#: Names that need their role on the form, where the letter only says "address of the recipient".
_OF_WHOM = {"creditor_address": N_("Address of the creditor"), "collector_address": N_("Address of the collection firm"),
            "regulator_address": N_("Address of the authority"), "bureau_address": N_("Address of the credit bureau")}


class BlanksCard(Card):
    """One field for each blank. ``changed`` on every edit; :meth:`answers` gives what was typed, by field name."""

    changed = Signal()
    keep_wanted = Signal()

    def __init__(self, speak: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._speak = speak
        self._shown: tuple[Any, ...] = ()
        self._readers: dict[str, Callable[[], object]] = {}
        self._typed: dict[str, object] = {}
        self._all = False
        self.intro = PlainLabel("", "small", tone="muted", wrap=True)
        self.body.addWidget(self.intro)
        self._form = QVBoxLayout()
        self._form.setSpacing(theme().px(4))
        self.body.addLayout(self._form)
        self.more = LinkButton()
        self.more.clicked.connect(self._show_all)
        self.body.addWidget(self.more)
        self.keep = LinkButton()
        self.keep.clicked.connect(self.keep_wanted.emit)
        self.body.addWidget(self.keep)

    def ask(self, blanks: Sequence[str], fields: Sequence[str], known: Mapping[str, object], currency: str,
            speak: Words) -> None:
        """Show a field for each blank; ``fields`` that are known can be opened too. ``known``: values by field."""
        self._speak = speak
        open_ = [name for name in fields if name not in _NOT_ASKED and (self._all or name in blanks)]
        key = (tuple(open_), currency, speak.language)
        self.set_title(speak("STILL OPEN IN THE LETTER") if any(n in blanks for n in open_) else speak("IN THE LETTER"))
        self.intro.setText(speak("Fill in what you know. What stays empty is a visible blank in the letter; nothing is "
                                 "made up.") if open_ else speak("Nothing is missing: the case knows everything this "
                                                                 "letter says."))
        self.more.setText(speak("Names, addresses and wishes that stand in it…"))
        self.more.setVisible(not self._all and any(n not in blanks and n not in _NOT_ASKED for n in fields))
        self.keep.setText(speak("Keep these for the next letter"))
        if key != self._shown:
            self._shown = key
            self._build(open_, known, currency)

    def answers(self) -> dict[str, object]:
        """What was typed, by field of LetterFacts; empty fields are left out."""
        return dict(self._typed)

    def clear_answers(self) -> None:
        """Forget what was typed."""
        self._typed.clear()
        self._shown = ()

    # -- inside

    def _build(self, names: Sequence[str], known: Mapping[str, object], currency: str) -> None:
        while self._form.count():
            item = self._form.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self._readers.clear()
        for name in names:
            title = self._speak(_OF_WHOM[name]) if name in _OF_WHOM else field_name(name, self._speak.language)
            title = title[:1].upper() + title[1:]
            widget = self._field(name, title, self._typed.get(name, known.get(name)), currency)
            widget.setObjectName(f"blank-{name}")
            self._form.addWidget(PlainLabel(title, "caption", wrap=True))
            self._form.addWidget(widget)

    def _field(self, name: str, title: str, value: object, currency: str) -> QWidget:
        if name in _MONEY:
            money = MoneyField(currency, name=title, speak=self._speak)
            money.set_value(value if isinstance(value, Money) else None)
            self._readers[name] = money.money
            money.changed.connect(lambda _v: self._edited(name))
            return money
        if name in _DAYS:
            day = DateField(name=title, past=name != "offer_day", speak=self._speak)
            day.set_value(value if isinstance(value, date) else None)
            self._readers[name] = day.day
            day.changed.connect(lambda _v: self._edited(name))
            return day
        if name in _LONG:
            box = QPlainTextEdit(str(value or ""))
            box.setAccessibleName(title)
            box.setTabChangesFocus(True)
            box.setFixedHeight(theme().px(64))
            self._readers[name] = lambda: box.toPlainText().strip()
            box.textChanged.connect(lambda: self._edited(name))
            return box
        line = QLineEdit("" if value is None else str(value))
        line.setAccessibleName(title)
        self._readers[name] = lambda: _number(line.text()) if name == "months" else line.text().strip()
        line.textChanged.connect(lambda _t: self._edited(name))
        return line

    def _edited(self, name: str) -> None:
        value = self._readers[name]()
        if value in (None, ""):
            self._typed.pop(name, None)
        else:
            self._typed[name] = value
        self.changed.emit()

    def _show_all(self) -> None:
        self._all = True
        self.changed.emit()


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() and 0 < int(text) <= 600 else None
