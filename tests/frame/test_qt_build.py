"""The PySide6 that is installed keeps its reference counts.

PySide6 6.12.0 on Python 3.11 drops one reference to None with each call that returns nothing, and one to True with
each emit(); after some thousand calls the process aborts. The pin in pyproject.toml keeps such a build out.
"""

from __future__ import annotations

import subprocess
import sys

CALLS = 2_000
PROBE = f"""
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Sender(QObject):
    said = Signal(str)

app = QApplication([])
label, sender = QLabel(), Sender()
none, true = sys.getrefcount(None), sys.getrefcount(True)
for n in range({CALLS}):
    label.setText("x")
    sender.said.emit("x")
print(none - sys.getrefcount(None), true - sys.getrefcount(True))
"""


def test_calls_do_not_lose_references() -> None:
    """In a process of its own: a broken build would take the other tests down with it."""
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    lost_none, lost_true = (int(word) for word in done.stdout.split())
    assert max(lost_none, lost_true) < CALLS // 10
