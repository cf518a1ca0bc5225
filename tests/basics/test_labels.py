"""Every value of the vocabulary has its word, in three languages."""

from __future__ import annotations

from enum import StrEnum

import pytest

from debttracker.basics import vocabulary
from debttracker.basics.labels import LABELS, label
from debttracker.basics.languages import LANGUAGES, words

KINDS: dict[str, type[StrEnum]] = {
    "channel": vocabulary.Channel, "group": vocabulary.ChannelGroup, "direction": vocabulary.Direction,
    "outcome": vocabulary.Outcome, "reached": vocabulary.Reached, "role": vocabulary.Role, "firm": vocabulary.FirmKind,
    "behaviour": vocabulary.Behaviour, "product": vocabulary.Product, "letter": vocabulary.LetterKind,
}


@pytest.mark.parametrize("kind", LABELS)
def test_every_value_has_a_word_and_no_word_is_left_over(kind: str) -> None:
    assert set(LABELS[kind]) == {str(value) for value in KINDS[kind]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LABELS)
def test_words_are_there_and_differ(kind: str, language: str) -> None:
    shown = [label(kind, value, words(language)) for value in LABELS[kind]]
    assert all(shown)
    assert len(set(shown)) == len(shown)


def test_an_unknown_value_shows_itself() -> None:
    assert label("channel", "pigeon", words("en")) == "pigeon"


def test_every_channel_belongs_to_a_family() -> None:
    assert set(vocabulary.GROUP_OF) == set(vocabulary.Channel)
