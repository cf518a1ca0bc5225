"""How a record was kept, said in one or two sentences a court can weigh.

A record made at the time of the event, by someone who knew, and never changed since, is what readers of evidence
look for first; so the document says for every contact when it was written down and every change after.
"""

from __future__ import annotations

from typing import Final

from debttracker.basics.formats import count_text
from debttracker.basics.languages import Words
from debttracker.basics.moments import Moment, Precision
from debttracker.evidence.changes import field_word, value_text
from debttracker.evidence.document import ContactExhibit, Edit, Kept
from debttracker.evidence.printable import one_line

#: Above this many changes only the number and the last are printed; ``case.json`` has them all.
MOST_EDITS: Final = 6
_LONGEST_VALUE: Final = 80
_MINUTE: Final = 60_000
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR


def kept_sentence(contact: ContactExhibit, speak: Words) -> str:
    """When and how ``contact`` was written down, and what was changed since."""
    kept = contact.kept
    first = _from_file(kept, speak) if kept.source else _by_hand(contact, speak)
    if not kept.edits:
        return f"{first}{speak(' Never changed since.')}"
    return f"{first} {_edits(kept, speak)}"


def kept_briefly(contact: ContactExhibit, speak: Words) -> str:
    """The same for a column of the table: the file and entry, or how soon it was written down; whether changed."""
    source = contact.kept.source
    if source is None:
        kept = speak("by hand, {after}", after=after(contact, speak))
    else:
        kept = speak("file {n}", n=source.file) if source.file else speak("from a file")
        if source.position:
            kept = speak("{file} · {position}", file=kept, position=count_text(source.position))
    return speak("{kept}; changed", kept=kept) if contact.kept.edits else kept


def after(contact: ContactExhibit, speak: Words) -> str:
    """How long after the event it was written down, in whole units rounded down."""
    passed = contact.kept.created.utc_ms - contact.moment.utc_ms
    if contact.moment.precision is Precision.DAY or passed < -_MINUTE:
        return _days_after(contact, speak)
    if passed < _MINUTE:
        return speak("within the same minute")
    if passed < _HOUR:
        return speak.plural("{n} minute after it", "{n} minutes after it", passed // _MINUTE)
    if passed < _DAY:
        return speak.plural("{n} hour after it", "{n} hours after it", passed // _HOUR)
    return speak.plural("{n} day after it", "{n} days after it", passed // _DAY)


def _days_after(contact: ContactExhibit, speak: Words) -> str:
    """For times known only to the day: compare days, not instants."""
    written = Moment(contact.kept.created.utc_ms, contact.moment.zone_name).local_day
    days = (written - contact.moment.local_day).days
    if days == 0:
        return speak("on the same day")
    if days < 0:
        return speak("before the time given for it")
    return speak.plural("{n} day after it", "{n} days after it", days)


def _by_hand(contact: ContactExhibit, speak: Words) -> str:
    return speak("Written down by hand {after}, on {moment}.", after=after(contact, speak),
                 moment=stamp(contact.kept.created))


def _from_file(kept: Kept, speak: Words) -> str:
    source = kept.source
    assert source is not None
    name, moment = one_line(source.file_name), stamp(kept.created)
    if not source.sha256 or not source.position:
        return speak("Read from the file “{name}” on {moment}.", name=name, moment=moment)
    return speak("Read from the file “{name}” (SHA-256 {hash}…), entry {position}, on {moment}.", name=name,
                 hash=source.sha256[:12], position=count_text(source.position), moment=moment)


def _edits(kept: Kept, speak: Words) -> str:
    shown = [_edit(edit, speak) for edit in kept.edits[-MOST_EDITS:]]
    earlier = len(kept.edits) - len(shown)
    if earlier:
        shown.insert(0, speak.plural("{n} earlier change stands in case.json.",
                                     "{n} earlier changes stand in case.json.", earlier))
    return ("" if speak.is_chinese else " ").join(shown)


def _edit(edit: Edit, speak: Words) -> str:
    told = {"moment": stamp(edit.when), "field": field_word(edit.field, speak),
            "before": _short(value_text(edit.field, edit.before, speak)),
            "after": _short(value_text(edit.field, edit.after, speak))}
    if not edit.before:
        return speak("Added on {moment}: {field} “{after}”.", **told)
    if not edit.after:
        return speak("Changed on {moment}: {field} “{before}” was taken out.", **told)
    return speak("Changed on {moment}: {field} from “{before}” to “{after}”.", **told)


def stamp(moment: Moment) -> str:
    """``2026-11-23 22:14`` in the moment's own zone, with only the digits that are known."""
    wall = moment.local()
    if moment.precision is Precision.DAY:
        return f"{wall:%Y-%m-%d}"
    if moment.precision is Precision.ABOUT:
        return f"~ {wall:%Y-%m-%d %H:%M}"
    return f"{wall:%Y-%m-%d %H:%M}"


def _short(value: str) -> str:
    text = one_line(value)
    return text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + "…"
