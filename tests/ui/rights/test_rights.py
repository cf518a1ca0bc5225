"""The Rights page in a real window: rules, counting, questions, places, own rule files, empty cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from debttracker.case.case import Case
from debttracker.case.creation import create_case
from debttracker.case.queries.settings import setting
from debttracker.derived.findings import check_case
from debttracker.derived.flag_state import own_packs_folder
from debttracker.ui.letters.page import LettersPage
from debttracker.ui.rights.often import OftenTable
from debttracker.ui.rights.own_rules import drop_rule_file, take_rule_file
from debttracker.ui.rights.page import RightsPage
from debttracker.ui.rights.rule_card import RuleCard
from debttracker.ui.rights.rule_line import RuleLine
from debttracker.ui.timeline.page import TimelinePage
from debttracker.ui.widgets.buttons import LinkButton
from debttracker.ui.widgets.chip import Chip
from debttracker.ui.widgets.empty_state import EmptyState
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.ribbon import Ribbon
from debttracker.ui.window import MainWindow
from tests.packs.own_pack import OWN
from tests.ui.rights.conftest import AGENCY, ZONE, called, live

Show = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def own_folder() -> Iterator[Path]:
    """The folder of own rule files, empty before and after."""
    folder = own_packs_folder()
    for path in folder.glob("*.toml") if folder.is_dir() else ():
        path.unlink()
    yield folder
    for path in folder.glob("*.toml") if folder.is_dir() else ():
        path.unlink()


def rights(window: MainWindow) -> RightsPage:
    """The page, with everything read."""
    window.session.go("rights")
    live()
    page = window.current_page
    assert isinstance(page, RightsPage)
    assert page.banner is None or not page.banner.isVisible()
    return page


def lines(page: RightsPage) -> dict[str, RuleLine]:
    """The rules in the list."""
    found = [page.rows.itemAt(n).widget() for n in range(page.rows.count())]
    return {w.rule_id: w for w in found if isinstance(w, RuleLine)}


def card(page: RightsPage) -> RuleCard:
    """The rule that shows."""
    found = [page.detail.itemAt(n).widget() for n in range(page.detail.count())]
    assert isinstance(found[-1], RuleCard)
    return found[-1]


def texts(widget: object) -> str:
    """Everything its labels say."""
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel) if not label.isHidden())  # type: ignore[attr-defined]


def eight_calls(case: Case) -> list[int]:
    """Eight calls in seven days: one more than Regulation F presumes fine."""
    return [called(case, f"2025-03-0{day} 1{n}:00", outcome="missed")
            for day, n in ((3, 0), (3, 5), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0))]


def seven_rule(page: RightsPage) -> str:
    """The rule that more than seven calls touched."""
    return next(one.rule.id for one in page.data.touched if getattr(one.rule.params, "limit", 0) == 7)


def test_the_ribbon_shows_the_eighth_call_past_the_limit_of_seven(us_case: Case, show: Show) -> None:
    ids = eight_calls(us_case)
    window = show(us_case)
    page = rights(window)
    page.show_target(("rule", seven_rule(page)))
    live()
    shown = card(page)
    ribbon = shown.findChild(Ribbon)
    assert [(c.number, c.past_limit) for c in ribbon._cells] == [(str(n), n == 8) for n in range(1, 9)]
    assert "From number 8 on the limit of 7 is passed." in texts(shown)
    assert "8 calls" in texts(shown) or "8 " in texts(shown)
    assert "limit 7" in texts(shown)
    assert "Sample Recovery LLC" in texts(shown)
    assert {chip.text() for chip in shown.findChildren(Chip)} == {"may breach"}
    table = shown.findChild(OftenTable)
    assert [b.text() for b in table.findChildren(LinkButton)] == ["8", "8"]

    table.findChildren(LinkButton)[0].click()
    live()
    timeline = window.current_page
    assert isinstance(timeline, TimelinePage)
    assert sorted(timeline._which.ids) == sorted(ids)
    assert sum(timeline.data.days.values()) == 8


def test_the_counting_is_said_in_the_language_of_the_screen(us_case: Case, show: Show) -> None:
    eight_calls(us_case)
    page = rights(show(us_case, "zh-Hans"))
    page.show_target(("rule", seven_rule(page)))
    live(30)
    assert "从第 8 次起超过上限 7。" in texts(card(page))
    assert "可能违反明文限制" in texts(page.rows.parentWidget())


def test_hard_and_soft_are_told_apart_by_word_and_place(us_case: Case, show: Show) -> None:
    eight_calls(us_case)
    called(us_case, "2025-03-02 10:00")
    page = rights(show(us_case))
    assert {one.strength.value for one in page.data.touched} >= {"hard", "soft"}
    listed = texts(page.rows.parentWidget())
    assert listed.index("MAY BREACH A STATED LIMIT") < listed.index("FACTORS THAT MAY COUNT")
    soft = next(one.rule.id for one in page.data.touched if one.strength.value == "soft")
    page.show_target(("rule", soft))
    live()
    assert {chip.text() for chip in card(page).findChildren(Chip)} == {"may count"}


def test_an_answer_changes_the_findings_and_can_be_changed_asked_again_and_undone(us_case: Case, show: Show) -> None:
    called(us_case, "2025-03-03 22:30")
    window = show(us_case)
    page = rights(window)
    rule = next(one.rule.id for one in page.data.touched if one.rule.kind == "quiet_hours")
    page.show_target(("rule", rule))
    live()
    question = page.data.found.questions[0]
    card(page).findChild(QPushButton, f"answer-yes-{question.key}").click()
    live()
    assert setting(us_case.reader(), f"answer.{question.key}") == "yes"
    assert rule not in {one.rule.id for one in page.data.touched}
    assert page.answers.isVisible()
    assert question.say(window.session.words) in texts(page.answers)
    change, _again = page.answers.findChildren(LinkButton)
    change.click()
    live()
    assert setting(us_case.reader(), f"answer.{question.key}") == "no"
    assert rule in {one.rule.id for one in page.data.touched}
    page.answers.findChildren(LinkButton)[1].click()
    live()
    assert not page.answers.isVisible()
    window.session.history.undo()
    window.session.history.undo()
    live()
    assert setting(us_case.reader(), f"answer.{question.key}") == "yes"


def test_a_finding_begins_a_complaint_about_its_contacts(us_case: Case, show: Show) -> None:
    late = called(us_case, "2025-03-03 22:30")
    window = show(us_case)
    page = rights(window)
    rule = next(one.rule.id for one in page.data.touched if one.rule.kind == "quiet_hours")
    page.show_target(("rule", rule))
    live()
    next(b for b in card(page).findChildren(LinkButton) if b.text() == "Letter…").click()
    live()
    letters = window.current_page
    assert isinstance(letters, LettersPage)
    wish = letters.choices.wish()
    assert (wish.kind.value, wish.party_id, wish.contacts, wish.rules) == ("complaint", AGENCY, (late,), (rule,))


def test_places_are_chosen_on_the_page_and_undone(us_case: Case, show: Show) -> None:
    called(us_case, "2025-03-03 10:00")
    window = show(us_case)
    page = rights(window)
    before = set(page.data.check.checked.rules)
    page._use_place("us-ma", True)
    live()
    assert "MA" in page.place.text()
    assert before < set(page.data.check.checked.rules)
    window.session.history.undo()
    live()
    assert set(page.data.check.checked.rules) == before


@pytest.mark.parametrize(("language", "sentence"), [
    ("en", "Whose rules apply?"), ("zh-Hans", "适用哪里的规则？"), ("zh-Hant", "適用哪裡的規則？")])
def test_a_case_without_a_place_asks_for_one(tmp_path: Path, show: Show, language: str, sentence: str) -> None:
    case, _ = create_case(tmp_path / "case", zone=ZONE, currency="USD", jurisdictions=())
    with case:
        page = rights(show(case, language))
        empty = page.findChild(EmptyState)
        assert empty.sentence.text() == sentence
        empty.button.click()
        live()
        assert setting(case.reader(), "case.jurisdictions") == ["us"]
        assert len(page.data.quiet) > 20
        page.session.set_case(None)
        live(30)


def test_a_case_without_contacts_shows_the_rules_and_how_to_begin(us_case: Case, show: Show) -> None:
    page = rights(show(us_case))
    assert page.findChild(EmptyState).sentence.text() == "There is nothing to check yet."
    quiet = lines(page)
    assert len(quiet) == len(page.data.quiet) > 20
    page._choose(next(iter(quiet)))
    live(30)
    assert "No contact touched this rule so far." in texts(card(page))


def test_nothing_found_is_said_calmly(us_case: Case, show: Show) -> None:
    called(us_case, "2025-03-03 11:00", channel="email", outcome="delivered", identified=1)
    page = rights(show(us_case))
    hard = [one for one in page.data.touched if one.strength.value == "hard"]
    assert hard == []


def test_an_own_rule_file_is_checked_used_shown_and_taken_back(us_case: Case, show: Show, tmp_path: Path) -> None:
    for hour in (10, 11):
        called(us_case, f"2025-03-03 {hour}:00")
    window = show(us_case)
    page = rights(window)
    file = tmp_path / "town.toml"
    file.write_text(OWN.format(id="zz", limit=1), encoding="utf-8")
    assert take_rule_file(window.session, file) is not None
    live()
    assert "My town" in texts(page.own)
    page._use_place("zz", True)
    live()
    assert "zz.once" in {one.rule.id for one in page.data.touched}
    assert "zz.once" in {f.rule for f in check_case(us_case.reader()).checked.findings}
    drop_rule_file(window.session, own_packs_folder() / "zz.toml")
    live()
    assert "zz.once" not in {one.rule.id for one in page.data.touched}
    assert "My town" not in texts(page.own)


@pytest.mark.parametrize(("language", "word"), [("en", "Line 21"), ("zh-Hans", "第 21 行"), ("zh-Hant", "第 21 行")])
def test_a_bad_rule_file_is_refused_by_name_and_line(us_case: Case, show: Show, tmp_path: Path, own_folder: Path,
                                                     language: str, word: str) -> None:
    called(us_case, "2025-03-03 22:30")
    window = show(us_case, language)
    told: list[str] = []
    window.session.saying.connect(lambda text, _action, _run: told.append(text))
    file = tmp_path / "bad.toml"
    file.write_text(OWN.format(id="zz", limit='"one"'), encoding="utf-8")
    assert take_rule_file(window.session, file) is None
    assert "bad.toml" in told[-1]
    assert word in told[-1], told[-1]
    assert list(own_folder.glob("*.toml")) == []
    # One that became bad later is named on the page, and the shipped rules go on working.
    own_folder.mkdir(parents=True, exist_ok=True)
    (own_folder / "bad.toml").write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    page = rights(window)
    assert "bad.toml" in texts(page.own)
    assert word in texts(page.own)
    assert page.data.touched


def many_nights(case: Case, n: int) -> None:
    """Calls at half past ten at night on ``n`` days in a row; one change, so that it is quick."""
    from datetime import datetime, timedelta

    from debttracker.basics.moments import Moment
    from debttracker.case.change import Change
    from debttracker.case.entries import log_contact

    edits = []
    for day in range(n):
        moment = Moment.of_local(datetime(2025, 1, 1, 22, 30) + timedelta(days=day), ZONE)
        edits += log_contact(case.reader(), moment, party_id=AGENCY, channel="call", direction="in", outcome="missed",
                             reached="borrower", loan_id=1).edits
    case.change(Change("Many", tuple(edits)))


def test_of_many_findings_only_those_that_show_are_made(us_case: Case, show: Show,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    from debttracker.rules import report

    many_nights(us_case, 200)
    made: list[str] = []
    finding = report.Finding

    def counted(**fields: object) -> object:
        made.append(str(fields["rule"]))
        return finding(**fields)

    monkeypatch.setattr(report, "Finding", counted)
    page = rights(show(us_case))
    rule = next(one for one in page.data.touched if one.rule.kind == "quiet_hours")
    assert (rule.findings, rule.contacts) == (200, 200)
    assert 0 < len(made) < 130, "a page of rules makes the newest findings of one rule, and those of its deadlines"
    page.show_target(("rule", rule.rule.id))
    live()
    more = next(b for b in card(page).findChildren(LinkButton) if b.text() == "195 earlier findings")
    for left in ("175", "155", "135", "115"):
        more.click()
        live()
        assert more.text() == f"{left} earlier findings"
    shown = card(page)
    assert shown._shown == 85
    days = [found.last_day for found in shown._found.findings]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) == 85

    made.clear()
    page.session.go("letters")
    live()
    assert isinstance(page.window().current_page, LettersPage)
    assert made == [], "a letter names contacts and rules; no finding is made for it"
