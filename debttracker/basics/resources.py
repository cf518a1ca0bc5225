"""Where the program's own data lies: inside the wheel, or beside the package in a source checkout.

As plain paths: the program is always installed as files, and importlib.resources would cost the start 4 ms."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resource_root() -> Path:
    """The folder of shipped data. The wheel carries it inside the package; a checkout has it one level up."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def resource_path(*parts: str) -> Path:
    """Path of one shipped file or folder, for example ``resource_path("rules", "cn.toml")``."""
    return resource_root().joinpath(*parts)
