"""The story of the sample case as plain events: who was called when, what was paid, how it felt.

Seeded: the same story each time. Times are wall time in Shanghai. Numbers end in the invented block 0755-8832 01xx. No sentence
names a date, because the whole story is moved when the sample is opened later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

ZONE: Final = "Asia/Shanghai"
SEED: Final = 20261123
#: The phone was backed up then; what came later was written down by hand, at once.
BACKUP: Final = datetime(2026, 11, 21, 20, 0)  # noqa: DTZ001
LAST_DAY: Final = date(2026, 11, 23)

#: Numbers of each firm, in the order in which it uses them.
HANDLES: Final = {
    "bank": ("0755-8832 0100",), "ferry": ("0755-8832 0131",), "beanpod": ("0755-8832 0120", "0755-8832 0121"),
    "greyfinch": ("0755-8832 0147", "0755-8832 0148", "0755-8832 0152", "0755-8832 0161"),
    "sister": ("0755-8832 0190",),
}
CHAT: Final = "greyfinch_07"


@dataclass(slots=True)
class Event:
    """One contact. ``text`` and ``note`` are (key, fields) of the sentences, or None."""

    at: datetime
    who: str
    handle: str
    channel: str
    direction: str
    outcome: str
    duration: int | None = None
    text: tuple[str, dict[str, Any]] | None = None
    note: tuple[str, dict[str, Any]] | None = None
    by_hand: bool = False
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def private(self) -> bool:
        """Whether it has nothing to do with the case."""
        return self.who == "sister"

    @property
    def ms(self) -> int:
        """UTC milliseconds."""
        return int(self.at.replace(tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


def day(text: str) -> date:
    """A date from its ISO form."""
    return date.fromisoformat(text)


def month_day(year: int, month: int, on: int) -> date:
    """Day ``on`` of the month; months beyond 12 go on in later years."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, on)


def demand(on: date) -> int:
    """What the agency asks for on a day, in fen: it grows daily, with a jump in September."""
    if on < date(2026, 9, 1):
        return 95_000 + 3_500 * (on - date(2026, 7, 2)).days
    if on < date(2026, 10, 1):
        return 365_000
    return 389_000 if on < date(2026, 11, 1) else 389_000 + 2_000 * on.day


def sum_text(amount: int) -> str:
    """Fen as the messages write it: whole yuan."""
    return f"{amount // 100:,}"


