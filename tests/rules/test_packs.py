"""Packs: what a good one may say, how a bad one is refused, and that every shipped rule can be looked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from debttracker.basics.languages import LANGUAGES, words
from debttracker.rules.finding import Strength
from debttracker.rules.pack import Pack
from debttracker.rules.packs import PackTrouble, all_packs, find_line, load_pack, load_packs, parse_pack, shipped_packs
from debttracker.rules.sentence import Text

TEXT = '{ en = "a", zh-Hans = "b", zh-Hant = "c" }'
GOOD = f"""format = 1
id = "own"
jurisdiction = "XX"
checked = 2026-11-23
name = {TEXT}

[[source]]
key = "law"
instrument = {TEXT}
body = {TEXT}
force = "law"
from = 2020-01-01

[[rule]]
id = "own.first"
kind = "third_party"
source = "law"
article = "1"
confidence = "confirmed"
title = {TEXT}
plain = {TEXT}

[[rule]]
id = "own.second"
kind = "quiet_hours"
source = "law"
article = "2"
confidence = "known"
title = {TEXT}
plain = {TEXT}
lifted_by = ["agreed_times"]
allowed = [{{ days = "mon-fri", from = "08:00", to = "22:00" }}]
[rule.binds]
lenders = ["bank"]
[rule.touches]
channels = ["calls"]
"""


def test_a_good_pack() -> None:
    pack = parse_pack(GOOD, "own.toml")
    assert [rule.id for rule in pack.rules] == ["own.first", "own.second"]
    assert pack.rules[1].strength is Strength.SOFT  # what must be verified is never hard


@pytest.mark.parametrize(("old", "new", "line"), [
    ('format = 1', 'format = 2', 1),
    ('id = "own"', 'id = "Own Pack"', 2),
    ('jurisdiction = "XX"', 'jurisdiction = "Xanadu"', 3),
    ('checked = 2026-11-23', 'checked = "today"', 4),
    ('name = { en = "a", zh-Hans = "b", zh-Hant = "c" }', 'name = { en = "a", zh-Hans = "b" }', 5),
    ('force = "law"', 'force = "custom"', 11),
    ('kind = "third_party"', 'kind = "third_person"', 16),
    ('source = "law"\narticle = "1"', 'source = "act"\narticle = "1"', 17),
    ('id = "own.second"', 'id = "own.first"', 24),
    ('confidence = "known"', 'confidence = "known"\nstrength = "hard"', 29),
    ('["agreed_times"]', '["agreed_time"]', 31),
    ('lifted_by', 'lifted', 31),
    ('"mon-fri"', '"monday"', 32),
    ('"22:00"', '"22.00"', 32),
    ('days = ', 'weekdays = ', 32),
    ('lenders = ["bank"]', 'lenders = ["banks"]', 34),
    ('channels = ["calls"]', 'channels = "calls"', 36),
    ('channels = ["calls"]', 'chanels = ["calls"]', 36),
    ('from = 2020-01-01', 'from =', 12),
])
def test_a_bad_pack_is_refused_by_line(old: str, new: str, line: int) -> None:
    assert old in GOOD
    with pytest.raises(PackTrouble) as found:
        parse_pack(GOOD.replace(old, new), "own.toml")
    assert (found.value.file, found.value.line) == ("own.toml", line)
    for language in LANGUAGES:
        assert "own.toml" in found.value.say(words(language))
        assert str(line) in found.value.say(words(language))


@pytest.mark.parametrize("text", ["", "format = 1", "[[rule]]", "rule = 3", "a = [" * 2000, "\x00"])
def test_rubbish_is_refused(text: str) -> None:
    with pytest.raises(PackTrouble):
        parse_pack(text, "own.toml")


def test_one_bad_pack_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(GOOD, "utf-8")
    (tmp_path / "bad.toml").write_text(GOOD.replace("format = 1", "format = 9"), "utf-8")
    (tmp_path / "latin.toml").write_bytes(GOOD.replace("confirmed", "conf\xe9rmed").encode("latin-1"))
    found = all_packs(tmp_path)
    assert {trouble.file for trouble in found.refused} == {"bad.toml", "latin.toml"}
    assert "own" in {pack.id for pack in found.packs}
    assert {"cn", "us"} <= {pack.id for pack in found.packs}


def test_a_users_pack_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD.replace('id = "own"', 'id = "cn"'), "utf-8")
    found = [pack for pack in all_packs(tmp_path).packs if pack.id == "cn"]
    assert [pack.jurisdiction for pack in found] == ["XX"]


def test_a_missing_folder_and_a_huge_file(tmp_path: Path) -> None:
    assert all_packs(tmp_path / "none") == shipped_packs()
    (tmp_path / "huge.toml").write_bytes(b"#" * 4_000_001)
    with pytest.raises(PackTrouble):
        load_pack(tmp_path / "huge.toml")
    assert load_packs([tmp_path / "absent.toml"]).refused


def test_lines_are_found_inside_the_right_entry() -> None:
    lines = ["[[rule]]", 'id = "a"', 'limit = 1', "[[rule]]", 'id = "b"', "limit = 2"]
    assert find_line(lines, ("rule", 1), "limit") == 6
    assert find_line(lines, ("rule", 0), "window") == 1


# --- the shipped packs -------------------------------------------------------------------------------------------


def test_every_shipped_pack_is_read() -> None:
    assert shipped_packs().refused == ()
    assert {"CN", "US", "US-MA", "US-WA"} <= shipped_packs().jurisdictions


@pytest.mark.parametrize("pack", shipped_packs().packs, ids=lambda pack: pack.id)
def test_every_rule_can_be_looked_up(pack: Pack) -> None:
    for rule in pack.rules:
        assert rule.source.instrument.by_language["en"], rule.id
        assert rule.article, rule.id
        if rule.to_verify:
            assert rule.strength is Strength.SOFT, rule.id


@pytest.mark.parametrize("pack", shipped_packs().packs, ids=lambda pack: pack.id)
def test_texts_are_different_where_languages_are(pack: Pack) -> None:
    for rule in pack.rules:
        for text in (rule.title, rule.plain):
            assert isinstance(text, Text)
            assert not any("\u4e00" <= letter <= "\u9fff" for letter in text.by_language["en"]), rule.id
            for language in ("zh-Hans", "zh-Hant"):
                assert any("\u4e00" <= letter <= "\u9fff" for letter in text.by_language[language]), rule.id


def test_no_rule_says_violation() -> None:
    for pack in shipped_packs().packs:
        for rule in pack.rules:
            for language, text in (*rule.title.by_language.items(), *rule.plain.by_language.items()):
                assert "violat" not in text.lower(), (rule.id, language)
                assert "!" not in text, rule.id
                assert "！" not in text, rule.id


def test_ids_are_unique_over_all_packs() -> None:
    ids = [rule.id for pack in shipped_packs().packs for rule in pack.rules]
    assert len(ids) == len(set(ids))


def test_the_rows_the_facts_call_doubtful_are_absent() -> None:
    ids = {rule.id for pack in shipped_packs().packs for rule in pack.rules}
    assert not ids & {"cn.gbt45251.cycle-7d", "cn.gbt45251.negotiation-7wd", "dc-freq", "wv-freq", "nyc-freq"}
