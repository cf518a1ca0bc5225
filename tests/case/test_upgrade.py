"""A case of each schema there ever was still opens, whole; it is backed up before it is brought up to date.

``tests/files/cases/schema-N`` was written by the program of that time and is never written again.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest

from debttracker.basics.errors import CaseTrouble
from debttracker.basics.moments import Moment
from debttracker.capture.keep import import_file
from debttracker.case import journal
from debttracker.case.backups import list_backups
from debttracker.case.case import Case, open_case
from debttracker.case.connection import SCHEMA_VERSION, connect
from debttracker.case.creation import rescue_backup
from debttracker.case.entries import edit_contact, log_contact
from debttracker.case.keys import KeyFiles
from debttracker.case.lock import WriterLock
from debttracker.case.migrations.versions import v0005_words_to_the_end as v0005
from debttracker.case.queries.contacts import contact, count
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.search import newest_contacts
from debttracker.case.queries.timeline import days, marks

FILES = Path(__file__).resolve().parents[1] / "files"
ALL = ContactFilter()


def version(case: Case) -> int:
    return int(case.reader().execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture(params=range(1, SCHEMA_VERSION))
def old(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    return Path(shutil.copytree(FILES / "cases" / f"schema-{request.param}", tmp_path / "old"))


def test_there_is_a_frozen_case_of_every_earlier_schema() -> None:
    assert sorted(p.name for p in (FILES / "cases").iterdir()) == [f"schema-{n}" for n in range(1, SCHEMA_VERSION)]


@pytest.mark.parametrize("read_only", [False, True])
def test_an_old_case_opens_whole(old: Path, read_only: bool) -> None:
    with open_case(old, read_only=read_only) as case:
        assert version(case) == SCHEMA_VERSION and case.read_only is read_only
        assert journal.verify(case.reader()).intact
        assert count(case.reader(), ALL) == 10 == sum(days(case.reader(), ALL).values())
        assert contact(case.reader(), 1).text == "明天不还就上门" and contact(case.reader(), 1).note == "已录音"
        assert [r.id for r in newest_contacts(case.reader(), "不还就上门")] == [1]
        assert {m.kind for m in marks(case.reader())} == {"note", "payment"}
        if read_only:
            assert not WriterLock(old).held
            WriterLock(old).acquire()
    (backup,) = list_backups(old / "backups")
    assert "before-upgrade" in backup.path.name


def test_an_old_case_goes_on(old: Path) -> None:
    with open_case(old) as case:
        again = import_file(case, FILES / "android" / "devadvance_sample_small.xml")
        assert (again.added, again.known) == (0, 7)
        case.change(log_contact(case.reader(), Moment(1_763_950_000_000, "Asia/Shanghai"), text="今天必须还款"))
        case.change(edit_contact(2, text="无声电话"))
        assert len(newest_contacts(case.reader(), "必须还款")) == 1 == len(newest_contacts(case.reader(), "无声电话"))
        assert count(case.reader(), ALL) == 11 == sum(days(case.reader(), ALL).values())
        assert journal.verify(case.reader()).intact
        with case.deriving() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@pytest.mark.parametrize("parts", ["one fresh part", "many"])
def test_words_indexed_anew_are_not_merged_with_those_of_the_next_contacts(tmp_path: Path, parts: str) -> None:
    """The index merges sixteen fresh parts, and each contact logged is one: what an upgrade writes must not be among them."""
    folder = Path(shutil.copytree(FILES / "cases" / "schema-4", tmp_path / "old"))
    old = connect(folder / "case.db", KeyFiles(folder / "keys").unlock(None))
    with contextlib.closing(old):
        for n in range(400 if parts == "many" else 0):
            old.execute("UPDATE contact SET text = text || ? WHERE id = ?", (f"请尽快还款{n * 7919}", n % 10 + 1))
        for statement in v0005.STATEMENTS:
            old.execute(statement.replace("8388608", "4096" if parts == "many" else "8388608"))
        (large,) = (row[0] for row in old.execute("SELECT DISTINCT segid FROM contact_text_idx"))
        for n in range(20):
            old.execute("UPDATE contact SET note = ? WHERE id = 1", (f"{n}",))
        fresh = {row[0] for row in old.execute("SELECT DISTINCT segid FROM contact_text_idx")}
        assert large in fresh and 1 < len(fresh) < 20
        old.execute("INSERT INTO contact_text (contact_text, rank) VALUES ('integrity-check', 1)")


def test_the_backup_made_before_can_be_opened_in_its_place(old: Path) -> None:
    with open_case(old) as case:
        case.change(log_contact(case.reader(), Moment(1_763_950_000_000, "Asia/Shanghai"), text="later"))
    (backup,) = list_backups(old / "backups")
    rescue_backup(old, backup.path)
    with open_case(old) as case:
        assert version(case) == SCHEMA_VERSION and count(case.reader(), ALL) == 10


def test_while_another_program_writes_it_is_not_upgraded(old: Path) -> None:
    other = WriterLock(old)
    other.acquire()
    try:
        with pytest.raises(CaseTrouble, match="another window"):
            open_case(old)
    finally:
        other.release()
    assert not list((old / "backups").glob("*")) if (old / "backups").exists() else True
