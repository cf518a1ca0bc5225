"""Complaint channels and help lines: complete, in three scripts, each with its source; the right ones come back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from debttracker.basics.errors import FormatTrouble
from debttracker.basics.languages import words
from debttracker.rules.channels import (
    ChannelKind,
    HelpChannel,
    all_channels,
    channels_for,
    code_of,
    lifelines,
    read_channels,
)

Check = Callable[[str], str]
PLACES = ("cn", "tw", "hk", "us", "uk", "in", "kr", "jp", "au", "ca", "ie", "ph", "id", "vn", "th", "sg", "my")


def ids(found: tuple[HelpChannel, ...]) -> list[str]:
    return [channel.id for channel in found]


def test_ids_are_unique_and_begin_with_their_country() -> None:
    names = ids(all_channels())
    assert len(names) == len(set(names)) > 100
    for channel in all_channels():
        assert channel.id.partition(".")[0] == channel.jurisdiction.partition("-")[0]


@pytest.mark.parametrize("channel", all_channels(), ids=lambda c: c.id)
def test_each_channel_can_be_reached_and_says_where_it_stood(channel: HelpChannel) -> None:
    assert channel.source
    if channel.kind not in (ChannelKind.LENDER, ChannelKind.COURT, ChannelKind.REGULATOR):
        assert channel.phones or channel.web or channel.email
    assert not channel.web or channel.web.startswith(("https://", "http://"))
    assert channel.checked.year == 2026


@pytest.mark.parametrize("channel", all_channels(), ids=lambda c: c.id)
def test_names_and_purposes_are_in_three_scripts(
    channel: HelpChannel, not_simplified: Check, not_traditional: Check
) -> None:
    for text in (channel.name, channel.purpose):
        assert not not_simplified(text.by_language["zh-Hans"])
        kana_free = "".join(c for c in text.by_language["zh-Hant"] if not "\u3040" <= c <= "\u30ff")
        assert not not_traditional(kana_free)
        assert text.by_language["en"].strip()


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_a_lifeline_or_the_police(place: str) -> None:
    assert lifelines([place]) or any(c.kind is ChannelKind.POLICE for c in channels_for([place]))


def test_the_named_numbers_of_hong_kong_are_not_mixed_up() -> None:
    numbers = {c.id: c.phones for c in lifelines(["HK"])}
    assert numbers["hk.samaritans"] == ("2896 0000",)
    assert numbers["hk.befrienders"] == ("2389 2222", "2389 2223")
    assert numbers["hk.sps"] == ("2382 0000",)


def test_mainland_china_shows_the_national_support_line_first() -> None:
    first = lifelines(["CN"])[0]
    assert (first.id, first.phones, first.confidence.value) == ("cn.12356", ("12356",), "confirmed")
    assert "心理" in first.name.say(words("zh-Hans"))


def test_the_lender_comes_before_the_regulator_and_the_ombudsman() -> None:
    assert ids(channels_for(["uk"]))[:3] == ["uk.lender", "uk.fca", "uk.fos"]


def test_a_region_gets_its_own_office_and_the_country_s_but_not_another_region_s() -> None:
    found = ids(channels_for(["CA-BC"]))
    assert "ca.bc" in found
    assert "ca.province" in found
    assert "ca.qc" not in found
    assert "ca.bc" not in ids(channels_for(["CA"]))


def test_a_regulator_of_banks_is_not_offered_against_a_private_lender() -> None:
    assert "tw.foi" in ids(channels_for(["TW"], firm="bank"))
    assert "tw.foi" not in ids(channels_for(["TW"], firm="unlicensed_lender"))
    assert "tw.foi" in ids(channels_for(["TW"], firm="unknown"))


def test_what_helps_against_the_behaviour_comes_first_among_its_kind() -> None:
    plain = [c for c in ids(channels_for(["CN"])) if c in ("cn.12321", "cn.12300")]
    flood = [c for c in ids(channels_for(["CN"], behaviours=["privacy_misuse"])) if c in ("cn.12321", "cn.12300")]
    assert set(plain) == set(flood)
    assert flood[0] == "cn.12321"


def test_great_britain_is_the_united_kingdom() -> None:
    assert code_of("GB") == "uk"
    assert code_of("gb-sct") == "uk-sct"
    assert code_of("US-MA") == "us-ma"


def test_general_knowledge_asks_to_be_verified() -> None:
    by_id = {c.id: c for c in all_channels()}
    assert by_id["hk.caritas"].to_verify
    assert not by_id["tw.1925"].to_verify


def test_a_bad_entry_is_refused_by_file_and_name(tmp_path: Path) -> None:
    bad = tmp_path / "xx.toml"
    bad.write_text('jurisdiction = "xx"\nchecked = 2026-01-01\n[[channel]]\nid = "xx.one"\nkind = "oracle"\n', "utf-8")
    with pytest.raises(FormatTrouble) as caught:
        read_channels(bad)
    assert "xx.toml" in str(caught.value)
    assert "xx.one" in str(caught.value)
    bad.write_text("jurisdiction = ", "utf-8")
    with pytest.raises(FormatTrouble, match=r"xx\.toml"):
        read_channels(bad)
