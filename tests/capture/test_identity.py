"""When two records are the same contact."""

from __future__ import annotations

import pytest

from debttracker.capture.attachments import in_memory
from debttracker.capture.draft import ContactDraft
from debttracker.capture.identity import Occurrences, fingerprint, stem_of
from debttracker.case.identity import SIZE, STEM

DRAFT = ContactDraft(1_700_000_000_123, "Asia/Shanghai", "device", "exact", "sms", "in", "delivered", None,
                     "138 0013 8000", "+8613800138000", "还款", 217, {})


def test_length() -> None:
    assert (len(fingerprint(DRAFT)), len(stem_of(DRAFT))) == (SIZE, STEM)


@pytest.mark.parametrize("change", [
    {"channel": "mms"}, {"direction": "out"}, {"handle": "+8613800138001"}, {"moment_ms": 1_700_000_000_124},
    {"text": "还 款"}, {"duration_s": 3}, {"attachments": (in_memory("a.png", "image/png", b"1"),)},
])
def test_what_makes_it_another_contact(change: dict[str, object]) -> None:
    assert fingerprint(DRAFT._replace(**change)) != fingerprint(DRAFT)


@pytest.mark.parametrize("change", [
    {"name": "催收"}, {"raw": {"sub_id": "2"}}, {"where": 9}, {"zone": "UTC"}, {"zone_known": "user"}, {"sent_ms": 5},
    {"handle_raw": "+8613800138000"}, {"note": "mine"}, {"party": "x"}, {"behaviours": "insult"}, {"outcome": "failed"},
    {"attachments": None},
])
def test_what_changes_from_backup_to_backup_does_not(change: dict[str, object]) -> None:
    assert fingerprint(DRAFT._replace(**change)) == fingerprint(DRAFT)


def test_spelling_of_text() -> None:
    composed = DRAFT._replace(text="café\nx")
    assert fingerprint(composed) == fingerprint(DRAFT._replace(text="cafe\u0301\r\nx"))


def test_outcome_of_a_call_counts_in_classes() -> None:
    call = DRAFT._replace(channel="call", text="", duration_s=0, outcome="missed")
    assert fingerprint(call) == fingerprint(call._replace(outcome="rejected"))
    assert fingerprint(call) != fingerprint(call._replace(outcome="answered"))


def test_a_table_shares_the_stem_of_a_picture_message() -> None:
    picture = DRAFT._replace(channel="mms", attachments=(in_memory("a.png", "image/png", b"1"),))
    row = DRAFT._replace(channel="mms", attachments=None)
    assert fingerprint(row)[:STEM] == fingerprint(picture)[:STEM]
    assert fingerprint(row) != fingerprint(picture)


def test_equal_lines_within_a_minute_are_several_events_but_exact_ones_are_copies() -> None:
    line = DRAFT._replace(precision="minute", channel="line")
    counted = Occurrences()
    keys = [counted.fingerprint(line) for _ in range(3)]
    assert len(set(keys)) == 3
    again = Occurrences()
    assert [again.fingerprint(line) for _ in range(2)] == keys[:2]
    exact = Occurrences()
    assert exact.fingerprint(DRAFT) == exact.fingerprint(DRAFT)
