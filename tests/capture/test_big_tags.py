"""Values too large to be held: pictures stay where they are, texts refuse their record."""

from __future__ import annotations

import base64
import hashlib
import random
import tracemalloc
from pathlib import Path

import pytest

from debttracker.basics.errors import FileTrouble, FormatTrouble
from debttracker.capture import big_tags
from debttracker.capture.attachments import Span
from tests.capture.conftest import Reader, read_all, sms, smses

PICTURE = random.Random(7).randbytes(3_000_001)


def message(data: str, date: int = 1_700_000_000_000) -> str:
    return (f'<mms date="{date}" msg_box="1" address="+15550100"><parts><part seq="0" ct="text/plain" text="look"/>'
            f'<part seq="1" ct="image/jpeg" name="p.jpg" data="{data}" text="null"/></parts></mms>')


def test_a_large_picture_is_found_again_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mms.xml"
    path.write_text(smses(sms("before"), message(base64.b64encode(PICTURE).decode()), sms("after")))
    found = read_all(path)
    assert [d.text for d in found.drafts] == ["before", "look", "after"]
    (picture,) = found.drafts[1].attachments or ()
    assert isinstance(picture.content, Span)
    assert (picture.size, picture.sha256) == (len(PICTURE), hashlib.sha256(PICTURE).hexdigest())
    assert b"".join(picture.pieces()) == PICTURE
    middle = picture.content.start + 1_000_000
    with path.open("r+b") as stream:
        stream.seek(middle)
        stream.write(b"AAAAAAAAAAAA")
    with pytest.raises(FileTrouble):
        list(picture.pieces())


def test_data_in_lines_and_in_single_quotes(tmp_path: Path) -> None:
    path = tmp_path / "mms.xml"
    lines = "&#10;".join(base64.b64encode(PICTURE[i:i + 57]).decode() for i in range(0, len(PICTURE), 57))
    broken_lines = lines.replace("&#10;", "\n")
    path.write_text(smses(message(broken_lines).replace(f'"{broken_lines}"', f"'{broken_lines}'")))
    (picture,) = read_all(path).only.attachments or ()
    assert picture.sha256 == hashlib.sha256(PICTURE).hexdigest()


def test_a_quote_in_another_value_does_not_end_the_tag(tmp_path: Path) -> None:
    path = tmp_path / "mms.xml"
    text = "'say data=" + "x" * 1_500_000 + "'"
    path.write_text(smses(f'<sms address="+15550100" date="1700000000000" type="1" body="{text}" />', sms("after")))
    found = read_all(path)
    assert [d.text for d in found.drafts] == ["after"]
    assert "longer than a million" in str(found.refusals[0].why)


def test_what_is_too_large_is_left_out_and_the_message_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(big_tags, "LARGEST", 2_000_000)
    path = tmp_path / "mms.xml"
    path.write_text(smses(message(base64.b64encode(PICTURE).decode())))
    found = read_all(path)
    (picture,) = found.only.attachments or ()
    assert picture.content is None
    assert "too large" in picture.problem
    assert found.only.text == "look"


def test_a_value_without_end_is_a_broken_file(read_bytes: Reader) -> None:
    content = smses(sms("ok")) .replace("</smses>", '<sms body="' + "y" * 2_000_000)
    with pytest.raises(FormatTrouble, match="damaged at byte"):
        read_bytes(content)
    assert len(read_bytes(content, keep_complete=True).drafts) == 1


@pytest.mark.parametrize("piece", ["<!-- " + "c" * 2_000_000, "<sms " + "n" * 2_000_000, "<?pi " + "p" * 2_000_000])
def test_other_endless_things_are_broken_files(read_bytes: Reader, piece: str) -> None:
    with pytest.raises(FormatTrouble, match="damaged at byte"):
        read_bytes(f'<smses count="1">{piece}></smses>')


def test_endless_blanks_between_records_are_passed_over(read_bytes: Reader) -> None:
    found = read_bytes(smses(sms("a"), " " * 3_000_000, sms("b", date="1700000001000")))
    assert [d.text for d in found.drafts] == ["a", "b"]


def test_memory_does_not_grow_with_the_value(tmp_path: Path) -> None:
    path = tmp_path / "huge.xml"
    with path.open("w") as stream:
        stream.write('<smses count="2"><sms address="1" date="1700000000000" type="1" body="')
        for _ in range(60):
            stream.write("z" * 1_000_000)
        stream.write('" />' + sms("small") + "</smses>")
    tracemalloc.start()
    found = read_all(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [d.text for d in found.drafts] == ["small"]
    assert peak < 16 << 20
