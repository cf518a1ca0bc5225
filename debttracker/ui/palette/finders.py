"""What the palette can find. A finder is one small object; those of the frame find pages and actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from debttracker.basics.languages import N_
from debttracker.ui.key_names import key_text
from debttracker.ui.pages import PAGES

if TYPE_CHECKING:
    from debttracker.ui.session import Session


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the palette. ``run`` is called on the GUI thread when it is chosen; ``key`` is a shortcut to show."""

    title: str
    run: Callable[[], object]
    detail: str = ""
    icon: str = "arrow-right"
    key: str = ""


class Finder(Protocol):
    """Gives what fits the text. ``slow`` finders read the case: they run in a worker thread with ``case`` at hand
    (``case.reader()``) and must not touch widgets; the others are called while typing and get the open case or None.
    """

    heading: str
    slow: bool

    def find(self, case: Any, text: str, limit: int) -> Sequence[Found]:
        """What fits ``text`` (never empty for slow finders), best first, at most ``limit``."""


class PageFinder:
    """Pages by name, in the screen's language or English."""

    heading = N_("Pages")
    slow = False

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, case: Any, text: str, limit: int) -> list[Found]:
        """Pages whose name fits."""
        _ = self._session.words
        pages = [p for p in PAGES if p.place and fits(text, _(p.title), p.title)]
        return [Found(_(p.title), partial(self._session.go, p.id), icon=p.icon) for p in pages][:limit]


class ActionFinder:
    """Actions that can be used now, by what they do."""

    heading = N_("Actions")
    slow = False

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, case: Any, text: str, limit: int) -> list[Found]:
        """Actions whose words fit, those that begin with the text first."""
        _ = self._session.words
        usable = [a for a in self._session.actions if a.menu != "go" and a.id != "find" and a.enabled()]
        fitting = [a for a in usable if fits(text, _(a.text), a.text, _(a.words), _(a.help))]
        fitting.sort(key=lambda a: not _(a.text).casefold().startswith(text.casefold()))
        return [Found(_(a.text), partial(self._session.actions.run, a.id), icon=a.icon or "command",
                      key=key_text(a.shortcut) if a.shortcut else "") for a in fitting][:limit]


def fits(text: str, *names: str) -> bool:
    """Whether every word of ``text`` occurs in the names, whatever the case of letters; empty text always fits."""
    whole = " ".join(names).casefold()
    return all(word in whole for word in text.casefold().split())
