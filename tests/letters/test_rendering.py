"""The same letter as text, PDF and DOCX: nothing lost, the same bytes each time, real headings and tags."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest

from debttracker.basics.errors import FormatTrouble
from debttracker.basics.languages import LANGUAGES
from debttracker.basics.vocabulary import LetterKind
from debttracker.evidence.letters.facts import LetterFacts
from debttracker.evidence.letters.letter import LetterDraft
from debttracker.evidence.letters.plain import to_text
from debttracker.evidence.letters.typeset import paper_of, to_pdf
from debttracker.evidence.letters.word import to_docx
from debttracker.evidence.letters.writing import draft

DAY = date(2026, 11, 24)


def letter(language: str, jurisdiction: str = "cn") -> LetterDraft:
    facts = LetterFacts(jurisdiction=jurisdiction, day=DAY, borrower_name="Lin Xiao 林曉", loan_number="XF-0917",
                        creditor_name="示例銀行", collector_name="Sample Recovery", enclosures=("A-000001",),
                        contacts=("2026-11-20 22:14 “22:14” 來電", "2026-11-21 <b>#let x</b>"))
    return draft(LetterKind.STOP_CONTACT, facts, language)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_text_begins_as_letters_of_the_language_do() -> None:
    assert to_text(letter("en")).startswith("Lin Xiao")
    assert to_text(letter("zh-Hans")).startswith("关于停止不当联系的函")
    assert to_text(letter("zh-Hant")).startswith("主旨：請停止不當聯絡")
    assert to_text(letter("zh-Hans")).rstrip().endswith("附件：\n• A-000001")
    assert "2026年11月24日" in to_text(letter("zh-Hant"))


def test_text_has_no_gaps_where_parts_are_missing() -> None:
    assert "\n\n\n" not in to_text(draft(LetterKind.REPRESENTED, LetterFacts(), "zh-Hans"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_docx_holds_the_whole_text_in_headings_and_lists(language: str) -> None:
    import docx

    made = letter(language)
    document = docx.Document(io.BytesIO(to_docx(made)))
    text = "\n".join(p.text for p in document.paragraphs)
    for part in (made.subject, *made.recipient, *made.signature, made.closing, made.date_line,
                 *(p.removeprefix("• ") for p in made.paragraphs), *made.enclosures):
        assert part in text
    styles = [p.style.name for p in document.paragraphs if p.style is not None]
    assert styles.count("Heading 1") == 1
    assert styles.count("List Bullet") == 3
    assert document.core_properties.title == made.subject
    assert document.core_properties.author == ""


def test_docx_is_the_same_bytes_each_time() -> None:
    assert to_docx(letter("en")) == to_docx(letter("en"))
    assert to_docx(letter("en")) != to_docx(replace(letter("en"), day=date(2026, 11, 25)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_is_tagged_steady_and_gives_its_text_back(language: str) -> None:
    import pikepdf
    import pypdfium2

    made = letter(language)
    raw = to_pdf(made)
    assert raw == to_pdf(made)
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("zh" if made.is_chinese else "en")
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == made.subject
    document = pypdfium2.PdfDocument(raw)
    text = squeezed("".join(page.get_textpage().get_text_range() for page in document))
    document.close()
    for part in (made.subject, *made.recipient, *made.paragraphs[-1:], "22:14", "<b>#letx</b>", "A-000001"):
        assert squeezed(part.removeprefix("• ")) in text


def test_a_long_letter_runs_over_pages_and_numbers_them() -> None:
    import pypdfium2

    made = letter("en")
    many = tuple(f"2026-11-20 22:{n % 60:02d} call number {n}" for n in range(90))
    raw = to_pdf(replace(made, paragraphs=(*made.paragraphs, *("• " + line for line in many))))
    document = pypdfium2.PdfDocument(raw)
    assert len(document) >= 3
    assert f"1 / {len(document)}" in document[0].get_textpage().get_text_range()
    document.close()


def test_paper_follows_the_place() -> None:
    assert paper_of("us-ma") == paper_of("CA-ON") == "us-letter"
    assert paper_of("cn") == paper_of("") == "a4"


def test_a_failure_of_the_typesetter_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from debttracker.evidence.letters import typeset

    monkeypatch.setattr(typeset, "paper_of", lambda _: "no-such-paper")
    with pytest.raises(FormatTrouble, match="PDF"):
        to_pdf(letter("en"))


ODD = "林 😀 한국 ไทย \u202egnol\u200b \x07 𠮷 \ufffe " + "x" * 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_character_can_be_printed_or_is_named(language: str) -> None:
    import docx
    import pypdfium2

    made = draft(LetterKind.STOP_CONTACT, LetterFacts(
        borrower_name=ODD, borrower_address="Street 1\nTown", contacts=(ODD,), loan_label=ODD), language)
    document = pypdfium2.PdfDocument(to_pdf(made))
    text = squeezed("".join(page.get_textpage().get_text_range() for page in document))
    document.close()
    assert "林" in text
    assert "U+202E" in text
    whole = "\n".join(p.text for p in docx.Document(io.BytesIO(to_docx(made))).paragraphs)
    assert "林 😀 한국" in whole


def test_a_letter_without_a_date_carries_none() -> None:
    import docx
    import pikepdf

    made = replace(letter("en"), day=None)
    with pikepdf.open(io.BytesIO(to_pdf(made))) as pdf:
        assert "/CreationDate" not in pdf.docinfo
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
    assert docx.Document(io.BytesIO(to_docx(made))).core_properties.created is None
