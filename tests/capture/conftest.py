"""Reading files in tests: by name from tests/files, or from bytes written on the spot."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from debttracker.basics.errors import Trouble
from debttracker.capture.draft import ContactDraft, Refusal
from debttracker.capture.reader import read_file
from debttracker.case.case import Case, open_case
from debttracker.case.creation import create_case

ANDROID = Path(__file__).resolve().parents[1] / "files" / "android"
HOSTILE = Path(__file__).resolve().parents[1] / "files" / "hostile"


@dataclass
class Read:
    """What came out of a file."""

    drafts: list[ContactDraft]
    refusals: list[Refusal]
    remarks: list[Trouble]
    sha256: str

    @property
    def only(self) -> ContactDraft:
        assert not self.refusals
        (draft,) = self.drafts
        return draft


def read_all(path: Path, **options: Any) -> Read:
    """Read a file to its end."""
    reading = read_file(path, **options)
    records = list(reading)
    return Read([r for r in records if isinstance(r, ContactDraft)], [r for r in records if isinstance(r, Refusal)],
                reading.remarks.all(), reading.sha256)


Reader = Callable[..., Read]


@pytest.fixture
def read_bytes(tmp_path: Path) -> Reader:
    """Read content given as bytes or text, as a file called ``name``."""
    def read(content: bytes | str, name: str = "backup.xml", **options: Any) -> Read:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_all(path, **options)

    return read


def sms(body: str = "x", **attributes: object) -> str:
    """One ``<sms>`` element; ``body`` as it stands in the file, escaped by the caller."""
    all_of_them = {"address": "+8613800138000", "date": "1700000000000", "type": "1", **attributes}
    return "<sms " + " ".join(f'{k}="{v}"' for k, v in all_of_them.items()) + f' body="{body}" />'


def smses(*records: str, count: int | None = None) -> str:
    """A whole backup of messages."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<smses count="{len(records) if count is None else count}">\n' + \
        "\n".join(records) + "\n</smses>\n"


@pytest.fixture(scope="session")
def template_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "case"
    made, _ = create_case(folder, name="Test", zone="Asia/Shanghai", jurisdictions=("cn",))
    made.close()
    return folder


@pytest.fixture
def new_case(template_case: Path, tmp_path: Path) -> Iterator[Callable[[], Case]]:
    """Makes open, empty cases."""
    made: list[Case] = []

    def make() -> Case:
        folder = tmp_path / f"case{len(made)}"
        shutil.copytree(template_case, folder)
        made.append(open_case(folder))
        return made[-1]

    yield make
    for case in made:
        case.close()


@pytest.fixture
def case(new_case: Callable[[], Case]) -> Case:
    return new_case()
