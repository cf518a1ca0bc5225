from __future__ import annotations

from enum import StrEnum

from debttracker.basics.languages import Words
from debttracker.finance import demanded, history, limits, plan, standing, terms
from debttracker.finance.names import NAMES, name_of
from debttracker.finance.terms import Early, Part


def test_every_choice_has_a_word_of_its_own(english: Words) -> None:
    shown = {limits.Measure}  # named by the limit's own sentence
    for module in (terms, plan, standing, history, demanded, limits):
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, StrEnum) and kind not in (StrEnum, *shown):
                words = [name_of(member, english) for member in kind]
                assert len(set(words)) == len(words), kind
    assert len({word for _, word in NAMES}) == len(NAMES)


def test_members_of_the_same_value_are_told_apart(english: Words) -> None:
    assert Early.PRINCIPAL == Part.PRINCIPAL
    assert name_of(Early.PRINCIPAL, english) != name_of(Part.PRINCIPAL, english)
