"""The catalogue tool: what it extracts, what it refuses, what it compiles."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

import catalogues

CODE = '''
_("Hello {name}", name=n)
self._.plural("{n} call", "{n} calls", n)
_.context("channel", "Call")
# L10n: on a button
N_("Keep")
'''


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A program with one area, ``case``, holding four texts."""
    write(tmp_path, "case/words.py", CODE)
    return tmp_path


def write(tree: Path, name: str, code: str) -> None:
    path = tree / "debttracker" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")


def translate(tree: Path, area: str, pairs: dict[str, str]) -> None:
    """Fill the msgstr that follows each msgid line of ``pairs``."""
    for language in catalogues.LOCALES:
        path = catalogues.po_path(language, area, tree)
        text = path.read_text(encoding="utf-8")
        for source, target in pairs.items():
            head, found, tail = text.partition(f'msgid "{source}"\n')
            assert found, source
            text = head + found + tail.replace('""', f'"{target}"', 1)
        path.write_text(text, encoding="utf-8")


GOOD = {"Hello {name}": "{name} 好", "{n} call": "{n} 次", "Call": "打", "Keep": "保存"}


def test_a_full_catalogue_passes_and_speaks(tree: Path) -> None:
    catalogues.update("case", tree)
    translate(tree, "case", GOOD)
    assert catalogues.check((), tree) == []
    for path in catalogues.compile_all(tree):
        with path.open("rb") as stream:
            spoken = gettext.GNUTranslations(stream)
        assert spoken.gettext("Hello {name}") == "{name} 好"
        assert spoken.ngettext("{n} call", "{n} calls", 1) == "{n} 次"
        assert spoken.pgettext("channel", "Call") == "打"
        assert spoken.gettext("Call") == "Call"


def test_note_for_translators_and_file_without_line(tree: Path) -> None:
    catalogues.update("case", tree)
    text = catalogues.po_path("zh-Hans", "case", tree).read_text(encoding="utf-8")
    assert '#. on a button\n#: debttracker/case/words.py\nmsgid "Keep"' in text
    assert "Date" not in text


def test_update_keeps_translations_drops_unused_and_is_stable(tree: Path) -> None:
    catalogues.update("case", tree)
    translate(tree, "case", GOOD)
    write(tree, "case/words.py", CODE.replace('N_("Keep")', 'N_("Skip")'))
    catalogues.update("case", tree)
    first = catalogues.po_path("zh-Hant", "case", tree).read_bytes()
    assert "{name} 好".encode() in first
    assert b"Keep" not in first
    assert b'msgid "Skip"\nmsgstr ""' in first
    catalogues.update("case", tree)
    assert catalogues.po_path("zh-Hant", "case", tree).read_bytes() == first


def test_a_text_known_elsewhere_comes_with_its_translation(tree: Path) -> None:
    catalogues.update("case", tree)
    translate(tree, "case", GOOD)
    write(tree, "ui/pages/today.py", '_("Keep")')
    catalogues.update("ui_pages", tree)
    assert catalogues.check((), tree) == []


@pytest.mark.parametrize(("wrong", "complaint"), [
    ({"Keep": ""}, "not translated"),
    ({"Hello {name}": "{nome} 好"}, "fields differ"),
    ({"Hello {name}": "{name 好"}, "fields differ"),
    ({"{n} call": "几次"}, "fields differ"),
    ({"Keep": " 保存"}, "begins or ends differently"),
])
def test_a_wrong_translation_is_named(tree: Path, wrong: dict[str, str], complaint: str) -> None:
    catalogues.update("case", tree)
    translate(tree, "case", {**GOOD, **wrong})
    found = catalogues.check((), tree)
    assert len(found) == 2  # one a language
    assert all(complaint in line for line in found)


def test_characters_of_the_other_script_are_named(tree: Path) -> None:
    catalogues.update("case", tree)
    translate(tree, "case", {**GOOD, "Keep": "贷款"})
    assert any(line.startswith("zh-Hant") and "other script 贷" in line for line in catalogues.check((), tree))


def test_fuzzy_is_named_and_not_compiled(tree: Path) -> None:
    catalogues.update("case", tree)
    translate(tree, "case", GOOD)
    path = catalogues.po_path("zh-Hans", "case", tree)
    marked = path.read_text(encoding="utf-8").replace('msgid "Keep"', '#, fuzzy\nmsgid "Keep"')
    path.write_text(marked, encoding="utf-8")
    assert any("fuzzy" in line for line in catalogues.check((), tree))
    catalogues.compile_all(tree)
    with catalogues.mo_path("zh-Hans", tree).open("rb") as stream:
        assert gettext.GNUTranslations(stream).gettext("Keep") == "Keep"


def test_two_areas_must_agree(tree: Path) -> None:
    write(tree, "cli/main.py", '_("Keep")')
    for area in ("case", "cli"):
        catalogues.update(area, tree)
    translate(tree, "case", GOOD)
    translate(tree, "cli", {"Keep": "留下"})
    assert any("in case but" in line for line in catalogues.check(["cli"], tree))


def test_new_and_vanished_texts_are_named(tree: Path) -> None:
    catalogues.update("case", tree)
    translate(tree, "case", GOOD)
    write(tree, "case/words.py", CODE.replace("Keep", "Skip"))
    found = "\n".join(catalogues.check((), tree))
    assert "no longer used" in found
    assert "not extracted yet" in found


@pytest.mark.parametrize("code", ['_(f"You owe {x}")', '_("You owe " + x)', 'raise BadInput("Not an amount.")',
                                  'raise CaseTrouble(f"{x} is damaged")'])
def test_code_that_cannot_be_translated_is_named(tree: Path, code: str) -> None:
    write(tree, "case/bad.py", code)
    assert any("bad.py:1" in line for line in catalogues.check((), tree))


def test_areas_follow_the_folders() -> None:
    root = Path("/r")
    code = root / "debttracker"
    assert catalogues.area_of(code / "basics" / "money.py", root) == "basics"
    assert catalogues.area_of(code / "rules" / "packs" / "cn.py", root) == "rules"
    assert catalogues.area_of(code / "ui" / "start.py", root) == "ui_frame"
    assert catalogues.area_of(code / "ui" / "pages" / "today.py", root) == "ui_pages"
    assert catalogues.area_of(code / "__main__.py", root) == "cli"


def test_compiled_bytes_depend_on_the_texts_only(tree: Path) -> None:
    catalogues.update("case", tree)
    translate(tree, "case", GOOD)
    first = [path.read_bytes() for path in catalogues.compile_all(tree)]
    assert [path.read_bytes() for path in catalogues.compile_all(tree)] == first
    assert catalogues.compile_all(tree, only_stale=True) == []
