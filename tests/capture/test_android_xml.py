"""Backups of real phones: the numbers, and what each field becomes."""

from __future__ import annotations

import hashlib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from debttracker.basics.errors import FormatTrouble
from tests.capture.conftest import ANDROID, Reader, read_all, sms, smses

WHOLE = sorted(p.name for p in ANDROID.glob("*.xml") if p.name not in ("shruggie_malformed.xml", "truncated.xml"))


@pytest.mark.parametrize("name", WHOLE)
def test_every_record_of_a_real_file_is_told(name: str) -> None:
    root = ET.parse(ANDROID / name).getroot()
    elements = [e for tag in ("sms", "mms", "call") for e in root.findall(tag)]
    unsent = [e for e in elements if e.get("type") == "3" or e.get("msg_box") == "3"]
    found = read_all(ANDROID / name)
    assert len(found.drafts) + len(found.refusals) == len(elements)
    assert len(found.refusals) == len(unsent)
    for tag, channel in (("sms", "sms"), ("mms", "mms"), ("call", "call")):
        assert sum(d.channel == channel for d in found.drafts) + (
            len(unsent) if tag == "sms" else 0) == len(root.findall(tag))
    assert found.sha256 == hashlib.sha256((ANDROID / name).read_bytes()).hexdigest()


#: From the list that came with the files: records, of which incoming, outgoing, attachments with data.
@pytest.mark.parametrize(("name", "records", "incoming", "outgoing", "files"), [
    ("devadvance_empty.xml", 0, 0, 0, 0), ("devadvance_sample_mms.xml", 4, 4, 0, 4),
    ("devadvance_sample_small.xml", 7, 4, 3, 0), ("shruggie_edge_cases.xml", 4, 3, 1, 0),
    ("shruggie_minimal_calls.xml", 1, 1, 0, 0), ("shruggie_minimal_mms.xml", 1, 1, 0, 1),
    ("shruggie_minimal_sms.xml", 1, 1, 0, 0), ("shruggie_mixed.xml", 3, 2, 1, 0),
])
def test_numbers_of_the_manifest(name: str, records: int, incoming: int, outgoing: int, files: int) -> None:
    drafts = read_all(ANDROID / name).drafts
    assert len(drafts) == records
    assert sum(d.direction == "in" for d in drafts) == incoming
    assert sum(d.direction == "out" for d in drafts) == outgoing
    assert sum(len(d.attachments or ()) for d in drafts) == files


def test_where_a_record_stands_can_be_looked_up() -> None:
    content = (ANDROID / "devadvance_sample_small.xml").read_bytes()
    for draft in read_all(ANDROID / "devadvance_sample_small.xml").drafts:
        assert content[draft.where:draft.where + 4] in (b"<sms", b"<mms")


def test_text_is_kept_to_the_letter() -> None:
    texts = [d.text for d in read_all(ANDROID / "shruggie_edge_cases.xml").drafts]
    assert texts[1] == "Hello \U0001f30d — this has «special» chars & symbols < > \" '"
    assert texts[2] == ""


def test_picture_message_gives_text_and_picture() -> None:
    draft = read_all(ANDROID / "shruggie_minimal_mms.xml").only
    assert draft.text == "Test MMS Subject\nHello from MMS!"
    assert draft.attachments is not None
    (picture,) = draft.attachments
    assert (picture.name, picture.mime, picture.size) == ("image.jpg", "image/jpeg", 70)
    content = b"".join(picture.pieces())
    assert content.startswith(b"\x89PNG")
    assert picture.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(("attributes", "direction", "outcome"), [
    ({"type": "1"}, "in", "delivered"), ({"type": "2"}, "out", "unknown"), ({"type": "4"}, "out", "failed"),
    ({"type": "2", "status": "0"}, "out", "delivered"), ({"type": "2", "status": "64"}, "out", "failed"),
    ({"type": "5"}, "out", "failed"), ({"type": "6"}, "out", "failed"), ({"type": "99"}, "unknown", "unknown"),
])
def test_boxes_of_messages(read_bytes: Reader, attributes: dict[str, str], direction: str, outcome: str) -> None:
    draft = read_bytes(smses(sms(**attributes))).only
    assert (draft.direction, draft.outcome) == (direction, outcome)


