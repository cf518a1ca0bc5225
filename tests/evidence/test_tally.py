"""Counts of parts of a case, put together, are those of the whole."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from debttracker.evidence.tally import Tally

sys.path.insert(0, str(Path(__file__).parent))
import invented


@pytest.mark.parametrize("ends", [(), (0,), (7,), (20, 21, 33), (45,)])
def test_parts_put_together_count_as_the_whole(ends: tuple[int, ...]) -> None:
    contacts = [*invented.contacts(45)]
    contacts[10] = replace(contacts[10], number="C-1000000")
    whole, together = Tally(), Tally()
    for one in contacts:
        whole.add(one)
    for first, last in zip((0, *ends), (*ends, 45), strict=True):
        part = Tally()
        for one in contacts[first:last]:
            part.add(one)
        together.include(part)
    assert together == whole
    assert whole.range == "C-000001 – C-1000000"
    assert whole.contacts == whole.incoming + whole.outgoing == 45
