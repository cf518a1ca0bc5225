"""Contacts by family of channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debttracker.basics.labels import label
from debttracker.basics.languages import Words
from debttracker.charts.hits import Drill, HitArea
from debttracker.charts.rowbars import RowBar, draw_rows
from debttracker.charts.scales import count_label
from debttracker.charts.sheet import Sheet
from debttracker.charts.theme import GROUP_HATCHES, Look
from debttracker.insight.sentences import contacts_text, groups_sentence, joined, no_contacts, share_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Families with their contacts, as insight.shares.by_group gives them.
Groups = tuple[tuple[str, int], ...]


def title(speak: Words) -> str:
    """The chart's name."""
    return speak("How they make contact")


def sentence(data: Groups, speak: Words) -> str:
    """What it shows, for below the chart."""
    return groups_sentence(data, speak)


def describe(data: Groups, speak: Words) -> str:
    """The chart in words: every family with its number."""
    listed = speak.context("list", ", ").join(
        f"{label('group', group, speak)} {count_label(n)}" for group, n in data if n)
    if not listed:
        return no_contacts(speak)
    return joined([speak("Bars by channel: {listed}.", listed=listed), sentence(data, speak)], speak)


def draw(figure: Figure, data: Groups, look: Look, speak: Words) -> list[HitArea]:
    """Draw on the cleared ``figure``; one area a row."""
    sheet = Sheet(figure, look, speak)
    above = sheet.title(title(speak)) if look.titled else 0
    total = sum(n for _, n in data)
    if not total:
        sheet.empty(no_contacts(speak))
        return []
    rows = []
    for group, n in sorted(data, key=lambda pair: -pair[1]):
        name, share = label("group", group, speak), share_text(n, total, speak)
        tip = "\n".join((name, f"{contacts_text(n, speak)} · {share}"))
        rows.append(RowBar(name, n, f"{count_label(n)} · {share}", look.group(group), Drill(group=group), tip,
                           GROUP_HATCHES.get(group)))
    return draw_rows(sheet, rows, above)
