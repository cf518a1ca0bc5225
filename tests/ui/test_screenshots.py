"""``make screenshots``: what is pictured, that it is no blank, and that it grows with every page and sheet."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

import debttracker.ui
from debttracker.basics.tokens import tokens
from debttracker.ui import screenshots
from debttracker.ui.pages import PAGES
from debttracker.ui.pictured import all_pictured
from debttracker.ui.screenshots import Shot, contact_sheet, take
from debttracker.ui.widgets.sheet import Sheet


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}


def drawn(image: QImage) -> int:
    """How many pixels are not of the commonest colour; unlike the number of colours it does not hang on how letters
    are smoothed."""
    pixels = Counter(image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7))
    return pixels.total() - pixels.most_common(1)[0][1]


def test_pages_and_sheets_are_pictured(qapp: QApplication, tmp_path: Path) -> None:
    shots = take(tmp_path, ["zh-Hans"], ["light", "dark"], ["today", "log-contact", "welcome-2", "import"])
    assert [(s.name, s.state, s.scheme) for s in shots] == [
        ("today", "sample", "light"), ("today", "sample", "dark"), ("today", "empty", "light"),
        ("today", "empty", "dark"), ("log-contact", "sample", "light"), ("log-contact", "sample", "dark"),
        ("import", "empty", "light"), ("import", "empty", "dark"), ("welcome-2", "none", "light"),
        ("welcome-2", "none", "dark")]
    grounds = {scheme: QColor(tokens(scheme)["ground"]).rgb() for scheme in ("light", "dark")}
    for shot in shots:
        image = QImage(str(shot.path))
        assert len(colours(image)) > 12, f"{shot.path.name} shows nothing"
        if shot.name == "today":
            assert (image.width(), image.height()) == (1280, 820)
            assert image.pixel(image.width() - 4, image.height() - 4) == grounds[shot.scheme]
    full, empty = (QImage(str(next(s.path for s in shots if s.name == "today" and s.state == state)))
                   for state in ("sample", "empty"))
    assert drawn(full) > 4 * drawn(empty)
    sheet = contact_sheet(shots)
    assert sheet.width() > 2 * 300 and sheet.height() > 2 * 192 and len(colours(sheet)) > 40


def test_every_page_is_a_row() -> None:
    rows = list(screenshots._rows())
    names = [name for name, _state in rows]
    assert len(rows) == len(set(rows)), "two pictures would have one name"
    for page in PAGES:
        # A page that needs no case is pictured by its own folder, in its own states.
        assert page.id in names or find_spec(page.page.rpartition(".")[0] + ".pictured"), page.id


def test_every_sheet_is_pictured() -> None:
    """A new sheet needs one line in a ``pictured.py`` of its folder."""
    said = ""
    for one in all_pictured():
        said += inspect.getsource(inspect.getmodule(getattr(one.show, "func", one.show)))  # type: ignore[arg-type]
    modules = [importlib.import_module(module.name)
               for module in pkgutil.walk_packages(debttracker.ui.__path__, "debttracker.ui.")]
    sheets = {name for module in modules for name, found in vars(module).items()
              if inspect.isclass(found) and issubclass(found, Sheet) and found is not Sheet}
    assert not sorted(name for name in sheets if name not in said), "add a line to pictured.py of their folder"


def test_contact_sheet_is_no_ribbon(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "one.png"
    image = QImage(64, 41, QImage.Format.Format_RGB32)
    image.fill(QColor("#1F6F6B"))
    image.save(str(path))
    shots = [Shot(f"page{n}", "sample", language, scheme, path) for n in range(40)
             for language in ("en", "zh-Hans", "zh-Hant") for scheme in ("light", "dark")]
    for some in (shots, shots[:6], shots[::6]):
        sheet = contact_sheet(some)
        assert 0.4 < sheet.width() / sheet.height() < 9 and sheet.width() < 9000


def test_a_wrong_name_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        screenshots.main(["--out", str(tmp_path), "--only", "todya"])
    assert ended.value.code == 2
    assert "todya" in capsys.readouterr().err
