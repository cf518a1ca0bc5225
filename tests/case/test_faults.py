"""Damage, a full disk, folders one may not write to: each a clear sentence, and nothing that was kept is lost."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from debttracker.basics.errors import CaseTrouble, FileTrouble, Trouble
from debttracker.basics.languages import LANGUAGES, words
from debttracker.basics.moments import Moment
from debttracker.case import journal
from debttracker.case.backups import back_up, list_backups
from debttracker.case.case import Case, open_case
from debttracker.case.connection import DatabaseError, database_trouble
from debttracker.case.creation import create_case, rescue_backup
from debttracker.case.entries import log_contact
from debttracker.case.queries.contacts import count, newest
from debttracker.case.queries.filters import ContactFilter

ALL = ContactFilter()
AT = 1_763_900_000_000


def fill(case: Case, n: int = 60) -> None:
    for i in range(n):
        case.change(log_contact(case.reader(), Moment(AT + i * 60_000, "Asia/Shanghai"), text=f"第{i}次催收 " + "字" * 400))


def said(trouble: Trouble) -> None:
    """The sentence exists in every language and says something else in each kind of Chinese than in English."""
    told = {language: trouble.say(words(language)) for language in LANGUAGES}
    assert len(set(told.values())) == len(LANGUAGES) and all(len(text) > 15 for text in told.values())


@pytest.fixture
def filled(case: Case) -> Path:
    fill(case)
    back_up(case)
    case.close()
    return case.folder


def damage(folder: Path, where: str) -> None:
    database = folder / "case.db"
    content = bytearray(database.read_bytes())
    if where == "truncated":
        content = content[:len(content) // 2 + 100]
    elif where == "empty":
        content = bytearray()
    elif where == "all of it":
        content = bytearray(os.urandom(len(content)))
    else:
        at = {"header": 8, "first page": 2_000, "middle": len(content) // 2, "end": len(content) - 900}[where]
        for i in range(at, at + 400):
            content[i] ^= 0x5A
    database.write_bytes(bytes(content))


def read_everything(folder: Path) -> None:
    """Open the case and read all of it; raises CaseTrouble when anything is damaged."""
    with open_case(folder) as case:
        try:
            newest(case.reader(), ALL, 1_000)
            intact = journal.verify(case.reader()).intact
            sound = case.reader().execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        except DatabaseError as error:
            raise database_trouble(error, case.database) from error
        if not (intact and sound):
            raise database_trouble(DatabaseError("does not check out"), case.database)


@pytest.mark.parametrize("where", ["header", "first page", "middle", "end", "truncated", "all of it", "empty"])
def test_damage_is_told_never_hidden_and_a_backup_takes_its_place(filled: Path, where: str) -> None:
    damage(filled, where)
    damaged = (filled / "case.db").read_bytes()
    with pytest.raises(CaseTrouble) as told:
        read_everything(filled)
    said(told.value)
    assert "backups" in str(told.value)
    assert (filled / "case.db").read_bytes() == damaged, "left as it is"
    rescue_backup(filled, list_backups(filled / "backups")[0].path)
    with open_case(filled) as case:
        assert count(case.reader(), ALL) == 60 and journal.verify(case.reader()).intact
        fill(case, 1)
    assert [p.read_bytes() for p in filled.glob("damaged-*.db")] == [damaged]


def test_a_damaged_log_of_writes_loses_nothing_that_was_in_the_database(case: Case) -> None:
    fill(case, 5)
    copy = case.folder.with_name("copy")
    with case.writing() as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
    shutil.copytree(case.folder, copy, ignore=shutil.ignore_patterns("writer.*", "*-shm"))
    log = copy / "case.db-wal"
    log.write_bytes(os.urandom(9_000) + (log.read_bytes()[9_000:] if log.exists() else b""))
    with open_case(copy) as opened:
        assert journal.verify(opened.reader()).intact
        assert opened.reader().execute("PRAGMA integrity_check").fetchone()[0] == "ok"


SMALL = textwrap.dedent("""
    import io, resource, signal, sys
    from pathlib import Path
    from debttracker.basics.errors import Trouble
    from debttracker.basics.languages import words
    from debttracker.basics.moments import Moment
    from debttracker.capture.keep import import_file
    from debttracker.case.backups import back_up
    from debttracker.case.case import open_case
    from debttracker.case.entries import attach, log_contact

    case = open_case(Path(sys.argv[1]))
    what = sys.argv[2]
    case.change(log_contact(case.reader(), Moment(1_763_900_000_000, "UTC"), text="before"))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = int(sys.argv[3])
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        if what == "import":
            import_file(case, Path(sys.argv[4]))
        elif what == "attach":
            attach(case, "contact", 1, "video.mp4", io.BytesIO(bytes(12 << 20)))
        elif what == "backup":
            back_up(case)
        else:
            for i in range(100_000):
                case.change(log_contact(case.reader(), Moment(1_763_900_000_000, "UTC"), text=what * 5_000))
                print("kept", flush=True)
    except Trouble as trouble:
        print("said", trouble.say(words("en")), flush=True)
