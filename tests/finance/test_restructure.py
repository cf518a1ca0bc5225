from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import Words
from debttracker.finance.history import Agreement, AgreementKind
from debttracker.finance.prepayment import Payment
from debttracker.finance.restructure import accept, proposal_lines, propose_instalments, propose_settlement
from debttracker.finance.standing import standing
from debttracker.finance.terms import LateTerms, LoanTerms

D = Decimal
CARD = LoanTerms("CNY", 5_000_000, date(2025, 1, 10), 12, rate=D("0.18"), late=LateTerms(D("0.0005"), fee=5_000))
TODAY = date(2026, 1, 15)


def test_sixty_instalments_without_interest_add_up_to_what_is_owed(english: Words) -> None:
    now = standing(CARD, [], TODAY)
    proposal = propose_instalments(now, date(2026, 2, 15))
    assert len(proposal.rows) == 60
    assert proposal.total == now.payoff == proposal.owed
    assert proposal.given_up == 0
    lines = proposal_lines(proposal, english)
    assert lines[1].startswith("I propose 60 monthly payments of ¥ ")
    assert "stop collection" in lines[-1]


def test_penalties_can_be_asked_away() -> None:
    now = standing(CARD, [], TODAY)
    proposal = propose_instalments(now, date(2026, 2, 15), 36, waive_penalties=True)
    assert proposal.given_up == now.due.penalty + now.due.late_fee > 0


def test_a_settlement_says_what_is_waived(english: Words) -> None:
    now = standing(CARD, [], TODAY)
    proposal = propose_settlement(now, 2_000_000, date(2026, 2, 1))
    assert (proposal.total, len(proposal.rows)) == (2_000_000, 1)
    assert proposal.given_up == now.payoff - 2_000_000
    lines = proposal_lines(proposal, english)
    assert "¥ 20,000.00 once, by 1 Feb 2026" in lines[1]
    assert "nothing more is owed" in lines[-1]


def test_an_accepted_proposal_replaces_the_terms_from_its_day() -> None:
    contract = (Agreement(CARD.start, CARD),)
    proposal = propose_settlement(standing(contract, [], TODAY), 2_000_000, date(2026, 2, 1))
    agreements = accept(contract, proposal, date(2026, 1, 20))
    done = standing(agreements, [Payment(date(2026, 2, 1), 2_000_000)], date(2026, 2, 2))
    assert done.agreement.kind is AgreementKind.SETTLEMENT
    assert done.remaining == 0
    assert standing(agreements, [], date(2026, 1, 19)).payoff > 5_000_000
    with pytest.raises(BadInput, match="before the day"):
        accept(contract, proposal, date(2026, 3, 1))


def test_impossible_proposals_are_refused() -> None:
    now = standing(CARD, [], TODAY)
    with pytest.raises(BadInput, match="more than the"):
        propose_settlement(now, now.payoff + 1, date(2026, 2, 1))
    with pytest.raises(BadInput, match="not after the day"):
        propose_instalments(now, TODAY)
    paid = standing(CARD, [Payment(date(2025, 1, 11), 9_000_000)], TODAY)
    with pytest.raises(BadInput, match="Nothing is owed"):
        propose_instalments(paid, date(2026, 2, 1))
