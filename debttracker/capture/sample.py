"""The sample case: an invented borrower, three invented lenders, eighteen months, some four hundred contacts.

Made by a seeded generator, so that it is the same on every computer. Nothing in it is anyone's: names, numbers and
words are invented, and no real firm is meant. The patterns are those of the story: quiet months, then overdue, bursts
of calls, late evenings, relatives called, one visit, a letter that asks to stop, and fewer calls after it.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from debttracker.basics.moments import Moment, day_number
from debttracker.basics.phones import comparable
from debttracker.basics.resources import resource_path
from debttracker.case.bulk import BulkImport, BulkRow
from debttracker.case.case import Case
from debttracker.case.change import Change, add
from debttracker.case.creation import create_case
from debttracker.case.entries import check_in, log_contact, record_payment, write_note
from debttracker.case.identity import SIZE, STEM, stem
from debttracker.derived.loan_entry import add_loan
from debttracker.finance.terms import Fee, FeeKind, FeeTiming, LateTerms, LoanTerms, Method, RateBasis

_ZONE: Final = "Asia/Shanghai"
_END: Final = date(2026, 11, 23)
_START: Final = date(2025, 5, 24)
#: First day on which an instalment of the quick loan was missed, and the day of the letter that asks to stop.
_MISSED: Final = date(2026, 8, 15)
_LETTER: Final = date(2026, 11, 5)
_SEED: Final = 20261123


class _Caller(NamedTuple):
    """One party that contacts: its key in the texts, number, kind of firm, and which loan it calls about."""

    key: str
    number: str
    firm: str
    loan: int


_CALLERS: Final = (_Caller("collector", "0755-8832 0147", "outside_collector", 0),
                   _Caller("service", "0755-8832 0112", "licensed_lender", 0),
                   _Caller("law", "021-5550 0193", "law_firm", 1))


def make_sample_case(folder: Path, language: str, passphrase: str | None = None) -> tuple[Case, str | None]:
    """Make the sample case in ``folder``, with its texts in ``language``; returns it open, and its recovery code.

    Raises Trouble as :func:`create_case` does.
    """
    words = _texts(language)
    case, code = create_case(folder, passphrase, name=words["case"], zone=_ZONE, language=language, currency="CNY",
                             jurisdictions=("cn",))
    try:
        _fill(case, words)
    except BaseException:
        case.close()
        raise
    return case, code


def _texts(language: str) -> dict[str, Any]:
    with resource_path("sample", "texts.toml").open("rb") as stream:
        found: dict[str, Any] = tomllib.load(stream)[language]
    return found


def _fill(case: Case, words: dict[str, Any]) -> None:
    chance = random.Random(_SEED)  # noqa: S311  (an invented story, not a secret)
    loans = _add_loans(case, words)
    parties = _add_parties(case, words)
    with case.writing() as connection:
        bulk = BulkImport(connection, "borrower", file_name="sample", format="sample", zone=_ZONE)
        handles = {c.key: bulk.add_record("handle", party_id=parties[c.key], value=c.number,
                                          comparable=comparable(c.number, "CN")) for c in _CALLERS}
        bulk.add(_rows(chance, words, parties, handles, loans))
        bulk.finish(read=bulk.tally.added)
    _add_special(case, words, parties, loans)


def _add_loans(case: Case, words: dict[str, Any]) -> list[int]:
    """The quick loan (interest kept back, overdue), card instalments (on time), and a shop loan (on time)."""
    quick = LoanTerms("CNY", 900_000, date(2026, 5, 15), 12, rate=Decimal("0.099"), disbursed=810_000,
                      fees=(Fee(FeeKind.SERVICE, FeeTiming.EACH_INSTALMENT, 23_423),),
                      late=LateTerms(rate=Decimal("0.0005")), advertised=Decimal("0.099"))
    card = LoanTerms("CNY", 550_000, date(2026, 2, 28), 12, method=Method.FLAT_FEE, rate=Decimal("0.006"),
                     basis=RateBasis.MONTH, advertised=Decimal("0.072"))
    shop = LoanTerms("CNY", 3_200_000, _START, 24, rate=Decimal("0.108"), advertised=Decimal("0.108"))
    ids = []
    for terms, key, product, firm in ((quick, "quick", "personal", "licensed_lender"),
                                      (card, "card", "credit_card", "bank"), (shop, "shop", "business", "bank")):
        made = case.change(add_loan(words["loans"][key], terms, creditor_name=words["lenders"][key], firm=firm,
                                    product=product, advertised_rate=f"{(terms.advertised or 0) * 100:.1f}"))
        ids.append(made.ids[-1])
    for loan, amount, paid in ((ids[0], 102_505, _months(date(2026, 6, 15), _MISSED)),
                               (ids[1], 49_133, _months(date(2026, 3, 28), _END)),
                               (ids[2], 148_829, _months(date(2025, 6, 24), _END))):
        for day in paid:
            case.change(record_payment(loan, amount, "CNY", day_number(day), method=words["method"]))
    return ids


def _months(first: date, before: date) -> Iterator[date]:
    """The same day of each month from ``first`` on, before ``before``."""
    month = 0
    while (day := date(first.year + (first.month - 1 + month) // 12, (first.month - 1 + month) % 12 + 1,
                       first.day)) < before:
        yield day
        month += 1


def _add_parties(case: Case, words: dict[str, Any]) -> dict[str, int]:
    found = {}
    for caller in _CALLERS:
        made = case.change(Change.of("Sample", add("party", -1, name=words["callers"][caller.key], role="collector",
                                                   firm=caller.firm)))
        found[caller.key] = made.ids[-1]
    made = case.change(Change.of("Sample", add("party", -1, name=words["sister"], role="third_party",
                                               relation="relative")))
    found["sister"] = made.ids[-1]
    return found


def _rows(chance: random.Random, words: dict[str, Any], parties: dict[str, int], handles: dict[str, int],
          loans: list[int]) -> Iterator[BulkRow]:
    """Contacts of each day, a few in quiet months, many after the missed instalment, fewer after the letter."""
    day = _START
    while day <= _END:
        for _n in range(_how_many(chance, day)):
            caller = chance.choices(_CALLERS, (5, 3, 2))[0]
            yield _contact(chance, words, day, caller, parties, handles, loans)
        day += timedelta(days=1)


def _how_many(chance: random.Random, day: date) -> int:
    if day < _MISSED:
        return int(chance.random() < 0.06)
    since = (day - _MISSED).days
    rate = min(1.0 + since / 12, 6.5) if day <= _LETTER else 1.4
    return max(0, round(chance.gauss(rate, 1.4)))


def _contact(chance: random.Random, words: dict[str, Any], day: date, caller: _Caller, parties: dict[str, int],
             handles: dict[str, int], loans: list[int]) -> BulkRow:
    late = day >= _MISSED
    hour = chance.choices(range(7, 24), (2, 4, 8, 9, 8, 3, 3, 5, 6, 5, 4, 5, 7, 7, 5, 3, 1))[0]
    moment = Moment.of_local(datetime.combine(day, time(hour, chance.randrange(60), chance.randrange(60))), _ZONE)
    channel = chance.choices(("call", "sms", "wechat"), (6, 3, 1))[0]
    outcome = chance.choices(("missed", "answered", "rejected"), (6, 3, 1))[0] if channel == "call" else "delivered"
    length = chance.randrange(15, 420) if outcome == "answered" else None
    kind = "mild" if not late else chance.choices(("mild", "hard", "threat"), (4, 4, 2))[0]
    text, did = "", ""
    if channel != "call" or (outcome == "answered" and chance.random() < 0.7):
        said = chance.choice(words["texts"][kind])
        text, did = said["text"], said.get("did", "")
    reached = chance.choices(("borrower", "relative", "colleague"), (92, 6, 2))[0] if late else "borrower"
    if reached != "borrower" and outcome == "answered":
        did = f"{did} disclosure_third_party".strip()
    key = stem(channel, "in", outcome, comparable(caller.number, "CN"), moment.utc_ms, "exact", length, text)
    return BulkRow(key + bytes(SIZE - STEM), moment.utc_ms, _ZONE, "file", "exact", channel, "in", outcome, length,
                   handles[caller.key], parties[caller.key], loans[caller.loan], reached, text, "", did, "")


def _add_special(case: Case, words: dict[str, Any], parties: dict[str, int], loans: list[int]) -> None:
    """What was written down by hand: demands, a visit, the letter, a promise, check-ins and notes."""
    def at(day: date, hour: int, minute: int = 0) -> Moment:
        return Moment.of_local(datetime.combine(day, time(hour, minute)), _ZONE)

    def say(moment: Moment, key: str, **fields: Any) -> None:
        case.change(log_contact(case.reader(), moment, party_id=parties[key], loan_id=loans[0], **fields),
                    at_ms=moment.utc_ms + 240_000)

    for month, amount in ((8, 92_000), (9, 218_000), (10, 341_000), (11, 498_000)):
        say(at(date(2026, month, 20), 19, 20), "collector", channel="call", outcome="answered", duration_s=95,
            reached="borrower", text=words["demand"], demanded=amount, demanded_currency="CNY", identified=0)
    say(at(date(2026, 10, 17), 16, 20), "collector", channel="visit", outcome="met", duration_s=600, place="home",
        reached="borrower", text=words["visit"], behaviours="visit_without_consent", stress=9)
    say(at(_LETTER, 10), "collector", channel="letter", direction="out", outcome="delivered", letter="stop_contact",
        text=words["letter"])
    say(at(date(2026, 11, 18), 11), "service", channel="call", outcome="answered", duration_s=180, reached="borrower",
        promise=words["promise"], promise_day=day_number(date(2026, 11, 30)))
    say(at(date(2026, 11, 22), 22, 14), "collector", channel="call", outcome="answered", duration_s=220,
        reached="borrower", text=words["night"], behaviours="threat_exposure insult", stress=8)
    for back, level in ((40, 7), (33, 8), (26, 8), (18, 9), (12, 6), (8, 5), (3, 7), (1, 6)):
        moment = at(_END - timedelta(days=back), 21)
        case.change(check_in(level, moment, tags="sleep fear" if level > 7 else "sleep"), at_ms=moment.utc_ms)
    case.change(write_note(words["note"], at(date(2026, 11, 6), 9)))
