"""Lines counted before a table is set are the lines it is set in."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.basics.languages import LANGUAGES, words
from debttracker.basics.resources import resource_path
from debttracker.evidence import lines
from debttracker.evidence.blocks import Plain, counted_table, h1, rooms
from debttracker.evidence.lines import broken, estimated
from debttracker.evidence.paper import TEMPLATE, as_json
from debttracker.evidence.typesetting import Job, compile_here

_WORDS = ("Northgate", "Recovery", "+8613821837719", "we", "will", "visit", "(vol.", "2)", "08:00–22:00.", "已收到", "电话，来",
          "请于今日内还清欠款", "74552元", "，否则将上报征信。", "“再不还”", "【恒通】", "尊敬的用户，", "Müller", "·", "第3次", "A/C", "&", "…")


def _texts(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    return [chance.choice(("", " ")).join(chance.choices(_WORDS, k=chance.randint(1, 14))).strip() for _ in range(count)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sign_that_counts_as_sure_is_wider_than_estimated(language: str) -> None:
    ttfont = pytest.importorskip("fontTools.ttLib").TTFont
    faces = [ttfont(resource_path("fonts", f"{name}.otf")) for name in ("Inter-Regular", "NotoSansSC-Regular", "NotoSansTC-Regular")]
    sure = [sign for sign in map(chr, range(0x20, 0x10000)) if lines._SURE.fullmatch(sign)]
    assert len(sure) > 20_000
    for sign in sure:
        face = next((one for one in faces if ord(sign) in one.getBestCmap()), None)
        if face is not None:
            real = face["hmtx"][face.getBestCmap()[ord(sign)]][0] / face["head"].unitsPerEm * 8
            assert real <= estimated(sign, words(language)) + 0.01, sign


@given(st.lists(st.sampled_from([*_WORDS, " "]), max_size=30).map("".join), st.floats(120, 400), st.sampled_from(LANGUAGES))
def test_a_text_is_divided_without_loss_and_each_line_has_room(text: str, room: float, language: str) -> None:
    speak = words(language)
    found = broken(text, room, speak)
    if found is None:
        assert any(estimated(word, speak) > room for word in re.findall(r"[^ \u4e00-\u9fff]+", text))
        return
    assert "".join(found) == text
    for line in found:
        assert estimated(line.rstrip(), speak) <= room + 0.01
    for line in found[1:]:
        assert not re.match("[、。，：）】”…]", line)
    for line in found[:-1]:
        assert not re.search("[（【“]$", line)


@pytest.mark.parametrize("text", ["Reply 👍", "สวัสดีครับ", "שלום", "नमस्ते", "x" * 90])
def test_of_what_is_not_sure_no_lines_are_told(text: str) -> None:
    assert broken(text, 200, words("en")) is None


def _heights(tables: list[dict[str, Any]], language: str, region: str) -> list[list[float]]:
    """For each table, which stands on a page of its own, how far above its foot each row begins, in points."""
    import pypdfium2

    file = {"title": "x", "author": "", "subject": "", "lang": language, "region": region, "date": [2026, 11, 24, 12, 0, 0],
            "header": "", "exhibits": "", "footer": "", "files": [], "originals": [],
            "blocks": [one for table in tables for one in (h1("x"), table)]}
    document = compile_here(Job(TEMPLATE, as_json(file), 1_795_000_000))
    found = []
    with pypdfium2.PdfDocument(document) as pdf:
        for page in pdf:
            text = page.get_textpage()
            places = [text.get_rect(at) for at in range(text.count_rects())]
            found.append([low for left, low, right, _ in places if left < 70 and right < 130])
            text.close()
            page.close()
    return found


@pytest.mark.parametrize(("language", "tongue"), [("en", ("en", "")), ("zh-Hans", ("zh", "CN")), ("zh-Hant", ("zh", "TW"))])
def test_a_table_with_its_lines_counted_looks_like_one_without(language: str, tongue: tuple[str, str]) -> None:
    rows = [[f"C-{at:06d}", *pair] for at, pair in enumerate(zip(_texts(1, 120), _texts(2, 120), strict=True))]
    widths = (60, 150, 254)
    tables = [counted_table(["Exhibit", "What", "Who"], rows[at:at + 8], widths, [Plain(room, words(language)) for room in rooms(widths)])
              for at in range(0, len(rows), 8)]
    lines_told = [n for one in tables for n in one["lines"]]
    assert max(lines_told) > 3
    assert sum(map(bool, lines_told)) > 90
    told, tried = _heights(tables, *tongue), _heights([{**one, "lines": [0]} for one in tables], *tongue)
    assert len(told) == len(tried) == len(tables)
    for page, same in zip(told, tried, strict=True):
        assert len(page) == len(same) > 8
        # Each row is told some twentieth of a point too high for each of its lines; one line more would be ten points.
        assert all(0 <= tried_low - low < 2 for low, tried_low in zip(page, same, strict=True))
