"""What the first paint waits for: nothing heavy is imported before the window stands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from debttracker.basics.moments import Moment
from debttracker.case.creation import create_case
from debttracker.case.entries import log_contact
from debttracker.ui.theme import flags

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "alembic", "matplotlib", "numpy", "typst", "babel", "phonenumbers",
         "pyrage", "pypdfium2", "docx", "icalendar", "lxml", "PIL")


def imported(code: str, *, expected: str, whole: bool = False, **places: str) -> set[str]:
    """Top-level packages (``whole``: modules as well) that are loaded after ``code`` ran in a new Python; ``expected``
    must be among its output."""
    done = subprocess.run([sys.executable, "-c", f"{code}\nimport sys; print('MODULES', *sys.modules)"],
                          capture_output=True, text=True, check=False, timeout=60, env={**os.environ, **places})
    assert done.returncode == 0, done.stderr
    head, _, names = done.stdout.partition("MODULES ")
    assert expected in head
    return {name.partition(".")[0] for name in names.split()} | (set(names.split()) if whole else set())


@pytest.mark.parametrize("module", ["debttracker.cli.main", "debttracker.ui.start", "debttracker.ui.window"])
def test_importing_the_start_path_is_light(module: str) -> None:
    loaded = imported(f"import {module}", expected="")
    assert loaded.isdisjoint(HEAVY), sorted(loaded & set(HEAVY))


def test_the_window_paints_before_anything_heavy_is_loaded() -> None:
    """The real start with no case: stopped at the first paint, as a user sees it."""
    code = """
from PySide6.QtCore import QTimer
import debttracker.ui.window as window

def stop():
    import sys
    print("painted")
    import PySide6.QtCore
    print("Qt is", "touched" if "Qt" in vars(PySide6.QtCore) else "untouched")
    print("MODULES", *sys.modules)
    sys.stdout.flush()
    import os
    os._exit(0)

made = window.MainWindow.__init__
def init(self, *args, **more):
    made(self, *args, **more)
    self.painted.connect(stop)
window.MainWindow.__init__ = init

from debttracker.ui.start import run_window
run_window(None)
"""
    loaded = imported(code, expected="painted\nQt is untouched")
    assert "PySide6" in loaded
    assert loaded.isdisjoint(HEAVY), sorted(loaded & set(HEAVY))


def test_the_timeline_shows_its_rows_before_anything_else(tmp_path: Path) -> None:
    """The real start on a case with Chinese messages, stopped when the first page was seen: its rows stand there in
    glyphs of a shipped face, without what they do not need."""
    case, _code = create_case(tmp_path / "case", name="Mine", zone="Asia/Shanghai", jurisdictions=("cn",))
    with case:
        for n in range(30):
            case.change(log_contact(case.reader(), Moment(1_795_176_000_000 + n * 60_000, "Asia/Shanghai"), party_name="恒通催收",
                                    channel="sms", text=f"今天不还就上门 {n} " + "请尽快还款" * 12))
    settings = tmp_path / "config" / "debttracker" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('language = "en"\nfirst_page = "timeline"\n')
    code = f"""
import os, sys
from pathlib import Path
from debttracker.ui.start import run_window
import debttracker.ui.timeline.page as page

def stop(self):
    import PySide6.QtCore
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtWidgets import QApplication
    rows = [w for w in QApplication.topLevelWidgets() if w.isVisible()][0].current_page.model.rowCount()
    print("rows", rows, "Noto Sans SC" in QFontDatabase.families())
    print("Qt is", "touched" if "Qt" in vars(PySide6.QtCore) else "untouched")
    print("MODULES", *sys.modules)
    sys.stdout.flush()
    os._exit(0)

page.TimelinePage._furnish = stop
run_window(Path({str(tmp_path / "case")!r}))
"""
    places = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    loaded = imported(code, expected="rows 31 True\nQt is untouched", whole=True, **places)
    assert "debttracker.ui.timeline.view" in loaded
    assert loaded.isdisjoint(HEAVY), sorted(loaded & set(HEAVY))
    late = {"debttracker.ui.timeline.detail", "debttracker.ui.timeline.filters", "debttracker.ui.flagging", "filelock",
            "debttracker.rules.engine", "debttracker.derived.standing", "debttracker.case.change", "decimal"}
    assert loaded.isdisjoint(late), sorted(loaded & late)


def test_the_plain_numbers_are_those_of_qt() -> None:
    pairs = ((flags.LEFT, Qt.AlignmentFlag.AlignLeft), (flags.RIGHT, Qt.AlignmentFlag.AlignRight),
             (flags.CENTRE, Qt.AlignmentFlag.AlignHCenter), (flags.MIDDLE, Qt.AlignmentFlag.AlignVCenter),
             (flags.BOTTOM, Qt.AlignmentFlag.AlignBottom),
             (flags.CLICK_FOCUS, Qt.FocusPolicy.ClickFocus), (flags.NEVER, Qt.ScrollBarPolicy.ScrollBarAlwaysOff),
             (flags.DISPLAY_ROLE, Qt.ItemDataRole.DisplayRole), (flags.USER_ROLE, Qt.ItemDataRole.UserRole),
             (flags.ACCESSIBLE_TEXT_ROLE, Qt.ItemDataRole.AccessibleTextRole))
    assert all(number == value.value for number, value in pairs)


@pytest.mark.parametrize("package", ["finance", "rules", "insight"])
def test_the_pure_floors_need_neither_database_nor_qt(package: str) -> None:
    code = ("import importlib, pkgutil\n"
            f"top = importlib.import_module('debttracker.{package}')\n"
            "for found in pkgutil.walk_packages(top.__path__, top.__name__ + '.'):\n"
            "    importlib.import_module(found.name)")
    loaded = imported(code, expected="")
    assert loaded.isdisjoint({"PySide6", "sqlmodel", "sqlalchemy", "sqlcipher3", "matplotlib"})
