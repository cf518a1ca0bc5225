"""A letter as DOCX, for people who want to go on writing in a word processor."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from debttracker.evidence.letters.letter import BULLET, LetterDraft
from debttracker.evidence.letters.typeset import paper_of

if TYPE_CHECKING:
    from docx.document import Document

_EAST_ASIAN = {"zh-Hans": "Microsoft YaHei", "zh-Hant": "Microsoft JhengHei", "en": "Microsoft YaHei"}
_TAGS = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en-GB"}
#: Sizes in millimetres of what :func:`paper_of` names.
_SHEETS = {"a4": (210, 297), "us-letter": (215.9, 279.4)}


def to_docx(letter: LetterDraft) -> bytes:
    """The letter as a Word document with real headings and lists; the same bytes for the same letter."""
    import docx

    document = docx.Document()
    _set_page(document, letter)
    _set_styles(document, letter)
    _set_properties(document, letter)
    if letter.is_chinese:
        _write_chinese(document, letter)
    else:
        _write_western(document, letter)
    if letter.enclosures:
        document.add_paragraph(letter.enclosures_label)
        _add_items(document, letter.enclosures)
    raw = io.BytesIO()
    document.save(raw)
    return _steady(raw.getvalue())


def _set_page(document: Document, letter: LetterDraft) -> None:
    from docx.shared import Mm

    width, height = _SHEETS[paper_of(letter.jurisdiction)]
    section = document.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)


def _set_styles(document: Document, letter: LetterDraft) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in (("Normal", 11), ("List Bullet", 11), ("Heading 1", 15 if letter.is_chinese else 12)):
        style: Any = document.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _EAST_ASIAN[letter.language])
        language = fonts.getparent().makeelement(qn("w:lang"), {
            qn("w:val"): "en-GB", qn("w:eastAsia"): _TAGS[letter.language] if letter.is_chinese else "zh-CN"})
        fonts.getparent().append(language)
        style.paragraph_format.space_after = Pt(8)
        style.paragraph_format.line_spacing = 1.35 if letter.is_chinese else 1.15
    heading: Any = document.styles["Heading 1"]
    heading.font.bold, heading.font.color.rgb = True, RGBColor(0x23, 0x27, 0x2B)
    heading.paragraph_format.space_before = Pt(0)


def _set_properties(document: Document, letter: LetterDraft) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by = _allowed(letter.subject)[:255], "", ""
    about.language, about.comments = _TAGS[letter.language], ""
    if letter.day:
        about.created = about.modified = datetime(*letter.day.timetuple()[:3])  # noqa: DTZ001 - a day has no zone
        return
    for name in ("{http://purl.org/dc/terms/}created", "{http://purl.org/dc/terms/}modified"):
        for stamp in about._element.findall(name):  # noqa: SLF001 - the library can only set a date, not leave it out
            about._element.remove(stamp)  # noqa: SLF001


def _write_western(document: Document, letter: LetterDraft) -> None:
    _add_lines(document, letter.sender)
    _add_lines(document, (letter.date_line,))
    _add_lines(document, letter.recipient)
    document.add_heading(_allowed(letter.subject), level=1)
    document.add_paragraph(letter.greeting)
    _write_body(document, letter)
    document.add_paragraph(letter.closing)
    document.add_paragraph()
    _add_lines(document, letter.signature)


def _write_chinese(document: Document, letter: LetterDraft) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    title = document.add_heading(_allowed(letter.subject), level=1)
    if letter.language == "zh-Hans":
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_lines(document, letter.recipient)
    if letter.greeting:
        document.add_paragraph(letter.greeting)
    _write_body(document, letter)
    _indent(document.add_paragraph(_allowed(letter.closing)))
    _add_lines(document, (*letter.signature, letter.date_line)).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _write_body(document: Document, letter: LetterDraft) -> None:
    for text in letter.paragraphs:
        if text.startswith(BULLET):
            _add_items(document, (text.removeprefix(BULLET),))
        elif letter.is_chinese:
            _indent(document.add_paragraph(_allowed(text)))
        else:
            document.add_paragraph(_allowed(text))


def _add_items(document: Document, items: tuple[str, ...]) -> None:
    for item in items:
        document.add_paragraph(_allowed(item), style="List Bullet")


def _add_lines(document: Document, lines: tuple[str, ...]) -> Any:
    paragraph = document.add_paragraph()
    for number, line in enumerate(lines):
        run = paragraph.add_run(_allowed(line))
        if number < len(lines) - 1:
            run.add_break()
    return paragraph


def _allowed(text: str) -> str:
    """The text without control characters, which XML cannot hold."""
    return "".join(char for char in text if char in "\t\n" or (ord(char) >= 0x20 and char not in "\ufffe\uffff"
                   and not 0xD800 <= ord(char) <= 0xDFFF))


def _indent(paragraph: Any) -> None:
    """Two characters, as Chinese letters begin a paragraph."""
    from docx.shared import Pt

    paragraph.paragraph_format.first_line_indent = Pt(22)


def _steady(raw: bytes) -> bytes:
    """The same package without the clock of this computer in its directory."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
