"""Set everything up, then do one thing: what ``make run``, ``make test`` and the others call.

    python packaging/bootstrap.py run | test | test-slow | lint | types | layers | catalogues | wheel | check | …

Needs only Python 3.11 or newer with pip; runs the same on Linux, macOS and Windows. Words after the command are
handed on, for example ``python packaging/bootstrap.py test tests/finance -x``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "debttracker-stamp"
LOCK = ROOT / "packaging" / "dev.lock"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


class CannotGoOn(Exception):
    """One line that tells a person what to do."""


def run(*words: object, **environment: str) -> int:
    """Run ``words`` at the top of the tree and return the exit code."""
    return subprocess.run([str(w) for w in words], cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


# --- set-up -------------------------------------------------------------------------------------------------------

def right_python() -> None:
    """Go on with a newer Python when this one is too old and another is at hand."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other:
            sys.exit(subprocess.run([other, *sys.argv], check=False).returncode)
    raise CannotGoOn(f"debttracker needs Python 3.11 or newer; this one is {sys.version.split()[0]}.")


def fingerprint() -> str:
    """What the installed environment depends on; a moved folder or another Python counts as a change."""
    digest = hashlib.sha256()
    for part in (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode(), sys.version.encode()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def set_up() -> None:
    """Bring ``.venv`` to the locked state; does nothing when it is there already."""
    if not (STAMP.is_file() and STAMP.read_text() == fingerprint() and PYTHON.exists()):
        print("Setting up debttracker in .venv (once; a few minutes) …", flush=True)
        make_venv()
        pip = [sys.executable, "-m", "pip", "--python", PYTHON, "--disable-pip-version-check", "install", "--quiet",
               "--no-input"]
        if run(*pip, "--require-hashes", "-r", LOCK):
            raise CannotGoOn("The locked packages could not be installed; the lines above say why. "
                             "Check the network connection and run the same command again.")
        if run(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT):
            raise CannotGoOn("debttracker itself could not be installed into .venv; the lines above say why.")
        STAMP.write_text(fingerprint())
    compile_catalogues()


def make_venv() -> None:
    """A new, empty ``.venv``. Without pip inside: Debian keeps the module that would bring it in another package."""
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        raise CannotGoOn(f"{sys.executable} has no pip. Install it (Debian: apt-get install python3-pip) first.")
    if run(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV):
        raise CannotGoOn("The folder .venv could not be made; the lines above say why.")


def compile_catalogues() -> None:
    """Compile the translations when a .po file is newer than what the program reads."""
    for folder in (ROOT / "resources" / "locale").glob("*/"):
        compiled = folder / "debttracker.mo"
        newest = max((path.stat().st_mtime_ns for path in folder.glob("*.po")), default=0)
        if newest and (not compiled.is_file() or compiled.stat().st_mtime_ns < newest):
            if run(PYTHON, "packaging/catalogues.py", "compile"):
                raise CannotGoOn("The translations could not be compiled; the lines above say why.")
            return


def ensure_qt(*, window: bool) -> None:
    """See that Qt can load here (Linux only; elsewhere its wheel is complete)."""
    if not sys.platform.startswith("linux"):
        return
    import qt_libraries

    found = subprocess.run([str(PYTHON), "-c", "import PySide6; print(PySide6.__path__[0])"], capture_output=True,
                           text=True, check=True)
    trouble = qt_libraries.ensure(Path(found.stdout.strip()) / "Qt", window=window)
    if trouble:
        raise CannotGoOn(trouble)


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, else when a display is named and answers."""
    if not sys.platform.startswith("linux") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    display = os.environ.get("DISPLAY", "")
    if not display:
        return False
    host, _, rest = display.rpartition(":")
    if host not in ("", "unix"):
        return True
    name = f"/tmp/.X11-unix/X{rest.partition('.')[0]}"  # noqa: S108 - X's own place
    for address in (name, "\0" + name):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            try:
                door.connect(address)
            except OSError:
                continue
            return True
    return False


# --- commands -----------------------------------------------------------------------------------------------------

def run_program(rest: list[str]) -> int:
    """The window; without a display the same work on the sample case, on paper."""
    if has_display() or rest:
        ensure_qt(window=has_display())
        return run(PYTHON, "-m", "debttracker", *rest)
    ensure_qt(window=False)
    print("No display here, so no window: the sample case is imported, checked and exported to build/demo/ instead.",
          flush=True)
    return run(PYTHON, "-m", "debttracker", "demo", "--out", "build/demo", QT_QPA_PLATFORM="offscreen")


def pytest(*words: str) -> int:
    """Pytest with two workers, on the offscreen platform."""
    ensure_qt(window=False)
    return run(PYTHON, "-m", "pytest", "-q", "-n", "2", *words, QT_QPA_PLATFORM="offscreen")


def test(rest: list[str]) -> int:
    """The fast tests."""
    return pytest("-m", "not slow and not window and not bench", *rest)


def test_slow(rest: list[str]) -> int:
    """The slow tests: long imports, crashes, large files."""
    return pytest("-m", "slow and not window and not bench", "--timeout", "900", *rest)


def test_window(rest: list[str]) -> int:
    """The tests that need a real window system; run under Xvfb where there is no screen."""
    ensure_qt(window=True)
    return run(PYTHON, "-m", "pytest", "-q", "-m", "window", "--timeout", "600", *rest, QT_QPA_PLATFORM="xcb")


def lint(rest: list[str]) -> int:
    """Ruff's rules, each explained in pyproject.toml."""
    return run(PYTHON, "-m", "ruff", "check", *(rest or ["."]))


def types(rest: list[str]) -> int:
    """Mypy, strict."""
    return run(PYTHON, "-m", "mypy", *rest)


def layers(rest: list[str]) -> int:
    """The floors: imports run downwards only."""
    return run(PYTHON.with_name("lint-imports" + PYTHON.suffix), *rest)


def catalogues(rest: list[str]) -> int:
    """Every text is translated, in both kinds of Chinese."""
    return run(PYTHON, "packaging/catalogues.py", "check", *rest)


def screenshots(rest: list[str]) -> int:
    """Every page in three languages, light and dark, empty and full, on one sheet under build/screenshots/."""
    ensure_qt(window=False)
    return run(PYTHON, "-m", "debttracker.ui.screenshots", *rest, QT_QPA_PLATFORM="offscreen")


def bench(rest: list[str]) -> int:
    """Speed and memory against floors measured in the same run."""
    ensure_qt(window=False)
    return run(PYTHON, "-m", "tests.bench", *rest, QT_QPA_PLATFORM="offscreen")


def bench_small(rest: list[str]) -> int:
    """The same with small cases: shows that the bench works, not how fast the program is."""
    return bench(["--small", *rest])


def bench_grow(rest: list[str]) -> int:
    """The growth curves over 1k, 10k, 100k, 1M contacts: build/bench/growth.png."""
    return bench(["--grow", *rest])


def bench_peers(rest: list[str]) -> int:
    """Other programs with as many records, in turns with ours; see tests/bench/peers/__init__.py. By hand only."""
    ensure_qt(window=True)
    return run(PYTHON, "-m", "tests.bench.peers", *rest)


def wheel(rest: list[str]) -> int:
    """The wheel and the source archive, in dist/."""
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    return run(PYTHON, "-m", "build", "--no-isolation", "--outdir", "dist", *rest)


def lock(_rest: list[str]) -> int:
    """Fresh lock files; releases younger than two weeks are left alone until others have tried them."""
    if run(sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", "uv"):
        raise CannotGoOn("uv, which writes the lock files, could not be installed.")
    compile_lock = (PYTHON, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--upgrade",
                    "--python-version", "3.11", "--no-emit-index-url", "--exclude-newer", "14 days",
                    "--custom-compile-command", "make lock", "pyproject.toml")
    return (run(*compile_lock, "--output-file", "requirements.lock")
            or run(*compile_lock, "--group", "dev", "--constraint", "requirements.lock", "--output-file", LOCK))


def check(_rest: list[str]) -> int:
    """Everything that must hold before a change is handed in; stops at the first that does not."""
    return next((code for step in (lint, types, layers, catalogues, test, test_slow, wheel) if (code := step([]))), 0)


def setup(_rest: list[str]) -> int:
    """Only the set-up."""
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run_program, "test": test, "test-slow": test_slow, "test-window": test_window, "lint": lint, "types": types,
    "layers": layers, "catalogues": catalogues, "screenshots": screenshots, "bench": bench, "bench-small": bench_small,
    "bench-grow": bench_grow, "bench-peers": bench_peers,
    "wheel": wheel, "lock": lock, "check": check, "setup": setup,
}


def main() -> int:
    """Set up, then run the command named first; returns its exit code."""
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(__doc__.strip(), "\n", file=sys.stderr)
        for name, command in COMMANDS.items():
            print(f"  {name:12} {(command.__doc__ or '').splitlines()[0]}", file=sys.stderr)
        return 2
    try:
        right_python()
        set_up()
        return COMMANDS[sys.argv[1]](sys.argv[2:])
    except CannotGoOn as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
