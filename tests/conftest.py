"""What every test runs in: an offscreen Qt, folders of its own, fresh catalogues, a steady hypothesis profile."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "packaging"))

# Before anything of ours or Qt is imported: no window on the developer's screen, nothing in the developer's folders.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("MPLBACKEND", "agg")
os.environ["TZ"] = "Asia/Shanghai"
_HOME = Path(tempfile.mkdtemp(prefix="debttracker-tests-"))
for _name, _folder in (("HOME", ""), ("USERPROFILE", ""), ("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"),
                       ("XDG_CACHE_HOME", "cache"), ("XDG_STATE_HOME", "state"), ("APPDATA", "appdata"),
                       ("LOCALAPPDATA", "localappdata")):
    (_HOME / _folder).mkdir(exist_ok=True)
    os.environ[_name] = str(_HOME / _folder)
for _name in ("DEBTTRACKER_PASSPHRASE", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(_name, None)
os.environ["LANG"] = "en_GB.UTF-8"

settings.register_profile("debttracker", deadline=None, max_examples=50, print_blob=True,
                          suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("debttracker"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "debttracker"))


def pytest_configure(config: pytest.Config) -> None:
    """Compile stale catalogues once, in the process that hands out the tests."""
    if not hasattr(config, "workerinput"):
        import catalogues

        catalogues.compile_all(only_stale=True)


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the source tree."""
    return ROOT
