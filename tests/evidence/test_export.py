"""Export of a real case: the stated moment decides the bytes, redaction reaches everything, a full disk harms nothing."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest

from debttracker.basics.moments import Moment
from debttracker.capture.sample import make_sample_case
from debttracker.case.case import Case, open_case
from debttracker.evidence.document import EvidenceChoices, Hidden, Redaction
from debttracker.evidence.export import export_pdf, preview
from debttracker.evidence.gather import Selection, gather
from debttracker.evidence.preview import PdfPages

STATED = Moment.of_local(datetime(2026, 11, 24, 12, 0), "Asia/Shanghai")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case as it looked on one day."""
    target = tmp_path_factory.mktemp("export") / "case"
    make_sample_case(target, "zh-Hans", today=date(2026, 11, 24)).case.close()
    return target


@pytest.fixture
def case(folder: Path) -> Case:
    return open_case(folder, None, read_only=True)


def inside(path: Path) -> bytes:
    """Every stream decompressed, every object written out, and the text of each page."""
    parts = []
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                try:
                    parts.append(item.read_bytes())
                except pikepdf.PdfError:
                    parts.append(item.read_raw_bytes())
            parts.append(str(item).encode("utf-8", "replace"))
    with PdfPages(path.read_bytes()) as pages:
        parts += [pages.text(index).replace("\r", "").replace("\n", "").encode() for index in range(len(pages))]
    return b"\n".join(parts)


def test_the_same_moment_gives_the_same_bytes_on_another_day_and_in_another_process(folder: Path, tmp_path: Path) -> None:
    sums = []
    for seed, later in (("1", 0), ("2", 45)):
        path = tmp_path / f"{seed}.pdf"
        script = (
            "import sys; from debttracker.basics import moments\n"
            "now = moments.Moment.now\n"
            f"moments.Moment.now = classmethod(lambda cls, zone: cls(now(zone).utc_ms + {later} * 86_400_000, zone))\n"
            "from debttracker.cli.main import main\n"
            f"sys.exit(main(['export', {str(folder)!r}, '--pdf', {str(path)!r}, '--at', '2026-11-24T12:00']))")
        subprocess.run([sys.executable, "-c", script], check=True, env={**os.environ, "PYTHONHASHSEED": seed},
                       capture_output=True, timeout=120)
        sums.append(hashlib.sha256(path.read_bytes()).hexdigest())
    assert sums[0] == sums[1]


def test_it_knows_beforehand_whether_any_contact_chosen_concerns_a_loan(case: Case) -> None:
    choices = EvidenceChoices(STATED, "en", include_findings=False, include_charts=False)
    with case:
        connection = case.reader()
        loan = connection.execute("SELECT loan_id FROM contact WHERE loan_id IS NOT NULL AND hidden = 0").fetchone()[0]
        days = (Selection(), Selection(loan_ids=(loan,)), Selection(last_day=date(2001, 1, 1)),
                *(Selection(date(2026, month, 1), date(2026, month, 7)) for month in range(6, 12)))
        for selection in days:
            content = gather(connection, selection, choices)
            assert content.with_loans == any(one.loan for one in content.contacts), selection
        assert gather(connection, days[0], choices).with_loans
        assert not gather(connection, days[2], choices).with_loans


def test_period_and_loan_choose_contacts_findings_and_charts(case: Case, tmp_path: Path) -> None:
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    with case:
        loan = case.reader().execute(
            "SELECT loan_id FROM contact WHERE loan_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1").fetchone()[0]
        check_period(case, Selection(first, last, loan_ids=(loan,)), tmp_path / "x.pdf")


