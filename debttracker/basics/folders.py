"""The folders of this user: cases, settings, cache, logs."""

from __future__ import annotations

from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("debttracker", appauthor=False, roaming=False)


def cases_folder() -> Path:
    """Where new cases go unless the user says otherwise."""
    return Path(_DIRS.user_data_dir) / "cases"


def settings_file() -> Path:
    """The one typed TOML file of user settings."""
    return Path(_DIRS.user_config_dir) / "settings.toml"


def cache_folder() -> Path:
    """Rebuildable files only; never case content."""
    return Path(_DIRS.user_cache_dir)
