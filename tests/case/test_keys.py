"""Passphrase, recovery code, and the promise that public tools can open a case."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest

from debttracker.basics.errors import BadInput, CaseTrouble, FileTrouble, WrongPassphrase
from debttracker.case.case import open_case
from debttracker.case.creation import create_case, protect, unprotect
from debttracker.case.keys import new_recovery_code, normalise_code


def test_passphrase_and_recovery_code_open_a_case_and_nothing_else_does(tmp_path: Path) -> None:
    case, code = create_case(tmp_path / "c", "correct horse", name="x")
    case.close()
    assert code is not None
    open_case(tmp_path / "c", "correct horse").close()
    open_case(tmp_path / "c", code.lower().replace("-", " ")).close()
    with pytest.raises(WrongPassphrase, match="no limit on tries"):
        open_case(tmp_path / "c", "correct horsf")
    with pytest.raises(WrongPassphrase, match="protected"):
        open_case(tmp_path / "c")
    assert not (tmp_path / "c" / "keys" / "open.key").exists()
    raw = (tmp_path / "c" / "case.db").read_bytes()
    assert not raw.startswith(b"SQLite format 3") and b"case.name" not in raw


def test_the_key_files_are_plain_age_files(tmp_path: Path) -> None:
    case, _ = create_case(tmp_path / "c", "correct horse")
    key = case.key
    case.close()
    blob = (tmp_path / "c" / "keys" / "passphrase.age").read_bytes()
    assert blob.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert pyrage.passphrase.decrypt(blob, "correct horse").strip() == key.hex().encode()


def test_protection_can_be_put_on_and_taken_off(tmp_path: Path) -> None:
    case, none = create_case(tmp_path / "c")
    assert none is None
    protect(case, "a new secret")
    case.close()
    with pytest.raises(WrongPassphrase):
        open_case(tmp_path / "c")
    case = open_case(tmp_path / "c", "a new secret")
    unprotect(case)
    case.close()
    open_case(tmp_path / "c").close()


def test_codes_are_forgiving_and_random() -> None:
    assert normalise_code("o1il-0oO ") == "0111000"
    assert new_recovery_code() != new_recovery_code() and len(normalise_code(new_recovery_code())) == 26


def test_bad_places_and_damaged_cases_say_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="6 characters"):
        create_case(tmp_path / "c", "abc")
    assert not (tmp_path / "c").exists()
    with pytest.raises(FileTrouble, match="no case"):
        open_case(tmp_path / "nothing")
    with pytest.raises(CaseTrouble, match="not a case"):
        open_case(tmp_path)
    case, _ = create_case(tmp_path / "c")
    case.close()
    with pytest.raises(FileTrouble, match="not empty"):
        create_case(tmp_path / "c")
    (tmp_path / "c" / "case.db").write_bytes(b"garbage" * 5000)
    with pytest.raises(CaseTrouble, match="damaged"):
        open_case(tmp_path / "c")
    (tmp_path / "c" / "keys" / "open.key").write_text("zz")
    with pytest.raises(CaseTrouble, match="key of this case"):
        open_case(tmp_path / "c")


def test_a_newer_case_is_not_touched(tmp_path: Path) -> None:
    from debttracker.case.connection import connect

    case, _ = create_case(tmp_path / "c")
    case.close()
    connection = connect(case.database, case.key)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = case.database.read_bytes()
    with pytest.raises(CaseTrouble, match="newer version"):
        open_case(tmp_path / "c")
    assert case.database.read_bytes() == before
