"""The evidence PDF: its standards, its words, its files, the same bytes each time, and nothing that was left out."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest

from debttracker.basics.errors import Cancelled, FileTrouble
from debttracker.basics.moments import Moment
from debttracker.basics.progress import Watch
from debttracker.evidence.document import ContactExhibit, Hidden, Kept, Redaction
from debttracker.evidence.entries import has_more_to_tell
from debttracker.evidence.pdf import preview_pdf, write_pdf
from debttracker.evidence.preview import PdfPages

sys.path.insert(0, str(Path(__file__).parent))
import invented

SECRET = "6222020000001234567"


def whole_text(document: bytes) -> str:
    with PdfPages(document) as pages:
        return "\n".join(pages.text(index) for index in range(len(pages)))


def section(path: Path, title: str) -> str:
    """The text of the pages whose header names the section ``title``."""
    with PdfPages(path.read_bytes()) as pages:
        texts = [pages.text(index) for index in range(1, len(pages))]
    return "\n".join(text for text in texts if title in "".join(text.splitlines()[:3]))


def raw(path: Path) -> bytes:
    """Every stream of the file decompressed, one after the other, and every object written out."""
    with pikepdf.open(path) as pdf:
        parts = []
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                try:
                    parts.append(item.read_bytes())
                except pikepdf.PdfError:  # pictures keep their own coding
                    parts.append(item.read_raw_bytes())
            parts.append(str(item).encode("utf-8", "replace"))
        return b"\n".join(parts)


def embedded(path: Path) -> dict[str, bytes]:
    with pikepdf.open(path) as pdf:
        return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("evidence") / "case.pdf"
    write_pdf(invented.content(45), invented.choices("zh-Hans"), path)
    return path


def test_it_is_archival_and_accessible_by_its_own_word_and_structure(saved: Path) -> None:
    with pikepdf.open(saved) as pdf:
        with pdf.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        assert pdf.Root.StructTreeRoot is not None
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).startswith("zh")
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert len(list(pdf.open_outline().root)) >= 6
        fonts = {str(item.get("/FontName")) for item in pdf.objects
                 if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"}
        assert fonts and all(re.match(r"/[A-Z]{6}\+", name) for name in fonts), "fonts are not subset"


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(saved: Path) -> None:
    found = subprocess.run(["qpdf", "--check", str(saved)], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_chinese_can_be_copied_out(saved: Path) -> None:
    text = whole_text(saved.read_bytes()).replace("\n", "").replace("\r", "").replace(" ", "")
    assert invented.PHRASE in text
    assert "😡" in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_another_reader_copies_the_same_chinese(saved: Path) -> None:
    text = subprocess.run(["pdftotext", str(saved), "-"], capture_output=True, text=True, check=True).stdout
    assert invented.PHRASE in re.sub(r"\s", "", text)


def test_the_machine_readable_files_travel_inside(saved: Path) -> None:
    files = embedded(saved)
    assert set(files) == {"contacts.csv", "case.json"}
    data = json.loads(files["case.json"])
    assert len(data["contacts"]) == 45
    assert data["journal"]["head"] == invented.HEAD
    assert data["stated_at"]["at"] == "2026-11-23T20:00:00+08:00"
    with pikepdf.open(saved) as pdf:
        assert {str(spec.obj.AFRelationship) for spec in pdf.attachments.values()} == {"/Data"}


def test_every_contact_stands_in_the_table_and_those_with_more_to_tell_have_an_entry(saved: Path) -> None:
    table, entries = section(saved, "联系编号表"), section(saved, "联系明细")
    for contact in invented.contacts(45):
        assert contact.number in table, contact.number
        assert (contact.number in entries) == has_more_to_tell(contact), contact.number


def test_a_message_stands_once_in_the_table_and_a_long_one_in_its_entry(tmp_path: Path) -> None:
    one = next(iter(invented.contacts(3, pictures=False)))
    plain = replace(one, note="", behaviours=(), details=(), demanded=None, reached="", kept=replace(one.kept, edits=()))
    contacts = [replace(plain, number="C-000001", text="Ring back before six.\n\nOr we come to your office."),
                replace(plain, number="C-000002", text="You have not paid yet. " * 20)]
    path = tmp_path / "x.pdf"
    write_pdf(invented.content(2, contacts=contacts), invented.choices("en"), path)
    table, entries = (" ".join(section(path, name).split()) for name in ("Numbered table of contacts", "Contacts in detail"))
    assert "Ring back before six. Or we come to your office." in table
    assert "Ring back" not in entries
    assert "You have not paid yet." not in table
    assert entries.count("You have not paid yet.") == 20


def test_the_same_case_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    here = Path(invented.__file__).parent
    script = (f"import sys; sys.path[:0] = [{str(here)!r}, {str(here.parents[1])!r}]\n"
              "import invented; from pathlib import Path; from debttracker.evidence.pdf import write_pdf\n"
              "write_pdf(invented.content(40), invented.choices('zh-Hant'), Path(sys.argv[1]))")
    sums = set()
    for name, seed in (("one", "1"), ("two/deeper", "2")):
        path = tmp_path / name / "x.pdf"
        subprocess.run([sys.executable, "-c", script, str(path)], check=True, cwd=tmp_path,
                       env={"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": seed, "TZ": "UTC", "SYSTEMROOT": "C:\\Windows"})
        sums.add(hashlib.sha256(path.read_bytes()).hexdigest())
        assert str(tmp_path).encode() not in raw(path)
    assert len(sums) == 1


def test_another_stated_moment_gives_another_file(tmp_path: Path) -> None:
    choices = invented.choices()
    later = replace(choices, stated=Moment(choices.stated.utc_ms + 60_000, invented.ZONE))
    one = write_pdf(invented.content(3), choices, tmp_path / "1.pdf")
    two = write_pdf(invented.content(3), later, tmp_path / "2.pdf")
    assert one.sha256 != two.sha256


def hostile(text: str) -> ContactExhibit:
    moment = Moment.of_local(datetime(2026, 1, 2, 3, 4), invented.ZONE)
    return ContactExhibit("C-000001", moment, "sms", "in", "delivered", Kept(moment), party=text[:80], text=text,
                          note=text[:300], handle=text[:40])


@pytest.mark.parametrize("text", [
    "#panic(\"x\") *b* _i_ @ref <label> $x$ `raw` \\ // /* \" ' [ ] { }", "a\x00b\x1b\ud800c\uffff", "字" * 10_000,
    "x" * 10_000, "😀👨‍👩‍👧\U0001f9ff ✓", "שלום مرحبا สวัสดี नमस्ते", "한국어", "\u202eevil\u202c \ue000", "\r\n\n\t" * 50,
], ids=["markup", "control", "long-han", "long-latin", "emoji", "scripts", "hangul", "bidi", "blank"])
def test_no_text_breaks_the_document(text: str) -> None:
    document = preview_pdf(invented.content(1, contacts=[hostile(text)], borrower=text[:60], case_name=text[:60]),
                           invented.choices())
    assert document.startswith(b"%PDF-1.7")
    assert "C-000001" in whole_text(document)


def test_markup_is_printed_as_it_was_written() -> None:
    document = preview_pdf(invented.content(1, contacts=[hostile("*not bold* #let @you $5$")]), invented.choices())
    assert "*not bold* #let @you $5$" in whole_text(document)


def test_an_empty_case_is_a_document_too(tmp_path: Path) -> None:
    files = write_pdf(invented.content(0, loans=(), imports=()), invented.choices("zh-Hant"), tmp_path / "x.pdf")
    assert files.contacts == 0
    assert json.loads(embedded(files.paths[0])["case.json"])["contacts"] == []


def redacted_content() -> object:
    moment = Moment.of_local(datetime(2026, 1, 2, 3, 4), invented.ZONE)
    picture = invented.attachment("A-000001", invented.picture(), "secret-name.png", "image/png")
    contacts = [replace(hostile(f"转到卡 {SECRET} 谢谢"), party="Uncle Hidden", handle="+86 139 9999 0000",
                        note="Uncle Hidden came", attachments=(picture,)),
                ContactExhibit("C-000002", moment, "call", "in", "missed", Kept(moment), text="whole secret call",
                               note="whole secret note")]
    return invented.content(2, contacts=contacts)


def test_what_was_left_out_is_nowhere_in_the_file(tmp_path: Path) -> None:
    choices = invented.choices(redactions=(
        Redaction(Hidden.PHRASE, "card number", (SECRET,)), Redaction(Hidden.CONTACT, "privileged", ("C-000002",)),
        Redaction(Hidden.PARTY, "family", ("C-000001",)), Redaction(Hidden.HANDLE, "family"),
        Redaction(Hidden.ATTACHMENT, "shows a child", ("A-000001",))), include_originals=True)
    path = tmp_path / "x.pdf"
    write_pdf(redacted_content(), choices, path)  # type: ignore[arg-type]
    inside = raw(path) + whole_text(path.read_bytes()).encode()
    for gone in (SECRET, "whole secret", "Uncle Hidden", "139 9999", "secret-name"):
        assert gone.encode() not in inside, gone
        assert gone.encode("utf-16-be") not in inside, gone
    text = whole_text(path.read_bytes())
    for reason in ("card number", "privileged", "family", "shows a child"):
        assert reason in text, reason
    assert "C-000002" in text and "A-000001" in text
    assert set(embedded(path)) == {"contacts.csv", "case.json", "A-900001.pdf"}


def test_without_that_redaction_the_same_text_is_found(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    write_pdf(redacted_content(), invented.choices(), path)  # type: ignore[arg-type]
    inside = raw(path)
    assert SECRET.encode() in inside and b"Uncle Hidden" in inside


def test_originals_are_embedded_unchanged_when_chosen(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    write_pdf(invented.content(5), invented.choices(include_originals=True), path)
    assert embedded(path)["A-000001.png"] == invented.picture(1)
    assert [one.name for one in tmp_path.iterdir()] == ["x.pdf"]


def test_large_cases_become_volumes_that_the_first_names(tmp_path: Path) -> None:
    files = write_pdf(invented.content(70, contacts=invented.contacts(70, pictures=False)), invented.choices(),
                      tmp_path / "big.pdf", capacity=20)
    assert [path.name for path in files.paths] == ["big.pdf", "big-vol-2.pdf", "big-vol-3.pdf", "big-vol-4.pdf"]
    first = whole_text(files.paths[0].read_bytes())
    numbers: list[str] = []
    for path, digest in zip(files.paths[1:], files.sha256[1:], strict=True):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest
        assert digest in first.replace("\r\n", "").replace("\n", "")
        numbers += [one["exhibit"] for one in json.loads(embedded(path)["case.json"])["contacts"]]
    assert numbers == [f"C-{index:06d}" for index in range(1, 71)]
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(path.name for path in files.paths)


def test_cancelling_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"earlier")
    watch = Watch(lambda done, _: watch.cancel() if done >= 12 else None)
    with pytest.raises(Cancelled):
        write_pdf(invented.content(40), invented.choices(), path, watch, capacity=5)
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileTrouble):
        write_pdf(invented.content(1), invented.choices(), tmp_path / "file" / "x.pdf")


def test_progress_reaches_the_number_of_contacts(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    write_pdf(invented.content(12), invented.choices(), tmp_path / "x.pdf", Watch(lambda *step: seen.append(step)))
    assert seen[-1] == (12, 12)
    assert seen == sorted(seen)


def test_pages_can_be_shown_as_pictures(saved: Path) -> None:
    with PdfPages(saved.read_bytes()) as pages:
        picture = pages.picture(0, 300)
        assert (picture.width, len(picture.pixels)) == (300, picture.stride * picture.height)
        assert pages.png(0, 200)[:4] == b"\x89PNG"
