"""``debttracker plan``: pay off several debts from one monthly budget: when, and at what interest."""

from __future__ import annotations

import csv
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from debttracker.basics.errors import BadInput, FileTrouble, FormatTrouble
from debttracker.basics.formats import money_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.cli.figures import amount, exact_json, help_words, print_figures, read_amount, read_count, read_rate
from debttracker.finance.bad_line import BadLine
from debttracker.finance.plan import Budget, Debt, Plan, Strategy, minimum_only, plan

NAME: Final = "plan"
_COLUMNS: Final = ("name", "balance", "annual_rate", "minimum")
_MOST_DEBTS: Final = 10_000
_LARGEST_FILE: Final = 10 * 1024 * 1024


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    speak = help_words()
    parser.add_argument("--debts", required=True, metavar=speak("FILE"),
                        help=speak("CSV with the columns name,balance,annual_rate,minimum (rates as 0.18 or 18%%)"))
    parser.add_argument("--monthly", required=True, metavar=speak("AMOUNT"),
                        help=speak("money for all debts each month"))
    parser.add_argument("--strategy", choices=[one.value for one in Strategy], default=Strategy.AVALANCHE.value,
                        help=speak("which debt gets what is left after the minimums (default: avalanche)"))
    parser.add_argument("--one-off", action="append", default=[], metavar=speak("MONTH:AMOUNT"),
                        help=speak("extra money in one month, for example 3:5000; may be repeated"))
    parser.add_argument("--yearly-extra", default="0", metavar=speak("AMOUNT"),
                        help=speak("extra money every twelfth month"))
    parser.add_argument("--currency", default="CNY", help=speak("currency code (default: CNY)"))
    parser.add_argument("--json", action="store_true", help=speak("print JSON"))


def run(args: Namespace, speak: Words) -> int:
    """Work out the plan and print it."""
    debts = read_debts(Path(args.debts), args.currency)
    one_off = dict(_one_off(one, args.currency) for one in args.one_off)
    budget = Budget(read_amount(args.monthly, args.currency), one_off, read_amount(args.yearly_extra, args.currency))
    found = plan(debts, budget, Strategy(args.strategy), args.currency)
    if args.json:
        print(exact_json({
            "months": found.months, "interest": amount(found.interest, args.currency),
            "debts": [{"name": debt.name, "paid_off_month": debt.paid_off_month,
                       "interest": amount(debt.interest, args.currency)} for debt in found.debts]}))
    else:
        _print(found, minimum_only(debts, args.currency), args.currency, speak)
    return 0


def read_debts(path: Path, currency: str) -> list[Debt]:
    """The debts of a CSV file in UTF-8; raises FileTrouble, FormatTrouble or BadInput with the line that is wrong."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise FormatTrouble(N_("“{name}” is too large for a list of debts."), name=path.name)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FileTrouble(N_("“{name}” could not be read ({reason}). Check the name and try again."), name=path.name,
                          reason=error.strerror or type(error).__name__) from error
    except UnicodeDecodeError:
        raise FormatTrouble(N_("“{name}” is not a text file in UTF-8. Save the table as CSV (UTF-8)."),
                            name=path.name) from None
    reader = csv.DictReader(text.splitlines())
    missing = [one for one in _COLUMNS if one not in (reader.fieldnames or [])]
    if missing:
        raise FormatTrouble(N_("“{name}” lacks the column {column}. The first line must be: {wanted}"), name=path.name,
                            column=", ".join(missing), wanted=",".join(_COLUMNS))
    debts = [_debt(line, number, currency) for number, line in enumerate(reader, 2) if any(line.values())]
    if len(debts) > _MOST_DEBTS:
        raise FormatTrouble(N_("“{name}” is too large for a list of debts."), name=path.name)
    return debts


def _debt(line: dict[str, str], number: int, currency: str) -> Debt:
    try:
        return Debt((line["name"] or "").strip(), read_amount(line["balance"] or "", currency),
                    read_rate(line["annual_rate"] or ""), read_amount(line["minimum"] or "0", currency))
    except BadInput as wrong:
        raise BadLine(number, wrong) from wrong


def _one_off(text: str, currency: str) -> tuple[int, int]:
    month, _, extra = text.partition(":")
    number = read_count(month)
    if number < 1 or not extra:
        raise BadInput(N_("“{text}” is not a month and an amount such as 3:5000."), text=text[:40])
    return number, read_amount(extra, currency)


def _print(found: Plan, minimums: Plan | None, currency: str, speak: Words) -> None:
    print_figures((speak("Debt"), speak("Paid off in month"), speak("Interest")),
                  [(debt.name, str(debt.paid_off_month), f"{Money(debt.interest, currency).amount:,f}")
                   for debt in found.debts])
    print()
    interest = money_text(Money(found.interest, currency))
    print(speak.plural("All paid off in {n} month, with {interest} of interest.",
                       "All paid off in {n} months, with {interest} of interest.", found.months, interest=interest))
    if minimums is None:
        print(speak("With the minimum payments alone these debts would never end."))
    else:
        print(speak.plural("The minimum payments alone would take {n} month and {interest} of interest.",
                           "The minimum payments alone would take {n} months and {interest} of interest.",
                           minimums.months, interest=money_text(Money(minimums.interest, currency))))
