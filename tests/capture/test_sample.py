"""The sample case: made by its scripts, played back through the real import, and sensible on any day."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat

import sample_case
import sample_pictures
from debttracker.basics.languages import LANGUAGES, words
from debttracker.basics.moments import day_number, day_of
from debttracker.basics.phones import comparable
from debttracker.basics.resources import resource_path
from debttracker.capture.keep import Choices, import_file
from debttracker.capture.sample import SampleCase, make_sample_case
from debttracker.case import journal, vault
from debttracker.case.queries.findings import flags_of
from debttracker.derived.contact_flags import told_flags
from debttracker.derived.flags import refresh_flags
from debttracker.derived.standing import loan_views
from debttracker.derived.today import today_view

LAST = date(2026, 11, 23)
Maker = Callable[..., SampleCase]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Maker]:
    made: list[SampleCase] = []

    def one(language: str = "en", today: date = LAST + timedelta(1), passphrase: str | None = None) -> SampleCase:
        made.append(make_sample_case(tmp_path / f"case{len(made)}", language, passphrase, today=today))
        return made[-1]

    yield one
    for sample in made:
        sample.case.close()


def test_the_files_are_what_the_script_writes() -> None:
    for name, text in sample_case.files().items():
        assert resource_path("sample", name).read_text(encoding="utf-8") == text, f"run packaging/sample_case.py: {name}"


def test_the_pictures_are_what_the_script_draws() -> None:
    names = set()
    for name, drawn in sample_pictures.pictures():
        names.add(name)
        with Image.open(resource_path("sample", "pictures", name)) as kept:
            assert kept.size == drawn.size
            apart = ImageChops.difference(kept.convert("L"), drawn.convert("L"))
        # Another FreeType may set an edge of a letter a shade apart; a changed word is far more than that.
        assert ImageStat.Stat(apart).mean[0] < 0.5, f"run packaging/sample_pictures.py: {name}"
    assert names == {path.name for path in resource_path("sample", "pictures").iterdir()}


def test_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in resource_path("sample", "pictures").iterdir()) < 400_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_imported_from_the_phone(make: Maker, language: str) -> None:
    sample = make(language)
    firms = {comparable(number, "CN") for one in sample_case.parties() for number in one["handles"]}
    for name, source, tag, number in (("calls.xml", "calls.xml", "call", "number"),
                                      ("sms.xml", f"sms.{language}.xml", "sms", "address")):
        elements = ElementTree.parse(resource_path("sample", source)).getroot().findall(tag)
        kept = [e for e in elements if comparable(e.attrib[number], "CN") in firms]
        report = sample.imports[name]
        assert (report.format, report.read, report.added, report.refused) == (
            "sms-backup-restore", len(elements), len(kept), 0)
        assert report.left_out == len(elements) - len(kept)
        assert (report.zone, report.zone_known) == ("Asia/Shanghai", "device")
    assert sample.imports["calls.xml"].left_out > 10, "calls with the sister stay out of the case"
    verdict = journal.verify(sample.case.reader())
    assert verdict.intact and verdict.entries > 300


def test_importing_the_phone_again_adds_nothing(make: Maker) -> None:
    sample = make("zh-Hans")
    firms = frozenset(comparable(number, "CN") for one in sample_case.parties() for number in one["handles"])
    report = import_file(sample.case, Path(str(resource_path("sample", "calls.xml"))), Choices(keep=firms))
    assert report.added == 0 and report.known == sample.imports["calls.xml"].added


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_in_the_language(make: Maker, language: str) -> None:
    db = make(language).case.reader()
    told = " ".join(row[0] for row in db.execute(
        "SELECT text || note || promise || place FROM contact UNION ALL SELECT name || note FROM party "
        "UNION ALL SELECT label || note FROM loan UNION ALL SELECT text FROM comment UNION ALL SELECT note FROM checkin "
        "UNION ALL SELECT name FROM attachment"))
    own = {"en": "office", "zh-Hans": "还款", "zh-Hant": "還款"}
    assert own[language] in told
    assert not any(word in told for code, word in own.items() if code != language)
    assert "{" not in told


def test_the_patterns_of_the_story_are_there(make: Maker) -> None:
    db = make().case.reader()

    def count(where: str) -> int:
        return int(db.execute(f"SELECT count(*) FROM contact WHERE hidden = 0 AND {where}").fetchone()[0])

    assert 380 <= count("1") <= 450
    quiet, loud = day_number(date(2026, 2, 1)), day_number(date(2026, 7, 1))
    assert count(f"day < {quiet}") < 60 < 150 < count(f"day BETWEEN {loud} AND {loud + 61} AND party_id IS NOT NULL")
    assert db.execute("SELECT max(n) FROM (SELECT count(*) n FROM contact GROUP BY day)").fetchone()[0] >= 7
    assert count("minute >= 22 * 60 AND channel = 'call'") > 10
    assert count("reached = 'relative'") >= 5 and count("reached = 'employer'") >= 3
    assert count("channel = 'visit' AND reached = 'borrower'") == 1
    stop = db.execute("SELECT day FROM contact WHERE letter = 'stop_contact'").fetchone()[0]
    assert count(f"day BETWEEN {stop - 14} AND {stop - 1}") > 3 * count(f"day BETWEEN {stop + 3} AND {stop + 16}")
    assert db.execute("SELECT count(*) FROM loan").fetchone()[0] == 3
    assert db.execute("SELECT count(*) FROM checkin").fetchone()[0] > 40
    assert json.loads(db.execute("SELECT value FROM setting WHERE name = 'case.borrower'").fetchone()[0]) == "Lin Xiaoyu"
    names = [row[0] for row in db.execute("SELECT actor FROM comment WHERE record = 'contact'")]
    assert len(names) == 2 and "My sister Xiaomei" in names


def test_flags_stay_meaningful(make: Maker) -> None:
    case = make().case
    assert refresh_flags(case).flagged > 0
    db = case.reader()
    flagged = db.execute("SELECT count(DISTINCT contact_id) FROM flag").fetchone()[0]
    assert 0.15 <= flagged / db.execute("SELECT count(*) FROM contact").fetchone()[0] <= 0.25
    assert db.execute("""SELECT count(*) FROM flag JOIN contact c ON c.id = contact_id JOIN party p ON p.id = c.party_id
                         WHERE p.firm = 'bank'""").fetchone()[0] == 0, "the bank keeps to the rules"


def test_every_flag_can_be_told(make: Maker) -> None:
    """With letters of every kind in the case, a hardship letter and a complaint among them."""
    case = make("zh-Hans").case
    refresh_flags(case)
    db = case.reader()
    assert {row[0] for row in db.execute("SELECT letter FROM contact WHERE letter <> ''")} == {
        "stop_contact", "hardship", "complaint"}
    for (contact_id,) in db.execute("SELECT contact_id FROM flag").fetchall():
        flags = flags_of(db, contact_id)
        told = told_flags(db, contact_id, flags, words("zh-Hans"))
        assert [one.rule for one in told] == list(flags)
        assert all(one.title and one.explanation and one.citation for one in told)


def test_attachments_are_there_and_readable(make: Maker) -> None:
    import io

    db = make("zh-Hant").case.reader()
    rows = db.execute("SELECT name, sha256, added_ms, at_ms, attachment.record FROM attachment JOIN contact ON contact.id "
                      "= record_id").fetchall()
    assert len(rows) == 5
    for name, sha256, added, at, record in rows:
        assert record == "contact" and added >= at and vault.checks_out(db, sha256)
        assert "2026-" in name and name.endswith(".png")
        with Image.open(io.BytesIO(vault.content(db, sha256))) as picture:
            assert picture.width >= 400


@pytest.mark.parametrize("today", [LAST + timedelta(1), date(2026, 12, 31), date(2027, 3, 1), date(2027, 8, 30),
                                   date(2028, 2, 29), date(2031, 6, 14)])
def test_today_is_sensible_on_any_day(make: Maker, today: date) -> None:
    case = make(today=today).case
    refresh_flags(case)
    view = today_view(case.reader(), today)
    assert 0.7 < view.paid[0].share < 0.85 and view.paid[0].loans == 3 and view.paid[0].end is not None
    late, *others = view.due
    assert late.status == "late" and late.amount is not None and late.demanded is not None
    assert 150_000 < late.amount.minor < 200_000 < 2 * late.amount.minor < late.demanded.minor
    assert [line.status for line in others] == ["due", "promise", "later"]
    assert (view.calls, view.messages) == (7, 1) and view.flagged_recent >= 2
    assert view.days[-1].day == day_number(today) - 1
    newest = case.reader().execute("SELECT max(at_ms) FROM journal").fetchone()[0]
    assert day_of(newest // 86_400_000) < today


@pytest.mark.parametrize("today", [LAST + timedelta(1), date(2027, 3, 1), date(2027, 8, 30)])
def test_loans_add_up(make: Maker, today: date) -> None:
    card, quick, fridge = loan_views(make(today=today).case.reader(), today)
    assert (card.overdue, fridge.overdue) == (0, 0)
    # Cent by cent: interest for being late depends on the days of the months between.
    assert fridge.remaining == pytest.approx(21_161, abs=40)
    assert card.remaining == 7 * 57_200 and quick.days_past_due > 60
    assert all(one.unpaid.total == 0 or one.unpaid.total > 5_000
               for view in (card, quick, fridge) if view.standing is not None
               for one in view.standing.matching.instalments if one.row.due < today), "no odd cents left overdue"


def test_it_is_never_moved_back(make: Maker) -> None:
    db = make(today=date(2025, 1, 5)).case.reader()
    assert day_of(db.execute("SELECT max(day) FROM contact").fetchone()[0]) == LAST


def test_wall_time_and_spacing_stay_when_it_is_moved(make: Maker) -> None:
    first, later = (make(today=day).case.reader() for day in (LAST + timedelta(1), date(2027, 9, 9)))
    days = (date(2027, 9, 9) - LAST).days - 1
    query = "SELECT day, minute, channel, text, note, behaviours FROM contact ORDER BY at_ms, id"
    assert [(row[0] + days, *row[1:]) for row in first.execute(query)] == [tuple(row) for row in later.execute(query)]


def test_a_passphrase_protects_it(make: Maker) -> None:
    sample = make(passphrase="correct horse battery")
    assert sample.code and sample.case.keys.protected


def test_nothing_is_left_behind_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import debttracker.capture.sample as module

    def broken(*_args: object, **_more: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(module, "import_file", broken)
    with pytest.raises(OSError, match="no space"):
        make_sample_case(tmp_path / "case", "en")
    assert not (tmp_path / "case").exists()
