"""The programs that are compared: how each is started, what tells that it shows its file, and its first-run dialogs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.rows.start import PROBES, user_home
from tests.bench.runs import environment


@dataclass(frozen=True)
class Program:
    """``words``: its command, given the file; ``title``: words in the title of the window that shows the file;
    ``suffix``: which file (none for those that need no file); ``settings``: files below its home, with their text;
    ``keys``: what opens the list of records, as ``xdotool`` words, when the first window does not show them."""

    name: str
    words: Callable[[Path, int], list[object]]
    title: str = "records"
    suffix: str | None = None
    settings: tuple[tuple[str, str], ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    package: str = ""
    ours: bool = False
    patience_s: float = 60.0
    #: How many times faster our first rows shall be.
    asked: float = 0.0
    #: Too slow to be started more than once.
    slow: bool = False

    def installed(self) -> bool:
        """Whether it is on this machine."""
        return not self.package or shutil.which(str(self.words(Path("x"), 0)[0])) is not None

    def version(self) -> str:
        """As the package manager tells it."""
        if not self.package:
            return ""
        done = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", self.package], capture_output=True, text=True, check=False)
        return done.stdout.strip() or "unknown"


def _calc(path: Path, _size: int) -> list[object]:
    # 44,34,76: comma, double quote, UTF-8; the import dialog does not ask then.
    return ["soffice", "--norestore", "--nologo", "--nofirststartwizard", "--infilter=CSV:44,34,76,1", "--calc", path]


_NO_TIPS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>7.4</value></prop></item>
</oor:items>
"""

_GNUCASH = """[org/gnucash/GnuCash/dialogs/tip-of-the-day]
show-at-startup=false
[org/gnucash/GnuCash/dialogs/new-user]
first-startup=false
"""

BARE = Program("bare PySide6 window", lambda _p, _n: [sys.executable, PROBES / "bare.py", "show"], title="bare")
OURS = Program("debttracker, timeline", lambda _p, _n: [sys.executable, "-m", "debttracker"], title="Bench", ours=True)
PEERS = (
    Program("HomeBank, account list", lambda p, _n: ["homebank", p], suffix="xhb", package="homebank", asked=1),
    Program("HomeBank, register", lambda p, _n: ["homebank", p], suffix="xhb", package="homebank",
            keys=(("mousemove", "100", "153", "click", "--repeat", "2", "--delay", "60", "1"),), patience_s=100, asked=50, slow=True),
    Program("KMyMoney", lambda p, _n: ["kmymoney", p], suffix="kmy", package="kmymoney", asked=15,
            settings=((".config/kmymoneyrc", "[TipOfDay]\nRunOnStart=false\n"),
                      (".config/kmymoney/kmymoneyrc", "[TipOfDay]\nRunOnStart=false\n"))),
    Program("LibreOffice Calc, CSV", _calc, suffix="csv", package="libreoffice-calc", asked=10,
            settings=((".config/libreoffice/4/user/registrymodifications.xcu", _NO_TIPS),)),
    Program("GnuCash", lambda p, _n: ["gnucash", p], suffix="gnucash", package="gnucash", patience_s=200, asked=80, slow=True,
            settings=((".config/glib-2.0/settings/keyfile", _GNUCASH),)),
)


def surroundings(program: Program, size: int, home: Path, screen: dict[str, str]) -> dict[str, str]:
    """The environment of one run: the private screen, a home of its own, no theme but the toolkit's own."""
    told = environment(QT_QPA_PLATFORM="xcb", GSETTINGS_BACKEND="keyfile", LIBGL_ALWAYS_SOFTWARE="1", NO_AT_BRIDGE="1", **screen)
    if program.ours:
        return {**told, **user_home(size, "timeline")}
    return {**told, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_CACHE_HOME": str(home / ".cache"), "XDG_RUNTIME_DIR": str(home / "run")}
