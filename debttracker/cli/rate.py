"""``debttracker rate``: what a loan really costs a year, from the money that arrived and the payments."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from debttracker.basics.errors import BadInput
from debttracker.basics.formats import money_text, percent_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.cli.figures import amount, exact_json, help_words, print_figures, read_amount, read_count, read_day
from debttracker.finance.due_days import add_months
from debttracker.finance.rates import Flow, irr, nominal, xirr, yearly

NAME: Final = "rate"
_PAYMENT = re.compile(r"(?:(\d+)\s*[x×*]\s*)?(.+)", re.IGNORECASE)
_MOST_PAYMENTS: Final = 5000


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    speak = help_words()
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = speak(
        "ear: effective annual rate, interest compounded over a year (the APR of the EU and the United Kingdom).\n"
        "apr: nominal annual rate, the rate of one period times the periods of a year (the APR of the United States,\n"
        "     the usual yearly IRR in China).\n"
        "Without --start all periods are equal (12 months, 52 weeks, or 365 days a year). With --start the payments\n"
        "fall on real dates: ear is then XIRR with actual days / 365, and apr the nominal rate of that same ear.")
    parser.add_argument("--disbursed", required=True, metavar=speak("AMOUNT"), help=speak("money that really arrived"))
    parser.add_argument("--payment", action="append", default=[], metavar=speak("PAYMENT"),
                        help=speak("a payment, or several equal ones as 12x916.67; repeat for the following ones"))
    parser.add_argument("--start", metavar=speak("DATE"), help=speak("day the money arrived, for real dates"))
    parser.add_argument("--interval", choices=("monthly", "weekly", "days"), default="monthly",
                        help=speak("time between payments (default: monthly)"))
    parser.add_argument("--days", default="1", metavar="N", help=speak("with --interval days: how many days"))
    parser.add_argument("--currency", default="CNY", help=speak("currency code (default: CNY)"))
    parser.add_argument("--json", action="store_true", help=speak("print JSON"))


def run(args: Namespace, speak: Words) -> int:
    """Work out the rates and print them."""
    disbursed = read_amount(args.disbursed, args.currency)
    if disbursed <= 0:
        raise BadInput(N_("The amount that arrived must be more than zero."))
    payments = [one for text in args.payment for one in read_payments(text, args.currency)]
    total = _checked_total(payments, disbursed)
    days = read_count(args.days)
    if not 1 <= days <= 3660:
        raise BadInput(N_("The days between instalments must be between 1 and 3660."))
    periods = {"monthly": Decimal(12), "weekly": Decimal(52)}.get(args.interval, Decimal(365) / days)
    if args.start is None:
        each = irr([disbursed, *(-one for one in payments)])
        ear, apr = yearly(each, periods), each * periods
    else:
        start = read_day(args.start)
        dates = _dates(start, args.interval, days, len(payments))
        ear = xirr([Flow(start, disbursed), *(Flow(day, -one) for day, one in zip(dates, payments, strict=True))])
        apr = nominal(ear, periods)
    _print(args, speak, ear, apr, total - disbursed, disbursed)
    return 0


def read_payments(text: str, currency: str) -> list[int]:
    """``916.67`` or ``12x916.67`` as minor units; raises BadInput."""
    found = _PAYMENT.fullmatch(text.strip())
    if found is None:
        raise BadInput(N_("“{text}” is not a payment. Write 916.67, or 12x916.67 for twelve of them."), text=text[:40])
    count = int(found[1]) if found[1] else 1
    if not 1 <= count <= _MOST_PAYMENTS:
        raise BadInput(N_("The number of payments must be between 1 and {most}."), most=_MOST_PAYMENTS)
    minor = read_amount(found[2], currency)
    if minor < 0:
        raise BadInput(N_("A payment cannot be negative. Write what you pay as a positive amount."))
    return [minor] * count


def _checked_total(payments: list[int], disbursed: int) -> int:
    total = sum(payments)
    if not total:
        raise BadInput(N_("All amounts go the same way, so there is no rate to find. Money must both arrive and be "
                          "paid back: give the amount that arrived and the payments."))
    if total < disbursed:
        raise BadInput(N_("The payments add up to less than the amount that arrived, so there is no cost to measure. "
                          "Check whether a payment is missing."))
    return total


def _dates(start: date, interval: str, days: int, count: int) -> list[date]:
    try:
        if interval == "monthly":
            return [add_months(start, k) for k in range(1, count + 1)]
        step = timedelta(7 if interval == "weekly" else days)
        return [start + step * k for k in range(1, count + 1)]
    except (OverflowError, ValueError):
        raise BadInput(N_("The last payment would be due beyond the calendar. Check the number of payments.")) from None


def _print(args: Namespace, speak: Words, ear: Decimal, apr: Decimal, cost: int, disbursed: int) -> None:
    if args.json:
        print(exact_json({"ear": _eight(ear), "apr": _eight(apr), "total_cost": amount(cost, args.currency)}))
        return
    per_1000 = Decimal(cost) * 1000 / disbursed
    print_figures((speak("What it costs"), ""), [
        (speak("Effective annual rate (EAR)"), percent_text(ear, 2)),
        (speak("Nominal annual rate (APR)"), percent_text(apr, 2)),
        (speak("Total cost"), money_text(Money(cost, args.currency))),
        (speak("Cost per 1,000 that arrived"), f"{per_1000:,.2f}"),
    ])


def _eight(rate: Decimal) -> Decimal:
    """A rate with eight digits after the point: a millionth of a per cent."""
    return rate.quantize(Decimal("1e-8"))
