"""``debttracker schedule``: the repayment schedule of a loan, to the last cent."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from decimal import Decimal
from typing import Final

from debttracker.basics.languages import Words
from debttracker.basics.money import Money
from debttracker.cli.figures import (
    amount,
    exact_json,
    help_words,
    print_figures,
    read_amount,
    read_count,
    read_day,
    read_rate,
)
from debttracker.finance.schedule import Row, schedule, totals
from debttracker.finance.terms import DayCount, LoanTerms, Method, RateBasis, Weekend

NAME: Final = "schedule"
_METHODS = [one.value for one in Method if one is not Method.CUSTOM]


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    speak = help_words()
    parser.add_argument("--principal", required=True, metavar=speak("AMOUNT"), help=speak("amount borrowed"))
    parser.add_argument("--annual-rate", default="0", metavar=speak("RATE"),
                        help=speak("nominal yearly rate: 0.0435 or 4.35%%"))
    parser.add_argument("--months", required=True, metavar="N", help=speak("number of monthly instalments"))
    parser.add_argument("--method", choices=_METHODS, default=Method.ANNUITY.value,
                        help=speak("how it is paid back (default: annuity)"))
    parser.add_argument("--fee-rate", metavar=speak("RATE"),
                        help=speak("for flat-fee: the fee of each month as a share of the amount borrowed"))
    parser.add_argument("--start", metavar=speak("DATE"), help=speak("day the money arrived (default: today)"))
    parser.add_argument("--first-due", metavar=speak("DATE"), help=speak("first due date (default: a month later)"))
    parser.add_argument("--day-count", choices=[one.value for one in DayCount], default=DayCount.EQUAL.value,
                        help=speak("how interest days are counted (default: equal months)"))
    parser.add_argument("--weekend", choices=[one.value for one in Weekend], default=Weekend.KEEP.value,
                        help=speak("where a due date on a weekend moves (default: it stays)"))
    parser.add_argument("--currency", default="CNY", help=speak("currency code (default: CNY)"))
    parser.add_argument("--json", action="store_true", help=speak("print JSON"))


def run(args: Namespace, speak: Words) -> int:
    """Work out the schedule and print it."""
    rows = schedule(terms_of(args))
    if args.json:
        print(exact_json([_json_row(row, args.currency) for row in rows]))
        return 0
    sums = totals(rows)
    table = [(str(row.number), row.due.isoformat(), *_texts(row[2:], args.currency)) for row in rows]
    all_sums = (sums.principal, sums.interest, sums.fee, sums.payment)
    table.append(("", speak("Sum"), *_texts(all_sums, args.currency), ""))
    print_figures(("", speak("Due date"), speak("Principal"), speak("Interest"), speak("Fee"), speak("Payment"),
                   speak("Balance")), table, left=0)
    return 0


def terms_of(args: Namespace) -> LoanTerms:
    """The loan the arguments describe; raises BadInput."""
    method = Method(args.method)
    rate, basis = read_rate(args.annual_rate), RateBasis.YEAR
    if method is Method.FLAT_FEE and args.fee_rate is not None:
        rate, basis = read_rate(args.fee_rate), RateBasis.MONTH
    return LoanTerms(
        currency=args.currency, principal=read_amount(args.principal, args.currency),
        start=read_day(args.start) if args.start else date.today(),
        instalments=read_count(args.months), method=method, rate=rate, basis=basis,
        day_count=DayCount(args.day_count), first_due=read_day(args.first_due) if args.first_due else None,
        weekend=Weekend(args.weekend))


def _json_row(row: Row, currency: str) -> dict[str, int | str | Decimal]:
    return {"number": row.number, "due_date": row.due.isoformat(), "principal": amount(row.principal, currency),
            "interest": amount(row.interest, currency), "fee": amount(row.fee, currency),
            "payment": amount(row.payment, currency), "balance": amount(row.balance, currency)}


def _texts(amounts: tuple[int, ...], currency: str) -> list[str]:
    return [f"{Money(one, currency).amount:,f}" for one in amounts]
