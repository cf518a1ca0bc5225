"""A case's table of contacts, brought into a new case, gives the same contacts: any text, quotes, line ends, formulas."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from debttracker.basics.moments import Moment, Precision
from debttracker.basics.vocabulary import Behaviour, Channel, Direction, Outcome, Reached, Role
from debttracker.capture.keep import import_file
from debttracker.case.case import Case
from debttracker.case.change import Change, add
from debttracker.case.creation import create_case
from debttracker.case.queries.contacts import oldest_first
from debttracker.case.queries.filters import ContactFilter
from debttracker.evidence.csvout import COLUMNS, contact_cells, write_contacts

ZONES = ("Asia/Shanghai", "America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe")
#: Anything a person can paste, with what tables and spreadsheets stumble over drawn more often.
TEXTS = st.one_of(
    st.text(st.sampled_from("=+-@'\"“,;|\t\r\n ＝＋\ufeff\u2028 a中é😀0"), max_size=12),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=60))
#: A name is not empty and has no blank at its ends: the program never stores one that has.
NAMES = TEXTS.map(str.strip).filter(bool)
CONTACTS = st.fixed_dictionaries({
    "at_ms": st.integers(700_000_000_000, 3_700_000_000_000), "zone": st.sampled_from(ZONES),
    "channel": st.sampled_from([one.value for one in Channel]),
    "direction": st.sampled_from([one.value for one in Direction]),
    "outcome": st.sampled_from([one.value for one in Outcome]),
    "duration_s": st.one_of(st.none(), st.integers(0, 10_000)), "party": st.one_of(st.none(), st.integers(0, 2)),
    "loan": st.booleans(), "reached": st.sampled_from([one.value for one in Reached]), "text": TEXTS, "note": TEXTS,
    "behaviours": st.lists(st.sampled_from(list(Behaviour)), unique=True, max_size=3).map(
        lambda some: " ".join(one.value for one in Behaviour if one in some))})
ODD = {"at_ms": 1_795_443_245_250, "zone": "Asia/Shanghai", "channel": "sms", "direction": "in", "outcome": "delivered",
       "duration_s": None, "party": 0, "loan": True, "reached": "borrower", "text": '=HYPERLINK("http://x","y")\r\n\'=1',
       "note": '"', "behaviours": ""}


def fill(case: Case, names: list[str], loan: str, contacts: list[dict[str, Any]]) -> None:
    """Firms, a loan, and contacts that name them."""
    roles = (Role.COLLECTOR, Role.CREDITOR, Role.THIRD_PARTY)
    edits = [add("party", -1 - n, name=name, role=roles[n].value) for n, name in enumerate(names)]
    edits.append(add("loan", -10, label=loan, currency="CNY", principal=1))
    for n, one in enumerate(contacts):
        fields = {name: value for name, value in one.items() if name not in ("party", "loan")}
        if one["party"] is not None and one["party"] < len(names):
            fields["party_id"] = -1 - one["party"]
        if one["loan"]:
            fields["loan_id"] = -10
        edits.append(add("contact", -100 - n, **fields))
    case.change(Change("Fill", tuple(edits)))


def cells(case: Case) -> list[dict[str, Any]]:
    """Every contact as the table writes it, in an order that does not hang on ids."""
    return sorted((contact_cells(row) for row in oldest_first(case.reader(), ContactFilter())), key=repr)


def table(case: Case) -> str:
    out = io.StringIO(newline="")
    write_contacts(out, oldest_first(case.reader(), ContactFilter()))
    return out.getvalue()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(NAMES, min_size=1, max_size=3, unique=True), NAMES,
       st.lists(CONTACTS, min_size=1, max_size=12, unique_by=lambda one: one["at_ms"]))
@example(["=Agency, \"Ltd\""], "-Card", [ODD])
def test_out_and_into_a_new_case(names: list[str], loan: str, contacts: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        first, _code = create_case(Path(folder) / "first", zone="Asia/Shanghai", jurisdictions=())
        second, _code = create_case(Path(folder) / "second", zone="Europe/London", jurisdictions=())
        with first, second:
            fill(first, names, loan, contacts)
            second.change(Change.of("The same loan", add("loan", -1, label=loan, currency="CNY", principal=1)))
            path = Path(folder) / "contacts.csv"
            path.write_bytes(table(first).encode())
            report = import_file(second, path)
            assert (report.added, report.refused) == (len(contacts), 0), report.refusals
            assert cells(second) == cells(first)
            again = import_file(second, path)
            assert (again.added, again.known) == (0, len(contacts))
            # whatever stands in it, no spreadsheet runs a cell of it
            for row in list(csv.reader(io.StringIO(table(first), newline="")))[1:]:
                assert len(row) == len(COLUMNS)
                assert not [cell for cell in row if cell[:1] in tuple("=+-@\t\r\n＝＋－＠") and cell]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(list(Precision)), st.integers(700_000_000_000, 3_700_000_000_000), st.sampled_from(ZONES))
def test_how_exact_a_time_is_comes_back(precision: Precision, at_ms: int, zone: str) -> None:
    """What the digits of a time can hold: a day by its day, a time to the minute by its minute."""
    moment = Moment(at_ms, zone, precision)
    with TemporaryDirectory() as folder:
        first, _code = create_case(Path(folder) / "first", zone=zone, jurisdictions=())
        second, _code = create_case(Path(folder) / "second", zone="UTC", jurisdictions=())
        with first, second:
            first.change(Change.of("x", add("contact", at_ms=at_ms, zone=zone, precision=precision.value, channel="call")))
            path = Path(folder) / "contacts.csv"
            path.write_bytes(table(first).encode())
            import_file(second, path)
            assert [one["occurred_at"] for one in cells(second)] == [moment.iso()]
