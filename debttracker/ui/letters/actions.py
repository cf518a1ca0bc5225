"""Actions that begin a letter; light."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from debttracker.basics.labels import LABELS
from debttracker.basics.languages import N_
from debttracker.basics.vocabulary import LetterKind
from debttracker.ui.actions import Action

if TYPE_CHECKING:
    from debttracker.ui.session import Session


def actions(session: Session) -> Iterable[Action]:
    """Declare them: one for the menu, one per kind of letter for the palette."""
    def there() -> bool:
        return session.case is not None

    yield Action("write-letter", N_("Write a letter"), partial(write, session), "letter", "Ctrl+Shift+W", "record",
                 there, N_("A letter filled from the record: to stop contact, to complain, to dispute …"),
                 N_("letter write stop complaint"))
    for kind in LetterKind:
        yield Action(f"letter-{kind.value}", LABELS["letter"][kind.value], partial(write, session, kind), "letter", "",
                     "", there, N_("A letter filled from the record, ready to print or send"), N_("letter write"))


def write(session: Session, kind: LetterKind | None = None, *, party_id: int | None = None,
          contacts: Iterable[int] = (), rules: Iterable[str] = (), channel: str = "") -> None:
    """Go to the page of letters and begin one; ``contacts`` and ``rules`` are what it is about, ``channel`` the id of
    an office it goes to."""
    from debttracker.evidence.letters.from_case import LetterWish, Naming

    if kind is None and party_id is None:
        session.go("letters")
        return
    chosen = tuple(contacts)
    wish = LetterWish(kind or LetterKind.STOP_CONTACT, party_id=party_id, contacts=chosen, rules=tuple(rules),
                      channel=channel, naming=Naming.CHOSEN if chosen else Naming.FLAGGED)
    session.go("letters", ("new", wish))
