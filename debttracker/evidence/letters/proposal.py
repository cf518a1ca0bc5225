"""A settlement or restructuring proposal as a letter with its table of payments, ready to print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from debttracker.basics.formats import day_text, money_text
from debttracker.basics.languages import words
from debttracker.basics.money import Money
from debttracker.basics.vocabulary import LetterKind
from debttracker.case.connection import Connection
from debttracker.case.queries.loans import loan
from debttracker.case.queries.parties import party
from debttracker.case.queries.settings import setting
from debttracker.evidence.letters.facts import LetterFacts
from debttracker.evidence.letters.letter import LetterDraft
from debttracker.evidence.letters.template import template
from debttracker.evidence.letters.typeset import Annex, to_pdf
from debttracker.evidence.letters.writing import draft
from debttracker.finance.history import AgreementKind
from debttracker.finance.restructure import Proposal, proposal_lines


@dataclass(frozen=True, slots=True)
class MonthlyMeans:
    """What the borrower says of a month, in minor units of the proposal's currency; shown only with an income."""

    income: int = 0
    outgoings: int = 0


def proposal_letter(proposal: Proposal, facts: LetterFacts, language: str,
                    means: MonthlyMeans | None = None) -> tuple[LetterDraft, Annex]:
    """The letter and its table in ``language``; legal paragraphs as in the letters of the same kind."""
    speak = words(language)
    terms, rows = proposal.agreement.terms, proposal.rows
    settlement = proposal.agreement.kind is AgreementKind.SETTLEMENT
    kind = LetterKind.SETTLEMENT if settlement else LetterKind.HARDSHIP
    facts = replace(facts, offer=Money(proposal.total, terms.currency), offer_day=rows[-1].due,
                    monthly=Money(rows[0].payment, terms.currency), months=len(rows))
    made = draft(kind, facts, language)
    laws = [law.text[made.language] for law in template(kind).laws if law.fits(facts) and not law.confidence.to_verify]
    paragraphs = [*proposal_lines(proposal, speak), *_means_line(proposal, means, language), *laws, made.paragraphs[-1]]

    def money(minor: int) -> str:
        return money_text(Money(minor, terms.currency))

    annex = Annex(speak("Payments proposed"), (speak("No."), speak("Due"), speak("Payment"), speak("Left after it")),
                  tuple((str(n), day_text(row.due, speak), money(row.payment), money(_left(proposal, n)))
                        for n, row in enumerate(rows, 1)))
    return replace(made, paragraphs=tuple(paragraphs)), annex


def proposal_pdf(proposal: Proposal, facts: LetterFacts, language: str, means: MonthlyMeans | None = None) -> bytes:
    """The proposal as a PDF; raises FormatTrouble when it cannot be typeset."""
    letter, annex = proposal_letter(proposal, facts, language, means)
    return to_pdf(letter, annex)


def loan_facts(connection: Connection, loan_id: int, today: date) -> LetterFacts:
    """What the case knows for a proposal on one loan: the borrower, the creditor, the contract."""
    about = loan(connection, loan_id)
    creditor = party(connection, about.creditor_id) if about is not None and about.creditor_id is not None else None
    places = tuple(setting(connection, "case.jurisdictions", []) or ())
    name, address, reach = (str(setting(connection, key, "") or "")
                            for key in ("case.borrower", "case.borrower_address", "case.borrower_contact"))
    return LetterFacts(
        jurisdiction=places[0] if places else "", day=today, borrower_name=name, borrower_address=address,
        borrower_contact=reach, creditor_name=creditor.name if creditor else "",
        creditor_address=creditor.address if creditor else "", creditor_kind=creditor.firm if creditor else "unknown",
        product=about.product if about else "", loan_label=about.label if about else "",
        loan_number=about.number if about else "", amount=_last_demand(connection, loan_id))


def _last_demand(connection: Connection, loan_id: int) -> Money | None:
    """The amount that was demanded last for the loan."""
    row = connection.execute(
        "SELECT demanded, demanded_currency FROM contact WHERE loan_id = ? AND hidden = 0 AND demanded IS NOT NULL AND "
        "demanded_currency <> '' ORDER BY at_ms DESC LIMIT 1", (loan_id,)).fetchone()
    return Money(int(row[0]), str(row[1])) if row else None


def _left(proposal: Proposal, paid: int) -> int:
    """What is still to be paid after ``paid`` payments, interest included."""
    return sum(row.payment for row in proposal.rows[paid:])


def _means_line(proposal: Proposal, means: MonthlyMeans | None, language: str) -> list[str]:
    if means is None or means.income <= 0:
        return []
    speak, currency = words(language), proposal.agreement.terms.currency
    left = means.income - means.outgoings
    return [speak("Each month {income} comes in; rent, food and what the household needs take {costs}, so {left} is "
                  "left.", income=money_text(Money(means.income, currency)),
                  costs=money_text(Money(means.outgoings, currency)), left=money_text(Money(left, currency)))]