def check_period(case: Case, selection: Selection, path: Path) -> None:
    first, last = selection.first_day, selection.last_day
    assert first and last
    choices = EvidenceChoices(STATED, "en", first_day=first, last_day=last, loans=("one",))
    epoch, day = date(1970, 1, 1), timedelta(days=1)
    wanted = case.reader().execute(
        "SELECT count(*) FROM contact WHERE hidden = 0 AND loan_id = ? AND day BETWEEN ? AND ?",
        (selection.loan_ids[0], (first - epoch) // day, (last - epoch) // day)).fetchone()[0]
    files = export_pdf(case, selection, choices, path)
    assert 0 < files.contacts == wanted
    with pikepdf.open(path) as pdf:
        data = json.loads(pdf.attachments["case.json"].get_file().read_bytes())
    assert len(data["loans"]) == 1
    days = {one["occurred_at"]["at"][:10] for one in data["contacts"]}
    assert min(days) >= "2026-10-01" and max(days) <= "2026-10-31"
    named = {number for one in data["findings"] for instance in one["instances"] for number in instance["exhibits"]}
    assert named and named <= {one["exhibit"] for one in data["contacts"]}


@pytest.mark.parametrize("hides", [Hidden.PARTY, Hidden.HANDLE])
def test_names_and_numbers_left_out_are_nowhere_not_even_in_charts(case: Case, tmp_path: Path, hides: Hidden) -> None:
    column = "SELECT name FROM party" if hides is Hidden.PARTY else "SELECT value FROM handle"
    with case:
        gone = {row[0] for row in case.reader().execute(column) if len(row[0]) > 3}
        assert gone
        path = tmp_path / "x.pdf"
        export_pdf(case, Selection(), EvidenceChoices(STATED, "zh-Hans", redactions=(Redaction(hides, "family"),)), path)
        export_pdf(case, Selection(), EvidenceChoices(STATED, "zh-Hans"), tmp_path / "open.pdf")
    shown, open_one = inside(path), inside(tmp_path / "open.pdf")
    assert [value for value in gone if value.encode() in shown or value.encode("utf-16-be") in shown] == []
    assert all(value.encode() in open_one for value in gone if value.encode() in open_one)
    assert any(value.encode() in open_one for value in gone), "the test would see nothing"


def test_a_phrase_left_out_goes_from_names_of_loans_case_and_files(case: Case, tmp_path: Path) -> None:
    with case:
        label = case.reader().execute("SELECT label FROM loan ORDER BY id LIMIT 1").fetchone()[0]
        path = tmp_path / "x.pdf"
        export_pdf(case, Selection(), EvidenceChoices(
            STATED, "zh-Hant", redactions=(Redaction(Hidden.PHRASE, "private", (label,)),)), path)
    assert label.encode() not in inside(path)


def test_the_preview_shows_the_first_pages_and_writes_nothing(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with case:
        document = preview(case, Selection(), EvidenceChoices(STATED, "en"))
    assert list(tmp_path.iterdir()) == []
    with PdfPages(document) as pages:
        assert "412" in pages.text(0) or len(pages) > 10
        assert pages.size(0) == pytest.approx((595.28, 841.89), abs=0.1)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are a POSIX thing")
@pytest.mark.parametrize("limit", [0, 20_000, 400_000])
def test_a_full_disk_leaves_the_old_file_and_says_so(folder: Path, tmp_path: Path, limit: int) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"earlier")
    script = f"""
import resource, signal, sys
from pathlib import Path
from debttracker.basics.errors import Trouble
from debttracker.basics.languages import words
from debttracker.basics.moments import parse_moment
from debttracker.case.case import open_case
from debttracker.evidence.document import EvidenceChoices
from debttracker.evidence.export import export_pdf
from debttracker.evidence.gather import Selection
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_case(Path({str(folder)!r}), None, read_only=True) as case:
    case.reader().execute("SELECT count(*) FROM contact").fetchone()
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
    try:
        export_pdf(case, Selection(), EvidenceChoices(parse_moment("2026-11-24T12:00", "Asia/Shanghai")), Path({str(path)!r}))
    except Trouble as trouble:
        sys.exit(trouble.say(words("en")))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "x.pdf" in done.stderr
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]
