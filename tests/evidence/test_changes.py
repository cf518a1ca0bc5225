"""The change history of a contact in words: amounts, days, names and fields, and nothing of it where it is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest

from debttracker.basics.languages import words
from debttracker.basics.moments import Moment, day_number
from debttracker.case.case import Case
from debttracker.case.change import Change, add, edit
from debttracker.case.creation import create_case
from debttracker.case.records import ContactFields
from debttracker.evidence.changes import _APART, _COLUMNS, field_word, value_text
from debttracker.evidence.document import EvidenceChoices, Hidden, Redaction
from debttracker.evidence.export import export_pdf
from debttracker.evidence.gather import Selection, gather
from debttracker.evidence.kept import MOST_EDITS, kept_sentence
from debttracker.evidence.preview import PdfPages

ZONE = "America/New_York"
CALLED = Moment.of_local(datetime(2026, 11, 20, 22, 14), ZONE)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """One call about which a borrower first knew little."""
    case, _code = create_case(tmp_path / "case", zone=ZONE, currency="USD", jurisdictions=("us",))
    case.change(Change.of("x", add("party", -1, name="Sample Recovery LLC", role="collector"),
                          add("party", -2, name="Aunt Mabel", role="third_party"),
                          add("party", -3, name="Northgate", role="collector"),
                          add("handle", -4, kind="phone", value="+1 212 555 0147", comparable="12125550147"),
                          add("loan", -5, label="Card 2025", currency="USD", principal=500_000),
                          add("contact", -6, at_ms=CALLED.utc_ms, zone=ZONE, precision="minute", channel="call",
                              direction="in", outcome="missed", party_id=-1)))
    yield case
    case.close()


def change(case: Case, **fields: object) -> None:
    """One change of the call."""
    case.change(Change.of("x", edit("contact", 1, **fields)))


def told(case: Case, language: str) -> str:
    """How the call was kept, in words."""
    choices = EvidenceChoices(Moment.now(ZONE), language, include_findings=False, include_charts=False)
    (contact,) = gather(case.reader(), Selection(), choices).contacts
    return kept_sentence(contact, words(language))


@pytest.mark.parametrize(("fields", "english", "chinese"), [
    ([{"demanded": 85_027, "demanded_currency": "USD"}], "amount demanded “$ 850.27”.", "补充：索要金额“$ 850.27”。"),
    ([{"demanded": 85_027, "demanded_currency": "USD"}, {"demanded": 91_000}],
     "amount demanded from “$ 850.27” to “$ 910.00”.", "由“$ 850.27”改为“$ 910.00”。"),
    ([{"demanded": 850, "demanded_currency": "JPY"}, {"demanded_currency": "USD"}], "from “JP¥ 850” to “$ 8.50”.", "改为“$ 8.50”。"),
    ([{"promise_day": day_number(datetime(2026, 12, 1).date())}], "promised for “1 Dec 2026”.", "“2026年12月1日”。"),
    ([{"duration_s": 220}, {"duration_s": None}], "duration “3:40” was taken out.", "删去时长“3:40”。"),
    ([{"outcome": "answered"}], "outcome from “Missed” to “Answered”.", "由“未接”改为“已接听”。"),
    ([{"behaviours": "insult threat_exposure"}], "behaviours “Threat to tell others; Insult or abuse”.", "、"),
    ([{"identified": 0}], "said who they are “no”.", "“否”。"),
    ([{"party_id": 3}], "party from “Sample Recovery LLC” to “Northgate”.", "由“Sample Recovery LLC”改为“Northgate”。"),
    ([{"handle_id": 1}], "number or address “+1 212 555 0147”.", "号码或地址“+1 212 555 0147”。"),
    ([{"loan_id": 1}], "loan “Card 2025”.", "“Card 2025”。"),
    ([{"reached": "relative", "reached_party_id": 2}], "name of the person reached “Aunt Mabel”.", "“Aunt Mabel”。"),
    ([{"stress": 7}], "“7 / 10”.", "“7 / 10”。"),
    ([{"at_ms": CALLED.utc_ms + 3_600_000}], "time from “2026-11-20 22:14” to “2026-11-20 23:14”.",
     "由“2026-11-20 22:14”改为“2026-11-20 23:14”。"),
    ([{"precision": "about"}], "time from “2026-11-20 22:14” to “~ 2026-11-20 22:14”.", "“~ 2026-11-20 22:14”。"),
])
def test_each_kind_of_value_in_words(case: Case, fields: list[dict[str, object]], english: str, chinese: str) -> None:
    for one in fields:
        change(case, **one)
    assert english in told(case, "en")
    assert chinese in told(case, "zh-Hans")
    assert told(case, "zh-Hant") != told(case, "zh-Hans")


def test_older_values_are_read_with_the_currency_they_had(case: Case) -> None:
    change(case, demanded=85_027, demanded_currency="USD")
    change(case, demanded=90_000)
    change(case, demanded=850, demanded_currency="JPY")
    said = told(case, "en")
    assert said.index("“$ 850.27”") < said.index("from “$ 850.27” to “$ 900.00”")
    assert "from “$ 900.00” to “JP¥ 850”" in said


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_every_field_that_can_change_has_a_word(language: str) -> None:
    speak = words(language)
    names = set(ContactFields.model_fields) - _APART - {"hidden"}
    bare = {name for name in names if field_word(_COLUMNS.get(name, name), speak) == _COLUMNS.get(name, name)}
    assert bare <= ({"behaviours", "channel", "direction", "loan_id", "note", "outcome", "party_id", "place",
                     "text"} if language == "en" else set()), bare


def test_what_was_left_out_stays_as_its_mark() -> None:
    for field in ("occurred_at", "demanded", "promise_day", "duration_s", "stress", "identified", "behaviours", "party"):
        assert value_text(field, "▇▇▇", words("en")) == "▇▇▇"


def test_an_old_name_is_not_given_away_by_the_history(case: Case, tmp_path: Path) -> None:
    change(case, reached="relative", reached_party_id=2)
    change(case, reached="unknown", reached_party_id=None)
    change(case, party_id=3)
    choices = EvidenceChoices(Moment.now(ZONE), "en", include_findings=False, include_charts=False,
                              redactions=(Redaction(Hidden.PARTY, "family", ("C-000001",)),))
    export_pdf(case, Selection(), choices, tmp_path / "x.pdf")
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        data = pdf.attachments["case.json"].get_file().read_bytes().decode()
        rest = b"".join(item.read_bytes() for item in pdf.objects
                        if isinstance(item, pikepdf.Stream) and "/Filter" in item and item.Filter == "/FlateDecode")
    with PdfPages((tmp_path / "x.pdf").read_bytes()) as pages:
        said = "".join(pages.text(n) for n in range(len(pages)))
    for name in ("Mabel", "Sample Recovery", "Northgate"):
        assert name not in data
        assert name not in said
        assert name.encode() not in rest


def test_machines_read_the_history_in_plain_forms(case: Case, tmp_path: Path) -> None:
    change(case, demanded=85_027, demanded_currency="USD", at_ms=CALLED.utc_ms + 60_000)
    choices = EvidenceChoices(Moment.now(ZONE), "en", include_findings=False, include_charts=False)
    export_pdf(case, Selection(), choices, tmp_path / "x.pdf")
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        data = json.loads(pdf.attachments["case.json"].get_file().read_bytes())
    changes = {one["field"]: (one["from"], one["to"]) for one in data["contacts"][0]["changes"]}
    assert changes == {"demanded": ("", "850.27 USD"),
                       "occurred_at": ("2026-11-20T22:14-05:00", "2026-11-20T22:15-05:00")}


def test_of_many_changes_the_last_are_printed(case: Case) -> None:
    for n in range(MOST_EDITS + 2):
        change(case, duration_s=60 + n)
    assert "2 earlier changes stand in case.json." in told(case, "en")
