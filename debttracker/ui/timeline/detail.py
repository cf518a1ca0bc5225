"""The pane that tells the whole story of the chosen row, ending with how and when it was written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from debttracker.basics.formats import day_text, money_text
from debttracker.basics.labels import label
from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.basics.money import Money
from debttracker.case.queries.attachments import AttachmentRow
from debttracker.case.queries.timeline import Mark
from debttracker.ui.theme.theme import theme
from debttracker.ui.timeline.story import Story, facts, hint_sentences, kept_sentences, when
from debttracker.ui.timeline.wording import MARK_ICONS, icon_of, mark_line, quoted
from debttracker.ui.widgets.buttons import LinkButton, QuietButton
from debttracker.ui.widgets.card import Rule
from debttracker.ui.widgets.chip import Chip
from debttracker.ui.widgets.drop_zone import DropZone, local_files
from debttracker.ui.widgets.empty_state import EmptyState
from debttracker.ui.widgets.filter_chip import FilterChip
from debttracker.ui.widgets.flow_layout import FlowLayout
from debttracker.ui.widgets.key_value_rows import KeyValueRows
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.side_detail_pane import SideDetailPane

if TYPE_CHECKING:
    from debttracker.derived.contact_flags import FlagTold

_PICTURE_W, _PICTURE_H = 92, 64
#: Findings told at once; the others wait behind a link, so that what was said stays in sight.
_FLAGS_SHOWN = 1


class DetailPane(SideDetailPane):
    """Shows a :class:`Story` or a :class:`Mark`. Signals carry the contact's id, the attachment, the behaviour or the
    things to attach; files can be dropped anywhere on the pane."""

    edit_wanted = Signal(int)
    remove_wanted = Signal(int)
    open_wanted = Signal(object)
    attach_wanted = Signal(int, list)
    behaviour_wanted = Signal(int, str)
    rule_wanted = Signal(str)
    letter_wanted = Signal(int)
    loan_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._story: Story | None = None
        self._can_write = False
        self.setAcceptDrops(True)

    def tell_nothing(self, speak: Words) -> None:
        """Say that nothing is chosen, and what would be here."""
        self._story = None
        body = self.clear()
        self.set_head("")
        body.setAlignment(Qt.AlignmentFlag(0))
        body.addWidget(EmptyState("timeline", speak("Nothing chosen"), speak("Choose a row to read its whole story.")))

    def tell_mark(self, mark: Mark, today: int, speak: Words) -> None:
        """Tell a payment, due date, loan, note or check-in."""
        self._story = None
        body = self.clear()
        line = mark_line(mark, today, speak)
        self.set_head(line.who, day_text(day_of(mark.day), speak, weekday=True), MARK_ICONS[mark.kind])
        rows = KeyValueRows()
        found: list[tuple[object, ...]] = [(speak("What"), mark_kind(mark.kind, speak))]
        if mark.amount is not None:
            found.append((speak("Amount"), money_text(Money(mark.amount, mark.currency))))
        if mark.number is not None:
            found.append((speak("How it felt"), f"{mark.number} / 10") if mark.kind == "checkin"
                         else (speak("Instalment"), str(mark.number)))
        rows.set_rows(found)
        body.addWidget(rows)
        if mark.text:
            body.addWidget(_quote(mark.text, speak, marks=False))
        loan = mark.loan_id
        if loan is not None:
            link = LinkButton(speak("Show the loan"))
            link.clicked.connect(lambda: self.loan_wanted.emit(loan))
            body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)

    def tell(self, story: Story | None, speak: Words, *, can_write: bool) -> None:
        """Tell ``story``, or that nothing is chosen."""
        if story is None:
            self.tell_nothing(speak)
            return
        self._story, self._can_write = story, can_write
        body = self.clear()
        row = story.row
        what = label("channel", row.channel, speak)
        self.set_head(speak("{channel}: {who}", channel=what, who=row.party or row.handle or speak("unknown")),
                      when(row, speak), icon_of(row))
        self._add_flags(story, speak)
        rows = KeyValueRows()
        rows.set_rows(facts(row, speak))
        body.addWidget(rows)
        if row.text:
            body.addWidget(_quote(row.text, speak))
        self._add_behaviours(story, speak)
        if row.note:
            body.addWidget(PlainLabel(row.note, "muted", wrap=True, selectable=True))
        if story.files or can_write:
            body.addWidget(self._files(story, speak))
        body.addWidget(Rule())
        for sentence in kept_sentences(story, speak):
            body.addWidget(PlainLabel(sentence, "caption", wrap=True))
        if can_write:
            self._add_buttons(row.id, speak)
        body.addStretch(1)

    def paste(self) -> bool:
        """Attach the file or picture on the clipboard to the contact told; False when there is none."""
        data = QGuiApplication.clipboard().mimeData()
        if self._story is None or not self._can_write:
            return False
        things: list[object] = list(local_files(data)) or ([data.imageData()] if data.hasImage() else [])
        if things:
            self.attach_wanted.emit(self._story.row.id, things)
        return bool(things)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped anywhere here."""
        data = event.mimeData()
        if self._story is not None and self._can_write and (local_files(data) or data.hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        data = event.mimeData()
        if self._story is not None:
            things: list[object] = list(local_files(data)) or ([data.imageData()] if data.hasImage() else [])
            self.attach_wanted.emit(self._story.row.id, things)
            event.acceptProposedAction()

    # -- pieces

    def _add_flags(self, story: Story, speak: Words) -> None:
        for flag in story.flags[:_FLAGS_SHOWN]:
            self.body.addWidget(self._flag(flag, speak))
        rest = story.flags[_FLAGS_SHOWN:]
        if not rest:
            return
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        more = LinkButton(speak.plural("{n} more finding", "{n} more findings", len(rest)))
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

        def unfold() -> None:
            more.hide()
            for flag in rest:
                column.addWidget(self._flag(flag, speak))

        more.clicked.connect(unfold)
        self.body.addWidget(holder)

    def _flag(self, flag: FlagTold, speak: Words) -> QWidget:
        frame = QFrame()
        frame.setProperty("role", "inset")
        frame.setProperty("tone", "flag")
        column = QVBoxLayout(frame)
        px = theme().px
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(4))
        title = (speak("May breach: {rule}", rule=flag.title) if flag.strength != "soft"
                 else speak("A factor that may count: {rule}", rule=flag.title))
        column.addWidget(PlainLabel("⚑ " + title, "strong", tone="flag", wrap=True))
        if flag.explanation:
            column.addWidget(PlainLabel(flag.explanation, "small", wrap=True))
        column.addWidget(PlainLabel(flag.citation, "caption", wrap=True))
        link = LinkButton(speak("How this was counted"))
        link.clicked.connect(lambda: self.rule_wanted.emit(flag.rule))
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _add_behaviours(self, story: Story, speak: Words) -> None:
        ticked = story.row.behaviours.split()
        hints = story.hints[:4] if self._can_write else ()
        if not ticked and not hints:
            return
        holder = QWidget()
        flow = FlowLayout(holder, gap=6)
        for behaviour in ticked:
            flow.addWidget(Chip(label("behaviour", behaviour, speak)))
        for behaviour, seen in hints:
            chip = FilterChip(speak("{behaviour}?", behaviour=label("behaviour", behaviour, speak)), tone="flag",
                              mark="plus")
            chip.setToolTip(speak("The text says “{words}”. Click to note it.", words=seen))
            chip.setAccessibleDescription(chip.toolTip())
            chip.clicked.connect(lambda _on=False, b=behaviour: self.behaviour_wanted.emit(story.row.id, b))
            flow.addWidget(chip)
        self.body.addWidget(holder)
        for sentence in hint_sentences(story.row, speak) if hints else ():
            self.body.addWidget(PlainLabel(sentence, "caption", wrap=True))

    def _files(self, story: Story, speak: Words) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=8)
        for file, content in story.files:
            flow.addWidget(self._file(file, content, speak))
        if self._can_write:
            drop = DropZone(speak("+ Add"), tile=True)
            drop.setToolTip(speak("Drop files here, paste a screenshot with Ctrl+V, or click to choose"))
            drop.setAccessibleName(speak("Add a file or screenshot"))
            drop.files_given.connect(lambda paths: self.attach_wanted.emit(story.row.id, list(paths)))
            drop.image_given.connect(lambda image: self.attach_wanted.emit(story.row.id, [image]))
            flow.addWidget(drop)
        return holder

    def _file(self, file: AttachmentRow, content: bytes, speak: Words) -> QWidget:
        px = theme().px
        width, height = px(_PICTURE_W), px(_PICTURE_H)
        button = QToolButton()
        button.setProperty("role", "thumbnail")
        button.setFixedSize(width, height)
        button.setToolTip(file.name)
        button.setAccessibleName(speak("Open {name}", name=file.name))
        picture = QImage.fromData(content) if content else QImage()
        inner = QLabel(button)
        inner.setGeometry(4, 4, width - 8, height - 8)
        inner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if picture.isNull():
            inner.setTextFormat(Qt.TextFormat.PlainText)
            inner.setText(inner.fontMetrics().elidedText(file.name, Qt.TextElideMode.ElideMiddle, width - 12))
        else:
            inner.setPixmap(QPixmap.fromImage(picture).scaled(
                width - 8, height - 8, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation))
        button.clicked.connect(lambda: self.open_wanted.emit(file))
        return button

    def _add_buttons(self, id: int, speak: Words) -> None:
        holder = QWidget()
        flow = FlowLayout(holder, gap=8)
        edit = QuietButton(speak("Edit…"), icon="edit")
        edit.clicked.connect(lambda: self.edit_wanted.emit(id))
        remove = QuietButton(speak("Remove"), icon="trash")
        remove.clicked.connect(lambda: self.remove_wanted.emit(id))
        letter = QuietButton(speak("Write a letter…"), icon="letter")
        letter.clicked.connect(lambda: self.letter_wanted.emit(id))
        for button in (edit, remove, letter):
            flow.addWidget(button)
        self.body.addWidget(holder)


def mark_kind(kind: str, speak: Words) -> str:
    """What a mark is, in a word."""
    return {"payment": speak("Payment"), "due": speak("Due date"), "loan": speak("Beginning of a loan"),
            "agreement": speak("New terms"), "note": speak("Note"), "checkin": speak("Check-in")}.get(kind, kind)


def _quote(text: str, speak: Words, *, marks: bool = True) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    bar = QFrame()
    bar.setProperty("role", "quote")
    bar.setFixedWidth(theme().px(3))
    line.addWidget(bar)
    left, right = ("「", "」") if speak.language == "zh-Hant" else ("“", "”")
    said = (f"{left}{text}{right}" if marks else text) if len(text) < 4000 else quoted(text, speak)
    line.addWidget(PlainLabel(said, wrap=True, selectable=True), 1)
    return holder
