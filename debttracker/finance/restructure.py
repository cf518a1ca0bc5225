"""Proposals a borrower can make: pay what is owed in instalments, or a part of it as a settlement.

Up to five years (60 months) is the longest individual instalment agreement for credit card debts in mainland China
(信用卡业务监督管理办法 2011, art. 70); for other debts the number is free to agree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from debttracker.basics.errors import BadInput
from debttracker.basics.formats import day_text, money_text, percent_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.finance.history import Agreement, AgreementKind
from debttracker.finance.schedule import Row, schedule
from debttracker.finance.standing import Standing
from debttracker.finance.terms import Early, LateTerms, LoanTerms, Method

MOST_CARD_INSTALMENTS: Final = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new agreement offered to the creditor, not yet in force. Amounts in minor units.

    ``owed`` is what would end the loan on that day, ``total`` what the borrower would pay, ``given_up`` what the
    creditor would let go (negative: extra interest the borrower would pay).
    """

    agreement: Agreement
    rows: tuple[Row, ...]
    owed: int

    @property
    def total(self) -> int:
        """All payments of the proposal."""
        return sum(row.payment for row in self.rows)

    @property
    def given_up(self) -> int:
        """``owed`` less ``total``."""
        return self.owed - self.total

    @property
    def share(self) -> Decimal:
        """``total`` as a share of ``owed``."""
        return (Decimal(self.total) / self.owed).quantize(Decimal("0.0001"))


def propose_instalments(now: Standing, first_due: date, instalments: int = MOST_CARD_INSTALMENTS,
                        rate: Decimal = Decimal(0), *, waive_penalties: bool = False) -> Proposal:
    """Pay what is owed in equal monthly parts, at ``rate`` a year, from ``first_due`` on.

    ``waive_penalties`` asks the creditor to drop penalty interest and late fees. Raises BadInput when nothing is owed
    or ``first_due`` is not in the future.
    """
    waived = now.due.penalty + now.due.late_fee if waive_penalties else 0
    return _propose(now, now.payoff - waived, first_due, instalments, rate, AgreementKind.RESTRUCTURE)


def propose_settlement(now: Standing, amount: int, first_due: date, instalments: int = 1) -> Proposal:
    """Pay ``amount`` minor units in ``instalments`` monthly parts and be done with the rest."""
    if amount > now.payoff:
        raise BadInput(N_("The offer of {offer} is more than the {owed} that would end the loan."),
                       offer=Money(amount, now.currency).plain(), owed=Money(now.payoff, now.currency).plain())
    return _propose(now, amount, first_due, instalments, Decimal(0), AgreementKind.SETTLEMENT)


def _propose(now: Standing, amount: int, first_due: date, instalments: int, rate: Decimal,
             kind: AgreementKind) -> Proposal:
    if now.payoff <= 0:
        raise BadInput(N_("Nothing is owed on this loan, so there is nothing to propose."))
    terms = LoanTerms(currency=now.currency, principal=amount, start=now.day, instalments=instalments,
                      method=Method.ANNUITY, rate=rate, first_due=first_due, late=LateTerms(), early=Early.NEXT)
    return Proposal(Agreement(now.day, terms, kind), schedule(terms), now.payoff)


def accept(agreements: tuple[Agreement, ...], proposal: Proposal, from_day: date) -> tuple[Agreement, ...]:
    """The agreements with ``proposal`` in force from ``from_day``; the earlier ones stay as history.

    Raises BadInput when its first instalment would be due before that day.
    """
    if proposal.rows[0].due < from_day:
        raise BadInput(N_("The first payment of the proposal is due before the day it would begin. Choose a later due "
                          "date."))
    return (*agreements, replace(proposal.agreement, from_day=from_day))


def proposal_lines(proposal: Proposal, speak: Words) -> list[str]:
    """The proposal as plain sentences, to print or put in a letter."""
    terms, rows = proposal.agreement.terms, proposal.rows

    def money(minor: int) -> str:
        return money_text(Money(minor, terms.currency))

    lines = [speak("On {day} {owed} would end this debt.", day=day_text(proposal.agreement.from_day, speak),
                   owed=money(proposal.owed))]
    if len(rows) == 1:
        lines.append(speak("I propose to pay {amount} once, by {day}.", amount=money(rows[0].payment),
                           day=day_text(rows[0].due, speak)))
    else:
        lines.append(speak.plural(
            "I propose {n} monthly payment of {amount}, the first on {first}, the last of {rest} on {last}.",
            "I propose {n} monthly payments of {amount}, the first on {first}, the last of {rest} on {last}.",
            len(rows), amount=money(rows[0].payment), first=day_text(rows[0].due, speak),
            rest=money(rows[-1].payment), last=day_text(rows[-1].due, speak)))
    if proposal.given_up > 0:
        lines.append(speak("That is {total} in all, {share} of the sum; I ask that the remaining {rest} be waived.",
                           total=money(proposal.total), share=percent_text(proposal.share),
                           rest=money(proposal.given_up)))
    else:
        lines.append(speak("That is {total} in all.", total=money(proposal.total)))
    if proposal.agreement.kind is AgreementKind.SETTLEMENT:
        lines.append(speak("After the last payment nothing more is owed; please confirm this in writing."))
    else:
        lines.append(speak("While the payments are kept, please add no further interest or fees and stop collection; "
                           "please confirm this in writing."))
    return lines
