"""The lock files belong to pyproject.toml, are hashed and name no host."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

LOCKS = ["requirements.lock", "packaging/dev.lock"]


def locked(path: Path) -> dict[str, list[Version]]:
    """Name to the versions a lock file pins (more than one where platforms differ)."""
    found: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", path.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(Version(version))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked_within_its_bounds(root: Path, lock: str) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"]
    if "dev" in lock:
        wanted = wanted + project["dependency-groups"]["dev"]
    pinned = locked(root / lock)
    for text in wanted:
        requirement = Requirement(text)
        versions = pinned.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement.name} is not locked: run make lock"
        assert all(version in requirement.specifier for version in versions), f"{text} and {versions}: run make lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_is_hashed_and_no_host_is_named(root: Path, lock: str) -> None:
    text = (root / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z][^\n]*==[^\n]*\n[^\n]*", text, re.MULTILINE)
    assert len(pins) > 30
    assert [pin for pin in pins if "\\\n    --hash=sha256:" not in pin] == []
    assert not re.search(r"https?://|file:|--index-url|--find-links", text)


def test_both_locks_agree(root: Path) -> None:
    program, development = (locked(root / lock) for lock in LOCKS)
    assert {name: development.get(name) for name in program} == program
