"""Invented rows for every chart: full, empty, and with a single contact."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

from debttracker.basics.moments import day_number
from debttracker.charts import ageing, channels, daily, demanded, flags, heatmap, lenders, loans, plan, progress
from debttracker.insight.heat import heat
from debttracker.insight.progress import all_progress, total_progress
from debttracker.insight.rows import ContactRow, InstalmentRow, LoanRow, PaymentRow
from debttracker.insight.shares import by_group, flag_share, ranking
from debttracker.insight.tally import tally

TODAY = day_number(date(2026, 11, 24))
CHANNELS = ("call", "call", "call", "sms", "wechat", "visit", "letter")
PARTIES = ((1, "恒通催收"), (2, "Jindai customer service"), (3, "華信法務有限公司（香港）的一個非常長的名稱"), (None, ""))


@dataclass(frozen=True)
class Case:
    """One chart with data for each state."""

    module: ModuleType
    full: Any
    empty: Any
    one: Any

    @property
    def name(self) -> str:
        return self.module.__name__.rpartition(".")[2]


def contacts(n: int, days: int, seed: int = 3) -> list[ContactRow]:
    """``n`` contacts in the last ``days`` days, most of them late."""
    chance = random.Random(seed)
    rows = []
    for _ in range(n):
        day = TODAY - int(days * chance.random() ** 2)
        party, name = chance.choice(PARTIES)
        rows.append(ContactRow(day, chance.randrange(7 * 60, 23 * 60), chance.choice(CHANNELS), "in", party, name,
                               chance.random() < 0.3))
    return rows


def daily_chart(rows: list[ContactRow]) -> daily.DailyChart:
    """The daily chart of ``rows``."""
    from debttracker.insight.intensity import daily as count

    return daily.DailyChart(count(tally(rows).days), (daily.Marker(TODAY - 20, "停止联系函"),), (TODAY - 20,))


def money_rows() -> tuple[list[LoanRow], list[InstalmentRow], list[PaymentRow]]:
    """Three loans in two currencies, one in arrears."""
    some = [LoanRow(1, "Quick cash loan", "CNY"), LoanRow(2, "银行卡分期", "CNY"), LoanRow(3, "Hong Kong card", "HKD")]
    due = [InstalmentRow(loan, TODAY - 300 + 30 * k, 102_505) for loan in (1, 2, 3) for k in range(12)]
    paid = [PaymentRow(loan, TODAY - 300 + 30 * k, 102_505) for loan in (1, 2, 3) for k in range(10 if loan > 1 else 6)]
    return some, due, paid


def cases() -> list[Case]:
    """Every chart there is."""
    many, one = tally(contacts(1500, 540)), tally(contacts(1, 30))
    none = tally([])
    each = all_progress(*money_rows(), TODAY)
    single = all_progress([LoanRow(1, "One", "CNY", 500_000)], [], [PaymentRow(1, TODAY, 100)], TODAY)
    curve = plan.Curve("avalanche", "Highest rate first", tuple(range(1_000_000, -1, -50_000)), 12_345)
    other = plan.Curve("snowball", "Smallest debt first", tuple(range(1_000_000, -1, -40_000)), 15_000)
    demands = tuple(demanded.Demand(TODAY - 30 * k, 498_000 - 9000 * k, 417_497 - 9000 * k) for k in range(5))
    return [
        Case(daily, daily_chart(contacts(1500, 540)), daily.DailyChart(None), daily_chart(contacts(1, 30))),
        Case(heatmap, heatmap.HeatChart(heat(many.hours), ((22 * 60, 8 * 60),)), heatmap.HeatChart(heat(())),
             heatmap.HeatChart(heat(one.hours))),
        Case(channels, by_group(many.days), by_group(none.days), by_group(one.days)),
        Case(lenders, ranking(many.parties), ranking(none.parties), ranking(one.parties)),
        Case(flags, flag_share(many.flags), flag_share(none.flags), flag_share(one.flags)),
        Case(progress, total_progress(each), (), single),
        Case(loans, each, (), single),
        Case(demanded, demanded.DemandChart("CNY", demands), demanded.DemandChart("CNY", ()),
             demanded.DemandChart("CNY", demands[:1])),
        Case(ageing, ageing.AgeingChart("CNY", ((1, 30, 50_000), (31, 60, 20_000), (61, None, 1_00))),
             ageing.AgeingChart("CNY", ((1, 30, 0),)), ageing.AgeingChart("CNY", ((1, None, 1),))),
        Case(plan, plan.PlanChart("CNY", TODAY, (curve, other)), plan.PlanChart("CNY", TODAY, ()),
             plan.PlanChart("CNY", TODAY, (curve,))),
    ]
