"""list, export and stats as a helper's script runs them: in a process of their own, by exit code and JSON."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from debttracker.capture.sample import make_sample_case

CONTACT_COLUMNS = ["occurred_at", "zone", "channel", "direction", "outcome", "duration_s", "handle", "party", "role",
                   "reached", "loan", "text", "behaviours", "note"]


def run(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
    """``debttracker …`` without a terminal."""
    return subprocess.run([sys.executable, "-m", "debttracker", *map(str, words)], capture_output=True, text=True,
                          encoding="utf-8", timeout=180, check=False, stdin=subprocess.DEVNULL,
                          env={**os.environ, "PYTHONIOENCODING": "utf-8", **more})


def good(*words: object, **more: str) -> str:
    done = run(*words, **more)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "case"
    make_sample_case(folder, "zh-Hans", today=date(2026, 11, 24)).case.close()
    return folder


@pytest.mark.parametrize(("what", "keys"), [
    ("contacts", {"id", *CONTACT_COLUMNS}),
    ("loans", {"id", "loan", "creditor", "currency", "principal", "disbursed", "start", "status"}),
    ("payments", {"id", "loan", "day", "amount", "currency", "method", "note"}),
    ("parties", {"id", "name", "role", "kind", "handles"}),
])
def test_every_list_comes_as_json_csv_and_table(case: Path, what: str, keys: set[str]) -> None:
    rows: list[dict[str, Any]] = json.loads(good("list", case, what, "--json"))
    assert rows and keys <= set(rows[0])
    table = list(csv.DictReader(io.StringIO(good("list", case, what, "--csv"))))
    assert len(table) == len(rows)
    assert len(good("list", case, what).splitlines()) >= len(rows) + 1


def test_contacts_as_csv_have_the_columns_that_import_takes(case: Path, tmp_path: Path) -> None:
    told = good("list", case, "contacts", "--csv")
    assert told.splitlines()[0].split(",") == CONTACT_COLUMNS
    copy, file = tmp_path / "copy", tmp_path / "contacts.csv"
    file.write_text(told, encoding="utf-8", newline="")
    good("new", copy, "--no-passphrase")
    added = json.loads(good("import", copy, file, "--as", "csv", "--json"))
    assert added["added"] == len(json.loads(good("list", case, "contacts", "--json")))
    assert good("list", copy, "contacts", "--csv") == told, "the round trip lost something"


def test_stats_agree_with_the_lists(case: Path) -> None:
    figures = json.loads(good("stats", case, "--json"))
    for what in ("contacts", "loans", "payments", "parties"):
        assert figures[what] == len(json.loads(good("list", case, what, "--json")))
    assert sum(figures["by_group"].values()) == figures["contacts"]
    assert sum(row["contacts"] for row in figures["by_party"]) == figures["contacts"]
    assert len(figures["journal"]["head"]) == 64
    assert len(figures["loans_standing"]) == figures["loans"]
    assert figures["first_day"] < figures["last_day"]


def test_export_says_what_it_wrote(case: Path, tmp_path: Path) -> None:
    path = tmp_path / "证据.pdf"
    told = json.loads(good("export", case, "--pdf", path, "--from", "2026-10-01", "--to", "2026-10-31", "--loan", "1",
                           "--language", "zh-Hant", "--at", "2026-11-24T12:00", "--json"))
    assert set(told) == {"files", "sha256", "pages", "contacts", "stated"}
    assert told["files"] == [str(path)]
    assert told["sha256"] == [hashlib.sha256(path.read_bytes()).hexdigest()]
    assert told["pages"] > 3 and told["contacts"] > 0
    assert path.read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(("words", "said"), [
    (("--from", "yesterday"), "yesterday"), (("--loan", "no such loan"), "no such loan"),
    (("--from", "2026-12-01", "--to", "2026-01-01"), "2026-12-01"), (("--at", "soon"), "soon"),
])
def test_a_wrong_choice_is_said_and_nothing_written(case: Path, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = run("export", case, "--pdf", tmp_path / "x.pdf", *words)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_word_is_usage_and_a_missing_case_is_said(tmp_path: Path) -> None:
    assert run("list", tmp_path, "dreams").returncode == 2
    done = run("list", tmp_path / "nowhere", "contacts")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr and done.stdout == ""


def test_a_protected_case_wants_its_passphrase(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    good("new", folder, DEBTTRACKER_PASSPHRASE="correct horse battery")
    assert json.loads(good("list", folder, "contacts", "--json", DEBTTRACKER_PASSPHRASE="correct horse battery")) == []
    for secret in ({}, {"DEBTTRACKER_PASSPHRASE": "wrong"}):
        done = run("list", folder, "contacts", **secret)
        assert done.returncode not in (0, 2) and "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["list", "export", "stats"])
def test_help_documents_the_shape_of_the_json(command: str) -> None:
    told = good(command, "--help")
    assert "--json" in told
    for word in {"list": ("array", "occurred_at"), "export": ("sha256", "pages"), "stats": ("by_group", "journal")}[command]:
        assert word in told
