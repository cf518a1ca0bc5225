"""Looking at an attachment: pictures in the program, anything else saved where the user says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.files import write_atomically
from debttracker.case import vault
from debttracker.case.queries.attachments import AttachmentRow
from debttracker.ui.session import Session
from debttracker.ui.widgets.key_value_rows import KeyValueRows
from debttracker.ui.widgets.sheet import Sheet


def show_attachment(session: Session, file: AttachmentRow, parent: QWidget) -> None:
    """Show the file's picture and facts; nothing is written to disk unless the user saves a copy."""
    if session.case is None:
        return
    _ = session.words
    sheet = Sheet(file.name or _("Attachment"), width=760, parent=parent)
    content = vault.content(session.case.reader(), file.sha256)
    picture = QImage.fromData(content) if file.mime.startswith("image/") else QImage()
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
    save.clicked.connect(lambda: _save(session, sheet, file, content))
    sheet.add_cancel(_("Close"))
    sheet.open()


def _save(session: Session, sheet: Sheet, file: AttachmentRow, content: bytes) -> None:
    name, _filter = QFileDialog.getSaveFileName(sheet, session.words("Save a copy"), Path(file.name).name)
    if not name:
        return
    try:
        write_atomically(Path(name), content)
    except Trouble as trouble:
        sheet.complain(trouble, session.words)
