"""What draws charts is brought in by a worker, once."""

from __future__ import annotations

import gc
import sys
from threading import Lock
from typing import Final

#: Several figures of a page may ask at the same time.
_LOADING: Final = Lock()


def load_drawing() -> None:
    """Import matplotlib and our surface for it; called by the job that draws, or before that by the one that reads what is to
    be drawn. It takes a third of a second, too long for the GUI thread. What it makes stays for good, so the collector never
    looks at it: a full collection would hold all threads for 50 ms."""
    with _LOADING:
        if "debttracker.charts.image" in sys.modules:
            return
        collecting = gc.isenabled()
        gc.disable()
        try:
            import debttracker.charts.image
            import debttracker.charts.legend  # noqa: F401
        finally:
            gc.freeze()
            if collecting:
                gc.enable()
