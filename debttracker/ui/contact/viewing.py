"""Looking at an attachment: pictures in the program, anything else saved where the user says. What is large is read and
decrypted by a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QProgressBar, QWidget

from debttracker.basics.errors import Cancelled, LostAttachment, Trouble
from debttracker.basics.files import write_atomically
from debttracker.basics.progress import Watch
from debttracker.case import vault
from debttracker.case.case import Case
from debttracker.case.queries.attachments import AttachmentRow
from debttracker.ui.contact.attaching import AT_ONCE
from debttracker.ui.jobs import Job
from debttracker.ui.session import Session
from debttracker.ui.widgets.key_value_rows import KeyValueRows
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet

#: Larger pictures are not shown, only saved, in bytes.
_LARGEST_SHOWN: Final = 40_000_000
#: A picture is shown no larger than this, in pixels; the place of one whose size is not known yet.
_ROOM, _UNKNOWN = QSize(700, 900), QSize(700, 525)


def show_attachment(session: Session, file: AttachmentRow, parent: QWidget) -> None:
    """Show the file's picture and facts; nothing is written to disk unless the user saves a copy. Where its bytes are
    missing or damaged, the sheet says what to do."""
    if session.case is not None:
        AttachmentSheet(session, session.case, file, parent).look()


class AttachmentSheet(Sheet):
    """One attachment. Leaving it stops what it is at; of a copy half written nothing is left."""

    def __init__(self, session: Session, case: Case, file: AttachmentRow, parent: QWidget) -> None:
        _ = session.words
        super().__init__(file.name or _("Attachment"), width=760, parent=parent)
        self._session, self._case, self._file = session, case, file
        self._job: Job | None = None
        self.picture = QLabel()
        self.picture.setAccessibleName(file.name)
        self.picture.setFrameShape(QFrame.Shape.NoFrame)
        self.picture.hide()
        self.body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignCenter)
        facts = KeyValueRows()
        facts.set_rows([(_("Kind"), file.mime), (_("Size"), f"{file.size:,} B"), (_("SHA-256"), file.sha256)])
        self.body.addWidget(facts)
        self.bar, self.said = QProgressBar(), PlainLabel("", "caption", wrap=True)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        for part in (self.said, self.bar):  # below what scrolls: a picture may be taller than the sheet
            part.hide()
            self._outer.insertWidget(self._outer.indexOf(self.banner), part)
        self.save = self.add_action(_("Save a copy…"))
        self.save.clicked.connect(self._save)
        self.stop = self.add_action(_("Stop"))
        self.stop.clicked.connect(lambda: self._job.cancel() if self._job is not None else None)
        self.stop.hide()
        self.add_cancel(_("Close"))

    def look(self) -> None:
        """Show it: at once what is small, else as soon as it is read."""
        case, file = self._case, self._file
        shown, small = file.mime.startswith("image/") and file.size <= _LARGEST_SHOWN, file.size <= AT_ONCE
        work: Callable[[Case, Watch], QImage] | None = None
        lost: LostAttachment | None = None
        try:
            if shown and small:
                self._show_picture(_picture(file, case, Watch()))
            elif shown:
                self._keep_room(_size_of(case, file))
                work = partial(_picture, file)
            elif not vault.is_there(case.reader(), file.sha256):
                work = partial(_why_missing, file)
        except LostAttachment as trouble:
            lost = trouble
        self.open()
        if lost is not None:
            self.complain(lost, self._session.words)
        elif work is not None:
            self._wait(self._session.words("Opening…"))
            self._start(work, self._opened)

    def done(self, result: int) -> None:
        """Leave, and stop what is under way."""
        if self._job is not None:
            self._job.drop()
            self._job = None
        super().done(result)

    # -- reading

    def _opened(self, picture: QImage) -> None:
        self._rest()
        self._show_picture(picture)

    def _keep_room(self, size: QSize) -> None:
        self.picture.setFixedSize(_fitted(size) if size.isValid() else _UNKNOWN)
        self.picture.show()

    def _show_picture(self, picture: QImage) -> None:
        self.picture.setVisible(not picture.isNull())
        if not picture.isNull():
            self.picture.setFixedSize(picture.size())
            self.picture.setPixmap(QPixmap.fromImage(picture))

    # -- saving

    def _save(self) -> None:
        """A copy where the user says; a video takes seconds, so a worker writes it."""
        _, file = self._session.words, self._file
        name, _filter = QFileDialog.getSaveFileName(self, _("Save a copy"), Path(file.name).name)
        if not name or self._job is not None:
            return
        self._wait(_("Saving a copy…"))

        def work(case: Case, watch: Watch) -> None:
            def copy(target: BinaryIO) -> None:
                target.writelines(_watched(file, case, watch))

            write_atomically(Path(name), copy)

        self._start(work, lambda _nothing: self._rest(_("Saved: {name}", name=Path(name).name)))

    # -- while it works

    def _start(self, work: object, done: object) -> None:
        self._job = self._session.read(self, work, done, self._failed)  # type: ignore[arg-type]
        self._job.progressed.connect(self._step)

    def _step(self, done: int, total: int) -> None:
        self.bar.setRange(0, 1000 if total else 0)
        self.bar.setValue(done * 1000 // total if total else 0)

    def _wait(self, text: str) -> None:
        self.banner.hide()
        self.said.setText(text)
        self.bar.setRange(0, 0)
        for part in (self.said, self.bar, self.stop):
            part.show()
        self.save.setEnabled(False)

    def _rest(self, text: str = "") -> None:
        self._job = None
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.bar.hide()
        self.stop.hide()
        self.save.setEnabled(True)

    def _failed(self, trouble: Trouble) -> None:
        stopped = isinstance(trouble, Cancelled)
        self._rest(trouble.say(self._session.words) if stopped else "")
        if self.picture.pixmap().isNull():
            self.picture.hide()
        if not stopped:
            self.complain(trouble, self._session.words)


def _watched(file: AttachmentRow, case: Case, watch: Watch) -> Iterator[bytes]:
    done = 0
    for piece in vault.pieces(case.reader(), file.sha256):
        done += len(piece)
        watch.step(done, file.size)
        yield piece


def _picture(file: AttachmentRow, case: Case, watch: Watch) -> QImage:
    """The picture as large as it is shown; empty when it is none that can be read. Raises LostAttachment."""
    picture = QImage.fromData(b"".join(_watched(file, case, watch)))
    if picture.isNull():
        return picture
    return picture.scaled(_fitted(picture.size()), Qt.AspectRatioMode.IgnoreAspectRatio,
                          Qt.TransformationMode.SmoothTransformation)


def _fitted(size: QSize) -> QSize:
    return size.scaled(_ROOM, Qt.AspectRatioMode.KeepAspectRatio)


def _size_of(case: Case, file: AttachmentRow) -> QSize:
    """How large the picture says it is, from its first mebibyte; not valid where it does not. Raises LostAttachment."""
    buffer = QBuffer()
    buffer.setData(QByteArray(next(vault.pieces(case.reader(), file.sha256), b"")))
    return QImageReader(buffer).size()


def _why_missing(file: AttachmentRow, case: Case, watch: Watch) -> QImage:
    """Raises LostAttachment for a file that is not there as it should be; that may take reading all that is there."""
    lost = vault.trouble_with(case.reader(), file.sha256, watch)
    if lost is not None:
        raise lost
    return QImage()