@pytest.mark.parametrize(("kind", "duration", "expected"), [
    ("1", "125", ("call", "in", "answered", 125)), ("2", "0", ("call", "out", "unknown", 0)),
    ("2", "61", ("call", "out", "answered", 61)), ("3", "0", ("call", "in", "missed", 0)),
    ("4", "20", ("voicemail", "in", "voicemail", 20)), ("5", "0", ("call", "in", "rejected", 0)),
    ("6", "0", ("call", "in", "blocked", 0)), ("7", "9", ("call", "in", "answered", 9)),
    ("42", "x", ("call", "unknown", "unknown", None)),
])
def test_types_of_calls(read_bytes: Reader, kind: str, duration: str, expected: tuple[object, ...]) -> None:
    draft = read_bytes(f'<calls count="1"><call number="95533" duration="{duration}" date="1700000000000" '
                       f'type="{kind}" presentation="1" /></calls>').only
    assert (draft.channel, draft.direction, draft.outcome, draft.duration_s) == expected


@pytest.mark.parametrize(("number", "presentation", "reason"), [
    ("", "2", "withheld"), ("-2", "1", "withheld"), ("-1", "3", "network"), ("", "1", "network"),
    ("-3", "4", "payphone"), ("null", "2", "withheld"),
])
def test_a_withheld_number_has_no_handle_but_a_reason(read_bytes: Reader, number: str, presentation: str,
                                                      reason: str) -> None:
    draft = read_bytes(f'<calls count="1"><call number="{number}" duration="0" date="1700000000000" type="3" '
                       f'presentation="{presentation}" /></calls>').only
    assert draft.handle == ""
    assert reason in draft.withheld


def test_null_means_missing_except_as_text(read_bytes: Reader) -> None:
    draft = read_bytes(smses(sms("null", contact_name="null", subject="null", date_sent="null"))).only
    assert (draft.name, draft.text, draft.sent_ms) == ("", "null", None)


def test_sent_time_is_milliseconds_for_sms_and_seconds_for_mms(read_bytes: Reader) -> None:
    short = read_bytes(smses(sms(date_sent="1699999999000"))).only
    assert short.sent_ms == 1_699_999_999_000
    picture = read_bytes(smses('<mms date="1720997593000" date_sent="1720997593" msg_box="1" address="+15550100"/>'))
    assert (picture.only.sent_ms, picture.only.moment_ms) == (1_720_997_593_000, 1_720_997_593_000)


@pytest.mark.parametrize("date", ["today", "", "0", "-5", "1", "4102444800000", "99999999999999999999", "１７"])
def test_an_impossible_date_refuses_the_row_not_the_file(read_bytes: Reader, date: str) -> None:
    found = read_bytes(smses(sms("bad", date=date), sms("good")))
    assert [d.text for d in found.drafts] == ["good"]
    (refusal,) = found.refusals
    assert refusal.where.unit == "byte"
    assert "date" in str(refusal.why).lower()


def test_a_message_never_sent_is_no_contact(read_bytes: Reader) -> None:
    found = read_bytes(smses(sms(type="3"), '<mms date="1700000000000" msg_box="3" address="+15550100"/>'))
    assert not found.drafts
    assert all("never sent" in str(r.why) for r in found.refusals)
    assert len(found.refusals) == 2


def test_a_long_message_is_kept_and_an_endless_one_refused(read_bytes: Reader) -> None:
    found = read_bytes(smses(sms("你" * 10_000), sms("x" * 1_000_001)))
    assert [len(d.text) for d in found.drafts] == [10_000]
    assert "longer than a million" in str(found.refusals[0].why)


