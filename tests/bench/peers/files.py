"""The same records as each peer keeps them: one payment to one of 40 collectors for each contact of the bench's case."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple, TextIO
from xml.sax.saxutils import quoteattr

from tests.bench.cases import messages
from tests.bench.runs import OUT

_PEOPLE = 40


class Payment(NamedTuple):
    """One record. ``cents`` is positive; ``person`` is 0 to 39."""

    number: int
    at: datetime
    person: int
    cents: int
    words: str


def payments(size: int) -> Iterator[Payment]:
    """``size`` payments, oldest first."""
    for one in messages(size):
        words = (one.text or f"{one.channel} {one.outcome}")[:40]
        yield Payment(one.number, datetime.fromtimestamp(one.at_ms / 1000, UTC), one.person, 500 + one.number * 37 % 90_000, words)


def made(size: int, suffix: str) -> Path:
    """The file for ``suffix`` with ``size`` records, made once; its name is told in the window's title."""
    path = OUT / "peers" / f"records-{size}.{suffix}"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".part")
        with half.open("w", encoding="utf-8", newline="") as stream:
            WRITERS[suffix](stream, size)
        half.replace(path)
    return path


def _homebank(out: TextIO, size: int) -> None:
    out.write('<?xml version="1.0"?>\n<homebank v="1.4" d="050506">\n<properties title="Records" curr="1"/>\n'
              '<cur key="1" flags="0" iso="CNY" name="Yuan" symb="¥" syprf="1" dchar="." gchar="," frac="2" rate="0" mdate="0"/>\n'
              f'<account key="1" pos="1" type="1" curr="1" name="Account" initial="0" minimum="0" maximum="0" rdate="{date.today().toordinal()}"/>\n')
    out.writelines(f'<pay key="{person + 1}" name="Collector {person + 1}"/>\n' for person in range(_PEOPLE))
    out.writelines(f'<ope date="{one.at.date().toordinal()}" amount="{-one.cents / 100}" account="1" paymode="4" '
                  f'payee="{one.person + 1}" wording={quoteattr(one.words)}/>\n' for one in payments(size))
    out.write("</homebank>\n")


#: KMyMoney's five roots: name and number of the kind of account.
_ROOTS = (("Asset", 9), ("Liability", 10), ("Expense", 13), ("Income", 12), ("Equity", 16))


def _kmymoney(out: TextIO, size: int) -> None:
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE KMYMONEY-FILE>\n<KMYMONEY-FILE>\n <FILEINFO>\n'
              '  <CREATION_DATE date="2026-01-01"/>\n  <LAST_MODIFIED_DATE date="2026-01-01"/>\n  <VERSION id="1"/>\n'
              '  <FIXVERSION id="5"/>\n </FILEINFO>\n'
              ' <USER name="" email=""><ADDRESS street="" city="" county="" zipcode="" telephone=""/></USER>\n'
              f' <INSTITUTIONS count="0"/>\n <PAYEES count="{_PEOPLE}">\n')
    out.writelines(f'  <PAYEE id="P{person + 1:06}" name="Collector {person + 1}" reference="" email="" matchingenabled="0">'
                  '<ADDRESS street="" city="" state="" postcode="" telephone=""/></PAYEE>\n' for person in range(_PEOPLE))
    out.write(' </PAYEES>\n <COSTCENTERS count="0"/>\n <TAGS count="0"/>\n <ACCOUNTS count="7">\n')
    under = {"Asset": "A000001", "Expense": "A000002"}
    for name, kind in _ROOTS:
        child = f'<SUBACCOUNTS><SUBACCOUNT id="{under[name]}"/></SUBACCOUNTS>' if name in under else ""
        out.write(_account(f"AStd::{name}", name, kind, "", child))
    out.write(_account("A000001", "Account", 1, "AStd::Asset") + _account("A000002", "Collectors", 13, "AStd::Expense"))
    out.write(f' </ACCOUNTS>\n <TRANSACTIONS count="{size}">\n')
    for one in payments(size):
        day, who, memo = one.at.date().isoformat(), f"P{one.person + 1:06}", quoteattr(one.words)
        splits = "".join(
            f'<SPLIT id="S{n + 1:04}" payee="{who}" reconciledate="" action="" reconcileflag="0" value="{cents}/100" '
            f'shares="{cents}/100" price="1/1" memo={memo} account="{account}" number="" bankid=""/>'
            for n, (account, cents) in enumerate((("A000001", -one.cents), ("A000002", one.cents))))
        out.write(f'  <TRANSACTION id="T{one.number + 1:018}" postdate="{day}" memo={memo} entrydate="{day}" commodity="CNY">'
                  f"<SPLITS>{splits}</SPLITS></TRANSACTION>\n")
    out.write(' </TRANSACTIONS>\n <KEYVALUEPAIRS><PAIR key="kmm-baseCurrency" value="CNY"/></KEYVALUEPAIRS>\n'
              ' <SCHEDULES count="0"/>\n <SECURITIES count="0"/>\n <CURRENCIES count="1">\n'
              '  <CURRENCY id="CNY" type="3" name="Yuan" symbol="¥" saf="100" scf="100" pp="4" rounding-method="7"/>\n'
              ' </CURRENCIES>\n <PRICES count="0"/>\n <REPORTS count="0"/>\n <BUDGETS count="0"/>\n'
              ' <ONLINEJOBS count="0"/>\n</KMYMONEY-FILE>\n')


