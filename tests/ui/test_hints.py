"""What the words of a message hint at, in the story of a contact: marked, never ticked, not repeated once it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from debttracker.basics.languages import words
from debttracker.case.change import Change, add
from debttracker.case.creation import create_case
from debttracker.case.queries.contacts import ContactRow, contact
from debttracker.ui.timeline.detail import hint_sentences


def row(folder: Path, text: str, **fields: str) -> ContactRow:
    case, _ = create_case(folder / "case", zone="Asia/Shanghai")
    with case:
        case.change(Change.of("x", add("contact", at_ms=1_772_000_000_000, channel="sms", outcome="delivered", text=text,
                                       **fields)))
        found = contact(case.reader(), 1)
    assert found is not None
    return found


@pytest.mark.parametrize(("language", "said"), [
    ("en", "“爆 通讯录” may point to: Threat to tell others. Tick it if it fits."),
    ("zh-Hans", "“爆 通讯录”可能属于："), ("zh-Hant", "「爆 通讯录」可能屬於：")])
def test_the_very_words_are_shown(tmp_path: Path, language: str, said: str) -> None:
    found = hint_sentences(row(tmp_path, "今天不还就爆 通讯录"), words(language))
    assert len(found) == 1
    assert found[0].startswith(said)


def test_what_is_ticked_denied_or_said_by_the_borrower_gives_no_hint(tmp_path: Path) -> None:
    speak = words("en")
    assert hint_sentences(row(tmp_path / "a", "今天不还就爆通讯录", behaviours="threat_exposure"), speak) == []
    assert hint_sentences(row(tmp_path / "b", "我们绝不爆通讯录"), speak) == []
    assert hint_sentences(row(tmp_path / "c", "你们威胁爆通讯录", direction="out"), speak) == []
