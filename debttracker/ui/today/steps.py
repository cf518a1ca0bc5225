"""The one suggestion of the day, in words, and where its button leads."""

from __future__ import annotations

from typing import Any

from debttracker.basics.labels import label
from debttracker.basics.languages import Words
from debttracker.derived.today import TodayView


def step_words(data: TodayView, speak: Words) -> tuple[str, str, str, tuple[str, Any]]:
    """Title, explanation, button text (empty: no button) and (page or "action", target)."""
    if data.step == "import":
        return (speak("Bring in your phone’s calls and messages"),
                speak("A backup file from the phone holds months of them. Nothing leaves this computer."),
                speak("Bring in a file…"), ("action", "import-file"))
    if data.step == "loan":
        return (speak("Add what you owe"),
                speak("Name, amount and first due date are enough; the rest can follow from the contract."),
                speak("Add a loan…"), ("action", "add-loan"))
    if data.step == "recording" and data.step_contact is not None:
        row = data.step_contact
        what = label("behaviour", row.behaviours.split()[0], speak)
        return (speak("Add a recording or screenshot"),
                speak("The contact at {time} says “{what}”. A file from the phone makes that record stronger.",
                      time=f"{row.minute // 60:02d}:{row.minute % 60:02d}", what=what),
                speak("Add a file…"), ("timeline", ("contact", row.id)))
    if data.step == "firm":
        return (speak("Say what kind of firm each one is"),
                speak("Some rules bind only banks, some only outside collectors. Knowing the kind makes the check sharper."),
                speak("Look at the rules"), ("rights", None))
    return (speak("Nothing needs you right now"),
            speak("Everything known is written down. When it rings again, one key is enough."), "", ("today", None))
