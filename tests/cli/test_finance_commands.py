"""``rate``, ``schedule`` and ``plan`` through the program's own entry: figures, shape of the JSON, clear refusals."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from debttracker.cli.main import main

README = ["rate", "--disbursed", "9000", "--payment", "12x916.67"]
DEBTS = "name,balance,annual_rate,minimum\n信用卡,12000,0.18,300\nB,5000,24%,200\nC,\"30,000\",0.12,600\n"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBTTRACKER_LANGUAGE", "en")


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) != 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
    return shown.err


def numbers(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


@pytest.fixture
def debts(tmp_path: Path) -> str:
    path = tmp_path / "debts.csv"
    path.write_text(DEBTS, encoding="utf-8-sig")
    return str(path)


def test_rate_of_equal_months(capsys: pytest.CaptureFixture[str]) -> None:
    found = numbers(output(capsys, *README, "--json"))
    assert found == {"ear": Decimal("0.46460399"), "apr": Decimal("0.38771667"), "total_cost": Decimal("2000.04")}
    # The monthly rate that balances the flows, checked against the equation itself.
    month = (1 + float(found["ear"])) ** (1 / 12) - 1
    assert sum(916.67 / (1 + month) ** k for k in range(1, 13)) == pytest.approx(9000, abs=0.01)
    assert float(found["apr"]) == pytest.approx(month * 12, abs=1e-6)


def test_rate_with_real_dates_counts_actual_days(capsys: pytest.CaptureFixture[str]) -> None:
    found = numbers(output(capsys, *README, "--start", "2026-01-31", "--json"))
    due = [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30),
           date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30),
           date(2026, 12, 31), date(2027, 1, 31)]
    growth = 1 + float(found["ear"])
    worth = sum(916.67 / growth ** ((day - date(2026, 1, 31)).days / 365) for day in due)
    assert worth == pytest.approx(9000, abs=0.001)
    assert float(found["apr"]) == pytest.approx(12 * ((1 + float(found["ear"])) ** (1 / 12) - 1), abs=1e-6)


def test_rate_of_the_excel_xirr_kind_of_single_payment(capsys: pytest.CaptureFixture[str]) -> None:
    found = numbers(output(capsys, "rate", "--disbursed", "1000", "--payment", "1100", "--interval", "days", "--days",
                           "365", "--start", "2025-01-01", "--json"))
    assert (found["ear"], found["apr"], found["total_cost"]) == (Decimal("0.1"), Decimal("0.1"), Decimal("100.00"))


def test_rate_of_weeks_and_several_kinds_of_payment(capsys: pytest.CaptureFixture[str]) -> None:
    found = numbers(output(capsys, "rate", "--disbursed", "1000", "--payment", "3x100", "--payment", "800",
                           "--interval", "weekly", "--json"))
    assert found["total_cost"] == Decimal("100.00")
    assert float(found["apr"]) == pytest.approx(52 * ((1 + float(found["ear"])) ** (1 / 52) - 1), abs=1e-6)


def test_rate_of_a_free_loan_is_zero(capsys: pytest.CaptureFixture[str]) -> None:
    found = numbers(output(capsys, "rate", "--disbursed", "9000", "--payment", "12x750", "--json"))
    assert found == {"ear": 0, "apr": 0, "total_cost": 0}


def test_rate_in_yen_has_no_decimals(capsys: pytest.CaptureFixture[str]) -> None:
    text = output(capsys, "rate", "--disbursed", "90000", "--payment", "12x9167", "--currency", "JPY", "--json")
    assert '"total_cost": 20004\n' in text
    assert "more decimals" in refusal(capsys, *README, "--currency", "JPY")


def test_rate_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    shown = output(capsys, *README)
    assert "46.46 %" in shown
    assert "¥ 2,000.04" in shown
    assert "222.23" in shown


def test_rate_help_says_what_the_figures_mean(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["rate", "--help"])
    shown = capsys.readouterr().out
    assert "XIRR with actual days / 365" in shown
    assert "nominal annual rate" in shown


@pytest.mark.parametrize(("arguments", "says"), [
    (["--disbursed", "9000"], "same way"),
    (["--disbursed", "9000", "--payment", "12x100"], "less than the amount that arrived"),
    (["--disbursed", "-9000", "--payment", "12x100"], "more than zero"),
    (["--disbursed", "0", "--payment", "100"], "more than zero"),
    (["--disbursed", "9000", "--payment", "12x-900"], "cannot be negative"),
    (["--disbursed", "9000", "--payment", "0x900"], "between 1 and"),
    (["--disbursed", "9000", "--payment", "99999999x1"], "between 1 and"),
    (["--disbursed", "nine", "--payment", "1"], "not an amount"),
    (["--disbursed", "9000", "--payment", "x"], "not an amount"),
    (["--disbursed", "100000000000000000", "--payment", "1"], "larger than"),
    (["--disbursed", "9000", "--payment", "9001", "--start", "yesterday"], "not a day"),
    (["--disbursed", "9000", "--payment", "9001", "--start", "9999-12-01"], "beyond the calendar"),
    (["--disbursed", "9000", "--payment", "9001", "--interval", "days", "--days", "0"], "between 1 and"),
    (["--disbursed", "9000", "--payment", "9001", "--currency", "money"], "not a currency"),
])
def test_rate_refuses_nonsense_with_a_sentence(capsys: pytest.CaptureFixture[str], arguments: list[str],
                                               says: str) -> None:
    assert says in refusal(capsys, "rate", *arguments)


SCHEDULE = ["schedule", "--principal", "120000", "--annual-rate", "0.0435", "--months", "360", "--start", "2026-01-31"]


def test_schedule_of_equal_instalments(capsys: pytest.CaptureFixture[str]) -> None:
    rows = numbers(output(capsys, *SCHEDULE, "--json"))
    assert len(rows) == 360
    assert rows[0] == {"number": 1, "due_date": "2026-02-28", "principal": Decimal("162.37"),
                       "interest": Decimal("435.00"), "fee": Decimal("0.00"), "payment": Decimal("597.37"),
                       "balance": Decimal("119837.63")}
    assert rows[1]["due_date"] == "2026-03-31"
    assert sum(row["principal"] for row in rows) == 120_000
    assert rows[-1]["balance"] == 0


@pytest.mark.parametrize(("method", "rows", "first"), [
    ("equal-principal", 360, "768.33"), ("interest-only", 360, "435.00"), ("bullet", 1, "276600.00"),
    ("flat-fee", 360, "768.33"), ("daily-interest", 360, "435.00")])
def test_schedule_of_every_method(capsys: pytest.CaptureFixture[str], method: str, rows: int, first: str) -> None:
    found = numbers(output(capsys, *SCHEDULE, "--method", method, "--json"))
    assert len(found) == rows
    assert found[0]["payment"] == Decimal(first)
    assert sum(row["principal"] for row in found) == 120_000


def test_schedule_of_card_instalments_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    shown = output(capsys, "schedule", "--principal", "12000", "--months", "3", "--method", "flat-fee", "--fee-rate",
                   "0.75%", "--start", "2026-01-10", "--weekend", "next")
    lines = shown.splitlines()
    assert lines[0].split() == ["Due", "date", "Principal", "Interest", "Fee", "Payment", "Balance"]
    assert lines[1].split() == ["1", "2026-02-10", "4,000.00", "0.00", "90.00", "4,090.00", "8,000.00"]
    assert lines[-1].split() == ["Sum", "12,000.00", "0.00", "270.00", "12,270.00"]


@pytest.mark.parametrize(("arguments", "says"), [
    (["--months", "0"], "at least 1"), (["--months", "many"], "not a whole number"),
    (["--months", "12", "--annual-rate", "-0.1"], "cannot be negative"),
    (["--months", "12", "--annual-rate", "18"], "Write 18 % as 0.18"),
    (["--months", "12", "--annual-rate", "high"], "not a rate"),
    (["--months", "12", "--start", "2026-02-01", "--first-due", "2026-01-01"], "not after the day"),
    (["--months", "12", "--principal", "1000000000000000"], "larger than"),
    (["--months", "12", "--principal", "0"], "more than zero"),
])
def test_schedule_refuses_nonsense_with_a_sentence(capsys: pytest.CaptureFixture[str], arguments: list[str],
                                                   says: str) -> None:
    assert says in refusal(capsys, "schedule", "--principal", "1000", *arguments)


def test_plan_as_json(capsys: pytest.CaptureFixture[str], debts: str) -> None:
    found = numbers(output(capsys, "plan", "--debts", debts, "--monthly", "2000", "--json"))
    assert found == {"months": 28, "interest": Decimal("7742.18"), "debts": [
        {"name": "信用卡", "paid_off_month": 14, "interest": Decimal("1701.43")},
        {"name": "B", "paid_off_month": 5, "interest": Decimal("295.96")},
        {"name": "C", "paid_off_month": 28, "interest": Decimal("5744.79")}]}


def test_plan_strategies_differ_and_extras_shorten(capsys: pytest.CaptureFixture[str], debts: str) -> None:
    found = {one: numbers(output(capsys, "plan", "--debts", debts, "--monthly", "2000", "--strategy", one, "--json"))
             for one in ("snowball", "avalanche", "proportional", "own")}
    assert found["avalanche"]["interest"] == min(one["interest"] for one in found.values())
    assert found["proportional"]["interest"] > found["avalanche"]["interest"]
    more = numbers(output(capsys, "plan", "--debts", debts, "--monthly", "2000", "--one-off", "2:10000",
                          "--yearly-extra", "5000", "--json"))
    assert more["months"] < found["avalanche"]["months"]


def test_plan_in_words(capsys: pytest.CaptureFixture[str], debts: str) -> None:
    shown = output(capsys, "plan", "--debts", debts, "--monthly", "2000")
    assert "All paid off in 28 months, with ¥ 7,742.18 of interest." in shown
    assert "The minimum payments alone would take" in shown


@pytest.mark.parametrize(("text", "says"), [
    ("name,balance\nA,1\n", "annual_rate, minimum"), ("name,balance,annual_rate,minimum\nA,x,0.1,0\n", "Line 2:"),
    ("name,balance,annual_rate,minimum\nA,5,0.1,0\nB,5,18,0\n", "Line 3:"),
    ("name,balance,annual_rate,minimum\n", "no debts"), ("", "annual_rate"),
    ("name,balance,annual_rate,minimum\nA,900000,0.36,0\n", "would not end"),
    ("name,balance,annual_rate,minimum\nA,9000,0.36,900000\n", "does not cover"),
    ("name,balance,annual_rate,minimum\nA,-1,0.36,0\n", "cannot be negative"),
    ("name,balance,annual_rate,minimum\nA\n", "Line 2:"),
])
def test_plan_refuses_nonsense_with_a_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str,
                                               says: str) -> None:
    path = tmp_path / "debts.csv"
    path.write_text(text, encoding="utf-8")
    assert says in refusal(capsys, "plan", "--debts", str(path), "--monthly", "2000")


def test_plan_refuses_missing_and_binary_files(capsys: pytest.CaptureFixture[str], tmp_path: Path, debts: str) -> None:
    assert "could not be read" in refusal(capsys, "plan", "--debts", str(tmp_path / "none.csv"), "--monthly", "1")
    (tmp_path / "gbk.csv").write_bytes("name,余额".encode("gbk"))
    assert "UTF-8" in refusal(capsys, "plan", "--debts", str(tmp_path / "gbk.csv"), "--monthly", "1")
    assert "month and an amount" in refusal(capsys, "plan", "--debts", debts, "--monthly", "2000", "--one-off", "0:5")
    assert "cannot be negative" in refusal(capsys, "plan", "--debts", debts, "--monthly", "-5")
