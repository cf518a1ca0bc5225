"""Loan terms as a plain dict and back: the stored form of an agreement (rates as strings, days as ISO 8601)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from debttracker.basics.errors import FormatTrouble
from debttracker.basics.languages import N_
from debttracker.finance.prepayment import Share
from debttracker.finance.terms import (
    Across,
    CustomRow,
    DayCount,
    Early,
    Fee,
    FeeKind,
    FeeTiming,
    Frequency,
    LateTerms,
    LoanTerms,
    Method,
    Part,
    RateBasis,
    Rounding,
    Weekend,
)
from debttracker.finance.terms_check import check

#: Raised when a key changes its meaning; unknown newer forms are refused, not guessed.
FORMAT = 1


def to_json(terms: LoanTerms) -> dict[str, Any]:
    """A dict of JSON values with a fixed order of keys; ``from_json(to_json(x)) == x``."""
    late = terms.late
    return {
        "format": FORMAT, "currency": terms.currency, "principal": terms.principal, "disbursed": terms.disbursed,
        "start": terms.start.isoformat(), "first_due": _day_text(terms.first_due), "instalments": terms.instalments,
        "frequency": terms.frequency.value, "period_days": terms.period_days, "method": terms.method.value,
        "rate": str(terms.rate), "basis": terms.basis.value, "day_count": terms.day_count.value,
        "payment": terms.payment, "advertised": None if terms.advertised is None else str(terms.advertised),
        "fees": [{"kind": fee.kind.value, "timing": fee.timing.value, "amount": fee.amount, "share": str(fee.share),
                  "of_balance": fee.of_balance, "day": _day_text(fee.day), "note": fee.note} for fee in terms.fees],
        "late": {"rate": str(late.rate), "basis": late.basis.value, "on_instalment": late.on_instalment,
                 "fee": late.fee, "fee_share": str(late.fee_share), "grace_days": late.grace_days},
        "weekend": terms.weekend.value, "rounding": terms.rounding.value,
        "order": [part.value for part in terms.order], "across": terms.across.value, "early": terms.early.value,
        "rows": [{"due": row.due.isoformat(), "principal": row.principal, "interest": row.interest, "fee": row.fee}
                 for row in terms.rows],
    }


def from_json(stored: Mapping[str, Any]) -> LoanTerms:
    """The terms in ``stored``; missing optional keys take their defaults.

    Raises FormatTrouble when it is not such a dict or of a newer form, BadInput when the terms cannot be.
    """
    if stored.get("format", FORMAT) != FORMAT:
        raise FormatTrouble(N_("These loan terms were written by a newer version of the program. Nothing was changed."))
    try:
        terms = _read(stored)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise FormatTrouble(N_("These loan terms cannot be read ({reason}). Nothing was changed."),
                            reason=f"{type(error).__name__}: {error}"[:120]) from error
    return check(terms)


def _read(stored: Mapping[str, Any]) -> LoanTerms:
    plain = LoanTerms("CNY", 1, date(2000, 1, 1), 1)
    late = stored.get("late") or {}
    return LoanTerms(
        currency=str(stored["currency"]), principal=_whole(stored["principal"]), start=_day(stored["start"]),
        instalments=_whole(stored["instalments"]), method=Method(stored.get("method", plain.method)),
        rate=Decimal(stored.get("rate", "0")), basis=RateBasis(stored.get("basis", plain.basis)),
        day_count=DayCount(stored.get("day_count", plain.day_count)),
        frequency=Frequency(stored.get("frequency", plain.frequency)),
        period_days=_whole(stored.get("period_days", plain.period_days)),
        first_due=_day_or_none(stored.get("first_due")), disbursed=_whole_or_none(stored.get("disbursed")),
        payment=_whole_or_none(stored.get("payment")),
        fees=tuple(_fee(fee) for fee in stored.get("fees") or ()),
        late=LateTerms(Decimal(late.get("rate", "0")), RateBasis(late.get("basis", RateBasis.DAY)),
                       bool(late.get("on_instalment", False)), _whole(late.get("fee", 0)),
                       Decimal(late.get("fee_share", "0")), _whole(late.get("grace_days", 0))),
        weekend=Weekend(stored.get("weekend", plain.weekend)),
        rounding=Rounding(stored.get("rounding", plain.rounding)),
        order=tuple(Part(part) for part in stored.get("order", plain.order)),
        across=Across(stored.get("across", plain.across)), early=Early(stored.get("early", plain.early)),
        advertised=None if stored.get("advertised") is None else Decimal(stored["advertised"]),
        rows=tuple(CustomRow(_day(row["due"]), _whole(row["principal"]), _whole(row.get("interest", 0)),
                             _whole(row.get("fee", 0))) for row in stored.get("rows") or ()))


def _fee(stored: Mapping[str, Any]) -> Fee:
    return Fee(FeeKind(stored["kind"]), FeeTiming(stored["timing"]), _whole(stored.get("amount", 0)),
               Decimal(stored.get("share", "0")), bool(stored.get("of_balance", False)),
               _day_or_none(stored.get("day")), str(stored.get("note", "")))


def allocation_to_json(shares: tuple[Share, ...]) -> list[dict[str, Any]] | None:
    """The stored form of a payment's own allocation; None when it follows the contract's order."""
    return [{"number": one.number, "amount": one.amount, "part": one.part.value if one.part else None}
            for one in shares] or None


def allocation_from_json(stored: Any) -> tuple[Share, ...]:
    """The inverse of :func:`allocation_to_json`; raises FormatTrouble for anything else."""
    try:
        return tuple(Share(_whole(one["number"]), _whole(one["amount"]), Part(one["part"]) if one.get("part") else None)
                     for one in stored or ())
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FormatTrouble(N_("The allocation of a payment cannot be read ({reason}). Nothing was changed."),
                            reason=f"{type(error).__name__}: {error}"[:120]) from error


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is not a whole number")
    return value


def _whole_or_none(value: Any) -> int | None:
    return None if value is None else _whole(value)


def _day(value: Any) -> date:
    return date.fromisoformat(value)


def _day_or_none(value: Any) -> date | None:
    return None if value is None else _day(value)


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None
