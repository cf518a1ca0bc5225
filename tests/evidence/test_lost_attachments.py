"""An attachment that is missing or damaged does not keep the rest from the lawyer, and the document names it."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from debttracker.basics.moments import Moment
from debttracker.case import vault
from debttracker.case.case import Case, open_case
from debttracker.case.creation import create_case
from debttracker.case.entries import attach, log_contact
from debttracker.evidence.document import EvidenceChoices
from debttracker.evidence.export import export_pdf
from debttracker.evidence.gather import Selection

STATED = Moment.of_local(datetime(2026, 11, 24, 12, 0), "Asia/Shanghai")
SOUND, PICTURE, RECORDING, GONE = "A-000001", "A-000002", "A-000003", "A-000004"


def picture() -> bytes:
    """Noise, so that it takes more than a mebibyte."""
    chance, target = random.Random(7), io.BytesIO()
    Image.frombytes("RGB", (700, 700), chance.randbytes(700 * 700 * 3)).save(target, "PNG")
    return target.getvalue()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """One small file in the database and three large ones: a picture and a recording, damaged, and a video, missing."""
    made, _ = create_case(tmp_path / "case", name="x", zone="Asia/Shanghai")
    with made:
        contact = made.change(log_contact(made.reader(), Moment(1_763_900_000_000, "Asia/Shanghai"), party_name="A",
                                          text="words")).ids[-3]
        for name, held in (("note.txt", b"small"), ("wall.png", picture()), ("call.m4a", bytes(range(256)) * 6_000),
                           ("visit.mp4", bytes(range(255, -1, -1)) * 6_000)):
            attach(made, "contact", contact, name, io.BytesIO(held))
    with open_case(tmp_path / "case", read_only=True) as opened:
        assert len(picture()) > vault.CHUNK
        yield opened


def file_of(case: Case, name: str) -> Path:
    [(found,)] = case.reader().execute("SELECT k.name FROM kept_file k JOIN attachment a "
                                       "ON a.sha256 = lower(hex(k.sha256)) WHERE a.name = ?", (name,))
    return case.folder / "files" / str(found)


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", " ")


def originals_in(path: Path) -> set[str]:
    with pikepdf.open(path) as document:
        return {name for name in document.attachments if name.startswith("A-")}


def test_all_is_there(case: Case, tmp_path: Path) -> None:
    export_pdf(case, Selection(), EvidenceChoices(STATED, "en", include_originals=True), tmp_path / "e.pdf")
    assert "could not be read" not in text_of(tmp_path / "e.pdf")
    assert {name[:8] for name in originals_in(tmp_path / "e.pdf")} == {SOUND, PICTURE, RECORDING, GONE}


@pytest.mark.parametrize("originals", [False, True])
def test_what_is_lost_is_named_and_the_rest_is_there(case: Case, tmp_path: Path, originals: bool) -> None:
    file_of(case, "visit.mp4").unlink()
    for name in ("wall.png", "call.m4a"):
        with file_of(case, name).open("r+b") as stream:
            stream.seek(200_000)
            stream.write(b"other")
    export_pdf(case, Selection(), EvidenceChoices(STATED, "en", include_originals=originals), tmp_path / "e.pdf")
    text = text_of(tmp_path / "e.pdf")
    assert "words" in text
    # A recording that is damaged within shows only where it is read, to be put in; `debttracker verify` reads all.
    lost = f"{PICTURE}, {RECORDING}, {GONE}" if originals else f"{PICTURE}, {GONE}"
    assert f"stored under: {lost}" in text
    assert text.count("could not be read") >= 3, "in the list, and beside the contact"
    assert {name[:8] for name in originals_in(tmp_path / "e.pdf")} == ({SOUND} if originals else set())
