"""A private X screen: its pixels, and the titles of its windows, seen from outside at next to no cost.

Xvfb keeps its screen in a file (``-fbdir``), so a look at the pixels asks nothing of any program; titles come from
``xprop -spy``, which sleeps until something changes.
"""

from __future__ import annotations

import mmap
import os
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np

WIDTH, HEIGHT = 1280, 800
#: Nothing a program paints has this colour (red, green, blue).
BACKDROP = (201, 13, 154)


class Screen:
    """Xvfb with openbox. ``pixels()`` is what is on it now; ``environment`` is how a program finds it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started: list[subprocess.Popen[Any]] = []
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Screen:
        read, write = os.pipe()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._start(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", self._folder,
                     "-nolisten", "tcp", "-noreset"], pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as told:
            self.environment = {"DISPLAY": f":{told.readline().strip()}"}
        self._config = tempfile.TemporaryDirectory()
        # A desktop's menus and autostart programs stay out of it: openbox gets an empty home.
        self._start(["openbox", "--sm-disable"], env={**os.environ, **self.environment, "HOME": self._config.name,
                                                      "XDG_CONFIG_HOME": self._config.name})
        red, green, blue = BACKDROP
        self.run("xsetroot", "-solid", f"#{red:02x}{green:02x}{blue:02x}")
        self._file = (self._folder / "Xvfb_screen0").open("rb")
        self._map = mmap.mmap(self._file.fileno(), 0, prot=mmap.PROT_READ)
        header = np.frombuffer(self._map[:100], dtype=">u4")
        self._from = int(header[0] + header[19] * 12)  # XWD: size of the header, then of the colours
        self._line = int(header[12])
        time.sleep(0.5)  # until openbox has the screen
        return self

    def __exit__(self, *_: object) -> None:
        self._map.close()
        self._file.close()
        for process in reversed(self._started):
            process.terminate()
            process.wait()
        self._config.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self, words: list[object], **more: Any) -> None:
        self._started.append(subprocess.Popen([str(w) for w in words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                              stderr=subprocess.DEVNULL, **more))

    def run(self, *words: object) -> str:
        """Run an X tool on this screen and return what it prints."""
        done = subprocess.run([str(w) for w in words], env={**os.environ, **self.environment}, capture_output=True,
                              text=True, check=False)
        return done.stdout

    def raw(self) -> bytes:
        """The pixels as they lie in the file; equal bytes are an equal picture."""
        return self._map[self._from:self._from + self._line * HEIGHT]

    def picture(self, raw: bytes) -> np.ndarray:
        """``raw`` as rows of pixels, each red, green, blue."""
        rows = np.frombuffer(raw, dtype=np.uint8).reshape(HEIGHT, self._line // 4, 4)
        return rows[:, :WIDTH, 2::-1]


class Titles:
    """When a window with each title was first there: listens until it is closed."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._spies: list[subprocess.Popen[str]] = []
        self._watched: set[str] = set()
        self.seen: dict[str, float] = {}
        self._spy(["-root"], "_NET_CLIENT_LIST", self._windows)

    def _spy(self, which: list[str], what: str, heard: Any) -> None:
        process = subprocess.Popen(["xprop", *which, "-spy", what], env={**os.environ, **self._screen.environment},
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self._spies.append(process)

        def listen() -> None:
            assert process.stdout is not None
            for line in process.stdout:
                heard(line)
        threading.Thread(target=listen, daemon=True).start()

    def _windows(self, line: str) -> None:
        for window in line.partition("#")[2].replace(",", " ").split():
            if window not in self._watched:
                self._watched.add(window)
                self._spy(["-id", window], "_NET_WM_NAME", self._title)

    def _title(self, line: str) -> None:
        _, equals, title = line.partition("=")
        if equals:
            self.seen.setdefault(title.strip().strip('"'), time.monotonic())

    def with_words(self, words: str) -> float | None:
        """When a title with ``words`` in it first came up."""
        return min((at for title, at in list(self.seen.items()) if words in title), default=None)

    def close(self) -> None:
        """Stop listening."""
        for process in self._spies:
            process.terminate()
            process.wait()
