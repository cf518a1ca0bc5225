"""When contacts come: the grid of weekdays and hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HOURS = 24
DAYS = 7


@dataclass(frozen=True, slots=True)
class Heat:
    """``cells[weekday][hour]``, weekday 0 = Monday, the borrower's wall time."""

    cells: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """All contacts whose hour is known."""
        return sum(map(sum, self.cells))

    @property
    def peak(self) -> tuple[int, int, int]:
        """(weekday, hour, n) of the fullest cell, the earliest if several."""
        return max(((day, hour, n) for day, row in enumerate(self.cells) for hour, n in enumerate(row)),
                   key=lambda cell: (cell[2], -cell[0], -cell[1]))

    def within(self, ranges: Iterable[tuple[int, int]]) -> int:
        """Contacts in the hours that lie wholly inside ``ranges`` (minutes since midnight, end excluded).

        A range whose end is not after its start runs across midnight.
        """
        inside = [any(left <= hour * 60 and (hour + 1) * 60 <= right for left, right in unrolled(ranges))
                  for hour in range(HOURS)]
        return sum(n for row in self.cells for hour, n in enumerate(row) if inside[hour])


def heat(rows: Iterable[tuple[int, int, int]]) -> Heat:
    """The grid from rows (weekday, hour, n); cells that no row names are zero."""
    grid = [[0] * HOURS for _ in range(DAYS)]
    for weekday, hour, n in rows:
        grid[weekday][hour] += n
    return Heat(tuple(tuple(row) for row in grid))


def unrolled(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Minute ranges without one that crosses midnight, joined where they touch, sorted. (22·60, 8·60) gives two."""
    pieces: list[tuple[int, int]] = []
    for start, end in ranges:
        pieces += [(start, end)] if start < end else [(start, HOURS * 60), (0, end)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(piece for piece in pieces if piece[0] < piece[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
