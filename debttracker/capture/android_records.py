"""What the fields of Android's calls and messages mean, as drafts.

Sources: SyncTech's field descriptions; Android's ``Telephony.Sms``, ``Telephony.Mms`` and ``CallLog.Calls``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from debttracker.basics.errors import FormatTrouble, Trouble
from debttracker.basics.languages import N_
from debttracker.basics.moments import EARLIEST_MS, LATEST_MS
from debttracker.basics.phones import comparable
from debttracker.capture.android_mms import Message, known
from debttracker.capture.draft import NEVER_SENT, ContactDraft, Place, Refusal

#: Longest text of one message that is taken over, in characters.
LONGEST_TEXT: Final = 1_000_000
_LONGEST_HANDLE: Final = 500
_MOST_HANDLES: Final = 50_000
_LONGEST_CALL_S: Final = 10_000_000
_DRAFT_BOX: Final = "3"

#: Android's message box to direction and outcome. A sent message counts as delivered only with a report.
_BOXES: Final = {"1": ("in", "delivered"), "2": ("out", "unknown"), "4": ("out", "failed"), "5": ("out", "failed"),
                 "6": ("out", "failed")}
_NO_BOX: Final = ("unknown", "unknown")
#: Android's call type to channel, direction and outcome. Blocked and declined calls are attempts like any other.
_CALLS: Final = {
    "1": ("call", "in", "answered"), "2": ("call", "out", "unknown"), "3": ("call", "in", "missed"),
    "4": ("voicemail", "in", "voicemail"), "5": ("call", "in", "rejected"), "6": ("call", "in", "blocked"),
    "7": ("call", "in", "answered"),
}
_NO_CALL: Final = ("call", "unknown", "unknown")
#: Why a call shows no number, by Android's ``presentation``.
WITHHELD: Final = {
    "2": N_("The caller withheld the number."), "3": N_("The network did not give the number."),
    "4": N_("The call came from a payphone."),
}
#: What phones write instead of a number, as ``presentation``.
_STAND_INS: Final = {"": "3", "-1": "3", "-2": "2", "-3": "4"}
_NO_DATE: Final = N_("The date “{text}” is not a number of milliseconds.")
_ODD_DATE: Final = N_("The date lies before 1990 or after 2089; the clock of the phone may have been wrong.")
_TOO_LONG: Final = N_("The text is longer than a million characters.")
_MASKED: Final = "-2"


class Drafts:
    """Makes drafts out of the attributes of one phone's records; ``zone`` is the phone's."""

    __slots__ = ("_handles", "_region", "_too_long", "_zone", "_zone_known")

    def __init__(self, zone: str, zone_known: str, region: str, too_long: str) -> None:
        self._zone = zone
        self._zone_known = zone_known
        self._region = region
        #: The word that stands for a value too long to be passed on.
        self._too_long = too_long
        self._handles: dict[str, str] = {}

    def sms(self, a: Mapping[str, str], where: int) -> ContactDraft | Refusal:
        """``<sms>``."""
        box = a.get("type", "")
        if box == _DRAFT_BOX:
            return _refused(where, FormatTrouble(NEVER_SENT))
        moment = _instant(a.get("date"))
        if moment is None:
            return _date_refused(a.get("date"), where)
        direction, outcome = _BOXES.get(box, _NO_BOX)
        if box == "2":
            outcome = {"0": "delivered", "64": "failed"}.get(a.get("status", ""), outcome)
        text = a.get("body", "")
        subject = a.get("subject", "null")
        if subject != "null" and subject:
            text = f"{subject}\n{text}"
        if len(text) > LONGEST_TEXT or text == self._too_long:
            return _refused(where, FormatTrouble(_TOO_LONG))
        raw = a.get("address", "")
        sent = a.get("date_sent", "0")
        name = a.get("contact_name") or a.get("name") or ""
        return ContactDraft(
            moment, self._zone, self._zone_known, "exact", "sms", direction, outcome, None,
            "" if raw == "null" else raw[:_LONGEST_HANDLE], self._handles.get(raw) or self.handle(raw), text, where, a,
            "" if name in _NO_NAMES else name, _instant(sent) if sent != "0" else None)

    def call(self, a: Mapping[str, str], where: int) -> ContactDraft | Refusal:
        """``<call>``, and ``<log>`` of Super Backup."""
        moment = _instant(a.get("date"))
        if moment is None:
            return _date_refused(a.get("date"), where)
        channel, direction, outcome = _CALLS.get(a.get("type", ""), _NO_CALL)
        duration = _seconds(a.get("duration") or a.get("dur"))
        if direction == "out" and duration:
            outcome = "answered"
        raw = known(a.get("number")).strip()
        presentation = _STAND_INS.get(raw) or a.get("presentation", "1")
        if presentation in WITHHELD:
            if raw in ("", "-1") and presentation == "3" and a.get("presentation") in WITHHELD:
                presentation = a["presentation"]
            raw, handle, withheld = _STAND_IN_OF[presentation], "", WITHHELD[presentation]
        else:
            raw, handle, withheld = raw[:_LONGEST_HANDLE], self._handles.get(raw) or self.handle(raw), ""
        name = a.get("contact_name") or a.get("name") or ""
        return ContactDraft(
            moment, self._zone, self._zone_known, "exact", channel, direction, outcome, duration, raw, handle, "",
            where, a, "" if name in _NO_NAMES else name, None, withheld)

    def mms(self, message: Message) -> ContactDraft | Refusal:
        """``<mms>`` with its parts; several numbers make one contact with the one who spoke first."""
        a, where = message.attributes, message.where
        box = a.get("msg_box") or a.get("type") or ""
        if box == _DRAFT_BOX:
            return _refused(where, FormatTrouble(NEVER_SENT))
        moment = _instant(a.get("date"))
        if moment is None:
            return _date_refused(a.get("date"), where)
        direction, outcome = _BOXES.get(box, _NO_BOX)
        text = "\n".join(part for part in (message.subject, *message.texts) if part)
        if len(text) > LONGEST_TEXT or self._too_long in (*message.texts, message.subject):
            return _refused(where, FormatTrouble(_TOO_LONG))
        people = message.other_side(direction)
        raw = people[0] if people and direction == "in" else "~".join(people)
        handle = "~".join(sorted(self.handle(n) for n in raw.split("~")))
        sent = _instant(known(a.get("date_sent")) + "000")
        name = known(a.get("contact_name"))
        return ContactDraft(
            moment, self._zone, self._zone_known, "exact", "mms", direction, outcome, None, raw[:_LONGEST_HANDLE],
            handle[:_LONGEST_HANDLE], text, where, a, "" if name in _NO_NAMES else name, sent, "", "",
            tuple(message.files), tuple(people[1:]))

    def handle(self, raw: str) -> str:
        """The comparable form of a number, remembered: a phone has few numbers and many records."""
        found = self._handles.get(raw)
        if found is None:
            found = "" if raw == "null" else comparable(raw[:_LONGEST_HANDLE], self._region)
            if len(self._handles) < _MOST_HANDLES:
                self._handles[raw] = found
        return found


_STAND_IN_OF: Final = {"2": _MASKED, "3": "-1", "4": "-3"}
_NO_NAMES: Final = frozenset({"", "null", "(Unknown)"})


def _refused(where: int, why: Trouble) -> Refusal:
    return Refusal(Place("byte", where), why)


def _date_refused(text: str | None, where: int) -> Refusal:
    """Why a date cannot be used: no number, or a year that cannot be right."""
    text = known(text)
    if text.isdecimal():
        return _refused(where, FormatTrouble(_ODD_DATE))
    return _refused(where, FormatTrouble(_NO_DATE, text=text[:40]))


def _instant(text: str | None) -> int | None:
    """Milliseconds UTC, or None when the text is no plausible number of them."""
    try:
        ms = int(text or "")
    except ValueError:
        return None
    return ms if EARLIEST_MS <= ms < LATEST_MS else None


def _seconds(text: str | None) -> int | None:
    """A length in seconds, or None when the file does not say or says nonsense."""
    if not text or not text.isdecimal() or len(text) > 8:
        return None
    seconds = int(text)
    return seconds if seconds <= _LONGEST_CALL_S else None
