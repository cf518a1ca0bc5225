"""The Timeline page: filter bar, list with its density strip, and the story of the chosen contact."""

from __future__ import annotations

import time
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment, day_number
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.queries.contacts import ContactRow, contact
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.findings import flagged_count
from debttracker.case.queries.parties import PartyRow, parties
from debttracker.case.queries.settings import setting
from debttracker.case.queries.timeline import Mark, days, marks
from debttracker.ui.page import Page
from debttracker.ui.theme.theme import theme
from debttracker.ui.timeline.model import CONTACT_ROLE, MARK_ROLE, TimelineModel
from debttracker.ui.timeline.view import TimelineView
from debttracker.ui.widgets.side_by_side import SideBySide

if TYPE_CHECKING:
    from collections.abc import Mapping

    from debttracker.case.connection import Connection
    from debttracker.ui.timeline.detail import DetailPane
    from debttracker.ui.timeline.filters import FilterBar
    from debttracker.ui.timeline.story import Story
    from debttracker.ui.widgets.density_strip import DensityStrip

#: Due dates further ahead than this wait on the Loans page.
_AHEAD_DAYS = 31
_SETTLE_MS = 150
#: Rows chosen within so many seconds of each other are passed over; after so many milliseconds' rest a row is told.
_HURRY_S, _REST_MS = 0.1, 40
#: Names measured for the width of their column.
_NAMES = 200
#: Design pixels that list and pane need beside each other.
_BOTH = 780
#: Design pixels: the pane (alone it may be narrower), the strip, and the usual height of the bar, kept free for them.
_PANE, _PANE_LEAST, _STRIP, _BAR = 340, 280, 44, 64


class TimelineData(NamedTuple):
    """What the page shows: days with their counts, the other marks, and what the filter offers."""

    which: ContactFilter
    days: dict[int, int]
    marks: list[Mark]
    today: int
    parties: list[PartyRow]
    span: tuple[int, int] | None
    flagged: int
    any_contact: bool


