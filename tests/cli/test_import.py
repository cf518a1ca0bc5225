"""``debttracker import`` as people and scripts use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from debttracker.cli.main import main

ANDROID = Path(__file__).resolve().parents[1] / "files" / "android"


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = tmp_path / "case"
    assert main(["new", str(path), "--no-passphrase", "--zone", "Asia/Shanghai"]) == 0
    capsys.readouterr()
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_json_report_and_import_again(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    for added, known in ((3, 0), (0, 3)):
        code, out, _ = run(capsys, "import", folder, str(ANDROID / "shruggie_mixed.xml"), "--json")
        report = json.loads(out)
        assert code == 0
        assert {k: report[k] for k in ("format", "read", "added", "known", "refused")} == {
            "format": "sms-backup-restore", "read": 4, "added": added, "known": known, "refused": 1}
        (refusal,) = report["refusals"]
        assert set(refusal) == {"where", "why"}
        assert refusal["where"].startswith("byte ")


def test_several_files_and_a_broken_one(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(ANDROID / name) for name in ("devadvance_sample_small.xml", "truncated.xml", "shruggie_minimal_sms.xml")]
    code, out, err = run(capsys, "import", folder, *files, "--json")
    assert code == 4
    assert [r["added"] for r in json.loads(out)] == [7, 1]
    assert "byte 1964" in err
    code, out, _ = run(capsys, "import", folder, files[1], "--keep-complete")
    assert code == 0
    assert "6 records read" in out


def test_only_a_collector(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "import", folder, str(ANDROID / "devadvance_sample_small.xml"), "--json", "--collector",
                       "+1 555 000 0002")
    assert code == 0
    assert (json.loads(out)["added"], json.loads(out)["left_out"]) == (3, 4)
    code, out, _ = run(capsys, "list", folder, "parties", "--json")
    assert [(p["name"], p["role"]) for p in json.loads(out)] == [("Contact B", "collector")]


@pytest.mark.parametrize(("arguments", "code"), [
    (("nothing.xml",), 3), ((".",), 3), ((str(ANDROID / "README.md"),), 4),
    ((str(ANDROID / "shruggie_mixed.xml"), "--as", "wechat"), 2), ((str(ANDROID / "shruggie_mixed.xml"), "--zone", "X/Y"), 2),
])
def test_clear_words_and_codes_for_what_cannot_be_imported(folder: str, capsys: pytest.CaptureFixture[str],
                                                           arguments: tuple[str, ...], code: int) -> None:
    got, out, err = run(capsys, "import", folder, *arguments, "--json")
    assert got == code
    assert out == ""
    assert len(err) > 20
    assert "Traceback" not in err


def test_table_goes_round(folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("devadvance_sample_small.xml", "devadvance_sample_mms.xml", "shruggie_edge_cases.xml",
             "shruggie_minimal_calls.xml")
    run(capsys, "import", folder, *(str(ANDROID / name) for name in names))
    _, table, _ = run(capsys, "list", folder, "contacts", "--csv")
    path = tmp_path / "contacts.csv"
    path.write_bytes(table.encode())
    code, out, err = run(capsys, "import", folder, str(path), "--as", "csv", "--json")
    assert code == 0, err
    assert (json.loads(out)["read"], json.loads(out)["added"]) == (16, 0)
    other = str(tmp_path / "other")
    main(["new", other, "--no-passphrase"])
    capsys.readouterr()
    run(capsys, "import", other, str(path))
    assert run(capsys, "list", other, "contacts", "--csv")[1] == table


def test_damage_that_shows_while_reading_is_told_in_words(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "import", folder, str(ANDROID / "devadvance_sample_small.xml"))
    database = Path(folder) / "case.db"
    content = bytearray(database.read_bytes())
    content[4096:] = bytes(b ^ 0x5A for b in content[4096:])
    database.write_bytes(bytes(content))
    for language, word in (("en", "damaged"), ("zh-Hans", "损坏"), ("zh-Hant", "損壞")):
        code, _, err = run(capsys, "--speak", language, "list", folder, "contacts", "--csv")
        assert code == 5, err
        assert "Traceback" not in err and word in err and "backups" in err
