"""Contacts by party: who calls and writes most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debttracker.basics.languages import Words
from debttracker.charts.hits import Drill, HitArea
from debttracker.charts.rowbars import RowBar, draw_rows, places
from debttracker.charts.scales import count_label
from debttracker.charts.sheet import Sheet
from debttracker.charts.theme import Look
from debttracker.insight.sentences import (
    contacts_text,
    joined,
    no_contacts,
    party_text,
    ranking_sentence,
    share_text,
)
from debttracker.insight.shares import Ranking

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def title(speak: Words) -> str:
    """The chart's name."""
    return speak("Who makes contact")


def sentence(data: Ranking, speak: Words) -> str:
    """What it shows, for below the chart."""
    return ranking_sentence(data, speak)


def describe(data: Ranking, speak: Words) -> str:
    """The chart in words: every party shown with its number."""
    if not data.n:
        return no_contacts(speak)
    named = [f"{party_text(party.name, speak)} {count_label(party.n)}" for party in data.parties]
    if data.others:
        named.append(f"{_others(data, speak)} {count_label(data.others)}")
    listed = speak.context("list", ", ").join(named)
    return joined([speak("Bars by party: {listed}.", listed=listed), sentence(data, speak)], speak)


def draw(figure: Figure, data: Ranking, look: Look, speak: Words) -> list[HitArea]:
    """Draw on the cleared ``figure`` as many parties as fit, the rest in one row; one area a row."""
    sheet = Sheet(figure, look, speak)
    above = sheet.title(title(speak)) if look.titled else 0
    if not data.n:
        sheet.empty(no_contacts(speak))
        return []
    shown = data.limited(places(sheet.height - above, look.scale))
    total = shown.n
    rows = []
    for party in shown.parties:
        name = party_text(party.name, speak)
        drill = Drill(party_id=party.party_id, unknown_party=party.party_id is None)
        rows.append(_row(name, party.n, total, look.colour("chart1"), drill, speak))
    if shown.others:
        rows.append(_row(_others(shown, speak), shown.others, total, look.colour("edge"), Drill(), speak))
    return draw_rows(sheet, rows, above)


def _others(data: Ranking, speak: Words) -> str:
    return speak.plural("{n} other", "{n} others", data.other_parties)


def _row(name: str, n: int, total: int, colour: str, drill: Drill, speak: Words) -> RowBar:
    share = share_text(n, total, speak)
    tip = "\n".join((name, f"{contacts_text(n, speak)} · {share}"))
    return RowBar(name, n, f"{count_label(n)} · {share}", colour, drill, tip)