class TimelinePage(Page):
    """One continuous list of everything that happened."""

    title = N_("Timeline")
    kinds = frozenset({"contact", "payment", "loan", "instalment", "agreement", "comment", "checkin", "party",
                       "handle", "attachment", "import_batch", "finding", "setting"})
    inline = True
    scrolls = False

    def build(self, column: QVBoxLayout) -> None:
        """Make bar, list, strip and pane."""
        px = theme().px
        self._which = ContactFilter()
        self._wanted: int | None = None
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(px(8))
        self._bar_place = _place(height=_BAR)
        left.addWidget(self._bar_place)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QHBoxLayout(card)
        inside.setContentsMargins(0, px(8), px(4), px(8))
        inside.setSpacing(px(4))
        self.model = TimelineModel(self)
        self.list = TimelineView(self.model)
        self.session.language.say(self.list.setAccessibleName, N_("Everything that happened, newest first"))
        inside.addWidget(self.list, 1)
        self._strip_place = _place(width=_STRIP)
        inside.addWidget(self._strip_place)
        left.addWidget(card, 1)
        self._pane_place = _place(width=_PANE)
        self._pane_place.setProperty("role", "card")
        self.sides = SideBySide(side, self._pane_place, least=_BOTH)
        column.addWidget(self.sides, 1)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self.reload)
        self._chosen_at = 0.0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._tell_row)
        self.seen.connect(self._furnish)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._opened)
        self.list.clicked.connect(lambda _index: self.sides.show_right())
        self.sides.narrowed.connect(self._fit_pane)
        self.list.removal_wanted.connect(self._remove_index)

    # -- what stands around the list: made on first use, at the latest once the rows were painted

    def _furnish(self) -> None:
        """The rows have been seen; now the rest."""
        if self.data is not None and not self.is_empty(self.data):
            self._offer(self.data)
            self._fill_strip()
            self.list.tell_view()
            self._tell_row()
            self.list.viewport().update()  # in the exact colours

    @cached_property
    def bar(self) -> FilterBar:
        """The filters above the list."""
        from debttracker.ui.timeline.filters import FilterBar

        bar = FilterBar(self.session.words)
        bar.changed.connect(self._filter_changed)
        _put(bar, self._bar_place)
        return bar

    @cached_property
    def strip(self) -> DensityStrip:
        """How much happened when, at the right of the list; its scroll bar."""
        from debttracker.ui.widgets.density_strip import DensityStrip

        strip = DensityStrip()
        self.session.language.say(strip.setAccessibleName, N_("How much happened when; scrolls the list"))
        strip.moved.connect(self._scroll_to)
        strip.resized.connect(self._fill_strip)
        strip.wheeled.connect(self.list.wheelEvent)
        self.list.scrolled.connect(strip.set_view)
        self.list.scrolled.connect(lambda first, last: strip.setVisible(last - first < 1))
        _put(strip, self._strip_place)
        return strip

    @cached_property
    def pane(self) -> DetailPane:
        """The whole story of the chosen row, beside the list."""
        from debttracker.ui.timeline.detail import DetailPane

        pane = DetailPane()
        self.session.language.say(self.sides.back.setText, N_("Back to the list"))
        pane.edit_wanted.connect(self._edit)
        pane.remove_wanted.connect(self._remove)
        pane.attach_wanted.connect(self._attach)
        pane.behaviour_wanted.connect(self._note_behaviour)
        pane.loan_wanted.connect(lambda loan: self.session.go("loans", ("loan", loan)))
        pane.open_wanted.connect(self._open_file)
        pane.letter_wanted.connect(self._write_letter)
        pane.rule_wanted.connect(lambda rule: self.session.go("rights", ("rule", rule)))
        _put(pane, self._pane_place)
        self._pane_place = pane
        self._fit_pane(self.sides.narrow)
        return pane

    def read(self, case: Case, watch: Watch) -> TimelineData:
        """Days and marks; rows come when they are shown."""
        connection = case.reader()
        which = self._which
        zone = str(setting(connection, "case.zone", "UTC"))
        today = day_number(Moment.now(zone).local_day)
        others = [m for m in marks(connection) if m.day <= today + _AHEAD_DAYS] if _with_marks(which) else []
        found = days(connection, which)
        reach = _reach(connection, which, found)
        return TimelineData(which, found, _within(others, which), today,
                            parties(connection, "collector", "creditor"), reach, flagged_count(connection), reach is not None)

    def reads_at_once(self) -> bool:
        """Days are kept; but a filter may have to look at every contact, which a worker does."""
        return self._which.is_open

    def is_empty(self, data: TimelineData) -> bool:
        """Whether the case holds nothing at all."""
        return not data.any_contact and not data.marks and data.which.is_open

    def make_empty(self) -> QWidget:
        """The first thing people see on a new case."""
        from debttracker.ui.widgets.empty_state import EmptyState

        _ = self.session.words
        return EmptyState("timeline", _("Nothing is written down yet."),
                           _("Log the last call you remember, or bring in the calls and messages of your phone. "
                             "You can correct everything later."), action=_("Log a contact"),
                           run=lambda: self.session.actions.run("log-contact"))

    def show_data(self, data: TimelineData) -> None:
        """Show the days; keep the place and the chosen row."""
        chosen = self._chosen_id()
        at = self.list.verticalScrollBar().value()
        same = data.which == self.model.which
        self.model.show(self.session.case, data.which, data.days, data.marks, data.today, self.session.words)
        names = {*(p.name for p in data.parties[:_NAMES]), *(m.title for m in data.marks[:_NAMES])}
        theme().load_faces_for(names)
        self.list.rows_painter.fit_names(names)
        if same:
            self.list.verticalScrollBar().setValue(at)
        if self.was_seen:
            self._offer(data)
            self._fill_strip()
            self.list.tell_view()
        if chosen is not None and self.session.case is not None and self._go_to_contact(chosen):
            return
        if not same or chosen is None:
            self._start_at_today(data.today)
        if not self.was_seen:
            theme().load_faces_for(self.model.texts_read())
        if not self.list.currentIndex().isValid():
            self._tell_row()

    def _offer(self, data: TimelineData) -> None:
        self.bar.offer(data.parties, data.span, data.flagged, self.model.index_of_rows.contacts)

    def retranslate(self) -> None:
        """The bar's words are not bound one by one."""
        if self.was_seen:
            self.bar.retell(self.session.words)

    def show_target(self, target: Any) -> None:
        """("contact", id), ("note", id), ("day", number), ("filter", ContactFilter) or ("find", words)."""
        kind, value = target
        if kind == "filter":
            self.bar.set_filter(value)
            self._use(value)
        elif kind == "find":
            self.bar.set_filter(ContactFilter(text=value))
            self._use(self.bar.which)
        elif kind == "day":
            self.list.go_to(self.model.index_of_rows.position_of_day(value), top=True, choose=False)
        elif kind == "note":
            self.bar.set_filter(ContactFilter())
            self._use(ContactFilter())
            position = self.model.index_of_rows.position_of_mark("note", value)
            if position is not None:
                self.list.go_to(position)
        elif kind == "contact" and not self._go_to_contact(value):
            self.bar.set_filter(ContactFilter())
            self._use(ContactFilter())
            self._go_to_contact(value)

    def _fit_pane(self, narrow: bool) -> None:
        """Alone, the pane takes all of the width."""
        self._pane_place.setMinimumWidth(theme().px(_PANE_LEAST if narrow else _PANE))
        self._pane_place.setMaximumWidth(16_777_215 if narrow else theme().px(_PANE))

    # -- filter and place

    def _filter_changed(self, which: ContactFilter) -> None:
        self._which = which
        self._settle.start(_SETTLE_MS if which.text else 0)

    def _use(self, which: ContactFilter) -> None:
        self._which = which
        self.reload()

    def _start_at_today(self, today: int) -> None:
        """The newest contact that is not ahead, with its day on top; without one, the newest row of any kind."""
        index = self.model.index_of_rows
        if not index.rows:
            return
        start = index.position_of_day(today)
        newest = index.newest_contact(today)
        self.list.go_to(start, top=True, choose=False)
        self.list.go_to(newest if newest is not None else min(start + 1, index.rows - 1))

    def _go_to_contact(self, id: int) -> bool:
        row = contact(self.session.case.reader(), id) if self.session.case is not None else None
        position = self.model.position_of(row) if row is not None else -1
        if position >= 0:
            self.list.go_to(position)
        return position >= 0

    def _scroll_to(self, share: float) -> None:
        bar = self.list.verticalScrollBar()
        bar.setValue(round(share * self.model.rowCount() * theme().px(40)))

    def _fill_strip(self) -> None:
        """Contacts per slice of the list."""
        self.strip.set_bins(self.model.index_of_rows.density(max(self.strip.bins_wanted(), 24)))

    # -- the chosen row

    def _chosen_id(self) -> int | None:
        return self._wanted

    def _chosen(self, index: QModelIndex) -> None:
        row: ContactRow | None = index.data(CONTACT_ROLE)
        self._wanted = row.id if row is not None else None
        # A key that is held moves on before any story could be read: only the row where it rests is told.
        hurried, self._chosen_at = time.monotonic() - self._chosen_at < _HURRY_S, time.monotonic()
        if hurried:
            self._rest.start(_REST_MS)
        else:
            self._rest.stop()
            self._tell_row()

    def _tell_row(self) -> None:
        """Tell the whole story of the row people are on; when the page comes up its rows are painted first."""
        if not self.was_seen:
            return
        id, language = self._wanted, self.session.language.code
        if id is None:
            mark = self.list.currentIndex().data(MARK_ROLE)
            if mark is not None:
                self.pane.tell_mark(mark, self.data.today, self.session.words)
            elif not self.list.currentIndex().isValid():
                self.pane.tell_nothing(self.session.words)
            return

        def show(story: Story | None) -> None:
            if self._wanted == id:
                self.pane.tell(story, self.session.words, can_write=self.session.can_write)

        self.session.read(self.pane, partial(_read_story, id, language), show)

    def _opened(self, index: QModelIndex) -> None:
        row: ContactRow | None = index.data(CONTACT_ROLE)
        if self.sides.narrow:
            self.sides.show_right()
        elif row is not None and self.session.can_write:
            self._edit(row.id)

    def _edit(self, id: int) -> None:
        from debttracker.ui.contact.actions import open_sheet

        open_sheet(self.session, id)

    def _remove_index(self, index: QModelIndex) -> None:
        row: ContactRow | None = index.data(CONTACT_ROLE)
        if row is not None:
            self._remove(row.id)

    def _remove(self, id: int) -> None:
        from debttracker.case.change import Change, hide

        if self.session.can_write:
            self._wanted = None
            self.session.change(Change.of(N_("Remove a contact"), hide("contact", id)),
                                self.session.words("Removed. The history keeps it."))

    def _attach(self, id: int, things: list[object]) -> None:
        from debttracker.ui.contact.attaching import attach_all

        if things and attach_all(self.session, id, things) == len(things):
            self.session.say(self.session.words("Added."))

    def _write_letter(self, id: int) -> None:
        from debttracker.basics.vocabulary import LetterKind
        from debttracker.ui.letters.actions import write

        row = contact(self.session.case.reader(), id) if self.session.case is not None else None
        if row is not None:
            write(self.session, LetterKind.STOP_CONTACT, party_id=row.party_id, contacts=(id,))

    def _note_behaviour(self, id: int, behaviour: str) -> None:
        """What the words hinted at, confirmed by the user."""
        from debttracker.case.entries import edit_contact

        row = contact(self.session.case.reader(), id) if self.session.case is not None else None
        if row is not None and behaviour not in row.behaviours.split():
            self.session.change(edit_contact(id, behaviours=f"{row.behaviours} {behaviour}".strip()),
                                self.session.words("Changed. The history keeps both."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V anywhere on the page attaches a screenshot or file to the contact that is told."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.pane.paste():
            return
        super().keyPressEvent(event)

    def take_focus(self) -> None:
        """The list, so that the arrows walk at once."""
        if self._built and self.data is not None and self.list.isVisible():
            self.list.setFocus()
        else:
            super().take_focus()

    def _open_file(self, file: Any) -> None:
        from debttracker.ui.contact.viewing import show_attachment

        show_attachment(self.session, file, self)


def _place(*, width: int = 0, height: int = 0) -> QWidget:
    """An empty widget that keeps room, in design pixels, until :func:`_put` puts the real one there."""
    holder = QFrame()
    if width:
        holder.setFixedWidth(theme().px(width))
    if height:
        holder.setFixedHeight(theme().px(height))
    return holder


def _put(widget: QWidget, place: QWidget) -> None:
    holder = place.parentWidget()
    layout = holder.layout() if holder is not None else None
    assert layout is not None
    layout.replaceWidget(place, widget)
    place.deleteLater()


def _read_story(id: int, language: str, case: Case, _watch: Watch) -> Story | None:
    from debttracker.ui.timeline.story import read_story  # the rules come with it: not needed to show the list

    story = read_story(case, id, language)
    if story is None or not any(content for _file, content in story.files):
        return story
    from debttracker.ui.timeline.thumbnails import shrunk

    return story._replace(files=[(file, shrunk(content) if content else b"") for file, content in story.files])


def _reach(connection: Connection, which: ContactFilter, found: Mapping[int, int]) -> tuple[int, int] | None:
    """The first and last day that have contacts, whatever the filter lets through."""
    if which.is_open:
        return (min(found), max(found)) if found else None
    from debttracker.case.queries.stats import span

    return span(connection)


def _with_marks(which: ContactFilter) -> bool:
    """Whether payments, due dates and notes belong to what was asked for."""
    return not (which.party_ids or which.channels or which.flagged or which.handle_ids or which.ids
                or which.hour is not None or which.directions)


def _within(found: list[Mark], which: ContactFilter) -> list[Mark]:
    words_wanted = which.text.strip().lower()
    return [m for m in found
            if (which.first_day is None or m.day >= which.first_day)
            and (which.last_day is None or m.day <= which.last_day)
            and (not which.loan_ids or m.loan_id in which.loan_ids)
            and not (which.creditor_ids and m.loan_id is None)
            and (not words_wanted or words_wanted in f"{m.title} {m.text}".lower())]
