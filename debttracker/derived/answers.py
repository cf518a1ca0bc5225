"""The answers a borrower gave to the rules' questions, in words, so that they can be seen and changed."""

from __future__ import annotations

from typing import NamedTuple

from debttracker.basics.languages import Words
from debttracker.case.connection import Connection
from debttracker.case.queries.settings import settings
from debttracker.derived.findings import CaseCheck
from debttracker.rules.questions import BUILT_IN, question

_PREFIX = "answer."


class GivenAnswer(NamedTuple):
    """A question that was answered: its key, its words and "yes" or "no"."""

    key: str
    text: str
    value: str


def setting_of(key: str) -> str:
    """The name of the setting that holds the answer to a question."""
    return f"{_PREFIX}{key}"[:80]


def given_answers(connection: Connection, done: CaseCheck, speak: Words) -> list[GivenAnswer]:
    """Every answer whose question can be worded; those on single letters or debts are left to undo."""
    own = {key: text for pack in done.packs.packs for key, text in pack.questions.items()}
    names = {int(id): str(name) for id, name in connection.execute("SELECT id, name FROM party")}
    found = []
    for name, value in sorted(settings(connection).items()):
        key, _, firm = name.removeprefix(_PREFIX).partition(":")
        if not name.startswith(_PREFIX) or value not in ("yes", "no") or (key not in BUILT_IN and key not in own):
            continue
        id = int(firm) if firm.isdecimal() else None
        who = names.get(id, "") if id is not None else ""
        asked = question(key, id, who or speak("the firm"), own)
        found.append(GivenAnswer(name.removeprefix(_PREFIX), asked.say(speak), value))
    return found