class Story:
    """Tells the story, month by month; the events lie in ``events``."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._chance = Random(SEED)  # noqa: S311 (an invented story, no secret)
        self._taken: set[datetime] = set()

    def tell(self) -> list[Event]:
        """All events in order."""
        self._reminders()
        self._fridge_late()
        self._quick_late()
        self._agency()
        self._after_the_letter()
        self._last_days()
        self._by_hand()
        self._private()
        return sorted(self.events, key=lambda e: e.at)

    def _reminders(self) -> None:
        """A message a few days before each due day, as long as all was well."""
        for n in range(17):
            self._sms(self._near(month_day(2025, 6 + n, 28) - timedelta(days=3), 10), "bank", "bank-due")
        for n in range(17):
            self._sms(self._near(month_day(2025, 7 + n, 20) - timedelta(days=2), 9), "ferry", "ferry-due", a="211.61")
        for n in range(8):
            self._sms(self._near(month_day(2025, 10 + n, 12) - timedelta(days=2), 11), "beanpod", "bean-due")

    def _fridge_late(self) -> None:
        """Twelve days late in February: reminders that stay within bounds."""
        for n in range(1, 13):
            today = day("2026-02-20") + timedelta(days=n)
            if n % 2 == 0:
                self._sms(self._near(today, 10), "ferry", "ferry-late", d=n, a="211.61")
            if n % 3 != 2:
                self._call(self._near(today, 14), "ferry", 0, missed=0.5)
        self._sms(self._near(day("2026-03-05"), 9), "ferry", "ferry-thanks")

    def _quick_late(self) -> None:
        """The first missed instalments of the quick loan: March, then May and June with daily calls."""
        for n in range(1, 10):
            today = day("2026-03-12") + timedelta(days=n)
            self._call(self._near(today, 15), "beanpod", 0)
            if n % 3 == 0:
                self._sms(self._near(today, 11), "beanpod", "bean-late", d=n, a="850.27")
        for n in range(1, 48):
            today = day("2026-05-12") + timedelta(days=n)
            if today in (day("2026-05-29"), day("2026-05-30"), day("2026-06-11")):
                continue
            for _ in range(self._chance.choice((0, 1, 1, 2) if n < 20 else (1, 1, 2))):
                self._call(self._hour(today, 9, 20), "beanpod", n % 2)
            if n % 4 == 0:
                key = "bean-firm" if n > 20 and n % 8 == 0 else "bean-late"
                self._sms(self._hour(today, 9, 18), "beanpod", key, d=n, a="880.00")
        self._sms(self._near(day("2026-06-30"), 10), "beanpod", "bean-handover")

    def _agency(self) -> None:
        """July and August: the agency. Bursts on weekdays before a date it set, late evenings, many numbers."""
        lines = ("grey-last", "grey-work", "grey-family", "grey-insult", "grey-court", "grey-borrow", "grey-account",
                 "grey-police")
        self._sms(self._near(day("2026-07-01"), 9), "greyfinch", "grey-first", a=sum_text(demand(day("2026-07-02"))))
        for n in range(61):
            today = day("2026-07-02") + timedelta(days=n)
            burst = today.day in (6, 7, 8, 20, 21, 28, 29, 30) or today in (day("2026-08-17"), day("2026-08-18"),
                                                                            day("2026-08-19"), day("2026-08-20"))
            for _ in range(self._chance.choice((4, 5, 6)) if burst else self._chance.choice((0, 0, 1, 1, 2))):
                self._call(self._hour(today, 8, 21), "greyfinch", n // 16)
            if burst and self._chance.random() < 0.6:
                self._call(today_at(today, 22, self._chance.randrange(2, 48)), "greyfinch", n // 16, missed=0.4)
            if burst or n % 5 == 0:
                key = lines[n % len(lines)]
                self._sms(self._hour(today, 9, 20), "greyfinch", key, a=sum_text(demand(today)))
        self._sms(self._near(day("2026-08-20"), 13), "greyfinch", "grey-visit")

    def _after_the_letter(self) -> None:
        """September is nearly quiet; in October it begins again from new numbers and grows."""
        for n in (1, 2, 9, 15, 16, 24):
            self._call(self._hour(day("2026-09-02") + timedelta(days=n), 10, 18), "greyfinch", 2)
        self._sms(self._near(day("2026-09-04"), 10), "greyfinch", "grey-back", a=sum_text(demand(date(2026, 9, 4))))
        self._sms(self._near(day("2026-09-18"), 10), "greyfinch", "grey-polite")
        for n in range(5, 31, 2):
            self._call(self._hour(date(2026, 10, n), 9, 20), "greyfinch", 3)
            if n % 3 == 0:
                self._sms(self._hour(date(2026, 10, n), 10, 18), "greyfinch", "grey-last", a=sum_text(demand(date(2026, 10, n))))
        for n in range(1, 22):
            today = date(2026, 11, n)
            for _ in range(self._chance.choice((1, 2, 3)) if n > 8 else self._chance.choice((0, 1, 1))):
                self._call(self._hour(today, 8, 21), "greyfinch", 3)
            if n in (10, 12, 17, 19):
                self._call(today_at(today, 22, 3 + n), "greyfinch", 3, missed=0.3)
            if n % 3 == 0:
                self._sms(self._hour(today, 9, 20), "greyfinch", ("grey-work", "grey-court", "grey-insult")[n % 9 // 3],
                          a=sum_text(demand(today)))

    def _last_days(self) -> None:
        """22 and 23 November, written down as they came."""
        for text, who, outcome, seconds, more in (
                ("2026-11-22 10:02", "greyfinch", "missed", 0, {}), ("2026-11-22 10:09", "greyfinch", "missed", 0, {}),
                ("2026-11-22 15:41", "greyfinch", "rejected", 0, {}),
                ("2026-11-22 22:14", "greyfinch", "answered", 220, {
                    "note": "heard-work", "behaviours": "threat_exposure insult contact_after_stop", "demanded": 435000,
                    "stress": 8, "identified": 0}),
                ("2026-11-23 08:05", "greyfinch", "answered", 72, {
                    "note": "heard-visit", "behaviours": "threat_visit contact_after_stop", "demanded": 435000, "stress": 7}),
                ("2026-11-23 09:20", "greyfinch", "missed", 0, {}), ("2026-11-23 10:47", "greyfinch", "missed", 0, {}),
                ("2026-11-23 11:32", "greyfinch", "missed", 0, {}), ("2026-11-23 12:58", "greyfinch", "rejected", 0, {}),
                ("2026-11-23 13:40", "greyfinch", "missed", 0, {}),
                ("2026-11-23 14:02", "greyfinch", "answered", 35, {"note": "heard-flood", "behaviours": "call_bombing"})):
            self._hand(text, who, "call", "in", outcome, seconds, reached="borrower", loan="quick", **more)
        self._hand("2026-11-22 20:31", "greyfinch", "call", "in", "answered", 95, note="sister-told", reached="relative",
                   reached_party="sister", loan="quick", stress=8,
                   behaviours="disclosure_third_party demand_third_party contact_after_stop")
        self._hand("2026-11-23 11:15", "greyfinch", "sms", "in", "delivered", None, text=("grey-court", {"a": "4,350"}),
                   reached="borrower", loan="quick", behaviours="threat_legal_false contact_after_stop", demanded=435000)

    def _by_hand(self) -> None:
        """What no phone records: chats, visits, letters, calls to others."""
        told = "disclosure_third_party demand_third_party"
        for text, key, name, more in (
                ("2026-07-08 19:20", "sister-told", "sister", {"behaviours": told, "stress": 7}),
                ("2026-07-21 11:05", "sister-again", "sister", {"behaviours": told}),
                ("2026-08-05 22:20", "sister-night", "sister", {"behaviours": told, "stress": 8}),
                ("2026-08-18 14:15", "sister-again", "sister", {"behaviours": told}),
                ("2026-11-17 12:40", "sister-again", "sister", {"behaviours": f"{told} contact_after_stop"})):
            self._hand(text, "greyfinch", "call", "in", "answered", 60, note=key, reached="relative", reached_party=name,
                       loan="quick", **more)
        for text, key in (("2026-07-29 10:10", "lead-called"), ("2026-08-19 15:30", "lead-again"),
                          ("2026-11-18 09:50", "lead-again")):
            self._hand(text, "greyfinch", "call", "in", "answered", None, note=key, reached="employer",
                       reached_party="lead", loan="quick", stress=8, behaviours="workplace_contact disclosure_third_party")
        self._hand("2026-08-20 16:20", "greyfinch", "visit", "in", "met", 600, note="visit", reached="borrower", loan="quick",
                   behaviours="visit_without_consent refuses_identity", place="place-home", consented=0, identified=0,
                   stress=9, files=["door-note.png"])
        # Not one more visit: the same men, asking next door.
        self._hand("2026-08-20 16:45", "greyfinch", "other", "in", "answered", None, note="neighbour-asked", reached="neighbour",
                   reached_party="neighbour", loan="quick", behaviours="disclosure_third_party", precision="about")
        self._chats()
        self._letters()
        self._calls_out()

    def _chats(self) -> None:
        for text, key, more in (
                ("2026-07-29 21:48", ("chat-threat", {"a": "1,895"}), {
                    "behaviours": "threat_exposure publication", "demanded": 189500, "files": ["chat-1.png"], "stress": 8}),
                ("2026-07-30 23:12", ("chat-night", {}), {"behaviours": "insult", "stress": 9}),
                ("2026-08-06 10:30", ("chat-list", {}), {"behaviours": "privacy_misuse threat_exposure"}),
                ("2026-08-18 20:02", ("chat-threat", {"a": "2,595"}), {"behaviours": "threat_exposure", "demanded": 259500}),
                ("2026-10-09 14:20", ("chat-polite", {}), {})):
            self._hand(text, "greyfinch", "wechat", "in", "delivered", None, text=key, handle=CHAT, reached="borrower",
                       loan="quick", **more)
        self._hand("2026-08-05 13:00", "greyfinch", "wechat", "in", "delivered", None, note="chat-sister", handle=CHAT,
                   reached="relative", reached_party="sister", loan="quick", behaviours="disclosure_third_party",
                   files=["chat-2.png"])

    def _letters(self) -> None:
        self._hand("2026-08-12", "greyfinch", "letter", "in", "delivered", None, note="letter-in", reached="borrower",
                   loan="quick", behaviours="false_document impersonation", precision="day")
        self._hand("2026-09-01 10:30", "greyfinch", "letter", "out", "delivered", None, note="letter-stop", loan="quick",
                   letter="stop_contact", files=["letter.png"])
        self._hand("2026-09-11 17:00", "beanpod", "letter", "out", "delivered", None, note="letter-hardship", loan="quick",
                   letter="hardship")
        self._hand("2026-09-25 11:20", "beanpod", "email", "in", "delivered", None, note="mail-answer", loan="quick",
                   reached="borrower")
        self._hand("2026-10-28 15:00", "greyfinch", "letter", "out", "delivered", None, note="letter-complaint", loan="quick",
                   letter="complaint")

    def _calls_out(self) -> None:
        """What the borrower sent and dialled; the phone recorded it."""
        for text, who, key, fields in (
                ("2026-03-21 12:10", "beanpod", "me-paid", {"a": "854.10"}),
                ("2026-05-27 19:02", "beanpod", "me-wait", {}), ("2026-06-10 12:31", "beanpod", "me-paid", {"a": "365"}),
                ("2026-07-07 18:40", "greyfinch", "me-who", {}), ("2026-07-20 12:15", "greyfinch", "me-paid", {"a": "300"}),
                ("2026-09-01 11:00", "greyfinch", "me-stop", {}), ("2026-10-10 12:20", "greyfinch", "me-paid", {"a": "400"}),
                ("2026-11-10 12:18", "greyfinch", "me-paid", {"a": "500"})):
            self._sms(when(text), who, key, direction="out", **fields)
        for text, who in (("2026-02-27 12:30", "ferry"), ("2026-05-26 12:40", "beanpod"), ("2026-06-05 12:50", "beanpod"),
                          ("2026-08-02 13:10", "greyfinch")):
            at = self._free(when(text))
            self.events.append(Event(at, who, HANDLES[who][0], "call", "out", "answered", 140 + at.day))

    def _private(self) -> None:
        """Calls with the sister, which the phone holds too and the borrower leaves out of the case."""
        for n in range(28):
            on = day("2025-06-04") + timedelta(days=n * 19)
            at = self._free(self._near(on, 19))
            direction = "out" if n % 3 else "in"
            self.events.append(Event(at, "sister", HANDLES["sister"][0], "call", direction, "answered", 180 + at.minute * 9))

    def _sms(self, at: datetime, who: str, key: str, direction: str = "in", **fields: Any) -> None:
        outcome = "delivered" if direction == "in" else "unknown"
        self.events.append(Event(self._free(at), who, HANDLES[who][0], "sms", direction, outcome, text=(key, fields)))

    def _call(self, at: datetime, who: str, line: int, missed: float = 0.6) -> None:
        """An incoming call; most are not answered."""
        numbers = HANDLES[who]
        roll = self._chance.random()
        if roll < missed:
            outcome, seconds = "missed", 0
        elif roll < missed + 0.12:
            outcome, seconds = "rejected", 0
        elif roll < missed + 0.16:
            outcome, seconds = "blocked", 0
        else:
            outcome, seconds = "answered", self._chance.randrange(15, 250)
        self.events.append(Event(self._free(at), who, numbers[line % len(numbers)], "call", "in", outcome, seconds))

    def _hand(self, moment: str, who: str, channel: str, direction: str, outcome: str, seconds: int | None, *,
              handle: str | None = None, note: str | None = None, **more: Any) -> None:
        at = when(moment)
        said = more.pop("text", None)
        number = handle if handle is not None else (
            HANDLES[who][-1 if at.month > 9 else 0] if channel in ("call", "sms") else "")
        self.events.append(Event(at, who, number, channel, direction, outcome, seconds, said,
                                 (note, {}) if note else None, by_hand=True, more=more))

    def _near(self, on: date, hour: int) -> datetime:
        return today_at(on, hour, self._chance.randrange(60), self._chance.randrange(60))

    def _hour(self, on: date, first: int, last: int) -> datetime:
        return today_at(on, self._chance.randrange(first, last + 1), self._chance.randrange(60),
                        self._chance.randrange(60))

    def _free(self, at: datetime) -> datetime:
        """The first free second from ``at`` on, with milliseconds as a phone has them."""
        while at.replace(microsecond=0) in self._taken:
            at += timedelta(seconds=71)
        self._taken.add(at.replace(microsecond=0))
        return at.replace(microsecond=self._chance.randrange(1000) * 1000)


def when(text: str) -> datetime:
    """Naive wall time from ``2026-11-22 22:14`` or a bare day."""
    return datetime.fromisoformat(text)


def today_at(on: date, hour: int, minute: int, second: int = 0) -> datetime:
    """A wall time of one day."""
    return datetime(on.year, on.month, on.day, hour, minute, second)  # noqa: DTZ001
