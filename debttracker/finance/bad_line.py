"""What is wrong with one line of a pasted or loaded table, said in the user's language as a whole."""

from __future__ import annotations

from debttracker.basics.errors import BadInput, Trouble
from debttracker.basics.languages import N_, Words


class BadLine(BadInput):
    """Line ``number`` (from 1, the header included) cannot be used because of ``cause``."""

    def __init__(self, number: int, cause: Trouble) -> None:
        super().__init__(N_("Line {n}: {problem}"), n=number, problem=cause)
        self.number = number
        self.cause = cause

    def say(self, speak: Words) -> str:
        """Both parts of the sentence in the same language."""
        return speak(self.message, n=self.number, problem=self.cause.say(speak))
