"""Rule files of the user's own: added after a check, shown with what is wrong, taken away again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.files import write_atomically
from debttracker.basics.languages import Words
from debttracker.basics.resources import resource_path
from debttracker.derived.own_packs import Added, OwnPack, add_pack, put_back, remove_pack
from debttracker.ui.rights.doing import RowsCard
from debttracker.ui.saving import ask_where, tell_unsaved
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import LinkButton
from debttracker.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from debttracker.ui.session import Session


class OwnRulesCard(RowsCard):
    """``add_wanted``, ``example_wanted``; ``remove_wanted`` gives the file's path."""

    add_wanted = Signal()
    example_wanted = Signal()
    remove_wanted = Signal(object)

    def tell(self, packs: Sequence[OwnPack], speak: Words) -> None:
        """Show the files, and what is wrong with one that was left out."""
        self.set_title(speak("RULE FILES OF YOUR OWN"))
        self.begin()
        for one in packs:
            self.put(self._row(one, speak))
        if not packs:
            self.put(PlainLabel(speak("None yet. An example shows how such a file is written."), "caption", wrap=True))
        for text, signal in ((speak("Add a rule file…"), self.add_wanted), (speak("Save an example…"),
                                                                            self.example_wanted)):
            link = LinkButton(text)
            link.clicked.connect(lambda _c=False, s=signal: s.emit())
            self.rows.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, one: OwnPack, speak: Words) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(theme().px(1))
        if one.pack is not None:
            words.addWidget(PlainLabel(one.pack.name.say(speak), "strong", wrap=True))
            words.addWidget(PlainLabel(speak.plural("{file}, {n} rule", "{file}, {n} rules", len(one.pack.rules),
                                                    file=one.path.name), "caption", wrap=True))
        else:
            words.addWidget(PlainLabel(one.path.name, "strong", wrap=True))
            words.addWidget(PlainLabel(one.trouble.say(speak) if one.trouble else "", "caption", tone="late", wrap=True))
        line.addLayout(words, 1)
        remove = LinkButton(speak("Remove"))
        remove.setAccessibleName(f"{speak('Remove')} {one.path.name}")
        remove.clicked.connect(lambda: self.remove_wanted.emit(one.path))
        line.addWidget(remove)
        return row


def ask_rule_file(session: Session) -> None:
    """Let the user choose a rule file and take it in; a bad one is refused with its line."""
    name, _filter = QFileDialog.getOpenFileName(QApplication.activeWindow(), session.words("Add a rule file"), "",
                                                "TOML (*.toml)")
    if name:
        take_rule_file(session, Path(name))


def save_example(session: Session) -> None:
    """Save the example of a rule file where the user says."""
    path = ask_where(QApplication.activeWindow(), session.words("Save an example"), "rules-example.toml",
                     "TOML (*.toml)", ".toml")
    if path is not None:
        _save_example_to(session, path)


def _save_example_to(session: Session, path: Path) -> None:
    try:
        write_atomically(path, resource_path("example_rules.toml").read_bytes())
        session.say(session.words("Saved: {name}", name=path.name))
    except Trouble as trouble:
        tell_unsaved(session, trouble, lambda: _save_example_to(session, path), lambda: save_example(session))


def take_rule_file(session: Session, path: Path) -> Added | None:
    """Take the rule file at ``path`` in and check anew; troubles are told, and then nothing was changed."""
    _ = session.words
    try:
        added = add_pack(path)
    except Trouble as trouble:
        session.tell(trouble)
        return None
    name = added.pack.name.say(_)
    said = (_("Added: {name}. It is used instead of the rules of the same name that come with the program.", name=name)
            if added.replaces else
            _.plural("Added: {name}, {n} rule.", "Added: {name}, {n} rules.", len(added.pack.rules), name=name))
    session.announce({"setting"})
    session.say(said, _("Undo"), lambda: _back(session, added.path, added.before))
    return added


def drop_rule_file(session: Session, path: Path) -> None:
    """Take an own rule file away, with a way back."""
    _ = session.words
    try:
        held = remove_pack(path)
    except Trouble as trouble:
        session.tell(trouble)
        return
    session.announce({"setting"})
    session.say(_("Removed: {name}", name=path.name), _("Undo"), lambda: _back(session, path, held))


def _back(session: Session, path: Path, before: bytes | None) -> None:
    try:
        put_back(path, before)
    except Trouble as trouble:
        session.tell(trouble)
    session.announce({"setting"})
