"""Who is in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from debttracker.capture import preview as preview_module
from debttracker.capture.preview import BEYOND, KnownParty, preview
from debttracker.capture.reader import read_file
from debttracker.capture.signs import Likelihood, debt_word, is_service_number
from tests.capture.conftest import ANDROID, sms, smses


def call(number: str, kind: int, date: int, name: str = "(Unknown)") -> str:
    return (f'<call number="{number}" duration="0" date="{date}" type="{kind}" presentation="1" '
            f'contact_name="{name}" />')


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    path = tmp_path / "sms.xml"
    at = iter(range(1_700_000_000_000, 1_800_000_000_000, 1_000))
    path.write_text(smses(
        *(sms(f"您的借款已逾期{i}天", address="106912345678", date=next(at)) for i in range(3)),
        *(call("075588320133", 3, next(at)) for _ in range(6)),
        sms("妈妈给你做了饭", address="13800138000", date=next(at), contact_name="妈妈"),
        sms("借我点钱还款", address="13800138000", date=next(at), contact_name="妈妈", type=2),
        call("13800138111", 1, next(at), "催收小王"), call("13800138222", 3, next(at)),
        sms("draft", type=3), sms("bad", date="x")))
    return path


def test_groups_counts_and_guess(backup: Path) -> None:
    seen = preview(read_file(backup))
    groups = {g.handle: g for g in seen.groups}
    assert (seen.read, seen.refused, len(seen.refusals)) == (15, 2, 2)
    assert sum(g.total for g in seen.groups) == 13
    texts = groups["106912345678"] if "106912345678" in groups else groups["+86106912345678"]
    assert (texts.total, texts.messages, texts.calls, texts.likelihood) == (3, 3, 0, Likelihood.LIKELY)
    assert "逾期" in texts.sample
    missed = groups["+8675588320133"]
    assert (missed.calls, missed.missed, missed.likelihood) == (6, 6, Likelihood.POSSIBLE)
    mother = groups["+8613800138000"]
    assert (mother.name, mother.likelihood, mother.incoming) == ("妈妈", Likelihood.UNLIKELY, 1)
    assert groups["+8613800138111"].likelihood == Likelihood.POSSIBLE or groups["+8613800138111"].likelihood == "likely"
    assert groups["+8613800138222"].likelihood == Likelihood.UNLIKELY
    assert seen.groups[0].handle == texts.handle
    assert mother.handle not in seen.suggested
    assert {texts.handle, missed.handle} <= seen.suggested
    assert mother.first_ms < mother.last_ms


def test_the_case_knows_better_than_any_sign(backup: Path) -> None:
    known = {"+8613800138000": KnownParty("Mother", "third_party"), "+8613800138222": KnownParty("Qian", "collector")}
    groups = {g.handle: g for g in preview(read_file(backup), known).groups}
    assert groups["+8613800138222"].likelihood == Likelihood.LIKELY
    assert groups["+8613800138222"].party == KnownParty("Qian", "collector")
    assert groups["+8613800138000"].likelihood == Likelihood.UNLIKELY


def test_many_numbers_are_bounded(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview_module, "MOST_GROUPS", 2)
    seen = preview(read_file(backup))
    assert {g.handle for g in seen.groups} >= {BEYOND}
    assert len(seen.groups) == 3
    assert sum(g.total for g in seen.groups) == 13


def test_zone_and_remarks_are_told() -> None:
    seen = preview(read_file(ANDROID / "devadvance_sample_small.xml"))
    assert (seen.zone, seen.zone_known, seen.format) == ("America/Los_Angeles", "device", "sms-backup-restore")


@pytest.mark.parametrize("text", ["您已逾期3天", "貸款到期提醒", "Your loan is PAST DUE", "final notice",
                                  "转入征信系统"])
def test_words_of_debt(text: str) -> None:
    assert debt_word(text)


@pytest.mark.parametrize("text", ["明天一起吃饭", "See you at eight", "验证码 1234", ""])
def test_other_words(text: str) -> None:
    assert not debt_word(text)


@pytest.mark.parametrize(("handle", "firm"), [
    ("95588", True), ("10690123456789", True), ("+864008123456", True), ("12378", True), ("+18005550199", True),
    ("+8613800138000", False), ("+8675588320133", False), ("+15550100", False), ("", False), ("alipay", False),
])
def test_service_numbers(handle: str, firm: bool) -> None:
    assert is_service_number(handle) is firm
