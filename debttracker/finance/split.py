"""An amount split into the five parts a payment can pay off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from debttracker.finance.terms import Part


class Split(NamedTuple):
    """Minor units of each part."""

    fee: int = 0
    interest: int = 0
    principal: int = 0
    penalty: int = 0
    late_fee: int = 0

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(self)

    def of(self, part: Part) -> int:
        """The amount of one part."""
        return self[_INDEX[part]]

    def plus(self, part: Part, amount: int) -> Split:
        """This split with ``amount`` more of ``part``."""
        values = list(self)
        values[_INDEX[part]] += amount
        return Split(*values)

    def less(self, other: Split) -> Split:
        """Part by part, this minus ``other``."""
        return Split(*(a - b for a, b in zip(self, other, strict=True)))


_INDEX = {Part.FEE: 0, Part.INTEREST: 1, Part.PRINCIPAL: 2, Part.PENALTY: 3, Part.LATE_FEE: 4}


def summed(splits: Iterable[Split]) -> Split:
    """Part by part, the sum of ``splits``."""
    columns = zip(*splits, strict=True)
    return Split(*map(sum, columns))
