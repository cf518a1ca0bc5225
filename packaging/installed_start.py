"""Install a wheel into a fresh environment, start the program in a real window, close it, want exit code 0.

    python packaging/installed_start.py dist/debttracker-….whl

Linux only; needs Xvfb and xdotool. The home folder is a new one, so this is also the very first start of a new user.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TITLE = "debttracker"


class CloseRequest(ctypes.Structure):
    """Xlib's XClientMessageEvent, padded to the size of an XEvent."""

    _fields_ = (("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("padding", ctypes.c_long * 24))


def install(wheel: Path, folder: Path) -> Path:
    """A new environment in ``folder`` with the locked packages and ``wheel``; returns the program's path."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "--disable-pip-version-check",
           "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")], check=True)
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True)
    return folder / "bin" / "debttracker"


def start_screen() -> tuple[subprocess.Popen[bytes], str]:
    """An Xvfb of our own; returns the process and its display name."""
    reader, writer = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
                              pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as told:
        return server, f":{told.readline().strip()}"


def windows(display: str) -> list[int]:
    """Visible windows whose title holds the program's name."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", TITLE],
                           env={**os.environ, "DISPLAY": display}, capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def geometry(display: str, window: int) -> dict[str, int]:
    """Width, height and place of ``window`` in pixels."""
    told = subprocess.run(["xdotool", "getwindowgeometry", "--shell", str(window)],
                          env={**os.environ, "DISPLAY": display}, capture_output=True, text=True, check=True)
    return {name: int(value) for name, _, value in (line.partition("=") for line in told.stdout.split())}


def ask_to_close(display: str, window: int) -> None:
    """What the close button of a window manager sends: the program may save and say goodbye."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    x11.XSendEvent.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p)
    x11.XCloseDisplay.argtypes = (ctypes.c_void_p,)
    connection = x11.XOpenDisplay(display.encode())
    client_message = 33
    event = CloseRequest(type=client_message, send_event=1, display=connection, window=window, format=32,
                         message_type=x11.XInternAtom(connection, b"WM_PROTOCOLS", 0))
    event.data[0] = x11.XInternAtom(connection, b"WM_DELETE_WINDOW", 0)
    x11.XSendEvent(connection, window, 0, 0, ctypes.byref(event))
    x11.XCloseDisplay(connection)


def start_and_close(program: Path, home: Path, display: str) -> int:
    """Start ``program`` as a new user, wait for its window, ask it to close; returns its exit code."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "DISPLAY": display, "LANG": "C.UTF-8",
                   "XDG_RUNTIME_DIR": str(home), "QT_QPA_PLATFORM": "xcb"}
    began = time.monotonic()
    process = subprocess.Popen([str(program)], cwd=home, env=environment, stdin=subprocess.DEVNULL)
    try:
        while not windows(display):
            if process.poll() is not None or time.monotonic() - began > 60:
                raise SystemExit(f"No window came up within a minute (exit code {process.poll()}).")
            time.sleep(0.1)
        window = windows(display)[0]
        print(f"window after {time.monotonic() - began:.1f} s: {geometry(display, window)}", flush=True)
        time.sleep(3)  # what is loaded after the first paint must not fail either
        if process.poll() is not None:
            raise SystemExit(f"The program ended by itself (exit code {process.returncode}).")
        for _ in range(20):  # a first dialog may stand in front and close before the window does
            for shown in reversed(windows(display)):
                ask_to_close(display, shown)
            try:
                return process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                continue
        raise SystemExit("The window did not close when asked to.")
    finally:
        process.kill()
        process.wait()


def main() -> int:
    """Try the wheel named on the command line; returns the program's own exit code."""
    wheel = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="debttracker-installed-") as name:
        folder = Path(name)
        program = install(wheel, folder / "env")
        home = folder / "home"
        home.mkdir(mode=0o700)
        server, display = start_screen()
        try:
            code = start_and_close(program, home, display)
        finally:
            server.terminate()
            server.wait()
        print(f"closed with exit code {code}", flush=True)
        return code


if __name__ == "__main__":
    sys.exit(main())
