"""A proposal as the letter it will be: its pages, its language, and where to save it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.files import write_atomically
from debttracker.basics.languages import LANGUAGES
from debttracker.evidence.letters.proposal import MonthlyMeans, loan_facts, proposal_pdf
from debttracker.finance.restructure import Proposal
from debttracker.ui.evidence.pages_view import PagesView
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.choice_row import ChoiceRow
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet

#: Languages by their own names, as everywhere where one is chosen.
_OWN_NAMES = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}


class ProposalSheet(Sheet):
    """Typesets the proposal in a worker and shows it."""

    def __init__(self, session: Session, loan_id: int, proposal: Proposal, means: MonthlyMeans, day: date,
                 parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("Your proposal as a letter"),
                         _("Read it through. What stands in brackets can be filled in by hand, or in Settings and in the "
                           "loan. Nothing is sent from here."), width=760, parent=parent)
        self._session, self._loan_id, self._proposal, self._means, self._day = session, loan_id, proposal, means, day
        self.document = b""
        self.language = ChoiceRow([(code, _OWN_NAMES[code]) for code in LANGUAGES], name=_("Language of the letter"))
        self.language.set_value(_.language)
        self.language.chosen.connect(lambda _value: self._make())
        self.pages = PagesView()
        self.pages.setMinimumHeight(theme().px(430))
        self.waiting = PlainLabel(_("One moment…"), "muted")
        for widget in (self.language, self.pages, self.waiting):
            self.body.addWidget(widget)
        self.add_cancel(_("Close"))
        self.add_action(_("Save as PDF…"), main=True)
        self._make()

    def accept(self) -> None:
        """Ask where, and save."""
        name, _filter = QFileDialog.getSaveFileName(self, self._session.words("Save the proposal"), "proposal.pdf",
                                                    "PDF (*.pdf)")
        if name and self.save(Path(name)):
            super().accept()

    def save(self, path: Path) -> bool:
        """Write the letter to ``path``; False when that is not possible, which the sheet then says."""
        try:
            write_atomically(path, self.document)
        except Trouble as trouble:
            self.complain(trouble, self._session.words)
            return False
        self._session.say(self._session.words("Saved. Print it, sign it, and keep a copy."))
        return True

    def _make(self) -> None:
        language = str(self.language.value())
        self.waiting.show()
        assert self.main_button is not None
        self.main_button.setEnabled(False)
        self._session.read(self, lambda case, _watch: proposal_pdf(
            self._proposal, loan_facts(case.reader(), self._loan_id, self._day), language, self._means),
            self._show, lambda trouble: self.complain(trouble, self._session.words))

    def _show(self, document: bytes) -> None:
        assert self.main_button is not None
        self.document = document
        self.waiting.hide()
        self.main_button.setEnabled(True)
        self.pages.show_pdf(document, self._session.words)
