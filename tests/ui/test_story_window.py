"""The first evening as a person has it: the program in its own process, a fresh home, keyboard and mouse only.

Needs X11 (Xvfb will do) and xdotool. Every step leaves a picture in build/story/; what was kept is checked by the
command line, from outside. Between keys the test waits for what a person waits for: a window's title, a still picture.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from debttracker.basics.languages import Words, words

pytestmark = pytest.mark.window

ROOT = Path(__file__).resolve().parents[2]
PHONE = ROOT / "tests" / "files" / "android" / "devadvance_sample_small.xml"
SECRET = "a quiet evening"


class Person:
    """Hands on keyboard and mouse, and eyes on the screen."""

    def __init__(self, app: QApplication, home: Path, pictures: Path) -> None:
        self._app = app
        self._pictures = pictures
        self._step = 0
        self.home = home
        self.environment = {**{k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "QT_", "LC_"))},
                            "HOME": str(home), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "xcb", "TZ": "Asia/Shanghai",
                            "QT_IM_MODULE": "none"}
        self.program: subprocess.Popen[bytes] | None = None
        self.log = home / "program.log"

    # -- the program

    def start(self) -> None:
        """As from a menu: no arguments."""
        with self.log.open("ab") as log:
            self.program = subprocess.Popen([sys.executable, "-m", "debttracker"], env=self.environment, cwd=self.home,
                                            stdout=log, stderr=log)
        self.window("debttracker")
        self.still()

    def ended(self) -> int:
        """The exit code, once it has ended by itself."""
        assert self.program is not None
        return self.program.wait(timeout=30)

    def command(self, *words: str) -> object:
        """What the command line says, as JSON."""
        done = subprocess.run([sys.executable, "-m", "debttracker", *words], capture_output=True, check=False,
                              env={**self.environment, "QT_QPA_PLATFORM": "offscreen", "DEBTTRACKER_PASSPHRASE": SECRET})
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    @property
    def case(self) -> str:
        """Where the welcome puts the first case."""
        return str(self.home / ".local" / "share" / "debttracker" / "cases" / "case")

    def rows(self, kind: str) -> list[dict[str, object]]:
        """``list CASE kind --json``."""
        found = self.command("list", self.case, kind, "--json")
        assert isinstance(found, list)
        return found

    # -- hands

    def key(self, *names: str) -> None:
        """Press keys one after the other ("ctrl+l", "Return")."""
        for name in names:
            _xdotool("key", "--clearmodifiers", name)
            self._rest(0.06)

    def type(self, text: str) -> None:
        """Type plain text; Chinese comes by the clipboard, as it comes from an input method in one piece."""
        if text.isascii():
            _xdotool("type", "--delay", "15", text)
            self._rest(0.1)
            return
        self._app.clipboard().setText(text)
        self._rest(0.1)
        self.key("ctrl+v")
        self._rest(0.2)

    def click(self, title: str, x: int, y: int) -> None:
        """Click at a place inside the window with this title."""
        _xdotool("mousemove", "--window", self.window(title), str(x), str(y))
        _xdotool("click", "1")
        self._rest(0.1)

    def page(self, key: str, name: str) -> None:
        """Go to a page by its key, and wait until the window says it is there and its content has come."""
        self.key(key)
        self.window(f"{name} · ")
        self.still(quiet=2.5)  # charts and pages come from a worker

    # -- eyes

    def window(self, title: str, seconds: float = 20) -> str:
        """Wait for a window with this title; the keyboard is in it then. Returns its number."""
        found: list[str] = []

        def seen() -> bool:
            found[:] = _xdotool("search", "--onlyvisible", "--name", title, check=False).split()
            return bool(found)

        self.until(seen, f"no window “{title}”", seconds)
        if _xdotool("getwindowfocus", check=False).strip() != found[-1]:
            _xdotool("windowfocus", found[-1], check=False)  # what a window manager would have done
            self._rest(0.1)
        return found[-1]

    def gone(self, title: str) -> None:
        """Wait until no window has this title; then the main window has the keyboard."""
        self.until(lambda: not _xdotool("search", "--onlyvisible", "--name", title, check=False).strip(),
                   f"“{title}” is still there")
        self.window("· debttracker")

    def until(self, true: Callable[[], bool], otherwise: str, seconds: float = 20) -> None:
        """Wait for something to become true."""
        end = time.monotonic() + seconds
        while not true():
            if self.program is not None and self.program.poll() is not None:
                pytest.fail(f"the program ended with {self.program.returncode}: {self.log.read_text()[-2000:]}")
            if time.monotonic() > end:
                self.look("stuck")
                pytest.fail(f"{otherwise} after {seconds} s; {self.log.read_text()[-2000:]}")
            self._rest(0.1)

    def still(self, seconds: float = 30, quiet: float = 0.4) -> QImage:
        """Wait until the picture has not changed for ``quiet`` seconds."""
        before, since, end = self._grab(), time.monotonic(), time.monotonic() + seconds
        while time.monotonic() - since < quiet and time.monotonic() < end:
            self._rest(0.1)
            now = self._grab()
            if now != before:
                before, since = now, time.monotonic()
        return before

    def sees_red(self) -> bool:
        """Whether anything on the screen has the colour of what went wrong."""
        small = self._grab().scaledToWidth(200)
        colours = (small.pixelColor(x, y) for x in range(small.width()) for y in range(small.height()))
        return sum(one.red() > max(one.green(), one.blue()) + 12 for one in colours) > 20

    def look(self, name: str) -> QImage:
        """Keep a picture of the screen."""
        self._step += 1
        picture = self.still(5)
        self._pictures.mkdir(parents=True, exist_ok=True)
        picture.save(str(self._pictures / f"{self._step:02d}-{name}.png"))
        return picture

    def _grab(self) -> QImage:
        return self._app.primaryScreen().grabWindow(0).toImage()

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._app.processEvents()
            time.sleep(0.01)


def _xdotool(*words: str, check: bool = True) -> str:
    done = subprocess.run(["xdotool", *words], capture_output=True, text=True, check=False)
    if check and done.returncode:
        pytest.fail(f"xdotool {' '.join(words)}: {done.stderr}")
    return done.stdout


def counted(path: Path) -> int:
    """Calls and messages in a phone's backup, counted as elements of the file."""
    return sum(1 for element in ElementTree.parse(path).getroot() if element.tag in ("call", "sms", "mms"))


