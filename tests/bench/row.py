"""What a row of the bench is, and what came of measuring it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import NamedTuple

SIZES = (1_000, 10_000, 100_000, 1_000_000)


class Sample(NamedTuple):
    """One turn: the value in the row's unit, the peak memory of its process in MiB when that is known, and the seconds
    as a whole where the value is a share of them and another row asks for another share."""

    value: float
    peak_mib: float | None = None
    whole_s: float | None = None


#: Takes the size (contacts in the case) and measures once.
Measure = Callable[[int], "Sample | float"]


@dataclass(frozen=True)
class Row:
    """One line of the table.

    ``bar`` is the largest allowed ratio item ÷ floor (the smallest with ``at_least``), or the largest value in
    ``unit`` when there is no floor. ``floor_size`` lets the floor be the same work at another size. ``small`` is the
    size under ``--small``; ``small_bar`` judges there too, generously. ``grow``: the sizes of its growth curve, none for a
    row that is another row's item at another size; ``grow_note``: why the curve stops early, for its panel.
    """

    name: str
    what: str
    bar: float
    item: Measure
    floor: Measure | None = None
    floor_name: str = ""
    size: int = 100_000
    floor_size: int | None = None
    unit: str = "s"
    turns: int = 7
    at_least: bool = False
    small: int = 1_000
    small_bar: float | None = None
    grow: tuple[int, ...] = SIZES
    grow_note: str = ""
    warm_up: bool = True
    note: str = ""


@dataclass
class Result:
    """The turns of one row."""

    row: Row
    size: int
    bar: float | None
    items: list[Sample] = field(default_factory=list)
    floors: list[Sample] = field(default_factory=list)
    failure: str = ""
    #: What the row took as a whole, and how much of it was making what is kept for the next time.
    seconds: float = 0.0
    made_seconds: float = 0.0

    @property
    def value(self) -> float:
        """Median of the item."""
        return median(s.value for s in self.items)

    @property
    def floor(self) -> float | None:
        """Median of the floor; None when there is none."""
        return median(s.value for s in self.floors) if self.floors else None

    @property
    def ratio(self) -> float | None:
        """Median of the ratios turn by turn, so that a slow minute weighs on both sides; None without a floor."""
        pairs = [i.value / f.value for i, f in zip(self.items, self.floors, strict=False) if f.value]
        return median(pairs) if pairs else None

    @property
    def spread(self) -> float:
        """Half the distance between the quartiles of the item, as a share of its median."""
        values = [s.value for s in self.items]
        if len(values) < 2 or not self.value:
            return 0.0
        low, _, high = quantiles(values, n=4, method="inclusive")
        return (high - low) / 2 / self.value

    @property
    def peak_mib(self) -> float | None:
        """Largest peak of the item."""
        return max((s.peak_mib for s in self.items if s.peak_mib is not None), default=None)

    @property
    def floor_peak_mib(self) -> float | None:
        """Largest peak of the floor."""
        return max((s.peak_mib for s in self.floors if s.peak_mib is not None), default=None)

    @property
    def met(self) -> bool | None:
        """Whether the bar holds; None when it is not judged (small cases)."""
        if self.failure:
            return False
        if self.bar is None:
            return None
        figure = self.ratio if self.row.floor is not None else self.value
        if figure is None:
            return False
        return figure >= self.bar if self.row.at_least else figure <= self.bar


def as_sample(measured: Sample | float) -> Sample:
    """A bare number as a sample without memory."""
    return measured if isinstance(measured, Sample) else Sample(float(measured))
