"""Money, days and spans as people of each language write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from debttracker.basics import formats
from debttracker.basics.languages import LANGUAGES, words
from debttracker.basics.money import Money

DAY = date(2026, 11, 23)


def test_money() -> None:
    assert formats.money_text(Money(102450, "CNY")) == "¥ 1,024.50"
    assert formats.money_text(Money(102400, "CNY"), short=True) == "¥ 1,024"
    assert formats.money_text(Money(102450, "CNY"), short=True) == "¥ 1,024.50"
    assert formats.money_text(Money(-5, "USD")) == "−$ 0.05"
    assert formats.money_text(Money(1500, "JPY")) == "JP¥ 1,500"
    assert formats.money_text(Money(1234, "KWD")) == "KWD 1.234"


def test_days_and_months() -> None:
    english, chinese = words("en"), words("zh-Hans")
    assert formats.day_text(DAY, english) == "23 Nov 2026"
    assert formats.day_text(DAY, english, year=False, weekday=True) == "Monday, 23 Nov"
    assert formats.day_text(DAY, chinese) == "2026年11月23日"
    assert formats.day_text(DAY, chinese, year=False, weekday=True) == "11月23日 星期一"
    assert formats.day_text(date(2026, 11, 29), chinese, weekday=True).endswith("星期日")
    assert formats.month_text(DAY, english) == "Nov 2026"
    assert formats.month_text(DAY, chinese, year=False) == "11月"


def test_spans_counts_and_shares() -> None:
    assert [formats.span_text(s) for s in (-3, 0, 59, 220, 3725)] == ["0:00", "0:00", "0:59", "3:40", "1:02:05"]
    assert formats.count_text(1234567) == "1,234,567"
    assert formats.percent_text(Decimal("0.466")) == "46.6 %"
    assert formats.percent_text(Decimal("0.62"), 0) == "62 %"


def test_babel_knows_each_language() -> None:
    from babel import Locale

    for language in LANGUAGES:
        assert Locale.parse(formats.babel_locale(language)).language in ("en", "zh")
