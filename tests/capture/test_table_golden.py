"""A table of everything that is odd in tables, and what was understood of it before reading was made faster.

The expectations were written by the reader that took each row as a dictionary of cells. They stand line for line beside
the table, so that a difference names the row; a deliberate one is written anew by ``python -m tests.capture.test_table_golden``.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from debttracker.capture.draft import Refusal
from debttracker.capture.keep import Choices, import_file
from debttracker.capture.reader import read_file
from debttracker.case.case import Case
from debttracker.case.creation import create_case

TABLES = Path(__file__).resolve().parents[1] / "files" / "tables"
ODD = TABLES / "odd.csv"
ZONE = "Asia/Tokyo"
_CONTACT = ("id", "at_ms", "zone", "zone_known", "precision", "channel", "direction", "outcome", "duration_s", "handle_id",
            "party_id", "loan_id", "reached", "text", "note", "behaviours", "source", "day", "minute", "hidden")


def drafts(path: Path) -> list[str]:
    """Each draft, refusal and remark as one line of JSON."""
    reading = read_file(path, "csv", ZONE, "CN")
    told: list[list[Any]] = [["refused", str(one.where), one.why.message, one.why.fields] if isinstance(one, Refusal)
                             else ["draft", *one] for one in reading]
    told += [["remark", one.message, one.fields] for one in reading.remarks.all()]
    return [json.dumps(one, ensure_ascii=False) for one in told]


def kept(case: Case, path: Path) -> list[str]:
    """The report of an import, and every row that it wrote."""
    report = import_file(case, path, Choices("csv", zone=ZONE, at_ms=1_795_443_245_250))
    told: list[Any] = [report.as_json(lambda message, **fields: message.format_map(fields))]
    for query in (f"SELECT {', '.join(_CONTACT)} FROM contact ORDER BY id", "SELECT hex(key), contact_id FROM fingerprint ORDER BY key",
                  "SELECT id, party_id, value, comparable, label FROM handle ORDER BY id", "SELECT id, name, role FROM party ORDER BY id",
                  "SELECT id, label, currency FROM loan ORDER BY id", "SELECT * FROM contact_day ORDER BY day",
                  "SELECT action, record, record_id, after FROM journal WHERE action = 'import' ORDER BY seq"):
        told.extend(map(list, case.reader().execute(query)))
    return [json.dumps(one, ensure_ascii=False) for one in told]


def both(path: Path) -> dict[str, list[str]]:
    """What is compared, by the name of its file."""
    with TemporaryDirectory() as folder:
        case, _ = create_case(Path(folder) / "case", name="Odd", zone="Asia/Shanghai", jurisdictions=())
        with case:
            return {"odd.drafts.jsonl": drafts(path), "odd.kept.jsonl": kept(case, path)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_odd_cells_are_understood_as_ever(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(ODD.read_bytes().decode().encode(encoding))
    for name, lines in both(path).items():
        assert lines == (TABLES / name).read_text("utf-8").split("\n")[:-1], name


if __name__ == "__main__":
    for name, lines in both(ODD).items():
        (TABLES / name).write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
