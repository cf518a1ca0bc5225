"""The nouns of the sidebar. A page is one line here; its module is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from debttracker.basics.languages import N_

if TYPE_CHECKING:
    from debttracker.ui.actions import Action
    from debttracker.ui.page import Page
    from debttracker.ui.session import Session


class PageEntry(NamedTuple):
    """``page`` names the class ("module:Class"); ``actions`` a function ``(session) -> Iterable[Action]`` whose module
    must be light: it is called soon after the first paint. ``place``: "nav" (top), "foot" (below) or "" (not listed).
    """

    id: str
    title: str
    icon: str
    page: str
    place: str = "nav"
    actions: str = ""


#: The action of the header's button, unless a page names another.
PRIMARY: Final = "log-contact"

PAGES: Final = (
    PageEntry("today", N_("Today"), "home", "debttracker.ui.today.page:TodayPage"),
    PageEntry("timeline", N_("Timeline"), "timeline", "debttracker.ui.timeline.page:TimelinePage",
              actions="debttracker.ui.timeline.actions:actions"),
    PageEntry("loans", N_("Loans"), "card", "debttracker.ui.loans.page:LoansPage",
              actions="debttracker.ui.loans.actions:actions"),
    PageEntry("charts", N_("Charts"), "chart", "debttracker.ui.charts.page:ChartsPage"),
    PageEntry("rights", N_("Rights"), "scales", "debttracker.ui.rights.page:RightsPage",
              actions="debttracker.ui.rights.actions:actions"),
    PageEntry("evidence", N_("Evidence"), "document", "debttracker.ui.evidence.page:EvidencePage",
              actions="debttracker.ui.evidence.actions:actions"),
    PageEntry("letters", N_("Letters"), "letter", "debttracker.ui.letters.page:LettersPage", place=""),
    PageEntry("offer", N_("Check an offer"), "scales", "debttracker.ui.loans.offer_page:OfferPage", place=""),
    PageEntry("plan", N_("Plan the payoff"), "chart", "debttracker.ui.loans.plan_page:PlanPage", place=""),
    PageEntry("talk", N_("Someone to talk to"), "help", "debttracker.ui.talk.page:TalkPage", place="foot"),
    PageEntry("settings", N_("Settings"), "gear", "debttracker.ui.settings.page:SettingsPage", place="foot"),
    PageEntry("welcome", N_("Welcome"), "home", "debttracker.ui.welcome.page:WelcomePage", place="",
              actions="debttracker.ui.welcome.actions:actions"),
    PageEntry("door", N_("Open a case"), "lock", "debttracker.ui.door.page:DoorPage", place=""),
    PageEntry("gallery", "Widgets", "menu", "debttracker.ui.gallery:GalleryPage", place=""),
)


def entry(id: str) -> PageEntry:
    """The entry of page ``id``; KeyError when there is none."""
    for one in PAGES:
        if one.id == id:
            return one
    raise KeyError(id)


def make_page(one: PageEntry, session: Session) -> Page:
    """Import and make the page of ``one``."""
    page: Page = _load(one.page)(session)  # type: ignore[operator]
    return page


def page_actions(one: PageEntry, session: Session) -> Iterable[Action]:
    """The actions that page ``one`` brings."""
    if not one.actions:
        return ()
    found: Iterable[Action] = _load(one.actions)(session)  # type: ignore[operator]
    return found


def _load(path: str) -> object:
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)
