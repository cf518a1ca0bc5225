"""The base of every page: it owns loading, empty, error, language and theme states, so that no page forgets one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import N_
from debttracker.basics.progress import Watch
from debttracker.ui.pages import PRIMARY
from debttracker.ui.session import Session
from debttracker.ui.surprise import Surprise, as_trouble
from debttracker.ui.theme.flags import CLICK_FOCUS
from debttracker.ui.theme.theme import theme

if TYPE_CHECKING:
    from debttracker.ui.jobs import Job
    from debttracker.ui.widgets.error_banner import ErrorBanner

#: Reading faster than this shows no "one moment", in milliseconds.
PATIENCE_MS = 300
#: A page that shows its data but is not painted (minimised, wholly covered) counts as seen after this long.
_UNPAINTED_MS = 250


class Page(QWidget):
    """One page. Write ``build``, ``read``, ``show_data`` and, if there can be nothing to show, ``is_empty`` and
    ``make_empty``; the rest is done here. Nothing that can fail happens in the constructor.

    ``kinds``: the kinds of record it shows (empty: all); a change of another kind does not reload it.
    ``inline``: ``read`` is quick enough for the GUI thread (a first screen of rows); else it runs in a worker.
    ``needs_case``: without a case the page shows a calm sentence instead.
    ``scrolls``: the page as a whole scrolls; False for pages whose lists scroll themselves.
    ``in_steps``: what it imports and what it builds take some 30 ms each, so it is built with the next turn of events, and
    shown with its data.
    ``primary``: id of the action of the header's filled button.
    ``seen`` comes once, after the first content (rows, an empty state or a trouble) was painted: whatever is not
    needed for that waits for it.
    """

    seen = Signal()

    title: ClassVar[str] = ""
    kinds: ClassVar[frozenset[str]] = frozenset()
    inline: ClassVar[bool] = False
    needs_case: ClassVar[bool] = True
    scrolls: ClassVar[bool] = True
    in_steps: ClassVar[bool] = False
    primary: ClassVar[str] = PRIMARY

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("focusPolicy", CLICK_FOCUS)
        self._built = False
        self._stepped = False
        self._stale = True
        self._shown = False
        self.was_seen = False
        self._job: Job | None = None
        self._target: object = None
        self._states = QStackedLayout(self)
        self._states.setContentsMargins(0, 0, 0, 0)
        self._content: QWidget | None = None
        self._empty: QWidget | None = None
        self._waiting: QWidget | None = None
        self.banner: ErrorBanner | None = None
        session.case_replaced.connect(self._case_replaced)
        session.records_changed.connect(self._records_changed)
        session.language.changed.connect(self._language_changed)

    # -- what a page writes

    def build(self, column: QVBoxLayout) -> None:
        """Make the widgets, once, on first show; bind fixed texts with ``self.session.language.say``."""
        raise NotImplementedError

    def read(self, case: Any, watch: Watch) -> Any:
        """Read what the page shows; plain values only, no widgets (it may run in a worker). Raises Trouble."""
        return None

    def reads_at_once(self) -> bool:
        """Whether ``read`` is quick enough for the GUI thread this time."""
        return self.inline

    def show_data(self, data: Any) -> None:
        """Put what ``read`` returned on the screen, in today's language; called again after a change of language."""

    def is_empty(self, data: Any) -> bool:
        """Whether ``make_empty`` should show instead."""
        return False

    def make_empty(self) -> QWidget:
        """The friendly empty state (see :class:`EmptyState`)."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Texts that are neither bound with ``say`` nor set by ``show_data``."""

    def show_target(self, target: Any) -> None:
        """Go to what ``session.go(page, target)`` asked for; called when data are on the screen."""

    def take_focus(self) -> None:
        """Where the keyboard goes when the page comes to the front: the page itself, so that Tab leads into it."""
        self.setFocus()

    # -- what the window calls

    def activate(self, target: object = None) -> None:
        """The page comes to the front: build and read if that is still to do, then go to ``target``."""
        self._shown = True
        self._target = target if target is not None else self._target
        if self._stale:
            self.reload()
        else:
            self._go_to_target()

    def deactivate(self) -> None:
        """The page goes out of sight; changes wait until it comes back."""
        self._shown = False

    # -- what a page may call

    def reload(self) -> None:
        """Read and show anew."""
        self._stale = False
        if self._job is not None:
            self._job.drop()
            self._job = None
        if self.needs_case and self.session.case is None:
            self._show_state(self._no_case())
            return
        if self.in_steps and not self._stepped:
            self._stepped = self._stale = True
            self._states.addWidget(QWidget())  # in front until there are data: to lay out what is empty takes as long again
            QTimer.singleShot(1, self, self._next_step)
            return
        try:
            self._build_once()
            if self.session.case is None or self.reads_at_once():
                self._came(self.read(self.session.case, Watch()))
                return
        except Exception as error:  # noqa: BLE001  whatever a page runs into is shown on the page
            self._fail(as_trouble(error))
            return
        self._job = self.session.read(self, self.read, self._came, self._fail)
        QTimer.singleShot(PATIENCE_MS, self, self._perhaps_wait)

    @property
    def data(self) -> Any:
        """What ``read`` returned last; None before."""
        return getattr(self, "_data", None)

    # -- inside

    def _build_once(self) -> None:
        if self._built:
            return
        px = theme().px
        holder = QWidget()
        holder.setProperty("role", "scrolled")
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(px(24), 0, px(24), px(24))
        outer.setSpacing(px(16))
        column = QVBoxLayout()
        column.setSpacing(px(16))
        outer.addLayout(column, 1)
        self._outer = outer
        self._content = _scrolled(holder) if self.scrolls else holder
        self._states.addWidget(self._content)
        self._built = True
        self.build(column)

    def _next_step(self) -> None:
        if self._stale:
            self.reload()

    def _came(self, data: Any) -> None:
        self._job = None
        self._data = data
        if self.banner is not None:
            self.banner.hide()
        try:
            if self.is_empty(data):
                self._replace_empty(self.make_empty())
            else:
                self.show_data(data)
                if self._content is not None:
                    self._show_state(self._content)
                self._go_to_target()
        except Exception as error:  # noqa: BLE001  whatever a page runs into is shown on the page
            self._fail(as_trouble(error))

    def _fail(self, trouble: Trouble) -> None:
        self._job = None
        self._stale = True
        content, banner = self._with_banner()
        _ = self.session.words
        banner.show_trouble(trouble, _, action=_("Try again"), run=self.reload)
        if isinstance(trouble, Surprise):
            banner.text.setToolTip(trouble.details)
        self._show_state(content)

    def _with_banner(self) -> tuple[QWidget, ErrorBanner]:
        """The content with its banner on top, made now if need be; only a banner if the page could not be built."""
        from debttracker.ui.widgets.error_banner import ErrorBanner

        if self._content is None:
            self._content = QWidget()
            self._outer = QVBoxLayout(self._content)
            self._outer.setContentsMargins(theme().px(24), 0, theme().px(24), theme().px(24))
            self._outer.addStretch(1)
            self._states.addWidget(self._content)
        if self.banner is None:
            self.banner = ErrorBanner()
            self._outer.insertWidget(0, self.banner)
        return self._content, self.banner

    def _go_to_target(self) -> None:
        target, self._target = self._target, None
        if target is not None:
            self.show_target(target)

    def _show_state(self, widget: QWidget) -> None:
        if self._states.indexOf(widget) < 0:
            self._states.addWidget(widget)
        self._states.setCurrentWidget(widget)
        if widget is not self._waiting and not self.was_seen:
            self.update()
            QTimer.singleShot(_UNPAINTED_MS, self, self._tell_seen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing of its own; what lies in it is painted in the same pass, so that it is seen when this pass is over."""
        if not self.was_seen and self._states.currentWidget() not in (None, self._waiting):
            QTimer.singleShot(0, self, self._was_painted)

    def _was_painted(self) -> None:
        QTimer.singleShot(1, self, self._tell_seen)  # one more turn of events: first it reaches the screen

    def _tell_seen(self) -> None:
        if not self.was_seen:
            self.was_seen = True
            self.seen.emit()

    def _replace_empty(self, widget: QWidget) -> None:
        old, self._empty = self._empty, widget
        self._show_state(widget)
        if old is not None:
            self._states.removeWidget(old)
            old.deleteLater()

    def _no_case(self) -> QWidget:
        from debttracker.ui.widgets.empty_state import EmptyState

        _ = self.session.words
        empty = EmptyState("folder", _("No case is open."), _("Open one, or begin a new one, from the menu at the top "
                                                             "left."))
        self._replace_empty(empty)
        return empty

    def _perhaps_wait(self) -> None:
        if self._job is None or self.data is not None:
            return
        if self._waiting is None:
            from PySide6.QtCore import Qt

            from debttracker.ui.widgets.plain_label import PlainLabel

            self._waiting = QFrame()
            column = QVBoxLayout(self._waiting)
            label = PlainLabel("", "muted")
            self.session.language.say(label.setText, N_("One moment…"))
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignCenter)
        self._show_state(self._waiting)

    def _case_replaced(self) -> None:
        self._data = None
        self._mark_stale()

    def _records_changed(self, kinds: frozenset[str]) -> None:
        if not self.kinds or kinds & self.kinds:
            self._mark_stale()

    def _mark_stale(self) -> None:
        self._stale = True
        if self._shown:
            self.reload()

    def _language_changed(self) -> None:
        if not self._built and self._empty is None:
            return
        self.retranslate()
        if self.needs_case and self.session.case is None:
            self._no_case()
        elif self.data is not None and not self._stale:
            self._came(self.data)
        elif self._shown:
            self.reload()


def _scrolled(widget: QWidget) -> QScrollArea:
    from PySide6.QtCore import Qt  # not at the top: a page that does not scroll comes up without, see theme/flags.py

    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setWidget(widget)
    return area
