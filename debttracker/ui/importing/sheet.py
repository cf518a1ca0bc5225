"""The import sheet: reads the file once to show who is in it, then keeps what was ticked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QProgressBar, QTableView, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.formats import count_text
from debttracker.basics.languages import N_
from debttracker.basics.progress import Watch
from debttracker.capture.keep import Choices, ImportReport, import_file, region_of
from debttracker.capture.preview import BEYOND, KnownParty, Preview, preview
from debttracker.capture.reader import read_file
from debttracker.capture.source import BrokenFile
from debttracker.case.case import Case
from debttracker.case.change import Change, hide, restore
from debttracker.case.queries.parties import handles, parties
from debttracker.ui.importing.groups import GroupModel
from debttracker.ui.jobs import Job
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import LinkButton
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet

_TOUCHED = frozenset({"contact", "party", "handle", "attachment", "import_batch"})


class ImportSheet(Sheet):
    """Shows a :class:`Preview` of ``path`` and imports the numbers that stay ticked."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("Bring in “{name}”", name=path.name),
                         _("Tick the numbers that collect or lend; family and friends can stay out. Nothing is kept "
                           "until you say so, and the whole import can be undone."), width=860, height=640, parent=parent)
        self._session, self._path = session, path
        self._job: Job | None = None
        self._keep_complete = False
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Progress"))
        self.body.addWidget(self.progress)
        self.summary = PlainLabel("", wrap=True)
        self.body.addWidget(self.summary)
        self._build_table()
        self.remarks = PlainLabel("", "caption", wrap=True)
        self.body.addWidget(self.remarks)
        self.leave = self.add_cancel(_("Cancel"))
        self.complete = self.add_action(_("Keep the complete records"))
        self.complete.hide()
        self.complete.clicked.connect(self._read_complete)
        self.keep = self.add_action(_("Keep"), main=True)
        self.keep.setEnabled(False)
        QShortcut(QKeySequence(QKeySequence.StandardKey.SelectAll), self.table, lambda: self.model.tick_all(True))
        self._read()

    def reject(self) -> None:
        """Leave: a running job is cancelled and nothing is kept."""
        if self._job is not None:
            self._job.drop()
            self._job = None
        super().reject()

    def accept(self) -> None:
        """Import what is ticked."""
        if self._job is not None or not self.keep.isEnabled():
            return
        kept = frozenset(self.model.kept)
        everything = all(g.handle in kept for g in self.model.groups)
        choices = Choices(keep=None if everything or BEYOND in kept else kept, keep_complete=self._keep_complete)
        self._wait(self._session.words("Keeping…"))

        def work(case: Case, watch: Watch) -> ImportReport:
            return import_file(case, self._path, choices, watch)

        self._start(work, self._imported)

    # -- making

    def _build_table(self) -> None:
        _ = self._session.words
        self.model = GroupModel(_, self)
        self.model.ticked.connect(self._ticked)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Numbers in the file"))
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)  # why a number may be a collector's is what the choice rests on
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setColumnWidth(0, theme().px(170))
        # Three lines in every row: to fit each to its text would measure a hundred thousand numbers.
        self.table.verticalHeader().setDefaultSectionSize(theme().px(72))
        self.table.setMinimumHeight(theme().px(320))
        self.table.hide()
        self.ticks = QWidget()
        row = QHBoxLayout(self.ticks)
        row.setContentsMargins(0, 0, 0, 0)
        for text, on in ((_("Tick all"), True), (_("Tick none"), False)):
            link = LinkButton(text)
            link.setAutoDefault(False)
            link.clicked.connect(lambda _c=False, value=on: self.model.tick_all(value))
            row.addWidget(link)
        row.addStretch(1)
        self.ticks.hide()
        self.body.addWidget(self.ticks)
        self.body.addWidget(self.table, 1)

    # -- reading

    def _read(self) -> None:
        self._wait(self._session.words("Reading the file…"))
        keep_complete = self._keep_complete

        def work(case: Case, watch: Watch) -> Preview:
            connection = case.reader()
            people = {p.id: p for p in parties(connection)}
            known = {h.comparable: KnownParty(people[h.party_id].name, people[h.party_id].role)
                     for h in handles(connection) if h.party_id in people}
            reading = read_file(self._path, None, None, region_of(case), watch, keep_complete=keep_complete)
            with reading.source:
                return preview(reading, known)

        self._start(work, self._show)

    def _start(self, work: object, done: object) -> None:
        self._job = self._session.read(self, work, done, self._failed)  # type: ignore[arg-type]
        self._job.progressed.connect(self._step)

    def _step(self, step: int, total: int) -> None:
        self.progress.setRange(0, 1000 if total else 0)
        self.progress.setValue(step * 1000 // total if total else 0)

    def _wait(self, text: str) -> None:
        self.banner.hide()
        self.summary.setText(text)
        self.progress.setRange(0, 0)
        self.progress.show()
        self.keep.setEnabled(False)
        self.table.setEnabled(False)

    def _show(self, found: Preview) -> None:
        self._job = None
        _ = self._session.words
        self.progress.hide()
        self.table.setEnabled(True)
        said = _.plural("{count} record in the file", "{count} records in the file", found.read,
                        count=count_text(found.read))
        said += " · " + _.plural("{n} number", "{n} numbers", len(found.groups))
        if found.refused:
            said += " · " + _.plural("{n} cannot be used", "{n} cannot be used", found.refused)
        self.summary.setText(said)
        reasons = [remark.say(_) for remark in found.remarks]
        reasons += [f"{r.where.say(_)}: {r.why.say(_)}" for r in found.refusals[:5]]
        self.remarks.setText("\n".join(reasons))
        self.remarks.setVisible(bool(reasons))
        self.table.show()
        self.ticks.show()
        self.model.show(found.groups, found.suggested or {g.handle for g in found.groups})
        self.table.setFocus()
        self.table.selectRow(0)

    def _failed(self, trouble: Trouble) -> None:
        self._job = None
        self.progress.hide()
        self.summary.setText("")
        self.table.setEnabled(True)
        self.complete.setVisible(not self._keep_complete and isinstance(trouble, BrokenFile))
        self.complain(trouble, self._session.words)

    def _read_complete(self) -> None:
        self._keep_complete = True
        self.complete.hide()
        self._read()

    def _ticked(self) -> None:
        chosen = sum(g.total for g in self.model.groups if g.handle in self.model.kept)
        _ = self._session.words
        self.keep.setText(_.plural("Keep {count} contact", "Keep {count} contacts", chosen, count=count_text(chosen)))
        self.keep.setEnabled(chosen > 0 and self._job is None)

    # -- kept

    def _imported(self, report: ImportReport) -> None:
        self._job = None
        session, _ = self._session, self._session.words
        session.announce(_TOUCHED)
        said = _.plural("{count} contact kept", "{count} contacts kept", report.added, count=count_text(report.added))
        if report.known:
            said += ", " + _.plural("{count} was known already", "{count} were known already", report.known,
                                    count=count_text(report.known))
        if report.batch_id is not None:
            batch = report.batch_id
            session.say(said, _("Undo"), lambda: take_back(session, batch))
        else:
            session.say(said)
        super().accept()


def take_back(session: Session, batch: int) -> None:
    """Undo a whole import, as a change that itself can be undone."""
    session.change(Change.of(N_("Take back an import"), hide("import_batch", batch)),
                   session.words("The import was taken back."))
    session.announce(_TOUCHED)


def bring_back(session: Session, batch: int) -> None:
    """Bring a taken-back import into sight again."""
    session.change(Change.of(N_("Bring an import back"), restore("import_batch", batch)))
    session.announce(_TOUCHED)
