"""What readers yield: drafts of contacts, and refusals for records that cannot become one.

A draft is a named tuple, not a dataclass: a phone backup holds up to a million records, and making a tuple costs a
fifth of making a frozen dataclass with as many fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import N_, Words
from debttracker.capture.attachments import FileInFile

#: How the zone of a draft is known: written in the file, inferred from the phone's own clock text, said by the
#: user, or not at all (then it is the computer's zone).
ZONE_KNOWN = ("file", "device", "user", "unknown")


class ContactDraft(NamedTuple):
    """One contact as a foreign file tells it, before it is kept.

    ``moment_ms`` is UTC milliseconds since 1970; ``zone`` an IANA name; ``duration_s`` seconds or None when the file
    does not say. ``handle`` is the comparable form of ``handle_raw`` (empty when withheld, then ``withheld`` says
    why). ``where`` is the byte at which the record begins in an XML file, the line in a table. ``raw`` is the
    record as the file has it, without long texts. ``attachments`` is None when the format cannot carry any, so
    that "none" and "cannot say" stay apart.
    """

    moment_ms: int
    zone: str
    zone_known: str
    precision: str
    channel: str
    direction: str
    outcome: str
    duration_s: int | None
    handle_raw: str
    handle: str
    text: str
    where: int
    raw: Mapping[str, str]
    name: str = ""
    sent_ms: int | None = None
    withheld: str = ""
    note: str = ""
    attachments: tuple[FileInFile, ...] | None = ()
    others: tuple[str, ...] = ()
    behaviours: str = ""
    party: str = ""
    role: str = ""
    reached: str = ""
    loan: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands: ``unit`` is "byte", "line" or "file"."""

    unit: str
    number: int = 0

    def say(self, speak: Words) -> str:
        """The place in words, for reports."""
        if self.unit == "byte":
            return speak("byte {n}", n=self.number)
        if self.unit == "line":
            return speak("line {n}", n=self.number)
        return speak("whole file")

    def __str__(self) -> str:
        return f"{self.unit} {self.number}" if self.unit != "file" else "file"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that was read but not taken over, and why, in words a person can use."""

    where: Place
    why: Trouble


#: A record of type "draft" on the phone was never sent: no contact took place.
NEVER_SENT = N_("This message was only a draft on the phone and never sent.")
