"""What a row of the timeline says, in the user's language."""

from __future__ import annotations

from typing import NamedTuple

from debttracker.basics.formats import amount_text, day_text, span_text
from debttracker.basics.labels import label
from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.basics.vocabulary import GROUP_OF
from debttracker.case.queries.contacts import ContactRow
from debttracker.case.queries.timeline import Mark

#: Longest piece of a message shown in a row; the delegate shortens it further to the room there is.
_PIECE = 160
_ICONS = {"calls": "phone", "messages": "message", "chats": "chat", "visits": "visit", "letters": "letter"}
MARK_ICONS = {"payment": "coin", "due": "calendar", "loan": "card", "agreement": "document", "note": "edit",
               "checkin": "heart"}


class Line(NamedTuple):
    """One row in words. ``chips`` are (text, status, mark) in the order to paint, status as chips name it."""

    time: str
    icon: str
    who: str
    what: str
    chips: tuple[tuple[str, str, str], ...]


def clock(minute: int, precision: str) -> str:
    """The time of day as the list shows it; a bare day has none, an uncertain one is marked."""
    if precision == "day":
        return ""
    return f"{'~' if precision == 'about' else ''}{minute // 60:02d}:{minute % 60:02d}"


def quoted(text: str, speak: Words) -> str:
    """``text`` on one line, in the quotation marks of the language."""
    piece = " ".join(text[:_PIECE].split())
    left, right = ("「", "」") if speak.language == "zh-Hant" else ("“", "”")
    return f"{left}{piece}{'…' if len(text) > _PIECE else ''}{right}"


def icon_of(row: ContactRow) -> str:
    """The icon of a contact: its channel, and whether a call was missed."""
    if row.channel == "voicemail":
        return "voicemail"
    icon = _ICONS[GROUP_OF[row.channel].value]
    return "phone-missed" if icon == "phone" and row.outcome in ("missed", "rejected", "blocked") else icon


def who_of(row: ContactRow, speak: Words) -> str:
    """Who contacted, and whom when it was not the borrower."""
    name = row.party or row.handle or speak("Unknown caller")
    if row.reached not in ("borrower", "unknown"):
        return f"{name} → {row.reached_name or label('reached', row.reached, speak)}"
    return f"→ {name}" if row.direction == "out" else name


def what_of(row: ContactRow, speak: Words) -> str:
    """Outcome, length, what was done and what was said."""
    parts = []
    group = GROUP_OF[row.channel].value
    if row.letter:
        parts.append(label("letter", row.letter, speak))
    elif row.outcome not in ("unknown", "delivered") or (group == "calls" and row.outcome == "unknown"):
        parts.append(label("outcome", row.outcome, speak) if row.outcome != "unknown"
                     else label("channel", row.channel, speak))
    if row.duration_s:
        parts.append(span_text(row.duration_s))
    if row.behaviours:
        parts.append(speak(", ").join(label("behaviour", b, speak) for b in row.behaviours.split()))
    if row.text:
        parts.append(quoted(row.text, speak))
    elif row.note:
        parts.append(" ".join(row.note[:_PIECE].split()))
    return " · ".join(parts) or label("channel", row.channel, speak)


def contact_line(row: ContactRow, speak: Words) -> Line:
    """A contact as a row."""
    chips = []
    if row.attachments:
        chips.append((str(row.attachments), "plain", "paperclip"))
    if row.flag:
        chips.append((speak("may breach") if row.flag != "soft" else speak("may count"),
                      "flag" if row.flag != "soft" else "soft", ""))
    return Line(clock(row.minute, row.precision), icon_of(row), who_of(row, speak), what_of(row, speak), tuple(chips))


def mark_line(mark: Mark, today: int, speak: Words) -> Line:
    """A payment, due date, loan, note or check-in as a row."""
    money = amount_text(mark.amount, mark.currency) if mark.amount is not None else ""
    icon = MARK_ICONS[mark.kind]
    if mark.kind == "payment":
        what = speak("You paid {amount}", amount=money)
        return Line("", icon, mark.title, _with(what, mark.text), (("", "ok", ""),))
    if mark.kind == "due":
        what = speak("Instalment {n} due: {amount}", n=mark.number, amount=money)
        soon = (("", "due", ""),) if today <= mark.day <= today + 7 else ()
        return Line("", icon, mark.title, what, soon)
    if mark.kind == "loan":
        return Line("", icon, mark.title, _with(speak("Loan of {amount} began", amount=money), mark.text), ())
    if mark.kind == "agreement":
        return Line("", icon, mark.title, _with(speak("New terms agreed"), mark.text), ())
    if mark.kind == "checkin":
        return Line("", icon, speak("How I felt"), _with(f"{mark.number} / 10", mark.text), ())
    return Line("", icon, mark.title or speak("Note"), " ".join(mark.text[:_PIECE].split()), ())


def _with(first: str, rest: str) -> str:
    return f"{first} · {' '.join(rest[:_PIECE].split())}" if rest.strip() else first


def day_line(day: int, contacts: int, today: int, speak: Words) -> tuple[str, str]:
    """A day's heading and its count."""
    date = day_of(day)
    words = day_text(date, speak, weekday=True, year=date.year != day_of(today).year)
    if day == today:
        words = speak("Today, {day}", day=words)
    elif day == today - 1:
        words = speak("Yesterday, {day}", day=words)
    return words, speak.plural("{n} contact", "{n} contacts", contacts) if contacts else ""
