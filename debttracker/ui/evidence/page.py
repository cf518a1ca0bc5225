"""The Evidence page."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from debttracker.basics.errors import Trouble
from debttracker.basics.formats import count_text
from debttracker.basics.languages import LANGUAGES, N_, OWN_NAMES
from debttracker.basics.moments import Moment, day_of
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.queries.contacts import count
from debttracker.case.queries.loans import LoanRow, loans
from debttracker.case.queries.settings import setting
from debttracker.case.queries.stats import span, totals
from debttracker.evidence.document import Audience, EvidenceChoices
from debttracker.evidence.gather import Selection
from debttracker.ui.evidence.pages_view import PagesView
from debttracker.ui.jobs import Job
from debttracker.ui.page import Page
from debttracker.ui.saving import ask_where, tell_unsaved
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import PrimaryButton, QuietButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.choice_row import ChoiceRow
from debttracker.ui.widgets.date_field import DateField
from debttracker.ui.widgets.empty_state import EmptyState
from debttracker.ui.widgets.key_value_rows import KeyValueRows
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.side_by_side import SideBySide

_SETTLE_MS = 500
#: Design pixels that choices and pages need beside each other.
_BOTH = 680


class EvidenceData(NamedTuple):
    """What can be chosen, and what the case holds."""

    loans: list[LoanRow]
    span: tuple[int, int] | None
    totals: dict[str, int]
    zone: str
    language: str


class EvidencePage(Page):
    """A conversation beside the real page."""

    title = N_("Evidence")
    kinds = frozenset({"contact", "loan", "payment", "party", "attachment", "import_batch", "setting"})
    scrolls = False

    def build(self, column: QVBoxLayout) -> None:
        """Choices at the left, pages at the right."""
        px = theme().px
        self._job: Job | None = None
        self._saving: Job | None = None
        holder = QWidget()
        holder.setProperty("role", "scrolled")
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(px(16))
        self._look = QuietButton(icon="eye")
        self.session.language.say(self._look.setText, N_("Look at the pages"))
        self._look.hide()
        self._build_choices(left)
        left.addWidget(self._look, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        self._choices_area = QScrollArea()
        self._choices_area.setWidgetResizable(True)
        self._choices_area.setFrameShape(QFrame.Shape.NoFrame)
        self._choices_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._choices_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._choices_area.setWidget(holder)
        self.pages = PagesView()
        self.sides = SideBySide(self._choices_area, self.pages, least=_BOTH)
        self.sides.row.setStretch(1, 1)
        self.session.language.say(self.sides.back.setText, N_("Back to the choices"))
        self._look.clicked.connect(self.sides.show_right)
        self.sides.narrowed.connect(self._fit)
        self._fit(False)
        column.addWidget(self.sides, 1)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._preview)

    def _fit(self, narrow: bool) -> None:
        """Alone, the choices take all of the width."""
        wide = theme().px(380) + self._choices_area.verticalScrollBar().sizeHint().width()
        self._choices_area.setMinimumWidth(theme().px(280) if narrow else wide)
        self._choices_area.setMaximumWidth(16_777_215 if narrow else wide)
        self._look.setVisible(narrow)

    def _build_choices(self, column: QVBoxLayout) -> None:
        say = self.session.language.say
        who = Card()
        say(who.set_title, N_("WHO IS IT FOR?"))
        self.audience = ChoiceRow()
        self.audience.chosen.connect(lambda _v: self._later())
        who.body.addWidget(self.audience)
        column.addWidget(who)
        what = Card()
        say(what.set_title, N_("WHAT GOES IN"))
        self.first, self.last = DateField(speak=self.session.words), DateField(speak=self.session.words)
        row = QHBoxLayout()
        for name, field in ((N_("From"), self.first), (N_("To"), self.last)):
            box = QVBoxLayout()
            label = PlainLabel("", "caption")
            say(label.setText, name)
            say(field.set_name, name)
            box.addWidget(label)
            box.addWidget(field)
            row.addLayout(box)
            field.changed.connect(lambda _v: self._later())
        what.body.addLayout(row)
        self.loan, self.language = QComboBox(), QComboBox()
        for code in LANGUAGES:
            self.language.addItem(OWN_NAMES[code], code)
        for name, box_ in ((N_("Loans"), self.loan), (N_("Language of the document"), self.language)):
            label = PlainLabel("", "caption")
            say(label.setText, name)
            say(box_.setAccessibleName, name)
            what.body.addWidget(label)
            what.body.addWidget(box_)
            box_.activated.connect(lambda _i: self._later())
        self.findings, self.charts, self.files = QCheckBox(), QCheckBox(), QCheckBox()
        for check, name in ((self.findings, N_("Contacts that may breach a rule")), (self.charts, N_("Charts")),
                            (self.files, N_("Pictures of attachments"))):
            say(check.setText, name)
            check.setChecked(True)
            check.toggled.connect(lambda _on: self._later())
            what.body.addWidget(check)
        column.addWidget(what)
        proof = Card()
        say(proof.set_title, N_("PROOF"))
        self.proof = KeyValueRows()
        proof.body.addWidget(self.proof)
        column.addWidget(proof)
        buttons = QHBoxLayout()
        self.save, self.stop = PrimaryButton(), QuietButton()
        say(self.save.setText, N_("Save PDF…"))
        say(self.stop.setText, N_("Stop"))
        self.save.clicked.connect(self._save)
        self.stop.clicked.connect(lambda: self._saving.cancel() if self._saving is not None else None)
        self.stop.hide()
        buttons.addWidget(self.save)
        buttons.addWidget(self.stop)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        column.addWidget(self.progress)

    def read(self, case: Case, watch: Watch) -> EvidenceData:
        """What can be chosen."""
        connection = case.reader()
        return EvidenceData(loans(connection), span(connection), totals(connection),
                            str(setting(connection, "case.zone", "UTC")), str(setting(connection, "case.language", "en")))

    def is_empty(self, data: EvidenceData) -> bool:
        """Nothing to show to anyone yet."""
        return data.span is None and not data.loans

    def make_empty(self) -> QWidget:
        """What will be here."""
        _ = self.session.words
        return EmptyState("document", _("There is nothing to show anyone yet."),
                          _("Once contacts or loans are written down, this page makes a PDF that a lawyer, a regulator "
                            "or a court can read and check."), action=_("Log a contact"),
                          run=lambda: self.session.actions.run("log-contact"))

    def show_data(self, data: EvidenceData) -> None:
        """Fill the choices, keeping what was chosen."""
        _ = self.session.words
        held = self.audience.value() or Audience.LAWYER.value
        self.audience.set_choices([(Audience.LAWYER.value, _("My lawyer")), (Audience.REGULATOR.value, _("A regulator")),
                                   (Audience.COURT.value, _("A court"))])
        self.audience.set_value(held)
        chosen = self.loan.currentData()
        self.loan.clear()
        self.loan.addItem(_("All loans"), None)
        for loan in data.loans:
            self.loan.addItem(loan.label, loan.id)
        self.loan.setCurrentIndex(max(self.loan.findData(chosen), 0))
        if self.first.day() is None and data.span is not None:
            self.language.setCurrentIndex(self.language.findData(self.session.language.code))
            self.first.set_value(day_of(data.span[0]))
            self.last.set_value(day_of(data.span[1]))
        self.proof.set_rows([(_("Contacts"), count_text(data.totals["contact"])),
                             (_("Attachments"), count_text(data.totals["attachment"])),
                             (_("Entries in the journal"), count_text(data.totals["journal"]))])
        self._later()

    def show_target(self, target: Any) -> None:
        """("save", None)."""
        if target[0] == "save":
            self._save()

    # -- choices

    def _selection(self) -> Selection:
        loan = self.loan.currentData()
        return Selection(self.first.day(), self.last.day(), (loan,) if loan is not None else ())

    def _choices(self) -> EvidenceChoices:
        data: EvidenceData = self.data
        now = Moment.now(data.zone)
        chosen = self._selection()
        return EvidenceChoices(
            stated=Moment(now.utc_ms // 60_000 * 60_000, data.zone), language=str(self.language.currentData()),
            audience=Audience(str(self.audience.value() or "lawyer")), first_day=chosen.first_day,
            last_day=chosen.last_day, loans=(self.loan.currentText(),) if chosen.loan_ids else (),
            include_attachments=self.files.isChecked(), include_findings=self.findings.isChecked(),
            include_charts=self.charts.isChecked())

    # -- preview and saving

    def _later(self) -> None:
        if self.data is not None:
            self._settle.start(_SETTLE_MS)

    def _preview(self) -> None:
        from debttracker.evidence.export import preview

        if self._job is not None:
            self._job.drop()
        self.pages.wait(self.session.words("One moment…"))
        selection, choices = self._selection(), self._choices()

        def work(case: Case, watch: Watch) -> tuple[bytes, int]:
            return preview(case, selection, choices, watch), count(case.reader(), selection.which())

        self._job = self.session.read(self, work, self._previewed, self._failed)

    def _previewed(self, result: tuple[bytes, int]) -> None:
        self._job = None
        try:
            self.pages.show_pdf(result[0], self.session.words)
        except Trouble as trouble:
            self._failed(trouble)

    def _failed(self, trouble: Trouble) -> None:
        self._job = None
        self._at_rest()
        self.session.tell(trouble)

    def _at_rest(self) -> None:
        """Nothing is being saved any more."""
        self._saving = None
        self.progress.hide()
        self.stop.hide()
        self.save.setEnabled(True)

    def _save(self) -> None:
        """Ask where, then write what is chosen now."""
        if self.data is None or self._saving is not None:
            return
        path = ask_where(self, self.session.words("Save PDF"), "evidence.pdf", "PDF (*.pdf)", ".pdf")
        if path is not None:
            self._save_to(path, self._selection(), self._choices())

    def _save_to(self, path: Path, selection: Selection, choices: EvidenceChoices) -> None:
        from debttracker.evidence.export import export_pdf

        if self.session.case is None or self._saving is not None:
            return
        _ = self.session.words
        self.save.setEnabled(False)
        self.stop.show()
        self.progress.setRange(0, 0)
        self.progress.show()

        def work(case: Case, watch: Watch) -> Any:
            return export_pdf(case, selection, choices, path, watch)

        def saved(files: Any) -> None:
            self._at_rest()
            self.session.say(_.plural("Saved: {name}, {n} page", "Saved: {name}, {n} pages", files.pages,
                                      name=path.name))
            self._remember(choices, selection, files)

        def failed(trouble: Trouble) -> None:
            self._at_rest()
            tell_unsaved(self.session, trouble, lambda: self._save_to(path, selection, choices), self._save)

        self._saving = self.session.read(self, work, saved, failed)
        self._saving.progressed.connect(self._step)

    def _remember(self, choices: EvidenceChoices, selection: Selection, files: Any) -> None:
        from debttracker.evidence.export import remember_export

        if self.session.can_write and self.session.case is not None:
            try:
                remember_export(self.session.case, choices, selection, files)
            except Trouble as trouble:
                self.session.tell(trouble)

    def _step(self, done: int, total: int) -> None:
        self.progress.setRange(0, 1000 if total else 0)
        self.progress.setValue(done * 1000 // total if total else 0)


