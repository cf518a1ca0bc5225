"""The words of loan contracts, looked up by typing or by choosing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from debttracker.basics.languages import N_
from debttracker.finance.glossary import Term, find, glossary
from debttracker.ui.session import Session
from debttracker.ui.widgets.buttons import LinkButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.flow_layout import FlowLayout
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.search_field import SearchField

#: Terms explained at once when a whole clause is pasted.
_MOST = 6


class GlossaryCard(Card):
    """Explains what is typed, or the word that was clicked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        _ = session.words
        session.language.say(self.set_title, N_("WORDS OF THE CONTRACT"))
        self.search = SearchField()
        self.search.setPlaceholderText(_("A word or a whole sentence from the contract"))
        self.search.setAccessibleName(_("Look up a word of the contract"))
        self.search.textChanged.connect(lambda text: self._explain(find(text)))
        self.meaning = PlainLabel("", "small", wrap=True)
        holder = QWidget()
        row = FlowLayout(holder, gap=4)
        self.words: list[LinkButton] = []
        for one in glossary():
            button = LinkButton(one.title(_))
            button.clicked.connect(lambda _checked=False, term=one: self._explain((term,)))
            self.words.append(button)
            row.addWidget(button)
        for widget in (self.search, self.meaning, holder):
            self.body.addWidget(widget)
        self.meaning.hide()

    def _explain(self, terms: tuple[Term, ...]) -> None:
        speak = self._session.words
        mark = "：" if speak.is_chinese else ": "
        text = "\n\n".join(f"{term.title(speak)}{mark}{term.explain(speak)}" for term in terms[:_MOST])
        if not text and self.search.text().strip():
            text = speak("This word is not explained here. Ask the lender to explain it in writing before you sign.")
        self.meaning.setText(text)
        self.meaning.setVisible(bool(text))
