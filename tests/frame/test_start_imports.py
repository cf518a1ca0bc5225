"""What the first paint waits for: nothing heavy is imported before the window stands."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "alembic", "matplotlib", "numpy", "typst", "babel", "phonenumbers",
         "pyrage", "pypdfium2", "docx", "icalendar", "lxml", "PIL")


def imported(code: str, *, expected: str) -> set[str]:
    """Top-level packages that are loaded after ``code`` ran in a new Python; ``expected`` must be among its output."""
    done = subprocess.run([sys.executable, "-c", f"{code}\nimport sys; print('MODULES', *sys.modules)"],
                          capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    head, _, names = done.stdout.partition("MODULES ")
    assert expected in head
    return {name.partition(".")[0] for name in names.split()}


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


@pytest.mark.parametrize("package", ["finance", "rules", "insight"])
def test_the_pure_floors_need_neither_database_nor_qt(package: str) -> None:
    code = ("import importlib, pkgutil\n"
            f"top = importlib.import_module('debttracker.{package}')\n"
            "for found in pkgutil.walk_packages(top.__path__, top.__name__ + '.'):\n"
            "    importlib.import_module(found.name)")
    loaded = imported(code, expected="")
    assert loaded.isdisjoint({"PySide6", "sqlmodel", "sqlalchemy", "sqlcipher3", "matplotlib"})
