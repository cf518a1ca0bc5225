"""Loans and payments on paper: terms as agreed, due dates, payments, what is demanded and what the terms give."""

from __future__ import annotations

from collections.abc import Sequence

from debttracker.basics.formats import day_text, money_text
from debttracker.basics.languages import Words
from debttracker.basics.money import Money
from debttracker.evidence.attachments import size_text
from debttracker.evidence.blocks import Block, facts, h1, h2, h3, note, p, table
from debttracker.evidence.document import LoanSheet
from debttracker.evidence.entries import loan_mark


def loans_blocks(section: int, loans: Sequence[LoanSheet], speak: Words) -> list[Block]:
    """The section of loans and payments, numbered ``section``."""
    blocks = [h1(f"{section}  " + speak("Loans and payments"))]
    if not loans:
        return [*blocks, p(speak("No loan is part of this document."))]
    for place, loan in enumerate(loans, 1):
        blocks.append(h2(f"{section}.{place}  {loan.name} ({loan_mark(place)})"))
        blocks.append(facts([(speak("Creditor"), loan.lender), *loan.terms, *_amounts(loan, speak)]))
        if loan.computed_how:
            blocks.append(note(loan.computed_how))
        blocks.extend(_instalments(loan, speak))
        blocks.extend(_payments(loan, speak))
        blocks.extend(_papers(loan, speak))
    return blocks


def difference(loan: LoanSheet) -> Money | None:
    """Demanded less computed; None unless both are known in one currency."""
    if loan.demanded is None or loan.computed is None or loan.demanded.currency != loan.computed.currency:
        return None
    return loan.demanded - loan.computed


def _amounts(loan: LoanSheet, speak: Words) -> list[tuple[str, str]]:
    gap = difference(loan)
    return [(speak("Paid"), money_text(loan.paid) if loan.paid is not None else ""),
            (speak("Still to pay"), money_text(loan.remaining) if loan.remaining is not None else ""),
            (speak("Overdue"), money_text(loan.overdue) if loan.overdue is not None else ""),
            (speak("Latest amount demanded"), money_text(loan.demanded) if loan.demanded else ""),
            (speak("Owed by the terms on that day"), money_text(loan.computed) if loan.computed else ""),
            (speak("More than owed"), money_text(gap) if gap is not None else "")]


def _instalments(loan: LoanSheet, speak: Words) -> list[Block]:
    if not loan.instalments:
        return []
    rows = [[str(one.number), day_text(one.due, speak), money_text(one.amount), money_text(one.paid), one.state]
            for one in loan.instalments]
    header = [speak("No."), speak("Due"), speak("Amount"), speak("Paid towards it"), speak("State")]
    return [h3(speak("Instalments")), table(header, rows, (0, 2, 2, 2, 3), "rlrrl")]


def _payments(loan: LoanSheet, speak: Words) -> list[Block]:
    if not loan.payments:
        return [h3(speak("Payments")), p(speak("No payment is recorded."))]
    rows = [[day_text(one.day, speak), money_text(one.amount), one.how, one.note, one.exhibit]
            for one in loan.payments]
    header = [speak("Day"), speak("Amount"), speak("How paid"), speak("Note"), speak("Receipt")]
    blocks = [h3(speak("Payments")), table(header, rows, (2, 2, 2, 4, 0), "lrlll")]
    currencies = {one.amount.currency for one in loan.payments}
    if len(currencies) == 1:
        total = Money(sum(one.amount.minor for one in loan.payments), currencies.pop())
        blocks.append(note(speak.plural("{n} payment, {total} in all.", "{n} payments, {total} in all.",
                                        len(loan.payments), total=money_text(total))))
    return blocks


def _papers(loan: LoanSheet, speak: Words) -> list[Block]:
    if not loan.attachments:
        return []
    rows = [[one.number, one.name, size_text(one.size)] for one in loan.attachments]
    return [h3(speak("Papers of this loan")),
            table([speak("Exhibit"), speak("Name"), speak("Size")], rows, (0, 1, 0), "llr")]
