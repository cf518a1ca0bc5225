"""The program finds its data, and this user's folders are where the platform wants them."""

from __future__ import annotations

from pathlib import Path

import pytest

from debttracker.basics.folders import cache_folder, cases_folder, settings_file
from debttracker.basics.resources import resource_path, resource_root


def test_resources_lie_beside_a_source_checkout(root: Path) -> None:
    assert resource_root() == root / "resources"
    assert resource_path("style", "tokens.toml").is_file()


def test_folders_follow_the_platform_at_the_time_of_asking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    assert cases_folder() == tmp_path / "data" / "debttracker" / "cases"
    assert settings_file() == tmp_path / "config" / "debttracker" / "settings.toml"
    assert cache_folder() == tmp_path / "cache" / "debttracker"