LOOKS = [("en", "light"), ("zh-Hans", "dark"), ("zh-Hant", "light")]


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Person]:
    """Somebody at a computer that never saw the program; its pictures go to build/story/LANGUAGE-SCHEME/."""
    if shutil.which("xdotool") is None:
        pytest.fail("xdotool is not installed (Debian: apt-get install xdotool)")
    language, scheme = request.param
    pictures = ROOT / "build" / "story" / f"{language}-{scheme}"
    shutil.rmtree(pictures, ignore_errors=True)
    made = Person(qapp, tmp_path, pictures)
    yield made
    if made.program is not None and made.program.poll() is None:
        made.program.kill()
        made.program.wait()


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("person", "language", "scheme"), [(look, *look) for look in LOOKS], indirect=["person"],
                         ids=[f"{a}-{b}" for a, b in LOOKS])
def test_first_evening(person: Person, language: str, scheme: str) -> None:
    _ = words(language)
    begin(person, _, scheme)
    log_by_keyboard(person, _)
    owe_and_pay(person, _)
    bring_in(person, _)
    find_and_see(person, _)
    save_evidence(person, _)
    person.key("ctrl+q")
    assert person.ended() == 0
    assert "Traceback" not in person.log.read_text()
    come_back(person, _)


def begin(person: Person, _: Words, scheme: str) -> None:
    """The welcome: language, passphrase, start empty, recovery code."""
    person.start()
    person.look("welcome")
    # From “Go on” back to the languages, along them, and forth again.
    # From “Go on” back to the languages, along them, and forth again.
    person.key("shift+Tab", *["Right"] * ("en", "zh-Hans", "zh-Hant").index(_.language), "space", "Tab")
    person.look("welcome-language")
    person.key("Return")
    person.still()
    person.type(SECRET)
    person.key("Return")
    person.type(SECRET)
    person.look("welcome-passphrase")
    person.key("Return")
    person.still()
    person.look("welcome-start")
    person.key("Return")
    person.window(_("Your recovery code"))
    person.look("recovery-code")
    person.key("space", "Return")
    person.gone(_("Your recovery code"))
    if scheme == "dark":
        person.key("ctrl+shift+d")
    person.look("today-empty")


