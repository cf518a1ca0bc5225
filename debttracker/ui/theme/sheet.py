"""The style sheet: ``resources/style/window.qss`` with tokens, sizes and tinted icons filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from debttracker.basics.resources import resource_path
from debttracker.ui.theme.sizes import Sizes

_ICON = re.compile(r"@icon\(([a-z-]+),([a-z_]+)\)")
_TOKEN = re.compile(r"@([a-z_0-9]+)")
_LENGTH = re.compile(r"(?<![\w#])(-?\d+)u\b")


@cache
def _template() -> str:
    text = resource_path("style", "window.qss").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def make_sheet(colours: Mapping[str, str], sizes: Sizes, icon_file: Callable[[str, str], str]) -> str:
    """The whole style sheet. ``icon_file(name, colour)`` gives the path of an icon file tinted with ``#RRGGBB``."""
    text = _ICON.sub(lambda m: icon_file(m[1], colours[m[2]]), _template())
    text = _TOKEN.sub(lambda m: colours[m[1]], text)
    return _LENGTH.sub(lambda m: f"{sizes.px(int(m[1]))}px", text)
