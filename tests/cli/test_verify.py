"""``debttracker verify`` names an attachment that is missing or damaged, and says what to do."""

from __future__ import annotations

import hashlib
import io
import json
import os
from pathlib import Path

import pytest

from debttracker.case.case import open_case
from debttracker.case.creation import create_case
from debttracker.case.entries import attach
from debttracker.cli.main import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made, _ = create_case(tmp_path / "case", name="x")
    with made:
        attach(made, "case", 0, "note.txt", io.BytesIO(b"small"))
        attach(made, "case", 0, "visit.mp4", io.BytesIO(bytes(range(256)) * 10_000))
        attach(made, "case", 0, "the same again.mp4", io.BytesIO(bytes(range(256)) * 10_000))
    return tmp_path / "case"


def test_a_sound_case(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(folder)]) == 0
    assert "unbroken" in capsys.readouterr().out


@pytest.mark.parametrize("how", ["missing", "damaged"])
def test_the_attachment_is_named_with_what_to_do(folder: Path, capsys: pytest.CaptureFixture[str], how: str) -> None:
    [file] = (folder / "files").iterdir()
    if how == "missing":
        file.unlink()
    else:
        with file.open("r+b") as stream:
            stream.seek(100_000)
            stream.write(b"other")
    assert main(["verify", str(folder)]) == 5
    told = capsys.readouterr().out
    assert "“visit.mp4”" in told and "“the same again.mp4”" in told and "note.txt" not in told
    assert how in told and f"files/{file.name}" in told and "another copy of the case" in told
    assert main(["verify", str(folder), "--json"]) == 5
    assert json.loads(capsys.readouterr().out)["damaged_attachments"] == ["visit.mp4", "the same again.mp4"]


def test_adding_the_original_again_mends_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [file] = (folder / "files").iterdir()
    file.unlink()
    with open_case(folder) as case:
        attach(case, "case", 0, "visit.mp4", io.BytesIO(bytes(range(256)) * 10_000))
    assert main(["verify", str(folder)]) == 0


def test_a_write_protected_stick_can_be_verified(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    assert main(["verify", str(folder)]) == 0
    assert {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()} == held
