"""Small cases told in few words, for the tests of the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from debttracker.basics.moments import Moment, Precision, day_number
from debttracker.basics.resources import resource_path
from debttracker.rules.engine import Checked, check
from debttracker.rules.facts import CaseFacts, ContactFact, LoanFact, PartyFact, RequestFact, Traits
from debttracker.rules.finding import Finding
from debttracker.rules.pack import Pack
from debttracker.rules.packs import load_pack, parse_pack

BANK, AGENCY, OTHER_AGENCY = 1, 2, 3


@cache
def pack(name: str) -> Pack:
    """A shipped pack."""
    return load_pack(resource_path("rules", f"{name}.toml"))


@dataclass
class Story:
    """A borrower's case: a bank (1) and two agencies that collect for it (2 and 3), told call by call."""

    jurisdictions: tuple[str, ...]
    packs: tuple[Pack, ...]
    zone: str = "Asia/Shanghai"
    parties: dict[int, PartyFact] = field(default_factory=dict)
    loans: dict[int, LoanFact] = field(default_factory=dict)
    contacts: list[ContactFact] = field(default_factory=list)
    requests: list[RequestFact] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    today: int | None = None
    other_zones: tuple[str, ...] = ()

    def add(self, when: str, channel: str = "call", outcome: str = "answered", *, party: int | None = AGENCY,
            seconds: int | None = 60, handle: str = "10086", precision: str = "exact", **traits: Any) -> int:
        """Log a contact at local wall time ``when``; returns its id."""
        moment = Moment.of_local(datetime.fromisoformat(when), traits.get("zone", self.zone), Precision(precision))
        traits.setdefault("zone", self.zone)
        number = len(self.contacts) + 1
        self.contacts.append(ContactFact(
            number, moment.utc_ms, day_number(moment.local_day), moment.local_minute, seconds, handle,
            Traits(channel=channel, outcome=outcome, party_id=party, precision=precision, **traits)))
        return number

    def calls(self, day: str, times: int, outcome: str = "missed", **traits: Any) -> list[int]:
        """Several calls on one day, one an hour from 9:00 on."""
        return [self.add(f"{day} {9 + number:02d}:00", outcome=outcome, **traits) for number in range(times)]

    def request(self, kind: str, when: str, **fields: Any) -> None:
        """Log a request, consent or notice."""
        moment = Moment.of_local(datetime.fromisoformat(when), self.zone)
        self.requests.append(RequestFact(kind, moment.utc_ms, day_number(moment.local_day), **fields))

    def facts(self, contacts: Iterable[ContactFact] | None = None) -> CaseFacts:
        """The case as the engine sees it."""
        return CaseFacts(tuple(self.contacts if contacts is None else contacts), self.parties, self.loans,
                         tuple(self.requests), frozenset(self.jurisdictions), self.answers, self.today,
                         self.other_zones)

    def check(self) -> Checked:
        """Check the case."""
        return check(self.facts(), self.packs)

    def findings(self, rule: str = "") -> list[Finding]:
        """Findings of rules whose id begins with ``rule``."""
        return [finding for finding in self.check().findings if finding.rule.startswith(rule)]

    def rules(self) -> set[str]:
        """The rules that were touched."""
        return {finding.rule for finding in self.check()}


def day(text: str) -> int:
    """A day number."""
    return day_number(date.fromisoformat(text))


def us(*parts: str, collector: str = "outside_collector") -> Story:
    """A case in the United States, in New York time: one card of a bank, placed with two agencies."""
    return Story(
        parts or ("US",), (pack("us"),), "America/New_York",
        {BANK: PartyFact(BANK, "First Bank", "creditor", "bank"),
         AGENCY: PartyFact(AGENCY, "Harbor Recovery", "collector", collector, (BANK,)),
         OTHER_AGENCY: PartyFact(OTHER_AGENCY, "Lake Credit", "collector", "outside_collector", (BANK,))},
        {1: LoanFact(1, "Card", BANK, (AGENCY, OTHER_AGENCY), "credit_card", currency="USD")})


def cn(lender: str = "bank") -> Story:
    """A case in mainland China: a consumer loan of a lender that employs two agencies."""
    return Story(
        ("CN",), (pack("cn"),), "Asia/Shanghai",
        {BANK: PartyFact(BANK, "安心银行", "creditor", lender),
         AGENCY: PartyFact(AGENCY, "恒通催收", "collector", "outside_collector", (BANK,)),
         OTHER_AGENCY: PartyFact(OTHER_AGENCY, "远信催收", "collector", "outside_collector", (BANK,))},
        {1: LoanFact(1, "网贷", BANK, (AGENCY, OTHER_AGENCY), "personal", currency="CNY")})


_TEXT = '{ en = "a", zh-Hans = "b", zh-Hant = "c" }'


def own_pack(rules: str, more: str = "") -> Pack:
    """A pack of jurisdiction XX with the given rules; ``TEXT`` in them stands for a text in three languages."""
    head = f"""
format = 1
id = "xx"
jurisdiction = "XX"
checked = 2026-11-23
name = {_TEXT}
[[source]]
key = "law"
instrument = {_TEXT}
body = {_TEXT}
force = "law"
{more}
"""
    common = f'source = "law"\narticle = "1"\nconfidence = "confirmed"\ntitle = {_TEXT}\nplain = {_TEXT}\n'
    return parse_pack((head + rules.replace("COMMON\n", common)).replace("TEXT", _TEXT), "xx.toml")


def own(rules: str, more: str = "") -> Story:
    """A case under rules of the test's own; party 1 a bank, 2 and 3 agencies that collect for it."""
    told = cn()
    told.jurisdictions, told.packs = ("XX",), (own_pack(rules, more),)
    return told
