"""Bytes that phones write and no parser accepts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.capture import source as source_module
from debttracker.capture.reader import Remarks
from debttracker.capture.source import Source
from debttracker.capture.xml_bytes import XmlBytes
from debttracker.capture.xml_references import join_references
from tests.capture.conftest import Reader, read_all, sms, smses


@pytest.mark.parametrize(("written", "meant", "bad"), [
    ("&#55357;&#56832;", "😀", 0), ("&#xD83D;&#xDE00;", "😀", 0), ("&#x1F600;", "😀", 0),
    ("&#55357;", "\ufffd", 1), ("&#56832;&#55357;", "\ufffd\ufffd", 2), ("&#55357;&#55357;&#56832;", "\ufffd😀", 1),
    ("&#0;", "\ufffd", 1), ("&#x1f;", "\ufffd", 1), ("&#65535;", "\ufffd", 1), ("&#1114112;", "\ufffd", 1),
    ("&#99999999999999999999;", "\ufffd", 1), ("a&#10;b", "a\nb", 0), ("&#0000000065;", "A", 0),
    ("\x01\x02", "\ufffd\ufffd", 2), ("x\x00y", "x\ufffdy", 1), ("\ufffe", "\ufffd", 1), ("￥100", "￥100", 0),
])
def test_characters(read_bytes: Reader, written: str, meant: str, bad: int) -> None:
    found = read_bytes(smses(sms(written)))
    assert found.only.text == meant
    counted = [r.fields["n"] for r in found.remarks if "characters that no text may hold" in r.message]
    assert sum(counted) == bad


def test_emoji_in_half_characters_of_utf_8(read_bytes: Reader) -> None:
    halves = "😀".encode("utf-16-be")
    cesu = b"".join(chr(int.from_bytes(halves[i:i + 2], "big")).encode("utf-8", "surrogatepass") for i in (0, 2))
    assert read_bytes(smses(sms("@@")).encode().replace(b"@@", cesu)).only.text == "😀"


def test_a_stray_byte_is_replaced_and_counted(read_bytes: Reader) -> None:
    content = smses(sms("您好" * 30_000), sms("@@", date="1700000001000")).encode().replace(b"@@", b"a\xff\xfeb")
    found = read_bytes(content)
    assert found.drafts[1].text == "a\ufffd\ufffdb"
    assert found.remarks[0].fields["n"] == 2


def test_pairs_split_over_every_chunk_border(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "emoji.xml"
    path.write_text(smses(sms("&#55357;&#56832;一😀&#10;"), sms("二&#xD83D;&#xDE00;", date="1700000001000")),
                    encoding="utf-8")
    for chunk in range(1, 80):
        monkeypatch.setattr(source_module, "CHUNK", chunk)
        assert [d.text for d in read_all(path).drafts] == ["😀一😀\n", "二😀"], chunk


def test_positions_stay_true_after_replacements(tmp_path: Path) -> None:
    path = tmp_path / "p.xml"
    content = smses(*(sms("&#0;\x01&#55357;&#56832;一", date=1_700_000_000_000 + i) for i in range(50))).encode()
    path.write_bytes(content)
    starts = [m.start() for m in re.finditer(b"<sms ", content)]
    assert [d.where for d in read_all(path).drafts] == starts


@given(st.lists(st.one_of(st.integers(0, 0x110010), st.sampled_from([0xD83D, 0xDE00, 10, 0xFFFE]))), st.booleans())
def test_runs_of_references_mean_what_utf_16_means(codes: list[int], hexadecimal: bool) -> None:
    run = b"".join(b"&#x%x;" % c if hexadecimal else b"&#%d;" % c for c in codes)
    joined, bad = join_references(run) if run else (b"", 0)
    text = "".join(chr(int(m)) for m in re.findall(r"&#0*(\d+);", re.sub(
        r"&#[xX]([0-9a-f]+);", lambda m: f"&#{int(m[1], 16)};", joined.decode())))
    assert all(ord(c) >= 32 or c in "\t\n\r" for c in text)
    # UTF-16 code units (or whole characters) put together, the impossible replaced.
    units = "".join(chr(c) if c <= 0x10FFFF and (c >= 32 or c in (9, 10, 13)) and c not in (0xFFFE, 0xFFFF)
                    else "\ufffd" for c in codes)
    assert text == units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert bad == text.count("\ufffd") - codes.count(0xFFFD)


@given(st.lists(st.sampled_from([b"<a>", b"&#55357;&#56832;", b"\x00", "一".encode(), b"x" * 40, b"<b/>"]),
                max_size=60))
def test_nothing_is_lost_between_chunks(tmp_path_factory: pytest.TempPathFactory, parts: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("x") / "f"
    path.write_bytes(b"<r>" + b"".join(parts))
    with Source(path) as source:
        passed = b"".join(XmlBytes(source, Remarks()))
    joined = path.read_bytes().replace(b"&#55357;&#56832;", b"&#0000000128512;")
    assert passed == joined.replace(b"\x00", b"\xef\xbf\xbd")
