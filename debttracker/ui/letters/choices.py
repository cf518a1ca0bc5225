"""Which letter, to whom, about which loan, in which language, and which contacts it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.labels import LABELS, label
from debttracker.basics.languages import LANGUAGES, N_, OWN_NAMES, Words
from debttracker.basics.vocabulary import LetterKind
from debttracker.case.queries.loans import LoanRow
from debttracker.case.queries.parties import PartyRow
from debttracker.evidence.letters.from_case import LetterWish, Naming, addressees, names_contacts
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.plain_label import PlainLabel

_CHINESE = {"cn": "zh-Hans", "tw": "zh-Hant", "hk": "zh-Hant"}
_NAMING = {Naming.CHOSEN: N_("Those this letter began from"), Naming.FLAGGED: N_("The newest that may breach a rule"),
           Naming.NEWEST: N_("The newest"), Naming.NONE: N_("None")}


class ChoicesCard(Card):
    """``changed`` on every choice of the user; :meth:`wish` is what holds."""

    changed = Signal()

    def __init__(self, speak: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._speak = speak
        self._wish = LetterWish(LetterKind.STOP_CONTACT)
        self._codes: tuple[str, ...] = ()
        self._firms: Sequence[PartyRow] = ()
        self.kind, self.firm, self.loan = QComboBox(), QComboBox(), QComboBox()
        self.office, self.place, self.language, self.naming = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self._rows: dict[QComboBox, QWidget] = {}
        self._captions: dict[QComboBox, PlainLabel] = {}
        for pair in ((self.kind,), (self.firm, self.loan), (self.office,), (self.language, self.place), (self.naming,)):
            line = QHBoxLayout()
            line.setSpacing(theme().px(12))
            for box in pair:
                line.addWidget(self._named(box), 1)
                box.activated.connect(self._chosen)
            self.body.addLayout(line)
        self.retell(speak)

    def retell(self, speak: Words) -> None:
        """Say everything in another language."""
        self._speak = speak
        names = (speak("Which letter"), speak("The firm it is about"), speak("About which loan"),
                 speak("Where it goes"), speak("Under the rules of"), speak("Language of the letter"),
                 speak("Contacts it names"))
        for box, name in zip(self._boxes(), names, strict=True):
            self._captions[box].setText(name)
            box.setAccessibleName(name)

    def offer(self, firms: Sequence[PartyRow], loans: Sequence[LoanRow], places: Sequence[tuple[str, str]]) -> None:
        """What can be chosen: firms, loans, and jurisdictions as (code, name); what held still holds."""
        _ = self._speak
        self._firms, self._codes = firms, tuple(code for code, _name in places)
        _fill(self.kind, [(_(text), kind) for kind, text in LABELS["letter"].items()])
        _fill(self.firm, [*((one.name or _("Unknown caller"), one.id) for one in firms), (_("Nobody in the case"), None)])
        _fill(self.loan, [*((one.label, one.id) for one in loans), (_("Not named"), None)])
        _fill(self.place, [*((name, code) for code, name in places)])
        _fill(self.language, [(OWN_NAMES[code], code) for code in LANGUAGES])
        self.use(self._wish)

    def use(self, wish: LetterWish) -> None:
        """Show ``wish``, with the usual choices where it leaves them open."""
        code = wish.jurisdiction or (self._codes[0] if self._codes else "")
        language = wish.language or _CHINESE.get(code.partition("-")[0].lower(), "en")
        naming = wish.naming if wish.contacts or wish.naming is not Naming.CHOSEN else Naming.FLAGGED
        self._wish = replace(wish, jurisdiction=code, language=language, naming=naming)
        self._show()

    def wish(self) -> LetterWish:
        """What was chosen."""
        return self._wish

    # -- inside

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.kind, self.firm, self.loan, self.office, self.place, self.language, self.naming

    def _named(self, box: QComboBox) -> QWidget:
        """The box under its caption."""
        holder = self._rows[box] = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        caption = self._captions[box] = PlainLabel("", "caption")
        column.addWidget(caption)
        column.addWidget(box)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return holder

    def _chosen(self) -> None:
        kind = LetterKind(str(self.kind.currentData()))
        firm = self.firm.currentData()
        changed_firm = firm != self._wish.party_id
        self._wish = replace(
            self._wish, kind=kind, party_id=firm, loan_id=self.loan.currentData(),
            channel=str(self.office.currentData() or ""), jurisdiction=str(self.place.currentData() or ""),
            language=str(self.language.currentData()), naming=Naming(str(self.naming.currentData())))
        if changed_firm and self._wish.naming is Naming.CHOSEN:
            self._wish = replace(self._wish, naming=Naming.FLAGGED, contacts=(), rules=())
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        _ = self._speak
        wish = self._wish
        kind_of_firm = next((one.firm for one in self._firms if one.id == wish.party_id), "")
        offices = addressees(wish.kind, (wish.jurisdiction,), kind_of_firm)
        _fill(self.office, [*((one.name.say(_), one.id) for one in offices), (_("Somewhere else"), "")])
        if wish.channel not in {one.id for one in offices}:
            wish = self._wish = replace(wish, channel=offices[0].id if offices else "")
        namings = [n for n in Naming if n is not Naming.CHOSEN or wish.contacts]
        _fill(self.naming, [(_(_NAMING[n]), n.value) for n in namings])
        for box, value in zip(self._boxes(), (wish.kind.value, wish.party_id, wish.loan_id, wish.channel,
                                              wish.jurisdiction, wish.language, wish.naming.value), strict=True):
            box.setCurrentIndex(max(box.findData(value), 0) if value is not None else box.findData(None))
        for box, shown in ((self.office, bool(offices)), (self.place, len(self._codes) > 1),
                           (self.naming, names_contacts(wish.kind))):
            self._rows[box].setVisible(shown)


def kind_title(kind: LetterKind, speak: Words) -> str:
    """What a kind of letter is called."""
    return label("letter", kind.value, speak)


def _fill(box: QComboBox, items: Sequence[tuple[str, object]]) -> None:
    held = box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, value in items:
        box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(held), 0))
    box.blockSignals(False)
