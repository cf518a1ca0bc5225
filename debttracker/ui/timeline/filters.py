"""The bar above the timeline: lender or collector, channel, period, flagged, words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from debttracker.basics.formats import count_text, month_text
from debttracker.basics.labels import label
from debttracker.basics.languages import Words
from debttracker.basics.moments import day_number, day_of
from debttracker.basics.vocabulary import GROUP_OF, ChannelGroup
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.parties import PartyRow
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import LinkButton
from debttracker.ui.widgets.filter_chip import FilterChip
from debttracker.ui.widgets.flow_layout import FlowLayout
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.search_field import SearchField


class FilterBar(QWidget):
    """``changed`` gives the new filter."""

    changed = Signal(object)

    def __init__(self, speak: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.which = ContactFilter()
        self._speak = speak
        self._parties: Sequence[PartyRow] = ()
        self._span: tuple[int, int] | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme().px(8))
        holder = QWidget()
        flow = FlowLayout(holder, gap=8)
        outer.addWidget(holder)
        self._who = FilterChip(opens_menu=True)
        self._groups = {group: FilterChip() for group in ChannelGroup}
        self._flagged = FilterChip(tone="flag", mark="flag", tinted=True)
        self._period = FilterChip(opens_menu=True)
        self._chosen = FilterChip(mark="close")
        self._chosen.set_on(True)
        for chip in (self._who, *self._groups.values(), self._flagged, self._period, self._chosen):
            flow.addWidget(chip)
        self._chosen.clicked.connect(self._let_go)
        for chip in self._groups.values():
            chip.toggled.connect(self._collect)
        self._flagged.toggled.connect(self._collect)
        self.words = SearchField()
        self.words.textChanged.connect(self._collect)
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        row.addWidget(self.words, 1)
        self._all = LinkButton()
        self._all.clicked.connect(self._show_all)
        row.addWidget(self._all)
        self._count = PlainLabel("", "caption")
        row.addWidget(self._count)
        outer.addLayout(row)
        self.retell(speak)

    def offer(self, parties: Sequence[PartyRow], span: tuple[int, int] | None, flagged: int, shown: int) -> None:
        """What there is to choose from, and how many contacts show now."""
        same = (parties, span) == (self._parties, self._span)
        self._parties, self._span = parties, span
        self._flagged.setText(self._speak("May breach {n}", n=count_text(flagged)) if flagged
                              else self._speak("May breach"))
        self._count.setText(self._speak.plural("{count} contact", "{count} contacts", shown, count=count_text(shown)))
        if same:
            self._name_chips()
        else:
            self._fill_menus()

    def set_filter(self, which: ContactFilter) -> None:
        """Show ``which`` in the chips, without telling."""
        self.blockSignals(True)
        self.which = which
        groups = {GROUP_OF[c].value for c in which.channels}
        for group, chip in self._groups.items():
            chip.setChecked(group.value in groups)
        self._flagged.setChecked(which.flagged)
        self.words.setText(which.text)
        self.which = which
        self.blockSignals(False)
        self._name_chips()

    def retell(self, speak: Words) -> None:
        """Say everything in another language."""
        self._speak = speak
        for group, chip in self._groups.items():
            chip.setText(label("group", group.value, speak))
        self._flagged.setText(speak("May breach"))
        self._all.setText(speak("Show all"))
        self.words.setPlaceholderText(speak("Words or number"))
        self.words.setAccessibleName(speak("Find words or a number in the timeline"))
        self._fill_menus()

    def _collect(self, *_: object) -> None:
        channels = tuple(c.value for c in GROUP_OF if self._groups[GROUP_OF[c]].isChecked())  # type: ignore[attr-defined]
        self._use(self.which._replace(channels=channels, flagged=self._flagged.isChecked(), text=self.words.text()))

    def _use(self, which: ContactFilter) -> None:
        if which != self.which:
            self.which = which
            self._name_chips()
            self.changed.emit(which)

    def _show_all(self) -> None:
        """Away with every condition."""
        self.set_filter(ContactFilter())
        self.changed.emit(self.which)

    def _let_go(self) -> None:
        """Away with the conditions that have no chip of their own."""
        self._use(self.which._replace(ids=(), handle_ids=(), loan_ids=(), directions=()))

    def _fill_menus(self) -> None:
        who = QMenu(self)
        who.addAction(self._speak("Everyone")).triggered.connect(
            lambda: self._use(self.which._replace(party_ids=(), creditor_ids=())))
        for party in self._parties:
            done = who.addAction(party.name.replace("&", "&&"))
            done.triggered.connect(lambda _c=False, p=party: self._use_party(p))
        self._who.set_menu(who)
        period = QMenu(self)
        for text, first, last in self._periods():
            period.addAction(text).triggered.connect(
                lambda _c=False, a=first, b=last: self._use(self.which._replace(first_day=a, last_day=b, hour=None,
                                                                    weekday=None)))
        self._period.set_menu(period)
        self._name_chips()

    def _use_party(self, party: PartyRow) -> None:
        if party.role == "creditor":
            self._use(self.which._replace(party_ids=(), creditor_ids=(party.id,)))
        else:
            self._use(self.which._replace(party_ids=(party.id,), creditor_ids=()))

    def _periods(self) -> list[tuple[str, int | None, int | None]]:
        """All, the last 7 and 30 days of what there is, then the newest twelve months."""
        found: list[tuple[str, int | None, int | None]] = [(self._speak("Any time"), None, None)]
        if self._span is None:
            return found
        first, last = self._span
        found += [(self._speak("Last 7 days"), last - 6, last), (self._speak("Last 30 days"), last - 29, last)]
        month = day_of(last).replace(day=1)
        for _n in range(12):
            after = (month + timedelta(days=32)).replace(day=1)
            if day_number(after) <= first:
                break
            found.append((month_text(month, self._speak), day_number(month), day_number(after) - 1))
            month = (month - timedelta(days=1)).replace(day=1)
        return found

    def _name_chips(self) -> None:
        which = self.which
        chosen = (self._speak("Chosen contacts") if which.ids else self._speak("One number") if which.handle_ids
                  else self._speak("One loan") if which.loan_ids else self._speak("One direction") if which.directions
                  else "")
        self._chosen.setText(chosen)
        self._chosen.setChecked(False)
        self._chosen.setVisible(bool(chosen))
        self._all.setVisible(not which.is_open)
        ids = self.which.party_ids or self.which.creditor_ids
        names = [p.name for p in self._parties if p.id in ids]
        self._who.setText(names[0] if names else self._speak("Everyone"))
        self._who.set_on(bool(names))
        first, last = self.which.first_day, self.which.last_day
        text = next((t for t, a, b in self._periods() if (a, b) == (first, last)), None)
        if text is None and first is not None and last is not None:
            text = _span_text(day_of(first), day_of(last), self._speak)
        if self.which.hour is not None and self.which.weekday is not None:
            text = f"{_weekdays(self._speak)[self.which.weekday]} {self.which.hour:02d}:00"
        self._period.setText(text or self._speak("Any time"))
        self._period.set_on((first, last, self.which.hour) != (None, None, None))


def _span_text(first: date, last: date, speak: Words) -> str:
    from debttracker.basics.formats import day_text

    return day_text(first, speak) if first == last else f"{day_text(first, speak)} – {day_text(last, speak)}"


def _weekdays(speak: Words) -> tuple[str, ...]:
    return (speak("Mon"), speak("Tue"), speak("Wed"), speak("Thu"), speak("Fri"), speak("Sat"), speak("Sun"))
