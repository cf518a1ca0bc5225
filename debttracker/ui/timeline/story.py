"""Everything there is to tell about one contact, and the sentences that say how its record was kept. No Qt."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from debttracker.basics.formats import day_text, money_text, span_text
from debttracker.basics.labels import LABELS, label
from debttracker.basics.languages import Words, words
from debttracker.basics.moments import Moment, Precision, day_of
from debttracker.basics.money import Money
from debttracker.basics.vocabulary import GROUP_OF
from debttracker.case.case import Case
from debttracker.case.queries.attachments import AttachmentRow, attachments
from debttracker.case.queries.contacts import ContactRow, contact
from debttracker.case.queries.findings import flags_of
from debttracker.ui.timeline.wording import clock

if TYPE_CHECKING:
    from debttracker.case.connection import Connection
    from debttracker.case.journal import Entry
    from debttracker.derived.contact_flags import FlagTold

#: Pictures up to this size (bytes) come along for their thumbnails.
_PICTURE_MAX = 8_000_000
#: Longest value shown as "from … to …".
_SHORT = 48
#: Hints shown at most: more would drown the story.
_HINTS = 4
#: Fields that follow from others; a change of them is told by the other.
_FOLLOWING = frozenset({"day", "minute", "precision", "zone_known", "zone", "demanded_currency"})


class Story(NamedTuple):
    """Everything the pane tells, read in one go. ``hints`` are (behaviour, words seen) that are not ticked."""

    row: ContactRow
    files: Sequence[tuple[AttachmentRow, bytes]]
    flags: Sequence[FlagTold]
    history: Sequence[Entry]
    hints: Sequence[tuple[str, str]]


def read_story(case: Case, contact_id: int, language: str) -> Story | None:
    """Read one contact's story; None when there is no such contact."""
    from debttracker.case.journal import entries_of
    from debttracker.ui.contact.suggesting import suggestions

    connection = case.reader()
    row = contact(connection, contact_id)
    if row is None:
        return None
    files = [(a, _picture(connection, a)) for a in attachments(connection, "contact", contact_id)]
    ticked = set(row.behaviours.split())
    hints = [hint for hint in suggestions(row.text) if hint[0] not in ticked] if row.direction == "in" else []
    return Story(row, files, _flags(connection, contact_id, language), entries_of(connection, "contact", contact_id), hints)


def _picture(connection: Connection, file: AttachmentRow) -> bytes:
    """What a thumbnail is made of; nothing where the file is no picture, or is lost (which is told where it is opened)."""
    if not file.mime.startswith("image/") or file.size >= _PICTURE_MAX:
        return b""
    from debttracker.basics.errors import LostAttachment
    from debttracker.case import vault

    try:
        return vault.content(connection, file.sha256)
    except LostAttachment:
        return b""


def _flags(connection: Connection, contact_id: int, language: str) -> Sequence[FlagTold]:
    kept = flags_of(connection, contact_id)
    if not kept:
        return ()
    from debttracker.derived.contact_flags import told_flags  # all the rules come with it

    return told_flags(connection, contact_id, kept, words(language))


def when(row: ContactRow, speak: Words) -> str:
    """Day, time and place on the borrower's wall."""
    day = day_text(day_of(row.day), speak, weekday=True)
    time = clock(row.minute, row.precision)
    return " · ".join(part for part in (f"{day} {time}".strip(), row.zone.rpartition("/")[2].replace("_", " ")) if part)


def facts(row: ContactRow, speak: Words) -> list[tuple[object, ...]]:
    """Names and values of what is known."""
    found: list[tuple[object, ...]] = []
    if row.handle:
        found.append((speak("Number"), row.handle))
    if row.outcome != "unknown":
        found.append((speak("Outcome"), label("outcome", row.outcome, speak)))
    if row.duration_s:
        found.append((speak("Length"), span_text(row.duration_s)))
    if row.reached != "unknown":
        name = label("reached", row.reached, speak)
        found.append((speak("Who was reached"), f"{name} ({row.reached_name})" if row.reached_name else name))
    if row.loan:
        found.append((speak("About loan"), row.loan))
    if row.demanded is not None:
        found.append((speak("Amount demanded"), money_text(Money(row.demanded, row.demanded_currency or "CNY"))))
    if row.promise:
        found.append((speak("They promised"), row.promise))
    if row.promise_day is not None:
        found.append((speak("Promised for"), day_text(day_of(row.promise_day), speak)))
    if row.identified is not None:
        found.append((speak("Said who they are"), speak("yes") if row.identified else speak("no")))
    if row.stress is not None:
        found.append((speak("How it felt"), f"{row.stress} / 10"))
    if row.letter:
        found.append((speak("Letter"), label("letter", row.letter, speak)))
    if GROUP_OF[row.channel].value != "calls" or row.direction != "in":
        found.append((speak("Direction"), label("direction", row.direction, speak)))
    return found


