"""What a user installs carries everything the program reads."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive and the wheel made from it."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(root)], check=True,
                   capture_output=True, timeout=300)
    return out


def tracked(root: Path, folder: str) -> set[str]:
    """Files of ``folder`` that belong to the repository."""
    listed = subprocess.run(["git", "ls-files", "-z", folder], cwd=root, check=True, capture_output=True, text=True)
    return {name for name in listed.stdout.split("\0") if name}


def test_the_wheel_holds_code_resources_and_compiled_catalogues(root: Path, built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert tracked(root, "debttracker") <= names
    assert {f"debttracker/{name}" for name in tracked(root, "resources")} <= names
    for language in ("zh-Hans", "zh-Hant"):
        assert f"debttracker/resources/locale/{language}/debttracker.mo" in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"debttracker"}


def test_the_wheel_starts_by_name_and_tells_its_licences(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (entry,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert b"debttracker = debttracker.cli.main:main" in archive.read(entry)
        licences = [Path(name).name for name in archive.namelist() if ".dist-info/licenses/" in name]
    assert {"LICENSE", "Inter-OFL.txt", "NotoSansCJK-OFL.txt", "DebttrackerSymbols-LICENSE.txt"} <= set(licences)


def test_the_source_archive_can_be_built_and_tested_again(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    assert {"pyproject.toml", "packaging/build_hook.py", "packaging/dev.lock", "requirements.lock", "tests/conftest.py",
            "resources/style/tokens.toml", "Makefile", "README.md", "LICENSE"} <= names
