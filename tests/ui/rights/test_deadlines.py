"""Deadlines, promises and evidence that runs out: on Rights, on Today, in calendars and in the evidence document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import icalendar
import pytest
from PySide6.QtWidgets import QPushButton

from debttracker.basics.errors import Cancelled
from debttracker.basics.languages import words
from debttracker.basics.moments import Moment, day_number
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.queries.clocks import kept_clocks
from debttracker.derived.calendar import case_calendar
from debttracker.derived.checks import Checks
from debttracker.derived.clocks import case_clocks, clock_lines, keep_clocks
from debttracker.derived.findings import check_case
from debttracker.evidence.document import Audience, EvidenceChoices, Hidden, Redaction
from debttracker.evidence.export import preview
from debttracker.evidence.gather import Selection
from debttracker.evidence.preview import PdfPages
from debttracker.ui.letters.page import LettersPage
from debttracker.ui.rights.doing import ClocksCard
from debttracker.ui.rights.page import RightsPage
from debttracker.ui.timeline.page import TimelinePage
from debttracker.ui.today.due_rows import DueRow
from debttracker.ui.today.page import TodayPage
from debttracker.ui.widgets.buttons import LinkButton
from debttracker.ui.widgets.chip import Chip
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.window import MainWindow
from tests.ui.rights.conftest import AGENCY, ZONE, called, live

Show = Callable[..., MainWindow]
TODAY = Moment.now(ZONE).local_day
PROMISE = "send the validation notice"


def ago(days: int, clock: str = "10:00") -> str:
    """A local time some days back."""
    return f"{TODAY - timedelta(days=days)} {clock}"


@pytest.fixture
def story(us_case: Case) -> dict[str, int]:
    """A night call almost a year ago, a voicemail of this week, a promise for the day after tomorrow; ids by name."""
    return {
        "night": called(us_case, ago(350, "22:30")),
        "voicemail": called(us_case, ago(4, "11:10"), channel="voicemail", outcome="delivered"),
        "promise": called(us_case, ago(2, "12:00"), promise=PROMISE, promise_day=day_number(TODAY) + 2)}


def labels(widget: object) -> str:
    """Everything that is said."""
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel))  # type: ignore[attr-defined]


def test_the_clocks_of_a_case(us_case: Case, story: dict[str, int]) -> None:
    clocks = {clock.kind.value: clock for clock in case_clocks(us_case.reader(), check_case(us_case.reader()))
              if clock.contacts in ((story["night"],), (story["voicemail"],), (story["promise"],))
              and "recording" not in clock.key}
    night = TODAY - timedelta(days=350)
    assert clocks["claim"].last_day - day_number(night) in (365, 366)
    assert clocks["evidence"].last_day == day_number(TODAY) + 10
    assert (clocks["promise"].last_day, clocks["promise"].party_id) == (day_number(TODAY) + 2, AGENCY)


def test_what_is_kept_elsewhere_is_not_to_be_saved_again(us_case: Case, story: dict[str, int]) -> None:
    import io

    from debttracker.case.entries import attach

    key = f"voicemail:{story['voicemail']}"
    assert key in {c.key for c in case_clocks(us_case.reader(), check_case(us_case.reader()))}
    attach(us_case, "contact", story["voicemail"], "voicemail.m4a", io.BytesIO(b"sound"))
    assert key not in {c.key for c in case_clocks(us_case.reader(), check_case(us_case.reader()))}


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_on_rights_with_a_way_to_the_contact_and_to_the_letter(us_case: Case, story: dict[str, int], show: Show,
                                                               language: str) -> None:
    window = show(us_case, language)
    window.session.go("rights")
    live()
    page = window.current_page
    assert isinstance(page, RightsPage)
    shown = page.findChild(ClocksCard)
    assert shown.isVisible()
    said = labels(shown)
    _ = words(language)
    assert PROMISE in said
    assert _.plural("in {n} day", "in {n} days", 2) in said
    assert {chip.text() for chip in shown.findChildren(Chip)} == {_("deadline"), _("promised"), _("keep in time")}
    shown.findChild(QPushButton, f"keep-voicemail:{story['voicemail']}").click()
    live()
    letters = window.current_page
    assert isinstance(letters, LettersPage)
    assert (letters.choices.wish().kind.value, letters.choices.wish().contacts) == (
        "preserve_recordings", (story["voicemail"],))

    window.session.go("rights")
    live()
    next(b for b in shown.findChildren(LinkButton) if b.text() == _("Show")).click()
    live()
    timeline = window.current_page
    assert isinstance(timeline, TimelinePage)
    assert timeline._which.ids == (story["promise"],)


def test_on_today_with_a_chip_that_opens_the_contact(us_case: Case, story: dict[str, int], show: Show) -> None:
    keep_clocks(us_case, check_case(us_case.reader()))
    window = show(us_case)
    window.session.go("today")
    live()
    page = window.current_page
    assert isinstance(page, TodayPage)
    rows = page.findChildren(DueRow)
    chips = [[chip.text() for chip in row.findChildren(Chip)] for row in rows]
    assert chips.count(["deadline"]) == 2
    assert chips.count(["promised"]) == 1
    assert any("Suit under the FDCPA" in labels(row) for row in rows)
    window.session.language.use("zh-Hans")
    live()
    assert any("FDCPA 起诉" in labels(row) for row in page.findChildren(DueRow))
    saving = next(row for row in page.findChildren(DueRow) if row._line.contact_id == story["voicemail"])
    saving.opened.emit(saving._line)
    live()
    assert isinstance(window.current_page, TimelinePage)
    assert window.current_page._wanted == story["voicemail"]


def test_today_works_them_out_by_itself_and_after_a_change(us_case: Case, story: dict[str, int], show: Show,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("debttracker.ui.today.deadlines.AFTER_MS", 50)
    assert kept_clocks(us_case.reader(), "en") == []
    window = show(us_case)
    window.session.go("today")
    live()
    page = window.current_page
    assert page is not None
    assert [chip.text() for row in page.findChildren(DueRow) for chip in row.findChildren(Chip)].count("deadline") == 2
    from debttracker.case.change import Change, hide

    window.session.change(Change.of("Remove", hide("contact", story["voicemail"])))
    # The work waits for quiet, which a busy machine is slow to give.
    for _n in range(60):
        live()
        if [chip.text() for row in page.findChildren(DueRow) for chip in row.findChildren(Chip)].count("deadline") == 1:
            break
    else:
        pytest.fail("the deadline that is no more still stands there")


def test_a_large_case_waits_longer_and_a_change_stops_the_work(us_case: Case, story: dict[str, int], show: Show,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    from debttracker.derived import findings

    monkeypatch.setattr("debttracker.ui.today.deadlines.LARGE", 2)
    monkeypatch.setattr("debttracker.ui.today.deadlines.AFTER_MS", 10_000_000)
    monkeypatch.setattr("debttracker.ui.today.deadlines.AFTER_MS_LARGE", 50)
    window = show(us_case)
    window.session.go("today")
    live()
    page = window.current_page
    assert isinstance(page, TodayPage)
    assert len(kept_clocks(us_case.reader(), "en", "claim")) == 1

    checks: list[object] = []
    whole = findings.check_scene
    monkeypatch.setattr(findings, "check_scene", lambda *given: checks.append(given) or whole(*given))
    window.session.announce({"contact"})  # nothing differs: what is kept still holds, and no rule is looked at
    live()
    assert checks == []

    page._deadlines.look(3)
    page._deadlines._start()
    job = page._deadlines._job
    assert job is not None
    page._deadlines.look(3)
    assert job.cancelled
    live()


def test_a_check_stops_when_asked(us_case: Case, story: dict[str, int]) -> None:
    watch = Watch()
    watch.cancel()
    with pytest.raises(Cancelled):
        check_case(us_case.reader(), watch=watch)
    checks = Checks()
    with pytest.raises(Cancelled):
        checks.now(us_case, watch)
    assert len(checks.now(us_case).checked) == len(check_case(us_case.reader()).checked)


def test_far_deadlines_do_not_stand_on_today(us_case: Case, show: Show) -> None:
    called(us_case, ago(100, "22:30"))
    keep_clocks(us_case, check_case(us_case.reader()))
    assert [line.kind for line in kept_clocks(us_case.reader(), "en", "claim")] == ["claim"]
    window = show(us_case)
    window.session.go("today")
    live()
    assert window.current_page is not None
    assert window.current_page.findChildren(DueRow) == []


def test_what_was_worked_out_is_kept_in_every_language_and_follows_the_case(us_case: Case,
                                                                            story: dict[str, int]) -> None:
    assert kept_clocks(us_case.reader(), "en") == []
    keep_clocks(us_case, check_case(us_case.reader()))
    for language in ("en", "zh-Hans", "zh-Hant"):
        assert tuple(kept_clocks(us_case.reader(), language)) == clock_lines(
            us_case.reader(), check_case(us_case.reader()), words(language))
    from debttracker.case.change import Change, hide

    us_case.change(Change.of("Remove", hide("contact", story["promise"])))
    keep_clocks(us_case, check_case(us_case.reader()))
    assert kept_clocks(us_case.reader(), "en", "promise") == []


@pytest.mark.parametrize("neutral", [True, False])
def test_in_the_calendar(us_case: Case, story: dict[str, int], neutral: bool) -> None:
    text = case_calendar(us_case.reader(), words("en"), neutral=neutral).text
    events = list(icalendar.Calendar.from_ical(text).walk("VEVENT"))
    days = {event.decoded("dtstart") for event in events}
    assert TODAY + timedelta(days=2) in days
    assert TODAY + timedelta(days=10) in days
    assert len({str(event["uid"]) for event in events}) == len(events) >= 3
    assert all(len(event.walk("VALARM")) == 1 for event in events)
    said = " ".join(str(event["summary"]) for event in events)
    assert ("Sample Recovery" in said) is not neutral
    assert ("FDCPA" in text) is not neutral
    assert text.count("Sample Recovery") == 0 if neutral else True


def evidence_text(case: Case, choices: EvidenceChoices) -> str:
    """The words of the document."""
    with PdfPages(preview(case, Selection(), choices)) as pages:
        return " ".join(" ".join(pages.text(n) for n in range(len(pages))).split())


def test_in_evidence_for_a_lawyer_a_court_and_with_things_left_out(us_case: Case, story: dict[str, int]) -> None:
    stated = Moment(Moment.now(ZONE).utc_ms // 60_000 * 60_000, ZONE)
    choices = EvidenceChoices(stated=stated, include_charts=False)
    said = evidence_text(us_case, choices)
    assert "Deadlines and promises" in said
    assert PROMISE in said
    assert "Suit under the FDCPA" in said
    assert "1692k(d)" in said
    court = evidence_text(us_case, replace(choices, audience=Audience.COURT))
    assert PROMISE in court
    assert "Suit under the FDCPA" not in court
    number = f"C-{story['promise']:06d}"
    hidden = evidence_text(us_case, replace(choices, redactions=(Redaction(Hidden.TEXT, "private", (number,)),)))
    assert PROMISE not in hidden
    assert "Promised by" in hidden
    named = evidence_text(us_case, replace(choices, redactions=(Redaction(Hidden.PARTY, "private"),)))
    assert "Sample Recovery" not in named


def test_a_case_without_clocks_has_no_such_section(us_case: Case) -> None:
    called(us_case, ago(3), channel="email", outcome="delivered", identified=1)
    stated = Moment(Moment.now(ZONE).utc_ms // 60_000 * 60_000, ZONE)
    assert "Deadlines and promises" not in evidence_text(us_case, EvidenceChoices(stated=stated, include_charts=False))


