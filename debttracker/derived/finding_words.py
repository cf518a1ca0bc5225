"""A finding in few calm words: when and who, then what was counted against which limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from debttracker.basics.formats import count_text, day_text
from debttracker.basics.labels import label
from debttracker.basics.languages import Words
from debttracker.basics.moments import Precision, day_of
from debttracker.case.queries.contacts import ContactRow
from debttracker.rules.finding import Finding, Strength
from debttracker.rules.pack import Rule
from debttracker.rules.sentence import said

#: How many times or days a sentence names before it says "…".
_MOST_NAMED: Final = 14


def strength_text(strength: Strength, speak: Words) -> str:
    """What each strength is called on a chip."""
    return {Strength.HARD: speak("may breach"), Strength.EDGE: speak("not settled"),
            Strength.SOFT: speak("may count")}[strength]


def strength_title(strength: Strength, speak: Words) -> str:
    """What each strength is called above a list of rules."""
    return {Strength.HARD: speak("MAY BREACH A STATED LIMIT"), Strength.EDGE: speak("AT THE EDGE OF WHAT A TEXT SETTLES"),
            Strength.SOFT: speak("FACTORS THAT MAY COUNT")}[strength]


def when_text(found: Finding, speak: Words) -> str:
    """The finding's day, or its first and last."""
    first = day_text(day_of(found.first_day), speak)
    if found.first_day == found.last_day:
        return first
    return f"{first} – {day_text(day_of(found.last_day), speak)}"


def head_text(found: Finding, names: Mapping[int, str], speak: Words) -> str:
    """``17 Nov 2026 · Sample Recovery``."""
    who = names.get(found.party_id, "") if found.party_id is not None else ""
    return " · ".join(part for part in (when_text(found, speak), who) if part)


def counted_text(found: Finding, rule: Rule, rows: Sequence[ContactRow], speak: Words) -> str:
    """What was counted and the limit; ``rows`` are the finding's contacts, oldest first."""
    fields = found.explanation.fields
    if "times" in fields and "what" in fields:
        times = _times(rows, speak) if len(rows) == found.count else said(fields["times"], speak)
        return speak("{count} {what}, limit {limit} ({times})", count=count_text(found.count), limit=found.limit,
                     what=said(fields["what"], speak), times=times)
    if len(rows) != 1:
        return found.explanation.say(speak)
    row = rows[0]
    parts = [_contact(row, speak)]
    if rule.kind == "quiet_hours" and found.strength is Strength.HARD:
        hours = said(fields.get("hours", ""), speak)
        parts.append(speak("allowed that day: {hours}", hours=hours) if hours
                     else speak("no contact is allowed on that day"))
    elif rule.kind == "quiet_hours" or "request" in fields:
        return found.explanation.say(speak)
    elif row.behaviours:
        parts.append(speak(", ").join(label("behaviour", one, speak) for one in row.behaviours.split()))
    return " · ".join(parts)


def _times(rows: Sequence[ContactRow], speak: Words) -> str:
    """Times of day when all are of one day, else days with how many came on each."""
    days = Counter(row.day for row in rows)
    if len(days) == 1:
        named = [_clock(row) if row.precision != Precision.DAY else "–" for row in rows]
    else:
        named = [day_text(day_of(day), speak, year=False) + (f" ×{n}" if n > 1 else "") for day, n in sorted(days.items())]
    return speak(", ").join(named[:_MOST_NAMED]) + (" …" if len(named) > _MOST_NAMED else "")


def _clock(row: ContactRow) -> str:
    return f"{row.minute // 60:02d}:{row.minute % 60:02d}"


def _contact(row: ContactRow, speak: Words) -> str:
    """``Call at 22:28, missed, to: Relative``."""
    how = label("channel", row.channel, speak)
    parts = [how if row.precision == Precision.DAY else speak("{channel} at {time}", channel=how, time=_clock(row))]
    if row.outcome not in ("unknown", "delivered"):
        parts.append(label("outcome", row.outcome, speak).lower())
    if row.reached not in ("borrower", "unknown"):
        parts.append(speak("to: {who}", who=label("reached", row.reached, speak)))
    return speak(", ").join(parts)