def hint_sentences(row: ContactRow, speak: Words) -> list[str]:
    """The words of the other side that may point to something not ticked, one sentence per behaviour."""
    if row.direction == "out":
        return []
    from debttracker.ui.contact.suggesting import suggestions

    ticked = set(row.behaviours.split())
    return [speak("“{words}” may point to: {behaviour}. Tick it if it fits.", words=seen,
                  behaviour=label("behaviour", behaviour, speak))
            for behaviour, seen in suggestions(row.text) if behaviour not in ticked][:_HINTS]


def kept_sentences(story: Story, speak: Words) -> list[str]:
    """How and when the record came to be, and what was changed since, one paragraph each."""
    row = story.row
    changes = [line for entry in story.history for line in _told(entry, row, speak)]
    first = _written(row, speak)
    if not changes:
        return [f"{first}{'' if speak.is_chinese else ' '}{speak('Never changed since.')}"]
    return [first, *changes]


def _written(row: ContactRow, speak: Words) -> str:
    gap = max(row.created_ms - row.at_ms, 0) // 60_000
    if row.batch_id is not None:
        return speak("Brought in from a file on {day}.", day=_day_of_ms(row.created_ms, row.zone, speak))
    if row.precision == Precision.DAY or gap >= 2 * 1440:
        return speak("Written down on {day}.", day=_day_of_ms(row.created_ms, row.zone, speak))
    if gap >= 120:
        return speak.plural("Written down {n} hour later.", "Written down {n} hours later.", gap // 60)
    if gap == 0:
        return speak("Written down in the same minute.")
    if GROUP_OF[row.channel].value == "calls":
        return speak.plural("Written down {n} minute after the call.", "Written down {n} minutes after the call.", gap)
    return speak.plural("Written down {n} minute later.", "Written down {n} minutes later.", gap)


def _told(entry: Entry, row: ContactRow, speak: Words) -> Iterator[str]:
    day = _day_of_ms(entry.at_ms, row.zone, speak)
    if entry.action == "hide":
        yield speak("Removed on {day}.", day=day)
    elif entry.action == "restore":
        yield speak("Brought back on {day}.", day=day)
    elif entry.action == "edit":
        before, after = json.loads(entry.before or "{}"), json.loads(entry.after or "{}")
        for name, value in after.items():
            if name in _FOLLOWING and len(after) > 1:
                continue
            old, new = (_value(name, one, row, speak) for one in (before.get(name), value))
            field = _field_name(name, speak)
            if not old and len(new) <= _SHORT and field != name:
                yield speak("Added on {day}: {field}, “{new}”.", day=day, field=field, new=new)
            elif max(len(old), len(new)) <= _SHORT and name not in ("party_id", "loan_id", "handle_id"):
                yield speak("Changed on {day}: {field}, from “{old}” to “{new}”.", day=day, field=field, old=old or "–",
                            new=new or "–")
            else:
                yield speak("Changed on {day}: {fields}.", day=day, fields=field)


def _value(name: str, value: Any, row: ContactRow, speak: Words) -> str:
    if value in (None, ""):
        return ""
    said: dict[str, Callable[[], str]] = {
        "at_ms": lambda: _day_of_ms(int(value), row.zone, speak),
        "demanded": lambda: money_text(Money(int(value), row.demanded_currency or "CNY")),
        "promise_day": lambda: day_text(day_of(int(value)), speak),
        "identified": lambda: speak("yes") if value else speak("no"),
        "duration_s": lambda: span_text(int(value)),
        "behaviours": lambda: speak(", ").join(label("behaviour", one, speak) for one in str(value).split()),
    }
    if name in said:
        return said[name]()
    return label(name, str(value), speak) if name in LABELS else " ".join(str(value).split())


def _field_name(name: str, speak: Words) -> str:
    names = {"text": speak("what was said"), "note": speak("note"), "outcome": speak("outcome"),
             "at_ms": speak("time"), "day": speak("day"), "minute": speak("time of day"),
             "behaviours": speak("what they did"), "duration_s": speak("length"), "party_id": speak("who"),
             "channel": speak("channel"), "demanded": speak("amount demanded"), "loan_id": speak("loan"),
             "reached": speak("who was reached"), "direction": speak("direction"), "promise": speak("their promise"),
             "promise_day": speak("promised for"), "stress": speak("how it felt"),
             "identified": speak("said who they are"), "handle_id": speak("number")}
    return names.get(name, name)


def _day_of_ms(at_ms: int, zone: str, speak: Words) -> str:
    wall = Moment(at_ms, zone).local()
    return f"{day_text(wall.date(), speak)} {wall:%H:%M}"
