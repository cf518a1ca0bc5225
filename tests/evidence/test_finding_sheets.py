"""What is known of findings before they are made is what the made ones say."""

from __future__ import annotations

from datetime import date

import pytest

from debttracker.basics.languages import words
from debttracker.capture.sample import make_sample_case
from debttracker.case.case import Case, open_case
from debttracker.case.queries.filters import ContactFilter
from debttracker.derived.findings import check_case
from debttracker.evidence import figures
from debttracker.evidence.finding_sheets import FoundSheets
from debttracker.evidence.findings import marks

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The sample case, read under the rules of several places."""
    folder = tmp_path_factory.mktemp("sheets") / "case"
    make_sample_case(folder, "zh-Hans", today=TODAY).case.close()
    return open_case(folder, None, read_only=True)


@pytest.mark.parametrize("places", [("cn",), ("us",), ("cn", "us", "gb", "hk", "tw")])
def test_which_exhibits_a_finding_rests_on_is_known_before_the_sheets_are_made(case: Case, places: tuple[str, ...]) -> None:
    found = FoundSheets(case.reader(), check_case(case.reader(), places, TODAY), None, words("zh-Hans"))
    early = marks(3, found, found.touched())
    assert early
    assert "_found" not in vars(found), "a finding was made for it"
    assert early == marks(3, tuple(found))


def test_firm_findings_come_first_and_of_these_the_most_frequent(case: Case) -> None:
    done = check_case(case.reader(), ("cn", "us", "gb"), TODAY)
    sheets = tuple(FoundSheets(case.reader(), done, None, words("en")))
    order = [(("hard", "edge", "soft").index(one.strength.value), -len(one.instances)) for one in sheets]
    assert len(sheets) > 3
    assert order == sorted(order)
    assert sum(len(one.instances) for one in sheets) == len(done.checked)


def test_of_a_part_of_the_case_only_findings_that_rest_on_nothing_else_are_there(case: Case) -> None:
    done = check_case(case.reader(), ("cn",), TODAY)
    inside = set(sorted(done.checked.touched.masks)[::2])
    found = FoundSheets(case.reader(), done, inside, words("en"))
    rests = {number for sheet in found for one in sheet.instances for number in one.exhibits}
    assert found.touched() is None
    assert rests
    assert rests <= {f"C-{id:06d}" for id in inside}
    assert all(sheet.instances for sheet in found)


def test_no_row_of_a_chart_is_read_to_know_that_there_are_charts(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = figures.series
    monkeypatch.setattr(figures, "series", lambda *given: asked.append("rows") or real(*given))
    charts = figures.paper_charts(case.reader(), ContactFilter(), TODAY, words("en"))
    assert bool(charts)
    assert not asked
    assert len(charts) > 1
    assert asked == ["rows"]


def test_a_part_without_contacts_loans_and_demands_has_no_charts(case: Case) -> None:
    nobody = ContactFilter(first_day=0, last_day=1, loan_ids=(999_999,))
    assert not figures.paper_charts(case.reader(), nobody, TODAY, words("en"))
