"""The table of contacts: what this program writes it reads back, and what spreadsheets make of it too."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debttracker.basics.csvcells import guard
from debttracker.basics.errors import FormatTrouble
from debttracker.basics.moments import Moment, Precision
from debttracker.basics.vocabulary import Behaviour, Channel, Direction, Outcome, Reached, Role
from debttracker.capture.csv_contacts import COLUMNS, _Table
from debttracker.capture.draft import Refusal
from tests.capture.conftest import Reader, read_all

ROW = {"occurred_at": "2026-11-23T22:14:05.250+08:00", "zone": "Asia/Shanghai", "channel": "sms", "direction": "in",
       "outcome": "delivered", "duration_s": "", "handle": "+86 138 0013 8000", "party": "Mr Qian", "role": "collector",
       "reached": "borrower", "loan": "Card", "text": "=1+1, \"now\"\r\nor else", "behaviours": "insult threat_visit",
       "note": "'-quoted"}


def table(*rows: dict[str, Any], columns: tuple[str, ...] = COLUMNS, delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guard(str(row.get(c, ""))) for c in columns])
    return out.getvalue()


def test_a_full_row(read_bytes: Reader) -> None:
    draft = read_bytes(table(ROW), "c.csv").only
    assert (draft.moment_ms, draft.precision, draft.zone, draft.zone_known) == (
        1_795_443_245_250, "exact", "Asia/Shanghai", "file")
    assert (draft.handle_raw, draft.handle) == ("+86 138 0013 8000", "+8613800138000")
    assert draft.text == ROW["text"]
    assert draft.note == "'-quoted"
    assert (draft.party, draft.role, draft.reached, draft.loan) == ("Mr Qian", "collector", "borrower", "Card")
    assert draft.behaviours == "threat_visit insult"
    assert draft.duration_s is None
    assert draft.attachments is None


def test_no_duration_and_none_at_all_stay_apart(read_bytes: Reader) -> None:
    found = read_bytes(table({**ROW, "duration_s": "0"}, {**ROW, "duration_s": ""}), "c.csv")
    assert [d.duration_s for d in found.drafts] == [0, None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_as_spreadsheets_save_it(read_bytes: Reader, encoding: str, delimiter: str) -> None:
    content = table({**ROW, "text": "逾期三天；请还款"}, delimiter=delimiter).encode(encoding)
    draft = read_bytes(content, "c.csv").only
    assert (draft.text, draft.party) == ("逾期三天；请还款", "Mr Qian")


TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=40)
MOMENTS = st.builds(Moment, st.integers(700_000_000_000, 3_700_000_000_000), st.sampled_from(
    ["Asia/Shanghai", "America/New_York", "Europe/London", "Asia/Kolkata"]), st.sampled_from([Precision.EXACT]))


@given(st.lists(st.fixed_dictionaries({
    "moment": MOMENTS, "channel": st.sampled_from(list(Channel)), "direction": st.sampled_from(list(Direction)),
    "outcome": st.sampled_from(list(Outcome)), "duration_s": st.one_of(st.none(), st.integers(0, 10_000)),
    "handle": TEXTS, "party": TEXTS, "role": st.sampled_from(list(Role)), "reached": st.sampled_from(list(Reached)),
    "loan": TEXTS, "text": TEXTS, "note": TEXTS,
    "behaviours": st.lists(st.sampled_from(list(Behaviour)), unique=True, max_size=3)}), max_size=5))
def test_nothing_is_lost_on_the_way_out_and_in(tmp_path_factory: pytest.TempPathFactory,
                                               rows: list[dict[str, Any]]) -> None:
    path = tmp_path_factory.getbasetemp() / "round.csv"
    written = [{**row, "occurred_at": row["moment"].iso(), "zone": row["moment"].zone_name,
                "duration_s": "" if row["duration_s"] is None else row["duration_s"],
                "behaviours": " ".join(row["behaviours"])} for row in rows]
    path.write_bytes(table(*written).encode())
    drafts = read_all(path).drafts
    assert len(drafts) == len(rows)
    for draft, row in zip(drafts, rows, strict=True):
        assert (draft.moment_ms, draft.zone) == (row["moment"].utc_ms, row["moment"].zone_name)
        for name in ("channel", "direction", "outcome", "duration_s", "party", "role", "reached", "loan", "text",
                     "note"):
            assert getattr(draft, name) == row[name], name
        assert draft.handle_raw == row["handle"]
        assert sorted(draft.behaviours.split()) == sorted(row["behaviours"])


@pytest.mark.parametrize("moment", [
    Moment(1_795_443_240_000, "Asia/Shanghai", Precision.MINUTE),
    Moment(1_795_363_200_000, "Asia/Shanghai", Precision.DAY),
    Moment(1_795_443_240_000, "Asia/Shanghai", Precision.ABOUT), Moment(1_795_443_245_250, "Asia/Kolkata"),
])
def test_how_exact_a_time_is_survives(read_bytes: Reader, moment: Moment) -> None:
    draft = read_bytes(table({**ROW, "occurred_at": moment.iso(), "zone": moment.zone_name}), "c.csv").only
    assert (draft.moment_ms, draft.precision) == (moment.utc_ms, moment.precision)


@pytest.mark.parametrize(("text", "iso"), [
    ("2026/11/23 9:05", "2026-11-23T09:05+08:00"), ("2026/1/3", "2026-01-03"),
    ("2026-11-23 22:14", "2026-11-23T22:14+08:00"), ("2026-11-23T14:14:00Z", "2026-11-23T22:14:00+08:00"),
])
def test_times_as_people_and_spreadsheets_write_them(read_bytes: Reader, text: str, iso: str) -> None:
    draft = read_bytes(table({**ROW, "occurred_at": text}), "c.csv").only
    assert Moment(draft.moment_ms, draft.zone, Precision(draft.precision)).iso() == iso


def test_zone_of_a_row_without_zone(read_bytes: Reader) -> None:
    row = {**ROW, "zone": "", "occurred_at": "2026-11-23 22:14"}
    assert read_bytes(table(row), "c.csv").only.zone_known == "unknown"
    draft = read_bytes(table(row), "c.csv", zone="America/New_York").only
    assert (draft.zone, draft.zone_known, draft.moment_ms) == ("America/New_York", "user", 1_795_490_040_000)


def test_the_hour_in_which_clocks_change_is_told(read_bytes: Reader) -> None:
    rows = [{**ROW, "zone": "America/New_York", "occurred_at": t} for t in
            ("2026-11-01 01:30", "2026-03-08 02:30", "2026-11-01T01:30-05:00", "2026-11-02 01:30")]
    found = read_bytes(table(*rows), "c.csv")
    assert len(found.drafts) == 4
    assert [r.fields["n"] for r in found.remarks] == [2]


@pytest.mark.parametrize(("column", "value"), [
    ("occurred_at", "yesterday"), ("occurred_at", ""), ("occurred_at", "11/23/2026"), ("occurred_at", "1970-01-01"),
    ("occurred_at", "2099-01-01 10:00"), ("occurred_at", "2026-02-30"), ("zone", "Moon/Base"), ("channel", "pigeon"),
    ("duration_s", "1:30"), ("duration_s", "-1"), ("duration_s", "99999999999"), ("behaviours", "insult gossip"),
    ("handle", "9" * 501), ("text", "x" * 1_000_001),
])
def test_what_cannot_be_understood_refuses_its_row_only(read_bytes: Reader, column: str, value: str) -> None:
    found = read_bytes(table(ROW, {**ROW, column: value}, {**ROW, "text": "last"}), "c.csv")
    assert len(found.drafts) == 2
    (refusal,) = found.refusals
    assert str(refusal.where) == "line 4"  # the text of the row before spans two lines


def test_words_in_any_language_of_the_program(read_bytes: Reader) -> None:
    draft = read_bytes(table({**ROW, "channel": "Call", "direction": "incoming", "outcome": "MISSED"}), "c.csv").only
    assert (draft.channel, draft.direction, draft.outcome) == ("call", "in", "missed")


def test_other_columns_and_other_orders(read_bytes: Reader) -> None:
    content = table({**ROW, "mood": "7"}, columns=("mood", "text", "Occurred_At".lower(), "channel"))
    found = read_bytes(content, "c.csv")
    assert found.only.channel == "sms"
    assert "mood" in str(found.remarks[0])


def test_a_row_with_too_many_cells_is_refused(read_bytes: Reader) -> None:
    found = read_bytes("occurred_at,channel\n2026-11-23 10:00,sms,oops\n2026-11-23 11:00,sms,,\n\n", "c.csv")
    assert len(found.drafts) == 1
    assert "more cells" in str(found.refusals[0].why)


def test_without_a_header_it_is_no_table(read_bytes: Reader) -> None:
    with pytest.raises(FormatTrouble, match="must name the columns"):
        read_bytes("2026-11-23,sms\n", "c.csv", as_format="csv")


def test_nul_is_replaced_and_counted(read_bytes: Reader) -> None:
    found = read_bytes(table({**ROW, "text": "a@@b"}).replace("@@", "\x00\x00"), "c.csv")
    assert found.only.text == "a\ufffd\ufffdb"
    assert found.remarks[0].fields["n"] == 2


def test_a_quote_without_end_names_its_line(read_bytes: Reader) -> None:
    content = table({**ROW, "text": "fine"}) + '2026-11-23,"no end\n' + "filler\n" * 700_000
    with pytest.raises(FormatTrouble, match="from line 3 on"):
        read_bytes(content, "c.csv")
    assert len(read_bytes(content, "c.csv", keep_complete=True).drafts) == 1


def test_a_line_without_end_is_refused(read_bytes: Reader) -> None:
    with pytest.raises(FormatTrouble, match="from line 2 on"):
        read_bytes("occurred_at,text\n" + "x" * 18_000_000, "c.csv")


def test_damage_in_the_middle_is_named(read_bytes: Reader) -> None:
    rows = [{**ROW, "text": "逾期"}] * 5
    content = table(*rows).encode() + b"2026-11-23,\xff\xff\n"
    with pytest.raises(FormatTrouble, match="changes its encoding"):
        read_bytes(content, "c.csv")


#: Cells of every column, plain and odd: what is read the short way must be what the long way makes of it.
CELLS: dict[str, st.SearchStrategy[str]] = {
    "occurred_at": st.one_of(
        st.builds("{:04}-{:02}-{:02}{}{:02}:{:02}{}{}".format, st.sampled_from([1989, 1990, 1991, 2011, 2026, 2089, 2090]),
                  st.integers(1, 13), st.integers(1, 31), st.sampled_from("T "), st.integers(0, 24), st.integers(0, 59),
                  st.sampled_from(["", ":05", ":61", ":05.250", ":05.123456", ":05.1"]),
                  st.sampled_from(["", "Z", "z", "+08:00", "-03:30", "+24:00", " ", "+0800"])),
        st.sampled_from(["", "2026-11-23", "~2026-11-23 22:14", "2026/1/3 9:05", "yesterday", "'2026-11-23 22:14:05"])),
    "zone": st.sampled_from(["", " ", "Asia/Shanghai", " Europe/London", "America/New_York", "America/Havana", "Pacific/Apia",
                             "Australia/Lord_Howe", "Moon/Base"]),
    "channel": st.sampled_from(["sms", "Call", "", "pigeon"]), "direction": st.sampled_from(["in", "OUT", "", "up"]),
    "outcome": st.sampled_from(["missed", "未接", "", "odd"]), "duration_s": st.sampled_from(["", "7", " 8", "x", "10000001"]),
    "handle": st.one_of(st.sampled_from(["13800138000", "'+8613800138000", "-1", "x" * 501]), TEXTS), "party": TEXTS,
    "role": st.sampled_from(["", "lawyer", "nobody"]), "reached": st.sampled_from(["", "family", "xx"]), "loan": TEXTS,
    "text": st.one_of(TEXTS, st.sampled_from(["'=1", "'x", "''-1", "'\r\n", "＝1"])),
    "behaviours": st.sampled_from(["", "insult; threat_visit", "gossip"]), "note": st.sampled_from(["", "'@x", "note"])}


@given(st.lists(st.sampled_from(COLUMNS), unique=True, max_size=14).map(lambda some: ["occurred_at", *some]),
       st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=5), st.integers(-2, 2), st.sampled_from([None, "America/New_York"]))
@settings(max_examples=300, deadline=None)
def test_the_short_way_is_the_long_way(tmp_path_factory: pytest.TempPathFactory, columns: list[str],
                                       rows: list[dict[str, str]], more: int, zone: str | None) -> None:
    path = tmp_path_factory.getbasetemp() / "ways.csv"
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([*(row[c] for c in columns), *["x"] * more][:len(columns) + more] for row in rows)
    path.write_bytes(out.getvalue().encode())
    short = read_all(path, as_format="csv", zone=zone)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_Table, "plain", lambda *_: None)
        long = read_all(path, as_format="csv", zone=zone)
    assert short.drafts == long.drafts
    assert [told(r) for r in short.refusals] == [told(r) for r in long.refusals]
    assert [(r.message, r.fields) for r in short.remarks] == [(r.message, r.fields) for r in long.remarks]


def told(refusal: Refusal) -> tuple[Any, ...]:
    return refusal.where, refusal.why.message, refusal.why.fields


def test_rows_as_programs_write_them_take_the_short_way(read_bytes: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{**ROW, "handle": "13800138000", "text": "逾期", "note": "", "occurred_at": at} for at in
            ("2026-11-23T22:14:05+08:00", "2026-11-23T14:14:05Z", "2026-11-23 22:14:05", "2026-11-23T22:14:05.250+08:00")]
    monkeypatch.setattr(_Table, "draft", lambda *_: pytest.fail("the long way"))
    assert [d.precision for d in read_bytes(table(*rows), "c.csv").drafts] == ["exact"] * 4
