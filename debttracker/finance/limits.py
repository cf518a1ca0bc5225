"""Legal limits on what a loan may cost, by place and day of the contract, and a loan measured against them.

The figures stand in ``resources/finance/limits.toml`` with their instrument and how sure they are. A result says what
was measured, never that a law was broken: whether a limit binds a lender is a lawyer's question.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from debttracker.basics.formats import day_text, percent_text
from debttracker.basics.labels import label
from debttracker.basics.languages import Words
from debttracker.basics.money import Money
from debttracker.basics.resources import resource_path
from debttracker.finance.due_days import add_months
from debttracker.finance.schedule import schedule
from debttracker.finance.terms import LoanTerms
from debttracker.finance.true_cost import TrueCost


class Measure(StrEnum):
    """What of a loan a limit looks at; the TOML file explains each."""

    NOMINAL = "nominal"
    EAR = "ear"
    DAILY = "daily"
    TOTAL = "total"
    FLAT = "flat"


class Confidence(StrEnum):
    """How sure the figure is: read in the source, read about it, general knowledge, doubtful."""

    CONFIRMED = "confirmed"
    SECONDARY = "secondary"
    KNOWN = "known"
    UNSURE = "unsure"

    @property
    def verify(self) -> bool:
        """Whether it must be shown as "please verify"."""
        return self in (Confidence.KNOWN, Confidence.UNSURE)


#: From the surest to the least sure.
_RANK = tuple(Confidence)


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit. ``value`` None means that it hangs on ``table``; amounts in major units of ``currency``."""

    id: str
    jurisdiction: str
    measure: Measure
    value: Decimal | None
    table: str
    multiple: Decimal
    monthly: Decimal
    first: date | None
    last: date | None
    lenders: tuple[str, ...]
    products: tuple[str, ...]
    currency: str
    at_least: int | None
    below: int | None
    min_ear: Decimal | None
    max_months: int | None
    force: str
    instrument: str
    article: str
    confidence: Confidence
    title: dict[str, str]
    effect: dict[str, str]
    needs: dict[str, str]

    def citation(self) -> str:
        """Instrument and article, as in the source."""
        return f"{self.instrument}, {self.article}" if self.article else self.instrument


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a dated table; ``value`` None: not known from that day on."""

    first: date
    value: Decimal | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Duty:
    """Something a lender must tell before signing, for contracts from ``first`` on."""

    id: str
    jurisdiction: str
    first: date
    instrument: str
    confidence: Confidence
    text: dict[str, str]


@dataclass(frozen=True, slots=True)
class LimitBook:
    """All limits, dated tables, duties to tell, and what is said of places without a general limit."""

    limits: tuple[Limit, ...]
    duties: tuple[Duty, ...]
    tables: dict[str, tuple[TableRow, ...]]
    silences: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class LimitCheck:
    """A loan against one limit: ``allowed`` None when the figure of that day is not known."""

    limit: Limit
    day: date
    measured: Decimal
    allowed: Decimal | None
    confidence: Confidence
    lender_known: bool

    @property
    def excess(self) -> Decimal | None:
        """How far the loan is above the limit (negative: below), in the same unit; None when not known."""
        return None if self.allowed is None else self.measured - self.allowed


@cache
def limit_book() -> LimitBook:
    """The shipped limits."""
    with resource_path("finance", "limits.toml").open("rb") as stream:
        data = tomllib.load(stream)
    tables = {table["key"]: tuple(
        TableRow(row["from"], Decimal(row["value"]) if "value" in row else None,
                 Confidence(row.get("confidence", Confidence.UNSURE))) for row in table["rows"])
        for table in data["table"]}
    duties = tuple(Duty(entry["id"], entry["jurisdiction"], entry["from"], entry["instrument"],
                        Confidence(entry["confidence"]), entry["text"]) for entry in data["duty"])
    return LimitBook(tuple(_limit(entry) for entry in data["limit"]), duties, tables,
                     {entry["jurisdiction"]: entry["text"] for entry in data["silence"]})


def _limit(entry: dict[str, Any]) -> Limit:
    def fraction(key: str) -> Decimal | None:
        return Decimal(entry[key]) if key in entry else None

    return Limit(
        id=entry["id"], jurisdiction=entry["jurisdiction"], measure=Measure(entry["measure"]), value=fraction("value"),
        table=entry.get("table", ""), multiple=fraction("multiple") or Decimal(1),
        monthly=fraction("monthly") or Decimal(0), first=entry.get("from"), last=entry.get("to"),
        lenders=tuple(entry.get("lenders", ())), products=tuple(entry.get("products", ())),
        currency=entry.get("currency", ""), at_least=entry.get("at_least"), below=entry.get("below"),
        min_ear=fraction("min_ear"), max_months=entry.get("max_months"), force=entry["force"],
        instrument=entry["instrument"], article=entry["article"], confidence=Confidence(entry["confidence"]),
        title=entry["title"], effect=entry["effect"], needs=entry.get("needs", {}))


def jurisdictions() -> tuple[str, ...]:
    """Places for which there is at least one limit, in the order of the file."""
    return tuple(dict.fromkeys(limit.jurisdiction for limit in limit_book().limits))


def limits_for(jurisdiction: str, day: date, lender: str = "unknown", product: str = "") -> tuple[Limit, ...]:
    """The limits for a contract of ``day`` in ``jurisdiction`` (an ISO code, upper or lower case, parts after a dash
    ignored). With an unknown lender all kinds stay in, and the sentence names whom each limit is for; limits of one
    product are left out unless that product is named.
    """
    place = _place(jurisdiction)
    return tuple(
        limit for limit in limit_book().limits
        if limit.jurisdiction == place
        and (limit.first is None or limit.first <= day) and (limit.last is None or day <= limit.last)
        and (not limit.lenders or lender == "unknown" or lender in limit.lenders)
        and (not limit.products or product in limit.products))


def _place(code: str) -> str:
    country = code.upper().partition("-")[0]
    return "UK" if country == "GB" else country


def duties_for(jurisdiction: str, day: date) -> tuple[Duty, ...]:
    """What the lender of a contract of ``day`` must tell before signing."""
    place = _place(jurisdiction)
    return tuple(duty for duty in limit_book().duties if duty.jurisdiction == place and duty.first <= day)


def allowed_on(limit: Limit, day: date, months: int, table_value: Decimal | None = None) -> tuple[Decimal | None,
                                                                                                 Confidence]:
    """The limit as a fraction on ``day``, and how sure it is. ``table_value`` overrides the dated table (an LPR
    entered by hand); ``months`` count for FLAT limits.
    """
    if limit.value is not None:
        return limit.value + limit.monthly * months, limit.confidence
    if table_value is not None:
        return table_value * limit.multiple, limit.confidence
    rows = [row for row in limit_book().tables[limit.table] if row.first <= day]
    if not rows or rows[-1].value is None:
        return None, Confidence.UNSURE
    weaker = max(limit.confidence, rows[-1].confidence, key=_RANK.index)
    return rows[-1].value * limit.multiple, weaker


def check_limits(terms: LoanTerms, cost: TrueCost, jurisdiction: str, lender: str = "unknown", product: str = "",
                 table_value: Decimal | None = None) -> tuple[LimitCheck, ...]:
    """``terms`` against every limit of ``jurisdiction`` that may apply on the day of the contract."""
    end = schedule(terms)[-1].due
    months = _months_begun(terms.start, end)
    checks = []
    for limit in limits_for(jurisdiction, terms.start, lender, product):
        if _reaches(limit, terms, cost, months):
            allowed, confidence = allowed_on(limit, terms.start, months, table_value)
            measured = _measured(limit.measure, terms, cost, end)
            checks.append(LimitCheck(limit, terms.start, measured, allowed, confidence, lender != "unknown"))
    return tuple(checks)


def _reaches(limit: Limit, terms: LoanTerms, cost: TrueCost, months: int) -> bool:
    """Whether size, length and cost of the loan are those the limit is for."""
    amount = Money(terms.principal, terms.currency).amount
    return ((not limit.currency or limit.currency == terms.currency)
            and (limit.at_least is None or amount >= limit.at_least)
            and (limit.below is None or amount < limit.below)
            and (limit.min_ear is None or cost.ear >= limit.min_ear)
            and (limit.max_months is None or months <= limit.max_months))


def _months_begun(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months + (add_months(start, months) < end)


def _measured(measure: Measure, terms: LoanTerms, cost: TrueCost, end: date) -> Decimal:
    share = Decimal(cost.cost) / cost.received
    if measure is Measure.EAR:
        return cost.ear
    if measure is Measure.NOMINAL:
        return cost.apr
    if measure is Measure.DAILY:
        return cost.apr / 365 if len(schedule(terms)) > 1 else share / (end - terms.start).days
    return share


def sentence(check: LimitCheck, speak: Words) -> str:
    """Measured against allowed in plain words; says "please verify" where the figure is not sure."""
    title = check.limit.title[speak.language]
    digits = 3 if check.limit.measure is Measure.DAILY else 1
    if check.allowed is None:
        return speak("{title}: the figure for {day} is not in this program. Look it up and enter it.", title=title,
                     day=day_text(check.day, speak))
    points = ((check.measured - check.allowed) * 100).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    fields = {"title": title, "measured": percent_text(check.measured, digits),
              "allowed": percent_text(check.allowed, digits), "excess": f"{points:f}"}
    if check.measured > check.allowed:
        text = speak("{title}: this loan works out at {measured}, {excess} points above {allowed}. It may exceed the "
                     "limit.", **fields)
    else:
        text = speak("{title}: this loan works out at {measured}, within {allowed}.", **fields)
    return " ".join([text, *_provisos(check, speak)]) if not speak.is_chinese else "".join(
        [text, *_provisos(check, speak)])


def _provisos(check: LimitCheck, speak: Words) -> list[str]:
    """Whom the limit is for when that is open, what it needs, and whether the figure must be verified."""
    found = []
    if check.limit.lenders and not check.lender_known:
        names = "、" if speak.is_chinese else ", "
        found.append(speak("It is for: {lenders}.",
                           lenders=names.join(label("firm", one, speak) for one in check.limit.lenders)))
    if check.limit.needs:
        found.append(speak("Only if: {condition}", condition=check.limit.needs[speak.language]))
    if check.confidence.verify:
        found.append(speak("Please verify this figure."))
    return found


def silence(jurisdiction: str, speak: Words) -> str:
    """What to say of a place: its note, or that no limit is known here; empty where the limits speak for themselves."""
    note = limit_book().silences.get(_place(jurisdiction))
    if note:
        return note[speak.language]
    return "" if _place(jurisdiction) in jurisdictions() else speak("This program knows no legal limit for that place.")