def _account(id: str, name: str, kind: int, parent: str, inside: str = "") -> str:
    return (f'  <ACCOUNT id="{id}" name="{name}" type="{kind}" parentaccount="{parent}" currency="CNY" number="" '
            f'description="" institution="" opened="2015-01-01" lastreconciled="" lastmodified="">{inside}</ACCOUNT>\n')


_NAMESPACES = " ".join(f'xmlns:{name}="http://www.gnucash.org/XML/{name}"' for name in (
    "gnc", "act", "book", "cd", "cmdty", "price", "slot", "split", "trn", "ts"))


def _gnucash(out: TextIO, size: int) -> None:
    """A liability and an expense account for each collector: with all in one account it needs minutes."""
    accounts = [_gnc_account(1, "Root Account", "ROOT", None), _gnc_account(2, "Debts", "LIABILITY", 1),
                _gnc_account(3, "Costs", "EXPENSE", 1)]
    for person in range(_PEOPLE):
        accounts.append(_gnc_account(100 + person, f"Collector {person + 1}", "LIABILITY", 2))
        accounts.append(_gnc_account(200 + person, f"Paid {person + 1}", "EXPENSE", 3))
    out.write(f'<?xml version="1.0" encoding="utf-8" ?>\n<gnc-v2 {_NAMESPACES}>\n<gnc:count-data cd:type="book">1</gnc:count-data>\n'
              f'<gnc:book version="2.0.0">\n<book:id type="guid">{0xB00C:032x}</book:id>\n'
              '<gnc:count-data cd:type="commodity">1</gnc:count-data>\n'
              f'<gnc:count-data cd:type="account">{len(accounts)}</gnc:count-data>\n'
              f'<gnc:count-data cd:type="transaction">{size}</gnc:count-data>\n'
              '<gnc:commodity version="2.0.0"><cmdty:space>CURRENCY</cmdty:space><cmdty:id>CNY</cmdty:id></gnc:commodity>\n')
    out.writelines(accounts)
    currency = "<cmdty:space>CURRENCY</cmdty:space><cmdty:id>CNY</cmdty:id>"
    for one in payments(size):
        when = f"<ts:date>{one.at:%Y-%m-%d %H:%M:%S} +0000</ts:date>"
        splits = "".join(
            f'<trn:split><split:id type="guid">{(kind << 100) + one.number:032x}</split:id>'
            f"<split:reconciled-state>n</split:reconciled-state><split:value>{cents}/100</split:value>"
            f'<split:quantity>{cents}/100</split:quantity><split:account type="guid">{kind * 100 + one.person:032x}</split:account></trn:split>'
            for kind, cents in ((1, -one.cents), (2, one.cents)))
        words = one.words.replace("&", "&amp;").replace("<", "&lt;")
        out.write(f'<gnc:transaction version="2.0.0"><trn:id type="guid">{(3 << 100) + one.number:032x}</trn:id>'
                  f"<trn:currency>{currency}</trn:currency><trn:date-posted>{when}</trn:date-posted>"
                  f"<trn:date-entered>{when}</trn:date-entered><trn:description>{words}</trn:description>"
                  f"<trn:splits>{splits}</trn:splits></gnc:transaction>\n")
    out.write("</gnc:book>\n</gnc-v2>\n")


def _gnc_account(id: int, name: str, kind: str, parent: int | None) -> str:
    above = f'<act:parent type="guid">{parent:032x}</act:parent>' if parent else ""
    currency = "" if kind == "ROOT" else ("<act:commodity><cmdty:space>CURRENCY</cmdty:space><cmdty:id>CNY</cmdty:id></act:commodity>"
                                          "<act:commodity-scu>100</act:commodity-scu>")
    return (f'<gnc:account version="2.0.0"><act:name>{name}</act:name><act:id type="guid">{id:032x}</act:id>'
            f"<act:type>{kind}</act:type>{currency}{above}</gnc:account>\n")


def _table(out: TextIO, size: int) -> None:
    """Twelve columns, one contact a line."""
    rows = csv.writer(out)
    rows.writerow(("number", "date", "time", "zone", "channel", "direction", "outcome", "seconds", "collector", "phone", "text",
                   "behaviours"))
    for one in messages(size):
        at = datetime.fromtimestamp(one.at_ms / 1000, UTC)
        rows.writerow((one.number + 1, f"{at:%Y-%m-%d}", f"{at:%H:%M:%S}", "UTC", one.channel, one.direction, one.outcome,
                       one.duration_s or "", f"Collector {one.person + 1}", one.phone, one.text, one.behaviours))


WRITERS: dict[str, Callable[[TextIO, int], None]] = {
    "xhb": _homebank, "kmy": _kmymoney, "gnucash": _gnucash, "csv": _table}
