"""PySide's helper modules are compiled once, and never taken where the source is another."""

from __future__ import annotations

import builtins
from pathlib import Path

import pytest

from debttracker.ui.compiled import compiled_once, kept_file
from tests.frame.test_start_imports import imported

NAME = "shibokensupport/signature/anything.py"


def made(file: Path, source: str | bytes) -> tuple[int, bool]:
    """What ``source`` sets ``x`` to, compiled as PySide does it, and whether the kept code served."""
    before = file.read_bytes() if file.is_file() else b""
    with compiled_once(file):
        code = builtins.compile(source, NAME, "exec")
    space: dict[str, int] = {}
    exec(code, space)
    assert code.co_filename == NAME
    return space["x"], file.read_bytes() == before


def test_code_is_kept_as_long_as_the_source_is_the_same(tmp_path: Path) -> None:
    file = kept_file(tmp_path)
    assert made(file, "x = 1") == (1, False)
    assert made(file, b"x = 1") == (1, True)
    assert made(file, "x = 2") == (2, False)
    assert made(file, "x = 2") == (2, True)


@pytest.mark.parametrize("damage", [b"", b"nothing", lambda whole: whole[:-3], lambda whole: whole[:40] + b"?" + whole[41:]])
def test_a_damaged_file_is_written_anew(tmp_path: Path, damage: object) -> None:
    file = kept_file(tmp_path)
    made(file, "x = 1")
    whole = file.read_bytes()
    file.write_bytes(damage(whole) if callable(damage) else damage)  # type: ignore[arg-type]
    assert made(file, "x = 1") == (1, False)
    assert file.read_bytes() == whole


def test_without_a_place_to_keep_it_the_code_is_compiled(tmp_path: Path) -> None:
    (tmp_path / "compiled").write_text("no folder")
    with compiled_once(kept_file(tmp_path)):
        space: dict[str, int] = {}
        exec(builtins.compile("x = 3", NAME, "exec"), space)
    assert space["x"] == 3


def test_others_are_compiled_as_ever_and_compile_is_put_back(tmp_path: Path) -> None:
    plain, file = builtins.compile, kept_file(tmp_path)
    with pytest.raises(SyntaxError), compiled_once(file):
        builtins.compile("x = = 1", NAME, "exec")
    assert builtins.compile is plain
    with compiled_once(file):
        assert builtins.compile("annotation: undefined", "mine.py", "exec").co_filename == "mine.py"
        assert eval(builtins.compile("1 + 1", NAME, "eval")) == 2
    assert not file.exists()


def test_the_second_start_compiles_none_of_pysides_modules(tmp_path: Path) -> None:
    code = f"""
import builtins, pathlib
from debttracker.ui.compiled import compiled_once, kept_file
plain, seen = builtins.compile, []
def watched(source, name, *others, **more):
    seen.append(str(name))
    return plain(source, name, *others, **more)
builtins.compile = watched
with compiled_once(kept_file(pathlib.Path({str(tmp_path)!r}))):
    from PySide6.QtWidgets import QApplication
    try:
        QApplication.beep(1)
    except TypeError as error:
        assert "beep()" in str(error) or "QApplication.beep" in str(error), error
taken = [name for name in seen if name.startswith(("shibokensupport", "signature_bootstrap"))]
print("compiled", "some" if len(taken) > 5 else taken)
"""
    imported(code, expected="compiled some")
    imported(code, expected="compiled []")
