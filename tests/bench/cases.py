"""Cases of any size, the same on every machine: seeded, Chinese and English, with people, loans and attachments.

Made once by the program's own import path and kept under build/bench/cases (or where DEBTTRACKER_BENCH_CASES says),
one folder per size and version of this generator.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.bench.making import making
from tests.bench.runs import OUT, ROOT

if TYPE_CHECKING:
    from debttracker.case.bulk import BulkImport
    from debttracker.case.case import Case

#: One more whenever what is generated changes, or the schema of a case.
VERSION = 9
SEED = 20261124
#: The newest contact is of this instant (2026-11-20 20:00 in Shanghai), whatever the size.
LAST_MS = 1_795_176_000_000
ZONE = "Asia/Shanghai"
_DAY_MS = 86_400_000
_PEOPLE = 40
#: One message in so many has a picture.
_PICTURE_EVERY = 400

_NAMES = ("恒通催收", "锐捷法务", "Northgate Recovery", "平安普惠", "花呗客服", "Baker & Lowe LLP", "信达资产", "Swift Credit")
_OPENINGS = ("【恒通】尊敬的用户,", "您好,", "Dear customer, ", "最后通知:", "Final notice: ", "李先生,", "This is Northgate. ", "再次提醒:")
_SENTENCES = (
    "您的借款已逾期{n}天,请尽快还款", "今天{h}点前不处理将联系您的紧急联系人", "Your account is {n} days past due",
    "请于今日内还清欠款{a}元,否则将上报征信", "We will visit your workplace on day {n}", "协商还款计划请回电{n}",
    "your family has been informed about the {a} you owe", "如已还款请忽略本短信", "逾期将影响您的个人信用记录",
    "call us back before {h}:00 to avoid legal action", "法务部已立案,编号{a}", "可以申请分{h}期,手续费{n}元",
    "please pay {a} today", "你的同事和邻居都会知道这件事", "第{n}次通知", "I have told you that I can pay on day {h}",
)
_CLOSINGS = ("。", "!", "", "。退订回T", ". Reply STOP", ",收到请回复")


class Message(NamedTuple):
    """One contact as plain values. ``person`` is 0 to 39; a call has no text."""

    number: int
    at_ms: int
    channel: str
    direction: str
    outcome: str
    duration_s: int | None
    person: int
    phone: str
    text: str
    behaviours: str


def days_of(size: int) -> int:
    """Days that a case of ``size`` contacts spans: from 200 for a thousand to ten years for a million."""
    return min(3650, round(200 * (size / 1000) ** 0.42))


def messages(size: int) -> Iterator[Message]:
    """The contacts of the case of ``size``, oldest first."""
    chance = random.Random(SEED)
    below, one_of = _quick(chance)
    span = days_of(size) * _DAY_MS
    phones = [f"+86138{below(10**8):08d}" for _ in range(_PEOPLE)]
    for i in range(size):
        at = LAST_MS - span + span * (i + 1) // size - below(max(span // size, 1000)) // 1000 * 1000
        person = min(int(chance.expovariate(0.15)), _PEOPLE - 1)
        kind = chance.random()
        direction = "in" if chance.random() < 0.93 else "out"
        if kind < 0.42:
            missed = chance.random() < 0.6
            yield Message(i, at, "call", direction, "missed" if missed else "answered",
                          None if missed else 4 + below(896), person, phones[person], "", "")
        else:
            text = one_of(_OPENINGS) + ",".join(
                [one_of(_SENTENCES).format(n=1 + below(399), h=8 + below(14), a=500 + below(89_500))
                 for _ in range(1 + below(3))]) + one_of(_CLOSINGS)
            yield Message(i, at, "sms" if kind < 0.85 else "wechat", direction, "delivered", None, person, phones[person],
                          text, "threat" if chance.random() < 0.03 else "")


def _quick(chance: random.Random) -> tuple[Callable[[int], int], Callable[[tuple[str, ...]], str]]:
    """``randrange(n)`` and ``choice`` with the same results as the library's, at half the cost: they are called some
    ten million times."""
    bits = chance.getrandbits

    def below(end: int) -> int:
        k = end.bit_length()
        found = bits(k)
        while found >= end:
            found = bits(k)
        return found

    return below, lambda words: words[below(len(words))]


def case_folder(size: int) -> Path:
    """The case with ``size`` contacts (0 to 1,000,000), made now if it is not there yet."""
    place = Path(os.environ.get("DEBTTRACKER_BENCH_CASES") or OUT / "cases") / f"v{VERSION}-{size}"
    if not (place / "case.db").is_file():
        with making(f"the case of {size:,} contacts"):
            _make_apart(size, place)
    return place


def _make_apart(size: int, place: Path) -> None:
    half = place.with_name(f"{place.name}.{os.getpid()}")
    shutil.rmtree(half, ignore_errors=True)
    half.parent.mkdir(parents=True, exist_ok=True)
    # In a process of its own: what it loads and keeps shall not weigh on what is measured later.
    subprocess.run([sys.executable, "-m", "tests.bench.cases", str(size), str(half)], cwd=ROOT, check=True)
    try:
        half.rename(place)
    except OSError:  # another bench made it meanwhile
        shutil.rmtree(half)


def case_copy(size: int, name: str) -> Path:
    """A fresh copy of the case of ``size`` to write to, under build/bench/scratch/``name``."""
    target = OUT / "scratch" / name
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(case_folder(size), target, ignore=shutil.ignore_patterns("*.lock", "*-wal", "*-shm"))
    return target


def make_case(size: int, folder: Path) -> None:
    """Write the case of ``size`` to ``folder``. An empty one has nothing in it at all."""
    from debttracker.case.bulk import BulkImport
    from debttracker.case.creation import create_case
    from debttracker.derived.flags import refresh_flags

    case, _code = create_case(folder, name="Bench", zone=ZONE, currency="CNY", jurisdictions=("cn",))
    with case:
        if not size:
            return
        _add_loans(case)
        with case.writing() as connection:
            bulk = BulkImport(connection, "borrower", file_name="bench.xml", file_size=size, zone=ZONE)
            ids = _add_contacts(bulk, messages(size))
            for n in range(0, size, _PICTURE_EVERY):
                bulk.attach(ids[n], f"screen-{n}.png", "image/png", io.BytesIO(_PNG + f"{n}".encode()))
            bulk.finish(read=size)
        refresh_flags(case)  # as the program leaves a case after an import


def _add_loans(case: Case) -> None:
    """Three loans of two years, paid on time for a year: what the timeline shows beside contacts."""
    from debttracker.basics.moments import Moment, day_number
    from debttracker.case.entries import check_in, record_payment, write_note
    from debttracker.derived.loan_entry import add_loan
    from debttracker.finance.terms import LoanTerms

    for n, principal in enumerate((900_000, 550_000, 3_200_000)):
        terms = LoanTerms("CNY", principal, date(2025, 3 + n, 15), 24, rate=Decimal("0.108"))
        loan = case.change(add_loan(f"快贷 {n + 1}", terms, creditor_name=_NAMES[n], firm="licensed_lender")).ids[-1]
        for month in range(12):
            due = date(2025 + (3 + n + month) // 12, (3 + n + month) % 12 + 1, 15)
            case.change(record_payment(loan, principal // 22, "CNY", day_number(due)))
    for week in range(30):
        moment = Moment(LAST_MS - week * 7 * _DAY_MS, ZONE)
        case.change(check_in(week % 11, moment, tags="sleep"))
        case.change(write_note(f"第 {week} 周 week", moment))


def _add_contacts(bulk: BulkImport, found: Iterator[Message]) -> list[int]:
    from debttracker.case.bulk import BulkRow

    people: dict[int, tuple[int, int]] = {}

    def row(one: Message) -> BulkRow:
        if one.person not in people:
            name = f"{_NAMES[one.person % len(_NAMES)]} {one.person + 1}"
            party = bulk.add_record("party", name=name, role="collector")
            people[one.person] = bulk.add_record("handle", party_id=party, value=one.phone, comparable=one.phone), party
        handle, party = people[one.person]
        return BulkRow(one.number.to_bytes(16, "big"), one.at_ms, ZONE, "file", "exact", one.channel, one.direction,
                       one.outcome, one.duration_s, handle, party, None, "borrower", one.text, "", one.behaviours, "{}")

    return bulk.add(row(one) for one in found)


#: The smallest picture there is: one grey pixel.
_PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010800000000"
                     "3a7e9b550000000a49444154789c6368000000820081dd436af40000000049454e44ae426082")


if __name__ == "__main__":
    make_case(int(sys.argv[1]), Path(sys.argv[2]))
