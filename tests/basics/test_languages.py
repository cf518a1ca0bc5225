"""Which of the three languages somebody gets, and what a catalogue says."""

from __future__ import annotations

import gettext

import pytest

from debttracker.basics.languages import LANGUAGES, N_, OWN_NAMES, Words, match_language, system_language, words


@pytest.mark.parametrize(("wanted", "language"), [
    ("zh_CN.UTF-8", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh_SG", "zh-Hans"), ("zh", "zh-Hans"), ("zh-Hans", "zh-Hans"),
    ("zh-Hans-HK", "zh-Hans"), ("zh_TW.UTF-8", "zh-Hant"), ("zh-HK", "zh-Hant"), ("zh_MO", "zh-Hant"),
    ("zh-Hant", "zh-Hant"), ("zh-Hant-CN", "zh-Hant"), ("zh_TW@radical", "zh-Hant"),
    ("Chinese (Simplified)_China", "zh-Hans"), ("Chinese (Traditional)_Taiwan", "zh-Hant"),
    ("Chinese (Traditional)_Hong Kong SAR", "zh-Hant"), ("en_GB", "en"), ("de_DE.UTF-8", "en"), ("C", "en"), ("", "en"),
    ("zha_CN", "en"),
])
def test_matching(wanted: str, language: str) -> None:
    assert match_language(wanted) == language


def test_the_desktop_decides_in_the_order_of_posix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert system_language() == "en"
    monkeypatch.setenv("LC_MESSAGES", "zh_CN.UTF-8")
    assert system_language() == "zh-Hans"
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    assert system_language() == "zh-Hant"


def test_english_needs_no_catalogue() -> None:
    speak = words("en")
    assert speak("You have paid {amount}", amount="¥ 5") == "You have paid ¥ 5"
    assert speak.plural("{n} call", "{n} calls", 1) == "1 call"
    assert speak.plural("{n} call from {who}", "{n} calls from {who}", 3, who="A") == "3 calls from A"
    assert speak.context("channel", "Call") == "Call"
    assert speak("") == ""
    assert not speak.is_chinese


def test_braces_are_left_alone_when_there_are_no_fields() -> None:
    assert words("en")("{not a field}") == "{not a field}"


def test_marking_changes_nothing() -> None:
    assert N_("Keep") == "Keep"


def test_a_missing_translation_falls_back_to_english() -> None:
    speak = Words("zh-Hans", gettext.NullTranslations())
    assert speak("Keep") == "Keep"
    assert speak.is_chinese


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_catalogues_speak(language: str) -> None:
    speak = words(language)
    assert speak.language == language
    assert speak("Missed") != "Missed"
    assert speak("Missed").isprintable()


def test_the_two_chinese_are_two() -> None:
    assert words("zh-Hans")("Relative") == "亲属"
    assert words("zh-Hant")("Relative") == "親屬"


def test_each_language_names_itself() -> None:
    assert set(OWN_NAMES) == set(LANGUAGES)
    assert words("zh_TW").language == "zh-Hant"
