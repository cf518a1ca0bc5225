"""Flags follow every change by themselves, in a worker, and pages hear of it only when a flag differs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtWidgets import QApplication

from debttracker.basics.moments import day_number
from debttracker.case.case import Case
from debttracker.case.change import Change, add, hide
from debttracker.case.creation import create_case
from debttracker.case.queries.findings import flagged_count, flags_of
from debttracker.ui.flagging import Flagging
from debttracker.ui.preferences import Preferences
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import Theme

DAY = day_number(date(2026, 3, 2))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made, _ = create_case(tmp_path / "case", zone="Asia/Shanghai", jurisdictions=("cn",))
    with made:
        made.change(Change.of("x", add("party", -1, name="Bank", role="creditor", firm="bank")))
        yield made


def settle(app: QApplication, flagging: Flagging, *, within_s: float = 10.0) -> None:
    end = monotonic() + within_s
    while flagging.busy and monotonic() < end:
        app.processEvents()
    assert not flagging.busy


def call(hour: int) -> Change:
    """A call at this hour in Shanghai."""
    return Change.of("x", add("contact", at_ms=DAY * 86_400_000 + (hour - 8) * 3_600_000, zone="Asia/Shanghai",
                              channel="call", outcome="missed", party_id=1))


def test_a_change_is_looked_at_by_itself(qapp: QApplication, case: Case) -> None:
    session = Session(Theme(qapp, "en"), Preferences())
    session.set_case(case)
    flagging = Flagging(session)
    heard: list[frozenset[str]] = []
    session.records_changed.connect(heard.append)
    settle(qapp, flagging)
    session.change(call(22))
    session.change(call(12))
    settle(qapp, flagging)
    assert flagged_count(case.reader()) == 1
    assert flags_of(case.reader(), 1)["cn.cba2026.quiet-hours"] == "hard"
    assert flags_of(case.reader(), 2) == {}
    assert heard.count(frozenset({"finding"})) == 1
    session.change(call(13))
    settle(qapp, flagging)
    assert heard.count(frozenset({"finding"})) == 1, "nothing differs, so no page is asked to look"
    session.change(Change.of("x", hide("contact", 1)))
    settle(qapp, flagging)
    assert flagged_count(case.reader()) == 0
    session.set_case(None)
    assert not flagging.busy
