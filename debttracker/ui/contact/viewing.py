"""Looking at an attachment: pictures in the program, anything else saved where the user says."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from debttracker.basics.errors import LostAttachment, Trouble
from debttracker.basics.files import write_atomically
from debttracker.basics.progress import Watch
from debttracker.case import vault
from debttracker.case.case import Case
from debttracker.case.queries.attachments import AttachmentRow
from debttracker.ui import jobs
from debttracker.ui.session import Session
from debttracker.ui.widgets.key_value_rows import KeyValueRows
from debttracker.ui.widgets.sheet import Sheet

#: Larger pictures are not shown, only saved, in bytes.
_LARGEST_SHOWN: Final = 40_000_000


def show_attachment(session: Session, file: AttachmentRow, parent: QWidget) -> None:
    """Show the file's picture and facts; nothing is written to disk unless the user saves a copy. Where its bytes are
    missing or damaged, the sheet says what to do."""
    case = session.case
    if case is None:
        return
    _ = session.words
    sheet = Sheet(file.name or _("Attachment"), width=760, parent=parent)
    picture, lost = _picture(case, file)
    if not picture.isNull():
        label = QLabel()
        label.setPixmap(QPixmap.fromImage(picture).scaled(
            700, 900, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation))
        label.setAccessibleName(file.name)
        sheet.body.addWidget(label, 0, Qt.AlignmentFlag.AlignCenter)
    facts = KeyValueRows()
    facts.set_rows([(_("Kind"), file.mime), (_("Size"), f"{file.size:,} B"), (_("SHA-256"), file.sha256)])
    sheet.body.addWidget(facts)
    save = sheet.add_action(_("Save a copy…"))
    save.clicked.connect(lambda: _save(session, case, sheet, file))
    sheet.add_cancel(_("Close"))
    sheet.open()
    if lost is not None:
        sheet.complain(lost, _)


def _picture(case: Case, file: AttachmentRow) -> tuple[QImage, Trouble | None]:
    """The picture (empty for anything else), and what is wrong with the file as far as that shows at once."""
    if not file.mime.startswith("image/") or file.size > _LARGEST_SHOWN:
        missing = None if vault.is_there(case.reader(), file.sha256) else vault.trouble_with(case.reader(), file.sha256)
        return QImage(), missing
    try:
        return QImage.fromData(vault.content(case.reader(), file.sha256)), None
    except LostAttachment as trouble:
        return QImage(), trouble


def _save(session: Session, case: Case, sheet: Sheet, file: AttachmentRow) -> None:
    """A copy where the user says; a video takes seconds, so a worker writes it."""
    name, _filter = QFileDialog.getSaveFileName(sheet, session.words("Save a copy"), Path(file.name).name)
    if not name:
        return

    def work(watch: Watch) -> None:
        def copy(target: BinaryIO) -> None:
            written = 0
            for piece in vault.pieces(case.reader(), file.sha256):
                target.write(piece)
                written += len(piece)
                watch.step(written, file.size)

        try:
            write_atomically(Path(name), copy)
        finally:
            case.release_reader()

    jobs.start(sheet, work, failed=lambda trouble: sheet.complain(trouble, session.words))
