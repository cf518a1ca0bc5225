"""Hints from the term lists: found in every script and disguise, dropped where they mean nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.basics.vocabulary import Behaviour
from debttracker.rules.suggest import Hint, alarmed, notes, suggest


def behaviours(text: str) -> set[str]:
    return {hint.behaviour for hint in suggest(text)}


@pytest.mark.parametrize(("text", "behaviour"), [
    ("今天不还我们就爆通讯录，让你出名", "threat_exposure"),
    ("今天不還我們就爆通訊錄", "threat_exposure"),
    ("法 院 传_票已寄出，请签收", "false_document"),
    ("打 断·你 的 腿", "threat_violence"),
    ("轉到個人帳戶就結清", "private_account"),
    ("泼油漆", "property_damage"),
    ("淋紅油", "property_damage"),
    ("唔還錢唔走", "refuses_to_leave"),
    ("You WILL be\n arrested today.", "threat_arrest"),
    ("you don’t need to know who I am", "refuses_identity"),
    ("Ｗｅ ｋｎｏｗ ｗｈｅｒｅ ｙｏｕ ｌｉｖｅ, know where you live", "threat_visit"),
    ("去借别的平台还", "urges_new_debt"),
])
def test_phrases_are_found_in_each_script_and_disguise(text: str, behaviour: str) -> None:
    assert behaviour in behaviours(text)


@pytest.mark.parametrize("text", [
    "提醒您还款，如已还款请忽略", "请尽快处理逾期账单", "將依法處理", "This is an attempt to collect a debt.",
    "垃圾短信退订", "小心騙子", "Your statement is ready.", "beware of fraudsters", "", "   ", "12345",
    "We will not come to your house.", "严禁上门催收"])
def test_lawful_or_harmless_words_give_no_hint(text: str) -> None:
    assert suggest(text) == ()


@pytest.mark.parametrize("text", [
    "We will not visit your house.", "our staff will never come to your home", "We won't be going to jail over this",
    "we are not allowed to call your employer", "Agents cannot come to your workplace.",
    "我们不会打到你单位", "我司承诺绝不爆通讯录", "严禁群发通讯录", "催收人员不得堵你家门", "不会再上门找你", "請勿潑油漆",
    "我哋唔會爆通訊錄", "不要去你家坐着"])
def test_what_is_denied_gives_no_hint(text: str) -> None:
    """Negation right before the words, in three languages and scripts."""
    assert not behaviours(text) & {"threat_visit", "threat_exposure", "threat_arrest", "property_damage"}, suggest(text)


@pytest.mark.parametrize(("text", "behaviour"), [
    ("If you do not pay, we will come to your house", "threat_visit"),
    ("if you do not pay you will be arrested", "threat_arrest"),
    ("not only that: we will call everyone you know", "threat_exposure"),
    ("We do not wait. Know where you live.", "threat_visit"),
    ("不还钱就爆通讯录", "threat_exposure"), ("我们不得不上门找你", "threat_visit"), ("你不处理，明天上门", "threat_visit"),
    ("不要脸的老赖", "insult"), ("唔還錢就爆通訊錄", "threat_exposure"), ("今日唔畀錢就淋紅油", "property_damage"),
    ("爆 通 訊-錄", "threat_exposure"), ("Ｃｏｍｅ　ｔｏ　ｙｏｕｒ　ｈｏｕｓｅ", "threat_visit"), ("爆通💥讯录", "threat_exposure"),
])
def test_a_negation_elsewhere_hides_no_threat(text: str, behaviour: str) -> None:
    """Conditions, "cannot but", insults that begin with 不, Cantonese, and words in disguise are still seen."""
    assert behaviour in behaviours(text)


def test_english_words_are_whole_words() -> None:
    assert behaviours("the thief") == {"insult"}
    assert behaviours("thiefdom, fbiology, stupidity") == set()


def test_a_hint_marks_the_very_words() -> None:
    text = "明天——爆 通讯录！"
    hint = next(hint for hint in suggest(text) if hint.behaviour == "threat_exposure")
    assert text[hint.start : hint.end] == "爆 通讯录"
    assert hint == Hint("threat_exposure", hint.term, 4, 9, weak=False)


def test_a_weak_word_says_so() -> None:
    assert [hint.weak for hint in suggest("律师函")] == [True]
    assert [hint.weak for hint in suggest("爆通讯录")] == [False]


def test_inside_one_behaviour_the_longest_phrase_stands() -> None:
    assert [hint.term for hint in suggest("你怎么不去死") if hint.behaviour == "insult"] == ["你怎么不去死"]


def test_words_of_despair_are_seen_from_either_side() -> None:
    assert alarmed("我真的不想活了")
    assert alarmed("真係唔想生存")
    assert alarmed("I can't go on like this")
    assert not alarmed("我会继续还款")


def test_every_term_finds_itself_in_its_own_list() -> None:
    import tomllib

    from debttracker.basics.resources import resource_path

    for language in ("zh-Hans", "zh-Hant", "en"):
        lists = tomllib.loads(resource_path("terms", f"{language}.toml").read_text(encoding="utf-8"))
        for behaviour in Behaviour:
            for term in lists[behaviour.value]["terms"]:
                assert behaviour.value in behaviours(term), term


def test_a_simplified_list_serves_traditional_text() -> None:
    assert "threat_arrest" in behaviours("警方上門抓捕，移交公安")
    assert "call_bombing" in behaviours("驗證碼轟炸")


def test_notes_are_by_language() -> None:
    assert "12368" in notes("threat_legal_false")["zh-Hans"]
    assert notes("physical_force") == {}


@given(st.text(max_size=300))
def test_any_text_is_taken_and_spans_lie_inside_it(text: str) -> None:
    for hint in suggest(text):
        assert 0 <= hint.start < hint.end <= len(text)


@given(st.text(alphabet="爆通讯录法院 _·,.", max_size=60))
def test_hints_do_not_depend_on_what_stands_before_or_after(text: str) -> None:
    shift = "今日："
    moved = {(hint.behaviour, hint.start - len(shift)) for hint in suggest(shift + text)}
    assert {(hint.behaviour, hint.start) for hint in suggest(text)} <= moved


def test_a_message_takes_little_time() -> None:
    suggest("warm up")
    began = time.perf_counter()
    for _ in range(20):
        suggest("今天不还我们就爆通讯录，让你出名。" * 10)
    assert (time.perf_counter() - began) / 20 < 0.05
