"""The numbered table's columns: what is empty everywhere is left out, what can stand on one line does, all files alike."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from debttracker.basics.languages import LANGUAGES, words
from debttracker.basics.resources import resource_path
from debttracker.evidence import pdf
from debttracker.evidence.blocks import LINE
from debttracker.evidence.columns import fitted
from debttracker.evidence.document import ContactExhibit, EvidenceContent
from debttracker.evidence.entries import Known, RowCell, Told
from debttracker.evidence.lines import estimated
from debttracker.evidence.pdf import write_pdf
from debttracker.evidence.preview import PdfPages

sys.path.insert(0, str(Path(__file__).parent))
import invented

WHEN = "2026-11-23 22:14"


def row(number: int, what: str = "Call, in · Missed", who: str = "Swift Credit 8 · +8613881346270", loan: str = "",
        kept: str = "file 1", marks: str = "", said: str = "") -> list[RowCell]:
    return [f"C-{number:06d}", WHEN, Told(what, who, said), loan, kept, marks]


def tables(monkeypatch: pytest.MonkeyPatch, path: Path, content: EvidenceContent, capacity: int) -> list[dict[str, Any]]:
    """The numbered tables of all files of one export, as the template got them."""
    seen: list[dict[str, Any]] = []
    as_json = pdf.as_json

    def noted(file: dict[str, Any]) -> str:
        seen.extend(block for block in file["blocks"] if block["kind"] == "table" and block["header"][1] == "Date and time")
        return as_json(file)

    monkeypatch.setattr(pdf, "as_json", noted)
    write_pdf(content, invented.choices("en"), path, capacity=capacity)
    return seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sign_is_wider_than_estimated(language: str) -> None:
    ttfont = pytest.importorskip("fontTools.ttLib").TTFont
    for name in ("Inter-Regular", "NotoSansSC-Regular", "NotoSansTC-Regular"):
        font = ttfont(resource_path("fonts", f"{name}.otf"))
        glyphs, advances, per_em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        for sign in map(chr, range(0x20, 0x7F)) if name.startswith("Inter") else "中，。、（）—":
            real = advances[glyphs[ord(sign)]][0] / per_em * 8
            assert real <= estimated(sign, words(language)) <= real * 1.5 + 1, sign


def test_what_is_empty_for_all_contacts_has_no_column_and_no_title() -> None:
    rows, speak = [row(number) for number in range(1, 40)], words("en")
    every = fitted(rows, Known(), speak)
    fewer = fitted(rows, Known(with_loans=False, with_marks=False), speak)
    told = {"what": "What", "rest": "Who"}
    assert every.table(rows, speak)["header"] == ["Exhibit", "Date and time", told, "Loan", "How kept", "May breach"]
    shown = fewer.table(rows, speak)
    assert shown["header"] == ["Exhibit", "Date and time", told, "How kept"]
    assert shown["rows"][0] == ["C-000001", WHEN, {"what": "Call, in · Missed", "rest": "Swift Credit 8 · +8613881346270"}, "file 1"]
    assert len(shown["widths"]) == len(shown["align"]) == 4
    assert set(shown["lines"]) == {1}


def test_the_freed_width_goes_to_what_would_break() -> None:
    rows, speak = [row(number) for number in range(1, 40)], words("en")
    every, fewer = (fitted(rows, Known(with_loans=some, with_marks=some), speak) for some in (True, False))
    assert sum(every.widths) == sum(fewer.widths) == LINE
    assert fewer.widths[2] > every.widths[2] + 50


def test_who_stands_at_one_place_or_right_behind_what() -> None:
    speak, known = words("en"), Known(with_loans=False, with_marks=False)
    rows = [row(1), row(2, "Call, in · Answered · 10:22"), row(3, "Visit"), row(4, "Call, in · Missed", "Northgate Recovery and Partners 3")]
    columns = fitted(rows * 20, known, speak)
    cells = [line[2] for line in columns.table([*rows, row(5, "Text message, in · Received, not read", "A firm 9 · +8613881346270"),
                                                row(6, "", "Nobody"), row(7, "Call, in", "")], speak)["rows"]]
    assert [cell["what"] for cell in cells[:4]] == ["Call, in · Missed", "Call, in · Answered · 10:22", "Visit", "Call, in · Missed"]
    assert cells[4:] == ["Text message, in · Received, not read · A firm 9 · +8613881346270", "Nobody", "Call, in"]


def test_what_was_said_stands_under_it_with_its_own_line_ends() -> None:
    speak = words("zh-Hans")
    said = "【恒通】尊敬的用户，您的借款已逾期，请尽快还款。" * 3 + "\n回复 T 退订"
    columns = fitted([row(1, "短信，来", "恒通催收 1", said=said)], Known(with_loans=False, with_marks=False), speak)
    table = columns.table([row(1, "短信，来", "恒通催收 1", said=said), row(2, "短信，来", "恒通催收 1", said="👍")], speak)
    cell = table["rows"][0][2]
    assert cell["what"] == "短信，来"
    assert cell["rest"] == "恒通催收 1"
    lines = cell["said"].split("\n")
    assert lines[-1] == "回复 T 退订"
    assert "".join(lines[:-1]) + "\n" + lines[-1] == said
    assert table["lines"] == [1 + len(lines), 0], "how many lines an emoji takes is left to the template"


def test_texts_too_long_for_any_line_leave_every_column_its_words() -> None:
    speak = words("en")
    rows = [row(number, "lorem ipsum " * 20, "dolor sit amet " * 30, "Loan of a long name " * 5, "by hand, later " * 9,
                "2.1, " * 40) for number in range(1, 400)]
    columns = fitted(rows, Known(), speak)
    assert sum(columns.widths) <= LINE
    assert all(width >= 28 for width in columns.widths)
    assert columns.widths[2] >= 160


def test_no_contacts_still_have_columns() -> None:
    assert len(fitted([], Known(), words("zh-Hans")).widths) == 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_date_and_time_stand_on_one_line(tmp_path: Path, language: str) -> None:
    path = tmp_path / "x.pdf"
    write_pdf(invented.content(30), invented.choices(language), path)
    with PdfPages(path.read_bytes()) as pages:
        lines = "\n".join(pages.text(index) for index in range(len(pages))).splitlines()
    whole = {found[1] for line in lines if (found := re.match(r"(C-\d{6}) \d{4}-\d\d-\d\d \d\d:\d\d( |$)", line))}
    assert whole == {one.number for one in invented.contacts(30)}


def test_all_files_of_an_export_have_the_same_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def growing(n: int) -> list[ContactExhibit]:
        return [replace(one, party=(one.party + " und Partner Inkasso Gesellschaft") if at > n // 2 else one.party, loan="")
                for at, one in enumerate(invented.contacts(n, pictures=False))]

    content = replace(invented.content(60), contacts=growing(60), with_loans=False)
    found = tables(monkeypatch, tmp_path / "x.pdf", content, 15)
    assert len(list(tmp_path.iterdir())) > 2
    assert len(found) > 3
    assert "Loan" not in found[0]["header"]
    assert len({json.dumps([one["header"], one["widths"]]) for one in found}) == 1


@pytest.mark.parametrize("tied", [True, False])
def test_that_no_contact_is_tied_to_a_loan_is_said_where_there_are_loans(tmp_path: Path, tied: bool) -> None:
    path = tmp_path / "x.pdf"
    write_pdf(replace(invented.content(5), with_loans=tied), invented.choices("en"), path)
    with PdfPages(path.read_bytes()) as pages:
        whole = " ".join(" ".join(pages.text(index) for index in range(len(pages))).split())
    assert ("None of the contacts in this document is tied to a loan" in whole) is not tied
