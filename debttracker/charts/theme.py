"""How charts look: colours from the shared tokens, sizes in points, one table for the five families of channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from debttracker.basics.tokens import tokens
from debttracker.basics.vocabulary import ChannelGroup

#: Colour token of each family of channels.
GROUP_COLOURS: Final = {
    ChannelGroup.CALLS.value: "chart1", ChannelGroup.MESSAGES.value: "chart2", ChannelGroup.CHATS.value: "chart3",
    ChannelGroup.VISITS.value: "chart4", ChannelGroup.LETTERS.value: "chart5",
}
#: Calls and letters come close for people who see no red or no green: letters are hatched as well.
GROUP_HATCHES: Final = {ChannelGroup.LETTERS.value: "/////"}
#: Overdue and flagged amounts stand on others of their bar: told apart without colour too.
LATE_HATCH: Final = "\\\\\\\\"
FLAG_HATCH: Final = "/////"


@dataclass(frozen=True, slots=True)
class Look:
    """What the one who shows a chart decides.

    ``scheme``: "light" or "dark". ``scale``: factor on type and strokes (the user's font size). ``ground``: token
    behind the chart, None for transparent. ``titled``: whether the figure carries its own title, where nothing
    around it does. ``palette``: tokens that replace some of the scheme's, for high contrast.
    """

    scheme: str = "light"
    scale: float = 1.0
    ground: str | None = "surface"
    titled: bool = False
    palette: Mapping[str, str] | None = None

    def colour(self, token: str) -> str:
        """The colour ``#RRGGBB`` of ``token``."""
        return (self.palette or {}).get(token) or tokens(self.scheme)[token]

    @property
    def small(self) -> float:
        """Size of labels in points: 11 pixels at 96 to the inch."""
        return 8.25 * self.scale

    @property
    def body(self) -> float:
        """Size of titles and of the sentence in an empty chart, in points."""
        return 9.75 * self.scale

    def group(self, group: str) -> str:
        """The colour of a family of channels."""
        return self.colour(GROUP_COLOURS[group])

    def mixed(self, low: str, high: str, share: float) -> str:
        """The colour ``share`` of the way from token ``low`` to token ``high``."""
        ends = [[int(self.colour(name)[i:i + 2], 16) for i in (1, 3, 5)] for name in (low, high)]
        return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(*ends, strict=True))