def log_by_keyboard(person: Person, _: Words) -> None:
    """The first call names its caller; the second needs two keystrokes."""
    person.key("ctrl+l")
    person.window(_("Log a contact"))
    person.type("恒通催收")
    person.look("log-first")
    person.key("Return")
    person.gone(_("Log a contact"))
    person.key("ctrl+l")
    person.window(_("Log a contact"))
    person.look("log-again")
    person.key("Return")
    person.gone(_("Log a contact"))
    person.look("today-after-calls")
    logged = person.rows("contacts")
    assert [(r["party"], r["channel"], r["outcome"]) for r in logged] == [("恒通催收", "call", "missed")] * 2


def owe_and_pay(person: Person, _: Words) -> None:
    """A loan of 9,000 in 12 payments, and the first of them."""
    person.key("ctrl+shift+n")
    person.window(_("Add a loan"))
    person.type("快贷")
    person.key(*["Tab"] * 8)
    person.type("9000")
    person.key(*["Tab"] * 5)
    person.type("12")
    person.look("loan")
    person.key("ctrl+Return")
    person.gone(_("Add a loan"))
    person.page("alt+3", _("Loans"))
    person.look("loans")
    person.key("ctrl+p")
    person.window(_("Record a payment"))
    person.look("payment")
    person.key("Return")
    person.gone(_("Record a payment"))
    person.look("loans-after-payment")
    [loan], [payment] = person.rows("loans"), person.rows("payments")
    assert (loan["loan"], loan["principal"]) == ("快贷", "9000.00")
    assert payment["amount"] == "750.00"


def bring_in(person: Person, _: Words) -> None:
    """A real phone's file: as many as there are in it, and none the second time."""
    before = len(person.rows("contacts"))
    for time_ in ("first", "second"):
        person.key("ctrl+i")
        person.window(_("Bring in a file"))
        person.type(str(PHONE))
        person.key("Return")
        title = _("Bring in “{name}”", name=PHONE.name)
        person.window(title)
        person.still()
        person.key("ctrl+a")
        person.look(f"import-{time_}")
        person.key("ctrl+Return")
        person.gone(title)
        person.look(f"imported-{time_}")
        assert len(person.rows("contacts")) == before + counted(PHONE)


def find_and_see(person: Person, _: Words) -> None:
    """A Chinese phrase by Ctrl+K, the timeline by mouse, both charts, the rights."""
    person.key("ctrl+k")
    person.type("恒通")
    person.look("found")
    person.key("Return")
    person.look("timeline-of-one")
    person.click("· debttracker", 400, 300)
    person.look("timeline-detail")
    person.page("alt+4", _("Charts"))
    person.look("charts")
    person.page("alt+5", _("Rights"))
    person.look("rights")
    person.page("alt+7", _("Someone to talk to"))
    person.look("someone-to-talk-to")
    person.key("F9")
    person.look("hidden")
    person.key("F9")


def save_evidence(person: Person, _: Words) -> None:
    """The PDF, saved from the keyboard."""
    target = person.home / "evidence.pdf"
    person.page("alt+6", _("Evidence"))
    person.look("evidence")
    person.key("ctrl+e")
    person.window(_("Save PDF"))
    person.key("ctrl+a")
    person.type(str(target))
    person.key("Return")
    person.until(target.exists, "no PDF was saved", 60)
    person.window("· debttracker")
    person.look("evidence-saved")
    assert target.read_bytes().startswith(b"%PDF-")


def come_back(person: Person, _: Words) -> None:
    """The next evening: the passphrase opens the same case; a wrong one is told calmly."""
    person.start()
    person.window("· debttracker")
    person.type("not this one")
    person.key("Return")
    person.until(person.sees_red, "nothing was said of a wrong passphrase", 60)  # deriving the key takes its time, on purpose
    person.look("wrong-passphrase")
    person.type(SECRET)
    person.key("Return")
    person.window(f"{_('Today')} · ")  # only an open case shows today's page
    person.look("back-again")
    person.key("ctrl+q")
    assert person.ended() == 0
