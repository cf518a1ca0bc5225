"""The main window. It only hosts: sidebar, header, the stack of pages, the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSettings, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from debttracker.basics.languages import N_
from debttracker.ui.case_state import CaseState
from debttracker.ui.header import Header
from debttracker.ui.pages import PAGES, PRIMARY, entry, make_page, page_actions
from debttracker.ui.session import Session
from debttracker.ui.sidebar import Sidebar
from debttracker.ui.theme.icons import keep_pixmaps
from debttracker.ui.theme.theme import theme

if TYPE_CHECKING:
    from debttracker.ui.contact.intake_line import IntakeLine
    from debttracker.ui.notice import ReadOnlyNotice
    from debttracker.ui.page import Page
    from debttracker.ui.palette.palette import Palette
    from debttracker.ui.widgets.status_line import StatusLine

#: Below this many design pixels of width the sidebar becomes a rail of icons.
_NARROW = 900


class MainWindow(QMainWindow):
    """Hosts the pages of one session. ``painted`` comes right after the first paint: everything dear waits for it."""

    painted = Signal()

    def __init__(self, session: Session, first_page: str = "today") -> None:
        super().__init__()
        self.session = session
        session.hold()
        self.state = CaseState(session)
        self.setWindowTitle("debttracker")
        self.setMinimumSize(640, 480)
        self._first_page = first_page
        self._has_painted = False
        self._was_seen = False
        self._scale = theme().sizes.scale
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._palette: Palette | None = None
        self._status: StatusLine | None = None
        self._notice: ReadOnlyNotice | None = None
        self._intake_line: IntakeLine | None = None
        self._make_frame()
        self._restore_geometry()
        session.going.connect(self.show_page)
        session.saying.connect(self._say)
        session.badge_changed.connect(self._set_badge)
        session.intake_changed.connect(self._show_intake)
        session.case_replaced.connect(self._clear_badges)
        session.language.changed.connect(self._retranslate)
        session.actions.changed.connect(self._update_primary)
        session.theme.changed.connect(self._theme_changed)
        self.state.changed.connect(self._show_state)

    # -- pages

    @property
    def current_page(self) -> Page | None:
        """The page in front, if it has been made."""
        return self._pages.get(self._current)

    def show_page(self, page_id: str, target: object = None) -> None:
        """Bring page ``page_id`` to the front, making it first if need be."""
        if page_id != self._current and self.current_page is not None:
            self.current_page.deactivate()
        page = self._pages.get(page_id)
        if page is None:
            page = self._pages[page_id] = make_page(entry(page_id), self.session)
            self.stack.addWidget(page)
            if not self._was_seen:  # also a page that took the first one's place
                page.seen.connect(self._after_first_page)
        self._current = page_id
        self.stack.setCurrentWidget(page)
        if self._status is not None:
            self._status.raise_()
        self.sidebar.set_current(page_id)
        self.header.title.setText(self.session.words(page.title or entry(page_id).title))
        self._say_title()
        self._update_primary()
        page.activate(target)
        # Qt shows widgets made in a visible page with the next turn of events; only then can they take the keyboard.
        QTimer.singleShot(0, page, lambda: self._give_focus(page))

    def _give_focus(self, page: Page) -> None:
        """The keyboard goes where the page wants it, unless the page took it already or a sheet is open."""
        inside = self.focusWidget()
        if page is self.current_page and (inside is None or not page.isAncestorOf(inside)):
            page.take_focus()

    # -- what the frame's actions do

    def open_palette(self, text: str = "") -> None:
        """Show the palette."""
        self.palette_overlay().open(text)

    def palette_overlay(self) -> Palette:
        """The palette, made on first use."""
        if self._palette is None:
            from debttracker.ui.palette.palette import Palette

            self._palette = Palette(self.session, self._middle)
        return self._palette

    def open_menu(self) -> None:
        """Show the menu of everything below the sidebar's head."""
        menu = self.session.actions.full_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.sidebar.head.mapToGlobal(QPoint(0, self.sidebar.head.height())))

    def toggle_scheme(self) -> None:
        """From light to dark or back, kept as the user's choice."""
        scheme = "light" if theme().scheme == "dark" else "dark"
        self.session.prefer(self.session.preferences._replace(scheme=scheme))

    def scale_text(self, factor: float) -> None:
        """Make text larger or smaller by ``factor``, between 100 % and 250 %."""
        now = self.session.preferences.text_scale * factor
        self.session.prefer(self.session.preferences._replace(text_scale=round(min(max(now, 1.0), 2.5), 2)))

    def show_keys(self) -> None:
        """Show every key in a sheet."""
        from debttracker.ui.keys_sheet import KeysSheet

        KeysSheet(self.session, self).open()

    # -- inside

    def _make_frame(self) -> None:
        listed = [p for p in PAGES if p.place]
        self.sidebar = Sidebar(listed)
        self.sidebar.chosen.connect(self.show_page)
        self.sidebar.head.clicked.connect(self.open_menu)
        self.header = Header()
        self.header.find_box.clicked.connect(lambda _checked=False: self.open_palette())
        self.header.find_box.typed.connect(self.open_palette)
        self.header.primary.clicked.connect(self._run_primary)
        self.stack = QStackedWidget()
        middle = self._middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = self._column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)
        row.addWidget(self.sidebar)
        row.addLayout(column, 1)
        self.setCentralWidget(middle)
        say = self.session.language.say
        for page in listed:
            say(self.sidebar.items[page.id].setText, page.title)
        say(self.header.find_box.setText, N_("Find anything"))
        say(self.header.primary.setText, N_("Log a contact"))
        self.header.title.setText(self.session.words(entry(self._current or self._first_page).title))
        self.sidebar.set_current(self._current or self._first_page)
        self._show_state()
        self._update_primary()

    def _remake_frame(self) -> None:
        """Build everything anew, as sizes changed."""
        current = self._current or self._first_page
        badges = {own: item.badge for own, item in self.sidebar.items.items()}
        for page in self._pages.values():
            page.deleteLater()
        self._pages.clear()
        self._current = ""
        self._palette = self._status = self._notice = self._intake_line = None
        self._make_frame()
        self._show_intake()
        for own, count in badges.items():
            self._set_badge(own, count)
        self.show_page(current)

    def _theme_changed(self) -> None:
        if theme().sizes.scale != self._scale:
            self._scale = theme().sizes.scale
            self._remake_frame()
            self.sidebar.settle()
            self.header.settle()
            self._fit_sidebar()

    def _retranslate(self) -> None:
        if self._current:
            page = self._pages[self._current]
            self.header.title.setText(self.session.words(page.title or entry(self._current).title))
        else:
            self.header.title.setText(self.session.words(entry(self._first_page).title))
        self._say_title()
        self._update_primary()

    def _update_primary(self) -> None:
        wanted, actions = self._primary, self.session.actions
        known = wanted in actions
        self.header.primary.setVisible(known or wanted == PRIMARY)
        if known:
            self.header.primary.setText(self.session.words(actions.get(wanted).text))
            self.header.primary.set_key(actions.get(wanted).shortcut)
            self.header.primary.setEnabled(actions.is_enabled(wanted))

    @property
    def _primary(self) -> str:
        page = self.current_page
        return page.primary if page is not None else PRIMARY

    def _run_primary(self) -> None:
        self.session.actions.run(self._primary)

    def _show_state(self) -> None:
        said = self.state.words(self.session.words)
        self.sidebar.head.set_state(said.name, said.state, said.icon, said.tone, said.tooltip)
        self._say_title()

        if self.session.read_only_because is not None and self._notice is None:
            from debttracker.ui.notice import ReadOnlyNotice

            self._notice = ReadOnlyNotice(self.session)
            self._column.insertWidget(1, self._notice)
        if self._notice is not None:
            self._notice.retell()

    def _say_title(self) -> None:
        """Page, case and program, as task bars and screen readers tell windows apart; nothing while hidden."""
        if not self.property("covered"):
            names = [self.header.title.text() if self._current else "", self.session.case_name, "debttracker"]
            self.setWindowTitle(" · ".join(filter(None, names)))

    def _say(self, text: str, action: str, run: object) -> None:
        if self._status is None:
            from debttracker.ui.widgets.status_line import StatusLine

            self._status = StatusLine(self.stack)
            self.session.language.say(self._status.close_button.set_name, N_("Close"))
        self._status.say(text, action=action, run=run if callable(run) else None)

    def _show_intake(self) -> None:
        if self._intake_line is None and self.session.takes_in:
            from debttracker.ui.contact.intake_line import IntakeLine

            self._intake_line = IntakeLine(self.session)
            self._column.addWidget(self._intake_line)
        if self._intake_line is not None:
            self._intake_line.retell()

    def _set_badge(self, page: str, count: int) -> None:
        if page in self.sidebar.items:
            self.sidebar.items[page].set_badge(count)

    def _clear_badges(self) -> None:
        """What was counted in the case before says nothing of this one."""
        for page in self.sidebar.items:
            self._set_badge(page, 0)

    def _after_first_paint(self) -> None:
        """The case and its first page; what that page does not need waits until it was seen."""
        self.painted.emit()
        if not self._current:
            self.show_page(self._first_page)
        if self.current_page is None:
            self._after_first_page()

    def _after_first_page(self) -> None:
        """Everything else, once: other faces, keys, menus, the watch over flags."""
        if self._was_seen:
            return
        self._was_seen = True
        for step in (self._settle, self._watch_clock, self._add_actions, self._watch_flags, keep_pixmaps):
            self.session.afterwards(step)
        self.session.release()

    def _add_actions(self) -> None:
        from debttracker.ui.frame_actions import add_frame_actions

        add_frame_actions(self)
        for page in PAGES:
            for action in page_actions(page, self.session):
                self.session.actions.add(action)
        self.session.actions.attach(self)

    def _watch_clock(self) -> None:
        from debttracker.ui.locking.idle import AutoLock

        self.locking = AutoLock(self)

    def _watch_flags(self) -> None:
        from debttracker.ui.flagging import Flagging

        self.flagging = Flagging(self.session)

    def _settle(self) -> None:
        self.session.theme.settle()
        self.sidebar.settle()
        self.header.settle()

    def event(self, event: QEvent) -> bool:
        """Notice the first paint."""
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self, self._after_first_paint)
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the sidebar a rail where room is short."""
        super().resizeEvent(event)
        self._fit_sidebar()

    def _fit_sidebar(self) -> None:
        self.sidebar.set_collapsed(self.width() < theme().px(_NARROW))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window stood. It stays while a large file is on its way into the case."""
        if self.session.takes_in:
            from debttracker.ui.contact.leaving import LeavingSheet

            event.ignore()
            (self.findChild(LeavingSheet) or LeavingSheet(self)).open()
            return
        settings = QSettings("debttracker", "window")
        settings.setValue("geometry", self.saveGeometry())
        super().closeEvent(event)

    def _restore_geometry(self) -> None:
        geometry = QSettings("debttracker", "window").value("geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(1280, 820)
