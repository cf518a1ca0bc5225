"""A long job tells how far it is and stops when asked."""

from __future__ import annotations

import pytest

from debttracker.basics.errors import Cancelled
from debttracker.basics.progress import Watch


def test_reports_and_cancels() -> None:
    seen: list[tuple[int, int]] = []
    watch = Watch(lambda done, total: seen.append((done, total)))
    watch.step(1, 10)
    watch.cancel()
    assert watch.cancelled
    with pytest.raises(Cancelled) as raised:
        watch.step(2, 10)
    assert seen == [(1, 10)]
    assert raised.value.exit_code == 130


def test_nobody_needs_to_watch() -> None:
    Watch().step(1, 0)