""")


def in_small_space(folder: Path, what: str, limit: int, file: Path | None = None) -> tuple[int, str]:
    """Work on the case until there is no more room; how many contacts were acknowledged, and what was said."""
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run([sys.executable, "-c", SMALL, str(folder), what, str(limit), str(file)], capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": root}, timeout=100, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    lines = done.stdout.splitlines()
    assert lines[-1].startswith("said"), done.stdout[-500:]
    return lines.count("kept"), lines[-1]


@pytest.fixture
def backup_file(tmp_path: Path) -> Path:
    path = tmp_path / "sms.xml"
    path.write_text("<smses>" + "".join(
        f'<sms address="95579" date="{AT + i * 1000}" type="1" body="第{i}次催收 {i * 7919 % 100_003}"/>' for i in range(20_000))
        + "</smses>", "utf-8")
    return path


def check_after(folder: Path, kept: int) -> None:
    with open_case(folder) as case:
        assert journal.verify(case.reader()).intact
        assert case.reader().execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert count(case.reader(), ALL) == 1 + kept
        fill(case, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="sizes of files are limited by Linux's means here")
@pytest.mark.parametrize("what", ["x", "import", "backup", "attach"])
def test_no_room_for_a_larger_file(case: Case, backup_file: Path, what: str) -> None:
    case.close()
    kept, told = in_small_space(case.folder, what, 100_000 if what == "backup" else 1_200_000, backup_file)
    assert ("full" in told or "disk" in told) and (what != "x" or kept > 0)
    assert not list((case.folder / "backups").glob("*")) and not list(case.folder.glob("files/*"))
    check_after(case.folder, kept)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 6 MB, where this user may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], capture_output=True, check=False).returncode == 0
    if not mounted:
        pytest.skip("only root may mount a small file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


@pytest.mark.parametrize("what", ["x", "import", "attach"])
def test_a_full_disk_says_so_and_keeps_what_was_acknowledged(case: Case, backup_file: Path, small_disk: Path, what: str) -> None:
    case.close()
    folder = Path(shutil.copytree(case.folder, small_disk / "case"))
    kept, told = in_small_space(folder, what, 0, backup_file)
    assert "full" in told and not list(folder.glob("files/*"))
    roomy = Path(shutil.copytree(folder, case.folder.with_name("roomy"), ignore=shutil.ignore_patterns("writer.*", "*-shm")))
    check_after(roomy, kept)


def test_no_case_is_half_made_on_a_full_disk(small_disk: Path) -> None:
    with (small_disk / "filler").open("wb") as filler:
        filler.write(b"x" * ((6 << 20) - 65_536))
    with pytest.raises((FileTrouble, CaseTrouble)) as told:
        create_case(small_disk / "case", name="x")
    said(told.value)
    assert not (small_disk / "case").exists()


@pytest.mark.skipif(sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="root may write anywhere")
def test_a_folder_one_may_not_write_to_opens_to_read_only(filled: Path) -> None:
    os.chmod(filled, 0o555)  # noqa: PTH101
    os.chmod(filled / "case.db", 0o444)  # noqa: PTH101
    try:
        with open_case(filled, read_only=True) as case:
            assert count(case.reader(), ALL) == 60
        with open_case(filled) as case, pytest.raises(FileTrouble, match="cannot be written to") as told:
            fill(case, 1)
        said(told.value)
    finally:
        os.chmod(filled, 0o755)  # noqa: PTH101


def test_what_the_system_says_of_a_file_is_told_like_what_the_database_says() -> None:
    """A backup that did not fit was once told as a damaged case."""
    for number, words_of_it in ((errno.ENOSPC, "is full"), (errno.EROFS, "cannot be written to"), (errno.EIO, "did not read")):
        trouble = database_trouble(OSError(number, os.strerror(number)), Path("case") / "case.db")
        assert type(trouble) is FileTrouble and words_of_it in str(trouble)
