"""How often a rule was touched: a small table by caller and month, each figure leading to its contacts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from debttracker.basics.formats import count_text, month_text
from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.derived.rights import CallerCount, months_shown
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import LinkButton
from debttracker.ui.widgets.plain_label import PlainLabel

_CALLERS = 5


class OftenTable(QWidget):
    """``wanted`` gives the ids of the contacts behind a figure."""

    wanted = Signal(list)

    def __init__(self, callers: Sequence[CallerCount], names: Mapping[int, str], speak: Words) -> None:
        super().__init__()
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(2))
        grid.setColumnStretch(0, 1)
        months = months_shown(callers)
        years = len({day_of(m).year for m in months}) > 1
        grid.addWidget(PlainLabel(speak("Contacts by caller and month"), "caption"), 0, 0)
        for column, month in enumerate(months, 1):
            grid.addWidget(PlainLabel(month_text(day_of(month), speak, year=years), "caption"), 0, column,
                           Qt.AlignmentFlag.AlignRight)
        grid.addWidget(PlainLabel(speak("All"), "caption"), 0, len(months) + 1, Qt.AlignmentFlag.AlignRight)
        for row, one in enumerate(_shown(callers), 1):
            name = names.get(one.party_id, "") if one.party_id is not None else ""
            name = name or (speak("Others") if row > _CALLERS else speak("Unknown caller"))
            grid.addWidget(PlainLabel(name, "small", wrap=True), row, 0)
            for column, month in enumerate(months, 1):
                self._figure(row, column, one.months.get(month, ()), f"{name}, {month_text(day_of(month), speak)}")
            self._figure(row, len(months) + 1, one.contacts, f"{name}, {speak('All')}")

    def _figure(self, row: int, column: int, ids: Sequence[int], about: str) -> None:
        if not ids:
            self._grid.addWidget(PlainLabel("·", "caption"), row, column, Qt.AlignmentFlag.AlignRight)
            return
        button = LinkButton(count_text(len(ids)))
        button.setAccessibleName(f"{about}: {len(ids)}")
        button.setFixedHeight(theme().px(24))
        button.clicked.connect(lambda: self.wanted.emit(list(ids)))
        self._grid.addWidget(button, row, column, Qt.AlignmentFlag.AlignRight)


def _shown(callers: Sequence[CallerCount]) -> list[CallerCount]:
    """The first callers, the rest as one."""
    if len(callers) <= _CALLERS:
        return list(callers)
    rest: dict[int, tuple[int, ...]] = {}
    for one in callers[_CALLERS:]:
        for month, ids in one.months.items():
            rest[month] = rest.get(month, ()) + ids
    return [*callers[:_CALLERS], CallerCount(None, rest)]
