"""Errors carry a sentence for people and an exit code of their own."""

from __future__ import annotations

import pytest

from debttracker.basics import errors
from debttracker.basics.languages import words

KINDS = [errors.Trouble, errors.BadInput, errors.FileTrouble, errors.FormatTrouble, errors.CaseTrouble,
         errors.WrongPassphrase, errors.Cancelled]


def test_fields_are_filled_when_told() -> None:
    trouble = errors.BadInput("“{text}” is not an amount. Write digits, for example 1024.50.", text="abc{x}")
    assert str(trouble) == "“abc{x}” is not an amount. Write digits, for example 1024.50."
    assert "abc{x}" in trouble.say(words("zh-Hant"))
    assert trouble.say(words("zh-Hant")) != str(trouble)


@pytest.mark.parametrize("kind", KINDS)
def test_exit_codes_differ(kind: type[errors.Trouble]) -> None:
    assert [other for other in KINDS if other.exit_code == kind.exit_code] == [kind]