def test_sender_of_a_group_message_is_the_from_address(read_bytes: Reader) -> None:
    group = ('<mms date="1700000000000" msg_box="1" address="+15550101~+15550102"><parts><part ct="text/plain" '
             'text="hi"/></parts><addrs><addr address="+15550102" type="137"/><addr address="insert-address-token" '
             'type="151"/></addrs></mms>')
    draft = read_bytes(smses(group)).only
    assert draft.handle == "+15550102"
    assert draft.others == ("+15550101",)


def test_damaged_and_missing_attachments_leave_the_message(read_bytes: Reader) -> None:
    parts = '<part ct="image/png" name="a.png" data="!!!"/><part ct="image/png" name="../../b.png" data="null"/>'
    found = read_bytes(smses(f'<mms date="1700000000000" msg_box="1" address="1"><parts>{parts}</parts></mms>'))
    assert found.only.attachments is not None
    assert [(a.name, a.content) for a in found.only.attachments] == [("a.png", None), ("b.png", None)]
    assert "2 attachments" in str(found.remarks[0])


def test_a_wrong_count_is_told_and_all_records_are_read(read_bytes: Reader) -> None:
    found = read_bytes(smses(sms("a"), sms("b", date="1700000001000"), count=58))
    assert len(found.drafts) == 2
    assert "58" in str(found.remarks[0])
    assert not read_all(ANDROID / "devadvance_empty.xml").remarks


def test_super_backup(read_bytes: Reader) -> None:
    calls = read_bytes('<alllogs count="1"><log number="13800138000" time="17.09.2018 21:58:22" date="1537214302000" '
                       'type="3" name="Zhang" new="1" dur="0"/></alllogs>').only
    assert (calls.handle, calls.outcome, calls.name) == ("+8613800138000", "missed", "Zhang")
    texts = read_bytes('<allsms count="1"><sms address="95588" time="17.09.2018 21:58:22" date="1537214302000" '
                       'type="1" body="hello" read="1" service_center="" name="Bank"/></allsms>').only
    assert (texts.handle, texts.text, texts.name) == ("95588", "hello", "Bank")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_encodings(read_bytes: Reader, encoding: str) -> None:
    found = read_bytes(smses(sms("您的借款已逾期，请还款 😀")).encode(encoding))
    assert found.only.text == "您的借款已逾期，请还款 😀"


def test_declared_latin_1(read_bytes: Reader) -> None:
    content = smses(sms("déjà payé")).replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert read_bytes(content).only.text == "déjà payé"


def test_a_broken_file_says_where_and_keeps_what_is_whole_only_when_asked() -> None:
    with pytest.raises(FormatTrouble) as caught:
        read_all(ANDROID / "truncated.xml")
    assert caught.value.fields["byte"] == 1964
    kept = read_all(ANDROID / "truncated.xml", keep_complete=True)
    assert len(kept.drafts) == 6
    assert "byte 1964" in str(kept.remarks[0])
    assert read_all(ANDROID / "shruggie_malformed.xml", keep_complete=True).drafts == []


def test_truncation_at_every_byte_keeps_exactly_the_complete_records(tmp_path: Path) -> None:
    whole = smses(sms("一&#55357;&#56832;"), sms("b &amp; c", type="2"), sms("d", date="1700000002000")).encode()
    ends = [i + 2 for i in range(len(whole)) if whole[i:i + 2] == b"/>"]
    path = tmp_path / "cut.xml"
    for length in range(1, whole.rindex(b">") + 1):
        path.write_bytes(whole[:length])
        try:
            found = read_all(path, keep_complete=True)
        except FormatTrouble:
            assert b"<smses " not in whole[:length]  # not to be told from other XML yet
            continue
        assert len(found.drafts) == sum(end <= length for end in ends), length
        with pytest.raises(FormatTrouble):
            read_all(path)
