"""Files that want to do harm, or are simply anything: never more than a clear sentence comes of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from debttracker.basics.errors import FormatTrouble, Trouble
from debttracker.basics.languages import words
from debttracker.capture import android_xml
from debttracker.capture.draft import ContactDraft, Refusal
from debttracker.capture.reader import read_file
from tests.capture.conftest import ANDROID, HOSTILE, Reader, read_all, sms, smses

SEEDS = [p.read_bytes() for p in sorted(ANDROID.glob("*.xml"))]
TABLE = (b"occurred_at,zone,channel,direction,text\r\n"
         b'2026-11-23T22:14:05+08:00,Asia/Shanghai,sms,in,"a ""b""\nc"\r\n2026-11-23,Asia/Shanghai,visit,in,\r\n')


@pytest.mark.parametrize("name", ["bomb.xml", "quadratic.xml", "external.xml", "doctype.xml"])
@pytest.mark.parametrize("keep_complete", [False, True])
def test_document_types_and_entities_are_refused(name: str, keep_complete: bool) -> None:
    with pytest.raises(FormatTrouble, match="document type declaration"):
        read_all(HOSTILE / name, keep_complete=keep_complete)


@pytest.mark.parametrize("content", [
    "<html><body>sms</body></html>", "<smsesx count='1'/>", "<root><smses count='1'></smses></root>", "just text",
    '{"smses": []}', "PK\x03\x04 zip",
])
def test_other_files_are_not_backups(read_bytes: Reader, content: str) -> None:
    with pytest.raises(FormatTrouble):
        read_bytes(content)


def test_nesting_and_endless_names_are_refused(read_bytes: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FormatTrouble):
        read_bytes("<smses>" + "<a>" * 100 + "</a>" * 100 + "</smses>")
    names = "".join(f"<n{i}/>" for i in range(5_000))
    with pytest.raises(FormatTrouble):
        read_bytes(f"<smses>{names}</smses>")


def test_a_thousand_parts_are_bounded(read_bytes: Reader) -> None:
    parts = '<part ct="text/plain" text="x"/>' * 5_000
    draft = read_bytes(smses(f'<mms date="1700000000000" msg_box="1" address="1"><parts>{parts}</parts></mms>')).only
    assert len(draft.text) < 1_100


def read_anything(path: Path, content: bytes, as_format: str) -> None:
    """Whatever the bytes are: drafts and refusals that can be said in each language, or Trouble that can."""
    path.write_bytes(content)
    for keep in (False, True):
        try:
            records = list(read_file(path, as_format, keep_complete=keep))
        except Trouble as trouble:
            said = trouble.say(words("zh-Hans"))
        else:
            said = "done"
            assert all(isinstance(r, ContactDraft | Refusal) for r in records)
            assert all(r.why.say(words("zh-Hant")) if isinstance(r, Refusal) else r.text.encode() is not None
                       for r in records)
        assert said


@given(st.binary(max_size=600), st.sampled_from(["sms-backup-restore", "csv"]))
@example(b"\xff\xfe<\x00", "sms-backup-restore")
@example(b"\xff\xfe<", "csv")
@settings(max_examples=200)
def test_random_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes, as_format: str) -> None:
    read_anything(tmp_path_factory.getbasetemp() / "random", content, as_format)


@given(st.sampled_from([*SEEDS, TABLE]), st.integers(0, 2**32), st.integers(1, 30))
@settings(max_examples=300)
def test_mutated_samples(tmp_path_factory: pytest.TempPathFactory, seed: bytes, number: int, changes: int) -> None:
    chance = random.Random(number)
    content = bytearray(seed)
    for _ in range(changes):
        at = chance.randrange(len(content) + 1)
        kind = chance.randrange(5)
        if kind == 0:
            content[at:at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del content[at:at + chance.randrange(1, 60)]
        elif kind == 2:
            content[at:at] = chance.choice([b"&#55357;", b"<", b'"', b"'", b"&", b"\x00", b"]]>", b"<!--", b"<![CDATA[",
                                            b"-9223372036854775809", "９".encode(), b"\xed\xa0\xbd", b"\r", b"\n"])
        elif kind == 3:
            end = at + chance.randrange(200)
            content[at:at] = content[at:end]
        else:
            content[at:at + 4] = chance.randbytes(4)
    read_anything(tmp_path_factory.getbasetemp() / "mutated", bytes(content) or b"x",
                  "csv" if seed is TABLE else android_xml.FORMAT)


@given(st.dictionaries(st.sampled_from(["address", "date", "type", "status", "subject", "date_sent", "contact_name",
                                        "readable_date"]),
                       st.text(st.characters(exclude_characters='<&"', exclude_categories=("Cs", "Cc")), max_size=30)))
@settings(max_examples=200)
def test_any_value_in_any_attribute(tmp_path_factory: pytest.TempPathFactory, attributes: dict[str, str]) -> None:
    content = smses(sms("x", **attributes)).encode()
    read_anything(tmp_path_factory.getbasetemp() / "values", content, android_xml.FORMAT)
