"""The rows for charts: what the database adds up is what a plain loop over the contacts adds up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from debttracker.basics.moments import day_number, day_of
from debttracker.capture.sample import make_sample_case
from debttracker.case.connection import Connection
from debttracker.case.queries.contacts import oldest_first
from debttracker.case.queries.filters import ContactFilter
from debttracker.derived.flags import refresh_flags
from debttracker.derived.series import series
from debttracker.derived.today import today_view
from debttracker.insight.bins import month_start
from debttracker.insight.intensity import daily

TODAY = date(2026, 11, 24)
FILTERS = {"all": ContactFilter(), "autumn": ContactFilter(first_day=day_number(date(2026, 9, 15)), last_day=day_number(date(2026, 10, 20))),
           "calls": ContactFilter(channels=("call",)), "loan": ContactFilter(loan_ids=(1,)),
           "none": ContactFilter(first_day=day_number(date(2030, 1, 1)))}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    case = make_sample_case(tmp_path_factory.mktemp("series") / "case", "en", today=TODAY).case
    refresh_flags(case)
    with case:
        yield case.reader()


@pytest.mark.parametrize("name", FILTERS)
def test_the_database_counts_as_a_loop_does(reader: Connection, name: str) -> None:
    which = FILTERS[name]
    rows, found = list(oldest_first(reader, which)), series(reader, which, TODAY)
    assert found.contacts == len(rows) == sum(n for _, n in found.groups) == found.ranking.n == found.flags.n
    assert found.flags.flagged == sum(bool(row.flag) for row in rows)
    assert found.heat.total == sum(row.precision != "day" for row in rows)
    for month in found.flags.months:
        assert month.n == sum(month_start(row.day) == month.day for row in rows)
    if not rows:
        assert found.daily is None
        return
    assert found.daily is not None
    everything = [(row.day, row.channel, 1) for row in oldest_first(reader, ContactFilter(channels=which.channels, loan_ids=which.loan_ids))]
    plain = daily(everything, found.daily.first_day, found.daily.last_day)
    assert plain is not None
    assert found.daily.totals == plain.totals
    assert found.daily.rolling == plain.rolling, "the week before the first day chosen counts too"


def test_a_chosen_loan_narrows_its_progress(reader: Connection) -> None:
    whole, one = series(reader, ContactFilter(), TODAY), series(reader, FILTERS["loan"], TODAY)
    assert len(whole.each) > len(one.each) == 1
    assert whole.totals[0].paid == sum(p.paid for p in whole.each if p.currency == whole.totals[0].currency)
    assert one.each[0] == whole.each[0]


def test_letters_the_borrower_sent_are_marked(reader: Connection) -> None:
    letters = series(reader, ContactFilter(), TODAY).letters
    assert letters
    assert all(kind for _, kind in letters)


def test_today_and_charts_tell_the_same_end_at_todays_pace(reader: Connection) -> None:
    """Today took the last due date for loans paid on time, Charts the pace of the payments: a month apart."""
    ends = {total.currency: total.free_day for total in series(reader, ContactFilter(), TODAY).totals}
    shown = today_view(reader, TODAY).paid
    assert shown and any(ends.values())
    assert {one.currency: one.end for one in shown} == {
        currency: None if (end := ends[currency]) is None else day_of(end) for currency in (one.currency for one in shown)}
