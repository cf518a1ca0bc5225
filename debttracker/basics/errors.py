"""Errors a person can read: each says what happened, what was kept and what to do next.

The message is an English sentence marked with :func:`~debttracker.basics.languages.N_`; it is translated only
where it is shown, so the same error serves the window, the command line and the JSON output.
"""

from __future__ import annotations

from debttracker.basics.languages import Words, words


class Trouble(Exception):
    """Base of all errors meant for the user. ``exit_code`` is what the command line returns for it."""

    exit_code = 1

    def __init__(self, message: str, /, **fields: object) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields

    def say(self, speak: Words) -> str:
        """The sentence in the user's language, fields filled in."""
        return speak(self.message, **self.fields)

    def __str__(self) -> str:
        return self.say(words("en"))


class BadInput(Trouble):
    """Something typed or given on the command line cannot be used as it is."""

    exit_code = 2


class FileTrouble(Trouble):
    """A file or folder could not be read or written."""

    exit_code = 3


class DiskFull(FileTrouble):
    """A file did not fit on its disk; whatever was there before is still there."""


class FormatTrouble(Trouble):
    """A file is not what it should be (wrong format, damaged, too large, unsafe)."""

    exit_code = 4


class CaseTrouble(Trouble):
    """The case cannot be opened or changed (damaged, newer, locked by another program, read-only)."""

    exit_code = 5


class WrongPassphrase(CaseTrouble):
    """The passphrase or recovery code does not open this case."""

    exit_code = 6


class DamagedCase(CaseTrouble):
    """The database of a case cannot be read; earlier copies may be there."""


class LostAttachment(CaseTrouble):
    """The bytes of an attachment are missing or are not what was stored; its record and its checksum are there."""


class NewerCase(CaseTrouble):
    """The case was written by a newer version of the program."""


class CaseInUse(CaseTrouble):
    """Somebody else has the right to write; ``fields["holder"]`` says who."""


class Cancelled(Trouble):
    """The user stopped a long job; nothing of it was kept."""

    exit_code = 130
