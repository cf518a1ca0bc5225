"""A fresh case for each test; creating one costs a few milliseconds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from debttracker.case.case import Case, open_case
from debttracker.case.creation import create_case


@pytest.fixture(scope="session")
def empty_case_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One unprotected case, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("template") / "case"
    made, _ = create_case(folder, name="Test", zone="Asia/Shanghai", jurisdictions=("cn",))
    made.close()
    return folder


@pytest.fixture
def case(empty_case_folder: Path, tmp_path: Path) -> Iterator[Case]:
    """An open, empty case."""
    folder = tmp_path / "case"
    shutil.copytree(empty_case_folder, folder)
    opened = open_case(folder)
    yield opened
    opened.close()
