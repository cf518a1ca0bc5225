"""What the record shows: worked figures, and laws that hold for any record."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from debttracker.basics.languages import LANGUAGES, words
from debttracker.basics.moments import day_number, day_of
from debttracker.insight.bins import Step, bins, choose_step, month_start
from debttracker.insight.heat import heat, unrolled
from debttracker.insight.intensity import busiest_week, change_at, daily, quiet_gaps, rolling
from debttracker.insight.periods import period_text
from debttracker.insight.progress import all_progress, loan_progress, projection, total_progress
from debttracker.insight.rows import ContactRow, InstalmentRow, LoanRow, PaymentRow
from debttracker.insight.sentences import (
    daily_sentence,
    flags_sentence,
    heat_sentence,
    progress_sentence,
    ranking_sentence,
    share_text,
)
from debttracker.insight.shares import by_group, flag_share, ranking
from debttracker.insight.tally import tally

EN = words("en")
MONDAY = day_number(date(2026, 11, 2))
day_rows = st.lists(st.tuples(st.integers(20_000, 20_400), st.sampled_from(("call", "sms", "wechat", "visit", "letter")),
                              st.integers(1, 30)), max_size=60)


def test_seven_days_are_counted_with_the_days_before_those_shown() -> None:
    rows = [(MONDAY - 3, "call", 4), (MONDAY - 8, "call", 9), (MONDAY, "sms", 1), (MONDAY + 6, "call", 2)]
    shown = daily(rows, MONDAY, MONDAY + 7)
    assert shown is not None
    assert shown.totals == (1, 0, 0, 0, 0, 0, 2, 0)
    assert shown.rolling == (5, 5, 5, 5, 1, 1, 3, 2)


def test_the_busiest_week_is_the_earliest_of_equals() -> None:
    shown = daily([(MONDAY, "call", 3), (MONDAY + 2, "sms", 2), (MONDAY + 20, "call", 5)])
    assert shown is not None
    week = busiest_week(shown)
    assert week is not None
    assert (week.n, week.last_day, week.days) == (5, MONDAY + 6, 7)


def test_quiet_times_are_longest_first() -> None:
    shown = daily([(MONDAY, "call", 1), (MONDAY + 9, "call", 1), (MONDAY + 30, "call", 1)])
    assert shown is not None
    assert [(gap.first_day - MONDAY, gap.days) for gap in quiet_gaps(shown)] == [(10, 20), (1, 8)]


def test_before_and_after_a_letter_have_the_same_length() -> None:
    shown = daily([(MONDAY + k, "call", 4 if k < 14 else 1) for k in range(24)])
    assert shown is not None
    change = change_at(shown, MONDAY + 14)
    assert change is not None
    assert (change.days, change.before, change.after, change.percent) == (9, 36, 9, 75)
    assert change_at(shown, MONDAY + 3) is None, "less than a week before it"


@given(day_rows)
def test_totals_of_days_families_and_weeks_agree(rows: list[tuple[int, str, int]]) -> None:
    shown = daily(rows)
    whole = sum(n for *_, n in rows)
    assert (shown.total if shown else 0) == whole
    assert sum(n for _, n in by_group(rows)) == whole
    if shown is None:
        return
    assert len(shown.totals) == len(shown.rolling) == shown.last_day - shown.first_day + 1
    assert [sum(column) for column in zip(*shown.counts, strict=True)] == list(shown.totals)
    for step in Step:
        spans = bins(shown.first_day, shown.last_day, step)
        assert sum(spans.sums(shown.totals, shown.first_day)) == whole
        assert all(spans.starts[spans.index(day)] <= day <= spans.last(spans.index(day))
                   for day in (shown.first_day, shown.last_day))
    week = busiest_week(shown)
    assert week is not None
    assert week.n == max(shown.rolling[min(6, len(shown) - 1):])


@given(st.lists(st.integers(0, 50), max_size=60), st.integers(1, 12))
def test_a_rolling_sum_is_the_sum_of_its_window(values: list[int], length: int) -> None:
    assert rolling(values, length) == tuple(sum(values[max(k - length + 1, 0):k + 1]) for k in range(len(values)))


def test_steps_and_spans() -> None:
    assert [choose_step(days, 100) for days in (90, 500, 2500, 20_000)] == list(Step)
    months = bins(day_number(date(2025, 12, 9)), day_number(date(2026, 2, 3)), Step.MONTH)
    assert [day_of(start) for start in months.starts] == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
    assert day_of(months.end) == date(2026, 3, 1)
    assert bins(MONDAY + 3, MONDAY + 3, Step.WEEK).starts == (MONDAY,)
    assert month_start(MONDAY) == MONDAY - 1


def test_the_grid_of_hours() -> None:
    grid = heat([(0, 22, 3), (0, 22, 1), (6, 7, 2), (2, 12, 4)])
    assert grid.total == 10
    assert grid.peak == (0, 22, 4)
    assert grid.within([(22 * 60, 8 * 60)]) == 6
    assert grid.within([(22 * 60 + 30, 8 * 60)]) == 2, "half an hour is not the whole hour"
    assert unrolled([(22 * 60, 8 * 60), (8 * 60, 9 * 60)]) == ((0, 540), (1320, 1440))


def test_shares_per_cent() -> None:
    assert [share_text(*pair, EN) for pair in ((0, 0), (0, 9), (1, 1000), (1, 8), (2, 3), (9, 9))] == [
        "0 %", "0 %", "under 1 %", "13 %", "67 %", "100 %"]


@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 30)), st.text("abc", max_size=3), st.integers(0, 40)),
                max_size=40), st.integers(1, 10))
def test_a_ranking_loses_no_contact(rows: list[tuple[int | None, str, int]], places: int) -> None:
    whole = sum(n for *_, n in rows)
    ranked = ranking(rows)
    for shown in (ranked, ranked.limited(places)):
        assert shown.n == whole
        assert len(shown.parties) + shown.other_parties == sum(1 for row in rows if row[2])
        assert list(shown.parties) == sorted(shown.parties, key=lambda one: (-one.n, one.name))
    assert len(ranked.limited(places).parties) + bool(ranked.limited(places).others) <= max(places, 1)


@given(st.lists(st.tuples(st.integers(20_000, 20_800), st.integers(1, 20), st.integers(0, 20)), max_size=40))
def test_months_of_flags_have_no_gap_and_add_up(rows: list[tuple[int, int, int]]) -> None:
    rows = [(day, n, min(n, flagged)) for day, n, flagged in rows]
    shown = flag_share(rows)
    assert (shown.n, shown.flagged) == (sum(n for _, n, _ in rows), sum(f for *_, f in rows))
    starts = [month.day for month in shown.months]
    assert starts == sorted(set(starts))
    assert all(27 < b - a < 32 for a, b in pairwise(starts))


def test_one_pass_counts_as_the_parts_do() -> None:
    rows = [ContactRow(MONDAY, 601, "call", "in", 1, "A", True), ContactRow(MONDAY, None, "sms", "in", None, "", False),
            ContactRow(MONDAY + 40, 5, "wechat", "out", 1, "A", True)]
    counted = tally(rows)
    assert [tuple(row) for row in counted.days] == [(MONDAY, "calls", 1), (MONDAY, "messages", 1)]
    assert [tuple(row) for row in counted.hours] == [(0, 10, 1)]
    assert [tuple(row) for row in counted.flags] == [(MONDAY - 1, 2, 1)]
    assert sum(row.n for row in counted.parties) == 2


def test_progress_of_a_loan_in_arrears() -> None:
    due = [InstalmentRow(1, 100 + 30 * k, 1000) for k in range(10)]
    shown = loan_progress(LoanRow(1, "L", "CNY"), due, [PaymentRow(1, 100, 1000), PaymentRow(1, 400, 9999)], 175)
    assert (shown.target, shown.paid, shown.remaining, shown.percent) == (10_000, 1000, 9000, 10)
    assert shown.overdue == 2000, "of 130 and 160; 190 is yet to come, and a payment of the future counts for nothing"
    assert [tuple(point) for point in shown.points] == [(100, 1000, 0), (101, 1000, 0), (131, 1000, 1000),
                                                        (161, 1000, 2000), (175, 1000, 2000)]


def test_the_projection_goes_on_at_the_pace_of_half_a_year() -> None:
    shown = loan_progress(LoanRow(1, "L", "CNY", 12_000), [], [PaymentRow(1, 30 * k, 1000) for k in range(7)], 180)
    assert [tuple(one) for one in shown.ahead] == [(180, 7000), (shown.free_day, 12_000)]
    assert shown.free_day == 180 + 150, "6,000 came in the 180 days after the first payment; 5,000 remain"
    assert projection((), 100, 5) == ()
    assert loan_progress(LoanRow(1, "L", "CNY", 12_000), [], [], 180).ahead == (), "nothing paid, no pace"


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 400), st.integers(1, 5000)), max_size=30),
       st.lists(st.tuples(st.integers(1, 3), st.integers(0, 400), st.integers(1, 5000)), max_size=30))
def test_totals_add_up_per_currency_and_never_across(due: list[tuple[int, int, int]], paid: list[tuple[int, int, int]]) -> None:
    some = [LoanRow(1, "A", "CNY"), LoanRow(2, "B", "CNY"), LoanRow(3, "C", "HKD")]
    each = all_progress(some, [InstalmentRow(*row) for row in due], [PaymentRow(*row) for row in paid], 300)
    for total in total_progress(each):
        parts = [one for one in each if one.currency == total.currency]
        assert total.paid == sum(one.paid for one in parts)
        assert total.overdue == sum(one.overdue for one in parts)
        assert total.loans == len(parts)
        assert total.percent is None or 0 <= total.percent <= 100
        assert [point.day for point in total.points] == sorted({point.day for one in parts for point in one.points})


def test_periods_in_words() -> None:
    def told(first: date, last: date, language: str = "en") -> str:
        return period_text(day_number(first), day_number(last), words(language))

    assert told(date(2026, 4, 12), date(2026, 4, 18)) == "12–18 Apr 2026"
    assert told(date(2026, 4, 28), date(2026, 5, 4)) == "28 Apr – 4 May 2026"
    assert told(date(2026, 4, 1), date(2026, 4, 30)) == "Apr 2026"
    assert told(date(2026, 1, 1), date(2026, 12, 31)) == "2026"
    assert told(date(2026, 4, 12), date(2026, 4, 18), "zh-Hans") == "2026年4月12–18日"


def test_sentences_say_the_figures_in_every_language() -> None:
    shown = daily([(MONDAY + k, "call", 3 if k < 7 else 1) for k in range(30)])
    grid, flagged = heat([(0, 22, 3), (3, 9, 1)]), flag_share([(MONDAY, 10, 4)])
    top = ranking([(1, "恒通催收", 30), (2, "B", 10)])
    paid = loan_progress(LoanRow(1, "L", "CNY", 10_000), [], [PaymentRow(1, 170, 4000)], 175)
    for language in LANGUAGES:
        speak = words(language)
        assert "21" in daily_sentence(shown, speak)
        assert "22:00" in heat_sentence(grid, speak) and "3" in heat_sentence(grid, speak)
        assert "40 %" in flags_sentence(flagged, speak)
        assert "恒通催收" in ranking_sentence(top, speak) and "75 %" in ranking_sentence(top, speak)
        assert "40" in progress_sentence(paid, speak)
        assert progress_sentence(paid, speak) != progress_sentence(paid, speak, plain=True)
    assert progress_sentence(paid, EN, plain=True).startswith("¥ 40 of ¥ 100 is paid: 40 %.")
