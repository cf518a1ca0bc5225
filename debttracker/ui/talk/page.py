"""The page of people who listen and advise."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from debttracker.basics.languages import N_
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.queries.settings import setting
from debttracker.rules.channels import HelpChannel, channels_for, lifelines
from debttracker.ui.page import Page
from debttracker.ui.widgets.card import Card, Rule
from debttracker.ui.widgets.plain_label import PlainLabel


class TalkPage(Page):
    """Numbers of the places the case names; without a case, of the language's places."""

    title = N_("Someone to talk to")
    kinds = frozenset({"setting"})
    needs_case = False
    inline = True

    def build(self, column: QVBoxLayout) -> None:
        """One card for listening, one for advice."""
        say = self.session.language.say
        self.listen, self.advise = Card(), Card()
        say(self.listen.set_title, N_("PEOPLE WHO LISTEN"))
        say(self.advise.set_title, N_("ADVICE AND COMPLAINTS"))
        self._rows: list[QVBoxLayout] = []
        for card in (self.listen, self.advise):
            rows = QVBoxLayout()
            card.body.addLayout(rows)
            self._rows.append(rows)
            column.addWidget(card)
        note = PlainLabel("", "caption", wrap=True)
        say(note.setText, N_("The program calls nobody. These numbers are kept on this computer, so you find them "
                             "without any network."))
        column.addWidget(note)
        column.addStretch(1)

    def read(self, case: Case | None, watch: Watch) -> tuple[tuple[HelpChannel, ...], tuple[HelpChannel, ...]]:
        """The channels of the chosen places."""
        places = tuple(setting(case.reader(), "case.jurisdictions", []) or ()) if case is not None else ()
        places = places or {"zh-Hans": ("cn",), "zh-Hant": ("tw", "hk")}.get(self.session.language.code, ("us", "uk"))
        listening = tuple(lifelines(places))
        return listening, tuple(c for c in channels_for(places) if c not in listening)

    def show_data(self, data: tuple[tuple[HelpChannel, ...], tuple[HelpChannel, ...]]) -> None:
        """Show both lists."""
        for card, rows, channels in zip((self.listen, self.advise), self._rows, data, strict=True):
            while rows.count():
                item = rows.takeAt(0)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.deleteLater()
            for n, channel in enumerate(channels):
                if n:
                    rows.addWidget(Rule())
                self._add(rows, channel)
            card.setVisible(bool(channels))

    def _add(self, rows: QVBoxLayout, channel: HelpChannel) -> None:
        _ = self.session.words
        said = channel.name.say(_)
        ways = (*channel.phones, *channel.texts, *((channel.web,) if channel.web else ()))
        reach = " · ".join(dict.fromkeys(way for way in ways if way not in said))
        name = PlainLabel(f"{said} · {reach}" if reach else said, "strong", wrap=True, selectable=True)
        rows.addWidget(name)
        more = [channel.purpose.say(_), _("checked {month}", month=f"{channel.checked:%Y-%m}")]
        if channel.always_open:
            more.insert(1, _("day and night"))
        if channel.confidence.to_verify:
            more.append(_("please verify"))
        rows.addWidget(PlainLabel(" · ".join(more), "caption", wrap=True))
