"""Which part of a chart means what: so that hover and click lead to the contacts behind a bar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drill:
    """What a mark stands for, as a filter: everything that is not None restricts. Days are day numbers,
    both ends included; ``weekday`` 0 = Monday; ``unknown_party`` means callers that have no party yet."""

    first_day: int | None = None
    last_day: int | None = None
    group: str | None = None
    weekday: int | None = None
    hour: int | None = None
    party_id: int | None = None
    unknown_party: bool = False
    loan_id: int | None = None
    contact_id: int | None = None
    strategy: str | None = None
    flagged: bool = False

    @property
    def leads_somewhere(self) -> bool:
        """Whether it restricts anything: a mark that stands for several unnamed things leads nowhere."""
        return self != Drill()


@dataclass(frozen=True, slots=True)
class HitArea:
    """A rectangle in fractions of the figure, origin bottom left: ``left`` and ``bottom`` to ``right`` and ``top``.

    ``tip`` is what hovering says. ``part`` marks a piece of another area (one channel of a day's bar): a walk by
    keyboard skips these.
    """

    left: float
    bottom: float
    right: float
    top: float
    drill: Drill
    tip: str
    part: bool = False

    def holds(self, x: float, y: float) -> bool:
        """Whether the point (fractions of the figure, origin bottom left) lies inside."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def hit(areas: Iterable[HitArea], x: float, y: float) -> HitArea | None:
    """The first area at the point, pieces before wholes as charts list them; None beside all of them."""
    return next((area for area in areas if area.holds(x, y)), None)
